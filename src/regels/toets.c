/* SPDX-License-Identifier: EUPL-1.2
 * Runs a test file of the DMN Technology Compatibility Kit against a model: the conformance test of this
 * room, and a way for people to test a table of their own. */
#include "regels/regels.h"
#include "tabel/boom.h"

#include <string.h>

static int waarde_lees(struct arena *a, const struct boom *b, struct regel_waarde *ret, struct err *e)
{
    const struct boom *v = boom_kind(b, "value");
    struct str type, rest;
    struct regel_waarde w = {.onbekend = true};
    struct dec d;

    if (!v || str_is(boom_attr(v, "nil"), "true")) {
        *ret = w;
        return OK;
    }
    type = str_cut(boom_attr(v, "type"), ':', &rest);
    type = rest.p ? rest : type;
    w.onbekend = false;
    if (str_is(type, "boolean")) {
        w.soort = REGEL_WAAR;
        w.getal = str_is(v->tekst, "true") || str_is(v->tekst, "1");
    } else if (str_is(type, "decimal") || str_is(type, "double") || str_is(type, "integer") ||
               str_is(type, "int")) {
        w.soort = REGEL_GETAL;
        if (!dec_parse(v->tekst, '.', &d) || !dec_rescale(d, REGEL_SCHAAL, &w.getal))
            return err_set(e, ERR_DATA, "regel %lld: “%.*s” is geen getal", (long long)v->regel,
                           STR_ARG(utf8_clip(v->tekst, 40)));
    } else if (str_is(type, "string") || !type.n) {
        w.soort = REGEL_TEKST;
        w.tekst = str_dup(a, v->tekst);
    } else {
        return err_set(e, ERR_DATA, "regel %lld: waarden van soort “%.*s” worden niet begrepen",
                       (long long)v->regel, STR_ARG(utf8_clip(type, 40)));
    }
    *ret = w;
    return OK;
}

/* One outcome (a value, or a component an output) against a rule's. */
static int uitkomst_gelijk(struct arena *a, const struct regeltabel *t, const struct boom *b,
                           const struct regel_waarde *dan, bool *ret, struct err *e)
{
    struct regel_waarde w;
    int rc = OK;

    *ret = true;
    if (!boom_kind(b, "component")) {
        rc = waarde_lees(a, b, &w, e);
        *ret = !rc && t->n_uit == 1 && regel_waarde_gelijk(&w, &dan[0]);
        return rc;
    }
    for (const struct boom *c = b->kind; !rc && c; c = c->broer) {
        bool gevonden = false;

        if (!str_is(c->naam, "component"))
            continue;
        rc = waarde_lees(a, c, &w, e);
        for (size_t u = 0; !rc && u < t->n_uit; u++)
            if (str_eq(t->uit[u].naam, boom_attr(c, "name")))
                gevonden = regel_waarde_gelijk(&w, &dan[u]);
        *ret = *ret && gevonden;
    }
    return rc;
}

static bool meervoud(const struct regeltabel *t)
{
    return t->trefwijze > TREF_EERSTE && !t->optelling;
}

static int verwacht_gelijk(struct arena *a, const struct regeltabel *t, const struct boom *v,
                           const struct regel_beslissing *b, bool *ret, struct err *e)
{
    const struct boom *lijst = boom_kind(v, "list");
    struct regel_waarde std[REGEL_KOLOMMEN_MAX] = {0}, w;
    size_t n = 0;
    int rc = OK;

    for (size_t u = 0; u < t->n_uit; u++) {
        std[u] = t->uit[u].standaard;
        std[u].onbekend = std[u].onbekend || !t->uit[u].heeft_standaard;
    }
    if (b->opgeteld) {
        rc = waarde_lees(a, v, &w, e);
        *ret = !rc && regel_waarde_gelijk(&w, &b->som);
        return rc;
    }
    if (!meervoud(t) || !b->n) {
        *ret = false;
        return lijst ? OK : uitkomst_gelijk(a, t, v, b->n ? b->at[0]->dan : std, ret, e);
    }
    *ret = lijst != NULL;
    for (const struct boom *item = lijst ? lijst->kind : NULL; !rc && item && *ret; item = item->broer) {
        if (!str_is(item->naam, "item"))
            continue;
        *ret = n < b->n;
        if (*ret)
            rc = uitkomst_gelijk(a, t, item, b->at[n++]->dan, ret, e);
    }
    *ret = *ret && n == b->n;
    return rc;
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

static int geval_toets(struct arena *a, const struct regeltabel *t, const struct boom *geval,
                       const struct boom *uitkomst, struct dmn_toets *ret, struct err *e)
{
    struct regel_waarde in[REGEL_KOLOMMEN_MAX];
    struct regel_beslissing b;
    int64_t param[REGEL_PARAMETERS_MAX];
    bool goed = false;
    int rc = OK;

    for (size_t k = 0; !rc && k < t->n_in; k++) {
        in[k] = (struct regel_waarde){.onbekend = true};
        for (const struct boom *n = geval->kind; !rc && n; n = n->broer)
            if (str_is(n->naam, "inputNode") && str_eq(boom_attr(n, "name"), t->in[k].naam))
                rc = waarde_lees(a, n, &in[k], e);
    }
    if (rc)
        return rc;
    regel_params(t, NULL, 0, param);
    rc = regels_beslis(a, t, in, param, &b, e);
    if (!rc)
        rc = verwacht_gelijk(a, t, boom_kind(uitkomst, "expected"), &b, &goed, e);
    if (rc)
        return rc;
    ret->gevallen++;
    ret->goed += goed;
    if (!goed)
        VEC_PUSH(a, &ret->klacht,
                 str_fmt(a, "geval %.*s, %.*s: de tabel geeft %.*s", STR_ARG(boom_attr(geval, "id")),
                         STR_ARG(boom_attr(uitkomst, "name")), STR_ARG(uitkomst_zeg(a, t, &b))));
    return OK;
}

int dmn_toets(struct arena *a, struct str model, struct str toets, struct dmn_toets *ret, struct err *e)
{
    struct dmn_besluit *d;
    const struct boom *w;
    size_t n;
    int rc = dmn_lees(a, model, &d, &n, e);

    *ret = (struct dmn_toets){0};
    if (!rc && (rc = boom_lees(a, toets, "toetsbestand van DMN", &w, e)))
        err_prefix(e, "toetsbestand: ");
    if (!rc && !str_is(w->naam, "testCases"))
        rc = err_set(e, ERR_DATA,
                     "dit is geen toetsbestand van DMN: verwacht testCases als buitenste element");
    for (const struct boom *g = rc ? NULL : w->kind; !rc && g; g = g->broer) {
        for (const struct boom *u = g->kind; !rc && u && str_is(g->naam, "testCase"); u = u->broer) {
            const struct regeltabel *t = NULL;

            if (!str_is(u->naam, "resultNode") || !boom_kind(u, "expected"))
                continue;
            for (size_t i = 0; i < n && !t; i++)
                if (str_eq(d[i].naam, boom_attr(u, "name")))
                    t = d[i].tabel;
            rc = t ? geval_toets(a, t, g, u, ret, e)
                   : err_set(e, ERR_DATA, "het model heeft geen beslistabel met de naam “%.*s”",
                             STR_ARG(utf8_clip(boom_attr(u, "name"), 60)));
        }
    }
    if (!rc && !ret->gevallen)
        rc = err_set(e, ERR_DATA, "het toetsbestand heeft geen gevallen met een verwachte uitkomst");
    return rc;
}
