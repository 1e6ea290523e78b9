/* SPDX-License-Identifier: EUPL-1.2
 * Areas as polygons: made valid, joined, cut, and written as a tile; and the plane of web maps. */
#include "kaart/kaart.h"
#include "kaart/mvt.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those before it. */
#include <cmocka.h>

#define IS(x, y) assert_int_equal((int64_t)(x), (int64_t)(y))

static void een_vlak_met_gat_en_een_achtje_wordt_geldig(void **staat)
{
    static const double gat[] = {0, 0, 0, 10, 10, 10, 10, 0, 0, 0, NAN, NAN,
                                 2, 2, 8, 2,  8,  8,  2,  8, 2, 2, NAN, NAN};
    static const double acht[] = {0, 0, 10, 10, 10, 0, 0, 10, 0, 0, NAN, NAN};
    static const double plat[] = {0, 0, 10, 0, 5, 0, 0, 0, NAN, NAN};
    struct werk *w = werk_new();
    struct arena a;
    struct vlak v;
    double x, y;

    (void)staat;
    arena_init(&a, 0);
    assert_true(vlak_van_ringen(w, &a, gat, sizeof gat / sizeof *gat, &v));
    IS(v.n_ringen, 2);
    assert_false(v.ring[0].binnen);
    assert_true(v.ring[1].binnen);
    assert_true(vlak_oppervlak(&v) == 64);
    assert_true(vlak_plek(w, &v, &x, &y) && (x < 2 || x > 8 || y < 2 || y > 8));
    assert_true(vlak_raakt(&v, &(struct kader){1, 1, 1.5, 1.5}));
    assert_false(vlak_raakt(&v, &(struct kader){4, 4, 5, 5}));
    assert_true(vlak_raakt(&v, &(struct kader){-5, -5, 50, 50}));
    assert_true(vlak_raakt(&v, &(struct kader){-5, 1, 50, 1.1}));
    assert_true(vlak_van_ringen(w, &a, acht, sizeof acht / sizeof *acht, &v));
    IS(v.n_ringen, 2);
    assert_true(fabs(vlak_oppervlak(&v) - 50) < 1e-9);
    assert_false(vlak_van_ringen(w, &a, plat, sizeof plat / sizeof *plat, &v));
    assert_false(vlak_van_ringen(w, &a, gat, 2, &v));
    arena_done(&a);
    werk_free(w);
}

static void knippen_houdt_precies_wat_in_het_kader_ligt(void **staat)
{
    static const double c[] = {0,   0,  100, 0,   100, 20,  20, 20, 20,  80,
                               100, 80, 100, 100, 0,   100, 0,  0,  NAN, NAN};
    struct werk *w = werk_new();
    struct arena a;
    struct vlak v, stuk;
    struct kader k;

    (void)staat;
    arena_init(&a, 0);
    assert_true(vlak_van_ringen(w, &a, c, sizeof c / sizeof *c, &v));
    assert_true(vlak_knip(w, &a, &v, &(struct kader){50, 10, 200, 90}, &stuk));
    IS(stuk.n_ringen, 2); /* both arms, and not the line between them */
    assert_true(vlak_oppervlak(&stuk) == 2 * 50 * 10);
    k = vlak_kader(&stuk);
    assert_true(k.x0 == 50 && k.x1 == 100 && k.y0 == 10 && k.y1 == 90);
    assert_false(vlak_knip(w, &a, &v, &(struct kader){30, 30, 90, 70}, &stuk));
    arena_done(&a);
    werk_free(w);
}

static void buren_worden_een_gebied_zonder_lijn_ertussen(void **staat)
{
    static const double l[] = {0, 0, 5, 0, 5, 10, 0, 10, 0, 0, NAN, NAN},
                        r[] = {5, 0, 5, 10, 10, 10, 10, 0, 5, 0, NAN, NAN};
    struct werk *w = werk_new();
    struct arena a;
    struct vlak v[2], samen;

    (void)staat;
    arena_init(&a, 0);
    assert_true(vlak_van_ringen(w, &a, l, 12, &v[0]) && vlak_van_ringen(w, &a, r, 12, &v[1]));
    assert_true(vlak_samen(w, &a, v, 2, 0.01, &samen));
    IS(samen.n_ringen, 1);
    assert_true(vlak_oppervlak(&samen) == 100);
    assert_false(vlak_samen(w, &a, v, 0, 0.01, &samen));
    arena_done(&a);
    werk_free(w);
}

static void een_laag_zonder_vlakken_is_een_lege_tegel(void **staat)
{
    struct arena a;
    struct vlak leeg = {0};
    struct mvt *m;

    (void)staat;
    arena_init(&a, 0);
    m = mvt_new(&a, STR("x"));
    mvt_vlak(m, 1, &leeg, NULL, 0);
    IS(mvt_klaar(m).n, 0);
    assert_non_null(mvt_klaar(m).p);
    arena_done(&a);
}

static void mercator_is_die_van_webkaarten(void **staat)
{
    double x, y;

    (void)staat;
    mercator(180, 85.0511287798066, &x, &y); /* the corner of the world's square: π times the radius */
    assert_true(fabs(x - 20037508.342789244) < 1e-6 && fabs(y - 20037508.342789244) < 1e-3);
    mercator(5.38763888888889, 52.1561605555556, &x, &y); /* the mid-point of RD */
    assert_true(fabs(x - 599749.2177) < 0.001 && fabs(y - 6828410.6860) < 0.001);
}

int main(void)
{
    const struct CMUnitTest vlakken[] = {
        cmocka_unit_test(een_vlak_met_gat_en_een_achtje_wordt_geldig),
        cmocka_unit_test(knippen_houdt_precies_wat_in_het_kader_ligt),
        cmocka_unit_test(buren_worden_een_gebied_zonder_lijn_ertussen),
        cmocka_unit_test(een_laag_zonder_vlakken_is_een_lege_tegel),
        cmocka_unit_test(mercator_is_die_van_webkaarten),
    };

    return cmocka_run_group_tests_name("vlak", vlakken, NULL, NULL);
}
