/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef WZ_VRAGENLIJST_CMD_H
#define WZ_VRAGENLIJST_CMD_H

#include "base/command.h"

extern const struct command vragenlijst_commands[];

#endif
