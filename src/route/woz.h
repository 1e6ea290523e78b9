/* SPDX-License-Identifier: EUPL-1.2
 * The WOZ-bezitstabel: its 29 columns, and the rules that the dVi manual (2025, onderdeel B) sets for each.
 * The rules are tables in woz_kolommen.c and woz_regels.c; woz.c reads rows, holds them to the rules, and
 * counts. */
#ifndef WZ_ROUTE_WOZ_H
#define WZ_ROUTE_WOZ_H

#include "route/importeurs.h"

enum woz_kolom {
    WOZ_ONDERDEEL,
    WOZ_EENHEIDSCODE,
    WOZ_POSTCODE,
    WOZ_HUISNUMMER,
    WOZ_HUISLETTER,
    WOZ_TOEVOEGING,
    WOZ_VBO_ID,
    WOZ_ADRESTOEVOEGING,
    WOZ_AANTAL_PRIMO,
    WOZ_AANTAL_ULTIMO,
    WOZ_TAK_PRIMO,
    WOZ_TAK_ULTIMO,
    WOZ_EENHEIDSSOORT,
    WOZ_SOORT_WOONRUIMTE,
    WOZ_ZELFSTANDIG,
    WOZ_LIFT,
    WOZ_MUTATIE,
    WOZ_HUUR,
    WOZ_PUNTEN,
    WOZ_LABEL,
    WOZ_BOUWJAAR,
    WOZ_RENOVATIEJAAR,
    WOZ_M2,
    WOZ_WAARDE,
    WOZ_MARKTWAARDE,
    WOZ_ONDERPAND,
    WOZ_ZEKERHEIDSNEMER,
    WOZ_TYPE_ZEKERHEID,
    WOZ_EIGENDOM,
    WOZ_KOLOMMEN
};

enum { WOZ_DELEN = 4 }; /* 2.1A, 2.1B, 2.1C, 2.1D */

struct woz_rij {
    const struct tabel_rij *r;
    int deel;                     /* 0: 2.1A … 3: 2.1D */
    struct str cel[WOZ_KOLOMMEN]; /* trimmed */
};

/* The heading of a column as the manual writes it; and where the rules are stated ("Kolom C – Bag-postcode
 * NL"). */
const char *woz_kop(enum woz_kolom k);
/* The part that a cell names, -1 when it names none. */
int woz_deel(struct str cel);
/* Holds a row to every rule; each that it breaks is noted as a FOUT with its column and the rule in words,
 * never with an address. False when it broke any. */
bool woz_rij_toets(struct import *im, const struct woz_rij *w);
/* A whole number in a cell that passed its rule; 0 when it is empty. */
int64_t woz_getal(const struct woz_rij *w, enum woz_kolom k);

#endif
