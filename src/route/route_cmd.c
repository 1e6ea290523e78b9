/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg cijfer importeer. */
#include "route/route_cmd.h"

#include "base/num.h"
#include "doc/json.h"
#include "gebied/omgeving.h"
#include "route/onbekend.h"
#include "route/sjabloon.h"

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

/* The leeswijzer of --kolommen, or the one that is kept for this leveraar and header. */
static int leeswijzer_neem(struct command_call *call, struct blik *b, struct import_opdracht *o,
                           struct err *e)
{
    struct str pad = command_value(call, "kolommen"), tekst;
    struct leeswijzer *w = ARENA_NEW(call->a, struct leeswijzer);
    struct herken_vraag v = {.blad = -1, .bestand = o->bestand, .leveraar = o->leveraar};
    struct leeswijzer_bewaard er;
    struct onbekend x = {0};
    struct doc *d;
    int rc;

    if (pad.p) {
        rc = bestand_lees(call->a, str_cstr(call->a, pad), LEESWIJZER_BYTES_MAX, &tekst, e);
        if (!rc)
            rc = leeswijzer_lees_tekst(call->a, tekst, w, &d, e);
    } else {
        rc = onbekend_herken(b->c, b->g, call->a, o->inhoud, o->peildatum, &v, &x, e);
        if (!rc)
            rc = onbekend_bewaard(b->c, call->a, &x, o->partij, o->leveraar, &er, w, e);
        onbekend_done(&x);
        if (rc == ERR_NOT_FOUND)
            rc = err_set(
                e, ERR_USAGE,
                "voor deze kop is nog geen leeswijzer bewaard. Maak er een: woonzorg cijfer herken "
                "%.*s --db URL > kolommen.json, kijk die na, en geef haar mee met --kolommen kolommen.json",
                STR_ARG(utf8_clip(command_value(call, "BESTAND"), 160)));
    }
    o->leeswijzer = w;
    o->soort = w->soort;
    if (!rc && !importeur_bij_soort(o->soort))
        rc = err_set(e, ERR_DATA, "leeswijzer: de soort “%.*s” is er niet", STR_ARG(utf8_clip(o->soort, 40)));
    return rc;
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
    bool tabel = str_is(o.soort, SOORT_TABEL);
    int rc = command_date(call, "peildatum", &o.peildatum, e);

    if (!rc && !tabel && !importeur_bij_soort(o.soort)) {
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
    if (!rc && tabel)
        rc = leeswijzer_neem(call, &b, &o, e);
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
    (void)e;
    for (size_t i = 0; importeurs[i]; i++)
        printf("%s\n  %s\n  Kolommen: %.*s\n", importeurs[i]->soort, importeurs[i]->uitleg,
               STR_ARG(importeur_nodig(call->a, importeurs[i])));
    printf("%s\n  Een tabel met andere kolommen, door een leeswijzer (--kolommen) gelezen als een van de "
           "soorten "
           "hierboven\n",
           SOORT_TABEL);
    return OK;
}

static int herken_cmd(struct command_call *call, struct err *e)
{
    struct str leveraar = command_value(call, "leveraar"), soort = command_value(call, "soort"),
               blad = command_value(call, "blad"), kop = command_value(call, "koprij");
    struct import_opdracht o = {0};
    struct herken_vraag v = {
        .blad = -1, .soort = soort.p ? soort : STR(""), .leveraar = leveraar.p ? leveraar : STR("")};
    struct onbekend x = {0};
    struct omgeving omgeving;
    struct blik b;
    struct buf uit;
    int64_t n;
    int rc = command_date(call, "peildatum", &o.peildatum, e);

    if (!rc && blad.p && (!num_i64(blad, &n) || n < 1 || n > 1000))
        rc = err_set(e, ERR_USAGE, "verwacht bij --blad het nummer van het blad, vanaf 1");
    else if (!rc && blad.p)
        v.blad = (int)n - 1;
    if (!rc && kop.p && (!num_i64(kop, &v.koprij) || v.koprij < 1))
        rc = err_set(e, ERR_USAGE, "verwacht bij --koprij het nummer van de rij waar de kop begint");
    if (!rc)
        rc = bestand_open(call->a, str_cstr(call->a, command_value(call, "BESTAND")), &o, e);
    if (!rc)
        rc = omgeving_open(&omgeving, command_value(call, "db"), e);
    if (rc)
        return rc;
    v.bestand = o.bestand;
    rc = blik_open(&omgeving, &b, e);
    if (!rc)
        rc =
            onbekend_herken(b.c, b.g, call->a, o.inhoud, o.peildatum ? o.peildatum : date_today(), &v, &x, e);
    if (!rc) {
        buf_init(&uit, call->a, (size_t)8 << 20);
        json_write(&uit, herkenning_doc(call->a, &x.kennis, &x.h), 1);
        printf("%.*s\n", STR_ARG(buf_str(&uit)));
    }
    onbekend_done(&x);
    blik_sluit(&b);
    omgeving_sluit(&omgeving);
    return rc;
}

static int sjabloon_cmd(struct command_call *call, struct err *e)
{
    struct str soort = command_value(call, "SOORT"), db = command_value(call, "db"),
               jaar = command_value(call, "jaar"), bytes;
    const struct importeur *imp = importeur_bij_soort(soort);
    const char *pad = str_cstr(call->a, command_value(call, "uit"));
    const struct onderwerp *onderwerpen = NULL;
    int64_t eerste = date_today() / 10000;
    struct omgeving omgeving;
    struct blik b;
    size_t n = 0;
    FILE *f;
    int rc = OK;

    if (!imp)
        return importeur_onbekend(call->a, soort, e);
    if (jaar.p && (!num_i64(jaar, &eerste) || eerste < 1990 || eerste > 2080))
        return err_set(e, ERR_USAGE, "verwacht bij --jaar een jaar van vier cijfers");
    if (db.p) {
        rc = omgeving_open(&omgeving, db, e);
        if (rc)
            return rc;
        rc = blik_open(&omgeving, &b, e);
        if (!rc)
            rc = onderwerpen_lees(b.c, call->a, &onderwerpen, &n, e);
        blik_sluit(&b);
        omgeving_sluit(&omgeving);
    }
    if (!rc)
        rc = sjabloon_maak(call->a, imp, onderwerpen, n, (int)eerste, &bytes, e);
    if (rc)
        return rc;
    f = fopen(pad, "wbx");
    if (!f)
        return err_set(e, ERR_ENV, "%.200s is niet te maken: bestaat het al?", pad);
    if (fwrite(bytes.p, 1, bytes.n, f) != bytes.n)
        rc = err_set(e, ERR_ENV, "%.200s is niet te schrijven", pad);
    if (fclose(f) && !rc)
        rc = err_set(e, ERR_ENV, "%.200s is niet te schrijven", pad);
    return rc;
}

static const struct command_option importeer_opties[] = {
    {"SOORT", "", "wat voor bestand het is; zie: woonzorg cijfer soorten", true, true, false},
    {"BESTAND", "", "het bestand, of een map of zip bij cbs-odata", true, true, false},
    OPTION_DB,
    {"peildatum", "D", "de dag waarop de cijfers gelden, als 2025-01-01", true, false, false},
    {"kolommen", "BESTAND", "bij tabel: de leeswijzer als JSON; zonder deze de bewaarde van deze leveraar",
     false, false, false},
    {"proef", NULL, "toont wat er zou veranderen, zonder iets te wijzigen", false, false, false},
    {"leveraar", "NAAM", "wie het leverde, als er meer leveraars van deze soort zijn", false, false, false},
    {"wie", "NAAM", "wie het invoert; standaard de gebruiker van de computer", false, false, false},
    {0},
};
static const struct command_option herken_opties[] = {
    {"BESTAND", "", "een tabel: CSV of .xlsx", true, true, false},
    OPTION_DB,
    {"peildatum", "D", "de dag waarop namen van gebieden gelden; standaard vandaag", false, false, false},
    {"soort", "SOORT", "lees de tabel als deze soort", false, false, false},
    {"blad", "N", "het nummer van het blad, vanaf 1", false, false, false},
    {"koprij", "N", "de rij waar de kop begint", false, false, false},
    {"leveraar", "NAAM", "van wie de tabel is", false, false, false},
    {0},
};
static const struct command_option sjabloon_opties[] = {
    {"SOORT", "", "wat voor bestand het wordt; zie: woonzorg cijfer soorten", true, true, false},
    {"uit", "BESTAND", "het werkboek dat gemaakt wordt (.xlsx); het mag nog niet bestaan", true, false,
     false},
    {"jaar", "J", "het eerste jaar van kolommen per jaar; standaard dit jaar", false, false, false},
    {"db", "URL", "met de onderwerpen van deze database om uit te kiezen", false, false, false},
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
    {"cijfer", "herken", "Raadt wat de kolommen van een tabel betekenen, als JSON",
     "Wat er staat is een leeswijzer, met per kolom voorbeelden en waarom. Kijk haar na, verbeter wat niet "
     "klopt, en geef haar mee\n"
     "aan woonzorg cijfer importeer tabel met --kolommen. Er wordt niets gewijzigd.",
     herken_cmd, herken_opties},
    {"cijfer", "sjabloon", "Maakt een leeg werkboek om in te vullen, met uitleg en lijsten om uit te kiezen",
     NULL, sjabloon_cmd, sjabloon_opties},
    {"cijfer", "soorten", "Noemt de soorten bestanden die ingevoerd kunnen worden, met hun kolommen", NULL,
     soorten_cmd, geen_opties},
    {0},
};
