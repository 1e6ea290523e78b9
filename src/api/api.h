/* SPDX-License-Identifier: EUPL-1.2
 * The open API: what its files share. A resource is a table of fields (struct veld); from that one table
 * follow the JSON of an answer, the columns of CSV and XLSX, the schema and example in the OpenAPI document,
 * and the tables on the page for people. */
#ifndef WZ_API_API_H
#define WZ_API_API_H

#include "base/command.h"
#include "cijfer/levering.h"
#include "cijfer/waarneming.h"
#include "gebied/omgeving.h"
#include "http/http.h"
#include "kennisname/kennisname.h"
#include "planning/planning.h"

#include <stddef.h>

extern const struct http_route api_routes[];   /* /v1 */
extern const struct http_route odata_routes[]; /* /odata/v4 */
extern const struct command api_commands[];    /* waarneming export */

/* One request: what handlers and getters of fields look at. */
struct api {
    struct http_req *q;
    struct http_resp *r;
    struct arena *a;
    struct omgeving *o;
    struct conn *c;
    const struct gebieden *g;
    date_t datum;                     /* the day that areas and members are asked for; never 0 */
    const struct cijfer_tabel *tabel; /* of /v1/cijfers */
};
int api_open(struct api *x, struct http_req *q, struct http_resp *r, struct err *e) MUST_CHECK;
void api_sluit(struct api *x); /* takes a half-opened one */

/* Query fields, checked already against what the route declares (ROUTE_STRICT): empty or 0 when not given. */
struct str api_tekst(const struct http_req *q, const char *naam);
/* Refuses a bron or woningtype that nothing knows ("" is not chosen): 400 with the words there are. */
int api_woorden_toets(struct api *x, struct str bron, struct str woningtype, struct err *e) MUST_CHECK;
date_t api_datum(const struct http_req *q, const char *naam);
int64_t api_getal(const struct http_req *q, const char *naam, int64_t anders);

/* ---- fields (veld.c) ---- */

enum veld_soort {
    VELD_TEKST,  /* struct str at plek */
    VELD_CTEKST, /* const char * at plek */
    VELD_GETAL,  /* int64_t at plek */
    VELD_KLEIN,  /* int at plek */
    VELD_DATUM,  /* date_t at plek */
    VELD_MOMENT, /* int64_t at plek, milliseconds */
    VELD_JANEE,  /* bool at plek */
    VELD_WAARDE, /* a number with decimals: always by lees */
    VELD_LIJST,  /* of texts: by lees */
    VELD_DEEL,   /* an object with the fields of `deel`: by lees */
    VELD_DELEN   /* a list of such objects */
};
enum {
    VELD_LEEG = 1 /* may be null: empty text, no date, 0 */,
    VELD_FILTER = 2 /* a query field of its name */
};

struct veld {
    const char *naam;
    enum veld_soort soort;
    const char *tekst;     /* Dutch: what it means */
    const char *voorbeeld; /* as JSON */
    unsigned vlag;
    size_t plek; /* of the member in the item */
    struct doc *(*lees)(const struct api *x, const void *ding);
    const struct veld *deel;
    const char *waarden; /* all that it can be, parted by "|"; NULL: free */
};

struct doc *veld_waarde(const struct api *x, const struct veld *v, const void *ding);
/* kies: list of chosen names, or NULL for all. */
struct doc *velden_doc(const struct api *x, const struct veld *velden, const void *ding,
                       const struct doc *kies);
struct doc *velden_schema(struct arena *a, const struct veld *velden);
struct doc *velden_voorbeeld(struct arena *a, const struct veld *velden);
/* The empty table (doc.h) with a column for each field. */
struct doc *velden_tabel(struct arena *a, const struct veld *velden, struct str titel,
                         const struct doc *kies);
/* v × 10^-schaal: whole when schaal is 0. */
struct doc *waarde_doc(struct arena *a, int64_t v, int schaal);
struct doc *json_van(struct arena *a, const char *json);
const struct veld *veld_bij_naam(const struct veld *velden, struct str naam);

/* ---- collections (verzameling.c) ---- */

struct verzameling {
    const char *naam;  /* in path and answer: "gebieden" */
    const char *enkel; /* name of the schema: "Gebied" */
    const char *titel, *tekst;
    const char *sleutel; /* the field that names one */
    const struct veld *velden;
    size_t grootte; /* of an item */
    /* All items that the request's own fields (datum, path) ask for; those that are a VELD_FILTER are taken
     * out afterwards. */
    int (*lees)(struct api *x, const void **ret, size_t *ret_n, struct err *e);
};
extern const struct verzameling verzamelingen[]; /* ends with naam NULL */
http_handler verzameling_lijst, verzameling_een;

enum { PAGINA_GROOTTE = 100, PAGINA_GROOTTE_MAX = 1000, PAGINA_MAX = 100000 };
/* "pagina" and "paginaGrootte" of a request. */
struct bladzijde {
    int64_t nummer, grootte;
};
struct bladzijde bladzijde_van(const struct http_req *q);
/* The links of a page of a list: self, first, prev, next. meer: there is a next one. */
struct doc *links_doc(const struct api *x, struct bladzijde b, bool meer);
/* velden=a,b: a list of known names, NULL when not asked; ERR_DATA names what is unknown. */
int velden_keuze(struct api *x, const struct veld *velden, struct doc **ret, struct err *e) MUST_CHECK;

#define PAGINA_PARAMS                                                                                        \
    {"pagina", "welke bladzijde, vanaf 1", PARAM_QUERY, false, false, "getal", "1"},                         \
        {"paginaGrootte",                                                                                    \
         "hoeveel er op een bladzijde staan, hoogstens 1000",                                                \
         PARAM_QUERY,                                                                                        \
         false,                                                                                              \
         false,                                                                                              \
         "getal",                                                                                            \
         "100"},                                                                                             \
    {                                                                                                        \
        "velden", "alleen deze velden, met komma's ertussen", PARAM_QUERY, false, false                      \
    }
#define SORTEER_PARAM                                                                                        \
    {                                                                                                        \
        "sorteer", "op dit veld, met - ervoor aflopend", PARAM_QUERY, false, false                           \
    }

/* ---- regie (regie.c) ---- */

struct visie_ding {
    struct str gebied, naam, staat, herkomst;
    date_t sinds, klaar, vastgesteld, gezegd;
    bool verzonnen;
};
struct opgave_ding {
    int64_t id, jaar, levering;
    struct str titel, gebied, naam, methode, herkomst, definitieset;
    int64_t nultreden, geclusterd, zorggeschikt; /* -1: no gemeente has a number for it */
    date_t vastgesteld;
    bool verzonnen;
};
extern const struct veld opgave_velden[];
int opgaven_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
extern const struct veld visie_velden[], kennis_velden[];
int visies_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int kennis_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- afspraken (afspraken.c) ---- */

/* One promise with the afspraak that it stands in. */
struct afspraak_ding {
    struct str id, soort, titel, bron, gebied, toezegging, wie, waar, onderwerp, woningtype, cijferbron,
        definitieset;
    struct str klasse, stand, waarom, boek;
    int64_t afspraak, belofte, aantal, beloofd, gehaald, percentage;
    int van, tot, partijen, bevestigd, betwist;
    date_t gesloten, uiterlijk, gedaan;
    bool daad, minstens, geteld, verzonnen;
    const void *voortgang; /* struct voortgang; NULL of a daad */
};
extern const struct veld afspraak_velden[];
int afspraken_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- definities (definities.c), the planning (planning.c) ---- */

struct mijlpaal_ding {
    struct mijlpaal m;
    const struct mijlpaal *alle; /* in which m.na counts */
};
extern const struct veld definitie_velden[], omzetting_velden[], mijlpaal_velden[];
int definities_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int omzettingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int mijlpalen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- for who may see partijen (signalen.c) ---- */

struct publicatie_ding {
    struct publicatie p;
    const struct publicatie_partij *partij;
    size_t n;
};
extern const struct veld signaal_velden[], publicatie_velden[];
/* Those that the pages show to who asks. */
int signalen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int publicaties_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- findings (bevindingen.c) ---- */

extern const struct veld bevinding_velden[];
int bevindingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- the stock of dwellings (voorraad.c) ---- */

/* Dwellings of an area in a class. */
struct api_telling {
    struct str id, gebied, naam, regels, regels_sha, voorraad_sha, klasse;
    date_t peildatum;
    int64_t woningen, alles;
    bool verzonnen;
};
extern const struct veld regelset_velden[], voorraadtelling_velden[];
int regelsets_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int voorraadtellingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- figures (cijfers.c, waarnemingen.c) and their forms ---- */

http_handler cijfers_api_get, herkomst_api_get, waarnemingen_get, datapakket_get;
extern const struct veld cijfer_velden[], waarneming_velden[], herkomst_velden[], onderwerp_velden[],
    onderwerp_kort_velden[];
struct str jsonstat_maak(struct arena *a, const struct cijfer_tabel *t);
struct str sdmx_van_tabel(struct arena *a, const struct cijfer_tabel *t);
/* One waarneming as a line of SDMX-CSV; first: the header. */
void sdmx_kop(struct buf *b);
void sdmx_waarneming(struct buf *b, const struct waarneming_rij *w);
/* "tot en met 2030", "2027-2029", "2030 en later", "" when no years are spoken of. */
struct str jaren_tekst(struct arena *a, int van, int tot);

/* ---- description (openapi.c, begin.c, catalogus.c) ---- */

http_handler openapi_get, begin_get, catalogus_get;

/* What the description says about a route beyond its struct http_route. */
struct api_pad {
    const char *path;      /* as in api_routes */
    const char *id;        /* operationId */
    const char *groep;     /* tag */
    const char *schema;    /* of the answer in JSON; NULL: of a verzameling */
    const char *voorbeeld; /* an address that works with the demo, for the page */
};
extern const struct api_pad api_paden[]; /* ends with path NULL */
const struct verzameling *verzameling_van(struct str path);
const char *media_type(enum http_format f);

#endif
