/* SPDX-License-Identifier: EUPL-1.2
 * The picture in words: the answer on top, what asks for attention, and how the page was made. All computed
 * from the figures. */
#include "overzicht/beeld.h"

#include "base/num.h"

static struct str percent_woord(struct arena *a, const struct cijfer_uitkomst *u)
{
    return str_fmt(a, "%s%lld%%", cijfer_minstens(u) ? "minstens " : "", (long long)u->waarde);
}

/* "2 van de 31 gemeenten leverden geen plannen aan en van 11 andere zijn ze niet helemaal openbaar; …" */
static void leemten_zin(struct buf *z, const struct leemten *l)
{
    size_t geen = l->niet_geleverd, dicht = l->niet_openbaar;

    if (l->van < 2 || !(geen + dicht))
        return;
    if (geen)
        buf_fmt(z, " %zu van de %zu gemeenten %s geen plannen aan", geen, l->van,
                geen == 1 ? "leverde" : "leverden");
    if (geen && dicht)
        buf_fmt(z, " en van %zu andere zijn ze niet helemaal openbaar", dicht);
    else if (dicht)
        buf_fmt(z, " Van %zu van de %zu gemeenten zijn de plannen niet helemaal openbaar", dicht, l->van);
    buf_fmt(z, "; %s niet als nul.", geen + dicht == 1 ? "die telt" : "die tellen");
}

/* Why nothing can be said of the share of the opgave. */
static struct str te_weinig_zin(struct arena *a, const struct gebied *g, const struct leemten *l)
{
    if (l->van < 2)
        return str_fmt(a,
                       "Van %.*s zijn niet alle plannen %s; voor welk deel van de opgave er plannen zijn, is "
                       "niet te zeggen.",
                       STR_ARG(g->naam), l->niet_openbaar ? "openbaar" : "geleverd");
    return str_fmt(a,
                   "Van %zu van de %zu gemeenten in %.*s zijn de plannen niet of niet helemaal bekend "
                   "(%.*s); dat is te veel om te "
                   "zeggen voor welk deel van de opgave er plannen zijn.",
                   leemten_samen(l), l->van, STR_ARG(g->naam), STR_ARG(leemten_tekst(a, l)));
}

struct str beeld_antwoord(struct pagina *p, const struct beeld *b)
{
    struct arena *a = p->a;
    struct buf z;
    const struct beeld_regel *eerste = NULL, *laatste = NULL;
    int it = 0, il = 0;

    buf_init(&z, a, 1500);
    for (int t = 0; t < WONINGTYPEN; t++) {
        const struct beeld_regel *r = &b->totaal[t];

        if (!r->dekking.heeft)
            continue;
        if (!eerste || r->dekking.waarde > eerste->dekking.waarde)
            eerste = r, it = t;
        if (!laatste || r->dekking.waarde < laatste->dekking.waarde)
            laatste = r, il = t;
    }
    if (beeld_leeg(b))
        return str_fmt(a, "Van %.*s zijn nog geen opgave, plannen of gebouwde woningen geleverd.",
                       STR_ARG(p->gebied->naam));
    if (beeld_te_weinig(&b->totaal[0]))
        return te_weinig_zin(a, p->gebied, &b->leemten);
    if (eerste) {
        buf_fmt(&z, "In %.*s zijn tot en met %d plannen voor %.*s van de opgave %s", STR_ARG(p->gebied->naam),
                p->venster_tot, STR_ARG(percent_woord(a, &eerste->dekking)), woningtypen[it].code);
        if (laatste != eerste)
            buf_fmt(&z, " en voor %.*s van de opgave %s", STR_ARG(percent_woord(a, &laatste->dekking)),
                    woningtypen[il].code);
        buf_char(&z, '.');
    } else if (b->totaal[0].soort[BEELD_OPGAVE].heeft && !b->totaal[0].plannen.heeft) {
        buf_fmt(
            &z,
            "Van %.*s is de opgave bekend, maar zijn geen plannen geleverd; de dekking is niet te berekenen.",
            STR_ARG(p->gebied->naam));
    } else if (b->totaal[0].plannen.heeft) {
        buf_fmt(&z,
                "Van %.*s zijn plannen geleverd, maar is de opgave niet volledig bekend; de dekking is niet "
                "te berekenen.",
                STR_ARG(p->gebied->naam));
    }
    if (b->totaal[0].plannen.heeft)
        leemten_zin(&z, &b->leemten);
    return buf_str(&z);
}

/* A source, of the first woningtype: the others may have other gemeenten. */
static void bron_feit(struct pagina *p, struct doc *feiten, const struct beeld *b, int soort, const char *wat)
{
    struct arena *a = p->a;
    const struct onderwerp *o = &b->bron[soort].onderwerp;
    const struct cijfer_uitkomst *u = &b->totaal[0].soort[soort];
    struct str uitleg;

    if (!u->heeft) {
        feit_bij(a, feiten, wat, STR("niet geleverd"), STR(""), STR(""), STR(""));
        return;
    }
    uitleg = str_fmt(a, "Definitie: %.*s.", STR_ARG(o->definitieset_naam));
    if (u->verwacht > 1)
        uitleg = str_fmt(a, "%.*s Van %s hebben %d van de %d gebieden een cijfer.", STR_ARG(uitleg),
                         woningtypen[0].code, u->aanwezig, u->verwacht);
    feit_bij(a, feiten, wat,
             str_fmt(a, "%.*s; stand %.*s", STR_ARG(u->bron->naam), STR_ARG(date_nl(a, u->periode_tot))),
             beeld_herkomst(p, str_cstr(a, o->code), &woningtypen[0], u), uitleg, label_eerste(a, u));
}

struct doc *beeld_verantwoording(struct pagina *p, const struct beeld *b)
{
    struct arena *a = p->a;
    struct doc *v = doc_map(a), *feiten = DOC_SET(a, v, "feiten", doc_list(a));

    bron_feit(p, feiten, b, BEELD_OPGAVE, "Opgave");
    bron_feit(p, feiten, b, BEELD_HARD, "Harde plannen");
    bron_feit(p, feiten, b, BEELD_ZACHT, "Zachte plannen");
    bron_feit(p, feiten, b, BEELD_GEBOUWD, "Gebouwd");
    feit_bij(a, feiten, "Peildatum",
             p->peildatum ? date_nl(a, p->peildatum) : STR("de nieuwste cijfers van elke bron"), STR(""),
             str_fmt(a, "Gemeentelijke indeling van %.*s%s%.*s.", STR_ARG(date_nl(a, p->gebiedsdatum)),
                     p->stand ? "; zoals bekend op " : "",
                     STR_ARG(p->stand ? date_nl(a, pagina_standdag(p)) : STR(""))),
             STR(""));
    feit_bij(a, feiten, "Venster", venster_tekst(a, p->venster_van, p->venster_tot), STR(""),
             STR("Alleen woningen die in deze jaren klaar moeten zijn. Plannen die deels later klaar zijn, "
                 "tellen niet mee; daarom staat er dan “minstens”."),
             STR(""));
    feit_bij(a, feiten, "Dekking", STR("100 × (harde + zachte plannen) ÷ opgave, afgerond op hele procenten"),
             STR(""), STR("Voor een regio gedeeld na optellen. Bronnen worden niet bij elkaar opgeteld."),
             STR(""));
    return v;
}

static struct doc *punt_bij(struct arena *a, struct doc *punten, struct str titel, struct str tekst,
                            const char *woord, struct str adres)
{
    struct doc *d = doc_add(a, punten, doc_map(a)), *doe;

    DOC_SET_STR(a, d, "titel", titel);
    DOC_SET_STR(a, d, "tekst", tekst);
    if (!adres.n)
        return d;
    doe = DOC_SET(a, d, "doe", doc_map(a));
    DOC_SET_STR(a, doe, "woord", str_from(woord));
    DOC_SET_STR(a, doe, "adres", adres);
    return d;
}

/* "Simpelveld en Voerendaal", "A, B en C", "A, B, C en 4 andere". */
static struct str opsomming(struct arena *a, const struct str *namen, size_t n)
{
    struct buf b;
    size_t toon = n > 5 ? 4 : n;

    buf_init(&b, a, 1000);
    for (size_t i = 0; i < toon; i++)
        buf_fmt(&b, "%s%.*s", !i ? "" : i + 1 == n ? " en " : ", ", STR_ARG(namen[i]));
    if (n > toon)
        buf_fmt(&b, " en %zu andere", n - toon);
    return buf_str(&b);
}

/* The woningtypen with plans for less than half of the opgave, in one point: what each is short of stands in
 * the cards above. */
static void aandacht_dekking(struct pagina *p, const struct beeld *b, struct doc *punten)
{
    struct arena *a = p->a;
    const struct woningtype *laagst = NULL;
    struct str namen[WONINGTYPEN];
    struct buf tekst;
    size_t n = 0;

    buf_init(&tekst, a, 800);
    for (int t = 0; t < WONINGTYPEN; t++) {
        const struct cijfer_uitkomst *d = &b->totaal[t].dekking;

        if (!d->heeft || d->waarde >= 50 || beeld_te_weinig(&b->totaal[t]))
            continue;
        buf_fmt(&tekst, "%s%s %.*s", n ? ", " : "", n ? woningtypen[t].code : woningtypen[t].naam,
                STR_ARG(percent_tekst(a, d)));
        namen[n++] = str_from(woningtypen[t].code);
        if (!laagst || d->waarde < b->totaal[laagst - woningtypen].dekking.waarde)
            laagst = &woningtypen[t];
    }
    if (!n)
        return;
    buf_fmt(&tekst, ". Dat telt plannen die tot en met %d klaar zijn.", p->venster_tot);
    punt_bij(
        a, punten,
        n == WONINGTYPEN ? STR("Van alle drie de woningtypen is minder dan de helft van de opgave gepland")
                         : str_fmt(a, "Van %.*s is minder dan de helft van de opgave gepland",
                                   STR_ARG(opsomming(a, namen, n))),
        buf_str(&tekst), b->n > 1 ? "Bekijk wie achterblijft" : "Bekijk de berekening",
        b->n > 1
            ? str_fmt(a, "%.*s#per-gebied",
                      STR_ARG(pagina_adres(p, str_fmt(a, "/?woningtype=%s&sorteer=dekking", laagst->code),
                                           NULL, STR(""))))
            : beeld_herkomst(p, "dekkingsgraad", laagst, &b->totaal[laagst - woningtypen].dekking));
}

struct doc *beeld_aandacht(struct pagina *p, const struct beeld *b, size_t gevraagd)
{
    struct arena *a = p->a;
    struct doc *d = doc_map(a), *punten = DOC_SET(a, d, "punten", doc_list(a));
    size_t berekend;

    if (gevraagd)
        punt_bij(a, punten,
                 str_fmt(a, "Aan uw organisatie %s %zu %s gevraagd", gevraagd == 1 ? "is" : "zijn", gevraagd,
                         gevraagd == 1 ? "ding" : "dingen"),
                 STR("Een reactie op een opgave, of te bevestigen dat u een stuk zag."), "Bekijk het",
                 STR("/regie"));
    if (b->n_zonder && b->n_zonder < b->leemten.van && b->totaal[0].plannen.heeft)
        punt_bij(a, punten,
                 b->n_zonder > 10 ? str_fmt(a, "%zu gemeenten: geen plannen geleverd", b->n_zonder)
                                  : str_fmt(a, "%.*s: geen plannen geleverd",
                                            STR_ARG(opsomming(a, b->zonder, b->n_zonder))),
                 str_fmt(a, "Zonder deze gemeenten is het totaal een ondergrens. Van de %zu gemeenten: %.*s.",
                         b->leemten.van, STR_ARG(leemten_tekst(a, &b->leemten))),
                 "Lever plannen aan", pagina_leveren(p));
    aandacht_dekking(p, b, punten);
    for (int t = 0; t < WONINGTYPEN; t++)
        if (!b->totaal[t].soort[BEELD_OPGAVE].heeft && b->totaal[t].plannen.heeft)
            punt_bij(a, punten, str_fmt(a, "%s: de opgave ontbreekt", woningtypen[t].naam),
                     STR("Zonder opgave is niet te zeggen of de plannen genoeg zijn."), "Lever de opgave aan",
                     pagina_leveren(p));
    if (!punten->list.n)
        return NULL;
    berekend = punten->list.n - (gevraagd > 0);
    if (berekend)
        DOC_SET_STR(a, d, "toelichting",
                    berekend == 1
                        ? STR("Eén punt, berekend uit de cijfers op deze pagina.")
                        : str_fmt(a, "%zu punten, berekend uit de cijfers op deze pagina.", berekend));
    return d;
}
