/* SPDX-License-Identifier: EUPL-1.2
 * The queue for who works: taking a taak on, its signs of life, its end, and what the dead left. Rules that
 * hold here: a taak is touched by its loper only as (id, loper, pogingen), so that one that was thought dead
 * cannot end what another has taken over; and what taak_gedaan holds is done, whatever the row of the taak
 * says. */
#include "taak/taak_intern.h"

#include "base/date.h"

#include <string.h>

static const char sql_wachtend[] = "SELECT COUNT(*) FROM taak WHERE status = 'wacht'";
static const char sql_wacht_lijst[] = "SELECT id, soort FROM taak WHERE status = 'wacht' ORDER BY id";
static const char sql_grijp[] =
    "UPDATE taak SET status = 'bezig', loper = ?2, hartslag = ?3, pogingen = pogingen + 1, gedaan = 0, "
    "totaal = 0,"
    " bericht = '', begonnen = COALESCE(begonnen, ?3) WHERE id = ?1 AND status = 'wacht' RETURNING pogingen";
static const char sql_greep[] = "SELECT t.soort, t.sleutel, t.wie, t.opdracht, b.inhoud FROM taak t LEFT "
                                "JOIN taak_bijlage b ON b.id = t.bijlage_id"
                                " WHERE t.id = ?1";
static const char sql_gedaan_nieuw[] = "INSERT INTO taak_gedaan (taak_id, resultaat) VALUES (?1, ?2)";
static const char sql_gedaan[] = "SELECT resultaat FROM taak_gedaan WHERE taak_id = ?1";
static const char sql_einde[] =
    "UPDATE taak SET status = ?4, bericht = ?5, resultaat = ?6, geeindigd = ?7, loper = '',"
    " gedaan = CASE WHEN ?4 = 'klaar' THEN totaal ELSE gedaan END"
    " WHERE id = ?1 AND loper = ?2 AND pogingen = ?3 AND status = 'bezig'";
static const char sql_terug[] = "UPDATE taak SET status = 'wacht', loper = '', pogingen = pogingen - ?4, "
                                "gedaan = 0, totaal = 0, bericht = ''"
                                " WHERE id = ?1 AND loper = ?2 AND pogingen = ?3 AND status = 'bezig'";
static const char sql_bezig[] =
    "SELECT id, loper, hartslag, pogingen, stoppen FROM taak WHERE status = 'bezig' ORDER BY id";
static const char sql_restant[] =
    "SELECT id, pogingen, stoppen FROM taak WHERE status = 'bezig' AND loper = ?1";
static const char sql_hartslag[] = "UPDATE taak SET hartslag = ?4, gedaan = ?5, totaal = ?6, bericht = ?7"
                                   " WHERE id = ?1 AND loper = ?2 AND pogingen = ?3 AND status = 'bezig'";
static const char sql_stoppen[] = "SELECT stoppen FROM taak WHERE id = ?1";
static const char sql_bijlage_los[] = "UPDATE taak SET bijlage_id = NULL WHERE bijlage_id IS NOT NULL AND "
                                      "geeindigd IS NOT NULL AND geeindigd < ?1"
                                      " AND status NOT IN ('wacht', 'bezig')";
static const char sql_bijlage_weg[] =
    "DELETE FROM taak_bijlage WHERE NOT EXISTS (SELECT 1 FROM taak WHERE bijlage_id = taak_bijlage.id)";

/* Text that both databases keep: the words of an error may have been cut within a letter. */
static struct str schoon(struct arena *a, struct str s)
{
    struct buf b;
    size_t at = 0;
    int32_t code;

    buf_init(&b, a, SIZE_MAX);
    while ((code = utf8_next(s, &at)) >= 0) {
        char out[4];

        buf_bytes(&b, out, utf8_put(out, code < 0x20 ? ' ' : code));
    }
    return buf_str(&b);
}

/* ---- Its end ---- */

int taak_vastleggen(struct taak_werk *w, struct conn *c, const struct doc *resultaat, struct err *e)
{
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sql_run(c, sql_gedaan_nieuw, NULL, e, "is", w->id, resultaat ? taak_json(&a, resultaat) : STR("{}"));
    arena_done(&a);
    return rc;
}

static int gedaan_lees(struct conn *c, struct arena *a, int64_t id, bool *ret, struct str *ret_resultaat,
                       struct err *e)
{
    int rc = sql_one(c, a, sql_gedaan, sql_row_str, NULL, ret_resultaat, e, "i", id);

    *ret = !rc;
    return rc == ERR_NOT_FOUND ? OK : rc;
}

struct einde {
    int64_t id;
    int poging;
    struct str loper, bericht, resultaat;
    enum taak_status status;
    bool afgebroken; /* by a process that is no more: this poging counts */
};

static int einde_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct einde x = *(const struct einde *)ctx;
    struct arena a;
    struct str eerder;
    bool gedaan;
    int rc;

    arena_init(&a, 0);
    rc = gedaan_lees(c, &a, x.id, &gedaan, &eerder, e);
    if (!rc && gedaan) {
        if (x.status != TAAK_KLAAR || !x.resultaat.n)
            x.resultaat = eerder;
        x.status = TAAK_KLAAR;
        x.bericht = STR("");
    }
    if (!rc && x.status == TAAK_WACHT)
        rc = sql_run(c, sql_terug, NULL, e, "isii", x.id, x.loper, (int64_t)x.poging,
                     (int64_t)(x.afgebroken ? 0 : 1));
    else if (!rc)
        rc = sql_run(c, sql_einde, NULL, e, "isisssi", x.id, x.loper, (int64_t)x.poging,
                     taak_status_naam(x.status), x.bericht.p ? x.bericht : STR(""),
                     x.resultaat.p ? x.resultaat : STR(""), time_ms());
    arena_done(&a);
    return rc;
}

int taak_einde(struct store *s, const struct greep *g, struct str loper, enum taak_status status,
               struct str bericht, const struct doc *resultaat, struct err *e)
{
    struct arena a;
    struct einde x = {.id = g->id, .poging = g->poging, .loper = loper, .status = status};
    int rc;

    arena_init(&a, 0);
    x.resultaat = taak_json(&a, resultaat);
    x.bericht = status == TAAK_GESTOPT ? str_from(taak_gestopt_tekst) : schoon(&a, bericht);
    rc = store_write(s, einde_probeer, &x, e);
    arena_done(&a);
    return rc;
}

/* What becomes of a taak that was left half-way. */
static struct einde afgebroken(struct arena *a, int64_t id, struct str loper, int poging, bool stoppen)
{
    struct einde x = {.id = id, .loper = loper, .poging = poging, .status = TAAK_WACHT, .afgebroken = true};

    if (stoppen) {
        x.status = TAAK_GESTOPT;
        x.bericht = str_from(taak_gestopt_tekst);
    } else if (poging >= TAAK_POGINGEN) {
        x.status = TAAK_MISLUKT;
        x.bericht = str_fmt(a,
                            "Dit werk is %d keer begonnen en telkens halverwege afgebroken. Er is niets "
                            "gewijzigd. Misschien is het bestand "
                            "te groot voor deze machine; geef taaknummer %lld door aan de beheerder.",
                            TAAK_POGINGEN, (long long)id);
    }
    return x;
}

/* ---- Taking one on ---- */

struct grijp {
    struct arena *a;
    const struct taak_soort *const *soorten;
    struct str loper;
    struct greep *ret;
    bool gevonden;
};

static bool soort_bekend(const struct taak_soort *const *soorten, struct str naam)
{
    for (; *soorten; soorten++)
        for (const struct taak_soort *s = *soorten; s->naam; s++)
            if (str_is(naam, s->naam))
                return true;
    return false;
}

static int wachtende_zoek(struct conn *c, const struct taak_soort *const *soorten, int64_t *ret,
                          struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_wacht_lijst, &st, e);

    if (rc)
        return rc;
    *ret = 0;
    while (!*ret && (rc = sql_step(st, e)) > 0)
        if (soort_bekend(soorten, sql_str(st, 1))) /* another version of the program may know more */
            *ret = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

static bool greep_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct greep *g = rij;

    (void)ctx;
    g->soort = sql_str_dup(st, 0, a);
    g->sleutel = sql_str_dup(st, 1, a);
    g->wie = sql_str_dup(st, 2, a);
    g->opdracht = sql_str_dup(st, 3, a);
    if (!sql_is_null(st, 4))
        g->bijlage = str_dup(a, sql_blob(st, 4));
    return true;
}

static int greep_lees(struct conn *c, struct arena *a, struct greep *g, struct err *e)
{
    int rc = sql_one(c, a, sql_greep, greep_uit, NULL, g, e, "i", g->id);

    return rc == ERR_NOT_FOUND ? err_set(e, ERR_ENV, "taak %lld is verdwenen", (long long)g->id) : rc;
}

/* What this worker had taken on without knowing it, or of which the end could not be written: the connection
 * broke. */
static int restant_terug(struct conn *c, struct str loper, struct err *e)
{
    struct arena a;
    VEC(struct einde) over = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_restant, &st, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    sql_bind_str(st, 1, loper);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(&a, &over, afgebroken(&a, sql_int(st, 0), loper, (int)sql_int(st, 1), sql_int(st, 2) != 0));
    sql_close(st);
    for (size_t i = 0; !rc && i < over.n; i++)
        rc = einde_probeer(c, &over.at[i], e);
    arena_done(&a);
    return rc;
}

static int grijp_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct grijp *g = ctx;
    int64_t id = 0, poging;
    int rc = restant_terug(c, g->loper, e);

    g->gevonden = false;
    if (!rc)
        rc = wachtende_zoek(c, g->soorten, &id, e);
    if (rc || !id)
        return rc;
    rc = sql_get_int(c, sql_grijp, &poging, e, "isi", id, g->loper, time_ms());
    if (rc)
        return rc;
    *g->ret = (struct greep){.id = id, .poging = (int)poging};
    g->gevonden = true;
    return greep_lees(c, g->a, g->ret, e);
}

int taak_grijp(struct store *s, struct arena *a, const struct taak_soort *const *soorten, struct str loper,
               struct greep *ret, struct err *e)
{
    struct grijp g = {.a = a, .soorten = soorten, .loper = loper, .ret = ret};
    int rc = store_write(s, grijp_probeer, &g, e);

    return rc ? rc : g.gevonden;
}

/* ---- What the dead left ---- */

static bool is_dood(struct str loper, int64_t hartslag, int64_t nu)
{
    switch (proces_leeft(loper)) {
    case PROCES_LEEFT:
        return false;
    case PROCES_DOOD:
        return true;
    default:
        return hartslag < nu - LEASE_MS;
    }
}

static int herstel_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct arena a;
    VEC(struct einde) doden = {0};
    struct stmt *st;
    int64_t nu = time_ms();
    int rc = sql_open(c, sql_bezig, &st, e);

    (void)ctx;
    if (rc)
        return rc;
    arena_init(&a, 0);
    while ((rc = sql_step(st, e)) > 0)
        if (is_dood(sql_str(st, 1), sql_int(st, 2), nu))
            VEC_PUSH(&a, &doden,
                     afgebroken(&a, sql_int(st, 0), sql_str_dup(st, 1, &a), (int)sql_int(st, 3),
                                sql_int(st, 4) != 0));
    sql_close(st);
    for (size_t i = 0; !rc && i < doden.n; i++)
        rc = einde_probeer(c, &doden.at[i], e);
    arena_done(&a);
    return rc;
}

int taken_herstel(struct store *s, struct err *e)
{
    return store_write(s, herstel_probeer, NULL, e);
}

int taken_kijk(struct store *s, bool *ret_wacht, bool *ret_dood, struct err *e)
{
    struct conn *c;
    struct stmt *st;
    int64_t wachtend = 0, nu = time_ms();
    int rc = store_read(s, &c, e);

    *ret_wacht = *ret_dood = false;
    if (rc)
        return rc;
    rc = sql_get_int(c, sql_wachtend, &wachtend, e, "");
    if (!rc)
        rc = sql_open(c, sql_bezig, &st, e);
    if (!rc) {
        while ((rc = sql_step(st, e)) > 0)
            if (is_dood(sql_str(st, 1), sql_int(st, 2), nu))
                *ret_dood = true;
        sql_close(st);
    }
    *ret_wacht = wachtend > 0;
    store_return(s, c);
    return rc;
}

/* ---- While it runs ---- */

struct slag {
    const struct hartslag *h;
    struct str bericht;
    int64_t n;
};

static int hartslag_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct slag *x = ctx;
    const struct hartslag *h = x->h;

    return sql_run(c, sql_hartslag, &x->n, e, "isiiiis", h->g->id, h->loper, (int64_t)h->g->poging, time_ms(),
                   h->gedaan, h->totaal, x->bericht);
}

int taak_hartslag(struct store *s, const struct hartslag *h, bool *ret_onze, struct err *e)
{
    struct arena a;
    struct slag x = {.h = h};
    int rc;

    arena_init(&a, 0);
    x.bericht = schoon(&a, h->bericht);
    rc = store_write(s, hartslag_probeer, &x, e);
    arena_done(&a);
    if (!rc)
        *ret_onze = x.n > 0;
    return rc;
}

int taak_stop_gezien(struct store *s, int64_t id, bool *ret, struct err *e)
{
    struct conn *c;
    int64_t v = 0;
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = sql_get_int(c, sql_stoppen, &v, e, "i", id);
    store_return(s, c);
    *ret = v != 0;
    return rc;
}

/* ---- Tidying ---- */

static int opruimen_probeer(struct conn *c, void *ctx, struct err *e)
{
    int64_t grens = time_ms() - (int64_t)TAAK_BEWAAR_DAGEN * 24 * 3600 * 1000;
    int rc = sql_run(c, sql_bijlage_los, NULL, e, "i", grens);

    (void)ctx;
    return rc ? rc : sql_run(c, sql_bijlage_weg, NULL, e, "");
}

int taken_opruimen(struct store *s, struct err *e)
{
    return store_write(s, opruimen_probeer, NULL, e);
}
