/* SPDX-License-Identifier: EUPL-1.2
 * From longitude and latitude to the Dutch grid (Rijksdriehoeksmeting, EPSG:28992) and back, through PROJ. */
#ifndef WZ_TABEL_RD_H
#define WZ_TABEL_RD_H

#include "base/err.h"

#include <stdbool.h>

struct rd;

/* The transformation is written out (EPSG:9281 and RD New), so it needs neither PROJ's database nor its
 * grids, and gives the same on every machine. Within 0.5 m of RDNAPTRANS on land; a map of the Netherlands
 * 640 px wide shows 500 m in a pixel. */
int rd_open(struct rd **ret, struct err *e) MUST_CHECK;
void rd_close(struct rd *r); /* takes NULL */
/* Degrees (WGS84 or ETRS89) in, metres out; only for places that rd_lengte_breedte_past accepts. */
void rd_van_graden(struct rd *r, double lengte, double breedte, double *ret_x, double *ret_y);

/* The way back; for places that rd_past accepts. There and back again is the same place within a micrometre.
 */
void rd_naar_graden(struct rd *r, double x, double y, double *ret_lengte, double *ret_breedte);

/* Does a place lie in or near the European Netherlands? False for what is not finite. */
bool rd_lengte_breedte_past(double lengte, double breedte);
bool rd_past(double x, double y); /* metres */

#endif
