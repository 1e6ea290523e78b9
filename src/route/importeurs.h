/* SPDX-License-Identifier: EUPL-1.2
 * The reading functions of the importers, one file each. */
#ifndef WZ_ROUTE_IMPORTEURS_H
#define WZ_ROUTE_IMPORTEURS_H

#include "route/route.h"

int opgave_lees(struct import *im, struct err *e) MUST_CHECK;         /* our own opgave table */
int bevolking_lees(struct import *im, struct err *e) MUST_CHECK;      /* CBS kerncijfers per gemeente */
int woningvoorraad_lees(struct import *im, struct err *e) MUST_CHECK; /* CBS stock and changes, 81955NED */
int plancapaciteit_lees(struct import *im, struct err *e) MUST_CHECK; /* the workbook of the provincies */
int basisset_lees(struct import *im, struct err *e) MUST_CHECK;       /* plans, Basisset 2.0 */
int plannen_geo_lees(struct import *im, struct err *e) MUST_CHECK;    /* plans, map files */
int planmonitor_lees(struct import *im, struct err *e) MUST_CHECK; /* plans, workbook of Planmonitor Wonen */
int planstatus_lees(struct import *im, struct err *e) MUST_CHECK;  /* words for a planologische status */
int kerncijfers_lees(struct import *im, struct err *e) MUST_CHECK; /* single figures out of a document */
int cbs_odata_lees(struct import *im, struct err *e) MUST_CHECK;   /* CBS "CSV from OData v4" */
int grenzen_lees(struct import *im, struct err *e) MUST_CHECK;     /* boundaries of gemeenten */

/* The importer of a reference table ("referentie-…"), NULL when there is none. */
const struct importeur *referentie_importeur(struct str soort);

#endif
