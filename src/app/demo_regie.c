/* SPDX-License-Identifier: EUPL-1.2
 * The demo of regie: the woonzorgvisies of 2023 as the inventory prints them with a made-up course since, one
 * made-up opgave in consultation, and afspraken of which the national one is a public fact. What is there
 * already is left alone. */
#include "app/app.h"

#include "afspraak/afspraak.h"
#include "kennisbank/kennis.h"
#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "planning/planning.h"
#include "toegang/mens.h"
#include "visie/visie.h"

#include <string.h>

static int bestand(const char *naam, struct str *ret, struct err *e)
{
    const struct embed_file *f = embed_files;

    while (f->name && strcmp(f->name, naam) != 0)
        f++;
    if (!f->name)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt %s", naam);
    *ret = (struct str){(const char *)f->bytes, f->n};
    return OK;
}

static int visies(struct omgeving *o, struct arena *a, const struct gebieden *g, struct err *e)
{
    struct dader d = {0};
    struct visie_uitslag u;
    struct str bytes;
    int rc = bestand("demo/woonzorgvisies-limburg.csv", &bytes, e);

    return rc ? rc : visie_bestand_neem(o->store, g, a, &d, STR("woonzorgvisies-limburg.csv"), bytes, &u, e);
}

struct opgave_demo {
    const struct gebieden *g;
    struct arena *a;
    struct opgave_nieuw n;
};

/* Somebody of the demo acts; where a database has no demo accounts the program itself does. */
static int als(struct conn *c, struct opgave_demo *m, const char *email, int64_t namens, struct dader *ret,
               struct str *ret_naam, struct err *e)
{
    struct mens x;
    int rc = mens_bij_email(c, m->a, str_from(email), &x, e);

    *ret = (struct dader){0};
    *ret_naam = STR("demo");
    if (!rc) {
        *ret = (struct dader){.soort = DADER_MENS, .id = x.id, .namens = namens, .waar = STR("demo")};
        *ret_naam = x.naam;
    }
    return rc == ERR_NOT_FOUND ? OK : rc;
}

/* What a made-up gemeente objects, and a made-up corporatie says it can do. */
static int reacties(struct conn *c, struct opgave_demo *m, int64_t id, struct err *e)
{
    struct dader van_heerlen, van_kerkrade, van_thuis;
    struct str hein, kee, thijs;
    struct opgave_dossier x;
    struct partij heerlen, kerkrade, thuis;
    struct opgave_zienswijze z = {
        .gebied = gebied_bij_code(m->g, STR("GM0917")),
        .type = 2,
        .heeft_eigen = true,
        .eigen = 150,
        .gronden = STR("Verzonnen: een deel van de vraag komt terecht in de verpleeghuizen die al "
                       "in aanbouw zijn."),
        .bewijs = STR("Verzonnen: eigen woonzorganalyse, tabel 4"),
        .wie = STR("demo")};
    int64_t nummer;
    int rc = opgave_dossier_lees(c, m->g, m->a, id, &x, e);

    if (!rc)
        rc = partij_zoek(c, m->a, STR("GM0917"), &heerlen, e);
    if (!rc)
        rc = partij_zoek(c, m->a, STR("GM0928"), &kerkrade, e);
    if (!rc)
        rc = partij_zoek(c, m->a, STR("Parkstad Thuis (verzonnen)"), &thuis, e);
    if (!rc)
        rc = als(c, m, "heerlen@demo.example", heerlen.id, &van_heerlen, &hein, e);
    if (!rc)
        rc = als(c, m, "kerkrade@demo.example", kerkrade.id, &van_kerkrade, &kee, e);
    if (!rc)
        rc = als(c, m, "thuis@demo.example", thuis.id, &van_thuis, &thijs, e);
    if (rc)
        return rc;
    z.partij = heerlen.id;
    z.wie = hein;
    rc = zienswijze_maak(c, &van_heerlen, &x, &z, NULL, &nummer, e);
    if (!rc)
        rc = oordeel_zet(c, &van_heerlen, &x, heerlen.id, STR("niet_overeen"),
                         STR("Verzonnen: zie onze zienswijze."), hein, e);
    if (!rc)
        rc = oordeel_zet(c, &van_kerkrade, &x, kerkrade.id, STR("overeen"), STR(""), kee, e);
    if (!rc)
        rc = opgave_toets_zet(
            c, &van_thuis, &x,
            &(struct opgave_toets){.soort = STR("corporatie"),
                                   .partij = thuis.id,
                                   .uitkomst = STR("voorwaarden"),
                                   .naam = STR("Thijs van Parkstad Thuis, strateeg"),
                                   .datum = date_today(),
                                   .toelichting = STR("Verzonnen: als er grond beschikbaar komt.")},
            thijs, e);
    return rc;
}

static int opgave_doe(struct conn *c, void *ctx, struct err *e)
{
    struct opgave_demo *m = ctx;
    struct dader d = {0};
    struct opgave_dossier x;
    const struct opgave *er;
    const struct partij *in;
    struct partij limburg;
    int64_t id;
    size_t n;
    int rc = opgaven_lees(c, m->g, m->a, &er, &n, e);

    if (rc || n)
        return rc;
    rc = partij_zoek(c, m->a, STR("PV31"), &limburg, e);
    m->n.o.partij = limburg.id;
    if (!rc)
        rc = opgave_maak(c, &d, &m->n, &id, e);
    if (!rc)
        rc = opgave_dossier_lees(c, m->g, m->a, id, &x, e);
    if (!rc)
        rc = partijen_in(c, m->g, m->a, m->n.o.gebied, NULL, 0, &in, &n, e);
    if (!rc)
        rc = opgave_consulteer(c, &d, &x, date_today(), date_add(date_today(), 21), in, n, STR("demo"), e);
    return rc ? rc : reacties(c, m, id, e);
}

static int opgave(struct omgeving *o, struct arena *a, const struct gebieden *g, struct err *e)
{
    struct opgave_demo m = {
        .g = g,
        .a = a,
        .n.o = {.titel = STR("Ouderenhuisvesting Parkstad 2030 (verzonnen)"),
                .gebied = gebied_bij_code(g, STR("VD04")),
                .jaar = 2030,
                .van = date_add(date_today(), -35), /* the concept came before the consultation */
                .methode =
                    STR("Verzonnen: de landelijke opgave, verdeeld naar inwoners van 65 jaar en ouder."),
                .herkomst = STR("verzonnen voor de demo"),
                .definitieset = STR("bzk-2023"),
                .verzonnen = true,
                .wie = STR("demo")}};
    struct str bytes;
    int rc = bestand("demo/regie-opgave-parkstad-verzonnen.csv", &bytes, e);

    if (!rc)
        rc = opgave_bestand_lees(g, a, STR("regie-opgave-parkstad-verzonnen.csv"), bytes, &m.n, e);
    return rc ? rc : store_write(o->store, opgave_doe, &m, e);
}

static int planning(struct omgeving *o, struct arena *a, struct err *e)
{
    struct dader d = {0};
    struct str bytes;
    int64_t n;
    int rc = planning_landelijk_neem(o->store, a, e);

    if (!rc)
        rc = bestand("demo/planning-limburg-verzonnen.csv", &bytes, e);
    return rc ? rc
              : planning_bestand_neem(o->store, a, &d, STR("planning-limburg-verzonnen.csv"), bytes, &n, e);
}

/* Some of those who promise said so, and one says that it is not what it promised. */
static int afspraak_oordelen(struct conn *c, void *ctx, struct err *e)
{
    static const struct {
        const char *partij, *oordeel, *toelichting;
    } zegt[] = {{"GM0917", "bevestigd", ""},
                {"GM0928", "bevestigd", ""},
                {"GM0965", "betwist", "Verzonnen: ons aandeel is nog niet door de raad."},
                {"GM0935", "bevestigd", ""},
                {"Wonen Maasheuvel (verzonnen)", "bevestigd", ""}};
    struct opgave_demo *m = ctx;
    struct dader d = {0};
    struct afspraak *x;
    struct partij p;
    size_t n = 0;
    int rc = afspraken_lees(c, m->g, m->a, 0, 0, &x, &n, e);

    for (size_t z = 0; !rc && z < sizeof zegt / sizeof *zegt; z++) {
        rc = partij_zoek(c, m->a, str_from(zegt[z].partij), &p, e);
        for (size_t i = 0; !rc && i < n; i++)
            for (size_t k = 0; !rc && k < x[i].n; k++)
                for (size_t j = 0; !rc && j < x[i].belofte[k].n_partij; j++)
                    if (x[i].belofte[k].partij[j].partij == p.id && !x[i].belofte[k].partij[j].moment)
                        rc = belofte_oordeel_zet(c, &d, x[i].id, &x[i].belofte[k], p.id,
                                                 str_from(zegt[z].oordeel), str_from(zegt[z].toelichting),
                                                 STR("demo"), e);
    }
    return rc;
}

static int afspraken(struct omgeving *o, struct arena *a, const struct gebieden *g, struct err *e)
{
    struct opgave_demo m = {.g = g, .a = a};
    struct dader d = {0};
    struct afspraak_uitslag u;
    struct str bytes;
    int rc = bestand("demo/afspraken-limburg.csv", &bytes, e);

    if (!rc)
        rc = afspraak_bestand_neem(o->store, g, a, &d, STR("afspraken-limburg.csv"), bytes, false, &u, e);
    return rc || !u.afspraken ? rc : store_write(o->store, afspraak_oordelen, &m, e);
}

static int kennisbank(struct omgeving *o, struct arena *a, const struct gebieden *g, struct err *e)
{
    struct dader d = {0};
    struct kennis_bestand uit;
    struct str bytes;
    int rc = bestand("demo/kennisbank.csv", &bytes, e);

    return rc ? rc : kennis_bestand_neem(o->store, g, a, &d, STR("kennisbank.csv"), bytes, false, &uit, e);
}

int demo_regie(struct omgeving *o, struct arena *a, struct err *e)
{
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (!rc) {
        conn_snapshot_end(b.c);
        rc = visies(o, a, b.g, e);
    }
    if (!rc)
        rc = opgave(o, a, b.g, e);
    if (!rc)
        rc = planning(o, a, e);
    if (!rc)
        rc = afspraken(o, a, b.g, e);
    if (!rc)
        rc = kennisbank(o, a, b.g, e);
    blik_sluit(&b);
    return rc;
}
