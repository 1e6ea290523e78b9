/* SPDX-License-Identifier: EUPL-1.2
 * The reading functions of the importers, one file each. */
#ifndef WZ_ROUTE_IMPORTEURS_H
#define WZ_ROUTE_IMPORTEURS_H

#include "route/route.h"

int opgave_lees(struct import *im, struct err *e) MUST_CHECK;         /* our own opgave table */

/* The importer of a reference table ("referentie-…"), NULL when there is none. */
const struct importeur *referentie_importeur(struct str soort);

#endif
