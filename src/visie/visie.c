/* SPDX-License-Identifier: EUPL-1.2
 * Woonzorgvisies: their states and questions, and what follows from what was said. No SQL. */
#include "visie/visie.h"

#include <string.h>

const struct visie_woord visie_staten[VISIE_STATEN] = {
    {"onbekend", "niet bekend"},
    {"te_starten", "te starten"},
    {"bezig", "bezig"},
    {"gerealiseerd", "gerealiseerd"},
    {"vastgesteld", "vastgesteld door de raad"},
};

bool visie_staat_lees(struct str code, enum visie_staat *ret)
{
    for (int i = VISIE_TE_STARTEN; i < VISIE_STATEN; i++)
        if (str_is(code, visie_staten[i].code)) {
            *ret = (enum visie_staat)i;
            return true;
        }
    return false;
}

/* ---- what it covers: paragraaf 7.2, bijlage 1, paragrafen 4.4 tot en met 4.6 ---- */

const struct visie_woord visie_delen[] = {
    {"bouwstenen", "Bouwstenen"},
    {"groepen", "Aandachtsgroepen"},
    {"verkennend", "Partners in de verkennende fase"},
    {"visievorming", "Partners bij de visievorming"},
    {"uitvoering", "Partners bij de uitvoering"},
    {"aanpak", "Projectleiding en regionale aanpak"},
    {NULL, NULL},
};

#define DEKT    "ja|deels|nee"
#define GROEP   "ja|elders|nee"
#define PARTNER "ja|nee"
#define BOUWSTEEN(code, naam)                                                                                \
    {                                                                                                        \
        "bouwsteen." code, "bouwstenen", naam, DEKT, NULL                                                    \
    }
#define ZORGVRAAG "Aandachtsgroepen met een woonzorgvraag"
#define ANDERE    "Andere aandachtsgroepen"
#define URGENT    "Urgente groepen"
#define AANDACHT(code, klasse, naam)                                                                         \
    {                                                                                                        \
        "groep." code, "groepen", naam, GROEP, klasse                                                        \
    }
#define PARTNERS(fase)                                                                                       \
    {"partner." fase ".ouderenzorg", fase, "aanbieders in de ouderenzorg", PARTNER, NULL},                   \
        {"partner." fase ".corporaties", fase, "woningcorporaties", PARTNER, NULL},                          \
        {"partner." fase ".gehandicaptenzorg", fase, "aanbieders in de gehandicaptenzorg", PARTNER, NULL},   \
        {"partner." fase ".opvang", fase, "maatschappelijke opvang en beschermd wonen", PARTNER, NULL},      \
        {"partner." fase ".welzijn", fase, "welzijnsorganisaties", PARTNER, NULL},                           \
        {"partner." fase ".zorgkantoor", fase, "het zorgkantoor", PARTNER, NULL},                            \
        {"partner." fase ".jeugdzorg", fase, "aanbieders van jeugdzorg", PARTNER, NULL},                     \
        {"partner." fase ".adviesraden", fase, "adviesraden Wmo en sociaal domein", PARTNER, NULL},          \
        {"partner." fase ".huurders", fase, "huurdersbelangenverenigingen", PARTNER, NULL},                  \
        {"partner." fase ".verzekeraars", fase, "zorgverzekeraars", PARTNER, NULL},                          \
        {"partner." fase ".eerstelijn", fase, "eerstelijnszorg", PARTNER, NULL},                             \
    {                                                                                                        \
        "partner." fase ".dorpsraden", fase, "dorpsraden", PARTNER, NULL                                     \
    }

const struct visie_vraag visie_vragen[] = {
    BOUWSTEEN("1a", "1a. Analyse: omgeving en sociaal-economisch profiel"),
    BOUWSTEEN("1b", "1b. Analyse: huidige woonzorgvraag en bestaand aanbod"),
    BOUWSTEEN("1c", "1c. Analyse: toekomstige vraag en de woonzorgopgave"),
    BOUWSTEEN("2a", "2a. Visie: ambities"),
    BOUWSTEEN("2b", "2b. Visie: strategie en samenwerking"),
    BOUWSTEEN("2c", "2c. Visie: uitvoeringsprogramma met huisvestings- en bouwopgave"),
    BOUWSTEEN("2d", "2d. Visie: instrumenten"),
    BOUWSTEEN("2e", "2e. Visie: hoe resultaten gevolgd worden"),
    BOUWSTEEN("2f", "2f. Visie: financieel kader"),
    AANDACHT("ouderen", ZORGVRAAG, "ouderen"),
    AANDACHT("beperking", ZORGVRAAG, "mensen met een beperking"),
    AANDACHT("beschermd-wonen", ZORGVRAAG, "beschermd wonen"),
    AANDACHT("jeugd", ZORGVRAAG, "jeugd"),
    AANDACHT("dakloos", ANDERE, "(dreigend) dak- en thuisloze mensen"),
    AANDACHT("urgenten", ANDERE, "sociaal en/of medisch urgenten"),
    AANDACHT("uitstroom-intramuraal", ANDERE, "uitstromers uit een intramurale voorziening"),
    AANDACHT("arbeidsmigranten", ANDERE, "arbeidsmigranten"),
    AANDACHT("woonwagenbewoners", ANDERE, "woonwagenbewoners"),
    AANDACHT("studenten", ANDERE, "studenten"),
    AANDACHT("statushouders", ANDERE, "statushouders"),
    AANDACHT("mantelzorg", URGENT, "mantelzorgverleners en -ontvangers"),
    AANDACHT("chronisch-ziek", URGENT, "ernstig chronisch zieken"),
    AANDACHT("opvang", URGENT, "dakloze mensen met een opvangvoorziening"),
    AANDACHT("uitstroom", URGENT, "uitstromers uit instellingen"),
    AANDACHT("detentie", URGENT, "detentie langer dan drie maanden"),
    AANDACHT("sekswerkers", URGENT, "stoppende sekswerkers"),
    PARTNERS("verkennend"),
    PARTNERS("visievorming"),
    PARTNERS("uitvoering"),
    {"leiding", "aanpak", "Wie leidt het project?", "fysiek|sociaal|duaal|anders", NULL},
    {"aanpak", "aanpak", "Hoe gaat de gemeente regionaal te werk?", "individueel|afstemming|gezamenlijk",
     NULL},
    {0},
};

static const struct visie_woord woorden[] = {
    {"ja", "ja"},
    {"deels", "deels"},
    {"nee", "nee"},
    {"elders", "bewust elders belegd"},
    {"fysiek", "het fysieke domein"},
    {"sociaal", "het sociaal domein"},
    {"duaal", "fysiek en sociaal samen"},
    {"anders", "anders"},
    {"individueel", "individueel"},
    {"afstemming", "individueel, met afstemming"},
    {"gezamenlijk", "gezamenlijk in de regio"},
};

const struct visie_vraag *visie_vraag_bij(struct str code)
{
    for (const struct visie_vraag *v = visie_vragen; v->code; v++)
        if (str_is(code, v->code))
            return v;
    return NULL;
}

bool visie_antwoord_mag(const struct visie_vraag *v, struct str antwoord)
{
    struct str rest = str_from(v->antwoorden);

    while (rest.n)
        if (str_eq(str_cut(rest, '|', &rest), antwoord))
            return true;
    return false;
}

struct str visie_antwoord_naam(struct str code)
{
    for (size_t i = 0; i < sizeof woorden / sizeof *woorden; i++)
        if (str_is(code, woorden[i].code))
            return str_from(woorden[i].naam);
    return code;
}

/* ---- what follows from what was said ---- */

static date_t sinds_van(const struct visie_stand *s)
{
    return s->datum ? s->datum : s->gezegd_op;
}

/* The state on a day: the fact with the latest date on or before it; of equal dates what was said last. */
static const struct visie_stand *feit_op(const struct visie_stand *s, size_t n, date_t dag, date_t bekend,
                                         bool alleen_ronde, bool zonder_ronde)
{
    const struct visie_stand *ret = NULL;

    for (size_t i = 0; i < n; i++) {
        bool ronde = str_is(s[i].route, "ronde");

        if (s[i].verwacht || s[i].gezegd_op > bekend || sinds_van(&s[i]) > dag || (alleen_ronde && !ronde) ||
            (zonder_ronde && ronde))
            continue;
        if (!ret || sinds_van(&s[i]) >= sinds_van(ret))
            ret = &s[i];
    }
    return ret;
}

void visie_op(const struct visie_stand *s, size_t n, date_t dag, date_t bekend, struct visie_beeld *ret)
{
    const struct visie_stand *ronde, *ander;

    *ret = (struct visie_beeld){.gebied = n ? s[0].gebied : NULL,
                                .nu = feit_op(s, n, dag, bekend, false, false)};
    if (ret->nu) {
        ret->staat = ret->nu->staat;
        ret->sinds = sinds_van(ret->nu);
    }
    for (size_t i = 0; i < n; i++)
        if (s[i].verwacht && s[i].gezegd_op <= bekend)
            ret->verwacht[s[i].staat] = &s[i];
    /* What a questionnaire told is held against what was known by other ways on that same day. */
    ronde = feit_op(s, n, dag, bekend, true, false);
    ander = ronde ? feit_op(s, n, ronde->gezegd_op, bekend, false, true) : NULL;
    if (ronde && !ronde->gekozen && ander && ronde->staat != ander->staat)
        ret->anders = ronde == ret->nu ? ander : ronde;
}

date_t visie_bereikt(const struct visie_stand *s, size_t n, enum visie_staat staat, date_t bekend)
{
    date_t ret = 0;

    for (size_t i = 0; i < n; i++) {
        date_t dag = sinds_van(&s[i]);

        if (s[i].verwacht || s[i].staat < staat || s[i].gezegd_op > bekend || (ret && dag >= ret))
            continue;
        if (feit_op(s, n, dag, bekend, false, false)->staat >= staat) /* else it was put right later */
            ret = dag;
    }
    return ret;
}

bool visies_verzonnen(const struct visies *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->stand[i].verzonnen)
            return true;
    return false;
}

void visie_standen_van(const struct visies *v, const struct gebied *g, const struct visie_stand **ret,
                       size_t *ret_n)
{
    size_t van = 0, tot;

    while (van < v->n && v->stand[van].gebied != g)
        van++;
    for (tot = van; tot < v->n && v->stand[tot].gebied == g;)
        tot++;
    *ret = tot > van ? v->stand + van : NULL; /* without any there is nothing to point into */
    *ret_n = tot - van;
}

const struct visie_antwoord *visie_antwoord_van(const struct visies *v, const struct gebied *g,
                                                const struct visie_vraag *vraag)
{
    for (size_t i = 0; i < v->n_antwoord; i++)
        if (v->antwoord[i].gebied == g && v->antwoord[i].vraag == vraag)
            return &v->antwoord[i];
    return NULL;
}
