/* SPDX-License-Identifier: EUPL-1.2
 * Reading a table through a leeswijzer: the importer sees a table of its own soort, row by row, and each cell
 * still knows the column of the delivered file that it came from. A table with a column per year or type
 * gives a row for each of those. */
#ifndef WZ_LEESWIJZER_LEZER_H
#define WZ_LEESWIJZER_LEZER_H

#include "leeswijzer/leeswijzer.h"
#include "tabel/tabel.h"

struct lezer;

/* ERR_DATA when the leeswijzer names columns that the soort has not, gives one twice, or lacks one that must
 * be there. w and k must outlive the lezer. */
int lezer_maak(struct arena *a, const struct leeswijzer *w, const struct kolommen *k, struct lezer **ret,
               struct err *e) MUST_CHECK;
void lezer_done(struct lezer *l); /* takes NULL */
/* Finds the sheet and the header, and gives the header that the importer is to see. ERR_DATA when the columns
 * of the leeswijzer are not in this file. */
int lezer_begin(struct lezer *l, struct tabel *t, struct tabel_rij *ret, int *ret_blad,
                struct err *e) MUST_CHECK;
/* As tabel_volgende, of the rows that the importer is to see; *ret_nieuw: it is the first of its delivered
 * row. */
int lezer_volgende(struct lezer *l, struct tabel *t, struct tabel_rij *ret, bool *ret_nieuw,
                   struct err *e) MUST_CHECK;
/* The delivered column (0-based) behind a column of the row that was given last; -1: it holds for all rows.
 */
int lezer_bron(const struct lezer *l, int kolom);
/* The header of a delivered column. */
struct str lezer_kop(const struct lezer *l, int bron);
/* All of them: n names, on the arena of the lezer. */
const struct str *lezer_koppen(const struct lezer *l, size_t *ret_n);
int64_t lezer_overgeslagen(const struct lezer *l); /* rows passed over because of a word in them */

#endif
