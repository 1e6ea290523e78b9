/* SPDX-License-Identifier: EUPL-1.2
 * The map of a page as SVG: one value per gemeente, as tiles or as boundaries. */
#ifndef WZ_KAART_BEELD_SVG_H
#define WZ_KAART_BEELD_SVG_H

#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"

/* One value per gemeente on the map around a gebied: tiles, or boundaries when asked for and imported. */
struct kaart_waarde {
    const struct gebied *gebied;
    struct cijfer_uitkomst uitkomst;
    struct str tekst, href;
};
/* Plans as small marks over it, where boundaries are shown. */
struct kaart_plekken {
    const struct grafiek_plek *plek;
    size_t n;
    const char *const *naam; /* of each grafiek_teken */
};
enum { KAART_KLASSEN = 5 }; /* the classes of a map, at most */
struct kaart_beeld {
    struct str svg; /* empty when nothing has a place */
    struct grafiek_klassen klassen;
    date_t grens_van, grens_tot; /* the dates of the boundaries on it; 0 for tiles */
};
/* The land or province that a map of g shows. */
const struct gebied *kaart_gebied(const struct pagina *p, const struct gebied *g);
int kaart_maak(struct pagina *p, const struct gebied *kaart, struct str titel, struct str beschrijving,
               const struct kaart_waarde *w, size_t n, int schaal, struct str eenheid, bool grenzen,
               const struct kaart_plekken *plekken, struct kaart_beeld *ret,
               struct err *e) MUST_CHECK; /* plekken NULL: none */
/* What a gebied says of itself on the map: its figure, or why it has none. */
struct str kaart_tekst(const struct kaart_waarde *w);
bool kaart_heeft_grenzen(struct pagina *p);
struct str kaart_grens_noot(struct arena *a,
                            const struct kaart_beeld *b); /* when b has boundaries: of which date */

#endif
