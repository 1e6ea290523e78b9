/* SPDX-License-Identifier: EUPL-1.2
 * Between postgres.c (connections, transactions, errors), postgres_stmt.c and postgres_bulk.c only. */
#ifndef WZ_STORE_POSTGRES_H
#define WZ_STORE_POSTGRES_H

#include "store/store_intern.h"

#include <libpq-fe.h>

struct pg_stmt;

struct pg_conn {
    struct conn base;
    PGconn *pg;
    uint64_t generation;  /* counts (re)connections: prepared statements die with one */
    uint64_t names;       /* given to prepared statements */
    struct pg_stmt *live; /* whose rows are still coming over the wire; NULL: the wire is free */
    enum { LOCK_NONE, LOCK_SHARED, LOCK_ALONE } lock;
};

/* conn_fail with what the server says; `res` may be NULL, then it is the connection. Does not clear res. */
int pg_fail(struct conn *c, const PGresult *res, struct err *e);
/* Simple SQL without rows, one or more statements in one round trip. */
int pg_run(struct conn *c, const char *sql, struct err *e);
/* The connection was lost outside a transaction: makes a new one. */
int pg_reconnect(struct conn *c, struct err *e);
/* Takes what the live statement still has to give off the wire and keeps it for that statement. */
int pg_free_wire(struct conn *c, struct err *e);

int pg_prepare(struct conn *c, struct str sql, struct stmt **ret, struct err *e);
void pg_dispose(struct stmt *st);
void pg_rewind(struct stmt *st);
int pg_bind_int(struct stmt *st, int at, int64_t v);
int pg_bind_num(struct stmt *st, int at, double v);
int pg_bind_text(struct stmt *st, int at, struct str v);
int pg_bind_blob(struct stmt *st, int at, const void *p, size_t n);
int pg_bind_null(struct stmt *st, int at);
int pg_step(struct stmt *st, struct err *e);
int64_t pg_changes(struct stmt *st);
int64_t pg_col_int(struct stmt *st, int col);
double pg_col_num(struct stmt *st, int col);
struct str pg_col_text(struct stmt *st, int col);
bool pg_col_null(struct stmt *st, int col);

int pg_bulk_open(struct conn *c, const char *table, const char *columns, int n_columns, struct bulk **ret,
                 struct err *e);
void pg_bulk_int(struct bulk *b, int64_t v);
void pg_bulk_num(struct bulk *b, double v);
void pg_bulk_text(struct bulk *b, struct str v);
void pg_bulk_blob(struct bulk *b, struct str bytes);
void pg_bulk_null(struct bulk *b);
int pg_bulk_row(struct bulk *b, struct err *e);
int pg_bulk_end(struct bulk *b, bool abort, struct err *e);

/* Numbers to and from text, never through the locale. */
size_t pg_put_int(char to[24], int64_t v);
size_t pg_put_num(char to[32], double v);

#endif
