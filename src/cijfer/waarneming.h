/* SPDX-License-Identifier: EUPL-1.2
 * Waarnemingen: the figures as they were delivered, one for each levering, reeks, gebied and period, read
 * block by block so that any number of them passes through little memory. Where a levering has several rows
 * for one (plans of a gemeente), a waarneming is their sum, so that a confidential row never stands alone. */
#ifndef WZ_CIJFER_WAARNEMING_H
#define WZ_CIJFER_WAARNEMING_H

#include "cijfer/cijfer.h"

struct reeks {
    int64_t id, onderwerp_id;
    struct str onderwerp, eenheid, bron, definitieset, woningtype, segment, kenmerk; /* codes; "" not split */
    int schaal;
    enum cijfer_aard aard;
    int horizon_van, horizon_tot; /* as in the table reeks */
};

/* What one levering holds of one reeks in one period. */
struct waarneming_blok {
    const struct reeks *reeks;
    int64_t levering, cijfers; /* cijfers: delivered rows, at least as many as waarnemingen */
    bool gemerkt;              /* some bear a mark with doubt (merk.h) */
    date_t van, tot;
};

/* What to read; empty text and 0 mean: all. */
struct waarneming_vraag {
    struct str onderwerp, bron, woningtype, segment, kenmerk; /* woningtype "totaal": not split by it */
    int64_t levering;
    int64_t stand; /* what was known at this moment; 0: now, filled in */
};
/* The blocks of the leveringen that were active at the moment, in a fixed order: asked again with the same
 * stand they are the same, for nothing is overwritten. */
int waarneming_blokken(struct conn *c, struct arena *a, struct waarneming_vraag *v,
                       const struct waarneming_blok **ret, size_t *ret_n, struct err *e) MUST_CHECK;

struct waarneming_rij {
    const struct waarneming_blok *blok;
    const struct gebied *gebied;
    bool heeft;
    int64_t waarde; /* units of 10^-schaal */
    enum cijfer_ontbreekt ontbreekt;
    enum cijfer_status status;
    unsigned vlag;
    int64_t cijfer_id; /* the one figure that it is; 0: the sum of `cijfers` figures */
    int64_t cijfers;
    int64_t eerste_id; /* number of the first of them: names this waarneming for ever */
};

/* The numbers of the gebieden in a block that bear a mark with doubt now, ascending. */
int waarneming_blok_merken(struct conn *c, struct arena *a, const struct waarneming_blok *b, int64_t **ret,
                           size_t *ret_n, struct err *e) MUST_CHECK;

/* Where reading is. Start with at = 0, gebied = 0. */
struct waarneming_lezer {
    const struct waarneming_blok *blok;
    size_t n, at;
    int64_t gebied; /* id of the last gebied given of block `at` */
};
/* 1: go on; 0: enough for now; negative: an error. */
typedef int waarneming_fn(void *ctx, const struct waarneming_rij *r, struct err *e);
/* Gives waarnemingen to fn from where the reader was. 1: fn had enough; 0: there are no more. */
int waarneming_lees(struct conn *c, const struct gebieden *g, struct waarneming_lezer *l, waarneming_fn *fn,
                    void *ctx, struct err *e) MUST_CHECK;

#endif
