/* SPDX-License-Identifier: EUPL-1.2
 * Decision tables: what cells mean, what the hit policies do, the form in CSV and DMN, and the proof, which
 * is held to looking at every case of random tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "regels/regels.h"
#include "tabel/tabel.h"

struct hulp {
    struct arena a;
    struct err e;
};

static int op(void **state)
{
    struct hulp *h = calloc(1, sizeof *h);

    arena_init(&h->a, 256 << 20);
    *state = h;
    return 0;
}

static int af(void **state)
{
    struct hulp *h = *state;

    arena_done(&h->a);
    free(h);
    return 0;
}

static struct regeltabel *lees(struct hulp *h, const char *tekst)
{
    struct regeltabel *t;

    if (regeltabel_lees(&h->a, str_from(tekst), &t, &h->e))
        fail_msg("%s", h->e.text);
    return t;
}

static void weigert(struct hulp *h, const char *tekst, const char *woorden)
{
    struct regeltabel *t;

    assert_int_not_equal(regeltabel_lees(&h->a, str_from(tekst), &t, &h->e), OK);
    if (!strstr(h->e.text, woorden))
        fail_msg("“%s” zegt niet “%s”", h->e.text, woorden);
}

static struct regel_waarde g(int64_t v)
{
    return (struct regel_waarde){.soort = REGEL_GETAL, .getal = v * REGEL_EENHEID};
}
static struct regel_waarde w(const char *s)
{
    return (struct regel_waarde){.soort = REGEL_TEKST, .tekst = str_from(s)};
}
static const struct regel_waarde onbekend = {.onbekend = true};

/* The outcome as text; of several joined by +. */
static const char *uitkomst(struct hulp *h, struct regeltabel *t, const struct regel_waarde *in,
                            const char *gebied)
{
    int64_t param[REGEL_PARAMETERS_MAX];
    struct str gebieden[] = {str_from(gebied)};
    struct regel_beslissing b;
    struct buf s;

    regel_params(t, gebieden, 1, param);
    if (regels_beslis(&h->a, t, in, param, &b, &h->e))
        return h->e.text;
    buf_init(&s, &h->a, 1000);
    if (b.opgeteld)
        buf_add(&s, regel_waarde_tekst(&h->a, &b.som));
    for (size_t i = 0; !b.opgeteld && i < b.n; i++) {
        buf_lit(&s, i ? "+" : "");
        buf_add(&s, regel_waarde_tekst(&h->a, &b.at[i]->dan[0]));
    }
    if (b.standaard)
        buf_add(&s, regel_waarde_tekst(&h->a, &t->uit[0].standaard));
    return str_cstr(&h->a, buf_str(&s));
}

#define UITKOMST(h, t, ...) uitkomst(h, t, (const struct regel_waarde[]){__VA_ARGS__}, "")

static void cellen_betekenen_wat_er_staat(void **state)
{
    static const struct {
        const char *cel;
        int64_t ja, nee;
    } gevallen[] = {{">=50", 50, 49},      {">50", 51, 50},         {"<50", 49, 50},
                    {"<=50", 50, 51},      {"[50..150]", 150, 151}, {"(50..150)", 149, 150},
                    {"]50..150[", 51, 50}, {"[50..150)", 50, 150},  {"7", 7, 8},
                    {"1, 3, 5", 3, 4},     {"not(1, 3)", 2, 3},     {"not([1..9])", 10, 5},
                    {"niet(<0)", 0, -1},   {"-3", -3, 3},           {"= 4", 4, 5}};
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        char tekst[200];
        struct regeltabel *t;

        snprintf(tekst, sizeof tekst, "trefwijze;F\nals m2;dan x\n%s;raak\n", gevallen[i].cel);
        t = lees(h, tekst);
        if (strcmp(UITKOMST(h, t, g(gevallen[i].ja)), "raak") != 0 ||
            strcmp(UITKOMST(h, t, g(gevallen[i].nee)), "") != 0)
            fail_msg("%s", gevallen[i].cel);
        assert_string_equal(UITKOMST(h, t, onbekend), "");
    }
}

static void onbekend_valt_door_naar_de_regel_die_het_noemt(void **state)
{
    struct hulp *h = *state;
    struct regeltabel *t =
        lees(h, "als lift;als soort;dan x\nja;huur, koop;1\nnot(null);-;2\nonbekend;niet(huur);3\n-;-;4\n");
    struct regel_waarde ja = {.soort = REGEL_WAAR, .getal = 1};

    assert_string_equal(UITKOMST(h, t, ja, w("koop")), "1");
    assert_string_equal(UITKOMST(h, t, ja, onbekend), "2");
    assert_string_equal(UITKOMST(h, t, onbekend, w("koop")), "3");
    assert_string_equal(UITKOMST(h, t, onbekend, w("iets heel anders")), "3");
    assert_string_equal(UITKOMST(h, t, onbekend, onbekend), "4");
}

static void een_parameter_kan_per_gebied_anders_zijn(void **state)
{
    struct hulp *h = *state;
    struct regeltabel *t = lees(h, "parameter;minimum;12\nparameter;minimum;8;GM0001;GM0002\nals n;dan "
                                   "x\n>=minimum;groot\n<minimum;klein\n");
    struct regel_waarde tien = g(10);

    assert_string_equal(uitkomst(h, t, &tien, "GM0003"), "klein");
    assert_string_equal(uitkomst(h, t, &tien, "GM0002"), "groot");
}

static void een_parameter_heeft_een_label_en_een_eenheid(void **state)
{
    struct hulp *h = *state;
    struct regeltabel *t =
        lees(h, "parameter;minimum;12\nparameter;minimum;8;GM0001\nlabel;minimum;\"kleinste; "
                "cluster\";woningen\nparameter;aan_deel;50\nparameter;deel;50\nlabel;deel;aandeel;%\nals "
                "n;dan x\n>=minimum;groot\n<minimum;klein\n");
    struct regeltabel *u;
    struct buf b;

    for (int keer = 0; keer < 2; keer++) { /* as read, and as written and read back */
        assert_true(str_is(regel_parameter_kop(&h->a, &t->param[0]), "kleinste; cluster (woningen)"));
        assert_true(str_is(regel_parameter_waarde(&h->a, &t->param[0], t->param[0].waarde), "12 woningen"));
        assert_true(str_is(regel_parameter_kop(&h->a, &t->param[1]), "aan deel"));
        assert_true(str_is(regel_parameter_waarde(&h->a, &t->param[1], t->param[1].waarde), "50"));
        assert_true(str_is(regel_parameter_waarde(&h->a, &t->param[2], t->param[2].waarde), "50%"));
        buf_init(&b, &h->a, 1 << 16);
        regels_csv_schrijf(&b, t);
        assert_int_equal(regeltabel_lees(&h->a, buf_str(&b), &u, &h->e), OK);
        t = u;
    }
    assert_int_equal(t->n_param, 3);
    assert_int_equal(t->param[0].afwijking.n, 1);
}

static void elke_trefwijze_doet_haar_werk(void **state)
{
    static const struct {
        const char *wijze, *uit;
    } gevallen[] = {{"F", "20"},
                    {"P", "10"},
                    {"C", "20+10+20"},
                    {"C+", "50"},
                    {"C<", "10"},
                    {"C>", "20"},
                    {"C#", "3"},
                    {"O", "10+20+20"},
                    {"R", "20+10+20"},
                    {"U", "regel 1 en regel 2 gelden allebei, en de tabel staat er maar één toe"},
                    {"A", "regel 1 en regel 2 gelden allebei, met een andere uitkomst"}};
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        char tekst[200];

        snprintf(tekst, sizeof tekst,
                 "trefwijze;%s\nuitkomsten;10;20\nals m2;dan x\n>1;20\n>2;10\n>3;20\n>9;10\n",
                 gevallen[i].wijze);
        assert_string_equal(UITKOMST(h, lees(h, tekst), g(5)), gevallen[i].uit);
    }
}

static void de_standaard_geldt_als_geen_regel_geldt(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(UITKOMST(h, lees(h, "regel;als m2;dan x\n1;>1;ja\nanders;-;nee\n"), g(0)), "nee");
}

static void fouten_noemen_hun_plaats(void **state)
{
    struct hulp *h = *state;

    weigert(h, "als m2;dan x\n>=;a\n", "regel 2: kolom A: “>=”: hier ontbreekt een waarde");
    weigert(h, "als m2;dan x\n>5;a\nhuur;b\n", "kolom m2 houdt een getal, en hier staat een tekst");
    weigert(h, "als m2;dan x\n[1..2;b\n", "eindigt niet met ]");
    weigert(h, "kleur;rood\nals m2;dan x\n1;b\n", "“kleur” is niet bekend");
    weigert(h, "trefwijze;X\nals m2;dan x\n1;b\n", "de trefwijze is U, A, P");
    weigert(h, "label;minst;kleinste\nals m2;dan x\n1;b\n", "geef “minst” eerst een waarde");
    weigert(h, "parameter;minst;5\nlabel;minst;\nals m2;dan x\n1;b\n", "een label is: label;parameter");
    weigert(h, "parameter;m;5\nlabel;m;a\nlabel;m;b\nals m2;dan x\n1;b\n", "“m” heeft twee labels");
    weigert(h, "als m2;dan x\n", "geen regels");
    weigert(h, "naam;niets\n", "geen kopregel");
    weigert(h, "waarden;soort;huur;koop\nals soort;dan x\nhuren;b\n", "staat niet in de lijst van waarden");
    weigert(h, "als a;als a;dan x\n1;1;b\n", "staat er twee keer");
    weigert(h, "regel;als a;dan x\nr;1;b\nr;2;b\n", "twee regels met de naam “r”");
    weigert(h, "<?xml version='1.0'?><huis/>", "geen DMN-model");
    weigert(h, "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>", "geen beslistabel");
}

static void een_cel_met_een_nul_teken_wordt_geweigerd(void **state)
{
    struct hulp *h = *state;
    struct regeltabel *t = lees(h, "als m2;dan x\n>1;a\n");
    struct err e = {0};

    assert_int_equal(regeltabel_zet_cel(&h->a, t, 0, 0, (struct str){"not(3)\0", 7}, &e), ERR_DATA);
    assert_non_null(strstr(e.text, "geen tekst"));
}

static void het_bewijs_noemt_gat_overlap_en_loze_regel(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs b;

    regels_bewijs(
        &h->a,
        lees(h, "trefwijze;U\nals m2;als lift;dan "
                "x\n<50;-;a\n[50..150];ja;b\n>=150;ja;c\nonbekend;-;d\n>50;nee, onbekend;e\n[9..3];-;f\n"),
        &b);
    assert_int_equal(b.gaten, 2);
    assert_int_equal(b.overlappen, 1);
    assert_int_equal(b.onbereikbaar, 1);
    assert_true(b.volledig);
    assert_string_equal(str_cstr(&h->a, b.at.at[0].tekst),
                        "gat: geen regel zegt wat de uitkomst is bij m2 50, lift nee");
    assert_non_null(
        strstr(str_cstr(&h->a, b.at.at[2].tekst), "regel 2 (regel 4 van het bestand) en regel 3"));
    assert_non_null(strstr(str_cstr(&h->a, b.at.at[2].tekst), "bij m2 150, lift ja"));
    assert_non_null(
        strstr(str_cstr(&h->a, b.at.at[3].tekst), "regel 6 (regel 8 van het bestand) geldt nooit"));
}

static void het_voorbeeld_van_iets_anders_is_geen_woord_van_de_tabel(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs b;
    struct regel_beslissing uit;
    struct err e = {0};
    struct regeltabel *t =
        lees(h, "als kleur;dan x\niets anders;a\n\"\"\"iets anders (2)\"\"\";b\nonbekend;c\n");

    regels_bewijs(&h->a, t, &b);
    assert_int_equal(b.gaten, 1);
    assert_int_equal(regels_beslis(&h->a, t, b.at.at[0].voorbeeld, NULL, &uit, &e), OK);
    assert_int_equal(uit.n, 0);
    assert_string_equal(str_cstr(&h->a, b.at.at[0].voorbeeld[0].tekst), "iets anders (3)");
}

static void een_lange_regelnaam_wordt_ingekort_genoemd(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs b;
    char tekst[2000];

    snprintf(tekst, sizeof tekst, "regel;als m2;dan x\n1;-;a\n%0700d\xC3\xAB;>5;b\n", 7);
    regels_bewijs(&h->a, lees(h, tekst), &b);
    assert_int_equal(b.onbereikbaar, 1);
    assert_non_null(strstr(str_cstr(&h->a, b.at.at[0].tekst), "komt nooit aan de beurt"));
}

/* Many rules that all apply at once: the pairs are the work, and they are counted as such. And many areas,
 * each with its own parameter: no new count for each. */
static void het_bewijs_van_een_grote_tabel_is_begrensd(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs b;
    struct buf t;

    buf_init(&t, &h->a, 1 << 20);
    buf_lit(&t, "trefwijze;U\nregel;als m2;als jaar;als lift;dan x\n");
    for (int i = 0; i < 1000; i++)
        buf_fmt(&t, "%d;>=%d;<%d;-;u%d\n", i, i % 97, 3000 + i % 89, i);
    regels_bewijs(&h->a, lees(h, str_cstr(&h->a, buf_str(&t))), &b);
    assert_false(b.volledig);
    assert_true(b.overlappen > 1000 && b.stappen < REGEL_STAPPEN_MAX + 10000);

    buf_init(&t, &h->a, 1 << 20);
    buf_lit(&t, "parameter;grens;50\n");
    for (int i = 0; i < 50; i++)
        buf_fmt(&t, "parameter;grens;%d;GM%04d\n", 60 + i, 1000 + i);
    buf_lit(&t, "regel;als a;als b;als c;als d;als e;als f;dan x\n");
    for (int i = 0; i < 60; i++)
        buf_fmt(&t, "%d;[%d..%d];[%d..%d];[%d..%d];>=grens;[%d..%d];[%d..%d];u\n", i, i * 7 % 61,
                i * 7 % 61 + 40, i * 11 % 67, i * 11 % 67 + 40, i * 13 % 71, i * 13 % 71 + 50, i * 17 % 73,
                i * 17 % 73 + 40, i * 19 % 79, i * 19 % 79 + 40);
    regels_bewijs(&h->a, lees(h, str_cstr(&h->a, buf_str(&t))), &b);
    assert_true(b.stappen > 1000 && b.stappen < REGEL_STAPPEN_MAX + 10000);
}

/* ---- random tables ---- */

static uint64_t zaad = 20231001;
static unsigned toeval(unsigned n)
{
    zaad = zaad * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(zaad >> 33) % n;
}

static void cel_toeval(struct buf *b, bool getal)
{
    static const char *const woorden[] = {"a", "b", "c"};
    unsigned van = toeval(8);

    switch (toeval(6)) {
    case 0:
        buf_lit(b, "-");
        return;
    case 1:
        buf_lit(b, "onbekend");
        return;
    case 2:
        if (getal)
            buf_fmt(b, "not(%u)", van);
        else
            buf_fmt(b, "not(%s)", woorden[van % 3]);
        return;
    case 3:
        if (getal)
            buf_fmt(b, "[%u..%u], onbekend", van, van + toeval(5));
        else
            buf_fmt(b, "%s, %s", woorden[van % 3], woorden[toeval(3)]);
        return;
    default:
        if (getal)
            buf_fmt(b, "%s%u", van % 2 ? ">=" : "<", van);
        else
            buf_lit(b, woorden[van % 3]);
    }
}

static struct regeltabel *tabel_toeval(struct hulp *h, const char *wijze)
{
    struct buf b;
    unsigned regels = 1 + toeval(6);

    buf_init(&b, &h->a, 4000);
    buf_fmt(&b, "trefwijze;%s\nuitkomsten;x;y;z\nwaarden;t;a;b;c\nals n;als t;als m;dan u\n", wijze);
    for (unsigned r = 0; r < regels; r++) {
        cel_toeval(&b, true);
        buf_char(&b, ';');
        cel_toeval(&b, false);
        buf_char(&b, ';');
        cel_toeval(&b, true);
        buf_fmt(&b, ";%c\n", 'x' + toeval(3));
    }
    return lees(h, str_cstr(&h->a, buf_str(&b)));
}

/* Every case of a table whose numbers are all within 0 … 13. */
static void tel_alle(struct hulp *h, struct regeltabel *t, size_t *gaten, size_t *botsing, bool *nodig)
{
    for (int n = -1; n < 15; n++)
        for (int k = 0; k < 4; k++)
            for (int m = -1; m < 15; m++) {
                struct regel_waarde in[] = {n < 14 ? g(n) : onbekend,
                                            k < 3 ? w(k == 0   ? "a"
                                                      : k == 1 ? "b"
                                                               : "c")
                                                  : onbekend,
                                            m < 14 ? g(m) : onbekend};
                struct regel_beslissing b;
                int rc = regels_beslis(&h->a, t, in, NULL, &b, &h->e);

                *gaten += !rc && !b.n;
                *botsing += rc != OK;
                for (size_t i = 0; !rc && i < b.n; i++)
                    nodig[b.at[i] - t->regel] = true;
            }
}

static void het_bewijs_zegt_wat_alle_gevallen_zeggen(void **state)
{
    static const char *const wijzen[] = {"U", "A", "P", "F", "R"};
    size_t met_gat = 0, met_botsing = 0, met_loos = 0;
    struct hulp *h = *state;

    for (int ronde = 0; ronde < 250; ronde++) {
        struct regeltabel *t = tabel_toeval(h, wijzen[ronde % 5]);
        struct regel_bewijs b;
        bool nodig[16] = {0};
        size_t gaten = 0, botsing = 0, loos = 0;

        tel_alle(h, t, &gaten, &botsing, nodig);
        regels_bewijs(&h->a, t, &b);
        assert_true(b.volledig);
        assert_int_equal(b.gaten > 0, gaten > 0);
        if (t->trefwijze != TREF_VOORRANG)
            assert_int_equal(b.overlappen > 0, botsing > 0);
        for (size_t i = 0; i < t->n; i++)
            loos += !nodig[i];
        if (t->trefwijze > TREF_GELIJK)
            assert_int_equal(b.onbereikbaar, loos);
        met_gat += gaten > 0;
        met_botsing += botsing > 0;
        met_loos += loos > 0;
        for (size_t i = 0; i < b.at.n; i++) { /* the example must show what is said */
            struct regel_beslissing d;

            if (b.at.at[i].soort == BEVIND_GAT) {
                assert_int_equal(regels_beslis(&h->a, t, b.at.at[i].voorbeeld, NULL, &d, &h->e), OK);
                assert_int_equal(d.n, 0);
            } else if (b.at.at[i].soort == BEVIND_OVERLAP && t->trefwijze != TREF_VOORRANG) {
                assert_int_not_equal(regels_beslis(&h->a, t, b.at.at[i].voorbeeld, NULL, &d, &h->e), OK);
            }
        }
        arena_reset(&h->a);
    }
    assert_true(met_gat > 20 && met_botsing > 20 && met_loos > 20);
}

static void dmn_heen_en_terug_geeft_dezelfde_uitkomsten(void **state)
{
    struct hulp *h = *state;

    for (int ronde = 0; ronde < 40; ronde++) {
        struct regeltabel *t = tabel_toeval(h, "F"), *u;
        struct buf b;

        buf_init(&b, &h->a, 1 << 20);
        dmn_schrijf(&b, t);
        u = lees(h, str_cstr(&h->a, buf_str(&b)));
        for (int i = 0; i < 200; i++) {
            struct regel_waarde in[] = {toeval(9) ? g(toeval(14)) : onbekend,
                                        toeval(9) ? w(toeval(2) ? "a" : "c") : onbekend,
                                        toeval(9) ? g(toeval(14)) : onbekend};

            assert_string_equal(uitkomst(h, t, in, ""), uitkomst(h, u, in, ""));
        }
        arena_reset(&h->a);
    }
}

static void een_grote_tabel_is_snel_bewezen_of_zegt_dat_het_niet_kan(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs bewijs;
    struct buf b;

    buf_init(&b, &h->a, 1 << 20);
    for (int k = 0; k < 40; k++)
        buf_fmt(&b, "als k%d;", k);
    buf_lit(&b, "dan x\n");
    for (int r = 0; r < 200; r++) {
        for (int k = 0; k < 40; k++)
            buf_fmt(&b, ">=%u;", toeval(1000));
        buf_fmt(&b, "u%d\n", r);
    }
    regels_bewijs(&h->a, lees(h, str_cstr(&h->a, buf_str(&b))), &bewijs);
    assert_false(bewijs.volledig);
    assert_int_equal(bewijs.at.at[bewijs.at.n - 1].soort, BEVIND_GRENS);
}

static void de_gevallen_van_de_dmn_tck_komen_uit(void **state)
{
    static const char *const namen[] = {"0004-simpletable-U",
                                        "0005-simpletable-A",
                                        "0006-simpletable-P1",
                                        "0108-first-hitpolicy",
                                        "0110-outputOrder-hitpolicy",
                                        "0111-first-hitpolicy-singleoutputcol",
                                        "0113-outputOrder-hitpolicy-singleinoutcol",
                                        "0115-sum-collect-hitpolicy",
                                        "0117-multi-any-hitpolicy"};
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++) {
        struct str pad = str_fmt(&h->a, WZ_SOURCE_ROOT "/../shared/cases/dmn/%s/%s", namen[i], namen[i]),
                   model, toets;
        struct dmn_toets t;

        if (bestand_lees(&h->a, str_cstr(&h->a, str_cat(&h->a, pad, STR(".dmn"))), 1 << 20, &model, &h->e))
            skip();
        assert_int_equal(bestand_lees(&h->a, str_cstr(&h->a, str_cat(&h->a, pad, STR("-test-01.xml"))),
                                      1 << 20, &toets, &h->e),
                         OK);
        if (dmn_toets(&h->a, model, toets, &t, &h->e))
            fail_msg("%s: %s", namen[i], h->e.text);
        assert_int_equal(t.gevallen, 3);
        assert_int_equal(t.goed, 3);
    }
}

static void een_toets_die_anders_uitkomt_wordt_gezegd(void **state)
{
    struct hulp *h = *state;
    struct dmn_toets t;
    struct buf b;
    const char *toets =
        "<testCases><testCase id='1'><inputNode name='m2'><value xsi:type='xsd:decimal' "
        "xmlns:xsi='x'>5</value></inputNode><resultNode name='n'><expected><value>klein</value></expected>"
        "</resultNode></testCase></testCases>";

    buf_init(&b, &h->a, 1 << 20);
    dmn_schrijf(&b, lees(h, "naam;n\nals m2;dan x\n>1;groot\n"));
    assert_int_equal(dmn_toets(&h->a, buf_str(&b), str_from(toets), &t, &h->e), OK);
    assert_int_equal(t.goed, 0);
    assert_string_equal(str_cstr(&h->a, t.klacht.at[0]), "geval 1, n: de tabel geeft groot");
}

/* ---- models that people send ---- */

#define MODEL(inhoud)                                                                                        \
    "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m'>" inhoud "</definitions>"
#define TABEL(naam, meer, kolom, regels)                                                                     \
    "<decision name='" naam "'><decisionTable " meer "><input><inputExpression " kolom                       \
    "</inputExpression></input><output/>" regels "</decisionTable></decision>"
#define REGEL(als, dan)                                                                                      \
    "<rule><inputEntry><text>" als "</text></inputEntry><outputEntry><text>" dan                             \
    "</text></outputEntry></rule>"
#define GEVAL(besluit, in, uit)                                                                              \
    "<testCase id='1'>" in "<resultNode name='" besluit "'><expected>" uit                                   \
    "</expected></resultNode></testCase>"
#define IN(naam, waarde) "<inputNode name='" naam "'><value>" waarde "</value></inputNode>"
#define LEEG             "<value xmlns:xsi='x' xsi:nil='true'/>"

/* How many of the cases come out as they say; -1 with the words in h->e when the model or a case is refused.
 */
static int toets(struct hulp *h, const char *model, const char *gevallen)
{
    struct dmn_toets t;

    h->e = (struct err){0};
    if (dmn_toets(&h->a, str_from(model), str_fmt(&h->a, "<testCases>%s</testCases>", gevallen), &t, &h->e))
        return -1;
    for (size_t i = 0; i < t.klacht.n; i++)
        printf("# %.*s\n", STR_ARG(t.klacht.at[i]));
    return (int)t.goed;
}

#define ZORG                                                                                                 \
    TABEL("zorg", "", "typeRef='number'><text>jaren</text>",                                                 \
          REGEL("&lt; 75", "\"licht\"") REGEL("&gt;= 75", "\"zwaar\""))
#define UREN                                                                                                 \
    TABEL("uren", "", "typeRef='string'><text>zorg</text>", REGEL("\"licht\"", ".5") REGEL("\"zwaar\"", "4"))

static void een_besluit_kan_op_een_ander_besluit_rusten(void **state)
{
    struct hulp *h = *state;

    assert_int_equal(toets(h, MODEL(UREN ZORG),
                           GEVAL("uren", IN("jaren", "80"), "<value>4</value>")
                               GEVAL("uren", IN("jaren", "74.5"), "<value>0.5</value>")
                                   GEVAL("uren", IN("zorg", "zwaar"), "<value>4</value>")
                                       GEVAL("zorg", IN("jaren", "75"), "<value>zwaar</value>")),
                     4);
    assert_int_equal(toets(h, MODEL(UREN "<decision name='zorg'><literalExpression/></decision>"),
                           GEVAL("uren", IN("jaren", "80"), "<value>4</value>")),
                     -1);
    assert_string_equal(h->e.text, "het besluit “zorg” is geen beslistabel; dat rekenen wij niet uit");
    assert_int_equal(
        toets(h, MODEL(UREN TABEL("zorg", "", "typeRef='number'><text>uren</text>", REGEL("1", "\"licht\""))),
              GEVAL("uren", IN("jaren", "80"), "<value>4</value>")),
        -1);
    assert_string_equal(h->e.text, "het besluit “uren” hangt van zichzelf af");
}

/* Each decision needs the two after it: the ways through them are without number, the decisions are not. */
static void een_besluit_dat_vaak_nodig_is_wordt_een_keer_genomen(void **state)
{
    enum { BESLUITEN = 60 };
    struct hulp *h = *state;
    struct buf b;

    buf_init(&b, &h->a, 1 << 20);
    for (int i = 0; i < BESLUITEN; i++)
        buf_fmt(
            &b,
            "<decision name='b%d'><decisionTable><input><inputExpression typeRef='number'><text>b%d</text>"
            "</inputExpression></input><input><inputExpression typeRef='number'><text>b%d</text>"
            "</inputExpression></input><output/><rule><inputEntry><text>&gt;0</text></inputEntry>"
            "<inputEntry><text>-</text></inputEntry><outputEntry><text>%d</text></outputEntry></rule>"
            "</decisionTable></decision>",
            i, i + 1, i + 2, BESLUITEN - i);
    assert_int_equal(toets(h, str_cstr(&h->a, str_fmt(&h->a, MODEL("%.*s"), STR_ARG(buf_str(&b)))),
                           GEVAL("b0", IN("b60", "1") IN("b61", "1"), "<value>60</value>")
                               GEVAL("b0", IN("b60", "0") IN("b61", "1"), LEEG)),
                     2);
}

static void een_tabel_die_gebroken_wordt_besluit_niets(void **state)
{
    struct hulp *h = *state;
    const char *model =
        MODEL(TABEL("t", "", "typeRef='number'><text>n</text>", REGEL("&gt;1", "1") REGEL("&gt;2", "2")));

    assert_int_equal(
        toets(h, model, GEVAL("t", IN("n", "3"), LEEG) GEVAL("t", IN("n", "2"), "<value>1</value>")), 2);
    assert_int_equal(toets(h, model, GEVAL("t", IN("n", "3"), "<value>1</value>")), 0);
    model = MODEL(TABEL("t", "hitPolicy='COLLECT'", "typeRef='number'><text>n</text>", REGEL("&gt;1", "1")));
    assert_int_equal(toets(h, model, GEVAL("t", IN("n", "0"), "<list/>") GEVAL("t", IN("n", "0"), LEEG)), 2);
    assert_int_equal(toets(h, model, GEVAL("t", IN("n", "2"), "<list/>")), 0);
}

static void wat_geen_enkel_gegeven_is_wordt_bij_naam_geweigerd(void **state)
{
    struct hulp *h = *state;

    assert_int_equal(toets(h,
                           MODEL("<inputData name='huis'/>" TABEL("t", "", "><text>huis.prijs</text>",
                                                                  REGEL("&gt;1", "1"))),
                           GEVAL("t", "", LEEG)),
                     -1);
    assert_non_null(
        strstr(h->e.text, "een deel van een samengesteld gegeven kan geen kolom zijn: “huis.prijs”"));
    assert_int_equal(toets(h, MODEL(UREN), GEVAL("uren", "<inputNode name='zorg'><list/></inputNode>", LEEG)),
                     -1);
    assert_non_null(strstr(h->e.text, "een lijst of een samengestelde waarde wordt hier niet begrepen"));
}

static void tekens_en_soorten_van_dmn_worden_gelezen(void **state)
{
    struct hulp *h = *state;
    struct regel_bewijs b;

    assert_int_equal(
        toets(h,
              MODEL(TABEL("t", "hitPolicy='FIRST'", "typeRef='string'><text>s</text>",
                          REGEL("\"caf\\u00e9\"", "1") REGEL("\"\\u0x41\"", "4")
                              REGEL("not (\"a\", \"it\\'s\")", "2") REGEL("\"a\"", "3"))),
              GEVAL("t", IN("s", "café"), "<value>1</value>") GEVAL("t", IN("s", "b"), "<value>2</value>")
                  GEVAL("t", IN("s", "A"), "<value>2</value>") GEVAL("t", IN("s", "a"), "<value>3</value>")
                      GEVAL("t", IN("s", "it's"), LEEG)),
        5);
    regels_bewijs(&h->a,
                  lees(h, MODEL("<itemDefinition name='tKleur'><typeRef>string</typeRef><allowedValues><text>"
                                "\"rood\",\"blauw\"</text></allowedValues></itemDefinition>" TABEL(
                                    "t", "", "typeRef='tKleur'><text>kleur</text>",
                                    REGEL("\"rood\"", "1") REGEL("\"blauw\"", "2") REGEL("null", "3")))),
                  &b);
    assert_int_equal(b.gaten, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, op, af)
        T(cellen_betekenen_wat_er_staat),
        T(onbekend_valt_door_naar_de_regel_die_het_noemt),
        T(een_parameter_kan_per_gebied_anders_zijn),
        T(een_parameter_heeft_een_label_en_een_eenheid),
        T(elke_trefwijze_doet_haar_werk),
        T(de_standaard_geldt_als_geen_regel_geldt),
        T(fouten_noemen_hun_plaats),
        T(een_cel_met_een_nul_teken_wordt_geweigerd),
        T(het_bewijs_noemt_gat_overlap_en_loze_regel),
        T(het_voorbeeld_van_iets_anders_is_geen_woord_van_de_tabel),
        T(een_lange_regelnaam_wordt_ingekort_genoemd),
        T(het_bewijs_van_een_grote_tabel_is_begrensd),
        T(het_bewijs_zegt_wat_alle_gevallen_zeggen),
        T(dmn_heen_en_terug_geeft_dezelfde_uitkomsten),
        T(een_grote_tabel_is_snel_bewezen_of_zegt_dat_het_niet_kan),
        T(de_gevallen_van_de_dmn_tck_komen_uit),
        T(een_toets_die_anders_uitkomt_wordt_gezegd),
        T(een_besluit_kan_op_een_ander_besluit_rusten),
        T(een_besluit_dat_vaak_nodig_is_wordt_een_keer_genomen),
        T(een_tabel_die_gebroken_wordt_besluit_niets),
        T(wat_geen_enkel_gegeven_is_wordt_bij_naam_geweigerd),
        T(tekens_en_soorten_van_dmn_worden_gelezen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
