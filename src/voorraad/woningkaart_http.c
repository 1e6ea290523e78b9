/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad/kaart: the classes on the moving map: from afar the share per gemeente, from close by every
 * dwelling. What the map needs is one array of counts, so that another class or another rule never asks for
 * boundaries again. */
#include "base/num.h"
#include "kaart/kaart.h"
#include "voorraad/tegel.h"
#include "voorraad/werkplaats.h"

#include <math.h>

enum { TEGEL_ZOOM_MAX = 16 /* closer than this a tile is drawn larger */ };

struct beeld {
    struct blad b;
    struct werkplaats w;
    const struct geteld *g; /* with the class of every row; of changed rules when the address has them */
    int klasse;
};

static int beeld_open(struct http_req *q, struct beeld *k, struct err *e)
{
    int rc = blad_begin(q, &k->b, false, e);

    if (rc || !k->b.g)
        return rc;
    rc = werkplaats_lees(q->a, &k->b.set, q->query, &k->w, e);
    if (!rc)
        rc = geteld_neem(k->b.p.o->voorraden, k->b.v, k->w.inhoud, true, &k->g, e);
    if (!rc) {
        k->klasse = geteld_klasse(k->g, k->b.g->klasse[k->b.klasse]);
        k->klasse = k->klasse < 0 ? 0 : k->klasse;
    }
    return rc;
}

static void beeld_sluit(struct beeld *k)
{
    if (k->g)
        geteld_geef(k->b.p.o->voorraden, k->g);
    k->g = NULL;
    blad_sluit(&k->b);
}

static struct doc *kader_doc(struct arena *a, struct doc *d, const struct kader *k)
{
    const double v[] = {k->x0, k->y0, k->x1, k->y1};
    struct doc *l = DOC_SET(a, d, "kader", doc_list(a));

    for (int i = 0; i < 4; i++)
        doc_add(a, l, doc_num(a, round(v[i] * 1e5) / 1e5)); /* a metre */
    return l;
}

/* Of each class its limits and steps of colour, over the gemeenten that are shown. */
static void klassen_doc(struct beeld *k, struct doc *d, const struct gebied_telling *t, size_t n)
{
    struct arena *a = k->b.p.a;
    struct doc *l = DOC_SET(a, d, "klassen", doc_list(a));
    int64_t *deel = ARENA_ARRAY(a, int64_t, n + 1);

    for (size_t c = 0; c < k->g->n_klassen; c++) {
        struct doc *x = doc_add(a, l, doc_map(a)), *grenzen, *tinten;
        struct grafiek_klassen kl;
        struct grafiek_klasse naam[6];
        size_t m = 0, stappen;

        for (size_t i = 0; i < n; i++)
            m += num_percent((int64_t)t[i].n[c], (int64_t)t[i].alles, &deel[m]);
        kl = grafiek_klassen_maak(a, deel, m, 5, 0, STR("%"));
        stappen = grafiek_klassen_noem(a, &kl, naam);
        DOC_SET_STR(a, x, "naam", k->g->klasse[c]);
        grenzen = DOC_SET(a, x, "grenzen", doc_list(a));
        for (size_t i = 0; i < kl.n_grenzen; i++)
            doc_add(a, grenzen, doc_int(a, kl.grenzen[i]));
        tinten = DOC_SET(a, x, "stappen", doc_list(a));
        for (size_t i = 0; i < stappen; i++) {
            struct doc *s = doc_add(a, tinten, doc_map(a));

            DOC_SET_STR(a, s, "tekst", naam[i].tekst);
            DOC_SET_INT(a, s, "tint", naam[i].tint);
        }
    }
}

/* Where to look for the dwellings of a gemeente from close by: at the one in the middle of its rows. */
static void woning_doc(struct beeld *k, struct doc *x, const struct tegelaar *maker, struct str code)
{
    struct arena *a = k->b.p.a;
    struct map_entry *m = map_get(&k->b.v->gemeente, code);
    const struct wzv_gebied *g = m ? &k->b.v->w->gebied[WZV_GEMEENTE][m->value.i] : NULL;
    double lengte, breedte;
    struct doc *l;

    if (!g || !woning_plek(maker, k->b.v->w, g->eerste + g->n / 2, &lengte, &breedte))
        return;
    l = DOC_SET(a, x, "dichtbij", doc_list(a));
    doc_add(a, l, doc_num(a, round(lengte * 1e3) / 1e3)); /* a hundred metres: no dwelling in particular */
    doc_add(a, l, doc_num(a, round(breedte * 1e3) / 1e3));
}

static void gebied_doc(struct beeld *k, struct doc *l, const struct gebied_telling *t,
                       const struct kaart_vorm *v, const struct tegelaar *maker)
{
    struct arena *a = k->b.p.a;
    struct doc *x = doc_add(a, l, doc_map(a)), *n, *plek;

    DOC_SET_STR(a, x, "code", t->code);
    DOC_SET_STR(a, x, "naam", t->naam);
    DOC_SET_STR(a, x, "adres", pagina_zelf(&k->b.p, STR("/voorraad"), "gebied", t->code));
    kader_doc(a, x, &v->kader[STELSEL_GRADEN]);
    plek = DOC_SET(a, x, "plek", doc_list(a));
    doc_add(a, plek, doc_num(a, round(v->plek[0] * 1e5) / 1e5));
    doc_add(a, plek, doc_num(a, round(v->plek[1] * 1e5) / 1e5));
    woning_doc(k, x, maker, t->code);
    DOC_SET_INT(a, x, "alles", (int64_t)t->alles);
    n = DOC_SET(a, x, "n", doc_list(a));
    for (size_t c = 0; t->aanwezig && c < k->g->n_klassen; c++)
        doc_add(a, n, doc_int(a, (int64_t)t->n[c]));
}

static int eiland_doc(struct beeld *k, struct err *e)
{
    struct pagina *p = &k->b.p;
    struct arena *a = p->a;
    bool grenzen = kaart_heeft_grenzen(p);
    date_t dag = k->b.v->w->peildatum;
    struct gebied_lijst l = gebied_leden(p->g, a, kaart_gebied(p, p->gebied), dag);
    struct gebied_telling *t = ARENA_ARRAY(a, struct gebied_telling, l.n + 1);
    struct kader alles = KADER_LEEG, hier = KADER_LEEG;
    const struct kaart_laag *laag;
    struct tegelaar *maker = NULL;
    struct doc *d = doc_map(a), *gebieden, *w;
    int rc =
        laag_neem(p->o->kaarten, p->c, p->g, grenzen ? STR("gemeente") : STR("vakken"), dag, dag, &laag, e);

    if (rc)
        return rc;
    rc = kast_tegelaar_neem(p->o->voorraden, &maker, e);
    if (rc) {
        laag_geef(p->o->kaarten, laag);
        return rc;
    }
    for (size_t i = 0; i < l.n; i++)
        t[i] = blad_tel(&k->b, k->g, l.at[i]);
    DOC_SET_STR(a, d, "laag", str_dup(a, laag->code));
    DOC_SET_STR(a, d, "tegels", tegels_adres(a, STR(""), laag));
    DOC_SET_INT(a, d, "zoomMax", KAART_ZOOM_MAX);
    DOC_SET_INT(a, d, "gekozen", k->klasse);
    klassen_doc(k, d, t, l.n);
    gebieden = DOC_SET(a, d, "gebieden", doc_list(a));
    for (size_t i = 0; i < l.n; i++) {
        const struct kaart_vorm *v = laag_vorm(laag, l.at[i]->code);
        struct gebied_lijst leden = gebied_leden(p->g, a, p->gebied, dag);

        if (!v)
            continue;
        gebied_doc(k, gebieden, &t[i], v, maker);
        kader_samen(&alles, &v->kader[STELSEL_GRADEN]);
        for (size_t j = 0; j < leden.n; j++)
            if (leden.at[j] == l.at[i])
                kader_samen(&hier, &v->kader[STELSEL_GRADEN]);
    }
    kader_doc(a, d, hier.x0 <= hier.x1 ? &hier : &alles);
    w = DOC_SET(a, d, "woningen", doc_map(a));
    DOC_SET_STR(a, w, "tegels", str_fmt(a, "/tegels/%.*s/{z}/{x}/{y}.mvt", STR_ARG(k->g->tegels)));
    DOC_SET_INT(a, w, "vanafZoom", WONING_ZOOM_MIN);
    DOC_SET_INT(a, w, "totZoom", woning_mag_precies(p->q) ? TEGEL_ZOOM_MAX : WONING_ZOOM_PRECIES - 1);
    DOC_SET_BOOL(a, w, "precies", woning_mag_precies(p->q));
    DOC_SET_STR(a, w, "pagina",
                str_fmt(a, "/voorraad/woningen/{rij}?voorraad=%lld&regels=%.16s", (long long)k->b.v->r.id,
                        k->b.set.sha256.p));
    DOC_SET(a, p->boom, "eiland", gebieden->list.n ? d : doc_null(a));
    kast_tegelaar_geef(p->o->voorraden, maker);
    laag_geef(p->o->kaarten, laag);
    return OK;
}

static void keuze_doc(struct beeld *k)
{
    struct arena *a = k->b.p.a;
    struct doc *f = DOC_SET(a, k->b.p.boom, "keuze", doc_map(a)), *velden, *keuzes;

    DOC_SET_STR(a, f, "actie", STR("/voorraad/kaart"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(&k->b.p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    blad_velden(&k->b, velden);
    keuzes = veld_keuze(a, velden, "klasse", "Klasse op de kaart");
    for (size_t c = 0; c < k->g->n_klassen; c++)
        optie_bij(a, keuzes, k->g->klasse[c], k->g->klasse[c], k->g->klasse[k->klasse]);
}

static struct doc *tabel_van(struct beeld *k)
{
    struct pagina *p = &k->b.p;
    struct arena *a = p->a;
    struct gebied_lijst l = gebied_leden(p->g, a, kaart_gebied(p, p->gebied), k->b.v->w->peildatum);
    struct str klasse = k->g->klasse[k->klasse];
    struct doc *t = tabel_maak(p, "gemeenten", str_fmt(a, "“%.*s” per gemeente", STR_ARG(klasse)), STR(""));

    tabel_kolom(p, t, "gebied", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "woningen", STR("Woningen (N)"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "klasse-n", klasse, STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "deel", klasse, STR("%"), KOLOM_PERCENT, 0, true);
    for (size_t i = 0; i < l.n; i++) {
        struct gebied_telling x = blad_tel(&k->b, k->g, l.at[i]);
        struct doc *rij = tabel_regel(p, t, false);
        int64_t deel;

        cel_tekst(p, t, rij, x.naam, pagina_zelf(p, STR("/voorraad/woningen"), "gebied", x.code), STR(""));
        if (!x.aanwezig || !num_percent((int64_t)x.n[k->klasse], (int64_t)x.alles, &deel)) {
            for (int c = 0; c < 3; c++)
                cel_leeg(p, t, rij, STR("niet in deze voorraad"));
            continue;
        }
        cel_getal(p, t, rij, (int64_t)x.alles, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)x.n[k->klasse], 0, STR(""));
        cel_getal(p, t, rij, deel, 0, STR(""));
    }
    tabel_noot(
        p, t,
        STR("De gemeente leidt naar haar woningen in een lijst: hetzelfde als de kaart van dichtbij toont."));
    tabel_noot(p, t,
               woning_mag_precies(p->q)
                   ? STR("U mag adressen zien: vanaf zoom 16 staat op de kaart elk adres op zijn plek.")
                   : STR("Waar een woning precies ligt, staat niet op de kaart: zij staat in een vakje van "
                         "zo’n 24 meter. Wie zich aanmeldt en adressen mag zien, ziet elk adres op zijn "
                         "plek."));
    tabel_klaar(p, t, "/voorraad/kaart");
    return t;
}

static int vul(struct beeld *k, struct http_resp *r, struct err *e)
{
    struct pagina *p = &k->b.p;
    struct arena *a = p->a;
    struct gebied_telling t = blad_tel(&k->b, k->g, p->gebied);
    struct str proef = werkplaats_query(a, &k->w, STR("")), zelf;
    struct kaart_beeld beeld;
    int rc = blad_kaart(&k->b, k->g, k->klasse, NULL, &beeld, e);

    if (rc)
        return rc;
    r->svg = beeld.svg;
    DOC_SET_STR(
        a, p->boom, "antwoord",
        str_fmt(a,
                "In %.*s %s %.*s van de %.*s woningen “%.*s” (%.*s)%s. Van dichtbij, vanaf zoom %d, staan de "
                "woningen op de kaart; die van één klasse dicht bij elkaar zijn dan één teken.",
                STR_ARG(t.naam), t.n[k->klasse] == 1 ? "is" : "zijn",
                STR_ARG(num_nl(a, (int64_t)t.n[k->klasse], 0)), STR_ARG(num_nl(a, (int64_t)t.alles, 0)),
                STR_ARG(k->g->klasse[k->klasse]), STR_ARG(deel_tekst(a, t.n[k->klasse], t.alles)),
                k->w.wijziging.n > k->w.fouten ? " met de veranderde regels" : "", WONING_ZOOM_MIN));
    keuze_doc(k);
    DOC_SET(a, p->boom, "tabel", tabel_van(k));
    if (p->q->format == HTTP_JSON && p->o->kaarten)
        rc = eiland_doc(k, e);
    if (!rc && p->q->format == HTTP_HTML && beeld.svg.n) {
        struct doc *x = DOC_SET(a, p->boom, "eiland", doc_map(a));

        zelf = blad_adres(&k->b, STR("/voorraad/kaart.json"));
        DOC_SET_STR(a, x, "gegevens",
                    !proef.n ? zelf
                    : str_index(zelf, '?') < zelf.n
                        ? str_cat(a, zelf, proef)
                        : str_fmt(a, "%.*s?%.*s", STR_ARG(zelf), STR_ARG(str_sub(proef, 1, proef.n))));
        DOC_SET_STR(a, x, "script", http_static_url(a, "kaart.js"));
        DOC_SET_STR(a, x, "titel_kaart", doc_get_str(doc_get(p->boom, STR("kaart")), STR("titel")));
        DOC_SET_STR(a, x, "beweeg", http_static_url(a, "kaart-beweeg.js"));
        DOC_SET_STR(a, x, "stijl_kaart", http_static_url(a, "kaart.css"));
        DOC_SET_STR(a, x, "werker", http_static_url(a, "kaart-werker.js"));
    }
    blad_verantwoording(&k->b);
    return rc;
}

static int kaart_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct beeld k = {.klasse = 0};
    int rc = beeld_open(q, &k, e);

    if (!rc) {
        DOC_SET_STR(q->a, k.b.p.boom, "titel", STR("Woningen op de kaart"));
        pagina_kruimel(&k.b.p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&k.b.p, STR("Kaart"), STR(""));
        blad_eigen(&k.b);
        if (k.b.v && k.b.v->r.verzonnen)
            label_bij(q->a, DOC_SET(q->a, k.b.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        if (k.g)
            rc = vul(&k, r, e);
        else
            blad_leeg(&k.b);
    }
    if (!rc)
        pagina_klaar(&k.b.p, r);
    beeld_sluit(&k);
    return rc;
}

static const struct http_param kaart_params[] = {
    {"regels", "code van een regelset, of het begin van zijn SHA-256", PARAM_QUERY, false, false},
    {"voorraad", "nummer van de voorraad; standaard de nieuwste", PARAM_QUERY, false, false},
    {"klasse", "de klasse die op de kaart staat", PARAM_QUERY, false, false},
    {"p-0", "nieuwe waarde van de eerste parameter, als in de werkplaats", PARAM_QUERY, false, false},
    {"c-0-0", "nieuwe tekst van een cel, als in de werkplaats", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

const struct http_route woningkaart_routes[] = {
    {"GET", "/voorraad/kaart", kaart_get, "woningkaart",
     "De klassen van woningen op de kaart, van dichtbij per woning", ROUTE_STORE, kaart_params,
     .recht = RECHT_PUBLIEK},
    {0},
};
