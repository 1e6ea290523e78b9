/* SPDX-License-Identifier: EUPL-1.2
 * The resources of regie that are open: how far each woonzorgvisie is, as it was said to be, and what is
 * published in the kennisbank. Who typed it in is not open data; an opgave is once it is decided, as cijfers
 * of the onderwerp opgave. */
#include "api/api.h"

#include "kennisbank/kennis.h"
#include "visie/visie.h"

#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }

const struct veld visie_velden[] = {
    F(visie_ding, "gebied", VELD_TEKST, gebied, 0,
      "code van de gemeente, of van de regio die er samen een maakt", "\"GM0988\""),
    F(visie_ding, "naam", VELD_TEKST, naam, 0, "de naam van dat gebied", "\"Weert\""),
    {"staat", VELD_TEKST, "hoe ver zij op de dag was, naar wat erover gezegd is", "\"vastgesteld\"",
     VELD_FILTER, offsetof(struct visie_ding, staat), NULL, NULL,
     "onbekend|te_starten|bezig|gerealiseerd|vastgesteld"},
    F(visie_ding, "sinds", VELD_DATUM, sinds, VELD_LEEG, "sinds wanneer; null: niet bekend",
      "\"2023-11-01\""),
    F(visie_ding, "verwachtKlaar", VELD_DATUM, klaar, VELD_LEEG,
      "wanneer zij klaar zou zijn; null: niet gezegd", "\"2024-12-31\""),
    F(visie_ding, "verwachtVastgesteld", VELD_DATUM, vastgesteld, VELD_LEEG,
      "wanneer de raad haar zou vaststellen; null: niet gezegd", "null"),
    F(visie_ding, "gezegdOp", VELD_DATUM, gezegd, VELD_LEEG, "op welke dag de stand gezegd is",
      "\"2023-11-01\""),
    F(visie_ding, "herkomst", VELD_TEKST, herkomst, VELD_LEEG, "waar dat staat",
      "\"Inventarisatie woonzorgvisies (Provincie Limburg, 2023), paragraaf 4.6\""),
    F(visie_ding, "verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "false"),
    {0},
};

int visies_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    VEC(struct visie_ding) v = {0};
    struct visies alle;
    int rc = visies_lees(x->c, x->g, x->a, DATE_OPEN, &alle, e);

    for (size_t i = 0; !rc && i < alle.n;) {
        const struct gebied *g = alle.stand[i].gebied;
        const struct visie_stand *s;
        struct visie_beeld b;
        size_t n;

        visie_standen_van(&alle, g, &s, &n);
        visie_op(s, n, x->datum, DATE_OPEN, &b);
        i += n;
        VEC_PUSH(
            x->a, &v,
            ((struct visie_ding){
                .gebied = g->code,
                .naam = g->naam,
                .staat = str_from(visie_staten[b.staat].code),
                .herkomst = b.nu ? b.nu->herkomst : STR(""),
                .sinds = b.nu ? b.nu->datum : 0,
                .gezegd = b.nu ? b.nu->gezegd_op : 0,
                .verzonnen = b.nu && b.nu->verzonnen,
                .klaar = b.verwacht[VISIE_GEREALISEERD] ? b.verwacht[VISIE_GEREALISEERD]->datum : 0,
                .vastgesteld = b.verwacht[VISIE_VASTGESTELD] ? b.verwacht[VISIE_VASTGESTELD]->datum : 0}));
    }
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* ---- the kennisbank ---- */

static struct doc *labels(const struct api *x, const void *ding, enum kennis_lijst l)
{
    const struct kennis *k = ding;
    struct doc *d = doc_list(x->a);

    for (size_t i = 0; i < k->n_label[l]; i++)
        doc_add(x->a, d, doc_str(x->a, k->label[l][i]));
    return d;
}

static struct doc *themas_lees(const struct api *x, const void *ding)
{
    return labels(x, ding, LIJST_THEMA);
}

static struct doc *woningtypen_van(const struct api *x, const void *ding)
{
    return labels(x, ding, LIJST_WONINGTYPE);
}

static struct doc *kennis_gebied_lees(const struct api *x, const void *ding)
{
    const struct kennis *k = ding;

    return k->gebied ? doc_str(x->a, k->gebied->code) : doc_null(x->a);
}

static struct doc *graad(const struct api *x, const struct kennis *k, int64_t v)
{
    return k->heeft_punt ? waarde_doc(x->a, v, 6) : doc_null(x->a);
}

static struct doc *lengte_lees(const struct api *x, const void *ding)
{
    return graad(x, ding, ((const struct kennis *)ding)->lengte);
}

static struct doc *breedte_lees(const struct api *x, const void *ding)
{
    return graad(x, ding, ((const struct kennis *)ding)->breedte);
}

static struct doc *document_lees(const struct api *x, const void *ding)
{
    const struct kennis *k = ding;

    return k->stuk ? doc_str(x->a, str_fmt(x->a, "/kennisbank/%lld/document/%lld", (long long)k->id,
                                           (long long)k->nummer))
                   : doc_null(x->a);
}

#define F_LEES(naam, soort, functie, vlag, tekst, vb)                                                        \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, functie, NULL, NULL                                                 \
    }

const struct veld kennis_velden[] = {
    F(kennis, "id", VELD_GETAL, id, 0, "nummer van het stuk", "1"),
    F(kennis, "versie", VELD_GETAL, nummer, 0, "welke versie gepubliceerd is, vanaf 1", "1"),
    F(kennis, "soort", VELD_TEKST, soort, VELD_FILTER, "code van de soort: voorbeeld, factsheet, document …",
      "\"factsheet\""),
    F(kennis, "titel", VELD_TEKST, titel, 0, "de titel", "\"Wijkscans voor ouderen\""),
    F(kennis, "samenvatting", VELD_TEKST, samenvatting, 0, "waar het over gaat", "\"Praktische tools …\""),
    F(kennis, "tekst", VELD_TEKST, tekst, VELD_LEEG, "meer hierover, in Markdown; null: er is niet meer",
      "null"),
    F_LEES("themas", VELD_LIJST, themas_lees, 0, "codes van de thema's", "[\"leefomgeving\"]"),
    F_LEES("woningtypen", VELD_LIJST, woningtypen_van, 0, "codes van de woningtypen", "[]"),
    F_LEES("gebied", VELD_TEKST, kennis_gebied_lees, VELD_LEEG,
           "code van het gebied waar het over gaat; null: het geldt overal", "null"),
    F(kennis, "plek", VELD_TEKST, plek, VELD_LEEG, "de plek in woorden", "null"),
    F_LEES("lengte", VELD_WAARDE, lengte_lees, VELD_LEEG, "lengte van de plek, in graden (WGS84)", "null"),
    F_LEES("breedte", VELD_WAARDE, breedte_lees, VELD_LEEG, "breedte van de plek, in graden (WGS84)", "null"),
    F(kennis, "bron", VELD_TEKST, bron, 0, "de organisatie waar het van is", "\"CROW\""),
    F(kennis, "bronAdres", VELD_TEKST, bron_adres, VELD_LEEG, "webadres van de bron",
      "\"https://www.crow.nl/kennisproducten/wijkscans-voor-ouderen/\""),
    F(kennis, "bronDatum", VELD_DATUM, bron_datum, VELD_LEEG, "datum van de bron; null: niet bekend",
      "\"2025-03-01\""),
    F(kennis, "peildatum", VELD_DATUM, peildatum, VELD_LEEG, "tot wanneer het klopt; null: niet gezegd",
      "\"2025-04-25\""),
    F_LEES("document", VELD_TEKST, document_lees, VELD_LEEG, "adres van het document op deze website",
           "null"),
    F(kennis, "verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "false"),
    {0},
};

int kennis_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct str gebied = api_tekst(x->q, "gebied");
    struct kennis_vraag v = {
        .zoek = api_tekst(x->q, "zoek"),
        .woord =
            {[LIJST_THEMA] = api_tekst(x->q, "thema"), [LIJST_WONINGTYPE] = api_tekst(x->q, "woningtype")},
        .gebied = gebied.n ? gebied_bij_code(x->g, gebied) : NULL,
        .gebiedsdatum = x->datum,
        .met_tekst = true};
    struct kennis_zicht publiek = {0};
    struct kennis_woorden w;
    struct kennis_uitslag u;
    struct kennis *k;
    int rc = OK;

    v.orde = v.zoek.n ? ORDE_RELEVANT : ORDE_DATUM;
    if (gebied.n && !v.gebied)
        return http_refuse(x->q, x->r, e, "query", STR("gebied"), "onbekend", "het gebied “%.*s” is er niet",
                           STR_ARG(utf8_clip(gebied, 40)));
    rc = kennis_woorden_lees(x->c, x->a, &w, e);
    if (!rc)
        rc = kennis_zoek(x->c, x->g, x->a, &w, &publiek, &v, &u, e);
    if (rc)
        return rc;
    k = ARENA_ARRAY(x->a, struct kennis, u.n + 1);
    for (size_t i = 0; i < u.n; i++)
        k[i] = *u.raak[i];
    *ret = k;
    *ret_n = u.n;
    return OK;
}
