/* SPDX-License-Identifier: EUPL-1.2
 * What geo.c (places, rings, shapes, GeoJSON) and topojson.c share: one reader that holds the shape being
 * read. */
#ifndef WZ_TABEL_GEO_INTERN_H
#define WZ_TABEL_GEO_INTERN_H

#include "tabel/geo.h"
#include "tabel/rd.h"

enum { GEO_VORMEN_MAX = 100000 };

enum geo_stelsel {
    GEO_GRADEN,     /* longitude and latitude, WGS84 or ETRS89 */
    GEO_RD,         /* RD, and the file says so */
    GEO_RD_HERKEND, /* RD, as its numbers tell */
};

struct geo_boog { /* an arc of a TopoJSON */
    const double *xy;
    size_t n;         /* places */
    const char *fout; /* why it cannot be used; NULL */
    struct str fout_waarde;
};

struct geo_lezer {
    struct arena *a;
    struct geo_grens grens;
    struct rd *rd;
    enum geo_stelsel stelsel;
    bool stelsel_bekend;     /* the file names it, or its first place told */
    const char *ringen_naam; /* where a geometry keeps its rings: "coordinates" or "arcs" */
    /* Adds the places of one ring; what a ring looks like is all that differs between the formats. False with
     * vorm.fout set. */
    bool (*ring)(struct geo_lezer *z, const struct doc *ring);
    VEC(double) xy; /* of the shape being read */
    struct geo_vorm vorm;
    size_t punten, vormen; /* so far */
    bool te_veel;          /* a limit was passed: everything stops */
    /* TopoJSON only */
    bool transform;
    double schaal[2], verplaatsing[2];
    const struct geo_boog *boog;
    size_t n_boog;
};

bool geo_getal(const struct doc *d, double *ret);
bool geo_fout(struct geo_lezer *z, const char *fout,
              struct str waarde); /* false, so that `return geo_fout(…)` reads well */
/* The first two numbers of a place. */
bool geo_paar(struct geo_lezer *z, const struct doc *plaats, double *ret_a, double *ret_b);
/* To RD metres, when it lies in the Netherlands. */
bool geo_plaats(struct geo_lezer *z, double a, double b, double *ret_x, double *ret_y);
bool geo_punt_bij(struct geo_lezer *z, double x, double y);
/* A list of features or geometries as a layer; met_vorm: they are features, which hold their geometry. */
void geo_laag_lees(struct geo_lezer *z, const struct doc *const *at, size_t n, bool met_vorm,
                   struct geo_laag *ret);

int topojson_lees(struct geo_lezer *z, const struct doc *wortel, struct geo *ret, struct err *e) MUST_CHECK;

#endif
