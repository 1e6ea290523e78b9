/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg cijfer importeer. */
#include "route/route_cmd.h"

#include "base/num.h"
#include "doc/json.h"
#include "gebied/omgeving.h"
#include "route/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BESTAND_MAX = 256 << 20 };

/* A folder becomes a list of files; packed as one text they are what is hashed and kept. */
static int bestand_open(struct arena *a, const char *pad, struct import_opdracht *o, struct err *e)
{
    const char *naam = strrchr(pad, '/');
    struct zip_deel *deel;
    struct stat st;
    int rc;

    o->bestand = str_from(naam && naam[1] ? naam + 1 : pad);
    if (stat(pad, &st) || !S_ISDIR(st.st_mode))
        return bestand_lees(a, pad, BESTAND_MAX, &o->inhoud, e);
    rc = map_lees(a, pad, (struct tabel_grens){0}, &deel, &o->n_deel, e);
    if (rc)
        return rc;
    o->deel = deel;
    o->inhoud = levering_map_pak(a, deel, o->n_deel);
    return OK;
}

static void verslag_druk(FILE *naar, const struct doc *verslag)
{
    const struct doc *meldingen = doc_get(verslag, STR("meldingen"));

    for (size_t i = 0; meldingen && i < meldingen->list.n; i++) {
        const struct doc *m = meldingen->list.at[i], *plaatsen = doc_get(m, STR("plaatsen"));
        struct str voorbeeld = doc_get_str(m, STR("voorbeeld"));
        int64_t aantal = doc_get(m, STR("aantal"))->i;

        fprintf(naar, "%.*s: %.*s", STR_ARG(doc_get_str(m, STR("niveau"))),
                STR_ARG(doc_get_str(m, STR("tekst"))));
        if (voorbeeld.n)
            fprintf(naar, " (“%.*s”)", STR_ARG(voorbeeld));
        if (aantal > 1)
            fprintf(naar, ", %lld keer", (long long)aantal);
        for (size_t k = 0; k < plaatsen->list.n; k++)
            fprintf(naar, "%s%.*s", k ? "; " : ": ", STR_ARG(plaatsen->list.at[k]->s));
        fprintf(naar, "%s\n", aantal > (int64_t)plaatsen->list.n && plaatsen->list.n ? "; …" : "");
    }
}

static void uitslag_druk(struct arena *a, const struct import_opdracht *o, const struct import_uitslag *u)
{
    const struct levering_uitslag *l = &u->levering;

    verslag_druk(stdout, u->verslag);
    if (o->proef)
        printf("proef: er is niets gewijzigd; het zou gaan om %.*s cijfers",
               STR_ARG(num_nl(a, u->cijfers, 0)));
    else
        printf("levering %lld: %.*s cijfers ingevoerd", (long long)l->id, STR_ARG(num_nl(a, u->cijfers, 0)));
    if (l->vervangt)
        printf("; vervangt levering %lld: %lld nieuw, %lld gewijzigd, %lld gelijk, %lld verdwenen",
               (long long)l->vervangt, (long long)l->nieuw, (long long)l->gewijzigd, (long long)l->gelijk,
               (long long)l->verdwenen);
    printf("\n");
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct str leveraar = command_value(call, "leveraar"), wie = command_value(call, "wie");
    const char *gebruiker = getenv("USER");
    struct import_opdracht o = {.soort = command_value(call, "SOORT"),
                                .leveraar = leveraar.p ? leveraar : STR(""),
                                .wie = wie.p       ? wie
                                       : gebruiker ? str_from(gebruiker)
                                                   : STR("opdrachtregel"),
                                .door = dader_opdrachtregel(),
                                .ook_van_anderen = true,
                                .proef = command_value(call, "proef").p != NULL};
    struct import_uitslag u = {0};
    struct omgeving omgeving;
    struct blik b;
    int rc = command_date(call, "peildatum", &o.peildatum, e);

    if (!rc && !importeur_bij_soort(o.soort)) {
        struct import_uitslag leeg;

        return import_doe(NULL, NULL, call->a, &o, &leeg, e); /* names the kinds that there are */
    }
    if (!rc)
        rc = bestand_open(call->a, str_cstr(call->a, command_value(call, "BESTAND")), &o, e);
    if (!rc)
        rc = omgeving_open(&omgeving, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&omgeving, &b, e);
    if (!rc) {
        store_return(omgeving.store,
                     b.c); /* the import lends its own, and a long one must not hold old rows */
        b.c = NULL;
        rc = import_doe(omgeving.store, b.g, call->a, &o, &u, e);
    }
    if (!rc)
        uitslag_druk(call->a, &o, &u);
    else if (u.verslag)
        verslag_druk(stderr, u.verslag);
    blik_sluit(&b);
    omgeving_sluit(&omgeving);
    return rc;
}

static int soorten_cmd(struct command_call *call, struct err *e)
{
    (void)call;
    (void)e;
    for (size_t i = 0; importeurs[i]; i++)
        printf("%s\n  %s\n  Kolommen: %s\n", importeurs[i]->soort, importeurs[i]->uitleg,
               importeurs[i]->kolommen);
    return OK;
}

static const struct command_option importeer_opties[] = {
    {"SOORT", "", "wat voor bestand het is; zie: woonzorg cijfer soorten", true, true, false},
    {"BESTAND", "", "het bestand, of een map of zip bij cbs-odata", true, true, false},
    OPTION_DB,
    {"peildatum", "D", "de dag waarop de cijfers gelden, als 2025-01-01", true, false, false},
    {"proef", NULL, "toont wat er zou veranderen, zonder iets te wijzigen", false, false, false},
    {"leveraar", "NAAM", "wie het leverde, als er meer leveraars van deze soort zijn", false, false, false},
    {"wie", "NAAM", "wie het invoert; standaard de gebruiker van de computer", false, false, false},
    {0},
};
static const struct command_option geen_opties[] = {{0}};

const struct command route_commands[] = {
    {"cijfer", "importeer", "Voert een bestand in als levering",
     "Alles of niets: bij een fout in een rij wordt niets ingevoerd en noemt het verslag elke plaats. "
     "Hetzelfde bestand wordt geen tweede\n"
     "keer ingevoerd. Een ander bestand van dezelfde soort, leveraar en peildatum vervangt het vorige, dat "
     "leesbaar blijft.",
     importeer_cmd, importeer_opties},
    {"cijfer", "soorten", "Noemt de soorten bestanden die ingevoerd kunnen worden, met hun kolommen", NULL,
     soorten_cmd, geen_opties},
    {0},
};
