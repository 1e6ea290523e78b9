/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_CIJFER_CIJFER_CMD_H
#define WZ_CIJFER_CIJFER_CMD_H

#include "cijfer/levering.h"
#include "gebied/gebied_cmd.h"

extern const struct command cijfer_commands[];
/* The list of leveringen as a table. */
struct doc *leveringen_doc(struct arena *a, const struct levering *l, size_t n);

#endif
