/* SPDX-License-Identifier: EUPL-1.2
 * The stock while it is being made: rows in any order, areas as they come, marks and their counts. At the end
 * it is sorted and written as a .wzv. The importers and the generator fill it. */
#ifndef WZ_VOORRAAD_STAND_H
#define WZ_VOORRAAD_STAND_H

#include "base/gang.h"
#include "base/map.h"
#include "voorraad/wzv.h"

/* What is known of a verblijfsobject; the order of the columns in the file. docs/methoden/voorraad.md says
 * what each means and where it comes from. */
enum stand_veld {
    K_ID,
    K_PAND,
    K_X,
    K_Y,
    K_POSTCODE,
    K_HUISNUMMER,
    K_OPPERVLAKTE,
    K_BOUWJAAR,
    K_OBJECTEN,
    K_CLUSTERWONINGEN,
    K_WONING,
    K_STATUS,
    K_ANDERE_FUNCTIE,
    K_PANDSTATUS,
    K_MEERGEZINS,
    K_MERK,
    K_VERDIEPING,
    K_LIFT,
    K_EIGENAAR,
    K_ZELFSTANDIG,
    K_TOEGANKELIJKHEID,
    K_BAT,
    K_BEREIKBAAR,
    K_GELIJKVLOERS,
    K_ONTMOETINGSRUIMTE,
    K_AANDEEL_55PLUS,
    K_WLZ,
    K_N
};

enum { STATUS_IN_GEBRUIK, STATUS_NIET_INGEMETEN, STATUS_BUITEN_GEBRUIK, STATUS_VERBOUWING, STATUS_GEVORMD };

/* Marks on strange values; the values themselves are kept. */
enum {
    MERK_OPPERVLAKTE = 1,
    MERK_BOUWJAAR = 2,
    MERK_PLAATS = 4,
    MERK_PAND = 8,
    MERK_GEBIED = 16,
    MERKEN = 5
};

struct stand_rij {
    uint64_t id, pand;
    uint32_t x, y;     /* millimetres RD; UINT32_MAX: unknown */
    uint32_t postcode; /* digits × 676 + letters; UINT32_MAX */
    uint32_t huisnummer;
    uint32_t buurt;                           /* index in stand.buurt */
    uint16_t breed[K_WONING - K_OPPERVLAKTE]; /* K_OPPERVLAKTE …; 0xFFFF: unknown */
    uint8_t smal[K_N - K_WONING];             /* K_WONING …; 0xFF: unknown */
};

struct stand_buurt {
    struct str code[WZV_NIVEAUS], naam[WZV_NIVEAUS]; /* of every level */
};

struct stand {
    struct arena a;
    struct stand_rij *rij;
    uint64_t n, ruimte;
    VEC(struct stand_buurt) buurt;
    struct map buurt_bij; /* code → index */
    date_t peildatum;
    bool verzonnen;
    struct buf herkomst;
    const struct gemeente_ref *ref; /* read once; NULL until it is asked */
    size_t n_ref;
    int draden;        /* that sorting and writing may use; 0 is one */
    struct gang *gang; /* NULL: nobody looks on */
};

extern const struct stand_kolom {
    const char *naam;
    int breedte;
    enum wzv_soort soort;
    const char *const *code;
    const char *tekst; /* Dutch, for people */
} stand_kolommen[K_N];
extern const char *const stand_merken[MERKEN]; /* Dutch */
/* What a code of a column means, "rollatorwoning" for ROA; NULL for a word that explains itself. */
const char *stand_code_naam(struct str kolom, struct str code);

/* Room of n bytes, all zero, for what is reached in any order: in large pages, where the system has them.
 * NULL without memory. */
void *stand_groot(size_t n);
void stand_groot_weg(void *p, size_t n); /* the same n; takes NULL */

void stand_init(struct stand *s);
void stand_done(struct stand *s);
/* Room for n more rows; the new rows are unknown in all columns. ERR_ENV without memory. */
int stand_rijen(struct stand *s, uint64_t n, struct stand_rij **ret, struct err *e) MUST_CHECK;
void stand_rij_leeg(struct stand_rij *r);
/* Room for n rows in all, not yet filled in, and n is none of them: for who knows beforehand how many. */
int stand_ruimte(struct stand *s, uint64_t n, struct err *e) MUST_CHECK;
/* The buurt with this code, made when absent: names and codes of its levels are copied. For a gemeente whose
 * wijken are not known: stand_gemeente. */
uint32_t stand_buurt(struct stand *s, const struct stand_buurt *b);
/* "GM0935" as one buurt "onbekend", with the provincie and name that the reference table gives on peildatum.
 */
uint32_t stand_gemeente(struct stand *s, struct str code);
/* Marks what is strange in a row: oppervlakte 1 or 999999, years before 1300 or past the peildatum, no place.
 */
void stand_merk(const struct stand *s, struct stand_rij *r);
static inline uint16_t *stand_breed(struct stand_rij *r, enum stand_veld k)
{
    return &r->breed[k - K_OPPERVLAKTE];
}
static inline uint8_t *stand_smal(struct stand_rij *r, enum stand_veld k)
{
    return &r->smal[k - K_WONING];
}
/* Sorts and writes; the rows stay in the order in which they came. ERR_CANCELLED when it was to stop. */
int stand_schrijf(struct stand *s, const char *pad, struct err *e) MUST_CHECK;

/* ---- maak.c ---- */

/* A made-up country with n verblijfsobjecten, of which about nine in ten are dwellings, in the real gemeenten
 * (or those of one provincie). The same seed gives the same file on every machine and number of threads. */
int stand_maak(struct stand *s, uint64_t n, uint64_t zaad, struct str provincie, int draden,
               struct err *e) MUST_CHECK;

/* ---- gemeenten.c: the reference table that comes with the program ---- */

struct gemeente_ref {
    struct str code, naam, provincie;
    date_t van, tot;
    bool heeft_vak; /* its square of the tile map of the country */
    int kolom, rij;
    int64_t woningen; /* that it really has, where the demo's files say so; 0: not known */
};
int gemeenten_ref(struct arena *a, const struct gemeente_ref **ret, size_t *ret_n, struct err *e) MUST_CHECK;
struct str provincie_naam(struct str code);

#endif
