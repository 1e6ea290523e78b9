/* SPDX-License-Identifier: EUPL-1.2
 * Which gemeenten are alike, against a second way of reckoning; what of a text is shown and marked; and what
 * an item must be. Pure, no database. */
#include "kennisbank/kennis.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 60 };

static uint64_t zaad = 20261127;

static int64_t kans(int64_t n)
{
    zaad = zaad * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((zaad >> 33) % (uint64_t)n);
}

static void wereld(struct gebied *g, struct zoals *z, char code[][8])
{
    for (int i = 0; i < N; i++) {
        g[i] = (struct gebied){.code = {code[i], (size_t)snprintf(code[i], 8, "GM%04d", i)}};
        z[i] = (struct zoals){.gebied = &g[i]};
        for (int m = 0; m < ZOALS_MATEN; m++) {
            z[i].maat[m].heeft = kans(6) > 0;
            z[i].maat[m].waarde = m ? 10 + kans(40) : kans(20) ? 900 + kans(300000) : 0;
        }
    }
}

/* The formula of docs/methoden/kennisbank.md in floating point: the mean of what is known of both; below 0
 * when inhabitants are not. */
static double verschil(const struct zoals *x, const struct zoals *y, int *ret_n)
{
    double som = 0;

    *ret_n = 0;
    for (int m = 0; m < ZOALS_MATEN; m++) {
        double a = (double)x->maat[m].waarde, b = (double)y->maat[m].waarde, d;

        if (!x->maat[m].heeft || !y->maat[m].heeft || (!m && (a <= 0 || b <= 0))) {
            if (!m)
                return -1;
            continue;
        }
        d = m ? fabs(a - b) / 5 : fmax(a, b) / fmin(a, b) - 1;
        som += floor(d * 1000 + 0.5) / 1000;
        ++*ret_n;
    }
    return som / *ret_n;
}

static void the_order_is_that_of_a_second_way_of_reckoning(void **state)
{
    (void)state;
    for (int keer = 0; keer < 200; keer++) {
        struct gebied g[N];
        struct zoals z[N], mij;
        char code[N][8];
        size_t met = 0, kan = 0;
        int n;

        wereld(g, z, code);
        mij = z[kans(N)];
        for (int i = 0; i < N; i++)
            kan += verschil(&mij, &z[i], &n) >= 0;
        zoals_reken(&mij, z, N);
        for (int i = 0; i < N; i++) {
            double d = verschil(&mij, &z[i], &n);

            if (z[i].afstand < 0) {
                assert_true(d < 0);
                continue;
            }
            assert_int_equal(i, met++); /* what can be compared stands first */
            assert_int_equal(z[i].n, n);
            assert_true(fabs((double)z[i].afstand / 1000 - d) < 0.001);
            if (i)
                assert_true(z[i - 1].afstand <= z[i].afstand);
        }
        assert_int_equal(met, kan);
    }
}

static void the_formula_is_the_example_of_the_manual(void **state)
{
    struct gebied beek = {.code = STR_INIT("GM0888"), .naam = STR_INIT("Beek")},
                  vaals = {.code = STR_INIT("GM0981"), .naam = STR_INIT("Vaals")},
                  leeg = {.code = STR_INIT("GM0001")};
    struct zoals z[] = {
        {.gebied = &leeg, .maat = {{0}, {.heeft = true, .waarde = 27}, {0}}},
        {.gebied = &vaals, .maat = {{.heeft = true, .waarde = 10000}, {.heeft = true, .waarde = 24}, {0}}},
        {.gebied = &beek,
         .maat = {{.heeft = true, .waarde = 16000},
                  {.heeft = true, .waarde = 27},
                  {.heeft = true, .waarde = 47}}}};
    struct zoals mij = z[2];
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    zoals_reken(&mij, z, 3);
    assert_ptr_equal(z[0].gebied, &beek);
    assert_int_equal(z[0].afstand, 0);
    assert_int_equal(z[0].n, 3);
    assert_ptr_equal(z[1].gebied, &vaals);
    assert_int_equal(z[1].deel[0], 600);
    assert_int_equal(z[1].deel[1], 600);
    assert_int_equal(z[1].deel[2], -1); /* not known of one: it does not count, also not as nought */
    assert_int_equal(z[1].afstand, 600);
    assert_int_equal(z[1].n, 2);
    assert_int_equal(z[2].afstand, -1); /* without inhabitants there is nothing to compare */
    assert_string_equal(str_cstr(&a, zoals_zin(&a, &z[1], &mij)), "10.000 inwoners, 24% is 65 jaar of ouder");
    arena_done(&a);
}

/* "a [b] c": what is marked stands in brackets. */
static struct str plat(struct arena *a, const struct doc *l)
{
    struct buf b;

    buf_init(&b, a, 4096);
    for (size_t i = 0; l && i < l->list.n; i++) {
        bool raak = doc_truthy(doc_get(l->list.at[i], STR("raak")));

        buf_fmt(&b, "%s%.*s%s", raak ? "[" : "", STR_ARG(doc_get_str(l->list.at[i], STR("tekst"))),
                raak ? "]" : "");
    }
    return buf_str(&b);
}

static void words_that_were_asked_are_marked_and_nothing_is_lost(void **state)
{
    struct ft_query q;
    struct arena a;
    struct buf lang;
    struct str s;

    (void)state;
    arena_init(&a, 0);
    ft_query_read(&a, STR("woning \"zorg aan huis\" -hof"), &q);
    s = plat(&a, kennis_merk(&a, &q, STR("Woningen & <b>zorg</b> in een hof")));
    assert_string_equal(str_cstr(&a, s), "[Woningen] & <b>[zorg]</b> in een hof");
    assert_null(kennis_fragment(&a, &q, STR("hofje en tuin")));
    buf_init(&lang, &a, 4096);
    for (int i = 0; i < 60; i++)
        buf_lit(&lang, "na\xC3\xAF"
                       "ef ");
    buf_lit(&lang, "huis ");
    for (int i = 0; i < 60; i++)
        buf_lit(&lang, "\xC3\xA9\xC3\xA9n ");
    s = plat(&a, kennis_fragment(&a, &q, buf_str(&lang)));
    assert_true(utf8_valid(s));
    assert_true(str_starts(s, STR("\xE2\x80\xA6 na")) && str_ends(s, STR("\xE2\x80\xA6")));
    assert_true(s.n < 400);
    buf_init(&lang, &a, 1 << 18); /* as far on as in a document, in another block than the first */
    for (int i = 0; i < 9000; i++)
        buf_fmt(&lang, "woord%d ", i);
    buf_lit(&lang, "en dan het huis met de woningen ");
    for (int i = 0; i < 3000; i++)
        buf_lit(&lang, "daarna ");
    s = plat(&a, kennis_fragment(&a, &q, buf_str(&lang)));
    assert_true(str_starts(s, STR("\xE2\x80\xA6 woord899")) && str_ends(s, STR("\xE2\x80\xA6")));
    assert_non_null(strstr(str_cstr(&a, s), "woord8999 en dan het [huis] met de [woningen] daarna"));
    assert_string_equal(
        str_cstr(&a, kennis_kaal(&a, STR("## Kop\n\nEen *echt* [woord](https://x.nl) <i>x</i>\n\n- punt"))),
        "Kop Een echt woord <i>x</i> punt");
    arena_done(&a);
}

static const struct kennis_woord woord[] = {
    {LIJST_SOORT, STR_INIT("voorbeeld"), STR_INIT("Goed voorbeeld")},
    {LIJST_THEMA, STR_INIT("dementie"), STR_INIT("Dementie")},
};
static const struct kennis_woorden woorden = {woord, 2};

static const char *fout_in(struct arena *a, const struct kennis *k)
{
    struct kennis_fouten f;

    kennis_keur(k, &woorden, a, &f);
    return f.n ? f.at[0].veld : "";
}

static void an_item_is_refused_with_the_field_that_is_wrong(void **state)
{
    struct kennis goed = {.soort = STR_INIT("voorbeeld"),
                          .titel = STR_INIT("Titel"),
                          .samenvatting = STR_INIT("Kort"),
                          .tekst = STR_INIT("# Kop"),
                          .bron = STR_INIT("Iemand"),
                          .bron_adres = STR_INIT("https://voorbeeld.example/x?y=1"),
                          .bron_datum = 20250101,
                          .label[LIJST_THEMA] = {STR_INIT("dementie")},
                          .n_label[LIJST_THEMA] = 1},
                  k;
    struct kennis_fouten alle;
    static const char *const slecht[] = {"javascript:alert(1)",    "https://x y.nl",      "//voorbeeld.nl",
                                         "https://x.nl/\"onload=", "ftp://voorbeeld.nl/", "https://"};
    struct arena a;
    int64_t v;

    (void)state;
    arena_init(&a, 0);
    assert_string_equal(fout_in(&a, &goed), "");
#define MIS(lid, w, veld) (k = goed, k.lid = w, assert_string_equal(fout_in(&a, &k), veld))
    MIS(soort, STR("anders"), "soort");
    MIS(titel, STR(""), "titel");
    MIS(titel, STR("a\nb"), "titel");
    MIS(samenvatting, STR(""), "samenvatting");
    MIS(n_label[LIJST_THEMA], 0, "thema");
    MIS(label[LIJST_THEMA][0], STR("onbekend"), "thema");
    MIS(bron, STR(""), "bron");
    MIS(bron_datum, 20991231, "bron_datum");
    for (size_t i = 0; i < sizeof slecht / sizeof *slecht; i++)
        MIS(bron_adres, str_from(slecht[i]), "bron_adres");
    k = goed;
    k.heeft_punt = true;
    k.lengte = 5 * KENNIS_GRAAD;
    k.breedte = 20 * KENNIS_GRAAD;
    assert_string_equal(fout_in(&a, &k), "lengte");
    k.breedte = 52 * KENNIS_GRAAD;
    assert_string_equal(fout_in(&a, &k), "");
    kennis_keur(&(struct kennis){.bron_adres = STR("x")}, &woorden, &a, &alle);
    assert_int_equal(alle.n, 6); /* soort, titel, samenvatting, thema, bron, bron_adres: all at once */
    assert_string_equal(alle.at[5].veld, "bron_adres");
    assert_true(kennis_graad_lees(&a, STR("5,98765432"), &v) && v == 5987654);
    assert_true(kennis_graad_lees(&a, STR("-0.5"), &v) && v == -500000);
    assert_string_equal(str_cstr(&a, kennis_graad_tekst(&a, -500000)), "-0.500000");
    assert_false(kennis_graad_lees(&a, STR(""), &v) || kennis_graad_lees(&a, STR("5.9.1"), &v));
    assert_false(kennis_graad_lees(&a, STR("vijf"), &v) || kennis_graad_lees(&a, STR("1e99"), &v));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_is_that_of_a_second_way_of_reckoning),
        cmocka_unit_test(the_formula_is_the_example_of_the_manual),
        cmocka_unit_test(words_that_were_asked_are_marked_and_nothing_is_lost),
        cmocka_unit_test(an_item_is_refused_with_the_field_that_is_wrong),
    };

    return cmocka_run_group_tests_name("kennisbank", tests, NULL, NULL);
}
