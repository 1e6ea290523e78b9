/* SPDX-License-Identifier: EUPL-1.2
 * Counting in the trail: how often something was done lately, for who watches it. */
#include "spoor/spoor.h"

enum { KEREN_MAX = 5000 };

static const char sql_daden[] =
    "SELECT s.wie_id, i.na FROM spoor s JOIN spoor_inhoud i ON i.spoor_id = s.id WHERE s.daad = ?1"
    " AND s.moment > ?2 ORDER BY s.wie, s.wie_id LIMIT ?3";
static const char sql_laatst[] =
    "SELECT CAST(COALESCE(MAX(moment), 0) AS INTEGER) FROM spoor WHERE object = ?1 AND object_id = ?2";

/* "aantal" of what is kept of a row, or once. */
static int64_t keren(struct str na)
{
    static const struct str merk = STR_INIT("\"aantal\":");
    int64_t n = 0;

    for (size_t i = 0; i + merk.n < na.n; i++)
        if (str_starts(str_sub(na, i, na.n), merk)) {
            for (i += merk.n; i < na.n && na.p[i] >= '0' && na.p[i] <= '9' && n < 1000000; i++)
                n = n * 10 + (na.p[i] - '0');
            break;
        }
    return n ? n : 1;
}

int spoor_keren(struct conn *c, const char *daad, int64_t sinds, bool per_wie, int64_t *ret, struct err *e)
{
    struct stmt *st;
    int64_t wie = 0, som = 0, meest = 0;
    int rc = sql_open(c, sql_daden, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, str_from(daad));
    sql_bind_int(st, 2, sinds);
    sql_bind_int(st, 3, KEREN_MAX);
    while ((rc = sql_step(st, e)) > 0) {
        if (per_wie && sql_int(st, 0) != wie)
            som = 0;
        wie = sql_int(st, 0);
        som += keren(sql_str(st, 1));
        if (som > meest)
            meest = som;
    }
    sql_close(st);
    *ret = meest;
    return rc;
}

int spoor_laatst(struct conn *c, const char *object, int64_t object_id, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_laatst, ret, e, "si", str_from(object), object_id);
}
