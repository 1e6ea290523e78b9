/* SPDX-License-Identifier: EUPL-1.2
 * A loose SQLite file. */
#include "store/los.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct los {
    sqlite3 *db;
};

static int fout(sqlite3 *db, struct err *e)
{
    int code = sqlite3_errcode(db);
    bool data = code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_ERROR;

    if (code == SQLITE_CORRUPT)
        return err_set(e, ERR_DATA,
                       "het SQLite-bestand is beschadigd, of niet helemaal binnengekomen; haal het "
                       "opnieuw op");
    if (code == SQLITE_CANTOPEN)
        return err_set(
            e, ERR_ENV,
            "het SQLite-bestand is niet te openen of te maken; bestaat de map, en hebt u er rechten op?");
    return err_set(e, data ? ERR_DATA : ERR_ENV, "%s: %s",
                   code == SQLITE_NOTADB ? "dit is geen SQLite-bestand"
                   : data                ? "het SQLite-bestand is niet zoals verwacht"
                                         : "het SQLite-bestand is niet te lezen of te schrijven",
                   sqlite3_errmsg(db));
}

static int open_(struct los **ret, const char *pad, int hoe, struct err *e)
{
    struct los *l = calloc(1, sizeof *l);
    int rc = OK;

    if (!l)
        return err_set(e, ERR_ENV, "het geheugen is op");
    if (sqlite3_open_v2(pad, &l->db, hoe | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        rc = fout(l->db, e);
    if (rc) {
        los_close(l);
        return rc;
    }
    /* A file of others may hold views and triggers that mean harm. */
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(l->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_limit(l->db, SQLITE_LIMIT_LENGTH, 64 << 20);
    *ret = l;
    return OK;
}

int los_open(struct los **ret, const char *pad, struct err *e)
{
    int rc = open_(ret, pad, SQLITE_OPEN_READONLY, e);

    /* Pages as the system holds them, not copied: such a file is read once, from end to end. */
    return rc ? rc : los_doe(*ret, "PRAGMA mmap_size = 68719476736", e);
}

int los_maak(struct los **ret, const char *pad, struct err *e)
{
    struct los *l = NULL;
    int rc = open_(&l, pad, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE, e);

    if (rc)
        return rc;
    rc = los_doe(l, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN", e);
    if (rc)
        los_close(l);
    else
        *ret = l;
    return rc;
}

int los_klaar(struct los *l, struct err *e)
{
    return los_doe(l, "COMMIT", e);
}

void los_close(struct los *l)
{
    if (!l)
        return;
    sqlite3_close_v2(l->db);
    free(l);
}

int los_doe(struct los *l, const char *sql, struct err *e)
{
    return sqlite3_exec(l->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : fout(l->db, e);
}

static sqlite3_stmt *st(struct los_vraag *v)
{
    return (sqlite3_stmt *)v;
}

int los_vraag(struct los *l, const char *sql, struct los_vraag **ret, struct err *e)
{
    sqlite3_stmt *s;

    if (sqlite3_prepare_v2(l->db, sql, -1, &s, NULL) != SQLITE_OK)
        return fout(l->db, e);
    *ret = (struct los_vraag *)s;
    return OK;
}

void los_vraag_close(struct los_vraag *v)
{
    sqlite3_finalize(st(v));
}

int los_stap(struct los_vraag *v, struct err *e)
{
    int code = sqlite3_step(st(v));

    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE)
        return fout(sqlite3_db_handle(st(v)), e);
    sqlite3_reset(st(v));
    return 0;
}

void los_bind_str(struct los_vraag *v, int at, struct str s)
{
    sqlite3_bind_text64(st(v), at, s.p ? s.p : "", s.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void los_bind_int(struct los_vraag *v, int at, int64_t waarde)
{
    sqlite3_bind_int64(st(v), at, waarde);
}

void los_bind_blob(struct los_vraag *v, int at, const void *p, size_t n)
{
    sqlite3_bind_blob64(st(v), at, p, n, SQLITE_TRANSIENT);
}

void los_bind_null(struct los_vraag *v, int at)
{
    sqlite3_bind_null(st(v), at);
}

bool los_is_null(struct los_vraag *v, int kolom)
{
    return sqlite3_column_type(st(v), kolom) == SQLITE_NULL;
}

int64_t los_int(struct los_vraag *v, int kolom)
{
    return sqlite3_column_int64(st(v), kolom);
}

struct str los_str(struct los_vraag *v, int kolom)
{
    const char *p = (const char *)sqlite3_column_text(st(v), kolom);

    return (struct str){p, p ? (size_t)sqlite3_column_bytes(st(v), kolom) : 0};
}

struct str los_blob(struct los_vraag *v, int kolom)
{
    const char *p = sqlite3_column_blob(st(v), kolom);

    return (struct str){p, p ? (size_t)sqlite3_column_bytes(st(v), kolom) : 0};
}
