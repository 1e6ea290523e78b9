/* SPDX-License-Identifier: EUPL-1.2
 * Round steps of 1, 2 or 5 times a power of ten, and the figures beside an axis. Used by lijnen.c, klassen.c
 * and legenda.c. Whole arithmetic throughout: an axis never shows 0,30000000000000004. */
#include "grafiek/svg.h"

#include "base/num.h"

/* The largest step that we use; above it 2·10^18 and 5·10^18 still fit in 64 bits. */
static const int64_t max_macht = 1000000000000000000;

int64_t as_stap_op(__int128 minstens)
{
    for (int64_t macht = 1;; macht *= 10) {
        if (minstens <= macht)
            return macht;
        if (minstens <= (__int128)2 * macht)
            return 2 * macht;
        if (minstens <= (__int128)5 * macht || macht == max_macht)
            return 5 * macht;
    }
}

int64_t as_stap_neer(__int128 hoogstens)
{
    int64_t best = 1;

    for (int64_t macht = 1;; macht *= 10) {
        if (hoogstens >= macht)
            best = macht;
        if (hoogstens >= (__int128)2 * macht)
            best = 2 * macht;
        if (hoogstens >= (__int128)5 * macht)
            best = 5 * macht;
        if (macht == max_macht)
            return best;
    }
}

struct str as_getal(struct arena *a, int64_t v, int schaal)
{
    while (schaal > 0 && v % 10 == 0) {
        v /= 10;
        schaal--;
    }
    return num_nl(a, v, schaal);
}

static int64_t macht10(int n)
{
    int64_t m = 1;

    while (n-- > 0)
        m *= 10;
    return m;
}

struct str as_tekst(struct arena *a, int64_t v, int schaal, int64_t stap, int64_t grootste)
{
    int64_t een = macht10(schaal), miljoen = 1000000 * een; /* schaal <= 9: at most 10^15 */

    if (grootste >= miljoen && stap % (miljoen / 100) == 0) {
        int cijfers = stap % miljoen == 0 ? 0 : stap % (miljoen / 10) == 0 ? 1 : 2;

        if (v == 0)
            return STR("0");
        return str_cat(a, num_nl(a, v / (miljoen / macht10(cijfers)), cijfers), STR("\xC2\xA0mln"));
    }
    while (schaal > 0 && stap % 10 == 0) {
        stap /= 10;
        v /= 10;
        schaal--;
    }
    return num_nl(a, v, schaal);
}
