/* SPDX-License-Identifier: EUPL-1.2
 * Classes: few, round, none empty, whatever the figures are. And the steps of an axis. */
#include "beeld.h"

/* What must hold for every set of figures. */
static void eisen(const int64_t *w, size_t n, int max, struct grafiek_klassen k)
{
    size_t aantal[SVG_VLAKKEN] = {0}, som = 0;

    assert_true(klasse_aantal(&k) <= (max < 2 ? 2 : max > 6 ? 6 : max));
    for (size_t i = 1; i < k.n_grenzen; i++)
        assert_true(k.grenzen[i - 1] < k.grenzen[i]);
    for (size_t i = 0; i < n; i++)
        aantal[klasse_van(&k, w[i])]++;
    for (int i = 0; i < klasse_aantal(&k); i++) {
        assert_true(aantal[i] > 0);
        som += aantal[i];
    }
    assert_int_equal(som, n);
}

static bool is_rond(int64_t v)
{
    if (v < 0)
        v = -v;
    while (v && v % 10 == 0)
        v /= 10;
    return v < 100; /* at most two figures that are not nought */
}

static void gewone_cijfers_krijgen_ronde_grenzen(void **state)
{
    static const int64_t w[] = {31, 44, 22, 58, 47, 52, 38, 29, 61, 35, 41, 57, 33, 26, 45,
                                49, 34, 40, 37, 28, 41, 61, 42, 36, 19, 55, 24, 21, 43};
    struct grafiek_klassen k = grafiek_klassen_maak(&arena, w, 29, 4, 0, STR("%"));

    (void)state;
    eisen(w, 29, 4, k);
    assert_int_equal(k.n_grenzen, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(k.grenzen[i] % 5, 0);
}

static void scheve_cijfers_krijgen_overal_ronde_grenzen(void **state)
{
    int64_t w[342];
    struct grafiek_klassen k;

    (void)state;
    for (int i = 0; i < 342; i++) /* as inhabitants: from 960 to about 900,000 */
        w[i] = (int64_t)(960 * pow(1.0203, i)) + i % 7;
    k = grafiek_klassen_maak(&arena, w, 342, 5, 0, STR("inwoners"));
    eisen(w, 342, 5, k);
    assert_int_equal(k.n_grenzen, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(is_rond(k.grenzen[i]));
}

static void gelijke_of_geen_cijfers_geven_een_klasse(void **state)
{
    static const int64_t w[] = {7, 7, 7, 7};
    struct grafiek_klassen k = grafiek_klassen_maak(&arena, w, 4, 5, 0, STR("%"));

    (void)state;
    assert_int_equal(klasse_aantal(&k), 1);
    eisen(w, 4, 5, k);
    k = grafiek_klassen_maak(&arena, NULL, 0, 5, 0, STR("%"));
    assert_int_equal(klasse_aantal(&k), 1);
}

static void weinig_cijfers_geven_weinig_klassen(void **state)
{
    static const int64_t w[] = {0, 0, 0, 0, 0, 0, 0, 0, 3}, v[] = {1, 2};
    struct grafiek_klassen k = grafiek_klassen_maak(&arena, w, 9, 5, 0, STR("%"));

    (void)state;
    eisen(w, 9, 5, k);
    assert_int_equal(klasse_aantal(&k), 2);
    k = grafiek_klassen_maak(&arena, v, 2, 6, 0, STR("%"));
    eisen(v, 2, 6, k);
    assert_int_equal(klasse_aantal(&k), 2);
}

static void groei_en_krimp_staan_nooit_in_een_klasse(void **state)
{
    uint32_t r = 5;

    (void)state;
    for (int ronde = 0; ronde < 500; ronde++) {
        int64_t w[40];
        bool nul = false;
        size_t n = 2 + toeval(&r) % 39;
        int max = 2 + (int)(toeval(&r) % 5);
        struct grafiek_klassen k;

        for (size_t i = 0; i < n; i++)
            w[i] = (int64_t)(toeval(&r) % 900) - 300;
        w[0] = -1 - (int64_t)(toeval(&r) % 300);
        w[1] = 1 + (int64_t)(toeval(&r) % 300);
        k = grafiek_klassen_maak(&arena, w, n, max, 0, STR(""));
        eisen(w, n, max, k);
        for (size_t i = 0; i < k.n_grenzen; i++)
            nul = nul || k.grenzen[i] == 0;
        assert_true(nul);
        arena_reset(&arena);
    }
}

static void willekeurige_cijfers_voldoen_aan_alle_eisen(void **state)
{
    uint32_t r = 9;

    (void)state;
    for (int ronde = 0; ronde < 3000; ronde++) {
        int64_t w[60];
        size_t n = 1 + toeval(&r) % 60;
        int schuif = (int)(toeval(&r) % 40), max = (int)(toeval(&r) % 9) - 1;

        for (size_t i = 0; i < n; i++)
            w[i] = ((int64_t)(toeval(&r) % 1000) - (ronde & 1 ? 500 : 0)) * ((int64_t)1 << schuif) /
                   (1 + toeval(&r) % 5);
        if (ronde % 50 == 0)
            w[0] = INT64_MIN;
        if (ronde % 60 == 0)
            w[n - 1] = INT64_MAX;
        eisen(w, n, max, grafiek_klassen_maak(&arena, w, n, max, 0, STR("")));
        arena_reset(&arena);
    }
}

static void stappen_zijn_een_twee_of_vijf(void **state)
{
    (void)state;
    assert_int_equal(as_stap_op(0), 1);
    assert_int_equal(as_stap_op(1), 1);
    assert_int_equal(as_stap_op(3), 5);
    assert_int_equal(as_stap_op(20), 20);
    assert_int_equal(as_stap_op(21), 50);
    assert_int_equal(as_stap_neer(0), 1);
    assert_int_equal(as_stap_neer(49), 20);
    assert_int_equal(as_stap_neer(50), 50);
    assert_int_equal(as_stap_op((__int128)INT64_MAX * 4), 5000000000000000000);
    assert_int_equal(as_stap_neer((__int128)INT64_MAX * 4), 5000000000000000000);
}

static void cijfers_langs_een_as_zijn_nederlands(void **state)
{
    (void)state;
    assert_true(str_is(as_tekst(&arena, 7800000, 0, 200000, 8000000), "7,8\xC2\xA0mln"));
    assert_true(str_is(as_tekst(&arena, -2000000, 0, 1000000, 3000000), "\xE2\x88\x92"
                                                                        "2\xC2\xA0mln"));
    assert_true(str_is(as_tekst(&arena, 15000, 0, 5000, 20000), "15.000"));
    assert_true(str_is(as_tekst(&arena, 250, 1, 50, 500), "25"));
    assert_true(str_is(as_tekst(&arena, 25, 1, 5, 50), "2,5"));
    assert_true(str_is(as_getal(&arena, 2500, 2), "25"));
}

static double licht(const char *kleur)
{
    unsigned long v = strtoul(kleur + 1, NULL, 16);
    double som = 0;
    static const double deel[] = {.0722, .7152, .2126};

    for (int i = 0; i < 3; i++, v >>= 8) {
        double c = (double)(v & 255) / 255;

        som += deel[i] * (c <= .03928 ? c / 12.92 : pow((c + .055) / 1.055, 2.4));
    }
    return som;
}

static double contrast(const char *x, const char *y)
{
    double p = licht(x), q = licht(y);

    return (fmax(p, q) + .05) / (fmin(p, q) + .05);
}

static void letters_op_elke_kleur_zijn_leesbaar(void **state)
{
    (void)state;
    for (int i = 0; i < SVG_VLAKKEN; i++) {
        const struct svg_kleur *k = svg_kleur(i, SVG_VLAKKEN);

        assert_true(contrast(k->vlak, k->tekst) >= 4.5);
        if (i) /* darker and darker, also in grey */
            assert_true(licht(k->vlak) < licht(svg_kleur(i - 1, SVG_VLAKKEN)->vlak) * .8);
    }
    for (int i = 0; i < SVG_TINTEN; i++) {
        assert_true(contrast(svg_tint(i)->tekst, "#ffffff") >= 4.5);
        assert_true(contrast(svg_tint(i)->lijn, "#ffffff") >= 3);
    }
    assert_true(contrast(SVG_STIL, "#ffffff") >= 4.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gewone_cijfers_krijgen_ronde_grenzen),
        cmocka_unit_test(scheve_cijfers_krijgen_overal_ronde_grenzen),
        cmocka_unit_test(gelijke_of_geen_cijfers_geven_een_klasse),
        cmocka_unit_test(weinig_cijfers_geven_weinig_klassen),
        cmocka_unit_test(groei_en_krimp_staan_nooit_in_een_klasse),
        cmocka_unit_test(willekeurige_cijfers_voldoen_aan_alle_eisen),
        cmocka_unit_test(stappen_zijn_een_twee_of_vijf),
        cmocka_unit_test(cijfers_langs_een_as_zijn_nederlands),
        cmocka_unit_test(letters_op_elke_kleur_zijn_leesbaar),
    };

    return BEELD_TESTEN(tests);
}
