/* SPDX-License-Identifier: EUPL-1.2
 * Basisset 2.0 between its header (basisset_kop.c) and its rows (basisset.c). */
#ifndef WZ_ROUTE_BASISSET_H
#define WZ_ROUTE_BASISSET_H

#include "route/importeurs.h"
#include "route/planlijst.h"

enum { JAREN_MAX = 40, N_TYPEN = 4, N_SEGMENTEN = 6, PRIJS_DELEN = 4, N_CONTROLES = 4 };

extern const char *const basisset_typen[N_TYPEN];

/* The delivered columns that make up a segment, each kept apart with its plan: `delen` of them in
 * basisset_kolommen, from `eerste` after BASISSET_EERSTE_PRIJS. */
struct basisset_segment {
    const char *segment;
    int eerste, delen;
};
extern const struct basisset_segment basisset_segmenten[N_SEGMENTEN];
enum { BASISSET_EERSTE_PRIJS = 23 };

struct jaar {
    int kolom, van, tot;
};

/* Where each column is (-1: absent), and what was read of the file. */
struct basisset {
    int gemeente, vertrouwelijk, naam, plancode, bruto, status, woningtype[3], type[N_TYPEN],
        prijs[N_SEGMENTEN][PRIJS_DELEN], controle[N_CONTROLES], netto, sloop, tijdelijk, plantype, fase,
        aanwezig;
    struct ligging_kolommen ligging;
    struct jaar jaar[JAREN_MAX];
    int n_jaren;
    int64_t plannen, verzonnen;
    struct map leveraars; /* gemeenten that delivered */
    struct planlijst *lijst;
};

/* Finds the columns and the years; ERR_DATA when one that is needed lacks, or years overlap. */
int basisset_kop_lees(struct import *im, struct basisset *b, struct err *e) MUST_CHECK;
/* The first column of a price class that is there; -1 when none is. */
int basisset_prijs_kolom(const struct basisset *b, int segment);

#endif
