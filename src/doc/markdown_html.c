/* SPDX-License-Identifier: EUPL-1.2
 * A tree of Markdown as HTML: every text escaped, no markup but our own. */
#include "doc/markdown.h"

static void knopen(struct markdown_html *w, const struct knoop *k);

static void om(struct markdown_html *w, const char *naam, const struct knoop *k, bool regel)
{
    buf_fmt(w->b, "<%s>", naam);
    knopen(w, k->eerste);
    buf_fmt(w->b, "</%s>%s", naam, regel ? "\n" : "");
}

static void kop(struct markdown_html *w, const struct knoop *k)
{
    int n = k->niveau + w->kop_bij > 6 ? 6 : k->niveau + w->kop_bij;

    if (w->laatste && n > w->laatste + 1)
        n = w->laatste + 1;
    w->laatste = w->laatste ? n : 0;
    buf_fmt(w->b, "<h%d id=\"%s%.*s\">", n, w->kop, STR_ARG(k->tekst));
    knopen(w, k->eerste);
    buf_fmt(w->b, "</h%d>\n", n);
}

static void schakel(struct markdown_html *w, const struct knoop *k)
{
    if (k->tekst.n) {
        buf_lit(w->b, "<a href=\"");
        buf_html(w->b, k->tekst);
        buf_lit(w->b, "\">");
    }
    knopen(w, k->eerste);
    if (k->tekst.n)
        buf_lit(w->b, "</a>");
}

/* The rows of a table: its first is the head. */
static void eigen_tabel(struct markdown_html *w, const struct knoop *k)
{
    buf_fmt(w->b,
            "<div class=\"%s\" role=\"region\" tabindex=\"0\" aria-label=\"Tabel %zu in de tekst\"><table>\n",
            w->breed, ++w->tabel);
    knopen(w, k->eerste);
    buf_lit(w->b, "</table></div>\n");
}

static void knopen(struct markdown_html *w, const struct knoop *k)
{
    for (; k; k = k->volgende)
        switch (k->soort) {
        case K_DOC:
            knopen(w, k->eerste);
            break;
        case K_KOP:
            kop(w, k);
            break;
        case K_ALINEA:
            om(w, "p", k, true);
            break;
        case K_CITAAT:
            om(w, "blockquote", k, true);
            break;
        case K_LIJST:
            om(w, "ul", k, true);
            break;
        case K_NUMMERS:
            om(w, "ol", k, true);
            break;
        case K_PUNT:
            om(w, "li", k, true);
            break;
        case K_LIJN:
            buf_lit(w->b, "<hr>\n");
            break;
        case K_CODE:
            om(w, "pre", k, true);
            break;
        case K_TABEL:
            eigen_tabel(w, k);
            break;
        case K_RIJ:
            om(w, "tr", k, true);
            break;
        case K_CEL:
            om(w, k->is_kop ? "th" : "td", k, false);
            break;
        case K_TEKST:
            buf_html(w->b, k->tekst);
            break;
        case K_NADRUK:
            om(w, "em", k, false);
            break;
        case K_STERK:
            om(w, "strong", k, false);
            break;
        case K_SCHAKEL:
            schakel(w, k);
            break;
        case K_REGELEIND:
            buf_lit(w->b, "<br>");
            break;
        case K_STUK:
            if (w->stuk)
                w->stuk(w->ctx, k->stuk);
            break;
        }
}

void markdown_html(struct markdown_html *w, const struct knoop *k)
{
    knopen(w, k);
}
