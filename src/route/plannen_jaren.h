/* SPDX-License-Identifier: EUPL-1.2
 * The homes a plan gets in each year, where they stand in a table of their own beside the plans: the layer
 * DetailPlanning of the file geodatabase that provinces use for their plan monitor. */
#ifndef WZ_ROUTE_PLANNEN_JAREN_H
#define WZ_ROUTE_PLANNEN_JAREN_H

#include "route/import.h"

enum { PLANNEN_JAREN_MAX = 60 };

struct plan_jaar {
    int jaar;
    int64_t bouw; /* homes still to be built that year: what is done is not in it */
    int64_t rij;  /* first row of the layer that says so */
    struct plan_jaar *volgende;
};

struct plannen_jaren {
    int blad;                       /* the layer; -1: the file has none */
    struct map van;                 /* GlobalID of a plan → struct plan_jaar, any order */
    int jaar[PLANNEN_JAREN_MAX], n; /* all years that occur, ascending */
};

/* Looks for the layer, so that the report does not call it unread. */
void plannen_jaren_zoek(struct import *im, struct plannen_jaren *ret);
/* Reads it; the caller chooses its own layer again. ERR_DATA when it lacks what makes it one. */
int plannen_jaren_lees(struct import *im, struct plannen_jaren *j, struct err *e) MUST_CHECK;
/* What the table says of a plan; NULL when nothing. */
const struct plan_jaar *plannen_jaren_van(const struct plannen_jaren *j, struct arena *scratch,
                                          struct str id);

#endif
