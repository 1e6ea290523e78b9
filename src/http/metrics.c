/* SPDX-License-Identifier: EUPL-1.2
 * What the one who runs the server watches: /gezond (health) and /metrieken (Prometheus text format 0.0.4).
 * Counters are atomics that only grow; a reader may see one request half counted, never a count that goes
 * back. */
#include "base/date.h"
#include "http/intern.h"

static const int statuses[METRIC_STATUSES] = {
    200, 201, 202, 204, 206, 303, 304, 308, 400, 401, 403, 404,
    405, 406, 408, 409, 413, 415, 416, 422, 431, 500, 503, 0 /* any other */};
static const int64_t bucket_us[METRIC_BUCKETS] = {1000,   2500,   5000,    10000,   25000,
                                                  100000, 250000, 1000000, 5000000, INT64_MAX};
static const char *const bucket_text[METRIC_BUCKETS] = {"0.001", "0.0025", "0.005", "0.01", "0.025",
                                                        "0.1",   "0.25",   "1",     "5",    "+Inf"};

void metrics_init(struct arena *a, struct metrics *m, size_t n_routes)
{
    m->n = n_routes + 2;
    m->routes = ARENA_ARRAY(a, struct metric, m->n);
    m->started_ms = time_ms();
}

void metrics_count(struct metrics *m, size_t number, int status, int64_t us, size_t bytes)
{
    struct metric *r = &m->routes[number < m->n ? number : m->n - 1];
    size_t s = 0, b = 0;

    while (s < METRIC_STATUSES - 1 && statuses[s] != status)
        s++;
    while (us > bucket_us[b])
        b++;
    atomic_fetch_add_explicit(&r->status[s], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->bucket[b], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->us, (uint64_t)us, memory_order_relaxed);
    atomic_fetch_add_explicit(&m->bytes_out, bytes, memory_order_relaxed);
}

static const struct core *core_of(const struct http_req *q)
{
    return ((const struct exchange *)q)->core; /* q is its first member */
}

static void label(struct buf *b, const struct core *c, size_t number)
{
    if (number < c->router.n_routes)
        buf_fmt(b, "{methode=\"%s\",route=\"%s\"", c->router.routes[number]->method,
                c->router.routes[number]->path);
    else
        buf_fmt(b, "{methode=\"\",route=\"%s\"", number == c->router.n_routes ? "/static" : "");
}

static void write_requests(struct buf *b, const struct core *c)
{
    buf_lit(b, "# HELP woonzorg_verzoeken_total Beantwoorde verzoeken per route en status.\n"
               "# TYPE woonzorg_verzoeken_total counter\n");
    for (size_t i = 0; i < c->metrics.n; i++)
        for (size_t s = 0; s < METRIC_STATUSES; s++) {
            uint64_t n = atomic_load_explicit(&c->metrics.routes[i].status[s], memory_order_relaxed);

            if (!n)
                continue;
            buf_lit(b, "woonzorg_verzoeken_total");
            label(b, c, i);
            if (statuses[s])
                buf_fmt(b, ",status=\"%d\"} %llu\n", statuses[s], (unsigned long long)n);
            else
                buf_fmt(b, ",status=\"anders\"} %llu\n", (unsigned long long)n);
        }
}

static void write_durations(struct buf *b, const struct core *c)
{
    buf_lit(
        b,
        "# HELP woonzorg_verzoek_duur_seconden Tijd van verzoek tot en met het versturen van het antwoord.\n"
        "# TYPE woonzorg_verzoek_duur_seconden histogram\n");
    for (size_t i = 0; i < c->metrics.n; i++) {
        const struct metric *m = &c->metrics.routes[i];
        uint64_t sum = 0, us, n[METRIC_BUCKETS];

        for (size_t k = 0; k < METRIC_BUCKETS; k++)
            sum += n[k] = atomic_load_explicit(&m->bucket[k], memory_order_relaxed);
        if (!sum)
            continue;
        sum = 0;
        for (size_t k = 0; k < METRIC_BUCKETS; k++) {
            sum += n[k];
            buf_lit(b, "woonzorg_verzoek_duur_seconden_bucket");
            label(b, c, i);
            buf_fmt(b, ",le=\"%s\"} %llu\n", bucket_text[k], (unsigned long long)sum);
        }
        buf_lit(b, "woonzorg_verzoek_duur_seconden_sum");
        label(b, c, i);
        us = atomic_load_explicit(&m->us, memory_order_relaxed);
        buf_fmt(b, "} %llu.%06llu\n", (unsigned long long)(us / 1000000), (unsigned long long)(us % 1000000));
        buf_lit(b, "woonzorg_verzoek_duur_seconden_count");
        label(b, c, i);
        buf_fmt(b, "} %llu\n", (unsigned long long)sum);
    }
}

static void write_one(struct buf *b, const char *name, const char *type, const char *help, int64_t v)
{
    buf_fmt(b, "# HELP %s %s\n# TYPE %s %s\n%s ", name, help, name, type, name);
    buf_i64(b, v);
    buf_char(b, '\n');
}

static int metrics_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct core *c = core_of(q);
    struct buf b;

    (void)e;
    buf_init(&b, q->a, 16 << 20);
    write_requests(&b, c);
    write_durations(&b, c);
    write_one(&b, "woonzorg_verbindingen", "gauge", "Open verbindingen.",
              atomic_load(&c->metrics.connections));
    write_one(&b, "woonzorg_verzoeken_bezig", "gauge", "Verzoeken die nu lopen.",
              atomic_load(&c->metrics.running));
    write_one(&b, "woonzorg_verstuurd_bytes_total", "counter", "Bytes van antwoorden, zonder koppen.",
              (int64_t)atomic_load(&c->metrics.bytes_out));
    write_one(&b, "woonzorg_begonnen_seconden", "gauge",
              "Moment waarop de server begon, in seconden sinds 1970.", c->metrics.started_ms / 1000);
    buf_lit(&b, "# HELP woonzorg_bouw_info Versie van het programma.\n# TYPE woonzorg_bouw_info gauge\n"
                "woonzorg_bouw_info{versie=\"" WOONZORG_VERSION "\"} 1\n");
    r->body = buf_str(&b);
    r->type = "text/plain; version=0.0.4; charset=utf-8";
    return OK;
}

/* The store answers: one statement that needs no table. */
static int store_answers(struct store *s, struct err *e)
{
    static const char sql_one[] = "SELECT 1";
    struct conn *c = NULL;
    int64_t one;
    int rc = store_read(s, &c, e);

    if (!rc)
        rc = sql_get_int(c, sql_one, &one, e, "");
    store_return(s, c);
    return rc;
}

static int health_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct store *s = core_of(q)->config.store;
    struct err why = {0};
    bool well = !s || !store_answers(s, &why);

    (void)e;
    r->status = well ? 200 : 503;
    r->body = well ? STR("{\"status\":\"goed\"}\n") : STR("{\"status\":\"storing\"}\n");
    r->type = "application/json";
    return OK;
}

const struct http_route metrics_routes[] = {
    {"GET", "/gezond", health_get, NULL, "Of de server en de gegevens bereikbaar zijn", ROUTE_NO_STORE_CACHE,
     NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/metrieken", metrics_get, NULL, "Tellers voor bewaking, als Prometheus-tekst",
     ROUTE_NO_STORE_CACHE, NULL, .recht = RECHT_BEHEER},
    {0},
};
