/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad: how many dwellings fall in each class, for any area of any indeling, as sentence, map and
 * tables. */
#include "base/num.h"
#include "grafiek/grafiek.h"
#include "voorraad/blad.h"
#include "voorraad/telling.h"

enum { DELEN_MAX = 6 /* colours of a bar */, STAPELS_MAX = 40 };

/* ---- the sentence ---- */

static struct str woningen_tekst(struct arena *a, uint64_t n)
{
    return str_fmt(a, "%.*s %s", STR_ARG(num_nl(a, (int64_t)n, 0)), n == 1 ? "woning" : "woningen");
}

static bool is_onbekend(struct str klasse)
{
    return str_is(klasse, "onbekend") || str_is(klasse, "onbeslist");
}

static uint64_t onbekend_som(const struct geteld *g, const struct gebied_telling *t)
{
    uint64_t n = 0;

    for (size_t k = 0; k < g->n_klassen; k++)
        if (is_onbekend(g->klasse[k]))
            n += t->n[k];
    return n;
}

/* "In Limburg zijn 98.120 van de 449.872 woningen nultreden (22%). Van 61% is niet genoeg bekend …" */
static struct str antwoord(const struct blad *b, const struct gebied_telling *t)
{
    struct arena *a = b->p.a;
    uint64_t n = t->n[b->klasse], weet_niet = onbekend_som(b->g, t);
    struct str klasse = b->g->klasse[b->klasse];
    struct buf buf;

    buf_init(&buf, a, 2000);
    if (!t->aanwezig)
        return str_fmt(a, "%.*s staat niet in deze voorraad: kies een ander gebied of een andere voorraad.",
                       STR_ARG(t->naam));
    buf_fmt(&buf, "In %.*s %s %.*s van de %.*s “%.*s” (%.*s), volgens %.*s.", STR_ARG(t->naam),
            n == 1 ? "is" : "zijn", STR_ARG(num_nl(a, (int64_t)n, 0)), STR_ARG(woningen_tekst(a, t->alles)),
            STR_ARG(klasse), STR_ARG(deel_tekst(a, n, t->alles)), STR_ARG(b->set.naam));
    if (weet_niet && !is_onbekend(klasse))
        buf_fmt(&buf, " Van %.*s is niet genoeg bekend om het te zeggen.",
                STR_ARG(deel_tekst(a, weet_niet, t->alles)));
    if (t->aanwezig < t->leden)
        buf_fmt(&buf, " Van %zu van de %zu gemeenten staan de woningen in deze voorraad.", t->aanwezig,
                t->leden);
    return buf_str(&buf);
}

/* ---- tables ---- */

static void klassen_kolommen(struct blad *b, struct doc *t)
{
    struct arena *a = b->p.a;

    tabel_kolom(&b->p, t, "woningen", STR("Woningen (N)"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t k = 0; k < b->g->n_klassen; k++) {
        struct str naam = b->g->klasse[k];

        tabel_kolom(&b->p, t, str_fmt(a, "klasse-%zu", k).p, naam, STR(""), KOLOM_GETAL, 0, true);
        tabel_kolom(&b->p, t, str_fmt(a, "deel-%zu", k).p, naam, STR("%"), KOLOM_PERCENT, 0, true);
    }
}

static void deel_cel(struct blad *b, struct doc *t, struct doc *rij, uint64_t n, uint64_t alles)
{
    int64_t p;

    if (num_percent((int64_t)n, (int64_t)alles, &p))
        cel_getal(&b->p, t, rij, p, 0, STR(""));
    else
        cel_leeg(&b->p, t, rij, STR("er zijn geen woningen"));
}

static void klassen_cellen(struct blad *b, struct doc *t, struct doc *rij, const uint64_t *n, uint64_t alles)
{
    cel_getal(&b->p, t, rij, (int64_t)alles, 0, STR(""));
    for (size_t k = 0; k < b->g->n_klassen; k++) {
        cel_getal(&b->p, t, rij, (int64_t)n[k], 0, STR(""));
        deel_cel(b, t, rij, n[k], alles);
    }
}

static void gebied_rij(struct blad *b, struct doc *t, const struct gebied_telling *x, bool totaal)
{
    struct arena *a = b->p.a;
    struct doc *rij = tabel_regel(&b->p, t, totaal);

    cel_tekst(&b->p, t, rij, x->naam,
              totaal      ? STR("")
              : x->gebied ? pagina_zelf(&b->p, STR("/voorraad"), "gebied", x->code)
                          : pagina_zelf(&b->p, str_fmt(a, "/voorraad/woningen?deel=%.*s", STR_ARG(x->code)),
                                        NULL, STR("")),
              STR(""));
    if (x->aanwezig) {
        klassen_cellen(b, t, rij, x->n, x->alles);
        return;
    }
    for (size_t k = 0; k < 1 + 2 * b->g->n_klassen; k++)
        cel_leeg(&b->p, t, rij, STR("niet in deze voorraad"));
}

static struct doc *gebieden_tabel(struct blad *b, const struct gebied_telling *totaal)
{
    struct arena *a = b->p.a;
    struct str per = doc_get_str(b->p.q->query, STR("per")), wat;
    bool gemeente = gebied_is_gemeente(b->p.gebied);
    struct gebied_telling *v;
    struct doc *t;
    size_t n;

    wat = !gemeente              ? indeling_meervoud(b->p.g, b->p.indeling)
          : str_is(per, "buurt") ? STR("buurten")
                                 : STR("wijken");
    t = tabel_maak(&b->p, "gebieden", str_fmt(a, "Per klasse, in %.*s", STR_ARG(wat)),
                   str_fmt(a, "Volgens %.*s.", STR_ARG(blad_set_tekst(a, &b->set))));
    tabel_kolom(&b->p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    klassen_kolommen(b, t);
    v = blad_delen(b, b->g, per, &n);
    if (n != 1 || v[0].gebied != b->p.gebied)
        gebied_rij(b, t, totaal, true);
    for (size_t i = 0; i < n; i++)
        gebied_rij(b, t, &v[i], false);
    tabel_noot(&b->p, t,
               STR("N is het aantal woningen; de percentages zijn daarvan. Elke woning staat in precies één "
                   "klasse."));
    tabel_klaar(&b->p, t, "/voorraad");
    return t;
}

/* ---- the bars beside the map ---- */

/* The colour of a class where its name has one, as on the moving map (web/eiland/woningen.ts). */
static bool klasse_tint(struct str klasse, enum grafiek_tint *ret)
{
    static const struct {
        const char *naam;
        enum grafiek_tint tint;
    } vast[] = {{"nultreden", TINT_NULTREDEN},
                {"nultreden (indicatie)", TINT_NULTREDEN},
                {"geschikt", TINT_NULTREDEN},
                {"geclusterd", TINT_GECLUSTERD},
                {"geschikt te maken", TINT_GECLUSTERD},
                {"zorggeschikt", TINT_ZORGGESCHIKT},
                {"regulier", TINT_OPGAVE},
                {"niet geschikt", TINT_OPGAVE},
                {"geen indicatie", TINT_OPGAVE}};

    for (size_t i = 0; i < sizeof vast / sizeof *vast; i++)
        if (str_is(klasse, vast[i].naam)) {
            *ret = vast[i].tint;
            return true;
        }
    return false;
}

/* How each area of the table is divided in classes; unknown is hatched. Not where there are more classes than
 * colours. */
static void delen_figuur(struct blad *b)
{
    struct arena *a = b->p.a;
    struct gebied_telling *v;
    size_t n_v, delen = 0, *klasse = ARENA_ARRAY(a, size_t, b->g->n_klassen + 1);
    enum grafiek_tint *tint = ARENA_ARRAY(a, enum grafiek_tint, b->g->n_klassen + 1);
    struct str *naam = ARENA_ARRAY(a, struct str, b->g->n_klassen + 1);
    struct grafiek_gestapeld g = {.delen = naam, .tinten = tint, .rest = STR("onbekend"), .breedte = 400};
    struct grafiek_stapel *s;
    struct doc *f, *mee;

    for (size_t k = 0; k < b->g->n_klassen; k++) {
        if (is_onbekend(b->g->klasse[k]))
            continue;
        if (!klasse_tint(b->g->klasse[k], &tint[delen]))
            g.tinten = NULL;
        naam[delen] = b->g->klasse[k];
        klasse[delen++] = k;
    }
    v = blad_delen(b, b->g, doc_get_str(b->p.q->query, STR("per")), &n_v);
    if (!delen || delen > DELEN_MAX || !n_v)
        return;
    s = ARENA_ARRAY(a, struct grafiek_stapel, n_v);
    for (size_t i = 0; i < n_v && i < STAPELS_MAX; i++) {
        int64_t *d = ARENA_ARRAY(a, int64_t, delen);

        for (size_t k = 0; k < delen; k++)
            d[k] = (int64_t)v[i].n[klasse[k]];
        s[g.n++] = (struct grafiek_stapel){
            .label = v[i].naam,
            .noot = v[i].aanwezig ? str_fmt(a, "N = %.*s", STR_ARG(num_nl(a, (int64_t)v[i].alles, 0)))
                                  : STR("niet in deze voorraad"),
            .deel = d,
            .geheel = (int64_t)v[i].alles};
    }
    f = DOC_SET(a, b->p.boom, "delen", doc_map(a));
    g.stapels = s;
    g.n_delen = delen;
    g.titel = str_fmt(a, "Alle woningen van %.*s naar klasse", STR_ARG(b->p.gebied->naam));
    DOC_SET_STR(a, f, "id", STR("verdeling"));
    DOC_SET_STR(a, f, "titel", g.titel);
    DOC_SET_STR(a, f, "toelichting",
                STR("Elke staaf is alle woningen van een gebied; wat onbekend is, is gearceerd."));
    DOC_SET_BOOL(a, f, "is_smal", true);
    DOC_SET_STR(a, f, "svg", grafiek_gestapeld_svg(a, &g));
    if (n_v > g.n)
        doc_add(a, DOC_SET(a, f, "noten", doc_list(a)),
                doc_str(a, str_fmt(a, "De eerste %zu van %zu; de tabel heeft ze alle.", g.n, n_v)));
    mee = DOC_SET(a, f, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", g.titel);
    DOC_SET_STR(a, mee, "als_tabel", STR("#gebieden"));
}

/* What a rule asks, in a line: "lift: ja; oppervlakte: >=80". */
static struct str regel_eis(struct arena *a, const struct regeltabel *t, const struct regel *r)
{
    struct buf b;

    buf_init(&b, a, 4000);
    for (size_t k = 0; k < t->n_in; k++)
        if (!r->als[k].alles)
            buf_fmt(&b, "%s%.*s: %.*s", b.n ? "; " : "", STR_ARG(t->in[k].naam), STR_ARG(r->als[k].tekst));
    return b.n ? buf_str(&b) : STR("altijd");
}

static struct doc *regels_tabel(struct blad *b, const struct gebied_telling *totaal)
{
    struct arena *a = b->p.a;
    const struct regeltabel *r = b->g->t;
    const struct wzv_gebied **x;
    struct doc *t =
        tabel_maak(&b->p, "per-regel", str_fmt(a, "Welke regel besliste, in %.*s", STR_ARG(totaal->naam)),
                   STR("De regels van boven naar beneden; de eerste die past, beslist."));
    size_t n_x;

    tabel_kolom(&b->p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "eis", STR("Als"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "klasse", STR("Dan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "woningen", STR("Woningen"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(&b->p, t, "deel", STR("Deel"), STR("%"), KOLOM_PERCENT, 0, false);
    x = blad_gemeenten(b, b->p.gebied, &n_x);
    for (size_t i = 0; i <= r->n; i++) {
        struct doc *rij = tabel_regel(&b->p, t, false);
        uint64_t som = 0;

        for (size_t g = 0; g < n_x; g++)
            som += telling_som(b->v->w, &b->g->tel, i, x[g]->eerste, x[g]->n);
        cel_tekst(&b->p, t, rij, i < r->n ? r->regel[i].naam : STR("geen regel past"), STR(""), STR(""));
        cel_tekst(&b->p, t, rij, i < r->n ? regel_eis(a, r, &r->regel[i]) : STR(""), STR(""), STR(""));
        cel_tekst(&b->p, t, rij, b->g->klasse[b->g->klasse_van[i]], STR(""), STR(""));
        cel_getal(&b->p, t, rij, (int64_t)som, 0, STR(""));
        deel_cel(b, t, rij, som, totaal->alles);
    }
    tabel_noot(&b->p, t, str_fmt(a, "N = %.*s.", STR_ARG(woningen_tekst(a, totaal->alles))));
    if (blad_codes(a, r).n)
        tabel_noot(&b->p, t, blad_codes(a, r));
    tabel_klaar(&b->p, t, "/voorraad");
    return t;
}

static void kruis_tabellen(struct blad *b, const struct gebied_telling *totaal, struct doc *secties)
{
    struct arena *a = b->p.a;
    size_t n_x;
    const struct wzv_gebied **x = blad_gemeenten(b, b->p.gebied, &n_x);

    for (int s = 0; s < KRUISEN; s++) {
        struct kruis k;
        struct doc *t;

        kruis_tel(a, b->g, (enum kruis_soort)s, x, n_x, &k);
        if (!k.n)
            continue;
        t = tabel_maak(&b->p, kruis_namen[s].code, str_from(kruis_namen[s].kop),
                       str_fmt(a, "De klassen in %.*s naar %s.", STR_ARG(totaal->naam), kruis_namen[s].naam));
        tabel_kolom(&b->p, t, "soort", str_from(kruis_namen[s].kop), STR(""), KOLOM_TEKST, 0, false);
        klassen_kolommen(b, t);
        for (size_t c = 0; c < k.n; c++) {
            struct doc *rij = tabel_regel(&b->p, t, false);
            const uint64_t *n = k.at + c * b->g->n_klassen;
            uint64_t alles = 0;

            for (size_t i = 0; i < b->g->n_klassen; i++)
                alles += n[i];
            cel_tekst(&b->p, t, rij, k.naam[c], STR(""), STR(""));
            klassen_cellen(b, t, rij, n, alles);
        }
        tabel_noot(&b->p, t, STR("N is het aantal woningen in de rij; de percentages zijn daarvan."));
        tabel_klaar(&b->p, t, "/voorraad");
        doc_add(a, secties, t);
    }
}

/* ---- the page ---- */

static void keuze_doc(struct blad *b)
{
    struct arena *a = b->p.a;
    struct doc *f = DOC_SET(a, b->p.boom, "keuze", doc_map(a)), *velden, *keuzes;
    struct str per = doc_get_str(b->p.q->query, STR("per"));

    DOC_SET_STR(a, f, "actie", STR("/voorraad"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(&b->p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    blad_velden(b, velden);
    keuzes = veld_keuze(a, velden, "klasse", "Klasse op de kaart");
    for (size_t k = 0; k < b->g->n_klassen; k++)
        optie_bij(a, keuzes, b->g->klasse[k], b->g->klasse[k], b->g->klasse[b->klasse]);
    if (!gebied_is_gemeente(b->p.gebied))
        return;
    keuzes = veld_keuze(a, velden, "per", "Verdeeld in");
    optie_bij(a, keuzes, STR("wijk"), STR("wijken"), per);
    optie_bij(a, keuzes, STR("buurt"), STR("buurten"), per);
}

static void schakel(struct arena *a, struct doc *l, const char *woord, struct str adres)
{
    struct doc *x = doc_add(a, l, doc_map(a));

    DOC_SET_STR(a, x, "woord", str_from(woord));
    DOC_SET_STR(a, x, "adres", adres);
}

/* A button for who may let these counts count among the cijfers. */
static void telling_knop(struct blad *b)
{
    struct arena *a = b->p.a;
    struct doc *f, *v, *x;
    int64_t partij;

    if (wie_bereik(wie_van(b->p.q), RECHT_BEHEER, &partij) != BEREIK_ALLES)
        return;
    f = DOC_SET(a, b->p.boom, "telling", doc_map(a));
    DOC_SET_STR(a, f, "actie", STR("/voorraad/telling"));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_STR(a, f, "knop", STR("Zet deze telling bij de cijfers"));
    v = DOC_SET(a, f, "verborgen", doc_list(a));
    x = doc_add(a, v, doc_map(a));
    DOC_SET_STR(a, x, "veld", STR("regels"));
    DOC_SET_STR(a, x, "inhoud", b->set.sha256);
    x = doc_add(a, v, doc_map(a));
    DOC_SET_STR(a, x, "veld", STR("voorraad"));
    DOC_SET_STR(a, x, "inhoud", str_fmt(a, "%lld", (long long)b->v->r.id));
    DOC_SET(a, f, "velden", doc_list(a));
}

static int vul(struct blad *b, struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct gebied_telling totaal = blad_tel(b, b->g, b->p.gebied);
    struct kaart_beeld beeld;
    struct doc *secties, *l;
    int rc = blad_kaart(b, b->g, b->klasse, "/voorraad.svg", &beeld, e);

    if (rc)
        return rc;
    r->svg = beeld.svg;
    DOC_SET_STR(a, b->p.boom, "antwoord", antwoord(b, &totaal));
    keuze_doc(b);
    if (b->p.q->format == HTTP_HTML)
        delen_figuur(b);
    DOC_SET(a, b->p.boom, "tabel", gebieden_tabel(b, &totaal));
    secties = DOC_SET(a, b->p.boom, "secties", doc_list(a));
    doc_add(a, secties, regels_tabel(b, &totaal));
    kruis_tabellen(b, &totaal, secties);
    DOC_SET_BOOL(a, b->p.boom, "heeft_verder", true);
    l = DOC_SET(a, b->p.boom, "verder_met", doc_list(a));
    schakel(a, l, "Verander de regels in de werkplaats", blad_adres(b, STR("/voorraad/werkplaats")));
    schakel(a, l, "Bekijk de woningen op de kaart", blad_adres(b, STR("/voorraad/kaart")));
    schakel(a, l, "Bekijk de woningen als lijst", blad_adres(b, STR("/voorraad/woningen")));
    schakel(a, l, "Alle regelsets", STR("/voorraad/regels"));
    if (b->n_voorraden > 1)
        schakel(a, l, "Wat veranderde er sinds een andere peildatum",
                blad_adres(b, STR("/voorraad/verschil")));
    telling_knop(b);
    blad_verantwoording(b);
    return OK;
}

static int voorraad_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct blad b;
    int rc = blad_begin(q, &b, true, e);

    if (!rc) {
        DOC_SET_STR(a, b.p.boom, "titel", STR("Woningvoorraad"));
        pagina_kruimel(&b.p, STR("Voorraad"), STR(""));
        blad_eigen(&b);
        pagina_eigen(&b.p, "per", doc_get_str(q->query, STR("per")));
        if (b.v && b.v->r.verzonnen)
            label_bij(a, DOC_SET(a, b.p.boom, "statussen", doc_list(a)), STR("verzonnen"));
        if (b.g)
            rc = vul(&b, r, e);
        else
            blad_leeg(&b);
    }
    if (!rc)
        pagina_klaar(&b.p, r);
    blad_sluit(&b);
    return rc;
}

/* ---- counts that go among the cijfers ---- */

static int telling_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    const struct wie *w = wie_van(q);
    struct dader d = wie_dader(q, RECHT_BEHEER, 0);
    struct telling_opdracht x = {.door = d, .wie = w->naam, .regels = doc_get_str(q->form, STR("regels"))};
    struct levering_uitslag u;
    int rc = OK;

    if (!num_i64(doc_get_str(q->form, STR("voorraad")), &x.voorraad))
        rc = err_set(e, ERR_DATA, "voorraad: verwacht een nummer");
    if (!rc)
        rc = telling_leg_vast(o, q->a, &x, &u, e);
    if (!rc)
        r->location = str_fmt(q->a, "/leveringen/%lld", (long long)u.id);
    return rc;
}

#define BLAD_PARAMS                                                                                          \
    {"regels", "code van een regelset, of het begin van zijn SHA-256", PARAM_QUERY, false, false},           \
        {"voorraad", "nummer van de voorraad; standaard de nieuwste", PARAM_QUERY, false, false},            \
    {                                                                                                        \
        "klasse", "de klasse die op de kaart staat", PARAM_QUERY, false, false                               \
    }

static const struct http_param voorraad_params[] = {
    BLAD_PARAMS, {"per", "van een gemeente: wijk of buurt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param telling_params[] = {
    {"regels", "SHA-256 van de regels", PARAM_FORM, true, false},
    {"voorraad", "nummer van de voorraad", PARAM_FORM, true, false},
    {0}};

const struct http_route voorraad_routes[] = {
    {"GET", "/voorraad", voorraad_get, "voorraad",
     "De woningvoorraad, ingedeeld door leesbare regels: per klasse, per regel en naar eigenaar, bouwjaar en "
     "oppervlakte",
     ROUTE_STORE, voorraad_params, .recht = RECHT_PUBLIEK},
    {"POST", "/voorraad/telling", telling_post, NULL, "Zet een telling over de voorraad bij de cijfers", 0,
     telling_params, .recht = RECHT_BEHEER},
    {0},
};
