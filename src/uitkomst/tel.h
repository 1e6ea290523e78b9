/* SPDX-License-Identifier: EUPL-1.2
 * Counts before they become a table. Private to src/uitkomst. */
#ifndef WZ_UITKOMST_TEL_H
#define WZ_UITKOMST_TEL_H

#include "uitkomst/uitkomst.h"

struct telling {
    const struct ui_vraag *v;
    enum ui_basis basis;
    struct ui_kolom *kolom; /* one a group */
    int64_t *n;             /* [group * (n_optie + 1) + option] */
};
void telling_doe(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, enum ui_basis basis,
                 const struct ui_groepen *g, struct telling *ret);
void getallen_tel(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, enum ui_basis basis,
                  const struct ui_groepen *g, struct ui_kolom *kolom);

/* Checks who may see the question, and which basis holds. */
int tabel_begin(const struct ui_set *s, const struct ui_vraag *v, const struct ui_vraagstelling *w,
                struct ui_tabel *ret, struct err *e) MUST_CHECK;
/* The rows, from the question's options, and room for the cells; n_kolom is set. */
void tabel_regels(struct arena *a, struct ui_tabel *t);
void tabel_kolom_vul(struct ui_tabel *t, size_t kolom, const struct telling *x, size_t van);
void tabel_verberg(struct ui_tabel *t, size_t regel, size_t kolom);
/* N and all that comes of it; the counts of the column stay. */
void n_verberg(struct ui_tabel *t, size_t kolom);
void kolom_verberg(struct ui_tabel *t, size_t kolom);
void kolom_scherm(struct ui_tabel *t, const struct ui_scherm *x, struct str sleutel, size_t g, size_t kolom);

#endif
