/* SPDX-License-Identifier: EUPL-1.2
 * The rules of the WOZ-bezitstabel: of each column by itself (woz_kolommen.c) and between columns
 * (woz_regels.c). */
#ifndef WZ_ROUTE_WOZ_INTERN_H
#define WZ_ROUTE_WOZ_INTERN_H

#include "route/woz.h"

/* Has a filled cell the form that its column asks? deel: 0 … 3 for 2.1A … 2.1D. */
typedef bool woz_vorm(struct str s, int deel);
enum woz_plicht { LEEG, MAG, MOET, VOORWAARDE /* see the conditions between columns */ };
struct woz_regel {
    uint8_t plicht[WOZ_DELEN];
    woz_vorm *vorm;
};
extern const struct woz_regel woz_regels[WOZ_KOLOMMEN]; /* in the order of woz_kolommen */

bool woz_een_van(struct str s, const char *lijst); /* one of the words, parted by "|" */

#endif
