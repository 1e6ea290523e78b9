/* SPDX-License-Identifier: EUPL-1.2
 * The rows of one table of a SQLite file, read fast, for registers of gigabytes: the pages are walked as they
 * lie in the file (sqlite.org/fileformat2.html), without an engine between, and nothing is copied out of
 * them. It knows the plain case only. SQLite itself opens the file, says where the table is, and reads each
 * row that this calls different, so that what is read is the same; nothing in the file is trusted. */
#ifndef WZ_TABEL_SQLITEVLUG_H
#define WZ_TABEL_SQLITEVLUG_H

#include "base/err.h"
#include "base/str.h"

enum { SV_KOLOMMEN = 64, SV_CELLEN = 16 };

struct sqlitevlug {
    int fd;        /* of the file, borrowed; -1 after a failed init */
    uint32_t blad; /* bytes of a page; of those in use: */
    uint32_t nuttig, n_bladen;
    int8_t plek[SV_KOLOMMEN]; /* column of the table → cell that is wanted, -1: not */
    int kolommen;             /* the columns up to the last one wanted */
};

struct sv_blad { /* a page with rows, and how many it has at most */
    uint32_t nummer, n;
};

struct sv_cel {
    enum { SV_NIETS, SV_GETAL, SV_BYTES } soort; /* SV_BYTES: text or blob; one without any has p NULL */
    int64_t getal;
    struct str bytes; /* within the page */
};

/* False for a file that is not plain: a write-ahead log beside it, text that is not UTF-8, no SQLite. */
bool sqlitevlug_init(struct sqlitevlug *v, int fd);
/* The pages with rows of the table whose tree begins at page `wortel`, in order, to be freed; *ret NULL when
 * that is no plain table (an index, WITHOUT ROWID). How many rows a page has follows from their numbers,
 * without reading it, unless there are gaps in those. ERR_DATA for a tree that leads nowhere or into itself.
 */
int sqlitevlug_bladen(const struct sqlitevlug *v, uint32_t wortel, struct sv_blad **ret, size_t *ret_n,
                      struct err *e) MUST_CHECK;
/* Reads pages of at[0 … n-1], as many as follow each other in the file and fit in `ruimte` of `vakken` pages:
 * how many, 0 when that fails (errno). */
size_t sqlitevlug_haal(const struct sqlitevlug *v, const struct sv_blad *at, size_t n, uint8_t *ruimte,
                       size_t vakken);

/* Walks the rows of a page. */
struct sv_loop {
    const struct sqlitevlug *v;
    const uint8_t *p; /* the page */
    uint32_t i, n;
    uint32_t bytes; /* that its rows may still take: they do not overlap */
    int64_t rijnummer;
    bool stuk; /* the page is not what it was */
};
/* p: that page, in memory; n: the most rows that it was to have. */
void sqlitevlug_blad(struct sv_loop *l, const struct sqlitevlug *v, const uint8_t *p, uint32_t n);
enum sv_wat { SV_EINDE, SV_RIJ, SV_ANDERS, SV_STUK };
/* SV_RIJ: the wanted cells are filled. SV_ANDERS: a row that SQLite must read, by its rijnummer (it is longer
 * than a page, or has fewer columns than the table, or a number with decimals). SV_STUK: damaged. */
enum sv_wat sqlitevlug_rij(struct sv_loop *l, struct sv_cel *cel);

#endif
