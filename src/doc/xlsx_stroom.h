/* SPDX-License-Identifier: EUPL-1.2
 * A workbook of any number of rows, made piece by piece while it is sent: libxlsxwriter (xlsx.h) gives no
 * byte before the last row. Plainer than that one: a heading that stays in sight and can be filtered, numbers
 * and dates as such, and a sheet "Toelichting". */
#ifndef WZ_DOC_XLSX_STROOM_H
#define WZ_DOC_XLSX_STROOM_H

#include "doc/doc.h"

enum { XLSX_RIJEN_MAX = 1048576 }; /* of one sheet, its heading counted: what Excel opens */

struct xlsx_stroom;

/* title: of the sheets, at most 25 characters; past the last row that a sheet can hold "title 2" follows.
 * rows: of a sheet, its heading counted; 0: XLSX_RIJEN_MAX. NULL when there is no memory. */
struct xlsx_stroom *xlsx_stroom_new(struct str title, int64_t moment, int rows);
void xlsx_stroom_free(struct xlsx_stroom *x);                /* takes NULL */
void xlsx_stroom_naar(struct xlsx_stroom *x, struct buf *b); /* where the next pieces go */
/* The rows of a table (doc.h); its columns must be the same each time. */
void xlsx_stroom_rijen(struct xlsx_stroom *x, const struct doc *table);
/* What follows goes on a sheet of this title, with columns of its own. */
void xlsx_stroom_blad(struct xlsx_stroom *x, struct str title);
/* The end, with these lines (texts) on the last sheet. */
void xlsx_stroom_eind(struct xlsx_stroom *x, const struct doc *foot);
int xlsx_stroom_fout(const struct xlsx_stroom *x, struct err *e) MUST_CHECK;

#endif
