/* SPDX-License-Identifier: EUPL-1.2
 * Bulk load: the checks that both databases need before a value goes on its way. */
#include "store/store_intern.h"

#include <math.h>
#include <string.h>

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_' || (i && s.p[i] >= '0' && s.p[i] <= '9')))
            return false;
    return s.n > 0 && s.n <= NAME_MAX_SQL;
}

/* How many columns "a,b,c" names; 0 when it is anything else, for these go into the SQL as they are. */
static int columns_count(const char *columns)
{
    struct str rest = str_from(columns);
    int n = 0;

    while (rest.p) {
        if (!is_name(str_cut(rest, ',', &rest)) || ++n > BULK_COLUMNS_MAX)
            return 0;
    }
    return n;
}

int bulk_open(struct conn *c, const char *table, const char *columns, struct bulk **ret, struct err *e)
{
    struct bulk *b;
    int n = columns_count(columns), rc;

    if (c->spoiled) {
        if (e)
            *e = c->why;
        return c->why.code;
    }
    if (!n || !is_name(str_from(table)) || !c->writer || !c->in_tx || c->bulk)
        return conn_fail(
            c, false, e, ERR_ENV,
            "fout in het programma: vullen van %.60s (%.200s) kan alleen met gewone namen, in een "
            "schrijftransactie en één tegelijk",
            table, columns);
    rc = c->be->bulk_open(c, table, columns, n, &b, e);
    if (rc)
        return rc;
    b->row = 1;
    c->bulk = b;
    *ret = b;
    return OK;
}

/* A value that cannot be kept, or one too many, is remembered for bulk_row, which fails. */
static bool value_fits(struct bulk *b, const char *why)
{
    if (b->at >= b->n_columns)
        why = "er zijn meer waarden dan kolommen";
    if (why && !b->bad.code)
        err_set(&b->bad, ERR_DATA, "tabel %s, rij %lld, waarde %d: %s", b->table, (long long)b->row,
                b->at + 1, why);
    return !why;
}

void bulk_int(struct bulk *b, int64_t v)
{
    if (value_fits(b, NULL))
        b->c->be->bulk_int(b, v);
    b->at++;
}

void bulk_num(struct bulk *b, double v)
{
    if (value_fits(b, isfinite(v) ? NULL : "het is geen eindig getal"))
        b->c->be->bulk_num(b, v);
    b->at++;
}

void bulk_str(struct bulk *b, struct str v)
{
    if (!v.p) {
        bulk_null(b);
        return;
    }
    if (value_fits(b,
                   text_ok(v) ? NULL : "de tekst bevat een NUL-teken, is geen geldige UTF-8 of is te groot"))
        b->c->be->bulk_text(b, v);
    b->at++;
}

void bulk_blob(struct bulk *b, struct str bytes)
{
    if (value_fits(b, bytes.n <= VALUE_MAX ? NULL : "het zijn te veel bytes"))
        b->c->be->bulk_blob(b, bytes);
    b->at++;
}

void bulk_null(struct bulk *b)
{
    if (value_fits(b, NULL))
        b->c->be->bulk_null(b);
    b->at++;
}

int bulk_row(struct bulk *b, struct err *e)
{
    if (b->at < b->n_columns)
        value_fits(b, "er zijn minder waarden dan kolommen");
    b->at = 0;
    if (b->bad.code)
        return conn_fail(b->c, false, e, b->bad.code, "%s", b->bad.text);
    if (b->c->spoiled) {
        if (e)
            *e = b->c->why;
        return b->c->why.code;
    }
    return b->c->be->bulk_row(b, e);
}

int bulk_close(struct bulk *b, struct err *e)
{
    struct conn *c = b->c;
    int rc = OK;

    if (b->at && !b->bad.code)
        err_set(&b->bad, ERR_DATA, "tabel %s: de laatste rij is niet afgesloten", b->table);
    if (b->bad.code)
        rc = conn_fail(c, false, e, b->bad.code, "%s", b->bad.text);
    c->bulk = NULL;
    if (rc == OK && c->spoiled) {
        rc = c->why.code;
        if (e)
            *e = c->why;
    }
    if (rc == OK)
        return c->be->bulk_end(b, false, e);
    (void)!c->be->bulk_end(b, true, NULL);
    return rc;
}

void bulk_abort(struct bulk *b)
{
    struct conn *c;

    if (!b)
        return;
    c = b->c;
    c->bulk = NULL;
    conn_fail(c, false, NULL, ERR_CANCELLED, "het vullen van %s is halverwege gestopt", b->table);
    (void)!c->be->bulk_end(b, true, NULL);
}
