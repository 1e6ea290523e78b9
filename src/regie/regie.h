/* SPDX-License-Identifier: EUPL-1.2
 * /regie: the state of the whole in one page, by region, with what asks for attention and the way to each
 * part. */
#ifndef WZ_REGIE_REGIE_H
#define WZ_REGIE_REGIE_H

#include "http/http.h"

extern const struct http_route regie_routes[], stand_routes[];

#endif
