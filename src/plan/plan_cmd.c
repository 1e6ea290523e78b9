/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg plan lijst. */
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "plan/plan_http.h"

#include <stdio.h>

struct lijst {
    struct arena *a;
    struct doc *rijen;
};

static int rij_bij(void *ctx, const struct plan *p, struct err *e)
{
    struct lijst *l = ctx;
    struct arena *a = l->a;
    struct doc *r = doc_add(a, l->rijen, doc_map(a));

    (void)e;
    DOC_SET_INT(a, r, "plan", p->id);
    DOC_SET_STR(a, r, "gebied", p->gebied ? str_dup(a, p->gebied->code) : STR(""));
    DOC_SET_STR(a, r, "gemeente", p->gebied ? str_dup(a, p->gebied->naam) : STR(""));
    DOC_SET_STR(a, r, "naam", str_dup(a, p->naam));
    DOC_SET_STR(a, r, "plancode", str_dup(a, p->plancode));
    DOC_SET_STR(a, r, "status", str_dup(a, p->status));
    DOC_SET_STR(a, r, "hardheid", str_dup(a, p->hardheid));
    DOC_SET(a, r, "woningen", p->ontbreekt ? doc_null(a) : doc_int(a, p->woningen));
    DOC_SET_STR(a, r, "ontbreekt",
                p->ontbreekt ? cijfer_ontbreekt_naam((enum cijfer_ontbreekt)p->ontbreekt) : STR(""));
    DOC_SET_STR(a, r, "vorm", plan_vorm_naam(p->vorm));
    DOC_SET_INT(a, r, "levering", p->levering);
    DOC_SET_INT(a, r, "rij", p->rij);
    return OK;
}

static const char *const kolommen[] = {"plan",
                                       "Nummer",
                                       "getal",
                                       "gebied",
                                       "Code gemeente",
                                       "tekst",
                                       "gemeente",
                                       "Gemeente",
                                       "tekst",
                                       "naam",
                                       "Naam",
                                       "tekst",
                                       "plancode",
                                       "Plancode",
                                       "tekst",
                                       "status",
                                       "Status",
                                       "tekst",
                                       "hardheid",
                                       "Hard of zacht",
                                       "tekst",
                                       "woningen",
                                       "Woningen",
                                       "getal",
                                       "ontbreekt",
                                       "Waarom geen aantal",
                                       "tekst",
                                       "vorm",
                                       "Ligging",
                                       "tekst",
                                       "levering",
                                       "Levering",
                                       "getal",
                                       "rij",
                                       "Rij",
                                       "getal",
                                       NULL};

static int plan_lijst_cmd(struct command_call *call, struct err *e)
{
    struct arena *a = call->a;
    struct omgeving o;
    struct blik b;
    struct doc *t = table_new(a, STR("Plannen"), kolommen);
    struct lijst l = {a, doc_get(t, STR("rijen"))};
    struct plan_keuze k = {.status = command_value(call, "status")};
    struct str gebied = command_value(call, "gebied");
    struct plan_som *som;
    size_t n;
    int rc = command_date(call, "peildatum", &k.peildatum, e);

    k.gebiedsdatum = k.peildatum;
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc && gebied.p && !(k.gebied = gebied_bij_code(b.g, gebied)))
        rc = err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(str_sub(gebied, 0, 40)));
    if (!rc)
        rc = plannen_openbaar(b.c, b.g, &k, false, rij_bij, &l, e);
    if (!rc)
        rc = plannen_som(b.c, b.g, a, &k, &som, &n, e);
    if (!rc)
        rc = command_table(call, t, e);
    if (!rc && !k.status.p) {
        struct str tekst = plan_som_tekst(a, som, n);

        fprintf(stderr, "%.*s\n", STR_ARG(tekst));
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option lijst_opties[] = {
    OPTION_DB,
    {"gebied", "CODE", "alleen plannen in dit gebied, als GM0935 of PV31", false, false, false},
    {"status", "S", "alleen deze planologische status: 1A … 5B, onbekend, hard of zacht", false, false,
     false},
    {"peildatum", "D", "de nieuwste leveringen tot en met deze dag, als 2025-01-01", false, false, false},
    OPTION_FORMAT,
    {0},
};

const struct command plan_commands[] = {
    {"plan", "lijst", "Toont de openbare plannen die nu tellen",
     "Vertrouwelijke plannen staan er niet bij; wat daarvan in een som te zeggen is, staat in de laatste "
     "regel (op standaardfout).",
     plan_lijst_cmd, lijst_opties},
    {0},
};
