/* SPDX-License-Identifier: EUPL-1.2
 * The pages of figures: all onderwerpen, one onderwerp as a table, and the herkomst of a figure. */
#include "cijfer/cijfer_http.h"

#include "base/num.h"
#include "grafiek/grafiek.h"

static const char *const route_namen[] = {"Opgave",
                                          "Route 1: registers (CBS)",
                                          "Route 2: plancapaciteit",
                                          "Route 3: woningcorporaties",
                                          "Route 4: subsidies",
                                          "Route 5: zorgkantoren"};

/* "2018–2024", or that nothing was delivered. */
static struct str jaren_tekst(struct arena *a, const struct onderwerp_jaren *j)
{
    if (!j->tot)
        return STR("nog niets geleverd");
    return j->van == j->tot ? str_fmt(a, "%d", j->tot) : str_fmt(a, "%d–%d", j->van, j->tot);
}

/* Pages that bring figures of several onderwerpen together, as a first group. */
static void overzichten_bij(struct pagina *p, struct doc *groepen)
{
    static const struct {
        const char *naam, *adres, *bij;
    } paginas[] = {
        {"Landelijke cijfers", "/landelijk", "Wat Rijk en CBS noemen, per route naast de opgave"},
        {"Plannen", "/plannen", "Elk plan apart, met status, aantallen en wat de controle vond"},
        {"Subsidieregelingen", "/regelingen", "Aanvragen en budget van SOO en SZGW, per tranche"},
    };
    struct arena *a = p->a;
    struct doc *g = doc_add(a, groepen, doc_map(a)), *l = DOC_SET(a, g, "onderwerpen", doc_list(a));

    DOC_SET_STR(a, g, "naam", STR("Overzichten"));
    for (size_t i = 0; i < sizeof paginas / sizeof *paginas; i++) {
        struct doc *x = doc_add(a, l, doc_map(a));

        DOC_SET_STR(a, x, "naam", str_from(paginas[i].naam));
        DOC_SET_STR(a, x, "adres", pagina_adres(p, str_from(paginas[i].adres), NULL, STR("")));
        DOC_SET_STR(a, x, "bij", str_from(paginas[i].bij));
    }
}

/* The onderwerpen grouped by route, for who looks. */
static void groepen_doc(struct pagina *p, const struct onderwerp_jaren *jaren)
{
    struct arena *a = p->a;
    const struct onderwerp *o = p->onderwerpen;
    size_t n = p->n_onderwerpen;
    struct doc *groepen = DOC_SET(a, p->boom, "groepen", doc_list(a));

    overzichten_bij(p, groepen);
    for (int route = 0; route < 6; route++) {
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
            DOC_SET_STR(a, x, "stand", jaren_tekst(a, &jaren[i]));
            DOC_SET_STR(a, x, "bij", o[i].omschrijving);
        }
    }
    DOC_SET_BOOL(a, p->boom, "heeft_groepen", true);
}

/* The same as a table, for who takes it along. */
static void onderwerpen_tabel(struct pagina *p, const struct onderwerp_jaren *jaren)
{
    const struct onderwerp *o = p->onderwerpen;
    struct doc *t = tabel_maak(p, "onderwerpen", STR("Onderwerpen"), STR(""));

    tabel_kolom(p, t, "code", STR("Code"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "eenheid", STR("Eenheid"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "jaren", STR("Cijfers over"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "definitieset", STR("Definitieset"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "omschrijving", STR("Omschrijving"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < p->n_onderwerpen; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, o[i].code, STR(""), STR(""));
        cel_tekst(p, t, rij, o[i].naam, STR(""), STR(""));
        cel_tekst(p, t, rij, o[i].eenheid, STR(""), STR(""));
        cel_tekst(p, t, rij, jaren_tekst(p->a, &jaren[i]), STR(""), STR(""));
        cel_tekst(p, t, rij, o[i].definitieset, STR(""), STR(""));
        cel_tekst(p, t, rij, o[i].omschrijving, STR(""), STR(""));
    }
    tabel_klaar(p, t, "/cijfers");
}

static int cijfers_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    struct onderwerp_jaren *jaren;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = onderwerpen_jaren_lees(p.c, q->a, p.stand, p.onderwerpen, p.n_onderwerpen, &jaren, e);
    if (!rc) {
        DOC_SET_STR(q->a, p.boom, "titel", STR("Cijfers"));
        DOC_SET_STR(q->a, p.boom, "antwoord",
                    STR("Kies een onderwerp. U ziet het per gebied, met bij elk getal de herkomst."));
        pagina_kruimel(&p, STR("Cijfers"), STR(""));
        groepen_doc(&p, jaren);
        onderwerpen_tabel(&p, jaren);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* The name of a bron that is in the table, else its code. */
static struct str bron_naam(const struct cijfer_tabel *t, struct str code)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->rij[i].bron && str_eq(t->rij[i].bron->code, code))
            return t->rij[i].bron->naam;
    return t->totaal.bron && str_eq(t->totaal.bron->code, code) ? t->totaal.bron->naam : code;
}

/* What belongs to this page alone: the woningtype and, when there are more, the bron. */
static void keuze_doc(struct pagina *p, const struct cijfer_vraag *v, const struct cijfer_tabel *t,
                      const struct woningtype_keuze *type, bool percent)
{
    struct arena *a = p->a;
    struct doc *velden = doc_list(a), *f, *keuzes;

    woningtype_veld(a, velden, type);
    if (!percent && (t->n_bronnen > 1 || v->bron.n)) {
        keuzes = veld_keuze(a, velden, "bron", "Bron");
        optie_bij(a, keuzes, STR(""), STR("per gebied de meest volledige"), v->bron);
        for (size_t i = 0; i < t->n_bronnen; i++)
            optie_bij(a, keuzes, t->bronnen[i], bron_naam(t, t->bronnen[i]), v->bron);
    }
    if (!velden->list.n)
        return;
    f = DOC_SET(a, p->boom, "keuze", doc_map(a));
    DOC_SET_STR(a, f, "actie", p->q->path);
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(p));
    DOC_SET(a, f, "velden", velden);
}

enum { STAVEN_MAX = 60 };

/* The rows as bars, largest first; what is missing stays hatched, at the end. */
static void figuur_doc(struct pagina *p, const struct cijfer_tabel *t, bool percent)
{
    struct arena *a = p->a;
    struct grafiek_staaf *staaf = ARENA_ARRAY(a, struct grafiek_staaf, t->n + 1);
    const struct cijfer_uitkomst **rij = ARENA_ARRAY(a, const struct cijfer_uitkomst *, t->n + 1);
    size_t met = 0;

    for (size_t i = 0; i < t->n; i++) {
        size_t k = i;

        for (; k && t->rij[i].heeft && (!rij[k - 1]->heeft || rij[k - 1]->waarde < t->rij[i].waarde); k--)
            rij[k] = rij[k - 1];
        rij[k] = &t->rij[i];
        met += t->rij[i].heeft;
    }
    if (met < 2 || t->n > STAVEN_MAX || p->q->format != HTTP_HTML)
        return;
    for (size_t i = 0; i < t->n; i++)
        staaf[i] = (struct grafiek_staaf){.label = rij[i]->gebied->naam,
                                          .ontbreekt = !rij[i]->heeft,
                                          .waarde = rij[i]->waarde,
                                          .tint = TINT_NEUTRAAL,
                                          .tekst = percent ? percent_tekst(a, rij[i])
                                                           : cijfer_tekst(a, rij[i], t->onderwerp.schaal)};
    pagina_staven(p, "staven",
                  str_fmt(a, "In %.*s.", STR_ARG(percent ? STR("procent") : t->onderwerp.eenheid)),
                  &(struct grafiek_staven){
                      .titel = str_fmt(a, "%.*s per gebied, grootste eerst", STR_ARG(t->onderwerp.naam)),
                      .staven = staaf,
                      .n = t->n,
                      .schaal = t->onderwerp.schaal,
                      .breedte = 400});
}

/* Whether rows come from other bronnen or days than the total. */
static bool gemengd(const struct cijfer_tabel *t)
{
    for (size_t i = 0; t->totaal.heeft && i < t->n; i++) {
        const struct cijfer_uitkomst *u = &t->rij[i];

        if (u->heeft && u->bron && t->totaal.bron &&
            (u->bron->id != t->totaal.bron->id || u->periode_tot != t->totaal.periode_tot))
            return true;
    }
    return false;
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
    tabel_kolom(p, d, "stand", STR("Stand"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, d, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i <= t->n; i++) {
        const struct cijfer_uitkomst *u = i ? &t->rij[i - 1] : &t->totaal;
        struct doc *rij;

        if (!i && t->n < 2)
            continue;
        rij = tabel_regel(p, d, !i);
        cel_tekst(p, d, rij, cijfer_gebied_naam(a, u),
                  !i ? STR("")
                  : gebied_is_gemeente(u->gebied)
                      ? pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(u->gebied->code)), NULL, STR(""))
                      : pagina_adres(p, p->q->path, "gebied", u->gebied->code),
                  label_eerste(a, u));
        cel_cijfer(p, d, rij, u, t->onderwerp.schaal, percent,
                   u->heeft ? herkomst_adres(p, cijfer_adres(a, &t->vraag, u)) : STR(""));
        cel_tekst(p, d, rij, str_fmt(a, "%d van %d", u->aanwezig, u->verwacht), STR(""), STR(""));
        cel_datum(p, d, rij, u->heeft ? u->periode_tot : 0);
        cel_tekst(p, d, rij, u->bron ? u->bron->naam : STR(""), STR(""), STR(""));
    }
    if (gemengd(t))
        tabel_noot_gemengd(p, d);
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

static bool is_leeg(const struct cijfer_tabel *t)
{
    bool leeg = !t->totaal.heeft;

    for (size_t i = 0; leeg && i < t->n; i++)
        leeg = !t->rij[i].heeft;
    return leeg;
}

/* The woningtypen that have figures here, where the one that was asked has none. */
struct typen_wel {
    struct str *type;
    size_t n;
};

/* The figures of the chosen woningtype. Where nobody chose and the first type has none here, the first that
 * has; where somebody did, which others have. */
static int antwoord_lees(struct pagina *p, struct cijfer_vraag *v, struct woningtype_keuze *k,
                         struct cijfer_tabel *t, struct typen_wel *wel, struct err *e)
{
    bool gekozen = doc_get_str(p->q->query, STR("woningtype")).n > 0;
    int rc = cijfer_antwoord(p->c, p->g, p->a, v, t, e);

    *wel = (struct typen_wel){ARENA_ARRAY(p->a, struct str, k->n + 1), 0};
    if (rc || !is_leeg(t))
        return rc;
    for (size_t i = 0; !rc && i < k->n; i++) {
        struct cijfer_vraag ander = *v;
        struct cijfer_tabel u;

        ander.woningtype = k->type[i];
        if (str_eq(ander.woningtype, v->woningtype))
            continue;
        rc = cijfer_antwoord(p->c, p->g, p->a, &ander, &u, e);
        if (rc || is_leeg(&u))
            continue;
        if (!gekozen) {
            k->nu = ander.woningtype;
            *v = ander;
            *t = u;
            return OK;
        }
        wel->type[wel->n++] = ander.woningtype;
    }
    return rc;
}

static struct str type_naam(struct str type)
{
    return type.n ? type : STR("alle woningen samen");
}

/* "nultreden, geclusterd en zorggeschikt" */
static struct str typen_tekst(struct arena *a, const struct str *type, size_t n)
{
    struct buf b;

    buf_init(&b, a, 500);
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, "%s%.*s", !i ? "" : i + 1 == n ? " en " : ", ", STR_ARG(type_naam(type[i])));
    return buf_str(&b);
}

static struct str antwoord(struct pagina *p, const struct cijfer_tabel *t, bool percent,
                           const struct typen_wel *wel)
{
    struct arena *a = p->a;
    const struct cijfer_uitkomst *u = &t->totaal;

    if (!u->heeft && wel->n)
        return str_fmt(a, "%.*s in %.*s is geleverd voor %.*s. Voor %.*s is er geen cijfer.",
                       STR_ARG(t->onderwerp.naam), STR_ARG(p->gebied->naam),
                       STR_ARG(typen_tekst(a, wel->type, wel->n)), STR_ARG(type_naam(t->vraag.woningtype)));
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

/* Nothing delivered of this onderwerp here: what to do, instead of a table of dashes. */
static void niets_doc(struct pagina *p, const struct cijfer_tabel *t, const struct typen_wel *wel)
{
    bool gekozen = t->vraag.woningtype.n || t->vraag.bron.n || p->stand || p->peildatum;
    struct doc *wegen;

    if (wel->n) {
        struct doc *niets = DOC_SET(p->a, p->boom, "niets",
                                    leeg_maak(p->a, "Geen cijfers van dit woningtype",
                                              str_fmt(p->a,
                                                      "Voor %.*s is hier geen cijfer. Kies een type "
                                                      "dat wel cijfers heeft.",
                                                      STR_ARG(type_naam(t->vraag.woningtype))),
                                              NULL, STR("")));

        DOC_SET_BOOL(p->a, niets, "heeft_wegen", true);
        wegen = DOC_SET(p->a, niets, "wegen", doc_list(p->a));
        for (size_t i = 0; i < wel->n; i++) {
            struct doc *x = doc_add(p->a, wegen, doc_map(p->a));

            DOC_SET_STR(p->a, x, "woord", str_fmt(p->a, "Bekijk %.*s", STR_ARG(type_naam(wel->type[i]))));
            DOC_SET_STR(
                p->a, x, "adres",
                pagina_zelf(p, p->q->path, "woningtype", wel->type[i].n ? wel->type[i] : STR("totaal")));
        }
        return;
    }
    DOC_SET(p->a, p->boom, "niets",
            leeg_maak(p->a, "Nog geen cijfers",
                      str_fmt(p->a, "Van %.*s is %s niets geleverd over dit onderwerp.",
                              STR_ARG(p->gebied->naam), gekozen ? "met deze keuzes" : "nog"),
                      gekozen ? "Bekijk alle cijfers van dit onderwerp" : "Lever cijfers aan",
                      gekozen ? p->q->path : pagina_leveren(p)));
}

/* Where the figures come from, under the page. */
static void verantwoording_doc(struct pagina *p, const struct cijfer_tabel *t)
{
    struct arena *a = p->a;
    struct doc *feiten = DOC_SET(a, DOC_SET(a, p->boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));
    const struct bron *bron = t->totaal.bron;

    feit_bij(a, feiten, "Onderwerp", t->onderwerp.omschrijving, STR(""), STR(""), STR(""));
    if (t->onderwerp.definitieset_naam.n)
        feit_bij(a, feiten, "Definitie", t->onderwerp.definitieset_naam, STR(""), STR(""), STR(""));
    if (bron)
        feit_bij(a, feiten, "Bron", bron->naam, STR(""),
                 str_fmt(a, "%.*s%s%.*s", STR_ARG(bron->houder), bron->licentie.n ? ", " : "",
                         STR_ARG(bron->licentie)),
                 STR(""));
    if (t->n_bronnen > 1)
        feit_bij(a, feiten, "Andere bronnen", STR("Van dit onderwerp zijn cijfers uit meer bronnen."),
                 STR(""), STR("Bronnen worden niet opgeteld. Kies er bovenaan één."), STR(""));
    feit_bij(a, feiten, "Peildatum",
             t->vraag.peildatum ? date_nl(a, t->vraag.peildatum) : STR("geen cijfers"), STR(""),
             str_fmt(a, "Gemeentelijke indeling van %.*s.", STR_ARG(date_nl(a, t->vraag.gebiedsdatum))),
             STR(""));
}

/* A percentage of a woningtype, which is over a window of years as such. */
static bool is_percent(struct str code)
{
    const struct indicator *x = indicator_bij_code(code);

    return x && x->factor == 100 && x->per_woningtype;
}

static struct cijfer_vraag onderwerp_vraag(const struct pagina *p, struct str code, struct str woningtype,
                                           bool percent)
{
    struct cijfer_vraag v = pagina_vraag(p, "", "");

    v.onderwerp = code;
    v.woningtype = woningtype;
    v.bron = doc_get_str(p->q->query, STR("bron"));
    v.segment = doc_get_str(p->q->query, STR("segment"));
    v.kenmerk = doc_get_str(p->q->query, STR("kenmerk"));
    if (!doc_get(p->q->query, STR("tot")) &&
        !percent) /* a window only when it was asked: most figures are of a year, not for one */
        v.venster_van = v.venster_tot = 0;
    return v;
}

static int onderwerp_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct str code = doc_get_str(q->params, STR("onderwerp"));
    bool percent = is_percent(code);
    struct woningtype_keuze type;
    struct pagina p;
    struct cijfer_vraag v;
    struct cijfer_tabel t;
    struct typen_wel wel;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = woningtype_kies(&p, code, &type, e);
    if (!rc) {
        v = onderwerp_vraag(&p, code, type.nu, percent);
        rc = antwoord_lees(&p, &v, &type, &t, &wel, e);
    }
    if (!rc) {
        pagina_eigen(&p, "woningtype", doc_get_str(q->query, STR("woningtype")));
        pagina_eigen(&p, "bron", v.bron);
        pagina_eigen(&p, "segment", v.segment);
        pagina_eigen(&p, "kenmerk", v.kenmerk);
        DOC_SET_STR(a, p.boom, "titel", t.onderwerp.naam);
        DOC_SET_STR(a, p.boom, "antwoord", antwoord(&p, &t, percent, &wel));
        labels_bij(a, DOC_SET(a, p.boom, "statussen", doc_list(a)), &t.totaal);
        pagina_kruimel(&p, STR("Cijfers"), pagina_adres(&p, STR("/cijfers"), NULL, STR("")));
        pagina_kruimel(&p, t.onderwerp.naam, STR(""));
        keuze_doc(&p, &v, &t, &type, percent);
        figuur_doc(&p, &t, percent);
        if (is_leeg(&t) && q->format == HTTP_HTML) /* a machine gets its table, without figures */
            niets_doc(&p, &t, &wel);
        else
            DOC_SET(a, p.boom, "tabel",
                    onderwerp_tabel(&p, &t, percent, str_fmt(a, "/cijfers/%.*s", STR_ARG(code)).p));
        verantwoording_doc(&p, &t);
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
    {"GET", "/cijfers", cijfers_get, "cijfers", "Alle onderwerpen", ROUTE_STORE, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/cijfers/{onderwerp}", onderwerp_get, "cijfers", "Een onderwerp per gebied", ROUTE_STORE,
     cijfer_params, .recht = RECHT_PUBLIEK},
    {0},
};
