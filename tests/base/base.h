/* SPDX-License-Identifier: EUPL-1.2
 * What the tests of base share: cmocka with the headers it wants, and a comparison of text. */
#ifndef WZ_TESTS_BASE_H
#define WZ_TESTS_BASE_H

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define assert_text(s, expected)                                                                             \
    do {                                                                                                     \
        struct str text_ = (s);                                                                              \
        if (!str_is(text_, (expected)))                                                                      \
            fail_msg("%s: '%.*s' is not '%s'", #s, STR_ARG(text_), (expected));                              \
    } while (0)

/* A small generator, the same everywhere: a failing case can be run again. */
static inline uint64_t toeval(uint64_t *state)
{
    uint64_t x = (*state += 0x9E3779B97F4A7C15u);

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

#endif
