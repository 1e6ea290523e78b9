/* SPDX-License-Identifier: EUPL-1.2
 * The map of boundaries: each gebied its own shape, filled by class. Coordinates are whole tenths of a pixel,
 * relative within a ring, so that the whole country stays a small file. What is too small to see keeps a dot:
 * no gebied vanishes. */
#include "grafiek/svg.h"
#include "grafiek/vorm.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAX_GEBIEDEN = 5000,
    MIN_LEGENDA = 320,
    DOEL_BYTES = 56000, /* what the picture should take */
    BYTES_PER_PUNT = 6, /* measured on the gemeenten of 2023 */
    BYTES_PER_VLAK = 110,
};

/* One ring as a closed path; nothing when less than a triangle is left. */
static bool ring_pad(struct svg *s, const struct vormen *v, const struct vorm_ring *r)
{
    struct vorm_punt vorig = {0};
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++)
        n += v->blijft[v->ids[r->van + i]];
    if (n < 3)
        return false;
    n = 0;
    for (size_t i = 0; i < r->n; i++) {
        uint32_t id = v->ids[r->van + i];
        struct vorm_punt p = v->punten[id];
        int dx = p.x - vorig.x, dy = p.y - vorig.y;

        if (!v->blijft[id])
            continue;
        svg_lit(s, n == 0 ? "M" : n == 1 ? "l" : dx < 0 ? "" : " ");
        buf_i64(&s->b, dx);
        svg_lit(s, dy < 0 ? "" : " ");
        buf_i64(&s->b, dy);
        vorig = p;
        n++;
    }
    svg_lit(s, "z");
    return true;
}

/* The rings of one area; `eerste` runs along. Slivers below half a square pixel are left out beside a larger
 * ring. */
static bool vlak_pad(struct svg *s, const struct vormen *v, size_t vlak, size_t *eerste)
{
    size_t van = *eerste, grootste;
    bool iets = false;

    while (*eerste < v->n_ringen && v->ringen[*eerste].vlak == vlak)
        ++*eerste;
    if (van == *eerste)
        return false;
    grootste = van;
    for (size_t r = van; r < *eerste; r++)
        if (v->ringen[r].oppervlak > v->ringen[grootste].oppervlak)
            grootste = r;
    svg_lit(s, " d=\"");
    for (size_t r = van; r < *eerste; r++)
        if (r == grootste || v->ringen[r].oppervlak > 100)
            iets = ring_pad(s, v, &v->ringen[r]) || iets;
    if (!iets) {
        struct vorm_punt p = v->punten[v->ids[v->ringen[grootste].van]];

        buf_fmt(&s->b, "M%d %dh20v20h-20z", p.x - 10, p.y - 10);
    }
    svg_lit(s, "\"");
    return true;
}

static bool heeft_ring(const struct vormen *v, size_t vlak, size_t eerste)
{
    return eerste < v->n_ringen && v->ringen[eerste].vlak == vlak;
}

/* Class and colour once for all areas of a class: with hundreds of areas that is a sixth of the file. So a
 * keyboard walks the areas class by class. Returns how many areas were drawn. */
static size_t klasse_teken(struct svg *s, const struct grafiek_kaart *k, size_t n, const struct vormen *v,
                           int klasse)
{
    int klassen = klasse_aantal(&k->klassen);
    bool mist = klasse == klassen;
    size_t eerste = 0, getekend = 0;

    svg_lit(s, "<g");
    svg_woord(s, "class", mist ? "g-ontbreekt" : svg_kleur(klasse, klassen)->klasse);
    svg_woord(s, "fill", mist ? svg_arcering_groot(s) : svg_kleur(klasse, klassen)->vlak);
    if (mist) /* on hatching a line in the colour of the page cannot be seen */
        svg_woord(s, "stroke", "#c6cad3");
    svg_lit(s, ">");
    for (size_t i = 0; i < n; i++) {
        const struct grafiek_vlak *w = &k->vlakken[i];

        if (!heeft_ring(v, i, eerste))
            continue;
        if ((vlak_mist(w) ? klassen : klasse_van(&k->klassen, w->waarde)) != klasse) {
            while (heeft_ring(v, i, eerste))
                eerste++;
            continue;
        }
        vlak_open(s, w);
        svg_lit(s, "<path");
        vlak_pad(s, v, i, &eerste);
        svg_lit(s, "/>");
        vlak_dicht(s, w);
        getekend++;
    }
    svg_lit(s, "</g>");
    return getekend;
}

static void omlijnd_teken(struct svg *s, const struct grafiek_kaart *k, size_t n, const struct vormen *v)
{
    size_t eerste = 0;

    svg_lit(s, "<g class=\"g-omlijnd\" fill=\"none\" stroke=\"" SVG_LETTER
               "\" stroke-width=\"18\" pointer-events=\"none\">");
    for (size_t i = 0; i < n; i++) {
        if (!heeft_ring(v, i, eerste))
            continue;
        if (!k->vlakken[i].omlijnd) {
            while (heeft_ring(v, i, eerste))
                eerste++;
            continue;
        }
        svg_lit(s, "<path");
        vlak_pad(s, v, i, &eerste);
        svg_lit(s, "/>");
    }
    svg_lit(s, "</g>");
}

/* Half a pixel, coarser as long as the file would be too large. */
static void pas_aan(struct arena *a, struct vormen *v, size_t n)
{
    size_t ruimte = n * BYTES_PER_VLAK < DOEL_BYTES / 2 ? DOEL_BYTES - n * BYTES_PER_VLAK : DOEL_BYTES / 2;
    double tolerantie = 5;

    for (int i = 0; i < 8; i++, tolerantie *= 1.3)
        if (vormen_vereenvoudig(a, v, tolerantie) * BYTES_PER_PUNT <= ruimte)
            return;
}

struct str grafiek_grenzen_svg(struct arena *a, const struct grafiek_kaart *k)
{
    struct svg s;
    struct vormen v;
    double breedte = svg_breedte(k->breedte, 480), y;
    size_t n = k->n > MAX_GEBIEDEN ? MAX_GEBIEDEN : k->n, zonder = k->n;

    if (!k->vlakken || !n || !vormen_maak(a, k->vlakken, n, breedte, breedte * 1.5, 2, &v))
        return svg_zin(a, k->titel, k->beschrijving, breedte, "Er zijn nog geen grenzen om te tonen.");
    pas_aan(a, &v, n);
    svg_begin(&s, a);
    breedte = fmin(
        breedte, fmax(v.breedte, MIN_LEGENDA)); /* no wider than needed, so that a phone need not shrink it */
    svg_lit(&s, "<g class=\"g-grenzen\" fill-rule=\"evenodd\" stroke=\"#ffffff\" stroke-width=\"6\" "
                "stroke-linejoin=\"round\" transform=\"scale(.1)\">");
    for (int klasse = 0; klasse <= klasse_aantal(&k->klassen); klasse++)
        zonder -= klasse_teken(&s, k, n, &v, klasse);
    omlijnd_teken(&s, k, n, &v);
    plekken_teken(&s, k, &v);
    svg_lit(&s, "</g>");
    y = v.hoogte + 12;
    y += plekken_legenda(&s, k, &v, y, breedte);
    if (zonder) {
        struct str noot =
            str_fmt(a, "Niet op de kaart: %s zonder grens.", str_cstr(a, num_nl(a, (int64_t)zonder, 0)));

        svg_tekst(&s, 0, y + 10, (struct svg_letter){11.5, false, ANKER_LINKS, "g-noot", SVG_STIL}, noot);
        y += 22;
    }
    y += legenda_teken(&s, k, y, breedte);
    return svg_eind(&s, k->titel, kaart_beschrijving(a, k), breedte, y);
}

/* The areas without colour of a class: those round it, then the chosen ones. */
static void ligging_vlakken(struct svg *s, const struct grafiek_kaart *k, size_t n, const struct vormen *v,
                            bool omlijnd)
{
    svg_lit(s,
            omlijnd
                ? "<g class=\"g-omlijnd g-ligging\" stroke=\"" SVG_LETTER
                  "\" stroke-width=\"14\" fill=\"#e6eef3\">"
                : "<g class=\"g-hulplijn g-grond\" stroke=\"#8a92a0\" stroke-width=\"8\" fill=\"#ffffff\">");
    for (size_t i = 0, eerste = 0; i < n; i++) {
        if (!heeft_ring(v, i, eerste))
            continue;
        if (k->vlakken[i].omlijnd != omlijnd) {
            while (heeft_ring(v, i, eerste))
                eerste++;
            continue;
        }
        svg_lit(s, "<path");
        vlak_pad(s, v, i, &eerste);
        svg_lit(s, "/>");
    }
    svg_lit(s, "</g>");
}

struct str grafiek_ligging_svg(struct arena *a, const struct grafiek_kaart *k)
{
    struct svg s;
    struct vormen v;
    double breedte = svg_breedte(k->breedte, 320);
    size_t n = k->n > MAX_GEBIEDEN ? MAX_GEBIEDEN : k->n;

    if (!k->vlakken || !n || !vormen_maak(a, k->vlakken, n, breedte, breedte, 4, &v))
        return svg_zin(a, k->titel, k->beschrijving, breedte, "Er zijn nog geen grenzen om te tonen.");
    pas_aan(a, &v, n);
    svg_begin(&s, a);
    svg_lit(
        &s,
        "<g class=\"g-grenzen\" fill-rule=\"evenodd\" stroke-linejoin=\"round\" transform=\"scale(.1)\">");
    ligging_vlakken(&s, k, n, &v, false);
    ligging_vlakken(&s, k, n, &v, true);
    plekken_teken(&s, k, &v);
    svg_lit(&s, "</g>");
    return svg_eind(&s, k->titel, k->beschrijving, v.breedte, v.hoogte);
}
