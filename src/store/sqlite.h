/* SPDX-License-Identifier: EUPL-1.2
 * Between sqlite.c, sqlite_bulk.c and sqlite_fulltext.c only. */
#ifndef WZ_STORE_SQLITE_H
#define WZ_STORE_SQLITE_H

#include "store/store_intern.h"

#include <sqlite3.h>

struct sqlite_conn {
    struct conn base;
    sqlite3 *db;
};

/* conn_fail with what SQLite says of `code`. */
int sqlite_fail(struct conn *c, int code, struct err *e);

/* Teaches a connection the tokenizer of fulltext.h; a code of SQLite. */
int sqlite_fulltext_register(sqlite3 *db);

int sqlite_bulk_open(struct conn *c, const char *table, const char *columns, int n_columns, struct bulk **ret,
                     struct err *e);
void sqlite_bulk_int(struct bulk *b, int64_t v);
void sqlite_bulk_num(struct bulk *b, double v);
void sqlite_bulk_text(struct bulk *b, struct str v);
void sqlite_bulk_blob(struct bulk *b, struct str bytes);
void sqlite_bulk_null(struct bulk *b);
int sqlite_bulk_row(struct bulk *b, struct err *e);
int sqlite_bulk_end(struct bulk *b, bool abort, struct err *e);

#endif
