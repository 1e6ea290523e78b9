/* SPDX-License-Identifier: EUPL-1.2
 * The resources that are lists of things: areas, divisions, subjects, sources, definitions, deliveries, and
 * the history of the API itself. Each is a table of fields and a function that reads them. */
#include "api/api.h"

#include "definitie/definitie.h"
#include "signaal/signaal.h"

#include "kennisbank/kennis.h"

#include "voorraad/register.h"

#include "kwaliteit/kwaliteit.h"

#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }
#define F_WOORD(T, naam, lid, vlag, woorden, tekst, vb)                                                      \
    {                                                                                                        \
        naam, VELD_TEKST, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, woorden                      \
    }
#define F_LEES(naam, soort, lees, vlag, tekst, vb)                                                           \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, lees, NULL, NULL                                                    \
    }

static struct doc *codes_doc(struct arena *a, struct gebied_lijst l)
{
    struct doc *d = doc_list(a);

    for (size_t i = 0; i < l.n; i++)
        doc_add(a, d, doc_str(a, l.at[i]->code));
    return d;
}

static struct doc *link_doc(struct arena *a, const char *voor, struct str code, const char *na)
{
    return doc_str(a, str_fmt(a, "%s%.*s%s", voor, STR_ARG(code), na));
}

/* ---- gebieden ---- */

static struct doc *gebied_regios_lees(const struct api *x, const void *ding)
{
    const struct gebied *g = gebied_bij_id(x->g, ((const struct gebied *)ding)->id); /* the model's own */
    struct doc *d = doc_list(x->a);

    for (size_t i = 0; gebied_is_gemeente(g) && i < x->g->n_indelingen; i++) {
        const struct gebied *r = gebied_regio(x->g, g, x->g->indeling[i].code, x->datum);

        if (r)
            doc_add(x->a, d, doc_str(x->a, r->code));
    }
    return d;
}

static struct doc *gebied_geschiedenis_lees(const struct api *x, const void *ding)
{
    struct str s = gebied_geschiedenis(x->g, x->a, gebied_bij_id(x->g, ((const struct gebied *)ding)->id));

    return s.n ? doc_str(x->a, s) : doc_null(x->a);
}

static const struct veld gebied_velden[] = {
    F(gebied, "code", VELD_TEKST, code, 0, "de code, blijvend", "\"GM0935\""),
    F(gebied, "naam", VELD_TEKST, naam, 0, "de naam", "\"Maastricht\""),
    F(gebied, "soort", VELD_TEKST, soort, VELD_FILTER,
      "gemeente, of de code van de indeling waarvan dit een regio is", "\"gemeente\""),
    F(gebied, "van", VELD_DATUM, van, 0, "eerste dag waarop dit gebied bestond", "\"2012-01-01\""),
    F(gebied, "tot", VELD_DATUM, tot, VELD_LEEG, "dag waarop het ophield; null: het bestaat nog", "null"),
    F_LEES("regios", VELD_LIJST, gebied_regios_lees, 0,
           "codes van de regio's waarin deze gemeente op de dag ligt",
           "[\"NL01\", \"PV31\", \"CR39\", \"VD05\"]"),
    F_LEES("geschiedenis", VELD_TEKST, gebied_geschiedenis_lees, VELD_LEEG, "herindelingen, in woorden",
           "null"),
    {0},
};

/* All areas; with ?datum= only those that were there on that day. */
static int gebieden_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct gebied *uit = ARENA_ARRAY(x->a, struct gebied, x->g->n + 1);
    bool dag = api_datum(x->q, "datum") != 0;

    (void)e;
    *ret_n = 0;
    for (size_t i = 0; i < x->g->n; i++)
        if (!dag || gebied_geldig(&x->g->gebied[i], x->datum))
            uit[(*ret_n)++] = x->g->gebied[i];
    *ret = uit;
    return OK;
}

/* ---- indelingen and their regio's ---- */

static struct doc *indeling_regios_link(const struct api *x, const void *ding)
{
    return link_doc(x->a, "/v1/indelingen/", ((const struct indeling *)ding)->code, "/regios");
}

static struct doc *indeling_aantal(const struct api *x, const void *ding)
{
    return doc_int(x->a,
                   (int64_t)indeling_regios(x->g, x->a, ((const struct indeling *)ding)->code, x->datum).n);
}

static const struct veld indeling_velden[] = {
    F(indeling, "code", VELD_TEKST, code, 0, "de code", "\"vijfdeling\""),
    F(indeling, "naam", VELD_TEKST, naam, 0, "de naam", "\"Vijfdeling van Limburg\""),
    F(indeling, "bron", VELD_TEKST, bron, 0, "waar deze indeling vandaan komt",
      "\"Provincie Limburg, Inventarisatie woonzorgvisies 2023, paragraaf 4.6\""),
    F(indeling, "geldigVan", VELD_DATUM, geldig_van, 0, "vanaf deze dag zijn de leden bekend",
      "\"2012-01-01\""),
    F_LEES("aantalRegios", VELD_KLEIN, indeling_aantal, 0, "hoeveel regio's zij op de dag heeft", "5"),
    F_LEES("regios", VELD_TEKST, indeling_regios_link, 0, "adres van haar regio's",
           "\"/v1/indelingen/vijfdeling/regios\""),
    {0},
};

static int indelingen_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    (void)e;
    *ret = x->g->indeling;
    *ret_n = x->g->n_indelingen;
    return OK;
}

static struct doc *regio_leden_lees(const struct api *x, const void *ding)
{
    const struct gebied *zelf = gebied_bij_id(x->g, ((const struct gebied *)ding)->id);

    return codes_doc(x->a, gebied_leden(x->g, x->a, zelf, x->datum));
}

static const struct veld regio_velden[] = {
    F(gebied, "code", VELD_TEKST, code, 0, "de code, blijvend", "\"VD04\""),
    F(gebied, "naam", VELD_TEKST, naam, 0, "de naam", "\"Parkstad\""),
    F(gebied, "van", VELD_DATUM, van, 0, "eerste dag waarop deze regio bestond", "\"2012-01-01\""),
    F(gebied, "tot", VELD_DATUM, tot, VELD_LEEG, "dag waarop zij ophield; null: zij bestaat nog", "null"),
    F_LEES("leden", VELD_LIJST, regio_leden_lees, 0, "codes van de gemeenten die er op de dag in liggen",
           "[\"GM0882\", \"GM0899\", \"GM0917\"]"),
    {0},
};

static int regios_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct str code = doc_get_str(x->q->params, STR("code"));
    struct gebied_lijst l;
    struct gebied *uit;

    if (!indeling_bij_code(x->g, code))
        return err_set(e, ERR_NOT_FOUND, "de indeling “%.*s” is er niet", STR_ARG(utf8_clip(code, 60)));
    l = indeling_regios(x->g, x->a, code, x->datum);
    uit = ARENA_ARRAY(x->a, struct gebied, l.n + 1);
    for (size_t i = 0; i < l.n; i++)
        uit[i] = *l.at[i];
    *ret = uit;
    *ret_n = l.n;
    return OK;
}

/* ---- onderwerpen and indicatoren ---- */

static struct doc *aard_lees(const struct api *x, const void *ding)
{
    static const char *const aarden[] = {"stand", "stroom", "verhouding"};

    return doc_str(x->a, str_from(aarden[((const struct onderwerp *)ding)->aard]));
}

static struct doc *cijfers_link(const struct api *x, const void *ding)
{
    return link_doc(x->a, "/v1/cijfers?onderwerp=", ((const struct onderwerp *)ding)->code, "");
}

const struct veld onderwerp_velden[] = {
    F(onderwerp, "code", VELD_TEKST, code, 0, "de code, blijvend", "\"inwoners\""),
    F(onderwerp, "naam", VELD_TEKST, naam, 0, "de naam", "\"Inwoners\""),
    F(onderwerp, "eenheid", VELD_TEKST, eenheid, 0, "waarin geteld wordt", "\"inwoners\""),
    F(onderwerp, "decimalen", VELD_KLEIN, schaal, 0, "cijfers achter de komma", "0"),
    {"aard", VELD_TEKST, "stand: op een dag; stroom: in een tijdvak; verhouding: niet op te tellen",
     "\"stand\"", VELD_FILTER, 0, aard_lees, NULL, "stand|stroom|verhouding"},
    F(onderwerp, "route", VELD_KLEIN, route, VELD_LEEG | VELD_FILTER,
      "1 tot en met 5: langs welke weg gevolgd; null: geen", "1"),
    F(onderwerp, "definitieset", VELD_TEKST, definitieset, VELD_FILTER, "code van de definities die gelden",
      "\"cbs\""),
    F(onderwerp, "omschrijving", VELD_TEKST, omschrijving, 0, "wat er gemeten wordt",
      "\"Aantal inwoners op de peildatum\""),
    F_LEES("cijfers", VELD_TEKST, cijfers_link, 0, "adres van de cijfers",
           "\"/v1/cijfers?onderwerp=inwoners\""),
    {0},
};

static int onderwerpen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct onderwerp *o;
    int rc = onderwerpen_lees(x->c, x->a, &o, ret_n, e);

    *ret = o;
    return rc;
}

static struct doc *namen_doc(struct arena *a, const char *const *l)
{
    struct doc *d = doc_list(a);

    for (int i = 0; i < 3 && l[i]; i++)
        doc_add(a, d, doc_str(a, str_from(l[i])));
    return d;
}

static struct doc *tellers_lees(const struct api *x, const void *ding)
{
    return namen_doc(x->a, ((const struct indicator *)ding)->tellers);
}

static struct doc *noemers_lees(const struct api *x, const void *ding)
{
    return namen_doc(x->a, ((const struct indicator *)ding)->noemers);
}

static const struct veld indicator_velden[] = {
    F(indicator, "code", VELD_CTEKST, code, 0, "de code, te gebruiken als onderwerp van cijfers",
      "\"dekkingsgraad\""),
    F(indicator, "naam", VELD_CTEKST, naam, 0, "de naam", "\"Dekkingsgraad\""),
    F(indicator, "eenheid", VELD_CTEKST, eenheid, 0, "waarin de uitkomst staat", "\"%\""),
    F(indicator, "formule", VELD_CTEKST, formule, 0, "in woorden",
      "\"plannen (hard en zacht) als deel van de opgave\""),
    F_LEES("tellers", VELD_LIJST, tellers_lees, 0, "codes van de onderwerpen boven de streep, eerst opgeteld",
           "[\"plannen-hard\", \"plannen-zacht\"]"),
    F_LEES("noemers", VELD_LIJST, noemers_lees, 0, "codes van de onderwerpen onder de streep",
           "[\"opgave\"]"),
    F(indicator, "factor", VELD_KLEIN, factor, 0, "waarmee vermenigvuldigd wordt: 100 geeft procenten",
      "100"),
    F(indicator, "perWoningtype", VELD_JANEE, per_woningtype, 0,
      "bestaat alleen voor één woningtype tegelijk", "true"),
    {0},
};

static int indicatoren_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    (void)x, (void)e;
    *ret = indicatoren;
    *ret_n = 0;
    while (indicatoren[*ret_n].code)
        ++*ret_n;
    return OK;
}

/* ---- bronnen and definitiesets ---- */

static const struct veld bron_velden[] = {
    F(bron, "code", VELD_TEKST, code, 0, "de code, blijvend", "\"cbs-bevolking\""),
    F(bron, "naam", VELD_TEKST, naam, 0, "onder welke naam het is uitgebracht",
      "\"CBS, Kerncijfers wijken en buurten\""),
    F(bron, "houder", VELD_TEKST, houder, VELD_LEEG, "wie het uitbracht",
      "\"Centraal Bureau voor de Statistiek\""),
    F(bron, "licentie", VELD_TEKST, licentie, VELD_LEEG, "onder welke licentie; null: niet genoemd",
      "\"CC BY 4.0\""),
    F(bron, "route", VELD_KLEIN, route, VELD_LEEG | VELD_FILTER,
      "1 tot en met 5: langs welke weg gevolgd; null: geen", "1"),
    {0},
};

static int bronnen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct bron *b;
    int rc = bronnen_lees(x->c, x->a, &b, ret_n, e);

    *ret = b;
    return rc;
}

static const struct veld definitieset_velden[] = {
    F(definitieset, "code", VELD_TEKST, code, 0, "de code, blijvend", "\"bzk-2023\""),
    F(definitieset, "naam", VELD_TEKST, naam, 0, "de naam", "\"Definities woonvormen voor ouderen\""),
    F(definitieset, "organisatie", VELD_TEKST, organisatie, VELD_LEEG, "wie zo telt",
      "\"Ministerie van Binnenlandse Zaken en Koninkrijksrelaties\""),
    F(definitieset, "geldigVan", VELD_DATUM, geldig_van, 0, "vanaf wanneer", "\"2023-01-01\""),
    F(definitieset, "bron", VELD_TEKST, bron, 0, "waar de definities staan",
      "\"Definities van nultreden, geclusterd en zorggeschikt van BZK, 2023\""),
    {0},
};

static int definitiesets_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct definitieset *d;
    int rc = definitiesets_lees(x->c, x->a, &d, ret_n, e);

    *ret = d;
    return rc;
}

/* ---- leveringen ---- */

static struct doc *waarnemingen_link(const struct api *x, const void *ding)
{
    return doc_str(x->a, str_fmt(x->a, "/v1/waarnemingen?levering=%lld",
                                 (long long)((const struct levering *)ding)->id));
}

/* Who typed it in is not open data; who delivered is. */
static const struct veld levering_velden[] = {
    F(levering, "id", VELD_GETAL, id, 0, "het nummer, blijvend", "12"),
    F(levering, "soort", VELD_TEKST, soort, VELD_FILTER, "hoe het bestand gelezen is", "\"bevolking\""),
    F(levering, "leveraar", VELD_TEKST, leveraar, VELD_LEEG | VELD_FILTER,
      "wie leverde, waar dat meer partijen doen", "null"),
    F(levering, "peildatum", VELD_DATUM, peildatum, 0, "de dag waarop de gegevens waar zijn",
      "\"2022-01-01\""),
    F(levering, "bestand", VELD_TEKST, bestand, 0, "naam van het bestand", "\"inwoners-limburg-2022.csv\""),
    F(levering, "sha256", VELD_TEKST, sha256, 0, "vingerafdruk van het bestand",
      "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""),
    F(levering, "bytes", VELD_GETAL, bytes, 0, "grootte van het bestand", "1204"),
    F(levering, "ontvangen", VELD_MOMENT, ontvangen, 0, "wanneer het binnenkwam",
      "\"2025-02-03T09:12:44.120Z\""),
    F_WOORD(levering, "status", status, VELD_FILTER, "actief|vervangen|ingetrokken",
            "telt mee, is vervangen door een nieuwere, of is ingetrokken", "\"actief\""),
    F(levering, "einde", VELD_MOMENT, einde, VELD_LEEG, "wanneer zij ophield mee te tellen", "null"),
    F(levering, "vervangenDoor", VELD_GETAL, vervangen_door, VELD_LEEG,
      "nummer van de levering die haar verving", "null"),
    F(levering, "reden", VELD_TEKST, reden, VELD_LEEG, "waarom zij is ingetrokken", "null"),
    F(levering, "cijfers", VELD_GETAL, cijfers, 0, "hoeveel cijfers erin staan", "31"),
    F_LEES("waarnemingen", VELD_TEKST, waarnemingen_link, 0, "adres van wat erin staat",
           "\"/v1/waarnemingen?levering=12\""),
    {0},
};

static int leveringen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct levering *l;
    int rc = leveringen_lees(x->c, x->a, true, &l, ret_n, e);

    *ret = l;
    return rc;
}

/* ---- the history of the API ---- */

struct wijziging {
    const char *versie, *soort, *tekst;
    date_t datum;
};
/* Newest first; the first is HTTP_API_VERSION. */
static const struct wijziging wijzigingen[] = {
    {HTTP_API_VERSION, "nieuw",
     "Regie: hoe ver elke woonzorgvisie is, en wat verwacht werd; de opgaven die zijn vastgesteld; "
     "afspraken, mijlpalen, definities met hun omzettingen, en de kennisbank. Met een sleutel ook signalen "
     "en "
     "wat aan wie bekendgemaakt is.",
     20261127},
    {"1.3.0", "nieuw",
     "Voorraadtellingen: woningen per klasse en gebied, geteld met een regelset; en de regelsets.", 20261127},
    {"1.2.0", "nieuw", "Bevindingen: wat er over de kwaliteit van leveringen gevonden is.", 20261127},
    {"1.1.0", "nieuw",
     "Kwaliteit: waarnemingen hebben het veld naTeKijken en herkomst heeft problemen, als er een bevinding "
     "is over een cijfer.",
     20261127},
    {"1.0.0", "nieuw",
     "De eerste versie: gebieden, indelingen, onderwerpen, indicatoren, bronnen, definitiesets, leveringen, "
     "cijfers, "
     "waarnemingen, herkomst, datapakketten en de catalogus.",
     20261127},
};

static const struct veld wijziging_velden[] = {
    F(wijziging, "versie", VELD_CTEKST, versie, 0, "versie van de API, als in de kop API-Version",
      "\"" HTTP_API_VERSION "\""),
    F(wijziging, "datum", VELD_DATUM, datum, 0, "sinds wanneer", "\"2026-11-27\""),
    {"soort", VELD_CTEKST, "nieuw: erbij; anders: werkt op een andere manier; weg: vervallen", "\"nieuw\"",
     VELD_FILTER, offsetof(struct wijziging, soort), NULL, NULL, "nieuw|anders|weg"},
    F(wijziging, "tekst", VELD_CTEKST, tekst, 0, "wat er veranderde", "\"De eerste versie.\""),
    {0},
};

static int wijzigingen_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    (void)x, (void)e;
    *ret = wijzigingen;
    *ret_n = sizeof wijzigingen / sizeof *wijzigingen;
    return OK;
}

const struct verzameling verzamelingen[] = {
    {"gebieden", "Gebied", "Gebieden", "Gemeenten en regio's, ook die er niet meer zijn.", "code",
     gebied_velden, sizeof(struct gebied), gebieden_lees},
    {"indelingen", "Indeling", "Indelingen", "Manieren om gemeenten in regio's te verdelen.", "code",
     indeling_velden, sizeof(struct indeling), indelingen_lees},
    {"regios", "Regio", "Regio's van een indeling", "De regio's met hun gemeenten, op een dag.", "code",
     regio_velden, sizeof(struct gebied), regios_lees},
    {"onderwerpen", "Onderwerp", "Onderwerpen", "Wat er gemeten wordt.", "code", onderwerp_velden,
     sizeof(struct onderwerp), onderwerpen_api_lees},
    {"indicatoren", "Indicator", "Indicatoren", "Cijfers die uit andere worden berekend, met hun formule.",
     "code", indicator_velden, sizeof(struct indicator), indicatoren_lees},
    {"bronnen", "Bron", "Bronnen", "Wie cijfers uitbracht, onder welke naam en licentie.", "code",
     bron_velden, sizeof(struct bron), bronnen_api_lees},
    {"definitiesets", "Definitieset", "Definitiesets",
     "Definities van organisaties; een cijfer noemt de zijne.", "code", definitieset_velden,
     sizeof(struct definitieset), definitiesets_api_lees},
    {"leveringen", "Levering", "Leveringen",
     "Wat er geleverd is, nieuwste eerst; ook wat vervangen of ingetrokken is.", "id", levering_velden,
     sizeof(struct levering), leveringen_api_lees},
    {"woonzorgvisies", "Woonzorgvisie", "Woonzorgvisies",
     "Hoe ver elke woonzorgvisie op een dag was, en wat verwacht werd.", "gebied", visie_velden,
     sizeof(struct visie_ding), visies_api_lees},
    {"opgaven", "Opgave", "Opgaven", "De opgaven die zijn vastgesteld, nieuwste eerst.", "id", opgave_velden,
     sizeof(struct opgave_ding), opgaven_api_lees},
    {"afspraken", "Afspraak", "Afspraken",
     "Wat in woondeals, woonzorgafspraken en prestatieafspraken beloofd is, een belofte per regel, en hoe "
     "het "
     "ervoor staat.",
     "id", afspraak_velden, sizeof(struct afspraak_ding), afspraken_api_lees},
    {"kennisbank", "Kennis", "Kennisbank",
     "Goede voorbeelden, factsheets en documenten die gepubliceerd zijn.", "id", kennis_velden,
     sizeof(struct kennis), kennis_api_lees},
    {"mijlpalen", "Mijlpaal", "Mijlpalen",
     "De landelijke planning en het plan van de provincie, met wat te laat is.", "code", mijlpaal_velden,
     sizeof(struct mijlpaal_ding), mijlpalen_api_lees},
    {"definities", "Definitie", "Definities",
     "Wat elke definitieset nultreden, geclusterd of zorggeschikt noemt.", "id", definitie_velden,
     sizeof(struct definitie), definities_api_lees},
    {"omzettingen", "Omzetting", "Omzettingen",
     "Of een cijfer van de ene definitieset als cijfer van de andere gelezen kan worden, met het bewijs.",
     "id", omzetting_velden, sizeof(struct omzetting), omzettingen_api_lees},
    {"signalen", "Signaal", "Signalen",
     "Wat nu aandacht vraagt van wie u mag zien, dringendste eerst; en de laatste 200 die voorbij zijn.",
     "id", signaal_velden, sizeof(struct signaal), signalen_api_lees},
    {"publicaties", "Publicatie", "Bekendgemaakte stukken",
     "Wat aan welke organisaties bekendgemaakt is, en welke bevestigden dat zij het zagen.", "id",
     publicatie_velden, sizeof(struct publicatie_ding), publicaties_api_lees},
    {"bevindingen", "Bevinding", "Bevindingen",
     "Wat er over de kwaliteit van leveringen gevonden is, ernstigste eerst; ook wat niet meer geldt.", "id",
     bevinding_velden, sizeof(struct bevinding), bevindingen_api_lees},
    {"regelsets", "Regelset", "Regelsets", "De leesbare regels waarmee de woningvoorraad wordt ingedeeld.",
     "code", regelset_velden, sizeof(struct regelset), regelsets_api_lees},
    {"voorraadtellingen", "Voorraadtelling", "Voorraadtellingen",
     "Hoeveel woningen van een gebied in elke klasse vallen, volgens een regelset.", "id",
     voorraadtelling_velden, sizeof(struct api_telling), voorraadtellingen_api_lees},
    {"wijzigingen", "Wijziging", "Wijzigingen van deze API", "Wat er per versie veranderde.", "versie",
     wijziging_velden, sizeof(struct wijziging), wijzigingen_lees},
    {0},
};
