/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg db migreer, and the table of the commands that concern the whole program. */
#include "app/app.h"
#include "app/app_cmd.h"

#include "gebied/gebied_cmd.h"
#include "route/route.h"

#include <stdio.h>

int app_migreer(struct store *s, struct arena *a, int *ret_migraties, int *ret_tabellen, struct err *e)
{
    int rc = store_migrate(s, store_migrations, store_migrations_n, ret_migraties, e);

    if (!rc)
        rc = referentie_laad(s, a, ret_tabellen, e);
    return rc;
}

int db_migreer_cmd(struct command_call *call, struct err *e)
{
    struct store *s;
    int migraties, tabellen, rc = store_open(&s, command_value(call, "db"), 0, e);

    if (rc)
        return rc;
    rc = app_migreer(s, call->a, &migraties, &tabellen, e);
    if (!rc && (migraties || tabellen))
        printf("de database is bijgewerkt: %d %s, %d referentietabellen geladen\n", migraties,
               migraties == 1 ? "migratie" : "migraties", tabellen);
    else if (!rc)
        printf("de database was al bij\n");
    store_close(s);
    return rc;
}

static const struct command_option migreer_opties[] = {OPTION_DB, OPTION_CONFIG, {0}};

static const struct command_option backup_opties[] = {
    OPTION_DB,
    {"uit", "BESTAND", "de reservekopie, een bestand dat er nog niet is", true, false, false},
    OPTION_CONFIG,
    {0},
};
static const struct command_option herstel_opties[] = {
    {"BESTAND", NULL, "een reservekopie", true, true, false},
    OPTION_DB,
    OPTION_CONFIG,
    {0},
};

static const struct command_option serve_opties[] = {
    OPTION_DB,
    {"listen", "ADRES:POORT", "waar de server luistert; standaard 127.0.0.1:8080", false, false, false},
    {"naam", "TEKST", "naam van de organisatie, boven elke pagina", false, false, false},
    {"gebied", "CODE", "het gebied waarmee het overzicht opent; standaard NL01", false, false, false},
    {"adres", "URL", "het adres van deze website, als https://woonzorg.voorbeeld.nl; voor links in mail",
     false, false, false},
    {"post", "URL",
     "mailserver: smtp://host:587 of smtps://host:465; of “toon”: laat mail zien in plaats van haar te "
     "versturen",
     false, false, false},
    {"post-van", "AFZENDER", "afzender van mail, als Woonzorg <woonzorg@voorbeeld.nl>", false, false, false},
    {"post-gebruiker", "NAAM", "waarmee het programma zich bij de mailserver meldt", false, false, false},
    {"post-wachtwoord", "BESTAND", "bestand met het wachtwoord daarvoor; een naam zonder / is een credential",
     false, false, false},
    {"post-ca", "BESTAND", "certificaten om de mailserver te vertrouwen, in plaats van die van het systeem",
     false, false, false},
    {"oidc-uitgever", "URL", "aanmelddienst (OpenID Connect), precies zoals die zichzelf noemt", false, false,
     false},
    {"oidc-client", "NAAM", "hoe de aanmelddienst dit programma noemt (client_id)", false, false, false},
    {"oidc-sleutel", "BESTAND",
     "bestand met de geheime sleutel (JWK) waarmee het programma zich daar meldt (private_key_jwt); een naam "
     "zonder / is een credential",
     false, false, false},
    {"oidc-geheim", "BESTAND", "bestand met een client secret, als de aanmelddienst geen sleutels kan", false,
     false, false},
    {"oidc-acr", "NIVEAUS", "niveaus (acr) die goed genoeg zijn, met spaties ertussen; standaard elk", false,
     false, false},
    {"oidc-naam", "TEKST", "hoe gebruikers de aanmelddienst noemen, als “het account van de provincie”",
     false, false, false},
    {"oidc-ca", "BESTAND",
     "certificaten om de aanmelddienst te vertrouwen, in plaats van die van het systeem", false, false,
     false},
    {"wachtwoordenlijst", "BESTAND",
     "uitgelekte wachtwoorden die niemand mag kiezen: een per regel, zoals het is of als SHA-1", false, false,
     false},
    {"tweede-stap", "WIE",
     "wie alleen met een tweede stap bij het aanmelden mag werken: beheerder (standaard), iedereen of "
     "niemand",
     false, false, false},
    {"geheim-sleutel", "BESTAND",
     "bestand met de sleutel waarmee geheimen van een tweede stap in de database versleuteld zijn, daaronder "
     "vorige sleutels; een naam zonder / is een credential",
     false, false, false},
    {"metrieken-sleutel", "BESTAND",
     "bestand met de sleutel waarmee een bewakingsprogramma /metrieken mag lezen; een naam zonder / is een "
     "credential",
     false, false, false},
    {"contact-mail", "ADRES",
     "waar vragen over de open gegevens heen kunnen; staat in de beschrijving van de API", false, false,
     false},
    {"contact-url", "URL", "de pagina daarvoor", false, false, false},
    OPTION_CONFIG,
    {0},
};
static const struct command_option demo_opties[] = {
    OPTION_DB,
    {"listen", "ADRES:POORT", "waar de server luistert; standaard 127.0.0.1:8080", false, false, false},
    {"alleen-vullen", NULL, "vult de database en stopt", false, false, false},
    {0},
};

static const struct command_option rechten_opties[] = {
    {"adressen", NULL, "per adres in plaats van per recht", false, false, false}, OPTION_FORMAT, {0}};

const struct command app_commands[] = {
    {"serve", NULL, "Start de webserver",
     "Stopt netjes bij ctrl-C of SIGTERM: lopende verzoeken worden afgemaakt.", serve_cmd, serve_opties},
    {"demo", NULL, "Vult een database met de demo en start de webserver", "Wat er al staat, blijft staan.",
     demo_cmd, demo_opties},
    {"rechten", NULL, "Toont welke rol wat mag",
     "De tabel die het programma zelf toepast; dezelfde als op de pagina /rechten.", rechten_cmd,
     rechten_opties},
    {"db", "migreer", "Maakt of vernieuwt de tabellen in de database en laadt de gebieden",
     "Kan zo vaak als u wilt; wat er staat blijft staan.", db_migreer_cmd, migreer_opties},
    {"db", "backup", "Maakt een reservekopie en leest haar terug",
     "Terwijl de server draait: de kopie is de stand op één moment. Zij is een SQLite-bestand, ook van een "
     "PostgreSQL-database, en bevat alles, ook wat niet openbaar is.",
     db_backup_cmd, backup_opties},
    {"db", "herstel", "Zet een reservekopie terug in een lege database",
     "Van welke soort de database ook was en wordt. Een database waar al iets in staat, wordt geweigerd.",
     db_herstel_cmd, herstel_opties},
    {0},
};
