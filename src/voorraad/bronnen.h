/* SPDX-License-Identifier: EUPL-1.2
 * The other sources of the stock beside LVBAG, and the way out. */
#ifndef WZ_VOORRAAD_BRONNEN_H
#define WZ_VOORRAAD_BRONNEN_H

#include "regels/regels.h"
#include "voorraad/stand.h"

/* ---- baglicht.c: PDOK's bag-light.gpkg ---- */

struct baglicht_uitslag {
    uint64_t gelezen, beeindigd, zonder_pand, merk[MERKEN];
};
bool baglicht_is(struct str eerste_bytes); /* a SQLite file */
int baglicht_lees(struct stand *s, const char *pad, bool verbouwing_telt_mee, int draden,
                  struct baglicht_uitslag *ret, struct err *e) MUST_CHECK;
/* A point out of a GeoPackage geometry (header and WKB of a point, in either byte order), millimetres. */
bool gpkg_punt(struct str blob, uint32_t *ret_x, uint32_t *ret_y);

/* ---- verrijk.c: what others know of a home, by BAG id ---- */

struct verrijk_uitslag {
    uint64_t rijen, geraakt, onbekend_id, geen_id,
        vreemd; /* vreemd: cells that could not be understood, and were left out */
    size_t kolommen;
};
/* A CSV or workbook with a column of BAG ids and columns whose names we know (the WOZ-bezitstabel has them,
 * and so does our own list). Empty cells leave what there was. Adds lines to the herkomst. */
int voorraad_verrijk(struct stand *s, struct str naam, struct str bytes, struct verrijk_uitslag *ret,
                     struct err *e) MUST_CHECK;

/* ---- buurten.c: wijk and buurt by boundaries ---- */

struct buurten_uitslag {
    size_t vlakken;
    uint64_t gevonden, nergens, andere_gemeente; /* verblijfsobjecten */
};
/* A map file with a column buurtcode ("BU09350001") and areas. A verblijfsobject gets the buurt in which it
 * lies when that is one of its own gemeente; else its buurt stays unknown, and is counted. Adds a line to the
 * herkomst. */
int voorraad_buurten(struct stand *s, struct str naam, struct str bytes, int draden,
                     struct buurten_uitslag *ret, struct err *e) MUST_CHECK;
/* Is a place inside an odd number of these rings (x y …, each ended by NaN NaN, n doubles)? */
bool ringen_binnen(const double *xy, size_t n, double x, double y);

/* ---- uitvoer.c ---- */

/* All rows as CSV, or as GeoPackage when the name ends in .gpkg; with a table also the class and the rule. */
int voorraad_export(struct arena *a, const struct wzv *w, const struct regeltabel *t, const char *pad,
                    struct err *e) MUST_CHECK;

#endif
