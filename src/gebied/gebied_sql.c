/* SPDX-License-Identifier: EUPL-1.2
 * Loads the model from the store. */
#include "gebied/gebied_intern.h"

#include <stdlib.h>

static const char sql_versie[] = "SELECT waarde FROM teller WHERE naam = 'gebied-versie'";
static const char sql_gebied[] = "SELECT id, code, soort, naam, van, tot FROM gebied ORDER BY id";
static const char sql_naam[] = "SELECT gebied_id, naam FROM gebied_naam ORDER BY gebied_id, naam";
static const char sql_indeling[] = "SELECT id, code, naam, bron, geldig_van FROM indeling ORDER BY id";
static const char sql_lid[] =
    "SELECT gemeente_id, regio_id, van, tot FROM indeling_lid ORDER BY gemeente_id, indeling_id, van";
static const char sql_herindeling[] =
    "SELECT datum, van_id, naar_id, gewicht, grondslag FROM herindeling ORDER BY datum, van_id, naar_id";

int gebieden_versie(struct conn *c, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_versie, ret, e, "");
}

static void naam_bij(struct gebieden *g, const struct gebied *gebied, struct str naam, bool officieel)
{
    struct map_entry *m = map_put(&g->in->op_naam, str_fold(&g->arena, naam), NULL);
    struct naam_in *k = ARENA_NEW(&g->arena, struct naam_in);

    *k = (struct naam_in){gebied, naam, officieel, m->value.p};
    m->value.p = k;
}

static int laad_gebied(struct gebieden *g, struct conn *c, struct err *e)
{
    VEC(struct gebied) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_gebied, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(&g->arena, &v,
                 ((struct gebied){.id = sql_int(st, 0),
                                  .code = sql_str_dup(st, 1, &g->arena),
                                  .soort = sql_str_dup(st, 2, &g->arena),
                                  .naam = sql_str_dup(st, 3, &g->arena),
                                  .van = (date_t)sql_int(st, 4),
                                  .tot = (date_t)sql_int(st, 5)}));
    sql_close(st);
    g->gebied = v.at;
    g->n = v.n;
    for (size_t i = 0; i < v.n; i++) {
        v.at[i].index = i;
        map_put(&g->in->op_code, v.at[i].code, NULL)->value.p = &v.at[i];
        naam_bij(g, &v.at[i], v.at[i].naam, true);
    }
    return rc;
}

static int laad_naam(struct gebieden *g, struct conn *c, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_naam, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *van = gebied_bij_id(g, sql_int(st, 0));

        if (van)
            naam_bij(g, van, sql_str_dup(st, 1, &g->arena), false);
    }
    sql_close(st);
    return rc;
}

static int laad_indeling(struct gebieden *g, struct conn *c, struct err *e)
{
    VEC(struct indeling) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_indeling, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(&g->arena, &v,
                 ((struct indeling){.id = sql_int(st, 0),
                                    .code = sql_str_dup(st, 1, &g->arena),
                                    .naam = sql_str_dup(st, 2, &g->arena),
                                    .bron = sql_str_dup(st, 3, &g->arena),
                                    .geldig_van = (date_t)sql_int(st, 4)}));
    sql_close(st);
    g->indeling = v.at;
    g->n_indelingen = v.n;
    return rc;
}

static int laad_lid(struct gebieden *g, struct conn *c, struct err *e)
{
    VEC(struct lid_in) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lid, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *gemeente = gebied_bij_id(g, sql_int(st, 0)),
                            *regio = gebied_bij_id(g, sql_int(st, 1));

        if (gemeente && regio)
            VEC_PUSH(&g->arena, &v,
                     ((struct lid_in){gemeente, regio, (date_t)sql_int(st, 2), (date_t)sql_int(st, 3)}));
    }
    sql_close(st);
    g->in->lid = v.at;
    g->in->n_leden = v.n;
    g->in->leden_van = ARENA_ARRAY(&g->arena, uint32_t, g->n + 1);
    for (size_t i = 0; i < g->n; i++)
        g->in->leden_van[i] = (uint32_t)v.n;
    for (size_t i = v.n; i-- > 0;)
        g->in->leden_van[v.at[i].gemeente->index] = (uint32_t)i;
    return rc;
}

static int lid_orde(const void *x, const void *y)
{
    const struct lid_in *a = x, *b = y;

    if (a->regio != b->regio)
        return a->regio->index < b->regio->index ? -1 : 1;
    return str_cmp(a->gemeente->naam, b->gemeente->naam);
}

static int naam_orde(const void *x, const void *y)
{
    const struct gebied *const *a = x, *const *b = y;

    return str_cmp((*a)->naam, (*b)->naam);
}

void gebieden_orden(struct gebieden *g)
{
    struct lid_in *lid = ARENA_ARRAY(&g->arena, struct lid_in, g->in->n_leden);
    struct omzet_deel *zelf = ARENA_ARRAY(&g->arena, struct omzet_deel, g->n);

    g->in->gemeente = ARENA_ARRAY(&g->arena, const struct gebied *, g->n);
    g->in->regio_van = ARENA_ARRAY(&g->arena, uint32_t, g->n + 1);
    for (size_t i = 0; i < g->n; i++) {
        zelf[i] = (struct omzet_deel){&g->gebied[i], GEWICHT_HEEL};
        g->in->regio_van[i] = (uint32_t)g->in->n_leden;
        if (gebied_is_gemeente(&g->gebied[i]))
            g->in->gemeente[g->in->n_gemeenten++] = &g->gebied[i];
    }
    for (size_t i = 0; i < g->in->n_leden; i++)
        lid[i] = g->in->lid[i];
    if (g->in->n_gemeenten)
        qsort(g->in->gemeente, g->in->n_gemeenten, sizeof *g->in->gemeente, naam_orde);
    if (g->in->n_leden)
        qsort(lid, g->in->n_leden, sizeof *lid, lid_orde);
    for (size_t i = g->in->n_leden; i-- > 0;)
        g->in->regio_van[lid[i].regio->index] = (uint32_t)i;
    g->in->regio_lid = lid;
    g->in->zelf = zelf;
}

static int laad_herindeling(struct gebieden *g, struct conn *c, struct err *e)
{
    VEC(struct herindeling_in) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_herindeling, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *van = gebied_bij_id(g, sql_int(st, 1)), *naar = gebied_bij_id(g, sql_int(st, 2));

        if (van && naar)
            VEC_PUSH(&g->arena, &v,
                     ((struct herindeling_in){(date_t)sql_int(st, 0), van, naar, sql_int(st, 3),
                                              sql_str_dup(st, 4, &g->arena)}));
    }
    sql_close(st);
    g->in->herindeling = v.at;
    g->in->n_herindelingen = v.n;
    return rc;
}

int gebieden_laad(struct conn *c, struct gebieden **ret, struct err *e)
{
    static int (*const delen[])(struct gebieden *, struct conn *, struct err *) = {
        laad_gebied, laad_naam, laad_indeling, laad_lid, laad_herindeling};
    struct gebieden *g = calloc(1, sizeof *g);
    int rc;

    if (!g)
        abort();
    arena_init(&g->arena, 0);
    g->in = ARENA_NEW(&g->arena, struct gebieden_intern);
    map_init(&g->in->op_code, &g->arena);
    map_init(&g->in->op_naam, &g->arena);
    rc = gebieden_versie(c, &g->versie, e);
    for (size_t i = 0; !rc && i < sizeof delen / sizeof *delen; i++)
        rc = delen[i](g, c, e);
    if (rc) {
        gebieden_free(g);
        return rc;
    }
    gebieden_orden(g);
    *ret = g;
    return OK;
}

void gebieden_free(struct gebieden *g)
{
    if (!g)
        return;
    arena_done(&g->arena);
    free(g);
}
