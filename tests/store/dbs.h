/* SPDX-License-Identifier: EUPL-1.2
 * For tests that touch data: every case runs on each database there is, in a fresh store that is removed
 * afterwards, also when the case fails. SQLite always; PostgreSQL when WZ_TEST_PG holds the address of a
 * server in which databases may be made (tests/met-databases.sh starts one); without it a line says so. Link
 * with testdb_dep. */
#ifndef WZ_TESTS_STORE_DBS_H
#define WZ_TESTS_STORE_DBS_H

#include "store/store.h"

/* cmocka.h wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct testdb {
    struct store *store;
    enum store_kind kind;
    char url[512]; /* for a second store on the same database */
    char map[256]; /* a folder of this case alone, for files */
};

struct testdb_case {
    const char *name;
    void (*run)(struct testdb *db);
};
#define TESTDB_CASE(f)                                                                                       \
    {                                                                                                        \
#f, f                                                                                                \
    }
/* One entry of a list of migrations, its text a literal. */
#define TESTDB_MIGRATION(number, name, text)                                                                 \
    {                                                                                                        \
        (number), (name), (text), sizeof(text) - 1                                                           \
    }

/* A group of tests may have its own: called once a kind of database, after the migrations; every case begins
 * with what it put in. */
int testdb_first(struct store *s, struct err *e);

/* Runs the cases as one cmocka group, each case on each database; `list` (may be NULL) is migrated first.
 * Returns what main returns. */
int testdb_main(const char *group, const struct testdb_case *cases, size_t n,
                const struct store_migration *list, size_t n_list);
/* Closes the store and opens it again, as a restart does. */
void testdb_reopen(struct testdb *db);

/* Fails the test with the words of e unless rc is OK. */
#define MUST(rc, e)                                                                                          \
    do {                                                                                                     \
        int must_ = (rc);                                                                                    \
        if (must_ != OK)                                                                                     \
            fail_msg("%s: %d %s", #rc, must_, (e)->text);                                                    \
    } while (0)

/* One statement, in a write transaction of its own. */
void testdb_exec(struct testdb *db, const char *sql);
/* The first number that sql gives, on a connection of its own. */
int64_t testdb_int(struct testdb *db, const char *sql);

#endif
