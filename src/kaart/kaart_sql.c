/* SPDX-License-Identifier: EUPL-1.2
 * Reads the tile map of the country. */
#include "kaart/laag_intern.h"

static const char sql_vakken[] =
    "SELECT gebied_id, kort, kolom, rij FROM tegel WHERE kaart = 'NL01' ORDER BY gebied_id";

int vakken_lees(struct conn *c, struct arena *a, struct kaart_vak **ret, size_t *ret_n, struct err *e)
{
    VEC(struct kaart_vak) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_vakken, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct kaart_vak){sql_int(st, 0), sql_str_dup(st, 1, a), (int)sql_int(st, 2),
                                     (int)sql_int(st, 3)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}
