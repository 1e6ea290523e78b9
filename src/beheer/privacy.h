/* SPDX-License-Identifier: EUPL-1.2
 * What is kept of people, and forgetting them. */
#ifndef WZ_BEHEER_PRIVACY_H
#define WZ_BEHEER_PRIVACY_H

#include "base/command.h"
#include "beheer/beheer.h"
#include "taak/taak.h"

extern const struct bewaard {
    const char *wat, *waarom, *tot; /* Dutch */
} bewaard[];                        /* ends with wat NULL */
/* Within the caller's write transaction: mens_verwijder, and the name where it was written as text. */
int privacy_verwijder(struct conn *c, struct arena *a, const struct dader *d, int64_t mens,
                      struct err *e) MUST_CHECK;

extern const struct taak_soort privacy_taken[]; /* bewaartermijn: once a day */
extern const struct command privacy_commands[]; /* mens gegevens, mens verwijder */
extern const struct http_route
    privacy_routes[]; /* /privacy, /mijn-account/gegevens, /mensen/{id}/verwijderen */

#endif
