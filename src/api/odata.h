/* SPDX-License-Identifier: EUPL-1.2
 * A table of /odata/v4, between the files that answer for it: a subject, its dimensions and measures
 * (odata_tabel.c), its Observations (odata_waarnemingen.c) and its description (odata_csdl.c). */
#ifndef WZ_API_ODATA_H
#define WZ_API_ODATA_H

#include "api/api.h"
#include "api/odata_filter.h"

#define ODATA_CATALOGUS "Woonzorg"

/* A dimension: its identifier, and the code of a block (all but the area). */
enum dimensie { REGIOS, PERIODEN, WONINGTYPEN, SEGMENTEN, KENMERKEN, JAREN, LEVERINGEN, N_DIMENSIES };
struct odata_dimensie {
    const char *id, *titel, *soort;
};
extern const struct odata_dimensie odata_dimensies[N_DIMENSIES];

/* Columns of Observations, in this order; the filter names them too. */
enum kolom {
    K_ID,
    K_MEASURE,
    K_DIMENSIE,
    K_VALUE = K_DIMENSIE + N_DIMENSIES,
    K_STRINGVALUE,
    K_ATTRIBUTE,
    N_KOLOMMEN
};
extern const struct odata_kolom odata_kolommen[N_KOLOMMEN + 1];

/* One table: a subject and what was delivered of it. */
struct odata_tabel {
    struct api x;
    struct onderwerp o;
    const struct waarneming_blok *blok;
    size_t n;
    int64_t stand;
    struct str basis; /* address of the table */
};

/* Opens the table that the address names, with what was delivered of it at the moment that is asked. To be
 * closed with api_sluit(&t->x), also after an error. */
int odata_tabel_open(struct odata_tabel *t, struct http_req *q, struct http_resp *r,
                     struct err *e) MUST_CHECK;

/* The code of a block in a dimension other than the area; on a. */
struct str odata_blok_code(struct arena *a, const struct waarneming_blok *b, enum dimensie d);
/* One bron with one set of definitions is one measure: they are never added. */
struct str odata_maat_code(struct arena *a, const struct reeks *r);

/* Lists as CBS has them: the dimensions, the measures of a table, the codes of one dimension. */
struct doc *odata_dimensies_doc(struct arena *a);
struct doc *odata_maten_doc(struct odata_tabel *t);
struct doc *odata_codes_doc(struct odata_tabel *t, enum dimensie d);

/* What is told of a table, in Datasets and in its Properties. gewijzigd: a moment, 0 unknown. */
struct doc *odata_eigenschappen(struct arena *a, const struct onderwerp *o, int64_t gewijzigd);
/* When the newest active levering came in: all tables at once, for it is one list. */
int odata_laatste_levering(struct api *x, int64_t *ret, struct err *e) MUST_CHECK;

/* ---- handlers of a table ---- */
http_handler odata_observations_get, odata_count_get, odata_properties_get, odata_metadata_get;

#endif
