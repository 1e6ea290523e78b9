/* SPDX-License-Identifier: EUPL-1.2
 * /v1/datapakket.zip: a data package of any selection, made while it is sent: the first bytes come at once,
 * and nothing is kept. Always an open one; a full one is made on the command line. */
#include "api/api.h"

#include "pakket/pakket.h"

int datapakket_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str stand = api_tekst(q, "stand");
    struct pakket_keuze k = {.gebied = api_tekst(q, "gebied"),
                             .indeling = api_tekst(q, "indeling"),
                             .van = api_datum(q, "periodeVan"),
                             .tot = api_datum(q, "periodeTot")};
    struct pakket_maker *m = NULL;
    int rc = pakket_codes(q->a, api_tekst(q, "onderwerp"), &k.onderwerp, &k.n_onderwerpen, e);

    if (!rc)
        rc = pakket_codes(q->a, api_tekst(q, "bron"), &k.bron, &k.n_bronnen, e);
    if (rc)
        return http_refuse(q, r, e, "query", STR("onderwerp"), "waarde", "hoogstens %d codes",
                           PAKKET_KEUZES_MAX);
    if (stand.n && !time_parse(stand, &k.stand))
        return http_refuse(q, r, e, "query", STR("stand"), "waarde", "dit is geen moment");
    if (k.stand > time_ms())
        k.stand = 0; /* what is known now */
    rc = pakket_maker_new(q->app, &k, &m, e);
    if (rc)
        return rc;
    r->stream = (struct http_stream){pakket_stuk, pakket_maker_free, m};
    r->type = media_type(HTTP_ZIP);
    r->filename = pakket_naam(q->a, &k);
    return OK;
}
