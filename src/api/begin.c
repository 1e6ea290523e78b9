/* SPDX-License-Identifier: EUPL-1.2
 * /v1: for people the page that explains the API, with examples that are asked of this installation while the
 * page is made; for programs the list of addresses. Made from the same tables as openapi.json. */
#include "api/api.h"

#include "cijfer/pagina.h"
#include "doc/json.h"

enum { ANTWOORD_REGELS = 26, ANTWOORD_BYTES = 1500 };

static const struct http_route *route_van(const char *path)
{
    for (const struct http_route *r = api_routes; r->method; r++)
        if (str_is(str_from(r->path), path))
            return r;
    return NULL;
}

/* The fields of a made-up request: what stands at each {name} of the route, and the query. Examples hold
 * nothing that would have to be decoded. */
static void verzoek_vul(struct http_req *q, const struct http_route *r, struct str adres)
{
    struct str vraag, pad = str_cut(adres, '?', &vraag), vorm = str_from(r->path), rest = pad;

    q->params = doc_map(q->a);
    q->query = doc_map(q->a);
    q->format = HTTP_JSON;
    q->path = pad;
    while (vorm.n && rest.p) {
        struct str naam = str_cut(vorm, '/', &vorm), deel = str_cut(rest, '/', &rest);

        if (naam.n > 2 && naam.p[0] == '{')
            doc_set(q->a, q->params, str_sub(naam, 1, naam.n - 1), doc_str(q->a, deel));
    }
    while (vraag.n) {
        struct str waarde, naam = str_cut(str_cut(vraag, '&', &vraag), '=', &waarde);

        doc_set(q->a, q->query, naam, doc_str(q->a, waarde));
    }
}

/* The first lines of a text, and a line that says so when there were more. */
static struct str begin_van(struct arena *a, struct str s)
{
    size_t n = 0, regels = 0;

    while (n < s.n && regels < ANTWOORD_REGELS && n < ANTWOORD_BYTES)
        regels += s.p[n++] == '\n';
    if (n == s.n)
        return s;
    return str_fmt(a, "%.*s\n… (het antwoord gaat verder)", STR_ARG(str_trim(utf8_clip(s, n))));
}

/* What the example gives now; words when it gives nothing, as in an installation without those figures. */
static struct str antwoord_van(struct http_req *q, const struct http_route *route, const struct api_pad *p)
{
    struct http_req vraag = *q;
    struct http_resp r = {0};
    struct err e = {0};
    struct buf b;

    verzoek_vul(&vraag, route, str_from(p->voorbeeld));
    if (route->handler == catalogus_get)
        vraag.format = HTTP_JSONLD;
    if (route->handler(&vraag, &r, &e))
        return str_fmt(q->a, "Dit voorbeeld geeft hier geen antwoord: %s", e.text);
    if (!r.tree)
        return begin_van(q->a, r.body);
    buf_init(&b, q->a, 4 << 20);
    json_write(&b, r.tree, 2);
    return begin_van(q->a, buf_str(&b));
}

static struct str vormen_tekst(struct arena *a, unsigned formats)
{
    static const struct {
        enum http_format f;
        const char *naam, *achter;
    } vormen[] = {{HTTP_JSON, "JSON", ".json"},     {HTTP_CSV, "CSV", ".csv"},
                  {HTTP_XLSX, "Excel", ".xlsx"},    {HTTP_JSONSTAT, "JSON-stat", ".jsonstat"},
                  {HTTP_SDMX, "SDMX-CSV", ".sdmx"}, {HTTP_JSONLD, "JSON-LD", ".jsonld"},
                  {HTTP_TURTLE, "Turtle", ".ttl"},  {HTTP_ZIP, "zip", ".zip"}};
    struct buf b;

    buf_init(&b, a, 400);
    for (size_t i = 0; i < sizeof vormen / sizeof *vormen; i++)
        if (formats & 1u << vormen[i].f)
            buf_fmt(&b, "%s%s (%s)", b.n ? ", " : "", vormen[i].naam, vormen[i].achter);
    return buf_str(&b);
}

static void params_tabel(struct pagina *p, struct doc *d, const struct http_route *r,
                         const struct api_pad *pad)
{
    struct arena *a = p->a;
    struct doc *t;

    if (!r->params || !r->params->name)
        return;
    t = tabel_maak(p, str_cstr(a, str_fmt(a, "%s-vragen", pad->id)),
                   str_fmt(a, "Wat u kunt meegeven aan %s", r->path), STR(""));
    tabel_kolom(p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "tekst", STR("Betekenis"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "voorbeeld", STR("Voorbeeld"), STR(""), KOLOM_TEKST, 0, false);
    for (const struct http_param *f = r->params; f->name; f++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_from(f->name), STR(""), f->required ? STR("nodig") : STR(""));
        cel_tekst(p, t, rij, str_from(f->text), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(f->example), STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    DOC_SET(a, d, "vragen", t);
}

/* The fields of an item, at its list and not again at the single one. */
static void velden_tabel_bij(struct pagina *p, struct doc *d, const struct http_route *r,
                             const struct api_pad *pad)
{
    struct arena *a = p->a;
    const struct verzameling *v = verzameling_van(str_from(r->path));
    const struct veld *velden = r->handler == verzameling_lijst  ? v->velden
                                : r->handler == cijfers_api_get  ? cijfer_velden
                                : r->handler == waarnemingen_get ? waarneming_velden
                                                                 : NULL;
    struct doc *t;

    if (!velden)
        return;
    t = tabel_maak(p, str_cstr(a, str_fmt(a, "%s-velden", pad->id)), str_fmt(a, "Velden van %s", r->path),
                   STR(""));
    tabel_kolom(p, t, "naam", STR("Naam"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "tekst", STR("Betekenis"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "voorbeeld", STR("Voorbeeld"), STR(""), KOLOM_TEKST, 0, false);
    for (; velden->naam; velden++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_from(velden->naam), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(velden->tekst), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(velden->voorbeeld), STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    DOC_SET(a, d, "velden", t);
}

static void pad_bij(struct pagina *p, struct doc *lijst, const struct api_pad *pad)
{
    struct arena *a = p->a;
    const struct http_route *r = route_van(pad->path);
    struct doc *d = doc_add(a, lijst, doc_map(a));

    DOC_SET_STR(a, d, "wat", str_from(r->summary));
    DOC_SET_STR(a, d, "pad", str_from(r->path));
    DOC_SET_STR(a, d, "vormen", vormen_tekst(a, r->formats));
    DOC_SET_STR(a, d, "voorbeeld", str_from(pad->voorbeeld));
    DOC_SET_STR(a, d, "curl", str_fmt(a, "curl '%.*s%s'", STR_ARG(p->q->origin), pad->voorbeeld));
    if (r->recht == RECHT_PUBLIEK && r->handler != openapi_get && r->handler != begin_get &&
        r->handler != datapakket_get)
        DOC_SET_STR(a, d, "gaf", antwoord_van(p->q, r, pad));
    params_tabel(p, d, r, pad);
    velden_tabel_bij(p, d, r, pad);
}

static void groepen_bij(struct pagina *p)
{
    static const char *const namen[] = {"Cijfers", "Gebieden", "Voorraad", "Regie", "Herkomst", "API"};
    struct arena *a = p->a;
    struct doc *groepen = DOC_SET(a, p->boom, "groepen", doc_list(a));

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++) {
        struct doc *g = doc_add(a, groepen, doc_map(a)), *l;

        DOC_SET_STR(a, g, "naam", str_from(namen[i]));
        l = DOC_SET(a, g, "adressen", doc_list(a));
        for (const struct api_pad *pad = api_paden; pad->path; pad++)
            if (str_is(str_from(pad->groep), namen[i]))
                pad_bij(p, l, pad);
    }
}

/* What holds for all addresses. */
static void regels_bij(struct pagina *p)
{
    static const char *const regels[] = {
        "Alles is te lezen zonder aanmelding of sleutel, ook door scripts van andere websites (CORS); alleen "
        "bij "
        "signalen en publicaties hoort een sleutel van uw organisatie (Authorization: Bearer …).",
        "Het antwoord is JSON. Een andere vorm krijgt u met .csv, .xlsx, .jsonstat of .sdmx achter het pad, "
        "of met de kop Accept.",
        "Lijsten komen in bladzijden: pagina en paginaGrootte kiezen, links wijst naar de vorige en de "
        "volgende.",
        "Met velden=code,naam krijgt u alleen die velden; met sorteer=-naam de volgorde.",
        "waarde null is geen nul: ontbreekt zegt waarom er geen getal is.",
        "Gaat iets mis, dan is het antwoord application/problem+json, met in errors elk gegeven dat niet "
        "goed is.",
        "De versie staat in het pad en in de kop API-Version. Wat verandert staat op /v1/wijzigingen; wat er "
        "is blijft werken.",
        "Met de kop If-None-Match en de ETag van een eerder antwoord krijgt u 304 als er niets veranderde."};
    struct doc *l = DOC_SET(p->a, p->boom, "regels", doc_list(p->a));

    for (size_t i = 0; i < sizeof regels / sizeof *regels; i++)
        doc_add(p->a, l, doc_str(p->a, str_from(regels[i])));
}

/* Addresses under /odata/v4 to look at. */
static void odata_bij(struct pagina *p)
{
    static const char *const adressen[][2] = {
        {"/odata/v4", "wat er is"},
        {"/odata/v4/Datasets", "alle tabellen"},
        {"/odata/v4/Woonzorg/inwoners", "wat een tabel heeft"},
        {"/odata/v4/Woonzorg/inwoners/$metadata", "de beschrijving van een tabel"},
        {"/odata/v4/Woonzorg/inwoners/Properties", "de eigenschappen"},
        {"/odata/v4/Woonzorg/inwoners/RegioSCodes", "de codes van een dimensie"},
        {"/odata/v4/Woonzorg/inwoners/Observations?$top=3", "de cijfers"},
        {"/odata/v4/Woonzorg/inwoners/Observations/$count", "hoeveel het er zijn"}};
    struct arena *a = p->a;
    struct doc *l = DOC_SET(a, p->boom, "tabellen_odata", doc_list(a));

    DOC_SET_STR(a, p->boom, "odata", str_fmt(a, "%.*s/odata/v4", STR_ARG(p->q->origin)));
    for (size_t i = 0; i < sizeof adressen / sizeof *adressen; i++) {
        struct doc *d = doc_add(a, l, doc_map(a));

        DOC_SET_STR(a, d, "adres", str_from(adressen[i][0]));
        DOC_SET_STR(a, d, "woord", str_from(adressen[i][1]));
    }
}

static int pagina_maak(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    int rc = pagina_open(q, &p, e);

    if (!rc) {
        DOC_SET_STR(q->a, p.boom, "titel", STR("Open gegevens: de API"));
        DOC_SET_STR(q->a, p.boom, "antwoord",
                    STR("Alle cijfers van deze website zijn te lezen voor programma's. Elk antwoord "
                        "hieronder is zojuist gegeven."));
        pagina_kruimel(&p, STR("Open gegevens"), STR(""));
        regels_bij(&p);
        groepen_bij(&p);
        odata_bij(&p);
        DOC_SET_STR(q->a, p.boom, "versie", STR(HTTP_API_VERSION));
        pagina_klaar(&p, r);
        DOC_SET_BOOL(q->a, p.boom, "context", false); /* nothing here is of one gebied */
    }
    pagina_sluit(&p);
    return rc;
}

int begin_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct doc *l;

    if (q->format == HTTP_HTML)
        return pagina_maak(q, r, e);
    r->tree = doc_map(a);
    DOC_SET_STR(a, r->tree, "titel", STR("Woonzorg"));
    DOC_SET_STR(a, r->tree, "versie", STR(HTTP_API_VERSION));
    l = DOC_SET(a, r->tree, "adressen", doc_list(a));
    for (const struct http_route *x = api_routes; x->method; x++) {
        struct doc *d = doc_add(a, l, doc_map(a));

        DOC_SET_STR(a, d, "pad", str_from(x->path));
        DOC_SET_STR(a, d, "tekst", str_from(x->summary));
    }
    return OK;
}
