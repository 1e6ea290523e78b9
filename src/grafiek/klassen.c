/* SPDX-License-Identifier: EUPL-1.2
 * Classes for a choropleth from the values themselves: about as many areas in each, limits that a person
 * would choose. Every limit is rounded on its own to the coarsest 1-2-5 step that its neighbours allow, so
 * that skewed figures (inhabitants of villages and cities) get round limits everywhere. No class comes out
 * empty. */
#include "grafiek/svg.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

/* To the nearest multiple of stap, halves up; bounded. */
static int64_t rond_af(int64_t v, int64_t stap)
{
    __int128 x = (__int128)v + stap / 2, q = x / stap;

    if (x % stap < 0)
        q--;
    q *= stap;
    return q > INT64_MAX ? INT64_MAX : q < INT64_MIN ? INT64_MIN : (int64_t)q;
}

/* How many of the sorted values lie below the limit. */
static size_t aantal_onder(const int64_t *w, size_t n, int64_t grens)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (w[mid] < grens)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The raw limits: every limit a value, distinct, and above the smallest value. */
static size_t kwantielen(const int64_t *w, size_t n, int k, int64_t *ret)
{
    size_t m = 0;

    for (int i = 1; i < k; i++) {
        int64_t v = w[(size_t)i * n / (size_t)k];

        if (v > w[0] && (!m || v > ret[m - 1]))
            ret[m++] = v;
    }
    if (!m && w[n - 1] > w[0]) /* nearly all alike: split at the first that differs */
        ret[m++] = w[aantal_onder(w, n, w[0] + 1)];
    return m;
}

static uint64_t afstand_tot_nul(int64_t v)
{
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

/* Where figures fall and rise, nought is a limit: a class must not mix the two. The nearest limit gives way;
 * the next one goes when no value is left between. Returns the number of limits. */
static size_t nul_als_grens(const int64_t *w, size_t n, int64_t *grenzen, size_t m)
{
    size_t dichtst = 0, uit = 0, onder = 0;

    if (!m || w[0] >= 0 || w[n - 1] <= 0)
        return m;
    for (size_t i = 1; i < m; i++)
        if (afstand_tot_nul(grenzen[i]) < afstand_tot_nul(grenzen[dichtst]))
            dichtst = i;
    grenzen[dichtst] = 0;
    for (size_t i = 0; i < m; i++) {
        size_t tot = aantal_onder(w, n, grenzen[i]);

        if (tot > onder)
            grenzen[uit++] = grenzen[i];
        onder = tot;
    }
    return uit;
}

/* The number of values in the fullest class; 0 when two limits meet or a class is empty. */
static size_t volste(const int64_t *w, size_t n, const int64_t *grenzen, size_t m)
{
    size_t onder = 0, meest = 0;

    for (size_t i = 0; i <= m; i++) {
        size_t tot = i < m ? aantal_onder(w, n, grenzen[i]) : n;

        if (tot <= onder)
            return 0;
        meest = tot - onder > meest ? tot - onder : meest;
        onder = tot;
    }
    return meest;
}

/* Rounds each limit to a step of at most deel/4 of the distance to its nearest neighbour; false when that
 * leaves a class empty, or one much fuller than the unrounded limits do. */
static bool rond_grenzen(const int64_t *w, size_t n, const int64_t *ruw, size_t m, int deel, int64_t *ret)
{
    size_t meest;

    for (size_t i = 0; i < m; i++) {
        __int128 links = (__int128)ruw[i] - (i ? ruw[i - 1] : w[0]);
        __int128 rechts = (__int128)(i + 1 < m ? ruw[i + 1] : w[n - 1]) - ruw[i];
        __int128 ruimte = rechts > 0 && rechts < links ? rechts : links;

        ret[i] = rond_af(ruw[i], as_stap_neer(ruimte * deel / 4));
    }
    meest = volste(w, n, ret, m);
    return meest && 2 * meest <= 3 * volste(w, n, ruw, m) + 2;
}

struct grafiek_klassen grafiek_klassen_maak(struct arena *a, const int64_t *waarden, size_t n,
                                            int max_klassen, int schaal, struct str eenheid)
{
    struct grafiek_klassen k = {.schaal = svg_schaal(schaal), .eenheid = eenheid};
    int64_t ruw[SVG_VLAKKEN], *w, *rond;
    size_t m;
    bool klaar = false;

    max_klassen = max_klassen < 2 ? 2 : max_klassen > SVG_VLAKKEN ? SVG_VLAKKEN : max_klassen;
    if (!n || !waarden)
        return k;
    w = ARENA_ARRAY(a, int64_t, n);
    rond = ARENA_ARRAY(a, int64_t, SVG_VLAKKEN);
    memcpy(w, waarden, n * sizeof *w);
    qsort(w, n, sizeof *w, num_order);
    m = kwantielen(w, n, max_klassen, ruw);
    m = nul_als_grens(w, n, ruw, m);
    for (int deel = 8; !klaar && deel >= 1; deel = deel > 4 ? deel - 2 : deel / 2)
        klaar = rond_grenzen(w, n, ruw, m, deel, rond);
    k.grenzen =
        klaar ? rond : memcpy(rond, ruw, m * sizeof *rond); /* limits that are values leave no class empty */
    k.n_grenzen = m;
    return k;
}
