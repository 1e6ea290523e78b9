/* SPDX-License-Identifier: EUPL-1.2
 * JSON: what is read and written again must read as the same tree, and write as the same bytes. */
#include "doc/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool same(const struct doc *x, const struct doc *y)
{
    bool x_number = x->type == DOC_INT || x->type == DOC_NUM,
         y_number = y->type == DOC_INT || y->type == DOC_NUM;

    if (x_number && y_number && x->type != y->type) /* 1.0 is written as 1 */
        return (x->type == DOC_INT ? (double)x->i : x->d) == (y->type == DOC_INT ? (double)y->i : y->d);
    if (x->type != y->type)
        return false;
    switch (x->type) {
    case DOC_NULL:
        return true;
    case DOC_BOOL:
        return x->b == y->b;
    case DOC_INT:
        return x->i == y->i;
    case DOC_NUM:
        return !memcmp(&x->d, &y->d, sizeof x->d);
    case DOC_STR:
        return str_eq(x->s, y->s) && utf8_valid(x->s);
    case DOC_LIST:
        for (size_t i = 0; i < x->list.n; i++)
            if (i >= y->list.n || !same(x->list.at[i], y->list.at[i]))
                return false;
        return x->list.n == y->list.n;
    case DOC_MAP:
        for (size_t i = 0; i < x->map.n; i++)
            if (i >= y->map.n || !str_eq(x->map.at[i].key, y->map.at[i].key) ||
                !same(x->map.at[i].value, y->map.at[i].value) ||
                doc_get(x, x->map.at[i].key) != x->map.at[i].value)
                return false;
        return x->map.n == y->map.n;
    }
    return false;
}

static struct str written(struct arena *a, const struct doc *d, int indent)
{
    struct buf b;

    buf_init(&b, a, 64 << 20);
    json_write(&b, d, indent);
    if (b.over)
        abort();
    return buf_str(&b);
}

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct err e = {0};
    struct doc *first, *second;
    struct str text;

    if (n > 512) /* longer reaches nothing that shorter does not, and takes longer */
        return 0;
    if (!a.limit)
        arena_init(&a, 8 << 20);
    if (json_read(&a, (struct str){(const char *)data, n}, (struct json_limits){0}, &first, &e)) {
        must(e.code && utf8_valid(str_from(e.text)), "an error without words");
    } else {
        text = written(&a, first, 0);
        must(!json_read(&a, text, (struct json_limits){0}, &second, &e) || e.code == ERR_LIMIT,
             "not read again");
        if (e.code != ERR_LIMIT) {
            must(same(first, second), "another tree");
            must(str_eq(text, written(&a, second, 0)), "other bytes");
            text = written(&a, first, 1);
            must(!json_read(&a, text, (struct json_limits){0}, &second, &e) || e.code == ERR_LIMIT,
                 "indented not read");
            must(e.code == ERR_LIMIT || same(first, second), "another tree when indented");
        }
    }
    arena_reset(&a);
    return 0;
}
