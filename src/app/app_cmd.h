/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_APP_APP_CMD_H
#define WZ_APP_APP_CMD_H

#include "base/command.h"

int db_migreer_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int db_backup_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int db_herstel_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int serve_cmd(struct command_call *call, struct err *e) MUST_CHECK;
/* The permission matrix, route by route (serve_cmd.c knows the routes). */
int rechten_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int demo_cmd(struct command_call *call, struct err *e) MUST_CHECK;

/* The rondes of the inventory with made-up responses; *nieuw counts what was made. */
struct omgeving;
int demo_inventarisatie(struct omgeving *o, struct arena *a, int *nieuw, struct err *e) MUST_CHECK;

#endif
