/* SPDX-License-Identifier: EUPL-1.2
 * What withdrawing a levering does to the totals: it is withdrawn in a rehearsal, asked, and put back. */
#include "cijfer/levering.h"

static const char sql_waarover[] =
    "SELECT DISTINCT o.code, r.woningtype, b.code, b.naam FROM levering_inhoud i JOIN reeks r ON r.id = "
    "i.reeks_id"
    " JOIN onderwerp o ON o.id = r.onderwerp_id JOIN bron b ON b.id = r.bron_id"
    " WHERE i.levering_id = ?1 AND r.segment = '' AND r.kenmerk = '' ORDER BY o.code, r.woningtype, b.code "
    "LIMIT ?2";

struct gevolgen {
    const struct gebieden *g;
    struct arena *a;
    int64_t id;
    struct levering_gevolg at[LEVERING_GEVOLGEN_MAX];
    struct str bron_code[LEVERING_GEVOLGEN_MAX];
    size_t n;
};

static int waarover_lees(struct conn *c, struct gevolgen *x, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_waarover, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, x->id);
    sql_bind_int(st, 2, LEVERING_GEVOLGEN_MAX);
    while ((rc = sql_step(st, e)) > 0 && x->n < LEVERING_GEVOLGEN_MAX) {
        x->at[x->n] = (struct levering_gevolg){.onderwerp = sql_str_dup(st, 0, x->a),
                                               .woningtype = sql_str_dup(st, 1, x->a),
                                               .bron = sql_str_dup(st, 3, x->a)};
        x->bron_code[x->n++] = sql_str_dup(st, 2, x->a);
    }
    sql_close(st);
    return rc < 0 ? rc : OK;
}

static int totalen_lees(struct conn *c, struct gevolgen *x, bool straks, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; i < x->n && !rc; i++) {
        struct levering_gevolg *v = &x->at[i];
        struct cijfer_vraag vraag = {.onderwerp = v->onderwerp,
                                     .woningtype = v->woningtype,
                                     .bron = x->bron_code[i],
                                     .indeling = STR("gemeente")};
        struct cijfer_tabel t;

        rc = cijfer_tabel_lees(c, x->g, x->a, &vraag, &t, e);
        if (rc)
            break;
        v->naam = t.onderwerp.naam;
        v->eenheid = t.onderwerp.eenheid;
        v->schaal = t.onderwerp.schaal;
        *(straks ? &v->straks_er : &v->nu_er) = t.totaal.heeft;
        *(straks ? &v->straks : &v->nu) = t.totaal.waarde;
        *(straks ? &v->gebieden_straks : &v->gebieden_nu) = t.totaal.aanwezig;
    }
    return rc;
}

static int gevolgen_doe(struct conn *c, void *ctx, struct err *e)
{
    struct gevolgen *x = ctx;
    int rc;

    x->n = 0; /* may be run again */
    rc = waarover_lees(c, x, e);
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
