/* SPDX-License-Identifier: EUPL-1.2
 * The store beside what it stands on, in the same run on the same data: bulk load and scan of a table of
 * twelve columns, through the store and through sqlite3 or libpq directly. PostgreSQL when WZ_TEST_PG is set
 * (tests/met-databases.sh).
 *
 *     bench_store [ROWS]          default 200000
 *
 * Each figure is the best of three; the two take turns, so that both meet the same machine. */
#include "store/store.h"
#include "meet.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COLUMNS                                                                                              \
    "levering_id,onderwerp_id,gebied_id,van,tot,woningtype,segment,status,waarde,schaal,gewicht,rij"
static const char sql_make[] =
    "CREATE TABLE cijfer (levering_id INTEGER NOT NULL, onderwerp_id INTEGER NOT NULL, gebied_id INTEGER NOT "
    "NULL,"
    " van INTEGER NOT NULL, tot INTEGER NOT NULL, woningtype TEXT NOT NULL, segment TEXT, status TEXT NOT "
    "NULL,"
    " waarde INTEGER, schaal INTEGER NOT NULL, gewicht REAL, rij INTEGER NOT NULL) STRICT";
static const char sql_scan[] = "SELECT gebied_id, van, woningtype, waarde, gewicht FROM cijfer";
static const struct store_migration schema[] = {{1, "0001-bench.sql", sql_make, sizeof sql_make - 1}};

static int64_t rows = 200000;
static int64_t check; /* so that nothing is optimised away, and both read the same */

static void die(const char *what, const char *why)
{
    fprintf(stderr, "bench_store: %s: %s\n", what, why);
    exit(3);
}

static const char *const types[] = {"nultreden", "geclusterd", "zorggeschikt", "regulier"};
static const char *const states[] = {"hard", "zacht", "gerealiseerd"};

static int fill(struct conn *c, void *ctx, struct err *e)
{
    struct bulk *b;
    int rc = bulk_open(c, "cijfer", COLUMNS, &b, e);

    (void)ctx;
    for (int64_t i = 0; rc == OK && i < rows; i++) {
        bulk_int(b, 17);
        bulk_int(b, i % 20);
        bulk_int(b, i % 342);
        bulk_int(b, 20180101 + i % 10 * 10000);
        bulk_int(b, 99991231);
        bulk_str(b, str_from(types[i % 4]));
        if (i % 3)
            bulk_str(b, STR("sociale huur"));
        else
            bulk_null(b);
        bulk_str(b, str_from(states[i % 3]));
        bulk_int(b, i * 7919 % 1000003);
        bulk_int(b, 0);
        bulk_num(b, (double)(i % 1000) / 8);
        bulk_int(b, i);
        rc = bulk_row(b, e);
    }
    return rc ? rc : bulk_close(b, e);
}

static int empty(struct conn *c, void *ctx, struct err *e)
{
    (void)ctx;
    return sql_run(c, "DELETE FROM cijfer", NULL, e, "");
}

static void store_scan(struct store *s)
{
    struct err e = {0};
    struct conn *c;
    struct stmt *st = NULL;
    int64_t sum = 0;
    int rc;

    if (store_read(s, &c, &e) || sql_open(c, sql_scan, &st, &e))
        die("scan", e.text);
    while ((rc = sql_step(st, &e)) == 1)
        sum += sql_int(st, 0) + sql_int(st, 1) + (int64_t)sql_str(st, 2).n + sql_int(st, 3) +
               (int64_t)sql_num(st, 4);
    if (rc)
        die("scan", e.text);
    sql_close(st);
    store_return(s, c);
    check = sum;
}

static void lite(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL))
        die(sql, sqlite3_errmsg(db));
}

/* As one writes it by hand: one prepared INSERT, bound and stepped a row, in one transaction. */
static void lite_fill(sqlite3 *db)
{
    sqlite3_stmt *vm;

    lite(db, "BEGIN");
    if (sqlite3_prepare_v2(db, "INSERT INTO cijfer (" COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", -1, &vm,
                           NULL))
        die("prepare", sqlite3_errmsg(db));
    for (int64_t i = 0; i < rows; i++) {
        sqlite3_bind_int64(vm, 1, 17);
        sqlite3_bind_int64(vm, 2, i % 20);
        sqlite3_bind_int64(vm, 3, i % 342);
        sqlite3_bind_int64(vm, 4, 20180101 + i % 10 * 10000);
        sqlite3_bind_int64(vm, 5, 99991231);
        sqlite3_bind_text(vm, 6, types[i % 4], -1, SQLITE_STATIC);
        if (i % 3)
            sqlite3_bind_text(vm, 7, "sociale huur", -1, SQLITE_STATIC);
        else
            sqlite3_bind_null(vm, 7);
        sqlite3_bind_text(vm, 8, states[i % 3], -1, SQLITE_STATIC);
        sqlite3_bind_int64(vm, 9, i * 7919 % 1000003);
        sqlite3_bind_int64(vm, 10, 0);
        sqlite3_bind_double(vm, 11, (double)(i % 1000) / 8);
        sqlite3_bind_int64(vm, 12, i);
        if (sqlite3_step(vm) != SQLITE_DONE)
            die("insert", sqlite3_errmsg(db));
        sqlite3_reset(vm);
    }
    sqlite3_finalize(vm);
    lite(db, "COMMIT");
}

static void lite_scan(sqlite3 *db)
{
    sqlite3_stmt *vm;
    int64_t sum = 0;

    if (sqlite3_prepare_v2(db, sql_scan, -1, &vm, NULL))
        die("prepare", sqlite3_errmsg(db));
    while (sqlite3_step(vm) == SQLITE_ROW) {
        sum += sqlite3_column_int64(vm, 0) + sqlite3_column_int64(vm, 1) + sqlite3_column_int64(vm, 3);
        sum += (int64_t)sqlite3_column_double(vm, 4);
        if (sqlite3_column_text(vm, 2))
            sum += sqlite3_column_bytes(vm, 2);
    }
    sqlite3_finalize(vm);
    if (sum != check)
        die("scan", "de sommen verschillen");
}

static void pg(PGconn *conn, const char *sql, ExecStatusType want)
{
    PGresult *r = PQexec(conn, sql);

    if (PQresultStatus(r) != want)
        die(sql, PQerrorMessage(conn));
    PQclear(r);
}

/* The text that COPY takes, made beforehand: the peer only sends it. */
static char *copy_text(size_t *ret_n)
{
    size_t room = (size_t)rows * 128, n = 0;
    char *p = malloc(room);

    if (!p)
        die("copy", "geen geheugen");
    for (int64_t i = 0; i < rows; i++)
        n += (size_t)snprintf(
            p + n, room - n, "17\t%lld\t%lld\t%lld\t99991231\t%s\t%s\t%s\t%lld\t0\t%g\t%lld\n",
            (long long)(i % 20), (long long)(i % 342), (long long)(20180101 + i % 10 * 10000), types[i % 4],
            i % 3 ? "sociale huur" : "\\N", states[i % 3], (long long)(i * 7919 % 1000003),
            (double)(i % 1000) / 8, (long long)i);
    *ret_n = n;
    return p;
}

static void pg_fill(PGconn *conn, const char *text, size_t n)
{
    pg(conn, "BEGIN", PGRES_COMMAND_OK);
    pg(conn, "COPY cijfer (" COLUMNS ") FROM STDIN", PGRES_COPY_IN);
    for (size_t at = 0; at < n; at += 256 << 10)
        if (PQputCopyData(conn, text + at, (int)(n - at < 256 << 10 ? n - at : 256 << 10)) != 1)
            die("copy", PQerrorMessage(conn));
    if (PQputCopyEnd(conn, NULL) != 1)
        die("copy", PQerrorMessage(conn));
    for (PGresult *r; (r = PQgetResult(conn)); PQclear(r))
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            die("copy", PQerrorMessage(conn));
    pg(conn, "COMMIT", PGRES_COMMAND_OK);
}

/* Row by row in bounded memory, as the store must; numbers read as plainly as C does. */
static void pg_scan(PGconn *conn)
{
    int64_t sum = 0;

    if (!PQsendQuery(conn, sql_scan) || !PQsetSingleRowMode(conn))
        die("scan", PQerrorMessage(conn));
    for (PGresult *r; (r = PQgetResult(conn)); PQclear(r))
        if (PQresultStatus(r) == PGRES_SINGLE_TUPLE)
            sum += strtoll(PQgetvalue(r, 0, 0), NULL, 10) + strtoll(PQgetvalue(r, 0, 1), NULL, 10) +
                   PQgetlength(r, 0, 2) + strtoll(PQgetvalue(r, 0, 3), NULL, 10) +
                   (int64_t)strtod(PQgetvalue(r, 0, 4), NULL);
    if (sum != check)
        die("scan", "de sommen verschillen");
}

static void report(const char *what, double ours, double peer, const char *peer_name)
{
    meet_regel(what, (double)rows / ours, (double)rows / peer, "rijen/s", peer_name);
}

struct best {
    double fill, scan;
};

static void keep(double *best, double t)
{
    if (*best == 0 || t < *best)
        *best = t;
}

static void store_round(struct store *s, struct best *b)
{
    struct err e = {0};
    double t;

    if (store_write(s, empty, NULL, &e))
        die("legen", e.text);
    t = meet_nu();
    if (store_write(s, fill, NULL, &e))
        die("vullen", e.text);
    keep(&b->fill, meet_nu() - t);
    t = meet_nu();
    store_scan(s);
    keep(&b->scan, meet_nu() - t);
}

static struct store *store_new(const char *url)
{
    struct err e = {0};
    struct store *s;

    if (store_open(&s, str_from(url), 0, &e) || store_migrate(s, schema, 1, NULL, &e))
        die(url, e.text);
    return s;
}

static void sqlite_part(void)
{
    char map[] = "/tmp/wz-bench.XXXXXX", url[64], path[64];
    struct best ours = {0}, peer = {0};
    struct store *s;
    sqlite3 *db;
    double t;

    if (!mkdtemp(map))
        die(map, "geen map");
    snprintf(url, sizeof url, "sqlite:%s/store.db", map);
    snprintf(path, sizeof path, "%s/peer.db", map);
    s = store_new(url);
    if (sqlite3_open(path, &db))
        die(path, sqlite3_errmsg(db));
    lite(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
             "PRAGMA journal_size_limit=67108864");
    lite(db, sql_make);
    for (int i = 0; i < 3; i++) {
        store_round(s, &ours);
        lite(db, "DELETE FROM cijfer");
        t = meet_nu();
        lite_fill(db);
        keep(&peer.fill, meet_nu() - t);
        t = meet_nu();
        lite_scan(db);
        keep(&peer.scan, meet_nu() - t);
    }
    store_close(s);
    sqlite3_close(db);
    for (int i = 0; i < 6; i++) {
        static const char *const files[] = {"store.db", "store.db-wal", "store.db-shm",
                                            "peer.db",  "peer.db-wal",  "peer.db-shm"};

        snprintf(path, sizeof path, "%s/%s", map, files[i]);
        unlink(path);
    }
    rmdir(map);
    report("store vullen, SQLite", ours.fill, peer.fill, "sqlite3, INSERT per rij");
    report("store lezen, SQLite", ours.scan, peer.scan, "sqlite3");
}

static void pg_part(const char *server)
{
    static const char make[] = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                               "CREATE SCHEMA peer; CREATE TABLE peer.cijfer (levering_id bigint NOT NULL, "
                               "onderwerp_id bigint NOT NULL, gebied_id"
                               " bigint NOT NULL, van bigint NOT NULL, tot bigint NOT NULL, woningtype text "
                               "COLLATE \"C\" NOT NULL, segment text"
                               " COLLATE \"C\", status text COLLATE \"C\" NOT NULL, waarde bigint, schaal "
                               "bigint NOT NULL, gewicht float8, rij bigint"
                               " NOT NULL); SET search_path = peer";
    struct best ours = {0}, peer = {0};
    const char *end = server + strcspn(server, "/") + 2;
    PGconn *admin = PQconnectdb(server), *conn;
    char url[512];
    struct store *s;
    size_t n;
    char *text = copy_text(&n);
    double t;

    pg(admin, "DROP DATABASE IF EXISTS wz_bench_store", PGRES_COMMAND_OK);
    pg(admin, "CREATE DATABASE wz_bench_store TEMPLATE template0", PGRES_COMMAND_OK);
    end += strcspn(end, "/?");
    snprintf(url, sizeof url, "%.*s/wz_bench_store", (int)(end - server), server);
    conn = PQconnectdb(url);
    pg(conn, make, PGRES_COMMAND_OK);
    s = store_new(url);
    for (int i = 0; i < 3; i++) {
        store_round(s, &ours);
        pg(conn, "DELETE FROM cijfer", PGRES_COMMAND_OK);
        t = meet_nu();
        pg_fill(conn, text, n);
        keep(&peer.fill, meet_nu() - t);
        t = meet_nu();
        pg_scan(conn);
        keep(&peer.scan, meet_nu() - t);
    }
    store_close(s);
    PQfinish(conn);
    pg(admin, "DROP DATABASE wz_bench_store WITH (FORCE)", PGRES_COMMAND_OK);
    PQfinish(admin);
    free(text);
    report("store vullen, PostgreSQL", ours.fill, peer.fill, "libpq, COPY van klare tekst");
    report("store lezen, PostgreSQL", ours.scan, peer.scan, "libpq, rij voor rij");
}

int main(int argc, char **argv)
{
    const char *server = getenv("WZ_TEST_PG");

    if (argc > 1)
        rows = strtoll(argv[1], NULL, 10);
    if (rows < 1 || rows > 50000000)
        die("rijen", "1 tot en met 50000000");
    printf("%lld rijen van twaalf kolommen; best van drie\n", (long long)rows);
    sqlite_part();
    if (server && *server)
        pg_part(server);
    else
        printf("WZ_TEST_PG is niet gezet: zonder PostgreSQL\n");
    return 0;
}
