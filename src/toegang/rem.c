/* SPDX-License-Identifier: EUPL-1.2
 * Slow-down after failures. Counting and asking touch memory alone, so that an attempt never waits for the
 * database; every few seconds the counts are put together with those of other processes in the store, from
 * which a new start reads them back. */
#include "toegang/rem.h"

#include "base/date.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    BAKKEN = 4096, /* of eight counts */
    BAK = 8,
    VRIJ_SAMEN = 5,  /* failures of one account from one address (or known browser) before there is a wait */
    VRIJ_ADRES = 30, /* of one address, over all accounts: behind one can be a whole town hall */
    VRIJ_ACCOUNT = 20,  /* of one account from all strangers together */
    OVERLAP_MS = 10000, /* what others wrote while we last read is read again */
};
#define WACHT_SAMEN   ((int64_t)15 * 60 * 1000)
#define WACHT_ACCOUNT ((int64_t)60 * 1000)
#define VERGEET       ((int64_t)3600 * 1000)

struct telling {
    uint64_t sleutel;
    int64_t laatst;   /* ms; 0: free */
    uint32_t n, vers; /* vers: of n, what the store does not have yet */
    bool wis;         /* the store has to forget first */
};

struct rem {
    unsigned char sleutel[crypto_shorthash_KEYBYTES], toestel[crypto_generichash_KEYBYTES];
    pthread_mutex_t lock;
    int64_t gelezen;
    struct telling bak[BAKKEN][BAK];
};

static uint64_t teken(const struct rem *t, const char *soort, struct str een, struct str ander)
{
    unsigned char b[600];
    uint64_t h;
    size_t n = strlen(soort) + 1;

    memcpy(b, soort, n);
    een = str_sub(een, 0, 250);
    ander = str_sub(ander, 0, 250);
    if (een.n)
        memcpy(b + n, een.p, een.n);
    n += een.n;
    b[n++] = 0;
    if (ander.n)
        memcpy(b + n, ander.p, ander.n);
    n += ander.n;
    crypto_shorthash((unsigned char *)&h, b, n, t->sleutel);
    return h;
}

/* Of an IPv6 address the first half, however it is written: who has one has them all. What is no IPv6 address
 * stays as it is. half is what the answer may stand in. */
static struct str netwerk(struct str adres, char half[static 16])
{
    char tekst[INET6_ADDRSTRLEN];

    if (adres.n >= sizeof tekst)
        return adres;
    memcpy(tekst, adres.p, adres.n);
    tekst[adres.n] = 0;
    return inet_pton(AF_INET6, tekst, half) == 1 ? (struct str){half, 8} : adres;
}

/* Held by the lock. The oldest of a full bucket makes room. */
static struct telling *tel_plek(struct rem *t, uint64_t sleutel, bool maak)
{
    struct telling *bak = t->bak[sleutel % BAKKEN], *oudst = bak;
    int64_t nu = time_ms();

    for (size_t i = 0; i < BAK; i++) {
        if (bak[i].laatst && bak[i].sleutel == sleutel && nu - bak[i].laatst < VERGEET)
            return &bak[i];
        if (bak[i].laatst < oudst->laatst)
            oudst = &bak[i];
    }
    if (!maak)
        return NULL;
    *oudst = (struct telling){.sleutel = sleutel};
    return oudst;
}

/* From `vrij` failures on twice as long each time, `per` failures a time. */
static int64_t tel_wacht(struct rem *t, uint64_t sleutel, uint32_t vrij, uint32_t per, int64_t langst)
{
    const struct telling *x = tel_plek(t, sleutel, false);
    uint32_t keer;
    int64_t wacht, verstreken;

    if (!x || x->n < vrij)
        return 0;
    keer = (x->n - vrij) / per;
    wacht = keer < 20 ? (int64_t)1000 << keer : langst;
    if (wacht > langst)
        wacht = langst;
    verstreken = time_ms() - x->laatst;
    return verstreken < wacht ? wacht - verstreken : 0;
}

static void toestel_som(const struct rem *t, struct str email, struct str toeval, char ret[33])
{
    crypto_generichash_state h;
    unsigned char som[16];

    crypto_generichash_init(&h, t->toestel, sizeof t->toestel, sizeof som);
    crypto_generichash_update(&h, (const unsigned char *)toeval.p, toeval.n);
    crypto_generichash_update(&h, (const unsigned char *)(email.p ? email.p : ""), email.n);
    crypto_generichash_final(&h, som, sizeof som);
    sodium_bin2hex(ret, 33, som, sizeof som);
}

struct str rem_toestel(struct toegang *g, struct arena *a, struct str email)
{
    struct rem *t = rem_van(g);
    unsigned char b[16];
    char toeval[33], som[33];

    randombytes_buf(b, sizeof b);
    sodium_bin2hex(toeval, sizeof toeval, b, sizeof b);
    toestel_som(t, email, str_from(toeval), som);
    return str_fmt(a, "%s%s", toeval, som);
}

static bool toestel_bekend(const struct rem *t, struct str email, struct str toestel)
{
    char som[33];

    if (toestel.n != 64)
        return false;
    toestel_som(t, email, str_sub(toestel, 0, 32), som);
    return !sodium_memcmp(som, toestel.p + 32, 32);
}

/* Counted as one: an account from one address, or from one browser that signed in before. */
static uint64_t teken_samen(const struct rem *t, struct str email, struct str adres, struct str toestel,
                            bool *ret_bekend)
{
    char half[16];

    *ret_bekend = toestel_bekend(t, email, toestel);
    return *ret_bekend ? teken(t, "toestel", email, toestel) : teken(t, "samen", email, netwerk(adres, half));
}

int64_t rem_wacht(struct toegang *g, struct str email, struct str adres, struct str toestel)
{
    struct rem *t = rem_van(g);
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);
    int64_t ret, w;
    char half[16];

    pthread_mutex_lock(&t->lock);
    ret = tel_wacht(t, samen, VRIJ_SAMEN, 1, WACHT_SAMEN);
    if (!bekend) { /* strangers cannot keep out a browser that was let in before */
        w = tel_wacht(t, teken(t, "adres", netwerk(adres, half), STR("")), VRIJ_ADRES, 5, WACHT_SAMEN);
        ret = w > ret ? w : ret;
        w = tel_wacht(t, teken(t, "account", email, STR("")), VRIJ_ACCOUNT, 5, WACHT_ACCOUNT);
        ret = w > ret ? w : ret;
    }
    pthread_mutex_unlock(&t->lock);
    return ret;
}

static void tel_op(struct rem *t, uint64_t sleutel)
{
    struct telling *x = tel_plek(t, sleutel, true);

    x->n++;
    x->vers++;
    x->laatst = time_ms();
}

void rem_mislukt(struct toegang *g, struct str email, struct str adres, struct str toestel)
{
    struct rem *t = rem_van(g);
    char half[16];
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);

    pthread_mutex_lock(&t->lock);
    tel_op(t, samen);
    if (!bekend) {
        tel_op(t, teken(t, "adres", netwerk(adres, half), STR("")));
        tel_op(t, teken(t, "account", email, STR("")));
    }
    pthread_mutex_unlock(&t->lock);
}

void rem_gelukt(struct toegang *g, struct str email, struct str adres, struct str toestel)
{
    struct rem *t = rem_van(g);
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);
    struct telling *x;

    pthread_mutex_lock(&t->lock);
    x = tel_plek(t, samen, false);
    if (x) {
        x->n = x->vers = 0;
        x->wis = true;
        x->laatst = time_ms();
    }
    pthread_mutex_unlock(&t->lock);
}

/* ---- with the store ---- */

struct deel {
    struct arena a;
    VEC(struct rem_rij) op; /* what was counted here since, aantal 0 to forget */
    const struct rem_rij *in;
    size_t n_in;
    int64_t sinds;
};

static int deel_schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct deel *d = ctx;
    int64_t grens = time_ms() - VERGEET;
    int rc = rem_rijen_oud_weg(c, grens, e);

    for (size_t i = 0; !rc && i < d->op.n; i++)
        rc = rem_rij_bij(c, &d->op.at[i], grens, e);
    return rc;
}

static void deel_verzamel(struct rem *t, struct deel *d)
{
    pthread_mutex_lock(&t->lock);
    for (size_t i = 0; i < BAKKEN; i++)
        for (size_t k = 0; k < BAK; k++) {
            struct telling *x = &t->bak[i][k];

            if (x->wis)
                VEC_PUSH(&d->a, &d->op, (struct rem_rij){(int64_t)x->sleutel, 0, x->laatst});
            if (x->vers)
                VEC_PUSH(&d->a, &d->op, (struct rem_rij){(int64_t)x->sleutel, x->vers, x->laatst});
            x->wis = false;
            x->vers = 0;
        }
    d->sinds = t->gelezen ? t->gelezen - OVERLAP_MS : time_ms() - VERGEET;
    t->gelezen = time_ms();
    pthread_mutex_unlock(&t->lock);
}

/* What the store has is the sum of all processes; ours beside it is what came since. */
static void deel_voeg(struct rem *t, const struct deel *d)
{
    pthread_mutex_lock(&t->lock);
    for (size_t i = 0; i < d->n_in; i++) {
        const struct rem_rij *r = &d->in[i];
        struct telling *x = tel_plek(t, (uint64_t)r->sleutel, r->aantal > 0);

        if (!x || x->wis)
            continue;
        x->n = (uint32_t)r->aantal + x->vers;
        x->laatst = x->laatst > r->laatst ? x->laatst : r->laatst;
    }
    pthread_mutex_unlock(&t->lock);
}

int rem_deel(struct rem *t, struct store *s, struct err *e)
{
    struct deel d = {0};
    struct conn *c;
    int rc = OK;

    arena_init(&d.a, 0);
    deel_verzamel(t, &d);
    if (d.op.n)
        rc = store_write(s, deel_schrijf, &d, e);
    if (!rc)
        rc = store_read(s, &c, e);
    if (!rc) {
        rc = rem_rijen_lees(c, &d.a, d.sinds, &d.in, &d.n_in, e);
        store_return(s, c);
    }
    if (!rc)
        deel_voeg(t, &d);
    arena_done(&d.a);
    return rc;
}

static int sleutels_doe(struct conn *c, void *ctx, struct err *e)
{
    struct rem *t = ctx;
    unsigned char tellen[32];
    int rc = rem_sleutel(c, "tellen", tellen, e);

    _Static_assert(sizeof t->toestel == 32 && sizeof t->sleutel <= 32, "one key of the store fits each");
    memcpy(t->sleutel, tellen, sizeof t->sleutel);
    return rc ? rc : rem_sleutel(c, "toestel", t->toestel, e);
}

int rem_start(struct store *s, struct rem **ret, struct err *e)
{
    struct rem *t = calloc(1, sizeof *t);
    int rc;

    if (!t)
        return err_set(e, ERR_ENV, "er is geen geheugen voor het aanmelden");
    pthread_mutex_init(&t->lock, NULL);
    rc = store_write(s, sleutels_doe, t, e);
    if (!rc)
        rc = rem_deel(t, s, e);
    if (rc)
        rem_stop(t);
    else
        *ret = t;
    return rc;
}

void rem_stop(struct rem *t)
{
    if (!t)
        return;
    pthread_mutex_destroy(&t->lock);
    sodium_memzero(t, sizeof *t);
    free(t);
}
