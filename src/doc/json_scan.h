/* SPDX-License-Identifier: EUPL-1.2
 * What the JSON reader and writer share: skipping the bytes of a string that stand for themselves. Private.
 */
#ifndef WZ_DOC_JSON_SCAN_H
#define WZ_DOC_JSON_SCAN_H

#include "base/str.h"

#include <string.h>

/* How many bytes at the front are ASCII and need no escape; eight at a time, as both sides of the hot path
 * pass here. */
static inline size_t json_plain(const char *p, size_t n)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    size_t i = 0;

    for (; i + 8 <= n; i += 8) {
        uint64_t w, quote, slash;

        memcpy(&w, p + i, 8);
        quote = w ^ ones * '"';
        slash = w ^ ones * '\\';
        /* a byte's high bit is set when the byte is below 0x20, a quote, a backslash or not ASCII */
        if ((((w - ones * 0x20) & ~w) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | w) & high)
            break;
    }
    for (; i < n; i++) {
        unsigned char c = (unsigned char)p[i];

        if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
            break;
    }
    return i;
}

#endif
