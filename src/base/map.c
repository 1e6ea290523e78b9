/* SPDX-License-Identifier: EUPL-1.2
 * Open addressing over an array of entries. */
#include "base/map.h"

#include <pthread.h>
#include <sodium.h>

static unsigned char hash_key[crypto_shorthash_KEYBYTES];
static pthread_once_t hash_once = PTHREAD_ONCE_INIT;

static void hash_key_make(void)
{
    if (sodium_init() >= 0)
        randombytes_buf(hash_key, sizeof hash_key);
}

uint64_t str_hash(struct str s)
{
    uint64_t h;

    pthread_once(&hash_once, hash_key_make);
    crypto_shorthash((unsigned char *)&h, (const unsigned char *)s.p, s.n, hash_key);
    return h;
}

void map_init(struct map *m, struct arena *a)
{
    *m = (struct map){.a = a};
}

/* The slot that holds key, or the empty one where it would go. */
static uint32_t *slot_of(const struct map *m, struct str key)
{
    size_t i = str_hash(key) & (m->n_slots - 1);

    while (m->slots[i] && !str_eq(m->at[m->slots[i] - 1].key, key))
        i = (i + 1) & (m->n_slots - 1);
    return &m->slots[i];
}

static void slots_grow(struct map *m)
{
    m->n_slots = m->n_slots ? m->n_slots * 2 : 16;
    m->slots = ARENA_ARRAY(m->a, uint32_t, m->n_slots);
    for (size_t i = 0; i < m->n; i++)
        *slot_of(m, m->at[i].key) = (uint32_t)(i + 1);
}

struct map_entry *map_get(const struct map *m, struct str key)
{
    uint32_t *slot = m->n_slots ? slot_of(m, key) : NULL;

    return slot && *slot ? &m->at[*slot - 1] : NULL;
}

struct map_entry *map_put(struct map *m, struct str key, bool *ret_new)
{
    struct map_entry *e = map_get(m, key);

    if (ret_new)
        *ret_new = !e;
    if (e)
        return e;
    if ((m->n + 1) * 2 > m->n_slots)
        slots_grow(m);
    VEC_PUSH(m->a, m, (struct map_entry){.key = key});
    *slot_of(m, key) = (uint32_t)m->n;
    return &m->at[m->n - 1];
}
