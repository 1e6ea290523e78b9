/* SPDX-License-Identifier: EUPL-1.2
 * Promises as a table and as a picture, for the list of all and the page of one afspraak. */
#include "afspraak/intern.h"

#include "base/num.h"
#include "grafiek/grafiek.h"

#include <string.h>

enum { STAVEN_MAX = 24 };

typedef bool mee_fn(const struct akte *b, const struct afspraak *x, const struct belofte *y);

/* What was reached, with its "minstens" also where no page shows it. */
static void cel_meting(struct pagina *p, struct doc *t, struct doc *rij, struct meting m)
{
    const struct doc *cellen;

    if (!m.er) {
        cel_leeg(p, t, rij, STR("nog geen cijfer"));
        return;
    }
    cel_getal(p, t, rij, m.min, 0, STR(""));
    if (m.max_er && m.max == m.min)
        return;
    cellen = doc_get(rij, STR("cellen"));
    DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst",
                str_fmt(p->a, "≥ %.*s", STR_ARG(num_nl(p->a, m.min, 0))));
    DOC_SET_STR(p->a, rij, "opmerking", STR("Gehaald: minstens"));
}

static void percent_cel(struct pagina *p, struct doc *t, struct doc *rij, const struct afspraak_oordeel *o)
{
    const struct doc *cellen;

    if (!o->trede) {
        cel_leeg(p, t, rij, STR("niet te zeggen"));
        return;
    }
    cel_getal(p, t, rij, o->percent, 0, STR(""));
    cellen = doc_get(rij, STR("cellen"));
    DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst",
                str_fmt(p->a, "%s%lld%%", o->uit.max_er && o->uit.max == o->uit.min ? "" : "≥ ",
                        (long long)o->percent));
}

/* All of them in a file; on the page the first two, for a promise of a region is one of many. */
static void door_cel(struct pagina *p, struct doc *t, struct doc *rij, const struct belofte *y)
{
    const struct doc *cellen = doc_get(rij, STR("cellen"));

    cel_tekst(p, t, rij, belofte_door(p->a, y), STR(""), STR(""));
    if (y->n_partij > 3)
        DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst",
                    str_fmt(p->a, "%.*s, %.*s en %zu andere", STR_ARG(y->partij[0].naam),
                            STR_ARG(y->partij[1].naam), y->n_partij - 2 + (y->door.n > 0)));
}

static void belofte_rij(struct akte *b, struct doc *t, const struct afspraak *x, const struct belofte *y,
                        bool afspraak)
{
    struct pagina *p = &b->v.p;
    struct doc *rij = tabel_regel(p, t, false);
    size_t ja = belofte_bevestigd(y);

    if (afspraak)
        cel_tekst(p, t, rij, x->titel, pagina_adres(p, afspraak_adres(p->a, x->id, ""), NULL, STR("")),
                  x->verzonnen ? STR("verzonnen") : STR(""));
    cel_tekst(p, t, rij, y->toezegging,
              pagina_adres(p, belofte_adres(p->a, x->id, y->nummer, ""), NULL, STR("")), STR(""));
    cel_tekst(p, t, rij, y->gebied->naam, STR(""), STR(""));
    door_cel(p, t, rij, y);
    cel_tekst(p, t, rij, y->cijfer ? str_fmt(p->a, "%d", y->tot) : date_nl(p->a, y->uiterlijk), STR(""),
              STR(""));
    if (y->cijfer && y->oordeel.tot) {
        cel_getal(p, t, rij, y->oordeel.pad, 0, STR(""));
        cel_meting(p, t, rij, y->oordeel.uit);
        percent_cel(p, t, rij, &y->oordeel);
    } else {
        for (int k = 0; k < 3; k++)
            cel_leeg(p, t, rij, y->cijfer ? STR("nog niets te tellen") : STR("geen aantal"));
    }
    cel_tekst(p, t, rij, belofte_stand_tekst(p->a, y), STR(""), STR(""));
    if (y->n_partij)
        cel_tekst(p, t, rij, str_fmt(p->a, "%zu van %zu", ja, y->n_partij), STR(""), STR(""));
    else
        cel_leeg(p, t, rij, STR("geen organisatie hier"));
}

struct doc *belofte_tabel(struct akte *b, const char *id, const struct afspraak *x, size_t n, bool afspraak,
                          mee_fn *mee)
{
    struct pagina *p = &b->v.p;
    struct doc *t =
        tabel_maak(p, id, strcmp(id, "voor-u") ? STR("Beloften") : STR("Beloften die op uw woord wachten"),
                   STR("Beloofd en gehaald gaan over de jaren die het regelboek telt en die om zijn."));

    if (afspraak)
        tabel_kolom(p, t, "afspraak", STR("Afspraak"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "toezegging", STR("Toezegging"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "wie", STR("Wie belooft"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "uiterlijk", STR("Tot en met"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "beloofd", STR("Beloofd"), STR("tot nu"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "gehaald", STR("Gehaald"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "percentage", STR("Deel"), STR("%"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "bevestigd", STR("Bevestigd"), STR(""), KOLOM_TEKST, 0, true);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < x[i].n; k++)
            if (mee(b, &x[i], &x[i].belofte[k]))
                belofte_rij(b, t, &x[i], &x[i].belofte[k], afspraak);
    tabel_noot(p, t,
               STR("≥: minstens, want niet alle cijfers zijn er of zijn openbaar. –: geen cijfer; dat is "
                   "geen nul."));
    return t;
}

/* A bar of the picture, and of what. */
struct staaf_van {
    const struct afspraak *x;
    const struct belofte *y;
};

/* Bars of the same name are told apart by their afspraak, and within one by the number of the promise. */
static void namen_uiteen(struct arena *a, struct grafiek_staaf *s, const struct staaf_van *van, size_t m)
{
    struct str naam[STAVEN_MAX];

    for (size_t i = 0; i < m; i++) {
        bool dubbel = false, zelfde = false;

        for (size_t k = 0; k < m; k++)
            if (k != i && str_eq(s[k].label, s[i].label)) {
                dubbel = true;
                zelfde = zelfde || str_eq(van[k].x->titel, van[i].x->titel);
            }
        naam[i] =
            !dubbel ? s[i].label
            : zelfde
                ? str_fmt(a, "%.*s (belofte %lld)", STR_ARG(s[i].label), (long long)van[i].y->nummer)
                : str_fmt(a, "%.*s (%.*s)", STR_ARG(s[i].label), STR_ARG(utf8_clip(van[i].x->titel, 60)));
    }
    for (size_t i = 0; i < m; i++)
        s[i].label = naam[i];
}

/* Only what is certain is counted: of "at least" that was not reached yet, more may turn out to be there. */
static struct str beeld_titel(struct arena *a, size_t onder, size_t onzeker, size_t alle, size_t er)
{
    if (!er)
        return STR("Van geen enkele belofte is er al een cijfer");
    return str_fmt(a, "Bij %zu van de %zu %s is minder gehaald dan tot nu toe beloofd%s", onder, alle,
                   alle == 1 ? "belofte" : "beloften",
                   onzeker ? str_cstr(a, str_fmt(a, "; bij %zu is dat niet te zeggen", onzeker)) : "");
}

bool belofte_beeld(struct akte *b, struct doc *blok, const char *id, const struct afspraak *x, size_t n,
                   mee_fn *mee)
{
    struct arena *a = b->v.p.a;
    struct grafiek_staaf s[STAVEN_MAX];
    struct staaf_van van[STAVEN_MAX];
    size_t m = 0, onder = 0, onzeker = 0, telt = 0, alle = 0;
    struct doc *f;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < x[i].n; k++) {
            const struct belofte *y = &x[i].belofte[k];
            bool er = y->oordeel.trede != NULL;

            if (!y->cijfer || !mee(b, &x[i], y) || (!er && y->oordeel.stand != STAND_GEEN_CIJFER))
                continue;
            alle++;
            telt += er;
            onder += er && y->oordeel.uit.max_er && y->oordeel.uit.max < y->oordeel.pad;
            onzeker += !er || (y->oordeel.uit.min < y->oordeel.pad &&
                               !(y->oordeel.uit.max_er && y->oordeel.uit.max < y->oordeel.pad));
            if (m == STAVEN_MAX)
                continue;
            van[m] = (struct staaf_van){&x[i], y};
            s[m++] = (struct grafiek_staaf){
                .label = str_fmt(a, "%.*s: %.*s", STR_ARG(y->gebied->naam),
                                 STR_ARG(y->woningtype.n ? y->woningtype : y->voortgang.onderwerp_naam)),
                .ontbreekt = !er,
                .waarde = y->oordeel.percent < 0 ? 0 : y->oordeel.percent,
                .tekst =
                    er ? str_fmt(a, "%s%lld%%",
                                 y->oordeel.uit.max_er && y->oordeel.uit.max == y->oordeel.uit.min ? ""
                                                                                                   : "≥ ",
                                 (long long)y->oordeel.percent)
                       : STR(""),
                .tint = str_is(y->woningtype, "nultreden")      ? TINT_NULTREDEN
                        : str_is(y->woningtype, "geclusterd")   ? TINT_GECLUSTERD
                        : str_is(y->woningtype, "zorggeschikt") ? TINT_ZORGGESCHIKT
                                                                : TINT_GEBOUWD};
        }
    if (!m)
        return false;
    namen_uiteen(a, s, van, m);
    f = blok_figuur(&b->v, blok, id, beeld_titel(a, onder, onzeker, alle, telt),
                    grafiek_staven_svg(a, &(struct grafiek_staven){
                                              .titel = STR("Gehaald van wat tot nu toe beloofd is"),
                                              .beschrijving = STR("In procenten, per belofte. De staande "
                                                                  "lijn is wat beloofd is; gearceerd is "
                                                                  "nog geen cijfer. De tabel eronder "
                                                                  "zegt hetzelfde."),
                                              .staven = s,
                                              .breedte = BLOK_FIGUUR_BREEDTE,
                                              .n = m,
                                              .heeft_doel = true,
                                              .doel = 100,
                                              .doel_label = STR("beloofd")}));
    if (alle > m)
        doc_add(a, doc_get(f, STR("noten")),
                doc_str(a, str_fmt(a, "De eerste %zu van %zu; kies hierboven minder.", m, alle)));
    return true;
}
