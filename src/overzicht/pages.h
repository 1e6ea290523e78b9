/* SPDX-License-Identifier: EUPL-1.2
 * The route tables of this room. */
#ifndef WZ_OVERZICHT_PAGES_H
#define WZ_OVERZICHT_PAGES_H

#include "overzicht/beeld.h"

extern const struct http_route overzicht_routes[];  /* /, /gebieden/{code} */
extern const struct http_route kaart_routes[];      /* /kaart */
extern const struct http_route landelijk_routes[];  /* /landelijk */
extern const struct http_route regelingen_routes[]; /* /regelingen */
extern const struct http_route wijzer_routes[];     /* /kies, /zoek and pages of text */

#endif
