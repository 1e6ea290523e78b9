/* SPDX-License-Identifier: EUPL-1.2
 * Files, folders and zips as deliveries: names made safe, order fixed, everything bounded. */
#include "hulp.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct tabel_grens geen = {0};

static const char *zip_tekst(struct hulp *h, const struct zip_bestand *b, size_t n)
{
    struct zip_deel *d = NULL;
    struct buf out;
    size_t m = 0;

    if (zip_lees(&h->a, zip_maak(&h->a, b, n), geen, &d, &m, &h->e))
        return h->e.text;
    buf_init(&out, &h->a, 1 << 20);
    for (size_t i = 0; i < m; i++)
        buf_fmt(&out, "%.*s=%.*s\n", STR_ARG(d[i].naam), STR_ARG(d[i].bytes));
    return str_cstr(&h->a, buf_str(&out));
}

static void parts_come_by_name_without_the_folder_they_share(void **state)
{
    struct hulp *h = *state;
    struct zip_bestand b[] = {{"cbs/", STR("")},
                              {"cbs/85678NED/", STR("")},
                              {"cbs/85678NED/Observations.csv", STR("o")},
                              {"cbs/85678NED/Codes.csv", STR("c")},
                              {"cbs/85678NED/meer/A.csv", STR("a")},
                              {"__MACOSX/cbs/._Codes.csv", STR("x")},
                              {"cbs/.DS_Store", STR("x")},
                              {"Thumbs.db", STR("x")}};

    assert_string_equal(zip_tekst(h, b, 8), "Codes.csv=c\nObservations.csv=o\nmeer/A.csv=a\n");
    assert_string_equal(zip_tekst(h, (struct zip_bestand[]){{"a/b.csv", STR("1")}}, 1), "b.csv=1\n");
    assert_string_equal(zip_tekst(h, (struct zip_bestand[]){{"ab.csv", STR("1")}, {"ac.csv", STR("2")}}, 2),
                        "ab.csv=1\nac.csv=2\n");
}

static void names_that_lead_elsewhere_are_made_harmless(void **state)
{
    struct hulp *h = *state;
    struct zip_bestand b[] = {{"../../etc/passwd", STR("1")}, {"/abs/x.csv", STR("2")},
                              {"C:\\map\\y.csv", STR("3")},   {"a/./../b.csv", STR("4")},
                              {"con\ntrol:.csv", STR("5")},   {"..", STR("6")}};

    assert_string_equal(zip_tekst(h, b, 6),
                        "a/b.csv=4\nabs/x.csv=2\ncon_trol_.csv=5\netc/passwd=1\nmap/y.csv=3\n");
}

static void two_parts_with_one_name_are_refused(void **state)
{
    struct hulp *h = *state;
    struct zip_bestand b[] = {{"x/a.csv", STR("1")}, {"x/./a.csv", STR("2")}};

    assert_bevat(zip_tekst(h, b, 2), "twee keer");
    assert_int_equal(h->e.code, ERR_DATA);
}

static void a_zip_is_bounded_as_a_whole(void **state)
{
    struct hulp *h = *state;
    char *wit = arena_alloc(&h->a, 600000);
    struct zip_bestand b[] = {{"a", {wit, 600000}}, {"b", {wit, 600000}}};
    struct str zip = zip_maak(&h->a, b, 2);
    struct zip_deel *d;
    size_t n;

    assert_int_equal(zip_lees(&h->a, zip, (struct tabel_grens){.bytes = 1000000}, &d, &n, &h->e), ERR_LIMIT);
    assert_int_equal(zip_lees(&h->a, zip, (struct tabel_grens){.bytes = 1200000}, &d, &n, &h->e), 0);
    assert_int_equal(n, 2);
    assert_int_equal(zip_lees(&h->a, zip, (struct tabel_grens){.bytes = 100}, &d, &n, &h->e), ERR_LIMIT);
    assert_int_equal(zip_lees(&h->a, STR("PK\3\4 geen zip"), geen, &d, &n, &h->e), ERR_DATA);
    assert_int_equal(zip_lees(&h->a, str_sub(zip, 0, zip.n - 30), geen, &d, &n, &h->e), ERR_DATA);
}

/* A folder of its own for each test, removed afterwards. */
static const char *map_maak(struct hulp *h)
{
    char naam[] = "/tmp/tabel-test-XXXXXX";

    assert_non_null(mkdtemp(naam));
    return str_cstr(&h->a, str_from(naam));
}

static const char *onder(struct hulp *h, const char *map, const char *naam)
{
    return str_cstr(&h->a, str_fmt(&h->a, "%s/%s", map, naam));
}

static void schrijf(struct hulp *h, const char *map, const char *naam, const char *inhoud)
{
    FILE *f = fopen(onder(h, map, naam), "w");

    assert_non_null(f);
    assert_true(fputs(inhoud, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void weg(struct hulp *h, const char *map, const char *const *namen)
{
    for (; *namen; namen++)
        assert_int_equal(remove(onder(h, map, *namen)), 0);
    assert_int_equal(rmdir(map), 0);
}

static void a_folder_reads_like_a_zip_and_follows_no_link(void **state)
{
    struct hulp *h = *state;
    const char *map = map_maak(h);
    struct zip_deel *d;
    size_t n;
    int rc;

    assert_int_equal(mkdir(onder(h, map, "in"), 0700), 0);
    assert_int_equal(mkdir(onder(h, map, "in/diep"), 0700), 0);
    schrijf(h, map, "in/b.csv", "b");
    schrijf(h, map, "in/diep/a.csv", "aa");
    schrijf(h, map, "in/.verborgen", "x");
    assert_int_equal(symlink("/etc/passwd", onder(h, map, "in/link.csv")), 0);
    assert_int_equal(symlink("/etc", onder(h, map, "linkmap")), 0);
    assert_int_equal(mkfifo(onder(h, map, "pijp"), 0600), 0);
    rc = map_lees(&h->a, map, geen, &d, &n, &h->e);
    assert_int_equal(rc, 0);
    assert_int_equal(n, 2);
    assert_true(str_is(d[0].naam, "b.csv") && str_is(d[0].bytes, "b"));
    assert_true(str_is(d[1].naam, "diep/a.csv") && str_is(d[1].bytes, "aa"));
    assert_int_equal(map_lees(&h->a, map, (struct tabel_grens){.bytes = 2}, &d, &n, &h->e), ERR_LIMIT);
    assert_int_equal(map_lees(&h->a, map, (struct tabel_grens){.bytes = 3}, &d, &n, &h->e), 0);
    weg(h, map,
        (const char *const[]){"in/diep/a.csv", "in/diep", "in/b.csv", "in/.verborgen", "in/link.csv", "in",
                              "linkmap", "pijp", NULL});
    assert_int_equal(map_lees(&h->a, map, geen, &d, &n, &h->e), ERR_NOT_FOUND);
}

static void a_folder_may_not_nest_without_end(void **state)
{
    struct hulp *h = *state;
    const char *map = map_maak(h), *pad[12];
    struct zip_deel *d;
    size_t n;

    pad[0] = map;
    for (int i = 1; i < 12; i++) {
        pad[i] = onder(h, pad[i - 1], "m");
        assert_int_equal(mkdir(pad[i], 0700), 0);
    }
    assert_int_equal(map_lees(&h->a, map, geen, &d, &n, &h->e), ERR_LIMIT);
    for (int i = 11; i >= 0; i--)
        assert_int_equal(rmdir(pad[i]), 0);
}

static void a_file_is_read_up_to_its_limit(void **state)
{
    struct hulp *h = *state;
    const char *map = map_maak(h);
    struct str s;

    schrijf(h, map, "x", "12345");
    schrijf(h, map, "leeg", "");
    assert_int_equal(bestand_lees(&h->a, onder(h, map, "x"), 5, &s, &h->e), 0);
    assert_true(str_is(s, "12345"));
    assert_int_equal(bestand_lees(&h->a, onder(h, map, "x"), 4, &s, &h->e), ERR_LIMIT);
    assert_int_equal(bestand_lees(&h->a, onder(h, map, "leeg"), 4, &s, &h->e), 0);
    assert_int_equal(s.n, 0);
    assert_int_equal(bestand_lees(&h->a, onder(h, map, "geen"), 4, &s, &h->e), ERR_NOT_FOUND);
    assert_bevat(h->e.text, "bestaat niet");
    assert_int_equal(bestand_lees(&h->a, map, 4, &s, &h->e), ERR_DATA);
    assert_int_equal(bestand_lees(&h->a, "/dev/zero", 1 << 20, &s, &h->e), ERR_LIMIT);
    assert_int_equal(bestand_lees(&h->a, "/dev/null", 0, &s, NULL), 0);
    weg(h, map, (const char *const[]){"x", "leeg", NULL});
}

#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(parts_come_by_name_without_the_folder_they_share),
        T(names_that_lead_elsewhere_are_made_harmless),
        T(two_parts_with_one_name_are_refused),
        T(a_zip_is_bounded_as_a_whole),
        T(a_folder_reads_like_a_zip_and_follows_no_link),
        T(a_folder_may_not_nest_without_end),
        T(a_file_is_read_up_to_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
