/* SPDX-License-Identifier: EUPL-1.2
 * Statements: their cache per connection, what may be bound, and the short ways to run one. */
#include "store/store_intern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool text_ok(struct str s)
{
    size_t i = 0;

    if (s.n > VALUE_MAX)
        return false;
    for (; i + 8 <= s.n; i += 8) { /* eight plain characters at once: no high bit, no zero byte */
        uint64_t w;

        memcpy(&w, s.p + i, 8);
        if ((w | (w - 0x0101010101010101)) & 0x8080808080808080)
            break;
    }
    for (; i < s.n; i++) {
        if (s.p[i] == '\0')
            return false;
        if ((unsigned char)s.p[i] >= 0x80)
            return utf8_valid(str_sub(s, i, s.n)) && !memchr(s.p + i, '\0', s.n - i);
    }
    return true;
}

static size_t bucket(const char *sql)
{
    return ((uintptr_t)sql * 0x9E3779B97F4A7C15u) >> 58 & (STMT_BUCKETS - 1);
}

static void stmt_free(struct stmt *st)
{
    char *text = st->text;
    struct err *bad = st->bad_bind;

    st->c->be->dispose(st);
    free(text);
    free(bad);
}

/* Takes the statement of this text out of the cache. */
static struct stmt *cache_take(struct conn *c, const char *sql)
{
    struct stmt **at = &c->cached[bucket(sql)], *st;

    for (; (st = *at); at = &st->next) {
        if (st->sql != sql || strcmp(st->text, sql) != 0)
            continue;
        *at = st->next;
        c->n_cached--;
        return st;
    }
    return NULL;
}

static void cache_put(struct conn *c, struct stmt *st)
{
    struct stmt **at = &c->cached[bucket(st->sql)];

    st->used = ++c->clock;
    st->next = *at;
    *at = st;
    c->n_cached++;
}

static void cache_drop_oldest(struct conn *c)
{
    struct stmt **oldest = NULL, *st;

    for (int i = 0; i < STMT_BUCKETS; i++)
        for (struct stmt **at = &c->cached[i]; *at; at = &(*at)->next)
            if (!oldest || (*at)->used < (*oldest)->used)
                oldest = at;
    if (!oldest)
        return;
    st = *oldest;
    *oldest = st->next;
    c->n_cached--;
    stmt_free(st);
}

static bool counts_rows(const char *sql)
{
    static const char *const words[] = {"INSERT", "UPDATE", "DELETE", "WITH"};

    while (*sql == ' ' || *sql == '\n' || *sql == '\t' || *sql == '\r')
        sql++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ieq(str_from(words[i]), (struct str){sql, strnlen(sql, strlen(words[i]))}))
            return true;
    return false;
}

static int stmt_new(struct conn *c, const char *sql, struct stmt **ret, struct err *e)
{
    struct stmt *st;
    int rc;

    while (c->n_cached >= STMT_CACHE_MAX) /* here, where the connection is free to forget one */
        cache_drop_oldest(c);
    rc = c->be->prepare(c, str_from(sql), &st, e);
    if (rc)
        return rc;
    st->c = c;
    st->sql = sql;
    st->counts = counts_rows(sql);
    st->text = strdup(sql);
    if (!st->text) {
        stmt_free(st);
        return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    }
    *ret = st;
    return OK;
}

int sql_open(struct conn *c, const char *sql, struct stmt **ret, struct err *e)
{
    struct stmt *st;
    int rc;

    if (c->spoiled) {
        if (e)
            *e = c->why;
        return c->why.code;
    }
    if (c->bulk)
        return conn_fail(c, false, e, ERR_ENV,
                         "fout in het programma: een opdracht tijdens het vullen van %s", c->bulk->table);
    st = cache_take(c, sql);
    if (!st) {
        rc = stmt_new(c, sql, &st, e);
        if (rc)
            return rc;
    }
    st->state = STMT_READY;
    st->prev = NULL;
    st->next = c->open;
    if (c->open)
        c->open->prev = st;
    c->open = st;
    *ret = st;
    return OK;
}

void sql_close(struct stmt *st)
{
    struct conn *c;

    if (!st)
        return;
    c = st->c;
    if (st->prev)
        st->prev->next = st->next;
    else
        c->open = st->next;
    if (st->next)
        st->next->prev = st->prev;
    c->be->rewind(st);
    free(st->bad_bind);
    st->bad_bind = NULL;
    if (st->stale)
        stmt_free(st);
    else
        cache_put(c, st);
}

void conn_end_statements(struct conn *c)
{
    bulk_abort(c->bulk);
    while (c->open)
        sql_close(c->open);
}

void conn_forget_statements(struct conn *c)
{
    conn_end_statements(c);
    while (c->n_cached)
        cache_drop_oldest(c);
}

/* Remembers the first bind that failed, for the first step. */
static void bad_bind(struct stmt *st, int code, int at, const char *why)
{
    if (st->bad_bind)
        return;
    st->bad_bind = calloc(1, sizeof *st->bad_bind);
    if (st->bad_bind) /* else the parameter stays NULL, and memory is the smaller worry */
        err_set(st->bad_bind, code, "waarde %d kan niet in de database: %s", at, why);
}

static void no_such(struct stmt *st, int at, int rc)
{
    if (rc)
        bad_bind(st, ERR_DATA, at, "fout in het programma, zo'n parameter is er niet");
}

void sql_bind_int(struct stmt *st, int at, int64_t v)
{
    no_such(st, at, st->c->be->bind_int(st, at, v));
}

void sql_bind_num(struct stmt *st, int at, double v)
{
    if (isfinite(v))
        no_such(st, at, st->c->be->bind_num(st, at, v));
    else
        bad_bind(st, ERR_DATA, at, "het is geen eindig getal");
}

void sql_bind_str(struct stmt *st, int at, struct str v)
{
    if (!v.p)
        sql_bind_null(st, at);
    else if (v.n > VALUE_MAX)
        bad_bind(st, ERR_LIMIT, at, "de tekst is te groot");
    else if (!text_ok(v))
        bad_bind(st, ERR_DATA, at, "de tekst bevat een NUL-teken of is geen geldige UTF-8");
    else
        no_such(st, at, st->c->be->bind_text(st, at, v));
}

void sql_bind_blob(struct stmt *st, int at, const void *p, size_t n)
{
    if (!p)
        sql_bind_null(st, at);
    else if (n > VALUE_MAX)
        bad_bind(st, ERR_LIMIT, at, "het bestand is te groot");
    else
        no_such(st, at, st->c->be->bind_blob(st, at, p, n));
}

void sql_bind_null(struct stmt *st, int at)
{
    no_such(st, at, st->c->be->bind_null(st, at));
}

static int step_refused(struct stmt *st, struct err *e)
{
    struct conn *c = st->c;
    const struct err *why = c->spoiled ? &c->why : st->bad_bind;

    st->state = STMT_DONE;
    if (!c->spoiled)
        return conn_fail(c, false, e, why->code, "%s", why->text);
    if (e)
        *e = *why;
    return why->code;
}

int sql_step(struct stmt *st, struct err *e)
{
    int rc;

    if (__builtin_expect(st->c->spoiled || st->bad_bind, 0))
        return step_refused(st, e);
    if (st->state == STMT_DONE)
        return 0;
    rc = st->c->be->step(st, e);
    st->state = rc == 1 ? STMT_ROW : STMT_DONE;
    return rc;
}

int64_t sql_int(struct stmt *st, int col)
{
    return st->c->be->col_int(st, col);
}

double sql_num(struct stmt *st, int col)
{
    return st->c->be->col_num(st, col);
}

struct str sql_str(struct stmt *st, int col)
{
    return st->c->be->col_text(st, col);
}

struct str sql_str_dup(struct stmt *st, int col, struct arena *a)
{
    struct str s = sql_str(st, col);

    return s.p ? str_dup(a, s) : s;
}

struct str sql_blob(struct stmt *st, int col)
{
    return st->c->be->col_blob(st, col);
}

bool sql_is_null(struct stmt *st, int col)
{
    return st->c->be->col_null(st, col);
}

static int open_bound(struct conn *c, const char *sql, struct stmt **ret, struct err *e, const char *format,
                      va_list ap)
{
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e), at = 1;

    if (rc)
        return rc;
    for (; *format; format++, at++) {
        switch (*format) {
        case 'i':
            sql_bind_int(st, at, va_arg(ap, int64_t));
            break;
        case 'd':
            sql_bind_num(st, at, va_arg(ap, double));
            break;
        case 's':
            sql_bind_str(st, at, va_arg(ap, struct str));
            break;
        case 'b': {
            struct str v = va_arg(ap, struct str);

            sql_bind_blob(st, at, v.p, v.n);
            break;
        }
        case 'n':
            sql_bind_null(st, at);
            break;
        default:
            bad_bind(st, ERR_DATA, at, "fout in het programma, een onbekende letter");
        }
    }
    *ret = st;
    return OK;
}

int sql_run(struct conn *c, const char *sql, int64_t *ret_n, struct err *e, const char *format, ...)
{
    struct stmt *st;
    va_list ap;
    int rc;

    va_start(ap, format);
    rc = open_bound(c, sql, &st, e, format, ap);
    va_end(ap);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) == 1)
        ;
    if (rc == OK && ret_n)
        *ret_n = st->counts ? c->be->changes(st) : 0;
    sql_close(st);
    return rc;
}

bool sql_row_int(struct stmt *st, struct arena *a, void *row, void *ctx)
{
    (void)a;
    (void)ctx;
    *(int64_t *)row = sql_int(st, 0);
    return true;
}

bool sql_row_str(struct stmt *st, struct arena *a, void *row, void *ctx)
{
    (void)ctx;
    *(struct str *)row = sql_str_dup(st, 0, a);
    return true;
}

int sql_list(struct conn *c, struct arena *a, const char *sql, const struct sql_row *row, void *ret,
             size_t *ret_n, struct err *e, const char *format, ...)
{
    struct stmt *st;
    char *at = NULL;
    size_t n = 0, cap = 0;
    va_list ap;
    int rc;

    va_start(ap, format);
    rc = open_bound(c, sql, &st, e, format, ap);
    va_end(ap);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) == 1) {
        if (n == cap) {
            size_t nieuw = cap ? cap * 2 : 8;

            at = arena_grow(a, at, cap * row->size, nieuw * row->size);
            cap = nieuw;
        }
        memset(at + n * row->size, 0, row->size); /* one that was left out may have written there */
        n += row->fn(st, a, at + n * row->size, row->ctx);
    }
    sql_close(st);
    if (rc)
        return rc;
    memcpy(ret, &at, sizeof at); /* a pointer to an array of the caller's type */
    *ret_n = n;
    return OK;
}

int sql_one(struct conn *c, struct arena *a, const char *sql, sql_row_fn *fn, void *ctx, void *ret,
            struct err *e, const char *format, ...)
{
    struct stmt *st;
    va_list ap;
    int rc;

    va_start(ap, format);
    rc = open_bound(c, sql, &st, e, format, ap);
    va_end(ap);
    if (rc)
        return rc;
    rc = sql_step(st, e);
    if (rc >= 0)
        rc = rc && fn(st, a, ret, ctx) ? OK : err_set(e, ERR_NOT_FOUND, "dit staat niet in de database");
    sql_close(st);
    return rc;
}

int sql_get_int(struct conn *c, const char *sql, int64_t *ret, struct err *e, const char *format, ...)
{
    struct stmt *st;
    bool found = false;
    int64_t v = 0;
    va_list ap;
    int rc;

    va_start(ap, format);
    rc = open_bound(c, sql, &st, e, format, ap);
    va_end(ap);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) == 1) { /* to the end: a later row may still fail */
        if (!found)
            v = sql_int(st, 0);
        found = true;
    }
    sql_close(st);
    if (rc)
        return rc;
    if (!found)
        return err_set(e, ERR_NOT_FOUND, "dit staat niet in de database");
    *ret = v;
    return OK;
}
