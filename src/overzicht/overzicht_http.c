/* SPDX-License-Identifier: EUPL-1.2
 * The first page, the page of one gebied, and the choice of a gebied. */
#include "overzicht/pages.h"

#include "base/num.h"
#include "plan/plan.h"
#include "signaal/signaal_pagina.h"

static const struct woningtype *type_gekozen(const struct pagina *p)
{
    struct str s = doc_get_str(p->q->query, STR("woningtype"));

    for (int t = 0; t < WONINGTYPEN; t++)
        if (str_is(s, woningtypen[t].code))
            return &woningtypen[t];
    return &woningtypen[0];
}

static size_t type_index(const struct woningtype *t)
{
    return (size_t)(t - woningtypen);
}

/* The coverage per gemeente on the map around the chosen gebied. */
static int dekkingskaart(struct pagina *p, const struct beeld *al, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    const struct gebied *kaart = kaart_gebied(p, p->gebied);
    const struct woningtype *type = type_gekozen(p);
    struct beeld eigen;
    const struct beeld *b = al;
    struct kaart_waarde *w;
    struct doc *f = doc_map(a), *mee, *noten;
    struct kaart_beeld beeld;
    bool grenzen = kaart_heeft_grenzen(p);
    int rc = OK, zonder = 0;

    if (kaart != p->gebied || !str_is(p->indeling, "gemeente")) {
        rc = beeld_lees(p, kaart, STR("gemeente"), &eigen, e);
        b = &eigen;
    }
    if (rc)
        return rc;
    w = ARENA_ARRAY(a, struct kaart_waarde, b->n + 1);
    for (size_t i = 0; i < b->n; i++) {
        const struct cijfer_uitkomst *u = &b->regel[type_index(type)][i].dekking;

        w[i] = (struct kaart_waarde){
            b->gebied[i], *u, percent_tekst(a, u),
            pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(b->gebied[i]->code)), NULL, STR(""))};
        zonder += !u->heeft;
    }
    DOC_SET_STR(a, f, "id", STR("kaart"));
    DOC_SET_STR(a, f, "titel", str_fmt(a, "%.*s: dekking %s per gemeente", STR_ARG(kaart->naam), type->code));
    if (kaart != p->gebied)
        DOC_SET_STR(a, f, "toelichting",
                    str_fmt(a, "%s %.*s.", grenzen ? "Omlijnd:" : "Elke gemeente één vak; omlijnd:",
                            STR_ARG(p->gebied->naam)));
    else if (!grenzen)
        DOC_SET_STR(a, f, "toelichting", STR("Elke gemeente één vak."));
    rc = kaart_maak(
        p, kaart, doc_get_str(f, STR("titel")),
        str_fmt(
            a, "Plannen als deel van de opgave; van %d van de %zu gemeenten is de dekking niet te berekenen.",
            zonder, b->n),
        w, b->n, 0, STR("%"), grenzen, NULL, &beeld, e);
    if (rc)
        return rc;
    DOC_SET_STR(a, f, "svg", beeld.svg);
    DOC_SET_BOOL(a, f, "is_kaart", true);
    noten = DOC_SET(a, f, "noten", doc_list(a));
    if (beeld.grens_van)
        doc_add(a, noten, doc_str(a, kaart_grens_noot(a, &beeld)));
    mee = DOC_SET(a, f, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", doc_get_str(f, STR("titel")));
    DOC_SET_STR(a, mee, "als_svg", pagina_zelf(p, STR("/kaart.svg"), NULL, STR("")));
    DOC_SET_STR(a, mee, "als_tabel", pagina_zelf(p, STR("/kaart"), NULL, STR("")));
    *ret = beeld.svg.n ? f : NULL;
    return OK;
}

static void kaartjes_bij(struct pagina *p, const struct beeld *b)
{
    struct doc *l = DOC_SET(p->a, p->boom, "kaarten", doc_list(p->a));

    for (int t = 0; t < WONINGTYPEN; t++)
        doc_add(p->a, l, beeld_kaartje(p, &woningtypen[t], p->gebied, &b->totaal[t]));
}

/* The woningtype of the table and the map: links, so that it needs no form and no script. */
static void typen_bij(struct pagina *p, const struct woningtype *gekozen)
{
    struct arena *a = p->a;
    struct doc *l = DOC_SET(a, p->boom, "typen", doc_list(a));

    DOC_SET_BOOL(a, p->boom, "heeft_typen", true);
    for (int t = 0; t < WONINGTYPEN; t++) {
        struct doc *d = doc_add(a, l, doc_map(a));
        struct str adres =
            pagina_zelf(p, p->q->path, "woningtype", t ? str_from(woningtypen[t].code) : STR(""));

        DOC_SET_STR(a, d, "naam", str_from(woningtypen[t].naam));
        DOC_SET_STR(a, d, "sleutel", str_from(woningtypen[t].code));
        DOC_SET_STR(a, d, "adres", str_cat(a, adres, STR("#woningtype")));
        if (&woningtypen[t] == gekozen)
            DOC_SET_BOOL(a, d, "gekozen", true);
    }
}

/* The table that is shown, and the wide one of all woningtypen under "Alle woningtypen". */
static void tabellen_bij(struct pagina *p, const struct beeld *b, const struct woningtype *type)
{
    struct arena *a = p->a;
    struct doc *alles, *mee;

    if (!p->sorteer.n)
        p->sorteer = STR("-opgave");
    alles = beeld_tabel(p, b, "gebieden", "/overzicht");
    DOC_SET(a, p->boom, "tabel", beeld_tabel_type(p, b, type));
    mee = doc_get(doc_get(p->boom, STR("tabel")), STR("mee"));
    if (mee && doc_get(alles, STR("mee"))) {
        DOC_SET_STR(a, mee, "alles_csv", doc_get_str(doc_get(alles, STR("mee")), STR("als_csv")));
        DOC_SET_STR(a, mee, "alles_xlsx", doc_get_str(doc_get(alles, STR("mee")), STR("als_xlsx")));
    }
}

/* Nothing to show: because of the chosen day, or because nothing was ever delivered. */
static void niets_bij(struct pagina *p)
{
    struct arena *a = p->a;
    struct doc *d;

    if (p->stand || p->peildatum)
        d = leeg_maak(a, "Geen cijfers op deze dag",
                      str_fmt(a, "%s %.*s was van %.*s nog niets %s dat op deze pagina hoort.",
                              p->stand ? "Op" : "Tot en met",
                              STR_ARG(date_nl(a, p->stand ? pagina_standdag(p) : p->peildatum)),
                              STR_ARG(p->gebied->naam), p->stand ? "geleverd" : "bekend"),
                      p->stand ? "Toon wat nu bekend is" : "Toon de nieuwste cijfers",
                      pagina_zelf(p, p->q->path, p->stand ? "stand" : "peildatum", STR("")));
    else
        d = leeg_maak(
            a, "Nog geen cijfers",
            str_fmt(a, "Van %.*s is nog niets geleverd dat op deze pagina hoort.", STR_ARG(p->gebied->naam)),
            "Lever cijfers aan", pagina_leveren(p));
    DOC_SET(a, p->boom, "niets", d);
}

static int overzicht_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    struct beeld b;
    struct doc *kaart = NULL, *statussen, *aandacht;
    struct te_doen_lijst te_doen = {0};
    struct arena *a = q->a;
    int rc = pagina_open(q, &p, e);

    if (!rc && gebied_is_gemeente(p.gebied)) { /* a gemeente has its own page */
        r->location =
            pagina_adres(&p, str_fmt(a, "/gebieden/%.*s", STR_ARG(p.gebied->code)), "gebied", STR(""));
        pagina_sluit(&p);
        return OK;
    }
    if (!rc)
        pagina_eigen(&p, "woningtype",
                     type_gekozen(&p) == woningtypen ? STR("") : str_from(type_gekozen(&p)->code));
    if (!rc)
        rc = beeld_lees(&p, p.gebied, p.indeling, &b, e);
    if (!rc && q->format == HTTP_HTML)
        rc = dekkingskaart(&p, &b, &kaart, e);
    if (!rc)
        rc = te_doen_lees(&p, &te_doen, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", p.gebied->naam);
        DOC_SET_STR(a, p.boom, "antwoord", beeld_antwoord(&p, &b));
        statussen = DOC_SET(a, p.boom, "statussen", doc_list(a));
        for (int t = 0; t < WONINGTYPEN; t++)
            for (int s = 0; s < BEELD_SOORTEN; s++)
                if (b.totaal[t].soort[s].heeft && b.totaal[t].soort[s].vlag & VLAG_VERZONNEN)
                    label_bij(a, statussen, STR("deels verzonnen"));
        pagina_kruimels_gebied(&p, p.gebied);
        if (beeld_leeg(&b) && q->format == HTTP_HTML) { /* a machine gets its table, without figures */
            niets_bij(&p);
        } else {
            kaartjes_bij(&p, &b);
            typen_bij(&p, type_gekozen(&p));
            tabellen_bij(&p, &b, type_gekozen(&p));
            if (kaart)
                DOC_SET(a, p.boom, "kaart", kaart);
        }
        DOC_SET_STR(a, p.boom, "routes_adres",
                    pagina_adres(&p, str_fmt(a, "/gebieden/%.*s", STR_ARG(p.gebied->code)), NULL, STR("")));
        DOC_SET_STR(a, p.boom, "plannen_adres", pagina_adres(&p, STR("/plannen"), NULL, STR("")));
        aandacht = beeld_aandacht(&p, &b, te_doen.punt.n);
        if (aandacht)
            DOC_SET(a, p.boom, "aandacht", aandacht);
        DOC_SET(a, p.boom, "verantwoording", beeld_verantwoording(&p, &b));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* An onderwerp of the gebied through time. */
struct tijdreeks {
    struct onderwerp o;
    struct cijfer_vraag v;
    struct cijfer_uitkomst *u;
    size_t n, gevuld, eerste, laatste; /* of those with a figure: how many, and which is first and last */
    struct buf twijfel;                /* years with a figure to be looked at */
};

static int tijdreeks_lees(struct pagina *p, const char *onderwerp, struct tijdreeks *x, struct err *e)
{
    int rc;

    *x = (struct tijdreeks){.v = pagina_vraag(p, onderwerp, "")};
    buf_init(&x->twijfel, p->a, 1000);
    x->v.venster_van = x->v.venster_tot = 0; /* what was counted in each year, not what is planned for it */
    rc = onderwerp_lees(p->c, p->a, x->v.onderwerp, &x->o, e);
    if (!rc)
        rc = cijfer_tijdreeks_lees(p->c, p->g, p->a, &x->v, p->gebied, &x->u, &x->n, e);
    for (size_t i = 0; !rc && i < x->n; i++)
        if (x->u[i].heeft) {
            x->eerste = x->gevuld++ ? x->eerste : i;
            x->laatste = i;
        }
    return rc;
}

static struct doc *tijdreeks_tabel(struct pagina *p, const char *onderwerp, struct tijdreeks *x)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, str_fmt(a, "reeks-%s", onderwerp).p,
                   str_fmt(a, "%.*s in %.*s", STR_ARG(x->o.naam), STR_ARG(p->gebied->naam)), STR(""));

    tabel_kolom(p, t, "periode", STR("Periode"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "waarde", x->o.naam, x->o.eenheid, KOLOM_GETAL, x->o.schaal, false);
    tabel_kolom(p, t, "gebieden", STR("Gemeenten met een cijfer"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n; i++) {
        const struct cijfer_uitkomst *u = &x->u[i];
        struct doc *rij = tabel_regel(p, t, false);
        struct str label = label_eerste(a, u);
        struct cijfer_vraag dan = x->v;

        if (u->heeft && u->vlag & VLAG_TWIJFEL)
            buf_fmt(&x->twijfel, "%s%d", x->twijfel.n ? ", " : "", u->periode_tot / 10000);
        dan.peildatum = u->periode_tot;
        cel_datum(p, t, rij, u->periode_tot);
        if (label.n)
            DOC_SET_STR(a, doc_get(rij, STR("cellen"))->list.at[0], "status", label);
        cel_cijfer(p, t, rij, u, x->o.schaal, false,
                   u->heeft ? herkomst_adres(p, cijfer_adres(a, &dan, u)) : STR(""));
        cel_tekst(p, t, rij, str_fmt(a, "%d van %d", u->aanwezig, u->verwacht), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_fmt(a, "/gebieden/%.*s", STR_ARG(p->gebied->code)).p);
    return t;
}

static struct str tijdreeks_svg(struct arena *a, const struct tijdreeks *x, enum grafiek_tint tint,
                                struct str titel)
{
    struct grafiek_punt *punt = ARENA_ARRAY(a, struct grafiek_punt, x->n + 1);
    struct grafiek_lijn lijn = {x->o.naam, tint, punt, x->n};

    for (size_t i = 0; i < x->n; i++) {
        int jaar = x->u[i].periode_tot / 10000, maand = x->u[i].periode_tot / 100 % 100;

        /* the end of a year, and a whole year, stand at that year's mark */
        punt[i] = (struct grafiek_punt){.x = maand == 12 ? jaar : jaar + (maand - 1) / 12.0,
                                        .ontbreekt = !x->u[i].heeft,
                                        .waarde = x->u[i].waarde,
                                        .voorlopig = x->u[i].status > STATUS_VASTGESTELD};
    }
    return grafiek_lijnen_svg(a, &(struct grafiek_lijnen){.titel = titel,
                                                          .beschrijving = titel,
                                                          .eenheid = x->o.eenheid,
                                                          .lijnen = &lijn,
                                                          .n = 1,
                                                          .schaal = x->o.schaal,
                                                          .breedte = 460,
                                                          .hoogte = 290});
}

static void tijdreeks_noten(struct arena *a, struct doc *noten, const struct tijdreeks *x)
{
    const struct bron *bron = x->u[x->laatste].bron;

    if (bron)
        doc_add(a, noten,
                doc_str(a, str_fmt(a, "Bron: %.*s (%.*s).", STR_ARG(bron->naam), STR_ARG(bron->licentie))));
    if (x->twijfel.n)
        doc_add(a, noten,
                doc_str(a, str_fmt(a, "Na te kijken: %.*s. De tabel leidt naar de herkomst, die zegt waarom.",
                                   STR_ARG(buf_str(&x->twijfel)))));
}

/* One line through time as a figure with its own table; none when there is no line to draw. */
static int reeks_bij(struct pagina *p, const char *onderwerp, enum grafiek_tint tint, struct doc *reeksen,
                     struct err *e)
{
    struct arena *a = p->a;
    const struct cijfer_uitkomst *eerste, *laatste;
    struct tijdreeks x;
    struct doc *f, *t;
    struct str titel;
    int rc = tijdreeks_lees(p, onderwerp, &x, e);

    if (rc || x.gevuld < 2)
        return rc;
    eerste = &x.u[x.eerste];
    laatste = &x.u[x.laatste];
    titel = str_fmt(a, "%.*s: van %.*s in %d naar %.*s in %d", STR_ARG(x.o.naam),
                    STR_ARG(cijfer_tekst(a, eerste, x.o.schaal)), eerste->periode_tot / 10000,
                    STR_ARG(cijfer_tekst(a, laatste, x.o.schaal)), laatste->periode_tot / 10000);
    t = tijdreeks_tabel(p, onderwerp, &x);
    f = doc_add(a, reeksen, doc_map(a));
    DOC_SET_STR(a, f, "id", str_fmt(a, "lijn-%s", onderwerp));
    DOC_SET_STR(a, f, "titel", titel);
    DOC_SET_STR(a, f, "toelichting",
                str_fmt(a, "%.*s; gemeentelijke indeling van %.*s.%s", STR_ARG(x.o.eenheid),
                        STR_ARG(date_nl(a, p->gebiedsdatum)),
                        gebied_geschiedenis(p->g, a, p->gebied).n
                            ? " Eerdere jaren zijn omgerekend over herindelingen."
                            : ""));
    if (p->q->format == HTTP_HTML)
        DOC_SET_STR(a, f, "svg", tijdreeks_svg(a, &x, tint, titel));
    tijdreeks_noten(a, DOC_SET(a, f, "noten", doc_list(a)), &x);
    DOC_SET(a, f, "mee", doc_get(t, STR("mee")));
    DOC_SET(a, f, "erbij", t);
    return OK;
}

static int feit_cijfer(struct pagina *p, struct doc *feiten, const char *wat, const char *onderwerp,
                       struct err *e)
{
    struct arena *a = p->a;
    struct cijfer_vraag v = pagina_vraag(p, onderwerp, "");
    struct cijfer_uitkomst u;
    int rc;

    v.venster_van = v.venster_tot = 0;
    rc = cijfer_gebied_lees(p->c, p->g, a, &v, p->gebied, &u, e);
    if (rc)
        return rc;
    feit_bij(a, feiten, wat, u.heeft ? cijfer_tekst(a, &u, 0) : cijfer_ontbreekt_naam(u.ontbreekt),
             u.heeft ? herkomst_adres(p, cijfer_adres(a, &v, &u)) : STR(""),
             u.heeft ? str_fmt(a, "%.*s; %.*s", STR_ARG(date_nl(a, u.periode_tot)), STR_ARG(u.bron->naam))
                     : STR(""),
             label_eerste(a, &u));
    return OK;
}

static struct str ligt_in(struct pagina *p, const struct gebied *g)
{
    struct buf b;

    buf_init(&b, p->a, 1000);
    for (size_t i = 0; i < p->g->n_indelingen; i++) {
        const struct gebied *r = gebied_regio(p->g, g, p->g->indeling[i].code, p->gebiedsdatum);

        if (r && r != g && !str_is(r->soort, "land"))
            buf_fmt(&b, "%s%.*s (%.*s)", b.n ? ", " : "", STR_ARG(r->naam), STR_ARG(p->g->indeling[i].naam));
    }
    return buf_str(&b);
}

/* How many plans may be seen, with the way to them; nothing when none were delivered. */
static int feit_plannen(struct pagina *p, struct doc *feiten, struct err *e)
{
    struct arena *a = p->a;
    struct plan_som *som;
    int64_t open = 0;
    size_t n, leveringen = 0;
    int rc = plannen_som(p->c, p->g, a,
                         &(struct plan_keuze){.gebied = p->gebied,
                                              .gebiedsdatum = p->gebiedsdatum,
                                              .peildatum = p->peildatum,
                                              .stand = p->stand},
                         &som, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        open += som[i].open;
        leveringen += som[i].leveringen > 0;
    }
    if (!rc && leveringen)
        feit_bij(a, feiten, "Plannen",
                 str_fmt(a, "%.*s openbare %s", STR_ARG(num_nl(a, open, 0)), open == 1 ? "plan" : "plannen"),
                 pagina_adres(p, STR("/plannen"), "gebied", p->gebied->code),
                 leveringen > 1 ? STR("uit meer bronnen, die overlappen") : STR(""), STR(""));
    return rc;
}

/* What is known of the gebied itself, and above the fold how it stands. */
static int gebied_feiten(struct pagina *p, const struct beeld *b, struct err *e)
{
    struct arena *a = p->a;
    const struct gebied *g = p->gebied;
    struct str waar = ligt_in(p, g), historie = gebied_geschiedenis(p->g, a, g);
    struct doc *feiten;
    int rc;

    DOC_SET_STR(a, p->boom, "titel", g->naam);
    DOC_SET_STR(a, p->boom, "antwoord",
                beeld_leeg(b) && g->tot != DATE_OPEN && historie.n
                    ? str_fmt(a, "%.*s is %.*s. Hieronder staat wat er tot die dag bekend was.",
                              STR_ARG(g->naam), STR_ARG(historie))
                    : beeld_antwoord(p, b));
    DOC_SET_STR(a, p->boom, "code", g->code);
    pagina_kruimels_gebied(p, g);
    DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
    feiten = DOC_SET(a, p->boom, "feiten", doc_list(a));
    rc = feit_cijfer(p, feiten, "Inwoners", "inwoners", e);
    if (!rc)
        rc = feit_cijfer(p, feiten, "Woningen", "woningen", e);
    if (!rc)
        rc = feit_plannen(p, feiten, e);
    if (waar.n)
        feit_bij(a, feiten, "Ligt in", waar, STR(""), STR(""), STR(""));
    if (historie.n)
        feit_bij(a, feiten, "Herindeling", historie, STR(""), STR(""), STR(""));
    if (g->tot != DATE_OPEN)
        feit_bij(a, feiten, "Opgeheven", date_nl(a, g->tot), STR(""), STR(""), STR(""));
    if (!beeld_leeg(b) || p->q->format != HTTP_HTML)
        kaartjes_bij(p, b);
    else if (g->tot == DATE_OPEN) /* one that has gone will never get any */
        niets_bij(p);
    return rc;
}

/* The five routes, how it went over the years, and what asks for attention. */
static int gebied_secties(struct pagina *p, const struct beeld *b, struct err *e)
{
    static const struct {
        const char *onderwerp;
        enum grafiek_tint tint;
    } lijnen[] = {{"voorraad-eind", TINT_NEUTRAAL}, {"nieuwbouw", TINT_GEBOUWD}, {"sloop", TINT_NEUTRAAL}};
    struct arena *a = p->a;
    struct doc *reeksen, *x;
    int rc = vijf_routes(p, b, &x, e);

    if (rc)
        return rc;
    doc_add(a, DOC_SET(a, p->boom, "secties", doc_list(a)), x);
    reeksen = DOC_SET(a, p->boom, "reeksen", doc_list(a));
    for (size_t i = 0; !rc && i < sizeof lijnen / sizeof *lijnen; i++)
        rc = reeks_bij(p, lijnen[i].onderwerp, lijnen[i].tint, reeksen, e);
    x = beeld_aandacht(p, b, 0);
    if (x)
        DOC_SET(a, p->boom, "aandacht", x);
    DOC_SET(a, p->boom, "verantwoording", beeld_verantwoording(p, b));
    return rc;
}

static int gebied_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code"));
    struct pagina p;
    struct beeld b;
    int rc = pagina_open(q, &p, e);

    if (!rc && !(p.gebied = gebied_bij_code(p.g, code)))
        rc = err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(str_sub(code, 0, 40)));
    if (!rc && !gebied_geldig(p.gebied, p.gebiedsdatum)) /* one that has gone: as on its last day */
        p.gebiedsdatum = p.gebiedsdatum < p.gebied->van ? p.gebied->van : date_add(p.gebied->tot, -1);
    p.indeling = STR("gemeente");
    if (!rc)
        rc = beeld_lees(&p, p.gebied, p.indeling, &b, e);
    if (!rc)
        rc = gebied_feiten(&p, &b, e);
    if (!rc)
        rc = gebied_secties(&p, &b, e);
    if (!rc)
        pagina_klaar(&p, r);
    pagina_sluit(&p);
    return rc;
}

static int home_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return overzicht_get(q, r, e);
}

static const struct http_param context_params[] = {
    CONTEXT_PARAMS,
    {"woningtype", "woningtype op de kaart", PARAM_QUERY, false, false},
    {0},
};
static const struct http_param gebied_params[] = {
    {"code", "code van het gebied", PARAM_PATH, true, false},
    CONTEXT_PARAMS,
    {0},
};

const struct http_route overzicht_routes[] = {
    {"GET", "/", home_get, "overzicht", "Overzicht van een gebied: opgave, plannen en gebouwd", ROUTE_STORE,
     context_params, .recht = RECHT_PUBLIEK},
    {"GET", "/overzicht", overzicht_get, "overzicht",
     "Overzicht van een gebied, met een naam voor csv, xlsx en json", ROUTE_STORE, context_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/gebieden/{code}", gebied_get, "gebied", "Eén gebied: cijfers, plannen en tijdreeksen",
     ROUTE_STORE, gebied_params, .recht = RECHT_PUBLIEK},
    {0},
};
