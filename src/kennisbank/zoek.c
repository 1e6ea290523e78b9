/* SPDX-License-Identifier: EUPL-1.2
 * Finding items: what the database found for the words, filtered, counted and put in order here, so that both
 * databases give the same. All items are gone through once; there are thousands at most. */
#include "kennisbank/intern.h"

#include "base/num.h"

#include <stdlib.h>

/* Does what is told of an area also tell of the one that was asked? Worked out once for each area. */
struct waar {
    const struct gebieden *g;
    struct arena *a;
    date_t dag;
    bool alles;
    bool *lid;           /* by index: gemeenten of the area that was asked */
    signed char *bekend; /* by index: -1 no, 1 yes, 0 not worked out */
};

static void waar_maak(struct waar *w, const struct gebieden *g, struct arena *a, const struct kennis_vraag *v)
{
    struct gebied_lijst l;

    *w = (struct waar){.g = g, .a = a, .dag = v->gebiedsdatum};
    w->alles = !v->gebied || str_is(v->gebied->soort, "land");
    if (w->alles)
        return;
    w->lid = ARENA_ARRAY(a, bool, g->n + 1);
    w->bekend = ARENA_ARRAY(a, signed char, g->n + 1);
    l = gebied_leden(g, a, v->gebied, v->gebiedsdatum);
    for (size_t i = 0; i < l.n; i++)
        w->lid[l.at[i]->index] = true;
    w->bekend[v->gebied->index] = 1;
}

/* What is of no place in particular holds everywhere. */
static bool waar_past(struct waar *w, const struct gebied *x)
{
    if (w->alles || !x)
        return true;
    if (!w->bekend[x->index]) {
        struct gebied_lijst l = gebied_leden(w->g, w->a, x, w->dag);

        w->bekend[x->index] = -1;
        for (size_t i = 0; i < l.n; i++)
            if (w->lid[l.at[i]->index])
                w->bekend[x->index] = 1;
    }
    return w->bekend[x->index] > 0;
}

static bool jaar_past(const struct kennis_vraag *v, const struct kennis *k)
{
    int jaar = k->bron_datum / 10000;

    return (!v->jaar_van && !v->jaar_tot) ||
           (k->bron_datum && (!v->jaar_van || jaar >= v->jaar_van) && (!v->jaar_tot || jaar <= v->jaar_tot));
}

static bool erin(const struct kennis_treffers *t, int welke, int64_t versie)
{
    return t->n[welke] && bsearch(&versie, t->id[welke], t->n[welke], sizeof versie, num_order);
}

struct vondst {
    const struct kennis *k;
    int rang;
    struct str vouw; /* its title, for sorting */
    enum kennis_orde orde;
};

static int vondst_cmp(const void *x, const void *y)
{
    const struct vondst *a = x, *b = y;
    int d = a->orde == ORDE_RELEVANT ? a->rang - b->rang : 0;

    if (!d && a->orde != ORDE_TITEL)
        d = b->k->bron_datum - a->k->bron_datum;
    if (!d)
        d = str_cmp(a->vouw, b->vouw);
    return d ? d : a->k->id < b->k->id ? -1 : a->k->id > b->k->id;
}

/* By how many filters an item falls out, and by which one when it is one: so it counts with that one's words.
 */
static int valt_uit(const struct kennis_vraag *v, const struct kennis *k, int *ret_welk)
{
    int n = 0;

    for (int l = 0; l < LIJSTEN; l++)
        if (v->woord[l].n && !kennis_heeft(k, (enum kennis_lijst)l, v->woord[l])) {
            n++;
            *ret_welk = l;
        }
    if (v->heeft_staat && v->staat != k->staat) {
        n++;
        *ret_welk = LIJSTEN;
    }
    return n;
}

static void tel(struct kennis_uitslag *u, const struct kennis_woorden *w, const struct kennis *k, int uit,
                int welk)
{
    for (size_t i = 0; i < w->n; i++)
        if ((!uit || welk == (int)w->at[i].lijst) && kennis_heeft(k, w->at[i].lijst, w->at[i].code))
            u->tel[i]++;
    if (!uit || welk == LIJSTEN)
        u->tel_staat[k->staat]++;
}

/* Of the versions of one item, the newest first, the one that is shown; NULL when none may be. */
static const struct kennis *versie_van(const struct kennis_zicht *z, const struct kennis *k, size_t n)
{
    if (kennis_mag(z, k->partij))
        return k;
    for (size_t i = 0; i < n; i++)
        if (k[i].versie == k[i].publiek)
            return &k[i];
    return NULL;
}

int kennis_zoek(struct conn *c, const struct gebieden *g, struct arena *a, const struct kennis_woorden *w,
                const struct kennis_zicht *z, const struct kennis_vraag *v, struct kennis_uitslag *ret,
                struct err *e)
{
    struct kennis_treffers t = {0};
    VEC(struct vondst) lijst = {0};
    struct kennis *k;
    struct waar waar;
    size_t n, m;
    bool gevraagd;
    enum kennis_welke welke = z->alles || z->n ? WELKE_ZICHTBAAR
                              : v->met_tekst   ? WELKE_PUBLIEK_TEKST
                                               : WELKE_PUBLIEK;
    int rc = kennis_alle_lees(c, g, a, welke, &k, &n, e);

    if (rc)
        return rc;
    if (n > KENNIS_MAX)
        n = KENNIS_MAX;
    *ret = (struct kennis_uitslag){.tel = ARENA_ARRAY(a, size_t, w->n + 1)};
    ft_query_read(a, v->zoek, &ret->vraag);
    gevraagd = str_trim(v->zoek).n > 0;
    if (ret->vraag.n)
        rc = kennis_treffers_lees(c, a, &ret->vraag, &t, e);
    if (rc)
        return rc;
    waar_maak(&waar, g, a, v);
    for (size_t i = 0; i < n; i += m) {
        const struct kennis *x;
        int welk = 0, uit;

        for (m = 1; i + m < n && k[i + m].id == k[i].id;)
            m++;
        x = versie_van(z, &k[i], m);
        if (!x)
            continue;
        ret->van++;
        if ((gevraagd && !erin(&t, 0, x->versie)) || !waar_past(&waar, x->gebied) || !jaar_past(v, x))
            continue;
        uit = valt_uit(v, x, &welk);
        if (uit < 2)
            tel(ret, w, x, uit, welk);
        if (uit)
            continue;
        VEC_PUSH(a, &lijst,
                 ((struct vondst){x,
                                  !gevraagd                ? 0
                                  : erin(&t, 2, x->versie) ? 1
                                  : erin(&t, 1, x->versie) ? 2
                                                           : 3,
                                  str_fold(a, x->titel), v->orde}));
    }
    if (lijst.n)
        qsort(lijst.at, lijst.n, sizeof *lijst.at, vondst_cmp);
    ret->n = lijst.n;
    ret->raak = ARENA_ARRAY(a, const struct kennis *, lijst.n + 1);
    ret->rang = ARENA_ARRAY(a, int, lijst.n + 1);
    for (size_t i = 0; i < lijst.n; i++) {
        ret->raak[i] = lijst.at[i].k;
        ret->rang[i] = lijst.at[i].rang;
    }
    return OK;
}
