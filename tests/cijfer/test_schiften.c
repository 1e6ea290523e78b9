/* SPDX-License-Identifier: EUPL-1.2
 * Which observations may count: one leveraar for a gebied, and nothing that gives a confidential figure away.
 */
#include "cijfer/cijfer_intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct bron planlijst = {.id = 1, .code = STR_INIT("plannen"), .route = 2},
                         corporaties = {.id = 2, .code = STR_INIT("dpi"), .route = 3};
static const struct gebied heerlen = {.index = 0, .id = 10}, vaals = {.index = 1, .id = 11};

static struct waarneming rij(int64_t id, const struct gebied *g, const char *leveraar, date_t geleverd,
                             int64_t waarde)
{
    return (struct waarneming){.id = id,
                               .levering = geleverd,
                               .gebied = g,
                               .bron = &planlijst,
                               .leveraar = str_from(leveraar),
                               .geleverd = geleverd,
                               .periode_tot = geleverd,
                               .waarde = waarde,
                               .rij = (int32_t)id};
}

/* What counts, added up per gebied; -1 when nothing does. */
static int64_t som(const struct waarneming_lijst *l, const struct gebied *g)
{
    int64_t uit = -1;

    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].gebied == g && !l->at[i].ontbreekt)
            uit = (uit < 0 ? 0 : uit) + l->at[i].waarde;
    return uit;
}

static struct waarneming_lijst schift(struct waarneming *w, size_t n, bool per_periode)
{
    struct waarneming_lijst l = {w, n, n};

    waarnemingen_schift(&l, per_periode);
    return l;
}
#define SCHIFT(w, per_periode) schift(w, sizeof(w) / sizeof *(w), per_periode)

static void of_two_leveraars_of_a_gebied_the_last_one_counts(void **state)
{
    struct waarneming w[] = {
        rij(1, &heerlen, "Provincie", 20250101, 10), rij(2, &vaals, "Provincie", 20250101, 20),
        rij(3, &vaals, "Gemeente Vaals", 20260301, 7), rij(4, &vaals, "Gemeente Vaals", 20260301, 5)};
    struct waarneming_lijst l = SCHIFT(w, false);

    (void)state;
    assert_int_equal(som(&l, &heerlen), 10);
    assert_int_equal(som(&l, &vaals), 12); /* not 32 */
}

static void of_a_day_the_levering_that_came_last_counts(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 10), rij(2, &vaals, "b", 20250101, 20)};
    struct waarneming_lijst l;

    (void)state;
    w[0].levering = 9;
    w[1].levering = 8;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 10);
}

static void corporaties_tell_of_homes_of_their_own_and_add_up(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 10), rij(2, &vaals, "b", 20260101, 20)};
    struct waarneming_lijst l;

    (void)state;
    w[0].bron = w[1].bron = &corporaties;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 30);
}

static void who_delivers_an_empty_cell_does_not_speak(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 10), rij(2, &vaals, "b", 20260101, 0)};
    struct waarneming_lijst l;

    (void)state;
    w[1].ontbreekt = ONTBREEKT_NIET_GELEVERD;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 10);
}

static void periods_of_their_own_have_leveraars_of_their_own(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20240101, 10), rij(2, &vaals, "b", 20250101, 20)}, x[2];
    struct waarneming_lijst l;

    (void)state;
    x[0] = w[0], x[1] = w[1];
    l = SCHIFT(w, true);
    assert_int_equal(som(&l, &vaals), 30);
    l = SCHIFT(x, false);
    assert_int_equal(som(&l, &vaals), 20);
}

/* Which of the observations are withheld, by number. */
static unsigned onderdrukt(const struct waarneming_lijst *l)
{
    unsigned uit = 0;

    for (size_t i = 0; i < l->n; i++)
        uit |= l->at[i].ontbreekt == ONTBREEKT_ONDERDRUKT ? 1u << l->at[i].id : 0;
    return uit;
}

static void an_open_row_covers_no_confidential_one(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 24), rij(2, &vaals, "a", 20250101, 28)};
    struct waarneming_lijst l;

    (void)state;
    w[0].vlag = VLAG_VERTROUWELIJK;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 28); /* not 52: less the 28 that all can see, that would tell the 24 */
    assert_int_equal(onderdrukt(&l), 1u << 1);
}

static void a_confidential_row_alone_in_its_gebied_counts_in_no_sum(void **state)
{
    struct waarneming w[] = {rij(1, &heerlen, "a", 20250101, 40), rij(2, &vaals, "a", 20250101, 12),
                             rij(3, &vaals, "a", 20250101, 0), rij(4, &vaals, "a", 20250101, 3)};
    struct waarneming_lijst l;

    (void)state;
    w[1].vlag = w[2].vlag = w[3].vlag = VLAG_VERTROUWELIJK;
    w[3].rij = w[1].rij; /* of the same plan; the nought of another hides nothing */
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &heerlen), 40);
    assert_int_equal(som(&l, &vaals), 0);
    assert_int_equal(onderdrukt(&l), 1u << 2 | 1u << 4);
}

static void two_confidential_rows_of_a_cell_hide_each_other(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 12), rij(2, &vaals, "a", 20250101, 5),
                             rij(3, &vaals, "a", 20250101, 7)};
    struct waarneming_lijst l;

    (void)state;
    w[0].vlag = w[1].vlag = VLAG_VERTROUWELIJK;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 24);
    assert_int_equal(onderdrukt(&l), 0);
}

/* Rows that do not stand in one cell are told apart by some window, levering or period. */
static void company_of_another_cell_is_none(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 12), rij(2, &vaals, "a", 20250101, 5)};
        struct waarneming_lijst l;

        w[0].vlag = w[1].vlag = VLAG_VERTROUWELIJK;
        w[0].bron = w[1].bron = &corporaties; /* of which leveraars add up */
        w[1].reeks = i == 0;
        w[1].levering += i == 1;
        w[1].periode_tot += i == 2;
        w[1].periode_van += i == 3;
        w[1].gebied = i == 4 ? &heerlen : &vaals;
        l = SCHIFT(w, false);
        assert_int_equal(onderdrukt(&l), 1u << 1 | 1u << 2);
    }
}

static void what_is_split_by_price_or_kenmerk_never_counts(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 12), rij(2, &vaals, "a", 20250101, 5),
                             rij(3, &vaals, "a", 20250101, 7)};
    struct waarneming_lijst l;

    (void)state;
    w[0].vlag = w[1].vlag = VLAG_VERTROUWELIJK;
    w[0].gesplitst = w[1].gesplitst = w[2].gesplitst = true;
    l = SCHIFT(w, false);
    assert_int_equal(som(&l, &vaals), 7);
}

static void figures_without_a_row_are_of_one(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 12), rij(2, &vaals, "a", 20250101, 5)};
    struct waarneming_lijst l;

    (void)state;
    w[0].vlag = w[1].vlag = VLAG_VERTROUWELIJK;
    w[0].rij = w[1].rij = 0;
    l = SCHIFT(w, false);
    assert_int_equal(onderdrukt(&l), 1u << 1 | 1u << 2);
}

static void what_has_lapsed_is_no_company(void **state)
{
    struct waarneming w[] = {rij(1, &vaals, "a", 20250101, 12), rij(2, &vaals, "a", 20250101, 5)};
    struct waarneming_lijst l;

    (void)state;
    w[0].vlag = w[1].vlag = VLAG_VERTROUWELIJK;
    w[1].status = STATUS_VERVALLEN;
    l = SCHIFT(w, false);
    assert_int_equal(onderdrukt(&l), 1u << 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_two_leveraars_of_a_gebied_the_last_one_counts),
        cmocka_unit_test(of_a_day_the_levering_that_came_last_counts),
        cmocka_unit_test(corporaties_tell_of_homes_of_their_own_and_add_up),
        cmocka_unit_test(who_delivers_an_empty_cell_does_not_speak),
        cmocka_unit_test(periods_of_their_own_have_leveraars_of_their_own),
        cmocka_unit_test(an_open_row_covers_no_confidential_one),
        cmocka_unit_test(a_confidential_row_alone_in_its_gebied_counts_in_no_sum),
        cmocka_unit_test(two_confidential_rows_of_a_cell_hide_each_other),
        cmocka_unit_test(company_of_another_cell_is_none),
        cmocka_unit_test(what_is_split_by_price_or_kenmerk_never_counts),
        cmocka_unit_test(figures_without_a_row_are_of_one),
        cmocka_unit_test(what_has_lapsed_is_no_company),
    };

    return cmocka_run_group_tests_name("schiften", tests, NULL, NULL);
}
