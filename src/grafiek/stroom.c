/* SPDX-License-Identifier: EUPL-1.2
 * What goes from one class to another: classes before at the left, after at the right, a band between them as
 * wide as the number that goes. Only what moves is drawn; what stays is told in the table beside it. */
#include "grafiek/svg.h"

#include "base/num.h"

enum { BREEDTE = 520, BALK = 10, RAND = 168, GAT = 18, HOOG = 220, BANDEN_MAX = 200, KLASSEN_MAX = 60 };
static const double letter = 12.5;

struct kant { /* one side: where each class begins, and how far it is filled */
    double y[KLASSEN_MAX], vol[KLASSEN_MAX];
    int64_t som[KLASSEN_MAX];
    double eind;
};

static bool telt(const struct grafiek_stroom *g, size_t i, size_t j)
{
    return g->aantal[i * g->n_naar + j] > 0 && !str_eq(g->van[i], g->naar[j]);
}

static void leg(struct kant *k, size_t n, double schaal)
{
    double y = 24;

    for (size_t i = 0; i < n; i++) {
        if (!k->som[i])
            continue;
        k->y[i] = y;
        y += (double)k->som[i] * schaal + GAT;
        if ((double)k->som[i] * schaal < 14)
            y += 14 - (double)k->som[i] * schaal; /* room for its name */
    }
    k->eind = y;
}

static void namen(struct svg *s, const struct kant *k, const struct str *naam, size_t n, double schaal,
                  bool links)
{
    for (size_t i = 0; i < n; i++) {
        double h = (double)k->som[i] * schaal, x = links ? RAND - BALK : BREEDTE - RAND;
        struct str tekst;

        if (!k->som[i])
            continue;
        svg_rect(s, x, k->y[i], BALK, h < 1 ? 1 : h, 0, "g-neutraal", "#5f6672");
        tekst = svg_inkort(s->a, naam[i], letter, false, RAND - 24, true);
        svg_tekst(
            s, links ? x - 8 : x + BALK + 8, k->y[i] + 10,
            (struct svg_letter){letter, true, links ? ANKER_RECHTS : ANKER_LINKS, "g-label", SVG_LETTER},
            tekst);
        svg_tekst(s, links ? x - 8 : x + BALK + 8, k->y[i] + 25,
                  (struct svg_letter){11.5, false, links ? ANKER_RECHTS : ANKER_LINKS, "g-noot", SVG_STIL},
                  str_fmt(s->a, "%s%.*s", links ? "\xE2\x88\x92" : "+", STR_ARG(num_nl(s->a, k->som[i], 0))));
    }
}

static void band(struct svg *s, double y0, double y1, double h)
{
    double x0 = RAND, x1 = BREEDTE - RAND, m = (x0 + x1) / 2;

    svg_lit(s, "<path class=\"g-vlak-2\" fill=\"#86b3cb\" fill-opacity=\".75\" d=\"M");
    svg_getal(s, x0);
    svg_lit(s, " ");
    svg_getal(s, y0);
    svg_lit(s, "C");
    svg_getal(s, m), svg_lit(s, " "), svg_getal(s, y0), svg_lit(s, " ");
    svg_getal(s, m), svg_lit(s, " "), svg_getal(s, y1), svg_lit(s, " ");
    svg_getal(s, x1), svg_lit(s, " "), svg_getal(s, y1);
    svg_lit(s, "V");
    svg_getal(s, y1 + h);
    svg_lit(s, "C");
    svg_getal(s, m), svg_lit(s, " "), svg_getal(s, y1 + h), svg_lit(s, " ");
    svg_getal(s, m), svg_lit(s, " "), svg_getal(s, y0 + h), svg_lit(s, " ");
    svg_getal(s, x0), svg_lit(s, " "), svg_getal(s, y0 + h);
    svg_lit(s, "Z\">");
}

struct str grafiek_stroom_svg(struct arena *a, const struct grafiek_stroom *g)
{
    struct kant van = {0}, naar = {0};
    struct svg s;
    int64_t som = 0;
    double schaal;
    size_t banden = 0;

    if (g->n_van > KLASSEN_MAX || g->n_naar > KLASSEN_MAX)
        return svg_zin(a, g->titel, g->beschrijving, BREEDTE,
                       "Zo veel klassen passen niet in één beeld; zie de tabel.");
    for (size_t i = 0; i < g->n_van; i++)
        for (size_t j = 0; j < g->n_naar; j++)
            if (telt(g, i, j)) {
                van.som[i] += g->aantal[i * g->n_naar + j];
                naar.som[j] += g->aantal[i * g->n_naar + j];
                som += g->aantal[i * g->n_naar + j];
            }
    if (!som)
        return svg_zin(a, g->titel, g->beschrijving, BREEDTE, "Geen woning verandert van klasse.");
    schaal = (double)HOOG / (double)som;
    leg(&van, g->n_van, schaal);
    leg(&naar, g->n_naar, schaal);
    svg_begin(&s, a);
    svg_tekst(&s, RAND, 12, (struct svg_letter){11.5, false, ANKER_RECHTS, "g-noot", SVG_STIL}, g->kop_van);
    svg_tekst(&s, BREEDTE - RAND, 12, (struct svg_letter){11.5, false, ANKER_LINKS, "g-noot", SVG_STIL},
              g->kop_naar);
    for (size_t i = 0; i < g->n_van; i++)
        for (size_t j = 0; j < g->n_naar && banden < BANDEN_MAX; j++) {
            int64_t n = telt(g, i, j) ? g->aantal[i * g->n_naar + j] : 0;
            double h = (double)n * schaal;

            if (!n)
                continue;
            banden++;
            band(&s, van.y[i] + van.vol[i], naar.y[j] + naar.vol[j], h < 0.6 ? 0.6 : h);
            svg_title(&s, str_fmt(a, "%.*s \xE2\x86\x92 %.*s", STR_ARG(g->van[i]), STR_ARG(g->naar[j])),
                      num_nl(a, n, 0));
            svg_lit(&s, "</path>");
            van.vol[i] += h;
            naar.vol[j] += h;
        }
    namen(&s, &van, g->van, g->n_van, schaal, true);
    namen(&s, &naar, g->naar, g->n_naar, schaal, false);
    return svg_eind(&s, g->titel, g->beschrijving, BREEDTE,
                    (van.eind > naar.eind ? van.eind : naar.eind) + 8);
}
