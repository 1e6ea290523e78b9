/* SPDX-License-Identifier: EUPL-1.2
 * Decision tables that people can read: which values lead to which outcome. Read from CSV (opens in a
 * spreadsheet) and from DMN 1.x XML (for exchange), limited to S-FEEL unary tests; proven for gaps, overlaps
 * and rules that never apply; decided for one case at a time. Knows nothing of what the columns are about.
 *
 * All values are whole numbers inside: a number is in millionths, ja/nee is 1 and 0, a text is its place in
 * the column's list of words. So every test is a set of closed intervals, and > 18 is ≥ 18.000001. */
#ifndef WZ_REGELS_REGELS_H
#define WZ_REGELS_REGELS_H

#include "base/date.h"
#include "base/err.h"
#include "base/map.h"
#include "base/num.h"

/* Numbers lie between minus this and this, so that bounds can be moved without leaving an int64_t. */
#define REGEL_GETAL_MAX (INT64_MAX / 4)

enum {
    REGEL_SCHAAL = 6,
    REGEL_EENHEID = 1000000,
    REGELS_MAX = 1000,
    REGEL_KOLOMMEN_MAX = 64,
    REGEL_ALTERNATIEVEN_MAX = 256,
    REGEL_PARAMETERS_MAX = 64,
};

enum regel_soort { REGEL_GETAL, REGEL_TEKST, REGEL_WAAR };

/* Hit policies of DMN 1.x, by their letters. */
enum regel_trefwijze {
    TREF_UNIEK,       /* U: never more than one rule applies */
    TREF_GELIJK,      /* A: several may, with the same outcome */
    TREF_VOORRANG,    /* P: the outcome that stands first in the list of outcomes */
    TREF_EERSTE,      /* F: the first rule in the table */
    TREF_VERZAMEL,    /* C: all outcomes, or their sum, least, greatest or number */
    TREF_UITVOERORDE, /* O: all outcomes, in order of the list of outcomes */
    TREF_REGELORDE,   /* R: all outcomes, in order of the rules */
};
enum regel_optelling { OPTEL_GEEN, OPTEL_SOM, OPTEL_MIN, OPTEL_MAX, OPTEL_AANTAL };

/* A closed interval. */
struct regel_bereik {
    int64_t laag, hoog;
};

/* What a cell accepts: sorted intervals that neither touch nor overlap, and whether unknown is accepted. */
struct regel_set {
    const struct regel_bereik *at;
    size_t n;
    bool onbekend;
};

struct regel_getal { /* a bound: a number, or the value of a parameter */
    int param;       /* -1: none */
    int64_t waarde;  /* when there is none; with one this is added to it (+1, -1 millionth for < and >) */
};

struct regel_alternatief {
    bool onbekend; /* null: then the bounds mean nothing */
    struct regel_getal laag, hoog;
};

struct regel_cel {
    bool alles; /* "-": all values, unknown too */
    bool niet;  /* not(…): all known values but these */
    const struct regel_alternatief *at;
    size_t n;
    struct str tekst; /* as it stands in the table */
};

/* A value that is asked about, or that is an outcome. */
struct regel_waarde {
    bool onbekend;
    enum regel_soort soort;
    int64_t getal;    /* millionths; 1 or 0 */
    struct str tekst; /* REGEL_TEKST */
};

struct regel_invoer {
    struct str naam;
    enum regel_soort soort;
    bool soort_bekend;
    struct map woorden;        /* REGEL_TEKST: word → its number, 0 … n-1; any other word is n */
    bool begrensd;             /* the table lists its words: others do not occur */
    struct regel_bereik grens; /* of the numbers that occur, when begrensd and REGEL_GETAL */
};

struct regel_uitvoer {
    struct str naam;                /* empty when it is the only one and has none */
    VEC(struct regel_waarde) lijst; /* the outcomes in order of priority; may be empty */
    bool heeft_standaard;
    struct regel_waarde standaard;
};

struct regel {
    struct str naam;                /* its number or id in the table */
    const struct regel_cel *als;    /* one an input */
    const struct regel_waarde *dan; /* one an output */
    struct str toelichting;
    int64_t plaats; /* line of the file */
};

struct regel_parameter {
    struct str naam;           /* as cells name it */
    struct str label, eenheid; /* for people; both may be empty */
    int64_t waarde;
    VEC(struct regel_afwijking {
        struct str gebied;
        int64_t waarde;
    })
    afwijking; /* per area */
};

/* One decision table. Immutable once read; lives on the arena that it was read on. */
struct regeltabel {
    struct str id, naam, versie, bron, toelichting;
    date_t geldig_vanaf;
    enum regel_trefwijze trefwijze;
    enum regel_optelling optelling;
    struct regel_invoer *in;
    size_t n_in;
    struct regel_uitvoer *uit;
    size_t n_uit;
    struct regel *regel;
    size_t n;
    struct regel_parameter *param;
    size_t n_param;
};

/* ---- lezen ---- */

/* CSV or DMN, by the content; a DMN model with several decision tables is refused here (see dmn_lees).
 * ERR_DATA with the place in words. */
int regeltabel_lees(struct arena *a, struct str bytes, struct regeltabel **ret, struct err *e) MUST_CHECK;
int regels_csv_lees(struct arena *a, struct str bytes, struct regeltabel **ret, struct err *e) MUST_CHECK;

struct dmn_besluit {
    struct str naam, id;
    struct regeltabel *tabel;
};
/* All decision tables of a DMN model. */
int dmn_lees(struct arena *a, struct str bytes, struct dmn_besluit **ret, size_t *ret_n,
             struct err *e) MUST_CHECK;
/* A table as DMN 1.3 XML that dmn_lees reads back as the same table; parameters at their common value. */
void dmn_schrijf(struct buf *b, const struct regeltabel *t);

/* ---- csv_uit.c ---- */

/* The CSV that is read back as the same table. */
void regels_csv_schrijf(struct buf *b, const struct regeltabel *t);
/* Changes one cell, or the common value of a parameter, of a table that nobody else has yet: by the text that
 * a person types. ERR_DATA says which cell and what was expected; the table is then as it was. */
int regeltabel_zet_cel(struct arena *a, struct regeltabel *t, size_t regel, size_t kolom, struct str tekst,
                       struct err *e) MUST_CHECK;
int regeltabel_zet_param(struct regeltabel *t, size_t param, struct str tekst, struct err *e) MUST_CHECK;
struct str regel_getal_tekst(struct arena *a, int64_t millionsten); /* "12", "0.5" */
/* What a parameter is called: its label, or else its name with spaces for underscores. With its unit:
 * "kleinste cluster (woningen)". */
struct str regel_parameter_naam(struct arena *a, const struct regel_parameter *p);
struct str regel_parameter_kop(struct arena *a, const struct regel_parameter *p);
/* "12 woningen", "50%", "12" where it has no unit. */
struct str regel_parameter_waarde(struct arena *a, const struct regel_parameter *p, int64_t millionsten);

/* ---- cel.c: S-FEEL unary tests ---- */

/* Reads "-", ">=50", "[50..150]", "ja", "\"a\", \"b\"", "not(…)", "null". `los`: words need no quotes, and
 * ja, nee and onbekend are true, false and null, as our CSV has it. What kind of column it is follows from
 * its first cell when nothing said so before. */
int regel_cel_lees(struct arena *a, struct regeltabel *t, size_t kolom, struct str tekst, bool los,
                   struct regel_cel *ret, struct err *e) MUST_CHECK;
int regel_waarde_lees(struct arena *a, struct str tekst, bool los, struct regel_waarde *ret,
                      struct err *e) MUST_CHECK;
/* What a cell accepts with these values of the parameters (n_param of them). */
struct regel_set regel_cel_set(struct arena *a, const struct regeltabel *t, size_t kolom,
                               const struct regel_cel *c, const int64_t *param);
/* The values that occur in a column at all; unknown is one of them. */
struct regel_set regel_domein(struct arena *a, const struct regeltabel *t, size_t kolom);
/* The parameters for an area, of which `gebieden` are the codes from small to large (buurt, wijk, gemeente,
 * provincie, land): the first that has a deviating value counts. */
void regel_params(const struct regeltabel *t, const struct str *gebieden, size_t n, int64_t *ret);

/* ---- beslis.c ---- */

struct regel_beslissing {
    const struct regel **at; /* the rules that count, in the order of their outcomes */
    size_t n;
    bool standaard;          /* no rule applied; the standard outcome does */
    bool opgeteld;           /* then `som` is the outcome, else that of the rules */
    struct regel_waarde som; /* unknown when no rule applied */
};

/* The outcome for one case; `in` has a value for each input. ERR_DATA when the values break the hit policy
 * (two rules under U, or with different outcomes under A). No rule and no standard: n is 0. */
int regels_beslis(struct arena *a, const struct regeltabel *t, const struct regel_waarde *in,
                  const int64_t *param, struct regel_beslissing *ret, struct err *e) MUST_CHECK;
/* Where an outcome stands in the output's list: smaller counts first; past the list's end when absent. */
size_t regel_rang(const struct regeltabel *t, const struct regel *r);
bool regel_waarde_gelijk(const struct regel_waarde *x, const struct regel_waarde *y);
struct str regel_waarde_tekst(struct arena *a, const struct regel_waarde *w); /* Dutch, as people write it */

/* ---- bewijs.c ---- */

enum bevinding_soort { BEVIND_GAT, BEVIND_OVERLAP, BEVIND_ONBEREIKBAAR, BEVIND_GRENS };

struct regel_bevinding {
    enum bevinding_soort soort;
    bool fout;                            /* the table does not do as its hit policy says; else a remark */
    struct str tekst;                     /* Dutch: what, where, with an example */
    const struct regel *regel, *ander;    /* may be NULL */
    const struct regel_waarde *voorbeeld; /* one value an input; NULL when there is none */
};

struct regel_bewijs {
    VEC(struct regel_bevinding) at;
    size_t gaten, overlappen, onbereikbaar, fouten; /* counted past the list's bound */
    bool volledig;  /* all combinations were looked at; false when there are too many (then there is a
                     * BEVIND_GRENS) */
    size_t stappen; /* what the proof took; not much over REGEL_STAPPEN_MAX, whatever the table */
};
/* In all, however many fillings-in of the parameters there are: a page waits for it. */
enum { REGEL_STAPPEN_MAX = 400000 };

/* Looks at every combination of what the cells tell apart, unknown included, for the common values of the
 * parameters and for those of every area that deviates. */
void regels_bewijs(struct arena *a, const struct regeltabel *t, struct regel_bewijs *ret);

/* ---- toets.c: the DMN Technology Compatibility Kit ---- */

struct dmn_toets {
    size_t gevallen, goed;
    VEC(struct str) klacht; /* a case that came out otherwise, in words */
};
int dmn_toets(struct arena *a, struct str model, struct str toets, struct dmn_toets *ret,
              struct err *e) MUST_CHECK;

#endif
