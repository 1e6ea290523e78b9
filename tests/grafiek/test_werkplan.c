/* SPDX-License-Identifier: EUPL-1.2
 * Work over time: a bar's place and length are its days, and what is late says so in words. */
#include "beeld.h"

static struct beeld b;

static void a_bar_lies_where_its_days_lie(void **state)
{
    static const struct grafiek_werkrij r[] = {
        {STR_INIT("Eerste"), .kop = STR_INIT("Lijn"), .van = 2024, .tot = 2025, .staat = WERK_KLAAR},
        {STR_INIT("Tweede"), .van = 2025, .tot = 2027, .staat = WERK_BEZIG, .laat = true, .verwacht = 2027.5},
        {STR_INIT("Derde"), .van = 2024.5, .tot = 2025, .staat = WERK_OPEN},
    };
    double w;

    (void)state;
    beeld_open(&b, &arena,
               grafiek_werkplan_svg(
                   &arena, &(struct grafiek_werkplan){.titel = STR("t"), .rij = r, .n = 3, .nu = 2026}));
    w = attr(vind(&b, "rect", "g-spoor", 0), "width");
    assert_true(w > 100);
    assert_true(fabs(attr(vind(&b, "rect", "g-spoor", 1), "width") - 2 * w) < .3);
    assert_true(fabs(attr(vind(&b, "rect", "g-spoor", 2), "width") - w / 2) < .3);
    assert_true(
        fabs(attr(vind(&b, "rect", "g-spoor", 1), "x") - attr(vind(&b, "rect", "g-spoor", 0), "x") - w) < .3);
    assert_true(heeft_tekst(&b, "Tweede: bezig, te laat"));
    assert_true(heeft_tekst(&b, "Eerste: klaar"));
    assert_true(heeft_tekst(&b, "2024"));
    tekst_eisen(&b);
    beeld_dicht(&b);
}

static void a_long_name_gives_way_to_the_state_and_no_line_runs_through_it(void **state)
{
    static const struct grafiek_werkrij r[] = {
        {STR_INIT("Een mijlpaal met een naam die veel langer is dan waar het beeld plaats voor heeft"),
         .van = 2024, .tot = 2025, .staat = WERK_BEZIG, .laat = true},
        {STR_INIT("Tweede"), .van = 2024, .tot = 2026, .staat = WERK_OPEN},
    };
    size_t lijnen = 0, heel = 0;

    (void)state;
    beeld_open(
        &b, &arena,
        grafiek_werkplan_svg(&arena, &(struct grafiek_werkplan){
                                         .titel = STR("t"), .rij = r, .n = 2, .nu = 2025.5, .breedte = 300}));
    for (size_t i = 0; i < b.nodes.n; i++)
        if (is_element(b.nodes.at[i], "text"))
            heel += str_ends(inhoud(&arena, b.nodes.at[i]), STR("…: bezig, te laat"));
    assert_int_equal(heel, 1);
    for (size_t i = 0; i < b.nodes.n; i++) {
        xmlNodePtr x = b.nodes.at[i];

        if (!is_element(x, "line") ||
            (!heeft_klasse(&arena, x, "g-doel") && !heeft_klasse(&arena, x, "g-hulplijn")))
            continue;
        lijnen++;
        for (size_t k = 0; k < b.nodes.n; k++)
            if (is_element(b.nodes.at[k], "text"))
                assert_false(attr(x, "y1") < attr(b.nodes.at[k], "y") &&
                             attr(x, "y2") > attr(b.nodes.at[k], "y") - 9);
    }
    assert_true(lijnen >= 6);
    beeld_dicht(&b);
}

static void what_cannot_be_is_drawn_within_the_picture(void **state)
{
    static const struct grafiek_werkrij r[] = {
        {STR_INIT("<b>&\x01"), .van = -1e300, .tot = 1e300, .staat = WERK_OPEN, .verwacht = 1e308},
        {STR_INIT("leeg"), .van = 2025, .tot = 2025, .staat = WERK_VERVALLEN},
    };

    (void)state;
    beeld_open(&b, &arena,
               grafiek_werkplan_svg(
                   &arena,
                   &(struct grafiek_werkplan){.titel = STR("t"), .rij = r, .n = 2, .nu = 0, .breedte = 200}));
    beeld_dicht(&b);
    beeld_open(&b, &arena, grafiek_werkplan_svg(&arena, &(struct grafiek_werkplan){.titel = STR("t")}));
    assert_true(heeft_tekst(&b, "Er zijn nog geen mijlpalen."));
    beeld_dicht(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_lies_where_its_days_lie),
        cmocka_unit_test(a_long_name_gives_way_to_the_state_and_no_line_runs_through_it),
        cmocka_unit_test(what_cannot_be_is_drawn_within_the_picture),
    };

    return BEELD_TESTEN(tests);
}
