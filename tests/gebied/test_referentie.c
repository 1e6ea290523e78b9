/* SPDX-License-Identifier: EUPL-1.2
 * The reference tables as the program loads them: the numbers of gemeenten that are public facts, regions
 * that cover every gemeente once, herindelingen that lose nobody; and looking up and converting on them. */
#include "store/dbs.h"

#include "gebied/gebied_intern.h"
#include "route/route.h"

#include <pthread.h>
#include <string.h>

struct proef {
    struct arena a;
    struct gebieden *g;
};

static void op(struct proef *p, struct testdb *db)
{
    struct err e = {0};
    struct conn *c;
    int n = 0;

    arena_init(&p->a, 0);
    MUST(referentie_laad(db->store, &p->a, &n, &e), &e);
    assert_int_equal(n, 15);
    MUST(referentie_laad(db->store, &p->a, &n, &e), &e);
    assert_int_equal(n, 0); /* what is there already is left alone */
    MUST(store_read(db->store, &c, &e), &e);
    MUST(gebieden_laad(c, &p->g, &e), &e);
    store_return(db->store, c);
}

static void af(struct proef *p)
{
    gebieden_free(p->g);
    arena_done(&p->a);
}

/* The first of every year, and the days round the herindelingen of 2018 to now. */
static const date_t dagen[] = {20180101, 20181231, 20190101, 20191231, 20200101, 20201231, 20210101,
                               20211231, 20220101, 20220323, 20220324, 20221231, 20230101, 20231231,
                               20240101, 20241231, 20250101, 20251231, 20260101};

static void aantallen(struct proef *p)
{
    static const struct {
        date_t d;
        size_t n;
    } al[] = {{20180101, 380}, {20190101, 355}, {20200101, 355}, {20210101, 352}, {20220101, 345},
              {20220324, 344}, {20230101, 342}, {20240101, 342}, {20250101, 342}, {20260101, 342}};

    for (size_t i = 0; i < sizeof al / sizeof *al; i++) {
        size_t n = gebied_gemeenten(p->g, &p->a, al[i].d).n;

        if (n != al[i].n)
            fail_msg("op %d: %zu gemeenten in plaats van %zu", al[i].d, n, al[i].n);
    }
}

static size_t in_limburg(struct proef *p, const char *indeling, const char *naam, date_t d)
{
    const struct gebied *limburg = gebied_bij_code(p->g, STR("PV31"));
    struct gebied_lijst l = indeling_regios(p->g, &p->a, str_from(indeling), d);
    size_t n = 0;

    for (size_t i = 0; i < l.n; i++) {
        struct gebied_lijst leden = gebied_leden(p->g, &p->a, l.at[i], d);

        for (size_t k = 0; strstr(str_cstr(&p->a, l.at[i]->naam), naam) && k < leden.n; k++)
            n += gebied_regio(p->g, leden.at[k], STR("provincie"), d) == limburg;
    }
    return n;
}

static void limburg(struct proef *p)
{
    const date_t d = 20230101;
    const struct gebied *gennep = gebied_bij_code(p->g, STR("GM0907")),
                        *mook = gebied_bij_code(p->g, STR("GM0944"));

    assert_int_equal(indeling_regios(p->g, &p->a, STR("corop"), d).n, 40);
    assert_int_equal(gebied_leden(p->g, &p->a, gebied_bij_code(p->g, STR("PV31")), d).n, 31);
    assert_int_equal(in_limburg(p, "corop", "Noord-Limburg", d), 8);
    assert_int_equal(in_limburg(p, "corop", "Midden-Limburg", d), 7);
    assert_int_equal(in_limburg(p, "corop", "Zuid-Limburg", d), 16);
    assert_int_equal(in_limburg(p, "zorgkantoorregio", "Noord- en Midden-Limburg", d), 13);
    assert_int_equal(in_limburg(p, "zorgkantoorregio", "Zuid-Limburg", d), 16);
    assert_int_equal(in_limburg(p, "zorgkantoorregio", "Nijmegen", d), 2);
    assert_non_null(
        strstr(str_cstr(&p->a, gebied_regio(p->g, gennep, STR("zorgkantoorregio"), d)->naam), "Nijmegen"));
    assert_non_null(
        strstr(str_cstr(&p->a, gebied_regio(p->g, mook, STR("zorgkantoorregio"), d)->naam), "Nijmegen"));
    assert_int_equal(in_limburg(p, "vijfdeling", "Noord-Limburg", d), 8);
    assert_int_equal(in_limburg(p, "vijfdeling", "Midden-Limburg", d), 7);
    assert_int_equal(in_limburg(p, "vijfdeling", "Westelijke Mijnstreek", d), 3);
    assert_int_equal(in_limburg(p, "vijfdeling", "Parkstad", d), 7);
    assert_int_equal(in_limburg(p, "vijfdeling", "Maastricht", d), 6);
}

static void een_regio_per_gemeente(struct proef *p)
{
    static const char *const indelingen[] = {"land", "provincie", "corop", "zorgkantoorregio"};

    for (size_t i = 0; i < sizeof dagen / sizeof *dagen; i++)
        for (size_t k = 0; k < 4; k++) {
            struct gebied_lijst gemeenten = gebied_gemeenten(p->g, &p->a, dagen[i]),
                                regios = indeling_regios(p->g, &p->a, str_from(indelingen[k]), dagen[i]);
            int *keer = ARENA_ARRAY(&p->a, int, p->g->n);

            for (size_t r = 0; r < regios.n; r++) {
                struct gebied_lijst leden = gebied_leden(p->g, &p->a, regios.at[r], dagen[i]);

                assert_true(leden.n > 0);
                for (size_t m = 0; m < leden.n; m++) {
                    keer[leden.at[m]->index]++;
                    assert_ptr_equal(gebied_regio(p->g, leden.at[m], str_from(indelingen[k]), dagen[i]),
                                     regios.at[r]);
                }
            }
            for (size_t m = 0; m < gemeenten.n; m++)
                if (keer[gemeenten.at[m]->index] != 1)
                    fail_msg("%.*s ligt op %d in %d regio's van %s", STR_ARG(gemeenten.at[m]->naam), dagen[i],
                             keer[gemeenten.at[m]->index], indelingen[k]);
        }
}

static void niemand_verdwijnt(struct proef *p)
{
    for (size_t i = 0; i < p->g->n; i++) {
        const struct gebied *g = &p->g->gebied[i];
        int64_t stap = 0;

        for (size_t k = 0; k < p->g->in->n_herindelingen; k++) {
            const struct herindeling_in *h = &p->g->in->herindeling[k];

            if (h->van == g && h->datum == g->tot)
                stap += h->gewicht;
            assert_true(gebied_geldig(h->naar, h->datum));
            assert_true(h->van->tot == h->datum || gebied_geldig(h->van, h->datum));
        }
        if (gebied_is_gemeente(g) && g->tot < DATE_OPEN && stap != GEWICHT_HEEL)
            fail_msg("%.*s eindigt op %d en gaat voor %lld van 1000000 verder", STR_ARG(g->naam), g->tot,
                     (long long)stap);
        for (size_t d = 0; gebied_is_gemeente(g) && d < sizeof dagen / sizeof *dagen; d++) {
            const struct omzet_deel *deel;
            size_t n = gebied_omzetten(p->g, &p->a, g, dagen[d], &deel);
            int64_t som = 0;

            for (size_t k = 0; k < n; k++) {
                som += deel[k].gewicht;
                assert_true(deel[k].gewicht > 0 && gebied_geldig(deel[k].gebied, dagen[d]));
            }
            if (dagen[d] < g->van ? n != 0 : som != GEWICHT_HEEL)
                fail_msg("%.*s naar %d: %lld", STR_ARG(g->naam), dagen[d], (long long)som);
        }
    }
}

static void the_tables_are_what_is_publicly_known(struct testdb *db)
{
    struct proef p;

    op(&p, db);
    aantallen(&p);
    limburg(&p);
    een_regio_per_gemeente(&p);
    niemand_verdwijnt(&p);
    af(&p);
}

static void vind(struct proef *p, const char *tekst, const char *soort, date_t d, const char *code, int hoe)
{
    struct gebied_vondst v = gebied_zoek(p->g, &p->a, str_from(tekst), str_from(soort), d);

    if (!v.gebied || !str_is(v.gebied->code, code) || (int)v.hoe != hoe)
        fail_msg("'%s' (%s) op %d: %s, hoe %d", tekst, soort, d,
                 v.gebied       ? str_cstr(&p->a, v.gebied->code)
                 : v.meerduidig ? "meerduidig"
                                : "niets",
                 (int)v.hoe);
}

static void niet(struct proef *p, const char *tekst, const char *soort, bool meerduidig)
{
    struct gebied_vondst v = gebied_zoek(p->g, &p->a, str_from(tekst), str_from(soort), 20230101);

    if (v.gebied || v.meerduidig != meerduidig)
        fail_msg("'%s' (%s) werd %s", tekst, soort, v.gebied ? str_cstr(&p->a, v.gebied->code) : "niets");
}

static void areas_are_found_as_people_write_them(struct testdb *db)
{
    struct proef p;
    const date_t d = 20230101;

    op(&p, db);
    vind(&p, "GM0935", "gemeente", d, "GM0935", VONDST_CODE);
    vind(&p, " GM0935 ", "", d, "GM0935", VONDST_CODE);
    vind(&p, "0935", "gemeente", d, "GM0935", VONDST_CODE_HERSTELD);
    vind(&p, "935", "gemeente", d, "GM0935", VONDST_CODE_HERSTELD);
    vind(&p, "3", "gemeente", 20180101, "GM0003", VONDST_CODE_HERSTELD);
    vind(&p, "gm0935", "gemeente", d, "GM0935", VONDST_CODE_HERSTELD);
    vind(&p, "GM935", "gemeente", d, "GM0935", VONDST_CODE_HERSTELD);
    vind(&p, "Maastricht", "gemeente", d, "GM0935", VONDST_NAAM);
    vind(&p, "MAASTRICHT", "gemeente", d, "GM0935", VONDST_ANDERE_NAAM);
    vind(&p, "Bergen (L.)", "gemeente", d, "GM0893", VONDST_NAAM);
    vind(&p, "bergen (l)", "gemeente", d, "GM0893", VONDST_ANDERE_NAAM);
    vind(&p, "Bergen (Limburg)", "gemeente", d, "GM0893", VONDST_ANDERE_NAAM);
    vind(&p, "Bergen (NH)", "gemeente", d, "GM0373", VONDST_ANDERE_NAAM);
    vind(&p, "Sudwest Fryslan", "gemeente", d, "GM1900", VONDST_ANDERE_NAAM);
    vind(&p, "Súdwest-Fryslân", "gemeente", d, "GM1900", VONDST_NAAM);
    vind(&p, "’s-Gravenhage", "gemeente", d, "GM0518", VONDST_ANDERE_NAAM);
    vind(&p, "Limburg", "", d, "PV31", VONDST_NAAM);
    vind(&p, "Limburg  ", "provincie", d, "PV31", VONDST_NAAM);
    vind(&p, "Utrecht", "gemeente", d, "GM0344", VONDST_NAAM);
    vind(&p, "Utrecht", "provincie", d, "PV26", VONDST_NAAM);
    vind(&p, "Utrecht", "", d, "GM0344", VONDST_NAAM); /* a gemeente goes first */
    vind(&p, "Nederland", "", d, "NL01", VONDST_NAAM);
    niet(&p, "Bergen", "gemeente", true);
    niet(&p, "Bergen", "", true);
    niet(&p, "GM0935", "provincie", false);
    niet(&p, "0", "gemeente", false);
    niet(&p, "+935", "gemeente", false);
    niet(&p, "-935", "gemeente", false);
    niet(&p, "99999", "gemeente", false);
    niet(&p, "GM", "gemeente", false);
    niet(&p, "GM+935", "gemeente", false);
    niet(&p, "", "", false);
    niet(&p, "Atlantis", "", false);
    assert_true(gebied_zoek(p.g, &p.a, STR("Nuth"), STR("gemeente"), 20230101).buiten_geldigheid);
    assert_false(gebied_zoek(p.g, &p.a, STR("Nuth"), STR("gemeente"), 20180101).buiten_geldigheid);
    assert_true(gebied_zoek(p.g, &p.a, STR("Beekdaelen"), STR("gemeente"), 20180101).buiten_geldigheid);
    af(&p);
}

/* The share of `van` that goes to `naar` on d, in parts per million; -1 when it cannot be converted. */
static int64_t deel(struct proef *p, const char *van, const char *naar, date_t d)
{
    const struct omzet_deel *x;
    size_t n = gebied_omzetten(p->g, &p->a, gebied_bij_code(p->g, str_from(van)), d, &x);

    for (size_t i = 0; i < n; i++)
        if (str_is(x[i].gebied->code, naar))
            return x[i].gewicht;
    return n ? 0 : -1;
}

static const char *code_van(struct proef *p, const char *naam, date_t d)
{
    struct gebied_vondst v = gebied_zoek(p->g, &p->a, str_from(naam), STR("gemeente"), d);

    if (!v.gebied)
        fail_msg("%s is er niet", naam);
    return str_cstr(&p->a, v.gebied->code);
}

static void figures_follow_the_herindelingen(struct testdb *db)
{
    static const char *const oud[] = {"Nuth", "Schinnen", "Onderbanken"}, *const haaren[] = {
                                                                              "Oisterwijk", "Vught", "Boxtel",
                                                                              "Tilburg"};
    struct proef p;
    const char *beekdaelen, *h;
    int64_t som = 0;
    size_t stappen = 0;

    op(&p, db);
    beekdaelen = code_van(&p, "Beekdaelen", 20190101);
    for (size_t i = 0; i < 3; i++) {
        const char *c = code_van(&p, oud[i], 20180101);

        assert_int_equal(deel(&p, c, beekdaelen, 20190101), GEWICHT_HEEL);
        assert_int_equal(deel(&p, c, c, 20181231), GEWICHT_HEEL);
        assert_int_equal(deel(&p, c, beekdaelen, 20181231), 0);
    }
    assert_int_equal(deel(&p, beekdaelen, beekdaelen, 20181231), -1); /* it was not there yet */
    assert_true(str_starts(
        gebied_geschiedenis(p.g, &p.a, gebied_bij_code(p.g, str_from(code_van(&p, "Nuth", 20180101)))),
        STR("per 1 januari 2019 opgegaan in Beekdaelen")));
    h = code_van(&p, "Haaren", 20200101);
    for (size_t i = 0; i < 4; i++) {
        int64_t x = deel(&p, h, code_van(&p, haaren[i], 20210101), 20210101);

        assert_true(x > 0 && x < GEWICHT_HEEL);
        som += x;
    }
    assert_int_equal(som, GEWICHT_HEEL);
    for (size_t i = 0; i < p.g->in->n_herindelingen; i++) /* somebody who merged twice */
        for (size_t k = 0; k < p.g->in->n_herindelingen; k++) {
            const struct herindeling_in *een = &p.g->in->herindeling[i], *twee = &p.g->in->herindeling[k];

            if (een->naar != twee->van || twee->datum != een->naar->tot || een->datum >= twee->datum ||
                een->datum != een->van->tot || een->gewicht != GEWICHT_HEEL ||
                twee->gewicht != GEWICHT_HEEL || !gebied_geldig(twee->naar, 20260101))
                continue;
            stappen++;
            assert_int_equal(
                deel(&p, str_cstr(&p.a, een->van->code), str_cstr(&p.a, twee->naar->code), 20260101),
                GEWICHT_HEEL);
            assert_int_equal(deel(&p, str_cstr(&p.a, een->van->code), str_cstr(&p.a, een->naar->code),
                                  date_add(twee->datum, -1)),
                             GEWICHT_HEEL);
        }
    assert_true(stappen > 0);
    af(&p);
}

struct lezer {
    struct testdb *db;
    struct gebied_cache *k;
    bool goed;
};

/* For a question to a person: what may have been meant by a name that is not known. */
static void a_name_that_is_nearly_known_leads_to_the_nearest(struct testdb *db)
{
    static const struct {
        const char *tekst, *eerste;
        size_t n;
    } t[] = {{"Beekdalen", "Beekdaelen", 1},
             {"gemeente Heerlen", "Heerlen", 1},
             {"Maastrcht", "Maastricht", 1},
             {"Sittard Geleen", "Sittard-Geleen", 1},
             {"Nergenshuizen", NULL, 0},
             {"x", NULL, 0},
             {"", NULL, 0}};
    const struct gebied *v[GEBIED_NABIJ_MAX];
    struct proef p;

    op(&p, db);
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct arena a;

        arena_init(&a, 0);
        assert_int_equal(gebied_nabij(p.g, &a, str_from(t[i].tekst), STR("gemeente"), 20250101, v), t[i].n);
        if (t[i].n)
            assert_string_equal(str_cstr(&a, v[0]->naam), t[i].eerste);
        arena_done(&a);
    }
    af(&p);
}

static void *lees(void *ctx)
{
    struct lezer *l = ctx;
    struct err e;

    l->goed = true;
    for (int i = 0; i < 40; i++) {
        struct conn *c = NULL;
        const struct gebieden *g = NULL;

        l->goed = l->goed && !store_read(l->db->store, &c, &e) && !conn_snapshot_begin(c, &e) &&
                  !gebied_cache_neem(l->k, c, &g, &e);
        l->goed = l->goed && g->n > 400 && gebied_bij_code(g, STR("GM0935")) != NULL;
        if (g)
            gebied_cache_geef(l->k, g);
        if (c) {
            conn_snapshot_end(c);
            store_return(l->db->store, c);
        }
    }
    return NULL;
}

/* Under the thread and address sanitizers this also shows a model that was freed while somebody held it. */
static void readers_keep_their_model_while_it_is_replaced(struct testdb *db)
{
    struct proef p;
    struct lezer l[3];
    pthread_t t[3];
    struct gebied_cache *k = gebied_cache_new();

    op(&p, db);
    for (int i = 0; i < 3; i++) {
        l[i] = (struct lezer){db, k, false};
        assert_int_equal(pthread_create(&t[i], NULL, lees, &l[i]), 0);
    }
    for (int i = 0; i < 10; i++)
        testdb_exec(db, "UPDATE teller SET waarde = waarde + 1 WHERE naam = 'gebied-versie'");
    for (int i = 0; i < 3; i++) {
        pthread_join(t[i], NULL);
        assert_true(l[i].goed);
    }
    gebied_cache_free(k);
    af(&p);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(the_tables_are_what_is_publicly_known),
        TESTDB_CASE(areas_are_found_as_people_write_them),
        TESTDB_CASE(a_name_that_is_nearly_known_leads_to_the_nearest),
        TESTDB_CASE(figures_follow_the_herindelingen),
        TESTDB_CASE(readers_keep_their_model_while_it_is_replaced),
    };

    return testdb_main("referentie", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
