/* SPDX-License-Identifier: EUPL-1.2
 * Questionnaires in the database: versions that are never changed, and what became of each question since the
 * version before. */
#ifndef WZ_VRAGENLIJST_BEWAAR_H
#define WZ_VRAGENLIJST_BEWAAR_H

#include "http/http.h"
#include "spoor/spoor.h"
#include "store/store.h"
#include "vragenlijst/vragenlijst.h"

struct vl_versie {
    int64_t id, nummer, ontvangen, vragen;
    struct str code, titel, naam;
};

/* A question beside the version before, by its code. */
enum vl_lot { LOT_GELIJK, LOT_ANDERE_TEKST, LOT_NIEUW, LOT_VERVALLEN };
struct vl_verschil {
    struct str code;
    enum vl_lot lot;
};

struct vl_bewaard {
    int64_t nummer;
    bool nieuw; /* false: the newest version is this workbook, nothing was written */
    VEC(struct vl_verschil) verschil;
};

/* Stores v (n_fouten 0) and its sheets as the next version of its code. ERR_DATA when a code stands twice, or
 * a question has another type than in the version before under the same code. */
int vragenlijst_bewaar(struct store *s, struct arena *a, const struct vragenlijst *v,
                       const struct vl_werkboek *w, struct vl_bewaard *ret, struct err *e) MUST_CHECK;
/* As vragenlijst_bewaar, by somebody: a new version stands in the trail. */
int vragenlijst_bewaar_als(struct store *s, struct arena *a, const struct dader *d,
                           const struct vragenlijst *v, const struct vl_werkboek *w, struct vl_bewaard *ret,
                           struct err *e) MUST_CHECK;
/* The newest version of every questionnaire, by title. */
int vragenlijsten_lees(struct conn *c, struct arena *a, struct vl_versie **ret, size_t *ret_n,
                       struct err *e) MUST_CHECK;
/* All versions of one, newest first. ERR_NOT_FOUND. */
int versies_lees(struct conn *c, struct arena *a, struct str code, struct vl_versie **ret, size_t *ret_n,
                 struct err *e) MUST_CHECK;
/* The sheets of a version, and the questionnaire that they make. */
int versie_lees(struct conn *c, struct arena *a, int64_t id, struct vl_werkboek *ret_w,
                struct vragenlijst **ret, struct err *e) MUST_CHECK;

extern const struct http_route vragenlijst_routes[];

#endif
