/* SPDX-License-Identifier: EUPL-1.2
 * The columns of a table: which rows belong to which group, by region, by the answer to an other question,
 * or by an other ronde. */
#include "uitkomst/uitkomst.h"

#include "base/map.h"

#include <string.h>

struct bouw {
    struct arena *a;
    struct ui_groepen *g;
    VEC(uint32_t) in;
    size_t rij;
};

static void begin(struct bouw *b, struct arena *a, const struct ui_set *s, size_t laag, size_t n,
                  struct ui_groepen *g)
{
    *b = (struct bouw){.a = a, .g = g};
    *g = (struct ui_groepen){.n = n, .laag = laag, .deling = n};
    g->groep = ARENA_ARRAY(a, struct ui_optie, n + 2);
    g->van = ARENA_ARRAY(a, uint32_t, s->laag.at[laag].n + 1);
}

static void bij(struct bouw *b, size_t groep)
{
    VEC_PUSH(b->a, &b->in, (uint32_t)groep);
}

/* Ends the row in hand; `geen`: the group for what lies in none. */
static void rij_klaar(struct bouw *b, size_t geen)
{
    if (b->in.n == b->g->van[b->rij])
        bij(b, geen);
    b->g->van[++b->rij] = (uint32_t)b->in.n;
}

static void klaar(struct bouw *b)
{
    b->g->in = b->in.at;
}

void ui_groepen_alles(struct arena *a, const struct ui_set *s, size_t laag, struct ui_groepen *ret)
{
    struct bouw b;

    begin(&b, a, s, laag, 1, ret);
    ret->code = STR("");
    ret->naam = STR("totaal");
    ret->groep[0] = (struct ui_optie){STR("totaal"), STR("Totaal")};
    for (size_t i = 0; i < s->laag.at[laag].n; i++)
        rij_klaar(&b, 0);
    klaar(&b);
}

void ui_groepen_indeling(struct arena *a, const struct ui_set *s, const struct ui_indeling *x, size_t laag,
                         struct ui_groepen *ret)
{
    const struct ui_laag *l = &s->laag.at[laag];
    bool buiten = false, overlap = false;
    struct bouw b;

    begin(&b, a, s, laag, x->n_regio, ret);
    ret->code = x->code;
    ret->naam = x->naam;
    ret->sleutel = str_cat(a, STR("indeling:"), x->code);
    memcpy(ret->groep, x->regio, x->n_regio * sizeof *x->regio);
    for (size_t i = 0; i < l->n; i++) {
        size_t p = ui_partij_van(l, i), n = x->van[p + 1] - x->van[p];

        for (size_t k = x->van[p]; k < x->van[p + 1]; k++)
            bij(&b, x->in[k]);
        buiten = buiten || !n;
        overlap = overlap || n > 1;
        rij_klaar(&b, x->n_regio);
    }
    if (buiten)
        ret->groep[ret->n++] = (struct ui_optie){STR("geen"), STR("Geen regio")};
    ret->deling = overlap ? 0 : ret->n;
    klaar(&b);
}

static void vraag_groepen(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, size_t laag,
                          bool beantwoord, bool filter, struct ui_groepen *ret)
{
    const struct ui_laag *l = &s->laag.at[laag];
    size_t k = v->n_optie;
    bool overlap = false;
    struct bouw b;

    begin(&b, a, s, laag, k, ret);
    ret->code = v->code;
    ret->naam = v->label;
    ret->sleutel = str_cat(a, filter ? STR("filter:") : STR("vraag:"), v->code);
    memcpy(ret->groep, v->optie, k * sizeof *v->optie);
    ret->groep[ret->n++] = (struct ui_optie){STR("geen_antwoord"), STR("Geen antwoord")};
    if (beantwoord)
        ret->groep[ret->n++] = (struct ui_optie){STR("beantwoord"), STR("Beantwoord")};
    for (size_t i = 0; i < l->n; i++) {
        size_t rij = v->laag == laag ? i : ui_partij_van(l, i);

        if (v->toestand[rij] == UI_BEANTWOORD && (!filter || v->in_filter[rij])) {
            for (size_t o = 0; o < k; o++)
                if (ui_heeft(v, rij, o))
                    bij(&b, o);
            overlap = overlap || b.in.n - ret->van[i] != 1;
            if (beantwoord)
                bij(&b, k + 1);
        }
        rij_klaar(&b, k);
    }
    ret->deling = overlap ? 0 : k + 1; /* of more answers too, when everyone happened to give one */
    klaar(&b);
}

void ui_groepen_vraag(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, size_t laag,
                      bool beantwoord, struct ui_groepen *ret)
{
    vraag_groepen(a, s, v, laag, beantwoord, false, ret);
}

void ui_groepen_filter(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, size_t laag,
                       struct ui_groepen *ret)
{
    vraag_groepen(a, s, v, laag, true, true, ret);
}

/* Row of the other set with the same partij; SIZE_MAX for none. */
static size_t *elders(struct arena *a, const struct ui_set *s, const struct ui_set *ander)
{
    size_t *uit = ARENA_ARRAY(a, size_t, s->n ? s->n : 1);
    struct map m;

    map_init(&m, a);
    for (size_t i = 0; i < ander->n; i++)
        map_put(&m, str_fmt(a, "%lld", (long long)ander->partij[i].id), NULL)->value.i = (int64_t)i;
    for (size_t i = 0; i < s->n; i++) {
        struct map_entry *x = map_get(&m, str_fmt(a, "%lld", (long long)s->partij[i].id));

        uit[i] = x ? (size_t)x->value.i : SIZE_MAX;
    }
    return uit;
}

static bool ook(const struct ui_set *ander, size_t rij)
{
    return rij != SIZE_MAX && ander->partij[rij].deelnemend;
}

void ui_groepen_ronde(struct arena *a, const struct ui_set *s, const struct ui_set *ander,
                      struct ui_groepen *ret)
{
    size_t *daar = elders(a, s, ander);
    struct bouw b;

    begin(&b, a, s, 0, 2, ret);
    ret->code = ander->code;
    ret->sleutel = str_cat(a, STR("ronde:"), ander->code);
    ret->naam = ander->titel;
    ret->groep[0] = (struct ui_optie){STR("beide"), STR("In beide rondes")};
    ret->groep[1] = (struct ui_optie){STR("alleen_hier"), STR("Alleen in deze ronde")};
    for (size_t i = 0; i < s->n; i++) {
        bij(&b, ook(ander, daar[i]) && s->partij[i].deelnemend ? 0 : 1);
        rij_klaar(&b, 1);
    }
    klaar(&b);
}

bool ui_groepen_overgang(struct arena *a, const struct ui_set *s, const struct ui_set *ander, struct str code,
                         struct ui_groepen *ret)
{
    const struct ui_vraag *v = ui_vraag_vind(ander, code);
    size_t *daar, k;
    struct bouw b;

    if (!v || v->laag || v->soort != UI_EEN)
        return false;
    daar = elders(a, s, ander);
    k = v->n_optie;
    begin(&b, a, s, 0, k, ret);
    ret->code = ander->code;
    ret->sleutel = str_cat(a, STR("overgang:"), ander->code);
    ret->naam = ander->titel;
    memcpy(ret->groep, v->optie, k * sizeof *v->optie);
    ret->groep[ret->n++] = (struct ui_optie){STR("geen_antwoord"), STR("Geen antwoord")};
    ret->groep[ret->n++] = (struct ui_optie){STR("niet_in_beide"), STR("Niet in beide rondes")};
    for (size_t i = 0; i < s->n; i++) {
        if (!ook(ander, daar[i]) || !s->partij[i].deelnemend)
            bij(&b, k + 1);
        else if (v->toestand[daar[i]] == UI_BEANTWOORD)
            bij(&b, (size_t)v->keus[daar[i]]);
        rij_klaar(&b, k);
    }
    ret->deling = ret->n;
    klaar(&b);
    return true;
}
