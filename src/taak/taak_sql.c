/* SPDX-License-Identifier: EUPL-1.2
 * The queue for who asks: making a taak, reading it, asking it to stop. What its loper does is in werk_sql.c.
 */
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
static const char sql_wie_wacht[] = "SELECT COUNT(*) FROM taak WHERE status = 'wacht' AND wie = ?1";
static const char sql_wie_bijlagen[] =
    "SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS INTEGER) FROM taak_bijlage"
    " WHERE id IN (SELECT bijlage_id FROM taak WHERE wie = ?1)";
static const char sql_bijlage_nieuw[] =
    "INSERT INTO taak_bijlage (bytes, inhoud) VALUES (?1, ?2) RETURNING id";
static const char sql_bijlage_inhoud[] =
    "SELECT b.inhoud FROM taak t JOIN taak_bijlage b ON b.id = t.bijlage_id WHERE t.id = ?1";
static const char sql_bijlage_van[] = "SELECT bijlage_id FROM taak WHERE id = ?1";
static const char sql_nieuw[] =
    "INSERT INTO taak (soort, sleutel, wie, opdracht, bijlage_id, na, status, stoppen, gedaan, totaal, "
    "bericht, resultaat,"
    " pogingen, loper, hartslag, gemaakt)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'wacht', 0, 0, 0, '', '', 0, '', 0, ?7) RETURNING id";
static const char sql_stop_wacht[] = "UPDATE taak SET status = 'gestopt', stoppen = 1, geeindigd = ?2, "
                                     "bericht = ?3 WHERE sleutel = ?1 AND status = 'wacht'";
static const char sql_stop_bezig[] = "UPDATE taak SET stoppen = 1 WHERE sleutel = ?1 AND status = 'bezig'";
static const char sql_status[] = "SELECT status FROM taak WHERE sleutel = ?1";

static const char *const status_namen[] = {"wacht", "bezig", "klaar", "mislukt", "gestopt"};
const char taak_gestopt_tekst[] = "Gestopt op verzoek. Er is niets gewijzigd.";

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

struct str taak_json(struct arena *a, const struct doc *d)
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

static bool inhoud_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct str *)rij = str_dup(a, sql_blob(st, 0));
    return true;
}

int taak_bijlage_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_bijlage_inhoud, inhoud_uit, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "het bestand is niet meer bewaard; lever het opnieuw aan")
                               : rc;
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

int taak_rij_maak(struct conn *c, struct arena *a, const struct taak_opdracht *o, const char *sleutel,
                  int64_t bijlage, int64_t *ret_id, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_nieuw, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, o->soort);
    sql_bind_str(st, 2, str_from(sleutel));
    sql_bind_str(st, 3, o->wie.p ? o->wie : STR(""));
    sql_bind_str(st, 4, o->opdracht ? taak_json(a, o->opdracht) : STR("{}"));
    if (bijlage)
        sql_bind_int(st, 5, bijlage);
    if (o->na)
        sql_bind_int(st, 6, o->na);
    sql_bind_int(st, 7, time_ms());
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret_id = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

void taak_sleutel_maak(char ret[TAAK_SLEUTEL + 1])
{
    unsigned char toeval[TAAK_SLEUTEL / 2];

    randombytes_buf(toeval, sizeof toeval);
    sodium_bin2hex(ret, TAAK_SLEUTEL + 1, toeval, sizeof toeval);
}

/* What one person may have here, so that nobody fills it for all. Nobody's work, which the program asks for,
 * is not bounded so. */
static int wie_keur(struct conn *c, const struct taak_opdracht *o, struct err *e)
{
    int64_t wachtend, n = 0, bytes = 0;
    struct stmt *st;
    int rc;

    if (!o->wie.n)
        return OK;
    rc = sql_get_int(c, sql_wie_wacht, &wachtend, e, "s", o->wie);
    if (!rc && wachtend >= TAAK_WIE_WACHT)
        rc = err_set(e, ERR_LIMIT, "van u wachten al %d taken; probeer het over een paar minuten opnieuw",
                     TAAK_WIE_WACHT);
    if (rc || !o->bijlage.p)
        return rc;
    rc = sql_open(c, sql_wie_bijlagen, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, o->wie);
    rc = sql_step(st, e);
    if (rc > 0) {
        n = sql_int(st, 0);
        bytes = sql_int(st, 1);
        rc = OK;
    }
    sql_close(st);
    if (!rc && (n >= TAAK_WIE_BIJLAGEN || bytes + (int64_t)o->bijlage.n > TAAK_WIE_BYTES))
        rc = err_set(
            e, ERR_LIMIT,
            "van u staan al te veel bestanden klaar; zij gaan een week na hun taak weg. Probeer het dan "
            "opnieuw, of vraag de beheerder");
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
    if (!rc)
        rc = wie_keur(c, n->o, e);
    if (!rc && n->o->na)
        rc = bijlage_over(c, n->o->na, &bijlage, e);
    else if (!rc && n->o->bijlage.p)
        rc = bijlage_maak(c, n->o->bijlage, &bijlage, e);
    if (!rc)
        rc = taak_rij_maak(c, &a, n->o, n->sleutel, bijlage, &n->id, e);
    if (!rc)
        memcpy(n->ret_sleutel, n->sleutel, TAAK_SLEUTEL + 1);
    arena_done(&a);
    return rc;
}

int taak_nieuw(struct store *s, struct taak_loper *l, const struct taak_opdracht *o, int64_t *ret_id,
               char ret_sleutel[TAAK_SLEUTEL + 1], struct err *e)
{
    char sleutel[TAAK_SLEUTEL + 1];
    struct nieuw n = {.o = o, .sleutel = sleutel, .ret_sleutel = ret_sleutel};
    int rc;

    taak_sleutel_maak(sleutel);
    rc = store_write(s, nieuw_probeer, &n, e);
    if (rc)
        return rc;
    if (ret_id)
        *ret_id = n.id;
    loper_wek(l);
    return OK;
}

/* ---- Stopping ---- */

static int stop_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct str sleutel = *(struct str *)ctx;
    struct stmt *st;
    int64_t n = 0;
    int rc = sql_run(c, sql_stop_wacht, &n, e, "sis", sleutel, time_ms(), str_from(taak_gestopt_tekst));

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
