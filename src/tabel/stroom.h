/* SPDX-License-Identifier: EUPL-1.2
 * A zip of CSV files read as a stream, in little memory whatever their size: for data packages. Stricter than
 * tabel.h, which reads what people make by hand: here a program wrote the file, so what is not as it should
 * be is refused. All input is hostile; an error says the line. */
#ifndef WZ_TABEL_STROOM_H
#define WZ_TABEL_STROOM_H

#include "base/err.h"
#include "base/str.h"

/* ---- the zip ---- */

struct zip_in;
struct zip_in_deel;

/* bytes must outlive it. most: bytes that all parts together may unpack to, over the whole life of the
 * zip_in. ERR_DATA for what is no zip, is encrypted, has names that are no plain paths or come twice, or
 * unpacks like a bomb. */
int zip_in_open(struct arena *a, struct str bytes, uint64_t most, struct zip_in **ret,
                struct err *e) MUST_CHECK;
void zip_in_close(struct zip_in *z); /* takes NULL */
size_t zip_in_n(const struct zip_in *z);
/* Nothing is ever written under this name; it holds no "..", no leading slash, and only printable text. */
struct str zip_in_naam(const struct zip_in *z, size_t i);
/* The index of the part with exactly this name; false when there is none. */
bool zip_in_vind(const struct zip_in *z, struct str naam, size_t *ret_i);
int zip_in_deel_open(struct zip_in *z, size_t i, struct zip_in_deel **ret, struct err *e) MUST_CHECK;
int64_t zip_in_deel_lees(struct zip_in_deel *d, void *to, size_t n,
                         struct err *e) MUST_CHECK; /* 0: the end */
void zip_in_deel_close(struct zip_in_deel *d);      /* takes NULL */

/* A file on disk as bytes, mapped: only what is looked at takes memory. The file must not change meanwhile.
 */
int bestand_map(const char *pad, size_t max, struct str *ret, struct err *e) MUST_CHECK;
void bestand_map_los(struct str bytes); /* takes an empty one */

/* ---- CSV as RFC 4180 has it: comma, UTF-8, CRLF or LF, quotes doubled ---- */

enum { CSV_IN_KOLOMMEN_MAX = 64, CSV_IN_RIJ_MAX = 64 << 20 };

typedef int64_t csv_in_lees(void *ctx, void *to, size_t n, struct err *e);
struct csv_in {
    csv_in_lees *lees;
    void *ctx;
    char *p; /* what was read and not yet given */
    size_t van, n, ruimte;
    int64_t regel; /* of the row that was given last, 1-based */
    int64_t volgende;
    bool eind;
    struct str cel[CSV_IN_KOLOMMEN_MAX];
    size_t n_cel;
};
void csv_in_init(struct csv_in *c, csv_in_lees *lees, void *ctx);
void csv_in_done(struct csv_in *c);
/* 1: the cells of the next row are in c->cel, valid until the next call; 0: no more; negative: an error that
 * names the line. */
int csv_in_rij(struct csv_in *c, struct err *e) MUST_CHECK;

#endif
