/* SPDX-License-Identifier: EUPL-1.2
 * The part of OData's $filter that readers of statistics use (OData 4.01 URL conventions, 5.1.1): and, or,
 * not, parentheses, eq ne gt ge lt le, in (…), contains, startswith, endswith. */
#ifndef WZ_API_ODATA_FILTER_H
#define WZ_API_ODATA_FILTER_H

#include "base/err.h"
#include "base/str.h"

enum { ODATA_DIEPTE_MAX = 60, ODATA_KNOPEN_MAX = 4000 };

struct odata_kolom {
    const char *naam;
    bool getal; /* compared as a number */
};

/* A value of a row; not yet known while only a part of it is. */
struct odata_cel {
    bool bekend, leeg;
    struct str s;
    double d;
};

struct odata_knoop;
/* kolommen ends with naam NULL. Empty text gives NULL: everything. ERR_DATA says what was expected, where. */
int odata_filter_lees(struct arena *a, struct str tekst, const struct odata_kolom *kolommen,
                      const struct odata_knoop **ret, struct err *e) MUST_CHECK;
enum odata_uitslag { ODATA_NEE, ODATA_JA, ODATA_ONBEKEND };
/* rij: a cell for each kolom. ODATA_ONBEKEND only when a cell is not known. Takes NULL. */
enum odata_uitslag odata_filter_geldt(const struct odata_knoop *k, const struct odata_cel *rij);

#endif
