/* SPDX-License-Identifier: EUPL-1.2
 * The columns of a table in a tree (see doc.h), as csv.c and xlsx.c both read them. Private to this room. */
#ifndef WZ_DOC_TABLE_H
#define WZ_DOC_TABLE_H

#include "doc/doc.h"

enum table_kind { TABLE_TEXT, TABLE_NUMBER, TABLE_PERCENT, TABLE_DATE };

struct table_col {
    struct str code, title, unit;
    enum table_kind kind;
    int scale; /* whole numbers under it are in units of 10^-scale; 0 … NUM_SCALE_MAX */
};

struct table {
    struct str title;
    struct table_col *cols;
    size_t n_cols;
    const struct doc *rows; /* a list, or NULL for none */
    const struct doc *foot; /* the same */
};

/* Whatever is absent or of another kind than promised is as if empty. */
struct table table_of(struct arena *a, const struct doc *table);

#endif
