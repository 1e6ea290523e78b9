/* SPDX-License-Identifier: EUPL-1.2
 * What the targets respons and invullen share: a small ronde in a database of its own that is made once, with
 * one question of each kind, a repeat and a routing. The file is unlinked at once; every run is rolled back.
 */
#ifndef WZ_FUZZ_RONDE_H
#define WZ_FUZZ_RONDE_H

#include "partij/partij.h"
#include "ronde/gast.h"
#include "ronde/maak.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EIS(so)                                                                                              \
    do {                                                                                                     \
        if (!(so)) {                                                                                         \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #so);                                         \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

static const char lijst_md[] =
    "| survey |\n"
    "| | type | name | label | required | relevant | constraint | choice_filter | calculation | parameters "
    "|\n"
    "| | begin group | een | Een | | | | | | |\n"
    "| | select_one jn | visie | Visie? | yes | | | | | |\n"
    "| | integer | jaar | Jaar van ${visie}? | | ${visie} = 'ja' | . >= 2000 and . < 2100 | | | |\n"
    "| | select_multiple kleur or_other | kleuren | Kleuren? | | | | | | |\n"
    "| | decimal | bedrag | Bedrag? | | | | | | |\n"
    "| | calculate | dubbel | | | | | | ${bedrag} * 2 | |\n"
    "| | select_one plaats | plaats | Plaats? | | | | streek = ${visie} | | |\n"
    "| | rank kleur | rang | Rang? | | | | | | |\n"
    "| | range | cijfer | Cijfer? | | | | | | start=1 end=10 step=1 |\n"
    "| | date | dag | Dag? | | | | | | |\n"
    "| | time | tijd | Tijd? | | | | | | |\n"
    "| | dateTime | moment | Moment? | | | | | | |\n"
    "| | acknowledge | ok | Goed? | | | | | | |\n"
    "| | file | stuk | Stuk? | | | | | | |\n"
    "| | text | tekst | Tekst? | | string-length(${jaar}) > 0 | | | | |\n"
    "| | begin repeat | plan | Plan | | | | | | |\n"
    "| | text | naam | Naam? | yes | | | | | |\n"
    "| | integer | aantal | Aantal? | | | . > 0 | | | |\n"
    "| | end repeat | | | | | | | | |\n"
    "| | end group | | | | | | | | |\n"
    "| | integer | som | Klopt ${visie}: som? | | sum(${aantal}) > 10 | | | | |\n"
    "\n| choices |\n"
    "| | list_name | name | label | streek |\n"
    "| | jn | ja | Ja | |\n"
    "| | jn | nee | Nee | |\n"
    "| | kleur | rood | Rood | |\n"
    "| | kleur | groen | Groen | |\n"
    "| | plaats | venlo | Venlo | ja |\n"
    "| | plaats | vaals | Vaals | nee |\n"
    "\n| settings |\n| | form_id | form_title |\n| | proef | Proef |\n";

struct proef {
    struct arena a; /* lives as long as the program */
    struct store *s;
    struct ronde ronde;
    struct vragenlijst *v;
    int64_t partij[3];
};

static int proef_vul(struct conn *c, void *ctx, struct err *e)
{
    static const char *const namen[] = {"Gemeente Een", "Gemeente Twee", "Gemeente Drie"};
    struct ronde_opdracht o = {.ronde = {.code = STR("proef"),
                                         .peildatum = 20260101,
                                         .opent = 1,
                                         .sluit = INT64_MAX / 2,
                                         .contact = STR("")}};
    struct proef *p = ctx;
    static struct gebieden *g; /* lives on, as the store */
    struct vl_werkboek w;
    int rc = gebieden_laad(c, &g, e);

    o.a = &p->a;
    for (int i = 0; !rc && i < 3; i++) {
        struct partij x = {.soort = STR("gemeente"), .naam = str_from(namen[i]), .bron = STR("proef")};

        x.kvk = x.cbs = STR("");
        rc = partij_schrijf(c, NULL, &x, &p->partij[i], e);
    }
    if (!rc)
        rc = ronde_opdracht_versie(c, &o, STR("proef"), e);
    if (!rc)
        rc = ronde_maak(c, &p->a, NULL, g, &o.ronde, p->partij, 3, e);
    if (!rc)
        rc = ronde_zet(c, NULL, o.ronde.id, RONDE_OPEN, 0, e);
    if (!rc)
        rc = ronde_bij_id(c, &p->a, o.ronde.id, &p->ronde, e);
    return rc ? rc : versie_lees(c, &p->a, p->ronde.versie_id, &w, &p->v, e);
}

static struct proef *proef(void)
{
    static struct proef p;
    char pad[] = "/tmp/woonzorg-fuzz-XXXXXX";
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct vl_bewaard b;
    struct err e = {0};
    int fd, rc;

    if (p.s)
        return &p;
    arena_init(&p.a, 0);
    fd = mkstemp(pad);
    EIS(fd >= 0);
    close(fd);
    rc = store_open(&p.s, str_fmt(&p.a, "sqlite:%s", pad), 1, &e);
    if (!rc)
        rc = store_migrate(p.s, store_migrations, store_migrations_n, NULL, &e);
    if (!rc)
        rc = werkboek_lees(&p.a, STR("proef.md"), str_from(lijst_md), &w, &e);
    if (!rc)
        rc = vragenlijst_lees(&p.a, &w, STR("proef"), &v, &e);
    if (!rc)
        rc = vragenlijst_bewaar(p.s, &p.a, v, &w, &b, &e);
    if (!rc)
        rc = store_write(p.s, proef_vul, &p, &e);
    if (rc)
        fprintf(stderr, "%s\n", e.text);
    EIS(!rc);
    (void)unlink(pad);
    (void)unlink(str_cstr(&p.a, str_fmt(&p.a, "%s-wal", pad)));
    (void)unlink(str_cstr(&p.a, str_fmt(&p.a, "%s-shm", pad)));
    return &p;
}

#endif
