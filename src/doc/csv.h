/* SPDX-License-Identifier: EUPL-1.2
 * A table of a value tree as CSV for people (";", decimal comma, BOM: opens right in a Dutch spreadsheet) or
 * for machines (",", decimal point). Reading CSV is src/tabel's work. */
#ifndef WZ_DOC_CSV_H
#define WZ_DOC_CSV_H

#include "doc/doc.h"

enum csv_dialect { CSV_MACHINE, CSV_SPREADSHEET };

/* Header row with the column codes, then the rows, CRLF. A text cell that a spreadsheet would run as a
 * formula gets an apostrophe in front in CSV_SPREADSHEET. Values under a scale ("schaal") are integers in
 * units of 10^-schaal. Past b's cap b->over is raised and the text is cut off: the caller looks. */
void csv_write(struct buf *b, const struct doc *table, enum csv_dialect dialect);
/* The same in pieces: the rows, after the header when asked. No byte order mark. */
void csv_rows(struct buf *b, const struct doc *table, enum csv_dialect dialect, bool header);

#endif
