/* SPDX-License-Identifier: EUPL-1.2
 * A table as people and machines read it: one row a cell, the notes under it, and the sentence above it. */
#include "uitkomst/uitkomst.h"

#include "base/num.h"
#include "gebied/gebied_cmd.h"

#include <stdlib.h>
#include <string.h>

static const char streep[] = "\xE2\x80\x93";

struct str ui_basis_tekst(struct arena *a, const struct ui_tabel *t)
{
    bool rij = t->vraag->laag != 0;

    switch (t->basis) {
    case UI_UITGENODIGD:
        return rij ? STR("alle rijen van wie is uitgenodigd") : STR("alle uitgenodigde partijen");
    case UI_DEELNEMEND:
        if (t->is_overgang)
            return STR("de partijen die aan beide rondes meededen");
        return rij ? STR("alle rijen van wie heeft meegedaan") : STR("alle partijen die hebben meegedaan");
    case UI_FILTER:
        return str_fmt(a, "wie de vraag beantwoordde en voor wie geldt: %.*s", STR_ARG(t->vraag->filter));
    case UI_OP_BEANTWOORD:
        break;
    }
    return rij ? STR("de rijen waarin de vraag is beantwoord") : STR("wie de vraag heeft beantwoord");
}

static void cel_set(struct arena *a, struct doc *r, const char *code, bool weg, int64_t v)
{
    doc_set(a, r, str_from(code), weg ? doc_null(a) : doc_int(a, v));
}

static void rij_cel(struct arena *a, struct doc *rijen, const struct ui_tabel *t, size_t regel, size_t kolom)
{
    const struct ui_kolom *k = &t->kolom[kolom];
    const struct ui_cel *c = ui_cel(t, regel, kolom);
    struct doc *r = doc_add(a, rijen, doc_map(a));
    int64_t p;

    DOC_SET_STR(a, r, "vraag", t->is_matrix ? k->code : t->vraag->code);
    DOC_SET_STR(a, r, "kolom", k->code);
    DOC_SET_STR(a, r, "kolomnaam", k->naam);
    DOC_SET_STR(a, r, "optie", t->regel[regel].code);
    DOC_SET_STR(a, r, "optienaam", t->regel[regel].label);
    cel_set(a, r, "aantal", c->weg, c->n);
    cel_set(a, r, "N", k->weg, k->N);
    if (ui_procent_getal(t, regel, kolom, &p))
        DOC_SET_INT(a, r, "procent", p);
    else
        DOC_SET(a, r, "procent", doc_null(a));
    DOC_SET_STR(a, r, "afgedrukt", ui_procent(a, t, regel, kolom));
}

/* Statistics of a number, as rows among the others: what they are stands in `optie`. */
static void rijen_getal(struct arena *a, struct doc *rijen, const struct ui_tabel *t, size_t kolom)
{
    static const struct {
        const char *code, *naam;
    } wat[] = {{"som", "Som"}, {"gemiddelde", "Gemiddelde"}, {"mediaan", "Mediaan"}};
    const struct ui_kolom *k = &t->kolom[kolom];

    for (int i = 0; i < 3; i++) {
        struct doc *r = doc_add(a, rijen, doc_map(a));
        int64_t v = i == 0 ? k->getal.som : i == 1 ? k->getal.gemiddelde : k->getal.mediaan;
        int schaal = t->vraag->schaal + (i > 0);
        bool weg = k->getal.weg || !k->getal.n;

        DOC_SET_STR(a, r, "vraag", t->vraag->code);
        DOC_SET_STR(a, r, "kolom", k->code);
        DOC_SET_STR(a, r, "kolomnaam", k->naam);
        DOC_SET_STR(a, r, "optie", str_from(wat[i].code));
        DOC_SET_STR(a, r, "optienaam", str_from(wat[i].naam));
        DOC_SET(a, r, "aantal", doc_null(a));
        cel_set(a, r, "N", k->weg, k->beantwoord);
        DOC_SET(a, r, "procent", doc_null(a));
        DOC_SET(a, r, "waarde", weg ? doc_null(a) : doc_str(a, num_plain(a, v, schaal)));
        DOC_SET_STR(a, r, "afgedrukt", weg ? str_from(streep) : num_nl(a, v, schaal));
    }
}

static void noot(struct arena *a, struct doc *l, struct str s)
{
    doc_add(a, l, doc_str(a, s));
}

static struct str wie_niet(struct arena *a, const struct ui_kolom *k)
{
    struct buf b;

    buf_init(&b, a, 1000);
    for (int i = UI_LEEG; i < UI_TOESTANDEN; i++)
        if (k->toestand[i]) {
            if (b.n)
                buf_lit(&b, ", ");
            buf_fmt(&b, "%lld %s", (long long)k->toestand[i], ui_toestand_woorden[i]);
        }
    return buf_str(&b);
}

static bool som_100(const struct ui_tabel *t)
{
    int64_t som = 0, p;

    for (size_t r = 0; r < t->n_regel; r++)
        if (!ui_procent_getal(t, r, 0, &p))
            return true;
        else
            som += p;
    return som == 100 || !t->n_regel;
}

struct doc *ui_noten(struct arena *a, const struct ui_tabel *t)
{
    struct doc *l = doc_list(a);
    const struct ui_kolom *k = &t->kolom[0];
    struct str niet = wie_niet(a, k);

    if (t->n_kolom == 1)
        noot(a, l, str_fmt(a, "N = %.*s: %.*s.", STR_ARG(num_nl(a, k->N, 0)), STR_ARG(ui_basis_tekst(a, t))));
    else
        noot(a, l, str_fmt(a, "N staat bij elke kolom. Basis: %.*s.", STR_ARG(ui_basis_tekst(a, t))));
    if (!t->is_matrix && !t->is_overgang && !t->vraag->is_thema && niet.n && k->is_totaal)
        noot(a, l,
             str_fmt(a, "%.*s van de %.*s %s; de anderen: %.*s.", STR_ARG(num_nl(a, k->toestand[0], 0)),
                     STR_ARG(num_nl(a, k->uitgenodigd, 0)),
                     t->vraag->laag        ? "rijen zijn beantwoord"
                     : k->uitgenodigd == 1 ? "partij beantwoordde deze vraag"
                     : k->toestand[0] == 1 ? "partijen beantwoordde deze vraag"
                                           : "partijen beantwoordden deze vraag",
                     STR_ARG(niet)));
    if (t->oude_vraag)
        noot(a, l,
             str_fmt(a, "In “%.*s” luidde de vraag: %.*s", STR_ARG(t->oud->titel),
                     STR_ARG(t->oude_vraag->label)));
    if (t->vraag->soort == UI_MEER)
        noot(a, l, STR("Meer antwoorden waren mogelijk: de percentages tellen niet op tot 100."));
    else if (t->vraag->soort == UI_EEN && (t->n_kolom > 1 || !som_100(t)))
        noot(a, l, STR("Percentages zijn afgerond op hele getallen en hoeven niet op te tellen tot 100."));
    if (t->vraag->is_afgeleid)
        noot(a, l,
             STR("De klassen zijn van het antwoord gemaakt; som, gemiddelde en mediaan komen van de "
                 "antwoorden zelf."));
    if (t->beschermd)
        noot(a, l,
             str_fmt(a,
                     "Van deze vraag worden alleen aantallen van %d of meer getoond, en geen aantal waaruit "
                     "een kleiner te berekenen is. “%s” staat voor zo’n aantal en ook voor nul.",
                     UI_DREMPEL, streep));
    if (t->vraag->is_thema)
        noot(a, l,
             STR("De open antwoorden zijn gelezen en in thema’s ingedeeld; een antwoord kan bij meer dan "
                 "een thema horen."));
    if (t->vraag->is_thema && t->vraag->ongelezen)
        noot(a, l,
             str_fmt(a, "%.*s antwoorden zijn nog niet gelezen en tellen niet mee.",
                     STR_ARG(num_nl(a, t->vraag->ongelezen, 0))));
    return l;
}

struct doc *ui_tabel_doc(struct arena *a, const struct ui_tabel *t)
{
    static const char *const kolommen[] = {
        "vraag",     "Vraag",   "tekst",   "kolom",     "Kolom",     "tekst",     "kolomnaam",
        "Kolomnaam", "tekst",   "optie",   "Antwoord",  "tekst",     "optienaam", "Antwoord in woorden",
        "tekst",     "aantal",  "Aantal",  "getal",     "N",         "N",         "getal",
        "procent",   "Procent", "procent", "afgedrukt", "Afgedrukt", "tekst",     NULL,
        NULL,        NULL,      NULL};
    const char *met[sizeof kolommen / sizeof *kolommen];
    struct doc *d, *rijen;

    memcpy(met, kolommen, sizeof kolommen);
    if (t->vraag->getal) {
        size_t n = 0;

        while (met[n])
            n += 3;
        met[n] = "waarde", met[n + 1] = "Waarde", met[n + 2] = "tekst", met[n + 3] = NULL;
    }
    d = table_new(a, t->titel, met);
    rijen = doc_get(d, STR("rijen"));
    DOC_SET_STR(a, d, "ronde", t->set->code);
    DOC_SET_STR(a, d, "basis", str_from(ui_basis_namen[t->basis]));
    DOC_SET_STR(a, d, "per", t->per_code);
    for (size_t k = 0; k < t->n_kolom; k++) {
        for (size_t r = 0; r < t->n_regel; r++)
            rij_cel(a, rijen, t, r, k);
        if (t->vraag->getal)
            rijen_getal(a, rijen, t, k);
    }
    DOC_SET(a, d, "voet", ui_noten(a, t));
    return d;
}

/* ---- the sentence ---- */

static const char *partijen(const struct ui_tabel *t, int64_t n)
{
    return t->vraag->laag ? (n == 1 ? "rij" : "rijen") : n == 1 ? "partij" : "partijen";
}

/* Of two rondes: the answer that moved most, among the same partijen when they are known. */
static struct str zin_rondes(struct arena *a, const struct ui_tabel *t)
{
    size_t van = t->n_kolom == 4 ? 2 : 0, meest = SIZE_MAX;
    int64_t oud, nieuw, verschil = 0, voor = 0, na = 0;

    for (size_t r = 0; r < t->n_regel; r++)
        if (!t->regel[r].geen_antwoord && ui_procent_getal(t, r, van, &oud) &&
            ui_procent_getal(t, r, van + 1, &nieuw) && llabs(nieuw - oud) > verschil) {
            verschil = llabs(nieuw - oud);
            meest = r;
            voor = oud;
            na = nieuw;
        }
    if (meest == SIZE_MAX)
        return STR("Tussen beide rondes is er geen verschil dat getoond kan worden.");
    return str_fmt(a, "“%.*s” ging van %lld%% naar %lld%%%s.", STR_ARG(t->regel[meest].label),
                   (long long)voor, (long long)na, van ? ", bij dezelfde partijen in beide rondes" : "");
}

static struct str zin_overgang(struct arena *a, const struct ui_tabel *t)
{
    int64_t n = 0, gelijk = 0, anders = 0;

    for (size_t k = 0; k < t->n_kolom; k++) {
        n += t->kolom[k].N;
        for (size_t r = 0; r < t->n_regel; r++)
            if (!t->regel[r].geen_antwoord && !str_is(t->kolom[k].code, "geen_antwoord"))
                *(str_eq(t->regel[r].code, t->kolom[k].code) ? &gelijk : &anders) += ui_cel(t, r, k)->n;
    }
    if (!t->n_weg && !t->beschermd && t->vraag->soort == UI_EEN)
        return str_fmt(
            a,
            "Van de %.*s partijen die aan beide rondes meededen, %s %.*s hetzelfde antwoord als in "
            "“%.*s” en %.*s een ander. Elke kolom is een antwoord toen, elke rij wat het in “%.*s” is.",
            STR_ARG(num_nl(a, n, 0)), gelijk == 1 ? "gaf" : "gaven", STR_ARG(num_nl(a, gelijk, 0)),
            STR_ARG(t->per_naam), STR_ARG(num_nl(a, anders, 0)), STR_ARG(t->set->titel));
    return str_fmt(a,
                   "Elke kolom is een antwoord in “%.*s”, elke rij wat het in “%.*s” is; %.*s partijen deden "
                   "aan beide rondes mee.",
                   STR_ARG(t->per_naam), STR_ARG(t->set->titel), STR_ARG(num_nl(a, n, 0)));
}

/* What was chosen most; several that were chosen as often are all named, to three. */
static struct str zin_meest(struct arena *a, const struct ui_tabel *t, size_t meest, int64_t p)
{
    const struct ui_kolom *k = &t->kolom[0];
    int64_t n = ui_cel(t, meest, 0)->n;
    size_t even = 0, gezien = 0;
    struct str wat = STR("");

    for (size_t r = 0; r < t->n_regel; r++)
        even += !t->regel[r].geen_antwoord && !ui_cel(t, r, 0)->weg && ui_cel(t, r, 0)->n == n;
    if (even == 1 || even > 3)
        return str_fmt(a, "Het meest genoemd is “%.*s”%s: %.*s (%lld%%) van de %.*s %s.",
                       STR_ARG(t->regel[meest].label), even > 1 ? ", even vaak als andere" : "",
                       STR_ARG(num_nl(a, n, 0)), (long long)p, STR_ARG(num_nl(a, k->N, 0)),
                       partijen(t, k->N));
    for (size_t r = 0; r < t->n_regel; r++)
        if (!t->regel[r].geen_antwoord && !ui_cel(t, r, 0)->weg && ui_cel(t, r, 0)->n == n) {
            gezien++;
            wat = str_fmt(a, "%.*s%s“%.*s”", STR_ARG(wat),
                          gezien == 1      ? ""
                          : gezien == even ? " en "
                                           : ", ",
                          STR_ARG(t->regel[r].label));
        }
    return str_fmt(a, "Het meest genoemd zijn %.*s: elk %.*s (%lld%%) van de %.*s %s.", STR_ARG(wat),
                   STR_ARG(num_nl(a, n, 0)), (long long)p, STR_ARG(num_nl(a, k->N, 0)), partijen(t, k->N));
}

struct str ui_zin(struct arena *a, const struct ui_tabel *t)
{
    const struct ui_kolom *k = &t->kolom[0];
    size_t meest = SIZE_MAX;
    int64_t p = 0;

    if (str_is(t->per_code, "ronde"))
        return zin_rondes(a, t);
    if (t->is_overgang && !t->kolom[0].weg)
        return zin_overgang(a, t);
    if (!k->deelnemend)
        return STR("Er heeft nog niemand meegedaan.");
    if (!k->beantwoord)
        return str_fmt(a, "Geen van de %.*s %s die %s beantwoordde deze vraag.",
                       STR_ARG(num_nl(a, k->deelnemend, 0)), partijen(t, k->deelnemend),
                       k->deelnemend == 1 ? "meedeed" : "meededen");
    if (t->vraag->getal && !k->getal.weg)
        return str_fmt(
            a, "Samen %.*s, gemiddeld %.*s (N = %.*s).", STR_ARG(num_nl(a, k->getal.som, t->vraag->schaal)),
            STR_ARG(num_nl(a, k->getal.gemiddelde, t->vraag->schaal + 1)), STR_ARG(num_nl(a, k->getal.n, 0)));
    for (size_t r = 0; r < t->n_regel; r++)
        if (!t->regel[r].geen_antwoord && !ui_cel(t, r, 0)->weg && ui_cel(t, r, 0)->n &&
            (meest == SIZE_MAX || ui_cel(t, r, 0)->n > ui_cel(t, meest, 0)->n))
            meest = r;
    if (meest == SIZE_MAX || !ui_procent_getal(t, meest, 0, &p))
        return str_fmt(a, "%.*s van de %.*s %s die %s %s deze vraag.", STR_ARG(num_nl(a, k->beantwoord, 0)),
                       STR_ARG(num_nl(a, k->deelnemend, 0)), partijen(t, k->deelnemend),
                       k->deelnemend == 1 ? "meedeed" : "meededen",
                       k->beantwoord == 1 ? "beantwoordde" : "beantwoordden");
    return zin_meest(a, t, meest, p);
}
