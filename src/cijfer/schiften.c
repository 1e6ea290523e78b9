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

static bool zelfde_rij(const struct waarneming *x, const struct waarneming *y)
{
    return x->rij && x->levering == y->levering && x->blad == y->blad && x->rij == y->rij;
}

/* Is all that is not nought, within the window or on its edge, of one confidential row? */
static bool een_geheim(const struct waarneming *w, size_t n, bool grens)
{
    const struct waarneming *eerste = NULL;

    for (size_t i = 0; i < n; i++) {
        if (w[i].ontbreekt || w[i].status == STATUS_VERVALLEN || !w[i].waarde || w[i].grens != grens)
            continue;
        if (!(w[i].vlag & VLAG_VERTROUWELIJK) || (eerste && !zelfde_rij(eerste, &w[i])))
            return false;
        eerste = &w[i];
    }
    return eerste;
}

/* A confidential figure that stands alone in its gebied counts in no sum at all: the sum of a region less
 * those of its other gemeenten would tell it. */
static void verberg(struct waarneming *w, size_t n)
{
    bool binnen = een_geheim(w, n, false), grens = een_geheim(w, n, true);

    for (size_t i = 0; i < n && (binnen || grens); i++)
        if (binnen) {
            w[i].ontbreekt = ONTBREEKT_ONDERDRUKT;
        } else if (w[i].grens) {
            w[i].waarde = 0;
            w[i].vlag |= VLAG_BUITEN_GEHEIM;
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
    for (size_t van = 0; van < l->n; van = tot) {
        for (tot = van + 1; tot < l->n && zelfde_gebied(&l->at[van], &l->at[tot], per_periode);)
            tot++;
        verberg(&l->at[van], tot - van);
    }
}
