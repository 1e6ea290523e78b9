/* SPDX-License-Identifier: EUPL-1.2
 * Vector tiles over HTTP, with a TileJSON 3.0 that tells map programs where they are. */
#include "kaart/kaart_http.h"

#include "base/num.h"

static int plannen_neem(struct http_req *q, struct kaart_vraag *v, date_t peildatum, struct err *e)
{
    struct str s = doc_get_str(q->query, STR("stand"));
    int64_t stand = 0;

    if (s.n && !time_parse(s, &stand))
        return err_set(e, ERR_DATA, "“%.*s” bij stand is geen moment; schrijf 2024-01-31.",
                       STR_ARG(str_sub(s, 0, 40)));
    return laag_neem_plannen(v->o->kaarten, q->conn, v->g, peildatum, stand, &v->laag, e);
}

int kaart_vraag_laag(struct http_req *q, struct str code, const char *veld, struct kaart_vraag *ret,
                     struct err *e)
{
    struct str datum = doc_get_str(q->query, str_from(veld));
    int rc;

    *ret = (struct kaart_vraag){.o = q->app, .datum = date_today()};
    if (datum.n && !date_parse(datum, &ret->datum))
        return err_set(e, ERR_DATA, "“%.*s” bij %s is geen datum; schrijf 2024-01-31.", STR_ARG(datum), veld);
    rc = gebied_cache_neem(ret->o->gebieden, q->conn, &ret->g, e);
    if (rc || !code.p)
        return rc;
    if (str_is(code, "plannen"))
        return plannen_neem(q, ret, datum.n ? ret->datum : 0, e);
    return laag_neem(ret->o->kaarten, q->conn, ret->g, code, ret->datum, ret->datum, &ret->laag, e);
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

struct str tegels_adres(struct arena *a, struct str origin, const struct kaart_laag *l)
{
    struct str datum = date_iso(a, l->datum), stand = l->stand ? time_iso(a, l->stand) : STR("");

    return str_fmt(a, "%.*s/tegels/%.*s/{z}/{x}/{y}.mvt%s%.*s%s%.*s", STR_ARG(origin), STR_ARG(l->code),
                   datum.n ? "?datum=" : "", STR_ARG(datum),
                   !stand.n  ? ""
                   : datum.n ? "&stand="
                             : "?stand=",
                   STR_ARG(stand));
}

static void lagen_noem(struct arena *a, struct doc *lijst, const struct kaart_laag *l)
{
    static const char *const gebied[][2] = {
        {"code", "code van het gebied"}, {"naam", "naam van het gebied"}, {NULL}};
    static const char *const plan[][2] = {{"status", "planologische status, 1A tot en met 5B of onbekend"},
                                          {"hardheid", "hard, zacht of onbekend"},
                                          {"bron", "soort levering; soorten overlappen"},
                                          {"gemeente", "code van de gemeente waarin het ligt"},
                                          {NULL}};
    struct str naam[] = {l->code, STR(PLANNEN_VLAK)};

    for (size_t i = 0; i < (l->plan ? 2u : 1u); i++) {
        struct doc *x = doc_add(a, lijst, doc_map(a)), *f;

        DOC_SET_STR(a, x, "id", str_dup(a, naam[i]));
        if (i)
            DOC_SET_INT(a, x, "minzoom", KAART_ZOOM_PLANVLAK);
        f = DOC_SET(a, x, "fields", doc_map(a));
        for (const char *const(*veld)[2] = l->plan ? plan : gebied; (*veld)[0]; veld++)
            doc_set(a, f, str_from((*veld)[0]), doc_str(a, str_from((*veld)[1])));
    }
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
        doc_add(a, DOC_SET(a, t, "tiles", doc_list(a)), doc_str(a, tegels_adres(a, q->origin, l)));
        DOC_SET_INT(a, t, "minzoom", 0);
        DOC_SET_INT(a, t, "maxzoom", KAART_ZOOM_MAX);
        if (l->kader[STELSEL_GRADEN].x0 <= l->kader[STELSEL_GRADEN].x1)
            DOC_SET(a, t, "bounds", getallen(a, &l->kader[STELSEL_GRADEN]));
        x = DOC_SET(a, t, "vector_layers", doc_list(a));
        lagen_noem(a, x, l);
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

kaart_tegel_anders *kaart_tegels_anders;

static int tegel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const struct str achter = STR_INIT(".mvt");
    struct str y = doc_get_str(q->params, STR("y"));
    struct kaart_vraag v;
    int rc, z, kolom, rij;

    if (!str_ends(y, achter) || !getal(str_sub(y, 0, y.n - achter.n), &rij) ||
        !getal(doc_get_str(q->params, STR("z")), &z) || !getal(doc_get_str(q->params, STR("x")), &kolom))
        return err_set(e, ERR_NOT_FOUND, "Het adres van een tegel eindigt op /z/x/y.mvt, met hele getallen.");
    if (kaart_tegels_anders && str_index(doc_get_str(q->params, STR("laag")), '-') == 12)
        return kaart_tegels_anders(q, r, doc_get_str(q->params, STR("laag")), z, kolom, rij, e);
    rc = kaart_vraag_laag(q, doc_get_str(q->params, STR("laag")), "datum", &v, e);
    if (!rc)
        rc = laag_tegel(v.laag, q->a, z, kolom, rij, &r->body, &r->gzip, e);
    r->type = "application/vnd.mapbox-vector-tile";
    kaart_vraag_klaar(&v);
    return rc;
}

#define DATUM_PARAMS                                                                                         \
    {"datum",                                                                                                \
     "de indeling van deze dag, standaard vandaag; van plannen de peildatum, standaard de nieuwste",         \
     PARAM_QUERY, false, false},                                                                             \
    {                                                                                                        \
        "stand", "plannen zoals bekend op deze dag; standaard nu", PARAM_QUERY, false, false                 \
    }

static const struct http_param tilejson_params[] = {
    {"laag", "gemeente, wijk, plannen, vakken of de code van een indeling", PARAM_PATH, true, false},
    DATUM_PARAMS,
    {0},
};
static const struct http_param tegel_params[] = {
    {"laag", "gemeente, wijk, plannen, vakken of de code van een indeling", PARAM_PATH, true, false},
    {"z", "zoomniveau, 0 tot en met 12; van woningen 13 tot en met 18", PARAM_PATH, true, false},
    {"x", "kolom, vanaf het westen", PARAM_PATH, true, false},
    {"y", "rij, vanaf het noorden, met .mvt erachter", PARAM_PATH, true, false},
    DATUM_PARAMS,
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
