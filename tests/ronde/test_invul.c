/* SPDX-License-Identifier: EUPL-1.2
 * A questionnaire with answers in it, without a database: what is shown, computed, required and not right,
 * rows of repeats, sections, texts that name answers, and what people type to what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ronde/invul.h"

static struct arena a;

static int op(void **state)
{
    (void)state;
    arena_init(&a, 0);
    return 0;
}

static int af(void **state)
{
    (void)state;
    arena_done(&a);
    return 0;
}

/* ---- making one ---- */

#define KOP                                                                                                  \
    "| survey |\n| | type | name | label | required | relevant | constraint | calculation | choice_filter "  \
    "| "                                                                                                     \
    "default | repeat_count | wz::vul |\n"
#define KEUZES                                                                                               \
    "\n| choices |\n| | list_name | name | label | streek |\n| | jn | ja | Ja, zeker | |\n| | jn | nee | "   \
    "Nee | |\n| | plaats | venlo | Venlo | ja |\n| | plaats | vaals | Vaals | nee |\n"

static struct vragenlijst *lijst(const char *rijen)
{
    struct vl_werkboek w;
    struct vragenlijst *v = NULL;
    struct err e = {0};

    if (werkboek_lees(&a, STR("proef.md"), str_fmt(&a, KOP "%s" KEUZES, rijen), &w, &e) ||
        vragenlijst_lees(&a, &w, STR("proef"), &v, &e))
        fail_msg("%s", e.text);
    if (v->n_fouten)
        fail_msg("%s", str_cstr(&a, v->melding.at[0].tekst));
    return v;
}

/* "naam=waarde" and "naam@rij=waarde", parted by "; "; "naam!weet_niet" for a state; "herhaling#rij" a row.
 */
static struct invul *vul_op(const char *rijen, const char *antwoorden, date_t peildatum)
{
    VEC(struct antwoord) x = {0}, r = {0};
    struct str rest = str_from(antwoorden);
    struct invul *in = NULL;
    struct err e = {0};

    while (rest.n) {
        struct str deel = str_trim(str_cut(rest, ';', &rest)), waarde, rij,
                   naam = str_cut(deel, '=', &waarde);
        struct antwoord y = {.revisie = 1, .toestand = T_BEANTWOORD};

        if (str_index(deel, '#') < deel.n) {
            naam = str_cut(deel, '#', &rij);
            VEC_PUSH(&a, &r, (struct antwoord){.vraag = naam, .rij = rij});
            continue;
        }
        if (str_index(deel, '!') < deel.n) {
            struct str stand;

            naam = str_cut(deel, '!', &stand);
            assert_true(toestand_bij(stand, &y.toestand));
            waarde = STR("");
        }
        y.vraag = str_cut(naam, '@', &rij);
        y.rij = rij.n ? rij : STR("");
        y.waarde = waarde;
        VEC_PUSH(&a, &x, y);
    }
    if (invul_maak(&a, lijst(rijen),
                   &(struct invul_gegeven){
                       .antwoord = x.at, .n = x.n, .rij = r.at, .n_rij = r.n, .peildatum = peildatum},
                   &in, &e))
        fail_msg("%s", e.text);
    return in;
}

static struct invul *vul(const char *rijen, const char *antwoorden)
{
    return vul_op(rijen, antwoorden, 0);
}

static const struct invul_veld *veld(const struct invul *in, const char *adres)
{
    const struct invul_veld *x = invul_vind(in, str_from(adres));

    if (!x)
        fail_msg("geen veld %s", adres);
    return x;
}

static const char *waarde(const struct invul *in, const char *adres)
{
    return str_cstr(&a, veld(in, adres)->waarde);
}

static const char *label(const struct invul *in, const char *adres)
{
    const struct invul_veld *x = veld(in, adres);

    return str_cstr(&a, tekst_gevuld(in, x, vl_tekst_nl(in->v, veld_el(in, x)->label)));
}

/* ---- routing ---- */

#define ROUTING                                                                                              \
    "| | select_one jn | visie | Visie? | yes | | | | | | | |\n"                                             \
    "| | integer | jaar | Jaar? | yes | ${visie} = 'ja' | . >= 2000 | | | | | |\n"

static void what_routing_hides_is_kept_and_counts_as_empty(void **state)
{
    struct invul *in = vul(ROUTING, "visie=nee; jaar=2020");
    struct antwoord eind = invul_eind(veld(in, "jaar"));

    (void)state;
    assert_false(veld(in, "jaar")->getoond);
    assert_string_equal(waarde(in, "jaar"), "");
    assert_string_equal(str_cstr(&a, veld(in, "jaar")->antwoord.waarde), "2020");
    assert_int_equal(eind.toestand, T_NIET_GETOOND);
    assert_int_equal(eind.waarde.n, 0);
    assert_false(veld_beantwoord(in, veld(in, "jaar")));
    assert_string_equal(waarde(vul(ROUTING, "visie=ja; jaar=2020"), "jaar"), "2020");
}

static void weet_niet_satisfies_required_and_is_empty_for_expressions(void **state)
{
    struct invul *in = vul(ROUTING, "visie!weet_niet; jaar=2020");

    (void)state;
    assert_true(veld(in, "visie")->verplicht && veld_beantwoord(in, veld(in, "visie")));
    assert_false(veld(in, "jaar")->getoond);
    assert_int_equal(invul_eind(veld(in, "visie")).toestand, T_WEET_NIET);
}

static void a_constraint_that_does_not_hold_is_said_and_an_empty_answer_breaks_none(void **state)
{
    struct invul *in = vul(ROUTING, "visie=ja; jaar=1999");

    (void)state;
    assert_true(veld(in, "jaar")->fout.n > 0);
    assert_int_equal(in->deel.at[0].fouten, 1);
    assert_int_equal(veld(vul(ROUTING, "visie=ja"), "jaar")->fout.n, 0);
    assert_int_equal(veld(vul(ROUTING, "visie=nee; jaar=1999"), "jaar")->fout.n, 0);
}

static void a_choice_that_its_filter_no_longer_leaves_is_not_right(void **state)
{
    static const char rijen[] =
        "| | select_one jn | visie | Visie? | | | | | | | | |\n"
        "| | select_one plaats | plaats | Plaats? | | | | | streek = ${visie} | | | |\n";
    struct keuze_lijst k;
    struct invul *in = vul(rijen, "visie=ja; plaats=venlo");
    struct err e;

    (void)state;
    assert_int_equal(veld(in, "plaats")->fout.n, 0);
    assert_int_equal(veld_keuzes(in, veld(in, "plaats"), &k, &e), OK);
    assert_int_equal(k.n, 1);
    assert_true(veld(vul(rijen, "visie=nee; plaats=venlo"), "plaats")->fout.n > 0);
}

/* ---- computing ---- */

static void a_calculation_may_stand_before_what_it_is_computed_from(void **state)
{
    struct invul *in = vul("| | calculate | som | | | | | ${een} + ${twee} | | | | |\n"
                           "| | calculate | twee | | | | | ${een} * 10 | | | | |\n"
                           "| | integer | een | Een? | | | | | | | | |\n",
                           "een=3");

    (void)state;
    assert_string_equal(waarde(in, "twee"), "30");
    assert_string_equal(waarde(in, "som"), "33");
}

static void what_is_computed_or_a_default_has_a_point_and_no_thousands(void **state)
{
    struct invul *in = vul("| | decimal | helft | Helft? | | | | ${bedrag} div 2 | | | | |\n"
                           "| | decimal | bedrag | Bedrag? | | | | | | 2.468 | | |\n",
                           "");

    (void)state;
    assert_string_equal(waarde(in, "bedrag"), "2.468");
    assert_string_equal(waarde(in, "helft"), "1.234");
}

static void a_default_is_offered_until_somebody_answers(void **state)
{
    static const char rijen[] = "| | decimal | bedrag | Bedrag? | | | | | | 10.5 | | |\n";

    (void)state;
    assert_string_equal(waarde(vul(rijen, ""), "bedrag"), "10.5");
    assert_true(veld(vul(rijen, ""), "bedrag")->voorgesteld);
    assert_string_equal(waarde(vul(rijen, "bedrag=2"), "bedrag"), "2");
    assert_false(veld(vul(rijen, "bedrag=2"), "bedrag")->voorgesteld);
    assert_string_equal(waarde(vul(rijen, "bedrag!leeg"), "bedrag"), "");
}

static void dates_follow_the_ronde_and_stand_as_people_read_them(void **state)
{
    static const char rijen[] =
        "| | calculate | peil | | | | | date('2023-11-01') | | | | peildatum |\n"
        "| | calculate | later | | | | | date('2024-12-31') | | | | eind volgend jaar |\n"
        "| | text | stand | Op ${peil}, en op ${later}? | | | | | | | | |\n"
        "| | calculate | dagen | | | | | ${later} - ${peil} | | | | |\n"
        "| | text | laat | Na de peildatum? | | ${later} > ${peil} | | | | | | |\n";
    struct vragenlijst *v = lijst(rijen);

    (void)state;
    assert_string_equal(label(vul(rijen, ""), "stand"), "Op 1 november 2023, en op 31 december 2024?");
    assert_string_equal(label(vul_op(rijen, "", 20231101), "stand"),
                        "Op 1 november 2023, en op 31 december 2024?");
    assert_string_equal(label(vul_op(rijen, "", 20260301), "stand"),
                        "Op 1 maart 2026, en op 31 december 2027?");
    assert_string_equal(waarde(vul_op(rijen, "", 20260301), "peil"), "2026-03-01");
    assert_string_equal(waarde(vul_op(rijen, "", 20260301), "dagen"), "670"); /* a computed day is a day */
    assert_true(veld(vul_op(rijen, "", 20260301), "laat")->getoond);
    assert_string_equal(str_cstr(&a, vl_tekst_leesbaar(&a, v, STR("op ${peil}: ${stand}${"), 20260301)),
                        "op 1 maart 2026: […][…]");
    assert_string_equal(str_cstr(&a, vl_tekst_leesbaar(&a, v, STR("op ${ peil }."), 0)),
                        "op [de peildatum].");
}

/* ---- repeats ---- */

#define PLANNEN                                                                                              \
    "| | begin repeat | plan | Plan | | | | | | | | |\n"                                                     \
    "| | text | naam | Naam? | yes | | | | | | | |\n"                                                        \
    "| | integer | aantal | Hoeveel in ${naam}? | | ${naam} != '' | | | | | | |\n"                           \
    "| | end repeat | | | | | | | | | | |\n"                                                                 \
    "| | calculate | totaal | | | | | sum(${aantal}) | | | | |\n"                                            \
    "| | calculate | keer | | | | | count(${aantal}) | | | | |\n"                                            \
    "| | calculate | meest | | | | | max(${aantal}) | | | | |\n"

static void rows_stand_in_order_of_number_and_each_sees_itself(void **state)
{
    struct invul *in =
        vul(PLANNEN, "plan#10; plan#2; plan#1; naam@10=Tien; aantal@10=10; naam@2=Twee; aantal@2=2; "
                     "aantal@1=100");
    struct str volgorde = STR("");

    (void)state;
    for (size_t i = 0; i < in->veld.n; i++)
        if (str_is(veld_el(in, &in->veld.at[i])->naam, "naam"))
            volgorde = str_fmt(&a, "%.*s %.*s", STR_ARG(volgorde), STR_ARG(in->veld.at[i].rij));
    assert_string_equal(str_cstr(&a, volgorde), " 1 2 10");
    assert_string_equal(label(in, "aantal@10"), "Hoeveel in Tien?");
    assert_string_equal(label(in, "aantal@2"), "Hoeveel in Twee?");
    assert_false(veld(in, "aantal@1")->getoond); /* this row has no name, so its 100 does not count */
    assert_string_equal(waarde(in, "totaal"), "12");
    assert_string_equal(waarde(in, "keer"), "2");
    assert_string_equal(waarde(in, "meest"), "10");
    assert_null(invul_vind(in, STR("naam@3")));
}

static void a_repeat_count_makes_as_many_rows_as_it_says_and_no_more_than_200(void **state)
{
    static const char rijen[] = "| | integer | hoeveel | Hoeveel? | | | | | | | | |\n"
                                "| | begin repeat | plan | Plan | | | | | | | ${hoeveel} | |\n"
                                "| | integer | diep | Diep? | | | | | | | | |\n"
                                "| | begin repeat | deel | Deel | | | | | | | ${diep} | |\n"
                                "| | text | naam | Naam? | | | | | | | | |\n"
                                "| | end repeat | | | | | | | | | | |\n"
                                "| | end repeat | | | | | | | | | | |\n";
    struct invul *in = vul(rijen, "hoeveel=2; diep@2=3; naam@2.3=x");

    (void)state;
    assert_non_null(invul_vind(in, STR("diep@1")));
    assert_null(invul_vind(in, STR("diep@3")));
    assert_null(invul_vind(in, STR("naam@1.1")));
    assert_string_equal(waarde(in, "naam@2.3"), "x");
    assert_null(invul_vind(in, STR("naam@2.4")));
    assert_null(invul_vind(vul(rijen, "hoeveel=-5"), STR("diep@1")));
    assert_null(invul_vind(vul(rijen, "hoeveel=100000"), STR("diep@201")));
    assert_non_null(invul_vind(vul(rijen, "hoeveel=100000"), STR("diep@200")));
}

static void more_rows_than_a_form_can_hold_are_refused(void **state)
{
    static const char rijen[] = "| | begin repeat | een | Een | | | | | | | 200 | |\n"
                                "| | begin repeat | twee | Twee | | | | | | | 200 | |\n"
                                "| | text | naam | Naam? | | | | | | | | |\n"
                                "| | end repeat | | | | | | | | | | |\n"
                                "| | end repeat | | | | | | | | | | |\n";
    struct invul *in;
    struct err e;

    (void)state;
    assert_int_equal(invul_maak(&a, lijst(rijen), &(struct invul_gegeven){0}, &in, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "te veel rijen"));
}

/* ---- sections ---- */

static void a_section_is_a_group_or_what_stands_between_and_counts_its_questions(void **state)
{
    struct invul *in = vul("| | text | los | Los? | | | | | | | | |\n"
                           "| | begin group | deel | Deel van ${los} | | | | | | | | |\n"
                           "| | text | b | B? | | | | | | | | |\n"
                           "| | text | c | C? | | ${b} = 'x' | | | | | | |\n"
                           "| | end group | | | | | | | | | | |\n"
                           "| | begin group | stil | Stil | | | | | | | | |\n"
                           "| | calculate | d | | | | | 1 + 1 | | | | |\n"
                           "| | end group | | | | | | | | | | |\n"
                           "| | begin group | soms | Soms | | ${b} = 'x' | | | | | | |\n"
                           "| | text | f | F? | | | | | | | | |\n"
                           "| | end group | | | | | | | | | | |\n",
                           "los=Vaals; b=y; f=z");

    (void)state;
    assert_int_equal(in->deel.n, 3); /* one of calculations alone is none */
    assert_string_equal(str_cstr(&a, in->deel.at[1].naam), "deel");
    assert_string_equal(str_cstr(&a, in->deel.at[1].label), "Deel van Vaals");
    assert_int_equal(in->deel.at[1].vragen, 1);
    assert_int_equal(in->deel.at[1].klaar, 1);
    assert_true(in->deel.at[0].getoond && in->deel.at[1].getoond);
    assert_false(in->deel.at[2].getoond);
    assert_int_equal(in->deel.at[2].vragen, 0);
}

/* ---- texts ---- */

static void a_text_names_a_choice_by_its_label_and_what_is_unknown_by_dots(void **state)
{
    static const char rijen[] = "| | select_one jn | visie | Visie? | | | | | | | | |\n"
                                "| | integer | getal | Getal? | | | | | | | | |\n"
                                "| | text | vraag | U koos ${visie} met ${getal}. | | | | | | | | |\n";

    (void)state;
    assert_string_equal(label(vul(rijen, "visie=ja; getal=1200"), "vraag"), "U koos Ja, zeker met 1.200.");
    assert_string_equal(label(vul(rijen, ""), "vraag"), "U koos … met ….");
}

/* ---- typed to kept ---- */

static const struct {
    const char *soort, *getypt, *bewaard; /* bewaard NULL: it is refused */
} getypt[] = {
    {"integer", "1.200", "1200"},
    {"integer", "12,5", NULL},
    {"integer", "twaalf", NULL},
    {"decimal", "1.200,50", "1200.5"},
    {"decimal", " 10.5 ", "10.5"},
    {"decimal", "1.234", NULL}, /* which is meant, 1234 or 1,234? */
    {"decimal", "-12.345", NULL},
    {"decimal", "1,234", "1.234"},
    {"decimal", "1.234.567", "1234567"},
    {"decimal", "0.125", "0.125"},
    {"integer", "1.234", "1234"},
    {"decimal", "1.2340", "1.234"}, /* which is kept so, and is not a thousand when it is read again */
    {"decimal", "1,2,3", NULL},
    {"date", "1-11-2023", "2023-11-01"},
    {"date", "2023-11-01T12:00:00", "2023-11-01"},
    {"date", "31-2-2023", NULL},
    {"time", "9:05", "09:05:00"},
    {"time", "24:00", NULL},
    {"dateTime", "1-11-2023 13:30", "2023-11-01T13:30:00"},
    {"dateTime", "1-11-2023", NULL},
    {"select_one jn", "ja", "ja"},
    {"select_one jn", "misschien", NULL},
    {"select_one jn or_other", "other", "other"},
    {"select_multiple jn", "nee ja nee", "ja nee"},
    {"select_multiple jn", "ja other", NULL},
    {"rank jn", "nee ja", "nee ja"},
    {"acknowledge", "on", "OK"},
    {"text", "een\r\ntwee\rdrie", "een\ntwee\ndrie"},
    {"text", "   ", ""},
};

static void what_people_type_becomes_what_is_kept_and_is_that_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof getypt / sizeof *getypt; i++) {
        struct invul *in =
            vul(str_cstr(&a, str_fmt(&a, "| | %s | x | X? | | | | | | | | |\n", getypt[i].soort)), "");
        struct str uit, fout, weer;
        bool goed = waarde_net(in, veld(in, "x"), str_from(getypt[i].getypt), &uit, &fout);

        if (goed != (getypt[i].bewaard != NULL) || (goed && !str_is(uit, getypt[i].bewaard)))
            fail_msg("%s “%s” werd “%s” (%s)", getypt[i].soort, getypt[i].getypt, str_cstr(&a, uit),
                     str_cstr(&a, fout));
        if (goed)
            assert_true(waarde_weer(in, veld(in, "x"), uit, &weer) && str_eq(weer, uit));
        else
            assert_true(fout.n > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_routing_hides_is_kept_and_counts_as_empty),
        cmocka_unit_test(weet_niet_satisfies_required_and_is_empty_for_expressions),
        cmocka_unit_test(a_constraint_that_does_not_hold_is_said_and_an_empty_answer_breaks_none),
        cmocka_unit_test(a_choice_that_its_filter_no_longer_leaves_is_not_right),
        cmocka_unit_test(a_calculation_may_stand_before_what_it_is_computed_from),
        cmocka_unit_test(what_is_computed_or_a_default_has_a_point_and_no_thousands),
        cmocka_unit_test(a_default_is_offered_until_somebody_answers),
        cmocka_unit_test(dates_follow_the_ronde_and_stand_as_people_read_them),
        cmocka_unit_test(rows_stand_in_order_of_number_and_each_sees_itself),
        cmocka_unit_test(a_repeat_count_makes_as_many_rows_as_it_says_and_no_more_than_200),
        cmocka_unit_test(more_rows_than_a_form_can_hold_are_refused),
        cmocka_unit_test(a_section_is_a_group_or_what_stands_between_and_counts_its_questions),
        cmocka_unit_test(a_text_names_a_choice_by_its_label_and_what_is_unknown_by_dots),
        cmocka_unit_test(what_people_type_becomes_what_is_kept_and_is_that_again),
    };

    return cmocka_run_group_tests(tests, op, af);
}
