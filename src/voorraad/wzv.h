/* SPDX-License-Identifier: EUPL-1.2
 * The column file of the stock (.wzv): every verblijfsobject of a country in one memory-mapped file, a column
 * for each thing known of it. docs/methoden/wzv.md describes it byte by byte. Rows are sorted by provincie,
 * gemeente, wijk, buurt and then by place (Morton), so that every area of every level is one range of rows.
 *
 * Unknown is a value of its own: the greatest that the column can hold. */
#ifndef WZ_VOORRAAD_WZV_H
#define WZ_VOORRAAD_WZV_H

#include "base/date.h"
#include "base/err.h"
#include "base/gang.h"

enum {
    WZV_VERSIE = 1,
    WZV_BLOK = 256, /* rows under one bounding box */
    WZV_RAND = 128, /* columns start and are padded at this many bytes, so 64 values can always be read */
    WZV_KOLOMMEN_MAX = 64,
    WZV_CODES_MAX = 200,
    WZV_NAAM = 24, /* bytes of a column's name, with its NUL */
};
#define WZV_RIJEN_MAX 200000000ULL

enum wzv_niveau { WZV_LAND, WZV_PROVINCIE, WZV_GEMEENTE, WZV_WIJK, WZV_BUURT, WZV_NIVEAUS };
enum wzv_soort { WZV_GETAL, WZV_JANEE, WZV_CODE };

struct wzv_kolom {
    struct str naam;
    int breedte; /* bytes of a value: 1, 2, 4 or 8; rules can use 1 and 2 */
    enum wzv_soort soort;
    const struct str *code; /* WZV_CODE: value → word */
    size_t n_codes;
    const void *at; /* a value a row */
};

struct wzv_gebied {
    struct str code, naam;
    uint64_t eerste, n; /* its rows */
    uint32_t ouder;     /* index one level up */
};

struct wzv { /* immutable; shared by threads */
    uint64_t rijen;
    date_t peildatum;
    bool verzonnen;
    struct str herkomst; /* lines of text: files with their SHA-256, what was left out, what was counted */
    const struct wzv_kolom *kolom;
    size_t n_kolommen;
    const struct wzv_gebied *gebied[WZV_NIVEAUS];
    size_t n_gebieden[WZV_NIVEAUS];
    const uint32_t *blok; /* least x, least y, most x, most y of every WZV_BLOK rows, millimetres RD */
    size_t n_blokken;
    uint8_t sha256[32]; /* of the content, as the header states it */
    struct wzv_intern *in;
};

/* ERR_DATA, in words, for a file that is no stock, was cut off, was changed in its head, or is of a newer
 * version; ERR_ENV when it cannot be read. Does not read the content: see wzv_toets. */
int wzv_open(struct wzv **ret, const char *pad, struct err *e) MUST_CHECK;
/* From bytes (aligned at 8) that outlive it. */
int wzv_van_bytes(struct wzv **ret, const void *p, size_t n, struct err *e) MUST_CHECK;
void wzv_close(struct wzv *w); /* takes NULL */
/* Reads everything and holds it to the stated SHA-256. */
int wzv_toets(const struct wzv *w, struct err *e) MUST_CHECK;

const struct wzv_kolom *wzv_kolom(const struct wzv *w, struct str naam); /* NULL when it has none */
uint64_t wzv_waarde(const struct wzv_kolom *k, uint64_t rij);
static inline uint64_t wzv_onbekend(int breedte) /* the value that means unknown */
{
    return breedte == 8 ? UINT64_MAX : (1ULL << breedte * 8) - 1;
}
/* The area of a level that a row lies in. */
size_t wzv_gebied_van(const struct wzv *w, enum wzv_niveau niveau, uint64_t rij);
const char *wzv_niveau_naam(enum wzv_niveau niveau); /* "land" … "buurt" */
bool wzv_niveau_bij(struct str naam, enum wzv_niveau *ret);
/* Rows of the area with this code, at any level; false when there is none. */
bool wzv_gebied_bij(const struct wzv *w, struct str code, uint64_t *ret_eerste, uint64_t *ret_n);
/* A value as people write it: "ja", "corporatie", "85", "onbekend". */
struct str wzv_tekst(struct arena *a, const struct wzv_kolom *k, uint64_t waarde);

/* ---- schrijven ---- */

struct wzv_nieuw_kolom {
    const char *naam;
    int breedte;
    enum wzv_soort soort;
    const char *const *code; /* ended by NULL; or NULL */
    /* The values from row `van` (of the file's order) on, little endian; they stay until it is asked again.
     */
    const void *(*vul)(void *ctx, size_t kolom, uint64_t van);
};
struct wzv_nieuw_gebied {
    struct str code, naam;
    uint64_t eerste, n;
    uint32_t ouder;
};
struct wzv_nieuw {
    uint64_t rijen;
    date_t peildatum;
    bool verzonnen;
    struct str herkomst;
    const struct wzv_nieuw_kolom *kolom;
    size_t n_kolommen;
    const struct wzv_nieuw_gebied *gebied[WZV_NIVEAUS];
    size_t n_gebieden[WZV_NIVEAUS];
    const uint32_t *blok; /* 4 a block */
    void *ctx;
    struct gang *gang; /* is told the bytes that were written; NULL */
};
/* Written beside `pad`, to disk, and only then put in its place: a crash leaves the old file or the new. */
int wzv_schrijf(const char *pad, const struct wzv_nieuw *n, struct err *e) MUST_CHECK;

#endif
