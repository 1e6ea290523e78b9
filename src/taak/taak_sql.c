/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of the queue. Rules that hold here: a taak is touched by its loper only as (id, loper, pogingen),
 * so that one that was thought dead cannot end what another has taken over; and what taak_gedaan holds is
 * done, whatever the row of the taak says. */
#include "taak/taak_intern.h"

#include "base/date.h"
#include "base/log.h"
#include "doc/json.h"

#include <sodium.h>
#include <string.h>

#define KOLOMMEN                                                                                             \
    "id, na, soort, sleutel, wie, opdracht, bijlage_id, status, stoppen, gedaan, totaal, bericht, "          \
    "resultaat, pogingen, gemaakt,"                                                                          \
    " begonnen, geeindigd"

static const char sql_een[] = "SELECT " KOLOMMEN " FROM taak WHERE sleutel = ?1";
static const char sql_vervolg[] =
    "SELECT " KOLOMMEN " FROM taak WHERE na = ?1 AND soort = ?2 AND status NOT IN ('mislukt', 'gestopt')"
    " ORDER BY id DESC LIMIT 1";
static const char sql_wachtend[] = "SELECT COUNT(*) FROM taak WHERE status = 'wacht'";
static const char sql_bijlagen[] = "SELECT CAST(COALESCE(SUM(bytes), 0) AS INTEGER) FROM taak_bijlage";
static const char sql_bijlage_nieuw[] =
    "INSERT INTO taak_bijlage (bytes, inhoud) VALUES (?1, ?2) RETURNING id";
static const char sql_bijlage_van[] = "SELECT bijlage_id FROM taak WHERE id = ?1";
static const char sql_nieuw[] =
    "INSERT INTO taak (soort, sleutel, wie, opdracht, bijlage_id, na, status, stoppen, gedaan, totaal, "
    "bericht, resultaat,"
    " pogingen, loper, hartslag, gemaakt)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'wacht', 0, 0, 0, '', '', 0, '', 0, ?7) RETURNING id";
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
static const char sql_stop_wacht[] = "UPDATE taak SET status = 'gestopt', stoppen = 1, geeindigd = ?2, "
                                     "bericht = ?3 WHERE sleutel = ?1 AND status = 'wacht'";
static const char sql_stop_bezig[] = "UPDATE taak SET stoppen = 1 WHERE sleutel = ?1 AND status = 'bezig'";
static const char sql_status[] = "SELECT status FROM taak WHERE sleutel = ?1";
static const char sql_bijlage_los[] = "UPDATE taak SET bijlage_id = NULL WHERE bijlage_id IS NOT NULL AND "
                                      "geeindigd IS NOT NULL AND geeindigd < ?1"
                                      " AND status NOT IN ('wacht', 'bezig')";
static const char sql_bijlage_weg[] =
    "DELETE FROM taak_bijlage WHERE NOT EXISTS (SELECT 1 FROM taak WHERE bijlage_id = taak_bijlage.id)";

static const char *const status_namen[] = {"wacht", "bezig", "klaar", "mislukt", "gestopt"};
static const char gestopt_tekst[] = "Gestopt op verzoek. Er is niets gewijzigd.";

struct str taak_status_naam(enum taak_status s)
{
    return str_from(status_namen[s]);
}

static enum taak_status status_lees(struct str s)
{
    for (int i = 0; i < (int)(sizeof status_namen / sizeof *status_namen); i++)
        if (str_is(s, status_namen[i]))
            return (enum taak_status)i;
    return TAAK_MISLUKT; /* the CHECK of the table holds any other away */
}

bool taak_sleutel_goed(struct str sleutel)
{
    for (size_t i = 0; i < sleutel.n; i++)
        if (!((sleutel.p[i] >= '0' && sleutel.p[i] <= '9') || (sleutel.p[i] >= 'a' && sleutel.p[i] <= 'f')))
            return false;
    return sleutel.n == TAAK_SLEUTEL;
}

static struct str json_van(struct arena *a, const struct doc *d)
{
    struct buf b;

    if (!d)
        return STR("");
    buf_init(&b, a, RESULTAAT_MAX);
    json_write(&b, d, 0);
    if (b.over) {
        LOG(LOG_ERROR, "taak: resultaat is te groot en niet bewaard", LOG_INT("grens", RESULTAAT_MAX));
        return STR("");
    }
    return buf_str(&b);
}

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

static int json_uit(struct arena *a, struct str tekst, const struct doc **ret, struct err *e)
{
    struct doc *d = NULL;
    int rc = tekst.n ? json_read(a, tekst, (struct json_limits){0}, &d, e) : OK;

    *ret = d;
    return rc ? err_set(e, ERR_ENV, "de opdracht of het resultaat van een taak is niet te lezen") : OK;
}

/* The row that st stands on. */
static int taak_uit(struct stmt *st, struct arena *a, struct taak *ret, struct err *e)
{
    struct taak t = {
        .id = sql_int(st, 0),
        .na = sql_int(st, 1),
        .soort = sql_str_dup(st, 2, a),
        .sleutel = sql_str_dup(st, 3, a),
        .wie = sql_str_dup(st, 4, a),
        .heeft_bijlage = !sql_is_null(st, 6),
        .status = status_lees(sql_str(st, 7)),
        .stoppen = sql_int(st, 8) != 0,
        .gedaan = sql_int(st, 9),
        .totaal = sql_int(st, 10),
        .bericht = sql_str_dup(st, 11, a),
        .pogingen = (int)sql_int(st, 13),
        .gemaakt = sql_int(st, 14),
        .begonnen = sql_int(st, 15),
        .geeindigd = sql_int(st, 16),
    };
    int rc = json_uit(a, sql_str_dup(st, 5, a), &t.opdracht, e);

    if (!rc)
        rc = json_uit(a, sql_str_dup(st, 12, a), &t.resultaat, e);
    if (!rc)
        *ret = t;
    return rc;
}

static int taak_een(struct stmt *st, struct arena *a, struct taak *ret, struct err *e)
{
    int rc = sql_step(st, e);

    if (rc > 0)
        rc = taak_uit(st, a, ret, e);
    else if (!rc)
        rc = err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    sql_close(st);
    return rc;
}

int taak_lees(struct conn *c, struct arena *a, struct str sleutel, struct taak *ret, struct err *e)
{
    struct stmt *st;
    int rc;

    if (!taak_sleutel_goed(sleutel))
        return err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    rc = sql_open(c, sql_een, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, sleutel);
    return taak_een(st, a, ret, e);
}

int taak_vervolg(struct conn *c, struct arena *a, int64_t na, struct str soort, struct taak *ret,
                 struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_vervolg, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, na);
    sql_bind_str(st, 2, soort);
    return taak_een(st, a, ret, e);
}

/* ---- A new one ---- */

struct nieuw {
    const struct taak_opdracht *o;
    const char *sleutel; /* made once, so that every try of the transaction writes the same */
    char *ret_sleutel;
    int64_t id;
};

static int bijlage_maak(struct conn *c, struct str inhoud, int64_t *ret, struct err *e)
{
    int64_t samen;
    struct stmt *st;
    int rc = sql_get_int(c, sql_bijlagen, &samen, e, "");

    if (!rc && samen + (int64_t)inhoud.n > TAAK_BIJLAGEN_MAX)
        rc = err_set(e, ERR_LIMIT,
                     "er staan al te veel bestanden klaar om te worden ingevoerd; probeer het morgen "
                     "opnieuw, of vraag de beheerder");
    if (!rc)
        rc = sql_open(c, sql_bijlage_nieuw, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, (int64_t)inhoud.n);
    sql_bind_blob(st, 2, inhoud.p, inhoud.n);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

/* The bijlage of the taak that is continued. 0: it had none, or it was kept too long ago. */
static int bijlage_over(struct conn *c, int64_t na, int64_t *ret, struct err *e)
{
    int rc = sql_get_int(c, sql_bijlage_van, ret, e, "i", na);

    return rc == ERR_NOT_FOUND ? err_set(e, ERR_NOT_FOUND, "de taak om mee door te gaan is er niet (meer)")
                               : rc;
}

static int rij_maak(struct conn *c, struct nieuw *n, struct arena *a, int64_t bijlage, struct err *e)
{
    const struct taak_opdracht *o = n->o;
    struct stmt *st;
    int rc = sql_open(c, sql_nieuw, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, o->soort);
    sql_bind_str(st, 2, str_from(n->sleutel));
    sql_bind_str(st, 3, o->wie.p ? o->wie : STR(""));
    sql_bind_str(st, 4, o->opdracht ? json_van(a, o->opdracht) : STR("{}"));
    if (bijlage)
        sql_bind_int(st, 5, bijlage);
    if (o->na)
        sql_bind_int(st, 6, o->na);
    sql_bind_int(st, 7, time_ms());
    rc = sql_step(st, e);
    if (rc > 0) {
        n->id = sql_int(st, 0);
        memcpy(n->ret_sleutel, n->sleutel, TAAK_SLEUTEL + 1);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

static int nieuw_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct nieuw *n = ctx;
    struct arena a;
    struct taak al;
    struct err geen = {0};
    int64_t wachtend, bijlage = 0;
    int rc;

    arena_init(&a, 0);
    rc = n->o->na ? taak_vervolg(c, &a, n->o->na, n->o->soort, &al, &geen) : ERR_NOT_FOUND;
    if (rc == OK) {
        n->id = al.id;
        memcpy(n->ret_sleutel, al.sleutel.p, TAAK_SLEUTEL);
        n->ret_sleutel[TAAK_SLEUTEL] = '\0';
        arena_done(&a);
        return OK;
    }
    if (rc != ERR_NOT_FOUND && e)
        *e = geen;
    if (rc == ERR_NOT_FOUND)
        rc = sql_get_int(c, sql_wachtend, &wachtend, e, "");
    if (!rc && wachtend >= TAAK_WACHT_MAX)
        rc = err_set(e, ERR_LIMIT, "er wachten al %d taken; probeer het over een paar minuten opnieuw",
                     TAAK_WACHT_MAX);
    if (!rc && n->o->na)
        rc = bijlage_over(c, n->o->na, &bijlage, e);
    else if (!rc && n->o->bijlage.p)
        rc = bijlage_maak(c, n->o->bijlage, &bijlage, e);
    if (!rc)
        rc = rij_maak(c, n, &a, bijlage, e);
    arena_done(&a);
    return rc;
}

int taak_nieuw(struct store *s, struct taak_loper *l, const struct taak_opdracht *o, int64_t *ret_id,
               char ret_sleutel[TAAK_SLEUTEL + 1], struct err *e)
{
    unsigned char toeval[TAAK_SLEUTEL / 2];
    char sleutel[TAAK_SLEUTEL + 1];
    struct nieuw n = {.o = o, .sleutel = sleutel, .ret_sleutel = ret_sleutel};
    int rc;

    randombytes_buf(toeval, sizeof toeval);
    sodium_bin2hex(sleutel, sizeof sleutel, toeval, sizeof toeval);
    rc = store_write(s, nieuw_probeer, &n, e);
    if (rc)
        return rc;
    if (ret_id)
        *ret_id = n.id;
    loper_wek(l);
    return OK;
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

static int greep_lees(struct conn *c, struct arena *a, struct greep *g, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_greep, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, g->id);
    rc = sql_step(st, e);
    if (rc > 0) {
        g->soort = sql_str_dup(st, 0, a);
        g->sleutel = sql_str_dup(st, 1, a);
        g->wie = sql_str_dup(st, 2, a);
        g->opdracht = sql_str_dup(st, 3, a);
        if (!sql_is_null(st, 4)) {
            struct str b = sql_blob(st, 4);
            char *p = arena_alloc(a, b.n + 1);

            memcpy(p, b.p ? b.p : "", b.n);
            g->bijlage = (struct str){p, b.n};
        }
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_ENV, "taak %lld is verdwenen", (long long)g->id);
    }
    sql_close(st);
    return rc;
}

/* ---- Its end ---- */

int taak_vastleggen(struct taak_werk *w, struct conn *c, const struct doc *resultaat, struct err *e)
{
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sql_run(c, sql_gedaan_nieuw, NULL, e, "is", w->id, resultaat ? json_van(&a, resultaat) : STR("{}"));
    arena_done(&a);
    return rc;
}

static int gedaan_lees(struct conn *c, struct arena *a, int64_t id, bool *ret, struct str *ret_resultaat,
                       struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_gedaan, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    *ret = rc > 0;
    if (rc > 0)
        *ret_resultaat = sql_str_dup(st, 0, a);
    sql_close(st);
    return rc < 0 ? rc : OK;
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
    x.resultaat = json_van(&a, resultaat);
    x.bericht = status == TAAK_GESTOPT ? str_from(gestopt_tekst) : schoon(&a, bericht);
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
        x.bericht = str_from(gestopt_tekst);
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

static int stop_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct str sleutel = *(struct str *)ctx;
    struct stmt *st;
    int64_t n = 0;
    int rc = sql_run(c, sql_stop_wacht, &n, e, "sis", sleutel, time_ms(), str_from(gestopt_tekst));

    if (!rc && !n)
        rc = sql_run(c, sql_stop_bezig, &n, e, "s", sleutel);
    if (rc || n)
        return rc;
    rc = sql_open(c, sql_status, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, sleutel);
    rc = sql_step(st, e);
    if (rc > 0)
        rc = str_is(sql_str(st, 0), "gestopt")
                 ? OK
                 : err_set(e, ERR_CONFLICT, "deze taak is al %.*s; er valt niets meer te stoppen",
                           STR_ARG(sql_str(st, 0)));
    else if (!rc)
        rc = err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    sql_close(st);
    return rc;
}

int taak_stop_schrijf(struct store *s, struct str sleutel, struct err *e)
{
    return store_write(s, stop_probeer, &sleutel, e);
}

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
