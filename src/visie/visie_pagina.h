/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of woonzorgvisies share. */
#ifndef WZ_VISIE_VISIE_PAGINA_H
#define WZ_VISIE_VISIE_PAGINA_H

#include "cijfer/vel.h"
#include "visie/visie.h"

/* The day that the page shows, and up to which day what was said counts. */
date_t visie_dag(const struct pagina *p);
date_t visie_bekend(const struct pagina *p);
/* The division by which its regions are shown: the chosen one, else one that covers the area. */
struct str visie_indeling(const struct pagina *p);
struct str visie_adres(const struct pagina *p, const struct gebied *g);
/* How many bouwstenen are covered; *ret_bekend: of how many an answer is known. */
int visie_bouwstenen(const struct visies *v, const struct gebied *g, int *ret_bekend);

#endif
