/* SPDX-License-Identifier: EUPL-1.2
 * Maps: every gebied is there once, in its class, and neighbours share one line. */
#include "beeld.h"
#include "geojson.h"
#include "grafiek/vorm.h"

static struct beeld b;

static const int64_t grenzen_klein[] = {25, 40, 55};

static struct grafiek_kaart kaart(struct grafiek_vlak *v, size_t n)
{
    return (struct grafiek_kaart){
        .titel = STR("t"), .vlakken = v, .n = n, .klassen = {grenzen_klein, 3, 0, STR("%")}};
}

/* The counts in the legend, added. */
static int64_t legenda_som(size_t *ret_klassen)
{
    int64_t som = 0;
    xmlNodePtr g;

    *ret_klassen = 0;
    for (size_t i = 0; (g = vind(&b, "g", "g-legenda-klasse", i)); i++) {
        ++*ret_klassen;
        for (xmlNodePtr n = g->children; n; n = n->next)
            if (is_element(n, "text") && heeft_klasse(&arena, n, "g-waarde"))
                som += strtol(str_cstr(&arena, inhoud(&arena, n)), NULL, 10);
    }
    return som;
}

static void elke_tegel_staat_op_zijn_plaats_in_zijn_klasse(void **state)
{
    struct grafiek_vlak v[] = {
        {.naam = STR("Heerlen"), .waarde = 61, .kolom = 3, .rij = 8, .tekst = STR("61%"), .omlijnd = true},
        {.naam = STR("Beek"), .waarde = 25, .kolom = 1, .rij = 8},
        {.naam = STR("Vaals"), .waarde = 24, .kolom = 3, .rij = 10},
        {.naam = STR("Voerendaal"), .ontbreekt = true, .waarde = 99, .kolom = 2, .rij = 9}};
    struct grafiek_kaart k = kaart(v, 4);
    size_t klassen;

    (void)state;
    beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
    assert_true(attr(vind(&b, "rect", "g-vlak-5", 0), "x") > attr(vind(&b, "rect", "g-vlak-2", 0), "x"));
    assert_true(attr(vind(&b, "rect", "g-vlak-0", 0), "y") > attr(vind(&b, "rect", "g-vlak-5", 0), "y"));
    assert_true(
        fabs(attr(vind(&b, "rect", "g-vlak-0", 0), "x") - attr(vind(&b, "rect", "g-vlak-5", 0), "x")) < .01);
    assert_true(heeft_tekst(&b, "61%") && heeft_tekst(&b, "25%") && heeft_tekst(&b, "\xE2\x80\x93"));
    assert_true(heeft_tekst(&b, "25\xE2\x80\x93"
                                "40%") &&
                heeft_tekst(&b, "\xE2\x89\xA5\xC2\xA0"
                                "55%"));
    assert_true(heeft_tekst(&b, "geen cijfer"));
    assert_int_equal(legenda_som(&klassen), 4);
    assert_int_equal(klassen, 5);
    assert_int_equal(tel(&b, "g", "g-omlijnd"), 1);
    tekst_eisen(&b);
    beeld_dicht(&b);
}

static void de_legenda_telt_altijd_op_tot_n(void **state)
{
    static struct grafiek_vlak v[900];
    uint32_t r = 11;

    (void)state;
    for (int ronde = 0; ronde < 60; ronde++) {
        size_t n = 1 + toeval(&r) % (ronde % 10 ? 60 : 900), klassen;
        int64_t waarden[900];
        struct grafiek_kaart k = kaart(v, n);

        for (size_t i = 0; i < n; i++) {
            waarden[i] = (int64_t)(toeval(&r) % 5000) - 1000;
            v[i] = (struct grafiek_vlak){.naam = STR("Gemeente"),
                                         .kort = STR("Gemeent"),
                                         .waarde = waarden[i],
                                         .ontbreekt = toeval(&r) % 7 == 0,
                                         .kolom = (int)(toeval(&r) % 30),
                                         .rij = (int)(toeval(&r) % 30),
                                         .omlijnd = toeval(&r) % 9 == 0};
        }
        k.breedte = 200 + (int)(toeval(&r) % 800);
        k.klassen = grafiek_klassen_maak(&arena, waarden, n, 2 + (int)(toeval(&r) % 5), (int)(toeval(&r) % 3),
                                         STR("woningen"));
        beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
        assert_int_equal(legenda_som(&klassen), n);
        if (n <= 60)
            tekst_eisen(&b);
        beeld_dicht(&b);
        arena_reset(&arena);
    }
}

static void twee_op_een_plaats_verbergen_elkaar_niet(void **state)
{
    struct grafiek_vlak v[] = {{.naam = STR("a"), .waarde = 1, .kolom = 1},
                               {.naam = STR("b"), .waarde = 1, .kolom = 1},
                               {.naam = STR("c"), .waarde = 1, .kolom = 2},
                               {.naam = STR("d"), .waarde = 1, .kolom = 2},
                               {.naam = STR("e"), .waarde = 1, .kolom = 2}};
    struct grafiek_kaart k = kaart(v, 5);
    size_t tegels;

    (void)state;
    beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
    tegels = tel(&b, "title", NULL) - 1;
    assert_int_equal(tegels, 5);
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < i; j++) {
            xmlNodePtr p = vind(&b, "rect", "g-vlak-0", i), q = vind(&b, "rect", "g-vlak-0", j);

            assert_true(attr(p, "x") != attr(q, "x") || attr(p, "y") != attr(q, "y"));
        }
    beeld_dicht(&b);
}

static void alleen_adressen_van_het_web_worden_een_link(void **state)
{
    static const char *const fout[] = {"javascript:alert(1)",
                                       "data:text/html,x",
                                       "//elders.nl/",
                                       "JavaScript:x",
                                       " javascript:x",
                                       "java\tscript:x",
                                       "\\\\elders",
                                       "/a b",
                                       ""};
    static const char *const goed[] = {"/gebied/GM0935", "?gebied=GM0935&x=1:2", "#kaart",
                                       "https://voorbeeld.nl/a", "gebied/GM0935"};
    struct grafiek_vlak v = {.naam = STR("Maastricht"), .waarde = 1};
    struct grafiek_kaart k = kaart(&v, 1);

    (void)state;
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++) {
        v.href = str_from(fout[i]);
        beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
        assert_int_equal(tel(&b, "a", NULL), 0);
        assert_true(str_is(attr_tekst(&arena, b.nodes.at[0], "role"), "img"));
        beeld_dicht(&b);
    }
    for (size_t i = 0; i < sizeof goed / sizeof *goed; i++) {
        v.href = str_from(goed[i]);
        beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
        assert_true(str_is(attr_tekst(&arena, vind(&b, "a", NULL, 0), "href"), goed[i]));
        assert_true(str_is(attr_tekst(&arena, b.nodes.at[0], "role"), "group"));
        beeld_dicht(&b);
    }
}

/* ---- boundaries ---- */

/* Two squares of 100 with one wavy line between them, walked in opposite directions, and a hole in the
 * second. */
static void twee_buren(struct grafiek_vlak v[2], bool omgekeerd)
{
    VEC(double) p[2] = {0};
    const double nan = NAN;

#define VEC_PAAR(i, px, py)                                                                                  \
    do {                                                                                                     \
        VEC_PUSH(&arena, &p[i], (px));                                                                       \
        VEC_PUSH(&arena, &p[i], (py));                                                                       \
    } while (0)
    for (int i = 0; i <= 200; i++)
        VEC_PAAR(0, 100 + 3 * sin(i / 7.) + .1 * sin(i * 1.7), i / 2.);
    VEC_PAAR(0, 0.0, 100.0);
    VEC_PAAR(0, 0.0, 0.0);
    VEC_PAAR(0, p[0].at[0], p[0].at[1]);
    VEC_PAAR(0, nan, nan);
    for (int j = 0; j <= 200; j++) {
        int i = omgekeerd ? 200 - j : j;

        VEC_PAAR(1, 100 + 3 * sin(i / 7.) + .1 * sin(i * 1.7), i / 2.);
    }
    VEC_PAAR(1, 200.0, omgekeerd ? 0.0 : 100.0);
    VEC_PAAR(1, 200.0, omgekeerd ? 100.0 : 0.0);
    VEC_PAAR(1, nan, nan);
    VEC_PAAR(1, 140.0, 40.0);
    VEC_PAAR(1, 160.0, 40.0);
    VEC_PAAR(1, 160.0, 60.0);
    VEC_PAAR(1, 140.0, 60.0);
#undef VEC_PAAR
    v[0] = (struct grafiek_vlak){.naam = STR("west"), .waarde = 10, .ringen = p[0].at, .n_ringen = p[0].n};
    v[1] = (struct grafiek_vlak){.naam = STR("oost"), .waarde = 90, .ringen = p[1].at, .n_ringen = p[1].n};
}

static double oppervlak(const struct vormen *v, bool vereenvoudigd)
{
    double som = 0;

    for (size_t r = 0; r < v->n_ringen; r++) {
        struct vorm_punt eerste = {0}, vorig = {0};
        double ring = 0;
        size_t n = 0;

        for (size_t i = 0; i < v->ringen[r].n; i++) {
            uint32_t id = v->ids[v->ringen[r].van + i];
            struct vorm_punt p = v->punten[id];

            if (vereenvoudigd && !v->blijft[id])
                continue;
            if (n++)
                ring += (double)vorig.x * p.y - (double)p.x * vorig.y;
            else
                eerste = p;
            vorig = p;
        }
        ring += (double)vorig.x * eerste.y - (double)eerste.x * vorig.y;
        som += r == 2 ? -fabs(ring) : fabs(ring); /* the third is the hole */
    }
    return som / 2;
}

static void buren_houden_precies_een_lijn(void **state)
{
    for (int omgekeerd = 0; omgekeerd < 2; omgekeerd++) {
        struct grafiek_vlak v[2];
        struct vormen s;
        size_t over;
        double samen;

        (void)state;
        twee_buren(v, omgekeerd);
        assert_true(vormen_maak(&arena, v, 2, 400, 400, 2, &s));
        assert_int_equal(s.n_ringen, 3);
        samen = oppervlak(&s, false);
        over = vormen_vereenvoudig(&arena, &s, 5);
        assert_true(over < s.n_ids / 3 && over > 14);
        /* What the one loses the other gains: together they stay as they were, to the square tenth. */
        assert_true(fabs(oppervlak(&s, true) - samen) < .5);
    }
}

static void grenzen_worden_paden_met_gaten(void **state)
{
    struct grafiek_vlak v[3];
    struct grafiek_kaart k = kaart(v, 3);
    struct str d;
    int stukken = 0;
    size_t klassen;

    (void)state;
    twee_buren(v, true);
    v[2] = (struct grafiek_vlak){.naam = STR("zonder grens"), .ontbreekt = true};
    v[1].omlijnd = true;
    beeld_open(&b, &arena, grafiek_grenzen_svg(&arena, &k));
    assert_true(str_is(attr_tekst(&arena, vind(&b, "g", "g-grenzen", 0), "fill-rule"), "evenodd"));
    d = attr_tekst(&arena, vind(&b, "path", NULL, 1), "d");
    for (size_t i = 0; i < d.n; i++)
        stukken += d.p[i] == 'M';
    assert_int_equal(stukken, 2); /* outline and hole */
    assert_int_equal(tel(&b, "path", NULL), 3);
    assert_true(heeft_tekst(&b, "Niet op de kaart: 1 zonder grens."));
    assert_int_equal(legenda_som(&klassen), 3);
    tekst_eisen(&b);
    beeld_dicht(&b);
}

/* How often a text stands in another. */
static int keren(struct str in, const char *wat)
{
    size_t n = strlen(wat);
    int keer = 0;

    for (size_t i = 0; i + n <= in.n; i++)
        keer += !memcmp(in.p + i, wat, n);
    return keer;
}

static void tekens_staan_op_hun_plaats_en_de_legenda_noemt_ze(void **state)
{
    static const double vierkant[] = {0, 0, 100, 0, 100, 100, 0, 100, 0, 0, NAN, NAN};
    static const struct grafiek_plek plek[] = {{25, 75, TEKEN_VOL},  {75, 75, TEKEN_VOL},
                                               {50, 50, TEKEN_OPEN}, {50, 25, TEKEN_KRUIS},
                                               {500, 50, TEKEN_VOL}, {NAN, 1, TEKEN_OPEN}};
    struct grafiek_vlak v[] = {
        {.naam = STR("v"), .ringen = vierkant, .n_ringen = 12, .waarde = 1, .omlijnd = true}};
    struct grafiek_kaart k = kaart(v, 1);
    struct str svg;

    (void)state;
    k.breedte = 204;
    k.plekken = plek;
    k.n_plekken = sizeof plek / sizeof *plek;
    k.teken_naam[TEKEN_VOL] = STR("hard plan");
    k.teken_naam[TEKEN_OPEN] = STR("zacht plan");
    k.teken_naam[TEKEN_KRUIS] = STR("status onbekend");
    svg = grafiek_grenzen_svg(&arena, &k);
    beeld_open(&b, &arena, svg);
    /* 200 pixels for 100 units, 2 at the edge, y down: (25, 75) is 52 right and 52 down, in tenths. The one
     * at 500 is outside. */
    assert_int_equal(keren(svg, "d=\"M0 0m520 520h0m1000 0h0\""), 1);
    assert_int_equal(keren(svg, "d=\"M0 0m998 1498l44 44m0-44l-44 44m0-44\""), 1);
    assert_int_equal(tel(&b, "use", NULL), 2 + 3 + 2);
    assert_true(heeft_tekst(&b, "hard plan (2)") && heeft_tekst(&b, "zacht plan (1)") &&
                heeft_tekst(&b, "status onbekend (1)"));
    tekst_eisen(&b);
    beeld_dicht(&b);
    k.beschrijving = STR("b");
    beeld_open(&b, &arena, grafiek_ligging_svg(&arena, &k));
    assert_int_equal(tel(&b, "use", NULL), 7);
    assert_non_null(vind(&b, "g", "g-ligging", 0));
    assert_null(vind(&b, "g", "g-legenda", 0));
    beeld_dicht(&b);
    k.n_plekken = 0; /* nothing is left of it */
    beeld_open(&b, &arena, grafiek_grenzen_svg(&arena, &k));
    assert_int_equal(tel(&b, "use", NULL), 0);
    assert_false(heeft_tekst(&b, "hard plan"));
    beeld_dicht(&b);
}

static void rare_grenzen_breken_niets(void **state)
{
    static const double punt[] = {5, 5}, niets[] = {NAN, NAN, NAN, NAN},
                        ver[] = {1e300, 1, -1e300, 2, INFINITY, 3, 0, 0, 10, 0, 10, 10},
                        lijn[] = {0, 0, 10, 0, 0, 0}, klein[] = {1, 1, 1.0001, 1, 1.0001, 1.0001},
                        oneven[] = {1, 2, 3};
    struct grafiek_vlak v[6] = {{.naam = STR("punt"), .ringen = punt, .n_ringen = 2},
                                {.naam = STR("niets"), .ringen = niets, .n_ringen = 4},
                                {.naam = STR("ver"), .ringen = ver, .n_ringen = 12},
                                {.naam = STR("lijn"), .ringen = lijn, .n_ringen = 6},
                                {.naam = STR("klein"), .ringen = klein, .n_ringen = 6},
                                {.naam = STR("oneven"), .ringen = oneven, .n_ringen = 3}};
    struct grafiek_kaart k = kaart(v, 6);

    (void)state;
    beeld_open(&b, &arena, grafiek_grenzen_svg(&arena, &k));
    assert_int_equal(tel(&b, "path", NULL), 5); /* too small to see is a dot; only "niets" has no place */
    assert_true(heeft_tekst(&b, "Niet op de kaart: 1 zonder grens."));
    beeld_dicht(&b);
    for (size_t i = 0; i < 2; i++) {
        k = kaart(&v[i], 1);
        beeld_open(&b, &arena, grafiek_grenzen_svg(&arena, &k));
        assert_true(heeft_tekst(&b, "Er zijn nog geen grenzen om te tonen."));
        beeld_dicht(&b);
    }
    k.n = 0;
    beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
    beeld_dicht(&b);
}

static void rare_plaatsen_en_klassen_breken_niets(void **state)
{
    static const int64_t wanorde[] = {5, 1, 5, -3, INT64_MAX, INT64_MIN, 7, 8};
    struct grafiek_vlak v[3] = {
        {.kolom = INT32_MIN, .rij = INT32_MAX, .waarde = INT64_MIN, .naam = STR("<a>")},
        {.kolom = INT32_MAX, .rij = INT32_MIN, .waarde = INT64_MAX, .kort = STR("\xff\x01")},
        {.ontbreekt = true}};
    struct grafiek_kaart k = kaart(v, 3);
    size_t klassen;

    (void)state;
    k.klassen = (struct grafiek_klassen){wanorde, 8, 88, STR("<%>")};
    k.breedte = 1 << 30;
    beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
    assert_int_equal(legenda_som(&klassen), 3);
    beeld_dicht(&b);
    k.klassen = (struct grafiek_klassen){NULL, 3, 0, STR("%")};
    beeld_open(&b, &arena, grafiek_tegels_svg(&arena, &k));
    assert_true(heeft_tekst(&b, "alle"));
    beeld_dicht(&b);
}

static void een_grillige_grens_kost_geen_eeuwigheid(void **state)
{
    enum { N = 200000 };
    double *p = ARENA_ARRAY(&arena, double, 2 * N);
    struct grafiek_vlak v = {.naam = STR("spiraal"), .waarde = 1, .ringen = p, .n_ringen = 2 * N};
    struct grafiek_kaart k = kaart(&v, 1);

    (void)state;
    for (int i = 0; i < N; i++) {
        p[2 * i] = i * cos(i * .01);
        p[2 * i + 1] = i * sin(i * .01) + (i & 1) * 5000;
    }
    k.breedte = 2400;
    beeld_open(&b, &arena, grafiek_grenzen_svg(&arena, &k));
    beeld_dicht(&b);
}

static void nederland_blijft_klein(void **state)
{
    const char *wortel = getenv("WZ_ROOT");
    struct str pad =
        str_fmt(&arena, "%s/../shared/data/gebieden/gemeente_2023.geojson", wortel ? wortel : ".");
    size_t n, klassen;
    struct grafiek_vlak *v = gemeenten_lees(&arena, str_cstr(&arena, pad), &n);
    struct grafiek_kaart k = kaart(v, n);
    struct str svg;

    (void)state;
    if (!v) {
        print_message("overgeslagen: %s is er niet\n", str_cstr(&arena, pad));
        skip();
    }
    for (size_t i = 0; i < n; i++) {
        v[i].waarde = (int64_t)(i * 37 % 90);
        v[i].ontbreekt = i % 20 == 3;
        v[i].tekst = str_fmt(&arena, "%zu%%", i * 37 % 90);
        v[i].href = str_fmt(&arena, "/gebied/GM%04zu", i);
    }
    svg = grafiek_grenzen_svg(&arena, &k);
    assert_true(svg.n < 60000);
    beeld_open(&b, &arena, svg);
    assert_int_equal(tel(&b, "path", NULL), 342);
    assert_int_equal(tel(&b, "a", NULL), 342);
    assert_int_equal(legenda_som(&klassen), 342);
    beeld_dicht(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elke_tegel_staat_op_zijn_plaats_in_zijn_klasse),
        cmocka_unit_test(de_legenda_telt_altijd_op_tot_n),
        cmocka_unit_test(twee_op_een_plaats_verbergen_elkaar_niet),
        cmocka_unit_test(alleen_adressen_van_het_web_worden_een_link),
        cmocka_unit_test(buren_houden_precies_een_lijn),
        cmocka_unit_test(grenzen_worden_paden_met_gaten),
        cmocka_unit_test(tekens_staan_op_hun_plaats_en_de_legenda_noemt_ze),
        cmocka_unit_test(rare_grenzen_breken_niets),
        cmocka_unit_test(rare_plaatsen_en_klassen_breken_niets),
        cmocka_unit_test(een_grillige_grens_kost_geen_eeuwigheid),
        cmocka_unit_test(nederland_blijft_klein),
    };

    return BEELD_TESTEN(tests);
}
