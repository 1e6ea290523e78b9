/* SPDX-License-Identifier: EUPL-1.2
 * A whole database into another, of either kind, table by table, in one transaction: the mechanism under a
 * backup and its recovery. What was read and what stands there afterwards are each boiled down to a sum a
 * table, so that "copied" can be proven. */
#include "store/fulltext.h"
#include "store/schema.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* ---- sums ---- */

static void sum_int(crypto_generichash_state *h, unsigned char kind, int64_t v)
{
    unsigned char b[9] = {kind};

    for (int i = 0; i < 8; i++)
        b[i + 1] = (unsigned char)((uint64_t)v >> (8 * i));
    crypto_generichash_update(h, b, sizeof b);
}

static void sum_bytes(crypto_generichash_state *h, unsigned char kind, struct str s)
{
    sum_int(h, kind, (int64_t)s.n);
    if (s.n)
        crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

static void sum_row(crypto_generichash_state *h, const struct schema_table *t, struct stmt *st)
{
    for (int i = 0; i < t->n_columns; i++) {
        double d;
        int64_t bits;

        if (sql_is_null(st, i)) {
            sum_int(h, 0, 0);
            continue;
        }
        switch (t->kind[i]) {
        case COLUMN_INT:
            sum_int(h, 1, sql_int(st, i));
            break;
        case COLUMN_NUM:
            d = sql_num(st, i);
            memcpy(&bits, &d, sizeof bits);
            sum_int(h, 2, bits);
            break;
        case COLUMN_TEXT:
            sum_bytes(h, 3, sql_str(st, i));
            break;
        case COLUMN_BLOB:
            sum_bytes(h, 4, sql_blob(st, i));
            break;
        }
    }
}

/* ---- rows ---- */

static void row_put(struct bulk *b, const struct schema_table *t, struct stmt *st)
{
    for (int i = 0; i < t->n_columns; i++) {
        if (sql_is_null(st, i)) {
            bulk_null(b);
            continue;
        }
        switch (t->kind[i]) {
        case COLUMN_INT:
            bulk_int(b, sql_int(st, i));
            break;
        case COLUMN_NUM:
            bulk_num(b, sql_num(st, i));
            break;
        case COLUMN_TEXT: { /* an empty text is no NULL */
            struct str s = sql_str(st, i);

            bulk_str(b, s.n ? s : STR(""));
            break;
        }
        case COLUMN_BLOB:
            bulk_blob(b, sql_blob(st, i));
            break;
        }
    }
}

/* Reads a table from beginning to end; into `b` when there is one. */
static int table_walk(struct conn *from, const struct schema_table *t, struct bulk *b, struct store_sum *ret,
                      struct err *e)
{
    crypto_generichash_state h;
    struct stmt *st;
    int rc = sql_open(from, t->select, &st, e);

    *ret = (struct store_sum){.table = t->name};
    crypto_generichash_init(&h, NULL, 0, sizeof ret->sum);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) == 1) {
        sum_row(&h, t, st);
        ret->rows++;
        if (!b)
            continue;
        row_put(b, t, st);
        rc = bulk_row(b, e);
        if (rc)
            break;
    }
    sql_close(st);
    crypto_generichash_final(&h, ret->sum, sizeof ret->sum);
    return rc;
}

struct copying {
    struct arena *a;
    struct conn *from;
    const struct schema *schema;
    const struct store_migration *list;
    size_t n_list;
    struct store_sum *sums;
    store_progress_fn *progress;
    void *ctx;
};

/* The target must be as its migrations left it, and loses what they put in: the source has that too. */
static int target_empty(struct conn *to, const struct copying *k, struct err *e)
{
    for (size_t i = 0; i < k->schema->n; i++) {
        const struct schema_table *t = &k->schema->table[i];
        int64_t n;
        int rc = sql_get_int(to, str_fmt(k->a, "SELECT count(*) FROM %s", t->name).p, &n, e, "");

        if (rc)
            return rc;
        if (n != t->seeded)
            return err_set(e, ERR_DATA, "de database is niet leeg (tabel %s heeft %lld rijen); kies een lege",
                           t->name, (long long)n);
    }
    for (size_t i = k->schema->n; i > 0; i--) {
        int rc = sql_run(to, str_fmt(k->a, "DELETE FROM %s", k->schema->table[i - 1].name).p, NULL, e, "");

        if (rc)
            return rc;
    }
    return OK;
}

/* PostgreSQL goes on numbering after the highest number; SQLite does so by itself. */
static int numbers_go_on(struct conn *to, const struct copying *k, const struct schema_table *t,
                         struct err *e)
{
    static const char sql[] =
        "SELECT setval(pg_get_serial_sequence('%s', 'id'), coalesce(max(id), 1), max(id) IS "
        "NOT NULL) FROM %s WHERE pg_get_serial_sequence('%s', 'id') IS NOT NULL";
    int64_t n;
    int rc;

    if (to->be->kind != STORE_POSTGRES || !t->numbered || strncmp(t->columns, "id,", 3))
        return OK;
    rc = sql_get_int(to, str_fmt(k->a, sql, t->name, t->name, t->name).p, &n, e, "");
    return rc == ERR_NOT_FOUND ? OK : rc;
}

/* The indexes on words are not read but made anew. */
static int fulltext_refill(struct conn *to, const struct copying *k, struct err *e)
{
    struct ft_index f;
    int rc = OK;

    for (size_t i = 0; rc >= 0 && i < k->n_list; i++) {
        struct str sql = {k->list[i].sql, k->list[i].n};
        size_t at = 0;

        while ((rc = ft_index_next(sql, &at, &f, e)) > 0) {
            struct str fill = ft_index_refill(k->a, to->be->kind, &f);

            rc = fill.n ? to->be->schema_run(to, fill, e) : OK;
            if (rc)
                break;
        }
    }
    return rc;
}

static int copy_all(struct conn *to, void *ctx, struct err *e)
{
    struct copying *k = ctx;
    int rc = target_empty(to, k, e);

    for (size_t i = 0; !rc && i < k->schema->n; i++) {
        const struct schema_table *t = &k->schema->table[i];
        struct bulk *b;

        rc = bulk_open(to, t->name, t->columns, &b, e);
        if (rc)
            break;
        rc = table_walk(k->from, t, b, &k->sums[i], e);
        if (rc)
            bulk_abort(b);
        else
            rc = bulk_close(b, e);
        if (!rc)
            rc = numbers_go_on(to, k, t, e);
        if (!rc && k->progress)
            k->progress(k->ctx, &k->sums[i]);
    }
    return rc ? rc : fulltext_refill(to, k, e);
}

int store_copy(struct store *from, struct store *to, struct arena *a, const struct store_migration *list,
               size_t n, store_progress_fn *progress, void *ctx, struct store_sum **ret, size_t *ret_n,
               struct err *e)
{
    struct schema schema;
    struct copying k = {
        .a = a, .schema = &schema, .list = list, .n_list = n, .progress = progress, .ctx = ctx};
    int rc = store_check_schema(from, list, n, e);

    if (!rc)
        rc = store_migrate(to, list, n, NULL, e);
    if (!rc)
        rc = schema_read(a, list, n, &schema, e);
    if (!rc)
        rc = store_read(from, &k.from, e);
    if (rc)
        return rc;
    k.sums = ARENA_ARRAY(a, struct store_sum, schema.n + 1);
    rc = conn_snapshot_begin(k.from, e);
    if (!rc) {
        rc = store_write_schema(to, copy_all, &k, e);
        conn_snapshot_end(k.from);
    }
    conn_forget_statements(k.from); /* their texts are on a */
    store_return(from, k.from);
    *ret = k.sums;
    *ret_n = schema.n;
    return rc;
}

int store_sums(struct store *s, struct arena *a, const struct store_migration *list, size_t n,
               struct store_sum **ret, size_t *ret_n, struct err *e)
{
    struct schema schema;
    struct conn *c;
    int rc = store_check_schema(s, list, n, e);

    if (!rc)
        rc = schema_read(a, list, n, &schema, e);
    if (!rc)
        rc = store_read(s, &c, e);
    if (rc)
        return rc;
    *ret = ARENA_ARRAY(a, struct store_sum, schema.n + 1);
    *ret_n = schema.n;
    rc = conn_snapshot_begin(c, e);
    for (size_t i = 0; !rc && i < schema.n; i++)
        rc = table_walk(c, &schema.table[i], NULL, &(*ret)[i], e);
    conn_snapshot_end(c);
    conn_forget_statements(c);
    store_return(s, c);
    return rc;
}
