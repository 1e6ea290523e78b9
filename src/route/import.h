/* SPDX-License-Identifier: EUPL-1.2
 * What every importer shares: finding columns, reading figures and gebieden from cells as people deliver
 * them, and a report in words of all that was noticed. An importer turns a file into cijfers and a report; it
 * never touches the database. Adding one is a file with a `struct importeur` and one line in importeurs[]
 * (route.c). */
#ifndef WZ_ROUTE_IMPORT_H
#define WZ_ROUTE_IMPORT_H

#include "cijfer/levering.h"
#include "http/recht.h"
#include "leeswijzer/lezer.h"
#include "plan/planstatus.h"
#include "tabel/tabel.h"

/* Of our template workbooks: the sheets beside the one that is filled in, and how its example row begins. */
#define SJABLOON_TOELICHTING    "Toelichting van het sjabloon"
#define SJABLOON_CODES          "Codelijsten van het sjabloon"
#define SJABLOON_VOORBEELD      "VOORBEELD: "
#define SJABLOON_VOORBEELD_BLAD "VOORBEELD van een plan"
bool import_sjabloon_blad(struct str naam); /* is it one of those sheets? */

enum melding_niveau { MELDING_INFO, MELDING_LET_OP, MELDING_FOUT };

/* A gebied that a row tells of. */
struct import_plek {
    const struct gebied *gebied;
    int64_t rij;
    int blad;
};

struct import {
    struct arena *a;
    const struct gebieden *g;
    const struct onderwerp *onderwerpen; /* all that there are, for their unit and scale */
    size_t n_onderwerpen;
    struct planstatussen statussen;
    struct levering_nieuw *l;    /* filled by the importer */
    const struct zip_deel *deel; /* all files of a zip or folder, when that was delivered; else one */
    size_t n_deel;
    struct tabel *t; /* the table being read */
    struct csv_dialect_read dialect;
    const char *rij_woord;        /* what a row is called in the report; NULL: "rij" */
    int blad;                     /* sheet being read, or file of a folder or zip, 0-based */
    int ook_blad;                 /* a sheet that is read beside it, from 1; 0: none */
    struct map meldingen;         /* private */
    struct map gebieden;          /* private: what was found before, by soort and text */
    struct map bronnen;           /* private: codes of bronnen, by name as delivered and by code */
    int fouten;                   /* lines refused; the import is refused when not 0 */
    int64_t rijen;                /* data rows read */
    int64_t plannen;              /* kept as plans */
    bool geheim;                  /* the row being read is confidential: remarks keep no example of it */
    VEC(struct import_plek) plek; /* what is told of a gebied and is no figure (import_raakt) */
    struct lezer *lezer;          /* the table is read through a leeswijzer; NULL: as it stands */
    struct str *kop; /* private: the header of the table being read, n_kop names, of sheet kop_blad */
    size_t n_kop;
    int64_t kop_rij; /* its row in the file, of several the last; 0: none */
    int kop_blad;
    int64_t gelezen; /* private: rows given to the importer, of which one delivered row may give several */
    int64_t voorbeelden, voorbeeld_rij; /* example rows of a template that were passed over; the last one */
    /* As levering_nieuw.stop, also asked while reading. */
    bool (*stop)(void *ctx, int64_t gedaan, int64_t totaal);
    void *stop_ctx;
};

struct importeur {
    const char *soort;  /* "opgave" */
    const char *naam;   /* Dutch, for the list */
    const char *uitleg; /* Dutch: what it reads, for whom */
    const char *nodig;  /* Dutch: what it needs, where `kolom` does not say it; NULL: as `kolom` says */
    int (*lees)(struct import *im, struct err *e);
    const struct kolom *kolom; /* its columns, n_kolom of them; NULL: it is no plain table */
    int n_kolom;
    bool map_mag;      /* a folder or zip of several files is allowed */
    bool geen_tabel;   /* it is no table: `lees` reads the bytes of im->deel itself */
    bool eigen_invoer; /* people fill it in themselves: an empty CSV can be had too */
    bool vaste_vorm;   /* its header is held to the letter: no leeswijzer can lead to it */
    enum recht
        recht; /* over the web also this right, when it changes what is everyone's; 0: only delivering */
    bool geobestand_mag; /* a map file is allowed, as a table of which the rows have shapes
                            (tabel/geobestand.h) */
};

/* Notes something once per (niveau, text), counting repeats and keeping the first 10 places. rij 0: the file
 * as a whole; kolom -1: the row. The text holds no values of single cells that would make every one
 * different; `voorbeeld` does (may be empty). */
void import_meld(struct import *im, enum melding_niveau niveau, int64_t rij, int kolom, struct str voorbeeld,
                 const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* The report as a tree:
 * {"rijen","cijfers","plannen"?,"fouten","codering","scheiding","meldingen":[{"niveau","tekst","aantal","plaatsen":[…],"voorbeeld"}]}.
 */
struct doc *import_verslag(struct import *im);

/* A column that an importer wants; names are compared folded (case, accents and spaces do not matter). */
struct kolom_wens {
    const char *namen; /* alternatives parted by '|' */
    bool verplicht;
    int *ret; /* 0-based column, -1 when absent */
};
/* Reads rows until one holds all wanted headers (within the first 20 rows), in a workbook on the first sheet
 * that has them; the report names the sheets that were left. ERR_DATA with the columns that lack and what was
 * found. */
int import_kop(struct import *im, const struct kolom_wens *wensen, size_t n, struct tabel_rij *ret,
               struct err *e) MUST_CHECK;
/* As above, for the columns of a table; the place of each is put at its offset in `plaatsen`. */
int import_kolommen(struct import *im, const struct kolom *k, int n, void *plaatsen, struct tabel_rij *ret,
                    struct err *e) MUST_CHECK;
/* The column of the delivered file that a column of the table being read stands for (0-based, -1: none). */
int import_bron_kolom(const struct import *im, int kolom);
/* The name of a column as headers are compared: folded, with underscores as spaces. */
struct str import_kop_naam(struct arena *a, struct str cel);
/* Opens a file of a folder or zip as the table being read, from its first row. */
int import_deel(struct import *im, size_t i, struct err *e) MUST_CHECK;
/* The next data row; counts, and asks `stop` now and then. As tabel_volgende. */
int import_rij(struct import *im, struct tabel_rij *ret, struct err *e) MUST_CHECK;

/* A figure from a cell, at `schaal`. *ontbreekt is set when there is none: empty or "." is niet geleverd, "x"
 * and -99997 (secret at CBS) onderdrukt, "n.v.t." niet van toepassing, #REF! and its kind niet geleverd with
 * VLAG_BRONFOUT in *vlag. False: a FOUT was noted. */
bool import_getal(struct import *im, const struct tabel_rij *rij, int kolom, int schaal, int64_t *waarde,
                  uint8_t *ontbreekt, uint8_t *vlag);
/* As above, and a figure larger than IMPORT_WAARDE_MAX in units of 10^-schaal is no figure: so no sum can
 * overflow. */
#define IMPORT_WAARDE_MAX INT64_C(1000000000000)
/* A whole year 1990–2100 in a cell; false with a FOUT when it is not. */
bool import_jaar(struct import *im, const struct tabel_rij *rij, int kolom, int *ret);
/* A date in a cell, as such or as text; an empty cell gives `leeg`. False with a FOUT. */
bool import_datum(struct import *im, const struct tabel_rij *rij, int kolom, date_t leeg, date_t *ret);
/* The code of a woningtype from the words that people use; "" for totaal and for an empty cell. False with a
 * FOUT. */
bool import_woningtype(struct import *im, const struct tabel_rij *rij, int kolom, struct str *ret);
/* A status in a cell; STATUS_GEEN when it is empty. False with a FOUT. */
bool import_status(struct import *im, const struct tabel_rij *rij, int kolom, enum cijfer_status *ret);
/* Does a text say of itself that it was made up: does it hold the word "verzonnen" ("Woondeal (verzonnen)")?
 */
bool import_verzonnen(struct arena *a, struct str tekst);
/* Marks every figure as made up when the file's name says so, or when all its rows do (`alle_rijen`). */
bool import_merk_verzonnen(struct import *im, bool alle_rijen);
/* Which of n words a cell holds, spelt alike but for case, accents and underscores; each entry of `woorden`
 * may hold alternatives parted by '|'. -1 with a FOUT that says `verwacht` when it is none; an empty cell is
 * none. */
int import_keuze(struct import *im, const struct tabel_rij *rij, int kolom, const char *const *woorden,
                 size_t n, const char *verwacht);
const struct onderwerp *import_onderwerp(const struct import *im, struct str code); /* NULL when unknown */
/* The text of a cell, trimmed. */
struct str import_tekst(const struct tabel_rij *rij, int kolom);
/* The gebied of a cell (code or name, see gebied_zoek) on a date; notes what was repaired; NULL with a FOUT
 * when it is not found. */
const struct gebied *import_gebied(struct import *im, const struct tabel_rij *rij, int kolom,
                                   const char *soort, date_t d);

/* As above, for a gemeente in a row that also names its provincie. */
const struct gebied *import_gemeente(struct import *im, const struct tabel_rij *r, int kolom,
                                     int in_provincie);

/* Adds a cijfer with its place (blad of im, row, column of the table being read). */
void import_cijfer(struct import *im, uint32_t reeks, const struct gebied *g, date_t van, date_t tot,
                   int64_t waarde, uint8_t ontbreekt, enum cijfer_status status, unsigned vlag, int64_t rij,
                   int kolom);
/* As above, for a column of the delivered file (import_bron_kolom): for figures made after their row. */
void import_cijfer_bron(struct import *im, uint32_t reeks, const struct gebied *g, date_t van, date_t tot,
                        int64_t waarde, uint8_t ontbreekt, enum cijfer_status status, unsigned vlag,
                        int64_t rij, int kolom);
/* A row tells of this gebied something that is no figure: a plan, an outline. Figures tell it themselves. */
void import_raakt(struct import *im, const struct gebied *g, int64_t rij);
/* A code from a name: lower case, letters, digits and dashes, at most 60 ("Woondeal Limburg 2023" →
 * "woondeal-limburg-2023"). */
struct str import_code(struct arena *a, struct str naam);
/* Makes sure that a bron exists; returns its code. */
struct str import_bron(struct import *im, struct str naam);

#endif
