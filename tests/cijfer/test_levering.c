/* SPDX-License-Identifier: EUPL-1.2
 * Leveringen on both databases: superseding, withdrawing, any moment shown again, the same file twice,
 * rehearsals; and of every row of many tables over made-up worlds that its address leads to the same figure,
 * made of parts that add up to it. */
#include "store/dbs.h"

#include "cijfer/levering.h"
#include "doc/json.h"
#include "wereld.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct proef {
    struct testdb *db;
    struct wereld w;
    struct gebieden *g; /* as loaded */
    struct arena a;
    struct err e;
    int64_t teller; /* makes every file another */
};

static void op(struct proef *p, struct testdb *db, uint64_t nummer)
{
    struct conn *c;

    *p = (struct proef){.db = db};
    arena_init(&p->a, 0);
    wereld_maak(&p->w, nummer);
    MUST(store_write(db->store, wereld_schrijf, &p->w, &p->e), &p->e);
    MUST(store_read(db->store, &c, &p->e), &p->e);
    MUST(gebieden_laad(c, &p->g, &p->e), &p->e);
    store_return(db->store, c);
    assert_int_equal(p->g->n, p->w.g->n);
}

static void af(struct proef *p)
{
    gebieden_free(p->g);
    wereld_klaar(&p->w);
    arena_done(&p->a);
}

static struct levering_nieuw nieuw(struct proef *p, const char *soort, const char *leveraar, date_t peildatum)
{
    struct levering_nieuw l = {.a = &p->a,
                               .soort = str_from(soort),
                               .leveraar = str_from(leveraar),
                               .bestand = STR("proef.csv"),
                               .wie = STR("beproever"),
                               .peildatum = peildatum};

    l.inhoud = str_fmt(&p->a, "inhoud %lld", (long long)++p->teller);
    return l;
}

static struct cijfer_nieuw *cijfer_bij(struct proef *p, struct levering_nieuw *l, struct reeks_nieuw r,
                                       size_t gebied, date_t van, date_t tot, int64_t waarde)
{
    if (!r.bron.n)
        r.bron = STR("bron-a");
    if (!r.definitieset.n)
        r.definitieset = STR("set-a");
    VEC_PUSH(&p->a, &l->cijfer,
             ((struct cijfer_nieuw){.gebied = &p->g->gebied[gebied],
                                    .waarde = waarde,
                                    .reeks = levering_reeks(l, &r),
                                    .van = van,
                                    .tot = tot,
                                    .rij = (int32_t)l->cijfer.n + 2,
                                    .kolom = 1}));
    return &l->cijfer.at[l->cijfer.n - 1];
}

static int64_t sla_op(struct proef *p, struct levering_nieuw *l, struct levering_uitslag *u)
{
    MUST(levering_opslaan(p->db->store, p->g, l, false, u, &p->e), &p->e);
    assert_true(u->id > 0);
    return u->id;
}

static struct cijfer_tabel tabel(struct proef *p, struct cijfer_vraag v)
{
    struct cijfer_tabel t;
    struct conn *c;

    if (!v.indeling.n)
        v.indeling = STR("gemeente");
    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(cijfer_antwoord(c, p->g, &p->a, &v, &t, &p->e), &p->e);
    store_return(p->db->store, c);
    return t;
}

static struct doc *herkomst(struct proef *p, struct str id)
{
    struct doc *d;
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    if (cijfer_herkomst(c, p->g, &p->a, id, &d, &p->e))
        fail_msg("%.*s: %s", STR_ARG(id), p->e.text);
    store_return(p->db->store, c);
    return d;
}

static int64_t moment(struct proef *p, int64_t levering)
{
    struct levering l;
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(levering_lees(c, &p->a, levering, &l, NULL, &p->e), &p->e);
    store_return(p->db->store, c);
    return l.ontvangen;
}

static void a_page_of_any_moment_is_shown_again_as_it_was(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct reeks_nieuw r = {.onderwerp = STR("inwoners")};
    struct levering_nieuw l;
    int64_t id[3], toen[3];

    op(&p, db, 1);
    for (int i = 0; i < 3; i++) { /* the same soort, leveraar and peildatum: each supersedes the one before */
        l = nieuw(&p, "proef", "", 20180101);
        cijfer_bij(&p, &l, r, 0, 20180101, 20180101, 100 + i);
        cijfer_bij(&p, &l, r, 1, 20180101, 20180101, 50);
        if (i == 2)
            l.cijfer.n = 1; /* the second figure is gone */
        id[i] = sla_op(&p, &l, &u);
        toen[i] = moment(&p, id[i]);
        assert_int_equal(u.vervangt, i ? id[i - 1] : 0);
        assert_int_equal(u.nieuw, i ? 0 : 2);
        assert_int_equal(u.gewijzigd, i ? 1 : 0);
        assert_int_equal(u.gelijk, i == 1 ? 1 : 0);
        assert_int_equal(u.verdwenen, i == 2 ? 1 : 0);
        assert_true(!i || toen[i] > toen[i - 1]);
    }
    MUST(levering_intrekken(db->store, NULL, id[2], STR("verkeerd bestand"), &p.e), &p.e);
    for (int i = 0; i < 3; i++) {
        struct cijfer_tabel t =
            tabel(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners"), .stand = toen[i]});

        assert_int_equal(t.totaal.waarde, 100 + i + (i < 2 ? 50 : 0));
        assert_int_equal(t.totaal.aanwezig, i < 2 ? 2 : 1);
        t = tabel(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners"), .stand = toen[i] - 1});
        assert_int_equal(t.totaal.heeft ? t.totaal.waarde : -1, i ? 100 + i - 1 + 50 : -1);
    }
    assert_false(tabel(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners")})
                     .totaal.heeft); /* withdrawn, and what it superseded stays so */
    assert_int_equal(levering_intrekken(db->store, NULL, id[2], STR(""), &p.e), ERR_CONFLICT);
    assert_int_equal(levering_intrekken(db->store, NULL, id[0], STR(""), &p.e), ERR_CONFLICT);
    assert_int_equal(levering_intrekken(db->store, NULL, 999999, STR(""), &p.e), ERR_NOT_FOUND);
    assert_int_equal(levering_intrekken(db->store, NULL, 1, STR(""), &p.e),
                     ERR_CONFLICT); /* reference tables are replaced */
    af(&p);
}

static void a_figure_that_vanishes_is_shown_with_its_onderwerp(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct levering_nieuw l;
    const struct doc *v;

    op(&p, db, 1);
    for (int i = 0; i < 2; i++) { /* the second levering has nothing of the reeks of which the first was */
        l = nieuw(&p, "proef", "", 20180101);
        cijfer_bij(&p, &l, (struct reeks_nieuw){.onderwerp = i ? STR("woningen") : STR("inwoners")}, 0,
                   20180101, 20180101, 100);
        sla_op(&p, &l, &u);
    }
    assert_int_equal(u.verdwenen, 1);
    assert_int_equal(u.voorbeelden->list.n, 1);
    v = u.voorbeelden->list.at[0];
    assert_true(str_is(doc_get_str(v, STR("onderwerp")), "inwoners"));
    assert_true(doc_get(v, STR("wordt"))->type == DOC_NULL);
    af(&p);
}

static void the_same_file_twice_is_refused_until_it_is_withdrawn(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct reeks_nieuw r = {.onderwerp = STR("inwoners")};
    struct levering_nieuw l;
    int64_t id;

    op(&p, db, 2);
    l = nieuw(&p, "proef", "", 20180101);
    cijfer_bij(&p, &l, r, 0, 20180101, 20180101, 7);
    id = sla_op(&p, &l, &u);
    assert_int_equal(levering_opslaan(db->store, p.g, &l, false, &u, &p.e), ERR_CONFLICT);
    assert_non_null(strstr(p.e.text, "al geleverd"));
    assert_non_null(strstr(p.e.text, "proef.csv"));
    l.peildatum = 20190101;
    assert_int_equal(levering_opslaan(db->store, p.g, &l, false, &u, &p.e), ERR_CONFLICT);
    assert_int_equal(levering_opslaan(db->store, p.g, &l, true, &u, &p.e), ERR_CONFLICT);
    l.soort = STR("anders"); /* read by another importer it is another delivery */
    sla_op(&p, &l, &u);
    MUST(levering_intrekken(db->store, NULL, id, STR("proef"), &p.e), &p.e);
    l.soort = STR("proef");
    sla_op(&p, &l, &u);
    af(&p);
}

static void a_rehearsal_tells_and_leaves_nothing(struct testdb *db)
{
    static const char *const tafels[] = {
        "levering", "levering_bestand", "levering_inhoud", "cijfer", "reeks", "onderwerp", "bron"};
    struct proef p;
    struct levering_uitslag u;
    struct reeks_nieuw r = {.onderwerp = STR("nieuw-onderwerp")};
    struct levering_nieuw l;
    int64_t n[7];

    op(&p, db, 3);
    for (int k = 0; k < 7; k++)
        n[k] = testdb_int(db, str_fmt(&p.a, "SELECT COUNT(*) FROM %s", tafels[k]).p);
    l = nieuw(&p, "proef", "", 20180101);
    VEC_PUSH(&p.a, &l.onderwerp,
             ((struct onderwerp){.code = STR("nieuw-onderwerp"),
                                 .naam = STR("Nieuw"),
                                 .eenheid = STR("stuks"),
                                 .omschrijving = STR(""),
                                 .definitieset = STR("set-a")}));
    cijfer_bij(&p, &l, r, 0, 20180101, 20180101, 7);
    MUST(levering_opslaan(db->store, p.g, &l, true, &u, &p.e), &p.e);
    assert_int_equal(u.id, 0);
    assert_int_equal(u.nieuw, 1);
    for (int k = 0; k < 7; k++)
        assert_int_equal(testdb_int(db, str_fmt(&p.a, "SELECT COUNT(*) FROM %s", tafels[k]).p), n[k]);
    assert_int_equal(testdb_int(db, "SELECT waarde FROM teller WHERE naam = 'cijfer'"), 0);
    sla_op(&p, &l, &u);
    cijfer_bij(&p, &l, r, 1, 20180101, 20180101, LEVERING_WAARDE_MAX + 1);
    l.inhoud = STR("anders");
    assert_int_equal(levering_opslaan(db->store, p.g, &l, false, &u, &p.e), ERR_DATA);
    af(&p);
}

struct schrijver {
    struct proef *p;
    struct levering_nieuw l;
    struct arena a;
    int rc;
};

static void *schrijf(void *ctx)
{
    struct schrijver *s = ctx;
    struct levering_uitslag u;
    struct err e;

    s->rc = levering_opslaan(s->p->db->store, s->p->g, &s->l, false, &u, &e);
    return NULL;
}

static void of_two_at_once_one_supersedes_the_other(struct testdb *db)
{
    struct proef p;
    struct schrijver s[4];
    pthread_t t[4];

    op(&p, db, 4);
    for (int i = 0; i < 4; i++) {
        s[i] = (struct schrijver){.p = &p};
        s[i].l = nieuw(&p, "proef", "", 20180101);
        cijfer_bij(&p, &s[i].l, (struct reeks_nieuw){.onderwerp = STR("inwoners")}, 0, 20180101, 20180101,
                   1000 + i);
        arena_init(&s[i].a, 0);
    }
    for (int i = 0; i < 4; i++) {
        s[i].l.a = &s[i].a; /* from here on each has its own */
        assert_int_equal(pthread_create(&t[i], NULL, schrijf, &s[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(t[i], NULL);
        assert_int_equal(s[i].rc, OK);
        arena_done(&s[i].a);
    }
    assert_int_equal(
        testdb_int(db, "SELECT COUNT(*) FROM levering WHERE soort = 'proef' AND status = 'actief'"), 1);
    assert_int_equal(
        testdb_int(db, "SELECT COUNT(*) FROM levering WHERE soort = 'proef' AND status = 'vervangen'"), 3);
    assert_int_equal(
        testdb_int(db, "SELECT COUNT(*) FROM cijfer a JOIN levering l ON l.id = a.levering_id WHERE a.id NOT "
                       "BETWEEN l.eerste_cijfer AND l.eerste_cijfer + l.cijfers - 1"),
        0);
    assert_true(tabel(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners")}).totaal.waarde >= 1000);
    af(&p);
}

/* Several bronnen, leveraars, definitions, years, horizons, regions, missing figures and confidential ones.
 */
static void vul(struct proef *p)
{
    static const char *const onderwerpen[] = {"inwoners",      "woningen",   "opgave", "plannen-hard",
                                              "plannen-zacht", "realisatie", "aandeel"};
    struct wereld *w = &p->w;

    for (int i = 0; i < 14; i++) {
        int jaar = 2018 + (int)w_getal(w, 8);
        struct levering_nieuw l =
            nieuw(p, w_kans(w, 50) ? "een" : "twee", w_kans(w, 70) ? "" : "ander", jaar * 10000 + 1231);
        struct levering_uitslag u;
        const char *bron = w_kans(w, 70) ? "bron-a" : "bron-b";

        for (size_t o = 0; o < 7; o++)
            for (size_t g = 0; w_kans(w, 75) && g < p->g->n; g++) {
                bool gemeente = g < w->n_gemeenten, stroom = o == 5;
                struct reeks_nieuw r = {.onderwerp = str_from(onderwerpen[o]),
                                        .bron = str_from(bron),
                                        .definitieset = w_kans(w, 90) ? STR("set-a") : STR("set-b")};
                struct cijfer_nieuw *c;

                if (gemeente ? !w_geldig(w, g, l.peildatum) || w_kans(w, 15) : w_kans(w, o == 6 ? 60 : 92))
                    continue;
                if (o == 2)
                    r.horizon_tot = w_kans(w, 80) ? 2030 : 2035;
                if (o == 3 || o == 4)
                    r.horizon_tot = r.horizon_van = 2024 + (int)w_getal(w, 9);
                for (int keer = 0; keer < (o == 3 ? 3 : 1); keer++) {
                    c = cijfer_bij(p, &l, r, g, stroom ? jaar * 10000 + 101 : l.peildatum, l.peildatum,
                                   (int64_t)w_getal(w, 900) - (o > 2 ? 50 : 0));
                    if (w_kans(w, 8)) {
                        c->ontbreekt = (uint8_t)(1 + w_getal(w, 3));
                        c->waarde = 0;
                    }
                    if (o == 3 && w_kans(w, 40))
                        c->vlag = VLAG_VERTROUWELIJK;
                    c->status = (uint8_t)w_getal(w, 3);
                }
            }
        sla_op(p, &l, &u);
    }
}

static bool gelijk(const struct doc *d, const char *veld, const struct cijfer_uitkomst *u, int64_t waarde)
{
    const struct doc *x = doc_get(d, str_from(veld));

    return u->heeft ? x && x->type == DOC_INT && x->i == waarde : !x || x->type == DOC_NULL;
}

/* The parts of a computed figure add up to it, on both sides of the window; what is delivered leads to its
 * file and row. */
static void onderdelen_kloppen(struct proef *p, const struct doc *d, struct str adres)
{
    const struct doc *l = doc_get(d, STR("onderdelen")), *waarde = doc_get(d, STR("waarde"));
    __int128 som[2] = {0, 0};
    bool verborgen[2] = {false, false};

    for (size_t i = 0; l && i < l->list.n; i++) {
        const struct doc *x = l->list.at[i], *w = doc_get(x, STR("waarde")), *id = doc_get(x, STR("id"));
        bool grens = doc_get(x, STR("deelsBuitenVenster"))->b;

        if (w->type == DOC_INT)
            som[grens] += (__int128)w->i * doc_get(x, STR("gewicht"))->i;
        else
            verborgen[grens] = true;
        if (id->type == DOC_INT && i % 7 == 0) {
            struct doc *een = herkomst(p, str_fmt(&p->a, "%lld", (long long)id->i));

            assert_int_equal(doc_get(een, STR("waarde"))->i, w->i);
            assert_int_equal(doc_get(doc_get(een, STR("plaats")), STR("rij"))->i, doc_get(x, STR("rij"))->i);
            assert_true(str_is(doc_get_str(doc_get(een, STR("plaats")), STR("bestand")), "proef.csv"));
        }
    }
    for (int kant = 0; kant < 2; kant++) {
        int64_t op = kant ? doc_get(d, STR("buitenVensterDeels"))->i : waarde->i;
        __int128 verschil = som[kant] - (__int128)op * GEWICHT_HEEL;

        if (waarde->type == DOC_INT && !verborgen[kant] &&
            (verschil < -2 * GEWICHT_HEEL || verschil > 2 * GEWICHT_HEEL))
            fail_msg("%.*s: de onderdelen tellen niet op", STR_ARG(adres));
        if (waarde->type == DOC_INT && kant == 0 && verborgen[0])
            fail_msg("%.*s: een getoond cijfer bestaat uit één vertrouwelijk cijfer", STR_ARG(adres));
    }
}

/* No confidential figure can be had from a herkomst: not listed, and not what is left of the total. */
static void vertrouwelijk_blijft_dicht(struct proef *p, const struct doc *d, struct str adres)
{
    const struct doc *l = doc_get(d, STR("onderdelen"));
    struct buf json;

    buf_init(&json, &p->a, 4 << 20);
    json_write(&json, d, 0);
    assert_false(json.over);
    for (size_t i = 0; l && i < l->list.n; i++) {
        const struct doc *x = l->list.at[i], *id = doc_get(x, STR("id")), *w = doc_get(x, STR("waarde"));

        if (id->type == DOC_INT &&
            testdb_int(p->db, str_fmt(&p->a, "SELECT vlag FROM cijfer WHERE id = %lld", (long long)id->i).p) &
                VLAG_VERTROUWELIJK)
            fail_msg("%.*s noemt vertrouwelijk cijfer %lld", STR_ARG(adres), (long long)id->i);
        if (id->type != DOC_INT && w->type == DOC_INT &&
            str_starts(doc_get_str(x, STR("gebied")), STR("1 ")) && w->i)
            fail_msg("%.*s toont één vertrouwelijk cijfer", STR_ARG(adres));
    }
}

static size_t rijen_kloppen(struct proef *p, struct cijfer_vraag v)
{
    struct cijfer_tabel t = tabel(p, v);
    size_t n = 0;

    for (size_t i = 0; i <= t.n; i++) {
        const struct cijfer_uitkomst *u = i < t.n ? &t.rij[i] : &t.totaal;
        struct str adres = cijfer_adres(&p->a, &t.vraag, u);
        struct doc *d = herkomst(p, adres);

        if (!gelijk(d, "waarde", u, u->waarde))
            fail_msg("%.*s (%.*s binnen '%.*s'): de herkomst geeft %lld in plaats van %s %lld",
                     STR_ARG(adres), STR_ARG(v.indeling), STR_ARG(v.binnen),
                     (long long)(doc_get(d, STR("waarde")) ? doc_get(d, STR("waarde"))->i : -1),
                     u->heeft ? "" : "niets,", (long long)u->waarde);
        if (u->cijfer_id)
            continue;
        assert_int_equal(doc_get(d, STR("aanwezig"))->i, u->aanwezig);
        assert_int_equal(doc_get(d, STR("verwacht"))->i, u->verwacht);
        assert_int_equal(doc_get(d, STR("buitenVensterDeels"))->i, u->buiten_deels);
        if (u->heeft)
            assert_true(str_is(doc_get_str(d, STR("adres")), str_cstr(&p->a, adres)));
        if (doc_get(d, STR("onderdelen"))) {
            onderdelen_kloppen(p, d, adres);
            if (str_is(v.onderwerp, "plannen-hard"))
                vertrouwelijk_blijft_dicht(p, d, adres);
        }
        n += u->heeft;
    }
    return n;
}

static void adressen_kloppen(struct testdb *db, uint64_t nummer)
{
    static const char *const onderwerpen[] = {"inwoners", "opgave",        "plannen-hard",   "realisatie",
                                              "aandeel",  "dekkingsgraad", "woningbezetting"};
    static const char *const indelingen[] = {"gemeente", "een", "twee", "land"};
    struct proef p;
    size_t n = 0;

    op(&p, db, nummer);
    vul(&p);
    for (int keer = 0; keer < 70; keer++) {
        struct wereld *w = &p.w;
        struct cijfer_vraag v = {.onderwerp = str_from(onderwerpen[keer % 7]),
                                 .indeling = str_from(indelingen[w_getal(w, 4)])};

        if (w_kans(w, 40))
            v.binnen = str_fmt(&p.a, "RG%02d", (int)w_getal(w, W_REGIOS));
        if (w_kans(w, 50))
            v.peildatum = (2018 + (int)w_getal(w, 9)) * 10000 + 1231;
        if (w_kans(w, 50))
            v.gebiedsdatum = (2018 + (int)w_getal(w, 9)) * 10000 + 101;
        if (w_kans(w, 60)) {
            v.venster_van = w_kans(w, 80) ? 2020 + (int)w_getal(w, 5) : 0;
            v.venster_tot = v.venster_van ? v.venster_van + (int)w_getal(w, 8) : 2030;
        }
        if (w_kans(w, 20))
            v.stand = moment(&p, testdb_int(db, "SELECT MAX(id) FROM levering") - 4);
        n += rijen_kloppen(&p, v);
    }
    assert_true(n > 40);
    af(&p);
}

static void every_row_has_an_address_that_leads_to_the_same_figure(struct testdb *db)
{
    adressen_kloppen(db, 11);
}

static void so_has_every_row_of_another_world(struct testdb *db)
{
    adressen_kloppen(db, 12);
}

static void and_of_a_third(struct testdb *db)
{
    adressen_kloppen(db, 17);
}

/* 10 homes for 100 and 90 for 100: the mean of the ratios is 50%, and so is the ratio of sums; of 10 for 100
 * and 90 for 300 it is not. */
static void an_indicator_is_a_ratio_of_sums(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct levering_nieuw l;
    struct cijfer_tabel t;

    op(&p, db, 5);
    l = nieuw(&p, "plannen", "", 20180101);
    cijfer_bij(
        &p, &l,
        (struct reeks_nieuw){.onderwerp = STR("plannen-hard"), .horizon_van = 2025, .horizon_tot = 2025}, 0,
        20180101, 20180101, 10);
    cijfer_bij(
        &p, &l,
        (struct reeks_nieuw){.onderwerp = STR("plannen-hard"), .horizon_van = 2025, .horizon_tot = 2025}, 1,
        20180101, 20180101, 90);
    cijfer_bij(
        &p, &l,
        (struct reeks_nieuw){.onderwerp = STR("plannen-hard"), .horizon_van = 2034, .horizon_tot = 2034}, 1,
        20180101, 20180101, 5000);
    sla_op(&p, &l, &u);
    l = nieuw(&p, "opgave", "", 20180301); /* later than the plans: both sides keep their own date */
    for (size_t g = 0; g < p.w.n_gemeenten; g++)
        if (w_geldig(&p.w, g, 20180301))
            cijfer_bij(
                &p, &l,
                (struct reeks_nieuw){.onderwerp = STR("opgave"), .bron = STR("bron-b"), .horizon_tot = 2030},
                g, 20180301, 20180301,
                g == 0   ? 100
                : g == 1 ? 300
                         : 0);
    sla_op(&p, &l, &u);
    t = tabel(&p, (struct cijfer_vraag){.onderwerp = STR("dekkingsgraad-hard"), .gebiedsdatum = 20180401});
    assert_true(t.totaal.heeft);
    assert_int_equal(t.totaal.waarde, 25); /* 100 of 400; the mean of 10% and 30% would be 20% */
    assert_int_equal(t.vraag.peildatum, 20180301);
    assert_true(t.totaal.aanwezig < t.totaal.verwacht); /* not all delivered plans: at least */
    assert_int_equal(doc_get(herkomst(&p, cijfer_adres(&p.a, &t.vraag, &t.totaal)), STR("waarde"))->i, 25);
    af(&p);
}

/* Hard of two gemeenten and zacht of two, one of which is the same: of one the plans are whole, not of two.
 */
static void a_sum_of_parts_is_whole_only_where_every_part_is(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct levering_nieuw l;
    struct cijfer_tabel t;

    op(&p, db, 5);
    l = nieuw(&p, "plannen", "", 20180101);
    for (size_t k = 0; k < 4; k++)
        cijfer_bij(&p, &l,
                   (struct reeks_nieuw){.onderwerp = k < 2 ? STR("plannen-hard") : STR("plannen-zacht"),
                                        .horizon_van = 2025,
                                        .horizon_tot = 2025},
                   (k + 1) / 2, 20180101, 20180101, 10);
    sla_op(&p, &l, &u);
    l = nieuw(&p, "opgave", "", 20180301);
    for (size_t g = 0; g < p.w.n_gemeenten; g++)
        if (w_geldig(&p.w, g, 20180301))
            cijfer_bij(
                &p, &l,
                (struct reeks_nieuw){.onderwerp = STR("opgave"), .bron = STR("bron-b"), .horizon_tot = 2030},
                g, 20180301, 20180301, 100);
    sla_op(&p, &l, &u);
    t = tabel(&p, (struct cijfer_vraag){.onderwerp = STR("dekkingsgraad"), .gebiedsdatum = 20180401});
    assert_int_equal(t.totaal.aanwezig, 1);
    assert_int_equal(t.totaal.n_zonder, t.totaal.verwacht - 1);
    for (size_t i = 0; i < t.totaal.n_zonder; i++)
        assert_false(str_is(t.totaal.zonder[i]->code, "GM0001"));
    af(&p);
}

static void a_flow_in_a_window_counts_its_years_together_and_its_series_does_not(struct testdb *db)
{
    struct proef p;
    struct levering_uitslag u;
    struct levering_nieuw l;
    struct reeks_nieuw r = {.onderwerp = STR("realisatie")};
    struct cijfer_vraag v = {.onderwerp = STR("realisatie"),
                             .venster_van = 2024,
                             .venster_tot = 2030,
                             .gebiedsdatum = 20180101,
                             .indeling = STR("gemeente")};
    struct cijfer_uitkomst *rij;
    struct conn *c;
    size_t n;

    op(&p, db, 6);
    for (int jaar = 2023; jaar <= 2025; jaar++) {
        l = nieuw(&p, "bouw", "", jaar * 10000 + 1231);
        cijfer_bij(&p, &l, r, 0, jaar * 10000 + 101, jaar * 10000 + 1231, jaar - 2000);
        if (jaar != 2024)
            cijfer_bij(&p, &l, r, 1, jaar * 10000 + 101, jaar * 10000 + 1231, 100);
        sla_op(&p, &l, &u);
    }
    p.w.tot[0] = p.w.tot[1] = DATE_OPEN;
    for (size_t i = 0; i < 2;
         i++) /* whatever became of them in this world: in the division of 2018 they are themselves */
        ((struct gebied *)(uintptr_t)&p.g->gebied[i])->tot = DATE_OPEN;
    {
        struct cijfer_tabel t = tabel(&p, v);
        const struct cijfer_uitkomst *een = NULL, *twee = NULL;

        for (size_t i = 0; i < t.n; i++) {
            een = str_is(t.rij[i].gebied->code, "GM0000") ? &t.rij[i] : een;
            twee = str_is(t.rij[i].gebied->code, "GM0001") ? &t.rij[i] : twee;
        }
        assert_int_equal(een->waarde, 24 + 25);
        assert_int_equal(een->buiten_deels, 0);
        assert_int_equal(een->periode_van, 20240101);
        assert_int_equal(een->periode_tot, 20251231);
        assert_int_equal(een->aanwezig, een->verwacht);
        assert_int_equal(twee->waarde, 100);
        assert_true(twee->aanwezig < twee->verwacht); /* 2024 lacks */
        v.peildatum = 20241231;
        assert_int_equal(tabel(&p, v).totaal.waarde, 24);
        v.peildatum = 0;
    }
    MUST(store_read(db->store, &c, &p.e), &p.e);
    MUST(cijfer_tijdreeks_lees(c, p.g, &p.a, &v, &p.g->gebied[0], &rij, &n, &p.e), &p.e);
    store_return(db->store, c);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(rij[i].waarde, 23 + (int64_t)i);
    af(&p);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_page_of_any_moment_is_shown_again_as_it_was),
        TESTDB_CASE(the_same_file_twice_is_refused_until_it_is_withdrawn),
        TESTDB_CASE(a_rehearsal_tells_and_leaves_nothing),
        TESTDB_CASE(a_figure_that_vanishes_is_shown_with_its_onderwerp),
        TESTDB_CASE(of_two_at_once_one_supersedes_the_other),
        TESTDB_CASE(every_row_has_an_address_that_leads_to_the_same_figure),
        TESTDB_CASE(so_has_every_row_of_another_world),
        TESTDB_CASE(and_of_a_third),
        TESTDB_CASE(an_indicator_is_a_ratio_of_sums),
        TESTDB_CASE(a_sum_of_parts_is_whole_only_where_every_part_is),
        TESTDB_CASE(a_flow_in_a_window_counts_its_years_together_and_its_series_does_not),
    };

    return testdb_main("levering", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
