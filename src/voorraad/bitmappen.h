/* SPDX-License-Identifier: EUPL-1.2
 * The bitmaps of atoms that an engine keeps between runs, within a bound. */
#ifndef WZ_VOORRAAD_BITMAPPEN_H
#define WZ_VOORRAAD_BITMAPPEN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BITMAP_GROOT = 2 << 20 /* a large page */ };

struct bitmap {         /* the rows that an atom accepts */
    struct str sleutel; /* malloc'ed */
    uint64_t *at;       /* NULL: not kept, as it is made from a plane or two */
    uint64_t gebruikt;  /* the run that used it last; set by who runs */
    bool klaar;         /* all its blocks are made; set by who runs */
};

struct bitmappen { /* owned by one engine; not by two threads at once */
    struct bitmap *at;
    size_t n, ruimte, n_vol; /* n_vol: those with a bitmap of their own */
    uint64_t **vrij; /* room of bitmaps that went, for those that come: the machine has cleared it already */
    size_t n_vrij, ruimte_vrij;
    size_t maat, hoogstens; /* bytes of one, and of all that are kept */
};

/* For a stock of so many blocks; keeps at most `hoogstens` bytes. */
void bitmappen_init(struct bitmappen *b, size_t blokken, size_t hoogstens);
void bitmappen_done(struct bitmappen *b);    /* takes what is all noughts too */
void bitmappen_vergeet(struct bitmappen *b); /* all of them, not their room */
/* NULL when it is not there. What is given stands until the next bitmappen_bij or bitmappen_ruim; its bits,
 * at an address of a multiple of 64, until it is cleared away. */
struct bitmap *bitmappen_zoek(struct bitmappen *b, struct str sleutel);
/* Adds one that is not there yet; `vol`: with room for its bits. NULL when there is no memory. */
struct bitmap *bitmappen_bij(struct bitmappen *b, struct str sleutel, bool vol);
/* After a run: the least recently used go, until what is kept is within its bound. */
void bitmappen_ruim(struct bitmappen *b);

#endif
