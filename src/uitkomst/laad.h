/* SPDX-License-Identifier: EUPL-1.2
 * A set from the database, and the pages, commands and exports of this room. */
#ifndef WZ_UITKOMST_LAAD_H
#define WZ_UITKOMST_LAAD_H

#include "base/command.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "ronde/ronde.h"
#include "uitkomst/uitkomst.h"

/* The answers of a ronde that count (of who submitted), with the rondes before and after it. codes: only
 * these questions are read, and what protected ones need; n_codes 0: all. teksten: open answers themselves
 * too, else only whether there is one. ERR_NOT_FOUND. */
struct laad_wens {
    const struct str *codes;
    size_t n_codes;
    bool teksten;
};
int uitkomst_laad(struct conn *c, struct arena *a, const struct gebieden *g, struct str ronde,
                  const struct laad_wens *w, struct ui_set **ret, struct err *e) MUST_CHECK;
/* Loads an other ronde beside s, to compare with in place of the one before (s->naast). ERR_NOT_FOUND;
 * ERR_DATA when it is s itself. */
int uitkomst_naast(struct conn *c, struct arena *a, const struct gebieden *g, struct ui_set *s,
                   struct str ronde, const struct laad_wens *w, struct err *e) MUST_CHECK;
/* The questionnaire of that ronde. */
int uitkomst_vragenlijst(struct conn *c, struct arena *a, const struct ronde *r, struct vragenlijst **ret,
                         struct err *e) MUST_CHECK;

extern const struct http_route uitkomst_routes[];
extern const struct command uitkomst_commands[];

#endif
