/* SPDX-License-Identifier: EUPL-1.2
 * The work list: who has something to look at, what that is, who is late, and by which rules it is found. */
#include "kwaliteit/intern.h"

#include "base/num.h"
#include "cijfer/pagina.h"

enum { PER_PAGINA = 200 };

static struct str partij_adres(struct arena *a, struct str code)
{
    return str_fmt(a, "/kwaliteit/%.*s", STR_ARG(code));
}

static struct str periode_tekst(struct arena *a, date_t van, date_t tot)
{
    if (!tot)
        return STR("–");
    if (van == tot)
        return date_nl(a, tot);
    if (van / 10000 == tot / 10000 && van % 10000 == 101 && tot % 10000 == 1231)
        return str_fmt(a, "%d", tot / 10000);
    return str_fmt(a, "%.*s – %.*s", STR_ARG(date_nl(a, van)), STR_ARG(date_nl(a, tot)));
}

/* A file has more columns than a page. */
static void bevinding_kolommen(struct pagina *p, struct doc *t, bool bestand)
{
    tabel_kolom(p, t, "bevinding", STR("Wat is er aan de hand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "periode", STR("Periode"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gevonden", STR("Gevonden"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verwacht", STR("Verwacht"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, false);
    if (!bestand)
        return;
    tabel_kolom(p, t, "nummer", STR("Nummer"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "code", STR("Code gebied"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "dimensie", STR("Dimensie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "levering", STR("Levering"), STR(""), KOLOM_GETAL, 0, false);
}

static void bevinding_rij(struct pagina *p, struct doc *t, const struct bevinding *b, bool bestand)
{
    struct arena *a = p->a;
    struct doc *rij = tabel_regel(p, t, false);
    struct str adres = str_fmt(a, "/kwaliteit/bevindingen/%lld", (long long)b->id);

    cel_tekst(p, t, rij, b->tekst, adres, STR(""));
    cel_tekst(p, t, rij,
              b->ernst == ERNST_LET_OP && !bestand ? STR("let\xC2\xA0op") : ernst_naam((enum ernst)b->ernst),
              STR(""), STR(""));
    cel_tekst(p, t, rij, b->gebied->naam, STR(""), STR(""));
    cel_tekst(p, t, rij, periode_tekst(a, b->van, b->tot), STR(""), STR(""));
    if (b->geheim) {
        cel_leeg(p, t, rij, STR("vertrouwelijk"));
        cel_leeg(p, t, rij, STR("vertrouwelijk"));
    } else {
        cel_getal(p, t, rij, b->links, b->schaal, STR(""));
        cel_getal(p, t, rij, b->rechts, b->schaal, STR(""));
    }
    cel_tekst(p, t, rij, str_is(b->status, "open") ? STR("nog niet") : b->status,
              str_is(b->status, "open") && b->telt ? str_cat(a, adres, STR("#antwoord")) : STR(""), STR(""));
    if (!bestand)
        return;
    cel_getal(p, t, rij, b->id, 0, STR(""));
    cel_tekst(p, t, rij, b->gebied->code, STR(""), STR(""));
    cel_tekst(p, t, rij, b->onderwerp, STR(""), STR(""));
    cel_tekst(p, t, rij, b->regel, STR(""), STR(""));
    cel_tekst(p, t, rij, b->dimensie, STR(""), STR(""));
    cel_getal(p, t, rij, b->levering, 0, STR(""));
}

struct doc *bevindingen_pagina_tabel(struct pagina *p, const char *id, struct str titel,
                                     const struct bevinding *v, size_t n, size_t hoogstens, const char *pad)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, id, titel, STR("De ernstigste eerst."));
    bool bestand = p->q->format != HTTP_HTML;

    bevinding_kolommen(p, t, bestand);
    for (size_t i = 0; i < n && (!hoogstens || i < hoogstens || bestand); i++)
        bevinding_rij(p, t, &v[i], bestand);
    if (hoogstens && n > hoogstens && !bestand)
        tabel_noot(p, t,
                   str_fmt(a, "Hier staan de eerste %zu van %zu bevindingen; in het bestand staan ze alle.",
                           hoogstens, n));
    if (!n)
        DOC_SET(a, t, "leeg",
                leeg_maak(a, "Niets om na te kijken",
                          STR("De controle vond hier niets wat nog een antwoord vraagt."), "", STR("")));
    tabel_klaar(p, t, pad);
    return t;
}

/* ---- /kwaliteit ---- */

static struct doc *partijen_tabel(struct pagina *p, const struct leveraar_stand *v, size_t n)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, "partijen", STR("Wie heeft iets na te kijken"),
                   STR("Per leveraar; als een soort levering maar één leveraar heeft, staat de soort er."));
    bool bestand = p->q->format != HTTP_HTML;

    tabel_kolom(p, t, "partij", STR("Leveraar"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "fout", STR("Fout"), STR("open"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "letop", STR("Let op"), STR("open"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "info", STR("Info"), STR("open"), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "beantwoord", STR("Beantwoord"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, bestand ? v[i].naam : levering_soort_naam(v[i].naam), partij_adres(a, v[i].code),
                  STR(""));
        cel_getal(p, t, rij, v[i].open[ERNST_FOUT], 0, STR(""));
        cel_getal(p, t, rij, v[i].open[ERNST_LET_OP], 0, STR(""));
        cel_getal(p, t, rij, v[i].open[ERNST_INFO], 0, STR(""));
        cel_getal(p, t, rij, v[i].beantwoord, 0, STR(""));
    }
    if (!n)
        DOC_SET(a, t, "leeg",
                leeg_maak(a, "Niemand heeft iets na te kijken",
                          STR("Zodra de controle bij een levering iets vindt, staat het hier."),
                          "Bekijk de leveringen", STR("/leveringen")));
    tabel_klaar(p, t, "/kwaliteit");
    return t;
}

/* Who should have delivered again by now, and when the others are expected. */
static int tijdig_tabel(struct pagina *p, size_t *ret_laat, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, "tijdig", STR("Wie is te laat"),
                   STR("De nieuwste levering van elke leveraar, en wanneer de volgende verwacht wordt."));
    const struct levering *l;
    const struct ritme *r;
    size_t n, n_r;
    date_t vandaag = date_today();
    bool bestand = p->q->format != HTTP_HTML;
    int rc = nieuwste_leveringen_lees(p->c, a, &l, &n, e);

    if (!rc)
        rc = ritmes_lees(p->c, a, &r, &n_r, e);
    if (rc)
        return rc;
    *ret_laat = 0;
    tabel_kolom(p, t, "leveraar", STR("Leveraar"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "peildatum", STR("Nieuwste peildatum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "volgende", STR("Volgende peildatum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "uiterlijk", STR("Verwacht voor"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "dagen", STR("Te laat"), STR("dagen"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        const struct ritme *x = ritme_van(r, n_r, l[i].soort);
        struct tijdigheid td = tijdigheid_van(x, l[i].peildatum, time_date(l[i].ontvangen), vandaag);
        struct str naam = leveraar_naam(l[i].soort, l[i].leveraar);
        struct doc *rij;

        if (!td.verwacht)
            continue;
        rij = tabel_regel(p, t, false);
        *ret_laat += td.te_laat > 0;
        cel_tekst(p, t, rij, bestand ? naam : levering_soort_naam(naam),
                  partij_adres(a, leveraar_code(a, naam)), td.te_laat ? STR("te laat") : STR(""));
        cel_tekst(p, t, rij, bestand ? l[i].soort : levering_soort_naam(l[i].soort),
                  str_fmt(a, "/leveringen/%lld/kwaliteit", (long long)l[i].id), STR(""));
        cel_datum(p, t, rij, l[i].peildatum);
        cel_datum(p, t, rij, td.volgende);
        cel_datum(p, t, rij, td.volgende_uiterlijk);
        cel_getal(p, t, rij, td.te_laat, 0, STR(""));
    }
    tabel_noot(p, t,
               STR("Het ritme en de termijn per soort staan in de tabel kwaliteit-ritme, en zijn per "
                   "installatie aan te passen."));
    tabel_klaar(p, t, "/kwaliteit");
    *ret = t;
    return OK;
}

static int regels_tabel(struct pagina *p, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "regels", STR("Waarop gecontroleerd wordt"),
                               STR("Elke regel met wat hij bij de leveringen die nu tellen vond."));
    const struct toets_stand *v;
    struct regels regels;
    int64_t moment;
    size_t n;
    int rc = regels_lees(p->c, a, &regels, e);

    if (!rc)
        rc = toetsen_lees(p->c, a, 0, &v, &n, &moment, e);
    if (rc)
        return rc;
    tabel_kolom(p, t, "naam", STR("Regel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "voorschrift", STR("In tekens"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "getoetst", STR("Getoetst"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "gevonden", STR("Gevonden"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "waarom", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < regels.n; i++) {
        const struct regel *r = &regels.at[i];
        struct doc *rij = tabel_regel(p, t, false);
        const struct toets_stand *x = NULL;

        for (size_t k = 0; k < n && !x; k++)
            x = str_eq(v[k].regel, r->code) ? &v[k] : NULL;
        cel_tekst(p, t, rij, r->naam, STR(""), STR(""));
        cel_tekst(p, t, rij,
                  str_fmt(a, "%.*s %.*s %.*s", STR_ARG(r->links), STR_ARG(r->teken), STR_ARG(r->rechts)),
                  STR(""), STR(""));
        cel_tekst(p, t, rij, ernst_naam(r->ernst), STR(""), STR(""));
        cel_getal(p, t, rij, x ? x->getoetst : 0, 0, STR(""));
        cel_getal(p, t, rij, x ? x->bevonden : 0, 0, STR(""));
        cel_tekst(p, t, rij, r->waarom, STR(""), STR(""));
        cel_tekst(p, t, rij, r->bron, STR(""), STR(""));
    }
    tabel_klaar(p, t, "/kwaliteit");
    *ret = t;
    return OK;
}

static struct str aantal_tekst(struct arena *a, int64_t n, const char *een, const char *meer)
{
    return str_fmt(a, "%.*s %s", STR_ARG(num_nl(a, n, 0)), n == 1 ? een : meer);
}

static struct str begin_antwoord(struct arena *a, const struct leveraar_stand *v, size_t n, size_t laat)
{
    int64_t open = 0, ernstig = 0;
    size_t wie = 0;

    for (size_t i = 0; i < n; i++) {
        int64_t hier = v[i].open[ERNST_FOUT] + v[i].open[ERNST_LET_OP] + v[i].open[ERNST_INFO];

        open += hier;
        ernstig += v[i].open[ERNST_FOUT] + v[i].open[ERNST_LET_OP];
        wie += hier > 0;
    }
    if (!open)
        return str_fmt(a, "Er staan geen bevindingen open. Te laat: %.*s.",
                       STR_ARG(aantal_tekst(a, (int64_t)laat, "levering", "leveringen")));
    return str_fmt(a, "Er %s %.*s open bij %.*s; %.*s daarvan %s fout of let op. Te laat: %.*s.",
                   open == 1 ? "staat" : "staan", STR_ARG(aantal_tekst(a, open, "bevinding", "bevindingen")),
                   STR_ARG(aantal_tekst(a, (int64_t)wie, "leveraar", "leveraars")),
                   STR_ARG(num_nl(a, ernstig, 0)), ernstig == 1 ? "is" : "zijn",
                   STR_ARG(aantal_tekst(a, (int64_t)laat, "levering", "leveringen")));
}

static int kwaliteit_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct leveraar_stand *v = NULL;
    struct doc *tijdig = NULL, *regels = NULL, *partijen, *secties;
    struct pagina p;
    size_t n = 0, laat = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = leveraars_lees(p.c, a, &v, &n, e);
    if (!rc) {
        partijen = partijen_tabel(&p, v, n);
        rc = tijdig_tabel(&p, &laat, &tijdig, e);
    }
    if (!rc)
        rc = regels_tabel(&p, &regels, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", STR("Kwaliteit van de cijfers"));
        DOC_SET_STR(a, p.boom, "antwoord", begin_antwoord(a, v, n, laat));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, STR("Kwaliteit"), STR(""));
        secties = DOC_SET(a, p.boom, "secties", doc_list(a));
        doc_add(a, secties, partijen);
        doc_add(a, secties, tijdig);
        doc_add(a, secties, regels);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* ---- /kwaliteit/{leveraar} ---- */

static void keuze_doc(struct pagina *p, struct str pad, struct str toon)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "keuze", doc_map(a)), *velden, *keuzes;

    DOC_SET_STR(a, f, "actie", pad);
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    keuzes = veld_keuze(a, velden, "toon", "Toon");
    optie_bij(a, keuzes, STR("open"), STR("open"), toon);
    optie_bij(a, keuzes, STR("ernstig"), STR("open: fout en let op"), toon);
    optie_bij(a, keuzes, STR("alles"), STR("alles"), toon);
}

/* Its name as it stands in the leveringen; empty when nobody is called so. */
static int naam_zoek(struct pagina *p, struct str code, struct str *ret, struct err *e)
{
    const struct levering *l;
    size_t n;
    int rc = leveringen_lees(p->c, p->a, false, &l, &n, e);

    *ret = STR("");
    for (size_t i = 0; !rc && i < n && !ret->n; i++) {
        struct str naam = leveraar_naam(l[i].soort, l[i].leveraar);

        if (str_eq(leveraar_code(p->a, naam), code))
            *ret = naam;
    }
    if (!rc && !ret->n)
        rc = err_set(e, ERR_NOT_FOUND, "er is geen leveraar “%.*s”", STR_ARG(utf8_clip(code, 60)));
    return rc;
}

static int partij_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct str code = doc_get_str(q->params, STR("leveraar")), toon = doc_get_str(q->query, STR("toon")),
               naam, pad;
    struct bevinding_keuze k = {.partij = code};
    struct bevinding *v = NULL;
    struct pagina p;
    size_t n = 0, ernstig = 0, open = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc && toon.n && !str_is(toon, "open") && !str_is(toon, "ernstig") && !str_is(toon, "alles"))
        rc = err_set(e, ERR_DATA, "toon: verwacht open, ernstig of alles");
    if (!rc)
        rc = naam_zoek(&p, code, &naam, e);
    k.alles = str_is(toon, "alles");
    k.open = !k.alles;
    k.ernst = str_is(toon, "ernstig") ? ERNST_LET_OP : 0;
    if (!rc)
        rc = bevindingen_lees(p.c, p.g, a, &k, &v, &n, e);
    if (!rc) {
        pad = partij_adres(a, code);
        pagina_eigen(&p, "toon", toon);
        for (size_t i = 0; i < n; i++) {
            open += str_is(v[i].status, "open") && v[i].telt;
            ernstig += str_is(v[i].status, "open") && v[i].telt && v[i].ernst >= ERNST_LET_OP;
        }
        DOC_SET_STR(a, p.boom, "titel",
                    str_fmt(a, "Wat moet ik nakijken: %.*s", STR_ARG(levering_soort_naam(naam))));
        DOC_SET_STR(a, p.boom, "antwoord",
                    open ? str_fmt(a, "%.*s %s nog een antwoord; %zu daarvan %s fout of let op.",
                                   STR_ARG(aantal_tekst(a, (int64_t)open, "bevinding", "bevindingen")),
                                   open == 1 ? "vraagt" : "vragen", ernstig, ernstig == 1 ? "is" : "zijn")
                         : STR("Niets vraagt nog een antwoord."));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, STR("Kwaliteit"), STR("/kwaliteit"));
        pagina_kruimel(&p, levering_soort_naam(naam), STR(""));
        keuze_doc(&p, pad, toon.n ? toon : STR("open"));
        DOC_SET(a, p.boom, "tabel",
                bevindingen_pagina_tabel(&p, "bevindingen", STR("Bevindingen"), v, n, PER_PAGINA,
                                         str_cstr(a, pad)));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param kwaliteit_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param partij_params[] = {
    {"leveraar", "de leveraar, zoals in de lijst op /kwaliteit", PARAM_PATH, true, false},
    {"toon", "open, ernstig of alles", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

const struct http_route kwaliteit_routes[] = {
    {"GET", "/kwaliteit", kwaliteit_get, "kwaliteit", "Wie heeft iets na te kijken, en wie is te laat",
     ROUTE_STORE, kwaliteit_params, .recht = RECHT_PUBLIEK},
    {"GET", "/kwaliteit/{leveraar}", partij_get, "kwaliteit", "Wat een leveraar moet nakijken", ROUTE_STORE,
     partij_params, .recht = RECHT_PUBLIEK},
    {0},
};
