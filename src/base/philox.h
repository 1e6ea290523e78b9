/* SPDX-License-Identifier: EUPL-1.2
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11): random
 * numbers by counter. The same key and counter give the same numbers on every machine and in any order, so
 * that work which is divided over threads gives the same result. Not for secrets. */
#ifndef WZ_BASE_PHILOX_H
#define WZ_BASE_PHILOX_H

#include <stdint.h>

struct philox {
    uint32_t key[2], teller[4], uit[4];
    int n; /* numbers of `uit` that are left */
};

static inline void philox_blok(const uint32_t sleutel[2], const uint32_t teller[4], uint32_t uit[4])
{
    uint32_t c[4] = {teller[0], teller[1], teller[2], teller[3]}, k0 = sleutel[0], k1 = sleutel[1];

    for (int i = 0; i < 10; i++) {
        uint64_t p = (uint64_t)0xD2511F53U * c[0], q = (uint64_t)0xCD9E8D57U * c[2];
        uint32_t d[4] = {(uint32_t)(q >> 32) ^ c[1] ^ k0, (uint32_t)q, (uint32_t)(p >> 32) ^ c[3] ^ k1,
                         (uint32_t)p};

        c[0] = d[0], c[1] = d[1], c[2] = d[2], c[3] = d[3];
        k0 += 0x9E3779B9U;
        k1 += 0xBB67AE85U;
    }
    uit[0] = c[0], uit[1] = c[1], uit[2] = c[2], uit[3] = c[3];
}

/* A stream of its own for each `stroom` under one seed. */
static inline void philox_init(struct philox *p, uint64_t zaad, uint64_t stroom)
{
    *p = (struct philox){.key = {(uint32_t)zaad, (uint32_t)(zaad >> 32)},
                         .teller = {0, 0, (uint32_t)stroom, (uint32_t)(stroom >> 32)}};
}

static inline uint32_t philox_u32(struct philox *p)
{
    if (!p->n) {
        philox_blok(p->key, p->teller, p->uit);
        if (!++p->teller[0])
            p->teller[1]++;
        p->n = 4;
    }
    return p->uit[--p->n];
}

/* 0 … n-1, without bias that anyone could measure (Lemire's multiplication). */
static inline uint32_t philox_tot(struct philox *p, uint32_t n)
{
    return (uint32_t)((uint64_t)philox_u32(p) * n >> 32);
}

/* 0 ≤ x < 1. */
static inline double philox_deel(struct philox *p)
{
    return philox_u32(p) * 0x1p-32;
}

#endif
