/* SPDX-License-Identifier: EUPL-1.2
 * Mustache templates: compiled once, rendered often, held to the public Mustache specification (comments,
 * delimiters, interpolation, inverted, partials, sections). {{x}} escapes for HTML, {{{x}}} and {{&x}} do
 * not. Numbers are written as in JSON, and so are lists and maps (for data attributes); what is true is
 * doc_truthy's. */
#ifndef WZ_DOC_MUSTACHE_H
#define WZ_DOC_MUSTACHE_H

#include "doc/doc.h"

struct mustache; /* immutable after compiling, may be shared between threads */

/* The text must outlive the template. Errors carry line and column. */
int mustache_compile(struct arena *a, struct str text, struct mustache **ret, struct err *e) MUST_CHECK;

/* Looks up a partial by name: NULL renders as nothing, as the specification says. */
typedef const struct mustache *mustache_partial_fn(void *ctx, struct str name);

/* Adds to b. Partials may nest to 32 deep; deeper, or past b's cap, is ERR_LIMIT. */
int mustache_render(struct arena *a, const struct mustache *m, const struct doc *d,
                    mustache_partial_fn *partial, void *ctx, struct buf *b, struct err *e) MUST_CHECK;

#endif
