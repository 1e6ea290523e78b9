/* SPDX-License-Identifier: EUPL-1.2
 * Before and after as dots: an open one and a filled one on each row, joined by a line, on an axis from 0 to
 * 100%. Both figures stand at the right; what is not known has no dot and is printed as a dash. */
#include "grafiek/svg.h"

enum { MAX_RIJEN = 200, REGEL = 16, RIJ = 24, STRAAL = 6, GAT = 14 };
static const double letter = 13, klein = 12;

static void punt(struct svg *s, double x, double y, bool vol)
{
    const struct svg_tint *t = svg_tint(TINT_NEUTRAAL);

    svg_lit(s, "<circle");
    svg_attr(s, "cx", x);
    svg_attr(s, "cy", y);
    svg_attr(s, "r", vol ? STRAAL : STRAAL - 1);
    if (vol)
        buf_fmt(&s->b, " class=\"%s\" fill=\"%s\"/>", t->klasse, t->vlak);
    else
        buf_fmt(&s->b, " class=\"g-lijn g-grond %s\" fill=\"#ffffff\" stroke=\"%s\" stroke-width=\"2\"/>",
                t->klasse, t->lijn);
}

static struct str percent(struct arena *a, bool is, int64_t p)
{
    return is ? str_fmt(a, "%lld%%", (long long)p) : STR("\xE2\x80\x93");
}

static double legenda(struct svg *s, const struct grafiek_punten *g, double breedte)
{
    struct str naam[2] = {svg_kort(g->voor, 100), svg_kort(g->na, 100)};
    double x = STRAAL, y = STRAAL + 2;

    svg_lit(s, "<g class=\"g-legenda\">");
    for (int i = 0; i < 2; i++) {
        double w;

        naam[i] = svg_inkort(s->a, naam[i], klein, false, breedte - 2 * STRAAL - 6, true);
        w = svg_maat(naam[i], klein, false) + STRAAL + 6;
        if (i && x + w > breedte) {
            x = STRAAL;
            y += REGEL + 4;
        }
        punt(s, x, y, i == 1);
        svg_tekst(s, x + STRAAL + 6, y + 4,
                  (struct svg_letter){klein, .klasse = "g-label", .kleur = SVG_LETTER}, naam[i]);
        x += w + 28;
    }
    svg_lit(s, "</g>");
    return y + STRAAL + GAT;
}

static struct str beschrijf(struct arena *a, const struct grafiek_punten *g)
{
    struct buf b;

    if (g->beschrijving.n)
        return g->beschrijving;
    buf_init(&b, a, 1 << 16);
    for (size_t i = 0; i < g->n && i < MAX_RIJEN; i++) {
        const struct grafiek_voorna *r = &g->rijen[i];

        buf_fmt(&b, "%s%.*s: van %.*s naar %.*s", i ? "; " : "", STR_ARG(svg_kort(r->label, 100)),
                STR_ARG(percent(a, r->heeft_voor, r->voor)), STR_ARG(percent(a, r->heeft_na, r->na)));
    }
    buf_lit(&b, ".");
    return buf_str(&b);
}

struct str grafiek_punten_svg(struct arena *a, const struct grafiek_punten *g)
{
    double breedte = svg_breedte(g->breedte, 640), x0 = STRAAL + 1, x1, y;
    size_t n = g->n > MAX_RIJEN ? MAX_RIJEN : g->n;
    struct svg s;

    if (!n)
        return svg_zin(a, g->titel, g->beschrijving, breedte, "Er zijn nog geen cijfers.");
    svg_begin(&s, a);
    x1 = breedte - svg_maat(STR("100% \xE2\x86\x92 100%"), letter, false) - GAT;
    y = legenda(&s, g, breedte);
    for (size_t i = 0; i < n; i++) {
        const struct grafiek_voorna *r = &g->rijen[i];
        double v = x0 + (double)r->voor / 100 * (x1 - x0), w = x0 + (double)r->na / 100 * (x1 - x0), hier;
        struct str regels[3];
        bool heel;
        size_t k = svg_breek(a, svg_kort(r->label, 300), letter, x1, 3, regels, &heel);

        svg_lit(&s, "<g>");
        for (size_t j = 0; j < k; j++)
            svg_tekst(&s, 0, y + 12 + REGEL * (double)j,
                      (struct svg_letter){letter, .klasse = "g-label", .kleur = SVG_LETTER}, regels[j]);
        y += REGEL * (double)(k ? k : 1);
        hier = y + RIJ / 2 - 2;
        svg_lijn(&s, x0, hier, x1, hier, "g-hulplijn", SVG_HULP, 1);
        for (int p = 0; p <= 100; p += 25)
            svg_lijn(&s, x0 + p / 100.0 * (x1 - x0), hier - 3, x0 + p / 100.0 * (x1 - x0), hier + 3,
                     "g-hulplijn", SVG_HULP, 1);
        if (r->heeft_voor && r->heeft_na)
            svg_lijn(&s, v, hier, w, hier, "g-aanwijslijn", SVG_STIL, 2);
        if (r->heeft_voor)
            punt(&s, v, hier, false);
        if (r->heeft_na)
            punt(&s, w, hier, true);
        svg_tekst(
            &s, breedte, hier + 4,
            (struct svg_letter){letter, .anker = ANKER_RECHTS, .klasse = "g-waarde", .kleur = SVG_LETTER},
            str_fmt(a, "%.*s \xE2\x86\x92 %.*s", STR_ARG(percent(a, r->heeft_voor, r->voor)),
                    STR_ARG(percent(a, r->heeft_na, r->na))));
        svg_lit(&s, "</g>");
        y += RIJ + 4;
    }
    svg_tekst(&s, x0, y + 10, (struct svg_letter){klein, .klasse = "g-noot", .kleur = SVG_STIL}, STR("0%"));
    svg_tekst(&s, x1, y + 10,
              (struct svg_letter){klein, .anker = ANKER_RECHTS, .klasse = "g-noot", .kleur = SVG_STIL},
              STR("100%"));
    return svg_eind(&s, g->titel, beschrijf(a, g), breedte, y + 18);
}
