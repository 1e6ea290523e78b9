/* SPDX-License-Identifier: EUPL-1.2
 * Full text: words and stems, what a question means, and that both databases find the same. */
#include "store/dbs.h"

#include "store/fulltext.h"

#include <string.h>

static const struct store_migration list[] = {
    TESTDB_MIGRATION(
        1, "0001-woorden.sql",
        "CREATE TABLE blad (nr INTEGER PRIMARY KEY, kop TEXT NOT NULL, romp TEXT NOT NULL) STRICT;\n"
        "-- FULLTEXT blad (nr: kop, romp)\n"),
};
static const struct ft_index blad = {
    STR_INIT("blad"), STR_INIT("nr"), {STR_INIT("kop"), STR_INIT("romp")}, 2};
static const char sql_put[] = "INSERT INTO blad (nr, kop, romp) VALUES (?1, ?2, ?3)";
static const char sql_ask[] = "SELECT rowid FROM blad_index(?1) ORDER BY rowid";
static const char sql_change[] = "UPDATE blad SET kop = ?2 WHERE nr = ?1";
static const char sql_drop[] = "DELETE FROM blad WHERE nr = ?1";

static void words_are(const char *text, const char *expected)
{
    struct arena a;
    struct ft_words w;
    struct buf b;

    arena_init(&a, 0);
    w = ft_words(&a, str_from(text));
    buf_init(&b, &a, 4096);
    for (size_t i = 0; i < w.n; i++)
        buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(w.at[i].text));
    assert_string_equal(str_cstr(&a, buf_str(&b)), expected);
    arena_done(&a);
}

static void a_text_becomes_words_without_accents_signs_or_capitals(struct testdb *db)
{
    (void)db;
    words_are("De Financi\xC3\xABle co\xC3\xB6peratie", "de financiele cooperatie");
    words_are("woon-zorgcomplex, (75+)!", "woon zorgcomplex 75");
    words_are("75plus m\xC2\xB2 A2", "75 plus m 2 a 2");
    words_are("foto's van Beek\xE2\x80\x99s hofje", "foto van beek hofje");
    words_are("'s-Hertogenbosch", "s hertogenbosch");
    words_are("\xC4\xB2sselstein na\xCC\x88"
              "der Stra\xC3\x9F"
              "e",
              "ijsselstein nader strasse");
    words_are("ein\xC2\xAD"
              "de",
              "einde"); /* a soft hyphen */
    words_are("\xF0\x9F\x98\x80 \xFF\xFE -- \"'*", "");
    words_are("\xCE\xB1", "zqaadlb"); /* Greek: U+03B1 as letters */
    words_are("", "");
}

static void every_word_knows_where_it_stood(struct testdb *db)
{
    static const char text[] = "Een co\xC3\xB6peratie.";
    struct ft_words w;
    struct arena a;

    (void)db;
    arena_init(&a, 0);
    w = ft_words(&a, STR("Een co\xC3\xB6peratie."));
    assert_int_equal(w.n, 2);
    assert_int_equal(w.at[1].from, 4);
    assert_int_equal(w.at[1].to, sizeof text - 2);
    arena_done(&a);
}

static void stem_is(struct ft_stemmer *s, const char *word, const char *stem)
{
    struct str got = ft_stem(s, str_from(word));

    if (!str_is(got, stem))
        fail_msg("%s: %.*s, niet %s", word, STR_ARG(got), stem);
}

/* Word and stem as Snowball publishes them for Dutch. */
static void stems_are_those_of_snowball(struct testdb *db)
{
    static const char *const known[][2] = {
        {"woningen", "woning"},        {"woning", "woning"},  {"wonen", "won"},
        {"lichamelijk", "licham"},     {"lichaam", "licham"}, {"opheffen", "opheff"},
        {"ouderen", "ouder"},          {"huizen", "huiz"},    {"gemeenten", "gemeent"},
        {"mogelijkheden", "mogelijk"}, {"2030", "2030"},
    };
    struct ft_stemmer *s = ft_stemmer_new();

    (void)db;
    assert_non_null(s);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        stem_is(s, known[i][0], known[i][1]);
    ft_stemmer_free(s);
}

/* What looks for hits passes over most words by it (ft_hits). */
static void a_stem_begins_as_its_word(struct testdb *db)
{
    struct ft_stemmer *s = ft_stemmer_new();
    uint64_t seed = 20261128;

    (void)db;
    for (int i = 0; i < 200000; i++) {
        char word[16];
        size_t n = 1 + (size_t)i % 14;
        struct str stem;

        for (size_t k = 0; k < n; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            word[k] = (char)('a' + (seed >> 33) % 26);
        }
        stem = ft_stem(s, (struct str){word, n});
        if (!stem.n || stem.p[0] != word[0])
            fail_msg("%.*s: %.*s", (int)n, word, STR_ARG(stem));
    }
    ft_stemmer_free(s);
}

static void query_is(const char *text, const char *sqlite, const char *postgres)
{
    struct ft_query q;
    struct arena a;

    arena_init(&a, 0);
    ft_query_read(&a, str_from(text), &q);
    assert_string_equal(q.n ? str_cstr(&a, ft_query_match(&a, STORE_SQLITE, &q, &blad, 0)) : "", sqlite);
    assert_string_equal(q.n ? str_cstr(&a, ft_query_match(&a, STORE_POSTGRES, &q, &blad, 0)) : "", postgres);
    arena_done(&a);
}

static void a_question_is_written_for_each_database(struct testdb *db)
{
    struct ft_query q;
    struct arena a;

    (void)db;
    query_is("Wonen zorg", "((\"wonen\" AND \"zorg\"))", "((('won') & ('zorg')))");
    query_is("\"wonen met zorg\" -hof", "((\"wonen zorg\") NOT (\"hof\"))",
             "((('won' <-> 'zorg')) & !(('hof')))");
    query_is("a OF woon*", "((\"a\")) OR (((\"woon\" * OR \"woon\")))",
             "((('a'))) | (((('woon':* | 'won'))))");
    query_is("woon-zorg", "((\"woon zorg\"))", "((('won' <-> 'zorg')))");
    query_is("de het een of -", "", "");
    query_is("-zorg", "", "");
    query_is("'; DROP TABLE x; --", "((\"drop\" AND \"table\" AND \"x\"))",
             "((('drop') & ('tabl') & ('x')))");
    arena_init(&a, 0);
    ft_query_read(&a, STR("zorg -hof"), &q);
    assert_string_equal(str_cstr(&a, ft_query_match(&a, STORE_SQLITE, &q, &blad, 1)),
                        "{kop} : (((\"zorg\") NOT (\"hof\")))");
    assert_string_equal(str_cstr(&a, ft_query_match(&a, STORE_POSTGRES, &q, &blad, 2)),
                        "((('zorg':AB)) & !(('hof':AB)))");
    ft_query_read(&a, STR("-zorg"), &q);
    assert_true(q.only_without && !q.n);
    arena_done(&a);
}

static void hits_are_the_words_that_were_asked_in_any_form(struct testdb *db)
{
    struct ft_query q;
    struct ft_words h;
    struct arena a;

    (void)db;
    arena_init(&a, 0);
    ft_query_read(&a, STR("woning -zorg hof*"), &q);
    h = ft_hits(&a, &q, STR("Woningen en zorg in een Hofje"));
    assert_int_equal(h.n, 2);
    assert_int_equal(h.at[0].to, 8);
    assert_int_equal(h.at[1].from, 24);
    arena_done(&a);
}

static void a_line_that_is_wrong_is_refused(struct testdb *db)
{
    static const char *const wrong[] = {"-- FULLTEXT blad (nr: a, b, c, d, e)\n", "-- FULLTEXT blad (nr)\n",
                                        "-- FULLTEXT bl'ad (nr: a)\n", "-- FULLTEXT blad (nr: a; b)\n"};
    struct ft_index f;
    struct err e;
    size_t at;

    (void)db;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(ft_index_next(str_from(wrong[i]), (at = 0, &at), &f, &e), ERR_ENV);
    assert_int_equal(ft_index_next(STR("-- anders\nCREATE TABLE x (a TEXT);\n"), (at = 0, &at), &f, &e), 0);
}

/* ---- on each database ---- */

static const char *const pages[][2] = {
    {"Woningen voor ouderen", "Een hofje met twintig nultredenwoningen in de kern van Beek."},
    {"Geclusterd wonen", "Bewoners delen een ontmoetingsruimte; de zorg komt aan huis."},
    {"Co\xC3\xB6peratie De Linde",
     "Financi\xC3\xABle afspraken over zorggeschikte woningen voor 75-plussers."},
    {"Factsheet dementie",
     "Wonen met zorg voor mensen met dementie. Foto's en verhalen uit 's-Hertogenbosch."},
    {"Woon-zorgvisie",
     "De gemeente stelde haar visie vast; gemeenten leren van elkaar. 1e5 0x1f a.b@c.nl http://x.nl/y"},
    {"Verzorgd", "Verhuizen, verhuisde, verhuizing: doorstroming in de wijk."},
};

static int put_all(struct conn *c, void *ctx, struct err *e)
{
    struct arena *a = ctx;

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        int rc = sql_run(c, sql_put, NULL, e, "iss", (int64_t)i + 1, ft_plain(a, str_from(pages[i][0])),
                         ft_plain(a, str_from(pages[i][1])));

        if (!rc)
            rc = ft_refresh(c, &blad, (int64_t)i + 1, e);
        if (rc)
            return rc;
    }
    return OK;
}

static int change(struct conn *c, void *ctx, struct err *e)
{
    int rc = sql_run(c, sql_change, NULL, e, "is", (int64_t)1, STR("appels"));

    (void)ctx;
    return rc ? rc : ft_refresh(c, &blad, 1, e);
}

static int drop(struct conn *c, void *ctx, struct err *e)
{
    int rc = sql_run(c, sql_drop, NULL, e, "i", (int64_t)2);

    (void)ctx;
    return rc ? rc : ft_refresh(c, &blad, 2, e);
}

static void finds(struct testdb *db, const char *text, int lead, const char *expected)
{
    struct ft_query q;
    struct arena a;
    struct conn *c;
    int64_t *id;
    struct buf b;
    size_t n = 0;
    struct err e;

    arena_init(&a, 0);
    buf_init(&b, &a, 1000);
    ft_query_read(&a, str_from(text), &q);
    MUST(store_read(db->store, &c, &e), &e);
    if (q.n)
        MUST(SQL_LIST(c, &a, sql_ask, sql_row_int, NULL, &id, &n, &e, "s",
                      ft_query_match(&a, store_kind(db->store), &q, &blad, lead)),
             &e);
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, "%s%lld", i ? " " : "", (long long)id[i]);
    if (!str_is(buf_str(&b), expected))
        fail_msg("%s: '%.*s', niet '%s'", text, STR_ARG(buf_str(&b)), expected);
    store_return(db->store, c);
    arena_done(&a);
}

static void the_same_is_found_on_both(struct testdb *db)
{
    struct arena a;
    struct err e;

    arena_init(&a, 0);
    MUST(store_migrate(db->store, list, 1, NULL, &e), &e);
    MUST(store_write(db->store, put_all, &a, &e), &e);
    finds(db, "woning", 0, "1 3");
    finds(db, "woningen", 0, "1 3");
    finds(db, "WONINGEN", 1, "1");
    finds(db, "wonen", 0, "2 4 5");
    finds(db, "financiele", 0, "3");
    finds(db, "financi\xC3\xABle co\xC3\xB6peratie", 0, "3");
    finds(db, "\"wonen met zorg\"", 0, "4");
    finds(db, "\"wonen zorg\"", 0, "4");
    finds(db, "zorg wonen", 0, "2 4");
    finds(db, "wonen -zorg", 0, "5");
    finds(db, "wonen -dementie", 0, "2 5");
    finds(db, "dementie OF hofje", 0, "1 4");
    finds(db, "woon*", 0, "2 4 5");
    finds(db, "zorgg*", 0, "3");
    finds(db, "zorg*", 0, "2 3 4 5");
    finds(db, "75plusser", 0, "3");
    finds(db, "75", 0, "3");
    finds(db, "foto", 0, "4");
    finds(db, "hertogenbosch", 0, "4");
    finds(db, "gemeente", 0, "5");
    finds(db, "verhuizing", 0, "6");
    finds(db, "1e5", 0, "5");
    finds(db, "0x1f", 0, "5");
    finds(db, "a.b@c.nl", 0, "5");
    finds(db, "http://x.nl/y", 0, "5");
    finds(db, "\"ouderen hofje\"", 0, ""); /* the end of one column, the begin of the next */
    finds(db, "einde van kolom", 0, "");
    finds(db, "kop:woning", 0, "");
    finds(db, "NEAR(woning zorg) ^a {kop}:b AND NOT \"", 0, "");
    finds(db, "woning & !zorg | ':*", 0, "");
    testdb_reopen(db);
    MUST(store_write(db->store, change, NULL, &e), &e);
    MUST(store_write(db->store, drop, NULL, &e), &e);
    finds(db, "woningen", 0, "3"); /* the index went along */
    finds(db, "appel", 0, "1");
    finds(db, "wonen", 0, "4 5");
    arena_done(&a);
}

/* Every word of the list, alone and before and after another, is one lexeme to PostgreSQL with our stem. */
static void postgres_finds_our_stems(struct testdb *db)
{
    static const char sql[] = "SELECT to_tsvector('pg_catalog.dutch', ?1)::text";
    static const char alphabet[] = "abdeghijklnorstuvwz0123456789";
    struct ft_stemmer *s = ft_stemmer_new();
    uint64_t seed = 20261127;
    struct arena a;
    struct conn *c;
    struct err e;

    if (store_kind(db->store) != STORE_POSTGRES) {
        ft_stemmer_free(s);
        return;
    }
    MUST(store_read(db->store, &c, &e), &e);
    for (int i = 0; i < 3000; i++) {
        char word[16];
        int n = 1 + i % 12, letters = i % 5 ? 19 : 29;
        struct str plain, stem;
        struct stmt *st;

        arena_init(&a, 0);
        for (int k = 0; k < n; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            word[k] = alphabet[(seed >> 33) % (unsigned)letters];
        }
        plain = ft_plain(&a, (struct str){word, (size_t)n});
        if (plain.n && str_index(plain, ' ') == plain.n) {
            stem = ft_stem(s, plain);
            MUST(sql_open(c, sql, &st, &e), &e);
            sql_bind_str(st, 1, plain);
            assert_int_equal(sql_step(st, &e), 1);
            if (!str_eq(sql_str(st, 0), str_fmt(&a, "'%.*s':1", STR_ARG(stem))))
                fail_msg("%.*s: wij %.*s, PostgreSQL %.*s", STR_ARG(plain), STR_ARG(stem),
                         STR_ARG(sql_str(st, 0)));
            sql_close(st);
        }
        arena_done(&a);
    }
    ft_stemmer_free(s);
    store_return(db->store, c);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_text_becomes_words_without_accents_signs_or_capitals),
        TESTDB_CASE(every_word_knows_where_it_stood),
        TESTDB_CASE(stems_are_those_of_snowball),
        TESTDB_CASE(a_stem_begins_as_its_word),
        TESTDB_CASE(a_question_is_written_for_each_database),
        TESTDB_CASE(hits_are_the_words_that_were_asked_in_any_form),
        TESTDB_CASE(a_line_that_is_wrong_is_refused),
        TESTDB_CASE(the_same_is_found_on_both),
        TESTDB_CASE(postgres_finds_our_stems),
    };

    return testdb_main("store fulltext", cases, sizeof cases / sizeof *cases, NULL, 0);
}
