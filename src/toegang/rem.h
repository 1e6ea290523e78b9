/* SPDX-License-Identifier: EUPL-1.2
 * How often signing in failed (toegang.h: rem_wacht and its family), counted in memory and shared through the
 * store with other processes and later starts. For loket.c alone. */
#ifndef WZ_TOEGANG_REM_H
#define WZ_TOEGANG_REM_H

#include "toegang/toegang.h"

struct rem;
/* Reads the keys of the installation (makes them the first time) and the counts of the last hour. */
int rem_start(struct store *s, struct rem **ret, struct err *e) MUST_CHECK;
void rem_stop(struct rem *r); /* takes NULL; writes nothing */
/* Every few seconds, by the thread of loket.c: writes what was counted here, reads what others counted. */
int rem_deel(struct rem *r, struct store *s, struct err *e) MUST_CHECK;
struct rem *rem_van(struct toegang *t);

/* ---- in the store (rem_sql.c) ---- */

struct rem_rij {
    int64_t sleutel, aantal, laatst;
};
/* The key of this name: 32 bytes, random, made when it is not there. */
int rem_sleutel(struct conn *c, const char *naam, unsigned char ret[32], struct err *e) MUST_CHECK;
/* Adds to a count; aantal 0: forgets it. What was last seen before `grens` begins anew. */
int rem_rij_bij(struct conn *c, const struct rem_rij *x, int64_t grens, struct err *e) MUST_CHECK;
int rem_rijen_oud_weg(struct conn *c, int64_t grens, struct err *e) MUST_CHECK;
int rem_rijen_lees(struct conn *c, struct arena *a, int64_t sinds, const struct rem_rij **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK;

#endif
