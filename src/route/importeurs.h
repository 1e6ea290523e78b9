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
int partijen_lees_in(struct import *im, struct err *e) MUST_CHECK;
int planstatus_lees(struct import *im, struct err *e) MUST_CHECK;   /* words for a planologische status */
int kerncijfers_lees(struct import *im, struct err *e) MUST_CHECK;  /* single figures out of a document */
int cbs_odata_lees(struct import *im, struct err *e) MUST_CHECK;    /* CBS "CSV from OData v4" */
int grenzen_lees(struct import *im, struct err *e) MUST_CHECK;      /* boundaries of gemeenten */
int dpi_lees(struct import *im, struct err *e) MUST_CHECK;          /* route 3: dPi and dVi 2.9 */
int woz_lees(struct import *im, struct err *e) MUST_CHECK;          /* route 3: the WOZ-bezitstabel */
int subsidie_lees(struct import *im, struct err *e) MUST_CHECK;     /* route 4: applications */
int regiomonitor_lees(struct import *im, struct err *e) MUST_CHECK; /* route 5 */

/* The id of a verblijfsobject in full (16 digits), noughts that a spreadsheet dropped put back. False when it
 * is none. */
bool bag_vbo_id(struct arena *a, struct str s, struct str *ret);
/* The gemeente, on the peildatum, of such an id; NULL when that cannot be told. */
const struct gebied *bag_gemeente(struct import *im, struct str id);

/* The importer of a reference table ("referentie-…"), NULL when there is none. */
const struct importeur *referentie_importeur(struct str soort);

#endif
