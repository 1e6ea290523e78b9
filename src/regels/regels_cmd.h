/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_REGELS_REGELS_CMD_H
#define WZ_REGELS_REGELS_CMD_H

#include "base/command.h"

struct regeltabel;

extern const struct command regels_commands[];
/* Reads a file with one decision table; an error names the file. */
int regels_bestand_lees(struct arena *a, struct str pad, struct regeltabel **ret, struct err *e) MUST_CHECK;

#endif
