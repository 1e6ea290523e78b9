/* SPDX-License-Identifier: EUPL-1.2
 * The value tree, and JSON in and out. */
#include "hulp.h"

#include <math.h>

static const char *written(const struct doc *d, int indent)
{
    struct buf b;

    buf_init(&b, &arena, 1 << 24);
    json_write(&b, d, indent);
    assert_false(b.over);
    return str_cstr(&arena, buf_str(&b));
}

static void refused(struct str text, int code, const char *words)
{
    struct err e = {0};
    struct doc *d = NULL;

    assert_int_equal(json_read(&arena, text, (struct json_limits){0}, &d, &e), code);
    assert_null(d);
    if (!strstr(e.text, words))
        fail_msg("expected \"%s\" in \"%s\"", words, e.text);
}

static void a_map_keeps_order_and_replaces_in_place(void **state)
{
    struct doc *m = doc_map(&arena);

    (void)state;
    DOC_SET_INT(&arena, m, "b", 1);
    DOC_SET_STR(&arena, m, "a", STR("x"));
    DOC_SET_BOOL(&arena, m, "b", true);
    assert_string_equal(written(m, 0), "{\"b\":true,\"a\":\"x\"}");
    assert_true(str_is(doc_get_str(m, STR("a")), "x"));
    assert_int_equal(doc_get_str(m, STR("b")).n, 0);
    assert_null(doc_get(doc_get(m, STR("geen")), STR("iets")));
}

static void a_large_map_finds_all_its_keys(void **state)
{
    struct doc *m = doc_map(&arena);

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 1000; i++)
            doc_set(&arena, m, str_fmt(&arena, "k%d", i), doc_int(&arena, i + round));
    assert_int_equal(m->map.n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(doc_get(m, str_fmt(&arena, "k%d", i))->i, i + 1);
    assert_null(doc_get(m, STR("k1000")));
}

static void true_is_what_is_there(void **state)
{
    struct doc *l = doc_list(&arena);

    (void)state;
    assert_false(doc_truthy(NULL));
    assert_false(doc_truthy(doc_null(&arena)));
    assert_false(doc_truthy(doc_bool(&arena, false)));
    assert_false(doc_truthy(l));
    doc_add(&arena, l, doc_null(&arena));
    assert_true(doc_truthy(l));
    assert_true(doc_truthy(doc_bool(&arena, true)));
    assert_true(doc_truthy(doc_map(&arena)));
    assert_true(doc_truthy(doc_int(&arena, 0)));
}

static void all_kinds_are_read(void **state)
{
    struct doc *d = json(" {\"a\" : [1, -2, 3.5, true, false, null, \"x\", {}, []]\r\n}\t");

    (void)state;
    assert_string_equal(written(d, 0), "{\"a\":[1,-2,3.5,true,false,null,\"x\",{},[]]}");
    assert_string_equal(written(d, 2),
                        "{\n  \"a\": [\n    1,\n    -2,\n    3.5,\n    true,\n    false,\n    null,\n"
                        "    \"x\",\n    {},\n    []\n  ]\n}");
}

static void escapes_are_read(void **state)
{
    struct doc *d = json("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00eB\\u20AC\\uD83D\\uDE00 langere staart\"");

    (void)state;
    assert_true(str_is(d->s, "\"\\/\b\f\n\r\tAë€\xF0\x9F\x98\x80 langere staart"));
    d = json("\"eerst gewoon, dan \\\\\"");
    assert_true(str_is(d->s, "eerst gewoon, dan \\"));
    d = json("\"a\\u0000b\"");
    assert_int_equal(d->s.n, 3);
    assert_string_equal(written(d, 0), "\"a\\u0000b\"");
}

static void escapes_are_written_where_needed_only(void **state)
{
    (void)state;
    assert_string_equal(
        written(doc_str(&arena, STR("\"\\/\b\f\n\r\t\x01\x1f\x7f é€ 'n lange tekst <b>&")), 0),
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f é€ 'n lange tekst <b>&\"");
    assert_string_equal(written(doc_str(&arena, STR("Fryslân \xFFx\xC3")), 0),
                        "\"Fryslân \xEF\xBF\xBDx\xEF\xBF\xBD\"");
    assert_string_equal(written(doc_str(&arena, STR("\xEF\xBF\xBD")), 0), "\"\xEF\xBF\xBD\"");
    assert_string_equal(written(doc_str(&arena, (struct str){NULL, 0}), 0), "\"\"");
    assert_string_equal(written(NULL, 0), "null");
}

static void text_longer_than_the_chunk_is_written_whole(void **state)
{
    char *long_text = arena_alloc(&arena, 100001);
    struct doc *l = doc_list(&arena);
    const char *text;

    (void)state;
    memset(long_text, 'x', 100000);
    for (size_t n = 4080; n < 4110; n++)
        doc_add(&arena, l, doc_str(&arena, (struct str){long_text, n}));
    doc_add(&arena, l, doc_str(&arena, (struct str){long_text, 100000}));
    text = written(l, 0);
    l = json(text);
    assert_int_equal(l->list.n, 31);
    for (size_t i = 0; i < 30; i++)
        assert_int_equal(l->list.at[i]->s.n, 4080 + i);
    assert_int_equal(l->list.at[30]->s.n, 100000);
}

static void whole_numbers_keep_all_digits(void **state)
{
    static const char *const same[] = {
        "0", "7", "10", "99", "100", "-1", "9223372036854775807", "-9223372036854775808"};

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct doc *d = json(same[i]);

        assert_int_equal(d->type, DOC_INT);
        assert_string_equal(written(d, 0), same[i]);
    }
    assert_int_equal(json("9223372036854775808")->type, DOC_NUM);
    assert_string_equal(written(json("9223372036854775808"), 0), "9.223372036854776e18");
}

static void doubles_are_written_with_the_fewest_digits(void **state)
{
    static const struct {
        double d;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.21, "1.21"},
        {481.8, "481.8"},
        {1.0 / 3, "0.3333333333333333"},
        {1e15, "1000000000000000"},
        {1e-6, "0.000001"},
        {1e-7, "1e-7"},
        {123e-8, "0.00000123"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e308"},
        {1e22, "1e22"},
        {1e23, "1e23"},
        {9007199254740991.0, "9007199254740991"},
        {9007199254740992.0, "9.007199254740992e15"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {123456789012345.6, "123456789012345.6"},
        {0.00012345678901234567, "0.00012345678901234567"},
        {NAN, "null"},
        {INFINITY, "null"},
        {-INFINITY, "null"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written(doc_num(&arena, cases[i].d), 0), cases[i].text);
}

static double as_double(const struct doc *d)
{
    return d->type == DOC_INT ? (double)d->i : d->d;
}

static void doubles_come_back_as_they_went(void **state)
{
    uint64_t bits = 88172645463325252u;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        double d, back;
        char reference[64];

        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        memcpy(&d, &bits, sizeof d);
        if (i % 4 == 1)
            d = (double)(int64_t)(bits % 1000000000) / 1000; /* as figures are */
        else if (i % 4 == 2)
            d = (double)(bits >> 12) / 4503599627370496.0;
        if (!isfinite(d))
            continue;
        back = as_double(json(written(doc_num(&arena, d), 0)));
        if (memcmp(&d, &back, sizeof d))
            fail_msg("%.17g came back as %.17g", d, back);
        snprintf(reference, sizeof reference, "%.*e", (int)(bits % 25),
                 d); /* our reader against the C library's */
        back = as_double(json(reference));
        d = strtod(reference, NULL);
        if (memcmp(&d, &back, sizeof d))
            fail_msg("%s was read as %.17g", reference, back);
        arena_reset(&arena);
    }
}

static void long_numbers_are_rounded_right(void **state)
{
    struct buf b;

    (void)state;
    assert_true(json("9007199254740993.0")->d == 9007199254740992.0);
    assert_true(json("9007199254740993.00000000000000000000000000001")->d == 9007199254740994.0);
    buf_init(&b, &arena, 1 << 20); /* halfway, decided by a digit beyond those that are kept */
    buf_lit(&b, "9007199254740993.");
    for (int i = 0; i < 2000; i++)
        buf_char(&b, '0');
    buf_char(&b, '1');
    assert_true(json(str_cstr(&arena, buf_str(&b)))->d == 9007199254740994.0);
    buf_init(&b, &arena, 1 << 20);
    buf_lit(&b, "0.");
    for (int i = 0; i < 2000; i++)
        buf_char(&b, '0');
    buf_lit(&b, "15e2001");
    assert_true(json(str_cstr(&arena, buf_str(&b)))->d == 1.5);
    assert_true(json("0e999999999999999999999")->d == 0);
    assert_true(json("1e-999999999999999999999")->d == 0);
    assert_true(json("2.5E+1")->d == 25);
}

static void what_is_not_json_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", "regel 1, kolom 1: hier hoort een waarde"},
        {"  \n ", "regel 2, kolom 2: "},
        {"\"é\"\n\n  x", "regel 3, kolom 3: na de waarde hoort niets meer te komen, maar er staat x"},
        {"1 2", "regel 1, kolom 3"},
        {"nul", "hier hoort een waarde"},
        {"truex", "niets meer te komen"},
        {"01", "een getal begint niet met een nul"},
        {"-", "hier hoort een cijfer te staan, maar de tekst houdt hier op"},
        {"+1", "hier hoort een waarde"},
        {".5", "hier hoort een waarde"},
        {"1.", "hier hoort een cijfer"},
        {"1e", "hier hoort een cijfer"},
        {"1.e3", "hier hoort een cijfer te staan, maar er staat e"},
        {"1e999", "dit getal is te groot"},
        {"NaN", "hier hoort een waarde"},
        {"[1,]", "kolom 4: hier hoort een waarde"},
        {"[1", "na een waarde in een lijst hoort een komma of ], maar de tekst houdt hier op"},
        {"[1 2]", "kolom 4: na een waarde in een lijst"},
        {"{\"a\":1,}", "kolom 8: hier hoort een sleutel"},
        {"{a:1}", "hier hoort een sleutel"},
        {"{\"a\" 1}", "hoort een dubbele punt"},
        {"{\"a\":1 \"b\":2}", "hoort een komma of }"},
        {"{\"a\":1,\n \"b\":2,\n \"a\":3}", "regel 3, kolom 2: de sleutel \"a\" staat er twee keer"},
        {"{\"a\":1,\"\\u0061\":3}", "twee keer"},
        {"'a'", "hier hoort een waarde"},
        {"\"a", "regel 1, kolom 3: een tekst zonder sluitend aanhalingsteken"},
        {"\"a\\n", "zonder sluitend"},
        {"\"a\nb\"", "stuurteken"},
        {"\"\\x\"", "na \\ hoort een van"},
        {"\"\\", "na \\ hoort een van"},
        {"\"\\u12g4\"", "vier hexadecimale cijfers"},
        {"\"\\u12", "vier hexadecimale cijfers"},
        {"\"ab\\uD800\"", "kolom 4: een half teken"},
        {"\"\\uDC00\"", "een half teken"},
        {"\"\\uD800\\u0041\"", "een half teken"},
        {"\"\\uD800\\n\"", "een half teken"},
        {"\"\xC0\x80\"", "geen UTF-8"},
        {"\"\xED\xA0\x80\"", "geen UTF-8"},
        {"\"a\\n\xFF\"", "geen UTF-8"},
        {"\xFF", "geen UTF-8"},
        {"\xEF\xBB\xBF{}", "er staat teken U+FEFF"},
        {"[1]/**/", "niets meer"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        refused(str_from(cases[i].text), ERR_DATA, cases[i].words);
    refused(STR("[1,\0]"), ERR_DATA, "teken U+0000");
    refused(STR("\"a\0b\""), ERR_DATA, "teken U+0000");
    refused(STR("1\0"), ERR_DATA, "niets meer");
}

static void a_duplicate_is_found_in_a_large_map_too(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &arena, 1 << 20);
    buf_char(&b, '{');
    for (int i = 0; i < 1000; i++)
        buf_fmt(&b, "\"k%d\":%d,", i, i);
    assert_true(str_is(str_sub(buf_str(&b), 0, 5), "{\"k0\""));
    buf_lit(&b, "\"k500\":1}");
    refused(buf_str(&b), ERR_DATA, "de sleutel \"k500\" staat er twee keer");
}

static void depth_and_size_are_bounded(void **state)
{
    char open[3000];
    struct err e = {0};
    struct doc *d = NULL;
    struct arena small;

    (void)state;
    memset(open, '[', sizeof open);
    refused((struct str){open, sizeof open}, ERR_LIMIT, "kolom 65: meer dan 64 niveaus");
    assert_int_equal(
        json_read(&arena, (struct str){open, sizeof open}, (struct json_limits){.depth = SIZE_MAX}, &d, &e),
        ERR_LIMIT);
    assert_non_null(strstr(e.text, "kolom 1001: meer dan 1000 niveaus"));
    assert_int_equal(json_read(&arena, STR("[[1],[2],{\"a\":[]}]"), (struct json_limits){.depth = 3}, &d, &e),
                     OK);
    assert_int_equal(json_read(&arena, STR("[[[1]]]"), (struct json_limits){.depth = 2}, &d, &e), ERR_LIMIT);
    assert_int_equal(json_read(&arena, STR("[1234]"), (struct json_limits){.bytes = 5}, &d, &e), ERR_LIMIT);
    assert_int_equal(json_read(&arena, STR("[123]"), (struct json_limits){.bytes = 5}, &d, &e), OK);
    arena_init(&small, 1000);
    memset(open, '1', sizeof open);
    for (size_t i = 1; i < sizeof open; i += 2)
        open[i] = ',';
    open[0] = '[';
    open[sizeof open - 1] = ']';
    open[1] = '1';
    assert_int_equal(json_read(&small, (struct str){open, sizeof open}, (struct json_limits){0}, &d, &e),
                     ERR_LIMIT);
    assert_non_null(strstr(e.text, "te groot"));
    arena_done(&small);
}

static void writing_stops_at_the_cap(void **state)
{
    struct doc *l = doc_list(&arena);
    struct buf b;

    (void)state;
    for (int i = 0; i < 100000; i++)
        doc_add(&arena, l, doc_int(&arena, i));
    buf_init(&b, &arena, 10000);
    json_write(&b, l, 0);
    assert_true(b.over);
    assert_true(b.n <= 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_map_keeps_order_and_replaces_in_place, setup, teardown),
        cmocka_unit_test_setup_teardown(a_large_map_finds_all_its_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(true_is_what_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(all_kinds_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(escapes_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(escapes_are_written_where_needed_only, setup, teardown),
        cmocka_unit_test_setup_teardown(text_longer_than_the_chunk_is_written_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(whole_numbers_keep_all_digits, setup, teardown),
        cmocka_unit_test_setup_teardown(doubles_are_written_with_the_fewest_digits, setup, teardown),
        cmocka_unit_test_setup_teardown(doubles_come_back_as_they_went, setup, teardown),
        cmocka_unit_test_setup_teardown(long_numbers_are_rounded_right, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_not_json_is_refused_with_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(a_duplicate_is_found_in_a_large_map_too, setup, teardown),
        cmocka_unit_test_setup_teardown(depth_and_size_are_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(writing_stops_at_the_cap, setup, teardown),
    };

    return cmocka_run_group_tests_name("doc_json", tests, NULL, NULL);
}
