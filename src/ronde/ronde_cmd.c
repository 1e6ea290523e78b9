/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg ronde maak, open, sluit, heropen, lijst, stand, contact; woonzorg respons importeer. */
#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "ronde/contact.h"
#include "ronde/maak.h"
#include "tabel/tabel.h"

#include <stdio.h>

struct werk {
    struct command_call *call;
    struct arena *a;
    struct dader d;
    struct ronde ronde;
    int (*doe)(struct conn *c, struct werk *w, struct err *e);
    struct brief brief;
};

static int werk_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    int rc = ronde_bij_code(c, w->a, command_value(w->call, "ronde"), &w->ronde, e);

    return rc ? rc : w->doe(c, w, e);
}

static int schrijf(struct command_call *call, int (*doe)(struct conn *, struct werk *, struct err *),
                   struct werk *w, struct err *e)
{
    struct omgeving o;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    *w = (struct werk){.call = call, .a = call->a, .d = dader_opdrachtregel(), .doe = doe};
    rc = store_write(o.store, werk_doe, w, e);
    omgeving_sluit(&o);
    return rc;
}

static struct str waarde(const struct command_call *call, const char *naam)
{
    struct str s = command_value(call, naam);

    return s.p ? s : STR("");
}

/* ---- making ---- */

static int dagen_lees(struct command_call *call, struct ronde *r, struct err *e)
{
    date_t opent = date_today(), sluit;
    int rc = command_date(call, "peildatum", &r->peildatum, e);

    if (!rc)
        rc = command_date(call, "opent", &opent, e);
    sluit = date_add(opent, 42);
    if (!rc)
        rc = command_date(call, "sluit", &sluit, e);
    if (rc)
        return rc;
    r->opent = dag_begin(opent);
    r->sluit = dag_eind(sluit);
    return OK;
}

static int opdracht_lees(struct command_call *call, struct conn *c, struct ronde_opdracht *o, struct err *e)
{
    struct str bestand = command_value(call, "doelgroep"), bytes, vorige = command_value(call, "vorige"),
               fout;
    struct ronde oud;
    const char *veld;
    int rc = ronde_opdracht_versie(c, o, command_value(call, "vragenlijst"), e);

    if (!rc)
        rc = dagen_lees(call, &o->ronde, e);
    if (!rc && vorige.n) {
        rc = ronde_bij_code(c, call->a, vorige, &oud, e);
        o->ronde.vorige_id = rc ? 0 : oud.id;
    }
    if (rc)
        return rc;
    if (!o->ronde.code.n)
        o->ronde.code = str_fmt(call->a, "%.*s-%d", STR_ARG(waarde(call, "vragenlijst")),
                                (int)(o->ronde.peildatum / 10000));
    fout = ronde_opdracht_keur(o, &veld);
    if (fout.n)
        return err_set(e, ERR_DATA, "%.*s", STR_ARG(fout));
    rc = bestand_lees(call->a, str_cstr(call->a, bestand), (size_t)64 << 20, &bytes, e);
    return rc ? rc : doelgroep_bestand(c, o, bestand, bytes, e);
}

static int maak_cmd(struct command_call *call, struct err *e)
{
    struct ronde_opdracht op = {.a = call->a, .dader = dader_opdrachtregel()};
    struct omgeving o;
    struct blik b = {0};
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    op.ronde = (struct ronde){.code = waarde(call, "code"),
                              .titel = waarde(call, "titel"),
                              .contact = waarde(call, "contact"),
                              .verzonnen = command_value(call, "verzonnen").p != NULL};
    rc = blik_open(&o, &b, e);
    op.g = b.g;
    if (!rc)
        rc = opdracht_lees(call, b.c, &op, e);
    if (!rc) {
        store_return(o.store, b.c);
        b.c = NULL;
        rc = store_write(o.store, ronde_opdracht_doe, &op, e);
    }
    if (!rc)
        printf("ronde %.*s: %zu organisaties, peildatum %.*s, sluit op %.*s\nopenen: woonzorg ronde open "
               "--ronde %.*s --db …\n",
               STR_ARG(op.ronde.code), op.partij.n, STR_ARG(date_nl(call->a, op.ronde.peildatum)),
               STR_ARG(time_nl(call->a, op.ronde.sluit)), STR_ARG(op.ronde.code));
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

/* ---- opening, closing ---- */

static int zet(struct conn *c, struct werk *w, enum ronde_stand stand, struct err *e)
{
    date_t sluit = 0;
    int rc = command_date(w->call, "sluit", &sluit, e);

    return rc ? rc : ronde_zet(c, &w->d, w->ronde.id, stand, sluit ? dag_eind(sluit) : 0, e);
}

static int open_doe(struct conn *c, struct werk *w, struct err *e)
{
    return zet(c, w, RONDE_OPEN, e);
}

static int sluit_doe(struct conn *c, struct werk *w, struct err *e)
{
    return ronde_zet(c, &w->d, w->ronde.id, RONDE_GESLOTEN, 0, e);
}

static int heropen_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct str partij = command_value(w->call, "partij"), waarom = waarde(w->call, "waarom");
    struct partij p;
    struct respons r;
    int rc;

    if (!partij.n)
        return zet(c, w, RONDE_OPEN, e);
    if (!waarom.n)
        return err_set(e, ERR_DATA, "zeg met --waarom waarom de respons heropend wordt");
    rc = partij_zoek(c, w->a, partij, &p, e);
    if (!rc)
        rc = respons_lees(c, w->a, w->ronde.id, p.id, &r, e);
    return rc ? rc : respons_heropen(c, &w->d, &r, waarom, e);
}

static int zet_cmd(struct command_call *call, int (*doe)(struct conn *, struct werk *, struct err *),
                   const char *gedaan, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, doe, &w, e);

    if (!rc)
        printf("ronde %.*s%s\n", STR_ARG(w.ronde.code), gedaan);
    return rc;
}

static int open_cmd(struct command_call *call, struct err *e)
{
    return zet_cmd(call, open_doe, " is open", e);
}

static int sluit_cmd(struct command_call *call, struct err *e)
{
    return zet_cmd(call, sluit_doe, " is gesloten", e);
}

static int heropen_cmd(struct command_call *call, struct err *e)
{
    return zet_cmd(call, heropen_doe, ": heropend", e);
}

/* ---- showing ---- */

/* A table of what is there: read adds its rows, over a connection. */
static int toon(struct command_call *call, const char *const *kolommen,
                int (*lees)(struct conn *c, struct command_call *call, struct doc *tabel, struct err *e),
                struct str titel, struct err *e)
{
    struct doc *t = table_new(call->a, titel, kolommen);
    struct omgeving o;
    struct conn *c = NULL;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc)
        rc = lees(c, call, t, e);
    store_return(o.store, c);
    if (!rc)
        rc = command_table(call, t, e);
    omgeving_sluit(&o);
    return rc;
}

static struct doc *tabel_rij(struct command_call *call, struct doc *tabel)
{
    return doc_add(call->a, doc_get(tabel, STR("rijen")), doc_map(call->a));
}

static int lijst_lees(struct conn *c, struct command_call *call, struct doc *t, struct err *e)
{
    static const char *const stand[] = {"concept", "open", "gesloten"};
    struct ronde *r = NULL;
    size_t n = 0;
    int rc = rondes_lees(c, call->a, &r, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct doc *d = tabel_rij(call, t);

        DOC_SET_STR(call->a, d, "code", r[i].code);
        DOC_SET_STR(call->a, d, "titel", r[i].titel);
        DOC_SET_STR(call->a, d, "vragenlijst", r[i].lijst_code);
        DOC_SET_INT(call->a, d, "versie", r[i].versie_nummer);
        DOC_SET_STR(call->a, d, "peildatum", date_iso(call->a, r[i].peildatum));
        DOC_SET_STR(call->a, d, "stand", str_from(stand[ronde_nu(&r[i], time_ms())]));
        DOC_SET_STR(call->a, d, "opent", time_iso(call->a, r[i].opent));
        DOC_SET_STR(call->a, d, "sluit", time_iso(call->a, r[i].sluit));
    }
    return rc;
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "code",   "Code",   "tekst", "titel",     "Ronde",     "tekst", "vragenlijst", "Vragenlijst", "tekst",
        "versie", "Versie", "getal", "peildatum", "Peildatum", "datum", "stand",       "Stand",       "tekst",
        "opent",  "Opent",  "tekst", "sluit",     "Sluit",     "tekst", NULL};

    return toon(call, kolommen, lijst_lees, STR("Rondes"), e);
}

static int stand_lees(struct conn *c, struct command_call *call, struct doc *t, struct err *e)
{
    struct ronde r;
    struct ronde_stap *s = NULL;
    size_t n = 0;
    int rc = ronde_bij_code(c, call->a, command_value(call, "ronde"), &r, e);

    if (!rc)
        rc = ronde_stappen(c, call->a, r.id, &s, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct doc *d = tabel_rij(call, t);

        DOC_SET_INT(call->a, d, "partij", s[i].doel.partij_id);
        DOC_SET_STR(call->a, d, "naam", s[i].doel.naam);
        DOC_SET_STR(call->a, d, "soort", s[i].doel.soort);
        DOC_SET_STR(call->a, d, "stand", s[i].stand);
        DOC_SET_INT(call->a, d, "antwoorden", s[i].beantwoord);
        DOC_SET_INT(call->a, d, "contacten", s[i].contacten);
        if (s[i].ingediend)
            DOC_SET_STR(call->a, d, "ingediend", time_iso(call->a, s[i].ingediend));
    }
    return rc;
}

static int stand_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "partij",    "Nummer", "getal",     "naam",      "Organisatie", "tekst",      "soort", "Soort",
        "tekst",     "stand",  "Stand",     "tekst",     "antwoorden",  "Antwoorden", "getal", "contacten",
        "Contacten", "getal",  "ingediend", "Ingediend", "tekst",       NULL};

    return toon(call, kolommen, stand_lees, command_value(call, "ronde"), e);
}

/* ---- a contact with a link ---- */

static int contact_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct str mag = waarde(w->call, "mag"), adres = waarde(w->call, "adres");
    struct ronde_contact k = {.ronde_id = w->ronde.id,
                              .naam = waarde(w->call, "naam"),
                              .email = waarde(w->call, "email"),
                              .deel = waarde(w->call, "deel"),
                              .mag = str_is(mag, "inzien")     ? MAG_INZIEN
                                     : str_is(mag, "invullen") ? MAG_INVULLEN
                                                               : MAG_INDIENEN};
    struct partij p;
    struct respons r;
    int rc = partij_zoek(c, w->a, command_value(w->call, "partij"), &p, e);

    if (!rc)
        rc = respons_lees(c, w->a, w->ronde.id, p.id, &r, e);
    if (rc)
        return rc;
    k.partij_id = p.id;
    k.partij_naam = r.partij_naam;
    rc = contact_maak(c, &w->d, &k, e);
    return rc ? rc
              : brief_maak(c, w->a, &w->ronde, &k, "uitnodiging",
                           &(struct brief_weg){.oorsprong = adres.n ? adres : STR("")}, &w->brief, e);
}

static int contact_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, contact_doe, &w, e);

    if (!rc)
        printf("%.*s\n", STR_ARG(w.brief.link));
    return rc;
}

/* ---- responses ---- */

static int importeer_doe(struct command_call *call, struct omgeving *o, struct respons_inlees *in,
                         struct err *e)
{
    struct conn *c = NULL;
    struct vl_werkboek w;
    int rc = store_read(o->store, &c, e);

    if (!rc)
        rc = ronde_bij_code(c, call->a, command_value(call, "ronde"), &in->ronde, e);
    if (!rc)
        rc = versie_lees(c, call->a, in->ronde.versie_id, &w, &in->v, e);
    store_return(o->store, c);
    return rc ? rc : store_write(o->store, responsen_lees, in, e);
}

static int decimaal_lees(struct str s, char *ret, struct err *e)
{
    *ret = str_is(s, "komma") ? ',' : str_is(s, "punt") ? '.' : 0;
    return !s.p || *ret ? OK : err_set(e, ERR_USAGE, "--decimaal is komma of punt");
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct respons_inlees in = {.a = call->a,
                                .wie = {.dader = dader_opdrachtregel(), .bron = BRON_IMPORT},
                                .indienen = !command_value(call, "concept").p,
                                .naam = command_value(call, "BESTAND")};
    struct omgeving o;
    int rc = decimaal_lees(command_value(call, "decimaal"), &in.decimaal, e);

    if (!rc)
        rc = bestand_lees(call->a, str_cstr(call->a, in.naam), (size_t)1 << 30, &in.bytes, e);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = importeer_doe(call, &o, &in, e);
    for (size_t i = 0; i < in.melding.n; i++)
        fprintf(stderr, "%.*s\n", STR_ARG(in.melding.at[i]));
    if (!rc)
        printf("%lld %s ingelezen, %lld antwoord%s; %s %singediend\n", (long long)in.responsen,
               in.responsen == 1 ? "respons" : "responsen", (long long)in.antwoorden,
               in.antwoorden == 1 ? "" : "en", in.responsen == 1 ? "zij is" : "ze zijn",
               in.indienen ? "" : "nog niet ");
    omgeving_sluit(&o);
    return rc;
}

#define OPTIE_RONDE                                                                                          \
    {                                                                                                        \
        "ronde", "CODE", "de code van de ronde", true, false, false                                          \
    }

static const struct command_option opties_maak[] = {
    OPTION_DB,
    {"vragenlijst", "CODE", "de vragenlijst; CODE@2 voor versie 2, anders de nieuwste", true, false, false},
    {"peildatum", "DATUM", "de dag waarover de antwoorden gaan", true, false, false},
    {"doelgroep", "BESTAND", "tabel met een kolom partij: nummer, KvK-nummer, CBS-code of naam", true, false,
     false},
    {"code", "CODE", "de code van de ronde; standaard de vragenlijst met het jaar erachter", false, false,
     false},
    {"titel", "TEKST", "hoe de ronde heet; standaard de titel van de vragenlijst", false, false, false},
    {"opent", "DATUM", "eerste dag; standaard vandaag", false, false, false},
    {"sluit", "DATUM", "laatste dag, tot en met 23:59 uur; standaard zes weken na de opening", false, false,
     false},
    {"vorige", "CODE", "ronde waarvan de antwoorden ter bevestiging worden getoond", false, false, false},
    {"contact", "TEKST", "wie helpt en heropent: naam, e-mail of telefoon", false, false, false},
    {"verzonnen", NULL, "de antwoorden zijn verzonnen; dat staat erbij", false, false, false},
    {0}};
static const struct command_option opties_ronde[] = {OPTION_DB, OPTIE_RONDE, {0}};
static const struct command_option opties_open[] = {
    OPTION_DB, OPTIE_RONDE, {"sluit", "DATUM", "een andere laatste dag", false, false, false}, {0}};
static const struct command_option opties_heropen[] = {
    OPTION_DB,
    OPTIE_RONDE,
    {"sluit", "DATUM", "een andere laatste dag, voor de hele ronde", false, false, false},
    {"partij", "PARTIJ", "alleen de respons van deze organisatie", false, false, false},
    {"waarom", "TEKST", "de reden, bij een organisatie", false, false, false},
    {0}};
static const struct command_option opties_lijst[] = {OPTION_DB, OPTION_FORMAT, {0}};
static const struct command_option opties_stand[] = {OPTION_DB, OPTIE_RONDE, OPTION_FORMAT, {0}};
static const struct command_option opties_contact[] = {
    OPTION_DB,
    OPTIE_RONDE,
    {"partij", "PARTIJ", "de organisatie: nummer, code of naam", true, false, false},
    {"naam", "TEKST", "hoe de contactpersoon heet", true, false, false},
    {"email", "ADRES", "e-mailadres", false, false, false},
    {"mag", "inzien|invullen|indienen", "wat ermee kan; standaard indienen", false, false, false},
    {"deel", "NAAM", "alleen dit deel van de vragenlijst", false, false, false},
    {"adres", "URL", "begin van de link, als https://woonzorg.example", false, false, false},
    {0}};
static const struct command_option opties_importeer[] = {
    {"BESTAND", NULL, "tabel met een kolom partij en per vraag een kolom; meer keuzes met spaties ertussen",
     true, true, false},
    OPTION_DB,
    OPTIE_RONDE,
    {"concept", NULL, "bewaar als concept: niet ingediend", false, false, false},
    {"decimaal", "komma|punt", "hoe het bestand getallen schrijft; nodig bij getallen als 1.234", false,
     false, false},
    {0}};

const struct command ronde_commands[] = {
    {"ronde", "maak", "Zet een vragenlijst uit bij een doelgroep",
     "De doelgroep ligt daarna vast, met de gebieden waarin elke organisatie op de peildatum werkt. De ronde "
     "is nog "
     "niet open.",
     maak_cmd, opties_maak},
    {"ronde", "open", "Opent een ronde, zodat er ingevuld kan worden", NULL, open_cmd, opties_open},
    {"ronde", "sluit", "Sluit een ronde voor de laatste dag", NULL, sluit_cmd, opties_ronde},
    {"ronde", "heropen", "Heropent een ronde, of de respons van één organisatie", NULL, heropen_cmd,
     opties_heropen},
    {"ronde", "lijst", "Noemt alle rondes", NULL, lijst_cmd, opties_lijst},
    {"ronde", "stand", "Toont hoe ver elke organisatie is", NULL, stand_cmd, opties_stand},
    {"ronde", "contact", "Maakt een link voor een contactpersoon", NULL, contact_cmd, opties_contact},
    {"respons", "importeer", "Leest antwoorden in uit een tabel",
     "Kolom partij, dan per vraag een kolom met de code; in een herhaling code@1, code@2. weet_niet en nvt "
     "mogen als "
     "antwoord. Het bestand wordt heel ingelezen of helemaal niet.",
     importeer_cmd, opties_importeer},
    {0}};
