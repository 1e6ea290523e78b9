/* SPDX-License-Identifier: EUPL-1.2
 * The national page: the totals that were publicly stated, per route beside the opgave, each with its
 * herkomst. Routes overlap and are never added up; where a source's own parts do not add to its total, both
 * are shown. */
#include "overzicht/pages.h"

#include "base/num.h"

struct landelijk_regel {
    const char *naam, *onderwerp, *woningtype, *segment, *bron;
    date_t peildatum;   /* 0: the newest */
    const char *gebied; /* code; NULL: the country */
};

struct landelijk_deel {
    const char *id, *titel, *toelichting;
    struct landelijk_regel regel[8]; /* ends with naam NULL */
    /* A line below the table, from the values above (in order; heeft tells which are there). */
    struct str (*noot)(struct arena *a, const struct cijfer_uitkomst *u);
    bool alleen_gevuld; /* left out when nothing of it was delivered */
};

static bool alle(const struct cijfer_uitkomst *u, int n)
{
    for (int i = 0; i < n; i++)
        if (!u[i].heeft)
            return false;
    return true;
}

/* "32,5%": one decimal, half up, in integers. */
static struct str promille(struct arena *a, int64_t n, int64_t N)
{
    return str_cat(a, num_nl(a, num_div_half_up((__int128)1000 * n, N), 1), STR("%"));
}

static struct str noot_opgave(struct arena *a, const struct cijfer_uitkomst *u)
{
    if (!alle(u, 4))
        return STR("");
    return str_fmt(a, "De drie typen samen: %.*s; genoemd totaal: %.*s.",
                   STR_ARG(num_nl(a, u[0].waarde + u[1].waarde + u[2].waarde, 0)),
                   STR_ARG(num_nl(a, u[3].waarde, 0)));
}

static struct str noot_plannen(struct arena *a, const struct cijfer_uitkomst *u)
{
    int64_t som = u[0].waarde + u[1].waarde + u[2].waarde;

    if (!alle(u, 4))
        return STR("");
    return str_fmt(a,
                   "De drie typen samen: %.*s; de bron noemt %.*s. Wij laten beide staan: het verschil van "
                   "%.*s komt door afronden in de bron.",
                   STR_ARG(num_nl(a, som, 0)), STR_ARG(num_nl(a, u[3].waarde, 0)),
                   STR_ARG(num_nl(a, u[3].waarde - som, 0)));
}

static struct str noot_dpi(struct arena *a, const struct cijfer_uitkomst *u)
{
    if (!alle(u, 3) || u[2].waarde <= 0)
        return STR("");
    return str_fmt(a,
                   "%.*s van %.*s is %.*s. Let op het venster: de plannen lopen tot en met 2029, de opgave "
                   "tot en met 2030.",
                   STR_ARG(num_nl(a, u[1].waarde, 0)), STR_ARG(num_nl(a, u[2].waarde, 0)),
                   STR_ARG(promille(a, u[1].waarde, u[2].waarde)));
}

static struct str noot_szgw(struct arena *a, const struct cijfer_uitkomst *u)
{
    int64_t wlz, vraag;

    if (!alle(u, 6) || !num_percent(u[5].waarde, u[4].waarde, &wlz) ||
        !num_percent(u[2].waarde, u[1].waarde, &vraag))
        return STR("");
    return str_fmt(a,
                   "%.*s van %.*s woningen is %lld%% voor Wlz-cliënten (N = %.*s). Gevraagd is %lld%% van "
                   "wat beschikbaar was.",
                   STR_ARG(num_nl(a, u[5].waarde, 0)), STR_ARG(num_nl(a, u[4].waarde, 0)), (long long)wlz,
                   STR_ARG(num_nl(a, u[4].waarde, 0)), (long long)vraag);
}

static struct str noot_limburg(struct arena *a, const struct cijfer_uitkomst *u)
{
    if (!alle(u, 2))
        return STR("");
    return str_fmt(
        a, "Hard en zacht samen: %.*s. Een aantal onder nul is echt: daar wordt meer gesloopt dan gebouwd.",
        STR_ARG(num_nl(a, u[0].waarde + u[1].waarde, 0)));
}

static const struct landelijk_deel delen[] = {
    {"opgave",
     "Opgave tot en met 2030",
     "Wat er nodig is, volgens het programma en volgens de woondealafspraken.",
     {{"Nultreden", "opgave", "nultreden", "", "programma-wozo", 0},
      {"Geclusterd", "opgave", "geclusterd", "", "programma-wozo", 0},
      {"Zorggeschikt", "opgave", "zorggeschikt", "", "programma-wozo", 0},
      {"Totaal volgens het programma", "opgave", "", "", "programma-wozo", 0},
      {"Som van de woondealafspraken", "opgave", "", "", "woondealafspraken", 0},
      {0}},
     noot_opgave},
    {"route-1",
     "Route 1: registers van het CBS",
     "Een aanwijzing voor nultredenwoningen: hoeveel meergezinswoningen van 50 tot 150 m² er netto "
     "bijkwamen.",
     {{"Groei in 2022", "meergezins-groei", "", "50-150-m2", "cbs-voorraad", 20221231},
      {"Groei in 2023", "meergezins-groei", "", "50-150-m2", "cbs-voorraad", 20231231},
      {"Woningvoorraad, eind 2020", "voorraad-eind", "", "", "cbs-voorraad", 20201231},
      {0}},
     NULL},
    {"route-2",
     "Route 2: plancapaciteit",
     "Plannen volgens de landelijke monitor, eind 2024, voor 2024 tot en met 2034.",
     {{"Nultreden", "plannen", "nultreden", "", "plancapaciteit-landelijk", 0},
      {"Geclusterd", "plannen", "geclusterd", "", "plancapaciteit-landelijk", 0},
      {"Zorggeschikt", "plannen", "zorggeschikt", "", "plancapaciteit-landelijk", 0},
      {"Totaal volgens de bron", "plannen", "", "", "plancapaciteit-landelijk", 0},
      {0}},
     noot_plannen},
    {"route-3",
     "Route 3: woningcorporaties (dPi)",
     "Plannen van corporaties voor geclusterde en zorggeschikte woningen, tot en met 2029.",
     {{"Geclusterd en zorggeschikt", "dpi-plannen", "geclusterd-zorggeschikt", "", "dpi", 0},
      {"waarvan sociaal", "dpi-plannen", "geclusterd-zorggeschikt", "sociaal", "dpi", 0},
      {"Opgave voor corporaties, sociaal, tot en met 2030", "dpi-opgave", "geclusterd-zorggeschikt",
       "sociaal", "dpi", 0},
      {0}},
     noot_dpi},
    {"route-4-soo",
     "Route 4: subsidie voor ontmoetingsruimten (SOO)",
     "Tranches 2022 en 2023, en de derde tranche tot eind maart 2025.",
     {{"Woningen in tranche 1 en 2", "subsidie-woningen", "geclusterd", "tranche-1-2", "regeling-soo", 0},
      {"Derde tranche: beschikbaar", "subsidie-beschikbaar", "", "tranche-3", "regeling-soo", 0},
      {"Derde tranche: aanvragen", "subsidie-aanvragen", "", "tranche-3", "regeling-soo", 0},
      {"Derde tranche: gevraagd", "subsidie-gevraagd", "", "tranche-3", "regeling-soo", 0},
      {0}},
     NULL},
    {"route-4-szgw",
     "Route 4: subsidie voor zorggeschikte woningen (SZGW)",
     "De eerste ronde, 2024.",
     {{"Beschikbaar 2023 tot en met 2026", "subsidie-beschikbaar", "", "", "regeling-szgw", 0},
      {"Eerste ronde: beschikbaar", "subsidie-beschikbaar", "", "ronde-1", "regeling-szgw", 0},
      {"Eerste ronde: gevraagd", "subsidie-gevraagd", "", "ronde-1", "regeling-szgw", 0},
      {"Eerste ronde: aanvragen", "subsidie-aanvragen", "", "ronde-1", "regeling-szgw", 0},
      {"Eerste ronde: woningen", "subsidie-woningen", "zorggeschikt", "ronde-1", "regeling-szgw", 0},
      {"waarvan voor Wlz-cliënten", "subsidie-wlz", "zorggeschikt", "ronde-1", "regeling-szgw", 0},
      {0}},
     noot_szgw},
    {"limburg",
     "Ter controle: Limburg",
     "Openbare totalen van één provincie, opgeteld uit de cijfers per gemeente.",
     {{"Limburg: harde plannen", "plannen-hard", "", "", "plancapaciteit-provincies", 20210101, "PV31"},
      {"Limburg: zachte plannen", "plannen-zacht", "", "", "plancapaciteit-provincies", 20210101, "PV31"},
      {"Sittard-Geleen: harde plannen", "plannen-hard", "", "", "plancapaciteit-provincies", 20210101,
       "GM1883"},
      {"Limburg: inwoners", "inwoners", "", "", "cbs-bevolking", 20220101, "PV31"},
      {"Limburg: woningen", "woningen", "", "", "cbs-bevolking", 20220101, "PV31"},
      {0}},
     noot_limburg,
     true},
};

static int regel_lees(struct pagina *p, const struct gebied *gebied, const struct landelijk_regel *r,
                      struct doc *tabel, struct cijfer_uitkomst *u, struct err *e)
{
    struct arena *a = p->a;
    struct cijfer_vraag v = {.onderwerp = str_from(r->onderwerp),
                             .woningtype = str_from(r->woningtype),
                             .segment = str_from(r->segment),
                             .bron = str_from(r->bron),
                             .peildatum = r->peildatum,
                             .gebiedsdatum = r->peildatum ? r->peildatum : p->gebiedsdatum,
                             .stand = p->stand};
    struct onderwerp o;
    struct doc *rij;
    int rc = onderwerp_lees(p->c, a, v.onderwerp, &o, e);

    if (!rc)
        rc = cijfer_gebied_lees(p->c, p->g, a, &v, gebied, u, e);
    if (rc)
        return rc;
    rij = tabel_regel(p, tabel, false);
    cel_tekst(p, tabel, rij, str_from(r->naam), STR(""), labels_tekst(a, u));
    cel_cijfer(p, tabel, rij, u, o.schaal, false,
               u->heeft ? herkomst_adres(p, cijfer_adres(a, &v, u)) : STR(""));
    if (u->heeft && str_is(o.eenheid, "euro") &&
        u->waarde >= 1000000) /* only as printed: the value stays whole */
        DOC_SET_STR(a, doc_get(rij, STR("cellen"))->list.at[1], "tekst",
                    str_fmt(a, "€\xC2\xA0%.*s\xC2\xA0mln",
                            STR_ARG(num_nl(a, num_div_half_up(u->waarde, 100000), 1))));
    cel_tekst(p, tabel, rij, o.eenheid, STR(""), STR(""));
    cel_datum(p, tabel, rij, u->heeft ? u->periode_tot : 0);
    cel_tekst(p, tabel, rij, u->bron ? u->bron->naam : STR(""), STR(""), STR(""));
    return OK;
}

/* How many figures the page should have, and how many of them are not there. */
struct telling {
    int aantal, missend;
};

/* A part of the page as a table; NULL when it is left out. */
static int deel_lees(struct pagina *p, const struct landelijk_deel *d, struct telling *telling,
                     struct doc **ret, struct err *e)
{
    struct cijfer_uitkomst u[8] = {0};
    struct doc *t = tabel_maak(p, d->id, str_from(d->titel), str_from(d->toelichting));
    int gevuld = 0, rc = OK;

    *ret = NULL;
    tabel_kolom(p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarde", STR("Aantal"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "eenheid", STR("Eenheid"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "peildatum", STR("Stand"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (int k = 0; !rc && d->regel[k].naam; k++) {
        const char *code = d->regel[k].gebied;
        const struct gebied *g = code ? gebied_bij_code(p->g, str_from(code)) : p->gebied;

        if (!g) /* another country's gebieden */
            continue;
        rc = regel_lees(p, g, &d->regel[k], t, &u[k], e);
        gevuld += u[k].heeft;
        telling->missend += !u[k].heeft && !d->alleen_gevuld;
        telling->aantal += !d->alleen_gevuld;
    }
    if (rc || (d->alleen_gevuld && !gevuld))
        return rc;
    if (d->noot && d->noot(p->a, u).n)
        tabel_noot(p, t, d->noot(p->a, u));
    tabel_klaar(p, t, "/landelijk");
    *ret = t;
    return OK;
}

static void landelijk_niets(struct pagina *p)
{
    DOC_SET(p->a, p->boom, "secties", doc_list(p->a));
    DOC_SET(p->a, p->boom, "niets",
            leeg_maak(p->a, "Nog geen cijfers",
                      STR("Het programma, de landelijke monitor en de regelingen zijn nog niet "
                          "ingevoerd. De demo laat zien hoe deze pagina er dan uitziet."),
                      "Lever cijfers aan", pagina_leveren(p)));
}

static void landelijk_verantwoording(struct pagina *p)
{
    struct arena *a = p->a;
    struct doc *feiten = DOC_SET(a, DOC_SET(a, p->boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));

    feit_bij(a, feiten, "Optellen",
             STR("Eén woning kan tegelijk in een plan, bij een corporatie, in een subsidie en bij het "
                 "CBS staan."),
             STR(""), STR("Daarom staan de routes naast elkaar."), STR(""));
    feit_bij(a, feiten, "Herkomst", STR("Elk getal leidt naar de levering en de rij waar het vandaan komt."),
             STR(""), STR(""), STR(""));
}

static int landelijk_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct telling telling = {0};
    struct pagina p;
    struct doc *secties, *t;
    bool leeg;
    int rc = pagina_open(q, &p, e);

    if (rc) {
        pagina_sluit(&p);
        return rc;
    }
    p.gebied = gebied_bij_code(p.g, STR("NL01"));
    secties = DOC_SET(a, p.boom, "secties", doc_list(a));
    for (size_t i = 0; !rc && i < sizeof delen / sizeof *delen; i++) {
        rc = deel_lees(&p, &delen[i], &telling, &t, e);
        if (t)
            doc_add(a, secties, t);
    }
    if (!rc) {
        leeg = telling.missend == telling.aantal;
        DOC_SET_STR(a, p.boom, "titel", STR("Nederland: de landelijke cijfers"));
        DOC_SET_STR(a, p.boom, "antwoord",
                    leeg ? STR("Er zijn nog geen landelijke cijfers geleverd.")
                         : str_fmt(a,
                                   "De cijfers die Rijk en CBS noemen, per route naast de "
                                   "opgave. Routes overlappen en worden niet opgeteld.%s",
                                   telling.missend ? " Wat ontbreekt, staat als –." : ""));
        pagina_kruimels_gebied(&p, p.gebied);
        if (leeg && q->format == HTTP_HTML) /* a machine gets its tables, without figures */
            landelijk_niets(&p);
        landelijk_verantwoording(&p);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param landelijk_params[] = {CONTEXT_PARAMS, {0}};

const struct http_route landelijk_routes[] = {
    {"GET", "/landelijk", landelijk_get, "landelijk", "De landelijke cijfers per route, naast de opgave",
     ROUTE_STORE, landelijk_params, .recht = RECHT_PUBLIEK},
    {0},
};
