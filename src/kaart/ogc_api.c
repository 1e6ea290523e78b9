/* SPDX-License-Identifier: EUPL-1.2
 * The OpenAPI 3.0 description of /ogc/v1, made from the table of routes: what a route has as parameters is
 * what the description names. */
#include "kaart/ogc_intern.h"

#include <string.h>

static struct doc *schema(struct arena *a, const struct http_param *p, const struct laag_soort *soort,
                          size_t n)
{
    struct doc *s = doc_map(a), *keuze;
    bool getal = !strcmp(p->name, "limit") || !strcmp(p->name, "offset");

    DOC_SET_STR(a, s, "type", getal ? STR("integer") : STR("string"));
    if (!strcmp(p->name, "limit")) {
        DOC_SET_INT(a, s, "minimum", 1);
        DOC_SET_INT(a, s, "maximum", OGC_LIMIET_MAX);
        DOC_SET_INT(a, s, "default", OGC_LIMIET);
    } else if (!strcmp(p->name, "offset")) {
        DOC_SET_INT(a, s, "minimum", 0);
        DOC_SET_INT(a, s, "default", 0);
    } else if (!strcmp(p->name, "crs") || !strcmp(p->name, "bbox-crs")) {
        keuze = DOC_SET(a, s, "enum", doc_list(a));
        for (const struct ogc_crs *c = ogc_crs; c->uri; c++)
            doc_add(a, keuze, doc_str(a, str_from(c->uri)));
    } else if (!strcmp(p->name, "skipGeometry")) {
        DOC_SET_STR(a, s, "type", STR("boolean"));
        DOC_SET_BOOL(a, s, "default", false);
    } else if (!strcmp(p->name, "bbox")) {
        DOC_SET_STR(a, s, "type", STR("array"));
        DOC_SET_STR(a, DOC_SET(a, s, "items", doc_map(a)), "type", STR("number"));
        DOC_SET_INT(a, s, "minItems", 4);
        DOC_SET_INT(a, s, "maxItems", 6);
    } else if (!strcmp(p->name, "verzameling")) {
        keuze = DOC_SET(a, s, "enum", doc_list(a));
        for (size_t i = 0; i < n; i++)
            if (!str_is(soort[i].code, "vakken"))
                doc_add(a, keuze, doc_str(a, soort[i].code));
    }
    return s;
}

static struct doc *parameter(struct arena *a, const struct http_param *p, const struct laag_soort *soort,
                             size_t n)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "name", str_from(p->name));
    DOC_SET_STR(a, d, "in", p->in == PARAM_PATH ? STR("path") : STR("query"));
    DOC_SET_STR(a, d, "description", str_from(p->text));
    if (p->in == PARAM_PATH || p->required)
        DOC_SET_BOOL(a, d, "required", true);
    DOC_SET(a, d, "schema", schema(a, p, soort, n));
    if (!strcmp(p->name, "bbox")) {
        DOC_SET_STR(a, d, "style", STR("form"));
        DOC_SET_BOOL(a, d, "explode", false);
    }
    return d;
}

static void antwoord(struct arena *a, struct doc *lijst, const char *status, const char *wat,
                     const char *type)
{
    struct doc *r = doc_set(a, lijst, str_from(status), doc_map(a)), *c;

    DOC_SET_STR(a, r, "description", str_from(wat));
    c = DOC_SET(a, r, "content", doc_map(a));
    c = doc_set(a, c, str_from(type), doc_map(a));
    DOC_SET_STR(a, DOC_SET(a, c, "schema", doc_map(a)), "type", STR("object"));
}

/* "/ogc/v1/collections/{verzameling}/items" → "collectionsVerzamelingItems". */
static struct str operatie(struct arena *a, const char *pad)
{
    struct buf b;
    bool hoofd = false;

    buf_init(&b, a, 200);
    for (; *pad; pad++) {
        char c = *pad;

        if (c == '/' || c == '{' || c == '}') {
            hoofd = b.n > 0;
            continue;
        }
        buf_char(&b, hoofd && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
        hoofd = false;
    }
    return b.n ? buf_str(&b) : STR("begin");
}

struct doc *ogc_openapi(struct http_req *q, const struct laag_soort *soort, size_t n)
{
    static const char basis[] = "/ogc/v1";
    struct arena *a = q->a;
    struct doc *d = doc_map(a), *x, *paden;

    DOC_SET_STR(a, d, "openapi", STR("3.0.3"));
    x = DOC_SET(a, d, "info", doc_map(a));
    DOC_SET_STR(a, x, "title", STR("Woonzorg: gebieden en plannen (OGC API Features)"));
    DOC_SET_STR(a, x, "version", STR(WOONZORG_VERSION));
    DOC_SET_STR(
        a, x, "description",
        STR("Gemeenten en regio's van Nederland met hun grenzen en cijfers, en openbare woningbouwplannen."));
    x = doc_add(a, DOC_SET(a, d, "servers", doc_list(a)), doc_map(a));
    DOC_SET_STR(a, x, "url", str_cat(a, q->origin, STR("/ogc/v1")));
    paden = DOC_SET(a, d, "paths", doc_map(a));
    for (const struct http_route *r = ogc_routes; r->method; r++) {
        const char *pad = r->path + strlen(basis);
        struct doc *get = doc_set(a, paden, *pad ? str_from(pad) : STR("/"), doc_map(a)), *lijst;
        bool items = strstr(pad, "/items") != NULL;

        get = DOC_SET(a, get, "get", doc_map(a));
        DOC_SET_STR(a, get, "summary", str_from(r->summary));
        DOC_SET_STR(a, get, "operationId", operatie(a, pad));
        if (r->params) {
            lijst = DOC_SET(a, get, "parameters", doc_list(a));
            for (const struct http_param *p = r->params; p->name; p++)
                doc_add(a, lijst, parameter(a, p, soort, n));
        }
        lijst = DOC_SET(a, get, "responses", doc_map(a));
        antwoord(a, lijst, "200", "Het gevraagde.", items ? "application/geo+json" : "application/json");
        antwoord(a, lijst, "400", "De vraag klopt niet; de tekst zegt wat.", "application/problem+json");
        if (strchr(pad, '{'))
            antwoord(a, lijst, "404", "Dit is er niet.", "application/problem+json");
        antwoord(a, lijst, "500", "Het ging mis op de server.", "application/problem+json");
    }
    return d;
}
