/* SPDX-License-Identifier: EUPL-1.2
 * The trail: what is written can be read, and whatever is done to a row behind the program's back is found.
 */
#include "base/date.h"
#include "spoor/spoor.h"
#include "store/dbs.h"

#include <string.h>

struct proef {
    struct arena a;
    struct err e;
    struct testdb *db;
};

static void begin(struct proef *p, struct testdb *db)
{
    *p = (struct proef){.db = db};
    arena_init(&p->a, 0);
}

static int vijf(struct conn *c, void *ctx, struct err *e)
{
    struct arena *a = ctx;
    int rc = OK;

    for (int64_t i = 1; !rc && i <= 5; i++) {
        struct dader d = {.soort = DADER_MENS, .id = i % 2 + 1, .namens = 7, .waar = STR("192.0.2.1")};
        struct doc *na = doc_map(a);

        DOC_SET_INT(a, na, "stand", i);
        rc = spoor_schrijf(c, &d, &(struct daad){"proef.gedaan", "proef", i, NULL, na}, e);
    }
    return rc;
}

static void schrijf(struct proef *p)
{
    MUST(store_write(p->db->store, vijf, &p->a, &p->e), &p->e);
}

static struct spoor_uitslag controle(struct proef *p, struct str ooit)
{
    struct spoor_uitslag u;
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(spoor_controleer(c, &p->a, ooit, &u, &p->e), &p->e);
    store_return(p->db->store, c);
    return u;
}

static void what_is_written_is_whole_and_read_newest_first(struct testdb *db)
{
    const struct spoor_rij *r;
    struct spoor_uitslag u, v;
    struct proef p;
    struct conn *c;
    size_t n;

    begin(&p, db);
    u = controle(&p, STR(""));
    assert_int_equal(u.rijen, 0);
    assert_int_equal(u.fout, 0);
    schrijf(&p);
    u = controle(&p, STR(""));
    assert_int_equal(u.rijen, 5);
    assert_int_equal(u.fout, 0);
    schrijf(&p);
    v = controle(&p, u.som); /* what was noted earlier is still there */
    assert_int_equal(v.rijen, 10);
    assert_int_equal(v.fout, 0);
    assert_false(str_eq(u.som, v.som));
    MUST(store_read(db->store, &c, &p.e), &p.e);
    MUST(spoor_lees(c, &p.a, &(struct spoor_vraag){.object = STR("proef"), .object_id = 3}, &r, &n, &p.e),
         &p.e);
    assert_int_equal(n, 2);
    assert_true(r[0].id == 8 && r[1].id == 3);
    assert_true(str_is(r[0].na, "{\"stand\":3}") && !r[0].voor.n && str_is(r[0].waar, "192.0.2.1"));
    MUST(spoor_lees(c, &p.a, &(struct spoor_vraag){.mens = 1, .voor = 7}, &r, &n, &p.e), &p.e);
    assert_int_equal(n, 2); /* rows 4 and 2 */
    assert_true(r[0].id == 4 && r[0].wie == DADER_MENS && r[0].wie_id == 1 && r[0].namens == 7);
    store_return(db->store, c);
    arena_done(&p.a);
}

static void whatever_is_done_to_a_row_is_found(struct testdb *db)
{
    /* What an attacker writes, how it is mended again, and the row that must be named. */
    static const struct {
        const char *stuk, *heel;
        int64_t fout;
    } proeven[] = {
        {"UPDATE spoor SET moment = moment - 1 WHERE id = 3",
         "UPDATE spoor SET moment = moment + 1 WHERE id = 3", 3},
        {"UPDATE spoor SET daad = 'proef.niets' WHERE id = 3",
         "UPDATE spoor SET daad = 'proef.gedaan' WHERE id = 3", 3},
        {"UPDATE spoor SET object = 'x' WHERE id = 1", "UPDATE spoor SET object = 'proef' WHERE id = 1", 1},
        {"UPDATE spoor SET object_id = 9 WHERE id = 5", "UPDATE spoor SET object_id = 5 WHERE id = 5", 5},
        {"UPDATE spoor SET wie = 'sleutel' WHERE id = 2", "UPDATE spoor SET wie = 'mens' WHERE id = 2", 2},
        {"UPDATE spoor SET wie_id = 8 WHERE id = 2", "UPDATE spoor SET wie_id = 1 WHERE id = 2", 2},
        {"UPDATE spoor SET namens = 8 WHERE id = 4", "UPDATE spoor SET namens = 7 WHERE id = 4", 4},
        {"UPDATE spoor SET som = 'x' || som WHERE id = 5",
         "UPDATE spoor SET som = substr(som, 2) WHERE id = 5", 5},
        {"UPDATE spoor SET inhoud = 'x' || inhoud WHERE id = 5",
         "UPDATE spoor SET inhoud = substr(inhoud, 2) WHERE id = 5", 5},
        {"UPDATE spoor_inhoud SET waar = '192.0.2.2' WHERE spoor_id = 4",
         "UPDATE spoor_inhoud SET waar = '192.0.2.1' WHERE spoor_id = 4", 4},
        {"UPDATE spoor_inhoud SET na = '{}' WHERE spoor_id = 1",
         "UPDATE spoor_inhoud SET na = '{\"stand\":1}' WHERE spoor_id = 1", 1},
        {"UPDATE spoor_inhoud SET voor = na, na = '' WHERE spoor_id = 1",
         "UPDATE spoor_inhoud SET na = voor, voor = '' WHERE spoor_id = 1", 1},
        {"UPDATE teller SET waarde = 6 WHERE naam = 'spoor'",
         "UPDATE teller SET waarde = 5 WHERE naam = 'spoor'", 6},
        {"UPDATE spoor SET id = 99 WHERE id = 5", NULL, 5},
    };
    struct proef p;
    struct spoor_uitslag u;

    begin(&p, db);
    schrijf(&p);
    for (size_t i = 0; i < sizeof proeven / sizeof *proeven; i++) {
        if (!proeven[i].heel) /* its content would point at nothing */
            testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 5");
        testdb_exec(db, proeven[i].stuk);
        u = controle(&p, STR(""));
        if (u.fout != proeven[i].fout || !u.waarom.n)
            fail_msg("%s: rij %lld, %.*s", proeven[i].stuk, (long long)u.fout, STR_ARG(u.waarom));
        if (proeven[i].heel) {
            testdb_exec(db, proeven[i].heel);
            assert_int_equal(controle(&p, STR("")).fout, 0);
        }
    }
    arena_done(&p.a);
}

static void a_row_taken_out_or_cut_off_is_missed(struct testdb *db)
{
    struct proef p;
    struct spoor_uitslag u;
    struct str som;

    begin(&p, db);
    schrijf(&p);
    som = controle(&p, STR("")).som;
    testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 5");
    testdb_exec(db, "DELETE FROM spoor WHERE id = 5");
    assert_int_equal(controle(&p, STR("")).fout, 5);
    testdb_exec(db, "UPDATE teller SET waarde = 4 WHERE naam = 'spoor'"); /* and the counter with it */
    assert_int_equal(controle(&p, STR("")).fout, 0);
    u = controle(&p, som); /* only who noted the last som can tell */
    assert_int_not_equal(u.fout, 0);
    testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 2");
    testdb_exec(db, "DELETE FROM spoor WHERE id = 2");
    assert_int_equal(controle(&p, STR("")).fout, 2);
    arena_done(&p.a);
}

static int mens_een(struct conn *c, void *ctx, struct err *e)
{
    struct dader d = {.soort = DADER_MENS, .id = 1, .waar = STR("192.0.2.1")};
    int rc = spoor_schrijf(c, NULL, &(struct daad){"mens.gemaakt", "mens", 1, NULL, NULL}, e);

    (void)ctx;
    if (!rc)
        rc = spoor_schrijf(c, &d, &(struct daad){"gelezen", "spoor", 0, NULL, NULL}, e);
    return rc;
}

static int bewaar_tot(struct conn *c, void *ctx, struct err *e)
{
    int64_t *n = ctx;

    return spoor_bewaar(c, NULL, *n, n, e);
}

static int wis_een(struct conn *c, void *ctx, struct err *e)
{
    return spoor_wis(c, NULL, 1, ctx, e);
}

static void what_names_a_person_can_be_erased_and_the_chain_stays_whole(struct testdb *db)
{
    struct proef p;
    struct spoor_uitslag u;
    int64_t n;

    begin(&p, db);
    schrijf(&p);
    MUST(store_write(db->store, mens_een, NULL, &p.e), &p.e);
    MUST(store_write(db->store, wis_een, &n, &p.e), &p.e);
    assert_int_equal(n, 2); /* about it, and a sign-in; what it did of other things stays */
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM spoor_inhoud WHERE spoor_id IN (6, 7)"), 0);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM spoor_inhoud WHERE spoor_id IN (2, 4)"), 2);
    u = controle(&p, STR(""));
    assert_int_equal(u.fout, 0);
    assert_int_equal(u.gewist, 2);
    testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 3"); /* without saying so */
    assert_int_equal(controle(&p, STR("")).fout, 3);
    arena_done(&p.a);
}

static void addresses_are_kept_for_a_while_and_the_chain_stays_whole(struct testdb *db)
{
    struct proef p;
    int64_t n = 1000;

    begin(&p, db);
    schrijf(&p);
    MUST(store_write(db->store, mens_een, NULL, &p.e), &p.e);
    MUST(store_write(db->store, bewaar_tot, &n, &p.e), &p.e);
    assert_int_equal(n, 0); /* nothing is so old */
    n = time_ms() + 1000;
    MUST(store_write(db->store, bewaar_tot, &n, &p.e), &p.e);
    assert_int_equal(n, 1);
    assert_int_equal(controle(&p, STR("")).fout, 0);
    assert_int_equal(controle(&p, STR("")).gewist, 1);
    MUST(store_write(db->store, mens_een, NULL, &p.e), &p.e); /* and what came after stays to be missed */
    testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 10");
    assert_int_equal(controle(&p, STR("")).fout, 10);
    testdb_exec(db, "DELETE FROM spoor_inhoud WHERE spoor_id = 2"); /* nor is a change of that kind */
    assert_int_equal(controle(&p, STR("")).fout, 2);
    arena_done(&p.a);
}

static int stopt(struct conn *c, void *ctx, struct err *e)
{
    int rc = vijf(c, ctx, e);

    return rc ? rc : err_set(e, ERR_DATA, "toch niet");
}

static void what_did_not_happen_leaves_no_row(struct testdb *db)
{
    struct proef p;

    begin(&p, db);
    assert_int_equal(store_write(db->store, stopt, &p.a, &p.e), ERR_DATA);
    assert_int_equal(controle(&p, STR("")).rijen, 0);
    schrijf(&p);
    assert_int_equal(controle(&p, STR("")).fout, 0);
    arena_done(&p.a);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(what_is_written_is_whole_and_read_newest_first),
        TESTDB_CASE(whatever_is_done_to_a_row_is_found),
        TESTDB_CASE(a_row_taken_out_or_cut_off_is_missed),
        TESTDB_CASE(what_names_a_person_can_be_erased_and_the_chain_stays_whole),
        TESTDB_CASE(addresses_are_kept_for_a_while_and_the_chain_stays_whole),
        TESTDB_CASE(what_did_not_happen_leaves_no_row),
    };

    return testdb_main("spoor", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
