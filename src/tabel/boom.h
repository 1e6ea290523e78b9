/* SPDX-License-Identifier: EUPL-1.2
 * A small XML document as a tree of elements, for formats that refer back and forth (a decision model). Large
 * files are read as a stream elsewhere. Hostile input is bounded as everywhere in this room: no document
 * type, nothing from outside, no deep nesting. */
#ifndef WZ_TABEL_BOOM_H
#define WZ_TABEL_BOOM_H

#include "base/err.h"
#include "base/str.h"

struct boom_attr {
    struct str naam, waarde; /* name without prefix */
};

struct boom {
    struct str naam;   /* without prefix */
    struct str ruimte; /* name space; empty: none */
    struct str tekst;  /* its own text, trimmed; that of its children is theirs */
    const struct boom_attr *attr;
    size_t n_attr;
    int64_t regel;             /* line of the text where its tag ends */
    const struct boom *kind;   /* its first child; NULL */
    const struct boom *broer;  /* the next child of its parent; NULL */
    struct boom *laatste_kind; /* private */
};

/* At most 4 MiB and 200,000 elements. `wat` is Dutch: what kind of document it should be, for messages. All
 * lives on a. ERR_DATA for what is no XML, ERR_LIMIT for what is too large. */
int boom_lees(struct arena *a, struct str bytes, const char *wat, const struct boom **ret,
              struct err *e) MUST_CHECK;
/* The first child of that name from `b` (a child or the list's head) on; NULL when there is none. */
const struct boom *boom_kind(const struct boom *b, const char *naam);
const struct boom *boom_volgende(const struct boom *kind, const char *naam); /* the next of that name */
/* The value of an attribute; p == NULL when absent. */
struct str boom_attr(const struct boom *b, const char *naam);

#endif
