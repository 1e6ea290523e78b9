/* SPDX-License-Identifier: EUPL-1.2
 * The loper: workers that take what waits, one at a time each, and a heart that writes their progress, hears
 * who asked to stop, and looks for work of other processes and of the dead. Progress lives in memory: on
 * SQLite the work itself may hold the one place to write, and a page must still see how far it is. */
#include "taak/taak_intern.h"

#include "base/date.h"
#include "base/log.h"
#include "doc/json.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    THREADS = 2,
    THREADS_MAX = 64,
    POLL_MS = 2000,
    SLAG_MS = 1000,
    RUST_MS = 10000,
    OPRUIM_MS = 3600 * 1000,
    OPNIEUW_MS = 5000,
    KIJK_MS = 100 /* who waits for a taak looks again: another process may have ended it, of which we hear
                     nothing */
};

/* What one worker is doing. All but `stop` is guarded by the lock of the loper. */
struct lopend {
    struct taak_loper *l;
    pthread_t draad;
    char naam[LOPER_NAAM];
    int64_t id; /* 0: nothing */
    int poging;
    char sleutel[TAAK_SLEUTEL + 1];
    int64_t gedaan, totaal, geslagen; /* geslagen: when it was last written */
    char bericht[BERICHT_MAX + 1];
    bool veranderd;   /* since then */
    bool gebruiker;   /* a user asked to stop */
    atomic_bool stop; /* the work must stop, for whatever reason */
};

struct taak_loper {
    struct taak_config c;
    pthread_mutex_t lock;
    pthread_cond_t werk;  /* there may be work, or we close */
    pthread_cond_t einde; /* something has ended */
    pthread_cond_t slag;  /* the heart must stop */
    uint64_t wekker, einden;
    bool sluit, dicht;
    int n, bezig;
    struct lopend *lopend;
    pthread_t hart;
};

static int64_t klok_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits on a condition until a moment of klok_ms; false when that has come. */
static bool wacht_tot(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t tot)
{
    struct timespec t = {.tv_sec = tot / 1000, .tv_nsec = tot % 1000 * 1000000};

    return pthread_cond_timedwait(cond, lock, &t) == 0;
}

void loper_wek(struct taak_loper *l)
{
    if (!l)
        return;
    pthread_mutex_lock(&l->lock);
    l->wekker++;
    pthread_cond_broadcast(&l->werk);
    pthread_mutex_unlock(&l->lock);
}

/* ---- What the work may call ---- */

void taak_voortgang(struct taak_werk *w, int64_t gedaan, int64_t totaal, const char *bericht)
{
    struct lopend *p = w->in;

    pthread_mutex_lock(&p->l->lock);
    p->gedaan = gedaan;
    p->totaal = totaal;
    if (bericht)
        snprintf(p->bericht, sizeof p->bericht, "%s", bericht);
    p->veranderd = true;
    pthread_mutex_unlock(&p->l->lock);
}

bool taak_moet_stoppen(struct taak_werk *w)
{
    return atomic_load_explicit(&w->in->stop, memory_order_relaxed);
}

/* ---- The workers ---- */

static const struct taak_soort *soort_zoek(const struct taak_soort *const *soorten, struct str naam)
{
    for (; *soorten; soorten++)
        for (const struct taak_soort *s = *soorten; s->naam; s++)
            if (str_is(naam, s->naam))
                return s;
    return NULL; /* does not happen: only known ones are taken */
}

static enum taak_status status_van(struct lopend *p, const struct greep *g, int rc, struct err *e)
{
    bool gebruiker, sluit;

    pthread_mutex_lock(&p->l->lock);
    gebruiker = p->gebruiker;
    sluit = p->l->sluit;
    pthread_mutex_unlock(&p->l->lock);
    switch (rc) {
    case OK:
        e->text[0] = '\0';
        return TAAK_KLAAR;
    case ERR_CANCELLED:
        return sluit && !gebruiker ? TAAK_WACHT : TAAK_GESTOPT;
    case ERR_DATA:
    case ERR_USAGE:
    case ERR_NOT_FOUND:
    case ERR_CONFLICT:
    case ERR_LIMIT:
    case ERR_DENIED:
        return TAAK_MISLUKT;
    default:
        LOG(LOG_ERROR, "taak mislukt", LOG_INT("taak", g->id), LOG_STR("soort", g->soort),
            LOG_INT("code", rc), LOG_STR("fout", str_from(e->text)));
        err_set(e, rc,
                "Er ging bij ons iets mis; het lag niet aan u. Probeer het opnieuw. Blijft het misgaan, geef "
                "dan taaknummer %lld door aan de beheerder.",
                (long long)g->id);
        return TAAK_MISLUKT;
    }
}

static int werk_doe(struct lopend *p, struct arena *a, const struct greep *g, struct doc **ret_resultaat,
                    struct err *e)
{
    struct taak_werk w = {.a = a,
                          .ctx = p->l->c.ctx,
                          .store = p->l->c.store,
                          .id = g->id,
                          .poging = g->poging,
                          .wie = g->wie,
                          .bijlage = g->bijlage,
                          .in = p};
    const struct taak_soort *soort = soort_zoek(p->l->c.soorten, g->soort);
    struct doc *opdracht = NULL;
    int rc = soort ? OK : err_set(e, ERR_ENV, "onbekende soort taak");

    if (!rc)
        rc = json_read(a, g->opdracht, (struct json_limits){0}, &opdracht, e);
    if (rc)
        return err_set(e, ERR_ENV, "de opdracht van de taak is niet te lezen");
    w.opdracht = opdracht;
    rc = soort->doe(&w, e);
    *ret_resultaat = w.resultaat;
    return rc;
}

static void lopend_begin(struct lopend *p, const struct greep *g)
{
    pthread_mutex_lock(&p->l->lock);
    p->id = g->id;
    p->poging = g->poging;
    snprintf(p->sleutel, sizeof p->sleutel, "%.*s", STR_ARG(g->sleutel));
    p->gedaan = p->totaal = 0;
    p->bericht[0] = '\0';
    p->veranderd = p->gebruiker = false;
    p->geslagen = klok_ms();
    atomic_store(&p->stop, p->l->sluit);
    p->l->bezig++;
    pthread_mutex_unlock(&p->l->lock);
}

static void lopend_einde(struct lopend *p)
{
    pthread_mutex_lock(&p->l->lock);
    p->id = 0;
    p->l->bezig--;
    p->l->einden++;
    pthread_cond_broadcast(&p->l->einde);
    pthread_mutex_unlock(&p->l->lock);
}

/* Takes one taak and does it. 1: there was one; 0: none; negative: the store is not to be reached. */
static int een_taak(struct lopend *p)
{
    struct taak_loper *l = p->l;
    struct arena a;
    struct greep g;
    struct err e = {0}, fout = {0};
    struct doc *resultaat = NULL;
    enum taak_status status;
    int64_t begin = klok_ms();
    int rc;

    arena_init(&a, WERK_MAX);
    rc = taak_grijp(l->c.store, &a, l->c.soorten, str_from(p->naam), &g, &e);
    if (rc <= 0) {
        if (rc)
            LOG(LOG_WARN, "taken: geen werk te krijgen", LOG_STR("fout", str_from(e.text)));
        arena_done(&a);
        return rc;
    }
    lopend_begin(p, &g);
    rc = werk_doe(p, &a, &g, &resultaat, &e);
    status = status_van(p, &g, rc, &e);
    rc = taak_einde(l->c.store, &g, str_from(p->naam), status, str_from(e.text), resultaat, &fout);
    if (rc)
        LOG(LOG_ERROR, "taken: einde niet te schrijven", LOG_INT("taak", g.id),
            LOG_STR("fout", str_from(fout.text)));
    lopend_einde(p);
    LOG(LOG_INFO, "taak", LOG_INT("taak", g.id), LOG_STR("soort", g.soort),
        LOG_STR("status", taak_status_naam(status)), LOG_INT("poging", g.poging),
        LOG_INT("ms", klok_ms() - begin));
    arena_done(&a);
    return rc ? rc : 1;
}

static void *werker(void *arg)
{
    struct lopend *p = arg;
    struct taak_loper *l = p->l;

    pthread_mutex_lock(&l->lock);
    while (!l->sluit) {
        uint64_t gezien = l->wekker;
        int rc;

        pthread_mutex_unlock(&l->lock);
        rc = een_taak(p);
        pthread_mutex_lock(&l->lock);
        if (rc < 0) {
            int64_t tot = klok_ms() + OPNIEUW_MS;

            while (!l->sluit && wacht_tot(&l->werk, &l->lock, tot))
                ;
        }
        while (rc == 0 && !l->sluit && l->wekker == gezien)
            pthread_cond_wait(&l->werk, &l->lock);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

/* ---- The heart ---- */

static void vraag_stop(struct lopend *p, int64_t id, bool gebruiker)
{
    pthread_mutex_lock(&p->l->lock);
    if (p->id == id) {
        p->gebruiker = p->gebruiker || gebruiker;
        atomic_store(&p->stop, true);
    }
    pthread_mutex_unlock(&p->l->lock);
}

/* One worker: hears a stop, writes progress when there is any, and else a sign of life now and then. */
static int klop(struct lopend *p, struct err *e)
{
    struct taak_loper *l = p->l;
    struct greep g = {0};
    struct hartslag h = {.g = &g, .loper = str_from(p->naam)};
    char bericht[BERICHT_MAX + 1];
    bool schrijf, stop = false, onze = true;
    int rc;

    pthread_mutex_lock(&l->lock);
    g.id = p->id;
    g.poging = p->poging;
    h.gedaan = p->gedaan;
    h.totaal = p->totaal;
    memcpy(bericht, p->bericht, sizeof bericht);
    schrijf = p->veranderd || klok_ms() - p->geslagen >= RUST_MS;
    p->veranderd = false;
    if (schrijf)
        p->geslagen = klok_ms();
    pthread_mutex_unlock(&l->lock);
    if (!g.id)
        return OK;
    rc = taak_stop_gezien(l->c.store, g.id, &stop, e);
    if (!rc && stop)
        vraag_stop(p, g.id, true);
    if (rc || !schrijf)
        return rc;
    h.bericht = str_from(bericht);
    rc = taak_hartslag(l->c.store, &h, &onze, e);
    if (!rc && !onze)
        vraag_stop(p, g.id, false); /* another took it over, or it has just ended */
    return rc;
}

static int rondkijken(struct taak_loper *l, struct err *e)
{
    bool wacht, dood, nieuw = false;
    int rc = taken_kijk(l->c.store, &wacht, &dood, e);

    if (!rc && dood)
        rc = taken_herstel(l->c.store, e);
    if (!rc)
        rc = taken_ritme(&l->c, &nieuw, e);
    if (!rc && (wacht || dood || nieuw))
        loper_wek(l);
    return rc;
}

static void *hart(void *arg)
{
    struct taak_loper *l = arg;
    int64_t kijk = klok_ms(), opruim = kijk;
    bool stil = false; /* we have said that the store is away */

    pthread_mutex_lock(&l->lock);
    while (!l->dicht) {
        int64_t nu = klok_ms(), tik = l->bezig && l->c.poll_ms > SLAG_MS ? SLAG_MS : l->c.poll_ms;
        bool sluit = l->sluit;
        struct err e = {0};
        int rc = OK;

        while (!l->dicht && wacht_tot(&l->slag, &l->lock, nu + tik))
            ;
        pthread_mutex_unlock(&l->lock);
        nu = klok_ms();
        for (int i = 0; !rc && i < l->n; i++)
            rc = klop(&l->lopend[i], &e);
        if (!rc && !sluit && nu - kijk >= l->c.poll_ms) {
            rc = rondkijken(l, &e);
            kijk = nu;
        }
        if (!rc && nu >= opruim) {
            rc = taken_opruimen(l->c.store, &e);
            opruim = nu + OPRUIM_MS;
        }
        if (rc && !stil)
            LOG(LOG_WARN, "taken: de database antwoordt niet", LOG_STR("fout", str_from(e.text)));
        stil = rc != OK;
        pthread_mutex_lock(&l->lock);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

/* ---- Start and stop ---- */

static void loper_init(struct taak_loper *l, const struct taak_config *c)
{
    pthread_condattr_t klok;

    l->c = *c;
    l->n = c->threads < 1 ? THREADS : c->threads < THREADS_MAX ? c->threads : THREADS_MAX;
    if (l->c.poll_ms < 1)
        l->c.poll_ms = POLL_MS;
    pthread_mutex_init(&l->lock, NULL);
    pthread_condattr_init(&klok);
    pthread_condattr_setclock(&klok, CLOCK_MONOTONIC);
    pthread_cond_init(&l->werk, &klok);
    pthread_cond_init(&l->einde, &klok);
    pthread_cond_init(&l->slag, &klok);
    pthread_condattr_destroy(&klok);
}

static void loper_free(struct taak_loper *l)
{
    pthread_cond_destroy(&l->werk);
    pthread_cond_destroy(&l->einde);
    pthread_cond_destroy(&l->slag);
    pthread_mutex_destroy(&l->lock);
    free(l->lopend);
    free(l);
}

/* Ends the first n workers; the heart goes on until they have, so that a stop in another process is still
 * heard. */
static void werkers_af(struct taak_loper *l, int n, int seconds)
{
    int64_t tot = klok_ms() + (int64_t)(seconds > 0 ? seconds : 0) * 1000;

    pthread_mutex_lock(&l->lock);
    l->sluit = true;
    pthread_cond_broadcast(&l->werk);
    while (l->bezig && klok_ms() < tot)
        wacht_tot(&l->einde, &l->lock, tot);
    for (int i = 0; i < n; i++)
        atomic_store(&l->lopend[i].stop, true);
    pthread_mutex_unlock(&l->lock);
    for (int i = 0; i < n; i++)
        pthread_join(l->lopend[i].draad, NULL);
}

int taak_loper_start(const struct taak_config *c, struct taak_loper **ret, struct err *e)
{
    struct taak_loper *l;
    sigset_t alle, was;
    int rc = taken_herstel(c->store, e), klaar = 0;
    bool draait;

    if (rc)
        return rc;
    l = calloc(1, sizeof *l);
    if (!l)
        return err_set(e, ERR_ENV, "het geheugen is op");
    loper_init(l, c);
    l->lopend = calloc((size_t)l->n, sizeof *l->lopend);
    for (int i = 0; l->lopend && i < l->n; i++) { /* all of them, before the heart looks at any */
        l->lopend[i].l = l;
        atomic_init(&l->lopend[i].stop, false);
        proces_naam(l->lopend[i].naam);
    }
    sigfillset(&alle); /* signals are for the main thread */
    pthread_sigmask(SIG_SETMASK, &alle, &was);
    draait = l->lopend && pthread_create(&l->hart, NULL, hart, l) == 0;
    while (draait && klaar < l->n &&
           !pthread_create(&l->lopend[klaar].draad, NULL, werker, &l->lopend[klaar]))
        klaar++;
    pthread_sigmask(SIG_SETMASK, &was, NULL);
    if (draait && klaar == l->n) {
        *ret = l;
        return OK;
    }
    if (draait) {
        l->n = klaar;
        taak_loper_stop(l, 0);
    } else {
        loper_free(l);
    }
    return err_set(e, ERR_ENV, "het besturingssysteem geeft geen draden voor achtergrondwerk");
}

void taak_loper_stop(struct taak_loper *l, int seconds)
{
    if (!l)
        return;
    werkers_af(l, l->n, seconds);
    pthread_mutex_lock(&l->lock);
    l->dicht = true;
    pthread_cond_broadcast(&l->slag);
    pthread_mutex_unlock(&l->lock);
    pthread_join(l->hart, NULL);
    loper_free(l);
}

/* ---- For the one who asks ---- */

/* The worker that has this taak, or NULL. With the lock held. */
static struct lopend *lopend_bij(struct taak_loper *l, struct str sleutel)
{
    for (int i = 0; l && i < l->n; i++)
        if (l->lopend[i].id && str_is(sleutel, l->lopend[i].sleutel))
            return &l->lopend[i];
    return NULL;
}

void taak_nu(struct taak_loper *l, struct arena *a, struct taak *t)
{
    struct lopend *p;

    if (!l || (t->status != TAAK_WACHT && t->status != TAAK_BEZIG))
        return;
    pthread_mutex_lock(&l->lock);
    p = lopend_bij(l, t->sleutel);
    if (p) {
        t->status = TAAK_BEZIG;
        t->gedaan = p->gedaan;
        t->totaal = p->totaal;
        t->stoppen = t->stoppen || p->gebruiker;
        t->bericht = str_dup(a, str_from(p->bericht));
    }
    pthread_mutex_unlock(&l->lock);
}

int taak_stop_vraag(struct store *s, struct taak_loper *l, struct str sleutel, struct err *e)
{
    struct lopend *p;

    if (!taak_sleutel_goed(sleutel))
        return err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    if (l) { /* first, since the work may hold the only place to write */
        pthread_mutex_lock(&l->lock);
        p = lopend_bij(l, sleutel);
        if (p) {
            p->gebruiker = true;
            atomic_store(&p->stop, true);
        }
        pthread_mutex_unlock(&l->lock);
    }
    return taak_stop_schrijf(s, sleutel, e);
}

static bool is_geeindigd(struct store *s, struct str sleutel)
{
    struct arena a;
    struct conn *c;
    struct taak t = {0};
    struct err e;
    bool einde = false;

    if (store_read(s, &c, &e))
        return false;
    arena_init(&a, 0);
    if (!taak_lees(c, &a, sleutel, &t, &e))
        einde = t.status != TAAK_WACHT && t.status != TAAK_BEZIG;
    arena_done(&a);
    store_return(s, c);
    return einde;
}

bool taak_wacht_op(struct store *s, struct taak_loper *l, struct str sleutel, int ms)
{
    int64_t tot = klok_ms() + ms;
    uint64_t gezien = 0;

    for (;;) {
        int64_t nu = klok_ms(), kijk = nu + KIJK_MS < tot ? nu + KIJK_MS : tot;

        if (l) {
            pthread_mutex_lock(&l->lock);
            gezien = l->einden;
            pthread_mutex_unlock(&l->lock);
        }
        if (is_geeindigd(s, sleutel))
            return true;
        if (!l || nu >= tot)
            return false;
        pthread_mutex_lock(&l->lock);
        while (l->einden == gezien && wacht_tot(&l->einde, &l->lock, kijk))
            ;
        pthread_mutex_unlock(&l->lock);
    }
}
