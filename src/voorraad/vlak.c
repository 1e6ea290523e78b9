/* SPDX-License-Identifier: EUPL-1.2
 * Columns as planes of bits, and tests on them. What the planes of a block have in common decides most of a
 * test before any of them is read. */
#include "voorraad/vlak.h"

#include <string.h>

#define AAN UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
const uint64_t vlak_niets[KERN_WOORDEN] __attribute__((aligned(64))) = {0};
const uint64_t vlak_alles[KERN_WOORDEN]
    __attribute__((aligned(64))) = {AAN, AAN, AAN, AAN, AAN, AAN, AAN, AAN};

size_t vlak_maak(const struct kern *k, const struct wzv_kolom *kolom, uint64_t rijen, size_t blok,
                 struct kern_bytes *bytes, uint64_t *uit, struct vlak *ret)
{
    uint64_t van = blok * KERN_RIJEN, rest = rijen - van < KERN_RIJEN ? rijen - van : KERN_RIJEN;
    size_t groepen = (rest + 63) / 64, n;
    struct kern_vlakken v;

    if (kolom->breedte == 1)
        n = k->vlakken8((const uint8_t *)kolom->at + van, groepen, bytes, &v, uit);
    else
        n = k->vlakken16((const uint16_t *)kolom->at + van, groepen, bytes, &v, uit);
    for (size_t i = 0; groepen < KERN_WOORDEN && i < n; i++)
        memset(uit + i * KERN_WOORDEN + groepen, 0, (KERN_WOORDEN - groepen) * sizeof *uit);
    *ret = (struct vlak){.at = uit, .wissel = v.wissel, .een = v.een};
    return n;
}

/* "value ≥ c": nothing, everything, or a chain of planes. The highest plane that is the same everywhere and
 * other than c's bit decides for all planes below it. */
static const uint64_t *keten(const struct vlak *v, uint32_t c, struct kern_keten *ret)
{
    uint32_t wissel = v->wissel & 0xFFFF, beslist = ~wissel & (v->een ^ c) & 0xFFFF, m, begin;
    bool aan = true; /* what holds before the first plane */

    *ret = (struct kern_keten){.vlak = vlak_alles};
    if (c > 0xFFFF)
        return vlak_niets;
    m = wissel;
    if (beslist) {
        uint32_t top = 1u << (31 - __builtin_clz(beslist));

        aan = v->een & top;
        m &= ~(top * 2 - 1);
    }
    begin = m & (aan ? c : ~c); /* planes below the first of these change nothing */
    if (!begin)
        return aan ? vlak_alles : vlak_niets;
    m &= ~((begin & -begin) - 1);
    ret->vlak = v->at + (size_t)__builtin_popcount(wissel & ((m & -m) - 1)) * KERN_WOORDEN;
    ret->m = m;
    ret->c = c;
    return NULL;
}

/* Values [laag, hoog], hoog below unknown, and `erbij` (NULL: none) with them. */
static const uint64_t *tussen(const struct kern *k, const struct vlak *v, uint32_t laag, uint32_t hoog,
                              const uint64_t *onbekend, const uint64_t *erbij, uint64_t *ruimte)
{
    struct kern_keten van, tot;
    const uint64_t *x = keten(v, laag, &van), *y = keten(v, hoog + 1, &tot);
    const uint64_t *niet = laag ? NULL : onbekend; /* unknown is nought on all planes */

    if (x == vlak_niets || y == vlak_alles || niet == vlak_alles)
        return erbij ? erbij : vlak_niets;
    if (niet == vlak_niets)
        niet = NULL;
    if (!van.m && !tot.m && !niet)
        return vlak_alles;
    if (!erbij && !niet && !tot.m && !(van.m & (van.m - 1)))
        return van.vlak;
    k->tussen(&van, &tot, niet, erbij, ruimte);
    return ruimte;
}

const uint64_t *vlak_toets(const struct kern *k, const struct vlak *v, const struct stukje *at, size_t n,
                           uint32_t onbekend, uint64_t *ruimte)
{
    const uint32_t bit = 1u << KERN_ONBEKEND;
    const uint64_t *weet_niet = v->wissel & bit
                                    ? v->at + (size_t)__builtin_popcount(v->wissel & (bit - 1)) * KERN_WOORDEN
                                : v->een & bit ? vlak_alles
                                               : vlak_niets;
    const uint64_t *uit = n && at[n - 1].hoog == onbekend ? weet_niet : vlak_niets;

    for (size_t i = 0; i < n && uit != vlak_alles; i++)
        if (at[i].laag < onbekend)
            uit = tussen(k, v, at[i].laag, at[i].hoog == onbekend ? onbekend - 1 : at[i].hoog, weet_niet,
                         uit == vlak_niets ? NULL : uit, ruimte);
    return uit;
}
