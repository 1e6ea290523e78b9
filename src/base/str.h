/* SPDX-License-Identifier: EUPL-1.2
 * Text: UTF-8 with a length, borrowed unless the name says dup. And a growing buffer with a cap. */
#ifndef WZ_BASE_STR_H
#define WZ_BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

#define STR(lit) ((struct str){"" lit, sizeof(lit) - 1})
#define STR_INIT(lit)                                                                                        \
    {                                                                                                        \
        "" lit, sizeof(lit) - 1                                                                              \
    }                                                                               /* for static tables */
#define STR_ARG(s) (int)((s).n > INT32_MAX ? INT32_MAX : (s).n), (s).p ? (s).p : "" /* for "%.*s" */

struct str str_from(const char *cstr); /* NULL is the empty text */
struct str str_dup(struct arena *a, struct str s);
const char *str_cstr(struct arena *a, struct str s); /* a NUL-terminated copy */
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0), nonnull(2)));
struct str str_cat(struct arena *a, struct str x, struct str y);

bool str_eq(struct str x, struct str y);
bool str_is(struct str s, const char *cstr);
int str_cmp(struct str x, struct str y);  /* by byte, as memcmp */
bool str_ieq(struct str x, struct str y); /* ASCII letters alike */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s); /* spaces, tabs, line ends and no-break spaces at both ends */
struct str str_sub(struct str s, size_t from, size_t to); /* bytes [from, to), clipped */
/* Index of the first `c`, or s.n. */
size_t str_index(struct str s, char c);
/* Splits at the first `sep`: *ret_rest is what follows it, empty with p == NULL when there is no `sep`. */
struct str str_cut(struct str s, char sep, struct str *ret_rest);
struct str str_lower(struct arena *a, struct str s); /* ASCII only */
/* For comparing names: lower case, without accents, runs of white space as one, trimmed, full stops dropped,
 * apostrophes and hyphens plain: "Bergen (L.)" and "bergen (l)" fold alike; "Fryslân" folds to "fryslan". */
struct str str_fold(struct arena *a, struct str s);

/* How many letters must be put in, taken out, changed or swapped with their neighbour to make x into y, by
 * byte: for folded names. Past `most` it is most + 1; of a text longer than 80 likewise. */
size_t str_distance(struct str x, struct str y, size_t most);

bool utf8_valid(struct str s);
/* One code point at *at, which is moved past it; -1 at the end, U+FFFD for a broken byte. */
int32_t utf8_next(struct str s, size_t *at);
/* At most n bytes of s, not ending within a letter. */
struct str utf8_clip(struct str s, size_t n);
/* Takes broken bytes out of a text in place, such as half a letter where it was cut. */
void utf8_repair(char *text);
size_t utf8_put(char out[4], int32_t code); /* bytes written */

struct buf {
    struct arena *a;
    char *p;
    size_t n, room;
    size_t cap; /* most bytes it may hold; past it nothing is added and `over` is raised */
    bool over;
};

void buf_init(struct buf *b, struct arena *a, size_t cap);
void buf_add(struct buf *b, struct str s);
void buf_bytes(struct buf *b, const void *p, size_t n);
void buf_char(struct buf *b, char c);
void buf_lit(struct buf *b, const char *cstr);
void buf_i64(struct buf *b, int64_t v);
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
/* Text with & < > " ' escaped, for HTML and XML. */
void buf_html(struct buf *b, struct str s);
static inline struct str buf_str(const struct buf *b)
{
    return (struct str){b->p ? b->p : "", b->n};
}

#endif
