/* SPDX-License-Identifier: EUPL-1.2
 * Real deliveries, where the data folder lies beside the project: counts and sums that their publishers
 * state, and XLSForm workbooks against the cells that a public reference reader finds in them. */
#include "hulp.h"

#include "doc/json.h"

#include <dirent.h>
#include <stdlib.h>

struct csv_echt {
    const char *pad;
    char scheiding, decimaal;
    const char *codering;
    int64_t rijen; /* below the header */
    size_t kolommen;
};

/* Opens a file of the data folder; skips the test when it is absent. */
static bool echt_open(struct hulp *h, const char *pad)
{
    struct str s;

    if (!data_lees(h, pad, &s))
        return false;
    tabel_van(h, pad, s);
    return true;
}

static void every_csv_is_read_in_its_dialect(void **state)
{
    static const struct csv_echt bestanden[] = {
        {"data/woningen/cbs_woningvoorraad_gemeenten_2012-2020.csv", ';', 0, "UTF-8", 3933, 12},
        {"data/bevolking/NLD_muni.csv", ',', '.', "UTF-8", 345, 18},
        {"data/gebieden/gemeenten_2023.csv", '\t', 0, "Windows-1252", 342, 2},
        {"data/gebieden/wijk_2023.csv", '\t', 0, "Windows-1252", 3434, 2},
        {"data/gebieden/buurt_2023.csv", '\t', 0, "Windows-1252", 14515, 2},
        {"data/gebieden/corop.generated.csv", ',', 0, "UTF-8", 2501, 6},
        {"data/gebieden/gemeentelijke-indeling.csv", ';', 0, "UTF-8", 789, 6},
        {"data/cbs/85678NED/Observations.csv", ';', ',', "UTF-8", 11460, 9},
        {"data/cbs/85678NED/Catalog.csv", ';', 0, "UTF-8", 1, 10},
        {"data/cbs/85678NED/Dimensions.csv", ';', 0, "UTF-8", 5, 10},
        {"data/cbs/85678NED/MeasureCodes.csv", ';', 0, "UTF-8", 6, 9},
        {"data/cbs/85678NED/PeriodenCodes.csv", ';', 0, "UTF-8", 12, 7},
        {"data/cbs/85678NED/Properties.csv", ';', 0, "UTF-8", 1, 25},
        {"data/cbs/85678NED/RegioSCodes.csv", ';', 0, "UTF-8", 434, 6},
        {"data/cbs/85678NED/RegioSGroups.csv", ';', 0, "UTF-8", 30, 6},
        {"data/plannen/diwi_mapping_planologisch.csv", ',', 0, "UTF-8", 8, 2},
        {"data/corporatie/vera-referentiedata.csv", ';', 0, "UTF-8", 2463, 8},
        {"data/bag/bagadres-full.csv", ';', '.', "UTF-8", 99, 23},
    };
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof bestanden / sizeof *bestanden; i++) {
        const struct csv_echt *b = &bestanden[i];
        struct csv_dialect_read d;
        struct tabel_rij r;
        int64_t n = -1;
        int rc;

        if (!echt_open(h, b->pad))
            skip();
        d = tabel_dialect(h->t);
        while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
            if (r.n != b->kolommen)
                fail_msg("%s regel %lld: %zu kolommen", b->pad, (long long)r.nummer, r.n);
            n++;
        }
        if (rc)
            fail_msg("%s", h->e.text);
        if (d.scheiding != b->scheiding || d.decimaal != b->decimaal ||
            strcmp(d.codering, b->codering) != 0 || n != b->rijen)
            fail_msg("%s: scheiding '%c', decimaal %d, %s, %lld rijen", b->pad, d.scheiding, d.decimaal,
                     d.codering, (long long)n);
    }
}

/* The sum of a column over rows whose other column holds a text. */
static int64_t som(struct hulp *h, size_t kolom, size_t waar, const char *is)
{
    struct tabel_rij r;
    int64_t s = 0;
    int rc;

    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
        struct str c = str_trim(tabel_cel(&r, waar)->tekst);
        struct dec d;

        if ((!is || str_is(c, is)) && dec_parse(tabel_cel(&r, kolom)->tekst, '.', &d) && !d.scale)
            s += d.v;
    }
    assert_int_equal(rc, 0);
    return s;
}

static void published_sums_come_out(void **state)
{
    struct hulp *h = *state;

    if (!echt_open(h, "data/bevolking/NLD_muni.csv"))
        skip();
    assert_int_equal(som(h, 5, 0, NULL), 17590672);
    assert_int_equal(tabel_blad_kies(h->t, 0, &h->e), 0);
    assert_int_equal(som(h, 5, 2, "Limburg"), 1118302);
    if (!echt_open(h, "data/woningen/cbs_woningvoorraad_gemeenten_2012-2020.csv"))
        skip();
    assert_int_equal(som(h, 11, 3, "2020JJ00"), 7966331);
}

static void names_keep_their_accents(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;
    bool found = false;

    if (!echt_open(h, "data/gebieden/gemeenten_2023.csv"))
        skip();
    while (tabel_volgende(h->t, &r, &h->e) > 0)
        found |=
            str_is(tabel_cel(&r, 0)->tekst, "GM1900") && str_is(tabel_cel(&r, 1)->tekst, "Súdwest-Fryslân");
    assert_true(found);
}

static void the_plan_capacity_workbook_says_what_it_says(void **state)
{
    struct hulp *h = *state;
    int64_t hard = 0, zacht = 0, fouten = 0, rijen = 0;
    struct tabel_rij r;
    bool sittard = false;
    int rc;

    if (!echt_open(h, "data/plannen/plancapaciteit_databewijst.xlsx"))
        skip();
    assert_int_equal(tabel_n_bladen(h->t), 12);
    assert_true(str_is(tabel_blad_naam(h->t, 0), "plancapaciteit_nl"));
    assert_false(tabel_blad_verborgen(h->t, 0));
    assert_true(str_is(tabel_blad_naam(h->t, 11), "Check 3 netto data & fasering"));
    assert_true(tabel_blad_verborgen(h->t, 2));
    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
        rijen++;
        if (str_is(str_trim(tabel_cel(&r, 0)->tekst), "Limburg")) {
            hard += tabel_cel(&r, 8)->getal.v;
            zacht += tabel_cel(&r, 9)->getal.v;
        }
        if (r.nummer == 273) {
            sittard = true;
            assert_true(str_is(tabel_cel(&r, 1)->tekst, "Sittard-Geleen"));
            assert_int_equal(tabel_cel(&r, 8)->soort, CEL_GETAL);
            assert_int_equal(tabel_cel(&r, 8)->getal.v, -47);
            assert_true(str_is(tabel_cel(&r, 8)->tekst, "-47"));
        }
    }
    assert_int_equal(rc, 0);
    assert_true(sittard && rijen > 353);
    assert_int_equal(hard, 7507);
    assert_int_equal(zacht, 7473);
    for (size_t i = 0; i < tabel_n_bladen(h->t); i++) {
        assert_int_equal(tabel_blad_kies(h->t, i, &h->e), 0);
        while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0)
            for (size_t k = 0; k < r.n; k++)
                fouten += tabel_cel(&r, k)->soort == CEL_FOUT && str_is(tabel_cel(&r, k)->tekst, "#REF!");
        assert_int_equal(rc, 0);
    }
    assert_int_equal(fouten, 775); /* 265 + 255 + 255 in the three hidden sheets */
}

static void the_planmonitor_example_is_read(void **state)
{
    struct hulp *h = *state;
    struct tabel_rij r;
    bool nultreden = false;
    int rc;

    if (!echt_open(h, "data/plannen/import-example-pmw.xlsx"))
        skip();
    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0)
        for (size_t k = 0; k < r.n; k++)
            nultreden |= str_is(str_trim(tabel_cel(&r, k)->tekst), "Nultreden");
    assert_int_equal(rc, 0);
    assert_true(nultreden);
}

static void a_zip_of_zips_is_read_part_by_part(void **state)
{
    struct zip_deel *d, *d2;
    struct hulp *h = *state;
    struct str s;
    size_t n, n2;

    if (!data_lees(h, "data/plannen/eib.zip", &s))
        skip();
    assert_int_equal(zip_lees(&h->a, s, (struct tabel_grens){0}, &d, &n, &h->e), 0);
    assert_true(n >= 3);
    if (!data_lees(h, "data/bag/BAGGEM0457L-15102021.zip", &s))
        skip();
    assert_int_equal(zip_lees(&h->a, s, (struct tabel_grens){0}, &d, &n, &h->e), 0);
    for (size_t i = 0; i < n; i++)
        if (str_ends(d[i].naam, STR(".zip")) &&
            !zip_lees(&h->a, d[i].bytes, (struct tabel_grens){0}, &d2, &n2, &h->e))
            assert_true(n2 > 0);
}

/* ---- XLSForm workbooks against reference cells ---- */

static struct str wit_een(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        bool nbsp = s.p[i] == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0';

        if (nbsp || s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t') {
            if (b.n && b.p[b.n - 1] != ' ')
                buf_char(&b, ' ');
            i += nbsp;
        } else {
            buf_char(&b, s.p[i]);
        }
    }
    return str_dup(a, buf_str(&b));
}

/* A date as the reference writes it. */
static struct str datum_python(struct arena *a, struct str s)
{
    struct str dag = str_sub(s, 0, 10), tijd = str_sub(s, 11, s.n);

    return str_fmt(a, "%.*s %.*s%s", STR_ARG(dag), STR_ARG(tijd),
                   s.n == 10  ? "00:00:00"
                   : s.n > 19 ? "000"
                              : "");
}

/* One sheet: entry i of the reference is row i + 2, with a value under each header that is filled. */
static int64_t blad_vergelijk(struct hulp *h, const char *bestand, struct str blad,
                              const struct doc *verwacht)
{
    VEC(struct str) kop = {0};
    struct tabel_rij r;
    int64_t cellen = 0, wens = 0;
    int rc;

    for (size_t i = 0; i < verwacht->list.n; i++)
        wens += (int64_t)verwacht->list.at[i]->map.n;
    while ((rc = tabel_volgende(h->t, &r, &h->e)) > 0) {
        if (r.nummer == 1) {
            for (size_t k = 0; k < r.n; k++)
                VEC_PUSH(&h->a, &kop, wit_een(&h->a, tabel_cel(&r, k)->tekst));
            continue;
        }
        for (size_t k = 0; k < kop.n; k++) {
            struct str wil, is = wit_een(&h->a, tabel_cel(&r, k)->tekst);

            if (!kop.at[k].n || !is.n)
                continue;
            if ((size_t)r.nummer - 2 >= verwacht->list.n)
                fail_msg("%s %.*s rij %lld: te veel", bestand, STR_ARG(blad), (long long)r.nummer);
            if (tabel_cel(&r, k)->soort == CEL_DATUM)
                is = datum_python(&h->a, is);
            wil = wit_een(&h->a, doc_get_str(verwacht->list.at[r.nummer - 2], kop.at[k]));
            if (!str_eq(wil, is))
                fail_msg("%s %.*s rij %lld, %.*s: \"%.*s\" en niet \"%.*s\"", bestand, STR_ARG(blad),
                         (long long)r.nummer, STR_ARG(kop.at[k]), STR_ARG(is), STR_ARG(wil));
            cellen++;
        }
    }
    if (rc)
        fail_msg("%s", h->e.text);
    assert_int_equal(cellen, wens);
    return cellen;
}

static int64_t werkboek_vergelijk(struct hulp *h, const char *naam)
{
    struct json_limits lim = {0};
    struct doc *verwacht, *bladen;
    int64_t cellen = 0;
    struct str json;

    if (!data_lees(h, str_cstr(&h->a, str_fmt(&h->a, "cases/vragenlijsten/verwacht/%s.cells.json", naam)),
                   &json))
        return 0; /* some workbooks are refused by the reference */
    if (json_read(&h->a, json, lim, &verwacht, &h->e))
        fail_msg("%s", h->e.text);
    bladen = doc_get(verwacht, STR("sheet_names"));
    assert_non_null(bladen);
    assert_int_equal(tabel_n_bladen(h->t), bladen->list.n);
    for (size_t i = 0; i < bladen->list.n; i++) {
        struct doc *blad = doc_get(verwacht, bladen->list.at[i]->s);

        assert_true(str_eq(tabel_blad_naam(h->t, i), bladen->list.at[i]->s));
        assert_int_equal(tabel_blad_kies(h->t, i, &h->e), 0);
        if (blad)
            cellen += blad_vergelijk(h, naam, tabel_blad_naam(h->t, i), blad);
    }
    return cellen;
}

static void xlsform_workbooks_hold_the_cells_of_the_reference(void **state)
{
    const char *wortel = getenv("WZ_ROOT");
    struct hulp *h = *state;
    DIR *dir = opendir(str_cstr(&h->a, str_fmt(&h->a, "%s/../shared/cases/vragenlijsten/werkboeken",
                                               wortel ? wortel : WZ_SOURCE_ROOT)));
    int64_t cellen = 0;
    struct dirent *d;
    int n = 0;

    if (!dir) {
        print_message("# overgeslagen: cases/vragenlijsten is er niet\n");
        skip();
    }
    while ((d = readdir(dir))) {
        struct str naam = str_from(d->d_name);

        if (!str_ends(naam, STR(".xlsx")))
            continue;
        assert_true(
            echt_open(h, str_cstr(&h->a, str_fmt(&h->a, "cases/vragenlijsten/werkboeken/%s", d->d_name))));
        cellen += werkboek_vergelijk(h, str_cstr(&h->a, str_sub(naam, 0, naam.n - 5)));
        n++;
    }
    closedir(dir);
    assert_int_equal(n, 12);
    assert_true(cellen > 2000);
}

#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(every_csv_is_read_in_its_dialect),
        T(published_sums_come_out),
        T(names_keep_their_accents),
        T(the_plan_capacity_workbook_says_what_it_says),
        T(the_planmonitor_example_is_read),
        T(a_zip_of_zips_is_read_part_by_part),
        T(xlsform_workbooks_hold_the_cells_of_the_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
