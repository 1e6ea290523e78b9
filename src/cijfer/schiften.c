/* SPDX-License-Identifier: EUPL-1.2
 * Which of the observations that were read may count, gebied by gebied: those of one leveraar where two tell
 * of the same, and none by which a sum would give a confidential one away. Pure; the rules stand in
 * docs/methoden/cijfers.md.
 */
#include "cijfer/cijfer_intern.h"

#include <stdlib.h>

static int op_gebied(const void *x, const void *y)
{
    const struct waarneming *a = x, *b = y;

    if (a->bron->id != b->bron->id)
        return a->bron->id < b->bron->id ? -1 : 1;
    if (a->definitieset != b->definitieset)
        return a->definitieset < b->definitieset ? -1 : 1;
    if (a->gebied->index != b->gebied->index)
        return a->gebied->index < b->gebied->index ? -1 : 1;
    if (a->periode_tot != b->periode_tot)
        return a->periode_tot < b->periode_tot ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static bool zelfde_gebied(const struct waarneming *a, const struct waarneming *b, bool per_periode)
{
    return a->bron->id == b->bron->id && a->definitieset == b->definitieset && a->gebied == b->gebied &&
           (!per_periode || a->periode_tot == b->periode_tot);
}

/* Corporaties and aanvragers each tell of homes of their own, so theirs add up. Of every other bron a
 * leveraar tells of all there is in a gebied, and two of them tell of the same homes. */
static bool leveraars_vullen_aan(const struct bron *b)
{
    return b->route == 3 || b->route == 4;
}

static bool leverde_later(const struct waarneming *x, const struct waarneming *y)
{
    return x->geleverd > y->geleverd || (x->geleverd == y->geleverd && x->levering > y->levering);
}

/* Leaves of n observations of one gebied those of the leveraar that delivered a figure last. Returns how
 * many. */
static size_t een_leveraar(struct waarneming *w, size_t n)
{
    const struct waarneming *laatste = NULL;
    struct str leveraar;
    size_t uit = 0;

    for (size_t i = 0; i < n; i++)
        if (!w[i].ontbreekt && (!laatste || leverde_later(&w[i], laatste)))
            laatste = &w[i];
    if (!laatste)
        return n;
    leveraar = laatste->leveraar;
    for (size_t i = 0; i < n; i++)
        if (str_eq(w[i].leveraar, leveraar))
            w[uit++] = w[i];
    return uit;
}

void cel_geheim_bij(struct cel_geheim *c, int64_t blad, int64_t rij)
{
    if (!c->een)
        *c = (struct cel_geheim){true, false, blad, rij};
    else if (blad != c->blad || rij != c->rij)
        c->meer = true;
}

bool cel_geheim_telt(const struct cel_geheim *c, bool gesplitst)
{
    return !c->een || (c->meer && !gesplitst);
}

static int op_cel(const void *x, const void *y)
{
    const struct waarneming *a = x, *b = y;

    if (a->levering != b->levering)
        return a->levering < b->levering ? -1 : 1;
    if (a->reeks != b->reeks)
        return a->reeks < b->reeks ? -1 : 1;
    if (a->gebied->index != b->gebied->index)
        return a->gebied->index < b->gebied->index ? -1 : 1;
    if (a->periode_tot != b->periode_tot)
        return a->periode_tot < b->periode_tot ? -1 : 1;
    if (a->periode_van != b->periode_van)
        return a->periode_van < b->periode_van ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static bool zelfde_cel(const struct waarneming *a, const struct waarneming *b)
{
    return a->levering == b->levering && a->reeks == b->reeks && a->gebied == b->gebied &&
           a->periode_tot == b->periode_tot && a->periode_van == b->periode_van;
}

/* A nought hides nothing, and needs no hiding. */
static bool te_verbergen(const struct waarneming *w)
{
    return (w->vlag & VLAG_VERTROUWELIJK) && !w->ontbreekt && w->waarde && w->status != STATUS_VERVALLEN;
}

/* The confidential figures of one cell count together or not at all. */
static void verberg(struct waarneming *w, size_t n)
{
    struct cel_geheim c = {0};

    for (size_t i = 0; i < n; i++)
        if (te_verbergen(&w[i]))
            cel_geheim_bij(&c, w[i].blad, w[i].rij);
    for (size_t i = 0; i < n && !cel_geheim_telt(&c, w->gesplitst); i++)
        if (te_verbergen(&w[i])) {
            w[i].waarde = 0;
            w[i].ontbreekt = ONTBREEKT_ONDERDRUKT;
        }
}

void waarnemingen_schift(struct waarneming_lijst *l, bool per_periode)
{
    size_t n = 0, tot;

    if (l->n)
        qsort(l->at, l->n, sizeof *l->at, op_gebied);
    for (size_t van = 0; van < l->n; van = tot) {
        size_t deel;

        for (tot = van + 1; tot < l->n && zelfde_gebied(&l->at[van], &l->at[tot], per_periode);)
            tot++;
        deel = leveraars_vullen_aan(l->at[van].bron) ? tot - van : een_leveraar(&l->at[van], tot - van);
        for (size_t i = 0; i < deel; i++)
            l->at[n++] = l->at[van + i];
    }
    l->n = n;
    if (l->n)
        qsort(l->at, l->n, sizeof *l->at, op_cel);
    for (size_t van = 0; van < l->n; van = tot) {
        for (tot = van + 1; tot < l->n && zelfde_cel(&l->at[van], &l->at[tot]);)
            tot++;
        verberg(&l->at[van], tot - van);
    }
}
