/* SPDX-License-Identifier: EUPL-1.2
 * Partijen: the organisations that deliver, look and decide. What they are called, where they work and since
 * when, whom to call, and how two become one. */
#ifndef WZ_PARTIJ_PARTIJ_H
#define WZ_PARTIJ_PARTIJ_H

#include "base/command.h"
#include "base/date.h"
#include "gebied/gebied.h"
#include "spoor/spoor.h"

enum { PARTIJ_NAAM_MAX = 200, PARTIJ_TEKST_MAX = 200 };

struct partij {
    int64_t id;
    struct str soort; /* one of partij_soorten */
    struct str naam;
    struct str kvk;      /* eight digits, or empty */
    struct str cbs;      /* code of the gebied that it governs, or empty */
    struct str bron;     /* where this comes from */
    bool verzonnen;      /* made up */
    int64_t opgegaan_in; /* the partij that it is part of now; 0: it stands by itself */
    date_t opgegaan_op;
};
extern const struct partij_soort {
    const char *code, *naam, *meervoud;
} partij_soorten[];                                           /* ends with code NULL */
const struct partij_soort *partij_soort_bij(struct str code); /* NULL when unknown */

struct partij_contact {
    int64_t id;
    struct str naam, functie, email, telefoon;
};
struct partij_gebied {
    int64_t gebied_id;
    date_t van, tot; /* tot DATE_OPEN: until further notice */
};

/* ---- asking ---- */

int partij_lees(struct conn *c, struct arena *a, int64_t id, struct partij *ret, struct err *e) MUST_CHECK;
/* By name within a soort; soort empty: all. `alles`: also those that went into another. */
int partijen_lees(struct conn *c, struct arena *a, struct str soort, bool alles, const struct partij **ret,
                  size_t *ret_n, struct err *e) MUST_CHECK;
/* By number, KvK or CBS code, or by name when only one is called so. */
int partij_zoek(struct conn *c, struct arena *a, struct str wat, struct partij *ret,
                struct err *e) MUST_CHECK;
/* As whom a partij acts now: itself, or what it went into. */
int partij_nu(struct conn *c, int64_t id, int64_t *ret, struct err *e) MUST_CHECK;
int partij_contacten(struct conn *c, struct arena *a, int64_t id, const struct partij_contact **ret,
                     size_t *ret_n, struct err *e) MUST_CHECK;
/* All of it, also what is past or to come, by gebied and date. */
int partij_werkgebied(struct conn *c, struct arena *a, int64_t id, const struct partij_gebied **ret,
                      size_t *ret_n, struct err *e) MUST_CHECK;
/* The gemeenten in which it, with all that went into it, works on one day or the other: ascending. */
int partij_werkgebied_op(struct conn *c, struct arena *a, int64_t id, date_t een, date_t ander,
                         const int64_t **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* Do two partijen share a gemeente in which both work on this day? What went into them counts along. */
int partij_raakt(struct conn *c, int64_t een, int64_t ander, date_t dag, bool *ret, struct err *e) MUST_CHECK;
/* As partij_raakt, when gemeenten in one region of `indeling` count as shared. */
int partij_buren(struct conn *c, int64_t een, int64_t ander, struct str indeling, date_t dag, bool *ret,
                 struct err *e) MUST_CHECK;
/* All partijen for which partij_raakt, or partij_buren, is true, in one question: as whom they act now,
 * ascending. */
int partijen_rakend(struct conn *c, struct arena *a, int64_t een, date_t dag, int64_t **ret, size_t *ret_n,
                    struct err *e) MUST_CHECK;
int partijen_burend(struct conn *c, struct arena *a, int64_t een, struct str indeling, date_t dag,
                    int64_t **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- changing: within a write transaction, and written in the trail ---- */

/* What is wrong with it, in Dutch; empty when nothing is. g: the cbs code must be a gebied. */
struct str partij_keur(const struct partij *p, const struct gebieden *g);
/* Makes it when id is 0, else changes it. ERR_CONFLICT when another has its name, KvK or CBS code. */
int partij_schrijf(struct conn *c, const struct dader *d, const struct partij *p, int64_t *ret_id,
                   struct err *e) MUST_CHECK;
/* From `van` on it works in these gemeenten and in no others; before that day nothing changes. */
int partij_werkgebied_zet(struct conn *c, const struct dader *d, int64_t id, const int64_t *gebied, size_t n,
                          date_t van, struct err *e) MUST_CHECK;
/* Replaces all contacts. */
int partij_contacten_zet(struct conn *c, const struct dader *d, int64_t id, const struct partij_contact *k,
                         size_t n, struct err *e) MUST_CHECK;
/* `van` goes into `naar` on a day. Nothing moves: leveringen, people and trail of both stay as they are, but
 * from then on van acts as naar (partij_nu), which also takes over where it works. */
int partij_samenvoegen(struct conn *c, const struct dader *d, int64_t van, int64_t naar, date_t dag,
                       struct err *e) MUST_CHECK;

struct doc *partij_doc(struct arena *a, const struct partij *p);
extern const struct command partij_commands[];

#endif
