/* SPDX-License-Identifier: EUPL-1.2
 * The page of an import: its progress, what it would change and the question whether to go on, what it did,
 * or why not and how to go on. One tree for all; the template follows from the state. */
#include "route/onbekend.h"
#include "route/route_http.h"

#include "base/num.h"
#include "cijfer/cijfer_http.h"
#include "doc/json.h"
#include "kwaliteit/kwaliteit.h"

enum { VERVERS_VLUG = 2, VERVERS_TRAAG = 10, VLUG_MS = 30000 };

/* A sentence from the words of an error: a capital and a full stop, but the name of a file keeps its own
 * letters. */
static struct str zin(struct arena *a, struct str s, struct str bestand)
{
    char *p;

    if (!s.n)
        return s;
    p = arena_alloc(a, s.n + 1);
    __builtin_memcpy(p, s.p, s.n);
    if (p[0] >= 'a' && p[0] <= 'z' && !(bestand.n && str_starts(s, bestand)))
        p[0] = (char)(p[0] - 32);
    if (p[s.n - 1] == '.' || p[s.n - 1] == '?')
        return (struct str){p, s.n};
    p[s.n] = '.';
    return (struct str){p, s.n + 1};
}

static int64_t aantal(const struct doc *d, const char *naam)
{
    const struct doc *v = doc_get(d, str_from(naam));

    return v && v->type == DOC_INT ? v->i : 0;
}

static struct str veelvoud(struct arena *a, int64_t n, const char *een, const char *meer)
{
    return str_fmt(a, "%.*s %s", STR_ARG(num_nl(a, n, 0)), n == 1 ? een : meer);
}

static struct str taak_adres(struct arena *a, struct str sleutel, const char *rest)
{
    return str_fmt(a, "/taken/%.*s%s", STR_ARG(sleutel), rest);
}

static struct str levering_adres(struct arena *a, int64_t id)
{
    return id ? str_fmt(a, "/leveringen/%lld", (long long)id) : STR("");
}

static void verder_zet(struct arena *a, struct doc *d, const char *naam, struct str woord, struct str adres)
{
    struct doc *v = doc_set(a, d, str_from(naam), doc_map(a));

    DOC_SET_STR(a, v, "woord", woord);
    DOC_SET_STR(a, v, "adres", adres);
}

/* The taak itself, for programs. */
static struct doc *taak_doc(struct arena *a, const struct taak *t)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "sleutel", t->sleutel);
    DOC_SET_STR(a, d, "soort", t->soort);
    DOC_SET_STR(a, d, "status", taak_status_naam(t->status));
    DOC_SET_BOOL(a, d, "stoppen", t->stoppen);
    DOC_SET_INT(a, d, "gedaan", t->gedaan);
    DOC_SET_INT(a, d, "totaal", t->totaal);
    DOC_SET_STR(a, d, "bericht", t->bericht);
    DOC_SET_INT(a, d, "pogingen", t->pogingen);
    DOC_SET_STR(a, d, "wie", t->wie);
    DOC_SET_STR(a, d, "gemaakt", time_iso(a, t->gemaakt));
    DOC_SET(a, d, "begonnen", t->begonnen ? doc_str(a, time_iso(a, t->begonnen)) : doc_null(a));
    DOC_SET(a, d, "geeindigd", t->geeindigd ? doc_str(a, time_iso(a, t->geeindigd)) : doc_null(a));
    DOC_SET(a, d, "opdracht", t->opdracht ? (struct doc *)t->opdracht : doc_map(a));
    DOC_SET(a, d, "resultaat", t->resultaat ? (struct doc *)t->resultaat : doc_null(a));
    return d;
}

/* ---- While it runs ---- */

static struct str stand_tekst(struct arena *a, const struct taak *t)
{
    if (t->status == TAAK_WACHT)
        return STR("wacht tot ander werk klaar is");
    if (t->totaal)
        return str_fmt(a, "%.*s van %.*s cijfers", STR_ARG(num_nl(a, t->gedaan, 0)),
                       STR_ARG(num_nl(a, t->totaal, 0)));
    return t->gedaan ? str_fmt(a, "%.*s rijen", STR_ARG(num_nl(a, t->gedaan, 0))) : STR("begonnen");
}

static void pagina_bezig(struct pagina *p, const struct taak *t, bool proef)
{
    struct arena *a = p->a;
    bool stil = str_is(doc_get_str(p->q->query, STR("ververs")), "nee");
    struct doc *v = DOC_SET(a, p->boom, "voortgang", doc_map(a)), *stop;

    DOC_SET_STR(a, p->boom, "titel",
                t->stoppen ? STR("Bezig met stoppen")
                : proef    ? STR("Bezig met lezen")
                           : STR("Bezig met invoeren"));
    DOC_SET_STR(a, p->boom, "antwoord",
                t->stoppen ? STR("Het werk wordt afgebroken. Er wordt niets gewijzigd.")
                : proef
                    ? STR("U kunt deze pagina sluiten; het lezen gaat door. Er wordt nog niets ingevoerd.")
                    : STR("U kunt deze pagina sluiten; het invoeren gaat door."));
    DOC_SET_STR(a, v, "naam", doc_get_str(t->opdracht, STR("bestand")));
    if (t->totaal > 0)
        DOC_SET_INT(a, v, "procent", t->gedaan >= t->totaal ? 100 : t->gedaan * 100 / t->totaal);
    DOC_SET_STR(a, v, "stand", stand_tekst(a, t));
    if (t->bericht.n)
        DOC_SET_STR(a, v, "stap", t->bericht);
    if (!t->stoppen) {
        stop = DOC_SET(a, v, "stop", doc_map(a));
        DOC_SET_STR(a, stop, "actie", taak_adres(a, t->sleutel, "/stop"));
        DOC_SET_BOOL(a, stop, "is_post", true);
        DOC_SET(a, stop, "verborgen", doc_list(a));
    }
    if (stil) {
        DOC_SET_STR(a, v, "opnieuw", taak_adres(a, t->sleutel, ""));
    } else {
        DOC_SET_INT(a, p->boom, "ververs", time_ms() - t->gemaakt < VLUG_MS ? VERVERS_VLUG : VERVERS_TRAAG);
        DOC_SET_STR(a, v, "ophouden", taak_adres(a, t->sleutel, "?ververs=nee"));
    }
}

/* ---- What it found ---- */

/* The report as a table with a row for each place, so that it can be taken along and worked off. */
static void bevindingen_tabel(struct pagina *p, const struct doc *verslag)
{
    const struct doc *meldingen = doc_get(verslag, STR("meldingen"));
    struct doc *t = tabel_maak(p, "bevindingen", STR("Verslag van het lezen"), STR(""));

    tabel_kolom(p, t, "niveau", STR("Soort"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "plaats", STR("Plaats"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "tekst", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "voorbeeld", STR("Voorbeeld"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "aantal", STR("Hoe vaak in totaal"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; meldingen && i < meldingen->list.n; i++) {
        const struct doc *m = meldingen->list.at[i], *plaatsen = doc_get(m, STR("plaatsen"));
        size_t n = plaatsen && plaatsen->list.n ? plaatsen->list.n : 1;

        for (size_t k = 0; k < n; k++) {
            struct doc *rij = tabel_regel(p, t, false);

            cel_tekst(p, t, rij, doc_get_str(m, STR("niveau")), STR(""), STR(""));
            cel_tekst(p, t, rij,
                      plaatsen && k < plaatsen->list.n ? plaatsen->list.at[k]->s
                                                       : STR("het bestand als geheel"),
                      STR(""), STR(""));
            cel_tekst(p, t, rij, doc_get_str(m, STR("tekst")), STR(""), STR(""));
            cel_tekst(p, t, rij, doc_get_str(m, STR("voorbeeld")), STR(""), STR(""));
            cel_getal(p, t, rij, aantal(m, "aantal"), 0, STR(""));
        }
    }
    tabel_klaar(p, t, NULL);
}

static void bevindingen_zet(struct pagina *p, const struct taak *t, struct str toelichting)
{
    struct arena *a = p->a;
    const struct doc *verslag = doc_get(t->resultaat, STR("verslag"));
    struct doc *b = bevindingen_doc(a, verslag);

    if (!b)
        return;
    if (toelichting.n)
        DOC_SET_STR(a, b, "toelichting", toelichting);
    DOC_SET_STR(a, b, "meer", STR("Dit verslag kunt u ook meenemen, met een regel voor elke plaats."));
    DOC_SET_STR(a, b, "alle_woord", STR("Verslag als CSV"));
    DOC_SET_STR(a, b, "alle", taak_adres(a, t->sleutel, ".csv?tabel=bevindingen&vorm=excel"));
    DOC_SET(a, p->boom, "bevindingen", b);
    bevindingen_tabel(p, verslag);
}

static const char *soort_naam(const struct taak *t)
{
    const struct doc *wijzer = doc_get(doc_get(t->resultaat, STR("verslag")), STR("leeswijzer"));
    struct str soort = wijzer ? doc_get_str(wijzer, STR("soort")) : doc_get_str(t->opdracht, STR("soort"));
    const struct importeur *imp = importeur_bij_soort(soort);

    return imp ? imp->naam : str_is(soort, SOORT_TABEL) ? "Een andere tabel" : "onbekend";
}

/* That the columns were read as somebody said, and where to say it otherwise. */
static void leeswijzer_feit(struct pagina *p, const struct taak *t, struct doc *feiten)
{
    const struct doc *wijzer = doc_get(doc_get(t->resultaat, STR("verslag")), STR("leeswijzer")),
                     *kolommen = doc_get(wijzer, STR("kolommen"));
    bool proef = str_is(t->soort, TAAK_PROEF) && t->heeft_bijlage;
    int64_t over = aantal(doc_get(t->resultaat, STR("verslag")), "overgeslagen");
    size_t n = 0;

    for (size_t i = 0; kolommen && i < kolommen->list.n; i++)
        n += doc_get_str(kolommen->list.at[i], STR("doel")).n > 0;
    if (kolommen)
        feit_bij(p->a, feiten, "Kolommen",
                 proef ? STR("Bekijk of verander wat de kolommen zijn")
                       : str_fmt(p->a, "%zu van de %zu gelezen", n, kolommen->list.n),
                 proef ? taak_adres(p->a, t->sleutel, "/kolommen") : STR(""),
                 str_fmt(p->a, "%zu van de %zu kolommen zijn gelezen met een leeswijzer%.*s.", n,
                         kolommen->list.n,
                         STR_ARG(over ? str_fmt(p->a, "; %.*s overgeslagen",
                                                STR_ARG(veelvoud(p->a, over, "rij is", "rijen zijn")))
                                      : STR(""))),
                 STR(""));
}

static void opdracht_feiten(struct pagina *p, const struct taak *t, struct doc *feiten)
{
    struct arena *a = p->a;
    struct str leveraar = doc_get_str(t->opdracht, STR("leveraar"));
    const struct doc *verslag = doc_get(t->resultaat, STR("verslag"));
    date_t d = 0;

    feit_bij(a, feiten, "Bestand", doc_get_str(t->opdracht, STR("bestand")), STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Soort", str_from(soort_naam(t)), STR(""), STR(""), STR(""));
    if (date_parse(doc_get_str(t->opdracht, STR("peildatum")), &d))
        feit_bij(a, feiten, "Peildatum", date_nl(a, d), STR(""), STR(""), STR(""));
    if (leveraar.n)
        feit_bij(a, feiten, "Leveraar", leveraar, STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Aangeleverd", time_nl(a, t->gemaakt), STR(""),
             str_fmt(a, "door %.*s", STR_ARG(t->wie)), STR(""));
    leeswijzer_feit(p, t, feiten);
    if (aantal(verslag, "voorbeeldrijen"))
        feit_bij(a, feiten, "Sjabloon", STR("De voorbeeldrij uit het sjabloon is niet meegelezen."), STR(""),
                 STR(""), STR(""));
    if (doc_get(verslag, STR("rijen")))
        feit_bij(a, feiten, "Gelezen",
                 str_fmt(a, "%.*s, %.*s", STR_ARG(veelvoud(a, aantal(verslag, "rijen"), "rij", "rijen")),
                         STR_ARG(veelvoud(a, aantal(t->resultaat, "cijfers"), "cijfer", "cijfers"))),
                 STR(""), STR(""), STR(""));
}

static void vergelijk_feiten(struct pagina *p, const struct taak *t, struct doc *feiten)
{
    struct arena *a = p->a;
    int64_t vervangt = aantal(t->resultaat, "vervangt");

    if (!doc_get(t->resultaat, STR("gelijk")))
        return; /* of an import that was killed right after it stored, only the levering is known */
    if (!vervangt) {
        feit_bij(a, feiten, "Vervangt", STR("niets"), STR(""),
                 STR("Er is geen eerdere levering van deze soort en leveraar op deze peildatum."), STR(""));
        return;
    }
    feit_bij(a, feiten, "Vervangt", str_fmt(a, "levering %lld", (long long)vervangt),
             levering_adres(a, vervangt), STR("Die blijft leesbaar, maar telt niet meer mee."), STR(""));
    feit_bij(a, feiten, "Nieuw", num_nl(a, aantal(t->resultaat, "nieuw"), 0), STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Gewijzigd", num_nl(a, aantal(t->resultaat, "gewijzigd"), 0), STR(""), STR(""),
             STR(""));
    feit_bij(a, feiten, "Gelijk", num_nl(a, aantal(t->resultaat, "gelijk"), 0), STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Verdwenen", num_nl(a, aantal(t->resultaat, "verdwenen"), 0), STR(""),
             STR("Wel in de vorige levering, niet in dit bestand."), STR(""));
}

static const struct onderwerp *onderwerp_zoek(const struct onderwerp *o, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(o[i].code, code))
            return &o[i];
    return NULL;
}

static void waarde_cel(struct pagina *p, struct doc *t, struct doc *rij, const struct doc *waarde, int schaal,
                       const char *leeg)
{
    if (waarde && waarde->type == DOC_INT)
        cel_getal(p, t, rij, waarde->i, schaal, STR(""));
    else
        cel_leeg(p, t, rij, str_from(leeg));
}

/* Old beside new, of the figures that change or go. */
static int veranderingen(struct pagina *p, const struct taak *taak, struct err *e)
{
    const struct doc *lijst = doc_get(taak->resultaat, STR("voorbeelden"));
    int64_t samen = aantal(taak->resultaat, "gewijzigd") + aantal(taak->resultaat, "verdwenen");
    const struct onderwerp *o;
    struct doc *t;
    size_t n;
    int rc;

    if (!lijst || !lijst->list.n)
        return OK;
    rc = onderwerpen_lees(p->c, p->a, &o, &n, e);
    if (rc)
        return rc;
    t = tabel_maak(p, "veranderingen", STR("Wat er verandert"),
                   STR("Het cijfer dat er nu staat, en wat het wordt."));
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningtype", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "periode", STR("Periode"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "was", STR("Was"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "wordt", STR("Wordt"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < lijst->list.n; i++) {
        const struct doc *v = lijst->list.at[i];
        const struct onderwerp *x = onderwerp_zoek(o, n, doc_get_str(v, STR("onderwerp")));
        struct str type = doc_get_str(v, STR("woningtype"));
        struct doc *rij = tabel_regel(p, t, false);
        int schaal = x ? x->schaal : 0;

        cel_tekst(p, t, rij, doc_get_str(v, STR("gebied")), STR(""), STR(""));
        cel_tekst(p, t, rij, x ? x->naam : doc_get_str(v, STR("onderwerp")), STR(""), STR(""));
        cel_tekst(p, t, rij, type.n ? type : STR("alle"), STR(""), STR(""));
        cel_tekst(p, t, rij, doc_get_str(v, STR("periode")), STR(""), STR(""));
        waarde_cel(p, t, rij, doc_get(v, STR("was")), schaal, "er was geen cijfer");
        waarde_cel(p, t, rij, doc_get(v, STR("wordt")), schaal, "er is geen cijfer meer");
    }
    if (samen > (int64_t)lijst->list.n)
        tabel_noot(p, t,
                   str_fmt(p->a, "Dit zijn de eerste %zu van %.*s.", lijst->list.n,
                           STR_ARG(veelvoud(p->a, samen, "verandering", "veranderingen"))));
    p->sorteer = STR("");
    tabel_klaar(p, t, taak_adres(p->a, taak->sleutel, "").p);
    doc_add(p->a, DOC_SET(p->a, p->boom, "secties", doc_list(p->a)), t);
    return OK;
}

/* ---- The rehearsal has ended: shall we? ---- */

static struct str proef_zin(struct arena *a, const struct taak *t)
{
    const struct doc *r = t->resultaat;
    int64_t nieuw = aantal(r, "nieuw"), anders = aantal(r, "gewijzigd"), weg = aantal(r, "verdwenen");

    if (!aantal(r, "vervangt"))
        return str_fmt(a, "Het bestand is goed te lezen: er %s %.*s bij. Er is nog niets ingevoerd.",
                       aantal(r, "cijfers") == 1 ? "komt" : "komen",
                       STR_ARG(veelvoud(a, aantal(r, "cijfers"), "cijfer", "cijfers")));
    if (!nieuw && !anders && !weg)
        return STR(
            "Het bestand is goed te lezen, en geen enkel cijfer verandert. Er is nog niets ingevoerd.");
    return str_fmt(
        a, "Het bestand is goed te lezen: %.*s %s, %.*s %s erbij en %.*s %s. Er is nog niets ingevoerd.",
        STR_ARG(veelvoud(a, anders, "cijfer", "cijfers")), anders == 1 ? "verandert" : "veranderen",
        STR_ARG(num_nl(a, nieuw, 0)), nieuw == 1 ? "komt" : "komen", STR_ARG(num_nl(a, weg, 0)),
        weg == 1 ? "verdwijnt" : "verdwijnen");
}

static void melding_bij(struct arena *a, struct doc *d, const char *soort, const char *kop, struct str tekst,
                        const char *woord, struct str adres)
{
    doc_set(a, d, str_from(soort), doc_bool(a, true));
    DOC_SET_STR(a, d, "kop", str_from(kop));
    if (tekst.n)
        DOC_SET_STR(a, d, "tekst", tekst);
    verder_zet(a, d, "verder", str_from(woord), adres);
}

/* Asks for the decision, or says why there is none to take. */
static int besluit(struct pagina *p, const struct taak *t, struct err *e)
{
    struct arena *a = p->a;
    struct taak vervolg;
    struct doc *d;
    struct err geen;
    int rc = taak_vervolg(p->c, a, t->id, STR(TAAK_IMPORT), &vervolg, &geen);

    if (rc == OK) {
        d = DOC_SET(a, p->boom, "kan_niet", doc_map(a));
        melding_bij(a, d, "is_info",
                    vervolg.status == TAAK_KLAAR ? "Dit bestand is al ingevoerd."
                                                 : "Dit bestand wordt al ingevoerd.",
                    STR(""), "Bekijk hoe het daarmee staat", taak_adres(a, vervolg.sleutel, ""));
        return OK;
    }
    if (rc != ERR_NOT_FOUND) {
        *e = geen;
        return rc;
    }
    if (!t->heeft_bijlage) {
        d = DOC_SET(a, p->boom, "kan_niet", doc_map(a));
        melding_bij(a, d, "is_letop", "dit bestand is niet meer bewaard",
                    STR("Een bestand dat niet wordt ingevoerd, bewaren wij een week."),
                    "Lever het opnieuw aan", STR("/leveringen/nieuw"));
        return OK;
    }
    d = DOC_SET(a, p->boom, "bevestig", doc_map(a));
    DOC_SET_STR(a, d, "actie", taak_adres(a, t->sleutel, "/invoeren"));
    DOC_SET_BOOL(a, d, "is_post", true);
    DOC_SET_STR(a, d, "knop", STR("Voer in"));
    DOC_SET(a, d, "verborgen", doc_list(a));
    DOC_SET(a, d, "velden", doc_list(a));
    verder_zet(a, d, "terug", STR("Toch niet"), STR("/leveringen"));
    return OK;
}

static int pagina_proef_klaar(struct pagina *p, const struct taak *t, struct err *e)
{
    struct arena *a = p->a;
    struct doc *feiten = DOC_SET(a, p->boom, "feiten", doc_list(a));
    int rc;

    DOC_SET_STR(a, p->boom, "titel", STR("Dit gaat er veranderen"));
    DOC_SET_STR(a, p->boom, "antwoord", proef_zin(a, t));
    opdracht_feiten(p, t, feiten);
    vergelijk_feiten(p, t, feiten);
    rc = veranderingen(p, t, e);
    bevindingen_zet(p, t, STR("Bekijk dit voor u besluit."));
    return rc ? rc : besluit(p, t, e);
}

/* ---- Ended otherwise ---- */

/* What the check found, where the one who delivered looks next. */
static void nakijken_feit(struct pagina *p, int64_t id, struct doc *feiten)
{
    struct bevinding *b;
    struct err geen;
    size_t n;

    if (bevindingen_lees(p->c, p->g, p->a, &(struct bevinding_keuze){.levering = id, .open = true}, &b, &n,
                         &geen))
        return; /* the page says enough without it */
    feit_bij(p->a, feiten, "Na te kijken",
             n ? veelvoud(p->a, (int64_t)n, "bevinding", "bevindingen") : STR("niets gevonden"),
             str_fmt(p->a, "/leveringen/%lld/kwaliteit", (long long)id),
             STR("De controle op volledigheid, samenhang, aannemelijkheid en tijd."), STR(""));
}

static void pagina_ingevoerd(struct pagina *p, const struct taak *t)
{
    struct arena *a = p->a;
    int64_t id = aantal(t->resultaat, "levering"), cijfers = aantal(t->resultaat, "cijfers");
    struct doc *feiten = DOC_SET(a, DOC_SET(a, p->boom, "verslag", doc_map(a)), "feiten", doc_list(a));

    DOC_SET_STR(a, p->boom, "titel", STR("Ingevoerd"));
    DOC_SET_STR(a, p->boom, "antwoord",
                cijfers ? str_fmt(a, "Levering %lld is opgeslagen: %.*s %s nu mee.", (long long)id,
                                  STR_ARG(veelvoud(a, cijfers, "cijfer", "cijfers")),
                                  cijfers == 1 ? "telt" : "tellen")
                        : str_fmt(a, "Levering %lld is opgeslagen en telt nu mee.", (long long)id));
    feit_bij(a, feiten, "Levering", str_fmt(a, "levering %lld", (long long)id), levering_adres(a, id),
             STR("Met het hele verslag, de cijfers per onderwerp, en de mogelijkheid om in te trekken."),
             STR(""));
    if (cijfers)
        nakijken_feit(p, id, feiten);
    opdracht_feiten(p, t, feiten);
    vergelijk_feiten(p, t, feiten);
    feit_bij(a, feiten, "Wat u nu kunt doen", STR("Bekijk het overzicht met deze cijfers"), STR("/"), STR(""),
             STR(""));
    bevindingen_zet(p, t, STR(""));
    verder_zet(a, p->boom, "verder", STR("Bekijk de levering"), levering_adres(a, id));
}

/* The file looks like one of another soort, or its columns are called otherwise: the way on is one click. */
static void bedoelt_feit(struct pagina *p, const struct taak *t, struct doc *feiten)
{
    struct arena *a = p->a;
    struct str soort = doc_get_str(doc_get(t->resultaat, STR("verslag")), STR("bedoelt"));
    const struct importeur *imp = importeur_bij_soort(soort);

    if (imp)
        feit_bij(a, feiten, "Bedoelt u", str_fmt(a, "Lever het aan als “%s”", imp->naam),
                 str_fmt(a, "/leveringen/nieuw?soort=%.*s&proef=%.*s", STR_ARG(soort), STR_ARG(t->sleutel)),
                 STR(""), STR(""));
    if (soort.n && t->heeft_bijlage && (!imp || imp->n_kolom))
        feit_bij(a, feiten, "Of", STR("Laat Woonzorg voorstellen wat de kolommen zijn"),
                 taak_adres(a, t->sleutel, "/kolommen"), STR("Het bestand hoeft u niet opnieuw te kiezen."),
                 STR(""));
}

static void pagina_mislukt(struct pagina *p, const struct taak *t, bool proef)
{
    struct arena *a = p->a;
    bool gestopt = t->status == TAAK_GESTOPT, fouten = aantal(t->resultaat, "fouten") > 0;
    struct str eerst = doc_get_str(t->opdracht, STR("proef"));
    int64_t bestaat = aantal(t->resultaat, "bestaat");
    struct doc *feiten = DOC_SET(a, DOC_SET(a, p->boom, "verslag", doc_map(a)), "feiten", doc_list(a));

    DOC_SET_STR(a, p->boom, "titel",
                gestopt ? STR("Gestopt")
                : proef ? STR("Dit bestand kan zo niet worden ingevoerd")
                        : STR("Het invoeren is niet gelukt"));
    DOC_SET_STR(a, p->boom, "antwoord", zin(a, t->bericht, doc_get_str(t->opdracht, STR("bestand"))));
    opdracht_feiten(p, t, feiten);
    if (fouten)
        feit_bij(a, feiten, "Hoe verder",
                 STR("Verbeter het bestand op de plaatsen hieronder en lever het opnieuw aan."), STR(""),
                 STR(""), STR(""));
    bedoelt_feit(p, t, feiten);
    if (bestaat)
        feit_bij(a, feiten, "Levering", str_fmt(a, "levering %lld", (long long)bestaat),
                 levering_adres(a, bestaat), STR(""), STR(""));
    bevindingen_zet(
        p, t, fouten ? STR("Alles met “Fout” moet eerst goed zijn. De rest is ter informatie.") : STR(""));
    if (bestaat)
        verder_zet(a, p->boom, "verder", str_fmt(a, "Bekijk levering %lld", (long long)bestaat),
                   levering_adres(a, bestaat));
    else if (!proef && eerst.n)
        verder_zet(a, p->boom, "verder", STR("Terug naar de controle"), taak_adres(a, eerst, ""));
    else
        verder_zet(a, p->boom, "verder",
                   fouten ? STR("Lever het verbeterde bestand aan") : STR("Lever een bestand aan"),
                   str_fmt(a, "/leveringen/nieuw?soort=%.*s&proef=%.*s",
                           STR_ARG(doc_get_str(t->opdracht, STR("soort"))), STR_ARG(t->sleutel)));
}

int taak_pagina(struct pagina *p, struct taak *t, struct err *e)
{
    bool proef = str_is(t->soort, TAAK_PROEF);
    int rc = OK;

    taak_nu(p->o->taken, p->a, t);
    DOC_SET(p->a, p->boom, "taak", taak_doc(p->a, t));
    pagina_kruimel(p, STR("Leveringen"), STR("/leveringen"));
    pagina_kruimel(p, STR("Lever cijfers aan"), STR("/leveringen/nieuw"));
    pagina_kruimel(p, proef ? STR("Controle") : STR("Invoer"), STR(""));
    switch (t->status) {
    case TAAK_WACHT:
    case TAAK_BEZIG:
        pagina_bezig(p, t, proef);
        break;
    case TAAK_KLAAR:
        if (proef)
            rc = pagina_proef_klaar(p, t, e);
        else
            pagina_ingevoerd(p, t);
        break;
    default:
        pagina_mislukt(p, t, proef);
    }
    return rc;
}
