/* SPDX-License-Identifier: EUPL-1.2
 * Layers of the map: areas with their outlines, projected once, valid, and simplified for each zoom. Made
 * from the imported boundaries, or from the tile map where every gemeente is one square. A layer is immutable
 * but for what it remembers (zooms and tiles), shared by all threads, and kept until the boundaries change.
 */
#ifndef WZ_KAART_KAART_H
#define WZ_KAART_KAART_H

#include "gebied/omgeving.h"
#include "http/http.h"
#include "kaart/vlak.h"
#include "plan/plan.h"

enum {
    KAART_ZOOM_MAX = 12, /* 1.5 m a unit at our latitude; clients enlarge it for closer zooms */
    KAART_VAK = 12000,   /* metres RD along the side of a square of the tile map */
    KAART_VAK_X = 2000,  /* where its upper left corner lies, so that it covers the country */
    KAART_VAK_Y = 622000,
    KAART_ZOOM_PLANVLAK = 10, /* from here on plans that are areas are drawn as such, beside their point */
};
#define PLANNEN_VLAK "plannen-vlak" /* the layer in a tile of "plannen" that has those areas */

/* The systems in which an outline can be had. */
enum kaart_stelsel {
    STELSEL_RD,       /* EPSG:28992, x y in metres: as it is stored */
    STELSEL_GRADEN,   /* OGC:CRS84, longitude latitude; EPSG:4326 is the same with the axes swapped */
    STELSEL_MERCATOR, /* EPSG:3857, x y in metres */
    STELSELS
};
/* From degrees to the plane of web maps (EPSG:3857): r·λ and r·ln tan(π/4 + φ/2), r = 6378137 m. */
void mercator(double lengte, double breedte, double *ret_x, double *ret_y);

/* One area of a layer, or one plan. */
struct kaart_vorm {
    int64_t id; /* of the gebied or plan; of a wijk the number in its code */
    struct str code, naam, kort;
    int64_t gemeente; /* of a wijk or plan: id of the gemeente in which it lies on the layer's day; else 0 */
    date_t van, tot, peildatum; /* valid; date of the (newest) boundary. tot as in struct gebied */
    int leden, leden_met_grens; /* of a region: its gemeenten, and those with a boundary; else 0 */
    struct vlak vlak; /* in RD. Of a plan it may be places without rings: points; or nothing at all */
    double *graden;   /* the same places in degrees */
    struct kader kader[STELSELS];
    double plek[2];    /* where a label may stand, in degrees */
    double plek_rd[2]; /* the same in RD */
};

/* What a layer of plans tells beside the vorm of each. */
struct kaart_plan {
    struct plan p;    /* its texts live on the layer; gebied and xy are NULL */
    int64_t geleverd; /* id of the gemeente as it was delivered */
    struct str gemeente_code;
    bool heeft_type[PLAN_TYPEN];
    int64_t type[PLAN_TYPEN]; /* homes of each of plan_typen */
};

struct kaart_laag {
    struct str code;     /* "gemeente", "wijk", an indeling, "vakken" or "plannen" */
    struct str naam;     /* "Gemeenten" */
    date_t vanaf, datum; /* the days of which it shows the division: vanaf … datum */
    int64_t stand;       /* of plans: as known at this moment, 0: now */
    const struct kaart_vorm *vorm;
    const struct kaart_plan
        *plan; /* of "plannen": one beside each vorm, in order of their number; else NULL */
    size_t n;
    struct kader kader[STELSELS];
    uint64_t versie; /* of what it was made from */
    struct laag_intern *in;
};

struct kaart_cache;
struct kaart_cache *kaart_cache_new(void);
void kaart_cache_free(struct kaart_cache *k); /* takes NULL */

/* The layer `code` with all areas that are valid on some day from `van` to `tot` (both included; mostly the
 * same day), as they are on the last of those days. Made when it is not there yet; n is 0 when it has no
 * outlines. ERR_NOT_FOUND when there is no such layer. Give it back with laag_geef. */
int laag_neem(struct kaart_cache *k, struct conn *c, const struct gebieden *g, struct str code, date_t van,
              date_t tot, const struct kaart_laag **ret, struct err *e) MUST_CHECK;
/* The layer "plannen": the public plans that count on a peildatum (0: the newest), as known at a moment (0:
 * now), also those without a place. Their gemeenten are those of that day, at the latest today. As laag_neem
 * with that code, of which the last day is the peildatum. */
int laag_neem_plannen(struct kaart_cache *k, struct conn *c, const struct gebieden *g, date_t peildatum,
                      int64_t stand, const struct kaart_laag **ret, struct err *e) MUST_CHECK;
/* The day of which a layer shows the division of gemeenten. */
date_t laag_dag(const struct kaart_laag *l);
void laag_geef(struct kaart_cache *k, const struct kaart_laag *l); /* takes NULL */
const struct kaart_vorm *laag_vorm(const struct kaart_laag *l,
                                   struct str code); /* NULL when it is not there */

/* The plan with this number; NULL when it is not in the layer. ret_i: its place. */
const struct kaart_plan *laag_plan(const struct kaart_laag *l, int64_t id, size_t *ret_i);

/* What layers there can be: "gemeente", "wijk", every indeling by its code, "plannen", "vakken". On a. */
struct laag_soort {
    struct str code, naam, uitleg;
};
const struct laag_soort *laag_soorten(const struct gebieden *g, struct arena *a, size_t *ret_n);

/* A tile on a, with its gzip (p NULL when that does not pay): z 0 … KAART_ZOOM_MAX, x and y within it, else
 * ERR_NOT_FOUND. Empty where the layer has nothing. */
int laag_tegel(const struct kaart_laag *l, struct arena *a, int z, int x, int y, struct str *ret,
               struct str *ret_gzip, struct err *e) MUST_CHECK;

/* Where its tiles are, with {z}, {x} and {y} to fill in; origin may be empty. On a. */
struct str tegels_adres(struct arena *a, struct str origin, const struct kaart_laag *l);

/* Answers for tiles of a layer that is none of these: of a room that comes after this one. Set once, before
 * serving; NULL: there are none. */
typedef int kaart_tegel_anders(struct http_req *q, struct http_resp *r, struct str laag, int z, int x, int y,
                               struct err *e);
extern kaart_tegel_anders *kaart_tegels_anders;

extern const struct http_route tegel_routes[]; /* /tegels/… */
extern const struct http_route ogc_routes[];   /* /ogc/v1/… */

#endif
