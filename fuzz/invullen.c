/* SPDX-License-Identifier: EUPL-1.2
 * The form of a section of a questionnaire as anybody may send it: "veld=waarde&…" as a browser writes it.
 * What is read of it is saved, read again and shown, twice: what is sent on after another, on the revisions
 * that it names, gives clashes or answers and never a question that cannot be shown. */
#include "ronde.h"

#include "http/intern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct ronde_gang {
    struct http_req q;
    struct gast g;
    struct proef *p;
    struct doc *deel[2]; /* what is sent, one after the other; NULL: no form at all */
    size_t tweede;       /* which section the second goes to */
};

static void waarden_kloppen(const struct gast *g, size_t deel, const struct te_bewaren *x, size_t n)
{
    const struct invul_deel *d = &g->in->deel.at[deel];

    for (size_t i = 0; i < n; i++) {
        const struct invul_veld *v = &g->in->veld.at[x[i].veld];
        struct str weer;

        EIS(x[i].veld < g->in->veld.n && v->el >= d->van && v->el < d->tot && veld_is_vraag(g->in, v));
        EIS(utf8_valid(x[i].x.waarde) && x[i].x.waarde.n <= ANTWOORD_MAX);
        EIS((x[i].x.toestand == T_BEANTWOORD) == (x[i].x.waarde.n > 0));
        if (x[i].aanvulling || !x[i].x.waarde.n || veld_el(g->in, v)->soort == VL_FILE)
            continue;
        EIS(waarde_weer(g->in, v, x[i].x.waarde, &weer) && str_eq(weer, x[i].x.waarde));
    }
}

static int ververs(struct conn *c, struct ronde_gang *r, struct err *e)
{
    struct gast *g = &r->g;
    struct antwoord *rij = NULL;
    size_t n_rij = 0;
    int rc = respons_lees(c, r->q.a, g->ronde.id, r->p->partij[0], &g->respons, e);

    if (!rc)
        rc = respons_antwoorden(c, r->q.a, g->respons.id, &g->antwoord, &g->n, e);
    if (!rc)
        rc = respons_rijen(c, r->q.a, g->respons.id, &rij, &n_rij, e);
    return rc ? rc : gast_invul(r->q.a, g, rij, n_rij, e);
}

static void stuur(struct conn *c, struct ronde_gang *r, size_t deel)
{
    struct inzending z = {0};
    struct te_bewaren *x = NULL;
    struct doc *boom = doc_map(r->q.a);
    struct indien k;
    struct err e;
    size_t n = 0;

    EIS(!inzending_lees(&r->q, &r->g, deel, &z, &x, &n, &e));
    waarden_kloppen(&r->g, deel, x, n);
    EIS(!deel_doc(&r->q, &r->g, deel, &z, true, boom, &e));
    for (size_t i = 0; i < n; i++) {
        struct antwoord nu;
        bool botst = false;

        EIS(!antwoord_bewaar(c, r->q.a, &r->g.respons, &r->g.wie, &x[i].x, &nu, &botst, &e));
        EIS(botst || nu.revisie > 0 || x[i].x.toestand == T_LEEG);
    }
    if (!n)
        return;
    EIS(!ververs(c, r, &e));
    indien_kijk(&r->g, &k);
    (void)eiland_doc(&r->g);
}

/* The respons as it was made: one row in its repeat, no answers. Worked out once. */
static int begin(struct conn *c, void *ctx, struct err *e)
{
    struct ronde_gang *r = ctx;
    struct str rij;
    int rc = respons_lees(c, r->q.a, r->p->ronde.id, r->p->partij[0], &r->g.respons, e);

    if (!rc)
        rc = rij_bij(c, r->q.a, &r->g.respons, STR("plan"), STR(""), 0, &rij, e);
    return rc ? rc : ververs(c, r, e);
}

static const struct gast *basis(struct proef *p)
{
    static struct ronde_gang r;
    struct err e;

    if (r.p)
        return &r.g;
    r.p = p;
    r.q.a = &p->a;
    r.g = (struct gast){.ronde = p->ronde,
                        .v = p->v,
                        .deel = STR(""),
                        .mag = MAG_INDIENEN,
                        .basis = STR("/invullen/x"),
                        .vorige_titel = STR(""),
                        .wie = {.bron = BRON_WEB},
                        .dicht = STR("")};
    map_init(&r.g.vorige, &p->a);
    EIS(!store_write(p->s, begin, &r, &e));
    return &r.g;
}

static int gang(struct conn *c, void *ctx, struct err *e)
{
    struct ronde_gang *r = ctx;

    (void)e;
    r->q.conn = c;
    for (int i = 0; i < 2; i++) {
        r->q.form = r->deel[i];
        if (r->q.form && r->q.form->map.n)
            stuur(c, r, i ? r->tweede % r->g.in->deel.n : 0);
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct ronde_gang r = {.p = proef()};
    struct str rest = {(const char *)data, n};
    struct invul in;
    struct err e;
    bool iets = false;

    if (n > 1 << 13)
        return 0;
    if (!a.limit)
        arena_init(&a, (size_t)256 << 20);
    r.q = (struct http_req){.a = &a, .params = doc_map(&a), .query = doc_map(&a)};
    r.g = *basis(r.p);
    in = *r.g.in;
    in.a = &a; /* what is made while looking at it goes with the run */
    r.g.in = &in;
    r.tweede = n;
    for (int i = 0; i < 2; i++) {
        r.deel[i] = doc_map(&a);
        if (http_fields_parse(&a, str_cut(rest, '\n', &rest), NULL, PARAM_FORM, r.deel[i], &e))
            r.deel[i] = NULL;
        else
            iets = iets || r.deel[i]->map.n;
    }
    if (iets)
        EIS(!store_rehearse(r.p->s, gang, &r, &e));
    arena_reset(&a);
    return 0;
}
