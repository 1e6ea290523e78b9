/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of marks; see merk.h. */
#include "cijfer/cijfer_intern.h"
#include "cijfer/merk.h"
#include "cijfer/waarneming.h"

#include <stdlib.h>

static const char sql_nieuw[] =
    "INSERT INTO cijfer_merk (groep, levering_id, reeks_id, gebied_id, periode_van, periode_tot, twijfel, "
    "tekst, adres, van) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char sql_telt[] =
    "UPDATE levering_inhoud SET merken = merken + 1"
    " WHERE reeks_id = ?1 AND periode_tot = ?2 AND periode_van = ?3 AND levering_id = ?4";
static const char sql_eindig[] = "UPDATE cijfer_merk SET tot = ?2 WHERE groep = ?1 AND tot IS NULL";
static const char sql_groep[] =
    "SELECT levering_id, reeks_id, gebied_id, periode_van, periode_tot, MAX(twijfel), MAX(tekst), MAX(adres)"
    " FROM cijfer_merk WHERE groep = ?1"
    " GROUP BY levering_id, reeks_id, gebied_id, periode_van, periode_tot ORDER BY MIN(id)";
static const char sql_in_levering[] =
    "SELECT DISTINCT groep FROM cijfer_merk WHERE levering_id = ?1 AND tot IS NULL ORDER BY groep";
static const char sql_een[] =
    "SELECT MIN(id), COUNT(*), MAX(vlag) FROM cijfer WHERE reeks_id = ?1 AND periode_tot = ?2 AND "
    "levering_id = ?3 AND gebied_id = ?4 AND periode_van = ?5";
/* By the bounds of the question, as the cijfers themselves are read. The plus sign keeps SQLite from the
 * index on leveringen, by which it would read all marks once for every reeks when it does not know yet how
 * many there are. */
static const char sql_twijfels[] =
    "SELECT m.levering_id, m.reeks_id, m.gebied_id, m.periode_van, m.periode_tot"
    " FROM reeks r CROSS JOIN cijfer_merk m"
    " WHERE r.onderwerp_id = ?1 AND r.woningtype = ?2 AND r.segment = ?3 AND r.kenmerk = ?4"
    " AND m.reeks_id = r.id AND m.periode_tot BETWEEN ?6 AND ?7 AND +m.levering_id BETWEEN ?8 AND ?9"
    " AND m.twijfel = 1 AND m.van <= ?5 AND (m.tot IS NULL OR m.tot > ?5)";
static const char sql_blok[] =
    "SELECT DISTINCT gebied_id FROM cijfer_merk WHERE reeks_id = ?1 AND periode_tot = ?2 AND levering_id = ?3"
    " AND periode_van = ?4 AND twijfel = 1 AND tot IS NULL ORDER BY gebied_id";
static const char sql_problemen[] =
    "SELECT m.tekst, m.adres, m.twijfel FROM cijfer c JOIN cijfer_merk m ON m.reeks_id = c.reeks_id"
    " AND m.periode_tot = c.periode_tot AND m.levering_id = c.levering_id AND m.gebied_id = c.gebied_id"
    " AND m.periode_van = c.periode_van WHERE c.id = ?1 AND m.tot IS NULL ORDER BY m.twijfel DESC, m.id";

int cijfer_merk_zet(struct conn *c, const struct cijfer_merk *m, int64_t nu, struct err *e)
{
    int rc = sql_run(c, sql_nieuw, NULL, e, "iiiiiiissi", m->groep, m->levering, m->reeks, m->gebied->id,
                     (int64_t)m->van, (int64_t)m->tot, (int64_t)m->twijfel, m->tekst, m->adres, nu);

    if (!rc && m->twijfel)
        rc = sql_run(c, sql_telt, NULL, e, "iiii", m->reeks, (int64_t)m->tot, (int64_t)m->van, m->levering);
    return rc;
}

int cijfer_merken_eindig(struct conn *c, int64_t groep, int64_t nu, struct err *e)
{
    return sql_run(c, sql_eindig, NULL, e, "ii", groep, nu);
}

struct groep {
    const struct gebieden *g;
    int64_t nummer;
};

static bool groep_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    const struct groep *x = ctx;
    struct cijfer_merk *m = rij;

    *m = (struct cijfer_merk){.groep = x->nummer,
                              .levering = sql_int(st, 0),
                              .reeks = sql_int(st, 1),
                              .gebied = gebied_bij_id(x->g, sql_int(st, 2)),
                              .van = (date_t)sql_int(st, 3),
                              .tot = (date_t)sql_int(st, 4),
                              .twijfel = sql_int(st, 5) != 0,
                              .tekst = sql_str_dup(st, 6, a),
                              .adres = sql_str_dup(st, 7, a)};
    return m->gebied;
}

int cijfer_merken_van_groep(struct conn *c, const struct gebieden *g, struct arena *a, int64_t groep,
                            const struct cijfer_merk **ret, size_t *ret_n, struct err *e)
{
    struct groep x = {g, groep};

    return SQL_LIST(c, a, sql_groep, groep_rij, &x, ret, ret_n, e, "i", groep);
}

int cijfer_merken_in_levering(struct conn *c, struct arena *a, int64_t levering, const int64_t **ret,
                              size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_in_levering, sql_row_int, NULL, ret, ret_n, e, "i", (int64_t)(levering));
}

int cijfer_merk_cijfer(struct conn *c, const struct cijfer_merk *m, int64_t *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_een, &st, e);

    *ret = 0;
    if (rc)
        return rc;
    sql_bind_int(st, 1, m->reeks);
    sql_bind_int(st, 2, m->tot);
    sql_bind_int(st, 3, m->levering);
    sql_bind_int(st, 4, m->gebied->id);
    sql_bind_int(st, 5, m->van);
    rc = sql_step(st, e);
    if (rc > 0) {
        if (sql_int(st, 1) == 1 && !((unsigned)sql_int(st, 2) & VLAG_VERTROUWELIJK))
            *ret = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

static int plek_orde(const void *x, const void *y)
{
    const struct merk_plek *a = x, *b = y;

    if (a->levering != b->levering)
        return a->levering < b->levering ? -1 : 1;
    if (a->reeks != b->reeks)
        return a->reeks < b->reeks ? -1 : 1;
    if (a->gebied != b->gebied)
        return a->gebied < b->gebied ? -1 : 1;
    if (a->tot != b->tot)
        return a->tot < b->tot ? -1 : 1;
    return (a->van > b->van) - (a->van < b->van);
}

int merken_lees(struct conn *c, struct arena *a, const struct merk_grenzen *grens, struct merk_lijst *ret,
                struct err *e)
{
    struct merk_lijst v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_twijfels, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, grens->onderwerp);
    sql_bind_str(st, 2, grens->woningtype);
    sql_bind_str(st, 3, grens->segment);
    sql_bind_str(st, 4, grens->kenmerk);
    sql_bind_int(st, 5, grens->stand ? grens->stand : INT64_MAX);
    sql_bind_int(st, 6, grens->van);
    sql_bind_int(st, 7, grens->tot);
    sql_bind_int(st, 8, grens->eerste);
    sql_bind_int(st, 9, grens->laatste);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct merk_plek){sql_int(st, 0), sql_int(st, 1), sql_int(st, 2), (date_t)sql_int(st, 3),
                                     (date_t)sql_int(st, 4)}));
    sql_close(st);
    if (v.n)
        qsort(v.at, v.n, sizeof *v.at, plek_orde);
    *ret = v;
    return rc;
}

bool is_gemerkt(const struct merk_lijst *l, const struct merk_plek *p)
{
    return l->n && bsearch(p, l->at, l->n, sizeof *l->at, plek_orde);
}

int waarneming_blok_merken(struct conn *c, struct arena *a, const struct waarneming_blok *b, int64_t **ret,
                           size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_blok, sql_row_int, NULL, ret, ret_n, e, "iiii", (int64_t)(b->reeks->id),
                    (int64_t)(b->tot), (int64_t)(b->levering), (int64_t)(b->van));
}

/* A finding may speak of several figures under one sum: it is told once. */
static bool al_genoemd(const struct doc *lijst, struct str adres)
{
    for (size_t i = 0; i < lijst->list.n; i++)
        if (str_eq(doc_get_str(lijst->list.at[i], STR("adres")), adres))
            return true;
    return false;
}

int cijfer_problemen(struct conn *c, struct arena *a, int64_t id, struct str gebied, struct doc *lijst,
                     struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_problemen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0 && lijst->list.n < PROBLEMEN_MAX) {
        struct str adres = sql_str_dup(st, 1, a);
        struct doc *d;

        if (al_genoemd(lijst, adres))
            continue;
        d = doc_add(a, lijst, doc_map(a));
        DOC_SET_STR(a, d, "gebied", gebied);
        DOC_SET_STR(a, d, "tekst", sql_str_dup(st, 0, a));
        DOC_SET_STR(a, d, "adres", adres);
        DOC_SET_BOOL(a, d, "twijfel", sql_int(st, 2) != 0);
    }
    sql_close(st);
    return rc < 0 ? rc : OK;
}
