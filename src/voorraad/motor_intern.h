/* SPDX-License-Identifier: EUPL-1.2
 * A decision table made ready for one stock: what vertaal.c makes and motor.c runs. */
#ifndef WZ_VOORRAAD_MOTOR_INTERN_H
#define WZ_VOORRAAD_MOTOR_INTERN_H

#include "voorraad/motor.h"

struct stukje { /* raw values of a column, both ends included */
    uint32_t laag, hoog;
};

struct strook { /* rows in which a test has these bounds */
    uint64_t van, tot;
    const struct stukje *at;
    size_t n;
};

/* The test of one cell over all rows. Rules that have the same cell share it. */
struct atoom {
    const struct wzv_kolom *kolom;
    const struct strook *strook; /* in order, from the first row to the last */
    size_t n;
    struct str sleutel; /* the same test has the same key, in whatever table */
};

struct vertaling {
    const struct atoom *atoom;
    size_t n_atomen;
    struct vertaalde_regel {
        const uint32_t *atoom;
        size_t n;
        bool nooit;      /* a cell that accepts nothing */
        uint32_t nummer; /* in the table */
    } * regel;           /* in the order in which they are tried */
    size_t n_regels;
};

int vertaal(struct arena *a, const struct wzv *w, const struct regeltabel *t, struct vertaling *ret,
            struct err *e) MUST_CHECK;

#endif
