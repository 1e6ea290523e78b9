/* SPDX-License-Identifier: EUPL-1.2
 * Opening a database, lending its connections and running transactions: the part that is the same for both
 * databases. */
#include "store/store_intern.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { READERS_DEFAULT = 4, READERS_MAX = 256, BUSY_MS = 10000, TRIES_TOGETHER = 4, URL_MAX = 4096 };

int conn_fail(struct conn *c, bool conflict, struct err *e, int code, const char *fmt, ...)
{
    struct err why = {.code = code};
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(why.text, sizeof why.text, fmt, ap);
    va_end(ap);
    if (c->in_tx && !c->spoiled) {
        c->spoiled = true;
        c->why = why;
    }
    if (c->in_tx && conflict)
        c->conflict = true;
    if (e)
        *e = why;
    return code;
}

/* A connection of the pool; made when none is idle, waited for when all are out. */
static int pool_take(struct store *s, struct pool *p, struct conn **ret, struct err *e)
{
    struct conn *c;
    int rc = OK;

    pthread_mutex_lock(&s->lock);
    while (p->lent >= p->max)
        pthread_cond_wait(&p->freed, &s->lock);
    p->lent++;
    c = p->idle;
    if (c)
        p->idle = c->next;
    pthread_mutex_unlock(&s->lock);
    if (!c)
        rc = s->be->conn_open(s, p == &s->writers, &c, e);
    if (rc) {
        pthread_mutex_lock(&s->lock);
        p->lent--;
        pthread_cond_signal(&p->freed);
        pthread_mutex_unlock(&s->lock);
        return rc;
    }
    *ret = c;
    return OK;
}

static void pool_give(struct store *s, struct pool *p, struct conn *c)
{
    bool broken = c->broken;

    if (broken)
        s->be->conn_close(c);
    pthread_mutex_lock(&s->lock);
    if (!broken) {
        c->next = p->idle;
        p->idle = c;
    }
    p->lent--;
    pthread_cond_signal(&p->freed);
    pthread_mutex_unlock(&s->lock);
}

static void pool_done(struct store *s, struct pool *p)
{
    struct conn *c = p->idle, *next;

    assert(p->lent == 0);
    for (; c; c = next) {
        next = c->next;
        s->be->conn_close(c);
    }
    pthread_cond_destroy(&p->freed);
}

static int store_make(struct store **ret, struct str url, int readers, bool existing, struct err *e)
{
    struct store *s;
    struct conn *first;
    struct str path = {0};
    int rc;

    if (sodium_init() < 0)
        return err_set(e, ERR_ENV, "het besturingssysteem geeft geen toevalsgetallen");
    if (url.n > URL_MAX || memchr(url.p ? url.p : "", '\0', url.n))
        return err_set(e, ERR_USAGE, "het adres van de database is te lang of bevat een NUL-teken");
    if (str_starts(url, STR("sqlite:")))
        path = str_sub(url, 7, url.n);
    else if (!str_starts(url, STR("postgresql://")) && !str_starts(url, STR("postgres://")))
        return err_set(e, ERR_USAGE, "het adres van de database begint met sqlite: of postgresql://");
    if (path.p && (!path.n || path.p[0] == ':'))
        return err_set(e, ERR_USAGE, "na sqlite: hoort de naam van een bestand te staan");
    s = calloc(1, sizeof *s);
    if (!s || !(s->place = strndup(path.p ? path.p : url.p, path.p ? path.n : url.n))) {
        free(s);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    s->be = path.p ? &sqlite_backend : &postgres_backend;
    s->busy_ms = BUSY_MS;
    s->existing = existing;
    s->readers.max = readers < 1 ? READERS_DEFAULT : readers < READERS_MAX ? readers : READERS_MAX;
    s->writers.max = path.p ? 1 : s->readers.max;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->readers.freed, NULL);
    pthread_cond_init(&s->writers.freed, NULL);
    rc = pool_take(s, &s->writers, &first, e); /* so that a wrong address shows now; SQLite makes the file */
    if (rc) {
        store_close(s);
        return rc;
    }
    pool_give(s, &s->writers, first);
    *ret = s;
    return OK;
}

int store_open(struct store **ret, struct str url, int readers, struct err *e)
{
    return store_make(ret, url, readers, false, e);
}

int store_open_existing(struct store **ret, struct str url, int readers, struct err *e)
{
    return store_make(ret, url, readers, true, e);
}

void store_close(struct store *s)
{
    if (!s)
        return;
    pool_done(s, &s->readers);
    pool_done(s, &s->writers); /* last: SQLite then tidies its log away */
    pthread_mutex_destroy(&s->lock);
    free(s->place);
    free(s);
}

enum store_kind conn_kind(const struct conn *c)
{
    return c->be->kind;
}

enum store_kind store_kind(const struct store *s)
{
    return s->be->kind;
}

int64_t store_conflicts(struct store *s)
{
    int64_t n;

    pthread_mutex_lock(&s->lock);
    n = s->conflicts;
    pthread_mutex_unlock(&s->lock);
    return n;
}

int store_read(struct store *s, struct conn **ret, struct err *e)
{
    return pool_take(s, &s->readers, ret, e);
}

void store_return(struct store *s, struct conn *c)
{
    if (!c)
        return;
    assert(!c->writer);
    conn_end_statements(c);
    c->depth = c->depth ? 1 : 0;
    conn_snapshot_end(c);
    pool_give(s, &s->readers, c);
}

/* Every transaction starts and ends here, so that the flags of the connection are true. */
static int tx_begin(struct conn *c, bool write, bool alone, struct err *e)
{
    int rc;

    c->in_tx = true; /* already: a conflict in begin counts as one */
    c->spoiled = c->conflict = false;
    rc = c->be->begin(c, write, alone, e);
    if (rc)
        c->in_tx = false;
    return rc;
}

static void tx_rollback(struct conn *c)
{
    c->be->rollback(c);
    c->in_tx = c->spoiled = false;
}

int conn_snapshot_begin(struct conn *c, struct err *e)
{
    int rc = c->depth || c->in_tx ? OK : tx_begin(c, false, false, e);

    if (rc == OK)
        c->depth++;
    return rc;
}

void conn_snapshot_end(struct conn *c)
{
    if (c->depth && --c->depth == 0 && !c->writer)
        tx_rollback(c);
}

enum write_mode { WRITE_COMMIT, WRITE_REHEARSE, WRITE_SCHEMA };

/* One try. c->conflict tells afterwards whether another one makes sense. */
static int write_once(struct conn *c, store_write_fn *fn, void *ctx, enum write_mode mode, bool alone,
                      struct err *e)
{
    int rc = tx_begin(c, true, alone, e);

    if (rc)
        return rc;
    rc = fn(c, ctx, e);
    conn_end_statements(c); /* may still fail: an unread remainder of an INSERT */
    if (rc == OK && mode == WRITE_SCHEMA && !c->spoiled)
        rc = c->be->schema_check(c, e);
    if (rc == OK && c->spoiled) {
        rc = c->why.code;
        if (e)
            *e = c->why;
    }
    if (rc == OK && mode != WRITE_REHEARSE) {
        rc = c->be->commit(c, e);
        if (rc == OK)
            c->in_tx = false;
    }
    if (c->in_tx)
        tx_rollback(c);
    c->depth = 0;
    return rc;
}

/* Between two tries a while that grows, and differs for those who met each other. */
static void write_wait(int tries)
{
    int64_t us = 1000 + randombytes_uniform(4000u << (tries < 6 ? tries : 6));
    struct timespec t = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};

    nanosleep(&t, NULL);
}

static int write_run(struct store *s, store_write_fn *fn, void *ctx, enum write_mode mode, struct err *e)
{
    static _Thread_local const struct store *writing;
    struct conn *c;
    int rc;

    if (writing == s) /* would wait for itself for ever on SQLite */
        return err_set(e, ERR_ENV, "fout in het programma: schrijven binnen schrijven");
    rc = pool_take(s, &s->writers, &c, e);
    if (rc)
        return rc;
    writing = s;
    if (mode == WRITE_SCHEMA)
        rc = c->be->schema_enter(c, e);
    for (int tries = 1; rc == OK; tries++) {
        rc = write_once(c, fn, ctx, mode, mode == WRITE_SCHEMA || tries > TRIES_TOGETHER, e);
        if (rc == OK || !c->conflict || c->broken)
            break;
        if (tries == WRITE_TRIES) {
            rc = err_set(e, ERR_CONFLICT,
                         "anderen schrijven tegelijk in de database; na %d pogingen is er niets veranderd. "
                         "Probeer het later opnieuw",
                         WRITE_TRIES);
            break;
        }
        pthread_mutex_lock(&s->lock);
        s->conflicts++;
        pthread_mutex_unlock(&s->lock);
        if (e)
            *e = (struct err){0};
        write_wait(tries);
        rc = OK;
    }
    if (mode == WRITE_SCHEMA)
        c->be->schema_leave(c);
    writing = NULL;
    pool_give(s, &s->writers, c);
    return rc;
}

int store_write(struct store *s, store_write_fn *fn, void *ctx, struct err *e)
{
    return write_run(s, fn, ctx, WRITE_COMMIT, e);
}

int store_rehearse(struct store *s, store_write_fn *fn, void *ctx, struct err *e)
{
    return write_run(s, fn, ctx, WRITE_REHEARSE, e);
}

int store_write_schema(struct store *s, store_write_fn *fn, void *ctx, struct err *e)
{
    return write_run(s, fn, ctx, WRITE_SCHEMA, e);
}
