/* SPDX-License-Identifier: EUPL-1.2
 * What the files of this room share. */
#ifndef WZ_OPGAVE_INTERN_H
#define WZ_OPGAVE_INTERN_H

#include "cijfer/vel.h"
#include "kennisname/kennisname_vorm.h"
#include "opgave/opgave.h"

int opgave_vastgesteld_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                           int64_t levering, struct str toelichting, struct str wie,
                           const struct partij *partijen, size_t n, struct err *e) MUST_CHECK;

/* The national frame (kader_http.c). */
enum { OPGAVE_KADER_JAAR = 2030 };
struct opgave_kader {
    struct cijfer_uitkomst opgave, afspraken;
};
int opgave_kader_lees(struct pagina *p, struct opgave_kader *ret, struct err *e) MUST_CHECK;
/* x: the opgave whose share of it is told; NULL: of none. */
void opgave_kader_feiten(struct vel *v, struct doc *f, const struct opgave_kader *l,
                         const struct opgave_dossier *x);
/* Homes over all types, for a share of the national number, which its source gives over all types; -1: it is
 * of other years or has not all types, so that there is no share. */
int64_t opgave_kader_som(const struct opgave_dossier *x);

/* What deciding it does to the provincial and the national total: a block, and in one sentence among the
 * facts `kort` (gevolg_http.c). Nothing of one that was dropped, or that is of a whole province. */
int opgave_gevolg_blok(struct vel *v, const struct opgave_dossier *x, struct doc *kort,
                       struct err *e) MUST_CHECK;

/* What partijen say (reactie_http.c). */
/* Which of this opgave it is, from 1 on in the order in which they came; 0: none of it. */
size_t opgave_zienswijze_nummer(const struct opgave_dossier *x, int64_t id);
void opgave_zienswijzen_blok(struct vel *v, const struct opgave_dossier *x);
void opgave_toets_blok(struct vel *v, const struct opgave_dossier *x);
void opgave_oordeel_blok(struct vel *v, const struct opgave_dossier *x, const struct opgave_oordeel *o,
                         size_t n);
/* "1 komt overeen, 1 komt niet overeen, 5 nog geen kennis genomen, 0 geen antwoord (N = 7)" */
struct str opgave_oordeel_zin(struct arena *a, const struct opgave_oordeel *o, size_t n);

/* What its reader can do now, most pressing first, as links at the top of the page (volgende_http.c). */
int opgave_stappen(struct vel *v, const struct opgave_dossier *x, const struct opgave_oordeel *o, size_t n,
                   struct err *e) MUST_CHECK;

/* The page of one opgave, with what was wrong with a form when something was. */
int opgave_toon(struct vel *v, const struct opgave_dossier *x, struct http_resp *r, struct err *e) MUST_CHECK;
/* The opgave of the address, when its reader may see it: a concept is seen by who may change it. */
int opgave_van(struct http_req *q, struct vel *v, struct opgave_dossier *ret, struct err *e) MUST_CHECK;
/* A text of a form that must be there (nieuw_http.c); else what is wrong stands beside it. */
struct str opgave_moet_tekst(struct vel *v, const char *veld, const char *anders);
struct str opgave_adres(struct arena *a, int64_t id, const char *achter);
/* What is still open when one would decide now, in sentences; "" when nothing is. ret_toch: only with a tick
 * that one decides nonetheless, for the consultation runs or less than half saw it. */
int opgave_nog_open(struct vel *v, const struct opgave_dossier *x, struct str *ret, bool *ret_toch,
                    struct err *e) MUST_CHECK;
/* The forms that its reader may use (opgave_forms.c). */
int opgave_forms(struct vel *v, const struct opgave_dossier *x, struct err *e) MUST_CHECK;
/* The partijen of which the reader is somebody and to which it was published; of one soort, or NULL. */
int opgave_eigen(struct vel *v, const struct opgave_dossier *x, const char *soort, const struct partij **ret,
                 size_t *ret_n, struct err *e) MUST_CHECK;

#endif
