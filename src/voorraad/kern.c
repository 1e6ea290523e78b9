/* SPDX-License-Identifier: EUPL-1.2
 * The kernels. Compilers do not see how bytes become bits by themselves, so that is written out; the loops
 * over bitmaps they do see through, once they may use the width. */
#include "voorraad/kern.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define X86 1
#endif

/* The same text for every width; only what the compiler may use differs. GCC vectorises it from -O3 on. */
#if defined(__GNUC__) && !defined(__clang__)
#define SNEL __attribute__((optimize("O3")))
#else
#define SNEL
#endif

/* One loop for both widths of a column; `hoog_` is what the upper byte of a value takes. */
#define BYTES(naam, doel, type, hoog_)                                                                       \
    doel SNEL static void naam(const type *kolom, size_t n, struct kern_bytes *uit)                          \
    {                                                                                                        \
        type of = 0, en = (type)-1, of_o = 0, en_o = (type)-1;                                               \
                                                                                                             \
        for (size_t i = 0; i < n; i++) {                                                                     \
            type v = kolom[i], o = v == (type)-1 ? (type)-1 : 0;                                             \
                                                                                                             \
            v = (type)(v & ~o);                                                                              \
            uit->laag[i] = (uint8_t)v;                                                                       \
            hoog_;                                                                                           \
            uit->onbekend[i] = (uint8_t)o;                                                                   \
            of |= v;                                                                                         \
            en &= v;                                                                                         \
            of_o |= o;                                                                                       \
            en_o &= o;                                                                                       \
        }                                                                                                    \
        uit->of = of | (uint32_t)(of_o & 1) << KERN_ONBEKEND;                                                \
        uit->en = en | (uint32_t)(en_o & 1) << KERN_ONBEKEND;                                                \
    }

/* What stays in registers over all bitmaps of a rule: `n` times 64 bytes, as many as the machine has. */
#define KETEN(k, s, n, acc)                                                                                  \
    do {                                                                                                     \
        const kern_breed *v_ = (const kern_breed *)(k)->vlak + (s);                                          \
        uint32_t m_ = (k)->m;                                                                                \
                                                                                                             \
        for (int j = 0; j < (n); j++)                                                                        \
            acc[j] = v_[j];                                                                                  \
        for (m_ &= m_ - 1; m_; m_ &= m_ - 1) {                                                               \
            v_ += KERN_WOORDEN / 8;                                                                          \
            if ((k)->c & m_ & -m_)                                                                           \
                for (int j = 0; j < (n); j++)                                                                \
                    acc[j] &= v_[j];                                                                         \
            else                                                                                             \
                for (int j = 0; j < (n); j++)                                                                \
                    acc[j] |= v_[j];                                                                         \
        }                                                                                                    \
    } while (0)

/* The planes of a block by way of its bytes. */
#define VLAKKEN(achter, doel, bytes_)                                                                        \
    doel static size_t vlakken_##achter(const struct kern_bytes *b, size_t groepen,                          \
                                        struct kern_vlakken *ret, uint64_t *uit)                             \
    {                                                                                                        \
        size_t n = 0;                                                                                        \
                                                                                                             \
        ret->een = groepen < KERN_WOORDEN ? 0 : b->en;                                                       \
        ret->wissel = b->of & ~ret->een;                                                                     \
        for (uint32_t m = ret->wissel; m; m &= m - 1, n++) {                                                 \
            int bit = __builtin_ctz(m);                                                                      \
                                                                                                             \
            vlak_##achter(bit == KERN_ONBEKEND ? b->onbekend                                                 \
                          : bit < 8            ? b->laag                                                     \
                                               : b->hoog,                                                               \
                          groepen, bit % 8, uit + n * KERN_WOORDEN);                                         \
        }                                                                                                    \
        return n;                                                                                            \
    }                                                                                                        \
    doel static size_t vlakken8_##achter(const uint8_t *kolom, size_t groepen, struct kern_bytes *ruimte,    \
                                         struct kern_vlakken *ret, uint64_t *uit)                            \
    {                                                                                                        \
        bytes8_##bytes_(kolom, groepen * 64, ruimte);                                                        \
        return vlakken_##achter(ruimte, groepen, ret, uit);                                                  \
    }                                                                                                        \
    doel static size_t vlakken16_##achter(const uint16_t *kolom, size_t groepen, struct kern_bytes *ruimte,  \
                                          struct kern_vlakken *ret, uint64_t *uit)                           \
    {                                                                                                        \
        bytes16_##bytes_(kolom, groepen * 64, ruimte);                                                       \
        return vlakken_##achter(ruimte, groepen, ret, uit);                                                  \
    }

#define LUSSEN(achter, doel, n_)                                                                             \
    doel SNEL static void tussen_##achter(const struct kern_keten *van, const struct kern_keten *tot,        \
                                          const uint64_t *niet, const uint64_t *erbij, uint64_t *uit)        \
    {                                                                                                        \
        for (int s = 0; s < KERN_WOORDEN / 8; s += (n_)) {                                                   \
            kern_breed x[n_], y[n_], *u = (kern_breed *)uit + s;                                             \
                                                                                                             \
            KETEN(van, s, n_, x);                                                                            \
            if (tot->m) {                                                                                    \
                KETEN(tot, s, n_, y);                                                                        \
                for (int j = 0; j < (n_); j++)                                                               \
                    x[j] &= ~y[j];                                                                           \
            }                                                                                                \
            for (int j = 0; niet && j < (n_); j++)                                                           \
                x[j] &= ~((const kern_breed *)niet)[s + j];                                                  \
            for (int j = 0; erbij && j < (n_); j++)                                                          \
                x[j] |= ((const kern_breed *)erbij)[s + j];                                                  \
            for (int j = 0; j < (n_); j++)                                                                   \
                u[j] = x[j];                                                                                 \
        }                                                                                                    \
    }                                                                                                        \
    doel SNEL static bool regel_##achter(uint64_t *rest, const uint64_t *const *als, size_t n,               \
                                         uint64_t *raak)                                                     \
    {                                                                                                        \
        kern_breed iets = {0};                                                                               \
        uint64_t een = 0;                                                                                    \
                                                                                                             \
        for (int s = 0; s < KERN_WOORDEN / 8; s += (n_)) {                                                   \
            kern_breed x[n_], *r = (kern_breed *)rest + s, *u = (kern_breed *)raak + s;                      \
                                                                                                             \
            for (int j = 0; j < (n_); j++)                                                                   \
                x[j] = r[j];                                                                                 \
            for (size_t k = 0; k < n; k++)                                                                   \
                for (int j = 0; j < (n_); j++)                                                               \
                    x[j] &= ((const kern_breed *)als[k])[s + j];                                             \
            for (int j = 0; j < (n_); j++) {                                                                 \
                u[j] = x[j];                                                                                 \
                r[j] &= ~x[j];                                                                               \
                iets |= x[j];                                                                                \
            }                                                                                                \
        }                                                                                                    \
        for (int i = 0; i < 8; i++)                                                                          \
            een |= iets[i];                                                                                  \
        return een != 0;                                                                                     \
    }

#define TELLEN(achter, doel)                                                                                 \
    doel static void tel_##achter(const uint64_t *raak, const uint32_t *kolom, size_t n_raak,                \
                                  const uint16_t *van, size_t n, size_t stap, uint32_t *tel)                 \
    {                                                                                                        \
        for (size_t i = 0; i < n; i++) {                                                                     \
            size_t p = van[i] / 64, q = van[i + 1] / 64, q_bit = van[i + 1] % 64;                            \
            uint64_t eerst = UINT64_MAX << van[i] % 64, laatst = q_bit ? UINT64_MAX >> (64 - q_bit) : 0;     \
                                                                                                             \
            for (size_t k = 0; k < n_raak; k++) {                                                            \
                const uint64_t *r = raak + k * KERN_WOORDEN;                                                 \
                uint32_t som = 0;                                                                            \
                                                                                                             \
                if (p == q) {                                                                                \
                    som = (uint32_t)__builtin_popcountll(r[p] & eerst & laatst);                             \
                } else {                                                                                     \
                    som = (uint32_t)__builtin_popcountll(r[p] & eerst);                                      \
                    for (size_t w = p + 1; w < q; w++)                                                       \
                        som += (uint32_t)__builtin_popcountll(r[w]);                                         \
                    if (laatst)                                                                              \
                        som += (uint32_t)__builtin_popcountll(r[q] & laatst);                                \
                }                                                                                            \
                tel[i * stap + kolom[k]] += som;                                                             \
            }                                                                                                \
        }                                                                                                    \
    }                                                                                                        \
    doel static void weg_##achter(uint64_t *doel_, const uint64_t *bron)                                     \
    {                                                                                                        \
        kern_kopie(doel_, bron);                                                                             \
    }
#define ZETTEN(achter, doel)                                                                                 \
    doel static void zet_##achter(const uint64_t *raak, uint8_t waarde, uint8_t *uit)                        \
    {                                                                                                        \
        for (size_t i = 0; i < KERN_WOORDEN; i++)                                                            \
            for (uint64_t b = raak[i]; b; b &= b - 1)                                                        \
                uit[i * 64 + (size_t)__builtin_ctzll(b)] = waarde;                                           \
    }

/* Eight rows at a time: their bits one beneath the other, and a multiplication that puts them in a row. */
static void vlak_gewoon(const uint8_t *bytes, size_t groepen, int bit, uint64_t *uit)
{
    for (size_t g = 0; g < groepen; g++) {
        uint64_t w = 0;

        for (size_t i = 0; i < 8; i++) {
            uint64_t x = 0;

            for (size_t b = 0; b < 8; b++)
                x |= (uint64_t)(bytes[g * 64 + i * 8 + b] >> bit & 1) << b * 8;
            w |= (x * 0x0102040810204080ULL >> 56) << i * 8;
        }
        uit[g] = w;
    }
}
BYTES(bytes8_gewoon, , uint8_t, (void)0)
BYTES(bytes16_gewoon, , uint16_t, uit->hoog[i] = (uint8_t)(v >> 8))
VLAKKEN(gewoon, , gewoon)
LUSSEN(gewoon, , 2)
ZETTEN(gewoon, )
TELLEN(gewoon, )

#if X86

/* The next block of the column is asked for while this one is read: between blocks other columns are read,
 * and the machine's own prefetcher does not look past a page. Asking past the end of the file does nothing.
 */
static inline __attribute__((always_inline)) void vooruit(const void *k)
{
    __builtin_prefetch(k, 0, 2);
}

static void vlak_sse2(const uint8_t *bytes, size_t groepen, int bit, uint64_t *uit)
{
    const __m128i op = _mm_cvtsi32_si128(7 - bit); /* the bit that a mask is made of is the highest */

    for (size_t g = 0; g < groepen; g++, bytes += 64) {
        uint64_t w = 0;

        for (int i = 0; i < 4; i++)
            w |= (uint64_t)(uint32_t)_mm_movemask_epi8(
                     _mm_sll_epi16(_mm_load_si128((const __m128i *)(bytes + i * 16)), op))
                 << i * 16;
        uit[g] = w;
    }
}

VLAKKEN(sse2, , gewoon)

#define AVX2 __attribute__((target("avx2,popcnt,bmi,bmi2")))
AVX2 static void vlak_avx2(const uint8_t *bytes, size_t groepen, int bit, uint64_t *uit)
{
    const __m128i op = _mm_cvtsi32_si128(7 - bit);

    for (size_t g = 0; g < groepen; g++, bytes += 64) {
        __m256i a = _mm256_sll_epi16(_mm256_load_si256((const __m256i *)bytes), op);
        __m256i b = _mm256_sll_epi16(_mm256_load_si256((const __m256i *)(bytes + 32)), op);

        uit[g] = (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
    }
}
BYTES(bytes8_avx2, AVX2, uint8_t, (void)0)
BYTES(bytes16_avx2, AVX2, uint16_t, uit->hoog[i] = (uint8_t)(v >> 8))
VLAKKEN(avx2, AVX2, avx2)
LUSSEN(avx2, AVX2, 4)
ZETTEN(avx2, AVX2)
TELLEN(avx2, AVX2)

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vpopcntdq,popcnt,bmi,bmi2")))

/* One bit of the bytes whose rows are not unknown. */
AVX512 static void vlak_avx512(const uint8_t *bytes, const uint64_t *onbekend, size_t groepen, int bit,
                               uint64_t *uit)
{
    const __m512i b = _mm512_set1_epi8((char)(1 << bit));

    for (size_t g = 0; g < groepen; g++, bytes += 64)
        uit[g] = _mm512_mask_test_epi8_mask(~onbekend[g], _mm512_loadu_si512(bytes), b);
}

/* From what the values and the unknowns of a block have in common; `breedte` is that of `of` and `en`. */
AVX512 static void samen(__m512i of, __m512i en, uint64_t of_o, uint64_t en_o, int breedte, size_t groepen,
                         struct kern_vlakken *ret)
{
    uint64_t o = (uint64_t)_mm512_reduce_or_epi64(of), n = (uint64_t)_mm512_reduce_and_epi64(en);

    for (int op = 32; op >= breedte; op /= 2) {
        o |= o >> op;
        n &= n >> op;
    }
    ret->een = (uint32_t)(n & ((1ULL << breedte) - 1)) | (uint32_t)(en_o == UINT64_MAX) << KERN_ONBEKEND;
    if (groepen < KERN_WOORDEN)
        ret->een = 0;
    ret->wissel =
        ((uint32_t)(o & ((1ULL << breedte) - 1)) | (uint32_t)(of_o != 0) << KERN_ONBEKEND) & ~ret->een;
}

AVX512 static size_t vlakken_avx512(const uint8_t *laag, const uint8_t *hoog, const uint64_t *onbekend,
                                    size_t groepen, uint32_t wissel, uint64_t *uit)
{
    size_t n = 0;

    for (uint32_t m = wissel; m; m &= m - 1, n++) {
        int bit = __builtin_ctz(m);

        if (bit < KERN_ONBEKEND)
            vlak_avx512(bit < 8 ? laag : hoog, onbekend, groepen, bit % 8, uit + n * KERN_WOORDEN);
        else
            for (size_t g = 0; g < groepen; g++)
                uit[n * KERN_WOORDEN + g] = onbekend[g];
    }
    return n;
}

AVX512 static size_t vlakken8_avx512(const uint8_t *kolom, size_t groepen, struct kern_bytes *ruimte,
                                     struct kern_vlakken *ret, uint64_t *uit)
{
    const __m512i vol = _mm512_set1_epi8(-1);
    __m512i of = _mm512_setzero_si512(), en = vol;
    uint64_t onbekend[KERN_WOORDEN], of_o = 0, en_o = UINT64_MAX;

    (void)ruimte; /* the column itself will do */
    for (size_t g = 0; g < groepen; g++) {
        __m512i v = _mm512_loadu_si512(kolom + g * 64);
        __mmask64 o = _mm512_cmpeq_epi8_mask(v, vol);

        vooruit(kolom + g * 64 + KERN_RIJEN);
        v = _mm512_maskz_mov_epi8(~o, v);
        of = _mm512_or_si512(of, v);
        en = _mm512_and_si512(en, v);
        onbekend[g] = o;
        of_o |= o;
        en_o &= o;
    }
    samen(of, en, of_o, en_o, 8, groepen, ret);
    return vlakken_avx512(kolom, NULL, onbekend, groepen, ret->wissel, uit);
}

AVX512 static size_t vlakken16_avx512(const uint16_t *kolom, size_t groepen, struct kern_bytes *ruimte,
                                      struct kern_vlakken *ret, uint64_t *uit)
{
    const __m512i vol = _mm512_set1_epi8(-1);
    __m512i of = _mm512_setzero_si512(), en = vol;
    uint64_t onbekend[KERN_WOORDEN], of_o = 0, en_o = UINT64_MAX;

    for (size_t g = 0; g < groepen; g++) {
        __m512i a = _mm512_loadu_si512(kolom + g * 64), b = _mm512_loadu_si512(kolom + g * 64 + 32);
        __mmask32 p = _mm512_cmpeq_epi16_mask(a, vol), q = _mm512_cmpeq_epi16_mask(b, vol);
        uint64_t o = p | (uint64_t)q << 32;

        vooruit(kolom + g * 64 + KERN_RIJEN);
        vooruit(kolom + g * 64 + KERN_RIJEN + 32);
        a = _mm512_maskz_mov_epi16(~p, a);
        b = _mm512_maskz_mov_epi16(~q, b);
        of = _mm512_or_si512(of, _mm512_or_si512(a, b));
        en = _mm512_and_si512(en, _mm512_and_si512(a, b));
        _mm256_store_si256((__m256i *)(ruimte->laag + g * 64), _mm512_cvtepi16_epi8(a));
        _mm256_store_si256((__m256i *)(ruimte->laag + g * 64 + 32), _mm512_cvtepi16_epi8(b));
        _mm256_store_si256((__m256i *)(ruimte->hoog + g * 64), _mm512_cvtepi16_epi8(_mm512_srli_epi16(a, 8)));
        _mm256_store_si256((__m256i *)(ruimte->hoog + g * 64 + 32),
                           _mm512_cvtepi16_epi8(_mm512_srli_epi16(b, 8)));
        onbekend[g] = o;
        of_o |= o;
        en_o &= o;
    }
    samen(of, en, of_o, en_o, 16, groepen, ret);
    return vlakken_avx512(ruimte->laag, ruimte->hoog, onbekend, groepen, ret->wissel, uit);
}
LUSSEN(avx512, AVX512, 8)

/* Of up to eight bitmaps the bits of each word, beside each other in bytes: one word of uit for each. */
AVX512 static void acht_naast(const uint64_t *raak, size_t n, uint64_t *uit)
{
    for (size_t w = 0; w < KERN_WOORDEN; w += 8) {
        __m512i x = _mm512_popcnt_epi64(_mm512_load_si512(raak + w));

        for (size_t k = 1; k < n; k++)
            x = _mm512_or_si512(
                x, _mm512_sll_epi64(_mm512_popcnt_epi64(_mm512_load_si512(raak + k * KERN_WOORDEN + w)),
                                    _mm_cvtsi64_si128((long long)k * 8)));
        _mm512_store_si512(uit + w, x);
    }
}

/* Eight bitmaps at once: whole words from their sums, and what a piece has too much or too little of the word
 * in which it begins or ends, one by one. */
AVX512 static void tel_breed(const uint64_t *raak, const uint32_t *kolom, size_t n_raak, const uint16_t *van,
                             size_t n, size_t stap, uint32_t *tel)
{
    const __m512i even = _mm512_set1_epi16(0xFF);
    uint64_t som[KERN_WOORDEN] __attribute__((aligned(64)));

    for (size_t g = 0; g < n_raak; g += 8, raak += 8 * KERN_WOORDEN, kolom += 8) {
        size_t acht = n_raak - g < 8 ? n_raak - g : 8;
        uint32_t vorig[8] = {0}; /* bits of the word at hand that went to the piece before */

        acht_naast(raak, acht, som);
        for (size_t i = 0; i < n; i++) {
            size_t p = van[i] / 64, q = van[i + 1] / 64;
            uint64_t masker = ~(UINT64_MAX << van[i + 1] % 64);
            __m512i x = _mm512_setzero_si512(), y = x;
            uint64_t som_x, som_y; /* sums of bitmaps 0, 2, 4, 6 and 1, 3, 5, 7, in 16 bits */

            for (size_t w = p; w < q; w += 8) {
                __mmask8 m = q - w >= 8 ? 0xFF : (__mmask8)((1u << (q - w)) - 1);
                __m512i s = _mm512_maskz_loadu_epi64(m, som + w);

                x = _mm512_add_epi64(x, _mm512_and_si512(s, even));
                y = _mm512_add_epi64(y, _mm512_and_si512(_mm512_srli_epi64(s, 8), even));
            }
            som_x = (uint64_t)_mm512_reduce_add_epi64(x);
            som_y = (uint64_t)_mm512_reduce_add_epi64(y);
            for (size_t k = 0; k < acht; k++) {
                uint32_t rand =
                    (uint32_t)__builtin_popcountll(raak[k * KERN_WOORDEN + q % KERN_WOORDEN] & masker);

                tel[i * stap + kolom[k]] +=
                    (uint32_t)((k % 2 ? som_y : som_x) >> k / 2 * 16 & 0xFFFF) + rand - vorig[k];
                vorig[k] = rand;
            }
        }
    }
}

AVX512 static void weg_breed(uint64_t *doel, const uint64_t *bron)
{
    for (size_t i = 0; i < KERN_WOORDEN; i += 8)
        _mm512_stream_si512((void *)(doel + i), _mm512_load_si512(bron + i));
}

AVX512 static void zet_breed(const uint64_t *raak, uint8_t waarde, uint8_t *uit)
{
    const __m512i v = _mm512_set1_epi8((char)waarde);

    for (size_t i = 0; i < KERN_WOORDEN; i++)
        if (raak[i])
            _mm512_mask_storeu_epi8(uit + i * 64, raak[i], v);
}

static bool heeft_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

static bool heeft_avx512(void)
{
    return heeft_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vpopcntdq");
}

static const struct kern kernen[KERN_SOORTEN] = {
    [KERN_GEWOON] = {"gewoon", vlakken8_gewoon, vlakken16_gewoon, tussen_gewoon, regel_gewoon, tel_gewoon,
                     weg_gewoon, zet_gewoon},
    [KERN_SSE2] = {"SSE2", vlakken8_sse2, vlakken16_sse2, tussen_gewoon, regel_gewoon, tel_gewoon, weg_gewoon,
                   zet_gewoon},
    [KERN_AVX2] = {"AVX2", vlakken8_avx2, vlakken16_avx2, tussen_avx2, regel_avx2, tel_avx2, weg_avx2,
                   zet_avx2},
    [KERN_AVX512] = {"AVX-512", vlakken8_avx512, vlakken16_avx512, tussen_avx512, regel_avx512, tel_breed,
                     weg_breed, zet_breed},
};

const struct kern *kern_van(enum kern_soort soort)
{
    if ((soort == KERN_AVX2 && !heeft_avx2()) || (soort == KERN_AVX512 && !heeft_avx512()))
        return NULL;
    return &kernen[soort];
}

#else

static const struct kern gewoon = {"gewoon",     vlakken8_gewoon, vlakken16_gewoon, tussen_gewoon,
                                   regel_gewoon, tel_gewoon,      weg_gewoon,       zet_gewoon};

const struct kern *kern_van(enum kern_soort soort)
{
    return soort == KERN_GEWOON ? &gewoon : NULL;
}

#endif

const struct kern *kern_beste(void)
{
    for (int s = KERN_SOORTEN - 1; s > 0; s--)
        if (kern_van((enum kern_soort)s))
            return kern_van((enum kern_soort)s);
    return kern_van(KERN_GEWOON);
}
