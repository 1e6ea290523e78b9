/* SPDX-License-Identifier: EUPL-1.2
 * See grens.h. A boundary is written in the transaction of its levering.
 */
#include "gebied/grens.h"

#include "gebied/gebied_intern.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/* The join comes last, so that a boundary that is not chosen is not fetched. */
static const char sql_op[] =
    "SELECT g.gebied_id, g.peildatum, g.ringen FROM ("
    "SELECT x.gebied_id, x.levering_id, ROW_NUMBER() OVER (PARTITION BY x.gebied_id ORDER BY CASE WHEN "
    "x.peildatum <= ?1 THEN 0 ELSE 1 END,"
    " CASE WHEN x.peildatum <= ?1 THEN -x.peildatum ELSE x.peildatum END, x.levering_id DESC) AS volgorde"
    " FROM grens x JOIN levering l ON l.id = x.levering_id WHERE l.status = 'actief') k"
    " JOIN grens g ON g.levering_id = k.levering_id AND g.gebied_id = k.gebied_id WHERE k.volgorde = 1";
static const char sql_bekend[] = "SELECT COUNT(*) FROM (SELECT 1 FROM grens g JOIN levering l ON l.id = "
                                 "g.levering_id WHERE l.status = 'actief' LIMIT 1) x";

static const char sql_versie[] = "SELECT l.id FROM levering l WHERE l.status = 'actief' AND EXISTS (SELECT 1 "
                                 "FROM grens g WHERE g.levering_id "
                                 "= l.id) ORDER BY l.id";

static const char sql_nieuw[] =
    "INSERT INTO grens (levering_id, gebied_id, peildatum, ringen) VALUES (?1, ?2, ?3, ?4)";
static const char sql_van[] = "SELECT gebied_id, peildatum, ringen FROM grens WHERE levering_id = ?1 AND "
                              "gebied_id > ?2 ORDER BY gebied_id";

void grens_pak(struct buf *b, const double *xy, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t v;

        memcpy(&v, &xy[i], sizeof v);
        v = htole64(v);
        buf_bytes(b, &v, sizeof v);
    }
}

const double *grens_uitpak(struct arena *a, struct str bytes, size_t *ret_n)
{
    size_t n = bytes.n / (2 * sizeof(double)) * 2;
    double *xy = ARENA_ARRAY(a, double, n + 1);

    for (size_t i = 0; i < n; i++) {
        uint64_t v;

        memcpy(&v, bytes.p + i * sizeof v, sizeof v);
        v = le64toh(v);
        memcpy(&xy[i], &v, sizeof v);
    }
    *ret_n = n;
    return xy;
}

static int id_orde(const void *x, const void *y)
{
    const struct grens *a = *(struct grens *const *)x, *b = *(struct grens *const *)y;

    return (a->gebied_id > b->gebied_id) - (a->gebied_id < b->gebied_id);
}

int grenzen_op(struct conn *c, struct arena *a, date_t d, struct grens *at, size_t n, struct err *e)
{
    struct grens **op = ARENA_ARRAY(a, struct grens *, n + 1);
    struct stmt *st;
    int rc = sql_open(c, sql_op, &st, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++) {
        at[i] = (struct grens){.gebied_id = at[i].gebied_id};
        op[i] = &at[i];
    }
    qsort(op, n, sizeof *op, id_orde);
    sql_bind_int(st, 1, d);
    while ((rc = sql_step(st, e)) > 0) {
        struct grens sleutel = {.gebied_id = sql_int(st, 0)}, *s = &sleutel,
                     **g = bsearch(&s, op, n, sizeof *op, id_orde);

        if (!g)
            continue;
        (*g)->peildatum = (date_t)sql_int(st, 1);
        (*g)->xy = grens_uitpak(a, sql_blob(st, 2), &(*g)->n);
    }
    sql_close(st);
    return rc;
}

int versie_reken(struct conn *c, const char *sql, uint64_t *ret, struct err *e)
{
    uint64_t v = 0xcbf29ce484222325u; /* FNV-1a by whole numbers: the same on every machine */
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        v = (v ^ (uint64_t)sql_int(st, 0)) * 0x100000001b3u;
    sql_close(st);
    *ret = v;
    return rc;
}

int grenzen_versie(struct conn *c, uint64_t *ret, struct err *e)
{
    return versie_reken(c, sql_versie, ret, e);
}

int grenzen_bekend(struct conn *c, bool *ret, struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_bekend, &n, e, "");

    *ret = n > 0;
    return rc;
}

int grens_bewaar(struct conn *c, int64_t levering, int64_t gebied, date_t peildatum, struct str ringen,
                 struct err *e)
{
    return sql_run(c, sql_nieuw, NULL, e, "iiib", levering, gebied, (int64_t)peildatum, ringen);
}

int grenzen_van(struct conn *c, int64_t levering, int64_t na, grens_fn *fn, void *ctx, struct err *e)
{
    struct arena a;
    struct stmt *st;
    int rc = sql_open(c, sql_van, &st, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    sql_bind_int(st, 1, levering);
    sql_bind_int(st, 2, na);
    while ((rc = sql_step(st, e)) > 0) {
        struct grens g = {.gebied_id = sql_int(st, 0), .peildatum = (date_t)sql_int(st, 1)};

        arena_reset(&a);
        g.xy = grens_uitpak(&a, sql_blob(st, 2), &g.n);
        rc = fn(ctx, &g, e);
        if (rc)
            break;
    }
    sql_close(st);
    arena_done(&a);
    return rc;
}
