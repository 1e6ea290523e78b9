/* SPDX-License-Identifier: EUPL-1.2
 * The page that tells where a figure comes from, made from the tree of herkomst.c. */
#include "cijfer/cijfer_http.h"

#include "toegang/toegang.h"

#include "base/num.h"

static struct str tekst(const struct doc *d, const char *veld)
{
    return doc_get_str(d, str_from(veld));
}

static struct str datum(struct arena *a, struct str iso)
{
    date_t d;

    return date_parse(iso, &d) ? date_nl(a, d) : iso;
}

static struct str leveringadres(struct arena *a, const struct doc *levering)
{
    const struct doc *id = doc_get(levering, STR("id"));

    return id ? str_fmt(a, "/leveringen/%lld", (long long)id->i) : STR("");
}

static void stap_bij(struct arena *a, struct doc *stappen, struct str wanneer, const char *titel,
                     struct str wat, struct str adres, const char *woord)
{
    struct doc *s = doc_add(a, stappen, doc_map(a));

    if (wanneer.n)
        DOC_SET_STR(a, s, "wanneer", wanneer);
    DOC_SET_STR(a, s, "titel", str_from(titel));
    DOC_SET_STR(a, s, "tekst", wat);
    if (adres.n) {
        DOC_SET_STR(a, s, "adres", adres);
        DOC_SET_STR(a, s, "adres_woord", str_from(woord));
    }
}

static void stap_levering(struct arena *a, struct doc *stappen, const struct doc *l)
{
    int64_t ms = 0;
    bool ok = time_parse(tekst(l, "ontvangen"), &ms);

    stap_bij(a, stappen, ok ? time_nl(a, ms) : STR(""), "Geleverd",
             str_fmt(a, "Bestand %.*s, %sdoor %.*s; peildatum %.*s; nu: %.*s. SHA-256 %.*s…",
                     STR_ARG(tekst(l, "bestand")),
                     tekst(l, "leveraar").n
                         ? str_fmt(a, "van %.*s, ingevoerd ", STR_ARG(tekst(l, "leveraar"))).p
                         : "ingevoerd ",
                     STR_ARG(tekst(l, "wie")), STR_ARG(datum(a, tekst(l, "peildatum"))),
                     STR_ARG(tekst(l, "status")), STR_ARG(str_sub(tekst(l, "sha256"), 0, 12))),
             leveringadres(a, l), "Bekijk de levering");
}

/* What is known to be wrong, or to need looking at, in words; of an indicator that of its parts. */
static void problemen_bij(struct pagina *p, const struct doc *h)
{
    static const char *const kanten[] = {"tellers", "noemers"};
    const struct doc *l = doc_get(h, STR("problemen"));
    struct doc *uit = doc_get(p->boom, STR("problemen"));

    for (size_t i = 0; l && i < l->list.n; i++) {
        if (!uit) {
            uit = DOC_SET(p->a, p->boom, "problemen", doc_list(p->a));
            DOC_SET_BOOL(p->a, p->boom, "heeft_problemen", true);
        }
        doc_add(p->a, uit, l->list.at[i]);
    }
    for (size_t k = 0; k < 2; k++) {
        const struct doc *delen = doc_get(h, str_from(kanten[k]));

        for (size_t i = 0; delen && i < delen->list.n; i++) {
            problemen_bij(p, delen->list.at[i]);
            uit = doc_get(p->boom, STR("problemen"));
        }
    }
}

static void vlaggen_bij(struct arena *a, const struct doc *h, struct doc *labels)
{
    const struct doc *vlaggen = doc_get(h, STR("vlaggen"));

    if (tekst(h, "status").n)
        label_bij(a, labels, tekst(h, "status"));
    for (size_t i = 0; vlaggen && i < vlaggen->list.n; i++)
        label_bij(a, labels, vlaggen->list.at[i]->s);
}

static void feiten_bij(struct pagina *p, const struct doc *h, struct doc *feiten)
{
    struct arena *a = p->a;
    const struct doc *o = doc_get(h, STR("onderwerp")), *g = doc_get(h, STR("gebied")),
                     *b = doc_get(h, STR("bron")), *d = doc_get(h, STR("definitieset"));
    struct buf k;

    feit_bij(a, feiten, "Onderwerp", tekst(o, "naam"),
             pagina_adres(p, str_fmt(a, "/cijfers/%.*s", STR_ARG(tekst(o, "code"))), NULL, STR("")),
             tekst(o, "omschrijving"), STR(""));
    feit_bij(a, feiten, "Gebied",
             str_fmt(a, "%.*s (%.*s)", STR_ARG(tekst(g, "naam")), STR_ARG(tekst(g, "code"))), STR(""),
             STR(""), STR(""));
    buf_init(&k, a, 400);
    static const char *const kenmerken[] = {"woningtype", "segment", "kenmerk", "jaren"};
    for (size_t i = 0; i < 4; i++)
        if (tekst(h, kenmerken[i]).n)
            buf_fmt(&k, "%s%s %.*s", k.n ? ", " : "", kenmerken[i], STR_ARG(tekst(h, kenmerken[i])));
    if (k.n)
        feit_bij(a, feiten, "Kenmerken", buf_str(&k), STR(""), STR(""), STR(""));
    if (tekst(h, "periodeTot").n)
        feit_bij(a, feiten, "Periode",
                 str_eq(tekst(h, "periodeVan"), tekst(h, "periodeTot"))
                     ? datum(a, tekst(h, "periodeTot"))
                     : str_fmt(a, "%.*s tot en met %.*s", STR_ARG(datum(a, tekst(h, "periodeVan"))),
                               STR_ARG(datum(a, tekst(h, "periodeTot")))),
                 STR(""), STR(""), STR(""));
    if (b && tekst(b, "naam").n)
        feit_bij(a, feiten, "Bron", tekst(b, "naam"), STR(""),
                 str_fmt(a, "%.*s%s%s%.*s", STR_ARG(tekst(b, "houder")),
                         tekst(b, "houder").n && tekst(b, "licentie").n ? ", " : "",
                         tekst(b, "licentie").n ? "licentie " : "", STR_ARG(tekst(b, "licentie"))),
                 STR(""));
    if (d)
        feit_bij(a, feiten, "Definitieset", tekst(d, "naam"), STR(""), tekst(d, "bron"), STR(""));
}

/* The delivered row, cell by cell. */
static void rij_tabel(struct pagina *p, const struct doc *h)
{
    struct arena *a = p->a;
    const struct doc *cellen = doc_get(h, STR("rijZoalsGeleverd")), *plaats = doc_get(h, STR("plaats"));
    struct str hier = tekst(plaats, "kolom");
    struct doc *t;

    if (!cellen)
        return;
    t = tabel_maak(p, "rij", str_fmt(a, "Rij %lld zoals geleverd", (long long)doc_get(plaats, STR("rij"))->i),
                   STR("Precies wat er in het bestand staat."));
    tabel_kolom(p, t, "kolom", STR("Kolom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "opschrift", STR("Kop"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarde", STR("Waarde"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < cellen->list.n; i++) {
        const struct doc *c = cellen->list.at[i];
        struct doc *rij = tabel_regel(p, t, str_eq(tekst(c, "kolom"), hier));

        cel_tekst(p, t, rij, tekst(c, "kolom"), STR(""),
                  str_eq(tekst(c, "kolom"), hier) ? STR("dit cijfer") : STR(""));
        cel_tekst(p, t, rij, tekst(c, "kop"), STR(""), STR(""));
        cel_tekst(p, t, rij, tekst(c, "waarde"), STR(""), STR(""));
    }
    p->sorteer = STR("");
    tabel_klaar(p, t, NULL);
    DOC_SET(a, p->boom, "onderdelen", t);
}

static void geleverd_doc(struct pagina *p, const struct doc *h, struct doc *stappen)
{
    struct arena *a = p->a;
    const struct doc *plaats = doc_get(h, STR("plaats")), *rij = doc_get(plaats, STR("rij")),
                     *waarde = doc_get(h, STR("waarde"));
    bool zelf = rij && rij->type == DOC_INT;
    struct buf b;

    stap_levering(a, stappen, doc_get(h, STR("levering")));
    buf_init(&b, a, 500);
    if (tekst(plaats, "bladnaam").n)
        buf_fmt(&b, "Blad %.*s. ", STR_ARG(tekst(plaats, "bladnaam")));
    if (zelf)
        buf_fmt(&b, "Rij %lld%s%.*s.", (long long)rij->i, tekst(plaats, "kolom").n ? ", kolom " : "",
                STR_ARG(tekst(plaats, "kolom")));
    else if (waarde && waarde->type == DOC_INT && waarde->i)
        buf_lit(&b, "Geteld over de rijen van het bestand; geen rij noemt dit getal zelf.");
    else
        buf_lit(&b, "Volgt uit het bestand als geheel.");
    stap_bij(a, stappen, STR(""), "Gelezen", buf_str(&b), STR(""), "");
    rij_tabel(p, h);
    DOC_SET_STR(
        a, p->boom, "antwoord",
        str_fmt(a, zelf ? "Dit cijfer is zo geleverd, in %.*s." : "Dit cijfer volgt uit de rijen van %.*s.",
                STR_ARG(tekst(plaats, "bestand"))));
}

static struct doc *onderdelen_tabel(struct pagina *p, const struct doc *h, const char *id, struct str titel)
{
    struct arena *a = p->a;
    const struct doc *delen = doc_get(h, STR("onderdelen"));
    struct doc *t = tabel_maak(p, id, titel, STR(""));

    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarde", STR("Waarde"), tekst(doc_get(h, STR("onderwerp")), "eenheid"), KOLOM_GETAL,
                (int)(doc_get(h, STR("schaal")) ? doc_get(h, STR("schaal"))->i : 0), false);
    tabel_kolom(p, t, "gewicht", STR("Telt mee voor"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "plaats", STR("Waar het staat"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; delen && i < delen->list.n; i++) {
        const struct doc *d = delen->list.at[i], *nr = doc_get(d, STR("id")),
                         *waarde = doc_get(d, STR("waarde")), *rij_nr = doc_get(d, STR("rij"));
        bool grens = doc_get(d, STR("deelsBuitenVenster")) && doc_get(d, STR("deelsBuitenVenster"))->b;
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, tekst(d, "gebied"), STR(""), STR(""));
        if (waarde && waarde->type == DOC_INT)
            cel_getal(p, t, rij, waarde->i, (int)doc_get(h, STR("schaal"))->i,
                      nr && nr->type == DOC_INT ? str_fmt(a, "/herkomst/%lld", (long long)nr->i) : STR(""));
        else
            cel_leeg(p, t, rij, STR("vertrouwelijk"));
        cel_tekst(p, t, rij,
                  grens                        ? STR("niet: deels buiten het venster")
                  : tekst(d, "gewichtTekst").n ? tekst(d, "gewichtTekst")
                                               : STR("geheel"),
                  STR(""), STR(""));
        cel_tekst(p, t, rij,
                  rij_nr && rij_nr->type == DOC_INT
                      ? str_fmt(a, "levering %lld, rij %lld, kolom %.*s",
                                (long long)doc_get(d, STR("levering"))->i, (long long)rij_nr->i,
                                STR_ARG(tekst(d, "kolom")))
                      : STR("–"),
                  STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    return t;
}

static void berekend_doc(struct pagina *p, const struct doc *h, struct doc *stappen, struct doc *feiten)
{
    struct arena *a = p->a;
    const struct doc *leveringen = doc_get(h, STR("leveringen")), *mist = doc_get(h, STR("ontbrekend"));
    int64_t aanwezig = doc_get(h, STR("aanwezig"))->i, verwacht = doc_get(h, STR("verwacht"))->i;
    struct doc *b;
    struct buf namen;

    for (size_t i = 0; leveringen && i < leveringen->list.n; i++)
        stap_levering(a, stappen, leveringen->list.at[i]);
    stap_bij(a, stappen, STR(""), "Omgezet",
             str_fmt(a, "Naar de gemeentelijke indeling van %.*s.",
                     STR_ARG(datum(a, tekst(h, "gebiedsindeling")))),
             STR(""), "");
    b = DOC_SET(a, p->boom, "berekening", doc_map(a));
    DOC_SET_STR(a, b, "formule", tekst(h, "formule"));
    DOC_SET_STR(a, b, "ingevuld", tekst(h, "tekst"));
    stap_bij(a, stappen, STR(""), "Berekend", tekst(h, "formule"), STR(""), "");
    feit_bij(a, feiten, "Geteld",
             str_fmt(a, "%lld van %lld gebieden", (long long)aanwezig, (long long)verwacht), STR(""), STR(""),
             aanwezig < verwacht ? STR("onvolledig") : STR(""));
    buf_init(&namen, a, 3000);
    for (size_t i = 0; mist && i < mist->list.n && i < 40; i++)
        buf_fmt(&namen, "%s%.*s (%.*s)", i ? ", " : "", STR_ARG(tekst(mist->list.at[i], "naam")),
                STR_ARG(tekst(mist->list.at[i], "reden")));
    if (mist && mist->list.n > 40)
        buf_fmt(&namen, " en %zu andere", mist->list.n - 40);
    if (namen.n)
        feit_bij(a, feiten, "Wat ontbreekt", buf_str(&namen), STR(""), STR("Dit telt niet als nul."),
                 STR(""));
    DOC_SET(a, p->boom, "onderdelen", onderdelen_tabel(p, h, "onderdelen", STR("De cijfers eronder")));
    DOC_SET_STR(a, p->boom, "antwoord",
                verwacht == 1
                    ? str_fmt(a, "Dit cijfer is berekend: %.*s.", STR_ARG(tekst(h, "formule")))
                    : str_fmt(a, "Dit cijfer is berekend: %.*s, over %lld van de %lld gebieden.",
                              STR_ARG(tekst(h, "formule")), (long long)aanwezig, (long long)verwacht));
}

/* A row of the table: one figure under an indicator, "at least" where a part of it is missing. */
static void onderdeel_rij(struct pagina *p, struct doc *t, const struct doc *x)
{
    const struct doc *w = doc_get(x, STR("waarde")), *adres = doc_get(x, STR("adres"));
    struct doc *rij = tabel_regel(p, t, false), *cellen;

    cel_tekst(p, t, rij, tekst(doc_get(x, STR("onderwerp")), "naam"), STR(""), STR(""));
    if (w && w->type == DOC_INT) {
        cel_getal(p, t, rij, w->i, 0, adres ? herkomst_adres(p, adres->s) : STR(""));
        cellen = doc_get(rij, STR("cellen"));
        DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst", tekst(x, "tekst"));
    } else {
        cel_leeg(p, t, rij, tekst(x, "ontbreekt"));
    }
    cel_tekst(p, t, rij,
              str_fmt(p->a, "%lld van %lld", (long long)doc_get(x, STR("aanwezig"))->i,
                      (long long)doc_get(x, STR("verwacht"))->i),
              STR(""), STR(""));
    cel_tekst(p, t, rij, tekst(doc_get(x, STR("bron")), "naam"), STR(""), STR(""));
}

static bool heeft_waarde(const struct doc *h)
{
    const struct doc *w = doc_get(h, STR("waarde"));

    return w && w->type == DOC_INT;
}

/* That there is no outcome or that it is the least that it can be, and why; "" when it is whole. heel: every
 * part was there for every area; noemer: what was divided by. */
static struct str uitkomst_zin(struct arena *a, const struct doc *h, bool heel, int64_t noemer)
{
    bool over = doc_get(h, STR("buitenVensterDeels"))->i > 0;

    if (!heeft_waarde(h))
        return heel && noemer <= 0
                   ? STR("Er is geen uitkomst: de noemer is 0.")
                   : STR("Er is geen uitkomst: niet alle cijfers die ervoor nodig zijn, zijn er.");
    if (!str_starts(tekst(h, "tekst"), STR("≥")))
        return STR("");
    return str_fmt(a, "Het is een ondergrens: %s%s%s%s.", heel ? "" : "niet van elk gebied is alles bekend",
                   !heel && over ? " en " : "", over ? "een deel loopt over de gevraagde jaren heen" : "",
                   heel && !over ? "een deel is niet openbaar" : "");
}

static void indicator_doc(struct pagina *p, const struct doc *h, struct doc *stappen)
{
    struct arena *a = p->a;
    static const char *const kanten[] = {"tellers", "noemers"};
    struct doc *b = DOC_SET(a, p->boom, "berekening", doc_map(a)),
               *t = tabel_maak(p, "onderdelen", STR("De cijfers eronder"), STR(""));
    struct buf som;
    const struct doc *factor = doc_get(h, STR("factor"));
    int64_t opgeteld[2] = {0};
    struct str zin;
    bool heel = true;

    tabel_kolom(p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarde", STR("Waarde"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gebieden", STR("Met een cijfer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    buf_init(&som, a, 600);
    if (factor && factor->type == DOC_INT && factor->i != 1)
        buf_fmt(&som, "%lld × ", (long long)factor->i);
    for (int k = 0; k < 2; k++) {
        const struct doc *l = doc_get(h, str_from(kanten[k]));
        bool haken = l && l->list.n > 1, minstens = false, heeft = false;

        buf_fmt(&som, "%s%s", k ? " ÷ " : "", haken ? "(" : "");
        for (size_t i = 0; l && i < l->list.n; i++) {
            const struct doc *x = l->list.at[i], *w = doc_get(x, STR("waarde"));
            bool ganse = doc_get(x, STR("aanwezig"))->i == doc_get(x, STR("verwacht"))->i;

            onderdeel_rij(p, t, x);
            buf_fmt(&som, "%s%.*s", i ? " + " : "", STR_ARG(tekst(x, "tekst")));
            opgeteld[k] += w && w->type == DOC_INT ? w->i : 0;
            heeft = heeft || (w && w->type == DOC_INT);
            minstens = minstens || !ganse || str_starts(tekst(x, "tekst"), STR("≥"));
            heel = heel && ganse;
        }
        if (haken) /* the sum is a figure that is shown elsewhere: it can be found again here */
            buf_fmt(&som, " = %s%.*s)", heeft && minstens ? "≥\xC2\xA0" : "",
                    STR_ARG(heeft ? num_nl(a, opgeteld[k], 0) : STR("–")));
    }
    if (opgeteld[1] > 0 && tekst(h, "tekst").n)
        buf_fmt(&som, " = %.*s%s", STR_ARG(tekst(h, "tekst")),
                heeft_waarde(h) && str_is(tekst(doc_get(h, STR("onderwerp")), "eenheid"), "%") ? "%" : "");
    zin = uitkomst_zin(a, h, heel, opgeteld[1]);
    tabel_klaar(p, t, NULL);
    DOC_SET_STR(a, b, "formule", tekst(h, "formule"));
    DOC_SET_STR(a, b, "ingevuld", buf_str(&som));
    stap_bij(a, stappen, STR(""), "Opgeteld", STR("Teller en noemer zijn elk over het gebied opgeteld."),
             STR(""), "");
    stap_bij(a, stappen, STR(""), "Gedeeld",
             heeft_waarde(h) ? STR("Daarna is gedeeld en half naar boven afgerond.") : zin, STR(""), "");
    DOC_SET(a, p->boom, "onderdelen", t);
    DOC_SET_STR(a, p->boom, "antwoord",
                str_fmt(a, "Dit cijfer is een verhouding: %.*s.%s%.*s", STR_ARG(tekst(h, "formule")),
                        zin.n ? " " : "", STR_ARG(zin)));
}

static int herkomst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct doc *h, *cijfer, *feiten, *stappen;
    struct str soort;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = cijfer_herkomst(p.c, p.g, a, doc_get_str(q->params, STR("id")), &h, e);
    if (rc) {
        pagina_sluit(&p);
        return rc;
    }
    toegang_namen(q, h);
    if (q->format == HTTP_JSON) { /* the tree itself; the page is made from it */
        r->tree = h;
        pagina_sluit(&p);
        return OK;
    }
    soort = tekst(h, "soort");
    p.sorteer = STR("");
    DOC_SET_STR(a, p.boom, "titel",
                str_fmt(a, "%.*s, %.*s", STR_ARG(tekst(doc_get(h, STR("onderwerp")), "naam")),
                        STR_ARG(tekst(doc_get(h, STR("gebied")), "naam"))));
    pagina_kruimel(&p, STR("Cijfers"), pagina_adres(&p, STR("/cijfers"), NULL, STR("")));
    pagina_kruimel(&p, STR("Herkomst"), STR(""));
    cijfer = DOC_SET(a, p.boom, "cijfer", doc_map(a));
    if (tekst(h, "tekst").n && !str_is(tekst(h, "tekst"), "–"))
        DOC_SET_STR(a, cijfer, "getal", tekst(h, "tekst"));
    else
        DOC_SET_STR(a, cijfer, "ontbreekt", tekst(h, "ontbreekt"));
    DOC_SET_STR(a, cijfer, "eenheid", tekst(doc_get(h, STR("onderwerp")), "eenheid"));
    vlaggen_bij(a, h, DOC_SET(a, cijfer, "labels", doc_list(a)));
    problemen_bij(&p, h);
    DOC_SET_BOOL(a, p.boom, "heeft_feiten", true);
    feiten = DOC_SET(a, p.boom, "feiten", doc_list(a));
    feiten_bij(&p, h, feiten);
    DOC_SET_BOOL(a, p.boom, "heeft_stappen", true);
    stappen = DOC_SET(a, p.boom, "stappen", doc_list(a));
    if (str_is(soort, "geleverd"))
        geleverd_doc(&p, h, stappen);
    else if (str_is(soort, "indicator"))
        indicator_doc(&p, h, stappen);
    else
        berekend_doc(&p, h, stappen, feiten);
    pagina_klaar(&p, r);
    pagina_sluit(&p);
    return OK;
}

static const struct http_param herkomst_params[] = {
    {"id", "nummer of adres van het cijfer", PARAM_PATH, true, false},
    CONTEXT_PARAMS,
    {0},
};

const struct http_route herkomst_routes[] = {
    {"GET", "/herkomst/{id}", herkomst_get, "herkomst", "Waar een cijfer vandaan komt", ROUTE_STORE,
     herkomst_params, .recht = RECHT_PUBLIEK},
    {0},
};
