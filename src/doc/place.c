/* SPDX-License-Identifier: EUPL-1.2
 * Counted only when there is an error to report, so that readers need not keep count. */
#include "doc/place.h"

enum { QUOTE_MAX = 60 };

struct place place_of(struct str text, size_t at)
{
    struct str line = str_sub(text, 0, at);
    struct place p = {1, 1};

    for (size_t end; (end = str_index(line, '\n')) < line.n; p.line++)
        line = str_sub(line, end + 1, line.n);
    for (size_t i = 0; i < line.n; i++)
        p.column += ((unsigned char)line.p[i] & 0xC0) != 0x80;
    return p;
}

struct str place_quote(struct str s)
{
    size_t n = s.n < QUOTE_MAX ? s.n : QUOTE_MAX;

    while (n < s.n && n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}
