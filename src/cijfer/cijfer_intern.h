/* SPDX-License-Identifier: EUPL-1.2
 * Between the steps of a question: catalogue → choice → observations → sums. */
#ifndef WZ_CIJFER_CIJFER_INTERN_H
#define WZ_CIJFER_CIJFER_INTERN_H

#include "cijfer/cel_geheim.h"
#include "cijfer/cijfer.h"

/* A line of the catalogue: one levering's figures of one reeks in one period. */
struct aanbod {
    int64_t levering, reeks, definitieset;
    bool gemerkt; /* it holds figures with a mark */
    date_t periode_van, periode_tot;
    int horizon_van, horizon_tot;
    const struct bron *bron;
    struct str leveraar;
    date_t peildatum;                                 /* of the levering */
    enum { DEEL_GEEN, DEEL_BINNEN, DEEL_GRENS } deel; /* choice: not taken, within the window, only partly */
};

struct aanbod_lijst {
    struct aanbod *at;
    size_t n, cap;
};

/* One figure as read. */
struct waarneming {
    int64_t id, levering, reeks, waarde, definitieset;
    const struct gebied *gebied;
    date_t periode_van, periode_tot, geleverd; /* geleverd: the peildatum of its levering */
    struct str leveraar;
    const struct bron *bron;
    int32_t rij; /* where it was delivered; rij 0: the file as a whole */
    int16_t blad, kolom;
    unsigned char ontbreekt, status;
    uint16_t vlag;
    bool gesplitst; /* by segment or kenmerk */
    bool grens;     /* counts only towards the most it can be */
    bool horizon;   /* speaks of stated years, not of its period */
};

struct waarneming_lijst {
    struct waarneming *at;
    size_t n, cap;
};

/* An area that is asked for and the gemeenten (of the division on d) that count under it. */
struct doel {
    const struct gebied *gebied;
    struct gebied_lijst leden;
    size_t leden_heel;
};

/* What went into a sum: for the herkomst. */
struct bijdrage {
    const struct waarneming *waarneming;
    int64_t gewicht;
};
struct bijdrage_lijst {
    struct bijdrage *at;
    size_t n, cap;
};

/* Marks in l what a question takes. Per bron and leveraar the newest period ending on or before `peildatum`
 * (0: newest), of that the levering with the latest peildatum, and of cumulative horizons the furthest within
 * the window. Of a stroom with a window: every period of which the year lies in the window, each from its
 * latest levering, no day twice; one that crosses an end of it is DEEL_GRENS. Pure. */
void aanbod_kies(struct aanbod_lijst *l, const struct cijfer_vraag *v, enum cijfer_aard aard,
                 date_t peildatum);
/* Do the periods of this question count together, so that an area that lacks one is incomplete? */
static inline bool vraag_elke_periode(const struct cijfer_vraag *v, enum cijfer_aard aard)
{
    return aard == AARD_STROOM && (v->venster_van || v->venster_tot);
}

/* Adds up the observations of one bron and definitieset for each doel, in the division of date d.
 * elke_periode: the periods count together (a stroom in a window), else each area has one. bijdragen, when
 * not NULL, gets what the first doel is made of: their values times their weights, those with `grens` apart,
 * are its waarde and buiten_deels. What was withheld (ONTBREEKT_ONDERDRUKT) makes a sum the least that it can
 * be (VLAG_DEEL_ONDERDRUKT).
 * Returns how many figures could not be converted. Pure. */
size_t waarnemingen_tel_op(const struct gebieden *g, struct arena *a, const struct waarneming *w, size_t n,
                           date_t d, bool elke_periode, const struct doel *doelen, size_t n_doelen,
                           struct cijfer_uitkomst *ret, struct bijdrage_lijst *bijdragen);

/* Bron by bron; lines of one bron share its pointer. */
int aanbod_lees(struct conn *c, struct arena *a, const struct onderwerp *o, const struct cijfer_vraag *v,
                struct aanbod_lijst *ret, struct err *e) MUST_CHECK;
/* Leaves what may count of each gebied, of one bron and definitieset: where leveraars tell of the same, the
 * figures of the one that delivered last; and of confidential figures that may not count only that they are
 * ONDERDRUKT. per_periode: each period by itself. Pure; the order changes. */
void waarnemingen_schift(struct waarneming_lijst *l, bool per_periode);
/* Reads what is marked in l and may count, in order of bron, definitieset and id. per_periode: the periods
 * are answers of their own, or are added up; else a gebied has one answer, of whatever period. */
int waarnemingen_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct onderwerp *o,
                      const struct cijfer_vraag *v, const struct aanbod_lijst *l, bool per_periode,
                      struct waarneming_lijst *ret, struct err *e) MUST_CHECK;
/* Which marks a question looks for: those on what it reads. Texts are not NULL. */
struct merk_grenzen {
    int64_t onderwerp, stand; /* stand 0: now */
    struct str woningtype, segment, kenmerk;
    date_t van, tot;         /* of periode_tot */
    int64_t eerste, laatste; /* leveringen */
};
/* What a mark is on. */
struct merk_plek {
    int64_t levering, reeks, gebied;
    date_t van, tot;
};
struct merk_lijst {
    struct merk_plek *at;
    size_t n, cap;
};
/* The marks with doubt within those bounds, in an order to search by. One query. */
int merken_lees(struct conn *c, struct arena *a, const struct merk_grenzen *grens, struct merk_lijst *ret,
                struct err *e) MUST_CHECK;
bool is_gemerkt(const struct merk_lijst *l, const struct merk_plek *p);
enum { PROBLEMEN_MAX = 100 };
/* Adds what is known of the figure with this number as {gebied, tekst, adres, twijfel}, until the list is
 * full. */
int cijfer_problemen(struct conn *c, struct arena *a, int64_t id, struct str gebied, struct doc *lijst,
                     struct err *e) MUST_CHECK;
/* What the tree of a delivered and of a computed figure both have. */
void herkomst_onderwerp(struct arena *a, struct doc *d, const struct onderwerp *o);
void herkomst_gebied(struct arena *a, struct doc *d, const struct gebied *g);
struct doc *herkomst_vlaggen(struct arena *a, unsigned vlag);
struct str herkomst_jaren(struct arena *a, int64_t van, int64_t tot); /* in words; empty: of no years */
/* The tree of one delivered figure. */
int cijfer_herkomst_een(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct doc **ret, struct err *e) MUST_CHECK;

#endif
