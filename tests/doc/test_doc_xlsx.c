/* SPDX-License-Identifier: EUPL-1.2
 * Tables as a workbook: opened again as zip and XML, and looked at part by part. */
#include "hulp.h"

#include "doc/xlsx.h"
#include "doc/xlsx_stroom.h"
#include "doc/zip.h"

#include <libxml/parser.h>
#include <zip.h>

static struct str book(const struct doc *const *tables, size_t n)
{
    struct str bytes = {0};
    struct err e = {0};

    if (xlsx_write(&arena, tables, n, &bytes, &e))
        fail_msg("%s", e.text);
    if (getenv("WZ_XLSX_KEEP")) { /* to look at with other tools */
        FILE *f = fopen(getenv("WZ_XLSX_KEEP"), "wb");

        assert_non_null(f);
        fwrite(bytes.p, 1, bytes.n, f);
        fclose(f);
    }
    return bytes;
}

static zip_t *book_open(struct str bytes)
{
    zip_error_t e;
    zip_source_t *source;
    zip_t *z;

    zip_error_init(&e);
    source = zip_source_buffer_create(bytes.p, bytes.n, 0, &e);
    assert_non_null(source);
    z = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &e);
    assert_non_null(z);
    return z;
}

static struct str part_read(zip_t *z, const char *name)
{
    zip_stat_t st;
    zip_file_t *f = zip_fopen(z, name, 0);
    char *p;

    if (!f)
        fail_msg("no part %s", name);
    assert_int_equal(zip_stat(z, name, 0, &st), 0);
    p = arena_alloc(&arena, st.size + 1);
    assert_int_equal(zip_fread(f, p, st.size), st.size);
    zip_fclose(f);
    return (struct str){p, st.size};
}

/* Every part is XML that parses, without a word of complaint. */
static void parts_are_xml(struct str bytes)
{
    zip_t *z = book_open(bytes);

    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
        struct str part = part_read(z, name);
        xmlDoc *x = xmlReadMemory(part.p, (int)part.n, name, NULL, XML_PARSE_NONET);

        if (!x)
            fail_msg("%s does not parse", name);
        xmlFreeDoc(x);
    }
    zip_discard(z);
}

static const char *part(struct str bytes, const char *name)
{
    zip_t *z = book_open(bytes);
    const char *text = part_read(z, name).p;

    zip_discard(z);
    return text;
}

static void holds(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("expected %s in %s", words, text);
}

static void holds_not(const char *text, const char *words)
{
    if (strstr(text, words))
        fail_msg("did not expect %s in %s", words, text);
}

static const char figures[] =
    "{\"titel\":\"Plannen\",\"kolommen\":[{\"code\":\"naam\",\"titel\":\"Gemeente\"},"
    "{\"code\":\"jaar\",\"titel\":\"Jaar\",\"soort\":\"getal\",\"eenheid\":\"jaar\"},"
    "{\"code\":\"aantal\",\"titel\":\"Plannen\",\"eenheid\":\"woningen\",\"soort\":\"getal\"},"
    "{\"code\":\"bedrag\",\"titel\":\"Bedrag\",\"eenheid\":\"€\",\"soort\":\"getal\",\"schaal\":2},"
    "{\"code\":\"deel\",\"titel\":\"Dekking\",\"soort\":\"procent\"},"
    "{\"code\":\"peil\",\"titel\":\"Peildatum\",\"soort\":\"datum\"}],"
    "\"rijen\":[{\"naam\":\"Gulpen-Wittem\",\"jaar\":2030,\"aantal\":1118302,\"bedrag\":-12345,\"deel\":43,"
    "\"peil\":\"2023-11-01\"},"
    "{\"naam\":\"=1+1 <&\\u0007\\u0000>\",\"aantal\":12.5,\"deel\":12.5,\"peil\":20240101},"
    "{\"naam\":\"\",\"aantal\":9223372036854775807,\"peil\":\"onbekend\",\"deel\":null}],"
    "\"voet\":[\"N = 31\",\"Bron: CBS <1>\"]}";

static void cells_have_their_kind(void **state)
{
    const struct doc *table = json(figures);
    struct str bytes = book(&table, 1);
    const char *sheet = part(bytes, "xl/worksheets/sheet1.xml"), *styles = part(bytes, "xl/styles.xml");

    (void)state;
    parts_are_xml(bytes);
    holds(sheet, "<t>Plannen (woningen)</t>");
    holds(sheet, "<t>Jaar</t>");
    holds(sheet, "<t>Gulpen-Wittem</t>");
    holds(sheet, "<v>1118302</v>");
    holds(sheet, "<v>2030</v>");
    holds(sheet, "<v>-123.45</v>");
    holds(sheet, "<v>0.43</v>");
    holds(sheet, "<v>0.125</v>");
    holds(sheet, "<v>45231</v>"); /* 1 November 2023 */
    holds(sheet, "<v>45292</v>"); /* 1 January 2024 */
    holds(sheet, "<t>onbekend</t>");
    holds(sheet, "<t>9223372036854775807</t>"); /* more digits than a cell's number holds */
    holds(sheet, "<t>=1+1 &lt;&amp;_x0007_\xEF\xBF\xBD&gt;</t>");
    holds_not(sheet, "<f>");
    holds(styles, "dd-mm-yyyy");
    holds(styles, "formatCode=\"#,##0\"");
    holds(styles, "formatCode=\"#,##0.00\"");
}

static void the_header_is_frozen_and_filterable(void **state)
{
    const struct doc *table = json(figures);
    struct str bytes = book(&table, 1);
    const char *sheet = part(bytes, "xl/worksheets/sheet1.xml");

    (void)state;
    holds(sheet, "<pane ySplit=\"1\" topLeftCell=\"A2\"");
    holds(sheet, "state=\"frozen\"");
    holds(sheet, "<autoFilter ref=\"A1:F4\"/>");
    holds(sheet, "<col min=\"1\" max=\"1\"");
}

static void the_last_sheet_explains(void **state)
{
    const struct doc *table = json(figures);
    struct str bytes = book(&table, 1);
    const char *last = part(bytes, "xl/worksheets/sheet2.xml");

    (void)state;
    holds(part(bytes, "xl/workbook.xml"), "<sheet name=\"Toelichting\" sheetId=\"2\"");
    holds(last, "<t>Plannen</t>");
    holds(last, "<t>N = 31</t>");
    holds(last, "<t>Bron: CBS &lt;1&gt;</t>");
}

static void names_of_sheets_are_valid_and_unique(void **state)
{
    static const char *const titles[] = {
        "Plannen",
        "plannen",
        "Toelichting",
        "a/b:c*d?[e]\\f",
        "'s-Hertogenbosch",
        "",
        "2023",
        "R1",
        "History",
        "Een titel die veel langer is dan Excel in een tab toelaat",
        "Een titel die veel langer is dan Excel wil",
        "A1",
        "\xF0\x9F\x8F\xA0\xF0\x9F\x8F\xA0 huizen",
    };
    const struct doc *tables[sizeof titles / sizeof *titles];
    const char *book_xml;
    struct str bytes;

    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct doc *t = json("{\"kolommen\":[{\"code\":\"a\"}],\"rijen\":[{\"a\":1}]}");

        DOC_SET_STR(&arena, t, "titel", str_from(titles[i]));
        tables[i] = t;
    }
    bytes = book(tables, sizeof titles / sizeof *titles);
    parts_are_xml(bytes);
    book_xml = part(bytes, "xl/workbook.xml");
    holds(book_xml, "name=\"Plannen\"");
    holds(book_xml, "name=\"plannen (2)\"");
    holds(book_xml, "name=\"Toelichting (2)\"");
    holds(book_xml, "name=\"a b c d  e  f\"");
    holds(book_xml, "name=\"’s-Hertogenbosch\"");
    holds(book_xml, "name=\"Tabel 6\"");
    holds(book_xml, "name=\"Tabel 2023\"");
    holds(book_xml, "name=\"Tabel R1\"");
    holds(book_xml, "name=\"Tabel 9\"");
    holds(book_xml, "name=\"Een titel die veel langer is da\"");
    holds(book_xml, "name=\"Een titel die veel langer i (2)\"");
    holds(book_xml, "name=\"Toelichting\"");
    holds_not(book_xml, ">2023!");
}

static void a_book_without_tables_or_columns_is_valid(void **state)
{
    const struct doc *tables[] = {json("{}"), json("null"), json("{\"kolommen\":[{}],\"rijen\":[{},1]}")};
    struct str bytes = book(NULL, 0);

    (void)state;
    parts_are_xml(bytes);
    holds(part(bytes, "xl/workbook.xml"), "Toelichting");
    parts_are_xml(book(tables, 3));
}

static void a_text_too_long_for_a_cell_says_that_it_is_cut(void **state)
{
    struct doc *t = json("{\"titel\":\"Lang\",\"kolommen\":[{\"code\":\"a\"}],\"rijen\":[{}]}");
    const struct doc *table = t;
    char *text = arena_alloc(&arena, 120000);
    const char *sheet;

    (void)state;
    for (size_t i = 0; i < 120000; i += 3)
        memcpy(text + i, "€", 3);
    DOC_SET_STR(&arena, doc_get(t, STR("rijen"))->list.at[0], "a", ((struct str){text, 120000}));
    sheet = part(book(&table, 1), "xl/worksheets/sheet1.xml");
    holds(sheet, "€ (afgekapt)</t>");
}

static void a_large_table_is_written_whole(void **state)
{
    struct doc *t = json("{\"titel\":\"Groot\",\"kolommen\":[{\"code\":\"a\",\"soort\":\"getal\"}]}");
    struct doc *rows = DOC_SET(&arena, t, "rijen", doc_list(&arena));
    const struct doc *table = t;
    const char *sheet;

    (void)state;
    for (int i = 0; i < 20000; i++)
        DOC_SET_INT(&arena, doc_add(&arena, rows, doc_map(&arena)), "a", i);
    sheet = part(book(&table, 1), "xl/worksheets/sheet1.xml");
    holds(sheet, "<c r=\"A20001\"");
    holds(sheet, "<v>19999</v>");
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    const struct doc *table = json(figures);
    struct str bytes = {0};
    struct err e = {0};
    const char *before = getenv("TMPDIR") ? str_cstr(&arena, str_from(getenv("TMPDIR"))) : NULL;
    int rc;

    (void)state;
    setenv("TMPDIR", "/bestaat/niet", 1);
    rc = xlsx_write(&arena, &table, 1, &bytes, &e);
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    assert_int_equal(rc, ERR_ENV);
    holds(e.text, "/bestaat/niet");
    assert_null(bytes.p);
}

/* All pieces of a stream together, as who downloads it has them. */
static struct str stream(const struct doc *table, int times, int rows)
{
    struct xlsx_stroom *x = xlsx_stroom_new(STR("Plannen & <meer>"), 1700000000000, rows);
    struct buf all, piece;
    struct err e = {0};

    buf_init(&all, &arena, SIZE_MAX);
    for (int i = 0; i <= times; i++) {
        buf_init(&piece, &arena, SIZE_MAX);
        xlsx_stroom_naar(x, &piece);
        if (i < times)
            xlsx_stroom_rijen(x, table);
        else
            xlsx_stroom_eind(x, doc_get(table, STR("voet")));
        buf_add(&all, buf_str(&piece));
    }
    if (xlsx_stroom_fout(x, &e))
        fail_msg("%s", e.text);
    xlsx_stroom_free(x);
    return buf_str(&all);
}

static void a_streamed_book_has_the_same_cells(void **state)
{
    struct str bytes = stream(json(figures), 1, 0);
    const char *sheet = part(bytes, "xl/worksheets/sheet1.xml");

    (void)state;
    parts_are_xml(bytes);
    holds(sheet, ">Gulpen-Wittem</t>");
    holds(sheet, "<c r=\"B2\"><v>2030</v>");
    holds(sheet, "<c r=\"C2\" s=\"3\"><v>1118302</v>");
    holds(sheet, "<v>-123.45</v>");
    holds(sheet, "<v>0.43</v>");
    holds(sheet, "<c r=\"F2\" s=\"2\"><v>45231</v>");
    holds(sheet, ">9223372036854775807</t>");
    holds(sheet, ">=1+1 &lt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD&gt;</t>");
    holds(sheet, "<autoFilter ref=\"A1:F4\"/>");
    holds_not(sheet, "<f>");
    holds(part(bytes, "xl/worksheets/sheet2.xml"), ">Bron: CBS &lt;1&gt;</t>");
    holds(part(bytes, "xl/workbook.xml"), "<sheet name=\"Plannen &amp; &lt;meer&gt;\"");
}

static void a_streamed_book_goes_on_on_the_next_sheet(void **state)
{
    struct str bytes = stream(json(figures), 3, 5); /* nine rows, four on a sheet */

    (void)state;
    parts_are_xml(bytes);
    holds(part(bytes, "xl/worksheets/sheet1.xml"), "<autoFilter ref=\"A1:F5\"/>");
    holds(part(bytes, "xl/worksheets/sheet2.xml"), "<autoFilter ref=\"A1:F5\"/>");
    holds(part(bytes, "xl/worksheets/sheet3.xml"), "<autoFilter ref=\"A1:F2\"/>");
    for (int i = 1; i <= 3; i++)
        holds(part(bytes, str_fmt(&arena, "xl/worksheets/sheet%d.xml", i).p), "<c r=\"A1\" s=\"1\"");
    holds(part(bytes, "xl/workbook.xml"), "meer&gt; 3\" sheetId=\"3\"");
    holds(part(bytes, "xl/workbook.xml"), "name=\"Toelichting\" sheetId=\"4\"");
}

static void a_zip_made_in_pieces_is_read_by_others(void **state)
{
    struct zip_uit *z = zip_uit_new(1700000000000, 6);
    struct buf b;
    struct err e = {0};
    struct str bytes;
    zip_t *in;

    (void)state;
    buf_init(&b, &arena, SIZE_MAX);
    zip_uit_naar(z, &b);
    zip_uit_deel(z, STR("map/één.txt"), false);
    for (int i = 0; i < 1000; i++)
        zip_uit_bytes(z, str_fmt(&arena, "regel %d\n", i));
    zip_uit_deel_eind(z);
    zip_uit_deel(z, STR("groot.csv"), true);
    zip_uit_bytes(z, STR("a,b\r\n"));
    zip_uit_deel_eind(z);
    zip_uit_deel(z, STR("leeg"), false);
    zip_uit_deel_eind(z);
    zip_uit_eind(z);
    assert_int_equal(zip_uit_fout(z, &e), OK);
    zip_uit_free(z);
    bytes = buf_str(&b);
    in = book_open(bytes); /* libzip checks that the list and the parts agree */
    assert_int_equal(zip_get_num_entries(in, 0), 3);
    assert_int_equal(part_read(in, "map/één.txt").n, 9890);
    assert_true(str_ends(part_read(in, "map/één.txt"), STR("regel 999\n")));
    assert_true(str_eq(part_read(in, "groot.csv"), STR("a,b\r\n")));
    assert_int_equal(part_read(in, "leeg").n, 0);
    zip_discard(in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_have_their_kind, setup, teardown),
        cmocka_unit_test_setup_teardown(the_header_is_frozen_and_filterable, setup, teardown),
        cmocka_unit_test_setup_teardown(the_last_sheet_explains, setup, teardown),
        cmocka_unit_test_setup_teardown(names_of_sheets_are_valid_and_unique, setup, teardown),
        cmocka_unit_test_setup_teardown(a_book_without_tables_or_columns_is_valid, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_too_long_for_a_cell_says_that_it_is_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(a_large_table_is_written_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(a_place_that_cannot_be_written_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_streamed_book_has_the_same_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(a_streamed_book_goes_on_on_the_next_sheet, setup, teardown),
        cmocka_unit_test_setup_teardown(a_zip_made_in_pieces_is_read_by_others, setup, teardown),
    };

    return cmocka_run_group_tests_name("doc_xlsx", tests, NULL, NULL);
}
