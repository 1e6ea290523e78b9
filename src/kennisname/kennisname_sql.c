/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of publications and who saw them. */
#include "kennisname/kennisname.h"

#include "base/num.h"
#include "base/som.h"
#include "toegang/toegang.h"

#include <stdlib.h>

const struct publicatie_soort publicatie_soorten[] = {
    {"opgave", "Opgave"},     {"besluit", "Besluit over een opgave"},
    {"cijfers", "Cijfers"},   {"definitie", "Definitie"},
    {"document", "Document"}, {NULL, NULL},
};

#define KOLOMMEN                                                                                             \
    "p.id, p.soort, p.object_id, p.adres, p.titel, p.tekst, p.stuk_id, p.gebied_id, p.partij_id,"            \
    " p.reactie_voor, p.wie, p.moment, COALESCE(q.naam, ''),"                                                \
    " (SELECT COUNT(*) FROM publicatie_partij x WHERE x.publicatie_id = p.id),"                              \
    " (SELECT COUNT(DISTINCT k.partij_id) FROM kennisname k WHERE k.publicatie_id = p.id),"                  \
    " CASE WHEN p.soort = 'opgave' AND EXISTS (SELECT 1 FROM opgave_stap s WHERE s.opgave_id = p.object_id"  \
    " AND s.stap IN ('vastgesteld', 'vervallen')) THEN 1 ELSE 0 END"
static const char sql_lijst[] =
    "SELECT " KOLOMMEN " FROM publicatie p LEFT JOIN partij q ON q.id = p.partij_id WHERE ?1 = 0 OR EXISTS"
    " (SELECT 1 FROM publicatie_partij y JOIN partij z ON z.id = y.partij_id WHERE y.publicatie_id = p.id"
    " AND COALESCE(z.opgegaan_in, z.id) = ?1) ORDER BY p.id DESC";
static const char sql_een[] =
    "SELECT " KOLOMMEN " FROM publicatie p LEFT JOIN partij q ON q.id = p.partij_id WHERE p.id = ?1";
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
static const char sql_alle_partijen[] =
    "SELECT x.publicatie_id, x.partij_id, q.soort, q.naam, COALESCE(k.eerst, 0), COALESCE(h.aantal, 0),"
    " COALESCE(h.laatst, 0) FROM publicatie_partij x JOIN partij q ON q.id = x.partij_id"
    " LEFT JOIN (SELECT publicatie_id, partij_id, MIN(moment) AS eerst FROM kennisname"
    " GROUP BY publicatie_id, partij_id) k ON k.publicatie_id = x.publicatie_id AND k.partij_id = x.partij_id"
    " LEFT JOIN (SELECT publicatie_id, partij_id, COUNT(*) AS aantal, MAX(moment) AS laatst FROM"
    " kennisname_herinnering GROUP BY publicatie_id, partij_id) h ON h.publicatie_id = x.publicatie_id"
    " AND h.partij_id = x.partij_id ORDER BY q.soort, q.naam, q.id";
static const char sql_alle_van[] =
    "SELECT object_id, MAX(id) FROM publicatie WHERE soort = ?1 GROUP BY object_id ORDER BY object_id";
static const char sql_werkgebieden[] = "SELECT COALESCE(p.opgegaan_in, p.id) AS nu, w.gebied_id FROM partij "
                                       "p JOIN partij_werkgebied w ON w.partij_id = p.id"
                                       " WHERE w.van <= ?1 AND ?1 < w.tot ORDER BY nu, w.gebied_id";
static const char sql_laatste[] = "SELECT COALESCE(MAX(id), 0) FROM publicatie";
static const char sql_gemaakt_na[] =
    "SELECT p.id, p.soort, p.adres, p.tekst, p.reactie_voor, p.wie, COALESCE(s.sha256, ''),"
    " (SELECT COUNT(*) FROM publicatie_partij x WHERE x.publicatie_id = p.id) FROM publicatie p"
    " LEFT JOIN stuk s ON s.id = p.stuk_id WHERE p.id > ?1 AND p.gebied_id = ?2 AND p.titel = ?3"
    " ORDER BY p.id";
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
static const char sql_al_herinnerd[] =
    "SELECT COUNT(*) FROM (SELECT partij_id, hoe, wie FROM kennisname_herinnering WHERE publicatie_id = ?1"
    " ORDER BY id LIMIT 1000000 OFFSET ?5) x WHERE x.partij_id = ?2 AND x.hoe = ?3 AND x.wie = ?4";
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
                             .gezien = sql_int(st, 14),
                             .voorbij = sql_int(st, 15) != 0};
    if (p->voorbij)
        p->reactie_voor = 0;
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

struct partij_lijst_rij {
    int64_t publicatie;
    struct publicatie_partij p;
};

static bool lijst_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct partij_lijst_rij *x = rij;

    (void)ctx;
    x->publicatie = sql_int(st, 0);
    x->p = (struct publicatie_partij){.partij = sql_int(st, 1),
                                      .soort = sql_str_dup(st, 2, a),
                                      .naam = sql_str_dup(st, 3, a),
                                      .gezien = sql_int(st, 4),
                                      .wie = STR(""),
                                      .herinneringen = sql_int(st, 5),
                                      .herinnerd = sql_int(st, 6)};
    return true;
}

/* Which of n numbers, in whatever order; n when it is none of them. */
struct wijzer {
    int64_t id;
    size_t op;
};

static int wijzer_cmp(const void *x, const void *y)
{
    int64_t a = ((const struct wijzer *)x)->id, b = ((const struct wijzer *)y)->id;

    return a < b ? -1 : a > b;
}

static struct wijzer *wijzers(struct arena *a, const int64_t *id, size_t n)
{
    struct wijzer *w = ARENA_ARRAY(a, struct wijzer, n + 1);

    for (size_t i = 0; i < n; i++)
        w[i] = (struct wijzer){id[i], i};
    if (n)
        qsort(w, n, sizeof *w, wijzer_cmp);
    return w;
}

static size_t wijzer_bij(const struct wijzer *w, size_t n, int64_t id)
{
    const struct wijzer *x = n ? bsearch(&(struct wijzer){.id = id}, w, n, sizeof *w, wijzer_cmp) : NULL;

    return x ? x->op : n;
}

int publicaties_partijen_lees(struct conn *c, struct arena *a, const int64_t *id, size_t n,
                              struct publicatie_lijst **ret, struct err *e)
{
    const struct wijzer *w = wijzers(a, id, n);
    VEC(struct publicatie_partij) *v = ARENA_ARRAY(a, __typeof__(*v), n + 1);
    struct publicatie_lijst *uit_l = ARENA_ARRAY(a, struct publicatie_lijst, n + 1);
    struct partij_lijst_rij *rij = NULL;
    size_t m = 0;
    int rc = n ? SQL_LIST(c, a, sql_alle_partijen, lijst_rij, NULL, &rij, &m, e, "") : OK;

    for (size_t i = 0; !rc && i < m; i++) {
        size_t k = wijzer_bij(w, n, rij[i].publicatie);

        if (k < n)
            VEC_PUSH(a, &v[k], rij[i].p);
    }
    for (size_t k = 0; k < n; k++)
        uit_l[k] = (struct publicatie_lijst){v[k].at, v[k].n};
    *ret = uit_l;
    return rc;
}

int publicaties_lijsten_lees(struct conn *c, struct arena *a, const struct publicatie *p, size_t n,
                             struct publicatie_lijst **ret, struct err *e)
{
    int64_t *id = ARENA_ARRAY(a, int64_t, n + 1);

    for (size_t i = 0; i < n; i++)
        id[i] = p[i].id;
    return publicaties_partijen_lees(c, a, id, n, ret, e);
}

int publicaties_van(struct conn *c, struct arena *a, const char *soort, const int64_t *object, size_t n,
                    int64_t **ret, struct err *e)
{
    const struct wijzer *w = wijzers(a, object, n);
    struct stmt *st;
    int rc;

    *ret = ARENA_ARRAY(a, int64_t, n + 1);
    rc = sql_open(c, sql_alle_van, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, str_from(soort));
    while ((rc = sql_step(st, e)) > 0) {
        size_t k = wijzer_bij(w, n, sql_int(st, 0));

        if (k < n)
            (*ret)[k] = sql_int(st, 1);
    }
    sql_close(st);
    return rc;
}

int werkgebieden_lees(struct conn *c, const struct gebieden *g, struct arena *a, struct werkgebieden *ret,
                      struct err *e)
{
    VEC(struct partij_werkt) v = {0};
    struct stmt *st;
    int rc;

    *ret = (struct werkgebieden){.dag = date_today()};
    rc = partijen_lees(c, a, STR(""), false, &ret->partij, &ret->n, e);
    if (!rc)
        rc = sql_open(c, sql_werkgebieden, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, ret->dag);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v, ((struct partij_werkt){sql_int(st, 0), gebied_bij_id(g, sql_int(st, 1))}));
    sql_close(st);
    ret->werkt = v.at;
    ret->n_werkt = v.n;
    return rc;
}

void partijen_hier(const struct werkgebieden *w, const struct gebieden *g, struct arena *a,
                   const struct gebied *gebied, const struct str *soorten, size_t n_soorten,
                   const struct partij **ret, size_t *ret_n)
{
    struct gebied_lijst l = gebied_leden(g, a, gebied, w->dag);
    bool *erin = ARENA_ARRAY(a, bool, g->n + 1);
    int64_t *hier = ARENA_ARRAY(a, int64_t, w->n_werkt + 1); /* ascending, each once */
    struct partij *uit_p = ARENA_ARRAY(a, struct partij, w->n + 1);
    size_t m = 0;

    for (size_t i = 0; i < l.n; i++)
        erin[l.at[i]->index] = true;
    for (size_t i = 0; i < w->n_werkt; i++)
        if (w->werkt[i].gebied && erin[w->werkt[i].gebied->index] &&
            (!m || hier[m - 1] != w->werkt[i].partij))
            hier[m++] = w->werkt[i].partij;
    *ret_n = 0;
    for (size_t i = 0; i < w->n; i++) {
        bool soort = !soorten;

        for (size_t k = 0; k < n_soorten && !soort; k++)
            soort = str_eq(soorten[k], w->partij[i].soort);
        if (soort && m && bsearch(&w->partij[i].id, hier, m, sizeof *hier, num_order))
            uit_p[(*ret_n)++] = w->partij[i];
    }
    *ret = uit_p;
}

int partijen_in(struct conn *c, const struct gebieden *g, struct arena *a, const struct gebied *gebied,
                const struct str *soorten, size_t n_soorten, const struct partij **ret, size_t *ret_n,
                struct err *e)
{
    struct werkgebieden w;
    int rc = werkgebieden_lees(c, g, a, &w, e);

    if (!rc)
        partijen_hier(&w, g, a, gebied, soorten, n_soorten, ret, ret_n);
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

int publicatie_laatste(struct conn *c, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_laatste, ret, e, "");
}

int publicatie_al_gemaakt(struct conn *c, const struct publicatie *p, const struct str *document, size_t n,
                          int64_t na, int64_t *ret, struct err *e)
{
    char som[SHA256_HEX + 1] = "";
    struct stmt *st;
    int rc = sql_open(c, sql_gemaakt_na, &st, e);

    *ret = 0;
    if (rc)
        return rc;
    if (document)
        sha256_hex(*document, som);
    sql_bind_int(st, 1, na);
    sql_bind_int(st, 2, p->gebied->id);
    sql_bind_str(st, 3, p->titel);
    while ((rc = sql_step(st, e)) > 0)
        if (!*ret && str_eq(sql_str(st, 1), p->soort) && str_eq(sql_str(st, 2), p->adres) &&
            str_eq(sql_str(st, 3), p->tekst) && sql_int(st, 4) == p->reactie_voor &&
            str_eq(sql_str(st, 5), p->wie) && str_is(sql_str(st, 6), som) && sql_int(st, 7) == (int64_t)n)
            *ret = sql_int(st, 0);
    sql_close(st);
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
                        int64_t mens, struct str wie, bool *ret_al, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t als, bij = 0;
    int rc = van_lijst(c, publicatie, partij, &als, e);

    if (!rc)
        rc = sql_run(c, sql_bevestig, &bij, e, "iiisi", publicatie, als, mens, wie, time_ms());
    if (!rc)
        *ret_al = !bij;
    if (rc || !bij)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "organisatie", als);
    return spoor(c, d, "publicatie.gezien", publicatie, &a, na, e);
}

int kennisname_herinner(struct conn *c, const struct dader *d, int64_t publicatie, int64_t partij,
                        struct str hoe, struct str wie, int64_t gezien, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t als, al = 0;
    int rc = van_lijst(c, publicatie, partij, &als, e);

    if (!rc && gezien >= 0)
        rc = sql_get_int(c, sql_al_herinnerd, &al, e, "iissi", publicatie, als, hoe, wie, gezien);
    if (rc || al)
        return rc;
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
