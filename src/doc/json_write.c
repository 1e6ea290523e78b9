/* SPDX-License-Identifier: EUPL-1.2
 * JSON out. Every answer of the server passes here, so bytes are gathered in a chunk on the stack and handed
 * to the buffer by the kilobyte. Text that is not UTF-8 is mended with U+FFFD: what we send is valid whatever
 * we were given. */
#include "doc/json.h"
#include "doc/json_scan.h"
#include "doc/number.h"

#include <math.h>

struct out {
    struct buf *b;
    int indent;
    size_t n;
    char chunk[4096];
};

static void out_flush(struct out *o)
{
    buf_bytes(o->b, o->chunk, o->n);
    o->n = 0;
}

static inline void out_char(struct out *o, char c)
{
    if (o->n == sizeof o->chunk)
        out_flush(o);
    o->chunk[o->n++] = c;
}

static inline void out_bytes(struct out *o, const char *p, size_t n)
{
    if (n > sizeof o->chunk - o->n) {
        out_flush(o);
        if (n > sizeof o->chunk) {
            buf_bytes(o->b, p, n);
            return;
        }
    }
    memcpy(o->chunk + o->n, p, n);
    o->n += n;
}

static void escape_write(struct out *o, unsigned char c)
{
    static const char hex[] = "0123456789abcdef", from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    const char *known = c ? strchr(from, c) : NULL;

    out_char(o, '\\');
    if (known) {
        out_char(o, to[known - from]);
    } else {
        out_bytes(o, "u00", 3);
        out_char(o, hex[c >> 4]);
        out_char(o, hex[c & 15]);
    }
}

static void string_write(struct out *o, struct str s)
{
    size_t from = 0, at = 0;

    out_char(o, '"');
    while (s.n && (at += json_plain(s.p + at, s.n - at)) < s.n) {
        size_t next = at;

        if ((unsigned char)s.p[at] >= 0x80) {
            if (utf8_next(s, &next) == 0xFFFD &&
                next - at == 1) { /* a broken byte, not a U+FFFD that was there */
                out_bytes(o, s.p + from, at - from);
                out_bytes(o, "\xEF\xBF\xBD", 3);
                from = next;
            }
        } else {
            out_bytes(o, s.p + from, at - from);
            escape_write(o, (unsigned char)s.p[at]);
            from = next = at + 1;
        }
        at = next;
    }
    if (s.n)
        out_bytes(o, s.p + from, s.n - from);
    out_char(o, '"');
}

static void number_write(struct out *o, const struct doc *d)
{
    char text[NUMBER_MAX];

    if (d->type == DOC_INT)
        out_bytes(o, text, number_i64(text, d->i));
    else if (isfinite(d->d))
        out_bytes(o, text, number_double(text, d->d));
    else
        out_bytes(o, "null", 4);
}

static void line_break(struct out *o, int depth)
{
    if (!o->indent)
        return;
    out_char(o, '\n');
    for (int i = 0; i < depth * o->indent; i++)
        out_char(o, ' ');
}

static void value_write(struct out *o, const struct doc *d, int depth);

static void list_write(struct out *o, const struct doc *d, int depth)
{
    out_char(o, '[');
    for (size_t i = 0; i < d->list.n && !o->b->over; i++) {
        if (i)
            out_char(o, ',');
        line_break(o, depth + 1);
        value_write(o, d->list.at[i], depth + 1);
    }
    if (d->list.n)
        line_break(o, depth);
    out_char(o, ']');
}

static void map_write(struct out *o, const struct doc *d, int depth)
{
    out_char(o, '{');
    for (size_t i = 0; i < d->map.n && !o->b->over; i++) {
        if (i)
            out_char(o, ',');
        line_break(o, depth + 1);
        string_write(o, d->map.at[i].key);
        out_char(o, ':');
        if (o->indent)
            out_char(o, ' ');
        value_write(o, d->map.at[i].value, depth + 1);
    }
    if (d->map.n)
        line_break(o, depth);
    out_char(o, '}');
}

static void value_write(struct out *o, const struct doc *d, int depth)
{
    switch (d ? d->type : DOC_NULL) {
    case DOC_NULL:
        out_bytes(o, "null", 4);
        break;
    case DOC_BOOL:
        out_bytes(o, d->b ? "true" : "false", d->b ? 4 : 5);
        break;
    case DOC_INT:
    case DOC_NUM:
        number_write(o, d);
        break;
    case DOC_STR:
        string_write(o, d->s);
        break;
    case DOC_LIST:
        list_write(o, d, depth);
        break;
    case DOC_MAP:
        map_write(o, d, depth);
        break;
    }
}

void json_write(struct buf *b, const struct doc *d, int indent)
{
    struct out o;

    o.b = b;
    o.indent = indent;
    o.n = 0;
    value_write(&o, d, 0);
    out_flush(&o);
}
