/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of leeswijzers: keeping them in versions, finding the one for a header, taking one out of use. */
#include "leeswijzer/leeswijzer.h"

#include "base/date.h"

#define KOLOMMEN "id, leveraar, kop, versie, soort, inhoud, wie, gemaakt, einde, einde_wie FROM leeswijzer"
static const char sql_zoek[] = "SELECT " KOLOMMEN " WHERE leveraar = ?1 AND kop = ?2 AND einde IS NULL"
                               " ORDER BY versie DESC";
static const char sql_bij_id[] = "SELECT " KOLOMMEN " WHERE id = ?1";
static const char sql_alle[] =
    "SELECT " KOLOMMEN " WHERE ?1 = 1 OR einde IS NULL ORDER BY leveraar, soort, kop, versie DESC LIMIT 1000";
static const char sql_hoogste[] =
    "SELECT COALESCE(MAX(versie), 0) FROM leeswijzer WHERE leveraar = ?1 AND kop = ?2";
static const char sql_beeindig[] =
    "UPDATE leeswijzer SET einde = ?1, einde_wie = ?2 WHERE leveraar = ?3 AND kop = ?4 AND einde IS NULL";
static const char sql_nieuw[] =
    "INSERT INTO leeswijzer (leveraar, kop, versie, soort, inhoud, wie, gemaakt, einde_wie)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '') RETURNING id";
static const char sql_gebruikt[] =
    "INSERT INTO levering_leeswijzer (levering_id, leeswijzer_id) VALUES (?1, ?2)";
static const char sql_verwijder[] =
    "UPDATE leeswijzer SET einde = ?1, einde_wie = ?2 WHERE id = ?3 AND einde IS NULL";

static void bewaard_neem(struct stmt *st, struct arena *a, struct leeswijzer_bewaard *r)
{
    *r = (struct leeswijzer_bewaard){.id = sql_int(st, 0),
                                     .leveraar = sql_str_dup(st, 1, a),
                                     .kop = sql_str_dup(st, 2, a),
                                     .versie = (int)sql_int(st, 3),
                                     .soort = sql_str_dup(st, 4, a),
                                     .inhoud = sql_str_dup(st, 5, a),
                                     .wie = sql_str_dup(st, 6, a),
                                     .gemaakt = sql_int(st, 7),
                                     .einde = sql_is_null(st, 8) ? 0 : sql_int(st, 8),
                                     .einde_wie = sql_str_dup(st, 9, a)};
}

static int een_lees(struct stmt *st, struct arena *a, struct leeswijzer_bewaard *ret, struct err *e)
{
    int rc = sql_step(st, e);

    if (rc > 0)
        bewaard_neem(st, a, ret);
    sql_close(st);
    return rc > 0 ? OK : rc ? rc : err_set(e, ERR_NOT_FOUND, "deze leeswijzer is er niet");
}

int leeswijzer_zoek(struct conn *c, struct arena *a, struct str leveraar, struct str kop,
                    struct leeswijzer_bewaard *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_zoek, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, leveraar.p ? leveraar : STR(""));
    sql_bind_str(st, 2, kop);
    return een_lees(st, a, ret, e);
}

int leeswijzer_bij_id(struct conn *c, struct arena *a, int64_t id, struct leeswijzer_bewaard *ret,
                      struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_bij_id, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    return een_lees(st, a, ret, e);
}

int leeswijzers_lees(struct conn *c, struct arena *a, bool alle, const struct leeswijzer_bewaard **ret,
                     size_t *ret_n, struct err *e)
{
    VEC(struct leeswijzer_bewaard) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_alle, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, alle);
    while ((rc = sql_step(st, e)) > 0) {
        struct leeswijzer_bewaard r;

        bewaard_neem(st, a, &r);
        VEC_PUSH(a, &v, r);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int leeswijzer_bewaar(struct conn *c, struct str leveraar, struct str kop, struct str soort,
                      struct str inhoud, struct str wie, int64_t *ret_id, struct err *e)
{
    struct leeswijzer_bewaard er;
    struct arena a;
    struct err geen;
    int64_t versie = 0;
    int rc;

    leveraar = leveraar.p ? leveraar : STR("");
    arena_init(&a, 0);
    rc = leeswijzer_zoek(c, &a, leveraar, kop, &er, &geen);
    if (rc == OK && str_eq(er.inhoud, inhoud)) {
        *ret_id = er.id;
        arena_done(&a);
        return OK;
    }
    arena_done(&a);
    if (rc && rc != ERR_NOT_FOUND) {
        *e = geen;
        return rc;
    }
    rc = sql_get_int(c, sql_hoogste, &versie, e, "ss", leveraar, kop);
    if (!rc)
        rc = sql_run(c, sql_beeindig, NULL, e, "isss", time_ms(), wie.n ? wie : STR("onbekend"), leveraar,
                     kop);
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, ret_id, e, "ssisssi", leveraar, kop, versie + 1, soort, inhoud, wie,
                         time_ms());
    return rc;
}

int leeswijzer_gebruikt(struct conn *c, int64_t levering, int64_t leeswijzer, struct err *e)
{
    return sql_run(c, sql_gebruikt, NULL, e, "ii", levering, leeswijzer);
}

struct verwijder {
    int64_t id;
    struct str wie;
};

static int verwijder_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct verwijder *v = ctx;
    int64_t n = 0;
    int rc = sql_run(c, sql_verwijder, &n, e, "isi", time_ms(), v->wie.n ? v->wie : STR("onbekend"), v->id);

    return rc || n ? rc : err_set(e, ERR_CONFLICT, "deze leeswijzer is al niet meer in gebruik");
}

int leeswijzer_verwijder(struct store *s, int64_t id, struct str wie, struct err *e)
{
    struct verwijder v = {id, wie};

    return store_write(s, verwijder_doe, &v, e);
}
