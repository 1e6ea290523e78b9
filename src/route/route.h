/* SPDX-License-Identifier: EUPL-1.2
 * The routes by which data come in: the importers, and the one act of importing a file. */
#ifndef WZ_ROUTE_ROUTE_H
#define WZ_ROUTE_ROUTE_H

#include "route/import.h"

extern const struct importeur *const importeurs[];             /* ends with NULL */
const struct importeur *importeur_bij_soort(struct str soort); /* NULL when unknown */
struct str importeur_naam(struct str soort);                   /* the soort itself when unknown */

struct kolommen importeur_kolommen(const struct importeur *imp); /* n 0: it is no plain table */

/* ERR_USAGE that names the soorten that there are. */
int importeur_onbekend(struct arena *a, struct str soort, struct err *e) MUST_CHECK;
/* What its file must hold, in Dutch: "gemeente; jaar (en als u wilt: bron)". */
struct str importeur_nodig(struct arena *a, const struct importeur *imp);

struct import_opdracht {
    struct str soort, bestand, leveraar, wie;
    struct str inhoud; /* the file; of a folder: levering_map_pak of its files, which stand in `deel` */
    const struct zip_deel *deel; /* NULL: inhoud is one file (or a zip, when the importer takes one) */
    size_t n_deel;
    date_t peildatum;
    const struct leeswijzer *leeswijzer; /* the table is read through it; NULL: as it stands */
    struct dader door;                   /* for the trail; zero: the program itself */
    int64_t partij;                      /* whose it is; 0: of the installation itself */
    bool ook_van_anderen;                /* may supersede a levering of another partij */
    bool proef;
    bool (*stop)(void *ctx, int64_t gedaan, int64_t totaal);
    void *stop_ctx;
    /* Called within the transaction that stores, never in a rehearsal; may be NULL. Must be repeatable. */
    int (*mede)(struct conn *c, int64_t levering, void *ctx, struct err *e);
    void *mede_ctx;
};
struct import_uitslag {
    struct levering_uitslag levering;
    struct doc *verslag; /* also filled when the import is refused (ERR_DATA) */
    int64_t cijfers;
    int fouten;
};
/* Reads and stores (or rehearses). Lends its own connections: the caller holds none. On ERR_DATA by problems
 * in rows, ret->verslag names each of them and nothing was stored. */
int import_doe(struct store *s, const struct gebieden *g, struct arena *a, const struct import_opdracht *o,
               struct import_uitslag *ret, struct err *e) MUST_CHECK;

/* Loads the reference tables that are built into the program (referentie/) as leveringen, when they are not
 * there yet in this version. *ret_n: how many were loaded. */
int referentie_laad(struct store *s, struct arena *a, int *ret_n, struct err *e) MUST_CHECK;

#endif
