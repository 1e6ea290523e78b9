/* SPDX-License-Identifier: EUPL-1.2
 * What the page of one organisation is made of, for the two files that answer it. */
#ifndef WZ_BEHEER_PARTIJ_VEL_H
#define WZ_BEHEER_PARTIJ_VEL_H

#include "beheer/beheer.h"
#include "partij/partij.h"

/* The organisation of the address, when one has this right over it. */
int partij_van(struct http_req *q, enum recht r, struct partij *ret, struct err *e) MUST_CHECK;
/* Its page, with what was wrong with a form when something was. */
int partij_toon(struct vel *b, const struct partij *x, struct http_resp *r, struct err *e) MUST_CHECK;
int mensen_blok(struct vel *b, const struct partij *x, struct err *e) MUST_CHECK;
int sleutels_blok(struct vel *b, const struct partij *x, struct err *e) MUST_CHECK;

#endif
