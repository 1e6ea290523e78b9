/* SPDX-License-Identifier: EUPL-1.2
 * The rules of quality: a table that people may change (referentie/kwaliteit-regels.csv), read into terms
 * that can be put to the test. What each column means stands in docs/methoden/kwaliteit.md. */
#ifndef WZ_KWALITEIT_REGEL_H
#define WZ_KWALITEIT_REGEL_H

#include "base/date.h"
#include "base/err.h"
#include "store/store.h"

enum regel_soort { REGEL_VERBAND, REGEL_PLAN, REGEL_UITSCHIETER, REGEL_VOLLEDIG, REGEL_SOORTEN };
enum ernst { ERNST_INFO = 1, ERNST_LET_OP, ERNST_FOUT };
enum teken { TEKEN_IS, TEKEN_HOOGSTENS, TEKEN_MINSTENS };
enum { TERMEN_MAX = 12, REGEL_GETAL_MAX = 1000000000 /* of a number or marge: at any schaal it fits */ };

/* One figure in an expression, or a number. */
struct term {
    struct str onderwerp;  /* empty: a number */
    struct str woningtype; /* after @; "*": each type, of the first term that says so */
    int64_t getal;         /* of a number, in whole units */
    int factor;            /* 1 or -1 */
    bool dag_ervoor;       /* ~: the stock of the day before */
    bool gesplitst;        /* there was an @ */
};

struct regel {
    struct str code, versie, naam, links, teken, rechts, marge, gelijken, waarom, bron;
    enum regel_soort soort;
    enum ernst ernst;
    bool alle; /* over leveringen; else within one */
    struct term term[TERMEN_MAX];
    size_t n,
        n_links; /* terms; the first n_links stand on the left. Of an uitschieter: [0] and its noemer [1] */
    enum teken verband;
    int64_t marge_heel;     /* in whole units, or … */
    int64_t marge_ppm;      /* … parts per million of the right side; 0 when not */
    int64_t drempel_tiende; /* tenths: 50 is 5,0 */
    int min_verleden, min_gelijken;
};

struct regels {
    int64_t levering; /* the version that counts */
    struct regel *at;
    size_t n;
};

/* A text of the table: "plannen-hard@nultreden + 2 - voorraad-eind~". False, with where it goes wrong in
 * *ret_fout, when it is no expression; the terms go behind those that there are. Pure. */
bool expressie_lees(struct arena *a, struct str s, struct regel *r, struct str *ret_fout);
/* Fills what follows from the texts of r. ERR_DATA names the rule and what is wrong with it. Pure. */
int regel_ontleed(struct arena *a, struct regel *r, struct str soort, struct str ernst, struct str drempel,
                  struct str minimum, struct str binnen, struct err *e) MUST_CHECK;

struct str ernst_naam(enum ernst n);               /* "info", "let op", "fout" */
const char *regel_dimensie(const struct regel *r); /* "samenhang" … */

/* The rules of the active levering. A database of before this version has none. */
int regels_lees(struct conn *c, struct arena *a, struct regels *ret, struct err *e) MUST_CHECK;

struct ritme {
    struct str soort, waarom, bron;
    int maanden, termijn;
};
int ritmes_lees(struct conn *c, struct arena *a, const struct ritme **ret, size_t *ret_n,
                struct err *e) MUST_CHECK;
const struct ritme *ritme_van(const struct ritme *r, size_t n, struct str soort); /* NULL: none is expected */

#endif
