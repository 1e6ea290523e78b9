/* SPDX-License-Identifier: EUPL-1.2
 * Keeps bitmaps by the key of their atom; the room of what went is given to what comes. */
#include "voorraad/bitmappen.h"

#include "voorraad/kern.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ATOMEN_MOST = 4096 /* that are remembered */ };

void bitmappen_init(struct bitmappen *b, size_t blokken, size_t hoogstens)
{
    size_t n = (blokken + 1) * KERN_WOORDEN * sizeof(uint64_t), heel = n < BITMAP_GROOT ? 64 : BITMAP_GROOT;

    *b = (struct bitmappen){.maat = (n + heel - 1) / heel * heel, .hoogstens = hoogstens};
}

/* Large pages where the machine gives them: a bitmap is written and read from end to end. */
static uint64_t *kamer_maak(const struct bitmappen *b)
{
    uint64_t *p = aligned_alloc(b->maat < BITMAP_GROOT ? 64 : BITMAP_GROOT, b->maat);

    if (p && b->maat >= BITMAP_GROOT)
        (void)madvise(p, b->maat, MADV_HUGEPAGE);
    return p;
}

static void kamer_geef(struct bitmappen *b, uint64_t *at)
{
    if (!at)
        return;
    if ((b->n_vol + b->n_vrij) * b->maat > b->hoogstens) {
        free(at);
        return;
    }
    if (b->n_vrij == b->ruimte_vrij) {
        size_t ruimte = b->ruimte_vrij ? b->ruimte_vrij * 2 : 32;
        uint64_t **meer = realloc(b->vrij, ruimte * sizeof *meer);

        if (!meer) {
            free(at);
            return;
        }
        b->vrij = meer;
        b->ruimte_vrij = ruimte;
    }
    b->vrij[b->n_vrij++] = at;
}

static void weg(struct bitmappen *b, size_t i)
{
    free((void *)b->at[i].sleutel.p);
    b->n_vol -= b->at[i].at != NULL;
    kamer_geef(b, b->at[i].at);
    b->at[i] = b->at[--b->n];
}

void bitmappen_vergeet(struct bitmappen *b)
{
    while (b->n)
        weg(b, b->n - 1);
}

void bitmappen_done(struct bitmappen *b)
{
    bitmappen_vergeet(b);
    while (b->n_vrij)
        free(b->vrij[--b->n_vrij]);
    free(b->vrij);
    free(b->at);
}

struct bitmap *bitmappen_zoek(struct bitmappen *b, struct str sleutel)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->at[i].sleutel, sleutel))
            return &b->at[i];
    return NULL;
}

struct bitmap *bitmappen_bij(struct bitmappen *b, struct str sleutel, bool vol)
{
    struct bitmap nieuw = {.sleutel.n = sleutel.n};
    char *naam;

    if (b->n == b->ruimte) {
        size_t ruimte = b->ruimte ? b->ruimte * 2 : 32;
        struct bitmap *meer = realloc(b->at, ruimte * sizeof *meer);

        if (!meer)
            return NULL;
        b->at = meer;
        b->ruimte = ruimte;
    }
    naam = malloc(sleutel.n + 1);
    if (vol)
        nieuw.at = b->n_vrij ? b->vrij[--b->n_vrij] : kamer_maak(b);
    if (!naam || (vol && !nieuw.at)) {
        free(naam);
        free(nieuw.at);
        return NULL;
    }
    memcpy(naam, sleutel.p, sleutel.n);
    nieuw.sleutel.p = naam;
    b->at[b->n] = nieuw;
    b->n_vol += vol;
    return &b->at[b->n++];
}

void bitmappen_ruim(struct bitmappen *b)
{
    while (b->n && (b->n_vol * b->maat > b->hoogstens || b->n > ATOMEN_MOST)) {
        size_t oudst = 0;

        for (size_t i = 1; i < b->n; i++)
            if (b->at[i].gebruikt < b->at[oudst].gebruikt)
                oudst = i;
        weg(b, oudst);
    }
}
