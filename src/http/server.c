/* SPDX-License-Identifier: EUPL-1.2
 * libmicrohttpd before the exchange: takes in headers and body within bounds, hands them on, sends the
 * answer, logs, and stops without dropping what runs. The only file that knows that library.
 *
 * Life of a request: on_uri (the request line is in) → on_access with the headers → on_access with pieces of
 * the body → on_access at its end, where the handler runs, here or (ROUTE_SLOW) on another thread while the
 * connection is suspended → on_completed, always, also when the connection broke. */
#include "base/log.h"
#include "http/intern.h"
#include "http/listen.h"
#include "http/peer.h"
#include "http/slow.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    REQUESTS_KEPT = 64,      /* that wait for reuse with their memory */
    SLOW_QUEUE = 64,         /* slow requests that may wait for a thread */
    RATE_LEAST = 16384,      /* bytes a second that a body or answer must make on the long run */
    BODIES_MOST = 8,         /* times max_body: held for all requests together */
    DISCARD_MOST = 4,        /* times max_body: taken in and dropped, so that a browser shows our refusal */
    STREAM_BLOCK = 64 << 10, /* bytes that the library asks of a stream at once */
    STREAM_PIECE_MAX = 4 << 20, /* of one piece that a stream makes */
    HEADER_ROOM = 16 << 10,     /* above max_header: room for our own answer's headers */
    STOP_AFTER_SLOW_MS = 2000   /* to send what slow handlers made just before the end */
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_RUNNING, STAGE_DONE };

struct request {
    struct exchange x; /* first: stays initialised while the request waits for reuse */
    struct request *next;
    struct http_server *server;
    struct MHD_Connection *mhd;
    struct peer *peer;
    enum stage stage;
    struct str target;
    char *body; /* malloc and not the arena: realloc moves pages instead of copying 64 MiB */
    size_t n_body, room, dropped, n_taken;
    int refuse; /* status with which the body is refused after it was dropped */
    int64_t number, begun_us;
    struct buf piece; /* of a streamed answer: what was made and not yet all taken */
    size_t piece_at;
    bool stream_ended;
};

struct http_server {
    struct core core;
    struct MHD_Daemon *daemon;
    struct peer_list peers;
    struct slow_pool *slow;
    int fd, port;
    atomic_bool stopping;
    atomic_size_t bodies; /* bytes of all bodies now held */
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t idle;
    struct request *kept;
    size_t n_kept;
};

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* How long the peer may take from `from_ms` on: so many times the timeout, and time to move so many bytes. */
static void peer_until(struct peer *p, const struct http_server *s, int64_t from_ms, int timeouts,
                       size_t bytes)
{
    int64_t ms = (int64_t)s->core.config.timeout_s * 1000 * timeouts + (int64_t)(bytes / RATE_LEAST) * 1000;

    if (p)
        atomic_store_explicit(&p->until_ms, from_ms + ms, memory_order_relaxed);
}

static struct request *request_take(struct http_server *s)
{
    struct request *r;

    pthread_mutex_lock(&s->lock);
    r = s->kept;
    if (r) {
        s->kept = r->next;
        s->n_kept--;
    }
    pthread_mutex_unlock(&s->lock);
    if (r)
        return r;
    r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->server = s;
    exchange_init(&r->x, &s->core);
    return r;
}

static void request_free(struct request *r)
{
    exchange_done(&r->x);
    free(r);
}

static void body_drop(struct request *r)
{
    free(r->body);
    atomic_fetch_sub(&r->server->bodies, r->room);
    r->body = NULL;
    r->n_body = r->room = 0;
}

static void request_give_back(struct request *r)
{
    struct http_server *s = r->server;
    bool keep;

    body_drop(r);
    exchange_reset(&r->x);
    *r = (struct request){.x = r->x, .server = s};
    pthread_mutex_lock(&s->lock);
    keep = s->n_kept < REQUESTS_KEPT;
    if (keep) {
        r->next = s->kept;
        s->kept = r;
        s->n_kept++;
    }
    pthread_mutex_unlock(&s->lock);
    if (!keep)
        request_free(r);
}

/* ---- what libmicrohttpd calls ---- */

static enum MHD_Result on_accept(void *cls, const struct sockaddr *sa, socklen_t n)
{
    struct http_server *s = cls;

    (void)n;
    return peer_allowed(&s->peers, sa) ? MHD_YES : MHD_NO;
}

static void *on_uri(void *cls, const char *uri, struct MHD_Connection *mhd)
{
    struct http_server *s = cls;
    struct request *r = request_take(s);

    if (!r)
        return NULL;
    r->mhd = mhd;
    r->peer = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    r->begun_us = now_us();
    r->number = (int64_t)atomic_fetch_add(&s->core.metrics.requests, 1) + 1;
    r->target = str_dup(&r->x.arena, str_from(uri));
    atomic_fetch_add(&s->core.metrics.running, 1);
    peer_until(r->peer, s, r->begun_us / 1000, 1, 0);
    if (r->peer)
        r->peer->open = r;
    return r;
}

static enum MHD_Result on_header(void *cls, enum MHD_ValueKind kind, const char *key, size_t n_key,
                                 const char *value, size_t n_value)
{
    struct request *r = cls;

    (void)kind;
    http_head_add(&r->x.arena, &r->x.head, (struct str){key, n_key}, (struct str){value, n_value});
    return MHD_YES;
}

static size_t no_unescape(void *cls, struct MHD_Connection *mhd, char *text)
{
    (void)cls, (void)mhd;
    return strlen(text); /* request.c decodes, strictly */
}

/* The client's address; behind a proxy on this machine, the last one that the proxy added itself. */
static struct str remote_of(const struct request *r)
{
    struct str forwarded = r->x.head.forwarded_for;
    const char *comma;

    if (!r->peer)
        return STR("");
    if (!r->peer->local || !forwarded.n)
        return str_from(r->peer->address);
    comma = memrchr(forwarded.p, ',', forwarded.n);
    if (comma)
        forwarded = str_sub(forwarded, (size_t)(comma + 1 - forwarded.p), forwarded.n);
    forwarded = str_trim(forwarded);
    return forwarded.n < sizeof r->peer->address ? forwarded : str_from(r->peer->address);
}

/* Called by the library when the client took what it had: gives on what the stream made, a piece at a time.
 */
static ssize_t stream_read(void *cls, uint64_t at, char *to, size_t room)
{
    struct request *r = cls;
    struct answer *out = &r->x.answer;
    struct err e = {0};
    int rc = 1;

    (void)at;
    while (r->piece_at == r->piece.n && rc > 0) {
        if (r->stream_ended)
            return MHD_CONTENT_READER_END_OF_STREAM;
        arena_reset(&r->x.out);
        buf_init(&r->piece, &r->x.out, STREAM_PIECE_MAX);
        r->piece_at = 0;
        rc = out->stream.more(out->stream.ctx, &r->piece, &e);
        r->stream_ended = rc == 0;
        if (rc < 0 || r->piece.over) {
            LOG(LOG_ERROR, "antwoord afgebroken", LOG_STR("pad", http_path_told(&r->x.arena, r->x.q.path)),
                LOG_STR("fout", str_from(e.text)));
            return MHD_CONTENT_READER_END_WITH_ERROR;
        }
    }
    if (room > r->piece.n - r->piece_at)
        room = r->piece.n - r->piece_at;
    if (!room)
        return MHD_CONTENT_READER_END_OF_STREAM;
    memcpy(to, r->piece.p + r->piece_at, room);
    r->piece_at += room;
    out->streamed += room;
    peer_until(r->peer, r->server, peer_now_ms(), 1, room);
    return (ssize_t)room;
}

static enum MHD_Result answer_queue(struct request *r)
{
    const struct answer *out = &r->x.answer;
    struct MHD_Response *response =
        out->stream.more
            ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, r, NULL)
            : MHD_create_response_from_buffer(out->body.n, (void *)(uintptr_t)out->body.p,
                                              MHD_RESPMEM_PERSISTENT);
    enum MHD_Result ok = response ? MHD_YES : MHD_NO;

    for (size_t i = 0; ok && i < out->n_headers; i++)
        ok = MHD_add_response_header(response, out->headers[i].name, out->headers[i].value);
    /* To HEAD of a stream the library sends the end of a body that there is not, which the next answer on the
     * connection would begin with. As HTTP/1.0 it sends nothing, and closes. */
    if (ok && out->stream.more && str_is(r->x.q.method, "HEAD"))
        ok = MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
    if (ok && (out->close || atomic_load(&r->server->stopping)))
        ok = MHD_add_response_header(response, "Connection", "close");
    if (ok)
        ok = MHD_queue_response(r->mhd, (unsigned)out->status, response);
    if (response)
        MHD_destroy_response(response);
    peer_until(r->peer, r->server, peer_now_ms(), 1, out->body.n);
    r->stage = STAGE_DONE;
    return ok;
}

/* The headers are in. */
static enum MHD_Result head_take(struct request *r, const char *method)
{
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(r->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct exchange *x = &r->x;
    const struct http_head *h = &x->head;
    size_t length = 0;

    r->stage = STAGE_BODY;
    MHD_get_connection_values_n(r->mhd, MHD_HEADER_KIND, on_header, r);
    x->q.remote = str_dup(&x->arena, remote_of(r));
    if (!r->peer || !r->peer->local) /* only a proxy of our own knows how it was asked */
        x->head.forwarded_proto = (struct str){NULL, 0};
    exchange_open(x, str_dup(&x->arena, str_from(method)), r->target, size ? size->header_size : 0);
    if (!x->answer.status)
        return MHD_YES;
    for (size_t i = 0; i < h->content_length.n && length < SIZE_MAX / 100; i++)
        length = length * 10 + (size_t)(h->content_length.p[i] - '0');
    /* A refusal is sent after the body was dropped, since a browser that is still sending would show a broken
     * connection and not our words; at once to who asks first (Expect) or would send far too much. */
    if ((length || h->transfer_encoding.p) &&
        (h->expect.p || x->answer.close || length / DISCARD_MOST > x->core->config.max_body)) {
        x->answer.close = true;
        return answer_queue(r);
    }
    return MHD_YES;
}

/* Room for n more bytes of the body. Grows by half as much again, so that nobody holds memory for bytes that
 * they only announced. */
static bool body_room(struct request *r, size_t n)
{
    struct http_server *s = r->server;
    size_t room = r->room + r->room / 2 + 16384;
    char *p;

    if (r->n_body + n <= r->room)
        return true;
    if (room < r->n_body + n)
        room = r->n_body + n;
    if (room > s->core.config.max_body)
        room = s->core.config.max_body;
    if (atomic_fetch_add(&s->bodies, room - r->room) + (room - r->room) >
            s->core.config.max_body * BODIES_MOST ||
        !(p = realloc(r->body, room))) {
        atomic_fetch_sub(&s->bodies, room - r->room);
        return false;
    }
    r->body = p;
    r->room = room;
    return true;
}

static enum MHD_Result body_take(struct request *r, const char *data, size_t n)
{
    size_t most = r->server->core.config.max_body;

    if (!r->x.answer.status && !r->refuse) {
        if (n > most - r->n_body)
            r->refuse = 413;
        else if (!body_room(r, n))
            r->refuse = 503;
        else {
            memcpy(r->body + r->n_body, data, n);
            r->n_body += n;
        }
        if (r->refuse) {
            r->dropped = r->n_body;
            body_drop(r);
        }
    }
    if (r->x.answer.status || r->refuse)
        r->dropped += n;
    /* Counted from the start: a drip of bytes wins no time. */
    r->n_taken += n;
    peer_until(r->peer, r->server, r->begun_us / 1000, 1, r->n_taken);
    return r->dropped / DISCARD_MOST > most ? MHD_NO : MHD_YES;
}

static void slow_run(void *job, bool cancelled)
{
    struct request *r = job;

    if (cancelled)
        respond_problem(&r->x, 503, "De server stopt. Probeer het over een minuut opnieuw.");
    else
        exchange_run(&r->x, (struct str){r->body, r->n_body});
    r->stage = STAGE_DONE;
    MHD_resume_connection(r->mhd);
}

/* All is in: run the handler. */
static enum MHD_Result request_run(struct request *r)
{
    struct exchange *x = &r->x;

    if (r->peer)
        atomic_store_explicit(&r->peer->until_ms, INT64_MAX, memory_order_relaxed);
    if (r->refuse && !x->answer.status)
        respond_problem(x, r->refuse, NULL);
    if (!x->answer.status && exchange_slow(x)) {
        r->stage = STAGE_RUNNING;
        MHD_suspend_connection(r->mhd); /* first: the other thread may be done before this one goes on */
        if (slow_add(r->server->slow, r))
            return MHD_YES;
        respond_problem(x, 503, NULL);
        MHD_resume_connection(r->mhd);
        r->stage = STAGE_DONE;
        return MHD_YES;
    }
    if (!x->answer.status)
        exchange_run(x, (struct str){r->body, r->n_body});
    return answer_queue(r);
}

static enum MHD_Result on_access(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
                                 const char *version, const char *data, size_t *n_data, void **ctx)
{
    struct request *r = *ctx;
    enum MHD_Result ok;

    (void)cls, (void)mhd, (void)url, (void)version;
    if (!r)
        return MHD_NO; /* no memory for one more */
    switch (r->stage) {
    case STAGE_HEAD:
        return head_take(r, method);
    case STAGE_BODY:
        if (!*n_data)
            return request_run(r);
        ok = body_take(r, data, *n_data);
        *n_data = 0;
        return ok;
    case STAGE_RUNNING:
        return MHD_YES;
    case STAGE_DONE:
        return answer_queue(r);
    }
    return MHD_NO;
}

static void request_log(struct request *r, int64_t us, bool whole)
{
    struct exchange *x = &r->x;

    LOG(LOG_INFO, whole ? "verzoek" : "verzoek afgebroken", LOG_STR("methode", x->q.method),
        LOG_STR("pad", http_path_told(&x->arena, x->q.path)), LOG_INT("status", x->answer.status),
        LOG_INT("ms", us / 1000), LOG_INT("bytes", (int64_t)(x->answer.body.n + x->answer.streamed)),
        LOG_STR("adres", x->q.remote), LOG_INT("nummer", r->number));
}

static void request_end(struct request *r, bool whole)
{
    struct http_server *s = r->server;
    int64_t us = now_us() - r->begun_us;

    exchange_stream_done(&r->x);
    if (r->x.answer.status)
        metrics_count(&s->core.metrics, r->x.number, r->x.answer.status, us,
                      r->x.answer.body.n + r->x.answer.streamed);
    if (r->stage != STAGE_HEAD)
        request_log(r, us, whole);
    peer_until(r->peer, s, peer_now_ms(), 2, 0);
    if (r->peer)
        r->peer->open = NULL;
    request_give_back(r);
    if (atomic_fetch_sub(&s->core.metrics.running, 1) == 1 && atomic_load(&s->stopping)) {
        pthread_mutex_lock(&s->lock);
        pthread_cond_broadcast(&s->idle);
        pthread_mutex_unlock(&s->lock);
    }
}

static void on_completed(void *cls, struct MHD_Connection *mhd, void **ctx,
                         enum MHD_RequestTerminationCode code)
{
    struct request *r = *ctx;

    (void)cls, (void)mhd;
    *ctx = NULL;
    if (r)
        request_end(r, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
}

static void on_connection(void *cls, struct MHD_Connection *mhd, void **ctx,
                          enum MHD_ConnectionNotificationCode what)
{
    struct http_server *s = cls;
    struct peer *p = *ctx;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *sa = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        int fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

        *ctx = peer_new(&s->peers, sa ? sa->client_addr : NULL, fd,
                        peer_now_ms() + (int64_t)s->core.config.timeout_s * 2000);
        atomic_fetch_add(&s->core.metrics.connections, 1);
    } else {
        /* A head that libmicrohttpd itself gives up, such as one with a thousand cookies, was begun by on_uri
         * and never gets its on_completed. */
        if (p && p->open)
            request_end(p->open, false);
        peer_free(&s->peers, p);
        *ctx = NULL;
        atomic_fetch_sub(&s->core.metrics.connections, 1);
    }
}

static void on_message(void *cls, const char *format, va_list ap)
{
    char text[500];

    (void)cls;
    vsnprintf(text, sizeof text, format, ap);
    LOG(LOG_DEBUG, "libmicrohttpd", LOG_STR("tekst", str_trim(str_from(text))));
}

/* ---- start and stop ---- */

static int thread_count(const struct http_config *c)
{
    long n = c->threads > 0 ? c->threads : sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 64 ? 64 : (int)n;
}

static int daemon_start(struct http_server *s, int threads, struct err *e)
{
    const struct http_config *c = &s->core.config;
    unsigned most = (unsigned)(c->max_connections > threads ? c->max_connections : threads);
    struct MHD_OptionItem pool[] = {
        {threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };

    s->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
            MHD_USE_ERROR_LOG,
        0, on_accept, s, on_access, s, MHD_OPTION_EXTERNAL_LOGGER, on_message, NULL, MHD_OPTION_LISTEN_SOCKET,
        s->fd, MHD_OPTION_CONNECTION_LIMIT, most, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)c->timeout_s,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, c->max_header + HEADER_ROOM, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, on_uri, s, MHD_OPTION_UNESCAPE_CALLBACK, no_unescape, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
    return s->daemon ? OK : err_set(e, ERR_ENV, "De webserver kan niet beginnen: %s.", err_oorzaak(errno));
}

/* False when requests still run after `ms`. */
static bool wait_idle(struct http_server *s, int64_t ms)
{
    int64_t until = peer_now_ms() + ms;
    bool idle;

    pthread_mutex_lock(&s->lock);
    while (!(idle = atomic_load(&s->core.metrics.running) == 0) && peer_now_ms() < until) {
        struct timespec wake;

        clock_gettime(CLOCK_REALTIME, &wake);
        wake.tv_nsec += 200 * 1000000; /* looks again now and then, should a signal have come too early */
        wake.tv_sec += wake.tv_nsec / 1000000000;
        wake.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&s->idle, &s->lock, &wake);
    }
    pthread_mutex_unlock(&s->lock);
    return idle;
}

void http_stop(struct http_server *s, int seconds)
{
    if (!s)
        return;
    atomic_store(&s->stopping, true);
    if (s->daemon) {
        MHD_quiesce_daemon(s->daemon);
        close(s->fd);
        s->fd = -1;
        if (!wait_idle(s, (int64_t)seconds * 1000))
            LOG(LOG_WARN, "stoppen: er liepen nog verzoeken",
                LOG_INT("aantal", atomic_load(&s->core.metrics.running)));
    }
    /* A handler that runs cannot be stopped from outside: it is waited for, and its answer still sent. */
    slow_stop(s->slow);
    if (s->daemon) {
        wait_idle(s, STOP_AFTER_SLOW_MS);
        MHD_stop_daemon(s->daemon);
    }
    if (s->fd >= 0)
        close(s->fd);
    peers_stop(&s->peers);
    while (s->kept) {
        struct request *r = s->kept;

        s->kept = r->next;
        request_free(r);
    }
    pthread_cond_destroy(&s->idle);
    pthread_mutex_destroy(&s->lock);
    core_done(&s->core);
    free(s);
}

int http_start(const struct http_config *c, struct http_server **ret, struct err *e)
{
    struct http_server *s = calloc(1, sizeof *s);
    int threads = thread_count(c), rc;

    if (!s)
        return err_set(e, ERR_ENV, "Er is geen geheugen voor de webserver.");
    s->fd = -1;
    rc = core_init(&s->core, c, embed_files, e);
    if (rc) {
        free(s);
        return rc;
    }
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->idle, NULL);
    s->slow = slow_start(threads + 2, SLOW_QUEUE, slow_run);
    if (!peers_start(&s->peers, s->core.config.max_per_address) || !s->slow)
        rc = err_set(e, ERR_ENV, "De webserver kan niet beginnen: het systeem geeft geen threads.");
    if (!rc)
        rc = http_listen(c->address, &s->fd, e);
    if (!rc) {
        s->port = http_listen_port(s->fd);
        rc = daemon_start(s, threads, e);
    }
    if (rc) {
        http_stop(s, 0);
        return rc;
    }
    *ret = s;
    return OK;
}

int http_port(const struct http_server *s)
{
    return s->port;
}
