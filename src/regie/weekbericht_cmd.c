/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg regie weekbericht: the weekly mail at once, or who would get what. */
#include "regie/weekbericht.h"

#include "gebied/gebied_cmd.h"

#include <stdio.h>

struct werk {
    const struct gebieden *g;
    struct arena *a;
    struct weekbericht_uitslag uit;
};

static int maak_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_opdrachtregel();

    return weekbericht_maak(c, w->g, w->a, &d, false, &w->uit, e);
}

static struct doc *tabel_van(struct arena *a, const struct weekbericht_uitslag *u)
{
    static const char *const kolommen[] = {"mens",     "Mens",       "getal",   "naam",    "Naam",
                                           "tekst",    "email",      "E-mail",  "tekst",   "signalen",
                                           "Signalen", "getal",      "stukken", "Stukken", "getal",
                                           "eerder",   "Van eerder", "getal",   NULL};
    struct doc *t = table_new(a, STR("Weekbericht"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < u->n; i++) {
        struct doc *d = doc_add(a, rijen, doc_map(a));

        DOC_SET_INT(a, d, "mens", u->at[i].mens);
        DOC_SET_STR(a, d, "naam", u->at[i].naam);
        DOC_SET_STR(a, d, "email", u->at[i].email);
        DOC_SET_INT(a, d, "signalen", u->at[i].signalen);
        DOC_SET_INT(a, d, "stukken", u->at[i].stukken);
        DOC_SET_INT(a, d, "eerder", u->at[i].eerder);
    }
    return t;
}

static int weekbericht_cmd(struct command_call *call, struct err *e)
{
    struct werk w = {.a = call->a};
    struct omgeving o;
    struct blik b;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    w.g = b.g;
    if (!rc && command_value(call, "proef").n) {
        rc = weekbericht_maak(b.c, b.g, call->a, NULL, true, &w.uit, e);
        if (!rc)
            rc = command_table(call, tabel_van(call->a, &w.uit), e);
    } else if (!rc) {
        conn_snapshot_end(b.c);
        rc = store_write(o.store, maak_doe, &w, e);
        if (!rc)
            printf("%lld weekberichten en %lld herinneringen staan klaar om te versturen; %lld mensen willen "
                   "geen "
                   "weekbericht\n",
                   (long long)w.uit.brieven, (long long)w.uit.herinneringen, (long long)w.uit.uit);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option opties[] = {
    OPTION_DB, OPTION_FORMAT, {"proef", NULL, "toont alleen wie wat zou krijgen", false, false, false}, {0}};

const struct command weekbericht_commands[] = {
    {"regie", "weekbericht", "Maakt de mail met wat aandacht vraagt, en herinnert wie een stuk nog niet zag",
     "De website doet dit zelf, elke maandag vanaf zeven uur. Wat iemand al verteld is komt niet terug. Een "
     "draaiende server verstuurt wat klaarstaat.",
     weekbericht_cmd, opties},
    {0}};
