/* SPDX-License-Identifier: EUPL-1.2
 * The program: one table of modules. A new capability is a folder and a line here. */
#include "app/app.h"

#include "api/api.h"
#include "beheer/privacy.h"
#include "cijfer/cijfer_cmd.h"
#include "definitie/definitie.h"
#include "expressie/expressie_cmd.h"
#include "kennisbank/kennis.h"
#include "kennisname/kennisname.h"
#include "kwaliteit/kwaliteit.h"
#include "opgave/opgave.h"
#include "pakket/pakket.h"
#include "partij/partij.h"
#include "plan/plan_http.h"
#include "planning/planning.h"
#include "rapport/rapport.h"
#include "regels/regels_cmd.h"
#include "ronde/ronde.h"
#include "route/route_cmd.h"
#include "signaal/signaal.h"
#include "spoor/spoor.h"
#include "toegang/mens.h"
#include "uitkomst/laad.h"
#include "visie/visie.h"
#include "voorraad/voorraad_cmd.h"
#include "vragenlijst/vragenlijst_cmd.h"

/* One a line, so that two who add one do not meet. */
/* clang-format off */
static const struct command *const commands[] = {
    app_commands,
    gebied_commands,
    cijfer_commands,
    plan_commands,
    kwaliteit_commands,
    route_commands,
    pakket_commands,
    api_commands,
    partij_commands,
    mens_commands,
    privacy_commands,
    spoor_commands,
    regels_commands,
    voorraad_commands,
    vragenlijst_commands,
    expressie_commands,
    ronde_commands,
    visie_commands,
    kennisname_commands,
    opgave_commands,
    signaal_commands,
    uitkomst_commands,
    rapport_commands,
    definitie_commands,
    planning_commands,
    kennis_commands,
    NULL,
};
/* clang-format on */

int main(int argc, char **argv)
{
    return command_main(commands, argc, argv);
}
