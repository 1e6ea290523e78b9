/* SPDX-License-Identifier: EUPL-1.2
 * The web server as the rest of Woonzorg sees it: tables of routes, a request that is parsed and bounded, and
 * an answer that is a value tree, a file or a redirect. libmicrohttpd stays behind this header. */
#ifndef WZ_HTTP_HTTP_H
#define WZ_HTTP_HTTP_H

#include "doc/doc.h"
#include "http/recht.h"
#include "store/store.h"

/* The version of the API as its clients know it (semantic): in the header API-Version of every answer under
 * /v1, in the OpenAPI document, and the newest line of /v1/wijzigingen. */
#define HTTP_API_VERSION "1.4.0"

/* The field by which a form proves that it came from a page of ours, see http_req.form_key. */
#define HTTP_FORM_KEY "formulier_sleutel"

struct http_server;
struct wie;
struct http_upload {
    struct str field, name; /* of the form field; of the file as the browser gave it, without folders */
    struct str bytes;
};

struct http_req {
    struct arena *a;         /* dies with the request */
    void *app;               /* what http_start was given */
    struct str method, path; /* path: decoded, normalised, without suffix (.json …) */
    struct str raw_query;    /* as sent, without '?' */
    struct doc *params;      /* {name: text} from the route's path */
    struct doc *query; /* {name: text}; a name given twice is refused unless the route says list: then always
                          a list */
    struct doc *form;  /* {name: text} of a POST; text values only */
    struct doc *cookies; /* {name: text} */
    const struct http_upload *uploads;
    size_t n_uploads;
    struct str body; /* raw body when it is neither a form nor multipart */
    enum http_format {
        HTTP_HTML,
        HTTP_JSON,
        HTTP_CSV,
        HTTP_XLSX,
        HTTP_SVG,
        HTTP_JSONSTAT, /* .jsonstat: JSON-stat 2.0 */
        HTTP_SDMX,     /* .sdmx: SDMX-CSV 2.0 */
        HTTP_JSONLD,   /* .jsonld */
        HTTP_TURTLE,   /* .ttl */
        HTTP_ZIP       /* .zip */
    } format;          /* by suffix, else by Accept */
    struct str remote; /* address of the client */
    struct str origin; /* "https://host" as the client asked for us; empty when it gave no usable Host */
    struct conn *conn; /* a reading connection in a snapshot, lent for the request when the route asks */
    struct str authorization, agent; /* those headers, as sent */
    /* By the guard: */
    const struct wie *wie; /* who asks (toegang.h); NULL without a guard */
    struct str form_key; /* what every form that changes something has to send along as HTTP_FORM_KEY; empty:
                            nothing that was sent would do */
    bool form_free;      /* nothing has to: no cookie told who asks */
};

/* A body too large to hold: made piece by piece while it is sent, on the server's own threads, so each piece
 * is small work (about 100 kB). Lend a connection for each piece and give it back: a slow reader then holds
 * nothing. ctx lives on the request's arena. */
struct http_stream {
    /* Adds the next piece to out (which starts empty). 1: there is more; 0: this was the last; negative: the
     * client sees a broken connection, as it should of half a file. */
    int (*more)(void *ctx, struct buf *out, struct err *e);
    void (*done)(void *ctx); /* once, also when the client went away; may be NULL */
    void *ctx;
};

enum { HTTP_RESP_HEADERS = 4 };
struct http_resp {
    int status;       /* 0 means 200 */
    struct doc *tree; /* rendered by the asked format: JSON whole; CSV and XLSX the tables under "tabellen"
                         (?tabel=NAME chooses, first by default in CSV, all in XLSX; ?vorm=excel: CSV with ";"
                         and decimal comma, for a Dutch spreadsheet); HTML through the route's template */
    struct str svg;   /* the picture itself, for HTTP_SVG */
    struct str body;  /* used when tree is NULL: bytes of `type` */
    struct str gzip;  /* of body, when it was kept compressed (http_gzip); else it is made where it pays */
    const char *type; /* of body; of a tree as JSON when it is a kind of JSON ("application/geo+json") */
    struct {
        const char *name;
        struct str value;         /* printable ASCII */
    } headers[HTTP_RESP_HEADERS]; /* more headers, as Content-Crs; ends with name NULL */
    struct str filename;          /* offered as download when set */
    struct str location;          /* redirect (303) when set */
    const char *template;         /* overrules the route's */
    struct http_stream stream;    /* used when its `more` is set: the body in pieces, of type `type` */
    bool for_ever;      /* its address names its content: who has it need never ask again (of a 200 alone) */
    struct doc *errors; /* what is wrong with the request, by http_refuse; told with the problem */
};

struct http_param {
    const char *name;
    const char *text; /* Dutch: what it is, for the help and OpenAPI */
    enum { PARAM_QUERY, PARAM_PATH, PARAM_FORM, PARAM_FILE } in;
    bool required; /* a request without it is refused before the handler; a field that is there but empty is
                      not missing */
    bool list;
    const char *kind;    /* for the API's description: "datum", "moment", "getal", "jaar", "janee", or words
                            that it may be, parted by "|"; NULL: text */
    const char *example; /* for the API's description and its page; may be NULL */
};

/* A handler fills *r; on error it returns a code with words in e and the server makes the answer of it
 * (ERR_NOT_FOUND 404, ERR_DATA 400, ERR_CONFLICT 409, ERR_LIMIT 413, ERR_DENIED 403, ERR_SIGN_IN 401, else
 * 500 with a number to find it in the log). */
typedef int http_handler(struct http_req *q, struct http_resp *r, struct err *e);

enum {
    ROUTE_STORE = 1 /* lend a connection */,
    ROUTE_SLOW = 2 /* may take longer than a second */,
    ROUTE_NO_STORE_CACHE = 4,
    ROUTE_STRICT = 8 /* a field that is not declared, or not of its kind, is refused before the handler */,
    ROUTE_OPEN =
        16 /* open data: pages of other sites may read it (CORS), who accepts anything gets JSON, not
              the page for people, and an error is problem+json where there is no such page. All routes
              with the same first segment have it, or none: so it holds where nothing is found too */
    ,
    ROUTE_GEZIEN = 32 /* shows what is not published: who reads it is noted in the trail, by the guard */
};

struct http_route {
    const char *method; /* "GET" (also answers HEAD), "POST", … */
    const char *path;   /* "/gemeenten/{code}" */
    http_handler *handler;
    const char *template; /* name in web/sjablonen without .mustache; NULL: no HTML */
    const char *summary;  /* Dutch, one line */
    unsigned flags;
    const struct http_param *params; /* ends with name NULL; may be NULL */
    unsigned formats;                /* bits 1 << enum http_format that can be had; 0: those of a tree */
    enum recht recht;                /* what one must be allowed to do; never RECHT_GEEN */
};

/* Refuses a request for one thing that is wrong with it: fills r->errors and e, and returns ERR_DATA. in:
 * "query" or "path"; code is for programs, as "datum" or "onbekend"; the text is Dutch, for people. */
int http_refuse(struct http_req *q, struct http_resp *r, struct err *e, const char *in, struct str name,
                const char *code, const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* Decides about a request for a route on its headers, before its body is taken in: sets wie, form_key and
 * form_free of q. OK: the handler may run, or the answer leads to r->location when that is set. ERR_SIGN_IN
 * and ERR_DENIED refuse. It lends its own connection. */
typedef int http_guard_fn(struct http_req *q, const struct http_route *route, struct http_resp *r,
                          struct err *e);

/* Adds what every page needs (menu, chosen context, version) to a tree before it goes through its template;
 * from app. Also called for the error page ("fout"): then q->conn is NULL, and route is NULL too when the
 * address is not known. */
typedef void http_frame_fn(struct http_req *q, const struct http_route *route, struct doc *tree);

struct http_config {
    const char *address;         /* "127.0.0.1:8080", "[::1]:0"; port 0 takes a free one */
    int threads;                 /* 0: one a core */
    size_t max_header, max_body; /* 0: 32 KiB, 64 MiB */
    int timeout_s, max_connections, max_per_address; /* 0: 30, 1000, 100 */
    const struct http_route *const
        *tables; /* tables of routes, each ending with method NULL; ends with NULL */
    http_frame_fn *frame;
    http_guard_fn *guard; /* NULL: every route is for everyone */
    void *app;
    struct store *store;
};

/* Compiles the embedded templates, checks the route tables (no two alike, every {param} declared) and starts
 * serving. */
int http_start(const struct http_config *c, struct http_server **ret, struct err *e) MUST_CHECK;
int http_port(const struct http_server *s);
/* No new connections; running requests are finished (at most `seconds`), then everything is released. Takes
 * NULL. */
void http_stop(struct http_server *s, int seconds);

/* Gzip of bytes that are kept to be answered often, on a; p NULL when it does not pay. */
struct str http_gzip(struct arena *a, struct str s);

/* Files of web/ that are built into the binary: name like "sjablonen/overzicht.mustache" or "dist/stijl.css".
 */
struct embed_file {
    const char *name;
    const unsigned char *bytes;
    size_t n;
    const char *etag; /* quoted, from the content */
};
extern const struct embed_file embed_files[]; /* ends with name NULL; made by tools/embed.py */

/* "/static/stijl.css?v=…": the address under which a file of web/dist may be kept for ever. */
struct str http_static_url(struct arena *a, const char *name);

#endif
