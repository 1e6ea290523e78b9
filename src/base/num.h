/* SPDX-License-Identifier: EUPL-1.2
 * Exact numbers: a figure is an integer in units of 10^-scale, so that every machine and every database gives
 * the same sum. Never through the locale, never through a double where the source is text. */
#ifndef WZ_BASE_NUM_H
#define WZ_BASE_NUM_H

#include "base/str.h"

enum { NUM_SCALE_MAX = 9 };

struct dec {
    int64_t v; /* value × 10^scale */
    int scale; /* 0 … NUM_SCALE_MAX */
};

/* Whole text is a decimal integer (optional sign) that fits. */
bool num_i64(struct str s, int64_t *ret);
/* As people and programs write numbers. `decimal` is ',' or '.'; the other one may separate thousands, but
 * only between groups of three of which the first does not start with 0 ("1.234,5"). Spaces round it, a
 * leading + or -, U+2212 as minus, and an exponent
 * ("1.5E3", decimal '.') are understood. Trailing zeros after the decimal sign are dropped from scale. */
bool dec_parse(struct str s, char decimal, struct dec *ret);
/* A double as a spreadsheet stores it, to the nearest decimal of at most `scale_max` digits. False when not
 * finite or too large. */
bool dec_from_double(double d, int scale_max, struct dec *ret);
/* The same value at another scale; false when digits would be lost or it does not fit. */
bool dec_rescale(struct dec d, int scale, int64_t *ret);

/* numerator / denominator, half up (away from -infinity at .5), denominator > 0. What does not fit becomes
 * the nearest that does. */
int64_t num_div_half_up(__int128 numerator, int64_t denominator);
/* Percentage of n in N as a whole number, half up: (200·n + N) / (2·N). False (print "–") when N <= 0. */
bool num_percent(int64_t n, int64_t N, int64_t *ret);

/* Of two int64_t, for qsort and bsearch: the smallest first. */
int num_order(const void *x, const void *y);

/* "1.118.302", "-47", "481,8": the Dutch way, minus as U+2212. */
struct str num_nl(struct arena *a, int64_t v, int scale);
/* "1118302", "-47", "481.8": for machines. */
struct str num_plain(struct arena *a, int64_t v, int scale);

#endif
