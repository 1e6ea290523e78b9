/* SPDX-License-Identifier: EUPL-1.2
 * The rows of a plan as the tables hold them, for plan_sql.c and overzetten_sql.c. */
#ifndef WZ_PLAN_PLAN_INTERN_H
#define WZ_PLAN_PLAN_INTERN_H

#include "plan/plan.h"

#define PLAN_KOLOMMEN                                                                                        \
    "id,levering_id,blad,rij,gebied_id,naam,plancode,plantype,fase,status_geleverd,status,hardheid,"         \
    "openbaar,"                                                                                              \
    "verzonnen,bevinding,maat,woningen,ontbreekt,vorm,x_min,y_min,x_max,y_max"
#define PLAN_GETAL_KOLOMMEN "plan_id,soort,code,van,tot,waarde,ontbreekt,rij,kolom"

extern const char sql_plan_teller_op[];
/* The values of one row, in the order of the columns above; bulk_row ends it. */
void plan_rij(struct bulk *b, int64_t id, int64_t levering, const struct plan_nieuw *p, uint8_t openbaar);
void plan_getal_rij(struct bulk *b, int64_t plan, const struct plan_getal *x);
/* The shape, if it has one. */
int plan_vorm_schrijf(struct conn *c, int64_t id, const struct plan_nieuw *p, struct err *e) MUST_CHECK;

#endif
