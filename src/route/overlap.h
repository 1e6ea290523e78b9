/* SPDX-License-Identifier: EUPL-1.2
 * Told before a file goes in: whose figure will be seen where another leveraar, or another bron, tells of the
 * same gebieden. */
#ifndef WZ_ROUTE_OVERLAP_H
#define WZ_ROUTE_OVERLAP_H

#include "route/import.h"

int overlap_meld(struct store *s, struct import *im, struct err *e) MUST_CHECK;

#endif
