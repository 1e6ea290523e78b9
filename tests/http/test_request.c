/* SPDX-License-Identifier: EUPL-1.2
 * Targets, percent-encoding, queries, cookies and multipart bodies, as sent by friends and by others. */
#include "fixture.h"

#include <string.h>

static int arena_up(void **state)
{
    struct arena *a = test_malloc(sizeof *a);

    arena_init(a, 0);
    *state = a;
    return 0;
}

static int arena_down(void **state)
{
    arena_done(*state);
    test_free(*state);
    return 0;
}

static void a_target_falls_apart_into_decoded_segments_and_a_raw_query(void **state)
{
    struct http_target t;
    struct err e;

    assert_int_equal(http_target_parse(*state, STR("/gemeenten/S%C3%BAdwest/?q=a%20b&x"), &t, &e), OK);
    assert_int_equal(t.n, 2);
    assert_str(t.seg[0], "gemeenten");
    assert_str(t.seg[1], "Súdwest");
    assert_str(t.raw[1], "S%C3%BAdwest");
    assert_str(t.raw_query, "q=a%20b&x");
    assert_true(t.slash);
    assert_false(t.hollow);
}

static void the_absolute_form_of_a_target_is_understood(void **state)
{
    struct http_target t;
    struct err e;

    assert_int_equal(http_target_parse(*state, STR("http://elders.nl/a"), &t, &e), OK);
    assert_int_equal(t.n, 1);
    assert_str(t.seg[0], "a");
    assert_int_equal(http_target_parse(*state, STR("https://elders.nl"), &t, &e), OK);
    assert_int_equal(t.n, 0);
}

static void an_empty_segment_is_noticed(void **state)
{
    static const char *const hollow[] = {"//", "//a", "/a//b", "/a//", "//elders.nl/"};
    struct http_target t;
    struct err e;

    for (size_t i = 0; i < sizeof hollow / sizeof *hollow; i++) {
        assert_int_equal(http_target_parse(*state, str_from(hollow[i]), &t, &e), OK);
        assert_true(t.hollow);
    }
}

static void a_target_that_is_not_strictly_right_is_refused(void **state)
{
    static const char *const bad[] = {"",           "*",
                                      "a",          "/%",
                                      "/%4",        "/a%zz",
                                      "/%00",       "/a%0Ab",
                                      "/..",        "/a/../b",
                                      "/%2e%2E/",   "/.",
                                      "/a%2Fb",     "/a%5cb",
                                      "/%ff",       "/%C3%28",
                                      "/%ED%A0%80", "/a#b",
                                      "/a b",       "ftp://x/",
                                      "/\x7f",      "/a\\b",
                                      "/a?b\x01",   "/g/...json",
                                      "/..csv",     "/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7"};
    struct http_target t;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err e = {0};

        if (http_target_parse(*state, str_from(bad[i]), &t, &e) != ERR_DATA)
            fail_msg("aangenomen: %s", bad[i]);
        assert_true(*e.text);
    }
}

static void a_suffix_names_a_format_and_needs_a_stem(void **state)
{
    enum http_format f;
    struct str stem;

    (void)state;
    assert_true(http_suffix(STR("a.b.csv"), &stem, &f));
    assert_str(stem, "a.b");
    assert_int_equal(f, HTTP_CSV);
    assert_false(http_suffix(STR(".json"), &stem, &f));
    assert_false(http_suffix(STR("a.pdf"), &stem, &f));
    assert_false(http_suffix(STR("json"), &stem, &f));
}

static int fields(struct arena *a, const char *text, const struct http_route *r, struct doc **ret)
{
    struct err e = {0};

    *ret = doc_map(a);
    return http_fields_parse(a, str_from(text), r, PARAM_QUERY, *ret, &e);
}

static void a_query_gives_text_under_names(void **state)
{
    struct doc *d;

    assert_int_equal(fields(*state, "a=1&b=x+y%2B%26&&leeg=&kaal&c%3D=%E2%82%AC", NULL, &d), OK);
    assert_str(doc_get_str(d, STR("a")), "1");
    assert_str(doc_get_str(d, STR("b")), "x y+&");
    assert_str(doc_get_str(d, STR("leeg")), "");
    assert_non_null(doc_get(d, STR("kaal")));
    assert_str(doc_get_str(d, STR("c=")), "€");
    assert_int_equal(d->map.n, 5);
}

static void a_name_twice_is_refused_unless_the_route_says_list(void **state)
{
    const struct http_param params[] = {
        {"a", "", PARAM_QUERY, false, true}, {"b", "", PARAM_FORM, false, true}, {0}};
    const struct http_route r = {.params = params};
    struct doc *d;

    assert_int_equal(fields(*state, "a=1&a=2", NULL, &d), ERR_DATA);
    assert_int_equal(fields(*state, "b=1&b=2", &r, &d), ERR_DATA);
    assert_int_equal(fields(*state, "a=1&a=2", &r, &d), OK);
    assert_int_equal(doc_get(d, STR("a"))->list.n, 2);
    assert_int_equal(fields(*state, "a=1", &r, &d), OK);
    assert_int_equal(doc_get(d, STR("a"))->type, DOC_LIST);
}

static void a_query_that_is_not_strictly_right_is_refused(void **state)
{
    static const char *const bad[] = {"a=%", "a=%1", "%zz=1", "a=%00", "a=%ff", "=1", "a=%1b", "%0=1"};
    struct doc *d;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(fields(*state, bad[i], NULL, &d), ERR_DATA);
}

static void too_many_fields_and_too_long_names_are_refused(void **state)
{
    struct arena *a = *state;
    struct doc *d;
    struct buf b;

    buf_init(&b, a, 1 << 20);
    for (int i = 0; i <= HTTP_FIELDS_MAX; i++)
        buf_fmt(&b, "n%d=1&", i);
    assert_int_equal(fields(a, str_cstr(a, buf_str(&b)), NULL, &d), ERR_LIMIT);
    buf_init(&b, a, 1 << 20);
    for (int i = 0; i <= HTTP_NAME_MAX; i++)
        buf_char(&b, 'n');
    assert_int_equal(fields(a, str_cstr(a, buf_str(&b)), NULL, &d), ERR_LIMIT);
}

static void cookies_are_read_and_odd_ones_passed_over(void **state)
{
    struct doc *d =
        http_cookies_parse(*state, STR("sessie=abc; q=\"x\"; ; leeg=; sessie=anders; k @=1; v=a\"b; los"));

    assert_str(doc_get_str(d, STR("sessie")), "abc");
    assert_str(doc_get_str(d, STR("q")), "x");
    assert_non_null(doc_get(d, STR("leeg")));
    assert_int_equal(d->map.n, 3);
}

static void a_parameter_of_a_header_is_found_quoted_or_not(void **state)
{
    struct str v = STR("form-data; name=\"a;\\\"b\\\\c\\d\"; filename=x y ; los; q");

    assert_str(http_header_param(*state, v, "name"), "a;\"b\\c\\d");
    assert_str(http_header_param(*state, v, "FileName"), "x y");
    assert_str(http_header_param(*state, v, "los"), "");
    assert_null(http_header_param(*state, v, "niet").p);
    assert_null(http_header_param(*state, STR("x; name=\"open"), "name").p);
    assert_null(http_header_param(*state, STR(""), "name").p);
}

/* ---- multipart ---- */

static int multipart(struct arena *a, struct str body, struct http_req *q, struct err *e)
{
    *q = (struct http_req){.a = a, .form = doc_map(a)};
    *e = (struct err){0};
    return http_multipart_parse(q, STR("multipart/form-data; boundary=\"gr ens\""), body, NULL, e);
}

#define PART(disposition, bytes)                                                                             \
    "--gr ens\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" bytes "\r\n"
#define END "--gr ens--\r\n"

static void a_form_with_files_gives_texts_and_lent_bytes(void **state)
{
    struct str body = STR(PART("name=\"soort\"", "opgave\r\nregel twee") PART("name=\"leeg\"", "") PART(
        "name=\"bestand\"; filename=\"C:\\map\\plan%22nen.csv\"\r\nContent-Type: text/csv",
        "a;b\r\n--gr en\r\n\0\xff\r\n-") PART("name=\"niets\"; filename=\"\"", "") END "naloop");
    struct http_req q;
    struct err e;

    assert_int_equal(multipart(*state, body, &q, &e), OK);
    assert_str(doc_get_str(q.form, STR("soort")), "opgave\r\nregel twee");
    assert_str(doc_get_str(q.form, STR("leeg")), "");
    assert_int_equal(q.form->map.n, 2);
    assert_int_equal(q.n_uploads, 1);
    assert_str(q.uploads[0].field, "bestand");
    assert_str(q.uploads[0].name, "plan\"nen.csv");
    assert_int_equal(q.uploads[0].bytes.n, 19);
    assert_true(q.uploads[0].bytes.p > body.p && q.uploads[0].bytes.p < body.p + body.n);
}

static void every_shorter_piece_of_a_form_is_refused(void **state)
{
    struct str body = STR(PART("name=\"a\"", "1") PART("name=\"b\"; filename=\"x\"", "22") "--gr ens--");
    struct http_req q;
    struct err e;

    assert_int_equal(multipart(*state, body, &q, &e), OK);
    for (size_t n = 0; n < body.n; n++)
        if (!multipart(*state, str_sub(body, 0, n), &q, &e))
            fail_msg("aangenomen na %zu bytes", n);
}

static void a_form_that_no_browser_would_send_is_refused(void **state)
{
    static const struct str bad[] = {
        STR_INIT(""),
        STR_INIT("voorloop\r\n" PART("name=\"a\"", "1") END),
        STR_INIT(PART("filename=\"a\"", "1") END),
        STR_INIT(PART("name=\"\"", "1") END),
        STR_INIT(PART("name=\"a%0Ab\"", "1") END),
        STR_INIT(PART("name=\"a\"", "\xff") END),
        STR_INIT(PART("name=\"a\"", "\0") END),
        STR_INIT(PART("name=\"a\"; filename=\"\xfe\"", "1") END),
        STR_INIT(PART("name=\"a\"\r\nContent-Transfer-Encoding: base64", "1") END),
        STR_INIT(PART("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") END),
        STR_INIT(PART("name=\"a\"", "1") PART("name=\"a\"", "1") END),
        STR_INIT("--gr ens\r\n\r\n1\r\n" END),
        STR_INIT("--gr ens\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END),
        STR_INIT("--gr ens\r\nzonder dubbele punt\r\n\r\n1\r\n" END),
        STR_INIT("--gr ensx\r\n" END),
    };
    struct http_req q;
    struct err e;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (multipart(*state, bad[i], &q, &e) != ERR_DATA)
            fail_msg("aangenomen: %zu", i);
        assert_true(*e.text);
    }
}

static void a_boundary_must_be_there_and_be_one(void **state)
{
    static const char *const bad[] = {
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a\nb\"",
        "multipart/form-data; boundary=\"a \"",
        ("multipart/form-data; boundary="
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct http_req q = {.a = *state, .form = doc_map(*state)};
        struct err e = {0};

        assert_int_equal(http_multipart_parse(&q, str_from(bad[i]), STR("--a\r\n"), NULL, &e), ERR_DATA);
    }
}

static void too_many_files_or_parts_are_refused(void **state)
{
    struct arena *a = *state;
    struct http_req q;
    struct err e;
    struct buf b;

    buf_init(&b, a, 1 << 20);
    for (int i = 0; i <= HTTP_UPLOADS_MAX; i++)
        buf_lit(&b, PART("name=\"f\"; filename=\"x\"", "1"));
    buf_lit(&b, END);
    assert_int_equal(multipart(a, buf_str(&b), &q, &e), ERR_LIMIT);
    buf_init(&b, a, 1 << 20);
    for (int i = 0; i <= HTTP_FIELDS_MAX; i++)
        buf_lit(&b, PART("name=\"f\"; filename=\"\"", ""));
    buf_lit(&b, END);
    assert_int_equal(multipart(a, buf_str(&b), &q, &e), ERR_LIMIT);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, arena_up, arena_down)
    const struct CMUnitTest tests[] = {
        T(a_target_falls_apart_into_decoded_segments_and_a_raw_query),
        T(the_absolute_form_of_a_target_is_understood),
        T(an_empty_segment_is_noticed),
        T(a_target_that_is_not_strictly_right_is_refused),
        T(a_suffix_names_a_format_and_needs_a_stem),
        T(a_query_gives_text_under_names),
        T(a_name_twice_is_refused_unless_the_route_says_list),
        T(a_query_that_is_not_strictly_right_is_refused),
        T(too_many_fields_and_too_long_names_are_refused),
        T(cookies_are_read_and_odd_ones_passed_over),
        T(a_parameter_of_a_header_is_found_quoted_or_not),
        T(a_form_with_files_gives_texts_and_lent_bytes),
        T(every_shorter_piece_of_a_form_is_refused),
        T(a_form_that_no_browser_would_send_is_refused),
        T(a_boundary_must_be_there_and_be_one),
        T(too_many_files_or_parts_are_refused),
    };

    return cmocka_run_group_tests_name("http_request", tests, NULL, NULL);
}
