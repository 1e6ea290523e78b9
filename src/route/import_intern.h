/* SPDX-License-Identifier: EUPL-1.2
 * What the files of the importers' common part share: cells (import.c), the header (import_kop.c) and the
 * report (import_verslag.c). Importers use import.h. */
#ifndef WZ_ROUTE_IMPORT_INTERN_H
#define WZ_ROUTE_IMPORT_INTERN_H

#include "route/import.h"

/* A place in words, as "blad Plannen, rij 12, kolom C (gemeente)": rij 0: no row; kolom of the delivered
 * file, -1: no column. */
struct str import_plaats(const struct import *im, int64_t rij, int kolom);
/* Does a cell carry one of the names, parted by "|", compared as headers are? */
bool import_kop_past(struct arena *scratch, struct str cel, const char *namen);

#endif
