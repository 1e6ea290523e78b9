/* SPDX-License-Identifier: EUPL-1.2
 * Writing SpreadsheetML (ECMA-376) straight into a zip stream. Texts stand in their cells, so nothing is
 * kept of what was sent; the list of sheets comes last, as a zip allows. */
#include "doc/xlsx_stroom.h"

#include "base/date.h"
#include "base/num.h"
#include "doc/json.h"
#include "doc/number.h"
#include "doc/table.h"
#include "doc/xlsx.h"
#include "doc/zip.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    NIVEAU = 1,            /* zlib: a sheet is so regular that more effort gains little */
    CEL_TEKENS = 32000,    /* Excel stops at 32,767 */
    EXCEL_DAG_NUL = 25569, /* the serial number of 1970-01-01 */
    EXCEL_EERSTE = 19000301,
    TITEL_MAX = 100,
    BLADEN_MAX = 200,
};
#define PRECIES_MAX 9007199254740992 /* 2^53: beyond it a cell's number would lose digits */
enum stijl { STIJL_GEEN, STIJL_KOP, STIJL_DATUM, STIJL_HEEL, STIJL_DEEL, STIJL_PROCENT, STIJL_TERUGLOOP };

struct xlsx_stroom {
    struct zip_uit *zip;
    struct buf *naar;
    char titel[TITEL_MAX];
    char (*namen)[TITEL_MAX + 16];       /* of each sheet that was begun */
    int bladen, rij, rij_max, van_titel; /* van_titel: sheets with the present title */
    bool te_veel;
    size_t kolommen;
    bool open;
};

static const char kop_xml[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define HOOFD   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define VERBAND "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SOORT   "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char stijlen_xml[] =
    "<styleSheet xmlns=\"" HOOFD "\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" "
    "formatCode=\"dd\\-mm\\-yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.0##\"/><numFmt "
    "numFmtId=\"166\" formatCode=\"0.0%\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name "
    "val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills "
    "count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs "
    "count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"7\"><xf/><xf fontId=\"1\" applyFont=\"1\"/><xf "
    "numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/><xf "
    "numFmtId=\"165\" applyNumberFormat=\"1\"/><xf numFmtId=\"166\" applyNumberFormat=\"1\"/><xf "
    "applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf></cellXfs></styleSheet>";

struct xlsx_stroom *xlsx_stroom_new(struct str title, int64_t moment, int rows)
{
    struct xlsx_stroom *x = calloc(1, sizeof *x);

    if (!x)
        return NULL;
    title = utf8_clip(title, TITEL_MAX - 1);
    if (title.n)
        __builtin_memcpy(x->titel, title.p, title.n);
    x->rij_max = rows > 1 ? rows : XLSX_RIJEN_MAX;
    x->zip = zip_uit_new(moment, NIVEAU);
    x->namen = calloc(BLADEN_MAX, sizeof *x->namen);
    if (!x->zip || !x->namen) {
        xlsx_stroom_free(x);
        return NULL;
    }
    return x;
}

void xlsx_stroom_free(struct xlsx_stroom *x)
{
    if (!x)
        return;
    zip_uit_free(x->zip);
    free(x->namen);
    free(x);
}

void xlsx_stroom_naar(struct xlsx_stroom *x, struct buf *b)
{
    x->naar = b;
    zip_uit_naar(x->zip, b);
}

/* ---- cells ---- */

/* Text that XML can hold, escaped. */
static void tekst(struct buf *b, struct str s)
{
    size_t at = 0, voor, van = 0, tekens = 0;
    int32_t c;

    while (voor = at, (c = utf8_next(s, &at)) >= 0 && ++tekens <= CEL_TEKENS) {
        if (c == '\t' || c == '\n' || (c >= 0x20 && c < 0xFFFD) || c > 0xFFFF)
            continue;
        buf_html(b, str_sub(s, van, voor));
        buf_lit(b, "\xEF\xBF\xBD");
        van = at;
    }
    buf_html(b, str_sub(s, van, voor));
}

static void plek(struct buf *b, size_t kolom, int rij)
{
    char letters[8];
    size_t n = 0;

    for (size_t k = kolom + 1; k; k = (k - 1) / 26)
        letters[n++] = (char)('A' + (k - 1) % 26);
    while (n)
        buf_char(b, letters[--n]);
    buf_i64(b, rij);
}

static void cel_begin(struct buf *b, size_t kolom, int rij, enum stijl s, bool is_tekst)
{
    buf_lit(b, "<c r=\"");
    plek(b, kolom, rij);
    if (s) {
        buf_lit(b, "\" s=\"");
        buf_i64(b, s);
    }
    buf_lit(b, is_tekst ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\"><v>");
}

static void cel_tekst(struct buf *b, size_t kolom, int rij, enum stijl s, struct str t)
{
    if (!t.n)
        return;
    cel_begin(b, kolom, rij, s, true);
    tekst(b, t);
    buf_lit(b, "</t></is></c>");
}

static void cel_getal(struct buf *b, size_t kolom, int rij, enum stijl s, double d)
{
    char cijfers[NUMBER_MAX];

    cel_begin(b, kolom, rij, s, false);
    buf_bytes(b, cijfers, number_double(cijfers, d));
    buf_lit(b, "</v></c>");
}

static enum stijl stijl_van(const struct table_col *c, bool heel)
{
    if (c->kind == TABLE_PERCENT)
        return STIJL_PROCENT;
    if (c->kind != TABLE_NUMBER || str_is(c->unit, "jaar"))
        return STIJL_GEEN;
    return heel ? STIJL_HEEL : STIJL_DEEL;
}

static bool cel_datum(struct buf *b, size_t kolom, int rij, struct str s)
{
    date_t d;

    if (!date_parse(s, &d) || d < EXCEL_EERSTE || d == DATE_OPEN)
        return false;
    cel_getal(b, kolom, rij, STIJL_DATUM, (double)(date_days(d) + EXCEL_DAG_NUL));
    return true;
}

static void cel(struct buf *b, size_t kolom, int rij, const struct table_col *c, const struct doc *d)
{
    double deler = pow(10, c->scale) * (c->kind == TABLE_PERCENT ? 100 : 1);
    struct buf json;

    switch (d ? d->type : DOC_NULL) {
    case DOC_NULL:
        break;
    case DOC_BOOL:
        cel_tekst(b, kolom, rij, STIJL_GEEN, d->b ? STR("ja") : STR("nee"));
        break;
    case DOC_INT:
        if (d->i > PRECIES_MAX || d->i < -PRECIES_MAX)
            cel_tekst(b, kolom, rij, STIJL_GEEN, num_plain(b->a, d->i, c->scale));
        else
            cel_getal(b, kolom, rij, stijl_van(c, !c->scale), (double)d->i / deler);
        break;
    case DOC_NUM:
        if (isfinite(d->d))
            cel_getal(b, kolom, rij, stijl_van(c, d->d == floor(d->d)),
                      c->kind == TABLE_PERCENT ? d->d / 100 : d->d);
        break;
    case DOC_STR:
        if (c->kind != TABLE_DATE || !cel_datum(b, kolom, rij, d->s))
            cel_tekst(b, kolom, rij, STIJL_GEEN, d->s);
        break;
    case DOC_LIST:
    case DOC_MAP:
        buf_init(&json, b->a, 1 << 20);
        json_write(&json, d, 0);
        cel_tekst(b, kolom, rij, STIJL_GEEN, buf_str(&json));
        break;
    }
}

/* ---- sheets ---- */

static void deel_geheel(struct xlsx_stroom *x, const char *naam, struct str inhoud)
{
    zip_uit_deel(x->zip, str_from(naam), false);
    zip_uit_bytes(x->zip, str_from(kop_xml));
    zip_uit_bytes(x->zip, inhoud);
    zip_uit_deel_eind(x->zip);
}

static void blad_open(struct xlsx_stroom *x, struct buf *b, const struct table *t)
{
    if (x->bladen < BLADEN_MAX - 1) { /* the last name is for what explains it */
        char *naam = x->namen[x->bladen];

        if (++x->van_titel > 1)
            snprintf(naam, sizeof *x->namen, "%s %d", x->titel, x->van_titel);
        else
            snprintf(naam, sizeof *x->namen, "%s", x->titel);
    } else {
        x->te_veel = true;
    }
    x->bladen++;
    x->rij = 1;
    x->open = true;
    x->kolommen = t->n_cols;
    zip_uit_deel(x->zip, str_fmt(b->a, "xl/worksheets/sheet%d.xml", x->bladen), false);
    buf_lit(b, kop_xml);
    buf_lit(b,
            "<worksheet xmlns=\"" HOOFD "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
            "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
    if (t->n_cols) /* no list of columns may be empty */
        buf_lit(b, "<cols>");
    for (size_t i = 0; i < t->n_cols; i++) {
        size_t breed = t->cols[i].title.n + 4;

        buf_fmt(b, "<col min=\"%zu\" max=\"%zu\" width=\"%zu\" customWidth=\"1\"/>", i + 1, i + 1,
                breed < 12   ? 12
                : breed > 30 ? 30
                             : breed);
    }
    buf_lit(b, t->n_cols ? "</cols><sheetData><row r=\"1\">" : "<sheetData><row r=\"1\">");
    for (size_t i = 0; i < t->n_cols; i++)
        cel_tekst(b, i, 1, STIJL_KOP, t->cols[i].title);
    buf_lit(b, "</row>");
}

static void blad_sluit(struct xlsx_stroom *x)
{
    struct buf *uit = x->naar, b;

    if (!x->open)
        return;
    buf_init(&b, uit->a, 4096);
    buf_lit(&b, "</sheetData>");
    if (x->kolommen) {
        buf_lit(&b, "<autoFilter ref=\"A1:");
        plek(&b, x->kolommen - 1, x->rij);
        buf_lit(&b, "\"/>");
    }
    buf_lit(&b, "</worksheet>");
    zip_uit_bytes(x->zip, buf_str(&b));
    zip_uit_deel_eind(x->zip);
    x->open = false;
}

void xlsx_stroom_blad(struct xlsx_stroom *x, struct str title)
{
    blad_sluit(x);
    title = utf8_clip(title, TITEL_MAX - 1);
    x->titel[0] = '\0';
    if (title.n)
        __builtin_memcpy(x->titel, title.p, title.n);
    x->titel[title.n] = '\0';
    x->van_titel = 0;
}

void xlsx_stroom_rijen(struct xlsx_stroom *x, const struct doc *table)
{
    struct arena *a = x->naar->a;
    struct table t = table_of(a, table);
    struct buf b;

    buf_init(&b, a, SIZE_MAX);
    if (!x->open)
        blad_open(x, &b, &t);
    for (size_t r = 0; t.rows && r < t.rows->list.n; r++) {
        if (x->rij == x->rij_max) {
            zip_uit_bytes(x->zip, buf_str(&b));
            b.n = 0;
            blad_sluit(x);
            blad_open(x, &b, &t);
        }
        buf_fmt(&b, "<row r=\"%d\">", ++x->rij);
        for (size_t i = 0; i < t.n_cols; i++)
            cel(&b, i, x->rij, &t.cols[i], doc_get(t.rows->list.at[r], t.cols[i].code));
        buf_lit(&b, "</row>");
    }
    zip_uit_bytes(x->zip, buf_str(&b));
}

/* ---- the workbook ---- */

static void toelichting(struct xlsx_stroom *x, struct buf *b, const struct doc *foot)
{
    int rij = 0;

    buf_lit(b, "<worksheet xmlns=\"" HOOFD "\"><cols><col min=\"1\" max=\"1\" width=\"100\" "
               "customWidth=\"1\"/></cols><sheetData>");
    for (size_t i = 0; foot && i < foot->list.n; i++) {
        buf_fmt(b, "<row r=\"%d\">", ++rij);
        if (foot->list.at[i]->type == DOC_STR)
            cel_tekst(b, 0, rij, STIJL_TERUGLOOP, foot->list.at[i]->s);
        buf_lit(b, "</row>");
    }
    buf_lit(b, "</sheetData></worksheet>");
    x->bladen++;
    deel_geheel(x, str_fmt(b->a, "xl/worksheets/sheet%d.xml", x->bladen).p, buf_str(b));
}

static void lijsten(struct xlsx_stroom *x, struct arena *a)
{
    struct buf soorten, boek, verband;

    buf_init(&soorten, a, SIZE_MAX);
    buf_init(&boek, a, SIZE_MAX);
    buf_init(&verband, a, SIZE_MAX);
    buf_lit(&soorten,
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
            "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+"
            "xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"" SOORT
            "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" SOORT "styles+xml\"/>");
    buf_lit(&boek, "<workbook xmlns=\"" HOOFD "\" xmlns:r=\"" VERBAND "\"><sheets>");
    buf_lit(&verband,
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (int i = 1; i <= x->bladen; i++) {
        buf_fmt(&soorten,
                "<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%sworksheet+xml\"/>", i,
                SOORT);
        buf_lit(&boek, "<sheet name=\"");
        buf_html(&boek, i == x->bladen    ? STR(XLSX_TOELICHTING)
                        : i >= BLADEN_MAX ? STR("te veel bladen")
                                          : str_from(x->namen[i - 1]));
        buf_fmt(&boek, "\" sheetId=\"%d\" r:id=\"rId%d\"/>", i, i);
        buf_fmt(&verband,
                "<Relationship Id=\"rId%d\" Type=\"" VERBAND "/worksheet\" "
                "Target=\"worksheets/sheet%d.xml\"/>",
                i, i);
    }
    buf_fmt(&verband,
            "<Relationship Id=\"rId%d\" Type=\"" VERBAND "/styles\" Target=\"styles.xml\"/></Relationships>",
            x->bladen + 1);
    buf_lit(&boek, "</sheets></workbook>");
    buf_lit(&soorten, "</Types>");
    deel_geheel(x, "xl/styles.xml", str_from(stijlen_xml));
    deel_geheel(x, "xl/workbook.xml", buf_str(&boek));
    deel_geheel(x, "xl/_rels/workbook.xml.rels", buf_str(&verband));
    deel_geheel(x, "_rels/.rels",
                STR("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    "<Relationship Id=\"rId1\" Type=\"" VERBAND "/officeDocument\" "
                    "Target=\"xl/workbook.xml\"/></Relationships>"));
    deel_geheel(x, "[Content_Types].xml", buf_str(&soorten));
}

void xlsx_stroom_eind(struct xlsx_stroom *x, const struct doc *foot)
{
    struct buf b;

    blad_sluit(x);
    buf_init(&b, x->naar->a, SIZE_MAX);
    toelichting(x, &b, foot);
    lijsten(x, x->naar->a);
    zip_uit_eind(x->zip);
}

int xlsx_stroom_fout(const struct xlsx_stroom *x, struct err *e)
{
    if (x->te_veel)
        return err_set(e, ERR_LIMIT, "een werkboek heeft ten hoogste %d bladen", BLADEN_MAX);
    return zip_uit_fout(x->zip, e);
}
