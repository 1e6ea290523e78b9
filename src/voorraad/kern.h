/* SPDX-License-Identifier: EUPL-1.2
 * The innermost loops of the engine, for each width of vectors that a machine may have: chosen while running.
 * All give the same bits. */
#ifndef WZ_VOORRAAD_KERN_H
#define WZ_VOORRAAD_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    KERN_RIJEN = 4096,
    KERN_WOORDEN = KERN_RIJEN / 64, /* a block: what is decided at once, in cache */
    KERN_ONBEKEND = 16              /* the plane of what is unknown, after those of 16 bits */
};

enum kern_soort { KERN_GEWOON, KERN_SSE2, KERN_AVX2, KERN_AVX512, KERN_SOORTEN };

/* Room: the values of a block taken apart in bytes, nought where they are unknown. */
struct kern_bytes {
    uint8_t laag[KERN_RIJEN], hoog[KERN_RIJEN], onbekend[KERN_RIJEN] __attribute__((aligned(64)));
    uint32_t of, en; /* of the values, with whether they are unknown as bit KERN_ONBEKEND */
};

/* Planes of a block, bit by bit: which differ from row to row, and which are all ones. */
struct kern_vlakken {
    uint32_t wissel, een;
};

/* "value ≥ c" over planes, one for each bit of m from the lowest, KERN_WOORDEN words each: from low to high,
 * both must hold where c has the bit, and either where not. With m 0 it is what stands at vlak. */
struct kern_keten {
    const uint64_t *vlak;
    uint32_t m, c;
};

struct kern {
    const char *naam;
    /* Reads groepen × 64 values and writes the planes that differ, from the lowest: that many words each, in
     * room for KERN_WOORDEN. Unknown is a plane of its own (KERN_ONBEKEND), in which the others are nought.
     * Returns how many planes. Of less than a block none counts as all ones. */
    size_t (*vlakken8)(const uint8_t *kolom, size_t groepen, struct kern_bytes *ruimte,
                       struct kern_vlakken *ret, uint64_t *uit);
    size_t (*vlakken16)(const uint16_t *kolom, size_t groepen, struct kern_bytes *ruimte,
                        struct kern_vlakken *ret, uint64_t *uit);
    /* uit = (van & ~tot & ~niet) | erbij, over a block. van with m 0 is all, tot with m 0 and NULL are none.
     */
    void (*tussen)(const struct kern_keten *van, const struct kern_keten *tot, const uint64_t *niet,
                   const uint64_t *erbij, uint64_t *uit);
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
