/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg afspraak lijst, importeer, regels, soorten. */
#include "afspraak/afspraak.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"
#include "tabel/tabel.h"

#include <stdio.h>

static void rij_bij(struct arena *a, struct doc *rijen, const struct afspraak *x, const struct belofte *b,
                    date_t dag)
{
    struct doc *d = doc_add(a, rijen, doc_map(a));
    bool geteld = b->oordeel.trede != NULL;

    DOC_SET_INT(a, d, "afspraak", x->id);
    DOC_SET_STR(a, d, "titel", x->titel);
    DOC_SET_STR(a, d, "soort", x->soort);
    DOC_SET_INT(a, d, "belofte", b->nummer);
    DOC_SET_STR(a, d, "toezegging", b->toezegging);
    DOC_SET_STR(a, d, "gebied", b->gebied->code);
    DOC_SET(a, d, "aantal", b->cijfer ? doc_int(a, b->aantal) : doc_null(a));
    DOC_SET(a, d, "percentage", geteld ? doc_int(a, b->oordeel.percent) : doc_null(a));
    DOC_SET_STR(a, d, "stand", belofte_stand_tekst(a, b));
    DOC_SET_STR(a, d, "waarom", belofte_zin(a, b, dag));
    DOC_SET_STR(a, d, "verzonnen", x->verzonnen ? STR("verzonnen") : STR(""));
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "afspraak", "Afspraak", "getal", "titel",      "Titel",       "tekst", "soort",  "Soort",  "tekst",
        "belofte",  "Belofte",  "getal", "toezegging", "Toezegging",  "tekst", "gebied", "Gebied", "tekst",
        "aantal",   "Aantal",   "getal", "percentage", "Gehaald (%)", "getal", "stand",  "Stand",  "tekst",
        "waarom",   "Waarom",   "tekst", "verzonnen",  "Verzonnen",   "tekst", NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Afspraken"), kolommen), *rijen = doc_get(t, STR("rijen"));
    struct afspraak_blik blik = {.dag = date_today(), .boek = command_value(call, "boek")};
    struct afspraak_regels regels;
    struct afspraak *x = NULL;
    struct omgeving o;
    struct blik b;
    size_t n = 0;
    int rc = command_date(call, "dag", &blik.dag, e);

    blik.gebiedsdatum = blik.dag;
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = afspraak_regels_nu(b.c, a, &regels, e);
    if (!rc && blik.boek.n && !str_eq(afspraak_boek_bij(&regels, blik.boek)->code, blik.boek))
        rc = err_set(e, ERR_DATA, "het regelboek “%.*s” is er niet", STR_ARG(utf8_clip(blik.boek, 40)));
    if (!rc)
        rc = afspraken_lees(b.c, b.g, a, 0, 0, &x, &n, e);
    if (!rc)
        rc = afspraken_meet(b.c, b.g, a, &regels, &blik, x, n, e);
    for (size_t i = 0; !rc && i < n; i++)
        for (size_t k = 0; k < x[i].n; k++)
            rij_bij(a, rijen, &x[i], &x[i].belofte[k], blik.dag);
    if (!rc)
        rc = command_table(call, t, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct dader d = dader_opdrachtregel();
    bool proef = command_value(call, "proef").p != NULL;
    struct afspraak_uitslag u;
    struct werkbestand w;
    int rc = werkbestand_open(call, &w, e);

    if (rc)
        return rc;
    rc = afspraak_bestand_neem(w.o.store, w.b.g, call->a, &d, w.pad, w.bytes, proef, &u, e);
    if (!rc)
        printf("%s%lld afspraken met %lld beloften %s; %lld stonden er al en zijn gebleven zoals ze waren\n",
               proef ? "proef: er is niets gewijzigd; " : "", (long long)u.afspraken, (long long)u.beloften,
               proef ? "zouden erbij komen" : "zijn erbij gekomen", (long long)u.er);
    werkbestand_sluit(&w);
    return rc;
}

/* Checks a file of rulebooks or kinds, and keeps it when a database is named. */
static int bestand_cmd(struct command_call *call, const char *soort, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), bytes;
    struct dader d = dader_opdrachtregel();
    struct afspraak_regels r = {0};
    struct omgeving o;
    bool boeken = str_is(str_from(soort), "regels");
    int rc = bestand_lees(call->a, str_cstr(call->a, pad), 4 << 20, &bytes, e);

    if (!rc)
        rc = boeken ? afspraak_boeken_lees(call->a, pad, bytes, &r, e)
                    : afspraak_soorten_lees(call->a, pad, bytes, &r, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < r.n_boek; i++)
        printf("%.*s: %.*s, %zu treden\n", STR_ARG(r.boek[i].code), STR_ARG(r.boek[i].naam), r.boek[i].n);
    for (size_t i = 0; i < r.n_soort; i++)
        printf("%.*s: %.*s\n", STR_ARG(r.soort[i].code), STR_ARG(r.soort[i].naam));
    if (!command_value(call, "db").p) {
        printf("alles is goed; met --db URL wordt het bewaard\n");
        return OK;
    }
    rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = afspraak_bestand_bewaar(o.store, call->a, &d, soort, pad, bytes, e);
    if (!rc)
        printf("bewaard; het geldt vanaf nu\n");
    omgeving_sluit(&o);
    return rc;
}

static int regels_cmd(struct command_call *call, struct err *e)
{
    return bestand_cmd(call, "regels", e);
}

static int soorten_cmd(struct command_call *call, struct err *e)
{
    return bestand_cmd(call, "soorten", e);
}

static const struct command_option lijst_opties[] = {
    OPTION_DB,
    OPTION_FORMAT,
    {"dag", "D", "geoordeeld op deze dag; standaard vandaag", false, false, false},
    {"boek", "CODE", "geoordeeld met dit regelboek; standaard dat van de afspraak", false, false, false},
    {0}};
static const struct command_option importeer_opties[] = {
    {"BESTAND", NULL, "een CSV of werkboek, een regel per belofte", true, true, false},
    OPTION_DB,
    {"proef", NULL, "toont wat er zou veranderen, zonder iets te wijzigen", false, false, false},
    {0}};
static const struct command_option bestand_opties[] = {
    {"BESTAND", NULL, "een CSV, zoals referentie/afspraak-regels.csv of afspraak-soorten.csv", true, true,
     false},
    {"db", "URL", "bewaar het in deze database", false, false, false},
    {0}};

const struct command afspraak_commands[] = {
    {"afspraak", "lijst", "Toont elke belofte met hoe ver zij is en waarom", NULL, lijst_cmd, lijst_opties},
    {"afspraak", "importeer", "Leest afspraken met hun beloften uit een bestand",
     "Kolommen: code, soort, titel, gebied, partij (wie de afspraak bijhoudt), gesloten, boek, bron, "
     "toelichting, "
     "verzonnen, toezegging, partijen (met | ertussen), door, belofte_gebied, en van een aantal: onderwerp, "
     "woningtype, segment, kenmerk, cijferbron, definitieset, aantal, van, tot, jaren (2026=100 2027=150), "
     "nul, "
     "nul_bron, venster_van, venster_tot; van een daad: uiterlijk, gedaan_op, bewijs. Een afspraak die er al "
     "is, "
     "blijft zoals zij was.",
     importeer_cmd, importeer_opties},
    {"afspraak", "regels", "Kijkt eigen regelboeken na, en bewaart ze",
     "Een fout wordt genoemd met rij en kolom; dan wordt niets bewaard. Eigen regelboeken vervangen die van "
     "het "
     "programma; elke versie blijft bewaard.",
     regels_cmd, bestand_opties},
    {"afspraak", "soorten", "Kijkt eigen soorten afspraken na, en bewaart ze",
     "Kolommen: code, naam, uitleg, regie (de soorten organisaties die zo'n afspraak mogen bijhouden).",
     soorten_cmd, bestand_opties},
    {0}};
