/* SPDX-License-Identifier: EUPL-1.2
 * The trail: who changed what, on whose behalf, when and from where, with what stood there before and after.
 * Rows are only added, in the same transaction as the change, and are chained by hashes, so that a row that
 * is changed, put in or taken out shows. See README.md. */
#ifndef WZ_SPOOR_SPOOR_H
#define WZ_SPOOR_SPOOR_H

#include "base/command.h"
#include "doc/doc.h"
#include "store/store.h"

/* Who acts. All zero is the program itself. */
struct dader {
    enum dader_soort {
        DADER_PROGRAMMA,
        DADER_OPDRACHTREGEL,
        DADER_BEZOEKER,
        DADER_MENS,
        DADER_SLEUTEL
    } soort;
    int64_t id;      /* of the mens or the sleutel */
    int64_t namens;  /* the partij on whose behalf; 0: none */
    struct str waar; /* the client's address, or the user of the machine */
};
/* Who runs this command: the user of the machine, by $SUDO_USER or $USER. */
struct dader dader_opdrachtregel(void);
struct str dader_woord(enum dader_soort s);

struct daad {
    const char *wat;        /* "levering.ingevoerd": object and what was done */
    const char *object;     /* "levering" */
    int64_t object_id;      /* 0: nothing in particular */
    const struct doc *voor; /* NULL: there was nothing; never a secret, neither here nor in na */
    const struct doc *na;   /* NULL: there is nothing any more */
};
/* Adds one row within a write transaction; best as its last act, since on PostgreSQL the trail's last row is
 * then held least long. d NULL: the program itself. */
int spoor_schrijf(struct conn *c, const struct dader *d, const struct daad *x, struct err *e) MUST_CHECK;

struct spoor_rij {
    int64_t id, moment, object_id, wie_id, namens;
    enum dader_soort wie;
    struct str daad, object, waar, voor, na, som;
    bool gewist; /* waar, voor and na were erased */
};
struct spoor_vraag {
    struct str object; /* empty: all */
    int64_t object_id; /* 0: all */
    int64_t mens;      /* what this mens did; 0: all */
    int64_t namens;    /* on behalf of this partij, or to it; 0: all */
    int64_t voor;      /* only rows with a smaller id; 0: from the newest */
    int64_t na;        /* only rows with a larger id */
    int most;          /* 0: 100 */
};
/* Newest first. */
int spoor_lees(struct conn *c, struct arena *a, const struct spoor_vraag *v, const struct spoor_rij **ret,
               size_t *ret_n, struct err *e) MUST_CHECK;

/* How often something was done since a moment (ms): all together, or by the one who did it most. Equal acts
 * within seconds are one row with a count, which is counted. Looks at 5,000 rows at most. */
int spoor_keren(struct conn *c, const char *daad, int64_t sinds, bool per_wie, int64_t *ret,
                struct err *e) MUST_CHECK;
/* The moment of the last row about an object; 0: there is none. */
int spoor_laatst(struct conn *c, const char *object, int64_t object_id, int64_t *ret,
                 struct err *e) MUST_CHECK;

/* Erases what names a person: the content of the rows about a mens, and of those by which it signed in,
 * looked or was refused. Adds a row that says so for each. What it changed of other things stays. */
int spoor_wis(struct conn *c, const struct dader *d, int64_t mens, int64_t *ret_n, struct err *e) MUST_CHECK;
/* Erases the content (addresses) of sign-ins, looks and refusals from before a moment, and adds one row that
 * says up to where. *ret_n: how many. */
int spoor_bewaar(struct conn *c, const struct dader *d, int64_t moment, int64_t *ret_n,
                 struct err *e) MUST_CHECK;

struct spoor_uitslag {
    int64_t rijen, gewist;
    int64_t fout;      /* the first row that is not right; 0: all are */
    struct str waarom; /* Dutch */
    struct str som;    /* of the last row */
};
/* Reads the whole trail and works out every hash anew. `ooit` (empty: none) is a som that was noted before:
 * it must still be there. OK also when something is wrong: *ret tells. */
int spoor_controleer(struct conn *c, struct arena *a, struct str ooit, struct spoor_uitslag *ret,
                     struct err *e) MUST_CHECK;

extern const struct command spoor_commands[]; /* spoor controleer, spoor lijst */

#endif
