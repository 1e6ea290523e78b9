/* SPDX-License-Identifier: EUPL-1.2
 * Data packages: a zip of any selection, with tables as CSV, code lists, the herkomst of each cijfer, a
 * description for programs (Frictionless Data Package) and a LEESMIJ. An open package holds what any visitor
 * may see; a full one, made by the owner on the command line, holds all, and can move an installation to
 * another. */
#ifndef WZ_PAKKET_PAKKET_H
#define WZ_PAKKET_PAKKET_H

#include "base/command.h"
#include "cijfer/cijfer.h"
#include "gebied/omgeving.h"
#include "http/http.h"

enum { PAKKET_VERSIE = 1, PAKKET_KEUZES_MAX = 200 /* onderwerpen or bronnen named in one selection */ };

/* What goes in; empty and 0 mean: all. */
struct pakket_keuze {
    const struct str *onderwerp, *bron; /* codes */
    size_t n_onderwerpen, n_bronnen;
    struct str gebied;   /* code: figures of this area, and of the gemeenten in it */
    struct str indeling; /* also tables added up over this division, to read and not to import */
    date_t van, tot;     /* only periods that end on these days or between */
    int64_t stand;       /* what was known at this moment; 0: now */
    bool volledig;       /* all that was ever delivered, confidential figures and delivered files too */
};

struct pakket_maker;
/* Looks up what the selection holds; the pieces follow by pakket_stuk. ERR_NOT_FOUND names what there is not
 * of what was asked, ERR_DATA what cannot be asked. */
int pakket_maker_new(struct omgeving *o, const struct pakket_keuze *k, struct pakket_maker **ret,
                     struct err *e) MUST_CHECK;
/* http_stream's `more` and `done`: adds the next piece, about 100 kB. Lends a connection for it. */
int pakket_stuk(void *maker, struct buf *uit, struct err *e) MUST_CHECK;
void pakket_maker_free(void *maker); /* takes NULL */
/* What the selection holds, before any of it is made. */
struct pakket_inhoud {
    int64_t leveringen, onderwerpen;
    int64_t cijfers; /* delivered rows; with a gebied it is the most that there can be */
    bool plannen;
};
int pakket_tel(struct conn *c, const struct gebieden *g, const struct pakket_keuze *k,
               struct pakket_inhoud *ret, struct err *e) MUST_CHECK;
/* "woonzorg-2026-11-27.zip", or with the selection in it. */
struct str pakket_naam(struct arena *a, const struct pakket_keuze *k);

struct pakket_opdracht {
    struct str naam, bytes, wie; /* of the file; its bytes; who takes it in */
    bool proef;
};
struct pakket_uitslag {
    int64_t leveringen, cijfers, plannen, grenzen, vervangen;
    bool volledig;   /* it was a full package */
    bool verhuizing; /* into an installation without leveringen: moments stay as they were */
    int64_t stand;   /* at which it was made */
};
/* Checks all of it, then stores it in one transaction, or with proef only says what it would store. Lends its
 * own connections. ERR_DATA with file, line and column; ERR_CONFLICT when it was delivered already. */
int pakket_importeer(struct omgeving *o, const struct pakket_opdracht *x, struct pakket_uitslag *ret,
                     struct err *e) MUST_CHECK;

/* Codes with commas between, as a list on a; ERR_LIMIT when there are too many. */
int pakket_codes(struct arena *a, struct str s, const struct str **ret, size_t *ret_n,
                 struct err *e) MUST_CHECK;

extern const struct command pakket_commands[];
extern const struct http_route pakket_routes[]; /* /meenemen */

#endif
