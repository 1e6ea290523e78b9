/* SPDX-License-Identifier: EUPL-1.2
 * libxlsxwriter writes to a named file only: a temporary one that is gone before this returns. */
#ifndef WZ_DOC_XLSX_FILE_H
#define WZ_DOC_XLSX_FILE_H

#include "base/err.h"
#include "base/str.h"

typedef int xlsx_make_fn(struct arena *a, const char *path, const void *ctx, struct err *e);
int xlsx_by_file(struct arena *a, xlsx_make_fn *make, const void *ctx, struct str *ret,
                 struct err *e) MUST_CHECK;

#endif
