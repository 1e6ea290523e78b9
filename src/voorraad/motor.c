/* SPDX-License-Identifier: EUPL-1.2
 * Runs a translated table over the stock, block by block in cache: what atoms are missing is made, each rule
 * takes its rows out of what is left, and is counted per buurt from a running sum of bits. */
#include "voorraad/motor_intern.h"

#include "base/ploeg.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { PORTIE = 16 /* blocks that a thread takes at a time */, GROOT = 2 << 20 /* a large page */ };

struct bitmap {         /* the rows that an atom accepts, kept between runs */
    struct str sleutel; /* malloc'ed */
    uint64_t *at;
    uint64_t gebruikt; /* the run that used it last */
    bool klaar;
};

struct motor {
    const struct wzv *w;
    struct motor_keuze keuze;
    size_t blokken;
    struct bitmap *kaart;
    size_t n, ruimte;
    uint64_t ronde;
    uint64_t *basis; /* the rows that count */
    uint64_t **vrij; /* room of bitmaps that went, for those that come: the machine has cleared it already */
    size_t n_vrij, ruimte_vrij;
    uint16_t *stuk; /* per block: where its pieces of buurten begin, from stuk_van[block] on, ending with its
                       length */
    uint32_t *stuk_van;
    uint32_t *buurt; /* per block: the buurt of its first row */
};

static size_t bitmap_maat(const struct motor *m)
{
    size_t n = (m->blokken + 1) * KERN_WOORDEN * sizeof(uint64_t);

    return n < GROOT ? (n + 63) / 64 * 64 : (n + GROOT - 1) / GROOT * GROOT;
}

/* Large pages where the machine gives them: a bitmap is written and read from end to end. */
static uint64_t *kamer_maak(const struct motor *m)
{
    size_t n = bitmap_maat(m);
    uint64_t *p = aligned_alloc(n < GROOT ? 64 : GROOT, n);

    if (p && n >= GROOT)
        (void)madvise(p, n, MADV_HUGEPAGE);
    return p;
}

static void kamer_geef(struct motor *m, uint64_t *at)
{
    if ((m->n + m->n_vrij) * bitmap_maat(m) > m->keuze.bewaar) {
        free(at);
        return;
    }
    if (m->n_vrij == m->ruimte_vrij) {
        size_t ruimte = m->ruimte_vrij ? m->ruimte_vrij * 2 : 32;
        uint64_t **meer = realloc(m->vrij, ruimte * sizeof *meer);

        if (!meer) {
            free(at);
            return;
        }
        m->vrij = meer;
        m->ruimte_vrij = ruimte;
    }
    m->vrij[m->n_vrij++] = at;
}

static void bitmap_weg(struct motor *m, size_t i)
{
    free((void *)m->kaart[i].sleutel.p);
    kamer_geef(m, m->kaart[i].at);
    m->kaart[i] = m->kaart[--m->n];
}

void motor_vergeet(struct motor *m)
{
    while (m->n)
        bitmap_weg(m, m->n - 1);
}

void motor_close(struct motor *m)
{
    if (!m)
        return;
    motor_vergeet(m);
    while (m->n_vrij)
        free(m->vrij[--m->n_vrij]);
    free(m->vrij);
    free(m->kaart);
    free(m->basis);
    free(m->stuk);
    free(m->stuk_van);
    free(m->buurt);
    free(m);
}

/* Where buurten begin and end within each block: the same for every run. */
static bool stukken_maak(struct motor *m)
{
    const struct wzv *w = m->w;
    size_t n = 0;

    m->stuk = malloc((w->n_gebieden[WZV_BUURT] + 2 * m->blokken + 2) * sizeof *m->stuk);
    m->stuk_van = malloc((m->blokken + 1) * sizeof *m->stuk_van);
    m->buurt = malloc((m->blokken + 1) * sizeof *m->buurt);
    if (!m->stuk || !m->stuk_van || !m->buurt)
        return false;
    for (size_t b = 0, g = 0; b < m->blokken; b++) {
        uint64_t van = b * KERN_RIJEN, tot = van + KERN_RIJEN < w->rijen ? van + KERN_RIJEN : w->rijen;

        m->stuk_van[b] = (uint32_t)n;
        m->buurt[b] = (uint32_t)g;
        m->stuk[n++] = 0;
        for (; g < w->n_gebieden[WZV_BUURT]; g++) {
            uint64_t eind = w->gebied[WZV_BUURT][g].eerste + w->gebied[WZV_BUURT][g].n;

            if (eind >= tot) {
                g += eind == tot;
                break;
            }
            m->stuk[n++] = (uint16_t)(eind - van);
        }
        m->stuk[n++] = (uint16_t)(tot - van);
    }
    m->stuk_van[m->blokken] = (uint32_t)n;
    return true;
}

int motor_open(struct motor **ret, const struct wzv *w, struct motor_keuze keuze, struct err *e)
{
    struct motor *m = calloc(1, sizeof *m);
    const struct wzv_kolom *woning = wzv_kolom(w, STR("woning"));
    size_t groepen = (w->rijen + 63) / 64;

    if (!m)
        return err_set(e, ERR_ENV, "het geheugen is op");
    m->w = w;
    m->keuze = keuze;
    m->keuze.kern = keuze.kern ? keuze.kern : kern_beste();
    m->keuze.draden = keuze.draden > 0 ? keuze.draden : ploeg_kernen();
    m->keuze.bewaar = keuze.bewaar ? keuze.bewaar : (size_t)256 << 20;
    m->blokken = (w->rijen + KERN_RIJEN - 1) / KERN_RIJEN;
    m->basis = calloc(m->blokken * KERN_WOORDEN + 1, sizeof *m->basis);
    if (!m->basis || !stukken_maak(m)) {
        motor_close(m);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    if (!keuze.alles && (!woning || woning->breedte != 1 || woning->soort != WZV_JANEE)) {
        motor_close(m);
        return err_set(e, ERR_DATA, "de voorraad zegt niet wat een woning is (kolom woning)");
    }
    if (keuze.alles)
        memset(m->basis, 0xFF, groepen * sizeof *m->basis);
    else
        m->keuze.kern->tussen8(woning->at, groepen, 1, 1, false, m->basis);
    if (w->rijen % 64)
        m->basis[groepen - 1] &= (1ULL << w->rijen % 64) - 1;
    *ret = m;
    return OK;
}

/* ---- the bitmaps that a run needs ---- */

static struct bitmap *bitmap_zoek(struct motor *m, struct str sleutel)
{
    for (size_t i = 0; i < m->n; i++)
        if (str_eq(m->kaart[i].sleutel, sleutel))
            return &m->kaart[i];
    return NULL;
}

static struct bitmap *bitmap_bij(struct motor *m, struct str sleutel)
{
    struct bitmap b = {.sleutel.n = sleutel.n};
    char *naam;

    if (m->n == m->ruimte) {
        size_t ruimte = m->ruimte ? m->ruimte * 2 : 32;
        struct bitmap *meer = realloc(m->kaart, ruimte * sizeof *meer);

        if (!meer)
            return NULL;
        m->kaart = meer;
        m->ruimte = ruimte;
    }
    naam = malloc(sleutel.n + 1);
    b.at = m->n_vrij ? m->vrij[--m->n_vrij] : kamer_maak(m);
    if (!naam || !b.at) {
        free(naam);
        free(b.at);
        return NULL;
    }
    memcpy(naam, sleutel.p, sleutel.n);
    b.sleutel.p = naam;
    m->kaart[m->n] = b;
    return &m->kaart[m->n++];
}

/* Afterwards: the least recently used go, until what is kept is within its bound. */
static void opruimen(struct motor *m)
{
    size_t een = bitmap_maat(m);

    while (m->n && m->n * een > m->keuze.bewaar) {
        size_t oudst = 0;

        for (size_t i = 1; i < m->n; i++)
            if (m->kaart[i].gebruikt < m->kaart[oudst].gebruikt)
                oudst = i;
        bitmap_weg(m, oudst);
    }
}

struct run {
    struct motor *m;
    const struct vertaling *v;
    uint64_t **bitmap;    /* per atom */
    const uint32_t *maak; /* the atoms that have to be made */
    size_t n_maak, kolommen;
    uint32_t **tel;       /* per thread: buurten × kolommen */
    size_t van, tot;      /* blocks */
    const uint32_t *plek; /* per atom: its place among those that are made; UINT32_MAX: it is there */
    struct bank *bank;    /* per thread */
    uint16_t *per_rij;
    const uint8_t *klasse; /* of every column */
    uint8_t *per_klasse;
};

/* One atom over rows [van, tot) of one strip, of which van is the first of a group of 64 or the strip's
 * first. */
static void strook_maak(const struct run *r, const struct atoom *x, const struct strook *s, uint64_t van,
                        uint64_t tot, uint64_t *uit)
{
    const struct kern *k = r->m->keuze.kern;
    uint64_t tijdelijk[KERN_WOORDEN], eerste = van / 64 * 64;
    size_t groepen = (tot - eerste + 63) / 64;
    bool heel = van % KERN_RIJEN == 0 && (tot == r->m->w->rijen || tot % KERN_RIJEN == 0);
    uint64_t *doel = heel ? uit : tijdelijk;

    if (!s->n)
        memset(doel, 0, groepen * sizeof *doel);
    for (size_t i = 0; i < s->n; i++) {
        if (x->kolom->breedte == 1)
            k->tussen8((const uint8_t *)x->kolom->at + eerste, groepen, (uint8_t)s->at[i].laag,
                       (uint8_t)s->at[i].hoog, i > 0, doel);
        else
            k->tussen16((const uint16_t *)x->kolom->at + eerste, groepen, (uint16_t)s->at[i].laag,
                        (uint16_t)s->at[i].hoog, i > 0, doel);
    }
    if (heel)
        return;
    uit += (eerste % KERN_RIJEN) / 64;
    for (size_t g = 0; g < groepen; g++) { /* only its own rows */
        uint64_t masker = UINT64_MAX;

        if (eerste + g * 64 < van)
            masker &= UINT64_MAX << (van - eerste - g * 64);
        if (eerste + g * 64 + 64 > tot)
            masker &= UINT64_MAX >> (64 - (tot - eerste - g * 64));
        uit[g] = (uit[g] & ~masker) | (tijdelijk[g] & masker);
    }
}

static void atoom_maak(const struct run *r, const struct atoom *x, size_t blok, uint64_t *uit)
{
    uint64_t van = blok * KERN_RIJEN,
             tot = van + KERN_RIJEN < r->m->w->rijen ? van + KERN_RIJEN : r->m->w->rijen;

    if (tot - van < KERN_RIJEN)
        memset(uit, 0, KERN_WOORDEN * sizeof *uit);
    for (size_t i = 0; i < x->n; i++) {
        const struct strook *s = &x->strook[i];
        uint64_t p = s->van > van ? s->van : van, q = s->tot < tot ? s->tot : tot;

        if (p < q)
            strook_maak(r, x, s, p, q, uit);
    }
}

static void rijen_schrijf(const struct run *r, const uint64_t *raak, size_t blok, uint16_t kolom)
{
    for (size_t i = 0; i < KERN_WOORDEN; i++)
        for (uint64_t b = raak[i]; b; b &= b - 1)
            r->per_rij[blok * KERN_RIJEN + i * 64 + (size_t)__builtin_ctzll(b)] = kolom;
}

/* Room of one thread, used again for every block. */
struct bank {
    uint64_t *vers;  /* per atom that is made: its bitmap of this block */
    uint64_t *raak;  /* per rule that took rows: which */
    uint32_t *kolom; /* and its column */
    size_t n;
};

static void atomen_maak(const struct run *r, size_t blok, struct bank *b)
{
    for (size_t i = 0; i < r->n_maak; i++) {
        uint64_t *vers = b->vers + i * KERN_WOORDEN;

        atoom_maak(r, &r->v->atoom[r->maak[i]], blok, vers);
        r->m->keuze.kern->weg(r->bitmap[r->maak[i]] + blok * KERN_WOORDEN, vers);
    }
}

static void blok_doe(const struct run *r, size_t blok, struct bank *b, uint32_t *tel)
{
    const struct motor *m = r->m;
    uint64_t rest[KERN_WOORDEN] __attribute__((aligned(64)));

    atomen_maak(r, blok, b);
    kern_kopie(rest, m->basis + blok * KERN_WOORDEN);
    b->n = 0;
    for (size_t i = 0; i < r->v->n_regels; i++) {
        const struct vertaalde_regel *x = &r->v->regel[i];
        const uint64_t *als[REGEL_KOLOMMEN_MAX];

        if (x->nooit)
            continue;
        for (size_t k = 0; k < x->n; k++)
            als[k] = r->plek[x->atoom[k]] == UINT32_MAX ? r->bitmap[x->atoom[k]] + blok * KERN_WOORDEN
                                                        : b->vers + r->plek[x->atoom[k]] * KERN_WOORDEN;
        if (m->keuze.kern->regel(rest, als, x->n, b->raak + b->n * KERN_WOORDEN))
            b->kolom[b->n++] = x->nummer;
    }
    kern_kopie(b->raak + b->n * KERN_WOORDEN, rest);
    b->kolom[b->n++] = (uint32_t)r->kolommen - 1;
    m->keuze.kern->tel(b->raak, b->kolom, b->n, m->stuk + m->stuk_van[blok],
                       m->stuk_van[blok + 1] - m->stuk_van[blok] - 1, r->kolommen,
                       tel + m->buurt[blok] * r->kolommen);
    if (r->per_klasse)
        memset(r->per_klasse + blok * KERN_RIJEN, 0xFF, KERN_RIJEN);
    for (size_t k = 0; k < b->n; k++) {
        if (r->per_rij)
            rijen_schrijf(r, b->raak + k * KERN_WOORDEN, blok, (uint16_t)b->kolom[k]);
        if (r->per_klasse)
            m->keuze.kern->zet(b->raak + k * KERN_WOORDEN, r->klasse[b->kolom[k]],
                               r->per_klasse + blok * KERN_RIJEN);
    }
}

static void portie_doe(void *ctx, size_t i, int lid)
{
    const struct run *r = ctx;

    for (size_t b = r->van + i * PORTIE; b < r->van + (i + 1) * PORTIE && b < r->tot; b++)
        blok_doe(r, b, &r->bank[lid], r->tel[lid]);
}

/* ---- a run ---- */

static int bitmaps_kies(struct run *r, struct arena *a, struct err *e)
{
    struct motor *m = r->m;
    uint32_t *maak = ARENA_ARRAY(a, uint32_t, r->v->n_atomen + 1);
    uint32_t *plek = ARENA_ARRAY(a, uint32_t, r->v->n_atomen + 1);

    m->ronde++;
    r->bitmap = (uint64_t **)ARENA_ARRAY(a, uint64_t *, r->v->n_atomen + 1);
    for (size_t i = 0; i < r->v->n_atomen; i++) {
        struct bitmap *b = bitmap_zoek(m, r->v->atoom[i].sleutel);

        if (!b && !(b = bitmap_bij(m, r->v->atoom[i].sleutel)))
            return err_set(e, ERR_ENV, "het geheugen is op");
        b->gebruikt = m->ronde;
        r->bitmap[i] = b->at;
        plek[i] = b->klaar ? UINT32_MAX : (uint32_t)r->n_maak;
        if (!b->klaar)
            maak[r->n_maak++] = (uint32_t)i;
    }
    r->maak = maak;
    r->plek = plek;
    return OK;
}

static uint64_t *uitgelijnd(struct arena *a, size_t n)
{
    return (uint64_t *)(((uintptr_t)arena_alloc(a, n * sizeof(uint64_t) + 64) + 63) / 64 * 64);
}

static void banken_maak(struct run *r, struct arena *a)
{
    r->bank = ARENA_ARRAY(a, struct bank, r->m->keuze.draden);
    for (int i = 0; i < r->m->keuze.draden; i++)
        r->bank[i] = (struct bank){.vers = uitgelijnd(a, (r->n_maak + 1) * KERN_WOORDEN),
                                   .raak = uitgelijnd(a, (r->v->n_regels + 2) * KERN_WOORDEN),
                                   .kolom = ARENA_ARRAY(a, uint32_t, r->v->n_regels + 2)};
}

static int tel_alles(struct motor *m, struct arena *a, const struct regeltabel *t, struct run r,
                     struct telling *ret, struct err *e)
{
    size_t buurten = m->w->n_gebieden[WZV_BUURT];
    struct vertaling v;
    int rc = vertaal(a, m->w, t, &v, e);

    r.m = m;
    r.v = &v;
    r.kolommen = t->n + 1;

    if (!rc)
        rc = bitmaps_kies(&r, a, e);
    if (rc)
        return rc;
    banken_maak(&r, a);
    r.tel = (uint32_t **)ARENA_ARRAY(a, uint32_t *, m->keuze.draden);
    for (int i = 0; i < m->keuze.draden; i++)
        r.tel[i] = ARENA_ARRAY(a, uint32_t, buurten * r.kolommen + 1);
    if (r.per_rij)
        memset(r.per_rij, 0xFF, m->w->rijen * sizeof *r.per_rij);
    r.van = m->keuze.delen ? m->blokken * (size_t)m->keuze.deel / (size_t)m->keuze.delen : 0;
    r.tot = m->keuze.delen ? m->blokken * ((size_t)m->keuze.deel + 1) / (size_t)m->keuze.delen : m->blokken;
    ploeg_doe(m->keuze.draden, (r.tot - r.van + PORTIE - 1) / PORTIE, portie_doe, &r);
    for (int i = 1; i < m->keuze.draden; i++)
        for (size_t k = 0; k < buurten * r.kolommen; k++)
            r.tel[0][k] += r.tel[i][k];
    for (size_t i = 0; i < v.n_atomen; i++)
        bitmap_zoek(m, v.atoom[i].sleutel)->klaar = true;
    *ret = (struct telling){
        .buurten = buurten, .kolommen = r.kolommen, .at = r.tel[0], .atomen = v.n_atomen, .nieuw = r.n_maak};
    opruimen(m);
    return OK;
}

int motor_tel(struct motor *m, struct arena *a, const struct regeltabel *t, uint16_t *per_rij,
              struct telling *ret, struct err *e)
{
    return tel_alles(m, a, t, (struct run){.per_rij = per_rij}, ret, e);
}

size_t motor_rijen(const struct wzv *w)
{
    return (w->rijen + KERN_RIJEN - 1) / KERN_RIJEN * KERN_RIJEN;
}

int motor_tel_klassen(struct motor *m, struct arena *a, const struct regeltabel *t, const uint8_t *klasse,
                      uint8_t *per_rij, struct telling *ret, struct err *e)
{
    return tel_alles(m, a, t, (struct run){.klasse = klasse, .per_klasse = per_rij}, ret, e);
}

uint64_t telling_som(const struct wzv *w, const struct telling *t, size_t kolom, uint64_t eerste, uint64_t n)
{
    uint64_t som = 0;

    if (!n)
        return 0;
    for (size_t b = wzv_gebied_van(w, WZV_BUURT, eerste);
         b < t->buurten && w->gebied[WZV_BUURT][b].eerste < eerste + n; b++)
        som += t->at[b * t->kolommen + kolom];
    return som;
}
