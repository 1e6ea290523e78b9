/* SPDX-License-Identifier: EUPL-1.2
 * The map page: one onderwerp or indicator per gemeente, as tiles or boundaries, with its table; and as SVG.
 */
#include "overzicht/pages.h"

#include "base/num.h"
#include "overzicht/kaart_plannen.h"

#include <math.h>

enum { WIJK_ZOOM = 9 }; /* further off their lines would hide the figures */

struct kaart_keuze {
    struct str onderwerp;
    struct woningtype_keuze woningtype;
    bool grenzen_bekend, grenzen;
    struct kaart_plannen plannen;
};

/* Boundaries where they were imported, tiles where not; the visitor may ask for either. */
static struct kaart_keuze keuze_lees(struct pagina *p)
{
    struct str weergave = doc_get_str(p->q->query, STR("weergave"));
    struct kaart_keuze k = {.onderwerp = doc_get_str(p->q->query, STR("onderwerp")),
                            .grenzen_bekend = kaart_heeft_grenzen(p)};

    if (!k.onderwerp.n)
        k.onderwerp = STR("dekkingsgraad");
    k.grenzen = str_is(weergave, "grenzen") || (k.grenzen_bekend && !str_is(weergave, "tegels"));
    return k;
}

static int keuze_doc(struct pagina *p, const struct kaart_keuze *k, struct err *e)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "keuze", doc_map(a)), *velden, *keuzes;
    const struct onderwerp *o;
    size_t n;
    int rc = onderwerpen_lees(p->c, a, &o, &n, e);

    if (rc)
        return rc;
    DOC_SET_STR(a, f, "actie", STR("/kaart"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    keuzes = veld_keuze(a, velden, "onderwerp", "Onderwerp");
    for (const struct indicator *i = indicatoren; i->code; i++)
        optie_bij(a, keuzes, str_from(i->code), str_from(i->naam), k->onderwerp);
    for (size_t i = 0; i < n; i++)
        optie_bij(a, keuzes, o[i].code, o[i].naam, k->onderwerp);
    woningtype_veld(a, velden, &k->woningtype);
    keuzes = veld_keuze(a, velden, "weergave", "Weergave");
    optie_bij(a, keuzes, STR("tegels"), STR("elke gemeente één vak"),
              k->grenzen ? STR("grenzen") : STR("tegels"));
    if (k->grenzen_bekend)
        optie_bij(a, keuzes, STR("grenzen"), STR("grenzen van gemeenten"),
                  k->grenzen ? STR("grenzen") : STR("tegels"));
    kaart_plannen_velden(p, &k->plannen, velden);
    return OK;
}

/* "De dekkingsgraad loopt van 5% (Gennep) tot 92% (Mook en Middelaar)." */
static struct str antwoord(struct arena *a, const struct cijfer_tabel *t, const struct kaart_waarde *w,
                           const struct gebied *kaart, int met)
{
    struct str wat = str_lower(a, t->onderwerp.naam), type = t->vraag.woningtype;
    size_t laag = t->n, hoog = t->n;
    struct leemten l = {0};
    struct buf b;

    buf_init(&b, a, 1000);
    for (size_t i = 0; i < t->n; i++) {
        if (!w[i].uitkomst.heeft || cijfer_zegt_niets(&w[i].uitkomst))
            continue;
        laag = laag == t->n || w[i].uitkomst.waarde < w[laag].uitkomst.waarde ? i : laag;
        hoog = hoog == t->n || w[i].uitkomst.waarde > w[hoog].uitkomst.waarde ? i : hoog;
    }
    if (met < 2)
        buf_fmt(&b, "Van %d van de %zu gemeenten in %.*s is %.*s%s%.*s bekend.", met, t->n,
                STR_ARG(kaart->naam), STR_ARG(wat), type.n ? " " : "", STR_ARG(type));
    else
        buf_fmt(&b, "%.*s%s%.*s: van %.*s in %.*s tot %.*s in %.*s.", STR_ARG(t->onderwerp.naam),
                type.n ? " " : "", STR_ARG(type), STR_ARG(w[laag].tekst), STR_ARG(w[laag].gebied->naam),
                STR_ARG(w[hoog].tekst), STR_ARG(w[hoog].gebied->naam));
    for (size_t i = 0; i < t->n; i++)
        leemten_tel(&l, &t->rij[i]);
    if (met && leemten_samen(&l))
        buf_fmt(&b, " Van %zu van de %zu gemeenten is het cijfer niet of niet helemaal bekend: %.*s.%s",
                leemten_samen(&l), t->n, STR_ARG(leemten_tekst(a, &l)),
                met < (int)t->n ? " Waar niets over te zeggen is, is gearceerd." : "");
    return buf_str(&b);
}

static void verantwoording(struct pagina *p, const struct cijfer_tabel *t)
{
    struct arena *a = p->a;
    struct doc *feiten = DOC_SET(a, DOC_SET(a, p->boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));
    const struct bron *b = t->totaal.bron;

    feit_bij(a, feiten, "Onderwerp", t->onderwerp.naam,
             pagina_adres(p, str_fmt(a, "/cijfers/%.*s", STR_ARG(t->onderwerp.code)), NULL, STR("")),
             t->onderwerp.omschrijving, STR(""));
    if (t->onderwerp.definitieset_naam.n)
        feit_bij(a, feiten, "Definitie", t->onderwerp.definitieset_naam, STR(""), STR(""), STR(""));
    if (b)
        feit_bij(
            a, feiten, "Bron", b->naam, STR(""),
            str_fmt(a, "%.*s%s%.*s", STR_ARG(b->houder), b->licentie.n ? ", " : "", STR_ARG(b->licentie)),
            STR(""));
    feit_bij(a, feiten, "Peildatum",
             t->totaal.periode_tot ? date_nl(a, t->totaal.periode_tot) : STR("geen cijfers"), STR(""),
             str_fmt(a, "Gemeentelijke indeling van %.*s.", STR_ARG(date_nl(a, p->gebiedsdatum))), STR(""));
    if (t->vraag.venster_tot)
        feit_bij(a, feiten, "Venster", venster_tekst(a, t->vraag.venster_van, t->vraag.venster_tot), STR(""),
                 STR(""), STR(""));
}

static int kaart_tabel(struct pagina *p, const struct cijfer_tabel *t, bool percent, struct doc **ret)
{
    struct arena *a = p->a;
    struct doc *d =
        tabel_maak(p, "gemeenten", str_fmt(a, "%.*s per gemeente", STR_ARG(t->onderwerp.naam)), STR(""));

    tabel_kolom(p, d, "gebied", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, d, "waarde", t->onderwerp.naam, t->onderwerp.eenheid,
                percent ? KOLOM_PERCENT : KOLOM_GETAL, t->onderwerp.schaal, true);
    tabel_kolom(p, d, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < t->n; i++) {
        const struct cijfer_uitkomst *u = &t->rij[i];
        struct doc *rij = tabel_regel(p, d, false);

        cel_tekst(p, d, rij, u->gebied->naam,
                  pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(u->gebied->code)), NULL, STR("")),
                  label_eerste(a, u));
        cel_cijfer(p, d, rij, u, t->onderwerp.schaal, percent,
                   u->heeft ? herkomst_adres(p, cijfer_adres(a, &t->vraag, u)) : STR(""));
        cel_tekst(p, d, rij, u->bron ? u->bron->naam : STR(""), STR(""), STR(""));
    }
    tabel_noot(p, d,
               str_fmt(a, "N = %d van %d gemeenten. – is niet geleverd of niet te berekenen.",
                       t->totaal.aanwezig, t->totaal.verwacht));
    tabel_klaar(p, d, "/kaart");
    *ret = d;
    return OK;
}

static void kader_doc(struct arena *a, struct doc *d, const struct kader *k)
{
    const double v[] = {k->x0, k->y0, k->x1, k->y1};
    struct doc *l = DOC_SET(a, d, "kader", doc_list(a));

    for (int i = 0; i < 4; i++)
        doc_add(a, l, doc_num(a, round(v[i] * 1e5) / 1e5)); /* a metre */
}

static void klassen_doc(struct arena *a, struct doc *d, const struct grafiek_klassen *k)
{
    struct grafiek_klasse klasse[6];
    size_t n = grafiek_klassen_noem(a, k, klasse);
    struct doc *l = DOC_SET(a, d, "klassen", doc_list(a));

    for (size_t i = 0; i < n; i++) {
        struct doc *x = doc_add(a, l, doc_map(a));

        DOC_SET_STR(a, x, "tekst", klasse[i].tekst);
        DOC_SET_INT(a, x, "tint", klasse[i].tint);
    }
}

static void gebied_doc(struct pagina *p, struct doc *x, const struct kaart_waarde *w,
                       const struct kaart_vorm *v, const struct grafiek_klassen *klassen)
{
    struct arena *a = p->a;
    struct doc *plek;

    DOC_SET_STR(a, x, "code", w->gebied->code);
    DOC_SET_STR(a, x, "naam", w->gebied->naam);
    DOC_SET_STR(a, x, "tekst", kaart_tekst(w));
    DOC_SET_STR(a, x, "adres", w->href);
    if (w->uitkomst.heeft && !cijfer_zegt_niets(&w->uitkomst))
        DOC_SET_INT(a, x, "klasse", grafiek_klasse_van(klassen, w->uitkomst.waarde));
    kader_doc(a, x, &v->kader[STELSEL_GRADEN]);
    plek = DOC_SET(a, x, "plek", doc_list(a));
    doc_add(a, plek, doc_num(a, round(v->plek[0] * 1e5) / 1e5));
    doc_add(a, plek, doc_num(a, round(v->plek[1] * 1e5) / 1e5));
}

/* Boundaries of wijken, for a close look; nothing where none were imported. */
static int wijken_doc(struct pagina *p, struct doc *d, struct err *e)
{
    struct arena *a = p->a;
    const struct kaart_laag *l;
    struct doc *w;
    int rc = laag_neem(p->o->kaarten, p->c, p->g, STR("wijk"), p->gebiedsdatum, p->gebiedsdatum, &l, e);

    if (rc)
        return rc;
    if (l->n) {
        w = DOC_SET(a, d, "wijken", doc_map(a));
        DOC_SET_STR(a, w, "tegels", tegels_adres(a, STR(""), l));
        DOC_SET_INT(a, w, "vanafZoom", WIJK_ZOOM);
    }
    laag_geef(p->o->kaarten, l);
    return OK;
}

/* What the moving map needs beside the tiles: the figures by gebied with their classes, and where all lies.
 * Left out when no outline is known. */
static int eiland_doc(struct pagina *p, const struct kaart_waarde *w, size_t n,
                      const struct kaart_beeld *beeld, const struct kaart_keuze *keuze, struct err *e)
{
    struct arena *a = p->a;
    const struct kaart_laag *l;
    struct kader alles = KADER_LEEG;
    struct gebied_lijst leden = gebied_leden(p->g, a, p->gebied, p->gebiedsdatum);
    struct doc *d = doc_map(a), *gebieden;
    int rc = laag_neem(p->o->kaarten, p->c, p->g, keuze->grenzen ? STR("gemeente") : STR("vakken"),
                       p->gebiedsdatum, p->gebiedsdatum, &l, e);

    if (rc)
        return rc;
    DOC_SET_STR(a, d, "laag", str_dup(a, l->code));
    DOC_SET_STR(a, d, "tegels", tegels_adres(a, STR(""), l));
    DOC_SET_INT(a, d, "zoomMax", KAART_ZOOM_MAX);
    klassen_doc(a, d, &beeld->klassen);
    gebieden = DOC_SET(a, d, "gebieden", doc_list(a));
    for (size_t i = 0; i < n; i++) {
        const struct kaart_vorm *v = laag_vorm(l, w[i].gebied->code);
        struct doc *x;

        if (!v)
            continue;
        x = doc_add(a, gebieden, doc_map(a));
        gebied_doc(p, x, &w[i], v, &beeld->klassen);
        for (size_t k = 0; k < leden.n && leden.n < n; k++)
            if (leden.at[k] == w[i].gebied)
                DOC_SET_BOOL(a, x, "omlijnd", true);
        kader_samen(&alles, &v->kader[STELSEL_GRADEN]);
    }
    if (gebieden->list.n) {
        kader_doc(a, d, &alles);
        kaart_plannen_eiland(p, &keuze->plannen, d);
        if (keuze->grenzen)
            rc = wijken_doc(p, d, e);
        DOC_SET(a, p->boom, "eiland", d);
    }
    laag_geef(p->o->kaarten, l);
    return rc;
}

/* What the map shows: the figures of the gemeenten within a gebied, and their picture. */
struct kaart_inhoud {
    const struct gebied *gebied;
    bool percent;
    struct cijfer_tabel t;
    struct kaart_waarde *w; /* one a row of t */
    int met;                /* rows with a figure that says something */
    struct kaart_beeld beeld;
};

static int cijfers_lees(struct pagina *p, const struct kaart_keuze *k, struct kaart_inhoud *x, struct err *e)
{
    const struct indicator *in = indicator_bij_code(k->onderwerp);
    struct cijfer_vraag v = pagina_vraag(p, "", "");
    struct arena *a = p->a;
    int rc;

    x->percent = in && in->factor == 100 && in->per_woningtype;
    v.onderwerp = k->onderwerp;
    v.woningtype = k->woningtype.nu;
    v.indeling = STR("gemeente");
    v.binnen = x->gebied->code;
    if (!x->percent)
        v.venster_van = v.venster_tot = 0;
    rc = cijfer_antwoord(p->c, p->g, a, &v, &x->t, e);
    if (rc)
        return rc;
    x->w = ARENA_ARRAY(a, struct kaart_waarde, x->t.n + 1);
    for (size_t i = 0; i < x->t.n; i++) {
        const struct cijfer_uitkomst *u = &x->t.rij[i];

        x->w[i] = (struct kaart_waarde){
            u->gebied, *u, x->percent ? percent_tekst(a, u) : cijfer_tekst(a, u, x->t.onderwerp.schaal),
            pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(u->gebied->code)), NULL, STR(""))};
        x->met += u->heeft && !cijfer_zegt_niets(u);
    }
    return OK;
}

static int beeld_maak(struct pagina *p, const struct kaart_keuze *k, struct kaart_inhoud *x, struct err *e)
{
    const struct onderwerp *o = &x->t.onderwerp;
    struct arena *a = p->a;

    return kaart_maak(p, x->gebied,
                      str_fmt(a, "%.*s per gemeente in %.*s", STR_ARG(o->naam), STR_ARG(x->gebied->naam)),
                      str_fmt(a, "Van %d van de %zu gemeenten is er een cijfer.", x->met, x->t.n), x->w,
                      x->t.n, o->schaal, x->percent ? STR("%") : o->eenheid, k->grenzen,
                      &(struct kaart_plekken){k->plannen.plek, k->plannen.n, kaart_teken_naam}, &x->beeld, e);
}

/* What the address keeps of the choice. */
static void keuze_adres(struct pagina *p, const struct kaart_keuze *k)
{
    pagina_eigen(p, "onderwerp", str_is(k->onderwerp, "dekkingsgraad") ? STR("") : k->onderwerp);
    pagina_eigen(p, "woningtype", doc_get_str(p->q->query, STR("woningtype")));
    pagina_eigen(p, "weergave",
                 k->grenzen == k->grenzen_bekend ? STR("")
                 : k->grenzen                    ? STR("grenzen")
                                                 : STR("tegels"));
    pagina_eigen(p, "plannen", k->plannen.keuze);
    pagina_eigen(p, "planbron", doc_get_str(p->q->query, STR("planbron")));
}

/* What the island that makes the map move needs, beside the picture that is there without it. */
static void eiland_adressen(struct pagina *p, struct str titel)
{
    struct arena *a = p->a;
    struct doc *x = DOC_SET(a, p->boom, "eiland", doc_map(a));

    DOC_SET_STR(a, x, "gegevens", pagina_zelf(p, STR("/kaart.json"), NULL, STR("")));
    DOC_SET_STR(a, x, "script", http_static_url(a, "kaart.js"));
    DOC_SET_STR(a, x, "titel_kaart", titel);
    DOC_SET_STR(a, x, "beweeg", http_static_url(a, "kaart-beweeg.js"));
    DOC_SET_STR(a, x, "stijl_kaart", http_static_url(a, "kaart.css"));
    DOC_SET_STR(a, x, "werker", http_static_url(a, "kaart-werker.js"));
}

static void figuur_zet(struct pagina *p, const struct kaart_inhoud *x)
{
    struct arena *a = p->a;
    const struct onderwerp *o = &x->t.onderwerp;
    struct doc *f = DOC_SET(a, p->boom, "kaart", doc_map(a)), *noten, *mee;
    struct str titel = str_fmt(a, "%.*s, %.*s", STR_ARG(o->naam), STR_ARG(x->gebied->naam));
    date_t dag = x->t.totaal.periode_tot;

    DOC_SET_STR(a, f, "id", STR("kaart"));
    DOC_SET_STR(a, f, "titel", titel);
    DOC_SET_STR(a, f, "toelichting",
                str_fmt(a, "In %.*s; peildatum %.*s.", STR_ARG(x->percent ? STR("procent") : o->eenheid),
                        STR_ARG(dag ? date_nl(a, dag) : STR("onbekend"))));
    DOC_SET_BOOL(a, f, "is_kaart", true);
    if (x->beeld.svg.n) {
        DOC_SET_STR(a, f, "svg", x->beeld.svg);
        eiland_adressen(p, titel);
    } else {
        DOC_SET(a, f, "leeg",
                leeg_maak(a, "Geen kaart", STR("Van deze gemeenten is geen plaats op de kaart bekend."), "",
                          STR("")));
    }
    noten = DOC_SET(a, f, "noten", doc_list(a));
    if (x->beeld.grens_van)
        doc_add(a, noten, doc_str(a, kaart_grens_noot(a, &x->beeld)));
    mee = DOC_SET(a, f, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", titel);
    DOC_SET_STR(a, mee, "als_svg", pagina_zelf(p, STR("/kaart.svg"), NULL, STR("")));
    DOC_SET_STR(a, mee, "als_tabel", STR("#gemeenten"));
}

static int kaart_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct kaart_keuze k = {0};
    struct kaart_inhoud x = {.beeld = {.svg = STR("")}};
    struct doc *tabel;
    int rc = pagina_open(q, &p, e);

    if (!rc) {
        k = keuze_lees(&p);
        rc = woningtype_kies(&p, k.onderwerp, &k.woningtype, e);
    }
    if (!rc) {
        x.gebied = kaart_gebied(&p, p.gebied);
        rc = kaart_plannen_lees(&p, x.gebied, k.grenzen, &k.plannen, e);
    }
    if (!rc)
        rc = cijfers_lees(&p, &k, &x, e);
    if (!rc)
        rc = beeld_maak(&p, &k, &x, e);
    if (!rc && q->format == HTTP_JSON && p.o->kaarten)
        rc = eiland_doc(&p, x.w, x.t.n, &x.beeld, &k, e);
    if (!rc)
        rc = keuze_doc(&p, &k, e);
    if (!rc) {
        keuze_adres(&p, &k);
        kaart_plannen_tekst(&p, &k.plannen);
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Kaart: %.*s", STR_ARG(x.t.onderwerp.naam)));
        DOC_SET_STR(a, p.boom, "antwoord", antwoord(a, &x.t, x.w, x.gebied, x.met));
        pagina_kruimel(&p, STR("Kaart"), STR(""));
        kaart_tabel(&p, &x.t, x.percent, &tabel);
        DOC_SET(a, p.boom, "tabel", tabel);
        if (q->format == HTTP_HTML)
            figuur_zet(&p, &x);
        verantwoording(&p, &x.t);
        r->svg = x.beeld.svg;
        pagina_klaar(&p, r);
    }
    kaart_plannen_klaar(&p, &k.plannen);
    pagina_sluit(&p);
    return rc;
}

static const struct http_param kaart_params[] = {
    {"onderwerp", "code van een onderwerp of indicator", PARAM_QUERY, false, false},
    {"woningtype", "nultreden, geclusterd, zorggeschikt of totaal", PARAM_QUERY, false, false},
    {"weergave", "tegels of grenzen", PARAM_QUERY, false, false},
    {"plannen", "welke openbare plannen op de kaart staan: geen, alle, hard, zacht of onbekend", PARAM_QUERY,
     false, false},
    {"planbron", "uit welke soort levering die plannen komen", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0},
};

const struct http_route kaart_routes[] = {
    {"GET", "/kaart", kaart_get, "kaart", "Kaart van een onderwerp per gemeente, met de tabel", ROUTE_STORE,
     kaart_params, .recht = RECHT_PUBLIEK},
    {0},
};
