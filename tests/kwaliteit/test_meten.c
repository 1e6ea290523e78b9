/* SPDX-License-Identifier: EUPL-1.2
 * Median and MAD in whole numbers, held against sorting and against the formula in floating point. */
#include "kwaliteit/meten.h"

#include "store/dbs.h"

#include <math.h>
#include <stdlib.h>

static uint64_t toestand = 20260127;

static int64_t toeval(int64_t onder_de)
{
    toestand = toestand * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((toestand >> 33) % (uint64_t)onder_de);
}

static int oplopend(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

    return (a > b) - (a < b);
}

static double mediaan_langs_sorteren(const int64_t *v, size_t n)
{
    int64_t s[64];

    for (size_t i = 0; i < n; i++)
        s[i] = v[i];
    qsort(s, n, sizeof *s, oplopend);
    return n % 2 ? (double)s[n / 2] : ((double)s[n / 2 - 1] + (double)s[n / 2]) / 2;
}

static void de_mediaan_is_die_van_de_gesorteerde_rij(void **state)
{
    (void)state;
    for (int ronde = 0; ronde < 4000; ronde++) {
        int64_t v[64];
        size_t n = (size_t)toeval(64) + 1;

        for (size_t i = 0; i < n; i++)
            v[i] = toeval(ronde % 3 ? 1000 : 4) - 200;
        assert_int_equal((int64_t)(2 * mediaan_langs_sorteren(v, n)), mediaan_dubbel(v, n));
    }
}

/* The formula as it stands in docs/methoden/kwaliteit.md. */
static double score(const int64_t *v, size_t n, int64_t x)
{
    double med = mediaan_langs_sorteren(v, n), som = 0, d[64], mad;

    for (size_t i = 0; i < n; i++) {
        d[i] = fabs((double)v[i] - med);
        som += d[i];
    }
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && d[k] < d[k - 1]; k--) {
            double t = d[k];

            d[k] = d[k - 1];
            d[k - 1] = t;
        }
    mad = n % 2 ? d[n / 2] : (d[n / 2 - 1] + d[n / 2]) / 2;
    if (mad > 0)
        return 0.6745 * fabs((double)x - med) / mad;
    if (som > 0)
        return fabs((double)x - med) / (1.253314 * som / (double)n);
    return (double)x == med ? 0 : INFINITY;
}

static void de_score_is_die_van_de_formule(void **state)
{
    int uit = 0, met_mad_nul = 0;

    (void)state;
    for (int ronde = 0; ronde < 20000; ronde++) {
        int64_t v[64], w[64], x = toeval(4000) - 1000, drempel = 35 + toeval(100);
        size_t n = (size_t)toeval(60) + 3;
        struct spreiding s;
        double verwacht;

        for (size_t i = 0; i < n; i++)
            w[i] = v[i] = ronde % 4 ? toeval(500) : toeval(10) ? 7 : toeval(50);
        s = spreiding_van(w, n);
        verwacht = score(v, n, x);
        if (fabs(verwacht * 10 - (double)drempel) < 1e-9)
            continue; /* floating point cannot tell */
        assert_int_equal(verwacht * 10 > (double)drempel, is_uitschieter(&s, x, drempel));
        uit += verwacht * 10 > (double)drempel;
        met_mad_nul += !s.mad4;
    }
    assert_true(uit > 1000);
    assert_true(met_mad_nul > 1000);
}

static void als_alles_gelijk_is_wijkt_alleen_iets_anders_af(void **state)
{
    int64_t v[] = {4, 4, 4, 4, 4};
    struct spreiding s = spreiding_van(v, 5);

    (void)state;
    assert_false(is_uitschieter(&s, 4, 50));
    assert_true(is_uitschieter(&s, 5, 50));
}

static void grote_getallen_lopen_niet_over(void **state)
{
    int64_t v[] = {INT64_C(1000000000000000), -INT64_C(1000000000000000), 0, INT64_C(999999999999999), 1};
    struct spreiding s = spreiding_van(v, 5);

    (void)state;
    assert_int_equal(s.mediaan2, 2);
    assert_false(is_uitschieter(&s, INT64_C(1000000000000000), 50));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(de_mediaan_is_die_van_de_gesorteerde_rij),
        cmocka_unit_test(de_score_is_die_van_de_formule),
        cmocka_unit_test(als_alles_gelijk_is_wijkt_alleen_iets_anders_af),
        cmocka_unit_test(grote_getallen_lopen_niet_over),
    };

    return cmocka_run_group_tests_name("meten", tests, NULL, NULL);
}
