/* SPDX-License-Identifier: EUPL-1.2
 * Between reading an instance (xbrl.c) and tying its facts to contexts and units (xbrl_dubbel.c). */
#ifndef WZ_TABEL_XBRL_INTERN_H
#define WZ_TABEL_XBRL_INTERN_H

#include "tabel/intern.h"
#include "tabel/xbrl.h"

/* A fact as it stands there. */
struct ruw_feit {
    struct xbrl_naam naam;
    struct str context, eenheid, decimals, precision, tekst;
    bool heeft_eenheid, nil;
    int64_t regel;
    uint32_t tuple;
};

/* Resolves the references, reads the numbers, and marks facts that are there already. */
int xbrl_feiten(struct arena *a, const struct ruw_feit *ruw, size_t n, struct xbrl *x,
                struct err *e) MUST_CHECK;

#endif
