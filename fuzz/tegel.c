/* SPDX-License-Identifier: EUPL-1.2
 * Any rings through the path of a tile: made valid, put on whole numbers, cut by a tile and written. What
 * comes out must be closed rings on whole numbers within the tile, outer ones with a positive area, together
 * no larger than what went in. */
#include "kaart/mvt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

/* Each place is four bytes: two coordinates of 16 bits; the highest value of x ends a ring. */
static size_t ringen(struct arena *a, const uint8_t *data, size_t n, const double **ret)
{
    double *xy = ARENA_ARRAY(a, double, n + 8);
    size_t m = 0, van = 0;

    for (size_t i = 0; i + 4 <= n; i += 4) {
        int16_t x, y;

        memcpy(&x, data + i, 2);
        memcpy(&y, data + i + 2, 2);
        if (x != INT16_MAX) {
            xy[m++] = x;
            xy[m++] = y;
            continue;
        }
        if (m > van) { /* closed, as the importer stores it */
            xy[m++] = xy[van];
            xy[m++] = xy[van + 1];
        }
        xy[m++] = NAN;
        xy[m++] = NAN;
        van = m;
    }
    *ret = xy;
    return m;
}

static void vlak_eis(const struct vlak *v, const struct kader *k)
{
    double buiten = 0;

    for (size_t r = 0; r < v->n_ringen; r++) {
        const double *p = v->xy + 2 * v->ring[r].van;
        size_t n = v->ring[r].n;
        struct ring een = {0, n, false};
        struct vlak ring = {(double *)(uintptr_t)p, &een, n, 1};

        eis(n >= 4 && v->ring[r].van + n <= v->n && (r || !v->ring[r].binnen));
        eis(p[0] == p[2 * n - 2] && p[1] == p[2 * n - 1]);
        for (size_t i = 0; i < 2 * n; i++)
            eis(p[i] == rint(p[i]));
        for (size_t i = 0; k && i < n; i++)
            eis(p[2 * i] >= k->x0 && p[2 * i] <= k->x1 && p[2 * i + 1] >= k->y0 && p[2 * i + 1] <= k->y1);
        eis(v->ring[r].binnen ? vlak_oppervlak(&ring) < 0 : vlak_oppervlak(&ring) > 0);
        buiten += v->ring[r].binnen ? 0 : vlak_oppervlak(&ring);
    }
    eis(vlak_oppervlak(v) > 0 && vlak_oppervlak(v) <= buiten);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct kader doos = {-MVT_RAND, -MVT_RAND, MVT_MAAT + MVT_RAND, MVT_MAAT + MVT_RAND};
    static struct arena a;
    static struct werk *w;
    const struct mvt_waarde waarde[] = {{"code", STR("GM0001")},
                                        {"naam", {(const char *)data, n < 9 ? n : 9}}};
    const double *xy;
    struct vlak v, op, stuk;
    struct mvt *m;
    size_t aantal;

    if (n > 1024)
        return 0;
    if (!w) {
        arena_init(&a, 0);
        w = werk_new();
    }
    aantal = ringen(&a, data, n, &xy);
    if (vlak_van_ringen(w, &a, xy, aantal, &v) && vlak_op_rooster(w, &a, &v, &op)) {
        double geheel = vlak_oppervlak(&v);

        /* Where lines cross between whole numbers rounding moves them by less than one. */
        (void)vlak_raakt(&op, &doos);
        m = mvt_new(&a, STR("laag"));
        if (vlak_knip(w, &a, &op, &doos, &stuk)) {
            vlak_eis(&stuk, &doos);
            eis(vlak_oppervlak(&stuk) <= geheel + 4.0 * (double)(stuk.n + aantal) * MVT_MAAT);
            mvt_vlak(m, n, &stuk, waarde, 2);
            eis(mvt_klaar(m).n > 20);
        } else {
            eis(mvt_klaar(m).n == 0);
        }
    }
    arena_reset(&a);
    return 0;
}
