/* SPDX-License-Identifier: EUPL-1.2
 * Layers and tiles of the map: validity, winding, areas and the wire form are checked by a decoder written
 * here from the specification, and against areas in the plane that are known. */
#include "route/hulp.h"

#include "kaart/kaart.h"
#include "kaart/mvt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a decoder of tiles, by the specification (vector-tile-spec 2.1, chapter 4) ---- */

struct lezer {
    const unsigned char *p, *eind;
};

static uint64_t varint(struct lezer *l)
{
    uint64_t v = 0;

    for (int plaats = 0; plaats < 64; plaats += 7) {
        assert_true(l->p < l->eind);
        v |= (uint64_t)(*l->p & 0x7F) << plaats;
        if (!(*l->p++ & 0x80))
            return v;
    }
    fail_msg("een getal van meer dan tien bytes");
    return 0;
}

/* The next field; false at the end. Bytes of kind 2 come in *ret_in, a number of kind 0 in *ret_v. */
static bool veld(struct lezer *l, unsigned *ret_nummer, uint64_t *ret_v, struct lezer *ret_in)
{
    uint64_t kop;

    if (l->p == l->eind)
        return false;
    kop = varint(l);
    *ret_nummer = (unsigned)(kop >> 3);
    *ret_v = varint(l);
    if ((kop & 7) == 2) {
        assert_true(*ret_v <= (uint64_t)(l->eind - l->p));
        *ret_in = (struct lezer){l->p, l->p + *ret_v};
        l->p += *ret_v;
    } else {
        IS(kop & 7, 0);
    }
    return true;
}

struct gelezen {
    char laag[40], code[40][10];
    double oppervlak[40]; /* outer rings less holes, in square units */
    int ringen[40];
    uint64_t id[40];
    size_t n, punten;
    double x0, y0, x1, y1;
};

static int64_t zigzag(struct lezer *l)
{
    uint64_t v = varint(l);

    return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

/* Reads one polygon: the first ring must turn as an outer one does (4.3.4.4), none may be flat. */
static void geometrie(struct lezer l, struct gelezen *t)
{
    int64_t x = 0, y = 0;
    bool eerste = true;

    while (l.p < l.eind) {
        int64_t xs[3000], ys[3000], som = 0;
        uint64_t n = 1, c = varint(&l);

        IS(c, 1 | 1 << 3); /* MoveTo, once */
        xs[0] = x += zigzag(&l);
        ys[0] = y += zigzag(&l);
        c = varint(&l);
        IS(c & 7, 2); /* LineTo */
        assert_true(c >> 3 >= 2 && c >> 3 < 2999);
        for (uint64_t i = c >> 3; i; i--, n++) {
            xs[n] = x += zigzag(&l);
            ys[n] = y += zigzag(&l);
            assert_true(xs[n] != xs[n - 1] || ys[n] != ys[n - 1]);
        }
        IS(varint(&l), 7 | 1 << 3); /* ClosePath, once */
        for (uint64_t i = 0; i < n; i++) {
            som += xs[i] * ys[(i + 1) % n] - xs[(i + 1) % n] * ys[i];
            t->x0 = fmin(t->x0, (double)xs[i]);
            t->x1 = fmax(t->x1, (double)xs[i]);
            t->y0 = fmin(t->y0, (double)ys[i]);
            t->y1 = fmax(t->y1, (double)ys[i]);
        }
        assert_true(som != 0 && (!eerste || som > 0));
        eerste = false;
        t->oppervlak[t->n] += (double)som / 2;
        t->ringen[t->n]++;
        t->punten += n;
    }
}

static void laag_lees(struct lezer l, struct gelezen *t)
{
    struct lezer in, f, waarde[100], sleutel[8];
    unsigned nummer, code = 0;
    uint64_t v, versie = 0, maat = 0;
    size_t waarden = 0, sleutels = 0;
    struct lezer keer = l;

    while (veld(&keer, &nummer, &v, &in)) {
        if (nummer == 3)
            sleutel[sleutels++] = in;
        if (nummer == 4)
            waarde[waarden++] = in;
    }
    for (unsigned i = 0; i < sleutels; i++)
        if (sleutel[i].eind - sleutel[i].p == 4 && !memcmp(sleutel[i].p, "code", 4))
            code = i;
    while (veld(&l, &nummer, &v, &in)) {
        if (nummer == 1)
            snprintf(t->laag, sizeof t->laag, "%.*s", (int)(in.eind - in.p), (const char *)in.p);
        versie = nummer == 15 ? v : versie;
        maat = nummer == 5 ? v : maat;
        if (nummer != 2)
            continue;
        for (f = in; veld(&f, &nummer, &v, &in);) {
            if (nummer == 1)
                t->id[t->n] = v;
            if (nummer == 3)
                IS(v, 3);
            if (nummer == 4)
                geometrie(in, t);
            while (nummer == 2 && in.p < in.eind) {
                uint64_t k = varint(&in), w = varint(&in);
                struct lezer tekst = {0};

                assert_true(k < sleutels && w < waarden);
                assert_true(veld(&waarde[w], &nummer, &v, &tekst));
                IS(nummer, 1);
                waarde[w].p = waarde[w].eind - (tekst.eind - tekst.p) - 2; /* to be read again */
                if (k == code)
                    snprintf(t->code[t->n], sizeof t->code[0], "%.*s", (int)(tekst.eind - tekst.p),
                             (const char *)tekst.p);
                nummer = 2;
            }
        }
        t->n++;
        assert_true(t->n < 40);
    }
    IS(versie, 2);
    IS(maat, 4096);
}

static struct gelezen tegel_lees(struct str mvt)
{
    struct gelezen t = {.x0 = 1e9, .y0 = 1e9, .x1 = -1e9, .y1 = -1e9};
    struct lezer l = {(const unsigned char *)mvt.p, (const unsigned char *)mvt.p + mvt.n}, in;
    unsigned nummer;
    uint64_t v;

    while (veld(&l, &nummer, &v, &in)) {
        IS(nummer, 3);
        laag_lees(in, &t);
    }
    return t;
}

static size_t plaats_van(const struct gelezen *t, const char *code)
{
    for (size_t i = 0; i < t->n; i++)
        if (!strcmp(t->code[i], code))
            return i;
    fail_msg("%s staat niet in de tegel", code);
    return 0;
}

/* ---- layers ---- */

struct wereld {
    struct proef p;
    struct conn *c;
    struct kaart_cache *k;
};

/* Two squares of a tenth of a degree beside each other, and one with a hole and an island in it. */
static const char drie[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0935\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":"
    "[[[5.6,50.8],[5.7,50.8],[5.7,50.9],[5.6,50.9],[5.6,50.8]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0917\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":"
    "[[[5.7,50.8],[5.8,50.8],[5.8,50.9],[5.7,50.9],[5.7,50.8]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0363\"},\"geometry\":{\"type\":\"MultiPolygon\","
    "\"coordinates\":"
    "[[[[4.8,52.3],[5.0,52.3],[5.0,52.4],[4.8,52.4],[4.8,52.3]],[[4.85,52.33],[4.95,52.33],[4.95,52.37],[4."
    "85,52.37],"
    "[4.85,52.33]]],[[[4.88,52.34],[4.92,52.34],[4.92,52.36],[4.88,52.36],[4.88,52.34]]]]}}]}";

static void op(struct wereld *w, struct testdb *db, struct str inhoud)
{
    *w = (struct wereld){.k = kaart_cache_new()};
    proef_op(&w->p, db);
    moet_in(&w->p, "grenzen", "g.geojson", inhoud, 20230101);
    MUST(store_read(db->store, &w->c, &w->p.e), &w->p.e);
}

static void af(struct wereld *w)
{
    kaart_cache_free(w->k);
    store_return(w->p.db->store, w->c);
    proef_af(&w->p);
}

static const struct kaart_laag *neem(struct wereld *w, const char *code, date_t van, date_t tot)
{
    const struct kaart_laag *l;

    MUST(laag_neem(w->k, w->c, w->p.g, str_from(code), van, tot, &l, &w->p.e), &w->p.e);
    return l;
}

static void een_tegel_heeft_de_vlakken_met_hun_code_en_oppervlakte(struct testdb *db)
{
    struct wereld w;
    const struct kaart_laag *l;
    struct str mvt, gzip, nog;
    struct gelezen t;
    size_t i, j;

    op(&w, db, STR_VAN(drie));
    l = neem(&w, "gemeente", 20240101, 20240101);
    IS(l->n, 3);
    MUST(laag_tegel(l, &w.p.a, 8, 132, 85, &mvt, &gzip, &w.p.e),
         &w.p.e); /* around 5.6 – 7.0 east, 51.6 – 50.7 north */
    t = tegel_lees(mvt);
    assert_string_equal(t.laag, "gemeente");
    IS(t.n, 2);
    i = plaats_van(&t, "GM0935");
    j = plaats_van(&t, "GM0917");
    assert_true(t.id[i] != t.id[j] && t.id[i] && t.id[j]);
    /* A tenth of a degree is 4096 × 256 / 3600 = 291.3 units wide; as high as Mercator makes it at 50.85°:
     * 461.4. The west of the first lies in the tile before this one. */
    assert_true(fabs(t.oppervlak[j] / (291.27 * 461.3) - 1) < 0.01);
    assert_true(t.x0 >= -MVT_RAND && t.x1 <= MVT_MAAT + MVT_RAND && t.y0 >= -MVT_RAND &&
                t.y1 <= MVT_MAAT + MVT_RAND);
    MUST(laag_tegel(l, &w.p.a, 8, 132, 85, &nog, &gzip, &w.p.e), &w.p.e);
    assert_true(str_eq(mvt, nog));
    MUST(laag_tegel(l, &w.p.a, 8, 0, 0, &mvt, &gzip, &w.p.e), &w.p.e);
    IS(mvt.n, 0);
    IS(laag_tegel(l, &w.p.a, 8, 256, 0, &mvt, &gzip, &w.p.e), ERR_NOT_FOUND);
    IS(laag_tegel(l, &w.p.a, 13, 0, 0, &mvt, &gzip, &w.p.e), ERR_NOT_FOUND);
    IS(laag_tegel(l, &w.p.a, 3, -1, 0, &mvt, &gzip, &w.p.e), ERR_NOT_FOUND);
    laag_geef(w.k, l);
    af(&w);
}

static void een_gat_met_een_eiland_blijft_in_elke_zoom(struct testdb *db)
{
    struct wereld w;
    const struct kaart_laag *l;
    const struct kaart_vorm *v;

    op(&w, db, STR_VAN(drie));
    l = neem(&w, "gemeente", 20240101, 20240101);
    v = laag_vorm(l, STR("GM0363"));
    assert_non_null(v);
    IS(v->vlak.n_ringen, 3);
    for (int z = 8; z <= KAART_ZOOM_MAX; z++) {
        double som = 0, verwacht = 0.2 * 0.1 - 0.1 * 0.04 + 0.04 * 0.02; /* square degrees */
        struct str mvt, gzip;
        int x0 = (int)(ldexp(4.8 / 360 + 0.5, z)), x1 = (int)(ldexp(5.0 / 360 + 0.5, z));

        for (int x = x0; x <= x1; x++)
            for (int y = (int)ldexp(0.3285, z) - 1; y <= (int)ldexp(0.3295, z) + 1; y++) {
                MUST(laag_tegel(l, &w.p.a, z, x, y, &mvt, &gzip, &w.p.e), &w.p.e);
                if (mvt.n) {
                    struct gelezen t = tegel_lees(mvt);

                    for (size_t i = 0; i < t.n; i++)
                        som += !strcmp(t.code[i], "GM0363") ? t.oppervlak[i] : 0;
                }
            }
        /* Units per degree east, and north as Mercator stretches it at 52.35°; what two tiles share counts
         * twice. */
        som /= pow(ldexp(4096, z) / 360, 2) / cos(52.35 * M_PI / 180);
        if (fabs(som / verwacht - 1) > 0.12)
            fail_msg("zoom %d: %.5f in plaats van %.5f vierkante graden", z, som, verwacht);
    }
    laag_geef(w.k, l);
    af(&w);
}

static void een_regio_is_de_vereniging_van_wat_een_grens_heeft(struct testdb *db)
{
    struct wereld w;
    const struct kaart_laag *l, *g;
    const struct kaart_vorm *limburg;
    double som;

    op(&w, db, STR_VAN(drie));
    l = neem(&w, "provincie", 20240101, 20240101);
    IS(l->n, 2);
    limburg = laag_vorm(l, STR("PV31"));
    assert_non_null(limburg);
    IS(limburg->leden, 31);
    IS(limburg->leden_met_grens, 2);
    IS(limburg->vlak.n_ringen, 1);
    g = neem(&w, "gemeente", 20240101, 20240101);
    som = vlak_oppervlak(&laag_vorm(g, STR("GM0935"))->vlak) +
          vlak_oppervlak(&laag_vorm(g, STR("GM0917"))->vlak);
    assert_true(fabs(vlak_oppervlak(&limburg->vlak) / som - 1) < 1e-6);
    laag_geef(w.k, l);
    laag_geef(w.k, g);
    af(&w);
}

static void een_nieuwe_levering_geeft_een_nieuwe_laag_en_de_oude_blijft_tot_het_eind(struct testdb *db)
{
    static const char een[] =
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0935\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[5.6,50.8],[5.7,50.8],[5.7,50.9],[5.6,50.9],[5.6,50.8]]]}}";
    struct wereld w;
    const struct kaart_laag *oud, *nieuw, *zelfde;

    op(&w, db, STR_VAN(drie));
    oud = neem(&w, "gemeente", 20240101, 20240101);
    zelfde = neem(&w, "gemeente", 20240101, 20240101);
    assert_ptr_equal(oud, zelfde);
    store_return(db->store, w.c);
    moet_in(&w.p, "grenzen", "g2.geojson", STR_VAN(een), 20230101);
    MUST(store_read(db->store, &w.c, &w.p.e), &w.p.e);
    nieuw = neem(&w, "gemeente", 20240101, 20240101);
    assert_ptr_not_equal(oud, nieuw);
    IS(oud->n, 3);
    IS(nieuw->n, 1);
    for (int jaar = 2013; jaar < 2026; jaar++) /* more dates than are kept */
        laag_geef(w.k, neem(&w, "gemeente", jaar * 10000 + 101, jaar * 10000 + 101));
    IS(oud->n, 3);
    assert_true(str_is(oud->vorm[2].code, "GM0935"));
    laag_geef(w.k, oud);
    laag_geef(w.k, zelfde);
    laag_geef(w.k, nieuw);
    IS(laag_neem(w.k, w.c, w.p.g, STR("bestaatniet"), 20240101, 20240101, &nieuw, &w.p.e), ERR_NOT_FOUND);
    af(&w);
}

static void de_tegelkaart_heeft_342_vakken_zonder_dat_er_grenzen_zijn(struct testdb *db)
{
    struct wereld w;
    const struct kaart_laag *l;

    op(&w, db, STR_VAN(drie));
    l = neem(&w, "vakken", 20240101, 20240101);
    IS(l->n, 342);
    for (size_t i = 0; i < l->n; i++) {
        assert_true(vlak_oppervlak(&l->vorm[i].vlak) == 144e6 && l->vorm[i].kort.n);
        assert_true(l->vorm[i].plek[0] > 3 && l->vorm[i].plek[0] < 8 && l->vorm[i].plek[1] > 50);
    }
    laag_geef(w.k, l);
    af(&w);
}

/* The real file: areas in tiles against areas in the plane, and every region of every indeling. */
static void de_echte_grenzen_geven_tegels_met_dezelfde_oppervlakte(struct testdb *db)
{
    struct wereld w;
    const struct kaart_laag *l, *corop;
    struct str mvt, gzip, inhoud;
    double gebieden = 0, regios = 0;

    op(&w, db, STR_VAN(drie));
    if (!data_bestand(&w.p, "gebieden/gemeente_topo.json", &inhoud)) {
        af(&w);
        return;
    }
    store_return(db->store, w.c);
    moet_in(&w.p, "grenzen", "gemeente_topo.json", inhoud, 20230101);
    MUST(store_read(db->store, &w.c, &w.p.e), &w.p.e);
    l = neem(&w, "gemeente", 20230101, 20230101);
    IS(l->n, 342);
    corop = neem(&w, "corop", 20230101, 20230101);
    IS(corop->n, 40);
    for (size_t i = 0; i < l->n; i++)
        gebieden += vlak_oppervlak(&l->vorm[i].vlak);
    for (size_t i = 0; i < corop->n; i++) {
        regios += vlak_oppervlak(&corop->vorm[i].vlak);
        IS(corop->vorm[i].leden, corop->vorm[i].leden_met_grens);
    }
    assert_true(fabs(regios / gebieden - 1) < 1e-5);
    for (int z = 0; z <= 6; z++)
        for (int x = (1 << z) * 33 / 64; x <= (1 << z) * 34 / 64; x++)
            for (int y = (1 << z) * 20 / 64; y <= (1 << z) * 22 / 64; y++)
                MUST(laag_tegel(corop, &w.p.a, z, x, y, &mvt, &gzip, &w.p.e), &w.p.e);
    MUST(laag_tegel(corop, &w.p.a, 9, 264, 171, &mvt, &gzip, &w.p.e), &w.p.e); /* Maastricht and around */
    (void)tegel_lees(mvt);
    print_message("# gemeenten samen %.1f km2, COROP-gebieden samen %.1f km2\n", gebieden / 1e6,
                  regios / 1e6);
    laag_geef(w.k, l);
    laag_geef(w.k, corop);
    af(&w);
}

int main(void)
{
    const struct testdb_case lagen[] = {
        TESTDB_CASE(een_tegel_heeft_de_vlakken_met_hun_code_en_oppervlakte),
        TESTDB_CASE(een_gat_met_een_eiland_blijft_in_elke_zoom),
        TESTDB_CASE(een_regio_is_de_vereniging_van_wat_een_grens_heeft),
        TESTDB_CASE(een_nieuwe_levering_geeft_een_nieuwe_laag_en_de_oude_blijft_tot_het_eind),
        TESTDB_CASE(de_tegelkaart_heeft_342_vakken_zonder_dat_er_grenzen_zijn),
        TESTDB_CASE(de_echte_grenzen_geven_tegels_met_dezelfde_oppervlakte),
    };

    return testdb_main("laag", lagen, sizeof lagen / sizeof *lagen, store_migrations, store_migrations_n);
}
