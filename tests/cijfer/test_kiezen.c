/* SPDX-License-Identifier: EUPL-1.2
 * Which leveringen and periods a question takes: against the rules read one by one over random catalogues,
 * and the rules in small. */
#include "wereld.h"

#include "cijfer/cijfer_intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { REGELS = 60 };

static const struct bron bronnen[] = {{.id = 1, .code = STR_INIT("a")}, {.id = 2, .code = STR_INIT("b")}};
static const struct str leveraars[] = {STR_INIT(""), STR_INIT("gemeente"), STR_INIT("provincie")};

static bool samen(const struct aanbod *x, const struct aanbod *y)
{
    return x->bron == y->bron && str_eq(x->leveraar, y->leveraar);
}

static bool op_tijd(const struct aanbod *x, date_t peildatum)
{
    return !peildatum || x->periode_tot <= peildatum;
}

/* In which part of the window do years lie? */
static int plaats(int van, int tot, const struct cijfer_vraag *v)
{
    int eerste = v->venster_van, laatste = v->venster_tot ? v->venster_tot : 9999, erin = 0, eruit = 0;

    for (int j = van < 1900 ? 1900 : van; j <= tot && j <= 2200; j++)
        if (j >= eerste && j <= laatste)
            erin++;
        else
            eruit++;
    return !erin ? DEEL_GEEN : eruit ? DEEL_GRENS : DEEL_BINNEN;
}

/* Does a later levering of the same speaker hold this period? */
static bool ingehaald(const struct aanbod_lijst *l, const struct aanbod *x)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct aanbod *y = &l->at[i];

        if (samen(x, y) && y->periode_tot == x->periode_tot && y->periode_van == x->periode_van &&
            (y->peildatum > x->peildatum || (y->peildatum == x->peildatum && y->levering > x->levering)))
            return true;
    }
    return false;
}

static bool nieuwste(const struct aanbod_lijst *l, const struct aanbod *x, date_t peildatum)
{
    for (size_t i = 0; i < l->n; i++)
        if (samen(x, &l->at[i]) && op_tijd(&l->at[i], peildatum) &&
            (l->at[i].periode_tot > x->periode_tot ||
             (l->at[i].periode_tot == x->periode_tot && l->at[i].periode_van < x->periode_van)))
            return false;
    return true;
}

/* A figure that is not a flow: newest period, latest levering, its horizon in the window, and of cumulative
 * ones the furthest. */
static int bruut_stand(const struct aanbod_lijst *l, const struct aanbod *x, const struct cijfer_vraag *v,
                       date_t peildatum)
{
    bool venster = v->venster_van || v->venster_tot;
    int deel;

    if (!op_tijd(x, peildatum) || !nieuwste(l, x, peildatum) || ingehaald(l, x))
        return DEEL_GEEN;
    if (!venster)
        deel = DEEL_BINNEN;
    else if (!x->horizon_tot)
        deel = DEEL_GRENS;
    else if (!x->horizon_van)
        deel = x->horizon_tot <= (v->venster_tot ? v->venster_tot : 9999) ? DEEL_BINNEN : DEEL_GEEN;
    else
        deel = plaats(x->horizon_van, x->horizon_tot, v);
    for (size_t i = 0; !x->horizon_van && x->horizon_tot && i < l->n; i++) {
        const struct aanbod *y = &l->at[i];

        if (samen(x, y) && x->definitieset == y->definitieset && y->periode_tot == x->periode_tot &&
            y->levering == x->levering && !y->horizon_van && y->periode_van == x->periode_van &&
            y->horizon_tot > x->horizon_tot &&
            (!venster || y->horizon_tot <= (v->venster_tot ? v->venster_tot : 9999)))
            deel = DEEL_GEEN;
    }
    return deel;
}

/* A catalogue of whole years, some with several horizons. */
static void catalogus(struct wereld *w, struct aanbod_lijst *l, bool horizon)
{
    l->n = 1 + w_getal(w, REGELS - 1);
    for (size_t i = 0; i < l->n; i++) {
        int jaar = 2020 + (int)w_getal(w, 6), soort = (int)w_getal(w, 4);
        struct aanbod *x = &l->at[i];

        *x = (struct aanbod){.levering = 1 + (int64_t)w_getal(w, 12),
                             .reeks = (int64_t)i + 1,
                             .periode_van = jaar * 10000 + 101,
                             .periode_tot = jaar * 10000 + 1231};
        x->bron = &bronnen[x->levering % 2]; /* a levering has one bron, leveraar and peildatum here */
        x->leveraar = leveraars[x->levering % 3];
        x->peildatum = 20200101 + (date_t)(x->levering * 7 % 5) * 10000;
        x->definitieset = 1 + (int64_t)w_getal(w, 2);
        if (horizon && soort == 1)
            x->horizon_tot = 2022 + (int)w_getal(w, 12);
        else if (horizon && soort == 2) {
            x->horizon_van = 2022 + (int)w_getal(w, 12);
            x->horizon_tot = x->horizon_van + (int)w_getal(w, 5);
        }
    }
}

static struct cijfer_vraag vraag_verzin(struct wereld *w)
{
    struct cijfer_vraag v = {0};

    if (w_kans(w, 70)) {
        v.venster_van = w_kans(w, 80) ? 2018 + (int)w_getal(w, 8) : 0;
        v.venster_tot = w_kans(w, 80) ? 2024 + (int)w_getal(w, 10) : 0;
        if (v.venster_tot && v.venster_van > v.venster_tot)
            v.venster_van = v.venster_tot;
    }
    return v;
}

static void figures_of_a_date_are_chosen_as_the_rules_say(void **state)
{
    (void)state;
    for (uint64_t nummer = 0; nummer < 5000; nummer++) {
        struct wereld w = {.dobbel = nummer};
        struct aanbod regel[REGELS];
        struct aanbod_lijst l = {regel, 0, REGELS};
        struct cijfer_vraag v;
        date_t peildatum;

        catalogus(&w, &l, true);
        v = vraag_verzin(&w);
        peildatum = w_kans(&w, 60) ? (2019 + (int)w_getal(&w, 8)) * 10000 + 1231 : 0;
        aanbod_kies(&l, &v, AARD_STAND, peildatum);
        for (size_t i = 0; i < l.n; i++)
            if ((int)regel[i].deel != bruut_stand(&l, &regel[i], &v, peildatum))
                fail_msg("catalogus %llu, regel %zu: %d", (unsigned long long)nummer, i, regel[i].deel);
    }
}

static void flows_are_chosen_for_every_year_of_the_window(void **state)
{
    (void)state;
    for (uint64_t nummer = 0; nummer < 5000; nummer++) {
        struct wereld w = {.dobbel = nummer};
        struct aanbod regel[REGELS];
        struct aanbod_lijst l = {regel, 0, REGELS};
        struct cijfer_vraag v;
        date_t peildatum;

        catalogus(&w, &l, false);
        v = vraag_verzin(&w);
        peildatum = w_kans(&w, 60) ? (2019 + (int)w_getal(&w, 8)) * 10000 + 1231 : 0;
        aanbod_kies(&l, &v, AARD_STROOM, peildatum);
        for (size_t i = 0; i < l.n; i++) {
            int jaar = regel[i].periode_tot / 10000, wel;

            if (!v.venster_van && !v.venster_tot)
                wel = bruut_stand(&l, &regel[i], &v, peildatum);
            else
                wel = op_tijd(&regel[i], peildatum) && !ingehaald(&l, &regel[i]) ? plaats(jaar, jaar, &v)
                                                                                 : DEEL_GEEN;
            if ((int)regel[i].deel != wel)
                fail_msg("catalogus %llu, regel %zu: %d in plaats van %d", (unsigned long long)nummer, i,
                         regel[i].deel, wel);
        }
    }
}

static struct aanbod periode(int64_t levering, date_t van, date_t tot)
{
    return (struct aanbod){.levering = levering,
                           .reeks = 1,
                           .bron = &bronnen[0],
                           .leveraar = STR(""),
                           .peildatum = tot,
                           .periode_van = van,
                           .periode_tot = tot};
}

static void kies(struct aanbod *r, size_t n, enum cijfer_aard aard, int van, int tot)
{
    struct aanbod_lijst l = {r, n, n};

    aanbod_kies(&l, &(struct cijfer_vraag){.venster_van = van, .venster_tot = tot}, aard, 0);
}

static void no_day_of_a_flow_counts_twice(void **state)
{
    struct aanbod r[] = {periode(1, 20240101, 20241231), periode(1, 20240101, 20240331),
                         periode(1, 20241001, 20241231), periode(1, 20250101, 20250331),
                         periode(1, 20250401, 20250630)};

    (void)state;
    kies(r, 5, AARD_STROOM, 2024, 2030); /* the year, and the quarters that no year holds */
    assert_int_equal(r[0].deel, DEEL_BINNEN);
    assert_int_equal(r[1].deel, DEEL_GEEN);
    assert_int_equal(r[2].deel, DEEL_GEEN);
    assert_int_equal(r[3].deel, DEEL_BINNEN);
    assert_int_equal(r[4].deel, DEEL_BINNEN);
    kies(r, 3, AARD_STROOM, 0, 0); /* without a window: the year, not its last quarter */
    assert_int_equal(r[0].deel, DEEL_BINNEN);
    assert_int_equal(r[2].deel, DEEL_GEEN);
}

static void a_flow_that_crosses_the_end_of_the_window_is_partly_in_it(void **state)
{
    struct aanbod r[] = {periode(1, 20230701, 20240630), periode(1, 20240101, 20241231),
                         periode(1, 20300701, 20310630), periode(1, 20220101, 20221231)};

    (void)state;
    kies(r, 4, AARD_STROOM, 2024, 2030);
    assert_int_equal(r[0].deel, DEEL_GEEN); /* its days in the window are in the year 2024 already */
    assert_int_equal(r[1].deel, DEEL_BINNEN);
    assert_int_equal(r[2].deel, DEEL_GRENS);
    assert_int_equal(r[3].deel, DEEL_GEEN);
    kies(r, 1, AARD_STROOM, 2024, 2030);
    assert_int_equal(r[0].deel, DEEL_GRENS);
}

static void each_year_of_a_flow_comes_from_its_latest_levering(void **state)
{
    struct aanbod r[] = {periode(1, 20240101, 20241231), periode(2, 20240101, 20241231),
                         periode(2, 20250101, 20251231)};

    (void)state;
    r[0].peildatum = 20250101;
    r[1].peildatum = r[2].peildatum = 20260101;
    kies(r, 3, AARD_STROOM, 2024, 2030);
    assert_int_equal(r[0].deel, DEEL_GEEN);
    assert_int_equal(r[1].deel, DEEL_BINNEN);
    assert_int_equal(r[2].deel, DEEL_BINNEN);
    r[1].peildatum = r[2].peildatum =
        20240101; /* the later levering is not the one with the later peildatum */
    kies(r, 3, AARD_STROOM, 2024, 2030);
    assert_int_equal(r[0].deel, DEEL_BINNEN);
    assert_int_equal(r[1].deel, DEEL_GEEN);
    assert_int_equal(r[2].deel, DEEL_BINNEN);
}

static void of_cumulative_horizons_the_furthest_within_the_window_counts(void **state)
{
    struct aanbod r[] = {periode(1, 20240101, 20240101), periode(1, 20240101, 20240101),
                         periode(1, 20240101, 20240101)};

    (void)state;
    r[0].horizon_tot = 2025;
    r[1].horizon_tot = 2030;
    r[2].horizon_tot = 2035;
    kies(r, 3, AARD_STAND, 2024, 2030);
    assert_true(r[0].deel == DEEL_GEEN && r[1].deel == DEEL_BINNEN && r[2].deel == DEEL_GEEN);
    kies(r, 3, AARD_STAND, 2024, 2034);
    assert_true(r[0].deel == DEEL_GEEN && r[1].deel == DEEL_BINNEN && r[2].deel == DEEL_GEEN);
    kies(r, 3, AARD_STAND, 2024, 2028);
    assert_true(r[0].deel == DEEL_BINNEN && r[1].deel == DEEL_GEEN && r[2].deel == DEEL_GEEN);
    kies(r, 3, AARD_STAND, 0, 0);
    assert_true(r[0].deel == DEEL_GEEN && r[1].deel == DEEL_GEEN && r[2].deel == DEEL_BINNEN);
    kies(r, 3, AARD_STAND, 2020, 2023);
    assert_true(r[0].deel == DEEL_GEEN && r[1].deel == DEEL_GEEN && r[2].deel == DEEL_GEEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_a_date_are_chosen_as_the_rules_say),
        cmocka_unit_test(flows_are_chosen_for_every_year_of_the_window),
        cmocka_unit_test(no_day_of_a_flow_counts_twice),
        cmocka_unit_test(a_flow_that_crosses_the_end_of_the_window_is_partly_in_it),
        cmocka_unit_test(each_year_of_a_flow_comes_from_its_latest_levering),
        cmocka_unit_test(of_cumulative_horizons_the_furthest_within_the_window_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
