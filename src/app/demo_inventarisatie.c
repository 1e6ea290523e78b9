/* SPDX-License-Identifier: EUPL-1.2
 * The demo's inventory: four rondes of the built-in questionnaires with made-up responses
 * (tools/inventarisatie.py), made and read in as anyone would. What is there already stays. */
#include "app/app_cmd.h"

#include "gebied/omgeving.h"
#include "http/http.h"
#include "rapport/bewaar.h"
#include "ronde/maak.h"
#include "uitkomst/laad.h"

#include <string.h>

static const struct {
    const char *code, *titel, *lijst, *soort, *bestand, *vorige;
    date_t peildatum, opent, sluit;
} rondes[] = {
    {"gemeenten-2023", "Inventarisatie woonzorgvisies 2023: gemeenten", "woonzorgvisies-gemeenten",
     "gemeente", "demo/inventarisatie-gemeenten-verzonnen.csv", NULL, 20231101, 20231102, 20231201},
    {"corporaties-2023", "Inventarisatie woonzorgvisies 2023: woningcorporaties",
     "woonzorgvisies-woningcorporaties", "corporatie", "demo/inventarisatie-corporaties-verzonnen.csv", NULL,
     20231101, 20231102, 20231201},
    {"zorgaanbieders-2023", "Inventarisatie woonzorgvisies 2023: zorgaanbieders",
     "woonzorgvisies-zorgaanbieders", "zorgaanbieder", "demo/inventarisatie-zorgaanbieders-verzonnen.csv",
     NULL, 20231101, 20231102, 20231201},
    {"gemeenten-2024", "Inventarisatie woonzorgvisies 2024: gemeenten", "woonzorgvisies-gemeenten",
     "gemeente", "demo/inventarisatie-gemeenten-2024-verzonnen.csv", "gemeenten-2023", 20241231, 20250106,
     20250207},
};

static struct str ingebouwd(const char *naam)
{
    const struct embed_file *f = embed_files;

    while (f->name && strcmp(f->name, naam) != 0)
        f++;
    return f->name ? (struct str){(const char *)f->bytes, f->n} : (struct str){0};
}

struct maak {
    size_t i;
    struct ronde_opdracht op;
    struct respons_inlees in;
};

static int maak_doe(struct conn *c, void *ctx, struct err *e)
{
    struct maak *m = ctx;
    struct ronde oud;
    int rc;

    m->op.partij.n = 0;
    m->op.ronde = (struct ronde){.code = str_from(rondes[m->i].code),
                                 .titel = str_from(rondes[m->i].titel),
                                 .contact = STR("de provincie (verzonnen), demo@demo.example"),
                                 .verzonnen = true,
                                 .peildatum = rondes[m->i].peildatum,
                                 .opent = dag_begin(rondes[m->i].opent),
                                 .sluit = dag_eind(rondes[m->i].sluit)};
    rc = ronde_opdracht_versie(c, &m->op, str_from(rondes[m->i].lijst), e);
    if (!rc && rondes[m->i].vorige) {
        rc = ronde_bij_code(c, m->op.a, str_from(rondes[m->i].vorige), &oud, e);
        m->op.ronde.vorige_id = rc ? 0 : oud.id;
    }
    if (!rc)
        rc = doelgroep_soort(c, &m->op, str_from(rondes[m->i].soort), e);
    if (!rc)
        rc = ronde_opdracht_doe(c, &m->op, e);
    return rc ? rc : ronde_zet(c, &m->op.dader, m->op.ronde.id, RONDE_OPEN, 0, e);
}

static int een_ronde(struct store *s, const struct gebieden *g, struct arena *a, size_t i, struct err *e)
{
    struct maak m = {.i = i, .op = {.a = a, .g = g}};
    struct vl_werkboek w;
    struct conn *c = NULL;
    int rc = store_write(s, maak_doe, &m, e);

    if (rc)
        return rc;
    m.in = (struct respons_inlees){.a = a,
                                   .wie = {.bron = BRON_IMPORT},
                                   .indienen = true,
                                   .naam = str_from(rondes[i].bestand),
                                   .bytes = ingebouwd(rondes[i].bestand)};
    rc = store_read(s, &c, e);
    if (!rc)
        rc = ronde_bij_code(c, a, str_from(rondes[i].code), &m.in.ronde, e);
    if (!rc)
        rc = versie_lees(c, a, m.in.ronde.versie_id, &w, &m.in.v, e);
    store_return(s, c);
    if (!rc)
        rc = store_write(s, responsen_lees, &m.in, e);
    if (rc && m.in.melding.n)
        rc = err_set(e, rc, "%.*s", STR_ARG(utf8_clip(m.in.melding.at[0], 900)));
    return rc;
}

/* ---- the report of 2023, frozen ---- */

struct rapport_maken {
    struct arena *a;
    const struct rapport *r;
    struct str sjabloon, html;
    int64_t ronde;
};

static int rapport_doe(struct conn *c, void *ctx, struct err *e)
{
    struct rapport_maken *m = ctx;
    struct dader d = {0};
    int64_t nummer;

    return rapport_bewaar(c, &d, m->a, m->ronde, m->r, m->sjabloon, m->html, STR("demo"), &nummer, e);
}

static int rapport_2023(struct omgeving *o, struct arena *a, struct err *e)
{
    struct rapport_maken m = {.a = a, .sjabloon = ingebouwd("rapporten/inventarisatie-limburg-2023.md")};
    struct rapport_bewaard *al = NULL;
    struct rapport *r = NULL;
    struct ronde ronde;
    size_t n = 0;
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (rc)
        return rc;
    rc = ronde_bij_code(b.c, a, STR("gemeenten-2023"), &ronde, e);
    if (!rc)
        rc = rapporten_lees(b.c, a, ronde.id, &al, &n, e);
    if (!rc && !n)
        rc = rapport_maak(b.c, a, b.g, ronde.code, STR("inventarisatie-limburg-2023.md"), m.sjabloon, &r, e);
    if (!rc && !n)
        rc = rapport_html(a, r, &m.html, e);
    blik_sluit(&b);
    if (rc || n)
        return rc;
    m.r = r;
    m.ronde = ronde.id;
    return store_write(o->store, rapport_doe, &m, e);
}

int demo_inventarisatie(struct omgeving *o, struct arena *a, int *nieuw, struct err *e)
{
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (rc)
        return rc;
    conn_snapshot_end(b.c);
    for (size_t i = 0; !rc && i < sizeof rondes / sizeof *rondes; i++) {
        struct conn *c = NULL;
        struct ronde r;

        rc = store_read(o->store, &c, e);
        if (!rc)
            rc = ronde_bij_code(c, a, str_from(rondes[i].code), &r, e);
        store_return(o->store, c);
        if (rc == ERR_NOT_FOUND) {
            rc = een_ronde(o->store, b.g, a, i, e);
            *nieuw += !rc;
        }
    }
    blik_sluit(&b);
    return rc ? rc : rapport_2023(o, a, e);
}
