/* SPDX-License-Identifier: EUPL-1.2
 * What the tests of the importers share: a store with the reference tables in it, importing from text, what
 * the report says, and asking for a figure. */
#ifndef WZ_TESTS_ROUTE_HULP_H
#define WZ_TESTS_ROUTE_HULP_H

#include "store/dbs.h"

#include "cijfer/cijfer.h"
#include "route/route.h"

struct proef {
    struct testdb *db;
    struct arena a;
    struct gebieden *g;
    struct err e;
    struct import_uitslag u; /* of the last import */
};

void proef_op(struct proef *p, struct testdb *db);
void proef_af(struct proef *p);

int voer_in(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum);
/* The levering's number; fails the test with the words of the refusal. */
int64_t moet_in(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum);
/* Expects a refusal with these words, in the error or in a melding of niveau "fout", and nothing stored. */
void geweigerd(struct proef *p, const char *soort, const char *bestand, struct str inhoud, date_t peildatum,
               int code, const char *woorden);
int64_t aantal_leveringen(struct proef *p);

/* How often the last report says a thing: the count of the meldingen of niveau ("info", "let op", "fout")
 * whose text holds `deel`. */
int64_t meldt(struct proef *p, const char *niveau, const char *deel);

/* The answer for one area. */
struct cijfer_uitkomst vraag(struct proef *p, struct cijfer_vraag v, const char *gebied);
/* A whole table. */
struct cijfer_tabel tabel_van(struct proef *p, struct cijfer_vraag v);
/* The value for an area on a date, not split; fails when there is none. */
int64_t waarde(struct proef *p, const char *onderwerp, const char *gebied, date_t peildatum);
struct doc *herkomst_van(struct proef *p, struct str id);

/* A file of the project (voorbeelden/…), and one of the data beside the project: false, with a printed line,
 * when it is not there. */
struct str eigen_bestand(struct proef *p, const char *pad);
bool data_bestand(struct proef *p, const char *pad, struct str *ret);
/* A path in the data beside the project; NULL when it is not there. */
const char *data_pad(struct proef *p, const char *pad);

void assert_bevat(const char *tekst, const char *deel);
/* A text with its length, of an array of characters. */
#define STR_VAN(tekst) ((struct str){(tekst), sizeof(tekst) - 1})
#define IS(x, y)       assert_int_equal((int64_t)(x), (int64_t)(y))

#endif
