/* SPDX-License-Identifier: EUPL-1.2
 * From what a handler gave to bytes and headers: the tree in the asked form, caching, ranges, compression,
 * and the headers that keep a browser from being used against its user. */
#include "http/intern.h"

#include "doc/json.h"

#include <string.h>

enum { PACK_LEVEL = 4 }; /* half the time of level 6 for a tenth more bytes */

static const char csp[] =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* A page that stands by itself, with its styles in it: no script, nothing fetched, no form. */
static const char csp_document[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

void answer_header(struct exchange *x, const char *name, const char *value)
{
    if (x->answer.n_headers < ANSWER_HEADERS_MAX && value) {
        x->answer.headers[x->answer.n_headers].name = name;
        x->answer.headers[x->answer.n_headers++].value = value;
    }
}

/* On every answer. */
static void headers_security(struct exchange *x, bool document)
{
    answer_header(x, "Content-Security-Policy", document ? csp_document : csp);
    answer_header(x, "X-Content-Type-Options", "nosniff");
    answer_header(x, "Referrer-Policy", "same-origin");
    answer_header(x, "Cross-Origin-Opener-Policy", "same-origin");
    /* The open data is there for everyone's tools (NLGov API Design Rules), all else for this site. */
    if (router_open(&x->core->router, x->q.path)) {
        answer_header(x, "Access-Control-Allow-Origin", "*");
        answer_header(x, "Access-Control-Expose-Headers", "API-Version, ETag, Content-Disposition");
        answer_header(x, "Cross-Origin-Resource-Policy", "cross-origin");
    } else {
        answer_header(x, "Cross-Origin-Resource-Policy", "same-origin");
    }
    answer_header(x, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (str_starts(x->q.path, STR("/v1/")) || str_is(x->q.path, "/v1"))
        answer_header(x, "API-Version", HTTP_API_VERSION);
}

/* A part of the body when one is asked for. If-Range names the version of which the client has the rest. */
static void range_take(struct exchange *x, const struct draft *d)
{
    struct answer *out = &x->answer;
    size_t from, to;

    answer_header(x, "Accept-Ranges", "bytes");
    if (!x->head.range.p || out->status != 200 ||
        (x->head.if_range.p && !str_eq(str_trim(x->head.if_range), d->etag)))
        return;
    switch (http_range(x->head.range, d->body.n, &from, &to)) {
    case RANGE_ALL:
        break;
    case RANGE_PART:
        out->status = 206;
        out->body = str_sub(d->body, from, to);
        answer_header(x, "Content-Range", str_fmt(&x->arena, "bytes %zu-%zu/%zu", from, to - 1, d->body.n).p);
        break;
    case RANGE_OUTSIDE:
        out->status = 416;
        out->body = STR("");
        answer_header(x, "Content-Range", str_fmt(&x->arena, "bytes */%zu", d->body.n).p);
        break;
    }
}

/* Compressed when the client takes it and it pays; a part of a file is always of the file as it is. */
static bool pack_take(struct exchange *x, const struct draft *d)
{
    struct str packed = d->gzip;

    if (x->answer.status == 206 || x->answer.status == 416 || !http_accept_gzip(x->head.accept_encoding))
        return false;
    if (!packed.p && d->pack)
        packed = packer_gzip(&x->arena, &x->packer, d->body, PACK_LEVEL);
    if (!packed.p)
        return false;
    x->answer.body = packed;
    answer_header(x, "Content-Encoding", "gzip");
    return true;
}

void answer_finish(struct exchange *x, const struct draft *d)
{
    struct answer *out = &x->answer;
    bool read = str_is(x->q.method, "GET") || str_is(x->q.method, "HEAD"), packed = false;

    out->status = d->status;
    out->body = d->body;
    if (read && d->status == 200 && d->etag.p && x->head.if_none_match.p &&
        (http_etag_among(x->head.if_none_match, d->etag) ||
         (d->etag_gzip.p && http_etag_among(x->head.if_none_match, d->etag_gzip)))) {
        out->status = 304;
        out->body = STR("");
    } else {
        if (d->ranges && read)
            range_take(x, d);
        packed = pack_take(x, d);
        if (d->type)
            answer_header(x, "Content-Type", d->type);
    }
    if (d->etag.p && read)
        answer_header(x, "ETag", packed && d->etag_gzip.p ? d->etag_gzip.p : d->etag.p);
    answer_header(x, "Cache-Control", d->cache);
    answer_header(x, "Vary", d->vary);
    headers_security(x, d->document);
}

void respond_static(struct exchange *x, const struct static_file *f)
{
    struct str version = x->target.raw_query;
    struct draft d = {.status = 200,
                      .body = f->plain,
                      .type = f->type,
                      .cache = "public, no-cache",
                      .vary = "Accept-Encoding",
                      .etag = f->etag,
                      .etag_gzip = f->etag_gzip,
                      .gzip = f->gzip,
                      .ranges = true};

    /* Asked for by its content's own name, it can never change. */
    if (str_starts(version, STR("v=")) &&
        str_eq(str_sub(version, 2, version.n), str_sub(f->etag, 1, f->etag.n - 1)))
        d.cache = "public, max-age=31536000, immutable";
    answer_finish(x, &d);
}

/* A header may carry printable ASCII only; all else is percent-encoded. */
static const char *location_text(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 16384);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>' || c == '\\')
            buf_fmt(&b, "%%%02X", c);
        else
            buf_char(&b, (char)c);
    }
    return str_cstr(a, buf_str(&b));
}

/* A value that a handler made: NULL, so that the header is left out, when it is not printable ASCII. */
static const char *header_value(struct arena *a, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || (unsigned char)s.p[i] >= 0x7F)
            return NULL;
    return str_cstr(a, s);
}

void respond_redirect(struct exchange *x, int status, struct str location)
{
    struct draft d = {.status = status, .body = STR(""), .cache = "no-store", .vary = "Accept"};

    answer_header(x, "Location", location_text(&x->arena, location));
    answer_finish(x, &d);
}

void respond_options(struct exchange *x, const char *allow)
{
    struct draft d = {.status = 204, .body = STR(""), .cache = "no-store"};

    answer_header(x, "Allow", allow);
    if (router_open(&x->core->router, x->q.path) &&
        x->head.asks_method.p) { /* a browser asks before it reads (CORS) */
        answer_header(x, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        answer_header(x, "Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match");
        answer_header(x, "Access-Control-Max-Age", "86400");
    }
    answer_finish(x, &d);
}

/* RFC 6266: a plain name for old clients, and the whole one. */
static const char *disposition(struct arena *a, struct str name)
{
    struct buf b;

    buf_init(&b, a, 4096);
    buf_lit(&b, "attachment; filename=\"");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        buf_char(&b, c < 0x20 || c >= 0x7F || strchr("\"\\%/", c) ? '_' : (char)c);
    }
    buf_lit(&b, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c && strchr("-._~", c)))
            buf_char(&b, (char)c);
        else
            buf_fmt(&b, "%%%02X", c);
    }
    return str_cstr(a, buf_str(&b));
}

const char *respond_template(const struct exchange *x, const struct http_resp *r)
{
    if (x->q.format != HTTP_HTML || x->unacceptable || !r->tree || r->location.n)
        return NULL;
    return r->template ? r->template : x->route->template;
}

static int render_page(struct exchange *x, const char *template, const struct doc *tree, struct draft *d,
                       struct err *e)
{
    struct buf b;
    int rc;

    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    rc = template_render(&x->arena, &x->core->templates, str_from(template), tree, &b, e);
    if (rc)
        return err_set(e, ERR_ENV, "sjabloon %s: %s", template, str_dup(&x->arena, str_from(e->text)).p);
    d->body = buf_str(&b);
    d->type = "text/html; charset=utf-8";
    return OK;
}

static int render_json(struct exchange *x, const struct doc *tree, const char *type, struct draft *d,
                       struct err *e)
{
    struct buf b;

    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    json_write(&b, tree, 0);
    buf_char(&b, '\n');
    if (b.over)
        return err_set(e, ERR_ENV, "het antwoord is groter dan een antwoord mag zijn");
    d->body = buf_str(&b);
    d->type = type && strstr(type, "json") ? type : "application/json";
    return OK;
}

static int render_tables(struct exchange *x, const struct doc *tree, struct draft *d, struct err *e)
{
    struct str filename;
    int rc = tables_write(x, tree, &d->body, &filename, e);

    if (rc || !d->body.p)
        return rc;
    d->type = x->q.format == HTTP_CSV ? "text/csv; charset=utf-8; header=present"
                                      : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    d->pack = x->q.format == HTTP_CSV;
    answer_header(x, "Content-Disposition", disposition(&x->arena, filename));
    return OK;
}

/* Leaves d->body.p NULL when this answer is not to be had in the asked form. */
static int render(struct exchange *x, const struct http_resp *r, struct draft *d, struct err *e)
{
    const char *template = respond_template(x, r);

    if (x->unacceptable)
        return OK;
    if (x->q.format == HTTP_SVG && r->svg.p) {
        d->body = r->svg;
        d->type = "image/svg+xml";
        return OK;
    }
    if (!r->tree)
        return OK;
    if (template)
        return render_page(x, template, r->tree, d, e);
    if (x->q.format == HTTP_JSON)
        return render_json(x, r->tree, r->type, d, e);
    if (x->q.format == HTTP_CSV || x->q.format == HTTP_XLSX)
        return render_tables(x, r->tree, d, e);
    return OK;
}

static struct str etag_of(struct exchange *x, struct str body, bool strong)
{
    return str_fmt(&x->arena, "%s\"%016llx\"", strong ? "" : "W/", (unsigned long long)str_hash(body));
}

/* A file or other bytes that the handler made itself, in whatever form was asked. */
static void respond_bytes(struct exchange *x, const struct http_resp *r, struct draft *d)
{
    d->body = r->body.p ? r->body : STR("");
    d->type = r->type ? r->type : "application/octet-stream";
    d->pack = !r->filename.n && type_packs(d->type);
    d->gzip = r->gzip;
    d->ranges = r->filename.n && d->status == 200;
    if (r->filename.n)
        answer_header(x, "Content-Disposition", disposition(&x->arena, r->filename));
}

/* Neither compressed nor named by its content: nobody has seen the whole of it. */
static void respond_stream(struct exchange *x, const struct http_resp *r, struct draft *d)
{
    d->body = STR("");
    d->type = r->type ? r->type : "application/octet-stream";
    d->pack = false;
    if (r->filename.n)
        answer_header(x, "Content-Disposition", disposition(&x->arena, r->filename));
}

void respond(struct exchange *x, struct http_resp *r)
{
    bool no_store = x->route->flags & ROUTE_NO_STORE_CACHE;
    struct draft d = {.status = r->status ? r->status : 200,
                      .cache = no_store ? "no-store" : "private, no-cache",
                      .vary = "Accept, Accept-Encoding",
                      .pack = true,
                      .document = r->document};
    struct err e = {0};
    int rc = OK;

    for (size_t i = 0; i < HTTP_RESP_HEADERS && r->headers[i].name; i++)
        answer_header(x, r->headers[i].name, header_value(&x->arena, r->headers[i].value));
    if (r->location.n) {
        respond_redirect(x, r->status >= 300 && r->status < 400 ? r->status : 303, r->location);
        return;
    }
    if (r->stream.more)
        respond_stream(x, r, &d);
    else if (r->tree || r->svg.p)
        rc = render(x, r, &d, &e);
    else
        respond_bytes(x, r, &d);
    if (rc)
        respond_error(x, rc, &e);
    else if (!d.body.p)
        respond_problem(x, 406, NULL);
    else {
        if (d.status == 200 && r->for_ever)
            d.cache = "public, max-age=31536000, immutable";
        if (d.status == 200 && !no_store && !r->stream.more)
            d.etag = etag_of(x, d.body, d.ranges);
        answer_finish(x, &d);
    }
}
