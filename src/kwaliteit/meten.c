/* SPDX-License-Identifier: EUPL-1.2
 * See meten.h. */
#include "kwaliteit/meten.h"

#include <assert.h>

/* Puts the k-th smallest in its place, smaller ones before it. Hoare's selection with the median of three as
 * pivot. */
static int64_t kies(int64_t *v, size_t n, size_t k)
{
    size_t van = 0, tot = n;

    while (tot - van > 1) {
        int64_t a = v[van], b = v[van + (tot - van) / 2], c = v[tot - 1];
        int64_t spil = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
        size_t i = van, j = van, m = tot; /* [van,i) smaller, [i,j) alike, [m,tot) larger */

        while (j < m) {
            int64_t x = v[j];

            if (x < spil) {
                v[j++] = v[i];
                v[i++] = x;
            } else if (x > spil) {
                v[j] = v[--m];
                v[m] = x;
            } else {
                j++;
            }
        }
        if (k < i)
            tot = i;
        else if (k < m)
            return spil;
        else
            van = m;
    }
    return v[k];
}

int64_t mediaan_dubbel(int64_t *v, size_t n)
{
    int64_t hoog, laag;

    assert(n > 0);
    hoog = kies(v, n, n / 2);
    if (n % 2)
        return 2 * hoog;
    laag = v[0];
    for (size_t i = 1; i < n / 2;
         i++) /* all before n / 2 are at most `hoog`; the largest of them is its neighbour */
        laag = v[i] > laag ? v[i] : laag;
    return laag + hoog;
}

static int64_t afstand(int64_t x2, int64_t m2)
{
    return x2 > m2 ? x2 - m2 : m2 - x2;
}

struct spreiding spreiding_van(int64_t *v, size_t n)
{
    struct spreiding s = {.n = n, .mediaan2 = mediaan_dubbel(v, n)};

    for (size_t i = 0; i < n; i++) {
        v[i] = afstand(2 * v[i], s.mediaan2);
        s.afwijking2 += v[i];
    }
    s.mad4 = mediaan_dubbel(v, n);
    return s;
}

bool is_uitschieter(const struct spreiding *s, int64_t x, int64_t drempel_tiende)
{
    int64_t d2 = afstand(2 * x, s->mediaan2);

    if (s->mad4) /* 0,6745 · d / MAD > drempel, each side times 10 · 10.000 · 4 */
        return (__int128)6745 * d2 * 2 * 10 > (__int128)drempel_tiende * s->mad4 * 10000;
    if (s->afwijking2)
        return (__int128)d2 * (int64_t)s->n * 1000000 * 10 >
               (__int128)drempel_tiende * 1253314 * s->afwijking2;
    return d2 != 0;
}
