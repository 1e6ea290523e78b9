/* SPDX-License-Identifier: EUPL-1.2
 * Work that nobody asks for: begun when it is due or needed, once, however many lopers look; not beside
 * itself, and not again at once after it failed. */
#include "base/date.h"
#include "store/dbs.h"
#include "taak/taak.h"

#include <stdatomic.h>
#include <time.h>

enum { GEDULD_MS = 60000, POLL_MS = 20 };

struct proef {
    atomic_int gedaan, tegelijk, ergst;
    atomic_bool nodig, mislukt;
};

static void even(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static int doe(struct taak_werk *w, struct err *e)
{
    struct proef *p = w->ctx;
    int nu = atomic_fetch_add(&p->tegelijk, 1) + 1;

    if (nu > atomic_load(&p->ergst))
        atomic_store(&p->ergst, nu);
    for (int i = 0; i < 10; i++)
        even();
    atomic_fetch_sub(&p->tegelijk, 1);
    atomic_store(&p->nodig, false);
    atomic_fetch_add(&p->gedaan, 1);
    return atomic_load(&p->mislukt) ? err_set(e, ERR_DATA, "nee") : OK;
}

static int is_nodig(struct conn *c, void *ctx, bool *ret, struct err *e)
{
    struct proef *p = ctx;

    (void)c, (void)e;
    *ret = atomic_load(&p->nodig);
    return OK;
}

static const struct taak_soort op_verzoek[] = {{"zo-nodig", doe, is_nodig, 0}, {0}};
static const struct taak_soort dagelijks[] = {{"dagelijks", doe, NULL, 24 * 3600 * 1000}, {0}};

static const struct taak_soort *const alleen_nodig[] = {op_verzoek, NULL}, *const alleen_dag[] = {dagelijks,
                                                                                                  NULL};

static struct taak_loper *loper(struct testdb *db, struct proef *p, const struct taak_soort *const *soorten)
{
    struct taak_loper *l;
    struct err e;

    MUST(taak_loper_start(
             &(struct taak_config){.store = db->store, .soorten = soorten, .ctx = p, .poll_ms = POLL_MS}, &l,
             &e),
         &e);
    return l;
}

static bool wacht_op(atomic_int *wat, int hoeveel)
{
    int64_t tot = time_ms() + GEDULD_MS;

    while (atomic_load(wat) < hoeveel && time_ms() < tot)
        even();
    return atomic_load(wat) >= hoeveel;
}

static void work_that_is_needed_is_begun_once_by_whoever_looks_first(struct testdb *db)
{
    struct proef p = {0};
    struct taak_loper *een = loper(db, &p, alleen_nodig), *ander = loper(db, &p, alleen_nodig);

    for (int i = 0; i < 50; i++)
        even();
    assert_int_equal(atomic_load(&p.gedaan), 0); /* nothing is needed */
    for (int keer = 1; keer <= 3; keer++) {
        atomic_store(&p.nodig, true);
        assert_true(wacht_op(&p.gedaan, keer));
    }
    for (int i = 0; i < 50; i++)
        even();
    assert_int_equal(atomic_load(&p.gedaan), 3);
    assert_int_equal(atomic_load(&p.ergst), 1);
    taak_loper_stop(een, 10);
    taak_loper_stop(ander, 10);
    assert_int_equal(
        testdb_int(db, "SELECT COUNT(*) FROM taak WHERE soort = 'zo-nodig' AND status = 'klaar'"), 3);
}

static void what_failed_is_not_begun_again_at_once(struct testdb *db)
{
    struct proef p = {0};
    struct taak_loper *l;

    atomic_store(&p.nodig, true);
    atomic_store(&p.mislukt, true);
    l = loper(db, &p, alleen_nodig);
    assert_true(wacht_op(&p.gedaan, 1));
    atomic_store(&p.nodig, true);
    for (int i = 0; i < 150; i++)
        even();
    assert_int_equal(atomic_load(&p.gedaan), 1);
    testdb_exec(db, "UPDATE taak SET geeindigd = geeindigd - 61000");
    assert_true(wacht_op(&p.gedaan, 2)); /* a minute later it is */
    taak_loper_stop(l, 10);
}

static void what_is_daily_is_done_daily(struct testdb *db)
{
    struct proef p = {0};
    struct taak_loper *l = loper(db, &p, alleen_dag);

    assert_true(wacht_op(&p.gedaan, 1));
    for (int i = 0; i < 50; i++)
        even();
    assert_int_equal(atomic_load(&p.gedaan), 1);
    testdb_exec(db, "UPDATE taak SET gemaakt = gemaakt - 86400000");
    assert_true(wacht_op(&p.gedaan, 2));
    /* Its end is noted a moment after the work is done. */
    for (int i = 0; i < 1000 && testdb_int(db, "SELECT COUNT(*) FROM taak WHERE status = 'klaar'") < 2; i++)
        even();
    testdb_exec(db, "UPDATE taak SET gemaakt = gemaakt - 864000000, geeindigd = geeindigd - 864000000");
    assert_true(wacht_op(&p.gedaan, 3)); /* and what was done long ago makes room */
    taak_loper_stop(l, 10);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM taak WHERE soort = 'dagelijks'"), 1);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(work_that_is_needed_is_begun_once_by_whoever_looks_first),
        TESTDB_CASE(what_failed_is_not_begun_again_at_once),
        TESTDB_CASE(what_is_daily_is_done_daily),
    };

    return testdb_main("taak_ritme", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
