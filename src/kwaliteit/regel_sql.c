/* SPDX-License-Identifier: EUPL-1.2
 * SQL of the rules and the rhythms: those of the active levering count. */
#include "kwaliteit/regel.h"

static const char sql_regels[] =
    "SELECT r.levering_id, r.code, r.versie, r.soort, r.naam, r.links, r.teken, r.rechts, r.marge, "
    "r.drempel, "
    "r.minimum, r.gelijken, r.ernst, r.binnen, r.waarom, r.bron"
    " FROM levering l JOIN kwaliteit_regel r ON r.levering_id = l.id"
    " WHERE l.soort = 'referentie-kwaliteit-regels' AND l.status = 'actief' ORDER BY r.levering_id, r.code";
static const char sql_ritmes[] =
    "SELECT r.soort, r.maanden, r.termijn, r.waarom, r.bron FROM levering l JOIN kwaliteit_ritme r ON "
    "r.levering_id = l.id"
    " WHERE l.soort = 'referentie-kwaliteit-ritme' AND l.status = 'actief' ORDER BY r.soort";

int regels_lees(struct conn *c, struct arena *a, struct regels *ret, struct err *e)
{
    VEC(struct regel) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_regels, &st, e);

    *ret = (struct regels){0};
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct regel r = {.code = sql_str_dup(st, 1, a),
                          .versie = sql_str_dup(st, 2, a),
                          .naam = sql_str_dup(st, 4, a),
                          .links = sql_str_dup(st, 5, a),
                          .teken = sql_str_dup(st, 6, a),
                          .rechts = sql_str_dup(st, 7, a),
                          .marge = sql_str_dup(st, 8, a),
                          .gelijken = sql_str_dup(st, 11, a),
                          .waarom = sql_str_dup(st, 14, a),
                          .bron = sql_str_dup(st, 15, a)};

        ret->levering = sql_int(st, 0);
        rc = regel_ontleed(a, &r, sql_str_dup(st, 3, a), sql_str_dup(st, 12, a), sql_str_dup(st, 9, a),
                           sql_str_dup(st, 10, a), sql_str_dup(st, 13, a), e);
        if (rc)
            break;
        VEC_PUSH(a, &v, r);
    }
    sql_close(st);
    ret->at = v.at;
    ret->n = v.n;
    return rc;
}

static bool ritmes_lees_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct ritme *)rij = (struct ritme){.soort = sql_str_dup(st, 0, a),
                                          .maanden = (int)sql_int(st, 1),
                                          .termijn = (int)sql_int(st, 2),
                                          .waarom = sql_str_dup(st, 3, a),
                                          .bron = sql_str_dup(st, 4, a)};
    return true;
}

int ritmes_lees(struct conn *c, struct arena *a, const struct ritme **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_ritmes, ritmes_lees_rij, NULL, ret, ret_n, e, "");
}
