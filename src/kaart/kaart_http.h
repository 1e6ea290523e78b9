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

/* ---- OGC API Features ---- */

enum { OGC_LIMIET = 10, OGC_LIMIET_MAX = 1000, OGC_CIJFERS = 5 };

/* A system in which coordinates are asked and given. */
struct ogc_crs {
    const char *uri;
    enum kaart_stelsel stelsel;
    bool omgekeerd; /* the second axis first */
    int decimalen;  /* a centimetre or better */
};
extern const struct ogc_crs ogc_crs[]; /* the first is the default; ends with uri NULL */

/* What a request for items asks. */
struct ogc_vraag {
    date_t van, tot; /* days; both today when not asked */
    const struct ogc_crs *crs;
    bool heeft_kader;
    struct kader kader; /* in kader_stelsel */
    enum kaart_stelsel kader_stelsel;
    size_t limiet, vanaf;
    struct str code, naam;                 /* only these; empty: all */
    const struct indeling *in_indeling[8]; /* only what lies in these regions */
    struct str in_regio[8];
    size_t n_in;
    struct str cijfer[OGC_CIJFERS], woningtype;
    size_t n_cijfers;
};
/* Reads the query; ERR_DATA for what is not right or not known, as the standard asks. */
int ogc_vraag_lees(struct http_req *q, const struct gebieden *g, struct ogc_vraag *ret,
                   struct err *e) MUST_CHECK;
/* The address of this same question from another item on; path without base. */
struct str ogc_adres(struct http_req *q, struct str path, size_t vanaf, size_t limiet);

/* Writes a JSON geometry (Polygon or MultiPolygon) of a vorm. */
void ogc_geometrie(struct buf *b, const struct kaart_vorm *v, const struct ogc_crs *crs);
/* Does a vorm answer to bbox, code, naam and regions of the question? */
bool ogc_past(const struct ogc_vraag *v, const struct gebieden *g, const struct kaart_laag *l,
              const struct kaart_vorm *vorm);
/* A link of an answer: {href, rel, type, title}. */
void ogc_schakel(struct http_req *q, struct doc *links, const char *rel, const char *type, const char *titel,
                 struct str path);
/* The OpenAPI description of /ogc/v1. */
struct doc *ogc_openapi(struct http_req *q, const struct laag_soort *soort, size_t n);

#endif
