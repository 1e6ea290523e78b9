/* SPDX-License-Identifier: EUPL-1.2
 * The schema that a list of migrations makes: run in memory, asked, forgotten. */
#include "store/schema.h"

#include <sqlite3.h>
#include <string.h>

enum { DEPTH_MAX = 200 };

struct reading {
    struct arena *a;
    sqlite3 *db;
    struct str *names; /* in order of making */
    size_t n;
    bool *placed;
    struct schema *out;
    struct err *e;
};

static int fault(struct reading *r, const char *what)
{
    return err_set(r->e, ERR_ENV, "het schema is niet te lezen: %s: %s", what, sqlite3_errmsg(r->db));
}

static int ask(struct reading *r, const char *sql, struct str table, sqlite3_stmt **ret)
{
    if (sqlite3_prepare_v2(r->db, sql, -1, ret, NULL) ||
        (table.n && sqlite3_bind_text(*ret, 1, table.p, (int)table.n, SQLITE_STATIC)))
        return fault(r, sql);
    return OK;
}

static const char *text(sqlite3_stmt *st, int col)
{
    const char *s = (const char *)sqlite3_column_text(st, col);

    return s ? s : "";
}

static int tables_list(struct reading *r)
{
    static const char sql[] =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY rowid";
    VEC(struct str) v = {0};
    sqlite3_stmt *st;
    int rc = ask(r, sql, STR(""), &st);

    if (rc)
        return rc;
    while (sqlite3_step(st) == SQLITE_ROW)
        VEC_PUSH(r->a, &v, str_dup(r->a, str_from(text(st, 0))));
    sqlite3_finalize(st);
    r->names = v.at;
    r->n = v.n;
    r->placed = ARENA_ARRAY(r->a, bool, v.n + 1);
    r->out->table = ARENA_ARRAY(r->a, struct schema_table, v.n + 1);
    return OK;
}

static enum column_kind kind_of(const char *type)
{
    return !strcmp(type, "INTEGER") ? COLUMN_INT
           : !strcmp(type, "REAL")  ? COLUMN_NUM
           : !strcmp(type, "BLOB")  ? COLUMN_BLOB
                                    : COLUMN_TEXT;
}

static int table_read(struct reading *r, struct str name, struct schema_table *t)
{
    static const char sql[] = "SELECT name, type, pk, (SELECT count(*) FROM pragma_table_info(?1) WHERE pk > "
                              "0) FROM pragma_table_info(?1)";
    struct buf columns, order;
    enum column_kind kinds[BULK_COLUMNS_MAX];
    const char *keys[BULK_COLUMNS_MAX] = {0};
    sqlite3_stmt *st;
    int n_keys = 0, rc = ask(r, sql, name, &st);

    if (rc)
        return rc;
    buf_init(&columns, r->a, 16 << 10);
    buf_init(&order, r->a, 4 << 10);
    while (sqlite3_step(st) == SQLITE_ROW && t->n_columns < BULK_COLUMNS_MAX) {
        int pk = sqlite3_column_int(st, 2);

        buf_fmt(&columns, "%s%s", t->n_columns ? "," : "", text(st, 0));
        kinds[t->n_columns++] = kind_of(text(st, 1));
        n_keys = sqlite3_column_int(st, 3);
        if (pk > 0 && pk <= BULK_COLUMNS_MAX)
            keys[pk - 1] = str_cstr(r->a, str_from(text(st, 0)));
        t->numbered = t->numbered || (pk == 1 && n_keys == 1 && kind_of(text(st, 1)) == COLUMN_INT);
    }
    sqlite3_finalize(st);
    for (int i = 0; i < n_keys; i++)
        buf_fmt(&order, "%s%s", i ? "," : " ORDER BY ", keys[i]);
    if (!t->n_columns || !n_keys)
        return err_set(r->e, ERR_ENV, "tabel %.*s heeft geen sleutel", STR_ARG(name));
    t->name = str_cstr(r->a, name);
    t->columns = str_cstr(r->a, buf_str(&columns));
    t->select = str_fmt(r->a, "SELECT %s FROM %s%.*s", t->columns, t->name, STR_ARG(buf_str(&order))).p;
    t->kind = ARENA_ARRAY(r->a, enum column_kind, t->n_columns);
    memcpy(t->kind, kinds, sizeof *kinds * (size_t)t->n_columns);
    rc = ask(r, str_fmt(r->a, "SELECT count(*) FROM %s", t->name).p, STR(""), &st);
    if (!rc && sqlite3_step(st) == SQLITE_ROW)
        t->seeded = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return rc;
}

/* Places a table after those that it refers to. */
static int table_place(struct reading *r, size_t at, int depth)
{
    static const char sql[] = "SELECT \"table\" FROM pragma_foreign_key_list(?1)";
    sqlite3_stmt *st;
    int rc = ask(r, sql, r->names[at], &st);

    if (!rc && depth > DEPTH_MAX)
        rc = err_set(r->e, ERR_ENV, "tabel %.*s verwijst in een kring", STR_ARG(r->names[at]));
    while (!rc && sqlite3_step(st) == SQLITE_ROW)
        for (size_t i = 0; !rc && i < r->n; i++)
            if (i != at && !r->placed[i] && str_is(r->names[i], text(st, 0)))
                rc = table_place(r, i, depth + 1);
    sqlite3_finalize(st);
    if (rc || r->placed[at])
        return rc;
    r->placed[at] = true;
    return table_read(r, r->names[at], &r->out->table[r->out->n++]);
}

int schema_read(struct arena *a, const struct store_migration *list, size_t n, struct schema *ret,
                struct err *e)
{
    struct reading r = {.a = a, .out = ret, .e = e};
    int rc = OK;

    *ret = (struct schema){0};
    if (sqlite3_open_v2(":memory:", &r.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
        rc = err_set(e, ERR_ENV, "het geheugen is op");
    for (size_t i = 0; !rc && i < n; i++)
        if (sqlite3_exec(r.db, str_cstr(a, (struct str){list[i].sql, list[i].n}), NULL, NULL, NULL))
            rc = fault(&r, list[i].name);
    if (!rc)
        rc = tables_list(&r);
    for (size_t i = 0; !rc && i < r.n; i++)
        if (!r.placed[i])
            rc = table_place(&r, i, 0);
    sqlite3_close(r.db);
    return rc;
}
