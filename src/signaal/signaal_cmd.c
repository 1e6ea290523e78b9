/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg signaal lijst, controleer, regels; and the work in the background. */
#include "signaal/signaal.h"

#include "gebied/gebied_cmd.h"
#include "tabel/tabel.h"

#include <stdatomic.h>
#include <stdio.h>

static int lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "id",     "Nummer", "getal",  "ernst",  "Ernst", "tekst",   "regel",   "Regel", "tekst", "gebied",
        "Gebied", "tekst",  "partij", "Vraagt", "tekst", "tekst",   "Signaal", "tekst", "doen",  "Doen",
        "tekst",  "stand",  "Stand",  "tekst",  "einde", "Voorbij", "tekst",   NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Signalen"), kolommen), *rijen = doc_get(t, STR("rijen"));
    const struct signaal *s;
    struct omgeving o;
    struct blik b;
    size_t n = 0;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = signalen_lees(b.c, b.g, a, command_value(call, "voorbij").p != NULL, &s, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct doc *d = doc_add(a, rijen, doc_map(a));

        DOC_SET_INT(a, d, "id", s[i].id);
        DOC_SET_STR(a, d, "ernst", str_from(signaal_ernsten[s[i].ernst]));
        DOC_SET_STR(a, d, "regel", s[i].regel);
        DOC_SET_STR(a, d, "gebied", s[i].gebied ? s[i].gebied->code : STR(""));
        DOC_SET_STR(a, d, "partij", s[i].partij_naam);
        DOC_SET_STR(a, d, "tekst", s[i].tekst);
        DOC_SET_STR(a, d, "doen", s[i].doen);
        DOC_SET_STR(a, d, "stand", s[i].stand);
        DOC_SET_STR(a, d, "einde", s[i].einde_tekst);
    }
    if (!rc)
        rc = command_table(call, t, e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int bijwerken(struct omgeving *o, struct arena *a, date_t dag, struct signaal_uitslag *u,
                     struct err *e)
{
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (!rc) {
        store_return(o->store, b.c); /* two connections in one thread could wait for each other */
        b.c = NULL;
        rc = signalen_bijwerken(o->store, b.g, a, dag, u, e);
    }
    blik_sluit(&b);
    return rc;
}

static int controleer_cmd(struct command_call *call, struct err *e)
{
    struct signaal_uitslag u;
    struct omgeving o;
    date_t dag = date_today();
    int rc = command_date(call, "dag", &dag, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = bijwerken(&o, call->a, dag, &u, e);
    if (!rc)
        printf("%lld keer getoetst in %lld ms: %lld gevonden, waarvan %lld nieuw; %lld zijn voorbij\n",
               (long long)u.getoetst, (long long)u.milliseconden, (long long)u.gevonden, (long long)u.nieuw,
               (long long)u.geeindigd);
    omgeving_sluit(&o);
    return rc;
}

static int regels_cmd(struct command_call *call, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), bytes;
    struct dader d = dader_opdrachtregel();
    struct signaal_regels r;
    struct omgeving o;
    size_t n = 0;
    int rc = bestand_lees(call->a, str_cstr(call->a, pad), 4 << 20, &bytes, e);

    if (!rc)
        rc = signaal_regels_lees(call->a, pad, bytes, &r, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < r.n; i++)
        printf("%.*s: alleen als %.*s\n", STR_ARG(r.at[i].code), STR_ARG(r.at[i].zin));
    if (!command_value(call, "db").p) {
        printf("%zu regels, alle goed; met --db URL worden ze bewaard\n", r.n);
        return OK;
    }
    rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = signaal_regels_bewaar(o.store, call->a, &d, pad, bytes, &n, e);
    if (!rc)
        printf("%zu regels zijn bewaard en gelden vanaf nu\n", n);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option lijst_opties[] = {
    OPTION_DB, OPTION_FORMAT, {"voorbij", NULL, "die voorbij zijn, met de reden", false, false, false}, {0}};
static const struct command_option controleer_opties[] = {
    OPTION_DB, {"dag", "D", "alsof het deze dag is; standaard vandaag", false, false, false}, {0}};
static const struct command_option regels_opties[] = {
    {"BESTAND", NULL, "een CSV met regels, zoals referentie/signaal-regels.csv", true, true, false},
    {"db", "URL", "bewaar ze in deze database", false, false, false},
    {0}};

const struct command signaal_commands[] = {
    {"signaal", "lijst", "Toont wat aandacht vraagt, het dringendste eerst", NULL, lijst_cmd, lijst_opties},
    {"signaal", "controleer", "Legt alle regels aan alles voor", "Dat gebeurt ook vanzelf na elke wijziging.",
     controleer_cmd, controleer_opties},
    {"signaal", "regels", "Kijkt eigen regels na, en bewaart ze",
     "Een fout wordt genoemd met rij en kolom; dan wordt niets bewaard. Eigen regels vervangen die van het "
     "programma.",
     regels_cmd, regels_opties},
    {0}};

/* ---- in the background ---- */

static atomic_bool wacht; /* one waits in the queue: another would do the same */

static int taak_doe(struct taak_werk *w, struct err *e)
{
    struct omgeving *o = w->ctx;
    struct signaal_uitslag u = {0};
    int rc;

    atomic_store(&wacht, false); /* what changes from now on needs another look */
    rc = bijwerken(o, w->a, date_today(), &u, e);
    w->resultaat = doc_map(w->a);
    DOC_SET_INT(w->a, w->resultaat, "getoetst", u.getoetst);
    DOC_SET_INT(w->a, w->resultaat, "gevonden", u.gevonden);
    DOC_SET_INT(w->a, w->resultaat, "nieuw", u.nieuw);
    DOC_SET_INT(w->a, w->resultaat, "geeindigd", u.geeindigd);
    return rc;
}

const struct taak_soort signaal_taken[] = {{TAAK_SIGNALEN, taak_doe}, {0}};

void signaal_taak_zet(struct omgeving *o)
{
    struct taak_opdracht op = {.soort = STR(TAAK_SIGNALEN), .wie = STR("woonzorg")};
    char sleutel[TAAK_SLEUTEL + 1];
    struct err e;
    int64_t id;

    if (!o->taken || atomic_exchange(&wacht, true))
        return;
    if (taak_nieuw(o->store, o->taken, &op, &id, sleutel, &e))
        atomic_store(&wacht, false); /* the queue is full: the next change tries again */
}
