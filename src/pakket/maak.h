/* SPDX-License-Identifier: EUPL-1.2
 * The making of a package, shared by kies.c (what goes in), maak.c and maak_plannen.c (the pieces)
 * and maak_rij.c (a file and its rows). */
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

/* ---- maak_rij.c: writing a file of the package, row by row ---- */

/* Hands over the rows that wait, so that a piece may end. */
void maak_spoel(struct pakket_maker *m);
void maak_bestand_open(struct pakket_maker *m, struct str pad, struct str titel, bool groot);
void maak_bestand_sluit(struct pakket_maker *m); /* nothing when none is open */
/* A table of ours begins at its first row, so that one without rows is left out. */
void maak_deel_begin(struct pakket_maker *m, enum deel_id id);
void maak_scheiding(struct pakket_maker *m); /* before what the caller itself writes into m->b as one cell */
void maak_cel(struct pakket_maker *m, struct str s);
void maak_cel_i(struct pakket_maker *m, int64_t v);
void maak_cel_of_leeg(struct pakket_maker *m, int64_t v); /* nought means that there is none */
void maak_cel_datum(struct pakket_maker *m, date_t d);
void maak_cel_janee(struct pakket_maker *m, bool v);
void maak_cel_kolom(struct pakket_maker *m, int64_t kolom); /* 2 → "C"; below nought: empty */
void maak_gebied_cel(struct pakket_maker *m, const struct gebied *g);
void maak_rij_eind(struct pakket_maker *m);
/* A row of plain cells: 's' struct str, 'i' int64_t, 'l' int64_t of which 0 is an empty cell, 'd' date_t, 'm'
 * a moment (int64_t), 'j' bool as an int. */
void maak_rij_schrijf(struct pakket_maker *m, enum deel_id id, const char *vorm, ...);

/* ---- maak_plannen.c: steps of maak.c; 1 there is more of it, 0 it is done ---- */
typedef int maak_stap_fn(struct pakket_maker *m, struct conn *c, struct err *e);
maak_stap_fn maak_stap_woorden, maak_stap_plannen, maak_stap_plangetallen, maak_stap_grenzen;

#endif
