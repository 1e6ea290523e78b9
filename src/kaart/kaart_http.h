/* SPDX-License-Identifier: EUPL-1.2
 * What the handlers of this room share. Private to src/kaart. */
#ifndef WZ_KAART_KAART_HTTP_H
#define WZ_KAART_KAART_HTTP_H

#include "http/http.h"
#include "kaart/kaart.h"

struct kaart_vraag {
    struct omgeving *o;
    const struct gebieden *g;
    const struct kaart_laag *laag; /* NULL when none was asked */
    date_t datum;
};
/* The layer `code` (p NULL: none) on the date in query field `veld`, else today. Always end with
 * kaart_vraag_klaar, also after an error. */
int kaart_vraag_laag(struct http_req *q, struct str code, const char *veld, struct kaart_vraag *ret,
                     struct err *e) MUST_CHECK;
void kaart_vraag_klaar(struct kaart_vraag *v);

#endif
