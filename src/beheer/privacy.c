/* SPDX-License-Identifier: EUPL-1.2
 * Forgetting a person everywhere, what is kept of people and how long (the page /privacy and docs/privacy.md
 * say the same), and the taak that lets go of it once a day. */
#include "beheer/privacy.h"

#include "base/date.h"
#include "doc/json.h"
#include "gebied/gebied_cmd.h"

#include <stdio.h>

#define DAG ((int64_t)24 * 3600 * 1000)

const struct bewaard bewaard[] = {
    {"Naam en e-mailadres van een gebruiker", "om aan te melden, en om te weten wie wat deed",
     "tot de beheerder de gebruiker verwijdert"},
    {"Wachtwoord en herstelcodes", "om aan te melden; alleen een som ervan",
     "tot zij veranderen of de gebruiker "
     "verwijderd wordt"},
    {"Sleutel van de tweede stap", "om de code van de app na te rekenen", "tot de tweede stap uit gaat"},
    {"Koppeling met een organisatieaccount", "om aan te melden: een nummer bij de aanmelddienst",
     "tot de gebruiker die verbreekt"},
    {"Rol bij een organisatie", "om te weten wat iemand mag", "tot de rol genomen wordt"},
    {"Sessie: IP-adres en naam van de browser", "om te laten zien waar iemand is aangemeld",
     "een half uur na het laatste gebruik, hoogstens twaalf uur"},
    {"Spoor: wie wat veranderde, en vanaf welk IP-adres", "verantwoording (BIO, Archiefwet)",
     "blijvend; na verwijdering staat er een nummer in plaats van een naam"},
    {"Spoor van aanmelden, lezen en weigeringen: IP-adres", "om misbruik te zien",
     "een jaar; daarna staat er alleen "
     "nog dat het gebeurde"},
    {"Mail: adres, onderwerp en of hij aankwam", "om te zien of iemand bericht kreeg",
     "90 dagen; de tekst tot hij "
     "verstuurd is"},
    {"Of u het weekbericht wilt, en wat u daarin gemeld is", "om niets twee keer te melden",
     "blijvend; na verwijdering staat er een nummer in plaats van een naam"},
    {"Tellingen van mislukte pogingen", "om raden te vertragen; een som van account en netwerk", "een uur"},
    {"Logboek van de server: IP-adres en opgevraagd adres", "om storingen en misbruik te zien",
     "zo lang als de beheerder van de server zijn logboeken bewaart"},
    {"Contactpersonen van organisaties", "om te weten wie u kunt bellen", "tot de organisatie hen weghaalt"},
    {"Geleverde bestanden", "herkomst van cijfers; er kunnen adressen van woningen in staan",
     "blijvend; alleen voor wie de database beheert"},
    {0},
};

/* What rooms wrote down as text where a name was asked. It stands here for all of them, so that none is
 * forgotten; tests/lagen.py holds it beside the tables of sql/. */
static const char *const namen[] = {
    "UPDATE levering SET wie = ?2 WHERE wie = ?1",
    "UPDATE taak SET wie = ?2 WHERE wie = ?1",
    "UPDATE bevinding_antwoord SET wie = ?2 WHERE wie = ?1",
    "UPDATE leeswijzer SET wie = ?2 WHERE wie = ?1",
    "UPDATE leeswijzer SET einde_wie = ?2 WHERE einde_wie = ?1",
    "UPDATE antwoord_gelezen SET wie = ?2 WHERE wie = ?1",
    "UPDATE rapport SET wie = ?2 WHERE wie = ?1",
    "UPDATE stuk SET wie = ?2 WHERE wie = ?1",
    "UPDATE visie_stand SET wie = ?2 WHERE wie = ?1",
    "UPDATE visie_antwoord SET wie = ?2 WHERE wie = ?1",
    "UPDATE visie_tegenspraak SET wie = ?2 WHERE wie = ?1",
    "UPDATE visie_keuze SET wie = ?2 WHERE wie = ?1",
    "UPDATE opgave SET wie = ?2 WHERE wie = ?1",
    "UPDATE opgave_stap SET wie = ?2 WHERE wie = ?1",
    "UPDATE zienswijze SET wie = ?2 WHERE wie = ?1",
    "UPDATE zienswijze_antwoord SET wie = ?2 WHERE wie = ?1",
    "UPDATE opgave_verschuiving SET wie = ?2 WHERE wie = ?1",
    "UPDATE opgave_toets SET wie = ?2 WHERE wie = ?1",
    "UPDATE oordeel SET wie = ?2 WHERE wie = ?1",
    "UPDATE publicatie SET wie = ?2 WHERE wie = ?1",
    "UPDATE kennisname SET wie = ?2 WHERE wie = ?1",
    "UPDATE kennisname_herinnering SET wie = ?2 WHERE wie = ?1",
    "UPDATE regelbestand SET wie = ?2 WHERE wie = ?1",
    "UPDATE signaal_daad SET wie = ?2 WHERE wie = ?1",
    "UPDATE mijlpaal SET wie = ?2 WHERE wie = ?1",
    "UPDATE mijlpaal_stand SET wie = ?2 WHERE wie = ?1",
    "UPDATE afspraak SET wie = ?2 WHERE wie = ?1",
    "UPDATE afspraak_versie SET wie = ?2 WHERE wie = ?1",
    "UPDATE afspraak_einde SET wie = ?2 WHERE wie = ?1",
    "UPDATE afspraak_bestand SET wie = ?2 WHERE wie = ?1",
    "UPDATE belofte_versie SET wie = ?2 WHERE wie = ?1",
    "UPDATE belofte_einde SET wie = ?2 WHERE wie = ?1",
    "UPDATE belofte_oordeel SET wie = ?2 WHERE wie = ?1",
    "UPDATE belofte_stand SET wie = ?2 WHERE wie = ?1",
    "UPDATE kennis_versie SET wie = ?2 WHERE wie = ?1",
    "UPDATE voorraad SET wie = ?2 WHERE wie = ?1",
    "UPDATE regelset SET wie = ?2 WHERE wie = ?1",
    "UPDATE regelset SET einde_wie = ?2 WHERE einde_wie = ?1",
};

/* The same person as somebody who was asked to fill in a questionnaire. */
static const char sql_contact[] = "UPDATE ronde_contact SET naam = ?2, email = '' WHERE email = ?1";

int privacy_verwijder(struct conn *c, struct arena *a, const struct dader *d, int64_t mens, struct err *e)
{
    struct mens_weg w = {.a = a};
    int rc = mens_verwijder(c, d, mens, &w, e);

    for (size_t i = 0; !rc && w.alleen && i < sizeof namen / sizeof *namen; i++)
        rc = sql_run(c, namen[i], NULL, e, "ss", w.was, w.naam);
    return rc ? rc : sql_run(c, sql_contact, NULL, e, "ss", w.email, w.naam);
}

/* ---- once a day ---- */

static int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    (void)ctx;
    return mens_bewaartermijn(c, time_ms(), e);
}

static int bewaartermijn(struct taak_werk *w, struct err *e)
{
    return store_write(w->store, bewaar_doe, NULL, e);
}

const struct taak_soort privacy_taken[] = {{"bewaartermijn", bewaartermijn, NULL, DAG}, {0}};

/* ---- commands ---- */

struct werk {
    struct command_call *call;
    struct str email;
};

static int verwijder_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_opdrachtregel();
    struct mens m;
    int rc = mens_bij_email(c, w->call->a, w->email, &m, e);

    return rc ? rc : privacy_verwijder(c, w->call->a, &d, m.id, e);
}

static int verwijder_cmd(struct command_call *call, struct err *e)
{
    struct werk w = {call, email_net(call->a, command_value(call, "EMAIL"))};
    struct omgeving o;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_write(o.store, verwijder_doe, &w, e);
    omgeving_sluit(&o);
    if (!rc)
        printf("de gebruiker is verwijderd; wat die veranderde staat in het spoor onder een nummer\n");
    return rc;
}

static int gegevens_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct conn *c;
    struct mens m;
    struct doc *d;
    struct buf b;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc) {
        rc = mens_bij_email(c, call->a, email_net(call->a, command_value(call, "EMAIL")), &m, e);
        if (!rc)
            rc = mens_gegevens(c, call->a, m.id, &d, e);
        store_return(o.store, c);
    }
    if (!rc) {
        buf_init(&b, call->a, SIZE_MAX);
        json_write(&b, d, 2);
        printf("%.*s\n", STR_ARG(buf_str(&b)));
    }
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option email_opties[] = {
    {"EMAIL", "", "waarmee iemand zich aanmeldt", true, true, false}, OPTION_DB, {0}};

const struct command privacy_commands[] = {
    {"mens", "gegevens", "Toont alles wat van een gebruiker bewaard is, als JSON", NULL, gegevens_cmd,
     email_opties},
    {"mens", "verwijder", "Vergeet wie een gebruiker was",
     "Naam, adres, wachtwoord, rollen en mail gaan weg. Het spoor blijft heel en noemt een nummer.",
     verwijder_cmd, email_opties},
    {0},
};
