/* SPDX-License-Identifier: EUPL-1.2
 * Tables as a workbook: opened again as zip and XML, and looked at part by part. */
#include "hulp.h"

#include "doc/xlsx.h"

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
    };

    return cmocka_run_group_tests_name("doc_xlsx", tests, NULL, NULL);
}
