/* SPDX-License-Identifier: EUPL-1.2
 * Adding up the delivered rows of one gebied so that a confidential one does not stand alone: shared by the
 * reading of waarnemingen and of the rows themselves. */
#ifndef WZ_CIJFER_WAARNEMING_INTERN_H
#define WZ_CIJFER_WAARNEMING_INTERN_H

#include "cijfer/cel_geheim.h"
#include "cijfer/waarneming.h"

/* The first columns of a statement whose rows go to punt_bij. */
#define PUNT_KOLOMMEN "id, gebied_id, waarde, ontbreekt, status, vlag, blad, rij"

/* Running sum of the rows of one gebied. */
struct punt {
    struct waarneming_rij uit;
    int64_t gebied_id;
    unsigned redenen; /* bit set of enum cijfer_ontbreekt seen */
    bool echt;        /* a figure that is not a derived nought */
    struct cel_geheim geheim;
};

void punt_bij(struct punt *p, struct stmt *st);
void punt_klaar(struct punt *p, const struct reeks *r);

#endif
