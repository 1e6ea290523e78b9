/* SPDX-License-Identifier: EUPL-1.2
 * Areas on a map as people deliver them: GeoJSON (RFC 7946, and its older form with a `crs`),
 * TopoJSON 1.0 and what GDAL opens for us, read into rings in RD metres with the properties of each shape.
 * Knows nothing of what the shapes are. All input is hostile: everything is bounded, and what is wrong with
 * one shape is said with that shape. */
#ifndef WZ_TABEL_GEO_H
#define WZ_TABEL_GEO_H

#include "doc/doc.h"

struct geo_grens {
    size_t bytes;  /* of the text; 0: 64 MiB */
    size_t punten; /* in all rings together; 0: 4 million */
    size_t vormen; /* 0: 100,000 */
};

struct geo_vorm {
    const struct doc *eigenschappen; /* map; NULL when there are none */
    const struct doc *id;            /* of the feature itself; NULL */
    const char *fout;                /* Dutch: why it cannot be used; NULL. Then it has no rings */
    struct str fout_waarde;          /* the value at fault, may be empty */
    const double *xy;                /* RD metres: x y x y …, every ring closed and ended by NaN NaN */
    size_t n;                        /* doubles */
    double oppervlak;                /* m²: outer rings less their holes */
    int ringen;                      /* kept */
    int gesloten;                    /* rings that did not end where they began, and were closed */
    int weggelaten;                  /* rings of fewer than four places, or without area */
};

/* GeoJSON has one layer, without a name; TopoJSON one for each of its objects. */
struct geo_laag {
    struct str naam;
    const struct geo_vorm *vorm;
    size_t n;
};

struct geo {
    const struct geo_laag *laag;
    size_t n;
    size_t vormen;       /* in all layers */
    const char *stelsel; /* Dutch: how the file gives its places; NULL when it has none */
};

/* Everything lives on a, whose limit bounds what a file can make us hold; properties borrow from bytes.
 * ERR_DATA for what is no GeoJSON or TopoJSON, or stands in another system of coordinates than WGS84, ETRS89
 * or RD; ERR_LIMIT for what is too large. */
int geo_lees(struct arena *a, struct str bytes, struct geo_grens grens, struct geo *ret,
             struct err *e) MUST_CHECK;
/* The same of a GeoPackage, or a zip with a shapefile or file geodatabase: a layer each, without the ids of
 * shapes. Nothing borrows from bytes; naam (of the file) is for messages. */
int geo_kaartbestand(struct arena *a, struct str naam, struct str bytes, struct geo_grens grens,
                     struct geo *ret, struct err *e) MUST_CHECK;

#endif
