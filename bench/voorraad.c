/* SPDX-License-Identifier: EUPL-1.2
 * The engine over a stock: a new rule set, one changed threshold, and what reading the columns once costs. In
 * processor time on one core (the machine's other work does not count), and on all cores by the clock.
 *
 *     bench_voorraad VOORRAAD.wzv REGELS.csv [FILE]     FILE gets the tiles that were made: z x y, one a line
 */
#include "base/ploeg.h"
#include "meet.h"
#include "tabel/tabel.h"
#include "voorraad/kast.h"
#include "voorraad/kruis.h"
#include "voorraad/motor.h"
#include "voorraad/tegel.h"

#include <stdlib.h>
#include <string.h>

enum { KEREN = 31 };

static int op_getal(const void *x, const void *y)
{
    double p = *(const double *)x, q = *(const double *)y;

    return p < q ? -1 : p > q;
}

static double midden(double *at, int n)
{
    qsort(at, (size_t)n, sizeof *at, op_getal);
    return at[n / 2];
}

/* Reads every byte of the columns that the rules look at, as fast as the machine reads; in ms. */
static double limiet(const struct wzv *w, const struct regeltabel *t, double *ret_mb)
{
    double keer[KEREN];
    static volatile uint64_t bewijs;

    for (int i = 0; i < KEREN; i++) {
        double begin = meet_klok(CLOCK_THREAD_CPUTIME_ID);
        uint64_t som = 0;

        *ret_mb = 0;
        for (size_t k = 0; k <= t->n_in; k++) {
            const struct wzv_kolom *kolom = wzv_kolom(w, k < t->n_in ? t->in[k].naam : STR("woning"));
            const uint64_t *p = kolom->at;
            size_t n = w->rijen * (size_t)kolom->breedte / 64 * 8;
            uint64_t s[8] = {0};

            for (size_t j = 0; j < n; j += 8)
                for (int q = 0; q < 8; q++)
                    s[q] += p[j + (size_t)q];
            for (int q = 0; q < 8; q++)
                som += s[q];
            *ret_mb += (double)(w->rijen * (size_t)kolom->breedte) / 1e6;
        }
        bewijs = som;
        keer[i] = (meet_klok(CLOCK_THREAD_CPUTIME_ID) - begin) * 1e3;
    }
    (void)bewijs;
    return midden(keer, KEREN);
}

/* m NULL: an engine that is opened for it; `vergeet`: rules that were never asked, in an engine that runs;
 * else only the threshold is one that was never asked. */
static double meting(struct motor *m, const struct wzv *w, struct regeltabel *t, struct motor_keuze vers,
                     bool vergeet, bool cpu, size_t *ret_nieuw, struct err *e)
{
    int eerste = vergeet || !m ? 40 : 40 + KEREN; /* another for each, in this measuring and in the others */
    clockid_t klok = cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    double keer[KEREN];
    struct arena a;

    arena_init(&a, 0);
    for (int i = 0; i < KEREN; i++) {
        struct motor *dit = m;
        struct telling tel;
        double begin;

        if (!dit && motor_open(&dit, w, vers, e))
            return -1;
        if (vergeet)
            motor_vergeet(dit);
        t->param[0].waarde = (eerste + i) * REGEL_EENHEID; /* the threshold that moves */
        begin = meet_klok(klok);
        if (motor_tel(dit, &a, t, NULL, &tel, e))
            return -1;
        keer[i] = (meet_klok(klok) - begin) * 1e3;
        *ret_nieuw = i && tel.nieuw < *ret_nieuw ? *ret_nieuw : tel.nieuw; /* the most */
        if (!m)
            motor_close(dit);
        arena_reset(&a);
    }
    t->param[0].waarde = 50 * REGEL_EENHEID;
    arena_done(&a);
    return midden(keer, KEREN);
}

/* ---- tiles and cross tables: with the class of every row ---- */

enum { TEGEL_Z = 14, TEGELS = 400 };

/* Tiles of zoom 14 that have dwellings: one for each of evenly spread rows, each once. */
static size_t tegels_kies(const struct tegelaar *maker, const struct wzv *w, int (*ret)[2])
{
    size_t n = 0;

    for (size_t i = 0; i < TEGELS; i++) {
        double lengte, breedte, x, y, wereld = 2 * 3.14159265358979323846 * 6378137.0;
        int k, r;
        bool er = false;

        if (!woning_plek(maker, w, w->rijen / TEGELS * i, &lengte, &breedte))
            continue;
        mercator(lengte, breedte, &x, &y);
        k = (int)((x / wereld + 0.5) * (1 << TEGEL_Z));
        r = (int)((0.5 - y / wereld) * (1 << TEGEL_Z));
        for (size_t j = 0; j < n; j++)
            er = er || (ret[j][0] == k && ret[j][1] == r);
        if (!er) {
            ret[n][0] = k;
            ret[n++][1] = r;
        }
    }
    return n;
}

static int dichtbij(struct motor *m, const struct wzv *w, const struct regeltabel *t, const char *lijst,
                    struct err *e)
{
    struct voorraad v = {.w = w};
    struct geteld g = {.v = &v, .t = t};
    struct tegelaar *maker = NULL;
    struct arena a, los;
    struct kruis kruis;
    int plek[TEGELS][2], rc;
    uint8_t *klasse, *rij = malloc(motor_rijen(w));
    const struct wzv_gebied *land = &w->gebied[WZV_LAND][0];
    double begin, keer[KEREN];
    size_t n, bytes = 0;
    FILE *f = lijst ? fopen(lijst, "w") : NULL;

    arena_init(&a, 0);
    arena_init(&los, 0);
    klasse = arena_alloc(&a, t->n + 1);
    for (size_t r = 0; r <= t->n; r++)
        klasse[r] = (uint8_t)(r % 8);
    g.klasse_van = klasse;
    g.n_klassen = 8;
    voorraad_groepen(&a, &v);
    rc =
        rij ? motor_tel_klassen(m, &a, t, klasse, rij, &g.tel, e) : err_set(e, ERR_ENV, "het geheugen is op");
    g.rij = rij;
    for (int i = 0; !rc && i < KEREN; i++) {
        begin = meet_klok(CLOCK_THREAD_CPUTIME_ID);
        rc = motor_tel_klassen(m, &los, t, klasse, rij, &g.tel, e);
        keer[i] = (meet_klok(CLOCK_THREAD_CPUTIME_ID) - begin) * 1e3;
        arena_reset(&los);
    }
    if (!rc)
        meet_regel("voorraad: dezelfde regels, met de klasse van elke woning, 1 kern", midden(keer, KEREN), 0,
                   "ms", "");
    if (!rc)
        rc = tegelaar_open(&maker, e);
    if (!rc) {
        n = tegels_kies(maker, w, plek);
        for (size_t i = 0; f && i < n; i++)
            fprintf(f, "%d %d %d\n", TEGEL_Z, plek[i][0], plek[i][1]);
        for (int i = 0; i < KEREN; i++) {
            begin = meet_klok(CLOCK_THREAD_CPUTIME_ID);
            for (size_t k = 0; !rc && k < n; k++) {
                struct str s;

                rc = woning_tegel(maker, &g, &los, TEGEL_Z, plek[k][0], plek[k][1], &s, e);
                bytes += s.n;
                arena_reset(&los);
            }
            keer[i] = (double)n / (meet_klok(CLOCK_THREAD_CPUTIME_ID) - begin);
        }
        meet_regel("voorraad: tegels van zoom 14, 1 kern", midden(keer, KEREN), 0, "/s", "");
        meet_regel("voorraad: zo'n tegel, vóór inpakken", (double)bytes / (double)n / KEREN, 0, "bytes", "");
    }
    for (int i = 0; !rc && i < KEREN; i++) {
        begin = meet_klok(CLOCK_PROCESS_CPUTIME_ID); /* it takes all cores: what they spend together */
        kruis_tel(&los, &g, KRUIS_EIGENAAR, &land, 1, &kruis);
        keer[i] = (meet_klok(CLOCK_PROCESS_CPUTIME_ID) - begin) * 1e3;
        arena_reset(&los);
    }
    if (!rc)
        meet_regel("voorraad: kruistabel klasse en eigenaar, klassen al bekend, 1 kern", midden(keer, KEREN),
                   0, "ms", "");
    for (int i = 0; !rc && i < KEREN; i++) {
        motor_vergeet(m);
        begin = meet_klok(CLOCK_PROCESS_CPUTIME_ID);
        rc = motor_tel_klassen(m, &los, t, klasse, rij, &g.tel, e);
        kruis_tel(&los, &g, KRUIS_EIGENAAR, &land, 1, &kruis);
        keer[i] = (meet_klok(CLOCK_PROCESS_CPUTIME_ID) - begin) * 1e3;
        arena_reset(&los);
    }
    if (!rc)
        meet_regel("voorraad: kruistabel klasse en eigenaar, nieuwe regelset, 1 kern", midden(keer, KEREN), 0,
                   "ms", "");
    if (f)
        fclose(f);
    tegelaar_close(maker);
    free(rij);
    arena_done(&los);
    arena_done(&a);
    return rc;
}

int main(int argc, char **argv)
{
    struct motor_keuze een = {.draden = 1}, alle = {0};
    struct regeltabel *t;
    struct motor *m = NULL;
    struct arena a;
    struct err e = {0};
    struct wzv *w;
    struct str s;
    double grens, mb, nieuw;
    size_t atomen = 0;
    char wat[200];

    arena_init(&a, 0);
    if (argc < 3 || argc > 4 || wzv_open(&w, argv[1], &e) || bestand_lees(&a, argv[2], 1 << 20, &s, &e) ||
        regeltabel_lees(&a, s, &t, &e)) {
        fprintf(stderr, "bench_voorraad: %s\n", e.text);
        return 2;
    }
    grens = limiet(w, t, &mb);
    if (!motor_open(&m, w, een, &e)) {
        double grens_ms;

        nieuw = meting(m, w, t, een, true, true, &atomen, &e);
        snprintf(wat, sizeof wat, "voorraad: nieuwe regelset, %zu atomen, 1 kern", atomen);
        meet_regel(wat, nieuw, grens, "ms", "alle bytes van die kolommen lezen");
        grens_ms = meting(m, w, t, een, false, true, &atomen, &e);
        snprintf(wat, sizeof wat, "voorraad: één grens verschoven, %zu atoom, 1 kern", atomen);
        meet_regel(wat, grens_ms, grens, "ms", "alle bytes van die kolommen lezen");
        if (!e.code && dichtbij(m, w, t, argc > 3 ? argv[3] : NULL, &e))
            fprintf(stderr, "bench_voorraad: %s\n", e.text);
    }
    motor_close(m);
    meet_regel("voorraad: nieuwe regelset, motor vers geopend, 1 kern",
               meting(NULL, w, t, een, false, true, &atomen, &e), grens, "ms",
               "alle bytes van die kolommen lezen");
    if (!motor_open(&m, w, alle, &e))
        meet_regel("voorraad: nieuwe regelset, alle kernen", meting(m, w, t, alle, true, false, &atomen, &e),
                   0, "ms", "");
    motor_close(m);
    for (int k = 0; k < KERN_SOORTEN; k++)
        if (kern_van((enum kern_soort)k)) {
            struct motor_keuze keuze = {.draden = 1, .kern = kern_van((enum kern_soort)k)};

            snprintf(wat, sizeof wat, "voorraad: nieuwe regelset met %s", keuze.kern->naam);
            meet_regel(wat, meting(NULL, w, t, keuze, false, true, &atomen, &e), 0, "ms", "");
        }
    if (e.code)
        fprintf(stderr, "bench_voorraad: %s\n", e.text);
    wzv_close(w);
    arena_done(&a);
    return e.code != 0;
}
