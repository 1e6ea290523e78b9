/* SPDX-License-Identifier: EUPL-1.2
 * Exact numbers: reading them as people write them, rounding half up, and writing them. */
#include "base.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

static void reads(const char *text, char decimal, int64_t v, int scale)
{
    struct dec d = {-1, -1};

    if (!dec_parse(str_from(text), decimal, &d))
        fail_msg("'%s' (%c) was refused", text, decimal);
    if (d.v != v || d.scale != scale)
        fail_msg("'%s' (%c) became %lld at %d", text, decimal, (long long)d.v, d.scale);
}

static void refuses(const char *text, char decimal)
{
    struct dec d = {-7, -7};

    if (dec_parse(str_from(text), decimal, &d))
        fail_msg("'%s' (%c) became %lld at %d", text, decimal, (long long)d.v, d.scale);
    assert_int_equal(d.v, -7); /* untouched */
}

static void dutch_numbers_are_read_with_points_between_thousands(void **state)
{
    (void)state;
    reads("1.234,5", ',', 12345, 1);
    reads("1.118.302", ',', 1118302, 0);
    reads("12.345", ',', 12345, 0);
    reads("123.456,789", ',', 123456789, 3);
    reads("1234,5", ',', 12345, 1);
    reads("0,481", ',', 481, 3);
    reads("-0,5", ',', -5, 1);
    reads("+7", ',', 7, 0);
    reads("\xE2\x88\x92"
          "47",
          ',', -47, 0);
    reads("  12\xC2\xA0", ',', 12, 0);
    reads("007", ',', 7, 0);
}

static void english_numbers_are_read_with_commas_between_thousands(void **state)
{
    (void)state;
    reads("1,234.5", '.', 12345, 1);
    reads("1,118,302", '.', 1118302, 0);
    reads("1234.50", '.', 12345, 1);
    reads("0.481", '.', 481, 3);
    reads("-1,000.25", '.', -100025, 2);
}

static void thousands_that_are_not_groups_of_three_are_refused(void **state)
{
    static const char *const bad[] = {"1.23",     "1.2345",  "1234.567", ".123",     "1..234", "1.234.",
                                      "1.23.456", "12.34,5", "1.2.3",    "1.234.56", "1.,5",   ",5",
                                      "5,",       "1,2,3",   "1,234,5",  "1.234,",   "1.234 5"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuses(bad[i], ',');
    refuses("1,23", '.');
    refuses("1,234,56", '.');
    refuses("1.234.567", '.');
    refuses("1234,567", '.');
}

static void a_share_in_the_other_dialect_is_not_read_as_a_thousandfold(void **state)
{
    (void)state;
    refuses("0.481", ',');
    refuses("0,481", '.');
    refuses("00.123", ',');
    refuses("-0.125", ',');
    refuses("012.345", ',');
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const bad[] = {
        "",      " ",     "-",      "+",     "--5",  "+-5", "- 5", "x",  "5x",  "1e",           "1e+",
        "1e1.5", "#REF!", "n.v.t.", "1 000", "0x10", "inf", "NaN", "1-", "5-3", "\xE2\x88\x92", "\xE2\x88"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        refuses(bad[i], ',');
        refuses(bad[i], '.');
    }
    assert_false(dec_parse((struct str){0}, '.', &(struct dec){0}));
}

static void exponents_move_the_point(void **state)
{
    (void)state;
    reads("1.5E3", '.', 1500, 0);
    reads("1.25e1", '.', 125, 1);
    reads("2e0", '.', 2, 0);
    reads("1E+2", '.', 100, 0);
    reads("12E-1", '.', 12, 1);
    reads("100E-2", '.', 1, 0);
    reads("0E18", '.', 0, 0);
    reads("1E18", '.', 1000000000000000000, 0);
    reads("1E-9", '.', 1, 9);
    refuses("1E19", '.');
    refuses("10E18", '.');
    refuses("1E-10", '.');
    refuses("1.5E-9", '.');
    refuses("1E99999999999999999999", '.');
    refuses("1,5E3", ',');
}

static void trailing_noughts_are_no_digits(void **state)
{
    (void)state;
    reads("1.500", '.', 15, 1);
    reads("2.000000000000000000000000", '.', 2, 0);
    reads("1,10", ',', 11, 1);
    refuses("0.1234567891", '.');
    reads("0.123456789", '.', 123456789, 9);
}

static void numbers_that_do_not_fit_are_refused(void **state)
{
    int64_t v = 5;

    (void)state;
    reads("9223372036854775807", '.', INT64_MAX, 0);
    reads("-9223372036854775807", '.', -INT64_MAX, 0);
    refuses("9223372036854775808", '.');
    refuses("99999999999999999999999999", '.');
    refuses("9.223.372.036.854.775.808", ',');
    refuses("922337203685477580.71", ',');
    refuses("9223372036854775807.5", '.');
    assert_true(num_i64(STR("-9223372036854775808"), &v) && v == INT64_MIN);
    assert_true(num_i64(STR("9223372036854775807"), &v) && v == INT64_MAX);
    assert_true(num_i64(STR("+12"), &v) && v == 12);
    assert_false(num_i64(STR("9223372036854775808"), &v));
    assert_false(num_i64(STR("-9223372036854775809"), &v));
    assert_false(num_i64(STR(""), &v) || num_i64(STR("-"), &v) || num_i64(STR("1 "), &v) ||
                 num_i64(STR("1.0"), &v));
    assert_int_equal(v, 12);
}

static void what_num_writes_dec_reads_back(void **state)
{
    struct arena a;
    uint64_t seed = 1;

    (void)state;
    arena_init(&a, 0);
    for (int i = 0; i < 20000; i++) {
        int scale = (int)(toeval(&seed) % (NUM_SCALE_MAX + 1));
        int64_t v = (int64_t)toeval(&seed) >> (toeval(&seed) % 62 + 1), back;
        struct dec d;

        assert_true(dec_parse(num_nl(&a, v, scale), ',', &d));
        assert_true(dec_rescale(d, scale, &back) && back == v);
        assert_true(dec_parse(num_plain(&a, v, scale), '.', &d));
        assert_true(dec_rescale(d, scale, &back) && back == v);
        if (i % 100 == 0)
            arena_reset(&a);
    }
    arena_done(&a);
}

static void doubles_become_the_decimal_they_were_typed_as(void **state)
{
    struct dec d;
    uint64_t seed = 2;

    (void)state;
    assert_true(dec_from_double(0.1, 9, &d) && d.v == 1 && d.scale == 1);
    assert_true(dec_from_double(0.1 + 0.2, 9, &d) && d.v == 3 && d.scale == 1);
    assert_true(dec_from_double(-47, 9, &d) && d.v == -47 && d.scale == 0);
    assert_true(dec_from_double(1118302.0, 9, &d) && d.v == 1118302 && d.scale == 0);
    assert_true(dec_from_double(-0.0, 9, &d) && d.v == 0 && d.scale == 0);
    assert_true(dec_from_double(2.675, 2, &d) && d.scale <= 2 && llabs(d.v - 267) <= 1);
    assert_true(dec_from_double(1e-12, 9, &d) && d.v == 0 && d.scale == 0);
    assert_true(dec_from_double(123.456, 40, &d) && d.v == 123456 &&
                d.scale == 3); /* more digits than there are */
    assert_false(dec_from_double(INFINITY, 9, &d));
    assert_false(dec_from_double(NAN, 9, &d));
    assert_false(dec_from_double(1e16, 9, &d));
    assert_false(dec_from_double(-1e300, 9, &d));
    for (int i = 0; i < 20000; i++) {
        int scale = (int)(toeval(&seed) % 7);
        int64_t v = (int64_t)(toeval(&seed) % 2000000000) - 1000000000, back;

        assert_true(dec_from_double((double)v / pow(10, scale), 9, &d));
        assert_true(dec_rescale(d, 9, &back) && dec_rescale((struct dec){v, scale}, 9, &v) && back == v);
    }
}

static void rescaling_loses_no_digit(void **state)
{
    int64_t v = 9;

    (void)state;
    assert_true(dec_rescale((struct dec){15, 1}, 3, &v) && v == 1500);
    assert_true(dec_rescale((struct dec){1500, 3}, 1, &v) && v == 15);
    assert_false(dec_rescale((struct dec){15, 1}, 0, &v));
    assert_false(dec_rescale((struct dec){INT64_MAX, 0}, 1, &v));
    assert_false(dec_rescale((struct dec){1, 0}, -1, &v) || dec_rescale((struct dec){1, 0}, 10, &v));
    assert_int_equal(v, 15);
}

/* floor((200 n + N) / (2 N)), with the remainder made positive by hand: not how num.c does it. */
static int64_t percent_plain(int64_t n, int64_t N)
{
    __int128 boven = (__int128)200 * n + N, onder = (__int128)2 * N, q = boven / onder;

    while (q * onder > boven)
        q--;
    while ((q + 1) * onder <= boven)
        q++;
    return (int64_t)q;
}

static void percentages_round_half_up_also_below_nought(void **state)
{
    int64_t p;
    uint64_t seed = 3;

    (void)state;
    assert_true(num_percent(1, 200, &p) && p == 1);   /* 0.5 */
    assert_true(num_percent(-1, 200, &p) && p == 0);  /* -0.5 */
    assert_true(num_percent(-3, 200, &p) && p == -1); /* -1.5 */
    assert_true(num_percent(3, 200, &p) && p == 2);
    assert_true(num_percent(1, 3, &p) && p == 33);
    assert_true(num_percent(2, 3, &p) && p == 67);
    assert_true(num_percent(-2, 3, &p) && p == -67);
    assert_true(num_percent(19500, 60000, &p) && p == 33); /* 32.5 */
    assert_true(num_percent(0, 5, &p) && p == 0);
    p = 77;
    assert_false(num_percent(5, 0, &p));
    assert_false(num_percent(5, -3, &p));
    assert_int_equal(p, 77);
    for (int64_t N = 1; N <= 60; N++)
        for (int64_t n = -130; n <= 130; n++) {
            assert_true(num_percent(n, N, &p));
            assert_int_equal(p, percent_plain(n, N));
        }
    for (int i = 0; i < 2000; i++) {
        int64_t N = (int64_t)(toeval(&seed) % 1000000) + 1, n = (int64_t)(toeval(&seed) % 3000000) - 1500000;

        assert_true(num_percent(n, N, &p));
        assert_int_equal(p, percent_plain(n, N));
    }
}

static void a_quotient_that_does_not_fit_is_the_nearest_that_does(void **state)
{
    (void)state;
    assert_true(num_div_half_up((__int128)INT64_MAX * 1000, 10) == INT64_MAX);
    assert_true(num_div_half_up((__int128)INT64_MIN * 1000, 10) == INT64_MIN);
    assert_true(num_div_half_up((__int128)INT64_MAX * 10, 10) == INT64_MAX);
    assert_true(num_div_half_up((__int128)INT64_MIN * 10, 10) == INT64_MIN);
}

static void numbers_are_written_the_dutch_way(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    assert_text(num_nl(&a, 1118302, 0), "1.118.302");
    assert_text(num_nl(&a, -47, 0), "\xE2\x88\x92"
                                    "47");
    assert_text(num_nl(&a, 4818, 1), "481,8");
    assert_text(num_nl(&a, -5, 2), "\xE2\x88\x92"
                                   "0,05");
    assert_text(num_nl(&a, 0, 0), "0");
    assert_text(num_nl(&a, 100, 0), "100");
    assert_text(num_nl(&a, 1000, 0), "1.000");
    assert_text(num_nl(&a, 1234567, 3), "1.234,567");
    assert_text(num_nl(&a, INT64_MIN, 0), "\xE2\x88\x92"
                                          "9.223.372.036.854.775.808");
    assert_text(num_plain(&a, 1118302, 0), "1118302");
    assert_text(num_plain(&a, -4818, 1), "-481.8");
    assert_text(num_plain(&a, INT64_MIN, 9), "-9223372036.854775808");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dutch_numbers_are_read_with_points_between_thousands),
        cmocka_unit_test(english_numbers_are_read_with_commas_between_thousands),
        cmocka_unit_test(thousands_that_are_not_groups_of_three_are_refused),
        cmocka_unit_test(a_share_in_the_other_dialect_is_not_read_as_a_thousandfold),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(exponents_move_the_point),
        cmocka_unit_test(trailing_noughts_are_no_digits),
        cmocka_unit_test(numbers_that_do_not_fit_are_refused),
        cmocka_unit_test(what_num_writes_dec_reads_back),
        cmocka_unit_test(doubles_become_the_decimal_they_were_typed_as),
        cmocka_unit_test(rescaling_loses_no_digit),
        cmocka_unit_test(percentages_round_half_up_also_below_nought),
        cmocka_unit_test(a_quotient_that_does_not_fit_is_the_nearest_that_does),
        cmocka_unit_test(numbers_are_written_the_dutch_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
