/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of publications and who saw them. */
#include "kennisname/kennisname.h"

#include "toegang/toegang.h"

const struct publicatie_soort publicatie_soorten[] = {
    {"opgave", "Opgave"},     {"besluit", "Besluit over een opgave"},
    {"cijfers", "Cijfers"},   {"definitie", "Definitie"},
    {"document", "Document"}, {NULL, NULL},
};

#define KOLOMMEN                                                                                             \
    "p.id, p.soort, p.object_id, p.adres, p.titel, p.tekst, p.stuk_id, p.gebied_id, p.partij_id,"            \
    " p.reactie_voor, p.wie, p.moment, COALESCE(q.naam, ''),"                                                \
    " (SELECT COUNT(*) FROM publicatie_partij x WHERE x.publicatie_id = p.id),"                              \
    " (SELECT COUNT(DISTINCT k.partij_id) FROM kennisname k WHERE k.publicatie_id = p.id)"
static const char sql_lijst[] =
    "SELECT " KOLOMMEN " FROM publicatie p LEFT JOIN partij q ON q.id = p.partij_id WHERE ?1 = 0 OR EXISTS"
    " (SELECT 1 FROM publicatie_partij y JOIN partij z ON z.id = y.partij_id WHERE y.publicatie_id = p.id"
    " AND COALESCE(z.opgegaan_in, z.id) = ?1) ORDER BY p.id DESC";
static const char sql_een[] =
    "SELECT " KOLOMMEN " FROM publicatie p LEFT JOIN partij q ON q.id = p.partij_id WHERE p.id = ?1";
static const char sql_van[] =
    "SELECT COALESCE(MAX(id), 0) FROM publicatie WHERE soort = ?1 AND object_id = ?2";
static const char sql_partijen[] =
    "SELECT x.partij_id, q.soort, q.naam, COALESCE((SELECT MIN(k.moment) FROM kennisname k WHERE"
    " k.publicatie_id = x.publicatie_id AND k.partij_id = x.partij_id), 0),"
    " COALESCE((SELECT k.wie FROM kennisname k WHERE k.publicatie_id = x.publicatie_id AND k.partij_id ="
    " x.partij_id ORDER BY k.moment LIMIT 1), ''),"
    " (SELECT COUNT(*) FROM kennisname_herinnering h WHERE h.publicatie_id = x.publicatie_id AND"
    " h.partij_id = x.partij_id),"
    " COALESCE((SELECT MAX(h.moment) FROM kennisname_herinnering h WHERE h.publicatie_id ="
    " x.publicatie_id AND h.partij_id = x.partij_id), 0)"
    " FROM publicatie_partij x JOIN partij q ON q.id = x.partij_id WHERE x.publicatie_id = ?1"
    " ORDER BY q.soort, q.naam, q.id";
static const char sql_werkgebieden[] = "SELECT COALESCE(p.opgegaan_in, p.id), w.gebied_id FROM partij p JOIN "
                                       "partij_werkgebied w ON w.partij_id = p.id"
                                       " WHERE w.van <= ?1 AND ?1 < w.tot";
static const char sql_nieuw[] = "INSERT INTO publicatie (soort, object_id, adres, titel, tekst, stuk_id, "
                                "gebied_id, partij_id, reactie_voor, wie,"
                                " moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id";
static const char sql_nieuw_partij[] =
    "INSERT INTO publicatie_partij (publicatie_id, partij_id) VALUES (?1, ?2)";
static const char sql_op_lijst[] = "SELECT x.partij_id FROM publicatie_partij x JOIN partij q ON q.id = "
                                   "x.partij_id WHERE x.publicatie_id = ?1 AND"
                                   " COALESCE(q.opgegaan_in, q.id) = ?2 ORDER BY x.partij_id LIMIT 1";
static const char sql_bevestig[] =
    "INSERT INTO kennisname (publicatie_id, partij_id, mens_id, wie, moment) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (publicatie_id, partij_id, mens_id) DO NOTHING";
static const char sql_herinner[] = "INSERT INTO kennisname_herinnering (publicatie_id, partij_id, hoe, wie, "
                                   "moment) VALUES (?1, ?2, ?3, ?4, ?5)";

static void uit(struct stmt *st, const struct gebieden *g, struct arena *a, struct publicatie *p)
{
    *p = (struct publicatie){.id = sql_int(st, 0),
                             .soort = sql_str_dup(st, 1, a),
                             .object = sql_int(st, 2),
                             .adres = sql_str_dup(st, 3, a),
                             .titel = sql_str_dup(st, 4, a),
                             .tekst = sql_str_dup(st, 5, a),
                             .stuk = sql_int(st, 6),
                             .gebied = gebied_bij_id(g, sql_int(st, 7)),
                             .partij = sql_int(st, 8),
                             .reactie_voor = (date_t)sql_int(st, 9),
                             .wie = sql_str_dup(st, 10, a),
                             .moment = sql_int(st, 11),
                             .partij_naam = sql_str_dup(st, 12, a),
                             .n = sql_int(st, 13),
                             .gezien = sql_int(st, 14)};
}

int publicaties_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t partij,
                     const struct publicatie **ret, size_t *ret_n, struct err *e)
{
    VEC(struct publicatie) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, partij);
    while ((rc = sql_step(st, e)) > 0) {
        VEC_PUSH(a, &v, (struct publicatie){0});
        uit(st, g, a, &v.at[v.n - 1]);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int publicatie_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                    struct publicatie *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0) {
        uit(st, g, a, ret);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "publicatie %lld is er niet", (long long)id);
    }
    sql_close(st);
    return rc;
}

int publicatie_partijen_lees(struct conn *c, struct arena *a, int64_t id,
                             const struct publicatie_partij **ret, size_t *ret_n, struct err *e)
{
    VEC(struct publicatie_partij) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_partijen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct publicatie_partij){.partij = sql_int(st, 0),
                                             .soort = sql_str_dup(st, 1, a),
                                             .naam = sql_str_dup(st, 2, a),
                                             .gezien = sql_int(st, 3),
                                             .wie = sql_str_dup(st, 4, a),
                                             .herinneringen = sql_int(st, 5),
                                             .herinnerd = sql_int(st, 6)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int publicatie_van(struct conn *c, const char *soort, int64_t object, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_van, ret, e, "si", str_from(soort), object);
}

int partijen_in(struct conn *c, const struct gebieden *g, struct arena *a, const struct gebied *gebied,
                const struct str *soorten, size_t n_soorten, const struct partij **ret, size_t *ret_n,
                struct err *e)
{
    date_t dag = date_today();
    struct gebied_lijst l = gebied_leden(g, a, gebied, dag);
    bool *erin = ARENA_ARRAY(a, bool, g->n + 1);
    const struct partij *p;
    struct partij *uit_p;
    VEC(int64_t) raakt = {0};
    struct stmt *st;
    size_t n;
    int rc = partijen_lees(c, a, STR(""), false, &p, &n, e);

    if (!rc)
        rc = sql_open(c, sql_werkgebieden, &st, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < l.n; i++)
        erin[l.at[i]->index] = true;
    sql_bind_int(st, 1, dag);
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *x = gebied_bij_id(g, sql_int(st, 1));

        if (x && erin[x->index])
            VEC_PUSH(a, &raakt, sql_int(st, 0));
    }
    sql_close(st);
    uit_p = ARENA_ARRAY(a, struct partij, n + 1);
    *ret_n = 0;
    for (size_t i = 0; !rc && i < n; i++) {
        bool mee = false, soort = !soorten;

        for (size_t k = 0; k < raakt.n && !mee; k++)
            mee = raakt.at[k] == p[i].id;
        for (size_t k = 0; k < n_soorten && !soort; k++)
            soort = str_eq(soorten[k], p[i].soort);
        if (mee && soort)
            uit_p[(*ret_n)++] = p[i];
    }
    *ret = uit_p;
    return rc;
}

bool wie_hoort_bij(const struct wie *w, int64_t partij)
{
    for (size_t i = 0; i < w->n_rol; i++)
        if (w->rol[i].partij == partij)
            return true;
    return false;
}

/* ---- acting ---- */

static void sleutel_bind(struct stmt *st, int at, int64_t id)
{
    if (id)
        sql_bind_int(st, at, id);
    else
        sql_bind_null(st, at);
}

static int spoor(struct conn *c, const struct dader *d, const char *daad, int64_t id, struct arena *a,
                 struct doc *na, struct err *e)
{
    int rc = spoor_schrijf(c, d, &(struct daad){daad, "publicatie", id, NULL, na}, e);

    arena_done(a);
    return rc;
}

int publicatie_maak(struct conn *c, const struct dader *d, const struct publicatie *p,
                    const struct partij *partijen, size_t n, int64_t *ret, struct err *e)
{
    struct arena a;
    struct stmt *st;
    struct doc *na;
    int rc;

    if (!n)
        return err_set(e, ERR_DATA, "er is geen organisatie om het aan bekend te maken");
    rc = sql_open(c, sql_nieuw, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, p->soort);
    sql_bind_int(st, 2, p->object);
    sql_bind_str(st, 3, p->adres);
    sql_bind_str(st, 4, p->titel);
    sql_bind_str(st, 5, p->tekst);
    sleutel_bind(st, 6, p->stuk);
    sql_bind_int(st, 7, p->gebied->id);
    sleutel_bind(st, 8, p->partij);
    sql_bind_int(st, 9, p->reactie_voor);
    sql_bind_str(st, 10, p->wie);
    sql_bind_int(st, 11, time_ms());
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    for (size_t i = 0; !rc && i < n; i++)
        rc = sql_run(c, sql_nieuw_partij, NULL, e, "ii", *ret, partijen[i].id);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "soort", p->soort);
    DOC_SET_STR(&a, na, "titel", p->titel);
    DOC_SET_STR(&a, na, "gebied", p->gebied->code);
    DOC_SET_INT(&a, na, "organisaties", (int64_t)n);
    return spoor(c, d, "publicatie.gemaakt", *ret, &a, na, e);
}

/* The partij of the list as whom this one acts. */
static int van_lijst(struct conn *c, int64_t publicatie, int64_t partij, int64_t *ret, struct err *e)
{
    int rc = sql_get_int(c, sql_op_lijst, ret, e, "ii", publicatie, partij);

    return rc == ERR_NOT_FOUND ? err_set(e, ERR_CONFLICT, "dit is niet aan deze organisatie bekendgemaakt")
                               : rc;
}

int kennisname_bevestig(struct conn *c, const struct dader *d, int64_t publicatie, int64_t partij,
                        int64_t mens, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t als, bij = 0;
    int rc = van_lijst(c, publicatie, partij, &als, e);

    if (!rc)
        rc = sql_run(c, sql_bevestig, &bij, e, "iiisi", publicatie, als, mens, wie, time_ms());
    if (!rc && !bij)
        rc = err_set(e, ERR_CONFLICT, "u zei al dat u dit gezien heeft");
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "organisatie", als);
    return spoor(c, d, "publicatie.gezien", publicatie, &a, na, e);
}

int kennisname_herinner(struct conn *c, const struct dader *d, int64_t publicatie, int64_t partij,
                        struct str hoe, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t als;
    int rc = van_lijst(c, publicatie, partij, &als, e);

    if (!rc)
        rc = sql_run(c, sql_herinner, NULL, e, "iissi", publicatie, als, hoe, wie, time_ms());
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "organisatie", als);
    DOC_SET_STR(&a, na, "hoe", hoe);
    return spoor(c, d, "publicatie.herinnerd", publicatie, &a, na, e);
}
