/* SPDX-License-Identifier: EUPL-1.2
 * OGC API Features under /ogc/v1: the landing page, what it conforms to, the collections and their items, as
 * JSON for programs and as pages for people. A collection is a layer of the map. */
#include "kaart/kaart_http.h"

#include "base/num.h"
#include "cijfer/pagina.h"
#include "doc/json.h"

#include <math.h>

#define BASIS   "/ogc/v1"
#define GEOJSON "application/geo+json"
#define JSON    "application/json"
#define HTML    "text/html"
#define OPENAPI "application/vnd.oai.openapi+json;version=3.0"
enum { ANTWOORD_MAX = 200 << 20 };

static const char *const klassen[] = {
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
};

/* ---- pages ---- */

static bool als_pagina(const struct http_req *q)
{
    return q->format == HTTP_HTML;
}

static struct doc *pagina_maak(struct http_req *q, struct http_resp *r, struct str titel, struct str antwoord)
{
    struct doc *t = r->tree = doc_map(q->a);

    DOC_SET_STR(q->a, t, "titel", titel);
    DOC_SET_STR(q->a, t, "antwoord", antwoord);
    return t;
}

static struct doc *tabel(struct arena *a, struct doc *t, const char *id, struct str titel,
                         const char *const *kolommen)
{
    struct doc *d = DOC_SET(a, t, "tabel", doc_map(a)), *k;

    DOC_SET_STR(a, d, "id", str_from(id));
    DOC_SET_STR(a, d, "titel", titel);
    DOC_SET(a, d, "voet", doc_list(a)); /* else the page's own is found */
    k = DOC_SET(a, d, "kolommen", doc_list(a));
    for (; *kolommen; kolommen++)
        DOC_SET_STR(a, doc_add(a, k, doc_map(a)), "titel", str_from(*kolommen));
    return DOC_SET(a, d, "rijen", doc_list(a));
}

static struct doc *rij(struct arena *a, struct doc *t, struct doc *rijen)
{
    DOC_SET_BOOL(a, (struct doc *)(uintptr_t)doc_get(t, STR("tabel")), "heeft_rijen", true);
    return DOC_SET(a, doc_add(a, rijen, doc_map(a)), "cellen", doc_list(a));
}

static void cel(struct arena *a, struct doc *cellen, struct str tekst, struct str adres)
{
    struct doc *c = doc_add(a, cellen, doc_map(a));

    DOC_SET_STR(a, c, "tekst", tekst);
    if (cellen->list.n == 1)
        DOC_SET_BOOL(a, c, "kop", true);
    if (adres.n)
        DOC_SET_STR(a, c, "adres", adres);
}

static void schakel(struct arena *a, struct doc *t, const char *woord, struct str adres)
{
    struct doc *l = (struct doc *)(uintptr_t)doc_get(t, STR("links")), *x;

    if (!l)
        l = DOC_SET(a, t, "links", doc_list(a));
    DOC_SET_BOOL(a, t, "heeft_links", true);
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", str_from(woord));
    DOC_SET_STR(a, x, "adres", adres);
}

/* ---- landing page, conformance, description ---- */

static int landing_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct doc *t, *l;

    (void)e;
    if (als_pagina(q)) {
        t = pagina_maak(q, r, STR("Gebieden als open data (OGC API Features)"),
                        STR("Gemeenten en regio's met hun grenzen, voor kaartprogramma's als QGIS. Geef daar "
                            "dit adres op, of kijk "
                            "hier wat er is."));
        schakel(a, t, "Verzamelingen", STR(BASIS "/collections"));
        schakel(a, t, "Waaraan dit voldoet", STR(BASIS "/conformance"));
        schakel(a, t, "Beschrijving voor programma's (OpenAPI)", STR(BASIS "/api"));
        return OK;
    }
    t = r->tree = doc_map(a);
    DOC_SET_STR(a, t, "title", STR("Woonzorg: gebieden"));
    DOC_SET_STR(a, t, "description", STR("Gemeenten en regio's van Nederland met hun grenzen en cijfers."));
    l = DOC_SET(a, t, "links", doc_list(a));
    ogc_schakel(q, l, "self", JSON, "Dit document", STR(BASIS ".json"));
    ogc_schakel(q, l, "alternate", HTML, "Deze pagina voor mensen", STR(BASIS ".html"));
    ogc_schakel(q, l, "service-desc", OPENAPI, "De beschrijving van deze API", STR(BASIS "/api"));
    ogc_schakel(q, l, "service-doc", HTML, "Uitleg", STR(BASIS ".html"));
    ogc_schakel(q, l, "conformance", JSON, "Waaraan dit voldoet", STR(BASIS "/conformance"));
    ogc_schakel(q, l, "data", JSON, "De verzamelingen", STR(BASIS "/collections"));
    return OK;
}

static int conformance_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const kolommen[] = {"Eis van de standaard", NULL};
    struct arena *a = q->a;
    struct doc *t, *l;

    (void)e;
    if (als_pagina(q)) {
        t = pagina_maak(
            q, r, STR("Waaraan deze API voldoet"),
            STR("OGC API Features deel 1 (kern, GeoJSON, HTML, OpenAPI) en deel 2 (coördinatenstelsels)."));
        l = tabel(a, t, "eisen", STR("Eisen"), kolommen);
        for (size_t i = 0; i < sizeof klassen / sizeof *klassen; i++)
            cel(a, rij(a, t, l), str_from(klassen[i]), STR(""));
        return OK;
    }
    l = DOC_SET(a, r->tree = doc_map(a), "conformsTo", doc_list(a));
    for (size_t i = 0; i < sizeof klassen / sizeof *klassen; i++)
        doc_add(a, l, doc_str(a, str_from(klassen[i])));
    return OK;
}

static int api_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct kaart_vraag v;
    const struct laag_soort *s;
    size_t n;
    int rc = kaart_vraag_laag(q, (struct str){0}, "datetime", &v, e);

    if (!rc) {
        s = laag_soorten(v.g, q->a, &n);
        r->tree = ogc_openapi(q, s, n);
        r->type = OPENAPI;
    }
    kaart_vraag_klaar(&v);
    return rc;
}

/* ---- collections ---- */

/* Layers with real places: the squares of the tile map have none. */
static bool is_verzameling(struct str code)
{
    return !str_is(code, "vakken");
}

static struct doc *extent(struct arena *a, const struct kaart_laag *l)
{
    const struct kader *k = &l->kader[STELSEL_GRADEN];
    const double graden[] = {floor(k->x0 * 1e7) / 1e7, floor(k->y0 * 1e7) / 1e7, ceil(k->x1 * 1e7) / 1e7,
                             ceil(k->y1 * 1e7) / 1e7};
    struct doc *t = doc_map(a), *x, *b;

    x = DOC_SET(a, t, "spatial", doc_map(a));
    b = doc_add(a, DOC_SET(a, x, "bbox", doc_list(a)), doc_list(a));
    for (int i = 0; i < 4; i++)
        doc_add(a, b, doc_num(a, graden[i]));
    DOC_SET_STR(a, x, "crs", str_from(ogc_crs[0].uri));
    return t;
}

static struct doc *verzameling_doc(struct http_req *q, const struct laag_soort *s, const struct kaart_laag *l)
{
    struct arena *a = q->a;
    struct doc *t = doc_map(a), *x;
    struct str pad = str_cat(a, STR(BASIS "/collections/"), s->code);

    DOC_SET_STR(a, t, "id", s->code);
    DOC_SET_STR(a, t, "title", s->naam);
    DOC_SET_STR(a, t, "description", s->uitleg);
    DOC_SET_STR(a, t, "itemType", STR("feature"));
    if (l->n)
        DOC_SET(a, t, "extent", extent(a, l));
    x = DOC_SET(a, t, "crs", doc_list(a));
    for (const struct ogc_crs *c = ogc_crs; c->uri; c++)
        doc_add(a, x, doc_str(a, str_from(c->uri)));
    DOC_SET_STR(a, t, "storageCrs", str_from(ogc_crs[1].uri));
    x = DOC_SET(a, t, "links", doc_list(a));
    ogc_schakel(q, x, "self", JSON, "Deze verzameling", str_cat(a, pad, STR(".json")));
    ogc_schakel(q, x, "alternate", HTML, "Deze verzameling voor mensen", str_cat(a, pad, STR(".html")));
    ogc_schakel(q, x, "items", GEOJSON, "De gebieden", str_cat(a, pad, STR("/items")));
    ogc_schakel(q, x, "items", HTML, "De gebieden voor mensen", str_cat(a, pad, STR("/items.html")));
    return t;
}

static int laag_op(struct http_req *q, struct kaart_vraag *v, struct str code, date_t van, date_t tot,
                   struct err *e)
{
    if (!is_verzameling(code))
        return err_set(e, ERR_NOT_FOUND, "Er is geen verzameling “%.*s”.", STR_ARG(code));
    v->datum = tot;
    return laag_neem(v->o->kaarten, q->conn, v->g, code, van, tot, &v->laag, e);
}

static int collections_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const kolommen[] = {"Verzameling", "Wat het is", "Gebieden", NULL};
    struct arena *a = q->a;
    struct doc *t = doc_map(a), *l, *c;
    const struct laag_soort *s;
    struct kaart_vraag v;
    size_t n = 0;
    int rc = kaart_vraag_laag(q, (struct str){0}, "datetime", &v, e);

    if (als_pagina(q)) {
        t = pagina_maak(q, r, STR("Verzamelingen"),
                        STR("Elke indeling van Nederland is een verzameling van gebieden met hun grenzen."));
        c = tabel(a, t, "verzamelingen", STR("Verzamelingen"), kolommen);
        schakel(a, t, "Begin van deze API", STR(BASIS ".html"));
    } else {
        r->tree = t;
        l = DOC_SET(a, t, "links", doc_list(a));
        ogc_schakel(q, l, "self", JSON, "De verzamelingen", STR(BASIS "/collections.json"));
        ogc_schakel(q, l, "alternate", HTML, "De verzamelingen voor mensen", STR(BASIS "/collections.html"));
        c = DOC_SET(a, t, "collections", doc_list(a));
        l = DOC_SET(a, t, "crs", doc_list(a));
        for (const struct ogc_crs *x = ogc_crs; x->uri; x++)
            doc_add(a, l, doc_str(a, str_from(x->uri)));
    }
    s = rc ? NULL : laag_soorten(v.g, a, &n);
    for (size_t i = 0; !rc && i < n; i++) {
        if (!is_verzameling(s[i].code))
            continue;
        laag_geef(v.o->kaarten, v.laag);
        v.laag = NULL;
        rc = laag_op(q, &v, s[i].code, v.datum, v.datum, e);
        if (rc)
            break;
        if (als_pagina(q)) {
            struct doc *x = rij(a, t, c);

            cel(a, x, s[i].naam, str_fmt(a, BASIS "/collections/%.*s.html", STR_ARG(s[i].code)));
            cel(a, x, s[i].uitleg, STR(""));
            cel(a, x, num_nl(a, (int64_t)v.laag->n, 0), STR(""));
        } else {
            doc_add(a, c, verzameling_doc(q, &s[i], v.laag));
        }
    }
    kaart_vraag_klaar(&v);
    return rc;
}

static const struct laag_soort *soort_van(const struct gebieden *g, struct arena *a, struct str code)
{
    size_t n;
    const struct laag_soort *s = laag_soorten(g, a, &n);

    for (size_t i = 0; i < n; i++)
        if (str_eq(s[i].code, code))
            return &s[i];
    return NULL; /* laag_neem has refused it already */
}

static int collection_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct str code = doc_get_str(q->params, STR("verzameling"));
    struct kaart_vraag v;
    int rc = kaart_vraag_laag(q, (struct str){0}, "datetime", &v, e);

    if (!rc)
        rc = laag_op(q, &v, code, v.datum, v.datum, e);
    if (!rc) {
        const struct laag_soort *s = soort_van(v.g, a, code);

        if (als_pagina(q)) {
            struct doc *t = pagina_maak(q, r, s->naam, s->uitleg);

            schakel(a, t, "De gebieden", str_fmt(a, BASIS "/collections/%.*s/items.html", STR_ARG(code)));
            schakel(a, t, "Als GeoJSON",
                    str_fmt(a, BASIS "/collections/%.*s/items?limit=%d", STR_ARG(code), OGC_LIMIET_MAX));
            schakel(a, t, "Alle verzamelingen", STR(BASIS "/collections.html"));
        } else {
            r->tree = verzameling_doc(q, s, v.laag);
        }
    }
    kaart_vraag_klaar(&v);
    return rc;
}

/* ---- items ---- */

/* The figures that were asked beside the areas, one table a code. */
struct cijfers {
    struct cijfer_tabel tabel[OGC_CIJFERS];
    size_t n;
};

static int cijfers_lees(struct http_req *q, const struct kaart_vraag *v, const struct ogc_vraag *o,
                        struct cijfers *ret, struct err *e)
{
    int rc = OK;

    *ret = (struct cijfers){.n = o->n_cijfers};
    for (size_t i = 0; !rc && i < o->n_cijfers; i++) {
        struct cijfer_vraag vraag = {.onderwerp = o->cijfer[i],
                                     .woningtype = o->woningtype,
                                     .indeling = v->laag->code,
                                     .binnen = STR("NL01"),
                                     .peildatum =
                                         o->van == o->tot && doc_get(q->query, STR("datetime")) ? o->tot : 0,
                                     .gebiedsdatum = o->tot};

        rc = cijfer_antwoord(q->conn, v->g, q->a, &vraag, &ret->tabel[i], e);
    }
    return rc;
}

static const struct cijfer_uitkomst *uitkomst_van(const struct cijfer_tabel *t, int64_t gebied_id)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->rij[i].gebied->id == gebied_id)
            return &t->rij[i];
    return NULL;
}

static void dag_zet(struct arena *a, struct doc *d, const char *naam, date_t dag)
{
    struct str s = date_iso(a, dag);

    doc_set(a, d, str_from(naam), s.n ? doc_str(a, s) : doc_null(a));
}

static struct doc *eigenschappen(struct http_req *q, const struct kaart_vraag *k, const struct kaart_vorm *v,
                                 const struct cijfers *c)
{
    struct arena *a = q->a;
    const struct gebied *g = gebied_bij_id(k->g, v->id);
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "code", v->code);
    DOC_SET_STR(a, d, "naam", v->naam);
    dag_zet(a, d, "geldigVan", v->van);
    dag_zet(a, d, "geldigTot", v->tot);
    dag_zet(a, d, "peildatumGrens", v->peildatum);
    if (v->leden) {
        DOC_SET_INT(a, d, "gemeenten", v->leden);
        DOC_SET_INT(a, d, "gemeentenMetGrens", v->leden_met_grens);
    }
    for (size_t i = 0; g && gebied_is_gemeente(g) && i < k->g->n_indelingen; i++) {
        const struct indeling *in = &k->g->indeling[i];
        const struct gebied *regio =
            gebied_regio(k->g, g, in->code, gebied_geldig(g, k->datum) ? k->datum : date_add(g->tot, -1));

        doc_set(a, d, in->code, regio ? doc_str(a, regio->code) : doc_null(a));
    }
    for (size_t i = 0; i < c->n; i++) {
        const struct cijfer_tabel *t = &c->tabel[i];
        const struct cijfer_uitkomst *u = uitkomst_van(t, v->id);
        struct str code = t->onderwerp.code;

        doc_set(a, d, code,
                u && u->heeft ? doc_num(a, (double)u->waarde / pow(10, t->onderwerp.schaal)) : doc_null(a));
        dag_zet(a, d, str_fmt(a, "%.*sPeriode", STR_ARG(code)).p, u ? u->periode_tot : 0);
        doc_set(a, d, str_fmt(a, "%.*sOpmerking", STR_ARG(code)),
                doc_str(a, u ? cijfer_opmerking(a, u, t->onderwerp.schaal) : STR("")));
    }
    return d;
}

static void feature_schrijf(struct http_req *q, struct buf *b, const struct kaart_vraag *k,
                            const struct ogc_vraag *o, const struct cijfers *c, const struct kaart_vorm *v,
                            const struct doc *links)
{
    struct arena *a = q->a;

    buf_lit(b, "{\"type\":\"Feature\",\"id\":");
    json_write(b, doc_str(a, v->code), 0);
    if (links) {
        buf_lit(b, ",\"links\":");
        json_write(b, links, 0);
    }
    buf_lit(b, ",\"geometry\":");
    ogc_geometrie(b, v, o->crs);
    buf_lit(b, ",\"properties\":");
    json_write(b, eigenschappen(q, k, v, c), 0);
    buf_char(b, '}');
}

static int geojson_klaar(struct http_req *q, struct http_resp *r, const struct ogc_vraag *o,
                         const struct buf *b, struct err *e)
{
    if (b->over)
        return err_set(e, ERR_LIMIT, "Dit is te veel in één antwoord; vraag minder met limit.");
    r->body = buf_str(b);
    r->type = GEOJSON;
    r->headers[0].name = "Content-Crs";
    r->headers[0].value = str_fmt(q->a, "<%s>", o->crs->uri);
    return OK;
}

/* Which vormen answer to the question, in order of their code. */
static const struct kaart_vorm **kies(struct http_req *q, const struct kaart_vraag *k,
                                      const struct ogc_vraag *o, size_t *ret_n)
{
    const struct kaart_vorm **v = ARENA_ARRAY(q->a, const struct kaart_vorm *, k->laag->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < k->laag->n; i++)
        if (ogc_past(o, k->g, k->laag, &k->laag->vorm[i]))
            v[n++] = &k->laag->vorm[i];
    *ret_n = n;
    return v;
}

static void items_schakels(struct http_req *q, struct doc *l, struct str pad, const struct ogc_vraag *o,
                           size_t tot, size_t n)
{
    struct arena *a = q->a;
    size_t vorig = o->vanaf > o->limiet ? o->vanaf - o->limiet : 0;

    ogc_schakel(q, l, "self", GEOJSON, "Dit antwoord", ogc_adres(q, pad, o->vanaf, o->limiet));
    ogc_schakel(q, l, "alternate", HTML, "Dit antwoord voor mensen",
                ogc_adres(q, str_cat(a, pad, STR(".html")), o->vanaf, o->limiet));
    if (tot < n)
        ogc_schakel(q, l, "next", GEOJSON, "Het volgende deel", ogc_adres(q, pad, tot, o->limiet));
    if (o->vanaf)
        ogc_schakel(q, l, "prev", GEOJSON, "Het vorige deel", ogc_adres(q, pad, vorig, o->limiet));
    ogc_schakel(q, l, "collection", JSON, "De verzameling", str_sub(pad, 0, pad.n - 6));
}

static int items_geojson(struct http_req *q, struct http_resp *r, const struct kaart_vraag *k,
                         const struct ogc_vraag *o, const struct cijfers *c, struct str pad, struct err *e)
{
    struct arena *a = q->a;
    struct doc *links = doc_list(a);
    struct buf b;
    size_t n, tot;
    const struct kaart_vorm **v = kies(q, k, o, &n);

    tot = o->vanaf < n ? (n - o->vanaf < o->limiet ? n : o->vanaf + o->limiet) : n;
    items_schakels(q, links, pad, o, tot, n);
    buf_init(&b, a, ANTWOORD_MAX);
    buf_fmt(&b, "{\"type\":\"FeatureCollection\",\"numberMatched\":%zu,\"numberReturned\":%zu,\"links\":", n,
            o->vanaf < n ? tot - o->vanaf : 0);
    json_write(&b, links, 0);
    buf_lit(&b, ",\"features\":[");
    for (size_t i = o->vanaf; i < tot && !b.over; i++) {
        if (i > o->vanaf)
            buf_char(&b, ',');
        feature_schrijf(q, &b, k, o, c, v[i], NULL);
    }
    buf_lit(&b, "]}\n");
    return geojson_klaar(q, r, o, &b, e);
}

static struct str cel_tekst_van(struct arena *a, const struct cijfer_tabel *t, const struct kaart_vorm *v)
{
    const struct cijfer_uitkomst *u = uitkomst_van(t, v->id);

    return u ? cijfer_tekst(a, u, t->onderwerp.schaal) : STR("\xE2\x80\x93");
}

static void items_pagina(struct http_req *q, struct http_resp *r, const struct kaart_vraag *k,
                         const struct ogc_vraag *o, const struct cijfers *c, struct str pad)
{
    struct arena *a = q->a;
    const char *kolommen[4 + OGC_CIJFERS] = {"Code", "Naam", "Grens van"};
    size_t n, tot;
    const struct kaart_vorm **v = kies(q, k, o, &n);
    struct doc *t, *rijen;
    struct str html = str_cat(a, pad, STR(".html"));

    tot = o->vanaf < n ? (n - o->vanaf < o->limiet ? n : o->vanaf + o->limiet) : n;
    for (size_t i = 0; i < c->n; i++)
        kolommen[3 + i] = str_cstr(a, c->tabel[i].onderwerp.naam);
    t = pagina_maak(q, r, str_dup(a, k->laag->naam),
                    o->vanaf < tot ? str_fmt(a, "%zu gebieden; hier staan nummer %zu tot en met %zu.", n,
                                             o->vanaf + 1, tot)
                                   : STR("Hier staan geen gebieden. Zijn er al grenzen ingevoerd?"));
    rijen = tabel(a, t, "gebieden", str_dup(a, k->laag->naam), kolommen);
    for (size_t i = o->vanaf; i < tot; i++) {
        struct doc *x = rij(a, t, rijen);

        cel(a, x, str_dup(a, v[i]->code), str_fmt(a, "%.*s/%.*s.html", STR_ARG(pad), STR_ARG(v[i]->code)));
        cel(a, x, str_dup(a, v[i]->naam), STR(""));
        cel(a, x, date_nl(a, v[i]->peildatum), STR(""));
        for (size_t j = 0; j < c->n; j++)
            cel(a, x, cel_tekst_van(a, &c->tabel[j], v[i]), STR(""));
    }
    if (tot < n)
        schakel(a, t, "Volgende", ogc_adres(q, html, tot, o->limiet));
    if (o->vanaf)
        schakel(a, t, "Vorige",
                ogc_adres(q, html, o->vanaf > o->limiet ? o->vanaf - o->limiet : 0, o->limiet));
    schakel(a, t, "Als GeoJSON", ogc_adres(q, pad, o->vanaf, o->limiet));
    schakel(a, t, "De verzameling", str_cat(a, str_sub(pad, 0, pad.n - 6), STR(".html")));
}

static int items_open(struct http_req *q, struct kaart_vraag *v, struct ogc_vraag *o, struct cijfers *c,
                      struct err *e)
{
    struct http_req kaal = *q; /* datetime may be a period here: read by ogc_vraag_lees */
    int rc;

    kaal.query = doc_map(q->a);
    rc = kaart_vraag_laag(&kaal, (struct str){0}, "datetime", v, e);
    if (!rc)
        rc = ogc_vraag_lees(q, v->g, o, e);
    if (!rc)
        rc = laag_op(q, v, doc_get_str(q->params, STR("verzameling")), o->van, o->tot, e);
    return rc ? rc : cijfers_lees(q, v, o, c, e);
}

static int items_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct kaart_vraag v;
    struct ogc_vraag o;
    struct cijfers c;
    struct str pad =
        str_fmt(q->a, BASIS "/collections/%.*s/items", STR_ARG(doc_get_str(q->params, STR("verzameling"))));
    int rc = items_open(q, &v, &o, &c, e);

    if (!rc && als_pagina(q))
        items_pagina(q, r, &v, &o, &c, pad);
    else if (!rc)
        rc = items_geojson(q, r, &v, &o, &c, pad, e);
    kaart_vraag_klaar(&v);
    return rc;
}

static void item_pagina(struct http_req *q, struct http_resp *r, const struct kaart_vraag *v,
                        const struct cijfers *c, const struct kaart_vorm *vorm, struct str items)
{
    static const char *const kolommen[] = {"Eigenschap", "Waarde", NULL};
    struct arena *a = q->a;
    struct doc *d = eigenschappen(q, v, vorm, c),
               *t = pagina_maak(q, r, str_dup(a, vorm->naam), str_dup(a, v->laag->naam)), *rijen;

    rijen = tabel(a, t, "eigenschappen", STR("Eigenschappen"), kolommen);
    for (size_t i = 0; i < d->map.n; i++) {
        struct doc *x = rij(a, t, rijen), *w = d->map.at[i].value;
        struct buf b;

        cel(a, x, d->map.at[i].key, STR(""));
        buf_init(&b, a, 1000);
        if (w->type != DOC_STR)
            json_write(&b, w, 0);
        cel(a, x,
            w->type == DOC_STR    ? w->s
            : w->type == DOC_NULL ? STR("\xE2\x80\x93")
                                  : buf_str(&b),
            STR(""));
    }
    schakel(a, t, "Als GeoJSON", str_fmt(a, "%.*s/%.*s", STR_ARG(items), STR_ARG(vorm->code)));
    schakel(a, t, "Alle gebieden van de verzameling", str_cat(a, items, STR(".html")));
}

static int item_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct kaart_vraag v;
    struct ogc_vraag o;
    struct cijfers c;
    struct str code = doc_get_str(q->params, STR("gebied")),
               verzameling = doc_get_str(q->params, STR("verzameling"));
    struct str items = str_fmt(a, BASIS "/collections/%.*s/items", STR_ARG(verzameling)),
               pad = str_fmt(a, "%.*s/%.*s", STR_ARG(items), STR_ARG(code));
    const struct kaart_vorm *vorm = NULL;
    int rc = items_open(q, &v, &o, &c, e);

    if (!rc && !(vorm = laag_vorm(v.laag, code)))
        rc = err_set(e, ERR_NOT_FOUND, "In deze verzameling is geen “%.*s” met een grens.", STR_ARG(code));
    if (!rc && als_pagina(q)) {
        item_pagina(q, r, &v, &c, vorm, items);
    } else if (!rc) {
        struct doc *links = doc_list(a);
        struct buf b;

        ogc_schakel(q, links, "self", GEOJSON, "Dit gebied", pad);
        ogc_schakel(q, links, "alternate", HTML, "Dit gebied voor mensen", str_cat(a, pad, STR(".html")));
        ogc_schakel(q, links, "collection", JSON, "De verzameling", str_sub(items, 0, items.n - 6));
        buf_init(&b, a, ANTWOORD_MAX);
        feature_schrijf(q, &b, &v, &o, &c, vorm, links);
        buf_char(&b, '\n');
        rc = geojson_klaar(q, r, &o, &b, e);
    }
    kaart_vraag_klaar(&v);
    return rc;
}

#define ITEMS_PARAMS                                                                                         \
    {"bbox", "alleen wat dit vak raakt: west,zuid,oost,noord", PARAM_QUERY, false, false},                   \
        {"bbox-crs", "het stelsel van bbox; standaard CRS84", PARAM_QUERY, false, false},                    \
        {"datetime", "de indeling van deze dag, of alles wat in deze periode bestond", PARAM_QUERY, false,   \
         false},                                                                                             \
        {"limit", "hoeveel gebieden in één antwoord, hoogstens 1000; standaard 10", PARAM_QUERY, false,      \
         false},                                                                                             \
        {"offset", "hoeveel gebieden overgeslagen worden", PARAM_QUERY, false, false},                       \
        {"code", "alleen het gebied met deze code", PARAM_QUERY, false, false},                              \
    {                                                                                                        \
        "naam", "alleen het gebied met deze naam", PARAM_QUERY, false, false                                 \
    }
#define ITEM_PARAMS                                                                                          \
    {"verzameling", "gemeente of de code van een indeling", PARAM_PATH, true, false},                        \
        {"crs", "het stelsel van de coördinaten; standaard CRS84", PARAM_QUERY, false, false},               \
        {"cijfers", "codes van onderwerpen of indicatoren om mee te geven, met komma's ertussen",            \
         PARAM_QUERY, false, false},                                                                         \
    {                                                                                                        \
        "woningtype", "van welk woningtype die cijfers zijn", PARAM_QUERY, false, false                      \
    }

static const struct http_param dag_params[] = {
    {"datetime", "de indeling van deze dag; standaard vandaag", PARAM_QUERY, false, false},
    {0},
};
static const struct http_param verzameling_params[] = {
    {"verzameling", "gemeente of de code van een indeling", PARAM_PATH, true, false},
    {"datetime", "de indeling van deze dag; standaard vandaag", PARAM_QUERY, false, false},
    {0},
};
static const struct http_param items_params[] = {ITEM_PARAMS, ITEMS_PARAMS, {0}};
static const struct http_param item_params[] = {
    ITEM_PARAMS,
    {"gebied", "code van het gebied", PARAM_PATH, true, false},
    {"datetime", "het gebied op deze dag; standaard vandaag", PARAM_QUERY, false, false},
    {0},
};

enum { OPEN = ROUTE_STORE | ROUTE_SLOW | ROUTE_OPEN };

const struct http_route ogc_routes[] = {
    {"GET", "/ogc/v1", landing_get, "ogc", "Gebieden als open data: begin van de OGC API", ROUTE_OPEN, NULL,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/conformance", conformance_get, "ogc", "Waaraan de OGC API voldoet", ROUTE_OPEN, NULL,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/api", api_get, NULL, "De OGC API beschreven in OpenAPI 3.0", OPEN, NULL,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections", collections_get, "ogc", "De verzamelingen van gebieden", OPEN, dag_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}", collection_get, "ogc", "Een verzameling van gebieden", OPEN,
     verzameling_params, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}/items", items_get, "ogc",
     "De gebieden van een verzameling (GeoJSON)", OPEN, items_params, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}/items/{gebied}", item_get, "ogc", "Een gebied (GeoJSON)", OPEN,
     item_params, .recht = RECHT_PUBLIEK},
    {0},
};
