/* SPDX-License-Identifier: EUPL-1.2
 * Statements on PostgreSQL. Rows come one at a time (single-row mode), so that memory stays bounded whatever
 * the size of the answer, and a small answer is one round trip. The wire carries one statement at a time:
 * when another wants it, what the first still has to give is parked in memory, packed as length, bytes, zero
 * per column. */
#include "store/postgres.h"
#include "store/sqltext.h"

#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARK_MAX = 64 << 20,
    KEEP_MAX = 64 << 10,       /* larger buffers are not kept with a cached statement */
    DRAIN_BEFORE_CANCEL = 256, /* rows: a small remainder is quicker read than cancelled */
    OID_BOOL = 16,
    OID_BYTEA = 17,
};

struct pg_param {
    char small[32];
    char *large;
    size_t room;
};

struct pg_col {
    const char *p; /* ends with a zero */
    int n;         /* -1: NULL */
};

struct pg_stmt {
    struct stmt base;
    char name[24];
    char *text;          /* as PostgreSQL wants it */
    uint64_t generation; /* of the connection on which it was prepared; 0: not yet */
    const char **values;
    int *lengths, *formats;
    struct pg_param *params;
    enum { FLOW_NEW, FLOW_LIVE, FLOW_PARKED } flow;
    PGresult *row; /* the present one, when live */
    struct pg_col *cols;
    Oid *types;
    int n_cols, cols_room;
    char *parked;
    size_t n_parked, parked_room, parked_at;
    struct err *late; /* what went wrong after the parked rows */
    int64_t changes;
    struct arena scratch; /* bytes of bytea columns, until the next step */
};

size_t pg_put_int(char to[24], int64_t v)
{
    char digits[24];
    uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;
    size_t n = sizeof digits, len;

    do
        digits[--n] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        digits[--n] = '-';
    len = sizeof digits - n;
    memcpy(to, digits + n, len);
    return len;
}

size_t pg_put_num(char to[32], double v)
{
    size_t n;

    if (fabs(v) < 9e15 && v == (double)(int64_t)v && !(v == 0 && signbit(v)))
        return pg_put_int(to, (int64_t)v);
    n = (size_t)snprintf(to, 32, "%.17g", v);
    for (size_t i = 0; i < n; i++) /* whatever a library did to the locale */
        if (to[i] == ',')
            to[i] = '.';
    return n;
}

static int no_memory(struct conn *c, struct err *e)
{
    return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
}

/* A name is given back to the server when its statement leaves the cache, unless the session is gone with all
 * its names. */
void pg_dispose(struct stmt *st)
{
    struct pg_stmt *ps = (struct pg_stmt *)st;
    struct pg_conn *pc = (struct pg_conn *)st->c;
    char sql[48];

    if (ps->generation == pc->generation && !st->c->broken && !st->c->spoiled) {
        snprintf(sql, sizeof sql, "DEALLOCATE %s", ps->name);
        (void)pg_run(st->c, sql, NULL);
    }
    for (int i = 0; i < st->n_params; i++)
        free(ps->params[i].large);
    PQclear(ps->row);
    arena_done(&ps->scratch);
    free(ps->late);
    free(ps->parked);
    free(ps->cols);
    free(ps->types);
    free(ps->params);
    free(ps->formats);
    free(ps->lengths);
    free(ps->values);
    free(ps->text);
    free(ps);
}

static int prepare_now(struct pg_stmt *ps, struct err *e)
{
    struct conn *c = ps->base.c;
    struct pg_conn *pc = (struct pg_conn *)c;
    PGresult *r;
    int rc = pg_free_wire(c, e);

    if (rc)
        return rc;
    snprintf(ps->name, sizeof ps->name, "w%" PRIu64, ++pc->names);
    r = PQprepare(pc->pg, ps->name, ps->text, 0, NULL);
    rc = PQresultStatus(r) == PGRES_COMMAND_OK ? OK : pg_fail(c, r, e);
    PQclear(r);
    if (rc == OK)
        ps->generation = pc->generation;
    return rc;
}

int pg_prepare(struct conn *c, struct str sql, struct stmt **ret, struct err *e)
{
    struct pg_stmt *ps = calloc(1, sizeof *ps);
    struct err why = {0};
    struct arena a;
    struct str text;
    int rc, n = 0;

    if (!ps)
        return no_memory(c, e);
    arena_init(&a, 0);
    rc = sqltext_query(&a, sql, &text, &n, &why);
    if (rc)
        conn_fail(c, false, e, rc, "%s", why.text);
    else
        ps->text = strndup(text.p, text.n);
    arena_done(&a);
    ps->base.c = c;
    ps->base.n_params = n;
    if (rc == OK) {
        ps->values = calloc((size_t)n + 1, sizeof *ps->values);
        ps->lengths = calloc((size_t)n + 1, sizeof *ps->lengths);
        ps->formats = calloc((size_t)n + 1, sizeof *ps->formats);
        ps->params = calloc((size_t)n + 1, sizeof *ps->params);
        if (!ps->text || !ps->values || !ps->lengths || !ps->formats || !ps->params) {
            ps->base.n_params = 0;
            rc = no_memory(c, e);
        }
    }
    /* Now rather than at the first step, so that a mistake shows where SQLite shows it. */
    if (rc == OK) {
        rc = prepare_now(ps, e);
        if (rc && !c->in_tx && PQstatus(((struct pg_conn *)c)->pg) == CONNECTION_BAD &&
            pg_reconnect(c, e) == OK)
            rc = prepare_now(ps, e);
    }
    if (rc) {
        pg_dispose(&ps->base);
        return rc;
    }
    *ret = &ps->base;
    return OK;
}

/* Room for parameter `at` and its n bytes; NULL when there is no such parameter. */
static char *param(struct stmt *st, int at, size_t n, int format)
{
    struct pg_stmt *ps = (struct pg_stmt *)st;
    struct pg_param *p = &ps->params[at - 1];
    char *to = NULL;

    if (at < 1 || at > st->n_params || st->state != STMT_READY)
        return NULL;
    if (n < sizeof p->small) {
        to = p->small;
    } else if (n < p->room) {
        to = p->large;
    } else {
        free(p->large);
        p->room = n + 1;
        to = p->large = malloc(p->room);
        if (!to) {
            p->room = 0;
            return NULL;
        }
    }
    to[n] = '\0';
    ps->values[at - 1] = to;
    ps->lengths[at - 1] = (int)n;
    ps->formats[at - 1] = format;
    return to;
}

int pg_bind_text(struct stmt *st, int at, struct str v)
{
    return pg_bind_blob(st, at, v.p, v.n) ? -1 : (((struct pg_stmt *)st)->formats[at - 1] = 0);
}

int pg_bind_blob(struct stmt *st, int at, const void *p, size_t n)
{
    char *to = param(st, at, n, 1);

    if (to && n)
        memcpy(to, p, n);
    return to ? OK : -1;
}

int pg_bind_int(struct stmt *st, int at, int64_t v)
{
    char digits[24];

    return pg_bind_text(st, at, (struct str){digits, pg_put_int(digits, v)});
}

int pg_bind_num(struct stmt *st, int at, double v)
{
    char digits[32];

    return pg_bind_text(st, at, (struct str){digits, pg_put_num(digits, v)});
}

int pg_bind_null(struct stmt *st, int at)
{
    if (!param(st, at, 0, 0))
        return -1;
    ((struct pg_stmt *)st)->values[at - 1] = NULL;
    return OK;
}

/* Points cols at the row that just came. */
static int take_row(struct pg_stmt *ps, PGresult *r, struct err *e)
{
    int n = PQnfields(r);

    if (n > ps->cols_room) {
        struct pg_col *cols = realloc(ps->cols, (size_t)n * sizeof *cols);
        Oid *types = realloc(ps->types, (size_t)n * sizeof *types);

        ps->cols = cols ? cols : ps->cols;
        ps->types = types ? types : ps->types;
        if (!cols || !types)
            return no_memory(ps->base.c, e);
        ps->cols_room = n;
    }
    if (!ps->row) /* the first */
        for (int i = 0; i < n; i++)
            ps->types[i] = PQftype(r, i);
    for (int i = 0; i < n; i++) {
        ps->cols[i].n = PQgetisnull(r, 0, i) ? -1 : PQgetlength(r, 0, i);
        ps->cols[i].p = PQgetvalue(r, 0, i);
    }
    ps->n_cols = n;
    return OK;
}

/* Reads to the end of the statement on the wire. */
static void drain(struct pg_conn *pc)
{
    PGresult *r;

    while ((r = PQgetResult(pc->pg))) {
        ExecStatusType status = PQresultStatus(r);

        PQclear(r);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            pc->base.broken = true; /* COPY does not come through sql_open */
            break;
        }
    }
    pc->live = NULL;
}

/* The next row over the wire: 1 with *ret, 0 at the end, or an error; after the last two the wire is free. */
static int wire_next(struct pg_stmt *ps, PGresult **ret, struct err *e)
{
    struct pg_conn *pc = (struct pg_conn *)ps->base.c;
    PGresult *r = PQgetResult(pc->pg);
    ExecStatusType status = PQresultStatus(r);
    const char *state;
    int rc = OK;

    if (status == PGRES_SINGLE_TUPLE) {
        *ret = r;
        return 1;
    }
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        ps->changes = strtoll(PQcmdTuples(r), NULL, 10);
    } else {
        rc = pg_fail(&pc->base, r, e);
        state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
        if (state && (!strcmp(state, "0A000") || !strcmp(state, "26000"))) /* its tables changed shape */
            ps->base.stale = true;
    }
    PQclear(r);
    drain(pc);
    return rc;
}

static int park_row(struct pg_stmt *ps, const PGresult *r)
{
    for (int i = 0; i < PQnfields(r); i++) {
        int32_t n = PQgetisnull(r, 0, i) ? -1 : PQgetlength(r, 0, i);
        size_t need = sizeof n + (n < 0 ? 0 : (size_t)n + 1);

        if (ps->n_parked + need > ps->parked_room) {
            size_t room = ps->parked_room ? ps->parked_room * 2 : 4096;
            char *p;

            while (room < ps->n_parked + need)
                room *= 2;
            p = room <= PARK_MAX ? realloc(ps->parked, room) : NULL;
            if (!p)
                return -1;
            ps->parked = p;
            ps->parked_room = room;
        }
        memcpy(ps->parked + ps->n_parked, &n, sizeof n);
        if (n >= 0)
            memcpy(ps->parked + ps->n_parked + sizeof n, PQgetvalue(r, 0, i), (size_t)n + 1);
        ps->n_parked += need;
    }
    return 0;
}

int pg_free_wire(struct conn *c, struct err *e)
{
    struct pg_stmt *ps = ((struct pg_conn *)c)->live;
    struct err why = {0};
    PGresult *r;
    int rc, full = 0;

    if (!ps)
        return OK;
    ps->flow = FLOW_PARKED;
    while ((rc = wire_next(ps, &r, &why)) == 1) {
        full = full || park_row(ps, r);
        PQclear(r);
    }
    if (full)
        rc = conn_fail(
            c, false, &why, ERR_LIMIT,
            "fout in het programma: een opdracht binnen een opdracht die nog meer dan %d MB te geven heeft",
            PARK_MAX >> 20);
    if (rc == OK)
        return OK;
    ps->late = malloc(sizeof *ps->late);
    if (ps->late)
        *ps->late = why;
    /* Outside a transaction it is that statement's trouble only; it hears of it at its next step. */
    if (!c->in_tx && PQstatus(((struct pg_conn *)c)->pg) == CONNECTION_OK)
        return OK;
    if (e)
        *e = why;
    return rc;
}

static int parked_next(struct pg_stmt *ps, struct err *e)
{
    if (ps->parked_at >= ps->n_parked) {
        if (ps->late && e)
            *e = *ps->late;
        return ps->late ? ps->late->code : 0;
    }
    for (int i = 0; i < ps->n_cols; i++) {
        int32_t n;

        memcpy(&n, ps->parked + ps->parked_at, sizeof n);
        ps->parked_at += sizeof n;
        ps->cols[i] = (struct pg_col){n < 0 ? "" : ps->parked + ps->parked_at, n};
        ps->parked_at += n < 0 ? 0 : (size_t)n + 1;
    }
    return 1;
}

/* Sends the statement off and fetches its first row. */
static int start(struct pg_stmt *ps, PGresult **ret, struct err *e)
{
    struct conn *c = ps->base.c;
    struct pg_conn *pc = (struct pg_conn *)c;
    int rc = ps->generation == pc->generation ? pg_free_wire(c, e) : prepare_now(ps, e);

    if (rc)
        return rc;
    if (!PQsendQueryPrepared(pc->pg, ps->name, ps->base.n_params, ps->values, ps->lengths, ps->formats, 0))
        return pg_fail(c, NULL, e);
    PQsetSingleRowMode(pc->pg);
    pc->live = ps;
    ps->flow = FLOW_LIVE;
    return wire_next(ps, ret, e);
}

int pg_step(struct stmt *st, struct err *e)
{
    struct pg_stmt *ps = (struct pg_stmt *)st;
    struct pg_conn *pc = (struct pg_conn *)st->c;
    PGresult *r = NULL;
    int rc;

    if (ps->scratch.used)
        arena_reset(&ps->scratch);
    if (ps->flow == FLOW_PARKED) {
        rc = parked_next(ps, e);
    } else if (ps->flow == FLOW_LIVE) {
        rc = wire_next(ps, &r, e);
    } else {
        rc = start(ps, &r, e);
        /* Outside a transaction everything only reads, so it may simply be asked again. */
        if (rc < 0 && !st->c->in_tx && PQstatus(pc->pg) == CONNECTION_BAD && pg_reconnect(st->c, e) == OK)
            rc = start(ps, &r, e);
        st->c->broken |= rc < 0 && PQstatus(pc->pg) == CONNECTION_BAD;
    }
    if (rc == 1 && r) {
        int bad = take_row(ps, r, e);

        PQclear(ps->row);
        ps->row = r;
        if (bad)
            return bad;
    }
    if (rc != 1)
        ps->n_cols = 0;
    return rc;
}

/* Not in a transaction, which would be lost with it. */
static void cancel(struct pg_conn *pc)
{
    PGcancel *handle = PQgetCancel(pc->pg);
    char why[64];

    if (handle)
        PQcancel(handle, why, sizeof why);
    PQfreeCancel(handle);
}

/* The caller wants no more rows. */
static void stop(struct pg_stmt *ps)
{
    struct pg_conn *pc = (struct pg_conn *)ps->base.c;
    PGresult *r;
    int rc = 1;

    for (int i = 0; rc == 1 && (pc->base.in_tx || i < DRAIN_BEFORE_CANCEL); i++)
        if ((rc = wire_next(ps, &r, NULL)) == 1) /* an error spoils the transaction, as it should */
            PQclear(r);
    if (rc == 1) {
        cancel(pc);
        drain(pc);
    }
}

void pg_rewind(struct stmt *st)
{
    struct pg_stmt *ps = (struct pg_stmt *)st;

    if (((struct pg_conn *)st->c)->live == ps)
        stop(ps);
    PQclear(ps->row);
    ps->row = NULL;
    for (int i = 0; i < st->n_params; i++) {
        ps->values[i] = NULL;
        if (ps->params[i].room > KEEP_MAX) {
            free(ps->params[i].large);
            ps->params[i].large = NULL;
            ps->params[i].room = 0;
        }
    }
    free(ps->late);
    ps->late = NULL;
    if (ps->parked_room > KEEP_MAX) {
        free(ps->parked);
        ps->parked = NULL;
        ps->parked_room = 0;
    }
    ps->n_parked = ps->parked_at = 0;
    ps->n_cols = 0;
    ps->flow = FLOW_NEW;
    ps->changes = 0;
    arena_done(&ps->scratch);
}

int64_t pg_changes(struct stmt *st)
{
    return ((struct pg_stmt *)st)->changes;
}

static const struct pg_col *column(struct stmt *st, int col)
{
    static const struct pg_col none = {"", -1};
    struct pg_stmt *ps = (struct pg_stmt *)st;

    return col >= 0 && col < ps->n_cols ? &ps->cols[col] : &none;
}

static bool is_type(struct stmt *st, int col, Oid type)
{
    struct pg_stmt *ps = (struct pg_stmt *)st;

    return col >= 0 && col < ps->n_cols && ps->types[col] == type;
}

static double text_num(const char *p)
{
    static _Thread_local locale_t plain;

    if (!plain)
        plain = newlocale(LC_ALL_MASK, "C", NULL);
    return plain ? strtod_l(p, NULL, plain) : strtod(p, NULL);
}

/* As SQLite turns what it has into a whole number: fractions are cut, too large is the largest. */
static int64_t text_int(const char *p)
{
    const char *start = p, *digits;
    bool minus = *p == '-';
    uint64_t u = 0;
    double d;

    for (digits = p += minus; *p >= '0' && *p <= '9' && p - digits < 19; p++) /* nineteen always fit */
        u = u * 10 + (uint64_t)(*p - '0');
    if (*p == '\0' && u <= (uint64_t)INT64_MAX + minus)
        return minus ? (int64_t)-u : (int64_t)u;
    d = text_num(start);
    if (isnan(d))
        return 0;
    if (d >= 0x1p63)
        return INT64_MAX;
    return d < -0x1p63 ? INT64_MIN : (int64_t)d;
}

int64_t pg_col_int(struct stmt *st, int col)
{
    const struct pg_col *v = column(st, col);

    if (is_type(st, col, OID_BOOL))
        return v->n > 0 && v->p[0] == 't';
    return v->n > 0 ? text_int(v->p) : 0;
}

double pg_col_num(struct stmt *st, int col)
{
    const struct pg_col *v = column(st, col);

    if (is_type(st, col, OID_BOOL))
        return v->n > 0 && v->p[0] == 't';
    return v->n > 0 ? text_num(v->p) : 0;
}

static int hex_digit(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0';
}

static struct str hex_bytes(struct arena *a, const struct pg_col *v)
{
    size_t n = v->n > 2 ? (size_t)(v->n - 2) / 2 : 0;
    char *to = arena_alloc(a, n + 1);

    for (size_t i = 0; i < n; i++)
        to[i] = (char)(hex_digit(v->p[2 + 2 * i]) << 4 | hex_digit(v->p[3 + 2 * i]));
    return (struct str){to, n};
}

struct str pg_col_text(struct stmt *st, int col)
{
    const struct pg_col *v = column(st, col);

    if (v->n < 0)
        return (struct str){0};
    if (is_type(st, col, OID_BYTEA))
        return hex_bytes(&((struct pg_stmt *)st)->scratch, v);
    if (is_type(st, col, OID_BOOL))
        return v->p[0] == 't' ? STR("1") : STR("0");
    return (struct str){v->p, (size_t)v->n};
}

bool pg_col_null(struct stmt *st, int col)
{
    return column(st, col)->n < 0;
}
