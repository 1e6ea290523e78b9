/* SPDX-License-Identifier: EUPL-1.2
 * PostgreSQL behind the interface of store_intern.h: how a session is set up, transactions, and what the
 * server's errors mean.
 *
 * Writing is SERIALIZABLE: what fn reads and writes is as if it ran alone, as on SQLite, or it is run again.
 * So that a long transaction cannot lose to short ones for ever, every write holds one advisory lock of the
 * database: shared at first, and alone after a few conflicts and for migrations. It is taken in a transaction
 * before the real one, because a serializable transaction sees the moment of its first statement, which must
 * come after the waiting. */
#include "store/postgres.h"
#include "store/sqltext.h"

#include <stdlib.h>
#include <string.h>

/* "woonzorg" in ASCII, for the advisory lock. */
#define LOCK_KEY "8606219933219517031"

enum { SERVER_LEAST = 120000 };

/* By the first two characters of SQLSTATE, or all five where that tells more. */
static const struct {
    const char *state;
    int as;
    bool again;
    const char *words;
} meanings[] = {
    {"40001", ERR_CONFLICT, true, "een ander schreef tegelijk hetzelfde"},
    {"40P01", ERR_CONFLICT, true, "twee wijzigingen wachtten op elkaar"},
    {"55P03", ERR_CONFLICT, true, "een ander houdt dit gegeven bezet"},
    {"23505", ERR_CONFLICT, false, "dit gegeven bestaat al"},
    {"23P01", ERR_CONFLICT, false, "dit gegeven bestaat al"},
    {"23503", ERR_DATA, false, "dit gegeven verwijst naar iets dat er niet is, of er wordt naar verwezen"},
    {"23502", ERR_DATA, false, "een verplicht gegeven ontbreekt"},
    {"23514", ERR_DATA, false, "dit gegeven voldoet niet aan de voorwaarde van de tabel"},
    {"23", ERR_DATA, false, "de tabel neemt dit gegeven niet aan"},
    {"22", ERR_DATA, false, "dit gegeven heeft niet de soort die de tabel verwacht"},
    {"25006", ERR_ENV, false, "in de database mag hier niet worden geschreven"},
    {"54", ERR_LIMIT, false, "dit gegeven is te groot voor de database"},
    {"57014", ERR_CANCELLED, false, "de opdracht is afgebroken"},
    {"57", ERR_ENV, false, "de databaseserver stopt of start; probeer het zo opnieuw"},
    {"53", ERR_ENV, false, "de databaseserver heeft geen ruimte meer (schijf, geheugen of verbindingen)"},
    {"58", ERR_ENV, false, "de databaseserver kan zijn bestanden niet lezen of schrijven"},
    {"28", ERR_ENV, false, "de databaseserver weigert deze gebruiker"},
    {"42501", ERR_ENV, false, "deze gebruiker mag dit niet in de database"},
};

static size_t trimmed(const char *s)
{
    size_t n = strlen(s);

    while (n && (s[n - 1] == '\n' || s[n - 1] == ' '))
        n--;
    return n;
}

static int lost(struct conn *c, struct err *e)
{
    const char *detail = PQerrorMessage(((struct pg_conn *)c)->pg);

    c->broken = c->in_tx; /* outside a transaction it may be mended */
    return conn_fail(c, false, e, ERR_ENV, "geen verbinding met de databaseserver (%.*s)",
                     (int)trimmed(detail), detail);
}

int pg_fail(struct conn *c, const PGresult *res, struct err *e)
{
    PGconn *pg = ((struct pg_conn *)c)->pg;
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL, *message, *detail;

    if (!state && PQstatus(pg) == CONNECTION_BAD)
        return lost(c, e);
    if (!state) {
        message = PQerrorMessage(pg);
        return conn_fail(c, false, e, ERR_ENV, "de databaseserver antwoordt niet zoals verwacht (%.*s)",
                         (int)trimmed(message), message);
    }
    if (PQstatus(pg) == CONNECTION_BAD)
        c->broken = c->in_tx;
    message = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    detail = PQresultErrorField(res, PG_DIAG_MESSAGE_DETAIL);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0)
            return conn_fail(c, meanings[i].again, e, meanings[i].as, "%s (%.300s%s%.300s)",
                             meanings[i].words, message ? message : state, detail ? " " : "",
                             detail ? detail : "");
    return conn_fail(c, false, e, ERR_ENV, "de database kan deze opdracht niet uitvoeren (%.300s, %.5s)",
                     message ? message : "", state);
}

int pg_run(struct conn *c, const char *sql, struct err *e)
{
    PGresult *r;
    int rc = pg_free_wire(c, e);

    if (rc)
        return rc;
    r = PQexec(((struct pg_conn *)c)->pg, sql);
    rc =
        PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK ? OK : pg_fail(c, r, e);
    PQclear(r);
    return rc;
}

static void no_notices(void *ctx, const PGresult *r)
{
    (void)ctx;
    (void)r;
}

/* What a session must be, whatever the server's or the role's defaults are. A commit that is not on disk is
 * turned back on; a stricter setting (remote_apply) stays. */
static const char session_sql[] =
    "SET TimeZone = 'UTC'; SET standard_conforming_strings = on; SET bytea_output = hex; SET DateStyle = ISO;"
    "SET extra_float_digits = 1; SET default_transaction_read_only = on; SET default_transaction_deferrable "
    "= off;"
    "SET client_min_messages = warning;"
    /* Joins in the order that the SQL names them, as SQLite does with CROSS JOIN: a plan that turns with
     * every ANALYZE has made one page ten times slower. */
    "SET join_collapse_limit = 1;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = "
    "'off'";

static int session_check(struct conn *c, struct err *e)
{
    PGconn *pg = ((struct pg_conn *)c)->pg;
    const char *encoding = PQparameterStatus(pg, "server_encoding");

    if (PQserverVersion(pg) < SERVER_LEAST)
        return conn_fail(c, false, e, ERR_ENV, "deze PostgreSQL (%d) is te oud; nodig is versie %d of hoger",
                         PQserverVersion(pg) / 10000, SERVER_LEAST / 10000);
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return conn_fail(
            c, false, e, ERR_ENV,
            "deze database bewaart tekst als %s; maak haar met CREATE DATABASE … ENCODING 'UTF8'",
            encoding ? encoding : "onbekend");
    return pg_run(c, session_sql, e);
}

/* Over a network a database without a checked certificate is refused, unless its URL says that it is to be
 * so: else figures and passwords may go to whoever stands in between. */
static int tls_check(struct conn *c, struct err *e)
{
    PGconn *pg = ((struct pg_conn *)c)->pg;
    const char *host = PQhost(pg);
    PQconninfoOption *o, *all;
    bool checked = false;

    if (!host || !*host || *host == '/' || !strcmp(host, "localhost") || !strncmp(host, "127.", 4) ||
        !strcmp(host, "::1"))
        return OK;
    if (strstr(c->store->place, "sslmode="))
        return OK;
    all = PQconninfo(pg);
    for (o = all; o && o->keyword; o++)
        if (!strcmp(o->keyword, "sslmode") && o->val)
            checked = !strcmp(o->val, "verify-full") || !strcmp(o->val, "verify-ca");
    PQconninfoFree(all);
    return checked
               ? OK
               : conn_fail(
                     c, false, e, ERR_ENV,
                     "de database staat op een andere machine: zet ?sslmode=verify-full achter haar URL (en "
                     "sslrootcert=BESTAND), of zeg met een andere sslmode dat het zonder mag");
}

/* The first settings are defaults that the URL may change; the last are ours. */
static int connect_now(struct conn *c, struct err *e)
{
    static const char *const keys[] = {"connect_timeout", "application_name", "keepalives_idle",
                                       "dbname",          "client_encoding",  NULL};
    const char *values[] = {"10", "woonzorg", "60", c->store->place, "UTF8", NULL};
    struct pg_conn *pc = (struct pg_conn *)c;
    int rc;

    pc->pg = PQconnectdbParams(keys, values, 1);
    pc->generation++;
    pc->live = NULL;
    pc->lock = LOCK_NONE;
    if (!pc->pg)
        return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    if (PQstatus(pc->pg) != CONNECTION_OK)
        return lost(c, e);
    PQsetNoticeReceiver(pc->pg, no_notices, NULL);
    rc = tls_check(c, e);
    return rc ? rc : session_check(c, e);
}

int pg_reconnect(struct conn *c, struct err *e)
{
    struct pg_conn *pc = (struct pg_conn *)c;
    int rc;

    PQfinish(pc->pg);
    pc->pg = NULL;
    rc = connect_now(c, e);
    c->broken = rc != OK;
    return rc;
}

static void close_conn(struct conn *c)
{
    struct pg_conn *pc = (struct pg_conn *)c;

    c->broken = true; /* the server forgets its statements by itself */
    conn_forget_statements(c);
    PQfinish(pc->pg);
    free(pc);
}

static int open_conn(struct store *s, bool writer, struct conn **ret, struct err *e)
{
    PQconninfoOption *options = PQconninfoParse(s->place, NULL);
    struct pg_conn *pc;
    int rc;

    if (!options) /* libpq's own words may repeat the password */
        return err_set(
            e, ERR_USAGE,
            "het adres van de database klopt niet; verwacht: postgresql://gebruiker:wachtwoord@server:poort/"
            "database, met bijzondere tekens als %%xx");
    PQconninfoFree(options);
    pc = calloc(1, sizeof *pc);
    if (!pc)
        return err_set(e, ERR_ENV, "het geheugen is op");
    pc->base = (struct conn){.be = &postgres_backend, .store = s, .writer = writer};
    rc = connect_now(&pc->base, e);
    if (rc) {
        close_conn(&pc->base);
        return rc;
    }
    *ret = &pc->base;
    return OK;
}

static int unlock(struct conn *c)
{
    struct pg_conn *pc = (struct pg_conn *)c;
    int rc = OK;

    if (pc->lock != LOCK_NONE)
        rc = pg_run(c, "SELECT pg_advisory_unlock_all()", NULL);
    pc->lock = LOCK_NONE;
    return rc;
}

static int begin(struct conn *c, bool write, bool alone, struct err *e)
{
    static const char read[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
    static const char together[] = "BEGIN; SELECT pg_advisory_lock_shared(" LOCK_KEY "); COMMIT;"
                                   "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
    static const char by_itself[] = "BEGIN; SELECT pg_advisory_lock(" LOCK_KEY "); COMMIT;"
                                    "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
    const char *sql = !write ? read : alone ? by_itself : together;
    struct pg_conn *pc = (struct pg_conn *)c;
    int rc;

    for (int tries = 0;; tries++) {
        rc = pg_run(c, sql, e);
        if (rc == OK || tries || PQstatus(pc->pg) != CONNECTION_BAD)
            break;
        c->in_tx = c->spoiled =
            false; /* nothing had begun: a server that was restarted meanwhile is no error */
        rc = pg_reconnect(c, e);
        if (rc)
            return rc;
        c->in_tx = true;
    }
    if (rc == OK && write)
        pc->lock = alone ? LOCK_ALONE : LOCK_SHARED;
    if (rc) { /* somewhere between the two transactions */
        pc->lock = LOCK_SHARED;
        c->broken |= PQstatus(pc->pg) == CONNECTION_BAD || pg_run(c, "ROLLBACK", NULL) || unlock(c);
    }
    return rc;
}

static void rollback(struct conn *c)
{
    c->in_tx = false;
    if (!c->broken)
        c->broken = pg_run(c, "ROLLBACK", NULL) || unlock(c);
}

/* COMMIT of a transaction in which something failed answers "ROLLBACK", without an error. A connection that
 * is lost between our asking and the answer leaves us not knowing: only then is that said. The lock goes in
 * the same round trip. */
static int commit(struct conn *c, struct err *e)
{
    struct pg_conn *pc = (struct pg_conn *)c;
    PGresult *r, *next;
    int rc = pg_free_wire(c, e);

    if (rc)
        return rc;
    if (!PQsendQuery(pc->pg, "COMMIT; SELECT pg_advisory_unlock_all()"))
        return pg_fail(c, NULL, e);
    r = PQgetResult(pc->pg);
    while ((next = PQgetResult(pc->pg)))
        PQclear(next);
    if (PQresultStatus(r) == PGRES_COMMAND_OK && strcmp(PQcmdStatus(r), "COMMIT") == 0) {
        c->broken = PQstatus(pc->pg) == CONNECTION_BAD;
        pc->lock = LOCK_NONE;
        PQclear(r);
        return OK;
    }
    if (PQresultStatus(r) == PGRES_COMMAND_OK) {
        rc = conn_fail(c, false, e, ERR_ENV, "de database heeft de wijziging teruggedraaid");
    } else if (PQstatus(pc->pg) == CONNECTION_BAD) {
        c->broken = true;
        rc = conn_fail(
            c, false, e, ERR_ENV,
            "de verbinding met de databaseserver brak af tijdens het vastleggen; onbekend is of de wijziging "
            "bewaard is. Kijk dat na voor u het opnieuw doet");
    } else {
        rc = pg_fail(c, r, e);
    }
    PQclear(r);
    return rc;
}

static int schema_enter(struct conn *c, struct err *e)
{
    (void)c;
    (void)e;
    return OK;
}

/* A type that slipped through the rewriting (written in small letters) would hold less than SQLite's. */
static int schema_check(struct conn *c, struct err *e)
{
    static const char sql[] =
        "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
        "  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_collation l ON l.oid = "
        "a.attcollation"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0"
        "   AND NOT a.attisdropped AND (a.atttypid NOT IN ('int8'::regtype, 'float8'::regtype, "
        "'text'::regtype,"
        "   'bytea'::regtype) OR a.atttypid = 'text'::regtype AND l.collname <> 'C') LIMIT 1";
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    rc = sql_step(st, e);
    if (rc == 1) {
        struct str column = sql_str(st, 0);

        rc = conn_fail(c, false, e, ERR_ENV,
                       "kolom %.*s: schrijf de soort als INTEGER, REAL, TEXT of BLOB, in hoofdletters",
                       STR_ARG(column));
    }
    sql_close(st);
    return rc;
}

static void schema_leave(struct conn *c)
{
    (void)c;
}

static int schema_run(struct conn *c, struct str sql, struct err *e)
{
    struct err why = {0};
    struct arena a;
    struct str text;
    int rc;

    arena_init(&a, 0);
    rc = sqltext_schema(&a, sql, &text, &why);
    if (rc)
        conn_fail(c, false, e, rc, "%s", why.text);
    else
        rc = pg_run(c, str_cstr(&a, text), e);
    arena_done(&a);
    return rc;
}

const struct backend postgres_backend = {
    .kind = STORE_POSTGRES,
    .sql_has_table = "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass(?1)",
    .conn_open = open_conn,
    .conn_close = close_conn,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .schema_enter = schema_enter,
    .schema_check = schema_check,
    .schema_leave = schema_leave,
    .schema_run = schema_run,
    .prepare = pg_prepare,
    .dispose = pg_dispose,
    .rewind = pg_rewind,
    .bind_int = pg_bind_int,
    .bind_num = pg_bind_num,
    .bind_text = pg_bind_text,
    .bind_blob = pg_bind_blob,
    .bind_null = pg_bind_null,
    .step = pg_step,
    .changes = pg_changes,
    .col_int = pg_col_int,
    .col_num = pg_col_num,
    .col_text = pg_col_text,
    .col_blob = pg_col_text, /* bytea and text alike are bytes here */
    .col_null = pg_col_null,
    .bulk_open = pg_bulk_open,
    .bulk_int = pg_bulk_int,
    .bulk_num = pg_bulk_num,
    .bulk_text = pg_bulk_text,
    .bulk_blob = pg_bulk_blob,
    .bulk_null = pg_bulk_null,
    .bulk_row = pg_bulk_row,
    .bulk_end = pg_bulk_end,
};
