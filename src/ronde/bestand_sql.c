/* SPDX-License-Identifier: EUPL-1.2
 * Files that are an answer: kept with their respons by SHA-256, and taken over from a ronde before. */
#include "ronde/respons.h"

static const char sql_bestand[] =
    "INSERT INTO respons_bestand (respons_id, som, naam, inhoud) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT DO NOTHING";
static const char sql_bestand_lees[] =
    "SELECT naam, inhoud FROM respons_bestand WHERE respons_id = ?1 AND som = ?2";
static const char sql_bestand_over[] =
    "INSERT INTO respons_bestand (respons_id, som, naam, inhoud) "
    "SELECT ?2, som, naam, inhoud FROM respons_bestand WHERE respons_id = ?1 AND som = ?3 "
    "ON CONFLICT DO NOTHING";
static const char sql_bestand_namen[] =
    "SELECT som, naam FROM respons_bestand WHERE respons_id = ?1 ORDER BY som";

int bestand_bewaar(struct conn *c, int64_t respons, struct str som, struct str naam, struct str inhoud,
                   struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_bestand, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, respons);
    sql_bind_str(st, 2, som);
    sql_bind_str(st, 3, naam);
    sql_bind_blob(st, 4, inhoud.p, inhoud.n);
    rc = sql_step(st, e);
    sql_close(st);
    return rc > 0 ? OK : rc;
}

int bestand_haal(struct conn *c, struct arena *a, int64_t respons, struct str som, struct str *ret_naam,
                 struct str *ret_inhoud, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_bestand_lees, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, respons);
    sql_bind_str(st, 2, som);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret_naam = sql_str_dup(st, 0, a);
        *ret_inhoud = str_dup(a, sql_blob(st, 1));
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "dit bestand is er niet");
    }
    sql_close(st);
    return rc;
}

int bestand_over(struct conn *c, int64_t van, int64_t naar, struct str som, struct err *e)
{
    return sql_run(c, sql_bestand_over, NULL, e, "iis", van, naar, som);
}

struct naam_rij {
    struct str som, naam;
};

static bool naam_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct naam_rij *)rij = (struct naam_rij){sql_str_dup(st, 0, a), sql_str_dup(st, 1, a)};
    return true;
}

int bestand_namen(struct conn *c, struct arena *a, int64_t respons, struct map *ret, struct err *e)
{
    struct naam_rij *x = NULL;
    size_t n = 0;
    int rc = SQL_LIST(c, a, sql_bestand_namen, naam_uit, NULL, &x, &n, e, "i", respons);

    for (size_t i = 0; !rc && i < n; i++)
        map_put(ret, x[i].som, NULL)->value.p = &x[i].naam;
    return rc;
}
