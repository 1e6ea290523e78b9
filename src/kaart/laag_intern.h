/* SPDX-License-Identifier: EUPL-1.2
 * The inside of a layer, shared by laag.c (making and keeping), tegel.c (zooms and tiles) and kaart_sql.c. */
#ifndef WZ_KAART_LAAG_INTERN_H
#define WZ_KAART_LAAG_INTERN_H

#include "kaart/kaart.h"

#include <pthread.h>

/* The outlines at one zoom, in units of a tile from the corner of the world, y down. */
struct laag_zoom {
    struct vlak *vlak; /* of each vorm; no rings when it is too small to see */
    struct kader *kader;
};

struct laag_intern {
    struct arena arena; /* owns the layer */
    int gebruikers;     /* guarded by the cache, as is gebruikt */
    uint64_t gebruikt;  /* when it was taken last, by the cache's own count */

    pthread_mutex_t slot; /* guards all below */
    const struct laag_zoom *zoom[KAART_ZOOM_MAX + 1];
    struct arena zooms;
    struct arena tegels; /* made so far; forgotten as a whole when they grow too large */
    struct map tegel;    /* "z/x/y" → struct tegel */
};

/* A layer under construction. */
struct maker {
    struct arena *a; /* of the layer */
    struct arena t;  /* of the making */
    struct werk *w;
    struct rd *rd;
    const struct gebieden *g;
    struct conn *c;
    date_t van, d; /* the days asked */
};
/* Fills a layer of plans: laag_plannen.c. */
int plannen_maak(struct maker *m, struct kaart_laag *l, struct err *e) MUST_CHECK;

struct tegel {
    struct str mvt, gzip;
};

/* The squares of the tile map of the country: column and row from the upper left. */
struct kaart_vak {
    int64_t gebied_id;
    struct str kort;
    int kolom, rij;
};
int vakken_lees(struct conn *c, struct arena *a, struct kaart_vak **ret, size_t *ret_n,
                struct err *e) MUST_CHECK;

#endif
