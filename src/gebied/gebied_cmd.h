/* SPDX-License-Identifier: EUPL-1.2
 * The commands of gebied, and what commands of all domains share. */
#ifndef WZ_GEBIED_GEBIED_CMD_H
#define WZ_GEBIED_GEBIED_CMD_H

#include "base/command.h"
#include "base/date.h"
#include "doc/doc.h"

#define OPTION_DB                                                                                            \
    {                                                                                                        \
        "db", "URL", "de database: sqlite:PAD of postgresql://…", true, false, false                         \
    }
#define OPTION_FORMAT                                                                                        \
    {                                                                                                        \
        "formaat", "csv|json", "hoe de uitvoer eruitziet; standaard csv", false, false, false                \
    }

/* The value of an option as date or whole number; *ret is left alone when it was not given. */
int command_date(const struct command_call *call, const char *name, date_t *ret, struct err *e) MUST_CHECK;
int command_int(const struct command_call *call, const char *name, int64_t *ret, struct err *e) MUST_CHECK;
/* Prints a table in the --formaat that was asked. */
int command_table(const struct command_call *call, const struct doc *table, struct err *e) MUST_CHECK;
/* An empty table from triples code, title, kind ("tekst", "getal", "datum", "procent"), ended by NULL. */
struct doc *table_new(struct arena *a, struct str titel, const char *const *kolommen);

extern const struct command gebied_commands[];

#endif
