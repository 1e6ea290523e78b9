/* SPDX-License-Identifier: EUPL-1.2
 * Which leveringen, periods and reeksen answer a question. Pure: works on the lines of the catalogue. */
#include "cijfer/cijfer_intern.h"

static bool zelfde_leveraar(const struct aanbod *x, const struct aanbod *y)
{
    return x->bron == y->bron && str_eq(x->leveraar, y->leveraar);
}

/* Horizon of a reeks against the window: cumulative ("to 2030") fits when it ends in it; years fit when they lie in it. Without a
 * stated year it may lie anywhere. */
static int deel_van_venster(const struct aanbod *x, const struct cijfer_vraag *v)
{
    int van = v->venster_van, tot = v->venster_tot ? v->venster_tot : 9999;

    if (!v->venster_van && !v->venster_tot)
        return DEEL_BINNEN;
    if (!x->horizon_tot)
        return DEEL_GRENS;
    if (!x->horizon_van)
        return x->horizon_tot <= tot ? DEEL_BINNEN : DEEL_GEEN;
    if (x->horizon_van >= van && x->horizon_tot <= tot)
        return DEEL_BINNEN;
    return x->horizon_tot < van || x->horizon_van > tot ? DEEL_GEEN : DEEL_GRENS;
}

/* Of cumulative horizons of one bron only the furthest counts: the opgave to 2030 holds the one to 2025. */
static void cumulatief_houd_verste(struct aanbod_lijst *l)
{
    for (size_t i = 0; i < l->n; i++) {
        struct aanbod *x = &l->at[i];

        if (x->deel != DEEL_BINNEN || x->horizon_van || !x->horizon_tot)
            continue;
        for (size_t k = 0; k < l->n; k++) {
            const struct aanbod *y = &l->at[k];

            if (y->deel == DEEL_BINNEN && !y->horizon_van && zelfde_leveraar(x, y) && y->horizon_tot > x->horizon_tot)
                x->deel = DEEL_GEEN;
        }
    }
}

/* Indices into l, chained by (bron, leveraar): few distinct ones, so a table of heads is enough. */
struct groep {
    const struct aanbod *eerste;
    date_t periode; /* newest that is allowed */
};

void aanbod_kies(struct aanbod_lijst *l, const struct cijfer_vraag *v, date_t peildatum)
{
    struct arena a;
    VEC(struct groep) groepen = {0};

    arena_init(&a, 0);
    for (size_t i = 0; i < l->n; i++) {
        struct aanbod *x = &l->at[i];
        size_t k = 0;

        x->deel = DEEL_GEEN;
        if (peildatum && x->periode_tot > peildatum)
            continue;
        while (k < groepen.n && !zelfde_leveraar(groepen.at[k].eerste, x))
            k++;
        if (k == groepen.n)
            VEC_PUSH(&a, &groepen, ((struct groep){x, 0}));
        if (x->periode_tot > groepen.at[k].periode)
            groepen.at[k].periode = x->periode_tot;
    }
    for (size_t k = 0; k < groepen.n; k++) {
        const struct aanbod *beste = NULL; /* one levering speaks for a leveraar and period: the latest */

        for (size_t i = 0; i < l->n; i++) {
            const struct aanbod *x = &l->at[i];

            if (x->periode_tot == groepen.at[k].periode && zelfde_leveraar(groepen.at[k].eerste, x) &&
                (!beste || x->peildatum > beste->peildatum ||
                 (x->peildatum == beste->peildatum && x->levering > beste->levering)))
                beste = x;
        }
        for (size_t i = 0; beste && i < l->n; i++) {
            struct aanbod *x = &l->at[i];

            if (x->levering == beste->levering && x->periode_tot == beste->periode_tot && x->bron == beste->bron)
                x->deel = deel_van_venster(x, v);
        }
    }
    cumulatief_houd_verste(l);
    arena_done(&a);
}
