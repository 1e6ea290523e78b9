/* SPDX-License-Identifier: EUPL-1.2
 * The tables of an answer's tree ("tabellen": {name: table}) as CSV or as a workbook, and the name of that
 * file. CSV is for machines unless ?vorm=excel asks for the dialect that a Dutch spreadsheet opens right. */
#include "doc/csv.h"
#include "doc/xlsx.h"
#include "http/intern.h"

#include <string.h>

static struct str option(const struct exchange *x, const char *name)
{
    return doc_get_str(x->q.query, str_from(name));
}

/* "/gemeenten/GM0935" and "opgave": "gemeenten-GM0935-opgave.csv". What may trouble a file system becomes
 * "-". */
static struct str file_name(struct exchange *x, struct str table)
{
    struct buf b;
    struct str path = str_sub(x->q.path, 1, x->q.path.n);
    const char *suffix = x->q.format == HTTP_CSV ? ".csv" : ".xlsx";

    buf_init(&b, &x->arena, 200);
    buf_add(&b, path.n ? str_sub(path, 0, 100) : STR("woonzorg"));
    if (table.n) {
        buf_char(&b, '-');
        buf_add(&b, str_sub(table, 0, 60));
    }
    for (size_t i = 0; i < b.n; i++) {
        unsigned char c = (unsigned char)b.p[i];

        if (c < 0x21 || c >= 0x7F || strchr("/\\:*?\"<>|%", c))
            b.p[i] = '-';
    }
    buf_lit(&b, suffix);
    return buf_str(&b);
}

static struct doc_entry *chosen(const struct exchange *x, const struct doc *tables, struct err *e)
{
    struct str name = option(x, "tabel");

    for (size_t i = 0; i < tables->map.n; i++)
        if (!name.n || str_eq(tables->map.at[i].key, name))
            return &tables->map.at[i];
    err_set(e, ERR_NOT_FOUND, "De tabel “%.*s” staat niet op deze pagina.", STR_ARG(name));
    return NULL;
}

static int workbook(struct exchange *x, const struct doc *tables, const struct doc_entry *only,
                    struct str *ret, struct err *e)
{
    const struct doc **list = ARENA_ARRAY(&x->arena, const struct doc *, tables->map.n);
    size_t n = 0;

    for (size_t i = 0; i < tables->map.n; i++)
        if (!only || only == &tables->map.at[i])
            list[n++] = tables->map.at[i].value;
    return xlsx_write(&x->out, list, n, ret, e);
}

int tables_write(struct exchange *x, const struct doc *tree, struct str *ret, struct str *ret_filename,
                 struct err *e)
{
    const struct doc *tables = doc_get(tree, STR("tabellen"));
    const struct doc_entry *one;
    struct buf b;

    *ret = (struct str){NULL, 0};
    if (!tables || tables->type != DOC_MAP || !tables->map.n)
        return OK;
    one = chosen(x, tables, e);
    if (!one)
        return ERR_NOT_FOUND;
    if (x->q.format == HTTP_XLSX) {
        bool all = !option(x, "tabel").n;

        *ret_filename = file_name(x, all ? STR("") : one->key);
        return workbook(x, tables, all ? NULL : one, ret, e);
    }
    *ret_filename = file_name(x, one->key);
    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    csv_write(&b, one->value, str_is(option(x, "vorm"), "excel") ? CSV_SPREADSHEET : CSV_MACHINE);
    if (b.over)
        return err_set(e, ERR_ENV, "de tabel is groter dan een antwoord mag zijn");
    *ret = buf_str(&b);
    return OK;
}
