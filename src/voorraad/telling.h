/* SPDX-License-Identifier: EUPL-1.2
 * A count over the stock as a levering among the cijfers: with its stock, its rules and both their hashes, so
 * that a figure leads back to what it was counted by. */
#ifndef WZ_VOORRAAD_TELLING_H
#define WZ_VOORRAAD_TELLING_H

#include "cijfer/levering.h"
#include "gebied/omgeving.h"
#include "spoor/spoor.h"

#define TELLING_SOORT     "voorraadtelling"
#define TELLING_ONDERWERP "voorraad-telling"

struct telling_opdracht {
    struct dader door;
    struct str wie;
    struct str regels; /* code of a set, or the begin of its SHA-256 */
    int64_t voorraad;  /* 0: the newest that can be opened */
};
/* Counts per gemeente and stores; ERR_CONFLICT when exactly this count is there already. With a store of its
 * own: the caller holds no connection. */
int telling_leg_vast(struct omgeving *o, struct arena *a, const struct telling_opdracht *x,
                     struct levering_uitslag *ret, struct err *e) MUST_CHECK;

#endif
