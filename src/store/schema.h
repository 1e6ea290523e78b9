/* SPDX-License-Identifier: EUPL-1.2
 * Which tables a list of migrations makes, read from SQLite itself: the list is run in a database in memory
 * and asked. True for both databases, since both are made from the same list. Private to this room. */
#ifndef WZ_STORE_SCHEMA_H
#define WZ_STORE_SCHEMA_H

#include "store/store_intern.h"

enum column_kind { COLUMN_INT, COLUMN_NUM, COLUMN_TEXT, COLUMN_BLOB };

struct schema_table {
    const char *name, *columns; /* "a,b,c" */
    const char *select;         /* all columns, in the order of the primary key */
    enum column_kind *kind;     /* one a column */
    int n_columns;
    bool numbered;  /* "id INTEGER PRIMARY KEY": the database hands out the numbers */
    int64_t seeded; /* rows that the migrations put in */
};

struct schema {
    struct schema_table *table; /* a table stands after those that it refers to */
    size_t n;
};

/* On a. The table migratie is not among them. ERR_ENV when the list does not run, or tables refer to each
 * other in a circle. */
int schema_read(struct arena *a, const struct store_migration *list, size_t n, struct schema *ret,
                struct err *e) MUST_CHECK;

#endif
