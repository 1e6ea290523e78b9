/* SPDX-License-Identifier: EUPL-1.2
 * Background work: one queue in the store, with progress, stop, and resume after a restart. A taak is made by
 * a handler and done by a loper, a few threads in every process that serves. Knows nothing of what the work
 * is: soorten are given at the start. */
#ifndef WZ_TAAK_TAAK_H
#define WZ_TAAK_TAAK_H

#include "doc/doc.h"
#include "store/store.h"

enum {
    TAAK_SLEUTEL = 32,       /* characters of a sleutel */
    TAAK_POGINGEN = 3,       /* begun this often without an end, it has failed */
    TAAK_WACHT_MAX = 100,    /* waiting at once; past it a new one is refused */
    TAAK_WIE_WACHT = 20,     /* of those, of one person */
    TAAK_WIE_BIJLAGEN = 500, /* bijlagen of one person that are kept */
    TAAK_BEWAAR_DAGEN = 7,   /* a bijlage is kept this long after the end */
};
#define TAAK_BIJLAGEN_MAX ((int64_t)4 << 30) /* bytes of all bijlagen together */
#define TAAK_WIE_BYTES    ((int64_t)1 << 30) /* of those, of one person */

enum taak_status { TAAK_WACHT, TAAK_BEZIG, TAAK_KLAAR, TAAK_MISLUKT, TAAK_GESTOPT };
struct str taak_status_naam(enum taak_status s);

struct taak {
    int64_t id, na, gedaan, totaal, gemaakt, begonnen, geeindigd; /* moments in ms; 0: not yet */
    struct str soort, sleutel, wie, bericht;
    enum taak_status status;
    bool stoppen, heeft_bijlage;
    int pogingen;
    const struct doc *opdracht, *resultaat; /* resultaat NULL until there is one */
};

/* ---- The one who asks ---- */

struct taak_loper;

struct taak_opdracht {
    struct str soort, wie;
    const struct doc *opdracht; /* NULL: none */
    struct str bijlage;         /* p == NULL: none */
    int64_t na;                 /* id of the taak that this one continues, with its bijlage; 0: none */
};
/* Puts a taak in the queue and wakes the loper (may be NULL). When `na` is already being continued by a taak
 * of this soort that did not fail and was not stopped, that one is given: pressing a button twice is pressing
 * it once. ERR_LIMIT when too much is waiting. */
int taak_nieuw(struct store *s, struct taak_loper *l, const struct taak_opdracht *o, int64_t *ret_id,
               char ret_sleutel[TAAK_SLEUTEL + 1], struct err *e) MUST_CHECK;
/* As it is in the store, on a; ERR_NOT_FOUND when there is none. */
int taak_lees(struct conn *c, struct arena *a, struct str sleutel, struct taak *ret,
              struct err *e) MUST_CHECK;
/* The bytes that belong to it, on a; ERR_NOT_FOUND when they are kept no longer. */
int taak_bijlage_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e) MUST_CHECK;
/* The taak of this soort that continues another and did not fail; ERR_NOT_FOUND when there is none. */
int taak_vervolg(struct conn *c, struct arena *a, int64_t na, struct str soort, struct taak *ret,
                 struct err *e) MUST_CHECK;
/* Puts the progress of this very moment in *t when this loper (may be NULL) is working on it; the store is up
 * to a second behind. */
void taak_nu(struct taak_loper *l, struct arena *a, struct taak *t);
/* One that waits is stopped; one that runs is asked to, and ends as 'gestopt' unless its work is already
 * done. ERR_CONFLICT when it has ended. May wait for the work to let go of the database. */
int taak_stop_vraag(struct store *s, struct taak_loper *l, struct str sleutel, struct err *e) MUST_CHECK;
/* Waits until the taak has ended, at most ms. True when it has. Holds no connection meanwhile. */
bool taak_wacht_op(struct store *s, struct taak_loper *l, struct str sleutel, int ms);

/* ---- The one who works ---- */

struct lopend;
struct taak_werk {
    struct arena *a; /* dies with the work */
    void *ctx;       /* of the loper */
    struct store *store;
    int64_t id;
    int poging; /* 1: the first */
    struct str wie;
    const struct doc *opdracht; /* an empty map when none was given */
    struct str bijlage;
    struct doc *resultaat; /* to be set by the work, also when it fails; NULL: none */
    struct lopend *in;     /* private */
};

/* Does the work. OK: klaar. ERR_CANCELLED: it was stopped. ERR_ENV: something is wrong with us, e is for the
 * log. Any other error: mislukt, and e tells the user why. */
struct taak_soort {
    const char *naam;
    int (*doe)(struct taak_werk *w, struct err *e);
    /* Work that nobody asks for each time. Every poll_ms the loper looks, and queues a taak when `nodig` says
     * so (reads only; ctx is the loper's), or when the last one was made longer than elke_ms ago. Never
     * beside one that waits or runs, nor within a minute of one that failed. NULL and 0: only on request. */
    int (*nodig)(struct conn *c, void *ctx, bool *ret, struct err *e);
    int64_t elke_ms;
};

/* Costs next to nothing: it is written at most once a second, and not by the caller. bericht (Dutch: "rijen
 * lezen") NULL: as it was. */
void taak_voortgang(struct taak_werk *w, int64_t gedaan, int64_t totaal, const char *bericht);
bool taak_moet_stoppen(struct taak_werk *w);
/* Within the write transaction that does the work, as its last act: from this commit on the taak is done and
 * is never done again, whatever happens to this process. ERR_CONFLICT when it was done before. w->resultaat,
 * if any, replaces `resultaat` afterwards. */
int taak_vastleggen(struct taak_werk *w, struct conn *c, const struct doc *resultaat,
                    struct err *e) MUST_CHECK;

struct taak_config {
    struct store *store;
    const struct taak_soort *const *soorten; /* tables, each ending with naam NULL; ends with NULL */
    void *ctx;
    int threads; /* 0: 2 */
    int poll_ms; /* how often to look for work of other processes; 0: 2000 */
};
/* Puts back what a process that is no more was working on, and starts. */
int taak_loper_start(const struct taak_config *c, struct taak_loper **ret, struct err *e) MUST_CHECK;
/* Takes on no more; work that is running gets `seconds` to finish, is then asked to stop and put back in the
 * queue for the next start. Takes NULL. */
void taak_loper_stop(struct taak_loper *l, int seconds);

#endif
