/* SPDX-License-Identifier: EUPL-1.2
 * Expressions of a form: the ODK XPath subset, typed. One parsed tree serves the check on the server, the
 * routing sentence in words (expr_zin) and the order in which answers depend on each other (expr_volgorde).
 * Knows nothing of questions, forms or databases; never fetches anything. All input is hostile: text, depth,
 * nodes and work are bounded.
 *
 * Source: ODK XForms specification (getodk.github.io/xforms-spec, "Bindings" and "XPath functions"). Where
 * implementations differ JavaRosa's behaviour is the norm, with one addition: a decimal comma is read. What
 * is left out on purpose: unions, "//", other axes than child, parent, self and attribute. */
#ifndef WZ_EXPRESSIE_EXPRESSIE_H
#define WZ_EXPRESSIE_EXPRESSIE_H

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

enum {
    EXPR_TEKST_MAX = 32 << 10, /* bytes of one expression */
    EXPR_DIEPTE_MAX = 60,      /* nesting of parentheses, predicates and calls */
    EXPR_STAPPEN = 200000,     /* default bound on the work of one evaluation, in nodes looked at */
};

/* ---- what an expression looks at: a tree of named nodes ---- */

enum expr_knoop_soort { KNOOP_WORTEL, KNOOP_ELEMENT, KNOOP_KENMERK, KNOOP_TEKST };

struct expr_waarde;

struct expr_knoop {
    enum expr_knoop_soort soort;
    struct str naam, voorvoegsel, ruimte; /* local name, prefix as written, name space URI */
    struct str tekst;                     /* of KENMERK and TEKST; an ELEMENT may have it too (a leaf) */
    struct expr_knoop *ouder, *eerste, *laatste, *volgende; /* children in order; volgende: next sibling */
    struct expr_knoop *kenmerk;                             /* first attribute; the next by volgende */
    const struct expr_waarde *waarde; /* an answer with its type; NULL: only text is known */
    bool weg; /* of a question that is not put: sum, count, min and max pass it over, as JavaRosa does */
};

/* A new last child (or, for KNOOP_KENMERK, last attribute) of ouder; ouder NULL makes a root. */
struct expr_knoop *expr_knoop_nieuw(struct arena *a, struct expr_knoop *ouder, enum expr_knoop_soort soort,
                                    struct str naam, struct str tekst);

/* ---- values ---- */

enum expr_soort { EXPR_TEKST, EXPR_GETAL, EXPR_WAAR, EXPR_DATUM, EXPR_KNOPEN };

/* A day, or a moment on the clock of the zone (not UTC): milliseconds since 1970-01-01T00:00 on that clock.
 */
struct expr_moment {
    int64_t ms;
    bool tijd; /* a moment; else a day, and ms is its midnight */
};

struct expr_waarde {
    enum expr_soort soort;
    union {
        struct str tekst;
        double getal;
        bool waar;
        struct expr_moment datum;
        struct {
            const struct expr_knoop **at; /* in document order */
            size_t n;
        } knopen;
    };
};

/* ---- parsing ---- */

struct expr; /* a parsed expression, immutable, on the arena it was parsed with */

/* ERR_DATA with place and what was expected. A name that is no function and a wrong number of arguments
 * parse: expr_controleer refuses them. */
int expr_lees(struct arena *a, struct str tekst, const struct expr **ret, struct err *e) MUST_CHECK;
/* Every function exists and has the right number of arguments. */
int expr_controleer(const struct expr *x, struct err *e) MUST_CHECK;
/* Calls `naam` for each ${x} in order of appearance; a negative code of it ends the walk and is returned. */
int expr_verwijzingen(const struct expr *x, int (*naam)(void *wie, struct str verwijzing, struct err *e),
                      void *wie, struct err *e) MUST_CHECK;

/* What is done with a ${x}: for who knows its kind, to refuse what can never be true. */
enum expr_gebruik_soort {
    GEBRUIK_GELIJK,   /* = or != */
    GEBRUIK_VOLGORDE, /* < <= > >= */
    GEBRUIK_REKENEN,  /* + - * div mod */
};
struct expr_gebruik {
    enum expr_gebruik_soort soort;
    struct str naam;
    enum expr_soort
        tegen; /* what stands on the other side: a literal EXPR_TEKST or EXPR_GETAL, else EXPR_KNOPEN */
    struct str tekst; /* that literal text */
};
/* Calls `doe` for each ${x} that is itself an operand; a negative code of it ends the walk and is returned.
 */
int expr_gebruiken(const struct expr *x, int (*doe)(void *wie, const struct expr_gebruik *g, struct err *e),
                   void *wie, struct err *e) MUST_CHECK;

/* Orders or reckons with a day that is written as text ('2026-11-30' + 7): it is no number, so nothing holds
 * of it; date('2026-11-30') was meant. *ret is that text, in x. */
bool expr_dag_als_tekst(const struct expr *x, struct str *ret);

/* ---- evaluation ---- */

struct expr_omgeving {
    struct arena *a;                /* where the outcome lives */
    const struct expr_knoop *knoop; /* the context node: "." */
    int64_t nu;                     /* now(): UTC milliseconds */
    /* Minutes that the clock is ahead of UTC at a UTC moment; NULL: the Dutch clock. */
    int (*verschil)(void *wie, int64_t utc_ms);
    /* The label of a choice, for jr:choice-name(value, 'question'); NULL: the value itself. */
    struct str (*keuze_naam)(void *wie, struct str waarde, struct str vraag);
    /* The root of instance('id'); NULL when there is none. */
    const struct expr_knoop *(*instantie)(void *wie, struct str id);
    void *wie;
    bool
        nederlands; /* names of days and months in format-date; else English, as the specification has them */
    size_t stappen; /* bound on the work; 0: EXPR_STAPPEN */
};

/* ERR_DATA when the expression cannot have a value here (date('x'), count(1), an unknown function that was
 * reached), ERR_LIMIT past the bound. `and`, `or` and if() look no further than they must.
 * ${x} is the nearest: climbing from the context node, all nodes named x under the first ancestor that has
 * one; so inside a repeat it is the row of that repeat. */
int expr_reken(const struct expr *x, const struct expr_omgeving *o, struct expr_waarde *ret,
               struct err *e) MUST_CHECK;

/* Conversions as XPath 1.0 and JavaRosa have them. Of nodes the first counts; none is the empty text. */
struct str expr_als_tekst(const struct expr_omgeving *o, struct expr_waarde w);
double expr_als_getal(const struct expr_omgeving *o, struct expr_waarde w);
bool expr_als_waar(const struct expr_omgeving *o, struct expr_waarde w); /* an empty answer is false */
bool expr_als_datum(const struct expr_omgeving *o, struct expr_waarde w, bool tijd, struct expr_moment *ret);
/* Text as a number: optional minus, digits, point or comma; NaN for all else. */
double expr_getal_lees(struct str s);
/* "2023-11-01", with an optional time and offset, which is turned to the clock of the zone. */
bool expr_datum_lees(const struct expr_omgeving *o, struct str s, struct expr_moment *ret);
/* Does the whole text match? Linear in the text; *ret_goed is false when the pattern is not understood. */
bool expr_past(struct arena *a, struct str patroon, struct str tekst, bool *ret_goed);

/* ---- in words, and in order ---- */

/* How a sentence names things; each may return an empty text ("not known"). */
struct expr_namen {
    void *wie;
    struct str (*vraag)(void *wie, struct str naam);                    /* "vraag 3" */
    struct str (*keuze)(void *wie, struct str naam, struct str waarde); /* the label of a choice */
};
/* The condition as a Dutch clause, to stand behind "alleen als": "het antwoord op vraag 3 'ja' is". What has
 * no plain words becomes the expression itself between quotes. */
struct str expr_zin(struct arena *a, const struct expr *x, const struct expr_namen *namen);

/* An order in which each comes after what it needs: `van` needs `naar`. ret holds n numbers. ERR_DATA when
 * there is a cycle: then *ret_kring (may be NULL) holds it, *ret_n_kring long, first = last. */
struct expr_tak {
    uint32_t van, naar;
};
int expr_volgorde(struct arena *a, size_t n, const struct expr_tak *takken, size_t n_takken, uint32_t *ret,
                  uint32_t **ret_kring, size_t *ret_n_kring, struct err *e) MUST_CHECK;

#endif
