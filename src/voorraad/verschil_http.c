/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad/verschil: two stocks of different days beside each other, by the same rules: which dwellings are
 * new, which are gone, and which have another class, per area. A dwelling is the same when its
 * BAG-identificatie is. */
#include "base/num.h"
#include "grafiek/grafiek.h"
#include "voorraad/blad.h"

#include <stdlib.h>
#include <string.h>

struct verschil {
    struct blad b;
    const struct voorraad *eerder;
    const struct geteld *g; /* over eerder */
};

/* Per gemeente of the newer stock, and one more for what has no gemeente there. */
struct telling_verschil {
    uint64_t nieuw, weg, anders, gelijk;
};

struct sleutel {
    uint64_t id;
    uint64_t rij;
};

static int op_id(const void *x, const void *y)
{
    const struct sleutel *p = x, *q = y;

    return p->id < q->id ? -1 : p->id > q->id;
}

/* The dwellings of a stock by BAG-identificatie; malloc'ed. Many of one gemeente stand together already, but
 * nothing promises an order. */
static struct sleutel *woningen(const struct geteld *g, uint64_t *ret_n)
{
    const struct wzv *w = g->v->w;
    const struct wzv_kolom *id = wzv_kolom(w, STR("id"));
    struct sleutel *v = id && id->breedte == 8 ? malloc((w->rijen + 1) * sizeof *v) : NULL;
    bool geordend = true;

    *ret_n = 0;
    for (uint64_t i = 0; v && i < w->rijen; i++)
        if (g->rij[i] != KAST_NIET) {
            v[*ret_n] = (struct sleutel){((const uint64_t *)id->at)[i], i};
            geordend = geordend && (!*ret_n || v[*ret_n - 1].id <= v[*ret_n].id);
            ++*ret_n;
        }
    if (v && !geordend)
        qsort(v, *ret_n, sizeof *v, op_id);
    return v;
}

static size_t gemeente_van(const struct voorraad *in, const struct geteld *g, uint64_t rij)
{
    const struct wzv *w = g->v->w;
    struct map_entry *m =
        map_get(&in->gemeente, w->gebied[WZV_GEMEENTE][wzv_gebied_van(w, WZV_GEMEENTE, rij)].code);

    return m ? (size_t)m->value.i : in->w->n_gebieden[WZV_GEMEENTE];
}

/* Walks both in order of identificatie. stroom: eerder.n_klassen × nu.n_klassen, of the gemeenten in `in`. */
static int vergelijk(const struct verschil *x, struct telling_verschil *per, const bool *in, uint64_t *stroom,
                     struct err *e)
{
    const struct geteld *nu = x->b.g, *was = x->g;
    uint64_t n, m, i = 0, j = 0;
    struct sleutel *p = woningen(was, &n), *q = woningen(nu, &m);
    int rc =
        p && q ? OK
               : err_set(e, ERR_ENV, "het geheugen is op, of een van de voorraden heeft geen identificaties");

    while (!rc && (i < n || j < m)) {
        int c = i == n ? 1 : j == m ? -1 : p[i].id < q[j].id ? -1 : p[i].id > q[j].id;
        size_t g = gemeente_van(x->b.v, c < 0 ? was : nu, c < 0 ? p[i].rij : q[j].rij);

        if (c < 0) {
            per[g].weg++;
        } else if (c > 0) {
            per[g].nieuw++;
        } else {
            size_t van = was->rij[p[i].rij], naar = nu->rij[q[j].rij];
            bool anders = !str_eq(was->klasse[van], nu->klasse[naar]);

            per[g].anders += anders;
            per[g].gelijk += !anders;
            if (in[g])
                stroom[van * nu->n_klassen + naar]++;
        }
        i += c <= 0;
        j += c >= 0;
    }
    free(p);
    free(q);
    return rc;
}

static void bij(struct telling_verschil *t, const struct telling_verschil *x)
{
    t->nieuw += x->nieuw;
    t->weg += x->weg;
    t->anders += x->anders;
    t->gelijk += x->gelijk;
}

static void verschil_rij(struct verschil *x, struct doc *t, struct str naam, struct str code,
                         const struct telling_verschil *v, bool totaal)
{
    struct pagina *p = &x->b.p;
    struct doc *rij = tabel_regel(p, t, totaal);
    const uint64_t getal[] = {v->gelijk + v->anders + v->weg, v->nieuw, v->weg, v->anders,
                              v->gelijk + v->anders + v->nieuw};

    cel_tekst(p, t, rij, naam, totaal ? STR("") : pagina_zelf(p, STR("/voorraad/verschil"), "gebied", code),
              STR(""));
    for (size_t k = 0; k < sizeof getal / sizeof *getal; k++)
        cel_getal(p, t, rij, (int64_t)getal[k], 0, STR(""));
}

static struct doc *gebieden_tabel(struct verschil *x, const struct telling_verschil *per,
                                  struct telling_verschil *ret)
{
    struct pagina *p = &x->b.p;
    struct arena *a = p->a;
    date_t dag = x->b.v->w->peildatum;
    struct gebied_lijst l = gebied_leden(p->g, a, p->gebied, dag);
    struct telling_verschil *v = ARENA_ARRAY(a, struct telling_verschil, l.n + 1);
    const struct gebied **deel = (const struct gebied **)ARENA_ARRAY(a, struct gebied *, l.n + 1);
    struct doc *t =
        tabel_maak(p, "verschil",
                   str_fmt(a, "Per gebied, in %.*s", STR_ARG(indeling_meervoud(p->g, p->indeling))), STR(""));
    size_t n = 0;

    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "toen", str_fmt(a, "Woningen %.*s", STR_ARG(date_nl(a, x->eerder->r.peildatum))),
                STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "nieuw", STR("Nieuw"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "weg", STR("Verdwenen"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "andere-klasse", STR("Andere klasse"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "nu", str_fmt(a, "Woningen %.*s", STR_ARG(date_nl(a, x->b.v->r.peildatum))), STR(""),
                KOLOM_GETAL, 0, true);
    *ret = (struct telling_verschil){0};
    for (size_t i = 0; i < l.n; i++) {
        struct map_entry *m = map_get(&x->b.v->gemeente, l.at[i]->code);
        const struct gebied *d = str_is(p->indeling, "gemeente") || gebied_is_gemeente(p->gebied)
                                     ? l.at[i]
                                     : gebied_regio(p->g, l.at[i], p->indeling, dag);
        size_t k = 0;

        if (!m || !d)
            continue;
        while (k < n && deel[k] != d)
            k++;
        deel[k] = d;
        n += k == n;
        bij(&v[k], &per[m->value.i]);
        bij(ret, &per[m->value.i]);
    }
    verschil_rij(x, t, p->gebied->naam, p->gebied->code, ret, true);
    for (size_t k = 0; k < n && !gebied_is_gemeente(p->gebied); k++)
        verschil_rij(x, t, deel[k]->naam, deel[k]->code, &v[k], false);
    tabel_noot(p, t,
               STR("Toen + nieuw − verdwenen = nu, op woningen na die naar een andere gemeente gingen: die "
                   "staan bij de nieuwe."));
    tabel_klaar(p, t, "/voorraad/verschil");
    return t;
}

static struct doc *stroom_tabel(struct verschil *x, const uint64_t *n)
{
    struct pagina *p = &x->b.p;
    const struct geteld *nu = x->b.g, *was = x->g;
    struct doc *t = tabel_maak(p, "stroom-tabel", STR("Van klasse naar klasse"),
                               STR("Van woningen die er op beide dagen waren. Elke rij is een klasse toen, "
                                   "elke kolom een klasse nu."));

    tabel_kolom(p, t, "van", STR("Klasse toen"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t j = 0; j < nu->n_klassen; j++)
        tabel_kolom(p, t, str_fmt(p->a, "naar-%zu", j).p, nu->klasse[j], STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < was->n_klassen; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, was->klasse[i], STR(""), STR(""));
        for (size_t j = 0; j < nu->n_klassen; j++)
            cel_getal(p, t, rij, (int64_t)n[i * nu->n_klassen + j], 0, STR(""));
    }
    tabel_klaar(p, t, "/voorraad/verschil");
    return t;
}

static void stroom_bij(struct verschil *x, const uint64_t *n)
{
    struct arena *a = x->b.p.a;
    const struct geteld *nu = x->b.g, *was = x->g;
    int64_t *aantal = ARENA_ARRAY(a, int64_t, was->n_klassen * nu->n_klassen + 1);
    struct doc *f = DOC_SET(a, x->b.p.boom, "kaart", doc_map(a));

    for (size_t i = 0; i < was->n_klassen * nu->n_klassen; i++)
        aantal[i] = (int64_t)n[i];
    DOC_SET_STR(a, f, "id", STR("stroom"));
    DOC_SET_STR(a, f, "titel", STR("Welke woningen van klasse veranderden"));
    DOC_SET_STR(
        a, f, "svg",
        grafiek_stroom_svg(
            a,
            &(struct grafiek_stroom){
                .titel = STR("Woningen die van klasse veranderden"),
                .beschrijving = STR(
                    "Links de klasse toen, rechts de klasse nu, van woningen die er op beide dagen waren."),
                .kop_van = date_nl(a, x->eerder->r.peildatum),
                .kop_naar = date_nl(a, x->b.v->r.peildatum),
                .van = was->klasse,
                .naar = nu->klasse,
                .n_van = was->n_klassen,
                .n_naar = nu->n_klassen,
                .aantal = aantal}));
    DOC_SET(a, f, "noten", doc_list(a));
}

static void keuze_doc(struct verschil *x)
{
    struct arena *a = x->b.p.a;
    struct doc *f = DOC_SET(a, x->b.p.boom, "keuze", doc_map(a)), *velden, *keuzes;

    DOC_SET_STR(a, f, "actie", STR("/voorraad/verschil"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(&x->b.p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    blad_velden(&x->b, velden);
    keuzes = veld_keuze(a, velden, "sinds", "Vergeleken met");
    for (size_t i = 0; i < x->b.n_voorraden; i++)
        if (x->b.voorraad[i] != x->b.v && x->b.voorraad[i]->w)
            optie_bij(a, keuzes, str_fmt(a, "%lld", (long long)x->b.voorraad[i]->r.id),
                      str_fmt(a, "%.*s, %.*s", STR_ARG(x->b.voorraad[i]->r.naam),
                              STR_ARG(date_nl(a, x->b.voorraad[i]->r.peildatum))),
                      str_fmt(a, "%lld", (long long)x->eerder->r.id));
}

static int vul(struct verschil *x, struct err *e)
{
    struct arena *a = x->b.p.a;
    size_t n = x->b.v->w->n_gebieden[WZV_GEMEENTE], n_x;
    struct telling_verschil *per = ARENA_ARRAY(a, struct telling_verschil, n + 1), t;
    bool *in = ARENA_ARRAY(a, bool, n + 1);
    uint64_t *stroom = ARENA_ARRAY(a, uint64_t, x->g->n_klassen * x->b.g->n_klassen + 1);
    const struct wzv_gebied **gemeenten = blad_gemeenten(&x->b, x->b.p.gebied, &n_x);
    struct doc *tabel, *secties;
    int rc;

    for (size_t i = 0; i < n_x; i++)
        in[gemeenten[i] - x->b.v->w->gebied[WZV_GEMEENTE]] = true;
    rc = vergelijk(x, per, in, stroom, e);
    if (rc)
        return rc;
    tabel = gebieden_tabel(x, per, &t);
    DOC_SET_STR(a, x->b.p.boom, "antwoord",
                str_fmt(a,
                        "In %.*s kwamen er sinds %.*s %.*s woningen bij en verdwenen er %.*s; %.*s kregen "
                        "een andere klasse, volgens %.*s.",
                        STR_ARG(x->b.p.gebied->naam), STR_ARG(date_nl(a, x->eerder->r.peildatum)),
                        STR_ARG(num_nl(a, (int64_t)t.nieuw, 0)), STR_ARG(num_nl(a, (int64_t)t.weg, 0)),
                        STR_ARG(num_nl(a, (int64_t)t.anders, 0)), STR_ARG(x->b.set.naam)));
    keuze_doc(x);
    if (x->b.p.q->format == HTTP_HTML)
        stroom_bij(x, stroom);
    DOC_SET(a, x->b.p.boom, "tabel", tabel);
    secties = DOC_SET(a, x->b.p.boom, "secties", doc_list(a));
    doc_add(a, secties, stroom_tabel(x, stroom));
    blad_verantwoording(&x->b);
    return OK;
}

static int eerder_kies(struct verschil *x, struct err *e)
{
    struct str s = doc_get_str(x->b.p.q->query, STR("sinds"));
    int64_t id = 0;

    if (s.n && !num_i64(s, &id))
        return err_set(e, ERR_DATA, "sinds: verwacht het nummer van een voorraad");
    for (size_t i = 0; i < x->b.n_voorraden && !x->eerder; i++) {
        const struct voorraad *v = x->b.voorraad[i];

        if (id ? v->r.id == id : v->w && v != x->b.v && v->r.peildatum <= x->b.v->r.peildatum)
            x->eerder = v;
    }
    if (id && !x->eerder)
        return err_set(e, ERR_NOT_FOUND, "voorraad %lld is er niet", (long long)id);
    return OK;
}

static int verschil_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct verschil x = {.eerder = NULL};
    int rc = blad_begin(q, &x.b, true, e);

    if (!rc && x.b.g)
        rc = eerder_kies(&x, e);
    if (!rc && x.eerder)
        rc = geteld_neem(x.b.p.o->voorraden, x.eerder, x.b.set.inhoud, true, &x.g, e);
    if (!rc) {
        DOC_SET_STR(q->a, x.b.p.boom, "titel", STR("Wat veranderde er aan de voorraad"));
        pagina_kruimel(&x.b.p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&x.b.p, STR("Verschil"), STR(""));
        blad_eigen(&x.b);
        pagina_eigen(&x.b.p, "sinds", doc_get_str(q->query, STR("sinds")));
        if (x.b.v && x.b.v->r.verzonnen)
            label_bij(q->a, DOC_SET(q->a, x.b.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        if (x.g)
            rc = vul(&x, e);
        else if (x.b.g)
            DOC_SET(q->a, x.b.p.boom, "niets",
                    leeg_maak(q->a, "Er is maar één voorraad",
                              STR("Registreer een voorraad van een andere dag, met woonzorg voorraad "
                                  "registreer; dan staat hier wat er veranderde."),
                              "Bekijk de voorraad", STR("/voorraad")));
        else
            blad_leeg(&x.b);
    }
    if (!rc)
        pagina_klaar(&x.b.p, r);
    if (x.g)
        geteld_geef(x.b.p.o->voorraden, x.g);
    blad_sluit(&x.b);
    return rc;
}

static const struct http_param verschil_params[] = {
    {"regels", "code van een regelset, of het begin van zijn SHA-256", PARAM_QUERY, false, false},
    {"voorraad", "nummer van de voorraad; standaard de nieuwste", PARAM_QUERY, false, false},
    {"sinds", "nummer van de voorraad waarmee vergeleken wordt; standaard de vorige", PARAM_QUERY, false,
     false},
    {"klasse", "de klasse die op de andere pagina's gekozen is", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

const struct http_route verschil_routes[] = {
    {"GET", "/voorraad/verschil", verschil_get, "voorraad",
     "Wat er tussen twee peildatums aan de voorraad veranderde: nieuw, verdwenen, andere klasse",
     ROUTE_STORE | ROUTE_SLOW, verschil_params, .recht = RECHT_PUBLIEK},
    {0},
};
