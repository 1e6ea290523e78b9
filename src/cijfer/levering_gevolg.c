/* SPDX-License-Identifier: EUPL-1.2
 * What withdrawing a levering does to the totals: it is withdrawn in a rehearsal, asked, and put back. */
#include "cijfer/levering.h"

static const char sql_waarover[] =
    "SELECT DISTINCT o.code, r.woningtype FROM levering_inhoud i JOIN reeks r ON r.id = i.reeks_id"
    " JOIN onderwerp o ON o.id = r.onderwerp_id"
    " WHERE i.levering_id = ?1 AND r.segment = '' AND r.kenmerk = '' ORDER BY o.code, r.woningtype LIMIT ?2";
static const char sql_gebieden[] =
    "SELECT DISTINCT c.gebied_id FROM levering l JOIN cijfer c ON c.id BETWEEN l.eerste_cijfer AND "
    "l.eerste_cijfer + l.cijfers - 1 WHERE l.id = ?1 AND c.ontbreekt = 0 ORDER BY c.gebied_id";

enum { WAAROVER_MAX = 24, GEBIEDEN_MAX = 4, GEMEENTEN_MAX = 2 };

struct waarover {
    struct str onderwerp, woningtype;
};

struct gevolgen {
    const struct gebieden *g;
    struct arena *a;
    int64_t id;
    struct waarover over[WAAROVER_MAX];
    size_t n_over;
    const struct gebied *gebied[GEBIEDEN_MAX];
    size_t n_gebieden;
    struct levering_gevolg at[LEVERING_GEVOLGEN_MAX];
    size_t n;
};

static int waarover_lees(struct conn *c, struct gevolgen *x, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_waarover, &st, e);

    if (rc)
        return rc;
    x->n_over = 0;
    sql_bind_int(st, 1, x->id);
    sql_bind_int(st, 2, WAAROVER_MAX);
    while (x->n_over < WAAROVER_MAX && (rc = sql_step(st, e)) > 0)
        x->over[x->n_over++] = (struct waarover){sql_str_dup(st, 0, x->a), sql_str_dup(st, 1, x->a)};
    sql_close(st);
    return rc < 0 ? rc : OK;
}

static void gebied_erbij(struct gevolgen *x, const struct gebied *g)
{
    for (size_t i = 0; i < x->n_gebieden; i++)
        if (x->gebied[i] == g)
            return;
    if (g && x->n_gebieden < GEBIEDEN_MAX)
        x->gebied[x->n_gebieden++] = g;
}

/* The land; the provincie when all lies in one; and the areas themselves when they are few. */
static int gebieden_lees(struct conn *c, struct gevolgen *x, struct err *e)
{
    const struct gebied *eigen[GEMEENTEN_MAX] = {0}, *provincie = NULL;
    bool een = true;
    size_t n = 0;
    struct stmt *st;
    int rc = sql_open(c, sql_gebieden, &st, e);

    if (rc)
        return rc;
    x->n_gebieden = 0;
    sql_bind_int(st, 1, x->id);
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *g = gebied_bij_id(x->g, sql_int(st, 0));
        struct gebied_lijst leden = {0};

        if (!g)
            continue;
        if (n < GEMEENTEN_MAX)
            eigen[n] = g;
        n++;
        if (!een)
            continue;
        leden = gebied_leden(x->g, x->a, g, gebied_geldig(g, date_today()) ? date_today() : g->van);
        for (size_t i = 0; een && i < leden.n; i++) {
            const struct gebied *p = gebied_regio(x->g, leden.at[i], STR("provincie"), date_today());

            if (!p)
                p = gebied_regio(x->g, leden.at[i], STR("provincie"), leden.at[i]->van);
            een = p && (!provincie || p == provincie);
            provincie = p;
        }
    }
    sql_close(st);
    gebied_erbij(x, gebied_bij_code(x->g, STR("NL01")));
    gebied_erbij(x, een ? provincie : NULL);
    for (size_t i = 0; i < n && n <= GEMEENTEN_MAX; i++)
        gebied_erbij(x, eigen[i]);
    return rc < 0 ? rc : OK;
}

static int totalen_lees(struct conn *c, struct gevolgen *x, bool straks, struct err *e)
{
    struct cijfer_uitkomst u[GEBIEDEN_MAX];
    struct onderwerp o;
    int rc = OK;

    x->n = 0;
    for (size_t i = 0; i < x->n_over && !rc; i++) {
        const struct cijfer_vraag vraag = {.onderwerp = x->over[i].onderwerp,
                                           .woningtype = x->over[i].woningtype,
                                           .gebiedsdatum = date_today()};

        rc = onderwerp_lees(c, x->a, vraag.onderwerp, &o, e);
        if (!rc)
            rc = cijfer_gebieden_lees(c, x->g, x->a, &vraag, x->gebied, x->n_gebieden, u, e);
        for (size_t k = 0; !rc && k < x->n_gebieden; k++) {
            struct levering_gevolg *v = &x->at[x->n++];

            if (straks)
                v->straks = u[k];
            else
                *v = (struct levering_gevolg){x->gebied[k],     o.code,   o.naam, o.eenheid,
                                              vraag.woningtype, o.schaal, u[k],   {0}};
        }
    }
    return rc;
}

static int gevolgen_doe(struct conn *c, void *ctx, struct err *e)
{
    struct gevolgen *x = ctx; /* may be run again */
    int rc = waarover_lees(c, x, e);

    if (!rc)
        rc = gebieden_lees(c, x, e);
    if (!rc)
        rc = totalen_lees(c, x, false, e);
    if (!rc)
        rc = levering_trek_in(c, NULL, x->id, STR(""), e);
    if (!rc)
        rc = totalen_lees(c, x, true, e);
    return rc;
}

int levering_gevolgen(struct store *s, const struct gebieden *g, struct arena *a, int64_t id,
                      const struct levering_gevolg **ret, size_t *ret_n, struct err *e)
{
    struct gevolgen *x = ARENA_NEW(a, struct gevolgen);
    int rc;

    *x = (struct gevolgen){.g = g, .a = a, .id = id};
    rc = store_rehearse(s, gevolgen_doe, x, e);
    *ret = x->at;
    *ret_n = x->n;
    return rc;
}
