/* SPDX-License-Identifier: EUPL-1.2
 * The stock as CSV or GeoPackage (OGC 12-128r18): a row a verblijfsobject, with its class when asked. */
#include "store/los.h"
#include "voorraad/bronnen.h"
#include "voorraad/uitleg.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct uitvoer {
    struct arena *a;
    const struct wzv *w;
    const struct regeltabel *t;
    uint16_t *regel; /* per row; NULL without rules */
    const struct wzv_kolom *x, *y;
};

static bool is_plaats(const struct wzv_kolom *k)
{
    return str_is(k->naam, "x") || str_is(k->naam, "y");
}

static bool is_id(const struct wzv_kolom *k)
{
    return k->breedte == 8;
}

/* The cell as text; empty for unknown. */
static struct str cel(struct arena *a, const struct wzv_kolom *k, uint64_t rij)
{
    uint64_t v = wzv_waarde(k, rij);

    if (v == wzv_onbekend(k->breedte))
        return STR("");
    if (is_id(k))
        return str_fmt(a, "%016llu", (unsigned long long)v);
    if (is_plaats(k))
        return str_fmt(a, "%llu.%03llu", (unsigned long long)v / 1000, (unsigned long long)v % 1000);
    if (str_is(k->naam, "postcode"))
        return str_fmt(a, "%04llu%c%c", (unsigned long long)v / 676, (int)('A' + v % 676 / 26),
                       (int)('A' + v % 26));
    return wzv_tekst(a, k, v);
}

static struct str klasse(const struct uitvoer *u, struct arena *a, uint64_t rij)
{
    return u->regel[rij] == UINT16_MAX ? STR("") : regel_klasse(a, u->t, u->regel[rij]);
}

static struct str regel_naam(const struct uitvoer *u, uint64_t rij)
{
    return u->regel[rij] < u->t->n ? u->t->regel[u->regel[rij]].naam : STR("");
}

static void csv_tekst(FILE *f, struct str s)
{
    bool nodig = s.n && (memchr(s.p, ',', s.n) || memchr(s.p, '"', s.n) || memchr(s.p, '\n', s.n));

    if (nodig)
        putc('"', f);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            putc('"', f);
        putc(s.p[i], f);
    }
    if (nodig)
        putc('"', f);
}

static int csv(const struct uitvoer *u, const char *pad, struct err *e)
{
    FILE *f = fopen(pad, "wx");
    struct arena a;
    bool fout;

    if (!f && errno == EEXIST)
        return err_set(e, ERR_CONFLICT, "%s bestaat al", pad);
    if (!f)
        return err_set(e, ERR_ENV, "%s is niet te maken: %s", pad,
                       errno == ENOENT ? "de map is er niet" : err_waarom(errno));
    arena_init(&a, 0);
    for (size_t k = 0; k < u->w->n_kolommen; k++) {
        csv_tekst(f, u->w->kolom[k].naam);
        putc(',', f);
    }
    fprintf(f, "buurt,wijk,gemeente%s\r\n", u->regel ? ",klasse,regel" : "");
    for (uint64_t i = 0; i < u->w->rijen; i++) {
        arena_reset(&a);
        for (size_t k = 0; k < u->w->n_kolommen; k++) {
            csv_tekst(f, cel(&a, &u->w->kolom[k], i));
            putc(',', f);
        }
        for (int n = WZV_BUURT; n >= WZV_GEMEENTE; n--) {
            csv_tekst(f, u->w->gebied[n][wzv_gebied_van(u->w, (enum wzv_niveau)n, i)].code);
            fputs(n > WZV_GEMEENTE ? "," : u->regel ? "," : "\r\n", f);
        }
        if (u->regel) {
            csv_tekst(f, klasse(u, &a, i));
            putc(',', f);
            csv_tekst(f, regel_naam(u, i));
            fputs("\r\n", f);
        }
    }
    arena_done(&a);
    fout = ferror(f) | (fclose(f) != 0);
    if (fout)
        unlink(pad);
    return fout ? err_set(e, ERR_ENV, "%s is niet te schrijven: %s", pad, strerror(errno)) : OK;
}

/* ---- GeoPackage ---- */

static const char sql_gpkg[] =
    "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;"
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization "
    "TEXT NOT NULL, organization_coordsys_id INTEGER "
    "NOT NULL, definition TEXT NOT NULL, description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL), "
    "('Undefined geographic SRS', 0, 'NONE', 0, "
    "'undefined', NULL), ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS "
    "84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
    "UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]', NULL), ('Amersfoort / RD New', "
    "28992, 'EPSG', 28992, 'PROJCS[\"Amersfoort / RD New\","
    "GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel "
    "1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
    "PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],PARAMETER["
    "\"central_meridian\",5.38763888888889],"
    "PARAMETER[\"scale_factor\",0.9999079],PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\","
    "463000],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"28992\"]]', NULL);"
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier "
    "TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y "
    "DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER "
    "REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL REFERENCES gpkg_contents(table_name), "
    "column_name TEXT NOT NULL, geometry_type_name TEXT NOT "
    "NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT "
    "NOT NULL, PRIMARY KEY (table_name, column_name));"
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
    "VALUES ('verblijfsobject', 'features', 'verblijfsobject', "
    "0, 300000, 300000, 630000, 28992);"
    "INSERT INTO gpkg_geometry_columns VALUES ('verblijfsobject', 'geom', 'POINT', 28992, 0, 0);";

static void punt_blob(uint64_t x, uint64_t y, unsigned char *p)
{
    static const unsigned char kop[] = {'G', 'P', 0, 1, 0x40, 0x71, 0, 0, 1, 1, 0, 0, 0}; /* 0x7140: 28992 */
    double xy[2] = {(double)x / 1000, (double)y / 1000};

    memcpy(p, kop, sizeof kop);
    memcpy(p + sizeof kop, xy, sizeof xy);
}

static void kolomnaam(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ? s.p[i] : '_');
}

static int gpkg_tabel(const struct uitvoer *u, struct los *l, struct los_vraag **ret, struct err *e)
{
    struct buf t, v;
    int rc = los_doe(l, sql_gpkg, e), n = 1;

    buf_init(&t, u->a, 1 << 16);
    buf_init(&v, u->a, 1 << 16);
    buf_lit(&t, "CREATE TABLE verblijfsobject (fid INTEGER PRIMARY KEY, geom POINT");
    buf_lit(&v, "INSERT INTO verblijfsobject VALUES (NULL, ?1");
    for (size_t k = 0; k < u->w->n_kolommen; k++) {
        if (is_plaats(&u->w->kolom[k]))
            continue;
        buf_lit(&t, ", \"");
        kolomnaam(&t, u->w->kolom[k].naam);
        buf_lit(&t, u->w->kolom[k].soort == WZV_GETAL && !is_id(&u->w->kolom[k]) &&
                            !str_is(u->w->kolom[k].naam, "postcode")
                        ? "\" INTEGER"
                        : "\" TEXT");
        buf_fmt(&v, ", ?%d", ++n);
    }
    for (int k = 0; k < 5; k++)
        buf_fmt(&v, ", ?%d", ++n);
    buf_lit(&t, ", buurt TEXT, wijk TEXT, gemeente TEXT, klasse TEXT, regel TEXT)");
    buf_char(&v, ')');
    if (!rc)
        rc = los_doe(l, str_cstr(u->a, buf_str(&t)), e);
    return rc ? rc : los_vraag(l, str_cstr(u->a, buf_str(&v)), ret, e);
}

static int gpkg_rij(const struct uitvoer *u, struct arena *a, struct los_vraag *v, uint64_t i, struct err *e)
{
    unsigned char blob[29];
    int n = 1;

    if (wzv_waarde(u->x, i) == UINT32_MAX) {
        los_bind_null(v, 1);
    } else {
        punt_blob(wzv_waarde(u->x, i), wzv_waarde(u->y, i), blob);
        los_bind_blob(v, 1, blob, sizeof blob);
    }
    for (size_t k = 0; k < u->w->n_kolommen; k++) {
        const struct wzv_kolom *c = &u->w->kolom[k];
        struct str s;

        if (is_plaats(c))
            continue;
        s = cel(a, c, i);
        n++;
        if (!s.n)
            los_bind_null(v, n);
        else
            los_bind_str(v, n, s); /* SQLite makes a number of it where the column is one */
    }
    for (int g = WZV_BUURT; g >= WZV_GEMEENTE; g--)
        los_bind_str(v, ++n, u->w->gebied[g][wzv_gebied_van(u->w, (enum wzv_niveau)g, i)].code);
    if (u->regel) {
        los_bind_str(v, ++n, klasse(u, a, i));
        los_bind_str(v, ++n, regel_naam(u, i));
    }
    return los_stap(v, e);
}

static int gpkg(const struct uitvoer *u, const char *pad, struct err *e)
{
    struct los_vraag *v = NULL;
    struct los *l = NULL;
    struct arena a;
    int rc = access(pad, F_OK) == 0 ? err_set(e, ERR_CONFLICT, "%s bestaat al", pad) : los_maak(&l, pad, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    rc = gpkg_tabel(u, l, &v, e);
    for (uint64_t i = 0; !rc && i < u->w->rijen; i++) {
        arena_reset(&a);
        rc = gpkg_rij(u, &a, v, i, e);
    }
    los_vraag_close(v);
    if (!rc)
        rc = los_klaar(l, e);
    los_close(l);
    arena_done(&a);
    if (rc)
        unlink(pad);
    return rc;
}

int voorraad_export(struct arena *a, const struct wzv *w, const struct regeltabel *t, const char *pad,
                    struct err *e)
{
    struct uitvoer u = {.a = a, .w = w, .t = t, .x = wzv_kolom(w, STR("x")), .y = wzv_kolom(w, STR("y"))};
    struct motor *m = NULL;
    struct telling tel;
    int rc = !u.x || !u.y || u.x->breedte != 4 || u.y->breedte != 4
                 ? err_set(e, ERR_DATA, "de voorraad heeft geen kolommen x en y")
                 : OK;

    if (!rc && t) {
        u.regel = malloc((w->rijen + 1) * sizeof *u.regel);
        rc = u.regel ? motor_open(&m, w, (struct motor_keuze){0}, e)
                     : err_set(e, ERR_ENV, "het geheugen is op");
        if (!rc)
            rc = motor_tel(m, a, t, u.regel, &tel, e);
    }
    if (!rc)
        rc = str_ends(str_from(pad), STR(".gpkg")) ? gpkg(&u, pad, e) : csv(&u, pad, e);
    motor_close(m);
    free(u.regel);
    return rc;
}
