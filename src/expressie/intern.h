/* SPDX-License-Identifier: EUPL-1.2
 * The parsed tree and what the files of this room share. Private to src/expressie. */
#ifndef WZ_EXPRESSIE_INTERN_H
#define WZ_EXPRESSIE_INTERN_H

#include "expressie/expressie.h"

enum expr_vorm {
    X_GETAL,
    X_TEKST,
    X_OF,
    X_EN,
    X_GELIJK,
    X_ONGELIJK,
    X_KLEINER,
    X_KLEINER_GELIJK,
    X_GROTER,
    X_GROTER_GELIJK,
    X_PLUS,
    X_MIN,
    X_MAAL,
    X_DEEL,
    X_REST,
    X_NEGATIEF,
    X_FUNCTIE,
    X_VERWIJZING, /* ${x} */
    X_PAD,
};

/* AS_SAMEN keeps the nodes and holds its predicates against all of them together: ${x}[2]. */
enum stap_as { AS_KIND, AS_OUDER, AS_ZELF, AS_KENMERK, AS_SAMEN };
enum stap_toets { TOETS_NAAM, TOETS_ELEMENT, TOETS_KNOOP, TOETS_TEKST };

struct stap {
    enum stap_as as;
    enum stap_toets toets;
    struct str voorvoegsel, naam;
    const struct expr **voorwaarden; /* predicates */
    size_t n;
};

struct expr {
    enum expr_vorm vorm;
    double getal;
    struct str tekst; /* literal, name of the function or of the reference */
    struct str bron;  /* as written */
    const struct functie *functie;
    const struct expr **arg; /* operands and arguments; of a path its start, if that is not a node */
    size_t n;
    bool absoluut; /* a path from the root; of ${x}: a row is chosen from it, so the row that we are in is no
                      end */
    const struct stap *stappen;
    size_t n_stappen;
};

struct reken {
    const struct expr_omgeving *o;
    const struct expr_knoop *begin, *knoop; /* current() and "." */
    size_t plaats, aantal;                  /* position() and last() */
    size_t stappen;                         /* left */
    bool overal;                            /* ${x} is every x, not the nearest (indexed-repeat) */
};

struct functie {
    const char *naam;
    int min, max; /* arguments; max -1: any number */
    int (*doe)(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
               struct err *e);
};

const struct functie *expr_functie(struct str naam);
/* The tables of functions, each ended by naam NULL. */
extern const struct functie functies_tekst[], functies_getal[], functies_datum[], functies_lijst[];

int reken(struct reken *r, const struct expr *x, struct expr_waarde *ret, struct err *e) MUST_CHECK;
/* Takes n from the work that is left. */
int expr_stap(struct reken *r, size_t n, struct err *e) MUST_CHECK;

struct str expr_knoop_tekst(struct arena *a, const struct expr_knoop *k);
struct expr_waarde expr_knoop_waarde(struct arena *a, const struct expr_knoop *k);
bool expr_ruimte_is(int32_t c); /* white space of XML */

static inline struct expr_waarde w_tekst(struct str s)
{
    return (struct expr_waarde){.soort = EXPR_TEKST, .tekst = s};
}
static inline struct expr_waarde w_getal(double d)
{
    return (struct expr_waarde){.soort = EXPR_GETAL, .getal = d};
}
static inline struct expr_waarde w_waar(bool b)
{
    return (struct expr_waarde){.soort = EXPR_WAAR, .waar = b};
}
static inline struct expr_waarde w_datum(struct expr_moment m)
{
    return (struct expr_waarde){.soort = EXPR_DATUM, .datum = m};
}

/* Words of a text, parted by white space: the next one from *at, false when there is none. */
bool expr_woord(struct str s, size_t *at, struct str *ret);
/* Minutes ahead of UTC on the clock of the zone. */
int expr_zone(const struct expr_omgeving *o, int64_t utc_ms);
struct expr_moment expr_moment_nu(const struct expr_omgeving *o);
struct str expr_moment_tekst(const struct expr_omgeving *o, struct expr_moment m);
bool expr_dag_is(struct str s);                 /* an ISO day or moment */
double expr_moment_getal(struct expr_moment m); /* days since 1970-01-01, with the part of the day */

#endif
