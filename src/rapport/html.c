/* SPDX-License-Identifier: EUPL-1.2
 * A report as one HTML file that stands by itself: nothing is fetched, no script. The same bytes for the same
 * report. A table or picture has a caption with its number and N under it; each picture has its table. */
#include "rapport/rapport.h"

#include "base/num.h"

static const char stijl[] =
    "@page{size:A4;margin:22mm 20mm 24mm;@bottom-right{content:\"pagina \" counter(page) \" van \" "
    "counter(pages);"
    "font:9pt sans-serif;color:#565b66}}"
    "html{font:16px/1.55 'Liberation Sans',Arial,sans-serif;color:#16181d;background:#fff}"
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem}h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em;"
    "break-after:avoid}h1{font-size:1.9rem}h2{font-size:1.45rem}h3{font-size:1.15rem}p,li{orphans:2;widows:2}"
    "figure{margin:1.5rem 0;break-inside:avoid}figcaption,caption{text-align:left;font-weight:bold;margin:0 "
    "0 .5rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;margin:1rem 0}caption{padding:0 0 .4rem}"
    "th,td{padding:.35rem .5rem;border-bottom:1px solid #d9dce3;text-align:right;vertical-align:top;"
    "font-variant-numeric:tabular-nums}th:first-child,td:first-child{text-align:left}thead "
    "th{border-bottom:2px solid "
    "#16181d}tr{break-inside:avoid}.noot{font-size:.85rem;color:#565b66;margin:.2rem "
    "0}svg{max-width:100%;height:auto}"
    "nav ol{list-style:none;padding-left:0}nav li.n3{padding-left:1.5rem}nav "
    "li.n4{padding-left:3rem}a{color:#154273}a:focus-visible,.breed:focus-visible{outline:3px solid "
    "#154273;outline-offset:2px}"
    ".verzonnen{border:2px solid #16181d;padding:.6rem .8rem;font-weight:bold}blockquote{margin:1rem "
    "0;padding-left:1rem;"
    "border-left:3px solid #d9dce3}.breed{overflow-x:auto}code{font-family:monospace;overflow-wrap:anywhere}"
    ".blz{display:none}@media "
    "print{body{max-width:none;margin:0;padding:0}a{color:inherit;text-decoration:none}nav{break-after:page}"
    "nav li a{display:flex;justify-content:space-between;gap:1em}.blz{display:block;min-width:2.5em;"
    "text-align:right}}";

struct schrijf {
    struct arena *a;
    const struct rapport *r;
    struct buf b;
    size_t figuur, tabel;
    struct markdown_html md;
};

struct str stuk_N(struct arena *a, const struct rapport_stuk *s)
{
    const struct ui_kolom *k = &s->tabel.kolom[0];

    if (s->tabel.n_kolom > 1)
        return str_fmt(a, "N staat bij elke kolom. Basis: %.*s.", STR_ARG(ui_basis_tekst(a, &s->tabel)));
    return str_fmt(a, "N = %.*s (%.*s).", STR_ARG(num_nl(a, k->N, 0)), STR_ARG(ui_basis_tekst(a, &s->tabel)));
}

struct str rapport_cel_tekst(struct arena *a, const struct ui_cel *c, const struct ui_kolom *k)
{
    int64_t p;

    if (c->weg)
        return STR("\xE2\x80\x93");
    if (k->weg || !num_percent(c->n, k->N, &p))
        return str_fmt(a, "%.*s (\xE2\x80\x93)", STR_ARG(num_nl(a, c->n, 0)));
    return str_fmt(a, "%.*s (%lld%%)", STR_ARG(num_nl(a, c->n, 0)), (long long)p);
}

static void rij(struct schrijf *w, const struct rapport_stuk *s, struct str label, const struct ui_cel *cel)
{
    buf_lit(&w->b, "<tr><th scope=\"row\">");
    buf_html(&w->b, label);
    buf_lit(&w->b, "</th>");
    for (size_t k = 0; k < s->tabel.n_kolom; k++) {
        buf_lit(&w->b, "<td>");
        buf_html(&w->b, rapport_cel_tekst(w->a, &cel[k], &s->tabel.kolom[k]));
        buf_lit(&w->b, "</td>");
    }
    buf_lit(&w->b, "</tr>\n");
}

static void getallen(struct schrijf *w, const struct rapport_stuk *s)
{
    static const char *const wat[] = {"Som", "Gemiddelde", "Mediaan"};

    for (int i = 0; s->tabel.vraag->getal && i < 3; i++) {
        buf_fmt(&w->b, "<tr><th scope=\"row\">%s</th>", wat[i]);
        for (size_t k = 0; k < s->tabel.n_kolom; k++) {
            const struct ui_getallen *g = &s->tabel.kolom[k].getal;
            int64_t v = i == 0 ? g->som : i == 1 ? g->gemiddelde : g->mediaan;

            buf_lit(&w->b, "<td>");
            buf_html(&w->b, g->weg || !g->n ? STR("\xE2\x80\x93")
                                            : num_nl(w->a, v, s->tabel.vraag->schaal + (i > 0)));
            buf_lit(&w->b, "</td>");
        }
        buf_lit(&w->b, "</tr>\n");
    }
}

static void tabel(struct schrijf *w, const struct rapport_stuk *s, bool met_titel)
{
    const struct ui_tabel *t = &s->tabel;

    buf_lit(&w->b, "<div class=\"breed\" role=\"region\" tabindex=\"0\" aria-label=\"");
    buf_fmt(&w->b, "Tabel %zu: ", ++w->md.tabel);
    buf_html(&w->b, s->titel);
    buf_lit(&w->b, "\"><table>\n<caption>");
    if (met_titel)
        buf_fmt(&w->b, "Tabel %zu. ", ++w->tabel);
    else
        buf_lit(&w->b, "De cijfers bij deze figuur: ");
    buf_html(&w->b, s->titel);
    buf_lit(&w->b, "</caption>\n<thead><tr><th scope=\"col\">Antwoord</th>");
    for (size_t k = 0; k < t->n_kolom; k++) {
        buf_lit(&w->b, "<th scope=\"col\">");
        buf_html(&w->b, t->n_kolom == 1 ? STR("Aantal (procent)") : t->kolom[k].naam);
        if (t->kolom[k].weg)
            buf_lit(&w->b, "<br>N = \xE2\x80\x93</th>");
        else
            buf_fmt(&w->b, "<br>N = %.*s</th>", STR_ARG(num_nl(w->a, t->kolom[k].N, 0)));
    }
    buf_lit(&w->b, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < t->n_regel; r++)
        rij(w, s, t->regel[r].label, &t->cel[r * t->n_kolom]);
    if (s->samen)
        rij(w, s, s->samen_naam, s->samen);
    getallen(w, s);
    buf_lit(&w->b, "</tbody></table></div>\n");
}

static void stuk(struct schrijf *w, const struct rapport_stuk *s)
{
    const struct doc *noten = ui_noten(w->a, &s->tabel);

    if (s->is_beeld) {
        struct ui_tabel t = s->tabel;

        t.titel = s->titel;
        buf_fmt(&w->b, "<figure><figcaption>Figuur %zu. ", ++w->figuur);
        buf_html(&w->b, s->titel);
        buf_lit(&w->b, "</figcaption>\n");
        buf_add(&w->b, ui_beeld(w->a, &t, 640));
        buf_lit(&w->b, "\n<p class=\"noot\">");
        buf_html(&w->b, stuk_N(w->a, s));
        buf_lit(&w->b, "</p></figure>\n");
    }
    tabel(w, s, !s->is_beeld);
    for (size_t i = s->is_beeld; i < noten->list.n; i++) { /* N stands under a picture already */
        buf_lit(&w->b, "<p class=\"noot\">");
        buf_html(&w->b, noten->list.at[i]->s);
        buf_lit(&w->b, "</p>\n");
    }
}

static void stuk_nummer(void *ctx, size_t nummer)
{
    struct schrijf *w = ctx;

    if (nummer < w->r->stuk.n)
        stuk(w, &w->r->stuk.at[nummer]);
}

static void inhoud(struct schrijf *w, const struct knoop *k)
{
    buf_lit(&w->b, "<nav aria-labelledby=\"inhoud\"><h2 id=\"inhoud\">Inhoud</h2><ol>\n");
    for (k = k->eerste; k; k = k->volgende)
        if (k->soort == K_KOP && k->niveau <= 3) {
            buf_fmt(&w->b, "<li class=\"n%d\"><a href=\"#%.*s\">", k->niveau + 1, STR_ARG(k->tekst));
            buf_html(&w->b, knoop_tekst(w->a, k));
            buf_lit(&w->b, " " RAPPORT_BLADZIJDE "</a></li>\n");
        }
    buf_lit(&w->b, "</ol></nav>\n");
}

static void verantwoording(struct schrijf *w)
{
    const struct rapport *r = w->r;

    buf_lit(&w->b, "<h2 id=\"verantwoording\">Hoe dit rapport is gemaakt</h2>\n<ul>\n");
    for (size_t i = 0; i < r->n_set; i++) {
        int64_t mee = 0;

        for (size_t p = 0; p < r->set[i]->n; p++)
            mee += r->set[i]->partij[p].deelnemend;
        buf_lit(&w->b, "<li>");
        buf_html(&w->b, r->set[i]->titel);
        buf_fmt(&w->b, ", peildatum %.*s: %lld van de %zu uitgenodigde %s %s mee.</li>\n",
                STR_ARG(date_nl(w->a, r->set[i]->peildatum)), (long long)mee, r->set[i]->n,
                r->set[i]->n == 1 ? "partij" : "partijen", mee == 1 ? "deed" : "deden");
    }
    buf_lit(
        &w->b,
        "</ul>\n<p>Elk cijfer in de tekst, in een tabel en in een figuur is uit de antwoorden geteld. "
        "Percentages zijn hele getallen, naar boven afgerond bij een half, en hoeven niet op te tellen tot "
        "100. Een streepje staat voor onbekend, en voor wat niet getoond mag worden.</p>\n");
    buf_fmt(&w->b,
            "<p class=\"noot\">Kenmerk van de antwoorden: <code>%.*s</code><br>Kenmerk van het sjabloon: "
            "<code>%.*s</code></p>\n",
            STR_ARG(r->gegevens_som), STR_ARG(r->sjabloon_som));
}

int rapport_html(struct arena *a, const struct rapport *r, struct str *ret, struct err *e)
{
    struct schrijf w = {.a = a, .r = r};

    buf_init(&w.b, a, (size_t)64 << 20);
    buf_lit(&w.b,
            "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            "content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    buf_html(&w.b, r->titel);
    buf_lit(&w.b, "</title>\n<style>");
    buf_lit(&w.b, stijl);
    buf_lit(&w.b, "</style>\n</head>\n<body>\n<main>\n<h1>");
    buf_html(&w.b, r->titel);
    buf_lit(&w.b, "</h1>\n");
    if (r->verzonnen)
        buf_lit(&w.b, "<p class=\"verzonnen\">De antwoorden in dit rapport zijn verzonnen.</p>\n");
    inhoud(&w, r->boom);
    w.md = (struct markdown_html){
        .b = &w.b, .kop_bij = 1, .kop = "", .breed = "breed", .stuk = stuk_nummer, .ctx = &w};
    markdown_html(&w.md, r->boom->eerste);
    verantwoording(&w);
    buf_lit(&w.b, "</main>\n</body>\n</html>\n");
    if (w.b.over)
        return err_set(e, ERR_LIMIT, "het rapport wordt groter dan 64 MB");
    *ret = buf_str(&w.b);
    return OK;
}
