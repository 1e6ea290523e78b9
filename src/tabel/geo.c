/* SPDX-License-Identifier: EUPL-1.2
 * See geo.h. The whole file is read as a tree first; a tree takes about thirty times the text, which the
 * arena's limit bounds. */
#include "tabel/geo_intern.h"

#include "doc/json.h"

#include <math.h>
#include <string.h>

enum {
    BYTES_MAX = 64 << 20,
    PUNTEN_MAX = 4000000,
    DIEPTE = 32,      /* a MultiPolygon needs nine levels; collections in collections a few more */
    RING_PUNTEN = 4,  /* a triangle, closed */
    OPPERVLAK_MIN = 1 /* m²: what is smaller is a line */
};

/* By enum geo_stelsel. */
static const char *const stelsels[] = {
    "lengte en breedte, omgerekend naar het Rijksdriehoeksstelsel (tot op een halve meter)",
    "Rijksdriehoeksstelsel, zoals het bestand zegt", "Rijksdriehoeksstelsel, herkend aan de getallen"};

bool geo_getal(const struct doc *d, double *ret)
{
    if (!d || (d->type != DOC_INT && d->type != DOC_NUM))
        return false;
    *ret = d->type == DOC_INT ? (double)d->i : d->d;
    return true;
}

bool geo_fout(struct geo_lezer *z, const char *fout, struct str waarde)
{
    if (!z->vorm.fout) {
        z->vorm.fout = fout;
        z->vorm.fout_waarde = waarde;
    }
    return false;
}

bool geo_paar(struct geo_lezer *z, const struct doc *plaats, double *ret_a, double *ret_b)
{
    if (plaats && plaats->type == DOC_LIST && plaats->list.n >= 2 && geo_getal(plaats->list.at[0], ret_a) &&
        geo_getal(plaats->list.at[1], ret_b))
        return true;
    return geo_fout(z, "verwacht bij elke plaats twee getallen", STR(""));
}

bool geo_plaats(struct geo_lezer *z, double a, double b, double *ret_x, double *ret_y)
{
    struct str waarde;

    if (!z->stelsel_bekend) { /* degrees and RD metres have no number in common */
        z->stelsel = rd_past(a, b) ? GEO_RD_HERKEND : GEO_GRADEN;
        z->stelsel_bekend = true;
    }
    if (z->stelsel == GEO_GRADEN && rd_lengte_breedte_past(a, b)) {
        rd_van_graden(z->rd, a, b, ret_x, ret_y);
        return true;
    }
    if (z->stelsel != GEO_GRADEN && rd_past(a, b)) {
        *ret_x = a;
        *ret_y = b;
        return true;
    }
    waarde = str_fmt(z->a, "%.9g %.9g", a, b);
    if (z->stelsel != GEO_GRADEN)
        return geo_fout(
            z,
            "een plaats ligt buiten Nederland, of lijkt geen x en y in meters van het Rijksdriehoeksstelsel",
            waarde);
    if (rd_lengte_breedte_past(b, a))
        return geo_fout(z,
                        "lengte en breedte lijken verwisseld; verwacht eerst de lengte (rond 5), dan de "
                        "breedte (rond 52)",
                        waarde);
    return geo_fout(z, "een plaats ligt buiten Nederland, of lijkt geen lengte en breedte", waarde);
}

bool geo_punt_bij(struct geo_lezer *z, double x, double y)
{
    if (z->punten >= z->grens.punten || arena_over(z->a)) {
        z->te_veel = true;
        return false;
    }
    z->punten++;
    VEC_PUSH(z->a, &z->xy, x);
    VEC_PUSH(z->a, &z->xy, y);
    return true;
}

/* Closes the ring that began at `van` and ends it, or drops what is no ring. Returns its area. */
static double ring_sluit(struct geo_lezer *z, size_t van)
{
    size_t n = (z->xy.n - van) / 2;
    double *p = n ? z->xy.at + van : NULL, som = 0; /* before the first place there is no array yet */

    if (n >= 3 && (p[0] != p[2 * n - 2] || p[1] != p[2 * n - 1])) {
        double x = p[0], y = p[1];

        VEC_PUSH(z->a, &z->xy, x);
        VEC_PUSH(z->a, &z->xy, y);
        z->vorm.gesloten++;
        p = z->xy.at + van;
        n++;
    }
    for (size_t i = 1; i < n; i++) /* from the first place, so that the products stay small */
        som += (p[2 * i - 2] - p[0]) * (p[2 * i + 1] - p[1]) - (p[2 * i] - p[0]) * (p[2 * i - 1] - p[1]);
    som = fabs(som) / 2;
    if (n < RING_PUNTEN || som < OPPERVLAK_MIN) {
        z->xy.n = van;
        z->vorm.weggelaten++;
        return 0;
    }
    VEC_PUSH(z->a, &z->xy, NAN);
    VEC_PUSH(z->a, &z->xy, NAN);
    z->vorm.ringen++;
    return som;
}

static void veelhoek_lees(struct geo_lezer *z, const struct doc *ringen)
{
    if (!ringen || ringen->type != DOC_LIST) {
        geo_fout(z, "verwacht bij een vlak een lijst van ringen", STR(""));
        return;
    }
    for (size_t i = 0; i < ringen->list.n && !z->te_veel; i++) {
        size_t van = z->xy.n;
        double oppervlak;

        if (ringen->list.at[i]->type != DOC_LIST)
            geo_fout(z, "verwacht bij een ring een lijst", STR(""));
        else
            z->ring(z, ringen->list.at[i]);
        if (z->vorm.fout || z->te_veel)
            return;
        oppervlak = ring_sluit(z, van);
        z->vorm.oppervlak += i ? -oppervlak : oppervlak;
    }
}

/* Depth is bounded by the reader of the tree. */
static void vlak_lees(struct geo_lezer *z, const struct doc *geometrie)
{
    struct str type = doc_get_str(geometrie, STR("type"));
    const struct doc *leden;

    if (!geometrie || geometrie->type == DOC_NULL || !doc_truthy(doc_get(geometrie, STR("type"))))
        return; /* no shape: allowed in both formats */
    leden =
        doc_get(geometrie, str_is(type, "GeometryCollection") ? STR("geometries") : str_from(z->ringen_naam));
    if (str_is(type, "Polygon")) {
        veelhoek_lees(z, leden);
    } else if (str_is(type, "MultiPolygon") || str_is(type, "GeometryCollection")) {
        if (!leden || leden->type != DOC_LIST) {
            geo_fout(z, "verwacht bij een vorm een lijst van vlakken", STR(""));
            return;
        }
        for (size_t i = 0; i < leden->list.n && !z->vorm.fout && !z->te_veel; i++)
            if (type.p[0] == 'M')
                veelhoek_lees(z, leden->list.at[i]);
            else
                vlak_lees(z, leden->list.at[i]);
    }
}

static const struct doc *map_of_niets(const struct doc *d)
{
    return d && d->type == DOC_MAP ? d : NULL;
}

static void vorm_lees(struct geo_lezer *z, const struct doc *d, bool met_vorm, struct geo_vorm *ret)
{
    double *xy;

    z->xy.n = 0;
    z->vorm = (struct geo_vorm){.eigenschappen = map_of_niets(doc_get(d, STR("properties"))),
                                .id = doc_get(d, STR("id"))};
    if (d->type != DOC_MAP || (met_vorm && !str_is(doc_get_str(d, STR("type")), "Feature")))
        geo_fout(z, "verwacht een Feature met eigenschappen en een vorm", STR(""));
    else
        vlak_lees(z, met_vorm ? doc_get(d, STR("geometry")) : d);
    if (z->vorm.fout) {
        z->xy.n = 0;
        z->vorm.ringen = 0;
        z->vorm.oppervlak = 0;
    }
    xy = ARENA_ARRAY(z->a, double, z->xy.n + 1);
    if (z->xy.n)
        memcpy(xy, z->xy.at, z->xy.n * sizeof *xy);
    z->vorm.xy = xy;
    z->vorm.n = z->xy.n;
    *ret = z->vorm;
}

void geo_laag_lees(struct geo_lezer *z, const struct doc *const *at, size_t n, bool met_vorm,
                   struct geo_laag *ret)
{
    struct geo_vorm *v;

    if (n > z->grens.vormen - z->vormen) {
        z->te_veel = true;
        return;
    }
    z->vormen += n;
    v = ARENA_ARRAY(z->a, struct geo_vorm, n + 1);
    for (size_t i = 0; i < n && !z->te_veel; i++)
        vorm_lees(z, at[i], met_vorm, &v[i]);
    ret->vorm = v;
    ret->n = n;
}

static bool ring_lees(struct geo_lezer *z, const struct doc *ring)
{
    for (size_t i = 0; i < ring->list.n; i++) {
        double a, b, x, y;

        if (!geo_paar(z, ring->list.at[i], &a, &b) || !geo_plaats(z, a, b, &x, &y) || !geo_punt_bij(z, x, y))
            return false;
    }
    return true;
}

/* The older form of GeoJSON names its system: "urn:ogc:def:crs:EPSG::28992", "EPSG:28992",
 * "urn:ogc:def:crs:OGC:1.3:CRS84". */
static int stelsel_lees(struct geo_lezer *z, const struct doc *wortel, struct err *e)
{
    static const struct {
        const char *eind;
        enum geo_stelsel stelsel;
    } bekend[] = {{":28992", GEO_RD},    {":7415", GEO_RD},      {":4326", GEO_GRADEN},
                  {":4258", GEO_GRADEN}, {":CRS84", GEO_GRADEN}, {":CRS84h", GEO_GRADEN}};
    const struct doc *crs = doc_get(wortel, STR("crs"));
    struct str naam = doc_get_str(doc_get(crs, STR("properties")), STR("name"));

    if (!crs || crs->type == DOC_NULL)
        return OK;
    for (size_t i = 0; i < sizeof bekend / sizeof *bekend; i++)
        if (str_ends(naam, str_from(bekend[i].eind))) {
            z->stelsel = bekend[i].stelsel;
            z->stelsel_bekend = true;
            return OK;
        }
    return err_set(e, ERR_DATA,
                   "het bestand noemt als coördinatenstelsel “%.*s”; verwacht WGS84 (lengte en breedte) of "
                   "het Rijksdriehoeksstelsel (EPSG:28992)",
                   STR_ARG(str_sub(naam, 0, 80)));
}

static int geojson_lees(struct geo_lezer *z, const struct doc *wortel, struct geo *ret, struct err *e)
{
    const struct doc *vormen = doc_get(wortel, STR("features"));
    struct geo_laag *laag = ARENA_NEW(z->a, struct geo_laag);

    z->ring = ring_lees;
    z->ringen_naam = "coordinates";
    *ret = (struct geo){.laag = laag, .n = 1};
    if (str_is(doc_get_str(wortel, STR("type")), "Feature")) {
        geo_laag_lees(z, &wortel, 1, true, laag);
        return OK;
    }
    if (!vormen || vormen->type != DOC_LIST)
        return err_set(e, ERR_DATA, "verwacht bij een FeatureCollection een lijst “features”");
    geo_laag_lees(z, (const struct doc *const *)vormen->list.at, vormen->list.n, true, laag);
    return OK;
}

static int wortel_lees(struct arena *a, struct str bytes, size_t max, struct doc **ret, struct err *e)
{
    struct str s = str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_sub(bytes, 3, bytes.n) : bytes);

    if (!s.n || s.p[0] != '{')
        return err_set(e, ERR_DATA,
                       "dit is geen GeoJSON of TopoJSON, en ook geen GeoPackage of zip met een shapefile; "
                       "bewaar het kaartbestand in een van die vormen (dat kan met QGIS)");
    return json_read(a, s, (struct json_limits){.depth = DIEPTE, .bytes = max}, ret, e);
}

int geo_lees(struct arena *a, struct str bytes, struct geo_grens grens, struct geo *ret, struct err *e)
{
    struct geo_lezer z = {.a = a, .grens = grens};
    struct doc *wortel;
    struct str type;
    int rc;

    if (!z.grens.punten)
        z.grens.punten = PUNTEN_MAX;
    if (!z.grens.vormen)
        z.grens.vormen = GEO_VORMEN_MAX;
    rc = wortel_lees(a, bytes, grens.bytes ? grens.bytes : BYTES_MAX, &wortel, e);
    if (!rc)
        rc = stelsel_lees(&z, wortel, e);
    if (!rc)
        rc = rd_open(&z.rd, e);
    if (rc)
        return rc;
    type = doc_get_str(wortel, STR("type"));
    if (str_is(type, "Topology"))
        rc = topojson_lees(&z, wortel, ret, e);
    else if (str_is(type, "FeatureCollection") || str_is(type, "Feature"))
        rc = geojson_lees(&z, wortel, ret, e);
    else
        rc = err_set(e, ERR_DATA,
                     "verwacht een FeatureCollection (GeoJSON) of een Topology (TopoJSON), en vond “%.*s”",
                     STR_ARG(str_sub(type, 0, 40)));
    rd_close(z.rd);
    if (!rc && (z.te_veel || arena_over(a)))
        rc = err_set(e, ERR_LIMIT,
                     "het bestand heeft meer vormen of plaatsen dan wij lezen (%zu plaatsen); vereenvoudig "
                     "de lijnen eerst, dat kan met QGIS",
                     z.grens.punten);
    ret->vormen = z.vormen;
    ret->stelsel = stelsels[z.stelsel];
    return rc;
}
