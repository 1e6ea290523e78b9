/* SPDX-License-Identifier: EUPL-1.2
 * An XBRL 2.1 instance as facts, each with its context (entity, period, dimensions of XBRL Dimensions 1.0 in
 * segment or scenario), unit, precision and line. Knows no taxonomy and nothing of what the concepts mean:
 * names stay names. Footnotes and links are passed over; a DOCTYPE (and so every entity of one's own) is
 * refused, and nothing is fetched. */
#ifndef WZ_TABEL_XBRL_H
#define WZ_TABEL_XBRL_H

#include "base/date.h"
#include "base/err.h"
#include "base/num.h"

struct xbrl_grens {
    size_t bytes;    /* 0: 64 MiB */
    size_t feiten;   /* 0: 500,000 */
    size_t contexts; /* 0: 100,000; and as many units */
};

struct xbrl_naam {
    struct str ruimte, naam; /* name space URI and local name */
};

struct xbrl_dimensie {
    struct xbrl_naam as, lid; /* axis; member, empty for a typed dimension */
    struct str tekst;         /* the text of a typed member */
    bool scenario;            /* stands in the scenario, not in the segment */
};

struct xbrl_context {
    struct str id, schema, entiteit; /* scheme and identifier of the entity */
    date_t van, tot;                 /* both included; equal for an instant; 0 for forever */
    bool moment;
    const struct xbrl_dimensie *dim;
    size_t n_dim;
    bool anders; /* segment or scenario also holds what is no dimension */
    int64_t regel;
};

struct xbrl_eenheid {
    struct str id;
    const struct xbrl_naam *teller, *noemer; /* measures; a plain unit has no noemer */
    size_t n_teller, n_noemer;
    int64_t regel;
};

enum { XBRL_EXACT = INT32_MAX }; /* decimals="INF" */

struct xbrl_feit {
    struct xbrl_naam naam;
    const struct xbrl_context *context;
    const struct xbrl_eenheid *eenheid; /* NULL: no number */
    bool nil;
    struct str tekst; /* trimmed; of a long text the first 4,000 bytes */
    struct dec getal; /* with a unit and not nil */
    int decimalen; /* decimals, or what precision comes to; XBRL_EXACT: exact. Negative: rounded to tens … */
    bool onbekend; /* precision="0": nothing is known of the digits */
    int64_t regel;
    uint32_t tuple;                 /* 0: none; else the number of the tuple that it stands in */
    const struct xbrl_feit *zelfde; /* an earlier fact of the same concept, context, unit and tuple; NULL */
};

struct xbrl {
    const struct str *schemas; /* href of each schemaRef */
    size_t n_schemas;
    const struct xbrl_context *context;
    size_t n_contexten;
    const struct xbrl_eenheid *eenheid;
    size_t n_eenheden;
    const struct xbrl_feit *feit;
    size_t n_feiten;
};

/* Does this look like XML at all (after a mark and white space)? */
bool xbrl_is_xml(struct str bytes);
/* Everything lives on a. ERR_DATA names the line and what is not right: no XBRL instance, an unknown context
 * or unit, a number that is none, decimals and precision both or neither; ERR_LIMIT for what is too large. */
int xbrl_lees(struct arena *a, struct str bytes, struct xbrl_grens grens, struct xbrl *ret,
              struct err *e) MUST_CHECK;

#endif
