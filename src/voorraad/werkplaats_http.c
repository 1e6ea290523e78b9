/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad/werkplaats: rules changed cell by cell, and what that does: which dwellings go from class to
 * class, per area and on the map. The address holds the changes, so that each try can be kept, sent and gone
 * back from; the island asks /voorraad/werkplaats/telling while a slider moves. */
#include "base/num.h"
#include "grafiek/grafiek.h"
#include "voorraad/werkplaats.h"

#include <string.h>

struct proef {
    struct blad b;
    struct werkplaats w;
    const struct geteld *nieuw; /* b.g is how it is now */
    struct regelset met;        /* compared with, instead of changes */
    bool heeft_met;
    int klasse; /* of b.klasse, in nieuw; -1: it has not */
};

static int proef_open(struct http_req *q, struct proef *p, bool rijen, struct err *e)
{
    struct str met = doc_get_str(q->query, STR("met"));
    struct str inhoud;
    int rc = blad_begin(q, &p->b, rijen, e);

    if (rc || !p->b.g)
        return rc;
    if (met.n) {
        p->heeft_met = true;
        rc = regelset_zoek(p->b.p.c, q->a, met, &p->met, e);
    }
    if (!rc)
        rc = werkplaats_lees(q->a, &p->b.set, met.n ? NULL : q->query, &p->w, e);
    inhoud = met.n ? p->met.inhoud : p->w.inhoud;
    if (!rc)
        rc = geteld_neem(p->b.p.o->voorraden, p->b.v, inhoud, rijen, &p->nieuw, e);
    if (!rc)
        p->klasse = geteld_klasse(p->nieuw, p->b.g->klasse[p->b.klasse]);
    return rc;
}

static void proef_sluit(struct proef *p)
{
    if (p->nieuw)
        geteld_geef(p->b.p.o->voorraden, p->nieuw);
    p->nieuw = NULL;
    blad_sluit(&p->b);
}

static uint64_t straks_van(const struct proef *p, const struct gebied_telling *t)
{
    return p->klasse >= 0 ? t->n[p->klasse] : 0;
}

/* "+1.204", "−30", "0" */
static struct str verschil_tekst(struct arena *a, int64_t n)
{
    return n > 0 ? str_cat(a, STR("+"), num_nl(a, n, 0)) : num_nl(a, n, 0);
}

/* "“nultreden”, “geclusterd” en “onbekend”" */
static struct str klassen_tekst(struct arena *a, const struct geteld *g)
{
    struct buf b;

    buf_init(&b, a, 4000);
    for (size_t k = 0; k < g->n_klassen; k++)
        buf_fmt(&b, "%s“%.*s”", !k ? "" : k + 1 < g->n_klassen ? ", " : " en ", STR_ARG(g->klasse[k]));
    return buf_str(&b);
}

/* The other rules do not know the class: that is not a count of nought, and there is no difference. */
static struct str zonder_klasse(const struct proef *p, const struct gebied_telling *nu)
{
    struct arena *a = p->b.p.a;
    struct str klasse = p->b.g->klasse[p->b.klasse];
    uint64_t was = nu->n[p->b.klasse];

    return str_fmt(a,
                   "“%.*s” heeft geen klasse “%.*s”, wel %.*s; een verschil is er dus niet. Volgens %.*s %s "
                   "in %.*s %.*s woningen “%.*s” (%.*s).",
                   STR_ARG(p->met.naam), STR_ARG(klasse), STR_ARG(klassen_tekst(a, p->nieuw)),
                   STR_ARG(p->b.set.naam), was == 1 ? "is" : "zijn", STR_ARG(nu->naam),
                   STR_ARG(num_nl(a, (int64_t)was, 0)), STR_ARG(klasse),
                   STR_ARG(deel_tekst(a, was, nu->alles)));
}

static struct str antwoord(const struct proef *p, const struct gebied_telling *nu,
                           const struct gebied_telling *straks)
{
    struct arena *a = p->b.p.a;
    uint64_t was = nu->n[p->b.klasse], wordt = straks_van(p, straks);
    struct str klasse = p->b.g->klasse[p->b.klasse];
    struct buf b;

    buf_init(&b, a, 2000);
    if (!nu->aanwezig)
        return str_fmt(a, "%.*s staat niet in deze voorraad.", STR_ARG(nu->naam));
    if (p->heeft_met && p->klasse < 0)
        return zonder_klasse(p, nu);
    if (!p->heeft_met && p->w.wijziging.n == p->w.fouten)
        buf_fmt(&b,
                "Verander een getal of een cel, en zie wat dat in %.*s doet. Nu zijn %.*s van de %.*s "
                "woningen “%.*s” (%.*s).",
                STR_ARG(nu->naam), STR_ARG(num_nl(a, (int64_t)was, 0)),
                STR_ARG(num_nl(a, (int64_t)nu->alles, 0)), STR_ARG(klasse),
                STR_ARG(deel_tekst(a, was, nu->alles)));
    else {
        buf_fmt(&b, "%s %s in %.*s %.*s woningen “%.*s” (%.*s)",
                p->heeft_met ? str_fmt(a, "Volgens %.*s", STR_ARG(p->met.naam)).p : "Met deze regels",
                wordt == 1 ? "is" : "zijn", STR_ARG(nu->naam), STR_ARG(num_nl(a, (int64_t)wordt, 0)),
                STR_ARG(klasse), STR_ARG(deel_tekst(a, wordt, straks->alles)));
        if (wordt == was)
            buf_lit(&b, ", evenveel als nu: aan dit aantal verandert niets.");
        else
            buf_fmt(&b, ", nu %.*s (%.*s): %.*s.", STR_ARG(num_nl(a, (int64_t)was, 0)),
                    STR_ARG(deel_tekst(a, was, nu->alles)),
                    STR_ARG(verschil_tekst(a, (int64_t)wordt - (int64_t)was)));
    }
    return buf_str(&b);
}

/* ---- flow ---- */

static const uint64_t *stroom_van(const struct proef *p)
{
    size_t n;
    const struct wzv_gebied **x = blad_gemeenten(&p->b, p->b.p.gebied, &n);

    return stroom_tel(p->b.p.a, p->b.g, p->nieuw, x, n);
}

static struct str stroom_svg(const struct proef *p, const uint64_t *n, struct str gebied)
{
    struct arena *a = p->b.p.a;
    size_t van = p->b.g->n_klassen, naar = p->nieuw->n_klassen;
    int64_t *aantal = ARENA_ARRAY(a, int64_t, van * naar + 1), som = 0;

    for (size_t i = 0; i < van; i++)
        for (size_t j = 0; j < naar; j++) {
            aantal[i * naar + j] = (int64_t)n[i * naar + j];
            if (!str_eq(p->b.g->klasse[i], p->nieuw->klasse[j]))
                som += aantal[i * naar + j];
        }
    return grafiek_stroom_svg(
        a, &(struct grafiek_stroom){.titel = str_fmt(a, "%.*s woningen in %.*s veranderen van klasse",
                                                     STR_ARG(num_nl(a, som, 0)), STR_ARG(gebied)),
                                    .beschrijving =
                                        STR("Links de klasse nu, rechts de klasse met de veranderde regels; "
                                            "alleen wat verandert. De tabel eronder heeft alle aantallen."),
                                    .kop_van = p->heeft_met ? p->b.set.naam : STR("nu"),
                                    .kop_naar = p->heeft_met ? p->met.naam : STR("met deze regels"),
                                    .van = p->b.g->klasse,
                                    .naar = p->nieuw->klasse,
                                    .n_van = van,
                                    .n_naar = naar,
                                    .aantal = aantal});
}

static struct doc *stroom_tabel(struct proef *p, const uint64_t *n)
{
    struct pagina *g = &p->b.p;
    struct arena *a = g->a;
    size_t naar = p->nieuw->n_klassen;
    struct doc *t = tabel_maak(g, "stroom-tabel", STR("Wat er verschuift"),
                               STR("Elke rij is een klasse nu, elke kolom een klasse straks."));

    tabel_kolom(g, t, "van", STR("Klasse nu"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t j = 0; j < naar; j++)
        tabel_kolom(g, t, str_fmt(a, "naar-%zu", j).p, p->nieuw->klasse[j], STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < p->b.g->n_klassen; i++) {
        struct doc *rij = tabel_regel(g, t, false);

        cel_tekst(g, t, rij, p->b.g->klasse[i], STR(""), STR(""));
        for (size_t j = 0; j < naar; j++)
            cel_getal(g, t, rij, (int64_t)n[i * naar + j], 0, STR(""));
    }
    tabel_noot(g, t, STR("Waar rij en kolom dezelfde naam hebben, staat wat blijft."));
    tabel_klaar(g, t, "/voorraad/werkplaats");
    return t;
}

/* ---- tables ---- */

static void verschil_rij(struct proef *p, struct doc *t, const struct gebied_telling *nu,
                         const struct gebied_telling *straks, bool totaal)
{
    struct pagina *g = &p->b.p;
    struct doc *rij = tabel_regel(g, t, totaal);
    uint64_t was = nu->n[p->b.klasse], wordt = straks_van(p, straks);

    cel_tekst(g, t, rij, nu->naam,
              nu->gebied && !totaal
                  ? str_cat(g->a, pagina_zelf(g, STR("/voorraad/werkplaats"), "gebied", nu->code),
                            werkplaats_query(g->a, &p->w, STR("")))
                  : STR(""),
              STR(""));
    if (!nu->aanwezig) {
        for (int k = 0; k < 6; k++)
            cel_leeg(g, t, rij, STR("niet in deze voorraad"));
        return;
    }
    cel_getal(g, t, rij, (int64_t)nu->alles, 0, STR(""));
    cel_getal(g, t, rij, (int64_t)was, 0, STR(""));
    for (int k = 0; k < 2; k++)
        if (p->klasse < 0)
            cel_leeg(g, t, rij, STR("deze regels hebben die klasse niet"));
        else
            cel_getal(g, t, rij, k ? (int64_t)wordt - (int64_t)was : (int64_t)wordt, 0, STR(""));
    for (int k = 0; k < 2; k++) {
        int64_t deel;

        if (k && p->klasse < 0)
            cel_leeg(g, t, rij, STR("deze regels hebben die klasse niet"));
        else if (num_percent((int64_t)(k ? wordt : was), (int64_t)nu->alles, &deel))
            cel_getal(g, t, rij, deel, 0, STR(""));
        else
            cel_leeg(g, t, rij, STR("er zijn geen woningen"));
    }
}

static struct doc *gebieden_tabel(struct proef *p, const struct gebied_telling *nu,
                                  const struct gebied_telling *straks)
{
    struct pagina *g = &p->b.p;
    struct arena *a = g->a;
    struct str klasse = p->b.g->klasse[p->b.klasse];
    struct gebied_telling *v, *w;
    size_t n, m;
    struct doc *t = tabel_maak(g, "gebieden", str_fmt(a, "“%.*s” per gebied", STR_ARG(klasse)), STR(""));

    tabel_kolom(g, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(g, t, "woningen", STR("Woningen (N)"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(g, t, "nu", STR("Nu"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(g, t, "straks", STR("Met deze regels"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(g, t, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(g, t, "nu-deel", STR("Nu"), STR("%"), KOLOM_PERCENT, 0, true);
    tabel_kolom(g, t, "straks-deel", STR("Met deze regels"), STR("%"), KOLOM_PERCENT, 0, true);
    v = blad_delen(&p->b, p->b.g, STR(""), &n);
    w = blad_delen(&p->b, p->nieuw, STR(""), &m);
    verschil_rij(p, t, nu, straks, true);
    for (size_t i = 0; i < n && i < m; i++)
        verschil_rij(p, t, &v[i], &w[i], false);
    tabel_klaar(g, t, "/voorraad/werkplaats");
    return t;
}

/* ---- the form ---- */

static const struct wijziging *wijziging_van(const struct proef *p, struct str veld)
{
    for (size_t i = 0; i < p->w.wijziging.n; i++)
        if (str_eq(p->w.wijziging.at[i].veld, veld))
            return &p->w.wijziging.at[i];
    return NULL;
}

static struct doc *invoer(struct proef *p, struct doc *l, struct str veld, struct str label, struct str was)
{
    struct arena *a = p->b.p.a;
    struct doc *x = doc_add(a, l, doc_map(a));
    const struct wijziging *w = wijziging_van(p, veld);

    DOC_SET_STR(a, x, "id", veld);
    DOC_SET_STR(a, x, "naam", veld);
    DOC_SET_STR(a, x, "label", label);
    DOC_SET_STR(a, x, "inhoud", w ? w->wordt : was);
    DOC_SET_STR(a, x, "was", was);
    if (w && w->fout.n)
        DOC_SET_STR(a, x, "fout", w->fout);
    else if (w)
        DOC_SET_BOOL(a, x, "anders", true);
    return x;
}

static struct doc *verborgen_bij(struct arena *a, struct doc *l, const char *veld, struct str inhoud)
{
    struct doc *x = doc_add(a, l, doc_map(a));

    DOC_SET_STR(a, x, "veld", str_from(veld));
    DOC_SET_STR(a, x, "inhoud", inhoud);
    return x;
}

/* What leads back to this page: the context, the set, the stock and the class. */
static struct doc *verborgen_van(struct proef *p)
{
    struct arena *a = p->b.p.a;
    struct doc *l = pagina_verborgen(&p->b.p);

    verborgen_bij(a, l, "regels", p->b.set.id ? str_sub(p->b.set.sha256, 0, 16) : p->b.set.code);
    verborgen_bij(a, l, "voorraad", str_fmt(a, "%lld", (long long)p->b.v->r.id));
    verborgen_bij(a, l, "klasse", p->b.g->klasse[p->b.klasse]);
    return l;
}

/* How many characters wide the cells of a column are: as its longest, within what fits beside the others. */
static int64_t kolom_maat(const struct regeltabel *t, size_t k)
{
    size_t maat = 5;

    for (size_t i = 0; i < t->n; i++)
        if (!t->regel[i].als[k].alles && t->regel[i].als[k].tekst.n > maat)
            maat = t->regel[i].als[k].tekst.n;
    return maat > 15 ? 15 : (int64_t)maat;
}

/* A parameter by its label, and by the name that cells have when that is another. */
static void parameter_bij(struct proef *p, struct doc *lijst, size_t i)
{
    struct arena *a = p->b.p.a;
    const struct regel_parameter *x = &p->w.was->param[i];
    struct doc *d =
        invoer(p, lijst, str_fmt(a, "p-%zu", i), regel_parameter_kop(a, x), regel_getal_tekst(a, x->waarde));

    if (x->label.n && !str_eq(x->label, x->naam))
        DOC_SET_STR(a, d, "in_regels", x->naam);
}

static void proef_doc(struct proef *p)
{
    struct arena *a = p->b.p.a;
    const struct regeltabel *t = p->w.was;
    struct doc *f = DOC_SET(a, p->b.p.boom, "proef", doc_map(a)), *l;

    DOC_SET(a, f, "verborgen", verborgen_van(p));
    l = DOC_SET(a, f, "parameters", doc_list(a));
    DOC_SET_BOOL(a, f, "heeft_parameters", t->n_param > 0);
    for (size_t i = 0; i < t->n_param; i++)
        parameter_bij(p, l, i);
    l = DOC_SET(a, f, "koppen", doc_list(a));
    for (size_t k = 0; k < t->n_in; k++)
        doc_add(a, l, doc_str(a, t->in[k].naam));
    l = DOC_SET(a, f, "regels", doc_list(a));
    if (blad_codes(a, t).n)
        DOC_SET_STR(a, f, "codes", blad_codes(a, t));
    for (size_t i = 0; i < t->n; i++) {
        struct doc *r = doc_add(a, l, doc_map(a)), *cellen;

        DOC_SET_STR(a, r, "regel", t->regel[i].naam);
        DOC_SET_STR(a, r, "dan", regel_waarde_tekst(a, &t->regel[i].dan[0]));
        cellen = DOC_SET(a, r, "cellen", doc_list(a));
        for (size_t k = 0; k < t->n_in; k++) {
            struct doc *c =
                invoer(p, cellen, str_fmt(a, "c-%zu-%zu", i, k),
                       str_fmt(a, "regel %.*s, %.*s", STR_ARG(t->regel[i].naam), STR_ARG(t->in[k].naam)),
                       t->regel[i].als[k].alles ? STR("-") : t->regel[i].als[k].tekst);

            DOC_SET_INT(a, c, "maat", kolom_maat(t, k));
        }
    }
}

/* What was changed, each with the way back. */
static void wijzigingen_doc(struct proef *p)
{
    struct arena *a = p->b.p.a;
    struct str zelf = blad_adres(&p->b, STR("/voorraad/werkplaats"));
    const char *teken = str_index(zelf, '?') < zelf.n ? "" : "?";
    struct doc *l;

    if (!p->w.wijziging.n)
        return;
    DOC_SET_BOOL(a, p->b.p.boom, "heeft_wijzigingen", true);
    DOC_SET_STR(a, p->b.p.boom, "alles_terug", zelf);
    l = DOC_SET(a, p->b.p.boom, "wijzigingen", doc_list(a));
    for (size_t i = 0; i < p->w.wijziging.n; i++) {
        const struct wijziging *w = &p->w.wijziging.at[i];
        struct doc *x = doc_add(a, l, doc_map(a));
        struct str rest = werkplaats_query(a, &p->w, w->veld);

        DOC_SET_STR(a, x, "waar", w->waar);
        DOC_SET_STR(a, x, "was", w->was);
        DOC_SET_STR(a, x, "wordt", w->wordt);
        DOC_SET_STR(a, x, "terug",
                    rest.n ? str_fmt(a, "%.*s%s%.*s", STR_ARG(zelf), teken,
                                     STR_ARG(*teken ? str_sub(rest, 1, rest.n) : rest))
                           : zelf);
    }
}

static void fout_bij(struct blad *b, struct str veld, struct str wat)
{
    struct arena *a = b->p.a;
    struct doc *l = doc_get(b->p.boom, STR("fouten")), *x;

    if (!l)
        l = DOC_SET(a, b->p.boom, "fouten", doc_list(a));
    DOC_SET_BOOL(a, b->p.boom, "heeft_fouten", true);
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "veld", veld);
    DOC_SET_STR(a, x, "wat", wat);
}

static void bewaar_doc(struct proef *p, struct str fout)
{
    struct arena *a = p->b.p.a;
    struct http_req *q = p->b.p.q;
    struct doc *f, *velden, *v, *l;
    int64_t partij;

    if (wie_bereik(wie_van(q), RECHT_LEVEREN, &partij) == BEREIK_GEEN) {
        DOC_SET_STR(a, p->b.p.boom, "niet_bewaren",
                    STR("Wie zich aanmeldt en mag aanleveren, kan deze regels bewaren als eigen set. De link "
                        "naar deze pagina bewaart uw proef ook."));
        return;
    }
    f = DOC_SET(a, p->b.p.boom, "bewaar", doc_map(a));
    DOC_SET_STR(a, f, "actie", STR("/voorraad/regels"));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_STR(a, f, "knop", STR("Bewaar als eigen set"));
    l = DOC_SET(a, f, "verborgen", verborgen_van(p));
    for (size_t i = 0; i < p->w.wijziging.n; i++)
        verborgen_bij(a, l, str_cstr(a, p->w.wijziging.at[i].veld), p->w.wijziging.at[i].wordt);
    velden = DOC_SET(a, f, "velden", doc_list(a));
    for (int i = 0; i < 2; i++) {
        v = doc_add(a, velden, doc_map(a));
        DOC_SET_STR(a, v, "id", i ? STR("reden") : STR("naam"));
        DOC_SET_STR(a, v, "naam", i ? STR("reden") : STR("naam"));
        DOC_SET_STR(a, v, "label", i ? STR("Waarom zijn deze regels anders?") : STR("Hoe heet deze set?"));
        DOC_SET_STR(a, v, "uitleg",
                    i ? STR("Een zin. Iedereen die met deze set telt, kan dit lezen.")
                      : STR("Een naam die u al gebruikte, geeft een nieuwe versie van die set."));
        DOC_SET_STR(a, v, "inhoud", doc_get_str(q->query, i ? STR("reden") : STR("naam")));
        doc_set(a, v, i ? STR("is_lang") : STR("is_tekst"), doc_bool(a, true));
        if (fout.n && !str_trim(doc_get_str(q->query, i ? STR("reden") : STR("naam"))).n)
            DOC_SET_STR(a, v, "fout", fout);
    }
}

static void keuze_doc(struct proef *p)
{
    struct arena *a = p->b.p.a;
    struct doc *f = DOC_SET(a, p->b.p.boom, "keuze", doc_map(a)), *velden, *keuzes;

    DOC_SET_STR(a, f, "actie", STR("/voorraad/werkplaats"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(&p->b.p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    blad_velden(&p->b, velden);
    keuzes = veld_keuze(a, velden, "klasse", "Klasse op de kaart");
    for (size_t k = 0; k < p->b.g->n_klassen; k++)
        optie_bij(a, keuzes, p->b.g->klasse[k], p->b.g->klasse[k], p->b.g->klasse[p->b.klasse]);
    keuzes = veld_keuze(a, velden, "met", "Vergelijk met");
    optie_bij(a, keuzes, STR(""), STR("wat ik hier verander"), p->heeft_met ? p->met.code : STR(""));
    for (size_t i = 0; i < p->b.n_sets; i++)
        if (!str_eq(p->b.sets[i].sha256, p->b.set.sha256))
            optie_bij(a, keuzes, p->b.sets[i].code, p->b.sets[i].naam, p->heeft_met ? p->met.code : STR(""));
}

/* ---- the page ---- */

static void eiland_doc(struct proef *p)
{
    struct arena *a = p->b.p.a;
    struct doc *x = DOC_SET(a, p->b.p.boom, "eiland", doc_map(a));

    DOC_SET_STR(a, x, "script", http_static_url(a, "werkplaats.js"));
    DOC_SET_STR(a, x, "telling", STR("/voorraad/werkplaats/telling.json"));
}

static int vul(struct proef *p, struct str fout, struct err *e)
{
    struct arena *a = p->b.p.a;
    struct gebied_telling nu = blad_tel(&p->b, p->b.g, p->b.p.gebied),
                          straks = blad_tel(&p->b, p->nieuw, p->b.p.gebied);
    const uint64_t *n = stroom_van(p);
    struct kaart_beeld beeld;
    struct doc *f, *secties;
    int rc = blad_kaart(&p->b, p->klasse < 0 ? p->b.g : p->nieuw, p->klasse < 0 ? p->b.klasse : p->klasse,
                        NULL, &beeld, e);

    if (rc)
        return rc;
    f = doc_get(doc_get(p->b.p.boom, STR("kaart")), STR("noten"));
    if (f && p->klasse < 0)
        doc_add(a, f,
                doc_str(a, str_fmt(a, "Volgens %.*s; de andere regels hebben deze klasse niet.",
                                   STR_ARG(p->b.set.naam))));
    for (size_t i = 0; i < p->w.wijziging.n; i++)
        if (p->w.wijziging.at[i].fout.n)
            fout_bij(&p->b, p->w.wijziging.at[i].veld, p->w.wijziging.at[i].fout);
    if (fout.n)
        fout_bij(&p->b, !str_trim(doc_get_str(p->b.p.q->query, STR("naam"))).n ? STR("naam") : STR("reden"),
                 fout);
    DOC_SET_STR(a, p->b.p.boom, "antwoord", antwoord(p, &nu, &straks));
    keuze_doc(p);
    if (!p->heeft_met) {
        wijzigingen_doc(p);
        proef_doc(p);
        bewaar_doc(p, fout);
        eiland_doc(p);
    }
    if (!p->heeft_met) {
        struct str kaart = blad_adres(&p->b, STR("/voorraad/kaart")),
                   proef = werkplaats_query(a, &p->w, STR(""));

        DOC_SET_STR(a, p->b.p.boom, "kaart_adres",
                    !proef.n || str_index(kaart, '?') < kaart.n
                        ? str_cat(a, kaart, proef)
                        : str_fmt(a, "%.*s?%.*s", STR_ARG(kaart), STR_ARG(str_sub(proef, 1, proef.n))));
    }
    f = DOC_SET(a, p->b.p.boom, "stroom", doc_map(a));
    DOC_SET_STR(a, f, "id", STR("stroom"));
    DOC_SET_STR(a, f, "titel", STR("Van klasse naar klasse"));
    DOC_SET_STR(a, f, "toelichting", str_fmt(a, "In %.*s.", STR_ARG(nu.naam)));
    if (p->b.p.q->format == HTTP_HTML)
        DOC_SET_STR(a, f, "svg", stroom_svg(p, n, nu.naam));
    DOC_SET(a, f, "noten", doc_list(a));
    secties = DOC_SET(a, p->b.p.boom, "secties", doc_list(a));
    doc_add(a, secties, stroom_tabel(p, n));
    doc_add(a, secties, gebieden_tabel(p, &nu, &straks));
    blad_verantwoording(&p->b);
    return OK;
}

static int pagina_maak(struct http_req *q, struct http_resp *r, struct str fout, struct err *e)
{
    struct proef p = {.b = {.klasse = 0}};
    int rc = proef_open(q, &p, true, e);

    if (!rc) {
        DOC_SET_STR(q->a, p.b.p.boom, "titel", STR("Regelwerkplaats"));
        pagina_kruimel(&p.b.p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&p.b.p, STR("Regelwerkplaats"), STR(""));
        blad_eigen(&p.b);
        pagina_eigen(&p.b.p, "met", doc_get_str(q->query, STR("met")));
        if (p.b.v && p.b.v->r.verzonnen)
            label_bij(q->a, DOC_SET(q->a, p.b.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        if (p.b.g)
            rc = vul(&p, fout, e);
        else
            blad_leeg(&p.b);
    }
    if (!rc) {
        if (fout.n)
            r->status = 400;
        pagina_klaar(&p.b.p, r);
    }
    proef_sluit(&p);
    return rc;
}

static int werkplaats_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return pagina_maak(q, r, STR(""), e);
}

int werkplaats_weer(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str fout = str_dup(q->a, str_from(e->text));
    int rc = store_read(o->store, &q->conn, e);

    if (rc)
        return rc;
    q->query = q->form;
    rc = conn_snapshot_begin(q->conn, e);
    if (!rc)
        rc = pagina_maak(q, r, fout, e);
    conn_snapshot_end(q->conn);
    store_return(o->store, q->conn);
    q->conn = NULL;
    return rc;
}

/* ---- what the island asks ---- */

/* wordt: null when the rules do not have the class. */
static void rij_doc(const struct proef *p, struct doc *l, struct str code, uint64_t was, uint64_t wordt,
                    uint64_t alles)
{
    struct arena *a = p->b.p.a;
    struct doc *x = doc_add(a, l, doc_list(a));

    doc_add(a, x, doc_str(a, code));
    doc_add(a, x, doc_int(a, (int64_t)was));
    doc_add(a, x, p->klasse < 0 ? doc_null(a) : doc_int(a, (int64_t)wordt));
    doc_add(a, x, doc_int(a, (int64_t)alles));
}

/* The classes of the map as the page would have them: [words, tint, gemeenten] each, and the limits between.
 */
static void klassen_doc(struct proef *p, struct doc *d)
{
    struct arena *a = p->b.p.a;
    struct grafiek_klasse noem[6];
    size_t aantal[6], n;
    struct grafiek_klassen k = blad_klassen(&p->b, p->klasse < 0 ? p->b.g : p->nieuw,
                                            p->klasse < 0 ? p->b.klasse : p->klasse, aantal);
    struct doc *l = DOC_SET(a, d, "grenzen", doc_list(a)), *x;

    for (size_t i = 0; i < k.n_grenzen; i++)
        doc_add(a, l, doc_int(a, k.grenzen[i]));
    l = DOC_SET(a, d, "klassen", doc_list(a));
    n = grafiek_klassen_noem(a, &k, noem);
    for (size_t i = 0; i < n; i++) {
        x = doc_add(a, l, doc_list(a));
        doc_add(a, x, doc_str(a, noem[i].tekst));
        doc_add(a, x, doc_int(a, noem[i].tint));
        doc_add(a, x, doc_int(a, (int64_t)aantal[i]));
    }
}

static void telling_vul(struct proef *p, struct doc *d)
{
    struct arena *a = p->b.p.a;
    struct gebied_telling nu = blad_tel(&p->b, p->b.g, p->b.p.gebied),
                          straks = blad_tel(&p->b, p->nieuw, p->b.p.gebied);
    struct gebied_telling *v, *w;
    struct doc *l;
    size_t n, m;

    DOC_SET_STR(a, d, "antwoord", antwoord(p, &nu, &straks));
    DOC_SET_STR(a, d, "tegels", p->nieuw->tegels);
    DOC_SET_INT(a, d, "duur_us", p->nieuw->duur_us);
    DOC_SET_INT(a, d, "atomen_nieuw", (int64_t)p->nieuw->tel.nieuw);
    l = DOC_SET(a, d, "gebieden", doc_list(a));
    v = blad_delen(&p->b, p->b.g, STR(""), &n);
    w = blad_delen(&p->b, p->nieuw, STR(""), &m);
    rij_doc(p, l, nu.code, nu.n[p->b.klasse], straks_van(p, &straks), nu.alles);
    for (size_t i = 0; i < n && i < m; i++)
        rij_doc(p, l, v[i].code, v[i].n[p->b.klasse], straks_van(p, &w[i]), v[i].alles);
    klassen_doc(p, d);
    l = DOC_SET(a, d, "kaart", doc_list(a));
    for (size_t i = 0; i < p->b.v->w->n_gebieden[WZV_GEMEENTE]; i++) {
        uint64_t alles = 0;

        for (size_t k = 0; k < p->nieuw->n_klassen; k++)
            alles += p->nieuw->gemeente[i * p->nieuw->n_klassen + k];
        rij_doc(p, l, p->b.v->w->gebied[WZV_GEMEENTE][i].code, 0,
                p->klasse < 0 ? 0 : p->nieuw->gemeente[i * p->nieuw->n_klassen + (size_t)p->klasse], alles);
    }
}

/* Compact, and without the classes of every row. */
static int telling_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct proef p = {.b = {.klasse = 0}};
    struct doc *d = doc_map(q->a), *l;
    int rc = proef_open(q, &p, false, e);

    if (!rc && !p.b.g)
        rc = err_set(e, ERR_NOT_FOUND, "er is geen voorraad");
    if (!rc) {
        l = DOC_SET(q->a, d, "fouten", doc_list(q->a));
        for (size_t i = 0; i < p.w.wijziging.n; i++)
            if (p.w.wijziging.at[i].fout.n) {
                struct doc *x = doc_add(q->a, l, doc_map(q->a));

                DOC_SET_STR(q->a, x, "veld", p.w.wijziging.at[i].veld);
                DOC_SET_STR(q->a, x, "wat", p.w.wijziging.at[i].fout);
            }
        telling_vul(&p, d);
        r->tree = d;
    }
    proef_sluit(&p);
    return rc;
}

#define PROEF_PARAMS                                                                                         \
    {"regels", "de set die veranderd wordt: code, of begin van zijn SHA-256", PARAM_QUERY, false, false},    \
        {"voorraad", "nummer van de voorraad; standaard de nieuwste", PARAM_QUERY, false, false},            \
        {"klasse", "de klasse die op de kaart en in de tabel per gebied staat", PARAM_QUERY, false, false},  \
        {"met", "een andere set om mee te vergelijken, in plaats van wijzigingen", PARAM_QUERY, false,       \
         false},                                                                                             \
        {"p-0", "nieuwe waarde van de eerste parameter; p-1 van de tweede …", PARAM_QUERY, false, false},    \
        {"c-0-0", "nieuwe tekst van de eerste cel van de eerste regel; c-1-0 …", PARAM_QUERY, false, false}, \
        CONTEXT_PARAMS

static const struct http_param werkplaats_params[] = {PROEF_PARAMS, {0}};
const struct http_route werkplaats_routes[] = {
    {"GET", "/voorraad/werkplaats", werkplaats_get, "werkplaats", "Regels veranderen en zien wat dat doet",
     ROUTE_STORE, werkplaats_params, .recht = RECHT_PUBLIEK},
    {"GET", "/voorraad/werkplaats/telling", telling_get, NULL,
     "De telling van veranderde regels, kort: per gebied nu, straks en alle woningen", ROUTE_STORE,
     werkplaats_params, 1u << HTTP_JSON, .recht = RECHT_PUBLIEK},
    {0},
};
