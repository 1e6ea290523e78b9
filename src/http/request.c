/* SPDX-License-Identifier: EUPL-1.2
 * Reading what a client sends, strictly: the target, percent-encoding, queries and forms, cookies. Called by
 * exchange.c on bytes that nobody has checked; never trusts a length or an encoding. */
#include "http/intern.h"

#include <string.h>

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool control_allowed(unsigned char c, enum http_decode as)
{
    return as == DECODE_FORM && (c == '\t' || c == '\n' || c == '\r');
}

/* What may stand in text after decoding. A slash that was hidden by an escape would mean one thing to a proxy
 * and another to us, so it is refused in a path. */
static int text_check(struct str s, enum http_decode as, struct err *e)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < 0x20 || c == 0x7F) && !control_allowed(c, as))
            return err_set(e, ERR_DATA,
                           "Er staat een stuurteken in het adres of formulier dat daar niet mag staan.");
        if (as == DECODE_PATH && (c == '/' || c == '\\'))
            return err_set(e, ERR_DATA, "Er staat een schuine streep in het adres die daar niet mag staan.");
    }
    if (!utf8_valid(s))
        return err_set(e, ERR_DATA, "Het adres of formulier bevat tekens die geen UTF-8 zijn.");
    return OK;
}

int http_decode(struct arena *a, struct str s, enum http_decode as, struct str *ret, struct err *e)
{
    struct str got = s;
    bool plain = !s.n || (!memchr(s.p, '%', s.n) && (as == DECODE_PATH || !memchr(s.p, '+', s.n)));
    int rc;

    if (!plain) {
        char *p = arena_alloc(a, s.n);
        size_t n = 0;

        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] == '%') {
                int hi = s.n - i > 2 ? hex(s.p[i + 1]) : -1, lo = s.n - i > 2 ? hex(s.p[i + 2]) : -1;

                if (hi < 0 || lo < 0)
                    return err_set(
                        e, ERR_DATA,
                        "Na een %%-teken in het adres of formulier horen twee cijfers of letters a–f.");
                p[n++] = (char)(hi << 4 | lo);
                i += 2;
            } else {
                p[n++] = s.p[i] == '+' && as == DECODE_FORM ? ' ' : s.p[i];
            }
        }
        got = (struct str){p, n};
    }
    rc = text_check(got, as, e);
    if (rc)
        return rc;
    *ret = got;
    return OK;
}

/* "http://host/path" and "//": only the origin-form goes on. */
static struct str origin_form(struct str target)
{
    struct str rest = target;
    size_t host;

    if (target.n && target.p[0] == '/')
        return target;
    if (target.n > 7 && str_ieq(str_sub(target, 0, 7), STR("http://")))
        rest = str_sub(target, 7, target.n);
    else if (target.n > 8 && str_ieq(str_sub(target, 0, 8), STR("https://")))
        rest = str_sub(target, 8, target.n);
    else
        return (struct str){NULL, 0};
    host = str_index(rest, '/');
    return host < rest.n ? str_sub(rest, host, rest.n) : STR("/");
}

bool http_suffix(struct str seg, struct str *ret_stem, enum http_format *ret)
{
    static const struct {
        struct str text;
        enum http_format format;
    } known[] = {{STR_INIT(".html"), HTTP_HTML},  {STR_INIT(".json"), HTTP_JSON},
                 {STR_INIT(".csv"), HTTP_CSV},    {STR_INIT(".xlsx"), HTTP_XLSX},
                 {STR_INIT(".svg"), HTTP_SVG},    {STR_INIT(".jsonstat"), HTTP_JSONSTAT},
                 {STR_INIT(".sdmx"), HTTP_SDMX},  {STR_INIT(".jsonld"), HTTP_JSONLD},
                 {STR_INIT(".ttl"), HTTP_TURTLE}, {STR_INIT(".zip"), HTTP_ZIP}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (seg.n > known[i].text.n && str_ends(seg, known[i].text)) {
            *ret_stem = str_sub(seg, 0, seg.n - known[i].text.n);
            *ret = known[i].format;
            return true;
        }
    return false;
}

/* "." and "..", also as what is left once the suffix of a format is taken off ("...json"). */
static bool is_dots(struct str seg)
{
    struct str stem = seg;
    enum http_format format;

    http_suffix(seg, &stem, &format);
    return str_is(seg, ".") || str_is(seg, "..") || str_is(stem, ".") || str_is(stem, "..");
}

int http_target_parse(struct arena *a, struct str target, struct http_target *ret, struct err *e)
{
    struct http_target t = {0};
    struct str path, rest;

    target = origin_form(target);
    if (!target.p)
        return err_set(e, ERR_DATA, "Het adres begint niet met een schuine streep.");
    for (size_t i = 0; i < target.n; i++)
        if ((unsigned char)target.p[i] <= ' ' || target.p[i] == 0x7F || target.p[i] == '#')
            return err_set(e, ERR_DATA, "Er staat een teken in het adres dat daar niet mag staan.");
    path = str_cut(target, '?', &t.raw_query);
    rest = str_sub(path, 1, path.n);
    while (rest.n) {
        struct str raw = str_cut(rest, '/', &rest), seg;
        int rc = http_decode(a, raw, DECODE_PATH, &seg, e);

        if (rc)
            return rc;
        if (is_dots(seg))
            return err_set(e, ERR_DATA, "Een adres mag geen stukken . of .. bevatten.");
        t.hollow = t.hollow || !seg.n;
        if (t.n == HTTP_SEGMENTS_MAX)
            return err_set(e, ERR_DATA, "Het adres heeft te veel stukken.");
        t.seg[t.n] = seg;
        t.raw[t.n++] = raw;
        t.slash = rest.p && !rest.n;
    }
    *ret = t;
    return OK;
}

static bool param_is_list(const struct http_route *route, int in, struct str name)
{
    const struct http_param *p = route ? route->params : NULL;

    for (; p && p->name; p++)
        if ((int)p->in == in && str_is(name, p->name))
            return p->list;
    return false;
}

int http_field_put(struct arena *a, struct doc *fields, const struct http_route *route, int in,
                   struct str name, struct str value, struct err *e)
{
    struct doc *old;

    if (!name.n)
        return err_set(e, ERR_DATA, "Er staat een gegeven zonder naam in het adres of formulier.");
    if (name.n > HTTP_NAME_MAX)
        return err_set(e, ERR_LIMIT, "De naam van een gegeven in het adres of formulier is te lang.");
    if (fields->map.n >= HTTP_FIELDS_MAX)
        return err_set(e, ERR_LIMIT, "Het adres of formulier heeft meer dan %d gegevens.", HTTP_FIELDS_MAX);
    old = doc_get(fields, name);
    if (param_is_list(route, in, name)) {
        if (!old)
            old = doc_set(a, fields, name, doc_list(a));
        if (old->list.n >= HTTP_FIELDS_MAX)
            return err_set(e, ERR_LIMIT, "Het gegeven “%.*s” staat er te vaak.", STR_ARG(name));
        doc_add(a, old, doc_str(a, value));
        return OK;
    }
    if (old)
        return err_set(e, ERR_DATA, "Het gegeven “%.*s” staat er meer dan één keer.", STR_ARG(name));
    doc_set(a, fields, name, doc_str(a, value));
    return OK;
}

int http_fields_parse(struct arena *a, struct str s, const struct http_route *route, int in,
                      struct doc *fields, struct err *e)
{
    while (s.n) {
        struct str value, pair = str_cut(s, '&', &s), name;
        int rc;

        if (!pair.n)
            continue;
        name = str_cut(pair, '=', &value);
        rc = http_decode(a, name, DECODE_FORM, &name, e);
        if (!rc)
            rc = http_decode(a, value.p ? value : STR(""), DECODE_FORM, &value, e);
        if (!rc)
            rc = http_field_put(a, fields, route, in, name, value, e);
        if (rc)
            return rc;
    }
    return OK;
}

static bool token_char(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool cookie_valid(struct str name, struct str value)
{
    for (size_t i = 0; i < name.n; i++)
        if (!token_char((unsigned char)name.p[i]))
            return false;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];

        if (c <= 0x20 || c >= 0x7F || c == '"' || c == ',' || c == '\\')
            return false;
    }
    return name.n && name.n <= HTTP_NAME_MAX;
}

struct doc *http_cookies_parse(struct arena *a, struct str header)
{
    struct doc *jar = doc_map(a);

    while (header.n && jar->map.n < 100) {
        struct str value, pair = str_trim(str_cut(header, ';', &header)), name = str_cut(pair, '=', &value);

        if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
            value = str_sub(value, 1, value.n - 1);
        if (value.p && cookie_valid(name, value) && !doc_get(jar, name))
            doc_set(a, jar, name, doc_str(a, value));
    }
    return jar;
}

/* A quoted string at the start of s: its text on a, and what follows it. p NULL when it does not end. */
static struct str quoted(struct arena *a, struct str s, struct str *ret_rest)
{
    char *p = arena_alloc(a, s.n);
    size_t n = 0;

    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] == '"') {
            *ret_rest = str_sub(s, i + 1, s.n);
            return (struct str){p, n};
        }
        /* Browsers write a backslash of a file's name as it is, so it escapes nothing but a quote or itself.
         */
        if (s.p[i] == '\\' && i + 1 < s.n && (s.p[i + 1] == '"' || s.p[i + 1] == '\\'))
            i++;
        p[n++] = s.p[i];
    }
    *ret_rest = (struct str){NULL, 0};
    return (struct str){NULL, 0};
}

struct str http_header_param(struct arena *a, struct str value, const char *name)
{
    struct str rest, key, got;

    (void)str_cut(value, ';', &rest);
    while (rest.n) {
        size_t eq = 0;

        rest = str_trim(rest);
        while (eq < rest.n && rest.p[eq] != '=' && rest.p[eq] != ';')
            eq++;
        key = str_trim(str_sub(rest, 0, eq));
        rest = str_sub(rest, eq, rest.n);
        got = STR("");
        if (rest.n && rest.p[0] == '=') {
            rest = str_sub(rest, 1, rest.n);
            if (rest.n && rest.p[0] == '"') {
                got = quoted(a, rest, &rest);
                if (!got.p)
                    return got;
            } else {
                got = str_trim(str_sub(rest, 0, str_index(rest, ';')));
            }
        }
        if (str_ieq(key, str_from(name)))
            return got;
        rest = str_sub(rest, str_index(rest, ';'), rest.n);
        rest = str_sub(rest, 1, rest.n);
    }
    return (struct str){NULL, 0};
}

/* The headers that count. Those that are lists may stand there more than once and are joined. */
static const struct {
    struct str name;
    size_t at; /* in struct http_head */
    bool list;
} heads[] = {
    {STR_INIT("host"), offsetof(struct http_head, host), false},
    {STR_INIT("range"), offsetof(struct http_head, range), false},
    {STR_INIT("accept"), offsetof(struct http_head, accept), true},
    {STR_INIT("expect"), offsetof(struct http_head, expect), true},
    {STR_INIT("cookie"), offsetof(struct http_head, cookie), false},
    {STR_INIT("origin"), offsetof(struct http_head, origin), false},
    {STR_INIT("if-range"), offsetof(struct http_head, if_range), false},
    {STR_INIT("content-type"), offsetof(struct http_head, content_type), false},
    {STR_INIT("user-agent"), offsetof(struct http_head, agent), true},
    {STR_INIT("authorization"), offsetof(struct http_head, authorization), false},
    {STR_INIT("if-none-match"), offsetof(struct http_head, if_none_match), true},
    {STR_INIT("content-length"), offsetof(struct http_head, content_length), false},
    {STR_INIT("sec-fetch-site"), offsetof(struct http_head, sec_fetch_site), false},
    {STR_INIT("accept-encoding"), offsetof(struct http_head, accept_encoding), true},
    {STR_INIT("x-forwarded-for"), offsetof(struct http_head, forwarded_for), true},
    {STR_INIT("x-forwarded-proto"), offsetof(struct http_head, forwarded_proto), true},
    {STR_INIT("access-control-request-method"), offsetof(struct http_head, asks_method), false},
    {STR_INIT("transfer-encoding"), offsetof(struct http_head, transfer_encoding), true},
};

void http_head_add(struct arena *a, struct http_head *h, struct str name, struct str value)
{
    struct str *at;
    size_t i = 0;

    while (i < sizeof heads / sizeof *heads && !(name.n == heads[i].name.n && str_ieq(name, heads[i].name)))
        i++;
    if (i == sizeof heads / sizeof *heads)
        return;
    at = (struct str *)(void *)((char *)h + heads[i].at);
    if (!value.p)
        value = STR("");
    if (at->p && heads[i].list) {
        *at = str_cat(a, str_cat(a, *at, STR(", ")), value);
        return;
    }
    h->twice = h->twice || at->p;
    *at = value;
}

struct str http_path_told(struct arena *a, struct str path)
{
    static const char digits[] = "0123456789abcdef";
    struct str rest = path;
    struct buf b;

    buf_init(&b, a, path.n + 8);
    while (rest.p) {
        struct str seg = str_cut(rest, '/', &rest);
        bool secret = seg.n == 64;

        for (size_t i = 0; secret && i < seg.n; i++)
            secret = memchr(digits, seg.p[i], sizeof digits - 1);
        buf_add(&b, secret ? str_sub(seg, 0, 6) : seg);
        buf_lit(&b, secret ? "…" : "");
        buf_lit(&b, rest.p ? "/" : "");
    }
    return buf_str(&b);
}
