/* SPDX-License-Identifier: EUPL-1.2
 * One request from its headers to its answer, without a socket: what may be refused early is refused before
 * the body is taken in; then the body is parsed, the handler called and the answer made. Called by server.c,
 * the tests and the fuzz target. */
#include "http/intern.h"

#include <sodium.h>
#include <string.h>

enum { ARENA_LIMIT = 512 << 20 };

int core_init(struct core *c, const struct http_config *config, const struct embed_file *files, struct err *e)
{
    const struct http_route **tables;
    size_t n = 0;
    int rc;

    *c = (struct core){.config = *config};
    c->config.max_header = config->max_header ? config->max_header : 32 << 10;
    c->config.max_body = config->max_body ? config->max_body : 64 << 20;
    c->config.timeout_s = config->timeout_s ? config->timeout_s : 30;
    c->config.max_connections = config->max_connections ? config->max_connections : 1000;
    c->config.max_per_address = config->max_per_address ? config->max_per_address : 100;
    arena_init(&c->a, 0);
    while (config->tables && config->tables[n])
        n++;
    tables = ARENA_ARRAY(&c->a, const struct http_route *, n + 2);
    for (size_t i = 0; i < n; i++)
        tables[i] = config->tables[i];
    tables[n] = metrics_routes;
    rc = router_compile(&c->a, tables, &c->router, e);
    if (!rc)
        rc = templates_compile(&c->a, files, &c->templates, e);
    for (size_t i = 0; !rc && i < c->router.n_routes; i++) {
        const struct http_route *r = c->router.routes[i];

        if (r->template && !template_find(&c->templates, str_from(r->template)))
            rc = err_set(e, ERR_USAGE, "route %s %s: sjabloon %s ontbreekt", r->method, r->path, r->template);
    }
    if (rc) {
        core_done(c);
        return rc;
    }
    statics_prepare(&c->a, files, &c->statics);
    metrics_init(&c->a, &c->metrics, c->router.n_routes);
    return OK;
}

void core_done(struct core *c)
{
    arena_done(&c->a);
}

void exchange_init(struct exchange *x, const struct core *core)
{
    *x = (struct exchange){.core = core};
    arena_init(&x->arena, ARENA_LIMIT);
    arena_init(&x->out, 0);
}

void exchange_stream_done(struct exchange *x)
{
    struct http_stream *s = &x->answer.stream;

    if (s->more && s->done)
        s->done(s->ctx);
    *s = (struct http_stream){0};
}

static void arena_again(struct arena *a)
{
    if (a->used > HTTP_ARENA_KEEP)
        arena_done(a);
    else
        arena_reset(a);
}

void exchange_reset(struct exchange *x)
{
    struct exchange kept = {.core = x->core, .packer = x->packer};

    exchange_stream_done(x);
    arena_again(&x->arena);
    arena_again(&x->out);
    kept.arena = x->arena;
    kept.out = x->out;
    *x = kept;
}

void exchange_done(struct exchange *x)
{
    exchange_stream_done(x);
    arena_done(&x->arena);
    arena_done(&x->out);
    packer_free(x->packer);
    *x = (struct exchange){0};
}

static bool method_writes(struct str method)
{
    return !str_is(method, "GET") && !str_is(method, "HEAD") && !str_is(method, "OPTIONS");
}

/* A browser tells where a request was made. What another site lets a browser send to us is refused; what
 * tells nothing is no browser (all that are in use send Origin with a POST). */
static bool cross_site(const struct http_head *h)
{
    struct str host;

    if (h->sec_fetch_site.p)
        return !str_is(h->sec_fetch_site, "same-origin") && !str_is(h->sec_fetch_site, "none");
    if (!h->origin.p)
        return false;
    if (str_starts(h->origin, STR("https://")))
        host = str_sub(h->origin, 8, h->origin.n);
    else if (str_starts(h->origin, STR("http://")))
        host = str_sub(h->origin, 7, h->origin.n);
    else
        return true; /* "null" and what is not the web */
    return !h->host.p || !str_ieq(host, h->host);
}

/* "/a/b" of the decoded segments; the last one without the suffix that was taken off. */
static struct str path_join(struct exchange *x, bool stem)
{
    const struct http_target *t = &x->target;
    struct buf b;

    if (!t->n)
        return STR("/");
    buf_init(&b, &x->arena, SIZE_MAX);
    for (size_t i = 0; i < t->n; i++) {
        buf_char(&b, '/');
        buf_add(&b, stem && i + 1 == t->n ? x->match.last : t->seg[i]);
    }
    return buf_str(&b);
}

/* The same address without the slash at its end. Made of the pieces as they were sent, so it cannot lead
 * elsewhere. */
static void redirect_slash(struct exchange *x)
{
    const struct http_target *t = &x->target;
    struct buf b;

    buf_init(&b, &x->arena, SIZE_MAX);
    for (size_t i = 0; i < t->n; i++) {
        buf_char(&b, '/');
        buf_add(&b, t->raw[i]);
    }
    if (t->raw_query.p) {
        buf_char(&b, '?');
        buf_add(&b, t->raw_query);
    }
    respond_redirect(x, 308, buf_str(&b));
}

/* An error before a route is known: to whom it speaks has yet to be found out. */
static void refuse(struct exchange *x, int status, const char *text)
{
    struct str path = str_sub(x->asked, 0, str_index(x->asked, '?'));

    x->q.format = HTTP_HTML;
    x->unacceptable = !http_accept(x->head.accept, 1u << HTTP_HTML | 1u << HTTP_JSON, &x->q.format);
    x->problem_html = x->q.format == HTTP_HTML && !x->unacceptable && !str_ends(path, STR(".json")) &&
                      !http_path_open(path);
    respond_problem(x, status, text);
}

static void open_static(struct exchange *x)
{
    const struct http_target *t = &x->target;
    struct str name = path_join(x, false);
    const struct static_file *f;

    x->number = x->core->router.n_routes;
    name = str_sub(name, sizeof "/static/" - 1, name.n);
    f = t->hollow || t->slash ? NULL : static_find(&x->core->statics, name);
    if (!f) {
        refuse(x, 404, NULL);
    } else if (str_is(x->q.method, "OPTIONS")) {
        respond_options(x, "GET, HEAD, OPTIONS");
    } else if (method_writes(x->q.method)) {
        answer_header(x, "Allow", "GET, HEAD, OPTIONS");
        refuse(x, 405, NULL);
    } else {
        respond_static(x, f);
    }
}

/* The format of the answer and to whom errors speak. */
static void choose_format(struct exchange *x)
{
    const struct http_head *h = &x->head;
    unsigned offered = 1u << HTTP_JSON | 1u << HTTP_CSV | 1u << HTTP_XLSX | 1u << HTTP_SVG;
    bool page =
        !x->route || (x->route->template && (!(x->route->flags & ROUTE_OPEN) || http_accept_html(h->accept) ||
                                             (x->match.has_suffix && x->match.suffix == HTTP_HTML)));

    if (page)
        offered |= 1u << HTTP_HTML;
    if (x->route && x->route->formats)
        offered = x->route->formats;
    x->q.format = page ? HTTP_HTML : HTTP_JSON;
    if (x->match.has_suffix) {
        x->q.format = x->match.suffix;
        x->unacceptable = x->route && x->route->formats && !(offered & 1u << x->q.format);
    } else {
        x->unacceptable = !http_accept(h->accept, offered, &x->q.format);
    }
    if (x->match.has_suffix && (x->match.suffix == HTTP_JSON || x->match.suffix == HTTP_HTML))
        x->problem_html = x->match.suffix == HTTP_HTML;
    else
        x->problem_html = http_accept_html(h->accept) || (x->q.format == HTTP_HTML && !x->unacceptable);
    if (http_path_open(x->q.path))
        x->problem_html = false;
}

static int required_there(struct exchange *x, bool body, struct err *e)
{
    for (const struct http_param *p = x->route->params; p && p->name; p++) {
        struct str name = str_from(p->name);
        bool there = true;

        if (!p->required || p->in == PARAM_PATH || (p->in == PARAM_QUERY) == body)
            continue;
        if (p->in == PARAM_QUERY)
            there = doc_get(x->q.query, name);
        else if (p->in == PARAM_FORM)
            there = doc_get(x->q.form, name);
        else {
            there = false;
            for (size_t i = 0; i < x->q.n_uploads; i++)
                there = there || str_eq(x->q.uploads[i].field, name);
        }
        if (!there) {
            err_set(e, ERR_DATA, "Het gegeven “%s” ontbreekt (%s).", p->name, p->text ? p->text : "");
            error_add(&x->arena, &x->errors, body ? "body" : "query", name, "ontbreekt",
                      str_dup(&x->arena, str_from(e->text)));
            return ERR_DATA;
        }
    }
    return OK;
}

/* A body in which what the route reads, a file or a field that it needs, cannot stand. */
static bool body_unreadable(const struct exchange *x)
{
    struct str rest, type = str_trim(str_cut(x->head.content_type, ';', &rest));
    bool form = false;

    for (const struct http_param *p = x->route->params; p && p->name; p++)
        form = form || p->in == PARAM_FILE || (p->required && p->in == PARAM_FORM);
    return form && type.n && !str_ieq(type, STR("application/x-www-form-urlencoded")) &&
           !str_ieq(type, STR("multipart/form-data"));
}

static bool body_too_large(const struct exchange *x)
{
    struct str s = x->head.content_length;
    size_t v = 0;

    for (size_t i = 0; i < s.n; i++)
        if (v <= x->core->config.max_body && s.p[i] >= '0' && s.p[i] <= '9')
            v = v * 10 + (size_t)(s.p[i] - '0');
    return v > x->core->config.max_body;
}

/* Sets x->route, or the answer. */
static void open_route(struct exchange *x)
{
    const struct endpoint *end;

    if (!router_match(&x->core->router, &x->target, &x->match)) {
        refuse(x, 404, NULL);
        return;
    }
    x->q.path = path_join(x, true);
    end = router_method(x->match.node, x->q.method);
    if (end) {
        x->route = end->route;
        x->number = end->number;
    }
    choose_format(x);
    if (x->target.slash && x->target.n)
        redirect_slash(x);
    else if (str_is(x->q.method, "OPTIONS"))
        respond_options(x, router_allow(x->match.node));
    else if (!end) {
        answer_header(x, "Allow", router_allow(x->match.node));
        respond_problem(x, 405, NULL);
    } else {
        x->q.params = router_params(&x->arena, x->route, &x->match);
    }
}

/* Who asks, and may that one? Asked before anything of the request is read further. */
static void open_guard(struct exchange *x)
{
    struct http_resp r = {0};
    struct err e = {0};
    int rc = x->core->config.guard ? x->core->config.guard(&x->q, x->route, &r, &e) : OK;

    if (rc)
        respond_error(x, rc, &e);
    else if (r.location.n)
        respond(x, &r);
}

/* What is wrong with a request for x->route as far as the headers tell, or OK. */
static void open_check(struct exchange *x)
{
    struct err e = {0};
    bool writes = method_writes(x->q.method);
    int rc;

    x->q.raw_query = x->target.raw_query.p ? x->target.raw_query : STR("");

    if (writes && cross_site(&x->head))
        respond_problem(
            x, 403,
            "Dit verzoek kwam van een andere website en is daarom geweigerd. Open de pagina hier en verstuur "
            "het formulier opnieuw.");
    else
        open_guard(x);
    if (x->answer.status)
        return;
    if (x->unacceptable && (writes || x->route->formats))
        respond_problem(x, 406, NULL);
    else if (body_too_large(x))
        respond_problem(x, 413, NULL);
    else if (writes && body_unreadable(x))
        respond_problem(x, 415, NULL);
    if (x->answer.status)
        return;
    rc = http_fields_parse(&x->arena, x->q.raw_query, x->route, PARAM_QUERY, x->q.query, &e);
    if (!rc)
        rc = required_there(x, false, &e);
    if (!rc && x->route->flags & ROUTE_STRICT)
        rc = strict_check(x, &e);
    if (rc)
        respond_error(x, rc, &e);
}

/* "https://host:port" when Host is a name or an address and no more than that. The proxy that takes TLS off
 * tells that it did; who makes that up misleads only the links of his own answer. */
static struct str origin_of(struct arena *a, const struct http_head *h)
{
    struct str s = h->host;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
              c == '-' || c == '_' || c == ':' || c == '[' || c == ']'))
            return STR("");
    }
    if (!s.n || s.n > 255)
        return STR("");
    return str_fmt(a, "%s://%.*s", str_ieq(str_trim(h->forwarded_proto), STR("https")) ? "https" : "http",
                   STR_ARG(s));
}

void exchange_open(struct exchange *x, struct str method, struct str target, size_t head_bytes)
{
    const struct http_head *h = &x->head;
    struct err e = {0};
    bool torn;

    x->asked = target;
    x->q.a = &x->arena;
    x->q.app = x->core->config.app;
    x->q.method = method;
    x->q.path = STR("");
    x->q.raw_query = STR("");
    x->q.body = STR("");
    x->q.params = doc_map(&x->arena);
    x->q.query = doc_map(&x->arena);
    x->q.form = doc_map(&x->arena);
    x->q.cookies = http_cookies_parse(&x->arena, h->cookie);
    x->q.origin = origin_of(&x->arena, h);
    x->q.authorization = h->authorization.p ? h->authorization : STR("");
    x->q.agent = h->agent.p && utf8_valid(h->agent) ? utf8_clip(h->agent, 300) : STR("");
    if (!utf8_valid(x->q.remote)) /* what a proxy passed on */
        x->q.remote = STR("");
    x->number = x->core->router.n_routes + 1;
    /* Where the next request begins is not sure after headers that contradict themselves. */
    torn = h->twice || (h->content_length.p && h->transfer_encoding.p);
    x->answer.close = torn || head_bytes > x->core->config.max_header;
    if (head_bytes > x->core->config.max_header)
        refuse(x, 431, NULL);
    else if (torn)
        refuse(x, 400, "De kop van het verzoek spreekt zichzelf tegen.");
    else if (http_target_parse(&x->arena, target, &x->target, &e))
        refuse(x, 400, e.text);
    if (x->answer.status)
        return;
    x->q.path = path_join(x, false);
    if (x->target.n > 1 && str_is(x->target.seg[0], "static")) {
        open_static(x);
        return;
    }
    open_route(x);
    if (!x->answer.status)
        open_check(x);
}

bool exchange_slow(const struct exchange *x)
{
    return x->route && x->route->flags & ROUTE_SLOW;
}

static int body_parse(struct exchange *x, struct str body, struct err *e)
{
    struct str rest, type = str_trim(str_cut(x->head.content_type, ';', &rest));

    if (!method_writes(x->q.method))
        return OK;
    if (str_ieq(type, STR("application/x-www-form-urlencoded")))
        return http_fields_parse(&x->arena, body, x->route, PARAM_FORM, x->q.form, e);
    if (str_ieq(type, STR("multipart/form-data")))
        return http_multipart_parse(&x->q, x->head.content_type, body, x->route, e);
    x->q.body = body.n ? body : STR("");
    return OK;
}

void error_add(struct arena *a, struct doc **errors, const char *in, struct str name, const char *code,
               struct str text)
{
    struct doc *d;

    if (!*errors)
        *errors = doc_list(a);
    d = doc_add(a, *errors, doc_map(a));
    DOC_SET_STR(a, d, "in", str_from(in));
    DOC_SET_STR(a, d, "location", name);
    DOC_SET_STR(a, d, "code", str_from(code));
    DOC_SET_STR(a, d, "detail", text);
}

int http_refuse(struct http_req *q, struct http_resp *r, struct err *e, const char *in, struct str name,
                const char *code, const char *fmt, ...)
{
    struct str text;
    va_list ap;

    va_start(ap, fmt);
    text = str_vfmt(q->a, fmt, ap);
    va_end(ap);
    error_add(q->a, &r->errors, in, name, code, text);
    return err_set(e, ERR_DATA, "%.*s", STR_ARG(text));
}

static int conn_lend(struct exchange *x, struct err *e)
{
    int rc;

    if (!(x->route->flags & ROUTE_STORE) || !x->core->config.store)
        return OK;
    rc = store_read(x->core->config.store, &x->q.conn, e);
    return rc ? rc : conn_snapshot_begin(x->q.conn, e);
}

static void conn_give_back(struct exchange *x)
{
    if (x->q.conn)
        store_return(x->core->config.store, x->q.conn);
    x->q.conn = NULL;
}

/* A cookie goes along with whatever a browser is made to send; what stood in the form of our own page does
 * not.
 */
static int form_check(struct exchange *x, struct err *e)
{
    struct str given = doc_get_str(x->q.form, STR(HTTP_FORM_KEY)), want = x->q.form_key;

    if (!x->core->config.guard || !method_writes(x->q.method) || x->q.form_free)
        return OK;
    if (want.n && given.n == want.n && !sodium_memcmp(given.p, want.p, want.n))
        return OK;
    return err_set(
        e, ERR_DENIED,
        "Dit formulier is niet meer geldig, of het kwam niet van deze website. Er is niets gewijzigd. "
        "Open de pagina opnieuw en verstuur het formulier daar.");
}

void exchange_run(struct exchange *x, struct str body)
{
    struct http_resp r = {0};
    struct err e = {0};
    int rc = body_parse(x, body, &e);

    if (!rc)
        rc = form_check(x, &e);
    if (!rc)
        rc = required_there(x, true, &e);
    if (!rc && conn_lend(x, &e)) {
        conn_give_back(x);
        respond_failure(x, 503, &e);
        return;
    }
    if (!rc)
        rc = x->route->handler(&x->q, &r, &e);
    if (!rc && arena_over(&x->arena))
        rc = err_set(&e, ERR_ENV, "het antwoord nam meer geheugen dan een verzoek mag gebruiken");
    if (!rc && respond_template(x, &r) && x->core->config.frame)
        x->core->config.frame(&x->q, x->route, r.tree);
    conn_give_back(x); /* rendering needs no database: another may have it */
    if (r.errors)
        x->errors = r.errors;
    x->answer.stream = r.stream;
    if (rc)
        exchange_stream_done(x);
    if (rc)
        respond_error(x, rc, &e);
    else
        respond(x, &r);
}
