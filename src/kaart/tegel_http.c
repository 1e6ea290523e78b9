/* SPDX-License-Identifier: EUPL-1.2
 * Vector tiles over HTTP, with a TileJSON 3.0 that tells map programs where they are. */
#include "kaart/kaart_http.h"

#include "base/num.h"

int kaart_vraag_laag(struct http_req *q, struct str code, const char *veld, struct kaart_vraag *ret,
                     struct err *e)
{
    struct str datum = doc_get_str(q->query, str_from(veld));
    int rc;

    *ret = (struct kaart_vraag){.o = q->app, .datum = date_today()};
    if (datum.n && !date_parse(datum, &ret->datum))
        return err_set(e, ERR_DATA, "“%.*s” bij %s is geen datum; schrijf 2024-01-31.", STR_ARG(datum), veld);
    rc = gebied_cache_neem(ret->o->gebieden, q->conn, &ret->g, e);
    return rc || !code.p
               ? rc
               : laag_neem(ret->o->kaarten, q->conn, ret->g, code, ret->datum, ret->datum, &ret->laag, e);
}

void kaart_vraag_klaar(struct kaart_vraag *v)
{
    laag_geef(v->o->kaarten, v->laag);
    gebied_cache_geef(v->o->gebieden, v->g);
    v->laag = NULL;
    v->g = NULL;
}

static struct doc *getallen(struct arena *a, const struct kader *k)
{
    struct doc *l = doc_list(a);
    const double v[] = {k->x0, k->y0, k->x1, k->y1};

    for (int i = 0; i < 4; i++)
        doc_add(a, l, doc_num(a, v[i]));
    return l;
}

static int tilejson_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct kaart_vraag v;
    struct str code = doc_get_str(q->params, STR("laag"));
    int rc = kaart_vraag_laag(q, code, "datum", &v, e);

    if (!rc) {
        struct doc *t = doc_map(a), *x;
        const struct kaart_laag *l = v.laag;

        DOC_SET_STR(a, t, "tilejson", STR("3.0.0"));
        DOC_SET_STR(a, t, "name", str_dup(a, l->naam));
        DOC_SET_STR(a, t, "scheme", STR("xyz"));
        doc_add(a, DOC_SET(a, t, "tiles", doc_list(a)),
                doc_str(a, str_fmt(a, "%.*s/tegels/%.*s/{z}/{x}/{y}.mvt?datum=%.*s", STR_ARG(q->origin),
                                   STR_ARG(code), STR_ARG(date_iso(a, l->datum)))));
        DOC_SET_INT(a, t, "minzoom", 0);
        DOC_SET_INT(a, t, "maxzoom", KAART_ZOOM_MAX);
        if (l->n)
            DOC_SET(a, t, "bounds", getallen(a, &l->kader[STELSEL_GRADEN]));
        x = doc_add(a, DOC_SET(a, t, "vector_layers", doc_list(a)), doc_map(a));
        DOC_SET_STR(a, x, "id", str_dup(a, l->code));
        x = DOC_SET(a, x, "fields", doc_map(a));
        DOC_SET_STR(a, x, "code", STR("code van het gebied"));
        DOC_SET_STR(a, x, "naam", STR("naam van het gebied"));
        r->tree = t;
    }
    kaart_vraag_klaar(&v);
    return rc;
}

static bool getal(struct str s, int *ret)
{
    int64_t v;

    if (!s.n || s.n > 7 || s.p[0] == '-' || s.p[0] == '+' || !num_i64(s, &v))
        return false;
    *ret = (int)v;
    return true;
}

static int tegel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const struct str achter = STR_INIT(".mvt");
    struct str y = doc_get_str(q->params, STR("y"));
    struct kaart_vraag v;
    int rc, z, kolom, rij;

    if (!str_ends(y, achter) || !getal(str_sub(y, 0, y.n - achter.n), &rij) ||
        !getal(doc_get_str(q->params, STR("z")), &z) || !getal(doc_get_str(q->params, STR("x")), &kolom))
        return err_set(e, ERR_NOT_FOUND, "Het adres van een tegel eindigt op /z/x/y.mvt, met hele getallen.");
    rc = kaart_vraag_laag(q, doc_get_str(q->params, STR("laag")), "datum", &v, e);
    if (!rc)
        rc = laag_tegel(v.laag, q->a, z, kolom, rij, &r->body, &r->gzip, e);
    r->type = "application/vnd.mapbox-vector-tile";
    kaart_vraag_klaar(&v);
    return rc;
}

static const struct http_param tilejson_params[] = {
    {"laag", "gemeente, vakken of de code van een indeling", PARAM_PATH, true, false},
    {"datum", "de indeling van deze dag; standaard vandaag", PARAM_QUERY, false, false},
    {0},
};
static const struct http_param tegel_params[] = {
    {"laag", "gemeente, vakken of de code van een indeling", PARAM_PATH, true, false},
    {"z", "zoomniveau, 0 tot en met 12", PARAM_PATH, true, false},
    {"x", "kolom, vanaf het westen", PARAM_PATH, true, false},
    {"y", "rij, vanaf het noorden, met .mvt erachter", PARAM_PATH, true, false},
    {"datum", "de indeling van deze dag; standaard vandaag", PARAM_QUERY, false, false},
    {0},
};

const struct http_route tegel_routes[] = {
    {"GET", "/tegels/{laag}", tilejson_get, NULL, "Waar de tegels van een kaartlaag staan (TileJSON 3.0)",
     ROUTE_STORE | ROUTE_SLOW | ROUTE_OPEN, tilejson_params, .recht = RECHT_PUBLIEK},
    {"GET", "/tegels/{laag}/{z}/{x}/{y}", tegel_get, NULL,
     "Een tegel van een kaartlaag (Mapbox Vector Tile 2.1)", ROUTE_STORE | ROUTE_SLOW | ROUTE_OPEN,
     tegel_params, .recht = RECHT_PUBLIEK},
    {0},
};
