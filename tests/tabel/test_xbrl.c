/* SPDX-License-Identifier: EUPL-1.2
 * XBRL instances: what a fact is tied to, what its number means, and files that are not right or mean harm.
 */
#include "hulp.h"

#include "tabel/xbrl.h"

#include <stdlib.h>

#define OP                                                                                                   \
    "<?xml version='1.0' encoding='UTF-8'?>\n"                                                               \
    "<xbrl xmlns='http://www.xbrl.org/2003/instance' xmlns:link='http://www.xbrl.org/2003/linkbase' "        \
    "xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:xbrldi='http://xbrl.org/2006/xbrldi' "                 \
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:i='http://www.xbrl.org/2003/instance' "     \
    "xmlns:v='urn:verzonnen'>\n"
#define ENTITEIT       "<entity><identifier scheme='http://www.kvk.nl/kvk-id'> 12345678 </identifier></entity>"
#define DUUR(van, tot) "<period><startDate>" van "</startDate><endDate>" tot "</endDate></period>"
#define CTX(id)        "<context id='" id "'>" ENTITEIT DUUR("2025-01-01", "2025-12-31") "</context>\n"
#define PURE           "<unit id='p'><measure>i:pure</measure></unit>\n"
#define FEIT(rest, s)  "<v:F contextRef='c' unitRef='p' " rest ">" s "</v:F>\n"
#define EIND           "</xbrl>"

static struct xbrl lees(struct hulp *h, const char *tekst)
{
    struct xbrl x;

    if (xbrl_lees(&h->a, str_from(tekst), (struct xbrl_grens){0}, &x, &h->e))
        fail_msg("%s", h->e.text);
    return x;
}

static void weigert(struct hulp *h, const char *tekst, int code, const char *woorden)
{
    struct xbrl x;

    h->e = (struct err){0};
    assert_int_equal(xbrl_lees(&h->a, str_from(tekst),
                               (struct xbrl_grens){.bytes = 100000, .feiten = 50, .contexts = 50}, &x, &h->e),
                     code);
    assert_bevat(h->e.text, woorden);
}

static const char *c(struct hulp *h, struct str s)
{
    return str_cstr(&h->a, s);
}

static void a_fact_has_its_context_unit_number_and_line(void **state)
{
    struct hulp *h = *state;
    struct xbrl x =
        lees(h, OP "<link:schemaRef xlink:type='simple' xlink:href='dpi.xsd'/>\n" CTX("c")
                    PURE FEIT("decimals='2'",
                              " 12.50 ") "<v:Naam contextRef='c'>Verzonnen Wonen</v:Naam>\n"
                                         "<link:footnoteLink xlink:type='extended'><link:footnote>weg <b "
                                         "xmlns=''>x</b></link:footnote></link:footnoteLink>\n" EIND);
    const struct xbrl_feit *f = &x.feit[0];

    assert_int_equal(x.n_feiten, 2);
    assert_string_equal(c(h, x.schemas[0]), "dpi.xsd");
    assert_string_equal(c(h, f->naam.ruimte), "urn:verzonnen");
    assert_string_equal(c(h, f->naam.naam), "F");
    assert_string_equal(c(h, f->context->entiteit), "12345678");
    assert_string_equal(c(h, f->context->schema), "http://www.kvk.nl/kvk-id");
    assert_int_equal(f->context->van, 20250101);
    assert_int_equal(f->context->tot, 20251231);
    assert_false(f->context->moment);
    assert_int_equal(f->getal.v, 125);
    assert_int_equal(f->getal.scale, 1);
    assert_int_equal(f->decimalen, 2);
    assert_int_equal(f->regel, 6);
    assert_string_equal(c(h, f->eenheid->teller[0].naam), "pure");
    assert_null(x.feit[1].eenheid);
    assert_string_equal(c(h, x.feit[1].tekst), "Verzonnen Wonen");
}

static void moments_and_midnights_are_the_days_they_end(void **state)
{
    struct hulp *h = *state;
    struct xbrl x = lees(
        h, OP "<context id='a'>" ENTITEIT "<period><instant>2025-12-31</instant></period></context>"
              "<context id='b'>" ENTITEIT DUUR(
                  "2025-01-01T00:00:00",
                  "2026-01-01T00:00:00") "</context>"
                                         "<context id='d'>" ENTITEIT "<period><forever/></period></context>"
                                         "<context id='e'>" ENTITEIT DUUR("2025-01-01+01:00",
                                                                          "2025-03-31Z") "</context>" EIND);

    assert_true(x.context[0].moment);
    assert_int_equal(x.context[0].van, 20251231);
    assert_int_equal(x.context[1].van, 20250101);
    assert_int_equal(x.context[1].tot, 20251231);
    assert_int_equal(x.context[2].tot, 0);
    assert_int_equal(x.context[3].tot, 20250331);
}

static void dimensions_stand_in_segment_or_scenario_explicit_or_typed(void **state)
{
    struct hulp *h = *state;
    struct xbrl x =
        lees(h, OP "<context id='c'><entity><identifier scheme='s'>1</identifier><segment>"
                   "<xbrldi:explicitMember dimension='v:Tak' xmlns:w='urn:ander'> w:DAEB "
                   "</xbrldi:explicitMember></segment></entity>" DUUR(
                       "2025-01-01",
                       "2025-12-31") "<scenario><xbrldi:typedMember dimension='v:Gemeente'><v:code> GM0935 "
                                     "</v:code></xbrldi:typedMember>"
                                     "<xbrldi:typedMember dimension='v:Leeg'><v:code "
                                     "xsi:nil='true'/></xbrldi:typedMember></scenario></context>" EIND);
    const struct xbrl_context *k = &x.context[0];

    assert_int_equal(k->n_dim, 3);
    assert_string_equal(c(h, k->dim[0].lid.ruimte), "urn:ander");
    assert_string_equal(c(h, k->dim[0].lid.naam), "DAEB");
    assert_false(k->dim[0].scenario);
    assert_string_equal(c(h, k->dim[1].as.naam), "Gemeente");
    assert_string_equal(c(h, k->dim[1].tekst), "GM0935");
    assert_true(k->dim[1].scenario);
    assert_int_equal(k->dim[2].tekst.n, 0);
    assert_false(k->anders);
}

static void precision_and_decimals_say_how_exact_a_number_is(void **state)
{
    struct hulp *h = *state;
    struct xbrl x = lees(h, OP CTX("c") PURE FEIT("decimals='INF'", "1e3") FEIT("precision='2'", "1234")
                                FEIT("decimals='-3'", "21000") FEIT("precision='INF'", "-.5")
                                    FEIT("precision='0'", "7") FEIT("xsi:nil='true'", "") EIND);

    assert_int_equal(x.feit[0].decimalen, XBRL_EXACT);
    assert_int_equal(x.feit[0].getal.v, 1000);
    assert_int_equal(x.feit[1].decimalen, -2); /* two digits of four */
    assert_int_equal(x.feit[2].decimalen, -3);
    assert_int_equal(x.feit[3].getal.v, -5);
    assert_true(x.feit[4].onbekend);
    assert_true(x.feit[5].nil);
}

static void a_fact_told_twice_is_known_whatever_the_ids(void **state)
{
    struct hulp *h = *state;
    struct xbrl x = lees(
        h,
        OP CTX("c") CTX("c2") "<context id='e'>" ENTITEIT DUUR(
            "2025-01-01",
            "2025-12-30") "</context>" PURE
                          "<unit id='q'><measure>i:pure</measure></unit>" FEIT(
                              "decimals='0'",
                              "1") "<v:F contextRef='c2' unitRef='q' decimals='0'>2</v:F><v:F contextRef='e' "
                                   "unitRef='p' decimals='0'>1</v:F>"
                                   "<v:Groep><v:F contextRef='c' unitRef='p' decimals='0'>1</v:F></v:Groep>"
                                   "<v:Groep><v:F contextRef='c' unitRef='p' "
                                   "decimals='0'>1</v:F></v:Groep>" EIND);

    assert_null(x.feit[0].zelfde);
    assert_ptr_equal(x.feit[1].zelfde, &x.feit[0]);
    assert_null(x.feit[2].zelfde);
    assert_null(x.feit[3].zelfde); /* in a tuple of its own */
    assert_null(x.feit[4].zelfde);
    assert_int_not_equal(x.feit[3].tuple, x.feit[4].tuple);
}

static void divided_units_keep_their_sides(void **state)
{
    struct hulp *h = *state;
    struct xbrl x = lees(
        h, OP "<unit id='u'><divide><unitNumerator><measure>v:EUR</measure></unitNumerator><unitDenominator>"
              "<measure>v:m2</measure></unitDenominator></divide></unit>" EIND);

    assert_int_equal(x.eenheid[0].n_teller, 1);
    assert_int_equal(x.eenheid[0].n_noemer, 1);
    assert_string_equal(c(h, x.eenheid[0].noemer[0].naam), "m2");
}

static void what_is_not_right_is_told_with_its_line(void **state)
{
    struct hulp *h = *state;

    weigert(h, "<html/>", ERR_DATA, "geen XBRL-instance");
    weigert(h, "", ERR_DATA, "");
    weigert(h, "<xbrl", ERR_DATA, "geen XBRL-instance");
    weigert(h, OP CTX("c"), ERR_DATA, "beschadigd");
    weigert(h, OP CTX("c") PURE FEIT("decimals='0'", "1.234,5") EIND, ERR_DATA, "verwacht een getal");
    weigert(h, OP CTX("c") PURE FEIT("decimals='0'", "") EIND, ERR_DATA, "verwacht een getal");
    weigert(h, OP CTX("c") PURE FEIT("", "1") EIND, ERR_DATA,
            "regel 5: F: een getal zonder decimals of precision");
    weigert(h, OP CTX("c") PURE FEIT("decimals='0' precision='1'", "1") EIND, ERR_DATA, "niet allebei");
    weigert(h, OP CTX("c") PURE FEIT("decimals='x'", "1") EIND, ERR_DATA, "verwacht een heel getal of INF");
    weigert(h, OP CTX("c") PURE FEIT("xsi:nil='1'", "3") EIND, ERR_DATA, "leeg feit (nil) met een waarde");
    weigert(h, OP CTX("x") PURE FEIT("decimals='0'", "1") EIND, ERR_DATA, "deze context staat nergens");
    weigert(h, OP CTX("c") FEIT("decimals='0'", "1") EIND, ERR_DATA, "deze eenheid (unit) staat nergens");
    weigert(h, OP CTX("c") CTX("c") EIND, ERR_DATA, "het id “c” staat er twee keer");
    weigert(h, OP "<context id='c'>" DUUR("2025-01-01", "2025-12-31") "</context>" EIND, ERR_DATA,
            "zonder identifier");
    weigert(h, OP "<context id='c'>" ENTITEIT DUUR("2025-12-31", "2025-01-01") "</context>" EIND, ERR_DATA,
            "eindigt voor zij begint");
    weigert(h, OP "<context id='c'>" ENTITEIT DUUR("2025-02-30", "2025-12-31") "</context>" EIND, ERR_DATA,
            "verwacht een datum");
    weigert(
        h, OP "<context id='c'>" ENTITEIT "<period><startDate>2025-01-01</startDate></period></context>" EIND,
        ERR_DATA, "zonder begin of einde");
    weigert(h, OP "<unit id='u'><measure>onbekend:pure</measure></unit>" EIND, ERR_DATA, "nergens verklaard");
    weigert(h, OP "<unit id='u'/>" EIND, ERR_DATA, "een eenheid zonder maat");
    weigert(h, OP CTX("c") PURE "<v:F contextRef='c' unitRef='p' decimals='0'><b/>1</v:F>" EIND, ERR_DATA,
            "een feit met een element erin");
}

static void entities_and_documents_from_outside_are_refused(void **state)
{
    struct hulp *h = *state;
    struct buf b;

    weigert(h, "<!DOCTYPE xbrl [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><xbrl>&b;</xbrl>",
            ERR_DATA, "DOCTYPE; dat hoort niet in een XBRL-instance");
    weigert(h, "<!DOCTYPE xbrl [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><xbrl>&x;</xbrl>", ERR_DATA,
            "DOCTYPE");
    weigert(h, "<!DOCTYPE xbrl SYSTEM 'http://127.0.0.1:1/x.dtd'><xbrl/>", ERR_DATA, "DOCTYPE");
    buf_init(&b, &h->a, 90000);
    buf_lit(&b, OP CTX("c") PURE);
    for (int i = 0; i < 100; i++)
        buf_lit(&b, "<v:T>");
    weigert(h, c(h, buf_str(&b)), ERR_DATA, "te diep");
    buf_init(&b, &h->a, 90000);
    buf_lit(&b, OP CTX("c") PURE);
    for (int i = 0; i < 60; i++)
        buf_lit(&b, FEIT("decimals='0'", "1"));
    buf_lit(&b, EIND);
    weigert(h, c(h, buf_str(&b)), ERR_LIMIT, "meer dan 50 feiten");
}

/* The demo's instance read a second time by a program that shares nothing with ours. */
static void a_second_reader_finds_the_same_facts(void **state)
{
    struct hulp *h = *state;
    const char *wortel = getenv("WZ_ROOT") ? getenv("WZ_ROOT") : WZ_SOURCE_ROOT;
    struct str pad = str_fmt(&h->a, "%s/voorbeelden/demo/dpi-heuvelland-verzonnen.xbrl", wortel), bytes;
    struct xbrl x;
    char regel[1000];
    size_t i = 0;
    FILE *p;

    assert_int_equal(bestand_lees(&h->a, pad.p, 1 << 20, &bytes, &h->e), 0);
    assert_int_equal(xbrl_lees(&h->a, bytes, (struct xbrl_grens){0}, &x, &h->e), 0);
    p = popen(str_fmt(&h->a, "python3 '%s/tests/tabel/xbrl_lezer.py' '%s'", wortel, pad.p).p, "r");
    assert_non_null(p);
    for (; fgets(regel, sizeof regel, p); i++) {
        const struct xbrl_feit *f = &x.feit[i];
        struct buf b;

        assert_true(i < x.n_feiten);
        buf_init(&b, &h->a, 1000);
        buf_fmt(&b, "%.*s|%.*s|%.*s|%.*s|", STR_ARG(f->naam.naam), STR_ARG(f->context->entiteit),
                STR_ARG(date_iso(&h->a, f->context->van)), STR_ARG(date_iso(&h->a, f->context->tot)));
        for (size_t k = 0; k < f->context->n_dim; k++)
            buf_fmt(&b, "%s%.*s=%.*s", k ? "," : "", STR_ARG(f->context->dim[k].as.naam),
                    STR_ARG(f->context->dim[k].lid.naam));
        buf_fmt(&b, "|%.*s|%s|%.*s\n", STR_ARG(f->eenheid ? f->eenheid->teller[0].naam : STR("")),
                f->nil ? "nil" : "", STR_ARG(f->tekst));
        assert_string_equal(regel, c(h, buf_str(&b)));
    }
    assert_int_equal(pclose(p), 0);
    assert_int_equal(i, x.n_feiten);
    assert_int_equal(i, 11);
}

#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_fact_has_its_context_unit_number_and_line),
        T(moments_and_midnights_are_the_days_they_end),
        T(dimensions_stand_in_segment_or_scenario_explicit_or_typed),
        T(precision_and_decimals_say_how_exact_a_number_is),
        T(a_fact_told_twice_is_known_whatever_the_ids),
        T(divided_units_keep_their_sides),
        T(what_is_not_right_is_told_with_its_line),
        T(entities_and_documents_from_outside_are_refused),
        T(a_second_reader_finds_the_same_facts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
