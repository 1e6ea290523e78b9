/* SPDX-License-Identifier: EUPL-1.2
 * Shared by the files of this room only. */
#ifndef WZ_POST_INTERN_H
#define WZ_POST_INTERN_H

#include "post/post.h"

/* sjabloon.c: subject, text and HTML of a template with these values. ERR_DATA when the subject would not be
 * one line. */
struct post_inhoud {
    struct str onderwerp, tekst, html;
};
int post_maak(struct arena *a, struct str sjabloon, const struct doc *waarden, struct post_inhoud *ret,
              struct err *e) MUST_CHECK;
bool post_sjabloon_er(struct str naam);

/* post_sql.c: what waits and may go now, taken on: its attempt is counted and the next one planned, so that
 * no other process sends it meanwhile. */
struct post_greep {
    int64_t id, object_id, gemaakt;
    int poging;
    struct str aan, sjabloon, waarden;
};
/* 1: *ret is ours; 0: nothing is due. */
int post_grijp(struct conn *c, struct arena *a, int64_t nu, struct post_greep *ret, struct err *e) MUST_CHECK;
int post_te_doen(struct conn *c, int64_t nu, bool *ret, struct err *e) MUST_CHECK;
/* How an attempt ended. status wacht: try again as planned. */
struct post_einde {
    int64_t id;
    enum bericht_status status;
    struct str fout, onderwerp, tekst, html;
};
int post_einde(struct conn *c, const struct post_einde *x, struct err *e) MUST_CHECK;

#endif
