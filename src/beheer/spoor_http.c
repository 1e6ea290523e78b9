/* SPDX-License-Identifier: EUPL-1.2
 * The trail as a page ("what happened here"), and the page that says who may do what. */
#include "beheer/beheer.h"

#include "base/date.h"
#include "base/num.h"
#include "doc/json.h"
#include "partij/partij.h"

const struct http_route *const *beheer_alle_routes;

enum { OP_EEN_BLAD = 100, TEKST_MAX = 300 };

static const struct http_param spoor_params[] = {
    {"organisatie", "nummer van de organisatie", PARAM_QUERY, false, false},
    {"object", "wat er veranderde: levering, partij, mens …", PARAM_QUERY, false, false},
    {"nummer", "het nummer daarvan", PARAM_QUERY, false, false},
    {"mens", "nummer van wie het deed", PARAM_QUERY, false, false},
    {"voor", "alleen wat voor dit nummer in het spoor staat", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param rechten_params[] = {CONTEXT_PARAMS, {0}};

static int64_t getal(const struct http_req *q, const char *veld)
{
    int64_t v = 0;

    return num_i64(doc_get_str(q->query, str_from(veld)), &v) && v > 0 ? v : 0;
}

/* Who did it, by the name that one has now. */
static struct str wie_naam(struct vel *b, const struct spoor_rij *r)
{
    struct mens m;
    struct sleutel s;
    struct err geen;

    if (r->wie == DADER_MENS && !mens_lees(b->p.c, b->p.a, r->wie_id, &m, &geen))
        return m.naam;
    if (r->wie == DADER_SLEUTEL && !sleutel_lees(b->p.c, b->p.a, r->wie_id, &s, &geen))
        return str_fmt(b->p.a, "sleutel %.*s", STR_ARG(s.naam));
    return dader_woord(r->wie);
}

static struct str object_adres(struct arena *a, const struct spoor_rij *r)
{
    if (!r->object_id)
        return STR("");
    if (str_is(r->object, "levering"))
        return str_fmt(a, "/leveringen/%lld", (long long)r->object_id);
    if (str_is(r->object, "partij"))
        return str_fmt(a, "/organisaties/%lld", (long long)r->object_id);
    if (str_is(r->object, "mens"))
        return str_fmt(a, "/mensen/%lld", (long long)r->object_id);
    if (str_is(r->object, "opgave"))
        return str_fmt(a, "/regie/opgaven/%lld", (long long)r->object_id);
    if (str_is(r->object, "publicatie"))
        return str_fmt(a, "/regie/kennisname/%lld", (long long)r->object_id);
    if (str_is(r->object, "signaal"))
        return str_fmt(a, "/regie/signalen/%lld", (long long)r->object_id);
    return STR("");
}

/* "levering ingevoerd" of "levering.ingevoerd". */
static struct str daad_woorden(struct arena *a, struct str daad)
{
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < daad.n; i++)
        buf_char(&b, daad.p[i] == '.' || daad.p[i] == '_' ? ' ' : daad.p[i]);
    return buf_str(&b);
}

static struct str waarde_tekst(struct arena *a, const struct doc *d)
{
    switch (d ? d->type : DOC_NULL) {
    case DOC_STR:
        return d->s.n ? d->s : STR("–");
    case DOC_INT:
        return str_fmt(a, "%lld", (long long)d->i);
    case DOC_BOOL:
        return d->b ? STR("ja") : STR("nee");
    case DOC_LIST:
        return str_fmt(a, "%zu", d->list.n);
    default:
        return STR("–");
    }
}

static const struct doc *inhoud_lees(struct arena *a, struct str json)
{
    struct doc *d;
    struct err geen;

    return json.n && !json_read(a, json, (struct json_limits){0}, &d, &geen) ? d : NULL;
}

static void verschil_bij(struct buf *b, struct str naam, struct str was, struct str wordt, bool nieuw)
{
    if (!nieuw && str_eq(was, wordt))
        return;
    if (b->n)
        buf_lit(b, "; ");
    if (naam.n)
        buf_fmt(b, "%.*s: ", STR_ARG(naam));
    if (!nieuw)
        buf_fmt(b, "%.*s → ", STR_ARG(utf8_clip(was, 80)));
    buf_add(b, utf8_clip(wordt, 80));
}

/* What was other before, in words: "rol: lezer → invuller". */
static struct str verschil_tekst(struct arena *a, const struct spoor_rij *r)
{
    const struct doc *voor = inhoud_lees(a, r->voor), *na = inhoud_lees(a, r->na), *alle = na ? na : voor;
    struct buf b;

    buf_init(&b, a, 4 * TEKST_MAX);
    if (!alle)
        return STR("");
    if (alle->type == DOC_LIST)
        verschil_bij(&b, STR("aantal"), waarde_tekst(a, voor), waarde_tekst(a, na), !voor);
    for (size_t i = 0; alle->type == DOC_MAP && i < alle->map.n; i++) {
        struct str naam = alle->map.at[i].key;

        verschil_bij(&b, naam, waarde_tekst(a, doc_get(voor, naam)), waarde_tekst(a, doc_get(na, naam)),
                     !voor);
    }
    return b.n > TEKST_MAX ? str_cat(a, utf8_clip(buf_str(&b), TEKST_MAX), STR(" …")) : buf_str(&b);
}

static void spoor_tabel(struct vel *b, struct doc *blok, const struct spoor_rij *r, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "spoor", STR("Wat er veranderde"), STR("Nieuwste eerst."));

    tabel_kolom(p, t, "moment", STR("Wanneer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "daad", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "object", STR("Waaraan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Wie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waar", STR("Waarvandaan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "anders", STR("Wat er anders werd"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, time_nl(p->a, r[i].moment), STR(""), r[i].gewist ? STR("gewist") : STR(""));
        cel_tekst(p, t, rij, daad_woorden(p->a, r[i].daad), STR(""), STR(""));
        cel_tekst(p, t, rij,
                  r[i].object_id ? str_fmt(p->a, "%.*s %lld", STR_ARG(r[i].object), (long long)r[i].object_id)
                                 : r[i].object,
                  object_adres(p->a, &r[i]), STR(""));
        cel_tekst(p, t, rij, wie_naam(b, &r[i]), STR(""), STR(""));
        cel_tekst(p, t, rij, r[i].waar, STR(""), STR(""));
        cel_tekst(p, t, rij, verschil_tekst(p->a, &r[i]), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Niets gevonden", STR("Hier staat nog niets in het spoor."), NULL, STR("")));
    tabel_klaar(p, t, "/spoor");
    blok_tabel(b, blok, t);
}

/* Which organisation's trail: what was asked, when that may be seen; else the own. 0: all, for who may. */
static int spoor_van(struct http_req *q, int64_t *ret, struct err *e)
{
    const struct wie *w = wie_van(q);
    int64_t gevraagd = getal(q, "organisatie"), eigen;
    enum bereik bereik = wie_bereik(w, RECHT_SPOOR, &eigen);

    *ret = gevraagd ? gevraagd : bereik == BEREIK_ALLES ? 0 : eigen;
    return *ret ? toegang_object(q, q->conn, RECHT_SPOOR, *ret, e) : OK;
}

static int spoor_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct spoor_vraag v = {.object = doc_get_str(q->query, STR("object")),
                            .object_id = getal(q, "nummer"),
                            .mens = getal(q, "mens"),
                            .voor = getal(q, "voor"),
                            .most = OP_EEN_BLAD};
    const struct spoor_rij *rijen;
    struct partij partij;
    struct vel b;
    struct doc *blok, *f;
    size_t n;
    int rc = vel_open(q, &b, e);

    if (!rc)
        rc = spoor_van(q, &v.namens, e);
    if (!rc && v.namens)
        rc = partij_lees(q->conn, q->a, v.namens, &partij, e);
    if (!rc)
        rc = spoor_lees(q->conn, q->a, &v, &rijen, &n, e);
    if (!rc) {
        vel_titel(&b, STR("Spoor van wijzigingen"),
                  v.namens ? str_fmt(q->a, "Wat er namens of aan %.*s veranderde.", STR_ARG(partij.naam))
                           : STR("Alles wat er veranderde, met wie het deed, wanneer en waarvandaan."));
        pagina_kruimel(&b.p, STR("Mijn account"), STR("/mijn-account"));
        pagina_kruimel(&b.p, STR("Spoor"), STR(""));
        blok = blok_bij(&b, "wijzigingen", STR("Wijzigingen"),
                        STR("Regels worden alleen toegevoegd. De beheerder kan bewijzen dat er geen is "
                            "veranderd of weggehaald."));
        spoor_tabel(&b, blok, rijen, n);
        if (n == OP_EEN_BLAD) {
            f = blok_feiten(&b, blok);
            feit_bij(q->a, f, "Verder", STR("Oudere wijzigingen"),
                     str_fmt(q->a, "/spoor?voor=%lld%s", (long long)rijen[n - 1].id,
                             v.namens ? str_fmt(q->a, "&organisatie=%lld", (long long)v.namens).p : ""),
                     STR(""), STR(""));
        }
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

/* The first `most` columns of a table of the matrix as a table of a page. */
static void matrix_tabel(struct vel *b, struct doc *blok, const char *id, const struct doc *van, size_t most)
{
    struct pagina *p = &b->p;
    const struct doc *kolommen = doc_get(van, STR("kolommen")), *rijen = doc_get(van, STR("rijen"));
    struct doc *t = tabel_maak(p, id, doc_get_str(van, STR("titel")), STR(""));

    for (size_t k = 0; k < kolommen->list.n && k < most; k++)
        tabel_kolom(p, t, str_cstr(p->a, doc_get_str(kolommen->list.at[k], STR("code"))),
                    doc_get_str(kolommen->list.at[k], STR("titel")), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < rijen->list.n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        for (size_t k = 0; k < kolommen->list.n && k < most; k++)
            cel_tekst(p, t, rij,
                      doc_get_str(rijen->list.at[i], doc_get_str(kolommen->list.at[k], STR("code"))), STR(""),
                      STR(""));
    }
    tabel_klaar(p, t, "/rechten");
    blok_tabel(b, blok, t);
}

static int rechten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel b;
    struct doc *blok, *f;
    int rc = vel_open(q, &b, e);

    if (!rc) {
        vel_titel(&b, STR("Wie mag wat"), STR("Wat er voor een rol niet staat, mag niet."));
        pagina_kruimel(&b.p, STR("Wie mag wat"), STR(""));
        f = blok_feiten(&b, blok_bij(&b, "rollen", STR("De rollen"), STR("")));
        for (int i = 0; i < ROL_N; i++)
            feit_bij(q->a, f, rollen[i].naam, str_from(rollen[i].uitleg), STR(""), STR(""), STR(""));
        f = blok_feiten(&b, blok_bij(&b, "bereiken", STR("Over wie"), STR("")));
        for (int i = BEREIK_GEPUBLICEERD; i < BEREIK_N; i++)
            feit_bij(q->a, f, bereiken[i].naam, str_from(bereiken[i].uitleg), STR(""), STR(""), STR(""));
        blok = blok_bij(&b, "rechten", STR("De rechten"), STR(""));
        matrix_tabel(&b, blok, "matrix", matrix_doc(q->a), SIZE_MAX);
        if (beheer_alle_routes) {
            blok = blok_bij(&b, "adressen", STR("De adressen"), STR(""));
            matrix_tabel(&b, blok, "routes", matrix_routes_doc(q->a, beheer_alle_routes), 3);
        }
        rc = vel_klaar(&b, r, e);
    }
    vel_sluit(&b);
    return rc;
}

const struct http_route spoor_routes[] = {
    {"GET", "/spoor", spoor_get, "beheer", "Wat er veranderde, door wie en wanneer",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, spoor_params, .recht = RECHT_SPOOR},
    {"GET", "/rechten", rechten_get, "beheer", "Wie wat mag, en welk adres welk recht vraagt", ROUTE_STORE,
     rechten_params, .recht = RECHT_PUBLIEK},
    {0},
};
