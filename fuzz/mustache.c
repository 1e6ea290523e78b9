/* SPDX-License-Identifier: EUPL-1.2
 * Mustache: the first two bytes say how much of the rest is JSON; what follows is the template, which is its
 * own partial under every name but "geen". */
#include "doc/mustache.h"
#include "doc/json.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct mustache *partial_self(void *ctx, struct str name)
{
    return str_is(name, "geen") ? NULL : ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct mustache *m;
    struct doc *d;
    struct err e = {0};
    struct buf b;
    size_t split;

    if (!a.limit)
        arena_init(&a, 4 << 20);
    if (n < 2 || n > 1024) /* longer reaches nothing that shorter does not, and takes longer */
        return 0;
    split = (size_t)data[0] << 8 | data[1];
    data += 2;
    n -= 2;
    if (split > n)
        split = n;
    if (json_read(&a, (struct str){(const char *)data, split}, (struct json_limits){0}, &d, &e))
        d = NULL;
    buf_init(&b, &a, 1 << 16);
    if (!mustache_compile(&a, (struct str){(const char *)data + split, n - split}, &m, &e)) {
        e.code = 0;
        if (mustache_render(&a, m, d, partial_self, m, &b, &e) && e.code != ERR_LIMIT)
            abort(); /* only limits can stop a rendering */
        if (b.n > b.cap)
            abort();
    } else if (!utf8_valid(str_from(e.text)) && utf8_valid((struct str){(const char *)data, n})) {
        fprintf(stderr, "%s\n", e.text);
        abort();
    }
    arena_reset(&a);
    return 0;
}
