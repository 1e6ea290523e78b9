/* SPDX-License-Identifier: EUPL-1.2
 * Bulk load into PostgreSQL: COPY in its text format, sent in pieces. An error comes only at the end, as COPY
 * tells it; the row is read from the context that the server gives. */
#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 256 << 10, SQL_MAX = 32 << 10 };

struct pg_bulk {
    struct bulk base;
    char *p;
    size_t n, room;
};

int pg_bulk_open(struct conn *c, const char *table, const char *columns, int n_columns, struct bulk **ret,
                 struct err *e)
{
    struct pg_conn *pc = (struct pg_conn *)c;
    struct pg_bulk *b;
    struct arena a;
    PGresult *r;
    int rc = pg_free_wire(c, e);

    if (rc)
        return rc;
    b = calloc(1, sizeof *b);
    if (b)
        b->p = malloc(b->room = 2 * PIECE);
    if (!b || !b->p) {
        free(b);
        return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    }
    b->base.c = c;
    b->base.n_columns = n_columns;
    memcpy(b->base.table, table, strlen(table) + 1);
    arena_init(&a, 0);
    r = PQexec(pc->pg, str_fmt(&a, "COPY %s (%s) FROM STDIN", table, columns).p);
    arena_done(&a);
    rc = PQresultStatus(r) == PGRES_COPY_IN ? OK : pg_fail(c, r, e);
    PQclear(r);
    if (rc) {
        free(b->p);
        free(b);
        return rc;
    }
    *ret = &b->base;
    return OK;
}

/* Room for n bytes beside the tab that goes before them. */
static char *room(struct bulk *b, size_t n)
{
    struct pg_bulk *pb = (struct pg_bulk *)b;
    char *p;

    if (pb->room - pb->n < n + 2) {
        size_t larger = pb->room * 2 + n;

        p = realloc(pb->p, larger);
        if (!p) {
            err_set(&b->bad, ERR_ENV, "het geheugen is op");
            return NULL;
        }
        pb->p = p;
        pb->room = larger;
    }
    if (b->at)
        pb->p[pb->n++] = '\t';
    return pb->p + pb->n;
}

void pg_bulk_int(struct bulk *b, int64_t v)
{
    char *to = room(b, 24);

    if (to)
        ((struct pg_bulk *)b)->n += pg_put_int(to, v);
}

void pg_bulk_num(struct bulk *b, double v)
{
    char *to = room(b, 32);

    if (to)
        ((struct pg_bulk *)b)->n += pg_put_num(to, v);
}

void pg_bulk_null(struct bulk *b)
{
    char *to = room(b, 2);

    if (to) {
        memcpy(to, "\\N", 2);
        ((struct pg_bulk *)b)->n += 2;
    }
}

void pg_bulk_text(struct bulk *b, struct str v)
{
    char *to = room(b, 2 * v.n), *at = to;

    if (!to)
        return;
    for (size_t i = 0; i < v.n; i++) {
        char c = v.p[i];

        if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
            *at++ = '\\';
            c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
        }
        *at++ = c;
    }
    ((struct pg_bulk *)b)->n += (size_t)(at - to);
}

/* As bytea is written: \\x and two digits a byte; COPY wants the backslash twice. */
void pg_bulk_blob(struct bulk *b, struct str bytes)
{
    static const char hex[] = "0123456789abcdef";
    char *to = room(b, 2 * bytes.n + 3);

    if (!to)
        return;
    memcpy(to, "\\\\x", 3);
    to += 3;
    for (size_t i = 0; i < bytes.n; i++) {
        *to++ = hex[(unsigned char)bytes.p[i] >> 4];
        *to++ = hex[(unsigned char)bytes.p[i] & 15];
    }
    ((struct pg_bulk *)b)->n += 2 * bytes.n + 3;
}

static int send_piece(struct pg_bulk *b, struct err *e)
{
    size_t n = b->n;

    b->n = 0;
    if (n && PQputCopyData(((struct pg_conn *)b->base.c)->pg, b->p, (int)n) != 1)
        return pg_fail(b->base.c, NULL, e);
    return OK;
}

int pg_bulk_row(struct bulk *b, struct err *e)
{
    struct pg_bulk *pb = (struct pg_bulk *)b;

    pb->p[pb->n++] = '\n'; /* room() left a place */
    b->row++;
    if (pb->n > INT32_MAX)
        return conn_fail(b->c, false, e, ERR_LIMIT, "tabel %s, rij %lld is te groot", b->table,
                         (long long)b->row - 1);
    return pb->n > PIECE ? send_piece(pb, e) : OK;
}

/* "COPY cijfer, line 12, column waarde": our row 12. */
static long long context_row(const PGresult *r)
{
    const char *context = PQresultErrorField(r, PG_DIAG_CONTEXT), *line;

    line = context && strncmp(context, "COPY ", 5) == 0 ? strstr(context, ", line ") : NULL;
    return line ? strtoll(line + 7, NULL, 10) : 0;
}

int pg_bulk_end(struct bulk *b, bool abort, struct err *e)
{
    struct pg_bulk *pb = (struct pg_bulk *)b;
    struct conn *c = b->c;
    struct pg_conn *pc = (struct pg_conn *)c;
    struct err why = {0};
    PGresult *r;
    int rc = abort ? OK : send_piece(pb, &why);

    if (rc == OK && PQputCopyEnd(pc->pg, abort ? "stopped" : NULL) != 1)
        rc = pg_fail(c, NULL, &why);
    while ((r = PQgetResult(pc->pg))) {
        if (PQresultStatus(r) == PGRES_COPY_IN) { /* could not even be ended */
            c->broken = true;
            PQclear(r);
            break;
        }
        if (PQresultStatus(r) != PGRES_COMMAND_OK && rc == OK && !abort) {
            rc = pg_fail(c, r, &why);
            if (context_row(r))
                err_prefix(&why, "tabel %s, rij %lld: ", b->table, context_row(r));
            c->why = why;
        }
        PQclear(r);
    }
    if (rc && e)
        *e = why;
    free(pb->p);
    free(pb);
    return rc;
}
