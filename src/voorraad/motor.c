/* SPDX-License-Identifier: EUPL-1.2
 * Runs a translated table over the stock, block by block in cache: columns that were not asked before become
 * planes of bits, what atoms are missing is made of those, each rule takes its rows out of what is left, and
 * is counted per buurt. */
#include "voorraad/bitmappen.h"
#include "voorraad/vlak.h"

#include "base/ploeg.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    PORTIE = 16 /* blocks that a thread takes at a time */,
    GROOT = BITMAP_GROOT,
    KLEIN = 8 * VLAK_MOST * KERN_WOORDEN * (int)sizeof(uint64_t) /* room in a small stock */
};

struct plaat { /* room for planes of one thread, filled from the front and kept as long as the engine */
    struct plaat *vorige;
    uint64_t *at;
    size_t vol, maat; /* words */
};

struct motor {
    const struct wzv *w;
    struct motor_keuze keuze;
    size_t blokken;
    bool houden;                /* whether anything is kept between runs */
    struct vlak **vlak;         /* per column of the stock: its planes of every block; NULL: never asked */
    bool *vlak_klaar;           /* all of them are there */
    struct plaat **plaat;       /* per thread: the one being filled, and those before it */
    struct bitmappen bitmappen; /* bitmaps of atoms */
    uint64_t ronde;
    uint64_t *basis; /* the rows that count */
    uint16_t *stuk;  /* per block: where its pieces of buurten begin, from stuk_van[block] on, ending with its
                        length */
    uint32_t *stuk_van;
    uint32_t *buurt; /* per block: the buurt of its first row */
};

void motor_vergeet(struct motor *m)
{
    bitmappen_vergeet(&m->bitmappen);
}

void motor_close(struct motor *m)
{
    if (!m)
        return;
    bitmappen_done(&m->bitmappen);
    for (size_t i = 0; m->vlak && i < m->w->n_kolommen; i++)
        free(m->vlak[i]);
    for (int i = 0; m->plaat && i < m->keuze.draden; i++)
        for (struct plaat *p = m->plaat[i], *vorige; p; p = vorige) {
            vorige = p->vorige;
            free(p->at);
            free(p);
        }
    free(m->vlak);
    free(m->vlak_klaar);
    free(m->plaat);
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

/* The rows that count. */
static bool basis_maak(struct motor *m, const struct wzv_kolom *woning)
{
    static const struct stukje ja = {1, 1};
    const struct kern *k = m->keuze.kern;
    struct kern_bytes *bytes = aligned_alloc(64, sizeof *bytes);
    uint64_t *ruimte = aligned_alloc(64, (VLAK_MOST + 1) * KERN_WOORDEN * sizeof *ruimte);
    uint64_t staart = m->w->rijen % 64, groepen = (m->w->rijen + 63) / 64;
    bool goed = m->basis && bytes && ruimte;

    if (goed && !woning)
        memset(m->basis, 0xFF, groepen * sizeof *m->basis);
    for (size_t b = 0; goed && woning && b < m->blokken; b++) {
        struct vlak v;

        (void)vlak_maak(k, woning, m->w->rijen, b, bytes, ruimte + KERN_WOORDEN, &v);
        kern_kopie(m->basis + b * KERN_WOORDEN, vlak_toets(k, &v, &ja, 1, (uint32_t)wzv_onbekend(1), ruimte));
    }
    if (goed && staart)
        m->basis[groepen - 1] &= (1ULL << staart) - 1;
    free(ruimte);
    free(bytes);
    return goed;
}

int motor_open(struct motor **ret, const struct wzv *w, struct motor_keuze keuze, struct err *e)
{
    struct motor *m = calloc(1, sizeof *m);
    const struct wzv_kolom *woning = wzv_kolom(w, STR("woning"));

    if (!m)
        return err_set(e, ERR_ENV, "het geheugen is op");
    m->w = w;
    m->keuze = keuze;
    m->keuze.kern = keuze.kern ? keuze.kern : kern_beste();
    m->keuze.draden = keuze.draden > 0 ? keuze.draden : ploeg_kernen();
    m->keuze.bewaar = keuze.bewaar ? keuze.bewaar : (size_t)256 << 20;
    m->houden = m->keuze.bewaar > 1;
    m->blokken = (w->rijen + KERN_RIJEN - 1) / KERN_RIJEN;
    bitmappen_init(&m->bitmappen, m->blokken, m->keuze.bewaar);
    if (!keuze.alles && (!woning || woning->breedte != 1 || woning->soort != WZV_JANEE)) {
        motor_close(m);
        return err_set(e, ERR_DATA, "de voorraad zegt niet wat een woning is (kolom woning)");
    }
    m->basis = calloc(m->blokken * KERN_WOORDEN + 1, sizeof *m->basis);
    m->vlak = calloc(w->n_kolommen + 1, sizeof(struct vlak *));
    m->vlak_klaar = calloc(w->n_kolommen + 1, sizeof *m->vlak_klaar);
    m->plaat = calloc((size_t)m->keuze.draden, sizeof(struct plaat *));
    if (!m->vlak || !m->vlak_klaar || !m->plaat || !basis_maak(m, keuze.alles ? NULL : woning) ||
        !stukken_maak(m)) {
        motor_close(m);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    *ret = m;
    return OK;
}

struct run {
    struct motor *m;
    const struct vertaling *v;
    struct run_atoom {
        uint64_t *bitmap; /* NULL: not kept */
        bool klaar;       /* and all there */
        size_t kolom;     /* its place in run.kolom, unless klaar */
    } * atoom;
    const struct wzv_kolom **kolom; /* columns of the atoms that have to be made */
    size_t n_kolommen, nieuw, kolommen;
    uint32_t **tel;    /* per thread: buurten × kolommen */
    size_t van, tot;   /* blocks */
    struct bank *bank; /* per thread */
    uint16_t *per_rij;
    const uint8_t *klasse; /* of every column */
    uint8_t *per_klasse;
};

/* Room of one thread, used again for every block. */
struct bank {
    struct kern_bytes *bytes;
    uint64_t *ruw;         /* per column: its planes, while they are made */
    struct vlak *vlak;     /* and where they stand */
    uint64_t *vers;        /* per atom: its bitmap of this block, if it has to be put somewhere */
    const uint64_t **bits; /* per atom: where it stands */
    uint64_t *raak;        /* per rule that took rows: which */
    uint32_t *kolom;       /* and its column */
    size_t n;
    struct straks { /* bitmaps of the next block, following each other */
        const uint64_t *p;
        size_t n;
    } * straks;
    size_t n_straks, i_straks;
    bool vol; /* there was no memory */
};

/* Room for n planes that stays; NULL when there is none. Planes of one block follow each other, as they are
 * read. */
static uint64_t *plaat_neem(struct motor *m, int lid, size_t n)
{
    struct plaat *p = m->plaat[lid];

    n *= KERN_WOORDEN;
    if (!p || p->maat - p->vol < n) {
        size_t maat = m->blokken < 64 ? KLEIN : GROOT;

        p = calloc(1, sizeof *p);
        if (p && !(p->at = aligned_alloc(maat == GROOT ? GROOT : 64, maat))) {
            free(p);
            p = NULL;
        }
        if (!p)
            return NULL;
        if (maat == GROOT)
            (void)madvise(p->at, maat, MADV_HUGEPAGE);
        p->maat = maat / sizeof(uint64_t);
        p->vorige = m->plaat[lid];
        m->plaat[lid] = p;
    }
    p->vol += n;
    return p->at + p->vol - n;
}

/* What the next block needs stands in as many places as there are atoms, more than the machine itself
 * follows. It is asked for while this block is done, a part at a time: asked for at once it would be waited
 * for. */
static void straks_bij(struct bank *b, const uint64_t *p, size_t vlakken)
{
    b->straks[b->n_straks].p = p;
    b->straks[b->n_straks++].n = vlakken;
}

/* Bitmaps that are asked for, `n` more of them. */
static void straks_vraag(struct bank *b, size_t n)
{
    for (; n && b->i_straks < b->n_straks; n--) {
        struct straks *s = &b->straks[b->i_straks];

        for (size_t i = 0; i < KERN_WOORDEN; i += 8)
            __builtin_prefetch(s->p + i, 0, 2);
        s->p += KERN_WOORDEN;
        if (!--s->n)
            b->i_straks++;
    }
}

/* The planes of a column for a block: those that are kept, or made, and kept where anything is. */
static void kolom_lees(const struct run *r, struct bank *b, size_t k, size_t blok, int lid)
{
    struct motor *m = r->m;
    size_t nummer = (size_t)(r->kolom[k] - m->w->kolom), n;
    struct vlak *v = &b->vlak[k];

    if (m->vlak_klaar[nummer]) {
        *v = m->vlak[nummer][blok++];
        if (blok < r->tot && m->vlak[nummer][blok].wissel)
            straks_bij(b, m->vlak[nummer][blok].at, (size_t)__builtin_popcount(m->vlak[nummer][blok].wissel));
        return;
    }
    n = vlak_maak(m->keuze.kern, r->kolom[k], m->w->rijen, blok, b->bytes,
                  b->ruw + k * VLAK_MOST * KERN_WOORDEN, v);
    if (m->houden) {
        uint64_t *doel = plaat_neem(m, lid, n);

        b->vol = b->vol || !doel;
        for (size_t i = 0; doel && i < n; i++)
            m->keuze.kern->weg(doel + i * KERN_WOORDEN, v->at + i * KERN_WOORDEN);
        m->vlak[nummer][blok] = (struct vlak){doel, v->wissel, v->een};
    }
}

/* One atom over a block in which its bounds differ from one row to another: rows [van, tot) of one strip. */
static void strook_leg(const uint64_t *bits, uint64_t van, uint64_t tot, uint64_t *uit)
{
    for (uint64_t g = van / 64; g < (tot + 63) / 64; g++) {
        uint64_t masker = UINT64_MAX;

        if (g * 64 < van)
            masker &= UINT64_MAX << (van - g * 64);
        if (g * 64 + 64 > tot)
            masker &= UINT64_MAX >> (64 - (tot - g * 64));
        uit[g] = (uit[g] & ~masker) | (bits[g] & masker);
    }
}

static const uint64_t *atoom_maak(const struct run *r, const struct atoom *x, const struct vlak *v,
                                  size_t blok, uint64_t *ruimte)
{
    const struct kern *k = r->m->keuze.kern;
    uint64_t van = blok * KERN_RIJEN,
             tot = van + KERN_RIJEN < r->m->w->rijen ? van + KERN_RIJEN : r->m->w->rijen;
    uint32_t onbekend = (uint32_t)wzv_onbekend(x->kolom->breedte);
    uint64_t tijdelijk[KERN_WOORDEN] __attribute__((aligned(64)));

    for (size_t i = 0; i < x->n; i++) {
        const struct strook *s = &x->strook[i];
        uint64_t p = s->van > van ? s->van : van, q = s->tot < tot ? s->tot : tot;

        if (p == van && q == tot)
            return vlak_toets(k, v, s->at, s->n, onbekend, ruimte);
        if (p < q)
            strook_leg(vlak_toets(k, v, s->at, s->n, onbekend, tijdelijk), p - van, q - van, ruimte);
    }
    return ruimte;
}

static void rijen_schrijf(const struct run *r, const uint64_t *raak, size_t blok, uint16_t kolom)
{
    for (size_t i = 0; i < KERN_WOORDEN; i++)
        for (uint64_t b = raak[i]; b; b &= b - 1)
            r->per_rij[blok * KERN_RIJEN + i * 64 + (size_t)__builtin_ctzll(b)] = kolom;
}

static void atomen_maak(const struct run *r, size_t blok, struct bank *b, int lid)
{
    for (size_t k = 0; k < r->n_kolommen; k++)
        kolom_lees(r, b, k, blok, lid);
    for (size_t i = 0; i < r->v->n_atomen; i++) {
        const struct run_atoom *x = &r->atoom[i];

        if (x->klaar && x->bitmap) {
            b->bits[i] = x->bitmap + blok * KERN_WOORDEN;
            straks_bij(b, b->bits[i] + KERN_WOORDEN, 1);
            continue;
        }
        b->bits[i] = atoom_maak(r, &r->v->atoom[i], &b->vlak[x->kolom], blok, b->vers + i * KERN_WOORDEN);
        if (x->bitmap)
            r->m->keuze.kern->weg(x->bitmap + blok * KERN_WOORDEN, b->bits[i]);
    }
}

/* The bitmaps of a rule's atoms that matter in this block; false: one of them has no rows. */
static bool regel_atomen(const struct bank *b, const struct vertaalde_regel *x, const uint64_t **als,
                         size_t *ret_n)
{
    size_t n = 0;

    for (size_t k = 0; k < x->n; k++) {
        const uint64_t *bits = b->bits[x->atoom[k]];

        if (bits == vlak_niets)
            return false;
        als[n] = bits;
        n += bits != vlak_alles;
    }
    *ret_n = n;
    return true;
}

static void blok_doe(const struct run *r, size_t blok, struct bank *b, uint32_t *tel, int lid)
{
    const struct motor *m = r->m;
    uint64_t rest[KERN_WOORDEN] __attribute__((aligned(64)));

    b->n_straks = b->i_straks = 0;
    atomen_maak(r, blok, b, lid);
    kern_kopie(rest, m->basis + blok * KERN_WOORDEN);
    b->n = 0;
    for (size_t i = 0; i < r->v->n_regels; i++) {
        const struct vertaalde_regel *x = &r->v->regel[i];
        const uint64_t *als[REGEL_KOLOMMEN_MAX];
        size_t n;

        if (!x->nooit && regel_atomen(b, x, als, &n) &&
            m->keuze.kern->regel(rest, als, n, b->raak + b->n * KERN_WOORDEN))
            b->kolom[b->n++] = x->nummer;
        straks_vraag(b, 4);
    }
    straks_vraag(b, SIZE_MAX);
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
        blok_doe(r, b, &r->bank[lid], r->tel[lid], lid);
}

/* ---- a run ---- */

/* The bitmap of an atom, there or to be made. Words and ja/nee are a plane or two: those are not kept. */
static int bitmap_kies(struct run *r, size_t i, struct err *e)
{
    struct motor *m = r->m;
    const struct atoom *x = &r->v->atoom[i];
    struct bitmap *b = bitmappen_zoek(&m->bitmappen, x->sleutel);

    if (!b && !(b = bitmappen_bij(&m->bitmappen, x->sleutel, x->kolom->soort == WZV_GETAL)))
        return err_set(e, ERR_ENV, "het geheugen is op");
    b->gebruikt = m->ronde;
    r->atoom[i] = (struct run_atoom){.bitmap = b->at, .klaar = b->klaar};
    return OK;
}

/* Where the planes of a column will stand, among those of this run. */
static int kolom_kies(struct run *r, struct run_atoom *x, const struct wzv_kolom *kolom, struct err *e)
{
    struct motor *m = r->m;
    size_t nummer = (size_t)(kolom - m->w->kolom);

    for (x->kolom = 0; x->kolom < r->n_kolommen; x->kolom++)
        if (r->kolom[x->kolom] == kolom)
            return OK;
    r->kolom[r->n_kolommen++] = kolom;
    if (m->houden && !m->vlak[nummer] && !(m->vlak[nummer] = calloc(m->blokken + 1, sizeof(struct vlak))))
        return err_set(e, ERR_ENV, "het geheugen is op");
    return OK;
}

static int run_begin(struct run *r, struct arena *a, struct err *e)
{
    struct motor *m = r->m;
    int rc = OK;

    m->ronde++;
    r->atoom = ARENA_ARRAY(a, struct run_atoom, r->v->n_atomen + 1);
    r->kolom = (const struct wzv_kolom **)ARENA_ARRAY(a, struct wzv_kolom *, r->v->n_atomen + 1);
    for (size_t i = 0; !rc && i < r->v->n_atomen; i++) {
        if (m->houden)
            rc = bitmap_kies(r, i, e);
        r->nieuw += !r->atoom[i].klaar;
        if (!rc && !(r->atoom[i].klaar && r->atoom[i].bitmap))
            rc = kolom_kies(r, &r->atoom[i], r->v->atoom[i].kolom, e);
    }
    return rc;
}

/* What this run made is there for the next. */
static void run_eind(struct run *r)
{
    struct motor *m = r->m;

    for (size_t k = 0; m->houden && k < r->n_kolommen; k++)
        m->vlak_klaar[r->kolom[k] - m->w->kolom] = true;
    for (size_t i = 0; m->houden && i < r->v->n_atomen; i++)
        bitmappen_zoek(&m->bitmappen, r->v->atoom[i].sleutel)->klaar = true;
    bitmappen_ruim(&m->bitmappen);
}

static void *uitgelijnd(struct arena *a, size_t n)
{
    return (void *)(((uintptr_t)arena_alloc(a, n + 64) + 63) / 64 * 64);
}

static void banken_maak(struct run *r, struct arena *a)
{
    const size_t bits = KERN_WOORDEN * sizeof(uint64_t);

    r->bank = ARENA_ARRAY(a, struct bank, r->m->keuze.draden);
    for (int i = 0; i < r->m->keuze.draden; i++)
        r->bank[i] =
            (struct bank){.bytes = uitgelijnd(a, sizeof(struct kern_bytes)),
                          .ruw = uitgelijnd(a, (r->n_kolommen + 1) * VLAK_MOST * bits),
                          .vlak = ARENA_ARRAY(a, struct vlak, r->n_kolommen + 1),
                          .vers = uitgelijnd(a, (r->v->n_atomen + 1) * bits),
                          .bits = (const uint64_t **)ARENA_ARRAY(a, uint64_t *, r->v->n_atomen + 1),
                          .straks = ARENA_ARRAY(a, struct straks, r->n_kolommen + r->v->n_atomen + 1),
                          .raak = uitgelijnd(a, (r->v->n_regels + 2) * bits),
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
        rc = run_begin(&r, a, e);
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
    for (int i = 0; i < m->keuze.draden; i++) {
        if (r.bank[i].vol)
            return err_set(e, ERR_ENV, "het geheugen is op");
        for (size_t k = 0; i && k < buurten * r.kolommen; k++)
            r.tel[0][k] += r.tel[i][k];
    }
    run_eind(&r);
    *ret = (struct telling){
        .buurten = buurten, .kolommen = r.kolommen, .at = r.tel[0], .atomen = v.n_atomen, .nieuw = r.nieuw};
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
