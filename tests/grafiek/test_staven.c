/* SPDX-License-Identifier: EUPL-1.2
 * Bars: what a length says must be what the figure says. */
#include "beeld.h"

static struct beeld b;

static void teken(const struct grafiek_staven *g)
{
    beeld_open(&b, &arena, grafiek_staven_svg(&arena, g));
}

static void de_lengte_is_evenredig_vanaf_nul(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("Opgave"), .waarde = 2910, .tint = TINT_OPGAVE},
        {STR_INIT("Hard"), .waarde = 1106, .tint = TINT_NULTREDEN},
        {STR_INIT("Gebouwd"), .waarde = 412, .tint = TINT_GEBOUWD},
    };
    double w0, spoor;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 3, .breedte = 330});
    w0 = attr(vind(&b, "rect", "g-opgave", 0), "width");
    spoor = attr(vind(&b, "rect", "g-spoor", 0), "width");
    assert_true(w0 > 100);
    assert_true(fabs(w0 - spoor) < .11);
    assert_true(fabs(attr(vind(&b, "rect", "g-nultreden", 0), "width") / w0 - 1106 / 2910.) < .001);
    assert_true(fabs(attr(vind(&b, "rect", "g-gebouwd", 0), "width") / w0 - 412 / 2910.) < .001);
    for (size_t i = 0; i < 3; i++) {
        const char *klasse[] = {"g-opgave", "g-nultreden", "g-gebouwd"};

        assert_true(fabs(attr(vind(&b, "rect", klasse[i], 0), "x") -
                         attr(vind(&b, "rect", "g-spoor", i), "x")) < .11);
    }
    assert_true(heeft_tekst(&b, "2.910"));
    tekst_eisen(&b);
    beeld_dicht(&b);
}

/* Two in three is two thirds of the track, though it is the largest. */
static void een_deel_van_een_geheel_vult_zijn_deel_van_het_spoor(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("Ja"), .waarde = 2, .tint = TINT_NEUTRAAL},
        {STR_INIT("Nee"), .waarde = 1, .tint = TINT_OPGAVE},
    };
    double spoor;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 2, .geheel = 3});
    spoor = attr(vind(&b, "rect", "g-spoor", 0), "width");
    assert_true(fabs(attr(vind(&b, "rect", "g-neutraal", 0), "width") / spoor - 2 / 3.) < .001);
    assert_true(fabs(attr(vind(&b, "rect", "g-opgave", 0), "width") / spoor - 1 / 3.) < .001);
    beeld_dicht(&b);
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 1, .geheel = 1}); /* never outside */
    assert_true(attr(vind(&b, "rect", "g-neutraal", 0), "width") <=
                attr(vind(&b, "rect", "g-spoor", 0), "width") + .11);
    beeld_dicht(&b);
}

static void wat_ontbreekt_is_gearceerd_en_nooit_nul(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("Hard"), .waarde = 48, .tint = TINT_ZORGGESCHIKT},
        {STR_INIT("Gebouwd"), .ontbreekt = true, .waarde = 77, .tekst = STR_INIT("0"), .tint = TINT_GEBOUWD},
        {STR_INIT("Zacht"), .waarde = 0, .tint = TINT_ZORGGESCHIKT, .vulling = VULLING_STREEP},
    };

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 3});
    assert_null(vind(&b, "rect", "g-gebouwd", 0));
    assert_int_equal(tel(&b, "rect", "g-ontbreekt"), 1);
    assert_true(fabs(attr(vind(&b, "rect", "g-ontbreekt", 0), "width") -
                     attr(vind(&b, "rect", "g-spoor", 0), "width")) < .11);
    assert_int_equal(tel(&b, "rect", "g-streep"), 0); /* nought has no length */
    assert_true(heeft_tekst(&b, "\xE2\x80\x93"));
    assert_true(heeft_tekst(&b, "0"));
    assert_true(strstr((const char *)str_cstr(&arena, inhoud(&arena, b.nodes.at[2])),
                       "Gebouwd: niet geleverd") != NULL);
    beeld_dicht(&b);
}

static void onder_nul_ligt_links_van_de_nullijn(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("Roermond"), .waarde = 1243, .tint = TINT_NULTREDEN},
        {STR_INIT("Sittard-Geleen"), .waarde = -470, .tint = TINT_GECLUSTERD},
    };
    double nul;
    xmlNodePtr min;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 2});
    nul = attr(vind(&b, "line", "g-as", 0), "x1");
    min = vind(&b, "rect", "g-geclusterd", 0);
    assert_true(fabs(attr(min, "x") + attr(min, "width") - nul) < .21);
    assert_true(fabs(attr(vind(&b, "rect", "g-nultreden", 0), "x") - nul) < .11);
    assert_true(fabs(attr(min, "width") / attr(vind(&b, "rect", "g-nultreden", 0), "width") - 470 / 1243.) <
                .001);
    assert_true(heeft_tekst(&b, "\xE2\x88\x92"
                                "470"));
    beeld_dicht(&b);
}

static void alles_onder_nul_begint_ook_bij_nul(void **state)
{
    static const struct grafiek_staaf s[] = {{STR_INIT("a"), .waarde = -100}, {STR_INIT("b"), .waarde = -50}};
    double r0, r1;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 2});
    r0 = attr(vind(&b, "rect", "g-opgave", 0), "x") + attr(vind(&b, "rect", "g-opgave", 0), "width");
    r1 = attr(vind(&b, "rect", "g-opgave", 1), "x") + attr(vind(&b, "rect", "g-opgave", 1), "width");
    assert_true(fabs(r0 - r1) < .21);
    assert_true(fabs(r0 - attr(vind(&b, "line", "g-as", 0), "x1")) < .21);
    beeld_dicht(&b);
}

static void het_doel_staat_op_zijn_plaats_en_rekt_de_schaal(void **state)
{
    static const struct grafiek_staaf s[] = {{STR_INIT("Hard"), .waarde = 500, .tint = TINT_NULTREDEN}};
    xmlNodePtr spoor, doel, staaf;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"),
                                   .staven = s,
                                   .n = 1,
                                   .heeft_doel = true,
                                   .doel = 1000,
                                   .doel_label = STR("doel in 2030: 1.000")});
    spoor = vind(&b, "rect", "g-spoor", 0);
    staaf = vind(&b, "rect", "g-nultreden", 0);
    doel = vind(&b, "line", "g-doel", 0);
    assert_true(fabs(attr(doel, "x1") - attr(spoor, "x") - attr(spoor, "width")) < .21);
    assert_true(fabs(attr(staaf, "width") * 2 - attr(spoor, "width")) < .31);
    assert_true(heeft_tekst(&b, "doel in 2030: 1.000"));
    tekst_eisen(&b);
    beeld_dicht(&b);
}

static void zachte_plannen_zijn_gestreept_met_een_scherpe_rand(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("Hard"), .waarde = 100, .tint = TINT_NULTREDEN},
        {STR_INIT("Zacht"), .waarde = 50, .tint = TINT_NULTREDEN, .vulling = VULLING_STREEP},
    };
    xmlNodePtr streep;

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 2});
    streep = vind(&b, "rect", "g-streep", 0);
    assert_true(str_starts(attr_tekst(&arena, streep, "fill"), STR("url(#g")));
    assert_true(fabs(attr(streep, "width") * 2 - attr(vind(&b, "rect", "g-nultreden", 0), "width")) < .31);
    assert_non_null(vind(&b, "g", "g-lijn", 0));
    beeld_dicht(&b);
}

static void een_klein_getal_verdwijnt_niet(void **state)
{
    static const struct grafiek_staaf s[] = {{STR_INIT("a"), .waarde = 1000000},
                                             {STR_INIT("b"), .waarde = 1, .tint = TINT_GEBOUWD}};

    (void)state;
    teken(&(struct grafiek_staven){.titel = STR("t"), .staven = s, .n = 2});
    assert_true(attr(vind(&b, "rect", "g-gebouwd", 0), "width") >= 1);
    beeld_dicht(&b);
}

static void wie_kwaad_wil_komt_er_niet_door(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT("</text><script>alert(1)</script>"), .waarde = 3,
         .tekst = STR_INIT("\"><image href='x'/>")},
        {STR_INIT("\x01\x02\xff\xfe\xed\xa0\x80 & <b>"), .waarde = 2},
        {STR_INIT("\xE2\x80\xAE"
                  "321"),
         .waarde = 1},
    };
    struct str svg;

    (void)state;
    svg = grafiek_staven_svg(&arena, &(struct grafiek_staven){.titel = STR("<x>&\x01"),
                                                              .beschrijving = STR("]]>\x02"),
                                                              .staven = s,
                                                              .n = 3,
                                                              .heeft_doel = true,
                                                              .doel_label = STR("<i>")});
    beeld_open(&b, &arena, svg); /* holds that there is no script or image */
    assert_true(str_is(inhoud(&arena, b.nodes.at[1]), "<x>& "));
    assert_true(heeft_tekst(&b, "321")); /* the mark that turns the reading direction is gone */
    assert_null(memchr(svg.p, 1, svg.n));
    beeld_dicht(&b);
}

static void uitersten_breken_niets(void **state)
{
    static const struct grafiek_staaf s[] = {
        {STR_INIT(""), .waarde = INT64_MAX, .tint = (enum grafiek_tint)99,
         .vulling = (enum grafiek_vulling)77},
        {STR_INIT(""), .waarde = INT64_MIN, .tint = (enum grafiek_tint) - 1, .vulling = VULLING_STREEP},
        {STR_INIT("nul")},
    };
    static struct grafiek_staaf veel[700];
    static const int breedten[] = {-5, 0, 1, 200, 100000000};

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        teken(&(struct grafiek_staven){.staven = s,
                                       .n = 3,
                                       .schaal = i ? 40 : -3,
                                       .breedte = breedten[i],
                                       .heeft_doel = true,
                                       .doel = INT64_MIN});
        assert_true(b.breedte >= 200 && b.breedte <= 2400);
        beeld_dicht(&b);
    }
    teken(&(struct grafiek_staven){.titel = STR("leeg")});
    assert_true(heeft_tekst(&b, "Er zijn nog geen cijfers."));
    beeld_dicht(&b);
    for (size_t i = 0; i < 700; i++)
        veel[i] = (struct grafiek_staaf){STR("x"), .waarde = (int64_t)i};
    teken(&(struct grafiek_staven){.titel = STR("veel"), .staven = veel, .n = 700});
    assert_true(heeft_tekst(&b, "En nog 200; zie de tabel."));
    beeld_dicht(&b);
}

static void tekst_ligt_nooit_over_tekst(void **state)
{
    static const char lang[] =
        "Volkshuisvestingsprogramma van de zeven gemeenten in de regio Maastricht-Heuvelland en Parkstad "
        "samen "
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
    uint32_t r = 1;

    (void)state;
    for (int ronde = 0; ronde < 300; ronde++) {
        struct grafiek_staaf s[7];
        struct grafiek_staven g = {.titel = STR("t"),
                                   .staven = s,
                                   .n = 1 + toeval(&r) % 7,
                                   .breedte = 200 + (int)(toeval(&r) % 700)};

        for (size_t i = 0; i < 7; i++) {
            size_t van = toeval(&r) % 100;

            s[i] = (struct grafiek_staaf){{lang + van, toeval(&r) % (sizeof lang - 1 - van)},
                                          toeval(&r) % 5 == 0,
                                          ((int64_t)toeval(&r) - (1 << 22)) * ((int64_t)1 << toeval(&r) % 38),
                                          .tint = toeval(&r) % 6,
                                          .vulling = toeval(&r) % 2};
        }
        g.heeft_doel = toeval(&r) & 1;
        g.doel = s[0].waarde / 2;
        g.doel_label = str_sub(str_from(lang), 0, toeval(&r) % sizeof lang);
        teken(&g);
        tekst_eisen(&b);
        beeld_dicht(&b);
        arena_reset(&arena);
    }
}

static void elk_beeld_heeft_eigen_ids_en_is_steeds_gelijk(void **state)
{
    static const struct grafiek_staaf s[] = {{STR_INIT("a"), .waarde = 1, .vulling = VULLING_STREEP}};
    struct grafiek_staven g = {.titel = STR("een"), .staven = s, .n = 1},
                          h = {.titel = STR("twee"), .staven = s, .n = 1};
    struct str x = grafiek_staven_svg(&arena, &g), id;

    (void)state;
    assert_true(str_eq(x, grafiek_staven_svg(&arena, &g)));
    beeld_open(&b, &arena, x);
    id = attr_tekst(&arena, b.nodes.at[1], "id");
    beeld_dicht(&b);
    teken(&h);
    assert_false(str_eq(id, attr_tekst(&arena, b.nodes.at[1], "id")));
    beeld_dicht(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(de_lengte_is_evenredig_vanaf_nul),
        cmocka_unit_test(een_deel_van_een_geheel_vult_zijn_deel_van_het_spoor),
        cmocka_unit_test(wat_ontbreekt_is_gearceerd_en_nooit_nul),
        cmocka_unit_test(onder_nul_ligt_links_van_de_nullijn),
        cmocka_unit_test(alles_onder_nul_begint_ook_bij_nul),
        cmocka_unit_test(het_doel_staat_op_zijn_plaats_en_rekt_de_schaal),
        cmocka_unit_test(zachte_plannen_zijn_gestreept_met_een_scherpe_rand),
        cmocka_unit_test(een_klein_getal_verdwijnt_niet),
        cmocka_unit_test(wie_kwaad_wil_komt_er_niet_door),
        cmocka_unit_test(uitersten_breken_niets),
        cmocka_unit_test(tekst_ligt_nooit_over_tekst),
        cmocka_unit_test(elk_beeld_heeft_eigen_ids_en_is_steeds_gelijk),
    };

    return BEELD_TESTEN(tests);
}
