/* SPDX-License-Identifier: EUPL-1.2
 * A report as OpenDocument text (ODF 1.3): headings, contents, lists, tables and pictures that a word
 * processor can go on with. The same bytes for the same report. */
#include "rapport/rapport.h"

#include "base/num.h"
#include "doc/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NS                                                                                                   \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                                     \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                                         \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                                       \
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                                      \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                                       \
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""                              \
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""                                \
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""            \
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\""
static const char xml[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* A cell with a line under it; tables have their styles in the content, where word processors look for them.
 */
#define CEL "<table:table-cell table:style-name=\"Lijn\" office:value-type=\"string\">"
static const char eigen_stijlen[] =
    "<office:automatic-styles><style:style style:name=\"Tabel\" "
    "style:family=\"table\"><style:table-properties "
    "fo:margin-bottom=\"0.5cm\" table:align=\"margins\"/></style:style><style:style style:name=\"Lijn\" "
    "style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.06cm\" fo:border-bottom=\"0.5pt "
    "solid #d9dce3\"/></style:style></office:automatic-styles>";

static const char stijlen[] =
    "<office:document-styles" NS "><office:styles>"
    "<style:default-style style:family=\"paragraph\"><style:text-properties fo:font-family=\"'Liberation "
    "Sans'\" "
    "fo:font-size=\"11pt\" fo:language=\"nl\" fo:country=\"NL\"/></style:default-style>"
    "<style:style style:name=\"Standard\" style:family=\"paragraph\"><style:paragraph-properties "
    "fo:margin-bottom=\"0.25cm\" fo:line-height=\"130%\"/></style:style>"
    "<style:style style:name=\"Heading_20_1\" style:display-name=\"Heading 1\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Standard\" style:default-outline-level=\"1\"><style:paragraph-properties "
    "fo:keep-with-next=\"always\" fo:margin-top=\"0.6cm\"/><style:text-properties fo:font-size=\"18pt\" "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Heading_20_2\" style:display-name=\"Heading 2\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Standard\" style:default-outline-level=\"2\"><style:paragraph-properties "
    "fo:keep-with-next=\"always\" fo:margin-top=\"0.5cm\"/><style:text-properties fo:font-size=\"14pt\" "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Heading_20_3\" style:display-name=\"Heading 3\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Standard\" style:default-outline-level=\"3\"><style:paragraph-properties "
    "fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"12pt\" "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Title\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:text-properties fo:font-size=\"24pt\" fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Caption\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:paragraph-properties fo:keep-with-next=\"always\"/><style:text-properties "
    "fo:font-weight=\"bold\" "
    "fo:font-size=\"10pt\"/></style:style>"
    "<style:style style:name=\"Noot\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:text-properties fo:font-size=\"9pt\" fo:color=\"#565b66\"/></style:style>"
    "<style:style style:name=\"Cel\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:paragraph-properties fo:margin-bottom=\"0cm\"/><style:text-properties "
    "fo:font-size=\"10pt\"/></style:style>"
    "<style:style style:name=\"Getal\" style:family=\"paragraph\" style:parent-style-name=\"Cel\">"
    "<style:paragraph-properties fo:text-align=\"end\"/></style:style>"
    "<style:style style:name=\"Celkop\" style:family=\"paragraph\" style:parent-style-name=\"Cel\">"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Getalkop\" style:family=\"paragraph\" style:parent-style-name=\"Getal\">"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Citaat\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:paragraph-properties fo:margin-left=\"1cm\"/></style:style>"
    "<style:style style:name=\"Voet\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
    "<style:paragraph-properties fo:text-align=\"end\"/><style:text-properties "
    "fo:font-size=\"9pt\"/></style:style>"
    "<style:style style:name=\"Nadruk\" style:family=\"text\"><style:text-properties "
    "fo:font-style=\"italic\"/></style:style>"
    "<style:style style:name=\"Sterk\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Beeld\" style:family=\"graphic\"><style:graphic-properties "
    "style:wrap=\"none\"/></style:style></office:styles>"
    "<office:automatic-styles><style:page-layout style:name=\"A4\"><style:page-layout-properties "
    "fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" "
    "fo:margin=\"2.2cm\"/><style:footer-style/></style:page-layout>"
    "</office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" "
    "style:page-layout-name=\"A4\"><style:footer><text:p text:style-name=\"Voet\">pagina <text:page-number/> "
    "van "
    "<text:page-count/></text:p></style:footer></style:master-page></office:master-styles></"
    "office:document-styles>";

struct schrijf {
    struct arena *a;
    const struct rapport *r;
    struct buf b;
    struct zip_uit *zip;
    size_t figuur, tabel, n_tabel;
    struct str alinea; /* style of paragraphs here */
};

static void alinea(struct schrijf *w, const char *stijl, struct str s)
{
    buf_fmt(&w->b, "<text:p text:style-name=\"%s\">", stijl);
    buf_html(&w->b, s);
    buf_lit(&w->b, "</text:p>\n");
}

static void cel(struct schrijf *w, const char *stijl, struct str s)
{
    buf_lit(&w->b, CEL);
    alinea(w, stijl, s);
    buf_lit(&w->b, "</table:table-cell>");
}

static void rij(struct schrijf *w, const struct rapport_stuk *s, struct str label, const struct ui_cel *c)
{
    buf_lit(&w->b, "<table:table-row>");
    cel(w, "Cel", label);
    for (size_t k = 0; k < s->tabel.n_kolom; k++)
        cel(w, "Getal", rapport_cel_tekst(w->a, &c[k], &s->tabel.kolom[k]));
    buf_lit(&w->b, "</table:table-row>\n");
}

static void getallen(struct schrijf *w, const struct rapport_stuk *s)
{
    static const char *const wat[] = {"Som", "Gemiddelde", "Mediaan"};

    for (int i = 0; s->tabel.vraag->getal && i < 3; i++) {
        buf_lit(&w->b, "<table:table-row>");
        cel(w, "Cel", str_from(wat[i]));
        for (size_t k = 0; k < s->tabel.n_kolom; k++) {
            const struct ui_getallen *g = &s->tabel.kolom[k].getal;
            int64_t v = i == 0 ? g->som : i == 1 ? g->gemiddelde : g->mediaan;

            cel(w, "Getal",
                g->weg || !g->n ? STR("\xE2\x80\x93") : num_nl(w->a, v, s->tabel.vraag->schaal + (i > 0)));
        }
        buf_lit(&w->b, "</table:table-row>\n");
    }
}

static void tabel(struct schrijf *w, const struct rapport_stuk *s)
{
    const struct ui_tabel *t = &s->tabel;

    alinea(w, "Caption",
           s->is_beeld ? str_fmt(w->a, "De cijfers bij deze figuur: %.*s", STR_ARG(s->titel))
                       : str_fmt(w->a, "Tabel %zu. %.*s", ++w->tabel, STR_ARG(s->titel)));
    buf_fmt(&w->b,
            "<table:table table:name=\"T%zu\" table:style-name=\"Tabel\"><table:table-column "
            "table:number-columns-repeated=\"%zu\"/>"
            "<table:table-header-rows><table:table-row>",
            ++w->n_tabel, t->n_kolom + 1);
    cel(w, "Celkop", STR("Antwoord"));
    for (size_t k = 0; k < t->n_kolom; k++)
        cel(w, "Getalkop",
            str_fmt(w->a, "%.*s, N = %.*s",
                    STR_ARG(t->n_kolom == 1 ? STR("Aantal (procent)") : t->kolom[k].naam),
                    STR_ARG(t->kolom[k].weg ? STR("\xE2\x80\x93") : num_nl(w->a, t->kolom[k].N, 0))));
    buf_lit(&w->b, "</table:table-row></table:table-header-rows>\n");
    for (size_t r = 0; r < t->n_regel; r++)
        rij(w, s, t->regel[r].label, &t->cel[r * t->n_kolom]);
    if (s->samen)
        rij(w, s, s->samen_naam, s->samen);
    getallen(w, s);
    buf_lit(&w->b, "</table:table>\n");
}

/* width and height as the picture says them, in pixels. */
static double maat(struct str svg, const char *naam)
{
    const char *p = memmem(svg.p, svg.n < 600 ? svg.n : 600, naam, strlen(naam));

    return p ? strtod(p + strlen(naam), NULL) : 0;
}

static void beeld(struct schrijf *w, const struct rapport_stuk *s)
{
    struct ui_tabel t = s->tabel;
    struct str svg, naam = str_fmt(w->a, "Pictures/figuur%zu.svg", ++w->figuur);
    double b, h;

    t.titel = s->titel;
    svg = ui_beeld(w->a, &t, 640);
    b = maat(svg, " width=\"");
    h = maat(svg, " height=\"");
    b = b > 0 ? b : 640;
    h = h > 0 ? h : 320;
    zip_uit_deel(w->zip, naam, false);
    zip_uit_bytes(w->zip, svg);
    zip_uit_deel_eind(w->zip);
    alinea(w, "Caption", str_fmt(w->a, "Figuur %zu. %.*s", w->figuur, STR_ARG(s->titel)));
    buf_fmt(
        &w->b,
        "<text:p text:style-name=\"Standard\"><draw:frame draw:style-name=\"Beeld\" draw:name=\"Figuur %zu\" "
        "text:anchor-type=\"as-char\" svg:width=\"16cm\" svg:height=\"%dmm\"><draw:image xlink:href=\"%.*s\" "
        "xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:title>",
        w->figuur, (int)(160 * h / b), STR_ARG(naam));
    buf_html(&w->b, s->titel);
    buf_lit(&w->b, "</svg:title></draw:frame></text:p>\n");
    alinea(w, "Noot", stuk_N(w->a, s));
}

static void stuk(struct schrijf *w, const struct rapport_stuk *s)
{
    const struct doc *noten = ui_noten(w->a, &s->tabel);

    if (s->is_beeld)
        beeld(w, s);
    tabel(w, s);
    for (size_t i = s->is_beeld; i < noten->list.n; i++)
        alinea(w, "Noot", noten->list.at[i]->s);
}

static void knopen(struct schrijf *w, const struct knoop *k);

static void om(struct schrijf *w, const char *begin, const struct knoop *k, const char *eind)
{
    buf_lit(&w->b, begin);
    knopen(w, k->eerste);
    buf_lit(&w->b, eind);
}

static bool is_span(const struct knoop *k)
{
    return k->soort >= K_TEKST && k->soort <= K_REGELEIND;
}

/* An item of a tight list has its words without a paragraph: OpenDocument wants one. */
static void punt(struct schrijf *w, const struct knoop *k)
{
    const struct knoop *x = k->eerste;

    buf_lit(&w->b, "<text:list-item>");
    while (x) {
        if (!is_span(x)) {
            struct knoop een = *x;

            een.volgende = NULL;
            knopen(w, &een);
            x = x->volgende;
            continue;
        }
        buf_lit(&w->b, "<text:p text:style-name=\"Standard\">");
        for (; x && is_span(x); x = x->volgende) {
            struct knoop een = *x;

            een.volgende = NULL;
            knopen(w, &een);
        }
        buf_lit(&w->b, "</text:p>");
    }
    buf_lit(&w->b, "</text:list-item>\n");
}

static void eigen_tabel(struct schrijf *w, const struct knoop *k)
{
    size_t kolommen = 0;

    for (const struct knoop *c = k->eerste ? k->eerste->eerste : NULL; c; c = c->volgende)
        kolommen++;
    buf_fmt(&w->b,
            "<table:table table:name=\"T%zu\" table:style-name=\"Tabel\"><table:table-column "
            "table:number-columns-repeated=\"%zu\"/>",
            ++w->n_tabel, kolommen ? kolommen : 1);
    for (const struct knoop *r = k->eerste; r; r = r->volgende)
        om(w, "<table:table-row>", r, "</table:table-row>\n");
    buf_lit(&w->b, "</table:table>\n");
}

static void knoop_uit(struct schrijf *w, const struct knoop *k)
{
    switch (k->soort) {
    case K_KOP:
        buf_fmt(&w->b,
                "<text:h text:style-name=\"Heading_20_%d\" text:outline-level=\"%d\"><text:bookmark "
                "text:name=\"%.*s\"/>",
                k->niveau > 3 ? 3 : k->niveau, k->niveau, STR_ARG(k->tekst));
        om(w, "", k, "</text:h>\n");
        break;
    case K_ALINEA:
        buf_fmt(&w->b, "<text:p text:style-name=\"%.*s\">", STR_ARG(w->alinea));
        om(w, "", k, "</text:p>\n");
        break;
    case K_CITAAT:
        w->alinea = STR("Citaat");
        knopen(w, k->eerste);
        w->alinea = STR("Standard");
        break;
    case K_LIJST:
    case K_NUMMERS:
        om(w, "<text:list>\n", k, "</text:list>\n");
        break;
    case K_PUNT:
        punt(w, k);
        break;
    case K_CODE:
        om(w, "<text:p text:style-name=\"Standard\">", k, "</text:p>\n");
        break;
    case K_TABEL:
        eigen_tabel(w, k);
        break;
    case K_CEL:
        om(w, CEL "<text:p text:style-name=\"Cel\">", k, "</text:p></table:table-cell>");
        break;
    case K_TEKST:
        buf_html(&w->b, k->tekst);
        break;
    case K_NADRUK:
        om(w, "<text:span text:style-name=\"Nadruk\">", k, "</text:span>");
        break;
    case K_STERK:
        om(w, "<text:span text:style-name=\"Sterk\">", k, "</text:span>");
        break;
    case K_SCHAKEL:
        if (k->tekst.n) {
            buf_lit(&w->b, "<text:a xlink:type=\"simple\" xlink:href=\"");
            buf_html(&w->b, k->tekst);
            buf_lit(&w->b, "\">");
        }
        om(w, "", k, k->tekst.n ? "</text:a>" : "");
        break;
    case K_REGELEIND:
        buf_lit(&w->b, "<text:line-break/>");
        break;
    case K_STUK:
        if (k->stuk < w->r->stuk.n)
            stuk(w, &w->r->stuk.at[k->stuk]);
        break;
    case K_DOC:
    case K_RIJ:
        knopen(w, k->eerste);
        break;
    case K_LIJN:
        break;
    }
}

static void knopen(struct schrijf *w, const struct knoop *k)
{
    for (; k; k = k->volgende)
        knoop_uit(w, k);
}

/* Contents with page numbers: the word processor fills the numbers in when it makes them anew. */
static void inhoud(struct schrijf *w)
{
    buf_lit(
        &w->b,
        "<text:table-of-content text:name=\"Inhoud\" text:protected=\"true\"><text:table-of-content-source "
        "text:outline-level=\"3\"><text:index-title-template>Inhoud</text:index-title-template>"
        "</text:table-of-content-source><text:index-body><text:index-title text:name=\"Inhoud_Head\">");
    alinea(w, "Caption", STR("Inhoud"));
    buf_lit(&w->b, "</text:index-title>\n");
    for (const struct knoop *k = w->r->boom->eerste; k; k = k->volgende)
        if (k->soort == K_KOP && k->niveau <= 3) {
            buf_fmt(
                &w->b,
                "<text:p text:style-name=\"Standard\"><text:a xlink:type=\"simple\" xlink:href=\"#%.*s\">",
                STR_ARG(k->tekst));
            buf_html(&w->b, knoop_tekst(w->a, k));
            buf_fmt(&w->b,
                    "</text:a> <text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"%.*s\"> "
                    "</text:bookmark-ref></text:p>\n",
                    STR_ARG(k->tekst));
        }
    buf_lit(&w->b, "</text:index-body></text:table-of-content>\n");
}

static void deel(struct schrijf *w, const char *naam, struct str s)
{
    zip_uit_deel(w->zip, str_from(naam), false);
    zip_uit_bytes(w->zip, str_from(xml));
    zip_uit_bytes(w->zip, s);
    zip_uit_deel_eind(w->zip);
}

static void lijst_van_delen(struct schrijf *w)
{
    struct buf b;

    buf_init(&b, w->a, 1 << 20);
    buf_lit(&b,
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
            "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
            "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/><manifest:file-entry "
            "manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry "
            "manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry "
            "manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>");
    for (size_t i = 1; i <= w->figuur; i++)
        buf_fmt(&b,
                "<manifest:file-entry manifest:full-path=\"Pictures/figuur%zu.svg\" "
                "manifest:media-type=\"image/svg+xml\"/>",
                i);
    buf_lit(&b, "</manifest:manifest>");
    deel(w, "META-INF/manifest.xml", buf_str(&b));
}

static void gegevens(struct schrijf *w)
{
    const struct rapport *r = w->r;
    struct buf b;

    alinea(w, "Noot",
           STR("Elk cijfer is uit de antwoorden geteld. Percentages zijn hele getallen, naar boven afgerond "
               "bij een half, en hoeven niet op te tellen tot 100. Een streepje staat voor onbekend, en voor "
               "wat niet getoond mag worden."));
    alinea(w, "Noot",
           str_fmt(w->a, "Kenmerk van de antwoorden: %.*s. Kenmerk van het sjabloon: %.*s.",
                   STR_ARG(r->gegevens_som), STR_ARG(r->sjabloon_som)));
    buf_init(&b, w->a, 100000);
    buf_lit(&b, "<office:document-meta" NS "><office:meta><dc:title>");
    buf_html(&b, r->titel);
    buf_fmt(&b,
            "</dc:title><dc:language>nl-NL</dc:language><meta:user-defined meta:name=\"gegevens\">%.*s"
            "</meta:user-defined></office:meta></office:document-meta>",
            STR_ARG(r->gegevens_som));
    deel(w, "meta.xml", buf_str(&b));
}

int rapport_odt(struct arena *a, const struct rapport *r, struct str *ret, struct err *e)
{
    struct schrijf w = {.a = a, .r = r, .alinea = STR("Standard")};
    struct buf uit;
    int rc;

    buf_init(&uit, a, (size_t)128 << 20);
    buf_init(&w.b, a, (size_t)64 << 20);
    w.zip =
        zip_uit_new(315532800000 + 43200000, 6); /* one moment for all: 1980, the first that a zip knows */
    if (!w.zip)
        return err_set(e, ERR_ENV, "er is niet genoeg geheugen");
    zip_uit_naar(w.zip, &uit);
    zip_uit_los(w.zip, STR("mimetype"), STR("application/vnd.oasis.opendocument.text"));
    buf_lit(&w.b, "<office:document-content" NS ">");
    buf_lit(&w.b, eigen_stijlen);
    buf_lit(&w.b, "<office:body><office:text>\n");
    alinea(&w, "Title", r->titel);
    if (r->verzonnen)
        alinea(&w, "Caption", STR("De antwoorden in dit rapport zijn verzonnen."));
    inhoud(&w);
    knopen(&w, r->boom->eerste);
    gegevens(&w);
    buf_lit(&w.b, "</office:text></office:body></office:document-content>");
    deel(&w, "content.xml", buf_str(&w.b));
    deel(&w, "styles.xml", str_from(stijlen));
    lijst_van_delen(&w);
    zip_uit_eind(w.zip);
    rc = zip_uit_fout(w.zip, e);
    zip_uit_free(w.zip);
    if (!rc && (uit.over || w.b.over))
        rc = err_set(e, ERR_LIMIT, "het rapport wordt te groot");
    *ret = buf_str(&uit);
    return rc;
}
