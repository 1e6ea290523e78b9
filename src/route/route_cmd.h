/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_ROUTE_ROUTE_CMD_H
#define WZ_ROUTE_ROUTE_CMD_H

#include "gebied/gebied_cmd.h"

extern const struct command route_commands[];

#endif
