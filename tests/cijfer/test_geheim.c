/* SPDX-License-Identifier: EUPL-1.2
 * Everything public is given to an attacker who takes sums off sums: no confidential figure may come out.
 * Made-up worlds of plans with confidential ones among them; every window, gemeente, region, woningtype,
 * price class and division is asked of the functions that answer; how each answer hangs on each confidential
 * figure is measured by changing that figure; and what is known is solved, exactly (modulo a prime). The
 * attacker also knows which figures are not nought, and that the years of a plan add up to its price classes.
 */
#include "cijfer/cijfer_intern.h"
#include "wereld.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum {
    WERELDEN = 150,
    JAAR = 2025,
    JAREN = 4,
    PLAN_CIJFERS = JAREN + 3,
    CIJFERS = 200,
    ONBEKENDEN = 48,
    ANTWOORDEN = 30000,
    EENHEID = 1000000 /* so that parts of a split gemeente stay whole */
};
static const int64_t PRIEM = 2147483647;

static const char *const onderwerpen[] = {"plannen-hard", "plannen-zacht"};
/* What a figure is split by: not at all, a woningtype, two price classes. */
enum { HEEL, NULTREDEN, KOOP, HUUR, SPLITSINGEN };

static const struct bron planlijst = {.id = 1, .code = STR_INIT("plannen"), .route = 2},
                         ander = {.id = 2, .code = STR_INIT("aanvragen"), .route = 4};

struct cijfer {
    size_t gebied, rij;
    int levering, onderwerp, splitsing, van, tot;
    int64_t waarde;
    bool geheim;
};

struct geval {
    struct wereld w;
    struct cijfer c[CIJFERS];
    size_t n;
    size_t onbekend[ONBEKENDEN], n_onbekend; /* indexes of the confidential figures that are not nought */
    int64_t antwoord[ANTWOORDEN];
    size_t n_antwoorden;
    const struct bron *bron;
};

static void cijfer_bij(struct geval *g, struct cijfer c)
{
    if (c.geheim && c.waarde)
        g->onbekend[g->n_onbekend++] = g->n;
    g->c[g->n++] = c;
}

/* One plan: homes by year, of those some of a type, and by price; types and prices speak of its own span of
 * years. */
static void plan_verzin(struct geval *g, int levering, size_t gebied, size_t rij)
{
    struct wereld *w = &g->w;
    struct cijfer c = {.gebied = gebied,
                       .rij = rij,
                       .levering = levering,
                       .onderwerp = (int)w_getal(w, 2),
                       .geheim = w_kans(w, 75)};
    int64_t samen = 0, koop;
    int van = 0, tot = 0;

    if (g->n + PLAN_CIJFERS > CIJFERS || g->n_onbekend + PLAN_CIJFERS > ONBEKENDEN)
        return; /* a plan is there as a whole */
    for (int j = 0; j < JAREN; j++) {
        c.van = c.tot = JAAR + j;
        c.waarde = w_kans(w, 60) ? (1 + (int64_t)w_getal(w, 90)) * EENHEID : 0;
        samen += c.waarde;
        van = c.waarde && !van ? c.van : van;
        tot = c.waarde ? c.tot : tot;
        cijfer_bij(g, c);
    }
    if (!samen)
        return;
    c.van = van;
    c.tot = tot;
    c.splitsing = NULTREDEN;
    c.waarde = w_kans(w, 30) ? samen : (int64_t)w_getal(w, (uint64_t)(samen / EENHEID + 1)) * EENHEID;
    cijfer_bij(g, c);
    koop = w_kans(w, 30) ? samen : (int64_t)w_getal(w, (uint64_t)(samen / EENHEID + 1)) * EENHEID;
    for (c.splitsing = KOOP; c.splitsing <= HUUR; c.splitsing++) {
        c.waarde = c.splitsing == KOOP ? koop : samen - koop;
        cijfer_bij(g, c);
    }
}

static void geval_maak(struct geval *g, uint64_t nummer)
{
    size_t gemeenten[2], n = 0;

    memset(g, 0, sizeof *g);
    wereld_maak(&g->w, nummer);
    g->bron = w_kans(&g->w, 70) ? &planlijst : &ander;
    for (size_t i = 0; i < g->w.n_gemeenten && n < 2; i++)
        if (w_geldig(&g->w, i, 20200101))
            gemeenten[n++] = i;
    for (int levering = 1; levering <= 2; levering++)
        for (size_t rij = 2, plannen = 3 + w_getal(&g->w, 6); rij < 2 + plannen; rij++)
            plan_verzin(g, levering, gemeenten[w_getal(&g->w, n)], rij);
}

static void onthoud(struct geval *g, int64_t x)
{
    assert_true(g->n_antwoorden < ANTWOORDEN);
    g->antwoord[g->n_antwoorden++] = x;
}

/* As waarnemingen_lees() does it, from what was made up instead of from the store. */
static struct waarneming_lijst lees(struct geval *g, struct arena *a, const struct cijfer_vraag *v,
                                    int onderwerp, int splitsing)
{
    struct waarneming_lijst l = {0};
    struct aanbod_lijst aanbod = {0};

    for (size_t i = 0; i < g->n; i++) {
        const struct cijfer *c = &g->c[i];
        int64_t reeks = (int64_t)c->van * 10000 + c->tot;
        size_t k = 0;

        if (c->onderwerp != onderwerp || c->splitsing != splitsing)
            continue;
        while (k < aanbod.n && (aanbod.at[k].levering != c->levering || aanbod.at[k].reeks != reeks))
            k++;
        if (k == aanbod.n)
            VEC_PUSH(a, &aanbod,
                     ((struct aanbod){.levering = c->levering,
                                      .reeks = reeks,
                                      .definitieset = 1,
                                      .periode_van = 20200101,
                                      .periode_tot = 20200101,
                                      .horizon_van = c->van,
                                      .horizon_tot = c->tot,
                                      .bron = g->bron,
                                      .leveraar = c->levering == 1 ? STR("een") : STR("twee"),
                                      .peildatum = 20200101}));
    }
    aanbod_kies(&aanbod, v, AARD_STAND, 0);
    for (size_t i = 0; i < g->n; i++)
        for (size_t k = 0; k < aanbod.n; k++) {
            const struct cijfer *c = &g->c[i];
            const struct aanbod *x = &aanbod.at[k];

            if (c->onderwerp == onderwerp && c->splitsing == splitsing && x->levering == c->levering &&
                x->reeks == (int64_t)c->van * 10000 + c->tot && x->deel != DEEL_GEEN)
                VEC_PUSH(a, &l,
                         ((struct waarneming){.id = (int64_t)i + 1,
                                              .levering = c->levering,
                                              .reeks = x->reeks,
                                              .waarde = c->waarde,
                                              .definitieset = 1,
                                              .gebied = &g->w.g->gebied[c->gebied],
                                              .periode_van = 20200101,
                                              .periode_tot = 20200101,
                                              .geleverd = 20200101,
                                              .leveraar = x->leveraar,
                                              .bron = g->bron,
                                              .rij = (int32_t)c->rij,
                                              .vlag = c->geheim ? VLAG_VERTROUWELIJK : 0,
                                              .gesplitst = splitsing >= KOOP,
                                              .grens = x->deel == DEEL_GRENS,
                                              .horizon = true}));
        }
    waarnemingen_schift(&l, false);
    return l;
}

static void vraag_stel(struct geval *g, int onderwerp, int splitsing, int van, int tot)
{
    const struct cijfer_vraag v = {
        .onderwerp = str_from(onderwerpen[onderwerp]), .venster_van = van, .venster_tot = tot};
    static struct cijfer_uitkomst uit[W_GEBIEDEN];
    static struct doel doel[W_GEBIEDEN];
    struct arena a;

    for (int jaar = 2020; jaar <= 2027; jaar += 7) { /* then, and after all that merged and split */
        struct waarneming_lijst l;
        struct bijdrage_lijst b = {0};
        date_t d = jaar * 10000 + 101;
        size_t n = 0;

        arena_init(&a, 0);
        l = lees(g, &a, &v, onderwerp, splitsing);
        for (size_t i = g->w.g->n; i-- > 0;) {
            struct gebied_lijst leden = gebied_leden(g->w.g, &a, &g->w.g->gebied[i], d);

            if (leden.n)
                doel[n++] = (struct doel){&g->w.g->gebied[i], leden, leden.n};
        }
        (void)!waarnemingen_tel_op(g->w.g, &a, l.at, l.n, d, false, doel, n, uit, &b);
        for (size_t i = 0; i < n; i++) {
            onthoud(g, uit[i].heeft ? uit[i].waarde : 0);
            onthoud(g, uit[i].heeft ? uit[i].buiten_deels : 0);
        }
        for (size_t i = 0; i < b.n; i++) /* herkomst names every open figure by itself */
            assert_true(b.at[i].waarneming->ontbreekt == 0);
        arena_done(&a);
    }
}

/* What a waarneming (and a row of an open data package) tells: each cell by itself, by the same rule. */
static void cellen_lees(struct geval *g)
{
    for (size_t i = 0; i < g->n; i++) {
        struct cel_geheim cel = {0};
        int64_t som = 0;
        bool eerste = true;

        for (size_t k = 0; k < g->n; k++) {
            const struct cijfer *x = &g->c[i], *y = &g->c[k];

            if (x->gebied != y->gebied || x->levering != y->levering || x->onderwerp != y->onderwerp ||
                x->splitsing != y->splitsing || x->van != y->van || x->tot != y->tot)
                continue;
            eerste = eerste && k >= i;
            som += y->waarde;
            if (y->geheim && y->waarde)
                cel_geheim_bij(&cel, 0, (int64_t)y->rij);
        }
        if (eerste)
            onthoud(g, cel_geheim_telt(&cel, g->c[i].splitsing >= KOOP) ? som : 0);
    }
}

static void alles_vragen(struct geval *g)
{
    g->n_antwoorden = 0;
    for (int o = 0; o < 2; o++)
        for (int s = 0; s < SPLITSINGEN; s++) {
            vraag_stel(g, o, s, 0, 0);
            for (int van = JAAR; van < JAAR + JAREN; van++)
                for (int tot = van; tot < JAAR + JAREN; tot++)
                    vraag_stel(g, o, s, van, tot);
        }
    cellen_lees(g);
}

/* ---- the attacker ---- */

static int64_t modulo(int64_t x)
{
    x %= PRIEM;
    return x < 0 ? x + PRIEM : x;
}

static int64_t omgekeerd(int64_t x)
{
    int64_t uit = 1;

    for (int64_t e = PRIEM - 2; e; e /= 2, x = x * x % PRIEM)
        if (e % 2)
            uit = uit * x % PRIEM;
    return uit;
}

struct stelsel {
    int64_t rij[ONBEKENDEN][ONBEKENDEN]; /* by pivot, reduced; a row of noughts: no pivot there */
    bool heeft[ONBEKENDEN];
    size_t n;
};

/* Takes in one equation: what is known of the figures, weighed so, is one number. */
static void leer(struct stelsel *s, const int64_t *weging)
{
    int64_t r[ONBEKENDEN];

    for (size_t j = 0; j < s->n; j++)
        r[j] = modulo(weging[j]);
    for (size_t j = 0; j < s->n; j++) {
        int64_t f = r[j];

        if (!f)
            continue;
        if (s->heeft[j]) {
            for (size_t k = 0; k < s->n; k++)
                r[k] = modulo(r[k] - f * s->rij[j][k] % PRIEM);
            continue;
        }
        f = omgekeerd(f);
        for (size_t k = 0; k < s->n; k++)
            r[k] = r[k] * f % PRIEM;
        for (size_t i = 0; i < s->n; i++) /* rows that had a pivot before lose this column */
            if (s->heeft[i] && s->rij[i][j]) {
                int64_t g = s->rij[i][j];

                for (size_t k = 0; k < s->n; k++)
                    s->rij[i][k] = modulo(s->rij[i][k] - g * r[k] % PRIEM);
            }
        for (size_t k = j + 1; k < s->n; k++) /* and this one those of theirs */
            if (s->heeft[k] && r[k]) {
                int64_t g = r[k];

                for (size_t m = 0; m < s->n; m++)
                    r[m] = modulo(r[m] - g * s->rij[k][m] % PRIEM);
            }
        memcpy(s->rij[j], r, sizeof r);
        s->heeft[j] = true;
        return;
    }
}

/* Is figure j the only thing that an equation speaks of? */
static bool bekend(const struct stelsel *s, size_t j)
{
    if (!s->heeft[j])
        return false;
    for (size_t k = 0; k < s->n; k++)
        if (k != j && s->rij[j][k])
            return false;
    return true;
}

/* Years add up to price classes, plan by plan: its checks c1 and c4 are nought. */
static void leer_plannen(struct stelsel *s, const struct geval *g)
{
    for (size_t i = 0; i < g->n_onbekend; i++) {
        const struct cijfer *x = &g->c[g->onbekend[i]];
        int64_t weging[ONBEKENDEN] = {0};

        for (size_t k = 0; k < g->n_onbekend; k++) {
            const struct cijfer *y = &g->c[g->onbekend[k]];

            if (y->levering == x->levering && y->rij == x->rij)
                weging[k] = y->splitsing == HEEL ? 1 : y->splitsing >= KOOP ? -1 : 0;
        }
        leer(s, weging);
    }
}

static void val_aan(uint64_t nummer, size_t *ret_geteld)
{
    static struct geval g;
    static struct stelsel s;
    static int64_t eerst[ANTWOORDEN], weging[ANTWOORDEN][ONBEKENDEN];
    size_t n;

    geval_maak(&g, nummer);
    alles_vragen(&g);
    n = g.n_antwoorden;
    memcpy(eerst, g.antwoord, n * sizeof *eerst);
    for (size_t j = 0; j < g.n_onbekend; j++) {
        struct cijfer *c = &g.c[g.onbekend[j]];

        c->waarde += EENHEID;
        alles_vragen(&g);
        assert_int_equal(g.n_antwoorden, n);
        for (size_t i = 0; i < n; i++)
            weging[i][j] = g.antwoord[i] - eerst[i];
        c->waarde -= EENHEID;
    }
    memset(&s, 0, sizeof s);
    s.n = g.n_onbekend;
    for (size_t i = 0; i < n; i++)
        leer(&s, weging[i]);
    for (size_t j = 0; j < s.n; j++)
        *ret_geteld += s.heeft[j];
    leer_plannen(&s, &g);
    for (size_t j = 0; j < s.n; j++)
        if (bekend(&s, j)) {
            const struct cijfer *c = &g.c[g.onbekend[j]];

            fail_msg(
                "wereld %llu: het vertrouwelijke cijfer van levering %d, rij %zu (%s, splitsing %d, %d–%d) "
                "is af te leiden",
                (unsigned long long)nummer, c->levering, c->rij, onderwerpen[c->onderwerp], c->splitsing,
                c->van, c->tot);
        }
    wereld_klaar(&g.w);
}

static void no_confidential_figure_comes_out_by_subtraction(void **state)
{
    size_t geteld = 0;

    (void)state;
    for (uint64_t i = 0; i < WERELDEN; i++)
        val_aan(i, &geteld);
    print_message("# %zu sums of confidential figures are public\n", geteld);
    assert_true(geteld > 2 * WERELDEN); /* or nothing was told at all, which would be no art */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_confidential_figure_comes_out_by_subtraction)};

    return cmocka_run_group_tests_name("geheim", tests, NULL, NULL);
}
