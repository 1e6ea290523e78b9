/* SPDX-License-Identifier: EUPL-1.2
 * What a caller hears when a database cannot be opened, disappears under the work, or is full. */
#include "store/dbs.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct store_migration schema[] = {
    TESTDB_MIGRATION(1, "0001-rij.sql", "CREATE TABLE rij (n INTEGER NOT NULL, s TEXT) STRICT;"),
};

static int pg_int(struct testdb *db, const char *sql)
{
    PGconn *pg = PQconnectdb(db->url);
    PGresult *r = PQexec(pg, sql);
    int n;

    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(pg));
    n = PQntuples(r);
    PQclear(r);
    PQfinish(pg);
    return n;
}

/* As when the server is restarted: every session of ours ends. */
static void cut_all(struct testdb *db)
{
    assert_true(pg_int(db, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                           " WHERE datname = current_database() AND pid <> pg_backend_pid()") > 0);
}

static void addresses_that_are_wrong_are_told(struct testdb *db)
{
    static const struct {
        const char *url;
        int code;
    } wrong[] = {
        {"", ERR_USAGE},
        {"mysql://x", ERR_USAGE},
        {"sqlite:", ERR_USAGE},
        {"sqlite::memory:", ERR_USAGE},
        {"sqlite:/nergens/hier/x.db", ERR_ENV},
        {"sqlite:/", ERR_ENV},
        {"postgresql://gebruiker:geheim@[::1/x", ERR_USAGE},
        {"postgresql://gebruiker:geheim@127.0.0.1:1/x", ERR_ENV},
        {"postgres://gebruiker:geheim@127.0.0.1:1/x", ERR_ENV},
    };
    struct store *s = NULL;

    (void)db;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err e = {0};

        assert_int_equal(store_open(&s, str_from(wrong[i].url), 0, &e), wrong[i].code);
        assert_true(e.text[0] && !strstr(e.text, "geheim"));
        assert_null(s);
    }
    assert_int_equal(store_open(&s, STR("sqlite:a\0b"), 0, NULL), ERR_USAGE);
    store_close(NULL);
}

static void a_file_that_is_no_database_is_refused_and_kept(struct testdb *db)
{
    char path[300], url[320], back[100] = "";
    struct err e = {0};
    struct store *s;
    FILE *f;

    snprintf(path, sizeof path, "%s/brief.txt", db->map);
    snprintf(url, sizeof url, "sqlite:%s", path);
    f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < 100; i++)
        fputs("Dit is een brief en geen database. ", f);
    fclose(f);
    assert_int_equal(store_open(&s, str_from(url), 0, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "brief.txt"));
    f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(back, sizeof back, f));
    fclose(f);
    assert_int_equal(strncmp(back, "Dit is een brief", 16), 0);
}

static void a_file_that_must_be_there_is_not_made(struct testdb *db)
{
    char path[300], url[320];
    struct err e = {0};
    struct store *s = NULL;

    snprintf(path, sizeof path, "%s/nergens.db", db->map);
    snprintf(url, sizeof url, "sqlite:%s", path);
    assert_int_equal(store_open_existing(&s, str_from(url), 0, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "nergens.db"));
    assert_non_null(strstr(e.text, "db migreer"));
    assert_null(s);
    assert_int_equal(access(path, F_OK), -1);
    MUST(store_open(&s, str_from(url), 0, &e), &e);
    store_close(s);
    assert_int_equal(access(path, F_OK), 0);
    MUST(store_open_existing(&s, str_from(url), 0, &e), &e);
    store_close(s);
    MUST(store_open_existing(&s, str_from(db->url), 0, &e), &e);
    store_close(s);
}

static int put(struct conn *c, void *ctx, struct err *e)
{
    return sql_run(c, "INSERT INTO rij (n) VALUES (?1)", NULL, e, "i", *(int64_t *)ctx);
}

static void a_server_that_was_restarted_is_found_again(struct testdb *db)
{
    struct err e = {0};
    struct conn *c;
    int64_t n = 1, v;

    if (db->kind == STORE_SQLITE)
        return;
    MUST(store_write(db->store, put, &n, &e), &e);
    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_get_int(c, "SELECT count(*) FROM rij", &v, &e, ""), &e);
    cut_all(db);
    MUST(sql_get_int(c, "SELECT count(*) FROM rij", &v, &e, ""), &e); /* a statement of before */
    assert_int_equal(v, 1);
    cut_all(db);
    MUST(sql_get_int(c, "SELECT count(*) + 1 FROM rij", &v, &e, ""), &e); /* and a new one */
    assert_int_equal(v, 2);
    cut_all(db);
    MUST(conn_snapshot_begin(c, &e), &e);
    MUST(sql_get_int(c, "SELECT count(*) FROM rij", &v, &e, ""), &e);
    cut_all(db);
    assert_int_equal(sql_get_int(c, "SELECT count(*) FROM rij", &v, &e, ""),
                     ERR_ENV); /* that moment is gone */
    store_return(db->store, c);
    MUST(store_write(db->store, put, &n, &e), &e);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM rij"), 2);
}

static int cut_half_way(struct conn *c, void *ctx, struct err *e)
{
    int64_t n = 1;
    struct stmt *st;

    MUST(put(c, &n, e), e);
    MUST(sql_open(c, "SELECT n FROM rij", &st, e), e);
    assert_int_equal(sql_step(st, e), 1);
    cut_all(ctx);
    return put(c, &n, e); /* `st` is left for the store to close */
}

static int cut_in_bulk(struct conn *c, void *ctx, struct err *e)
{
    struct bulk *b;
    int rc = OK;

    MUST(bulk_open(c, "rij", "n,s", &b, e), e);
    for (int i = 0; i < 200000 && rc == OK; i++) {
        if (i == 10)
            cut_all(ctx);
        bulk_int(b, i);
        bulk_str(b, STR("een tekst van enige lengte"));
        rc = bulk_row(b, e);
    }
    if (rc == OK)
        return bulk_close(b, e);
    bulk_abort(b);
    return rc;
}

static void a_connection_that_breaks_in_a_write_leaves_nothing(struct testdb *db)
{
    struct err e = {0};
    int64_t n = 1;

    if (db->kind == STORE_SQLITE)
        return;
    assert_int_equal(store_write(db->store, cut_half_way, db, &e), ERR_ENV);
    assert_null(strstr(e.text, "onbekend"));
    assert_int_equal(store_write(db->store, cut_in_bulk, db, &e), ERR_ENV);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM rij"), 0);
    MUST(store_write(db->store, put, &n, &e), &e);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM rij"), 1);
}

static void a_commit_without_answer_is_told_as_unknown(struct testdb *db)
{
    struct err e = {0};
    int64_t n = 1;

    if (db->kind == STORE_SQLITE)
        return;
    assert_int_equal(
        pg_int(db,
               "CREATE FUNCTION weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
               " PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$;"
               "CREATE CONSTRAINT TRIGGER weg AFTER INSERT ON rij DEFERRABLE INITIALLY DEFERRED"
               " FOR EACH ROW EXECUTE FUNCTION weg(); SELECT 1"),
        1);
    assert_int_equal(store_write(db->store, put, &n, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "onbekend"));
    assert_int_equal(pg_int(db, "DROP TRIGGER weg ON rij; SELECT 1"), 1);
    MUST(store_write(db->store, put, &n, &e), &e);
}

static int fill_up(struct conn *c, void *ctx, struct err *e)
{
    char text[3000];
    int rc = OK;

    memset(text, 'x', sizeof text);
    MUST(sql_run(c, "PRAGMA max_page_count = 40", NULL, e, ""), e);
    for (int64_t i = 0; i < 1000 && rc == OK; i++)
        rc = sql_run(c, "INSERT INTO rij (n, s) VALUES (?1, ?2)", NULL, e, "is", i,
                     (struct str){text, sizeof text});
    (void)ctx;
    return rc;
}

static void a_full_disk_is_told_and_leaves_nothing(struct testdb *db)
{
    struct err e = {0};
    int64_t n = 1;

    if (db->kind == STORE_POSTGRES)
        return;
    assert_int_equal(store_write(db->store, fill_up, NULL, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "vol"));
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM rij"), 0);
    MUST(store_write(db->store, put, &n, &e), &e);
}

static void a_session_is_what_we_ask(struct testdb *db)
{
    static const char sql[] = "SELECT count(*) FROM pg_settings WHERE (name = 'TimeZone' AND setting = "
                              "'UTC') OR (name = 'client_encoding' AND"
                              " setting = 'UTF8') OR (name = 'standard_conforming_strings' AND setting = "
                              "'on') OR (name = 'application_name' AND"
                              " setting = 'woonzorg') OR (name = 'synchronous_commit' AND setting = 'on')";
    struct err e = {0};
    struct conn *c;
    int64_t v;

    if (db->kind == STORE_POSTGRES) {
        assert_int_equal(pg_int(db,
                                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off',"
                                " current_database()); EXECUTE format('ALTER DATABASE %I SET TimeZone = %L',"
                                " current_database(), 'Europe/Amsterdam'); END $$; SELECT 1"),
                         1);
        testdb_reopen(db);
        assert_int_equal(testdb_int(db, sql), 5);
        return;
    }
    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_get_int(c, "PRAGMA foreign_keys", &v, &e, ""), &e);
    assert_int_equal(v, 1);
    MUST(sql_get_int(c, "PRAGMA synchronous", &v, &e, ""), &e);
    assert_int_equal(v, 2);
    MUST(sql_get_int(c, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", &v, &e, ""), &e);
    assert_int_equal(v, 1);
    store_return(db->store, c);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(addresses_that_are_wrong_are_told),
        TESTDB_CASE(a_file_that_is_no_database_is_refused_and_kept),
        TESTDB_CASE(a_file_that_must_be_there_is_not_made),
        TESTDB_CASE(a_server_that_was_restarted_is_found_again),
        TESTDB_CASE(a_connection_that_breaks_in_a_write_leaves_nothing),
        TESTDB_CASE(a_commit_without_answer_is_told_as_unknown),
        TESTDB_CASE(a_full_disk_is_told_and_leaves_nothing),
        TESTDB_CASE(a_session_is_what_we_ask),
    };

    return testdb_main("store verlies", cases, sizeof cases / sizeof *cases, schema, 1);
}
