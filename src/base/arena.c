/* SPDX-License-Identifier: EUPL-1.2
 * The arena: blocks that double up to a megabyte, handed out from the front. What is handed out is zeroed
 * then and not before, so that the rest of a block costs nothing. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    bool clean; /* what is not handed out yet is zero already */
    _Alignas(max_align_t) unsigned char data[];
};

enum { BLOCK_MIN = 4096, BLOCK_MAX = 1 << 20, ALIGN = 16 };

void arena_init(struct arena *a, size_t limit)
{
    *a = (struct arena){.limit = limit};
}

void arena_done(struct arena *a)
{
    struct arena_block *b = a->head, *next;

    for (; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = (struct arena){.limit = a->limit};
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->head, *b, *next;

    if (keep) {
        for (b = keep->next; b; b = next) {
            next = b->next;
            free(b);
        }
        keep->next = NULL;
        keep->used = 0;
        keep->clean = false;
    }
    *a = (struct arena){.head = keep, .limit = a->limit};
}

static struct arena_block *block_add(struct arena *a, size_t n)
{
    size_t size = a->head ? a->head->size * 2 : BLOCK_MIN;
    struct arena_block *b;

    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size < n)
        size = n;
    /* A large one the system gives zeroed, page by page as it is used. */
    b = size > BLOCK_MAX ? calloc(1, sizeof *b + size) : malloc(sizeof *b + size);
    if (!b) {
        fputs("woonzorg: geheugen is op\n", stderr);
        abort();
    }
    b->size = size;
    b->used = 0;
    b->clean = size > BLOCK_MAX;
    b->next = a->head;
    a->head = b;
    return b;
}

static size_t round_up(size_t n)
{
    return n ? (n + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
}

/* Room for n bytes, not zeroed unless its block is clean. */
static void *take(struct arena *a, size_t n)
{
    struct arena_block *b = a->head;
    void *p;

    if (n > SIZE_MAX / 2) { /* a size computed from a negative number: a mistake of ours, not of the user */
        fputs("woonzorg: onmogelijke omvang gevraagd\n", stderr);
        abort();
    }
    n = round_up(n);
    if (!b || b->size - b->used < n)
        b = block_add(a, n);
    p = b->data + b->used;
    b->used += n;
    a->used += n;
    if (a->limit && a->used > a->limit)
        a->over = true;
    return p;
}

static void zero(const struct arena *a, void *p, size_t n)
{
    if (!a->head->clean)
        memset(p, 0, n);
}

void *arena_alloc(struct arena *a, size_t n)
{
    void *p = take(a, n);

    zero(a, p, round_up(n));
    return p;
}

void *arena_grow(struct arena *a, void *old, size_t n_old, size_t n_new)
{
    struct arena_block *b = a->head;
    size_t held = n_old ? round_up(n_old) : 0, want = round_up(n_new), kept;
    void *p;

    if (old && held && want >= held && b && (unsigned char *)old + held == b->data + b->used &&
        want - held <= b->size - b->used) {
        zero(a, b->data + b->used, want - held);
        b->used += want - held;
        a->used += want - held;
        if (a->limit && a->used > a->limit)
            a->over = true;
        return old;
    }
    p = take(a, n_new);
    kept = !old ? 0 : n_old < n_new ? n_old : n_new;
    if (kept)
        memcpy(p, old, kept);
    zero(a, (unsigned char *)p + kept, want - kept);
    return p;
}
