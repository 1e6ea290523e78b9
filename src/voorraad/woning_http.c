/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad/woningen: the dwellings of a gemeente, wijk or buurt, and why one of them has its class. Address
 * and BAG-identificatie only for who may see them (RECHT_ADRESSEN, in the gemeenten where one's partij
 * works); for others a dwelling has the number of its row. */
#include "base/num.h"
#include "partij/partij.h"
#include "voorraad/blad.h"

enum { PER_BLAD = 50 };

static int mag_adres(const struct blad *b, struct str gemeente, bool *ret, struct err *e)
{
    const struct wie *w = wie_van(b->p.q);
    const struct gebied *g = gebied_bij_code(b->p.g, gemeente);
    date_t dag = date_today();
    int rc = OK;

    *ret = false;
    for (size_t i = 0; !rc && !*ret && i < w->n_rol; i++) {
        enum bereik hoe = matrix_bereik(RECHT_ADRESSEN, w->rol[i].rol);
        const struct partij_gebied *at;
        size_t n;

        *ret = hoe == BEREIK_ALLES;
        if (*ret || hoe == BEREIK_GEEN || !g)
            continue;
        rc = partij_werkgebied(b->p.c, b->p.a, w->rol[i].partij, &at, &n, e);
        for (size_t k = 0; !rc && k < n; k++)
            *ret = *ret || (at[k].gebied_id == g->id && at[k].van <= dag && dag < at[k].tot);
    }
    return rc;
}

static struct str waarde(const struct blad *b, const char *kolom, uint64_t rij)
{
    const struct wzv_kolom *k = wzv_kolom(b->v->w, str_from(kolom));

    return k ? wzv_tekst(b->p.a, k, wzv_waarde(k, rij)) : STR("onbekend");
}

/* "6211 AB 12": as far as the stock has it. */
static struct str adres_van(const struct blad *b, uint64_t rij)
{
    const struct wzv_kolom *p = wzv_kolom(b->v->w, STR("postcode")),
                           *h = wzv_kolom(b->v->w, STR("huisnummer"));
    uint64_t pc = p ? wzv_waarde(p, rij) : wzv_onbekend(4), nr = h ? wzv_waarde(h, rij) : wzv_onbekend(4);

    if (!p || pc == wzv_onbekend(p->breedte) || !h || nr == wzv_onbekend(h->breedte))
        return STR("onbekend");
    return str_fmt(b->p.a, "%04llu %c%c %llu", (unsigned long long)(pc / 676), (char)('A' + pc % 676 / 26),
                   (char)('A' + pc % 26), (unsigned long long)nr);
}

static struct str id_van(const struct blad *b, uint64_t rij)
{
    return str_fmt(b->p.a, "%016llu", (unsigned long long)wzv_waarde(wzv_kolom(b->v->w, STR("id")), rij));
}

static const struct wzv_gebied *gebied_op(const struct blad *b, enum wzv_niveau niveau, uint64_t rij)
{
    return &b->v->w->gebied[niveau][wzv_gebied_van(b->v->w, niveau, rij)];
}

static struct str woning_adres(const struct blad *b, uint64_t rij)
{
    return pagina_zelf(&b->p, str_fmt(b->p.a, "/voorraad/woningen/%llu", (unsigned long long)rij), NULL,
                       STR(""));
}

/* ---- the list ---- */

struct deel {
    struct str naam, code;
    uint64_t eerste, n;
    struct str gemeente;
};

/* The part of the stock that is asked: a wijk or buurt by code, else the gemeente of the page. */
static int deel_kies(struct blad *b, struct deel *ret, bool *ret_heeft, struct err *e)
{
    struct str code = doc_get_str(b->p.q->query, STR("deel"));
    const struct wzv *w = b->v->w;
    struct map_entry *m = map_get(&b->v->gemeente, b->p.gebied->code);
    const struct wzv_gebied *g = m ? &w->gebied[WZV_GEMEENTE][m->value.i] : NULL;

    *ret_heeft = false;
    if (code.n && !wzv_gebied_bij(w, code, &ret->eerste, &ret->n))
        return err_set(e, ERR_NOT_FOUND, "deze voorraad heeft geen wijk of buurt “%.*s”",
                       STR_ARG(utf8_clip(code, 20)));
    if (code.n) {
        enum wzv_niveau niveau = str_starts(code, STR("BU"))   ? WZV_BUURT
                                 : str_starts(code, STR("WK")) ? WZV_WIJK
                                                               : WZV_GEMEENTE;

        if (!str_eq(gebied_op(b, niveau, ret->eerste)->code, code))
            return err_set(e, ERR_DATA, "deel is de code van een gemeente, wijk of buurt");
        ret->naam = gebied_op(b, niveau, ret->eerste)->naam;
        ret->code = code;
        ret->gemeente = gebied_op(b, WZV_GEMEENTE, ret->eerste)->code;
        *ret_heeft = true;
    } else if (g) {
        *ret = (struct deel){g->naam, g->code, g->eerste, g->n, g->code};
        *ret_heeft = true;
    }
    return OK;
}

static void kolommen_bij(struct blad *b, struct doc *t, bool mag)
{
    tabel_kolom(&b->p, t, "woning", STR("Woning"), STR(""), KOLOM_TEKST, 0, false);
    if (mag) {
        tabel_kolom(&b->p, t, "adres-woning", STR("Adres"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&b->p, t, "bag-id", STR("BAG-identificatie"), STR(""), KOLOM_TEKST, 0, false);
    }
    tabel_kolom(&b->p, t, "buurt", STR("Buurt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "klasse", STR("Klasse"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "oppervlakte", STR("Oppervlakte"), STR("m²"), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "bouwjaar", STR("Bouwjaar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "eigenaar", STR("Eigenaar"), STR(""), KOLOM_TEKST, 0, false);
}

static void woning_rij(struct blad *b, struct doc *t, uint64_t rij, bool mag)
{
    struct doc *r = tabel_regel(&b->p, t, false);

    cel_tekst(&b->p, t, r, str_fmt(b->p.a, "woning %llu", (unsigned long long)rij), woning_adres(b, rij),
              STR(""));
    if (mag) {
        cel_tekst(&b->p, t, r, adres_van(b, rij), STR(""), STR(""));
        cel_tekst(&b->p, t, r, id_van(b, rij), STR(""), STR(""));
    }
    cel_tekst(&b->p, t, r, gebied_op(b, WZV_BUURT, rij)->naam, STR(""), STR(""));
    cel_tekst(&b->p, t, r, b->g->klasse[b->g->rij[rij]], STR(""), STR(""));
    cel_tekst(&b->p, t, r, waarde(b, "oppervlakte", rij), STR(""), STR(""));
    cel_tekst(&b->p, t, r, waarde(b, "bouwjaar", rij), STR(""), STR(""));
    cel_tekst(&b->p, t, r, waarde(b, "eigenaar", rij), STR(""), STR(""));
}

static void bladeren(struct blad *b, uint64_t blad, uint64_t van, uint64_t totaal)
{
    struct arena *a = b->p.a;
    struct doc *d = DOC_SET(a, b->p.boom, "bladeren", doc_map(a)), *x;
    uint64_t tot = van + PER_BLAD < totaal ? van + PER_BLAD : totaal;

    DOC_SET_STR(a, d, "waar",
                str_fmt(a, "%.*s tot en met %.*s van %.*s", STR_ARG(num_nl(a, (int64_t)van + 1, 0)),
                        STR_ARG(num_nl(a, (int64_t)tot, 0)), STR_ARG(num_nl(a, (int64_t)totaal, 0))));
    if (blad > 1) {
        x = DOC_SET(a, d, "vorige", doc_map(a));
        DOC_SET_STR(a, x, "adres",
                    pagina_zelf(&b->p, STR("/voorraad/woningen"), "blad",
                                str_fmt(a, "%llu", (unsigned long long)blad - 1)));
    }
    if (tot < totaal) {
        x = DOC_SET(a, d, "volgende", doc_map(a));
        DOC_SET_STR(a, x, "adres",
                    pagina_zelf(&b->p, STR("/voorraad/woningen"), "blad",
                                str_fmt(a, "%llu", (unsigned long long)blad + 1)));
    }
}

static void gebied_kiezen(struct blad *b)
{
    struct arena *a = b->p.a;
    struct doc *t = tabel_maak(&b->p, "gemeenten", STR("Kies een gemeente"), STR(""));
    size_t n;
    const struct wzv_gebied **x = blad_gemeenten(b, b->p.gebied, &n);

    tabel_kolom(&b->p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(&b->p, t, "objecten", STR("Verblijfsobjecten"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(&b->p, t, false);

        cel_tekst(&b->p, t, rij, x[i]->naam,
                  pagina_zelf(&b->p, STR("/voorraad/woningen"), "gebied", x[i]->code), STR(""));
        cel_getal(&b->p, t, rij, (int64_t)x[i]->n, 0, STR(""));
    }
    tabel_klaar(&b->p, t, "/voorraad/woningen");
    DOC_SET_STR(a, b->p.boom, "antwoord",
                STR("Woningen staan per gemeente, wijk of buurt in een lijst: kies er een."));
    doc_add(a, DOC_SET(a, b->p.boom, "secties", doc_list(a)), t);
}

static void keuze_doc(struct blad *b, struct str klasse)
{
    struct arena *a = b->p.a;
    struct doc *f = DOC_SET(a, b->p.boom, "keuze", doc_map(a)), *velden, *keuzes, *l, *x;

    DOC_SET_STR(a, f, "actie", STR("/voorraad/woningen"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    l = DOC_SET(a, f, "verborgen", pagina_verborgen(&b->p));
    if (doc_get_str(b->p.q->query, STR("deel")).n) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "veld", STR("deel"));
        DOC_SET_STR(a, x, "inhoud", doc_get_str(b->p.q->query, STR("deel")));
    }
    velden = DOC_SET(a, f, "velden", doc_list(a));
    blad_velden(b, velden);
    keuzes = veld_keuze(a, velden, "klasse", "Klasse");
    optie_bij(a, keuzes, STR(""), STR("alle klassen"), klasse);
    for (size_t k = 0; k < b->g->n_klassen; k++)
        optie_bij(a, keuzes, b->g->klasse[k], b->g->klasse[k], klasse);
}

static int lijst_vul(struct blad *b, struct err *e)
{
    struct arena *a = b->p.a;
    struct str klasse = doc_get_str(b->p.q->query, STR("klasse")),
               s = doc_get_str(b->p.q->query, STR("blad"));
    int alleen = klasse.n ? geteld_klasse(b->g, klasse) : -1;
    uint64_t totaal = 0, van;
    int64_t blad = 1;
    bool heeft, mag = false;
    struct deel d;
    struct doc *t;
    int rc = deel_kies(b, &d, &heeft, e);

    if (!rc && s.n && (!num_i64(s, &blad) || blad < 1 || blad > 1000000))
        rc = err_set(e, ERR_DATA, "blad: verwacht een nummer vanaf 1");
    if (rc)
        return rc;
    if (!heeft) {
        gebied_kiezen(b);
        return OK;
    }
    rc = mag_adres(b, d.gemeente, &mag, e);
    if (!rc && mag)
        toegang_gelezen(b->p.q, RECHT_ADRESSEN);
    if (rc)
        return rc;
    van = (uint64_t)(blad - 1) * PER_BLAD;
    t = tabel_maak(&b->p, "woningen", str_fmt(a, "Woningen in %.*s", STR_ARG(d.naam)),
                   mag ? STR("")
                       : STR("Adressen zijn te zien voor wie zich aanmeldt en in deze gemeente werkt."));
    kolommen_bij(b, t, mag);
    for (uint64_t i = d.eerste; i < d.eerste + d.n; i++) {
        if (b->g->rij[i] == KAST_NIET || (alleen >= 0 && b->g->rij[i] != alleen))
            continue;
        if (totaal >= van && totaal < van + PER_BLAD)
            woning_rij(b, t, i, mag);
        totaal++;
    }
    keuze_doc(b, alleen >= 0 ? klasse : STR(""));
    DOC_SET_STR(a, b->p.boom, "antwoord",
                str_fmt(a, "In %.*s %s %.*s %s%s%.*s%s, volgens %.*s.", STR_ARG(d.naam),
                        totaal == 1 ? "staat" : "staan", STR_ARG(num_nl(a, (int64_t)totaal, 0)),
                        totaal == 1 ? "woning" : "woningen", alleen >= 0 ? " met klasse “" : "",
                        STR_ARG(alleen >= 0 ? klasse : STR("")), alleen >= 0 ? "”" : "",
                        STR_ARG(b->set.naam)));
    if (!totaal)
        DOC_SET(
            a, t, "leeg",
            leeg_maak(a, "Geen woningen", STR("Kies een andere klasse of een ander gebied."), "", STR("")));
    tabel_klaar(&b->p, t, "/voorraad/woningen");
    doc_add(a, DOC_SET(a, b->p.boom, "secties", doc_list(a)), t);
    if (totaal)
        bladeren(b, (uint64_t)blad, van, totaal);
    blad_verantwoording(b);
    return OK;
}

static int woningen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct blad b;
    int rc = blad_begin(q, &b, true, e);

    if (!rc) {
        DOC_SET_STR(q->a, b.p.boom, "titel", STR("Woningen in een lijst"));
        pagina_kruimel(&b.p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&b.p, STR("Woningen"), STR(""));
        blad_eigen(&b);
        pagina_eigen(&b.p, "deel", doc_get_str(q->query, STR("deel")));
        pagina_eigen(&b.p, "blad", STR(""));
        if (b.v && b.v->r.verzonnen)
            label_bij(q->a, DOC_SET(q->a, b.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        if (b.g)
            rc = lijst_vul(&b, e);
        else
            blad_leeg(&b);
    }
    if (!rc)
        pagina_klaar(&b.p, r);
    blad_sluit(&b);
    return rc;
}

/* ---- one ---- */

static struct doc *waarden_tabel(struct blad *b, const struct doc *uitleg)
{
    struct doc *t = tabel_maak(&b->p, "waarden", STR("Waar de regels naar kijken"),
                               STR("Onbekend is een eigen waarde: niemand leverde het.")),
               *l = doc_get(uitleg, STR("waarden"));

    tabel_kolom(&b->p, t, "gegeven", STR("Gegeven"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "waarde", STR("Van deze woning"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < l->list.n; i++) {
        struct doc *rij = tabel_regel(&b->p, t, false);

        cel_tekst(&b->p, t, rij, doc_get_str(l->list.at[i], STR("gegeven")), STR(""), STR(""));
        cel_tekst(&b->p, t, rij, doc_get_str(l->list.at[i], STR("waarde")), STR(""), STR(""));
    }
    tabel_klaar(&b->p, t, NULL);
    return t;
}

static struct doc *anders_tabel(struct blad *b, const struct doc *uitleg)
{
    struct arena *a = b->p.a;
    struct doc *t = tabel_maak(&b->p, "anders", STR("Wat er anders zou moeten zijn"),
                               STR("Per andere klasse de regel waaraan het minst ontbreekt.")),
               *l = doc_get(uitleg, STR("anders"));

    tabel_kolom(&b->p, t, "klasse", STR("Voor klasse"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(&b->p, t, "nodig", STR("Zou anders moeten zijn"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < l->list.n; i++) {
        const struct doc *x = l->list.at[i], *nodig = doc_get(x, STR("nodig"));
        struct doc *rij = tabel_regel(&b->p, t, false);
        struct buf s;

        buf_init(&s, a, 8000);
        for (size_t k = 0; k < nodig->list.n; k++)
            buf_fmt(&s, "%s%.*s: is %.*s, nodig %.*s", k ? "; " : "",
                    STR_ARG(doc_get_str(nodig->list.at[k], STR("gegeven"))),
                    STR_ARG(doc_get_str(nodig->list.at[k], STR("waarde"))),
                    STR_ARG(doc_get_str(nodig->list.at[k], STR("eis"))));
        cel_tekst(&b->p, t, rij, doc_get_str(x, STR("klasse")), STR(""), STR(""));
        cel_tekst(&b->p, t, rij, doc_get_str(x, STR("regel")), STR(""), STR(""));
        cel_tekst(&b->p, t, rij, nodig->list.n ? buf_str(&s) : STR("niets; een andere regel gaat voor"),
                  STR(""), STR(""));
    }
    tabel_klaar(&b->p, t, NULL);
    return t;
}

static int woning_vul(struct blad *b, uint64_t rij, struct err *e)
{
    struct arena *a = b->p.a;
    const struct wzv_gebied *gemeente = gebied_op(b, WZV_GEMEENTE, rij),
                            *buurt = gebied_op(b, WZV_BUURT, rij);
    struct doc *uitleg, *f, *secties;
    struct str regel, licht;
    bool mag = false;
    int rc = voorraad_uitleg(a, b->v->w, b->g->t, rij, &uitleg, e);

    if (!rc)
        rc = mag_adres(b, gemeente->code, &mag, e);
    if (!rc && mag)
        toegang_gelezen(b->p.q, RECHT_ADRESSEN);
    if (rc)
        return rc;
    regel = doc_get_str(uitleg, STR("regel"));
    licht = doc_get_str(uitleg, STR("toelichting"));
    DOC_SET_STR(
        a, b->p.boom, "antwoord",
        regel.n
            ? str_fmt(a, "Deze woning in %.*s, %.*s is “%.*s”, door regel %.*s%s%.*s.", STR_ARG(buurt->naam),
                      STR_ARG(gemeente->naam), STR_ARG(doc_get_str(uitleg, STR("klasse"))), STR_ARG(regel),
                      licht.n ? ": " : "", STR_ARG(licht))
            : str_fmt(a, "Deze woning in %.*s, %.*s is “%.*s”: geen regel past.", STR_ARG(buurt->naam),
                      STR_ARG(gemeente->naam), STR_ARG(doc_get_str(uitleg, STR("klasse")))));
    DOC_SET_BOOL(a, b->p.boom, "heeft_feiten", true);
    f = DOC_SET(a, b->p.boom, "feiten", doc_list(a));
    if (mag) {
        feit_bij(a, f, "Adres", adres_van(b, rij), STR(""),
                 STR("huisletter en toevoeging staan niet in de voorraad"), STR(""));
        feit_bij(a, f, "BAG-identificatie", id_van(b, rij), STR(""), STR(""), STR(""));
    } else {
        feit_bij(a, f, "Adres", STR("niet te zien"), STR(""),
                 STR("Adressen zijn te zien voor wie zich aanmeldt en in deze gemeente werkt."), STR(""));
    }
    feit_bij(a, f, "Wijk", gebied_op(b, WZV_WIJK, rij)->naam, STR(""), STR(""), STR(""));
    feit_bij(a, f, "Oppervlakte", waarde(b, "oppervlakte", rij), STR(""), STR("m², gebruiksoppervlakte"),
             STR(""));
    feit_bij(a, f, "Bouwjaar", waarde(b, "bouwjaar", rij), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Status", waarde(b, "status", rij), STR(""), STR(""), STR(""));
    secties = DOC_SET(a, b->p.boom, "secties", doc_list(a));
    doc_add(a, secties, waarden_tabel(b, uitleg));
    doc_add(a, secties, anders_tabel(b, uitleg));
    blad_verantwoording(b);
    return OK;
}

static int woning_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str s = doc_get_str(q->params, STR("rij"));
    struct blad b;
    int64_t rij = -1;
    int rc = blad_begin(q, &b, true, e);

    if (!rc && !b.g)
        rc = err_set(e, ERR_NOT_FOUND, "er is geen voorraad om deze woning in te zoeken");
    if (!rc && (!num_i64(s, &rij) || rij < 0 || (uint64_t)rij >= b.v->w->rijen || b.g->rij[rij] == KAST_NIET))
        rc = err_set(e, ERR_NOT_FOUND, "deze voorraad heeft geen woning “%.*s”", STR_ARG(utf8_clip(s, 20)));
    if (!rc) {
        DOC_SET_STR(q->a, b.p.boom, "titel",
                    str_fmt(q->a, "Woning %lld: waarom deze klasse", (long long)rij));
        pagina_kruimel(&b.p, STR("Voorraad"), STR("/voorraad"));
        blad_eigen(&b);
        pagina_kruimel(&b.p, STR("Woningen"),
                       pagina_zelf(&b.p,
                                   str_fmt(q->a, "/voorraad/woningen?deel=%.*s",
                                           STR_ARG(gebied_op(&b, WZV_BUURT, (uint64_t)rij)->code)),
                                   NULL, STR("")));
        pagina_kruimel(&b.p, str_fmt(q->a, "Woning %lld", (long long)rij), STR(""));
        if (b.v->r.verzonnen)
            label_bij(q->a, DOC_SET(q->a, b.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        rc = woning_vul(&b, (uint64_t)rij, e);
    }
    if (!rc)
        pagina_klaar(&b.p, r);
    blad_sluit(&b);
    return rc;
}

#define BLAD_PARAMS                                                                                          \
    {"regels", "code van een regelset, of het begin van zijn SHA-256", PARAM_QUERY, false, false},           \
        {"voorraad", "nummer van de voorraad; standaard de nieuwste", PARAM_QUERY, false, false},            \
    {                                                                                                        \
        "klasse", "alleen woningen van deze klasse", PARAM_QUERY, false, false                               \
    }

static const struct http_param lijst_params[] = {
    BLAD_PARAMS,
    {"deel", "code van een gemeente, wijk of buurt in de voorraad", PARAM_QUERY, false, false},
    {"blad", "welke bladzijde, vanaf 1", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param een_params[] = {
    {"rij", "nummer van de woning in de voorraad", PARAM_PATH, true, false},
    BLAD_PARAMS,
    CONTEXT_PARAMS,
    {0}};

const struct http_route woning_routes[] = {
    {"GET", "/voorraad/woningen", woningen_get, "woningen",
     "De woningen van een gemeente, wijk of buurt met hun klasse", ROUTE_STORE, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/voorraad/woningen/{rij}", woning_get, "woningen", "Waarom een woning haar klasse heeft",
     ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {0},
};
