/* SPDX-License-Identifier: EUPL-1.2
 * See wijk.h. */
#include "gebied/wijk.h"

#include "base/num.h"
#include "gebied/gebied_intern.h"
#include "gebied/grens.h"

#include <string.h>

static const char sql_nieuw[] = "INSERT INTO wijk (levering_id, code, naam, gemeente_id, peildatum, ringen) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
/* The join comes last, so that a boundary that is not chosen is not fetched. */
static const char sql_op[] =
    "SELECT w.code, w.naam, w.gemeente_id, w.peildatum, w.ringen FROM ("
    "SELECT x.gemeente_id, x.levering_id, ROW_NUMBER() OVER (PARTITION BY x.gemeente_id ORDER BY CASE WHEN "
    "x.peildatum <= ?1 THEN 0 ELSE 1 END,"
    " CASE WHEN x.peildatum <= ?1 THEN -x.peildatum ELSE x.peildatum END, x.levering_id DESC) AS volgorde"
    " FROM (SELECT DISTINCT levering_id, gemeente_id, peildatum FROM wijk) x JOIN levering l ON l.id = "
    "x.levering_id WHERE l.status = 'actief') k"
    " JOIN wijk w ON w.levering_id = k.levering_id AND w.gemeente_id = k.gemeente_id WHERE k.volgorde = 1";
static const char sql_versie[] = "SELECT l.id FROM levering l WHERE l.status = 'actief' AND EXISTS (SELECT 1 "
                                 "FROM wijk w WHERE w.levering_id = l.id) ORDER BY l.id";

bool wijk_code(struct str s, char ret[9])
{
    int64_t n;

    if (str_ieq(str_sub(s, 0, 2), STR("WK")))
        s = str_sub(s, 2, s.n);
    if (s.n < 4 || s.n > 6 || !num_i64(s, &n) || n < 100 || n > 999999)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    memcpy(ret, "WK", 2);
    for (int i = 7; i >= 2; i--, n /= 10)
        ret[i] = (char)('0' + n % 10);
    ret[8] = 0;
    return true;
}

int64_t wijk_nummer(struct str code)
{
    int64_t n = 0;

    return num_i64(str_sub(code, 2, code.n), &n) ? n : 0;
}

int wijken_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct wijken_nieuw *w = ctx;
    int rc = OK;

    for (size_t i = 0; !rc && i < w->n; i++)
        rc = sql_run(c, sql_nieuw, NULL, e, "issiib", levering, w->at[i].code,
                     w->at[i].naam.n ? w->at[i].naam : STR(""), w->at[i].gemeente->id, (int64_t)w->peildatum,
                     w->at[i].ringen);
    return rc;
}

int wijken_op(struct conn *c, const struct gebieden *g, struct arena *a, date_t d, struct wijk **ret,
              size_t *ret_n, struct err *e)
{
    VEC(struct wijk) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_op, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, d);
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *gemeente = gebied_bij_id(g, sql_int(st, 2));
        struct wijk w = {.gemeente = gemeente, .peildatum = (date_t)sql_int(st, 3)};

        if (!gemeente || !gebied_geldig(gemeente, d))
            continue;
        w.code = sql_str_dup(st, 0, a);
        w.naam = sql_str_dup(st, 1, a);
        w.xy = grens_uitpak(a, sql_blob(st, 4), &w.n);
        VEC_PUSH(a, &v, w);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int wijken_versie(struct conn *c, uint64_t *ret, struct err *e)
{
    return versie_reken(c, sql_versie, ret, e);
}
