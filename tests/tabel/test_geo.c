/* SPDX-License-Identifier: EUPL-1.2
 * Shapes: the projection against towers whose places are published, GeoJSON beside TopoJSON, what is mended,
 * and hostile files. */
#include "hulp.h"

#include "tabel/geo.h"
#include "tabel/rd.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct arena a;
static struct err e;

static int lees(const char *tekst, struct geo *ret)
{
    arena_reset(&a);
    e = (struct err){0};
    return geo_lees(&a, str_dup(&a, str_from(tekst)), (struct geo_grens){0}, ret, &e);
}

/* One feature with this geometry. */
static struct geo_vorm vorm(const char *geometrie)
{
    struct geo g;
    char tekst[4000];

    snprintf(tekst, sizeof tekst,
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"naam\":"
             "\"x\"},\"geometry\":%s}]}",
             geometrie);
    if (lees(tekst, &g))
        fail_msg("%s: %s", geometrie, e.text);
    assert_int_equal(g.n, 1);
    assert_int_equal(g.laag[0].n, 1);
    return g.laag[0].vorm[0];
}

static void geweigerd(const char *tekst, int code, const char *woorden)
{
    struct geo g;
    int rc = lees(tekst, &g);

    if (rc != code || !strstr(e.text, woorden))
        fail_msg("%.80s: %d %s; verwacht %d met “%s”", tekst, rc, e.text, code, woorden);
}

static void vorm_fout(const char *geometrie, const char *woorden)
{
    struct geo_vorm v = vorm(geometrie);

    if (!v.fout || !strstr(v.fout, woorden))
        fail_msg("%s: “%s”; verwacht “%s”", geometrie, v.fout ? v.fout : "geen fout", woorden);
    assert_int_equal(v.ringen, 0);
    assert_int_equal(v.n, 0);
}

/* Schreutelkamp and Strang van Hees, Benaderingsformules voor de transformatie tussen RD- en
 * WGS84-kaartcoördinaten (2001). */
static void bekende_torens_staan_op_een_halve_meter_waar_ze_horen(void **state)
{
    static const struct {
        double lengte, breedte, x, y;
    } plaats[] = {
        {5.38720621, 52.15517440, 155000, 463000}, /* Amersfoort, Onze Lieve Vrouwetoren: the origin */
        {4.88352559, 52.37453253, 120700.723, 487525.501},  /* Amsterdam, Westertoren */
        {6.56820053, 53.21938317, 233883.131, 582065.167}}; /* Groningen, Martinitoren */
    struct rd *r;

    (void)state;
    assert_int_equal(rd_open(&r, &e), OK);
    for (size_t i = 0; i < sizeof plaats / sizeof *plaats; i++) {
        double x, y;

        rd_van_graden(r, plaats[i].lengte, plaats[i].breedte, &x, &y);
        if (hypot(x - plaats[i].x, y - plaats[i].y) > 0.5)
            fail_msg("plaats %zu: %.3f %.3f", i, x, y);
    }
    rd_close(r);
}

static void een_vierkant_in_graden_wordt_gesloten_ringen_in_meters(void **state)
{
    struct geo_vorm v = vorm(
        "{\"type\":\"Polygon\",\"coordinates\":[[[5.0,52.0],[5.1,52.0],[5.1,52.1],[5.0,52.1],[5.0,52.0]],"
        "[[5.04,52.04],[5.06,52.04],[5.06,52.06],[5.04,52.06],[5.04,52.04]]]}");

    (void)state;
    assert_null(v.fout);
    assert_int_equal(v.ringen, 2);
    assert_int_equal(v.n, 2 * (5 + 1 + 5 + 1));
    assert_true(v.xy[0] == v.xy[8] && v.xy[1] == v.xy[9]);
    assert_true(isnan(v.xy[10]) && isnan(v.xy[11]) && isnan(v.xy[22]) && isnan(v.xy[23]));
    /* 0.1 degree is 11,126 m by 6,860 m there, less a hole of a 25th */
    assert_true(fabs(v.oppervlak / (11126.0 * 6860.0 * 0.96) - 1) < 0.003);
    assert_true(str_is(doc_get_str(v.eigenschappen, STR("naam")), "x"));
}

static void hoogte_en_meer_leden_van_een_plaats_worden_genegeerd(void **state)
{
    struct geo_vorm v = vorm("{\"type\":\"Polygon\",\"coordinates\":[[[5.0,52.0,12.5],[5.1,52.0,-3],[5.1,52."
                             "1,0,7],[5.0,52.0,12.5]]]}");

    (void)state;
    assert_null(v.fout);
    assert_int_equal(v.ringen, 1);
}

static void een_open_ring_wordt_gesloten_en_een_lijn_weggelaten(void **state)
{
    struct geo_vorm v =
        vorm("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5.0,52.0],[5.1,52.0],[5.1,52.1]]],[[[5.2,52.0],["
             "5.3,52.0],[5.2,52.0]]],"
             "[[[5.2,52.0],[5.3,52.0]]],[[]],[],[[[5.4,52.1],[5.4,52.1],[5.4,52.1],[5.4,52.1]]]]}");

    (void)state;
    assert_null(v.fout);
    assert_int_equal(v.ringen, 1);
    assert_int_equal(v.gesloten, 1);
    assert_int_equal(v.weggelaten, 4);
    assert_int_equal(v.n, 10);
}

static void topojson_geeft_dezelfde_ringen_als_geojson(void **state)
{
    /* Two squares that share a side: arc 1 is that side. Steps of 0.1 degree from 5, 52. */
    static const char topo[] =
        "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[5,52]},"
        "\"arcs\":[[[1,0],[-1,0],[0,1],[1,0]],[[1,1],[0,-1]],[[1,1],[1,0],[0,-1],[-1,0]]],"
        "\"objects\":{\"links\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\","
        "\"arcs\":[[0,1]],\"id\":\"L\"},"
        "{\"type\":\"MultiPolygon\",\"arcs\":[[[2,-2]]],\"properties\":{\"code\":7}}]},"
        "\"los\":{\"type\":\"Polygon\",\"arcs\":[[0,1]]}}}";
    static const char *const los[] = {
        "{\"type\":\"Polygon\",\"coordinates\":[[[5.1,52],[5,52],[5,52.1],[5.1,52.1],[5.1,52]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[5.1,52.1],[5.2,52.1],[5.2,52],[5.1,52],[5.1,52.1]]]}"};
    double xy[2][12];
    struct geo g;

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct geo_vorm v = vorm(los[i]);

        assert_int_equal(v.n, 12);
        memcpy(xy[i], v.xy, sizeof xy[i]);
    }
    assert_int_equal(lees(topo, &g), OK);
    assert_int_equal(g.n, 2);
    assert_int_equal(g.vormen, 3);
    assert_true(str_is(g.laag[0].naam, "links") && str_is(g.laag[1].naam, "los"));
    assert_int_equal(g.laag[0].n, 2);
    assert_int_equal(g.laag[1].n, 1);
    assert_true(str_is(g.laag[0].vorm[0].id->s, "L"));
    assert_int_equal(doc_get(g.laag[0].vorm[1].eigenschappen, STR("code"))->i, 7);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(g.laag[0].vorm[i].n, 12);
        for (int k = 0; k < 10; k++)
            assert_true(fabs(g.laag[0].vorm[i].xy[k] - xy[i][k]) < 0.001);
    }
}

static void rijksdriehoek_wordt_gelezen_als_het_bestand_het_noemt_of_de_getallen_het_zeggen(void **state)
{
    static const char vlak[] = "\"features\":[{\"type\":\"Feature\",\"properties\":null,\"geometry\":{"
                               "\"type\":\"Polygon\",\"coordinates\":"
                               "[[[155000,463000],[156000,463000],[156000,464000],[155000,463000]]]}}]}";
    char tekst[600];
    struct geo g;

    (void)state;
    snprintf(tekst, sizeof tekst,
             "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:"
             "def:crs:EPSG::28992\"}},%s",
             vlak);
    assert_int_equal(lees(tekst, &g), OK);
    assert_string_equal(g.stelsel, "Rijksdriehoeksstelsel, zoals het bestand zegt");
    assert_true(g.laag[0].vorm[0].xy[0] == 155000 && g.laag[0].vorm[0].xy[1] == 463000);
    assert_true(g.laag[0].vorm[0].oppervlak == 500000);
    snprintf(tekst, sizeof tekst, "{\"type\":\"FeatureCollection\",%s", vlak);
    assert_int_equal(lees(tekst, &g), OK);
    assert_string_equal(g.stelsel, "Rijksdriehoeksstelsel, herkend aan de getallen");
    assert_true(g.laag[0].vorm[0].oppervlak == 500000);
    snprintf(tekst, sizeof tekst,
             "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:"
             "def:crs:OGC:1.3:CRS84\"}},%s",
             vlak);
    assert_int_equal(lees(tekst, &g), OK);
    assert_non_null(g.laag[0].vorm[0].fout);
}

static void plaatsen_buiten_nederland_worden_met_woorden_geweigerd(void **state)
{
    (void)state;
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[52.0,5.0],[52.1,5.0],[52.1,5.1],[52.0,5.0]]]}",
              "verwisseld");
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
              "lijkt geen lengte en breedte");
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[5.0,52.0],[1e308,52.0],[5.1,52.1],[5.0,52.0]]]}",
              "buiten Nederland");
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[5.0,52.0],[5.1,-1e308],[5.1,52.1],[5.0,52.0]]]}",
              "buiten Nederland");
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[5.1,52.0],[156000,464000],[155000,"
              "463000]]]}",
              "Rijksdriehoeksstelsel");
    vorm_fout("{\"type\":\"Polygon\",\"coordinates\":[[[550000,6800000],[560000,6800000],[560000,6900000],["
              "550000,6800000]]]}",
              "buiten Nederland");
}

static void een_vorm_van_de_verkeerde_soort_is_een_fout_bij_die_vorm(void **state)
{
    static const char *const fout[][2] = {
        {"{\"type\":\"Polygon\"}", "lijst van ringen"},
        {"{\"type\":\"Polygon\",\"coordinates\":7}", "lijst van ringen"},
        {"{\"type\":\"Polygon\",\"coordinates\":{}}", "lijst van ringen"},
        {"{\"type\":\"Polygon\",\"coordinates\":[7]}", "een ring een lijst"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[7]]}", "twee getallen"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[5.0]]]}", "twee getallen"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[5.0,\"52\"]]]}", "twee getallen"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[5.0,null]]]}", "twee getallen"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[[5.0,52.0]]]]}", "twee getallen"},
        {"{\"type\":\"MultiPolygon\",\"coordinates\":\"x\"}", "lijst van vlakken"},
        {"{\"type\":\"MultiPolygon\",\"coordinates\":[5]}", "lijst van ringen"},
        {"{\"type\":\"GeometryCollection\"}", "lijst van vlakken"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        vorm_fout(fout[i][0], fout[i][1]);
}

static void wat_geen_vlak_is_geeft_geen_ringen_en_geen_fout(void **state)
{
    static const char *const leeg[] = {"null",
                                       "{}",
                                       "7",
                                       "[]",
                                       "{\"type\":null}",
                                       "{\"type\":\"Point\",\"coordinates\":[5,52]}",
                                       "{\"type\":\"LineString\",\"coordinates\":[[5,52],[5.1,52]]}",
                                       "{\"type\":\"Polygon\",\"coordinates\":[]}",
                                       ("{\"type\":\"GeometryCollection\",\"geometries\":[null,3,"
                                        "{\"type\":\"Point\",\"coordinates\":[5,52]}]}")};

    (void)state;
    for (size_t i = 0; i < sizeof leeg / sizeof *leeg; i++) {
        struct geo_vorm v = vorm(leeg[i]);

        assert_null(v.fout);
        assert_int_equal(v.ringen, 0);
        assert_int_equal(v.n, 0);
    }
}

static void een_bestand_dat_iets_anders_is_wordt_met_woorden_geweigerd(void **state)
{
    (void)state;
    geweigerd("", ERR_DATA, "geen GeoJSON of TopoJSON");
    geweigerd("PK\x03\x04", ERR_DATA, "geen GeoJSON of TopoJSON");
    geweigerd("gemeente;aantal\n", ERR_DATA, "geen GeoJSON of TopoJSON");
    geweigerd("[1,2]", ERR_DATA, "geen GeoJSON of TopoJSON");
    geweigerd("{", ERR_DATA, "regel 1");
    geweigerd("{\"type\":\"FeatureCollection\",\"features\":[NaN]}", ERR_DATA, "regel 1");
    geweigerd("{\"type\":\"FeatureCollection\",\"features\":[1e999]}", ERR_DATA, "regel 1");
    geweigerd("{}", ERR_DATA, "verwacht een FeatureCollection");
    geweigerd("{\"type\":\"Polygon\",\"coordinates\":[]}", ERR_DATA, "en vond “Polygon”");
    geweigerd("{\"type\":\"FeatureCollection\"}", ERR_DATA, "features");
    geweigerd("{\"type\":\"FeatureCollection\",\"features\":{}}", ERR_DATA, "features");
    geweigerd("{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":{"
              "\"name\":\"EPSG:3857\"}}}",
              ERR_DATA, "EPSG:3857");
    geweigerd("{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":7}", ERR_DATA, "coördinatenstelsel");
    geweigerd("{\"type\":\"Topology\"}", ERR_DATA, "arcs");
    geweigerd("{\"type\":\"Topology\",\"arcs\":[],\"objects\":[]}", ERR_DATA, "objects");
    geweigerd("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{},\"transform\":{}}", ERR_DATA, "scale");
    geweigerd("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{},\"transform\":{\"scale\":[1,2,3],"
              "\"translate\":[1,2]}}",
              ERR_DATA, "scale");
}

static const char *topo_fout(const char *arcs, const char *ring)
{
    struct geo g;
    char tekst[1000];

    snprintf(tekst, sizeof tekst,
             "{\"type\":\"Topology\",\"arcs\":%s,\"objects\":{\"o\":{\"type\":\"GeometryCollection\","
             "\"geometries\":[{\"type\":\"Polygon\",\"arcs\":[%s]}]}}}",
             arcs, ring);
    if (lees(tekst, &g))
        fail_msg("%s: %s", tekst, e.text);
    return g.laag[0].vorm[0].fout ? g.laag[0].vorm[0].fout : "";
}

static void een_ring_die_een_lijn_noemt_die_er_niet_is_is_een_fout(void **state)
{
    static const char arcs[] = "[[[5,52],[5.1,52],[5.1,52.1],[5,52]]]";

    (void)state;
    assert_string_equal(topo_fout(arcs, "[0]"), "");
    assert_string_equal(topo_fout(arcs, "[-1]"), "");
    assert_non_null(strstr(topo_fout(arcs, "[1]"), "die er niet is"));
    assert_non_null(strstr(topo_fout(arcs, "[-2]"), "die er niet is"));
    assert_non_null(strstr(topo_fout(arcs, "[9223372036854775807]"), "die er niet is"));
    assert_non_null(strstr(topo_fout(arcs, "[-9223372036854775808]"), "die er niet is"));
    assert_non_null(strstr(topo_fout(arcs, "[0.5]"), "nummers"));
    assert_non_null(strstr(topo_fout(arcs, "[[0]]"), "nummers"));
    assert_non_null(strstr(topo_fout(arcs, "0"), "lijst"));
    assert_non_null(strstr(topo_fout("[[[5,52],[6]]]", "[0]"), "twee getallen"));
    assert_non_null(strstr(topo_fout("[7]", "[0]"), "lijst van plaatsen"));
    assert_non_null(strstr(topo_fout("[[[5,52],[1e308,52]]]", "[0]"), "buiten Nederland"));
    assert_string_equal(topo_fout("[[],[[5,52]]]", "[0,1,1,0]"), "");
}

/* A small file that names one arc many times must not become a large one in memory. */
static void een_topojson_die_zichzelf_vermenigvuldigt_stuit_op_de_grens(void **state)
{
    struct geo g;
    struct buf b;
    struct arena eigen;

    (void)state;
    arena_init(&eigen, 0);
    buf_init(&b, &eigen, 1 << 24);
    buf_lit(&b, "{\"type\":\"Topology\",\"arcs\":[[");
    for (int i = 0; i < 1000; i++)
        buf_fmt(&b, "%s[5.%03d,52]", i ? "," : "", i);
    buf_lit(&b, "]],\"objects\":{\"o\":{\"type\":\"Polygon\",\"arcs\":[[");
    for (int i = 0; i < 1000; i++)
        buf_fmt(&b, "%s0", i ? "," : "");
    buf_lit(&b, "]]}}}");
    arena_reset(&a);
    assert_int_equal(geo_lees(&a, buf_str(&b), (struct geo_grens){.punten = 100000}, &g, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "vereenvoudig"));
    assert_true(a.used < 32 << 20);
    assert_int_equal(geo_lees(&a, buf_str(&b), (struct geo_grens){.bytes = 1000}, &g, &e), ERR_LIMIT);
    arena_done(&eigen);
}

static void diepe_nesting_en_te_veel_vormen_stuiten_op_een_grens(void **state)
{
    struct geo g;
    struct buf b;

    (void)state;
    arena_reset(&a);
    buf_init(&b, &a, 1 << 20);
    buf_lit(&b, "{\"type\":\"FeatureCollection\",\"features\":");
    for (int i = 0; i < 5000; i++)
        buf_char(&b, '[');
    assert_int_equal(geo_lees(&a, buf_str(&b), (struct geo_grens){0}, &g, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "diep"));
    assert_int_equal(geo_lees(&a, STR("{\"type\":\"FeatureCollection\",\"features\":[1,2,3]}"),
                              (struct geo_grens){.vormen = 2}, &g, &e),
                     ERR_LIMIT);
    assert_int_equal(geo_lees(&a, STR("{\"type\":\"FeatureCollection\",\"features\":[1,2]}"),
                              (struct geo_grens){.vormen = 2}, &g, &e),
                     OK);
    assert_non_null(g.laag[0].vorm[1].fout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bekende_torens_staan_op_een_halve_meter_waar_ze_horen),
        cmocka_unit_test(een_vierkant_in_graden_wordt_gesloten_ringen_in_meters),
        cmocka_unit_test(hoogte_en_meer_leden_van_een_plaats_worden_genegeerd),
        cmocka_unit_test(een_open_ring_wordt_gesloten_en_een_lijn_weggelaten),
        cmocka_unit_test(topojson_geeft_dezelfde_ringen_als_geojson),
        cmocka_unit_test(rijksdriehoek_wordt_gelezen_als_het_bestand_het_noemt_of_de_getallen_het_zeggen),
        cmocka_unit_test(plaatsen_buiten_nederland_worden_met_woorden_geweigerd),
        cmocka_unit_test(een_vorm_van_de_verkeerde_soort_is_een_fout_bij_die_vorm),
        cmocka_unit_test(wat_geen_vlak_is_geeft_geen_ringen_en_geen_fout),
        cmocka_unit_test(een_bestand_dat_iets_anders_is_wordt_met_woorden_geweigerd),
        cmocka_unit_test(een_ring_die_een_lijn_noemt_die_er_niet_is_is_een_fout),
        cmocka_unit_test(een_topojson_die_zichzelf_vermenigvuldigt_stuit_op_de_grens),
        cmocka_unit_test(diepe_nesting_en_te_veel_vormen_stuiten_op_een_grens),
    };
    int rc;

    arena_init(&a, 0);
    rc = cmocka_run_group_tests_name("geo", tests, NULL, NULL);
    arena_done(&a);
    return rc;
}
