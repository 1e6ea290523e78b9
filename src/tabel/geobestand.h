/* SPDX-License-Identifier: EUPL-1.2
 * The shapes of a map file that tabel_open reads (grens.geobestand): a shapefile or file geodatabase in a
 * zip, a GeoPackage or GeoJSON, through GDAL. Only those four drivers are there, they see only the bytes that
 * were delivered, and nothing of the network or the disk. For boundaries of gebieden see geo.h. */
#ifndef WZ_TABEL_GEOBESTAND_H
#define WZ_TABEL_GEOBESTAND_H

#include "tabel/tabel.h"

enum vorm_soort { VORM_GEEN, VORM_PUNT, VORM_VLAK };

struct vorm {
    enum vorm_soort soort;
    /* RD metres. A punt is x y …; a vlak is x y … with every ring closed and ended by NaN NaN, polygon by
     * polygon: the outer ring first and counterclockwise, its holes clockwise. */
    const double *xy;
    size_t n;               /* doubles */
    const char *fout;       /* Dutch: why it cannot be used; NULL. Then soort is VORM_GEEN */
    struct str fout_waarde; /* the value at fault, may be empty */
    int weggelaten;         /* rings of fewer than four places, or without area */
};

/* The shape of the row that was read last, until the next one; VORM_GEEN when it has none or t is no map
 * file. */
void tabel_vorm(const struct tabel *t, struct vorm *ret);
/* In which system the sheet that is read gives its places, in Dutch; NULL when none was read yet. */
const char *tabel_stelsel(const struct tabel *t);
/* Lists of allowed values that a file geodatabase has, and how many fields, over all layers, are held to one;
 * 0 elsewhere. A value of such a field is given by what it means. */
void tabel_domeinen(const struct tabel *t, size_t *ret_lijsten, size_t *ret_velden);
/* A shape written as text, "POLYGON((155000 463000, …))", in RD metres or in degrees; what is wrong with it
 * is told in ret->fout. Everything lives on a. */
void vorm_wkt(struct arena *a, struct str wkt, struct vorm *ret);
/* A place in RD metres or degrees, as a column for each gives it. */
void vorm_punt(struct arena *a, double x, double y, struct vorm *ret);

#endif
