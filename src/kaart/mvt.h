/* SPDX-License-Identifier: EUPL-1.2
 * Writes one layer of polygons or points as a Mapbox Vector Tile, specification version 2.1
 * (github.com/mapbox/vector-tile-spec). Private to src/kaart. */
#ifndef WZ_KAART_MVT_H
#define WZ_KAART_MVT_H

#include "kaart/vlak.h"

enum {
    MVT_MAAT = 4096, /* units along the side of a tile ("extent") */
    MVT_RAND = 64,   /* units of its neighbours that a tile has too, so that lines go on at its edge */
    MVT_WAARDEN = 4, /* attributes of one feature at most */
};

struct mvt_waarde {
    const char *sleutel;
    struct str tekst; /* p NULL: the feature has no such attribute */
};

struct mvt; /* a layer under construction */
struct mvt *mvt_new(struct arena *a, struct str laag);
/* Adds one area. Places are whole numbers in units of the tile, y down, so that an outer ring has a positive
 * area by the surveyor's formula, as 4.3.4.4 asks. An area without rings adds nothing. */
void mvt_vlak(struct mvt *m, uint64_t id, const struct vlak *v, const struct mvt_waarde *w, size_t n);
/* Adds one place. */
void mvt_punt(struct mvt *m, uint64_t id, double x, double y, const struct mvt_waarde *w, size_t n);
/* The tile; two of them after each other are one tile with both layers. Empty when nothing was added (a layer
 * without features may not be there, 4.1), p NULL when it would be larger than 16 MB. */
struct str mvt_klaar(struct mvt *m);

#endif
