/* SPDX-License-Identifier: EUPL-1.2
 * A table from text to a pointer or number, on an arena. Keyed with a per-process secret, so that nobody can
 * send keys that all collide. Remembers the order of insertion. */
#ifndef WZ_BASE_MAP_H
#define WZ_BASE_MAP_H

#include "base/str.h"

struct map_entry {
    struct str key; /* borrowed: must live as long as the map */
    union {
        void *p;
        int64_t i;
    } value;
};

struct map {
    struct arena *a;
    struct map_entry *at; /* n entries in order of insertion; walk it freely */
    size_t n, cap;
    uint32_t *slots;
    size_t n_slots;
};

void map_init(struct map *m, struct arena *a);
/* The entry for key, made (value zero) when absent; *ret_new (may be NULL) tells which. Valid until the next
 * put. */
struct map_entry *map_put(struct map *m, struct str key, bool *ret_new);
struct map_entry *map_get(const struct map *m, struct str key); /* NULL when absent */
uint64_t str_hash(struct str s);

#endif
