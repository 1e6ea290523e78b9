/* SPDX-License-Identifier: EUPL-1.2
 * OGC API Features under /ogc/v1: the landing page, what it conforms to, the collections and the routes, as
 * JSON for programs and as pages for people. A collection is a layer of the map; ogc_items.c has its items.
 */
#include "kaart/ogc_intern.h"

#include "base/num.h"

#include <math.h>

#define BASIS   OGC_BASIS
#define GEOJSON OGC_GEOJSON
#define JSON    OGC_JSON
#define HTML    OGC_HTML
#define OPENAPI "application/vnd.oai.openapi+json;version=3.0"

static const char *const klassen[] = {
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
};

/* ---- landing page, conformance, description ---- */

static int landing_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct doc *t, *l;

    (void)e;
    if (ogc_als_pagina(q)) {
        t = ogc_pagina(q, r, STR("Gebieden en plannen als open data (OGC API Features)"),
                       STR("Gemeenten en regio's met hun grenzen, en openbare plannen met hun ligging, voor "
                           "kaartprogramma's als QGIS. Geef daar "
                           "dit adres op, of kijk "
                           "hier wat er is."));
        ogc_pagina_schakel(a, t, "Verzamelingen", STR(BASIS "/collections"));
        ogc_pagina_schakel(a, t, "Waaraan dit voldoet", STR(BASIS "/conformance"));
        ogc_pagina_schakel(a, t, "Beschrijving voor programma's (OpenAPI)", STR(BASIS "/api"));
        return OK;
    }
    t = r->tree = doc_map(a);
    DOC_SET_STR(a, t, "title", STR("Woonzorg: gebieden en plannen"));
    DOC_SET_STR(
        a, t, "description",
        STR("Gemeenten en regio's van Nederland met hun grenzen en cijfers, en openbare woningbouwplannen."));
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
    if (ogc_als_pagina(q)) {
        t = ogc_pagina(
            q, r, STR("Waaraan deze API voldoet"),
            STR("OGC API Features deel 1 (kern, GeoJSON, HTML, OpenAPI) en deel 2 (coördinatenstelsels)."));
        l = ogc_tabel(a, t, "eisen", STR("Eisen"), kolommen);
        for (size_t i = 0; i < sizeof klassen / sizeof *klassen; i++)
            ogc_cel(a, ogc_rij(a, t, l), str_from(klassen[i]), STR(""));
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

static struct doc *extent(struct arena *a, const struct kader *k)
{
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

static struct doc *verzameling_doc(struct http_req *q, const struct laag_soort *s, const struct kader *k)
{
    struct arena *a = q->a;
    struct doc *t = doc_map(a), *x;
    struct str pad = str_cat(a, STR(BASIS "/collections/"), s->code);

    DOC_SET_STR(a, t, "id", s->code);
    DOC_SET_STR(a, t, "title", s->naam);
    DOC_SET_STR(a, t, "description", s->uitleg);
    DOC_SET_STR(a, t, "itemType", STR("feature"));
    if (k->x0 <= k->x1)
        DOC_SET(a, t, "extent", extent(a, k));
    x = DOC_SET(a, t, "crs", doc_list(a));
    for (const struct ogc_crs *c = ogc_crs; c->uri; c++)
        doc_add(a, x, doc_str(a, str_from(c->uri)));
    DOC_SET_STR(a, t, "storageCrs", str_from(ogc_crs[1].uri));
    x = DOC_SET(a, t, "links", doc_list(a));
    ogc_schakel(q, x, "self", JSON, "Deze verzameling", str_cat(a, pad, STR(".json")));
    ogc_schakel(q, x, "alternate", HTML, "Deze verzameling voor mensen", str_cat(a, pad, STR(".html")));
    ogc_schakel(q, x, "items", GEOJSON, "Wat erin staat", str_cat(a, pad, STR("/items")));
    ogc_schakel(q, x, "items", HTML, "Wat erin staat, voor mensen", str_cat(a, pad, STR("/items.html")));
    return t;
}

const struct ogc_aard *ogc_aard_van(struct str verzameling)
{
    return str_is(verzameling, "plannen") ? &ogc_plan : str_is(verzameling, "wijk") ? &ogc_wijk : &ogc_gebied;
}

int ogc_laag(struct http_req *q, struct kaart_vraag *v, struct str code, date_t van, date_t tot,
             int64_t stand, struct err *e)
{
    if (!is_verzameling(code))
        return err_set(e, ERR_NOT_FOUND, "Er is geen verzameling “%.*s”.", STR_ARG(code));
    if (ogc_aard_van(code) == &ogc_plan)
        return laag_neem_plannen(v->o->kaarten, q->conn, v->g, tot, stand, &v->laag, e);
    v->datum = tot ? tot : date_today();
    return laag_neem(v->o->kaarten, q->conn, v->g, code, van ? van : v->datum, v->datum, &v->laag, e);
}

/* How many features a collection has on the day that the query asks, and their box in degrees. The regions of
 * an indeling are counted by their gemeenten: joining the outlines of all indelingen only to describe them
 * would take seconds. */
static int verzameling_meet(struct http_req *q, struct kaart_vraag *v, struct str code, size_t *ret_n,
                            struct kader *ret, struct err *e)
{
    date_t d = doc_get_str(q->query, STR("datetime")).n ? v->datum : 0;
    bool regios = indeling_bij_code(v->g, code);
    bool *gezien = ARENA_ARRAY(q->a, bool, v->g->n + 1);
    int rc = ogc_laag(q, v, regios ? STR("gemeente") : code, d, d, 0, e);

    if (rc)
        return rc;
    *ret = regios ? KADER_LEEG : v->laag->kader[STELSEL_GRADEN];
    *ret_n = regios ? 0 : v->laag->n;
    for (size_t i = 0; regios && i < v->laag->n; i++) {
        const struct kaart_vorm *x = &v->laag->vorm[i];
        const struct gebied *g = gebied_bij_id(v->g, x->id),
                            *regio = g ? gebied_regio(v->g, g, code, v->laag->datum) : NULL;

        if (!regio)
            continue;
        kader_samen(ret, &x->kader[STELSEL_GRADEN]);
        *ret_n += !gezien[regio->index];
        gezien[regio->index] = true;
    }
    laag_geef(v->o->kaarten, v->laag);
    v->laag = NULL;
    return OK;
}

static int collections_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const kolommen[] = {"Verzameling", "Wat het is", "Aantal", NULL};
    struct arena *a = q->a;
    struct doc *t = doc_map(a), *l, *c;
    const struct laag_soort *s;
    struct kaart_vraag v;
    struct kader kader;
    size_t n = 0, aantal;
    int rc = kaart_vraag_laag(q, (struct str){0}, "datetime", &v, e);

    if (ogc_als_pagina(q)) {
        t = ogc_pagina(q, r, STR("Verzamelingen"),
                       STR("Elke indeling van Nederland is een verzameling van gebieden met hun grenzen. De "
                           "openbare plannen zijn er ook een."));
        c = ogc_tabel(a, t, "verzamelingen", STR("Verzamelingen"), kolommen);
        ogc_pagina_schakel(a, t, "Begin van deze API", STR(BASIS ".html"));
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
        rc = verzameling_meet(q, &v, s[i].code, &aantal, &kader, e);
        if (rc)
            break;
        if (ogc_als_pagina(q)) {
            struct doc *x = ogc_rij(a, t, c);

            ogc_cel(a, x, s[i].naam, str_fmt(a, BASIS "/collections/%.*s.html", STR_ARG(s[i].code)));
            ogc_cel(a, x, s[i].uitleg, STR(""));
            ogc_cel(a, x, num_nl(a, (int64_t)aantal, 0), STR(""));
        } else {
            doc_add(a, c, verzameling_doc(q, &s[i], &kader));
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
    struct kader kader;
    size_t aantal;
    int rc = kaart_vraag_laag(q, (struct str){0}, "datetime", &v, e);

    if (!rc)
        rc = verzameling_meet(q, &v, code, &aantal, &kader, e);
    if (!rc) {
        const struct laag_soort *s = soort_van(v.g, a, code);

        if (ogc_als_pagina(q)) {
            struct doc *t = ogc_pagina(q, r, s->naam, s->uitleg);

            ogc_pagina_schakel(a, t, "Wat erin staat",
                               str_fmt(a, BASIS "/collections/%.*s/items.html", STR_ARG(code)));
            ogc_pagina_schakel(
                a, t, "Als GeoJSON",
                str_fmt(a, BASIS "/collections/%.*s/items?limit=%d", STR_ARG(code), OGC_LIMIET_MAX));
            ogc_pagina_schakel(a, t, "Alle verzamelingen", STR(BASIS "/collections.html"));
        } else {
            r->tree = verzameling_doc(q, s, &kader);
        }
    }
    kaart_vraag_klaar(&v);
    return rc;
}

#define VERZAMELING                                                                                          \
    {                                                                                                        \
        "verzameling", "gemeente, wijk, plannen of de code van een indeling", PARAM_PATH, true, false        \
    }
#define DAG                                                                                                  \
    {                                                                                                        \
        "datetime",                                                                                          \
            "de indeling van deze dag, of alles wat in deze periode bestond; van plannen wat op de laatste " \
            "dag "                                                                                           \
            "geleverd was",                                                                                  \
            PARAM_QUERY, false, false                                                                        \
    }
#define VRAAG(naam, tekst)                                                                                   \
    {                                                                                                        \
        naam, tekst, PARAM_QUERY, false, false                                                               \
    }
#define VORM_PARAMS                                                                                          \
    VERZAMELING, DAG, VRAAG("crs", "het stelsel van de coördinaten; standaard CRS84"),                       \
        VRAAG("skipGeometry", "true: zonder de coördinaten"),                                                \
        VRAAG("stand", "plannen zoals bekend op deze dag; standaard nu"),                                    \
        VRAAG("cijfers", "bij gebieden: codes van onderwerpen of indicatoren om mee te geven, met komma's "  \
                         "ertussen"),                                                                        \
        VRAAG("woningtype",                                                                                  \
              "bij gebieden: van welk woningtype die cijfers zijn; bij plannen: alleen die met woningen "    \
              "van dit type")

static const struct http_param dag_params[] = {DAG, {0}};
static const struct http_param verzameling_params[] = {VERZAMELING, DAG, {0}};
static const struct http_param items_params[] = {
    VORM_PARAMS,
    VRAAG("bbox", "alleen wat dit vak raakt: west,zuid,oost,noord"),
    VRAAG("bbox-crs", "het stelsel van bbox; standaard CRS84"),
    VRAAG("limit", "hoeveel in één antwoord, hoogstens 1000; standaard 10"),
    VRAAG("offset", "hoeveel overgeslagen worden"),
    VRAAG("code", "alleen het gebied of de wijk met deze code"),
    VRAAG("naam", "alleen het gebied, de wijk of het plan met deze naam"),
    VRAAG("plancode", "alleen plannen met deze code"),
    VRAAG("gemeente", "alleen plannen of wijken in deze gemeente, als GM0935"),
    VRAAG("status", "alleen plannen met deze planologische status: 1A tot en met 5B, of onbekend"),
    VRAAG("hardheid", "alleen plannen die hard, zacht of onbekend zijn"),
    VRAAG("plantype", "alleen plannen van deze soort, zoals geleverd"),
    VRAAG("fase", "alleen plannen in deze fase, zoals geleverd"),
    VRAAG("sortby", "plannen op volgorde van woningen of naam, met - ervoor aflopend; standaard op nummer"),
    VRAAG("bron", "alleen plannen uit deze soort levering: basisset, plannen-geo of planmonitor"),
    {0},
};
static const struct http_param item_params[] = {
    VORM_PARAMS, {"kenmerk", "code van het gebied, of nummer van het plan", PARAM_PATH, true, false}, {0}};

enum { OPEN = ROUTE_STORE | ROUTE_SLOW | ROUTE_OPEN };

const struct http_route ogc_routes[] = {
    {"GET", "/ogc/v1", landing_get, "ogc", "Gebieden en plannen als open data: begin van de OGC API",
     ROUTE_OPEN, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/conformance", conformance_get, "ogc", "Waaraan de OGC API voldoet", ROUTE_OPEN, NULL,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/api", api_get, NULL, "De OGC API beschreven in OpenAPI 3.0", OPEN, NULL,
     .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections", collections_get, "ogc", "De verzamelingen van gebieden en plannen", OPEN,
     dag_params, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}", collection_get, "ogc", "Eén verzameling", OPEN,
     verzameling_params, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}/items", ogc_items_get, "ogc",
     "Wat in een verzameling staat (GeoJSON)", OPEN, items_params, .recht = RECHT_PUBLIEK},
    {"GET", "/ogc/v1/collections/{verzameling}/items/{kenmerk}", ogc_item_get, "ogc",
     "Een gebied of plan (GeoJSON)", OPEN, item_params, .recht = RECHT_PUBLIEK},
    {0},
};
