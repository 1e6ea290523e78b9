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
    /* Adds to tel[i · stap] the bits of rows [van[i], van[i + 1]) of a block, for n pieces that follow each
     * other. */
    void (*tel)(const uint64_t *raak, const uint16_t *van, size_t n, size_t stap, uint32_t *tel);
    /* uit[i] = waarde where bit i of a block is set. */
    void (*zet)(const uint64_t *raak, uint8_t waarde, uint8_t *uit);
};

/* NULL when this machine (or this build) has it not; KERN_GEWOON is always there. */
const struct kern *kern_van(enum kern_soort soort);
const struct kern *kern_beste(void);

#endif
