/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg expressie: the public cases, or one's own, row by row. */
#ifndef WZ_EXPRESSIE_CMD_H
#define WZ_EXPRESSIE_CMD_H

#include "base/command.h"
#include "expressie/expressie.h"

extern const struct command expressie_commands[];

/* A document as nodes, for an expression to look at. */
int expr_boom_lees(struct arena *a, struct str xml, struct expr_knoop **ret, struct err *e) MUST_CHECK;

/* One row of a table of cases: what the columns expr, context_node, context_xml, type and note hold. */
struct expr_geval {
    struct str expr, knoop, xml, soort, noot;
    bool computer; /* without a zone in noot: the clock of this computer, else the Dutch one */
};
/* The value as the command prints it. Used by one thread at a time: a zone in `noot` is the process's. */
int expr_geval_reken(struct arena *a, const struct expr_geval *g, struct str *ret, struct err *e) MUST_CHECK;
/* Cells of a line parted by tabs, with \t, \n, \r and \\ put back; at most n. Returns how many there are. */
size_t expr_cellen(struct arena *a, struct str regel, struct str *ret, size_t n);

#endif
