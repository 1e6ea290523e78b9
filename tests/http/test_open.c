/* SPDX-License-Identifier: EUPL-1.2
 * What the open API asks of this room: fields held to what a route declares, streams, other sites that may
 * read, and the address that we were asked by. */
#include "fixture.h"

#include <string.h>

static struct core core;
static struct exchange x;
static int handled, done;

struct teller {
    int n, tot;
};

static int telt(void *ctx, struct buf *out, struct err *e)
{
    struct teller *t = ctx;

    if (t->tot < 0 && t->n == -t->tot)
        return err_set(e, ERR_ENV, "stuk");
    buf_fmt(out, "deel %d\n", t->n);
    return ++t->n != t->tot;
}

static void klaar(void *ctx)
{
    (void)ctx;
    done++;
}

static int get_stroom(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct teller *t = ARENA_NEW(q->a, struct teller);

    t->tot = doc_get(q->query, STR("stuk")) ? -2 : 3;
    r->stream = (struct http_stream){telt, klaar, t};
    r->type = "text/csv";
    r->filename = STR("delen.csv");
    return doc_get(q->query, STR("fout")) ? err_set(e, ERR_DATA, "toch niet") : OK;
}

static int get_een(struct http_req *q, struct http_resp *r, struct err *e)
{
    handled++;
    r->tree = doc_map(q->a);
    DOC_SET_STR(q->a, r->tree, "vanaf", q->origin);
    if (doc_get(q->query, STR("weiger")))
        return http_refuse(q, r, e, "query", STR("weiger"), "waarde", "dit mag niet: %d", 3);
    return OK;
}

static const struct http_param een_params[] = {
    {"nummer", "n", PARAM_PATH, true, false, "getal"},  {"dag", "d", PARAM_QUERY, false, false, "datum"},
    {"tijd", "t", PARAM_QUERY, false, false, "moment"}, {"jaar", "j", PARAM_QUERY, false, false, "jaar"},
    {"ja", "j", PARAM_QUERY, false, false, "janee"},    {"keus", "k", PARAM_QUERY, false, false, "een|twee"},
    {"weiger", "w", PARAM_QUERY, false, false},         {0}};
static const struct http_param bestand_params[] = {{"f", "f", PARAM_FILE, false, false}, {0}};
static const struct http_route routes[] = {
    {"GET", "/v1/een/{nummer}", get_een, NULL, "s", ROUTE_STRICT, een_params, 1u << HTTP_JSON,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/stroom", get_stroom, NULL, "s", 0, NULL, 1u << HTTP_CSV, .recht = RECHT_PUBLIEK},
    {"GET", "/dicht", get_een, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK},
    {"POST", "/bestand", get_een, NULL, "s", 0, bestand_params, .recht = RECHT_PUBLIEK},
    {0},
};

static void ask(const char *text)
{
    struct str rest = str_from(text), line = str_cut(rest, '\n', &rest), target,
               method = str_cut(line, ' ', &target);

    exchange_reset(&x);
    handled = 0;
    while (rest.n) {
        struct str value, name;

        line = str_cut(rest, '\n', &rest);
        name = str_cut(line, ':', &value);
        http_head_add(&x.arena, &x.head, name, str_trim(value));
    }
    exchange_open(&x, method, target, strlen(text));
    if (!x.answer.status)
        exchange_run(&x, STR(""));
}

static bool body_has(const char *text)
{
    return memmem(x.answer.body.p, x.answer.body.n, text, strlen(text));
}

static void what_a_strict_route_does_not_declare_is_refused_before_its_handler(void **state)
{
    static const char *const goed[] = {"dag=2024-02-29",
                                       "tijd=2024-01-01T12:00:00Z",
                                       "tijd=2024-01-01",
                                       "jaar=2030",
                                       "ja=true",
                                       "keus=twee",
                                       "dag=",
                                       "keus=",
                                       ""},
                             *const mis[] = {"dag=2023-02-29",  "dag=1-1-2024", "tijd=straks",
                                             "jaar=30",         "jaar=+203",    "ja=ja",
                                             "keus=een%7Ctwee", "keus=drie",    "onbekend=1",
                                             "Dag=2024-01-01"};

    (void)state;
    for (size_t i = 0; i < sizeof goed / sizeof *goed; i++) {
        ask(str_fmt(&core.a, "GET /v1/een/1?%s\n", goed[i]).p);
        assert_int_equal(x.answer.status, 200);
        assert_int_equal(handled, 1);
    }
    for (size_t i = 0; i < sizeof mis / sizeof *mis; i++) {
        ask(str_fmt(&core.a, "GET /v1/een/1?%s\n", mis[i]).p);
        assert_int_equal(x.answer.status, 400);
        assert_int_equal(handled, 0);
        assert_true(body_has("\"errors\":[{\"in\":\"query\""));
    }
    ask("GET /v1/een/een?dag=x&y=1\n");
    assert_true(body_has("\"in\":\"path\",\"location\":\"nummer\""));
    assert_true(body_has("\"location\":\"dag\"") && body_has("\"location\":\"y\",\"code\":\"onbekend\""));
    ask("GET /v1/een/1?weiger=1\n");
    assert_int_equal(x.answer.status, 400);
    assert_true(body_has("\"location\":\"weiger\",\"code\":\"waarde\",\"detail\":\"dit mag niet: 3\""));
}

static void what_a_route_has_no_form_for_is_406_before_its_handler(void **state)
{
    (void)state;
    ask("GET /v1/een/1.csv\n");
    assert_int_equal(x.answer.status, 406);
    ask("GET /v1/een/1\nAccept: text/csv\n");
    assert_int_equal(x.answer.status, 406);
    assert_int_equal(handled, 0);
    ask("GET /v1/stroom\nAccept: text/csv\n");
    assert_int_equal(x.answer.status, 200);
    ask("POST /bestand\nContent-Type: application/json\n");
    assert_int_equal(x.answer.status, 415);
    assert_int_equal(handled, 0);
}

static void a_stream_gives_its_pieces_and_ends_once(void **state)
{
    struct buf b;
    struct err e;
    int rc = 1;

    (void)state;
    done = 0;
    ask("GET /v1/stroom\n");
    assert_int_equal(x.answer.status, 200);
    assert_int_equal(x.answer.body.n, 0);
    assert_null(answer_get(&x, "ETag"));
    assert_string_equal(answer_get(&x, "Content-Type"), "text/csv");
    buf_init(&b, &core.a, 1000);
    while (rc > 0)
        rc = x.answer.stream.more(x.answer.stream.ctx, &b, &e);
    assert_int_equal(rc, 0);
    assert_str(buf_str(&b), "deel 0\ndeel 1\ndeel 2\n");
    exchange_reset(&x);
    assert_int_equal(done, 1);
    ask("GET /v1/stroom?stuk=1\n"); /* nobody reads it to its end */
    assert_true(x.answer.stream.more(x.answer.stream.ctx, &b, &e) > 0);
    exchange_reset(&x);
    assert_int_equal(done, 2);
    ask("GET /v1/stroom?fout=1\n");
    assert_int_equal(x.answer.status, 400);
    assert_null(x.answer.stream.more);
    assert_int_equal(done, 3);
}

static void only_the_open_data_may_be_read_by_other_sites(void **state)
{
    (void)state;
    ask("OPTIONS /v1/een/1\nOrigin: https://elders.example\nAccess-Control-Request-Method: GET\n");
    assert_int_equal(x.answer.status, 204);
    assert_string_equal(answer_get(&x, "Access-Control-Allow-Origin"), "*");
    assert_string_equal(answer_get(&x, "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
    ask("OPTIONS /dicht\nAccess-Control-Request-Method: GET\n");
    assert_null(answer_get(&x, "Access-Control-Allow-Origin"));
    assert_null(answer_get(&x, "Access-Control-Allow-Methods"));
    assert_true(http_path_open(STR("/v1")) && http_path_open(STR("/v1.json")) &&
                http_path_open(STR("/odata/v4")));
    assert_false(http_path_open(STR("/v10")) || http_path_open(STR("/")) || http_path_open(STR("/odatax")));
}

static void the_address_that_we_were_asked_by_is_a_plain_one(void **state)
{
    static const char *const mis[] = {"a/b", "a b", "a\"b", "a@b", "a?b", "<a>", "a%41"};

    (void)state;
    ask("GET /v1/een/1\nHost: woonzorg.example:8080\n");
    assert_true(body_has("\"vanaf\":\"http://woonzorg.example:8080\""));
    ask("GET /v1/een/1\nHost: woonzorg.example\nX-Forwarded-Proto: https\n");
    assert_true(body_has("\"vanaf\":\"https://woonzorg.example\""));
    for (size_t i = 0; i < sizeof mis / sizeof *mis; i++) {
        ask(str_fmt(&core.a, "GET /v1/een/1\nHost: %s\n", mis[i]).p);
        assert_true(body_has("\"vanaf\":\"\""));
    }
}

int main(void)
{
    static const struct http_route *const tables[] = {routes, NULL};
    const struct http_config config = {.tables = tables};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_strict_route_does_not_declare_is_refused_before_its_handler),
        cmocka_unit_test(what_a_route_has_no_form_for_is_406_before_its_handler),
        cmocka_unit_test(a_stream_gives_its_pieces_and_ends_once),
        cmocka_unit_test(only_the_open_data_may_be_read_by_other_sites),
        cmocka_unit_test(the_address_that_we_were_asked_by_is_a_plain_one),
    };
    struct err e;
    int rc;

    if (core_init(&core, &config, embed_files, &e))
        return 1;
    exchange_init(&x, &core);
    rc = cmocka_run_group_tests_name("http_open", tests, NULL, NULL);
    exchange_done(&x);
    core_done(&core);
    return rc;
}
