/* SPDX-License-Identifier: EUPL-1.2
 * What the files of OGC API Features share: the question (ogc.c), the kinds of collection (ogc_gebied.c,
 * ogc_plan.c), their items (ogc_items.c), pages (ogc_pagina.c) and the description (ogc_api.c). */
#ifndef WZ_KAART_OGC_INTERN_H
#define WZ_KAART_OGC_INTERN_H

#include "cijfer/pagina.h"
#include "kaart/kaart_http.h"

#define OGC_BASIS   "/ogc/v1"
#define OGC_GEOJSON "application/geo+json"
#define OGC_JSON    "application/json"
#define OGC_HTML    "text/html"
enum { OGC_LIMIET = 10, OGC_LIMIET_MAX = 1000, OGC_CIJFERS = 5 };

/* ---- ogc.c: the question ---- */

/* A system in which coordinates are asked and given. */
struct ogc_crs {
    const char *uri;
    enum kaart_stelsel stelsel;
    bool omgekeerd; /* the second axis first */
    int decimalen;  /* a centimetre or better */
};
extern const struct ogc_crs ogc_crs[]; /* the first is the default; ends with uri NULL */

/* The properties of a plan by which can be asked. */
enum ogc_plan_veld {
    PLANVELD_NAAM,
    PLANVELD_PLANCODE,
    PLANVELD_GEMEENTE,
    PLANVELD_STATUS,
    PLANVELD_HARDHEID,
    PLANVELD_PLANTYPE,
    PLANVELD_FASE,
    PLANVELD_BRON,
    PLANVELDEN
};
extern const char *const ogc_plan_velden[]; /* their names; then what else can be asked of plans; NULL */

/* What a request for items asks. */
struct ogc_vraag {
    date_t van, tot; /* days; both today when not asked */
    bool heeft_datum;
    const struct ogc_crs *crs;
    bool heeft_kader;
    struct kader kader; /* in kader_stelsel */
    enum kaart_stelsel kader_stelsel;
    size_t limiet, vanaf;
    bool zonder_geometrie;
    struct str sorteer;          /* of plans: "woningen", "-woningen", "naam", "-naam"; empty: by number */
    int64_t stand;               /* of plans: as known at this moment; 0: now */
    struct str code, naam;       /* of gebieden and wijken: only these; empty: all */
    struct str gemeente;         /* of wijken: only in this one */
    struct str plan[PLANVELDEN]; /* of plans: only these, by each property */
    struct str woningtype;       /* of the cijfers; of plans: only those with homes of it */
    const struct indeling *in_indeling[8]; /* only what lies in these regions */
    struct str in_regio[8];
    size_t n_in;
    struct str cijfer[OGC_CIJFERS];
    size_t n_cijfers;
};

struct ogc_aard;
/* Reads the query for a kind of collection; ERR_DATA for what is not right or not known to it, as the
 * standard asks. */
int ogc_vraag_lees(struct http_req *q, const struct gebieden *g, const struct ogc_aard *aard,
                   struct ogc_vraag *ret, struct err *e) MUST_CHECK;
/* The address of this same question from another item on; path without base. */
struct str ogc_adres(struct http_req *q, struct str path, size_t vanaf, size_t limiet);

/* Does a vorm touch the asked box (true without one)? */
bool ogc_raakt(const struct ogc_vraag *v, const struct kaart_vorm *vorm);
/* Does a gemeente (NULL: none) lie in all asked regions on a day? */
bool ogc_in_regios(const struct ogc_vraag *v, const struct gebieden *g, const struct gebied *gemeente,
                   date_t d);
/* Writes a JSON geometry (Polygon, MultiPolygon, Point, MultiPoint, or null) of a vorm. */
void ogc_geometrie(struct buf *b, const struct kaart_vorm *v, const struct ogc_crs *crs);
/* A link of an answer: {href, rel, type, title}. */
void ogc_schakel(struct http_req *q, struct doc *links, const char *rel, const char *type, const char *titel,
                 struct str path);

/* ---- collections: ogc_gebied.c and ogc_plan.c say what theirs are ---- */

/* A request for items, or for one. */
struct ogc_bezig {
    struct http_req *q;
    struct kaart_vraag v;
    struct ogc_vraag o;
    const struct ogc_aard *aard;
    void *eigen; /* of the aard, made by its open; on the request's arena */
};

struct ogc_aard {
    const char *een, *meer;                            /* "gebied", "gebieden" */
    const char *const *velden;                         /* query fields that only it has; ends with NULL */
    const char *niets;                                 /* what a page says when there is none at all */
    bool nummers;                                      /* a feature's id is a number */
    int (*open)(struct ogc_bezig *z, struct err *e);   /* reads what its features need beside the layer */
    bool (*past)(const struct ogc_bezig *z, size_t i); /* does feature i answer to the question? */
    void (*orden)(const struct ogc_bezig *z, size_t *at, size_t n); /* in the asked order; may be NULL */
    bool (*zoek)(const struct ogc_bezig *z, struct str id, size_t *ret_i);
    struct doc *(*eigenschappen)(const struct ogc_bezig *z, size_t i);
    size_t (*kolommen)(const struct ogc_bezig *z, const char **ret); /* of the page: at most OGC_KOLOMMEN */
    void (*cellen)(const struct ogc_bezig *z, size_t i, struct doc *cellen, struct str adres);
};
enum { OGC_KOLOMMEN = 4 + OGC_CIJFERS };
extern const struct ogc_aard ogc_gebied, ogc_wijk, ogc_plan;
/* "plannen" has plans, "wijk" wijken, every other collection gebieden. */
const struct ogc_aard *ogc_aard_van(struct str verzameling);
/* Takes the layer of a collection; van and tot 0: as it is now. Of plans as known at stand. ERR_NOT_FOUND
 * when there is none. */
int ogc_laag(struct http_req *q, struct kaart_vraag *v, struct str code, date_t van, date_t tot,
             int64_t stand, struct err *e) MUST_CHECK;
/* {"provincie": "PV31", …}: in which regions a gemeente lies on a day; null where in none. */
void ogc_regios(struct arena *a, struct doc *d, const struct gebieden *g, const struct gebied *gemeente,
                date_t dag);
void ogc_dag(struct arena *a, struct doc *d, const char *naam, date_t dag); /* null when there is none */

extern http_handler ogc_items_get, ogc_item_get;

/* ---- ogc_pagina.c: for people ---- */

bool ogc_als_pagina(const struct http_req *q);
struct doc *ogc_pagina(struct http_req *q, struct http_resp *r, struct str titel, struct str antwoord);
struct doc *ogc_tabel(struct arena *a, struct doc *t, const char *id, struct str titel,
                      const char *const *kolommen);                     /* its rows; kolommen end with NULL */
struct doc *ogc_rij(struct arena *a, struct doc *t, struct doc *rijen); /* its cells */
void ogc_cel(struct arena *a, struct doc *cellen, struct str tekst, struct str adres);
void ogc_pagina_schakel(struct arena *a, struct doc *t, const char *woord, struct str adres);

/* ---- ogc_api.c ---- */

/* The OpenAPI description of /ogc/v1. */
struct doc *ogc_openapi(struct http_req *q, const struct laag_soort *soort, size_t n);

#endif
