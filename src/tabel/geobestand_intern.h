/* SPDX-License-Identifier: EUPL-1.2
 * What geobestand.c (files, layers, rows), geobestand_vorm.c (shapes) and tabel.c share. */
#ifndef WZ_TABEL_GEOBESTAND_INTERN_H
#define WZ_TABEL_GEOBESTAND_INTERN_H

#include "tabel/geobestand.h"
#include "tabel/intern.h"
#include "tabel/rd.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>

/* ---- geobestand.c ---- */

struct geobestand;
/* The parts of a zip, or one GeoJSON under a name that ends in ".geojson"; they must outlive it. The first
 * layer is chosen. */
int geobestand_open(struct arena *a, const struct zip_deel *deel, size_t n, const struct tabel_grens *grens,
                    struct geobestand **ret, struct err *e) MUST_CHECK;
void geobestand_close(struct geobestand *k); /* takes NULL */
size_t geobestand_n_lagen(const struct geobestand *k);
struct str geobestand_laag_naam(const struct geobestand *k, size_t i);
void geobestand_domeinen(const struct geobestand *k, size_t *ret_lijsten, size_t *ret_velden);
int geobestand_kies(struct geobestand *k, size_t i, struct err *e) MUST_CHECK;
int geobestand_volgende(struct geobestand *k, struct tabel_rij *ret,
                        struct err *e) MUST_CHECK; /* as tabel_volgende */
const struct vorm *geobestand_vorm(const struct geobestand *k);
const char *geobestand_stelsel(const struct geobestand *k);
void geobestand_gdal(void); /* makes GDAL ready, once */

/* ---- geobestand_vorm.c ---- */

enum vorm_stelsel {
    STELSEL_ONBEKEND,
    STELSEL_GRADEN,
    STELSEL_RD,
    STELSEL_RD_HERKEND,
    STELSEL_GRADEN_HERKEND
};

struct vorm_lezer {
    struct arena *a; /* shapes live here */
    struct rd *rd;
    size_t punten, punten_max; /* so far, over all shapes */
    enum vorm_stelsel stelsel;
    bool raad; /* degrees that the file states are only its default: the numbers tell */
    VEC(double) xy;
    struct vorm vorm;
};

int vorm_lezer_open(struct vorm_lezer *z, struct arena *a, size_t punten_max, bool raad,
                    struct err *e) MUST_CHECK;
void vorm_lezer_done(struct vorm_lezer *z);
/* The system of a layer (NULL: it states none). ERR_DATA for one that we do not read. */
int vorm_stelsel(struct vorm_lezer *z, OGRSpatialReferenceH s, struct err *e) MUST_CHECK;
const char *vorm_stelsel_tekst(const struct vorm_lezer *z);
/* g NULL: no shape. What is wrong with the shape goes in ret->fout; ERR_LIMIT when all together are too
 * large. */
int vorm_lees(struct vorm_lezer *z, OGRGeometryH g, struct vorm *ret, struct err *e) MUST_CHECK;
/* Text from outside as UTF-8: as it is, or read as Windows-1252. */
struct str geobestand_tekst(struct arena *a, const char *tekst);

#endif
