/* SPDX-License-Identifier: EUPL-1.2
 * Accept, Accept-Encoding, entity tags and ranges. */
#include "fixture.h"

enum { ALL = 31 };

static void format_is(const char *header, unsigned offered, int want)
{
    enum http_format got;

    if (!http_accept(str_from(header), offered, &got))
        assert_int_equal(want, -1);
    else
        assert_int_equal(want, got);
}

static void a_browser_gets_a_page(void **state)
{
    (void)state;
    format_is("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", ALL,
              HTTP_HTML);
    format_is("text/html,application/xml;q=0.9,*/*;q=0.8", ALL & ~(1u << HTTP_HTML), HTTP_JSON);
}

static void without_accept_a_page_comes_first_and_then_json(void **state)
{
    (void)state;
    format_is("", ALL, HTTP_HTML);
    format_is("*/*", ALL, HTTP_HTML);
    format_is("  ", 1u << HTTP_JSON | 1u << HTTP_CSV, HTTP_JSON);
}

static void the_heaviest_weight_wins_and_a_name_goes_before_a_wildcard(void **state)
{
    (void)state;
    format_is("text/html;q=0.5, text/csv", ALL, HTTP_CSV);
    format_is("application/json, text/plain, */*", ALL, HTTP_JSON);
    format_is("text/*, application/json;q=0.9", ALL, HTTP_HTML);
    format_is("text/*;q=0.4, text/csv;q=0.6, application/json;q=0.5", ALL, HTTP_CSV);
    format_is("image/svg+xml,*/*;q=0.1", ALL, HTTP_SVG);
    format_is("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ALL, HTTP_XLSX);
    format_is("application/problem+json", ALL, HTTP_JSON);
}

static void what_has_weight_zero_is_never_given(void **state)
{
    (void)state;
    format_is("text/html;q=0, */*", ALL, HTTP_JSON);
    format_is("*/*;q=0", ALL, -1);
    format_is("text/html;q=0.000", 1u << HTTP_HTML, -1);
    format_is("application/pdf", ALL, -1);
}

static void an_unreadable_weight_does_not_count(void **state)
{
    (void)state;
    format_is("text/html;q=2, application/json;q=0.1", ALL, HTTP_JSON);
    format_is("text/html;q=0.5555, text/csv;q=0.2", ALL, HTTP_CSV);
    format_is("text/html;q=, text/csv;q=0.2", ALL, HTTP_CSV);
    format_is(";;;,,,/,*/html", ALL, -1);
}

static void gzip_is_used_only_when_it_is_taken(void **state)
{
    (void)state;
    assert_true(http_accept_gzip(STR("gzip, deflate, br")));
    assert_true(http_accept_gzip(STR("br;q=1, *;q=0.1")));
    assert_true(http_accept_gzip(STR("GZIP;q=0.001")));
    assert_false(http_accept_gzip(STR("")));
    assert_false(http_accept_gzip(STR("identity")));
    assert_false(http_accept_gzip(STR("gzip;q=0, *")));
    assert_false(http_accept_gzip(STR("xgzip")));
}

static void an_entity_tag_is_found_among_others_strong_or_weak(void **state)
{
    (void)state;
    assert_true(http_etag_among(STR("\"a\", W/\"b\""), STR("\"b\"")));
    assert_true(http_etag_among(STR("\"b\""), STR("W/\"b\"")));
    assert_true(http_etag_among(STR("*"), STR("\"b\"")));
    assert_false(http_etag_among(STR("\"ab\",b"), STR("\"b\"")));
    assert_false(http_etag_among(STR(""), STR("\"b\"")));
}

static void range_is(const char *header, size_t size, int want, size_t from, size_t to)
{
    size_t got_from = 0, got_to = 0;

    assert_int_equal(http_range(str_from(header), size, &got_from, &got_to), want);
    if (want == RANGE_PART) {
        assert_int_equal(got_from, from);
        assert_int_equal(got_to, to);
    }
}

static void a_range_gives_the_bytes_it_names(void **state)
{
    (void)state;
    range_is("bytes=0-0", 10, RANGE_PART, 0, 1);
    range_is("bytes=2-5", 10, RANGE_PART, 2, 6);
    range_is("bytes=2-", 10, RANGE_PART, 2, 10);
    range_is("bytes=-3", 10, RANGE_PART, 7, 10);
    range_is("bytes=-30", 10, RANGE_PART, 0, 10);
    range_is("bytes=9-999999999999999999", 10, RANGE_PART, 9, 10);
    range_is("Bytes = 1 - 2", 10, RANGE_PART, 1, 3);
}

static void a_range_behind_the_end_is_refused(void **state)
{
    (void)state;
    range_is("bytes=10-", 10, RANGE_OUTSIDE, 0, 0);
    range_is("bytes=10-12", 10, RANGE_OUTSIDE, 0, 0);
    range_is("bytes=-0", 10, RANGE_OUTSIDE, 0, 0);
    range_is("bytes=0-", 0, RANGE_OUTSIDE, 0, 0);
    range_is("bytes=-5", 0, RANGE_OUTSIDE, 0, 0);
}

static void what_is_no_single_range_means_the_whole(void **state)
{
    static const char *const odd[] = {"",
                                      "bytes",
                                      "bytes=",
                                      "bytes=-",
                                      "bytes=a-b",
                                      "bytes=5-2",
                                      "bytes=0-1,3-4",
                                      "items=0-1",
                                      "bytes=1-2-3",
                                      "bytes=0x1-2",
                                      "bytes=99999999999999999999-"};

    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        range_is(odd[i], 10, RANGE_ALL, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_browser_gets_a_page),
        cmocka_unit_test(without_accept_a_page_comes_first_and_then_json),
        cmocka_unit_test(the_heaviest_weight_wins_and_a_name_goes_before_a_wildcard),
        cmocka_unit_test(what_has_weight_zero_is_never_given),
        cmocka_unit_test(an_unreadable_weight_does_not_count),
        cmocka_unit_test(gzip_is_used_only_when_it_is_taken),
        cmocka_unit_test(an_entity_tag_is_found_among_others_strong_or_weak),
        cmocka_unit_test(a_range_gives_the_bytes_it_names),
        cmocka_unit_test(a_range_behind_the_end_is_refused),
        cmocka_unit_test(what_is_no_single_range_means_the_whole),
    };

    return cmocka_run_group_tests_name("http_negotiate", tests, NULL, NULL);
}
