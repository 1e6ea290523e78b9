/* SPDX-License-Identifier: EUPL-1.2
 * Counts of classes against something else that is known of each dwelling, or against the classes of other
 * rules, over any ranges of rows. */
#ifndef WZ_VOORRAAD_KRUIS_H
#define WZ_VOORRAAD_KRUIS_H

#include "voorraad/kast.h"

enum kruis_soort { KRUIS_EIGENAAR, KRUIS_BOUWJAAR, KRUIS_OPPERVLAKTE, KRUISEN };
extern const struct kruis_naam {
    const char *code, *naam, *kop;
} kruis_namen[KRUISEN];

struct kruis {
    size_t n; /* categories; the last is what is not known */
    const struct str *naam;
    const uint64_t *at; /* n × klassen */
};
/* g was taken with the class of every row. x: n_x areas of the stock. */
void kruis_tel(struct arena *a, const struct geteld *g, enum kruis_soort soort,
               const struct wzv_gebied *const *x, size_t n_x, struct kruis *ret);
/* How many go from each class of one set of rules to each of another: van.n_klassen × naar.n_klassen. Both
 * over the same stock, with the class of every row. */
const uint64_t *stroom_tel(struct arena *a, const struct geteld *van, const struct geteld *naar,
                           const struct wzv_gebied *const *x, size_t n_x);

#endif
