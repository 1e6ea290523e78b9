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
int planmonitor_lees(struct import *im, struct err *e) MUST_CHECK;  /* plans, workbook of Planmonitor Wonen */
int partijen_lees_in(struct import *im, struct err *e) MUST_CHECK;  /* organisations */
int planstatus_lees(struct import *im, struct err *e) MUST_CHECK;   /* words for a planologische status */
int kerncijfers_lees(struct import *im, struct err *e) MUST_CHECK;  /* single figures out of a document */
int cbs_odata_lees(struct import *im, struct err *e) MUST_CHECK;    /* CBS "CSV from OData v4" */
int grenzen_lees(struct import *im, struct err *e) MUST_CHECK;      /* boundaries of gemeenten */
int wijken_lees(struct import *im, struct err *e) MUST_CHECK;       /* boundaries of wijken */
int dpi_lees(struct import *im, struct err *e) MUST_CHECK;          /* route 3: dPi and dVi 2.9 */
int woz_lees(struct import *im, struct err *e) MUST_CHECK;          /* route 3: the WOZ-bezitstabel */
int subsidie_lees(struct import *im, struct err *e) MUST_CHECK;     /* route 4: applications */
int regiomonitor_lees(struct import *im, struct err *e) MUST_CHECK; /* route 5 */

/* The columns of each, and how many. */
enum {
    OPGAVE_KOLOM_N = 7,
    BEVOLKING_KOLOM_N = 5,
    WONINGVOORRAAD_KOLOM_N = 11,
    PLANCAPACITEIT_KOLOM_N = 7,
    BASISSET_KOLOM_N = 41,
    PLANSTATUS_KOLOM_N = 4,
    KERNCIJFERS_KOLOM_N = 16,
    DPI_KOLOM_N = 14,
    SUBSIDIE_KOLOM_N = 13,
    REGIOMONITOR_KOLOM_N = 8,
    WOZ_KOLOM_N = 29,
    PARTIJEN_KOLOM_N = 11,
};
extern const struct kolom opgave_kolommen[OPGAVE_KOLOM_N];
extern const struct kolom bevolking_kolommen[BEVOLKING_KOLOM_N];
extern const struct kolom woningvoorraad_kolommen[WONINGVOORRAAD_KOLOM_N];
extern const struct kolom plancapaciteit_kolommen[PLANCAPACITEIT_KOLOM_N];
extern const struct kolom basisset_kolommen[BASISSET_KOLOM_N];
extern const struct kolom planstatus_kolommen[PLANSTATUS_KOLOM_N];
extern const struct kolom kerncijfers_kolommen[KERNCIJFERS_KOLOM_N];
extern const struct kolom dpi_kolommen[DPI_KOLOM_N];
extern const struct kolom subsidie_kolommen[SUBSIDIE_KOLOM_N];
extern const struct kolom regiomonitor_kolommen[REGIOMONITOR_KOLOM_N];
extern const struct kolom woz_kolommen[WOZ_KOLOM_N];
extern const struct kolom partijen_kolommen[PARTIJEN_KOLOM_N];

/* The id of a verblijfsobject in full (16 digits), noughts that a spreadsheet dropped put back. False when it
 * is none. */
bool bag_vbo_id(struct arena *a, struct str s, struct str *ret);
/* The gemeente, on the peildatum, of such an id; NULL when that cannot be told. */
const struct gebied *bag_gemeente(struct import *im, struct str id);

/* The importer of a reference table ("referentie-…"), NULL when there is none. */
const struct importeur *referentie_importeur(struct str soort);

#endif
