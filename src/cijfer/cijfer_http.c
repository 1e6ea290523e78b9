/* SPDX-License-Identifier: EUPL-1.2
 * The pages of figures: all onderwerpen, one onderwerp as a table, and the herkomst of a figure. */
#include "cijfer/cijfer_http.h"

#include "base/num.h"

static const char *const route_namen[] = {"Opgave",
                                          "Route 1: registers (CBS)",
                                          "Route 2: plancapaciteit",
                                          "Route 3: woningcorporaties",
                                          "Route 4: subsidies",
                                          "Route 5: zorgkantoren"};

/* The list of all onderwerpen, grouped by route. */
static int groepen_doc(struct pagina *p, struct str gekozen, struct err *e)
{
    struct arena *a = p->a;
    struct doc *groepen = DOC_SET(a, p->boom, "groepen", doc_list(a));
    const struct onderwerp *o;
    size_t n;
    int rc = onderwerpen_lees(p->c, a, &o, &n, e);

    for (int route = 0; !rc && route < 6; route++) {
        struct doc *g = NULL, *l = NULL;

        for (size_t i = 0; i < n; i++) {
            struct doc *x;

            if (o[i].route != route)
                continue;
            if (!g) {
                g = doc_add(a, groepen, doc_map(a));
                DOC_SET_STR(a, g, "naam", str_from(route_namen[route]));
                l = DOC_SET(a, g, "onderwerpen", doc_list(a));
            }
            x = doc_add(a, l, doc_map(a));
            DOC_SET_STR(a, x, "naam", o[i].naam);
            DOC_SET_STR(a, x, "code", o[i].code);
            DOC_SET_STR(a, x, "adres",
                        pagina_adres(p, str_fmt(a, "/cijfers/%.*s", STR_ARG(o[i].code)), NULL, STR("")));
            DOC_SET_STR(a, x, "eenheid", o[i].eenheid);
            DOC_SET_STR(a, x, "bij", o[i].omschrijving);
            if (str_eq(o[i].code, gekozen))
                DOC_SET_BOOL(a, x, "gekozen", true);
        }
    }
    DOC_SET_BOOL(a, p->boom, "heeft_groepen", true);
    return rc;
}

static int cijfers_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    struct doc *t;
    const struct onderwerp *o;
    size_t n;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = groepen_doc(&p, STR(""), e);
    if (!rc)
        rc = onderwerpen_lees(p.c, q->a, &o, &n, e);
    if (!rc) {
        DOC_SET_STR(q->a, p.boom, "titel", STR("Cijfers"));
        DOC_SET_STR(q->a, p.boom, "antwoord",
                    STR("Kies een onderwerp. U ziet het per gebied, met bij elk getal de herkomst."));
        pagina_kruimel(&p, STR("Cijfers"), STR(""));
        t = tabel_maak(&p, "onderwerpen", STR("Onderwerpen"), STR(""));
        tabel_kolom(&p, t, "code", STR("Code"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "eenheid", STR("Eenheid"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "definitieset", STR("Definitieset"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "omschrijving", STR("Omschrijving"), STR(""), KOLOM_TEKST, 0, false);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij = tabel_regel(&p, t, false);

            cel_tekst(&p, t, rij, o[i].code, STR(""), STR(""));
            cel_tekst(&p, t, rij, o[i].naam, STR(""), STR(""));
            cel_tekst(&p, t, rij, o[i].eenheid, STR(""), STR(""));
            cel_tekst(&p, t, rij, o[i].definitieset, STR(""), STR(""));
            cel_tekst(&p, t, rij, o[i].omschrijving, STR(""), STR(""));
        }
        tabel_klaar(&p, t, "/cijfers");
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* Woningtype beside the context: the one choice that belongs to this page alone. */
static void keuze_doc(struct pagina *p, struct str woningtype)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "keuze", doc_map(a)), *keuzes, *verborgen;
    struct str adres = pagina_adres(p, p->q->path, NULL, STR("")), rest;

    DOC_SET_STR(a, f, "actie", str_cut(adres, '?', &rest));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    verborgen = DOC_SET(a, f, "verborgen", doc_list(a));
    while (rest.n) {
        struct str paar = str_cut(rest, '&', &rest), waarde, naam = str_cut(paar, '=', &waarde);
        struct doc *x = doc_add(a, verborgen, doc_map(a));

        DOC_SET_STR(a, x, "veld", naam);
        DOC_SET_STR(a, x, "inhoud", waarde);
    }
    keuzes = veld_keuze(a, DOC_SET(a, f, "velden", doc_list(a)), "woningtype", "Woningtype");
    optie_bij(a, keuzes, STR("totaal"), STR("alle woningen"), woningtype.n ? woningtype : STR("totaal"));
    optie_bij(a, keuzes, STR("nultreden"), STR("nultreden"), woningtype);
    optie_bij(a, keuzes, STR("geclusterd"), STR("geclusterd"), woningtype);
    optie_bij(a, keuzes, STR("zorggeschikt"), STR("zorggeschikt"), woningtype);
}

static struct doc *onderwerp_tabel(struct pagina *p, const struct cijfer_tabel *t, bool percent,
                                   const char *pad)
{
    struct arena *a = p->a;
    struct doc *d =
        tabel_maak(p, "cijfers",
                   str_fmt(a, "%.*s in %.*s", STR_ARG(t->onderwerp.naam), STR_ARG(p->gebied->naam)), STR(""));

    tabel_kolom(p, d, "naam", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, d, "waarde", t->onderwerp.naam, t->onderwerp.eenheid,
                percent ? KOLOM_PERCENT : KOLOM_GETAL, t->onderwerp.schaal, true);
    tabel_kolom(p, d, "gebieden", STR("Met een cijfer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, d, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, d, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i <= t->n; i++) {
        const struct cijfer_uitkomst *u = i ? &t->rij[i - 1] : &t->totaal;
        struct doc *rij, *labels = doc_list(a);

        if (!i && t->n < 2)
            continue;
        labels_bij(a, labels, u);
        rij = tabel_regel(p, d, !i);
        cel_tekst(p, d, rij, cijfer_gebied_naam(a, u),
                  !i ? STR("")
                  : gebied_is_gemeente(u->gebied)
                      ? pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(u->gebied->code)), NULL, STR(""))
                      : pagina_adres(p, p->q->path, "gebied", u->gebied->code),
                  labels->list.n ? doc_get_str(labels->list.at[0], STR("woord")) : STR(""));
        cel_cijfer(p, d, rij, u, t->onderwerp.schaal, percent,
                   u->heeft ? herkomst_adres(p, cijfer_adres(a, &t->vraag, u)) : STR(""));
        cel_tekst(p, d, rij, str_fmt(a, "%d van %d", u->aanwezig, u->verwacht), STR(""), STR(""));
        cel_tekst(p, d, rij, u->heeft ? date_nl(a, u->periode_tot) : STR(""), STR(""), STR(""));
        cel_tekst(p, d, rij, u->bron ? u->bron->naam : STR(""), STR(""), STR(""));
    }
    if (t->niet_omgerekend)
        tabel_noot(p, d,
                   str_fmt(a,
                           "%zu cijfers zijn gemeten op gemeenten die niet naar deze indeling zijn om te "
                           "rekenen; ze tellen niet mee.",
                           t->niet_omgerekend));
    tabel_noot(
        p, d,
        STR("– is geen cijfer: niet geleverd, onderdrukt of niet van toepassing. Dat is iets anders dan 0."));
    tabel_klaar(p, d, pad);
    return d;
}

static struct str antwoord(struct pagina *p, const struct cijfer_tabel *t, bool percent)
{
    struct arena *a = p->a;
    const struct cijfer_uitkomst *u = &t->totaal;

    if (!u->heeft)
        return str_fmt(a, "Van %.*s is %.*s %.*s.", STR_ARG(p->gebied->naam),
                       STR_ARG(str_lower(a, t->onderwerp.naam)),
                       STR_ARG(cijfer_ontbreekt_naam(u->ontbreekt)));
    return str_fmt(a, "%.*s in %.*s: %.*s%s%.*s%s (%.*s).%s", STR_ARG(t->onderwerp.naam),
                   STR_ARG(p->gebied->naam), STR_ARG(cijfer_tekst(a, u, t->onderwerp.schaal)),
                   percent ? "" : " ", STR_ARG(t->onderwerp.eenheid),
                   t->vraag.woningtype.n ? str_fmt(a, ", %.*s", STR_ARG(t->vraag.woningtype)).p : "",
                   STR_ARG(date_nl(a, u->periode_tot)),
                   u->aanwezig < u->verwacht
                       ? str_fmt(a, " %d van de %d gebieden leverden een cijfer.", u->aanwezig, u->verwacht).p
                       : "");
}

static int onderwerp_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct str code = doc_get_str(q->params, STR("onderwerp")),
               woningtype = doc_get_str(q->query, STR("woningtype"));
    struct pagina p;
    struct cijfer_vraag v;
    struct cijfer_tabel t;
    struct doc *feiten, *statussen;
    bool percent;
    int rc = pagina_open(q, &p, e);

    if (rc) {
        pagina_sluit(&p);
        return rc;
    }
    if (str_is(woningtype, "totaal"))
        woningtype = STR("");
    percent = indicator_bij_code(code) && indicator_bij_code(code)->factor == 100 &&
              indicator_bij_code(code)->per_woningtype;
    v = pagina_vraag(&p, "", "");
    v.onderwerp = code;
    v.woningtype = woningtype;
    v.bron = doc_get_str(q->query, STR("bron"));
    v.segment = doc_get_str(q->query, STR("segment"));
    v.kenmerk = doc_get_str(q->query, STR("kenmerk"));
    if (!doc_get(q->query, STR("tot")) &&
        !percent) /* a window only when it was asked: most figures are of a year, not for one */
        v.venster_van = v.venster_tot = 0;
    rc = cijfer_antwoord(p.c, p.g, a, &v, &t, e);
    if (!rc)
        rc = groepen_doc(&p, code, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", t.onderwerp.naam);
        DOC_SET_STR(a, p.boom, "antwoord", antwoord(&p, &t, percent));
        statussen = DOC_SET(a, p.boom, "statussen", doc_list(a));
        labels_bij(a, statussen, &t.totaal);
        pagina_kruimel(&p, STR("Cijfers"), pagina_adres(&p, STR("/cijfers"), NULL, STR("")));
        pagina_kruimel(&p, t.onderwerp.naam, STR(""));
        keuze_doc(&p, woningtype);
        DOC_SET(a, p.boom, "tabel",
                onderwerp_tabel(&p, &t, percent, str_fmt(a, "/cijfers/%.*s", STR_ARG(code)).p));
        feiten = DOC_SET(a, DOC_SET(a, p.boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));
        feit_bij(a, feiten, "Onderwerp", t.onderwerp.omschrijving, STR(""), STR(""), STR(""));
        if (t.onderwerp.definitieset_naam.n)
            feit_bij(a, feiten, "Definitie", t.onderwerp.definitieset_naam, STR(""), STR(""), STR(""));
        if (t.totaal.bron)
            feit_bij(a, feiten, "Bron", t.totaal.bron->naam, STR(""),
                     str_fmt(a, "%.*s%s%.*s", STR_ARG(t.totaal.bron->houder),
                             t.totaal.bron->licentie.n ? ", " : "", STR_ARG(t.totaal.bron->licentie)),
                     STR(""));
        if (t.n_bronnen > 1) {
            struct buf b;

            buf_init(&b, a, 1000);
            for (size_t i = 0; i < t.n_bronnen; i++)
                buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(t.bronnen[i]));
            feit_bij(a, feiten, "Bronnen", buf_str(&b), STR(""),
                     STR("Bronnen worden niet opgeteld; per gebied staat de bron die er het meest over zegt. "
                         "Kies er één met ?bron=code."),
                     STR(""));
        }
        feit_bij(a, feiten, "Peildatum",
                 t.vraag.peildatum ? date_nl(a, t.vraag.peildatum) : STR("geen cijfers"), STR(""),
                 str_fmt(a, "Gemeentelijke indeling van %.*s.", STR_ARG(date_nl(a, t.vraag.gebiedsdatum))),
                 STR(""));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param cijfer_params[] = {
    {"onderwerp", "code van het onderwerp of de indicator", PARAM_PATH, true, false},
    {"woningtype", "nultreden, geclusterd, zorggeschikt of totaal", PARAM_QUERY, false, false},
    {"segment", "uitsplitsing naar prijs of eigendom", PARAM_QUERY, false, false},
    {"kenmerk", "een andere uitsplitsing", PARAM_QUERY, false, false},
    {"bron", "code van één bron", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0},
};

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};

const struct http_route cijfer_routes[] = {
    {"GET", "/cijfers", cijfers_get, "cijfers", "Alle onderwerpen", ROUTE_STORE, lijst_params},
    {"GET", "/cijfers/{onderwerp}", onderwerp_get, "cijfers", "Een onderwerp per gebied", ROUTE_STORE,
     cijfer_params},
    {0},
};
