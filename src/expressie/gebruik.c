/* SPDX-License-Identifier: EUPL-1.2
 * What an expression does with each ${x}: compares it with a literal, orders it, reckons with it; and whether
 * it does so with a day that is written as text. */
#include "expressie/intern.h"

struct loop {
    int (*doe)(void *wie, const struct expr_gebruik *g, struct err *e);
    void *wie;
};

static bool soort_van(enum expr_vorm v, enum expr_gebruik_soort *ret)
{
    switch (v) {
    case X_GELIJK:
    case X_ONGELIJK:
        *ret = GEBRUIK_GELIJK;
        return true;
    case X_KLEINER:
    case X_KLEINER_GELIJK:
    case X_GROTER:
    case X_GROTER_GELIJK:
        *ret = GEBRUIK_VOLGORDE;
        return true;
    case X_PLUS:
    case X_MIN:
    case X_MAAL:
    case X_DEEL:
    case X_REST:
    case X_NEGATIEF:
        *ret = GEBRUIK_REKENEN;
        return true;
    default:
        return false;
    }
}

static bool is_getal(const struct expr *x)
{
    return x->vorm == X_GETAL || (x->vorm == X_NEGATIEF && x->n == 1 && x->arg[0]->vorm == X_GETAL);
}

/* The depth was bounded when it was read. */
static int ga(const struct expr *x, const struct loop *l, struct err *e)
{
    enum expr_gebruik_soort soort;
    int rc = OK;

    for (size_t i = 0; !rc && soort_van(x->vorm, &soort) && i < x->n; i++) {
        const struct expr *ander = x->n == 2 ? x->arg[1 - i] : NULL;

        if (x->arg[i]->vorm != X_VERWIJZING)
            continue;
        rc = l->doe(l->wie,
                    &(struct expr_gebruik){.soort = soort,
                                           .naam = x->arg[i]->tekst,
                                           .tegen = ander && ander->vorm == X_TEKST ? EXPR_TEKST
                                                    : ander && is_getal(ander)      ? EXPR_GETAL
                                                                                    : EXPR_KNOPEN,
                                           .tekst = ander && ander->vorm == X_TEKST ? ander->tekst : STR("")},
                    e);
    }
    for (size_t i = 0; !rc && i < x->n; i++)
        rc = ga(x->arg[i], l, e);
    for (size_t i = 0; !rc && i < x->n_stappen; i++)
        for (size_t k = 0; !rc && k < x->stappen[i].n; k++)
            rc = ga(x->stappen[i].voorwaarden[k], l, e);
    return rc;
}

int expr_gebruiken(const struct expr *x, int (*doe)(void *wie, const struct expr_gebruik *g, struct err *e),
                   void *wie, struct err *e)
{
    struct loop l = {doe, wie};

    return ga(x, &l, e);
}

bool expr_dag_als_tekst(const struct expr *x, struct str *ret)
{
    enum expr_gebruik_soort soort;

    for (size_t i = 0; soort_van(x->vorm, &soort) && soort != GEBRUIK_GELIJK && i < x->n; i++)
        if (x->arg[i]->vorm == X_TEKST && expr_dag_is(x->arg[i]->tekst)) {
            *ret = x->arg[i]->tekst;
            return true;
        }
    for (size_t i = 0; i < x->n; i++)
        if (expr_dag_als_tekst(x->arg[i], ret))
            return true;
    for (size_t i = 0; i < x->n_stappen; i++)
        for (size_t k = 0; k < x->stappen[i].n; k++)
            if (expr_dag_als_tekst(x->stappen[i].voorwaarden[k], ret))
                return true;
    return false;
}
