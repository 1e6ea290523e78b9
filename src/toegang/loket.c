/* SPDX-License-Identifier: EUPL-1.2
 * What lasts as long as the server: how often signing in failed, and what is written to the database a little
 * later, by a thread of its own. Both are bounded. The counts are of this process: one that starts anew, or
 * one beside it, begins at nothing. */
#include "toegang/mens.h"

#include "base/date.h"
#include "base/log.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    BAKKEN = 4096, /* of eight counts */
    BAK = 8,
    VRIJ_SAMEN = 5,  /* failures of one account from one address (or known browser) before there is a wait */
    VRIJ_ADRES = 30, /* of one address, over all accounts: behind one can be a whole town hall */
    VRIJ_ACCOUNT = 20, /* of one account from all strangers together */
    LATER_MAX = 256,
    LATER_S = 2,
};
#define WACHT_SAMEN   ((int64_t)15 * 60 * 1000)
#define WACHT_ACCOUNT ((int64_t)60 * 1000)
#define VERGEET       ((int64_t)3600 * 1000)

struct telling {
    uint64_t sleutel;
    int64_t laatst; /* ms */
    uint32_t n;
};

struct later {
    enum { LATER_GEZIEN, LATER_SPOOR, LATER_HERSTEL } soort;
    int64_t id, moment, aantal;
    struct dader dader;
    char daad[48], object[24], wat[256], waar[64];
};

struct toegang {
    struct store *store;
    unsigned char sleutel[crypto_shorthash_KEYBYTES], toestel[crypto_generichash_KEYBYTES];
    pthread_mutex_t lock;
    pthread_cond_t wek;
    pthread_t draad;
    bool stop;
    struct telling bak[BAKKEN][BAK];
    struct later later[LATER_MAX];
    size_t n_later;
    int64_t gemist; /* that did not fit any more */
};

/* ---- slow-down ---- */

static uint64_t teken(const struct toegang *t, const char *soort, struct str een, struct str ander)
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

/* Of an IPv6 address the first half: who has one has them all. */
static struct str netwerk(struct str adres)
{
    size_t dubbel = 0;

    for (size_t i = 0; i < adres.n; i++)
        if (adres.p[i] == ':' && ++dubbel == 4)
            return str_sub(adres, 0, i);
    return adres;
}

/* Held by the lock. The oldest of a full bucket makes room. */
static struct telling *tel_plek(struct toegang *t, uint64_t sleutel, bool maak)
{
    struct telling *bak = t->bak[sleutel % BAKKEN], *oudst = bak;
    int64_t nu = time_ms();

    for (size_t i = 0; i < BAK; i++) {
        if (bak[i].n && bak[i].sleutel == sleutel && nu - bak[i].laatst < VERGEET)
            return &bak[i];
        if (!bak[i].n || bak[i].laatst < oudst->laatst)
            oudst = &bak[i];
    }
    if (!maak)
        return NULL;
    *oudst = (struct telling){.sleutel = sleutel};
    return oudst;
}

/* From `vrij` failures on twice as long each time, `per` failures a time. */
static int64_t tel_wacht(struct toegang *t, uint64_t sleutel, uint32_t vrij, uint32_t per, int64_t langst)
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

static void toestel_som(const struct toegang *t, struct str email, struct str toeval, char ret[33])
{
    crypto_generichash_state h;
    unsigned char som[16];

    crypto_generichash_init(&h, t->toestel, sizeof t->toestel, sizeof som);
    crypto_generichash_update(&h, (const unsigned char *)toeval.p, toeval.n);
    crypto_generichash_update(&h, (const unsigned char *)(email.p ? email.p : ""), email.n);
    crypto_generichash_final(&h, som, sizeof som);
    sodium_bin2hex(ret, 33, som, sizeof som);
}

struct str rem_toestel(struct toegang *t, struct arena *a, struct str email)
{
    unsigned char b[16];
    char toeval[33], som[33];

    randombytes_buf(b, sizeof b);
    sodium_bin2hex(toeval, sizeof toeval, b, sizeof b);
    toestel_som(t, email, str_from(toeval), som);
    return str_fmt(a, "%s%s", toeval, som);
}

static bool toestel_bekend(const struct toegang *t, struct str email, struct str toestel)
{
    char som[33];

    if (toestel.n != 64)
        return false;
    toestel_som(t, email, str_sub(toestel, 0, 32), som);
    return !sodium_memcmp(som, toestel.p + 32, 32);
}

/* Counted as one: an account from one address, or from one browser that signed in before. */
static uint64_t teken_samen(const struct toegang *t, struct str email, struct str adres, struct str toestel,
                            bool *ret_bekend)
{
    *ret_bekend = toestel_bekend(t, email, toestel);
    return *ret_bekend ? teken(t, "toestel", email, toestel) : teken(t, "samen", email, netwerk(adres));
}

int64_t rem_wacht(struct toegang *t, struct str email, struct str adres, struct str toestel)
{
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);
    int64_t ret, w;

    pthread_mutex_lock(&t->lock);
    ret = tel_wacht(t, samen, VRIJ_SAMEN, 1, WACHT_SAMEN);
    if (!bekend) { /* strangers cannot keep out a browser that was let in before */
        w = tel_wacht(t, teken(t, "adres", netwerk(adres), STR("")), VRIJ_ADRES, 5, WACHT_SAMEN);
        ret = w > ret ? w : ret;
        w = tel_wacht(t, teken(t, "account", email, STR("")), VRIJ_ACCOUNT, 5, WACHT_ACCOUNT);
        ret = w > ret ? w : ret;
    }
    pthread_mutex_unlock(&t->lock);
    return ret;
}

static void tel_op(struct toegang *t, uint64_t sleutel)
{
    struct telling *x = tel_plek(t, sleutel, true);

    x->n++;
    x->laatst = time_ms();
}

void rem_mislukt(struct toegang *t, struct str email, struct str adres, struct str toestel)
{
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);

    pthread_mutex_lock(&t->lock);
    tel_op(t, samen);
    if (!bekend) {
        tel_op(t, teken(t, "adres", netwerk(adres), STR("")));
        tel_op(t, teken(t, "account", email, STR("")));
    }
    pthread_mutex_unlock(&t->lock);
}

void rem_gelukt(struct toegang *t, struct str email, struct str adres, struct str toestel)
{
    bool bekend;
    uint64_t samen = teken_samen(t, email, adres, toestel, &bekend);
    struct telling *x;

    pthread_mutex_lock(&t->lock);
    x = tel_plek(t, samen, false);
    if (x)
        *x = (struct telling){0};
    pthread_mutex_unlock(&t->lock);
}

/* ---- later ---- */

static struct later *later_zelfde(struct toegang *t, const struct later *x)
{
    for (size_t i = 0; i < t->n_later; i++) {
        struct later *y = &t->later[i];

        if (y->soort == x->soort && y->id == x->id && y->dader.soort == x->dader.soort &&
            y->dader.id == x->dader.id && y->dader.namens == x->dader.namens && !strcmp(y->daad, x->daad) &&
            !strcmp(y->wat, x->wat) && !strcmp(y->waar, x->waar))
            return y;
    }
    return NULL;
}

static void later_bij(struct toegang *t, const struct later *x)
{
    struct later *y;

    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    y = later_zelfde(t, x);
    if (y) {
        y->aantal++;
        y->moment = x->moment;
    } else if (t->n_later < LATER_MAX) {
        t->later[t->n_later++] = *x;
    } else {
        t->gemist++;
    }
    pthread_mutex_unlock(&t->lock);
}

void later_gezien(struct toegang *t, int64_t sessie)
{
    struct later x = {.soort = LATER_GEZIEN, .id = sessie, .moment = time_ms(), .aantal = 1};

    later_bij(t, &x);
}

static void tekst_in(char *naar, size_t room, struct str s)
{
    s = utf8_clip(s, room - 1);
    if (s.n)
        memcpy(naar, s.p, s.n);
    naar[s.n] = 0;
}

void later_spoor(struct toegang *t, const struct dader *d, const char *daad, const char *object, int64_t id,
                 struct str wat)
{
    struct later x = {.soort = LATER_SPOOR, .id = id, .moment = time_ms(), .aantal = 1, .dader = *d};

    tekst_in(x.daad, sizeof x.daad, str_from(daad));
    tekst_in(x.object, sizeof x.object, str_from(object));
    tekst_in(x.wat, sizeof x.wat, wat);
    tekst_in(x.waar, sizeof x.waar, d->waar);
    x.dader.waar = STR("");
    later_bij(t, &x);
}

void later_herstel(struct toegang *t, struct str email, struct str adres)
{
    struct later x = {.soort = LATER_HERSTEL, .moment = time_ms(), .aantal = 1};

    tekst_in(x.wat, sizeof x.wat, email);
    tekst_in(x.waar, sizeof x.waar, adres);
    later_bij(t, &x);
}

struct schrijf_op {
    const struct later *at;
    size_t n;
    int64_t gemist;
};

static int spoor_op(struct conn *c, const struct later *x, struct err *e)
{
    struct arena a;
    struct dader d = x->dader;
    struct doc *na;
    int rc;

    arena_init(&a, 0);
    d.waar = str_from(x->waar);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "wat", str_from(x->wat));
    DOC_SET_INT(&a, na, "aantal", x->aantal);
    rc = spoor_schrijf(c, &d, &(struct daad){x->daad, x->object, x->id, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* A mail with a link to who has this address; nothing when nobody has, or may. */
static int herstel_op(struct conn *c, const struct later *x, struct err *e)
{
    struct dader d = {.soort = DADER_BEZOEKER, .waar = str_from(x->waar)};
    struct arena a;
    struct err geen;
    struct mens m;
    int rc;

    arena_init(&a, 0);
    rc = mens_bij_email(c, &a, str_from(x->wat), &m, &geen);
    if (rc == ERR_NOT_FOUND || (!rc && !m.actief)) {
        rc = OK;
    } else if (rc) {
        *e = geen;
    } else {
        rc = mens_mail_link(c, m.id, e);
        if (!rc)
            rc = spoor_schrijf(c, &d, &(struct daad){"mens.herstel_gevraagd", "mens", m.id, NULL, NULL}, e);
    }
    arena_done(&a);
    return rc;
}

static int later_op(struct conn *c, const struct later *x, struct err *e)
{
    switch (x->soort) {
    case LATER_GEZIEN:
        return sessie_gezien(c, x->id, x->moment, e);
    case LATER_HERSTEL:
        return herstel_op(c, x, e);
    default:
        return spoor_op(c, x, e);
    }
}

static int schrijf_op(struct conn *c, void *ctx, struct err *e)
{
    const struct schrijf_op *s = ctx;
    static const struct dader programma = {0};
    struct later meer = {.soort = LATER_SPOOR, .aantal = s->gemist, .dader = programma};
    int rc = OK;

    for (size_t i = 0; !rc && i < s->n; i++)
        rc = later_op(c, &s->at[i], e);
    if (!rc && s->gemist) {
        tekst_in(meer.daad, sizeof meer.daad, STR("toegang.geweigerd"));
        tekst_in(meer.object, sizeof meer.object, STR("adres"));
        tekst_in(meer.wat, sizeof meer.wat, STR("meer weigeringen dan elk apart opgeschreven worden"));
        rc = spoor_op(c, &meer, e);
    }
    return rc;
}

static void later_schrijf(struct toegang *t, struct later *kopie)
{
    struct schrijf_op s = {.at = kopie};
    struct err e = {0};

    pthread_mutex_lock(&t->lock);
    s.n = t->n_later;
    s.gemist = t->gemist;
    memcpy(kopie, t->later, s.n * sizeof *kopie);
    t->n_later = 0;
    t->gemist = 0;
    pthread_mutex_unlock(&t->lock);
    if ((s.n || s.gemist) && store_write(t->store, schrijf_op, &s, &e))
        LOG(LOG_ERROR, "het spoor van weigeringen is niet geschreven", LOG_STR("fout", str_from(e.text)));
}

static void *later_draad(void *ctx)
{
    struct toegang *t = ctx;
    struct later *kopie = calloc(LATER_MAX, sizeof *kopie);
    bool stop = !kopie;

    while (!stop) {
        struct timespec tot;

        clock_gettime(CLOCK_REALTIME, &tot);
        tot.tv_sec += LATER_S;
        pthread_mutex_lock(&t->lock);
        if (!t->stop)
            pthread_cond_timedwait(&t->wek, &t->lock, &tot);
        stop = t->stop;
        pthread_mutex_unlock(&t->lock);
        later_schrijf(t, kopie);
    }
    free(kopie);
    return NULL;
}

int toegang_start(struct store *s, struct toegang **ret, struct err *e)
{
    struct toegang *t = calloc(1, sizeof *t);

    if (!t || sodium_init() < 0) {
        free(t);
        return err_set(e, ERR_ENV, "er is geen geheugen, of geen toeval, voor het aanmelden");
    }
    t->store = s;
    randombytes_buf(t->sleutel, sizeof t->sleutel);
    randombytes_buf(t->toestel, sizeof t->toestel);
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->wek, NULL);
    if (pthread_create(&t->draad, NULL, later_draad, t)) {
        pthread_cond_destroy(&t->wek);
        pthread_mutex_destroy(&t->lock);
        free(t);
        return err_set(e, ERR_ENV, "het systeem geeft geen threads voor het aanmelden");
    }
    *ret = t;
    return OK;
}

void toegang_stop(struct toegang *t)
{
    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    t->stop = true;
    pthread_cond_signal(&t->wek);
    pthread_mutex_unlock(&t->lock);
    pthread_join(t->draad, NULL);
    pthread_cond_destroy(&t->wek);
    pthread_mutex_destroy(&t->lock);
    sodium_memzero(t, sizeof *t);
    free(t);
}
