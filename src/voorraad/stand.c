/* SPDX-License-Identifier: EUPL-1.2
 * The columns of the stock as one table, and the stock in the making: sorting, areas, marks. */
#include "voorraad/stand.h"

#include "base/ploeg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const char *const statussen[] = {
    "in gebruik", "in gebruik (niet ingemeten)", "buiten gebruik", "verbouwing", "gevormd", NULL};
static const char *const pandstatussen[] = {"bouwvergunning verleend",
                                            "bouw gestart",
                                            "in gebruik (niet ingemeten)",
                                            "in gebruik",
                                            "verbouwing",
                                            "sloopvergunning verleend",
                                            "buiten gebruik",
                                            "gesloopt",
                                            "niet gerealiseerd",
                                            "ten onrechte opgevoerd",
                                            NULL};
static const char *const eigenaren[] = {"corporatie", "eigenaar-bewoner", "particuliere verhuurder", NULL};
/* VERA, TOEGANKELIJKHEIDSLABEL (CC0, Aedes-datastandaarden/vera-referentiedata) */
static const char *const labels[] = {"ZON", "GEL", "GNV", "ROG", "NUL", "ROA", "ROL", "RUI", NULL};

const struct stand_kolom stand_kolommen[K_N] = {
    [K_ID] = {"id", 8, WZV_GETAL, NULL, "BAG-identificatie van het verblijfsobject"},
    [K_PAND] = {"pand", 8, WZV_GETAL, NULL, "BAG-identificatie van het (eerste) pand"},
    [K_X] = {"x", 4, WZV_GETAL, NULL, "plaats, millimeters RD"},
    [K_Y] = {"y", 4, WZV_GETAL, NULL, "plaats, millimeters RD"},
    [K_POSTCODE] = {"postcode", 4, WZV_GETAL, NULL, "cijfers × 676 + letters"},
    [K_HUISNUMMER] = {"huisnummer", 4, WZV_GETAL, NULL, "huisnummer van het hoofdadres"},
    [K_OPPERVLAKTE] = {"oppervlakte", 2, WZV_GETAL, NULL, "gebruiksoppervlakte, m²; 65534 is dat of meer"},
    [K_BOUWJAAR] = {"bouwjaar", 2, WZV_GETAL, NULL, "oorspronkelijk bouwjaar van het pand"},
    [K_OBJECTEN] = {"objecten in pand", 2, WZV_GETAL, NULL,
                    "bestaande verblijfsobjecten in het pand, van elk gebruik"},
    [K_CLUSTERWONINGEN] = {"clusterwoningen", 2, WZV_GETAL, NULL,
                           "woningen in de geclusterde woonvorm; 0 is geen cluster"},
    [K_WONING] = {"woning", 1, WZV_JANEE, NULL, "woonfunctie en in gebruik, zoals CBS telt"},
    [K_STATUS] = {"status", 1, WZV_CODE, statussen, "status van het verblijfsobject"},
    [K_ANDERE_FUNCTIE] = {"andere functie", 1, WZV_JANEE, NULL,
                          "heeft ook of alleen een ander gebruiksdoel dan wonen"},
    [K_PANDSTATUS] = {"pandstatus", 1, WZV_CODE, pandstatussen, "status van het pand"},
    [K_MEERGEZINS] = {"meergezins", 1, WZV_JANEE, NULL,
                      "het pand heeft twee of meer bestaande verblijfsobjecten"},
    [K_MERK] = {"merk", 1, WZV_GETAL, NULL,
                "vreemde waarden: 1 oppervlakte, 2 bouwjaar, 4 plaats, 8 pand, 16 gebied"},
    [K_VERDIEPING] = {"verdieping", 1, WZV_GETAL, NULL, "laag van de voordeur, begane grond is 0"},
    [K_LIFT] = {"lift", 1, WZV_JANEE, NULL, "met een lift bereikbaar"},
    [K_EIGENAAR] = {"eigenaar", 1, WZV_CODE, eigenaren, "soort eigenaar"},
    [K_ZELFSTANDIG] = {"zelfstandig", 1, WZV_JANEE, NULL, "zelfstandige woning"},
    [K_TOEGANKELIJKHEID] = {"toegankelijkheid", 1, WZV_CODE, labels, "toegankelijkheidslabel van VERA"},
    [K_BAT] = {"bat", 1, WZV_GETAL, NULL, "BAT-score op de schaal van VERA, 1 tot en met 5; 0 is geen"},
    [K_BEREIKBAAR] = {"bereikbaar zonder trap", 1, WZV_JANEE, NULL, "de voordeur is zonder trap te bereiken"},
    [K_GELIJKVLOERS] = {"gelijkvloers", 1, WZV_JANEE, NULL,
                        "keuken, badkamer, toilet, woonkamer en een slaapkamer zonder trap"},
    [K_ONTMOETINGSRUIMTE] = {"ontmoetingsruimte", 1, WZV_JANEE, NULL,
                             "het cluster heeft een ruimte om elkaar te ontmoeten"},
    [K_AANDEEL_55PLUS] = {"aandeel 55plus", 1, WZV_GETAL, NULL,
                          "deel van de woningen in het cluster waar mensen van 55 en ouder wonen, %"},
    [K_WLZ] = {"wlz", 1, WZV_JANEE, NULL, "in het cluster kan Wlz-zorg worden gegeven"},
};

const char *const stand_merken[MERKEN] = {"vreemde oppervlakte", "vreemd bouwjaar", "geen of vreemde plaats",
                                          "pand onbekend", "gemeente onbekend"};

const char *stand_code_naam(struct str kolom, struct str code)
{
    static const char *const namen[] = {"woning zonder bijzondere toegankelijkheid",
                                        "gelijkvloerse woning (vervallen: nu GNV of NUL)",
                                        "gelijkvloerse woning, geen nultredenwoning",
                                        "rollatorwoning, geen nultredenwoning",
                                        "nultredenwoning",
                                        "rollatorwoning",
                                        "rolstoelwoning",
                                        "extra ruime rolstoelwoning"};

    for (size_t i = 0; labels[i] && str_is(kolom, stand_kolommen[K_TOEGANKELIJKHEID].naam); i++)
        if (str_is(code, labels[i]))
            return namen[i];
    return NULL;
}

enum { GROOT = 2 << 20 };

void *stand_groot(size_t n)
{
    void *p = mmap(NULL, n + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        return NULL;
    (void)madvise(p, n + 1, MADV_HUGEPAGE);
    return p;
}

void stand_groot_weg(void *p, size_t n)
{
    if (p)
        munmap(p, n + 1);
}

void stand_init(struct stand *s)
{
    *s = (struct stand){0};
    arena_init(&s->a, 0);
    map_init(&s->buurt_bij, &s->a);
    buf_init(&s->herkomst, &s->a, 1 << 20);
}

void stand_done(struct stand *s)
{
    free(s->rij);
    arena_done(&s->a);
}

void stand_rij_leeg(struct stand_rij *r)
{
    memset(r, 0xFF, sizeof *r);
    *stand_smal(r, K_MERK) = 0;
    r->buurt = 0;
}

int stand_ruimte(struct stand *s, uint64_t n, struct err *e)
{
    if (n > WZV_RIJEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %llu verblijfsobjecten", WZV_RIJEN_MAX);
    if (n > s->ruimte) {
        void *p;

        if (posix_memalign(&p, GROOT, (size_t)n * sizeof *s->rij) != 0)
            return err_set(e, ERR_ENV, "het geheugen is op");
        /* In large pages, where the system has them: rows are fetched in any order. */
        (void)madvise(p, (size_t)n * sizeof *s->rij, MADV_HUGEPAGE);
        free(s->rij);
        s->rij = p;
        s->ruimte = n;
    }
    s->n = 0;
    return OK;
}

int stand_rijen(struct stand *s, uint64_t n, struct stand_rij **ret, struct err *e)
{
    if (s->n + n > WZV_RIJEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %llu verblijfsobjecten", WZV_RIJEN_MAX);
    if (s->n + n > s->ruimte) {
        uint64_t ruimte = s->n + n > s->ruimte * 2 ? s->n + n : s->ruimte * 2;
        struct stand_rij *meer = realloc(s->rij, ruimte * sizeof *meer);

        if (!meer)
            return err_set(e, ERR_ENV, "het geheugen is op");
        s->rij = meer;
        s->ruimte = ruimte;
    }
    *ret = s->rij + s->n;
    for (uint64_t i = 0; i < n; i++)
        stand_rij_leeg(*ret + i);
    s->n += n;
    return OK;
}

uint32_t stand_buurt(struct stand *s, const struct stand_buurt *b)
{
    bool nieuw;
    struct map_entry *m = map_put(&s->buurt_bij, str_dup(&s->a, b->code[WZV_BUURT]), &nieuw);
    struct stand_buurt kopie;

    if (!nieuw)
        return (uint32_t)m->value.i;
    m->value.i = (int64_t)s->buurt.n;
    for (int i = 0; i < WZV_NIVEAUS; i++) {
        kopie.code[i] = str_dup(&s->a, b->code[i]);
        kopie.naam[i] = str_dup(&s->a, b->naam[i]);
    }
    VEC_PUSH(&s->a, &s->buurt, kopie);
    return (uint32_t)s->buurt.n - 1;
}

uint32_t stand_gemeente(struct stand *s, struct str code)
{
    struct str cijfers = str_sub(code, 2, code.n);
    struct stand_buurt b = {.code = {STR("NL01"), STR("PV??"), code,
                                     str_fmt(&s->a, "WK%.*s??", STR_ARG(cijfers)),
                                     str_fmt(&s->a, "BU%.*s????", STR_ARG(cijfers))},
                            .naam = {STR("Nederland"), STR("onbekend"), STR("onbekend"), STR("wijk onbekend"),
                                     STR("buurt onbekend")}};
    struct map_entry *m = map_get(&s->buurt_bij, b.code[WZV_BUURT]);
    const struct gemeente_ref *g;
    struct err e;

    if (m)
        return (uint32_t)m->value.i;
    if (!s->ref && gemeenten_ref(&s->a, &s->ref, &s->n_ref, &e))
        s->n_ref = 0;
    g = s->ref;
    for (size_t i = 0; i < s->n_ref; i++)
        if (str_eq(g[i].code, code) && g[i].van <= s->peildatum &&
            (s->peildatum < g[i].tot || b.code[1].p[2] == '?')) {
            b.naam[WZV_GEMEENTE] = g[i].naam;
            b.code[WZV_PROVINCIE] = g[i].provincie;
            b.naam[WZV_PROVINCIE] = provincie_naam(g[i].provincie);
        }
    return stand_buurt(s, &b);
}

void stand_merk(const struct stand *s, struct stand_rij *r)
{
    uint16_t m2 = *stand_breed(r, K_OPPERVLAKTE), jaar = *stand_breed(r, K_BOUWJAAR);
    uint8_t *merk = stand_smal(r, K_MERK);

    if (m2 != UINT16_MAX && (m2 <= 1 || m2 >= 65534))
        *merk |= MERK_OPPERVLAKTE;
    if (jaar != UINT16_MAX && (jaar < 1300 || jaar > s->peildatum / 10000 + 5))
        *merk |= MERK_BOUWJAAR;
    if (r->x == UINT32_MAX || r->x > 300000000 || r->y < 300000000 || r->y > 630000000)
        *merk |= MERK_PLAATS;
    if (r->pand == UINT64_MAX)
        *merk |= MERK_PAND;
}

/* ---- order ---- */

static uint64_t spreid(uint32_t v) /* bits of v at the even places */
{
    uint64_t x = v;

    x = (x | x << 16) & 0x0000FFFF0000FFFFULL;
    x = (x | x << 8) & 0x00FF00FF00FF00FFULL;
    x = (x | x << 4) & 0x0F0F0F0F0F0F0F0FULL;
    x = (x | x << 2) & 0x3333333333333333ULL;
    return (x | x << 1) & 0x5555555555555555ULL;
}

struct sleutel {
    uint64_t orde; /* rank of the buurt (20 bits), then the Morton code of the place in quarters of a metre */
    uint32_t rij;
};
enum { ORDE_BUURT = 44 };

enum { CIJFER = 11, CIJFERS = 6 }; /* bits of a digit, and digits of 64 bits */

static inline size_t cijfer(uint64_t orde, int c)
{
    return (size_t)(orde >> c * CIJFER & ((1U << CIJFER) - 1));
}

/* By orde, digit for digit from the last one: rows alike stay as they came. Digits that all have are skipped.
 * Returns the array (of two) in which the outcome stands. */
static struct sleutel *op_orde(struct sleutel *van, struct sleutel *naar, size_t n)
{
    static const size_t waarden = 1 << CIJFER;
    size_t(*tel)[1 << CIJFER] = calloc(CIJFERS, sizeof *tel);

    if (!tel)
        return NULL;
    for (size_t i = 0; i < n; i++)
        for (int c = 0; c < CIJFERS; c++)
            tel[c][cijfer(van[i].orde, c)]++;
    for (int c = 0; c < CIJFERS && n; c++) {
        struct sleutel *ruil = van;
        size_t at = 0;

        if (tel[c][cijfer(van[0].orde, c)] == n)
            continue;
        for (size_t k = 0; k < waarden; k++) {
            size_t m = tel[c][k];

            tel[c][k] = at;
            at += m;
        }
        for (size_t i = 0; i < n; i++)
            naar[tel[c][cijfer(van[i].orde, c)]++] = van[i];
        van = naar;
        naar = ruil;
    }
    free(tel);
    return van;
}

static int op_id(const void *x, const void *y)
{
    const struct sleutel *p = x, *q = y;

    if (p->orde != q->orde)
        return p->orde < q->orde ? -1 : 1;
    return p->rij < q->rij ? -1 : 1;
}

/* Rows of one place are in the order of their id, and then as they came. */
static void gelijken(const struct stand *s, struct sleutel *at)
{
    for (uint64_t i = 0, j; i < s->n; i = j) {
        uint64_t orde = at[i].orde;
        bool orden = false;

        for (j = i + 1; j < s->n && at[j].orde == orde; j++)
            orden = true;
        if (!orden)
            continue;
        for (uint64_t k = i; k < j; k++)
            at[k].orde = s->rij[at[k].rij].id;
        qsort(at + i, j - i, sizeof *at, op_id);
        for (uint64_t k = i; k < j; k++)
            at[k].orde = orde;
    }
}

struct rang {
    const struct stand_buurt *b;
    uint32_t i;
};

static int op_gebied(const void *x, const void *y)
{
    const struct rang *p = x, *q = y;

    for (int n = 0; n < WZV_NIVEAUS; n++) {
        int c = str_cmp(p->b->code[n], q->b->code[n]);

        if (c)
            return c;
    }
    return 0;
}

/* ---- rows become columns ---- */

/* Two lots of columns, one after the other in the same room: a row is fetched once for each. */
struct uitgave {
    const struct stand *s;
    const uint32_t *orde; /* the rows in the order of the file */
    uint8_t *ruimte;
    size_t van, tot;    /* the columns that are in it; */
    uint64_t plek[K_N]; /* where each begins */
};
enum { LOT = K_OPPERVLAKTE, LOT_RIJEN = 1 << 15, VOORUIT = 16 };

static void lot_vul(void *ctx, size_t deel, int lid)
{
    const struct uitgave *u = ctx;
    const struct stand *s = u->s;
    uint64_t tot = (deel + 1) * (uint64_t)LOT_RIJEN;

    (void)lid;
    for (uint64_t i = deel * (uint64_t)LOT_RIJEN; i < s->n && i < tot; i++) {
        const struct stand_rij *r = &s->rij[u->orde[i]];

        if (i + VOORUIT < s->n)
            __builtin_prefetch(&s->rij[u->orde[i + VOORUIT]]);
        if (u->van == 0) {
            ((uint64_t *)(void *)(u->ruimte + u->plek[K_ID]))[i] = r->id;
            ((uint64_t *)(void *)(u->ruimte + u->plek[K_PAND]))[i] = r->pand;
            ((uint32_t *)(void *)(u->ruimte + u->plek[K_X]))[i] = r->x;
            ((uint32_t *)(void *)(u->ruimte + u->plek[K_Y]))[i] = r->y;
            ((uint32_t *)(void *)(u->ruimte + u->plek[K_POSTCODE]))[i] = r->postcode;
            ((uint32_t *)(void *)(u->ruimte + u->plek[K_HUISNUMMER]))[i] = r->huisnummer;
            continue;
        }
        for (size_t k = K_OPPERVLAKTE; k < K_WONING; k++)
            ((uint16_t *)(void *)(u->ruimte + u->plek[k]))[i] = r->breed[k - K_OPPERVLAKTE];
        for (size_t k = K_WONING; k < K_N; k++)
            (u->ruimte + u->plek[k])[i] = r->smal[k - K_WONING];
    }
}

static void lot(struct uitgave *u, size_t van, size_t tot)
{
    uint64_t at = 0;

    u->van = van;
    u->tot = tot;
    for (size_t k = van; k < tot; k++) {
        u->plek[k] = at;
        at += u->s->n * (uint64_t)stand_kolommen[k].breedte;
        at = (at + 7) / 8 * 8;
    }
    ploeg_doe(u->s->draden, (size_t)(u->s->n / LOT_RIJEN + 1), lot_vul, u);
}

static const void *vul(void *ctx, size_t k, uint64_t van)
{
    struct uitgave *u = ctx;
    size_t breedte = (size_t)stand_kolommen[k].breedte;

    if (k < u->van || k >= u->tot)
        lot(u, k < LOT ? 0 : LOT, k < LOT ? LOT : K_N);
    return u->ruimte + u->plek[k] + van * breedte;
}

/* Areas of all levels out of the sorted rows: an area begins where its code changes. `rang`: the buurten in
 * their order. */
static void gebieden(struct stand *s, const struct sleutel *orde, const struct rang *rang,
                     struct wzv_nieuw *n)
{
    VEC(struct wzv_nieuw_gebied) v[WZV_NIVEAUS] = {0};

    for (uint64_t i = 0, j; i < s->n; i = j) {
        uint64_t plek = orde[i].orde >> ORDE_BUURT;
        const struct stand_buurt *b = rang[plek].b;
        bool verder = false;

        for (j = i + 1; j < s->n && orde[j].orde >> ORDE_BUURT == plek;)
            j++;
        for (int k = 0; k < WZV_NIVEAUS; k++) {
            struct wzv_nieuw_gebied *laatste = v[k].n ? &v[k].at[v[k].n - 1] : NULL;

            verder = verder || !laatste || !str_eq(laatste->code, b->code[k]);
            if (verder)
                VEC_PUSH(&s->a, &v[k],
                         (struct wzv_nieuw_gebied){.code = b->code[k],
                                                   .naam = b->naam[k],
                                                   .eerste = i,
                                                   .ouder = k ? (uint32_t)v[k - 1].n - 1 : 0});
        }
        for (int k = 0; k < WZV_NIVEAUS; k++)
            v[k].at[v[k].n - 1].n += j - i;
    }
    for (int k = 0; k < WZV_NIVEAUS; k++) {
        n->gebied[k] = v[k].at;
        n->n_gebieden[k] = v[k].n;
    }
}

/* Of the first lot of columns. */
static uint32_t *blokken(const struct uitgave *u)
{
    const uint32_t *x = (const uint32_t *)(const void *)(u->ruimte + u->plek[K_X]);
    const uint32_t *y = (const uint32_t *)(const void *)(u->ruimte + u->plek[K_Y]);
    uint64_t rijen = u->s->n;
    size_t n = (rijen + WZV_BLOK - 1) / WZV_BLOK;
    uint32_t *at = malloc((n + 1) * 16);

    for (size_t b = 0; at && b < n; b++) {
        uint32_t *k = at + b * 4;

        k[0] = k[1] = UINT32_MAX;
        k[2] = k[3] = 0;
        for (uint64_t i = b * WZV_BLOK; i < rijen && i < (b + 1) * WZV_BLOK; i++) {
            if (x[i] == UINT32_MAX)
                continue;
            k[0] = x[i] < k[0] ? x[i] : k[0];
            k[1] = y[i] < k[1] ? y[i] : k[1];
            k[2] = x[i] > k[2] ? x[i] : k[2];
            k[3] = y[i] > k[3] ? y[i] : k[3];
        }
    }
    return at;
}

struct ordening {
    struct stand *s;
    const uint32_t *plek; /* of a buurt: its rank */
    struct sleutel *at;
};

static void sleutels_maak(void *ctx, size_t deel, int lid)
{
    const struct ordening *o = ctx;
    uint64_t tot = (deel + 1) * (uint64_t)LOT_RIJEN;

    (void)lid;
    for (uint64_t i = deel * (uint64_t)LOT_RIJEN; i < o->s->n && i < tot; i++) {
        const struct stand_rij *r = &o->s->rij[i];
        uint64_t morton = (spreid(r->x / 250) | spreid(r->y / 250) << 1) & ((1ULL << ORDE_BUURT) - 1);

        o->at[i] = (struct sleutel){(uint64_t)o->plek[r->buurt] << ORDE_BUURT | morton, (uint32_t)i};
    }
}

/* The rows in the order of the file, to be given back as room of so many uint32_t; and in n the areas that
 * follow from it. NULL without memory. The keys themselves take eight times as much, and stay no longer. */
static uint32_t *orden(struct stand *s, struct wzv_nieuw *n)
{
    size_t ruimte = (size_t)s->n * 2 * sizeof(struct sleutel);
    struct sleutel *at = stand_groot(ruimte), *orde = NULL;
    uint32_t *plek = ARENA_ARRAY(&s->a, uint32_t, s->buurt.n + 1), *uit = NULL;
    struct rang *rang = ARENA_ARRAY(&s->a, struct rang, s->buurt.n + 1);

    for (size_t i = 0; i < s->buurt.n; i++)
        rang[i] = (struct rang){&s->buurt.at[i], (uint32_t)i};
    qsort(rang, s->buurt.n, sizeof *rang, op_gebied);
    for (size_t i = 0; i < s->buurt.n; i++)
        plek[rang[i].i] = (uint32_t)i;
    if (at) {
        ploeg_doe(s->draden, (size_t)(s->n / LOT_RIJEN + 1), sleutels_maak,
                  &(struct ordening){.s = s, .plek = plek, .at = at});
        orde = op_orde(at, at + s->n, s->n);
    }
    if (orde) {
        gelijken(s, orde);
        gebieden(s, orde, rang, n);
        uit = stand_groot((size_t)s->n * sizeof *uit);
    }
    for (uint64_t i = 0; uit && i < s->n; i++)
        uit[i] = orde[i].rij;
    stand_groot_weg(at, ruimte);
    return uit;
}

int stand_schrijf(struct stand *s, const char *pad, struct err *e)
{
    struct wzv_nieuw_kolom kolom[K_N];
    struct uitgave u = {.s = s};
    struct wzv_nieuw n = {.rijen = s->n,
                          .peildatum = s->peildatum,
                          .verzonnen = s->verzonnen,
                          .kolom = kolom,
                          .n_kolommen = K_N,
                          .ctx = &u,
                          .gang = s->gang};
    uint32_t *orde;
    size_t ruimte = (size_t)s->n * 32 + (size_t)K_N * 8;
    uint32_t *blok = NULL;
    int rc = gang_door(s->gang, e);

    if (rc)
        return rc;
    gang_stap(s->gang, "op volgorde leggen", 0, "");
    orde = orden(s, &n);
    u.orde = orde;
    if (orde)
        u.ruimte = stand_groot(ruimte);
    if (u.ruimte) {
        lot(&u, 0, LOT);
        blok = blokken(&u);
    }
    if (!blok)
        rc = err_set(e, ERR_ENV, "het geheugen is op");
    for (size_t k = 0; k < K_N; k++)
        kolom[k] = (struct wzv_nieuw_kolom){stand_kolommen[k].naam, stand_kolommen[k].breedte,
                                            stand_kolommen[k].soort, stand_kolommen[k].code, vul};
    n.herkomst = buf_str(&s->herkomst);
    n.blok = blok;
    if (!rc)
        rc = wzv_schrijf(pad, &n, e);
    free(blok);
    stand_groot_weg(u.ruimte, ruimte);
    stand_groot_weg(orde, (size_t)s->n * sizeof *orde);
    return rc;
}
