/* SPDX-License-Identifier: EUPL-1.2
 * The value tree: what a handler builds once and JSON, CSV, XLSX and HTML are made from. Lives on one arena;
 * text is borrowed, keys are borrowed (usually literals). */
#ifndef WZ_DOC_DOC_H
#define WZ_DOC_DOC_H

#include "base/err.h"
#include "base/str.h"

enum doc_type { DOC_NULL, DOC_BOOL, DOC_INT, DOC_NUM, DOC_STR, DOC_LIST, DOC_MAP };

struct doc_entry;

struct doc {
    enum doc_type type;
    union {
        bool b;
        int64_t i;
        double d;
        struct str s;
        struct {
            struct doc **at;
            size_t n, cap;
        } list;
        struct {
            struct doc_entry *at; /* in order of insertion */
            size_t n, cap;
            void *index; /* private: made once a map grows large */
        } map;
    };
};

struct doc_entry {
    struct str key;
    struct doc *value;
};

struct doc *doc_null(struct arena *a);
struct doc *doc_bool(struct arena *a, bool b);
struct doc *doc_int(struct arena *a, int64_t i);
struct doc *doc_num(struct arena *a, double d);
struct doc *doc_str(struct arena *a, struct str s);
struct doc *doc_list(struct arena *a);
struct doc *doc_map(struct arena *a);

/* Puts value under key, replacing an older one; returns value, so that building can nest. */
struct doc *doc_set(struct arena *a, struct doc *map, struct str key, struct doc *value);
struct doc *doc_add(struct arena *a, struct doc *list, struct doc *value);

/* Short hands for the common case of a literal key. */
#define DOC_SET(a, map, key, value)  doc_set((a), (map), STR(key), (value))
#define DOC_SET_STR(a, map, key, s)  doc_set((a), (map), STR(key), doc_str((a), (s)))
#define DOC_SET_INT(a, map, key, i)  doc_set((a), (map), STR(key), doc_int((a), (i)))
#define DOC_SET_BOOL(a, map, key, b) doc_set((a), (map), STR(key), doc_bool((a), (b)))

/* NULL when absent or when d is not a map (or NULL), so that look-ups chain. */
struct doc *doc_get(const struct doc *d, struct str key);
/* The text of a DOC_STR, else the empty text. */
struct str doc_get_str(const struct doc *d, struct str key);
/* Mustache's and our templates' idea of true: not null, not false, not an empty list, not absent. */
bool doc_truthy(const struct doc *d);

/* A table in a tree is a map:
 *   {"titel": …, "kolommen": [{"code": "naam", "titel": "Gemeente", "eenheid": "woningen",
 *     "soort": "tekst|getal|procent|datum", "schaal": 0}], "rijen": [{"naam": …, "waarde": 12}, …],
 *     "voet": ["N = 31", …]}
 * A row's cells stand under the column's code; an absent or null cell is "unknown". A date is ISO text or a
 * date_t; a percentage is 43 for 43%. csv.h and xlsx.h write such a table. */

#endif
