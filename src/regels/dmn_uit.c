/* SPDX-License-Identifier: EUPL-1.2
 * A decision table as DMN 1.3 XML. Parameters are written at their common value, since DMN has no areas. */
#include "regels/regels.h"

static void getal_schrijf(struct buf *b, const struct regeltabel *t, const struct regel_getal *g)
{
    int64_t v = g->waarde + (g->param >= 0 ? t->param[g->param].waarde : 0);

    buf_html(b, regel_waarde_tekst(b->a, &(struct regel_waarde){.soort = REGEL_GETAL, .getal = v}));
}

static void tekst_schrijf(struct buf *b, struct str s)
{
    buf_lit(b, "&quot;");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            buf_char(b, '\\');
        buf_html(b, str_sub(s, i, i + 1));
    }
    buf_lit(b, "&quot;");
}

static void alternatief_schrijf(struct buf *b, const struct regeltabel *t, const struct regel_invoer *in,
                                const struct regel_alternatief *x)
{
    if (x->onbekend) {
        buf_lit(b, "null");
    } else if (in->soort == REGEL_TEKST) {
        tekst_schrijf(b, in->woorden.at[x->laag.waarde].key);
    } else if (in->soort == REGEL_WAAR) {
        buf_lit(b, x->laag.waarde ? "true" : "false");
    } else if (x->laag.param < 0 && x->laag.waarde == INT64_MIN) {
        buf_lit(b, "&lt;=");
        getal_schrijf(b, t, &x->hoog);
    } else if (x->hoog.param < 0 && x->hoog.waarde == INT64_MAX) {
        buf_lit(b, "&gt;=");
        getal_schrijf(b, t, &x->laag);
    } else {
        buf_char(b, '[');
        getal_schrijf(b, t, &x->laag);
        buf_lit(b, "..");
        getal_schrijf(b, t, &x->hoog);
        buf_char(b, ']');
    }
}

static void cel_schrijf(struct buf *b, const struct regeltabel *t, size_t k, const struct regel_cel *c)
{
    buf_lit(b, "        <inputEntry><text>");
    buf_lit(b, c->alles ? "-" : c->niet ? "not(" : "");
    for (size_t i = 0; !c->alles && i < c->n; i++) {
        buf_lit(b, i ? ", " : "");
        alternatief_schrijf(b, t, &t->in[k], &c->at[i]);
    }
    buf_lit(b, c->niet ? ")</text></inputEntry>\n" : "</text></inputEntry>\n");
}

static void waarde_schrijf(struct buf *b, const struct regel_waarde *w)
{
    if (w->onbekend)
        buf_lit(b, "null");
    else if (w->soort == REGEL_TEKST)
        tekst_schrijf(b, w->tekst);
    else if (w->soort == REGEL_WAAR)
        buf_lit(b, w->getal ? "true" : "false");
    else
        buf_add(b, regel_waarde_tekst(b->a, w));
}

static void invoer_schrijf(struct buf *b, const struct regel_invoer *in)
{
    static const char *const soorten[] = {"number", "string", "boolean"};

    buf_lit(b, "      <input><inputExpression");
    if (in->soort_bekend)
        buf_fmt(b, " typeRef=\"%s\"", soorten[in->soort]);
    buf_lit(b, "><text>");
    buf_html(b, in->naam);
    buf_lit(b, "</text></inputExpression>");
    if (in->begrensd && in->soort == REGEL_TEKST) {
        buf_lit(b, "<inputValues><text>");
        for (size_t i = 0; i < in->woorden.n; i++) {
            buf_lit(b, i ? ", " : "");
            tekst_schrijf(b, in->woorden.at[i].key);
        }
        buf_lit(b, "</text></inputValues>");
    }
    buf_lit(b, "</input>\n");
}

static void uitvoer_schrijf(struct buf *b, const struct regel_uitvoer *u)
{
    buf_lit(b, "      <output name=\"");
    buf_html(b, u->naam);
    buf_lit(b, "\">");
    if (u->lijst.n) {
        buf_lit(b, "<outputValues><text>");
        for (size_t i = 0; i < u->lijst.n; i++) {
            buf_lit(b, i ? ", " : "");
            waarde_schrijf(b, &u->lijst.at[i]);
        }
        buf_lit(b, "</text></outputValues>");
    }
    if (u->heeft_standaard) {
        buf_lit(b, "<defaultOutputEntry><text>");
        waarde_schrijf(b, &u->standaard);
        buf_lit(b, "</text></defaultOutputEntry>");
    }
    buf_lit(b, "</output>\n");
}

void dmn_schrijf(struct buf *b, const struct regeltabel *t)
{
    static const char *const wijzen[] = {"UNIQUE",  "ANY",          "PRIORITY",  "FIRST",
                                         "COLLECT", "OUTPUT ORDER", "RULE ORDER"};
    static const char *const op[] = {"", "SUM", "MIN", "MAX", "COUNT"};

    buf_lit(b,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"definities\" name=\"");
    buf_html(b, t->naam);
    buf_lit(b, "\" namespace=\"https://woonzorg.example/regels\">\n  <decision id=\"besluit\" name=\"");
    buf_html(b, t->naam);
    buf_fmt(b, "\">\n    <decisionTable id=\"tabel\" hitPolicy=\"%s\"", wijzen[t->trefwijze]);
    if (t->optelling)
        buf_fmt(b, " aggregation=\"%s\"", op[t->optelling]);
    buf_lit(b, ">\n");
    for (size_t i = 0; i < t->n_in; i++)
        invoer_schrijf(b, &t->in[i]);
    for (size_t i = 0; i < t->n_uit; i++)
        uitvoer_schrijf(b, &t->uit[i]);
    for (size_t r = 0; r < t->n; r++) {
        buf_fmt(b, "      <rule id=\"regel-%zu\">\n", r + 1);
        if (t->regel[r].toelichting.n) {
            buf_lit(b, "        <description>");
            buf_html(b, t->regel[r].toelichting);
            buf_lit(b, "</description>\n");
        }
        for (size_t k = 0; k < t->n_in; k++)
            cel_schrijf(b, t, k, &t->regel[r].als[k]);
        for (size_t u = 0; u < t->n_uit; u++) {
            buf_lit(b, "        <outputEntry><text>");
            waarde_schrijf(b, &t->regel[r].dan[u]);
            buf_lit(b, "</text></outputEntry>\n");
        }
        buf_lit(b, "      </rule>\n");
    }
    buf_lit(b, "    </decisionTable>\n  </decision>\n</definitions>\n");
}
