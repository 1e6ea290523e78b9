/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg kennisbank zoek, importeer. */
#include "kennisbank/kennis.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "tabel/tabel.h"

#include <stdio.h>

static struct doc *treffers_tabel(struct arena *a, const struct kennis_woorden *w,
                                  const struct kennis_uitslag *u)
{
    static const char *const kolommen[] = {"id",        "Nummer",    "getal", "titel",  "Titel",  "tekst",
                                           "soort",     "Soort",     "tekst", "gebied", "Gebied", "tekst",
                                           "bron",      "Bron",      "tekst", "datum",  "Datum",  "datum",
                                           "verzonnen", "Verzonnen", "tekst", NULL};
    struct doc *t = table_new(a, STR("Kennisbank"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < u->n; i++) {
        const struct kennis *k = u->raak[i];
        struct doc *rij = doc_add(a, rijen, doc_map(a));

        DOC_SET_INT(a, rij, "id", k->id);
        DOC_SET_STR(a, rij, "titel", k->titel);
        DOC_SET_STR(a, rij, "soort", kennis_woord_naam(w, LIJST_SOORT, k->soort));
        DOC_SET_STR(a, rij, "gebied", k->gebied ? k->gebied->naam : STR(""));
        DOC_SET_STR(a, rij, "bron", k->bron);
        DOC_SET(a, rij, "datum", k->bron_datum ? doc_str(a, date_iso(a, k->bron_datum)) : doc_null(a));
        DOC_SET_STR(a, rij, "verzonnen", k->verzonnen ? STR("verzonnen") : STR(""));
    }
    return t;
}

static int zoek_cmd(struct command_call *call, struct err *e)
{
    struct kennis_vraag v = {.zoek = command_value(call, "WOORDEN"), .orde = ORDE_RELEVANT};
    struct str gebied = command_value(call, "gebied");
    struct kennis_zicht publiek = {0};
    struct kennis_woorden w;
    struct kennis_uitslag u;
    struct omgeving o;
    struct blik b;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    v.gebiedsdatum = date_today();
    if (!rc && gebied.n && !(v.gebied = gebied_bij_code(b.g, gebied)))
        rc = err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet; verwacht een code als PV31",
                     STR_ARG(utf8_clip(gebied, 40)));
    if (!rc)
        rc = kennis_woorden_lees(b.c, call->a, &w, e);
    if (!rc)
        rc = kennis_zoek(b.c, b.g, call->a, &w, &publiek, &v, &u, e);
    if (!rc)
        rc = command_table(call, treffers_tabel(call->a, &w, &u), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    bool proef = command_value(call, "proef").p != NULL;
    struct dader d = dader_opdrachtregel();
    struct kennis_bestand uit;
    struct werkbestand w;
    int rc = werkbestand_open(call, &w, e);

    if (rc)
        return rc;
    rc = kennis_bestand_neem(w.o.store, w.b.g, call->a, &d, w.pad, w.bytes, proef, &uit, e);
    if (!rc)
        printf("%lld stukken %s, %lld stonden er al\n", (long long)uit.erbij,
               proef ? "zouden erbij komen" : "zijn erbij gekomen", (long long)uit.er_al);
    werkbestand_sluit(&w);
    return rc;
}

static const struct command_option zoek_opties[] = {
    {"WOORDEN", NULL, "waarnaar gezocht wordt; leeg (\"\") toont alles", true, true, false},
    {"gebied", "CODE", "alleen wat hierover gaat, of overal geldt", false, false, false},
    OPTION_DB,
    OPTION_FORMAT,
    {0}};
static const struct command_option importeer_opties[] = {
    {"BESTAND", NULL, "een CSV of werkboek, een regel per stuk", true, true, false},
    {"proef", NULL, "leest en controleert, en bewaart niets", false, false, false},
    OPTION_DB,
    {0}};

const struct command kennis_commands[] = {
    {"kennisbank", "zoek", "Zoekt in wat gepubliceerd is in de kennisbank",
     "Alle woorden moeten erin staan. Met aanhalingstekens: naast elkaar; met - ervoor: niet; met * "
     "erachter: "
     "begint zo; OF ertussen: een van beide.",
     zoek_cmd, zoek_opties},
    {"kennisbank", "importeer", "Leest stukken voor de kennisbank uit een bestand",
     "Kolommen: code, soort, titel, samenvatting, tekst, thema, woningtype, gebied, plek, lengte, breedte, "
     "bron, bron_adres, bron_datum, peildatum, organisatie, staat, verzonnen. Meer thema's of woningtypen: "
     "met "
     "| ertussen. Een code die er al is, blijft zoals zij is.",
     importeer_cmd, importeer_opties},
    {0}};
