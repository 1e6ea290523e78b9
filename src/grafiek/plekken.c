/* SPDX-License-Identifier: EUPL-1.2
 * Small marks on a map of boundaries. All of one kind are one path of which each mark is a few bytes, drawn
 * several times over itself: a halo in the colour of the page, so that it shows on every class, then the
 * mark. */
#include "grafiek/svg.h"
#include "grafiek/vorm.h"

#include "base/num.h"

enum {
    PLEKKEN_MAX = 20000,
    VEEL = 1000, /* above it the marks are half as large: else they hide each other and the map */
};

/* How a kind is drawn: strokes from below, in tenths of a pixel. */
static const struct {
    const char *klasse, *kleur;
    int dikte[TEKENS]; /* 0: not */
} strepen[] = {
    {"g-halo", "#ffffff", {62, 74, 40}},
    {"g-plek", SVG_LETTER, {44, 56, 18}},
    {"g-halo", "#ffffff", {0, 26, 0}},
};

static void plek_pad(struct svg *s, enum grafiek_teken teken, int dx, int dy, int half)
{
    svg_lit(s, "m");
    buf_i64(&s->b, dx);
    svg_lit(s, dy < 0 ? "" : " ");
    buf_i64(&s->b, dy);
    if (teken == TEKEN_KRUIS)
        buf_fmt(&s->b, "l%d %dm0-%dl-%d %dm0-%d", 2 * half, 2 * half, 2 * half, 2 * half, 2 * half, 2 * half);
    else
        svg_lit(s, "h0");
}

static void pad_teken(struct svg *s, const struct grafiek_kaart *k, const struct vormen *v,
                      enum grafiek_teken teken)
{
    int half = k->n_plekken > VEEL ? 13 : 22, schuif = teken == TEKEN_KRUIS ? half : 0;
    struct vorm_punt vorig = {0}, p;
    bool eerste = true;

    for (size_t i = 0; i < k->n_plekken && i < PLEKKEN_MAX; i++) {
        if (k->plekken[i].teken != teken || !vormen_plek(v, k->plekken[i].x, k->plekken[i].y, &p))
            continue;
        if (eerste)
            buf_fmt(&s->b, "<path id=\"" SVG_ID "-p%d\" d=\"M0 0", (int)teken);
        p.x -= schuif;
        p.y -= schuif;
        plek_pad(s, teken, p.x - vorig.x, p.y - vorig.y, half);
        vorig = p;
        eerste = false;
    }
    if (!eerste)
        svg_lit(s, "\"/>");
}

/* How many of a kind lie in the picture. */
static size_t aantal(const struct grafiek_kaart *k, const struct vormen *v, enum grafiek_teken teken)
{
    struct vorm_punt p;
    size_t n = 0;

    for (size_t i = 0; i < k->n_plekken && i < PLEKKEN_MAX; i++)
        n += k->plekken[i].teken == teken && vormen_plek(v, k->plekken[i].x, k->plekken[i].y, &p);
    return n;
}

static void streep(struct svg *s, size_t i, enum grafiek_teken teken, bool klein)
{
    svg_woord(s, "class", strepen[i].klasse);
    svg_woord(s, "stroke", strepen[i].kleur);
    buf_fmt(&s->b, " stroke-width=\"%d\"", strepen[i].dikte[teken] * (klein ? 6 : 10) / 10);
    svg_woord(s, "stroke-linecap", teken == TEKEN_VOL ? "square" : "round");
}

void plekken_teken(struct svg *s, const struct grafiek_kaart *k, const struct vormen *v)
{
    if (!k->n_plekken)
        return;
    svg_lit(s, "<defs>");
    for (int t = 0; t < TEKENS; t++)
        pad_teken(s, k, v, (enum grafiek_teken)t);
    svg_lit(s, "</defs><g fill=\"none\" pointer-events=\"none\">");
    for (int t = 0; t < TEKENS; t++) /* the filled ones first: what is thin stays in sight on them */
        for (size_t i = 0; i < sizeof strepen / sizeof *strepen && aantal(k, v, (enum grafiek_teken)t); i++) {
            if (!strepen[i].dikte[t])
                continue;
            buf_fmt(&s->b, "<use href=\"#" SVG_ID "-p%d\"", t);
            streep(s, i, (enum grafiek_teken)t, k->n_plekken > VEEL);
            svg_lit(s, "/>");
        }
    svg_lit(s, "</g>");
}

double plekken_legenda(struct svg *s, const struct grafiek_kaart *k, const struct vormen *v, double y,
                       double breedte)
{
    double x = 0, begin = y;

    for (int t = 0; k->n_plekken && t < TEKENS; t++) {
        struct str naam;
        size_t n = aantal(k, v, (enum grafiek_teken)t);
        double w;

        if (!n)
            continue;
        naam = str_fmt(s->a, "%.*s (%s)", STR_ARG(svg_kort(k->teken_naam[t], 60)),
                       str_cstr(s->a, num_nl(s->a, (int64_t)n, 0)));
        w = 16 + svg_maat(naam, 11.5, false) + 16;
        if (x > 0 && x + w > breedte) {
            x = 0;
            y += 18;
        }
        buf_fmt(&s->b, "<g fill=\"none\" transform=\"translate(%d %d) scale(.1)\">", (int)x + 6, (int)y + 6);
        for (size_t i = 0; i < sizeof strepen / sizeof *strepen; i++) {
            if (!strepen[i].dikte[t])
                continue;
            svg_lit(s, t == TEKEN_KRUIS ? "<path d=\"M-22-22" : "<path d=\"M0 0");
            svg_lit(s, t == TEKEN_KRUIS ? "l44 44m0-44l-44 44\"" : "h0\"");
            streep(s, i, (enum grafiek_teken)t, false);
            svg_lit(s, "/>");
        }
        svg_lit(s, "</g>");
        svg_tekst(s, x + 16, y + 10, (struct svg_letter){11.5, false, ANKER_LINKS, "g-label", SVG_LETTER},
                  naam);
        x += w;
    }
    return x > 0 ? y + 20 - begin : 0;
}
