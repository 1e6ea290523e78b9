/* SPDX-License-Identifier: EUPL-1.2
 * What the files of the kennisbank share. */
#ifndef WZ_KENNISBANK_INTERN_H
#define WZ_KENNISBANK_INTERN_H

#include "cijfer/vel.h"
#include "kennisbank/kennis.h"
#include "toegang/toegang.h"

extern const struct ft_index kennis_index; /* as in the migration */

/* Versions that match, by number: all, those with all words in title, summary and keywords, those in the
 * title. */
struct kennis_treffers {
    int64_t *id[3];
    size_t n[3];
};
int kennis_treffers_lees(struct conn *c, struct arena *a, const struct ft_query *q,
                         struct kennis_treffers *ret, struct err *e) MUST_CHECK;
/* Public versions (with or without their tekst), or of each item the newest and the public one; by item, the
 * newest first. */
enum kennis_welke { WELKE_PUBLIEK, WELKE_PUBLIEK_TEKST, WELKE_ZICHTBAAR };
int kennis_alle_lees(struct conn *c, const struct gebieden *g, struct arena *a, enum kennis_welke welke,
                     struct kennis **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- pages ---- */

/* Of which items one sees what is not published. */
int kennis_zicht_lees(struct http_req *q, struct conn *c, struct kennis_zicht *ret, struct err *e) MUST_CHECK;
struct str kennis_adres(struct arena *a, const struct kennis *k, const char *achter);
/* "Factsheet, Platform31, 1 maart 2025, Beek" */
struct str kennis_bij(struct arena *a, const struct kennis_woorden *w, const struct kennis *k);
/* "Dementie; Ontmoeten" */
struct str kennis_labels(struct arena *a, const struct kennis_woorden *w, const struct kennis *k,
                         enum kennis_lijst l);
struct str kennis_gebied_naam(const struct kennis *k);
void kennis_tabel_kolommen(struct pagina *p, struct doc *t);
void kennis_tabel_rij(struct pagina *p, struct doc *t, const struct kennis_woorden *w,
                      const struct kennis *k);
/* An item of a list of them (deel/kennis): q may be NULL, tekst and waarom empty. */
struct doc *kennis_ding(struct pagina *p, const struct kennis_woorden *w, const struct kennis *k,
                        const struct ft_query *q, struct str tekst, struct str waarom);

#endif
