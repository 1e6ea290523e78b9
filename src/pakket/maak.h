/* SPDX-License-Identifier: EUPL-1.2
 * The making of a package, shared by kies.c (what goes in) and maak.c (the pieces). */
#ifndef WZ_PAKKET_MAAK_H
#define WZ_PAKKET_MAAK_H

#include "cijfer/overzetten.h"
#include "doc/zip.h"
#include "pakket/delen.h"
#include "plan/overzetten.h"

#include <sodium.h>

/* A levering that goes in. */
struct maak_levering {
    struct levering l;
    const struct waarneming_blok *blok; /* those that were chosen */
    size_t n_blok;
    bool geheel;                       /* all of its cijfers were */
    int64_t plan_eerste, plan_laatste; /* numbers of its plans; 0: it has none */
};

struct pakket_maker {
    struct arena a; /* lives as long as the package is being made */
    struct omgeving *o;
    const struct gebieden *g;
    struct pakket_keuze k; /* its texts on a; stand filled in */
    struct zip_uit *zip;

    /* what goes in */
    const struct maak_levering *levering;
    size_t n_leveringen;
    const struct reeks *const *reeks; /* by id */
    size_t n_reeksen;
    const struct onderwerp *onderwerp;
    size_t n_onderwerpen;
    const struct bron *bron;
    size_t n_bronnen;
    const struct definitieset *definitie;
    size_t n_definities;
    struct planstatussen statussen;
    const bool *in_gebied; /* by index; NULL: everywhere */
    bool *gebruikt;        /* by index: stands in a row that was written */
    bool alles, plannen, verzonnen;

    /* where we are */
    int stap;
    size_t at;      /* levering, or line of a list */
    int64_t na;     /* the last number of it that was given */
    size_t deel_at; /* within `at`: the woningtype of a table */
    struct cijfer_lezer lezer;
    enum { HOE_ONBEKEND, HOE_OP_NUMMER, HOE_PER_GEBIED } hoe; /* the cijfers of this levering are read */
    VEC(int64_t) plan; /* numbers that were written, when a gebied was chosen */

    /* the part that is being written */
    struct buf b; /* rows that are not yet in the zip; of this piece */
    bool deel_open, rij_open;
    struct deel_geschreven nu;
    crypto_hash_sha256_state som;
    VEC(struct deel_geschreven) deel;
};

/* Fills what goes in, from the store. */
int maak_kies(struct pakket_maker *m, struct conn *c, struct err *e) MUST_CHECK;
/* A name of a file: letters, digits, dots and dashes. */
struct str maak_bestandsnaam(struct arena *a, struct str s);

#endif
