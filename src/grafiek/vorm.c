/* SPDX-License-Identifier: EUPL-1.2
 * See vorm.h. The trick: places are shared. Every point of every ring gets the number of its grid place, a
 * junction is a place with more than two distinct neighbours, and what stays is marked on the place. So a
 * line that two areas share is simplified once for both, and no gap or overlap can arise between them. */
#include "grafiek/vorm.h"

#include <math.h>
#include <string.h>

enum { NIEMAND = UINT32_MAX };

struct kader {
    double x0, y0, x1, y1;
};

struct tabel {
    uint32_t *vakken;
    size_t masker;
};

static bool kader_maak(const struct grafiek_vlak *vlakken, size_t n, struct kader *k)
{
    size_t punten = 0;

    *k = (struct kader){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < n; i++) {
        const double *r = vlakken[i].ringen;

        for (size_t j = 0; r && j + 1 < vlakken[i].n_ringen && punten < VORM_MAX_PUNTEN; j += 2, punten++) {
            if (!(fabs(r[j]) < 1e12) || !(fabs(r[j + 1]) < 1e12))
                continue;
            k->x0 = fmin(k->x0, r[j]);
            k->x1 = fmax(k->x1, r[j]);
            k->y0 = fmin(k->y0, r[j + 1]);
            k->y1 = fmax(k->y1, r[j + 1]);
        }
    }
    return punten && k->x1 >= k->x0 && k->y1 >= k->y0;
}

static uint32_t plaats_van(struct vormen *v, struct tabel *t, struct vorm_punt p)
{
    uint64_t h = ((uint64_t)(uint32_t)p.x << 32 | (uint32_t)p.y) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & t->masker;

    while (t->vakken[i] != NIEMAND) {
        struct vorm_punt q = v->punten[t->vakken[i]];

        if (q.x == p.x && q.y == p.y)
            return t->vakken[i];
        i = (i + 1) & t->masker;
    }
    t->vakken[i] = (uint32_t)v->n_punten;
    v->punten[v->n_punten] = p;
    return (uint32_t)v->n_punten++;
}

/* Closes the ring that began at `van`: drops the closing point, and the ring itself when it is no area at
 * all. */
static void ring_klaar(struct vormen *v, size_t vlak, size_t van)
{
    size_t n = v->n_ids - van;
    double som = 0;

    while (n > 1 && v->ids[van + n - 1] == v->ids[van])
        n--;
    v->n_ids = van + n;
    if (!n)
        return;
    for (size_t i = 0; i < n; i++) {
        struct vorm_punt p = v->punten[v->ids[van + i]], q = v->punten[v->ids[van + (i + 1) % n]];

        som += (double)p.x * q.y - (double)q.x * p.y;
    }
    v->ringen[v->n_ringen++] = (struct vorm_ring){vlak, van, n, fabs(som)};
}

static void buur_bij(struct vormen *v, uint32_t p, uint32_t buur)
{
    uint32_t *b = v->buren[p];

    if (b[0] == buur || b[1] == buur)
        return;
    if (b[0] == NIEMAND)
        b[0] = buur;
    else if (b[1] == NIEMAND)
        b[1] = buur;
    else
        v->knoop[p] = 1;
}

static void knopen_zoek(struct arena *a, struct vormen *v)
{
    v->buren = arena_alloc(a, sizeof *v->buren * (v->n_punten + 1));
    memset(v->buren, 0xFF, sizeof *v->buren * (v->n_punten + 1));
    v->knoop = ARENA_ARRAY(a, uint8_t, v->n_punten + 1);
    v->blijft = ARENA_ARRAY(a, bool, v->n_punten + 1);
    for (size_t r = 0; r < v->n_ringen; r++) {
        const uint32_t *ids = v->ids + v->ringen[r].van;
        size_t n = v->ringen[r].n;

        for (size_t i = 0; i < n; i++) {
            buur_bij(v, ids[i], ids[(i + 1) % n]);
            buur_bij(v, ids[(i + 1) % n], ids[i]);
        }
    }
}

static void punten_lees(const struct grafiek_vlak *vlakken, size_t n, const struct kader *k, double schaal,
                        double rand, struct vormen *v, struct tabel *t)
{
    size_t gelezen = 0;

    for (size_t i = 0; i < n; i++) {
        const double *r = vlakken[i].ringen;
        size_t van = v->n_ids;

        for (size_t j = 0; r && j + 1 < vlakken[i].n_ringen && gelezen < VORM_MAX_PUNTEN; j += 2, gelezen++) {
            struct vorm_punt p;
            uint32_t id;

            if (isnan(r[j]) || isnan(r[j + 1])) {
                ring_klaar(v, i, van);
                van = v->n_ids;
                continue;
            }
            if (!(fabs(r[j]) < 1e12) || !(fabs(r[j + 1]) < 1e12))
                continue;
            p.x = (int32_t)lround(10 * (rand + (r[j] - k->x0) * schaal));
            p.y = (int32_t)lround(10 * (rand + (k->y1 - r[j + 1]) * schaal));
            id = plaats_van(v, t, p);
            if (v->n_ids == van || v->ids[v->n_ids - 1] != id)
                v->ids[v->n_ids++] = id;
        }
        ring_klaar(v, i, van);
    }
}

bool vormen_maak(struct arena *a, const struct grafiek_vlak *vlakken, size_t n, double breedte, double hoogte,
                 double rand, struct vormen *ret)
{
    struct vormen v = {0};
    struct tabel t = {.masker = 63};
    struct kader k;
    size_t meest = 0;
    double schaal, dx, dy;

    if (!kader_maak(vlakken, n, &k))
        return false;
    for (size_t i = 0; i < n && meest < VORM_MAX_PUNTEN; i++)
        meest += vlakken[i].ringen ? vlakken[i].n_ringen / 2 : 0;
    meest = meest > VORM_MAX_PUNTEN ? VORM_MAX_PUNTEN : meest;
    dx = k.x1 - k.x0;
    dy = k.y1 - k.y0;
    schaal =
        fmin(dx > 0 ? (breedte - 2 * rand) / dx : INFINITY, dy > 0 ? (hoogte - 2 * rand) / dy : INFINITY);
    if (!isfinite(schaal))
        return false;
    while (t.masker < 2 * meest)
        t.masker = t.masker * 2 + 1;
    t.vakken = ARENA_ARRAY(a, uint32_t, t.masker + 1);
    memset(t.vakken, 0xFF, sizeof *t.vakken * (t.masker + 1));
    v.punten = ARENA_ARRAY(a, struct vorm_punt, meest + 1);
    v.ids = ARENA_ARRAY(a, uint32_t, meest + 1);
    v.ringen = ARENA_ARRAY(a, struct vorm_ring, meest + n + 1);
    v.breedte = dx * schaal + 2 * rand;
    v.hoogte = dy * schaal + 2 * rand;
    v.x0 = k.x0;
    v.y1 = k.y1;
    v.schaal = schaal;
    v.rand = rand;
    punten_lees(vlakken, n, &k, schaal, rand, &v, &t);
    if (!v.n_ringen)
        return false;
    knopen_zoek(a, &v);
    *ret = v;
    return true;
}

bool vormen_plek(const struct vormen *v, double x, double y, struct vorm_punt *ret)
{
    double px = v->rand + (x - v->x0) * v->schaal, py = v->rand + (v->y1 - y) * v->schaal;

    if (!(px >= 0 && px <= v->breedte && py >= 0 && py <= v->hoogte))
        return false;
    *ret = (struct vorm_punt){(int32_t)lround(10 * px), (int32_t)lround(10 * py)};
    return true;
}

/* ---- simplification ---- */

struct vorm_snede {
    size_t van, tot;
};

struct werk {
    const struct vormen *v;
    const uint32_t *ring;
    size_t n;
    struct vorm_snede *stapel;
    double tol2;
    int64_t *tegoed; /* steps left: a hostile outline must not take quadratic time */
};

static struct vorm_punt punt_op(const struct werk *w, size_t i)
{
    return w->v->punten[w->ring[i % w->n]];
}

/* Square of the distance from p to the piece of line from a to b. */
static double afstand2(struct vorm_punt p, struct vorm_punt a, struct vorm_punt b)
{
    double dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y, len2 = dx * dx + dy * dy;
    double t = len2 > 0 ? fmin(fmax((px * dx + py * dy) / len2, 0), 1) : 0;

    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* Douglas–Peucker on places van … tot of the ring (tot may run past the end and wraps). Both ends stay. */
static void stuk_vereenvoudig(struct werk *w, size_t van, size_t tot)
{
    size_t diep = 0;

    w->v->blijft[w->ring[van % w->n]] = true;
    w->v->blijft[w->ring[tot % w->n]] = true;
    w->stapel[diep++] = (struct vorm_snede){van, tot};
    while (diep) {
        struct vorm_snede s = w->stapel[--diep];
        double verst = -1;
        size_t waar = s.van;

        *w->tegoed -= (int64_t)(s.tot - s.van);
        for (size_t i = s.van + 1; i < s.tot; i++) {
            double d = afstand2(punt_op(w, i), punt_op(w, s.van), punt_op(w, s.tot));

            if (d > verst) {
                verst = d;
                waar = i;
            }
            if (*w->tegoed < 0)
                w->v->blijft[w->ring[i % w->n]] = true;
        }
        if (*w->tegoed < 0 || verst <= w->tol2)
            continue;
        w->v->blijft[w->ring[waar % w->n]] = true;
        w->stapel[diep++] = (struct vorm_snede){s.van, waar};
        w->stapel[diep++] = (struct vorm_snede){waar, s.tot};
    }
}

/* A ring without junctions (an island, a hole that is one gemeente): cut at its first place in reading order
 * and at the place farthest from that, which are the same from whichever side the ring is walked. */
static void eiland_vereenvoudig(struct werk *w)
{
    size_t eerst = 0, verst = 0;
    double best = -1;

    for (size_t i = 1; i < w->n; i++) {
        struct vorm_punt p = punt_op(w, i), q = punt_op(w, eerst);

        if (p.y < q.y || (p.y == q.y && p.x < q.x))
            eerst = i;
    }
    for (size_t i = 1; i < w->n; i++) {
        struct vorm_punt p = punt_op(w, eerst), q = punt_op(w, eerst + i);
        double dx = p.x - q.x, dy = p.y - q.y;

        if (dx * dx + dy * dy > best) {
            best = dx * dx + dy * dy;
            verst = i;
        }
    }
    stuk_vereenvoudig(w, eerst, eerst + verst);
    stuk_vereenvoudig(w, eerst + verst, eerst + w->n);
}

static void ring_vereenvoudig(struct werk *w)
{
    size_t eerst = 0, vorig;

    while (eerst < w->n && !w->v->knoop[w->ring[eerst]])
        eerst++;
    if (eerst == w->n) {
        eiland_vereenvoudig(w);
        return;
    }
    vorig = eerst;
    for (size_t i = eerst + 1; i <= eerst + w->n; i++)
        if (w->v->knoop[w->ring[i % w->n]]) {
            stuk_vereenvoudig(w, vorig, i);
            vorig = i;
        }
}

size_t vormen_vereenvoudig(struct arena *a, struct vormen *v, double tolerantie)
{
    int64_t tegoed = 40000000;
    size_t over = 0;
    struct werk w = {.v = v, .tol2 = tolerantie * tolerantie, .tegoed = &tegoed};

    memset(v->blijft, 0, v->n_punten);
    if (!v->stapel) {
        size_t langste = 0;

        for (size_t r = 0; r < v->n_ringen; r++)
            langste = v->ringen[r].n > langste ? v->ringen[r].n : langste;
        v->stapel = ARENA_ARRAY(a, struct vorm_snede, langste + 4);
    }
    w.stapel = v->stapel;
    for (size_t r = 0; r < v->n_ringen; r++) {
        w.ring = v->ids + v->ringen[r].van;
        w.n = v->ringen[r].n;
        ring_vereenvoudig(&w);
    }
    for (size_t i = 0; i < v->n_ids; i++)
        over += v->blijft[v->ids[i]];
    return over;
}
