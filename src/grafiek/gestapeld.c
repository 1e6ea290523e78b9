/* SPDX-License-Identifier: EUPL-1.2
 * Bars of 100% divided in parts, for answers on a scale: the label above each bar, the percentage in a part
 * that has room for it, the legend on top in the order of the parts. What is not known is hatched. */
#include "grafiek/svg.h"

#include "base/num.h"

enum { MAX_STAPELS = 200, STAAF = 22, REGEL = 16, GAT = 14, BLOKJE = 12 };
static const double letter = 13, klein = 12;

/* The ground of a part: its own colour, or a step of the ramp. */
static void vlak(struct svg *s, const struct grafiek_gestapeld *g, size_t i, size_t n, double x, double y,
                 double breedte, double hoogte, double rond)
{
    const struct svg_kleur *k = svg_kleur((int)i, (int)n);
    const struct svg_tint *t = g->tinten ? svg_tint(g->tinten[i]) : NULL;

    svg_rect(s, x, y, breedte, hoogte, rond, t ? t->klasse : k->klasse, t ? t->vlak : k->vlak);
}

static double legenda(struct svg *s, const struct grafiek_gestapeld *g, size_t n, bool rest, double breedte)
{
    double x = 0, y = 0;

    svg_lit(s, "<g class=\"g-legenda\">");
    for (size_t i = 0; i <= n; i++) {
        struct str naam = i < n ? g->delen[i] : g->rest.n ? g->rest : STR("niet bekend");
        double w;

        if (i == n && !rest)
            break;
        naam = svg_inkort(s->a, svg_kort(naam, 200), klein, false, breedte - BLOKJE - 6, true);
        w = svg_maat(naam, klein, false) + BLOKJE + 6;
        if (x > 0 && x + w > breedte) {
            x = 0;
            y += REGEL + 4;
        }
        if (i < n) {
            vlak(s, g, i, n, x, y, BLOKJE, BLOKJE, 2);
        } else {
            svg_rect(s, x, y, BLOKJE, BLOKJE, 2, "g-ontbreekt", svg_arcering(s));
        }
        svg_tekst(s, x + BLOKJE + 6, y + BLOKJE - 2,
                  (struct svg_letter){klein, .klasse = "g-label", .kleur = SVG_LETTER}, naam);
        x += w + 16;
    }
    svg_lit(s, "</g>");
    return y + BLOKJE + GAT;
}

/* One part from x to eind, with its percentage when that fits. */
static void deel_teken(struct svg *s, const struct grafiek_gestapeld *g, size_t i, size_t n, int64_t waarde,
                       int64_t geheel, double x, double eind, double y)
{
    const struct svg_kleur *k = svg_kleur((int)i, (int)n);
    int64_t p = 0;
    struct str tekst;

    num_percent(waarde, geheel, &p);
    tekst = str_fmt(s->a, "%lld%%", (long long)p);
    svg_lit(s, "<g>");
    svg_title(s, g->delen[i], tekst);
    vlak(s, g, i, n, x, y, eind - x > 1.5 ? eind - x - 1 : eind - x, STAAF, 0);
    if (!g->tinten && svg_maat(tekst, klein, false) + 6 < eind - x)
        svg_tekst(
            s, (x + eind) / 2, y + 15,
            (struct svg_letter){klein, .anker = ANKER_MIDDEN, .klasse = k->tekst_klasse, .kleur = k->tekst},
            tekst);
    svg_lit(s, "</g>");
}

static void stapel_teken(struct svg *s, const struct grafiek_gestapeld *g, const struct grafiek_stapel *t,
                         size_t n, double y, double breedte)
{
    int64_t som = 0;

    for (size_t i = 0; i < n && t->geheel > 0; i++) {
        double x = (double)som / (double)t->geheel * breedte, eind;

        if (t->deel[i] <= 0 || som + t->deel[i] > t->geheel)
            continue;
        som += t->deel[i];
        eind = (double)som / (double)t->geheel * breedte;
        deel_teken(s, g, i, n, t->deel[i], t->geheel, x, eind, y);
    }
    if (t->geheel <= 0 || som < t->geheel) {
        double x = t->geheel > 0 ? (double)som / (double)t->geheel * breedte : 0;

        svg_rect(s, x, y, breedte - x, STAAF, 0, "g-ontbreekt", svg_arcering(s));
    }
}

static struct str beschrijf(struct arena *a, const struct grafiek_gestapeld *g, size_t n)
{
    struct buf b;

    if (g->beschrijving.n)
        return g->beschrijving;
    buf_init(&b, a, 1 << 16);
    for (size_t r = 0; r < g->n && r < MAX_STAPELS; r++) {
        buf_lit(&b, r ? " " : "");
        buf_add(&b, svg_kort(g->stapels[r].label, 100));
        buf_lit(&b, ": ");
        for (size_t i = 0; i < n; i++) {
            int64_t p;

            buf_lit(&b, i ? ", " : "");
            buf_add(&b, svg_kort(g->delen[i], 60));
            if (g->stapels[r].deel[i] < 0 || !num_percent(g->stapels[r].deel[i], g->stapels[r].geheel, &p))
                buf_lit(&b, " \xE2\x80\x93");
            else
                buf_fmt(&b, " %lld%%", (long long)p);
        }
        buf_lit(&b, ".");
    }
    return buf_str(&b);
}

struct str grafiek_gestapeld_svg(struct arena *a, const struct grafiek_gestapeld *g)
{
    size_t n = g->n_delen > SVG_VLAKKEN ? SVG_VLAKKEN : g->n_delen,
           rijen = g->n > MAX_STAPELS ? MAX_STAPELS : g->n;
    double breedte = svg_breedte(g->breedte, 640), y;
    bool rest = false;
    struct svg s;

    if (!rijen || !n)
        return svg_zin(a, g->titel, g->beschrijving, breedte, "Er zijn nog geen cijfers.");
    for (size_t r = 0; r < rijen; r++) {
        int64_t som = 0;

        for (size_t i = 0; i < n; i++)
            som += g->stapels[r].deel[i] > 0 ? g->stapels[r].deel[i] : 0;
        rest = rest || som < g->stapels[r].geheel || !g->stapels[r].geheel;
    }
    svg_begin(&s, a);
    y = legenda(&s, g, n, rest, breedte);
    for (size_t r = 0; r < rijen; r++) {
        const struct grafiek_stapel *t = &g->stapels[r];
        struct str noot = svg_kort(t->noot, 60), regels[3];
        double vrij = breedte - svg_maat(noot, klein, false) - GAT;
        bool heel;
        size_t k = svg_breek(a, svg_kort(t->label, 300), letter, vrij, 3, regels, &heel);

        svg_lit(&s, "<g>");
        for (size_t i = 0; i < k; i++)
            svg_tekst(&s, 0, y + 12 + REGEL * (double)i,
                      (struct svg_letter){letter, .klasse = "g-label", .kleur = SVG_LETTER}, regels[i]);
        svg_tekst(&s, breedte, y + 12,
                  (struct svg_letter){klein, .anker = ANKER_RECHTS, .klasse = "g-noot", .kleur = SVG_STIL},
                  noot);
        y += REGEL * (double)(k ? k : 1) + 2;
        stapel_teken(&s, g, t, n, y, breedte);
        svg_lit(&s, "</g>");
        y += STAAF + GAT;
    }
    return svg_eind(&s, g->titel, beschrijf(a, g, n), breedte, y);
}
