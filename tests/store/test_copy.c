/* SPDX-License-Identifier: EUPL-1.2
 * A whole database into another: every value as it was, in an order that the references allow, into an empty
 * one only, and proven by sums. From each kind into SQLite here; tests/api/test_backup.py does all four ways.
 */
#include "store/dbs.h"

#include <stdio.h>
#include <string.h>

/* levering refers to partij, which is made later, and to itself forward; woord has no id and holds what is
 * hard to carry. */
static const struct store_migration schema[] = {
    TESTDB_MIGRATION(
        1, "0001-begin.sql",
        "CREATE TABLE levering (id INTEGER PRIMARY KEY, door INTEGER REFERENCES levering (id)) STRICT;"
        "CREATE TABLE woord (soort TEXT NOT NULL, nr INTEGER NOT NULL, tekst TEXT, getal REAL, bytes "
        "BLOB, PRIMARY KEY (soort, nr)) STRICT;"
        "INSERT INTO woord (soort, nr) VALUES ('begin', 1);"),
    TESTDB_MIGRATION(2, "0002-partij.sql",
                     "CREATE TABLE partij (id INTEGER PRIMARY KEY, naam TEXT NOT NULL) STRICT;"
                     "ALTER TABLE levering ADD COLUMN partij INTEGER REFERENCES partij (id);"),
};
enum { MIGRATIONS = sizeof schema / sizeof *schema };

static int fill(struct conn *c, void *ctx, struct err *e)
{
    static const char partij[] = "INSERT INTO partij (id, naam) VALUES (?1, ?2)";
    static const char levering[] = "INSERT INTO levering (id, door, partij) VALUES (?1, ?2, ?3)";
    static const char door[] = "UPDATE levering SET door = ?2 WHERE id = ?1";
    static const char woord[] =
        "INSERT INTO woord (soort, nr, tekst, getal, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    static const char bytes[] = "\0\x01\\x41\n\t\xff\xfe\0";
    struct stmt *st;

    (void)ctx;
    MUST(sql_run(c, partij, NULL, e, "is", (int64_t)40, STR("Fryslân €\t\\N")), e);
    for (int64_t i = 1; i <= 300; i++)
        MUST(sql_run(c, levering, NULL, e, "ini", i, (int64_t)40), e);
    for (int64_t i = 1; i < 300; i++)
        MUST(sql_run(c, door, NULL, e, "ii", i, i + 1), e);
    for (int64_t i = 0; i < 5; i++) {
        MUST(sql_open(c, woord, &st, e), e);
        sql_bind_str(st, 1, STR("raar"));
        sql_bind_int(st, 2, i);
        if (i != 1)
            sql_bind_str(st, 3, i ? STR("regel\r\neind") : STR(""));
        if (i != 2)
            sql_bind_num(st, 4, i ? 1.0 / 3 * (double)i : 0);
        if (i != 3)
            sql_bind_blob(st, 5, bytes, i == 4 ? 0 : sizeof bytes);
        assert_int_equal(sql_step(st, e), 0);
        sql_close(st);
    }
    return OK;
}

static void same_sums(const struct store_sum *a, const struct store_sum *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(a[i].table, b[i].table);
        assert_int_equal(a[i].rows, b[i].rows);
        assert_memory_equal(a[i].sum, b[i].sum, sizeof a[i].sum);
    }
}

static struct store *target(struct testdb *db, struct arena *a)
{
    struct store *s;
    struct err e = {0};

    MUST(store_open(&s, str_fmt(a, "sqlite:%s/kopie.db", db->map), 0, &e), &e);
    return s;
}

static void a_copy_holds_every_value_and_its_sums_say_so(struct testdb *db)
{
    struct arena a;
    struct err e = {0};
    struct store *to;
    struct store_sum *read, *stands, *source;
    size_t n, m, k;

    arena_init(&a, 0);
    MUST(store_write(db->store, fill, NULL, &e), &e);
    to = target(db, &a);
    MUST(store_copy(db->store, to, &a, schema, MIGRATIONS, NULL, NULL, &read, &n, &e), &e);
    MUST(store_sums(to, &a, schema, MIGRATIONS, &stands, &m, &e), &e);
    MUST(store_sums(db->store, &a, schema, MIGRATIONS, &source, &k, &e), &e);
    assert_int_equal(n, 3);
    assert_int_equal(m, 3);
    assert_int_equal(k, 3);
    same_sums(read, stands, n);
    same_sums(source, stands, n);
    assert_string_equal(read[0].table, "partij"); /* before what refers to it, though made after */
    assert_int_equal(read[1].rows, 300);
    assert_int_equal(read[2].rows, 6);
    store_close(to);
    arena_done(&a);
}

static void one_changed_byte_is_another_sum(struct testdb *db)
{
    struct arena a;
    struct err e = {0};
    struct store_sum *before, *after;
    size_t n;

    arena_init(&a, 0);
    MUST(store_write(db->store, fill, NULL, &e), &e);
    MUST(store_sums(db->store, &a, schema, MIGRATIONS, &before, &n, &e), &e);
    testdb_exec(db, "UPDATE woord SET tekst = NULL WHERE soort = 'raar' AND nr = 0"); /* was empty */
    MUST(store_sums(db->store, &a, schema, MIGRATIONS, &after, &n, &e), &e);
    same_sums(before, after, 2);
    assert_int_equal(before[2].rows, after[2].rows);
    assert_memory_not_equal(before[2].sum, after[2].sum, sizeof after[2].sum);
    arena_done(&a);
}

static void what_is_not_empty_is_refused_and_left_as_it_was(struct testdb *db)
{
    struct arena a;
    struct err e = {0};
    struct store *to;
    struct store_sum *sums;
    size_t n;

    arena_init(&a, 0);
    to = target(db, &a);
    MUST(store_migrate(to, schema, MIGRATIONS, NULL, &e), &e);
    MUST(store_write(to, fill, NULL, &e), &e);
    assert_int_equal(store_copy(db->store, to, &a, schema, MIGRATIONS, NULL, NULL, &sums, &n, &e), ERR_DATA);
    assert_non_null(strstr(e.text, "niet leeg"));
    MUST(store_sums(to, &a, schema, MIGRATIONS, &sums, &n, &e), &e);
    assert_int_equal(sums[2].rows, 6);
    store_close(to);
    arena_done(&a);
}

static void an_older_source_is_refused(struct testdb *db)
{
    const struct store_migration newer[] = {
        schema[0], schema[1],
        TESTDB_MIGRATION(3, "0003-meer.sql", "CREATE TABLE meer (id INTEGER PRIMARY KEY) STRICT;")};
    struct arena a;
    struct err e = {0};
    struct store *to;
    struct store_sum *sums;
    size_t n;

    arena_init(&a, 0);
    to = target(db, &a);
    assert_int_equal(store_copy(db->store, to, &a, newer, 3, NULL, NULL, &sums, &n, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "migreer"));
    store_close(to);
    arena_done(&a);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_copy_holds_every_value_and_its_sums_say_so),
        TESTDB_CASE(one_changed_byte_is_another_sum),
        TESTDB_CASE(what_is_not_empty_is_refused_and_left_as_it_was),
        TESTDB_CASE(an_older_source_is_refused),
    };

    return testdb_main("copy", cases, sizeof cases / sizeof *cases, schema, MIGRATIONS);
}
