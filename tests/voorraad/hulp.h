/* SPDX-License-Identifier: EUPL-1.2
 * What the tests of this room share. */
#ifndef WZ_TESTS_VOORRAAD_HULP_H
#define WZ_TESTS_VOORRAAD_HULP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/philox.h"
#include "regels/regels.h"
#include "voorraad/stand.h"

struct hulp {
    struct arena a;
    struct err e;
    char pad[200];
};

static inline int hulp_op(void **state)
{
    struct hulp *h = calloc(1, sizeof *h);
    const char *map = getenv("TMPDIR");

    arena_init(&h->a, (size_t)1 << 30);
    snprintf(h->pad, sizeof h->pad, "%s/wz-test-%ld.wzv", map ? map : "/tmp", (long)getpid());
    *state = h;
    return 0;
}

static inline int hulp_af(void **state)
{
    struct hulp *h = *state;

    unlink(h->pad);
    arena_done(&h->a);
    free(h);
    return 0;
}

static inline struct regeltabel *regels(struct hulp *h, const char *tekst)
{
    struct regeltabel *t;

    if (regels_csv_lees(&h->a, str_from(tekst), &t, &h->e))
        fail_msg("%s\n%s", h->e.text, tekst);
    return t;
}

static inline void assert_bevat(const char *tekst, const char *deel)
{
    if (!strstr(tekst, deel))
        fail_msg("“%s” zegt niet “%s”", tekst, deel);
}

#endif
