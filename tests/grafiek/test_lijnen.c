/* SPDX-License-Identifier: EUPL-1.2
 * Lines: gaps stay gaps, provisional looks provisional, labels never lie over each other. */
#include "beeld.h"

static struct beeld b;

static void teken(const struct grafiek_lijnen *g)
{
    beeld_open(&b, &arena, grafiek_lijnen_svg(&arena, g));
}

/* The numbers of a path: x y x y …; returns how many. */
static size_t pad_getallen(struct str d, double *ret, size_t max)
{
    const char *p = str_cstr(&arena, d);
    size_t n = 0;

    while (*p && n < max) {
        char *eind;

        if (*p == 'M' || *p == 'L' || *p == ' ') {
            p++;
            continue;
        }
        ret[n++] = strtod(p, &eind);
        assert_true(eind > p);
        p = eind;
    }
    return n;
}

static void een_gat_breekt_de_lijn_en_is_gearceerd(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .waarde = 10},
                                            {2019, .waarde = 20},
                                            {2020, .ontbreekt = true},
                                            {2021, .waarde = 40},
                                            {2022, .waarde = 50}};
    struct grafiek_lijn l = {STR("Hard"), TINT_NULTREDEN, p, 5};
    double xy[20], band0, band1;
    struct str d;
    int stukken = 0;

    (void)state;
    teken(&(struct grafiek_lijnen){
        .titel = STR("t"), .eenheid = STR("woningen"), .lijnen = &l, .n = 1, .vanaf_nul = true});
    d = attr_tekst(&arena, vind(&b, "path", NULL, 0), "d");
    for (size_t i = 0; i < d.n; i++)
        stukken += d.p[i] == 'M';
    assert_int_equal(stukken, 2);
    assert_int_equal(pad_getallen(d, xy, 20), 8);
    band0 = attr(vind(&b, "rect", "g-ontbreekt", 0), "x");
    band1 = band0 + attr(vind(&b, "rect", "g-ontbreekt", 0), "width");
    assert_true(xy[2] < band0 && band1 < xy[4]);  /* between 2019 and 2021 */
    assert_int_equal(tel(&b, "circle", NULL), 4); /* no mark for the missing year */
    beeld_dicht(&b);
}

static void de_hoogte_is_evenredig(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .waarde = 0}, {2019, .waarde = 50}, {2020, .waarde = 100}};
    struct grafiek_lijn l = {STR("Hard"), TINT_NULTREDEN, p, 3};
    double xy[10];

    (void)state;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = &l, .n = 1, .vanaf_nul = true});
    assert_int_equal(pad_getallen(attr_tekst(&arena, vind(&b, "path", NULL, 0), "d"), xy, 10), 6);
    assert_true(fabs(xy[1] - xy[3] - (xy[3] - xy[5])) < .21);
    assert_true(fabs(xy[2] - xy[0] - (xy[4] - xy[2])) < .21);
    assert_true(fabs(xy[1] - attr(vind(&b, "line", "g-as", 0), "y1")) <
                .11); /* nought lies on the line of nought */
    beeld_dicht(&b);
}

static void voorlopig_is_open_en_gestreept_en_gezegd(void **state)
{
    static const struct grafiek_punt p[] = {
        {2018, .waarde = 10}, {2019, .waarde = 20}, {2020, .waarde = 30, .voorlopig = true}};
    struct grafiek_lijn l = {STR("Hard"), TINT_NULTREDEN, p, 3};
    xmlNodePtr streep;

    (void)state;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = &l, .n = 1});
    assert_int_equal(tel(&b, "circle", "g-grond"), 1);
    streep = vind(&b, "path", NULL, 1);
    assert_true(attr_tekst(&arena, streep, "stroke-dasharray").n > 0);
    assert_true(heeft_tekst(&b, "Open teken en streeplijn: voorlopig."));
    beeld_dicht(&b);
}

static void een_as_die_niet_bij_nul_begint_zegt_dat(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .waarde = 7900000}, {2019, .waarde = 7966331}};
    struct grafiek_lijn l = {STR("Voorraad"), TINT_NEUTRAAL, p, 2};
    struct grafiek_lijnen g = {.titel = STR("t"), .eenheid = STR("woningen"), .lijnen = &l, .n = 1};

    (void)state;
    teken(&g);
    assert_true(heeft_tekst(&b, "woningen (de as begint niet bij 0)"));
    assert_true(heeft_tekst(&b, "7.966.331")); /* the label is exact, the axis short */
    tekst_eisen(&b);
    beeld_dicht(&b);
    g.vanaf_nul = true;
    teken(&g);
    assert_true(heeft_tekst(&b, "woningen"));
    assert_true(heeft_tekst(&b, "0"));
    beeld_dicht(&b);
}

static void een_gat_van_een_lijn_staat_in_woorden(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .waarde = 10},
                                            {2019, .ontbreekt = true},
                                            {2020, .waarde = 30}},
                                     q[] = {
                                         {2018, .waarde = 5}, {2019, .waarde = 6}, {2020, .ontbreekt = true}};
    struct grafiek_lijn l[] = {{STR("Hard"), TINT_NULTREDEN, p, 3}, {STR("Zacht"), TINT_GECLUSTERD, q, 3}};

    (void)state;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = l, .n = 2});
    assert_true(heeft_tekst(&b, "Niet geleverd voor Hard: 2019. Niet geleverd voor Zacht: 2020."));
    assert_true(heeft_tekst(&b, "6 (2019)")); /* the last figure is not of the last year */
    assert_int_equal(tel(&b, "rect", "g-ontbreekt"), 2);
    tekst_eisen(&b);
    beeld_dicht(&b);
}

static void labels_en_jaren_liggen_nooit_over_elkaar(void **state)
{
    static const char lang[] = "Zorggeschikte woningen in de regio Maastricht-Heuvelland met een lange naam";
    uint32_t r = 3;

    (void)state;
    for (int ronde = 0; ronde < 300; ronde++) {
        static struct grafiek_punt p[24][30];
        struct grafiek_lijn l[24];
        size_t n = 1 + toeval(&r) % (ronde % 10 ? 5 : 24), m = 1 + toeval(&r) % 30;
        int schuif = (int)(toeval(&r) % 36);
        struct grafiek_lijnen g = {.titel = STR("t"),
                                   .eenheid = STR("woningen"),
                                   .lijnen = l,
                                   .n = n,
                                   .vanaf_nul = ronde & 1,
                                   .breedte = 300 + (int)(toeval(&r) % 500),
                                   .hoogte = 150 + (int)(toeval(&r) % 300)};

        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < m; j++)
                p[i][j] = (struct grafiek_punt){2000 + (double)j, toeval(&r) % 6 == 0,
                                                ((int64_t)(toeval(&r) % 1000) - 200) * ((int64_t)1 << schuif),
                                                toeval(&r) % 9 == 0};
            l[i] = (struct grafiek_lijn){{lang, 3 + toeval(&r) % (sizeof lang - 4)}, toeval(&r) % 6, p[i], m};
        }
        teken(&g);
        tekst_eisen(&b);
        beeld_dicht(&b);
        arena_reset(&arena);
    }
}

static void uitersten_breken_niets(void **state)
{
    static const struct grafiek_punt p[] = {{NAN, .waarde = 1},          {INFINITY, .waarde = 2},
                                            {-1e300, .waarde = 3},       {2020, .waarde = INT64_MAX},
                                            {2019, .waarde = INT64_MIN}, {2019, .waarde = 0},
                                            {-90000.5, .waarde = 7}};
    static struct grafiek_punt veel[5000];
    struct grafiek_lijn l[40];

    (void)state;
    for (size_t i = 0; i < 40; i++)
        l[i] = (struct grafiek_lijn){STR("<&>"), (enum grafiek_tint)(i * 7), p, 7};
    teken(&(struct grafiek_lijnen){.lijnen = l, .n = 40, .schaal = 99, .breedte = 1, .hoogte = 1});
    beeld_dicht(&b);
    teken(&(struct grafiek_lijnen){.lijnen = l, .n = 1, .schaal = -1, .breedte = 1 << 30, .hoogte = 1 << 30});
    beeld_dicht(&b);
    for (size_t i = 0; i < 5000; i++)
        veel[i] = (struct grafiek_punt){(double)(i % 977) / 7, .ontbreekt = i % 2, .waarde = (int64_t)i};
    l[0] = (struct grafiek_lijn){STR("veel"), TINT_GEBOUWD, veel, 5000};
    teken(&(struct grafiek_lijnen){.lijnen = l, .n = 1});
    beeld_dicht(&b);
}

static void zonder_cijfers_staat_er_een_zin(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .ontbreekt = true}};
    struct grafiek_lijn l = {STR("Hard"), TINT_NULTREDEN, p, 1};

    (void)state;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = &l, .n = 1});
    assert_true(heeft_tekst(&b, "Er zijn nog geen cijfers."));
    beeld_dicht(&b);
    teken(&(struct grafiek_lijnen){.titel = STR("t")});
    assert_true(heeft_tekst(&b, "Er zijn nog geen cijfers."));
    beeld_dicht(&b);
}

static void een_punt_en_gelijke_waarden_kunnen(void **state)
{
    static const struct grafiek_punt p[] = {{2018, .waarde = 0}, {2019, .waarde = 0}};
    struct grafiek_lijn l = {STR("Hard"), TINT_NULTREDEN, p, 1};

    (void)state;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = &l, .n = 1, .vanaf_nul = true});
    assert_true(heeft_tekst(&b, "2018"));
    beeld_dicht(&b);
    l.n = 2;
    teken(&(struct grafiek_lijnen){.titel = STR("t"), .lijnen = &l, .n = 1});
    assert_int_equal(tel(&b, "circle", NULL), 2);
    beeld_dicht(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(een_gat_breekt_de_lijn_en_is_gearceerd),
        cmocka_unit_test(de_hoogte_is_evenredig),
        cmocka_unit_test(voorlopig_is_open_en_gestreept_en_gezegd),
        cmocka_unit_test(een_as_die_niet_bij_nul_begint_zegt_dat),
        cmocka_unit_test(een_gat_van_een_lijn_staat_in_woorden),
        cmocka_unit_test(labels_en_jaren_liggen_nooit_over_elkaar),
        cmocka_unit_test(uitersten_breken_niets),
        cmocka_unit_test(zonder_cijfers_staat_er_een_zin),
        cmocka_unit_test(een_punt_en_gelijke_waarden_kunnen),
    };

    return BEELD_TESTEN(tests);
}
