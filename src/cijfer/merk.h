/* SPDX-License-Identifier: EUPL-1.2
 * Marks: what is known to be wrong, or to need looking at, with figures as they were delivered. Whoever finds
 * it sets them (the room of quality); questions carry those with doubt along as VLAG_TWIJFEL, so that a
 * figure bears its mark wherever it is shown, and the herkomst tells all of them in words. A figure that is
 * superseded takes its marks with it. */
#ifndef WZ_CIJFER_MERK_H
#define WZ_CIJFER_MERK_H

#include "cijfer/cijfer.h"

struct cijfer_merk {
    int64_t groep; /* number of what was found, with who sets it: marks of one groep end together */
    int64_t levering, reeks;
    const struct gebied *gebied;
    date_t van, tot;         /* the period of the figure */
    bool twijfel;            /* marked wherever it is shown; else only its herkomst tells */
    struct str tekst, adres; /* adres: the page that tells more */
};

/* Within a write transaction: a mark that holds from the moment nu on. */
int cijfer_merk_zet(struct conn *c, const struct cijfer_merk *m, int64_t nu, struct err *e) MUST_CHECK;
/* Ends all marks of a groep at the moment nu. */
int cijfer_merken_eindig(struct conn *c, int64_t groep, int64_t nu, struct err *e) MUST_CHECK;
/* The marks of a groep, also ended ones when there are no others: the figures that it speaks of, each once.
 */
int cijfer_merken_van_groep(struct conn *c, const struct gebieden *g, struct arena *a, int64_t groep,
                            const struct cijfer_merk **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* The groepen that now have a mark in a levering. */
int cijfer_merken_in_levering(struct conn *c, struct arena *a, int64_t levering, const int64_t **ret,
                              size_t *ret_n, struct err *e) MUST_CHECK;
/* The number of one figure that a mark is on; 0 when several rows make it up or it may be seen only in a sum.
 */
int cijfer_merk_cijfer(struct conn *c, const struct cijfer_merk *m, int64_t *ret, struct err *e) MUST_CHECK;

#endif
