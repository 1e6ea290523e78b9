/* SPDX-License-Identifier: EUPL-1.2
 * Themes of open answers: people read an answer and say to which themes it belongs. */
#ifndef WZ_UITKOMST_THEMA_H
#define WZ_UITKOMST_THEMA_H

#include "spoor/spoor.h"
#include "uitkomst/kolom.h"

enum { THEMA_MAX = 60, THEMA_TEKST_MAX = 120 };
#define THEMA_ACHTER ".themas" /* the question of the themes of `code` is called code.themas … */
#define THEMA_ADRES  ":themas" /* … and in an address code:themas, for after a point comes a format */

struct thema {
    int64_t id;
    struct str code, label;
};
/* An open answer, and its themes. */
struct open_antwoord {
    int64_t respons_id, revisie;
    struct str partij, rij, tekst;
    bool gelezen;
    VEC(int64_t) thema;
};

int themas_lees(struct conn *c, struct arena *a, int64_t ronde, struct str vraag, struct thema **ret,
                size_t *ret_n, struct err *e) MUST_CHECK;
/* All answers to an open question that count, by partij. */
int open_antwoorden(struct conn *c, struct arena *a, int64_t ronde, struct str vraag,
                    struct open_antwoord **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* Within a write transaction, and written in the trail. */
int thema_bij(struct conn *c, const struct dader *d, int64_t ronde, struct str vraag, struct str label,
              struct arena *a, struct err *e) MUST_CHECK;
/* This revision was read and belongs to these themes (may be none). ERR_CONFLICT when it was answered anew.
 */
int antwoord_codeer(struct conn *c, const struct dader *d, int64_t ronde, struct str vraag, int64_t respons,
                    struct str rij, int64_t revisie, const int64_t *thema, size_t n, struct str wie,
                    struct arena *a, struct err *e) MUST_CHECK;

/* Adds to a set a question for each open question that has themes. */
int themas_bij(struct lading *l, struct err *e) MUST_CHECK;

#endif
