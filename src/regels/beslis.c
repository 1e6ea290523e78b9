/* SPDX-License-Identifier: EUPL-1.2
 * The outcome of a decision table for one case: the plain way, one rule after another. The engine of the
 * stock is held to this. */
#include "regels/regels.h"

#include <stdlib.h>

/* A value as a number of its column; false when it is of another kind, which then matches nothing. */
static bool nummer(const struct regel_invoer *in, const struct regel_waarde *w, int64_t *ret)
{
    struct map_entry *m;

    if (in->soort_bekend && w->soort != in->soort)
        return false;
    *ret = w->getal;
    if (w->soort == REGEL_TEKST) {
        m = map_get(&in->woorden, w->tekst);
        *ret = m ? m->value.i : (int64_t)in->woorden.n;
    }
    return true;
}

static bool past(struct arena *a, const struct regeltabel *t, const struct regel *r,
                 const struct regel_waarde *in, const int64_t *param)
{
    for (size_t k = 0; k < t->n_in; k++) {
        struct regel_set s;
        int64_t w = 0;
        bool ja;

        if (r->als[k].alles)
            continue;
        s = regel_cel_set(a, t, k, &r->als[k], param);
        ja = in[k].onbekend && s.onbekend;
        if (!in[k].onbekend && nummer(&t->in[k], &in[k], &w))
            for (size_t i = 0; i < s.n && !ja; i++)
                ja = s.at[i].laag <= w && w <= s.at[i].hoog;
        if (!ja)
            return false;
    }
    return true;
}

bool regel_waarde_gelijk(const struct regel_waarde *x, const struct regel_waarde *y)
{
    if (x->onbekend || y->onbekend)
        return x->onbekend && y->onbekend;
    return x->soort == y->soort &&
           (x->soort == REGEL_TEKST ? str_eq(x->tekst, y->tekst) : x->getal == y->getal);
}

size_t regel_rang(const struct regeltabel *t, const struct regel *r)
{
    size_t rang = 0;

    for (size_t u = 0; u < t->n_uit; u++) {
        size_t i = 0;

        while (i < t->uit[u].lijst.n && !regel_waarde_gelijk(&t->uit[u].lijst.at[i], &r->dan[u]))
            i++;
        rang = rang * (t->uit[u].lijst.n + 1) + i;
    }
    return rang;
}

static bool zelfde(const struct regeltabel *t, const struct regel *x, const struct regel *y)
{
    for (size_t u = 0; u < t->n_uit; u++)
        if (!regel_waarde_gelijk(&x->dan[u], &y->dan[u]))
            return false;
    return true;
}

/* In order of rank; equal ones in the order of the table. */
static void op_rang(const struct regeltabel *t, const struct regel **at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct regel *r = at[i];
        size_t k = i;

        for (; k && regel_rang(t, at[k - 1]) > regel_rang(t, r); k--)
            at[k] = at[k - 1];
        at[k] = r;
    }
}

static int tel_op(const struct regeltabel *t, struct regel_beslissing *b, struct err *e)
{
    int64_t som = 0;

    b->opgeteld = true;
    b->som =
        (struct regel_waarde){.onbekend = b->n == 0 && t->optelling != OPTEL_AANTAL, .soort = REGEL_GETAL};
    for (size_t i = 0; i < b->n; i++) {
        const struct regel_waarde *w = &b->at[i]->dan[0];

        if (t->optelling == OPTEL_AANTAL)
            som += REGEL_EENHEID;
        else if (w->onbekend || w->soort != REGEL_GETAL)
            return err_set(e, ERR_DATA, "regel %.*s: de uitkomst is geen getal en is dus niet op te tellen",
                           STR_ARG(b->at[i]->naam));
        else if (t->optelling == OPTEL_SOM) {
            if (__builtin_add_overflow(som, w->getal, &som))
                return err_set(e, ERR_DATA, "de som van de uitkomsten is te groot");
        } else if (!i || (t->optelling == OPTEL_MIN) == (w->getal < som))
            som = w->getal;
    }
    b->som.getal = som;
    return OK;
}

int regels_beslis(struct arena *a, const struct regeltabel *t, const struct regel_waarde *in,
                  const int64_t *param, struct regel_beslissing *ret, struct err *e)
{
    struct regel_beslissing b = {.at = (const struct regel **)ARENA_ARRAY(a, struct regel *, t->n + 1)};
    bool een = t->trefwijze == TREF_EERSTE;
    int rc = OK;

    for (size_t i = 0; i < t->n && !(een && b.n); i++)
        if (past(a, t, &t->regel[i], in, param))
            b.at[b.n++] = &t->regel[i];
    if (!b.n && t->optelling == OPTEL_GEEN)
        for (size_t u = 0; u < t->n_uit; u++)
            b.standaard = b.standaard || t->uit[u].heeft_standaard;
    if (t->trefwijze == TREF_UNIEK && b.n > 1)
        return err_set(e, ERR_DATA,
                       "regel %.*s en regel %.*s gelden allebei, en de tabel staat er maar één toe",
                       STR_ARG(b.at[0]->naam), STR_ARG(b.at[1]->naam));
    for (size_t i = 1; t->trefwijze == TREF_GELIJK && i < b.n; i++)
        if (!zelfde(t, b.at[0], b.at[i]))
            return err_set(e, ERR_DATA, "regel %.*s en regel %.*s gelden allebei, met een andere uitkomst",
                           STR_ARG(b.at[0]->naam), STR_ARG(b.at[i]->naam));
    if (t->trefwijze == TREF_VOORRANG || t->trefwijze == TREF_UITVOERORDE)
        op_rang(t, b.at, b.n);
    if (b.n && t->trefwijze <= TREF_EERSTE)
        b.n = 1;
    if (t->optelling)
        rc = tel_op(t, &b, e);
    if (!rc)
        *ret = b;
    return rc;
}

struct str regel_waarde_tekst(struct arena *a, const struct regel_waarde *w)
{
    struct str s;

    if (w->onbekend)
        return STR("onbekend");
    if (w->soort == REGEL_TEKST)
        return w->tekst;
    if (w->soort == REGEL_WAAR)
        return w->getal ? STR("ja") : STR("nee");
    s = num_plain(a, w->getal, REGEL_SCHAAL);
    while (s.n && s.p[s.n - 1] == '0')
        s.n--;
    if (s.n && s.p[s.n - 1] == '.')
        s.n--;
    return s;
}
