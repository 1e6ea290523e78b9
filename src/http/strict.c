/* SPDX-License-Identifier: EUPL-1.2
 * What a route with ROUTE_STRICT declares about its fields, held before its handler runs: no field that it
 * does not know, and each of its kind. All that is wrong is told at once. */
#include "http/intern.h"

#include "base/date.h"
#include "base/num.h"

static const struct http_param *declared(const struct http_route *r, struct str name)
{
    for (const struct http_param *p = r->params; p && p->name; p++)
        if (p->in == PARAM_QUERY && str_is(name, p->name))
            return p;
    return NULL;
}

static bool among(struct str words, struct str value)
{
    while (words.n)
        if (str_eq(str_cut(words, '|', &words), value))
            return true;
    return false;
}

/* What a value should have been; NULL when it is well. */
static const char *wrong(const char *kind, struct str value)
{
    struct str k = str_from(kind);
    int64_t n, ms;
    date_t d;

    if (!k.n)
        return NULL;
    if (str_is(k, "datum"))
        return value.n == 10 && date_parse(value, &d) ? NULL : "een datum als 2025-01-01";
    if (str_is(k, "moment"))
        return time_parse(value, &ms) ? NULL
                                      : "een datum als 2025-01-01 of een moment als 2025-01-01T12:00:00Z";
    if (str_is(k, "getal"))
        return num_i64(value, &n) && n >= 0 && n <= INT32_MAX ? NULL : "een geheel getal van 0 of meer";
    if (str_is(k, "jaar"))
        return value.n == 4 && num_i64(value, &n) && n >= 1000 ? NULL : "een jaar van vier cijfers";
    if (str_is(k, "janee"))
        return among(STR("true|false"), value) ? NULL : "true of false";
    return among(k, value) ? NULL : kind;
}

static void check_one(struct exchange *x, const char *in, const struct http_param *p, struct str value)
{
    const char *should = wrong(p->kind, value);

    if (should)
        error_add(&x->arena, &x->errors, in, str_from(p->name), "waarde",
                  str_fmt(&x->arena, "“%.*s” is niet %s", STR_ARG(utf8_clip(value, 80)), should));
}

/* A field of the query that is there but empty counts as not given. */
int strict_check(struct exchange *x, struct err *e)
{
    for (const struct http_param *p = x->route->params; p && p->name; p++)
        if (p->in == PARAM_PATH)
            check_one(x, "path", p, doc_get_str(x->q.params, str_from(p->name)));
    for (size_t i = 0; i < x->q.query->map.n; i++) {
        const struct doc_entry *f = &x->q.query->map.at[i];
        const struct http_param *p = declared(x->route, f->key);

        if (!p)
            error_add(&x->arena, &x->errors, "query", utf8_clip(f->key, 80), "onbekend",
                      STR("dit gegeven kent dit adres niet"));
        else if (f->value->type == DOC_STR && f->value->s.n)
            check_one(x, "query", p, f->value->s);
    }
    if (!x->errors)
        return OK;
    return err_set(e, ERR_DATA, "%.*s: %.*s", STR_ARG(doc_get_str(x->errors->list.at[0], STR("location"))),
                   STR_ARG(doc_get_str(x->errors->list.at[0], STR("detail"))));
}
