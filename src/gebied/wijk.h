/* SPDX-License-Identifier: EUPL-1.2
 * Wijken in the store: code, name, gemeente and boundary, and which of them count on a date. */
#ifndef WZ_GEBIED_WIJK_H
#define WZ_GEBIED_WIJK_H

#include "gebied/gebied.h"

struct wijk {
    struct str code, naam; /* "WK093500"; naam may be empty */
    const struct gebied *gemeente;
    date_t peildatum;
    const double *xy; /* RD metres, rings ended by NaN NaN */
    size_t n;         /* doubles */
};

/* "WK093500" from what people write ("wk093500", "93500"); false when it is no code of a wijk. ret holds its
 * 8 letters. */
bool wijk_code(struct str s, char ret[9]);
/* The number in its code: 93500. Unique, and the same in every levering. */
int64_t wijk_nummer(struct str code);

/* What an importer hands over: the ringen as grens_pak makes them. */
struct wijk_nieuw {
    struct str code, naam, ringen;
    const struct gebied *gemeente;
};
struct wijken_nieuw {
    date_t peildatum;
    const struct wijk_nieuw *at;
    size_t n;
};
/* Stores them (levering_nieuw.schrijf, with the wijken as ctx). */
int wijken_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e) MUST_CHECK;

/* The wijken of each gemeente that is valid on d, by code: those of the latest levering of or before d, else
 * of the first one after it. On a. */
int wijken_op(struct conn *c, const struct gebieden *g, struct arena *a, date_t d, struct wijk **ret,
              size_t *ret_n, struct err *e) MUST_CHECK;
/* As grenzen_versie. */
int wijken_versie(struct conn *c, uint64_t *ret, struct err *e) MUST_CHECK;

#endif
