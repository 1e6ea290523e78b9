/* SPDX-License-Identifier: EUPL-1.2
 * See xlsx_form.h. */
#include "doc/xlsx_form.h"
#include "doc/xlsx_file.h"

#include "base/date.h"
#include "base/num.h"

#include <xlsxwriter.h>

enum { FILL_ROWS = 2000, WIDTH = 18, WIDTH_TEXT = 60, HELP_MAX = 250 };

struct form {
    struct arena *a;
    const struct xlsx_form *f;
    lxw_workbook *book;
    lxw_format *head, *must, *example, *text, *date, *wrap, *bold;
    lxw_error failed;
};

/* The library takes texts as changeable, and changes none. */
static char *clip(struct form *x, struct str s, size_t most)
{
    return (char *)str_cstr(x->a, utf8_clip(s, most));
}

static void note(struct form *x, lxw_error e)
{
    if (e && !x->failed)
        x->failed = e;
}

static void formats_make(struct form *x)
{
    lxw_format **all[] = {&x->head, &x->must, &x->example, &x->text, &x->date, &x->wrap, &x->bold};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *all[i] = workbook_add_format(x->book);
    format_set_bold(x->must);
    for (int i = 0; i < 2; i++) {
        format_set_bottom(i ? x->must : x->head, LXW_BORDER_THIN);
        format_set_text_wrap(i ? x->must : x->head);
        format_set_align(i ? x->must : x->head, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_num_format(i ? x->must : x->head, "@");
    }
    format_set_italic(x->example);
    format_set_font_color(x->example, 0x595959);
    format_set_bg_color(x->example, 0xF2F2F2);
    format_set_num_format(x->text, "@");
    format_set_num_format(x->date, "yyyy-mm-dd");
    format_set_text_wrap(x->wrap);
    format_set_align(x->wrap, LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(x->bold);
}

/* The cells of a list on its sheet, for a formula. */
static char *list_range(struct form *x, int list)
{
    char col[8];

    lxw_col_to_name(col, (lxw_col_t)list, 1);
    return (char *)str_fmt(x->a, "='%.*s'!%s$2:%s$%zu", STR_ARG(x->f->lists_name), col, col,
                           x->f->list[list].n + 1)
        .p;
}

static void check_put(struct form *x, lxw_worksheet *sheet, uint32_t first, uint32_t last, uint16_t col,
                      const struct xlsx_form_column *c)
{
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_ANY,
                             .ignore_blank = LXW_VALIDATION_ON,
                             .input_title = clip(x, c->head, 32),
                             .input_message = clip(x, c->help, HELP_MAX)};

    if (c->list >= 0) {
        v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v.value_formula = list_range(x, c->list);
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        v.error_title = clip(x, STR("Niet in de lijst"), HELP_MAX);
        v.error_message = clip(x, STR("Kies een woord uit de lijst."), HELP_MAX);
    } else if (c->kind == FORM_YEAR) {
        v.validate = LXW_VALIDATION_TYPE_INTEGER;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_number = 1990;
        v.maximum_number = 2100;
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        v.error_title = clip(x, STR("Geen jaar"), HELP_MAX);
        v.error_message = clip(x, STR("Vul een jaar van vier cijfers in."), HELP_MAX);
    } else if (c->kind == FORM_NUMBER) {
        v.validate = LXW_VALIDATION_TYPE_DECIMAL;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_number = -1e12;
        v.maximum_number = 1e12;
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        v.error_title = clip(x, STR("Geen getal"), HELP_MAX);
        v.error_message =
            clip(x, STR("Vul een getal in. Laat de cel leeg als het er niet is, en vul 0 in als het 0 is."),
                 HELP_MAX);
    }
    note(x, worksheet_data_validation_range(sheet, first, col, last, col, &v));
}

static void example_put(struct form *x, lxw_worksheet *sheet, uint16_t col, const struct xlsx_form_column *c)
{
    struct str s = col ? c->example : str_cat(x->a, x->f->mark, c->example);
    int64_t v;

    if (!s.n)
        note(x, worksheet_write_blank(sheet, 1, col, x->example));
    else if (col && c->kind != FORM_TEXT && c->list < 0 && num_i64(s, &v))
        note(x, worksheet_write_number(sheet, 1, col, (double)v, x->example));
    else
        note(x, worksheet_write_string(sheet, 1, col, str_cstr(x->a, s), x->example));
}

static void columns_put(struct form *x)
{
    const struct xlsx_form *f = x->f;
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, clip(x, f->name, 31));

    for (size_t i = 0; sheet && i < f->n; i++) {
        const struct xlsx_form_column *c = &f->column[i];
        uint16_t col = (uint16_t)i;

        note(x, worksheet_set_column(sheet, col, col, WIDTH,
                                     c->kind == FORM_TEXT   ? x->text
                                     : c->kind == FORM_DATE ? x->date
                                                            : NULL));
        note(x,
             worksheet_write_string(sheet, 0, col, str_cstr(x->a, c->head), c->required ? x->must : x->head));
        example_put(x, sheet, col, c);
        check_put(x, sheet, 2, FILL_ROWS, col, c);
    }
    if (sheet)
        worksheet_freeze_panes(sheet, 1, 0);
}

static void cells_put(struct form *x, const struct xlsx_form_sheet *s)
{
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, clip(x, s->name, 31));

    if (!sheet)
        return;
    note(x, worksheet_set_column(sheet, 0, 1, 26, NULL));
    for (size_t i = 0; i < s->n; i++) {
        const struct xlsx_form_cell *c = &s->cell[i];
        struct xlsx_form_column check = {
            .list = c->list, .help = STR("Kies uit de lijst."), .head = STR("Keuze")};
        int64_t v;

        if (c->text.n && !c->head && num_i64(c->text, &v))
            note(x, worksheet_write_number(sheet, c->row, c->col, (double)v, NULL));
        else if (c->text.n)
            note(x, worksheet_write_string(sheet, c->row, c->col, str_cstr(x->a, c->text),
                                           c->head ? x->bold : NULL));
        if (c->list >= 0)
            check_put(x, sheet, c->row, c->row, c->col, &check);
    }
}

static void text_put(struct form *x)
{
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, clip(x, x->f->text_name, 31));

    if (!sheet)
        return;
    note(x, worksheet_set_column(sheet, 0, 0, 34, NULL));
    note(x, worksheet_set_column(sheet, 1, 1, 11, NULL));
    note(x, worksheet_set_column(sheet, 2, 3, WIDTH_TEXT, NULL));
    for (size_t i = 0; i < x->f->n_text; i++)
        for (uint16_t k = 0; k < 4; k++)
            if (x->f->text[i][k].n)
                note(x, worksheet_write_string(sheet, (uint32_t)i, k, str_cstr(x->a, x->f->text[i][k]),
                                               !i  ? x->bold
                                               : k ? x->wrap
                                                   : NULL));
}

static void lists_put(struct form *x)
{
    lxw_worksheet *sheet =
        x->f->n_lists ? workbook_add_worksheet(x->book, clip(x, x->f->lists_name, 31)) : NULL;

    for (size_t i = 0; sheet && i < x->f->n_lists; i++) {
        const struct xlsx_form_list *l = &x->f->list[i];

        note(x, worksheet_set_column(sheet, (uint16_t)i, (uint16_t)i, 30, x->text));
        note(x, worksheet_write_string(sheet, 0, (uint16_t)i, str_cstr(x->a, l->name), x->bold));
        for (size_t k = 0; k < l->n; k++)
            note(x, worksheet_write_string(sheet, (uint32_t)(k + 1), (uint16_t)i, str_cstr(x->a, l->at[k]),
                                           x->text));
    }
}

static int form_make(struct arena *a, const char *path, const void *ctx, struct err *e)
{
    struct form x = {.a = a, .f = ctx, .book = workbook_new(path)};
    lxw_error closed;

    if (!x.book)
        return err_set(e, ERR_ENV, "het werkboek kan niet gemaakt worden");
    formats_make(&x);
    if (x.f->n)
        columns_put(&x);
    for (size_t i = 0; i < x.f->n_sheets; i++)
        cells_put(&x, &x.f->sheet[i]);
    text_put(&x);
    lists_put(&x);
    closed = workbook_close(x.book);
    if (!x.failed)
        x.failed = closed;
    return x.failed
               ? err_set(e, ERR_ENV, "het werkboek kan niet geschreven worden: %s", lxw_strerror(x.failed))
               : OK;
}

int xlsx_form_write(struct arena *a, const struct xlsx_form *f, struct str *ret, struct err *e)
{
    return xlsx_by_file(a, form_make, f, ret, e);
}
