/* SPDX-License-Identifier: EUPL-1.2
 * Once a week, by mail: what asks for attention of the organisations where somebody has a role, as far as
 * that was not told before, and reminders of what was published and nobody confirmed. Owns weekbericht,
 * weekbericht_uit and weekbericht_ronde. What it does and when: docs/methoden/regie.md. */
#ifndef WZ_REGIE_WEEKBERICHT_H
#define WZ_REGIE_WEEKBERICHT_H

#include "base/command.h"
#include "gebied/omgeving.h"
#include "spoor/spoor.h"
#include "taak/taak.h"

enum {
    HERINNER_NA_DAGEN = 7,   /* a publication is left in peace this long */
    HERINNER_TOT_DAGEN = 60, /* one without a last day is reminded of no longer than this */
    HERINNER_KEER = 3,       /* by the rule; by hand as often as one wants, once a week */
    WEEKBERICHT_MEEST = 12,  /* signals, and publications, told in full in one mail */
};

/* What one mens would be told. */
struct weekbericht {
    int64_t mens;
    struct str naam, email;
    int64_t signalen, stukken, eerder; /* new, new, and told before and still there */
};
struct weekbericht_uitslag {
    const struct weekbericht *at;
    size_t n;
    int64_t brieven, herinneringen, uit; /* uit: people who want none */
};
/* Within a write transaction: queues the mails and the reminders of this week. proef: tells only what would
 * be, and writes nothing. */
int weekbericht_maak(struct conn *c, const struct gebieden *g, struct arena *a, const struct dader *d,
                     bool proef, struct weekbericht_uitslag *ret, struct err *e) MUST_CHECK;

/* Does this mens want it? Who said nothing does. */
int weekbericht_wil(struct conn *c, int64_t mens, bool *ret, struct err *e) MUST_CHECK;
int weekbericht_wil_zet(struct conn *c, const struct dader *d, int64_t mens, bool wil,
                        struct err *e) MUST_CHECK;

extern const struct taak_soort weekbericht_taken[]; /* each Monday from seven o'clock */
extern const struct command weekbericht_commands[];

#endif
