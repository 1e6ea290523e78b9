/* SPDX-License-Identifier: EUPL-1.2
 * One reader over what people deliver: looks at the first bytes, picks the CSV, the workbook or the map
 * reader, and puts the name of the file before their messages. Refuses by name what looks like a table but is
 * none (PDF, old .xls, .ods …). */
#include "tabel/geobestand_intern.h"
#include "tabel/intern.h"

#include <stdio.h>
#include <string.h>

struct tabel {
    struct str naam;
    struct csv_lezer *csv; /* one of these three */
    struct xlsx *xlsx;
    struct geobestand *geobestand;
};

static const struct cel cel_geen = {.soort = CEL_LEEG, .tekst = {"", 0}};

/* English and Dutch faces of the error values of spreadsheets. */
static const char *const foutcodes[] = {
    "#REF!",  "#VERW!", "#N/A",    "#N/B",   "#DIV/0!", "#DEEL/0!", "#VALUE!",    "#WAARDE!", "#NAME?",
    "#NAAM?", "#NUM!",  "#GETAL!", "#NULL!", "#LEEG!",  "#SPILL!",  "#OVERLOOP!", "#CALC!",   "#BEREKEN!",
};

static bool is_foutcode(struct str s)
{
    for (size_t i = 0; i < sizeof foutcodes / sizeof *foutcodes; i++)
        if (str_ieq(s, str_from(foutcodes[i])))
            return true;
    return false;
}

void cel_van_tekst(struct cel *c, struct str tekst)
{
    unsigned char first = tekst.n ? (unsigned char)tekst.p[0] : ' ';

    *c = (struct cel){.soort = CEL_TEKST, .tekst = tekst};
    if (first > '#' && first < 0x80) /* nearly every cell */
        return;
    if (first <= ' ' || first == 0xC2) {
        tekst = str_trim(tekst);
        if (!tekst.n) {
            *c = cel_geen;
            return;
        }
    }
    if (tekst.p[0] == '#' && is_foutcode(str_trim(tekst))) {
        c->soort = CEL_FOUT;
        c->tekst = str_trim(tekst);
    }
}

struct str tekst_kort(struct str s, size_t max)
{
    if (s.n <= max)
        return s;
    s.n = max;
    while (s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    return s;
}

struct kolom_naam kolom_naam(size_t kolom)
{
    struct kolom_naam k = {{0}};
    char omgekeerd[sizeof k.t];
    size_t n = 0;

    do {
        omgekeerd[n++] = (char)('A' + kolom % 26);
        kolom = kolom / 26;
    } while (kolom-- && n < sizeof k.t - 1);
    for (size_t i = 0; i < n; i++)
        k.t[i] = omgekeerd[n - 1 - i];
    return k;
}

struct str tabel_kolom_letter(struct arena *a, size_t kolom)
{
    return str_dup(a, str_from(kolom_naam(kolom).t));
}

const struct cel *tabel_cel(const struct tabel_rij *r, size_t kolom)
{
    return kolom < r->n ? &r->cellen[kolom] : &cel_geen;
}

static struct tabel_grens grens_vol(struct tabel_grens g)
{
    if (!g.bytes)
        g.bytes = (size_t)256 << 20;
    if (g.rijen <= 0)
        g.rijen = 20 * 1000 * 1000;
    if (!g.kolommen)
        g.kolommen = 1024;
    if (!g.cel)
        g.cel = (size_t)64 << 10;
    return g;
}

static bool begint(struct str bytes, const char *met, size_t n)
{
    return bytes.n >= n && !memcmp(bytes.p, met, n);
}

/* True for text that starts as a web page or XML: what some systems save under the name .xls. */
static bool is_opmaak(struct str bytes)
{
    static const char *const begin[] = {"<?xml", "<!doctype", "<html", "<table",
                                        "<meta", "<head",     "<body", "<style"};
    struct str s = bytes;

    if (begint(s, "\xEF\xBB\xBF", 3))
        s = str_sub(s, 3, s.n);
    s = str_sub(s, 0, 256);
    while (s.n && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r')))
        s = str_sub(s, 1, s.n);
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        if (str_ieq(str_sub(s, 0, strlen(begin[i])), str_from(begin[i])))
            return true;
    return false;
}

/* What is surely no CSV, told by its first bytes. */
static int csv_weiger(struct str naam, struct str bytes, struct err *e)
{
    if (!bytes.n)
        return err_set(e, ERR_DATA, "het bestand is leeg");
    if (begint(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return err_set(e, ERR_DATA,
                       "dit is een werkboek dat met een wachtwoord is beveiligd, of een werkboek in het oude "
                       ".xls-formaat; sla het zonder wachtwoord op als .xlsx en lever het opnieuw");
    if (begint(bytes, "%PDF-", 5))
        return err_set(e, ERR_DATA, "dit is een PDF; lever de tabel als .xlsx of .csv");
    if (begint(bytes, "\x1F\x8B", 2))
        return err_set(e, ERR_DATA, "dit bestand is ingepakt met gzip; pak het eerst uit");
    if (begint(bytes, "{\\rtf", 5))
        return err_set(e, ERR_DATA, "dit is een tekstdocument; lever de tabel als .xlsx of .csv");
    if (is_opmaak(bytes))
        return err_set(
            e, ERR_DATA,
            "dit is een webpagina of XML-bestand, geen tabel; open het in een rekenprogramma en sla het op "
            "als .xlsx of .csv");
    if (str_ends(naam, STR(".json")) || str_ends(naam, STR(".geojson")))
        return err_set(e, ERR_DATA, "dit is een JSON-bestand; lever de tabel als .xlsx of .csv");
    return OK;
}

/* A zip that is no .xlsx, by what lies in it. */
static int pak_weiger(struct pak *p, bool kaart, struct err *e)
{
    size_t i;

    if (pak_vind(p, STR("_rels/.rels"), &i) || pak_vind(p, STR("[Content_Types].xml"), &i)) {
        if (pak_vind(p, STR("word/document.xml"), &i))
            return err_set(e, ERR_DATA, "dit is een tekstdocument; lever de tabel als .xlsx of .csv");
        if (pak_vind(p, STR("xl/workbook.bin"), &i))
            return err_set(e, ERR_DATA,
                           "dit is een binair werkboek (.xlsb); sla het op als .xlsx en lever het opnieuw");
        return OK;
    }
    if (pak_vind(p, STR("mimetype"), &i) || pak_vind(p, STR("content.xml"), &i))
        return err_set(
            e, ERR_DATA,
            "dit is een OpenDocument-bestand (.ods); sla het op als .xlsx of .csv en lever het opnieuw");
    if (kaart)
        return err_set(
            e, ERR_DATA,
            "in dit zip-bestand zit geen kaartbestand; verwacht een shapefile (.shp, .shx, .dbf en "
            ".prj samen) of een file geodatabase");
    return err_set(e, ERR_DATA,
                   "dit zip-bestand is geen werkboek (.xlsx); pak het uit en lever de tabel die erin zit");
}

static int open_zip(struct arena *a, struct str bytes, const struct tabel_grens *g, struct tabel *t,
                    struct err *e)
{
    struct pak *p;
    int rc = pak_open(a, bytes, g, &p, e);

    if (rc)
        return rc;
    rc = pak_weiger(p, g->geobestand, e);
    if (rc) {
        pak_close(p);
        return rc;
    }
    return xlsx_open(a, p, g, &t->xlsx, e);
}

static bool is_geobestand_zip(struct arena *a, struct str bytes, const struct tabel_grens *g)
{
    static const char *const eind[] = {".shp", ".gdbtable", ".geojson", ".gpkg"};
    struct err e;
    struct pak *p;
    bool ja = false;

    if (pak_open(a, bytes, g, &p, &e))
        return false; /* the ordinary way says why */
    for (size_t i = 0; i < sizeof eind / sizeof *eind; i++)
        ja = ja || pak_heeft(p, str_from(eind[i]));
    pak_close(p);
    return ja;
}

static bool is_geojson(struct str bytes)
{
    struct str s = str_trim(str_sub(bytes, begint(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0, 64));

    return s.n && s.p[0] == '{';
}

/* A database of SQLite that says to be a GeoPackage: by its application id, at 68. */
static bool is_geopackage(struct str bytes)
{
    return begint(bytes, "SQLite format 3\0", 16) && bytes.n > 100 &&
           (!memcmp(bytes.p + 68, "GPKG", 4) || !memcmp(bytes.p + 68, "GP1", 3));
}

static int open_geobestand(struct arena *a, struct str bytes, bool zip, const struct tabel_grens *g,
                           struct tabel *t, struct err *e)
{
    struct zip_deel *deel = ARENA_NEW(a, struct zip_deel);
    size_t n = 1;
    int rc = OK;

    *deel = (struct zip_deel){is_geopackage(bytes) ? STR("plannen.gpkg") : STR("plannen.geojson"), bytes};
    if (zip)
        rc = zip_lees(a, bytes, *g, &deel, &n, e);
    return rc ? rc : geobestand_open(a, deel, n, g, &t->geobestand, e);
}

/* Every message of this room starts with the file it is about. */
static int met_naam(struct str naam, struct err *e, int rc)
{
    struct str kort = tekst_kort(naam, 200);

    if (e && kort.n)
        err_prefix(e, "bestand %.*s: ", STR_ARG(kort));
    return rc;
}

int tabel_open(struct arena *a, struct str naam, struct str bytes, struct tabel_grens grens,
               struct tabel **ret, struct err *e)
{
    struct tabel *t = ARENA_NEW(a, struct tabel);
    struct err own = {0};
    int rc;

    e = e ? e : &own;
    grens = grens_vol(grens);
    t->naam = str_dup(a, naam);
    if (bytes.n > grens.bytes)
        rc = err_set(e, ERR_DATA, "het bestand is %zu MB; meer dan %zu MB nemen wij niet aan", bytes.n >> 20,
                     grens.bytes >> 20);
    else if (grens.geobestand && begint(bytes, "PK\3\4", 4) && is_geobestand_zip(a, bytes, &grens))
        rc = open_geobestand(a, bytes, true, &grens, t, e);
    else if (grens.geobestand && (is_geojson(bytes) || is_geopackage(bytes)))
        rc = open_geobestand(a, bytes, false, &grens, t, e);
    else if (grens.geobestand && begint(bytes, "\0\0\x27\x0A", 4))
        rc = err_set(e, ERR_DATA,
                     "dit is één deel van een shapefile; lever .shp, .shx, .dbf en .prj samen in één zip");
    else if (begint(bytes, "PK\3\4", 4) || begint(bytes, "PK\5\6", 4))
        rc = open_zip(a, bytes, &grens, t, e);
    else if (!(rc = csv_weiger(t->naam, bytes, e)))
        rc = csv_open(a, t->naam, bytes, &grens, &t->csv, e);
    if (rc)
        return met_naam(t->naam, e, rc);
    *ret = t;
    return OK;
}

void tabel_close(struct tabel *t)
{
    if (!t)
        return;
    csv_close(t->csv);
    xlsx_close(t->xlsx);
    geobestand_close(t->geobestand);
    t->csv = NULL;
    t->xlsx = NULL;
    t->geobestand = NULL;
}

bool tabel_is_werkboek(const struct tabel *t)
{
    return t->xlsx || t->geobestand;
}

bool tabel_is_geobestand(const struct tabel *t)
{
    return t->geobestand;
}

void tabel_vorm(const struct tabel *t, struct vorm *ret)
{
    *ret = t->geobestand ? *geobestand_vorm(t->geobestand) : (struct vorm){0};
}

const char *tabel_stelsel(const struct tabel *t)
{
    return t->geobestand ? geobestand_stelsel(t->geobestand) : NULL;
}

void tabel_domeinen(const struct tabel *t, size_t *ret_lijsten, size_t *ret_velden)
{
    *ret_lijsten = *ret_velden = 0;
    if (t->geobestand)
        geobestand_domeinen(t->geobestand, ret_lijsten, ret_velden);
}

struct csv_dialect_read tabel_dialect(const struct tabel *t)
{
    return t->csv ? csv_dialect(t->csv) : (struct csv_dialect_read){.codering = ""};
}

size_t tabel_n_bladen(const struct tabel *t)
{
    return t->xlsx ? t->xlsx->bladen.n : t->geobestand ? geobestand_n_lagen(t->geobestand) : 1;
}

struct str tabel_blad_naam(const struct tabel *t, size_t i)
{
    if (t->geobestand)
        return geobestand_laag_naam(t->geobestand, i);
    return t->xlsx && i < t->xlsx->bladen.n ? t->xlsx->bladen.at[i].naam : STR("");
}

bool tabel_blad_verborgen(const struct tabel *t, size_t i)
{
    return t->xlsx && i < t->xlsx->bladen.n && t->xlsx->bladen.at[i].verborgen;
}

int tabel_blad_kies(struct tabel *t, size_t i, struct err *e)
{
    int rc;

    if (i >= tabel_n_bladen(t))
        return met_naam(
            t->naam, e,
            err_set(e, ERR_NOT_FOUND, "er is geen blad %zu; er zijn er %zu", i + 1, tabel_n_bladen(t)));
    if (t->csv) {
        csv_begin(t->csv);
        return OK;
    }
    rc = t->geobestand ? geobestand_kies(t->geobestand, i, e) : xlsx_kies(t->xlsx, i, e);
    return rc ? met_naam(t->naam, e, rc) : OK;
}

int tabel_volgende(struct tabel *t, struct tabel_rij *ret, struct err *e)
{
    int rc = t->csv          ? csv_volgende(t->csv, ret, e)
             : t->geobestand ? geobestand_volgende(t->geobestand, ret, e)
                             : xlsx_volgende(t->xlsx, ret, e);

    return rc < 0 ? met_naam(t->naam, e, rc) : rc;
}
