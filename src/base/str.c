/* SPDX-License-Identifier: EUPL-1.2
 * Text and buffers. Nothing here looks at the locale. */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

struct str str_from(const char *cstr)
{
    return cstr ? (struct str){cstr, strlen(cstr)} : (struct str){"", 0};
}

struct str str_dup(struct arena *a, struct str s)
{
    return (struct str){str_cstr(a, s), s.n};
}

const char *str_cstr(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);

    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return p;
}

struct str str_vfmt(struct arena *a, const char *fmt, va_list ap)
{
    va_list again;
    char small[256];
    int n;
    char *p;

    va_copy(again, ap);
    n = vsnprintf(small, sizeof small, fmt, ap);
    if (n < 0)
        n = 0;
    p = arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof small)
        memcpy(p, small, (size_t)n + 1);
    else
        vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (struct str){p, (size_t)n};
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    struct str s;

    va_start(ap, fmt);
    s = str_vfmt(a, fmt, ap);
    va_end(ap);
    return s;
}

struct str str_cat(struct arena *a, struct str x, struct str y)
{
    char *p = arena_alloc(a, x.n + y.n + 1);

    if (x.n)
        memcpy(p, x.p, x.n);
    if (y.n)
        memcpy(p + x.n, y.p, y.n);
    return (struct str){p, x.n + y.n};
}

int str_cmp(struct str x, struct str y)
{
    size_t n = x.n < y.n ? x.n : y.n;
    int c = n ? memcmp(x.p, y.p, n) : 0;

    return c ? c : (x.n > y.n) - (x.n < y.n);
}

bool str_eq(struct str x, struct str y)
{
    return x.n == y.n && (!x.n || !memcmp(x.p, y.p, x.n));
}

bool str_is(struct str s, const char *cstr)
{
    return str_eq(s, str_from(cstr));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_ieq(struct str x, struct str y)
{
    if (x.n != y.n)
        return false;
    for (size_t i = 0; i < x.n; i++)
        if (lower(x.p[i]) != lower(y.p[i]))
            return false;
    return true;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

static size_t space_at(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];

    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    return c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0 ? 2 : 0;
}

struct str str_trim(struct str s)
{
    size_t w;

    while (s.n && (w = space_at(s, 0)))
        s = str_sub(s, w, s.n);
    for (;;) {
        if (s.n && space_at(s, s.n - 1) == 1)
            s.n--;
        else if (s.n > 1 && space_at(s, s.n - 2) == 2)
            s.n -= 2;
        else
            return s;
    }
}

struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct str){from ? s.p + from : s.p, to - from}; /* NULL + 0 is not allowed in C */
}

size_t str_index(struct str s, char c)
{
    const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

    return at ? (size_t)(at - s.p) : s.n;
}

struct str str_cut(struct str s, char sep, struct str *ret_rest)
{
    size_t i = str_index(s, sep);

    *ret_rest = i < s.n ? str_sub(s, i + 1, s.n) : (struct str){NULL, 0};
    return str_sub(s, 0, i);
}

struct str str_lower(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);

    for (size_t i = 0; i < s.n; i++)
        p[i] = lower(s.p[i]);
    return (struct str){p, s.n};
}

/* The letter under a Latin-1 letter with an accent and the plain form of curly apostrophes and long hyphens,
 * 0 where a sign stands for itself. */
static char letter_plain(int32_t c)
{
    static const char latin1[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";

    if (c >= 0xC0 && c <= 0xFF) {
        char l = latin1[c - 0xC0];

        return l == '?' ? 0 : l;
    }
    if (c == 0x2018 || c == 0x2019 || c == 0xB4 || c == '`')
        return '\'';
    return c >= 0x2010 && c <= 0x2013 ? '-' : 0;
}

struct str str_fold(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0, at = 0, before;
    int32_t c;

    s = str_trim(s);
    while (before = at, (c = utf8_next(s, &at)) >= 0) {
        char plain = c == 0xFFFD && at - before == 1
                         ? '?'
                         : letter_plain(c); /* a broken byte takes no more room than it had */

        if (c == '.' ||
            (c >= 0x300 && c <= 0x36F)) /* an accent that stands by itself, as some systems write it */
            continue;
        if (c == ' ' || c == 0xA0 || (c >= '\t' && c <= '\r')) {
            if (n && p[n - 1] != ' ')
                p[n++] = ' ';
        } else if (plain) {
            p[n++] = plain;
        } else if (c < 0x80) {
            p[n++] = lower((char)c);
        } else {
            n += utf8_put(p + n, c);
        }
    }
    while (n && p[n - 1] == ' ')
        n--;
    return (struct str){p, n};
}

int32_t utf8_next(struct str s, size_t *at)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p;
    size_t left, len;
    int32_t c;

    if (*at >= s.n)
        return -1;
    p = (const unsigned char *)s.p + *at;
    left = s.n - *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    len = p[0] >= 0xC2 && p[0] <= 0xDF ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4 : 0;
    if (!len || len > left)
        goto broken;
    c = p[0] & (0xFF >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            goto broken;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        goto broken;
    *at += len;
    return c;
broken:
    *at += 1;
    return 0xFFFD;
}

struct str utf8_clip(struct str s, size_t n)
{
    if (n >= s.n)
        return s;
    while (n && ((unsigned char)s.p[n] & 0xC0) == 0x80) /* the byte after the cut goes on with a letter */
        n--;
    return str_sub(s, 0, n);
}

void utf8_repair(char *text)
{
    struct str s = str_from(text);
    size_t at = 0, before, n = 0;
    int32_t c;

    if (utf8_valid(s))
        return;
    while (before = at, (c = utf8_next(s, &at)) >= 0) {
        if (c == 0xFFFD && at - before == 1)
            continue;
        memmove(text + n, text + before, at - before);
        n += at - before;
    }
    text[n] = '\0';
}

size_t utf8_put(char out[4], int32_t code)
{
    uint32_t c = (uint32_t)code;

    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (c >> 18 & 7));
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t str_distance(struct str x, struct str y, size_t most)
{
    enum { LONGEST = 80 };
    size_t rows[3][LONGEST + 1], *two = rows[0], *one = rows[1], *now = rows[2], *t;

    if (x.n > LONGEST || y.n > LONGEST || x.n > y.n + most || y.n > x.n + most)
        return most + 1;
    for (size_t k = 0; k <= y.n; k++)
        two[k] = one[k] = k;
    for (size_t i = 1; i <= x.n; i++) {
        size_t least = now[0] = i;

        for (size_t k = 1; k <= y.n; k++) {
            size_t change = one[k - 1] + (x.p[i - 1] != y.p[k - 1]);

            now[k] = one[k] < now[k - 1] ? one[k] + 1 : now[k - 1] + 1;
            now[k] = change < now[k] ? change : now[k];
            if (i > 1 && k > 1 && x.p[i - 1] == y.p[k - 2] && x.p[i - 2] == y.p[k - 1] &&
                two[k - 2] + 1 < now[k])
                now[k] = two[k - 2] + 1;
            least = now[k] < least ? now[k] : least;
        }
        if (least > most)
            return most + 1;
        t = two;
        two = one;
        one = now;
        now = t;
    }
    return one[y.n] > most ? most + 1 : one[y.n];
}

bool utf8_valid(struct str s)
{
    size_t at = 0, before;
    int32_t c;

    while (before = at, (c = utf8_next(s, &at)) >= 0)
        if (c == 0xFFFD && at - before == 1)
            return false;
    return true;
}

void buf_init(struct buf *b, struct arena *a, size_t cap)
{
    *b = (struct buf){.a = a, .cap = cap};
}

/* Room for n more bytes, or NULL (and over) past the cap. */
static char *buf_room(struct buf *b, size_t n)
{
    if (b->over || n > b->cap - b->n || b->n > b->cap) {
        b->over = true;
        return NULL;
    }
    if (b->room - b->n < n) {
        size_t room = b->room ? b->room * 2 : 256;

        while (room < b->n + n)
            room *= 2;
        b->p = arena_grow(b->a, b->p, b->room,
                          room); /* all of it, so that it grows in place when it is the last */
        b->room = room;
    }
    return b->p + b->n;
}

void buf_bytes(struct buf *b, const void *p, size_t n)
{
    char *to = n ? buf_room(b, n) : NULL;

    if (to) {
        memcpy(to, p, n);
        b->n += n;
    }
}

void buf_add(struct buf *b, struct str s)
{
    buf_bytes(b, s.p, s.n);
}

void buf_char(struct buf *b, char c)
{
    buf_bytes(b, &c, 1);
}

void buf_lit(struct buf *b, const char *cstr)
{
    buf_bytes(b, cstr, strlen(cstr));
}

void buf_i64(struct buf *b, int64_t v)
{
    char digits[20];
    size_t n = 0;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        digits[sizeof digits - ++n] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        buf_char(b, '-');
    buf_bytes(b, digits + sizeof digits - n, n);
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    char small[512];
    int n;

    va_start(ap, fmt);
    n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    if (n >= 0 && (size_t)n < sizeof small) {
        buf_bytes(b, small, (size_t)n);
        return;
    }
    va_start(ap, fmt);
    buf_add(b, str_vfmt(b->a, fmt, ap));
    va_end(ap);
}

void buf_html(struct buf *b, struct str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        const char *as = s.p[i] == '&'    ? "&amp;"
                         : s.p[i] == '<'  ? "&lt;"
                         : s.p[i] == '>'  ? "&gt;"
                         : s.p[i] == '"'  ? "&quot;"
                         : s.p[i] == '\'' ? "&#39;"
                                          : NULL;

        if (as) {
            buf_add(b, str_sub(s, from, i));
            buf_lit(b, as);
            from = i + 1;
        }
    }
    buf_add(b, str_sub(s, from, s.n));
}
