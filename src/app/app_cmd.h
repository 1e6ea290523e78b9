/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_APP_APP_CMD_H
#define WZ_APP_APP_CMD_H

#include "base/command.h"
#include "gebied/omgeving.h"

int db_migreer_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int db_backup_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int db_herstel_cmd(struct command_call *call, struct err *e) MUST_CHECK;
int serve_cmd(struct command_call *call, struct err *e) MUST_CHECK;
/* The permission matrix, route by route (serve_cmd.c knows the routes). */
int rechten_cmd(struct command_call *call, struct err *e) MUST_CHECK;
/* What an option names: the content of a file, or of a credential of the service. Empty when it is not given.
 */
int geheim_lees(struct command_call *call, const char *optie, struct str *ret, struct err *e) MUST_CHECK;
/* What may not lie in the queue of mails, of all rooms that send. */
struct post_vuller;
const struct post_vuller *app_vullers(void);
/* Mail and the provider of sign-ins, by the options of the call; o->naam is set. */
int instellingen_lees(struct command_call *call, struct omgeving *o, struct err *e) MUST_CHECK;
void instellingen_los(struct omgeving *o);
int demo_cmd(struct command_call *call, struct err *e) MUST_CHECK;

/* The rondes of the inventory with made-up responses; *nieuw counts what was made. */
struct omgeving;
int demo_inventarisatie(struct omgeving *o, struct arena *a, int *nieuw, struct err *e) MUST_CHECK;

#endif
