/* SPDX-License-Identifier: EUPL-1.2
 * See vlak.h. A step that GEOS cannot do on some hostile outline yields no area, never half of one. */
#include "kaart/vlak.h"

#include <geos_c.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIEP = 8 }; /* of collections in collections */

struct werk {
    GEOSContextHandle_t g;
};

struct werk *werk_new(void)
{
    struct werk *w = calloc(1, sizeof *w);

    if (!w || !(w->g = GEOS_init_r()))
        abort(); /* out of memory */
    return w;
}

void werk_free(struct werk *w)
{
    if (!w)
        return;
    GEOS_finish_r(w->g);
    free(w);
}

struct kader vlak_kader(const struct vlak *v)
{
    struct kader k = KADER_LEEG;

    for (size_t i = 0; i < v->n; i++)
        kader_bij(&k, v->xy[2 * i], v->xy[2 * i + 1]);
    return k;
}

/* Twice the area is positive against the clock where y points up. Places are taken from the first one, for RD
 * metres squared leave few digits. */
static double ring_oppervlak(const double *xy, size_t n)
{
    double som = 0;

    for (size_t i = 1; i + 1 < n; i++)
        som +=
            (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) - (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    return som / 2;
}

double vlak_oppervlak(const struct vlak *v)
{
    double som = 0;

    for (size_t r = 0; r < v->n_ringen; r++)
        som += ring_oppervlak(v->xy + 2 * v->ring[r].van, v->ring[r].n);
    return som;
}

static bool lijn_raakt(const double *p, const double *q, const struct kader *k)
{
    double t0 = 0, t1 = 1, d[2] = {q[0] - p[0], q[1] - p[1]};
    double van[2] = {k->x0, k->y0}, tot[2] = {k->x1, k->y1};

    for (int as = 0; as < 2; as++) { /* Liang and Barsky: the part of the line that lies in the box */
        double a, b;

        if (d[as] == 0) {
            if (p[as] < van[as] || p[as] > tot[as])
                return false;
            continue;
        }
        a = (van[as] - p[as]) / d[as];
        b = (tot[as] - p[as]) / d[as];
        t0 = fmax(t0, fmin(a, b));
        t1 = fmin(t1, fmax(a, b));
    }
    return t0 <= t1;
}

bool vlak_raakt(const struct vlak *v, const struct kader *k)
{
    bool binnen = false;

    for (size_t r = 0; r < v->n_ringen; r++) {
        const double *p = v->xy + 2 * v->ring[r].van;

        for (size_t i = 1; i < v->ring[r].n; i++) {
            const double *a = p + 2 * (i - 1), *b = p + 2 * i;

            if (lijn_raakt(a, b, k))
                return true;
            if ((a[1] > k->y0) != (b[1] > k->y0) &&
                k->x0 < (b[0] - a[0]) * (k->y0 - a[1]) / (b[1] - a[1]) + a[0])
                binnen = !binnen;
        }
    }
    return binnen; /* no line of it in the box: the box lies wholly in the area, or wholly outside */
}

/* ---- to GEOS ---- */

static GEOSGeometry *ring_geos(GEOSContextHandle_t g, const double *xy, size_t n)
{
    GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(g, xy, (unsigned)n, 0, 0);
    GEOSGeometry *ring = s ? GEOSGeom_createLinearRing_r(g, s) : NULL; /* takes s, also when it fails */

    return ring;
}

static GEOSGeometry *verzameling(GEOSContextHandle_t g, int soort, GEOSGeometry **at, size_t n)
{
    GEOSGeometry *m = GEOSGeom_createCollection_r(g, soort, at, (unsigned)n);

    if (!m)
        for (size_t i = 0; i < n; i++)
            GEOSGeom_destroy_r(g, at[i]);
    return m;
}

/* The area as GEOS knows it; NULL when a ring is none. */
static GEOSGeometry *naar_geos(struct werk *w, const struct vlak *v)
{
    GEOSGeometry **deel = calloc(v->n_ringen + 1, sizeof *deel), **gat = calloc(v->n_ringen + 1, sizeof *gat),
                 *m;
    size_t n = 0;
    bool fout = !deel || !gat || !v->n_ringen;

    for (size_t r = 0; !fout && r < v->n_ringen;) {
        GEOSGeometry *buiten = ring_geos(w->g, v->xy + 2 * v->ring[r].van, v->ring[r].n);
        size_t gaten = 0;

        for (r++; r < v->n_ringen && v->ring[r].binnen; r++) {
            gat[gaten] = ring_geos(w->g, v->xy + 2 * v->ring[r].van, v->ring[r].n);
            gaten += gat[gaten] != NULL;
        }
        deel[n] = buiten ? GEOSGeom_createPolygon_r(w->g, buiten, gat, (unsigned)gaten) : NULL;
        fout = !deel[n];
        n += !fout;
    }
    if (fout) {
        for (size_t i = 0; deel && i < n; i++)
            GEOSGeom_destroy_r(w->g, deel[i]);
        m = NULL;
    } else {
        m = verzameling(w->g, GEOS_MULTIPOLYGON, deel, n);
    }
    free(deel);
    free(gat);
    return m;
}

/* ---- from GEOS ---- */

struct oogst {
    struct arena *a;
    VEC(double) xy;
    VEC(struct ring) ring;
};

static void ring_bij(struct werk *w, struct oogst *o, const GEOSGeometry *ring, bool binnen)
{
    const GEOSCoordSequence *s = GEOSGeom_getCoordSeq_r(w->g, ring);
    unsigned n = 0;
    double *xy;

    if (!s || !GEOSCoordSeq_getSize_r(w->g, s, &n) || n < 4)
        return;
    xy = ARENA_ARRAY(o->a, double, 2 * (size_t)n);
    if (!GEOSCoordSeq_copyToBuffer_r(w->g, s, xy, 0, 0))
        return;
    VEC_PUSH(o->a, &o->ring, ((struct ring){o->xy.n / 2, n, binnen}));
    if ((ring_oppervlak(xy, n) < 0) != binnen) /* the wrong way round */
        for (size_t i = 0, j = n - 1; i < j; i++, j--) {
            double x = xy[2 * i], y = xy[2 * i + 1];

            xy[2 * i] = xy[2 * j];
            xy[2 * i + 1] = xy[2 * j + 1];
            xy[2 * j] = x;
            xy[2 * j + 1] = y;
        }
    for (size_t i = 0; i < 2 * (size_t)n; i++)
        VEC_PUSH(o->a, &o->xy, xy[i]);
}

static void oogst_bij(struct werk *w, struct oogst *o, const GEOSGeometry *m, int diep)
{
    int soort = GEOSGeomTypeId_r(w->g, m);

    if (soort == GEOS_POLYGON) {
        const GEOSGeometry *buiten = GEOSGetExteriorRing_r(w->g, m);
        size_t ringen = o->ring.n;

        if (GEOSisEmpty_r(w->g, m) || !buiten)
            return;
        ring_bij(w, o, buiten, false);
        for (int i = 0; o->ring.n > ringen && i < GEOSGetNumInteriorRings_r(w->g, m); i++)
            ring_bij(w, o, GEOSGetInteriorRingN_r(w->g, m, i), true);
        return;
    }
    if (soort != GEOS_MULTIPOLYGON && soort != GEOS_GEOMETRYCOLLECTION)
        return; /* lines and points are what is left of an area that fell flat */
    for (int i = 0; diep < DIEP && i < GEOSGetNumGeometries_r(w->g, m); i++)
        oogst_bij(w, o, GEOSGetGeometryN_r(w->g, m, i), diep + 1);
}

/* Takes m; NULL is no area. */
static bool van_geos(struct werk *w, struct arena *a, GEOSGeometry *m, struct vlak *ret)
{
    struct oogst o = {.a = a};

    if (!m)
        return false;
    oogst_bij(w, &o, m, 0);
    GEOSGeom_destroy_r(w->g, m);
    *ret = (struct vlak){o.xy.at, o.ring.at, o.xy.n / 2, o.ring.n};
    return o.ring.n > 0;
}

/* Takes m and gives what follows from it, m itself when it was valid. */
static GEOSGeometry *geldig(struct werk *w, GEOSGeometry *m)
{
    GEOSGeometry *beter;

    if (!m || GEOSisValid_r(w->g, m) == 1)
        return m;
    beter = GEOSMakeValid_r(w->g, m); /* by its lines: inside is what an odd number of rings goes round */
    GEOSGeom_destroy_r(w->g, m);
    return beter;
}

bool vlak_van_ringen(struct werk *w, struct arena *a, const double *xy, size_t n, struct vlak *ret)
{
    VEC(struct ring) ring = {0};
    struct vlak v;
    size_t van = 0;

    for (size_t i = 0; i + 1 < n; i += 2) {
        if (!isnan(xy[i]))
            continue;
        if (i - van >= 8)
            VEC_PUSH(a, &ring, ((struct ring){van / 2, (i - van) / 2, false}));
        van = i + 2;
    }
    v = (struct vlak){(double *)(uintptr_t)xy, ring.at, n / 2, ring.n};
    return van_geos(w, a, geldig(w, naar_geos(w, &v)), ret);
}

/* Takes m. Of an outline that simplifying made cross itself, holes and outer rings are known: each is mended
 * by itself and then taken together, which is much faster than sorting out all faces between all lines. */
static GEOSGeometry *hersteld(struct werk *w, GEOSGeometry *m)
{
    GEOSMakeValidParams *p = GEOSMakeValidParams_create_r(w->g);
    GEOSGeometry *beter = NULL;

    if (p && GEOSMakeValidParams_setMethod_r(w->g, p, GEOS_MAKE_VALID_STRUCTURE))
        beter = GEOSMakeValidWithParams_r(w->g, m, p);
    if (p)
        GEOSMakeValidParams_destroy_r(w->g, p);
    GEOSGeom_destroy_r(w->g, m);
    return beter;
}

bool vlak_op_rooster(struct werk *w, struct arena *a, const struct vlak *v, struct vlak *ret)
{
    GEOSGeometry *m = naar_geos(w, v), *op;

    if (!m || GEOSisValid_r(w->g, m) == 1)
        return van_geos(w, a, m, ret);
    m = hersteld(w, m);
    if (!m)
        return false;
    op = GEOSGeom_setPrecision_r(w->g, m, 1, 0);
    GEOSGeom_destroy_r(w->g, m);
    return van_geos(w, a, op, ret);
}

bool vlak_knip(struct werk *w, struct arena *a, const struct vlak *v, const struct kader *k, struct vlak *ret)
{
    double hoeken[] = {k->x0, k->y0, k->x1, k->y0, k->x1, k->y1, k->x0, k->y1, k->x0, k->y0};
    struct ring ring = {0, 5, false};
    struct vlak doos = {hoeken, &ring, 5, 1};
    GEOSGeometry *m = naar_geos(w, v), *d = naar_geos(w, &doos), *uit = NULL;

    if (m && d)
        uit = GEOSIntersectionPrec_r(w->g, m, d, 1);
    if (m)
        GEOSGeom_destroy_r(w->g, m);
    if (d)
        GEOSGeom_destroy_r(w->g, d);
    return van_geos(w, a, uit, ret);
}

bool vlak_samen(struct werk *w, struct arena *a, const struct vlak *v, size_t n, double rooster,
                struct vlak *ret)
{
    GEOSGeometry **deel = calloc(n + 1, sizeof *deel), *alle, *uit = NULL;
    size_t over = 0;

    if (!deel)
        abort();
    for (size_t i = 0; i < n; i++) {
        deel[over] = naar_geos(w, &v[i]);
        over += deel[over] != NULL;
    }
    alle = verzameling(w->g, GEOS_GEOMETRYCOLLECTION, deel, over);
    free(deel);
    if (alle) {
        uit = GEOSUnaryUnionPrec_r(w->g, alle, rooster);
        GEOSGeom_destroy_r(w->g, alle);
    }
    return van_geos(w, a, uit, ret);
}

bool vlak_plek(struct werk *w, const struct vlak *v, double *ret_x, double *ret_y)
{
    GEOSGeometry *m = naar_geos(w, v), *p = m ? GEOSPointOnSurface_r(w->g, m) : NULL;
    bool er =
        p && !GEOSisEmpty_r(w->g, p) && GEOSGeomGetX_r(w->g, p, ret_x) && GEOSGeomGetY_r(w->g, p, ret_y);

    if (p)
        GEOSGeom_destroy_r(w->g, p);
    if (m)
        GEOSGeom_destroy_r(w->g, m);
    return er;
}
