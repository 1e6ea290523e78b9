/* SPDX-License-Identifier: EUPL-1.2
 * Rules as people write them, and the calendar of deliveries. */
#include "kwaliteit/kwaliteit.h"
#include "kwaliteit/regel.h"

#include "store/dbs.h"

#include <string.h>

static struct arena a;

static struct regel regel(const char *links, const char *teken, const char *rechts, const char *marge)
{
    return (struct regel){.code = STR("proef"),
                          .links = str_from(links),
                          .teken = str_from(teken),
                          .rechts = str_from(rechts),
                          .marge = str_from(marge)};
}

static int ontleed(struct regel *r, const char *soort, struct err *e)
{
    return regel_ontleed(&a, r, str_from(soort), STR("let op"), STR("3,5"), STR("5/8"), STR("levering"), e);
}

static void een_verband_wordt_termen(void **state)
{
    struct regel r =
        regel("voorraad-begin + saldo-voorraad - 12", "<=", "plannen-hard@* + voorraad-eind~", "1,5%");
    struct err e = {0};

    (void)state;
    MUST(ontleed(&r, "verband", &e), &e);
    assert_int_equal(r.n, 5);
    assert_int_equal(r.n_links, 3);
    assert_true(str_is(r.term[0].onderwerp, "voorraad-begin"));
    assert_int_equal(r.term[2].factor, -1);
    assert_int_equal(r.term[2].getal, 12);
    assert_true(r.term[3].gesplitst && str_is(r.term[3].woningtype, "*"));
    assert_true(r.term[4].dag_ervoor && !r.term[4].gesplitst);
    assert_int_equal(r.verband, TEKEN_HOOGSTENS);
    assert_int_equal(r.marge_ppm, 15000);
}

static void wat_niet_te_lezen_is_wordt_genoemd(void **state)
{
    static const struct {
        const char *soort, *links, *teken, *rechts, *marge, *waar;
    } fout[] = {
        {"verband", "a +", "=", "b", "0", "links"},
        {"verband", "a b", "=", "b", "0", "links"},
        {"verband", "A", "=", "b", "0", "links"},
        {"verband", "a@", "=", "b", "0", "links"},
        {"verband", "a", "~", "b", "0", "teken"},
        {"verband", "a", "=", "", "0", "rechts"},
        {"verband", "1", "=", "2", "0", "rechts"},
        {"verband", "a", "=", "b", "-1", "marge"},
        {"verband", "a", "=", "b", "veel", "marge"},
        {"volledig", "a", "elke", "wijk", "0", "rechts"},
        {"uitschieter", "a + b", "/", "c", "0", "links"},
        {"uitschieter", "a", "/", "3", "0", "rechts"},
        {"raadsel", "a", "=", "b", "0", "soort"},
        {"verband", "a + a + a + a + a + a + a + a + a + a + a + a + a", "=", "b", "0", "links"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++) {
        struct regel r = regel(fout[i].links, fout[i].teken, fout[i].rechts, fout[i].marge);
        struct err e = {0};

        assert_int_equal(ontleed(&r, fout[i].soort, &e), ERR_DATA);
        if (!strstr(e.text, fout[i].waar))
            fail_msg("“%s” wordt niet genoemd in: %s", fout[i].waar, e.text);
    }
}

static void de_volgende_levering_komt_op_dezelfde_dag_een_tijd_later(void **state)
{
    const struct ritme half = {.maanden = 6, .termijn = 90}, maand = {.maanden = 1, .termijn = 0},
                       jaar = {.maanden = 12, .termijn = 120};
    struct tijdigheid t = tijdigheid_van(&half, 20250101, 20250211, 20260101);

    (void)state;
    assert_int_equal(t.dagen, 41);
    assert_int_equal(t.volgende, 20250701);
    assert_int_equal(t.volgende_uiterlijk, 20250929);
    assert_int_equal(t.te_laat, 94);
    assert_int_equal(tijdigheid_van(&half, 20250101, 20250211, 20250929).te_laat, 0);
    assert_int_equal(tijdigheid_van(&half, 20250101, 20250211, 20250930).te_laat, 1);
    assert_int_equal(tijdigheid_van(&half, 20250831, 20250831, 20250831).volgende, 20260228);
    assert_int_equal(tijdigheid_van(&half, 20250630, 20250630, 20250630).volgende,
                     20251231); /* last to last */
    assert_int_equal(tijdigheid_van(&maand, 20240130, 20240130, 20240130).volgende, 20240229);
    assert_int_equal(tijdigheid_van(&jaar, 20240229, 20240301, 20240301).volgende, 20250228);
    assert_false(tijdigheid_van(NULL, 20250101, 20250211, 20260101).verwacht);
}

static void een_partij_heeft_een_naam_in_een_adres(void **state)
{
    static const char *const paren[][2] = {{"Limburg", "limburg"},
                                           {"Bergen (L.)", "bergen-l"},
                                           {"  ’s-Gravenhage", "s-gravenhage"},
                                           {"../x?y=1", "x-y-1"},
                                           {"Súdwest-Fryslân", "sudwest-fryslan"},
                                           {"–", "onbekend"}};

    (void)state;
    for (size_t i = 0; i < sizeof paren / sizeof *paren; i++) {
        struct str s = leveraar_code(&a, str_from(paren[i][0]));

        if (!str_is(s, paren[i][1]))
            fail_msg("%s: %.*s", paren[i][0], STR_ARG(s));
    }
    assert_true(str_is(leveraar_naam(STR("dpi"), STR("")), "dpi"));
    assert_true(str_is(leveraar_naam(STR("dpi"), STR("Wonen Zuid")), "Wonen Zuid"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(een_verband_wordt_termen),
        cmocka_unit_test(wat_niet_te_lezen_is_wordt_genoemd),
        cmocka_unit_test(de_volgende_levering_komt_op_dezelfde_dag_een_tijd_later),
        cmocka_unit_test(een_partij_heeft_een_naam_in_een_adres),
    };
    int mis;

    arena_init(&a, 0);
    mis = cmocka_run_group_tests_name("regels", tests, NULL, NULL);
    arena_done(&a);
    return mis;
}
