/* SPDX-License-Identifier: EUPL-1.2
 * The value tree. A map is searched from front to back while small, which beats hashing for the handful of
 * keys that most have; past INDEX_FROM entries it keeps an index (base/map.h), so that large or hostile ones
 * stay fast too. */
#include "doc/doc.h"
#include "base/map.h"

#include <assert.h>

enum { INDEX_FROM = 16 };

static struct doc *doc_new(struct arena *a, enum doc_type type)
{
    struct doc *d = ARENA_NEW(a, struct doc);

    d->type = type;
    return d;
}

struct doc *doc_null(struct arena *a)
{
    return doc_new(a, DOC_NULL);
}

struct doc *doc_bool(struct arena *a, bool b)
{
    struct doc *d = doc_new(a, DOC_BOOL);

    d->b = b;
    return d;
}

struct doc *doc_int(struct arena *a, int64_t i)
{
    struct doc *d = doc_new(a, DOC_INT);

    d->i = i;
    return d;
}

struct doc *doc_num(struct arena *a, double x)
{
    struct doc *d = doc_new(a, DOC_NUM);

    d->d = x;
    return d;
}

struct doc *doc_str(struct arena *a, struct str s)
{
    struct doc *d = doc_new(a, DOC_STR);

    d->s = s;
    return d;
}

struct doc *doc_list(struct arena *a)
{
    return doc_new(a, DOC_LIST);
}

struct doc *doc_map(struct arena *a)
{
    return doc_new(a, DOC_MAP);
}

static struct doc_entry *entry_find(const struct doc *map, struct str key)
{
    if (map->map.index) {
        const struct map_entry *e = map_get(map->map.index, key);

        return e ? &map->map.at[e->value.i] : NULL;
    }
    for (size_t i = 0; i < map->map.n; i++)
        if (str_eq(map->map.at[i].key, key))
            return &map->map.at[i];
    return NULL;
}

static void index_make(struct arena *a, struct doc *map)
{
    struct map *index = ARENA_NEW(a, struct map);

    map_init(index, a);
    for (size_t i = 0; i < map->map.n; i++)
        map_put(index, map->map.at[i].key, NULL)->value.i = (int64_t)i;
    map->map.index = index;
}

struct doc *doc_set(struct arena *a, struct doc *map, struct str key, struct doc *value)
{
    struct doc_entry *old;

    assert(map && map->type == DOC_MAP && value);
    old = entry_find(map, key);
    if (old)
        return old->value = value;
    VEC_PUSH(a, &map->map, (struct doc_entry){key, value});
    if (map->map.index)
        map_put(map->map.index, key, NULL)->value.i = (int64_t)map->map.n - 1;
    else if (map->map.n > INDEX_FROM)
        index_make(a, map);
    return value;
}

struct doc *doc_add(struct arena *a, struct doc *list, struct doc *value)
{
    assert(list && list->type == DOC_LIST && value);
    VEC_PUSH(a, &list->list, value);
    return value;
}

struct doc *doc_get(const struct doc *d, struct str key)
{
    const struct doc_entry *e = d && d->type == DOC_MAP ? entry_find(d, key) : NULL;

    return e ? e->value : NULL;
}

struct str doc_get_str(const struct doc *d, struct str key)
{
    const struct doc *v = doc_get(d, key);

    return v && v->type == DOC_STR ? v->s : STR("");
}

bool doc_truthy(const struct doc *d)
{
    if (!d || d->type == DOC_NULL)
        return false;
    if (d->type == DOC_BOOL)
        return d->b;
    return d->type != DOC_LIST || d->list.n;
}
