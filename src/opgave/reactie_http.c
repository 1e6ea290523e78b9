/* SPDX-License-Identifier: EUPL-1.2
 * What partijen say of an opgave: zienswijzen with their answers, toetsen by zorgkantoor and corporatie, and
 * the oordeel of each. */
#include "opgave/intern.h"

#include "toegang/toegang.h"

size_t opgave_zienswijze_nummer(const struct opgave_dossier *x, int64_t id)
{
    for (size_t i = 0; i < x->n_zienswijze; i++)
        if (x->zienswijze[i].id == id)
            return i + 1;
    return 0;
}

void opgave_zienswijzen_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "zienswijzen", STR("Zienswijzen en antwoorden"),
                               STR("Een zienswijze is een bezwaar met gronden."));

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

        cel_tekst(p, t, rij, str_fmt(p->a, "%zu", i + 1), STR(""), STR(""));
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

void opgave_toets_blok(struct vel *v, const struct opgave_dossier *x)
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
struct str opgave_oordeel_zin(struct arena *a, const struct opgave_oordeel *o, size_t n)
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

void opgave_oordeel_blok(struct vel *v, const struct opgave_dossier *x, const struct opgave_oordeel *o,
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
                    str_fmt(p->a, "%.*s.", STR_ARG(opgave_oordeel_zin(p->a, o, n))));
    blok_klap_in(v, blok, str_fmt(p->a, "Toon alle %zu organisaties", n), false);
    feit_bij(p->a, blok_feiten(v, blok), "Wie het zag", STR("Bekijk de kennisname"),
             str_fmt(p->a, "/regie/kennisname/%lld", (long long)x->publicatie), STR(""), STR(""));
    blok_tabel(v, blok, t);
}
