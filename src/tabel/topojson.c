/* SPDX-License-Identifier: EUPL-1.2
 * TopoJSON 1.0: lines that areas share stand once, as arcs, and a ring names its arcs by number; a number
 * below zero is that arc backwards (~i). With a `transform` the places of an arc are whole steps from the one
 * before. Called by geo_lees. */
#include "tabel/geo_intern.h"

#include <string.h>

static bool ring_lees(struct geo_lezer *z, const struct doc *ring)
{
    for (size_t i = 0; i < ring->list.n; i++) {
        const struct doc *nummer = ring->list.at[i];
        const struct geo_boog *b;
        bool terug;
        uint64_t v;

        if (nummer->type != DOC_INT)
            return geo_fout(z, "verwacht in een ring nummers van lijnen (arcs)", STR(""));
        terug = nummer->i < 0;
        v = (uint64_t)(terug ? ~nummer->i : nummer->i);
        if (v >= z->n_boog)
            return geo_fout(z, "een ring noemt een lijn (arc) die er niet is",
                            str_fmt(z->a, "%lld", (long long)nummer->i));
        b = &z->boog[v];
        if (b->fout)
            return geo_fout(z, b->fout, b->fout_waarde);
        for (size_t k = i ? 1 : 0; k < b->n; k++) { /* an arc begins where the one before ended */
            const double *p = b->xy + 2 * (terug ? b->n - 1 - k : k);

            if (!geo_punt_bij(z, p[0], p[1]))
                return false;
        }
    }
    return true;
}

/* The places of one arc, in RD, left in z->xy. */
static void boog_plaatsen(struct geo_lezer *z, const struct doc *d)
{
    double som[2] = {0, 0};

    if (d->type != DOC_LIST) {
        geo_fout(z, "verwacht bij een lijn (arc) een lijst van plaatsen", STR(""));
        return;
    }
    for (size_t i = 0; i < d->list.n; i++) {
        double a, b, x, y;

        if (!geo_paar(z, d->list.at[i], &a, &b))
            return;
        if (z->transform) {
            som[0] += a;
            som[1] += b;
            a = som[0] * z->schaal[0] + z->verplaatsing[0];
            b = som[1] * z->schaal[1] + z->verplaatsing[1];
        }
        if (!geo_plaats(z, a, b, &x, &y) || !geo_punt_bij(z, x, y))
            return;
    }
}

static void bogen_lees(struct geo_lezer *z, const struct doc *arcs)
{
    struct geo_boog *boog = ARENA_ARRAY(z->a, struct geo_boog, arcs->list.n + 1);

    for (size_t i = 0; i < arcs->list.n && !z->te_veel; i++) {
        double *xy;

        z->xy.n = 0;
        z->vorm = (struct geo_vorm){0};
        boog_plaatsen(z, arcs->list.at[i]);
        xy = ARENA_ARRAY(z->a, double, z->xy.n + 1);
        if (z->xy.n)
            memcpy(xy, z->xy.at, z->xy.n * sizeof *xy);
        boog[i] = (struct geo_boog){xy, z->xy.n / 2, z->vorm.fout, z->vorm.fout_waarde};
    }
    z->boog = boog;
    z->n_boog = arcs->list.n;
    z->punten = 0; /* the rings are bounded by themselves: they may name an arc any number of times */
}

static bool tweetal(const struct doc *d, double ret[2])
{
    return d && d->type == DOC_LIST && d->list.n == 2 && geo_getal(d->list.at[0], &ret[0]) &&
           geo_getal(d->list.at[1], &ret[1]);
}

int topojson_lees(struct geo_lezer *z, const struct doc *wortel, struct geo *ret, struct err *e)
{
    const struct doc *arcs = doc_get(wortel, STR("arcs")), *lagen = doc_get(wortel, STR("objects")),
                     *t = doc_get(wortel, STR("transform"));
    struct geo_laag *laag;

    if (!arcs || arcs->type != DOC_LIST || !lagen || lagen->type != DOC_MAP)
        return err_set(e, ERR_DATA, "verwacht bij een Topology een lijst “arcs” en een groep “objects”");
    z->transform = t && t->type != DOC_NULL;
    if (z->transform && (!tweetal(doc_get(t, STR("scale")), z->schaal) ||
                         !tweetal(doc_get(t, STR("translate")), z->verplaatsing)))
        return err_set(e, ERR_DATA,
                       "verwacht bij “transform” een “scale” en een “translate” van elk twee getallen");
    bogen_lees(z, arcs);
    z->ring = ring_lees;
    z->ringen_naam = "arcs";
    laag = ARENA_ARRAY(z->a, struct geo_laag, lagen->map.n + 1);
    for (size_t i = 0; i < lagen->map.n && !z->te_veel; i++) {
        const struct doc *d = lagen->map.at[i].value, *leden = doc_get(d, STR("geometries"));

        laag[i].naam = lagen->map.at[i].key;
        if (str_is(doc_get_str(d, STR("type")), "GeometryCollection") && leden && leden->type == DOC_LIST)
            geo_laag_lees(z, (const struct doc *const *)leden->list.at, leden->list.n, false, &laag[i]);
        else
            geo_laag_lees(z, &d, 1, false, &laag[i]);
    }
    *ret = (struct geo){.laag = laag, .n = lagen->map.n};
    return OK;
}
