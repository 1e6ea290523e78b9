/* SPDX-License-Identifier: EUPL-1.2
 * What the files of the room store share and nobody else sees: the backend's table of functions, and the
 * common head of a connection, a statement and a bulk load. A backend embeds that head as its first member.
 *
 * Division of work: store.c has the pool and the transactions, stmt.c the statements and their cache, bulk.c
 * the checks of a bulk load; a backend only talks to its database. Every failing backend function fills *e
 * and, inside a transaction, spoils it: conn_fail does both. */
#ifndef WZ_STORE_STORE_INTERN_H
#define WZ_STORE_STORE_INTERN_H

#include "store/store.h"

#include <pthread.h>

enum {
    WRITE_TRIES = 8,
    STMT_CACHE_MAX = 128,          /* idle prepared statements kept per connection */
    STMT_BUCKETS = 64,             /* a power of two */
    VALUE_MAX = 500 * 1000 * 1000, /* bytes in one text or blob: below the limits of both databases */
    BULK_COLUMNS_MAX = 200,
    NAME_MAX_SQL = 63, /* PostgreSQL cuts longer names */
};

struct backend;

struct conn {
    const struct backend *be;
    struct store *store;
    struct conn *next; /* in the pool */
    struct stmt *open; /* lent to the caller */
    struct stmt *cached[STMT_BUCKETS];
    int n_cached;
    uint64_t clock; /* counts uses, for the oldest in the cache */
    struct bulk *bulk;
    int depth;      /* snapshots begun */
    bool writer;    /* made for writing */
    bool in_tx;     /* between begin and commit or rollback */
    bool spoiled;   /* a statement failed in this transaction */
    bool conflict;  /* and it is worth running the whole again */
    bool broken;    /* not to be used again */
    struct err why; /* what spoiled it */
};

enum stmt_state { STMT_READY, STMT_ROW, STMT_DONE };

struct stmt {
    struct conn *c;
    struct stmt *prev, *next; /* in c->open; in the cache only next */
    const char *sql;          /* the caller's constant: the key of the cache */
    char *text;               /* own copy: a caller that breaks the promise gets no other statement's rows */
    enum stmt_state state;
    int n_params;
    bool counts; /* INSERT, UPDATE or DELETE: the rows changed mean something */
    bool stale;  /* not to be cached again */
    uint64_t used;
    struct err *bad_bind; /* what could not be bound; NULL: nothing */
};

struct bulk {
    struct conn *c;
    int n_columns, at; /* at: values in the row so far */
    int64_t row;       /* being filled, from 1 */
    struct err bad;    /* the first value that could not be kept, told at bulk_row */
    char table[NAME_MAX_SQL + 1];
};

/* For what is not explained here see store.h. `alone` asks that no other write transaction runs beside
 * this one, so that it cannot lose a conflict again. */
struct backend {
    enum store_kind kind;
    const char *sql_has_table; /* ?1 name: 1 or 0 */
    int (*conn_open)(struct store *s, bool writer, struct conn **ret, struct err *e);
    void (*conn_close)(struct conn *c);
    int (*begin)(struct conn *c, bool write, bool alone, struct err *e);
    int (*commit)(struct conn *c, struct err *e);
    void (*rollback)(struct conn *c);
    /* Before and after a migration, outside and inside its transaction. */
    int (*schema_enter)(struct conn *c, struct err *e);
    int (*schema_check)(struct conn *c, struct err *e);
    void (*schema_leave)(struct conn *c);
    int (*schema_run)(struct conn *c, struct str sql, struct err *e);

    int (*prepare)(struct conn *c, struct str sql, struct stmt **ret, struct err *e);
    void (*dispose)(struct stmt *st);
    void (*rewind)(struct stmt *st); /* ends the run and forgets what was bound */
    int (*bind_int)(struct stmt *st, int at, int64_t v);
    int (*bind_num)(struct stmt *st, int at, double v);
    int (*bind_text)(struct stmt *st, int at, struct str v);
    int (*bind_blob)(struct stmt *st, int at, const void *p, size_t n);
    int (*bind_null)(struct stmt *st, int at);
    int (*step)(struct stmt *st, struct err *e);
    int64_t (*changes)(struct stmt *st);
    int64_t (*col_int)(struct stmt *st, int col);
    double (*col_num)(struct stmt *st, int col);
    struct str (*col_text)(struct stmt *st, int col);
    struct str (*col_blob)(struct stmt *st, int col);
    bool (*col_null)(struct stmt *st, int col);

    int (*bulk_open)(struct conn *c, const char *table, const char *columns, int n_columns, struct bulk **ret,
                     struct err *e);
    void (*bulk_int)(struct bulk *b, int64_t v);
    void (*bulk_num)(struct bulk *b, double v);
    void (*bulk_text)(struct bulk *b, struct str v);
    void (*bulk_blob)(struct bulk *b, struct str bytes);
    void (*bulk_null)(struct bulk *b);
    int (*bulk_row)(struct bulk *b, struct err *e);
    int (*bulk_end)(struct bulk *b, bool abort, struct err *e); /* frees b */
};

extern const struct backend sqlite_backend, postgres_backend;

struct store {
    const struct backend *be;
    char *place;   /* the path, or the whole URL */
    int busy_ms;   /* how long SQLite waits for another process */
    bool existing; /* the file must be there already */
    pthread_mutex_t lock;
    struct pool {
        struct conn *idle;
        pthread_cond_t freed;
        int lent, max;
    } readers, writers;
    int64_t conflicts;
};

/* Fills *e (may be NULL), and inside a transaction notes that it is lost and why; `conflict`: the whole is
 * worth running again. Returns code. */
int conn_fail(struct conn *c, bool conflict, struct err *e, int code, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void conn_end_statements(struct conn *c);    /* closes what the caller left open */
void conn_forget_statements(struct conn *c); /* and empties the cache: before closing a connection */
/* store_write for one migration: alone, and between schema_enter, _check and _leave. */
int store_write_schema(struct store *s, store_write_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* UTF-8 without NUL, within VALUE_MAX. */
bool text_ok(struct str s);

#endif
