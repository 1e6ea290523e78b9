/* SPDX-License-Identifier: EUPL-1.2
 * Made-up worlds for the tests of cijfer: gemeenten that merge and split, regions of two indelingen that
 * cross and change, and the model of gebieden that belongs to them. The weights of splits are tenths, so that
 * chains of them stay exact. */
#ifndef WZ_TESTS_CIJFER_WERELD_H
#define WZ_TESTS_CIJFER_WERELD_H

#include "gebied/gebied.h"

enum {
    W_GEMEENTEN = 40,
    W_REGIOS = 7,
    W_GEBIEDEN = W_GEMEENTEN + W_REGIOS + 1,
    W_STAPPEN = 80,
    W_LEDEN = 200
};

struct wereld {
    uint64_t dobbel;
    size_t n_gemeenten;
    date_t van[W_GEMEENTEN], tot[W_GEMEENTEN];
    struct w_stap {
        date_t datum;
        size_t van, naar;
        int64_t gewicht;
    } stap[W_STAPPEN];
    size_t n_stappen;
    struct w_lid {
        size_t gemeente;
        int regio; /* 0–3 of indeling "een", 4–6 of "twee" */
        date_t van, tot;
    } lid[W_LEDEN];
    size_t n_leden;
    /* The model: gemeenten are g->gebied[0 … n_gemeenten-1], then the regions, then NL01. Owned by the world.
     */
    struct gebieden *g;
};

uint64_t w_getal(struct wereld *w, uint64_t minder_dan); /* 0 … minder_dan-1 */
bool w_kans(struct wereld *w, unsigned procent);
/* A world from a number: the same number, the same world. */
void wereld_maak(struct wereld *w, uint64_t nummer);
void wereld_klaar(struct wereld *w);
/* Writes the same world into an empty store (ids are index + 1) with a definitieset, two bronnen and the
 * onderwerpen of tests. */
int wereld_schrijf(struct conn *c, void *wereld, struct err *e);

/* What the model should say, in the plainest way: */
bool w_geldig(const struct wereld *w, size_t gemeente, date_t d);
/* Parts per million of a figure of gemeente `van` that go to gemeente `naar` in the division of d. */
int64_t w_aandeel(const struct wereld *w, size_t van, size_t naar, date_t d);
/* Does a gemeente lie in an area (index of a region, of NL01, or of a gemeente) on d? */
bool w_ligt_in(const struct wereld *w, size_t gemeente, size_t gebied, date_t d);

#endif
