/* SPDX-License-Identifier: EUPL-1.2
 * Bulk load: every value as it was, every mistake with its row, and nothing left behind by one that fails. */
#include "store/dbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct store_migration schema[] = {
    TESTDB_MIGRATION(1, "0001-cijfer.sql",
                     "CREATE TABLE gebied (code TEXT PRIMARY KEY) STRICT;"
                     "INSERT INTO gebied (code) VALUES ('GM0935');"
                     "CREATE TABLE cijfer (id INTEGER PRIMARY KEY, gebied TEXT REFERENCES gebied (code), i "
                     "INTEGER, r REAL,"
                     " s TEXT) STRICT;"),
};

static const struct str texts[] = {
    STR_INIT(""),          STR_INIT("\\N"),       STR_INIT("\\."),          STR_INIT("a\tb\nc\rd\\e\\"),
    STR_INIT("Fryslân €"), STR_INIT("'\";--"),    STR_INIT("\x01\x1f\x7f"), STR_INIT(" met spaties "),
    STR_INIT("NULL"),      STR_INIT("{\"a\":1}"),
};
enum { TEXTS = sizeof texts / sizeof *texts };

static int all_kinds(struct conn *c, void *ctx, struct err *e)
{
    int n = *(int *)ctx;
    struct bulk *b;

    MUST(bulk_open(c, "cijfer", "id,gebied,i,r,s", &b, e), e);
    for (int i = 0; i < n; i++) {
        bulk_int(b, i + 1);
        if (i % 3)
            bulk_str(b, STR("GM0935"));
        else
            bulk_null(b);
        bulk_int(b, i % 2 ? INT64_MIN + i : INT64_MAX - i);
        bulk_num(b, i % 5 ? i / 7.0 : -i);
        bulk_str(b, texts[i % TEXTS]);
        MUST(bulk_row(b, e), e);
    }
    return bulk_close(b, e);
}

static void check_rows(struct testdb *db, int n)
{
    struct err e = {0};
    struct conn *c;
    struct stmt *st;
    int i = 0;

    MUST(store_read(db->store, &c, &e), &e);
    MUST(sql_open(c, "SELECT id, gebied, i, r, s FROM cijfer ORDER BY id", &st, &e), &e);
    for (; sql_step(st, &e) == 1; i++) {
        assert_int_equal(sql_int(st, 0), i + 1);
        assert_int_equal(sql_is_null(st, 1), i % 3 == 0);
        assert_true(sql_int(st, 2) == (i % 2 ? INT64_MIN + i : INT64_MAX - i));
        assert_true(sql_num(st, 3) == (i % 5 ? i / 7.0 : -i));
        assert_true(str_eq(sql_str(st, 4), texts[i % TEXTS]));
    }
    assert_int_equal(i, n);
    sql_close(st);
    store_return(db->store, c);
}

static void every_value_arrives_as_it_was(struct testdb *db)
{
    static const int sizes[] = {0, 1, 63, 64, 65, 10000}; /* round the number of rows in one statement */
    struct err e = {0};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        MUST(store_write(db->store, all_kinds, (void *)(uintptr_t)&sizes[i], &e), &e);
        check_rows(db, sizes[i]);
        testdb_exec(db, "DELETE FROM cijfer");
    }
}

static int large_texts(struct conn *c, void *ctx, struct err *e)
{
    struct str text = *(struct str *)ctx;
    struct bulk *b;

    MUST(bulk_open(c, "cijfer", "s", &b, e), e);
    for (int i = 0; i < 3; i++) {
        bulk_str(b, text);
        MUST(bulk_row(b, e), e);
    }
    return bulk_close(b, e);
}

static void large_texts_arrive_whole(struct testdb *db)
{
    struct str text = {malloc(3000001), 3000001};
    struct err e = {0};

    assert_non_null(text.p);
    memset((char *)(uintptr_t)text.p, '\t', text.n);
    MUST(store_write(db->store, large_texts, &text, &e), &e);
    free((char *)(uintptr_t)text.p);
    assert_int_equal(testdb_int(db, "SELECT count(*) FROM cijfer WHERE length(s) = 3000001"), 3);
}

enum mistake {
    TWICE,
    NO_GEBIED,
    TOO_FEW,
    TOO_MANY,
    WITH_NUL,
    NO_NUMBER,
    UNCLOSED_ROW,
    NOT_AN_INTEGER,
    FORGOTTEN,
    STATEMENT_MEANWHILE,
    BULK_MEANWHILE,
    ABORTED,
    BAD_NAME,
    BAD_COLUMNS,
    NO_COLUMN,
    MISTAKES
};

static const struct {
    int code;
    const char *words;
} expected[MISTAKES] = {
    [TWICE] = {ERR_CONFLICT, "rij 150"},
    [NO_GEBIED] = {ERR_DATA, ""}, /* PostgreSQL looks at references after the last row, and tells the value */
    [TOO_FEW] = {ERR_DATA, "rij 150"},
    [TOO_MANY] = {ERR_DATA, "rij 150"},
    [WITH_NUL] = {ERR_DATA, "rij 150, waarde 2"},
    [NO_NUMBER] = {ERR_DATA, "rij 150, waarde 1"},
    [UNCLOSED_ROW] = {ERR_DATA, "laatste rij"},
    [NOT_AN_INTEGER] = {ERR_DATA, "rij 150"},
    [FORGOTTEN] = {ERR_CANCELLED, "halverwege"},
    [STATEMENT_MEANWHILE] = {ERR_ENV, "tijdens"},
    [BULK_MEANWHILE] = {ERR_ENV, "tegelijk"},
    [ABORTED] = {ERR_CANCELLED, "halverwege"},
    [BAD_NAME] = {ERR_ENV, "gewone namen"},
    [BAD_COLUMNS] = {ERR_ENV, "gewone namen"},
    [NO_COLUMN] = {ERR_ENV, "kan deze opdracht niet"},
};

/* Row 150 of 200 holds the mistake. */
static int mistaken_row(struct conn *c, struct bulk *b, enum mistake m, int i, struct err *e)
{
    if (m == NO_NUMBER)
        bulk_num(b, NAN);
    else if (m == NOT_AN_INTEGER)
        bulk_str(b, STR("twaalf"));
    else
        bulk_int(b, m == TWICE ? 7 : i);
    bulk_str(b, m == WITH_NUL ? STR("GM\0935") : m == NO_GEBIED ? STR("GM9999") : STR("GM0935"));
    if (m != TOO_FEW)
        bulk_null(b);
    if (m == TOO_MANY)
        bulk_int(b, 1);
    if (m == STATEMENT_MEANWHILE)
        return sql_run(c, "SELECT 1", NULL, e, "");
    if (m == BULK_MEANWHILE)
        return bulk_open(c, "cijfer", "id", &b, e);
    return m == UNCLOSED_ROW ? OK : bulk_row(b, e);
}

static int mistaken(struct conn *c, void *ctx, struct err *e)
{
    enum mistake m = *(enum mistake *)ctx;
    struct bulk *b;
    int rc = bulk_open(c, m == BAD_NAME ? "cijfer; DROP TABLE cijfer" : "cijfer",
                       m == BAD_COLUMNS ? "id,,s"
                       : m == NO_COLUMN ? "id,gebied,nergens"
                                        : "id,gebied,s",
                       &b, e);

    if (rc)
        return rc;
    for (int i = 1; i <= 200 && rc == OK; i++) {
        if (i == 150) {
            rc = mistaken_row(c, b, m, i, e);
            if (m == UNCLOSED_ROW)
                break;
            continue;
        }
        bulk_int(b, i);
        bulk_null(b);
        bulk_str(b, STR("x"));
        rc = bulk_row(b, e);
    }
    if (m == FORGOTTEN)
        return OK;
    if (rc || m == ABORTED) {
        bulk_abort(b);
        return rc;
    }
    return bulk_close(b, e);
}

static void a_mistake_is_told_with_its_row_and_leaves_nothing(struct testdb *db)
{
    for (enum mistake m = TWICE; m < MISTAKES; m++) {
        struct err e = {0};
        int rc = store_write(db->store, mistaken, &m, &e);

        if (rc != expected[m].code || !strstr(e.text, expected[m].words))
            fail_msg("fout %d: %d %s", (int)m, rc, e.text);
        assert_int_equal(testdb_int(db, "SELECT count(*) FROM cijfer"), 0);
    }
}

static void a_bulk_outside_a_write_is_refused(struct testdb *db)
{
    struct err e = {0};
    struct bulk *b;
    struct conn *c;

    MUST(store_read(db->store, &c, &e), &e);
    assert_int_equal(bulk_open(c, "cijfer", "id", &b, &e), ERR_ENV);
    store_return(db->store, c);
    bulk_abort(NULL);
}

static int bulk_then_read(struct conn *c, void *ctx, struct err *e)
{
    struct stmt *st;
    int64_t n;

    MUST(sql_open(c, "SELECT code FROM gebied", &st, e), e);
    assert_int_equal(sql_step(st, e), 1); /* still has its end to give while the bulk runs */
    MUST(all_kinds(c, ctx, e), e);
    assert_true(str_is(sql_str(st, 0), "GM0935"));
    assert_int_equal(sql_step(st, e), 0);
    sql_close(st);
    MUST(sql_get_int(c, "SELECT count(*) FROM cijfer", &n, e, ""), e);
    assert_int_equal(n, 100);
    return OK;
}

static void what_was_loaded_is_there_in_the_same_transaction(struct testdb *db)
{
    struct err e = {0};
    int n = 100;

    MUST(store_write(db->store, bulk_then_read, &n, &e), &e);
    check_rows(db, 100);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(every_value_arrives_as_it_was),
        TESTDB_CASE(large_texts_arrive_whole),
        TESTDB_CASE(a_mistake_is_told_with_its_row_and_leaves_nothing),
        TESTDB_CASE(a_bulk_outside_a_write_is_refused),
        TESTDB_CASE(what_was_loaded_is_there_in_the_same_transaction),
    };

    return testdb_main("store bulk", cases, sizeof cases / sizeof *cases, schema, 1);
}
