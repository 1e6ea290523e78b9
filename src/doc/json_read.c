/* SPDX-License-Identifier: EUPL-1.2
 * JSON in: RFC 8259 and nothing beside it, since what one reader lets pass another reads differently.
 * Descends by recursion, at most DEPTH_MOST deep. Text without escapes is borrowed from the input. */
#include "doc/json.h"
#include "doc/json_scan.h"
#include "doc/number.h"
#include "doc/place.h"

#include "base/num.h"

#include <stdio.h>

enum { DEPTH_USUAL = 64, DEPTH_MOST = 1000, BYTES_USUAL = 16 << 20 };

struct reader {
    struct arena *a;
    struct str text;
    size_t at;
    size_t depth; /* levels that may still be opened */
    size_t depth_limit;
    struct err *e;
};

static int value_read(struct reader *r, struct doc **ret);

/* "regel 3, kolom 14: " and then the words. */
static int refuse(struct reader *r, int code, size_t at, const char *what)
{
    struct place p = place_of(r->text, at);

    return err_set(r->e, code, "regel %zu, kolom %zu: %s", p.line, p.column, what);
}

/* What was expected here, and what stands here instead. */
static int refuse_here(struct reader *r, const char *expected)
{
    char words[200], found[40];
    size_t at = r->at;
    int32_t c = utf8_next(r->text, &at);

    if (c < 0)
        snprintf(found, sizeof found, "de tekst houdt hier op");
    else if (c == 0xFFFD && at - r->at == 1)
        snprintf(found, sizeof found, "er staat een byte die geen UTF-8 is");
    else if (c < 0x20 || c == 0x7F || c == 0xFEFF || c == 0xA0)
        snprintf(found, sizeof found, "er staat teken U+%04X", (unsigned)c);
    else
        snprintf(found, sizeof found, "er staat %.*s", (int)(at - r->at), r->text.p + r->at);
    snprintf(words, sizeof words, "%s, maar %s", expected, found);
    return refuse(r, ERR_DATA, r->at, words);
}

/* The next byte, 0 at the end: a NUL is nowhere allowed, so the two need no distinction. */
static inline char peek(const struct reader *r)
{
    return r->at < r->text.n ? r->text.p[r->at] : '\0';
}

static inline void space_skip(struct reader *r)
{
    size_t at = r->at;

    for (; at < r->text.n; at++) {
        char c = r->text.p[at];

        if ((unsigned char)c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t'))
            break;
    }
    r->at = at;
}

static int hex4(struct reader *r, uint32_t *ret)
{
    uint32_t v = 0;

    for (int i = 0; i < 4; i++, r->at++) {
        char c = peek(r);

        if (c >= '0' && c <= '9')
            v = v << 4 | (uint32_t)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f')
            v = v << 4 | (uint32_t)((c | 32) - 'a' + 10);
        else
            return refuse_here(r, "na \\u horen vier hexadecimale cijfers");
    }
    *ret = v;
    return OK;
}

/* Past "\u": one code point, from two escapes when it is a surrogate pair. */
static int escape_unicode(struct reader *r, size_t start, uint32_t *ret)
{
    uint32_t high = 0, low = 0;

    if (hex4(r, &high))
        return ERR_DATA;
    *ret = high;
    if (high < 0xD800 || high > 0xDFFF)
        return OK;
    if (high <= 0xDBFF && peek(r) == '\\' && r->at + 1 < r->text.n && r->text.p[r->at + 1] == 'u') {
        r->at += 2;
        if (hex4(r, &low))
            return ERR_DATA;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *ret = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            return OK;
        }
    }
    return refuse(r, ERR_DATA, start, "een half teken (surrogaat zonder wederhelft)");
}

/* At a backslash: writes what it stands for to out, which has room for 4. */
static int escape_read(struct reader *r, char *out, size_t *ret_n)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    size_t start = r->at++;
    uint32_t code;
    char c = peek(r);
    const char *known = c ? strchr(from, c) : NULL;

    if (known) {
        r->at++;
        out[0] = to[known - from];
        *ret_n = 1;
        return OK;
    }
    if (c != 'u')
        return refuse_here(r, "na \\ hoort een van \" \\ / b f n r t u");
    r->at++;
    if (escape_unicode(r, start, &code))
        return ERR_DATA;
    *ret_n = utf8_put(out, (int32_t)code);
    return OK;
}

/* At a byte of a string that does not stand for itself, other than the closing quote and a backslash. */
static int string_odd(struct reader *r)
{
    size_t at = r->at;

    if (at >= r->text.n)
        return refuse(r, ERR_DATA, at, "een tekst zonder sluitend aanhalingsteken");
    if ((unsigned char)r->text.p[at] < 0x20)
        return refuse_here(r, "in een tekst wordt een stuurteken met \\ geschreven");
    if (utf8_next(r->text, &r->at) == 0xFFFD && r->at - at == 1)
        return refuse(r, ERR_DATA, at, "een byte die geen UTF-8 is");
    return OK;
}

/* The rest of a string with escapes: `from` is where it started, r->at its first backslash. */
static int string_unescape(struct reader *r, size_t from, struct str *ret)
{
    size_t end = r->at, n = r->at - from;
    char *out;

    while (end < r->text.n && r->text.p[end] != '"')
        end += r->text.p[end] == '\\' ? 2 : 1;
    out = arena_alloc(r->a, end - from + 1); /* enough: an escape is longer than what it stands for */
    memcpy(out, r->text.p + from, n);
    while (r->at >= r->text.n || r->text.p[r->at] != '"') {
        size_t start = r->at, w = 0;

        if (peek(r) == '\\') {
            if (escape_read(r, out + n, &w))
                return ERR_DATA;
        } else {
            r->at += json_plain(r->text.p + r->at, r->text.n - r->at);
            if (r->at == start && string_odd(r))
                return ERR_DATA;
            w = r->at - start;
            memcpy(out + n, r->text.p + start, w);
        }
        n += w;
    }
    r->at++;
    *ret = (struct str){out, n};
    return OK;
}

/* At the opening quote. */
static int string_read(struct reader *r, struct str *ret)
{
    size_t from = ++r->at;

    for (;;) {
        r->at += json_plain(r->text.p + r->at, r->text.n - r->at);
        switch (peek(r)) {
        case '"':
            *ret = str_sub(r->text, from, r->at++);
            return OK;
        case '\\':
            return string_unescape(r, from, ret);
        default:
            if (string_odd(r))
                return ERR_DATA;
        }
    }
}

/* One or more digits. */
static int digits_skip(struct reader *r)
{
    size_t at = r->at;

    while (at < r->text.n && (unsigned char)(r->text.p[at] - '0') < 10)
        at++;
    if (at == r->at)
        return refuse_here(r, "hier hoort een cijfer te staan");
    r->at = at;
    return OK;
}

static int value_number(struct reader *r, struct doc *d)
{
    size_t from = r->at;
    bool whole = true;
    struct str text;

    r->at += peek(r) == '-';
    if (peek(r) == '0') {
        r->at++;
        if (peek(r) >= '0' && peek(r) <= '9')
            return refuse(r, ERR_DATA, from, "een getal begint niet met een nul");
    } else if (digits_skip(r)) {
        return ERR_DATA;
    }
    if (peek(r) == '.') {
        whole = false;
        r->at++;
        if (digits_skip(r))
            return ERR_DATA;
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        whole = false;
        r->at++;
        r->at += peek(r) == '-' || peek(r) == '+';
        if (digits_skip(r))
            return ERR_DATA;
    }
    text = str_sub(r->text, from, r->at);
    d->type = DOC_INT;
    if (whole && num_i64(text, &d->i))
        return OK;
    d->type = DOC_NUM;
    if (!number_read(text, &d->d))
        return refuse(r, ERR_DATA, from, "dit getal is te groot");
    return OK;
}

static int value_word(struct reader *r, struct str word, struct doc *d)
{
    if (!str_starts(str_sub(r->text, r->at, r->text.n), word))
        return refuse_here(r, "hier hoort een waarde te staan (tekst, getal, true, false, null, [ of {)");
    r->at += word.n;
    d->type = word.p[0] == 'n' ? DOC_NULL : DOC_BOOL;
    d->b = word.p[0] == 't';
    return OK;
}

/* At '[' or '{': takes a level. *ret_empty when it closes at once. */
static int level_open(struct reader *r, char close, bool *ret_empty)
{
    char words[80];

    if (!r->depth) {
        snprintf(words, sizeof words, "meer dan %zu niveaus diep genest", r->depth_limit);
        return refuse(r, ERR_LIMIT, r->at, words);
    }
    r->at++;
    space_skip(r);
    *ret_empty = peek(r) == close;
    r->depth -= !*ret_empty;
    r->at += *ret_empty;
    return OK;
}

static int value_list(struct reader *r, struct doc *d)
{
    bool done = true;
    int rc = level_open(r, ']', &done);

    d->type = DOC_LIST;
    while (!rc && !done) {
        struct doc *item;

        rc = value_read(r, &item);
        if (rc)
            break;
        doc_add(r->a, d, item);
        space_skip(r);
        done = peek(r) == ']';
        if (!done && peek(r) != ',')
            return refuse_here(r, "na een waarde in een lijst hoort een komma of ]");
        r->at++;
        r->depth += done;
    }
    return rc;
}

static int map_entry(struct reader *r, struct doc *d)
{
    size_t start, before = d->map.n;
    struct doc *value;
    struct str key;
    char words[160];
    int rc;

    space_skip(r);
    start = r->at;
    if (peek(r) != '"')
        return refuse_here(r, "hier hoort een sleutel tussen aanhalingstekens te staan");
    rc = string_read(r, &key);
    if (rc)
        return rc;
    space_skip(r);
    if (peek(r) != ':')
        return refuse_here(r, "na een sleutel hoort een dubbele punt");
    r->at++;
    rc = value_read(r, &value);
    if (rc)
        return rc;
    doc_set(r->a, d, key, value);
    if (d->map.n == before) {
        snprintf(words, sizeof words, "de sleutel \"%.*s\" staat er twee keer", STR_ARG(place_quote(key)));
        return refuse(r, ERR_DATA, start, words);
    }
    return OK;
}

static int value_map(struct reader *r, struct doc *d)
{
    bool done = true;
    int rc = level_open(r, '}', &done);

    d->type = DOC_MAP;
    while (!rc && !done) {
        rc = map_entry(r, d);
        if (rc)
            break;
        space_skip(r);
        done = peek(r) == '}';
        if (!done && peek(r) != ',')
            return refuse_here(r, "na een waarde hoort een komma of }");
        r->at++;
        r->depth += done;
    }
    return rc;
}

static int value_read(struct reader *r, struct doc **ret)
{
    struct doc *d = ARENA_NEW(r->a, struct doc);

    *ret = d;
    if (arena_over(r->a))
        return refuse(r, ERR_LIMIT, r->at, "vanaf hier is de tekst te groot om te verwerken");
    space_skip(r);
    switch (peek(r)) {
    case '{':
        return value_map(r, d);
    case '[':
        return value_list(r, d);
    case '"':
        d->type = DOC_STR;
        return string_read(r, &d->s);
    case 't':
        return value_word(r, STR("true"), d);
    case 'f':
        return value_word(r, STR("false"), d);
    case '-':
    case '0' ... '9':
        return value_number(r, d);
    default:
        return value_word(r, STR("null"), d);
    }
}

int json_read(struct arena *a, struct str text, struct json_limits lim, struct doc **ret, struct err *e)
{
    struct reader r = {.a = a, .text = text, .e = e};
    struct doc *d;
    int rc;

    r.depth_limit = lim.depth ? lim.depth : DEPTH_USUAL;
    if (r.depth_limit > DEPTH_MOST)
        r.depth_limit = DEPTH_MOST;
    r.depth = r.depth_limit;
    if (!lim.bytes)
        lim.bytes = BYTES_USUAL;
    if (text.n > lim.bytes)
        return err_set(e, ERR_LIMIT, "de tekst is te groot: %zu bytes, hoogstens %zu", text.n, lim.bytes);
    rc = value_read(&r, &d);
    if (rc)
        return rc;
    space_skip(&r);
    if (r.at < text.n)
        return refuse_here(&r, "na de waarde hoort niets meer te komen");
    *ret = d;
    return OK;
}
