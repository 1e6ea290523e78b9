/* SPDX-License-Identifier: EUPL-1.2
 * Joins what was read of an LVBAG extract: verblijfsobject, address, pand, woonplaats and gemeente. Parts
 * come one after another, and there is one table to look things up in at a time, so that a country fits in
 * memory: first the rows, each object once; then the addresses; then the panden. */
#include "voorraad/lvbag_intern.h"

#include <stdio.h>
#include <stdlib.h>

/* What is yet to be looked up for a row. */
struct erbij {
    uint64_t nummer;
    uint32_t voorkomen;
    uint32_t meer; /* its panden past the first, in samen.meer: how many, then which; 0: none */
};

struct num { /* an address; 0 is an empty place, else the id + 1 */
    uint64_t id;
    uint32_t voorkomen, postcode, huisnummer, gemeente;
};
struct pnd {
    uint64_t id;
    uint32_t voorkomen, objecten; /* existing verblijfsobjecten */
    uint16_t jaar;
    uint8_t status;
};
struct opr {
    uint64_t id;
    uint32_t voorkomen, woonplaats;
};
struct wpl {
    uint64_t id;
    uint32_t gemeente;
};

struct samen {
    const struct lv_samen *in;
    struct stand *s;
    struct lvbag_uitslag *uit;
    struct erbij *erbij; /* of each row */
    size_t n_erbij;
    VEC(uint64_t) meer;
    struct arena a;
    struct num *num; /* open addressing, each as large as its maat says */
    struct pnd *pnd;
    struct opr *opr;
    struct wpl *wpl;
    uint32_t *rij; /* by id of the verblijfsobject: the row + 1; 0 is empty */
    size_t maat_num, maat_pnd, maat_opr, maat_wpl, maat_rij;
    uint32_t gemeente;     /* of the whole extract, 0 for several */
    uint32_t buurt[10000]; /* of a gemeente, + 1 */
};

enum { VOORUIT = 16, VREEMD = 0x80 }; /* VREEMD: LV_VBO_VREEMD, among the marks of a row until it is known */

/* ---- tables ---- */

static size_t begin(size_t maat, uint64_t id)
{
    return (size_t)((id * 0x9E3779B97F4A7C15ULL >> 32) * (uint64_t)maat >> 32);
}

/* The place of an id in a table, or the empty one where it is to be. */
#define PLEK(z, tabel, zoek)                                                                                 \
    __extension__({                                                                                          \
        size_t i_ = begin((z)->maat_##tabel, (zoek));                                                        \
        while ((z)->tabel[i_].id && (z)->tabel[i_].id != (zoek) + 1)                                         \
            i_ = i_ + 1 == (z)->maat_##tabel ? 0 : i_ + 1;                                                   \
        &(z)->tabel[i_];                                                                                     \
    })

static size_t maat_van(uint64_t n) /* three of four places are taken at most */
{
    return (size_t)(n + n / 3 + 64);
}

/* How many all parts have of a list. */
static uint64_t aantal(const struct samen *z, int lijst)
{
    uint64_t n = 0;

    for (size_t i = 0; i < z->in->n; i++) {
        const struct lv_deel *d = z->in->deel[i];
        const size_t hier[LL_LIJSTEN] = {d->vbo.n, d->pandref.n, d->pnd.n, d->num.n, d->opr.n, d->gwr.n};

        n += d->plaats ? d->aantal[lijst] : hier[lijst];
    }
    return n;
}

static int op(struct err *e)
{
    return err_set(e, ERR_ENV, "het geheugen is op");
}

#define TABEL(z, tabel, n)                                                                                   \
    ((z)->maat_##tabel = maat_van(n), (z)->tabel = stand_groot((z)->maat_##tabel * sizeof *(z)->tabel))
#define TABEL_WEG(z, tabel)                                                                                  \
    (stand_groot_weg((z)->tabel, (z)->maat_##tabel * sizeof *(z)->tabel), (z)->tabel = NULL)

typedef int deel_werk(struct samen *z, const struct lv_deel *d, struct err *e);

/* Each part that has something of a list, with its lists at hand. */
static int delen(struct samen *z, int lijst, deel_werk *werk, struct err *e)
{
    int rc = gang_door(z->s->gang, e);

    for (size_t i = 0; !rc && i < z->in->n; i++) {
        struct lv_deel *d = z->in->deel[i];

        if (d->plaats && !d->aantal[lijst])
            continue;
        rc = lvbag_half_haal(z->in->half, d, e);
        if (!rc)
            rc = werk(z, d, e);
        lvbag_half_leg(d);
    }
    return rc;
}

/* ---- woonplaats and gemeente ---- */

static int wpl_bij(struct samen *z, const struct lv_deel *d, struct err *e)
{
    (void)e;
    for (size_t k = 0; k < d->gwr.n; k++) {
        struct wpl *w = PLEK(z, wpl, (uint64_t)d->gwr.at[k].woonplaats);

        *w = (struct wpl){d->gwr.at[k].woonplaats + 1ULL, d->gwr.at[k].gemeente};
    }
    return OK;
}

static int opr_bij(struct samen *z, const struct lv_deel *d, struct err *e)
{
    (void)e;
    for (size_t k = 0; k < d->opr.n; k++) {
        const struct lv_opr *o = &d->opr.at[k];
        struct opr *w = PLEK(z, opr, o->id);

        if (!w->id || w->voorkomen < o->voorkomen)
            *w = (struct opr){o->id + 1, o->voorkomen, o->woonplaats};
    }
    return OK;
}

static int gemeenten_leg(struct samen *z, struct err *e)
{
    int rc;

    for (size_t i = 0; i < z->in->n; i++) {
        const struct lv_deel *d = z->in->deel[i];

        if (d->gemeente && d->gemeenten == 1 && d->soort != LV_MUT)
            z->gemeente = !z->gemeente || z->gemeente == d->gemeente ? d->gemeente : UINT32_MAX;
    }
    if (!TABEL(z, wpl, aantal(z, LL_GWR)) || !TABEL(z, opr, aantal(z, LL_OPR)))
        return op(e);
    rc = delen(z, LL_GWR, wpl_bij, e);
    return rc ? rc : delen(z, LL_OPR, opr_bij, e);
}

/* 0 when its woonplaats is not known, or of which gemeente that is. */
static uint32_t woonplaats_gemeente(const struct samen *z, const struct lv_num *num)
{
    uint32_t wpl = num->woonplaats;

    if (!wpl) {
        const struct opr *o = PLEK(z, opr, num->openbareruimte);

        wpl = o->id ? o->woonplaats : 0;
    }
    return wpl ? PLEK(z, wpl, (uint64_t)wpl)->gemeente : 0;
}

/* ---- rows ---- */

static void rij_zet(struct samen *z, const struct lv_deel *d, const struct lv_vbo *v, size_t i)
{
    struct stand_rij *r = &z->s->rij[i];
    const uint64_t *pand = d->pandref.at + v->pand;

    stand_rij_leeg(r);
    r->id = v->id;
    r->x = v->x;
    r->y = v->y;
    r->pand = v->n_panden ? pand[0] : UINT64_MAX;
    *stand_breed(r, K_OPPERVLAKTE) = v->m2;
    *stand_smal(r, K_STATUS) = v->status;
    *stand_smal(r, K_ANDERE_FUNCTIE) = (v->doel & 2) != 0;
    *stand_smal(r, K_WONING) =
        (v->doel & 1) && (v->status <= STATUS_BUITEN_GEBRUIK ||
                          (z->in->verbouwing_telt_mee && v->status == STATUS_VERBOUWING));
    *stand_smal(r, K_MERK) = v->doel & LV_VBO_VREEMD ? VREEMD : 0;
    z->erbij[i] = (struct erbij){v->nummer, v->voorkomen, 0};
    if (v->n_panden < 2)
        return;
    if (!z->meer.n)
        VEC_PUSH(&z->a, &z->meer, 0); /* place 0 is no one's */
    z->erbij[i].meer = (uint32_t)z->meer.n;
    VEC_PUSH(&z->a, &z->meer, v->n_panden - 1);
    for (uint32_t k = 1; k < v->n_panden; k++)
        VEC_PUSH(&z->a, &z->meer, pand[k]);
}

/* Each current verblijfsobject once: the last voorkomen of those that say they are current. */
static int vbo_bij(struct samen *z, const struct lv_deel *d, struct err *e)
{
    (void)e;
    for (size_t k = 0; k < d->vbo.n; k++) {
        const struct lv_vbo *v = &d->vbo.at[k];
        size_t i = begin(z->maat_rij, v->id);

        if (k + VOORUIT < d->vbo.n)
            __builtin_prefetch(&z->rij[begin(z->maat_rij, d->vbo.at[k + VOORUIT].id)]);
        while (z->rij[i] && z->s->rij[z->rij[i] - 1].id != v->id)
            i = i + 1 == z->maat_rij ? 0 : i + 1;
        if (!z->rij[i]) {
            z->rij[i] = (uint32_t)++z->s->n;
            rij_zet(z, d, v, (size_t)z->s->n - 1);
            continue;
        }
        z->uit->dubbel++;
        if (z->erbij[z->rij[i] - 1].voorkomen < v->voorkomen)
            rij_zet(z, d, v, z->rij[i] - 1);
    }
    return OK;
}

static int rijen_maak(struct samen *z, struct err *e)
{
    uint64_t n = aantal(z, LL_VBO);
    int rc = stand_ruimte(z->s, n, e);

    if (rc)
        return rc;
    z->n_erbij = (size_t)n;
    z->erbij = stand_groot(z->n_erbij * sizeof *z->erbij);
    if (!z->erbij || !TABEL(z, rij, n))
        return op(e);
    rc = delen(z, LL_VBO, vbo_bij, e);
    TABEL_WEG(z, rij);
    return rc;
}

/* ---- addresses ---- */

static int num_bij(struct samen *z, const struct lv_deel *d, struct err *e)
{
    (void)e;
    for (size_t k = 0; k < d->num.n; k++) {
        const struct lv_num *x = &d->num.at[k];
        struct num *w;

        if (k + VOORUIT < d->num.n)
            __builtin_prefetch(&z->num[begin(z->maat_num, d->num.at[k + VOORUIT].id)]);
        w = PLEK(z, num, x->id);
        if (!w->id || w->voorkomen < x->voorkomen)
            *w = (struct num){x->id + 1, x->voorkomen, x->postcode, x->huisnummer, woonplaats_gemeente(z, x)};
    }
    return OK;
}

/* Of an object that came by a mutation of the whole country: does it lie in the gemeenten of the extract? */
static bool vreemd(const struct samen *z, const struct num *num)
{
    if (!z->gemeente)
        return false;
    for (size_t i = 0; num->id && num->gemeente && i < z->in->n; i++) {
        const struct lv_deel *d = z->in->deel[i];

        if (d->soort != LV_MUT && d->gemeenten == 1 && d->gemeente == num->gemeente)
            return false;
    }
    return true;
}

static uint32_t buurt(struct samen *z, uint32_t gemeente)
{
    uint32_t *b = &z->buurt[gemeente % 10000];
    char code[16];

    if (!*b) {
        snprintf(code, sizeof code, "GM%04u", gemeente % 10000);
        *b = stand_gemeente(z->s, str_from(code)) + 1;
    }
    return *b - 1;
}

/* Its gemeente is that of its woonplaats (of the address, or of the street it lies on), else the one gemeente
 * of the extract. Never from the id, whose first digits are of the gemeente that once gave it. */
static void adres_vul(struct samen *z, struct stand_rij *r, const struct num *num)
{
    uint32_t g = num->id && num->gemeente ? num->gemeente : z->gemeente != UINT32_MAX ? z->gemeente : 0;

    if (num->id) {
        r->postcode = num->postcode;
        r->huisnummer = num->huisnummer;
    }
    z->uit->zonder_adres += !num->id;
    z->uit->zonder_gemeente += !g;
    if (!g)
        *stand_smal(r, K_MERK) |= MERK_GEBIED;
    r->buurt = buurt(z, g);
}

/* Looks up the address of each row, and leaves out those that are not of here, or no longer there. */
static int adressen(struct samen *z, struct err *e)
{
    struct stand *s = z->s;
    uint64_t over = 0;
    int rc = TABEL(z, num, aantal(z, LL_NUM)) ? delen(z, LL_NUM, num_bij, e) : op(e);

    for (uint64_t i = 0; !rc && i < s->n; i++) {
        struct stand_rij *r = &s->rij[i];
        const struct num *num;

        if (i + VOORUIT < s->n)
            __builtin_prefetch(&z->num[begin(z->maat_num, z->erbij[i + VOORUIT].nummer)]);
        num = PLEK(z, num, z->erbij[i].nummer);
        if (*stand_smal(r, K_MERK) & VREEMD && vreemd(z, num)) {
            z->uit->buiten++;
            continue;
        }
        z->uit->actueel++;
        if (*stand_smal(r, K_STATUS) >= LV_STATUS_WEG) {
            z->uit->beeindigd++;
            continue;
        }
        *stand_smal(r, K_MERK) = 0;
        adres_vul(z, r, num);
        s->rij[over] = *r;
        z->erbij[over++] = z->erbij[i];
    }
    s->n = rc ? s->n : over;
    TABEL_WEG(z, num);
    return rc;
}

/* ---- panden ---- */

static int pnd_bij(struct samen *z, const struct lv_deel *d, struct err *e)
{
    (void)e;
    for (size_t k = 0; k < d->pnd.n; k++) {
        const struct lv_pnd *x = &d->pnd.at[k];
        struct pnd *w;

        if (k + VOORUIT < d->pnd.n)
            __builtin_prefetch(&z->pnd[begin(z->maat_pnd, d->pnd.at[k + VOORUIT].id)]);
        w = PLEK(z, pnd, x->id);
        if (!w->id || w->voorkomen < x->voorkomen)
            *w = (struct pnd){x->id + 1, x->voorkomen, 0, x->jaar, x->status};
    }
    return OK;
}

/* How many panden a row has, and pand k of them. */
static uint64_t panden_van(const struct samen *z, uint64_t i)
{
    if (z->erbij[i].meer)
        return 1 + z->meer.at[z->erbij[i].meer];
    return z->s->rij[i].pand != UINT64_MAX;
}

static struct pnd *pand_van(const struct samen *z, uint64_t i, uint64_t k)
{
    uint64_t id = k ? z->meer.at[z->erbij[i].meer + k] : z->s->rij[i].pand;

    return PLEK(z, pnd, id);
}

static void vooruit(const struct samen *z, uint64_t i)
{
    if (i + VOORUIT < z->s->n)
        __builtin_prefetch(&z->pnd[begin(z->maat_pnd, z->s->rij[i + VOORUIT].pand)]);
}

/* The first of its panden that is known; the number of objects is that of the one with the most. */
static void pand_vul(struct samen *z, uint64_t i)
{
    struct stand_rij *r = &z->s->rij[i];
    const struct pnd *eerste = NULL;
    uint64_t n = panden_van(z, i);
    uint32_t meest = 0;

    for (uint64_t k = 0; k < n; k++) {
        const struct pnd *p = pand_van(z, i, k);

        if (p->id && !eerste)
            eerste = p;
        if (p->id && p->objecten > meest)
            meest = p->objecten;
    }
    z->uit->zonder_pand += !eerste;
    r->pand = eerste ? eerste->id - 1 : UINT64_MAX;
    if (!eerste)
        return;
    *stand_breed(r, K_BOUWJAAR) = eerste->jaar;
    if (eerste->status != LV_STATUS_ONBEKEND)
        *stand_smal(r, K_PANDSTATUS) = eerste->status;
    *stand_breed(r, K_OBJECTEN) = (uint16_t)(meest > 65534 ? 65534 : meest);
    *stand_smal(r, K_MEERGEZINS) = meest >= 2;
}

/* Counts per pand what exists in the sense of "meergezins": no plan, and not gone. */
static int panden(struct samen *z, struct err *e)
{
    struct stand *s = z->s;
    int rc = TABEL(z, pnd, aantal(z, LL_PND)) ? delen(z, LL_PND, pnd_bij, e) : op(e);

    for (uint64_t i = 0; !rc && i < s->n; i++) {
        uint64_t n = *stand_smal(&s->rij[i], K_STATUS) <= STATUS_VERBOUWING ? panden_van(z, i) : 0;

        vooruit(z, i);
        for (uint64_t k = 0; k < n; k++) {
            struct pnd *p = pand_van(z, i, k);

            p->objecten += p->id != 0;
        }
    }
    for (uint64_t i = 0; !rc && i < s->n; i++) {
        struct stand_rij *r = &s->rij[i];

        vooruit(z, i);
        pand_vul(z, i);
        stand_merk(s, r);
        for (int m = 0; m < MERKEN; m++)
            z->uit->merk[m] += *stand_smal(r, K_MERK) >> m & 1;
    }
    TABEL_WEG(z, pnd);
    return rc;
}

int lvbag_samen(const struct lv_samen *in, struct err *e)
{
    struct samen *z = calloc(1, sizeof *z);
    int rc;

    if (!z)
        return op(e);
    *z = (struct samen){.in = in, .s = in->s, .uit = in->uit};
    arena_init(&z->a, 0);
    rc = gemeenten_leg(z, e);
    if (!rc)
        rc = rijen_maak(z, e);
    if (!rc)
        rc = adressen(z, e);
    if (!rc)
        rc = panden(z, e);
    TABEL_WEG(z, rij);
    TABEL_WEG(z, num);
    TABEL_WEG(z, pnd);
    TABEL_WEG(z, opr);
    TABEL_WEG(z, wpl);
    stand_groot_weg(z->erbij, z->n_erbij * sizeof *z->erbij);
    arena_done(&z->a);
    free(z);
    return rc;
}
