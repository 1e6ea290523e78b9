/* SPDX-License-Identifier: EUPL-1.2
 * CSV in every dialect, and what is none. */
#include "hulp.h"

static const char *rijen_van(struct hulp *h, struct str s)
{
    tabel_van(h, "x.csv", s);
    return rijen_tekst(h);
}

static void a_row_starts_at_its_line(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a;b\n1;2\n")), "1: a|b\n2: 1|2\n");
    assert_string_equal(rijen_van(h, STR("a;b\r\n1;2\r\n")), "1: a|b\n2: 1|2\n");
    assert_string_equal(rijen_van(h, STR("a;b\r1;2\r")), "1: a|b\n2: 1|2\n");
    assert_string_equal(rijen_van(h, STR("a;b\n1;2")), "1: a|b\n2: 1|2\n");
    assert_string_equal(rijen_van(h, STR("a;b\n\n;;\n \n1;2\n\n")), "1: a|b\n5: 1|2\n");
    assert_string_equal(rijen_van(h, STR("a;b\n\"x\r\ny\nz\";2\n3;4")), "1: a|b\n2: x\r\ny\nz|2\n5: 3|4\n");
}

static void quotes_follow_rfc_4180(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a,b\n\"1,5\",\"zeg \"\"ja\"\"\"\n")),
                        "1: a|b\n2: 1,5|zeg \"ja\"\n");
    assert_string_equal(rijen_van(h, STR("a;b\n\"\";\"\"\"\"\n")), "1: a|b\n2: [leeg]|\"\n");
    assert_string_equal(rijen_van(h, STR("a;b\n5\" pijp;\"x\" \n")), "1: a|b\n2: 5\" pijp|x\n");
    assert_string_equal(rijen_van(h, STR("a;b\n1;\"x\"")), "1: a|b\n2: 1|x\n");
}

static void a_row_may_be_short_long_or_end_in_a_separator(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a;b;c\n1\n1;2;3;4\n1;2;")),
                        "1: a|b|c\n2: 1\n3: 1|2|3|4\n4: 1|2|[leeg]\n");
}

static void the_separator_is_found_by_consistency(void **state)
{
    static const struct {
        const char *tekst;
        char scheiding;
    } proef[] = {
        {"a;b;c\n1,5;2,5;3\n1,0;2;4,25\n", ';'},
        {"a,b\n\"x;y;z\",2\n\"p;q;r\",3\n", ','},
        {"a\tb\nx, y; z\t1\n", '\t'},
        {"a|b|c\n1|2|3\n", '|'},
        {"naam;toelichting\nx;dit, dat, en meer\ny;zo, ook, hier\n", ';'},
        {"titel van de tabel\n\nnaam,aantal\nx,1\ny,2\nz,3\n", ','},
        {"waarde\n1,5\n2,25\n", ';'},
        {"een kolom\nnog een\n", ';'},
        {"\"a;b\",\"c\"\n\"d\ne;f\",\"g\"\n", ','},
        {"naam;x\n\"a,b;c\nd\";1\n", ';'},
    };
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof proef / sizeof *proef; i++) {
        tabel_van(h, "x.csv", str_from(proef[i].tekst));
        if (tabel_dialect(h->t).scheiding != proef[i].scheiding)
            fail_msg("%s: '%c' gevonden", proef[i].tekst, tabel_dialect(h->t).scheiding);
    }
    tabel_van(h, "een.tsv", STR("kolom\nwaarde\n"));
    assert_int_equal(tabel_dialect(h->t).scheiding, '\t');
}

static void the_decimal_sign_is_guessed_from_the_cells(void **state)
{
    static const struct {
        const char *tekst;
        char decimaal;
    } proef[] = {
        {"a;b\n1,5;2\n", ','},
        {"a;b\n1.5;2\n", '.'},
        {"a;b\n1.234;2.345\n", 0},
        {"a;b\n1.234,5;2\n", ','},
        {"a;b\n1,234.5;2\n", '.'},
        {"a;b\n1-2-2023;x\n", 0},
        {"a;b\n1.2.2023;1,5\n", ','},
        {"a,b\n\"-0,125\",2\n", ','},
        {"a;b\n1.234.567;12\n", 0},
        {"a;b\n12345,678;2\n", ','},
        {"a;b\n1,5;2\n1.5;3\n2,5;1\n", ','},
    };
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof proef / sizeof *proef; i++) {
        tabel_van(h, "x.csv", str_from(proef[i].tekst));
        if (tabel_dialect(h->t).decimaal != proef[i].decimaal)
            fail_msg("%s: '%c' gevonden", proef[i].tekst, tabel_dialect(h->t).decimaal);
    }
}

static void every_encoding_becomes_utf8(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("naam;n\nSúdwest-Fryslân;1\n")),
                        "1: naam|n\n2: Súdwest-Fryslân|1\n");
    assert_string_equal(tabel_dialect(h->t).codering, "UTF-8");
    assert_string_equal(rijen_van(h, STR("\xEF\xBB\xBFnaam;n\nFryslân;1\n")), "1: naam|n\n2: Fryslân|1\n");
    assert_string_equal(tabel_dialect(h->t).codering, "UTF-8 met BOM");
    assert_string_equal(rijen_van(h, STR("naam;n\nFrysl\xE2n \x80 5;\"\x93x\x94 \"\"y\"\"\"\n")),
                        "1: naam|n\n2: Fryslân € 5|“x” \"y\"\n");
    assert_string_equal(tabel_dialect(h->t).codering, "Windows-1252");
    assert_string_equal(rijen_van(h, STR("\xFF\xFEn\0;\0\xE2\0\n\0\x3D\xD8\x00\xDE;\0"
                                         "2\0")),
                        "1: n|â\n2: 😀|2\n");
    assert_string_equal(tabel_dialect(h->t).codering, "UTF-16LE");
    assert_string_equal(rijen_van(h, STR("\xFE\xFF\0n\0;\0\xE2\0\n\xD8\x3D\0;\0"
                                         "2")),
                        "1: n|â\n2: \xEF\xBF\xBD|2\n");
    assert_string_equal(tabel_dialect(h->t).codering, "UTF-16BE");
}

static void the_line_sep_is_understood(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("sep=;\r\na,b;c\r\n")), "2: a,b|c\n");
    assert_string_equal(rijen_van(h, STR("\"SEP=|\"\na;b|c\n")), "2: a;b|c\n");
    assert_string_equal(rijen_van(h, STR("sep=\t\na\tb\n")), "2: a|b\n");
    assert_string_equal(rijen_van(h, STR("sep=;x\na;b\n")), "1: sep=|x\n2: a|b\n");
    assert_bevat(fout_tekst(h, "x.csv", STR("sep=q\na;b\n"), (struct tabel_grens){0}), "scheidingsteken");
}

static void error_codes_are_errors_in_both_languages(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a;b\n#REF!;#N/B\n #deel/0! ;#1\n#WAARDE!;#N/A N/A\n")),
                        "1: a|b\n2: #REF!e|#N/Be\n3: #deel/0!e|#1\n4: #WAARDE!e|#N/A N/A\n");
    for (const char *const *c = (const char *const[]){"#N/A", "#DIV/0!", "#VALUE!", "#NAAM?", "#NAME?",
                                                      "#NUM!", "#GETAL!", "#NULL!", "#LEEG!", "#VERW!", NULL};
         *c; c++) {
        struct tabel_rij r;

        tabel_van(h, "x.csv", str_fmt(&h->a, "%s\n", *c));
        assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
        assert_int_equal(tabel_cel(&r, 0)->soort, CEL_FOUT);
        assert_true(str_is(tabel_cel(&r, 0)->tekst, *c));
        assert_int_equal(tabel_cel(&r, 7)->soort, CEL_LEEG);
    }
}

static void white_space_is_kept_but_only_white_space_is_empty(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a;b\nLimburg  ; \t\n x;\xC2\xA0\n")),
                        "1: a|b\n2: Limburg  |[leeg]\n3:  x|[leeg]\n");
}

static void an_error_names_line_and_column(void **state)
{
    struct tabel_grens geen = {0};
    struct hulp *h = *state;
    const char *m = fout_tekst(h, "plan.csv", STR("a;b\n1;2\n3;\"open\n5;6\n"), geen);

    assert_bevat(m, "bestand plan.csv: regel 3, kolom B");
    assert_bevat(m, "nergens sluit");
    m = fout_tekst(h, "plan.csv", STR("a;b\n\"x\ny\";\"Plan \"De Hof\"\";6\n"), geen);
    assert_bevat(m, "regel 3, kolom B");
    assert_bevat(m, "dubbel");
    assert_bevat(fout_tekst(h, "x.csv", STR("a;b\n1;\0\n"), geen), "regel 2 bevat een NUL-teken");
    assert_bevat(fout_tekst(h, "x.csv",
                            STR("\xEF\xBB\xBF"
                                "a;b\nFrysl\xE2n;1\n"),
                            geen),
                 "regel 2");
    assert_bevat(fout_tekst(h, "x.csv",
                            STR("\xFF\xFE"
                                "a\0;"),
                            geen),
                 "UTF-16");
}

static void every_limit_is_an_error_in_words(void **state)
{
    struct hulp *h = *state;

    assert_bevat(fout_tekst(h, "x", STR("a;b\n1;2\n3;4\n"), (struct tabel_grens){.rijen = 2}),
                 "meer dan 2 rijen");
    assert_bevat(fout_tekst(h, "x", STR("a;b\n1;2;3\n"), (struct tabel_grens){.kolommen = 2}),
                 "regel 2 heeft meer dan 2 kolommen");
    assert_bevat(fout_tekst(h, "x", STR("a;b\n1;12345\n"), (struct tabel_grens){.cel = 4}),
                 "regel 2, kolom B");
    assert_bevat(fout_tekst(h, "x", STR("a;b\n1;\"12345\"\n"), (struct tabel_grens){.cel = 4}),
                 "regel 2, kolom B");
    assert_bevat(fout_tekst(h, "x", STR("a;b\n1;\"1234567890\"\"\"\n"), (struct tabel_grens){.cel = 4}),
                 "aanhalingsteken");
    assert_bevat(fout_tekst(h, "x", STR("a;b\n"), (struct tabel_grens){.bytes = 3}), "MB");
}

static void empty_columns_past_the_limit_are_no_error(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;

    assert_int_equal(tabel_open(&h->a, STR("x"), STR("a;b\n1;2;;; ;\n"), (struct tabel_grens){.kolommen = 2},
                                &h->t, &h->e),
                     0);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(r.n, 2);
}

static void what_is_no_table_is_refused_by_name(void **state)
{
    struct tabel_grens geen = {0};
    struct hulp *h = *state;

    assert_bevat(fout_tekst(h, "x.csv", STR(""), geen), "leeg");
    assert_bevat(fout_tekst(h, "x.xls", STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), geen), "wachtwoord");
    assert_bevat(fout_tekst(h, "x.csv", STR("%PDF-1.7\n"), geen), "PDF");
    assert_bevat(fout_tekst(h, "x.xls", STR("\xEF\xBB\xBF \n<HTML><table>"), geen), "webpagina");
    assert_bevat(fout_tekst(h, "x.json", STR("{\"a\": 1}"), geen), "JSON");
    assert_bevat(fout_tekst(h, "x.csv.gz", STR("\x1F\x8B\x08"), geen), "gzip");
}

static void choosing_the_only_sheet_starts_again(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(rijen_van(h, STR("a;b\n1;2\n")), "1: a|b\n2: 1|2\n");
    assert_int_equal(tabel_n_bladen(h->t), 1);
    assert_int_equal(tabel_blad_naam(h->t, 0).n, 0);
    assert_int_equal(tabel_blad_kies(h->t, 0, &h->e), 0);
    assert_string_equal(rijen_tekst(h), "1: a|b\n2: 1|2\n");
    assert_int_equal(tabel_blad_kies(h->t, 1, &h->e), ERR_NOT_FOUND);
}

/* Cells of every length from 0 to 200 cross every boundary of the 64-byte search, CRLF split over two
 * included. */
static void no_boundary_of_the_search_shows(void **state)
{
    struct hulp *h = *state;
    struct buf csv, wens;

    buf_init(&csv, &h->a, (size_t)4 << 20);
    buf_init(&wens, &h->a, (size_t)4 << 20);
    for (int n = 0; n < 200; n++) {
        for (int k = 0; k < 3; k++) { /* plain, quoted, quoted with an escape */
            struct str x = str_sub(
                STR("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghij"
                    "kl"
                    "mnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv"
                    "wxyzabcdefghijklmnopqrstuvwxyz"),
                0, (size_t)n);

            buf_fmt(&csv,
                    k == 0   ? "%.*s;z;%d\r\n"
                    : k == 1 ? "\"%.*s;\";z;%d\r\n"
                             : "\"%.*s\"\"\";z;%d\r\n",
                    STR_ARG(x), n);
            buf_fmt(&wens, "%d: ", n * 3 + k + 1);
            buf_fmt(&wens, k == 0 ? n ? "%.*s" : "[leeg]%.*s" : k == 1 ? "%.*s;" : "%.*s\"", STR_ARG(x));
            buf_fmt(&wens, "|z|%d\n", n);
        }
    }
    assert_string_equal(rijen_van(h, buf_str(&csv)), str_cstr(&h->a, buf_str(&wens)));
}

static void columns_have_letters(void **state)
{
    struct hulp *h = *state;

    assert_true(str_is(tabel_kolom_letter(&h->a, 0), "A"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 25), "Z"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 26), "AA"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 28), "AC"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 701), "ZZ"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 702), "AAA"));
    assert_true(str_is(tabel_kolom_letter(&h->a, 16383), "XFD"));
    assert_true(tabel_kolom_letter(&h->a, SIZE_MAX).n > 10);
}

#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_row_starts_at_its_line),
        T(quotes_follow_rfc_4180),
        T(a_row_may_be_short_long_or_end_in_a_separator),
        T(the_separator_is_found_by_consistency),
        T(the_decimal_sign_is_guessed_from_the_cells),
        T(every_encoding_becomes_utf8),
        T(the_line_sep_is_understood),
        T(error_codes_are_errors_in_both_languages),
        T(white_space_is_kept_but_only_white_space_is_empty),
        T(an_error_names_line_and_column),
        T(every_limit_is_an_error_in_words),
        T(empty_columns_past_the_limit_are_no_error),
        T(what_is_no_table_is_refused_by_name),
        T(choosing_the_only_sheet_starts_again),
        T(no_boundary_of_the_search_shows),
        T(columns_have_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
