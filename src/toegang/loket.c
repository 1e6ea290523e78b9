/* SPDX-License-Identifier: EUPL-1.2
 * What lasts as long as the server, and its thread: what is written to the database a little later, since
 * whoever is refused must not wait for an import, and the sharing of counts (rem.c). All of it is bounded. */
#include "toegang/mens.h"

#include "base/date.h"
#include "base/log.h"
#include "toegang/rem.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LATER_MAX = 256, LATER_S = 2 };

struct later {
    enum { LATER_GEZIEN, LATER_SPOOR, LATER_HERSTEL } soort;
    int64_t id, moment, aantal;
    struct dader dader;
    char daad[48], object[24], wat[256], waar[64];
};

struct toegang {
    struct store *store;
    struct rem *rem;
    pthread_mutex_t lock;
    pthread_cond_t wek;
    pthread_t draad;
    bool stop;
    struct later later[LATER_MAX];
    size_t n_later;
    int64_t gemist; /* that did not fit any more */
};

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
    struct err e = {0};

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
        if (rem_deel(t->rem, t->store, &e))
            LOG(LOG_ERROR, "de tellingen van mislukte pogingen zijn niet bewaard",
                LOG_STR("fout", str_from(e.text)));
    }
    free(kopie);
    return NULL;
}

int toegang_start(struct store *s, struct toegang **ret, struct err *e)
{
    struct toegang *t = calloc(1, sizeof *t);
    int rc;

    if (!t || sodium_init() < 0) {
        free(t);
        return err_set(e, ERR_ENV, "er is geen geheugen, of geen toeval, voor het aanmelden");
    }
    t->store = s;
    rc = rem_start(s, &t->rem, e);
    if (rc) {
        free(t);
        return rc;
    }
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->wek, NULL);
    if (pthread_create(&t->draad, NULL, later_draad, t)) {
        pthread_cond_destroy(&t->wek);
        pthread_mutex_destroy(&t->lock);
        rem_stop(t->rem);
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
    rem_stop(t->rem);
    sodium_memzero(t, sizeof *t);
    free(t);
}

struct rem *rem_van(struct toegang *t)
{
    return t->rem;
}
