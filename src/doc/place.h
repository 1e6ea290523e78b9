/* SPDX-License-Identifier: EUPL-1.2
 * Where in a text something stands, for errors that a person must act on. Private to this room. */
#ifndef WZ_DOC_PLACE_H
#define WZ_DOC_PLACE_H

#include "base/str.h"

struct place {
    size_t line, column; /* from 1; the column counts characters, not bytes */
};

struct place place_of(struct str text, size_t at);
/* The head of s, short enough to quote in an error; never half a character. */
struct str place_quote(struct str s);

#endif
