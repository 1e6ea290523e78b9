/* SPDX-License-Identifier: EUPL-1.2
 * Reading SQL text just deep enough to rewrite it for PostgreSQL: literals, quoted names and comments are
 * never touched. Only for the room store. */
#ifndef WZ_STORE_SQLTEXT_H
#define WZ_STORE_SQLTEXT_H

#include "base/err.h"
#include "base/str.h"

enum { SQL_PARAMS_MAX = 99 };

enum sql_token {
    SQL_END,
    SQL_SPACE,  /* white space and comments */
    SQL_WORD,   /* name or keyword */
    SQL_QUOTED, /* 'literal' or "name" */
    SQL_PARAM,  /* ?1 */
    SQL_OTHER,  /* a number or one character */
    SQL_BROKEN, /* a literal or comment without end, a ? without number, a comment in a comment */
};

/* The token at *at, which is moved past it; its text in *ret. */
enum sql_token sqltext_next(struct str sql, size_t *at, struct str *ret);
/* One statement as PostgreSQL wants it: ?1 becomes $1, and the types in CAST(… AS INTEGER) theirs.
 * *ret_params: the highest parameter. `ret` NULL only checks and counts, which SQLite needs as well, so that
 * both refuse the same. */
int sqltext_query(struct arena *a, struct str sql, struct str *ret, int *ret_params,
                  struct err *e) MUST_CHECK;
/* A file of migrations as PostgreSQL wants it (store.h, at the end). */
int sqltext_schema(struct arena *a, struct str sql, struct str *ret, struct err *e) MUST_CHECK;

#endif
