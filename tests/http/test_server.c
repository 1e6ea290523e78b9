/* SPDX-License-Identifier: EUPL-1.2
 * The real server on a free port, spoken to over raw sockets: by the rules, too slowly, too much, and while
 * it stops. */
#include "fixture.h"

#include "base/log.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000 }; /* a hang fails the test; nothing is measured by it */

static struct http_server *server;

static struct http_server *start(const struct http_config *more)
{
    struct http_config c = *more;
    struct http_server *s = NULL;
    struct err e = {0};

    c.address = "127.0.0.1:0";
    c.tables = fixture_tables;
    c.threads = c.threads ? c.threads : 2;
    if (http_start(&c, &s, &e))
        fail_msg("%s", e.text);
    assert_true(http_port(s) > 0);
    return s;
}

static int up(void **state)
{
    const struct http_config c = {.max_body = 100000};

    (void)state;
    log_level_set(LOG_ERROR + 1);
    fixture_release();
    server = start(&c);
    return 0;
}

static int down(void **state)
{
    (void)state;
    fixture_release();
    http_stop(server, 5);
    server = NULL;
    return 0;
}

static int dial_from(const char *from)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server))},
                       own = {.sin_family = AF_INET};

    inet_pton(AF_INET, from, &own.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &sa.sin_addr);
    assert_int_equal(bind(fd, (struct sockaddr *)&own, sizeof own), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&sa, sizeof sa), 0);
    return fd;
}

static int dial(void)
{
    return dial_from("127.0.0.1");
}

/* False when the other side has closed. */
static bool put(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t w = send(fd, p, n, MSG_NOSIGNAL);

        if (w <= 0)
            return false;
        p += w;
        n -= (size_t)w;
    }
    return true;
}

static void say(int fd, const char *text)
{
    assert_true(put(fd, text, strlen(text)));
}

struct reply {
    int status;
    char head[8192];
    char *body;
    size_t n_body;
    bool whole; /* as long as it said */
};

static bool byte_in(int fd, char *c)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};

    if (poll(&p, 1, PATIENCE_MS) != 1)
        fail_msg("er kwam geen antwoord");
    return recv(fd, c, 1, 0) == 1;
}

static const char *reply_get(const struct reply *r, const char *name)
{
    static char value[1000];
    char line[100];
    const char *at;

    snprintf(line, sizeof line, "\r\n%s: ", name);
    at = strcasestr(r->head, line);
    if (!at)
        return NULL;
    at += strlen(line);
    snprintf(value, sizeof value, "%.*s", (int)strcspn(at, "\r"), at);
    return value;
}

/* One answer off the connection; status 0 when it was closed instead. */
static struct reply hear(int fd, bool head_only)
{
    static char room[1 << 20];
    struct reply r = {.body = room};
    size_t n = 0, length;
    const char *said;

    while (n < sizeof r.head - 1 && !strstr(r.head, "\r\n\r\n")) {
        if (!byte_in(fd, &r.head[n]))
            return (struct reply){0};
        n++;
    }
    r.status = atoi(r.head + 9);
    said = reply_get(&r, "Content-Length");
    length = said && !head_only && r.status != 304 ? (size_t)atol(said) : 0;
    assert_true(length < sizeof room);
    while (r.n_body < length && byte_in(fd, &room[r.n_body]))
        r.n_body++;
    r.whole = r.n_body == length;
    return r;
}

static struct reply talk(const char *request)
{
    int fd = dial();
    struct reply r;

    say(fd, request);
    r = hear(fd, !strncmp(request, "HEAD", 4));
    close(fd);
    return r;
}

static bool has(const struct reply *r, const char *text)
{
    return r->n_body && memmem(r->body, r->n_body, text, strlen(text));
}

/* Waits until something becomes so; fails when it never does. */
static void until(bool (*so)(void), const char *what)
{
    for (int i = 0; i < PATIENCE_MS / 10; i++) {
        const struct timespec bit = {.tv_nsec = 10000000};

        if (so())
            return;
        nanosleep(&bit, NULL);
    }
    fail_msg("dit gebeurde niet: %s", what);
}

static void a_page_comes_with_its_headers(void **state)
{
    struct reply r = talk("GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");

    (void)state;
    assert_int_equal(r.status, 200);
    assert_true(has(&r, "<h1>Begin &lt;hier&gt;</h1>"));
    assert_non_null(reply_get(&r, "Content-Security-Policy"));
    assert_non_null(reply_get(&r, "Date"));
    assert_string_equal(reply_get(&r, "Content-Type"), "text/html; charset=utf-8");
}

static void head_has_the_headers_of_get_and_no_body(void **state)
{
    int fd = dial();
    struct reply r;

    (void)state;
    say(fd, "HEAD /static/klein.txt HTTP/1.1\r\nHost: a\r\n\r\nGET /static/klein.txt HTTP/1.1\r\nHost: "
            "a\r\n\r\n");
    r = hear(fd, true);
    assert_int_equal(r.status, 200);
    assert_string_equal(reply_get(&r, "Content-Length"), "10");
    r = hear(fd, false); /* were there a body, it would stand here */
    assert_int_equal(r.status, 200);
    assert_true(has(&r, "0123456789"));
    close(fd);
}

static void requests_sent_at_once_are_answered_in_order(void **state)
{
    int fd = dial();

    (void)state;
    say(fd, "GET /gemeenten/a.json HTTP/1.1\r\nHost: a\r\n\r\n"
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Type: text/x\r\n\r\nabcd"
            "GET /traag HTTP/1.1\r\nHost: a\r\n\r\n"
            "GET /geen.json HTTP/1.1\r\nHost: a\r\n\r\n"
            "GET /gemeenten/b.json HTTP/1.1\r\nHost: a\r\n\r\n");
    struct reply r = hear(fd, false);
    assert_true(has(&r, "\"code\":\"a\""));
    r = hear(fd, false);
    assert_true(has(&r, "\"body\":\"abcd\""));
    r = hear(fd, false);
    assert_true(has(&r, "klaar"));
    r = hear(fd, false);
    assert_int_equal(r.status, 404);
    r = hear(fd, false);
    assert_true(has(&r, "\"code\":\"b\""));
    close(fd);
}

static void a_body_may_come_in_pieces_and_in_chunks(void **state)
{
    static const char body[] = "naam=Bergen+%28L%29";
    int fd = dial();
    struct reply r;

    (void)state;
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: "
            "application/x-www-form-urlencoded\r\nContent-Length: 19\r\n\r\n");
    for (size_t i = 0; i < sizeof body - 1; i++) {
        assert_true(put(fd, body + i, 1));
        poll(NULL, 0, 1);
    }
    r = hear(fd, false);
    assert_true(has(&r, "\"naam\":\"Bergen (L)\""));
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    r = hear(fd, false);
    assert_true(has(&r, "\"body\":\"abcde\""));
    close(fd);
}

static void a_header_that_is_too_large_is_refused(void **state)
{
    static char request[200000];
    struct reply r;
    size_t n;

    (void)state;
    n = (size_t)snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: a\r\nX-Veel: ");
    memset(request + n, 'x', 34000);
    strcpy(request + n + 34000, "\r\n\r\n");
    r = talk(request);
    assert_int_equal(r.status, 431);
    memset(request + n, 'x', 150000);
    strcpy(request + n + 150000, "\r\n\r\n");
    int fd = dial();
    put(fd, request, strlen(request)); /* may break off */
    shutdown(fd, SHUT_WR);
    close(fd);
    r = talk("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(r.status, 200);
}

static void a_body_that_is_too_large_is_refused_after_it_was_sent(void **state)
{
    static char big[150000];
    int fd = dial();
    struct reply r;

    (void)state;
    memset(big, 'x', sizeof big);
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 150000\r\n\r\n");
    assert_true(put(fd, big, sizeof big));
    r = hear(fd, false);
    assert_int_equal(r.status, 413);
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n249f0\r\n");
    assert_true(put(fd, big, sizeof big));
    say(fd, "\r\n0\r\n\r\n");
    r = hear(fd, false);
    assert_int_equal(r.status, 413);
    say(fd, "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\n\r\n"); /* the connection is still good */
    r = hear(fd, false);
    assert_int_equal(r.status, 200);
    close(fd);
}

static void who_asks_first_is_told_at_once(void **state)
{
    struct reply r =
        talk("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 150000\r\nExpect: 100-continue\r\n\r\n");

    (void)state;
    assert_int_equal(r.status, 413);
    r = talk("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
    assert_int_equal(r.status, 413);
    int fd = dial();
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    r = hear(fd, true);
    assert_int_equal(r.status, 100);
    say(fd, "ok");
    r = hear(fd, false);
    assert_true(has(&r, "\"body\":\"ok\""));
    close(fd);
}

static void what_is_no_http_is_refused(void **state)
{
    static const char *const bad[] = {
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", /* no Host */
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
         "1\r\na\r\n0\r\n\r\n"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct reply r = talk(bad[i]);

        if (r.status != 0 && r.status != 400)
            fail_msg("%zu: status %d", i, r.status);
    }
    struct reply r = talk("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(r.status, 405);
    assert_string_equal(reply_get(&r, "Allow"), "GET, HEAD, OPTIONS");
}

static void a_post_from_another_site_is_refused(void **state)
{
    struct reply r = talk("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nContent-Length: 1\r\n\r\nx");

    (void)state;
    assert_int_equal(r.status, 403);
    r = talk("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 1\r\n\r\nx");
    assert_int_equal(r.status, 200);
}

static void gzip_304_and_206_go_over_the_wire(void **state)
{
    struct reply r = talk("GET /static/map/stijl.css HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");

    (void)state;
    assert_string_equal(reply_get(&r, "Content-Encoding"), "gzip");
    assert_true(r.whole && r.n_body > 10 && (unsigned char)r.body[0] == 0x1f);
    int fd = dial();
    say(fd, "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"00000000000000aa\"\r\n\r\n"
            "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\nRange: bytes=3-5\r\n\r\n");
    r = hear(fd, false);
    assert_int_equal(r.status, 304);
    r = hear(fd, false);
    assert_int_equal(r.status, 206);
    assert_string_equal(reply_get(&r, "Content-Range"), "bytes 3-5/10");
    assert_true(r.n_body == 3 && has(&r, "345"));
    close(fd);
}

static void a_thousand_requests_in_a_row_are_answered(void **state)
{
    int fd = dial();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct reply r;

        say(fd, i % 2 ? "GET /gemeenten/GM0893 HTTP/1.1\r\nHost: a\r\n\r\n"
                      : "GET /geen.json HTTP/1.1\r\nHost: a\r\n\r\n");
        r = hear(fd, false);
        assert_int_equal(r.status, i % 2 ? 200 : 404);
        assert_true(r.whole);
    }
    close(fd);
}

static bool one_waits(void)
{
    return fixture_waiting() == 1;
}

static void a_slow_handler_keeps_nobody_else_waiting(void **state)
{
    int slow[6];
    struct reply r;

    (void)state;
    fixture_hold();
    for (int i = 0; i < 6; i++) {
        slow[i] = dial();
        say(slow[i], "GET /traag HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (int i = 0; i < 20; i++) {
        r = talk("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_int_equal(r.status, 200);
    }
    fixture_release();
    for (int i = 0; i < 6; i++) {
        r = hear(slow[i], false);
        assert_true(has(&r, "klaar"));
        close(slow[i]);
    }
}

static void a_client_that_leaves_harms_nobody(void **state)
{
    (void)state;
    fixture_hold();
    int fd = dial();
    say(fd, "GET /traag HTTP/1.1\r\nHost: a\r\n\r\n");
    until(one_waits, "de handler loopt");
    close(fd);
    fixture_release();
    fd = dial();
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\nhalf");
    close(fd);
    struct reply r = talk("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_int_equal(r.status, 200);
}

static void *stop_it(void *arg)
{
    (void)arg;
    http_stop(server, 30);
    return NULL;
}

static bool refuses(void)
{
    struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server))};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool refused;

    inet_pton(AF_INET, "127.0.0.1", &sa.sin_addr);
    refused = connect(fd, (struct sockaddr *)&sa, sizeof sa) != 0;
    close(fd);
    return refused;
}

static void stopping_finishes_what_runs_and_takes_nothing_new(void **state)
{
    pthread_t stopper;
    struct reply r;
    int slow = dial(), half = dial(), idle = dial();

    (void)state;
    fixture_hold();
    say(half, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    say(idle, "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    r = hear(idle, false);
    assert_int_equal(r.status, 200);
    say(slow, "GET /traag HTTP/1.1\r\nHost: a\r\n\r\n");
    until(one_waits, "de handler loopt");
    assert_int_equal(pthread_create(&stopper, NULL, stop_it, NULL), 0);
    until(refuses, "nieuwe verbindingen worden geweigerd");
    say(half, "cd");
    r = hear(half, false);
    assert_true(has(&r, "\"body\":\"abcd\""));
    assert_string_equal(reply_get(&r, "Connection"), "close");
    fixture_release();
    r = hear(slow, false);
    assert_int_equal(r.status, 200);
    assert_true(has(&r, "klaar"));
    pthread_join(stopper, NULL);
    server = NULL;
    close(slow);
    close(half);
    close(idle);
}

/* Never silent for as long as the timeout, and still ended. */
static bool drips_until_cut(int fd, const char *drip)
{
    for (int i = 0; i < 100; i++) {
        struct pollfd p = {.fd = fd, .events = POLLIN};

        if (poll(&p, 1, 200) == 1 || !put(fd, drip, strlen(drip)))
            return true;
    }
    return false;
}

static void who_drips_bytes_is_cut_off(void **state)
{
    const struct http_config c = {.timeout_s = 1};
    bool cut = false;
    int fd;

    (void)state;
    http_stop(server, 1);
    server = start(&c);
    fd = dial();
    say(fd, "GET / HTTP/1.1\r\nHost: a\r\n");
    cut = drips_until_cut(fd, "X-Druppel: 1\r\n");
    assert_true(cut);
    close(fd);
    fd = dial();
    say(fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n");
    cut = drips_until_cut(fd, "x");
    assert_true(cut);
    close(fd);
}

static void too_many_slow_requests_are_told_so(void **state)
{
    enum { ASKED = 80, THREADS = 4, QUEUE = 64 };
    int fds[ASKED], busy = 0, done = 0;

    (void)state;
    fixture_hold();
    for (int i = 0; i < ASKED; i++) {
        fds[i] = dial();
        say(fds[i], "GET /traag HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    /* Those that find no place are answered while the others still wait. */
    while (busy < ASKED - THREADS - QUEUE) {
        struct pollfd p[ASKED];

        for (int i = 0; i < ASKED; i++)
            p[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
        assert_true(poll(p, ASKED, PATIENCE_MS) > 0);
        for (int i = 0; i < ASKED; i++)
            if (fds[i] >= 0 && p[i].revents) {
                struct reply r = hear(fds[i], false);

                assert_int_equal(r.status, 503);
                assert_non_null(reply_get(&r, "Retry-After"));
                close(fds[i]);
                fds[i] = -1;
                busy++;
            }
    }
    fixture_release();
    for (int i = 0; i < ASKED; i++)
        if (fds[i] >= 0) {
            struct reply r = hear(fds[i], false);

            done += r.status == 200;
            close(fds[i]);
        }
    assert_int_equal(done, ASKED - busy);
}

static void one_address_may_have_so_many_connections(void **state)
{
    const struct http_config c = {.max_per_address = 3};
    int fds[3], fd;
    struct reply r;

    (void)state;
    http_stop(server, 1);
    server = start(&c);
    for (int i = 0; i < 3; i++) {
        fds[i] = dial_from("127.0.0.2");
        say(fds[i], "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\n\r\n");
        r = hear(fds[i], false);
        assert_int_equal(r.status, 200);
    }
    fd = dial_from("127.0.0.2");
    put(fd, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27);
    r = hear(fd, false);
    assert_int_equal(r.status, 0);
    close(fd);
    fd = dial_from("127.0.0.3");
    say(fd, "GET /static/klein.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    r = hear(fd, false);
    assert_int_equal(r.status, 200);
    close(fd);
    for (int i = 0; i < 3; i++)
        close(fds[i]);
}

static void an_address_that_cannot_be_had_is_told_in_words(void **state)
{
    static const char *const bad[] = {"",       "127.0.0.1",        "127.0.0.1:", "127.0.0.1:x",
                                      "::1:80", "127.0.0.1:123456", "[::1:80"};
    struct http_config c = {.tables = fixture_tables};
    struct http_server *s = NULL;
    struct err e = {0};
    char taken[50];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        c.address = bad[i];
        assert_int_equal(http_start(&c, &s, &e), ERR_USAGE);
        assert_true(*e.text);
    }
    snprintf(taken, sizeof taken, "127.0.0.1:%d", http_port(server));
    c.address = taken;
    assert_int_equal(http_start(&c, &s, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "poort"));
    assert_null(s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, up, down)
    const struct CMUnitTest tests[] = {
        T(a_page_comes_with_its_headers),
        T(head_has_the_headers_of_get_and_no_body),
        T(requests_sent_at_once_are_answered_in_order),
        T(a_body_may_come_in_pieces_and_in_chunks),
        T(a_header_that_is_too_large_is_refused),
        T(a_body_that_is_too_large_is_refused_after_it_was_sent),
        T(who_asks_first_is_told_at_once),
        T(what_is_no_http_is_refused),
        T(a_post_from_another_site_is_refused),
        T(gzip_304_and_206_go_over_the_wire),
        T(a_thousand_requests_in_a_row_are_answered),
        T(a_slow_handler_keeps_nobody_else_waiting),
        T(a_client_that_leaves_harms_nobody),
        T(stopping_finishes_what_runs_and_takes_nothing_new),
        T(who_drips_bytes_is_cut_off),
        T(too_many_slow_requests_are_told_so),
        T(one_address_may_have_so_many_connections),
        T(an_address_that_cannot_be_had_is_told_in_words),
    };

    return cmocka_run_group_tests_name("http_server", tests, NULL, NULL);
}
