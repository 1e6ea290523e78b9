/* SPDX-License-Identifier: EUPL-1.2
 * Figures in bulk, for meet.py. The database must have its schema and reference tables (woonzorg db migreer).
 * `bench_cijfer optellen URL`: 342 gemeenten × 10 years × 20 onderwerpen, rolled up over each indeling,
 * beside the limit: only reading those rows. `bench_cijfer vul URL AANTAL NA`: 20 onderwerpen × 4 woningtypen
 * × 9 segmenten × 342 gemeenten, a levering a quarter: AANTAL quarters up to the end of 2024, after leaving
 * out the newest NA. What is made here lies as an import would have written it: reeks by reeks. */
#include "cijfer/cijfer.h"
#include "meet.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { RONDEN = 3, KWARTALEN_MAX = 100 };
static const date_t dag = 20250101; /* of the division of gemeenten */

static const char *const onderwerp_codes[] = {
    "inwoners",
    "woningen",
    "voorraad-begin",
    "nieuwbouw",
    "overige-toevoeging",
    "sloop",
    "overige-onttrekking",
    "correctie",
    "saldo-voorraad",
    "voorraad-eind",
    "plannen-hard",
    "plannen-zacht",
    "plannen",
    "opgave",
    "dpi-plannen",
    "dpi-opgave",
    "subsidie-woningen",
    "subsidie-wlz",
    "meergezins-groei",
    "realisatie",
};
enum { N_ONDERWERPEN = sizeof onderwerp_codes / sizeof *onderwerp_codes, N_TYPEN = 4, N_SEGMENTEN = 9 };
static const char *const typen[N_TYPEN] = {"", "nultreden", "geclusterd", "zorggeschikt"};
static const char *const segmenten[N_SEGMENTEN] = {"",          "huur-sociaal",  "huur-middelduur",
                                                   "huur-duur", "huur-onbekend", "koop-betaalbaar",
                                                   "koop-duur", "koop-onbekend", "onbekend"};

static const char sql_definitieset[] = "SELECT MIN(id) FROM definitieset";
static const char sql_onderwerp[] = "SELECT id FROM onderwerp WHERE code = ?1";
static const char sql_bron[] = "INSERT INTO bron (code, naam, route, houder, licentie, toelichting) VALUES "
                               "('meting', 'Meting', NULL, '', '', '')"
                               " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam RETURNING id";
static const char sql_reeks[] = "INSERT INTO reeks (onderwerp_id, bron_id, definitieset_id, woningtype, "
                                "segment, kenmerk, horizon_van, horizon_tot)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7)"
                                " ON CONFLICT (onderwerp_id, bron_id, definitieset_id, woningtype, segment, "
                                "kenmerk, horizon_van, horizon_tot)"
                                " DO UPDATE SET segment = excluded.segment RETURNING id";
static const char sql_teller[] =
    "UPDATE teller SET waarde = waarde + ?1 WHERE naam = 'cijfer' RETURNING waarde";
static const char sql_levering[] =
    "INSERT INTO levering (soort, leveraar, peildatum, bestand, sha256, bytes, wie, ontvangen, status, reden,"
    " eerste_cijfer, cijfers, verslag) VALUES ('meting', '', ?1, 'meting', ?2, 0, 'meting', ?3, 'actief', "
    "'', ?4, ?5,"
    " '{}') RETURNING id";
static const char sql_inhoud[] = "INSERT INTO levering_inhoud (levering_id, reeks_id, periode_van, "
                                 "periode_tot, cijfers) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_grens[] = "SELECT id, levering_id, reeks_id, gebied_id, periode_van, periode_tot, "
                                "waarde, ontbreekt, status, vlag FROM cijfer";

struct vulling {
    struct gebied_lijst gemeenten;
    int n_typen, n_segmenten;
    date_t periode; /* of the levering being written */
    int64_t rijen;
};

static void stop(const char *wat, const struct err *e)
{
    fprintf(stderr, "bench_cijfer: %s: %s\n", wat, e->text);
    exit(3);
}

/* The years that a kind of figure speaks of, as its importer would set them. */
static void horizon_van(const char *onderwerp, int64_t *van, int64_t *tot)
{
    bool plannen = !strncmp(onderwerp, "plannen", 7), opgave = !strcmp(onderwerp, "opgave"),
         gebouwd = !strcmp(onderwerp, "realisatie");

    *van = plannen ? 2025 : gebouwd ? 2024 : 0;
    *tot = plannen ? 2029 : opgave ? 2030 : gebouwd ? 2024 : 0;
}

static int reeksen_maak(struct conn *c, const struct vulling *v, int64_t *ret, size_t *ret_n, struct err *e)
{
    int64_t bron, set, onderwerp, van, tot;
    int rc = sql_get_int(c, sql_bron, &bron, e, "");

    *ret_n = 0;
    if (!rc)
        rc = sql_get_int(c, sql_definitieset, &set, e, "");
    for (int o = 0; !rc && o < N_ONDERWERPEN; o++) {
        rc = sql_get_int(c, sql_onderwerp, &onderwerp, e, "s", str_from(onderwerp_codes[o]));
        horizon_van(onderwerp_codes[o], &van, &tot);
        for (int t = 0; !rc && t < v->n_typen; t++)
            for (int s = 0; !rc && s < v->n_segmenten; s++)
                rc = sql_get_int(c, sql_reeks, &ret[(*ret_n)++], e, "iiissii", onderwerp, bron, set,
                                 str_from(typen[t]), str_from(segmenten[s]), van, tot);
    }
    return rc;
}

static int cijfers_schrijf(struct conn *c, const struct vulling *v, const int64_t *reeks, size_t n,
                           int64_t id, int64_t levering, struct err *e)
{
    struct bulk *b;
    int rc = bulk_open(c, "cijfer",
                       "id,levering_id,reeks_id,gebied_id,periode_van,periode_tot,waarde,ontbreekt,status,"
                       "vlag,blad,rij,kolom",
                       &b, e);

    if (rc)
        return rc;
    for (size_t r = 0; r < n; r++)
        for (size_t g = 0; g < v->gemeenten.n; g++) {
            const int64_t x[] = {id++,
                                 levering,
                                 reeks[r],
                                 v->gemeenten.at[g]->id,
                                 v->periode,
                                 v->periode,
                                 (int64_t)(g * 7919 + r * 104729) % 1000003,
                                 0,
                                 0,
                                 VLAG_VERZONNEN,
                                 0,
                                 (int64_t)g + 2,
                                 (int64_t)r % 720};

            for (size_t k = 0; k < sizeof x / sizeof *x; k++)
                bulk_int(b, x[k]);
            rc = bulk_row(b, e);
            if (rc) {
                bulk_abort(b);
                return rc;
            }
        }
    return bulk_close(b, e);
}

static int levering_schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct vulling *v = ctx;
    int64_t reeks[N_ONDERWERPEN * N_TYPEN * N_SEGMENTEN], levering, laatste, aantal;
    size_t n;
    char sha[65];
    int rc = reeksen_maak(c, v, reeks, &n, e);

    snprintf(sha, sizeof sha, "%064d", v->periode);
    aantal = (int64_t)(n * v->gemeenten.n);
    if (!rc)
        rc = sql_get_int(c, sql_teller, &laatste, e, "i", aantal);
    if (!rc)
        rc = sql_get_int(c, sql_levering, &levering, e, "isiii", (int64_t)v->periode, str_from(sha),
                         time_ms(), laatste - aantal + 1, aantal);
    if (!rc)
        rc = cijfers_schrijf(c, v, reeks, n, laatste - aantal + 1, levering, e);
    for (size_t r = 0; !rc && r < n; r++)
        rc = sql_run(c, sql_inhoud, NULL, e, "iiiii", levering, reeks[r], (int64_t)v->periode,
                     (int64_t)v->periode, (int64_t)v->gemeenten.n);
    v->rijen = aantal;
    return rc;
}

/* Counts back from the end of 2024: a levering a quarter, or a year; the newest `na` are left out. */
static int64_t vul(struct store *s, struct vulling *v, int leveringen, int na, bool kwartalen)
{
    static const date_t eind[] = {1231, 930, 630, 331};
    struct err e = {0};
    int64_t rijen = 0;

    for (int i = na + leveringen - 1; i >= na; i--) {
        v->periode = kwartalen ? (2024 - i / 4) * 10000 + eind[i % 4] : (2024 - i) * 10000 + 1231;
        if (store_write(s, levering_schrijf, v, &e))
            stop("vullen", &e);
        rijen += v->rijen;
    }
    return rijen;
}

/* Every onderwerp and year as a question of its own; the sum is returned, so that nothing is skipped. */
static int64_t tel_op(struct conn *c, const struct gebieden *g, struct str indeling)
{
    struct err e = {0};
    int64_t som = 0;

    for (int o = 0; o < N_ONDERWERPEN; o++)
        for (int jaar = 2015; jaar <= 2024; jaar++) {
            struct cijfer_vraag v = {.onderwerp = str_from(onderwerp_codes[o]),
                                     .indeling = indeling,
                                     .bron = STR("meting"),
                                     .peildatum = jaar * 10000 + 1231,
                                     .gebiedsdatum = dag};
            struct cijfer_tabel t;
            struct arena a;

            arena_init(&a, 0);
            if (cijfer_tabel_lees(c, g, &a, &v, &t, &e))
                stop("optellen", &e);
            som += t.totaal.waarde;
            arena_done(&a);
        }
    return som;
}

/* The limit: the same rows and columns, only read. */
static int64_t lees_alleen(struct conn *c, int64_t *ret_rijen)
{
    struct err e = {0};
    struct stmt *st;
    int64_t som = 0;
    int rc = sql_open(c, sql_grens, &st, &e);

    for (*ret_rijen = 0; !rc && (rc = sql_step(st, &e)) > 0; rc = 0, ++*ret_rijen)
        for (int k = 0; k < 10; k++)
            som += k == 6 ? sql_int(st, k) : 0 * sql_int(st, k);
    if (rc)
        stop("lezen", &e);
    sql_close(st);
    return som;
}

static void meet_indeling(struct conn *c, const struct gebieden *g, struct str indeling, int64_t som,
                          int64_t rijen, const char *db)
{
    double wij = 1e9, grens = 1e9;
    char wat[100];

    for (int i = 0; i < RONDEN; i++) {
        double t = meet_nu();
        int64_t zelfde;

        if (tel_op(c, g, indeling) != som ||
            lees_alleen(c, &zelfde) != som) { /* warm, and both must say the same */
            fprintf(stderr, "bench_cijfer: %.*s: de sommen verschillen\n", STR_ARG(indeling));
            exit(1);
        }
        t = meet_nu();
        tel_op(c, g, indeling);
        wij = meet_nu() - t < wij ? meet_nu() - t : wij;
        t = meet_nu();
        lees_alleen(c, &zelfde);
        grens = meet_nu() - t < grens ? meet_nu() - t : grens;
    }
    snprintf(wat, sizeof wat, "optellen per %.*s, %s", STR_ARG(indeling), db);
    meet_regel(wat, (double)rijen / wij, (double)rijen / grens, "cijfers/s", "alleen lezen (SELECT)");
}

static void optellen(struct store *s, struct vulling *v, const struct gebieden *g, const char *db)
{
    struct err e = {0};
    struct conn *c;
    int64_t rijen, som;

    v->n_typen = v->n_segmenten = 1;
    vul(s, v, 10, 0, false);
    if (store_read(s, &c, &e))
        stop("lezen", &e);
    som = lees_alleen(c, &rijen);
    printf("%s: %lld cijfers: %zu gemeenten × 10 jaren × %d onderwerpen\n", db, (long long)rijen,
           v->gemeenten.n, N_ONDERWERPEN);
    meet_indeling(c, g, STR("gemeente"), som, rijen, db);
    for (size_t i = 0; i < g->n_indelingen; i++)
        meet_indeling(c, g, g->indeling[i].code, som, rijen, db);
    store_return(s, c);
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct vulling v = {.n_typen = N_TYPEN, .n_segmenten = N_SEGMENTEN};
    struct gebieden *g = NULL;
    struct store *s = NULL;
    struct conn *c = NULL;
    struct arena a;
    const char *db;
    int64_t kwartalen = 0, na = 0;
    bool goed = argc == 3 && !strcmp(argv[1], "optellen");

    if (argc == 5 && !strcmp(argv[1], "vul"))
        goed = num_i64(str_from(argv[3]), &kwartalen) && num_i64(str_from(argv[4]), &na) && kwartalen > 0 &&
               na >= 0 && kwartalen <= KWARTALEN_MAX && na <= KWARTALEN_MAX;
    if (!goed) {
        fprintf(stderr, "gebruik: bench_cijfer optellen URL | vul URL AANTAL NA\n");
        return 2;
    }
    arena_init(&a, 0);
    if (store_open(&s, str_from(argv[2]), 0, &e) ||
        store_check_schema(s, store_migrations, store_migrations_n, &e) || store_read(s, &c, &e) ||
        gebieden_laad(c, &g, &e))
        stop(argv[2], &e);
    store_return(s, c);
    v.gemeenten = gebied_gemeenten(g, &a, dag);
    db = store_kind(s) == STORE_SQLITE ? "SQLite" : "PostgreSQL";
    if (kwartalen) {
        double t = meet_nu();
        int64_t rijen = vul(s, &v, (int)kwartalen, (int)na, true);
        char wat[100];

        t = meet_nu() - t;
        snprintf(wat, sizeof wat, "%lld cijfers laden, %s", (long long)rijen, db);
        meet_regel(wat, (double)rijen / t, 0, "cijfers/s", "");
    } else {
        optellen(s, &v, g, db);
    }
    gebieden_free(g);
    store_close(s);
    arena_done(&a);
    return 0;
}
