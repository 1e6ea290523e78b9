/* SPDX-License-Identifier: EUPL-1.2
 * The tile map: each gebied one square of the same size at its place, so that a small gemeente weighs as much
 * as a large one. Big squares carry name and figure; small ones (the whole country) only their colour and a
 * tooltip. */
#include "grafiek/svg.h"

#include <math.h>

enum { MAX_TEGELS = 5000, MAX_VAK = 60, MAX_RASTER = 120, MIN_LEGENDA = 320 };

struct plaats {
    int kolom, rij;
};

struct raster {
    struct plaats *plaatsen; /* of each vlak */
    size_t n;
    int kolommen, rijen;
};

/* Without usable places (or with absurd ones) the tiles stand in reading order. */
static void raster_gewoon(struct raster *r)
{
    r->kolommen = (int)ceil(sqrt((double)r->n));
    r->rijen = ((int)r->n + r->kolommen - 1) / r->kolommen;
    for (size_t i = 0; i < r->n; i++)
        r->plaatsen[i] = (struct plaats){(int)i % r->kolommen, (int)i / r->kolommen};
}

/* Two on one place: the later one goes to extra rows below, so that none hides another. */
static void raster_dubbel(struct svg *s, struct raster *r)
{
    bool *bezet = ARENA_ARRAY(s->a, bool, (size_t)r->kolommen *(size_t)r->rijen);
    int over = 0, onder = r->rijen;

    for (size_t i = 0; i < r->n; i++) {
        struct plaats *p = &r->plaatsen[i];
        bool *vak = &bezet[p->rij * r->kolommen + p->kolom];

        if (*vak) {
            *p = (struct plaats){over % r->kolommen, onder + over / r->kolommen};
            r->rijen = p->rij + 1;
            over++;
        } else {
            *vak = true;
        }
    }
}

static void raster_maak(struct svg *s, struct raster *r, const struct grafiek_kaart *k)
{
    int k0 = k->vlakken[0].kolom, k1 = k0, r0 = k->vlakken[0].rij, r1 = r0;

    *r = (struct raster){.n = k->n > MAX_TEGELS ? MAX_TEGELS : k->n};
    r->plaatsen = ARENA_ARRAY(s->a, struct plaats, r->n);
    for (size_t i = 1; i < r->n; i++) {
        const struct grafiek_vlak *v = &k->vlakken[i];

        k0 = v->kolom < k0 ? v->kolom : k0;
        k1 = v->kolom > k1 ? v->kolom : k1;
        r0 = v->rij < r0 ? v->rij : r0;
        r1 = v->rij > r1 ? v->rij : r1;
    }
    if ((int64_t)k1 - k0 >= MAX_RASTER || (int64_t)r1 - r0 >= MAX_RASTER ||
        (k0 == k1 && r0 == r1 && r->n > 1)) {
        raster_gewoon(r);
        return;
    }
    r->kolommen = k1 - k0 + 1;
    r->rijen = r1 - r0 + 1;
    for (size_t i = 0; i < r->n; i++)
        r->plaatsen[i] = (struct plaats){k->vlakken[i].kolom - k0, k->vlakken[i].rij - r0};
    raster_dubbel(s, r);
}

/* Name above, figure below, as far as they fit. */
static void tegel_letters(struct svg *s, const struct grafiek_kaart *k, const struct grafiek_vlak *v,
                          double x, double y, double vak, const struct svg_kleur *kleur)
{
    double naam = vak >= 52   ? 11
                  : vak >= 44 ? 10
                              : 9,
           cijfer = vak >= 52   ? 13
                    : vak >= 44 ? 11.5
                                : 10,
           rand = vak * .09;
    struct str kort = svg_kort(v->kort.n ? v->kort : v->naam.n ? v->naam : v->code, 40);
    struct str tekst = vlak_cijfer(s->a, k, v);
    struct svg_letter l = {naam, false, ANKER_LINKS, kleur ? kleur->tekst_klasse : "g-label",
                           kleur ? kleur->tekst : SVG_LETTER};

    svg_tekst(s, x + rand, y + rand + naam * .85, l,
              svg_inkort(s->a, kort, naam, false, vak - rand - 1, false));
    while (cijfer > 8 && svg_maat(tekst, cijfer, true) > vak - rand - 2)
        cijfer -= .5;
    l.maat = cijfer;
    l.vet = true;
    svg_tekst(s, x + rand, y + vak - rand - 1, l, svg_inkort(s->a, tekst, cijfer, true, vak - rand, true));
}

static void tegel_teken(struct svg *s, const struct grafiek_kaart *k, const struct grafiek_vlak *v, double x,
                        double y, double vak)
{
    int n = klasse_aantal(&k->klassen);
    const struct svg_kleur *kleur = vlak_mist(v) ? NULL : svg_kleur(klasse_van(&k->klassen, v->waarde), n);

    vlak_open(s, v);
    svg_rect(s, x, y, vak, vak, vak >= 30 ? 2.5 : 1.5, kleur ? kleur->klasse : "g-ontbreekt",
             kleur ? kleur->vlak : svg_arcering(s));
    if (vak >= 34)
        tegel_letters(s, k, v, x, y, vak, kleur);
    vlak_dicht(s, v);
}

static void omlijning(struct svg *s, double x, double y, double vak)
{
    double uit = vak >= 30 ? .5 : .3;

    svg_lit(s, "<rect");
    svg_attr(s, "x", x - uit);
    svg_attr(s, "y", y - uit);
    svg_attr(s, "width", vak + 2 * uit);
    svg_attr(s, "height", vak + 2 * uit);
    svg_attr(s, "rx", vak >= 30 ? 3 : 2);
    svg_lit(s, "/>");
}

struct str grafiek_tegels_svg(struct arena *a, const struct grafiek_kaart *k)
{
    struct svg s;
    struct raster r;
    double breedte = svg_breedte(k->breedte, 480), rand = 1.5, tussen, vak, y, nodig;

    if (!k->n || !k->vlakken)
        return svg_zin(a, k->titel, k->beschrijving, breedte, "Er zijn nog geen gebieden om te tonen.");
    svg_begin(&s, a);
    raster_maak(&s, &r, k);
    tussen = breedte / r.kolommen >= 37 ? 3 : breedte / r.kolommen >= 12 ? 1.5 : .5;
    vak = (breedte - 2 * rand - tussen * (r.kolommen - 1)) / r.kolommen;
    vak = floor(svg_klem(vak, 1, MAX_VAK) * 2) / 2;
    /* No wider than the tiles and their legend need: then a phone need not shrink the letters. */
    nodig = fmax(r.kolommen * (vak + tussen) - tussen + 2 * rand, MIN_LEGENDA);
    breedte = fmin(breedte, nodig);
    for (size_t i = 0; i < r.n; i++)
        tegel_teken(&s, k, &k->vlakken[i], rand + r.plaatsen[i].kolom * (vak + tussen),
                    rand + r.plaatsen[i].rij * (vak + tussen), vak);
    svg_lit(&s, "<g class=\"g-omlijnd\" fill=\"none\" stroke=\"" SVG_LETTER "\" pointer-events=\"none\"");
    svg_attr(&s, "stroke-width", vak >= 30 ? 2 : 1.2);
    svg_lit(&s, ">");
    for (size_t i = 0; i < r.n; i++)
        if (k->vlakken[i].omlijnd)
            omlijning(&s, rand + r.plaatsen[i].kolom * (vak + tussen),
                      rand + r.plaatsen[i].rij * (vak + tussen), vak);
    svg_lit(&s, "</g>");
    y = r.rijen * (vak + tussen) + 2 * rand + 14;
    y += legenda_teken(&s, k, y, breedte);
    return svg_eind(&s, k->titel, kaart_beschrijving(a, k), breedte, y);
}
