/* SPDX-License-Identifier: EUPL-1.2
 * Signing in slowed down after failures, and what is written later: counted, bounded, and there after the
 * end. And secrets of second steps, sealed in the database. */
#include "store/dbs.h"
#include "toegang/mens.h"
#include "toegang/rem.h"

#include <string.h>

static struct toegang *open_loket(struct testdb *db)
{
    struct toegang *t;
    struct err e;

    MUST(toegang_start(db->store, &t, &e), &e);
    return t;
}

static void five_failures_are_free_and_then_each_wait_is_longer(struct testdb *db)
{
    struct toegang *t = open_loket(db);
    struct str ik = STR("a@x.example"), hier = STR("192.0.2.1"), geen = STR("");
    int64_t vorige = 0, w;

    for (int i = 0; i < 5; i++) {
        assert_int_equal(rem_wacht(t, ik, hier, geen), 0);
        rem_mislukt(t, ik, hier, geen);
    }
    for (int i = 0; i < 8; i++) {
        w = rem_wacht(t, ik, hier, geen);
        assert_true(w > vorige);
        vorige = w;
        rem_mislukt(t, ik, hier, geen);
    }
    assert_true(vorige > 60000 && vorige <= 15 * 60000);
    assert_int_equal(rem_wacht(t, ik, STR("192.0.2.2"), geen), 0); /* elsewhere one is free */
    assert_int_equal(rem_wacht(t, STR("b@x.example"), hier, geen), 0);
    rem_gelukt(t, ik, hier, geen);
    assert_int_equal(rem_wacht(t, ik, hier, geen), 0);
    toegang_stop(t);
}

static void strangers_cannot_keep_out_a_browser_that_was_let_in(struct testdb *db)
{
    struct toegang *t = open_loket(db);
    struct str ik = STR("a@x.example"), toestel;
    struct arena a;

    arena_init(&a, 0);
    toestel = rem_toestel(t, &a, ik);
    for (int i = 0; i < 300; i++)
        rem_mislukt(t, ik, str_fmt(&a, "198.51.100.%d", i % 250), STR(""));
    assert_true(rem_wacht(t, ik, STR("203.0.113.9"), STR("")) > 0);
    assert_true(rem_wacht(t, ik, STR("203.0.113.9"), STR("")) <= 60000);
    assert_int_equal(rem_wacht(t, ik, STR("203.0.113.9"), toestel), 0);
    assert_true(rem_wacht(t, ik, STR("203.0.113.9"), rem_toestel(t, &a, STR("b@x.example"))) >
                0); /* of another */
    assert_true(rem_wacht(t, ik, STR("203.0.113.9"),
                          STR("0000000000000000000000000000000000000000000000000000000000000000")) > 0);
    for (int i = 0; i < 9; i++)
        rem_mislukt(t, ik, STR("203.0.113.9"), toestel);
    assert_true(rem_wacht(t, ik, STR("203.0.113.9"), toestel) > 0); /* nor is it free to guess */
    arena_done(&a);
    toegang_stop(t);
}

static void one_network_is_counted_as_one(struct testdb *db)
{
    struct toegang *t = open_loket(db);
    struct arena a;

    arena_init(&a, 0);
    for (int i = 0; i < 31; i++)
        rem_mislukt(t, str_fmt(&a, "n%d@x.example", i), str_fmt(&a, "2001:db8:1:2:%x::1", i), STR(""));
    assert_true(rem_wacht(t, STR("z@x.example"), STR("2001:db8:1:2:ffff::9"), STR("")) > 0);
    assert_int_equal(rem_wacht(t, STR("z@x.example"), STR("2001:db8:1:3::9"), STR("")), 0);
    arena_done(&a);
    toegang_stop(t);
}

static void refusals_are_counted_and_there_are_never_more_than_fit(struct testdb *db)
{
    struct toegang *t = open_loket(db);
    struct dader d = {.soort = DADER_BEZOEKER, .waar = STR("192.0.2.1")};
    struct arena a;

    arena_init(&a, 0);
    for (int i = 0; i < 1000; i++)
        later_spoor(t, &d, "toegang.geweigerd", "adres", 0, STR("GET /zelfde"));
    for (int i = 0; i < 2000; i++)
        later_spoor(t, &d, "toegang.geweigerd", "adres", 0, str_fmt(&a, "GET /%d", i));
    toegang_stop(t);
    assert_true(testdb_int(db, "SELECT COUNT(*) FROM spoor") <= 2 * 257);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM spoor_inhoud WHERE na LIKE '%zelfde%'") <= 2, 1);
    arena_done(&a);
}

/* Another process, or this one after it was started anew, goes on counting where the first was. */
static void counts_outlive_the_process_and_are_shared_with_others(struct testdb *db)
{
    struct toegang *een = open_loket(db), *ander;
    struct str ik = STR("a@x.example"), hier = STR("192.0.2.1"), geen = STR(""), toestel;
    struct arena a;
    struct err e;

    arena_init(&a, 0);
    toestel = rem_toestel(een, &a, ik);
    for (int i = 0; i < 7; i++)
        rem_mislukt(een, ik, hier, geen);
    toegang_stop(een);
    ander = open_loket(db);
    een = open_loket(db);
    assert_true(rem_wacht(ander, ik, hier, geen) > 1000);
    assert_int_equal(rem_wacht(ander, STR("b@x.example"), hier, geen), 0);
    for (int i = 0; i < 3; i++) { /* each adds what it saw itself, and no more */
        rem_mislukt(een, ik, hier, geen);
        rem_mislukt(ander, ik, hier, geen);
        MUST(rem_deel(rem_van(een), db->store, &e), &e);
        MUST(rem_deel(rem_van(ander), db->store, &e), &e);
    }
    assert_int_equal(testdb_int(db, "SELECT MAX(aantal) FROM rem"), 13);
    for (int i = 0; i < 30; i++)
        rem_mislukt(een, ik, str_fmt(&a, "198.51.100.%d", i), geen);
    MUST(rem_deel(rem_van(een), db->store, &e), &e);
    MUST(rem_deel(rem_van(ander), db->store, &e), &e);
    assert_true(rem_wacht(ander, ik, STR("203.0.113.9"), geen) > 0);
    assert_int_equal(rem_wacht(ander, ik, STR("203.0.113.9"), toestel),
                     0); /* the cookie is known there too */
    rem_gelukt(een, ik, hier, geen);
    MUST(rem_deel(rem_van(een), db->store, &e), &e);
    MUST(rem_deel(rem_van(ander), db->store, &e), &e);
    assert_int_equal(rem_wacht(ander, ik, hier, toestel), 0);
    toegang_stop(een);
    toegang_stop(ander);
    arena_done(&a);
}

/* ---- secrets of second steps, sealed (kluis.c) ---- */

static const char sleutel_een[] = "een sleutel van genoeg tekens, de eerste",
                  sleutel_twee[] = "een sleutel van genoeg tekens, de tweede";

static int mens_met_geheim(struct conn *c, void *ctx, struct err *e)
{
    struct arena a;
    int64_t id = 0;
    int rc;

    arena_init(&a, 0);
    rc = mens_maak(c, NULL, str_fmt(&a, "%s@x.example", (const char *)ctx), STR("Naam"), &id, e);
    if (!rc)
        rc = mens_geheim_zet(c, NULL, id, STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), NULL, 0, e);
    arena_done(&a);
    return rc;
}

static struct str geheim_van(struct testdb *db, struct arena *a, const char *email)
{
    struct conn *c;
    struct mens m;
    struct err e;

    MUST(store_read(db->store, &c, &e), &e);
    MUST(mens_bij_email(c, a, str_from(email), &m, &e), &e);
    store_return(db->store, c);
    return m.geheim;
}

static void start(struct testdb *db, struct str sleutels)
{
    struct err e;

    MUST(kluis_start(db->store, sleutels, &e), &e);
}

static void secrets_are_sealed_each_for_its_own_mens_and_keys_can_be_replaced(struct testdb *db)
{
    static const char open_n[] = "SELECT COUNT(*) FROM mens WHERE geheim LIKE 'GEZD%'",
                      dicht_n[] = "SELECT COUNT(*) FROM mens WHERE geheim LIKE 'k1:%'",
                      spoor_n[] = "SELECT COUNT(*) FROM spoor WHERE daad = 'mens.geheimen_verzegeld'";
    const struct str geheim = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    char an[] = "an", bo[] = "bo";
    struct arena a;
    struct err e;

    arena_init(&a, 0);
    start(db, STR(""));
    MUST(store_write(db->store, mens_met_geheim, an, &e), &e);
    assert_int_equal(testdb_int(db, open_n), 1);
    start(db, str_from(sleutel_een));
    MUST(store_write(db->store, mens_met_geheim, bo, &e), &e);
    assert_int_equal(testdb_int(db, open_n), 0);
    assert_int_equal(testdb_int(db, dicht_n), 2);
    assert_int_equal(testdb_int(db, spoor_n), 1);
    assert_true(str_eq(geheim_van(db, &a, "an@x.example"), geheim));
    assert_true(str_eq(geheim_van(db, &a, "bo@x.example"), geheim));
    start(db, str_fmt(&a, "\n %s \n\n%s\n", sleutel_twee, sleutel_een));
    assert_int_equal(testdb_int(db, spoor_n), 2);
    start(db, str_from(sleutel_twee)); /* the former key can go */
    assert_int_equal(testdb_int(db, spoor_n), 2);
    assert_true(str_eq(geheim_van(db, &a, "an@x.example"), geheim));
    testdb_exec(db, "UPDATE mens SET geheim = (SELECT geheim FROM mens WHERE email = 'an@x.example') WHERE "
                    "email = 'bo@x.example'");
    assert_true(str_is(geheim_van(db, &a, "bo@x.example"), "?"));
    arena_done(&a);
}

static void what_no_key_opens_is_said_at_the_start(struct testdb *db)
{
    char an[] = "an";
    struct err e;

    start(db, str_from(sleutel_een));
    MUST(store_write(db->store, mens_met_geheim, an, &e), &e);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(kluis_start(db->store, i ? str_from(sleutel_twee) : STR(""), &e), ERR_ENV);
        assert_non_null(strstr(e.text, "1 geheim van een tweede stap is"));
    }
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM mens WHERE geheim LIKE 'k1:%'"), 1);
    assert_int_equal(kluis_start(db->store, STR("kort"), &e), ERR_USAGE);
    assert_int_equal(kluis_start(db->store, STR("k1\nk2\nk3"), &e), ERR_USAGE);
    start(db, str_from(sleutel_een));
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(secrets_are_sealed_each_for_its_own_mens_and_keys_can_be_replaced),
        TESTDB_CASE(what_no_key_opens_is_said_at_the_start),
        TESTDB_CASE(five_failures_are_free_and_then_each_wait_is_longer),
        TESTDB_CASE(strangers_cannot_keep_out_a_browser_that_was_let_in),
        TESTDB_CASE(one_network_is_counted_as_one),
        TESTDB_CASE(counts_outlive_the_process_and_are_shared_with_others),
        TESTDB_CASE(refusals_are_counted_and_there_are_never_more_than_fit),
    };

    return testdb_main("toegang_mens", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
