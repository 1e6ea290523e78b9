/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg demo: fills a database with the demo files that are built in, through the ordinary importers, and
 * serves it. A second run keeps what is there: a file that was delivered before is left alone. */
#include "app/app.h"
#include "app/app_cmd.h"

#include "base/ploeg.h"
#include "beheer/beheer.h"
#include "gebied/gebied_cmd.h"
#include "http/http.h"
#include "post/post.h"
#include "ronde/ronde.h"
#include "route/route.h"
#include "toegang/mens.h"
#include "voorraad/kast.h"
#include "voorraad/stand.h"
#include "voorraad/telling.h"
#include "vragenlijst/bewaar.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *bestand, *soort, *leveraar;
    date_t peildatum;
} demo_bestanden[] = {
    {"demo/partijen-limburg.csv", "partijen", "", 20250101},
    {"demo/partijen-verzonnen.csv", "partijen", "verzonnen", 20250101},
    {"demo/partijen-inventarisatie-verzonnen.csv", "partijen", "inventarisatie, verzonnen", 20230101},
    {"demo/woningvoorraad-nederland.csv", "woningvoorraad", "landelijk", 20201231},
    {"demo/woningvoorraad-limburg.csv", "woningvoorraad", "Limburg", 20201231},
    {"demo/inwoners-limburg-2022.csv", "bevolking", "", 20220101},
    {"demo/plancapaciteit-limburg.csv", "plancapaciteit", "", 20210101},
    {"demo/opgave-landelijk.csv", "opgave", "", 20221123},
    {"demo/kerncijfers-voortgangsbrief.csv", "kerncijfers", "voortgangsbrief", 20250425},
    {"demo/opgave-limburg-verzonnen.csv", "opgave", "", 20250101},
    {"demo/basisset-limburg-verzonnen.csv", "basisset", "", 20250101},
    {"demo/realisatie-limburg-verzonnen.csv", "kerncijfers", "verzonnen", 20250101},
    {"demo/dpi-limburg-verzonnen.csv", "dpi", "verzonnen", 20250101},
    {"demo/dpi-heuvelland-verzonnen.xbrl", "dpi", "verzonnen corporatie", 20250101},
    {"demo/woz-bezit-verzonnen.csv", "woz-bezit", "verzonnen corporatie", 20241231},
    {"demo/subsidie-limburg-verzonnen.csv", "subsidie", "verzonnen", 20250101},
    {"demo/regiomonitor-limburg-verzonnen.csv", "regiomonitor", "verzonnen", 20250101},
};

static int demo_bestand(struct omgeving *o, struct arena *a, size_t i, int *nieuw, struct err *e)
{
    const struct embed_file *f = embed_files;
    struct import_opdracht x = {.soort = str_from(demo_bestanden[i].soort),
                                .leveraar = str_from(demo_bestanden[i].leveraar),
                                .wie = STR("demo"),
                                .ook_van_anderen = true,
                                .peildatum = demo_bestanden[i].peildatum};
    struct import_uitslag u;
    struct blik b;
    int rc;

    while (f->name && strcmp(f->name, demo_bestanden[i].bestand) != 0)
        f++;
    if (!f->name)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt %s", demo_bestanden[i].bestand);
    x.bestand = str_from(strrchr(f->name, '/') + 1);
    x.inhoud = (struct str){(const char *)f->bytes, f->n};
    rc = blik_open(o, &b, e);
    if (!rc) {
        conn_snapshot_end(b.c);
        rc = import_doe(o->store, b.g, a, &x, &u, e);
    }
    blik_sluit(&b);
    if (rc == ERR_CONFLICT)
        return OK;
    *nieuw += !rc;
    return rc;
}

/* The questionnaires of voorbeelden/vragenlijsten; one that is there already is left alone. */
static int demo_vragenlijsten(struct omgeving *o, struct arena *a, int *nieuw, struct err *e)
{
    static const struct str map = STR_INIT("vragenlijsten/");
    int rc = OK;

    for (const struct embed_file *f = embed_files; !rc && f->name; f++) {
        struct str naam = str_from(f->name);
        struct vl_werkboek w;
        struct vragenlijst *v;
        struct vl_bewaard b = {0};

        if (!str_starts(naam, map))
            continue;
        naam = str_sub(naam, map.n, naam.n);
        rc = werkboek_lees(a, naam, (struct str){(const char *)f->bytes, f->n}, &w, e);
        if (!rc)
            rc = vragenlijst_lees(a, &w, str_sub(naam, 0, str_index(naam, '.')), &v, e);
        if (!rc && v->n_fouten)
            rc = err_set(e, ERR_ENV, "de vragenlijst %.*s is niet goed", STR_ARG(naam));
        if (!rc)
            rc = vragenlijst_bewaar(o->store, a, v, &w, &b, e);
        *nieuw += !rc && b.nieuw;
    }
    return rc;
}

static int demo_ronde(struct omgeving *o, struct arena *a, int *nieuw, struct err *e)
{
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (!rc) {
        store_return(o->store, b.c);
        b.c = NULL;
        rc = ronde_demo_vul(o->store, b.g, a, nieuw, e);
    }
    blik_sluit(&b);
    return rc;
}

/* ---- the stock ---- */

enum { DEMO_WONINGEN = 500000 };

/* Beside the database; of one on a server, in the folder for what may be made again. */
static struct str voorraad_pad(struct arena *a, struct str db)
{
    const char *map = getenv("XDG_CACHE_HOME"), *thuis = getenv("HOME");
    struct str pad;

    if (str_starts(db, STR("sqlite:"))) {
        pad = str_cat(a, str_sub(db, strlen("sqlite:"), db.n), STR(".limburg.wzv"));
        return pad;
    }
    pad = map && *map ? str_from(map) : str_fmt(a, "%s/.cache", thuis && *thuis ? thuis : "/tmp");
    (void)mkdir(str_cstr(a, pad), 0700);
    return str_fmt(a, "%.*s/woonzorg-demo-limburg.wzv", STR_ARG(pad));
}

static int voorraad_maak(struct str pad, struct arena *a, struct err *e)
{
    struct stand s;
    int rc;

    stand_init(&s);
    s.peildatum = 20260101;
    rc = stand_maak(&s, DEMO_WONINGEN, 1, STR("PV31"), ploeg_kernen(), e);
    if (!rc)
        rc = stand_schrijf(&s, str_cstr(a, pad), e);
    stand_done(&s);
    return rc;
}

/* Limburg's half million made-up dwellings, and what two sets of rules count over them among the cijfers. The
 * file is made when it is not there: it is the same each time. */
static int demo_voorraad(struct omgeving *o, struct arena *a, struct str db, int *nieuw, struct err *e)
{
    static const char *const sets[] = {"bzk-vws-2023", "cbs-indicatie"};
    struct str pad = voorraad_pad(a, db);
    struct wzv *w = NULL;
    char heel[PATH_MAX];
    int64_t id;
    int rc = wzv_open(&w, str_cstr(a, pad), e);

    if (rc) {
        rc = voorraad_maak(pad, a, e);
        if (!rc)
            rc = wzv_open(&w, str_cstr(a, pad), e);
    }
    if (!rc && !realpath(str_cstr(a, pad), heel))
        rc = err_set(e, ERR_ENV, "%.*s is niet te vinden", STR_ARG(pad));
    if (!rc)
        rc = voorraad_registreer(o->store, NULL, w, heel, STR("Limburg, verzonnen"),
                                 STR("Verzonnen voor de demo: gemeenten zijn echt, al het andere niet"),
                                 STR("demo"), &id, e);
    wzv_close(w);
    if (!rc && !o->voorraden)
        o->voorraden = voorraad_kast_new();
    for (size_t i = 0; !rc && i < sizeof sets / sizeof *sets; i++) {
        struct levering_uitslag u;

        rc = telling_leg_vast(
            o, a, &(struct telling_opdracht){.wie = STR("demo"), .regels = str_from(sets[i])}, &u, e);
        *nieuw += !rc;
        if (rc == ERR_CONFLICT)
            rc = OK;
    }
    return rc;
}

static int demo_vul(struct omgeving *o, struct arena *a, struct str db, struct err *e)
{
    int nieuw = 0, lijsten = 0, rc = OK; /* counted apart: the page of leveringen shows the first */

    for (size_t i = 0; !rc && i < sizeof demo_bestanden / sizeof *demo_bestanden; i++)
        rc = demo_bestand(o, a, i, &nieuw, e);
    if (!rc)
        rc = demo_vragenlijsten(o, a, &lijsten, e);
    if (!rc)
        rc = demo_voorraad(o, a, db, &nieuw, e);
    if (!rc)
        rc = demo_inventarisatie(o, a, &nieuw, e);
    if (!rc)
        rc = demo_ronde(o, a, &nieuw, e);
    if (!rc)
        rc = beheer_demo_vul(o->store, a, e);
    if (!rc)
        rc = demo_regie(o, a, e);
    if (!rc)
        printf(nieuw || lijsten ? "De demo is gevuld met %d leveringen en %d vragenlijsten.\n"
                                : "De demo was al gevuld; wat er staat blijft staan.\n",
               nieuw, lijsten);
    fflush(stdout);
    return rc;
}

int demo_cmd(struct command_call *call, struct err *e)
{
    struct str listen = command_value(call, "listen");
    struct store *s;
    struct omgeving o;
    int migraties, tabellen, rc = store_open(&s, command_value(call, "db"), 0, e);

    if (rc)
        return rc;
    rc = app_migreer(s, call->a, &migraties, &tabellen, e);
    store_close(s);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    o.naam = STR("Provincie Limburg · demo");
    o.thuis = STR("PV31");
    o.demo = true;
    rc = demo_vul(&o, call->a, command_value(call, "db"), e);
    if (!listen.p)
        listen = STR("127.0.0.1:8080");
    if (!rc)
        rc = post_start(&(struct post_config){.server = STR("toon"),
                                              .site = str_fmt(call->a, "http://%.*s", STR_ARG(listen)),
                                              .installatie = o.naam,
                                              .vullers = mens_vullers},
                        &o.post, e);
    if (!rc && !command_value(call, "alleen-vullen").p)
        rc = app_serve(&o, listen, e);
    post_stop(o.post);
    voorraad_kast_free(o.voorraden);
    o.voorraden = NULL;
    omgeving_sluit(&o);
    return rc;
}
