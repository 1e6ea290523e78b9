/* SPDX-License-Identifier: EUPL-1.2
 * Waarnemingen on both databases: what was delivered, whole and in pieces, at any moment, and never a
 * confidential row alone. */
#include "store/dbs.h"

#include "cijfer/levering.h"
#include "cijfer/waarneming.h"
#include "wereld.h"

#include <string.h>

enum { N = 7 };

struct proef {
    struct testdb *db;
    struct wereld w;
    struct gebieden *g;
    struct arena a;
    struct err e;
    struct waarneming_rij gezien[2 * N];
    size_t n, per_keer;
};

static void op(struct proef *p, struct testdb *db)
{
    struct conn *c;

    *p = (struct proef){.db = db, .per_keer = SIZE_MAX};
    arena_init(&p->a, 0);
    wereld_maak(&p->w, 3);
    MUST(store_write(db->store, wereld_schrijf, &p->w, &p->e), &p->e);
    MUST(store_read(db->store, &c, &p->e), &p->e);
    MUST(gebieden_laad(c, &p->g, &p->e), &p->e);
    store_return(db->store, c);
}

static void af(struct proef *p)
{
    gebieden_free(p->g);
    wereld_klaar(&p->w);
    arena_done(&p->a);
}

static struct cijfer_nieuw *cijfer_bij(struct proef *p, struct levering_nieuw *l, size_t gebied,
                                       int64_t waarde, int32_t rij, unsigned vlag)
{
    struct reeks_nieuw r = {
        .onderwerp = STR("inwoners"), .bron = STR("bron-a"), .definitieset = STR("set-a")};

    VEC_PUSH(&p->a, &l->cijfer,
             ((struct cijfer_nieuw){.gebied = &p->g->gebied[gebied],
                                    .waarde = waarde,
                                    .reeks = levering_reeks(l, &r),
                                    .van = 20180101,
                                    .tot = 20180101,
                                    .rij = rij,
                                    .vlag = (uint8_t)vlag,
                                    .kolom = 1}));
    return &l->cijfer.at[l->cijfer.n - 1];
}

static int64_t levering_maak(struct proef *p)
{
    struct levering_nieuw l = {.a = &p->a,
                               .soort = STR("proef"),
                               .leveraar = STR(""),
                               .bestand = STR("proef.csv"),
                               .wie = STR("beproever"),
                               .inhoud = STR("inhoud"),
                               .peildatum = 20180101};
    struct levering_uitslag u;
    struct cijfer_nieuw *c;

    cijfer_bij(p, &l, 0, 10, 2, 0); /* 0: two confidential rows, and an open one beside them */
    cijfer_bij(p, &l, 0, 5, 3, VLAG_VERTROUWELIJK);
    cijfer_bij(p, &l, 0, 9, 13, VLAG_VERTROUWELIJK);
    cijfer_bij(p, &l, 1, 7, 4, VLAG_VERTROUWELIJK); /* 1: alone: an open row can be taken off the sum */
    cijfer_bij(p, &l, 1, 20, 12, 0);
    cijfer_bij(p, &l, 2, 3, 5,
               VLAG_VERTROUWELIJK); /* 2: two figures of one row, and a nought that hides nothing */
    cijfer_bij(p, &l, 2, 4, 5, VLAG_VERTROUWELIJK);
    cijfer_bij(p, &l, 2, 0, 6, 0);
    cijfer_bij(p, &l, 3, 1, 7, VLAG_VERTROUWELIJK); /* 3: two rows hide each other */
    cijfer_bij(p, &l, 3, 2, 8, VLAG_VERTROUWELIJK);
    c = cijfer_bij(p, &l, 4, 0, 9, 0); /* 4: missing */
    c->ontbreekt = ONTBREEKT_NVT;
    cijfer_bij(p, &l, 5, 42, 10, 0); /* 5: one figure */
    cijfer_bij(p, &l, 6, 0, 11, 0);  /* 6: a nought is a figure */
    MUST(levering_opslaan(p->db->store, p->g, &l, false, &u, &p->e), &p->e);
    return u.id;
}

static int bij(void *ctx, const struct waarneming_rij *r, struct err *e)
{
    struct proef *p = ctx;

    (void)e;
    assert_true(p->n < 2 * N);
    p->gezien[p->n++] = *r;
    return p->n % p->per_keer != 0;
}

/* Reads all, each piece over a connection of its own. */
static void lees(struct proef *p, int64_t stand)
{
    struct waarneming_vraag v = {.onderwerp = STR("inwoners"), .stand = stand};
    struct waarneming_lezer l = {0};
    struct conn *c;
    int rc = 1;

    p->n = 0;
    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(waarneming_blokken(c, &p->a, &v, &l.blok, &l.n, &p->e), &p->e);
    store_return(p->db->store, c);
    while (rc > 0) {
        MUST(store_read(p->db->store, &c, &p->e), &p->e);
        rc = waarneming_lees(c, p->g, &l, bij, p, &p->e);
        store_return(p->db->store, c);
    }
    assert_int_equal(rc, 0);
}

static void is(const struct waarneming_rij *r, bool heeft, int64_t waarde, enum cijfer_ontbreekt ontbreekt,
               int64_t cijfers)
{
    assert_int_equal(r->heeft, heeft);
    assert_int_equal(r->waarde, waarde);
    assert_int_equal(r->ontbreekt, ontbreekt);
    assert_int_equal(r->cijfers, cijfers);
    assert_true(r->eerste_id > 0);
}

static void a_confidential_row_is_seen_only_in_a_sum_that_hides_it(struct testdb *db)
{
    struct proef p;

    op(&p, db);
    levering_maak(&p);
    lees(&p, 0);
    assert_int_equal(p.n, N);
    is(&p.gezien[0], true, 24, ONTBREEKT_NIET, 3);
    is(&p.gezien[1], false, 0, ONTBREEKT_ONDERDRUKT, 2);
    is(&p.gezien[2], false, 0, ONTBREEKT_ONDERDRUKT, 3);
    is(&p.gezien[3], true, 3, ONTBREEKT_NIET, 2);
    is(&p.gezien[4], false, 0, ONTBREEKT_NVT, 1);
    is(&p.gezien[5], true, 42, ONTBREEKT_NIET, 1);
    is(&p.gezien[6], true, 0, ONTBREEKT_NIET, 1);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(p.gezien[i].cijfer_id != 0, i >= 4);
    af(&p);
}

static void read_in_pieces_it_is_the_same_and_ends(struct testdb *db)
{
    struct proef p;
    struct waarneming_rij heel[N];

    op(&p, db);
    levering_maak(&p);
    lees(&p, 0);
    memcpy(heel, p.gezien, sizeof heel);
    for (p.per_keer = 1; p.per_keer <= N + 1; p.per_keer++) {
        lees(&p, 0);
        assert_int_equal(p.n, N);
        for (size_t i = 0; i < N; i++) {
            assert_ptr_equal(p.gezien[i].gebied, heel[i].gebied);
            is(&p.gezien[i], heel[i].heeft, heel[i].waarde, heel[i].ontbreekt, heel[i].cijfers);
        }
    }
    af(&p);
}

static void what_was_withdrawn_is_read_at_the_moment_before(struct testdb *db)
{
    struct proef p;
    struct levering l;
    struct conn *c;
    int64_t id;

    op(&p, db);
    id = levering_maak(&p);
    MUST(store_read(db->store, &c, &p.e), &p.e);
    MUST(levering_lees(c, &p.a, id, &l, NULL, &p.e), &p.e);
    store_return(db->store, c);
    MUST(levering_intrekken(db->store, NULL, id, STR("proef"), &p.e), &p.e);
    lees(&p, INT64_MAX);
    assert_int_equal(p.n, 0);
    lees(&p, l.ontvangen);
    assert_int_equal(p.n, N);
    lees(&p, l.ontvangen - 1);
    assert_int_equal(p.n, 0);
    af(&p);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_confidential_row_is_seen_only_in_a_sum_that_hides_it),
        TESTDB_CASE(read_in_pieces_it_is_the_same_and_ends),
        TESTDB_CASE(what_was_withdrawn_is_read_at_the_moment_before),
    };

    return testdb_main("waarneming", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
