/* SPDX-License-Identifier: EUPL-1.2
 * Bulk load into SQLite: rows are gathered and inserted many at a time by one prepared statement. When such a
 * statement fails SQLite undoes it whole, and the same rows are put in one by one to find which it was. */
#include "store/sqlite.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 64, PARAMS_MAX = 4000, TEXT_FLUSH = 1 << 20, SQL_MAX = 64 << 10 };

struct cell {
    enum { CELL_NULL, CELL_INT, CELL_NUM, CELL_TEXT, CELL_BLOB } kind;
    uint32_t n; /* of text and bytes */
    union {
        int64_t i;
        double d;
        size_t at; /* in text */
    };
};

struct sqlite_bulk {
    struct bulk base;
    sqlite3_stmt *many, *one;
    int rows, rows_max; /* gathered; in one statement */
    struct cell *cells;
    char *text;
    size_t n_text, room;
};

static int prepare_rows(struct sqlite_bulk *b, const char *columns, int rows, sqlite3_stmt **ret,
                        struct err *e)
{
    struct sqlite_conn *sc = (struct sqlite_conn *)b->base.c;
    struct arena a;
    struct buf sql;
    int rc;

    arena_init(&a, 0);
    buf_init(&sql, &a, SQL_MAX);
    buf_fmt(&sql, "INSERT INTO %s (%s) VALUES ", b->base.table, columns);
    for (int r = 0; r < rows; r++) {
        buf_lit(&sql, r ? ",(" : "(");
        for (int i = 0; i < b->base.n_columns; i++)
            buf_lit(&sql, i ? ",?" : "?");
        buf_char(&sql, ')');
    }
    if (sql.over)
        rc = conn_fail(b->base.c, false, e, ERR_LIMIT, "te veel kolommen om %s te vullen", b->base.table);
    else
        rc = sqlite3_prepare_v3(sc->db, sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, ret, NULL)
                 ? sqlite_fail(b->base.c, sqlite3_extended_errcode(sc->db), e)
                 : OK;
    arena_done(&a);
    return rc;
}

static void bulk_free(struct sqlite_bulk *b)
{
    sqlite3_finalize(b->many);
    sqlite3_finalize(b->one);
    free(b->cells);
    free(b->text);
    free(b);
}

int sqlite_bulk_open(struct conn *c, const char *table, const char *columns, int n_columns, struct bulk **ret,
                     struct err *e)
{
    struct sqlite_bulk *b = calloc(1, sizeof *b);
    int rc;

    if (!b)
        return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    b->base.c = c;
    b->base.n_columns = n_columns;
    memcpy(b->base.table, table, strlen(table) + 1);
    b->rows_max = PARAMS_MAX / n_columns < ROWS_MAX ? PARAMS_MAX / n_columns : ROWS_MAX;
    b->cells = calloc((size_t)(b->rows_max * n_columns), sizeof *b->cells);
    rc = b->cells ? OK : conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    rc = rc ? rc : prepare_rows(b, columns, 1, &b->one, e);
    rc = rc ? rc : prepare_rows(b, columns, b->rows_max, &b->many, e);
    if (rc) {
        bulk_free(b);
        return rc;
    }
    *ret = &b->base;
    return OK;
}

static struct cell *cell_next(struct bulk *b)
{
    struct sqlite_bulk *sb = (struct sqlite_bulk *)b;

    return &sb->cells[sb->rows * b->n_columns + b->at];
}

void sqlite_bulk_int(struct bulk *b, int64_t v)
{
    *cell_next(b) = (struct cell){.kind = CELL_INT, .i = v};
}

void sqlite_bulk_num(struct bulk *b, double v)
{
    *cell_next(b) = (struct cell){.kind = CELL_NUM, .d = v};
}

void sqlite_bulk_null(struct bulk *b)
{
    *cell_next(b) = (struct cell){.kind = CELL_NULL};
}

static void bytes_put(struct bulk *b, struct str v, int kind)
{
    struct sqlite_bulk *sb = (struct sqlite_bulk *)b;

    if (sb->room - sb->n_text < v.n) {
        size_t room = (sb->room + v.n) * 2;
        char *p = realloc(sb->text, room);

        if (!p) {
            err_set(&b->bad, ERR_ENV, "het geheugen is op");
            sqlite_bulk_null(b);
            return;
        }
        sb->text = p;
        sb->room = room;
    }
    if (v.n)
        memcpy(sb->text + sb->n_text, v.p, v.n);
    *cell_next(b) = (struct cell){.kind = kind, .n = (uint32_t)v.n, .at = sb->n_text};
    sb->n_text += v.n;
}

void sqlite_bulk_text(struct bulk *b, struct str v)
{
    bytes_put(b, v, CELL_TEXT);
}

void sqlite_bulk_blob(struct bulk *b, struct str bytes)
{
    bytes_put(b, bytes, CELL_BLOB);
}

static int insert(struct sqlite_bulk *b, sqlite3_stmt *vm, const struct cell *cells, int n)
{
    for (int i = 0; i < n; i++) {
        const struct cell *v = &cells[i];

        switch (v->kind) {
        case CELL_NULL:
            sqlite3_bind_null(vm, i + 1);
            break;
        case CELL_INT:
            sqlite3_bind_int64(vm, i + 1, v->i);
            break;
        case CELL_NUM:
            sqlite3_bind_double(vm, i + 1, v->d);
            break;
        case CELL_TEXT: /* stays where it is until the next flush, which binds anew */
            sqlite3_bind_text(vm, i + 1, b->text ? b->text + v->at : "", (int)v->n, SQLITE_STATIC);
            break;
        case CELL_BLOB:
            sqlite3_bind_blob(vm, i + 1, b->text ? b->text + v->at : "", (int)v->n, SQLITE_STATIC);
            break;
        }
    }
    sqlite3_step(vm);
    return sqlite3_reset(vm);
}

static int flush(struct sqlite_bulk *b, struct err *e)
{
    struct bulk *base = &b->base;
    int64_t first = base->row - b->rows; /* b->row is the row that comes next */
    int rc = SQLITE_OK, i = 0;
    struct err why = {0};

    if (b->rows == b->rows_max)
        rc = insert(b, b->many, b->cells, b->rows * base->n_columns);
    if (b->rows < b->rows_max || rc)
        for (rc = SQLITE_OK; i < b->rows && rc == SQLITE_OK; i++)
            rc = insert(b, b->one, b->cells + i * base->n_columns, base->n_columns);
    b->rows = 0;
    b->n_text = 0;
    if (rc == SQLITE_OK)
        return OK;
    rc = sqlite_fail(base->c, rc, &why);
    err_prefix(&why, "tabel %s, rij %lld: ", base->table, (long long)(first + i - 1));
    base->c->why = why;
    if (e)
        *e = why;
    return rc;
}

int sqlite_bulk_row(struct bulk *b, struct err *e)
{
    struct sqlite_bulk *sb = (struct sqlite_bulk *)b;

    sb->rows++;
    b->row++;
    return sb->rows == sb->rows_max || sb->n_text > TEXT_FLUSH ? flush(sb, e) : OK;
}

int sqlite_bulk_end(struct bulk *b, bool abort, struct err *e)
{
    struct sqlite_bulk *sb = (struct sqlite_bulk *)b;
    int rc = abort ? OK : flush(sb, e);

    bulk_free(sb);
    return rc;
}
