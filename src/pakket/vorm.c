/* SPDX-License-Identifier: EUPL-1.2
 * Shapes as text. The store keeps rings in a row, and each must come back as it was, to the last bit: so the
 * numbers are the shortest that read back the same, and nothing is turned, closed or joined on the way. */
#include "pakket/delen.h"

#include "doc/number.h"
#include "tabel/rd.h"

#include <math.h>

static void plaats(struct buf *b, const double *xy)
{
    char tekst[NUMBER_MAX];

    buf_bytes(b, tekst, number_double(tekst, xy[0]));
    buf_char(b, ' ');
    buf_bytes(b, tekst, number_double(tekst, xy[1]));
}

/* Twice the area of a ring that ends before the NaN at xy[2n]: above nought when it goes counterclockwise. */
static double draai(const double *xy, size_t n)
{
    double som = 0;

    for (size_t i = 0; i + 1 < n; i++)
        som +=
            (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) - (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    return som;
}

void vorm_uit(struct buf *b, bool vlak, const double *xy, size_t n)
{
    bool open = false;

    if (!vlak) {
        buf_lit(b, "MULTIPOINT(");
        for (size_t i = 0; i + 1 < n; i += 2) {
            if (i)
                buf_char(b, ',');
            plaats(b, xy + i);
        }
        buf_char(b, ')');
        return;
    }
    buf_lit(b, "MULTIPOLYGON(");
    for (size_t i = 0, k; i + 1 < n; i += 2 * k + 2) {
        for (k = 0; i + 2 * k + 1 < n && !isnan(xy[i + 2 * k]);)
            k++;
        if (!k)
            continue;
        if (!open)
            buf_lit(b, "((");
        else
            buf_lit(b, draai(xy + i, k) > 0 ? ")),((" : "),("); /* a hole goes clockwise */
        open = true;
        for (size_t p = 0; p < k; p++) {
            if (p)
                buf_char(b, ',');
            plaats(b, xy + i + 2 * p);
        }
    }
    buf_lit(b, open ? ")))" : ")");
}

/* ---- reading ---- */

struct lezer {
    struct arena *a;
    struct str s;
    bool gedraaid;
    VEC(double) xy;
};

static bool teken(struct lezer *l, char c)
{
    if (!l->s.n || *l->s.p != c)
        return false;
    l->s = str_sub(l->s, 1, l->s.n);
    return true;
}

/* Past the digits that stand here; none is false. */
static bool cijfers(struct str s, size_t *n)
{
    size_t van = *n;

    while (*n < s.n && s.p[*n] >= '0' && s.p[*n] <= '9')
        ++*n;
    return *n > van;
}

/* A number by the grammar of JSON, as number_double writes it. */
static bool getal(struct lezer *l)
{
    struct str s = l->s;
    size_t n = s.n && s.p[0] == '-', eerste = n;
    bool goed = cijfers(s, &n) && (s.p[eerste] != '0' || n == eerste + 1);
    double d;

    if (goed && n < s.n && s.p[n] == '.') {
        n++;
        goed = cijfers(s, &n);
    }
    if (goed && n < s.n && (s.p[n] == 'e' || s.p[n] == 'E')) {
        n++;
        n += n < s.n && (s.p[n] == '+' || s.p[n] == '-');
        goed = cijfers(s, &n);
    }
    if (!goed || n >= NUMBER_MAX || !number_read(str_sub(s, 0, n), &d))
        return false;
    l->s = str_sub(s, n, s.n);
    VEC_PUSH(l->a, &l->xy, d);
    return true;
}

/* Places with a comma between, up to the closing parenthesis. */
static bool plaatsen(struct lezer *l, size_t *ret_n)
{
    *ret_n = 0;
    do {
        if (!getal(l) || !teken(l, ' ') || !getal(l) ||
            !rd_past(l->xy.at[l->xy.n - 2], l->xy.at[l->xy.n - 1]))
            return false;
        ++*ret_n;
    } while (teken(l, ','));
    return teken(l, ')');
}

static bool ring(struct lezer *l, bool buiten)
{
    size_t van = l->xy.n, n;
    double d;

    if (!teken(l, '(') || !plaatsen(l, &n) || n < 4)
        return false;
    if (l->xy.at[van] != l->xy.at[l->xy.n - 2] || l->xy.at[van + 1] != l->xy.at[l->xy.n - 1])
        return false;
    d = draai(l->xy.at + van, n);
    if (d == 0 || (l->gedraaid && (d > 0) != buiten))
        return false;
    VEC_PUSH(l->a, &l->xy, NAN);
    VEC_PUSH(l->a, &l->xy, NAN);
    return true;
}

static bool vlakken(struct lezer *l)
{
    if (!teken(l, '('))
        return false;
    do {
        bool buiten = true;

        if (!teken(l, '('))
            return false;
        do {
            if (!ring(l, buiten))
                return false;
            buiten = false;
        } while (teken(l, ','));
        if (!teken(l, ')'))
            return false;
    } while (teken(l, ','));
    return teken(l, ')');
}

static bool woord(struct lezer *l, struct str w)
{
    if (!str_starts(l->s, w))
        return false;
    l->s = str_sub(l->s, w.n, l->s.n);
    return true;
}

bool vorm_terug(struct arena *a, struct str s, bool gedraaid, bool *ret_vlak, const double **ret,
                size_t *ret_n)
{
    struct lezer l = {.a = a, .s = s, .gedraaid = gedraaid};
    size_t n;
    bool goed;

    *ret_vlak = woord(&l, STR("MULTIPOLYGON"));
    if (*ret_vlak)
        goed = vlakken(&l);
    else
        goed = (woord(&l, STR("MULTIPOINT(")) || woord(&l, STR("POINT("))) && plaatsen(&l, &n);
    *ret = l.xy.at;
    *ret_n = l.xy.n;
    return goed && !l.s.n;
}
