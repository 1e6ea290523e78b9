/* SPDX-License-Identifier: EUPL-1.2
 * The calendar and the Dutch clock. */
#include "base.h"

#include "base/date.h"

static bool leap(int y)
{
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static int month_days(int y, int m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[m - 1] + (m == 2 && leap(y));
}

static void days_count_up_one_by_one_through_six_centuries(void **state)
{
    int64_t n = date_days(18000101);

    (void)state;
    assert_int_equal(date_days(19700101), 0);
    assert_int_equal(date_days(20000301), 11017);
    for (int y = 1800; y < 2400; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= month_days(y, m); d++, n++) {
                date_t x = y * 10000 + m * 100 + d;

                if (date_days(x) != n || date_add(18000101, n - date_days(18000101)) != x || !date_valid(x))
                    fail_msg("%d", x);
            }
    assert_int_equal(date_add(20240228, 1), 20240229);
    assert_int_equal(date_add(20240301, -1), 20240229);
    assert_int_equal(date_add(20230301, -1), 20230228);
    assert_int_equal(date_add(20251231, 1), 20260101);
}

static void days_that_are_not_in_the_calendar_are_refused(void **state)
{
    static const date_t bad[] = {0,        20230229, 19000229, 20230431,  20230100, 20231301,
                                 20230001, 17991231, 20230132, -20230101, 99999999};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_valid(bad[i]));
    assert_true(date_valid(20000229));
    assert_true(date_valid(DATE_OPEN));
}

static void dates_are_read_the_iso_and_the_dutch_way(void **state)
{
    static const char *const bad[] = {"",
                                      "2023",
                                      "2023-11",
                                      "2023-11-1",
                                      "2023-1-01",
                                      "23-11-01",
                                      "1-11-23",
                                      "2023-02-30",
                                      "31-4-2023",
                                      "2023/11/01",
                                      "20231101",
                                      "2023-11-01x",
                                      "-2023-11-01",
                                      "+1-11-2023",
                                      "1-+1-2023",
                                      "1-11-+023",
                                      "2023--01",
                                      "--",
                                      "1-11-2023-4",
                                      "001-1-2023",
                                      "1-001-2023",
                                      "1-1-0999",
                                      "2023-11-01T00:00:00Z"};
    date_t d = 1;

    (void)state;
    assert_true(date_parse(STR("2023-11-01"), &d) && d == 20231101);
    assert_true(date_parse(STR("1-11-2023"), &d) && d == 20231101);
    assert_true(date_parse(STR("01-11-2023"), &d) && d == 20231101);
    assert_true(date_parse(STR(" 31-12-2019\r\n"), &d) && d == 20191231);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse(str_from(bad[i]), &d))
            fail_msg("'%s' became %d", bad[i], d);
    assert_int_equal(d, 20191231);
    assert_false(date_parse((struct str){0}, &d));
}

static void dates_are_written_for_machines_and_for_people(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    assert_text(date_iso(&a, 20231101), "2023-11-01");
    assert_text(date_nl(&a, 20231101), "1 november 2023");
    assert_text(date_nl(&a, 20240331), "31 maart 2024");
    assert_text(date_iso(&a, 0), "");
    assert_text(date_iso(&a, DATE_OPEN), "");
    assert_text(date_nl(&a, 0), "–");
    assert_text(date_nl(&a, DATE_OPEN), "–");
    assert_text(date_nl(&a, 20231301), "–");
    arena_done(&a);
}

static void clock(const char *utc, const char *dutch)
{
    struct arena a;
    int64_t ms = 0;

    arena_init(&a, 0);
    assert_true(time_parse(str_from(utc), &ms));
    assert_text(time_nl(&a, ms), dutch);
    arena_done(&a);
}

static void the_dutch_clock_changes_on_the_last_sundays_of_march_and_october(void **state)
{
    (void)state;
    clock("2024-03-31T00:59:59Z", "31 maart 2024 01:59");
    clock("2024-03-31T01:00:00Z", "31 maart 2024 03:00");
    clock("2024-10-27T00:59:59Z", "27 oktober 2024 02:59");
    clock("2024-10-27T01:00:00Z", "27 oktober 2024 02:00");
    clock("2025-03-30T00:59:59Z", "30 maart 2025 01:59");
    clock("2025-03-30T01:00:00Z", "30 maart 2025 03:00");
    clock("2025-10-26T00:59:59Z", "26 oktober 2025 02:59");
    clock("2025-10-26T01:00:00Z", "26 oktober 2025 02:00");
    clock("2026-03-29T01:00:00Z", "29 maart 2026 03:00");
    clock("2026-11-22T14:02:10Z", "22 november 2026 15:02");
    clock("2023-12-31T23:30:00Z", "1 januari 2024 00:30");
    clock("2024-06-30T22:30:00Z", "1 juli 2024 00:30");
}

static void the_day_changes_at_midnight_in_the_netherlands(void **state)
{
    int64_t ms = 0;

    (void)state;
    assert_true(time_parse(STR("2024-06-30T21:59:59.999Z"), &ms));
    assert_int_equal(time_date(ms), 20240630);
    assert_int_equal(time_date(ms + 1), 20240701);
    assert_true(time_parse(STR("2024-12-31T22:59:59.999Z"), &ms));
    assert_int_equal(time_date(ms), 20241231);
    assert_int_equal(time_date(ms + 1), 20250101);
    assert_int_equal(time_date(-1), 19700101);
}

static void a_date_as_a_moment_is_the_last_of_that_day(void **state)
{
    int64_t ms = 0;

    (void)state;
    for (date_t d = 20230101; d < 20270101;
         d = date_add(d, 1)) { /* also the days on which the clock changes */
        struct arena a;

        arena_init(&a, 0);
        assert_true(time_parse(date_iso(&a, d), &ms));
        assert_int_equal(time_date(ms), d);
        assert_int_equal(time_date(ms + 1), date_add(d, 1));
        arena_done(&a);
    }
}

static void moments_come_back_as_they_were_written(void **state)
{
    static const char *const bad[] = {"2026-11-22T14:02:10",       "2026-11-22 14:02:10Z",
                                      "2026-11-22T24:00:00Z",      "2026-11-22T14:60:10Z",
                                      "2026-11-22T14:02:60Z",      "2026-02-30T14:02:10Z",
                                      "2026-11-22T14:02:10.1Z",    "2026-11-22T14:02:10,123Z",
                                      "2026-11-22T+4:02:10Z",      "2026-11-22T14:02:10.-12Z",
                                      "22-11-2026T14:02:10Z",      "2026-11-22T14:02:10.123",
                                      "2026-11-22T14:02:10.123ZZ", "Z",
                                      "2026-11-22T1a:02:10Z"};
    struct arena a;
    uint64_t seed = 4;
    int64_t ms = 0, back = 0;

    (void)state;
    arena_init(&a, 0);
    assert_text(time_iso(&a, 0), "1970-01-01T00:00:00.000Z");
    assert_text(time_iso(&a, -1), "1969-12-31T23:59:59.999Z");
    for (int i = 0; i < 10000; i++) {
        ms = (int64_t)(toeval(&seed) % 4000000000000u) - 1000000000000;
        assert_true(time_parse(time_iso(&a, ms), &back));
        assert_int_equal(back, ms);
    }
    assert_true(time_parse(STR("2026-11-22T14:02:10Z"), &ms) &&
                time_parse(STR("2026-11-22T14:02:10.000Z"), &back) && ms == back);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (time_parse(str_from(bad[i]), &ms))
            fail_msg("'%s' was read", bad[i]);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_up_one_by_one_through_six_centuries),
        cmocka_unit_test(days_that_are_not_in_the_calendar_are_refused),
        cmocka_unit_test(dates_are_read_the_iso_and_the_dutch_way),
        cmocka_unit_test(dates_are_written_for_machines_and_for_people),
        cmocka_unit_test(the_dutch_clock_changes_on_the_last_sundays_of_march_and_october),
        cmocka_unit_test(the_day_changes_at_midnight_in_the_netherlands),
        cmocka_unit_test(a_date_as_a_moment_is_the_last_of_that_day),
        cmocka_unit_test(moments_come_back_as_they_were_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
