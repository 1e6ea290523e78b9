/* SPDX-License-Identifier: EUPL-1.2
 * Partijen: their werkgebied through time, and two that become one without losing what each was. */
#include "partij/partij.h"
#include "store/dbs.h"

struct proef {
    struct arena a;
    struct err e;
    struct testdb *db;
    int64_t id[4];
};

static int64_t een_partij(struct proef *p, struct conn *c, const char *naam, const char *kvk)
{
    int64_t id;

    MUST(partij_schrijf(
             c, NULL,
             &(struct partij){.soort = STR("corporatie"), .naam = str_from(naam), .kvk = str_from(kvk)}, &id,
             &p->e),
         &p->e);
    return id;
}

/* Four partijen, and four gebieden that are told apart by number only. */
static int vul(struct conn *c, void *ctx, struct err *e)
{
    struct proef *p = ctx;

    (void)e;
    p->id[0] = een_partij(p, c, "A", "11111111");
    p->id[1] = een_partij(p, c, "B", "");
    p->id[2] = een_partij(p, c, "C", "");
    p->id[3] = een_partij(p, c, "D", "");
    return OK;
}

static void begin(struct proef *p, struct testdb *db)
{
    *p = (struct proef){.db = db};
    arena_init(&p->a, 0);
    testdb_exec(db, "INSERT INTO levering (soort, leveraar, peildatum, bestand, sha256, bytes, wie, "
                    "ontvangen, status, reden, "
                    "eerste_cijfer, cijfers, verslag) VALUES ('x', '', 20250101, 'x', 'x', 0, 'x', 1, "
                    "'actief', '', 1, 0, '{}')");
    for (int i = 1; i <= 4; i++)
        testdb_exec(db,
                    str_fmt(&p->a,
                            "INSERT INTO gebied (code, soort, naam, van, tot, levering_id) SELECT 'GM000%d', "
                            "'gemeente', 'G%d', 20000101, 99991231, id FROM levering",
                            i, i)
                        .p);
    MUST(store_write(db->store, vul, p, &p->e), &p->e);
}

struct zet {
    int64_t partij, gebied[3];
    size_t n;
    date_t van;
};

static int zet_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct zet *z = ctx;

    return partij_werkgebied_zet(c, NULL, z->partij, z->gebied, z->n, z->van, e);
}

static void zet(struct proef *p, struct zet z)
{
    MUST(store_write(p->db->store, zet_doe, &z, &p->e), &p->e);
}

static bool raakt(struct proef *p, int64_t een, int64_t ander, date_t dag)
{
    struct conn *c;
    bool ret, in_lijst = false;
    int64_t *alle;
    size_t n;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(partij_raakt(c, een, ander, dag, &ret, &p->e), &p->e);
    MUST(partijen_rakend(c, &p->a, een, dag, &alle, &n, &p->e), &p->e);
    for (size_t i = 0; i < n; i++)
        in_lijst = in_lijst || alle[i] == ander;
    assert_int_equal(in_lijst, ret); /* one by one and all at once say the same */
    store_return(p->db->store, c);
    return ret;
}

static void where_one_works_changes_from_a_day_on_and_not_before(struct testdb *db)
{
    struct proef p;

    begin(&p, db);
    zet(&p, (struct zet){p.id[0], {1, 2}, 2, 20200101});
    zet(&p, (struct zet){p.id[1], {2, 3}, 2, 20200101});
    assert_true(raakt(&p, p.id[0], p.id[1], 20200101));
    assert_false(raakt(&p, p.id[0], p.id[1], 20191231));
    assert_false(raakt(&p, p.id[0], p.id[2], 20200101));
    zet(&p, (struct zet){p.id[0], {1, 4}, 2, 20230101}); /* leaves 2, comes to 4 */
    assert_true(raakt(&p, p.id[0], p.id[1], 20221231));
    assert_false(raakt(&p, p.id[0], p.id[1], 20230101));
    zet(&p, (struct zet){p.id[0], {1, 4}, 2, 20240101}); /* nothing new: no row either */
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM partij_werkgebied WHERE partij_id = 1"), 3);
    zet(&p, (struct zet){
                p.id[0], {1, 2}, 2, 20210101}); /* set anew from an earlier day: what was to come is gone */
    assert_true(raakt(&p, p.id[0], p.id[1], 20250101));
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM spoor WHERE daad = 'partij.werkgebied'"), 4);
    arena_done(&p.a);
}

struct samen {
    int64_t van, naar;
    date_t dag;
};

static int samen_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct samen *s = ctx;

    return partij_samenvoegen(c, NULL, s->van, s->naar, s->dag, e);
}

static int samen(struct proef *p, int64_t van, int64_t naar, date_t dag)
{
    return store_write(p->db->store, samen_doe, &(struct samen){van, naar, dag}, &p->e);
}

/* One by one, and all at once: they say the same. */
static bool buren(struct proef *p, int64_t een, int64_t ander, date_t dag)
{
    struct conn *c;
    bool ret, in_lijst = false;
    int64_t *alle;
    size_t n;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(partij_buren(c, een, ander, STR("x"), dag, &ret, &p->e), &p->e);
    MUST(partijen_burend(c, &p->a, een, STR("x"), dag, &alle, &n, &p->e), &p->e);
    for (size_t i = 0; i < n; i++) {
        assert_true(!i || alle[i - 1] < alle[i]); /* sorted, each once */
        in_lijst = in_lijst || alle[i] == ander;
    }
    assert_int_equal(in_lijst, ret);
    store_return(p->db->store, c);
    return ret;
}

static void neighbours_work_in_one_region_of_a_division_on_that_day(struct testdb *db)
{
    struct proef p;

    begin(&p, db);
    testdb_exec(db, "INSERT INTO indeling (code, naam, bron, geldig_van, levering_id) SELECT 'x', 'x', '', "
                    "20000101, id FROM levering");
    /* Gemeente 1 and 2 lie in region 4; 3 lay there until 2022. */
    for (int i = 1; i <= 3; i++)
        testdb_exec(db,
                    str_fmt(&p.a,
                            "INSERT INTO indeling_lid (indeling_id, regio_id, gemeente_id, van, tot, "
                            "levering_id) SELECT i.id, r.id, g.id, 20000101, %d, i.levering_id FROM indeling "
                            "i, gebied r, gebied g WHERE r.code = 'GM0004' AND g.code = 'GM000%d'",
                            i == 3 ? 20220101 : 99991231, i)
                        .p);
    zet(&p, (struct zet){p.id[0], {1, 3}, 2, 20200101});
    zet(&p, (struct zet){p.id[1], {2}, 1, 20200101});
    zet(&p, (struct zet){p.id[2], {3}, 1, 20200101});
    assert_true(buren(&p, p.id[0], p.id[1], 20200101));
    assert_true(buren(&p, p.id[1], p.id[0], 20250101));
    assert_true(buren(&p, p.id[1], p.id[2], 20211231));
    assert_false(buren(&p, p.id[1], p.id[2], 20220101)); /* its gemeente went to another region */
    assert_false(buren(&p, p.id[1], p.id[3], 20250101));
    assert_false(buren(&p, p.id[0], p.id[1], 20191231));
    MUST(samen(&p, p.id[1], p.id[3], 20240101), &p.e);
    assert_true(buren(&p, p.id[0], p.id[3], 20250101)); /* as whom it acts now */
    assert_false(buren(&p, p.id[2], p.id[3], 20250101));
    arena_done(&p.a);
}

static int64_t nu(struct proef *p, int64_t id)
{
    struct conn *c;
    int64_t ret;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(partij_nu(c, id, &ret, &p->e), &p->e);
    store_return(p->db->store, c);
    return ret;
}

static void two_that_merge_act_as_one_and_keep_what_was_theirs(struct testdb *db)
{
    struct proef p;

    begin(&p, db);
    zet(&p, (struct zet){p.id[0], {1}, 1, 20200101});
    zet(&p, (struct zet){p.id[1], {2}, 1, 20200101});
    zet(&p, (struct zet){p.id[3], {1}, 1, 20200101});
    assert_false(raakt(&p, p.id[1], p.id[3], 20250101));
    MUST(samen(&p, p.id[0], p.id[1], 20240101), &p.e);
    assert_int_equal(nu(&p, p.id[0]), p.id[1]);
    assert_true(raakt(&p, p.id[1], p.id[3], 20250101)); /* what A did there is now B's */
    assert_true(raakt(&p, p.id[1], p.id[3], 20231231)); /* and, of what went into it, was */
    assert_int_equal(
        testdb_int(db, "SELECT COUNT(*) FROM partij_werkgebied WHERE partij_id = 1 AND tot = 20240101"), 1);
    MUST(samen(&p, p.id[1], p.id[2], 20250101), &p.e); /* a chain is one step */
    assert_int_equal(nu(&p, p.id[0]), p.id[2]);
    assert_int_equal(nu(&p, p.id[1]), p.id[2]);
    assert_int_equal(testdb_int(db, "SELECT opgegaan_op FROM partij WHERE naam = 'A'"), 20240101);
    assert_int_equal(samen(&p, p.id[0], p.id[3], 20260101), ERR_CONFLICT);
    assert_int_equal(samen(&p, p.id[3], p.id[0], 20260101), ERR_CONFLICT);
    assert_int_equal(samen(&p, p.id[3], p.id[3], 20260101), ERR_CONFLICT);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM partij"), 4);
    arena_done(&p.a);
}

static int dubbel_doe(struct conn *c, void *ctx, struct err *e)
{
    int64_t id;

    return partij_schrijf(c, NULL, ctx, &id, e);
}

static void two_of_one_name_or_number_are_refused_until_one_is_gone(struct testdb *db)
{
    struct partij nieuw = {.soort = STR("corporatie"), .naam = STR("A"), .kvk = STR("")};
    struct proef p;

    begin(&p, db);
    assert_int_equal(store_write(db->store, dubbel_doe, &nieuw, &p.e), ERR_CONFLICT);
    nieuw.naam = STR("A anders");
    nieuw.kvk = STR("11111111");
    assert_int_equal(store_write(db->store, dubbel_doe, &nieuw, &p.e), ERR_CONFLICT);
    MUST(samen(&p, p.id[0], p.id[1], 20240101), &p.e);
    MUST(store_write(db->store, dubbel_doe, &nieuw, &p.e), &p.e);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM partij WHERE kvk = '11111111'"), 2);
    arena_done(&p.a);
}

static void what_is_filled_in_wrong_is_told(struct testdb *db)
{
    static const struct partij fout[] = {
        {.soort = STR_INIT("bank"), .naam = STR_INIT("x")},
        {.soort = STR_INIT("rijk"), .naam = STR_INIT("")},
        {.soort = STR_INIT("rijk"), .naam = STR_INIT("a\nb")},
        {.soort = STR_INIT("rijk"), .naam = STR_INIT("x"), .kvk = STR_INIT("1234567")},
        {.soort = STR_INIT("rijk"), .naam = STR_INIT("x"), .kvk = STR_INIT("1234567x")},
        {.soort = STR_INIT("rijk"), .naam = STR_INIT("x"), .cbs = STR_INIT("GM9999")},
    };
    static const struct partij goed = {
        .soort = STR_INIT("rijk"), .naam = STR_INIT("x"), .kvk = STR_INIT("12345678")};

    (void)db;
    assert_int_equal(partij_keur(&goed, NULL).n, 0);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        assert_true(partij_keur(&fout[i], NULL).n > 0);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(where_one_works_changes_from_a_day_on_and_not_before),
        TESTDB_CASE(neighbours_work_in_one_region_of_a_division_on_that_day),
        TESTDB_CASE(two_that_merge_act_as_one_and_keep_what_was_theirs),
        TESTDB_CASE(two_of_one_name_or_number_are_refused_until_one_is_gone),
        TESTDB_CASE(what_is_filled_in_wrong_is_told),
    };

    return testdb_main("partij", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
