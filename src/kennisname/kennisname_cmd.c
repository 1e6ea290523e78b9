/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg kennisname lijst: who saw what. */
#include "kennisname/kennisname.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"

static int rijen(struct command_call *call, struct blik *b, struct doc *lijst, struct err *e)
{
    struct arena *a = call->a;
    const struct publicatie *p;
    struct publicatie_lijst *l = NULL;
    size_t n = 0;
    int rc = publicaties_lees(b->c, b->g, a, 0, &p, &n, e);

    if (!rc)
        rc = publicaties_lijsten_lees(b->c, a, p, n, &l, e);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct publicatie_partij *k = l[i].partij;

        for (size_t j = 0; j < l[i].n; j++) {
            struct doc *d;

            if (command_value(call, "open").p && k[j].gezien)
                continue;
            d = doc_add(a, lijst, doc_map(a));
            DOC_SET_INT(a, d, "publicatie", p[i].id);
            DOC_SET_STR(a, d, "titel", p[i].titel);
            DOC_SET_STR(a, d, "soort", k[j].soort);
            DOC_SET_STR(a, d, "organisatie", k[j].naam);
            DOC_SET(a, d, "gezien", k[j].gezien ? doc_str(a, time_iso(a, k[j].gezien)) : doc_null(a));
            DOC_SET_INT(a, d, "herinneringen", k[j].herinneringen);
        }
    }
    return rc;
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "publicatie", "Publicatie",    "getal",         "titel",       "Titel", "tekst",  "soort",
        "Soort",      "tekst",         "organisatie",   "Organisatie", "tekst", "gezien", "Gezien",
        "tekst",      "herinneringen", "Herinneringen", "getal",       NULL};
    struct doc *t = table_new(call->a, STR("Kennisname"), kolommen);
    struct omgeving o;
    struct blik b;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = rijen(call, &b, doc_get(t, STR("rijen")), e);
    if (!rc)
        rc = command_table(call, t, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option lijst_opties[] = {
    OPTION_DB, OPTION_FORMAT, {"open", NULL, "alleen wie het nog niet zag", false, false, false}, {0}};

const struct command kennisname_commands[] = {{"kennisname", "lijst",
                                               "Toont per bekendgemaakt stuk welke organisaties het zagen",
                                               NULL, lijst_cmd, lijst_opties},
                                              {0}};
