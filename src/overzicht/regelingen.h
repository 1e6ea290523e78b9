/* SPDX-License-Identifier: EUPL-1.2
 * The subsidy schemes as they are known here: per regeling and tranche what was asked, granted and available,
 * and the totals of the progress letter beside the sum of the applications. */
#ifndef WZ_OVERZICHT_REGELINGEN_H
#define WZ_OVERZICHT_REGELINGEN_H

#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"

enum regeling_maat {
    MAAT_AANVRAGEN,
    MAAT_WONINGEN,
    MAAT_WLZ,
    MAAT_GEVRAAGD,
    MAAT_TOEGEKEND,
    MAAT_WONINGEN_TOEGEKEND,
    N_MATEN
};

struct regeling {
    const char *naam, *lang, *aanvragen /* bron: per project */, *totalen /* bron: out of a document */,
        *woningtype;
    enum grafiek_tint tint;
    bool wlz; /* homes for Wlz clients are told apart */
};
enum { N_REGELINGEN = 2, TRANCHES_MAX = 40 };
extern const struct regeling regelingen[N_REGELINGEN];

/* One tranche (code empty: the whole regeling) of one regeling. */
struct tranche {
    const struct regeling *regeling;
    struct str code, naam;                /* "ronde-1", "SZGW, ronde 1" */
    struct cijfer_uitkomst hier[N_MATEN]; /* of the page's gebied, from the applications */
    struct cijfer_uitkomst land[N_MATEN]; /* of the country, from the applications */
    struct cijfer_uitkomst budget;        /* of the country, out of a document */
};

struct tranches {
    struct tranche at[TRANCHES_MAX];
    size_t n;
};

/* The tranches of which anything is known. */
int tranches_lees(struct pagina *p, const struct gebied *land, struct tranches *ret,
                  struct err *e) MUST_CHECK;
/* The question behind a figure. */
struct cijfer_vraag maat_vraag(const struct pagina *p, const struct tranche *t, enum regeling_maat m,
                               bool uit_document);
/* The sum over the tranches that a code out of a document joins ("tranche-1-2"), of the applications in the
 * country; false when none of them is there. */
bool tranches_som(const struct tranches *t, const struct regeling *r, struct str code, enum regeling_maat m,
                  int64_t *ret);
const char *maat_naam(enum regeling_maat m);

#endif
