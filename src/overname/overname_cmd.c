/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg visie overnemen: what a ronde would change in woonzorgvisies, and doing it. */
#include "overname/overname.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"

#include <stdio.h>

static struct doc *tabel_van(struct arena *a, const struct overname *o)
{
    static const char *const kolommen[] = {
        "gebied",        "Gebied", "tekst",    "naam",     "Naam",   "tekst",     "veld",  "Veld",
        "tekst",         "wat",    "Wat",      "tekst",    "bekend", "Bekend is", "tekst", "ronde",
        "De ronde zegt", "tekst",  "herkomst", "Herkomst", "tekst",  NULL};
    struct doc *t = table_new(a, STR("Over te nemen"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < o->n; i++) {
        const struct visie_gezegd *x = &o->gezegd[i];
        struct visie_vergeleken r;
        struct doc *d;

        visie_vergelijk(&o->bekend, o->t, o->n_t, x, &r);
        d = doc_add(a, rijen, doc_map(a));
        DOC_SET_STR(a, d, "gebied", x->gebied->code);
        DOC_SET_STR(a, d, "naam", x->gebied->naam);
        DOC_SET_STR(a, d, "veld", str_from(x->vraag ? x->vraag->code : x->verwacht ? "verwacht" : "staat"));
        DOC_SET_STR(a, d, "wat", str_from(visie_overname_woorden[r.wat]));
        DOC_SET_STR(a, d, "bekend",
                    r.antwoord ? r.antwoord->antwoord
                    : r.stand  ? str_from(visie_staten[r.stand->staat].code)
                               : STR(""));
        DOC_SET_STR(a, d, "ronde", x->vraag ? x->antwoord : str_from(visie_staten[x->staat].code));
        DOC_SET_STR(a, d, "herkomst", x->herkomst);
    }
    return t;
}

struct werk {
    const struct gebieden *g;
    struct arena *a;
    struct str ronde;
    struct visie_overgenomen uit;
};

static int over_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_opdrachtregel();
    struct overname o;
    int rc = overname_lees(c, w->g, w->a, w->ronde, &o, e);

    return rc ? rc : visie_overneem(c, w->g, &d, o.gezegd, o.n, STR("opdrachtregel"), &w->uit, e);
}

static int overnemen_cmd(struct command_call *call, struct err *e)
{
    struct werk w = {.a = call->a, .ronde = command_value(call, "RONDE")};
    struct overname o;
    struct omgeving om;
    struct blik b;
    int rc = omgeving_open(&om, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&om, &b, e);
    w.g = b.g;
    if (!rc && command_value(call, "proef").n) {
        rc = overname_lees(b.c, b.g, call->a, w.ronde, &o, e);
        if (!rc)
            rc = command_table(call, tabel_van(call->a, &o), e);
    } else if (!rc) {
        conn_snapshot_end(b.c);
        rc = store_write(om.store, over_doe, &w, e);
        if (!rc)
            printf("%lld antwoorden zijn erbij gekomen; %lld waren al bekend; over %lld moet iemand kiezen\n",
                   (long long)w.uit.tel[OVERNAME_NIEUW], (long long)w.uit.tel[OVERNAME_GELIJK],
                   (long long)(w.uit.tel[OVERNAME_STRIJDT] + w.uit.tel[OVERNAME_WACHT]));
    }
    blik_sluit(&b);
    omgeving_sluit(&om);
    return rc;
}

static const struct command_option opties[] = {
    {"RONDE", NULL, "de code van de ronde", true, true, false},
    {"proef", NULL, "toont alleen wat er zou veranderen", false, false, false},
    OPTION_DB,
    OPTION_FORMAT,
    {0}};

const struct command overname_commands[] = {
    {"visie", "overnemen", "Neemt over wat gemeenten in een ronde over hun woonzorgvisie antwoordden",
     "Wat nieuw is komt erbij, met de ronde als herkomst. Wat iets anders zegt dan bekend is, wacht tot "
     "iemand "
     "kiest. Welke vraag over wat gaat staat in referentie/visie-overname.csv.",
     overnemen_cmd, opties},
    {0}};
