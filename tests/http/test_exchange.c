/* SPDX-License-Identifier: EUPL-1.2
 * A request from headers to answer, without a socket: formats, refusals, caching, parts, compression,
 * security headers. */
#include "fixture.h"

#include "base/log.h"
#include "doc/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static struct core core;
static struct exchange x;
static int frames;

static void frame(struct http_req *q, const struct http_route *route, struct doc *tree)
{
    (void)route;
    frames++;
    DOC_SET_BOOL(q->a, tree, "menu", true);
}

static int up(void **state)
{
    const struct http_config config = {.tables = fixture_tables, .frame = frame, .max_body = 1000};
    struct err e = {0};

    (void)state;
    log_level_set(LOG_ERROR + 1);
    if (core_init(&core, &config, embed_files, &e))
        return -1;
    exchange_init(&x, &core);
    return 0;
}

static int down(void **state)
{
    (void)state;
    exchange_done(&x);
    core_done(&core);
    return 0;
}

/* One request: "METHOD target\nName: value\n…". The answer is in x. */
static void ask(const char *text, struct str body)
{
    struct str rest = str_from(text), line = str_cut(rest, '\n', &rest), target,
               method = str_cut(line, ' ', &target);

    exchange_reset(&x);
    frames = 0;
    while (rest.n) {
        struct str value, name;

        line = str_cut(rest, '\n', &rest);
        name = str_cut(line, ':', &value);
        http_head_add(&x.arena, &x.head, name, str_trim(value));
    }
    exchange_open(&x, method, target, 100);
    if (!x.answer.status)
        exchange_run(&x, body);
}

static void get(const char *text)
{
    ask(text, STR(""));
}

static void status_is(int want)
{
    if (x.answer.status != want)
        fail_msg("status %d, verwachtte %d: %.*s", x.answer.status, want, STR_ARG(x.answer.body));
}

static bool body_has(const char *text)
{
    return memmem(x.answer.body.p, x.answer.body.n, text, strlen(text));
}

static void header_is(const char *name, const char *want)
{
    const char *got = answer_get(&x, name);

    if (!got != !want || (got && want && strcmp(got, want) != 0))
        fail_msg("%s: %s, verwachtte %s", name, got ? got : "(niets)", want ? want : "(niets)");
}

#define BROWSER "Accept: text/html,application/xhtml+xml,*/*;q=0.8\n"

static void one_handler_answers_a_page_json_and_tables(void **state)
{
    (void)state;
    get("GET /gemeenten/GM0893\n" BROWSER);
    status_is(200);
    assert_str(x.answer.body, "<h1>Bergen (L) GM0893</h1>");
    header_is("Content-Type", "text/html; charset=utf-8");
    get("GET /gemeenten/GM0893\nAccept: application/json\n");
    header_is("Content-Type", "application/json");
    assert_true(body_has("\"code\":\"GM0893\""));
    assert_true(body_has("\"plannen\":{"));
    get("GET /gemeenten/GM0893.csv\n" BROWSER);
    header_is("Content-Type", "text/csv; charset=utf-8; header=present");
    header_is(
        "Content-Disposition",
        "attachment; filename=\"gemeenten-GM0893-opgave.csv\"; filename*=UTF-8''gemeenten-GM0893-opgave.csv");
    assert_true(body_has("waarde\r\n12.5\r\n"));
    get("GET /gemeenten/GM0893?tabel=plannen\nAccept: text/csv\n");
    assert_true(body_has("-0.5\r\n"));
    get("GET /gemeenten/GM0893.csv?vorm=excel\n");
    assert_true(body_has("12,5"));
    get("GET /gemeenten/GM0893.xlsx\n");
    status_is(200);
    assert_true(str_starts(x.answer.body, STR("PK\3\4")));
    get("GET /gemeenten/GM0893.csv?tabel=geen\n");
    status_is(404);
}

static void what_cannot_be_had_in_a_form_is_406(void **state)
{
    static const char *const none[] = {"GET /kaart.csv\n",
                                       "GET /kaart.xlsx\n",
                                       "GET /gemeenten/a.svg\n",
                                       "GET /lijst.html?y=1\n",
                                       "GET /gemeenten/a\nAccept: application/pdf\n",
                                       "POST /echo\nAccept: application/pdf\n"};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        get(none[i]);
        status_is(406);
    }
    /* What is no tree has one form, and is given in it. */
    get("GET /bestand\nAccept: application/pdf\n");
    status_is(200);
}

static void a_picture_is_there_by_suffix_and_by_accept(void **state)
{
    (void)state;
    get("GET /kaart.svg\n");
    header_is("Content-Type", "image/svg+xml");
    assert_true(body_has("<svg"));
    get("GET /kaart\nAccept: image/svg+xml,image/*\n");
    header_is("Content-Type", "image/svg+xml");
    get("GET /kaart\n" BROWSER);
    assert_true(body_has("<h1>Kaart</h1>"));
}

static void a_page_is_framed_and_json_is_not(void **state)
{
    (void)state;
    get("GET /\n" BROWSER);
    assert_int_equal(frames, 1);
    assert_str(x.answer.body, "<!doctype html>menu <h1>Begin &lt;hier&gt;</h1>");
    get("GET /\nAccept: application/json\n");
    assert_int_equal(frames, 0);
    assert_str(x.answer.body, "{\"titel\":\"Begin <hier>\"}\n");
}

static void an_error_has_words_for_people_and_for_programs(void **state)
{
    static const struct {
        const char *kind;
        int status;
    } kinds[] = {{"data", 400}, {"niet", 404}, {"conflict", 409}, {"groot", 413}, {"mag", 403}};

    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char line[100];

        snprintf(line, sizeof line, "GET /fout?soort=%s\n", kinds[i].kind);
        get(line);
        status_is(kinds[i].status);
        header_is("Content-Type", "application/problem+json");
        header_is("Cache-Control", "no-store");
        assert_true(body_has("\"title\":\""));
        assert_true(body_has("\"detail\":\"uitleg <"));
        snprintf(line, sizeof line, "GET /fout?soort=%s\n" BROWSER, kinds[i].kind);
        get(line);
        status_is(kinds[i].status);
        assert_true(body_has("FOUT "));
        assert_true(body_has("uitleg &lt;"));
        assert_int_equal(frames, 1);
    }
}

static void what_went_wrong_inside_stays_inside(void **state)
{
    (void)state;
    get("GET /fout?soort=intern\n");
    status_is(500);
    assert_false(body_has("uitleg"));
    assert_true(body_has("\"nummer\":\""));
    get("GET /fout?soort=gebruik\n" BROWSER);
    status_is(500);
    assert_false(body_has("uitleg"));
}

static void the_form_of_an_error_follows_who_asks(void **state)
{
    (void)state;
    get("GET /geen\n" BROWSER);
    status_is(404);
    assert_true(body_has("FOUT "));
    get("GET /geen\n");
    assert_true(body_has("FOUT "));
    get("GET /v1/geen\n");
    header_is("Content-Type", "application/problem+json");
    get("GET /geen.json\n" BROWSER);
    header_is("Content-Type", "application/problem+json");
    get("GET /geen\nAccept: application/json\n");
    header_is("Content-Type", "application/problem+json");
    get("GET /gemeenten/GM9999.csv\n" BROWSER);
    status_is(404);
    header_is("Content-Type", "text/html; charset=utf-8");
    get("GET /gemeenten/GM9999.csv\n");
    header_is("Content-Type", "application/problem+json");
}

static void a_method_that_is_not_there_is_405_and_tells_which_are(void **state)
{
    (void)state;
    get("DELETE /gemeenten/a\n");
    status_is(405);
    header_is("Allow", "GET, HEAD, OPTIONS");
    get("GET /echo\n");
    status_is(405);
    header_is("Allow", "POST, OPTIONS");
    get("OPTIONS /echo\n");
    status_is(204);
    header_is("Allow", "POST, OPTIONS");
    get("POST /static/klein.txt\n");
    status_is(405);
    get("BREW /nergens\n");
    status_is(404);
}

static void a_slash_at_the_end_is_redirected_and_never_elsewhere(void **state)
{
    (void)state;
    get("GET /gemeenten/GM%C3%A9/?a=b%20c\n");
    status_is(308);
    header_is("Location", "/gemeenten/GM%C3%A9?a=b%20c");
    get("GET /gemeenten/\xc3\xa9\"/\n");
    status_is(308);
    header_is("Location", "/gemeenten/%C3%A9%22");
    get("GET //elders.nl/\n");
    status_is(404);
    get("GET /geen/\n");
    status_is(404);
}

static void a_handlers_redirect_carries_no_line_ends(void **state)
{
    (void)state;
    get("POST /door\n");
    status_is(303);
    header_is("Location", "/gemeenten/GM0893?naam=Bergen%20(L)%0D%0AX:%20y");
}

static void a_post_from_another_site_is_refused(void **state)
{
    static const char *const bad[] = {
        "POST /echo\nSec-Fetch-Site: cross-site\nHost: h:80\nOrigin: http://h:80\n",
        "POST /echo\nSec-Fetch-Site: same-site\n",
        "POST /echo\nHost: h:80\nOrigin: http://elders\n",
        "POST /echo\nHost: h:80\nOrigin: null\n",
        "POST /echo\nHost: h:80\nOrigin: http://h\n",
        "POST /echo\nOrigin: http://h:80\n",
        "POST /echo\nHost: h\nOrigin: http://h.elders\n",
    };
    static const char *const good[] = {"POST /echo\n", "POST /echo\nSec-Fetch-Site: same-origin\n",
                                       "POST /echo\nHost: H:80\nOrigin: http://h:80\n",
                                       "POST /echo\nHost: h\nOrigin: https://h\n"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        get(bad[i]);
        status_is(403);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        get(good[i]);
        status_is(200);
    }
    get("GET /\nSec-Fetch-Site: cross-site\n"); /* a link from elsewhere */
    status_is(200);
}

static void bodies_become_fields_files_or_stay_raw(void **state)
{
    (void)state;
    ask("POST /echo\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\n",
        STR("a=1+2&vink=x&vink=y"));
    status_is(200);
    assert_str(x.answer.body,
               "{\"form\":{\"a\":\"1 2\",\"vink\":[\"x\",\"y\"]},\"body\":\"\",\"files\":[]}\n");
    ask("POST /echo\nContent-Type: multipart/form-data; boundary=b\n",
        STR("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.csv\"\r\n\r\n123\r\n--b--"));
    status_is(200);
    assert_true(body_has("{\"field\":\"f\",\"name\":\"x.csv\",\"bytes\":3}"));
    ask("POST /echo\nContent-Type: application/json\n", STR("[1]"));
    assert_true(body_has("\"body\":\"[1]\""));
    ask("POST /echo\nContent-Type: multipart/form-data\n", STR("x"));
    status_is(400);
    ask("POST /echo\nContent-Type: application/x-www-form-urlencoded\n", STR("a=%"));
    status_is(400);
}

static void what_a_route_requires_must_be_there(void **state)
{
    (void)state;
    get("GET /lijst\n");
    status_is(400);
    assert_true(body_has("“y”"));
    get("GET /lijst?y=&x=1&x=2\n");
    status_is(200);
    assert_str(x.answer.body, "{\"y\":\"\",\"x\":[\"1\",\"2\"]}\n");
    ask("POST /eis\nContent-Type: application/x-www-form-urlencoded\n", STR("naam=x"));
    status_is(400);
    assert_true(body_has("“plaatje”"));
    ask("POST /eis\nContent-Type: multipart/form-data; boundary=b\n",
        STR("--b\r\nContent-Disposition: form-data; name=\"plaatje\"; filename=\"x\"\r\n\r\n\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"naam\"\r\n\r\n\r\n--b--"));
    status_is(200);
}

static void requests_that_contradict_themselves_are_refused(void **state)
{
    (void)state;
    get("GET /\nHost: a\nHost: b\n");
    status_is(400);
    get("POST /echo\nContent-Length: 3\nTransfer-Encoding: chunked\n");
    status_is(400);
    assert_true(x.answer.close);
    get("POST /echo\nContent-Length: 1001\n");
    status_is(413);
    get("POST /echo\nContent-Length: 99999999999999999999999999999999999\n");
    status_is(413);
    get("POST /echo\nContent-Length: 1000\n");
    status_is(200);
    get("GET /a/../b\n");
    status_is(400);
    exchange_reset(&x);
    exchange_open(&x, STR("GET"), STR("/"), 32769);
    status_is(431);
}

static void static_files_have_a_tag_and_are_compressed_once(void **state)
{
    (void)state;
    get("GET /static/klein.txt\n");
    status_is(200);
    assert_str(x.answer.body, "0123456789");
    header_is("ETag", "\"00000000000000aa\"");
    header_is("Cache-Control", "public, no-cache");
    header_is("Content-Type", "text/plain; charset=utf-8");
    get("GET /static/klein.txt?v=00000000000000aa\n");
    header_is("Cache-Control", "public, max-age=31536000, immutable");
    get("GET /static/map/stijl.css\nAccept-Encoding: gzip\n");
    header_is("Content-Encoding", "gzip");
    header_is("ETag", "\"00000000000000bb-gzip\"");
    header_is("Vary", "Accept-Encoding");
    get("GET /static/map/stijl.css\n");
    header_is("Content-Encoding", NULL);
    assert_str(http_static_url(&x.arena, "klein.txt"), "/static/klein.txt?v=00000000000000aa");
    assert_str(http_static_url(&x.arena, "geen"), "/static/geen");
}

static void templates_and_other_files_are_not_served(void **state)
{
    static const char *const none[] = {"GET /static/begin.mustache\n",
                                       "GET /static/sjablonen/begin.mustache\n",
                                       "GET /static/\n",
                                       "GET /static\n",
                                       "GET /static/klein.txt/\n",
                                       "GET /static//klein.txt\n",
                                       "GET /static/map\n"};

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        get(none[i]);
        status_is(404);
    }
}

static void who_has_it_already_gets_304(void **state)
{
    char line[200];

    (void)state;
    get("GET /static/klein.txt\nIf-None-Match: \"x\", \"00000000000000aa\"\n");
    status_is(304);
    assert_int_equal(x.answer.body.n, 0);
    header_is("ETag", "\"00000000000000aa\"");
    get("GET /static/map/stijl.css\nIf-None-Match: \"00000000000000bb-gzip\"\n");
    status_is(304);
    get("GET /static/klein.txt\nIf-None-Match: \"00000000000000ab\"\n");
    status_is(200);
    get("GET /\n" BROWSER);
    snprintf(line, sizeof line, "GET /\n" BROWSER "If-None-Match: %s\n", answer_get(&x, "ETag"));
    get(line);
    status_is(304);
    get("GET /groot\nIf-None-Match: *\n"); /* may not be kept at all */
    status_is(200);
    header_is("Cache-Control", "no-store");
    header_is("ETag", NULL);
}

static void a_file_is_served_in_parts(void **state)
{
    char line[200];

    (void)state;
    get("GET /bestand\nRange: bytes=2-4\nAccept-Encoding: gzip\n");
    status_is(206);
    assert_str(x.answer.body, "cde");
    header_is("Content-Range", "bytes 2-4/10");
    get("GET /bestand\nRange: bytes=10-\n");
    status_is(416);
    header_is("Content-Range", "bytes */10");
    get("GET /static/klein.txt\nRange: bytes=-2\n");
    status_is(206);
    assert_str(x.answer.body, "89");
    get("GET /bestand\n");
    header_is("Accept-Ranges", "bytes");
    header_is("Content-Disposition",
              "attachment; filename=\"plan _____n_.bin\"; filename*=UTF-8''plan%20%22%C3%A9%C3%A9n%22.bin");
    snprintf(line, sizeof line, "GET /bestand\nRange: bytes=0-1\nIf-Range: %s\n", answer_get(&x, "ETag"));
    get(line);
    status_is(206);
    get("GET /bestand\nRange: bytes=0-1\nIf-Range: \"anders\"\n");
    status_is(200);
    assert_int_equal(x.answer.body.n, 10);
    get("GET /\nRange: bytes=0-1\n"); /* a page is not a file */
    status_is(200);
}

static void large_text_is_compressed_and_comes_back_the_same(void **state)
{
    static unsigned char back[200000];
    z_stream z = {0};
    struct str plain;

    (void)state;
    get("GET /groot\n");
    header_is("Content-Encoding", NULL);
    plain =
        (struct str){memcpy(test_malloc(x.answer.body.n), x.answer.body.p, x.answer.body.n), x.answer.body.n};
    get("GET /groot\nAccept-Encoding: gzip\n");
    header_is("Content-Encoding", "gzip");
    header_is("Vary", "Accept, Accept-Encoding");
    assert_true(x.answer.body.n < plain.n / 10);
    z.next_in = (unsigned char *)(uintptr_t)x.answer.body.p;
    z.avail_in = (unsigned)x.answer.body.n;
    z.next_out = back;
    z.avail_out = sizeof back;
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    assert_true(str_eq(plain, (struct str){(char *)back, z.total_out}));
    test_free((void *)(uintptr_t)plain.p);
    get("GET /\nAccept-Encoding: gzip\n"); /* too small to pay */
    header_is("Content-Encoding", NULL);
}

static void every_answer_keeps_the_browser_strict(void **state)
{
    static const char *const asked[] = {"GET /\n",
                                        "GET /geen\n",
                                        "GET /a/../b\n",
                                        "GET /static/klein.txt\n",
                                        "OPTIONS /\n",
                                        "GET /gemeenten/x/\n",
                                        "POST /door\n",
                                        "GET /static/klein.txt\nIf-None-Match: *\n",
                                        "GET /bestand\nRange: bytes=99-\n",
                                        "GET /fout?soort=intern\n"};

    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const char *csp;

        get(asked[i]);
        csp = answer_get(&x, "Content-Security-Policy");
        assert_non_null(csp);
        assert_non_null(strstr(csp, "default-src 'none'"));
        assert_null(strstr(csp, "unsafe"));
        header_is("X-Content-Type-Options", "nosniff");
        header_is("Referrer-Policy", "same-origin");
        header_is("Cross-Origin-Opener-Policy", "same-origin");
        assert_non_null(answer_get(&x, "Permissions-Policy"));
        assert_true(x.answer.n_headers < ANSWER_HEADERS_MAX);
    }
}

static void the_api_tells_its_version_and_its_description_is_for_all(void **state)
{
    (void)state;
    get("GET /v1/openapi.json\n");
    status_is(200);
    header_is("Access-Control-Allow-Origin", "*");
    header_is("API-Version", HTTP_API_VERSION);
    get("GET /v1/anders\nAccept: text/html\n");
    status_is(404);
    header_is("Access-Control-Allow-Origin", "*");
    header_is("API-Version", HTTP_API_VERSION);
    header_is("Content-Type", "application/problem+json");
    get("GET /\n");
    header_is("API-Version", NULL);
}

static void a_route_that_asks_for_it_gets_a_connection_and_gives_it_back(void **state)
{
    char url[] = "sqlite:/tmp/wz-http-XXXXXX", path[40];
    struct http_config config = {.tables = fixture_tables};
    struct core with;
    struct err e = {0};
    int fd = mkstemp(url + 7);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(store_open(&config.store, str_from(url), 1, &e), OK);
    assert_int_equal(core_init(&with, &config, embed_files, &e), OK);
    exchange_done(&x);
    exchange_init(&x, &with);
    /* With one connection to lend, the second request would hang were it not given back. */
    for (int i = 0; i < 2; i++) {
        get("GET /gemeenten/GM0893.json\n");
        assert_true(body_has("\"verbinding\":true"));
        get("GET /gemeenten/GM9999.json\n");
        status_is(404);
        get("GET /gezond\n");
        status_is(200);
    }
    get("GET /gemeenten/GM0893/cijfers.json\n"); /* does not ask */
    assert_true(body_has("\"verbinding\":false"));
    exchange_done(&x);
    core_done(&with);
    store_close(config.store);
    exchange_init(&x, &core);
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", url + 7, i == 0 ? "" : i == 1 ? "-wal" : "-shm");
        unlink(path);
    }
}

static void the_room_tells_its_health_and_counts(void **state)
{
    (void)state;
    get("GET /gezond\n");
    status_is(200);
    assert_str(x.answer.body, "{\"status\":\"goed\"}\n");
    metrics_count(&core.metrics, 0, 200, 3000, 10);
    metrics_count(&core.metrics, 0, 200, 60000000, 10);
    metrics_count(&core.metrics, 0, 418, 1, 10);
    metrics_count(&core.metrics, core.router.n_routes + 1, 404, 1, 5);
    get("GET /metrieken\n");
    status_is(200);
    header_is("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    assert_true(body_has("woonzorg_verzoeken_total{methode=\"GET\",route=\"/\",status=\"200\"} 2\n"));
    assert_true(body_has("woonzorg_verzoeken_total{methode=\"GET\",route=\"/\",status=\"anders\"} 1\n"));
    assert_true(body_has("woonzorg_verzoeken_total{methode=\"\",route=\"\",status=\"404\"} 1\n"));
    assert_true(
        body_has("woonzorg_verzoek_duur_seconden_bucket{methode=\"GET\",route=\"/\",le=\"0.005\"} 2\n"));
    assert_true(body_has("woonzorg_verzoek_duur_seconden_count{methode=\"GET\",route=\"/\"} 3\n"));
    assert_true(body_has("woonzorg_verzoek_duur_seconden_sum{methode=\"GET\",route=\"/\"} 60.003001\n"));
    assert_true(body_has("woonzorg_verstuurd_bytes_total 35\n"));
    assert_true(body_has("woonzorg_bouw_info{versie="));
}

static void a_start_with_a_broken_site_fails_with_words(void **state)
{
    static const struct embed_file broken[] = {
        {"sjablonen/deel/stuk.mustache", (const unsigned char *)"regel\n{{#open}}", 15, "\"1\""},
        {NULL, NULL, 0, NULL}};
    static const struct embed_file empty[] = {{NULL, NULL, 0, NULL}};
    const struct http_config bare = {0}, config = {.tables = fixture_tables};
    struct core c;
    struct err e = {0};

    (void)state;
    assert_int_not_equal(core_init(&c, &bare, broken, &e), OK);
    assert_non_null(strstr(e.text, "web/sjablonen/deel/stuk.mustache"));
    assert_non_null(strchr(e.text, '2'));
    assert_int_not_equal(core_init(&c, &config, empty, &e), OK);
    assert_non_null(strstr(e.text, "begin"));
    /* Without templates there are still words for an error. */
    assert_int_equal(core_init(&c, &bare, empty, &e), OK);
    exchange_done(&x);
    exchange_init(&x, &c);
    get("GET /\n" BROWSER);
    status_is(404);
    assert_true(body_has("<h1>Deze pagina is er niet</h1>"));
    exchange_done(&x);
    core_done(&c);
    exchange_init(&x, &core);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_handler_answers_a_page_json_and_tables),
        cmocka_unit_test(what_cannot_be_had_in_a_form_is_406),
        cmocka_unit_test(a_picture_is_there_by_suffix_and_by_accept),
        cmocka_unit_test(a_page_is_framed_and_json_is_not),
        cmocka_unit_test(an_error_has_words_for_people_and_for_programs),
        cmocka_unit_test(what_went_wrong_inside_stays_inside),
        cmocka_unit_test(the_form_of_an_error_follows_who_asks),
        cmocka_unit_test(a_method_that_is_not_there_is_405_and_tells_which_are),
        cmocka_unit_test(a_slash_at_the_end_is_redirected_and_never_elsewhere),
        cmocka_unit_test(a_handlers_redirect_carries_no_line_ends),
        cmocka_unit_test(a_post_from_another_site_is_refused),
        cmocka_unit_test(bodies_become_fields_files_or_stay_raw),
        cmocka_unit_test(what_a_route_requires_must_be_there),
        cmocka_unit_test(requests_that_contradict_themselves_are_refused),
        cmocka_unit_test(static_files_have_a_tag_and_are_compressed_once),
        cmocka_unit_test(templates_and_other_files_are_not_served),
        cmocka_unit_test(who_has_it_already_gets_304),
        cmocka_unit_test(a_file_is_served_in_parts),
        cmocka_unit_test(large_text_is_compressed_and_comes_back_the_same),
        cmocka_unit_test(every_answer_keeps_the_browser_strict),
        cmocka_unit_test(the_api_tells_its_version_and_its_description_is_for_all),
        cmocka_unit_test(a_route_that_asks_for_it_gets_a_connection_and_gives_it_back),
        cmocka_unit_test(the_room_tells_its_health_and_counts),
        cmocka_unit_test(a_start_with_a_broken_site_fails_with_words),
    };

    return cmocka_run_group_tests_name("http_exchange", tests, up, down);
}
