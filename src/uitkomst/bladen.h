/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of this room share. Private to src/uitkomst. */
#ifndef WZ_UITKOMST_BLADEN_H
#define WZ_UITKOMST_BLADEN_H

#include "cijfer/pagina.h"
#include "uitkomst/laad.h"
#include "uitkomst/uitvoer.h"

/* The ronde of the address, for who may see it: everyone once it is closed, else who runs it. ret_beheer: the
 * latter asks. */
int blad_ronde(struct http_req *q, struct conn *c, struct ronde *ret, bool *ret_beheer,
               struct err *e) MUST_CHECK;

extern http_handler uitkomsten_get, uitkomst_get, vraag_get, meenemen_get, themas_get, themas_post,
    codeer_post;

#endif
