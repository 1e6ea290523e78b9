/* SPDX-License-Identifier: EUPL-1.2
 * Saving what was sent, of a section or of one answer, with a row of a repeat that is added, taken away or
 * taken over along. Private to src/ronde. */
#ifndef WZ_RONDE_BEWAAR_H
#define WZ_RONDE_BEWAAR_H

#include "ronde/gast.h"

/* What is to be saved, and what came of it. Of q and g, which outlive it; the rest in q's arena. */
struct bewaring {
    struct http_req *q;
    struct gast *g;
    struct te_bewaren *x;
    size_t n;
    struct inzending *z;
    struct str herhaling, rij, in_rij; /* a row to take away or over, or to add (rij: then its number) */
    bool rij_weg, rij_bij, rij_over;
    struct str *vragen; /* of the repeat */
    size_t n_vragen;
    struct str *binnen; /* repeats in it */
    size_t n_binnen;
    struct antwoord *toen; /* of a row of the ronde before that is taken over */
    size_t n_toen;
    struct str *toen_bestand; /* files among them */
    size_t n_toen_bestand;
    struct antwoord nu; /* of the last one saved */
    size_t n_botsing;
    struct invul_botsing *botsing;
};

/* A store_write_fn with a struct bewaring: saves all of it in one transaction. ERR_DENIED with the way out
 * when it is closed meanwhile. */
int bewaar_doe(struct conn *c, void *ctx, struct err *e) MUST_CHECK;

/* ---- rows of repeats (herhaling.c) ---- */

/* Is the row in which it lies still there? Of rows that repeat_count makes there is nothing to look up. */
int rij_er(struct conn *c, const struct bewaring *b, const struct te_bewaren *x, bool *ret,
           struct err *e) MUST_CHECK;
/* Which button of the form adds a row, takes one away or over: its value is the address of the repeat, or of
 * the row. ERR_DATA when none can come there. */
int rij_knop(struct http_req *q, struct bewaring *b, const struct invul_deel *d, struct err *e) MUST_CHECK;
/* Does what it asks, within the write transaction; of a new row b->rij becomes the number. */
int rij_doe(struct conn *c, struct bewaring *b, struct err *e) MUST_CHECK;

http_handler antwoord_post; /* antwoord_http.c */

#endif
