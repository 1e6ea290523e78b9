/* SPDX-License-Identifier: EUPL-1.2
 * SQLite behind the interface of store_intern.h: how a connection is set up and why, transactions,
 * statements. A connection is opened without SQLite's own locks, since the pool lends it to one thread at a
 * time. */
#include "store/sqlite.h"
#include "store/sqltext.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct sqlite_stmt {
    struct stmt base;
    sqlite3_stmt *vm;
    int64_t changes;
};

static sqlite3_stmt *vm_of(struct stmt *st)
{
    return ((struct sqlite_stmt *)st)->vm;
}

/* What SQLite's codes mean to a caller. Other codes are the environment's. */
static const struct {
    int code, as;
    const char *words;
} meanings[] = {
    {SQLITE_CONSTRAINT_UNIQUE, ERR_CONFLICT, "dit gegeven bestaat al"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ERR_CONFLICT, "dit gegeven bestaat al"},
    {SQLITE_CONSTRAINT_ROWID, ERR_CONFLICT, "dit gegeven bestaat al"},
    {SQLITE_CONSTRAINT_FOREIGNKEY, ERR_DATA,
     "dit gegeven verwijst naar iets dat er niet is, of er wordt naar verwezen"},
    {SQLITE_CONSTRAINT_NOTNULL, ERR_DATA, "een verplicht gegeven ontbreekt"},
    {SQLITE_CONSTRAINT_CHECK, ERR_DATA, "dit gegeven voldoet niet aan de voorwaarde van de tabel"},
    {SQLITE_CONSTRAINT_DATATYPE, ERR_DATA, "dit gegeven heeft niet de soort die de tabel verwacht"},
    {SQLITE_CONSTRAINT, ERR_DATA, "de tabel neemt dit gegeven niet aan"},
    {SQLITE_MISMATCH, ERR_DATA, "dit gegeven heeft niet de soort die de tabel verwacht"},
    {SQLITE_TOOBIG, ERR_LIMIT, "dit gegeven is te groot voor de database"},
    {SQLITE_INTERRUPT, ERR_CANCELLED, "de opdracht is afgebroken"},
    {SQLITE_BUSY, ERR_ENV, "een ander programma houdt de database bezet"},
    {SQLITE_LOCKED, ERR_ENV, "een ander deel van het programma houdt de database bezet"},
    {SQLITE_FULL, ERR_ENV, "de schijf met de database is vol"},
    {SQLITE_IOERR, ERR_ENV, "lezen of schrijven van het databasebestand mislukt; kijk de schijf na"},
    {SQLITE_CORRUPT, ERR_ENV, "het databasebestand is beschadigd; zet een reservekopie terug"},
    {SQLITE_NOTADB, ERR_ENV, "dit bestand is geen database van Woonzorg"},
    {SQLITE_CANTOPEN, ERR_ENV,
     "het databasebestand is niet te openen; bestaat de map en mag het programma er schrijven?"},
    {SQLITE_READONLY, ERR_ENV, "in de database mag hier niet worden geschreven"},
    {SQLITE_NOMEM, ERR_ENV, "het geheugen is op"},
};

int sqlite_fail(struct conn *c, int code, struct err *e)
{
    sqlite3 *db = ((struct sqlite_conn *)c)->db;
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    bool busy = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;

    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == code || meanings[i].code == (code & 0xFF))
            return conn_fail(c, busy && c->writer, e, meanings[i].as, "%s (%s)", meanings[i].words, detail);
    return conn_fail(c, false, e, ERR_ENV, "de database kan deze opdracht niet uitvoeren (%s)", detail);
}

static int run(struct conn *c, const char *sql, struct err *e)
{
    int rc = sqlite3_exec(((struct sqlite_conn *)c)->db, sql, NULL, NULL, NULL);

    return rc ? sqlite_fail(c, rc, e) : OK;
}

/* Turning WAL on asks for the file alone for a moment, and does not always wait by itself: programs that
 * start together would refuse one another. */
static int wal_on(struct conn *c, struct err *e)
{
    struct timespec pause = {.tv_nsec = 5000000};
    sqlite3 *db = ((struct sqlite_conn *)c)->db;
    int rc, waited = 0;

    do {
        rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
        if ((rc & 0xFF) != SQLITE_BUSY)
            break;
        nanosleep(&pause, NULL);
        waited += 5;
    } while (waited < c->store->busy_ms);
    return rc ? sqlite_fail(c, rc, e) : OK;
}

/* DEFENSIVE and an untrusted schema: a database file that someone else made cannot run code or damage itself.
 * Double-quoted text is refused, as on PostgreSQL, and LIKE minds capitals. */
static int harden(struct conn *c, struct err *e)
{
    static const int flags[][2] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},     {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    sqlite3 *db = ((struct sqlite_conn *)c)->db;

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        int now = -1, rc = sqlite3_db_config(db, flags[i][0], flags[i][1], &now);

        if (rc || now != flags[i][1])
            return conn_fail(c, false, e, ERR_ENV, "deze SQLite mist een beveiliging die nodig is (%d)",
                             flags[i][0]);
    }
    return run(c, "PRAGMA case_sensitive_like=ON", e);
}

/* Memory for sorting is left to SQLite, which goes to a temporary file past the cache: a sort of ten million
 * rows stays bounded. Readers map the file, which took a tenth off a scan and a quarter off single rows
 * beyond the cache; the writer does not, so that a failing disk is an error there and not a signal. */
static int set_up(struct conn *c, bool writer, struct err *e)
{
    static const char as_writer[] = "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                                    "PRAGMA journal_size_limit=67108864";
    static const char as_reader[] =
        "PRAGMA cache_size=-16384; PRAGMA mmap_size=1073741824; PRAGMA query_only=ON";
    sqlite3 *db = ((struct sqlite_conn *)c)->db;
    int rc;

    sqlite3_busy_timeout(db, c->store->busy_ms);
    rc = harden(c, e);
    if (rc == OK && writer)
        rc = wal_on(c, e);
    return rc ? rc : run(c, writer ? as_writer : as_reader, e);
}

static void close_conn(struct conn *c)
{
    struct sqlite_conn *sc = (struct sqlite_conn *)c;

    conn_forget_statements(c);
    if (c->writer &&
        !c->broken) /* keeps the planner's figures fresh; looks at few rows, and failing does no harm */
        sqlite3_exec(sc->db, "PRAGMA analysis_limit=400; PRAGMA optimize", NULL, NULL, NULL);
    sqlite3_close(sc->db);
    free(sc);
}

/* A new file is its owner's alone, whatever the umask: it holds what people may not see. What SQLite puts
 * beside it gets the same rights. When it cannot be made SQLite will say why. */
static void file_make(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd >= 0)
        close(fd);
}

static int open_conn(struct store *s, bool writer, struct conn **ret, struct err *e)
{
    struct sqlite_conn *sc = calloc(1, sizeof *sc);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, rc;

    if (!sc)
        return err_set(e, ERR_ENV, "het geheugen is op");
    sc->base = (struct conn){.be = &sqlite_backend, .store = s, .writer = writer};
    if (s->existing && access(s->place, F_OK)) {
        free(sc);
        return err_set(e, ERR_ENV,
                       "%s: dit bestand is er niet. Klopt de naam? Een nieuwe database maakt woonzorg db "
                       "migreer --db sqlite:%s",
                       s->place, s->place);
    }
    if (writer && !s->existing)
        file_make(s->place);
    rc =
        sqlite3_open_v2(s->place, &sc->db, writer && !s->existing ? flags | SQLITE_OPEN_CREATE : flags, NULL);
    if (!rc)
        rc = sqlite_fulltext_register(sc->db);
    rc = rc ? sqlite_fail(&sc->base, rc, e) : set_up(&sc->base, writer, e);
    if (rc) {
        sc->base.broken = true;
        close_conn(&sc->base);
        if (e)
            err_prefix(e, "%s: ", s->place);
        return rc;
    }
    *ret = &sc->base;
    return OK;
}

/* `alone` needs nothing: SQLite has one writer. The read pins the moment that the snapshot shows. */
static int begin(struct conn *c, bool write, bool alone, struct err *e)
{
    (void)alone;
    sqlite3_busy_timeout(((struct sqlite_conn *)c)->db, c->store->busy_ms);
    return run(c, write ? "BEGIN IMMEDIATE" : "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", e);
}

static void rollback(struct conn *c)
{
    sqlite3 *db = ((struct sqlite_conn *)c)->db;

    if (!sqlite3_get_autocommit(db) && sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL))
        c->broken = true; /* closing it rolls back */
}

static int commit(struct conn *c, struct err *e)
{
    struct sqlite_conn *sc = (struct sqlite_conn *)c;
    int rc;

    if (sqlite3_get_autocommit(
            sc->db)) /* SQLite gave up by itself; conn_fail told so, but never trust one flag */
        return conn_fail(c, false, e, ERR_ENV, "de database heeft de wijziging al teruggedraaid");
    rc = sqlite3_exec(sc->db, "COMMIT", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        return OK;
    rc = (rc & 0xFF) == SQLITE_IOERR ? conn_fail(c, false, e, ERR_ENV,
                                                 "vastleggen mislukt door een fout van de schijf; onbekend "
                                                 "is of de wijziging bewaard is (%s)",
                                                 sqlite3_errmsg(sc->db))
                                     : sqlite_fail(c, rc, e);
    return rc;
}

/* A migration may rebuild a table that others refer to; SQLite's own recipe is to look at the references
 * afterwards. */
static int schema_enter(struct conn *c, struct err *e)
{
    return run(c, "PRAGMA foreign_keys=OFF", e);
}

static int schema_check(struct conn *c, struct err *e)
{
    static const char sql[] = "SELECT count(*) FROM pragma_foreign_key_check";
    int64_t n = 0;
    int rc = sql_get_int(c, sql, &n, e, "");

    if (rc == OK && n)
        rc = conn_fail(c, false, e, ERR_ENV, "deze migratie laat %lld verwijzingen naar niets achter",
                       (long long)n);
    return rc;
}

static void schema_leave(struct conn *c)
{
    if (run(c, "PRAGMA foreign_keys=ON", NULL))
        c->broken = true;
}

static int schema_run(struct conn *c, struct str sql, struct err *e)
{
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = run(c, str_cstr(&a, sql), e);
    arena_done(&a);
    return rc;
}

static int prepare(struct conn *c, struct str sql, struct stmt **ret, struct err *e)
{
    sqlite3 *db = ((struct sqlite_conn *)c)->db;
    struct sqlite_stmt *st;
    const char *tail;
    struct err why;
    struct str t;
    size_t at = 0;
    int params, rc;

    rc = sqltext_query(NULL, sql, NULL, &params, &why);
    if (rc)
        return conn_fail(c, false, e, rc, "%s", why.text);
    st = calloc(1, sizeof *st);
    if (!st)
        return conn_fail(c, false, e, ERR_ENV, "het geheugen is op");
    rc = sqlite3_prepare_v3(db, sql.p, (int)sql.n + 1, SQLITE_PREPARE_PERSISTENT, &st->vm, &tail);
    if (rc) {
        free(st);
        return sqlite_fail(c, rc, e);
    }
    while (st->vm && sqltext_next(str_from(tail), &at, &t) == SQL_SPACE)
        ;
    if (!st->vm || t.n) {
        sqlite3_finalize(st->vm);
        free(st);
        return conn_fail(c, false, e, ERR_ENV, "fout in het programma: dit is niet één SQL-opdracht: %.80s",
                         sql.p);
    }
    st->base.n_params = params;
    *ret = &st->base;
    return OK;
}

static void dispose(struct stmt *st)
{
    sqlite3_finalize(vm_of(st));
    free(st);
}

static void rewind_stmt(struct stmt *st)
{
    sqlite3_reset(vm_of(st));
    if (st->n_params)
        sqlite3_clear_bindings(vm_of(st));
}

static int bind_int(struct stmt *st, int at, int64_t v)
{
    return sqlite3_bind_int64(vm_of(st), at, v);
}

static int bind_num(struct stmt *st, int at, double v)
{
    return sqlite3_bind_double(vm_of(st), at, v);
}

static int bind_text(struct stmt *st, int at, struct str v)
{
    return sqlite3_bind_text(vm_of(st), at, v.p, (int)v.n, SQLITE_TRANSIENT);
}

static int bind_blob(struct stmt *st, int at, const void *p, size_t n)
{
    return sqlite3_bind_blob(vm_of(st), at, p, (int)n, SQLITE_TRANSIENT);
}

static int bind_null(struct stmt *st, int at)
{
    return sqlite3_bind_null(vm_of(st), at);
}

static int step(struct stmt *st, struct err *e)
{
    int rc = sqlite3_step(vm_of(st));

    if (__builtin_expect(rc == SQLITE_ROW, 1))
        return 1;
    if (rc == SQLITE_DONE) {
        struct sqlite_conn *sc = (struct sqlite_conn *)st->c;

        ((struct sqlite_stmt *)st)->changes =
            sqlite3_stmt_readonly(vm_of(st)) ? 0 : sqlite3_changes64(sc->db);
        sqlite3_reset(vm_of(st)); /* gives the read lock back now rather than at close */
        return 0;
    }
    rc = sqlite_fail(st->c, rc, e);
    sqlite3_reset(vm_of(st));
    return rc;
}

static int64_t changes(struct stmt *st)
{
    return ((struct sqlite_stmt *)st)->changes;
}

static int64_t col_int(struct stmt *st, int col)
{
    return sqlite3_column_int64(vm_of(st), col);
}

static double col_num(struct stmt *st, int col)
{
    return sqlite3_column_double(vm_of(st), col);
}

static struct str col_text(struct stmt *st, int col)
{
    const char *p = (const char *)sqlite3_column_text(vm_of(st), col);

    return (struct str){p, p ? (size_t)sqlite3_column_bytes(vm_of(st), col) : 0};
}

static struct str col_blob(struct stmt *st, int col)
{
    const char *p = sqlite3_column_blob(vm_of(st), col);

    if (!p) /* also for no bytes at all, which is not NULL */
        return sqlite3_column_type(vm_of(st), col) == SQLITE_NULL ? (struct str){0} : STR("");
    return (struct str){p, (size_t)sqlite3_column_bytes(vm_of(st), col)};
}

static bool col_null(struct stmt *st, int col)
{
    return sqlite3_column_type(vm_of(st), col) == SQLITE_NULL;
}

const struct backend sqlite_backend = {
    .kind = STORE_SQLITE,
    .sql_has_table = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1",
    .conn_open = open_conn,
    .conn_close = close_conn,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .schema_enter = schema_enter,
    .schema_check = schema_check,
    .schema_leave = schema_leave,
    .schema_run = schema_run,
    .prepare = prepare,
    .dispose = dispose,
    .rewind = rewind_stmt,
    .bind_int = bind_int,
    .bind_num = bind_num,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_null = bind_null,
    .step = step,
    .changes = changes,
    .col_int = col_int,
    .col_num = col_num,
    .col_text = col_text,
    .col_blob = col_blob,
    .col_null = col_null,
    .bulk_open = sqlite_bulk_open,
    .bulk_int = sqlite_bulk_int,
    .bulk_num = sqlite_bulk_num,
    .bulk_text = sqlite_bulk_text,
    .bulk_blob = sqlite_bulk_blob,
    .bulk_null = sqlite_bulk_null,
    .bulk_row = sqlite_bulk_row,
    .bulk_end = sqlite_bulk_end,
};
