/* SPDX-License-Identifier: EUPL-1.2
 * See kast.h. One lock guards the list of stocks and what was counted; an engine has a lock of its own, so
 * that who only looks at a page of another stock does not wait for a count. */
#include "voorraad/kast.h"
#include "base/som.h"

#include "voorraad/tegel.h"
#include "voorraad/uitleg.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    GETELD_MAX = 64, /* counts that are kept */
    RIJEN_MAX = 6,   /* of which with the class of every row */
    REGELS_RUIMTE = 8 << 20,
    TEGELAARS = 16,
};

struct voorraad_intern {
    pthread_mutex_t slot; /* guards the engine */
    struct motor *motor;
};

struct bewaard {     /* a geteld and how it is kept */
    struct geteld g; /* first */
    struct arena a;
    uint8_t *rijen; /* malloc'ed */
    int gebruikers;
    bool los; /* no longer in the list: goes with its last user */
    uint64_t gebruikt;
};

struct voorraad_kast {
    pthread_mutex_t slot;
    struct arena a; /* owns what the stocks say of themselves */
    VEC(struct voorraad *) voorraad;
    struct bewaard *geteld[GETELD_MAX];
    size_t n;
    uint64_t klok;
    struct tegelaar *tegelaar[TEGELAARS];
    size_t n_tegelaars;
};

struct voorraad_kast *voorraad_kast_new(void)
{
    struct voorraad_kast *k = calloc(1, sizeof *k);

    if (!k)
        abort();
    pthread_mutex_init(&k->slot, NULL);
    arena_init(&k->a, 0);
    return k;
}

static void bewaard_weg(struct bewaard *b)
{
    free(b->rijen);
    arena_done(&b->a);
    free(b);
}

void voorraad_kast_free(struct voorraad_kast *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < k->n; i++)
        bewaard_weg(k->geteld[i]);
    for (size_t i = 0; i < k->voorraad.n; i++) {
        struct voorraad *v = k->voorraad.at[i];

        motor_close(v->in->motor);
        pthread_mutex_destroy(&v->in->slot);
        wzv_close((struct wzv *)v->w);
    }
    for (size_t i = 0; i < k->n_tegelaars; i++)
        tegelaar_close(k->tegelaar[i]);
    pthread_mutex_destroy(&k->slot);
    arena_done(&k->a);
    free(k);
}

/* ---- the stocks ---- */

void voorraad_groepen(struct arena *a, struct voorraad *v)
{
    size_t n = (v->w->n_blokken + KAST_GROEP - 1) / KAST_GROEP;
    uint32_t *at = ARENA_ARRAY(a, uint32_t, n * 4 + 1);

    for (size_t g = 0; g < n; g++) {
        uint32_t *k = at + g * 4;

        k[0] = k[1] = UINT32_MAX;
        k[2] = k[3] = 0;
        for (size_t b = g * KAST_GROEP; b < (g + 1) * KAST_GROEP && b < v->w->n_blokken; b++) {
            const uint32_t *x = v->w->blok + b * 4;

            k[0] = x[0] < k[0] ? x[0] : k[0];
            k[1] = x[1] < k[1] ? x[1] : k[1];
            k[2] = x[2] > k[2] ? x[2] : k[2];
            k[3] = x[3] > k[3] ? x[3] : k[3];
        }
    }
    v->groep = at;
    v->n_groepen = n;
}

/* Refuses in words what is not the file that was registered. */
static int openen(struct arena *a, struct voorraad *v, struct err *e)
{
    struct wzv *w;
    int rc = wzv_open(&w, str_cstr(a, v->r.bestand), e);

    if (rc)
        return rc;
    if (!str_eq(hex_van(a, w->sha256, sizeof w->sha256), v->r.sha256)) {
        wzv_close(w);
        return err_set(
            e, ERR_DATA,
            "%.*s is niet meer het bestand dat is geregistreerd; zet het oude terug, of registreer dit",
            STR_ARG(v->r.bestand));
    }
    rc = motor_open(&v->in->motor, w, (struct motor_keuze){0}, e);
    if (rc) {
        wzv_close(w);
        return rc;
    }
    v->w = w;
    map_init(&v->gemeente, a);
    for (size_t i = 0; i < w->n_gebieden[WZV_GEMEENTE]; i++)
        map_put(&v->gemeente, w->gebied[WZV_GEMEENTE][i].code, NULL)->value.i = (int64_t)i;
    voorraad_groepen(a, v);
    return OK;
}

static struct voorraad *voorraad_van(struct voorraad_kast *k, const struct voorraad_rij *r)
{
    struct voorraad *v = ARENA_NEW(&k->a, struct voorraad);
    struct err e;

    v->in = ARENA_NEW(&k->a, struct voorraad_intern);
    pthread_mutex_init(&v->in->slot, NULL);
    v->r = *r;
    v->r.naam = str_dup(&k->a, r->naam);
    v->r.bron = str_dup(&k->a, r->bron);
    v->r.bestand = str_dup(&k->a, r->bestand);
    v->r.sha256 = str_dup(&k->a, r->sha256);
    v->r.wie = str_dup(&k->a, r->wie);
    if (openen(&k->a, v, &e))
        v->mis = str_dup(&k->a, str_from(e.text));
    VEC_PUSH(&k->a, &k->voorraad, v);
    return v;
}

int voorraad_kast_lees(struct voorraad_kast *k, struct conn *c, struct arena *a,
                       const struct voorraad *const **ret, size_t *ret_n, struct err *e)
{
    const struct voorraad_rij *r;
    const struct voorraad **uit;
    size_t n;
    int rc;

    if (!k)
        return err_set(e, ERR_ENV, "hier worden geen voorraden geopend");
    rc = voorraden_lees(c, a, &r, &n, e);
    if (rc)
        return rc;
    uit = (const struct voorraad **)ARENA_ARRAY(a, struct voorraad *, n + 1);
    pthread_mutex_lock(&k->slot);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < k->voorraad.n && !uit[i]; j++)
            if (k->voorraad.at[j]->r.id == r[i].id && str_eq(k->voorraad.at[j]->r.bestand, r[i].bestand))
                uit[i] = k->voorraad.at[j];
        if (!uit[i])
            uit[i] = voorraad_van(k, &r[i]);
    }
    pthread_mutex_unlock(&k->slot);
    *ret = uit;
    *ret_n = n;
    return OK;
}

/* ---- counting ---- */

static int64_t time_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static int klassen_maak(struct bewaard *b, struct err *e)
{
    const struct regeltabel *t = b->g.t;
    struct str *klasse = ARENA_ARRAY(&b->a, struct str, KAST_KLASSEN_MAX);
    uint8_t *van = ARENA_ARRAY(&b->a, uint8_t, t->n + 1);
    size_t n = 0;

    for (size_t r = 0; r <= t->n; r++) {
        struct str s = regel_klasse(&b->a, t, r);
        size_t i = 0;

        while (i < n && !str_eq(klasse[i], s))
            i++;
        if (i == n && n == KAST_KLASSEN_MAX)
            return err_set(e, ERR_LIMIT, "deze regels geven meer dan %d klassen", KAST_KLASSEN_MAX);
        if (i == n)
            klasse[n++] = s;
        van[r] = (uint8_t)i;
    }
    b->g.klasse = klasse;
    b->g.klasse_van = van;
    b->g.n_klassen = n;
    return OK;
}

void geteld_som(const struct geteld *g, const struct wzv_gebied *x, uint64_t *ret)
{
    const struct wzv *w = g->v->w;

    memset(ret, 0, g->n_klassen * sizeof *ret);
    for (size_t b = wzv_gebied_van(w, WZV_BUURT, x->eerste);
         b < g->tel.buurten && w->gebied[WZV_BUURT][b].eerste < x->eerste + x->n; b++)
        for (size_t r = 0; r < g->tel.kolommen; r++)
            ret[g->klasse_van[r]] += g->tel.at[b * g->tel.kolommen + r];
}

static int tel(struct bewaard *b, bool rijen, struct err *e)
{
    const struct voorraad *v = b->g.v;
    const struct wzv *w = v->w;
    uint64_t *gemeente;
    struct regeltabel *t;
    int64_t begin = time_us();
    int rc = regeltabel_lees(&b->a, b->g.inhoud, &t, e);

    if (rc)
        return rc;
    b->g.t = t;
    rc = klassen_maak(b, e);
    if (rc)
        return rc;
    if (rijen && !(b->rijen = malloc(motor_rijen(w))))
        return err_set(e, ERR_ENV, "het geheugen is op");
    pthread_mutex_lock(&v->in->slot);
    rc = rijen ? motor_tel_klassen(v->in->motor, &b->a, t, b->g.klasse_van, b->rijen, &b->g.tel, e)
               : motor_tel(v->in->motor, &b->a, t, NULL, &b->g.tel, e);
    pthread_mutex_unlock(&v->in->slot);
    if (rc)
        return rc;
    b->g.rij = b->rijen;
    gemeente = ARENA_ARRAY(&b->a, uint64_t, w->n_gebieden[WZV_GEMEENTE] * b->g.n_klassen + 1);
    for (size_t i = 0; i < w->n_gebieden[WZV_GEMEENTE]; i++)
        geteld_som(&b->g, &w->gebied[WZV_GEMEENTE][i], gemeente + i * b->g.n_klassen);
    b->g.gemeente = gemeente;
    b->g.duur_us = time_us() - begin;
    return OK;
}

/* Held by the lock of the kast: takes one out of the list. */
static void los_maak(struct voorraad_kast *k, size_t i)
{
    struct bewaard *b = k->geteld[i];

    k->geteld[i] = k->geteld[--k->n];
    b->los = true;
    if (!b->gebruikers)
        bewaard_weg(b);
}

static void plaats_maak(struct voorraad_kast *k)
{
    for (;;) {
        size_t rijen = 0, oudst = SIZE_MAX, oudst_rijen = SIZE_MAX;

        for (size_t i = 0; i < k->n; i++) {
            const struct bewaard *b = k->geteld[i];

            rijen += b->rijen != NULL;
            if (oudst == SIZE_MAX || b->gebruikt < k->geteld[oudst]->gebruikt)
                oudst = i;
            if (b->rijen && (oudst_rijen == SIZE_MAX || b->gebruikt < k->geteld[oudst_rijen]->gebruikt))
                oudst_rijen = i;
        }
        if (rijen > RIJEN_MAX)
            los_maak(k, oudst_rijen);
        else if (k->n >= GETELD_MAX)
            los_maak(k, oudst);
        else
            return;
    }
}

static struct bewaard *zoek(struct voorraad_kast *k, const struct voorraad *v, struct str sha, bool rijen)
{
    struct bewaard *er = NULL;

    for (size_t i = 0; i < k->n; i++) {
        struct bewaard *b = k->geteld[i];

        if (b->g.v == v && str_eq(b->g.sha256, sha) && (!er || b->rijen) && (!rijen || b->rijen))
            er = b;
    }
    if (er) {
        er->gebruikers++;
        er->gebruikt = ++k->klok;
    }
    return er;
}

int geteld_neem(struct voorraad_kast *k, const struct voorraad *v, struct str inhoud, bool rijen,
                const struct geteld **ret, struct err *e)
{
    struct bewaard *b;
    struct arena a;
    struct str sha;
    int rc;

    if (!v->w)
        return err_set(e, ERR_ENV, "voorraad “%.*s” kan niet worden geopend: %.*s", STR_ARG(v->r.naam),
                       STR_ARG(v->mis));
    arena_init(&a, 0);
    sha = sha256_tekst(&a, inhoud);
    pthread_mutex_lock(&k->slot);
    b = zoek(k, v, sha, rijen);
    pthread_mutex_unlock(&k->slot);
    if (!b) {
        b = calloc(1, sizeof *b);
        if (!b)
            abort();
        arena_init(&b->a, REGELS_RUIMTE);
        b->g = (struct geteld){.v = v, .inhoud = str_dup(&b->a, inhoud), .sha256 = str_dup(&b->a, sha)};
        b->g.tegels = str_fmt(&b->a, "%.12s-%.16s", v->r.sha256.p, b->g.sha256.p);
        rc = tel(b, rijen, e);
        if (rc) {
            bewaard_weg(b);
            arena_done(&a);
            return rc;
        }
        b->gebruikers = 1;
        pthread_mutex_lock(&k->slot);
        plaats_maak(k);
        b->gebruikt = ++k->klok;
        k->geteld[k->n++] = b;
        pthread_mutex_unlock(&k->slot);
    }
    arena_done(&a);
    *ret = &b->g;
    return OK;
}

void geteld_geef(struct voorraad_kast *k, const struct geteld *g)
{
    struct bewaard *b = (struct bewaard *)g;

    if (!b)
        return;
    pthread_mutex_lock(&k->slot);
    if (!--b->gebruikers && b->los)
        bewaard_weg(b);
    pthread_mutex_unlock(&k->slot);
}

const struct geteld *geteld_bij_tegels(struct voorraad_kast *k, struct str tegels)
{
    struct bewaard *er = NULL;

    pthread_mutex_lock(&k->slot);
    for (size_t i = 0; i < k->n && !er; i++)
        if (k->geteld[i]->rijen && str_eq(k->geteld[i]->g.tegels, tegels))
            er = k->geteld[i];
    if (er) {
        er->gebruikers++;
        er->gebruikt = ++k->klok;
    }
    pthread_mutex_unlock(&k->slot);
    return er ? &er->g : NULL;
}

int kast_tegelaar_neem(struct voorraad_kast *k, struct tegelaar **ret, struct err *e)
{
    struct tegelaar *t = NULL;

    pthread_mutex_lock(&k->slot);
    if (k->n_tegelaars)
        t = k->tegelaar[--k->n_tegelaars];
    pthread_mutex_unlock(&k->slot);
    if (!t)
        return tegelaar_open(ret, e);
    *ret = t;
    return OK;
}

void kast_tegelaar_geef(struct voorraad_kast *k, struct tegelaar *t)
{
    if (!t)
        return;
    pthread_mutex_lock(&k->slot);
    if (k->n_tegelaars < TEGELAARS) {
        k->tegelaar[k->n_tegelaars++] = t;
        t = NULL;
    }
    pthread_mutex_unlock(&k->slot);
    tegelaar_close(t);
}

int geteld_klasse(const struct geteld *g, struct str naam)
{
    for (size_t i = 0; i < g->n_klassen; i++)
        if (str_eq(g->klasse[i], naam))
            return (int)i;
    return -1;
}
