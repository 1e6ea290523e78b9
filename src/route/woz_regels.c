/* SPDX-License-Identifier: EUPL-1.2
 * The conditions between the columns of the WOZ-bezitstabel, as a table in the words of the manual (dVi2025,
 * onderdeel B, chapter 2), and the test of a row: of each column (woz_kolommen.c), then of these. */
#include "route/woz_intern.h"

#include "base/num.h"

#include <stdio.h>

int woz_deel(struct str cel)
{
    static const char *const delen[WOZ_DELEN] = {"2.1A", "2.1B", "2.1C", "2.1D"};

    for (int i = 0; i < WOZ_DELEN; i++)
        if (str_is(cel, delen[i]))
            return i;
    return -1;
}

int64_t woz_getal(const struct woz_rij *w, enum woz_kolom k)
{
    int64_t v;

    return num_i64(w->cel[k], &v) ? v : 0;
}

/* ---- the conditions between columns ---- */

static bool is(const struct woz_rij *w, enum woz_kolom k, const char *tekst)
{
    return str_is(w->cel[k], tekst);
}

static bool gevuld(const struct woz_rij *w, enum woz_kolom k)
{
    return w->cel[k].n > 0;
}

static bool woonruimte(const struct woz_rij *w)
{
    return is(w, WOZ_EENHEIDSSOORT, "Woonruimte");
}

static bool geen_woonruimte(const struct woz_rij *w)
{
    return !woonruimte(w);
}

static bool mgw(const struct woz_rij *w)
{
    return is(w, WOZ_SOORT_WOONRUIMTE, "MGW");
}

static bool geen_mgw(const struct woz_rij *w)
{
    return !mgw(w);
}

static bool zelfstandig(const struct woz_rij *w)
{
    return is(w, WOZ_ZELFSTANDIG, "Ja");
}

static bool vrijgegeven(const struct woz_rij *w)
{
    return is(w, WOZ_ONDERPAND, "Vrijgegeven");
}

static bool ingezet(const struct woz_rij *w)
{
    return is(w, WOZ_ONDERPAND, "Ja");
}

/* Sold, demolished or merged: there is nothing left to take as security. */
static bool verdwenen(const struct woz_rij *w)
{
    return w->deel < 2 &&
           woz_een_van(w->cel[WOZ_MUTATIE],
                       "Verkoop aan toekomstige bewoners|Verkoop aan overigen|Sloop|Samenvoeging");
}

static bool bij_derde(const struct woz_rij *w)
{
    return is(w, WOZ_ONDERPAND, "Nee") && !verdwenen(w);
}

static bool bij_derde_weg(const struct woz_rij *w)
{
    return is(w, WOZ_ONDERPAND, "Nee") && verdwenen(w);
}

static bool met_naam(const struct woz_rij *w)
{
    return ingezet(w) && gevuld(w, WOZ_ZEKERHEIDSNEMER);
}

static bool ingezet_zonder_hypotheek(const struct woz_rij *w)
{
    return ingezet(w) && !gevuld(w, WOZ_ZEKERHEIDSNEMER);
}

static bool weggegaan(const struct woz_rij *w)
{
    return w->deel < 2 && (verdwenen(w) || is(w, WOZ_MUTATIE, "Naar voorraad")) &&
           !(w->deel == 1 && is(w, WOZ_MUTATIE, "Naar voorraad")); /* in 2.1B that one has just come */
}

static bool gekomen(const struct woz_rij *w)
{
    return w->deel < 2 && woz_een_van(w->cel[WOZ_MUTATIE], "Nieuwbouw|Aankoop|Van voorraad") &&
           !(w->deel == 1 && is(w, WOZ_MUTATIE, "Van voorraad")); /* in 2.1B that one has just left */
}

static bool verkocht(const struct woz_rij *w)
{
    return w->deel < 2 &&
           woz_een_van(w->cel[WOZ_MUTATIE], "Verkoop aan toekomstige bewoners|Verkoop aan overigen");
}

enum eis { MOET_GEVULD, MOET_LEEG, MOET_NUL, MOET_MEER, MOET_WSW, MOET_ZEKERHEID };

static const struct {
    enum woz_kolom kolom;
    uint8_t delen; /* bit per part */
    bool (*als)(const struct woz_rij *w);
    enum eis eis;
    const char *tekst;
} voorwaarden[] = {
    {WOZ_SOORT_WOONRUIMTE, 1, woonruimte, MOET_GEVULD, "verplicht, omdat de eenheidssoort Woonruimte is"},
    {WOZ_SOORT_WOONRUIMTE, 1, geen_woonruimte, MOET_LEEG,
     "moet leeg zijn, omdat de eenheidssoort geen Woonruimte is"},
    {WOZ_ZELFSTANDIG, 1, woonruimte, MOET_GEVULD, "verplicht, omdat de eenheidssoort Woonruimte is"},
    {WOZ_ZELFSTANDIG, 1, geen_woonruimte, MOET_LEEG,
     "moet leeg zijn, omdat de eenheidssoort geen Woonruimte is"},
    {WOZ_LIFT, 1, mgw, MOET_GEVULD, "verplicht, omdat de soort woonruimte MGW is"},
    {WOZ_LIFT, 1, geen_mgw, MOET_LEEG, "moet leeg zijn, omdat de soort woonruimte geen MGW is"},
    {WOZ_PUNTEN, 1, woonruimte, MOET_GEVULD, "verplicht, omdat de eenheidssoort Woonruimte is"},
    {WOZ_LABEL, 1, zelfstandig, MOET_GEVULD, "verplicht, omdat de woonruimte zelfstandig is"},
    {WOZ_AANTAL_ULTIMO, 3, weggegaan, MOET_NUL,
     "moet 0 zijn: bij verkoop, sloop, samenvoeging en naar voorraad is er aan het einde van het jaar niets "
     "meer"},
    {WOZ_AANTAL_PRIMO, 3, weggegaan, MOET_MEER,
     "moet meer dan 0 zijn: wat verdween, was er aan het begin van het jaar"},
    {WOZ_AANTAL_PRIMO, 3, gekomen, MOET_NUL,
     "moet 0 zijn: bij nieuwbouw, aankoop en van voorraad was er aan het begin van het jaar nog niets"},
    {WOZ_AANTAL_ULTIMO, 3, gekomen, MOET_MEER,
     "moet meer dan 0 zijn: wat erbij kwam, is er aan het einde van het jaar"},
    {WOZ_WAARDE, 3, verkocht, MOET_NUL, "moet 0 zijn, omdat de eenheid in het verslagjaar is verkocht"},
    {WOZ_ZEKERHEIDSNEMER, 15, vrijgegeven, MOET_LEEG, "moet leeg zijn, omdat kolom Z Vrijgegeven is"},
    {WOZ_ZEKERHEIDSNEMER, 15, met_naam, MOET_WSW,
     "moet leeg zijn of WSW, omdat kolom Z Ja is (WSW als die hypotheek heeft gevestigd)"},
    {WOZ_ZEKERHEIDSNEMER, 15, bij_derde, MOET_GEVULD, "verplicht, omdat kolom Z Nee is"},
    {WOZ_ZEKERHEIDSNEMER, 3, bij_derde_weg, MOET_LEEG,
     "moet leeg zijn, omdat de eenheid is verkocht, gesloopt of samengevoegd"},
    {WOZ_TYPE_ZEKERHEID, 15, vrijgegeven, MOET_LEEG, "moet leeg zijn, omdat kolom Z Vrijgegeven is"},
    {WOZ_TYPE_ZEKERHEID, 15, met_naam, MOET_ZEKERHEID,
     "moet Hypotheek zijn (in 2.1C en 2.1D mag ook WSW), omdat WSW hypotheek heeft gevestigd"},
    {WOZ_TYPE_ZEKERHEID, 15, ingezet_zonder_hypotheek, MOET_LEEG,
     "moet leeg zijn, omdat kolom Z Ja is en er geen zekerheidsnemer staat"},
    {WOZ_TYPE_ZEKERHEID, 15, bij_derde, MOET_GEVULD, "verplicht, omdat kolom Z Nee is"},
    {WOZ_TYPE_ZEKERHEID, 3, bij_derde_weg, MOET_LEEG,
     "moet leeg zijn, omdat de eenheid is verkocht, gesloopt of samengevoegd"},
};

static bool voldoet(const struct woz_rij *w, enum woz_kolom k, enum eis eis)
{
    switch (eis) {
    case MOET_GEVULD:
        return gevuld(w, k);
    case MOET_LEEG:
        return !gevuld(w, k);
    case MOET_NUL:
        return !gevuld(w, k) || woz_getal(w, k) == 0;
    case MOET_MEER:
        return woz_getal(w, k) > 0;
    case MOET_WSW:
        return is(w, k, "WSW");
    case MOET_ZEKERHEID:
        return is(w, k, "Hypotheek") || (w->deel >= 2 && is(w, k, "WSW"));
    }
    return false;
}

/* Never the value itself: it may be an address, a rent, or a value of somebody's home. */
static void fout(struct import *im, const struct woz_rij *w, enum woz_kolom k, const char *wat)
{
    import_meld(im, MELDING_FOUT, w->r->nummer, (int)k, STR(""), "kolom %.*s – %s, 2.1%c: %s",
                STR_ARG(tabel_kolom_letter(im->a, k)), woz_kolommen[k].namen, 'A' + w->deel, wat);
}

static bool kolom_toets(struct import *im, const struct woz_rij *w, enum woz_kolom k)
{
    enum woz_plicht plicht = (enum woz_plicht)woz_regels[k].plicht[w->deel];
    char tekst[300];

    if (!gevuld(w, k)) {
        if (plicht == MOET)
            fout(im, w, k, "verplicht veld, maar leeg");
        return plicht != MOET;
    }
    if (plicht == LEEG) {
        fout(im, w, k, "moet leeg zijn in dit onderdeel");
        return false;
    }
    if (woz_regels[k].vorm(w->cel[k], w->deel))
        return true;
    snprintf(tekst, sizeof tekst, "verwacht %s", woz_kolommen[k].uitleg);
    fout(im, w, k, tekst);
    return false;
}

bool woz_rij_toets(struct import *im, const struct woz_rij *w)
{
    bool goed = true;

    for (int k = 0; k < WOZ_KOLOMMEN; k++)
        goed = kolom_toets(im, w, (enum woz_kolom)k) && goed;
    for (size_t i = 0; i < sizeof voorwaarden / sizeof *voorwaarden; i++)
        if (voorwaarden[i].delen >> w->deel & 1 && voorwaarden[i].als(w) &&
            !voldoet(w, voorwaarden[i].kolom, voorwaarden[i].eis)) {
            fout(im, w, voorwaarden[i].kolom, voorwaarden[i].tekst);
            goed = false;
        }
    return goed;
}
