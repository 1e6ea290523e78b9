/* SPDX-License-Identifier: EUPL-1.2
 * Expressions: ${x} inside and outside repeats, types, bounds, patterns, words and order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "expressie/expressie_cmd.h"

static struct arena a;

static int op(void **state)
{
    (void)state;
    arena_init(&a, 0);
    return 0;
}

static int af(void **state)
{
    (void)state;
    arena_done(&a);
    return 0;
}

static const char *waarde(const char *expr, const char *knoop, const char *xml)
{
    struct expr_geval g = {str_from(expr), str_from(knoop), str_from(xml), {0}, {0}, false};
    struct err e = {0};
    struct str s;

    if (expr_geval_reken(&a, &g, &s, &e))
        return str_cstr(&a, str_fmt(&a, "FOUT %s", e.text));
    return str_cstr(&a, s);
}

#define FORM                                                                                                 \
    "<f><naam>Stein</naam><g><kern><n>a</n><w>3</w></kern><kern><n>b</n><w>4</w></kern></g><w>9</w><leeg/"   \
    "></f>"

static void a_reference_is_the_row_of_the_shared_repeat(void **state)
{
    (void)state;
    assert_string_equal(waarde("${w}", "/f/g/kern[2]/n", FORM), "4");
    assert_string_equal(waarde("sum(${w})", "/f/g", FORM), "7");
    assert_string_equal(waarde("sum(${w})", "/f", FORM), "16");
    assert_string_equal(waarde("${naam}", "/f/g/kern[1]/w", FORM), "Stein");
    assert_string_equal(waarde("indexed-repeat(${n}, ${kern}, 2)", "/f/g/kern[1]/w", FORM), "b");
    assert_string_equal(waarde("position(..)", "/f/g/kern[2]/w", FORM), "2");
    assert_string_equal(waarde("${kern}[1]/w", "/f/g/kern[2]/n", FORM), "3");
    assert_string_equal(waarde("${kern}[position() = position(current()/..) - 1]/n", "/f/g/kern[2]/w", FORM),
                        "a");
}

static void a_reference_in_a_text_is_text(void **state)
{
    (void)state;
    assert_string_equal(waarde("concat('${w}', ${w})", "/f/g/kern[1]/n", FORM), "${w}3");
}

static void an_empty_answer_is_false_and_no_number(void **state)
{
    (void)state;
    assert_string_equal(waarde("boolean(${leeg})", "/f", FORM), "false");
    assert_string_equal(waarde("${leeg} = ''", "/f", FORM), "true");
    assert_string_equal(waarde("${leeg} + 1", "/f", FORM), "NaN");
    assert_string_equal(waarde("${leeg} > 0 or ${leeg} <= 0", "/f", FORM), "false");
    assert_string_equal(waarde("${bestaatniet}", "/f", FORM), "");
}

static void a_decimal_comma_is_read(void **state)
{
    (void)state;
    assert_string_equal(waarde("'4,5' + 1", "", ""), "5.5");
    assert_string_equal(waarde("number('1.234,5')", "", ""), "NaN");
}

static void a_day_is_a_day_whatever_the_zone(void **state)
{
    (void)state;
    assert_string_equal(waarde("date('2024-02-28') + 2 = date('2024-03-01')", "", ""), "true");
    assert_string_equal(waarde("string(date(date('2024-02-28') + 1))", "", ""), "2024-02-29");
    assert_string_equal(waarde("date-time('2024-03-31T00:59:59Z')", "", ""), "2024-03-31T01:59:59.000+01:00");
    assert_string_equal(waarde("date-time('2024-03-31T01:00:00Z')", "", ""), "2024-03-31T03:00:00.000+02:00");
    assert_string_equal(waarde("date-time('2024-10-26T23:59:59Z')", "", ""), "2024-10-27T01:59:59.000+02:00");
    assert_string_equal(waarde("date-time('2024-10-27T01:00:00Z')", "", ""), "2024-10-27T02:00:00.000+01:00");
    assert_string_equal(waarde("date-time('2024-12-27T01:00:00Z')", "", ""), "2024-12-27T02:00:00.000+01:00");
    assert_string_equal(waarde("date('2023-02-29')", "", ""),
                        "FOUT date(): \"2023-02-29\" is geen datum; verwacht jjjj-mm-dd");
}

static void a_day_in_a_text_is_no_number_until_it_is_read(void **state)
{
    (void)state;
    assert_string_equal(waarde("'2026-12-01' - '2026-11-24'", "", ""), "NaN");
    assert_string_equal(waarde("'2026-11-30' < '2026-12-01'", "", ""), "false");
    assert_string_equal(waarde("date('2026-12-01') - date('2026-11-24')", "", ""), "7");
    assert_string_equal(waarde("date('2026-11-30') < date('2026-12-01')", "", ""), "true");
    assert_string_equal(waarde("${d} = date('2026-12-01')", "/f", "<f><d>2026-12-01</d></f>"), "true");
    assert_string_equal(waarde("${d} != date('2026-12-01')", "/f", "<f><d>2026-12-01</d></f>"), "false");
    assert_string_equal(waarde("${d} + 1", "/f", "<f><d>2026-12-01</d></f>"), "NaN");
    assert_string_equal(waarde("date(-1.5)", "", ""), "1969-12-31");
    assert_string_equal(waarde("date-time('2026-11-30')", "", ""), "2026-11-30");
    assert_string_equal(waarde("decimal-time('2026-11-30T06:00:00')", "", ""), "0.25");
    assert_string_equal(waarde("date('')", "", ""), "");
    assert_string_equal(waarde("decimal-date-time(${leeg})", "/f", FORM), "");
    assert_string_equal(waarde("date(number('x'))", "", ""), "NaN");
}

/* A moment is one moment, also as a number; a number without a time is a day of the calendar. */
static void a_moment_counts_from_1970_in_utc(void **state)
{
    (void)state;
    assert_string_equal(waarde("decimal-date-time('1970-01-01T00:00:00Z')", "", ""), "0");
    assert_string_equal(waarde("decimal-date-time('1970-01-02T07:00:00+01:00')", "", ""), "1.25");
    assert_string_equal(waarde("decimal-date-time('1970-01-02T07:00:00')", "", ""), "1.25");
    assert_string_equal(waarde("decimal-date-time('2026-07-01T08:00:00') = decimal-date-time("
                               "'2026-07-01T06:00:00Z')",
                               "", ""),
                        "true");
    assert_string_equal(waarde("date-time(1.25)", "", ""), "1970-01-02T07:00:00.000+01:00");
    assert_string_equal(waarde("date-time(decimal-date-time('2024-10-27T01:00:00Z'))", "", ""),
                        "2024-10-27T02:00:00.000+01:00");
    assert_string_equal(waarde("format-date-time(1.25, '%d %H:%M')", "", ""), "02 07:00");
    assert_string_equal(waarde("date(1.25)", "", ""), "1970-01-02");
    assert_string_equal(waarde("number(date('1970-01-02'))", "", ""), "1");
    assert_string_equal(waarde("decimal-time(1.25)", "", ""), "0.25");
    assert_string_equal(waarde("decimal-time(-1.25)", "", ""), "0.75");
}

static void a_day_that_is_text_where_it_is_reckoned_with_is_found(void **state)
{
    static const struct {
        const char *uitdrukking, *dag;
    } gevallen[] = {
        {". >= '2026-01-01'", "2026-01-01"},
        {"if(true(), 1, today() - '2026-11-30T10:00') > 3", "2026-11-30T10:00"},
        {"count(${r}[${d} < '2026-01-01']) > 0", "2026-01-01"},
        {". = '2026-01-01'", NULL}, /* text beside text */
        {". >= date('2026-01-01') and '12' < 3", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        const struct expr *x;
        struct str dag = {0};
        struct err e = {0};

        assert_int_equal(expr_lees(&a, str_from(gevallen[i].uitdrukking), &x, &e), OK);
        assert_int_equal(expr_dag_als_tekst(x, &dag), gevallen[i].dag != NULL);
        if (gevallen[i].dag)
            assert_string_equal(str_cstr(&a, dag), gevallen[i].dag);
    }
}

static void numbers_that_hardly_differ_are_equal(void **state)
{
    (void)state;
    assert_string_equal(waarde("0.3 - 0.1 = 0.2", "", ""), "true");
    assert_string_equal(waarde("0.3 - 0.1 != 0.2", "", ""), "false");
    assert_string_equal(waarde("0.000001 = 0.000002", "", ""), "false");
    assert_string_equal(waarde("number('x') != number('x')", "", ""), "true");
    assert_string_equal(waarde("1 div 0 = 1 div 0", "", ""), "true");
}

static void a_row_with_questions_is_not_empty(void **state)
{
    (void)state;
    assert_string_equal(waarde("count-non-empty(${kern})", "/f", "<f><kern><n/></kern><kern/></f>"), "1");
    assert_string_equal(waarde("count-non-empty(/f/*)", "/f", FORM), "3");
}

static void what_needs_an_answer_is_refused_where_there_is_none(void **state)
{
    (void)state;
    assert_string_equal(waarde("number()", "/f/w", FORM), "9");
    assert_string_equal(waarde("number()", "/", FORM),
                        "FOUT number() verwacht een gegeven: buiten een vraag is er geen antwoord");
    assert_non_null(strstr(waarde("/text()", "", FORM), "los onder het begin staat geen tekst"));
    assert_string_equal(waarde("name('w')", "/f", FORM),
                        "FOUT hier hoort een verwijzing naar een vraag, als ${naam}");
}

static void a_line_has_a_length_and_a_text_a_language(void **state)
{
    (void)state;
    assert_string_equal(waarde("distance('50.85 5.69;50.85 5.69')", "", ""), "0");
    assert_string_equal(waarde("distance('0 0;0 2')", "", ""), "222637.69"); /* 2° of 2π·6378100 m */
    assert_string_equal(waarde("distance('0 0;0 1;0 2')", "", ""), "222637.69");
    assert_string_equal(waarde("distance('hier')", "", ""), "NaN");
    assert_string_equal(waarde("lang('NL')", "/a/b", "<a xml:lang='nl-BE'><b/></a>"), "true");
    assert_string_equal(waarde("lang('n')", "/a/b", "<a xml:lang='nl-BE'><b/></a>"), "false");
}

static const struct {
    const char *patroon, *tekst;
    int past; /* -1: not understood */
} patronen[] = {
    {"[0-9]{4} ?[A-Z]{2}", "6211 AB", 1},
    {"[0-9]{4} ?[A-Z]{2}", "6211 AB.", 0},
    {"^\\d+$", "123", 1},
    {"^\\d+$", "12a", 0},
    {"(GM|PV)\\d{2,4}", "GM0935", 1},
    {"(GM|PV)\\d{2,4}", "WK0935", 0},
    {"[^@ ]+@[^@ ]+\\.[a-z]+", "iemand@provincie.nl", 1},
    {"[^@ ]+@[^@ ]+\\.[a-z]+", "iemand@provincie", 0},
    {"\\D*", "abc", 1},
    {"é.", "éé", 1},
    {"", "", 1},
    {"(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", 0},
    {"(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 0},
    {"(a", "a", -1},
    {"a)", "a", -1},
    {"[z-a]", "a", -1},
    {"a{3", "aaa", -1},
    {"*", "a", -1},
    {"(a)\\1", "aa", -1},
    {"((((a{100}){100}){100}){100})", "a", -1},
};

static void a_pattern_matches_the_whole_text_in_time_that_does_not_explode(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patronen / sizeof *patronen; i++) {
        bool goed, past = expr_past(&a, str_from(patronen[i].patroon), str_from(patronen[i].tekst), &goed);

        if ((goed ? past : -1) != patronen[i].past)
            fail_msg("%s op %s: %d", patronen[i].patroon, patronen[i].tekst, goed ? past : -1);
    }
}

static void what_a_form_does_not_know_is_refused_with_its_place(void **state)
{
    (void)state;
    assert_string_equal(
        waarde("//a", "", ""),
        "FOUT teken 2 van de expressie (bij \"/a\"): verwacht een naam: \"//\" kent een vragenlijst "
        "niet");
    assert_string_equal(waarde("1 +", "", ""),
                        "FOUT de expressie houdt te vroeg op: verwacht een naam, een waarde of \"(\"");
    assert_string_equal(waarde("'abc", "", ""),
                        "FOUT teken 1 van de expressie: de tekst die daar begint heeft geen "
                        "' aan het eind");
    assert_string_equal(waarde("1 order 2", "", ""),
                        "FOUT teken 3 van de expressie (bij \"order 2\"): verwacht een "
                        "bewerking (and, or, =, +, …) of het einde");
}

static void depth_length_and_work_are_bounded(void **state)
{
    const struct expr *x;
    struct err e = {0};
    struct buf diep, lang, wijd;

    (void)state;
    buf_init(&diep, &a, 1 << 20);
    buf_init(&lang, &a, 1 << 20);
    buf_init(&wijd, &a, 1 << 20);
    for (int i = 0; i < 5000; i++) {
        buf_char(&diep, '(');
        buf_lit(&lang, "1+");
    }
    assert_int_equal(expr_lees(&a, buf_str(&diep), &x, &e), ERR_LIMIT);
    assert_int_equal(expr_lees(&a, buf_str(&lang), &x, &e), ERR_LIMIT);
    buf_lit(&wijd, "<f>");
    for (int i = 0; i < 2000; i++)
        buf_lit(&wijd, "<w>1</w>");
    buf_lit(&wijd, "</f>");
    assert_string_equal(waarde("/f/w[count(/f/w[. = 1]) = 3]", "", str_cstr(&a, buf_str(&wijd))),
                        "FOUT de expressie vraagt te veel rekenwerk");
}

static void unknown_functions_and_wrong_counts_are_found_before_an_answer_is(void **state)
{
    const struct expr *x;
    struct err e = {0};

    (void)state;
    assert_int_equal(expr_lees(&a, STR("true() or bestaatniet(1)"), &x, &e), OK);
    assert_int_equal(expr_controleer(x, &e), ERR_DATA);
    assert_string_equal(e.text, "de functie bestaatniet() bestaat niet");
    assert_int_equal(expr_lees(&a, STR("/f/w[selected(.)]"), &x, &e), OK);
    assert_int_equal(expr_controleer(x, &e), ERR_DATA);
    assert_string_equal(e.text, "selected() kreeg 1 gegevens; verwacht 2");
}

static struct str vraag_naam(void *wie, struct str naam)
{
    (void)wie;
    return str_is(naam, "visie") ? STR("vraag 3") : str_is(naam, "partners") ? STR("vraag 5") : STR("");
}

static struct str keuze_naam(void *wie, struct str naam, struct str w)
{
    (void)wie, (void)naam;
    return str_is(w, "bezig") ? STR("Wij zijn bezig") : STR("");
}

static const struct {
    const char *expr, *zin;
} zinnen[] = {
    {"${visie} = 'bezig'", "het antwoord op vraag 3 'Wij zijn bezig' is"},
    {"${visie} != 'bezig'", "het antwoord op vraag 3 niet 'Wij zijn bezig' is"},
    {"selected(${partners}, 'raad')", "bij het antwoord op vraag 5 'raad' is gekozen"},
    {"not(selected(${partners}, 'raad'))", "bij het antwoord op vraag 5 'raad' niet is gekozen"},
    {"${visie} != ''", "het antwoord op vraag 3 is ingevuld"},
    {"${n} > 2.5 and ${visie} = 'bezig'",
     "het antwoord op vraag n groter is dan 2,5 en het antwoord op vraag 3 'Wij zijn bezig' is"},
    {"5 >= ${n}", "het antwoord op vraag n ten hoogste is 5"},
    {"not(${n} > 2 and (${m} = 1 or ${k} = 1))", "het antwoord op vraag n ten hoogste is 2 of het antwoord "
                                                 "op vraag m niet 1 is en het antwoord op vraag k niet 1 "
                                                 "is"},
    {"(${m} = 1 or ${k} = 1) and ${n} = 1",
     "(het antwoord op vraag m 1 is of het antwoord op vraag k 1 is) en het antwoord op vraag n 1 is"},
    {". <= today()", "dit antwoord ten hoogste is vandaag"},
    {"${d} > date('2024-12-31')", "het antwoord op vraag d groter is dan 31 december 2024"},
    {"${a} + ${b} > 3", "de som van het antwoord op vraag a en het antwoord op vraag b groter is dan 3"},
    {"${a} * 2 < ${b}", "het antwoord op vraag b groter is dan 2 keer het antwoord op vraag a"},
    {"not(${a} - 1 >= ${b} div 2)",
     "het antwoord op vraag a min 1 kleiner is dan het antwoord op vraag b gedeeld door 2"},
    {"${a} + ${b} * 2 > 3", "geldt: \"vraag a + vraag b * 2 > 3\""},
    {"${a} + round(${b}) > 3", "geldt: \"vraag a + round(vraag b) > 3\""},
    {"not(regex(${a}, 'x'))", "niet geldt: \"regex(vraag a, 'x')\""},
    {"count-selected(${partners}) < 14", "bij het antwoord op vraag 5 minder dan 14 keuzes gemaakt zijn"},
    {"not(count-selected(${partners}) >= 1)", "bij het antwoord op vraag 5 minder dan 1 keuze gemaakt is"},
    {"${n} > ${m}", "het antwoord op vraag n groter is dan het antwoord op vraag m"},
};

static void a_condition_reads_as_a_dutch_sentence(void **state)
{
    const struct expr_namen namen = {NULL, vraag_naam, keuze_naam};

    (void)state;
    for (size_t i = 0; i < sizeof zinnen / sizeof *zinnen; i++) {
        const struct expr *x;
        struct err e = {0};

        if (expr_lees(&a, str_from(zinnen[i].expr), &x, &e))
            fail_msg("%s", e.text);
        assert_string_equal(str_cstr(&a, expr_zin(&a, x, &namen)), zinnen[i].zin);
    }
}

static void what_is_needed_comes_first_and_a_circle_is_shown(void **state)
{
    const struct expr_tak takken[] = {{0, 3}, {3, 1}, {2, 0}, {1, 1 + 3}, {4, 0}};
    uint32_t orde[5], plek[5], *kring = NULL;
    size_t n_kring = 0;
    struct err e = {0};

    (void)state;
    assert_int_equal(expr_volgorde(&a, 5, takken, 4, orde, &kring, &n_kring, &e), OK);
    for (uint32_t i = 0; i < 5; i++)
        plek[orde[i]] = i;
    for (size_t i = 0; i < 4; i++)
        assert_true(plek[takken[i].naar] < plek[takken[i].van]);
    assert_int_equal(expr_volgorde(&a, 5, takken, 5, orde, &kring, &n_kring, &e), ERR_DATA);
    assert_int_equal(n_kring, 5); /* 0 → 3 → 1 → 4 → 0 */
    assert_int_equal(kring[0], kring[4]);
}

static int opschrijven(void *wie, const struct expr_gebruik *g, struct err *e)
{
    static const char *const soorten[] = {"gelijk", "volgorde", "rekenen"};
    struct buf *b = wie;

    (void)e;
    buf_fmt(b, "%s%.*s %s %s", b->n ? "; " : "", STR_ARG(g->naam), soorten[g->soort],
            g->tegen == EXPR_TEKST   ? "tekst "
            : g->tegen == EXPR_GETAL ? "getal"
                                     : "iets");
    buf_add(b, g->tekst);
    return OK;
}

static void what_is_done_with_each_reference_is_told(void **state)
{
    static const struct {
        const char *uitdrukking, *gebruik;
    } gevallen[] = {
        {"${a} = 'x' and 'y' != ${b}", "a gelijk tekst x; b gelijk tekst y"},
        {"not(${a} <= 5) or -1 < ${b}", "a volgorde getal; b volgorde getal"},
        {"${a} * 2 < ${b}", "b volgorde iets; a rekenen getal"},
        {"if(${a} > ${b}, -${c}, 1) = 1", "a volgorde iets; b volgorde iets; c rekenen iets"},
        {"selected(${a}, 'x') or 1 = 1", ""}, /* a function takes what it gets */
    };

    (void)state;
    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        const struct expr *x;
        struct err e = {0};
        struct buf b;

        buf_init(&b, &a, 1000);
        assert_int_equal(expr_lees(&a, str_from(gevallen[i].uitdrukking), &x, &e), OK);
        assert_int_equal(expr_gebruiken(x, opschrijven, &b, &e), OK);
        assert_string_equal(str_cstr(&a, buf_str(&b)), gevallen[i].gebruik);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_the_row_of_the_shared_repeat),
        cmocka_unit_test(a_reference_in_a_text_is_text),
        cmocka_unit_test(an_empty_answer_is_false_and_no_number),
        cmocka_unit_test(a_decimal_comma_is_read),
        cmocka_unit_test(a_day_is_a_day_whatever_the_zone),
        cmocka_unit_test(a_day_in_a_text_is_no_number_until_it_is_read),
        cmocka_unit_test(a_moment_counts_from_1970_in_utc),
        cmocka_unit_test(a_day_that_is_text_where_it_is_reckoned_with_is_found),
        cmocka_unit_test(numbers_that_hardly_differ_are_equal),
        cmocka_unit_test(a_row_with_questions_is_not_empty),
        cmocka_unit_test(what_needs_an_answer_is_refused_where_there_is_none),
        cmocka_unit_test(a_line_has_a_length_and_a_text_a_language),
        cmocka_unit_test(a_pattern_matches_the_whole_text_in_time_that_does_not_explode),
        cmocka_unit_test(what_a_form_does_not_know_is_refused_with_its_place),
        cmocka_unit_test(depth_length_and_work_are_bounded),
        cmocka_unit_test(unknown_functions_and_wrong_counts_are_found_before_an_answer_is),
        cmocka_unit_test(a_condition_reads_as_a_dutch_sentence),
        cmocka_unit_test(what_is_needed_comes_first_and_a_circle_is_shown),
        cmocka_unit_test(what_is_done_with_each_reference_is_told),
    };

    return cmocka_run_group_tests(tests, op, af);
}
