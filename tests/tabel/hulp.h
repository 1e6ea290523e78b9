/* SPDX-License-Identifier: EUPL-1.2
 * What the tests of this room share: a table from text, its rows as text ("2: a|b"), workbooks packed on the
 * spot, and the way to the data beside the project. */
#ifndef WZ_TESTS_TABEL_HULP_H
#define WZ_TESTS_TABEL_HULP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tabel/tabel.h"

struct hulp {
    struct arena a;
    struct tabel *t;
    struct err e;
};

int hulp_op(void **state);
int hulp_af(void **state);

/* Opens and expects success; the former table is closed. */
struct tabel *tabel_van(struct hulp *h, const char *naam, struct str bytes);
/* Every row as "number: cell|cell|…\n"; cells by kind: text as it stands, [leeg], number "12.5n", date
 * "2023-11-01d", boolean "TRUEb", error "#N/Ae". An error ends it as "FOUT". */
const char *rijen_tekst(struct hulp *h);
/* The message with which opening or reading fails; fails itself when all goes well. */
const char *fout_tekst(struct hulp *h, const char *naam, struct str bytes, struct tabel_grens grens);
void assert_bevat(const char *tekst, const char *deel);

struct zip_bestand {
    const char *naam;
    struct str inhoud;
};
/* A zip with these files; the memory is the arena's. */
struct str zip_maak(struct arena *a, const struct zip_bestand *b, size_t n);

/* Parts of a workbook; NULL takes the plainest that works. */
struct werkboek_delen {
    const char *blad, *teksten, *stijlen, *boek, *boek_rels, *rels;
};
struct str werkboek_maak(struct arena *a, struct werkboek_delen d);
/* A worksheet with this inside its sheetData. */
const char *blad_xml(struct arena *a, const char *rijen);

/* A file under the data beside the project; false, with a line that says so, when it is not there. */
bool data_lees(struct hulp *h, const char *pad, struct str *ret);

#endif
