/* SPDX-License-Identifier: EUPL-1.2
 * A column as an importer wants it: the names by which it is known, what stands in it, and the words of its
 * codes. One table per soort serves the importer, the template workbook, the text on the import page, and the
 * recogniser of unknown tables. */
#ifndef WZ_LEESWIJZER_KOLOM_H
#define WZ_LEESWIJZER_KOLOM_H

#include "cijfer/cijfer.h"

enum kolom_type {
    KOLOM_IS_TEKST,
    KOLOM_IS_GETAL,
    KOLOM_IS_JAAR,
    KOLOM_IS_DATUM,
    KOLOM_IS_GEBIED,
    KOLOM_IS_WONINGTYPE,
    KOLOM_IS_STATUS,     /* of a cijfer: concept, voorlopig … */
    KOLOM_IS_PLANSTATUS, /* 1A … 5B */
    KOLOM_IS_ONDERWERP,  /* code of an onderwerp */
    KOLOM_IS_KEUZE,      /* one of `woorden` */
};

enum { KOLOM_JAAR_OPEN = 9999 }; /* "2030 and later" */
enum { KOLOM_GEEN_PLAATS = -1 }; /* a column that the importer finds itself, such as one of several years */

struct kolom {
    const char *namen;  /* folded spellings that the importer reads, parted by '|'; the first is its name */
    const char *ook;    /* further words by which only the recogniser knows it; NULL: none */
    const char *uitleg; /* Dutch: what to fill in, for the template and the manual */
    const char *voorbeeld;      /* made up, for the template; NULL: left empty */
    const char *const *woorden; /* KOLOM_IS_KEUZE: spellings parted by '|', the first is the one that
                                   templates offer */
    const char *gebied;         /* KOLOM_IS_GEBIED: soort as for gebied_zoek, NULL: any */
    int plaats;                 /* offset of the int that import_kolommen fills, or KOLOM_GEEN_PLAATS */
    int n_woorden;
    enum kolom_type type;
    bool verplicht;
    bool letterlijk; /* the header must be this name to the letter */
    bool meet;       /* the figure itself: a table with a column per year or type has several of these */
    enum {
        JAREN_GEEN,
        JAREN_ONDER,
        JAREN_STREEP
    } jaren; /* one column a year, or of several: its name ends
                 in "_2027", "_2035_2039"; or "2035-2039" */
};

/* The columns of a soort of file. */
struct kolommen {
    const char *soort, *naam;
    const struct kolom *at;
    int n;
};

/* The name as a template writes it: "naam_gemeente"; of a column per year with those years (0: none). */
struct str kolom_kopnaam(struct arena *a, const struct kolom *k, int van, int tot);
/* The header of a file that people fill in, and "gemeente; jaar (en als u wilt: bron)". */
struct str kolommen_kop(struct arena *a, const struct kolommen *k);
struct str kolommen_tekst(struct arena *a, const struct kolommen *k);
/* Does a folded header carry one of the names? */
bool kolom_heet(const struct kolom *k, struct str kop);

/* Words of a woningtype, as people write them, with the code: "" for totaal. */
struct woord_code {
    const char *woord, *code;
};
extern const struct woord_code woningtype_woorden[]; /* ends with woord NULL */

/* What is written in the place of a figure that is not there. */
struct woord_ontbreekt {
    const char *woord;
    enum cijfer_ontbreekt ontbreekt;
};
extern const struct woord_ontbreekt ontbreekt_woorden[]; /* ends with woord NULL */
/* Whether s is one of those; *ret: why the figure is not there. */
bool kolom_ontbreekt(struct str s, uint8_t *ret);

/* The codes that a template offers for a planologische status; the list itself is a reference table. */
enum { PLANSTATUS_CODES = 11 };
extern const char *const planstatus_codes[PLANSTATUS_CODES];

#endif
