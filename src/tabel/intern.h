/* SPDX-License-Identifier: EUPL-1.2
 * What the files of this room share and nobody outside it may use: the CSV and workbook readers behind struct
 * tabel, the package (a zip, or its parts in memory) that a workbook is read from, and the XML reader. */
#ifndef WZ_TABEL_INTERN_H
#define WZ_TABEL_INTERN_H

#include "tabel/tabel.h"

#include <libxml/parser.h>
#include <locale.h>

/* ---- tabel.c: cells ---- */

/* Text as a cell: empty when only white space, an error cell when it is one of the codes a spreadsheet shows.
 */
void cel_van_tekst(struct cel *c, struct str tekst);
/* At most `max` bytes of a text for a message, never half a character. */
struct str tekst_kort(struct str s, size_t max);
/* Room for "XFD" and its end. */
struct kolom_naam {
    char t[16];
};
struct kolom_naam kolom_naam(size_t kolom);

/* ---- csv_dialect.c: how a CSV is written ---- */

struct csv_bron {
    struct str tekst;     /* what follows BOM and sep= line: UTF-8, or Windows-1252 as the dialect says */
    int64_t eerste_regel; /* the line at which it starts */
    bool cp1252;          /* cells with bytes above 0x7F have yet to be converted */
    struct csv_dialect_read dialect;
};

int csv_dialect_zoek(struct arena *a, struct str naam, struct str bytes, struct csv_bron *ret,
                     struct err *e) MUST_CHECK;
/* A Windows-1252 text as UTF-8, on the arena; `s` itself when it is ASCII. */
struct str cp1252_utf8(struct arena *a, struct str s);

/* ---- csv.c ---- */

struct csv_lezer;
int csv_open(struct arena *a, struct str naam, struct str bytes, const struct tabel_grens *grens,
             struct csv_lezer **ret, struct err *e) MUST_CHECK;
void csv_close(struct csv_lezer *c);
void csv_begin(struct csv_lezer *c); /* back to the first row */
int csv_volgende(struct csv_lezer *c, struct tabel_rij *ret, struct err *e) MUST_CHECK;
struct csv_dialect_read csv_dialect(const struct csv_lezer *c);

/* ---- zip.c: a package of named parts ---- */

struct pak;
struct pak_deel;

/* The zip must outlive the package. */
int pak_open(struct arena *a, struct str bytes, const struct tabel_grens *grens, struct pak **ret,
             struct err *e) MUST_CHECK;
/* The same face over parts that lie unpacked in memory: the fuzzer and the tests come in here. */
struct pak *pak_van_delen(struct arena *a, const struct zip_deel *delen, size_t n,
                          const struct tabel_grens *grens);
void pak_close(struct pak *p);
/* The parts of a zip, as many as there are, and their names as they stand. */
size_t pak_n(const struct pak *p);
struct str pak_naam(const struct pak *p, size_t i);
/* Part names compare without regard to case or a leading slash, as the packaging standard (ECMA-376-2) has
 * it. */
bool pak_vind(const struct pak *p, struct str naam, size_t *ret_i);
/* Is there a part of which the name ends so (in lower case)? What a computer adds by itself does not count.
 */
bool pak_heeft(const struct pak *p, struct str eind);
/* What has been unpacked counts against grens.bytes; a sheet that is read again starts from the mark. */
size_t pak_merk(const struct pak *p);
void pak_terug(struct pak *p, size_t merk);
int pak_deel_open(struct pak *p, size_t i, struct pak_deel **ret, struct err *e) MUST_CHECK;
/* Bytes read, 0 at the end, negative on error. */
int64_t pak_deel_lees(struct pak_deel *d, void *to, size_t n, struct err *e) MUST_CHECK;
void pak_deel_close(struct pak_deel *d);

/* Names of parts made fit to show and to sort: no folder that all share, in order of name, none twice. */
int delen_schik(struct zip_deel *delen, size_t n, struct err *e) MUST_CHECK;
/* A name from outside without ways up or out ("../", "C:", a leading slash), control characters or broken
 * UTF-8; empty when nothing is left. */
struct str deel_naam(struct arena *a, struct str naam);

/* ---- xml.c: a part as elements and text ---- */

enum xml_ruimte {
    XML_ANDERS,
    XML_BLAD,
    XML_RELATIES
}; /* name space: spreadsheet, relationships, or neither */

struct xml_element {
    const char *naam;        /* without prefix */
    const char *voorvoegsel; /* NULL for none */
    enum xml_ruimte ruimte;
    int n;
    const xmlChar **attr; /* five pointers each, as libxml2 hands them over */
    const char *uri;      /* name space, NULL for none */
    int n_ruimten;        /* name spaces declared here: prefix (NULL: the default) and uri, by turns */
    const xmlChar **ruimten;
    int64_t regel; /* line of the text where its tag ends */
};

/* Callbacks return 0, or a negative code with *e filled, which ends the reading. */
struct xml_lezer {
    void *wie;
    int (*begin)(void *wie, const struct xml_element *el, struct err *e);
    int (*tekst)(void *wie, struct str s, struct err *e);
    int (*eind)(void *wie, const struct xml_element *el, struct err *e);
    bool klaar;      /* set by a callback: what follows need not be read */
    const char *wat; /* Dutch, for messages: what kind of document it should be; NULL: a workbook */
    /* private */
    xmlParserCtxtPtr ctxt;
    struct err *e;
    int fout, diepte;
    const xmlChar *uri; /* the last name space seen; libxml2 keeps one pointer for one text */
    enum xml_ruimte uri_ruimte;
};

int xml_begin(struct xml_lezer *x, struct err *e) MUST_CHECK;
/* Feeds some bytes; `laatste` when the part ends with them. Callbacks run inside. */
int xml_voer(struct xml_lezer *x, const char *p, size_t n, bool laatste, struct err *e) MUST_CHECK;
void xml_done(struct xml_lezer *x);
/* A whole part at once. */
int xml_deel_lees(struct pak *p, size_t i, struct xml_lezer *x, struct err *e) MUST_CHECK;
/* An attribute without a name space; false when absent. */
bool xml_attr(const struct xml_element *el, const char *naam, struct str *ret);
/* An attribute in a name space. */
bool xml_attr_in(const struct xml_element *el, const char *uri, const char *naam, struct str *ret);
/* The id attribute in the relationships' name space. */
bool xml_attr_rid(const struct xml_element *el, struct str *ret);

/* ---- xlsx.c: the workbook; xlsx_blad.c: the rows of one sheet ---- */

struct xlsx_blad {
    struct str naam;
    bool verborgen;
    bool aanwezig; /* its part is in the package */
    size_t deel;
};

struct xlsx {
    struct arena *a;
    struct pak *pak;
    struct tabel_grens grens;
    bool epoche_1904;
    VEC(struct xlsx_blad) bladen;
    VEC(struct str) teksten; /* shared strings */
    VEC(uint16_t) stijlen;   /* number format id per cell style */
    uint8_t *formaat_soort;  /* per number format id, once styles were read: 0 unknown, 1 number, 2 date */
    size_t merk;             /* what the parts read at opening took of the limit */
    locale_t c_locale;       /* numbers are read with a point, whatever the process thinks */
    struct blad_lezer *lezer;
};

/* Takes the package: closes it on failure and in xlsx_close. */
int xlsx_open(struct arena *a, struct pak *pak, const struct tabel_grens *grens, struct xlsx **ret,
              struct err *e) MUST_CHECK;
void xlsx_close(struct xlsx *x);
int xlsx_kies(struct xlsx *x, size_t blad, struct err *e) MUST_CHECK;
int xlsx_volgende(struct xlsx *x, struct tabel_rij *ret, struct err *e) MUST_CHECK;
/* Whether numbers of this style are dates. */
bool xlsx_stijl_is_datum(const struct xlsx *x, size_t stijl);

int blad_open(struct xlsx *x, size_t blad, struct blad_lezer **ret, struct err *e) MUST_CHECK;
void blad_close(struct blad_lezer *b);
int blad_volgende(struct blad_lezer *b, struct tabel_rij *ret, struct err *e) MUST_CHECK;

/* ---- xlsx_datum.c: number formats, serial dates and escaped text ---- */

/* Undoes _x000D_ and the like (ST_Xstring) in place; returns the new length. */
size_t xstring_los(char *p, size_t n);

bool formaat_is_datum(struct str code);
bool formaat_ingebouwd_is_datum(unsigned id);
/* A serial number as a date: datum and ISO text into *c. False when it is no date in this epoch. */
bool serieel_datum(struct arena *a, double serieel, bool epoche_1904, struct cel *c);
/* ISO text of a t="d" cell; borrows it. */
bool iso_datum(struct str s, struct cel *c);

#endif
