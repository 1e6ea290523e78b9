/* SPDX-License-Identifier: EUPL-1.2
 * Memory that dies with its owner: every request, job and import batch has one arena, and whoever allocates
 * passes it first. Nothing in an arena is freed alone. */
#ifndef WZ_BASE_ARENA_H
#define WZ_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head; /* the block in use; older ones hang behind it */
    size_t used;              /* bytes handed out since init or reset */
    size_t limit;             /* above this `over` is raised; 0 is no limit */
    bool over;                /* raised once, lowered by reset */
};

/* `limit` bounds what a user can make us hold. Allocation past it still succeeds, so that callers need no
 * failure path, but raises `over`: loops that a user controls look at arena_over() each round and stop. */
void arena_init(struct arena *a, size_t limit);
void arena_done(struct arena *a);
/* Forgets all that was handed out and keeps one block for reuse. */
void arena_reset(struct arena *a);
/* Zeroed, aligned for any type, never NULL (the process stops when the machine is out of memory). */
void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc, returns_nonnull));
/* A copy of `old` (n_old bytes) in a place of n_new bytes; grows in place when it is the last allocation. */
void *arena_grow(struct arena *a, void *old, size_t n_old, size_t n_new) __attribute__((returns_nonnull));
static inline bool arena_over(const struct arena *a)
{
    return a->over;
}

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

/* A growing array on an arena. Declare as `VEC(struct cell) cells = {0};`. */
#define VEC(type)                                                                                            \
    struct {                                                                                                 \
        type *at;                                                                                            \
        size_t n, cap;                                                                                       \
    }
#define VEC_PUSH(a, v, ...)                                                                                  \
    do {                                                                                                     \
        if ((v)->n == (v)->cap) {                                                                            \
            size_t vec_cap_ = (v)->cap ? (v)->cap * 2 : 8;                                                   \
            (v)->at = arena_grow((a), (v)->at, (v)->n * sizeof *(v)->at, vec_cap_ * sizeof *(v)->at);        \
            (v)->cap = vec_cap_;                                                                             \
        }                                                                                                    \
        (v)->at[(v)->n++] = __VA_ARGS__;                                                                     \
    } while (0)

#endif
