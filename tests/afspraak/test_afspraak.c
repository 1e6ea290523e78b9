/* SPDX-License-Identifier: EUPL-1.2
 * Progress of a promise against closed forms and brute force: sums of years that are known in part, the
 * percentage and its limits, and reading paths and rulebooks. Pure, no database. */
#include "afspraak/afspraak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { JAREN = 5, ONBEKEND_TOT = 2 };

static struct afspraak_trede treden[] = {{95, STR_INIT("op schema"), STR_INIT("Geen."), 0},
                                         {85, STR_INIT("aandacht nodig"), STR_INIT("Plan."), 1},
                                         {75, STR_INIT("achter"), STR_INIT("Meer."), 2},
                                         {0, STR_INIT("ver achter"), STR_INIT("Tafel."), 3}};
static const struct afspraak_boek drie = {
    STR_INIT("drie-jaar"), STR_INIT("Driejaarstoets"), STR_INIT("bron"), 3, false, treden, 4};
static const struct afspraak_boek begin = {
    STR_INIT("begin"), STR_INIT("Vanaf het begin"), STR_INIT("bron"), 0, true, treden, 4};

static struct meting precies(int64_t v)
{
    return (struct meting){true, true, v, v};
}

static struct meting minstens(int64_t v)
{
    return (struct meting){true, false, v, 0};
}

/* A flow from 2021 on. */
static struct voortgang stroom(struct voortgang_jaar *j, const int64_t *pad, const struct meting *m, size_t n)
{
    struct voortgang v = {.eenheid = STR_INIT("woningen"), .jaar = j, .n = n};

    for (size_t i = 0; i < n; i++)
        j[i] = (struct voortgang_jaar){.jaar = 2021 + (int)i, .pad = pad[i], .gemeten = m[i]};
    voortgang_reken(&v);
    return v;
}

/* ---- the path ---- */

static void an_even_path_adds_up_to_what_was_promised(void **state)
{
    int64_t pad[BELOFTE_JAREN_MAX];

    (void)state;
    for (int64_t aantal = 1; aantal <= 700; aantal++)
        for (size_t n = 1; n <= BELOFTE_JAREN_MAX; n++) {
            int64_t som = 0;

            belofte_pad_gelijk(aantal, n, pad);
            for (size_t k = 0; k < n; k++) {
                som += pad[k];
                assert_in_range(pad[k], aantal / (int64_t)n, aantal / (int64_t)n + 1);
                /* half up: floor(aantal × (k + 1) / n + 1/2) */
                assert_int_equal(som, (2 * aantal * (int64_t)(k + 1) + (int64_t)n) / (2 * (int64_t)n));
            }
            assert_int_equal(som, aantal);
        }
}

static void a_path_is_read_as_people_write_it_and_written_back(void **state)
{
    static const char *const goed[] = {"2026=100 2027=1.250 2028=0", "2026: 100, 2027 = 1.250, 2028 :0",
                                       "2028=0,2026=100;2027=1250", "2026=100\r\n2027=1250\n\n2028=0"};
    static const char *const fout[] = {"2026=100 2028=50",
                                       "2026=100 2026=5",
                                       "2026",
                                       "=5",
                                       "2026=",
                                       "2026=-1",
                                       "2026=1,5",
                                       "20266=1",
                                       "1889=1",
                                       "2026==1",
                                       "2026 100",
                                       "2026=99999999999999999999",
                                       "a=b"};
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    for (size_t i = 0; i < 4; i++) {
        struct belofte b = {0}, terug = {0};
        struct afspraak_fout f;

        belofte_pad_lees(&a, str_from(goed[i]), &b, &f);
        assert_int_equal(f.fout.n, 0);
        assert_int_equal(b.van, 2026);
        assert_int_equal(b.tot, 2028);
        assert_true(b.eigen_pad && b.pad[0] == 100 && b.pad[1] == 1250 && b.pad[2] == 0);
        belofte_pad_lees(&a, belofte_pad_tekst(&a, &b), &terug, &f);
        assert_memory_equal(b.pad, terug.pad, 3 * sizeof *b.pad);
    }
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++) {
        struct belofte b = {0};
        struct afspraak_fout f;

        belofte_pad_lees(&a, str_from(fout[i]), &b, &f);
        assert_true(f.fout.n > 0);
        assert_true(str_is(str_from(f.veld), "jaren"));
    }
    {
        struct belofte b = {.van = 2026, .tot = 2030, .aantal = 10};
        struct afspraak_fout f;

        belofte_pad_lees(&a, STR("2026=5 2027=5"), &b, &f); /* other years than it names itself */
        assert_true(f.fout.n > 0);
        belofte_pad_lees(&a, STR(""), &b, &f);
        assert_false(b.eigen_pad);
        assert_int_equal(b.pad[4], 2);
        assert_int_equal(belofte_pad_tekst(&a, &b).n, 0);
    }
    arena_done(&a);
}

/* ---- sums, against every completion of what is not known ---- */

struct brute {
    int64_t min, max;
    bool iets;
};

static int64_t kans(uint64_t *s, int64_t n)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*s >> 33) % (uint64_t)n);
}

/* Each year: nothing known, at least, between, or exact. */
static struct meting willekeurig(uint64_t *s)
{
    int64_t v = kans(s, 4);

    switch (kans(s, 4)) {
    case 0:
        return (struct meting){0};
    case 1:
        return minstens(v);
    case 2:
        return (struct meting){true, true, v, v + kans(s, 3)};
    default:
        return precies(v);
    }
}

/* What a year may really have been: of one that is not known from nought on. */
static void grenzen(struct meting m, int64_t *van, int64_t *tot)
{
    *van = m.er ? m.min : 0;
    *tot = m.er && m.max_er ? m.max : *van + ONBEKEND_TOT;
}

static void walk(const struct meting *m, size_t i, size_t n, int64_t som, struct brute *b)
{
    int64_t van, tot;

    if (i == n) {
        b->min = !b->iets || som < b->min ? som : b->min;
        b->max = !b->iets || som > b->max ? som : b->max;
        b->iets = true;
        return;
    }
    grenzen(m[i], &van, &tot);
    for (int64_t x = van; x <= tot; x++)
        walk(m, i + 1, n, som + x, b);
}

static void sums_over_years_hold_every_completion_and_are_tight(void **state)
{
    static const int64_t pad[JAREN] = {3, 4, 5, 6, 7};
    uint64_t s = 20261127;

    (void)state;
    for (int keer = 0; keer < 4000; keer++) {
        struct voortgang_jaar j[JAREN];
        struct meting m[JAREN];
        size_t n = 1 + (size_t)kans(&s, JAREN), van = (size_t)kans(&s, (int64_t)n),
               tot = van + (size_t)kans(&s, (int64_t)(n - van)), mist;
        struct voortgang v;
        struct brute b = {0};
        struct meting som;
        int64_t beloofd, telt = 0;
        size_t er = 0, alle = 0;

        for (size_t i = 0; i < n; i++)
            m[i] = willekeurig(&s);
        v = stroom(j, pad, m, n);
        som = voortgang_over(&v, van, tot, &beloofd, &mist);
        for (size_t i = van; i <= tot; i++) {
            telt += pad[i];
            er += m[i].er;
            alle += m[i].er && m[i].max_er;
        }
        walk(m + van, 0, tot - van + 1, 0, &b);
        assert_int_equal(beloofd, telt);
        assert_int_equal(mist, tot - van + 1 - er);
        assert_int_equal(som.er, er > 0); /* nothing known is no nought */
        if (!som.er)
            continue;
        assert_int_equal(som.min, b.min);
        assert_int_equal(som.max_er, alle == tot - van + 1);
        if (som.max_er)
            assert_int_equal(som.max, b.max);
        if (van == 0 && m[tot].er) { /* the running sum is the window from the first year on */
            assert_int_equal(v.jaar[tot].som.min, som.min);
            assert_int_equal(v.jaar[tot].som.max_er, som.max_er);
        }
        if (!m[tot].er)
            assert_false(v.jaar[tot].som.er);
    }
}

/* Levels: every completion of the levels and of the one before. */
static void what_came_since_a_level_holds_every_completion(void **state)
{
    uint64_t s = 7;

    (void)state;
    for (int keer = 0; keer < 4000; keer++) {
        struct voortgang_jaar j[JAREN];
        struct voortgang v = {
            .stand = true, .jaar = j, .n = 1 + (size_t)kans(&s, JAREN), .nul = willekeurig(&s)};
        size_t van = (size_t)kans(&s, (int64_t)v.n), tot = van + (size_t)kans(&s, (int64_t)(v.n - van)), mist;
        struct meting w, voor, na;
        int64_t pad, a, b, c, d;

        for (size_t i = 0; i < v.n; i++)
            j[i] = (struct voortgang_jaar){.jaar = 2021 + (int)i, .pad = 2, .gemeten = willekeurig(&s)};
        voortgang_reken(&v);
        w = voortgang_over(&v, van, tot, &pad, &mist);
        voor = van ? j[van - 1].gemeten : v.nul;
        na = j[tot].gemeten;
        assert_int_equal(pad, 2 * (int64_t)(tot - van + 1));
        assert_int_equal(w.er, na.er && voor.er && voor.max_er);
        if (!w.er)
            continue;
        grenzen(voor, &a, &b);
        grenzen(na, &c, &d);
        assert_int_equal(w.max_er, na.max_er);
        assert_int_equal(w.min, c - b); /* the lowest it can be now, less the highest it can have been */
        if (w.max_er)
            assert_int_equal(w.max, d - a);
        if (van == tot)
            assert_true(j[tot].deel.er && j[tot].deel.min == w.min);
    }
}

/* ---- the verdict ---- */

static void the_step_follows_the_printed_percentage(void **state)
{
    struct voortgang_jaar j[1];
    struct afspraak_oordeel o;

    (void)state;
    for (int64_t pad = 1; pad <= 240; pad += 7)
        for (int64_t n = 0; n <= 2 * pad; n++) {
            struct meting m = precies(n);
            struct voortgang v = stroom(j, &pad, &m, 1);
            int64_t p = (200 * n + pad) / (2 * pad);
            size_t k = p >= 95 ? 0 : p >= 85 ? 1 : p >= 75 ? 2 : 3;

            voortgang_oordeel(&v, &drie, 20211231, &o);
            assert_int_equal(o.stand, STAND_OORDEEL);
            assert_int_equal(o.percent, p);
            assert_ptr_equal(o.trede, &treden[k]);
        }
}

static void the_sentence_says_the_numbers_and_the_limit(void **state)
{
    static const int64_t pad[] = {500, 600, 700, 800};
    struct meting m[] = {precies(412), {0}, {0}, {0}};
    struct voortgang_jaar j[4];
    struct voortgang v = stroom(j, pad, m, 4);
    struct afspraak_oordeel o;
    struct arena a;

    (void)state;
    arena_init(&a, 0);
    voortgang_oordeel(&v, &begin, 20211231, &o);
    assert_true(str_is(oordeel_zin(&a, &v, &o),
                       "In 2021 zijn 412 van de 500 beloofde woningen gehaald: 82%, onder 85%: ‘achter’."));
    voortgang_oordeel(&v, &drie, 20231231, &o); /* two years later, and no figure since */
    assert_true(str_is(
        oordeel_zin(&a, &v, &o),
        "In 2021 zijn 412 van de 500 beloofde woningen gehaald: 82%, onder 85%: ‘achter’. Er is nog maar 1 "
        "van de 3 jaren om over te tellen. Van 2022 tot en met 2023 is er nog geen cijfer."));
    m[0] = minstens(412);
    v = stroom(j, pad, m, 4);
    voortgang_oordeel(&v, &begin, 20211231, &o);
    assert_int_equal(o.stand, STAND_ONZEKER);
    assert_true(str_is(
        oordeel_zin(&a, &v, &o),
        "In 2021 zijn minstens 412 van de 500 beloofde woningen gehaald: minstens 82%, dus ‘achter’ of "
        "beter. Niet alle cijfers eronder zijn er, of zij zijn niet openbaar."));
    m[0] = precies(490);
    v = stroom(j, pad, m, 4);
    voortgang_oordeel(&v, &begin, 20211231, &o);
    assert_true(str_is(oordeel_zin(&a, &v, &o),
                       "In 2021 zijn 490 van de 500 beloofde woningen gehaald: 98%, en 95% of "
                       "meer is ‘op schema’."));
    arena_done(&a);
}

static void missing_is_no_nought_and_not_due_is_not_late(void **state)
{
    static const int64_t pad[] = {100, 0, 100};
    struct meting niets[3] = {{0}}, nul[] = {precies(0), {0}, {0}};
    struct voortgang_jaar j[3];
    struct voortgang v = stroom(j, pad, niets, 3);
    struct afspraak_oordeel o;

    (void)state;
    voortgang_oordeel(&v, &drie, 20211230, &o); /* the first year has a day to go */
    assert_int_equal(o.stand, STAND_NOG_NIET);
    voortgang_oordeel(&v, &drie, 20221231, &o);
    assert_int_equal(o.stand, STAND_GEEN_CIJFER);
    assert_int_equal(o.wacht, 2);
    assert_null(o.trede);
    v = stroom(j, pad, nul, 3);
    voortgang_oordeel(&v, &drie, 20211231, &o); /* a real nought is judged */
    assert_int_equal(o.stand, STAND_OORDEEL);
    assert_ptr_equal(o.trede, &treden[3]);
    v = stroom(j, pad + 1, nul, 2); /* nothing is promised for the first year */
    voortgang_oordeel(&v, &drie, 20211231, &o);
    assert_int_equal(o.stand, STAND_NOG_NIET);
}

static void at_least_the_best_step_is_certain_and_the_rest_is_not(void **state)
{
    static const int64_t pad = 100;
    struct voortgang_jaar j[1];
    struct afspraak_oordeel o;

    (void)state;
    for (int64_t n = 0; n <= 120; n++)
        for (int64_t erbij = -1; erbij <= 30; erbij++) { /* -1: no upper bound */
            struct meting m = erbij < 0 ? minstens(n) : (struct meting){true, true, n, n + erbij};
            struct voortgang v = stroom(j, &pad, &m, 1);
            size_t laag = n >= 95 ? 0 : n >= 85 ? 1 : n >= 75 ? 2 : 3, hoog = 0;

            if (erbij >= 0)
                hoog = n + erbij >= 95 ? 0 : n + erbij >= 85 ? 1 : n + erbij >= 75 ? 2 : 3;
            voortgang_oordeel(&v, &drie, 20211231, &o);
            assert_ptr_equal(o.trede, &treden[laag]);
            assert_int_equal(o.stand, laag == hoog ? STAND_OORDEEL : STAND_ONZEKER);
        }
}

static void three_years_are_the_last_three_and_from_the_start_is_all(void **state)
{
    static const int64_t pad[] = {100, 100, 100, 100, 100};
    struct meting m[] = {precies(0), precies(100), precies(90), precies(80), {0}};
    struct voortgang_jaar j[5];
    struct voortgang v = stroom(j, pad, m, 5);
    struct afspraak_oordeel o;

    (void)state;
    voortgang_oordeel(&v, &drie, 20251231, &o);
    assert_int_equal(o.van, 2022);
    assert_int_equal(o.tot, 2024);
    assert_int_equal(o.percent, 90);
    assert_int_equal(o.wacht, 1);
    voortgang_oordeel(&v, &begin, 20251231, &o);
    assert_int_equal(o.van, 2021);
    assert_int_equal(o.percent, 68); /* 270 of 400, half up */
    assert_ptr_equal(o.trede, &treden[3]);
    m[2] = (struct meting){0}; /* a hole in the window: at least */
    v = stroom(j, pad, m, 5);
    voortgang_oordeel(&v, &drie, 20251231, &o);
    assert_int_equal(o.mist, 1);
    assert_int_equal(o.percent, 60);
    assert_int_equal(o.stand, STAND_ONZEKER);
}

static void a_negative_balance_is_the_lowest_step(void **state)
{
    static const int64_t pad = 10;
    struct meting m = precies(-47);
    struct voortgang_jaar j[1];
    struct voortgang v = stroom(j, &pad, &m, 1);
    struct afspraak_oordeel o;

    (void)state;
    voortgang_oordeel(&v, &drie, 20211231, &o);
    assert_ptr_equal(o.trede, &treden[3]);
    assert_int_equal(o.stand, STAND_OORDEEL);
}

/* ---- rulebooks and kinds ---- */

static void a_rulebook_with_a_mistake_is_refused_with_its_place(void **state)
{
#define KOP "boek;naam;jaren;vanaf;oordeel;ernst;gevolg;bron;verzonnen\n"
    static const char *const fout[][2] = {
        {KOP "a;A;3;95;goed;0;g;b;nee\na;A;3;95;minder;1;g;b;nee\n", "rij 3, kolom vanaf"},
        {KOP "a;A;3;95;goed;0;g;b;nee\na;A;2;0;minder;1;g;b;nee\n", "rij 3, kolom jaren"},
        {KOP "a;A;3;95;goed;1;g;b;nee\na;A;3;0;minder;0;g;b;nee\n", "rij 3, kolom ernst"},
        {KOP "a;A;3;95;goed;4;g;b;nee\n", "rij 2, kolom ernst"},
        {KOP "a;A;99;0;goed;0;g;b;nee\n", "rij 2, kolom jaren"},
        {KOP "A b;A;3;0;goed;0;g;b;nee\n", "rij 2, kolom boek"},
        {KOP "a;A;3;0;;0;g;b;nee\n", "rij 2, kolom oordeel"},
        {KOP "a;A;3;5;goed;0;g;b;nee\n", "begint niet bij 0"},
        {KOP, "geen regelboek"},
    };
    struct afspraak_regels r = {0};
    struct arena a;
    struct err e;

    (void)state;
    arena_init(&a, 0);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++) {
        assert_int_equal(afspraak_boeken_lees(&a, STR("x.csv"), str_from(fout[i][0]), &r, &e), ERR_DATA);
        assert_non_null(strstr(e.text, fout[i][1]));
    }
    assert_int_equal(afspraak_boeken_lees(
                         &a, STR("x.csv"),
                         STR(KOP "a;A;3;95;goed;0;g;b;nee\nb;B;0;0;b;0;g;b;ja\na;A;3;0;minder;1;g;b;nee\n"),
                         &r, &e),
                     OK);
    assert_int_equal(r.n_boek, 2);
    assert_int_equal(r.boek[0].n, 2);
    assert_ptr_equal(afspraak_boek_bij(&r, STR("b")), &r.boek[1]);
    assert_ptr_equal(afspraak_boek_bij(&r, STR("weg")), &r.boek[0]);
    assert_int_equal(afspraak_soorten_lees(&a, STR("x.csv"),
                                           STR("code;naam;uitleg;regie\nx;X;u;provincie bakker\n"), &r, &e),
                     ERR_DATA);
    assert_non_null(strstr(e.text, "rij 2, kolom regie"));
    assert_int_equal(afspraak_soorten_lees(&a, STR("x.csv"),
                                           STR("code;naam;uitleg;regie\nx;X;u;provincie gemeente\n"), &r, &e),
                     OK);
    assert_true(afspraak_soort_mag(&r.soort[0], STR("gemeente")));
    assert_false(afspraak_soort_mag(&r.soort[0], STR("corporatie")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_even_path_adds_up_to_what_was_promised),
        cmocka_unit_test(a_path_is_read_as_people_write_it_and_written_back),
        cmocka_unit_test(sums_over_years_hold_every_completion_and_are_tight),
        cmocka_unit_test(what_came_since_a_level_holds_every_completion),
        cmocka_unit_test(the_step_follows_the_printed_percentage),
        cmocka_unit_test(the_sentence_says_the_numbers_and_the_limit),
        cmocka_unit_test(missing_is_no_nought_and_not_due_is_not_late),
        cmocka_unit_test(at_least_the_best_step_is_certain_and_the_rest_is_not),
        cmocka_unit_test(three_years_are_the_last_three_and_from_the_start_is_all),
        cmocka_unit_test(a_negative_balance_is_the_lowest_step),
        cmocka_unit_test(a_rulebook_with_a_mistake_is_refused_with_its_place),
    };

    return cmocka_run_group_tests_name("afspraak", tests, NULL, NULL);
}
