/* SPDX-License-Identifier: EUPL-1.2
 * From sheets to a questionnaire: remarks with their place, routing in words, and a workbook that comes back
 * as it went. And the three questionnaires that the project carries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tabel/tabel.h"
#include "vragenlijst/vragenlijst.h"

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

static struct vragenlijst *lees_bytes(struct str bytes)
{
    struct vl_werkboek w;
    struct vragenlijst *v = NULL;
    struct err e = {0};

    if (werkboek_lees(&a, STR("proef"), bytes, &w, &e) || vragenlijst_lees(&a, &w, STR("proef"), &v, &e))
        fail_msg("%s", e.text);
    return v;
}

static const char *eerste(const char *md)
{
    struct vragenlijst *v = lees_bytes(str_from(md));

    return v->melding.n ? str_cstr(&a, v->melding.at[0].tekst) : "";
}

static const struct {
    const char *md, *melding;
} gevallen[] = {
    {"| survey |\n| | type | name | label |\n| | text | a b | A |",
     "blad survey, rij 2, kolom name (B): \"a b\" kan geen naam zijn; begin met een letter en gebruik daarna "
     "letters, "
     "cijfers, _ - en ."},
    {"| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${b} = 1 |",
     "blad survey, rij 2, kolom relevant (D): ${b}: er is geen vraag met die naam; gebruik een naam uit de "
     "kolom name"},
    {"| survey |\n| | type | name | label | relevant |\n| | text | stand | A | |\n| | text | b | B | "
     "${stnad} = 1 |",
     "blad survey, rij 3, kolom relevant (D): ${stnad}: er is geen vraag met die naam; bedoelt u ${stand}?"},
    {"| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${iets_anders} = 1 |",
     "blad survey, rij 2, kolom relevant (D): ${iets_anders}: er is geen vraag met die naam; gebruik een "
     "naam uit de "
     "kolom name"},
    {"| survey |\n| | type | name | label | relevant |\n| | text | a | A | (1 = |",
     "blad survey, rij 2, kolom relevant (D): de expressie houdt te vroeg op: verwacht een naam, een waarde "
     "of \"(\""},
    {"| survey |\n| | type | name | label | constraint |\n| | date | a | A | . >= '2026-01-01' |",
     "blad survey, rij 2, kolom constraint (D): '2026-01-01' is hier tekst, en daarmee valt niet te rekenen "
     "of "
     "te vergelijken; schrijf date('2026-01-01')"},
    {"| survey |\n| | type | name | label |\n| | select_one x | a | A |",
     "blad survey, rij 2, kolom type (A): de lijst \"x\" staat niet op het blad choices; zet de keuzes daar "
     "neer"},
    {"| survey |\n| | type | name | calculation |\n| | calculate | a | ${b} + 1 |\n| | calculate | b | ${a} "
     "|",
     "blad survey, rij 2: een kring van vragen die van elkaar afhangen: a → b → a"},
    {"| survey |\n| | type | name | label | relevant |\n| | begin group | g | G | ${a} = 1 |\n| | text | a | "
     "A | |\n| "
     "| end group | | | |",
     "blad survey, rij 2: een kring van vragen die van elkaar afhangen: g → a → g"},
    {"| survey |\n| | type | name | label |\n| | geopoint | a | A |",
     "blad survey, rij 2, kolom type (A): het vraagtype \"geopoint\" heeft Woonzorg niet (geen kaarten, "
     "geluid, "
     "beeld, toestelgegevens, bestanden van buiten en lussen); haal de rij weg, of maak er een note, tekst, "
     "keuze of bestand van"},
    {"| survey |\n| | type | name | label | Label |\n| | text | a | A | B |",
     "blad survey, rij 1: de kolommen C en D heten allebei \"Label\" of hetzelfde; geef een ervan een andere "
     "naam"},
    {"| survey |\n| | type | name | label | wz::openbaarheid |\n| | text | a | A | geheim |",
     "blad survey, rij 2, kolom wz::openbaarheid (D): \"geheim\" kennen wij niet; verwacht openbaar, alleen "
     "geaggregeerd of alleen beheerder"},
    {"| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | a | A |",
     "blad survey, rij 2, kolom type (A): begin group g wordt niet afgesloten; zet er een rij end group "
     "onder"},
    {"| survey |\n| | type | name | label | calculation | trigger |\n| | text | a | A | | |\n| | dateTime | "
     "b | "
     "| now() | ${a} |",
     "blad survey, rij 3, kolom trigger (E): wachten op een andere vraag (trigger) kan hier niet: een "
     "berekening volgt de antwoorden altijd; maak de cel leeg"},
    {"| survey |\n| | type | name | label | parameters | appearance |\n| | range | a | A | tick_labelset=l | "
     "no-ticks |\n| choices |\n| | list_name | name | label |\n| | l | 1 | Weinig |\n| | l | 9 | Veel |",
     "blad survey, rij 2, kolom parameters (D): tick_labelset: \"9\" staat niet aan een einde van de schaal; "
     "met no-ticks kan alleen start en end een tekst hebben"},
    {"| survey |\n| | type | name | label | parameters |\n| | select_one l | a | A | randomize=true, "
     "seed=${b} |\n| choices |\n| | list_name | name | label |\n| | l | 1 | Een |",
     "blad survey, rij 2, kolom parameters (D): ${b}: er is geen vraag met die naam; gebruik een naam uit de "
     "kolom name"},
    {"| survey |\n| | type | name | label | repeat_count |\n| | integer | kern_count | Hoeveel? | |\n| | "
     "begin "
     "repeat | kern | K | 1 + 1 |\n| | text | n | N | |\n| | end repeat | | | |",
     "blad survey, rij 2, kolom name (B): de naam kern_count is bezet: XLSForm telt daarmee de rijen van "
     "kern; "
     "kies een andere"},
    {"| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id | id_string |\n| "
     "| x | "
     "y |",
     "blad settings, rij 1: de kolommen form_id en id_string betekenen hetzelfde; houd er een over"},
    {"| survey |\n| | type | name | label |\n",
     "blad survey: er staan geen vragen op het blad; zet er een vraag op elke rij"},
};

static void what_is_wrong_is_told_with_sheet_row_and_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++)
        assert_string_equal(eerste(gevallen[i].md), gevallen[i].melding);
}

#define GOED                                                                                                 \
    "| survey |\n| | type | name | label::Nederlands (nl) | relevant | required | wz::code | "               \
    "wz::openbaarheid |\n"                                                                                   \
    "| | Select One from stand or specify other | stand | Hoe staat het? | | yes | V1 | alleen "             \
    "geaggregeerd |\n"                                                                                       \
    "| | text | toelichting | Licht toe | ${stand} = 'bezig' or not(selected(${stand}, 'klaar')) | | | |\n"  \
    "| choices |\n| | list name | value | label::Nederlands (nl) |\n| | stand | bezig | Bezig |\n"           \
    "| | stand | klaar | Klaar |\n| settings |\n| | form_id | form_title |\n| | proef1 | Een proef |\n"

static void aliases_own_columns_and_routing_are_understood(void **state)
{
    struct vragenlijst *v = lees_bytes(STR(GOED));

    (void)state;
    assert_int_equal(v->n_fouten, 0);
    assert_int_equal(v->n_vragen, 2);
    assert_true(str_is(v->code, "proef1") && str_is(v->titel, "Een proef"));
    assert_int_equal(v->el.at[0].soort, VL_SELECT_ONE);
    assert_true(v->el.at[0].of_anders && v->el.at[0].altijd_verplicht);
    assert_true(str_is(v->el.at[0].code, "V1") && str_is(v->el.at[1].code, "toelichting"));
    assert_int_equal(v->el.at[0].openbaarheid, VL_GEAGGREGEERD);
    assert_int_equal(v->el.at[0].lijst->keuze.n, 2);
    assert_string_equal(
        str_cstr(&a, vl_routing(&a, v, 1)),
        "het antwoord op vraag 1 'Bezig' is of bij het antwoord op vraag 1 'Klaar' niet is gekozen");
    assert_int_equal(v->volgorde[0], 0);
}

static void a_scale_goes_from_one_to_ten_and_old_types_are_known(void **state)
{
    struct vragenlijst *v =
        lees_bytes(STR("| survey |\n| | type | name | label | parameters |\n| | range | a | A | |\n| | range "
                       "| b | B | start = "
                       "0 , end = 5 |\n| | q int | c | C | |\n| | add date prompt | d | D | |\n"));

    (void)state;
    assert_int_equal(v->melding.n, 0);
    assert_true(v->el.at[0].van == 1 && v->el.at[0].tot == 10 && v->el.at[0].stap == 1);
    assert_true(v->el.at[1].van == 0 && v->el.at[1].tot == 5);
    assert_int_equal(v->el.at[2].soort, VL_INTEGER);
    assert_int_equal(v->el.at[3].soort, VL_DATE);
}

static void settings_with_very_many_spaces_are_read_in_time(void **state)
{
    enum { VRAGEN = 400, SPATIES = 32000 };
    struct vragenlijst *v;
    struct buf b;

    (void)state;
    alarm(30); /* each space looked for the end of them all: a minute, of a workbook that is small once packed
                */
    buf_init(&b, &a, VL_BYTES_MAX);
    buf_lit(&b, "| survey |\n| | type | name | label | parameters |\n");
    for (int i = 0; i < VRAGEN; i++)
        buf_fmt(&b, "| | range | v%d | V | start=1%*send = 5 |\n", i, SPATIES, "");
    v = lees_bytes(buf_str(&b));
    assert_int_equal(v->melding.n, 0);
    assert_int_equal(v->el.n, VRAGEN);
    assert_true(v->el.at[VRAGEN - 1].van == 1 && v->el.at[VRAGEN - 1].tot == 5);
    alarm(0);
}

static void a_workbook_comes_back_as_it_went(void **state)
{
    struct vl_werkboek w, terug;
    struct str xlsx;
    struct vragenlijst *v;
    struct err e = {0};

    (void)state;
    assert_int_equal(werkboek_lees(&a, STR("p.md"), STR(GOED), &w, &e), OK);
    assert_int_equal(werkboek_van_doc(&a, werkboek_doc(&a, &w), &terug, &e), OK);
    assert_int_equal(terug.blad.n, 3);
    if (werkboek_xlsx(&a, &terug, &xlsx, &e))
        fail_msg("%s", e.text);
    v = lees_bytes(xlsx);
    assert_int_equal(v->n_fouten, 0);
    assert_int_equal(v->el.n, 2);
    assert_true(str_is(v->el.at[1].relevant.bron, "${stand} = 'bezig' or not(selected(${stand}, 'klaar'))"));
}

static void the_questionnaires_of_the_inventory_can_be_used(void **state)
{
    static const struct {
        const char *naam;
        size_t minstens;
    } lijsten[] = {{"gemeenten", 30}, {"woningcorporaties", 15}, {"zorgaanbieders", 13}};

    (void)state;
    for (size_t i = 0; i < sizeof lijsten / sizeof *lijsten; i++) {
        struct str pad = str_fmt(&a, WZ_SOURCE_ROOT "/voorbeelden/vragenlijsten/%s.md", lijsten[i].naam),
                   bytes;
        struct vragenlijst *v;
        struct err e = {0};

        if (bestand_lees(&a, str_cstr(&a, pad), 1 << 20, &bytes, &e))
            fail_msg("%s", e.text);
        v = lees_bytes(bytes);
        for (size_t m = 0; m < v->melding.n; m++)
            printf("# %s: %.*s\n", lijsten[i].naam, STR_ARG(v->melding.at[m].tekst));
        assert_int_equal(v->melding.n, 0);
        assert_true(v->n_vragen >= lijsten[i].minstens);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_told_with_sheet_row_and_column),
        cmocka_unit_test(aliases_own_columns_and_routing_are_understood),
        cmocka_unit_test(a_scale_goes_from_one_to_ten_and_old_types_are_known),
        cmocka_unit_test(settings_with_very_many_spaces_are_read_in_time),
        cmocka_unit_test(a_workbook_comes_back_as_it_went),
        cmocka_unit_test(the_questionnaires_of_the_inventory_can_be_used),
    };

    return cmocka_run_group_tests(tests, op, af);
}
