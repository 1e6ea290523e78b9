/* SPDX-License-Identifier: EUPL-1.2
 * XLSX out. libxlsxwriter writes to a named file only, so the workbook passes through a temporary one that is
 * gone before we return; rows stream through the library's constant memory mode. Texts are made safe for XML
 * here. */
#include "doc/xlsx.h"
#include "doc/json.h"
#include "doc/table.h"
#include "doc/xlsx_file.h"

#include "base/date.h"
#include "base/fd.h"
#include "base/num.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    NAME_MAX_CHARS = 31,    /* of a sheet's name */
    CELL_MAX_CHARS = 32000, /* Excel stops at 32,767, counted its own way */
    WIDTH_MIN = 8,
    WIDTH_MAX = 60,
    WIDTH_ROWS = 500,       /* rows that are looked at for the width of a column */
    EXCEL_EPOCH = 25569,    /* the serial number of 1970-01-01 */
    EXCEL_FIRST = 19000301, /* before it the serial numbers count a day that never was */
};

#define EXACT_MAX 9007199254740992 /* 2^53: beyond it a cell's number would lose digits */

struct xlsx {
    struct arena *a;
    lxw_workbook *book;
    lxw_format *head, *head_right, *bold, *wrap, *date, *year, *loose;
    lxw_format *number[NUM_SCALE_MAX + 1], *percent[NUM_SCALE_MAX + 1];
    struct buf text;  /* the text of one cell, used again for the next */
    lxw_error failed; /* the first thing that went wrong in the library */
};

/* ---- texts ---- */

/* Text as a NUL-terminated string of at most `most` characters that XML can hold; valid until the next call.
 */
static const char *text_safe(struct xlsx *x, struct str s, size_t most)
{
    size_t at = 0, chars = 0;
    int32_t c;

    x->text.n = 0;
    while ((c = utf8_next(s, &at)) >= 0) {
        char raw[4];

        if (++chars > most) {
            buf_lit(&x->text, " (afgekapt)");
            break;
        }
        buf_bytes(&x->text, raw, utf8_put(raw, !c || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c));
    }
    buf_char(&x->text, '\0');
    return x->text.p;
}

static size_t text_chars(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static void note(struct xlsx *x, lxw_error rc)
{
    if (rc && !x->failed)
        x->failed = rc;
}

static void string_put(struct xlsx *x, lxw_worksheet *sheet, size_t row, size_t col, struct str s,
                       lxw_format *f)
{
    if (s.n)
        note(x, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)col, text_safe(x, s, CELL_MAX_CHARS),
                                       f));
}

static void number_put(struct xlsx *x, lxw_worksheet *sheet, size_t row, size_t col, double d, lxw_format *f)
{
    note(x, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)col, d, f));
}

/* ---- names of sheets ---- */

/* At most `most` characters of s without what Excel forbids or the library fails to quote. */
static struct str name_clean(struct arena *a, struct str s, size_t most)
{
    struct buf b;
    size_t at = 0;
    int32_t c;

    buf_init(&b, a, 4 * NAME_MAX_CHARS);
    s = str_trim(s);
    for (size_t chars = 0; chars < most && (c = utf8_next(s, &at)) >= 0; chars += c >= 0x10000 ? 2 : 1) {
        char raw[4];

        if (c >= 0x10000 && chars + 2 > most) /* counted in UTF-16 */
            break;
        if (c == '\'')
            buf_lit(&b, "’");
        else if (c < 0x20 || c == 0x7F || c >= 0xFFFD || strchr("[]:*?/\\", c < 0x80 ? c : 'a'))
            buf_char(&b, ' ');
        else
            buf_bytes(&b, raw, utf8_put(raw, c));
    }
    return str_trim(buf_str(&b));
}

/* Names made only of ASCII letters and digits may read as a cell ("A1", "R1C1") or number, which the library
 * does not quote where it refers to the sheet; with a digit in them they get a word in front. */
static bool name_ambiguous(struct str s)
{
    bool digit = false;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        digit = digit || (c >= '0' && c <= '9');
        if (!(c >= '0' && c <= '9') && !((c | 32) >= 'a' && (c | 32) <= 'z') && c != '_' && c != '.')
            return false;
    }
    return digit || s.n <= 2;
}

static bool name_taken(struct arena *a, const struct str *names, size_t n, struct str name)
{
    struct str folded = str_fold(a, name); /* Excel holds names that differ in case alone to be the same */

    for (size_t i = 0; i < n; i++)
        if (str_eq(str_fold(a, names[i]), folded))
            return true;
    return false;
}

/* names[0 … n) are in use. */
static struct str name_make(struct arena *a, struct str title, const struct str *names, size_t n)
{
    struct str base = name_clean(a, title, NAME_MAX_CHARS), name;

    if (!base.n || str_ieq(base, STR("History"))) /* a name that Excel keeps for itself */
        base = str_fmt(a, "Tabel %zu", n);
    else if (name_ambiguous(base))
        base = name_clean(a, str_cat(a, STR("Tabel "), base), NAME_MAX_CHARS);
    name = base;
    for (int i = 2; name_taken(a, names, n, name); i++) {
        struct str suffix = str_fmt(a, " (%d)", i);

        name = str_cat(a, name_clean(a, base, NAME_MAX_CHARS - suffix.n), suffix);
    }
    return name;
}

/* ---- one table ---- */

static struct str head_text(const struct xlsx *x, const struct table_col *c)
{
    if (!c->unit.n || str_is(c->unit, "jaar"))
        return c->title;
    return str_fmt(x->a, "%.*s (%.*s)", STR_ARG(c->title), STR_ARG(c->unit));
}

static lxw_format *format_of(const struct xlsx *x, const struct table_col *c, bool whole)
{
    if (c->kind == TABLE_PERCENT)
        return x->percent[whole || c->scale ? c->scale : 1];
    if (str_is(c->unit, "jaar") && !c->scale)
        return x->year;
    if (c->kind == TABLE_NUMBER || c->scale)
        return whole || c->scale ? x->number[c->scale] : x->loose;
    return NULL;
}

static bool date_put(struct xlsx *x, lxw_worksheet *sheet, size_t row, size_t col, date_t d)
{
    if (!date_valid(d) || d < EXCEL_FIRST || d == DATE_OPEN)
        return false;
    number_put(x, sheet, row, col, (double)(date_days(d) + EXCEL_EPOCH), x->date);
    return true;
}

static void whole_put(struct xlsx *x, lxw_worksheet *sheet, size_t row, size_t col, const struct table_col *c,
                      int64_t v)
{
    int scale = c->scale + (c->kind == TABLE_PERCENT ? 2 : 0);
    double unit = 1;

    if (c->kind == TABLE_DATE && v >= EXCEL_FIRST && v <= DATE_OPEN &&
        date_put(x, sheet, row, col, (date_t)v))
        return;
    if (c->kind == TABLE_DATE && v == DATE_OPEN)
        return;
    if (v > EXACT_MAX || v < -EXACT_MAX) {
        string_put(x, sheet, row, col, num_plain(x->a, v, c->scale), NULL);
        return;
    }
    while (scale--)
        unit *= 10;
    number_put(x, sheet, row, col, (double)v / unit, format_of(x, c, true));
}

static void cell_put(struct xlsx *x, lxw_worksheet *sheet, size_t row, size_t col, const struct table_col *c,
                     const struct doc *d)
{
    struct buf json;
    date_t date;

    switch (d ? d->type : DOC_NULL) {
    case DOC_NULL:
        break;
    case DOC_BOOL:
        string_put(x, sheet, row, col, d->b ? STR("ja") : STR("nee"), NULL);
        break;
    case DOC_INT:
        whole_put(x, sheet, row, col, c, d->i);
        break;
    case DOC_NUM:
        if (isfinite(d->d))
            number_put(x, sheet, row, col, c->kind == TABLE_PERCENT ? d->d / 100 : d->d,
                       format_of(x, c, d->d == floor(d->d)));
        break;
    case DOC_STR:
        if (c->kind != TABLE_DATE || !date_parse(d->s, &date) || !date_put(x, sheet, row, col, date))
            string_put(x, sheet, row, col, d->s, NULL);
        break;
    case DOC_LIST:
    case DOC_MAP:
        buf_init(&json, x->a, 1 << 20);
        json_write(&json, d, 0);
        string_put(x, sheet, row, col, buf_str(&json), NULL);
        break;
    }
}

/* Roughly the characters that a cell takes on the screen. */
static size_t cell_width(const struct table_col *c, const struct doc *d)
{
    size_t n = 1;

    if (!d || d->type == DOC_NULL)
        return 0;
    if (d->type == DOC_STR)
        return text_chars(d->s);
    if (d->type != DOC_INT || c->kind == TABLE_DATE)
        return 10;
    for (int64_t v = d->i / 10; v; v /= 10)
        n++;
    return n + n / 3 + (d->i < 0) + (c->scale ? 1 : 0);
}

static void widths_set(struct xlsx *x, lxw_worksheet *sheet, const struct table *t)
{
    size_t n = t->rows ? t->rows->list.n : 0;

    for (size_t col = 0; col < t->n_cols; col++) {
        const struct table_col *c = &t->cols[col];
        size_t width = text_chars(head_text(x, c)) + 2; /* and the arrow of the filter */

        width = width > WIDTH_MAX / 2 ? WIDTH_MAX / 2 : width; /* a longer heading goes on on the next line */
        for (size_t i = 0; i < n && i < WIDTH_ROWS; i++) {
            size_t w = cell_width(c, doc_get(t->rows->list.at[i], c->code));

            width = w > width ? w : width;
        }
        width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
        note(x, worksheet_set_column(sheet, (lxw_col_t)col, (lxw_col_t)col, (double)width + 1.5, NULL));
    }
}

static void head_put(struct xlsx *x, lxw_worksheet *sheet, const struct table *t)
{
    size_t last = t->rows ? t->rows->list.n : 0;

    for (size_t i = 0; i < t->n_cols; i++) {
        bool right = t->cols[i].kind == TABLE_NUMBER || t->cols[i].kind == TABLE_PERCENT;

        string_put(x, sheet, 0, i, head_text(x, &t->cols[i]), right ? x->head_right : x->head);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    note(x, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)last, (lxw_col_t)(t->n_cols - 1)));
    note(x, worksheet_repeat_rows(sheet, 0,
                                  0)); /* and on paper: every page its heading, all columns on one page */
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
}

static int table_put(struct xlsx *x, lxw_worksheet *sheet, const struct table *t, struct err *e)
{
    size_t n = t->rows ? t->rows->list.n : 0;

    if (n >= LXW_ROW_MAX || t->n_cols > LXW_COL_MAX)
        return err_set(
            e, ERR_LIMIT,
            "de tabel %.*s past niet in een werkblad: %zu rijen en %zu kolommen (hoogstens %d en %d)",
            STR_ARG(t->title), n, t->n_cols, LXW_ROW_MAX - 1, LXW_COL_MAX);
    if (!t->n_cols)
        return OK;
    widths_set(x, sheet, t);
    head_put(x, sheet, t);
    for (size_t r = 0; r < n && !x->failed; r++)
        for (size_t i = 0; i < t->n_cols; i++)
            cell_put(x, sheet, r + 1, i, &t->cols[i], doc_get(t->rows->list.at[r], t->cols[i].code));
    return OK;
}

/* ---- the workbook ---- */

static lxw_format *format_new(struct xlsx *x, const char *number)
{
    lxw_format *f = workbook_add_format(x->book);

    if (number)
        format_set_num_format(f, number);
    return f;
}

/* Number formats stand in the file in the American way; a Dutch spreadsheet shows them with its own signs. */
static void formats_make(struct xlsx *x)
{
    x->bold = format_new(x, NULL);
    format_set_bold(x->bold);
    x->head = format_new(x, NULL);
    x->head_right = format_new(x, NULL);
    for (int i = 0; i < 2; i++) {
        lxw_format *f = i ? x->head_right : x->head;

        format_set_bold(f);
        format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_bottom(f, LXW_BORDER_THIN);
    }
    format_set_align(x->head_right, LXW_ALIGN_RIGHT);
    x->wrap = format_new(x, NULL);
    format_set_text_wrap(x->wrap);
    format_set_align(x->wrap, LXW_ALIGN_VERTICAL_TOP);
    x->date = format_new(x, "dd-mm-yyyy");
    x->year = format_new(x, "0");
    x->loose = format_new(x, "#,##0.0##");
    for (int s = 0; s <= NUM_SCALE_MAX; s++) {
        static const char zeros[] = ".000000000";
        int n = s ? s + 1 : 0;

        x->number[s] = format_new(x, str_fmt(x->a, "#,##0%.*s", n, zeros).p);
        x->percent[s] = format_new(x, str_fmt(x->a, "0%.*s%%", n, zeros).p);
    }
}

static void foot_put(struct xlsx *x, lxw_worksheet *sheet, const struct table *tables,
                     const struct str *names, size_t n)
{
    size_t row = 0;

    note(x, worksheet_set_column(sheet, 0, 0, 100, NULL));
    for (size_t i = 0; i < n; i++) {
        const struct doc *foot = tables[i].foot;

        string_put(x, sheet, row++, 0, tables[i].title.n ? tables[i].title : names[i], x->bold);
        for (size_t k = 0; foot && k < foot->list.n && row < LXW_ROW_MAX - 2; k++) {
            const struct doc *line = foot->list.at[k];

            if (line->type == DOC_STR)
                string_put(x, sheet, row++, 0, line->s, x->wrap);
        }
        row++;
    }
}

static lxw_worksheet *sheet_add(struct xlsx *x, struct str name)
{
    return workbook_add_worksheet(x->book, text_safe(x, name, NAME_MAX_CHARS));
}

static int sheets_put(struct xlsx *x, const struct doc *const *docs, size_t n, struct err *e)
{
    struct table *tables = ARENA_ARRAY(x->a, struct table, n);
    struct str *names = ARENA_ARRAY(x->a, struct str, n + 1);
    lxw_worksheet *sheet;
    int rc;

    names[0] = STR(XLSX_TOELICHTING); /* taken before any table may claim it */
    for (size_t i = 0; i < n; i++) {
        tables[i] = table_of(x->a, docs[i]);
        names[i + 1] = name_make(x->a, tables[i].title, names, i + 1);
        sheet = sheet_add(x, names[i + 1]);
        if (!sheet)
            return err_set(e, ERR_ENV, "werkblad %.*s kan niet gemaakt worden", STR_ARG(names[i + 1]));
        rc = table_put(x, sheet, &tables[i], e);
        if (rc)
            return rc;
    }
    sheet = sheet_add(x, names[0]);
    if (!sheet)
        return err_set(e, ERR_ENV, "werkblad Toelichting kan niet gemaakt worden");
    foot_put(x, sheet, tables, names + 1, n);
    return OK;
}

struct book {
    const struct doc *const *docs;
    size_t n;
};

static int book_make(struct arena *a, const char *path, const void *ctx, struct err *e)
{
    const struct book *b = ctx;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct xlsx x = {.a = a, .book = workbook_new_opt(path, &options)};
    lxw_error closed;
    int rc;

    if (!x.book)
        return err_set(e, ERR_ENV, "het werkboek kan niet gemaakt worden");
    buf_init(&x.text, a, CELL_MAX_CHARS * 4 + 64);
    formats_make(&x);
    rc = sheets_put(&x, b->docs, b->n, e);
    closed = workbook_close(x.book); /* frees it in any case */
    if (!x.failed)
        x.failed = closed;
    if (!rc && x.failed)
        rc = err_set(e, ERR_ENV, "het werkboek kan niet geschreven worden: %s", lxw_strerror(x.failed));
    return rc;
}

static int file_take(struct arena *a, int fd, struct str *ret, struct err *e)
{
    struct stat st;
    size_t n;
    char *p;

    if (fstat(fd, &st))
        return err_set(e, ERR_ENV, "het tijdelijke bestand is niet te lezen: %s", err_oorzaak(errno));
    n = (size_t)st.st_size;
    if (a->limit && n > a->limit)
        return err_set(e, ERR_LIMIT, "het werkboek is te groot: %zu bytes", n);
    p = arena_alloc(a, n);
    if (!lees_alles(fd, p, n, 0))
        return err_set(e, ERR_ENV, "het tijdelijke bestand is niet te lezen: %s", err_oorzaak(errno));
    *ret = (struct str){p, n};
    return OK;
}

int xlsx_by_file(struct arena *a, xlsx_make_fn *make, const void *ctx, struct str *ret, struct err *e)
{
    const char *dir = getenv("TMPDIR");
    char *path = (char *)str_fmt(a, "%s/woonzorg-XXXXXX", dir && *dir ? dir : "/tmp").p;
    int fd = mkstemp(path), rc;

    if (fd < 0)
        return err_set(e, ERR_ENV, "een tijdelijk bestand in %s is niet te maken: %s",
                       dir && *dir ? dir : "/tmp", err_oorzaak(errno));
    rc = make(a, path, ctx, e);
    unlink(path);
    if (!rc)
        rc = file_take(a, fd, ret, e);
    close(fd);
    return rc;
}

int xlsx_write(struct arena *a, const struct doc *const *tables, size_t n, struct str *ret, struct err *e)
{
    struct book b = {tables, n};

    return xlsx_by_file(a, book_make, &b, ret, e);
}
