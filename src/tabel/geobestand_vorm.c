/* SPDX-License-Identifier: EUPL-1.2
 * Shapes as GDAL gives them, made into rings or places in RD metres: checked to lie in the Netherlands,
 * closed, and turned so that outer rings go counterclockwise. */
#include "tabel/geobestand_intern.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <math.h>
#include <string.h>

enum {
    PUNTEN_MAX = 4000000,
    RING_PUNTEN = 4,   /* a triangle, closed */
    OPPERVLAK_MIN = 1, /* m²: what is smaller is a line */
    DIEPTE_MAX = 8     /* collections in collections */
};

struct str geobestand_tekst(struct arena *a, const char *tekst)
{
    struct str s = str_from(tekst);

    return str_dup(a, utf8_valid(s) ? s : cp1252_utf8(a, s));
}

int vorm_lezer_open(struct vorm_lezer *z, struct arena *a, size_t punten_max, bool raad, struct err *e)
{
    *z = (struct vorm_lezer){.a = a, .punten_max = punten_max ? punten_max : PUNTEN_MAX, .raad = raad};
    return rd_open(&z->rd, e);
}

void vorm_lezer_done(struct vorm_lezer *z)
{
    rd_close(z->rd);
    z->rd = NULL;
}

/* ---- the system of coordinates ---- */

static bool naam_bevat(const char *naam, const char *deel)
{
    return naam && strstr(naam, deel);
}

static bool is_rd(OGRSpatialReferenceH s, const char *code)
{
    OGRErr x = OGRERR_FAILURE, y = OGRERR_FAILURE;

    if (code && (!strcmp(code, "28992") || !strcmp(code, "7415")))
        return true;
    return OSRIsProjected(s) && fabs(OSRGetProjParm(s, "false_easting", 0, &x) - 155000) < 1 &&
           fabs(OSRGetProjParm(s, "false_northing", 0, &y) - 463000) < 1 && x == OGRERR_NONE &&
           y == OGRERR_NONE;
}

static bool is_graden(OGRSpatialReferenceH s, const char *code)
{
    const char *naam = OSRGetAttrValue(s, "GEOGCS", 0);

    if (code &&
        (!strcmp(code, "4326") || !strcmp(code, "4258") || !strcmp(code, "4979") || !strcmp(code, "CRS84")))
        return true;
    return OSRIsGeographic(s) && (naam_bevat(naam, "WGS") || naam_bevat(naam, "ETRS"));
}

int vorm_stelsel(struct vorm_lezer *z, OGRSpatialReferenceH s, struct err *e)
{
    const char *code = s ? OSRGetAuthorityCode(s, NULL) : NULL, *naam;

    z->stelsel = STELSEL_ONBEKEND;
    if (!s)
        return OK;
    if (is_rd(s, code)) {
        z->stelsel = STELSEL_RD;
        return OK;
    }
    if (is_graden(s, code)) {
        z->stelsel = z->raad ? STELSEL_ONBEKEND : STELSEL_GRADEN;
        return OK;
    }
    naam = OSRGetName(s);
    return err_set(e, ERR_DATA,
                   "het bestand noemt als coördinatenstelsel “%.*s”; verwacht het Rijksdriehoeksstelsel "
                   "(EPSG:28992) of WGS84 (lengte en "
                   "breedte)",
                   STR_ARG(tekst_kort(str_from(naam ? naam : "onbekend"), 80)));
}

const char *vorm_stelsel_tekst(const struct vorm_lezer *z)
{
    static const char *const teksten[] = {
        NULL, "lengte en breedte, omgerekend naar het Rijksdriehoeksstelsel (tot op een halve meter)",
        "Rijksdriehoeksstelsel, zoals het bestand zegt", "Rijksdriehoeksstelsel, herkend aan de getallen",
        "lengte en breedte, herkend aan de getallen en omgerekend naar het Rijksdriehoeksstelsel (tot op "
        "een halve meter)"};

    return teksten[z->stelsel];
}

/* ---- places ---- */

static bool fout(struct vorm_lezer *z, const char *waarom, struct str waarde)
{
    if (!z->vorm.fout) {
        z->vorm.fout = waarom;
        z->vorm.fout_waarde = waarde;
    }
    return false;
}

static bool plaats_bij(struct vorm_lezer *z, double a, double b)
{
    bool graden;

    if (z->stelsel == STELSEL_ONBEKEND)
        z->stelsel = rd_past(a, b) ? STELSEL_RD_HERKEND : STELSEL_GRADEN_HERKEND;
    graden = z->stelsel == STELSEL_GRADEN || z->stelsel == STELSEL_GRADEN_HERKEND;
    if (graden && rd_lengte_breedte_past(a, b))
        rd_van_graden(z->rd, a, b, &a, &b);
    else if (graden || !rd_past(a, b))
        return fout(z,
                    graden && rd_lengte_breedte_past(b, a)
                        ? "lengte en breedte lijken verwisseld; verwacht eerst de lengte (rond 5), dan de "
                          "breedte (rond 52)"
                        : "een plaats ligt buiten Nederland, of is geen x en y in meters van het "
                          "Rijksdriehoeksstelsel of lengte en breedte",
                    str_fmt(z->a, "%.9g %.9g", a, b));
    z->punten++;
    VEC_PUSH(z->a, &z->xy, a);
    VEC_PUSH(z->a, &z->xy, b);
    return true;
}

/* Ends the ring that began at `van`: closed, and turned the way it should go; or drops what is no ring. */
static bool ring_sluit(struct vorm_lezer *z, size_t van, bool buiten)
{
    size_t n = (z->xy.n - van) / 2;
    double *p = n ? z->xy.at + van : NULL, som = 0; /* before the first place there is no array yet */

    if (n >= 3 && (p[0] != p[2 * n - 2] || p[1] != p[2 * n - 1])) {
        double x = p[0], y = p[1];

        VEC_PUSH(z->a, &z->xy, x);
        VEC_PUSH(z->a, &z->xy, y);
        p = z->xy.at + van;
        n++;
    }
    for (size_t i = 1; i < n; i++)
        som += (p[2 * i - 2] - p[0]) * (p[2 * i + 1] - p[1]) - (p[2 * i] - p[0]) * (p[2 * i - 1] - p[1]);
    if (n < RING_PUNTEN || fabs(som) / 2 < OPPERVLAK_MIN) {
        z->xy.n = van;
        z->vorm.weggelaten++;
        return false;
    }
    for (size_t i = 0; (som > 0) != buiten && i < n / 2; i++)
        for (size_t k = 0; k < 2; k++) {
            double t = p[2 * i + k];

            p[2 * i + k] = p[2 * (n - 1 - i) + k];
            p[2 * (n - 1 - i) + k] = t;
        }
    VEC_PUSH(z->a, &z->xy, NAN);
    VEC_PUSH(z->a, &z->xy, NAN);
    return true;
}

static void veelhoek_lees(struct vorm_lezer *z, OGRGeometryH g)
{
    int ringen = OGR_G_GetGeometryCount(g);

    for (int r = 0; r < ringen && !z->vorm.fout && z->punten <= z->punten_max; r++) {
        OGRGeometryH ring = OGR_G_GetGeometryRef(g, r);
        int n = OGR_G_GetPointCount(ring);
        size_t van = z->xy.n;

        for (int i = 0; i < n && z->punten <= z->punten_max; i++)
            if (!plaats_bij(z, OGR_G_GetX(ring, i), OGR_G_GetY(ring, i)))
                return;
        if (!ring_sluit(z, van, r == 0) && r == 0)
            return; /* without an outer ring there is no polygon */
    }
}

static bool soort_past(struct vorm_lezer *z, enum vorm_soort s)
{
    if (z->vorm.soort != VORM_GEEN && z->vorm.soort != s)
        return fout(z, "punten en vlakken staan door elkaar in één vorm", STR(""));
    z->vorm.soort = s;
    return true;
}

static void geometrie_lees(struct vorm_lezer *z, OGRGeometryH g, int diepte)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(g));

    if (OGR_G_IsEmpty(g))
        return;
    switch (type) {
    case wkbPoint:
        if (soort_past(z, VORM_PUNT))
            plaats_bij(z, OGR_G_GetX(g, 0), OGR_G_GetY(g, 0));
        return;
    case wkbPolygon:
        if (soort_past(z, VORM_VLAK))
            veelhoek_lees(z, g);
        return;
    case wkbMultiPoint:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        if (diepte >= DIEPTE_MAX) {
            fout(z, "deze vorm is te diep in andere vormen verpakt", STR(""));
            return;
        }
        for (int i = 0, n = OGR_G_GetGeometryCount(g); i < n && !z->vorm.fout && z->punten <= z->punten_max;
             i++)
            geometrie_lees(z, OGR_G_GetGeometryRef(g, i), diepte + 1);
        return;
    default:
        fout(z, "een lijn is geen ligging; verwacht een punt of een vlak",
             str_from(OGRGeometryTypeToName(type)));
    }
}

int vorm_lees(struct vorm_lezer *z, OGRGeometryH g, struct vorm *ret, struct err *e)
{
    OGRGeometryH recht = NULL;

    z->xy.at = NULL; /* the arena was emptied */
    z->xy.n = z->xy.cap = 0;
    z->vorm = (struct vorm){0};
    if (g && OGR_G_HasCurveGeometry(g, TRUE))
        g = recht = OGR_G_GetLinearGeometry(g, 0, NULL);
    if (g)
        geometrie_lees(z, g, 0);
    OGR_G_DestroyGeometry(recht);
    if (z->punten > z->punten_max || arena_over(z->a))
        return err_set(e, ERR_LIMIT,
                       "het kaartbestand heeft meer plaatsen dan wij lezen (%zu); vereenvoudig de vlakken "
                       "eerst, dat kan met QGIS",
                       z->punten_max);
    if (z->vorm.fout || !z->xy.n)
        z->vorm.soort = VORM_GEEN;
    else {
        z->vorm.xy = z->xy.at;
        z->vorm.n = z->xy.n;
    }
    *ret = z->vorm;
    return OK;
}

/* ---- shapes outside a map file ---- */

static void los_lees(struct arena *a, OGRGeometryH g, struct vorm *ret)
{
    struct vorm_lezer z;
    struct err e;

    if (vorm_lezer_open(&z, a, 0, true, &e) || vorm_lees(&z, g, ret, &e))
        *ret = (struct vorm){.fout = "deze vorm is te groot"};
    vorm_lezer_done(&z);
}

void vorm_wkt(struct arena *a, struct str wkt, struct vorm *ret)
{
    struct str rest, s = str_trim(wkt);
    OGRGeometryH g = NULL;
    char *p;

    *ret = (struct vorm){0};
    if (!s.n)
        return;
    if (str_ieq(str_sub(s, 0, 5), STR("SRID="))) /* as PostGIS writes it */
        s = (str_cut(s, ';', &rest), rest);
    p = (char *)(uintptr_t)str_cstr(a, s);
    geobestand_gdal();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (OGR_G_CreateFromWkt(&p, NULL, &g) != OGRERR_NONE || !g)
        *ret = (struct vorm){.fout = "verwacht een vorm als POINT(155000 463000) of POLYGON((…))",
                             .fout_waarde = str_dup(a, tekst_kort(s, 60))};
    else
        los_lees(a, g, ret);
    OGR_G_DestroyGeometry(g);
    CPLPopErrorHandler();
}

void vorm_punt(struct arena *a, double x, double y, struct vorm *ret)
{
    OGRGeometryH g;

    geobestand_gdal();
    g = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(g, 0, x, y);
    los_lees(a, g, ret);
    OGR_G_DestroyGeometry(g);
}
