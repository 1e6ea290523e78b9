/* SPDX-License-Identifier: EUPL-1.2
 * The demo's open ronde: the questionnaire for gemeenten, at all of them, with made-up contacts whose links
 * stand on the page /invullen. Made only by `woonzorg demo`. */
#include "base/som.h"
#include "ronde/maak.h"

#include "ronde/contact.h"

#include <string.h>

#define DEMO_RONDE "proef-gemeenten"
#define DEMO_LIJST "woonzorgvisies-gemeenten"

const struct ronde_demo_contact ronde_demo_contacten[] = {
    {"de300000000000000000000000000000000000000000000000000000000000a1", "GM0935",
     "Anna Voorbeeld (verzonnen)", "anna@voorbeeld.example", "vult in en dient in voor Gemeente Maastricht",
     MAG_INDIENEN},
    {"de300000000000000000000000000000000000000000000000000000000000b2", "GM0935",
     "Bert Voorbeeld (verzonnen)", "bert@voorbeeld.example", "vult tegelijk mee in voor Gemeente Maastricht",
     MAG_INVULLEN},
    {"de300000000000000000000000000000000000000000000000000000000000c3", "GM0983",
     "Carla Voorbeeld (verzonnen)", "carla@voorbeeld.example", "vult in en dient in voor Gemeente Venlo",
     MAG_INDIENEN},
    {0},
};

bool ronde_demo_token(struct str token)
{
    for (const struct ronde_demo_contact *k = ronde_demo_contacten; k->token; k++)
        if (str_is(token, k->token))
            return true;
    return false;
}

const char *ronde_demo_link(struct str ronde, struct str cbs)
{
    for (const struct ronde_demo_contact *k = ronde_demo_contacten; str_is(ronde, DEMO_RONDE) && k->token;
         k++)
        if (str_is(cbs, k->partij))
            return k->token;
    return NULL;
}

static const char sql_link[] = "INSERT INTO ronde_link (som, contact_id, gemaakt) VALUES (?1, ?2, ?3)";

static int contacten_bij(struct conn *c, struct arena *a, int64_t ronde, struct err *e)
{
    int rc = OK;

    for (const struct ronde_demo_contact *d = ronde_demo_contacten; !rc && d->token; d++) {
        struct ronde_contact k = {.ronde_id = ronde,
                                  .naam = str_from(d->naam),
                                  .email = str_from(d->email),
                                  .deel = STR(""),
                                  .mag = d->mag};
        char som[LINK_HEX + 1];
        struct partij p;

        rc = partij_zoek(c, a, str_from(d->partij), &p, e);
        k.partij_id = rc ? 0 : p.id;
        if (!rc)
            rc = contact_maak(c, NULL, &k, e);
        sha256_hex(str_from(d->token), som);
        if (!rc)
            rc = sql_run(c, sql_link, NULL, e, "sii", str_from(som), k.id, time_ms());
    }
    return rc;
}

static int demo_doe(struct conn *c, void *ctx, struct err *e)
{
    struct ronde_opdracht *o = ctx;
    int rc = ronde_maak(c, o->a, NULL, o->g, &o->ronde, o->partij.at, o->partij.n, e);

    if (!rc)
        rc = contacten_bij(c, o->a, o->ronde.id, e);
    return rc ? rc : ronde_zet(c, NULL, o->ronde.id, RONDE_OPEN, 0, e);
}

int ronde_demo_vul(struct store *s, const struct gebieden *g, struct arena *a, int *nieuw, struct err *e)
{
    struct ronde_opdracht o = {.a = a,
                               .g = g,
                               .ronde = {.code = STR(DEMO_RONDE),
                                         .titel = STR("Woonzorgvisies: proefronde (verzonnen)"),
                                         .contact = STR("de provincie (dit is een demo)"),
                                         .peildatum = date_today(),
                                         .opent = dag_begin(date_today()),
                                         .sluit = dag_eind(date_add(date_today(), 60)),
                                         .verzonnen = true}};
    struct conn *c = NULL;
    struct ronde er;
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = ronde_bij_code(c, a, o.ronde.code, &er, e);
    if (rc != ERR_NOT_FOUND) { /* it is there, and stays as it is */
        store_return(s, c);
        return rc;
    }
    rc = ronde_opdracht_versie(c, &o, STR(DEMO_LIJST), e);
    if (!rc)
        rc = doelgroep_soort(c, &o, STR("gemeente"), e);
    store_return(s, c);
    if (!rc)
        rc = store_write(s, demo_doe, &o, e);
    *nieuw += !rc;
    return rc;
}
