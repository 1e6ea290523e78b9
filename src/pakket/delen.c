/* SPDX-License-Identifier: EUPL-1.2
 * The tables of a package and their columns. What is added or changed here asks for a new PAKKET_VERSIE. */
#include "pakket/delen.h"

#include <string.h>

static const struct deel_veld levering_velden[] = {
    {"nummer", "integer", "nummer van de levering in de installatie die het pakket maakte"},
    {"soort", "string", "wat voor bestand het was"},
    {"leveraar", "string", "wie het leverde; leeg: er is er maar één"},
    {"peildatum", "date", "de dag waarop de cijfers gelden"},
    {"bestand", "string", "naam van het geleverde bestand"},
    {"sha256", "string", "vingerafdruk van het geleverde bestand"},
    {"bytes", "integer", "grootte van het geleverde bestand"},
    {"ontvangen", "datetime", "wanneer het is ingevoerd"},
    {"wie", "string", "wie het invoerde; leeg in een open pakket"},
    {"status", "string", "actief, vervangen of ingetrokken"},
    {"einde", "datetime", "sinds wanneer het niet meer telt"},
    {"vervangenDoor", "integer", "nummer van de levering die ervoor in de plaats kwam"},
    {"reden", "string", "waarom het is ingetrokken"},
    {"cijfers", "integer", "hoeveel cijfers de levering heeft"},
    {"geheel", "boolean", "ja: alle cijfers ervan zijn bij dit pakket gekozen"},
    {"verslag", "string", "wat het lezen meldde, als JSON"},
    {0}};
static const struct deel_veld onderwerp_velden[] = {
    {"code", "string", "code van het onderwerp"},
    {"naam", "string", "naam"},
    {"eenheid", "string", "waarin geteld wordt"},
    {"decimalen", "integer", "hoeveel decimalen een waarde heeft"},
    {"aard", "string", "stand: op een dag; stroom: over een periode; verhouding: niet op te tellen"},
    {"route", "integer", "route van de monitor, 1 tot en met 5"},
    {"definitieset", "string", "code van de definities"},
    {"omschrijving", "string", "wat er gemeten wordt"},
    {0}};
static const struct deel_veld bron_velden[] = {{"code", "string", "code van de bron"},
                                               {"naam", "string", "naam"},
                                               {"route", "integer", "route van de monitor, 1 tot en met 5"},
                                               {"houder", "string", "wie de gegevens beheert"},
                                               {"licentie", "string", "wat ermee mag"},
                                               {0}};
static const struct deel_veld definitie_velden[] = {{"code", "string", "code van de definities"},
                                                    {"naam", "string", "naam"},
                                                    {"organisatie", "string", "wie ze vaststelde"},
                                                    {"geldigVan", "date", "sinds wanneer ze gelden"},
                                                    {"bron", "string", "waar ze staan"},
                                                    {0}};
static const struct deel_veld gebied_velden[] = {
    {"code", "string", "code van het gebied, als GM0935"},
    {"naam", "string", "naam"},
    {"soort", "string", "gemeente, of de indeling waarvan het een regio is"},
    {"van", "date", "eerste dag waarop het bestond"},
    {"tot", "date", "eerste dag waarop het niet meer bestond; leeg: het bestaat nog"},
    {0}};
static const struct deel_veld status_velden[] = {{"code", "string", "code van de planologische status"},
                                                 {"naam", "string", "naam"},
                                                 {"hardheid", "string", "hard, zacht of onbekend"},
                                                 {0}};
static const struct deel_veld woord_velden[] = {{"levering", "integer", "nummer van de levering"},
                                                {"woord", "string", "wat een leveraar schrijft"},
                                                {"status", "string", "code van de planologische status"},
                                                {"lijst", "string", "naam van de woordenlijst"},
                                                {"versie", "string", "versie van de woordenlijst"},
                                                {"toelichting", "string", "toelichting"},
                                                {0}};
static const struct deel_veld cijfer_velden_[] = {
    [C_NUMMER] = {"nummer", "integer", "nummer van het cijfer; van een som dat van het eerste cijfer erin"},
    [C_LEVERING] = {"levering", "integer", "nummer van de levering waar het uit komt"},
    [C_ONDERWERP] = {"onderwerp", "string", "code van het onderwerp"},
    [C_GEBIED] = {"gebied", "string", "code van het gebied zoals gemeten"},
    [C_GEBIEDSNAAM] = {"gebiedsnaam", "string", "naam van dat gebied"},
    [C_VAN] = {"periodeVan", "date", "eerste dag waarover het gaat"},
    [C_TOT] = {"periodeTot", "date", "laatste dag; gelijk aan de eerste bij een stand"},
    [C_WONINGTYPE] = {"woningtype", "string", "leeg: niet uitgesplitst"},
    [C_SEGMENT] = {"segment", "string", "leeg: niet uitgesplitst"},
    [C_KENMERK] = {"kenmerk", "string", "leeg: niet uitgesplitst"},
    [C_JAREN_VAN] = {"jarenVan", "integer",
                     "eerste jaar waarover een plan of opgave spreekt; leeg: tot en met jarenTot"},
    [C_JAREN_TOT] = {"jarenTot", "integer", "laatste jaar; 9999: en later; leeg: er is geen jaar genoemd"},
    [C_WAARDE] = {"waarde", "number", "leeg: er is geen waarde, en dat is iets anders dan 0"},
    [C_EENHEID] = {"eenheid", "string", "waarin geteld wordt"},
    [C_ONTBREEKT] = {"ontbreekt", "string",
                     "waarom er geen waarde is: niet geleverd, niet van toepassing of onderdrukt"},
    [C_STATUS] = {"status", "string", "hoe zeker het is: definitief, voorlopig, concept …"},
    [C_LABELS] = {"labels", "string",
                  "wat erbij hoort te staan, met ; ertussen: verzonnen, ongeveer, bronfout, afgeleide-nul"},
    [C_BRON] = {"bron", "string", "code van de bron"},
    [C_DEFINITIESET] = {"definitieset", "string", "code van de definities"},
    [C_OPGETELD] = {"opgeteld", "integer", "hoeveel geleverde rijen erin zitten; meer dan 1: een som"},
    [C_BLAD] = {"blad", "integer", "herkomst: het hoeveelste blad of bestand van de levering"},
    [C_RIJ] = {"rij", "integer", "herkomst: rij of regel; leeg: het bestand als geheel"},
    [C_KOLOM] = {"kolom", "string", "herkomst: letter van de kolom; leeg: de hele rij"},
    [C_AANTAL] = {0}};
static const struct deel_veld plan_velden[] = {
    {"nummer", "integer", "nummer van het plan in de installatie die het pakket maakte"},
    {"levering", "integer", "nummer van de levering"},
    {"gebied", "string", "code van de gemeente zoals geleverd"},
    {"gebiedsnaam", "string", "naam van de gemeente"},
    {"naam", "string", "naam van het plan"},
    {"plancode", "string", "code van het plan bij de leveraar"},
    {"plantype", "string", "soort plan"},
    {"fase", "string", "hoe ver de bouw is"},
    {"statusGeleverd", "string", "planologische status in de woorden van de leveraar"},
    {"status", "string", "code van de planologische status"},
    {"hardheid", "string", "hard, zacht of onbekend"},
    {"openbaarheid", "string", "open, of vertrouwelijk: alleen in een volledig pakket"},
    {"verzonnen", "boolean", "verzonnen, om te laten zien hoe iets werkt"},
    {"bevindingen", "string", "wat de controle vond, met ; ertussen"},
    {"maat", "string", "bruto: alle woningen; rest: wat er nog gebouwd moet worden"},
    {"woningen", "integer", "hoeveel woningen; leeg: onbekend"},
    {"ontbreekt", "string", "waarom het aantal er niet is"},
    {"ligging", "string", "vorm als WKT, in meters van het Rijksdriehoeksstelsel (EPSG:28992)"},
    {"blad", "integer", "herkomst: het hoeveelste blad of de hoeveelste laag"},
    {"rij", "integer", "herkomst: rij, regel of vorm"},
    {0}};
static const struct deel_veld plangetal_velden[] = {
    {"plan", "integer", "nummer van het plan"},
    {"soort", "string", "totaal, jaar, woningtype, ouderen, prijs, eigendom of controle"},
    {"code", "string", "wat er geteld is binnen die soort; leeg: de woningen van een jaar"},
    {"van", "integer", "eerste jaar; leeg: geen genoemd"},
    {"tot", "integer", "laatste jaar; leeg: geen genoemd"},
    {"waarde", "integer", "aantal woningen; leeg: onbekend"},
    {"ontbreekt", "string", "waarom het er niet is"},
    {"rij", "integer", "herkomst: rij van de cel; leeg: die van het plan"},
    {"kolom", "string", "herkomst: letter van de kolom"},
    {0}};
static const struct deel_veld grens_velden[] = {
    {"levering", "integer", "nummer van de levering"},
    {"gebied", "string", "code van het gebied"},
    {"gebiedsnaam", "string", "naam van het gebied"},
    {"peildatum", "date", "de dag waarop de grens gold"},
    {"grens", "string", "vorm als WKT, in meters van het Rijksdriehoeksstelsel (EPSG:28992)"},
    {0}};

const struct deel_soort deel_soorten[DEEL_AANTAL] = {
    [DEEL_LEVERINGEN] = {"leveringen", "herkomst/leveringen.csv", "De leveringen waar de cijfers uit komen",
                         levering_velden, "nummer"},
    [DEEL_ONDERWERPEN] = {"onderwerpen",
                          "codelijsten/onderwerpen.csv",
                          "Onderwerpen",
                          onderwerp_velden,
                          "code",
                          {{"definitieset", "definitiesets", "code"}}},
    [DEEL_BRONNEN] = {"bronnen", "codelijsten/bronnen.csv", "Bronnen, met hun licentie", bron_velden, "code"},
    [DEEL_DEFINITIES] = {"definitiesets", "codelijsten/definitiesets.csv", "Definities", definitie_velden,
                         "code"},
    [DEEL_GEBIEDEN] = {"gebieden", "codelijsten/gebieden.csv", "De gebieden die erin voorkomen",
                       gebied_velden, "code"},
    [DEEL_PLANSTATUSSEN] = {"planstatussen", "codelijsten/planstatussen.csv", "Planologische statussen",
                            status_velden, "code"},
    [DEEL_PLANWOORDEN] = {"planstatuswoorden",
                          "codelijsten/planstatuswoorden.csv",
                          "Eigen woorden voor planologische statussen",
                          woord_velden,
                          NULL,
                          {{"levering", "leveringen", "nummer"}, {"status", "planstatussen", "code"}}},
    [DEEL_CIJFERS] = {"cijfers",
                      "gegevens/cijfers.csv",
                      "Cijfers zoals geleverd, elk met zijn herkomst",
                      cijfer_velden_,
                      NULL,
                      {{"levering", "leveringen", "nummer"},
                       {"onderwerp", "onderwerpen", "code"},
                       {"gebied", "gebieden", "code"},
                       {"bron", "bronnen", "code"},
                       {"definitieset", "definitiesets", "code"}},
                      true},
    [DEEL_PLANNEN] = {"plannen",
                      "gegevens/plannen.csv",
                      "Plannen",
                      plan_velden,
                      "nummer",
                      {{"levering", "leveringen", "nummer"},
                       {"gebied", "gebieden", "code"},
                       {"status", "planstatussen", "code"}},
                      true},
    [DEEL_PLANGETALLEN] = {"plangetallen",
                           "gegevens/plangetallen.csv",
                           "De aantallen van elk plan",
                           plangetal_velden,
                           NULL,
                           {{"plan", "plannen", "nummer"}},
                           true},
    [DEEL_GRENZEN] = {"grenzen",
                      "gegevens/grenzen.csv",
                      "Grenzen van gebieden",
                      grens_velden,
                      NULL,
                      {{"levering", "leveringen", "nummer"}, {"gebied", "gebieden", "code"}},
                      true},
};

size_t deel_n_velden(const struct deel_soort *d)
{
    size_t n = 0;

    while (d->velden[n].naam)
        n++;
    return n;
}

static const struct {
    unsigned vlag;
    const char *woord;
} label_woorden[] = {{VLAG_VERZONNEN, "verzonnen"},
                     {VLAG_ONGEVEER, "ongeveer"},
                     {VLAG_BRONFOUT, "bronfout"},
                     {VLAG_AFGELEID_NUL, "afgeleide-nul"},
                     {VLAG_VERTROUWELIJK, "vertrouwelijk"},
                     {0, "dekking"}}; /* the last one of older packages: means nothing */
enum { N_LABELS = sizeof label_woorden / sizeof *label_woorden };

void labels_schrijf(struct buf *b, unsigned vlag)
{
    bool iets = false;

    for (size_t i = 0; i < N_LABELS; i++)
        if (vlag & label_woorden[i].vlag) {
            if (iets)
                buf_char(b, ';');
            buf_lit(b, label_woorden[i].woord);
            iets = true;
        }
}

bool labels_lees(struct str s, unsigned *ret)
{
    *ret = 0;
    while (s.n) {
        struct str woord = str_cut(s, ';', &s);
        size_t i = 0;

        while (i < N_LABELS && !str_is(woord, label_woorden[i].woord))
            i++;
        if (i == N_LABELS || (*ret & label_woorden[i].vlag))
            return false;
        *ret |= label_woorden[i].vlag;
    }
    return true;
}
