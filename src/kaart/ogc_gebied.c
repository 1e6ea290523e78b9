/* SPDX-License-Identifier: EUPL-1.2
 * The collections of gebieden: what a feature tells, with the figures that were asked beside it, and which
 * ones answer to a question. And that of wijken, which have no figures. */
#include "kaart/ogc_intern.h"

#include <math.h>

/* The figures that were asked beside the areas, one table a code. */
struct cijfers {
    struct cijfer_tabel tabel[OGC_CIJFERS];
    size_t n;
};

static int gebied_open(struct ogc_bezig *z, struct err *e)
{
    struct cijfers *c = z->eigen = ARENA_NEW(z->q->a, struct cijfers);
    const struct ogc_vraag *o = &z->o;
    int rc = OK;

    c->n = o->n_cijfers;
    for (size_t i = 0; !rc && i < o->n_cijfers; i++) {
        struct cijfer_vraag vraag = {.onderwerp = o->cijfer[i],
                                     .woningtype = o->woningtype,
                                     .indeling = z->v.laag->code,
                                     .binnen = STR("NL01"),
                                     .peildatum = o->van == o->tot && o->heeft_datum ? o->tot : 0,
                                     .gebiedsdatum = o->tot};

        rc = cijfer_antwoord(z->q->conn, z->v.g, z->q->a, &vraag, &c->tabel[i], e);
    }
    return rc;
}

static const struct cijfer_uitkomst *uitkomst_van(const struct cijfer_tabel *t, int64_t gebied_id)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->rij[i].gebied->id == gebied_id)
            return &t->rij[i];
    return NULL;
}

/* The day on which an area of the layer is looked at: the layer's, or its own last one. */
static date_t gebied_dag(const struct ogc_bezig *z, const struct gebied *g)
{
    return gebied_geldig(g, z->v.laag->datum) ? z->v.laag->datum : date_add(g->tot, -1);
}

static bool gebied_past(const struct ogc_bezig *z, size_t i)
{
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct gebied *g = gebied_bij_id(z->v.g, v->id), *gemeente = g && gebied_is_gemeente(g) ? g : NULL;

    if ((z->o.code.n && !str_eq(z->o.code, v->code)) || (z->o.naam.n && !str_ieq(z->o.naam, v->naam)))
        return false;
    return ogc_in_regios(&z->o, z->v.g, gemeente, gemeente ? gebied_dag(z, g) : 0) && ogc_raakt(&z->o, v);
}

static bool gebied_vind(const struct ogc_bezig *z, struct str id, size_t *ret_i)
{
    const struct kaart_vorm *v = laag_vorm(z->v.laag, id);

    if (v)
        *ret_i = (size_t)(v - z->v.laag->vorm);
    return v;
}

void ogc_dag(struct arena *a, struct doc *d, const char *naam, date_t dag)
{
    struct str s = date_iso(a, dag);

    doc_set(a, d, str_from(naam), s.n ? doc_str(a, s) : doc_null(a));
}

void ogc_regios(struct arena *a, struct doc *d, const struct gebieden *g, const struct gebied *gemeente,
                date_t dag)
{
    for (size_t i = 0; i < g->n_indelingen; i++) {
        const struct indeling *in = &g->indeling[i];
        const struct gebied *regio = gebied_regio(g, gemeente, in->code, dag);

        doc_set(a, d, in->code, regio ? doc_str(a, regio->code) : doc_null(a));
    }
}

static struct doc *gebied_eigenschappen(const struct ogc_bezig *z, size_t i)
{
    struct arena *a = z->q->a;
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct gebied *g = gebied_bij_id(z->v.g, v->id);
    const struct cijfers *c = z->eigen;
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "code", v->code);
    DOC_SET_STR(a, d, "naam", v->naam);
    ogc_dag(a, d, "geldigVan", v->van);
    ogc_dag(a, d, "geldigTot", v->tot);
    ogc_dag(a, d, "peildatumGrens", v->peildatum);
    if (v->leden) {
        DOC_SET_INT(a, d, "gemeenten", v->leden);
        DOC_SET_INT(a, d, "gemeentenMetGrens", v->leden_met_grens);
    }
    if (g && gebied_is_gemeente(g))
        ogc_regios(a, d, z->v.g, g, gebied_dag(z, g));
    for (size_t k = 0; k < c->n; k++) {
        const struct cijfer_tabel *t = &c->tabel[k];
        const struct cijfer_uitkomst *u = uitkomst_van(t, v->id);
        struct str code = t->onderwerp.code;

        doc_set(a, d, code,
                u && u->heeft ? doc_num(a, (double)u->waarde / pow(10, t->onderwerp.schaal)) : doc_null(a));
        ogc_dag(a, d, str_fmt(a, "%.*sPeriode", STR_ARG(code)).p, u ? u->periode_tot : 0);
        doc_set(a, d, str_fmt(a, "%.*sOpmerking", STR_ARG(code)),
                doc_str(a, u ? cijfer_opmerking(a, u, t->onderwerp.schaal) : STR("")));
    }
    return d;
}

static size_t gebied_kolommen(const struct ogc_bezig *z, const char **ret)
{
    const struct cijfers *c = z->eigen;

    ret[0] = "Code";
    ret[1] = "Naam";
    ret[2] = "Grens van";
    for (size_t i = 0; i < c->n; i++)
        ret[3 + i] = str_cstr(z->q->a, c->tabel[i].onderwerp.naam);
    return 3 + c->n;
}

static void gebied_cellen(const struct ogc_bezig *z, size_t i, struct doc *cellen, struct str adres)
{
    struct arena *a = z->q->a;
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct cijfers *c = z->eigen;

    ogc_cel(a, cellen, str_dup(a, v->code), adres);
    ogc_cel(a, cellen, str_dup(a, v->naam), STR(""));
    ogc_cel(a, cellen, date_nl(a, v->peildatum), STR(""));
    for (size_t k = 0; k < c->n; k++) {
        const struct cijfer_uitkomst *u = uitkomst_van(&c->tabel[k], v->id);

        ogc_cel(a, cellen, u ? cijfer_tekst(a, u, c->tabel[k].onderwerp.schaal) : STR("\xE2\x80\x93"),
                STR(""));
    }
}

static const char *const gebied_velden[] = {"code", "naam", "cijfers", NULL};

const struct ogc_aard ogc_gebied = {
    .een = "gebied",
    .meer = "gebieden",
    .velden = gebied_velden,
    .niets = "Hier staan geen gebieden. Zijn er al grenzen ingevoerd?",
    .open = gebied_open,
    .past = gebied_past,
    .zoek = gebied_vind,
    .eigenschappen = gebied_eigenschappen,
    .kolommen = gebied_kolommen,
    .cellen = gebied_cellen,
};

/* ---- wijken ---- */

static int wijk_open(struct ogc_bezig *z, struct err *e)
{
    return z->o.n_cijfers || z->o.woningtype.n ? err_set(e, ERR_DATA, "Van wijken zijn er geen cijfers.")
                                               : OK;
}

static bool wijk_past(const struct ogc_bezig *z, size_t i)
{
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct gebied *g = gebied_bij_id(z->v.g, v->gemeente);

    if ((z->o.code.n && !str_eq(z->o.code, v->code)) || (z->o.naam.n && !str_ieq(z->o.naam, v->naam)) ||
        (z->o.gemeente.n && (!g || !str_eq(z->o.gemeente, g->code))))
        return false;
    return ogc_in_regios(&z->o, z->v.g, g, z->v.laag->datum) && ogc_raakt(&z->o, v);
}

static struct doc *wijk_eigenschappen(const struct ogc_bezig *z, size_t i)
{
    struct arena *a = z->q->a;
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct gebied *g = gebied_bij_id(z->v.g, v->gemeente);
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "code", v->code);
    doc_set(a, d, STR("naam"), v->naam.n ? doc_str(a, v->naam) : doc_null(a));
    doc_set(a, d, STR("gemeente"), g ? doc_str(a, g->code) : doc_null(a));
    doc_set(a, d, STR("gemeenteNaam"), g ? doc_str(a, g->naam) : doc_null(a));
    ogc_dag(a, d, "peildatumGrens", v->peildatum);
    if (g)
        ogc_regios(a, d, z->v.g, g, z->v.laag->datum);
    return d;
}

static size_t wijk_kolommen(const struct ogc_bezig *z, const char **ret)
{
    (void)z;
    ret[0] = "Code";
    ret[1] = "Naam";
    ret[2] = "Gemeente";
    ret[3] = "Grens van";
    return 4;
}

static void wijk_cellen(const struct ogc_bezig *z, size_t i, struct doc *cellen, struct str adres)
{
    struct arena *a = z->q->a;
    const struct kaart_vorm *v = &z->v.laag->vorm[i];
    const struct gebied *g = gebied_bij_id(z->v.g, v->gemeente);

    ogc_cel(a, cellen, str_dup(a, v->code), adres);
    ogc_cel(a, cellen, v->naam.n ? str_dup(a, v->naam) : STR("\xE2\x80\x93"), STR(""));
    ogc_cel(a, cellen, g ? g->naam : STR("\xE2\x80\x93"), STR(""));
    ogc_cel(a, cellen, date_nl(a, v->peildatum), STR(""));
}

static const char *const wijk_velden[] = {"code", "naam", "gemeente", NULL};

const struct ogc_aard ogc_wijk = {
    .een = "wijk",
    .meer = "wijken",
    .velden = wijk_velden,
    .niets = "Hier staan geen wijken. Zijn er al grenzen van wijken ingevoerd?",
    .open = wijk_open,
    .past = wijk_past,
    .zoek = gebied_vind,
    .eigenschappen = wijk_eigenschappen,
    .kolommen = wijk_kolommen,
    .cellen = wijk_cellen,
};
