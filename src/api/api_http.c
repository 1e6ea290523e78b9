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
static const struct http_param opgaven_params[] = {
    {"gebied", "alleen van dit gebied", PARAM_QUERY, false, false, NULL, "VD04"},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param afspraken_params[] = {
    {"soort", "alleen deze soort afspraak", PARAM_QUERY, false, false, NULL, "woondeal"},
    {"gebied", "alleen beloften voor dit gebied", PARAM_QUERY, false, false, NULL, "GM0935"},
    {"klasse", "alleen in deze stand", PARAM_QUERY, false, false,
     "ingetrokken|nog-niet|goed|geen-cijfer|onzeker|let-op|achter", "achter"},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    {"datum", "geoordeeld op deze dag; standaard vandaag", PARAM_QUERY, false, false, "datum", "2025-12-31"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param afspraak_params[] = {
    {"id", "nummers van afspraak en belofte, als 1-2", PARAM_PATH, true, false, NULL, "1-1"},
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
static const struct http_param mijlpalen_params[] = {
    {"plan", "alleen van dit plan", PARAM_QUERY, false, false, "landelijk|provincie", "landelijk"},
    {"staat", "alleen in deze stand", PARAM_QUERY, false, false, "open|bezig|klaar|vervallen", "bezig"},
    {"teLaat", "alleen wat te laat is, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    {"datum", "wat er op deze dag te laat is, met de standen van nu; standaard vandaag", PARAM_QUERY, false,
     false, "datum", "2026-12-31"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param mijlpaal_params[] = {
    CODE_PARAM("code van de mijlpaal", "l-2026-programma"), DATUM_PARAM, VELDEN_PARAM, {0}};
static const struct http_param definities_params[] = {
    {"definitieset", "alleen van deze set", PARAM_QUERY, false, false, NULL, "bzk-2023"},
    {"woningtype", "alleen van dit woningtype", PARAM_QUERY, false, false, NULL, "zorggeschikt"},
    {"verzonnen", "alleen verzonnen, of juist niet", PARAM_QUERY, false, false, "janee", NULL},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param definitie_params[] = {{"id",
                                                      "set en woningtype, met een dubbele punt ertussen",
                                                      PARAM_PATH, true, false, NULL, "bzk-2023:zorggeschikt"},
                                                     VELDEN_PARAM,
                                                     {0}};
static const struct http_param omzettingen_params[] = {
    {"van", "alleen van deze set", PARAM_QUERY, false, false, NULL, "bzk-2023"},
    {"naar", "alleen naar deze set", PARAM_QUERY, false, false, NULL, "sbr-wonen-2.9"},
    {"woningtype", "alleen van dit woningtype", PARAM_QUERY, false, false, NULL, "zorggeschikt"},
    {"uitkomst", "alleen met deze uitkomst", PARAM_QUERY, false, false, "gelijk|omzetbaar|niet omzetbaar",
     "gelijk"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param omzetting_params[] = {
    {"id", "van, naar en woningtype, met dubbele punten ertussen", PARAM_PATH, true, false, NULL,
     "bzk-2023:sbr-wonen-2.9:zorggeschikt"},
    VELDEN_PARAM,
    {0}};
static const struct http_param signalen_params[] = {
    {"regel", "alleen van deze regel", PARAM_QUERY, false, false, NULL, "visie-onbekend"},
    {"ernst", "alleen zo dringend", PARAM_QUERY, false, false, "goed om te weten|let op|dringend",
     "dringend"},
    {"gebied", "alleen over dit gebied", PARAM_QUERY, false, false, NULL, "GM0935"},
    {"stand", "alleen in deze stand", PARAM_QUERY, false, false,
     "nieuw|opgepakt|beantwoord|gesloten|heropend|voorbij", "nieuw"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param signaal_params[] = {
    {"id", "nummer van het signaal", PARAM_PATH, true, false, "getal", "1"}, VELDEN_PARAM, {0}};
static const struct http_param publicaties_params[] = {
    {"soort", "alleen deze soort", PARAM_QUERY, false, false, "opgave|besluit|cijfers|definitie|document",
     "opgave"},
    {"gebied", "alleen van dit gebied", PARAM_QUERY, false, false, NULL, "VD04"},
    SORTEER_PARAM,
    PAGINA_PARAMS,
    {0}};
static const struct http_param publicatie_params[] = {
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

enum {
    VLAGGEN = ROUTE_STORE | ROUTE_STRICT | ROUTE_OPEN,
    BESLOTEN = VLAGGEN | ROUTE_NO_STORE_CACHE /* with a key; a cookie is of no use to another site */
};

/* A resource: the list of them, and one of them. */
#define LIJST(pad, tekst, params)                                                                            \
    {                                                                                                        \
        "GET", pad, verzameling_lijst, NULL, tekst, VLAGGEN, params, LIJST_VORMEN, .recht = RECHT_PUBLIEK    \
    }
#define EEN(pad, tekst, params)                                                                              \
    {                                                                                                        \
        "GET", pad, verzameling_een, NULL, tekst, VLAGGEN, params, JSON_ALLEEN, .recht = RECHT_PUBLIEK       \
    }

const struct http_route api_routes[] = {
    {"GET", "/v1", begin_get, "api", "De open API: beschrijving en voorbeelden", ROUTE_STORE | ROUTE_OPEN,
     NULL, 1u << HTTP_HTML | 1u << HTTP_JSON, .recht = RECHT_PUBLIEK},
    {"GET", "/v1/openapi.json", openapi_get, NULL, "De beschrijving van deze API (OpenAPI)",
     ROUTE_STRICT | ROUTE_OPEN, niets, JSON_ALLEEN, .recht = RECHT_PUBLIEK},
    LIJST("/v1/gebieden", "Alle gebieden", gebieden_params),
    EEN("/v1/gebieden/{code}", "Eén gebied", gebied_params),
    LIJST("/v1/indelingen", "Alle indelingen", indelingen_params),
    EEN("/v1/indelingen/{code}", "Eén indeling", indeling_params),
    LIJST("/v1/indelingen/{code}/regios", "De regio's van een indeling, met hun gemeenten", regios_params),
    LIJST("/v1/onderwerpen", "Alle onderwerpen", onderwerpen_params),
    EEN("/v1/onderwerpen/{code}", "Eén onderwerp", onderwerp_params),
    LIJST("/v1/indicatoren", "Alle indicatoren", lijst_params),
    EEN("/v1/indicatoren/{code}", "Eén indicator", indicator_params),
    LIJST("/v1/bronnen", "Alle bronnen", bronnen_params),
    EEN("/v1/bronnen/{code}", "Eén bron", bron_params),
    LIJST("/v1/definitiesets", "Alle definitiesets", lijst_params),
    EEN("/v1/definitiesets/{code}", "Eén definitieset", definitieset_params),
    LIJST("/v1/leveringen", "Alle leveringen", leveringen_params),
    EEN("/v1/leveringen/{id}", "Eén levering", levering_params),
    LIJST("/v1/woonzorgvisies", "Hoe ver elke woonzorgvisie is", visies_params),
    EEN("/v1/woonzorgvisies/{gebied}", "Eén woonzorgvisie", visie_params),
    LIJST("/v1/opgaven", "De opgaven die zijn vastgesteld", opgaven_params),
    LIJST("/v1/afspraken", "Elke belofte uit een afspraak, en hoe het ervoor staat", afspraken_params),
    EEN("/v1/afspraken/{id}", "Eén belofte uit een afspraak", afspraak_params),
    LIJST("/v1/kennisbank", "Wat er in de kennisbank staat", kennisbank_params),
    EEN("/v1/kennisbank/{id}", "Eén stuk uit de kennisbank", kennis_params),
    LIJST("/v1/bevindingen", "Alle bevindingen over kwaliteit", bevindingen_params),
    EEN("/v1/bevindingen/{id}", "Eén bevinding", bevinding_params),
    LIJST("/v1/mijlpalen", "De planning, met wat te laat is", mijlpalen_params),
    EEN("/v1/mijlpalen/{code}", "Eén mijlpaal", mijlpaal_params),
    LIJST("/v1/definities", "Wat elke definitieset zo noemt", definities_params),
    EEN("/v1/definities/{id}", "Eén definitie", definitie_params),
    LIJST("/v1/omzettingen", "Welke definities in elkaar zijn om te zetten", omzettingen_params),
    EEN("/v1/omzettingen/{id}", "Eén paar van definities", omzetting_params),
    {"GET", "/v1/signalen", verzameling_lijst, NULL, "Wat nu aandacht vraagt (met een sleutel)", BESLOTEN,
     signalen_params, LIJST_VORMEN, .recht = RECHT_PARTIJEN},
    {"GET", "/v1/signalen/{id}", verzameling_een, NULL, "Eén signaal (met een sleutel)", BESLOTEN,
     signaal_params, JSON_ALLEEN, .recht = RECHT_PARTIJEN},
    {"GET", "/v1/publicaties", verzameling_lijst, NULL,
     "Wat bekendgemaakt is, en wie het zag (met een sleutel)", BESLOTEN, publicaties_params, LIJST_VORMEN,
     .recht = RECHT_PARTIJEN},
    {"GET", "/v1/publicaties/{id}", verzameling_een, NULL, "Eén bekendgemaakt stuk (met een sleutel)",
     BESLOTEN, publicatie_params, JSON_ALLEEN, .recht = RECHT_PARTIJEN},
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
    LIJST("/v1/regelsets", "Alle regelsets voor de woningvoorraad", lijst_params),
    EEN("/v1/regelsets/{code}", "Eén regelset", regelset_params),
    LIJST("/v1/voorraadtellingen", "Woningen per klasse en gebied, geteld met een regelset over de voorraad",
          voorraadtellingen_params),
    EEN("/v1/voorraadtellingen/{id}", "Eén klasse van één gebied", voorraadtelling_params),
    {"GET", "/v1/catalogus", catalogus_get, NULL, "De gegevens als catalogus (DCAT-AP-NL)", VLAGGEN, niets,
     1u << HTTP_JSONLD | 1u << HTTP_TURTLE, .recht = RECHT_PUBLIEK},
    LIJST("/v1/wijzigingen", "Wat er per versie van deze API veranderde", wijzigingen_params),
    EEN("/v1/wijzigingen/{versie}", "Eén versie van deze API", wijziging_params),
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
    {"/v1/opgaven", "opgaven", "Regie", NULL, "/v1/opgaven?paginaGrootte=1"},
    {"/v1/afspraken", "afspraken", "Regie", NULL, "/v1/afspraken?paginaGrootte=1"},
    {"/v1/afspraken/{id}", "afspraak", "Regie", NULL, "/v1/afspraken/1-1"},
    {"/v1/kennisbank", "kennisbank", "Regie", NULL, "/v1/kennisbank?zoek=ouderen&paginaGrootte=1"},
    {"/v1/kennisbank/{id}", "kennis", "Regie", NULL, "/v1/kennisbank/1"},
    {"/v1/mijlpalen", "mijlpalen", "Regie", NULL, "/v1/mijlpalen?paginaGrootte=1"},
    {"/v1/mijlpalen/{code}", "mijlpaal", "Regie", NULL, "/v1/mijlpalen/l-2026-programma"},
    {"/v1/definities", "definities", "Regie", NULL, "/v1/definities?woningtype=zorggeschikt&paginaGrootte=1"},
    {"/v1/definities/{id}", "definitie", "Regie", NULL, "/v1/definities/bzk-2023:zorggeschikt"},
    {"/v1/omzettingen", "omzettingen", "Regie", NULL, "/v1/omzettingen?uitkomst=gelijk&paginaGrootte=1"},
    {"/v1/omzettingen/{id}", "omzetting", "Regie", NULL,
     "/v1/omzettingen/bzk-2023:sbr-wonen-2.9:zorggeschikt"},
    {"/v1/signalen", "signalen", "Regie", NULL, "/v1/signalen?ernst=dringend&paginaGrootte=1"},
    {"/v1/signalen/{id}", "signaal", "Regie", NULL, "/v1/signalen/1"},
    {"/v1/publicaties", "publicaties", "Regie", NULL, "/v1/publicaties?paginaGrootte=1"},
    {"/v1/publicaties/{id}", "publicatie", "Regie", NULL, "/v1/publicaties/1"},
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
