/* SPDX-License-Identifier: EUPL-1.2
 * Small pieces of the pages of the OGC API for people: a title, one table, and links. */
#include "kaart/ogc_intern.h"

bool ogc_als_pagina(const struct http_req *q)
{
    return q->format == HTTP_HTML;
}

struct doc *ogc_pagina(struct http_req *q, struct http_resp *r, struct str titel, struct str antwoord)
{
    struct doc *t = r->tree = doc_map(q->a);

    DOC_SET_STR(q->a, t, "titel", titel);
    DOC_SET_STR(q->a, t, "antwoord", antwoord);
    return t;
}

struct doc *ogc_tabel(struct arena *a, struct doc *t, const char *id, struct str titel,
                      const char *const *kolommen)
{
    struct doc *d = DOC_SET(a, t, "tabel", doc_map(a)), *k;

    DOC_SET_STR(a, d, "id", str_from(id));
    DOC_SET_STR(a, d, "titel", titel);
    DOC_SET(a, d, "voet", doc_list(a)); /* else the page's own is found */
    k = DOC_SET(a, d, "kolommen", doc_list(a));
    for (; *kolommen; kolommen++)
        DOC_SET_STR(a, doc_add(a, k, doc_map(a)), "titel", str_from(*kolommen));
    return DOC_SET(a, d, "rijen", doc_list(a));
}

struct doc *ogc_rij(struct arena *a, struct doc *t, struct doc *rijen)
{
    DOC_SET_BOOL(a, (struct doc *)(uintptr_t)doc_get(t, STR("tabel")), "heeft_rijen", true);
    return DOC_SET(a, doc_add(a, rijen, doc_map(a)), "cellen", doc_list(a));
}

void ogc_cel(struct arena *a, struct doc *cellen, struct str tekst, struct str adres)
{
    struct doc *c = doc_add(a, cellen, doc_map(a));

    DOC_SET_STR(a, c, "tekst", tekst);
    if (cellen->list.n == 1)
        DOC_SET_BOOL(a, c, "kop", true);
    if (adres.n)
        DOC_SET_STR(a, c, "adres", adres);
}

void ogc_pagina_schakel(struct arena *a, struct doc *t, const char *woord, struct str adres)
{
    struct doc *l = (struct doc *)(uintptr_t)doc_get(t, STR("links")), *x;

    if (!l)
        l = DOC_SET(a, t, "links", doc_list(a));
    DOC_SET_BOOL(a, t, "heeft_links", true);
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", str_from(woord));
    DOC_SET_STR(a, x, "adres", adres);
}
