/* SPDX-License-Identifier: EUPL-1.2
 * Work over time (a Gantt chart): labels above their bars, so that long names fit also where there is little
 * width; years as hairlines; the present day as a marked line. What is late says so in words too. */
#include "grafiek/svg.h"

#include <math.h>

enum { MAX_RIJEN = 200, RIJ = 38, KOP = 30, STAAF = 12, AS = 22 };
static const double letter = 13, klein = 12;

struct opzet {
    const struct grafiek_werkplan *g;
    size_t n;
    double breedte, van, tot;
};

static double x_van(const struct opzet *o, double jaar)
{
    return svg_klem((jaar - o->van) / (o->tot - o->van), 0, 1) * (o->breedte - 2) + 1;
}

static void grenzen(struct opzet *o)
{
    o->van = o->g->nu > 0 ? o->g->nu : o->g->rij[0].van;
    o->tot = o->van;
    for (size_t i = 0; i < o->n; i++) {
        const struct grafiek_werkrij *r = &o->g->rij[i];
        double eind = r->verwacht > r->tot ? r->verwacht : r->tot;

        o->van = r->van < o->van ? r->van : o->van;
        o->tot = eind > o->tot ? eind : o->tot;
    }
    o->van = floor(svg_klem(o->van, 1900, 2200));
    o->tot = ceil(svg_klem(o->tot, o->van + 1, 2300));
}

static int jaar_stap(const struct opzet *o)
{
    int stap = 1;

    while ((o->tot - o->van) / stap * 44 > o->breedte)
        stap++;
    return stap;
}

/* The years at the top; their lines are drawn at each bar, so that they do not run through words. */
static void jaren(struct svg *s, const struct opzet *o)
{
    int stap = jaar_stap(o);

    for (double j = o->van; j <= o->tot; j += stap) {
        if (j < o->tot)
            svg_tekst(s, x_van(o, j) + 3, 14,
                      (struct svg_letter){klein, .klasse = "g-noot", .kleur = SVG_STIL},
                      str_fmt(s->a, "%d", (int)j));
    }
}

static void staaf(struct svg *s, const struct opzet *o, const struct grafiek_werkrij *r, double y)
{
    double x0 = x_van(o, r->van), x1 = x_van(o, r->tot), w = x1 - x0 < 4 ? 4 : x1 - x0;
    const struct svg_tint *t = svg_tint(TINT_NEUTRAAL);

    if (x0 + w > o->breedte - 1)
        x0 = o->breedte - 1 - w;
    s->streep_x = x0;
    svg_rect(s, x0, y, w, STAAF, 0, "g-spoor", SVG_SPOOR);
    if (r->staat == WERK_KLAAR)
        svg_rect(s, x0, y, w, STAAF, 0, t->klasse, t->vlak);
    else if (r->staat == WERK_BEZIG)
        svg_rect(s, x0, y, w, STAAF, 0, "g-streep", svg_streep(s, TINT_NEUTRAAL));
    for (int k = 0; k < 2; k++) /* an edge above and below, heavy when it is late */
        svg_lijn(s, x0, y + k * STAAF, x0 + w, y + k * STAAF, "g-as", SVG_LETTER, r->laat ? 2 : .75);
    for (int k = 0; k < 2; k++)
        svg_lijn(s, x0 + k * w, y, x0 + k * w, y + STAAF, "g-as", SVG_LETTER, r->laat ? 2 : .75);
    if (r->verwacht > r->tot)
        svg_lijn(s, x0 + w, y + STAAF / 2.0, x_van(o, r->verwacht), y + STAAF / 2.0, "g-as", SVG_LETTER, 1);
}

static void lijnen_bij(struct svg *s, const struct opzet *o, double y)
{
    int stap = jaar_stap(o);

    for (double j = o->van; j <= o->tot; j += stap)
        svg_lijn(s, x_van(o, j), y - 1, x_van(o, j), y + STAAF + 3, "g-hulplijn", SVG_HULP, 1);
}

static void vandaag_bij(struct svg *s, const struct opzet *o, double y)
{
    double x = x_van(o, o->g->nu);

    svg_lijn(s, x, y - 1, x, y + STAAF + 3, "g-halo", "#ffffff", 4);
    svg_lijn(s, x, y - 1, x, y + STAAF + 3, "g-doel", SVG_LETTER, 1.5);
}

static double rij_teken(struct svg *s, const struct opzet *o, const struct grafiek_werkrij *r, double y)
{
    static const char *const woord[] = {"open", "bezig", "klaar", "vervallen"};
    struct str staat = str_fmt(s->a, ": %s%s", woord[r->staat], r->laat ? ", te laat" : ""), naam;

    if (r->kop.n) {
        svg_tekst(s, 0, y + 20,
                  (struct svg_letter){letter, .vet = true, .klasse = "g-label", .kleur = SVG_LETTER},
                  svg_inkort(s->a, svg_kort(r->kop, 100), letter, true, o->breedte, true));
        y += KOP;
    }
    /* Where there is no room for all, the name gives way and the state stays. */
    naam = svg_inkort(s->a, svg_kort(r->label, 200), klein, false, o->breedte - svg_maat(staat, klein, false),
                      true);
    svg_tekst(s, 0, y + 13, (struct svg_letter){klein, .klasse = "g-label", .kleur = SVG_LETTER},
              str_cat(s->a, naam, staat));
    lijnen_bij(s, o, y + 18);
    staaf(s, o, r, y + 18);
    if (o->g->nu > 0)
        vandaag_bij(s, o, y + 18);
    return y + RIJ;
}

static struct str beschrijving_maak(struct arena *a, const struct opzet *o)
{
    struct buf b;

    if (o->g->beschrijving.n)
        return o->g->beschrijving;
    buf_init(&b, a, 1 << 16);
    for (size_t i = 0; i < o->n; i++)
        buf_fmt(&b, "%s%.*s%s", i ? "; " : "", STR_ARG(svg_kort(o->g->rij[i].label, 100)),
                o->g->rij[i].laat ? " (te laat)" : "");
    buf_lit(&b, ".");
    return buf_str(&b);
}

struct str grafiek_werkplan_svg(struct arena *a, const struct grafiek_werkplan *g)
{
    struct opzet o = {
        .g = g, .n = g->n > MAX_RIJEN ? MAX_RIJEN : g->n, .breedte = svg_breedte(g->breedte, 640)};
    struct svg s;
    double y = AS, hoogte = AS;

    if (!g->n || !g->rij)
        return svg_zin(a, g->titel, g->beschrijving, o.breedte, "Er zijn nog geen mijlpalen.");
    grenzen(&o);
    for (size_t i = 0; i < o.n; i++)
        hoogte += RIJ + (g->rij[i].kop.n ? KOP : 0);
    svg_begin(&s, a);
    jaren(&s, &o);
    for (size_t i = 0; i < o.n; i++)
        y = rij_teken(&s, &o, &g->rij[i], y);
    return svg_eind(&s, g->titel, beschrijving_maak(a, &o), o.breedte, hoogte + 2);
}
