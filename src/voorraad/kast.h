/* SPDX-License-Identifier: EUPL-1.2
 * The stocks that are served: each column file is mapped once and shared by all threads, with an engine of
 * its own and what was counted last. A file that cannot be served is kept as the words that say why. */
#ifndef WZ_VOORRAAD_KAST_H
#define WZ_VOORRAAD_KAST_H

#include "base/map.h"
#include "voorraad/motor.h"
#include "voorraad/register.h"

enum { KAST_KLASSEN_MAX = 60, KAST_NIET = 0xFF /* a row that is no dwelling */ };

struct voorraad { /* immutable; lives until the server stops */
    struct voorraad_rij r;
    const struct wzv *w;   /* NULL: refused */
    struct str mis;        /* why, in Dutch */
    struct map gemeente;   /* code → index among the areas of WZV_GEMEENTE */
    const uint32_t *groep; /* bounding box of every KAST_GROEP blocks, as wzv.blok */
    size_t n_groepen;
    struct voorraad_intern *in;
};
enum { KAST_GROEP = 64 };

struct voorraad_kast;
struct voorraad_kast *voorraad_kast_new(void);
void voorraad_kast_free(struct voorraad_kast *k); /* takes NULL */
/* What is registered now, the newest peildatum first, opened when it was not yet. k NULL: ERR_ENV. */
int voorraad_kast_lees(struct voorraad_kast *k, struct conn *c, struct arena *a,
                       const struct voorraad *const **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* A rule set counted over a stock. Immutable; shared, and given back. */
struct geteld {
    const struct voorraad *v;
    const struct regeltabel *t;
    struct str inhoud, sha256; /* of the rules */
    struct str tegels;         /* names stock and rules in the address of tiles */
    struct telling tel;        /* per buurt and rule */
    size_t n_klassen;
    const struct str
        *klasse; /* in the order in which the table first names them; what no rule decides last */
    const uint8_t *klasse_van; /* rule (tel.kolommen of them) → class */
    const uint64_t *gemeente;  /* per gemeente n_klassen counts */
    const uint8_t *rij;        /* class of every row, KAST_NIET: no dwelling; NULL when not asked */
    int64_t duur_us;           /* what counting took */
};
/* Counts, or gives what was counted before. rijen: with the class of every row. ERR_DATA in words when the
 * rules cannot be read or do not fit the stock. */
int geteld_neem(struct voorraad_kast *k, const struct voorraad *v, struct str inhoud, bool rijen,
                const struct geteld **ret, struct err *e) MUST_CHECK;
void geteld_geef(struct voorraad_kast *k, const struct geteld *g); /* takes NULL */
/* What is still there under the name in a tile's address; NULL when it is not. Give it back. */
const struct geteld *geteld_bij_tegels(struct voorraad_kast *k, struct str tegels);
/* What makes tiles, lent to one thread: made when all are out. */
struct tegelaar;
int kast_tegelaar_neem(struct voorraad_kast *k, struct tegelaar **ret, struct err *e) MUST_CHECK;
void kast_tegelaar_geef(struct voorraad_kast *k, struct tegelaar *t); /* takes NULL */
/* Fills groep of a stock, from its blocks; on a. */
void voorraad_groepen(struct arena *a, struct voorraad *v);
/* The place of a class, or -1. */
int geteld_klasse(const struct geteld *g, struct str naam);
/* Counts per class over rows of an area of the stock (whole buurten), into n_klassen numbers. */
void geteld_som(const struct geteld *g, const struct wzv_gebied *x, uint64_t *ret);

#endif
