/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_VOORRAAD_VOORRAAD_CMD_H
#define WZ_VOORRAAD_VOORRAAD_CMD_H

#include "base/command.h"

extern const struct command voorraad_commands[];

#endif
