/* SPDX-License-Identifier: EUPL-1.2
 * Finding a route, and refusing tables that are not right. */
#include "fixture.h"

#include <string.h>

static struct arena a;
static struct router router;

static int up(void **state)
{
    struct err e = {0};

    (void)state;
    arena_init(&a, 0);
    return router_compile(&a, fixture_tables, &router, &e);
}

static int down(void **state)
{
    (void)state;
    arena_done(&a);
    return 0;
}

static const struct http_route *find(const char *method, const char *target, struct route_match *m)
{
    struct http_target t;
    struct err e;
    const struct endpoint *end;

    assert_int_equal(http_target_parse(&a, str_from(target), &t, &e), OK);
    if (!router_match(&router, &t, m))
        return NULL;
    end = router_method(m->node, str_from(method));
    return end ? end->route : NULL;
}

static void finds(const char *target, const char *path)
{
    struct route_match m;
    const struct http_route *r = find("GET", target, &m);

    if (!r)
        fail_msg("%s vindt niets", target);
    assert_string_equal(r->path, path);
}

static void a_literal_goes_before_a_parameter_and_a_dead_end_turns_back(void **state)
{
    (void)state;
    finds("/", "/");
    finds("/gemeenten/GM0893", "/gemeenten/{code}");
    finds("/gemeenten/nieuw", "/gemeenten/nieuw");
    finds("/gemeenten/nieuw/cijfers", "/gemeenten/{code}/cijfers");
}

static void a_suffix_belongs_to_the_last_segment_only(void **state)
{
    struct route_match m;
    const struct http_route *r = find("GET", "/gemeenten/GM0893.json", &m);

    (void)state;
    assert_string_equal(r->path, "/gemeenten/{code}");
    assert_true(m.has_suffix);
    assert_int_equal(m.suffix, HTTP_JSON);
    assert_str(doc_get_str(router_params(&a, r, &m), STR("code")), "GM0893");
    r = find("GET", "/gemeenten/GM0893.json/cijfers.csv", &m);
    assert_int_equal(m.suffix, HTTP_CSV);
    assert_str(doc_get_str(router_params(&a, r, &m), STR("code")), "GM0893.json");
    finds("/gemeenten/nieuw.csv", "/gemeenten/nieuw");
    finds("/v1/openapi.json", "/v1/openapi.json");
    assert_null(find("GET", "/v1/openapi", &m));
}

static void a_method_is_found_or_told(void **state)
{
    struct route_match m;

    (void)state;
    assert_non_null(find("HEAD", "/", &m));
    assert_null(find("POST", "/", &m));
    assert_string_equal(router_allow(m.node), "GET, HEAD, OPTIONS");
    assert_null(find("GET", "/echo", &m));
    assert_string_equal(router_allow(m.node), "POST, OPTIONS");
}

static void what_is_not_in_the_tables_is_not_found(void **state)
{
    static const char *const none[] = {
        "/x", "/gemeenten", "//", "/gemeenten//cijfers", "/gemeenten/a/b", "/GEMEENTEN/a", "/.json"};
    struct route_match m;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(find("GET", none[i], &m));
}

static int handler(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)q, (void)r, (void)e;
    return OK;
}

static void a_table_that_is_not_right_is_refused_with_words(void **state)
{
    static const struct http_param x[] = {{"x", "", PARAM_PATH, true, false}, {0}};
    static const struct http_param y[] = {{"y", "", PARAM_PATH, true, false}, {0}};
    static const struct http_route bad[][3] = {
        {{"GET", "/a", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK},
         {"GET", "/a", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK},
         {0}},
        {{"GET", "/{x}", handler, NULL, "s", 0, x, .recht = RECHT_PUBLIEK},
         {"GET", "/{y}", handler, NULL, "s", 0, y, .recht = RECHT_PUBLIEK},
         {0}},
        {{"GET", "/{x}", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a", handler, NULL, "s", 0, x, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/{x}", handler, NULL, "s", 0, y, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a{x}", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a//b", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a/", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "a", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a", NULL, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a", handler, NULL, NULL, 0, NULL, .recht = RECHT_PUBLIEK}, {0}},
        {{"GET", "/a", handler, NULL, "s", 0, NULL}, {0}},
        {{"GET", "/a", handler, NULL, "s", 0, NULL, .recht = RECHT_N}, {0}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct http_route *const tables[] = {bad[i], NULL};
        struct router r;
        struct err e = {0};

        if (!router_compile(&a, tables, &r, &e))
            fail_msg("aangenomen: %zu", i);
        assert_true(*e.text);
    }
}

/* So that nobody can forget to say who may call an address: the program does not start. */
static void a_route_that_asks_for_no_right_is_refused(void **state)
{
    struct http_route table[] = {{"GET", "/a", handler, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK}, {0}};
    const struct http_route *const tables[] = {table, NULL};
    struct router r;
    struct err e = {0};

    (void)state;
    assert_int_equal(router_compile(&a, tables, &r, &e), OK);
    table[0].recht = RECHT_GEEN;
    assert_int_equal(router_compile(&a, tables, &r, &e), ERR_USAGE);
    assert_non_null(strstr(e.text, "route GET /a"));
    assert_non_null(strstr(e.text, "recht"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_goes_before_a_parameter_and_a_dead_end_turns_back),
        cmocka_unit_test(a_suffix_belongs_to_the_last_segment_only),
        cmocka_unit_test(a_method_is_found_or_told),
        cmocka_unit_test(what_is_not_in_the_tables_is_not_found),
        cmocka_unit_test(a_table_that_is_not_right_is_refused_with_words),
        cmocka_unit_test(a_route_that_asks_for_no_right_is_refused),
    };

    return cmocka_run_group_tests_name("http_router", tests, up, down);
}
