/* SPDX-License-Identifier: EUPL-1.2
 * A table of which nobody said what it is: see onbekend.c. The pages (leeswijzer_http.c), the taak
 * (route_taak.c) and the commands go through here. */
#ifndef WZ_ROUTE_ONBEKEND_H
#define WZ_ROUTE_ONBEKEND_H

#include "leeswijzer/herken.h"
#include "route/route.h"

/* The soort of a delivery that is to be recognised: no importer bears it. */
#define SOORT_TABEL "tabel"

struct onbekend {
    struct herken_kennis kennis;
    struct tabel *t;
    struct herkenning h;
    struct str kop; /* as leeswijzer_kop, of the header that was found */
};

/* The soorten that a table may be read as. */
void onbekend_soorten(struct arena *a, struct herken_kennis *k);
int onbekend_herken(struct conn *c, const struct gebieden *g, struct arena *a, struct str inhoud,
                    date_t peildatum, const struct herken_vraag *v, struct onbekend *ret,
                    struct err *e) MUST_CHECK;
void onbekend_done(struct onbekend *o); /* also after a failure */
/* The leeswijzer that is kept of a partij for this leveraar and header; ERR_NOT_FOUND. */
int onbekend_bewaard(struct conn *c, struct arena *a, const struct onbekend *o, int64_t partij,
                     struct str leveraar, struct leeswijzer_bewaard *ret, struct leeswijzer *ret_wijzer,
                     struct err *e) MUST_CHECK;

/* A leeswijzer from its JSON, bounded; and to it, as it is kept. */
int leeswijzer_lees_tekst(struct arena *a, struct str tekst, struct leeswijzer *ret, struct doc **ret_doc,
                          struct err *e) MUST_CHECK;
struct str leeswijzer_tekst(struct arena *a, const struct leeswijzer *w);

/* The soort that a file looks like, when that is not the one that was chosen; NULL: nothing to say. */
const struct importeur *onbekend_bedoelt(const struct herken_kennis *bekend, struct arena *a,
                                         struct str bestand, struct str inhoud,
                                         const struct importeur *gekozen);

/* What a well-known file is that is no levering at all, in a sentence; NULL: not known. */
const char *onbekend_geen_levering(struct str inhoud);
/* Puts the name of the file before a refusal, unless its reader did. */
void onbekend_naam(struct str bestand, struct err *e);

#endif
