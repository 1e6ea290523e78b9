/* SPDX-License-Identifier: EUPL-1.2
 * The demo of regie: the woonzorgvisies of 2023 as the inventory prints them with a made-up course since, and
 * one made-up opgave in consultation. What is there already is left alone. */
#include "app/app.h"

#include "kennisbank/kennis.h"
#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "planning/planning.h"
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

/* What a made-up gemeente objects, and a made-up corporatie says it can do. */
static int reacties(struct conn *c, struct opgave_demo *m, int64_t id, struct err *e)
{
    struct dader d = {0};
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
    z.partij = heerlen.id;
    if (!rc)
        rc = zienswijze_maak(c, &d, &x, &z, NULL, &nummer, e);
    if (!rc)
        rc = oordeel_zet(c, &d, &x, heerlen.id, STR("niet_overeen"), STR("Verzonnen: zie onze zienswijze."),
                         STR("demo"), e);
    if (!rc)
        rc = oordeel_zet(c, &d, &x, kerkrade.id, STR("overeen"), STR(""), STR("demo"), e);
    if (!rc)
        rc = opgave_toets_zet(
            c, &d, &x,
            &(struct opgave_toets){.soort = STR("corporatie"),
                                   .partij = thuis.id,
                                   .uitkomst = STR("voorwaarden"),
                                   .naam = STR("Bert Voorbeeld, strateeg"),
                                   .datum = date_today(),
                                   .toelichting = STR("Verzonnen: als er grond beschikbaar komt.")},
            STR("demo"), e);
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
        rc = opgave_consulteer(c, &d, &x, date_add(date_today(), -21), date_add(date_today(), 21), in, n,
                               STR("demo"), e);
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
        rc = kennisbank(o, a, b.g, e);
    blik_sluit(&b);
    return rc;
}
