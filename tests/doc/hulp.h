/* SPDX-License-Identifier: EUPL-1.2
 * What the tests of doc share: cmocka with the headers it wants, an arena a test, and a tree from JSON. */
#ifndef WZ_TESTS_DOC_HULP_H
#define WZ_TESTS_DOC_HULP_H

#include "doc/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

/* The tree of a JSON text, which must be right. */
static inline struct doc *json(const char *text)
{
    struct err e = {0};
    struct doc *d = NULL;

    if (json_read(&arena, str_from(text), (struct json_limits){0}, &d, &e))
        fail_msg("%s: %s", text, e.text);
    return d;
}

#endif
