/* SPDX-License-Identifier: EUPL-1.2
 * Tables of a value tree as an .xlsx workbook, through libxlsxwriter in constant memory. */
#ifndef WZ_DOC_XLSX_H
#define WZ_DOC_XLSX_H

#include "doc/doc.h"

/* One sheet a table (name from "titel", made valid and unique), header frozen and filterable, numbers as
 * numbers with Dutch formats (none for a column whose "eenheid" is "jaar"), dates as dates, and a last sheet
 * XLSX_TOELICHTING with the title and the "voet" lines of each table. The bytes are on a. */
#define XLSX_TOELICHTING "Toelichting"
int xlsx_write(struct arena *a, const struct doc *const *tables, size_t n, struct str *ret,
               struct err *e) MUST_CHECK;

#endif
