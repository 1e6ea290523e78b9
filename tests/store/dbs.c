/* SPDX-License-Identifier: EUPL-1.2
 * See dbs.h. */
#include "store/dbs.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
    const struct testdb_case *what;
    enum store_kind kind;
    const struct store_migration *list;
    size_t n_list;
    struct testdb db;
    char name[64]; /* of the PostgreSQL database */
};

static void remove_folder(const char *map)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf '%s'", map);
    if (system(command) != 0)
        printf("# %s kon niet weg\n", map);
}

/* Outside any store: making and dropping databases. */
static int pg_do(const char *sql)
{
    PGconn *pg = PQconnectdb(getenv("WZ_TEST_PG"));
    PGresult *r = PQexec(pg, sql);
    int ok = PQresultStatus(r) == PGRES_COMMAND_OK;

    if (!ok)
        printf("# %s: %s\n", sql, PQerrorMessage(pg));
    PQclear(r);
    PQfinish(pg);
    return ok ? 0 : -1;
}

/* WZ_TEST_PG with another database in the place of its own. */
static void pg_url(char *to, size_t n, const char *name)
{
    const char *url = getenv("WZ_TEST_PG"), *host = strstr(url, "://");
    const char *end = host + 3 + strcspn(host + 3, "/?"), *query = strchr(url, '?');

    snprintf(to, n, "%.*s/%s%s", (int)(end - url), url, name, query ? query : "");
}

/* A database of each kind with the migrations done, that every case gets a copy of: making it takes longer
 * than most cases do. */
static struct mould {
    char url[512], name[64], map[256];
    bool made;
} moulds[2];

__attribute__((weak)) int testdb_first(struct store *s, struct err *e)
{
    (void)s;
    (void)e;
    return OK;
}

static int database_new(enum store_kind kind, const char *map, const char *file, char name[64],
                        const char *mould, char *url, size_t n_url)
{
    static int counter;
    char sql[200];

    if (kind == STORE_SQLITE) {
        snprintf(url, n_url, "sqlite:%s/%s", map, file);
        if (!mould)
            return 0;
        snprintf(sql, sizeof sql, "cp '%s' '%s'", mould + strlen("sqlite:"), url + strlen("sqlite:"));
        return system(sql);
    }
    snprintf(name, 64, "wz_test_%d_%d", (int)getpid(), ++counter);
    snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s", name, mould ? mould : "template0");
    pg_url(url, n_url, name);
    return pg_do(sql);
}

static int folder_new(char map[256])
{
    const char *tmp = getenv("TMPDIR");

    snprintf(map, 256, "%s/wz-test.XXXXXX", tmp ? tmp : "/tmp");
    return mkdtemp(map) ? 0 : -1;
}

static int mould_make(const struct job *j, struct mould *m)
{
    struct store *s = NULL;
    struct err e = {0};
    int rc;

    if (m->made)
        return 0;
    if (folder_new(m->map) || database_new(j->kind, m->map, "vorm.db", m->name, NULL, m->url, sizeof m->url))
        return -1;
    rc = store_open(&s, str_from(m->url), 0, &e);
    if (!rc)
        rc = store_migrate(s, j->list, j->n_list, NULL, &e);
    if (!rc)
        rc = testdb_first(s, &e);
    store_close(s);
    m->made = !rc;
    if (rc)
        printf("# %s: %s\n", m->url, e.text);
    return rc;
}

static int job_setup(void **state)
{
    struct job *j = *state;
    struct mould *m = j->list ? &moulds[j->kind == STORE_POSTGRES] : NULL;
    struct err e = {0};

    if (folder_new(j->db.map) || (m && mould_make(j, m)))
        return -1;
    j->db.kind = j->kind;
    if (database_new(j->kind, j->db.map, "test.db", j->name,
                     !m                          ? NULL
                     : j->kind == STORE_POSTGRES ? m->name
                                                 : m->url,
                     j->db.url, sizeof j->db.url))
        return -1;
    if (store_open(&j->db.store, str_from(j->db.url), 0, &e)) {
        printf("# %s: %s\n", j->db.url, e.text);
        return -1;
    }
    return 0;
}

static int job_teardown(void **state)
{
    struct job *j = *state;
    char sql[128];

    /* A case that failed half-way has not given its connections back, and closing would complain of that
     * instead. */
    if (j->kind == STORE_POSTGRES) {
        snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS %s WITH (FORCE)", j->name);
        pg_do(sql);
    }
    remove_folder(j->db.map);
    return 0;
}

static void job_run(void **state)
{
    struct job *j = *state;

    j->what->run(&j->db);
    store_close(j->db.store);
    j->db.store = NULL;
}

int testdb_main(const char *group, const struct testdb_case *cases, size_t n,
                const struct store_migration *list, size_t n_list)
{
    const char *pg = getenv("WZ_TEST_PG");
    int kinds = pg && *pg ? 2 : 1, failed;
    size_t total = n * (size_t)kinds;
    struct job *jobs = calloc(total, sizeof *jobs);
    struct CMUnitTest *tests = calloc(total, sizeof *tests);
    struct arena a;

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (kinds == 1)
        printf("# WZ_TEST_PG is niet gezet: alleen SQLite wordt beproefd (tests/met-databases.sh start "
               "PostgreSQL)\n");
    arena_init(&a, 0);
    for (size_t i = 0; i < total; i++) {
        const struct testdb_case *c = &cases[i / (size_t)kinds];
        enum store_kind kind = i % (size_t)kinds ? STORE_POSTGRES : STORE_SQLITE;

        jobs[i] = (struct job){.what = c, .kind = kind, .list = list, .n_list = n_list};
        tests[i].name = str_fmt(&a, "%s (%s)", c->name, kind == STORE_SQLITE ? "SQLite" : "PostgreSQL").p;
        tests[i].test_func = job_run;
        tests[i].setup_func = job_setup;
        tests[i].teardown_func = job_teardown;
        tests[i].initial_state = &jobs[i];
    }
    failed = _cmocka_run_group_tests(group, tests, total, NULL, NULL);
    for (int k = 0; k < 2; k++)
        if (moulds[k].map[0])
            remove_folder(moulds[k].map);
    if (moulds[1].name[0])
        pg_do(str_fmt(&a, "DROP DATABASE IF EXISTS %s WITH (FORCE)", moulds[1].name).p);
    arena_done(&a);
    free(tests);
    free(jobs);
    return failed;
}

void testdb_reopen(struct testdb *db)
{
    struct err e = {0};

    store_close(db->store);
    db->store = NULL;
    MUST(store_open(&db->store, str_from(db->url), 0, &e), &e);
}

static int exec_one(struct conn *c, void *sql, struct err *e)
{
    return sql_run(c, sql, NULL, e, "");
}

void testdb_exec(struct testdb *db, const char *sql)
{
    struct err e = {0};

    MUST(store_write(db->store, exec_one, (void *)(uintptr_t)sql, &e), &e);
}

int64_t testdb_int(struct testdb *db, const char *sql)
{
    struct err e = {0};
    struct conn *c;
    int64_t v = 0;

    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_get_int(c, sql, &v, &e, ""), &e);
    store_return(db->store, c);
    return v;
}
