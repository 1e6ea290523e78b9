/* SPDX-License-Identifier: EUPL-1.2
 * JSON (RFC 8259), strict, bounded. */
#ifndef WZ_DOC_JSON_H
#define WZ_DOC_JSON_H

#include "doc/doc.h"

struct json_limits {
    size_t depth; /* nesting; 0 means 64, and 1000 is the most */
    size_t bytes; /* of the text; 0 means 16 MiB */
};

/* The whole text is one value. Refused, with line and column in e: trailing bytes, duplicate keys, invalid
 * UTF-8 or surrogates, numbers outside the grammar, too deep, too large (also when the arena's limit is
 * passed). Integers that fit int64 become DOC_INT, other numbers DOC_NUM (must be finite). The tree borrows
 * from text. */
int json_read(struct arena *a, struct str text, struct json_limits lim, struct doc **ret,
              struct err *e) MUST_CHECK;
/* Shortest text that reads back as the same value; NUM that is not finite becomes null. indent 0 is one line.
 * Bytes that are not UTF-8 become U+FFFD. */
void json_write(struct buf *b, const struct doc *d, int indent);

#endif
