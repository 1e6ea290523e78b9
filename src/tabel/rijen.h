/* SPDX-License-Identifier: EUPL-1.2
 * A small table of our own (CSV or workbook) as texts under known column names, for who reads rules,
 * milestones or states from a file. An error names file, row and column. */
#ifndef WZ_TABEL_RIJEN_H
#define WZ_TABEL_RIJEN_H

#include "tabel/tabel.h"

enum { RIJEN_KOLOMMEN_MAX = 32 };

struct rijen {
    struct arena *a;
    struct str bestand;
    struct tabel *t;
    const char *const *namen;
    size_t n;
    int plaats[RIJEN_KOLOMMEN_MAX]; /* of each name; -1: absent */
    struct tabel_rij rij;
};

/* namen ends with NULL; one that begins with '*' must be there. A column that is not known is refused. */
int rijen_open(struct arena *a, struct str bestand, struct str bytes, const char *const *namen,
               struct rijen *ret, struct err *e) MUST_CHECK;
void rijen_close(struct rijen *r); /* takes a half-opened one */
/* 1: there is a row; 0: no more; negative: error. */
int rijen_volgende(struct rijen *r, struct err *e) MUST_CHECK;
/* Trimmed, on the arena; empty when absent. */
struct str rijen_tekst(const struct rijen *r, size_t kolom);
/* Which column has this name; `anders` when none has. */
size_t rijen_kolom(const struct rijen *r, const char *naam, size_t anders);
/* ERR_DATA with the place before it. */
int rijen_fout(const struct rijen *r, size_t kolom, struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* A date, or 0 when the cell is empty. */
int rijen_datum(const struct rijen *r, size_t kolom, date_t *ret, struct err *e) MUST_CHECK;
/* "ja" or "nee"; empty is nee. */
int rijen_janee(const struct rijen *r, size_t kolom, bool *ret, struct err *e) MUST_CHECK;

#endif
