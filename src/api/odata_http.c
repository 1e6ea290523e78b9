/* SPDX-License-Identifier: EUPL-1.2
 * /odata/v4: the figures as CBS publishes StatLine over OData 4, so that the packages that read StatLine
 * (cbsodata4 and cbsodataR in R, cbsodatav4 in Python) read them: a table a subject, with Properties,
 * Dimensions, MeasureCodes, a list of codes for each dimension, and Observations. */
#include "api/odata.h"

/* ---- lists ---- */

/* $select of an entry; all when it is not asked. */
static struct doc *gekozen(const struct api *x, struct doc *d)
{
    struct str rest = api_tekst(x->q, "$select");
    struct doc *uit;

    if (!rest.n)
        return d;
    uit = doc_map(x->a);
    while (rest.n) {
        struct str naam = str_trim(str_cut(rest, ',', &rest));

        if (doc_get(d, naam))
            doc_set(x->a, uit, naam, doc_get(d, naam));
    }
    return uit;
}

/* The answer {"@odata.context", "value"} of a list that is whole in memory, by $skip, $top and $count. */
static int lijst_antwoord(struct api *x, struct str context, struct doc *alles, struct err *e)
{
    struct arena *a = x->a;
    size_t van = (size_t)api_getal(x->q, "$skip", 0), neem = (size_t)api_getal(x->q, "$top", INT32_MAX);
    struct doc *d = x->r->tree = doc_map(a), *l;

    if (api_tekst(x->q, "$filter").n)
        return http_refuse(x->q, x->r, e, "query", STR("$filter"), "onbekend",
                           "$filter werkt alleen op Observations");
    DOC_SET_STR(a, d, "@odata.context", context);
    if (str_is(api_tekst(x->q, "$count"), "true"))
        DOC_SET_INT(a, d, "@odata.count", (int64_t)alles->list.n);
    l = DOC_SET(a, d, "value", doc_list(a));
    for (size_t i = van; i < alles->list.n && i - van < neem; i++)
        doc_add(a, l, gekozen(x, alles->list.at[i]));
    return OK;
}

static void set_bij(struct arena *a, struct doc *l, struct str naam, const char *soort)
{
    struct doc *d = doc_add(a, l, doc_map(a));

    DOC_SET_STR(a, d, "name", naam);
    DOC_SET_STR(a, d, "kind", str_from(soort));
    DOC_SET_STR(a, d, "url", naam);
}

static struct str basis_van(const struct http_req *q)
{
    return str_fmt(q->a, "%.*s/odata/v4", STR_ARG(q->origin));
}

static int dienst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doc *d = r->tree = doc_map(q->a), *l;

    (void)e;
    DOC_SET_STR(q->a, d, "@odata.context", str_cat(q->a, basis_van(q), STR("/$metadata")));
    l = DOC_SET(q->a, d, "value", doc_list(q->a));
    set_bij(q->a, l, STR("Catalogs"), "EntitySet");
    set_bij(q->a, l, STR("Datasets"), "EntitySet");
    return OK;
}

static int catalogs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    struct doc *l = doc_list(q->a), *d;
    int rc = api_open(&x, q, r, e);

    if (!rc) {
        d = doc_add(q->a, l, doc_map(q->a));
        DOC_SET_STR(q->a, d, "Identifier", STR(ODATA_CATALOGUS));
        DOC_SET_INT(q->a, d, "Index", 1);
        DOC_SET_STR(q->a, d, "Title", STR("Woonzorg"));
        DOC_SET_STR(q->a, d, "Description", STR("Cijfers over wonen en zorg voor ouderen"));
        DOC_SET_STR(q->a, d, "Publisher", x.o->naam);
        DOC_SET_STR(q->a, d, "Language", STR("nl"));
        DOC_SET_STR(q->a, d, "Homepage", q->origin);
        rc = lijst_antwoord(&x, str_cat(q->a, basis_van(q), STR("/$metadata#Catalogs")), l, e);
    }
    api_sluit(&x);
    return rc;
}

static int datasets_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct api x;
    const struct onderwerp *o;
    struct doc *l = doc_list(q->a);
    int64_t gewijzigd;
    size_t n;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = onderwerpen_lees(x.c, q->a, &o, &n, e);
    if (!rc)
        rc = odata_laatste_levering(&x, &gewijzigd, e);
    for (size_t i = 0; !rc && i < n; i++)
        doc_add(q->a, l, odata_eigenschappen(q->a, &o[i], gewijzigd));
    if (!rc)
        rc = lijst_antwoord(&x, str_cat(q->a, basis_van(q), STR("/$metadata#Datasets")), l, e);
    api_sluit(&x);
    return rc;
}

static int tabel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct odata_tabel t;
    struct doc *l;
    int rc = odata_tabel_open(&t, q, r, e);

    if (!rc) {
        r->tree = doc_map(q->a);
        DOC_SET_STR(q->a, r->tree, "@odata.context", str_cat(q->a, t.basis, STR("/$metadata")));
        l = DOC_SET(q->a, r->tree, "value", doc_list(q->a));
        set_bij(q->a, l, STR("MeasureCodes"), "EntitySet");
        set_bij(q->a, l, STR("Dimensions"), "EntitySet");
        set_bij(q->a, l, STR("Observations"), "EntitySet");
        for (int i = 0; i < N_DIMENSIES; i++)
            set_bij(q->a, l, str_fmt(q->a, "%sCodes", odata_dimensies[i].id), "EntitySet");
        set_bij(q->a, l, STR("Properties"), "Singleton");
    }
    api_sluit(&t.x);
    return rc;
}

/* Dimensions, MeasureCodes and the codes of each dimension. */
static int verzameling_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str naam = doc_get_str(q->params, STR("verzameling"));
    struct doc *l = NULL;
    struct odata_tabel t;
    int rc = odata_tabel_open(&t, q, r, e);

    if (!rc && str_is(naam, "Dimensions"))
        l = odata_dimensies_doc(q->a);
    else if (!rc && str_is(naam, "MeasureCodes"))
        l = odata_maten_doc(&t);
    for (enum dimensie d = 0; !rc && !l && d < N_DIMENSIES; d++)
        if (str_eq(naam, str_fmt(q->a, "%sCodes", odata_dimensies[d].id)))
            l = odata_codes_doc(&t, d);
    if (!rc && !l)
        rc = err_set(e, ERR_NOT_FOUND, "“%.*s” is er niet", STR_ARG(utf8_clip(naam, 60)));
    if (!rc)
        rc =
            lijst_antwoord(&t.x, str_fmt(q->a, "%.*s/$metadata#%.*s", STR_ARG(t.basis), STR_ARG(naam)), l, e);
    api_sluit(&t.x);
    return rc;
}

#define ODATA_PARAMS                                                                                         \
    {"$filter", "voorwaarde, als RegioS eq 'GM0935'", PARAM_QUERY, false, false},                            \
        {"$select", "alleen deze kolommen", PARAM_QUERY, false, false},                                      \
        {"$top", "hoogstens zoveel", PARAM_QUERY, false, false, "getal", "10"},                              \
        {"$skip", "sla er zoveel over", PARAM_QUERY, false, false, "getal", "0"},                            \
        {"$count", "tel er ook bij hoeveel het er zijn", PARAM_QUERY, false, false, "janee", "true"},        \
        {"$format", "alleen json", PARAM_QUERY, false, false, "json|application/json", "json"},              \
    {                                                                                                        \
        "stand", "wat er op dit moment bekend was", PARAM_QUERY, false, false, "moment"                      \
    }
#define TABEL_PARAMS                                                                                         \
    {"catalogus", "altijd " ODATA_CATALOGUS, PARAM_PATH, true, false, NULL, ODATA_CATALOGUS},                \
    {                                                                                                        \
        "tabel", "code van een onderwerp", PARAM_PATH, true, false, NULL, "inwoners"                         \
    }

static const struct http_param lijst_params[] = {ODATA_PARAMS, {0}};
static const struct http_param tabel_params[] = {TABEL_PARAMS, ODATA_PARAMS, {0}};
static const struct http_param verzameling_params[] = {
    TABEL_PARAMS,
    {"verzameling", "naam van de lijst", PARAM_PATH, true, false, NULL, "Dimensions"},
    ODATA_PARAMS,
    {0}};

#define VLAGGEN   (ROUTE_STORE | ROUTE_STRICT | ROUTE_OPEN)
#define JSON_VORM (1u << HTTP_JSON)

const struct http_route odata_routes[] = {
    {"GET", "/odata/v4", dienst_get, NULL, "OData: wat er is", ROUTE_STRICT | ROUTE_OPEN, lijst_params,
     JSON_VORM, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/Catalogs", catalogs_get, NULL, "OData: de catalogi", VLAGGEN, lijst_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/Datasets", datasets_get, NULL, "OData: alle tabellen", VLAGGEN, lijst_params,
     JSON_VORM, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}", tabel_get, NULL, "OData: wat een tabel heeft", VLAGGEN,
     tabel_params, JSON_VORM, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/$metadata", odata_metadata_get, NULL,
     "OData: beschrijving van een tabel", VLAGGEN, tabel_params, 0, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Properties", odata_properties_get, NULL,
     "OData: eigenschappen van een tabel", VLAGGEN | ROUTE_SLOW, tabel_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Observations", odata_observations_get, NULL,
     "OData: de cijfers van een tabel", VLAGGEN | ROUTE_SLOW, tabel_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/Observations/$count", odata_count_get, NULL,
     "OData: hoeveel cijfers een tabel heeft", VLAGGEN | ROUTE_SLOW, tabel_params, 0, .recht = RECHT_PUBLIEK},
    {"GET", "/odata/v4/{catalogus}/{tabel}/{verzameling}", verzameling_get, NULL,
     "OData: dimensies, maten en codes van een tabel", VLAGGEN, verzameling_params, JSON_VORM,
     .recht = RECHT_PUBLIEK},
    {0},
};
