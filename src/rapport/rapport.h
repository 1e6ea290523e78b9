/* SPDX-License-Identifier: EUPL-1.2
 * Reports of a ronde: a template (Markdown with references to figures, tables and pictures) becomes HTML, PDF
 * and OpenDocument. Every figure in the text is counted; what was made is frozen with sums of template and
 * data, so that it can be made again exactly and two versions can be laid side by side. What a reference may
 * be stands in docs/handleiding/rapport.md. */
#ifndef WZ_RAPPORT_RAPPORT_H
#define WZ_RAPPORT_RAPPORT_H

#include "base/som.h"
#include "doc/markdown.h"
#include "uitkomst/laad.h"

enum {
    RAPPORT_BYTES_MAX = 2 << 20, /* of a template */
    RAPPORT_VERWIJZINGEN_MAX = 3000,
    RAPPORT_RONDES_MAX = 20,
};

/* A figure of the text, and what it became. */
struct rapport_cijfer {
    struct str verwijzing, waarde;
    int64_t regel; /* of the template */
};

/* A table or picture that stands by itself. */
struct rapport_stuk {
    bool is_beeld;
    struct ui_tabel tabel;
    struct str titel;
    struct str samen_naam; /* a row that takes others together; empty: none */
    struct ui_cel *samen;  /* of each column */
};

struct rapport {
    struct str titel, sjabloon_som, gegevens_som;
    struct ui_set *set[RAPPORT_RONDES_MAX];
    struct str set_naam[RAPPORT_RONDES_MAX]; /* how the template calls it; "" the first */
    size_t n_set;
    VEC(struct ui_set *)
    naast; /* rondes before one of these that something was laid beside, not in the head */
    VEC(struct rapport_cijfer) cijfer;
    VEC(struct rapport_stuk) stuk;
    struct knoop *boom;
    bool verzonnen;
};

/* Reads a template and works out all that it refers to. ERR_DATA with the line and what was expected. */
int rapport_maak(struct conn *c, struct arena *a, const struct gebieden *g, struct str ronde, struct str naam,
                 struct str sjabloon, struct rapport **ret, struct err *e) MUST_CHECK;
/* Of one ronde that is in memory, without a database. */
int rapport_van_set(struct arena *a, struct ui_set *s, struct str naam, struct str sjabloon,
                    struct rapport **ret, struct err *e) MUST_CHECK;
int rapport_html(struct arena *a, const struct rapport *r, struct str *ret, struct err *e) MUST_CHECK;
int rapport_odt(struct arena *a, const struct rapport *r, struct str *ret, struct err *e) MUST_CHECK;
/* Where the number of a page comes in the contents: empty on a screen, filled in for the PDF. */
#define RAPPORT_BLADZIJDE "<span class=\"blz\"></span>"
/* The HTML as PDF, through a browser that is on the machine: ERR_ENV when there is none. */
int rapport_pdf(struct arena *a, struct str html, struct str *ret, struct err *e) MUST_CHECK;

/* Writes a whole file. ERR_ENV names it. */
int rapport_schrijf(const char *pad, struct str s, struct err *e) MUST_CHECK;
/* One line under a piece: what it counts. */
struct str stuk_N(struct arena *a, const struct rapport_stuk *s);
/* What a cell of a table prints: "10 (32%)", "10 (–)" where there is no percentage, "–" when it is withheld.
 */
struct str rapport_cel_tekst(struct arena *a, const struct ui_cel *c, const struct ui_kolom *k);
/* A template to begin with: all questions of the ronde that everybody may see. */
struct str rapport_begin(struct arena *a, struct ui_set *s);
/* A sum over all answers of a set that count. */
struct str set_som(struct arena *a, const struct ui_set *s);

extern const struct command rapport_commands[];
extern const struct http_route rapport_routes[];

#endif
