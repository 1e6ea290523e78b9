/* SPDX-License-Identifier: EUPL-1.2
 * Map files as sheets and rows, through GDAL; geobestand_vorm.c makes their shapes. The parts that were
 * delivered are laid in GDAL's memory file system under names of our own, read only; nothing is copied. What
 * GDAL thinks goes unsaid: our messages say it in Dutch. */
#include "tabel/geobestand_intern.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { LAGEN_MAX = 200, DELEN_MAX = 2000, GEOBESTAND_BYTES_MAX = 64 << 20 };

/* From ogrsf_frmts.h, which only C++ can read. Registered one by one, no other driver or plug-in exists here.
 */
void RegisterOGRShape(void);
void RegisterOGROpenFileGDB(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRGeoPackage(void);

enum welk { WELK_SHP, WELK_GDB, WELK_JSON, WELK_GPKG };
static const char *const stuurprogrammas[] = {"ESRI Shapefile", "OpenFileGDB", "GeoJSON", "GPKG", NULL};

struct veld {
    struct str naam;
    OGRFieldType type;
    OGRFieldDomainH domein; /* NULL: none; owned by the file */
};

struct geobestand {
    struct arena *a;
    struct arena rij; /* cells and shape of the row being read */
    struct tabel_grens grens;
    char map[64]; /* in the memory file system */
    GDALDatasetH ds;
    size_t n_lagen, n_domeinen, n_domeinvelden;
    struct str *laag_naam;
    OGRLayerH laag;
    struct veld *veld;
    size_t n_velden;
    struct cel *cel;
    int64_t nummer; /* of the next row; 0: the header */
    struct vorm_lezer vorm_lezer;
    struct vorm vorm;
};

static void gdal_begin(void)
{
    RegisterOGRShape();
    RegisterOGROpenFileGDB();
    RegisterOGRGeoJSON();
    RegisterOGRGeoPackage();
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "64");
    CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
    CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{noext}");
    /* A GeoPackage is a database: what its schema holds may call nothing, and nothing is loaded for it. */
    CPLSetConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=OFF,cell_size_check=ON,mmap_size=0");
    CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", NULL);
}

void geobestand_gdal(void)
{
    static pthread_once_t eens = PTHREAD_ONCE_INIT;

    pthread_once(&eens, gdal_begin);
}

/* ---- the parts in memory ---- */

static struct str achtervoegsel(struct str naam)
{
    size_t n = naam.n;

    while (n && naam.p[n - 1] != '.' && naam.p[n - 1] != '/')
        n--;
    return n && naam.p[n - 1] == '.' ? str_sub(naam, n, naam.n) : STR("");
}

static struct str zonder_map(struct str naam)
{
    size_t n = naam.n;

    while (n && naam.p[n - 1] != '/')
        n--;
    return str_sub(naam, n, naam.n);
}

static bool heeft(const struct zip_deel *deel, size_t n, const char *eind)
{
    for (size_t i = 0; i < n; i++)
        if (str_ieq(achtervoegsel(deel[i].naam), str_from(eind)))
            return true;
    return false;
}

/* Only what a driver needs: no index of somebody else's making, no side file that could point elsewhere. */
static bool deel_mag(struct str naam, enum welk welk)
{
    static const char *const shp[] = {"shp", "shx", "dbf", "prj"}, *const geo[] = {"geojson", "json"};
    struct str eind = achtervoegsel(naam);

    if (welk == WELK_GPKG)
        return str_ieq(eind, STR("gpkg"));
    if (welk == WELK_GDB)
        return str_ieq(eind, STR("gdbtable")) || str_ieq(eind, STR("gdbtablx")) ||
               str_is(zonder_map(naam), "gdb") || str_is(zonder_map(naam), "timestamps");
    for (size_t i = 0; i < 4; i++)
        if (str_ieq(eind, str_from(shp[i])))
            return true;
    for (size_t i = 0; i < 2; i++)
        if (str_ieq(eind, str_from(geo[i])))
            return true;
    return false;
}

static int deel_leg(struct geobestand *k, const char *map, struct str naam, struct str bytes, struct err *e)
{
    struct str kort = str_lower(k->a, zonder_map(naam));
    const char *pad = str_cstr(k->a, str_fmt(k->a, "%s/%.*s", map, STR_ARG(kort)));
    VSIStatBufL st;
    VSILFILE *f;

    if (kort.n > 120 || !VSIStatL(pad, &st))
        return err_set(e, ERR_DATA, "in het zip-bestand staat “%.*s” twee keer, of met een te lange naam",
                       STR_ARG(tekst_kort(kort, 80)));
    f = VSIFileFromMemBuffer(pad, (GByte *)(uintptr_t)bytes.p, bytes.n, FALSE);
    if (!f)
        return err_set(e, ERR_ENV, "er is geen geheugen meer");
    VSIFCloseL(f);
    return OK;
}

/* Where the driver should look, and which one; *ret_pad NULL when there is nothing that we read. */
static int delen_leg(struct geobestand *k, const struct zip_deel *deel, size_t n, const char **ret_pad,
                     enum welk *ret_welk, struct err *e)
{
    static atomic_uint teller;
    bool gdb = heeft(deel, n, "gdbtable"), shp = heeft(deel, n, "shp") || heeft(deel, n, "dbf"),
         gpkg = !gdb && !shp && heeft(deel, n, "gpkg");
    struct str een = {0}; /* the one file that is the whole */
    const char *map;
    int rc = OK;

    *ret_pad = NULL;
    *ret_welk = gdb ? WELK_GDB : shp ? WELK_SHP : gpkg ? WELK_GPKG : WELK_JSON;
    if (n > DELEN_MAX)
        return err_set(e, ERR_LIMIT, "in het zip-bestand staan %zu bestanden; wij lezen er %d", n, DELEN_MAX);
    if (shp && !gdb && (!heeft(deel, n, "dbf") || !heeft(deel, n, "shp") || !heeft(deel, n, "shx")))
        return err_set(
            e, ERR_DATA,
            "van deze shapefile ontbreekt een deel; lever .shp, .shx, .dbf en .prj samen in één zip");
    snprintf(k->map, sizeof k->map, "/vsimem/wz%u", atomic_fetch_add(&teller, 1));
    map = gdb ? str_cstr(k->a, str_fmt(k->a, "%s/plannen.gdb", k->map)) : k->map;
    if (VSIMkdirRecursive(map, 0700))
        return err_set(e, ERR_ENV, "er is geen geheugen meer");
    for (size_t i = 0; !rc && i < n; i++) {
        bool is_json = str_ieq(achtervoegsel(deel[i].naam), STR("geojson")) ||
                       str_ieq(achtervoegsel(deel[i].naam), STR("json"));

        if (!deel_mag(deel[i].naam, *ret_welk) || (shp && is_json))
            continue;
        if ((is_json || gpkg) && een.p)
            return err_set(e, ERR_DATA, "in het zip-bestand staan meer %s-bestanden; lever ze een voor een",
                           gpkg ? "GeoPackage" : "GeoJSON");
        if (is_json || gpkg)
            een = str_lower(k->a, zonder_map(deel[i].naam));
        rc = deel_leg(k, map, deel[i].naam, deel[i].bytes, e);
    }
    if (!rc && (gdb || shp || een.p))
        *ret_pad = een.p ? str_cstr(k->a, str_fmt(k->a, "%s/%.*s", map, STR_ARG(een))) : map;
    return rc;
}

/* ---- layers ---- */

/* A name is a cell of the first row, and as long as a cell at most. */
static int velden_noem(struct geobestand *k, struct err *e)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(k->laag);
    size_t n = (size_t)OGR_FD_GetFieldCount(defn);

    k->n_velden = n > k->grens.kolommen ? k->grens.kolommen : n;
    k->veld = ARENA_ARRAY(k->a, struct veld, k->n_velden + 1);
    k->cel = ARENA_ARRAY(k->a, struct cel, k->n_velden + 1);
    for (size_t i = 0; i < k->n_velden; i++) {
        OGRFieldDefnH f = OGR_FD_GetFieldDefn(defn, (int)i);
        const char *domein = OGR_Fld_GetDomainName(f), *naam = OGR_Fld_GetNameRef(f);

        if (strlen(naam) > k->grens.cel)
            return err_set(e, ERR_DATA, "de naam van veld %zu is langer dan %zu tekens", i + 1, k->grens.cel);
        k->veld[i] = (struct veld){.naam = geobestand_tekst(k->a, naam), .type = OGR_Fld_GetType(f)};
        if (domein && *domein)
            k->veld[i].domein = GDALDatasetGetFieldDomain(k->ds, domein);
        if (k->veld[i].domein && OGR_FldDomain_GetDomainType(k->veld[i].domein) != OFDT_CODED)
            k->veld[i].domein = NULL;
    }
    return OK;
}

int geobestand_kies(struct geobestand *k, size_t i, struct err *e)
{
    OGRFeatureDefnH defn;
    int rc;

    CPLPushErrorHandler(CPLQuietErrorHandler);
    k->laag = GDALDatasetGetLayer(k->ds, (int)i);
    if (k->laag)
        OGR_L_ResetReading(k->laag);
    defn = k->laag ? OGR_L_GetLayerDefn(k->laag) : NULL;
    if (!defn)
        rc = err_set(e, ERR_DATA, "laag %zu is niet te lezen", i + 1);
    else if ((size_t)OGR_FD_GetFieldCount(defn) > k->grens.kolommen)
        rc = err_set(e, ERR_DATA, "laag %.*s heeft meer dan %zu velden",
                     STR_ARG(tekst_kort(k->laag_naam[i], 60)), k->grens.kolommen);
    else
        rc = vorm_stelsel(&k->vorm_lezer, OGR_L_GetSpatialRef(k->laag), e);
    if (!rc)
        rc = velden_noem(k, e);
    CPLPopErrorHandler();
    k->nummer = 0;
    k->vorm = (struct vorm){0};
    return rc;
}

static size_t domeinen_tel(GDALDatasetH ds)
{
    char **namen = GDALDatasetGetFieldDomainNames(ds, NULL);
    size_t n = (size_t)CSLCount(namen);

    CSLDestroy(namen);
    return n;
}

static size_t domeinvelden_tel(OGRLayerH laag)
{
    OGRFeatureDefnH defn = laag ? OGR_L_GetLayerDefn(laag) : NULL;
    size_t n = 0;

    for (int i = 0; defn && i < OGR_FD_GetFieldCount(defn); i++) {
        const char *domein = OGR_Fld_GetDomainName(OGR_FD_GetFieldDefn(defn, i));

        n += domein && *domein;
    }
    return n;
}

/* A view in a GeoPackage can be a question without an end, or one that reads what is no layer. Asked before
 * any layer is looked at, for that asks the view. */
static int zonder_views(struct geobestand *k, struct err *e)
{
    OGRLayerH l =
        GDALDatasetExecuteSQL(k->ds,
                              "SELECT COUNT(*) FROM sqlite_master WHERE type = 'view' AND lower(name) IN "
                              "(SELECT lower(table_name) FROM gpkg_contents)",
                              NULL, NULL);
    OGRFeatureH f = l ? OGR_L_GetNextFeature(l) : NULL;
    int rc = f ? OK : err_set(e, ERR_DATA, "deze GeoPackage is beschadigd of niet volledig");

    if (f && OGR_F_GetFieldAsInteger(f, 0) > 0)
        rc = err_set(e, ERR_DATA,
                     "deze GeoPackage heeft lagen die berekend worden (views); die lezen wij niet. Bewaar de "
                     "laag eerst als "
                     "tabel");
    OGR_F_Destroy(f);
    if (l)
        GDALDatasetReleaseResultSet(k->ds, l);
    return rc;
}

static int lagen_noem(struct geobestand *k, struct err *e)
{
    int n = GDALDatasetGetLayerCount(k->ds);

    if (n < 1)
        return err_set(e, ERR_DATA, "er staat geen enkele laag in dit kaartbestand");
    if (n > LAGEN_MAX)
        return err_set(e, ERR_LIMIT, "er staan %d lagen in dit kaartbestand; wij lezen er %d", n, LAGEN_MAX);
    k->n_lagen = (size_t)n;
    k->laag_naam = ARENA_ARRAY(k->a, struct str, k->n_lagen);
    for (int i = 0; i < n; i++) {
        OGRLayerH laag = GDALDatasetGetLayer(k->ds, i);

        k->laag_naam[i] = laag ? geobestand_tekst(k->a, OGR_L_GetName(laag)) : STR("");
        k->n_domeinvelden += domeinvelden_tel(laag);
    }
    k->n_domeinen = domeinen_tel(k->ds);
    return OK;
}

int geobestand_open(struct arena *a, const struct zip_deel *deel, size_t n, const struct tabel_grens *grens,
                    struct geobestand **ret, struct err *e)
{
    static const char *const wat[] = {"shapefile", "file geodatabase", "GeoJSON", "GeoPackage"};
    struct geobestand *k = ARENA_NEW(a, struct geobestand);
    /* no recoding: what is no UTF-8 we read as Windows-1252 ourselves, as in every other file */
    const char *const opties[] = {"ENCODING=", NULL}, *const onveranderd[] = {"IMMUTABLE=YES",
                                                                              "LIST_ALL_TABLES=NO", NULL};
    const char *alleen[2] = {0}, *pad;
    size_t bytes = 0;
    enum welk welk;
    int rc;

    *k = (struct geobestand){.a = a, .grens = *grens};
    arena_init(&k->rij, 256 << 20);
    for (size_t i = 0; i < n; i++)
        bytes += deel[i].bytes.n;
    geobestand_gdal();
    rc = delen_leg(k, deel, n, &pad, &welk, e);
    if (!rc && !pad)
        rc = err_set(e, ERR_DATA,
                     "dit is geen kaartbestand dat wij lezen: een shapefile of file geodatabase in een zip, "
                     "een GeoPackage, of GeoJSON");
    if (!rc && welk == WELK_JSON && bytes > GEOBESTAND_BYTES_MAX)
        rc = err_set(e, ERR_LIMIT, "dit GeoJSON-bestand is %zu MB; meer dan %d MB lezen wij niet",
                     bytes >> 20, GEOBESTAND_BYTES_MAX >> 20);
    if (!rc)
        rc = vorm_lezer_open(&k->vorm_lezer, &k->rij, grens->punten, welk == WELK_JSON, e);
    if (!rc) {
        CPLPushErrorHandler(CPLQuietErrorHandler);
        alleen[0] = stuurprogrammas[welk];
        k->ds = GDALOpenEx(pad, GDAL_OF_VECTOR | GDAL_OF_READONLY, alleen,
                           welk == WELK_SHP    ? opties
                           : welk == WELK_GPKG ? onveranderd
                                               : NULL,
                           NULL);
        if (!k->ds)
            rc = err_set(e, ERR_DATA, "deze %s is beschadigd of niet volledig", wat[welk]);
        else if (welk == WELK_GPKG)
            rc = zonder_views(k, e);
        if (!rc)
            rc = lagen_noem(k, e);
        CPLPopErrorHandler();
    }
    if (!rc)
        rc = geobestand_kies(k, 0, e);
    if (rc) {
        geobestand_close(k);
        return rc;
    }
    *ret = k;
    return OK;
}

void geobestand_close(struct geobestand *k)
{
    if (!k)
        return;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (k->ds)
        GDALClose(k->ds);
    if (k->map[0])
        VSIRmdirRecursive(k->map);
    CPLPopErrorHandler();
    vorm_lezer_done(&k->vorm_lezer);
    arena_done(&k->rij);
    k->ds = NULL;
    k->map[0] = 0;
}

size_t geobestand_n_lagen(const struct geobestand *k)
{
    return k->n_lagen;
}

struct str geobestand_laag_naam(const struct geobestand *k, size_t i)
{
    return i < k->n_lagen ? k->laag_naam[i] : STR("");
}

void geobestand_domeinen(const struct geobestand *k, size_t *ret_lijsten, size_t *ret_velden)
{
    *ret_lijsten = k->n_domeinen;
    *ret_velden = k->n_domeinvelden;
}

const struct vorm *geobestand_vorm(const struct geobestand *k)
{
    return &k->vorm;
}

const char *geobestand_stelsel(const struct geobestand *k)
{
    return vorm_stelsel_tekst(&k->vorm_lezer);
}

/* ---- rows ---- */

/* What a code means, by the file's own list. */
static const char *code_betekenis(OGRFieldDomainH domein, const char *code)
{
    const OGRCodedValue *v = OGR_CodedFldDomain_GetEnumeration(domein);

    for (; v && v->pszCode; v++)
        if (!strcmp(v->pszCode, code) && v->pszValue && *v->pszValue)
            return v->pszValue;
    return NULL;
}

static void getal_cel(struct geobestand *k, struct dec d, struct cel *ret)
{
    *ret = (struct cel){.soort = CEL_GETAL, .getal = d, .tekst = num_plain(&k->rij, d.v, d.scale)};
}

static void datum_cel(struct geobestand *k, OGRFeatureH f, int i, struct cel *ret)
{
    int jaar, maand, dag, uur, minuut, zone;
    float seconde;
    date_t d;

    if (!OGR_F_GetFieldAsDateTimeEx(f, i, &jaar, &maand, &dag, &uur, &minuut, &seconde, &zone) || jaar < 1 ||
        jaar > 9999)
        return;
    d = jaar * 10000 + maand * 100 + dag;
    if (date_valid(d))
        *ret = (struct cel){.soort = CEL_DATUM, .datum = d, .tekst = date_iso(&k->rij, d)};
}

static int cel_lees(struct geobestand *k, OGRFeatureH f, int i, struct cel *ret, struct err *e)
{
    const struct veld *v = &k->veld[i];
    const char *tekst, *betekenis = NULL;
    struct dec d;

    *ret = (struct cel){.soort = CEL_LEEG, .tekst = STR("")};
    if (!OGR_F_IsFieldSetAndNotNull(f, i))
        return OK;
    if (v->domein)
        betekenis = code_betekenis(v->domein, OGR_F_GetFieldAsString(f, i));
    if (!betekenis && (v->type == OFTInteger || v->type == OFTInteger64)) {
        getal_cel(k, (struct dec){OGR_F_GetFieldAsInteger64(f, i), 0}, ret);
        return OK;
    }
    if (!betekenis && v->type == OFTReal &&
        dec_from_double(OGR_F_GetFieldAsDouble(f, i), NUM_SCALE_MAX, &d)) {
        getal_cel(k, d, ret);
        return OK;
    }
    if (!betekenis && (v->type == OFTDate || v->type == OFTDateTime)) {
        datum_cel(k, f, i, ret);
        if (ret->soort != CEL_LEEG)
            return OK;
    }
    tekst = betekenis ? betekenis : OGR_F_GetFieldAsString(f, i);
    if (strlen(tekst) > k->grens.cel)
        return err_set(e, ERR_DATA, "vorm %lld, veld %.*s: de tekst is langer dan %zu tekens",
                       (long long)k->nummer, STR_ARG(tekst_kort(v->naam, 60)), k->grens.cel);
    cel_van_tekst(ret, geobestand_tekst(&k->rij, tekst));
    return OK;
}

static int vorm_rij(struct geobestand *k, OGRFeatureH f, struct tabel_rij *ret, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < k->n_velden; i++)
        rc = cel_lees(k, f, (int)i, &k->cel[i], e);
    if (!rc)
        rc = vorm_lees(&k->vorm_lezer, OGR_F_GetGeometryRef(f), &k->vorm, e);
    if (!rc && arena_over(&k->rij))
        rc = err_set(e, ERR_LIMIT, "vorm %lld is te groot", (long long)k->nummer);
    *ret = (struct tabel_rij){k->nummer, k->n_velden, k->cel};
    return rc ? rc : 1;
}

int geobestand_volgende(struct geobestand *k, struct tabel_rij *ret, struct err *e)
{
    OGRFeatureH f;
    int rc;

    arena_reset(&k->rij);
    k->vorm = (struct vorm){0};
    if (!k->nummer) {
        for (size_t i = 0; i < k->n_velden; i++)
            k->cel[i] =
                (struct cel){.soort = k->veld[i].naam.n ? CEL_TEKST : CEL_LEEG, .tekst = k->veld[i].naam};
        *ret = (struct tabel_rij){k->nummer++, k->n_velden, k->cel};
        return 1;
    }
    if (k->nummer > k->grens.rijen)
        return err_set(e, ERR_LIMIT, "er staan meer dan %lld vormen in dit kaartbestand",
                       (long long)k->grens.rijen);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    f = OGR_L_GetNextFeature(k->laag);
    if (f)
        rc = vorm_rij(k, f, ret, e);
    else if (CPLGetLastErrorType() >= CE_Failure)
        rc = err_set(e, ERR_DATA, "vorm %lld: het kaartbestand is vanaf hier beschadigd",
                     (long long)k->nummer);
    else
        rc = 0;
    OGR_F_Destroy(f);
    CPLPopErrorHandler();
    k->nummer++;
    return rc;
}
