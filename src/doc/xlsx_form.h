/* SPDX-License-Identifier: EUPL-1.2
 * A workbook to be filled in: a sheet with headers and an example row, checks and lists to choose from on its
 * cells, a sheet that explains, and a sheet with the lists. Or sheets of which each cell is given. */
#ifndef WZ_DOC_XLSX_FORM_H
#define WZ_DOC_XLSX_FORM_H

#include "base/err.h"
#include "base/str.h"

struct xlsx_form_list {
    struct str name;
    const struct str *at; /* n words */
    size_t n;
};

struct xlsx_form_column {
    struct str head, help; /* help is shown when a cell is chosen */
    struct str example;    /* of the second row */
    enum { FORM_TEXT, FORM_NUMBER, FORM_YEAR, FORM_DATE } kind;
    int list; /* index in the lists; -1: any */
    bool required;
};

struct xlsx_form_cell {
    uint32_t row;
    uint16_t col;
    struct str text;
    bool head;
    int list; /* index in the lists; -1: any */
};

struct xlsx_form_sheet {
    struct str name;
    const struct xlsx_form_cell *cell;
    size_t n;
};

struct xlsx_form {
    struct str name; /* of the sheet with columns; unused without columns */
    const struct xlsx_form_column *column;
    size_t n;
    struct str mark;                     /* what the first cell of the example row begins with */
    const struct xlsx_form_sheet *sheet; /* n_sheets more */
    size_t n_sheets;
    const struct xlsx_form_list *list;
    size_t n_lists;
    struct str text_name, lists_name; /* of the sheets that explain, and that hold the lists */
    const struct str (*text)[4]; /* n_text rows of the explanation, four cells each; the first cell alone: a
                                    line of text */
    size_t n_text;
};

/* The bytes are on a. */
int xlsx_form_write(struct arena *a, const struct xlsx_form *f, struct str *ret, struct err *e) MUST_CHECK;

#endif
