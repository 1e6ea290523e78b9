/* SPDX-License-Identifier: EUPL-1.2
 * What the files of this room share. */
#ifndef WZ_OPGAVE_INTERN_H
#define WZ_OPGAVE_INTERN_H

#include "cijfer/vel.h"
#include "opgave/opgave.h"

int opgave_vastgesteld_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                           int64_t levering, struct str toelichting, struct str wie,
                           const struct partij *partijen, size_t n, struct err *e) MUST_CHECK;

/* The page of one opgave, with what was wrong with a form when something was. */
int opgave_toon(struct vel *v, const struct opgave_dossier *x, struct http_resp *r, struct err *e) MUST_CHECK;
/* The opgave of the address, when its reader may see it: a concept is seen by who may change it. */
int opgave_van(struct http_req *q, struct vel *v, struct opgave_dossier *ret, struct err *e) MUST_CHECK;
struct str opgave_adres(struct arena *a, int64_t id, const char *achter);
/* The forms that its reader may use (opgave_forms.c). */
int opgave_forms(struct vel *v, const struct opgave_dossier *x, struct err *e) MUST_CHECK;
/* The partijen of which the reader is somebody and to which it was published; of one soort, or NULL. */
int opgave_eigen(struct vel *v, const struct opgave_dossier *x, const char *soort, const struct partij **ret,
                 size_t *ret_n, struct err *e) MUST_CHECK;

#endif
