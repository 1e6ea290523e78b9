/* SPDX-License-Identifier: EUPL-1.2
 * From method and path to a route. The tables are compiled once into a trie of segments in which a literal
 * goes before a {parameter}; a look-up touches each node at most once. Immutable after compiling. */
#include "http/intern.h"

#include <string.h>

struct route_node {
    struct str seg;
    VEC(struct route_node *) literals; /* sorted by seg */
    struct route_node *param;
    VEC(struct endpoint) ends;
    const char *allow;
};

static struct route_node *child(struct arena *a, struct route_node *n, struct str seg)
{
    struct route_node *made;
    size_t lo = 0;

    if (seg.n && seg.p[0] == '{') {
        if (!n->param)
            n->param = ARENA_NEW(a, struct route_node);
        return n->param;
    }
    while (lo < n->literals.n && str_cmp(n->literals.at[lo]->seg, seg) < 0)
        lo++;
    if (lo < n->literals.n && str_eq(n->literals.at[lo]->seg, seg))
        return n->literals.at[lo];
    made = ARENA_NEW(a, struct route_node);
    made->seg = seg;
    VEC_PUSH(a, &n->literals, made);
    memmove(n->literals.at + lo + 1, n->literals.at + lo, (n->literals.n - 1 - lo) * sizeof *n->literals.at);
    n->literals.at[lo] = made;
    return made;
}

static struct str param_name(struct str seg)
{
    return seg.n > 2 && seg.p[0] == '{' && seg.p[seg.n - 1] == '}' ? str_sub(seg, 1, seg.n - 1)
                                                                   : (struct str){NULL, 0};
}

static bool param_declared(const struct http_route *r, struct str name)
{
    for (const struct http_param *p = r->params; p && p->name; p++)
        if (p->in == PARAM_PATH && str_is(name, p->name))
            return true;
    return false;
}

static bool param_in_path(const struct http_route *r, const char *name)
{
    struct str rest = str_from(r->path + 1);

    while (rest.n)
        if (str_is(param_name(str_cut(rest, '/', &rest)), name))
            return true;
    return false;
}

static int route_check(const struct http_route *r, struct err *e)
{
    if (!r->path || r->path[0] != '/' || !r->handler || !r->summary)
        return err_set(e, ERR_USAGE, "route %s: pad, handler of omschrijving ontbreekt",
                       r->path ? r->path : "?");
    if (r->recht <= RECHT_GEEN || r->recht >= RECHT_N)
        return err_set(e, ERR_USAGE, "route %s %s: zegt niet welk recht nodig is (.recht)", r->method,
                       r->path);
    for (const struct http_param *p = r->params; p && p->name; p++)
        if (p->in == PARAM_PATH && !param_in_path(r, p->name))
            return err_set(e, ERR_USAGE, "route %s: {%s} staat niet in het pad", r->path, p->name);
    return OK;
}

static int route_add(struct arena *a, struct router *t, const struct http_route *r, size_t number,
                     struct err *e)
{
    struct str rest = str_from(r->path + 1);
    struct route_node *n = t->root;
    size_t depth = 0;

    while (rest.n) {
        struct str seg = str_cut(rest, '/', &rest), name = param_name(seg);

        if (!seg.n || (rest.p && !rest.n) || ++depth > HTTP_SEGMENTS_MAX)
            return err_set(e, ERR_USAGE, "route %s: leeg stuk of te veel stukken", r->path);
        if (!name.p && (memchr(seg.p, '{', seg.n) || memchr(seg.p, '}', seg.n)))
            return err_set(e, ERR_USAGE, "route %s: een {parameter} is een heel stuk van het pad", r->path);
        if (name.p && !param_declared(r, name))
            return err_set(e, ERR_USAGE, "route %s: {%.*s} is niet beschreven", r->path, STR_ARG(name));
        n = child(a, n, seg);
    }
    for (size_t i = 0; i < n->ends.n; i++)
        if (!strcmp(n->ends.at[i].route->method, r->method))
            return err_set(e, ERR_USAGE, "route %s %s staat er al als %s", r->method, r->path,
                           n->ends.at[i].route->path);
    VEC_PUSH(a, &n->ends, (struct endpoint){r, number});
    return OK;
}

static void allow_fill(struct arena *a, struct route_node *n)
{
    struct buf b;

    buf_init(&b, a, 1000);
    for (size_t i = 0; i < n->ends.n; i++) {
        const char *method = n->ends.at[i].route->method;

        buf_fmt(&b, "%s, %s", method, strcmp(method, "GET") ? "" : "HEAD, ");
    }
    buf_lit(&b, "OPTIONS");
    n->allow = str_cstr(a, buf_str(&b));
    for (size_t i = 0; i < n->literals.n; i++)
        allow_fill(a, n->literals.at[i]);
    if (n->param)
        allow_fill(a, n->param);
}

int router_compile(struct arena *a, const struct http_route *const *tables, struct router *ret, struct err *e)
{
    struct router t = {.root = ARENA_NEW(a, struct route_node)};
    VEC(const struct http_route *) all = {0};

    for (; tables && *tables; tables++)
        for (const struct http_route *r = *tables; r->method; r++) {
            int rc = route_check(r, e);

            if (!rc)
                rc = route_add(a, &t, r, all.n, e);
            if (rc)
                return rc;
            VEC_PUSH(a, &all, r);
        }
    allow_fill(a, t.root);
    t.routes = all.at;
    t.n_routes = all.n;
    *ret = t;
    return OK;
}

static const struct route_node *literal(const struct route_node *n, struct str seg)
{
    size_t lo = 0, hi = n->literals.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = str_cmp(n->literals.at[mid]->seg, seg);

        if (!c)
            return n->literals.at[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

static bool end_here(const struct route_node *n, struct str last, bool has_suffix, struct route_match *m)
{
    if (!n || !n->ends.n)
        return false;
    m->node = n;
    m->last = last;
    m->has_suffix = has_suffix;
    return true;
}

/* The last segment: whole as a literal ("openapi.json"), else without its suffix as a literal, else as a
 * parameter. */
static bool match_last(const struct route_node *n, struct str seg, struct route_match *m)
{
    struct str stem = seg;
    bool suffix = http_suffix(seg, &stem, &m->suffix);

    if (end_here(literal(n, seg), seg, suffix, m) || (suffix && end_here(literal(n, stem), stem, true, m)))
        return true;
    if (!n->param || !n->param->ends.n)
        return false;
    m->values[m->n_values++] = stem;
    return end_here(n->param, stem, suffix, m);
}

static bool match_from(const struct route_node *n, const struct http_target *t, size_t at,
                       struct route_match *m)
{
    const struct route_node *lit;

    if (at + 1 == t->n)
        return match_last(n, t->seg[at], m);
    lit = literal(n, t->seg[at]);
    if (lit && match_from(lit, t, at + 1, m))
        return true;
    if (!n->param)
        return false;
    m->values[m->n_values++] = t->seg[at];
    if (match_from(n->param, t, at + 1, m))
        return true;
    m->n_values--;
    return false;
}

bool router_match(const struct router *r, const struct http_target *t, struct route_match *ret)
{
    struct route_match m = {0};

    if (t->hollow || !(t->n ? match_from(r->root, t, 0, &m) : end_here(r->root, STR(""), false, &m)))
        return false;
    *ret = m;
    return true;
}

const struct endpoint *router_method(const struct route_node *n, struct str method)
{
    if (str_is(method, "HEAD"))
        method = STR("GET");
    for (size_t i = 0; i < n->ends.n; i++)
        if (str_is(method, n->ends.at[i].route->method))
            return &n->ends.at[i];
    return NULL;
}

const char *router_allow(const struct route_node *n)
{
    return n->allow;
}

struct doc *router_params(struct arena *a, const struct http_route *route, const struct route_match *m)
{
    struct doc *params = doc_map(a);
    struct str rest = str_from(route->path + 1);
    size_t i = 0;

    while (rest.n) {
        struct str name = param_name(str_cut(rest, '/', &rest));

        if (name.p && i < m->n_values)
            doc_set(a, params, name, doc_str(a, m->values[i++]));
    }
    return params;
}
