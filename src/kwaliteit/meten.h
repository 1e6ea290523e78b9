/* SPDX-License-Identifier: EUPL-1.2
 * Median and MAD in whole numbers, so that every machine gives the same outliers. Formulas and their source
 * in docs/methoden/kwaliteit.md. Pure. */
#ifndef WZ_KWALITEIT_METEN_H
#define WZ_KWALITEIT_METEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Twice the median of n > 0 numbers, so that that of an even number is whole. The order of v changes. */
int64_t mediaan_dubbel(int64_t *v, size_t n);

struct spreiding {
    int64_t mediaan2;    /* twice the median */
    int64_t mad4;        /* four times the median of the absolute deviations from it */
    __int128 afwijking2; /* twice the sum of the absolute deviations */
    size_t n;
};
/* Of n > 0 numbers, each at most 10^15 in size. v is used as scratch. */
struct spreiding spreiding_van(int64_t *v, size_t n);
/* Does x lie further from the median than drempel_tiende / 10 in the modified z-score 0,6745·|x − med| / MAD;
 * with MAD = 0 in |x − med| / (1,253314 · mean absolute deviation); and when that is 0 too (all alike)
 * whenever it differs. */
bool is_uitschieter(const struct spreiding *s, int64_t x, int64_t drempel_tiende);

#endif
