/* SPDX-License-Identifier: EUPL-1.2
 * The form on which a file is delivered: as a tree for its template, and back from what was sent. Used by
 * route_http.c. */
#ifndef WZ_ROUTE_AANLEVER_H
#define WZ_ROUTE_AANLEVER_H

#include "cijfer/pagina.h"
#include "partij/partij.h"
#include "route/route.h"

/* What was filled in, and per field what is wrong with it (empty: nothing). */
struct aanlever {
    struct str soort, peildatum, leveraar, namens;
    const struct http_upload *bestand;
    date_t datum;
    const struct partij *partijen; /* on whose behalf one may deliver */
    size_t n_partijen;
    bool zelf;      /* also for the installation itself */
    int64_t partij; /* on whose behalf; 0: the installation */
    struct str fout_soort, fout_bestand, fout_peildatum, fout_leveraar, fout_namens;
    bool fout;
};

/* The importer of a soort that people may choose; NULL: there is none. */
const struct importeur *aanlever_soort(struct str soort);
/* For whom one may deliver; who may for one only is not asked. Over a connection of its own when the route
 * lent none. */
int aanlever_namens(struct http_req *q, struct aanlever *f, struct err *e) MUST_CHECK;
/* After a file that could not be read: what was filled in then, so that only the file is to be chosen again.
 */
int aanlever_eerder(struct http_req *q, struct aanlever *f, struct err *e) MUST_CHECK;
/* What was sent, and what is wrong with it. */
void aanlever_lees(const struct http_req *q, struct aanlever *f);
/* The form with what was filled in, and the help beside it. */
void aanlever_boom(struct pagina *p, const struct aanlever *f);

#endif
