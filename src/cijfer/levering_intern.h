/* SPDX-License-Identifier: EUPL-1.2
 * SQL of leveringen that levering.c strings together inside its transaction. */
#ifndef WZ_CIJFER_LEVERING_INTERN_H
#define WZ_CIJFER_LEVERING_INTERN_H

#include "cijfer/levering.h"

extern const char sql_levering_dubbel[], sql_levering_standen[], sql_inhoud_nieuw[], sql_teller_op[],
    sql_levering_vervang[];

/* ERR_CONFLICT, with who and when, if the file is there as an active levering of this soort. */
int levering_dubbel(struct conn *c, struct str soort, struct str sha256, struct err *e) MUST_CHECK;
/* The active levering that l supersedes (id 0: none); moves *nu past every earlier moment, so that "stand
 * van" is unambiguous. */
int levering_actieve(struct conn *c, struct arena *a, const struct levering_nieuw *l, struct levering *ret,
                     int64_t *nu, struct err *e) MUST_CHECK;
/* Makes the onderwerpen and bronnen that l brings and the store does not have. */
int levering_stamgegevens(struct conn *c, const struct levering_nieuw *l, struct err *e) MUST_CHECK;
int reeks_id_maak(struct conn *c, const struct reeks_nieuw *r, int64_t *ret, struct err *e) MUST_CHECK;
struct reeks_naam {
    int64_t id;
    struct str onderwerp, woningtype;
};
/* The reeksen of two leveringen together, each once, on a. */
int levering_reeksen(struct conn *c, struct arena *a, int64_t een, int64_t ander,
                     const struct reeks_naam **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int levering_rij_maak(struct conn *c, const struct levering_nieuw *l, struct str sha256, int64_t eerste,
                      int64_t nu, int64_t *ret, struct err *e) MUST_CHECK;
/* What the trail tells of a levering. */
struct doc *levering_spoor_doc(struct arena *a, const struct levering *l);
int levering_bestand_maak(struct conn *c, int64_t id, struct str ingepakt, struct err *e) MUST_CHECK;

#endif
