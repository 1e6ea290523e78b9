/* SPDX-License-Identifier: EUPL-1.2
 * Plans kept as plans, from every kind of file that brings them: what is stored, what may be seen, what
 * checking finds, and the words by which a status is delivered. All plans here are made up, but for those of
 * the data beside the project. */
#include "hulp.h"

#include "plan/plan.h"

#include <math.h>
#include <string.h>
#include <zip.h>

static const char kop[] =
    "naam_gemeente;vertrouwelijk;naam;plancode;planologische_status;bruto_aantalwoningen;opleverjaar_2026;"
    "opleverjaar_2027;nultredenwoning;geometrie\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

/* ---- reading back ---- */

struct vangst {
    struct arena *a;
    VEC(struct plan) plan;
};

static int vang(void *ctx, const struct plan *p, struct err *e)
{
    struct vangst *v = ctx;
    struct plan x = *p;

    (void)e;
    x.naam = str_dup(v->a, x.naam);
    x.status = str_dup(v->a, x.status);
    x.status_geleverd = str_dup(v->a, x.status_geleverd);
    x.hardheid = str_dup(v->a, x.hardheid);
    if (x.xy) {
        double *xy = ARENA_ARRAY(v->a, double, x.n_xy);

        memcpy(xy, x.xy, x.n_xy * sizeof *xy);
        x.xy = xy;
    }
    VEC_PUSH(v->a, &v->plan, x);
    return OK;
}

static struct vangst lees(struct proef *p, struct plan_keuze k)
{
    struct vangst v = {&p->a};
    struct conn *c;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(plannen_openbaar(c, p->g, &k, true, vang, &v, &p->e), &p->e);
    store_return(p->db->store, c);
    return v;
}

static struct plan_som som(struct proef *p, const char *gebied)
{
    struct plan_keuze k = {.gebied = gebied ? gebied_bij_code(p->g, str_from(gebied)) : NULL};
    struct plan_som *s, uit = {0};
    struct conn *c;
    size_t n;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(plannen_som(c, p->g, &p->a, &k, &s, &n, &p->e), &p->e);
    store_return(p->db->store, c);
    if (n)
        uit = s[0];
    return uit;
}

static int lees_een(struct proef *p, int64_t id, struct plan *x, const struct plan_getal **g, size_t *n)
{
    struct conn *c;
    int rc;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    rc = plan_lees(c, p->g, &p->a, id, x, g, n, &p->e);
    store_return(p->db->store, c);
    return rc;
}

static const struct plan_getal *getal(const struct plan_getal *g, size_t n, const char *soort,
                                      const char *code, int van)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(g[i].soort, soort) && str_is(g[i].code, code) && g[i].van == van)
            return &g[i];
    fail_msg("%s %s %d is er niet", soort, code, van);
    return NULL;
}

/* ---- Basisset ---- */

static void a_plan_is_kept_as_it_was_delivered(struct testdb *db)
{
    const struct plan_getal *g;
    struct vangst v;
    struct proef p;
    struct plan x;
    size_t n;

    proef_op(&p, db);
    moet_in(&p, "basisset", "plannen.csv",
            csv(&p, "Maastricht;Nee;Verzonnen A;A1;1A. Onherroepelijk;100;40;60;90;\n"
                    "Heerlen;Nee;Verzonnen B;B1;3;10;;0;;\"POLYGON((195000 320000, 195000 320100, 195100 "
                    "320100, 195100 320000, 195000 320000))\"\n"),
            20250101);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.n, 2);
    assert_true(str_is(v.plan.at[0].naam, "Verzonnen A"));
    assert_true(str_is(v.plan.at[0].status, "1A") && str_is(v.plan.at[0].hardheid, "hard"));
    assert_true(str_is(v.plan.at[0].status_geleverd, "1A. Onherroepelijk"));
    IS(v.plan.at[0].woningen, 100);
    IS(v.plan.at[0].rij, 2);
    assert_true(v.plan.at[0].verzonnen);
    IS(v.plan.at[0].vorm, VORM_GEEN);
    MUST(lees_een(&p, v.plan.at[1].id, &x, &g, &n), &p.e);
    IS(getal(g, n, "jaar", "", 2026)->ontbreekt, ONTBREEKT_NIET_GELEVERD); /* apart from nought */
    IS(getal(g, n, "jaar", "", 2027)->ontbreekt, ONTBREEKT_NIET);
    IS(getal(g, n, "jaar", "", 2027)->waarde, 0);
    IS(getal(g, n, "ouderen", "nultreden", 0)->ontbreekt, ONTBREEKT_NIET_GELEVERD);
    IS(x.bevinding, BEVINDING_C1);
    IS(x.vorm, VORM_VLAK);
    IS(x.kader.x_min, 195000);
    IS(x.kader.y_max, 320100);
    IS(x.n_xy, 12);
    assert_true(isnan(x.xy[10]));
    assert_true((x.xy[2] - x.xy[0]) * (x.xy[5] - x.xy[1]) - (x.xy[4] - x.xy[0]) * (x.xy[3] - x.xy[1]) >
                0); /* turned counterclockwise */
    proef_af(&p);
}

static void a_plan_goes_with_its_levering(struct testdb *db)
{
    struct proef p;
    struct plan_keuze toen = {0};
    struct plan x;
    const struct plan_getal *g;
    int64_t eerste, tweede;
    size_t n;

    proef_op(&p, db);
    eerste = moet_in(&p, "basisset", "a.csv", csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;\n"), 20250101);
    toen.stand = testdb_int(db, "SELECT MAX(ontvangen) FROM levering");
    x = lees(&p, (struct plan_keuze){0}).plan.at[0];
    tweede = moet_in(&p, "basisset", "b.csv",
                     csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;7;7;0;;\nVenlo;Nee;Verzonnen B;B1;3;1;1;0;;\n"),
                     20250101);
    IS(lees(&p, (struct plan_keuze){0}).plan.n, 2);
    IS(lees(&p, toen).plan.n, 1);
    IS(lees(&p, (struct plan_keuze){.levering = eerste}).plan.n, 1);
    MUST(lees_een(&p, x.id, &x, &g, &n), &p.e); /* stays readable by its number */
    IS(x.woningen, 5);
    moet_in(&p, "basisset", "c.csv", csv(&p, "Venlo;Nee;Verzonnen C;C1;1A;9;9;0;;\n"), 20260101);
    IS(lees(&p, (struct plan_keuze){0}).plan.n, 1); /* the newest peildatum speaks */
    IS(lees(&p, (struct plan_keuze){.peildatum = 20251231}).plan.n, 2);
    MUST(levering_intrekken(db->store, NULL, tweede, STR("proef"), &p.e), &p.e);
    IS(lees(&p, (struct plan_keuze){.peildatum = 20251231}).plan.n, 0);
    proef_af(&p);
}

static void a_rehearsal_and_a_refusal_keep_no_plan(struct testdb *db)
{
    struct import_opdracht o = {.soort = STR("basisset"),
                                .bestand = STR("a.csv"),
                                .leveraar = STR(""),
                                .wie = STR("beproever"),
                                .peildatum = 20250101,
                                .proef = true};
    struct proef p;

    proef_op(&p, db);
    o.inhoud = csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;\n");
    MUST(import_doe(db->store, p.g, &p.a, &o, &p.u, &p.e), &p.e);
    geweigerd(&p, "basisset", "b.csv",
              csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;\nVenlo;Nee;Verzonnen B;B1;9Z;5;5;0;;\n"), 20250101,
              ERR_DATA, "verwacht een planologische status");
    geweigerd(&p, "basisset", "b.csv", csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;POINT(5 99)\n"), 20250101,
              ERR_DATA, "buiten Nederland");
    geweigerd(&p, "basisset", "b.csv",
              csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;\"LINESTRING(195000 320000, 195100 320100)\"\n"),
              20250101, ERR_DATA, "een lijn is geen ligging");
    geweigerd(&p, "basisset", "b.csv", csv(&p, "Venlo;Nee;Verzonnen A;A1;1A;5;5;0;;ergens\n"), 20250101,
              ERR_DATA, "verwacht een vorm");
    IS(testdb_int(db, "SELECT (SELECT COUNT(*) FROM plan) + (SELECT COUNT(*) FROM plan_getal) + (SELECT "
                      "COUNT(*) FROM plan_vorm)"),
       0);
    proef_af(&p);
}

static void of_a_confidential_plan_nothing_is_told_but_by_cijfers_that_hide_it(struct testdb *db)
{
    const struct plan_getal *g;
    struct vangst v;
    struct proef p;
    struct plan x;
    struct plan_som s;
    struct cijfer_uitkomst u;
    size_t n;

    proef_op(&p, db);
    moet_in(&p, "basisset", "p.csv",
            csv(&p, "Venlo;Nee;Verzonnen open groot;A1;1A;500;500;0;10;\n"
                    "Venlo;Nee;Verzonnen open klein;A2;1A;20;20;0;5;\n"
                    "Venlo;Ja;Verzonnen geheim een;A3;1A;77;77;0;7;POINT(205000 375000)\n"
                    "Venlo;Nee;Verzonnen zacht;A4;3;8;8;0;;\n"
                    "Weert;Ja;Verzonnen geheim alleen;B1;3;31;31;0;;\n"
                    "Heerlen;Ja;Verzonnen geheim twee;C1;3;4;4;0;;\n"
                    "Heerlen;Ja;Verzonnen geheim drie;C2;3;5;5;0;;\n"),
            20250101);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.n, 3);
    for (size_t i = 0; i < v.plan.n; i++) {
        assert_null(strstr(str_cstr(&p.a, v.plan.at[i].naam), "geheim"));
        IS(v.plan.at[i].ontbreekt, 0); /* an open plan is open: it would cover nothing */
    }
    MUST(lees_een(&p, v.plan.at[1].id, &x, &g, &n), &p.e);
    assert_true(n > 0 && x.woningen == 20);
    IS(lees_een(&p, v.plan.at[1].id + 1, &x, &g, &n), ERR_NOT_FOUND);
    IS(lees(&p, (struct plan_keuze){.kader = &(struct plan_kader){204000, 374000, 206000, 376000}}).plan.n,
       0);
    IS(lees(&p, (struct plan_keuze){.woningtype = STR("nultreden")}).plan.n, 2);
    s = som(&p, "GM0983");
    IS(s.woningen[PLAN_HARD], 520);
    assert_true(s.vertrouwelijk);
    /* Alone in its gemeente and year it does not count, whatever stands open beside it. */
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard"), .peildatum = 20250101}, "GM0983");
    IS(u.waarde, 520);
    assert_true(u.vlag & VLAG_DEEL_ONDERDRUKT && cijfer_minstens(&u));
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-zacht"), .peildatum = 20250101}, "GM0988");
    assert_false(u.heeft); /* nor does a derived nought stand in for it */
    IS(u.ontbreekt, ONTBREEKT_ONDERDRUKT);
    IS(waarde(&p, "plannen-zacht", "GM0917", 20250101), 9); /* two hide each other */
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-zacht"), .peildatum = 20250101}, "PV31");
    IS(u.waarde, 17);
    assert_true(cijfer_minstens(&u));
    proef_af(&p);
}

static void the_report_keeps_nothing_of_a_confidential_plan(struct testdb *db)
{
    struct proef p;
    const struct doc *m;

    proef_op(&p, db);
    moet_in(&p, "basisset", "p.csv",
            csv(&p, "Venlo;Ja;Verzonnen geheim;G1;1A;90;1;1;999;\nVenlo;Ja;Verzonnen "
                    "geheim;G1;1A;91;-3;1;;\nVenlo;Nee;Verzonnen geheim;G1;1A;9;9;0;;\n"),
            20250101);
    m = doc_get(p.u.verslag, STR("meldingen"));
    assert_true(m->list.n > 3);
    for (size_t i = 0; i < m->list.n; i++)
        assert_null(strstr(str_cstr(&p.a, doc_get_str(m->list.at[i], STR("voorbeeld"))), "geheim"));
    IS(lees(&p, (struct plan_keuze){.bevinding = BEVINDING_NAAM}).plan.n,
       0); /* nor does an open plan of that name */
    proef_af(&p);
}

static void plans_are_found_by_area_box_and_page(struct testdb *db)
{
    struct plan_keuze k = {0};
    struct vangst v;
    struct proef p;
    int64_t vorige = 0;

    proef_op(&p, db);
    moet_in(&p, "basisset", "p.csv",
            csv(&p, "Venlo;Nee;Verzonnen een;A1;1A;5;5;0;5;POINT(209000 375500)\nHeerlen;Nee;Verzonnen "
                    "twee;A2;3;5;5;0;;POINT(196000 322000)\n"
                    "Heerlen;Nee;Verzonnen drie;A3;2C;5;5;0;;POINT(196500 322500)\nHeerlen;Nee;Verzonnen "
                    "vier;A4;4B;5;5;0;;\n"),
            20250101);
    IS(lees(&p, (struct plan_keuze){.gebied = gebied_bij_code(p.g, STR("GM0917"))}).plan.n, 3);
    IS(lees(&p, (struct plan_keuze){.gebied = gebied_bij_code(p.g, STR("PV31"))}).plan.n, 4);
    IS(lees(&p, (struct plan_keuze){.gebied = gebied_bij_code(p.g, STR("PV25"))}).plan.n, 0);
    IS(lees(&p, (struct plan_keuze){.status = STR("zacht")}).plan.n, 2);
    IS(lees(&p, (struct plan_keuze){.status = STR("2C")}).plan.n, 1);
    IS(lees(&p, (struct plan_keuze){.kader = &(struct plan_kader){195999, 321999, 196100, 322100}}).plan.n,
       1);
    IS(lees(&p, (struct plan_keuze){.kader = &(struct plan_kader){196000, 322000, 196500, 322500}}).plan.n,
       2); /* edges included */
    IS(lees(&p, (struct plan_keuze){.kader = &(struct plan_kader){0, 300000, 300000, 620000},
                                    .woningtype = STR("nultreden")})
           .plan.n,
       1);
    for (int blad = 0; blad < 2; blad++) {
        k.hoogstens = 3;
        k.na = vorige;
        v = lees(&p, k);
        IS(v.plan.n, blad ? 1 : 3);
        for (size_t i = 0; i < v.plan.n; i++) {
            assert_true(v.plan.at[i].id > vorige);
            vorige = v.plan.at[i].id;
        }
    }
    proef_af(&p);
}

/* ---- words for a status ---- */

static void every_word_for_a_status_is_read(struct testdb *db)
{
    static const char *const w[][2] = {{"1C onhr + wijzigingsbevoegdheid", "1C"},
                                       {"2A Vastgesteld plan/besluit", "2A"},
                                       {"3 plan/besluit in voorbereiding", "3"},
                                       {"4A potentiele locatie in visie", "4A"},
                                       {"4B. Idee", "4B"},
                                       {"5A. Ambtelijk met locatie", "5A"},
                                       {"1a_onherroepelijk", "1A"},
                                       {"4b_opgenomen_in_de_visie", "4A"}};
    struct vangst v;
    struct proef p;
    struct buf b;

    proef_op(&p, db);
    buf_init(&b, &p.a, 10000);
    for (size_t i = 0; i < sizeof w / sizeof *w; i++)
        buf_fmt(&b, "Venlo;Nee;Verzonnen %zu;P%zu;%s;%zu;%zu;0;;\n", i, i, w[i][0], i + 1, i + 1);
    moet_in(&p, "basisset", "p.csv", csv(&p, str_cstr(&p.a, buf_str(&b))), 20250101);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.n, sizeof w / sizeof *w);
    for (size_t i = 0; i < v.plan.n; i++)
        assert_true(str_is(v.plan.at[i].status, w[i][1]) && str_is(v.plan.at[i].status_geleverd, w[i][0]));
    IS(meldt(&p, "let op", "draagt de code van een andere"), 1); /* DIWI's 4b means the official 4A */
    IS(v.plan.at[7].bevinding & BEVINDING_STATUS, BEVINDING_STATUS);
    IS(meldt(&p, "info", "onder meer dan één naam"), 1);
    proef_af(&p);
}

static void an_own_mapping_is_used_and_may_not_contradict_the_official_list(struct testdb *db)
{
    static const char tabel[] = "woord;status;lijst;versie\nin procedure;3;Proef;1\n4A. "
                                "Visie;4b_opgenomen_in_de_visie;Proef;1\nonbekende fase;;Proef;1\n";
    struct proef p;
    struct vangst v;
    int64_t levering;

    proef_op(&p, db);
    geweigerd(&p, "basisset", "p.csv", csv(&p, "Venlo;Nee;Verzonnen A;A1;In procedure;5;5;0;;\n"), 20250101,
              ERR_DATA, "verwacht een planologische status");
    levering = moet_in(&p, "planstatus", "woorden.csv", STR_VAN(tabel), 20250101);
    IS(meldt(&p, "let op", "spreekt de landelijke lijst tegen: daar is 4A visie en 4B idee of optie"), 1);
    IS(meldt(&p, "let op", "geen status genoemd"), 1);
    moet_in(
        &p, "basisset", "p.csv",
        csv(&p,
            "Venlo;Nee;Verzonnen A;A1;In procedure;5;5;0;;\nVenlo;Nee;Verzonnen B;B1;4A. Visie;5;5;0;;\n"),
        20250101);
    v = lees(&p, (struct plan_keuze){0});
    assert_true(str_is(v.plan.at[0].status, "3") && str_is(v.plan.at[1].status, "4A"));
    MUST(levering_intrekken(db->store, NULL, levering, STR("proef"), &p.e), &p.e);
    geweigerd(&p, "basisset", "q.csv", csv(&p, "Venlo;Nee;Verzonnen A;A1;In procedure;6;6;0;;\n"), 20250101,
              ERR_DATA, "verwacht een planologische status");
    geweigerd(&p, "planstatus", "w.csv", STR("woord;status\nx;9Z\n"), 20250101, ERR_DATA,
              "verwacht een planologische status");
    geweigerd(&p, "planstatus", "w.csv", STR("woord;status\nx;3\nX ;4A\n"), 20250101, ERR_DATA,
              "staat er twee keer");
    proef_af(&p);
}

static void the_published_crosswalk_that_swaps_4A_and_4B_is_reported(struct testdb *db)
{
    struct proef p;
    struct str s;

    proef_op(&p, db);
    if (data_bestand(&p, "plannen/diwi_mapping_planologisch.csv", &s)) {
        moet_in(&p, "planstatus", "diwi.csv", s, 20241212);
        IS(meldt(&p, "let op", "spreekt de landelijke lijst tegen"), 2);
        IS(testdb_int(db, "SELECT COUNT(*) FROM planstatus_woord w JOIN levering l ON l.id = w.levering_id "
                          "WHERE l.soort = 'planstatus'"),
           5);
    }
    proef_af(&p);
}

/* ---- map files ---- */

#define FEATURE(naam, status, woningen, vorm)                                                                \
    "{\"type\":\"Feature\",\"properties\":{\"gemeente\":\"Heerlen\",\"plannaam\":\"" naam                    \
    "\",\"planologische_status\":" status ",\"aantal_woningen\":" woningen ",\"opleverjaar_2027\":" woningen \
    ",\"nultredenwoning\":2},\"geometry\":" vorm "}"
#define VERZAMELING(delen) "{\"type\":\"FeatureCollection\",\"features\":[" delen "]}"
#define VIERKANT                                                                                             \
    "{\"type\":\"Polygon\",\"coordinates\":[[[195000,320000],[196000,320000],[196000,321000],[195000,"       \
    "321000],[195000,320000]]"                                                                               \
    ",[[195400,320400],[195600,320400],[195600,320600],[195400,320600],[195400,320400]]]}"

static void geojson_gives_plans_with_their_shapes(struct testdb *db)
{
    static const char tekst[] = VERZAMELING(FEATURE("Verzonnen vlak", "\"1A\"", "10", VIERKANT) "," FEATURE(
        "Verzonnen punt", "null", "4",
        "{\"type\":\"Point\",\"coordinates\":[195000,320000]}") "," FEATURE("Verzonnen plek", "\"3\"", "6",
                                                                            "null"));
    struct vangst v;
    struct proef p;
    double gat = 0;

    proef_op(&p, db);
    moet_in(&p, "plannen-geo", "verzonnen.geojson", STR_VAN(tekst), 20250101);
    IS(waarde(&p, "plannen-hard", "GM0917", 20250101), 10);
    IS(waarde(&p, "plannen-zacht", "GM0917", 20250101), 6);
    IS(waarde(&p, "plannen-onbekend", "GM0917", 20250101), 4);
    IS(meldt(&p, "let op", "geen planologische status geleverd"), 1);
    IS(meldt(&p, "info", "van 2 van de 3 plannen is de ligging geleverd"), 1);
    IS(meldt(&p, "info", "herkend aan de getallen"), 1);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.n, 3);
    IS(v.plan.at[0].vorm, VORM_VLAK);
    IS(v.plan.at[0].n_xy, 24);
    for (size_t i = 12; i < 20; i += 2)
        gat += v.plan.at[0].xy[i] * v.plan.at[0].xy[i + 3] - v.plan.at[0].xy[i + 2] * v.plan.at[0].xy[i + 1];
    assert_true(gat < 0); /* a hole goes clockwise */
    IS(v.plan.at[1].vorm, VORM_PUNT);
    assert_true(v.plan.at[1].xy[0] == 195000 && v.plan.at[1].xy[1] == 320000);
    IS(v.plan.at[1].bevinding & BEVINDING_MIST_STATUS, BEVINDING_MIST_STATUS);
    IS(v.plan.at[2].vorm, VORM_GEEN);
    proef_af(&p);
}

static void a_basisset_may_come_as_geojson(struct testdb *db)
{
    static const char tekst[] = VERZAMELING(
        "{\"type\":\"Feature\",\"properties\":{\"naam_gemeente\":\"Heerlen\",\"vertrouwelijk\":\"Nee\","
        "\"naam\":\"Verzonnen A\","
        "\"planologische_status\":\"2B\",\"bruto_aantalwoningen\":12,\"opleverjaar_2027\":12},\"geometry\":"
        "{\"type\":\"Point\",\"coordinates\":[5.98,50.89]}}");
    struct vangst v;
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "basisset", "verzonnen.geojson", STR_VAN(tekst), 20250101);
    IS(waarde(&p, "plannen-hard", "GM0917", 20250101), 12);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.at[0].vorm, VORM_PUNT);
    assert_true(fabs(v.plan.at[0].xy[0] - 196740) < 500 &&
                fabs(v.plan.at[0].xy[1] - 322600) < 1500); /* RD, from degrees */
    proef_af(&p);
}

static struct str zip_van(struct proef *p, const char *const *namen, const struct str *bytes, size_t n)
{
    zip_error_t fout;
    zip_source_t *bron;
    zip_t *z;
    zip_stat_t st;
    char *uit;

    zip_error_init(&fout);
    bron = zip_source_buffer_create(NULL, 0, 0, &fout);
    zip_source_keep(bron);
    z = zip_open_from_source(bron, ZIP_TRUNCATE, &fout);
    for (size_t i = 0; i < n; i++)
        zip_file_add(z, namen[i], zip_source_buffer(z, bytes[i].p, bytes[i].n, 0), ZIP_FL_ENC_UTF_8);
    assert_int_equal(zip_close(z), 0);
    zip_source_open(bron);
    zip_source_stat(bron, &st);
    uit = arena_alloc(&p->a, st.size);
    assert_int_equal(zip_source_read(bron, uit, st.size), st.size);
    zip_source_close(bron);
    zip_source_free(bron);
    return (struct str){uit, st.size};
}

static void what_is_wrong_with_a_map_file_is_said(struct testdb *db)
{
    static const char *const alleen[] = {"plannen.shp"},
                             *const gdb[] = {"a.gdb/a00000001.gdbtable", "a.gdb/gdb"},
                             *const twee[] = {"a.geojson", "b.geojson"};
    static const char leeg[] = VERZAMELING(""),
                      duits[] = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{"
                                "\"name\":\"urn:ogc:def:crs:EPSG::31467\"}},"
                                "\"features\":[" FEATURE(
                                    "Verzonnen", "\"3\"", "6",
                                    "{\"type\":\"Point\",\"coordinates\":[3500000,5600000]}") "]}",
                      ver[] = VERZAMELING(FEATURE("Verzonnen", "\"3\"", "6",
                                                  "{\"type\":\"Point\",\"coordinates\":[13.4,52.5]}")),
                      om[] = VERZAMELING(FEATURE("Verzonnen", "\"3\"", "6",
                                                 "{\"type\":\"Point\",\"coordinates\":[52.1,5.1]}")),
                      lijn[] = VERZAMELING(FEATURE(
                          "Verzonnen", "\"3\"", "6",
                          "{\"type\":\"LineString\",\"coordinates\":[[195000,320000],[195010,320010]]}")),
                      tekst[] = VERZAMELING(FEATURE("Verzonnen", "\"3\"", "\"veel\"", "null"));
    static const char *const geen_kaart[] = {"lees-mij.txt"};
    const struct str rommel[] = {STR("\0\0\x27\x0A rommel"), STR("rommel")};
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "plannen-geo", "p.csv", STR("a;b\n1;2\n"), 20250101, ERR_DATA, "geen kaartbestand");
    geweigerd(&p, "plannen-geo", "p.csv", STR("a;b\n1;2\n"), 20250101, ERR_DATA, "GeoPackage");
    geweigerd(&p, "plannen-geo", "p.zip", zip_van(&p, geen_kaart, rommel, 1), 20250101, ERR_DATA,
              "in dit zip-bestand zit geen kaartbestand");
    geweigerd(&p, "plannen-geo", "p.shp", rommel[0], 20250101, ERR_DATA, "één deel van een shapefile");
    geweigerd(&p, "plannen-geo", "p.zip", zip_van(&p, alleen, rommel, 1), 20250101, ERR_DATA,
              "ontbreekt een deel");
    geweigerd(&p, "plannen-geo", "p.zip", zip_van(&p, gdb, rommel, 2), 20250101, ERR_DATA, "beschadigd");
    geweigerd(&p, "plannen-geo", "p.zip", zip_van(&p, twee, rommel, 2), 20250101, ERR_DATA,
              "meer GeoJSON-bestanden");
    geweigerd(&p, "plannen-geo", "p.geojson", STR("{\"type\":\"FeatureCollection\",\"features\":[{"),
              20250101, ERR_DATA, "beschadigd");
    geweigerd(&p, "plannen-geo", "p.geojson", STR("{\"a\":1}"), 20250101, ERR_DATA, "beschadigd");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(leeg), 20250101, ERR_DATA, "kolommen ontbreken");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(duits), 20250101, ERR_DATA, "coördinatenstelsel");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(ver), 20250101, ERR_DATA, "buiten Nederland");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(om), 20250101, ERR_DATA, "verwisseld");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(lijn), 20250101, ERR_DATA, "een lijn is geen ligging");
    geweigerd(&p, "plannen-geo", "p.geojson", STR_VAN(tekst), 20250101, ERR_DATA, "verwacht een getal");
    geweigerd(&p, "plannen-geo", "p.geojson",
              str_fmt(&p.a,
                      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,"
                      "\"properties\":{\"naam\":1,\"%070000d\":1}}]}",
                      0),
              20250101, ERR_DATA, "de naam van veld 2 is langer dan 65536 tekens");
    geweigerd(&p, "opgave", "p.geojson", STR_VAN(ver), 20250101, ERR_DATA,
              "dit is een JSON-bestand"); /* only who asks for maps gets them */
    proef_af(&p);
}

static void the_real_shapefile_gives_what_is_known_of_it(struct testdb *db)
{
    struct plan_som s;
    struct vangst v;
    struct proef p;
    struct str zip;
    int64_t woningen = 0;

    proef_op(&p, db);
    if (data_bestand(&p, "plannen/eib.zip", &zip)) {
        moet_in(&p, "plannen-geo", "eib.zip", zip, 20200601);
        v = lees(&p, (struct plan_keuze){0});
        IS(v.plan.n, 4348);
        for (size_t i = 0; i < v.plan.n; i++)
            woningen += v.plan.at[i].woningen;
        IS(woningen, 566386);
        s = som(&p, NULL);
        IS(s.woningen[PLAN_HARD] + s.woningen[PLAN_ZACHT] + s.woningen[PLAN_STATUS_ONBEKEND], 566386);
        IS(s.vormen, 4347);
        IS(lees(&p, (struct plan_keuze){.bevinding = BEVINDING_NEGATIEF}).plan.n, 153);
        IS(lees(&p, (struct plan_keuze){.bevinding = BEVINDING_C1 | BEVINDING_C2 | BEVINDING_C4}).plan.n, 0);
        IS(meldt(&p, "let op", "in 153 plannen staat een negatief aantal"), 1);
        IS(meldt(&p, "let op",
                 "27 namen van plannen komen in hun gemeente vaker voor, bij elkaar in 113 plannen"),
           1);
        IS(lees(&p, (struct plan_keuze){.bevinding = BEVINDING_NAAM}).plan.n, 113);
        IS(lees(&p, (struct plan_keuze){.status = STR("onbekend")}).plan.n, 368);
        IS(lees(&p, (struct plan_keuze){.status = STR("4A")}).plan.n,
           548); /* two vocabularies: 427 and 121 */
        IS(testdb_int(db, "SELECT COUNT(DISTINCT gebied_id) FROM plan"), 121);
        IS(testdb_int(db, "SELECT CAST(SUM(c.waarde) AS BIGINT) FROM cijfer c JOIN reeks r ON r.id = "
                          "c.reeks_id JOIN onderwerp o ON o.id = r.onderwerp_id"
                          " WHERE o.code LIKE 'plannen-%' AND r.woningtype = ''"),
           566386);
    }
    proef_af(&p);
}

static void the_empty_geodatabase_is_recognised(struct testdb *db)
{
    struct proef p;
    struct str zip;

    proef_op(&p, db);
    if (data_bestand(&p, "plannen/Gelderland.gdb.zip", &zip))
        geweigerd(&p, "plannen-geo", "Gelderland.gdb.zip", zip, 20241212, ERR_DATA,
                  "dit kaartbestand is herkend (5 lagen; 16 lijsten met waarden, die 23 velden gebruiken), "
                  "maar er staan geen plannen in");
    proef_af(&p);
}

/* ---- Planmonitor Wonen ---- */

/* A workbook with one sheet per text: rows by \n, cells by |. */
static struct str werkboek(struct proef *p, const char *const *bladen, size_t n)
{
    const char *namen[16] = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml",
                             "xl/_rels/workbook.xml.rels"};
    struct str bytes[16] = {
        STR("<?xml version=\"1.0\"?><Types "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
            "Extension=\"xml\" "
            "ContentType=\"application/xml\"/></Types>"),
        STR("<?xml version=\"1.0\"?><Relationships "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
            "Target=\"xl/workbook.xml\"/></Relationships>")};
    struct buf boek, rel;

    buf_init(&boek, &p->a, 1 << 20);
    buf_init(&rel, &p->a, 1 << 20);
    buf_lit(&boek,
            "<?xml version=\"1.0\"?><workbook "
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>");
    buf_lit(&rel, "<?xml version=\"1.0\"?><Relationships "
                  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (size_t i = 0; i < n; i++) {
        struct str rest = str_from(bladen[i]);
        struct buf b;
        int rij = 0;

        buf_fmt(&boek, "<sheet name=\"Plan %zu\" sheetId=\"%zu\" r:id=\"r%zu\"/>", i + 1, i + 1, i + 1);
        buf_fmt(&rel,
                "<Relationship Id=\"r%zu\" "
                "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
                "Target=\"worksheets/sheet%zu.xml\"/>",
                i + 1, i + 1);
        buf_init(&b, &p->a, 1 << 20);
        buf_lit(&b, "<?xml version=\"1.0\"?><worksheet "
                    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        while (rest.p) {
            struct str cellen = str_cut(rest, '\n', &rest), cel;

            buf_fmt(&b, "<row r=\"%d\">", ++rij);
            for (int k = 0; cellen.p; k++) {
                cel = str_cut(cellen, '|', &cellen);
                if (cel.n && cel.p[0] >= '0' && cel.p[0] <= '9' &&
                    (cel.n == 1 || (cel.p[1] >= '0' && cel.p[1] <= '9')))
                    buf_fmt(&b, "<c r=\"%c%d\"><v>%.*s</v></c>", 'A' + k, rij, STR_ARG(cel));
                else if (cel.n)
                    buf_fmt(&b, "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%.*s</t></is></c>", 'A' + k, rij,
                            STR_ARG(cel));
            }
            buf_lit(&b, "</row>");
        }
        buf_lit(&b, "</sheetData></worksheet>");
        namen[4 + i] = str_cstr(&p->a, str_fmt(&p->a, "xl/worksheets/sheet%zu.xml", i + 1));
        bytes[4 + i] = buf_str(&b);
    }
    buf_lit(&boek, "</sheets></workbook>");
    buf_lit(&rel, "</Relationships>");
    bytes[2] = buf_str(&boek);
    bytes[3] = buf_str(&rel);
    return zip_van(p, namen, bytes, 4 + n);
}

#define PMW_KOP(naam, gemeente, vertrouwelijk, status)                                                       \
    "Plannaam|" naam "\nPlaatsnaam|\nGemeente|" gemeente                                                     \
    "\nPlantype|Verdichting\nVertrouwelijkheid|" vertrouwelijk                                               \
    "\nStatus Project|Realisatie\nStatus Planologisch|" status                                               \
    "\n\n|Groepnaam|Totalen|Check|Gerealiseerd|Restcapaciteit|2026|2027\n"

static void a_sheet_of_planmonitor_is_a_plan(struct testdb *db)
{
    static const char *const bladen[] = {
        PMW_KOP("Verzonnen A", "Heerlen", "Openbaar",
                "3. In voorbereiding") "Nieuwbouw|nieuwbouw|60||10|50|20|30\n"
                                       "Eengezins|woningtype|20||0|20|20|\n"
                                       "Meergezins||40||10|30||30\n"
                                       "Nultreden|wonen en zorg|35||0|35|15|20\n"
                                       "Regulier||25||10|15|5|10\n"
                                       "Sociale huur|betaalbaarheid|50||10|40|20|20\n",
        PMW_KOP("", "", "", "") "Nieuwbouw|nieuwbouw||||0||\n",
        PMW_KOP("Verzonnen B", "Venlo", "Provincie",
                "1A. Onherroepelijk") "Nieuwbouw|nieuwbouw|12|||12|12|\n"};
    const struct plan_getal *g;
    struct vangst v;
    struct proef p;
    struct plan x;
    size_t n;

    proef_op(&p, db);
    moet_in(&p, "planmonitor", "plannen.xlsx", werkboek(&p, bladen, 3), 20250101);
    v = lees(&p, (struct plan_keuze){0});
    IS(v.plan.n, 1); /* the other is for the provincie alone */
    IS(v.plan.at[0].woningen, 50);
    assert_true(v.plan.at[0].rest && str_is(v.plan.at[0].status, "3"));
    IS(v.plan.at[0].bevinding, BEVINDING_C4);
    IS(waarde(&p, "plannen-zacht", "GM0917", 20250101), 50);
    IS(vraag(&p,
             (struct cijfer_vraag){.onderwerp = STR("plannen-zacht"),
                                   .woningtype = STR("nultreden"),
                                   .venster_van = 2027,
                                   .venster_tot = 2027},
             "GM0917")
           .waarde,
       20);
    MUST(lees_een(&p, v.plan.at[0].id, &x, &g, &n), &p.e);
    IS(getal(g, n, "jaar", "", 2027)->waarde, 30);
    IS(getal(g, n, "ouderen", "nultreden", 2026)->waarde, 15);
    IS(getal(g, n, "woningtype", "meergezins", 2026)->ontbreekt, ONTBREEKT_NIET_GELEVERD);
    IS(getal(g, n, "gerealiseerd", "bruto", 0)->waarde, 10);
    IS(meldt(&p, "info", "1 bladen zijn niet ingevuld"), 1);
    proef_af(&p);
}

static void what_is_wrong_on_a_sheet_is_said(struct testdb *db)
{
    static const char *const zonder[] = {PMW_KOP(
        "Verzonnen A", "Nergenshuizen", "Openbaar",
        "3. In voorbereiding") "Nieuwbouw|nieuwbouw|60||10|50|20|30\n"},
                             *const wie[] = {PMW_KOP(
                                 "Verzonnen A", "Heerlen", "Misschien",
                                 "3. In voorbereiding") "Nieuwbouw|nieuwbouw|60||10|50|20|30\n"},
                             *const geen[] = {"Plannaam|Verzonnen A\nGemeente|Heerlen\n"};
    struct proef p;
    struct str s;

    proef_op(&p, db);
    geweigerd(&p, "planmonitor", "a.xlsx", werkboek(&p, zonder, 1), 20250101, ERR_DATA,
              "dit gebied is niet bekend");
    geweigerd(&p, "planmonitor", "a.xlsx", werkboek(&p, wie, 1), 20250101, ERR_DATA, "verwacht Ja of Nee");
    geweigerd(&p, "planmonitor", "a.xlsx", werkboek(&p, geen, 1), 20250101, ERR_DATA,
              "verwacht onder de kenmerken een tabel");
    geweigerd(&p, "planmonitor", "a.csv", STR("Plannaam;x\n"), 20250101, ERR_DATA, "verwacht het werkboek");
    if (data_bestand(&p, "plannen/import-example-pmw.xlsx", &s))
        geweigerd(&p, "planmonitor", "import-example-pmw.xlsx", s, 20241212, ERR_DATA,
                  "leeg sjabloon van Planmonitor Wonen");
    proef_af(&p);
}

int main(void)
{
    static const struct testdb_case cases[] = {
        TESTDB_CASE(a_plan_is_kept_as_it_was_delivered),
        TESTDB_CASE(a_plan_goes_with_its_levering),
        TESTDB_CASE(a_rehearsal_and_a_refusal_keep_no_plan),
        TESTDB_CASE(of_a_confidential_plan_nothing_is_told_but_by_cijfers_that_hide_it),
        TESTDB_CASE(the_report_keeps_nothing_of_a_confidential_plan),
        TESTDB_CASE(plans_are_found_by_area_box_and_page),
        TESTDB_CASE(every_word_for_a_status_is_read),
        TESTDB_CASE(an_own_mapping_is_used_and_may_not_contradict_the_official_list),
        TESTDB_CASE(the_published_crosswalk_that_swaps_4A_and_4B_is_reported),
        TESTDB_CASE(geojson_gives_plans_with_their_shapes),
        TESTDB_CASE(a_basisset_may_come_as_geojson),
        TESTDB_CASE(what_is_wrong_with_a_map_file_is_said),
        TESTDB_CASE(the_real_shapefile_gives_what_is_known_of_it),
        TESTDB_CASE(the_empty_geodatabase_is_recognised),
        TESTDB_CASE(a_sheet_of_planmonitor_is_a_plan),
        TESTDB_CASE(what_is_wrong_on_a_sheet_is_said),
    };

    return testdb_main("plannen", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
