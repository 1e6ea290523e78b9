/* SPDX-License-Identifier: EUPL-1.2
 * Plausibility: a figure, per unit of its noemer, against the earlier periods of the same gebied and against
 * its peers in the same period. Against one of the two it is worth a look; against both it is doubtful. No
 * SQL. */
#include "kwaliteit/intern.h"
#include "kwaliteit/meten.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { MILJOEN = 1000000 };
#define MAAT_MAX INT64_C(1000000000000000)

/* One figure that can be compared: its maat is per million of the noemer. */
struct maat {
    const struct waarde *w, *noemer;
    int64_t maat;
    int groep; /* of its peers: number of the provincie or the size; -1: none */
};

/* Classes of size by the noemer, in the bounds that docs/methoden/kwaliteit.md gives. */
static int omvang_van(int64_t noemer)
{
    static const int64_t grenzen[] = {10000, 20000, 50000, 100000};
    int k = 0;

    while (k < 4 && noemer >= grenzen[k])
        k++;
    return k;
}

static const char *const omvang_woord[] = {"minder dan 10.000", "10.000 tot 20.000", "20.000 tot 50.000",
                                           "50.000 tot 100.000", "100.000 en meer"};

static const struct gebied *provincie_van(const struct waarden *x, const struct waarde *w)
{
    const struct gebied *p = gebied_regio(x->g, w->gebied, STR("provincie"), w->blok->tot);

    return p ? p : gebied_regio(x->g, w->gebied, STR("provincie"), w->gebied->van);
}

static int groep_van(const struct waarden *x, const struct regel *r, const struct maat *m)
{
    const struct gebied *p;

    if (!gebied_is_gemeente(m->w->gebied) || !r->gelijken.n)
        return -1;
    if (str_is(r->gelijken, "omvang"))
        return m->noemer ? omvang_van(m->noemer->waarde) : -1;
    p = provincie_van(x, m->w);
    return p ? (int)p->index : -1;
}

/* The noemer: of the same levering and period; else the newest figure there is of it. */
static const struct waarde *noemer_zoek(const struct waarden *x, const struct waarde *w, int onderwerp)
{
    const struct waarde *n = waarden_zoek(x, w, onderwerp, w->woningtype, w->blok->van, w->blok->tot, false);

    if (!n && x->nieuwste[w->gebied->index].blok)
        n = &x->nieuwste[w->gebied->index];
    return n;
}

static int reeks_orde(const struct maat *a, const struct maat *b)
{
    if (a->w->blok->reeks->id != b->w->blok->reeks->id)
        return a->w->blok->reeks->id < b->w->blok->reeks->id ? -1 : 1;
    return 0;
}

static int op_verleden(const void *p, const void *q)
{
    const struct maat *a = p, *b = q;
    int c = reeks_orde(a, b);

    if (c)
        return c;
    if (a->w->gebied->index != b->w->gebied->index)
        return a->w->gebied->index < b->w->gebied->index ? -1 : 1;
    if (a->w->blok->tot != b->w->blok->tot)
        return a->w->blok->tot < b->w->blok->tot ? -1 : 1;
    if (a->w->geleverd != b->w->geleverd)
        return a->w->geleverd < b->w->geleverd ? -1 : 1;
    return (a->w->blok->levering > b->w->blok->levering) - (a->w->blok->levering < b->w->blok->levering);
}

static int op_gelijken(const void *p, const void *q)
{
    const struct maat *const *x = p, *const *y = q;
    const struct maat *a = *x, *b = *y;
    int c = reeks_orde(a, b);

    if (c)
        return c;
    if (a->w->blok->tot != b->w->blok->tot)
        return a->w->blok->tot < b->w->blok->tot ? -1 : 1;
    if (a->groep != b->groep)
        return a->groep < b->groep ? -1 : 1;
    return (a->w->gebied->index > b->w->gebied->index) - (a->w->gebied->index < b->w->gebied->index);
}

/* Leaves of each reeks, gebied and period one figure: that of the levering which is looked at, else the
 * newest. */
static size_t maten_bundel(struct maat *m, size_t n, int64_t levering)
{
    size_t uit = 0;

    for (size_t i = 0; i < n; i++) {
        struct maat *vorige = uit ? &m[uit - 1] : NULL;

        if (vorige && !reeks_orde(vorige, &m[i]) && vorige->w->gebied == m[i].w->gebied &&
            vorige->w->blok->tot == m[i].w->blok->tot) {
            if (vorige->w->blok->levering != levering)
                *vorige = m[i];
        } else {
            m[uit++] = m[i];
        }
    }
    return uit;
}

/* Everything that this rule may compare, in order of reeks, gebied and period. */
static struct maat *maten_maak(struct waarden *x, const struct regel *r, int onderwerp, size_t *ret_n,
                               int64_t levering, struct toets *t)
{
    struct maat *m = ARENA_ARRAY(x->a, struct maat, x->w.n + 1);
    int noemer = r->n > 1 ? woord_nummer(x, r->term[1].onderwerp) : -1;
    size_t n = 0;

    for (size_t i = 0; i < x->w.n; i++) {
        const struct waarde *w = &x->w.at[i];
        struct maat *y = &m[n];

        if (w->onderwerp != onderwerp || w->nvt)
            continue;
        *y = (struct maat){.w = w, .noemer = noemer < 0 ? NULL : noemer_zoek(x, w, noemer)};
        if (!w->heeft || w->geheim ||
            (noemer >= 0 &&
             (!y->noemer || !y->noemer->heeft || y->noemer->geheim || y->noemer->waarde <= 0))) {
            t->overgeslagen += w->blok->levering == levering || !levering;
            continue;
        }
        y->maat = y->noemer ? num_div_half_up((__int128)w->waarde * MILJOEN, y->noemer->waarde) : w->waarde;
        if (y->maat > MAAT_MAX || y->maat < -MAAT_MAX)
            continue;
        y->groep = groep_van(x, r, y);
        n++;
    }
    if (n)
        qsort(m, n, sizeof *m, op_verleden);
    *ret_n = maten_bundel(m, n, levering);
    return m;
}

/* Is this figure an outlier of these, and by enough to matter? *ret_verwacht: what the median would make of
 * it. */
static bool wijkt_af(const struct regel *r, const struct maat *m, const struct spreiding *s, int schaal,
                     int64_t *ret_verwacht)
{
    int64_t d2 = 2 * m->maat > s->mediaan2 ? 2 * m->maat - s->mediaan2 : s->mediaan2 - 2 * m->maat;
    __int128 marge = r->marge_heel;

    for (int i = 0; i < schaal; i++)
        marge *= 10;
    *ret_verwacht = m->noemer ? num_div_half_up((__int128)s->mediaan2 * m->noemer->waarde, 2 * MILJOEN)
                              : num_div_half_up(s->mediaan2, 2);
    if ((__int128)d2 * (m->noemer ? m->noemer->waarde : 1) < 2 * marge * (m->noemer ? MILJOEN : 1))
        return false;
    return is_uitschieter(s, m->maat, r->drempel_tiende);
}

struct oordeel {
    bool verleden, gelijken, kon; /* kon: there was enough to compare with */
    int64_t was, elders;          /* what was to be expected, by each */
};

static void verleden_toets(struct waarden *x, const struct regel *r, const struct maat *m, size_t n,
                           int schaal, struct oordeel *o)
{
    int64_t *v = ARENA_ARRAY(x->a, int64_t, n + 1);
    size_t begin = 0;

    for (size_t i = 0; i < n; i++) {
        struct spreiding s;

        if (i && (reeks_orde(&m[i - 1], &m[i]) || m[i - 1].w->gebied != m[i].w->gebied))
            begin = i;
        if (i - begin < (size_t)r->min_verleden)
            continue;
        for (size_t k = begin; k < i; k++)
            v[k - begin] = m[k].maat;
        s = spreiding_van(v, i - begin);
        o[i].kon = true;
        o[i].verleden = wijkt_af(r, &m[i], &s, schaal, &o[i].was);
    }
}

static void gelijken_toets(struct waarden *x, const struct regel *r, const struct maat *m, size_t n,
                           int schaal, struct oordeel *o)
{
    const struct maat **op = ARENA_ARRAY(x->a, const struct maat *, n + 1);
    int64_t *v = ARENA_ARRAY(x->a, int64_t, n + 1);
    size_t k = 0, tot;

    for (size_t i = 0; i < n; i++)
        if (m[i].groep >= 0)
            op[k++] = &m[i];
    if (k)
        qsort(op, k, sizeof *op, op_gelijken);
    for (size_t van = 0; van < k; van = tot) {
        for (tot = van + 1; tot < k && !reeks_orde(op[van], op[tot]) && op[van]->groep == op[tot]->groep &&
                            op[van]->w->blok->tot == op[tot]->w->blok->tot;)
            tot++;
        if (tot - van - 1 < (size_t)r->min_gelijken)
            continue;
        for (size_t i = van; i < tot; i++) { /* the others, without itself */
            struct oordeel *x1 = &o[op[i] - m];
            struct spreiding s;
            size_t aantal = 0;

            for (size_t j = van; j < tot; j++)
                if (j != i)
                    v[aantal++] = op[j]->maat;
            s = spreiding_van(v, aantal);
            x1->kon = true;
            x1->gelijken = wijkt_af(r, op[i], &s, schaal, &x1->elders);
        }
    }
}

static struct str gelijken_woord(struct arena *a, const struct waarden *x, const struct regel *r,
                                 const struct maat *m)
{
    return str_is(r->gelijken, "omvang")
               ? str_fmt(a, "gemeenten met %s woningen", omvang_woord[m->groep])
               : str_fmt(a, "gemeenten in %.*s", STR_ARG(x->g->gebied[m->groep].naam));
}

/* A rule says "meer of minder"; of one figure it is known which. */
static struct str kant_woord(struct arena *a, struct str naam, bool meer)
{
    static const char *const paren[][2] = {{"meer of minder", "meer\0minder"},
                                           {"veel of weinig", "veel\0weinig"}};

    for (size_t i = 0; i < sizeof paren / sizeof *paren; i++) {
        const char *groot = paren[i][1], *klein = groot + strlen(groot) + 1;
        size_t n = strlen(paren[i][0]);

        for (size_t k = 0; k + n <= naam.n; k++)
            if (str_is(str_sub(naam, k, k + n), paren[i][0]))
                return str_fmt(a, "%.*s%s%.*s", STR_ARG(str_sub(naam, 0, k)), meer ? groot : klein,
                               STR_ARG(str_sub(naam, k + n, naam.n)));
    }
    return naam;
}

static struct str uitschieter_tekst(struct arena *a, const struct waarden *x, const struct regel *r,
                                    const struct maat *m, const struct oordeel *o, int schaal)
{
    struct str type = m->w->blok->reeks->woningtype;
    struct buf b;

    buf_init(&b, a, 1000);
    buf_add(&b, kant_woord(a, r->naam, m->w->waarde > (o->verleden ? o->was : o->elders)));
    if (type.n)
        buf_fmt(&b, " (%.*s)", STR_ARG(type));
    buf_fmt(&b, ": %.*s, terwijl het", STR_ARG(num_nl(a, m->w->waarde, schaal)));
    if (o->verleden)
        buf_fmt(&b, " afgaand op de eerdere perioden rond %.*s zou zijn", STR_ARG(num_nl(a, o->was, schaal)));
    if (o->gelijken)
        buf_fmt(&b, "%s afgaand op de %.*s rond %.*s%s", o->verleden ? ", en" : "",
                STR_ARG(gelijken_woord(a, x, r, m)), STR_ARG(num_nl(a, o->elders, schaal)),
                o->verleden ? "" : " zou zijn");
    return buf_str(&b);
}

void uitschieter_toets(struct waarden *x, const struct regel *r, const struct onderwerp *lijst,
                       size_t n_lijst, int64_t levering, struct vondsten *uit)
{
    const struct onderwerp *ow = onderwerp_van(lijst, n_lijst, r->term[0].onderwerp);
    struct toets t = {.regel = r};
    struct oordeel *o;
    struct maat *m;
    size_t n;

    if (!ow)
        return;
    m = maten_maak(x, r, woord_nummer(x, ow->code), &n, levering, &t);
    o = ARENA_ARRAY(x->a, struct oordeel, n + 1);
    verleden_toets(x, r, m, n, ow->schaal, o);
    gelijken_toets(x, r, m, n, ow->schaal, o);
    for (size_t i = 0; i < n; i++) {
        const struct waarde *w = m[i].w;
        bool beide = o[i].verleden && o[i].gelijken;
        struct vondst v;

        if (levering && w->blok->levering != levering)
            continue;
        t.getoetst += o[i].kon;
        t.overgeslagen += !o[i].kon;
        if (!o[i].verleden && !o[i].gelijken)
            continue;
        t.bevonden++;
        v = (struct vondst){.regel = r,
                            .sleutel = vondst_sleutel(uit->a, x, r, w),
                            .tekst = uitschieter_tekst(uit->a, x, r, &m[i], &o[i], ow->schaal),
                            .ernst = beide && r->ernst < ERNST_LET_OP ? ERNST_LET_OP : r->ernst,
                            .levering = w->blok->levering,
                            .onderwerp = ow->code,
                            .gebied = w->gebied,
                            .van = w->blok->van,
                            .tot = w->blok->tot,
                            .links = w->waarde,
                            .rechts = o[i].verleden ? o[i].was : o[i].elders,
                            .cijfer = ARENA_ARRAY(uit->a, const struct waarde *, 1),
                            .n = 1};
        v.cijfer[0] = w;
        VEC_PUSH(uit->a, &uit->v, v);
    }
    toets_bij(uit, &t);
}
