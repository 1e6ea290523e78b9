/* SPDX-License-Identifier: EUPL-1.2
 * What a client will take: Accept, Accept-Encoding, entity tags and ranges (RFC 9110). A header that is not
 * understood is treated as if it were not there, as the RFC asks, so nothing here fails. */
#include "http/intern.h"

#include <string.h>

enum { ACCEPT_ITEMS_MAX = 64 };

static const struct {
    struct str type, subtype;
    enum http_format format;
} media[] = {
    /* in order of preference among equals */
    {STR_INIT("text"), STR_INIT("html"), HTTP_HTML},
    {STR_INIT("application"), STR_INIT("json"), HTTP_JSON},
    {STR_INIT("application"), STR_INIT("problem+json"), HTTP_JSON},
    {STR_INIT("application"), STR_INIT("geo+json"), HTTP_JSON},
    {STR_INIT("text"), STR_INIT("csv"), HTTP_CSV},
    {STR_INIT("application"), STR_INIT("vnd.openxmlformats-officedocument.spreadsheetml.sheet"), HTTP_XLSX},
    {STR_INIT("image"), STR_INIT("svg+xml"), HTTP_SVG},
    {STR_INIT("application"), STR_INIT("ld+json"), HTTP_JSONLD},
    {STR_INIT("text"), STR_INIT("turtle"), HTTP_TURTLE},
    {STR_INIT("application"), STR_INIT("zip"), HTTP_ZIP},
    {STR_INIT("application"), STR_INIT("vnd.jsonstat+json"), HTTP_JSONSTAT},
    {STR_INIT("application"), STR_INIT("vnd.sdmx.data+csv"), HTTP_SDMX},
};
enum { N_MEDIA = sizeof media / sizeof *media };

static struct str list_next(struct str *list)
{
    return str_trim(str_cut(*list, ',', list));
}

/* "0", "0.5", "1.000" in thousandths; -1 when it is not a weight. */
static int weight_read(struct str s)
{
    int v, unit = 100;

    if (!s.n || (s.p[0] != '0' && s.p[0] != '1') || s.n > 5 || (s.n > 1 && s.p[1] != '.'))
        return -1;
    v = (s.p[0] - '0') * 1000;
    for (size_t i = 2; i < s.n; i++, unit /= 10) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return -1;
        v += (s.p[i] - '0') * unit;
    }
    return v > 1000 ? -1 : v;
}

/* The item without its parameters, and its weight; an unreadable weight makes the item count for nothing
 * (-1). */
static struct str item_read(struct str item, int *ret_q)
{
    struct str params, name = str_trim(str_cut(item, ';', &params));

    *ret_q = 1000;
    while (params.n) {
        struct str param = str_trim(str_cut(params, ';', &params));

        if (param.n > 1 && (param.p[0] == 'q' || param.p[0] == 'Q') && param.p[1] == '=')
            *ret_q = weight_read(str_sub(param, 2, param.n));
    }
    return name;
}

/* How closely a media range names media[i]: 3 by name, 2 by type, 1 by anything, 0 not at all. */
static int closeness(struct str range, size_t i)
{
    struct str sub, type = str_cut(range, '/', &sub);

    if (str_is(type, "*"))
        return str_is(sub, "*") ? 1 : 0;
    if (!str_ieq(type, media[i].type))
        return 0;
    return str_is(sub, "*") ? 2 : str_ieq(sub, media[i].subtype) ? 3 : 0;
}

bool http_accept(struct str header, unsigned offered, enum http_format *ret)
{
    int close[N_MEDIA] = {0}, q[N_MEDIA] = {0}, best = -1;
    struct str list = str_trim(header);

    if (!list.n)
        list = STR("*/*");
    for (size_t items = 0; list.n && items < ACCEPT_ITEMS_MAX; items++) {
        int weight;
        struct str range = item_read(list_next(&list), &weight);

        for (size_t i = 0; weight >= 0 && i < N_MEDIA; i++) {
            int c = closeness(range, i);

            if (c > close[i])
                close[i] = c, q[i] = weight;
        }
    }
    /* The heaviest; among equals the one that was named (a script that adds a wildcard after application/json
     * wants JSON), then our own order. */
    for (int i = 0; i < N_MEDIA; i++)
        if ((offered & 1u << media[i].format) && q[i] > 0 &&
            (best < 0 || q[i] > q[best] || (q[i] == q[best] && close[i] > close[best])))
            best = i;
    if (best < 0)
        return false;
    *ret = media[best].format;
    return true;
}

bool http_accept_html(struct str header)
{
    for (size_t items = 0; header.n && items < ACCEPT_ITEMS_MAX; items++) {
        int weight;

        if (str_ieq(item_read(list_next(&header), &weight), STR("text/html")) && weight > 0)
            return true;
    }
    return false;
}

bool http_accept_gzip(struct str header)
{
    int gzip = -1, any = -1;

    for (size_t items = 0; header.n && items < ACCEPT_ITEMS_MAX; items++) {
        int weight;
        struct str name = item_read(list_next(&header), &weight);

        if (str_ieq(name, STR("gzip")) || str_ieq(name, STR("x-gzip")))
            gzip = weight;
        else if (str_is(name, "*"))
            any = weight;
    }
    return gzip > 0 || (gzip < 0 && any > 0);
}

static struct str etag_opaque(struct str etag)
{
    return str_starts(etag, STR("W/")) ? str_sub(etag, 2, etag.n) : etag;
}

bool http_etag_among(struct str list, struct str etag)
{
    list = str_trim(list);
    if (str_is(list, "*"))
        return true;
    for (size_t items = 0; list.n && items < ACCEPT_ITEMS_MAX; items++)
        if (str_eq(etag_opaque(list_next(&list)), etag_opaque(etag)))
            return true;
    return false;
}

/* Digits only; false when there are none or too many to be the length of anything. */
static bool digits(struct str s, size_t *ret)
{
    size_t v = 0;

    if (!s.n || s.n > 18)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (size_t)(s.p[i] - '0');
    }
    *ret = v;
    return true;
}

enum http_range_result http_range(struct str header, size_t size, size_t *ret_from, size_t *ret_to)
{
    struct str spec, last, first, unit = str_cut(header, '=', &spec);
    size_t from, to;

    if (!str_ieq(str_trim(unit), STR("bytes")) || !spec.n || memchr(spec.p, ',', spec.n))
        return RANGE_ALL;
    first = str_trim(str_cut(str_trim(spec), '-', &last));
    if (!last.p)
        return RANGE_ALL;
    last = str_trim(last);
    if (!first.n) { /* the last n bytes */
        if (!digits(last, &to))
            return RANGE_ALL;
        if (!to || !size)
            return RANGE_OUTSIDE;
        from = to < size ? size - to : 0;
        to = size;
    } else {
        if (!digits(first, &from))
            return RANGE_ALL;
        if (!last.n)
            to = size;
        else if (!digits(last, &to) || to < from)
            return RANGE_ALL;
        else
            to = to < size ? to + 1 : size;
        if (from >= size)
            return RANGE_OUTSIDE;
    }
    *ret_from = from;
    *ret_to = to;
    return RANGE_PART;
}
