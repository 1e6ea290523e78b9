/* SPDX-License-Identifier: EUPL-1.2
 * The queue and its loper on both databases: result, progress, stop, failure, two lopers at once, and what is
 * left by a process that was killed. Waits for things to happen, never for a time. */
#include "doc/json.h"
#include "store/dbs.h"
#include "taak/taak.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { GEDULD_MS = 60000 }; /* how long before a test that waits has failed */

/* What the works of these tests share with their test. */
struct proef {
    atomic_int begonnen, klaar;
    atomic_bool ga_door;
    int pijp; /* written to once begun; for the tests that kill */
};

static void even(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

/* ---- Works ---- */

static int verdubbel_doe(struct taak_werk *w, struct err *e)
{
    const struct doc *n = doc_get(w->opdracht, STR("getal"));

    if (!n || n->type != DOC_INT)
        return err_set(e, ERR_DATA, "verwacht een getal");
    w->resultaat = doc_map(w->a);
    DOC_SET_INT(w->a, w->resultaat, "dubbel", 2 * n->i);
    DOC_SET_STR(w->a, w->resultaat, "bijlage", w->bijlage);
    return OK;
}

/* Waits until the test says go, or until it must stop. */
static int wacht_doe(struct taak_werk *w, struct err *e)
{
    struct proef *p = w->ctx;

    taak_voortgang(w, 3, 10, "rijen lezen");
    atomic_fetch_add(&p->begonnen, 1);
    if (p->pijp)
        dprintf(p->pijp, "%d\n", w->poging);
    while (!atomic_load(&p->ga_door)) {
        if (taak_moet_stoppen(w))
            return err_set(e, ERR_CANCELLED, "gestopt");
        even();
    }
    atomic_fetch_add(&p->klaar, 1);
    return OK;
}

static int weiger_doe(struct taak_werk *w, struct err *e)
{
    w->resultaat = doc_map(w->a);
    DOC_SET_INT(w->a, w->resultaat, "fouten", 2);
    return err_set(e, ERR_DATA, "rij 4, kolom B: verwacht een getal");
}

/* Words that are cut where they are kept: within a letter of two bytes, after a control sign. */
static int lang_doe(struct taak_werk *w, struct err *e)
{
    struct buf b;

    buf_init(&b, w->a, 4000);
    buf_lit(&b, "a\x01");
    for (int i = 0; i < 900; i++)
        buf_lit(&b, "é");
    taak_voortgang(w, 1, 2, str_cstr(w->a, buf_str(&b)));
    return err_set(e, ERR_DATA, "%.*s", STR_ARG(buf_str(&b)));
}

static int stuk_doe(struct taak_werk *w, struct err *e)
{
    (void)w;
    return err_set(e, ERR_ENV, "wachtwoord geheim van tabel x");
}

/* Adds one to a counter, in a transaction that also lays down that it was done. */
static int tel_in(struct conn *c, void *ctx, struct err *e)
{
    struct taak_werk *w = ctx;
    struct doc *d = doc_map(w->a);
    static const char sql[] = "UPDATE teller SET waarde = waarde + 1 WHERE naam = 'cijfer'";
    int rc = sql_run(c, sql, NULL, e, "");

    DOC_SET_INT(w->a, d, "levering", 12);
    return rc ? rc : taak_vastleggen(w, c, d, e);
}

static int tel_doe(struct taak_werk *w, struct err *e)
{
    struct proef *p = w->ctx;
    int rc = store_write(w->store, tel_in, w, e);

    atomic_fetch_add(&p->begonnen, 1);
    if (!rc && p->pijp) { /* committed; now the process is killed before the taak is marked */
        dprintf(p->pijp, "%d\n", w->poging);
        for (;;)
            pause();
    }
    return rc;
}

static const struct taak_soort soorten[] = {
    {"verdubbel", verdubbel_doe},
    {"wacht", wacht_doe},
    {"weiger", weiger_doe},
    {"stuk", stuk_doe},
    {"tel", tel_doe},
    {"lang", lang_doe},
    {0},
};
static const struct taak_soort *const tabellen[] = {soorten, NULL};

/* ---- Tools ---- */

static struct taak_loper *loper(struct store *s, struct proef *p, int threads)
{
    struct taak_loper *l;
    struct err e = {0};

    MUST(taak_loper_start(
             &(struct taak_config){
                 .store = s, .soorten = tabellen, .ctx = p, .threads = threads, .poll_ms = 20},
             &l, &e),
         &e);
    return l;
}

static struct str nieuw(struct arena *a, struct store *s, struct taak_loper *l, const char *soort,
                        int64_t getal)
{
    struct doc *d = doc_map(a);
    struct err e = {0};
    char sleutel[TAAK_SLEUTEL + 1];

    DOC_SET_INT(a, d, "getal", getal);
    MUST(taak_nieuw(
             s, l,
             &(struct taak_opdracht){.soort = str_from(soort), .wie = STR("A. de Vries"), .opdracht = d},
             NULL, sleutel, &e),
         &e);
    return str_dup(a, str_from(sleutel));
}

static struct taak lees(struct arena *a, struct store *s, struct str sleutel)
{
    struct taak t;
    struct conn *c;
    struct err e = {0};

    MUST(store_read(s, &c, &e), &e);
    MUST(taak_lees(c, a, sleutel, &t, &e), &e);
    store_return(s, c);
    return t;
}

static struct taak einde(struct arena *a, struct store *s, struct taak_loper *l, struct str sleutel)
{
    if (!taak_wacht_op(s, l, sleutel, GEDULD_MS))
        fail_msg("taak is na een minuut nog %s", taak_status_naam(lees(a, s, sleutel).status).p);
    return lees(a, s, sleutel);
}

static void wacht_op(atomic_int *teller, int n)
{
    for (int i = 0; atomic_load(teller) < n; i++) {
        if (i > GEDULD_MS / 2)
            fail_msg("het werk is niet begonnen");
        even();
    }
}

static int64_t getal(const struct doc *d, const char *naam)
{
    const struct doc *v = doc_get(d, str_from(naam));

    assert_non_null(v);
    return v->i;
}

/* ---- Cases ---- */

static void a_taak_is_done_and_gives_its_result(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 2);
    struct taak t;

    arena_init(&a, 0);
    t = einde(&a, db->store, l, nieuw(&a, db->store, l, "verdubbel", 21));
    assert_int_equal(t.status, TAAK_KLAAR);
    assert_int_equal(getal(t.resultaat, "dubbel"), 42);
    assert_int_equal(t.pogingen, 1);
    assert_true(str_is(t.wie, "A. de Vries"));
    assert_true(t.geeindigd >= t.begonnen && t.begonnen >= t.gemaakt);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void work_of_another_process_is_found(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct str sleutel;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "verdubbel", 4); /* nobody wakes the loper */
    assert_int_equal(einde(&a, db->store, l, sleutel).status, TAAK_KLAAR);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void progress_is_seen_at_once_and_soon_by_others(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct str sleutel;
    struct taak t;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, l, "wacht", 0);
    wacht_op(&p.begonnen, 1);
    t = lees(&a, db->store, sleutel);
    taak_nu(l, &a, &t);
    assert_int_equal(t.status, TAAK_BEZIG);
    assert_int_equal(t.gedaan, 3);
    assert_int_equal(t.totaal, 10);
    assert_true(str_is(t.bericht, "rijen lezen"));
    for (int i = 0; lees(&a, db->store, sleutel).gedaan != 3; i++) {
        assert_true(i < GEDULD_MS / 2);
        even();
    }
    atomic_store(&p.ga_door, true);
    t = einde(&a, db->store, l, sleutel);
    assert_int_equal(t.status, TAAK_KLAAR);
    assert_int_equal(t.gedaan, t.totaal);
    assert_null(t.resultaat);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void one_that_waits_is_stopped_without_being_begun(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l;
    struct err e = {0};
    struct str sleutel;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "wacht", 0);
    MUST(taak_stop_vraag(db->store, NULL, sleutel, &e), &e);
    assert_int_equal(lees(&a, db->store, sleutel).status, TAAK_GESTOPT);
    MUST(taak_stop_vraag(db->store, NULL, sleutel, &e), &e); /* twice is once */
    l = loper(db->store, &p, 1);
    (void)einde(&a, db->store, l, nieuw(&a, db->store, l, "verdubbel", 1));
    assert_int_equal(atomic_load(&p.begonnen), 0);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void one_that_runs_is_stopped_here_and_from_another_process(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct err e = {0};

    arena_init(&a, 0);
    for (int i = 0; i < 2; i++) {
        struct str sleutel = nieuw(&a, db->store, l, "wacht", 0);
        struct taak t;

        wacht_op(&p.begonnen, i + 1);
        MUST(taak_stop_vraag(db->store, i ? NULL : l, sleutel, &e), &e);
        t = einde(&a, db->store, l, sleutel);
        assert_int_equal(t.status, TAAK_GESTOPT);
        assert_true(t.bericht.n > 0);
    }
    assert_int_equal(atomic_load(&p.klaar), 0);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void one_that_has_ended_cannot_be_stopped(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct err e = {0};
    struct str sleutel;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, l, "verdubbel", 1);
    (void)einde(&a, db->store, l, sleutel);
    assert_int_equal(taak_stop_vraag(db->store, l, sleutel, &e), ERR_CONFLICT);
    assert_int_equal(taak_stop_vraag(db->store, l, STR("0123456789abcdef0123456789abcdef"), &e),
                     ERR_NOT_FOUND);
    assert_int_equal(taak_stop_vraag(db->store, l, STR("' OR 1=1"), &e), ERR_NOT_FOUND);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void a_refusal_keeps_its_words_and_a_fault_of_ours_does_not_show(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct taak t;

    arena_init(&a, 0);
    t = einde(&a, db->store, l, nieuw(&a, db->store, l, "weiger", 1));
    assert_int_equal(t.status, TAAK_MISLUKT);
    assert_true(str_is(t.bericht, "rij 4, kolom B: verwacht een getal"));
    assert_int_equal(getal(t.resultaat, "fouten"), 2);
    t = einde(&a, db->store, l, nieuw(&a, db->store, l, "stuk", 1));
    assert_int_equal(t.status, TAAK_MISLUKT);
    assert_null(strstr(str_cstr(&a, t.bericht), "geheim"));
    assert_non_null(strstr(str_cstr(&a, t.bericht), "taaknummer"));
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void words_that_were_cut_within_a_letter_are_kept_as_text(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct taak t;

    arena_init(&a, 0);
    t = einde(&a, db->store, l, nieuw(&a, db->store, l, "lang", 1));
    assert_int_equal(t.status, TAAK_MISLUKT);
    assert_int_equal(t.pogingen, 1);
    assert_true(t.bericht.n > 900 && utf8_valid(t.bericht));
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void a_kind_that_we_do_not_know_is_left_alone(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct str vreemd;

    arena_init(&a, 0);
    vreemd = nieuw(&a, db->store, l, "van-later", 1);
    assert_int_equal(einde(&a, db->store, l, nieuw(&a, db->store, l, "verdubbel", 1)).status, TAAK_KLAAR);
    assert_int_equal(lees(&a, db->store, vreemd).status, TAAK_WACHT);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void closing_puts_running_work_back_and_does_not_count_it(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct str sleutel;
    struct taak t;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, l, "wacht", 0);
    wacht_op(&p.begonnen, 1);
    taak_loper_stop(l, 0);
    t = lees(&a, db->store, sleutel);
    assert_int_equal(t.status, TAAK_WACHT);
    assert_int_equal(t.pogingen, 0);
    atomic_store(&p.ga_door, true);
    l = loper(db->store, &p, 1);
    t = einde(&a, db->store, l, sleutel);
    assert_int_equal(t.status, TAAK_KLAAR);
    assert_int_equal(t.pogingen, 1);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void closing_lets_work_finish_that_can(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct str sleutel;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, l, "wacht", 0);
    wacht_op(&p.begonnen, 1);
    atomic_store(&p.ga_door, true);
    taak_loper_stop(l, 60);
    assert_int_equal(lees(&a, db->store, sleutel).status, TAAK_KLAAR);
    arena_done(&a);
}

static void two_lopers_share_the_work_and_do_each_once(struct testdb *db)
{
    enum { N = TAAK_WIE_WACHT };
    struct proef p = {0};
    struct arena a;
    struct store *tweede;
    struct taak_loper *een, *twee;
    struct str sleutel[N];
    struct err e = {0};
    int64_t eerst = testdb_int(db, "SELECT waarde FROM teller WHERE naam = 'cijfer'");

    arena_init(&a, 0);
    MUST(store_open(&tweede, str_from(db->url), 0, &e), &e);
    for (int i = 0; i < N; i++)
        sleutel[i] = nieuw(&a, db->store, NULL, "tel", i);
    een = loper(db->store, &p, 2);
    twee = loper(tweede, &p, 2);
    for (int i = 0; i < N; i++)
        assert_int_equal(einde(&a, db->store, een, sleutel[i]).status, TAAK_KLAAR);
    assert_int_equal(testdb_int(db, "SELECT waarde FROM teller WHERE naam = 'cijfer'"), eerst + N);
    taak_loper_stop(een, 0);
    taak_loper_stop(twee, 0);
    store_close(tweede);
    arena_done(&a);
}

static void continuing_twice_is_continuing_once_with_the_same_bijlage(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct err e = {0};
    struct doc *d;
    char een[TAAK_SLEUTEL + 1], twee[TAAK_SLEUTEL + 1], drie[TAAK_SLEUTEL + 1];
    int64_t id, ook;
    struct taak t;
    struct taak_opdracht o = {.soort = STR("wacht"), .bijlage = STR("gemeente;aantal\nBeek;12\n")};

    arena_init(&a, 0);
    d = doc_map(&a);
    DOC_SET_INT(&a, d, "getal", 5);
    atomic_store(&p.ga_door, true);
    MUST(taak_nieuw(db->store, l, &o, &id, een, &e), &e);
    (void)einde(&a, db->store, l, str_from(een));
    o = (struct taak_opdracht){.soort = STR("verdubbel"), .opdracht = d, .na = id};
    MUST(taak_nieuw(db->store, l, &o, &id, twee, &e), &e);
    t = einde(&a, db->store, l, str_from(twee));
    assert_true(str_is(doc_get_str(t.resultaat, STR("bijlage")), "gemeente;aantal\nBeek;12\n"));
    MUST(taak_nieuw(db->store, l, &o, &ook, drie, &e), &e);
    assert_int_equal(id, ook);
    assert_string_equal(twee, drie);
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM taak_bijlage"), 1);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void too_much_that_waits_is_refused(struct testdb *db)
{
    struct arena a;
    struct err e = {0};
    char sleutel[TAAK_SLEUTEL + 1];

    arena_init(&a, 0);
    for (int i = 0; i < TAAK_WACHT_MAX; i++) {
        struct str wie = str_fmt(&a, "Mens %d", i / TAAK_WIE_WACHT);

        MUST(taak_nieuw(db->store, NULL, &(struct taak_opdracht){.soort = STR("verdubbel"), .wie = wie}, NULL,
                        sleutel, &e),
             &e);
    }
    assert_int_equal(
        taak_nieuw(db->store, NULL, &(struct taak_opdracht){.soort = STR("verdubbel")}, NULL, sleutel, &e),
        ERR_LIMIT);
    arena_done(&a);
}

static void one_person_leaves_room_for_others(struct testdb *db)
{
    struct taak_opdracht o = {.soort = STR("verdubbel"), .wie = STR("A. de Vries"), .bijlage = STR("inhoud")};
    char sleutel[TAAK_SLEUTEL + 1];
    struct err e = {0};

    for (int i = 0; i < TAAK_WIE_WACHT; i++)
        MUST(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), &e);
    assert_int_equal(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), ERR_LIMIT);
    o.wie = STR("B. Bakker");
    MUST(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), &e);
    /* Files that lie there count as long as they lie there. */
    testdb_exec(db, "UPDATE taak SET status = 'klaar', wie = 'A. de Vries'");
    testdb_exec(db, "UPDATE taak_bijlage SET bytes = 1073741824 WHERE id = 1");
    MUST(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), &e);
    o.wie = STR("A. de Vries");
    assert_int_equal(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "te veel bestanden"));
    o.bijlage = (struct str){NULL, 0};
    MUST(taak_nieuw(db->store, NULL, &o, NULL, sleutel, &e), &e);
}

static void work_of_a_process_out_of_sight_is_taken_only_after_a_long_silence(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l;
    struct str vers, oud;

    arena_init(&a, 0);
    vers = nieuw(&a, db->store, NULL, "verdubbel", 1);
    testdb_exec(db, "UPDATE taak SET status = 'bezig', pogingen = 1, loper = 'elders:1:2:3:4', hartslag = "
                    "99999999999999");
    oud = nieuw(&a, db->store, NULL, "verdubbel", 2);
    testdb_exec(db, "UPDATE taak SET status = 'bezig', pogingen = 1, loper = 'elders:1:2:3:5', hartslag = "
                    "1000 WHERE status = 'wacht'");
    l = loper(db->store, &p, 1);
    assert_int_equal(einde(&a, db->store, l, oud).status, TAAK_KLAAR);
    assert_int_equal(lees(&a, db->store, vers).status, TAAK_BEZIG);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void a_bijlage_is_let_go_a_week_after_the_end(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l = loper(db->store, &p, 1);
    struct err e = {0};
    struct str sleutel;
    char s[TAAK_SLEUTEL + 1];

    arena_init(&a, 0);
    MUST(taak_nieuw(db->store, l, &(struct taak_opdracht){.soort = STR("weiger"), .bijlage = STR("x")}, NULL,
                    s, &e),
         &e);
    sleutel = str_from(s);
    assert_true(einde(&a, db->store, l, sleutel).heeft_bijlage);
    taak_loper_stop(l, 0);
    testdb_exec(db, "UPDATE taak SET geeindigd = 1000");
    l = loper(db->store, &p, 1); /* tidies when it starts */
    for (int i = 0; lees(&a, db->store, sleutel).heeft_bijlage; i++) {
        assert_true(i < GEDULD_MS / 2);
        even();
    }
    assert_int_equal(testdb_int(db, "SELECT COUNT(*) FROM taak_bijlage"), 0);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

/* ---- Killed ---- */

/* Starts a process with a loper of its own, waits until its work says that it has come to its worst moment,
 * and kills it. The test's own store is closed meanwhile: SQLite must not be carried over a fork. */
static void kill_one(struct testdb *db)
{
    int pijp[2], status;
    char teken;
    pid_t kind;

    assert_int_equal(pipe(pijp), 0);
    store_close(db->store);
    db->store = NULL;
    fflush(stdout);
    kind = fork();
    assert_true(kind >= 0);
    if (!kind) {
        struct proef p = {.pijp = pijp[1]};
        struct taak_loper *l;
        struct store *s;
        struct err e = {0};

        alarm(120);
        if (store_open(&s, str_from(db->url), 0, &e) ||
            taak_loper_start(
                &(struct taak_config){
                    .store = s, .soorten = tabellen, .ctx = &p, .threads = 1, .poll_ms = 20},
                &l, &e))
            _exit(1);
        for (;;)
            pause();
    }
    close(pijp[1]);
    assert_int_equal(read(pijp[0], &teken, 1), 1); /* 0: the child died of itself */
    close(pijp[0]);
    kill(kind, SIGKILL);
    assert_int_equal(waitpid(kind, &status, 0), kind);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    testdb_reopen(db);
}

static void work_of_a_killed_process_is_begun_again_at_the_next_start(struct testdb *db)
{
    struct proef p = {.ga_door = true};
    struct arena a;
    struct taak_loper *l;
    struct str sleutel;
    struct taak t;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "wacht", 0);
    kill_one(db);
    assert_int_equal(lees(&a, db->store, sleutel).status, TAAK_BEZIG);
    l = loper(db->store, &p, 1);
    t = einde(&a, db->store, l, sleutel);
    assert_int_equal(t.status, TAAK_KLAAR);
    assert_int_equal(t.pogingen, 2);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void work_that_kills_its_process_three_times_has_failed(struct testdb *db)
{
    struct proef p = {.ga_door = true};
    struct arena a;
    struct taak_loper *l;
    struct str sleutel;
    struct taak t;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "wacht", 0);
    for (int i = 0; i < TAAK_POGINGEN; i++)
        kill_one(db);
    l = loper(db->store, &p, 1);
    t = einde(&a, db->store, l, sleutel);
    assert_int_equal(t.status, TAAK_MISLUKT);
    assert_int_equal(atomic_load(&p.begonnen), 0);
    assert_non_null(strstr(str_cstr(&a, t.bericht), "3 keer"));
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void work_that_was_committed_before_the_kill_is_not_done_again(struct testdb *db)
{
    struct proef p = {0};
    struct arena a;
    struct taak_loper *l;
    struct str sleutel;
    struct taak t;
    int64_t eerst = testdb_int(db, "SELECT waarde FROM teller WHERE naam = 'cijfer'");

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "tel", 0);
    kill_one(db);
    assert_int_equal(lees(&a, db->store, sleutel).status, TAAK_BEZIG);
    l = loper(db->store, &p, 1);
    t = einde(&a, db->store, l, sleutel);
    assert_int_equal(t.status, TAAK_KLAAR);
    assert_int_equal(getal(t.resultaat, "levering"), 12);
    assert_int_equal(atomic_load(&p.begonnen), 0);
    assert_int_equal(testdb_int(db, "SELECT waarde FROM teller WHERE naam = 'cijfer'"), eerst + 1);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

static void a_stop_that_a_kill_came_before_is_not_forgotten(struct testdb *db)
{
    struct proef p = {.ga_door = true};
    struct arena a;
    struct taak_loper *l;
    struct str sleutel;

    arena_init(&a, 0);
    sleutel = nieuw(&a, db->store, NULL, "wacht", 0);
    kill_one(db);
    testdb_exec(db, "UPDATE taak SET stoppen = 1");
    l = loper(db->store, &p, 1);
    assert_int_equal(einde(&a, db->store, l, sleutel).status, TAAK_GESTOPT);
    assert_int_equal(atomic_load(&p.begonnen), 0);
    taak_loper_stop(l, 0);
    arena_done(&a);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_taak_is_done_and_gives_its_result),
        TESTDB_CASE(work_of_another_process_is_found),
        TESTDB_CASE(progress_is_seen_at_once_and_soon_by_others),
        TESTDB_CASE(one_that_waits_is_stopped_without_being_begun),
        TESTDB_CASE(one_that_runs_is_stopped_here_and_from_another_process),
        TESTDB_CASE(one_that_has_ended_cannot_be_stopped),
        TESTDB_CASE(a_refusal_keeps_its_words_and_a_fault_of_ours_does_not_show),
        TESTDB_CASE(words_that_were_cut_within_a_letter_are_kept_as_text),
        TESTDB_CASE(a_kind_that_we_do_not_know_is_left_alone),
        TESTDB_CASE(closing_puts_running_work_back_and_does_not_count_it),
        TESTDB_CASE(closing_lets_work_finish_that_can),
        TESTDB_CASE(two_lopers_share_the_work_and_do_each_once),
        TESTDB_CASE(continuing_twice_is_continuing_once_with_the_same_bijlage),
        TESTDB_CASE(too_much_that_waits_is_refused),
        TESTDB_CASE(one_person_leaves_room_for_others),
        TESTDB_CASE(work_of_a_process_out_of_sight_is_taken_only_after_a_long_silence),
        TESTDB_CASE(a_bijlage_is_let_go_a_week_after_the_end),
        TESTDB_CASE(work_of_a_killed_process_is_begun_again_at_the_next_start),
        TESTDB_CASE(work_that_kills_its_process_three_times_has_failed),
        TESTDB_CASE(work_that_was_committed_before_the_kill_is_not_done_again),
        TESTDB_CASE(a_stop_that_a_kill_came_before_is_not_forgotten),
    };

    return testdb_main("taak", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
