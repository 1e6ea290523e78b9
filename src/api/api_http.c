/* SPDX-License-Identifier: EUPL-1.2
 * The addresses of the open API under /v1, and what its description says of each. */
#include "api/api.h"

#define JSON_ALLEEN  (1u << HTTP_JSON)
#define LIJST_VORMEN (1u << HTTP_JSON | 1u << HTTP_CSV | 1u << HTTP_XLSX)
#define CODE_PARAM(tekst, vb)                                                                                \
    {                                                                                                        \
        "code", tekst, PARAM_PATH, true, false, NULL, vb                                                     \
    }
#define DATUM_PARAM                                                                                          \
    {                                                                                                        \
        "datum", "de dag waarop gebieden en leden gelden; standaard vandaag", PARAM_QUERY, false, false,     \
            "datum", "2022-01-01"                                                                            \
    }
#define VELDEN_PARAM                                                                                         \
    {                                                                                                        \
        "velden", "alleen deze velden, met komma's ertussen", PARAM_QUERY, false, false                      \
    }

static const struct http_param gebieden_params[] = {
    {"soort", "gemeente, of de code van een indeling", PARAM_QUERY, false, false, NULL, "provincie"},
    {"datum", "alleen gebieden die er op deze dag waren", PARAM_QUERY, false, false, "datum", "2022-01-01"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param gebied_params[] = {
    CODE_PARAM("code van het gebied", "GM0935"), DATUM_PARAM, VELDEN_PARAM, {0}};
static const struct http_param indelingen_params[] = {DATUM_PARAM, SORTEER_PARAM, PAGINA_PARAMS, {0}};
static const struct http_param indeling_params[] = {
    CODE_PARAM("code van de indeling", "vijfdeling"), DATUM_PARAM, VELDEN_PARAM, {0}};
static const struct http_param regios_params[] = {
    CODE_PARAM("code van de indeling", "vijfdeling"), DATUM_PARAM, SORTEER_PARAM, PAGINA_PARAMS, {0}};
static const struct http_param onderwerpen_params[] = {
    {"aard", "alleen deze aard", PARAM_QUERY, false, false, "stand|stroom|verhouding", "stand"},
    {"route", "alleen deze route, 1 tot en met 5", PARAM_QUERY, false, false, "1|2|3|4|5", "2"},
    {"definitieset", "alleen met deze definities", PARAM_QUERY, false, false, NULL, "bzk-2023"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param onderwerp_params[] = {
    CODE_PARAM("code van het onderwerp", "inwoners"), VELDEN_PARAM, {0}};
static const struct http_param lijst_params[] = {SORTEER_PARAM, PAGINA_PARAMS, {0}};
static const struct http_param indicator_params[] = {
    CODE_PARAM("code van de indicator", "dekkingsgraad"), VELDEN_PARAM, {0}};
static const struct http_param bronnen_params[] = {
    {"route", "alleen deze route, 1 tot en met 5", PARAM_QUERY, false, false, "1|2|3|4|5", "1"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param bron_params[] = {
    CODE_PARAM("code van de bron", "cbs-bevolking"), VELDEN_PARAM, {0}};
static const struct http_param definitieset_params[] = {
    CODE_PARAM("code van de definitieset", "bzk-2023"), VELDEN_PARAM, {0}};
static const struct http_param leveringen_params[] = {
    {"soort", "alleen deze soort", PARAM_QUERY, false, false, NULL, "bevolking"},
    {"leveraar", "alleen van deze leveraar", PARAM_QUERY, false, false, NULL, "Limburg"},
    {"status", "alleen met deze status", PARAM_QUERY, false, false, "actief|vervangen|ingetrokken", "actief"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param levering_params[] = {
    {"id", "nummer van de levering", PARAM_PATH, true, false, "getal", "12"}, VELDEN_PARAM, {0}};
static const struct http_param visies_params[] = {
    {"staat", "alleen in deze stand", PARAM_QUERY, false, false,
     "onbekend|te_starten|bezig|gerealiseerd|vastgesteld", "bezig"},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    {"datum", "de stand op deze dag; standaard vandaag", PARAM_QUERY, false, false, "datum", "2023-11-01"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param visie_params[] = {
    {"gebied", "code van het gebied", PARAM_PATH, true, false, NULL, "GM0988"},
    DATUM_PARAM,
    VELDEN_PARAM,
    {0}};
static const struct http_param kennisbank_params[] = {
    {"zoek", "woorden die er alle in staan; met aanhalingstekens naast elkaar, - ervoor: zonder", PARAM_QUERY,
     false, false, NULL, "ouderen"},
    {"soort", "alleen deze soort", PARAM_QUERY, false, false, NULL, "factsheet"},
    {"thema", "alleen dit thema", PARAM_QUERY, false, false, NULL, "doorstroming"},
    {"woningtype", "alleen dit woningtype", PARAM_QUERY, false, false, NULL, "geclusterd"},
    {"gebied", "alleen wat over dit gebied gaat, of overal geldt", PARAM_QUERY, false, false, NULL, "PV31"},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param kennis_params[] = {
    {"id", "nummer van het stuk", PARAM_PATH, true, false, "getal", "1"}, VELDEN_PARAM, {0}};
static const struct http_param bevindingen_params[] = {
    {"regel", "alleen van deze regel", PARAM_QUERY, false, false, NULL, "opgave-som"},
    {"dimensie", "alleen van deze dimensie", PARAM_QUERY, false, false, NULL, "samenhang"},
    {"ernst", "alleen van deze ernst", PARAM_QUERY, false, false, "info|let op|fout", "fout"},
    {"gebied", "alleen over dit gebied", PARAM_QUERY, false, false, NULL, "GM0935"},
    {"onderwerp", "alleen over dit onderwerp", PARAM_QUERY, false, false, NULL, "opgave"},
    {"status", "alleen met deze status", PARAM_QUERY, false, false, NULL, "open"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param bevinding_params[] = {
    {"id", "nummer van de bevinding", PARAM_PATH, true, false, "getal", "7"}, VELDEN_PARAM, {0}};
static const struct http_param regelset_params[] = {
    CODE_PARAM("code van de regelset", "bzk-vws-2023"), VELDEN_PARAM, {0}};
#define TELLING_PARAMS                                                                                       \
    {"regelset",     "met welke regels geteld wordt: code, of begin van de vingerafdruk",                    \
     PARAM_QUERY,    false,                                                                                  \
     false,          NULL,                                                                                   \
     "cbs-indicatie"},                                                                                       \
    {                                                                                                        \
        "niveau", "per welk gebied; standaard gemeente", PARAM_QUERY, false, false,                          \
            "land|provincie|gemeente|wijk|buurt", "provincie"                                                \
    }
static const struct http_param voorraadtellingen_params[] = {
    TELLING_PARAMS,
    {"gebied", "alleen dit gebied", PARAM_QUERY, false, false, NULL, "GM0935"},
    {"klasse", "alleen deze klasse", PARAM_QUERY, false, false, NULL, "nultreden"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param voorraadtelling_params[] = {
    {"id", "gebied en klasse, met een dubbele punt ertussen", PARAM_PATH, true, false, NULL,
     "GM0935:nultreden"},
    TELLING_PARAMS,
    VELDEN_PARAM,
    {0}};
static const struct http_param wijzigingen_params[] = {
    {"soort", "alleen deze soort", PARAM_QUERY, false, false, "nieuw|anders|weg", "nieuw"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param wijziging_params[] = {
    {"versie", "versie van de API", PARAM_PATH, true, false, NULL, HTTP_API_VERSION}, VELDEN_PARAM, {0}};

#define SELECTIE_PARAMS                                                                                      \
    {"bron", "alleen cijfers van deze bron", PARAM_QUERY, false, false, NULL, "cbs-bevolking"},              \
        {"segment", "uitsplitsing naar prijs of eigendom", PARAM_QUERY, false, false, NULL, "huur-sociaal"}, \
        {"kenmerk", "een andere uitsplitsing", PARAM_QUERY, false, false},                                   \
    {                                                                                                        \
        "stand", "wat er op deze dag of dit moment bekend was", PARAM_QUERY, false, false, "moment",         \
            "2026-01-01"                                                                                     \
    }

static const struct http_param cijfers_params[] = {
    {"onderwerp", "code van het onderwerp of de indicator", PARAM_QUERY, true, false, NULL, "inwoners"},
    {"indeling", "een rij per gebied van deze indeling; standaard gemeente", PARAM_QUERY, false, false, NULL,
     "vijfdeling"},
    {"gebied", "alleen wat in dit gebied ligt; standaard heel Nederland", PARAM_QUERY, false, false, NULL,
     "PV31"},
    {"woningtype", "nultreden, geclusterd of zorggeschikt; standaard niet uitgesplitst", PARAM_QUERY, false,
     false, NULL, "totaal"},
    {"peildatum", "de nieuwste cijfers tot en met deze dag", PARAM_QUERY, false, false, "datum",
     "2022-01-01"},
    {"gebiedsdatum", "de gemeentelijke indeling van deze dag; standaard die van de peildatum", PARAM_QUERY,
     false, false, "datum", "2022-01-01"},
    {"van", "eerste jaar van het venster", PARAM_QUERY, false, false, "jaar", "2024"},
    {"tot", "laatste jaar van het venster", PARAM_QUERY, false, false, "jaar", "2030"},
    SELECTIE_PARAMS,
    PAGINA_PARAMS,
    {0}};
static const struct http_param waarnemingen_params[] = {
    {"onderwerp", "alleen dit onderwerp", PARAM_QUERY, false, false, NULL, "inwoners"},
    {"gebied", "alleen dit gebied", PARAM_QUERY, false, false, NULL, "GM0935"},
    {"woningtype", "alleen dit woningtype; totaal: niet uitgesplitst", PARAM_QUERY, false, false, NULL,
     "totaal"},
    {"levering", "alleen uit deze levering", PARAM_QUERY, false, false, "getal", "12"},
    SELECTIE_PARAMS,
    PAGINA_PARAMS,
    {0}};
static const struct http_param datapakket_params[] = {
    {"onderwerp", "alleen deze onderwerpen, met komma's ertussen", PARAM_QUERY, false, false, NULL,
     "inwoners"},
    {"bron", "alleen cijfers van deze bronnen, met komma's ertussen", PARAM_QUERY, false, false, NULL,
     "cbs-bevolking"},
    {"gebied", "alleen cijfers van dit gebied en de gemeenten erin", PARAM_QUERY, false, false, NULL, "VD04"},
    {"indeling", "ook tabellen, opgeteld over deze indeling", PARAM_QUERY, false, false, NULL, "vijfdeling"},
    {"periodeVan", "alleen perioden die eindigen op of na deze dag", PARAM_QUERY, false, false, "datum",
     "2022-01-01"},
    {"periodeTot", "alleen perioden die eindigen op of voor deze dag", PARAM_QUERY, false, false, "datum",
     "2022-12-31"},
    {"stand", "wat er op deze dag of dit moment bekend was", PARAM_QUERY, false, false, "moment", NULL},
    {0}};
static const struct http_param herkomst_params[] = {
    {"id", "nummer van een cijfer, of het adres van een berekend cijfer", PARAM_PATH, true, false, NULL,
     "inwoners:PV31"},
    {0}};
static const struct http_param niets[] = {{0}};

enum { VLAGGEN = ROUTE_STORE | ROUTE_STRICT | ROUTE_OPEN };

const struct http_route api_routes[] = {
    {"GET", "/v1", begin_get, "api", "De open API: beschrijving en voorbeelden", ROUTE_STORE | ROUTE_OPEN,
     NULL, 1u << HTTP_HTML | 1u << HTTP_JSON, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/openapi.json", openapi_get, NULL, "De beschrijving van deze API (OpenAPI)",
     ROUTE_STRICT | ROUTE_OPEN, niets, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/gebieden", verzameling_lijst, NULL, "Alle gebieden", VLAGGEN, gebieden_params, LIJST_VORMEN,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/gebieden/{code}", verzameling_een, NULL, "Eén gebied", VLAGGEN, gebied_params, JSON_ALLEEN,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/indelingen", verzameling_lijst, NULL, "Alle indelingen", VLAGGEN, indelingen_params,
     LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/indelingen/{code}", verzameling_een, NULL, "Eén indeling", VLAGGEN, indeling_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/indelingen/{code}/regios", verzameling_lijst, NULL,
     "De regio's van een indeling, met hun gemeenten", VLAGGEN, regios_params, LIJST_VORMEN,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/onderwerpen", verzameling_lijst, NULL, "Alle onderwerpen", VLAGGEN, onderwerpen_params,
     LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/onderwerpen/{code}", verzameling_een, NULL, "Eén onderwerp", VLAGGEN, onderwerp_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/indicatoren", verzameling_lijst, NULL, "Alle indicatoren", VLAGGEN, lijst_params,
     LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/indicatoren/{code}", verzameling_een, NULL, "Eén indicator", VLAGGEN, indicator_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/bronnen", verzameling_lijst, NULL, "Alle bronnen", VLAGGEN, bronnen_params, LIJST_VORMEN,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/bronnen/{code}", verzameling_een, NULL, "Eén bron", VLAGGEN, bron_params, JSON_ALLEEN,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/definitiesets", verzameling_lijst, NULL, "Alle definitiesets", VLAGGEN, lijst_params,
     LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/definitiesets/{code}", verzameling_een, NULL, "Eén definitieset", VLAGGEN,
     definitieset_params, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/leveringen", verzameling_lijst, NULL, "Alle leveringen", VLAGGEN, leveringen_params,
     LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/leveringen/{id}", verzameling_een, NULL, "Eén levering", VLAGGEN, levering_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/woonzorgvisies", verzameling_lijst, NULL, "Hoe ver elke woonzorgvisie is", VLAGGEN,
     visies_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/woonzorgvisies/{gebied}", verzameling_een, NULL, "Eén woonzorgvisie", VLAGGEN, visie_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/kennisbank", verzameling_lijst, NULL, "Wat er in de kennisbank staat", VLAGGEN,
     kennisbank_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/kennisbank/{id}", verzameling_een, NULL, "Eén stuk uit de kennisbank", VLAGGEN,
     kennis_params, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/bevindingen", verzameling_lijst, NULL, "Alle bevindingen over kwaliteit", VLAGGEN,
     bevindingen_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/bevindingen/{id}", verzameling_een, NULL, "Eén bevinding", VLAGGEN, bevinding_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/cijfers", cijfers_api_get, NULL,
     "Een onderwerp of indicator per gebied, opgeteld over elke indeling", VLAGGEN, cijfers_params,
     LIJST_VORMEN | 1u << HTTP_JSONSTAT | 1u << HTTP_SDMX, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/cijfers/{id}/herkomst", herkomst_api_get, NULL, "Waar een cijfer vandaan komt", VLAGGEN,
     herkomst_params, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/waarnemingen", waarnemingen_get, NULL,
     "Cijfers zoals ze geleverd zijn; als CSV, SDMX-CSV en werkboek allemaal tegelijk", VLAGGEN | ROUTE_SLOW,
     waarnemingen_params, 1u << HTTP_JSON | 1u << HTTP_CSV | 1u << HTTP_SDMX | 1u << HTTP_XLSX,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/datapakket", datapakket_get, NULL,
     "Een zip van een keuze: tabellen, codelijsten, herkomst en een beschrijving (Frictionless)",
     ROUTE_STRICT | ROUTE_SLOW | ROUTE_OPEN, datapakket_params, 1u << HTTP_ZIP, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/regelsets", verzameling_lijst, NULL, "Alle regelsets voor de woningvoorraad", VLAGGEN,
     lijst_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/regelsets/{code}", verzameling_een, NULL, "Eén regelset", VLAGGEN, regelset_params,
     JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/voorraadtellingen", verzameling_lijst, NULL,
     "Woningen per klasse en gebied, geteld met een regelset over de voorraad", VLAGGEN,
     voorraadtellingen_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/voorraadtellingen/{id}", verzameling_een, NULL, "Eén klasse van één gebied", VLAGGEN,
     voorraadtelling_params, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/catalogus", catalogus_get, NULL, "De gegevens als catalogus (DCAT-AP-NL)", VLAGGEN, niets,
     1u << HTTP_JSONLD | 1u << HTTP_TURTLE, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/wijzigingen", verzameling_lijst, NULL, "Wat er per versie van deze API veranderde", VLAGGEN,
     wijzigingen_params, LIJST_VORMEN, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/wijzigingen/{versie}", verzameling_een, NULL, "Eén versie van deze API", VLAGGEN,
     wijziging_params, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    {0},
};

const struct api_pad api_paden[] = {
    {"/v1", "begin", "API", "Begin", "/v1.json"},
    {"/v1/openapi.json", "openapi", "API", "Beschrijving", "/v1/openapi.json"},
    {"/v1/cijfers", "cijfers", "Cijfers", "Cijfers",
     "/v1/cijfers?onderwerp=inwoners&indeling=vijfdeling&gebied=PV31"},
    {"/v1/cijfers/{id}/herkomst", "herkomst", "Cijfers", "Herkomst", "/v1/cijfers/inwoners:PV31/herkomst"},
    {"/v1/waarnemingen", "waarnemingen", "Cijfers", "Waarnemingen",
     "/v1/waarnemingen?onderwerp=inwoners&paginaGrootte=2"},
    {"/v1/datapakket", "datapakket", "Cijfers", "Datapakket",
     "/v1/datapakket.zip?onderwerp=inwoners&gebied=VD04&indeling=vijfdeling"},
    {"/v1/onderwerpen", "onderwerpen", "Cijfers", NULL, "/v1/onderwerpen?route=2&paginaGrootte=2"},
    {"/v1/onderwerpen/{code}", "onderwerp", "Cijfers", NULL, "/v1/onderwerpen/inwoners"},
    {"/v1/indicatoren", "indicatoren", "Cijfers", NULL, "/v1/indicatoren?paginaGrootte=2"},
    {"/v1/indicatoren/{code}", "indicator", "Cijfers", NULL, "/v1/indicatoren/dekkingsgraad"},
    {"/v1/gebieden", "gebieden", "Gebieden", NULL,
     "/v1/gebieden?soort=provincie&paginaGrootte=2&velden=code,naam"},
    {"/v1/gebieden/{code}", "gebied", "Gebieden", NULL, "/v1/gebieden/GM0935"},
    {"/v1/indelingen", "indelingen", "Gebieden", NULL, "/v1/indelingen?paginaGrootte=2"},
    {"/v1/indelingen/{code}", "indeling", "Gebieden", NULL, "/v1/indelingen/vijfdeling"},
    {"/v1/indelingen/{code}/regios", "regios", "Gebieden", NULL,
     "/v1/indelingen/vijfdeling/regios?paginaGrootte=1"},
    {"/v1/bronnen", "bronnen", "Herkomst", NULL, "/v1/bronnen?route=2&paginaGrootte=2"},
    {"/v1/bronnen/{code}", "bron", "Herkomst", NULL, "/v1/bronnen/cbs-bevolking"},
    {"/v1/definitiesets", "definitiesets", "Herkomst", NULL, "/v1/definitiesets?paginaGrootte=1"},
    {"/v1/definitiesets/{code}", "definitieset", "Herkomst", NULL, "/v1/definitiesets/bzk-2023"},
    {"/v1/leveringen", "leveringen", "Herkomst", NULL, "/v1/leveringen?status=actief&paginaGrootte=1"},
    {"/v1/leveringen/{id}", "levering", "Herkomst", NULL, "/v1/leveringen/1"},
    {"/v1/woonzorgvisies", "woonzorgvisies", "Regie", NULL,
     "/v1/woonzorgvisies?datum=2023-11-01&paginaGrootte=1"},
    {"/v1/woonzorgvisies/{gebied}", "woonzorgvisie", "Regie", NULL, "/v1/woonzorgvisies/GM0988"},
    {"/v1/kennisbank", "kennisbank", "Regie", NULL, "/v1/kennisbank?zoek=ouderen&paginaGrootte=1"},
    {"/v1/kennisbank/{id}", "kennis", "Regie", NULL, "/v1/kennisbank/1"},
    {"/v1/bevindingen", "bevindingen", "Herkomst", NULL, "/v1/bevindingen?ernst=fout&paginaGrootte=1"},
    {"/v1/bevindingen/{id}", "bevinding", "Herkomst", NULL, "/v1/bevindingen/1"},
    {"/v1/regelsets", "regelsets", "Voorraad", NULL, "/v1/regelsets?paginaGrootte=2"},
    {"/v1/regelsets/{code}", "regelset", "Voorraad", NULL, "/v1/regelsets/bzk-vws-2023"},
    {"/v1/voorraadtellingen", "voorraadtellingen", "Voorraad", NULL,
     "/v1/voorraadtellingen?gebied=GM0935&paginaGrootte=2"},
    {"/v1/voorraadtellingen/{id}", "voorraadtelling", "Voorraad", NULL,
     "/v1/voorraadtellingen/GM0935:nultreden"},
    {"/v1/catalogus", "catalogus", "API", "Catalogus", "/v1/catalogus.jsonld"},
    {"/v1/wijzigingen", "wijzigingen", "API", NULL, "/v1/wijzigingen"},
    {"/v1/wijzigingen/{versie}", "wijziging", "API", NULL, "/v1/wijzigingen/" HTTP_API_VERSION},
    {0},
};

const char *media_type(enum http_format f)
{
    static const char *const typen[] = {
        [HTTP_HTML] = "text/html",
        [HTTP_JSON] = "application/json",
        [HTTP_CSV] = "text/csv; charset=utf-8; header=present",
        [HTTP_XLSX] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [HTTP_SVG] = "image/svg+xml",
        [HTTP_JSONSTAT] = "application/vnd.jsonstat+json",
        [HTTP_SDMX] = "application/vnd.sdmx.data+csv; version=2.0.0",
        [HTTP_JSONLD] = "application/ld+json",
        [HTTP_TURTLE] = "text/turtle; charset=utf-8",
        [HTTP_ZIP] = "application/zip",
    };

    return typen[f];
}
