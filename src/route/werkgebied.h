/* SPDX-License-Identifier: EUPL-1.2
 * Does what a file tells of lie within the werkgebied of the partij whose levering it becomes? The matrix
 * says who may deliver for a partij; this says of which gebieden such a levering may tell. */
#ifndef WZ_ROUTE_WERKGEBIED_H
#define WZ_ROUTE_WERKGEBIED_H

#include "route/import.h"

/* Notes a FOUT for each row that tells of a gebied outside (docs/methoden/toegang.md has the rule). partij 0,
 * the installation itself, has no bounds. *ret_naam: the partij, empty when nothing lies outside. */
int werkgebied_toets(struct store *s, struct import *im, int64_t partij, struct str *ret_naam,
                     struct err *e) MUST_CHECK;

#endif
