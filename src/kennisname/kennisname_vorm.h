/* SPDX-License-Identifier: EUPL-1.2
 * The question to which kinds of organisations something is made known, for the forms that ask it. */
#ifndef WZ_KENNISNAME_VORM_H
#define WZ_KENNISNAME_VORM_H

#include "cijfer/vel.h"
#include "kennisname/kennisname.h"

enum { PARTIJ_SOORTEN_MAX = 8 };
/* A box a kind (soort.gemeente); the error of it stands at "soorten". */
void form_soorten(struct vel *v, struct doc *form);
/* Those that were ticked, and those that "soorten" names as words with commas between: how many. None, or a
 * word that is no kind, is told beside the boxes. ret: PARTIJ_SOORTEN_MAX long. */
size_t form_soorten_lees(struct vel *v, struct str *ret);

#endif
