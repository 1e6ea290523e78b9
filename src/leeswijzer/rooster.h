/* SPDX-License-Identifier: EUPL-1.2
 * The first rows of a sheet, held in memory to find its header and to look at what stands under it. */
#ifndef WZ_LEESWIJZER_ROOSTER_H
#define WZ_LEESWIJZER_ROOSTER_H

#include "tabel/tabel.h"

enum { ROOSTER_RIJEN = 300, ROOSTER_CEL = 200 /* bytes kept of a cell */ };

struct rooster_rij {
    int64_t nummer;
    size_t n;
    const struct cel *cel;
};

struct rooster {
    struct rooster_rij rij[ROOSTER_RIJEN];
    size_t n, kolommen; /* kolommen: of the widest row, at most LEESWIJZER_KOLOMMEN_MAX */
};

/* Reads from the start of the sheet that is chosen; on a. */
int rooster_neem(struct arena *a, struct tabel *t, struct rooster **ret, struct err *e) MUST_CHECK;
const struct cel *rooster_cel(const struct rooster *r, size_t rij, size_t kolom);
/* The headers that begin in row `van` and take `rijen` rows: of more rows the upper ones stand above several
 * columns. n names of kolommen, on a. */
struct str *rooster_koppen(struct arena *a, const struct rooster *r, size_t van, int rijen);
/* The index of the row with this number in the file; r->n when there is none. */
size_t rooster_bij_nummer(const struct rooster *r, int64_t nummer);

/* A header as names are compared: folded, underscores and line ends as spaces. */
struct str kop_vouw(struct arena *a, struct str cel);
/* The years in a header: "2027", "2025-2029", "h2035+", "2025 t/m 2030", "OP202024" is none. False without.
 */
bool kop_jaren(struct str kop, int *van, int *tot);
/* The header without its years. */
struct str kop_zonder_jaren(struct arena *a, struct str kop);

#endif
