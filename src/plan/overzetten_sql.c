/* SPDX-License-Identifier: EUPL-1.2
 * See overzetten.h. */
#include "plan/overzetten.h"

#include "gebied/grens.h"
#include "plan/plan_intern.h"

static const char sql_plannen[] =
    "SELECT p.id, p.blad, p.rij, p.gebied_id, p.naam, p.plancode, p.plantype, p.fase, p.status_geleverd, "
    "p.status, p.openbaar, p.verzonnen, p.bevinding, p.maat, p.woningen, p.ontbreekt, p.vorm, v.punten"
    " FROM plan p LEFT JOIN plan_vorm v ON v.plan_id = p.id"
    " WHERE p.levering_id = ?1 AND p.id > ?2 AND (p.openbaar = 0 OR ?3 = 1) ORDER BY p.id LIMIT ?4";
static const char sql_getallen[] =
    "SELECT g.plan_id, g.soort, g.code, g.van, g.tot, g.waarde, g.ontbreekt, g.rij, g.kolom"
    " FROM plan p JOIN plan_getal g ON g.plan_id = p.id"
    " WHERE p.levering_id = ?1 AND (p.openbaar = 0 OR ?2 = 1) AND g.plan_id > ?3 AND g.plan_id <= ?4"
    " ORDER BY g.plan_id, g.soort, g.kolom, g.code, g.van, g.tot";
static const char sql_reeks[] = "SELECT MIN(id), MAX(id) FROM plan WHERE levering_id = ?1";
static const char sql_woorden[] =
    "SELECT woord, status, lijst, versie, toelichting FROM planstatus_woord WHERE "
    "levering_id = ?1 ORDER BY woord";
static const char sql_woord_nieuw[] =
    "INSERT INTO planstatus_woord (levering_id, woord, status, lijst, versie, "
    "toelichting) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static void plan_uit(struct stmt *st, const struct gebieden *g, const struct planstatussen *s,
                     struct arena *a, struct plan_over *o)
{
    struct str vorm = sql_str(st, 16);

    *o = (struct plan_over){.id = sql_int(st, 0),
                            .openbaar = (enum plan_openbaar)sql_int(st, 10),
                            .p = {.blad = sql_int(st, 1),
                                  .rij = sql_int(st, 2),
                                  .gebied = gebied_bij_id(g, sql_int(st, 3)),
                                  .naam = sql_str_dup(st, 4, a),
                                  .plancode = sql_str_dup(st, 5, a),
                                  .plantype = sql_str_dup(st, 6, a),
                                  .fase = sql_str_dup(st, 7, a),
                                  .status_geleverd = sql_str_dup(st, 8, a),
                                  .status = planstatus_bij_code(s, sql_str(st, 9)),
                                  .verzonnen = sql_int(st, 11) != 0,
                                  .bevinding = (unsigned)sql_int(st, 12),
                                  .rest = str_is(sql_str(st, 13), "rest"),
                                  .woningen = sql_int(st, 14),
                                  .ontbreekt = (uint8_t)sql_int(st, 15),
                                  .vorm = str_is(vorm, "vlak")   ? VORM_VLAK
                                          : str_is(vorm, "punt") ? VORM_PUNT
                                                                 : VORM_GEEN}};
    if (o->p.vorm != VORM_GEEN)
        o->p.xy = grens_uitpak(a, sql_blob(st, 17), &o->p.n_xy);
}

int plannen_over_lees(struct conn *c, const struct gebieden *g, const struct planstatussen *s,
                      int64_t levering, bool alles, int64_t na, int64_t n, plan_over_fn *fn, void *ctx,
                      int64_t *ret_n, struct err *e)
{
    struct arena a;
    struct stmt *st;
    int rc = sql_open(c, sql_plannen, &st, e);

    if (rc)
        return rc;
    *ret_n = 0;
    sql_bind_int(st, 1, levering);
    sql_bind_int(st, 2, na);
    sql_bind_int(st, 3, alles);
    sql_bind_int(st, 4, n);
    arena_init(&a, 0);
    while ((rc = sql_step(st, e)) > 0) {
        struct plan_over o;

        arena_reset(&a);
        plan_uit(st, g, s, &a, &o);
        ++*ret_n;
        if (!o.p.gebied || !o.p.status)
            rc = err_set(e, ERR_ENV, "plan %lld heeft geen bekend gebied of geen bekende status",
                         (long long)o.id);
        else
            rc = fn(ctx, &o, e);
        if (rc)
            break;
    }
    sql_close(st);
    arena_done(&a);
    return rc;
}

int plan_getallen_over_lees(struct conn *c, int64_t levering, bool alles, int64_t na, int64_t tot,
                            plan_getal_over_fn *fn, void *ctx, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_getallen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, levering);
    sql_bind_int(st, 2, alles);
    sql_bind_int(st, 3, na);
    sql_bind_int(st, 4, tot);
    while ((rc = sql_step(st, e)) > 0) {
        struct plan_getal_over o = {.plan = sql_int(st, 0),
                                    .g = {.soort = sql_str(st, 1),
                                          .code = sql_str(st, 2),
                                          .van = (int)sql_int(st, 3),
                                          .tot = (int)sql_int(st, 4),
                                          .waarde = sql_int(st, 5),
                                          .ontbreekt = (uint8_t)sql_int(st, 6),
                                          .rij = sql_int(st, 7),
                                          .kolom = (int)sql_int(st, 8)}};

        rc = fn(ctx, &o, e);
        if (rc)
            break;
    }
    sql_close(st);
    return rc;
}

int plannen_over_reeks(struct conn *c, int64_t levering, int64_t *ret_eerste, int64_t *ret_laatste,
                       struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_reeks, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, levering);
    rc = sql_step(st, e);
    *ret_eerste = rc > 0 ? sql_int(st, 0) : 0;
    *ret_laatste = rc > 0 ? sql_int(st, 1) : 0;
    sql_close(st);
    return rc < 0 ? rc : OK;
}

/* ---- writing ---- */

int plannen_over_ruimte(struct conn *c, int64_t n, int64_t *ret_eerste, struct err *e)
{
    int64_t laatste = 0;
    int rc = sql_get_int(c, sql_plan_teller_op, &laatste, e, "i", n);

    *ret_eerste = laatste - n + 1;
    return rc;
}

int plannen_over_open(struct conn *c, struct bulk **ret, struct err *e)
{
    return bulk_open(c, "plan", PLAN_KOLOMMEN, ret, e);
}

int plan_over_zet(struct bulk *b, int64_t id, int64_t levering, const struct plan_over *p, struct err *e)
{
    plan_rij(b, id, levering, &p->p, (uint8_t)p->openbaar);
    return bulk_row(b, e);
}

int plan_getallen_over_open(struct conn *c, struct bulk **ret, struct err *e)
{
    return bulk_open(c, "plan_getal", PLAN_GETAL_KOLOMMEN, ret, e);
}

int plan_getal_over_zet(struct bulk *b, int64_t plan, const struct plan_getal *g, struct err *e)
{
    plan_getal_rij(b, plan, g);
    return bulk_row(b, e);
}

int plan_vorm_over_zet(struct conn *c, int64_t plan, const struct plan_over *p, struct err *e)
{
    return plan_vorm_schrijf(c, plan, &p->p, e);
}

/* ---- words ---- */

int planwoorden_over_lees(struct conn *c, int64_t levering, planwoord_fn *fn, void *ctx, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_woorden, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, levering);
    while ((rc = sql_step(st, e)) > 0) {
        struct planwoord w = {sql_str(st, 0), sql_str(st, 1), sql_str(st, 2), sql_str(st, 3), sql_str(st, 4)};

        rc = fn(ctx, &w, e);
        if (rc)
            break;
    }
    sql_close(st);
    return rc;
}

int planwoord_over_zet(struct conn *c, int64_t levering, const struct planwoord *w, struct err *e)
{
    return sql_run(c, sql_woord_nieuw, NULL, e, "isssss", levering, w->woord, w->status,
                   w->lijst.n ? w->lijst : STR(""), w->versie.n ? w->versie : STR(""),
                   w->toelichting.n ? w->toelichting : STR(""));
}
