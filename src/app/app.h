/* SPDX-License-Identifier: EUPL-1.2
 * What main puts together: the commands that concern the program as a whole. */
#ifndef WZ_APP_APP_H
#define WZ_APP_APP_H

#include "base/command.h"
#include "gebied/omgeving.h"

extern const struct command app_commands[]; /* serve, demo, db migreer */

/* Brings schema and reference tables to this program's version. */
int app_migreer(struct store *s, struct arena *a, int *ret_migraties, int *ret_tabellen,
                struct err *e) MUST_CHECK;
/* Serves until SIGINT or SIGTERM, then finishes running requests. Prints the address once it listens. */
int app_serve(struct omgeving *o, struct str listen, struct err *e) MUST_CHECK;

/* Fills the demo of regie; what is there already is left alone. */
int demo_regie(struct omgeving *o, struct arena *a, struct err *e) MUST_CHECK;

#endif
