/* SPDX-License-Identifier: EUPL-1.2
 * A set of answers in memory: columns, who counts on which basis, and numbers put in classes. */
#include "uitkomst/uitkomst.h"

#include "base/num.h"

#include <string.h>

const char *const ui_toestand_namen[UI_TOESTANDEN] = {"beantwoord", "leeg",         "weet_niet",
                                                      "nvt",        "niet_getoond", "niet_deelgenomen"};
const char *const ui_toestand_woorden[UI_TOESTANDEN] = {
    "beantwoord", "leeg gelaten", "weet niet", "niet van toepassing", "niet gevraagd", "niet meegedaan"};
const char *const ui_basis_namen[] = {"uitgenodigd", "deelnemend", "beantwoord", "filter"};

bool ui_basis_bij(struct str s, enum ui_basis *ret)
{
    for (int i = 0; i < UI_FILTER; i++)
        if (str_is(s, ui_basis_namen[i])) {
            *ret = (enum ui_basis)i;
            return true;
        }
    return false;
}

void ui_set_init(struct ui_set *s, struct arena *a, size_t n)
{
    *s = (struct ui_set){.n = n, .partij = ARENA_ARRAY(a, struct ui_partij, n ? n : 1)};
    VEC_PUSH(a, &s->laag, (struct ui_laag){.naam = STR(""), .label = STR("partijen"), .n = n});
}

size_t ui_rijen(const struct ui_set *s, const struct ui_vraag *v)
{
    return s->laag.at[v->laag].n;
}

struct ui_vraag *ui_vraag_nieuw(struct ui_set *s, struct arena *a, enum ui_soort soort, struct str code,
                                struct str label, const struct ui_optie *optie, size_t n_optie, size_t laag)
{
    struct ui_vraag *v = ARENA_NEW(a, struct ui_vraag);
    const struct ui_laag *l = &s->laag.at[laag];
    size_t n = l->n ? l->n : 1;

    *v = (struct ui_vraag){.code = code,
                           .label = label,
                           .soort = soort,
                           .optie = optie,
                           .n_optie = n_optie,
                           .basis = UI_OP_BEANTWOORD,
                           .laag = laag,
                           .n_woord = (n_optie + 63) / 64};
    v->toestand = ARENA_ARRAY(a, uint8_t, n);
    for (size_t i = 0; i < l->n; i++)
        v->toestand[i] = (uint8_t)(s->partij[ui_partij_van(l, i)].deelnemend ? UI_LEEG : UI_NIET_DEELGENOMEN);
    if (soort == UI_EEN)
        v->keus = ARENA_ARRAY(a, int16_t, n);
    if (soort == UI_MEER)
        v->keuzes = ARENA_ARRAY(a, uint64_t, n * (v->n_woord ? v->n_woord : 1));
    if (soort == UI_GETAL)
        v->getal = ARENA_ARRAY(a, int64_t, n);
    if (soort == UI_TEKST)
        v->tekst = ARENA_ARRAY(a, struct str, n);
    VEC_PUSH(a, &s->vraag, v);
    return v;
}

struct ui_vraag *ui_vraag_vind(const struct ui_set *s, struct str code)
{
    for (size_t i = 0; i < s->vraag.n; i++)
        if (str_eq(s->vraag.at[i]->code, code))
            return s->vraag.at[i];
    return NULL;
}

const struct ui_indeling *ui_indeling_vind(const struct ui_set *s, struct str code)
{
    for (size_t i = 0; i < s->indeling.n; i++)
        if (str_eq(s->indeling.at[i].code, code))
            return &s->indeling.at[i];
    return NULL;
}

bool ui_telt(const struct ui_set *s, const struct ui_vraag *v, enum ui_basis b, size_t rij)
{
    switch (b) {
    case UI_UITGENODIGD:
        return true;
    case UI_DEELNEMEND:
        return s->partij[ui_partij_van(&s->laag.at[v->laag], rij)].deelnemend;
    case UI_FILTER:
        return v->toestand[rij] == UI_BEANTWOORD && (!v->in_filter || v->in_filter[rij]);
    case UI_OP_BEANTWOORD:
        break;
    }
    return v->toestand[rij] == UI_BEANTWOORD;
}

/* ---- classes ---- */

/* The smallest of 1, 2, 5 × 10^k that is at least `minstens`. */
static int64_t stap_op(int64_t minstens)
{
    int64_t tien = 1;

    for (;;) {
        static const int vooraan[] = {1, 2, 5};

        for (int i = 0; i < 3; i++)
            if (tien * vooraan[i] >= minstens)
                return tien * vooraan[i];
        if (tien > INT64_MAX / 100)
            return tien;
        tien *= 10;
    }
}

static int64_t vloer(int64_t v, int64_t stap)
{
    int64_t q = v / stap;

    return (v % stap < 0 ? q - 1 : q) * stap;
}

static struct str klasse_naam(struct arena *a, int64_t van, int64_t tot, int schaal, bool heel)
{
    if (heel && tot - van == 1)
        return num_nl(a, van, schaal);
    if (heel)
        return str_fmt(a, "%.*s tot en met %.*s", STR_ARG(num_nl(a, van, schaal)),
                       STR_ARG(num_nl(a, tot - 1, schaal)));
    return str_fmt(a, "%.*s tot %.*s", STR_ARG(num_nl(a, van, schaal)), STR_ARG(num_nl(a, tot, schaal)));
}

const struct ui_vraag *ui_klassen(struct arena *a, const struct ui_set *s, const struct ui_vraag *v)
{
    struct ui_vraag *k;
    struct ui_optie *optie;
    int64_t min = INT64_MAX, max = INT64_MIN, stap, van;
    size_t n = ui_rijen(s, v), aantal;
    __int128 breed;

    for (size_t i = 0; i < n; i++)
        if (v->toestand[i] == UI_BEANTWOORD) {
            min = v->getal[i] < min ? v->getal[i] : min;
            max = v->getal[i] > max ? v->getal[i] : max;
        }
    if (min > max)
        return NULL;
    breed = (__int128)max - min;
    if (breed > INT64_MAX / 4 || min < INT64_MIN / 4)
        return NULL; /* no list of classes would mean anything */
    stap = stap_op((int64_t)(breed / 6) > 0 ? (int64_t)(breed / 6) : 1);
    while (((__int128)max - vloer(min, stap)) / stap >= UI_KLASSEN_MAX)
        stap = stap_op(stap + 1);
    van = vloer(min, stap);
    aantal = (size_t)((max - van) / stap) + 1;
    k = ARENA_NEW(a, struct ui_vraag);
    *k = *v;
    k->soort = UI_EEN;
    k->is_schaal = k->is_afgeleid = k->uit_antwoorden = true;
    optie = ARENA_ARRAY(a, struct ui_optie, aantal);
    for (size_t i = 0; i < aantal; i++) {
        int64_t laag = van + (int64_t)i * stap;

        optie[i].code = str_fmt(a, "%.*s", STR_ARG(num_plain(a, laag, v->schaal)));
        optie[i].label = klasse_naam(a, laag, laag + stap, v->schaal, v->schaal == 0);
    }
    k->optie = optie;
    k->n_optie = aantal;
    k->keus = ARENA_ARRAY(a, int16_t, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        if (v->toestand[i] == UI_BEANTWOORD)
            k->keus[i] = (int16_t)((v->getal[i] - van) / stap);
    return k;
}
