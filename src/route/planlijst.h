/* SPDX-License-Identifier: EUPL-1.2
 * What the importers of plan lists share: the status, confidentiality and place of a plan as people deliver
 * them, and keeping the plans beside the cijfers. */
#ifndef WZ_ROUTE_PLANLIJST_H
#define WZ_ROUTE_PLANLIJST_H

#include "plan/plan.h"
#include "route/import.h"

struct planlijst {
    struct import *im;
    struct plannen_nieuw plannen;
    struct map woorden; /* status → the first text that meant it */
    int64_t met_ligging;
    VEC(struct plan_getal) getal; /* of the plan being read */
    int64_t rij;                  /* set where its numbers stand in rows of their own; else 0 */
};

/* On im's arena, where it must stay until the levering is stored. */
struct planlijst *planlijst_maak(struct import *im);

/* The status in a cell, into p; false with a FOUT. onbekend_mag: an empty cell, and words that say "unknown",
 * are a status too. */
bool planlijst_status(struct planlijst *pl, const struct tabel_rij *r, int kolom, bool onbekend_mag,
                      struct plan_nieuw *p);
/* Ja or Nee, or for whom: Openbaar, Gemeente, Provincie. An empty cell is no. False with a FOUT: guessing
 * could make public what is not. */
bool planlijst_vertrouwelijk(struct import *im, const struct tabel_rij *r, int kolom, bool *ret);

struct ligging_kolommen {
    int wkt, x, y; /* -1: absent */
};
/* The place of a plan, from the shape of the row or from its cells; false with a FOUT. */
bool planlijst_ligging(struct planlijst *pl, const struct tabel_rij *r, const struct ligging_kolommen *k,
                       struct plan_nieuw *p);

/* A number of a plan. */
void planlijst_getal(struct planlijst *pl, const char *soort, struct str code, int van, int tot,
                     int64_t waarde, uint8_t ontbreekt, int kolom);
/* Keeps the plan with the numbers that were given since the last one. naam and code: their columns, for
 * remarks. */
void planlijst_bij(struct planlijst *pl, const struct tabel_rij *r, int naam, int code, struct plan_nieuw *p);
/* When the file is read: hands the plans to the levering, and says what there is to say of them all. */
void planlijst_klaar(struct planlijst *pl);

#endif
