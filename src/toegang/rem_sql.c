/* SPDX-License-Identifier: EUPL-1.2
 * The counts of failures in the store, and the keys that all processes of an installation share. */
#include "toegang/rem.h"

#include <sodium.h>

enum { HEX = 65 };

static const char sql_sleutel_nieuw[] =
    "INSERT INTO installatie_sleutel (naam, sleutel) VALUES (?1, ?2) ON CONFLICT (naam) DO NOTHING";
static const char sql_sleutel[] = "SELECT sleutel FROM installatie_sleutel WHERE naam = ?1";
static const char sql_bij[] =
    "INSERT INTO rem (sleutel, aantal, laatst) VALUES (?1, ?2, ?3) ON CONFLICT (sleutel) DO UPDATE SET"
    " aantal = CASE WHEN rem.laatst < ?4 THEN excluded.aantal ELSE rem.aantal + excluded.aantal END,"
    " laatst = CASE WHEN rem.laatst > excluded.laatst THEN rem.laatst ELSE excluded.laatst END";
static const char sql_nul[] = "UPDATE rem SET aantal = 0, laatst = ?2 WHERE sleutel = ?1";
static const char sql_oud[] = "DELETE FROM rem WHERE laatst < ?1";
static const char sql_sinds[] = "SELECT sleutel, aantal, laatst FROM rem WHERE laatst >= ?1";

int rem_sleutel(struct conn *c, const char *naam, unsigned char ret[32], struct err *e)
{
    unsigned char vers[32];
    char hex[HEX];
    struct stmt *st;
    size_t n = 0;
    int rc;

    randombytes_buf(vers, sizeof vers);
    sodium_bin2hex(hex, sizeof hex, vers, sizeof vers);
    rc = sql_run(c, sql_sleutel_nieuw, NULL, e, "ss", str_from(naam), str_from(hex));
    if (!rc)
        rc = sql_open(c, sql_sleutel, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, str_from(naam));
    rc = sql_step(st, e);
    if (rc > 0) {
        struct str s = sql_str(st, 0);

        rc = sodium_hex2bin(ret, 32, s.p, s.n, NULL, &n, NULL) || n != 32
                 ? err_set(e, ERR_ENV, "de sleutel “%s” van deze installatie is niet te lezen", naam)
                 : OK;
    } else if (!rc) {
        rc = err_set(e, ERR_ENV, "de sleutel “%s” van deze installatie is er niet", naam);
    }
    sql_close(st);
    return rc;
}

int rem_rij_bij(struct conn *c, const struct rem_rij *x, int64_t grens, struct err *e)
{
    if (!x->aantal)
        return sql_run(c, sql_nul, NULL, e, "ii", x->sleutel, x->laatst);
    return sql_run(c, sql_bij, NULL, e, "iiii", x->sleutel, x->aantal, x->laatst, grens);
}

int rem_rijen_oud_weg(struct conn *c, int64_t grens, struct err *e)
{
    return sql_run(c, sql_oud, NULL, e, "i", grens);
}

int rem_rijen_lees(struct conn *c, struct arena *a, int64_t sinds, const struct rem_rij **ret, size_t *ret_n,
                   struct err *e)
{
    VEC(struct rem_rij) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_sinds, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, sinds);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v, (struct rem_rij){sql_int(st, 0), sql_int(st, 1), sql_int(st, 2)});
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}
