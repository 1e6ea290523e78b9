/* SPDX-License-Identifier: EUPL-1.2
 * How fast is a ronde counted? 100,000 made-up responses to 60 questions, each question by 342 gemeenten,
 * beside the limit: reading every byte of those columns once. A protected question judged with all its
 * tables. And a workbook of a million cells, written in pieces and read back: how much memory more than the
 * answers themselves. Usage: bench_uitkomst FOLDER [responses]. For meet.py. */
#include "base/philox.h"
#include "meet.h"
#include "tabel/tabel.h"
#include "uitkomst/uitvoer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { VRAGEN = 60, GEMEENTEN = 342, OPTIES = 6 };

static uint32_t worp(struct philox *p, uint32_t n)
{
    return philox_u32(p) % n;
}

static struct ui_set *verzin(struct arena *a, size_t n, bool land)
{
    struct ui_set *s = ARENA_NEW(a, struct ui_set);
    struct ui_indeling g = {.code = STR("gemeente"), .naam = STR("Gemeente"), .n_regio = GEMEENTEN};
    struct philox p;

    philox_init(&p, 342, 1);
    ui_set_init(s, a, n);
    g.regio = ARENA_ARRAY(a, struct ui_optie, GEMEENTEN);
    for (size_t i = 0; i < GEMEENTEN; i++)
        g.regio[i].code = g.regio[i].label = str_fmt(a, "GM%04zu", i);
    g.van = ARENA_ARRAY(a, uint32_t, n + 1);
    g.in = ARENA_ARRAY(a, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        s->partij[i] = (struct ui_partij){.id = (int64_t)i,
                                          .code = str_fmt(a, "P%zu", i),
                                          .naam = STR("verzonnen"),
                                          .deelnemend = worp(&p, 20) > 0};
        g.van[i + 1] = (uint32_t)i + 1;
        g.in[i] = land ? (uint32_t)i % GEMEENTEN : worp(&p, GEMEENTEN);
    }
    VEC_PUSH(a, &s->indeling, g);
    for (int v = 0; v < VRAGEN; v++) {
        struct ui_optie *o = ARENA_ARRAY(a, struct ui_optie, OPTIES);
        struct ui_vraag *x;

        for (int k = 0; k < OPTIES; k++)
            o[k].code = o[k].label = str_fmt(a, "keuze_%d", k);
        x = ui_vraag_nieuw(s, a, v % 3 == 1 ? UI_MEER : UI_EEN, str_fmt(a, "vraag_%d", v), STR("Een vraag"),
                           o, OPTIES, 0);
        for (size_t i = 0; i < n; i++) {
            if (!s->partij[i].deelnemend || !worp(&p, 12))
                continue;
            x->toestand[i] = UI_BEANTWOORD;
            if (x->soort == UI_EEN)
                x->keus[i] = (int16_t)worp(&p, OPTIES);
            else
                x->keuzes[i] = 1 + worp(&p, (1 << OPTIES) - 1);
        }
    }
    return s;
}

static double grens(const struct ui_set *s)
{
    double t = meet_klok(CLOCK_PROCESS_CPUTIME_ID);
    volatile uint64_t som = 0;

    for (size_t v = 0; v < s->vraag.n; v++) {
        const struct ui_vraag *x = s->vraag.at[v];
        uint64_t n = 0;

        for (size_t i = 0; i < s->n; i++)
            n += x->toestand[i] + (x->keus ? (uint64_t)x->keus[i] : x->keuzes[i]);
        som = som + n;
    }
    (void)som; /* read, so that the loop is not left out */
    return meet_klok(CLOCK_PROCESS_CPUTIME_ID) - t;
}

static int tellen(size_t n)
{
    double beste = 1e9, kan = 1e9;
    struct arena a;
    struct ui_set *s;
    char wat[120];

    arena_init(&a, 0);
    s = verzin(&a, n, false);
    for (int ronde = 0; ronde < 3; ronde++) {
        double t = meet_klok(CLOCK_PROCESS_CPUTIME_ID), g;

        for (size_t v = 0; v < s->vraag.n; v++) {
            struct ui_vraagstelling w = {.vraag = s->vraag.at[v]->code, .per = STR("gemeente")};
            struct ui_tabel tabel;
            struct arena tijd;
            struct err e;

            arena_init(&tijd, 0);
            if (ui_tabel_maak(&tijd, s, &w, &tabel, &e)) {
                fprintf(stderr, "%s\n", e.text);
                return 1;
            }
            arena_done(&tijd);
        }
        t = meet_klok(CLOCK_PROCESS_CPUTIME_ID) - t;
        g = grens(s);
        beste = t < beste ? t : beste;
        kan = g < kan ? g : kan;
    }
    snprintf(wat, sizeof wat, "tellen, %zu responsen x %d vragen per %d gemeenten", n, VRAGEN, GEMEENTEN);
    meet_regel(wat, beste * 1e3, kan * 1e3, "ms", "elke byte van die kolommen lezen");
    arena_done(&a);
    return 0;
}

/* A question that is "alleen geaggregeerd" of 342 gemeenten, with its 59 crosses. */
static int beschermen(void)
{
    struct ui_vraagstelling w = {.vraag = STR("vraag_0"), .per = STR("")};
    struct ui_tabel t;
    struct arena a;
    struct ui_set *s;
    struct err e;
    double begin;

    arena_init(&a, 0);
    s = verzin(&a, GEMEENTEN, true);
    s->vraag.at[0]->openbaarheid = VL_GEAGGREGEERD;
    begin = meet_klok(CLOCK_PROCESS_CPUTIME_ID);
    if (ui_tabel_maak(&a, s, &w, &t, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    meet_regel("bewaken wat getoond mag worden, 342 gemeenten, 60 vragen",
               (meet_klok(CLOCK_PROCESS_CPUTIME_ID) - begin) * 1e3, 0, "ms", "");
    arena_done(&a);
    return 0;
}

static double geheugen(void)
{
    struct rusage r;

    getrusage(RUSAGE_SELF, &r);
    return (double)r.ru_maxrss / 1e3;
}

static int naar_bestand(void *ctx, struct str bytes, struct err *e)
{
    return fwrite(bytes.p, 1, bytes.n, ctx) == bytes.n ? OK : err_set(e, ERR_ENV, "schrijven lukt niet");
}

static int terug(const char *pad, int64_t *ret_cellen)
{
    struct arena a;
    struct tabel_rij r;
    struct tabel *t;
    struct str bytes;
    struct err e;
    int rc;

    arena_init(&a, 0);
    rc = bestand_lees(&a, pad, (size_t)1 << 30, &bytes, &e);
    if (!rc)
        rc = tabel_open(&a, STR("ronde.xlsx"), bytes,
                        (struct tabel_grens){.bytes = SIZE_MAX / 4, .rijen = INT64_MAX}, &t, &e);
    *ret_cellen = 0;
    while (!rc && (rc = tabel_volgende(t, &r, &e)) > 0) {
        *ret_cellen += (int64_t)r.n;
        rc = 0;
    }
    if (rc < 0)
        fprintf(stderr, "%s\n", e.text);
    arena_done(&a);
    return rc < 0;
}

static int werkboek(const char *map, size_t n)
{
    const char *pad;
    double voor, begin, t;
    struct uitvoer u;
    struct arena a;
    struct ui_set *s;
    struct err e;
    int64_t cellen;
    FILE *f;
    int rc;

    arena_init(&a, 0);
    s = verzin(&a, n, false);
    pad = str_fmt(&a, "%s/ronde.xlsx", map).p;
    uitvoer_maak(&a, s, UI_PUBLIEK, &u);
    f = fopen(pad, "wbe");
    if (!f)
        return 1;
    voor = geheugen();
    begin = meet_nu();
    rc = uitvoer_xlsx(&u, naar_bestand, f, &e);
    fclose(f);
    if (rc) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    t = meet_nu() - begin;
    meet_regel("werkboek van een ronde, cellen geschreven", (double)n * (VRAGEN + 3) / t, 0, "cellen/s", "");
    meet_regel("werkboek van een ronde: geheugen erbij", geheugen() - voor, 0, "MB", "");
    voor = geheugen();
    begin = meet_nu();
    if (terug(pad, &cellen))
        return 1;
    meet_regel("werkboek van een ronde, cellen gelezen", (double)cellen / (meet_nu() - begin), 0, "cellen/s",
               "");
    meet_regel("werkboek van een ronde, gelezen: geheugen erbij", geheugen() - voor, 0, "MB", "");
    arena_done(&a);
    return 0;
}

int main(int argc, char **argv)
{
    size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000;
    const char *map = argc > 1 ? argv[1] : "/tmp";

    /* The workbook first: what was held before would hide what it takes. */
    return werkboek(map, n / 6) || tellen(n) || beschermen();
}
