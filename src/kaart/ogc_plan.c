/* SPDX-License-Identifier: EUPL-1.2
 * The collection of public plans: what a plan tells, and which ones answer to a question. What is
 * confidential or withheld is not in the layer that this reads. */
#include "kaart/ogc_intern.h"

#include "base/num.h"
#include "plan/plan_http.h"

#include <stdlib.h>

static int plan_open(struct ogc_bezig *z, struct err *e)
{
    struct planstatussen *s = z->eigen = ARENA_NEW(z->q->a, struct planstatussen);

    return planstatussen_lees(z->q->conn, z->q->a, s, e);
}

static struct str code_van(const struct gebied *g)
{
    return g ? g->code : STR("");
}

static bool plan_past(const struct ogc_bezig *z, size_t i)
{
    const struct kaart_plan *k = &z->v.laag->plan[i];
    const struct gebied *gemeente = gebied_bij_id(z->v.g, z->v.laag->vorm[i].gemeente);
    const struct str heeft[PLANVELDEN] = {[PLANVELD_NAAM] = k->p.naam,
                                          [PLANVELD_PLANCODE] = k->p.plancode,
                                          [PLANVELD_GEMEENTE] = code_van(gemeente),
                                          [PLANVELD_STATUS] = k->p.status,
                                          [PLANVELD_HARDHEID] = k->p.hardheid,
                                          [PLANVELD_PLANTYPE] = k->p.plantype,
                                          [PLANVELD_FASE] = k->p.fase,
                                          [PLANVELD_BRON] = k->p.levering_soort};

    for (size_t v = 0; v < PLANVELDEN; v++)
        if (z->o.plan[v].n && !str_ieq(z->o.plan[v], heeft[v]))
            return false;
    for (size_t t = 0; z->o.woningtype.n && t < PLAN_TYPEN; t++)
        if (str_is(z->o.woningtype, plan_typen[t]) && (!k->heeft_type[t] || k->type[t] <= 0))
            return false;
    return ogc_in_regios(&z->o, z->v.g, gemeente, laag_dag(z->v.laag)) &&
           ogc_raakt(&z->o, &z->v.laag->vorm[i]);
}

/* What has no number or name comes last; equal ones stay in order of their number. */
static int op_vraag(const void *vx, const void *vy, void *ctx)
{
    const struct ogc_bezig *z = ctx;
    size_t i = *(const size_t *)vx, k = *(const size_t *)vy;
    const struct plan *x = &z->v.laag->plan[i].p, *y = &z->v.laag->plan[k].p;
    bool omlaag = z->o.sorteer.p[0] == '-', woningen = str_ends(z->o.sorteer, STR("woningen"));
    bool geen_x = woningen ? x->ontbreekt : !x->naam.n, geen_y = woningen ? y->ontbreekt : !y->naam.n;
    int c = woningen ? (x->woningen > y->woningen) - (x->woningen < y->woningen) : str_cmp(x->naam, y->naam);

    if (geen_x || geen_y)
        return geen_x != geen_y ? geen_x - geen_y : (i > k) - (i < k);
    return c ? (omlaag ? -c : c) : (i > k) - (i < k);
}

static void plan_orden(const struct ogc_bezig *z, size_t *at, size_t n)
{
    if (z->o.sorteer.n)
        qsort_r(at, n, sizeof *at, op_vraag, (void *)(uintptr_t)z);
}

static bool plan_vind(const struct ogc_bezig *z, struct str id, size_t *ret_i)
{
    int64_t nummer;

    return num_i64(id, &nummer) && laag_plan(z->v.laag, nummer, ret_i);
}

static void tekst_of_niets(struct arena *a, struct doc *d, const char *naam, struct str s)
{
    doc_set(a, d, str_from(naam), s.n ? doc_str(a, s) : doc_null(a));
}

/* Why there is no number; empty when there is one. */
static struct str opmerking(const struct plan *p)
{
    return p->ontbreekt ? cijfer_ontbreekt_naam((enum cijfer_ontbreekt)p->ontbreekt) : STR("");
}

static void woningen_zet(struct arena *a, struct doc *d, const struct kaart_plan *k)
{
    static const char *const naam[PLAN_TYPEN] = {"nultreden", "geclusterd", "zorggeschikt", "overigGeschikt"};

    doc_set(a, d, STR("woningen"), k->p.ontbreekt ? doc_null(a) : doc_int(a, k->p.woningen));
    tekst_of_niets(a, d, "woningenOpmerking", opmerking(&k->p));
    DOC_SET_STR(a, d, "telt", k->p.rest ? STR("nog te bouwen") : STR("bruto"));
    for (size_t t = 0; t < PLAN_TYPEN; t++)
        doc_set(a, d, str_from(naam[t]), k->heeft_type[t] ? doc_int(a, k->type[t]) : doc_null(a));
}

static struct doc *plan_eigenschappen(const struct ogc_bezig *z, size_t i)
{
    struct arena *a = z->q->a;
    const struct kaart_plan *k = &z->v.laag->plan[i];
    const struct planstatus *s = planstatus_bij_code(z->eigen, k->p.status);
    const struct gebied *g = gebied_bij_id(z->v.g, z->v.laag->vorm[i].gemeente),
                        *geleverd = gebied_bij_id(z->v.g, k->geleverd);
    struct doc *d = doc_map(a);

    tekst_of_niets(a, d, "naam", k->p.naam);
    tekst_of_niets(a, d, "plancode", k->p.plancode);
    tekst_of_niets(a, d, "gemeente", code_van(g));
    tekst_of_niets(a, d, "gemeenteNaam", g ? g->naam : STR(""));
    tekst_of_niets(a, d, "gemeenteGeleverd", code_van(geleverd));
    if (g)
        ogc_regios(a, d, z->v.g, g, laag_dag(z->v.laag));
    DOC_SET_STR(a, d, "status", k->p.status);
    tekst_of_niets(a, d, "statusNaam", s ? s->naam : STR(""));
    tekst_of_niets(a, d, "statusGeleverd", k->p.status_geleverd);
    DOC_SET_STR(a, d, "hardheid", k->p.hardheid);
    tekst_of_niets(a, d, "plantype", k->p.plantype);
    tekst_of_niets(a, d, "fase", k->p.fase);
    woningen_zet(a, d, k);
    DOC_SET_STR(a, d, "bron", k->p.levering_soort);
    DOC_SET_STR(a, d, "bronNaam", plan_soort_naam(k->p.levering_soort));
    ogc_dag(a, d, "peildatum", k->p.peildatum);
    DOC_SET_INT(a, d, "levering", k->p.levering);
    DOC_SET_BOOL(a, d, "verzonnen", k->p.verzonnen);
    DOC_SET_STR(a, d, "ligging", plan_vorm_naam(k->p.vorm));
    DOC_SET_STR(a, d, "pagina", str_fmt(a, "%.*s/plannen/%lld", STR_ARG(z->q->origin), (long long)k->p.id));
    return d;
}

static size_t plan_kolommen(const struct ogc_bezig *z, const char **ret)
{
    static const char *const naam[] = {"Plan", "Gemeente", "Status", "Hard of zacht", "Woningen", "Bron"};

    (void)z;
    for (size_t i = 0; i < sizeof naam / sizeof *naam; i++)
        ret[i] = naam[i];
    return sizeof naam / sizeof *naam;
}

static void plan_cellen(const struct ogc_bezig *z, size_t i, struct doc *cellen, struct str adres)
{
    struct arena *a = z->q->a;
    const struct plan *p = &z->v.laag->plan[i].p;
    const struct gebied *g = gebied_bij_id(z->v.g, z->v.laag->vorm[i].gemeente);

    ogc_cel(a, cellen, str_dup(a, plan_naam(p)), adres);
    ogc_cel(a, cellen, g ? g->naam : STR("\xE2\x80\x93"), STR(""));
    ogc_cel(a, cellen, str_dup(a, p->status), STR(""));
    ogc_cel(a, cellen, str_dup(a, p->hardheid), STR(""));
    ogc_cel(a, cellen, p->ontbreekt ? STR("\xE2\x80\x93") : num_nl(a, p->woningen, 0), STR(""));
    ogc_cel(a, cellen, plan_soort_naam(p->levering_soort), STR(""));
}

const struct ogc_aard ogc_plan = {
    .een = "plan",
    .meer = "plannen",
    .velden = ogc_plan_velden,
    .niets = "Hier staan geen plannen. Zijn er al openbare plannen geleverd?",
    .nummers = true,
    .open = plan_open,
    .past = plan_past,
    .orden = plan_orden,
    .zoek = plan_vind,
    .eigenschappen = plan_eigenschappen,
    .kolommen = plan_kolommen,
    .cellen = plan_cellen,
};
