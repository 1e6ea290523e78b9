/* SPDX-License-Identifier: EUPL-1.2
 * Rules being changed: a table, and the cells and parameters that an address gives other values. Private to
 * this room. */
#ifndef WZ_VOORRAAD_WERKPLAATS_H
#define WZ_VOORRAAD_WERKPLAATS_H

#include "voorraad/blad.h"

enum { WIJZIGINGEN_MAX = 200 };

struct wijziging {
    struct str veld; /* "p-0", "c-2-4": name of the field */
    struct str waar; /* "kleinste cluster", "regel 3, oppervlakte" */
    struct str was, wordt;
    struct str fout; /* empty: it was taken */
};

struct werkplaats {
    struct regeltabel *was, *wordt;
    struct str inhoud; /* of wordt, as CSV; the set's own when nothing changed */
    VEC(struct wijziging) wijziging;
    size_t fouten;
};
/* Takes what `velden` (a query or a form) says otherwise than the set. What cannot be read is left as it was,
 * and said. ERR_DATA only when the set itself cannot be read. */
int werkplaats_lees(struct arena *a, const struct regelset *set, const struct doc *velden,
                    struct werkplaats *ret, struct err *e) MUST_CHECK;
/* The changes as fields of an address, each with & before it; without the one called `zonder`. */
struct str werkplaats_query(struct arena *a, const struct werkplaats *w, struct str zonder);
/* Shows the workshop again for a form that was refused with e. */
int werkplaats_weer(struct http_req *q, struct http_resp *r, struct err *e) MUST_CHECK;
/* The number in a cell that a slider can move: ">=80", "[50..150]" has two. Room for 2; returns how many. */
struct cel_getal {
    int64_t waarde;  /* millionths */
    size_t van, tot; /* where it stands in the text */
};
size_t cel_getallen(struct str tekst, struct cel_getal *ret);

#endif
