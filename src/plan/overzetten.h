/* SPDX-License-Identifier: EUPL-1.2
 * Carrying plans over from one installation to another, by a data package (see cijfer/overzetten.h): the
 * plans of one levering as they stand in the store, and putting them there again. */
#ifndef WZ_PLAN_OVERZETTEN_H
#define WZ_PLAN_OVERZETTEN_H

#include "plan/plan.h"

struct plan_over {
    struct plan_nieuw p; /* without its numbers; vertrouwelijk is not filled: openbaar says more */
    int64_t id;
    enum plan_openbaar openbaar;
};
struct plan_getal_over {
    int64_t plan;
    struct plan_getal g;
};
/* Non-zero stops and is passed on; what the pointers lead to lives until it returns. */
typedef int plan_over_fn(void *ctx, const struct plan_over *p, struct err *e);
typedef int plan_getal_over_fn(void *ctx, const struct plan_getal_over *g, struct err *e);

/* The plans of a levering by number, from beyond `na`, at most n; *ret_n: how many there were. alles:
 * confidential ones too; else only what may be public. */
int plannen_over_lees(struct conn *c, const struct gebieden *g, const struct planstatussen *s,
                      int64_t levering, bool alles, int64_t na, int64_t n, plan_over_fn *fn, void *ctx,
                      int64_t *ret_n, struct err *e) MUST_CHECK;
/* The numbers of the plans `na` < plan ≤ `tot` of a levering. */
int plan_getallen_over_lees(struct conn *c, int64_t levering, bool alles, int64_t na, int64_t tot,
                            plan_getal_over_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* The first and last number of the plans of a levering; 0 and 0 without plans. */
int plannen_over_reeks(struct conn *c, int64_t levering, int64_t *ret_eerste, int64_t *ret_laatste,
                       struct err *e) MUST_CHECK;

/* ---- writing, in one write transaction; between open and bulk_close no other statement ---- */

/* Room for n plans: *ret_eerste is the number of the first. */
int plannen_over_ruimte(struct conn *c, int64_t n, int64_t *ret_eerste, struct err *e) MUST_CHECK;
int plannen_over_open(struct conn *c, struct bulk **ret, struct err *e) MUST_CHECK;
int plan_over_zet(struct bulk *b, int64_t id, int64_t levering, const struct plan_over *p,
                  struct err *e) MUST_CHECK;
int plan_getallen_over_open(struct conn *c, struct bulk **ret, struct err *e) MUST_CHECK;
int plan_getal_over_zet(struct bulk *b, int64_t plan, const struct plan_getal *g, struct err *e) MUST_CHECK;
int plan_vorm_over_zet(struct conn *c, int64_t plan, const struct plan_over *p, struct err *e) MUST_CHECK;

/* ---- the words of a levering for planologische statussen ---- */

struct planwoord {
    struct str woord, status, lijst, versie, toelichting;
};
typedef int planwoord_fn(void *ctx, const struct planwoord *w, struct err *e);
int planwoorden_over_lees(struct conn *c, int64_t levering, planwoord_fn *fn, void *ctx,
                          struct err *e) MUST_CHECK;
int planwoord_over_zet(struct conn *c, int64_t levering, const struct planwoord *w, struct err *e) MUST_CHECK;

#endif
