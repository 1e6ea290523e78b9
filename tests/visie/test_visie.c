/* SPDX-License-Identifier: EUPL-1.2
 * What follows from what was said about a woonzorgvisie: pure, no database. */
#include "visie/overname.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct gebied weert = {.code = STR_INIT("GM0988")};

static struct visie_stand zeg(int64_t id, bool verwacht, enum visie_staat staat, date_t datum, date_t gezegd,
                              const char *route)
{
    return (struct visie_stand){.id = id,
                                .gebied = &weert,
                                .verwacht = verwacht,
                                .staat = staat,
                                .datum = datum,
                                .gezegd_op = gezegd,
                                .route = str_from(route)};
}

static void the_state_on_a_day_is_the_latest_fact_by_then(void **state)
{
    struct visie_stand s[] = {zeg(1, false, VISIE_BEZIG, 0, 20231101, "bestand"),
                              zeg(2, false, VISIE_GEREALISEERD, 20240618, 20240620, "hand"),
                              zeg(3, false, VISIE_VASTGESTELD, 20241008, 20241009, "hand")};
    struct visie_beeld b;

    (void)state;
    visie_op(s, 3, 20231031, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_ONBEKEND);
    assert_null(b.nu);
    visie_op(s, 3, 20231101, DATE_OPEN, &b); /* without a date it holds from the day it was said */
    assert_int_equal(b.staat, VISIE_BEZIG);
    visie_op(s, 3, 20240617, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_BEZIG);
    visie_op(s, 3, 20240618, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_GEREALISEERD);
    visie_op(s, 3, 20240618, 20240619, &b); /* as known the day before it was said */
    assert_int_equal(b.staat, VISIE_BEZIG);
    visie_op(s, 3, 20990101, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_VASTGESTELD);
    assert_int_equal(b.sinds, 20241008);
}

static void what_is_said_later_of_the_same_day_puts_it_right(void **state)
{
    struct visie_stand s[] = {zeg(1, false, VISIE_VASTGESTELD, 20240101, 20240102, "hand"),
                              zeg(2, false, VISIE_BEZIG, 20240101, 20240301, "hand"),
                              zeg(3, false, VISIE_GEREALISEERD, 20250101, 20250101, "hand")};
    struct visie_beeld b;

    (void)state;
    visie_op(s, 3, 20240601, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_BEZIG);
    visie_op(s, 3, 20240601, 20240201, &b);
    assert_int_equal(b.staat, VISIE_VASTGESTELD);
    assert_int_equal(visie_bereikt(s, 3, VISIE_GEREALISEERD, DATE_OPEN),
                     20250101); /* not what was put right */
    assert_int_equal(visie_bereikt(s, 3, VISIE_GEREALISEERD, 20240201), 20240101);
    assert_int_equal(visie_bereikt(s, 3, VISIE_VASTGESTELD, DATE_OPEN), 0);
}

static void the_last_word_about_what_is_expected_counts(void **state)
{
    struct visie_stand s[] = {zeg(1, true, VISIE_GEREALISEERD, 20241231, 20231101, "bestand"),
                              zeg(2, true, VISIE_VASTGESTELD, 20250401, 20240301, "hand"),
                              zeg(3, true, VISIE_GEREALISEERD, 20250601, 20240901, "hand")};
    struct visie_beeld b;

    (void)state;
    visie_op(s, 3, 20240101, 20240801, &b);
    assert_int_equal(b.verwacht[VISIE_GEREALISEERD]->datum, 20241231);
    visie_op(s, 3, 20240101, DATE_OPEN, &b);
    assert_int_equal(b.verwacht[VISIE_GEREALISEERD]->datum, 20250601);
    assert_int_equal(b.verwacht[VISIE_VASTGESTELD]->datum, 20250401);
    assert_int_equal(b.staat, VISIE_ONBEKEND); /* an expectation is no fact */
}

static void a_questionnaire_that_says_otherwise_is_shown(void **state)
{
    struct visie_stand s[] = {zeg(1, false, VISIE_BEZIG, 20240101, 20240101, "hand"),
                              zeg(2, false, VISIE_GEREALISEERD, 20240501, 20240501, "ronde"),
                              zeg(3, false, VISIE_VASTGESTELD, 20250101, 20250101, "hand")};
    struct visie_beeld b;

    (void)state;
    visie_op(s, 2, 20240601, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_GEREALISEERD);
    assert_non_null(b.anders);
    assert_int_equal(b.anders->id, 1);
    visie_op(s, 3, 20250601, DATE_OPEN, &b);
    assert_int_equal(b.staat, VISIE_VASTGESTELD);
    assert_int_equal(b.anders->id, 2); /* what the questionnaire told was never put right */
    s[1].staat = VISIE_BEZIG;
    visie_op(s, 2, 20240601, DATE_OPEN, &b);
    assert_null(b.anders);
}

static void every_question_has_a_part_and_answers_with_words(void **state)
{
    size_t n = 0, bouwstenen = 0;

    (void)state;
    for (const struct visie_vraag *v = visie_vragen; v->code; v++, n++) {
        struct str rest = str_from(v->antwoorden);
        bool deel = false;

        for (const struct visie_woord *d = visie_delen; d->code; d++)
            deel = deel || str_is(str_from(v->deel), d->code);
        assert_true(deel);
        assert_ptr_equal(visie_vraag_bij(str_from(v->code)), v);
        while (rest.n)
            assert_true(visie_antwoord_naam(str_cut(rest, '|', &rest)).n > 0);
        bouwstenen += str_is(str_from(v->deel), "bouwstenen");
        assert_false(visie_antwoord_mag(v, STR("misschien")));
    }
    assert_int_equal(bouwstenen, 9);
    assert_int_equal(n, 9 + 17 + 36 + 2);
}

static enum visie_overname wat(const struct visies *v, const struct visie_gezegd *x)
{
    struct visie_vergeleken r;

    visie_vergelijk(v, NULL, 0, x, &r);
    return r.wat;
}

static void a_ronde_is_held_against_what_others_said_of_that_day(void **state)
{
    struct visie_stand s[] = {zeg(1, false, VISIE_BEZIG, 0, 20231001, "hand"),
                              zeg(2, true, VISIE_GEREALISEERD, 20241231, 20231001, "hand"),
                              zeg(3, false, VISIE_VASTGESTELD, 20250101, 20250102, "bestand")};
    struct visies v = {.stand = s, .n = 3}, leeg = {0};
    struct visie_gezegd x = {.gebied = &weert, .staat = VISIE_BEZIG, .gezegd_op = 20231101};

    (void)state;
    assert_int_equal(wat(&leeg, &x), OVERNAME_NIEUW);
    assert_int_equal(wat(&v, &x), OVERNAME_GELIJK);
    x.staat = VISIE_GEREALISEERD;
    assert_int_equal(wat(&v, &x), OVERNAME_STRIJDT);
    x.gezegd_op = 20230901; /* before anything was said */
    assert_int_equal(wat(&v, &x), OVERNAME_NIEUW);
    x = (struct visie_gezegd){.gebied = &weert,
                              .staat = VISIE_GEREALISEERD,
                              .verwacht = true,
                              .datum = 20241231,
                              .gezegd_op = 20231101};
    assert_int_equal(wat(&v, &x), OVERNAME_GELIJK);
    x.datum = 20250601;
    assert_int_equal(wat(&v, &x), OVERNAME_STRIJDT);
    x.staat = VISIE_BEZIG; /* "still bezig by then", where it would be ready */
    assert_int_equal(wat(&v, &x), OVERNAME_STRIJDT);
}

static void what_a_ronde_told_itself_is_not_told_twice_nor_held_against_it(void **state)
{
    struct visie_stand s[] = {zeg(1, false, VISIE_BEZIG, 0, 20231101, "ronde"),
                              zeg(2, false, VISIE_GEREALISEERD, 0, 20241231, "ronde")};
    struct visies v = {.stand = s, .n = 2};
    struct visie_gezegd x = {.gebied = &weert, .staat = VISIE_BEZIG, .gezegd_op = 20231101};
    struct visie_beeld b;

    (void)state;
    assert_int_equal(wat(&v, &x), OVERNAME_GELIJK);
    x.staat = VISIE_TE_STARTEN; /* the respons was opened again */
    assert_int_equal(wat(&v, &x), OVERNAME_NIEUW);
    s[0] = zeg(1, false, VISIE_BEZIG, 0, 20241201, "hand");
    visie_op(s, 2, 20250101, DATE_OPEN, &b);
    assert_ptr_equal(b.anders, &s[0]); /* both are shown … */
    s[1].gekozen = true;
    visie_op(s, 2, 20250101, DATE_OPEN, &b);
    assert_null(b.anders); /* … until a person chose */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_on_a_day_is_the_latest_fact_by_then),
        cmocka_unit_test(what_is_said_later_of_the_same_day_puts_it_right),
        cmocka_unit_test(the_last_word_about_what_is_expected_counts),
        cmocka_unit_test(a_questionnaire_that_says_otherwise_is_shown),
        cmocka_unit_test(every_question_has_a_part_and_answers_with_words),
        cmocka_unit_test(a_ronde_is_held_against_what_others_said_of_that_day),
        cmocka_unit_test(what_a_ronde_told_itself_is_not_told_twice_nor_held_against_it),
    };

    return cmocka_run_group_tests_name("visie", tests, NULL, NULL);
}
