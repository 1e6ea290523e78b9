/* SPDX-License-Identifier: EUPL-1.2
 * What is late and what that holds up, and the calendar: pure, no database. */
#include "planning/planning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define M(c, t, s, d)                                                                                        \
    {                                                                                                        \
        .code = STR_INIT(c), .titel = STR_INIT(c), .lijn = STR_INIT("lijn"), .wie_doet = STR_INIT("wie"),    \
        .bron = STR_INIT("bron"), .van = 20240101, .tot = t, .staat = s, .staat_datum = d                    \
    }

static const size_t op_a[] = {0}, op_b[] = {1}, op_c[] = {2};

static void what_is_late_holds_up_all_that_waits_for_it(void **state)
{
    struct mijlpaal m[] = {
        M("a", 20240331, MIJLPAAL_BEZIG, 20240101), M("b", 20240630, MIJLPAAL_OPEN, 20240101),
        M("c", 20251231, MIJLPAAL_OPEN, 20240101), M("d", 20240630, MIJLPAAL_KLAAR, 20240501)};
    struct planning p = {m, 4};
    struct err e;

    (void)state;
    m[1].na = op_a, m[1].n_na = 1;
    m[2].na = op_b, m[2].n_na = 1;
    m[3].na = op_a, m[3].n_na = 1;
    assert_int_equal(planning_reken(NULL, &p, 20240401, &e), OK);
    assert_true(m[0].laat);
    assert_int_equal(m[0].houdt_op, 2); /* b and c; d is done */
    assert_int_equal(m[0].verwacht, 20240401);
    assert_int_equal(m[0].uitloop, 1);
    assert_false(m[1].laat);
    assert_int_equal(m[1].verwacht, 20240630);
    assert_int_equal(planning_reken(NULL, &p, 20240801, &e), OK);
    assert_true(m[1].laat);
    assert_int_equal(m[1].verwacht, 20240801); /* not before what it waits for, which is not before today */
    assert_int_equal(m[2].verwacht, 20251231);
    assert_false(m[3].laat);
    assert_true(planning_wacht_op(&p, 2, 0));
    assert_false(planning_wacht_op(&p, 0, 2));
}

static void waiting_in_a_circle_is_refused_by_name(void **state)
{
    struct mijlpaal m[] = {M("a", 20240331, MIJLPAAL_OPEN, 20240101),
                           M("b", 20240630, MIJLPAAL_OPEN, 20240101),
                           M("c", 20251231, MIJLPAAL_OPEN, 20240101)};
    struct planning p = {m, 3};
    struct err e;

    (void)state;
    m[0].na = op_c, m[0].n_na = 1;
    m[1].na = op_a, m[1].n_na = 1;
    m[2].na = op_b, m[2].n_na = 1;
    assert_int_equal(planning_reken(NULL, &p, 20240401, &e), ERR_DATA);
    assert_true(str_starts(str_from(e.text), STR("mijlpaal a wacht op zichzelf")));
    assert_true(planning_wacht_op(&p, 0, 0));
}

static void lines_of_the_calendar_are_folded_and_escaped(void **state)
{
    struct mijlpaal m[] = {M("a", 20241231, MIJLPAAL_OPEN, 20240101)};
    struct planning p = {m, 1};
    struct arena a;
    struct str s, rest;
    size_t n = 0;

    (void)state;
    arena_init(&a, 0);
    m[0].titel =
        STR("Eén, twee; drie\\ en een heel lange naam die niet op één regel past, met é op de grens ééééééé");
    s = planning_agenda(&a, &p, STR("https://woonzorg.example"));
    for (rest = s; rest.n; n++) {
        struct str regel = str_cut(rest, '\n', &rest);

        assert_true(regel.n && regel.p[regel.n - 1] == '\r');
        assert_true(regel.n <= 76); /* 75 bytes and the return */
        assert_true(utf8_valid(regel));
    }
    assert_true(n > 15);
    assert_true(str_starts(s, STR("BEGIN:VCALENDAR\r\n")) && str_ends(s, STR("END:VCALENDAR\r\n")));
    for (size_t i = 0; i + 24 < s.n; i++)
        if (str_starts(str_sub(s, i, s.n), STR("DTEND;VALUE=DATE:")))
            assert_true(str_starts(str_sub(s, i, s.n), STR("DTEND;VALUE=DATE:20250101"))); /* the day after */
    for (size_t i = 0; i < s.n; i++)
        if (str_starts(str_sub(s, i, s.n), STR("SUMMARY:")))
            assert_true(str_starts(str_sub(s, i, s.n), STR("SUMMARY:E\xC3\xA9n\\, twee\\; drie\\\\ en")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_late_holds_up_all_that_waits_for_it),
        cmocka_unit_test(waiting_in_a_circle_is_refused_by_name),
        cmocka_unit_test(lines_of_the_calendar_are_folded_and_escaped),
    };

    return cmocka_run_group_tests_name("planning", tests, NULL, NULL);
}
