/* SPDX-License-Identifier: EUPL-1.2
 * A leeswijzer: how the columns of a table that somebody delivers are to be read as a table of one of our
 * soorten. Made once by a person (on a guess of the recogniser), kept per leveraar in versions, and used
 * again for the next file with the same header. It holds words and names, never a figure. */
#ifndef WZ_LEESWIJZER_LEESWIJZER_H
#define WZ_LEESWIJZER_LEESWIJZER_H

#include "doc/doc.h"
#include "leeswijzer/kolom.h"
#include "store/store.h"

enum {
    LEESWIJZER_KOLOMMEN_MAX = 256,
    LEESWIJZER_VAST_MAX = 40,
    LEESWIJZER_WOORDEN_MAX = 1000,
    LEESWIJZER_TEKST_MAX = 200, /* bytes of one text in it */
    LEESWIJZER_KOPRIJEN_MAX = 3,
    LEESWIJZER_BYTES_MAX = 256 << 10, /* of one as JSON */
};

/* What holds for every row, or for every figure of one column. */
struct leeswijzer_vast {
    struct str doel, tekst;
};
struct leeswijzer_vasten {
    struct leeswijzer_vast *at;
    size_t n, cap;
};

struct leeswijzer_kolom {
    struct str naam;               /* its header as delivered, empty when it has none */
    struct str doel;               /* the column of the soort that it becomes; empty: it is not read */
    int plaats;                    /* where it stood, 0-based; -1: not said */
    int van, tot;                  /* the years, of a doel with a column a year; 0: none */
    bool doorvullen;               /* an empty cell means: as in the row above */
    struct leeswijzer_vasten vast; /* of a figure: the year, the woningtype … that its header says */
};

/* A word of the file for a code of the soort; a row with a word that is passed over is not read. */
struct leeswijzer_woord {
    struct str doel, van, naar;
    bool overslaan;
};

struct leeswijzer {
    struct str soort, blad;
    int koprij, koprijen; /* row of the file where the header begins (0: wherever it is), and how many */
    VEC(struct leeswijzer_kolom) kolom;
    struct leeswijzer_vasten vast;
    VEC(struct leeswijzer_woord) woord;
};

/* From JSON; every size is bounded. ERR_DATA says what is wrong, in the words of the file. The texts borrow
 * from d. That the soort and its columns exist is for lezer_maak. */
int leeswijzer_uit_doc(struct arena *a, const struct doc *d, struct leeswijzer *ret,
                       struct err *e) MUST_CHECK;
struct doc *leeswijzer_doc(struct arena *a, const struct leeswijzer *w);
/* The text that holds for a doel; p NULL when none does. */
struct str leeswijzer_vast_bij(const struct leeswijzer_vasten *v, struct str doel);
/* What files that one leeswijzer can read have in common: SHA-256 of their headers, folded, without their
 * years, as hexadecimal text. */
struct str leeswijzer_kop(struct arena *a, const struct str *namen, size_t n);

/* ---- kept ones ---- */

struct dader; /* spoor/spoor.h */

struct leeswijzer_bewaard {
    int64_t id, gemaakt, einde;                              /* moments; einde 0: in use */
    int64_t partij;                                          /* whose it is; 0: of the installation itself */
    struct str leveraar, soort, kop, inhoud, wie, einde_wie; /* inhoud: JSON */
    int versie;
};
/* The one in use of a partij for a leveraar and header; ERR_NOT_FOUND. */
int leeswijzer_zoek(struct conn *c, struct arena *a, int64_t partij, struct str leveraar, struct str kop,
                    struct leeswijzer_bewaard *ret, struct err *e) MUST_CHECK;
int leeswijzer_bij_id(struct conn *c, struct arena *a, int64_t id, struct leeswijzer_bewaard *ret,
                      struct err *e) MUST_CHECK;
/* All that are in use, by leveraar; `alle`: older versions and removed ones too. */
int leeswijzers_lees(struct conn *c, struct arena *a, bool alle, const struct leeswijzer_bewaard **ret,
                     size_t *ret_n, struct err *e) MUST_CHECK;
/* Within a write transaction: keeps one (partij, leveraar, kop, soort, inhoud and wie), as the next version
 * for its partij, leveraar and header; the same content as the one in use makes no new version. *ret_id: the
 * one that is now in use. */
int leeswijzer_bewaar(struct conn *c, const struct dader *d, const struct leeswijzer_bewaard *x,
                      int64_t *ret_id, struct err *e) MUST_CHECK;
/* Within a write transaction: notes that a levering was read with it. */
int leeswijzer_gebruikt(struct conn *c, int64_t levering, int64_t leeswijzer, struct err *e) MUST_CHECK;
/* Takes it out of use; it stays readable. ERR_CONFLICT when it is not in use. */
int leeswijzer_verwijder(struct store *s, const struct dader *d, int64_t id, struct str wie,
                         struct err *e) MUST_CHECK;

#endif
