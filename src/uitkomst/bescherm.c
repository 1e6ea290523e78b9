/* SPDX-License-Identifier: EUPL-1.2
 * What may be shown of a question that is "alleen geaggregeerd": one verdict for all its tables together, so
 * that it does not matter which of them somebody lays side by side.
 *
 * Unknowns: how often each option was chosen in each part, a part being the rows that lie in the same groups
 * of all tables. Each cell is a sum of unknowns, and whoever adds and subtracts cells can find exactly what
 * lies in the span of what is shown. Cells are taken in a fixed order (total, divisions, crosses, rondes; in
 * a table the largest first) and shown when they have enough answers and no cell that is not shown, and no
 * part with too few answers, falls into the span by it. That the answers of one row to a question with one
 * choice add up to one is known to everybody, so the span starts with that.
 *
 * To see what falls into a span without holding it: keep random vectors that are at right angles to all that
 * is shown, modulo a prime. A cell s comes into the span together with v exactly when its products with two
 * of them are proportional to those of v. That errs on the safe side only, once in 2^31. */
#include "uitkomst/uitkomst.h"

#include "base/philox.h"

#include <stdlib.h>
#include <string.h>

enum {
    PRIEM = 0x7fffffff, /* 2^31 - 1 */
    RONDEN_MAX = 400,
    GROEPEN_MAX = 60000, /* more cannot be watched */
    MISLUKT_MAX = 3,     /* so many crosses did not fit: the rest is not tried */
};
#define WERK_MAX 300000000.0 /* multiplications: less than a second */

struct familie {
    struct ui_groepen g;
    size_t cel;   /* of its first cell: cel + groep * k + optie */
    size_t groep; /* of its first group, counted over all families */
};

struct groep {
    uint32_t *deel; /* parts that it is made of */
    size_t n;
    bool heel; /* it is made of whole parts; else nothing can be said of it from sums over parts */
};

struct machine {
    struct arena *a;
    const struct ui_set *s;
    const struct ui_vraag *v;
    size_t k;
    bool een;
    VEC(struct familie) fam;
    size_t n_cel, n_groep;
    int64_t *n, *partijen; /* of each cell: answers, and of how many partijen */
    bool *mag, *dwang;     /* shown; must not be */
    struct groep *groep;
    size_t n_deel;
    uint32_t *deel_van; /* row → part; UINT32_MAX: did not answer */
    int64_t *deel_n;    /* answers by part and option */
};

struct ui_scherm {
    struct machine m, klasse; /* klasse: the classes of a number */
    bool heeft_klasse;
    const struct ui_vraag *vraag;
    struct ui_scherm *volgende;
};

static bool doet_mee(const struct machine *m, size_t rij)
{
    return ui_telt(m->s, m->v, m->v->basis == UI_FILTER ? UI_FILTER : UI_OP_BEANTWOORD, rij);
}

static bool heeft(const struct machine *m, size_t rij, size_t o)
{
    return m->v->soort == UI_GETAL || ui_heeft(m->v, rij, o);
}

static bool genoeg(const struct machine *m, size_t cel)
{
    return m->n[cel] >= UI_DREMPEL && m->partijen[cel] >= UI_DREMPEL;
}

/* ---- families of tables ---- */

static void familie_bij(struct machine *m, const struct ui_groepen *g)
{
    struct familie f = {*g, m->n_cel, m->n_groep};

    m->n_cel += g->n * m->k;
    m->n_groep += g->n;
    VEC_PUSH(m->a, &m->fam, f);
}

static void tel(struct machine *m)
{
    const struct ui_laag *l = &m->s->laag.at[m->v->laag];
    uint32_t *laatst = ARENA_ARRAY(m->a, uint32_t, m->n_cel ? m->n_cel : 1);

    m->n = ARENA_ARRAY(m->a, int64_t, m->n_cel ? m->n_cel : 1);
    m->partijen = ARENA_ARRAY(m->a, int64_t, m->n_cel ? m->n_cel : 1);
    for (size_t f = 0; f < m->fam.n; f++) {
        const struct familie *x = &m->fam.at[f];

        for (size_t r = 0; r < l->n; r++) {
            uint32_t p = (uint32_t)ui_partij_van(l, r) + 1;

            if (!doet_mee(m, r))
                continue;
            for (size_t i = x->g.van[r]; i < x->g.van[r + 1]; i++)
                for (size_t o = 0; o < m->k; o++) {
                    size_t c = x->cel + x->g.in[i] * m->k + o;

                    if (!heeft(m, r, o))
                        continue;
                    m->n[c]++;
                    m->partijen[c] += laatst[c] != p;
                    laatst[c] = p;
                }
        }
    }
}

/* ---- parts ---- */

static uint64_t meng(uint64_t h, uint64_t x)
{
    h ^= x + 0x9e3779b97f4a7c15U;
    h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9U;
    h = (h ^ h >> 27) * 0x94d049bb133111ebU;
    return h ^ h >> 31;
}

static int op_hash(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;

    return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1];
}

/* Rows that lie in the same groups of which something may be shown are one part. */
static void delen_maak(struct machine *m)
{
    size_t rijen = m->s->laag.at[m->v->laag].n, n = 0;
    uint64_t(*h)[2] = arena_alloc(m->a, (rijen ? rijen : 1) * sizeof *h);
    bool *toonbaar = ARENA_ARRAY(m->a, bool, m->n_groep ? m->n_groep : 1);

    for (size_t f = 0; f < m->fam.n; f++)
        for (size_t g = 0; g < m->fam.at[f].g.n; g++)
            for (size_t o = 0; o < m->k; o++)
                if (genoeg(m, m->fam.at[f].cel + g * m->k + o))
                    toonbaar[m->fam.at[f].groep + g] = true;
    m->deel_van = ARENA_ARRAY(m->a, uint32_t, rijen ? rijen : 1);
    for (size_t r = 0; r < rijen; r++) {
        uint64_t x = 1;

        m->deel_van[r] = UINT32_MAX;
        if (!doet_mee(m, r))
            continue;
        for (size_t f = 0; f < m->fam.n; f++) {
            const struct familie *y = &m->fam.at[f];

            for (size_t i = y->g.van[r]; i < y->g.van[r + 1]; i++)
                if (toonbaar[y->groep + y->g.in[i]])
                    x = meng(x, y->groep + y->g.in[i]);
        }
        h[n][0] = x;
        h[n++][1] = r;
    }
    qsort(h, n, sizeof *h, op_hash);
    m->n_deel = 0;
    for (size_t i = 0; i < n; i++) {
        if (!i || h[i][0] != h[i - 1][0])
            m->n_deel++;
        m->deel_van[h[i][1]] = (uint32_t)m->n_deel - 1;
    }
}

/* Of which parts each group is made, and whether of whole ones. */
static void groepen_maak(struct machine *m)
{
    size_t rijen = m->s->laag.at[m->v->laag].n, nd = m->n_deel ? m->n_deel : 1;
    uint32_t *groot = ARENA_ARRAY(m->a, uint32_t, nd);
    VEC(uint32_t) lijst = {0};
    uint32_t *tel_deel = ARENA_ARRAY(m->a, uint32_t, nd);

    m->groep = ARENA_ARRAY(m->a, struct groep, m->n_groep ? m->n_groep : 1);
    m->deel_n = ARENA_ARRAY(m->a, int64_t, nd * m->k);
    for (size_t r = 0; r < rijen; r++)
        if (m->deel_van[r] != UINT32_MAX) {
            groot[m->deel_van[r]]++;
            for (size_t o = 0; o < m->k; o++)
                m->deel_n[m->deel_van[r] * m->k + o] += heeft(m, r, o);
        }
    for (size_t f = 0; f < m->fam.n; f++) {
        const struct familie *x = &m->fam.at[f];
        uint32_t *kop = ARENA_ARRAY(m->a, uint32_t, x->g.n + 1), *rij;
        size_t n = 0;

        for (size_t r = 0; r < rijen; r++)
            for (size_t i = x->g.van[r]; i < x->g.van[r + 1]; i++)
                if (m->deel_van[r] != UINT32_MAX) {
                    kop[x->g.in[i] + 1]++;
                    n++;
                }
        for (size_t g = 0; g < x->g.n; g++)
            kop[g + 1] += kop[g];
        rij = ARENA_ARRAY(m->a, uint32_t, n ? n : 1);
        for (size_t r = 0; r < rijen; r++)
            for (size_t i = x->g.van[r]; i < x->g.van[r + 1]; i++)
                if (m->deel_van[r] != UINT32_MAX)
                    rij[kop[x->g.in[i]]++] = m->deel_van[r];
        for (size_t g = 0; g < x->g.n; g++) {
            struct groep *y = &m->groep[x->groep + g];

            lijst.n = 0;
            for (size_t i = g ? kop[g - 1] : 0; i < kop[g]; i++)
                if (!tel_deel[rij[i]]++)
                    VEC_PUSH(m->a, &lijst, rij[i]);
            y->heel = true;
            y->n = lijst.n;
            y->deel = ARENA_ARRAY(m->a, uint32_t, lijst.n ? lijst.n : 1);
            for (size_t i = 0; i < lijst.n; i++) {
                y->deel[i] = lijst.at[i];
                y->heel = y->heel && tel_deel[lijst.at[i]] == groot[lijst.at[i]];
                tel_deel[lijst.at[i]] = 0;
            }
        }
    }
}

/* ---- the span ---- */

struct span {
    uint32_t **y; /* at right angles to all that is shown */
    size_t n, d;
    uint32_t (*maal)[2]; /* products of each cell with y[0] and y[1] */
};

static uint32_t mod(uint64_t x)
{
    x = (x & PRIEM) + (x >> 31);
    x = (x & PRIEM) + (x >> 31);
    return x >= PRIEM ? (uint32_t)(x - PRIEM) : (uint32_t)x;
}

static uint32_t keer(uint32_t x, uint32_t y)
{
    return mod((uint64_t)x * y);
}

static uint32_t omgekeerd(uint32_t x)
{
    uint32_t uit = 1;

    for (uint32_t macht = PRIEM - 2; macht; macht >>= 1) {
        if (macht & 1)
            uit = keer(uit, x);
        x = keer(x, x);
    }
    return uit;
}

static void span_begin(struct span *p, const struct machine *m, struct arena *a, size_t kandidaten)
{
    struct philox rng;

    p->d = m->n_deel * m->k;
    p->n = (kandidaten < p->d ? kandidaten : p->d) + 2;
    p->y = ARENA_ARRAY(a, uint32_t *, p->n);
    p->maal = arena_alloc(a, (m->n_cel ? m->n_cel : 1) * sizeof *p->maal);
    for (size_t i = 0; i < p->n; i++) {
        p->y[i] = ARENA_ARRAY(a, uint32_t, p->d ? p->d : 1);
        philox_init(&rng, 20231101, i);
        for (size_t c = 0; c < m->n_deel; c++) {
            uint64_t som = 0;

            for (size_t o = 0; o < m->k; o++) {
                uint32_t *x = &p->y[i][c * m->k + o];

                *x = m->een && o + 1 == m->k ? mod((uint64_t)PRIEM * m->k - som) : mod(philox_u32(&rng));
                som += *x;
            }
        }
    }
}

static uint32_t product(const struct machine *m, const uint32_t *y, const struct groep *g, size_t o)
{
    uint64_t som = 0;

    for (size_t i = 0; i < g->n; i++)
        som += y[g->deel[i] * m->k + o];
    return mod(som);
}

static const struct groep *groep_van(const struct machine *m, size_t cel, size_t *ret_o)
{
    *ret_o = cel % m->k;
    return &m->groep[cel / m->k];
}

static void producten(const struct machine *m, struct span *p)
{
    for (size_t c = 0; c < m->n_cel; c++) {
        size_t o;
        const struct groep *g = groep_van(m, c, &o);

        p->maal[c][0] = product(m, p->y[0], g, o);
        p->maal[c][1] = product(m, p->y[1], g, o);
    }
}

static bool evenredig(const uint32_t s[2], const uint32_t v[2])
{
    return keer(s[0], v[1]) == keer(s[1], v[0]);
}

/* Would showing this cell give away one that is not shown, or a part with too few answers? */
static bool verraadt(const struct machine *m, const struct span *p, const bool *dicht, size_t cel)
{
    const uint32_t *v = p->maal[cel];

    for (size_t c = 0; c < m->n_cel; c++)
        if (dicht[c] && c != cel && m->groep[c / m->k].n && m->groep[c / m->k].heel &&
            evenredig(p->maal[c], v))
            return true;
    for (size_t i = 0; i < p->d; i++)
        if (m->deel_n[i] < UI_DREMPEL && evenredig((const uint32_t[2]){p->y[0][i], p->y[1][i]}, v))
            return true;
    return false;
}

static void span_bij(const struct machine *m, struct span *p, size_t cel)
{
    size_t o, w = p->n - 1;
    const struct groep *g = groep_van(m, cel, &o);
    uint32_t deler = 0, *z;

    while (w > 1 && !(deler = product(m, p->y[w], g, o)))
        w--;
    if (!deler)
        return; /* it was in the span: that costs nothing */
    z = p->y[w];
    p->y[w] = p->y[--p->n];
    deler = omgekeerd(deler);
    for (size_t i = 0; i < p->n; i++) {
        uint32_t *y = p->y[i], f = keer(product(m, y, g, o), deler);

        if (!f)
            continue;
        f = PRIEM - f;
        for (size_t x = 0; x < p->d; x++)
            y[x] = mod((uint64_t)f * z[x] + y[x]);
    }
    producten(m, p);
}

/* ---- the verdict ---- */

struct volg {
    int64_t n;
    size_t cel;
};

static int grootste_eerst(const void *x, const void *y)
{
    const struct volg *a = x, *b = y;

    return a->n != b->n ? (a->n > b->n ? -1 : 1) : a->cel < b->cel ? -1 : a->cel > b->cel;
}

static void ronde_doe(struct machine *m)
{
    struct arena tijd;
    struct span p = {0};
    struct volg *rij;
    bool *dicht;
    size_t kandidaten = 0;

    arena_init(&tijd, 0);
    dicht = ARENA_ARRAY(&tijd, bool, m->n_cel ? m->n_cel : 1);
    for (size_t c = 0; c < m->n_cel; c++) {
        m->mag[c] = false;
        dicht[c] = m->dwang[c] || !genoeg(m, c);
        kandidaten += !dicht[c];
    }
    span_begin(&p, m, &tijd, kandidaten);
    producten(m, &p);
    rij = ARENA_ARRAY(&tijd, struct volg, m->n_cel ? m->n_cel : 1);
    for (size_t f = 0; f < m->fam.n; f++) {
        size_t n = m->fam.at[f].g.n * m->k;

        for (size_t i = 0; i < n; i++)
            rij[i] = (struct volg){m->n[m->fam.at[f].cel + i], m->fam.at[f].cel + i};
        qsort(rij, n, sizeof *rij, grootste_eerst);
        for (size_t i = 0; i < n; i++) {
            size_t c = rij[i].cel;
            bool al = !p.maal[c][0] && !p.maal[c][1];

            if (dicht[c])
                continue;
            if (!al && verraadt(m, &p, dicht, c)) {
                dicht[c] = true;
                continue;
            }
            m->mag[c] = true;
            if (!al)
                span_bij(m, &p, c);
        }
    }
    arena_done(&tijd);
}

/* What is left when all that is shown of a whole is taken from it must not be too few either: else everything
 * behind it is known to be nothing, or one or two. Hides the smallest that is shown. */
static bool rest_genoeg(struct machine *m, const size_t *cel, size_t n)
{
    int64_t rest = 0, kleinst = INT64_MAX;
    size_t welk = SIZE_MAX, dicht = 0;

    for (size_t i = 0; i < n; i++)
        if (!m->groep[cel[i] / m->k].n) {
            continue; /* nobody is in this group, which its N tells */
        } else if (!m->mag[cel[i]]) {
            rest += m->n[cel[i]];
            dicht++;
        } else if (m->n[cel[i]] < kleinst) {
            kleinst = m->n[cel[i]];
            welk = cel[i];
        }
    if (!dicht || rest >= UI_DREMPEL || welk == SIZE_MAX)
        return true;
    m->dwang[welk] = true;
    return false;
}

static bool resten_genoeg(struct machine *m)
{
    size_t *cel = ARENA_ARRAY(m->a, size_t, m->n_cel ? m->n_cel : 1);
    bool goed = true;

    for (size_t f = 0; f < m->fam.n; f++) {
        const struct familie *x = &m->fam.at[f];

        for (size_t g = 0; m->een && m->k > 1 && g < x->g.n; g++) {
            for (size_t o = 0; o < m->k; o++)
                cel[o] = x->cel + g * m->k + o;
            goed = rest_genoeg(m, cel, m->k) && goed;
        }
        for (size_t o = 0; f && x->g.deling && o < m->k; o++) {
            if (!m->mag[m->fam.at[0].cel + o])
                continue; /* of what is a part is not known */
            for (size_t g = 0; g < x->g.deling; g++)
                cel[g] = x->cel + g * m->k + o;
            goed = rest_genoeg(m, cel, x->g.deling) && goed;
        }
    }
    return goed;
}

static void oordeel(struct machine *m)
{
    m->mag = ARENA_ARRAY(m->a, bool, m->n_cel ? m->n_cel : 1);
    m->dwang = ARENA_ARRAY(m->a, bool, m->n_cel ? m->n_cel : 1);
    for (int i = 0; i < RONDEN_MAX; i++) {
        ronde_doe(m);
        if (resten_genoeg(m))
            return;
    }
    memset(m->mag, 0, m->n_cel); /* never seen; then nothing is shown */
}

static double werk(struct machine *m)
{
    double d, kandidaten = 0;

    tel(m);
    for (size_t c = 0; c < m->n_cel; c++)
        kandidaten += genoeg(m, c);
    delen_maak(m);
    d = (double)(m->n_deel * m->k);
    return d * (kandidaten < d ? kandidaten : d) * (kandidaten < d ? kandidaten : d) / 2;
}

/* Adds a table to what is watched, when it can still be watched. */
static bool probeer(struct machine *m, const struct ui_groepen *g, bool moet)
{
    size_t cel = m->n_cel, groep = m->n_groep;

    familie_bij(m, g);
    if (moet || (m->n_groep <= GROEPEN_MAX && werk(m) <= WERK_MAX))
        return true;
    m->fam.n--;
    m->n_cel = cel;
    m->n_groep = groep;
    return false;
}

static void machine_maak(struct machine *m, struct arena *a, const struct ui_set *s, const struct ui_vraag *v)
{
    struct ui_groepen g;
    int mislukt = 0;

    *m = (struct machine){
        .a = a, .s = s, .v = v, .k = v->soort == UI_GETAL ? 1 : v->n_optie, .een = v->soort == UI_EEN};
    if (!m->k)
        return;
    ui_groepen_alles(a, s, v->laag, &g);
    probeer(m, &g, true);
    for (size_t i = 0; i < s->indeling.n; i++) {
        ui_groepen_indeling(a, s, &s->indeling.at[i], v->laag, &g);
        probeer(m, &g, true);
    }
    for (size_t i = 0; i < s->vraag.n && mislukt < MISLUKT_MAX; i++) {
        const struct ui_vraag *x = s->vraag.at[i];

        if ((x->soort != UI_EEN && x->soort != UI_MEER) || str_eq(x->code, v->code) ||
            (x->laag && x->laag != v->laag) || x->openbaarheid == VL_BEHEERDER)
            continue;
        ui_groepen_vraag(a, s, x, v->laag, true, &g);
        mislukt += !probeer(m, &g, false);
        if (x->in_filter) {
            ui_groepen_filter(a, s, x, v->laag, &g);
            mislukt += !probeer(m, &g, false);
        }
    }
    for (int i = 0; i < 2 && !v->laag; i++) {
        const struct ui_set *ander = i ? s->volgende : s->vorige;

        if (!ander)
            continue;
        ui_groepen_ronde(a, s, ander, &g);
        probeer(m, &g, true);
        if (ui_groepen_overgang(a, s, ander, v->code, &g))
            probeer(m, &g, true);
    }
    tel(m);
    delen_maak(m);
    groepen_maak(m);
    oordeel(m);
}

const struct ui_scherm *ui_scherm(struct ui_set *s, struct arena *a, const struct ui_vraag *v)
{
    const struct ui_vraag *k;
    struct ui_scherm *x;

    if (v->openbaarheid == VL_OPENBAAR || v->soort == UI_TEKST)
        return NULL;
    for (x = s->scherm; x; x = x->volgende)
        if (str_eq(x->vraag->code, v->code))
            return x;
    x = ARENA_NEW(a, struct ui_scherm);
    x->vraag = v;
    machine_maak(&x->m, a, s, v);
    k = v->soort == UI_GETAL ? ui_klassen(a, s, v) : NULL;
    x->heeft_klasse = k != NULL;
    if (k)
        machine_maak(&x->klasse, a, s, k);
    x->volgende = s->scherm;
    s->scherm = x;
    return x;
}

bool ui_scherm_mag(const struct ui_scherm *x, struct str sleutel, size_t g, size_t optie)
{
    const struct machine *m;

    if (!x)
        return true;
    m = x->vraag->soort == UI_GETAL && optie ? &x->klasse : &x->m;
    if (m == &x->klasse) {
        if (!x->heeft_klasse)
            return false;
        optie--;
    }
    for (size_t f = 0; f < m->fam.n; f++)
        if (str_eq(m->fam.at[f].g.sleutel, sleutel))
            return g < m->fam.at[f].g.n && optie < m->k && m->mag[m->fam.at[f].cel + g * m->k + optie];
    return false; /* what is not watched is not shown */
}
