/* SPDX-License-Identifier: EUPL-1.2
 * Counts as a table for people, and why one dwelling has the class that it has. */
#ifndef WZ_VOORRAAD_UITLEG_H
#define WZ_VOORRAAD_UITLEG_H

#include "doc/doc.h"
#include "voorraad/motor.h"

/* Counts per area of a level: a column a class (the first outcome of the table), or a rule when `per_regel`.
 * Kolom "onbeslist" is what no rule decides and has no standard. */
struct doc *telling_doc(struct arena *a, const struct wzv *w, const struct regeltabel *t,
                        const struct telling *tel, enum wzv_niveau niveau, bool per_regel);
/* The class of a rule as text; of no rule: the standard, or "onbeslist". */
struct str regel_klasse(struct arena *a, const struct regeltabel *t, size_t regel);

/* The row of a verblijfsobject; false when the stock has it not. */
bool wzv_zoek(const struct wzv *w, uint64_t id, uint64_t *ret_rij);
/* In Dutch: the class, the rule that gave it, the values it looked at, which are unknown, and for every other
 * class what would have to be otherwise. */
int voorraad_uitleg(struct arena *a, const struct wzv *w, const struct regeltabel *t, uint64_t rij,
                    struct doc **ret, struct err *e) MUST_CHECK;

#endif
