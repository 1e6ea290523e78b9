/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of partijen. */
#include "partij/partij.h"

#include "base/num.h"

#define KOLOMMEN "p.id, p.soort, p.naam, p.kvk, p.cbs, p.bron, p.verzonnen, p.opgegaan_in, p.opgegaan_op"

static const char sql_een[] = "SELECT " KOLOMMEN " FROM partij p WHERE p.id = ?1";
static const char sql_lijst[] =
    "SELECT " KOLOMMEN " FROM partij p WHERE (?1 = '' OR p.soort = ?1) AND (?2 = 1 OR p.opgegaan_in IS NULL)"
    " ORDER BY p.soort, p.naam, p.id";
static const char sql_zoek[] =
    "SELECT " KOLOMMEN " FROM partij p WHERE p.opgegaan_in IS NULL AND (p.id = ?2 OR (?1 <> '' AND"
    " (p.kvk = ?1 OR p.cbs = ?1 OR p.naam = ?1))) ORDER BY p.id LIMIT 2";
static const char sql_nu[] = "SELECT COALESCE(opgegaan_in, id) FROM partij WHERE id = ?1";
static const char sql_contacten[] =
    "SELECT id, naam, functie, email, telefoon FROM partij_contact WHERE partij_id = ?1 ORDER BY id";
static const char sql_werkgebied[] =
    "SELECT gebied_id, van, tot FROM partij_werkgebied WHERE partij_id = ?1 ORDER BY gebied_id, van";
static const char sql_werkgebied_op[] =
    "SELECT DISTINCT w.gebied_id FROM partij p JOIN partij_werkgebied w ON w.partij_id = p.id"
    " WHERE COALESCE(p.opgegaan_in, p.id) = ?1 AND ((w.van <= ?2 AND ?2 < w.tot) OR (w.van <= ?3 AND ?3 < "
    "w.tot)) ORDER BY w.gebied_id";
static const char sql_raakt[] =
    "SELECT COUNT(*) FROM partij p JOIN partij_werkgebied w ON w.partij_id = p.id"
    " JOIN partij_werkgebied v ON v.gebied_id = w.gebied_id JOIN partij q ON q.id = v.partij_id"
    " WHERE COALESCE(p.opgegaan_in, p.id) = ?1 AND COALESCE(q.opgegaan_in, q.id) = ?2"
    " AND w.van <= ?3 AND ?3 < w.tot AND v.van <= ?3 AND ?3 < v.tot";
/* Of all partijen at once: as whom they act now. */
static const char sql_rakend[] =
    "SELECT DISTINCT COALESCE(q.opgegaan_in, q.id) AS nu FROM partij p JOIN partij_werkgebied w ON"
    " w.partij_id = p.id JOIN partij_werkgebied v ON v.gebied_id = w.gebied_id JOIN partij q ON q.id ="
    " v.partij_id WHERE COALESCE(p.opgegaan_in, p.id) = ?1"
    " AND w.van <= ?2 AND ?2 < w.tot AND v.van <= ?2 AND ?2 < v.tot ORDER BY nu";
static const char sql_burend[] =
    "SELECT DISTINCT COALESCE(q.opgegaan_in, q.id) AS nu FROM partij p JOIN partij_werkgebied w ON"
    " w.partij_id = p.id JOIN indeling_lid l ON l.gemeente_id = w.gebied_id JOIN indeling i ON i.id ="
    " l.indeling_id JOIN indeling_lid m ON m.indeling_id = l.indeling_id AND m.regio_id = l.regio_id"
    " JOIN partij_werkgebied v ON v.gebied_id = m.gemeente_id JOIN partij q ON q.id = v.partij_id"
    " WHERE COALESCE(p.opgegaan_in, p.id) = ?1 AND i.code = ?3"
    " AND w.van <= ?2 AND ?2 < w.tot AND v.van <= ?2 AND ?2 < v.tot"
    " AND l.van <= ?2 AND ?2 < l.tot AND m.van <= ?2 AND ?2 < m.tot ORDER BY nu";
static const char sql_buren[] =
    "SELECT COUNT(*) FROM partij p JOIN partij_werkgebied w ON w.partij_id = p.id"
    " JOIN indeling_lid l ON l.gemeente_id = w.gebied_id JOIN indeling i ON i.id = l.indeling_id"
    " JOIN indeling_lid m ON m.indeling_id = l.indeling_id AND m.regio_id = l.regio_id"
    " JOIN partij_werkgebied v ON v.gebied_id = m.gemeente_id JOIN partij q ON q.id = v.partij_id"
    " WHERE COALESCE(p.opgegaan_in, p.id) = ?1 AND COALESCE(q.opgegaan_in, q.id) = ?2 AND i.code = ?4"
    " AND w.van <= ?3 AND ?3 < w.tot AND v.van <= ?3 AND ?3 < v.tot"
    " AND l.van <= ?3 AND ?3 < l.tot AND m.van <= ?3 AND ?3 < m.tot";
static const char sql_botst[] = "SELECT id FROM partij WHERE opgegaan_in IS NULL AND id <> ?1 AND ((soort = "
                                "?2 AND naam = ?3) OR (?4 <> '' "
                                "AND kvk = ?4) OR (?5 <> '' AND cbs = ?5)) ORDER BY id LIMIT 1";
static const char sql_nieuw[] = "INSERT INTO partij (soort, naam, kvk, cbs, verzonnen, bron)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";
static const char sql_wijzig[] =
    "UPDATE partij SET soort = ?2, naam = ?3, kvk = ?4, cbs = ?5, verzonnen = ?6, bron = ?7 WHERE id = ?1";
static const char sql_gebied_weg[] =
    "DELETE FROM partij_werkgebied WHERE partij_id = ?1 AND gebied_id = ?2 AND van >= ?3";
static const char sql_gebied_eind[] =
    "UPDATE partij_werkgebied SET tot = ?3 WHERE partij_id = ?1 AND gebied_id = ?2 AND van < ?3 AND tot > ?3";
static const char sql_gebied_bij[] =
    "INSERT INTO partij_werkgebied (partij_id, gebied_id, van, tot) VALUES (?1, ?2, ?3, ?4)";
static const char sql_contacten_weg[] = "DELETE FROM partij_contact WHERE partij_id = ?1";
static const char sql_contact_bij[] =
    "INSERT INTO partij_contact (partij_id, naam, functie, email, telefoon) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_opgaan[] =
    "UPDATE partij SET opgegaan_in = ?2, opgegaan_op = ?3 WHERE id = ?1 AND opgegaan_in IS NULL";
static const char sql_opgaan_mee[] = "UPDATE partij SET opgegaan_in = ?2 WHERE opgegaan_in = ?1";

static bool partij_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct partij *)rij = (struct partij){.id = sql_int(st, 0),
                                            .soort = sql_str_dup(st, 1, a),
                                            .naam = sql_str_dup(st, 2, a),
                                            .kvk = sql_str_dup(st, 3, a),
                                            .cbs = sql_str_dup(st, 4, a),
                                            .bron = sql_str_dup(st, 5, a),
                                            .verzonnen = sql_int(st, 6) != 0,
                                            .opgegaan_in = sql_int(st, 7),
                                            .opgegaan_op = (date_t)sql_int(st, 8)};
    return true;
}

int partij_lees(struct conn *c, struct arena *a, int64_t id, struct partij *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_een, partij_rij, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "organisatie %lld is er niet", (long long)id) : rc;
}

int partijen_lees(struct conn *c, struct arena *a, struct str soort, bool alles, const struct partij **ret,
                  size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_lijst, partij_rij, NULL, ret, ret_n, e, "si", soort.n ? soort : STR(""),
                    (int64_t)alles);
}

int partij_zoek(struct conn *c, struct arena *a, struct str wat, struct partij *ret, struct err *e)
{
    const struct partij *p;
    int64_t nummer = 0;
    size_t n;
    int rc;

    if (!num_i64(wat, &nummer) || wat.n == 8) /* eight digits are a number of the KvK */
        nummer = 0;
    rc = SQL_LIST(c, a, sql_zoek, partij_rij, NULL, &p, &n, e, "si", wat.n ? wat : STR(""), nummer);
    if (rc)
        return rc;
    if (n > 1)
        return err_set(e, ERR_DATA, "meer dan één organisatie heet “%.*s”; noem haar nummer of code",
                       STR_ARG(str_sub(wat, 0, 80)));
    if (!n)
        return err_set(e, ERR_NOT_FOUND, "de organisatie “%.*s” is er niet", STR_ARG(str_sub(wat, 0, 80)));
    *ret = p[0];
    return OK;
}

int partij_nu(struct conn *c, int64_t id, int64_t *ret, struct err *e)
{
    int rc = sql_get_int(c, sql_nu, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "organisatie %lld is er niet", (long long)id) : rc;
}

static bool partij_contacten_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct partij_contact *)rij =
        (struct partij_contact){sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a),
                                sql_str_dup(st, 3, a), sql_str_dup(st, 4, a)};
    return true;
}

int partij_contacten(struct conn *c, struct arena *a, int64_t id, const struct partij_contact **ret,
                     size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_contacten, partij_contacten_rij, NULL, ret, ret_n, e, "i", id);
}

static bool partij_werkgebied_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)a;
    (void)ctx;
    *(struct partij_gebied *)rij =
        (struct partij_gebied){sql_int(st, 0), (date_t)sql_int(st, 1), (date_t)sql_int(st, 2)};
    return true;
}

int partij_werkgebied(struct conn *c, struct arena *a, int64_t id, const struct partij_gebied **ret,
                      size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_werkgebied, partij_werkgebied_rij, NULL, ret, ret_n, e, "i", id);
}

int partij_werkgebied_op(struct conn *c, struct arena *a, int64_t id, date_t een, date_t ander,
                         const int64_t **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_werkgebied_op, sql_row_int, NULL, ret, ret_n, e, "iii", id, (int64_t)een,
                    (int64_t)ander);
}

int partij_raakt(struct conn *c, int64_t een, int64_t ander, date_t dag, bool *ret, struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_raakt, &n, e, "iii", een, ander, (int64_t)dag);

    *ret = n > 0;
    return rc;
}

int partij_buren(struct conn *c, int64_t een, int64_t ander, struct str indeling, date_t dag, bool *ret,
                 struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_buren, &n, e, "iiis", een, ander, (int64_t)dag, indeling);

    *ret = n > 0;
    return rc;
}

int partijen_rakend(struct conn *c, struct arena *a, int64_t een, date_t dag, int64_t **ret, size_t *ret_n,
                    struct err *e)
{
    return SQL_LIST(c, a, sql_rakend, sql_row_int, NULL, ret, ret_n, e, "ii", een, (int64_t)dag);
}

int partijen_burend(struct conn *c, struct arena *a, int64_t een, struct str indeling, date_t dag,
                    int64_t **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_burend, sql_row_int, NULL, ret, ret_n, e, "iis", een, (int64_t)dag, indeling);
}

/* ---- changing ---- */

int partij_schrijf(struct conn *c, const struct dader *d, const struct partij *p, int64_t *ret_id,
                   struct err *e)
{
    struct arena a;
    struct partij was, wordt = *p;
    int64_t ander;
    int rc;

    arena_init(&a, 0);
    rc = p->id ? partij_lees(c, &a, p->id, &was, e) : OK;
    if (!rc && p->id && was.opgegaan_in)
        rc = err_set(e, ERR_CONFLICT, "deze organisatie is opgegaan in een andere en verandert niet meer");
    if (!rc)
        rc = sql_get_int(c, sql_botst, &ander, e, "issss", p->id, p->soort, p->naam,
                         p->kvk.n ? p->kvk : STR(""), p->cbs.n ? p->cbs : STR(""));
    if (!rc)
        rc = err_set(e, ERR_CONFLICT, "organisatie %lld heeft deze naam of code al", (long long)ander);
    else if (rc == ERR_NOT_FOUND)
        rc = OK;
    if (!rc && p->id)
        rc = sql_run(c, sql_wijzig, NULL, e, "issssis", p->id, p->soort, p->naam, p->kvk.n ? p->kvk : STR(""),
                     p->cbs.n ? p->cbs : STR(""), (int64_t)p->verzonnen, p->bron.n ? p->bron : STR(""));
    else if (!rc)
        rc = sql_get_int(c, sql_nieuw, &wordt.id, e, "ssssis", p->soort, p->naam, p->kvk.n ? p->kvk : STR(""),
                         p->cbs.n ? p->cbs : STR(""), (int64_t)p->verzonnen, p->bron.n ? p->bron : STR(""));
    if (!rc)
        rc = spoor_schrijf(c, d,
                           &(struct daad){p->id ? "partij.gewijzigd" : "partij.gemaakt", "partij", wordt.id,
                                          p->id ? partij_doc(&a, &was) : NULL, partij_doc(&a, &wordt)},
                           e);
    arena_done(&a);
    if (!rc)
        *ret_id = wordt.id;
    return rc;
}

static bool erin(const int64_t *at, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] == id)
            return true;
    return false;
}

static struct doc *gebieden_doc(struct arena *a, const int64_t *gebied, size_t n, date_t van)
{
    struct doc *d = doc_map(a), *l;

    DOC_SET_STR(a, d, "van", date_iso(a, van));
    l = DOC_SET(a, d, "gebieden", doc_list(a));
    for (size_t i = 0; i < n; i++)
        doc_add(a, l, doc_int(a, gebied[i]));
    return d;
}

int partij_werkgebied_zet(struct conn *c, const struct dader *d, int64_t id, const int64_t *gebied, size_t n,
                          date_t van, struct err *e)
{
    const struct partij_gebied *was;
    size_t n_was;
    VEC(int64_t) eerst = {0};
    struct arena a;
    bool anders;
    int rc;

    arena_init(&a, 0);
    rc = partij_werkgebied(c, &a, id, &was, &n_was, e);
    for (size_t i = 0; !rc && i < n_was; i++) {
        if (was[i].van <= van && van < was[i].tot)
            VEC_PUSH(&a, &eerst, was[i].gebied_id);
        if (erin(gebied, n, was[i].gebied_id) && was[i].tot == DATE_OPEN && was[i].van <= van)
            continue; /* it goes on */
        rc = sql_run(c, sql_gebied_weg, NULL, e, "iii", id, was[i].gebied_id, (int64_t)van);
        if (!rc)
            rc = sql_run(c, sql_gebied_eind, NULL, e, "iii", id, was[i].gebied_id, (int64_t)van);
    }
    anders = eerst.n != n;
    for (size_t i = 0; !rc && i < n; i++) {
        bool loopt = false;

        for (size_t k = 0; k < n_was; k++)
            loopt = loopt || (was[k].gebied_id == gebied[i] && was[k].tot == DATE_OPEN && was[k].van <= van);
        if (loopt || erin(gebied, i, gebied[i]))
            continue;
        anders = true;
        rc = sql_run(c, sql_gebied_bij, NULL, e, "iiii", id, gebied[i], (int64_t)van, (int64_t)DATE_OPEN);
    }
    if (!rc && anders)
        rc = spoor_schrijf(c, d,
                           &(struct daad){"partij.werkgebied", "partij", id,
                                          gebieden_doc(&a, eerst.at, eerst.n, van),
                                          gebieden_doc(&a, gebied, n, van)},
                           e);
    arena_done(&a);
    return rc;
}

static struct doc *contacten_doc(struct arena *a, const struct partij_contact *k, size_t n)
{
    struct doc *l = doc_list(a), *d;

    for (size_t i = 0; i < n; i++) {
        d = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, d, "naam", k[i].naam);
        DOC_SET_STR(a, d, "functie", k[i].functie);
        DOC_SET_STR(a, d, "email", k[i].email);
        DOC_SET_STR(a, d, "telefoon", k[i].telefoon);
    }
    return l;
}

int partij_contacten_zet(struct conn *c, const struct dader *d, int64_t id, const struct partij_contact *k,
                         size_t n, struct err *e)
{
    const struct partij_contact *was;
    struct arena a;
    size_t n_was;
    int rc;

    arena_init(&a, 0);
    rc = partij_contacten(c, &a, id, &was, &n_was, e);
    if (!rc)
        rc = sql_run(c, sql_contacten_weg, NULL, e, "i", id);
    for (size_t i = 0; !rc && i < n; i++)
        rc = sql_run(c, sql_contact_bij, NULL, e, "issss", id, k[i].naam,
                     k[i].functie.n ? k[i].functie : STR(""), k[i].email.n ? k[i].email : STR(""),
                     k[i].telefoon.n ? k[i].telefoon : STR(""));
    if (!rc && (n || n_was))
        rc = spoor_schrijf(c, d,
                           &(struct daad){"partij.contacten", "partij", id, contacten_doc(&a, was, n_was),
                                          contacten_doc(&a, k, n)},
                           e);
    arena_done(&a);
    return rc;
}

/* The gemeenten of both together, from that day on those of `naar`. */
static int werkgebied_mee(struct conn *c, const struct dader *d, int64_t van, int64_t naar, date_t dag,
                          struct err *e)
{
    const struct partij_gebied *w;
    VEC(int64_t) alle = {0};
    struct arena a;
    size_t n;
    int rc = OK;

    arena_init(&a, 0);
    for (int i = 0; !rc && i < 2; i++) {
        rc = partij_werkgebied(c, &a, i ? van : naar, &w, &n, e);
        for (size_t k = 0; !rc && k < n; k++)
            if (w[k].van <= dag && dag < w[k].tot && !erin(alle.at, alle.n, w[k].gebied_id))
                VEC_PUSH(&a, &alle, w[k].gebied_id);
    }
    if (!rc)
        rc = partij_werkgebied_zet(c, d, naar, alle.at, alle.n, dag, e);
    if (!rc)
        rc = partij_werkgebied_zet(c, d, van, NULL, 0, dag, e);
    arena_done(&a);
    return rc;
}

int partij_samenvoegen(struct conn *c, const struct dader *d, int64_t van, int64_t naar, date_t dag,
                       struct err *e)
{
    struct partij een, ander, na;
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = partij_lees(c, &a, van, &een, e);
    if (!rc)
        rc = partij_lees(c, &a, naar, &ander, e);
    if (!rc && (van == naar || een.opgegaan_in || ander.opgegaan_in))
        rc = err_set(e, ERR_CONFLICT,
                     van == naar ? "een organisatie kan niet in zichzelf opgaan"
                                 : "een van beide is al opgegaan in een andere organisatie");
    if (!rc)
        rc = werkgebied_mee(c, d, van, naar, dag, e);
    if (!rc)
        rc = sql_run(c, sql_opgaan_mee, NULL, e, "ii", van, naar);
    if (!rc)
        rc = sql_run(c, sql_opgaan, NULL, e, "iii", van, naar, (int64_t)dag);
    if (!rc) {
        na = een;
        na.opgegaan_in = naar;
        na.opgegaan_op = dag;
        rc = spoor_schrijf(
            c, d, &(struct daad){"partij.opgegaan", "partij", van, partij_doc(&a, &een), partij_doc(&a, &na)},
            e);
    }
    if (!rc)
        rc = spoor_schrijf(
            c, d,
            &(struct daad){"partij.uitgebreid", "partij", naar, partij_doc(&a, &ander), partij_doc(&a, &na)},
            e);
    arena_done(&a);
    return rc;
}
