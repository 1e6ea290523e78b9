/* SPDX-License-Identifier: EUPL-1.2
 * A column of the stock as planes of bits, for each block of rows: bit i of plane j is bit j of the value of
 * row i. A test of a value then joins as many words as the value has bits that differ within the block, for
 * 64 rows at once; a plane that is the same for the whole block is not kept and not read. (Bit-sliced
 * columns: Li and Patel, BitWeaving, SIGMOD 2013.) */
#ifndef WZ_VOORRAAD_VLAK_H
#define WZ_VOORRAAD_VLAK_H

#include "voorraad/kern.h"
#include "voorraad/motor_intern.h"

enum { VLAK_MOST = KERN_ONBEKEND + 1 }; /* planes of a block */

/* Bit KERN_ONBEKEND is the plane of unknown values; the other planes are nought where that is set. */
struct vlak {
    const uint64_t *at;   /* the planes of `wissel`, from the lowest, KERN_WOORDEN words each */
    uint32_t wissel, een; /* planes that differ within the block, and those that are all ones */
};

/* Nothing and everything: what vlak_toets gives where no row differs. */
extern const uint64_t vlak_niets[KERN_WOORDEN], vlak_alles[KERN_WOORDEN];

/* Reads a block of a column of 1 or 2 bytes; `uit` has room for VLAK_MOST planes and is what ret->at is.
 * Returns how many were written. */
size_t vlak_maak(const struct kern *k, const struct wzv_kolom *kolom, uint64_t rijen, size_t blok,
                 struct kern_bytes *bytes, uint64_t *uit, struct vlak *ret);
/* The rows of the block whose value is in one of the n pieces (in order): a plane, vlak_niets, vlak_alles, or
 * what was put in `ruimte` (a plane). Past the last row of the stock the bits have no meaning. */
const uint64_t *vlak_toets(const struct kern *k, const struct vlak *v, const struct stukje *at, size_t n,
                           uint32_t onbekend, uint64_t *ruimte);

#endif
