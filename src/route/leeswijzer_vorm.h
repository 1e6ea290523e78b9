/* SPDX-License-Identifier: EUPL-1.2
 * The form of a leeswijzer: as a tree for its template, and back from what was sent. Used by the pages of
 * kolommen_http.c and leeswijzer_http.c. */
#ifndef WZ_ROUTE_LEESWIJZER_VORM_H
#define WZ_ROUTE_LEESWIJZER_VORM_H

#include "cijfer/pagina.h"
#include "route/onbekend.h"

enum { VORM_KOLOMMEN_MAX = 150 }; /* a form with more has too many fields; the command line takes more */

struct wijzervorm {
    struct pagina *p;
    const struct herken_kennis *kennis;
    struct herkenning *h;
    struct leeswijzer *w;
    struct doc *fouten; /* list of {veld, wat} */
};

/* Puts "kolommen", "vast", "vrij" and "woorden" in the tree: what the template lays out. */
void wijzervorm_boom(struct wijzervorm *v);
/* What was sent, into v->w; what is wrong with it into v->fouten. Only errors of the machine in e. */
void wijzervorm_lees(struct wijzervorm *v, const struct doc *form);
/* What is missing or contradicts, as words beside the fields. */
void wijzervorm_toets(struct wijzervorm *v);
void wijzervorm_fout(struct wijzervorm *v, struct str veld, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The hidden fields of the form of the columns. In a map of its own, so that it gets the key of forms and the
 * form beside it, which only asks, does not. */
struct doc *wijzervorm_verborgen(struct pagina *p);

/* The columns of the soort of v->h by name; NULL. */
const struct kolom *wijzervorm_doel(const struct wijzervorm *v, struct str doel);

#endif
