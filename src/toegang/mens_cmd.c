/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg mens maak, lijst, rol, link; woonzorg sleutel maak, lijst, intrekken. The first beheerder is made
 * so. */
#include "toegang/mens.h"

#include "base/date.h"
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "partij/partij.h"

#include <sodium.h>
#include <stdio.h>

struct werk {
    struct command_call *call;
    struct dader d;
    int64_t id;
    char geheim[GEHEIM_HEX + 4];
    int (*doe)(struct conn *c, struct werk *w, struct err *e);
};

static int werk_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;

    return w->doe(c, w, e);
}

static int schrijf(struct command_call *call, struct werk *w,
                   int (*doe)(struct conn *, struct werk *, struct err *), struct err *e)
{
    struct omgeving o;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    *w = (struct werk){.call = call, .d = dader_opdrachtregel(), .doe = doe};
    if (!rc && sodium_init() < 0)
        rc = err_set(e, ERR_ENV, "dit systeem geeft geen toeval");
    if (rc)
        return rc;
    rc = store_write(o.store, werk_doe, w, e);
    omgeving_sluit(&o);
    return rc;
}

static int rol_lees(struct str woord, enum rol *ret, struct err *e)
{
    *ret = ROL_PUBLIEK;
    if (str_is(woord, "geen") || rol_bij(woord, ret))
        return OK;
    return err_set(e, ERR_USAGE,
                   "--rol is lezer, invuller, coordinator, beheerder, toezichthouder, redacteur, of geen");
}

/* The mens and the partij of --email and --partij. */
static int mens_en_partij(struct conn *c, struct werk *w, struct mens *m, struct partij *p, struct err *e)
{
    struct arena *a = w->call->a;
    int rc = mens_bij_email(c, a, email_net(a, command_value(w->call, "EMAIL")), m, e);

    return rc ? rc : partij_zoek(c, a, command_value(w->call, "partij"), p, e);
}

static int maak_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct arena *a = w->call->a;
    struct str email = email_net(a, command_value(w->call, "EMAIL")),
               naam = str_trim(command_value(w->call, "naam"));
    struct partij p;
    enum rol rol;
    int rc = rol_lees(command_value(w->call, "rol"), &rol, e);

    if (!rc && (!email_goed(email) || !naam.n || naam.n > 200))
        rc = err_set(e, ERR_DATA, "het e-mailadres of de naam is niet goed");
    if (!rc)
        rc = partij_zoek(c, a, command_value(w->call, "partij"), &p, e);
    if (!rc)
        rc = mens_maak(c, &w->d, email, naam, &w->id, e);
    if (!rc && rol != ROL_PUBLIEK)
        rc = mens_rol_zet(c, &w->d, w->id, p.id, rol, e);
    if (!rc)
        rc = eenmalig_maak(c, &w->d, w->id, true, UITNODIGING_DUUR, w->geheim, e);
    return rc;
}

static void link_druk(const struct werk *w)
{
    struct str basis = command_value(w->call, "adres");

    printf("Geef deze link; hij werkt één keer:\n%.*s/nieuw-wachtwoord?sleutel=%s\n",
           STR_ARG(basis.p ? basis : STR("")), w->geheim);
}

static int mens_maak_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, maak_doe, e);

    if (!rc) {
        printf("gebruiker %lld is gemaakt. ", (long long)w.id);
        link_druk(&w);
    }
    return rc;
}

static int link_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct mens m;
    int rc = mens_bij_email(c, w->call->a, email_net(w->call->a, command_value(w->call, "EMAIL")), &m, e);

    if (!rc && !m.actief)
        rc = err_set(e, ERR_CONFLICT, "deze gebruiker is buitengesloten");
    return rc ? rc
              : eenmalig_maak(c, &w->d, m.id, !m.wachtwoord.n,
                              m.wachtwoord.n ? DOORGEEF_DUUR : UITNODIGING_DUUR, w->geheim, e);
}

static int mens_link_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, link_doe, e);

    if (!rc)
        link_druk(&w);
    return rc;
}

static int tweede_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct mens m;
    int rc = mens_bij_email(c, w->call->a, email_net(w->call->a, command_value(w->call, "EMAIL")), &m, e);

    return rc ? rc : mens_tweede_uit(c, &w->d, m.id, e);
}

static int mens_tweede_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, tweede_doe, e);

    if (!rc)
        printf("de tweede stap staat uit; overal is deze gebruiker afgemeld\n");
    return rc;
}

static int rol_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct mens m;
    struct partij p;
    enum rol rol;
    int rc = rol_lees(command_value(w->call, "rol"), &rol, e);

    if (!rc)
        rc = mens_en_partij(c, w, &m, &p, e);
    return rc ? rc : mens_rol_zet(c, &w->d, m.id, p.id, rol, e);
}

static int mens_rol_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, rol_doe, e);

    if (!rc)
        printf("de rol is gezet\n");
    return rc;
}

static int sleutel_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct partij p;
    enum rol rol;
    int64_t dagen = SLEUTEL_DAGEN;
    int rc = rol_lees(command_value(w->call, "rol"), &rol, e);

    if (!rc)
        rc = command_int(w->call, "dagen", &dagen, e);
    if (!rc && ((rol != ROL_LEZER && rol != ROL_INVULLER) || dagen < 1 || dagen > 2 * SLEUTEL_DAGEN))
        rc = err_set(e, ERR_USAGE, "een sleutel heeft de rol lezer of invuller, en geldt 1 tot 730 dagen");
    if (!rc)
        rc = partij_zoek(c, w->call->a, command_value(w->call, "PARTIJ"), &p, e);
    if (!rc)
        rc = sleutel_maak(c, &w->d, p.id, command_value(w->call, "naam"), rol,
                          time_ms() + dagen * 24 * 3600 * 1000, w->geheim, &w->id, e);
    return rc;
}

static int sleutel_maak_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, sleutel_doe, e);

    if (!rc)
        printf("sleutel %lld; bewaar hem nu, hij is niet opnieuw te zien:\n%s\n", (long long)w.id, w.geheim);
    return rc;
}

static int intrekken_doe(struct conn *c, struct werk *w, struct err *e)
{
    int rc = command_int(w->call, "NUMMER", &w->id, e);

    return rc ? rc : sleutel_intrekken(c, &w->d, w->id, e);
}

static int sleutel_intrekken_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, &w, intrekken_doe, e);

    if (!rc)
        printf("sleutel %lld werkt niet meer\n", (long long)w.id);
    return rc;
}

static int mens_lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {"mens",       "Nummer",      "getal", "naam",  "Naam",  "tekst",
                                           "email",      "E-mail",      "tekst", "rol",   "Rol",   "tekst",
                                           "partij",     "Partij",      "tekst", "stand", "Stand", "tekst",
                                           "tweedeStap", "Tweede stap", "tekst", NULL};
    struct omgeving o;
    struct conn *c = NULL;
    const struct mens_rol *r;
    size_t n;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc)
        rc = rollen_lees(c, call->a, 0, 0, &r, &n, e);
    store_return(o.store, c);
    if (!rc) {
        struct doc *t = table_new(call->a, STR("Mensen"), kolommen), *rijen = doc_get(t, STR("rijen"));

        for (size_t i = 0; i < n; i++) {
            struct doc *d = doc_add(call->a, rijen, doc_map(call->a));

            DOC_SET_INT(call->a, d, "mens", r[i].mens);
            DOC_SET_STR(call->a, d, "naam", r[i].mens_naam);
            DOC_SET_STR(call->a, d, "email", r[i].mens_email);
            DOC_SET_STR(call->a, d, "rol", str_from(rollen[r[i].rol].code));
            DOC_SET_STR(call->a, d, "partij", r[i].partij_naam);
            DOC_SET_STR(call->a, d, "stand",
                        !r[i].actief       ? STR("buitengesloten")
                        : r[i].uitgenodigd ? STR("uitgenodigd")
                                           : STR("actief"));
            DOC_SET_STR(call->a, d, "tweedeStap", r[i].tweede_stap ? STR("aan") : STR("uit"));
        }
        rc = command_table(call, t, e);
    }
    omgeving_sluit(&o);
    return rc;
}

#define OPTIE_PARTIJ                                                                                         \
    {                                                                                                        \
        "partij", "P", "nummer, KvK-nummer, CBS-code of naam van de organisatie", true, false, false         \
    }
#define OPTIE_ROL                                                                                            \
    {                                                                                                        \
        "rol", "ROL", "lezer, invuller, coordinator, beheerder, toezichthouder of redacteur", true, false,   \
            false                                                                                            \
    }
#define OPTIE_ADRES                                                                                          \
    {                                                                                                        \
        "adres", "URL", "waar deze installatie te vinden is, voor de link", false, false, false              \
    }

static const struct command_option maak_opties[] = {
    {"EMAIL", "", "waarmee iemand zich aanmeldt", true, true, false},
    OPTION_DB,
    {"naam", "NAAM", "hoe iemand heet", true, false, false},
    OPTIE_PARTIJ,
    OPTIE_ROL,
    OPTIE_ADRES,
    {0}};
static const struct command_option link_opties[] = {
    {"EMAIL", "", "waarmee iemand zich aanmeldt", true, true, false}, OPTION_DB, OPTIE_ADRES, {0}};
static const struct command_option rol_opties[] = {
    {"EMAIL", "", "waarmee iemand zich aanmeldt", true, true, false},
    OPTION_DB,
    OPTIE_PARTIJ,
    OPTIE_ROL,
    {0}};
static const struct command_option lijst_opties[] = {OPTION_DB, OPTION_FORMAT, {0}};
static const struct command_option sleutel_opties[] = {
    {"PARTIJ", "", "van welke organisatie", true, true, false},
    OPTION_DB,
    {"naam", "TEKST", "waarvoor de sleutel is", true, false, false},
    {"rol", "ROL", "lezer of invuller", true, false, false},
    {"dagen", "N", "hoe lang hij geldt; standaard 365", false, false, false},
    {0}};
static const struct command_option intrekken_opties[] = {
    {"NUMMER", "", "het nummer van de sleutel", true, true, false}, OPTION_DB, {0}};

static const struct command_option tweede_opties[] = {
    {"EMAIL", "", "van wie", true, true, false}, OPTION_DB, {0}};

const struct command mens_commands[] = {
    {"mens", "maak", "Voegt een gebruiker toe en geeft een link waarmee die een wachtwoord kiest",
     "Zo ontstaat ook de eerste beheerder.", mens_maak_cmd, maak_opties},
    {"mens", "lijst", "Toont de gebruikers met hun rollen", NULL, mens_lijst_cmd, lijst_opties},
    {"mens", "rol", "Geeft een gebruiker een rol bij een organisatie, of neemt die met --rol geen", NULL,
     mens_rol_cmd, rol_opties},
    {"mens", "link", "Geeft een link om een nieuw wachtwoord te kiezen", NULL, mens_link_cmd, link_opties},
    {"mens", "tweede-stap-uit", "Zet de tweede stap uit van wie de telefoon en de herstelcodes kwijt is",
     "Stel eerst vast wie het vraagt. De gebruiker wordt overal afgemeld.", mens_tweede_cmd, tweede_opties},
    {"sleutel", "maak", "Maakt een sleutel waarmee een programma van een organisatie vraagt of levert", NULL,
     sleutel_maak_cmd, sleutel_opties},
    {"sleutel", "intrekken", "Laat een sleutel niet meer werken", NULL, sleutel_intrekken_cmd,
     intrekken_opties},
    {0},
};
