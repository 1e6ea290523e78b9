/* SPDX-License-Identifier: EUPL-1.2
 * The next step of an opgave, for who looks: the page is long, and what one can do stands at its top, with
 * the way to the form. The same conditions as opgave_forms.c. */
#include "opgave/intern.h"

#include "kennisname/kennisname.h"
#include "toegang/toegang.h"

struct stappen {
    struct pagina *p;
    const struct opgave_dossier *x;
    struct doc *punten;
    struct str kennisname; /* its address */
};

static void stap_bij(struct stappen *s, struct str titel, struct str tekst, const char *woord,
                     struct str adres)
{
    struct arena *a = s->p->a;
    struct doc *d = doc_add(a, s->punten, doc_map(a)), *doe;

    DOC_SET_STR(a, d, "titel", titel);
    DOC_SET_STR(a, d, "tekst", tekst);
    doe = DOC_SET(a, d, "doe", doc_map(a));
    DOC_SET_STR(a, doe, "woord", str_from(woord));
    DOC_SET_STR(a, doe, "adres", adres);
}

/* For somebody of a partij to which it was published. */
static int stappen_partij(struct stappen *s, struct vel *v, const struct opgave_oordeel *o, size_t n,
                          struct err *e)
{
    const struct opgave_dossier *x = s->x;
    const struct partij *eigen;
    struct str tot = str_fmt(s->p->a, "Dat kan tot en met %.*s.", STR_ARG(date_nl(s->p->a, x->o.tot)));
    date_t dag = date_today();
    size_t m;
    int rc = opgave_eigen(v, x, NULL, &eigen, &m, e);

    for (size_t i = 0; !rc && i < m; i++) {
        const struct opgave_oordeel *mijn = NULL;
        bool getoetst = false,
             toetst = str_is(eigen[i].soort, "zorgkantoor") || str_is(eigen[i].soort, "corporatie");

        if (eigen[i].id == x->o.partij) /* who steers it made it, and asks others */
            continue;
        for (size_t k = 0; k < n; k++)
            mijn = o[k].partij == eigen[i].id ? &o[k] : mijn;
        for (size_t k = 0; k < x->n_toets; k++)
            getoetst = getoetst || x->toets[k].partij == eigen[i].id;
        if (mijn && str_is(mijn->oordeel, "geen_kennis"))
            stap_bij(s, STR("Bevestig dat u dit zag"),
                     str_fmt(s->p->a, "Namens %.*s heeft niemand dat nog gedaan.", STR_ARG(eigen[i].naam)),
                     "Bevestig gezien", str_cat(s->p->a, s->kennisname, STR("#bevestig-kop")));
        if (mijn && !mijn->moment)
            stap_bij(s, STR("Zeg of dit overeenkomt met wat u zelf ziet"),
                     str_fmt(s->p->a, "%.*s gaf nog geen oordeel.", STR_ARG(eigen[i].naam)),
                     "Geef uw oordeel", STR("#oordeel-zet-kop"));
        if (toetst && !getoetst)
            stap_bij(s, STR("Toets of het kan"),
                     str_fmt(s->p->a, "%.*s zei nog niet of %s.", STR_ARG(eigen[i].naam),
                             str_is(eigen[i].soort, "zorgkantoor") ? "de zorg geleverd kan worden"
                                                                   : "de opgave haalbaar is"),
                     "Bewaar uw toets", STR("#toets-zet-kop"));
        if (dag >= x->o.van && dag <= x->o.tot)
            stap_bij(s, STR("Niet mee eens?"), tot, "Dien een zienswijze in", STR("#zienswijze-kop"));
    }
    return rc;
}

/* For who steers it. */
static void stappen_regie(struct stappen *s, const struct opgave_oordeel *o, size_t n)
{
    const struct opgave_dossier *x = s->x;
    struct arena *a = s->p->a;
    size_t ongezien = 0;

    for (size_t k = 0; k < n; k++)
        ongezien += str_is(o[k].oordeel, "geen_kennis");
    if (x->o.staat == OPGAVE_CONCEPT) {
        stap_bij(s, STR("Breng het concept in consultatie"),
                 STR("Tot dan ziet alleen wie haar stuurt deze opgave."), "Open de consultatie",
                 STR("#consulteer-kop"));
        return;
    }
    if (x->n_open)
        stap_bij(s, str_fmt(a, "Beantwoord %zu %s", x->n_open, x->n_open == 1 ? "zienswijze" : "zienswijzen"),
                 STR("Pas als elke zienswijze een antwoord heeft, kan de opgave vastgesteld worden."),
                 "Beantwoord", STR("#antwoord-zet-kop"));
    if (ongezien)
        stap_bij(s,
                 str_fmt(a, "%zu %s nog niet dat zij dit %s", ongezien,
                         ongezien == 1 ? "organisatie bevestigde" : "organisaties bevestigden",
                         ongezien == 1 ? "zag" : "zagen"),
                 STR("Wie het niet zag, kan er niets van vinden."), "Herinner ze",
                 str_cat(a, s->kennisname, STR("#mail-kop")));
    if (!x->n_open && date_today() > x->o.tot)
        stap_bij(s, STR("Stel de opgave vast"),
                 STR("De consultatie is voorbij, en er is niets meer te beantwoorden."), "Stel vast",
                 STR("#stel-vast-kop"));
}

int opgave_stappen(struct vel *v, const struct opgave_dossier *x, const struct opgave_oordeel *o, size_t n,
                   struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *aandacht = doc_map(p->a);
    struct stappen s = {.p = p,
                        .x = x,
                        .punten = DOC_SET(p->a, aandacht, "punten", doc_list(p->a)),
                        .kennisname = str_fmt(p->a, "/regie/kennisname/%lld", (long long)x->publicatie)};
    int64_t bij;
    bool redactie;
    int rc = toegang_mag(p->c, wie_van(p->q), RECHT_REDACTIE, x->o.partij, &redactie, e);

    if (rc || x->o.staat >= OPGAVE_VASTGESTELD)
        return rc;
    if (redactie)
        stappen_regie(&s, o, n);
    if (x->o.staat == OPGAVE_CONSULTATIE && wie_van(p->q)->soort == WIE_MENS &&
        wie_bereik(wie_van(p->q), RECHT_LEVEREN, &bij) != BEREIK_GEEN)
        rc = stappen_partij(&s, v, o, n, e);
    if (!rc && s.punten->list.n)
        DOC_SET(p->a, p->boom, "aandacht", aandacht);
    return rc;
}
