/* SPDX-License-Identifier: EUPL-1.2
 * /v1/openapi.json: the description of the API for programs (OpenAPI 3.1), made from the route tables, from
 * api_paden and from the fields of each resource, so that it cannot say other than the API does. */
#include "api/api.h"

#include "base/num.h"

static struct doc *zet(struct arena *a, struct doc *d, const char *sleutel, const char *tekst)
{
    return doc_set(a, d, str_from(sleutel), doc_str(a, str_from(tekst)));
}

static struct doc *kaart(struct arena *a, struct doc *d, const char *sleutel)
{
    return doc_set(a, d, str_from(sleutel), doc_map(a));
}

static struct doc *verwijs(struct arena *a, const char *soort, const char *naam)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "$ref", str_fmt(a, "#/components/%s/%s", soort, naam));
    return d;
}

/* ---- schemas ---- */

static struct doc *schema_van(struct arena *a, const char *type, const char *tekst)
{
    struct doc *d = doc_map(a);

    zet(a, d, "type", type);
    if (tekst)
        zet(a, d, "description", tekst);
    return d;
}

static struct doc *of_null(struct arena *a, struct doc *schema)
{
    struct doc *l = doc_list(a);

    doc_add(a, l, doc_get(schema, STR("type")));
    doc_add(a, l, doc_str(a, STR("null")));
    DOC_SET(a, schema, "type", l);
    return schema;
}

static struct doc *object(struct arena *a, const char *const *nodig)
{
    struct doc *d = schema_van(a, "object", NULL), *l = doc_list(a);

    kaart(a, d, "properties");
    for (; *nodig; nodig++)
        doc_add(a, l, doc_str(a, str_from(*nodig)));
    DOC_SET(a, d, "required", l);
    DOC_SET_BOOL(a, d, "additionalProperties", false);
    return d;
}

static struct doc *eigenschap(struct arena *a, struct doc *obj, const char *naam, struct doc *schema)
{
    return doc_set(a, doc_get(obj, STR("properties")), str_from(naam), schema);
}

static struct doc *lijst_van(struct arena *a, const char *schema)
{
    struct doc *d = schema_van(a, "array", NULL);

    DOC_SET(a, d, "items", verwijs(a, "schemas", schema));
    return d;
}

/* What every page of a list has. */
static void bladzijde_bij(struct arena *a, struct doc *d, bool aantal)
{
    eigenschap(a, d, "links", verwijs(a, "schemas", "Links"));
    eigenschap(a, d, "pagina", schema_van(a, "integer", "welke bladzijde dit is, vanaf 1"));
    eigenschap(a, d, "paginaGrootte", schema_van(a, "integer", "hoeveel er op een bladzijde staan"));
    if (aantal)
        eigenschap(a, d, "aantal", schema_van(a, "integer", "hoeveel er in alles zijn"));
}

static struct doc *lijst_schema(struct arena *a, const struct verzameling *v)
{
    const char *nodig[] = {"links", "pagina", "paginaGrootte", "aantal", v->naam, NULL};
    struct doc *d = object(a, nodig);

    bladzijde_bij(a, d, true);
    eigenschap(a, d, v->naam, lijst_van(a, v->enkel));
    return d;
}

static struct doc *cijfers_schema(struct arena *a)
{
    static const char *const nodig[] = {
        "links",   "pagina",         "paginaGrootte", "aantal",  "onderwerp", "gebiedsdatum",
        "bronnen", "nietOmgerekend", "totaal",        "cijfers", NULL};
    struct doc *d = object(a, nodig), *s;

    bladzijde_bij(a, d, true);
    eigenschap(a, d, "onderwerp", verwijs(a, "schemas", "OnderwerpKort"));
    s = eigenschap(
        a, d, "peildatum",
        of_null(a,
                schema_van(a, "string", "de dag tot en met welke cijfers meetellen; null: er zijn er geen")));
    zet(a, s, "format", "date");
    s = eigenschap(a, d, "gebiedsdatum", schema_van(a, "string", "de gemeentelijke indeling van deze dag"));
    zet(a, s, "format", "date");
    eigenschap(a, d, "venster", of_null(a, schema_van(a, "string", "de jaren waarbinnen geteld is")));
    s = eigenschap(a, d, "bronnen",
                   schema_van(a, "array", "codes van alle bronnen met cijfers voor deze vraag"));
    DOC_SET(a, s, "items", schema_van(a, "string", NULL));
    eigenschap(
        a, d, "nietOmgerekend",
        schema_van(a, "integer", "cijfers van gemeenten die niet naar deze indeling zijn om te rekenen"));
    eigenschap(a, d, "totaal", verwijs(a, "schemas", "Cijfer"));
    eigenschap(a, d, "cijfers", lijst_van(a, "Cijfer"));
    return d;
}

static struct doc *waarnemingen_schema(struct arena *a)
{
    static const char *const nodig[] = {"links", "pagina", "paginaGrootte", "stand", "waarnemingen", NULL};
    struct doc *d = object(a, nodig), *s;

    bladzijde_bij(a, d, false);
    s = eigenschap(
        a, d, "stand",
        schema_van(a, "string", "wat er op dit moment bekend was; geef het mee voor de volgende bladzijde"));
    zet(a, s, "format", "date-time");
    eigenschap(a, d, "waarnemingen", lijst_van(a, "Waarneming"));
    return d;
}

static struct doc *links_schema(struct arena *a)
{
    static const char *const nodig[] = {"self", "first", "prev", "next", NULL};
    struct doc *d = object(a, nodig);

    eigenschap(a, d, "self", schema_van(a, "string", "deze bladzijde"));
    eigenschap(a, d, "first", schema_van(a, "string", "de eerste"));
    eigenschap(a, d, "prev", of_null(a, schema_van(a, "string", "de vorige")));
    eigenschap(a, d, "next", of_null(a, schema_van(a, "string", "de volgende")));
    return d;
}

static struct doc *probleem_schema(struct arena *a)
{
    static const char *const nodig[] = {"status", "title", "detail", NULL}, *const fout[] = {"in", "location",
                                                                                             "code", "detail",
                                                                                             NULL};
    struct doc *d = object(a, nodig), *s;

    eigenschap(a, d, "type", schema_van(a, "string", "about:blank: de titel zegt genoeg"));
    eigenschap(a, d, "status", schema_van(a, "integer", "de HTTP-status"));
    eigenschap(a, d, "title", schema_van(a, "string", "wat er mis is, in het kort"));
    eigenschap(a, d, "detail", schema_van(a, "string", "wat er mis is met dit verzoek"));
    eigenschap(a, d, "nummer", schema_van(a, "string", "waarmee de beheerder het terugvindt"));
    s = eigenschap(a, d, "errors", schema_van(a, "array", "elk gegeven dat niet goed is"));
    s = DOC_SET(a, s, "items", object(a, fout));
    eigenschap(a, s, "in", schema_van(a, "string", "query, path of body"));
    eigenschap(a, s, "location", schema_van(a, "string", "naam van het gegeven"));
    eigenschap(a, s, "code", schema_van(a, "string", "ontbreekt, onbekend of waarde"));
    eigenschap(a, s, "detail", schema_van(a, "string", "wat het had moeten zijn"));
    return d;
}

static struct doc *begin_schema(struct arena *a)
{
    static const char *const nodig[] = {"titel", "versie", "adressen", NULL}, *const een[] = {"pad", "tekst",
                                                                                              NULL};
    struct doc *d = object(a, nodig), *s;

    eigenschap(a, d, "titel", schema_van(a, "string", "naam van de API"));
    eigenschap(a, d, "versie", schema_van(a, "string", "versie van de API"));
    s = eigenschap(a, d, "adressen", schema_van(a, "array", "alle adressen"));
    s = DOC_SET(a, s, "items", object(a, een));
    eigenschap(a, s, "pad", schema_van(a, "string", "het adres"));
    eigenschap(a, s, "tekst", schema_van(a, "string", "wat er staat"));
    return d;
}

static struct doc *schemas_maak(struct arena *a)
{
    struct doc *d = doc_map(a);

    for (const struct verzameling *v = verzamelingen; v->naam; v++) {
        doc_set(a, d, str_from(v->enkel), velden_schema(a, v->velden));
        doc_set(a, d, str_fmt(a, "%sLijst", v->enkel), lijst_schema(a, v));
    }
    DOC_SET(a, d, "Cijfer", velden_schema(a, cijfer_velden));
    DOC_SET(a, d, "OnderwerpKort", velden_schema(a, onderwerp_kort_velden));
    DOC_SET(a, d, "Cijfers", cijfers_schema(a));
    DOC_SET(a, d, "Waarneming", velden_schema(a, waarneming_velden));
    DOC_SET(a, d, "Waarnemingen", waarnemingen_schema(a));
    DOC_SET(a, d, "Herkomst", velden_schema(a, herkomst_velden));
    DOC_SET(a, d, "Links", links_schema(a));
    DOC_SET(a, d, "Probleem", probleem_schema(a));
    DOC_SET(a, d, "Begin", begin_schema(a));
    DOC_SET(a, d, "Beschrijving", schema_van(a, "object", "een OpenAPI-document"));
    DOC_SET(a, d, "Catalogus", schema_van(a, "array", "DCAT-AP-NL als JSON-LD"));
    return d;
}

/* ---- examples ---- */

static struct doc *links_voorbeeld(struct arena *a, const char *adres)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "self", str_from(adres));
    DOC_SET_STR(
        a, d, "first",
        str_fmt(a, "%s%cpagina=1", adres, str_index(str_from(adres), '?') < str_from(adres).n ? '&' : '?'));
    DOC_SET(a, d, "prev", doc_null(a));
    DOC_SET(a, d, "next", doc_null(a));
    return d;
}

static struct doc *voorbeeld_lijst(struct arena *a, const char *adres, const char *naam,
                                   const struct veld *velden, bool aantal)
{
    struct doc *d = doc_map(a);

    DOC_SET(a, d, "links", links_voorbeeld(a, adres));
    DOC_SET_INT(a, d, "pagina", 1);
    DOC_SET_INT(a, d, "paginaGrootte", PAGINA_GROOTTE);
    if (aantal)
        DOC_SET_INT(a, d, "aantal", 1);
    doc_add(a, doc_set(a, d, str_from(naam), doc_list(a)), velden_voorbeeld(a, velden));
    return d;
}

static bool is_een(const struct http_route *r)
{
    return r->handler == verzameling_een;
}

static struct doc *voorbeeld_van(struct arena *a, const struct http_route *r, const struct api_pad *p)
{
    const struct verzameling *v = verzameling_van(str_from(r->path));
    struct doc *d;

    if (!p->schema)
        return is_een(r) ? velden_voorbeeld(a, v->velden)
                         : voorbeeld_lijst(a, p->voorbeeld, v->naam, v->velden, true);
    if (r->handler == herkomst_api_get)
        return velden_voorbeeld(a, herkomst_velden);
    if (r->handler == waarnemingen_get) {
        d = voorbeeld_lijst(a, p->voorbeeld, "waarnemingen", waarneming_velden, false);
        zet(a, d, "stand", "2025-02-03T09:12:44.120Z");
        return d;
    }
    if (r->handler != cijfers_api_get)
        return NULL;
    d = voorbeeld_lijst(a, p->voorbeeld, "cijfers", cijfer_velden, true);
    DOC_SET(a, d, "onderwerp", velden_voorbeeld(a, onderwerp_kort_velden));
    zet(a, d, "peildatum", "2022-01-01");
    zet(a, d, "gebiedsdatum", "2022-01-01");
    DOC_SET(a, d, "venster", doc_null(a));
    doc_add(a, DOC_SET(a, d, "bronnen", doc_list(a)), doc_str(a, STR("cbs-bevolking")));
    DOC_SET_INT(a, d, "nietOmgerekend", 0);
    DOC_SET(a, d, "totaal", velden_voorbeeld(a, cijfer_velden));
    return d;
}

/* ---- paths ---- */

static void param_soort(struct arena *a, struct doc *s, const struct http_param *p)
{
    struct str k = str_from(p->kind), rest;
    struct doc *l;

    if (str_is(k, "getal") || str_is(k, "jaar")) {
        zet(a, s, "type", "integer");
        DOC_SET_INT(a, s, "minimum", str_is(k, "jaar") ? 1000 : 0);
        DOC_SET_INT(a, s, "maximum", str_is(k, "jaar") ? 9999 : INT32_MAX);
        return;
    }
    if (str_is(k, "janee")) {
        zet(a, s, "type", "boolean");
        return;
    }
    zet(a, s, "type", "string");
    if (str_is(k, "datum"))
        zet(a, s, "format", "date");
    else if (k.n && !str_is(k, "moment")) {
        l = DOC_SET(a, s, "enum", doc_list(a));
        for (rest = k; rest.n;) {
            struct str woord = str_cut(rest, '|', &rest);

            doc_add(a, l, doc_str(a, woord));
        }
    }
}

static struct doc *param_voorbeeld(struct arena *a, const struct http_param *p)
{
    int64_t n;
    bool getal = p->kind && (str_is(str_from(p->kind), "getal") || str_is(str_from(p->kind), "jaar"));

    return getal && num_i64(str_from(p->example), &n) ? doc_int(a, n) : doc_str(a, str_from(p->example));
}

static struct doc *params_maak(struct arena *a, const struct http_route *r)
{
    struct doc *l = doc_list(a);

    for (const struct http_param *p = r->params; p && p->name; p++) {
        struct doc *d = doc_add(a, l, doc_map(a)), *s;

        zet(a, d, "name", p->name);
        zet(a, d, "in", p->in == PARAM_PATH ? "path" : "query");
        zet(a, d, "description", p->text);
        DOC_SET_BOOL(a, d, "required", p->required);
        s = kaart(a, d, "schema");
        param_soort(a, s, p);
        if (p->example)
            DOC_SET(a, d, "example", param_voorbeeld(a, p));
    }
    return l;
}

static struct doc *koppen(struct arena *a)
{
    struct doc *d = doc_map(a);

    DOC_SET(a, d, "API-Version", verwijs(a, "headers", "API-Version"));
    return d;
}

static const char *schema_naam(struct arena *a, const struct http_route *r, const struct api_pad *p)
{
    const struct verzameling *v = verzameling_van(str_from(r->path));

    if (p->schema)
        return p->schema;
    return is_een(r) ? v->enkel : str_cstr(a, str_fmt(a, "%sLijst", v->enkel));
}

static struct doc *goed_antwoord(struct arena *a, const struct http_route *r, const struct api_pad *p)
{
    struct doc *d = doc_map(a), *inhoud, *vb = voorbeeld_van(a, r, p);

    zet(a, d, "description", r->summary);
    DOC_SET(a, d, "headers", koppen(a));
    inhoud = kaart(a, d, "content");
    for (enum http_format f = HTTP_HTML; f <= HTTP_ZIP; f++) {
        struct str rest;
        struct doc *c;

        if (!(r->formats & 1u << f))
            continue;
        c = doc_set(a, inhoud, str_trim(str_cut(str_from(media_type(f)), ';', &rest)), doc_map(a));
        if (f == HTTP_JSON || f == HTTP_JSONLD) {
            DOC_SET(a, c, "schema", verwijs(a, "schemas", schema_naam(a, r, p)));
            if (vb)
                DOC_SET(a, c, "example", vb);
        } else {
            struct doc *s = kaart(a, c, "schema");

            zet(a, s, "type", f == HTTP_JSONSTAT ? "object" : "string");
            if (f == HTTP_ZIP)
                zet(a, s, "format", "binary");
        }
    }
    return d;
}

static const struct {
    const char *status, *naam, *tekst;
    bool sleutel; /* only where one is needed */
} fouten[] = {
    {"400", "VerzoekFout", "Een gegeven in het verzoek is niet goed; errors zegt welk.", false},
    {"401", "NietAangemeld", "Hiervoor is een sleutel nodig, of uw sleutel geldt niet meer.", true},
    {"403", "MagNiet", "Met de rol van uw sleutel mag dit niet.", true},
    {"404", "NietGevonden", "Wat gevraagd is, is er niet.", false},
    {"406", "VormOnbekend", "In de gevraagde vorm is dit er niet.", false},
    {"500", "Storing", "Er ging bij ons iets mis.", false},
    {"503", "Druk", "Het is nu te druk.", false},
};

static struct doc *pad_maak(struct arena *a, const struct http_route *r, const struct api_pad *p)
{
    struct doc *pad = doc_map(a), *d = kaart(a, pad, "get"), *antwoorden, *x;

    zet(a, d, "operationId", p->id);
    zet(a, d, "summary", r->summary);
    zet(a, d, "description", r->summary);
    doc_add(a, DOC_SET(a, d, "tags", doc_list(a)), doc_str(a, str_from(p->groep)));
    if (r->params && r->params->name)
        DOC_SET(a, d, "parameters", params_maak(a, r));
    antwoorden = kaart(a, d, "responses");
    DOC_SET(a, antwoorden, "200", goed_antwoord(a, r, p));
    x = kaart(a, antwoorden, "304");
    zet(a, x, "description", "Er is niets veranderd sinds de ETag die u noemde.");
    DOC_SET(a, x, "headers", koppen(a));
    if (r->recht != RECHT_PUBLIEK)
        DOC_SET(a, doc_add(a, DOC_SET(a, d, "security", doc_list(a)), doc_map(a)), "sleutel", doc_list(a));
    for (size_t i = 0; i < sizeof fouten / sizeof *fouten; i++)
        if (r->recht != RECHT_PUBLIEK || !fouten[i].sleutel)
            doc_set(a, antwoorden, str_from(fouten[i].status), verwijs(a, "responses", fouten[i].naam));
    return pad;
}

static const struct api_pad *pad_van(const char *path)
{
    for (const struct api_pad *p = api_paden; p->path; p++)
        if (str_is(str_from(p->path), path))
            return p;
    return NULL;
}

static struct doc *componenten_maak(struct arena *a)
{
    struct doc *d = doc_map(a), *x, *c;

    DOC_SET(a, d, "schemas", schemas_maak(a));
    x = kaart(a, kaart(a, d, "headers"), "API-Version");
    zet(a, x, "description", "de volledige versie van de API");
    zet(a, x, "example", HTTP_API_VERSION);
    DOC_SET(a, x, "schema", schema_van(a, "string", NULL));
    x = kaart(a, kaart(a, d, "securitySchemes"), "sleutel");
    zet(a, x, "type", "http");
    zet(a, x, "scheme", "bearer");
    zet(a, x, "description", "een sleutel van een organisatie; een coördinator of beheerder geeft haar");
    c = kaart(a, d, "responses");
    for (size_t i = 0; i < sizeof fouten / sizeof *fouten; i++) {
        x = kaart(a, c, fouten[i].naam);
        zet(a, x, "description", fouten[i].tekst);
        DOC_SET(a, x, "headers", koppen(a));
        x = kaart(a, kaart(a, x, "content"), "application/problem+json");
        DOC_SET(a, x, "schema", verwijs(a, "schemas", "Probleem"));
    }
    return d;
}

static void info_maak(const struct http_req *q, struct doc *d)
{
    const struct omgeving *o = q->app;
    struct arena *a = q->a;
    struct doc *info = kaart(a, d, "info"), *x;

    zet(a, info, "title", "Woonzorg");
    zet(a, info, "version", HTTP_API_VERSION);
    zet(a, info, "description",
        "Cijfers over wonen en zorg voor ouderen: per gebied, met wat er ontbreekt en waar elk cijfer "
        "vandaan komt. Alleen lezen; zonder "
        "aanmelding, behalve waar een sleutel bij staat. Uitleg met voorbeelden staat op /v1.");
    x = kaart(a, info, "contact");
    DOC_SET_STR(a, x, "name", o->naam.n ? o->naam : STR("Woonzorg"));
    DOC_SET_STR(a, x, "email", o->contact_mail.n ? o->contact_mail : STR("niet-ingesteld@example.invalid"));
    DOC_SET_STR(a, x, "url",
                o->contact_url.n
                    ? o->contact_url
                    : str_fmt(a, "%s/v1", q->origin.n ? str_cstr(a, q->origin) : "https://example.invalid"));
    x = kaart(a, info, "license");
    zet(a, x, "name", "EUPL-1.2 (het programma); de licentie van de cijfers staat bij hun bron");
    zet(a, x, "identifier", "EUPL-1.2");
}

int openapi_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const groepen[][2] = {
        {"API", "De API zelf"},
        {"Cijfers", "De cijfers en wat ze meten"},
        {"Gebieden", "Gemeenten, regio's en indelingen"},
        {"Voorraad", "Woningen, ingedeeld door leesbare regels"},
        {"Herkomst", "Bronnen, definities en leveringen"},
        {"Regie",
         "Woonzorgvisies, opgaven, afspraken, planning, definities, signalen, kennisname en de kennisbank"}};
    struct arena *a = q->a;
    struct doc *d = r->tree = doc_map(a), *l, *paden;

    (void)e;
    zet(a, d, "openapi", "3.1.0");
    info_maak(q, d);
    zet(a, doc_add(a, DOC_SET(a, d, "servers", doc_list(a)), doc_map(a)), "url", "/v1");
    l = DOC_SET(a, d, "tags", doc_list(a));
    for (size_t i = 0; i < sizeof groepen / sizeof *groepen; i++) {
        struct doc *x = doc_add(a, l, doc_map(a));

        zet(a, x, "name", groepen[i][0]);
        zet(a, x, "description", groepen[i][1]);
    }
    paden = kaart(a, d, "paths");
    for (const struct http_route *route = api_routes; route->method; route++) {
        const struct api_pad *p = pad_van(route->path);
        const char *rest = route->path + sizeof "/v1" - 1;

        if (p)
            doc_set(a, paden, str_from(*rest ? rest : "/"), pad_maak(a, route, p));
    }
    DOC_SET(a, d, "components", componenten_maak(a));
    return OK;
}
