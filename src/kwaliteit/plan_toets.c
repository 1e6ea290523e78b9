/* SPDX-License-Identifier: EUPL-1.2
 * What the checks of plans found (plan/plan.h), told per gemeente as a number of plans. Only plans that may
 * be seen are counted, so that nothing is told of a confidential one. */
#include "kwaliteit/intern.h"
#include "plan/plan.h"

struct telling {
    struct waarden *x;
    unsigned bit;
    int64_t *plannen, *fout; /* by index of a gebied */
};

static int plan_tel(void *ctx, const struct plan *p, struct err *e)
{
    struct telling *t = ctx;

    (void)e;
    if (p->openbaar != PLAN_OPEN || !p->gebied)
        return OK;
    t->plannen[p->gebied->index]++;
    t->fout[p->gebied->index] += (p->bevinding & t->bit) != 0;
    return OK;
}

/* The figures that a check speaks of: c1 is about the years of the unsplit plans, c4 about those by price. */
static bool gaat_over(const struct waarde *w, unsigned bit)
{
    const struct reeks *s = w->blok->reeks;

    if (!str_is(s->onderwerp, "plannen-hard") && !str_is(s->onderwerp, "plannen-zacht") &&
        !str_is(s->onderwerp, "plannen-onbekend"))
        return false;
    return bit == BEVINDING_C1   ? !s->woningtype.n && !s->segment.n
           : bit == BEVINDING_C4 ? s->segment.n > 0
                                 : false;
}

static void cijfers_bij(const struct waarden *x, int64_t levering, unsigned bit, struct vondst *v,
                        struct arena *a)
{
    v->cijfer = ARENA_ARRAY(a, const struct waarde *, x->w.n + 1);
    for (size_t i = 0; i < x->w.n; i++) {
        const struct waarde *w = &x->w.at[i];

        if (w->blok->levering == levering && w->gebied == v->gebied && w->heeft && gaat_over(w, bit))
            v->cijfer[v->n++] = w;
    }
}

int plan_toets(struct conn *c, struct waarden *x, const struct regel *r, int64_t levering,
               struct vondsten *uit, struct err *e)
{
    unsigned bit = plan_bevinding_bij_code(r->term[0].onderwerp);
    struct telling t = {x, bit, ARENA_ARRAY(x->a, int64_t, x->g->n + 1),
                        ARENA_ARRAY(x->a, int64_t, x->g->n + 1)};
    struct plan_keuze k = {.levering = levering};
    struct toets toets = {.regel = r};
    int rc = bit ? plannen_openbaar(c, x->g, &k, false, plan_tel, &t, e) : OK;

    for (size_t i = 0; !rc && i < x->g->n; i++) {
        const struct gebied *g = &x->g->gebied[i];
        struct vondst v;

        toets.getoetst += t.plannen[i];
        toets.bevonden += t.fout[i];
        if (t.fout[i] <= r->marge_heel)
            continue;
        v = (struct vondst){.regel = r,
                            .sleutel = str_fmt(uit->a, "%.*s|%.*s", STR_ARG(r->code), STR_ARG(g->code)),
                            .tekst = str_fmt(uit->a, "%.*s: %lld van de %lld openbare plannen",
                                             STR_ARG(r->naam), (long long)t.fout[i], (long long)t.plannen[i]),
                            .ernst = r->ernst,
                            .levering = levering,
                            .onderwerp = STR(""),
                            .gebied = g,
                            .links = t.fout[i],
                            .rechts = 0};
        cijfers_bij(x, levering, bit, &v, uit->a);
        VEC_PUSH(uit->a, &uit->v, v);
    }
    if (!rc)
        toets_bij(uit, &toets);
    return rc;
}
