/* SPDX-License-Identifier: EUPL-1.2
 * The pages by which files come in, and the background work behind them. For app: the routes go into the
 * table of the server, the soorten into that of the taak_loper, whose ctx is the struct omgeving. */
#ifndef WZ_ROUTE_ROUTE_HTTP_H
#define WZ_ROUTE_ROUTE_HTTP_H

#include "cijfer/pagina.h"
#include "route/route.h"
#include "taak/taak.h"

extern const struct http_route
    route_routes[]; /* /leveringen/nieuw, /leveringen/sjabloon/{soort}, /taken/{sleutel} */
extern const struct http_route kolommen_routes[];   /* /taken/{sleutel}/kolommen */
extern const struct http_route leeswijzer_routes[]; /* /leeswijzers */
extern const struct taak_soort route_taken[];       /* import-proef, import */

/* ---- within this room ---- */

#define TAAK_PROEF  "import-proef"
#define TAAK_IMPORT "import"

/* Kinds that change what is everyone's are only for who may change that. */
bool soort_mag(const struct http_req *q, const struct importeur *imp);
/* Who asked, for the one who does the work: whom the trail will name, and what that one may supersede. */
void taak_dader_zet(struct http_req *q, struct doc *d, int64_t partij);
int64_t taak_partij(const struct taak *t); /* whose it is; 0: of the installation itself */

/* All that is wrong with a form, in one problem, for programs: ERR_DATA. fouten: list of {veld, wat}. */
int fouten_zeg(struct arena *a, const struct doc *fouten, struct err *e) MUST_CHECK;

/* The page of a taak of route_taken: what it does, what it found, and what can be done next. */
int taak_pagina(struct pagina *p, struct taak *t, struct err *e) MUST_CHECK;

#endif
