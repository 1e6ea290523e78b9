/* SPDX-License-Identifier: EUPL-1.2
 * Migrations: once, in order, whole, and never past a file that changed. */
#include "store/dbs.h"

#include <pthread.h>
#include <string.h>

static const struct store_migration list[] = {
    TESTDB_MIGRATION(1, "0001-een.sql",
                     "-- twee opdrachten; en een ' in commentaar\n"
                     "CREATE TABLE een (id INTEGER PRIMARY KEY, s TEXT NOT NULL UNIQUE) STRICT;\n"
                     "INSERT INTO een (s) VALUES ('a;b'), ('INTEGER');\n"),
    TESTDB_MIGRATION(2, "0002-twee.sql",
                     "CREATE TABLE twee (een_id INTEGER NOT NULL REFERENCES een (id), r REAL, b BLOB,"
                     " PRIMARY KEY (een_id)) STRICT, WITHOUT ROWID;"
                     "INSERT INTO twee (een_id) SELECT id FROM een;"),
    TESTDB_MIGRATION(4, "0004-vier.sql", "ALTER TABLE een ADD COLUMN n INTEGER NOT NULL DEFAULT 0;"),
};

static int migrate(struct testdb *db, const struct store_migration *l, size_t n, struct err *e)
{
    int done = -1, rc = store_migrate(db->store, l, n, &done, e);

    return rc ? rc : done;
}

static void each_file_runs_once_and_in_order(struct testdb *db)
{
    struct err e = {0};

    assert_int_equal(store_check_schema(db->store, list, 3, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "woonzorg db migreer"));
    assert_int_equal(migrate(db, list, 0, &e), 0);
    assert_int_equal(migrate(db, list, 1, &e), 1);
    assert_int_equal(store_check_schema(db->store, list, 3, &e), ERR_ENV);
    assert_int_equal(migrate(db, list, 3, &e), 2);
    assert_int_equal(migrate(db, list, 3, &e), 0);
    MUST(store_check_schema(db->store, list, 3, &e), &e);
    testdb_reopen(db);
    assert_int_equal(migrate(db, list, 3, &e), 0);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM een WHERE n = 0"), 2);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM twee"), 2);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM migratie WHERE length(sha256) = 64"), 3);
    testdb_exec(db, "INSERT INTO een (s) VALUES ('c')"); /* numbers itself */
    assert_int_equal(testdb_int(db, "SELECT max(id) FROM een"), 3);
}

static void refused(struct testdb *db, const struct store_migration *l, size_t n, const char *words)
{
    struct err e = {0};

    assert_int_equal(migrate(db, l, n, &e), ERR_ENV);
    if (!strstr(e.text, words))
        fail_msg("'%s' niet in '%s'", words, e.text);
    e.text[0] = '\0';
    assert_int_equal(store_check_schema(db->store, l, n, &e), ERR_ENV);
    assert_non_null(strstr(e.text, words));
}

static void a_past_that_changed_is_refused(struct testdb *db)
{
    struct store_migration other[4] = {list[0], list[1], list[2]};
    struct err e = {0};

    assert_int_equal(migrate(db, list, 3, &e), 3);
    other[1].n--;
    refused(db, other, 3, "0002-twee.sql is veranderd");
    refused(db, list, 2, "nieuwer dan dit programma (migratie 0004-vier.sql)");
    refused(db, list, 0, "nieuwer");
    refused(db, list + 1, 2, "0001-een.sql");
    other[1] = list[1];
    other[3] = list[2];
    other[2].number = 3;
    other[2].name = "0003-drie.sql";
    refused(db, other, 4, "0003-drie.sql is in deze database overgeslagen");
    other[1].number = 1;
    refused(db, other, 2, "lopen niet op");
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM migratie"), 3);
}

static void a_migration_that_fails_leaves_nothing(struct testdb *db)
{
    static const struct store_migration bad[][2] = {
        {TESTDB_MIGRATION(1, "0001-goed.sql", "CREATE TABLE goed (a TEXT) STRICT;"),
         TESTDB_MIGRATION(2, "0002-stuk.sql",
                          "CREATE TABLE half (a TEXT) STRICT; INSERT INTO goed VALUES ('x'); SELEC 1;")},
        {TESTDB_MIGRATION(1, "0001-goed.sql", "CREATE TABLE goed (a TEXT) STRICT;"),
         TESTDB_MIGRATION(2, "0002-stuk.sql", "CREATE TABLE half (a TEXT) STRICT; SELECT 'open")},
        {TESTDB_MIGRATION(1, "0001-goed.sql", "CREATE TABLE goed (a TEXT) STRICT;"),
         TESTDB_MIGRATION(2, "0002-stuk.sql",
                          "CREATE TABLE half (a TEXT) STRICT; INSERT INTO goed VALUES ('\xff');")},
    };
    struct err e = {0};

    for (int i = 0; i < 3; i++) {
        e = (struct err){0};
        assert_int_equal(migrate(db, bad[i], 2, &e), ERR_ENV);
        assert_non_null(strstr(e.text, "0002-stuk.sql"));
    }
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM migratie"), 1);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM goed"), 0);
    testdb_exec(db, "CREATE TABLE half (a TEXT)"); /* so it was not there */
}

static void a_type_in_small_letters_is_refused_on_postgresql(struct testdb *db)
{
    static const struct store_migration small[] = {
        TESTDB_MIGRATION(1, "0001-klein.sql", "CREATE TABLE klein (a integer) STRICT;"),
    };
    struct err e = {0};

    if (db->kind == STORE_SQLITE) {
        assert_int_equal(migrate(db, small, 1, &e), 1);
        return;
    }
    assert_int_equal(migrate(db, small, 1, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "klein.a integer"));
}

static void a_table_that_others_refer_to_can_be_rebuilt(struct testdb *db)
{
    static const struct store_migration rebuild[] = {
        TESTDB_MIGRATION(
            1, "0001-a.sql",
            "CREATE TABLE ouder (id INTEGER PRIMARY KEY, s TEXT) STRICT;"
            "CREATE TABLE kind (ouder_id INTEGER NOT NULL REFERENCES ouder (id)) STRICT;"
            "INSERT INTO ouder (id, s) VALUES (1, 'x'); INSERT INTO kind (ouder_id) VALUES (1);"),
        TESTDB_MIGRATION(2, "0002-b.sql",
                         "CREATE TABLE nieuw (id INTEGER PRIMARY KEY, s TEXT NOT NULL) STRICT;"
                         "INSERT INTO nieuw (id, s) SELECT id, s FROM ouder; DROP TABLE ouder;"
                         "ALTER TABLE nieuw RENAME TO ouder;"),
        TESTDB_MIGRATION(3, "0003-c.sql", "DELETE FROM ouder;"),
    };
    struct err e = {0};

    if (db->kind == STORE_POSTGRES) /* which alters tables in place, and does not drop what is referred to */
        return;
    assert_int_equal(migrate(db, rebuild, 2, &e), 2);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM kind JOIN ouder ON ouder.id = kind.ouder_id"), 1);
    assert_int_equal(migrate(db, rebuild, 3, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "verwijzingen"));
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM ouder"), 1);
}

struct starter {
    const char *url;
    int done, rc;
    struct err e;
};

static void *start(void *ctx)
{
    struct starter *p = ctx;
    struct store *s;

    p->rc = store_open(&s, str_from(p->url), 0, &p->e);
    if (p->rc)
        return NULL;
    p->rc = store_migrate(s, list, 3, &p->done, &p->e);
    store_close(s);
    return NULL;
}

static void programs_that_start_together_migrate_once(struct testdb *db)
{
    enum { PROGRAMS = 5 };
    struct starter p[PROGRAMS] = {{0}};
    pthread_t t[PROGRAMS];
    int done = 0;

    for (int i = 0; i < PROGRAMS; i++) {
        p[i].url = db->url;
        assert_int_equal(pthread_create(&t[i], NULL, start, &p[i]), 0);
    }
    for (int i = 0; i < PROGRAMS; i++) {
        pthread_join(t[i], NULL);
        MUST(p[i].rc, &p[i].e);
        done += p[i].done;
    }
    assert_int_equal(done, 3);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM een"), 2);
}

static void the_programs_own_migrations_run(struct testdb *db)
{
    struct err e = {0};

    assert_int_equal(migrate(db, store_migrations, store_migrations_n, &e), (int)store_migrations_n);
    MUST(store_check_schema(db->store, store_migrations, store_migrations_n, &e), &e);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(each_file_runs_once_and_in_order),
        TESTDB_CASE(a_past_that_changed_is_refused),
        TESTDB_CASE(a_migration_that_fails_leaves_nothing),
        TESTDB_CASE(a_type_in_small_letters_is_refused_on_postgresql),
        TESTDB_CASE(a_table_that_others_refer_to_can_be_rebuilt),
        TESTDB_CASE(programs_that_start_together_migrate_once),
        TESTDB_CASE(the_programs_own_migrations_run),
    };

    return testdb_main("store migrate", cases, sizeof cases / sizeof *cases, NULL, 0);
}
