/* SPDX-License-Identifier: EUPL-1.2
 * One partij's answers in a ronde: saved one by one with the revision on which each was based, submitted as a
 * whole with a receipt, opened again as an act of its own. Nothing that was answered is ever overwritten. */
#ifndef WZ_RONDE_RESPONS_H
#define WZ_RONDE_RESPONS_H

#include "base/map.h"
#include "ronde/ronde.h"

enum {
    ANTWOORD_MAX = 20000,  /* bytes of one answer */
    RIJEN_MAX = 200,       /* rows of one repeat */
    BESTAND_MAX = 5 << 20, /* bytes of a file that is an answer */
};

enum toestand { T_BEANTWOORD, T_LEEG, T_WEET_NIET, T_NVT, T_NIET_GETOOND, T_N };
extern const char *const toestand_namen[T_N]; /* as in the database */
bool toestand_bij(struct str s, enum toestand *ret);

enum antwoord_bron { BRON_WEB, BRON_PAPIER, BRON_IMPORT, BRON_OVERNAME, BRON_BEREKEND, BRON_N };
extern const char *const bron_namen[BRON_N];

struct respons {
    int64_t id, ronde_id, partij_id, begonnen, laatst, ingediend;
    struct str stand, partij_naam;
};

struct antwoord {
    struct str vraag, rij, waarde;
    int64_t revisie; /* 0: there is none yet */
    enum toestand toestand;
    /* Only by antwoord_wie(): */
    int64_t moment;
    struct str wie;
    enum antwoord_bron bron;
};

/* Who writes, for antwoord and the trail. */
struct schrijver {
    struct dader dader;
    int64_t contact, mens; /* 0: not */
    enum antwoord_bron bron;
};

int respons_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t partij, struct respons *ret,
                 struct err *e) MUST_CHECK;
/* The answers that count now, and the numbers of the rows of each repeat (vraag: the repeat's name, rij). */
int respons_antwoorden(struct conn *c, struct arena *a, int64_t respons, struct antwoord **ret, size_t *ret_n,
                       struct err *e) MUST_CHECK;
int respons_rijen(struct conn *c, struct arena *a, int64_t respons, struct antwoord **ret, size_t *ret_n,
                  struct err *e) MUST_CHECK;
/* One revision, with who and when; revisie 0 of *ret when it is not there. */
int antwoord_wie(struct conn *c, struct arena *a, int64_t respons, struct str vraag, struct str rij,
                 int64_t revisie, struct antwoord *ret, struct err *e) MUST_CHECK;

/* Saves within a write transaction an answer that was based on x->revisie. When another was saved since and
 * it says something else: nothing is written and *ret_nu is that one (its revisie is not x's), else *ret_nu
 * is what stands there now. Equal answers are not written again. */
int antwoord_bewaar(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
                    const struct antwoord *x, struct antwoord *ret_nu, bool *ret_botst,
                    struct err *e) MUST_CHECK;
/* Adds a row to a repeat: *ret_rij is its number within `in` ('' at the top), above `vanaf`: the numbers up
 * to there are of rows of the ronde before, which keep theirs when they are taken over. ERR_LIMIT when it has
 * RIJEN_MAX rows. */
int rij_bij(struct conn *c, struct arena *a, const struct respons *r, struct str herhaling, struct str in,
            int64_t vanaf, struct str *ret_rij, struct err *e) MUST_CHECK;
/* A row of the ronde before, under the number that it had, with n answers to begin with. When it is there by
 * now nothing is written. One that was taken away comes back: of `vragen` (what stands in the repeat) what
 * was in it then is emptied, and the rows in it of `binnen` (names of repeats) stay away. ERR_LIMIT as above.
 */
struct rij_opdracht {
    struct str herhaling, rij;
    const struct antwoord *x;
    size_t n;
    const struct str *vragen, *binnen;
    size_t n_vragen, n_binnen;
};
int rij_over(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
             const struct rij_opdracht *o, struct err *e) MUST_CHECK;
/* Of "2.1" what stands before the last point: "2"; of "2" nothing. */
struct str rij_ouder(struct str rij, struct str *ret_eigen);
/* Takes a row away, with the answers to `vragen` (what stands in the repeat) in it: those stay in antwoord.
 */
int rij_weg(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
            struct str herhaling, struct str rij, const struct str *vragen, size_t n,
            struct err *e) MUST_CHECK;
/* Was this row taken away? Then nothing is saved in it any more. */
int rij_is_weg(struct conn *c, int64_t respons, struct str herhaling, struct str rij, bool *ret,
               struct err *e) MUST_CHECK;
/* Writes one revision without looking at what is there: for whole responses in one transaction. */
int antwoord_schrijf(struct conn *c, const struct respons *r, const struct schrijver *wie,
                     const struct antwoord *x, int64_t revisie, int64_t moment, struct err *e) MUST_CHECK;

struct bewijs {
    int64_t nummer, moment, antwoorden, heropend;
    struct str som, wie, waarom;
};
/* The last receipt; nummer 0 when it was never submitted. */
int bewijs_lees(struct conn *c, struct arena *a, int64_t respons, struct bewijs *ret,
                struct err *e) MUST_CHECK;
/* Only what counts now, when the revision itself was written in bulk. */
int antwoord_zet_nu(struct conn *c, const struct respons *r, const struct antwoord *x, int64_t revisie,
                    struct err *e) MUST_CHECK;

/* Writes a receipt, with which the respons is submitted. */
int bewijs_schrijf(struct conn *c, const struct respons *r, const struct schrijver *wie,
                   const struct bewijs *b, struct err *e) MUST_CHECK;
int respons_heropen(struct conn *c, const struct dader *d, const struct respons *r, struct str waarom,
                    struct err *e) MUST_CHECK;

/* ---- reading whole responses in ---- */

struct respons_regel {
    struct respons respons;
    struct str kvk, cbs, naam_nu;
    int64_t bewijzen; /* number of the last receipt */
};
int responsen_alle(struct conn *c, struct arena *a, int64_t ronde, struct respons_regel **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK;
int respons_ingelezen(struct conn *c, int64_t respons, int64_t moment, bool ingediend,
                      struct err *e) MUST_CHECK;
/* A row of a repeat is there, with this number. */
int rij_zet(struct conn *c, int64_t respons, struct str herhaling, struct str rij, int64_t moment,
            struct err *e) MUST_CHECK;

/* The answer that each submitted respons gave to one question outside repeats, by name of the partij. */
struct ronde_antwoord {
    int64_t respons_id, partij_id, ingediend; /* ingediend: moment */
    struct str cbs, naam, waarde;
};
int ronde_antwoorden_lees(struct conn *c, struct arena *a, int64_t ronde, struct str vraag,
                          const struct ronde_antwoord **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- files that are an answer: by their SHA-256 ---- */

int bestand_bewaar(struct conn *c, int64_t respons, struct str som, struct str naam, struct str inhoud,
                   struct err *e) MUST_CHECK;
int bestand_haal(struct conn *c, struct arena *a, int64_t respons, struct str som, struct str *ret_naam,
                 struct str *ret_inhoud, struct err *e) MUST_CHECK;
/* Keeps a file of one respons with another too. */
int bestand_over(struct conn *c, int64_t van, int64_t naar, struct str som, struct err *e) MUST_CHECK;
/* Adds the files of a respons to ret: SHA-256 → its name, a struct str. All on a. */
int bestand_namen(struct conn *c, struct arena *a, int64_t respons, struct map *ret,
                  struct err *e) MUST_CHECK;

#endif
