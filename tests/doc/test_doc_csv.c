/* SPDX-License-Identifier: EUPL-1.2
 * A table of a value tree as CSV, for machines and for people. */
#include "hulp.h"

#include "doc/csv.h"

#define BOM "\xEF\xBB\xBF"

static const char *csv(const char *table, enum csv_dialect dialect)
{
    struct err e = {0};
    struct doc *d = NULL;
    struct buf b;

    if (json_read(&arena, str_from(table), (struct json_limits){0}, &d, &e))
        fail_msg("%s: %s", table, e.text);
    buf_init(&b, &arena, 1 << 20);
    csv_write(&b, d, dialect);
    assert_false(b.over);
    return str_cstr(&arena, buf_str(&b));
}

static const char figures[] =
    "{\"titel\":\"Plannen\",\"kolommen\":[{\"code\":\"gebied\"},{\"code\":\"aantal\",\"titel\":\"Aantal\","
    "\"soort\":"
    "\"getal\"},{\"code\":\"bedrag\",\"soort\":\"getal\",\"schaal\":2},{\"code\":\"deel\",\"soort\":"
    "\"procent\"},"
    "{\"code\":\"datum\",\"soort\":\"datum\"},{\"code\":\"ok\"}],\"rijen\":["
    "{\"gebied\":\"Súdwest-Fryslân\",\"aantal\":1118302,\"bedrag\":-123456,\"deel\":43.25,\"datum\":\"2023-"
    "11-01\","
    "\"ok\":true},"
    "{\"ok\":false,\"gebied\":\"Bergen (L.)\",\"aantal\":null,\"datum\":20240101,\"bedrag\":5,\"extra\":1}]}";

static void machines_get_points_and_commas(void **state)
{
    (void)state;
    assert_string_equal(csv(figures, CSV_MACHINE),
                        "gebied,aantal,bedrag,deel,datum,ok\r\n"
                        "Súdwest-Fryslân,1118302,-1234.56,43.25,2023-11-01,true\r\n"
                        "Bergen (L.),,0.05,,2024-01-01,false\r\n");
}

static void people_get_what_a_dutch_spreadsheet_opens(void **state)
{
    (void)state;
    assert_string_equal(csv(figures, CSV_SPREADSHEET),
                        BOM "gebied;aantal;bedrag;deel;datum;ok\r\n"
                            "Súdwest-Fryslân;1118302;-1234,56;43,25;2023-11-01;ja\r\n"
                            "Bergen (L.);;0,05;;2024-01-01;nee\r\n");
}

static const char texts[] =
    "{\"kolommen\":[{\"code\":\"a\"}],\"rijen\":[{\"a\":\"een, twee; drie\"},{\"a\":\"zij zei \\\"ja\\\"\"},"
    "{\"a\":\"regel 1\\nregel 2\"},{\"a\":\" rand \"},{\"a\":[1,\"x\"]},{\"a\":\"\"},{}]}";

static void texts_are_quoted_where_needed(void **state)
{
    (void)state;
    assert_string_equal(
        csv(texts, CSV_MACHINE),
        "a\r\n\"een, twee; drie\"\r\n\"zij zei \"\"ja\"\"\"\r\n\"regel 1\nregel 2\"\r\n\" rand \"\r\n"
        "\"[1,\"\"x\"\"]\"\r\n\r\n\r\n");
}

static const char formulas[] = "{\"kolommen\":[{\"code\":\"a\"}],\"rijen\":[{\"a\":\"=1+1\"},{\"a\":\"+cmd|'/"
                               "C calc'!A0\"},{\"a\":\"-2+3\"},"
                               "{\"a\":\"@SUM(A1;B1)\"},{\"a\":\"\\t=1\"},{\"a\":\" "
                               "=1\"},{\"a\":\"-47\"},{\"a\":\"-1,5\"},{\"a\":\"-\"},"
                               "{\"a\":-47},{\"a\":\"a=b\"}]}";

static void formulas_are_made_harmless_for_people_only(void **state)
{
    (void)state;
    assert_string_equal(
        csv(formulas, CSV_SPREADSHEET),
        BOM "a\r\n'=1+1\r\n'+cmd|'/C calc'!A0\r\n'-2+3\r\n\"'@SUM(A1;B1)\"\r\n'\t=1\r\n\"' =1\"\r\n"
            "-47\r\n-1,5\r\n-\r\n-47\r\na=b\r\n");
    assert_string_equal(csv(formulas, CSV_MACHINE),
                        "a\r\n=1+1\r\n+cmd|'/C calc'!A0\r\n-2+3\r\n@SUM(A1;B1)\r\n\t=1\r\n"
                        "\" =1\"\r\n-47\r\n\"-1,5\"\r\n-\r\n-47\r\na=b\r\n");
}

static void what_is_no_table_gives_no_rows(void **state)
{
    (void)state;
    assert_string_equal(csv("null", CSV_MACHINE), "\r\n");
    assert_string_equal(
        csv("{\"kolommen\":[null,{\"code\":\"b\",\"schaal\":99}],\"rijen\":[1,{\"b\":1}]}", CSV_MACHINE),
        ",b\r\n,\r\n,0.000000001\r\n");
}

static void the_cap_stops_the_writing(void **state)
{
    struct err e = {0};
    struct doc *d = NULL;
    struct buf b;

    (void)state;
    assert_int_equal(json_read(&arena, str_from(figures), (struct json_limits){0}, &d, &e), OK);
    buf_init(&b, &arena, 50);
    csv_write(&b, d, CSV_MACHINE);
    assert_true(b.over);
    assert_true(b.n <= 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(machines_get_points_and_commas, setup, teardown),
        cmocka_unit_test_setup_teardown(people_get_what_a_dutch_spreadsheet_opens, setup, teardown),
        cmocka_unit_test_setup_teardown(texts_are_quoted_where_needed, setup, teardown),
        cmocka_unit_test_setup_teardown(formulas_are_made_harmless_for_people_only, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_table_gives_no_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cap_stops_the_writing, setup, teardown),
    };

    return cmocka_run_group_tests_name("doc_csv", tests, NULL, NULL);
}
