/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg spoor controleer, woonzorg spoor lijst. */
#include "spoor/spoor.h"

#include "base/date.h"
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"

#include <stdio.h>

static int controleer_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct conn *c = NULL;
    struct spoor_uitslag u;
    struct str ooit = command_value(call, "som");
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc)
        rc = spoor_controleer(c, call->a, ooit.p ? ooit : STR(""), &u, e);
    store_return(o.store, c);
    omgeving_sluit(&o);
    if (rc)
        return rc;
    if (u.fout)
        return err_set(e, ERR_DATA, "het spoor is niet heel. Rij %lld: %.*s", (long long)u.fout,
                       STR_ARG(u.waarom));
    printf("het spoor is heel: %lld rijen, waarvan %lld zonder inhoud omdat die gewist is\n"
           "som van de laatste rij: %.*s\n",
           (long long)u.rijen, (long long)u.gewist, STR_ARG(u.som));
    return OK;
}

static struct doc *lijst_doc(struct arena *a, const struct spoor_rij *r, size_t n)
{
    static const char *const kolommen[] = {"id",        "Nummer",
                                           "getal",     "moment",
                                           "Moment",    "tekst",
                                           "daad",      "Daad",
                                           "tekst",     "object",
                                           "Object",    "tekst",
                                           "object_id", "Nummer van het object",
                                           "getal",     "wie",
                                           "Wie",       "tekst",
                                           "wie_id",    "Nummer van wie",
                                           "getal",     "namens",
                                           "Namens",    "getal",
                                           "waar",      "Waar vandaan",
                                           "tekst",     "voor",
                                           "Voor",      "tekst",
                                           "na",        "Na",
                                           "tekst",     NULL};
    struct doc *t = table_new(a, STR("Spoor"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < n; i++) {
        struct doc *d = doc_add(a, rijen, doc_map(a));

        DOC_SET_INT(a, d, "id", r[i].id);
        DOC_SET_STR(a, d, "moment", time_iso(a, r[i].moment));
        DOC_SET_STR(a, d, "daad", r[i].daad);
        DOC_SET_STR(a, d, "object", r[i].object);
        DOC_SET_INT(a, d, "object_id", r[i].object_id);
        DOC_SET_STR(a, d, "wie", dader_woord(r[i].wie));
        DOC_SET_INT(a, d, "wie_id", r[i].wie_id);
        DOC_SET_INT(a, d, "namens", r[i].namens);
        DOC_SET_STR(a, d, "waar", r[i].waar);
        DOC_SET_STR(a, d, "voor", r[i].voor);
        DOC_SET_STR(a, d, "na", r[i].na);
    }
    return t;
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct conn *c = NULL;
    struct spoor_vraag v = {.object = command_value(call, "object"), .most = 100000};
    const struct spoor_rij *r;
    size_t n;
    int rc = command_int(call, "nummer", &v.object_id, e);

    if (!rc)
        rc = command_int(call, "mens", &v.mens, e);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc)
        rc = spoor_lees(c, call->a, &v, &r, &n, e);
    store_return(o.store, c);
    if (!rc)
        rc = command_table(call, lijst_doc(call->a, r, n), e);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option controleer_opties[] = {
    OPTION_DB,
    {"som", "TEKST", "een som die u eerder bewaarde; die moet er nog in staan", false, false, false},
    {0},
};
static const struct command_option lijst_opties[] = {
    OPTION_DB,
    {"object", "SOORT", "alleen wat hiermee gebeurde, als levering, partij of mens", false, false, false},
    {"nummer", "N", "alleen dit nummer van het object", false, false, false},
    {"mens", "N", "alleen wat deze mens deed", false, false, false},
    OPTION_FORMAT,
    {0},
};

const struct command spoor_commands[] = {
    {"spoor", "controleer", "Bewijst dat het spoor van wijzigingen heel is, of noemt de rij die niet klopt",
     "Bewaar de som van de laatste rij buiten deze computer: met --som ziet u later of er iets is afgeknipt.",
     controleer_cmd, controleer_opties},
    {"spoor", "lijst", "Toont wie wat wanneer veranderde", NULL, lijst_cmd, lijst_opties},
    {0},
};
