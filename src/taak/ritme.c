/* SPDX-License-Identifier: EUPL-1.2
 * Work that nobody asks for each time: what is due by the clock, or because something waits. Looked at by the
 * heart of each loper; that only one queues it is held by the transaction. */
#include "taak/taak_intern.h"

#include "base/date.h"

enum { RUST_NA_FOUT_MS = 60000 };
#define BEWAAR_MS ((int64_t)TAAK_BEWAAR_DAGEN * 24 * 3600 * 1000)

static const char sql_lopend[] =
    "SELECT COUNT(*) FROM taak WHERE soort = ?1 AND (status IN ('wacht', 'bezig') OR (status = 'mislukt' AND "
    "geeindigd > ?2))";
static const char sql_laatste[] =
    "SELECT CAST(COALESCE(MAX(gemaakt), 0) AS INTEGER) FROM taak WHERE soort = ?1";
static const char sql_oud_gedaan[] = "DELETE FROM taak_gedaan WHERE taak_id IN (SELECT id FROM taak WHERE "
                                     "soort = ?1 AND geeindigd < ?2)";
static const char sql_oud_weg[] = "DELETE FROM taak WHERE soort = ?1 AND geeindigd < ?2";

struct ritme {
    const struct taak_config *c;
    const struct taak_soort *s;
    char sleutel[TAAK_SLEUTEL + 1];
    bool nieuw;
};

static int is_nodig(struct conn *c, const struct ritme *r, bool *ret, struct err *e)
{
    struct str soort = str_from(r->s->naam);
    int64_t lopend = 0, laatste = 0;
    int rc = sql_get_int(c, sql_lopend, &lopend, e, "si", soort, time_ms() - RUST_NA_FOUT_MS);

    *ret = false;
    if (rc || lopend)
        return rc;
    if (r->s->nodig)
        rc = r->s->nodig(c, r->c->ctx, ret, e);
    if (!rc && !*ret && r->s->elke_ms) {
        rc = sql_get_int(c, sql_laatste, &laatste, e, "s", soort);
        *ret = !rc && time_ms() - laatste >= r->s->elke_ms;
    }
    return rc;
}

/* Looked at once more, now that nobody else writes; and what was done long ago makes room. */
static int ritme_doe(struct conn *c, void *ctx, struct err *e)
{
    struct ritme *r = ctx;
    struct taak_opdracht o = {.soort = str_from(r->s->naam), .wie = STR("")};
    int64_t id, grens = time_ms() - BEWAAR_MS;
    struct arena a;
    int rc = is_nodig(c, r, &r->nieuw, e);

    if (rc || !r->nieuw)
        return rc;
    arena_init(&a, 0);
    rc = sql_run(c, sql_oud_gedaan, NULL, e, "si", o.soort, grens);
    if (!rc)
        rc = sql_run(c, sql_oud_weg, NULL, e, "si", o.soort, grens);
    if (!rc)
        rc = taak_rij_maak(c, &a, &o, r->sleutel, 0, &id, e);
    arena_done(&a);
    return rc;
}

static int soort_kijk(const struct taak_config *cfg, const struct taak_soort *s, bool *ret_nieuw,
                      struct err *e)
{
    struct ritme r = {.c = cfg, .s = s};
    struct conn *c;
    bool nodig = false;
    int rc = store_read(cfg->store, &c, e);

    if (rc)
        return rc;
    rc = is_nodig(c, &r, &nodig, e);
    store_return(cfg->store, c);
    if (rc || !nodig)
        return rc;
    taak_sleutel_maak(r.sleutel);
    rc = store_write(cfg->store, ritme_doe, &r, e);
    *ret_nieuw = *ret_nieuw || (!rc && r.nieuw);
    return rc;
}

int taken_ritme(const struct taak_config *c, bool *ret_nieuw, struct err *e)
{
    int rc = OK;

    for (const struct taak_soort *const *t = c->soorten; !rc && *t; t++)
        for (const struct taak_soort *s = *t; !rc && s->naam; s++)
            if (s->nodig || s->elke_ms)
                rc = soort_kijk(c, s, ret_nieuw, e);
    return rc;
}
