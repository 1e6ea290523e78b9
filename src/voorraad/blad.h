/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of the stock share: which stock and which rules an address chooses, what was counted, and
 * counts per area of any indeling. Private to this room. */
#ifndef WZ_VOORRAAD_BLAD_H
#define WZ_VOORRAAD_BLAD_H

#include "cijfer/pagina.h"
#include "kaart/beeld_svg.h"
#include "toegang/toegang.h"
#include "voorraad/kast.h"
#include "voorraad/kruis.h"
#include "voorraad/uitleg.h"
#include "voorraad/voorraad_http.h"

#define VOORRAAD_REGELS "bzk-vws-2023" /* the rules that a page opens with */

struct blad {
    struct pagina p;
    const struct voorraad *const *voorraad;
    size_t n_voorraden;
    const struct voorraad *v; /* the chosen one; NULL: there is none */
    const struct regelset *sets;
    size_t n_sets;
    struct regelset set; /* the chosen one */
    const struct geteld *g;
    int klasse; /* the class that the map shows */
};
/* Opens the page and counts; b->v NULL when no stock is registered. rijen: as geteld_neem. */
int blad_begin(struct http_req *q, struct blad *b, bool rijen, struct err *e) MUST_CHECK;
/* Opens the page and chooses stock and rules, without counting. */
int blad_kies(struct http_req *q, struct blad *b, struct err *e) MUST_CHECK;
void blad_sluit(struct blad *b); /* takes a half-opened one */
/* "niets", for when no stock can be shown: what to do next. */
void blad_leeg(struct blad *b);
/* Choices that the page's own addresses keep. */
void blad_eigen(struct blad *b);
/* The fields "regels" and, when there are several, "voorraad" of a form. */
void blad_velden(struct blad *b, struct doc *velden);
struct str blad_set_tekst(struct arena *a, const struct regelset *s); /* "naam, versie 2" */
/* Stock, rules, hashes and what is missing (deel/verantwoording). */
void blad_verantwoording(struct blad *b);

/* What the codes in these rules mean, "ROA: rollatorwoning; …"; "" when they have none. */
struct str blad_codes(struct arena *a, const struct regeltabel *t);

/* Counts of one area. */
struct gebied_telling {
    struct str code, naam;
    const struct gebied *gebied; /* NULL: a wijk or buurt */
    uint64_t *n;                 /* per class */
    uint64_t alles;
    size_t leden, aanwezig; /* gemeenten, and those that the stock has */
};
/* Of a gebied, on the day of the stock. */
struct gebied_telling blad_tel(const struct blad *b, const struct geteld *g, const struct gebied *gebied);
/* Of everything that the gebied of the page is divided into: by the indeling, or, of a gemeente, its wijken
 * or buurten when `per` says so. On the arena of the page. */
struct gebied_telling *blad_delen(const struct blad *b, const struct geteld *g, struct str per,
                                  size_t *ret_n);
/* The areas of the stock (gemeenten) under a gebied. */
const struct wzv_gebied **blad_gemeenten(const struct blad *b, const struct gebied *gebied, size_t *ret_n);
/* "–" of nothing, "< 1%", "43%" */
struct str deel_tekst(struct arena *a, uint64_t n, uint64_t alles);
/* The map of a class per gemeente round the gebied of the page: "kaart" (deel/figuur) in the tree. svg_pad:
 * where it can be had as SVG; NULL: nowhere. */
int blad_kaart(struct blad *b, const struct geteld *g, int klasse, const char *svg_pad,
               struct kaart_beeld *ret, struct err *e) MUST_CHECK;
/* The classes of that map without drawing it, and how many gemeenten fall in each (room for 6). */
struct grafiek_klassen blad_klassen(const struct blad *b, const struct geteld *g, int klasse,
                                    size_t *ret_aantal);
/* The page's address with other choices. */
struct str blad_adres(const struct blad *b, struct str pad);

#endif
