/* SPDX-License-Identifier: EUPL-1.2
 * /regie/opgaven: which there are, and one with its numbers, its way and what partijen think of it. */
#include "opgave/intern.h"

#include "base/num.h"
#include "grafiek/grafiek.h"
#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

#include <stdlib.h>

struct str opgave_adres(struct arena *a, int64_t id, const char *achter)
{
    return str_fmt(a, "/regie/opgaven/%lld%s", (long long)id, achter);
}

static int64_t som(const int64_t *v)
{
    return v[0] + v[1] + v[2];
}

/* ---- the national frame, always in view ---- */

enum { KADER_JAAR = 2030 };

struct landelijk {
    struct cijfer_uitkomst opgave, afspraken;
};

static int landelijk_lees(struct pagina *p, struct landelijk *ret, struct err *e)
{
    const struct gebied *nl = gebied_bij_code(p->g, STR("NL01"));
    struct cijfer_vraag v = pagina_vraag(p, "opgave", "");
    int rc = OK;

    *ret = (struct landelijk){0};
    if (!nl)
        return OK;
    v.venster_van = 0; /* what is said below, whatever window was chosen for the figures */
    v.venster_tot = KADER_JAAR;
    v.bron = STR("programma-wozo");
    rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &ret->opgave, e);
    v.bron = STR("woondealafspraken");
    if (!rc)
        rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &ret->afspraken, e);
    return rc;
}

static void landelijk_feiten(struct vel *v, struct doc *f, const struct landelijk *l, int64_t hier)
{
    struct pagina *p = &v->p;

    if (!l->opgave.heeft) {
        feit_bij(p->a, f, "Landelijke opgave", STR("niet geleverd"), STR(""), STR(""), STR(""));
        return;
    }
    feit_bij(p->a, f, "Landelijke opgave", num_nl(p->a, l->opgave.waarde, 0),
             STR("/cijfers/opgave?gebied=NL01"),
             STR("woningen tot en met 2030; programma Wonen en zorg voor ouderen"), STR(""));
    if (l->afspraken.heeft)
        feit_bij(
            p->a, f, "Woondealafspraken samen", num_nl(p->a, l->afspraken.waarde, 0),
            STR("/cijfers/opgave?gebied=NL01"),
            str_fmt(p->a,
                    "%.*s %s dan de landelijke opgave; Kamerbrief Voortgang ouderenhuisvesting, 25 april "
                    "2025",
                    STR_ARG(num_nl(p->a, llabs(l->opgave.waarde - l->afspraken.waarde), 0)),
                    l->afspraken.waarde > l->opgave.waarde ? "meer" : "minder"),
            STR(""));
    if (hier >= 0 && l->opgave.waarde > 0)
        feit_bij(p->a, f, "Deel van de landelijke opgave",
                 str_fmt(p->a, "%.*s%%",
                         STR_ARG(num_nl(p->a, num_div_half_up((__int128)hier * 1000, l->opgave.waarde), 1))),
                 STR(""), STR("van deze opgave als geheel"), STR(""));
}

/* ---- the list ---- */

static bool mag_zien(const struct opgave *o, bool redactie)
{
    return redactie || o->staat != OPGAVE_CONCEPT;
}

static int lijst_tabel(struct vel *v, size_t *ret_n, struct err *e)
{
    struct pagina *p = &v->p;
    const struct opgave *o;
    struct doc *t = tabel_maak(p, "opgaven", STR("Opgaven"), STR("Nieuwste bovenaan. Woningen."));
    size_t n, getoond = 0;
    int rc = opgaven_lees(p->c, p->g, p->a, &o, &n, e);

    tabel_kolom(p, t, "titel", STR("Opgave"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "tot", STR("Tot en met"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "som", STR("Som"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "doel", STR("Doel van de regio"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "open", STR("Zienswijzen open"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t i = 0; !rc && i < n; i++) {
        struct opgave_dossier x;
        struct doc *rij;
        int64_t doel = 0;
        bool redactie, heeft = true;

        rc = toegang_mag(p->c, wie_van(p->q), RECHT_REDACTIE, o[i].partij, &redactie, e);
        if (rc || !mag_zien(&o[i], redactie))
            continue;
        rc = opgave_dossier_lees(p->c, p->g, p->a, o[i].id, &x, e);
        if (rc)
            break;
        for (int k = 0; k < OPGAVE_TYPEN; k++) {
            heeft = heeft && x.doel[k].er;
            doel += x.doel[k].aantal;
        }
        getoond++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, x.o.titel, opgave_adres(p->a, x.o.id, ""),
                  x.o.verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, x.o.gebied->naam, STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(opgave_staten[x.o.staat].naam), STR(""), STR(""));
        cel_datum(p, t, rij, x.o.tot);
        cel_getal(p, t, rij, som(x.nu), 0, STR(""));
        if (heeft) {
            cel_getal(p, t, rij, doel, 0, STR(""));
            cel_getal(p, t, rij, som(x.nu) - doel, 0, STR(""));
        } else {
            cel_leeg(p, t, rij, STR("geen doel"));
            cel_leeg(p, t, rij, STR("geen doel"));
        }
        cel_getal(p, t, rij, (int64_t)x.n_open, 0, STR(""));
    }
    if (!getoond)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen opgave",
                          STR("Een redacteur van de provincie maakt een concept-opgave en brengt haar in "
                              "consultatie. Pas "
                              "dan staat zij hier voor iedereen."),
                          NULL, STR("")));
    tabel_klaar(p, t, "/regie/opgaven");
    blok_tabel(v, blok_bij(v, "alle", STR("Alle opgaven"), STR("")), t);
    *ret_n = getoond;
    return rc;
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct landelijk l;
    struct vel v;
    int64_t bij;
    size_t n = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = lijst_tabel(&v, &n, e);
    if (!rc)
        rc = landelijk_lees(&v.p, &l, e);
    if (!rc) {
        struct doc *f = blok_feiten(&v, blok_bij(&v, "kader", STR("Het kader"), STR("")));

        vel_titel(&v, STR("Opgaven"),
                  n ? str_fmt(q->a, "Er %s %zu %s met een eigen gang van concept naar besluit.",
                              n == 1 ? "is" : "zijn", n, n == 1 ? "opgave" : "opgaven")
                    : STR("Er is nog geen opgave in voorbereiding."));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Opgaven"), STR(""));
        landelijk_feiten(&v, f, &l, -1);
        if (wie_bereik(wie_van(q), RECHT_REDACTIE, &bij) != BEREIK_GEEN)
            feit_bij(q->a, f, "Doen", STR("Maak een concept-opgave"), STR("/regie/opgaven/nieuw"), STR(""),
                     STR(""));
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

static struct str zin(const struct vel *v, const struct opgave_dossier *x)
{
    struct arena *a = v->p.a;
    struct buf b;

    buf_init(&b, a, 2000);
    buf_fmt(&b, "%.*s %s tot en met %d in %.*s, verdeeld over %zu %s. ", STR_ARG(num_nl(a, som(x->nu), 0)),
            som(x->nu) == 1 ? "woning" : "woningen", x->o.jaar, STR_ARG(x->o.gebied->naam), x->n,
            x->n == 1 ? "gemeente" : "gemeenten");
    if (x->o.staat == OPGAVE_CONSULTATIE)
        buf_fmt(&b, "In consultatie van %.*s tot en met %.*s; ", STR_ARG(date_nl(a, x->o.van)),
                STR_ARG(date_nl(a, x->o.tot)));
    else
        buf_fmt(&b, "De opgave is %s; ", opgave_staten[x->o.staat].naam);
    if (x->n_zienswijze)
        buf_fmt(&b, "%zu %s, waarvan %zu nog te beantwoorden.", x->n_zienswijze,
                x->n_zienswijze == 1 ? "zienswijze" : "zienswijzen", x->n_open);
    else
        buf_lit(&b, "er zijn geen zienswijzen.");
    return buf_str(&b);
}

static void som_blok(struct vel *v, const struct opgave_dossier *x, const struct landelijk *l)
{
    static const enum grafiek_tint tinten[] = {TINT_NULTREDEN, TINT_GECLUSTERD, TINT_ZORGGESCHIKT};
    struct pagina *p = &v->p;
    struct grafiek_staaf s[OPGAVE_TYPEN];
    struct doc *t = tabel_maak(p, "som", STR("De som en haar doel"), STR("Woningen.")),
               *blok = blok_bij(v, "som-blok", STR("Klopt de som?"), STR(""));
    bool heel = true, bewogen = false;

    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "concept", STR("Concept"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "nu", STR("Nu"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "doel", STR("Doel"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verschil", STR("Nu min doel"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron van het doel"), STR(""), KOLOM_TEKST, 0, false);
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        struct doc *rij = tabel_regel(p, t, false);

        s[k] =
            (struct grafiek_staaf){.label = str_from(opgave_typen[k]), .waarde = x->nu[k], .tint = tinten[k]};
        heel = heel && (!x->doel[k].er || x->nu[k] == x->doel[k].aantal);
        bewogen = bewogen || x->nu[k] != x->concept[k];
        cel_tekst(p, t, rij, str_from(opgave_typen[k]), STR(""), STR(""));
        cel_getal(p, t, rij, x->concept[k], 0, STR(""));
        cel_getal(p, t, rij, x->nu[k], 0, STR(""));
        if (x->doel[k].er) {
            cel_getal(p, t, rij, x->doel[k].aantal, 0, STR(""));
            cel_getal(p, t, rij, x->nu[k] - x->doel[k].aantal, 0, STR(""));
        } else {
            cel_leeg(p, t, rij, STR("niet genoemd"));
            cel_leeg(p, t, rij, STR("niet genoemd"));
        }
        cel_tekst(p, t, rij, x->doel[k].er ? x->doel[k].bron : STR("–"), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_figuur(v, blok, "som-figuur",
                heel ? STR("De som is gelijk aan het doel van de regio")
                     : STR("De som wijkt af van het doel van de regio"),
                grafiek_staven_svg(p->a, &(struct grafiek_staven){.titel = STR("Opgave per woningtype"),
                                                                  .beschrijving = zin(v, x),
                                                                  .staven = s,
                                                                  .n = OPGAVE_TYPEN}));
    blok_tabel(v, blok, t);
    tabel_noot(p, t,
               bewogen
                   ? STR("De som is veranderd sinds het concept; onder “Wat is er verschoven” staat waarom.")
                   : STR("De som is die van het concept."));
    /* a share only of the same years */
    landelijk_feiten(v, blok_feiten(v, blok), l, x->o.jaar == KADER_JAAR ? som(x->nu) : -1);
}

static void delen_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "gemeenten", STR("Per gemeente"),
                               STR("Woningen, nu; achter het teken het verschil met het concept."));

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        tabel_kolom(p, t, opgave_typen[k], str_from(opgave_typen[k]), STR(""), KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_cstr(p->a, str_fmt(p->a, "%s-verschil", opgave_typen[k])), STR("verschil"),
                    STR(""), KOLOM_GETAL, 0, true);
    }
    for (size_t i = 0; i <= x->n; i++) { /* the sum first */
        const struct opgave_deel *d = i ? &x->deel[i - 1] : NULL;
        struct doc *rij = tabel_regel(p, t, !d);

        cel_tekst(p, t, rij, d ? d->gebied->naam : x->o.gebied->naam,
                  d ? str_fmt(p->a, "/gebieden/%.*s", STR_ARG(d->gebied->code)) : STR(""), STR(""));
        for (int k = 0; k < OPGAVE_TYPEN; k++) {
            if (d && !d->er[k]) {
                cel_leeg(p, t, rij, STR("niet in de opgave"));
                cel_leeg(p, t, rij, STR("niet in de opgave"));
                continue;
            }
            cel_getal(p, t, rij, d ? d->nu[k] : x->nu[k], 0, STR(""));
            cel_getal(p, t, rij, d ? d->nu[k] - d->concept[k] : x->nu[k] - x->concept[k], 0, STR(""));
        }
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "delen", STR("De verdeling"), STR("")), t);
}

static void verschuiving_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "verschoven", STR("Verschuivingen"), STR("Oudste bovenaan."));

    if (!x->n_verschuiving)
        return;
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "van", STR("Van"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "naar", STR("Naar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "aantal", STR("Woningen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n_verschuiving; i++) {
        const struct opgave_verschuiving *w = &x->verschuiving[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_datum(p, t, rij, time_date(w->moment));
        cel_tekst(p, t, rij, str_from(opgave_typen[w->type]), STR(""), STR(""));
        cel_tekst(p, t, rij, w->van ? w->van->naam : STR("van buiten de som"), STR(""),
                  w->van ? STR("") : STR("som verandert"));
        cel_tekst(p, t, rij, w->naar ? w->naar->naam : STR("uit de som"), STR(""),
                  w->naar ? STR("") : STR("som verandert"));
        cel_getal(p, t, rij, w->aantal, 0, STR(""));
        cel_tekst(p, t, rij,
                  w->zienswijze
                      ? str_fmt(p->a, "%.*s (zienswijze %lld)", STR_ARG(w->reden), (long long)w->zienswijze)
                      : w->reden,
                  STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "verschoven-blok", STR("Wat is er verschoven"), STR("")), t);
}

static void zienswijzen_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t =
        tabel_maak(p, "zienswijzen", STR("Zienswijzen"), STR("Een zienswijze is een bezwaar met gronden."));

    tabel_kolom(p, t, "nummer", STR("Nr."), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "partij", STR("Van"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "over", STR("Over"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "eigen", STR("Eigen getal"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gronden", STR("Gronden"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bewijs", STR("Bewijs"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "besluit", STR("Besluit"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n_zienswijze; i++) {
        const struct opgave_zienswijze *z = &x->zienswijze[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_fmt(p->a, "%lld", (long long)z->id), STR(""), STR(""));
        cel_tekst(p, t, rij, z->partij_naam, STR(""), STR(""));
        cel_tekst(p, t, rij, str_fmt(p->a, "%.*s, %s", STR_ARG(z->gebied->naam), opgave_typen[z->type]),
                  STR(""), STR(""));
        if (z->heeft_eigen)
            cel_getal(p, t, rij, z->eigen, 0, STR(""));
        else
            cel_leeg(p, t, rij, STR("niet genoemd"));
        cel_tekst(p, t, rij, z->gronden, STR(""), STR(""));
        cel_tekst(p, t, rij,
                  z->bewijs.n ? z->bewijs
                  : z->stuk   ? STR("document")
                              : STR("–"),
                  z->stuk ? str_fmt(p->a, "%.*s/%lld", STR_ARG(opgave_adres(p->a, x->o.id, "/bewijs")),
                                    (long long)z->id)
                          : STR(""),
                  STR(""));
        cel_tekst(p, t, rij,
                  !z->besluit.n                       ? STR("nog niet beantwoord")
                  : str_is(z->besluit, "overgenomen") ? STR("overgenomen")
                  : str_is(z->besluit, "deels")       ? STR("deels overgenomen")
                                                      : STR("niet overgenomen"),
                  STR(""), STR(""));
        cel_tekst(p, t, rij, z->antwoord, STR(""), STR(""));
    }
    if (!x->n_zienswijze)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Geen zienswijzen",
                          STR("Niemand heeft bezwaar gemaakt. Dat kan zolang de consultatie duurt."), NULL,
                          STR("")));
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "zienswijzen-blok", STR("Zienswijzen en antwoorden"), STR("")), t);
}

static void toets_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(
        p, "toetsen", STR("Toetsen"),
        STR("Het zorgkantoor zegt of de zorg geleverd kan worden, een corporatie of de opgave haalbaar "
            "is (bijlage 2 van de inventarisatie)."));

    tabel_kolom(p, t, "partij", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Toets"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "uitkomst", STR("Uitkomst"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "naam", STR("Namens haar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "datum", STR("Datum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n_toets; i++) {
        const struct opgave_toets *k = &x->toets[i];
        struct doc *rij = tabel_regel(p, t, false);
        bool zorg = str_is(k->soort, "zorgkantoor");

        cel_tekst(p, t, rij, k->partij_naam, STR(""), STR(""));
        cel_tekst(p, t, rij, zorg ? STR("kan de zorg geleverd worden?") : STR("is het haalbaar?"), STR(""),
                  STR(""));
        cel_tekst(p, t, rij,
                  str_is(k->uitkomst, "ja")            ? STR("ja")
                  : str_is(k->uitkomst, "voorwaarden") ? STR("ja, onder voorwaarden")
                                                       : STR("nee"),
                  STR(""), STR(""));
        cel_tekst(p, t, rij, toegang_naam(p->q, k->naam), STR(""), STR(""));
        cel_datum(p, t, rij, k->datum);
        cel_tekst(p, t, rij, k->toelichting, STR(""), STR(""));
    }
    if (!x->n_toets)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog niet getoetst",
                          STR("Geen zorgkantoor of corporatie heeft deze opgave nagekeken."), NULL, STR("")));
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "toetsen-blok", STR("Kan het?"), STR("")), t);
}

/* "1 komt overeen, 1 komt niet overeen, 5 nog geen kennis genomen, 0 geen antwoord (N = 7)" */
static struct str oordeel_zin(struct arena *a, const struct opgave_oordeel *o, size_t n)
{
    static const char *const codes[] = {"overeen", "niet_overeen", "geen_kennis", "geen_antwoord"};
    struct buf b;

    buf_init(&b, a, 500);
    for (size_t k = 0; k < 4; k++) {
        size_t tel = 0;

        for (size_t i = 0; i < n; i++)
            tel += str_is(o[i].oordeel, codes[k]);
        buf_fmt(&b, "%s%zu %.*s", k ? ", " : "", tel, STR_ARG(oordeel_naam(str_from(codes[k]))));
    }
    buf_fmt(&b, " (N = %zu)", n);
    return buf_str(&b);
}

static void oordeel_blok(struct vel *v, const struct opgave_dossier *x, const struct opgave_oordeel *o,
                         size_t n)
{
    struct pagina *p = &v->p;
    struct doc *t, *blok;

    if (!n)
        return;
    t = tabel_maak(p, "oordelen", STR("Oordelen"),
                   STR("Komt de opgave overeen met wat de organisatie zelf ziet? Wie niets zei: nog geen "
                       "kennis genomen zolang "
                       "niemand “gezien” bevestigde, anders geen antwoord."));
    tabel_kolom(p, t, "partij", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "oordeel", STR("Oordeel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gronden", STR("Gronden"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, o[i].partij_naam, STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(partij_soort_bij(o[i].soort)->naam), STR(""), STR(""));
        cel_tekst(p, t, rij, oordeel_naam(o[i].oordeel), STR(""), STR(""));
        cel_tekst(p, t, rij, o[i].gronden, STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok = blok_bij(v, "oordelen-blok", STR("Wat vinden de organisaties?"),
                    str_fmt(p->a, "%.*s.", STR_ARG(oordeel_zin(p->a, o, n))));
    blok_klap_in(v, blok, str_fmt(p->a, "Toon alle %zu organisaties", n), false);
    feit_bij(p->a, blok_feiten(v, blok), "Wie het zag", STR("Bekijk de kennisname"),
             str_fmt(p->a, "/regie/kennisname/%lld", (long long)x->publicatie), STR(""), STR(""));
    blok_tabel(v, blok, t);
}

static void verloop_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *blok = blok_bij(v, "verloop", STR("Hoe zij tot stand kwam"), STR("")),
               *f = blok_feiten(v, blok);

    blok_klap_in(v, blok, STR("Toon methode, herkomst en stappen"), false);
    feit_bij(p->a, f, "Methode", x->o.methode, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Herkomst", x->o.herkomst, STR(""), STR(""),
             x->o.verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(p->a, f, "Definities", x->o.definitieset, STR(""), STR(""), STR(""));
    if (x->o.partij_naam.n)
        feit_bij(p->a, f, "Regie", x->o.partij_naam, STR(""), STR(""), STR(""));
    for (size_t i = 0; i < x->n_stap; i++) {
        const struct opgave_stap *s = &x->stap[i];

        feit_bij(p->a, f, "Stap", str_from(opgave_staten[s->stap].naam),
                 s->levering ? str_fmt(p->a, "/leveringen/%lld", (long long)s->levering) : STR(""),
                 str_fmt(p->a, "%.*s%s%.*s%s%.*s", STR_ARG(date_nl(p->a, s->van)),
                         s->tot != s->van ? " tot en met " : "",
                         STR_ARG(s->tot != s->van ? date_nl(p->a, s->tot) : STR("")),
                         s->toelichting.n ? ": " : "", STR_ARG(s->toelichting)),
                 STR(""));
    }
}

/* The answer first: where it stands, whether the sum holds, who reacted. */
static int kort_blok(struct vel *v, const struct opgave_dossier *x, const struct landelijk *l,
                     const struct opgave_oordeel *o, size_t n, struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *f = blok_feiten(v, blok_bij(v, "kort", STR("In het kort"), STR("")));
    struct publicatie k;
    int64_t doel = 0;
    bool heeft = true;
    int rc = x->publicatie ? publicatie_lees(p->c, p->g, p->a, x->publicatie, &k, e) : OK;

    if (rc)
        return rc;
    for (int i = 0; i < OPGAVE_TYPEN; i++) {
        heeft = heeft && x->doel[i].er;
        doel += x->doel[i].aantal;
    }
    feit_bij(p->a, f, "Stand", str_from(opgave_staten[x->o.staat].naam), STR(""),
             x->o.staat == OPGAVE_CONSULTATIE
                 ? str_fmt(p->a, "van %.*s tot en met %.*s", STR_ARG(date_nl(p->a, x->o.van)),
                           STR_ARG(date_nl(p->a, x->o.tot)))
                 : str_fmt(p->a, "sinds %.*s", STR_ARG(date_nl(p->a, x->o.van))),
             STR(""));
    feit_bij(
        p->a, f, "Som van de gemeenten", str_fmt(p->a, "%.*s woningen", STR_ARG(num_nl(p->a, som(x->nu), 0))),
        STR(""),
        !heeft ? STR("voor de regio is geen doel genoemd")
        : som(x->nu) == doel
            ? STR("gelijk aan het doel van de regio")
            : str_fmt(p->a, "%.*s %s dan het doel van de regio",
                      STR_ARG(num_nl(p->a, som(x->nu) < doel ? doel - som(x->nu) : som(x->nu) - doel, 0)),
                      som(x->nu) < doel ? "minder" : "meer"),
        heeft && som(x->nu) != doel ? STR("let op") : STR(""));
    if (l->opgave.heeft)
        feit_bij(
            p->a, f, "Deel van de landelijke opgave",
            str_fmt(p->a, "%.*s%%",
                    STR_ARG(num_nl(p->a, num_div_half_up((__int128)som(x->nu) * 1000, l->opgave.waarde), 1))),
            STR(""), str_fmt(p->a, "van %.*s woningen", STR_ARG(num_nl(p->a, l->opgave.waarde, 0))), STR(""));
    feit_bij(p->a, f, "Zienswijzen",
             str_fmt(p->a, "%zu, waarvan %zu nog te beantwoorden", x->n_zienswijze, x->n_open),
             STR("#zienswijzen-blok-kop"), STR(""), x->n_open ? STR("let op") : STR(""));
    if (n)
        feit_bij(p->a, f, "Oordelen", oordeel_zin(p->a, o, n), STR("#oordelen-blok-kop"), STR(""), STR(""));
    if (x->publicatie)
        feit_bij(p->a, f, "Gezien",
                 str_fmt(p->a, "door %lld van de %lld organisaties", (long long)k.gezien, (long long)k.n),
                 str_fmt(p->a, "/regie/kennisname/%lld", (long long)x->publicatie), STR(""), STR(""));
    feit_bij(p->a, f, "Toetsen", str_fmt(p->a, "%zu", x->n_toets), STR("#toetsen-blok-kop"),
             STR("van zorgkantoor en corporaties"), STR(""));
    return OK;
}

/* In order: in short, the numbers, who objects, what the reader can do now, who thinks what, how it came
 * about. */
int opgave_toon(struct vel *v, const struct opgave_dossier *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &v->p;
    const struct opgave_oordeel *o;
    struct landelijk l;
    size_t n = 0;
    int rc = landelijk_lees(p, &l, e);

    if (!rc)
        rc = opgave_oordelen_lees(p->c, p->a, x, &o, &n, e);
    if (rc)
        return rc;
    vel_titel(v, x->o.titel, zin(v, x));
    if (x->o.verzonnen)
        label_bij(p->a, DOC_SET(p->a, p->boom, "statussen", doc_list(p->a)), STR("verzonnen"));
    DOC_SET_BOOL(p->a, p->boom, "inhoud", true);
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Opgaven"), STR("/regie/opgaven"));
    pagina_kruimel(p, x->o.titel, STR(""));
    rc = kort_blok(v, x, &l, o, n, e);
    if (rc)
        return rc;
    som_blok(v, x, &l);
    delen_blok(v, x);
    zienswijzen_blok(v, x);
    rc = opgave_forms(v, x, e);
    if (rc)
        return rc;
    oordeel_blok(v, x, o, n);
    toets_blok(v, x);
    verschuiving_blok(v, x);
    verloop_blok(v, x);
    return vel_klaar(v, r, e);
}

int opgave_van(struct http_req *q, struct vel *v, struct opgave_dossier *ret, struct err *e)
{
    int64_t id;
    bool redactie;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    if (!rc)
        rc = opgave_dossier_lees(q->conn, v->p.g, q->a, id, ret, e);
    if (!rc)
        rc = toegang_mag(q->conn, wie_van(q), RECHT_REDACTIE, ret->o.partij, &redactie, e);
    if (!rc && !mag_zien(&ret->o, redactie))
        rc = err_set(e, ERR_DENIED,
                     "Deze opgave is nog een concept. U ziet haar zodra de consultatie begint.");
    return rc;
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {
        {"gemaakt", "het concept is bewaard; breng het in consultatie als het klaar is"},
        {"consultatie", "de consultatie is geopend en bekendgemaakt"},
        {"zienswijze", "uw zienswijze is ingediend"},
        {"antwoord", "het antwoord is bewaard"},
        {"verschoven", "de verschuiving is bewaard"},
        {"toets", "de toets is bewaard"},
        {"oordeel", "uw oordeel is bewaard"},
        {"vastgesteld", "de opgave is vastgesteld, en iedereen die haar kreeg ziet dat"},
        {"vervallen", "de opgave is vervallen"}};
    struct opgave_dossier x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = opgave_van(q, &v, &x, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&v, str_from(gedaan[i][1]), STR(""));
    if (!rc)
        rc = opgave_toon(&v, &x, r, e);
    vel_sluit(&v);
    return rc;
}

static int bewijs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct opgave_dossier x;
    struct vel v;
    int64_t nummer = 0, stuk = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = opgave_van(q, &v, &x, e);
    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("zienswijze")), &nummer, e);
    for (size_t i = 0; !rc && i < x.n_zienswijze; i++)
        if (x.zienswijze[i].id == nummer)
            stuk = x.zienswijze[i].stuk;
    if (!rc)
        rc = stuk_geef(q, r, stuk, e);
    vel_sluit(&v);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {{"id", "nummer van de opgave", PARAM_PATH, true, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param bewijs_params[] = {
    {"id", "nummer van de opgave", PARAM_PATH, true, false},
    {"zienswijze", "nummer van de zienswijze", PARAM_PATH, true, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route opgave_routes[] = {
    {"GET", "/regie/opgaven", lijst_get, "regie", "De opgaven, van concept tot besluit", LEEST, lijst_params,
     .recht = RECHT_PARTIJEN},
    {"GET", "/regie/opgaven/{id}", een_get, "regie", "Een opgave met haar gang", LEEST, een_params,
     .recht = RECHT_PARTIJEN},
    {"GET", "/regie/opgaven/{id}/bewijs/{zienswijze}", bewijs_get, NULL, "Het bewijs bij een zienswijze",
     LEEST | ROUTE_GEZIEN, bewijs_params, .recht = RECHT_PARTIJEN},
    {0},
};
