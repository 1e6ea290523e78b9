/* SPDX-License-Identifier: EUPL-1.2
 * Carrying leveringen over from one installation to another, by a data package: the delivered rows as they
 * stand in the store, piece by piece, and putting them there again in one transaction. Nothing is decided
 * here: what a package may hold and who may read it is src/pakket's. */
#ifndef WZ_CIJFER_OVERZETTEN_H
#define WZ_CIJFER_OVERZETTEN_H

#include "cijfer/levering.h"
#include "cijfer/waarneming.h"

/* ---- reading ---- */

struct cijfer_rij {
    const struct reeks *reeks;
    const struct gebied *gebied;
    int64_t id, levering, waarde;
    int64_t opgeteld; /* delivered rows in it: 1, or more when it is a sum that hides a confidential one; then
                         id is that of the first, and it has no place */
    date_t van, tot;
    enum cijfer_ontbreekt ontbreekt;
    enum cijfer_status status;
    unsigned vlag;
    int64_t blad, rij;
    int kolom;   /* -1: the whole row */
    bool geheim; /* it stands for confidential rows */
};
/* Non-zero stops and is passed on. It must not use the connection. */
typedef int cijfer_rij_fn(void *ctx, const struct cijfer_rij *r, struct err *e);

/* The rows eerste … laatste, each as delivered, confidential ones too. reeks: all that may occur, by id. */
int cijfer_rijen_lees(struct conn *c, const struct gebieden *g, const struct reeks *const *reeks,
                      size_t n_reeksen, int64_t eerste, int64_t laatste, cijfer_rij_fn *fn, void *ctx,
                      struct err *e) MUST_CHECK;

/* Is there one among these numbers that may not be seen alone? */
int cijfers_geheim(struct conn *c, int64_t eerste, int64_t laatste, bool *ret, struct err *e) MUST_CHECK;

/* Where reading of blocks is. Begin with blok, n and alles. */
struct cijfer_lezer {
    const struct waarneming_blok *blok;
    size_t n, at;
    bool alles;         /* confidential rows too; else those of a gebied are one sum, or withheld */
    int64_t gebied, id; /* of block `at`, the last row that was given */
};
/* Gives about `hoogstens` rows from where the reader was. 1: there are more; 0: that was all. */
int cijfer_lezer_lees(struct cijfer_lezer *l, struct conn *c, const struct gebieden *g, size_t hoogstens,
                      cijfer_rij_fn *fn, void *ctx, struct err *e) MUST_CHECK;

/* ---- writing, all within one write transaction ---- */

/* The levering as it was, under a new number, with room for its cijfers: *ret_eerste is the number of the
 * first. vervangen_door is set by levering_over_opvolger, when that one is there. */
int levering_over_zet(struct conn *c, const struct levering *l, struct str verslag, int64_t *ret_id,
                      int64_t *ret_eerste, struct err *e) MUST_CHECK;
int levering_over_opvolger(struct conn *c, int64_t levering, int64_t opvolger, struct err *e) MUST_CHECK;
/* An active levering is superseded by another at a moment. */
int levering_over_vervang(struct conn *c, int64_t levering, int64_t moment, int64_t opvolger,
                          struct err *e) MUST_CHECK;
/* The delivered bytes. */
int levering_over_bestand(struct conn *c, int64_t levering, struct str inhoud, struct err *e) MUST_CHECK;
/* The active levering that one of this soort, leveraar and peildatum would supersede; 0: none. */
int levering_over_zelfde(struct conn *c, const struct levering *l, int64_t *ret, struct err *e) MUST_CHECK;
/* ERR_CONFLICT when these bytes are an active levering of this soort. */
int levering_over_dubbel(struct conn *c, struct str soort, struct str sha256, struct err *e) MUST_CHECK;
/* The first moment after all that the store knows, and how many leveringen there are beside the reference
 * tables. */
int leveringen_over_stand(struct conn *c, int64_t *ret_moment, int64_t *ret_n, struct err *e) MUST_CHECK;

int reeks_over(struct conn *c, const struct reeks_nieuw *r, int64_t *ret_id, struct err *e) MUST_CHECK;
/* Onderwerpen and bronnen that are not there are made, those that are stay as they are. */
int stam_over(struct conn *c, const struct onderwerp *o, size_t n, const struct bron *b, size_t n_b,
              struct err *e) MUST_CHECK;
int inhoud_over(struct conn *c, int64_t levering, int64_t reeks, date_t van, date_t tot, int64_t cijfers,
                struct err *e) MUST_CHECK;
/* The bulk of cijfers: between open and bulk_close no other statement. */
int cijfers_over_open(struct conn *c, struct bulk **ret, struct err *e) MUST_CHECK;
int cijfer_over(struct bulk *b, int64_t id, int64_t levering, int64_t reeks, const struct cijfer_rij *r,
                struct err *e) MUST_CHECK;

#endif
