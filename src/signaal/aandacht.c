/* SPDX-License-Identifier: EUPL-1.2
 * Which signals a reader may see, and the list of what asks for attention: what was asked of the own
 * organisation first. */
#include "signaal/signaal_pagina.h"

#include "opgave/opgave.h"
#include "toegang/toegang.h"

struct str signaal_adres(struct arena *a, int64_t id)
{
    return str_fmt(a, "/regie/signalen/%lld", (long long)id);
}

/* A concept is seen by who may change it, and so is a signal about it. */
int signaal_zicht_van(struct conn *c, struct arena *a, const struct wie *w, const struct opgave *o, size_t n,
                      struct signaal_zicht *ret, struct err *e)
{
    struct str *dicht = ARENA_ARRAY(a, struct str, n + 1);
    int rc;

    *ret = (struct signaal_zicht){.wie = w, .dicht = dicht};
    rc = toegang_partijen(c, a, w, RECHT_PARTIJEN, &ret->partij, &ret->n, &ret->alles, e);
    for (size_t i = 0; !rc && i < n; i++) {
        bool mag = true;

        if (o[i].staat == OPGAVE_CONCEPT)
            rc = toegang_mag(c, w, RECHT_REDACTIE, o[i].partij, &mag, e);
        if (!rc && !mag)
            dicht[ret->n_dicht++] = str_fmt(a, "/regie/opgaven/%lld", (long long)o[i].id);
    }
    return rc;
}

int signaal_zicht_lees(struct pagina *p, struct signaal_zicht *ret, struct err *e)
{
    const struct opgave *o = NULL;
    size_t n = 0;
    int rc = opgaven_lees(p->c, p->g, p->a, &o, &n, e);

    return rc ? rc : signaal_zicht_van(p->c, p->a, wie_van(p->q), o, n, ret, e);
}

bool signaal_zichtbaar(const struct signaal_zicht *z, const struct signaal *s)
{
    for (size_t i = 0; i < z->n_dicht; i++)
        if (str_eq(z->dicht[i], s->adres))
            return false;
    if (z->alles)
        return true;
    for (size_t i = 0; i < z->n; i++)
        if (z->partij[i].id == s->partij)
            return true;
    return false;
}

bool signaal_eigen(const struct signaal_zicht *z, const struct signaal *s)
{
    for (size_t i = 0; i < z->wie->n_rol; i++)
        if (z->wie->rol[i].partij == s->partij)
            return true;
    return false;
}

static void punt_bij(struct pagina *p, struct doc *punten, struct te_doen t)
{
    struct doc *x = doc_add(p->a, punten, doc_map(p->a)), *doe;

    DOC_SET_STR(p->a, x, "titel", t.titel);
    DOC_SET_STR(p->a, x, "tekst", t.tekst);
    doe = DOC_SET(p->a, x, "doe", doc_map(p->a));
    DOC_SET_STR(p->a, doe, "woord", str_from(t.woord));
    DOC_SET_STR(p->a, doe, "adres", t.adres);
}

/* How many stand here, of how many: "" when the list says that itself. */
static struct str hoeveel(struct arena *a, size_t eigen, size_t alle, size_t meest)
{
    struct str s = alle > meest ? str_fmt(a, "De %zu dringendste signalen van %zu.", meest, alle)
                   : alle > 1   ? STR("Het dringendste signaal eerst.")
                                : STR("");

    if (!eigen)
        return s;
    return str_fmt(a, "Aan uw organisatie %s %zu %s gevraagd.%s%.*s", eigen == 1 ? "is" : "zijn", eigen,
                   eigen == 1 ? "ding" : "dingen", s.n ? " " : "", STR_ARG(s));
}

struct doc *signaal_aandacht(struct pagina *p, const struct te_doen_lijst *t, const struct signaal *s,
                             size_t n, const struct signaal_zicht *z, bool eigen, size_t meest)
{
    struct doc *d = doc_map(p->a), *l = DOC_SET(p->a, d, "punten", doc_list(p->a)), *x;
    size_t alle = 0;
    struct str telling;

    for (size_t i = 0; i < t->punt.n && i < meest; i++)
        punt_bij(p, l, t->punt.at[i]);
    if (t->punt.n > meest)
        punt_bij(
            p, l,
            (struct te_doen){
                .titel = str_fmt(p->a, "Nog %zu van uw organisatie", t->punt.n - meest),
                .tekst = STR("Stukken en opgaven die nog op u wachten; uw beloften staan bij Afspraken."),
                .adres = STR("/regie/kennisname"),
                .woord = "Bekijk ze alle"});

    for (size_t i = 0; i < n; i++) {
        if (!signaal_vraagt(&s[i]) || !signaal_zichtbaar(z, &s[i]) || (eigen && !signaal_eigen(z, &s[i])))
            continue;
        if (alle++ >= meest)
            continue;
        punt_bij(p, l,
                 (struct te_doen){.titel = s[i].titel,
                                  .tekst = str_fmt(p->a, "%.*s %.*s%s%.*s", STR_ARG(s[i].tekst),
                                                   STR_ARG(s[i].doen), s[i].partij_naam.n ? " Vraagt: " : "",
                                                   STR_ARG(s[i].partij_naam)),
                                  .adres = signaal_adres(p->a, s[i].id),
                                  .woord = "Bekijk"});
    }
    if (!alle && !t->punt.n)
        return NULL;
    telling = hoeveel(p->a, t->punt.n, alle, meest);
    if (telling.n)
        DOC_SET_STR(p->a, d, "toelichting", telling);
    if (alle > meest) {
        x = DOC_SET(p->a, d, "alles", doc_map(p->a));
        DOC_SET_STR(p->a, x, "woord", STR("Alle signalen"));
        DOC_SET_STR(p->a, x, "adres",
                    eigen ? STR("/regie/signalen?wie=eigen") : STR("/regie/signalen?wie=alle"));
    }
    return d;
}

const struct str *signaal_eigen_naam(const struct wie *w)
{
    static const struct str meer = STR_INIT("");
    const struct wie_rol *een = NULL;

    for (size_t i = 0; i < w->n_rol; i++) {
        if (!w->rol[i].partij)
            continue;
        if (een && een->partij != w->rol[i].partij)
            return &meer;
        een = &w->rol[i];
    }
    return een ? &een->naam : NULL;
}

struct doc *signaal_niets_gevraagd(struct pagina *p, const struct signaal *s, size_t n,
                                   const struct signaal_zicht *z)
{
    const struct str *naam = signaal_eigen_naam(z->wie);
    struct doc *d = doc_map(p->a), *x;
    size_t anderen = 0;

    for (size_t i = 0; i < n; i++) {
        if (!signaal_vraagt(&s[i]) || !signaal_zichtbaar(z, &s[i]))
            continue;
        if (signaal_eigen(z, &s[i]))
            return NULL;
        anderen++;
    }
    if (!naam || !anderen)
        return NULL;
    DOC_SET_BOOL(p->a, d, "rustig", true);
    DOC_SET_STR(p->a, d, "toelichting",
                str_fmt(p->a, "Geen signaal vraagt nu iets van %.*s. %zu %s van anderen.",
                        STR_ARG(naam->n ? *naam : STR("uw organisaties")), anderen,
                        anderen == 1 ? "signaal is" : "signalen zijn"));
    x = DOC_SET(p->a, d, "alles", doc_map(p->a));
    DOC_SET_STR(p->a, x, "woord", STR("Bekijk wat van anderen gevraagd wordt"));
    DOC_SET_STR(p->a, x, "adres", STR("/regie/signalen?wie=anderen"));
    return d;
}
