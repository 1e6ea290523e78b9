/* SPDX-License-Identifier: EUPL-1.2
 * Statements: values in and out, what is refused, several at once, the cache. */
#include "store/dbs.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct store_migration schema[] = {
    TESTDB_MIGRATION(
        1, "0001-soorten.sql",
        "CREATE TABLE soorten (id INTEGER PRIMARY KEY, i INTEGER, r REAL, s TEXT, b BLOB) STRICT;"
        "CREATE TABLE code (code TEXT NOT NULL PRIMARY KEY, n INTEGER CHECK (n < 100)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE kind (id INTEGER PRIMARY KEY, ouder TEXT NOT NULL REFERENCES code (code)) STRICT;"),
};

static int fill(struct conn *c, void *ctx, struct err *e)
{
    int n = *(int *)ctx;

    for (int i = 1; i <= n; i++) {
        int rc = sql_run(c, "INSERT INTO soorten (id, i) VALUES (?1, ?2)", NULL, e, "ii", (int64_t)i,
                         (int64_t)i * i);

        if (rc)
            return rc;
    }
    return OK;
}

static void filled(struct testdb *db, int n)
{
    struct err e = {0};

    MUST(store_write(db->store, fill, &n, &e), &e);
}

static int round_trip(struct conn *c, void *ctx, struct err *e)
{
    static const char put[] = "INSERT INTO soorten (i, r, s, b) VALUES (?1, ?2, ?3, ?4) RETURNING id";
    static const char get[] = "SELECT i, r, s, b FROM soorten WHERE id = ?1";
    static const int64_t ints[] = {0, 1, -1, INT64_MAX, INT64_MIN, 42};
    static const double nums[] = {0, 0.1, -1.5e300, 5e-324, 1.0 / 3, 9007199254740993.0};
    static const struct str texts[] = {STR_INIT(""),
                                       STR_INIT("Súdwest-Fryslân"),
                                       STR_INIT("\\N\t\r\n'\"?1"),
                                       STR_INIT("€ 𝄞"),
                                       STR_INIT("x"),
                                       STR_INIT("31 characters, that is the small")};
    unsigned char bytes[256];
    struct stmt *st;
    int64_t id;

    (void)ctx;
    for (int i = 0; i < 256; i++)
        bytes[i] = (unsigned char)(255 - i);
    for (size_t i = 0; i < 6; i++) {
        size_t n = i * 51;

        MUST(sql_open(c, put, &st, e), e);
        sql_bind_int(st, 1, ints[i]);
        sql_bind_num(st, 2, nums[i]);
        sql_bind_str(st, 3, texts[i]);
        sql_bind_blob(st, 4, bytes, n);
        assert_int_equal(sql_step(st, e), 1);
        id = sql_int(st, 0);
        assert_int_equal(sql_step(st, e), 0);
        assert_int_equal(sql_step(st, e), 0); /* and does not run again */
        sql_close(st);

        MUST(sql_open(c, get, &st, e), e);
        sql_bind_int(st, 1, id);
        assert_int_equal(sql_step(st, e), 1);
        assert_true(sql_int(st, 0) == ints[i]);
        assert_true(sql_num(st, 1) == nums[i]);
        assert_true(str_eq(sql_str(st, 2), texts[i]));
        assert_non_null(sql_str(st, 2).p);
        assert_int_equal(sql_blob(st, 3).n, n);
        assert_non_null(sql_blob(st, 3).p);
        assert_memory_equal(sql_blob(st, 3).p, bytes, n);
        assert_false(sql_is_null(st, 3));
        sql_close(st);
    }
    return OK;
}

static void values_come_back_as_they_went_in(struct testdb *db)
{
    struct err e = {0};

    MUST(store_write(db->store, round_trip, NULL, &e), &e);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM soorten"), 6);
}

static int nulls(struct conn *c, void *ctx, struct err *e)
{
    static const char put[] = "INSERT INTO soorten (id, i, r, s, b) VALUES (7, ?1, ?2, ?3, ?4)";
    struct stmt *st;
    struct arena a;
    int rc;

    (void)ctx;
    arena_init(&a, 0);
    MUST(sql_open(c, put, &st, e), e); /* ?1 stays unbound */
    sql_bind_null(st, 2);
    sql_bind_str(st, 3, (struct str){0});
    sql_bind_blob(st, 4, NULL, 0);
    assert_int_equal(sql_step(st, e), 0);
    sql_close(st);
    MUST(sql_open(c, "SELECT i, r, s, b FROM soorten WHERE id = 7", &st, e), e);
    rc = sql_step(st, e);
    assert_int_equal(rc, 1);
    for (int i = 0; i < 4; i++)
        assert_true(sql_is_null(st, i));
    assert_int_equal(sql_int(st, 0), 0);
    assert_true(sql_num(st, 1) == 0);
    assert_int_equal(sql_str(st, 2).n, 0);
    assert_null(sql_str_dup(st, 2, &a).p);
    assert_null(sql_blob(st, 3).p);
    assert_true(sql_is_null(st, 4)); /* no such column */
    assert_int_equal(sql_int(st, -1), 0);
    sql_close(st);
    arena_done(&a);
    return OK;
}

static void null_is_null_and_reads_as_empty(struct testdb *db)
{
    struct err e = {0};

    MUST(store_write(db->store, nulls, NULL, &e), &e);
}

static void computed_columns_read_as_numbers(struct testdb *db)
{
    static const char sql[] =
        "SELECT sum(i), avg(i), i = 9, CAST('12' AS INTEGER), CAST(7 AS REAL) / 2, count(*),"
        " 3000000000 * 3, i > 9 FROM soorten WHERE id = 3 GROUP BY i";
    struct err e = {0};
    struct conn *c;
    struct stmt *st;

    filled(db, 4);
    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_open(c, sql, &st, &e), &e);
    assert_int_equal(sql_step(st, &e), 1);
    assert_int_equal(sql_int(st, 0), 9);
    assert_true(sql_num(st, 0) == 9);
    assert_true(sql_num(st, 1) == 9);
    assert_int_equal(sql_int(st, 1), 9);
    assert_int_equal(sql_int(st, 2), 1);
    assert_true(str_is(sql_str(st, 2), "1"));
    assert_true(sql_num(st, 2) == 1);
    assert_int_equal(sql_int(st, 3), 12);
    assert_true(sql_num(st, 4) == 3.5);
    assert_int_equal(sql_int(st, 4), 3);
    assert_int_equal(sql_int(st, 5), 1);
    assert_true(sql_int(st, 6) == 9000000000);
    assert_int_equal(sql_int(st, 7), 0);
    sql_close(st);
    store_return(db->store, c);
}

enum wrong { NUL_BYTE, BROKEN_UTF8, LATE_NUL, NOT_FINITE, INFINITE, NO_SUCH, NO_SUCH_ZERO, WRONG_LETTER };

static int wrong_bind(struct conn *c, void *ctx, struct err *e)
{
    static const char sql[] = "INSERT INTO soorten (r, s) VALUES (?1, ?2)";
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    switch (*(enum wrong *)ctx) {
    case NUL_BYTE:
        sql_bind_str(st, 2, STR("a\0b"));
        break;
    case BROKEN_UTF8:
        sql_bind_str(st, 2, STR("plat en dan \xC3("));
        break;
    case LATE_NUL:
        sql_bind_str(st, 2, STR("acht tekens é en dan\0"));
        break;
    case NOT_FINITE:
        sql_bind_num(st, 1, NAN);
        break;
    case INFINITE:
        sql_bind_num(st, 1, -INFINITY);
        break;
    case NO_SUCH:
        sql_bind_int(st, 3, 1);
        break;
    case NO_SUCH_ZERO:
        sql_bind_null(st, 0);
        break;
    case WRONG_LETTER:
        sql_close(st);
        return sql_run(c, sql, NULL, e, "dx", 1.0);
    }
    rc = sql_step(st, e);
    sql_close(st);
    return rc;
}

static void a_value_that_cannot_be_kept_is_refused_at_the_step(struct testdb *db)
{
    for (enum wrong w = NUL_BYTE; w <= WRONG_LETTER; w++) {
        struct err e = {0};

        assert_int_equal(store_write(db->store, wrong_bind, &w, &e), ERR_DATA);
        assert_non_null(strstr(e.text, "waarde "));
    }
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM soorten"), 0);
}

static int write_sql(struct conn *c, void *sql, struct err *e)
{
    return sql_run(c, sql, NULL, e, "");
}

static int write_code(struct testdb *db, const char *sql)
{
    struct err e = {0};
    int rc = store_write(db->store, write_sql, (void *)(uintptr_t)sql, &e);

    if (rc)
        assert_true(e.code == rc && e.text[0]);
    return rc;
}

static void errors_tell_what_kind_they_are(struct testdb *db)
{
    assert_int_equal(write_code(db, "INSERT INTO code (code, n) VALUES ('GM0935', 1)"), OK);
    assert_int_equal(write_code(db, "INSERT INTO code (code, n) VALUES ('GM0935', 2)"), ERR_CONFLICT);
    assert_int_equal(write_code(db, "INSERT INTO soorten (id) VALUES (1), (1)"), ERR_CONFLICT);
    assert_int_equal(write_code(db, "INSERT INTO kind (ouder) VALUES ('GM9999')"), ERR_DATA);
    assert_int_equal(write_code(db, "INSERT INTO kind (ouder) VALUES ('GM0935')"), OK);
    assert_int_equal(write_code(db, "DELETE FROM code"), ERR_DATA);
    assert_int_equal(write_code(db, "INSERT INTO code (code, n) VALUES (NULL, 1)"), ERR_DATA);
    assert_int_equal(write_code(db, "INSERT INTO code (code, n) VALUES ('x', 100)"), ERR_DATA);
    assert_int_equal(write_code(db, "INSERT INTO code (code, n) VALUES ('x', 'geen getal')"), ERR_DATA);
    assert_int_equal(write_code(db, "INSERT INTO nergens VALUES (1)"), ERR_ENV);
    assert_int_equal(write_code(db, "INSRT"), ERR_ENV);
    assert_int_equal(write_code(db, "SELECT \"geen kolom\""), ERR_ENV);
    assert_int_equal(write_code(db, "DELETE FROM kind; DELETE FROM kind"), ERR_ENV);
    assert_int_equal(write_code(db, "SELECT 'open"), ERR_ENV);
    assert_int_equal(write_code(db, ""), ERR_ENV);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM kind"), 1);
}

static int count_changes(struct conn *c, void *ctx, struct err *e)
{
    int64_t n = -1;

    (void)ctx;
    MUST(sql_run(c, "UPDATE soorten SET s = ?1 WHERE id <= ?2", &n, e, "si", STR("x"), (int64_t)3), e);
    assert_int_equal(n, 3);
    MUST(sql_run(c, "SELECT id FROM soorten", &n, e, ""), e);
    assert_int_equal(n, 0);
    MUST(sql_run(c, "DELETE FROM soorten WHERE id > 100", &n, e, ""), e);
    assert_int_equal(n, 0);
    MUST(sql_run(c, "INSERT INTO soorten (id) VALUES (1), (50) ON CONFLICT DO NOTHING", &n, e, ""), e);
    assert_int_equal(n, 1);
    MUST(sql_run(c, "CREATE TABLE nieuw (a TEXT)", &n, e, ""), e);
    assert_int_equal(n, 0);
    MUST(sql_run(c, "WITH x(i) AS (SELECT 2) DELETE FROM soorten WHERE id IN (SELECT i FROM x)", &n, e, ""),
         e);
    assert_int_equal(n, 1);
    MUST(sql_get_int(c, "INSERT INTO soorten (id, s) VALUES (?1, ?2) RETURNING id", &n, e, "is", (int64_t)77,
                     STR("y")),
         e);
    assert_int_equal(n, 77);
    assert_int_equal(sql_get_int(c, "SELECT id FROM soorten WHERE id = ?1", &n, e, "i", (int64_t)-1),
                     ERR_NOT_FOUND);
    assert_int_equal(n, 77); /* untouched */
    MUST(sql_get_int(c, "SELECT id FROM soorten ORDER BY id", &n, e, ""), e);
    assert_int_equal(n, 1);
    return OK;
}

static void the_rows_changed_are_counted(struct testdb *db)
{
    struct err e = {0};

    filled(db, 5);
    MUST(store_write(db->store, count_changes, NULL, &e), &e);
}

static void text_sorts_by_byte_and_like_minds_capitals(struct testdb *db)
{
    static const char sql[] = "SELECT code FROM code ORDER BY code";
    const char *const want[] = {"Z", "a", "z", "é"};
    struct err e = {0};
    struct conn *c;
    struct stmt *st;
    int i = 0;

    testdb_exec(db, "INSERT INTO code (code) VALUES ('a'), ('é'), ('Z'), ('z')");
    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_open(c, sql, &st, &e), &e);
    while (sql_step(st, &e) == 1)
        assert_true(str_is(sql_str(st, 0), want[i++]));
    assert_int_equal(i, 4);
    sql_close(st);
    store_return(db->store, c);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM code WHERE code LIKE 'Z%'"), 1);
}

/* The outer statement's rows must stay whole while an inner one runs, again and again. */
static void walk_nested(struct testdb *db, struct conn *c, int n)
{
    static const char outer[] = "SELECT id, i FROM soorten ORDER BY id";
    static const char inner[] = "SELECT i FROM soorten WHERE id = ?1";
    struct err e = {0};
    struct stmt *st, *same;
    int64_t v;
    int seen = 0;

    (void)db;
    MUST(sql_open(c, outer, &st, &e), &e);
    while (sql_step(st, &e) == 1) {
        seen++;
        assert_int_equal(sql_int(st, 0), seen);
        MUST(sql_get_int(c, inner, &v, &e, "i", (int64_t)seen), &e);
        assert_int_equal(v, seen * seen);
        assert_int_equal(sql_int(st, 1), seen * seen);
        if (seen == 5) { /* the same text, inside itself, left before its end */
            MUST(sql_open(c, outer, &same, &e), &e);
            assert_int_equal(sql_step(same, &e), 1);
            assert_int_equal(sql_int(same, 0), 1);
            sql_close(same);
        }
    }
    assert_int_equal(seen, n);
    sql_close(st);
}

static void a_statement_may_run_inside_another(struct testdb *db)
{
    struct err e = {0};
    struct conn *c;

    filled(db, 500);
    MUST(store_read(db->store, &c, &e), &e);
    walk_nested(db, c, 500);
    MUST(conn_snapshot_begin(c, &e), &e);
    walk_nested(db, c, 500);
    conn_snapshot_end(c);
    store_return(db->store, c);
}

static void a_large_answer_left_early_leaves_the_connection_usable(struct testdb *db)
{
    static const char many[] =
        "WITH RECURSIVE t(n) AS (SELECT CAST(1 AS INTEGER) UNION ALL SELECT n + 1 FROM t WHERE n < 1200)"
        " SELECT a.n FROM t a, t b ORDER BY a.n";
    struct err e = {0};
    struct conn *c;
    struct stmt *st;
    int64_t v;

    MUST(store_read(db->store, &c, &e), &e);
    for (int i = 0; i < 3; i++) {
        MUST(sql_open(c, many, &st, &e), &e);
        assert_int_equal(sql_step(st, &e), 1);
        sql_close(st);
        MUST(sql_get_int(c, "SELECT 6 * 7", &v, &e, ""), &e);
        assert_int_equal(v, 42);
    }
    store_return(db->store, c);
}

static void more_texts_than_the_cache_holds_still_run(struct testdb *db)
{
    static char texts[300][40];
    struct err e = {0};
    struct conn *c;
    int64_t v;

    for (int i = 0; i < 300; i++)
        snprintf(texts[i], sizeof texts[i], "SELECT %d + 0", i);
    MUST(store_read(db->store, &c, &e), &e);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 300; i++) {
            MUST(sql_get_int(c, texts[i], &v, &e, ""), &e);
            assert_int_equal(v, i);
        }
    if (db->kind == STORE_POSTGRES) {
        MUST(sql_get_int(c, "SELECT count(*) FROM pg_prepared_statements", &v, &e, ""), &e);
        assert_in_range(v, 100, 129);
    }
    store_return(db->store, c);
}

static void another_text_at_the_same_address_is_another_statement(struct testdb *db)
{
    char text[40];
    struct err e = {0};
    struct conn *c;
    int64_t v;

    MUST(store_read(db->store, &c, &e), &e);
    for (int i = 0; i < 5; i++) {
        snprintf(text, sizeof text, "SELECT %d + 1", i);
        MUST(sql_get_int(c, text, &v, &e, ""), &e);
        assert_int_equal(v, i + 1);
    }
    store_return(db->store, c);
}

struct paar {
    int64_t id, kwadraat, som; /* som: what fn leaves untouched must be nought */
};

static bool oneven(struct stmt *st, struct arena *a, void *row, void *ctx)
{
    struct paar *p = row;

    (void)a;
    assert_int_equal(p->som, 0);
    p->id = sql_int(st, 0);
    p->kwadraat = sql_int(st, 1);
    if (p->id % 2 == 0)
        p->som = -1; /* left out; the next one must not see it */
    ++*(int *)ctx;
    return p->id % 2;
}

static void a_list_holds_the_rows_that_stay_in_order(struct testdb *db)
{
    static const char sql[] = "SELECT id, i FROM soorten WHERE id <= ?1 ORDER BY id";
    struct paar *at = NULL;
    const int64_t *nummers;
    const struct str *teksten;
    struct err e = {0};
    struct arena a;
    struct conn *c;
    size_t n = 99;
    int gezien = 0;

    arena_init(&a, 0);
    filled(db, 100);
    MUST(store_read(db->store, &c, &e), &e);
    MUST(SQL_LIST(c, &a, sql, oneven, &gezien, &at, &n, &e, "i", INT64_C(99)), &e);
    assert_int_equal(gezien, 99);
    assert_int_equal(n, 50);
    for (size_t i = 0; i < n; i++)
        assert_true(at[i].id == (int64_t)(2 * i + 1) && at[i].kwadraat == at[i].id * at[i].id && !at[i].som);
    MUST(SQL_LIST(c, &a, sql, sql_row_int, NULL, &nummers, &n, &e, "i", INT64_C(0)), &e);
    assert_int_equal(n, 0);
    MUST(SQL_LIST(c, &a, "SELECT 'één' UNION ALL SELECT NULL", sql_row_str, NULL, &teksten, &n, &e, ""), &e);
    assert_int_equal(n, 2);
    assert_true(str_is(teksten[0], "één") && !teksten[1].n);
    n = 7;
    assert_int_not_equal(SQL_LIST(c, &a, "SELECT id FROM er_niet", sql_row_int, NULL, &nummers, &n, &e, ""),
                         OK);
    assert_int_equal(n, 7); /* untouched */
    store_return(db->store, c);
    arena_done(&a);
}

static void one_row_is_read_or_is_not_there(struct testdb *db)
{
    static const char sql[] = "SELECT id, i FROM soorten WHERE id >= ?1 ORDER BY id";
    struct paar p = {.id = 7};
    struct err e = {0};
    struct arena a;
    struct conn *c;
    int gezien = 0;

    arena_init(&a, 0);
    filled(db, 100);
    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_one(c, &a, sql, oneven, &gezien, &p, &e, "i", INT64_C(99)), &e);
    assert_true(p.id == 99 && p.kwadraat == 99 * 99 && gezien == 1); /* the first, though there is another */
    assert_int_equal(sql_one(c, &a, sql, oneven, &gezien, &p, &e, "i", INT64_C(1000)), ERR_NOT_FOUND);
    assert_true(p.id == 99 && gezien == 1);
    assert_int_equal(sql_one(c, &a, sql, oneven, &gezien, &p, &e, "i", INT64_C(100)), ERR_NOT_FOUND);
    assert_int_equal(sql_one(c, &a, "SELECT id FROM er_niet", oneven, &gezien, &p, &e, ""), ERR_ENV);
    assert_int_equal(gezien, 2);
    store_return(db->store, c);
    arena_done(&a);
}

static void a_reading_connection_does_not_write(struct testdb *db)
{
    struct err e = {0};
    struct conn *c;

    MUST(store_read(db->store, &c, &e), &e);
    assert_int_equal(sql_run(c, "INSERT INTO soorten (id) VALUES (1)", NULL, &e, ""), ERR_ENV);
    assert_int_equal(sql_run(c, "CREATE TABLE x (a TEXT)", NULL, &e, ""), ERR_ENV);
    store_return(db->store, c);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM soorten"), 0);
}

static void what_is_left_open_ends_with_the_loan(struct testdb *db)
{
    struct err e = {0};
    struct conn *c;
    struct stmt *st;

    filled(db, 10);
    for (int i = 0; i < 10; i++) { /* more often than there are connections */
        MUST(store_read(db->store, &c, &e), &e);
        MUST(conn_snapshot_begin(c, &e), &e);
        MUST(sql_open(c, "SELECT id FROM soorten", &st, &e), &e);
        assert_int_equal(sql_step(st, &e), 1);
        store_return(db->store, c);
    }
    filled(db, 0);
    testdb_exec(db, "DROP TABLE soorten"); /* nobody holds it */
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(values_come_back_as_they_went_in),
        TESTDB_CASE(null_is_null_and_reads_as_empty),
        TESTDB_CASE(computed_columns_read_as_numbers),
        TESTDB_CASE(a_value_that_cannot_be_kept_is_refused_at_the_step),
        TESTDB_CASE(errors_tell_what_kind_they_are),
        TESTDB_CASE(the_rows_changed_are_counted),
        TESTDB_CASE(text_sorts_by_byte_and_like_minds_capitals),
        TESTDB_CASE(a_statement_may_run_inside_another),
        TESTDB_CASE(a_large_answer_left_early_leaves_the_connection_usable),
        TESTDB_CASE(more_texts_than_the_cache_holds_still_run),
        TESTDB_CASE(another_text_at_the_same_address_is_another_statement),
        TESTDB_CASE(a_list_holds_the_rows_that_stay_in_order),
        TESTDB_CASE(one_row_is_read_or_is_not_there),
        TESTDB_CASE(a_reading_connection_does_not_write),
        TESTDB_CASE(what_is_left_open_ends_with_the_loan),
    };

    return testdb_main("store statements", cases, sizeof cases / sizeof *cases, schema, 1);
}
