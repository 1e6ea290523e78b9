/* SPDX-License-Identifier: EUPL-1.2
 * The database: one interface, SQLite (embedded, default) and PostgreSQL behind it. SQL is one text for both,
 * with ?1 … ?9 as parameters, always bound. A connection belongs to one thread at a time; its statements are
 * cached by the address of their SQL text, which therefore must be a constant that lives for ever (a
 * file-scope `static const char sql_x[]`). */
#ifndef WZ_STORE_STORE_H
#define WZ_STORE_STORE_H

#include "base/err.h"
#include "base/str.h"

struct store; /* the database and its pool of connections: made once, shared by all threads */
struct conn;  /* one connection, lent to one thread */
struct stmt;  /* one running statement, owned by its connection */

enum store_kind { STORE_SQLITE, STORE_POSTGRES };

/* url: "sqlite:PATH" or "postgresql://…" (also "postgres://…"). SQLite: WAL, foreign keys on, synchronous
 * FULL, busy wait; the file is made when absent. `readers` bounds the connections lent for reading (0: 4),
 * and on PostgreSQL as many again for writing. LIKE minds capitals on both; text sorts by byte on both. */
int store_open(struct store **ret, struct str url, int readers, struct err *e) MUST_CHECK;
/* The same of a database that must be there already: ERR_ENV, with what to do, when the file is absent. */
int store_open_existing(struct store **ret, struct str url, int readers, struct err *e) MUST_CHECK;
void store_close(struct store *s); /* takes NULL; all connections must be back */
enum store_kind store_kind(const struct store *s);
enum store_kind conn_kind(const struct conn *c);

/* One file of sql/. The list is in order of number, each number once. The program's own list is made from
 * sql/ at build time by tools/migraties.py and linked with `migraties_dep`. */
struct store_migration {
    int number;
    const char *name; /* "0001-gebied-en-cijfer.sql" */
    const char *sql;  /* UTF-8 without NUL; several statements */
    size_t n;
};
extern const struct store_migration store_migrations[];
extern const size_t store_migrations_n;

/* Brings the schema to the newest migration. Each file runs once, in order, in a transaction, and is kept
 * with its SHA-256: a changed or missing older file is refused (ERR_ENV), as is a database that is newer than
 * this program. Two processes may start at once; one waits. *ret_done (may be NULL): how many ran. */
int store_migrate(struct store *s, const struct store_migration *list, size_t n, int *ret_done,
                  struct err *e) MUST_CHECK;
/* ERR_ENV with what to do when the schema is not what the list makes. Writes nothing. */
int store_check_schema(struct store *s, const struct store_migration *list, size_t n,
                       struct err *e) MUST_CHECK;
/* Write transactions that were run again after a conflict, since store_open. For the metrics. */
int64_t store_conflicts(struct store *s);

/* Lends a connection for reading; waits when all are out (so a thread that holds one must not ask another).
 * Statements on it see one consistent moment between conn_snapshot_begin and conn_snapshot_end (a read
 * transaction), else each statement its own. Snapshots nest; in a write transaction they are there already. A
 * statement that writes fails. */
int store_read(struct store *s, struct conn **ret, struct err *e) MUST_CHECK;
void store_return(struct store *s, struct conn *c); /* takes NULL; ends what is still open on it */
int conn_snapshot_begin(struct conn *c, struct err *e) MUST_CHECK;
void conn_snapshot_end(struct conn *c);

/* Runs fn in one write transaction and commits: when it returns OK and this returns OK, all is on disk. When
 * fn fails nothing has happened. A conflict (busy, serialization failure, deadlock) rolls back and runs fn
 * again, at most 8 times, so fn must be repeatable: it may touch only the database and memory it allocates
 * itself. SQLite: one writer at a time, others queue. Must not be nested, and fn must not lend a connection.
 * On both databases a statement that fails spoils its transaction: no other statement runs in it, and
 * store_write returns that error even when fn returns OK (use ON CONFLICT for what may exist already). When
 * the connection breaks during the commit itself, the ERR_ENV says that the outcome is unknown. */
typedef int store_write_fn(struct conn *c, void *ctx, struct err *e);
int store_write(struct store *s, store_write_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* As store_write, but always rolls back: a dry run (--proef). */
int store_rehearse(struct store *s, store_write_fn *fn, void *ctx, struct err *e) MUST_CHECK;

/* Statements. Bind every parameter that the text names; unbound is NULL. Text and blobs are copied. A bind
 * that cannot be kept (text with NUL or broken UTF-8, a number that is not finite, no such parameter) makes
 * the first step fail with ERR_DATA. Several statements may be open on one connection; on PostgreSQL the rows
 * that an outer one still has to give are then held in memory, at most 64 MB (ERR_LIMIT): walk a large result
 * alone. Beside ?1, CAST(… AS INTEGER | REAL | BLOB) is translated for PostgreSQL, so that it means the same.
 * Errors: ERR_CONFLICT for a value that exists already, ERR_DATA for one that the schema refuses, ERR_ENV for
 * the rest. */
int sql_open(struct conn *c, const char *sql, struct stmt **ret, struct err *e) MUST_CHECK;
void sql_bind_int(struct stmt *st, int at, int64_t v); /* at: 1-based, as in ?1 */
void sql_bind_num(struct stmt *st, int at, double v);
void sql_bind_str(struct stmt *st, int at,
                  struct str v); /* p == NULL binds NULL; must be UTF-8 without NUL */
void sql_bind_blob(struct stmt *st, int at, const void *p, size_t n);
void sql_bind_null(struct stmt *st, int at);
/* 1: a row is there; 0: no more rows; negative: error. */
int sql_step(struct stmt *st, struct err *e) MUST_CHECK;
/* Columns of the present row, 0-based. Text and blob live until the next step; _dup copies on an arena. Read
 * a number as a number: as text the databases write it differently. */
int64_t sql_int(struct stmt *st, int col);
double sql_num(struct stmt *st, int col);
struct str sql_str(struct stmt *st, int col); /* empty, with p == NULL, for NULL */
struct str sql_str_dup(struct stmt *st, int col, struct arena *a);
struct str sql_blob(struct stmt *st, int col); /* bytes, not text */
bool sql_is_null(struct stmt *st, int col);
void sql_close(struct stmt *st); /* takes NULL; returns it to the cache */

/* Opens, binds by format and steps to the end: 'i' int64_t, 'd' double, 's' struct str, 'b' struct str as
 * bytes, 'n' NULL (takes no argument). sql_run counts the rows changed in *ret_n (may be NULL); sql_get_int
 * gives the first column of the first row, or ERR_NOT_FOUND. An INSERT … RETURNING id is read with
 * sql_get_int on both databases. */
int sql_run(struct conn *c, const char *sql, int64_t *ret_n, struct err *e, const char *format,
            ...) MUST_CHECK;
int sql_get_int(struct conn *c, const char *sql, int64_t *ret, struct err *e, const char *format,
                ...) MUST_CHECK;

/* All rows of a question as one array on a: opens, binds by format as sql_run, reads to the end. fn fills a
 * row (noughts before) and says whether it stays; ctx is its own. *ret and *ret_n are untouched on failure.
 */
typedef bool sql_row_fn(struct stmt *st, struct arena *a, void *row, void *ctx);
struct sql_row {
    size_t size;
    sql_row_fn *fn;
    void *ctx;
};
int sql_list(struct conn *c, struct arena *a, const char *sql, const struct sql_row *row, void *ret,
             size_t *ret_n, struct err *e, const char *format, ...) MUST_CHECK;
#define SQL_LIST(c, a, sql, fn, ctx, ret, ret_n, e, ...)                                                     \
    sql_list((c), (a), (sql), &(const struct sql_row){sizeof **(ret), (fn), (ctx)}, (ret), (ret_n), (e),     \
             __VA_ARGS__)
sql_row_fn sql_row_int, sql_row_str; /* of the first column: int64_t, struct str */
/* The first row of a question, filled by fn into ret; ERR_NOT_FOUND when there is none, or fn says that it
 * does not stay: the caller says of what. */
int sql_one(struct conn *c, struct arena *a, const char *sql, sql_row_fn *fn, void *ctx, void *ret,
            struct err *e, const char *format, ...) MUST_CHECK;

/* Bulk load inside a write transaction: PostgreSQL by COPY, SQLite by multi-row inserts. Columns: "a,b,c".
 * Values in column order; a row is closed by bulk_row. An error names the row, counted from 1. Only one bulk
 * at a time on a connection, and no other statement meanwhile. */
struct bulk;
int bulk_open(struct conn *c, const char *table, const char *columns, struct bulk **ret,
              struct err *e) MUST_CHECK;
void bulk_int(struct bulk *b, int64_t v);
void bulk_num(struct bulk *b, double v);
void bulk_str(struct bulk *b, struct str v);
void bulk_blob(struct bulk *b, struct str bytes);
void bulk_null(struct bulk *b);
int bulk_row(struct bulk *b, struct err *e) MUST_CHECK;
int bulk_close(struct bulk *b, struct err *e) MUST_CHECK; /* flushes; frees b also on error */
void bulk_abort(struct bulk *b);                          /* takes NULL */

/* A whole database into another, of either kind: what was committed when it began, in one transaction. `to`
 * is migrated first and must be as its migrations leave it (else ERR_DATA); `from` must be at the newest
 * migration. For each table a sum of what was read: rows, and BLAKE2b-256 over all cells in the order of the
 * primary key. store_sums gives the same of what stands in a database; equal sums mean equal content. The
 * sums are on a. `progress` (may be NULL) is called after each table; when a conflict runs the copy again,
 * anew. */
struct store_sum {
    const char *table;
    int64_t rows;
    unsigned char sum[32];
};
typedef void store_progress_fn(void *ctx, const struct store_sum *done);
int store_copy(struct store *from, struct store *to, struct arena *a, const struct store_migration *list,
               size_t n, store_progress_fn *progress, void *ctx, struct store_sum **ret, size_t *ret_n,
               struct err *e) MUST_CHECK;
int store_sums(struct store *s, struct arena *a, const struct store_migration *list, size_t n,
               struct store_sum **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* Joins are done in the order in which the SQL names the tables: by PostgreSQL always, by SQLite where it
 * says CROSS JOIN. So begin with the table that leaves fewest rows. */

/* Schema writing (sql/NNNN-name.sql) uses SQLite's STRICT types in capitals; for PostgreSQL the migrator
 * rewrites INTEGER to BIGINT, REAL to DOUBLE PRECISION, BLOB to BYTEA, TEXT to TEXT COLLATE "C", "INTEGER
 * PRIMARY KEY" to an identity column, and drops "STRICT" and "WITHOUT ROWID". Afterwards it refuses columns
 * of any other type. A line "-- FULLTEXT table (key: column, column)" makes an index on words (fulltext.h).
 */

#endif
