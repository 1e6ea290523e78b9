/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of kennisname share. */
#ifndef WZ_KENNISNAME_INTERN_H
#define WZ_KENNISNAME_INTERN_H

#include "kennisname/kennisname_vorm.h"

struct str publicatie_adres(struct arena *a, int64_t id);
/* The one that the address names. */
int publicatie_van(struct http_req *q, struct vel *v, struct publicatie *x, struct err *e) MUST_CHECK;
/* Its page, with what was wrong with a form when something was. */
int publicatie_toon(struct vel *v, const struct publicatie *x, struct http_resp *r, struct err *e) MUST_CHECK;

#endif
