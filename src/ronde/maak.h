/* SPDX-License-Identifier: EUPL-1.2
 * A ronde on its way to be made, and responses on their way in. Private to src/ronde. */
#ifndef WZ_RONDE_MAAK_H
#define WZ_RONDE_MAAK_H

#include "ronde/respons.h"

struct ronde_opdracht {
    struct arena *a;
    const struct gebieden *g;
    struct dader dader;
    struct ronde ronde;
    VEC(int64_t) partij;
    VEC(struct str) onbekend; /* in words, at most 20 */
    size_t n_onbekend;
};

/* "code", or "code@2" for a version that is not the newest; its title when the ronde has none yet. */
int ronde_opdracht_versie(struct conn *c, struct ronde_opdracht *o, struct str code,
                          struct err *e) MUST_CHECK;
/* Organisations, one a line or a row (column partij, cbs, kvk or naam), each by number, code or name.
 * ERR_DATA names those that are not known. */
int doelgroep_tekst(struct conn *c, struct ronde_opdracht *o, struct str tekst, struct err *e) MUST_CHECK;
int doelgroep_bestand(struct conn *c, struct ronde_opdracht *o, struct str naam, struct str bytes,
                      struct err *e) MUST_CHECK;
/* All of one soort. */
int doelgroep_soort(struct conn *c, struct ronde_opdracht *o, struct str soort, struct err *e) MUST_CHECK;
/* What is wrong with it, and the field that says so; empty when nothing is. */
struct str ronde_opdracht_keur(const struct ronde_opdracht *o, const char **ret_veld);
/* For store_write. */
int ronde_opdracht_doe(struct conn *c, void *ctx, struct err *e) MUST_CHECK;

/* ---- respons_csv.c ---- */

struct respons_inlees {
    struct arena *a;
    char decimaal; /* how the file writes numbers: ',' or '.'; 0: each must say it by itself */
    struct schrijver wie;
    struct ronde ronde;
    struct vragenlijst *v;
    bool indienen; /* every respons is submitted with it */
    struct str naam, bytes;
    int64_t responsen, antwoorden, overgeslagen; /* antwoorden: that these responses now have */
    VEC(struct str) melding;                     /* what is wrong, at most 50 */
    size_t n_fouten;
};
/* Reads the file and writes its answers, within a write transaction. ERR_DATA when anything in it is wrong:
 * then nothing was written. */
int responsen_lees(struct conn *c, void *ctx, struct err *e) MUST_CHECK;

#endif
