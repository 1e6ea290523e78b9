/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of leeswijzers: keeping them in versions, finding the one for a header, taking one out of use. */
#include "leeswijzer/leeswijzer.h"

#include "base/date.h"
#include "spoor/spoor.h"

#define KOLOMMEN                                                                                             \
    "id, leveraar, kop, versie, soort, inhoud, wie, gemaakt, einde, einde_wie, partij_id FROM leeswijzer"
static const char sql_zoek[] =
    "SELECT " KOLOMMEN " WHERE partij_id = ?1 AND leveraar = ?2 AND kop = ?3 AND einde IS NULL"
    " ORDER BY versie DESC";
static const char sql_bij_id[] = "SELECT " KOLOMMEN " WHERE id = ?1";
static const char sql_alle[] =
    "SELECT " KOLOMMEN " WHERE ?1 = 1 OR einde IS NULL ORDER BY leveraar, soort, kop, versie DESC LIMIT 1000";
static const char sql_hoogste[] =
    "SELECT COALESCE(MAX(versie), 0) FROM leeswijzer WHERE partij_id = ?1 AND leveraar = ?2 AND kop = ?3";
static const char sql_beeindig[] = "UPDATE leeswijzer SET einde = ?1, einde_wie = ?2"
                                   " WHERE partij_id = ?3 AND leveraar = ?4 AND kop = ?5 AND einde IS NULL";
static const char sql_nieuw[] =
    "INSERT INTO leeswijzer (partij_id, leveraar, kop, versie, soort, inhoud, wie, gemaakt, einde_wie)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '') RETURNING id";
static const char sql_gebruikt[] =
    "INSERT INTO levering_leeswijzer (levering_id, leeswijzer_id) VALUES (?1, ?2)";
static const char sql_verwijder[] =
    "UPDATE leeswijzer SET einde = ?1, einde_wie = ?2 WHERE id = ?3 AND einde IS NULL";

static bool bewaard_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct leeswijzer_bewaard *)rij =
        (struct leeswijzer_bewaard){.id = sql_int(st, 0),
                                    .leveraar = sql_str_dup(st, 1, a),
                                    .kop = sql_str_dup(st, 2, a),
                                    .versie = (int)sql_int(st, 3),
                                    .soort = sql_str_dup(st, 4, a),
                                    .inhoud = sql_str_dup(st, 5, a),
                                    .wie = sql_str_dup(st, 6, a),
                                    .gemaakt = sql_int(st, 7),
                                    .einde = sql_is_null(st, 8) ? 0 : sql_int(st, 8),
                                    .einde_wie = sql_str_dup(st, 9, a),
                                    .partij = sql_int(st, 10)};
    return true;
}

static int niet_gevonden(int rc, struct err *e)
{
    return rc == ERR_NOT_FOUND ? err_set(e, rc, "deze leeswijzer is er niet") : rc;
}

int leeswijzer_zoek(struct conn *c, struct arena *a, int64_t partij, struct str leveraar, struct str kop,
                    struct leeswijzer_bewaard *ret, struct err *e)
{
    return niet_gevonden(sql_one(c, a, sql_zoek, bewaard_rij, NULL, ret, e, "iss", partij,
                                 leveraar.p ? leveraar : STR(""), kop),
                         e);
}

int leeswijzer_bij_id(struct conn *c, struct arena *a, int64_t id, struct leeswijzer_bewaard *ret,
                      struct err *e)
{
    return niet_gevonden(sql_one(c, a, sql_bij_id, bewaard_rij, NULL, ret, e, "i", id), e);
}

int leeswijzers_lees(struct conn *c, struct arena *a, bool alle, const struct leeswijzer_bewaard **ret,
                     size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_alle, bewaard_rij, NULL, ret, ret_n, e, "i", (int64_t)alle);
}

/* What the trail keeps of one; not its columns, which stay in the table of leeswijzers. */
static struct doc *spoor_doc(struct arena *a, const struct leeswijzer_bewaard *x)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "leveraar", x->leveraar);
    DOC_SET_STR(a, d, "soort", x->soort);
    DOC_SET_INT(a, d, "versie", x->versie);
    return d;
}

int leeswijzer_bewaar(struct conn *c, const struct dader *d, const struct leeswijzer_bewaard *x,
                      int64_t *ret_id, struct err *e)
{
    struct leeswijzer_bewaard er, nieuw = *x;
    struct arena a;
    struct err geen;
    int64_t versie = 0;
    bool was;
    int rc;

    nieuw.leveraar = x->leveraar.p ? x->leveraar : STR("");
    arena_init(&a, 0);
    rc = leeswijzer_zoek(c, &a, x->partij, nieuw.leveraar, x->kop, &er, &geen);
    was = rc == OK;
    if (was && str_eq(er.inhoud, x->inhoud)) {
        *ret_id = er.id;
        arena_done(&a);
        return OK;
    }
    if (rc == ERR_NOT_FOUND)
        rc = OK;
    else if (rc)
        *e = geen;
    if (!rc)
        rc = sql_get_int(c, sql_hoogste, &versie, e, "iss", x->partij, nieuw.leveraar, x->kop);
    nieuw.versie = (int)versie + 1;
    if (!rc)
        rc = sql_run(c, sql_beeindig, NULL, e, "isiss", time_ms(), x->wie.n ? x->wie : STR("onbekend"),
                     x->partij, nieuw.leveraar, x->kop);
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, ret_id, e, "ississsi", x->partij, nieuw.leveraar, x->kop, versie + 1,
                         x->soort, x->inhoud, x->wie, time_ms());
    if (!rc)
        rc = spoor_schrijf(c, d,
                           &(struct daad){"leeswijzer.bewaard", "leeswijzer", *ret_id,
                                          was ? spoor_doc(&a, &er) : NULL, spoor_doc(&a, &nieuw)},
                           e);
    arena_done(&a);
    return rc;
}

int leeswijzer_gebruikt(struct conn *c, int64_t levering, int64_t leeswijzer, struct err *e)
{
    return sql_run(c, sql_gebruikt, NULL, e, "ii", levering, leeswijzer);
}

struct verwijder {
    const struct dader *door;
    int64_t id;
    struct str wie;
};

static int verwijder_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct verwijder *v = ctx;
    struct leeswijzer_bewaard er;
    struct arena a;
    int64_t n = 0;
    int rc;

    arena_init(&a, 0);
    rc = leeswijzer_bij_id(c, &a, v->id, &er, e);
    if (!rc)
        rc = sql_run(c, sql_verwijder, &n, e, "isi", time_ms(), v->wie.n ? v->wie : STR("onbekend"), v->id);
    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "deze leeswijzer is al niet meer in gebruik");
    if (!rc)
        rc = spoor_schrijf(
            c, v->door,
            &(struct daad){"leeswijzer.uit gebruik", "leeswijzer", v->id, spoor_doc(&a, &er), NULL}, e);
    arena_done(&a);
    return rc;
}

int leeswijzer_verwijder(struct store *s, const struct dader *d, int64_t id, struct str wie, struct err *e)
{
    struct verwijder v = {d, id, wie};

    return store_write(s, verwijder_doe, &v, e);
}
