/* SPDX-License-Identifier: EUPL-1.2
 * Cells of a row of a package, read as what a column holds. k: the column of the row that is being read. What
 * is wrong is ERR_DATA and says line, column and what was expected; *ret_… is then of no use. */
#ifndef WZ_PAKKET_NEEM_CEL_H
#define WZ_PAKKET_NEEM_CEL_H

#include "pakket/neem.h"

enum { NEEM_TEKST_MAX = 2000, NEEM_CODE_MAX = 200, NEEM_RIJ_MAX = 100000000 };

/* ERR_DATA: this cell should have held something else. */
int neem_cel_fout(struct neem *n, size_t k, const char *verwacht, struct err *e) MUST_CHECK;
struct str neem_cel(const struct neem *n, size_t k); /* as it stands; borrowed from the row */
struct str neem_dup(struct neem *n, struct str s);   /* lives as long as the taking in */
/* A key of its own: false when it was there before. */
bool neem_eerste_keer(struct neem *n, struct map *m, struct str sleutel);

/* Text of at most `most` bytes, without control characters; borrowed from the row. */
int neem_tekst(struct neem *n, size_t k, size_t most, bool leeg_mag, struct str *ret,
               struct err *e) MUST_CHECK;
int neem_getal(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret,
               struct err *e) MUST_CHECK;
/* As neem_getal; an empty cell is nought. */
int neem_getal_of_leeg(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret,
                       struct err *e) MUST_CHECK;
int neem_datum(struct neem *n, size_t k, bool leeg_mag, date_t *ret, struct err *e) MUST_CHECK; /* 0: empty */
int neem_moment(struct neem *n, size_t k, bool leeg_mag, int64_t *ret,
                struct err *e) MUST_CHECK; /* 0: empty */
int neem_janee(struct neem *n, size_t k, bool *ret, struct err *e) MUST_CHECK;
/* Which of the words, parted by "|", a cell holds. */
int neem_keuze(struct neem *n, size_t k, const char *woorden, int *ret, struct err *e) MUST_CHECK;
/* "C" → 2; an empty cell → -1. */
int neem_kolom(struct neem *n, size_t k, int *ret, struct err *e) MUST_CHECK;
int neem_gebied_cel(struct neem *n, size_t k, const struct gebied **ret, struct err *e) MUST_CHECK;
int neem_levering_cel(struct neem *n, size_t k, struct neem_levering **ret, struct err *e) MUST_CHECK;
int neem_status_cel(struct neem *n, size_t k, const struct planstatus **ret, struct err *e) MUST_CHECK;
/* A value at a schaal, or in column k_ontbreekt why there is none (enum cijfer_ontbreekt; 0: there is one).
 */
int neem_waarde_cel(struct neem *n, size_t k, size_t k_ontbreekt, int schaal, int64_t *ret, int *ontbreekt,
                    struct err *e) MUST_CHECK;

#endif
