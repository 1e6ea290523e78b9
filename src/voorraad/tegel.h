/* SPDX-License-Identifier: EUPL-1.2
 * Vector tiles of dwellings, straight from the columns. Dwellings of one class that would lie on each other
 * are one point with their number. A tile is named by stock and rules, so it never changes. */
#ifndef WZ_VOORRAAD_TEGEL_H
#define WZ_VOORRAAD_TEGEL_H

#include "kaart/kaart.h"
#include "voorraad/kast.h"

enum {
    WONING_ZOOM_MIN = 13,
    WONING_ZOOM_PRECIES = 16, /* from here on a point stands where its dwelling is: RECHT_ADRESSEN only */
    WONING_ZOOM_MAX = 18
};
#define WONING_LAAG "woningen"

struct tegelaar; /* what turns degrees into metres; belongs to one thread at a time */
int tegelaar_open(struct tegelaar **ret, struct err *e) MUST_CHECK;
void tegelaar_close(struct tegelaar *t); /* takes NULL */
/* Where a row lies, in degrees; false when that is not known. */
bool woning_plek(const struct tegelaar *t, const struct wzv *w, uint64_t rij, double *ret_lengte,
                 double *ret_breedte);
/* A tile on a, empty where nothing lies. g was taken with the class of every row. ERR_NOT_FOUND for a zoom,
 * column or row that has no tile. Each point has an id (the row of its first dwelling), "klasse" (its place
 * in g->klasse), and when it is more than one "n". */
int woning_tegel(struct tegelaar *t, const struct geteld *g, struct arena *a, int z, int x, int y,
                 struct str *ret, struct err *e) MUST_CHECK;

/* Whether this person may see where each dwelling lies: some role sees addresses. A point says which address
 * it is, to who lays the open BAG on it; so others see dwellings by cells of some 24 metres at most. */
bool woning_mag_precies(const struct http_req *q);
/* kaart_tegels_anders: "<12 of the stock>-<16 of the rules>" as layer. From WONING_ZOOM_PRECIES on
 * ERR_SIGN_IN or ERR_DENIED for who may not, and then not for shared caches. */
int woning_tegel_http(struct http_req *q, struct http_resp *r, struct str laag, int z, int x, int y,
                      struct err *e);

#endif
