/* SPDX-License-Identifier: EUPL-1.2
 * The indication for nultreden: how many meergezinswoningen of 50 to 150 m² came about on balance. Out of
 * size classes that together cover 50 to 150 m²: their saldo, or else nieuwbouw + overige toevoeging − sloop
 * − overige onttrekking (+ correctie where given). Every part stays a figure with its own row; when one lacks
 * there is no sum. */
#include "route/voorraad.h"

#include "base/num.h"

#include <stdlib.h>

enum { KLASSEN_MAX = 12, KLASSE_VAN = 50, KLASSE_TOT = 150 };

struct deel {
    bool er;
    int64_t waarde, rij;
    int kolom;
    uint8_t ontbreekt;
    unsigned vlag;
};

struct klasse {
    int van, tot;
    struct deel post[N_POSTEN];
};

/* One gebied in one period. */
struct groei {
    const struct gebied *g;
    struct cbs_periode periode;
    struct klasse klasse[KLASSEN_MAX];
    int n;
};

struct meergezins {
    struct arena *a;
    struct map groei; /* gebied and period */
};

struct meergezins *meergezins_begin(struct arena *a)
{
    struct meergezins *x = ARENA_NEW(a, struct meergezins);

    x->a = a;
    map_init(&x->groei, a);
    return x;
}

bool meergezins_klasse(struct arena *a, struct str titel, int *van, int *tot)
{
    struct str s = str_fold(a, titel), rest, eerste = str_cut(s, ' ', &rest),
               woord = str_cut(rest, ' ', &rest), laatste = str_cut(rest, ' ', &rest);
    int64_t x, y;

    if (!str_is(woord, "tot") || !num_i64(eerste, &x) || !num_i64(laatste, &y) || !rest.p ||
        rest.p[0] != 'm' || x < 0 || y <= x || y > 100000)
        return false;
    *van = (int)x;
    *tot = (int)y;
    return true;
}

static struct klasse *klasse_van(struct groei *w, int van, int tot)
{
    for (int i = 0; i < w->n; i++)
        if (w->klasse[i].van == van && w->klasse[i].tot == tot)
            return &w->klasse[i];
    if (w->n == KLASSEN_MAX)
        return NULL;
    w->klasse[w->n] = (struct klasse){.van = van, .tot = tot};
    return &w->klasse[w->n++];
}

void meergezins_bij(struct import *im, struct meergezins *x, const struct gebied *g,
                    const struct cbs_periode *p, int post, int van, int tot, int64_t waarde,
                    uint8_t ontbreekt, unsigned vlag, int64_t rij, int kolom)
{
    struct map_entry *m;
    struct klasse *k;
    struct groei *w;

    (void)im;
    if (post < NIEUWBOUW || post > SALDO || van < KLASSE_VAN || tot > KLASSE_TOT)
        return;
    m = map_put(&x->groei, str_fmt(x->a, "%lld %d %d", (long long)g->id, p->van, p->tot), NULL);
    if (!m->value.p) {
        m->value.p = w = ARENA_NEW(x->a, struct groei);
        w->g = g;
        w->periode = *p;
    }
    k = klasse_van(m->value.p, van, tot);
    if (k)
        k->post[post] = (struct deel){true, waarde, rij, kolom, ontbreekt, vlag};
}

static int klasse_orde(const void *x, const void *y)
{
    return ((const struct klasse *)x)->van - ((const struct klasse *)y)->van;
}

/* The classes follow each other from 50 to 150, without gap or overlap. */
static bool dekt(struct groei *w)
{
    int tot = KLASSE_VAN;

    qsort(w->klasse, (size_t)w->n, sizeof *w->klasse, klasse_orde);
    for (int i = 0; i < w->n; tot = w->klasse[i++].tot)
        if (w->klasse[i].van != tot)
            return false;
    return tot == KLASSE_TOT;
}

static bool heeft(const struct groei *w, int post)
{
    for (int i = 0; i < w->n; i++)
        if (!w->klasse[i].post[post].er || w->klasse[i].post[post].ontbreekt)
            return false;
    return true;
}

static void delen_maak(struct import *im, uint32_t reeks, const struct groei *w, int post, int teken)
{
    for (int i = 0; i < w->n; i++) {
        const struct deel *d = &w->klasse[i].post[post];

        if (d->er && !d->ontbreekt)
            import_cijfer(im, reeks, w->g, w->periode.van, w->periode.tot, teken * d->waarde, ONTBREEKT_NIET,
                          w->periode.status, d->vlag, d->rij, d->kolom);
    }
}

static void groei_maak(struct import *im, struct groei *w, struct str bron)
{
    uint32_t reeks = levering_reeks(
        im->l, &(struct reeks_nieuw){.onderwerp = STR("meergezins-groei"),
                                     .bron = bron,
                                     .definitieset = STR("cbs"),
                                     .segment = STR("50-150-m2"),
                                     .kenmerk = str_from(cbs_periode_kenmerk(w->periode.soort))});
    bool heel = dekt(w);

    if (heel && heeft(w, SALDO)) {
        delen_maak(im, reeks, w, SALDO, 1);
    } else if (heel && heeft(w, NIEUWBOUW) && heeft(w, TOEVOEGING) && heeft(w, SLOOP) &&
               heeft(w, ONTTREKKING)) {
        delen_maak(im, reeks, w, NIEUWBOUW, 1);
        delen_maak(im, reeks, w, TOEVOEGING, 1);
        delen_maak(im, reeks, w, SLOOP, -1);
        delen_maak(im, reeks, w, ONTTREKKING, -1);
        if (heeft(w, CORRECTIE))
            delen_maak(im, reeks, w, CORRECTIE, 1);
    } else {
        import_cijfer(im, reeks, w->g, w->periode.van, w->periode.tot, 0, ONTBREEKT_NIET_GELEVERD,
                      w->periode.status, 0, 0, -1);
        import_meld(
            im, MELDING_LET_OP, 0, -1, w->g->code,
            "de indicatie voor nultreden is niet te berekenen: niet alle klassen van 50 tot 150 m² of niet "
            "alle mutaties zijn er");
    }
}

void meergezins_klaar(struct import *im, struct meergezins *x, struct str bron)
{
    for (size_t i = 0; i < x->groei.n; i++)
        groei_maak(im, x->groei.at[i].value.p, bron);
}
