/* SPDX-License-Identifier: EUPL-1.2
 * Shared by the files of this room only. A request goes: target (request.c) → route (router.c) →
 * exchange_open (exchange.c: all that can be decided on the headers) → body (request.c, multipart.c) →
 * handler → answer (respond.c). Nothing here knows a socket; server.c puts libmicrohttpd in front of it, the
 * tests and the fuzz target call it directly. */
#ifndef WZ_HTTP_INTERN_H
#define WZ_HTTP_INTERN_H

#include "base/map.h"
#include "doc/mustache.h"
#include "http/http.h"

#include <stdatomic.h>

enum {
    HTTP_SEGMENTS_MAX = 16, /* of a path */
    HTTP_FIELDS_MAX = 1000, /* of a query, a form, or parts of a multipart body */
    HTTP_NAME_MAX = 200,    /* bytes of a field's name */
    HTTP_UPLOADS_MAX = 50,  /* files in one form */
    HTTP_FILENAME_MAX = 255,
    HTTP_RENDER_MAX = 256 << 20, /* bytes of one rendered answer */
    HTTP_ARENA_KEEP = 2 << 20,   /* an arena that grew beyond is given back after the request */
};

/* ---- request.c ---- */

/* The headers that we look at, as sent; p NULL when absent. */
struct http_head {
    struct str host, accept, accept_encoding, content_type, content_length, transfer_encoding, expect, cookie,
        if_none_match, range, if_range, origin, sec_fetch_site, forwarded_for, forwarded_proto, asks_method,
        authorization, agent;
    bool twice; /* one that may stand there once (Host, Content-Type, …) did so more often */
};
void http_head_add(struct arena *a, struct http_head *h, struct str name, struct str value);

struct http_target {
    struct str raw_query;
    struct str seg[HTTP_SEGMENTS_MAX]; /* decoded; "/" has none */
    struct str raw[HTTP_SEGMENTS_MAX]; /* as sent */
    size_t n;
    bool slash;  /* a trailing slash stood there */
    bool hollow; /* an empty segment stood there ("//"): no such address */
};
/* The request line's target, origin-form or absolute-form. ERR_DATA for what is not strictly right. */
int http_target_parse(struct arena *a, struct str target, struct http_target *ret, struct err *e) MUST_CHECK;

enum http_decode { DECODE_PATH, DECODE_FORM /* '+' is a space; line ends and tabs may stand in a value */ };
/* Strict percent-decoding to UTF-8 text; borrowed when nothing had to change. */
int http_decode(struct arena *a, struct str s, enum http_decode as, struct str *ret,
                struct err *e) MUST_CHECK;
/* "a=1&b=2" into fields. `in` is PARAM_QUERY or PARAM_FORM: which of the route's params may be lists. route
 * may be NULL. */
int http_fields_parse(struct arena *a, struct str s, const struct http_route *route, int in,
                      struct doc *fields, struct err *e) MUST_CHECK;
/* One text value under its name, by the rule for names that come twice. */
int http_field_put(struct arena *a, struct doc *fields, const struct http_route *route, int in,
                   struct str name, struct str value, struct err *e) MUST_CHECK;
/* A path as the log may hold it: a segment of 64 hexadecimal digits is a secret by which somebody is let in,
 * and only its begin is told. */
struct str http_path_told(struct arena *a, struct str path);
/* The Cookie header; what is malformed is passed over, the first of equal names counts. */
struct doc *http_cookies_parse(struct arena *a, struct str header);
/* A parameter of a header value (`; name="x"`), unquoted on a; p NULL when absent. */
struct str http_header_param(struct arena *a, struct str value, const char *name);
/* The suffix of a last segment that names a format, cut off in *ret_stem. */
bool http_suffix(struct str seg, struct str *ret_stem, enum http_format *ret);

/* ---- multipart.c ---- */

/* The whole body of a multipart/form-data request: text parts into q->form, files into q->uploads (bytes not
 * copied). */
int http_multipart_parse(struct http_req *q, struct str content_type, struct str body,
                         const struct http_route *route, struct err *e) MUST_CHECK;

/* ---- negotiate.c ---- */

/* The best of the offered formats (bits 1 << enum http_format). An absent or empty header accepts all. */
bool http_accept(struct str header, unsigned offered, enum http_format *ret);
/* The header names text/html itself: a person with a browser, whatever else is taken. */
bool http_accept_html(struct str header);
bool http_accept_gzip(struct str header);
/* Weak comparison of a list of entity tags, or "*". */
bool http_etag_among(struct str list, struct str etag);
enum http_range_result { RANGE_ALL, RANGE_PART, RANGE_OUTSIDE };
/* One "bytes=" range over `size`; several ranges or another unit mean all. *ret_to is exclusive. */
enum http_range_result http_range(struct str header, size_t size, size_t *ret_from, size_t *ret_to);

/* ---- router.c ---- */

struct route_node;
struct router {
    struct route_node *root;
    const struct http_route **routes; /* in order of the tables: the number of a route is its place here */
    size_t n_routes;
    const struct str *open; /* first segments under which all is open data (ROUTE_OPEN) */
    size_t n_open;
};
struct endpoint {
    const struct http_route *route;
    size_t number;
};
struct route_match {
    const struct route_node *node;
    struct str values[HTTP_SEGMENTS_MAX]; /* of the parameters, in order */
    size_t n_values;
    bool has_suffix;
    enum http_format suffix;
    struct str last; /* the last segment without the suffix that was taken off */
};
/* Checks the tables too. */
int router_compile(struct arena *a, const struct http_route *const *tables, struct router *ret,
                   struct err *e) MUST_CHECK;
bool router_match(const struct router *r, const struct http_target *t, struct route_match *ret);
/* The endpoint for a method (HEAD finds GET), or NULL. */
const struct endpoint *router_method(const struct route_node *n, struct str method);
const char *router_allow(const struct route_node *n); /* for the Allow header */
/* Is this path, decoded or as it was sent, an address of open data, also when nothing is there? */
bool router_open(const struct router *r, struct str path);
/* {name: text} by the route's own names. */
struct doc *router_params(struct arena *a, const struct http_route *route, const struct route_match *m);

/* ---- template.c ---- */

struct template_set {
    struct map by_name; /* "overzicht", "deel/kop" → struct mustache */
};
int templates_compile(struct arena *a, const struct embed_file *files, struct template_set *ret,
                      struct err *e) MUST_CHECK;
const struct mustache *template_find(const struct template_set *t, struct str name);
int template_render(struct arena *a, const struct template_set *t, struct str name, const struct doc *d,
                    struct buf *b, struct err *e) MUST_CHECK;

/* ---- static.c ---- */

struct static_file {
    struct str name; /* without "dist/" */
    const char *type;
    struct str etag, etag_gzip; /* quoted, strong */
    struct str plain, gzip;     /* gzip.p NULL where it does not pay */
};
struct static_set {
    struct map by_name;
};
void statics_prepare(struct arena *a, const struct embed_file *files, struct static_set *ret);
const struct static_file *static_find(const struct static_set *s, struct str name);
const char *type_of_name(struct str name);

/* ---- gzip.c ---- */

struct packer;                      /* the state of zlib, kept between requests */
void packer_free(struct packer *p); /* takes NULL */
/* A type of which the bytes are text, so that they shrink. */
bool type_packs(const char *type);
/* Gzip of s on a, or p NULL when it does not pay. *p is made when NULL; `level` counts then. */
struct str packer_gzip(struct arena *a, struct packer **p, struct str s, int level);

/* ---- metrics.c ---- */

enum { METRIC_STATUSES = 24, METRIC_BUCKETS = 10 };
struct metric {
    atomic_uint_fast64_t status[METRIC_STATUSES], bucket[METRIC_BUCKETS], us;
};
struct metrics {
    struct metric *routes; /* n_routes, then static files, then what no route answered */
    size_t n;
    atomic_uint_fast64_t bytes_out, requests;
    atomic_int connections, running;
    int64_t started_ms;
};
void metrics_init(struct arena *a, struct metrics *m, size_t n_routes);
void metrics_count(struct metrics *m, size_t number, int status, int64_t us, size_t bytes);
extern const struct http_route metrics_routes[]; /* /gezond and /metrieken */

/* ---- exchange.c, respond.c ---- */

/* What all requests share; immutable after core_init but for the metrics. */
struct core {
    struct http_config config; /* defaults filled in */
    struct router router;
    struct template_set templates;
    struct static_set statics;
    struct metrics metrics;
    struct arena a;
};
int core_init(struct core *c, const struct http_config *config, const struct embed_file *files,
              struct err *e) MUST_CHECK;
void core_done(struct core *c);

enum { ANSWER_HEADERS_MAX = 24 };
struct answer {
    int status; /* 0: there is no answer yet */
    struct str body;
    struct {
        const char *name, *value;
    } headers[ANSWER_HEADERS_MAX];
    size_t n_headers;
    struct http_stream stream; /* `more` set: the body comes from it and `body` is empty */
    size_t streamed;           /* bytes of it so far */
    bool close;                /* the connection may not be used again */
};

/* One request and its answer. Reused: exchange_reset makes it as new and keeps the memory. */
struct exchange {
    struct http_req q; /* first, so that this room's own handlers can find the exchange behind it */
    const struct core *core;
    struct arena arena; /* of the request */
    struct arena out;   /* of the rendered text alone, so that its buffer grows in place */
    struct packer *packer;
    struct http_head head;
    struct str asked; /* the target as sent */
    struct http_target target;
    struct route_match match;
    const struct http_route *route; /* NULL for static files and what is not found */
    size_t number;                  /* of the route, for the metrics */
    bool unacceptable;              /* no format that we could make of a tree is accepted */
    bool problem_html;              /* errors go to a person */
    struct doc *errors;             /* of a problem: what is wrong, by http_refuse; NULL: nothing by name */
    struct answer answer;
};
void exchange_init(struct exchange *x, const struct core *core);
void exchange_reset(struct exchange *x);
void exchange_done(struct exchange *x);
/* Given method, target, head and remote: decides all that can be decided before the body. When
 * x->answer.status is still 0 afterwards, x->route is set and exchange_run has to follow with the body. */
void exchange_open(struct exchange *x, struct str method, struct str target, size_t head_bytes);
bool exchange_slow(const struct exchange *x);
/* Parses the body, calls the handler and makes the answer. `body` must outlive the exchange. */
void exchange_run(struct exchange *x, struct str body);
/* ---- strict.c ---- */

int strict_check(struct exchange *x, struct err *e) MUST_CHECK;
/* Ends the stream of an answer; takes one without. */
void exchange_stream_done(struct exchange *x);
/* One thing wrong with the request, for x->errors. */
void error_add(struct arena *a, struct doc **errors, const char *in, struct str name, const char *code,
               struct str text);

/* The template that would make a page of r, or NULL when the answer is not a page. */
const char *respond_template(const struct exchange *x, const struct http_resp *r);
/* The answer of a handler's r. */
void respond(struct exchange *x, struct http_resp *r);
void respond_static(struct exchange *x, const struct static_file *f);
void respond_options(struct exchange *x, const char *allow);
void respond_redirect(struct exchange *x, int status, struct str location);
/* A problem in words; text is the detail for the user and may be NULL. */
void respond_problem(struct exchange *x, int status, const char *text);
/* Something inside failed: the words go to the log under a random number, the client gets the number. */
void respond_failure(struct exchange *x, int status, const struct err *e);
/* By the table in http.h. */
void respond_error(struct exchange *x, int code, const struct err *e);
void answer_header(struct exchange *x, const char *name, const char *value);
/* What the finished answer is made of, before caching, ranges and compression have their say. */
struct draft {
    int status;
    struct str body;
    const char *type;
    const char *cache; /* Cache-Control */
    const char *vary;
    struct str etag, etag_gzip; /* quoted; p NULL: none */
    struct str gzip;            /* compressed already */
    bool ranges, pack;          /* may be sent in part; may be compressed */
    bool document;              /* see http_resp */
};
void answer_finish(struct exchange *x, const struct draft *d);

/* ---- table.c ---- */

/* The tables of a tree as CSV or XLSX (by x->q.format), with the name of the file. ERR_NOT_FOUND when ?tabel=
 * names none; *ret.p is NULL when the tree has no tables at all. */
int tables_write(struct exchange *x, const struct doc *tree, struct str *ret, struct str *ret_filename,
                 struct err *e) MUST_CHECK;

#endif
