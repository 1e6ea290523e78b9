/* SPDX-License-Identifier: EUPL-1.2
 * Workbooks: what cells mean, where they stand, and files that mean harm. */
#include "hulp.h"

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOC_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PAK_REL "http://schemas.openxmlformats.org/package/2006/relationships"

static const struct tabel_grens geen = {0};

static const char *rijen_van(struct hulp *h, const char *rijen)
{
    tabel_van(h, "x.xlsx", werkboek_maak(&h->a, (struct werkboek_delen){.blad = blad_xml(&h->a, rijen)}));
    return rijen_tekst(h);
}

static struct str boek_met(struct hulp *h, const char *rijen)
{
    return werkboek_maak(&h->a, (struct werkboek_delen){.blad = blad_xml(&h->a, rijen)});
}

static void every_type_of_cell_is_read(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(
        rijen_van(h, "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='inlineStr'><is><t>in</t></is></c>"
                     "<c r='C1' t='str'><f>A1</f><v>str</v></c><c r='D1'><v>12.50</v></c>"
                     "<c r='E1' t='n'><v>-3</v></c><c r='F1' t='b'><v>1</v></c><c r='G1' t='b'><v>0</v></c>"
                     "<c r='H1' t='e'><v>#REF!</v></c><c r='I1' t='d'><v>2023-11-01T00:00:00Z</v></c>"
                     "<c r='J1' t='d'><v>2023-11-01T12:30:00</v></c><c r='K1' t='str'><v>#N/B</v></c>"
                     "<c r='L1'><f>1+</f></c><c r='M1' t='s'><v> 0 </v></c></row>"),
        "1: een|in|str|12.5n|-3n|TRUEb|FALSEb|#REF!e|2023-11-01d|2023-11-01T12:30:00d|#N/Be|[leeg]|nul\n");
    assert_true(tabel_is_werkboek(h->t));
}

static void numbers_are_exact_where_they_can_be(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;

    assert_string_equal(
        rijen_van(h, "<row><c><v>0.30000000000000004</v></c><c><v>1E3</v></c><c><v>344010000012345</v></c>"
                     "<c><v>1.5E-3</v></c><c><v>99999999999999999999</v></c><c><v>-0</v></c><c><v>007</v></c>"
                     "<c><v>12345678.123456789012</v></c><c><v>x</v></c><c><v>1,5</v></"
                     "c><c><v>2.2250738585072014E-308</v></c>"
                     "</row>"),
        "1: 0.3n|1000n|344010000012345n|0.0015n|99999999999999999999|0n|7n|12345678.12345679n|x|1,5|0n\n");
    assert_int_equal(tabel_blad_kies(h->t, 0, &h->e), 0);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(tabel_cel(&r, 3)->getal.v, 15);
    assert_int_equal(tabel_cel(&r, 3)->getal.scale, 4);
}

static void places_may_be_absent_sparse_or_out_of_order(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(
        rijen_van(h, "<row><c><v>1</v></c><c><v>2</v></c></row>"
                     "<row r='5'><c r='C5'><v>3</v></c><c><v>4</v></c><c r='A5'><v>5</v></c></row>"
                     "<row><c r='B6'><v>6</v></c></row><row r='8'/><row r='9'><c r='A9'/></row>"
                     "<row r='3'><c r='a3'><v>7</v></c></row>"),
        "1: 1n|2n\n5: 5n|[leeg]|3n|4n\n6: [leeg]|6n\n3: 7n\n");
}

static void rich_text_is_joined_and_pronunciation_is_not_text(void **state)
{
    struct hulp *h = *state;
    struct werkboek_delen d = {
        .teksten =
            "<sst xmlns='" MAIN_NS
            "'><si><r><t>Súd</t></r><r><rPr><b/></rPr><t xml:space='preserve'> west </t></r>"
            "<rPh sb='0' eb='1'><t>nee</t></rPh><phoneticPr fontId='1'/></si><si/><si><t>a&amp;b "
            "&#x20AC;</t></si>"
            "<si><t><![CDATA[<x>]]></t></si><si><t>een_x000D_twee_x005F_x000A_ _x0001_ _xD83D_</t></si>"
            "<si><t>  </t></si><si><t>#N/A</t></si></sst>",
        .blad = blad_xml(
            &h->a, "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c>"
                   "<c t='s'><v>4</v></c><c t='s'><v>5</v></c><c t='s'><v>6</v></c><c "
                   "t='inlineStr'><is><r><t>p</t></r>"
                   "<rPh><t>nee</t></rPh><r><t>q</t></r></is></c></row>")};

    tabel_van(h, "x.xlsx", werkboek_maak(&h->a, d));
    assert_string_equal(rijen_tekst(h),
                        "1: Súd west |[leeg]|a&b €|<x>|een\rtwee_x000A_ _x0001_ _xD83D_|[leeg]|#N/Ae|pq\n");
}

static void number_formats_decide_what_is_a_date(void **state)
{
    static const struct {
        const char *code;
        bool datum;
    } proef[] = {
        {"General", false},
        {"0.00", false},
        {"#,##0 \"dagen\"", false},
        {"[Red]0", false},
        {"[$-413]d mmmm yyyy", true},
        {"dd-mm-yy", true},
        {"h:mm AM/PM", true},
        {"[h]:mm", true},
        {"0\\d", false},
        {"0_d", false},
        {"\"d\"0", false},
        {"#,##0;[Red]-d", false},
        {"0.0E+00", false},
        {"[$\u20AC-413] #,##0", false},
        {"yyyy", true},
        {"@", false},
        {"mm:ss.0", true},
        {"\"open", false},
        {"[", false},
        {"\\", false},
    };
    struct hulp *h = *state;
    struct buf s, r, wens;

    buf_init(&s, &h->a, 1 << 20);
    buf_init(&r, &h->a, 1 << 20);
    buf_init(&wens, &h->a, 1 << 20);
    buf_lit(&s, "<styleSheet xmlns='" MAIN_NS "'><numFmts>");
    for (size_t i = 0; i < sizeof proef / sizeof *proef; i++) {
        buf_fmt(&s, "<numFmt numFmtId='%zu' formatCode='", 164 + i);
        buf_html(&s, str_from(proef[i].code));
        buf_lit(&s, "'/>");
    }
    buf_lit(&s, "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>");
    buf_lit(&r, "<row>");
    buf_lit(&wens, "1: ");
    for (size_t i = 0; i < sizeof proef / sizeof *proef; i++) {
        buf_fmt(&s, "<xf numFmtId='%zu'/>", 164 + i);
        buf_fmt(&r, "<c s='%zu'><v>45231</v></c>", i);
        buf_fmt(&wens, "%s%s", i ? "|" : "", proef[i].datum ? "2023-11-01d" : "45231n");
    }
    buf_lit(&s, "</cellXfs><dxfs><dxf><numFmt numFmtId='164' formatCode='yyyy'/></dxf></dxfs></styleSheet>");
    buf_lit(&r, "</row>");
    buf_lit(&wens, "\n");
    tabel_van(
        h, "x.xlsx",
        werkboek_maak(&h->a, (struct werkboek_delen){.stijlen = str_cstr(&h->a, buf_str(&s)),
                                                     .blad = blad_xml(&h->a, str_cstr(&h->a, buf_str(&r)))}));
    assert_string_equal(rijen_tekst(h), str_cstr(&h->a, buf_str(&wens)));
}

static void serial_dates_count_from_1900_with_its_leap_day(void **state)
{
    struct hulp *h = *state;

    assert_string_equal(
        rijen_van(
            h, "<row><c s='1'><v>1</v></c><c s='1'><v>59</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c>"
               "<c s='1'><v>45231.5</v></c><c s='1'><v>0.25</v></c><c s='1'><v>2958465</v></c><c "
               "s='1'><v>2958466</v></c>"
               "<c s='1'><v>-1</v></c><c s='1'><v>45230.999999999</v></c><c "
               "s='1'><v>44662.685057534720</v></c><c s='99'><v>1</v></c><c s='-1'><v>1</v></c></row>"),
        "1: 1900-01-01d|1900-02-28d|60n|1900-03-01d|2023-11-01T12:00:00d|06:00:00d|9999-12-31d|2958466n|-1n|"
        "2023-11-01d|2022-04-11T16:26:28.971d|1n|1n\n");
}

static void serial_dates_may_count_from_1904(void **state)
{
    struct hulp *h = *state;
    struct werkboek_delen d = {
        .boek = "<workbook xmlns='" MAIN_NS "' xmlns:r='" DOC_REL "'><workbookPr date1904='true'/><sheets>"
                "<sheet name='B' sheetId='1' r:id='rId1'/></sheets></workbook>",
        .blad = blad_xml(&h->a,
                         "<row><c s='1'><v>0</v></c><c s='1'><v>60</v></c><c s='1'><v>43769</v></c></row>")};

    tabel_van(h, "x.xlsx", werkboek_maak(&h->a, d));
    assert_string_equal(rijen_tekst(h), "1: 1904-01-01d|1904-03-01d|2023-11-01d\n");
}

static void sheets_keep_their_order_names_and_hiddenness(void **state)
{
    struct hulp *h = *state;
    struct zip_bestand b[] = {
        {"_rels/.rels", STR("<Relationships xmlns='" PAK_REL "'><Relationship Id='a' Type='" DOC_REL
                            "/officeDocument' Target='/XL/boek.xml'/></Relationships>")},
        {"xl/boek.xml", STR("<workbook xmlns='" MAIN_NS "' xmlns:r='" DOC_REL
                            "'><sheets><sheet name='Twee &amp; meer' r:id='x2'/>"
                            "<sheet name='Grafiek' r:id='x3'/><sheet name='Een' state='veryHidden' "
                            "r:id='x1'/></sheets></workbook>")},
        {"xl/_rels/boek.xml.rels",
         STR("<Relationships xmlns='" PAK_REL "'><Relationship Id='x1' Type='" DOC_REL
             "/worksheet' Target='../bladen/./een.xml'/><Relationship Id='x2' Type='" DOC_REL
             "/worksheet' Target='/bladen/twee.xml'/><Relationship Id='x3' Type='" DOC_REL
             "/chartsheet' Target='grafiek.xml'/></Relationships>")},
        {"bladen/een.xml", str_from(blad_xml(&h->a, "<row><c><v>1</v></c></row>"))},
        {"bladen\\twee.xml", str_from(blad_xml(&h->a, "<row><c><v>2</v></c></row>"))},
    };

    tabel_van(h, "x.xlsx", zip_maak(&h->a, b, sizeof b / sizeof *b));
    assert_int_equal(tabel_n_bladen(h->t), 2);
    assert_true(str_is(tabel_blad_naam(h->t, 0), "Twee & meer"));
    assert_false(tabel_blad_verborgen(h->t, 0));
    assert_true(str_is(tabel_blad_naam(h->t, 1), "Een"));
    assert_true(tabel_blad_verborgen(h->t, 1));
    assert_string_equal(rijen_tekst(h), "1: 2n\n");
    assert_int_equal(tabel_blad_kies(h->t, 1, &h->e), 0);
    assert_string_equal(rijen_tekst(h), "1: 1n\n");
    assert_int_equal(tabel_blad_kies(h->t, 0, &h->e), 0);
    assert_string_equal(rijen_tekst(h), "1: 2n\n");
    assert_int_equal(tabel_blad_kies(h->t, 2, &h->e), ERR_NOT_FOUND);
}

static void strict_workbooks_and_prefixes_are_read_alike(void **state)
{
    struct hulp *h = *state;
#define STRICT    "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define STRICT_NS "http://purl.oclc.org/ooxml/spreadsheetml/main"
    struct werkboek_delen d = {
        .rels = "<Relationships xmlns='" PAK_REL "'><Relationship Id='a' Type='" STRICT
                "/officeDocument' Target='xl/workbook.xml'/>"
                "</Relationships>",
        .boek = "<x:workbook xmlns:x='" STRICT_NS "' xmlns:q='" STRICT
                "'><x:sheets><x:sheet name='B' q:id='rId1'/></x:sheets></x:workbook>",
        .boek_rels = "<Relationships xmlns='" PAK_REL "'><Relationship Id='rId1' Type='" STRICT
                     "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        .blad = "<x:worksheet xmlns:x='" STRICT_NS
                "'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"};

    tabel_van(h, "x.xlsx", werkboek_maak(&h->a, d));
    assert_string_equal(rijen_tekst(h), "1: 1n\n");
}

static void many_rows_stream_through(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;
    struct buf b;
    int64_t n = 0;
    int rc;

    buf_init(&b, &h->a, (size_t)32 << 20);
    for (int i = 1; i <= 20000; i++) /* texts longer than a fed piece now and then */
        buf_fmt(&b,
                "<row r='%d'><c r='A%d'><v>%d</v></c><c t='inlineStr'><is><t>tekst %d%*s</t></is></c></row>",
                i, i, i, i, i % 1000 ? 1 : 40000, "x");
    tabel_van(h, "x.xlsx", boek_met(h, str_cstr(&h->a, buf_str(&b))));
    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
        n++;
        assert_int_equal(r.nummer, n);
        assert_int_equal(tabel_cel(&r, 0)->getal.v, n);
        assert_true(str_starts(tabel_cel(&r, 1)->tekst, str_fmt(&h->a, "tekst %lld ", (long long)n)) ||
                    n % 1000);
        assert_true(str_ends(tabel_cel(&r, 1)->tekst, STR("x")));
    }
    assert_int_equal(rc, 0);
    assert_int_equal(n, 20000);
}

static void a_wide_row_may_span_many_pieces(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;
    struct buf b;

    buf_init(&b, &h->a, (size_t)32 << 20);
    buf_lit(&b, "<row><c><v>0</v></c></row><row>");
    for (int i = 0; i < 1000; i++)
        buf_fmt(&b, "<c t='inlineStr'><is><t>%d%*s</t></is></c>", i, 200, "x");
    buf_lit(&b, "</row>");
    tabel_van(h, "x.xlsx", boek_met(h, str_cstr(&h->a, buf_str(&b))));
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(r.n, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_true(str_starts(tabel_cel(&r, i)->tekst, str_fmt(&h->a, "%zu ", i)));
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 0);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 0);
}

static void an_error_names_sheet_and_cell(void **state)
{
    struct hulp *h = *state;
    const char *m =
        fout_tekst(h, "plan.xlsx", boek_met(h, "<row r='7'><c r='C7' t='s'><v>99</v></c></row>"), geen);

    assert_bevat(m, "bestand plan.xlsx: blad Blad1: cel C7");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row r='7'><c r='7C'><v>9</v></c></row>"), geen),
                 "rij 7: \"7C\"");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row r='0'><c><v>9</v></c></row>"), geen), "rijnummer");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row r='1048577'/>"), geen), "rijnummer");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c r='XFE1'><v>9</v></c></row>"), geen),
                 "plaats van een cel");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c r='XFD1'/><c><v>9</v></c></row>"), geen),
                 "kolommen");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c><v>9</c></row>"), geen), "beschadigd");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c><v>&a;</v></c></row>"), geen), "beschadigd");
}

static void an_error_is_given_again_when_asked_again(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;

    tabel_van(h, "x", boek_met(h, "<row><c t='s'><v>99</v></c></row><row><c><v>1</v></c></row>"));
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), ERR_DATA);
    h->e = (struct err){0};
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), ERR_DATA);
    assert_bevat(h->e.text, "cel A1");
}

static void limits_hold_for_what_is_filled_only(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;

    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c r='C1'><v>1</v></c></row>"),
                            (struct tabel_grens){.kolommen = 2}),
                 "cel C1");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c><v>1</v></c></row><row><c><v>1</v></c></row>"),
                            (struct tabel_grens){.rijen = 1}),
                 "meer dan 1 rijen");
    assert_bevat(fout_tekst(h, "x", boek_met(h, "<row><c t='str'><v>abcdef</v></c></row>"),
                            (struct tabel_grens){.cel = 5}),
                 "cel A1 is langer dan 5 bytes");
    tabel_close(h->t);
    assert_int_equal(tabel_open(&h->a, STR("x"), boek_met(h, "<row><c><v>1</v></c><c r='XFD1' s='1'/></row>"),
                                (struct tabel_grens){.kolommen = 2}, &h->t, &h->e),
                     0);
    assert_int_equal(tabel_volgende(h->t, &r, &h->e), 1);
    assert_int_equal(r.n, 1);
}

static void a_doctype_is_refused_before_its_entities_laugh(void **state)
{
    struct hulp *h = *state;
    const char *lach =
        "<?xml version='1.0'?><!DOCTYPE worksheet [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><worksheet xmlns='" MAIN_NS
        "'><sheetData><row><c t='str'><v>&c;</v></c></row></sheetData></worksheet>";
    const char *buiten = "<!DOCTYPE sst [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst xmlns='" MAIN_NS
                         "'><si><t>&x;</t></si></sst>";

    assert_bevat(fout_tekst(h, "x", werkboek_maak(&h->a, (struct werkboek_delen){.blad = lach}), geen),
                 "DOCTYPE");
    assert_bevat(fout_tekst(h, "x", werkboek_maak(&h->a, (struct werkboek_delen){.teksten = buiten}), geen),
                 "DOCTYPE");
    assert_bevat(fout_tekst(h, "x",
                            werkboek_maak(&h->a,
                                          (struct werkboek_delen){
                                              .boek = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/'><x/>"}),
                            geen),
                 "DOCTYPE");
}

static void tags_attributes_and_depth_are_bounded(void **state)
{
    struct hulp *h = *state;
    struct buf veel, lang, diep;

    buf_init(&veel, &h->a, (size_t)8 << 20);
    buf_init(&lang, &h->a, (size_t)8 << 20);
    buf_init(&diep, &h->a, (size_t)8 << 20);
    buf_lit(&veel, "<row");
    for (int i = 0; i < 100; i++)
        buf_fmt(&veel, " a%d=''", i);
    buf_lit(&veel, "/>");
    buf_lit(&lang, "<row");
    for (int i = 0; i < 100000; i++)
        buf_fmt(&lang, " a%d=''", i);
    buf_lit(&lang, "/>");
    for (int i = 0; i < 200; i++)
        buf_lit(&diep, "<x>");
    for (int i = 0; i < 200; i++)
        buf_lit(&diep, "</x>");
    assert_bevat(fout_tekst(h, "x", boek_met(h, str_cstr(&h->a, buf_str(&veel))), geen), "te veel kenmerken");
    assert_bevat(fout_tekst(h, "x", boek_met(h, str_cstr(&h->a, buf_str(&lang))), geen), "te lang element");
    assert_bevat(fout_tekst(h, "x", boek_met(h, str_cstr(&h->a, buf_str(&diep))), geen), "te diep");
}

static void a_zip_bomb_is_refused(void **state)
{
    struct hulp *h = *state;
    size_t n = (size_t)40 << 20;
    char *wit = arena_alloc(&h->a, n + 1);
    struct str bom;

    memset(wit, ' ', n);
    bom = boek_met(h, wit);
    assert_true(bom.n < 200000);
    assert_bevat(fout_tekst(h, "x.xlsx", bom, geen), "keer zo groot");
    assert_bevat(fout_tekst(h, "x.xlsx", bom, (struct tabel_grens){.bytes = 1 << 20}), "uitgepakt");
}

static void a_sheet_may_be_read_again_within_the_same_limit(void **state)
{
    struct hulp *h = *state;
    size_t n = (size_t)700 << 10;
    char *wit = arena_alloc(&h->a, n + 1);

    memset(wit, ' ', n);
    assert_int_equal(
        tabel_open(&h->a, STR("x"), boek_met(h, wit), (struct tabel_grens){.bytes = 1 << 20}, &h->t, &h->e),
        0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(tabel_blad_kies(h->t, 0, &h->e), 0);
        assert_string_equal(rijen_tekst(h), "");
    }
}

static void what_is_no_workbook_is_refused_by_name(void **state)
{
    struct hulp *h = *state;
    struct zip_bestand ods[] = {{"mimetype", STR("application/vnd.oasis.opendocument.spreadsheet")},
                                {"content.xml", STR("<x/>")}};
    struct zip_bestand csv[] = {{"a.csv", STR("a;b\n")}};
    struct zip_bestand docx[] = {{"_rels/.rels", STR("<x/>")}, {"word/document.xml", STR("<x/>")}};
    struct zip_bestand xlsb[] = {{"_rels/.rels", STR("<x/>")}, {"xl/workbook.bin", STR("x")}};
    struct zip_bestand leeg[] = {{"_rels/.rels", STR("<Relationships xmlns='" PAK_REL "'/>")}};
    struct str goed = boek_met(h, "");

    assert_bevat(fout_tekst(h, "x.ods", zip_maak(&h->a, ods, 2), geen), ".ods");
    assert_bevat(fout_tekst(h, "x.zip", zip_maak(&h->a, csv, 1), geen), "geen werkboek");
    assert_bevat(fout_tekst(h, "x.docx", zip_maak(&h->a, docx, 2), geen), "tekstdocument");
    assert_bevat(fout_tekst(h, "x.xlsb", zip_maak(&h->a, xlsb, 2), geen), ".xlsb");
    assert_bevat(fout_tekst(h, "x.xlsx", zip_maak(&h->a, leeg, 1), geen), "ontbreekt");
    assert_bevat(fout_tekst(h, "x.xlsx", str_sub(goed, 0, goed.n / 2), geen), "beschadigd");
}

static void a_workbook_without_cells_or_with_a_lost_sheet_is_refused(void **state)
{
    struct hulp *h = *state;
    struct werkboek_delen zonder = {.boek = "<workbook xmlns='" MAIN_NS "'><sheets/></workbook>"};
    struct werkboek_delen kwijt = {.boek = "<workbook xmlns='" MAIN_NS "' xmlns:r='" DOC_REL
                                           "'><sheets><sheet name='Weg' r:id='geen'/></sheets></workbook>"};
    struct werkboek_delen buiten = {
        .boek_rels = "<Relationships xmlns='" PAK_REL "'><Relationship Id='rId1' Type='" DOC_REL
                     "/worksheet' TargetMode='External' Target='file:///etc/passwd'/></Relationships>"};

    assert_bevat(fout_tekst(h, "x", werkboek_maak(&h->a, zonder), geen), "geen bladen");
    assert_bevat(fout_tekst(h, "x", werkboek_maak(&h->a, kwijt), geen), "blad Weg ontbreekt");
    assert_bevat(fout_tekst(h, "x", werkboek_maak(&h->a, buiten), geen), "blad Blad1 ontbreekt");
}

/* Every byte of a small workbook flipped, and every cut: refused or read, never a fault (the sanitizers look
 * on). */
static void a_damaged_workbook_never_harms(void **state)
{
    struct hulp *h = *state;
    struct str goed = boek_met(h, "<row><c t='s'><v>1</v></c><c s='1'><v>45000</v></c></row>");
    char *p = arena_alloc(&h->a, goed.n);
    int gelezen = 0, geweigerd = 0;

    for (size_t i = 0; i < goed.n; i++) {
        struct arena kort;
        struct tabel *t = NULL;
        struct tabel_rij r;
        int rc;

        memcpy(p, goed.p, goed.n);
        p[i] ^= 0x55;
        arena_init(&kort, 0);
        rc = tabel_open(&kort, STR("x.xlsx"), (struct str){p, i % 2 ? goed.n : i + 1}, geen, &t, &h->e);
        while (rc >= 0 && t && (rc = tabel_volgende(t, &r, &h->e)) > 0)
            ;
        *(rc < 0 ? &geweigerd : &gelezen) += 1;
        tabel_close(t);
        arena_done(&kort);
    }
    assert_true(gelezen > 0);
    assert_true(geweigerd > gelezen);
}

#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(every_type_of_cell_is_read),
        T(numbers_are_exact_where_they_can_be),
        T(places_may_be_absent_sparse_or_out_of_order),
        T(rich_text_is_joined_and_pronunciation_is_not_text),
        T(number_formats_decide_what_is_a_date),
        T(serial_dates_count_from_1900_with_its_leap_day),
        T(serial_dates_may_count_from_1904),
        T(sheets_keep_their_order_names_and_hiddenness),
        T(strict_workbooks_and_prefixes_are_read_alike),
        T(many_rows_stream_through),
        T(a_wide_row_may_span_many_pieces),
        T(an_error_names_sheet_and_cell),
        T(an_error_is_given_again_when_asked_again),
        T(limits_hold_for_what_is_filled_only),
        T(a_doctype_is_refused_before_its_entities_laugh),
        T(tags_attributes_and_depth_are_bounded),
        T(a_zip_bomb_is_refused),
        T(a_sheet_may_be_read_again_within_the_same_limit),
        T(what_is_no_workbook_is_refused_by_name),
        T(a_workbook_without_cells_or_with_a_lost_sheet_is_refused),
        T(a_damaged_workbook_never_harms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
