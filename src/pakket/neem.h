/* SPDX-License-Identifier: EUPL-1.2
 * Taking a package in, shared by neem.c (the zip and its description), neem_rijen.c and neem_plannen.c (rows)
 * and neem_schrijf.c (the transaction). Everything is read twice: first all of it is checked, without the
 * database; then it is stored. */
#ifndef WZ_PAKKET_NEEM_H
#define WZ_PAKKET_NEEM_H

#include "cijfer/overzetten.h"
#include "pakket/delen.h"
#include "plan/overzetten.h"
#include "tabel/stroom.h"

enum {
    NEEM_LEVERINGEN_MAX = 9000, /* each may have a file, and a zip holds 10,000 */
    NEEM_REEKSEN_MAX = 1000000,
    NEEM_PLANNEN_MAX = 20000000,
    NEEM_BESTAND_MAX = 256 << 20, /* of one delivered file: what can be delivered by command */
};
#define NEEM_UITGEPAKT_MAX ((uint64_t)64 << 30)

struct neem_levering {
    struct levering l; /* id: its number in the package */
    struct str verslag;
    bool geheel;
    int64_t cijfers, plannen; /* counted in the first reading */
    size_t bestand;           /* 1 + the part that is its file; 0: none */
    /* of one try of the transaction: */
    int64_t nieuw, volgende; /* its new number, 0: not taken; the number of its next cijfer */
};

struct neem_inhoud {          /* a line of the catalogue; bytes of it are a key, so without holes */
    uint32_t levering, reeks; /* by index */
    date_t van, tot;
};

struct neem {
    struct arena a;
    struct omgeving *o;
    const struct gebieden *g;
    const struct pakket_opdracht *x;
    struct zip_in *zip;
    bool volledig;
    int64_t stand;

    VEC(struct neem_levering) levering;
    struct map levering_index; /* number → 1 + index */
    struct map actief;         /* soort, leveraar and peildatum of the active ones */
    VEC(struct onderwerp) onderwerp;
    struct map onderwerp_index;
    VEC(struct bron) bron;
    struct map bron_index, definities, woorden, grenzen_gezien;
    struct planstatussen statussen; /* of this installation */
    VEC(struct reeks_nieuw) reeks;
    struct map reeks_index;
    struct map inhoud;           /* struct neem_inhoud → number of cijfers */
    VEC(int64_t) plan;           /* numbers, ascending */
    VEC(uint32_t) plan_levering; /* of each, by index */
    struct arena getal_a;        /* of the numbers of the plan that is being read: each comes once */
    struct map getal;
    int64_t getal_plan;
    int64_t cijfers, grenzen;

    /* of the row that is being read */
    enum deel_id deel;
    struct csv_in csv;
    struct arena rij; /* forgotten with it */

    /* of one try of the transaction; NULL while checking */
    struct conn *c;
    struct bulk *bulk;
    const int64_t *reeks_id;
    int64_t plan_eerste, nu, vervangen;
    bool verhuizing;
    enum { PLAN_RIJ, PLAN_VORM } plan_wat;
};

typedef int neem_rij_fn(struct neem *n, struct err *e);
extern neem_rij_fn *const neem_rijen[DEEL_AANTAL];
neem_rij_fn neem_woord_rij, neem_plan_rij, neem_plangetal_rij, neem_grens_rij; /* neem_plannen.c */
/* Goes over the rows of a table, if the package has it. keur: also its hash and counts must be what the
 * description says. */
int neem_deel(struct neem *n, enum deel_id id, const struct doc *keur, struct err *e) MUST_CHECK;
int neem_zip_open(struct neem *n, struct arena *a, struct err *e) MUST_CHECK;
/* A part as a whole, on a. */
int neem_geheel(struct neem *n, struct arena *a, size_t i, size_t most, struct str *ret,
                struct err *e) MUST_CHECK;
/* The levering with this number; NULL. */
struct neem_levering *neem_levering_bij(struct neem *n, int64_t nummer);
/* The place of a plan in its list, or -1. */
int64_t neem_plan_plek(const struct neem *n, int64_t nummer);

store_write_fn neem_schrijf;

#endif
