/* SPDX-License-Identifier: EUPL-1.2
 * Boundaries of gebieden in the store: rings in RD metres, as they were delivered, and which of them count on
 * a date. */
#ifndef WZ_GEBIED_GRENS_H
#define WZ_GEBIED_GRENS_H

#include "gebied/gebied.h"

/* As the column `ringen` holds them: doubles x y x y …, little-endian on every machine, rings ended by NaN
 * NaN. */
void grens_pak(struct buf *b, const double *xy, size_t n);
/* Bytes that are no whole number of places lose the rest. */
const double *grens_uitpak(struct arena *a, struct str bytes, size_t *ret_n);

struct grens {
    int64_t gebied_id;
    const double *xy; /* NULL: no boundary is known */
    size_t n;         /* doubles */
    date_t peildatum;
};

/* Fills at[0 … n-1] by their gebied_id, from the leveringen that are active: the latest boundary of or before
 * d, else the first one after it; of two on one date the one delivered last. */
int grenzen_op(struct conn *c, struct arena *a, date_t d, struct grens *at, size_t n,
               struct err *e) MUST_CHECK;
/* A number that is another one as soon as other leveringen of boundaries count: what was made from boundaries
 * is good as long as it stays the same. */
int grenzen_versie(struct conn *c, uint64_t *ret, struct err *e) MUST_CHECK;
/* Stores a boundary with its levering, in the transaction of that. ringen: as grens_pak makes them. */
int grens_bewaar(struct conn *c, int64_t levering, int64_t gebied, date_t peildatum, struct str ringen,
                 struct err *e) MUST_CHECK;
/* The boundaries of one levering, active or not, by gebied from beyond `na`; non-zero from fn stops and is
 * passed on. */
typedef int grens_fn(void *ctx, const struct grens *g, struct err *e);
int grenzen_van(struct conn *c, int64_t levering, int64_t na, grens_fn *fn, void *ctx,
                struct err *e) MUST_CHECK;
int grenzen_bekend(struct conn *c, bool *ret, struct err *e) MUST_CHECK; /* is there any? */

#endif
