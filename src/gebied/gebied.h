/* SPDX-License-Identifier: EUPL-1.2
 * Gebieden, indelingen and herindelingen as one immutable model in memory: about a thousand areas, asked many
 * times a request. Loaded from the store, shared by all threads, replaced as a whole when the reference
 * tables change. */
#ifndef WZ_GEBIED_GEBIED_H
#define WZ_GEBIED_GEBIED_H

#include "base/date.h"
#include "base/err.h"
#include "base/map.h"
#include "store/store.h"

enum { GEWICHT_HEEL = 1000000 }; /* weights are parts per million */

struct gebied {
    int64_t id;      /* in the store */
    size_t index;    /* in the model: 0 … n-1 */
    struct str code; /* GM0935, PV31, CR39, VD04, ZK12, NL01 */
    struct str naam;
    struct str soort; /* "gemeente", or the code of the indeling that it is a region of */
    date_t van, tot;  /* valid on van ≤ d < tot */
};

struct indeling {
    int64_t id;
    struct str code, naam, bron;
    date_t geldig_van;
};

struct gebieden {
    struct arena arena; /* owns all below */
    int64_t versie;
    const struct gebied *gebied; /* by index */
    size_t n;
    const struct indeling *indeling;
    size_t n_indelingen;
    struct gebieden_intern *in;
    int gebruikers; /* guarded by the cache */
};

/* A target of a conversion: gewicht parts per million of the figure go to gebied. */
struct omzet_deel {
    const struct gebied *gebied;
    int64_t gewicht;
};

/* A selection of gebieden; the array lives on the arena that was given. */
struct gebied_lijst {
    const struct gebied **at;
    size_t n;
};

int gebieden_laad(struct conn *c, struct gebieden **ret, struct err *e) MUST_CHECK;
void gebieden_free(struct gebieden *g); /* takes NULL */

const struct gebied *gebied_bij_code(const struct gebieden *g, struct str code); /* NULL when unknown */
const struct gebied *gebied_bij_id(const struct gebieden *g, int64_t id);
const struct indeling *indeling_bij_code(const struct gebieden *g,
                                         struct str code); /* "gemeente" has none: NULL */
static inline bool gebied_geldig(const struct gebied *g, date_t d)
{
    return g->van <= d && d < g->tot;
}
static inline bool gebied_is_gemeente(const struct gebied *g)
{
    return str_is(g->soort, "gemeente");
}

/* What a delivery calls an area. */
struct gebied_vondst {
    const struct gebied *gebied; /* NULL: not found */
    enum {
        VONDST_CODE,          /* by code, as it should be */
        VONDST_CODE_HERSTELD, /* by code without prefix or leading zeros */
        VONDST_NAAM,
        VONDST_ANDERE_NAAM, /* a known other spelling, or alike but for accents, case, full stops and spaces
                             */
    } hoe;
    bool buiten_geldigheid; /* the area was not valid on the date; the one nearest in time was taken */
    bool meerduidig;        /* several areas fit; gebied is NULL */
};
/* Finds a gemeente or region by code ("GM0935", "0935", "935") or name on a date. soort: "gemeente", an
 * indeling code, or empty for any (gemeente first, then land, provincie, others). scratch is for folding. */
struct gebied_vondst gebied_zoek(const struct gebieden *g, struct arena *scratch, struct str tekst,
                                 struct str soort, date_t datum);

/* Gebieden valid on a date whose name is nearly this one ("Beekdalen"), the nearest first; how many. For a
 * question to a person: never a choice. soort empty: any. */
enum { GEBIED_NABIJ_MAX = 3 };
size_t gebied_nabij(const struct gebieden *g, struct arena *scratch, struct str tekst, struct str soort,
                    date_t datum, const struct gebied *ret[GEBIED_NABIJ_MAX]);

/* All gemeenten valid on d, by name. */
struct gebied_lijst gebied_gemeenten(const struct gebieden *g, struct arena *a, date_t d);
/* The gemeenten that make up an area on d: itself, the members of a region, all for a land. By name. */
struct gebied_lijst gebied_leden(const struct gebieden *g, struct arena *a, const struct gebied *van,
                                 date_t d);
/* The regions of an indeling on d ("gemeente": all gemeenten), by code. */
struct gebied_lijst indeling_regios(const struct gebieden *g, struct arena *a, struct str indeling, date_t d);
/* The region of an indeling in which a gemeente lies on d; NULL when in none. */
const struct gebied *gebied_regio(const struct gebieden *g, const struct gebied *gemeente,
                                  struct str indeling, date_t d);

/* Where a figure measured on gemeente g goes in the division of date d: itself (weight whole) when valid on
 * d, else along the herindelingen up to d. *ret on a, weights sum to GEWICHT_HEEL; 0 parts when it cannot be
 * converted as a whole (no way forward for a part of it, or d lies before g). */
size_t gebied_omzetten(const struct gebieden *g, struct arena *a, const struct gebied *van, date_t d,
                       const struct omzet_deel **ret);
/* The herindeling steps out of or into a gebied, for explanation: text "per 1 januari 2019 opgegaan in
 * Beekdaelen". */
struct str gebied_geschiedenis(const struct gebieden *g, struct arena *a, const struct gebied *van);

/* The cache: one model shared until the counter 'gebied-versie' in the store moves on. */
struct gebied_cache;
struct gebied_cache *gebied_cache_new(void);
void gebied_cache_free(struct gebied_cache *k); /* takes NULL */
int gebied_cache_neem(struct gebied_cache *k, struct conn *c, const struct gebieden **ret,
                      struct err *e) MUST_CHECK;
void gebied_cache_geef(struct gebied_cache *k, const struct gebieden *g); /* takes NULL */

#endif
