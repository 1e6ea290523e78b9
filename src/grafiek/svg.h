/* SPDX-License-Identifier: EUPL-1.2
 * What the pictures of this room share: an SVG under construction, its colours and patterns, and text that is
 * measured before it is placed. Private to src/grafiek; others use grafiek.h.
 *
 * A picture is written into one buffer. Where an id must stand, the byte SVG_ID is written; svg_eind() hashes
 * the content and puts the id there, so that several pictures in one page never share an id and the same
 * picture is always the same bytes. Text of others passes svg_tekst() or svg_veilig(), which leave no byte
 * that XML forbids, SVG_ID included. */
#ifndef WZ_GRAFIEK_SVG_H
#define WZ_GRAFIEK_SVG_H

#include "grafiek/grafiek.h"

#define SVG_ID     "\001"
#define SVG_LETTER "#16181d" /* near black: letters, axes, outlines */
#define SVG_STIL   "#565b66" /* quieter letters: units, notes; 6.9:1 on white */
#define SVG_SPOOR  "#eff0f3" /* the track under a bar */
#define SVG_HULP   "#d9dce3" /* hairlines */

enum {
    SVG_MAX_BYTES = 8 << 20,
    SVG_MIN_BREEDTE = 200,
    SVG_MAX_BREEDTE = 2400,
    SVG_TINTEN = 6,
    SVG_VLAKKEN = 6, /* steps of the choropleth's ramp */
};

struct svg {
    struct arena *a;
    struct buf b;
    unsigned patronen; /* which <pattern>s are used, see svg.c */
    double streep_x; /* where the stripes of soft plans start, so that every bar opens with a whole stripe */
    bool links;      /* there is a link inside: then the picture is a group, not an image */
};

/* One meaning, its class and its colours where no stylesheet reaches. */
struct svg_tint {
    const char *klasse;
    const char *vlak;  /* filled */
    const char *lijn;  /* as a thin line: at least 3:1 on white */
    const char *tekst; /* as letters: at least 4.5:1 on white */
};
const struct svg_tint *svg_tint(enum grafiek_tint tint); /* anything unknown is TINT_NEUTRAAL */

struct svg_kleur {
    const char *klasse, *vlak;
    const char *tekst_klasse, *tekst; /* letters on it: at least 4.5:1 */
};
/* Step `klasse` of `n` (1 … 6), spread over the whole ramp. */
const struct svg_kleur *svg_kleur(int klasse, int n);

void svg_begin(struct svg *s, struct arena *a);
/* The whole picture. A picture that does not fit in SVG_MAX_BYTES becomes one that says so. */
struct str svg_eind(struct svg *s, struct str titel, struct str beschrijving, double breedte, double hoogte);
/* A picture of one sentence, for when there is nothing to draw. */
struct str svg_zin(struct arena *a, struct str titel, struct str beschrijving, double breedte,
                   const char *zin);

/* Fill values: each marks its pattern as used. */
const char *svg_streep(struct svg *s, enum grafiek_tint tint); /* soft plans */
const char *svg_arcering(struct svg *s);                       /* not delivered */
const char *svg_arcering_groot(struct svg *s);                 /* the same where the scale is a tenth */
const char *svg_arcering_tint(struct svg *s, enum grafiek_tint tint); /* not delivered, of this line */

void svg_lit(struct svg *s, const char *tekst); /* our own text, not escaped */
void svg_getal(struct svg *s, double v); /* a coordinate: tenths, bounded, never NaN, never through locale */
void svg_attr(struct svg *s, const char *naam, double v);            /* ` naam="v"` */
void svg_woord(struct svg *s, const char *naam, const char *waarde); /* ` naam="waarde"`, both our own */
void svg_veilig(struct svg *s, struct str tekst, size_t max_tekens); /* others' text, cleaned and escaped */
void svg_title(struct svg *s, struct str naam,
               struct str waarde); /* <title>naam: waarde</title>, the tooltip */

void svg_rect(struct svg *s, double x, double y, double w, double h, double rx, const char *klasse,
              const char *vlak);
void svg_lijn(struct svg *s, double x1, double y1, double x2, double y2, const char *klasse,
              const char *kleur, double dikte);

enum svg_anker { ANKER_LINKS, ANKER_MIDDEN, ANKER_RECHTS };
struct svg_letter {
    double maat; /* font size */
    bool vet;
    enum svg_anker anker;
    const char *klasse, *kleur;
};
void svg_tekst(struct svg *s, double x, double y /* baseline */, struct svg_letter l, struct str tekst);

/* Width of the text in the widest of the usual sans-serif fonts: what fits by this measure fits on every
 * machine. */
double svg_maat(struct str tekst, double maat, bool vet);
/* As many characters as fit, with an ellipsis when cut (`puntjes`) or without. */
struct str svg_inkort(struct arena *a, struct str tekst, double maat, bool vet, double breedte, bool puntjes);
/* Breaks into at most `max` lines at spaces, hyphens and slashes; *ret_heel is false when something had to be
 * cut. */
size_t svg_breek(struct arena *a, struct str tekst, double maat, double breedte, size_t max,
                 struct str *ret_regels, bool *ret_heel);

/* Text without leading and trailing white space and not longer than we are willing to measure. */
struct str svg_kort(struct str tekst, size_t max_tekens);
double svg_klem(double v, double min, double max); /* NaN becomes min */
int svg_breedte(int gevraagd, int standaard);
int svg_schaal(int schaal);

/* as.c: round steps and the figures on an axis or legend. */
int64_t as_stap_op(__int128 minstens);    /* smallest of 1-2-5 × 10^k that is at least this; at least 1 */
int64_t as_stap_neer(__int128 hoogstens); /* largest that is at most this; at least 1 */
/* As num_nl, with the decimals that the step needs; from a million on in "mln" when the step allows. */
struct str as_tekst(struct arena *a, int64_t v, int schaal, int64_t stap, int64_t grootste);
struct str as_getal(struct arena *a, int64_t v, int schaal); /* as num_nl without trailing zeros */

/* legenda.c: the classes of a map and their histogram. */
int klasse_van(const struct grafiek_klassen *k, int64_t waarde); /* 0 … n_grenzen */
int klasse_aantal(const struct grafiek_klassen *k);              /* 1 … 6 */
/* Draws at (0, y), at most `breedte` wide; returns its height. Counts every vlak, drawn or not. */
double legenda_teken(struct svg *s, const struct grafiek_kaart *k, double y, double breedte);
/* Opens the link or group of one vlak with its tooltip; vlak_dicht() closes it. */
void vlak_open(struct svg *s, const struct grafiek_vlak *v);
void vlak_dicht(struct svg *s, const struct grafiek_vlak *v);
bool vlak_mist(const struct grafiek_vlak *v);
struct str vlak_cijfer(struct arena *a, const struct grafiek_kaart *k, const struct grafiek_vlak *v);

struct vormen;
/* plekken.c: the marks of a map, in a scale of a tenth; and their legend from (0, y) on, which returns its
 * height. */
void plekken_teken(struct svg *s, const struct grafiek_kaart *k, const struct vormen *v);
double plekken_legenda(struct svg *s, const struct grafiek_kaart *k, const struct vormen *v, double y,
                       double breedte);
struct str kaart_beschrijving(struct arena *a, const struct grafiek_kaart *k);

#endif
