/* SPDX-License-Identifier: EUPL-1.2
 * What is kept of signing in through a provider: which answers were used, and whom its subjects are here. */
#include "toegang/oidc.h"

#include "base/date.h"

static const char sql_poging_oud[] = "DELETE FROM aanmeldpoging WHERE vervalt < ?1";
static const char sql_poging_nieuw[] =
    "INSERT INTO aanmeldpoging (som, vervalt) VALUES (?1, ?2) ON CONFLICT (som) DO NOTHING";
static const char sql_van[] = "SELECT mens_id FROM mens_koppeling WHERE uitgever = ?1 AND onderwerp = ?2";
static const char sql_nieuw[] =
    "INSERT INTO mens_koppeling (uitgever, onderwerp, mens_id, gemaakt, gebruikt) "
    "VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (uitgever, onderwerp) DO NOTHING";
static const char sql_gebruikt[] =
    "UPDATE mens_koppeling SET gebruikt = ?3 WHERE uitgever = ?1 AND onderwerp = ?2";
static const char sql_lijst[] = "SELECT mens_id, gemaakt, gebruikt, uitgever, onderwerp FROM mens_koppeling "
                                "WHERE mens_id = ?1 ORDER BY gemaakt";
static const char sql_weg[] = "DELETE FROM mens_koppeling WHERE mens_id = ?1";

int oidc_gebruik(struct conn *c, struct str state, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int64_t nu = time_ms(), n = 0;
    int rc = sql_run(c, sql_poging_oud, NULL, e, "i", nu);

    geheim_som(state, som);
    if (!rc)
        rc = sql_run(c, sql_poging_nieuw, &n, e, "si", str_from(som), nu + 2 * OIDC_DUUR);
    return rc || n ? rc : err_set(e, ERR_CONFLICT, "dit antwoord is al eens gebruikt");
}

int koppeling_maak(struct conn *c, const struct dader *d, int64_t mens, struct str uitgever,
                   struct str onderwerp, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t n = 0;
    int rc = sql_run(c, sql_nieuw, &n, e, "ssii", uitgever, onderwerp, mens, time_ms());

    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "Dit organisatieaccount hoort hier al bij iemand.");
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "uitgever", uitgever);
    if (!rc)
        rc = spoor_schrijf(c, d, &(struct daad){"mens.gekoppeld", "mens", mens, NULL, na}, e);
    arena_done(&a);
    return rc;
}

int koppeling_mens(struct conn *c, struct str uitgever, struct str onderwerp, int64_t *ret, struct err *e)
{
    int rc = sql_get_int(c, sql_van, ret, e, "ss", uitgever, onderwerp);

    return rc ? rc : sql_run(c, sql_gebruikt, NULL, e, "ssi", uitgever, onderwerp, time_ms());
}

int koppelingen_lees(struct conn *c, struct arena *a, int64_t mens, const struct koppeling **ret,
                     size_t *ret_n, struct err *e)
{
    VEC(struct koppeling) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, mens);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct koppeling){.mens = sql_int(st, 0),
                                     .gemaakt = sql_int(st, 1),
                                     .gebruikt = sql_int(st, 2),
                                     .uitgever = sql_str_dup(st, 3, a),
                                     .onderwerp = sql_str_dup(st, 4, a)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int koppeling_weg(struct conn *c, const struct dader *d, int64_t mens, struct err *e)
{
    int64_t n = 0;
    int rc = sql_run(c, sql_weg, &n, e, "i", mens);

    if (!rc && n)
        rc = spoor_schrijf(c, d, &(struct daad){"mens.ontkoppeld", "mens", mens, NULL, NULL}, e);
    return rc;
}
