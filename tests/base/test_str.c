/* SPDX-License-Identifier: EUPL-1.2
 * Text, UTF-8, buffers and the words of errors. */
#include "base.h"

#include <errno.h>

#include "base/err.h"

static void names_fold_to_what_people_mean(void **state)
{
    static const char *const same[][2] = {{"Bergen (L.)", "bergen (l)"},
                                          {"  Súdwest-Fryslân\t", "sudwest-fryslan"},
                                          {"SÚDWEST-FRYSLÂN", "sudwest-fryslan"},
                                          {"Su\xCC\x81"
                                           "dwest-Frysla\xCC\x82n",
                                           "sudwest-fryslan"}, /* accents that stand by themselves */
                                          {"’s-Gravenhage", "'s-gravenhage"},
                                          {"`s-Gravenhage", "'s-gravenhage"},
                                          {"Bergen\xC2\xA0 op  Zoom", "bergen op zoom"},
                                          {"Noord–Holland", "noord-holland"},
                                          {"Çédille Ñandú ÿ", "cedille nandu y"},
                                          {"Ærø", "\xC3\x86ro"},
                                          {"...", ""},
                                          {" . ", ""},
                                          {"", ""}};
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_text(str_fold(&a, str_from(same[i][0])), same[i][1]);
    arena_done(&a);
}

static void folding_any_bytes_stays_within_bounds_and_folds_to_itself(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct arena a;
        size_t n = toeval(&seed) % 24;
        char *p;
        struct str f;

        arena_init(&a, 0);
        p = arena_alloc(&a, n + 1);
        for (size_t k = 0; k < n; k++)
            p[k] = (char)(toeval(&seed) % 3 ? toeval(&seed) % 256 : 0xC0 + toeval(&seed) % 0x38);
        f = str_fold(&a, (struct str){p, n});
        assert_true(f.n <= n);
        assert_true(str_eq(str_fold(&a, f), f));
        arena_done(&a);
    }
}

static void every_code_point_goes_out_and_in(void **state)
{
    (void)state;
    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        char raw[4];
        size_t at = 0, n;

        if (c == 0xD800)
            c = 0xE000;
        n = utf8_put(raw, c);
        if (utf8_next((struct str){raw, n}, &at) != c || at != n ||
            (c != 0xFFFD && !utf8_valid((struct str){raw, n})))
            fail_msg("%x", (unsigned)c);
        if (n > 1) { /* cut short */
            at = 0;
            assert_int_equal(utf8_next((struct str){raw, n - 1}, &at), 0xFFFD);
            assert_int_equal(at, 1);
        }
    }
}

static void broken_utf8_is_seen(void **state)
{
    static const char *const bad[] = {"\xC0\x80",
                                      "\xC1\xBF",
                                      "\xE0\x80\x80",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\x80",
                                      "a\xBF",
                                      "\xC3",
                                      "\xE2\x82",
                                      "\xC3(",
                                      "\xE2(\xA1"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(utf8_valid(str_from(bad[i])));
    assert_true(utf8_valid(STR("\xEF\xBF\xBD"))); /* U+FFFD itself is no mistake */
    assert_true(utf8_valid(STR("€ 𝄞 é")));
    assert_true(utf8_valid((struct str){0}));
}

static void trimming_takes_every_white_space_and_nothing_else(void **state)
{
    (void)state;
    assert_text(str_trim(STR(" \t\r\n\v\f x \xC2\xA0\xC2\xA0")), "x");
    assert_text(str_trim(STR("\xC2\xA0")), "");
    assert_text(str_trim(STR("\xC3\xA0")), "à"); /* ends in the second byte of a no-break space */
    assert_text(str_trim(STR("   ")), "");
    assert_int_equal(str_trim((struct str){0}).n, 0);
}

static void text_is_cut_at_the_first_separator(void **state)
{
    struct str rest;

    (void)state;
    assert_text(str_cut(STR("a:b:c"), ':', &rest), "a");
    assert_text(rest, "b:c");
    assert_text(str_cut(STR("a:"), ':', &rest), "a");
    assert_non_null(rest.p);
    assert_int_equal(rest.n, 0);
    assert_text(str_cut(STR("a"), ':', &rest), "a");
    assert_null(rest.p);
    assert_text(str_cut((struct str){0}, ':', &rest), "");
    assert_null(rest.p);
    assert_text(str_sub(STR("abc"), 1, 99), "bc");
    assert_text(str_sub(STR("abc"), 5, 2), "");
    assert_true(str_cmp(STR("ab"), STR("abc")) < 0 && str_cmp(STR("b"), STR("abc")) > 0 &&
                !str_cmp(STR(""), (struct str){0}));
    assert_true(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")) &&
                str_ends(STR("abc"), STR("bc")));
    assert_true(str_ieq(STR("GM"), STR("gm")) && !str_ieq(STR("GM"), STR("GN")));
}

static void a_buffer_grows_to_its_cap_and_no_further(void **state)
{
    struct arena a;
    struct buf b;

    (void)state;
    arena_init(&a, 0);
    buf_init(&b, &a, 1000);
    for (int i = 0; i < 999; i++)
        buf_char(&b, (char)('a' + i % 26));
    assert_false(b.over);
    buf_lit(&b, "xy"); /* does not fit: nothing of it is added */
    assert_true(b.over);
    assert_int_equal(b.n, 999);
    buf_char(&b, 'z'); /* and nothing after it */
    assert_int_equal(b.n, 999);
    for (int i = 0; i < 999; i++)
        assert_int_equal(b.p[i], 'a' + i % 26);
    buf_init(&b, &a, 0);
    buf_lit(&b, "");
    assert_false(b.over);
    assert_text(buf_str(&b), "");
    buf_init(&b, &a, 5000);
    for (int i = 0; i < 10; i++)
        buf_fmt(&b, "%0100d", i);
    buf_fmt(&b, "%0600d", 7); /* longer than the small room on the stack */
    assert_int_equal(b.n, 1600);
    assert_int_equal(b.p[1599], '7');
    buf_init(&b, &a, 100);
    buf_i64(&b, INT64_MIN);
    buf_i64(&b, 0);
    assert_text(buf_str(&b), "-92233720368547758080");
    buf_init(&b, &a, 100);
    buf_html(&b, STR("<a href=\"x\">R&D's</a>"));
    assert_text(buf_str(&b), "&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
    arena_done(&a);
}

static void a_buffer_that_is_last_grows_in_place(void **state)
{
    struct arena a;
    struct buf b;

    (void)state;
    arena_init(&a, 0);
    arena_alloc(&a, 100000); /* a block with room to spare */
    arena_reset(&a);
    buf_init(&b, &a, 60000);
    for (int i = 0; i < 50000; i++)
        buf_char(&b, 'x');
    assert_true(a.used < 70000);
    arena_done(&a);
}

static void an_error_that_is_too_long_ends_at_a_whole_character(void **state)
{
    struct err e;
    char *lang = test_malloc(3001);

    (void)state;
    for (size_t pad = 0; pad < 8; pad++) {
        memset(lang, 'x', pad);
        for (size_t i = pad; i + 3 <= 3000; i += 3)
            memcpy(lang + i, "€", 3);
        lang[pad + (3000 - pad) / 3 * 3] = '\0';
        assert_int_equal(err_set(&e, ERR_DATA, "%s", lang), ERR_DATA);
        assert_true(utf8_valid(str_from(e.text)));
        assert_true(strlen(e.text) > sizeof e.text - 5 && strlen(e.text) < sizeof e.text);
        assert_int_equal(err_prefix(&e, "é%zu: ", pad), ERR_DATA);
        assert_true(utf8_valid(str_from(e.text)));
        assert_true(strlen(e.text) > sizeof e.text - 5 && strlen(e.text) < sizeof e.text);
    }
    err_set(&e, ERR_ENV, "schijf vol");
    assert_string_equal(err_oorzaak(ENOSPC), "de schijf is vol");
    assert_string_equal(err_oorzaak(123456), "het systeem geeft fout 123456");
    err_prefix(&e, "bestand %s: ", "x.csv");
    assert_string_equal(e.text, "bestand x.csv: schijf vol");
    assert_int_equal(err_set(NULL, ERR_LIMIT, "x"), ERR_LIMIT);
    test_free(lang);
}

static void nearness_counts_letters_put_in_taken_out_changed_and_swapped(void **state)
{
    static const struct {
        const char *x, *y;
        size_t most, is;
    } t[] = {{"beekdalen", "beekdaelen", 2, 1},
             {"heerlen", "heerlen", 0, 0},
             {"heerlen", "herelen", 2, 1},
             {"vaals", "vals", 1, 1},
             {"vaals", "vaalsx", 1, 1},
             {"vaals", "venlo", 2, 3},
             {"", "abc", 3, 3},
             {"abc", "", 2, 3},
             {"abcd", "badc", 4, 2}};
    struct str lang =
        str_from("012345678901234567890123456789012345678901234567890123456789012345678901234567890123");

    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        assert_int_equal(str_distance(str_from(t[i].x), str_from(t[i].y), t[i].most), t[i].is);
        assert_int_equal(str_distance(str_from(t[i].y), str_from(t[i].x), t[i].most), t[i].is);
    }
    assert_int_equal(str_distance(lang, lang, 5), 6); /* too long to be a name */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nearness_counts_letters_put_in_taken_out_changed_and_swapped),
        cmocka_unit_test(names_fold_to_what_people_mean),
        cmocka_unit_test(folding_any_bytes_stays_within_bounds_and_folds_to_itself),
        cmocka_unit_test(every_code_point_goes_out_and_in),
        cmocka_unit_test(broken_utf8_is_seen),
        cmocka_unit_test(trimming_takes_every_white_space_and_nothing_else),
        cmocka_unit_test(text_is_cut_at_the_first_separator),
        cmocka_unit_test(a_buffer_grows_to_its_cap_and_no_further),
        cmocka_unit_test(a_buffer_that_is_last_grows_in_place),
        cmocka_unit_test(an_error_that_is_too_long_ends_at_a_whole_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
