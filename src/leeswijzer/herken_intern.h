/* SPDX-License-Identifier: EUPL-1.2
 * The inside of the recogniser: header and columns (herken_kop.c), the choice of soort and meaning
 * (herken.c), words (herken_woord.c). */
#ifndef WZ_LEESWIJZER_HERKEN_INTERN_H
#define WZ_LEESWIJZER_HERKEN_INTERN_H

#include "leeswijzer/herken.h"

bool cel_geen_cijfer(struct str s); /* a word that says that there is no figure */
bool cel_is_getal(const struct cel *c);
bool cel_is_jaar(const struct cel *c);
const struct onderwerp *onderwerp_bij(const struct herken_kennis *kennis, struct str s); /* code or name */

/* The row where the header begins and how many it takes; how sure, 0: there is none to be seen. */
int kop_zoek_rij(const struct rooster *r, const struct herken_kennis *kennis, size_t *ret_kop,
                 int *ret_rijen);
/* Fills h->kolom from h->rooster, kop and n_koprijen. */
void kolommen_tel(struct arena *a, const struct herken_kennis *kennis, struct herkenning *h);

/* How much a header is like one name, 0 … 100. */
int een_naam_gelijk(struct arena *scratch, struct str kop, struct str naam, bool eigen);

#endif
