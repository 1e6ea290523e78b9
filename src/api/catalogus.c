/* SPDX-License-Identifier: EUPL-1.2
 * /v1/catalogus: what data there is, as a catalogue by DCAT-AP-NL 3 (the Dutch profile of DCAT): one dataset
 * a subject, with its distributions, and the API as a data service. The statements are made once and written
 * as JSON-LD (expanded, so that a reader fetches no context) or as Turtle. */
#include "api/api.h"

#include "doc/json.h"

enum { CATALOGUS_MAX = 16 << 20 };

#define RDF   "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DCAT  "http://www.w3.org/ns/dcat#"
#define DCT   "http://purl.org/dc/terms/"
#define FOAF  "http://xmlns.com/foaf/0.1/"
#define VCARD "http://www.w3.org/2006/vcard/ns#"
#define XSD   "http://www.w3.org/2001/XMLSchema#"
#define EU    "http://publications.europa.eu/resource/authority/"

struct uitspraak {
    struct str onderwerp, eigenschap, waarde;
    enum { IRI, TEKST, DATUM } soort;
};

struct catalogus {
    struct arena *a;
    struct str basis; /* origin of this installation */
    VEC(struct uitspraak) u;
};

static struct str iri(const struct catalogus *c, const char *pad, struct str code)
{
    return str_fmt(c->a, "%.*s%s%.*s", STR_ARG(c->basis), pad, STR_ARG(code));
}

static void zeg(struct catalogus *c, struct str s, const char *eigenschap, struct str waarde, int soort)
{
    if (waarde.n)
        VEC_PUSH(c->a, &c->u, ((struct uitspraak){s, str_from(eigenschap), waarde, soort}));
}

static void zeg_iri(struct catalogus *c, struct str s, const char *eigenschap, const char *waarde)
{
    zeg(c, s, eigenschap, str_from(waarde), IRI);
}

/* The licence by the name that a bron gives it; of none, or of more than one, the value that data.overheid.nl
 * has for "licence unknown": the bronnen themselves say more. */
static const char *licentie_iri(struct str naam)
{
    static const char *const bekend[][2] = {{"CC BY 4.0", "http://creativecommons.org/licenses/by/4.0/"},
                                            {"CC0 1.0", "http://creativecommons.org/publicdomain/zero/1.0/"},
                                            {"MIT", "https://opensource.org/license/mit"}};

    for (size_t i = 0; i < sizeof bekend / sizeof *bekend; i++)
        if (str_is(naam, bekend[i][0]))
            return bekend[i][1];
    return "http://standaarden.overheid.nl/owms/terms/licentieonbekend";
}

/* The forms in which a subject can be had. */
static const struct {
    const char *naam, *pad, *eu, *iana;
} vormen[] = {{"csv", "/v1/waarnemingen.csv?onderwerp=", "CSV", "text/csv"},
              {"json", "/v1/cijfers?onderwerp=", "JSON", "application/json"},
              {"json-stat", "/v1/cijfers.jsonstat?onderwerp=", "JSON", "application/json"},
              {"sdmx-csv", "/v1/waarnemingen.sdmx?onderwerp=", "CSV", "text/csv"}};

static void distributies(struct catalogus *c, struct str set, struct str code, const char *licentie)
{
    for (size_t i = 0; i < sizeof vormen / sizeof *vormen; i++) {
        struct str s =
            str_fmt(c->a, "%.*s/v1/catalogus#%.*s-%s", STR_ARG(c->basis), STR_ARG(code), vormen[i].naam);

        zeg(c, set, DCAT "distribution", s, IRI);
        zeg_iri(c, s, RDF "type", DCAT "Distribution");
        zeg(c, s, DCT "title", str_from(vormen[i].naam), TEKST);
        zeg(c, s, DCAT "accessURL", iri(c, vormen[i].pad, code), IRI);
        zeg(c, s, DCAT "downloadURL", iri(c, vormen[i].pad, code), IRI);
        zeg(c, s, DCT "format", str_fmt(c->a, EU "file-type/%s", vormen[i].eu), IRI);
        zeg(c, s, DCAT "mediaType",
            str_fmt(c->a, "https://www.iana.org/assignments/media-types/%s", vormen[i].iana), IRI);
        zeg(c, s, DCT "license", str_from(licentie), IRI);
        zeg(c, s, DCAT "accessService", iri(c, "/v1", STR("")), IRI);
    }
}

static void uitgever(struct catalogus *c, struct str s)
{
    zeg(c, s, DCT "publisher", iri(c, "/v1/catalogus#uitgever", STR("")), IRI);
    zeg(c, s, DCAT "contactPoint", iri(c, "/v1/catalogus#contact", STR("")), IRI);
}

/* gewijzigd: the day on which the newest of its leveringen came in. */
static void dataset(struct catalogus *c, const struct onderwerp *o, struct str licentie, date_t gewijzigd)
{
    struct str s = iri(c, "/v1/onderwerpen/", o->code);

    zeg(c, iri(c, "/v1/catalogus", STR("")), DCAT "dataset", s, IRI);
    zeg_iri(c, s, RDF "type", DCAT "Dataset");
    zeg(c, s, DCT "title", o->naam, TEKST);
    zeg(c, s, DCT "description", o->omschrijving, TEKST);
    zeg(c, s, DCT "identifier", s, TEKST);
    zeg(c, s, DCAT "keyword", STR("wonen en zorg"), TEKST);
    zeg_iri(c, s, DCAT "theme", EU "data-theme/SOCI");
    zeg_iri(c, s, DCT "accessRights", EU "access-right/PUBLIC");
    zeg_iri(c, s, DCT "language", EU "language/NLD");
    zeg_iri(c, s, DCT "spatial", EU "country/NLD");
    zeg(c, s, DCT "license", str_from(licentie_iri(licentie)), IRI);
    zeg(c, s, DCT "modified", date_iso(c->a, gewijzigd), DATUM);
    uitgever(c, s);
    distributies(c, s, o->code, licentie_iri(licentie));
}

static void algemeen(struct catalogus *c, const struct omgeving *o)
{
    struct str s = iri(c, "/v1/catalogus", STR("")), dienst = iri(c, "/v1", STR("")),
               wie = iri(c, "/v1/catalogus#uitgever", STR("")),
               contact = iri(c, "/v1/catalogus#contact", STR("")),
               naam = o->naam.n ? o->naam : STR("Woonzorg");

    zeg_iri(c, s, RDF "type", DCAT "Catalog");
    zeg(c, s, DCT "title", STR("Woonzorg: cijfers over wonen en zorg voor ouderen"), TEKST);
    zeg(c, s, DCT "description",
        STR("Plannen, opgave, voorraad en bevolking per gebied, met herkomst van elk cijfer."), TEKST);
    zeg_iri(c, s, DCT "language", EU "language/NLD");
    zeg_iri(c, s, DCT "spatial", EU "country/NLD");
    zeg_iri(c, s, DCAT "themeTaxonomy", EU "data-theme");
    uitgever(c, s);
    zeg(c, s, DCAT "service", dienst, IRI);
    zeg_iri(c, dienst, RDF "type", DCAT "DataService");
    zeg(c, dienst, DCT "title", STR("De open API van Woonzorg"), TEKST);
    zeg(c, dienst, DCT "description",
        STR("Lezen van cijfers, gebieden en herkomst, volgens de NLGov API Design Rules."), TEKST);
    zeg(c, dienst, DCT "identifier", dienst, TEKST);
    zeg(c, dienst, DCAT "endpointURL", dienst, IRI);
    zeg(c, dienst, DCAT "endpointDescription", iri(c, "/v1/openapi.json", STR("")), IRI);
    zeg_iri(c, dienst, DCT "accessRights", EU "access-right/PUBLIC");
    uitgever(c, dienst);
    zeg_iri(c, wie, RDF "type", FOAF "Agent");
    zeg(c, wie, FOAF "name", naam, TEKST);
    zeg_iri(c, contact, RDF "type", VCARD "Kind");
    zeg(c, contact, VCARD "fn", naam, TEKST);
    if (o->contact_mail.n)
        zeg(c, contact, VCARD "hasEmail", str_fmt(c->a, "mailto:%.*s", STR_ARG(o->contact_mail)), IRI);
    zeg(c, contact, VCARD "hasURL", o->contact_url.n ? o->contact_url : dienst, IRI);
}

/* ---- writing ---- */

/* What an IRI may not hold is percent-encoded. */
static void iri_schrijf(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c <= ' ' || c >= 0x7F || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' || c == '|' ||
            c == '^' || c == '`' || c == '\\')
            buf_fmt(b, "%%%02X", c);
        else
            buf_char(b, (char)c);
    }
}

static void tekst_schrijf(struct buf *b, struct str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '"' || c == '\\')
            buf_fmt(b, "\\%c", c);
        else if (c < ' ')
            buf_fmt(b, "\\u%04X", c);
        else
            buf_char(b, (char)c);
    }
    buf_char(b, '"');
}

/* Statements of one subject stand together. */
static struct str turtle(const struct catalogus *c)
{
    struct str vorig = STR("");
    struct buf b;

    buf_init(&b, c->a, CATALOGUS_MAX);
    for (size_t i = 0; i < c->u.n; i++) {
        const struct uitspraak *u = &c->u.at[i];
        bool zelfde = i && str_eq(u->onderwerp, vorig);

        if (i)
            buf_lit(&b, zelfde ? " ;\n    " : " .\n\n");
        vorig = u->onderwerp;
        if (!zelfde) {
            buf_char(&b, '<');
            iri_schrijf(&b, u->onderwerp);
            buf_lit(&b, "> ");
        }
        buf_char(&b, '<');
        iri_schrijf(&b, u->eigenschap);
        buf_lit(&b, "> ");
        if (u->soort == IRI) {
            buf_char(&b, '<');
            iri_schrijf(&b, u->waarde);
            buf_char(&b, '>');
            continue;
        }
        tekst_schrijf(&b, u->waarde);
        buf_lit(&b, u->soort == DATUM ? "^^<" XSD "date>" : "@nl");
    }
    buf_lit(&b, " .\n");
    return buf_str(&b);
}

static struct str iri_tekst(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, CATALOGUS_MAX);
    iri_schrijf(&b, s);
    return buf_str(&b);
}

static struct str jsonld(const struct catalogus *c)
{
    struct arena *a = c->a;
    struct doc *l = doc_list(a), *d = NULL;
    struct map dingen;
    struct buf b;

    map_init(&dingen, a);
    for (size_t i = 0; i < c->u.n; i++) {
        const struct uitspraak *u = &c->u.at[i];
        struct str eigenschap = str_is(u->eigenschap, RDF "type") ? STR("@type") : u->eigenschap;
        struct map_entry *m;
        struct doc *waarden, *v;
        bool nieuw;

        m = map_put(&dingen, u->onderwerp, &nieuw);
        if (nieuw) {
            m->value.p = doc_add(a, l, doc_map(a));
            DOC_SET_STR(a, (struct doc *)m->value.p, "@id", iri_tekst(a, u->onderwerp));
        }
        d = m->value.p;
        waarden = doc_get(d, eigenschap);
        if (!waarden)
            waarden = doc_set(a, d, eigenschap, doc_list(a));
        if (str_is(eigenschap, "@type")) {
            doc_add(a, waarden, doc_str(a, u->waarde));
            continue;
        }
        v = doc_add(a, waarden, doc_map(a));
        doc_set(a, v, u->soort == IRI ? STR("@id") : STR("@value"),
                doc_str(a, u->soort == IRI ? iri_tekst(a, u->waarde) : u->waarde));
        if (u->soort == DATUM)
            DOC_SET_STR(a, v, "@type", STR(XSD "date"));
        if (u->soort == TEKST)
            DOC_SET_STR(a, v, "@language", STR("nl"));
    }
    buf_init(&b, a, CATALOGUS_MAX);
    json_write(&b, l, 0);
    buf_char(&b, '\n');
    return buf_str(&b);
}

static const char verschilt[] = "verschilt";

static struct str licentie_van(const struct bron *bronnen, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(bronnen[i].code, code))
            return bronnen[i].licentie;
    return STR("");
}

/* The licence of the bronnen of this subject, when it is one, and when its newest levering came in (0: it has
 * no figures). */
static void van_blokken(const struct waarneming_blok *blok, size_t n, const struct onderwerp *o,
                        const struct bron *bronnen, size_t n_bronnen, const struct map *ontvangen,
                        struct str *ret_licentie, date_t *ret_gewijzigd)
{
    int64_t laatste = 0;

    for (size_t i = 0; i < n; i++) {
        struct str l = licentie_van(bronnen, n_bronnen, blok[i].reeks->bron);
        struct map_entry *m =
            map_get(ontvangen, (struct str){(const char *)&blok[i].levering, sizeof blok[i].levering});

        if (!str_eq(blok[i].reeks->onderwerp, o->code))
            continue;
        if (!laatste)
            *ret_licentie = l;
        else if (!str_eq(*ret_licentie, l))
            *ret_licentie = str_from(verschilt);
        if (m && m->value.i > laatste)
            laatste = m->value.i;
    }
    *ret_gewijzigd = laatste ? time_date(laatste) : 0;
}

static int catalogus_maak(struct api *x, struct catalogus *c, struct err *e)
{
    struct waarneming_vraag v = {0};
    const struct waarneming_blok *blok;
    const struct onderwerp *o;
    const struct bron *bronnen;
    const struct levering *l;
    struct map ontvangen;
    size_t n_blok, n, n_bronnen, n_l;
    int rc = onderwerpen_lees(x->c, x->a, &o, &n, e);

    if (!rc)
        rc = bronnen_lees(x->c, x->a, &bronnen, &n_bronnen, e);
    if (!rc)
        rc = waarneming_blokken(x->c, x->a, &v, &blok, &n_blok, e);
    if (!rc)
        rc = leveringen_lees(x->c, x->a, false, &l, &n_l, e);
    if (rc)
        return rc;
    map_init(&ontvangen, x->a);
    for (size_t i = 0; i < n_l; i++)
        map_put(&ontvangen, (struct str){(const char *)&l[i].id, sizeof l[i].id}, NULL)->value.i =
            l[i].ontvangen;
    algemeen(c, x->o);
    for (size_t i = 0; i < n; i++) {
        struct str licentie = STR("");
        date_t gewijzigd = 0;

        van_blokken(blok, n_blok, &o[i], bronnen, n_bronnen, &ontvangen, &licentie, &gewijzigd);
        if (gewijzigd) /* a subject without figures is no dataset yet */
            dataset(c, &o[i], licentie, gewijzigd);
    }
    return OK;
}

int catalogus_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct catalogus c = {.a = q->a, .basis = q->origin};
    struct api x;
    int rc = api_open(&x, q, r, e);

    if (!rc)
        rc = catalogus_maak(&x, &c, e);
    if (!rc) {
        r->body = q->format == HTTP_TURTLE ? turtle(&c) : jsonld(&c);
        r->type = media_type(q->format);
    }
    api_sluit(&x);
    return rc;
}
