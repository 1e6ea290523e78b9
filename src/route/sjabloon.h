/* SPDX-License-Identifier: EUPL-1.2
 * The template workbook of a soort: see sjabloon.c. */
#ifndef WZ_ROUTE_SJABLOON_H
#define WZ_ROUTE_SJABLOON_H

#include "route/importeurs.h"

struct xlsx_form_list;
struct xlsx_form_sheet;

/* Is there something to fill in? Not of a map file or a table of CBS. */
bool sjabloon_kan(const struct importeur *imp);
/* The bytes of an .xlsx, on a. onderwerpen (may be none): codes to choose from. jaar: the first of a column a
 * year. ERR_NOT_FOUND when there is none of this soort. */
int sjabloon_maak(struct arena *a, const struct importeur *imp, const struct onderwerp *onderwerpen,
                  size_t n_onderwerpen, int jaar, struct str *ret, struct err *e) MUST_CHECK;

/* planmonitor.c: the cells of an empty sheet and of one that is an example, by the labels and categories that
 * it reads. blad: two. Fills at most n_max lists; returns how many. */
size_t planmonitor_bladen(struct arena *a, int jaar, struct xlsx_form_list *lijst, size_t n_max,
                          struct xlsx_form_sheet *blad);

#endif
