/* SPDX-License-Identifier: EUPL-1.2
 * Reports that were frozen: kept as they were made, made again to see that nothing moved, and laid side by
 * side. */
#ifndef WZ_RAPPORT_BEWAAR_H
#define WZ_RAPPORT_BEWAAR_H

#include "rapport/rapport.h"
#include "spoor/spoor.h"

struct rapport_bewaard {
    int64_t id, nummer, gemaakt;
    struct str titel, sjabloon, sjabloon_som, gegevens_som, cijfers, html, wie;
};

/* Keeps it as the next of its ronde; the same template and data as the newest: ERR_CONFLICT. */
int rapport_bewaar(struct conn *c, const struct dader *d, struct arena *a, int64_t ronde,
                   const struct rapport *r, struct str sjabloon, struct str html, struct str wie,
                   int64_t *ret_nummer, struct err *e) MUST_CHECK;
/* Newest first, without their text. */
int rapporten_lees(struct conn *c, struct arena *a, int64_t ronde, struct rapport_bewaard **ret,
                   size_t *ret_n, struct err *e) MUST_CHECK;
int rapport_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t nummer, struct rapport_bewaard *ret,
                 struct err *e) MUST_CHECK;

/* What two versions say otherwise. */
struct rapport_verschil {
    struct str wat, oud, nieuw; /* a reference and what it became; or a line of the template: wat empty */
};
int rapport_vergelijk(struct arena *a, const struct rapport_bewaard *oud, const struct rapport_bewaard *nieuw,
                      struct rapport_verschil **ret, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
