/* SPDX-License-Identifier: EUPL-1.2
 * See hulp.h. */
#include "hulp.h"

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOC_REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PAK_REL "http://schemas.openxmlformats.org/package/2006/relationships"

int hulp_op(void **state)
{
    struct hulp *h = calloc(1, sizeof *h);

    assert_non_null(h);
    *state = h;
    return 0;
}

int hulp_af(void **state)
{
    struct hulp *h = *state;

    tabel_close(h->t);
    arena_done(&h->a);
    free(h);
    return 0;
}

struct tabel *tabel_van(struct hulp *h, const char *naam, struct str bytes)
{
    tabel_close(h->t);
    h->t = NULL;
    if (tabel_open(&h->a, str_from(naam), bytes, (struct tabel_grens){0}, &h->t, &h->e))
        fail_msg("%s", h->e.text);
    return h->t;
}

static void cel_schrijf(struct buf *b, const struct cel *c)
{
    static const char *const soort[] = {"", "", "n", "d", "b", "e"};

    if (c->soort == CEL_LEEG)
        buf_lit(b, "[leeg]");
    else
        buf_add(b, c->tekst);
    buf_lit(b, soort[c->soort]);
}

const char *rijen_tekst(struct hulp *h)
{
    struct tabel_rij r;
    struct buf b;
    int rc;

    buf_init(&b, &h->a, (size_t)64 << 20);
    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
        buf_fmt(&b, "%lld: ", (long long)r.nummer);
        for (size_t i = 0; i < r.n; i++) {
            if (i)
                buf_char(&b, '|');
            cel_schrijf(&b, tabel_cel(&r, i));
        }
        buf_char(&b, '\n');
    }
    if (rc < 0)
        buf_lit(&b, "FOUT");
    return str_cstr(&h->a, buf_str(&b));
}

const char *fout_tekst(struct hulp *h, const char *naam, struct str bytes, struct tabel_grens grens)
{
    struct tabel_rij r;
    int rc;

    tabel_close(h->t);
    h->t = NULL;
    h->e = (struct err){0};
    rc = tabel_open(&h->a, str_from(naam), bytes, grens, &h->t, &h->e);
    while (rc >= 0 && h->t && (rc = tabel_volgende(h->t, &r, &h->e)) > 0)
        ;
    if (rc >= 0)
        fail_msg("dit had geweigerd moeten worden");
    assert_int_equal(rc, ERR_DATA);
    assert_int_equal(h->e.code, ERR_DATA);
    return h->e.text;
}

void assert_bevat(const char *tekst, const char *deel)
{
    if (!strstr(tekst, deel))
        fail_msg("\"%s\" staat niet in: %s", deel, tekst);
}

struct str zip_maak(struct arena *a, const struct zip_bestand *b, size_t n)
{
    zip_source_t *doel = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = zip_open_from_source(doel, ZIP_TRUNCATE, NULL);
    zip_stat_t st;
    char *p;

    assert_non_null(z);
    zip_source_keep(doel);
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(b[i].naam);

        if (len && b[i].naam[len - 1] == '/')
            assert_true(zip_dir_add(z, b[i].naam, ZIP_FL_ENC_UTF_8) >= 0);
        else
            assert_true(zip_file_add(z, b[i].naam, zip_source_buffer(z, b[i].inhoud.p, b[i].inhoud.n, 0),
                                     ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(z), 0);
    assert_int_equal(zip_source_open(doel), 0);
    assert_int_equal(zip_source_stat(doel, &st), 0);
    p = arena_alloc(a, st.size);
    assert_int_equal(zip_source_read(doel, p, st.size), (zip_int64_t)st.size);
    zip_source_close(doel);
    zip_source_free(doel);
    return (struct str){p, st.size};
}

static const char rels_gewoon[] = "<Relationships xmlns='" PAK_REL "'><Relationship Id='r' Type='" DOC_REL
                                  "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
static const char boek_gewoon[] =
    "<workbook xmlns='" MAIN_NS "' xmlns:r='" DOC_REL
    "'><sheets><sheet name='Blad1' sheetId='1' r:id='rId1'/></sheets></workbook>";
static const char boek_rels_gewoon[] =
    "<Relationships xmlns='" PAK_REL "'><Relationship Id='rId1' Type='" DOC_REL
    "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='" DOC_REL
    "/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rId3' Type='" DOC_REL
    "/styles' Target='styles.xml'/></Relationships>";
static const char teksten_gewoon[] = "<sst xmlns='" MAIN_NS "'><si><t>nul</t></si><si><t>een</t></si></sst>";
static const char stijlen_gewoon[] =
    "<styleSheet xmlns='" MAIN_NS "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>";

struct str werkboek_maak(struct arena *a, struct werkboek_delen d)
{
    struct zip_bestand b[] = {
        {"_rels/.rels", str_from(d.rels ? d.rels : rels_gewoon)},
        {"xl/workbook.xml", str_from(d.boek ? d.boek : boek_gewoon)},
        {"xl/_rels/workbook.xml.rels", str_from(d.boek_rels ? d.boek_rels : boek_rels_gewoon)},
        {"xl/sharedStrings.xml", str_from(d.teksten ? d.teksten : teksten_gewoon)},
        {"xl/styles.xml", str_from(d.stijlen ? d.stijlen : stijlen_gewoon)},
        {"xl/worksheets/sheet1.xml", str_from(d.blad ? d.blad : blad_xml(a, ""))},
    };

    return zip_maak(a, b, sizeof b / sizeof *b);
}

const char *blad_xml(struct arena *a, const char *rijen)
{
    struct str s =
        str_cat(a, STR("<?xml version='1.0' encoding='UTF-8'?><worksheet xmlns='" MAIN_NS "'><sheetData>"),
                str_from(rijen));

    return str_cstr(a, str_cat(a, s, STR("</sheetData></worksheet>")));
}

bool data_lees(struct hulp *h, const char *pad, struct str *ret)
{
    const char *wortel = getenv("WZ_ROOT");
    struct str heel = str_fmt(&h->a, "%s/../shared/%s", wortel ? wortel : WZ_SOURCE_ROOT, pad);
    const char *p = str_cstr(&h->a, heel);

    if (access(p, R_OK)) {
        print_message("# overgeslagen: %s is er niet\n", pad);
        return false;
    }
    if (bestand_lees(&h->a, p, (size_t)64 << 20, ret, &h->e))
        fail_msg("%s", h->e.text);
    return true;
}
