/* SPDX-License-Identifier: EUPL-1.2
 * The kernels. Compilers do not see through the compare-and-pack by themselves, so it is written out; the
 * loops over bitmaps they do see through, once they may use the width. */
#include "voorraad/kern.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define X86 1
#endif

/* ---- plain C: the reference, and for machines of another kind ---- */

#define GEWOON(naam, type)                                                                                   \
    static void naam(const type *k, size_t groepen, type laag, type hoog, bool erbij, uint64_t *uit)         \
    {                                                                                                        \
        for (size_t g = 0; g < groepen; g++) {                                                               \
            uint64_t w = 0;                                                                                  \
                                                                                                             \
            for (size_t i = 0; i < 64; i++)                                                                  \
                w |= (uint64_t)(k[g * 64 + i] >= laag && k[g * 64 + i] <= hoog) << i;                        \
            uit[g] = erbij ? uit[g] | w : w;                                                                 \
        }                                                                                                    \
    }
GEWOON(gewoon8, uint8_t)
GEWOON(gewoon16, uint16_t)

/* The same text for every width; only what the compiler may use differs. GCC vectorises it from -O3 on. */
#if defined(__GNUC__) && !defined(__clang__)
#define SNEL __attribute__((optimize("O3")))
#else
#define SNEL
#endif

#define LUSSEN(achter, doel)                                                                                 \
    doel SNEL static bool regel_##achter(uint64_t *rest, const uint64_t *const *als, size_t n,               \
                                         uint64_t *raak)                                                     \
    {                                                                                                        \
        uint64_t iets = 0;                                                                                   \
                                                                                                             \
        for (size_t i = 0; i < KERN_WOORDEN; i++)                                                            \
            raak[i] = rest[i];                                                                               \
        for (size_t k = 0; k < n; k++) {                                                                     \
            const uint64_t *b = als[k];                                                                      \
                                                                                                             \
            for (size_t i = 0; i < KERN_WOORDEN; i++)                                                        \
                raak[i] &= b[i];                                                                             \
        }                                                                                                    \
        for (size_t i = 0; i < KERN_WOORDEN; i++) {                                                          \
            rest[i] &= ~raak[i];                                                                             \
            iets |= raak[i];                                                                                 \
        }                                                                                                    \
        return iets != 0;                                                                                    \
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
LUSSEN(gewoon, )
ZETTEN(gewoon, )
TELLEN(gewoon, )

#if X86

/* The next block of the column is asked for while this one is read: between blocks other columns are read,
 * and the machine's own prefetcher does not look past a page. Asking past the end of the file does nothing.
 */
static inline __attribute__((always_inline)) void vooruit(const void *k)
{
    __builtin_prefetch(k, 0, 3);
}

/* v in [laag, hoog] is, without sign, v - laag ≤ hoog - laag: one subtraction and one compare. */

static void sse2_8(const uint8_t *k, size_t groepen, uint8_t laag, uint8_t hoog, bool erbij, uint64_t *uit)
{
    const __m128i l = _mm_set1_epi8((char)laag), d = _mm_set1_epi8((char)(hoog - laag));

    for (size_t g = 0; g < groepen; g++, k += 64) {
        uint64_t w = 0;

        for (int i = 0; i < 4; i++) {
            __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(k + i * 16)), l);

            w |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, d), v)) << (i * 16);
        }
        uit[g] = erbij ? uit[g] | w : w;
    }
}

static void sse2_16(const uint16_t *k, size_t groepen, uint16_t laag, uint16_t hoog, bool erbij,
                    uint64_t *uit)
{
    const __m128i l = _mm_set1_epi16((short)laag), d = _mm_set1_epi16((short)(hoog - laag)),
                  nul = _mm_setzero_si128();

    for (size_t g = 0; g < groepen; g++, k += 64) {
        uint64_t w = 0;

        for (int i = 0; i < 4; i++) {
            __m128i a = _mm_sub_epi16(_mm_loadu_si128((const __m128i *)(k + i * 16)), l);
            __m128i b = _mm_sub_epi16(_mm_loadu_si128((const __m128i *)(k + i * 16 + 8)), l);

            a = _mm_cmpeq_epi16(_mm_subs_epu16(a, d), nul); /* SSE2 has no unsigned minimum of 16 bits */
            b = _mm_cmpeq_epi16(_mm_subs_epu16(b, d), nul);
            w |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_packs_epi16(a, b)) << (i * 16);
        }
        uit[g] = erbij ? uit[g] | w : w;
    }
}

#define AVX2 __attribute__((target("avx2,popcnt,bmi,bmi2")))
AVX2 static void avx2_8(const uint8_t *k, size_t groepen, uint8_t laag, uint8_t hoog, bool erbij,
                        uint64_t *uit)
{
    const __m256i l = _mm256_set1_epi8((char)laag), d = _mm256_set1_epi8((char)(hoog - laag));

    for (size_t g = 0; g < groepen; g++, k += 64) {
        __m256i a = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)k), l);
        __m256i b = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)(k + 32)), l);
        uint64_t w = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(a, d), a)) |
                     (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(b, d), b))
                         << 32;

        vooruit(k + KERN_RIJEN);
        uit[g] = erbij ? uit[g] | w : w;
    }
}

AVX2 static void avx2_16(const uint16_t *k, size_t groepen, uint16_t laag, uint16_t hoog, bool erbij,
                         uint64_t *uit)
{
    const __m256i l = _mm256_set1_epi16((short)laag), d = _mm256_set1_epi16((short)(hoog - laag));

    for (size_t g = 0; g < groepen; g++, k += 64) {
        uint64_t w = 0;

        vooruit(k + KERN_RIJEN);
        vooruit(k + KERN_RIJEN + 32);
        for (int i = 0; i < 2; i++) {
            __m256i a = _mm256_sub_epi16(_mm256_loadu_si256((const __m256i *)(k + i * 32)), l);
            __m256i b = _mm256_sub_epi16(_mm256_loadu_si256((const __m256i *)(k + i * 32 + 16)), l);

            a = _mm256_cmpeq_epi16(_mm256_min_epu16(a, d), a);
            b = _mm256_cmpeq_epi16(_mm256_min_epu16(b, d), b);
            a = _mm256_permute4x64_epi64(_mm256_packs_epi16(a, b), 0xD8); /* packs works within halves */
            w |= (uint64_t)(uint32_t)_mm256_movemask_epi8(a) << (i * 32);
        }
        uit[g] = erbij ? uit[g] | w : w;
    }
}
LUSSEN(avx2, AVX2)
ZETTEN(avx2, AVX2)
TELLEN(avx2, AVX2)

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vpopcntdq,popcnt,bmi,bmi2")))
AVX512 static void avx512_8(const uint8_t *k, size_t groepen, uint8_t laag, uint8_t hoog, bool erbij,
                            uint64_t *uit)
{
    const __m512i l = _mm512_set1_epi8((char)laag), d = _mm512_set1_epi8((char)(hoog - laag));

    for (size_t g = 0; g < groepen; g++, k += 64) {
        uint64_t w = _mm512_cmple_epu8_mask(_mm512_sub_epi8(_mm512_loadu_si512(k), l), d);

        vooruit(k + KERN_RIJEN);
        uit[g] = erbij ? uit[g] | w : w;
    }
}

AVX512 static void avx512_16(const uint16_t *k, size_t groepen, uint16_t laag, uint16_t hoog, bool erbij,
                             uint64_t *uit)
{
    const __m512i l = _mm512_set1_epi16((short)laag), d = _mm512_set1_epi16((short)(hoog - laag));

    for (size_t g = 0; g < groepen; g++, k += 64) {
        uint64_t w = _mm512_cmple_epu16_mask(_mm512_sub_epi16(_mm512_loadu_si512(k), l), d) |
                     (uint64_t)_mm512_cmple_epu16_mask(_mm512_sub_epi16(_mm512_loadu_si512(k + 32), l), d)
                         << 32;

        vooruit(k + KERN_RIJEN);
        vooruit(k + KERN_RIJEN + 32);
        uit[g] = erbij ? uit[g] | w : w;
    }
}
LUSSEN(avx512, AVX512)

/* Eight words at once: a buurt has about eleven in a block. */
AVX512 static void tel_breed(const uint64_t *raak, const uint32_t *kolom, size_t n_raak, const uint16_t *van,
                             size_t n, size_t stap, uint32_t *tel)
{
    for (size_t i = 0; i < n; i++) {
        size_t p = van[i] / 64, q = (van[i + 1] + 63u) / 64; /* words [p, q) */
        uint64_t eerst = UINT64_MAX << van[i] % 64,
                 laatst = van[i + 1] % 64 ? UINT64_MAX >> (64 - van[i + 1] % 64) : UINT64_MAX;

        for (size_t k = 0; k < n_raak; k++) {
            const uint64_t *r = raak + k * KERN_WOORDEN;
            __m512i som = _mm512_setzero_si512();
            uint64_t rand = 0;

            for (size_t w = p; w < q; w += 8) {
                __mmask8 m = q - w >= 8 ? 0xFF : (__mmask8)((1u << (q - w)) - 1);

                som = _mm512_add_epi64(som, _mm512_popcnt_epi64(_mm512_maskz_loadu_epi64(m, r + w)));
            }
            rand = (uint64_t)__builtin_popcountll(r[p] & ~eerst) +
                   (uint64_t)__builtin_popcountll(r[q - 1] & ~laatst);
            tel[i * stap + kolom[k]] += (uint32_t)((uint64_t)_mm512_reduce_add_epi64(som) - rand);
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
    [KERN_GEWOON] = {"gewoon", gewoon8, gewoon16, regel_gewoon, tel_gewoon, weg_gewoon, zet_gewoon},
    [KERN_SSE2] = {"SSE2", sse2_8, sse2_16, regel_gewoon, tel_gewoon, weg_gewoon, zet_gewoon},
    [KERN_AVX2] = {"AVX2", avx2_8, avx2_16, regel_avx2, tel_avx2, weg_avx2, zet_avx2},
    [KERN_AVX512] = {"AVX-512", avx512_8, avx512_16, regel_avx512, tel_breed, weg_breed, zet_breed},
};

const struct kern *kern_van(enum kern_soort soort)
{
    if ((soort == KERN_AVX2 && !heeft_avx2()) || (soort == KERN_AVX512 && !heeft_avx512()))
        return NULL;
    return &kernen[soort];
}

#else

static const struct kern gewoon = {"gewoon",   gewoon8,    gewoon16,  regel_gewoon,
                                   tel_gewoon, weg_gewoon, zet_gewoon};

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
