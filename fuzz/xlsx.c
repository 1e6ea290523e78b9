/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a workbook. What starts with "PK" goes the whole way, through the zip. Anything else is taken
 * as the parts of a workbook behind the zip, divided by form feeds (which XML cannot hold): sheet, shared
 * strings, styles, workbook, relationships; what is absent is the plainest that works. That is where the rows
 * are made, and many times faster. */
#include "tabel/intern.h"

#include <stdlib.h>

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOC_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PAK_REL "http://schemas.openxmlformats.org/package/2006/relationships"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static const struct tabel_grens grens = {.kolommen = 64, .cel = 4096, .rijen = 1000, .bytes = 1 << 20};

static const struct zip_deel gewoon[] = {
    {STR_INIT("xl/worksheets/sheet1.xml"),
     STR_INIT("<worksheet xmlns='" MAIN_NS
              "'><sheetData><row r='1'><c t='s'><v>0</v></c></row></sheetData></worksheet>")},
    {STR_INIT("xl/sharedStrings.xml"),
     STR_INIT("<sst xmlns='" MAIN_NS "'><si><t>nul</t></si><si><t>een</t></si></sst>")},
    {STR_INIT("xl/styles.xml"),
     STR_INIT("<styleSheet xmlns='" MAIN_NS
              "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>")},
    {STR_INIT("xl/workbook.xml"),
     STR_INIT("<workbook xmlns='" MAIN_NS "' xmlns:r='" DOC_REL
              "'><sheets><sheet name='B' sheetId='1' r:id='r1'/></sheets></workbook>")},
    {STR_INIT("xl/_rels/workbook.xml.rels"),
     STR_INIT("<Relationships xmlns='" PAK_REL "'><Relationship Id='r1' Type='" DOC_REL
              "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" DOC_REL
              "/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='r3' Type='" DOC_REL
              "/styles' Target='styles.xml'/></Relationships>")},
};
enum { N_DELEN = sizeof gewoon / sizeof *gewoon };

static void cel_eis(const struct cel *c)
{
    eis(utf8_valid(c->tekst) && (c->soort == CEL_LEEG) == (c->tekst.n == 0));
    eis(c->soort != CEL_DATUM || c->datum == 0 || date_valid(c->datum));
    eis(c->soort != CEL_GETAL || (c->getal.scale >= 0 && c->getal.scale <= NUM_SCALE_MAX));
}

static void rijen_eis(int rc, const struct tabel_rij *r, const struct err *e)
{
    eis(rc >= 0 || (rc == ERR_DATA && e->code == rc && e->text[0]));
    if (rc <= 0)
        return;
    eis(r->nummer >= 1 && r->n <= grens.kolommen);
    for (size_t i = 0; i < r->n; i++)
        cel_eis(tabel_cel(r, i));
}

static void geheel(struct arena *a, struct str s)
{
    struct tabel *t = NULL;
    struct tabel_rij r;
    struct err e = {0};
    int rc = tabel_open(a, STR("x.xlsx"), s, grens, &t, &e);

    for (size_t i = 0; !rc && i < tabel_n_bladen(t) && i < 3; i++) {
        if (tabel_blad_kies(t, i, &e))
            break;
        while ((rc = tabel_volgende(t, &r, &e)) > 0)
            rijen_eis(rc, &r, &e);
        rijen_eis(rc, &r, &e);
    }
    tabel_close(t);
}

static void in_delen(struct arena *a, struct str s)
{
    struct zip_deel delen[N_DELEN];
    struct xlsx *x = NULL;
    struct tabel_rij r;
    struct err e = {0};
    int rc;

    for (size_t i = 0; i < N_DELEN; i++) {
        struct str deel = s.p ? str_cut(s, '\f', &s) : STR("");

        delen[i] = gewoon[i];
        if (deel.n)
            delen[i].bytes = deel;
    }
    rc = xlsx_open(a, pak_van_delen(a, delen, N_DELEN, &grens), &grens, &x, &e);
    eis(rc == 0 || (rc == ERR_DATA && e.text[0]));
    if (rc)
        return;
    while ((rc = xlsx_volgende(x, &r, &e)) > 0)
        rijen_eis(rc, &r, &e);
    rijen_eis(rc, &r, &e);
    xlsx_close(x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str s = {(const char *)data, n};
    struct arena a;

    if (!n)
        return 0;
    arena_init(&a, 0);
    if (str_starts(s, STR("PK")))
        geheel(&a, s);
    else
        in_delen(&a, s);
    arena_done(&a);
    return 0;
}
