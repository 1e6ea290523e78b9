/* SPDX-License-Identifier: EUPL-1.2
 * The observations that rules speak of, found by what they measure, where and when. No SQL. */
#include "kwaliteit/intern.h"

#include <string.h>

/* As bytes, so without gaps of unknown content. */
struct plek {
    int64_t gebied, levering, bron;
    int32_t onderwerp, woningtype, rest, van, tot, leeg;
};

void waarden_open(struct waarden *x, struct arena *a, const struct gebieden *g)
{
    *x = (struct waarden){.a = a, .g = g};
    map_init(&x->woord, a);
    map_init(&x->binnen, a);
    map_init(&x->alle, a);
}

int woord_nummer(struct waarden *x, struct str s)
{
    bool nieuw;
    struct map_entry *m = map_put(&x->woord, s, &nieuw);

    if (nieuw) {
        m->value.i = (int64_t)x->naam.n;
        VEC_PUSH(x->a, &x->naam, s);
    }
    return (int)m->value.i;
}

static struct plek plek_van(const struct waarde *w, bool alle)
{
    return (struct plek){.gebied = w->gebied->id,
                         .levering = alle ? 0 : w->blok->levering,
                         .bron = alle ? 0 : 1 + w->bron,
                         .onderwerp = w->onderwerp,
                         .woningtype = w->woningtype,
                         .rest = w->rest,
                         .van = w->blok->van,
                         .tot = w->blok->tot};
}

static struct str als_bytes(const struct plek *p)
{
    return (struct str){(const char *)p, sizeof *p};
}

static bool nieuwer(const struct waarde *x, const struct waarde *y)
{
    return x->geleverd > y->geleverd || (x->geleverd == y->geleverd && x->blok->levering > y->blok->levering);
}

void waarden_bij(struct waarden *x, const struct waarde *w)
{
    for (int alle = 0; alle <= x->met_alle; alle++) {
        struct map *m = alle ? &x->alle : &x->binnen;
        struct plek p = plek_van(w, alle);
        struct map_entry *e = map_get(m, als_bytes(&p));

        if (!e)
            e = map_put(m, str_dup(x->a, als_bytes(&p)), NULL);
        else if (!alle || !nieuwer(w, &x->w.at[e->value.i - 1]))
            continue;
        e->value.i = (int64_t)x->w.n + 1;
    }
    VEC_PUSH(x->a, &x->w, *w);
}

const struct waarde *waarden_zoek(const struct waarden *x, const struct waarde *bij, int onderwerp,
                                  int woningtype, date_t van, date_t tot, bool alle)
{
    const date_t perioden[][2] = {{van, tot}, {tot, tot}, {van, van}};
    struct plek p = plek_van(bij, alle);

    p.onderwerp = onderwerp;
    p.woningtype = woningtype;
    for (size_t i = 0; i < 3; i++) {
        const struct map_entry *e;

        p.van = perioden[i][0];
        p.tot = perioden[i][1];
        e = map_get(alle ? &x->alle : &x->binnen, als_bytes(&p));
        if (e)
            return &x->w.at[e->value.i - 1];
    }
    return NULL;
}

void toets_bij(struct vondsten *uit, const struct toets *t)
{
    struct toets *is = uit->toets.n ? &uit->toets.at[uit->toets.n - 1] : NULL;

    if (!t->getoetst && !t->overgeslagen)
        return;
    if (!is || is->regel != t->regel) {
        VEC_PUSH(uit->a, &uit->toets, *t);
        return;
    }
    is->getoetst += t->getoetst;
    is->bevonden += t->bevonden;
    is->overgeslagen += t->overgeslagen;
}

const struct onderwerp *onderwerp_van(const struct onderwerp *o, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(o[i].code, code))
            return &o[i];
    return NULL;
}

struct str vondst_sleutel(struct arena *a, const struct waarden *x, const struct regel *r,
                          const struct waarde *w)
{
    const struct reeks *s = w->blok->reeks;

    (void)x;
    return str_fmt(a, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%d-%d|%.*s|%d-%d", STR_ARG(r->code),
                   STR_ARG(s->onderwerp), STR_ARG(s->bron), STR_ARG(s->woningtype), STR_ARG(s->segment),
                   STR_ARG(s->kenmerk), s->horizon_van, s->horizon_tot, STR_ARG(w->gebied->code),
                   w->blok->van, w->blok->tot);
}
