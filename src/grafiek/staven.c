/* SPDX-License-Identifier: EUPL-1.2
 * Horizontal bars from nought. A label that does not fit beside its bar in two lines goes above it, for all
 * bars of the picture alike, so that the bars keep one left edge. The figure stands at the right edge, also
 * of a negative bar. */
#include "grafiek/svg.h"

#include "base/num.h"

enum {
    MAX_STAVEN = 500, /* more is a table */
    STAAF_HOOGTE = 14,
    RIJ_HOOGTE = 28,
    REGEL_HOOGTE = 16,
    MAX_REGELS = 2,
    GAT = 12,
};
static const double letter = 13, klein = 12;

struct rij {
    struct str regels[MAX_REGELS];
    size_t n_regels;
    struct str waarde;
    bool mist, heel; /* heel: the label is whole */
};

struct opzet {
    const struct grafiek_staven *g;
    struct rij *rijen;
    size_t n;
    int schaal;
    double breedte, label_breedte, waarde_breedte;
    bool boven;         /* labels above the bars */
    double x0, x1;      /* the track */
    double min, bereik; /* value at x0, and from x0 to x1 */
};

static double x_van(const struct opzet *o, int64_t v)
{
    return o->x0 + ((double)v - o->min) / o->bereik * (o->x1 - o->x0);
}

static void bereik_zet(struct opzet *o)
{
    int64_t min = 0, max = o->g->geheel > 0 ? o->g->geheel : 0;

    for (size_t i = 0; i < o->n; i++) {
        int64_t v = o->g->staven[i].waarde;

        if (o->rijen[i].mist)
            continue;
        min = v < min ? v : min;
        max = v > max ? v : max;
    }
    if (o->g->heeft_doel) {
        min = o->g->doel < min ? o->g->doel : min;
        max = o->g->doel > max ? o->g->doel : max;
    }
    o->min = (double)min;
    o->bereik = (double)max - (double)min;
    if (o->bereik <= 0)
        o->bereik = 1;
}

/* Breaks all labels for one width of column; false when one of them is cut. */
static bool labels_breek(struct svg *s, struct opzet *o, double breedte)
{
    bool alles = true;

    for (size_t i = 0; i < o->n; i++) {
        struct rij *r = &o->rijen[i];

        r->n_regels = svg_breek(s->a, svg_kort(o->g->staven[i].label, 300), letter, breedte, MAX_REGELS,
                                r->regels, &r->heel);
        alles = alles && r->heel;
    }
    return alles;
}

static double regels_breedte(const struct opzet *o)
{
    double breedst = 0;

    for (size_t i = 0; i < o->n; i++)
        for (size_t k = 0; k < o->rijen[i].n_regels; k++) {
            double w = svg_maat(o->rijen[i].regels[k], letter, false);

            breedst = w > breedst ? w : breedst;
        }
    return breedst;
}

static void opzet_maak(struct svg *s, struct opzet *o, const struct grafiek_staven *g)
{
    double breedste_label = 0, grens;

    *o = (struct opzet){.g = g, .n = g->n > MAX_STAVEN ? MAX_STAVEN : g->n, .schaal = svg_schaal(g->schaal)};
    o->breedte = svg_breedte(g->breedte, 640);
    o->rijen = ARENA_ARRAY(s->a, struct rij, o->n);
    for (size_t i = 0; i < o->n; i++) {
        const struct grafiek_staaf *t = &g->staven[i];
        struct rij *r = &o->rijen[i];
        struct str waarde = svg_kort(t->tekst, 60);
        double w;

        r->mist = t->ontbreekt || t->vulling == VULLING_ONTBREEKT;
        r->waarde = r->mist ? STR("\xE2\x80\x93") : waarde.n ? waarde : num_nl(s->a, t->waarde, o->schaal);
        r->waarde = svg_inkort(s->a, r->waarde, letter, false, o->breedte * .4, true);
        w = svg_maat(r->waarde, letter, false);
        o->waarde_breedte = w > o->waarde_breedte ? w : o->waarde_breedte;
        w = svg_maat(svg_kort(t->label, 300), letter, false);
        breedste_label = w > breedste_label ? w : breedste_label;
    }
    /* Beside the bars a label may take up to two fifths; what does not fit then is put above. */
    grens = o->breedte * .4;
    o->label_breedte = (breedste_label < grens ? breedste_label : grens) + .5;
    if (o->breedte - o->label_breedte - o->waarde_breedte < o->breedte * .3 ||
        !labels_breek(s, o, o->label_breedte)) {
        o->boven = true;
        o->label_breedte = 0;
        labels_breek(s, o, o->breedte);
    } else {
        o->label_breedte = regels_breedte(o); /* what was broken in two leaves room for the bars */
    }
    o->x0 = o->label_breedte > 0 ? o->label_breedte + GAT : 0;
    o->x1 = o->breedte - o->waarde_breedte - GAT;
    bereik_zet(o);
}

/* The bar itself. A figure that is not nought never vanishes: it is at least one pixel. */
static void staaf_teken(struct svg *s, const struct opzet *o, size_t i, double y)
{
    const struct grafiek_staaf *t = &o->g->staven[i];
    const struct svg_tint *tint = svg_tint(t->tint);
    double nul = x_van(o, 0), x = x_van(o, t->waarde), w;

    if (t->waarde == 0)
        return;
    w = x > nul ? x - nul : nul - x;
    w = w < 1 ? 1 : w;
    x = t->waarde > 0 ? nul : nul - w;
    if (t->vulling != VULLING_STREEP) {
        svg_rect(s, x, y, w, STAAF_HOOGTE, 2, tint->klasse, tint->vlak);
        return;
    }
    svg_rect(s, x, y, w, STAAF_HOOGTE, 2, "g-streep", svg_streep(s, t->tint));
    if (w > 3) { /* a thin edge, so that the end is exact where the pattern is pale */
        svg_lit(s, "<g");
        buf_fmt(&s->b, " class=\"g-lijn %s\" stroke=\"%s\"><rect fill=\"none\" rx=\"1.5\"", tint->klasse,
                tint->lijn);
        svg_attr(s, "x", x + .5);
        svg_attr(s, "y", y + .5);
        svg_attr(s, "width", w - 1);
        svg_attr(s, "height", STAAF_HOOGTE - 1);
        svg_lit(s, "/></g>");
    }
}

static double rij_hoogte(const struct opzet *o, const struct rij *r)
{
    double tekst = REGEL_HOOGTE * (double)r->n_regels;

    if (o->boven)
        return tekst + STAAF_HOOGTE + 16;
    return tekst + 8 > RIJ_HOOGTE ? tekst + 8 : RIJ_HOOGTE;
}

/* Top of the bar within its row. */
static double staaf_y(const struct opzet *o, const struct rij *r)
{
    return o->boven ? REGEL_HOOGTE * (double)r->n_regels + 4 : (rij_hoogte(o, r) - STAAF_HOOGTE) / 2;
}

static void rij_teken(struct svg *s, const struct opzet *o, size_t i, double y)
{
    const struct rij *r = &o->rijen[i];
    double tekst_hoogte = REGEL_HOOGTE * (double)r->n_regels, h = rij_hoogte(o, r);
    double top = y + staaf_y(o, r);
    double tekst_y = o->boven ? y + 13 : y + (h - tekst_hoogte) / 2 + 12.5;

    svg_lit(s, "<g>");
    svg_title(s, o->g->staven[i].label, r->waarde);
    for (size_t k = 0; k < r->n_regels; k++)
        svg_tekst(s, 0, tekst_y + REGEL_HOOGTE * (double)k,
                  (struct svg_letter){letter, .klasse = "g-label", .kleur = SVG_LETTER}, r->regels[k]);
    if (r->mist) {
        svg_rect(s, o->x0, top, o->x1 - o->x0, STAAF_HOOGTE, 2, "g-ontbreekt", svg_arcering(s));
    } else {
        svg_rect(s, o->x0, top, o->x1 - o->x0, STAAF_HOOGTE, 2, "g-spoor", SVG_SPOOR);
        staaf_teken(s, o, i, top);
    }
    svg_tekst(s, o->breedte, top + 11.5,
              (struct svg_letter){letter, .anker = ANKER_RECHTS, .klasse = "g-waarde", .kleur = SVG_LETTER},
              r->waarde);
    svg_lit(s, "</g>");
}

/* An upright line through all bars; with labels above the bars only at each bar, so that it crosses no text.
 * `uit` is how far it reaches out above the first bar. */
static void staande_lijn(struct svg *s, const struct opzet *o, double x, double boven, double uit,
                         const char *klasse, const char *kleur, double dikte)
{
    double y = boven, eind = boven;

    for (size_t i = 0; i < o->n; i++) {
        double staaf = y + staaf_y(o, &o->rijen[i]);

        eind = y + rij_hoogte(o, &o->rijen[i]);
        if (o->boven)
            svg_lijn(s, x, staaf - 2, x, staaf + STAAF_HOOGTE + 2, klasse, kleur, dikte);
        y = eind;
    }
    if (!o->boven)
        svg_lijn(s, x, boven - uit, x, eind, klasse, kleur, dikte);
}

/* The target, with a pale edge where it crosses a bar; its label stands above, within the picture. */
static void doel_teken(struct svg *s, const struct opzet *o, double boven)
{
    double x = x_van(o, o->g->doel), w, links;
    struct str label = svg_kort(o->g->doel_label, 200);

    if (!label.n)
        label = str_cat(s->a, STR("doel "), num_nl(s->a, o->g->doel, o->schaal));
    label = svg_inkort(s->a, label, klein, false, o->breedte, true);
    w = svg_maat(label, klein, false);
    links = svg_klem(x - w / 2, 0, o->breedte - w);
    staande_lijn(s, o, x, boven, 0, "g-halo", "#ffffff", 4);
    staande_lijn(s, o, x, boven, 3, "g-doel", SVG_LETTER, 1.5);
    svg_tekst(s, links + w / 2, boven - 8,
              (struct svg_letter){klein, .anker = ANKER_MIDDEN, .klasse = "g-label", .kleur = SVG_LETTER},
              label);
}

static struct str beschrijving_maak(struct arena *a, const struct opzet *o)
{
    struct buf b;

    if (o->g->beschrijving.n)
        return o->g->beschrijving;
    buf_init(&b, a, 1 << 16);
    for (size_t i = 0; i < o->n; i++) {
        buf_lit(&b, i ? "; " : "");
        buf_add(&b, svg_kort(o->g->staven[i].label, 100));
        buf_lit(&b, ": ");
        buf_add(&b, o->rijen[i].mist ? STR("niet geleverd") : o->rijen[i].waarde);
    }
    buf_lit(&b, ".");
    return buf_str(&b);
}

struct str grafiek_staven_svg(struct arena *a, const struct grafiek_staven *g)
{
    struct svg s;
    struct opzet o;
    double boven = g->heeft_doel ? 24 : 0, y;

    if (!g->n || !g->staven)
        return svg_zin(a, g->titel, g->beschrijving, svg_breedte(g->breedte, 640),
                       "Er zijn nog geen cijfers.");
    svg_begin(&s, a);
    opzet_maak(&s, &o, g);
    s.streep_x = x_van(&o, 0);
    y = boven;
    for (size_t i = 0; i < o.n; i++) {
        rij_teken(&s, &o, i, y);
        y += rij_hoogte(&o, &o.rijen[i]);
    }
    if (o.min < 0)
        staande_lijn(&s, &o, x_van(&o, 0), boven, 0, "g-as", SVG_LETTER, 1);
    if (g->heeft_doel)
        doel_teken(&s, &o, boven);
    if (o.n < g->n) {
        struct str rest =
            str_fmt(a, "En nog %s; zie de tabel.", str_cstr(a, num_nl(a, (int64_t)(g->n - o.n), 0)));

        svg_tekst(&s, 0, y + 16, (struct svg_letter){klein, .klasse = "g-noot", .kleur = SVG_STIL}, rest);
        y += 24;
    }
    return svg_eind(&s, g->titel, beschrijving_maak(a, &o), o.breedte, y);
}
