/* SPDX-License-Identifier: EUPL-1.2
 * Which leveringen, periods and reeksen answer a question. Pure: works on the lines of the catalogue, in time
 * about proportional to their number. Held against a plain reading of the rules in
 * tests/cijfer/test_kiezen.c. */
#include "cijfer/cijfer_intern.h"

#include <stdlib.h>

/* One period of one group (bron and leveraar), and the levering that speaks for it. */
struct periode {
    size_t groep;
    date_t van, tot;
    const struct aanbod *beste;
    int deel; /* of the window; DEEL_GEEN: not taken */
};

struct keuze {
    struct arena a;
    struct map groepen, perioden;
    VEC(struct periode) periode;
};

static bool heeft_venster(const struct cijfer_vraag *v)
{
    return v->venster_van || v->venster_tot;
}

/* Homes that came about in a period: the window is a window on periods. Else it is one on the years that a
 * reeks speaks of. */
static bool telt_perioden(const struct aanbod *x, const struct cijfer_vraag *v, enum cijfer_aard aard)
{
    return aard == AARD_STROOM && heeft_venster(v) && !x->horizon_tot;
}

static int deel_van_jaren(int van, int tot, const struct cijfer_vraag *v)
{
    int eerste = v->venster_van, laatste = v->venster_tot ? v->venster_tot : HORIZON_OPEN;

    if (van >= eerste && tot <= laatste)
        return DEEL_BINNEN;
    return tot < eerste || van > laatste ? DEEL_GEEN : DEEL_GRENS;
}

/* Horizon of a reeks against the window: cumulative ("to 2030") fits when it ends in it; years fit when they
 * lie in it. Without a stated year it may lie anywhere. */
static int deel_van_venster(const struct aanbod *x, const struct cijfer_vraag *v)
{
    if (!heeft_venster(v))
        return DEEL_BINNEN;
    if (!x->horizon_tot)
        return DEEL_GRENS;
    if (!x->horizon_van)
        return x->horizon_tot <= (v->venster_tot ? v->venster_tot : HORIZON_OPEN) ? DEEL_BINNEN : DEEL_GEEN;
    return deel_van_jaren(x->horizon_van, x->horizon_tot, v);
}

/* The number of a key, numbered in order of appearance. */
static size_t nummer_van(struct map *m, struct str sleutel, bool *ret_nieuw)
{
    struct map_entry *x = map_get(m, sleutel);

    *ret_nieuw = !x;
    if (!x) {
        x = map_put(m, str_dup(m->a, sleutel), NULL);
        x->value.i = (int64_t)m->n - 1;
    }
    return (size_t)x->value.i;
}

/* Who speaks: a leveraar of a bron. Flows of a period stand apart from figures that speak of years to come.
 */
static size_t groep_van(struct keuze *k, const struct aanbod *x, bool stroom)
{
    bool nieuw;

    return nummer_van(
        &k->groepen,
        str_fmt(&k->a, "%lld%c%.*s", (long long)x->bron->id, stroom ? '~' : ':', STR_ARG(x->leveraar)),
        &nieuw);
}

static struct periode *periode_van(struct keuze *k, const struct aanbod *x, size_t groep)
{
    int64_t sleutel[2] = {(int64_t)groep, (int64_t)x->periode_van << 32 | x->periode_tot};
    bool nieuw;
    size_t i = nummer_van(&k->perioden, (struct str){(const char *)sleutel, sizeof sleutel}, &nieuw);

    if (nieuw)
        VEC_PUSH(&k->a, &k->periode,
                 ((struct periode){.groep = groep, .van = x->periode_van, .tot = x->periode_tot}));
    return &k->periode.at[i];
}

/* One levering speaks for a leveraar and period: the one with the latest peildatum, of those the last. */
static bool spreekt_later(const struct aanbod *x, const struct aanbod *y)
{
    return !y || x->peildatum > y->peildatum || (x->peildatum == y->peildatum && x->levering > y->levering);
}

/* Of each group the newest period; of periods that end together the longest: a year, not its last quarter. */
static void kies_nieuwste(struct keuze *k, const bool *stroom)
{
    struct periode **beste = ARENA_ARRAY(&k->a, struct periode *, k->groepen.n + 1);

    for (size_t i = 0; i < k->periode.n; i++) {
        struct periode *p = &k->periode.at[i], **b = &beste[p->groep];

        if (!stroom[p->groep] && (!*b || p->tot > (*b)->tot || (p->tot == (*b)->tot && p->van < (*b)->van)))
            *b = p;
    }
    for (size_t i = 0; i < k->groepen.n; i++)
        if (beste[i])
            beste[i]->deel = DEEL_BINNEN;
}

/* By group; what lies within the window first, of that the longest, of that the newest. */
static int periode_orde(const void *x, const void *y)
{
    const struct periode *const *a = x, *const *b = y;
    int64_t la = date_days((*a)->tot) - date_days((*a)->van),
            lb = date_days((*b)->tot) - date_days((*b)->van);

    if ((*a)->groep != (*b)->groep)
        return (*a)->groep < (*b)->groep ? -1 : 1;
    if ((*a)->deel != (*b)->deel)
        return (*a)->deel < (*b)->deel ? -1 : 1;
    if (la != lb)
        return la > lb ? -1 : 1;
    return ((*a)->tot < (*b)->tot) - ((*a)->tot > (*b)->tot);
}

/* Of each group of flows all periods that touch the window, but no day twice: a year counts once, not also by
 * its quarters. */
static void kies_alle(struct keuze *k, const struct cijfer_vraag *v, const bool *stroom)
{
    struct periode **p = ARENA_ARRAY(&k->a, struct periode *, k->periode.n + 1);
    size_t n = 0, eerste = 0;

    for (size_t i = 0; i < k->periode.n; i++) {
        struct periode *x = &k->periode.at[i];

        if (!stroom[x->groep])
            continue;
        x->deel = deel_van_jaren(x->van / 10000, x->tot / 10000, v);
        if (x->deel != DEEL_GEEN)
            p[n++] = x;
    }
    if (n)
        qsort(p, n, sizeof *p, periode_orde);
    for (size_t i = 0; i < n; i++) {
        if (p[i]->groep != p[eerste]->groep)
            eerste = i;
        for (size_t j = eerste; j < i; j++)
            if (p[j]->deel != DEEL_GEEN && p[j]->van <= p[i]->tot && p[i]->van <= p[j]->tot)
                p[i]->deel = DEEL_GEEN;
    }
}

/* Of cumulative horizons only the furthest counts: the opgave to 2030 holds the one to 2025. Definitions
 * stand apart. */
static void cumulatief_houd_verste(struct keuze *k, struct aanbod_lijst *l, const size_t *groep)
{
    struct map verste;
    int *tot = ARENA_ARRAY(&k->a, int, l->n + 1);
    size_t *nummer = ARENA_ARRAY(&k->a, size_t, l->n + 1);
    bool nieuw;

    map_init(&verste, &k->a);
    for (int ronde = 0; ronde < 2; ronde++)
        for (size_t i = 0; i < l->n; i++) {
            struct aanbod *x = &l->at[i];
            int64_t sleutel[2] = {(int64_t)groep[i], x->definitieset};

            if (x->deel != DEEL_BINNEN || x->horizon_van || !x->horizon_tot)
                continue;
            if (ronde) {
                if (x->horizon_tot < tot[nummer[i]])
                    x->deel = DEEL_GEEN;
                continue;
            }
            nummer[i] = nummer_van(&verste, (struct str){(const char *)sleutel, sizeof sleutel}, &nieuw);
            if (x->horizon_tot > tot[nummer[i]])
                tot[nummer[i]] = x->horizon_tot;
        }
}

void aanbod_kies(struct aanbod_lijst *l, const struct cijfer_vraag *v, enum cijfer_aard aard,
                 date_t peildatum)
{
    struct keuze k = {0};
    size_t *groep, *periode; /* of each line; periode 1-based, 0: after the peildatum */
    bool *stroom;            /* of each group */

    arena_init(&k.a, 0);
    map_init(&k.groepen, &k.a);
    map_init(&k.perioden, &k.a);
    groep = ARENA_ARRAY(&k.a, size_t, l->n + 1);
    periode = ARENA_ARRAY(&k.a, size_t, l->n + 1);
    stroom = ARENA_ARRAY(&k.a, bool, l->n + 1);
    for (size_t i = 0; i < l->n; i++) {
        struct aanbod *x = &l->at[i];
        bool telt = telt_perioden(x, v, aard);
        struct periode *p;

        x->deel = DEEL_GEEN;
        if (peildatum && x->periode_tot > peildatum)
            continue;
        groep[i] = groep_van(&k, x, telt);
        stroom[groep[i]] = telt;
        p = periode_van(&k, x, groep[i]);
        if (spreekt_later(x, p->beste))
            p->beste = x;
        periode[i] = (size_t)(p - k.periode.at) + 1;
    }
    kies_nieuwste(&k, stroom);
    kies_alle(&k, v, stroom);
    for (size_t i = 0; i < l->n; i++) {
        struct aanbod *x = &l->at[i];
        const struct periode *p = periode[i] ? &k.periode.at[periode[i] - 1] : NULL;

        if (p && p->deel != DEEL_GEEN && x->levering == p->beste->levering)
            x->deel = stroom[groep[i]] ? p->deel : deel_van_venster(x, v);
    }
    cumulatief_houd_verste(&k, l, groep);
    arena_done(&k.a);
}
