/* SPDX-License-Identifier: EUPL-1.2
 * One item of the kennisbank: what it says, where it comes from, where it is, its document, its versions, and
 * what who may can do with it. */
#include "kennisbank/intern.h"

#include "doc/markdown.h"
#include "gebied/grens.h"
#include "grafiek/grafiek.h"
#include "partij/partij.h"
#include "stuk/stuk.h"
#include "tabel/rd.h"

struct een {
    struct vel v;
    struct kennis_woorden w;
    struct kennis k;
    struct stuk stuk; /* when k.stuk */
    struct partij partij;
    const struct kennis *versie;
    size_t n_versie;
    bool mag_leveren, mag_redactie, mag_intrekken;
};

/* Which version: the one that was asked and may be seen, else the newest for who may change it, else the
 * public one. */
static int versie_lees(struct een *x, int64_t id, bool doen, struct err *e)
{
    struct pagina *p = &x->v.p;
    struct str s = doc_get_str(p->q->query, STR("versie"));
    int64_t nummer = 0;
    int rc = kennis_lees(p->c, p->g, p->a, id, -1, &x->k, e);

    if (!rc && doen)
        rc = toegang_object(p->q, p->c, RECHT_LEVEREN, x->k.partij, e);
    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_LEVEREN, x->k.partij, &x->mag_leveren, e);
    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_REDACTIE, x->k.partij, &x->mag_redactie, e);
    if (!rc)
        rc = toegang_mag(p->c, wie_van(p->q), RECHT_INTREKKEN, x->k.partij, &x->mag_intrekken, e);
    if (!rc && s.n)
        rc = nummer_van(s, &nummer, e);
    if (!rc && x->mag_leveren)
        return nummer ? kennis_lees(p->c, p->g, p->a, id, nummer, &x->k, e) : OK;
    if (!rc)
        rc = kennis_lees(p->c, p->g, p->a, id, 0, &x->k, e);
    if (!rc && nummer && nummer != x->k.nummer)
        rc = err_set(e, ERR_NOT_FOUND, "deze versie is niet openbaar");
    return rc;
}

/* doen: to change something, so only for who may. */
static int open_een(struct http_req *q, struct een *x, bool doen, struct err *e)
{
    int64_t id;
    int rc = vel_open(q, &x->v, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);
    if (!rc)
        rc = kennis_woorden_lees(x->v.p.c, q->a, &x->w, e);
    if (!rc)
        rc = versie_lees(x, id, doen, e);
    if (!rc && x->k.stuk)
        rc = stuk_lees(x->v.p.c, q->a, x->k.stuk, &x->stuk, e);
    if (!rc && x->k.partij)
        rc = partij_lees(x->v.p.c, q->a, x->k.partij, &x->partij, e);
    if (!rc && x->mag_leveren)
        rc = kennis_versies_lees(x->v.p.c, x->v.p.g, q->a, id, &x->versie, &x->n_versie, e);
    return rc;
}

/* ---- what it says ---- */

static void tekst_blok(struct een *x)
{
    struct arena *a = x->v.p.a;
    struct markdown_html w = {.kop_bij = 2, .kop = "tekst-", .breed = "wz-tabel__vlak", .laatste = 2};
    struct knoop *boom;
    struct buf b;

    if (!str_trim(x->k.tekst).n || markdown_lees(a, x->k.tekst, &boom, NULL))
        return;
    buf_init(&b, a, 1 << 20);
    w.b = &b;
    markdown_html(&w, boom->eerste);
    DOC_SET_STR(a, blok_bij(&x->v, "meer", STR("Meer hierover"), STR("")), "opmaak", buf_str(&b));
}

static void woord_feiten(struct een *x, struct doc *f, enum kennis_lijst l, const char *wat)
{
    struct pagina *p = &x->v.p;

    for (size_t i = 0; i < x->k.n_label[l]; i++)
        feit_bij(p->a, f, wat, kennis_woord_naam(&x->w, l, x->k.label[l][i]),
                 pagina_adres(
                     p,
                     str_fmt(p->a, "/kennisbank?%s=%.*s", kennis_lijsten[l].code, STR_ARG(x->k.label[l][i])),
                     NULL, STR("")),
                 STR(""), STR(""));
}

static void herkomst_feiten(struct een *x, struct doc *f)
{
    struct pagina *p = &x->v.p;
    const struct kennis *k = &x->k;

    feit_bij(p->a, f, "Bron", k->bron, kennis_adres_goed(k->bron_adres) ? k->bron_adres : STR(""), STR(""),
             STR(""));
    feit_bij(p->a, f, "Datum van de bron", k->bron_datum ? date_nl(p->a, k->bron_datum) : STR("niet vermeld"),
             STR(""), STR(""), STR(""));
    if (k->peildatum)
        feit_bij(p->a, f, "Geldt op", date_nl(p->a, k->peildatum), STR(""), STR("peildatum"), STR(""));
    if (k->stuk)
        feit_bij(p->a, f, "Document", x->stuk.naam,
                 str_fmt(p->a, "/kennisbank/%lld/document/%lld", (long long)k->id, (long long)k->nummer),
                 str_fmt(p->a, "%.*s, SHA-256 %.*s…", STR_ARG(stuk_maat(p->a, x->stuk.bytes)),
                         STR_ARG(str_sub(x->stuk.sha256, 0, 16))),
                 STR(""));
    feit_bij(p->a, f, "In de kennisbank gezet door",
             k->partij ? x->partij.naam : STR("de beheerder van deze website"), STR(""),
             str_fmt(p->a, "versie %lld, %.*s", (long long)k->nummer,
                     STR_ARG(date_nl(p->a, time_date(k->moment)))),
             STR(""));
}

static void feiten_blok(struct een *x)
{
    struct pagina *p = &x->v.p;
    struct doc *f = blok_feiten(&x->v, blok_bij(&x->v, "gegevens", STR("Wat, waar en waarvandaan"), STR("")));

    feit_bij(p->a, f, "Soort", kennis_woord_naam(&x->w, LIJST_SOORT, x->k.soort),
             pagina_adres(p, str_fmt(p->a, "/kennisbank?soort=%.*s", STR_ARG(x->k.soort)), NULL, STR("")),
             STR(""), STR(""));
    woord_feiten(x, f, LIJST_THEMA, "Thema");
    woord_feiten(x, f, LIJST_WONINGTYPE, "Woningtype");
    if (x->k.gebied)
        feit_bij(p->a, f, "Gebied", x->k.gebied->naam,
                 str_fmt(p->a, "/gebieden/%.*s", STR_ARG(x->k.gebied->code)), x->k.plek, STR(""));
    else
        feit_bij(p->a, f, "Gebied", STR("geldt overal"), STR(""), x->k.plek, STR(""));
    herkomst_feiten(x, f);
    if (x->k.gebied && gebied_is_gemeente(x->k.gebied))
        feit_bij(p->a, f, "Verder kijken",
                 str_fmt(p->a, "Voorbeelden uit gemeenten die op %.*s lijken", STR_ARG(x->k.gebied->naam)),
                 pagina_adres(p, STR("/kennisbank/zoals"), "gebied", x->k.gebied->code), STR(""), STR(""));
}

/* ---- where it is ---- */

static int kaart_blok(struct een *x, struct err *e)
{
    struct pagina *p = &x->v.p;
    const struct gebied *g = x->k.gebied, *regio;
    struct grafiek_kaart k = {.breedte = 320};
    struct grafiek_plek plek = {.teken = TEKEN_VOL};
    struct gebied_lijst l;
    struct grafiek_vlak *v;
    struct grens *grens;
    struct doc *f;
    struct rd *rd;
    int rc;

    if (!g || !gebied_is_gemeente(g) || p->q->format != HTTP_HTML)
        return OK;
    regio = gebied_regio(p->g, g, STR("corop"), p->gebiedsdatum);
    l = gebied_leden(p->g, p->a, regio ? regio : g, p->gebiedsdatum);
    grens = ARENA_ARRAY(p->a, struct grens, l.n + 1);
    v = ARENA_ARRAY(p->a, struct grafiek_vlak, l.n + 1);
    for (size_t i = 0; i < l.n; i++)
        grens[i].gebied_id = l.at[i]->id;
    rc = grenzen_op(p->c, p->a, p->gebiedsdatum, grens, l.n, e);
    for (size_t i = 0; !rc && i < l.n; i++)
        if (grens[i].xy)
            v[k.n++] = (struct grafiek_vlak){.naam = l.at[i]->naam,
                                             .ringen = grens[i].xy,
                                             .n_ringen = grens[i].n,
                                             .omlijnd = l.at[i] == g};
    if (rc || !k.n)
        return rc;
    if (x->k.heeft_punt) {
        rc = rd_open(&rd, e);
        if (rc)
            return rc;
        rd_van_graden(rd, (double)x->k.lengte / KENNIS_GRAAD, (double)x->k.breedte / KENNIS_GRAAD, &plek.x,
                      &plek.y);
        rd_close(rd);
        k.plekken = &plek;
        k.n_plekken = 1;
    }
    k.vlakken = v;
    k.titel = str_fmt(p->a, "Waar %.*s ligt", STR_ARG(g->naam));
    k.beschrijving = str_fmt(p->a, "%.*s, met de grenzen van de gemeenten eromheen.", STR_ARG(g->naam));
    f = blok_figuur(&x->v, blok_bij(&x->v, "waar-blok", STR("Waar"), STR("")), "waar",
                    str_fmt(p->a, "Waar het is: %.*s%s%.*s", STR_ARG(g->naam), x->k.plek.n ? ", " : "",
                            STR_ARG(x->k.plek)),
                    grafiek_ligging_svg(p->a, &k));
    DOC_SET_BOOL(p->a, f, "is_smal", false);
    DOC_SET_BOOL(p->a, f, "is_kaart", true);
    return OK;
}

/* ---- what can be done, and what was ---- */

static void doen_blok(struct een *x)
{
    struct pagina *p = &x->v.p;
    struct doc *b, *f;
    bool nieuwste = x->k.versie == x->k.nieuwste;

    if (!x->mag_leveren || !nieuwste)
        return;
    b = blok_bij(&x->v, "doen", STR("Wat u kunt doen"),
                 x->k.staat == KENNIS_CONCEPT && x->k.publiek
                     ? STR("Dit is een concept. Bezoekers zien nog de gepubliceerde versie.")
                 : x->k.staat == KENNIS_CONCEPT
                     ? STR("Dit is een concept: bezoekers zien het nog niet. Een redacteur publiceert het.")
                     : STR(""));
    feit_bij(p->a, blok_feiten(&x->v, b), "Veranderen", STR("Verander dit stuk"),
             kennis_adres(p->a, &x->k, "/wijzigen"), STR("er komt een versie bij, als concept"), STR(""));
    if (x->k.staat != KENNIS_GEPUBLICEERD && x->mag_redactie) {
        f = form_bij(&x->v, b, kennis_adres(p->a, &x->k, "/stand"), "Publiceer");
        form_verborgen(&x->v, f, "staat", STR("gepubliceerd"));
        form_verborgen(&x->v, f, "op", str_fmt(p->a, "%lld", (long long)x->k.nieuwste));
    }
    if (x->k.staat != KENNIS_INGETROKKEN && x->mag_intrekken) {
        f = form_bij(&x->v, b, kennis_adres(p->a, &x->k, "/stand"), "Trek in");
        DOC_SET_BOOL(p->a, f, "is_gevaar", true);
        form_verborgen(&x->v, f, "staat", STR("ingetrokken"));
        form_verborgen(&x->v, f, "op", str_fmt(p->a, "%lld", (long long)x->k.nieuwste));
        form_veld(&x->v, f, "reden", "Waarom trekt u het in?",
                  "Het blijft bewaard, en bezoekers zien het niet meer.", "is_tekst", STR(""));
    }
}

static void versies_blok(struct een *x)
{
    struct pagina *p = &x->v.p;
    struct doc *t = tabel_maak(p, "versies", STR("Versies"), STR(""));

    if (!x->mag_leveren)
        return;
    tabel_kolom(p, t, "nummer", STR("Versie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "datum", STR("Wanneer"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "wie", STR("Wie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "titel", STR("Titel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n_versie; i++) {
        const struct kennis *k = &x->versie[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_fmt(p->a, "%lld", (long long)k->nummer),
                  str_fmt(p->a, "/kennisbank/%lld?versie=%lld", (long long)k->id, (long long)k->nummer),
                  k->versie == k->publiek ? STR("openbaar") : STR(""));
        cel_tekst(p, t, rij, str_from(kennis_staten[k->staat]), STR(""), STR(""));
        cel_datum(p, t, rij, time_date(k->moment));
        cel_tekst(p, t, rij, toegang_naam(p->q, k->wie), STR(""), STR(""));
        cel_tekst(p, t, rij, k->titel, STR(""), STR(""));
        if (k->reden.n)
            cel_tekst(p, t, rij, k->reden, STR(""), STR(""));
        else
            cel_leeg(p, t, rij, STR("niet vermeld"));
    }
    tabel_klaar(p, t, str_cstr(p->a, kennis_adres(p->a, &x->k, "")));
    blok_tabel(&x->v, blok_bij(&x->v, "geschiedenis", STR("Wat er veranderde"), STR("")), t);
}

static void gedaan(struct een *x)
{
    static const struct {
        const char *code;
        struct str kop, tekst;
    } wat[] = {
        {"gemaakt", STR_INIT("het stuk staat als concept in de kennisbank"),
         STR_INIT("Een redacteur kan het publiceren.")},
        {"gewijzigd", STR_INIT("de nieuwe versie is bewaard als concept"),
         STR_INIT("Een redacteur kan haar publiceren.")},
        {"gepubliceerd", STR_INIT("het stuk is gepubliceerd"), STR_INIT("Iedereen kan het nu vinden.")},
        {"ingetrokken", STR_INIT("het stuk is ingetrokken"), STR_INIT("Bezoekers zien het niet meer.")},
    };
    struct str s = doc_get_str(x->v.p.q->query, STR("gedaan"));

    for (size_t i = 0; i < sizeof wat / sizeof *wat; i++)
        if (str_is(s, wat[i].code) && x->mag_leveren)
            vel_gelukt(&x->v, wat[i].kop, wat[i].tekst);
}

static int toon(struct een *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &x->v.p;
    struct doc *l, *t = tabel_maak(p, "stuk", STR("Het stuk"), STR(""));
    int rc;

    vel_titel(&x->v, x->k.titel, x->k.samenvatting);
    l = DOC_SET(p->a, p->boom, "statussen", doc_list(p->a));
    if (x->k.staat != KENNIS_GEPUBLICEERD)
        label_bij(p->a, l, str_from(kennis_staten[x->k.staat]));
    if (x->k.verzonnen)
        label_bij(p->a, l, STR("verzonnen"));
    pagina_kruimel(p, STR("Kennis"), pagina_adres(p, STR("/kennisbank"), NULL, STR("")));
    pagina_kruimel(p, x->k.titel, STR(""));
    kennis_tabel_kolommen(p, t);
    kennis_tabel_rij(p, t, &x->w, &x->k);
    tabel_klaar(p, t, str_cstr(p->a, kennis_adres(p->a, &x->k, "")));
    tekst_blok(x);
    feiten_blok(x);
    rc = kaart_blok(x, e);
    doen_blok(x);
    versies_blok(x);
    if (!rc)
        pagina_klaar(p, r);
    return rc ? rc : vel_klaar(&x->v, r, e);
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct een x = {0};
    int rc = open_een(q, &x, false, e);

    if (!rc) {
        gedaan(&x);
        rc = toon(&x, r, e);
    }
    vel_sluit(&x.v);
    return rc;
}

/* The document of a version, for who may see that version. */
static int stuk_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct een x = {0};
    int64_t nummer;
    int rc = open_een(q, &x, false, e);

    if (!rc)
        rc = nummer_van(doc_get_str(q->params, STR("nummer")), &nummer, e);
    if (!rc && nummer != x.k.nummer) {
        if (x.mag_leveren)
            rc = kennis_lees(x.v.p.c, x.v.p.g, q->a, x.k.id, nummer, &x.k, e);
        else
            rc = err_set(e, ERR_NOT_FOUND, "dit document is er niet");
    }
    if (!rc && !x.k.stuk)
        rc = err_set(e, ERR_NOT_FOUND, "bij deze versie is geen document");
    if (!rc)
        rc = stuk_geef(q, r, x.k.stuk, e);
    vel_sluit(&x.v);
    return rc;
}

/* ---- publishing and withdrawing ---- */

struct stand {
    struct een *x;
    int64_t op;
};

static int stand_doe(struct conn *c, void *ctx, struct err *e)
{
    struct stand *s = ctx;
    struct http_req *q = s->x->v.p.q;
    struct dader d =
        wie_dader(q, s->x->k.staat == KENNIS_GEPUBLICEERD ? RECHT_REDACTIE : RECHT_INTREKKEN, s->x->k.partij);

    return kennis_bewaar(c, q->a, &d, &s->x->w, &s->x->k, NULL, s->op, NULL, e);
}

static int stand_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct een x = {0};
    struct stand s = {.x = &x};
    enum kennis_staat staat = KENNIS_CONCEPT, was = KENNIS_CONCEPT;
    int rc = open_een(q, &x, true, e);

    if (!rc && (!kennis_staat_lees(form_tekst(q, "staat"), &staat) || staat == KENNIS_CONCEPT))
        rc = err_set(e, ERR_DATA, "staat: verwacht gepubliceerd of ingetrokken");
    if (!rc)
        rc = toegang_object(q, q->conn, staat == KENNIS_GEPUBLICEERD ? RECHT_REDACTIE : RECHT_INTREKKEN,
                            x.k.partij, e);
    if (!rc)
        rc = nummer_van(form_tekst(q, "op"), &s.op, e);
    if (!rc) {
        struct str reden = form_tekst(q, "reden");

        was = x.k.staat;
        if (staat == KENNIS_INGETROKKEN && !reden.n)
            vel_fout(&x.v, "reden", STR("Zeg waarom u het intrekt."));
        if (reden.n > KENNIS_KORT_MAX)
            vel_fout(&x.v, "reden", STR("Houd de reden bij 300 tekens."));
        if (!x.v.fout.n) {
            x.k.staat = staat;
            x.k.reden = reden;
            x.k.wie = wie_van(q)->naam;
            rc = vel_schrijf(&x.v, q, stand_doe, &s, e);
        }
    }
    if (!rc && x.v.fout.n) {
        x.k.staat = was;
        rc = toon(&x, r, e);
    } else if (!rc) {
        r->location =
            str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(kennis_adres(q->a, &x.k, "")), kennis_staten[staat]);
    }
    vel_sluit(&x.v);
    return rc;
}

#define ID_PARAM                                                                                             \
    {                                                                                                        \
        "id", "nummer van het stuk", PARAM_PATH, true, false                                                 \
    }
static const struct http_param een_params[] = {ID_PARAM,
                                               {"versie", "een eerdere versie", PARAM_QUERY, false, false},
                                               {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
                                               CONTEXT_PARAMS,
                                               {0}};
static const struct http_param stuk_params[] = {
    ID_PARAM, {"nummer", "van welke versie", PARAM_PATH, true, false}, {0}};
static const struct http_param stand_params[] = {
    ID_PARAM,
    {"staat", "gepubliceerd of ingetrokken", PARAM_FORM, false, false},
    {"op", "de versie waarop dit besloten is", PARAM_FORM, false, false},
    {"reden", "waarom", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route kennis_een_routes[] = {
    {"GET", "/kennisbank/{id}", een_get, "regie", "Een stuk uit de kennisbank", LEEST, een_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/kennisbank/{id}/document/{nummer}", stuk_get, NULL, "Het document bij een stuk", LEEST,
     stuk_params, .recht = RECHT_PUBLIEK},
    {"POST", "/kennisbank/{id}/stand", stand_post, "regie", "Publiceer een stuk, of trek het in", SCHRIJFT,
     stand_params, .recht = RECHT_LEVEREN},
    {0},
};
