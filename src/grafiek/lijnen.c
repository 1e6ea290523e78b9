/* SPDX-License-Identifier: EUPL-1.2
 * Lines through time, each named at its own end instead of in a legend. Where a figure is missing the line
 * breaks: a hatched band when nobody has one, else a hatched strip under the axis and a sentence. Provisional
 * figures are open marks with a dashed line towards them. Marks differ in shape per tint, so that a grey
 * print can be read. */
#include "grafiek/svg.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAX_LIJNEN = 24,
    MAX_PUNTEN = 2000,
    MAX_STREKEN = 40, /* hatched stretches in one picture */
    LABEL_REGELS = 2,
    REGEL = 15,
    STROOK = 7, /* height of the hatched strip of one line */
};
static const double letter = 12;
/* Beyond this the axis does not go, so that steps and limits stay within 64 bits. */
static const int64_t grootst = 4000000000000000000;

struct lijn {
    const struct grafiek_lijn *bron;
    const struct svg_tint *tint;
    struct grafiek_punt *p; /* in order of time, only finite times */
    size_t n;
    int laatste;                         /* the last known point, -1: none */
    bool gaten;                          /* has its own strip */
    struct str regels[LABEL_REGELS + 1]; /* name, and the last figure */
    size_t n_regels;
    double label_y, label_hoogte; /* top of its label */
};

struct opzet {
    const struct grafiek_lijnen *g;
    struct lijn lijnen[MAX_LIJNEN];
    size_t n, met_gaten;
    int schaal;
    double breedte, hoogte, links, rechts, boven, onder; /* the plot */
    double t0, t1;
    int64_t laag, hoog, stap, grootste;
    bool voorlopig, banden;
};

static double x_van(const struct opzet *o, double t)
{
    double rand = 8, w = o->rechts - o->links - 2 * rand;

    return o->t1 > o->t0 ? o->links + rand + (t - o->t0) / (o->t1 - o->t0) * w : o->links + rand + w / 2;
}

static int64_t klem(int64_t v)
{
    return v > grootst ? grootst : v < -grootst ? -grootst : v;
}

static double y_van(const struct opzet *o, int64_t v)
{
    return o->onder -
           ((double)klem(v) - (double)o->laag) / ((double)o->hoog - (double)o->laag) * (o->onder - o->boven);
}

static int op_tijd(const void *x, const void *y)
{
    double p = ((const struct grafiek_punt *)x)->x, q = ((const struct grafiek_punt *)y)->x;

    return (p > q) - (p < q);
}

static void lijn_lees(struct svg *s, struct lijn *l, const struct grafiek_lijn *bron)
{
    size_t n = bron->punten ? (bron->n > MAX_PUNTEN ? MAX_PUNTEN : bron->n) : 0;

    *l = (struct lijn){.bron = bron, .tint = svg_tint(bron->tint), .laatste = -1};
    l->p = ARENA_ARRAY(s->a, struct grafiek_punt, n);
    for (size_t i = 0; i < n; i++)
        if (isfinite(bron->punten[i].x) && fabs(bron->punten[i].x) <= 1e5)
            l->p[l->n++] = bron->punten[i];
    qsort(l->p, l->n, sizeof *l->p, op_tijd);
    for (size_t i = 0; i < l->n; i++)
        if (!l->p[i].ontbreekt)
            l->laatste = (int)i;
}

/* Limits of both axes; false when there is not one known figure. */
static bool assen_zet(struct opzet *o, int delen)
{
    int64_t min = INT64_MAX, max = INT64_MIN;
    __int128 van, tot;

    o->t0 = INFINITY;
    o->t1 = -INFINITY;
    for (size_t i = 0; i < o->n; i++)
        for (size_t j = 0; j < o->lijnen[i].n; j++) {
            const struct grafiek_punt *p = &o->lijnen[i].p[j];

            o->t0 = fmin(o->t0, p->x);
            o->t1 = fmax(o->t1, p->x);
            if (p->ontbreekt)
                continue;
            min = klem(p->waarde) < min ? klem(p->waarde) : min;
            max = klem(p->waarde) > max ? klem(p->waarde) : max;
            o->voorlopig = o->voorlopig || p->voorlopig;
        }
    if (min > max)
        return false;
    if (o->g->vanaf_nul) {
        min = min > 0 ? 0 : min;
        max = max < 0 ? 0 : max;
    }
    o->stap = as_stap_op(((__int128)max - min + delen - 1) / delen);
    van = min / o->stap - (min % o->stap < 0);
    tot = max / o->stap + (max % o->stap > 0);
    if (van == tot) { /* all alike: one step around it */
        van -= !o->g->vanaf_nul || max != 0;
        tot += 1;
    }
    o->laag = (int64_t)(van * o->stap);
    o->hoog = (int64_t)(tot * o->stap);
    o->grootste = o->hoog > -o->laag ? o->hoog : -o->laag;
    return true;
}

/* ---- labels at the line ends ---- */

static double labels_breek(struct svg *s, struct opzet *o)
{
    double breedst = 0, ruimte = o->breedte * (o->breedte < 480 ? .34 : .28);

    for (size_t i = 0; i < o->n; i++) {
        struct lijn *l = &o->lijnen[i];
        struct str cijfer = STR("\xE2\x80\x93");
        bool heel;

        l->n_regels =
            svg_breek(s->a, svg_kort(l->bron->label, 200), letter, ruimte, LABEL_REGELS, l->regels, &heel);
        if (l->laatste >= 0)
            cijfer = num_nl(s->a, l->p[l->laatste].waarde, o->schaal);
        if (l->laatste >= 0 && l->p[l->laatste].x < o->t1) /* not of the last year: then say of which */
            cijfer = str_fmt(s->a, "%.*s (%lld)", STR_ARG(cijfer), (long long)floor(l->p[l->laatste].x));
        l->regels[l->n_regels++] = svg_inkort(s->a, cijfer, letter, true, ruimte, true);
        for (size_t k = 0; k < l->n_regels; k++)
            breedst = fmax(breedst, svg_maat(l->regels[k], letter, k + 1 == l->n_regels));
        l->label_hoogte = REGEL * (double)l->n_regels + 4;
    }
    return breedst;
}

static double doel_y(const struct opzet *o, const struct lijn *l)
{
    return (l->laatste >= 0 ? y_van(o, l->p[l->laatste].waarde) : o->onder) - l->label_hoogte / 2;
}

/* A block around a mean may stick out: down from the top edge, then up from the bottom edge. */
static void labels_binnen(struct opzet *o, const size_t *orde, double boven, double onder)
{
    for (size_t i = 0; i < o->n; i++) {
        struct lijn *l = &o->lijnen[orde[i]];

        l->label_y = fmax(l->label_y, boven);
        boven = l->label_y + l->label_hoogte;
    }
    for (size_t i = o->n; i-- > 0;) {
        struct lijn *l = &o->lijnen[orde[i]];

        l->label_y = fmin(l->label_y, onder - l->label_hoogte);
        onder = l->label_y;
    }
}

/* Labels keep the order of their lines and push each other apart: blocks that touch become one block around
 * the mean of what they wish (pool adjacent violators), within the picture. */
static void labels_plaats(struct opzet *o, double boven, double onder)
{
    struct blok {
        size_t van, n;
        double hoogte, wens; /* wens: sum of the wished tops, each less what stands above it in the block */
    } blokken[MAX_LIJNEN];
    size_t orde[MAX_LIJNEN], n = 0;

    for (size_t i = 0; i < o->n; i++) {
        size_t j = i;

        for (; j > 0 && doel_y(o, &o->lijnen[orde[j - 1]]) > doel_y(o, &o->lijnen[i]); j--)
            orde[j] = orde[j - 1];
        orde[j] = i;
    }
    for (size_t i = 0; i < o->n; i++) {
        const struct lijn *l = &o->lijnen[orde[i]];

        blokken[n++] =
            (struct blok){i, 1, l->label_hoogte, svg_klem(doel_y(o, l), boven, onder - l->label_hoogte)};
        while (n > 1) {
            struct blok *x = &blokken[n - 2], *y = &blokken[n - 1];

            if (x->wens / (double)x->n + x->hoogte <= y->wens / (double)y->n)
                break;
            x->wens += y->wens - x->hoogte * (double)y->n;
            x->hoogte += y->hoogte;
            x->n += y->n;
            n--;
        }
    }
    for (size_t b = 0; b < n; b++) {
        double y = blokken[b].wens / (double)blokken[b].n;

        for (size_t i = 0; i < blokken[b].n; i++) {
            struct lijn *l = &o->lijnen[orde[blokken[b].van + i]];

            l->label_y = y;
            y += l->label_hoogte;
        }
    }
    labels_binnen(o, orde, boven, onder);
}

static void label_teken(struct svg *s, const struct opzet *o, const struct lijn *l)
{
    double x = o->rechts + 14, midden = l->label_y + l->label_hoogte / 2;

    svg_lit(s, "<g>");
    if (l->laatste >= 0) {
        double px = x_van(o, l->p[l->laatste].x), py = y_van(o, l->p[l->laatste].waarde);

        if (fabs(py - midden) > 6 || x - px > 30)
            svg_lijn(s, px + 6, py, x - 3, midden, "g-aanwijslijn", "#a3a8b4", 1);
    }
    for (size_t k = 0; k < l->n_regels; k++) {
        bool cijfer = k + 1 == l->n_regels;
        struct str klasse =
            str_fmt(s->a, "g-%s g-tekst-%s", cijfer ? "waarde" : "label", l->tint->klasse + 2);

        svg_tekst(s, x, l->label_y + 2 + 12 + REGEL * (double)k,
                  (struct svg_letter){letter, cijfer, ANKER_LINKS, str_cstr(s->a, klasse), l->tint->tekst},
                  l->regels[k]);
    }
    svg_lit(s, "</g>");
}

/* ---- axes ---- */

static void y_as_teken(struct svg *s, const struct opzet *o)
{
    for (__int128 v = o->laag; v <= o->hoog; v += o->stap) {
        double y = y_van(o, (int64_t)v);

        svg_lijn(s, o->links, y, o->rechts, y, "g-hulplijn", SVG_HULP, 1);
        svg_tekst(s, o->links - 8, y + 4,
                  (struct svg_letter){letter, false, ANKER_RECHTS, "g-noot", SVG_STIL},
                  as_tekst(s->a, (int64_t)v, o->schaal, o->stap, o->grootste));
    }
    if (o->laag <= 0 && o->hoog >= 0)
        svg_lijn(s, o->links, y_van(o, 0), o->rechts, y_van(o, 0), "g-as", SVG_LETTER, 1);
}

/* Years, counted back from the last, so that the last one is always named. */
static void x_as_teken(struct svg *s, const struct opzet *o)
{
    int64_t eerste = (int64_t)ceil(o->t0 - 1e-9), laatste = (int64_t)floor(o->t1 + 1e-9), stap;
    double ruimte = (o->rechts - o->links - 16) / 42;
    double y = o->onder + (double)o->met_gaten * STROOK + (o->met_gaten ? 3 : 0);

    if (laatste < eerste)
        laatste = eerste = (int64_t)floor(o->t0);
    stap = as_stap_op((__int128)ceil((double)(laatste - eerste) / fmax(ruimte, 1)));
    for (int64_t jaar = laatste; jaar >= eerste; jaar -= stap) {
        double x = svg_klem(x_van(o, (double)jaar), o->links, o->rechts);

        svg_lijn(s, x, y, x, y + 4, "g-as", SVG_STIL, 1);
        svg_tekst(s, x, y + 18, (struct svg_letter){letter, false, ANKER_MIDDEN, "g-noot", SVG_STIL},
                  num_plain(s->a, jaar, 0));
    }
}

/* ---- what is missing ---- */

struct strek {
    size_t van, tot; /* points, both included */
    double x0, x1;
};

static bool strek_volgende(const struct opzet *o, const struct lijn *l, size_t vanaf, struct strek *ret)
{
    size_t i = vanaf, j;

    while (i < l->n && !l->p[i].ontbreekt)
        i++;
    if (i >= l->n)
        return false;
    for (j = i; j + 1 < l->n && l->p[j + 1].ontbreekt;)
        j++;
    ret->van = i;
    ret->tot = j;
    ret->x0 = x_van(o, i ? (l->p[i].x + l->p[i - 1].x) / 2 : l->p[i].x - .5);
    ret->x1 = x_van(o, j + 1 < l->n ? (l->p[j].x + l->p[j + 1].x) / 2 : l->p[j].x + .5);
    ret->x0 = svg_klem(ret->x0, o->links, o->rechts - 4);
    ret->x1 = svg_klem(ret->x1, ret->x0 + 4, o->rechts);
    return true;
}

/* Nobody has a figure in this stretch. */
static bool strek_van_allen(const struct opzet *o, const struct lijn *l, const struct strek *s)
{
    for (size_t i = 0; i < o->n; i++)
        for (size_t j = 0; j < o->lijnen[i].n; j++) {
            const struct grafiek_punt *p = &o->lijnen[i].p[j];

            if (!p->ontbreekt && p->x >= l->p[s->van].x && p->x <= l->p[s->tot].x)
                return false;
        }
    return true;
}

static struct str strek_jaren(struct arena *a, const struct lijn *l, const struct strek *s)
{
    struct str van = num_plain(a, (int64_t)floor(l->p[s->van].x), 0);

    if (floor(l->p[s->van].x) == floor(l->p[s->tot].x))
        return van;
    return str_cat(a, str_cat(a, van, STR("\xE2\x80\x93")), num_plain(a, (int64_t)floor(l->p[s->tot].x), 0));
}

static void gaten_tel(struct opzet *o)
{
    for (size_t i = 0; i < o->n; i++) {
        struct lijn *l = &o->lijnen[i];
        struct strek s = {0};

        for (size_t vanaf = 0; strek_volgende(o, l, vanaf, &s); vanaf = s.tot + 1) {
            if (strek_van_allen(o, l, &s))
                o->banden = true;
            else
                l->gaten = true;
        }
        o->met_gaten += l->gaten;
    }
}

static void banden_teken(struct svg *s, const struct opzet *o)
{
    double x_tot = -1;
    int over = MAX_STREKEN;

    for (size_t i = 0; i < o->n; i++) {
        struct strek st;

        for (size_t vanaf = 0; strek_volgende(o, &o->lijnen[i], vanaf, &st); vanaf = st.tot + 1) {
            if (!strek_van_allen(o, &o->lijnen[i], &st) || over-- <= 0)
                continue;
            st.x0 = fmax(st.x0, x_tot); /* another line has drawn the first part */
            if (st.x1 - st.x0 < .5)
                continue;
            svg_lit(s, "<g opacity=\".6\">"); /* a large surface: paler */
            svg_title(s, strek_jaren(s->a, &o->lijnen[i], &st), STR("niet geleverd"));
            svg_rect(s, st.x0, o->boven, st.x1 - st.x0, o->onder - o->boven, 0, "g-ontbreekt",
                     svg_arcering(s));
            svg_lit(s, "</g>");
            x_tot = st.x1;
        }
    }
}

static void stroken_teken(struct svg *s, const struct opzet *o)
{
    double y = o->onder + 3;

    for (size_t i = 0; i < o->n; i++) {
        const struct lijn *l = &o->lijnen[i];
        struct strek st;
        int over = MAX_STREKEN;

        if (!l->gaten)
            continue;
        for (size_t vanaf = 0; strek_volgende(o, l, vanaf, &st); vanaf = st.tot + 1) {
            if (strek_van_allen(o, l, &st) || over-- <= 0)
                continue;
            svg_lit(s, "<g>");
            svg_title(s, l->bron->label, str_cat(s->a, strek_jaren(s->a, l, &st), STR(" niet geleverd")));
            svg_rect(s, st.x0, y, st.x1 - st.x0, STROOK - 2, 1, "g-ontbreekt",
                     svg_arcering_tint(s, l->bron->tint));
            svg_lit(s, "</g>");
        }
        y += STROOK;
    }
}

/* ---- lines and marks ---- */

static void pad_punt(struct svg *s, char soort, double x, double y)
{
    buf_char(&s->b, soort);
    svg_getal(s, x);
    svg_lit(s, " ");
    svg_getal(s, y);
}

/* The solid pieces, or the dashed ones towards a provisional figure. */
static void pad_teken(struct svg *s, const struct opzet *o, const struct lijn *l, bool voorlopig)
{
    size_t begin;

    svg_lit(s, "<path d=\"");
    begin = s->b.n;
    for (size_t i = 1; i < l->n; i++) {
        const struct grafiek_punt *p = &l->p[i - 1], *q = &l->p[i];
        bool vorige = i > 1 && !l->p[i - 2].ontbreekt && p->voorlopig == voorlopig && s->b.n > begin;

        if (p->ontbreekt || q->ontbreekt || q->voorlopig != voorlopig)
            continue;
        if (!vorige)
            pad_punt(s, 'M', x_van(o, p->x), y_van(o, p->waarde));
        pad_punt(s, 'L', x_van(o, q->x), y_van(o, q->waarde));
    }
    if (s->b.n == begin) /* a path without points is an error to some readers */
        svg_lit(s, "M0 0");
    svg_lit(s, voorlopig ? "\" stroke-dasharray=\"4 3\"/>" : "\"/>");
}

static void merk_teken(struct svg *s, enum grafiek_tint tint, double x, double y, double r, bool open)
{
    const char *vulling = open ? " class=\"g-grond\" fill=\"#ffffff\"" : "";

    if (tint == TINT_GECLUSTERD || tint == TINT_OPGAVE) {
        svg_lit(s, "<rect");
        svg_attr(s, "x", x - r * .9);
        svg_attr(s, "y", y - r * .9);
        svg_attr(s, "width", r * 1.8);
        svg_attr(s, "height", r * 1.8);
    } else if (tint == TINT_ZORGGESCHIKT || tint == TINT_GEBOUWD) {
        svg_lit(s, "<path d=\"");
        pad_punt(s, 'M', x, y - r * 1.25);
        pad_punt(s, 'L', x + r * 1.2, tint == TINT_GEBOUWD ? y : y + r * .9);
        if (tint == TINT_GEBOUWD)
            pad_punt(s, 'L', x, y + r * 1.25);
        pad_punt(s, 'L', x - r * 1.2, tint == TINT_GEBOUWD ? y : y + r * .9);
        svg_lit(s, "z\"");
    } else {
        svg_lit(s, "<circle");
        svg_attr(s, "cx", x);
        svg_attr(s, "cy", y);
        svg_attr(s, "r", r);
    }
    svg_lit(s, vulling);
    svg_lit(s, "/>");
}

static void lijn_teken(struct svg *s, const struct opzet *o, const struct lijn *l)
{
    bool elk = l->n <= 40;

    buf_fmt(&s->b, "<g class=\"g-lijn %s\" stroke=\"%s\" fill=\"%s\" stroke-width=\"2\">", l->tint->klasse,
            l->tint->lijn, l->tint->lijn);
    svg_lit(s, "<g fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">");
    pad_teken(s, o, l, false);
    if (o->voorlopig)
        pad_teken(s, o, l, true);
    svg_lit(s, "</g><g stroke-width=\"1.5\">");
    for (size_t i = 0; i < l->n; i++) {
        const struct grafiek_punt *p = &l->p[i];
        bool los = (i == 0 || l->p[i - 1].ontbreekt) && (i + 1 == l->n || l->p[i + 1].ontbreekt);
        bool laatste = (int)i == l->laatste;

        if (p->ontbreekt || !(elk || los || laatste || p->voorlopig))
            continue;
        svg_lit(s, "<g>");
        svg_title(
            s, str_fmt(s->a, "%.*s %lld", STR_ARG(svg_kort(l->bron->label, 100)), (long long)floor(p->x)),
            str_cat(s->a, num_nl(s->a, p->waarde, o->schaal), p->voorlopig ? STR(" (voorlopig)") : STR("")));
        merk_teken(s, l->bron->tint, x_van(o, p->x), y_van(o, p->waarde), laatste ? 3.2 : 2.4, p->voorlopig);
        svg_lit(s, "</g>");
    }
    svg_lit(s, "</g></g>");
}

/* ---- the whole ---- */

/* What the eye must know beside the lines: each a sentence under the picture. */
static double noten_teken(struct svg *s, const struct opzet *o, double y)
{
    struct buf b;
    struct str regels[4];
    bool heel;
    size_t n;

    buf_init(&b, s->a, 4096);
    if (o->voorlopig)
        buf_lit(&b, "Open teken en streeplijn: voorlopig. ");
    if (o->banden)
        buf_lit(&b, "Gearceerd: niet geleverd. ");
    for (size_t i = 0; i < o->n; i++) {
        const struct lijn *l = &o->lijnen[i];
        struct strek st;
        int k = 0;

        if (!l->gaten)
            continue;
        buf_lit(&b, "Niet geleverd voor ");
        buf_add(&b, svg_kort(l->bron->label, 60));
        buf_lit(&b, ": ");
        for (size_t vanaf = 0; strek_volgende(o, l, vanaf, &st); vanaf = st.tot + 1) {
            if (strek_van_allen(o, l, &st))
                continue;
            buf_lit(&b, k++ ? ", " : "");
            buf_add(&b, strek_jaren(s->a, l, &st));
        }
        buf_lit(&b, ". ");
    }
    n = svg_breek(s->a, buf_str(&b), letter, o->breedte, 4, regels, &heel);
    y += n ? 8 : 0;
    for (size_t i = 0; i < n; i++)
        svg_tekst(s, 0, y + 14 + 16 * (double)i,
                  (struct svg_letter){letter, false, ANKER_LINKS, "g-noot", SVG_STIL}, regels[i]);
    return 16 * (double)n + (n ? 12 : 0);
}

/* The unit above the axis; says so when the axis does not start at nought. */
static double kop_teken(struct svg *s, const struct opzet *o)
{
    struct str eenheid = svg_kort(o->g->eenheid, 200), regels[2];
    bool heel;
    size_t n;

    if (o->laag > 0 || o->hoog < 0)
        eenheid = str_cat(s->a, eenheid,
                          eenheid.n ? STR(" (de as begint niet bij 0)") : STR("De as begint niet bij 0"));
    n = svg_breek(s->a, eenheid, letter, o->breedte, 2, regels, &heel);
    for (size_t i = 0; i < n; i++)
        svg_tekst(s, 0, 12 + 16 * (double)i,
                  (struct svg_letter){letter, false, ANKER_LINKS, "g-noot", SVG_STIL}, regels[i]);
    return 16 * (double)n + 10;
}

static double y_as_breedte(struct svg *s, const struct opzet *o)
{
    double breedst = 0;

    for (__int128 v = o->laag; v <= o->hoog; v += o->stap)
        breedst = fmax(breedst,
                       svg_maat(as_tekst(s->a, (int64_t)v, o->schaal, o->stap, o->grootste), letter, false));
    return breedst;
}

static struct str beschrijving_maak(struct arena *a, const struct opzet *o)
{
    struct buf b;

    if (o->g->beschrijving.n)
        return o->g->beschrijving;
    buf_init(&b, a, 1 << 16);
    for (size_t i = 0; i < o->n && b.n < 6000; i++) {
        const struct lijn *l = &o->lijnen[i];

        buf_lit(&b, i ? " " : "");
        buf_add(&b, svg_kort(l->bron->label, 100));
        for (size_t j = 0; j < l->n && b.n < 6000; j++) {
            buf_lit(&b, j ? ", " : ": ");
            buf_add(&b, num_plain(a, (int64_t)floor(l->p[j].x), 0));
            buf_lit(&b, " ");
            buf_add(&b, l->p[j].ontbreekt ? STR("niet geleverd") : num_nl(a, l->p[j].waarde, o->schaal));
        }
        buf_lit(&b, ".");
    }
    return buf_str(&b);
}

struct str grafiek_lijnen_svg(struct arena *a, const struct grafiek_lijnen *g)
{
    struct svg s;
    struct opzet *o = ARENA_NEW(a, struct opzet);
    double labels, nodig = 0, y;

    *o = (struct opzet){.g = g, .schaal = svg_schaal(g->schaal), .breedte = svg_breedte(g->breedte, 640)};
    o->hoogte = g->hoogte > 0 ? svg_klem(g->hoogte, 140, 2000) : 320;
    svg_begin(&s, a);
    for (size_t i = 0; g->lijnen && i < g->n && i < MAX_LIJNEN; i++)
        lijn_lees(&s, &o->lijnen[o->n++], &g->lijnen[i]);
    if (!assen_zet(o, o->hoogte < 240 ? 3 : 5))
        return svg_zin(a, g->titel, g->beschrijving, o->breedte, "Er zijn nog geen cijfers.");
    labels = labels_breek(&s, o);
    for (size_t i = 0; i < o->n; i++)
        nodig += o->lijnen[i].label_hoogte;
    o->boven = kop_teken(&s, o);
    o->links = y_as_breedte(&s, o) + 8;
    o->rechts = o->breedte - labels - 14;
    if (o->rechts - o->links < 60)
        o->rechts = o->links + 60;
    gaten_tel(o); /* stretches need links and rechts only */
    o->onder = fmax(o->hoogte - 26 - (double)o->met_gaten * STROOK, o->boven + fmax(nodig, 60));
    labels_plaats(o, o->boven - 8, o->onder + 8);

    banden_teken(&s, o);
    y_as_teken(&s, o);
    x_as_teken(&s, o);
    stroken_teken(&s, o);
    for (size_t i = 0; i < o->n; i++)
        lijn_teken(&s, o, &o->lijnen[i]);
    for (size_t i = 0; i < o->n; i++)
        label_teken(&s, o, &o->lijnen[i]);
    y = o->onder + 26 + (double)o->met_gaten * STROOK;
    y += noten_teken(&s, o, y);
    return svg_eind(&s, g->titel, beschrijving_maak(a, o), o->breedte, y);
}
