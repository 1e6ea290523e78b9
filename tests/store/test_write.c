/* SPDX-License-Identifier: EUPL-1.2
 * Write transactions: all or nothing, run again after a conflict, and what the caller hears when the world
 * fails. */
#include "store/dbs.h"
#include "store/store_intern.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct store_migration schema[] = {
    TESTDB_MIGRATION(1, "0001-teller.sql",
                     "CREATE TABLE teller (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;"
                     "INSERT INTO teller (id, n) VALUES (1, 0);"
                     "CREATE TABLE paar (nummer INTEGER NOT NULL, helft INTEGER NOT NULL, s TEXT,"
                     " PRIMARY KEY (nummer, helft)) STRICT;"),
};

static const char sql_read[] = "SELECT n FROM teller WHERE id = 1";
static const char sql_set[] = "UPDATE teller SET n = ?1 WHERE id = 1";
static const char sql_pair[] = "INSERT INTO paar (nummer, helft) VALUES (?1, ?2)";

/* Straight to the server, past the store. */
static void pg_raw(struct testdb *db, const char *sql)
{
    PGconn *pg = PQconnectdb(db->url);
    PGresult *r = PQexec(pg, sql);
    ExecStatusType status = PQresultStatus(r);

    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(pg));
    PQclear(r);
    PQfinish(pg);
}

static int half_way(struct conn *c, void *ctx, struct err *e)
{
    (void)ctx;
    MUST(sql_run(c, sql_pair, NULL, e, "ii", (int64_t)1, (int64_t)1), e);
    MUST(sql_run(c, sql_set, NULL, e, "i", (int64_t)5), e);
    return err_set(e, ERR_DATA, "de tweede helft ontbreekt");
}

static void a_write_that_fails_half_way_leaves_nothing(struct testdb *db)
{
    struct err e = {0};

    assert_int_equal(store_write(db->store, half_way, NULL, &e), ERR_DATA);
    assert_string_equal(e.text, "de tweede helft ontbreekt");
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 0);
    assert_int_equal(testdb_int(db, sql_read), 0);
}

static int swallows(struct conn *c, void *ctx, struct err *e)
{
    struct err first = {0}, second = {0};

    (void)ctx;
    MUST(sql_run(c, sql_pair, NULL, e, "ii", (int64_t)1, (int64_t)1), e);
    assert_int_equal(sql_run(c, sql_pair, NULL, &first, "ii", (int64_t)1, (int64_t)1), ERR_CONFLICT);
    assert_int_equal(sql_run(c, sql_pair, NULL, &second, "ii", (int64_t)2, (int64_t)1), ERR_CONFLICT);
    assert_string_equal(first.text, second.text);
    return OK;
}

static void an_error_that_is_swallowed_still_fails_the_write(struct testdb *db)
{
    struct err e = {0};

    assert_int_equal(store_write(db->store, swallows, NULL, &e), ERR_CONFLICT);
    assert_non_null(strstr(e.text, "bestaat al"));
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 0);
    assert_int_equal(store_write(db->store, swallows, NULL, NULL), ERR_CONFLICT); /* without err too */
}

static int pair(struct conn *c, void *ctx, struct err *e)
{
    int64_t n = *(int64_t *)ctx;
    int rc = sql_run(c, sql_pair, NULL, e, "ii", n, (int64_t)1);

    return rc ? rc : sql_run(c, sql_pair, NULL, e, "ii", n, (int64_t)2);
}

static void a_rehearsal_leaves_nothing(struct testdb *db)
{
    struct err e = {0};
    int64_t n = 1;

    MUST(store_rehearse(db->store, pair, &n, &e), &e);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 0);
    MUST(store_write(db->store, pair, &n, &e), &e);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 2);
    assert_int_equal(store_rehearse(db->store, pair, &n, &e), ERR_CONFLICT);
}

static int leaves_open(struct conn *c, void *ctx, struct err *e)
{
    struct stmt *st;

    MUST(pair(c, ctx, e), e);
    MUST(sql_open(c, "SELECT nummer FROM paar", &st, e), e);
    assert_int_equal(sql_step(st, e), 1);
    return OK;
}

static void a_statement_left_open_does_not_stop_the_commit(struct testdb *db)
{
    struct err e = {0};
    int64_t n = 1;

    MUST(store_write(db->store, leaves_open, &n, &e), &e);
    testdb_reopen(db);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 2);
}

static int inside(struct conn *c, void *ctx, struct err *e)
{
    (void)c;
    return store_write(ctx, pair, &(int64_t){1}, e);
}

static void a_write_inside_a_write_is_refused(struct testdb *db)
{
    struct err e = {0};

    assert_int_equal(store_write(db->store, inside, db->store, &e), ERR_ENV);
    assert_non_null(strstr(e.text, "binnen"));
}

enum { THREADS = 6, ROUNDS = 25 };

static int add_one(struct conn *c, void *ctx, struct err *e)
{
    int64_t n;
    int rc = sql_get_int(c, sql_read, &n, e, "");

    (void)ctx;
    return rc ? rc : sql_run(c, sql_set, NULL, e, "i", n + 1);
}

static void *adder(void *store)
{
    intptr_t wrong = 0;

    for (int i = 0; i < ROUNDS; i++)
        wrong += store_write(store, add_one, NULL, NULL) != OK;
    return (void *)wrong;
}

static void no_addition_of_many_threads_is_lost(struct testdb *db)
{
    pthread_t t[THREADS];
    void *wrong;

    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&t[i], NULL, adder, db->store), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(t[i], &wrong);
        assert_null(wrong);
    }
    assert_int_equal(testdb_int(db, sql_read), THREADS * ROUNDS);
}

/* Two who both read before either writes. */
struct meeting {
    struct store *store;
    pthread_barrier_t *barrier;
    int tries;
};

static int meet(struct conn *c, void *ctx, struct err *e)
{
    struct meeting *m = ctx;
    int64_t n;
    int rc = sql_get_int(c, sql_read, &n, e, "");

    if (m->tries++ == 0)
        pthread_barrier_wait(m->barrier);
    return rc ? rc : sql_run(c, sql_set, NULL, e, "i", n + 1);
}

static void *meeter(void *ctx)
{
    struct meeting *m = ctx;

    return (void *)(intptr_t)store_write(m->store, meet, m, NULL);
}

static void conflict_of_two_threads(struct testdb *db)
{
    pthread_barrier_t barrier;
    struct meeting m[2] = {{db->store, &barrier, 0}, {db->store, &barrier, 0}};
    pthread_t t[2];
    void *rc;

    pthread_barrier_init(&barrier, NULL, 2);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&t[i], NULL, meeter, &m[i]), 0);
    for (int i = 0; i < 2; i++) {
        pthread_join(t[i], &rc);
        assert_null(rc);
    }
    pthread_barrier_destroy(&barrier);
    assert_true(m[0].tries + m[1].tries >= 3);
    assert_int_equal(testdb_int(db, sql_read), 2);
}

/* SQLite: another program holds the file longer than we are willing to wait at once. */
struct holder {
    sqlite3 *db;
    struct store *store;
};

static void *let_go(void *ctx)
{
    struct holder *h = ctx;

    while (store_conflicts(h->store) == 0)
        usleep(1000);
    sqlite3_exec(h->db, "COMMIT", NULL, NULL, NULL);
    return NULL;
}

static void conflict_of_two_programs(struct testdb *db)
{
    struct holder h = {.store = db->store};
    struct err e = {0};
    pthread_t t;

    assert_int_equal(sqlite3_open(db->url + strlen("sqlite:"), &h.db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(h.db, "BEGIN IMMEDIATE; UPDATE teller SET n = 1", NULL, NULL, NULL),
                     SQLITE_OK);
    db->store->busy_ms = 1;
    assert_int_equal(pthread_create(&t, NULL, let_go, &h), 0);
    MUST(store_write(db->store, add_one, NULL, &e), &e);
    pthread_join(t, NULL);
    sqlite3_close(h.db);
    assert_int_equal(testdb_int(db, sql_read), 2);
}

static void a_conflict_is_run_again(struct testdb *db)
{
    if (db->kind == STORE_POSTGRES)
        conflict_of_two_threads(db);
    else
        conflict_of_two_programs(db);
    assert_true(store_conflicts(db->store) >= 1);
}

static int collide(struct conn *c, void *ctx, struct err *e)
{
    ++*(int *)ctx;
    return sql_run(c, "SELECT botsing()", NULL, e, "");
}

static void after_eight_conflicts_it_is_an_error(struct testdb *db)
{
    struct err e = {0};
    sqlite3 *other = NULL;
    int tries = 0;

    if (db->kind == STORE_POSTGRES) {
        pg_raw(db, "CREATE FUNCTION botsing() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN"
                   " RAISE EXCEPTION 'botsing' USING ERRCODE = '40001'; END $$");
        assert_int_equal(store_write(db->store, collide, &tries, &e), ERR_CONFLICT);
        assert_int_equal(tries, 8);
    } else {
        assert_int_equal(sqlite3_open(db->url + strlen("sqlite:"), &other), SQLITE_OK);
        assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
        db->store->busy_ms = 1;
        assert_int_equal(store_write(db->store, add_one, NULL, &e), ERR_CONFLICT);
        sqlite3_close(other);
    }
    assert_int_equal(store_conflicts(db->store), 7);
    assert_non_null(strstr(e.text, "na 8 pogingen"));
    MUST(store_write(db->store, add_one, NULL, &e), &e);
}

/* A long transaction that short ones would beat each time. */
struct contest {
    struct store *store;
    pthread_mutex_t lock;
    pthread_cond_t change;
    int asked, done, tries; /* short writes asked for and done */
    bool over;
};

static void *shorts(void *ctx)
{
    struct contest *k = ctx;

    pthread_mutex_lock(&k->lock);
    while (!k->over) {
        if (k->asked == k->done) {
            pthread_cond_wait(&k->change, &k->lock);
            continue;
        }
        pthread_mutex_unlock(&k->lock);
        (void)!store_write(k->store, add_one, NULL, NULL);
        pthread_mutex_lock(&k->lock);
        k->done++;
        pthread_cond_broadcast(&k->change);
    }
    pthread_mutex_unlock(&k->lock);
    return NULL;
}

static int long_one(struct conn *c, void *ctx, struct err *e)
{
    struct contest *k = ctx;
    struct timespec until;
    int64_t n;
    int rc = sql_get_int(c, sql_read, &n, e, ""), waited = 0;

    k->tries++;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1; /* when it runs alone the short one cannot get between: then go on */
    pthread_mutex_lock(&k->lock);
    if (k->asked == k->done)
        k->asked++;
    pthread_cond_broadcast(&k->change);
    while (k->done < k->asked && waited == 0)
        waited = pthread_cond_timedwait(&k->change, &k->lock, &until);
    pthread_mutex_unlock(&k->lock);
    return rc ? rc : sql_run(c, sql_set, NULL, e, "i", n + 1);
}

static void a_long_write_is_not_beaten_for_ever(struct testdb *db)
{
    struct contest k = {.store = db->store};
    struct err e = {0};
    pthread_t t;

    pthread_mutex_init(&k.lock, NULL);
    pthread_cond_init(&k.change, NULL);
    assert_int_equal(pthread_create(&t, NULL, shorts, &k), 0);
    MUST(store_write(db->store, long_one, &k, &e), &e);
    pthread_mutex_lock(&k.lock);
    k.over = true;
    pthread_cond_broadcast(&k.change);
    pthread_mutex_unlock(&k.lock);
    pthread_join(t, NULL);
    assert_int_equal(testdb_int(db, sql_read), k.done + 1);
    assert_true(db->kind == STORE_SQLITE || k.tries > 1);
    pthread_cond_destroy(&k.change);
    pthread_mutex_destroy(&k.lock);
}

static void a_snapshot_shows_one_moment(struct testdb *db)
{
    struct err e = {0};
    struct conn *c;
    int64_t n;

    MUST(store_read(db->store, &c, &e), &e);
    MUST(conn_snapshot_begin(c, &e), &e);
    testdb_exec(db, "UPDATE teller SET n = 7"); /* before the first read of the snapshot */
    MUST(sql_get_int(c, sql_read, &n, &e, ""), &e);
    assert_int_equal(n, 0);
    MUST(conn_snapshot_begin(c, &e), &e);
    testdb_exec(db, "UPDATE teller SET n = 8");
    conn_snapshot_end(c);
    MUST(sql_get_int(c, sql_read, &n, &e, ""), &e);
    assert_int_equal(n, 0);
    conn_snapshot_end(c);
    MUST(sql_get_int(c, sql_read, &n, &e, ""), &e);
    assert_int_equal(n, 8);
    store_return(db->store, c);
}

static int snapshot_inside(struct conn *c, void *ctx, struct err *e)
{
    (void)ctx;
    MUST(conn_snapshot_begin(c, e), e);
    MUST(add_one(c, NULL, e), e);
    conn_snapshot_end(c);
    return add_one(c, NULL, e);
}

static void a_snapshot_inside_a_write_is_the_write(struct testdb *db)
{
    struct err e = {0};

    MUST(store_write(db->store, snapshot_inside, NULL, &e), &e);
    assert_int_equal(testdb_int(db, sql_read), 2);
}

static void *borrow(void *store)
{
    struct conn *c;
    int64_t n;

    for (int i = 0; i < 50; i++) {
        if (store_read(store, &c, NULL) || sql_get_int(c, sql_read, &n, NULL, ""))
            return store;
        store_return(store, c);
    }
    return NULL;
}

static void readers_wait_for_one_another(struct testdb *db)
{
    pthread_t t[THREADS];
    struct store *one;
    struct err e = {0};
    void *wrong;

    MUST(store_open(&one, str_from(db->url), 1, &e), &e);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&t[i], NULL, borrow, one), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(t[i], &wrong);
        assert_null(wrong);
    }
    store_close(one);
}

/* The child writes pairs and tells each number after its commit; it is killed at an unlucky moment. */
static void child_writes(const char *url, int64_t from, int out)
{
    struct store *s;

    if (store_open(&s, str_from(url), 0, NULL))
        _exit(1);
    for (int64_t n = from;; n++) {
        if (store_write(s, pair, &n, NULL))
            _exit(2);
        if (write(out, &n, sizeof n) != sizeof n)
            _exit(3);
    }
}

static int nothing(struct conn *c, void *ctx, struct err *e)
{
    (void)c;
    (void)ctx;
    (void)e;
    return OK;
}

static void what_was_acknowledged_survives_kill_9_and_the_rest_leaves_no_trace(struct testdb *db)
{
    int64_t last = 0, n, acknowledged = 0;
    struct err e = {0};

    for (int round = 0; round < 5; round++) {
        int out[2];
        pid_t child;

        assert_int_equal(pipe(out), 0);
        child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(out[0]);
            child_writes(db->url, last + 1, out[1]);
        }
        close(out[1]);
        for (int i = 0; i < 3 + round * 4 && read(out[0], &n, sizeof n) == sizeof n; i++)
            last = n;
        kill(child, SIGKILL);
        while (read(out[0], &n, sizeof n) == sizeof n)
            last = n;
        close(out[0]);
        assert_int_equal(waitpid(child, NULL, 0), child);
        assert_true(last > acknowledged);
        acknowledged = last;
        /* On the server the dead client's last commit may still be going on; a write alone waits for it. */
        MUST(store_write_schema(db->store, nothing, NULL, &e), &e);
        n = testdb_int(db, "SELECT max(nummer) FROM paar");
        assert_true(n == acknowledged ||
                    n == acknowledged + 1); /* committed, but killed before it could say so */
        assert_int_equal(testdb_int(db, "SELECT count(*) FROM paar"), 2 * n);
        last = n;
    }
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_write_that_fails_half_way_leaves_nothing),
        TESTDB_CASE(an_error_that_is_swallowed_still_fails_the_write),
        TESTDB_CASE(a_rehearsal_leaves_nothing),
        TESTDB_CASE(a_statement_left_open_does_not_stop_the_commit),
        TESTDB_CASE(a_write_inside_a_write_is_refused),
        TESTDB_CASE(no_addition_of_many_threads_is_lost),
        TESTDB_CASE(a_conflict_is_run_again),
        TESTDB_CASE(after_eight_conflicts_it_is_an_error),
        TESTDB_CASE(a_long_write_is_not_beaten_for_ever),
        TESTDB_CASE(a_snapshot_shows_one_moment),
        TESTDB_CASE(a_snapshot_inside_a_write_is_the_write),
        TESTDB_CASE(readers_wait_for_one_another),
        TESTDB_CASE(what_was_acknowledged_survives_kill_9_and_the_rest_leaves_no_trace),
    };

    return testdb_main("store write", cases, sizeof cases / sizeof *cases, schema, 1);
}
