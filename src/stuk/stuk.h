/* SPDX-License-Identifier: EUPL-1.2
 * Documents that people hand in: a woonzorgvisie, evidence with an objection. Kept with their hash, never
 * changed; who may read one is decided by the page that it belongs to. */
#ifndef WZ_STUK_STUK_H
#define WZ_STUK_STUK_H

#include "http/http.h"

struct vel;

enum { STUK_BYTES_MAX = 20 << 20, STUK_NAAM_MAX = 150, STUK_TEKST_MAX = 200000 };
#define STUK_SOORTEN ".pdf,.docx,.odt,.xlsx,.ods,.csv,.txt" /* for a form's field */

struct stuk {
    int64_t id, bytes, partij, moment; /* partij 0: of the installation itself */
    struct str naam, soort, sha256, wie;
};

/* What was sent in this field of the form; NULL when nothing was. */
const struct http_upload *stuk_veld(const struct http_req *q, const char *veld);
/* What is wrong with it, in Dutch; empty when nothing is. */
struct str stuk_keur(const struct http_upload *u);
/* Within a write transaction. The upload was found right. partij 0: of the installation itself. */
int stuk_bewaar(struct conn *c, const struct http_upload *u, int64_t partij, struct str wie, int64_t *ret,
                struct err *e) MUST_CHECK;
/* Its words (stuk_tekst.c), at most STUK_TEKST_MAX bytes; "" when they cannot be read. May take seconds: not
 * within a transaction. ERR_CONFLICT, in words for who sent it: too many come in at this moment. */
int stuk_woorden(struct arena *a, const struct http_upload *u, struct str *ret, struct err *e) MUST_CHECK;
/* Keeps them, within a write transaction; and gives them, "" when there are none. */
int stuk_tekst_zet(struct conn *c, int64_t id, struct str tekst, struct err *e) MUST_CHECK;
int stuk_tekst_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e) MUST_CHECK;
/* Without its content. */
int stuk_lees(struct conn *c, struct arena *a, int64_t id, struct stuk *ret, struct err *e) MUST_CHECK;
/* The bytes as an answer: a download, never shown within the site. */
int stuk_geef(struct http_req *q, struct http_resp *r, int64_t id, struct err *e) MUST_CHECK;
/* A form in a block that sends a document to doel: fields document (stuk_veld) and document_bij, a remark, of
 * which voorbeeld is an example. */
void stuk_form(struct vel *v, struct doc *blok, struct str doel, const char *voorbeeld);
struct str stuk_maat(struct arena *a, int64_t bytes); /* "1,2 MB" */

#endif
