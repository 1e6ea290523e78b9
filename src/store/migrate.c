/* SPDX-License-Identifier: EUPL-1.2
 * Migrations: which ran is kept in the table migratie with the SHA-256 of the file as it was, and one that
 * changed since is never guessed at. Each runs in a write transaction of its own that no other writer can
 * stand beside, on both databases; the list is read anew inside it, so a second program that waited finds the
 * work done. */
#include "base/date.h"
#include "base/som.h"
#include "store/fulltext.h"
#include "store/store_intern.h"

static const char sql_make[] = "CREATE TABLE IF NOT EXISTS migratie ("
                               " nummer INTEGER PRIMARY KEY,"
                               " naam TEXT NOT NULL,"
                               " sha256 TEXT NOT NULL,"
                               " wanneer INTEGER NOT NULL" /* moment, UTC milliseconds */
                               ") STRICT";
static const char sql_done[] = "SELECT nummer, naam, sha256 FROM migratie ORDER BY nummer";
static const char sql_note[] = "INSERT INTO migratie (nummer, naam, sha256, wanneer) VALUES (?1, ?2, ?3, ?4)";

struct migrate {
    const struct store_migration *list;
    size_t n;
    bool ran; /* one more */
};

static int list_check(const struct store_migration *list, size_t n, struct err *e)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].number < 1 || (i && list[i].number <= list[i - 1].number))
            return err_set(e, ERR_ENV, "migratie %s: de nummers lopen niet op", list[i].name);
        if (!text_ok((struct str){list[i].sql, list[i].n}))
            return err_set(e, ERR_ENV, "migratie %s is geen geldige UTF-8", list[i].name);
    }
    return OK;
}

/* One row of migratie against its place in the list. */
static int row_check(struct stmt *st, const struct migrate *m, size_t at, struct err *e)
{
    struct str name = sql_str(st, 1);
    long long number = sql_int(st, 0);
    char hex[SHA256_HEX + 1];

    if (at >= m->n && (!m->n || number > m->list[m->n - 1].number))
        return err_set(e, ERR_ENV,
                       "de database is nieuwer dan dit programma (migratie %.*s); gebruik de nieuwere versie "
                       "van het programma",
                       STR_ARG(name));
    if (at >= m->n || number < m->list[at].number)
        return err_set(e, ERR_ENV,
                       "migratie %.*s is in deze database uitgevoerd, maar het programma kent haar niet",
                       STR_ARG(name));
    if (number > m->list[at].number)
        return err_set(e, ERR_ENV, "migratie %s is in deze database overgeslagen", m->list[at].name);
    sha256_hex((struct str){m->list[at].sql, m->list[at].n}, hex);
    if (!str_is(sql_str(st, 2), hex))
        return err_set(e, ERR_ENV, "migratie %s is veranderd nadat zij in deze database is uitgevoerd",
                       m->list[at].name);
    return OK;
}

/* *ret: how many of the list ran here. */
static int done_count(struct conn *c, const struct migrate *m, size_t *ret, struct err *e)
{
    struct stmt *st;
    int64_t there = 0;
    size_t at = 0;
    int rc;

    *ret = 0;
    rc = sql_get_int(c, c->be->sql_has_table, &there, e, "s", STR("migratie"));
    if (rc || !there)
        return rc;
    rc = sql_open(c, sql_done, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) == 1) {
        rc = row_check(st, m, at, e);
        if (rc)
            break;
        at++;
    }
    sql_close(st);
    *ret = at;
    return rc;
}

/* The indexes on words that a migration asks for, which each database makes in its own way. */
static int fulltext_make(struct conn *c, struct str sql, struct err *e)
{
    struct ft_index f;
    struct arena a;
    size_t at = 0;
    int rc;

    arena_init(&a, 0);
    while ((rc = ft_index_next(sql, &at, &f, e)) > 0) {
        rc = c->be->schema_run(c, ft_index_schema(&a, c->be->kind, &f), e);
        if (rc)
            break;
    }
    arena_done(&a);
    return rc;
}

static int migrate_next(struct conn *c, void *ctx, struct err *e)
{
    struct migrate *m = ctx;
    const struct store_migration *now;
    char hex[SHA256_HEX + 1];
    size_t done;
    int rc = done_count(c, m, &done, e);

    m->ran = false;
    if (rc || done == m->n)
        return rc;
    now = &m->list[done];
    rc = c->be->schema_run(c, (struct str){sql_make, sizeof sql_make - 1}, e);
    if (rc == OK)
        rc = c->be->schema_run(c, (struct str){now->sql, now->n}, e);
    if (rc == OK)
        rc = fulltext_make(c, (struct str){now->sql, now->n}, e);
    if (rc && e)
        err_prefix(e, "migratie %s: ", now->name);
    if (rc)
        return rc;
    sha256_hex((struct str){now->sql, now->n}, hex);
    m->ran = true;
    return sql_run(c, sql_note, NULL, e, "issi", (int64_t)now->number, str_from(now->name), str_from(hex),
                   time_ms());
}

int store_migrate(struct store *s, const struct store_migration *list, size_t n, int *ret_done, struct err *e)
{
    struct migrate m = {.list = list, .n = n};
    int rc = list_check(list, n, e), done = 0;

    while (rc == OK) {
        rc = store_write_schema(s, migrate_next, &m, e);
        if (rc || !m.ran)
            break;
        done++;
    }
    if (rc == OK && ret_done)
        *ret_done = done;
    return rc;
}

int store_check_schema(struct store *s, const struct store_migration *list, size_t n, struct err *e)
{
    struct migrate m = {.list = list, .n = n};
    struct conn *c;
    size_t done = 0;
    int rc = list_check(list, n, e);

    if (rc)
        return rc;
    rc = store_read(s, &c, e);
    if (rc)
        return rc;
    rc = conn_snapshot_begin(c, e);
    if (rc == OK)
        rc = done_count(c, &m, &done, e);
    store_return(s, c);
    if (rc == OK && done < n)
        rc = err_set(e, ERR_ENV, "de database mist %zu van de %zu migraties; voer uit: woonzorg db migreer",
                     n - done, n);
    return rc;
}
