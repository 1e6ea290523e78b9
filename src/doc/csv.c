/* SPDX-License-Identifier: EUPL-1.2
 * CSV out (RFC 4180 quoting). */
#include "doc/csv.h"
#include "doc/json.h"
#include "doc/number.h"
#include "doc/table.h"

#include "base/date.h"
#include "base/num.h"

#include <math.h>
#include <string.h>

struct csv {
    struct buf *b;
    enum csv_dialect dialect;
    char separator;
    struct buf scratch;
};

/* Would a spreadsheet run this text? Numbers are harmless, and so is a lone sign. */
static bool formula_like(struct str s)
{
    struct str t = str_trim(s);
    struct dec number;

    if (s.n && (s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
        return true;
    return t.n > 1 && strchr("=+-@", t.p[0]) && !dec_parse(t, ',', &number) && !dec_parse(t, '.', &number);
}

static bool quotes_needed(const struct csv *c, struct str s)
{
    if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' '))
        return true;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == c->separator || s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n')
            return true;
    return false;
}

static void text_write(struct csv *c, struct str s)
{
    bool guard = c->dialect == CSV_SPREADSHEET && formula_like(s);

    if (!quotes_needed(c, s)) {
        if (guard)
            buf_char(c->b, '\'');
        buf_add(c->b, s);
        return;
    }
    buf_char(c->b, '"');
    if (guard)
        buf_char(c->b, '\'');
    while (s.n) {
        size_t end = str_index(s, '"');

        buf_add(c->b, str_sub(s, 0, end));
        if (end < s.n)
            buf_lit(c->b, "\"\"");
        s = str_sub(s, end + 1, s.n);
    }
    buf_char(c->b, '"');
}

static void number_text(struct csv *c, struct str s)
{
    size_t point = c->dialect == CSV_SPREADSHEET ? str_index(s, '.') : s.n;

    buf_add(c->b, str_sub(s, 0, point));
    if (point < s.n)
        buf_char(c->b, ',');
    buf_add(c->b, str_sub(s, point + 1, s.n));
}

static void whole_write(struct csv *c, const struct table_col *col, int64_t v)
{
    char text[NUMBER_MAX];

    if (col->kind == TABLE_DATE && v > 0 && v <= DATE_OPEN && date_valid((date_t)v))
        buf_add(c->b, date_iso(c->b->a, (date_t)v));
    else if (col->scale)
        number_text(c, num_plain(c->b->a, v, col->scale));
    else
        buf_bytes(c->b, text, number_i64(text, v));
}

static void cell_write(struct csv *c, const struct table_col *col, const struct doc *d)
{
    char text[NUMBER_MAX];

    switch (d ? d->type : DOC_NULL) {
    case DOC_NULL:
        break;
    case DOC_BOOL:
        if (c->dialect == CSV_SPREADSHEET)
            buf_lit(c->b, d->b ? "ja" : "nee");
        else
            buf_lit(c->b, d->b ? "true" : "false");
        break;
    case DOC_INT:
        whole_write(c, col, d->i);
        break;
    case DOC_NUM:
        if (isfinite(d->d))
            number_text(c, (struct str){text, number_double(text, d->d)});
        break;
    case DOC_STR:
        text_write(c, d->s);
        break;
    case DOC_LIST:
    case DOC_MAP:
        c->scratch.n = 0;
        json_write(&c->scratch, d, 0);
        c->b->over |= c->scratch.over;
        text_write(c, buf_str(&c->scratch));
        break;
    }
}

void csv_rows(struct buf *b, const struct doc *table, enum csv_dialect dialect, bool header)
{
    struct table t = table_of(b->a, table);
    struct csv c = {.b = b, .dialect = dialect, .separator = dialect == CSV_SPREADSHEET ? ';' : ','};

    buf_init(&c.scratch, b->a, b->cap);
    for (size_t i = 0; header && i < t.n_cols; i++) {
        if (i)
            buf_char(b, c.separator);
        text_write(&c, t.cols[i].code);
    }
    if (header)
        buf_lit(b, "\r\n");
    for (size_t r = 0; t.rows && r < t.rows->list.n && !b->over; r++) {
        for (size_t i = 0; i < t.n_cols; i++) {
            if (i)
                buf_char(b, c.separator);
            cell_write(&c, &t.cols[i], doc_get(t.rows->list.at[r], t.cols[i].code));
        }
        buf_lit(b, "\r\n");
    }
}

void csv_write(struct buf *b, const struct doc *table, enum csv_dialect dialect)
{
    if (dialect == CSV_SPREADSHEET)
        buf_lit(b, "\xEF\xBB\xBF");
    csv_rows(b, table, dialect, true);
}
