/* SPDX-License-Identifier: EUPL-1.2
 * Runs a test file of the DMN Technology Compatibility Kit against a model: the conformance test of this
 * room, and a way for people to test a table of their own. */
#include "regels/regels.h"
#include "tabel/boom.h"

#include <string.h>

/* What has no type of its own is of the kind that stands on the other side. */
static int zonder_type(const struct boom *v, enum regel_soort soort, struct regel_waarde *ret, struct err *e)
{
    struct dec d;

    ret->soort = soort;
    if (soort == REGEL_WAAR)
        ret->getal = str_is(v->tekst, "true") || str_is(v->tekst, "1");
    else if (soort == REGEL_TEKST)
        ret->tekst = v->tekst;
    else if (!dec_parse(v->tekst, '.', &d) || !dec_rescale(d, REGEL_SCHAAL, &ret->getal))
        return err_set(e, ERR_DATA,
                       "regel %lld: “%.*s” is geen getal, of heeft meer dan %d cijfers achter de punt",
                       (long long)v->regel, STR_ARG(utf8_clip(v->tekst, 40)), REGEL_SCHAAL);
    return OK;
}

static int waarde_lees(const struct boom *b, enum regel_soort soort, struct regel_waarde *ret, struct err *e)
{
    const struct boom *v = boom_kind(b, "value");
    struct str type, rest;

    *ret = (struct regel_waarde){.onbekend = true};
    if (boom_kind(b, "list") || boom_kind(b, "component"))
        return err_set(e, ERR_DATA,
                       "regel %lld: een lijst of een samengestelde waarde wordt hier niet begrepen",
                       (long long)b->regel);
    if (!v || str_is(boom_attr(v, "nil"), "true"))
        return OK;
    type = str_cut(boom_attr(v, "type"), ':', &rest);
    type = rest.p ? rest : type;
    ret->onbekend = false;
    if (!type.n)
        return zonder_type(v, soort, ret, e);
    if (str_is(type, "boolean"))
        return zonder_type(v, REGEL_WAAR, ret, e);
    if (str_is(type, "decimal") || str_is(type, "double") || str_is(type, "integer") || str_is(type, "int") ||
        str_is(type, "long") || str_is(type, "float"))
        return zonder_type(v, REGEL_GETAL, ret, e);
    if (str_is(type, "string"))
        return zonder_type(v, REGEL_TEKST, ret, e);
    return err_set(e, ERR_DATA, "regel %lld: waarden van soort “%.*s” worden niet begrepen",
                   (long long)v->regel, STR_ARG(utf8_clip(type, 40)));
}

static int waarde_gelijk(const struct boom *b, const struct regel_waarde *dan, bool *ret, struct err *e)
{
    struct regel_waarde w;
    int rc = waarde_lees(b, dan->onbekend ? REGEL_TEKST : dan->soort, &w, e);

    *ret = !rc && regel_waarde_gelijk(&w, dan);
    return rc;
}

/* One outcome (a value, or a component an output) against a rule's. */
static int uitkomst_gelijk(const struct regeltabel *t, const struct boom *b, const struct regel_waarde *dan,
                           bool *ret, struct err *e)
{
    int rc = OK;

    *ret = true;
    if (!boom_kind(b, "component")) {
        rc = waarde_gelijk(b, &dan[0], ret, e);
        if (t->n_uit > 1) /* nothing at all is the outcome of a table that says nothing */
            for (size_t u = 0; u < t->n_uit; u++)
                *ret = *ret && dan[u].onbekend;
        return rc;
    }
    for (const struct boom *c = b->kind; !rc && c; c = c->broer) {
        bool gevonden = false;

        if (!str_is(c->naam, "component"))
            continue;
        for (size_t u = 0; !rc && u < t->n_uit; u++)
            if (str_eq(t->uit[u].naam, boom_attr(c, "name")))
                rc = waarde_gelijk(c, &dan[u], &gevonden, e);
        *ret = *ret && gevonden;
    }
    return rc;
}

static bool meervoud(const struct regeltabel *t)
{
    return t->trefwijze > TREF_EERSTE && !t->optelling;
}

static int lijst_gelijk(const struct regeltabel *t, const struct boom *lijst,
                        const struct regel_beslissing *b, bool *ret, struct err *e)
{
    size_t n = 0;
    int rc = OK;

    *ret = true;
    for (const struct boom *item = lijst->kind; !rc && item && *ret; item = item->broer) {
        if (!str_is(item->naam, "item"))
            continue;
        *ret = n < b->n;
        if (*ret)
            rc = uitkomst_gelijk(t, item, b->at[n++]->dan, ret, e);
    }
    *ret = *ret && n == b->n;
    return rc;
}

/* What holds when no rule does: the standard outcome of each output, else nothing. */
static void standaard(const struct regeltabel *t, struct regel_waarde *ret)
{
    for (size_t u = 0; u < t->n_uit; u++) {
        ret[u] = t->uit[u].standaard;
        ret[u].onbekend = ret[u].onbekend || !t->uit[u].heeft_standaard;
    }
}

static int verwacht_gelijk(const struct regeltabel *t, const struct boom *v, const struct regel_beslissing *b,
                           bool *ret, struct err *e)
{
    const struct boom *lijst = boom_kind(v, "list");
    struct regel_waarde std[REGEL_KOLOMMEN_MAX] = {0};

    *ret = false;
    if (b->opgeteld)
        return lijst ? OK : waarde_gelijk(v, &b->som, ret, e);
    if (meervoud(t) && lijst && !b->standaard)
        return lijst_gelijk(t, lijst, b, ret, e);
    if (lijst || (meervoud(t) && b->n))
        return OK;
    standaard(t, std);
    return uitkomst_gelijk(t, v, b->n ? b->at[0]->dan : std, ret, e);
}

static struct str uitkomst_zeg(struct arena *a, const struct regeltabel *t, const struct regel_beslissing *b)
{
    struct buf s;

    buf_init(&s, a, 500);
    if (b->opgeteld)
        buf_add(&s, regel_waarde_tekst(a, &b->som));
    for (size_t i = 0; !b->opgeteld && i < b->n; i++)
        for (size_t u = 0; u < t->n_uit; u++) {
            buf_lit(&s, s.n ? ", " : "");
            buf_add(&s, regel_waarde_tekst(a, &b->at[i]->dan[u]));
        }
    if (!s.n)
        buf_lit(&s, b->standaard ? "de standaarduitkomst" : "geen uitkomst");
    return buf_str(&s);
}

/* ---- one case ---- */

struct uitkomst { /* of a decision, in the case at hand */
    enum { NOG_NIET, BEZIG, KLAAR } stand;
    struct regel_waarde w;
};

struct toetser {
    struct arena *a;
    const struct boom *model;
    const struct dmn_besluit *d;
    struct uitkomst *uitkomst; /* of each of d: one that many columns need is decided once */
    size_t n;
};

/* Its place in x->d; x->n for none. */
static size_t besluit_zoek(const struct toetser *x, struct str naam)
{
    size_t i = 0;

    while (i < x->n && !str_eq(x->d[i].naam, naam))
        i++;
    return i;
}

static int beslis(struct toetser *x, const struct boom *geval, const struct regeltabel *t,
                  struct regel_beslissing *ret, struct err *e);

/* The outcome of another decision table, as the one value that a column needs. */
static int uit_besluit(struct toetser *x, const struct boom *geval, size_t i, struct regel_waarde *ret,
                       struct err *e)
{
    struct regel_waarde std[REGEL_KOLOMMEN_MAX] = {0};
    const struct regeltabel *t = x->d[i].tabel;
    struct uitkomst *u = &x->uitkomst[i];
    struct regel_beslissing b;
    int rc = OK;

    if (meervoud(t) || t->n_uit > 1)
        return err_set(e, ERR_DATA, "het besluit “%.*s” geeft meer dan één waarde; dat kan geen kolom zijn",
                       STR_ARG(utf8_clip(t->naam, 60)));
    if (u->stand == BEZIG)
        return err_set(e, ERR_DATA, "het besluit “%.*s” hangt van zichzelf af",
                       STR_ARG(utf8_clip(t->naam, 60)));
    if (u->stand == NOG_NIET) {
        u->stand = BEZIG;
        rc = beslis(x, geval, t, &b, e);
        standaard(t, std);
        if (!rc)
            *u = (struct uitkomst){KLAAR, b.opgeteld ? b.som : b.n ? b.at[0]->dan[0] : std[0]};
    }
    *ret = u->w;
    return rc;
}

/* A value that the case gives, or that another decision of the model yields; else unknown. */
static int invoer_waarde(struct toetser *x, const struct boom *geval, const struct regel_invoer *in,
                         struct regel_waarde *ret, struct err *e)
{
    size_t i;

    *ret = (struct regel_waarde){.onbekend = true};
    for (const struct boom *n = geval->kind; n; n = n->broer)
        if (str_is(n->naam, "inputNode") && str_eq(boom_attr(n, "name"), in->naam))
            return waarde_lees(n, in->soort_bekend ? in->soort : REGEL_TEKST, ret, e);
    i = besluit_zoek(x, in->naam);
    if (i < x->n)
        return uit_besluit(x, geval, i, ret, e);
    for (const struct boom *b = boom_kind(x->model, "decision"); b; b = boom_volgende(b, "decision"))
        if (str_eq(boom_attr(b, "name"), in->naam))
            return err_set(e, ERR_DATA, "het besluit “%.*s” is geen beslistabel; dat rekenen wij niet uit",
                           STR_ARG(utf8_clip(in->naam, 60)));
    return OK;
}

static int beslis(struct toetser *x, const struct boom *geval, const struct regeltabel *t,
                  struct regel_beslissing *ret, struct err *e)
{
    struct regel_waarde in[REGEL_KOLOMMEN_MAX];
    int64_t param[REGEL_PARAMETERS_MAX];
    int rc = OK;

    for (size_t k = 0; !rc && k < t->n_in; k++)
        rc = invoer_waarde(x, geval, &t->in[k], &in[k], e);
    if (rc)
        return rc;
    regel_params(t, NULL, 0, param);
    return regels_beslis(x->a, t, in, param, ret, e);
}

/* A table that its values break (two rules under U) decides nothing: null, which a case may expect. */
static int geval_toets(struct toetser *x, const struct boom *geval, const struct boom *uitkomst,
                       const struct boom *verwacht, struct dmn_toets *ret, struct err *e)
{
    size_t besluit = besluit_zoek(x, boom_attr(uitkomst, "name"));
    const struct regeltabel *t;
    struct regel_beslissing b = {0};
    struct err gebroken = {0};
    bool goed = false;
    int rc = OK;

    if (besluit == x->n)
        return err_set(e, ERR_DATA, "het model heeft geen beslistabel met de naam “%.*s”",
                       STR_ARG(utf8_clip(boom_attr(uitkomst, "name"), 60)));
    t = x->d[besluit].tabel;
    for (size_t i = 0; i < x->n; i++)
        x->uitkomst[i].stand = NOG_NIET;
    x->uitkomst[besluit].stand = BEZIG;
    for (size_t k = 0; !rc && k < t->n_in; k++) { /* what cannot be read is no outcome */
        struct regel_waarde w;

        rc = invoer_waarde(x, geval, &t->in[k], &w, e);
    }
    if (!rc && beslis(x, geval, t, &b, &gebroken)) {
        struct regel_waarde niets[REGEL_KOLOMMEN_MAX];

        for (size_t u = 0; u < t->n_uit; u++)
            niets[u] = (struct regel_waarde){.onbekend = true};
        rc = boom_kind(verwacht, "list") ? OK : uitkomst_gelijk(t, verwacht, niets, &goed, e);
    } else if (!rc) {
        rc = verwacht_gelijk(t, verwacht, &b, &goed, e);
    }
    if (rc)
        return rc;
    ret->gevallen++;
    ret->goed += goed;
    if (!goed)
        VEC_PUSH(x->a, &ret->klacht,
                 str_fmt(x->a, "geval %.*s, %.*s: %s%.*s", STR_ARG(boom_attr(geval, "id")),
                         STR_ARG(boom_attr(uitkomst, "name")), gebroken.code ? "" : "de tabel geeft ",
                         STR_ARG(gebroken.code ? str_from(gebroken.text) : uitkomst_zeg(x->a, t, &b))));
    return OK;
}

int dmn_toets(struct arena *a, struct str model, struct str toets, struct dmn_toets *ret, struct err *e)
{
    struct toetser x = {.a = a};
    struct dmn_besluit *d;
    const struct boom *w;
    int rc = dmn_lees(a, model, &d, &x.n, e);

    if (rc)
        err_prefix(e, "model: ");
    *ret = (struct dmn_toets){0};
    if (!rc) {
        x.d = d;
        x.uitkomst = ARENA_ARRAY(a, struct uitkomst, x.n);
    }
    if (!rc)
        rc = boom_lees(a, model, "DMN-model", &x.model, e);
    if (!rc && (rc = boom_lees(a, toets, "toetsbestand van DMN", &w, e)))
        err_prefix(e, "toetsbestand: ");
    if (!rc && !str_is(w->naam, "testCases"))
        rc = err_set(e, ERR_DATA,
                     "toetsbestand: dit is er geen van DMN; verwacht testCases als buitenste element");
    for (const struct boom *g = rc ? NULL : w->kind; !rc && g; g = g->broer) {
        for (const struct boom *u = g->kind; !rc && u && str_is(g->naam, "testCase"); u = u->broer) {
            const struct boom *v = boom_kind(u, "expected") ? boom_kind(u, "expected")
                                                            : boom_kind(u, "computed"); /* of old files */

            if (str_is(u->naam, "resultNode") && v)
                rc = geval_toets(&x, g, u, v, ret, e);
        }
    }
    if (!rc && !ret->gevallen)
        rc = err_set(e, ERR_DATA, "het toetsbestand heeft geen gevallen met een verwachte uitkomst");
    return rc;
}
