/* SPDX-License-Identifier: EUPL-1.2
 * What people deliver, read row by row: CSV in every dialect, .xlsx workbooks and map files, behind one
 * reader. Knows nothing of what the cells mean. All input is hostile: everything is bounded, and an error
 * says file, sheet, row, column and what was expected. */
#ifndef WZ_TABEL_TABEL_H
#define WZ_TABEL_TABEL_H

#include "base/date.h"
#include "base/err.h"
#include "base/num.h"

enum cel_soort {
    CEL_LEEG,  /* absent or only white space */
    CEL_TEKST, /* text as it stands, UTF-8; from CSV every filled cell is text */
    CEL_GETAL, /* a number typed as such in a workbook */
    CEL_DATUM, /* a date or date-time by its number format in a workbook */
    CEL_WAAR,  /* a boolean in a workbook: TRUE or FALSE */
    CEL_FOUT, /* #REF!, #N/A, #DIV/0! …: text holds the code; also when such a code stands as text in a CSV */
};

struct cel {
    enum cel_soort soort;
    struct str tekst; /* as shown: for CEL_GETAL the shortest decimal text with '.', for CEL_DATUM ISO, with
                       * "T12:30:00" when it has a time and only "12:30:00" (datum 0) when it has no day */
    struct dec getal; /* CEL_GETAL */
    date_t datum;     /* CEL_DATUM */
};

struct tabel_rij {
    int64_t nummer; /* 1-based line of the file (CSV: the line where the row starts) or row of the sheet */
    size_t n;
    const struct cel *cellen; /* n cells; later columns are CEL_LEEG: use tabel_cel() */
};

struct tabel_grens {
    size_t bytes;    /* of the file, and of all that is unpacked from it; 0: 256 MiB */
    int64_t rijen;   /* 0: 20 million */
    size_t kolommen; /* 0: 1024 */
    size_t cel;      /* bytes in one cell; 0: 64 KiB */
    bool geobestand; /* map files too (geobestand.h): else they are refused as no table */
    size_t punten;   /* places in all shapes of a map file together; 0: 4 million */
};

struct tabel; /* an open file */

/* How a CSV was read, for the report and to be overruled (0 means: find out). */
struct csv_dialect_read {
    char scheiding;       /* ',', ';', '\t' or '|' */
    char decimaal;        /* ',' or '.', a guess from the content; 0 when no cell tells */
    const char *codering; /* "UTF-8", "UTF-8 met BOM", "UTF-16LE", "UTF-16BE", "Windows-1252" */
};

/* From bytes in memory, which must outlive the tabel; `naam` (of the file) only for messages and the choice
 * by extension when the content does not tell. ERR_DATA for what is no table, is encrypted, a zip bomb, or
 * over a limit. */
int tabel_open(struct arena *a, struct str naam, struct str bytes, struct tabel_grens grens,
               struct tabel **ret, struct err *e) MUST_CHECK;
void tabel_close(struct tabel *t);             /* takes NULL */
bool tabel_is_werkboek(const struct tabel *t); /* does it have sheets: a workbook, or a map file */
struct csv_dialect_read tabel_dialect(const struct tabel *t);
/* Sheets of a workbook (a CSV has one, named ""). Hidden ones included. */
size_t tabel_n_bladen(const struct tabel *t);
struct str tabel_blad_naam(const struct tabel *t, size_t i);
bool tabel_blad_verborgen(const struct tabel *t, size_t i);
/* Starts (again) at the first row of a sheet. The first sheet is chosen at opening. */
int tabel_blad_kies(struct tabel *t, size_t i, struct err *e) MUST_CHECK;
/* 1: *ret is the next row that holds anything, valid until the next call; 0: no more rows; negative: error.
 * Rows come in the order of the file, which in a workbook that breaks its own rules need not be that of their
 * numbers. */
int tabel_volgende(struct tabel *t, struct tabel_rij *ret, struct err *e) MUST_CHECK;
/* The cell of a column (0-based); an empty cell when the row is shorter. */
const struct cel *tabel_cel(const struct tabel_rij *r, size_t kolom);
/* Is it a map file? Then its layers are its sheets, the first row of each (number 0) holds the names of the
 * fields, and every other row is a shape, numbered from 1; geobestand.h gives the shape itself. */
bool tabel_is_geobestand(const struct tabel *t);
/* "A", "B", … "AC" of a 0-based column. */
struct str tabel_kolom_letter(struct arena *a, size_t kolom);

/* Reads a whole file into memory. ERR_LIMIT past max bytes. */
int bestand_lees(struct arena *a, const char *pad, size_t max, struct str *ret, struct err *e) MUST_CHECK;
/* What a text file says, as UTF-8: it is that, with or without a mark in front, or UTF-16 with one, or else
 * Windows-1252. Borrows from bytes where it can. ERR_DATA: no text, for there is a NUL in it. */
int tekst_utf8(struct arena *a, struct str bytes, struct str *ret, struct err *e) MUST_CHECK;

/* A zip file in memory, or a folder on disk, as names with content, bounded as a whole. */
struct zip_deel {
    struct str naam; /* without leading folders common to all */
    struct str bytes;
};
int zip_lees(struct arena *a, struct str bytes, struct tabel_grens grens, struct zip_deel **ret,
             size_t *ret_n, struct err *e) MUST_CHECK;
int map_lees(struct arena *a, const char *pad, struct tabel_grens grens, struct zip_deel **ret, size_t *ret_n,
             struct err *e) MUST_CHECK;

#endif
