/* SPDX-License-Identifier: EUPL-1.2
 * Charts and maps as SVG text: one code for screen, report and export. Colours are classes (web/stijl) with
 * presentation attributes as fallback, so that a downloaded SVG stands on its own and the dark theme still
 * works; nothing inline that a strict Content-Security-Policy would block. Every picture has <title> and
 * <desc>; the caller shows the table beside it. */
#ifndef WZ_GRAFIEK_GRAFIEK_H
#define WZ_GRAFIEK_GRAFIEK_H

#include "base/str.h"

/* The kinds of bar that mean the same everywhere: colour by woningtype, pattern by certainty. */
enum grafiek_tint {
    TINT_OPGAVE,
    TINT_NULTREDEN,
    TINT_GECLUSTERD,
    TINT_ZORGGESCHIKT,
    TINT_GEBOUWD,
    TINT_NEUTRAAL
};
enum grafiek_vulling { VULLING_VOL, VULLING_STREEP /* soft plans */, VULLING_ONTBREEKT /* hatched */ };

struct grafiek_staaf {
    struct str label; /* left of the bar */
    bool ontbreekt;   /* no figure: hatched, "–" (value ignored) */
    int64_t waarde;   /* units of 10^-schaal */
    struct str tekst; /* right of the bar, as printed ("1.106"); empty: made from waarde */
    enum grafiek_tint tint;
    enum grafiek_vulling vulling;
};

struct grafiek_staven {
    struct str titel, beschrijving; /* one message; the description reads the figures out */
    const struct grafiek_staaf *staven;
    size_t n;
    int schaal;
    int64_t geheel;  /* what the bars are shares of (100 for percentages, N for counts): the track runs from
                        nought to it; 0: to the largest bar */
    bool heeft_doel; /* a marked line at doel */
    int64_t doel;
    struct str doel_label;
    int breedte; /* px of the viewBox; 0: 640. Height follows from n */
};
/* Horizontal, zero-based bars; negative values go left of a zero line. */
struct str grafiek_staven_svg(struct arena *a, const struct grafiek_staven *g);

/* Bars of 100%, each divided in the same parts: answers on a scale. At most 6 parts. */
struct grafiek_stapel {
    struct str label, noot; /* noot: under the label, as "N = 25" */
    const int64_t *deel;    /* n_deel numbers; -1: not shown */
    int64_t geheel;         /* what they are parts of; what is left of it is hatched. 0: there is nothing */
};
struct grafiek_gestapeld {
    struct str titel, beschrijving;
    const struct str *delen; /* names, for the legend */
    size_t n_delen;
    const enum grafiek_tint *tinten; /* of each part, whose percentage is then not in it; NULL: the ramp */
    struct str rest;                 /* what is left, in the legend: "geen antwoord" */
    const struct grafiek_stapel *stapels;
    size_t n;
    int breedte; /* 0: 640 */
};
struct str grafiek_gestapeld_svg(struct arena *a, const struct grafiek_gestapeld *g);

/* Before and after: on each row an open dot and a filled one on an axis from 0 to 100%. */
struct grafiek_voorna {
    struct str label;
    bool heeft_voor, heeft_na;
    int64_t voor, na; /* whole percentages */
};
struct grafiek_punten {
    struct str titel, beschrijving, voor, na; /* what the open and the filled dot are */
    const struct grafiek_voorna *rijen;
    size_t n;
    int breedte;
};
struct str grafiek_punten_svg(struct arena *a, const struct grafiek_punten *g);

struct grafiek_punt {
    double x;       /* year, or year with fraction */
    bool ontbreekt; /* the line is broken here and a gap is marked */
    int64_t waarde;
    bool voorlopig; /* open dot, dashed to it */
};
struct grafiek_lijn {
    struct str label; /* at the end of the line */
    enum grafiek_tint tint;
    const struct grafiek_punt *punten;
    size_t n;
};
struct grafiek_lijnen {
    struct str titel, beschrijving, eenheid;
    const struct grafiek_lijn *lijnen;
    size_t n;
    int schaal;
    bool vanaf_nul;
    int breedte, hoogte; /* 0: 640 × 320 */
};
struct str grafiek_lijnen_svg(struct arena *a, const struct grafiek_lijnen *g);

/* Work over time: one bar a row, from a day to a day. */
enum grafiek_werk {
    WERK_OPEN /* outline */,
    WERK_BEZIG /* striped */,
    WERK_KLAAR /* filled */,
    WERK_VERVALLEN
};
struct grafiek_werkrij {
    struct str label; /* above the bar, with what the state is in words behind it */
    struct str kop;   /* not empty: a heading above this row */
    double van, tot;  /* years with fraction: 2024.5 is the first of July; tot after van */
    double verwacht;  /* when it will end, when later than tot: a thin line to there; 0: not */
    enum grafiek_werk staat;
    bool laat; /* says so in words, and has a heavy edge */
};
struct grafiek_werkplan {
    struct str titel, beschrijving;
    const struct grafiek_werkrij *rij;
    size_t n;
    double nu;   /* a marked line; 0: none */
    int breedte; /* 0: 640 */
};
struct str grafiek_werkplan_svg(struct arena *a, const struct grafiek_werkplan *g);

/* Classes with rounded limits for a choropleth: `grenzen` ascending, n_grenzen + 1 classes (at most 6). */
struct grafiek_klassen {
    const int64_t *grenzen;
    size_t n_grenzen;
    int schaal;
    struct str eenheid; /* "%" or "woningen" */
};
/* Few classes with rounded limits from the values themselves (quantiles, rounded to 1-2-5 steps). */
struct grafiek_klassen grafiek_klassen_maak(struct arena *a, const int64_t *waarden, size_t n,
                                            int max_klassen, int schaal, struct str eenheid);

/* The legend in words, for who draws it elsewhere: n_grenzen + 1 classes into ret (room for 6); returns how
 * many.
 */
struct grafiek_klasse {
    struct str tekst; /* "< 25%", "25–40%" */
    int tint;         /* step of the ramp, 0 … 5: the class g-vlak-N of the style sheet */
};
size_t grafiek_klassen_noem(struct arena *a, const struct grafiek_klassen *k, struct grafiek_klasse *ret);
int grafiek_klasse_van(const struct grafiek_klassen *k, int64_t waarde); /* number of the class */

struct grafiek_vlak {
    struct str code, naam, kort; /* kort: at most 8 letters, for a tile */
    struct str tekst;            /* figure as printed */
    struct str href;             /* link, may be empty */
    bool ontbreekt, omlijnd;
    int64_t waarde;
    int kolom, rij;       /* place in the tile map */
    const double *ringen; /* boundary in metres (RD) or projected units: x y x y …; rings end by NaN NaN;
                             NULL: no boundary */
    size_t n_ringen;      /* doubles */
};
/* Something small that lies on a map of boundaries: a plan. What it is shows by its form, also in grey. */
enum grafiek_teken { TEKEN_VOL /* a filled square */, TEKEN_OPEN /* a ring */, TEKEN_KRUIS, TEKENS };
struct grafiek_plek {
    double x, y; /* in the units of the boundaries */
    enum grafiek_teken teken;
};
struct grafiek_kaart {
    struct str titel, beschrijving;
    const struct grafiek_vlak *vlakken;
    size_t n;
    struct grafiek_klassen klassen;
    const struct grafiek_plek *plekken; /* on boundaries only */
    size_t n_plekken;
    struct str teken_naam[TEKENS]; /* for the legend: "hard plan" … */
    int breedte;                   /* at most, 0: 480; the picture is narrower when it needs less */
};
/* Each gemeente one square, with its short name and figure; the legend below as a histogram of the classes.
 * Of two on one place the later moves to an extra row below; squares under 34 px carry only colour and
 * tooltip. */
struct str grafiek_tegels_svg(struct arena *a, const struct grafiek_kaart *k);
/* Boundaries filled by class, simplified to what the width can show, same legend. What has no boundary is
 * counted in words under the map. */
struct str grafiek_grenzen_svg(struct arena *a, const struct grafiek_kaart *k);
/* Where something lies: a few areas in outline, without classes or legend; those that are `omlijnd` filled
 * and above the others, and the plekken. */
struct str grafiek_ligging_svg(struct arena *a, const struct grafiek_kaart *k);

/* How many go from each of n_van classes to each of n_naar; what has the same name on both sides stays, and
 * is not drawn. */
struct grafiek_stroom {
    struct str titel, beschrijving;
    struct str kop_van, kop_naar; /* "nu", "straks" */
    const struct str *van, *naar;
    size_t n_van, n_naar;
    const int64_t *aantal; /* n_van × n_naar */
};
struct str grafiek_stroom_svg(struct arena *a, const struct grafiek_stroom *g);

#endif
