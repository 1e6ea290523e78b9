/* SPDX-License-Identifier: EUPL-1.2
 * Completeness: of the provincies that a levering speaks of, which gemeenten lack a figure. One finding a
 * provincie and period. No SQL. */
#include "kwaliteit/intern.h"

#include <stdlib.h>

enum { NAMEN_MAX = 12 };

/* One period of one levering: which gemeenten have something to say. */
struct opgave_periode {
    int64_t levering;
    date_t van, tot, geleverd;
    bool *heeft; /* by index of a gebied */
    const struct waarde *een;
};

struct perioden {
    struct opgave_periode *at;
    size_t n, cap;
};

static struct opgave_periode *periode_van(struct waarden *x, struct perioden *l, const struct waarde *w)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].levering == w->blok->levering && l->at[i].van == w->blok->van &&
            l->at[i].tot == w->blok->tot)
            return &l->at[i];
    VEC_PUSH(x->a, l,
             ((struct opgave_periode){w->blok->levering, w->blok->van, w->blok->tot, w->geleverd,
                                      ARENA_ARRAY(x->a, bool, x->g->n + 1), w}));
    return &l->at[l->n - 1];
}

/* The division that the levering was made in: that of the period, or of its peildatum when more of what it
 * holds was valid then. */
static date_t indeling_van(const struct gebieden *g, const struct opgave_periode *p)
{
    size_t toen = 0, nu = 0;

    for (size_t i = 0; i < g->n; i++) {
        toen += p->heeft[i] && gebied_geldig(&g->gebied[i], p->tot);
        nu += p->heeft[i] && gebied_geldig(&g->gebied[i], p->geleverd);
    }
    return nu > toen ? p->geleverd : p->tot;
}

static struct str namen_tekst(struct arena *a, const struct gebied *const *mist, size_t n)
{
    struct buf b;

    buf_init(&b, a, 1500);
    for (size_t i = 0; i < n && i < NAMEN_MAX; i++)
        buf_fmt(&b, "%s%.*s", !i ? "" : i + 1 == n ? " en " : ", ", STR_ARG(mist[i]->naam));
    if (n > NAMEN_MAX)
        buf_fmt(&b, " en %zu andere", n - NAMEN_MAX);
    return buf_str(&b);
}

static void provincie_toets(struct waarden *x, const struct regel *r, const struct opgave_periode *p,
                            const struct gebied *provincie, date_t d, struct toets *t, struct vondsten *uit)
{
    struct gebied_lijst leden = gebied_leden(x->g, x->a, provincie, d);
    const struct gebied **mist = ARENA_ARRAY(x->a, const struct gebied *, leden.n + 1);
    size_t n = 0;
    struct str code = p->een->blok->reeks->onderwerp;

    for (size_t i = 0; i < leden.n; i++)
        if (!p->heeft[leden.at[i]->index])
            mist[n++] = leden.at[i];
    t->getoetst += (int64_t)leden.n;
    t->bevonden += (int64_t)n;
    if ((int64_t)n <= r->marge_heel)
        return;
    VEC_PUSH(
        uit->a, &uit->v,
        ((struct vondst){
            .regel = r,
            .sleutel = str_fmt(uit->a, "%.*s|%.*s|%.*s|%d-%d", STR_ARG(r->code), STR_ARG(code),
                               STR_ARG(provincie->code), p->van, p->tot),
            .tekst = str_fmt(uit->a, "%.*s: van de %zu gemeenten in %.*s %s er %zu een cijfer. Er %s: %.*s",
                             STR_ARG(r->naam), leden.n, STR_ARG(provincie->naam),
                             leden.n - n == 1 ? "heeft" : "hebben", leden.n - n,
                             n == 1 ? "ontbreekt" : "ontbreken", STR_ARG(namen_tekst(uit->a, mist, n))),
            .ernst = r->ernst,
            .levering = p->levering,
            .onderwerp = code,
            .gebied = provincie,
            .van = p->van,
            .tot = p->tot,
            .links = (int64_t)(leden.n - n),
            .rechts = (int64_t)leden.n}));
}

void volledig_toets(struct waarden *x, const struct regel *r, const struct onderwerp *lijst, size_t n,
                    int64_t levering, struct vondsten *uit)
{
    struct perioden l = {0};
    struct toets t = {.regel = r};
    int onderwerp = woord_nummer(x, r->term[0].onderwerp);

    (void)lijst, (void)n;
    for (size_t i = 0; i < x->w.n; i++) {
        const struct waarde *w = &x->w.at[i];

        if (w->onderwerp != onderwerp || (levering && w->blok->levering != levering) ||
            !gebied_is_gemeente(w->gebied) || (!w->heeft && !w->nvt && !w->geheim))
            continue;
        periode_van(x, &l, w)->heeft[w->gebied->index] = true;
    }
    for (size_t i = 0; i < l.n; i++) {
        date_t d = indeling_van(x->g, &l.at[i]);
        struct gebied_lijst provincies = indeling_regios(x->g, x->a, STR("provincie"), d);

        for (size_t k = 0; k < provincies.n; k++) {
            struct gebied_lijst leden = gebied_leden(x->g, x->a, provincies.at[k], d);
            bool komt_voor = false;

            for (size_t j = 0; j < leden.n; j++)
                komt_voor = komt_voor || l.at[i].heeft[leden.at[j]->index];
            if (komt_voor)
                provincie_toets(x, r, &l.at[i], provincies.at[k], d, &t, uit);
        }
    }
    toets_bij(uit, &t);
}
