/* SPDX-License-Identifier: EUPL-1.2
 * The recogniser: what an unknown table probably is. Guesses the sheet, the header, the soort and what each
 * column means, by its name and by what stands under it, and says why. A guess is shown to a person, who
 * confirms or corrects it; nothing is imported on a guess alone. The measure of how often it is right stands
 * in docs/methoden/leeswijzer.md. */
#ifndef WZ_LEESWIJZER_HERKEN_H
#define WZ_LEESWIJZER_HERKEN_H

#include "cijfer/cijfer.h"
#include "leeswijzer/leeswijzer.h"
#include "leeswijzer/rooster.h"
#include "plan/planstatus.h"

enum {
    HERKEN_VOORBEELDEN = 3,
    HERKEN_SOORTEN_MAX = 24,
    HERKEN_WOORDEN_MAX = 60, /* unknown words of a column that are asked about */
    HERKEN_BLADEN_MAX = 30,
};

/* What is known to it; lives as long as the herkenning. */
struct herken_kennis {
    const struct gebieden *g;
    const struct planstatussen *statussen;
    const struct onderwerp *onderwerpen;
    size_t n_onderwerpen;
    const struct kolommen *soorten; /* that a table may be read as */
    size_t n_soorten;
    date_t peildatum;
};

struct herken_vraag {
    int blad;                     /* -1: find out */
    int64_t koprij;               /* row of the file; 0: find out */
    int koprijen;                 /* 0: find out */
    struct str soort;             /* empty: find out */
    struct str bestand, leveraar; /* for what a document is called when nothing in it says so */
};

/* A delivered column, with what stands in it. */
struct herken_kolom {
    struct str naam, vouw, kern;              /* its header, folded, and without its years */
    struct str voorbeeld[HERKEN_VOORBEELDEN]; /* different values, the first that there are */
    size_t n_voorbeelden, gevuld, leeg;       /* of the rows that were looked at */
    /* how many could be one */
    size_t getal, jaar, datum, gebied, gemeente, provincie, zorgkantoor, woningtype, status, planstatus,
        onderwerp;
    int van, tot;      /* years in its header */
    int doel;          /* index of the column of the soort; -1: none */
    int zeker;         /* 0 … 100 */
    struct str waarom; /* Dutch: why it was guessed so */
};

/* A value in a column of codes or gebieden that we do not know as it stands. */
struct herken_woord {
    int kolom; /* delivered column */
    struct str woord;
    size_t aantal;
    size_t met_getal;                /* of those rows, how many hold a figure in a column that is read */
    int64_t rij[HERKEN_VOORBEELDEN]; /* the first of them, numbers of the file */
    struct str naar;                 /* guessed code, empty: none */
    bool overslaan;                  /* guessed: a row of totals or a note */
    struct str waarom;               /* Dutch */
    struct str let_op;               /* Dutch: what is lost when its rows are passed over; empty: nothing */
};

struct herkenning {
    const struct kolommen *soort;
    int blad;
    struct str blad_naam;
    size_t kop, n_koprijen; /* index in the rooster */
    struct rooster *rooster;
    struct herken_kolom *kolom;
    size_t n;
    VEC(struct herken_woord) woord;
    int zeker[HERKEN_SOORTEN_MAX]; /* per soort of the kennis: how well it fits, 0 … 100 */
    struct str titel;              /* what stands above the header, and the names of sheet and file */
    struct leeswijzer wijzer;      /* the guess, to be confirmed */
};

/* Reads the first rows of the sheets of t. ERR_DATA when there is no table to be seen in it. */
int herken(struct arena *a, struct tabel *t, const struct herken_kennis *kennis,
           const struct herken_vraag *vraag, struct herkenning *ret, struct err *e) MUST_CHECK;
/* The words of the file that are not known as they stand, with a guess: for the columns that `w` gives to
 * codes and gebieden, over all rows. Replaces h->woord. */
int herken_woorden(struct arena *a, struct tabel *t, const struct herken_kennis *kennis, struct herkenning *h,
                   const struct leeswijzer *w, struct err *e) MUST_CHECK;
/* As a tree for programs: the leeswijzer with, per column, examples and why. */
struct doc *herkenning_doc(struct arena *a, const struct herken_kennis *kennis, const struct herkenning *h);

/* ---- within this room ---- */

/* How much a folded header is like the names of a column, 0 … 100; *ret_naam: the name that it is like. */
int naam_gelijk(struct arena *scratch, const struct kolom *k, struct str kop, struct str *ret_naam);
/* The code of a woningtype that a header or value holds ("aantal nultreden 2030"); p NULL: none. */
struct str woningtype_in(struct arena *scratch, struct str vouw);
/* The index of the word of a KEUZE column that a value is or is nearly; -1: none. *ret_precies: as it is
 * read. */
int keuze_in(struct arena *scratch, const struct kolom *k, struct str vouw, bool *ret_precies);

#endif
