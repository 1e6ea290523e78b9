/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a map file: GeoJSON, the three parts of a shapefile, a file geodatabase, or a shape as text.
 * What comes out must be rows with shapes as they are stored. The first byte picks the kind and the limits;
 * parts are as long as the two bytes before them say. */
#include "tabel/geobestand_intern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static void vorm_eis(const struct vorm *v)
{
    size_t van = 0;

    eis(v->n % 2 == 0 && (v->soort == VORM_GEEN) == !v->n && (!v->fout || !v->n));
    for (size_t i = 0; i < v->n; i += 2) {
        eis(isnan(v->xy[i]) == isnan(v->xy[i + 1]));
        if (!isnan(v->xy[i])) {
            eis(v->xy[i] > -30000 && v->xy[i] < 320000 && v->xy[i + 1] > 270000 && v->xy[i + 1] < 680000);
            continue;
        }
        eis(v->soort == VORM_VLAK && i - van >= 8 && v->xy[van] == v->xy[i - 2] &&
            v->xy[van + 1] == v->xy[i - 1]);
        van = i + 2;
    }
    eis(v->soort != VORM_VLAK || van == v->n);
}

static struct str deel_neem(const uint8_t **p, size_t *n)
{
    size_t lang = *n >= 2 ? (size_t)((*p)[0] | (*p)[1] << 8) : 0;
    struct str s;

    *p += *n >= 2 ? 2 : *n;
    *n -= *n >= 2 ? 2 : *n;
    lang = lang < *n ? lang : *n;
    s = (struct str){(const char *)*p, lang};
    *p += lang;
    *n -= lang;
    return s;
}

static void rijen_eis(struct geobestand *k, const struct tabel_grens *g)
{
    struct err e = {0};
    struct tabel_rij r;

    for (size_t laag = 0; laag < geobestand_n_lagen(k) && laag < 4; laag++) {
        int64_t rijen = 0;
        int rc = geobestand_kies(k, laag, &e);

        while (!rc && (rc = geobestand_volgende(k, &r, &e)) > 0) {
            eis(r.nummer == rijen++ && r.n <= g->kolommen && rijen <= g->rijen + 1);
            for (size_t i = 0; i < r.n; i++)
                eis(utf8_valid(r.cellen[i].tekst) && r.cellen[i].tekst.n <= 3 * g->cel);
            vorm_eis(geobestand_vorm(k));
            rc = 0;
        }
        eis(rc == 0 || ((rc == ERR_DATA || rc == ERR_LIMIT) && e.text[0]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const shp[] = {"a.shp", "a.shx", "a.dbf", "a.prj"}, *const gdb[] = {
                                                                               "a.gdb/a00000001.gdbtable",
                                                                               "a.gdb/a00000001.gdbtablx",
                                                                               "a.gdb/a00000004.gdbtable",
                                                                               "a.gdb/a00000004.gdbtablx"};
    struct tabel_grens g = {.bytes = 1 << 16, .rijen = 300, .kolommen = 50, .cel = 1 << 12, .punten = 5000};
    struct zip_deel deel[4];
    static struct arena a;
    struct geobestand *k;
    struct err e = {0};
    size_t n_deel = 1, soort;
    int rc;

    if (n < 2 || n > 8192)
        return 0;
    if (!a.limit)
        arena_init(&a, 64 << 20);
    soort = data[0] & 3;
    if (data[0] & 4)
        g = (struct tabel_grens){.bytes = 4096, .rijen = 2, .kolommen = 3, .cel = 16, .punten = 9};
    data++;
    n--;
    if (soort == 3) {
        struct vorm v;

        vorm_wkt(&a, (struct str){(const char *)data, strnlen((const char *)data, n)}, &v);
        vorm_eis(&v);
        arena_reset(&a);
        return 0;
    }
    deel[0] = (struct zip_deel){STR("a.geojson"), {(const char *)data, n}};
    for (n_deel = soort ? 0 : 1; soort && n_deel < 4; n_deel++)
        deel[n_deel] =
            (struct zip_deel){str_from(soort == 1 ? shp[n_deel] : gdb[n_deel]), deel_neem(&data, &n)};
    rc = geobestand_open(&a, deel, n_deel, &g, &k, &e);
    eis(rc == OK || ((rc == ERR_DATA || rc == ERR_LIMIT) && e.code == rc && utf8_valid(str_from(e.text))));
    if (!rc) {
        rijen_eis(k, &g);
        geobestand_close(k);
    }
    arena_reset(&a);
    return 0;
}
