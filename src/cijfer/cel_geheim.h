/* SPDX-License-Identifier: EUPL-1.2
 * The one rule by which confidential figures count (docs/methoden/cijfers.md, "Confidential figures"): cell
 * by cell, where a cell is what one levering tells of one reeks, gebied and period. Every reader of figures
 * asks it: sums (schiften.c), waarnemingen and data packages (waarneming_sql.c). */
#ifndef WZ_CIJFER_CEL_GEHEIM_H
#define WZ_CIJFER_CEL_GEHEIM_H

#include <stdbool.h>
#include <stdint.h>

/* Of which rows the confidential figures of a cell are. Zero: none. */
struct cel_geheim {
    bool een, meer; /* there is one; of two rows or more */
    int64_t blad, rij;
};
/* A confidential figure of the cell that is not nought. Without a row (0) all are of one. */
void cel_geheim_bij(struct cel_geheim *c, int64_t blad, int64_t rij);
/* May the confidential figures of the cell count? gesplitst: the reeks is split by segment or kenmerk. */
bool cel_geheim_telt(const struct cel_geheim *c, bool gesplitst);

#endif
