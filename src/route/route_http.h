/* SPDX-License-Identifier: EUPL-1.2
 * The pages by which files come in, and the background work behind them. For app: the routes go into the
 * table of the server, the soorten into that of the taak_loper, whose ctx is the struct omgeving. */
#ifndef WZ_ROUTE_ROUTE_HTTP_H
#define WZ_ROUTE_ROUTE_HTTP_H

#include "cijfer/pagina.h"
#include "taak/taak.h"

extern const struct http_route
    route_routes[]; /* /leveringen/nieuw, /leveringen/sjabloon/{soort}, /taken/{sleutel} */
extern const struct http_route leeswijzer_routes[]; /* /taken/{sleutel}/kolommen, /leeswijzers */
extern const struct taak_soort route_taken[];       /* import-proef, import */

/* ---- within this room ---- */

#define TAAK_PROEF  "import-proef"
#define TAAK_IMPORT "import"

/* The page of a taak of route_taken: what it does, what it found, and what can be done next. */
int taak_pagina(struct pagina *p, struct taak *t, struct err *e) MUST_CHECK;

#endif
