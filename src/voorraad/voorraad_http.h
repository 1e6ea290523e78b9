/* SPDX-License-Identifier: EUPL-1.2
 * The routes of the stock, for app. */
#ifndef WZ_VOORRAAD_VOORRAAD_HTTP_H
#define WZ_VOORRAAD_VOORRAAD_HTTP_H

#include "http/http.h"
#include "voorraad/kast.h"

extern const struct http_route voorraad_routes[]; /* /voorraad */
extern const struct http_route regelset_routes[]; /* /voorraad/regels */
extern const struct http_route werkplaats_routes[];
extern const struct http_route woning_routes[]; /* /voorraad/woningen */
extern const struct http_route woningkaart_routes[], verschil_routes[];

#endif
