/* SPDX-License-Identifier: EUPL-1.2
 * A compiled template: what mustache_compile.c makes and mustache_render.c walks. Private. */
#ifndef WZ_DOC_MUSTACHE_OP_H
#define WZ_DOC_MUSTACHE_OP_H

#include "doc/mustache.h"

enum { MUSTACHE_SECTIONS_MAX = 64, MUSTACHE_PARTIALS_MAX = 32 };

enum mustache_kind {
    OP_TEXT,     /* text, as it stands; with `line_start` its first byte is the first of a line */
    OP_INDENT,   /* a line starts here with a tag: where an indented partial puts its indentation */
    OP_ESCAPED,  /* {{name}} */
    OP_RAW,      /* {{{name}}} and {{&name}} */
    OP_SECTION,  /* {{#name}}; `jump` is its OP_END */
    OP_INVERTED, /* {{^name}}; `jump` is its OP_END */
    OP_END,      /* {{/name}}; `jump` is its OP_SECTION or OP_INVERTED */
    OP_PARTIAL,  /* {{>name}}; with `line_start` it stands alone on its line and text is its indentation */
};

struct mustache_op {
    enum mustache_kind kind;
    bool line_start;
    uint32_t jump;
    uint32_t name, n_name; /* the parts of a dotted name in names; none at all for {{.}} */
    struct str text;       /* for sections the name as written, for errors */
    size_t at;             /* where in the template, for errors */
};

struct mustache {
    const struct mustache_op *ops;
    size_t n;
    const struct str *names;
};

#endif
