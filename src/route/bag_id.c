/* SPDX-License-Identifier: EUPL-1.2
 * What the id of a verblijfsobject tells of its gemeente. The first four digits are the gemeente that issued
 * the id, which stays as it was after a herindeling: so it is followed to the gemeente of today, and only
 * where it went over as a whole; of a gemeente that was split it tells nothing. The fifth and sixth digit are
 * 01 for a verblijfsobject (BAG catalogue); the dVi manual writes 10, so that is let pass. */
#include "route/importeurs.h"

#include "base/num.h"

bool bag_vbo_id(struct arena *a, struct str s, struct str *ret)
{
    struct buf b;

    s = str_trim(s);
    if (s.n < 13 || s.n > 16) /* a spreadsheet drops up to three leading noughts of the gemeente */
        return false;
    buf_init(&b, a, 17);
    for (size_t i = s.n; i < 16; i++)
        buf_char(&b, '0');
    buf_add(&b, s);
    for (size_t i = 0; i < 16; i++)
        if (b.p[i] < '0' || b.p[i] > '9')
            return false;
    *ret = buf_str(&b);
    return str_is(str_sub(*ret, 4, 6), "01") || str_is(str_sub(*ret, 4, 6), "10");
}

const struct gebied *bag_gemeente(struct import *im, struct str id)
{
    struct arena scratch;
    const struct gebied *g;
    const struct omzet_deel *deel;

    arena_init(&scratch, 0);
    g = gebied_bij_code(im->g, str_fmt(&scratch, "GM%.*s", STR_ARG(str_sub(id, 0, 4))));
    if (g && !gebied_geldig(g, im->l->peildatum))
        g = gebied_omzetten(im->g, &scratch, g, im->l->peildatum, &deel) == 1 ? deel[0].gebied : NULL;
    arena_done(&scratch);
    return g;
}
