/* SPDX-License-Identifier: EUPL-1.2
 * The innermost loops of the engine, for each width of vectors that a machine may have: chosen while running.
 * All give the same bits. */
#ifndef WZ_VOORRAAD_KERN_H
#define WZ_VOORRAAD_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KERN_RIJEN = 4096, KERN_WOORDEN = KERN_RIJEN / 64 }; /* a block: what is decided at once, in cache */

enum kern_soort { KERN_GEWOON, KERN_SSE2, KERN_AVX2, KERN_AVX512, KERN_SOORTEN };

struct kern {
    const char *naam;
    /* Bit i of uit: laag ≤ kolom[i] ≤ hoog. Reads groepen × 64 values; erbij: adds bits to what is there. */
    void (*tussen8)(const uint8_t *kolom, size_t groepen, uint8_t laag, uint8_t hoog, bool erbij,
                    uint64_t *uit);
    void (*tussen16)(const uint16_t *kolom, size_t groepen, uint16_t laag, uint16_t hoog, bool erbij,
                     uint64_t *uit);
    /* raak = rest & every one of the n bitmaps, and rest loses it, over a block; whether any bit was hit. */
    bool (*regel)(uint64_t *rest, const uint64_t *const *als, size_t n, uint64_t *raak);
    /* Counts n_raak bitmaps of a block, each KERN_WOORDEN words on from the one before, over n pieces of rows
     * [van[i], van[i + 1]) that follow each other: tel[i · stap + kolom[k]] gets the bits of bitmap k. */
    void (*tel)(const uint64_t *raak, const uint32_t *kolom, size_t n_raak, const uint16_t *van, size_t n,
                size_t stap, uint32_t *tel);
    /* Copies the bitmap of a block to where it is kept, past the caches: it is next read in another run. */
    void (*weg)(uint64_t *doel, const uint64_t *bron);
    /* uit[i] = waarde where bit i of a block is set. */
    void (*zet)(const uint64_t *raak, uint8_t waarde, uint8_t *uit);
};

/* The bitmap of a block. Written out in words as wide as a cache line: what compilers make of a copy of this
 * size takes longer to begin than to do. */
typedef uint64_t kern_breed __attribute__((vector_size(64), aligned(8), may_alias));
static inline void kern_kopie(uint64_t *doel, const uint64_t *bron)
{
    for (size_t i = 0; i < KERN_WOORDEN; i += 8)
        *(kern_breed *)(doel + i) = *(const kern_breed *)(bron + i);
}

/* NULL when this machine (or this build) has it not; KERN_GEWOON is always there. */
const struct kern *kern_van(enum kern_soort soort);
const struct kern *kern_beste(void);

#endif
