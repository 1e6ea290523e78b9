/* SPDX-License-Identifier: EUPL-1.2
 * Numbers as JSON writes them, without the locale: JSON, CSV, templates and packages and expressions write
 * alike. */
#ifndef WZ_DOC_NUMBER_H
#define WZ_DOC_NUMBER_H

#include "base/str.h"

enum { NUMBER_MAX = 32 }; /* bytes that any number fits in */

/* Both return the number of bytes put in out; no NUL follows. */
size_t number_i64(char out[NUMBER_MAX], int64_t v);
/* The fewest digits that read back as the same double; d is finite. A whole number below 2^53 has no point or
 * exponent; one above always has an exponent, so that it is not taken for an exact integer. */
size_t number_double(char out[NUMBER_MAX], double d);
/* The nearest double to text, which follows JSON's grammar. False when that is not finite. */
bool number_read(struct str text, double *ret);

#endif
