/* SPDX-License-Identifier: EUPL-1.2
 * Signing in slowed down after failures, and what is written later: counted, bounded, and there after the
 * end. */
#include "store/dbs.h"
#include "toegang/mens.h"
#include "toegang/rem.h"

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

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(five_failures_are_free_and_then_each_wait_is_longer),
        TESTDB_CASE(strangers_cannot_keep_out_a_browser_that_was_let_in),
        TESTDB_CASE(one_network_is_counted_as_one),
        TESTDB_CASE(counts_outlive_the_process_and_are_shared_with_others),
        TESTDB_CASE(refusals_are_counted_and_there_are_never_more_than_fit),
    };

    return testdb_main("toegang_mens", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
