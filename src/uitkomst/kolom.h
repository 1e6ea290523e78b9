/* SPDX-License-Identifier: EUPL-1.2
 * A set under construction from the database. Private to src/uitkomst. */
#ifndef WZ_UITKOMST_KOLOM_H
#define WZ_UITKOMST_KOLOM_H

#include "base/map.h"
#include "uitkomst/laad.h"

struct lading {
    struct conn *c;
    struct arena *a;
    const struct gebieden *g;
    struct ronde ronde;
    const struct laad_wens *wens;
    struct vragenlijst *v;
    struct ui_set *s;
    struct map bij_respons; /* respons id → row of laag 0; only of who submitted */
};

struct antwoord_rij {
    size_t partij;
    struct str rij, waarde; /* live until the next */
    enum ui_toestand toestand;
};
typedef void antwoord_fn(void *ctx, const struct antwoord_rij *x);
/* All answers to one question that count, in order of respons and row. */
int antwoorden_kolom(struct lading *l, struct str code, antwoord_fn *doe, void *ctx,
                     struct err *e) MUST_CHECK;

/* kolom.c: a column of each question; what its basis counts (filter.c). */
int kolommen_lees(struct lading *l, struct err *e) MUST_CHECK;
int filter_reken(struct lading *l, const struct vl_element *el, struct ui_vraag *v, struct err *e) MUST_CHECK;

#endif
