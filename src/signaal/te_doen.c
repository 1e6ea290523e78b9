/* SPDX-License-Identifier: EUPL-1.2
 * What was asked of the reader's own organisation by what was made known: a reaction to an opgave that is in
 * consultation, to say that a publication was seen, and of the own promises to confirm them and to look at
 * what lies behind. No rule finds it: it follows from the lists. */
#include "signaal/signaal_pagina.h"

#include "afspraak/afspraak.h"
#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "toegang/toegang.h"

/* The own partij on a list that did not confirm; NULL: none. Who made it known itself is not asked. */
static const struct publicatie_partij *ongezien(const struct wie *w, const struct publicatie_lijst *l,
                                                int64_t maker)
{
    for (size_t i = 0; i < l->n; i++)
        if (!l->partij[i].gezien && l->partij[i].partij != maker && wie_hoort_bij(w, l->partij[i].partij))
            return &l->partij[i];
    return NULL;
}

/* Opgaven in consultation of which an own partij did not yet say what it thinks. */
static int reacties(struct pagina *p, const struct wie *w, struct te_doen_lijst *uit, int64_t **ret_opgave,
                    struct err *e)
{
    struct opgave_dossier *x = NULL;
    struct opgave_oordelen *o = NULL;
    date_t dag = date_today();
    size_t n = 0;
    int rc = opgave_dossiers_lees(p->c, p->g, p->a, &x, &n, e);

    if (!rc)
        rc = opgaven_oordelen_lees(p->c, p->a, x, n, &o, e);
    *ret_opgave = ARENA_ARRAY(p->a, int64_t, n + 1);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct opgave_oordeel *mijn = NULL;

        if (x[i].o.staat != OPGAVE_CONSULTATIE || dag < x[i].o.van || dag > x[i].o.tot)
            continue;
        for (size_t k = 0; k < o[i].n && !mijn; k++)
            if (!o[i].at[k].moment && o[i].at[k].partij != x[i].o.partij &&
                wie_hoort_bij(w, o[i].at[k].partij))
                mijn = &o[i].at[k];
        if (!mijn)
            continue;
        (*ret_opgave)[uit->punt.n] = x[i].o.id;
        VEC_PUSH(p->a, &uit->punt,
                 ((struct te_doen){
                     .titel = str_fmt(p->a, "Uw reactie gevraagd: %.*s", STR_ARG(x[i].o.titel)),
                     .tekst = str_fmt(
                         p->a, "De opgave is in consultatie tot en met %.*s. %s gaf nog geen oordeel%s.",
                         STR_ARG(date_nl(p->a, x[i].o.tot)), str_cstr(p->a, mijn->partij_naam),
                         str_is(mijn->oordeel, "geen_kennis") ? ", en bevestigde niet dat zij dit zag" : ""),
                     .woord = "Bekijk de opgave",
                     .adres = str_fmt(p->a, "/regie/opgaven/%lld", (long long)x[i].o.id)}));
    }
    return rc;
}

/* The own partij among those that promise it; NULL: none. */
static const struct belofte_partij *belooft(const struct wie *w, const struct belofte *b)
{
    for (size_t i = 0; !b->ingetrokken && i < b->n_partij; i++)
        if (wie_hoort_bij(w, b->partij[i].partij))
            return &b->partij[i];
    return NULL;
}

static void belofte_bij_lijst(struct pagina *p, struct te_doen_lijst *uit, const struct afspraak *x,
                              const struct belofte *b, const char *titel, struct str tekst)
{
    VEC_PUSH(
        p->a, &uit->punt,
        ((struct te_doen){.titel = str_fmt(p->a, "%s: %.*s", titel, STR_ARG(utf8_clip(b->toezegging, 200))),
                          .tekst = str_fmt(p->a, "%.*s. %.*s", STR_ARG(x->titel), STR_ARG(tekst)),
                          .woord = "Bekijk de belofte",
                          .adres = str_fmt(p->a, "/regie/afspraken/%lld/beloften/%lld", (long long)x->id,
                                           (long long)b->nummer)}));
}

/* What an own partij promised: to confirm, and what lies behind. Who keeps the afspraak is asked the latter
 * by a rule (a signal). */
static int beloften(struct pagina *p, const struct wie *w, struct te_doen_lijst *uit, struct err *e)
{
    struct afspraak_blik blik = {.dag = date_today(), .gebiedsdatum = date_today(), .boek = STR("")};
    struct afspraak_regels regels;
    struct afspraak *x = NULL;
    size_t n = 0, m = 0;
    int rc = afspraken_lees(p->c, p->g, p->a, 0, 0, &x, &n, e);

    for (size_t i = 0; !rc && i < n; i++) { /* only those are measured */
        bool eigen = false;

        for (size_t k = 0; !x[i].ingetrokken && k < x[i].n; k++)
            eigen = eigen || belooft(w, &x[i].belofte[k]);
        if (eigen)
            x[m++] = x[i];
    }
    if (rc || !m)
        return rc;
    rc = afspraak_regels_nu(p->c, p->a, &regels, e);
    if (!rc)
        rc = afspraken_meet(p->c, p->g, p->a, &regels, &blik, x, m, e);
    for (size_t i = 0; !rc && i < m; i++)
        for (size_t k = 0; k < x[i].n; k++) {
            const struct belofte *b = &x[i].belofte[k];
            const struct belofte_partij *mijn = belooft(w, b);

            if (mijn && !mijn->oordeel.n)
                belofte_bij_lijst(
                    p, uit, &x[i], b, "Belofte nog te bevestigen",
                    str_fmt(p->a, "Dit staat er namens %.*s; bevestig of betwist het.", STR_ARG(mijn->naam)));
            if (mijn && b->klasse == KLASSE_ACHTER && !str_is(mijn->oordeel, "betwist") &&
                !wie_hoort_bij(w, x[i].partij))
                belofte_bij_lijst(p, uit, &x[i], b, "Uw belofte ligt achter", belofte_zin(p->a, b, blik.dag));
        }
    return rc;
}

int te_doen_lees(struct pagina *p, struct te_doen_lijst *ret, struct err *e)
{
    const struct wie *w = wie_van(p->q);
    const struct publicatie *k;
    struct publicatie_lijst *l;
    int64_t bij, *opgave;
    size_t n, n_opgave;
    int rc;

    *ret = (struct te_doen_lijst){0};
    if (w->soort != WIE_MENS || wie_bereik(w, RECHT_LEVEREN, &bij) == BEREIK_GEEN)
        return OK;
    rc = reacties(p, w, ret, &opgave, e);
    n_opgave = ret->punt.n;
    if (!rc)
        rc = publicaties_lees(p->c, p->g, p->a, 0, &k, &n, e);
    if (!rc)
        rc = publicaties_lijsten_lees(p->c, p->a, k, n, &l, e);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct publicatie_partij *mijn = ongezien(w, &l[i], k[i].partij);
        bool al = false; /* its opgave was named above */

        for (size_t j = 0; j < n_opgave && str_is(k[i].soort, "opgave"); j++)
            al = al || opgave[j] == k[i].object;
        if (!mijn || al || k[i].voorbij)
            continue;
        VEC_PUSH(
            p->a, &ret->punt,
            ((struct te_doen){
                .titel = str_fmt(p->a, "Nog te bevestigen: %.*s", STR_ARG(k[i].titel)),
                .tekst = str_fmt(p->a, "Bekendgemaakt op %.*s; niemand van %.*s bevestigde dat zij dit zag.",
                                 STR_ARG(date_nl(p->a, time_date(k[i].moment))), STR_ARG(mijn->naam)),
                .woord = "Bekijk het stuk",
                .adres = str_fmt(p->a, "/regie/kennisname/%lld", (long long)k[i].id)}));
    }
    return rc ? rc : beloften(p, w, ret, e);
}
