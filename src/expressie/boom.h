/* SPDX-License-Identifier: EUPL-1.2
 * Expressions, and what they look at, as value trees for the browser. */
#ifndef WZ_EXPRESSIE_BOOM_H
#define WZ_EXPRESSIE_BOOM_H

#include "doc/doc.h"
#include "expressie/expressie.h"

struct doc *expr_boom(struct arena *a, const struct expr *x);
/* [kind, name, prefix, name space, text, [attributes], [children]] */
struct doc *expr_knoop_boom(struct arena *a, const struct expr_knoop *k);

#endif
