/* SPDX-License-Identifier: EUPL-1.2
 * Wijk and buurt by place: areas with holes and pieces, against looking at every area in turn; the gemeente
 * of the address goes before the line on the map. */
#include "hulp.h"

#include "base/philox.h"
#include "tabel/rd.h"
#include "voorraad/bronnen.h"

#include <math.h>

#define VORM(code, punten)                                                                                   \
    "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"" code "\",\"buurtnaam\":\"Buurt " code           \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" punten "]}}"

/* In degrees, as GeoJSON has it: two squares in Maastricht that touch, the first with a hole; one in
 * Meerssen. */
static const char kaart[] = "{\"type\":\"FeatureCollection\",\"features\":[" VORM(
    "BU09350001",
    "[[5.60,50.80],[5.70,50.80],[5.70,50.90],[5.60,50.90],[5.60,50.80]],"
    "[[5.64,50.84],[5.64,50.86],[5.66,50.86],[5.66,50.84],[5.64,50.84]]") "," VORM("BU09350102",
                                                                                   "[[5.70,50.80],[5.80,"
                                                                                   "50.80],[5.80,50.90],["
                                                                                   "5.70,50.90],[5.70,50."
                                                                                   "80]]") "," VORM("BU09"
                                                                                                    "3800"
                                                                                                    "00",
                                                                                                    "[[5."
                                                                                                    "80,"
                                                                                                    "50."
                                                                                                    "80],"
                                                                                                    "[5."
                                                                                                    "90,"
                                                                                                    "50."
                                                                                                    "80],"
                                                                                                    "[5."
                                                                                                    "90,"
                                                                                                    "50."
                                                                                                    "90],"
                                                                                                    "[5."
                                                                                                    "80,"
                                                                                                    "50."
                                                                                                    "90],"
                                                                                                    "[5."
                                                                                                    "80,"
                                                                                                    "50."
                                                                                                    "80]"
                                                                                                    "]") "]}";

/* At a place in degrees. */
static struct stand_rij *rij_bij(struct hulp *h, struct stand *s, uint64_t id, double lengte, double breedte,
                                 const char *gemeente)
{
    struct stand_rij *r;
    struct rd *rd;
    double x, y;

    assert_int_equal(rd_open(&rd, &h->e), OK);
    rd_van_graden(rd, lengte, breedte, &x, &y);
    rd_close(rd);
    assert_int_equal(stand_rijen(s, 1, &r, &h->e), OK);
    r->id = id;
    r->x = (uint32_t)(x * 1000);
    r->y = (uint32_t)(y * 1000);
    r->buurt = stand_gemeente(s, str_from(gemeente));
    return r;
}

static const char *buurt_van(struct hulp *h, const struct stand *s, uint64_t i)
{
    return str_cstr(&h->a, s->buurt.at[s->rij[i].buurt].code[WZV_BUURT]);
}

static void een_object_krijgt_de_buurt_waarin_het_ligt(void **state)
{
    struct hulp *h = *state;
    struct buurten_uitslag u;
    struct stand s;

    stand_init(&s);
    s.peildatum = 20260101;
    rij_bij(h, &s, 1, 5.62, 50.82, "GM0935"); /* in the first square */
    rij_bij(h, &s, 2, 5.65, 50.85, "GM0935"); /* in its hole */
    rij_bij(h, &s, 3, 5.75, 50.85, "GM0935"); /* in the second */
    rij_bij(h, &s, 4, 5.85, 50.85, "GM0935"); /* in Meerssen's, by address of Maastricht */
    rij_bij(h, &s, 5, 5.85, 50.85, "GM0938");
    rij_bij(h, &s, 6, 5.00, 52.00, "GM0935"); /* far away */
    rij_bij(h, &s, 7, 5.00, 52.00, "GM0935")->x = UINT32_MAX;
    if (voorraad_buurten(&s, STR("buurten.geojson"), str_from(kaart), 1, &u, &h->e))
        fail_msg("%s", h->e.text);
    assert_int_equal(u.vlakken, 3);
    assert_string_equal(buurt_van(h, &s, 0), "BU09350001");
    assert_string_equal(buurt_van(h, &s, 1), "BU0935????");
    assert_string_equal(buurt_van(h, &s, 2), "BU09350102");
    assert_string_equal(buurt_van(h, &s, 3), "BU0935????");
    assert_string_equal(buurt_van(h, &s, 4), "BU09380000");
    assert_string_equal(buurt_van(h, &s, 5), "BU0935????");
    assert_int_equal(u.gevonden, 3);
    assert_int_equal(u.andere_gemeente, 1);
    assert_int_equal(u.nergens, 3);
    assert_string_equal(str_cstr(&h->a, s.buurt.at[s.rij[2].buurt].code[WZV_WIJK]), "WK093501");
    assert_string_equal(str_cstr(&h->a, s.buurt.at[s.rij[2].buurt].naam[WZV_GEMEENTE]), "Maastricht");
    assert_bevat(str_cstr(&h->a, buf_str(&s.herkomst)), "3 vlakken");
    stand_done(&s);
}

/* Stars with a hole, by angles: inside is known from the angle alone. */
static void binnen_is_wat_de_hoek_zegt(void **state)
{
    struct philox p;

    (void)state;
    philox_init(&p, 5, 1);
    for (int ronde = 0; ronde < 200; ronde++) {
        double xy[2 * 60 + 20], straal[12];
        size_t n = 0;

        for (int i = 0; i < 12; i++)
            straal[i] = 10 + philox_deel(&p) * 20;
        for (int ring = 0; ring < 2; ring++) {
            for (int i = 0; i <= 12; i++) {
                double hoek = (i % 12) * 3.14159265358979 / 6, r = straal[i % 12] * (ring ? 0.3 : 1);

                xy[n++] = r * cos(hoek);
                xy[n++] = r * sin(hoek);
            }
            xy[n++] = NAN;
            xy[n++] = NAN;
        }
        for (int i = 0; i < 12; i++) { /* along the spokes, away from the edges */
            double hoek = i * 3.14159265358979 / 6 + 1e-7, r = straal[i];

            assert_true(ringen_binnen(xy, n, 0.6 * r * cos(hoek), 0.6 * r * sin(hoek)));
            assert_false(ringen_binnen(xy, n, 0.2 * r * cos(hoek), 0.2 * r * sin(hoek)));
            assert_false(ringen_binnen(xy, n, 1.1 * r * cos(hoek), 1.1 * r * sin(hoek)));
        }
    }
}

static void een_kaart_zonder_buurten_wordt_in_woorden_geweigerd(void **state)
{
    static const struct {
        const char *bytes, *woorden;
    } gevallen[] = {
        {"a;b\n1;2\n", "kaartbestand"},
        {"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"x\":1},"
         "\"geometry\":{\"type\":"
         "\"Polygon\",\"coordinates\":[[[5.7,50.8],[5.8,50.8],[5.8,50.9],[5.7,50.8]]]}}]}",
         "buurtcode"},
    };
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        struct buurten_uitslag u;
        struct stand s;

        stand_init(&s);
        assert_int_equal(voorraad_buurten(&s, i ? STR("x.geojson") : STR("x.csv"),
                                          str_from(gevallen[i].bytes), 1, &u, &h->e),
                         ERR_DATA);
        assert_bevat(h->e.text, gevallen[i].woorden);
        stand_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(een_object_krijgt_de_buurt_waarin_het_ligt, hulp_op, hulp_af),
        cmocka_unit_test_setup_teardown(binnen_is_wat_de_hoek_zegt, hulp_op, hulp_af),
        cmocka_unit_test_setup_teardown(een_kaart_zonder_buurten_wordt_in_woorden_geweigerd, hulp_op,
                                        hulp_af),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
