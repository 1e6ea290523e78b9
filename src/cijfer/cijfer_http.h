/* SPDX-License-Identifier: EUPL-1.2
 * The route tables of this room. */
#ifndef WZ_CIJFER_CIJFER_HTTP_H
#define WZ_CIJFER_CIJFER_HTTP_H

#include "cijfer/pagina.h"

extern const struct http_route cijfer_routes[];   /* /cijfers */
extern const struct http_route herkomst_routes[]; /* /herkomst/{id} */
extern const struct http_route levering_routes[]; /* /leveringen */
/* The report of an import (import_verslag) for deel/bevindingen; NULL when nothing was noticed. */
struct doc *bevindingen_doc(struct arena *a, const struct doc *verslag);

#endif
