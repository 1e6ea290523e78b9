/* SPDX-License-Identifier: EUPL-1.2
 * A row of bag-light.gpkg: what baglicht.c finds and baglicht_rij.c understands. */
#ifndef WZ_VOORRAAD_BAGLICHT_INTERN_H
#define WZ_VOORRAAD_BAGLICHT_INTERN_H

#include "tabel/sqlitevlug.h"
#include "voorraad/bronnen.h"

/* The columns that are read. */
enum {
    BL_ID,
    BL_M2,
    BL_STATUS,
    BL_DOEL,
    BL_NUMMER,
    BL_POSTCODE,
    BL_JAAR,
    BL_PAND,
    BL_PANDSTATUS,
    BL_BRON,
    BL_GEOM,
    BL_CELLEN
};
_Static_assert((int)BL_CELLEN <= (int)SV_CELLEN, "the cells of a row");

/* Until all are read the buurt of a row holds the number of its gemeente; this when it has none. */
enum { BL_GEMEENTEN = 10000 };

struct bl_woord {
    struct str naam;
    int code; /* -1: no longer there */
};

/* What the rows before this one had is likely what this one has. */
struct bl_onthouden {
    const struct bl_woord *vbo, *pand;
    char doel[64];
    size_t doel_n;
    uint8_t doelen;
};

/* Fills a row; false when the object is no longer there. Cells hold numbers or bytes as the columns do. */
bool baglicht_rij(const struct stand *s, struct bl_onthouden *o, const struct sv_cel *c, bool verbouwing,
                  struct stand_rij *r);

#endif
