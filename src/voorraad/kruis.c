/* SPDX-License-Identifier: EUPL-1.2
 * See kruis.h. A table of what each value of a column falls under makes the inner loop one step, whatever the
 * limits; pieces of rows go to the threads. */
#include "voorraad/kruis.h"

#include "base/ploeg.h"

#include <string.h>

enum { STUK = 1 << 17 /* rows a thread takes at a time */, CATEGORIEEN = 16, VAKKEN = 64 * 256 };

const struct kruis_naam kruis_namen[KRUISEN] = {
    [KRUIS_EIGENAAR] = {"eigenaar", "eigenaar", "Wie is de eigenaar"},
    [KRUIS_BOUWJAAR] = {"bouwjaar", "bouwjaar", "Wanneer is het gebouwd"},
    [KRUIS_OPPERVLAKTE] = {"oppervlakte", "oppervlakte", "Hoe groot is het"},
};

/* Limits as people speak of them: post-war, before and after the oil crisis, recent; m² as CBS has them. */
static const struct grens {
    uint16_t tot; /* below this */
    const char *naam;
} jaren[] = {{1945, "vóór 1945"},
             {1965, "1945 t/m 1964"},
             {1985, "1965 t/m 1984"},
             {2005, "1985 t/m 2004"},
             {0xFFFF, "2005 en later"}},
  maten[] = {{50, "kleiner dan 50 m²"},
             {75, "50 tot 75 m²"},
             {100, "75 tot 100 m²"},
             {150, "100 tot 150 m²"},
             {0xFFFF, "150 m² en groter"}};

struct stuk {
    uint64_t van, tot;
};

struct werk {
    const uint8_t *van, *naar; /* classes of every row; naar NULL: a column */
    const struct wzv_kolom *kolom;
    const uint8_t *vak; /* value → category */
    size_t breed;       /* numbers a row of the result has */
    const struct stuk *stuk;
    uint64_t (*tel)[VAKKEN]; /* per thread */
};

static void stuk_doe(void *ctx, size_t i, int lid)
{
    const struct werk *w = ctx;
    uint64_t *tel = w->tel[lid];

    for (uint64_t r = w->stuk[i].van; r < w->stuk[i].tot; r++) {
        size_t k = w->van[r], c;

        if (k == KAST_NIET)
            continue;
        if (w->naar)
            c = w->naar[r];
        else if (w->kolom->breedte == 1)
            c = w->vak[((const uint8_t *)w->kolom->at)[r]];
        else
            c = w->vak[((const uint16_t *)w->kolom->at)[r]];
        tel[k * w->breed + c]++;
    }
}

/* The sum over all threads, n rows of w->breed. */
static const uint64_t *doe(struct arena *a, struct werk *w, size_t n, const struct wzv_gebied *const *x,
                           size_t n_x)
{
    int draden = ploeg_kernen();
    VEC(struct stuk) v = {0};
    uint64_t *som = ARENA_ARRAY(a, uint64_t, n * w->breed + 1);

    for (size_t i = 0; i < n_x; i++)
        for (uint64_t r = x[i]->eerste; r < x[i]->eerste + x[i]->n; r += STUK) {
            uint64_t tot = x[i]->eerste + x[i]->n;

            VEC_PUSH(a, &v, ((struct stuk){r, r + STUK < tot ? r + STUK : tot}));
        }
    w->stuk = v.at;
    w->tel = arena_alloc(a, (size_t)draden * sizeof *w->tel);
    ploeg_doe(draden, v.n, stuk_doe, w);
    for (int d = 0; d < draden; d++)
        for (size_t i = 0; i < n * w->breed; i++)
            som[i] += w->tel[d][i];
    return som;
}

static size_t grenzen_vul(const struct grens *g, size_t n, uint8_t *vak, struct str *naam)
{
    size_t c = 0;

    for (size_t i = 0; i < n; i++)
        naam[i] = str_from(g[i].naam);
    for (uint32_t v = 0; v < 0xFFFF; v++) {
        while (v >= g[c].tot)
            c++;
        vak[v] = (uint8_t)c;
    }
    vak[0xFFFF] = (uint8_t)n;
    return n;
}

void kruis_tel(struct arena *a, const struct geteld *g, enum kruis_soort soort,
               const struct wzv_gebied *const *x, size_t n_x, struct kruis *ret)
{
    const struct wzv_kolom *kolom = wzv_kolom(g->v->w, str_from(kruis_namen[soort].code));
    struct str *naam = ARENA_ARRAY(a, struct str, 256 + 1);
    uint8_t *vak = arena_alloc(a, 65536);
    struct werk w = {.van = g->rij, .kolom = kolom, .vak = vak};
    const uint64_t *som;
    uint64_t *uit;
    size_t n = 0;

    *ret = (struct kruis){0};
    if (!kolom || kolom->breedte > 2)
        return;
    if (soort == KRUIS_BOUWJAAR && kolom->breedte == 2)
        n = grenzen_vul(jaren, sizeof jaren / sizeof *jaren, vak, naam);
    else if (soort == KRUIS_OPPERVLAKTE && kolom->breedte == 2)
        n = grenzen_vul(maten, sizeof maten / sizeof *maten, vak, naam);
    else if (kolom->soort == WZV_CODE && kolom->breedte == 1 && kolom->n_codes < CATEGORIEEN) {
        n = kolom->n_codes;
        for (size_t i = 0; i < n; i++)
            naam[i] = kolom->code[i];
        for (size_t v = 0; v < 256; v++)
            vak[v] = (uint8_t)(v < n ? v : n);
    } else {
        return;
    }
    naam[n] = STR("onbekend");
    w.breed = n + 1;
    som = doe(a, &w, g->n_klassen, x, n_x);
    uit = ARENA_ARRAY(a, uint64_t, (n + 1) * g->n_klassen);
    for (size_t k = 0; k < g->n_klassen; k++)
        for (size_t c = 0; c <= n; c++)
            uit[c * g->n_klassen + k] = som[k * (n + 1) + c];
    *ret = (struct kruis){.n = n + 1, .naam = naam, .at = uit};
}

const uint64_t *stroom_tel(struct arena *a, const struct geteld *van, const struct geteld *naar,
                           const struct wzv_gebied *const *x, size_t n_x)
{
    struct werk w = {.van = van->rij, .naar = naar->rij, .breed = naar->n_klassen};

    return doe(a, &w, van->n_klassen, x, n_x);
}
