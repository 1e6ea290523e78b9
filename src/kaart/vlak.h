/* SPDX-License-Identifier: EUPL-1.2
 * Areas as polygons: made valid, joined, and cut by a box. GEOS stays behind this header. Private to
 * src/kaart. */
#ifndef WZ_KAART_VLAK_H
#define WZ_KAART_VLAK_H

#include "base/err.h"
#include "base/str.h"

/* One ring: n places from `van` on, the last equal to the first. A ring that is not `binnen` begins a
 * polygon; the rings after it that are `binnen` are its holes. */
struct ring {
    size_t van, n;
    bool binnen;
};

/* An area: rings over places x y x y … In all that this header gives, an outer ring turns against the clock
 * where y points up (RFC 7946), holes the other way, and polygons neither cross nor overlap. */
struct vlak {
    double *xy;
    struct ring *ring;
    size_t n, n_ringen; /* places; rings */
};

struct kader {
    double x0, y0, x1, y1; /* empty: x0 > x1 */
};
#define KADER_LEEG ((struct kader){1e300, 1e300, -1e300, -1e300})
static inline void kader_bij(struct kader *k, double x, double y)
{
    k->x0 = x < k->x0 ? x : k->x0;
    k->x1 = x > k->x1 ? x : k->x1;
    k->y0 = y < k->y0 ? y : k->y0;
    k->y1 = y > k->y1 ? y : k->y1;
}
static inline void kader_samen(struct kader *k, const struct kader *l)
{
    if (l->x0 > l->x1)
        return;
    kader_bij(k, l->x0, l->y0);
    kader_bij(k, l->x1, l->y1);
}
static inline bool kader_raakt(const struct kader *k, const struct kader *l)
{
    return k->x0 <= l->x1 && l->x0 <= k->x1 && k->y0 <= l->y1 && l->y0 <= k->y1;
}
struct kader vlak_kader(const struct vlak *v);
double vlak_oppervlak(const struct vlak *v); /* outer rings less their holes */
/* Does any place of the area lie in the box (edges included)? */
bool vlak_raakt(const struct vlak *v, const struct kader *k);

/* A workplace: belongs to one thread. */
struct werk;
struct werk *werk_new(void);    /* never NULL */
void werk_free(struct werk *w); /* takes NULL */

/* Rings that end with NaN NaN, in which a place is inside when an odd number of rings goes round it, whatever
 * way they turn (as boundaries are stored). False when no area is left. */
bool vlak_van_ringen(struct werk *w, struct arena *a, const double *xy, size_t n, struct vlak *ret);
/* The same area with every place on whole numbers, valid again where rounding made it cross itself. */
bool vlak_op_rooster(struct werk *w, struct arena *a, const struct vlak *v, struct vlak *ret);
/* What of an area on whole numbers lies in the box, on whole numbers. */
bool vlak_knip(struct werk *w, struct arena *a, const struct vlak *v, const struct kader *k,
               struct vlak *ret);
/* Areas as one, without the lines between them; places nearer than `rooster` become one. */
bool vlak_samen(struct werk *w, struct arena *a, const struct vlak *v, size_t n, double rooster,
                struct vlak *ret);
/* A place that certainly lies in the area, as far inside as its widest row allows: where a label may stand.
 */
bool vlak_plek(struct werk *w, const struct vlak *v, double *ret_x, double *ret_y);

#endif
