/* SPDX-License-Identifier: EUPL-1.2
 * Boundaries made small: onto a grid of a tenth of a pixel, and simplified so that two neighbours keep
 * exactly the same line between them. For the SVG maps here, and for the zooms of the vector tiles
 * (src/kaart). */
#ifndef WZ_GRAFIEK_VORM_H
#define WZ_GRAFIEK_VORM_H

#include "grafiek/grafiek.h"

enum { VORM_MAX_PUNTEN = 1 << 20 }; /* of one map; what comes after is not drawn */

struct vorm_punt {
    int32_t x, y; /* tenths of a pixel, y down */
};

struct vorm_ring {
    size_t vlak;      /* of which area */
    size_t van, n;    /* places in `ids` */
    double oppervlak; /* twice the area, absolute, in square tenths, before simplification */
};

struct vormen {
    struct vorm_punt *punten; /* distinct places */
    bool *blijft;             /* of each place: kept by vormen_vereenvoudig() */
    uint32_t *ids;            /* the rings, one after the other, without their closing point */
    struct vorm_ring *ringen;
    size_t n_punten, n_ids, n_ringen;
    double breedte, hoogte;      /* in pixels */
    double x0, y1, schaal, rand; /* what lies where: see vormen_plek() */
    uint8_t *knoop;              /* internal */
    uint32_t (*buren)[2];
    struct vorm_snede *stapel;
};

/* Fits all rings of all areas in breedte × at most hoogte pixels, with `rand` free on every side. False when
 * there is nothing to draw. */
bool vormen_maak(struct arena *a, const struct grafiek_vlak *vlakken, size_t n, double breedte, double hoogte,
                 double rand, struct vormen *ret);
/* Where a place lies in the same picture; false outside it. */
bool vormen_plek(const struct vormen *v, double x, double y, struct vorm_punt *ret);
/* Marks the places that stay with a tolerance in tenths of a pixel (Douglas–Peucker between junctions).
 * Returns how many points the rings together keep. */
size_t vormen_vereenvoudig(struct arena *a, struct vormen *v, double tolerantie);

#endif
