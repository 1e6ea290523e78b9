/* SPDX-License-Identifier: EUPL-1.2
 * The pages and commands of plannen. */
#ifndef WZ_PLAN_PLAN_HTTP_H
#define WZ_PLAN_PLAN_HTTP_H

#include "base/command.h"
#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"
#include "http/http.h"
#include "plan/plan.h"

extern const struct http_route plan_routes[];
extern const struct command plan_commands[];

http_handler plan_een_get; /* the page of one plan */
/* "kaart" of the page of a plan: where it lies, when it has a place and there are boundaries, or its own
 * outline. *ret_adres: the map page at this plan, when it counts and can be seen there; else empty. */
int plan_kaart(struct pagina *p, const struct plan *x, bool telt, struct str *ret_adres,
               struct err *e) MUST_CHECK;
/* What a plan is called: its name, else its code. */
struct str plan_naam(const struct plan *x);
/* "Basisset 2.0" for the soort of a levering. */
struct str plan_soort_naam(struct str soort);
/* In words what there is, over the kinds side by side: "145 plannen met samen 12.345 woningen …". */
struct str plan_som_tekst(struct arena *a, const struct plan_som *s, size_t n);

#endif
