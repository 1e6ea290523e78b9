/* SPDX-License-Identifier: EUPL-1.2
 * Boundaries: how a shape finds its gebied, what is left out and said, what refuses a file, what counts after
 * a newer or withdrawn levering, and the real files. */
#include "hulp.h"

#include "cijfer/levering.h"
#include "gebied/grens.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A square of a hundredth of a degree, the i-th in a row. */
static struct str vlak(struct arena *a, int i)
{
    double x = 5.0 + i * 0.02;

    return str_fmt(a,
                   "{\"type\":\"Polygon\",\"coordinates\":[[[%.2f,52.00],[%.2f,52.00],[%.2f,52.01],[%.2f,52."
                   "01],[%.2f,52.00]]]}",
                   x, x + 0.01, x + 0.01, x, x);
}

/* A GeoJSON of squares with these properties (JSON, parted by '|'). */
static struct str bestand(struct proef *p, const char *eigenschappen)
{
    struct str rest = str_from(eigenschappen);
    struct buf b;

    buf_init(&b, &p->a, 1 << 20);
    buf_lit(&b, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; rest.p; i++) {
        struct str een = str_cut(rest, '|', &rest);

        buf_fmt(&b, "%s{\"type\":\"Feature\",\"properties\":{%.*s},\"geometry\":%.*s}", i ? "," : "",
                STR_ARG(een), STR_ARG(vlak(&p->a, i)));
    }
    buf_lit(&b, "]}");
    return buf_str(&b);
}

static struct grens grens_van(struct proef *p, const char *code, date_t d)
{
    const struct gebied *g = gebied_bij_code(p->g, str_from(code));
    struct grens gr;
    struct conn *c;

    assert_non_null(g);
    gr.gebied_id = g->id;
    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(grenzen_op(c, &p->a, d, &gr, 1, &p->e), &p->e);
    store_return(p->db->store, c);
    return gr;
}

/* Where the first place of a boundary lies, as the number of the square; -1 without boundary. */
static int vlak_van(struct proef *p, const char *code, date_t d)
{
    struct grens g = grens_van(p, code, d);

    return g.xy ? (int)lround((g.xy[0] - 128410) / 1372.8) : -1;
}

static bool zijn_er_grenzen(struct proef *p)
{
    struct conn *c;
    bool er;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(grenzen_bekend(c, &er, &p->e), &p->e);
    store_return(p->db->store, c);
    return er;
}

static void een_gebied_wordt_gevonden_aan_de_eigenschap_die_een_code_houdt(struct testdb *db)
{
    static const char *const bestanden[] = {
        "\"statcode\":\"GM0935\",\"id\":1|\"statcode\":\"GM0917\",\"id\":2",
        "\"OBJECTID\":14,\"GM_CODE\":\" GM0935 \"|\"OBJECTID\":34,\"GM_CODE\":\"GM0917\"",
        ("\"provincie\":\"PV31\",\"identificatie\":\"GM0935\"|"
         "\"provincie\":\"PV31\",\"identificatie\":\"GM0917\""),
        "\"naam\":\"Heerlen\",\"code\":\"0935\"|\"naam\":\"Maastricht\",\"code\":\"0917\"", /* a code is surer
                                                                                               than a name */
        "\"gemeentecode\":935|\"gemeentecode\":917",
        "\"id\":1,\"naam\":\"Maastricht\"|\"id\":2,\"naam\":\"HEERLEN\"",
    };
    struct proef p;

    proef_op(&p, db);
    assert_false(zijn_er_grenzen(&p));
    for (size_t i = 0; i < sizeof bestanden / sizeof *bestanden; i++) {
        moet_in(&p, "grenzen", "g.geojson", bestand(&p, bestanden[i]), 20230101);
        IS(p.u.cijfers, 0);
        IS(meldt(&p, "let op", "grenzen van 2 van de 342 gemeenten"), 1);
        IS(vlak_van(&p, "GM0935", 20230101), 0);
        IS(vlak_van(&p, "GM0917", 20230101), 1);
    }
    assert_true(zijn_er_grenzen(&p));
    proef_af(&p);
}

static void het_id_van_de_vorm_zelf_mag_ook(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(
        &p, "grenzen", "g.geojson",
        str_fmt(
            &p.a,
            "\xEF\xBB\xBF{\"type\":\"Feature\",\"id\":\"GM0935\",\"properties\":null,\"geometry\":%.*s}\n",
            STR_ARG(vlak(&p.a, 3))),
        20230101);
    IS(vlak_van(&p, "GM0935", 20230101), 3);
    proef_af(&p);
}

static void een_volgnummer_is_geen_gemeentecode(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "grenzen", "g.geojson", bestand(&p, "\"id\":14|\"id\":34|\"id\":37"), 20230101, ERR_DATA,
              "gevonden eigenschappen: id");
    geweigerd(&p, "grenzen", "g.geojson", bestand(&p, "\"id\":\"14\"|\"id\":\"34\""), 20230101, ERR_DATA,
              "verwacht een code als GM0935");
    geweigerd(&p, "grenzen", "g.geojson", bestand(&p, ""), 20230101, ERR_DATA,
              "gevonden eigenschappen: geen");
    assert_false(zijn_er_grenzen(&p));
    proef_af(&p);
}

static void wat_niet_te_plaatsen_is_wordt_overgeslagen_en_genoemd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "grenzen", "g.geojson",
            bestand(&p, "\"code\":\"GM0935\"|\"code\":\"GM9999\"|\"code\":null|\"code\":\"GM0951\"|\"code\":"
                        "\"GM0917\",\"water\":\"JA\"|\"code\":\"GM0917\",\"water\":\"NEE\""
                        "|\"code\":\"GM0935\"|\"code\":\"GM0994\"|\"code\":\"GM0899\""),
            20230101);
    IS(meldt(&p, "let op", "noemt geen bekend gebied"), 2);
    IS(meldt(&p, "let op", "bestond niet op 1 januari 2023"), 1); /* Nuth */
    IS(meldt(&p, "info", "water en buitenland overgeslagen"), 1);
    IS(meldt(&p, "info", "samengenomen"), 1);
    IS(vlak_van(&p, "GM0917", 20230101), 5);
    IS(vlak_van(&p, "GM0951", 20230101), -1);
    IS(grens_van(&p, "GM0935", 20230101).n, 2 * 12);
    IS(grens_van(&p, "GM0994", 20230101).n, 12);
    IS(grens_van(&p, "GM0899", 20230101).peildatum, 20230101);
    proef_af(&p);
}

static void een_plaats_buiten_nederland_weigert_het_hele_bestand(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "grenzen", "g.geojson",
              STR("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
                  "\"code\":\"GM0935\"},\"geometry\":"
                  "{\"type\":\"Polygon\",\"coordinates\":[[[5.7,50.8],[5.8,50.8],[5.8,50.9],[5.7,50.8]]]}},"
                  "{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0917\"},\"geometry\":{\"type\":"
                  "\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"),
              20230101, ERR_DATA, "lijkt geen lengte en breedte");
    IS(testdb_int(db, "SELECT COUNT(*) FROM grens"), 0);
    proef_af(&p);
}

static void buurten_zijn_geen_gemeenten(struct testdb *db)
{
    struct proef p;
    struct buf b;

    proef_op(&p, db);
    buf_init(&b, &p.a, 1 << 20);
    for (int i = 0; i < 8; i++)
        buf_fmt(&b, "%s\"buurtcode\":\"BU0935%04d\",\"gemeentecode\":\"GM0935\"", i ? "|" : "", i);
    geweigerd(&p, "grenzen", "buurten.geojson", bestand(&p, str_cstr(&p.a, buf_str(&b))), 20230101, ERR_DATA,
              "dit lijken wijken of buurten");
    proef_af(&p);
}

static void kapotte_en_vreemde_bestanden_worden_met_woorden_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "grenzen", "leeg", STR(""), 20230101, ERR_DATA, "geen GeoJSON");
    geweigerd(&p, "grenzen", "x.csv", STR("a;b\n1;2\n"), 20230101, ERR_DATA,
              "GeoPackage of zip met een shapefile");
    geweigerd(&p, "grenzen", "x.zip", STR_VAN("PK\x03\x04zip"), 20230101, ERR_DATA,
              "het zip-bestand is beschadigd");
    geweigerd(&p, "grenzen", "x.json", STR("{\"type\":\"FeatureCollection\",\"features\":[]}"), 20230101,
              ERR_DATA, "geen enkele vorm");
    geweigerd(&p, "grenzen", "x.json",
              STR("{\"type\":\"FeatureCollection\",\"features\":[1,null,\"GM0935\"]}"), 20230101, ERR_DATA,
              "geen eigenschap");
    geweigerd(&p, "grenzen", "x.json",
              STR("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
                  "\"code\":\"GM0935\"},\"geometry\":null}]}"),
              20230101, ERR_DATA, "geen enkele vorm hoort bij een gebied");
    geweigerd(&p, "grenzen", "x.json", STR("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{}}"), 20230101,
              ERR_DATA, "geen enkele vorm");
    geweigerd(&p, "grenzen", "x.json",
              STR("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"g\":{\"type\":\"Polygon\",\"arcs\":[[3]]"
                  ",\"properties\":{\"code\":\"GM0935\"}}}}"),
              20230101, ERR_DATA, "die er niet is");
    assert_false(zijn_er_grenzen(&p));
    proef_af(&p);
}

/* Of two layers that one is read whose shapes are gemeenten. */
static void van_een_topojson_telt_de_laag_met_de_meeste_gebieden(struct testdb *db)
{
    static const char topo[] =
        "{\"type\":\"Topology\",\"arcs\":[[[5,52],[5.1,52],[5.1,52.1],[5,52]]],\"objects\":{"
        "\"land\":{\"type\":\"Polygon\",\"arcs\":[[0]],\"properties\":{\"code\":\"NL01\"}},"
        "\"gemeente\":{\"type\":\"GeometryCollection\",\"geometries\":["
        "{\"type\":\"Polygon\",\"arcs\":[[0]],\"properties\":{\"code\":\"GM0935\"}},"
        "{\"type\":\"MultiPolygon\",\"arcs\":[[[-1]]],\"properties\":{\"code\":\"GM0917\"}}]}}}";
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "grenzen", "t.json", str_from(topo), 20230101);
    IS(meldt(&p, "info", "van de 2 lagen is gemeente gelezen"), 1);
    IS(grens_van(&p, "GM0935", 20230101).n, 10);
    IS(grens_van(&p, "GM0917", 20230101).n, 10);
    assert_null(grens_van(&p, "NL01", 20230101).xy);
    proef_af(&p);
}

static void een_nieuwere_levering_vervangt_en_een_ingetrokken_telt_niet(struct testdb *db)
{
    struct proef p;
    int64_t eerste, tweede, derde;

    proef_op(&p, db);
    eerste =
        moet_in(&p, "grenzen", "a.json", bestand(&p, "\"code\":\"GM0935\"|\"code\":\"GM0917\""), 20230101);
    assert_int_equal(
        voer_in(&p, "grenzen", "a.json", bestand(&p, "\"code\":\"GM0935\"|\"code\":\"GM0917\""), 20230101),
        ERR_CONFLICT);
    tweede =
        moet_in(&p, "grenzen", "b.json", bestand(&p, "\"code\":\"GM0899\"|\"code\":\"GM0935\""), 20230101);
    IS(p.u.levering.vervangt, eerste);
    IS(vlak_van(&p, "GM0935", 20230101), 1);
    IS(vlak_van(&p, "GM0917", 20230101), -1);
    derde = moet_in(&p, "grenzen", "c.json",
                    bestand(&p, "\"code\":\"GM0928\"|\"code\":\"GM0899\"|\"code\":\"GM0935\""), 20250101);
    /* on a date the latest of or before it, before all of them the first */
    IS(vlak_van(&p, "GM0935", 20241231), 1);
    IS(vlak_van(&p, "GM0935", 20250101), 2);
    IS(vlak_van(&p, "GM0935", 20190101), 1);
    IS(vlak_van(&p, "GM0928", 20190101), 0);
    IS(grens_van(&p, "GM0935", 20260101).peildatum, 20250101);
    MUST(levering_intrekken(db->store, NULL, derde, STR("verkeerd jaar"), &p.e), &p.e);
    IS(vlak_van(&p, "GM0935", 20250101), 1);
    IS(vlak_van(&p, "GM0928", 20250101), -1);
    MUST(levering_intrekken(db->store, NULL, tweede, STR("proef"), &p.e), &p.e);
    assert_false(zijn_er_grenzen(&p));
    IS(testdb_int(db, "SELECT COUNT(*) FROM grens"), 7); /* nothing was thrown away */
    proef_af(&p);
}

static double oppervlak(struct grens g)
{
    double som = 0, ring = 0;
    size_t begin = 0;

    for (size_t i = 0; i < g.n; i += 2) {
        if (isnan(g.xy[i])) {
            som += ring; /* outer rings and holes turn opposite ways in these files */
            ring = 0;
            begin = i + 2;
        } else if (i > begin) {
            ring += (g.xy[i - 2] * g.xy[i + 1] - g.xy[i] * g.xy[i - 1]) / 2;
        }
    }
    return fabs(som);
}

/* The file as GDAL's own program writes it in RD, to a file with this ending; false where there is none. */
static bool zet_om(struct proef *p, const char *pad, const char *eind, struct str *ret)
{
    char map[] = "/tmp/grenzen-XXXXXX";
    struct str uit, opdracht;

    if (system("command -v ogr2ogr >/dev/null 2>&1")) {
        print_message("# overgeslagen: ogr2ogr ontbreekt (gdal-bin)\n");
        return false;
    }
    assert_non_null(mkdtemp(map));
    uit = str_fmt(&p->a, "%s/gemeenten%s", map, eind);
    opdracht = str_fmt(&p->a, "ogr2ogr -t_srs EPSG:28992 -nln gemeenten '%.*s' '%s' >/dev/null 2>&1",
                       STR_ARG(uit), data_pad(p, pad));
    IS(system(str_cstr(&p->a, opdracht)), 0);
    MUST(bestand_lees(&p->a, str_cstr(&p->a, uit), 64 << 20, ret, &p->e), &p->e);
    unlink(str_cstr(&p->a, uit));
    rmdir(map);
    return true;
}

/* Areas by CBS: Maastricht 60.1 km² and Limburg 2,210 km², water included; the Netherlands 33,671 km² of land
 * and 3,690 km² of inland water, of which these files leave out the IJsselmeer. */
static void bestand_klopt(struct testdb *db, const char *pad, const char *omzetting, double speling)
{
    struct proef p;
    struct str inhoud;
    struct gebied_lijst alle, limburg;
    double land = 0, provincie = 0, maastricht;

    proef_op(&p, db);
    if (data_bestand(&p, pad, &inhoud) && (!omzetting || zet_om(&p, pad, omzetting, &inhoud))) {
        moet_in(&p, "grenzen", pad, inhoud, 20230101);
        IS(meldt(&p, "let op", ""), 0);
        IS(meldt(&p, "info", "grenzen van 342 van de 342 gemeenten"), 1);
        IS(testdb_int(db, "SELECT COUNT(*) FROM grens"), 342);
        alle = gebied_gemeenten(p.g, &p.a, 20230101);
        limburg = gebied_leden(p.g, &p.a, gebied_bij_code(p.g, STR("PV31")), 20230101);
        IS(alle.n, 342);
        IS(limburg.n, 31);
        for (size_t i = 0; i < alle.n; i++) {
            double opp = oppervlak(grens_van(&p, str_cstr(&p.a, alle.at[i]->code), 20230101));

            if (opp < 5e6 || opp > 600e6) /* from Westervoort to Súdwest-Fryslân */
                fail_msg("%.*s: %.1f km²", STR_ARG(alle.at[i]->naam), opp / 1e6);
            land += opp;
            for (size_t k = 0; k < limburg.n; k++)
                provincie += limburg.at[k] == alle.at[i] ? opp : 0;
        }
        maastricht = oppervlak(grens_van(&p, "GM0935", 20230101));
        print_message("# %s: Nederland %.0f, Limburg %.1f, Maastricht %.2f km²\n", pad, land / 1e6,
                      provincie / 1e6, maastricht / 1e6);
        assert_true(land > 33671e6 && land < (33671e6 + 3690e6));
        assert_true(fabs(provincie / 2210e6 - 1) < speling);
        assert_true(fabs(maastricht / 60.1e6 - 1) < 3 * speling);
    }
    proef_af(&p);
}

static void het_echte_geojson_heeft_342_gemeenten_en_de_oppervlakte_van_nederland(struct testdb *db)
{
    bestand_klopt(db, "gebieden/gemeente_2023.geojson", NULL,
                  0.02); /* places of 0.001 degree, a hundred metres */
}

static void het_echte_topojson_heeft_342_gemeenten_en_de_oppervlakte_van_nederland(struct testdb *db)
{
    bestand_klopt(db, "gebieden/gemeente_topo.json", NULL, 0.005);
}

static void als_geopackage_geven_de_grenzen_hetzelfde(struct testdb *db)
{
    bestand_klopt(db, "gebieden/gemeente_2023.geojson", ".gpkg", 0.02);
}

static void ook_een_shapefile_in_een_zip(struct testdb *db)
{
    bestand_klopt(db, "gebieden/gemeente_2023.geojson", ".shz", 0.02);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_gebied_wordt_gevonden_aan_de_eigenschap_die_een_code_houdt),
        TESTDB_CASE(het_id_van_de_vorm_zelf_mag_ook),
        TESTDB_CASE(een_volgnummer_is_geen_gemeentecode),
        TESTDB_CASE(wat_niet_te_plaatsen_is_wordt_overgeslagen_en_genoemd),
        TESTDB_CASE(een_plaats_buiten_nederland_weigert_het_hele_bestand),
        TESTDB_CASE(buurten_zijn_geen_gemeenten),
        TESTDB_CASE(kapotte_en_vreemde_bestanden_worden_met_woorden_geweigerd),
        TESTDB_CASE(van_een_topojson_telt_de_laag_met_de_meeste_gebieden),
        TESTDB_CASE(een_nieuwere_levering_vervangt_en_een_ingetrokken_telt_niet),
        TESTDB_CASE(het_echte_geojson_heeft_342_gemeenten_en_de_oppervlakte_van_nederland),
        TESTDB_CASE(het_echte_topojson_heeft_342_gemeenten_en_de_oppervlakte_van_nederland),
        TESTDB_CASE(als_geopackage_geven_de_grenzen_hetzelfde),
        TESTDB_CASE(ook_een_shapefile_in_een_zip),
    };

    return testdb_main("grenzen", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
