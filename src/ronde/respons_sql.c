/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of answers. antwoord holds all that was ever answered, antwoord_nu what counts; both are written in
 * one transaction, here and nowhere else. */
#include "ronde/respons.h"

#include "base/num.h"

#define WIE_VAN  " LEFT JOIN ronde_contact k ON k.id = a.contact_id LEFT JOIN mens m ON m.id = a.mens_id"
#define WIE_NAAM "COALESCE(k.naam, m.naam, '')"

static const char sql_respons[] =
    "SELECT r.id, r.ronde_id, r.partij_id, r.begonnen, r.laatst, r.ingediend, r.stand, d.naam FROM respons r "
    "JOIN ronde_doel d ON d.ronde_id = r.ronde_id AND d.partij_id = r.partij_id "
    "WHERE r.ronde_id = ?1 AND r.partij_id = ?2";
static const char sql_antwoorden[] =
    "SELECT vraag, rij, waarde, revisie, toestand FROM antwoord_nu WHERE respons_id = ?1 "
    "ORDER BY vraag, rij";
static const char sql_rijen[] =
    "SELECT herhaling, rij FROM respons_rij WHERE respons_id = ?1 AND weg = 0 ORDER BY herhaling, rij";
static const char sql_wie[] =
    "SELECT a.waarde, a.revisie, a.toestand, a.moment, a.bron, " WIE_NAAM " FROM antwoord a" WIE_VAN
    " WHERE a.respons_id = ?1 AND a.vraag = ?2 AND a.rij = ?3 AND a.revisie = ?4";
static const char sql_nu[] = "SELECT revisie, toestand, waarde FROM antwoord_nu "
                             "WHERE ronde_id = ?1 AND vraag = ?2 AND respons_id = ?3 AND rij = ?4";
static const char sql_antwoord[] =
    "INSERT INTO antwoord (respons_id, vraag, rij, revisie, toestand, waarde, moment, bron, contact_id, "
    "mens_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, CASE WHEN ?9 = 0 THEN NULL ELSE ?9 END, "
    "CASE WHEN ?10 = 0 THEN NULL ELSE ?10 END)";
static const char sql_zet_nu[] =
    "INSERT INTO antwoord_nu (ronde_id, vraag, respons_id, rij, revisie, toestand, waarde) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (ronde_id, vraag, respons_id, rij) "
    "DO UPDATE SET revisie = excluded.revisie, toestand = excluded.toestand, waarde = excluded.waarde";
static const char sql_begonnen[] =
    "UPDATE respons SET stand = CASE WHEN stand = 'open' THEN 'bezig' ELSE stand END, "
    "begonnen = COALESCE(begonnen, ?2), laatst = ?2 WHERE id = ?1";
static const char sql_rij_nummers[] =
    "SELECT rij, weg FROM respons_rij WHERE respons_id = ?1 AND herhaling = ?2";
static const char sql_rij_bij[] =
    "INSERT INTO respons_rij (respons_id, herhaling, rij, weg, moment) VALUES (?1, ?2, ?3, 0, ?4)";
static const char sql_rij_weg[] =
    "UPDATE respons_rij SET weg = 1, moment = ?4 WHERE respons_id = ?1 AND herhaling = ?2 AND rij = ?3 "
    "AND weg = 0";
/* All rows of one number in whatever repeat: a row in a repeat and the rows in it. */
static const char sql_rij_er[] =
    "SELECT COUNT(*) FROM respons_rij WHERE respons_id = ?1 AND herhaling = ?2 AND rij = ?3 AND weg = 1";
static const char sql_bewijs[] =
    "SELECT a.nummer, a.moment, a.antwoorden, a.heropend, a.som, a.waarom, " WIE_NAAM " FROM respons_bewijs "
    "a" WIE_VAN " WHERE a.respons_id = ?1 ORDER BY a.nummer DESC LIMIT 1";
static const char sql_heropen[] = "UPDATE respons SET stand = 'heropend' WHERE id = ?1";
static const char sql_heropen_bewijs[] = "UPDATE respons_bewijs SET heropend = ?2, waarom = ?3 "
                                         "WHERE respons_id = ?1 AND heropend IS NULL";
static const char sql_bewijs_nieuw[] =
    "INSERT INTO respons_bewijs (respons_id, nummer, moment, antwoorden, som, contact_id, mens_id, waarom) "
    "VALUES (?1, ?2, ?3, ?4, ?5, CASE WHEN ?6 = 0 THEN NULL ELSE ?6 END, CASE WHEN ?7 = 0 THEN NULL ELSE ?7 "
    "END, '')";
static const char sql_ingediend[] = "UPDATE respons SET stand = 'ingediend', ingediend = ?2, begonnen = "
                                    "COALESCE(begonnen, ?2) WHERE id = ?1";

int respons_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t partij, struct respons *ret,
                 struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_respons, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    sql_bind_int(st, 2, partij);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = (struct respons){.id = sql_int(st, 0),
                                .ronde_id = sql_int(st, 1),
                                .partij_id = sql_int(st, 2),
                                .begonnen = sql_int(st, 3),
                                .laatst = sql_int(st, 4),
                                .ingediend = sql_int(st, 5),
                                .stand = sql_str_dup(st, 6, a),
                                .partij_naam = sql_str_dup(st, 7, a)};
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "deze organisatie hoort niet bij de doelgroep van de ronde");
    }
    sql_close(st);
    return rc;
}

static enum toestand toestand_van(struct str s)
{
    enum toestand t = T_LEEG;

    (void)toestand_bij(s, &t);
    return t;
}

static bool antwoord_rij_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct antwoord *)rij = (struct antwoord){.vraag = sql_str_dup(st, 0, a),
                                                .rij = sql_str_dup(st, 1, a),
                                                .waarde = sql_str_dup(st, 2, a),
                                                .revisie = sql_int(st, 3),
                                                .toestand = toestand_van(sql_str(st, 4))};
    return true;
}

int respons_antwoorden(struct conn *c, struct arena *a, int64_t respons, struct antwoord **ret, size_t *ret_n,
                       struct err *e)
{
    return SQL_LIST(c, a, sql_antwoorden, antwoord_rij_uit, NULL, ret, ret_n, e, "i", respons);
}

static bool herhaling_rij_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct antwoord *)rij = (struct antwoord){.vraag = sql_str_dup(st, 0, a), .rij = sql_str_dup(st, 1, a)};
    return true;
}

int respons_rijen(struct conn *c, struct arena *a, int64_t respons, struct antwoord **ret, size_t *ret_n,
                  struct err *e)
{
    return SQL_LIST(c, a, sql_rijen, herhaling_rij_uit, NULL, ret, ret_n, e, "i", respons);
}

static enum antwoord_bron bron_bij(struct str s)
{
    for (int i = 0; i < BRON_N; i++)
        if (str_is(s, bron_namen[i]))
            return (enum antwoord_bron)i;
    return BRON_WEB;
}

int antwoord_wie(struct conn *c, struct arena *a, int64_t respons, struct str vraag, struct str rij,
                 int64_t revisie, struct antwoord *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_wie, &st, e);

    if (rc)
        return rc;
    *ret = (struct antwoord){.vraag = vraag, .rij = rij, .toestand = T_LEEG, .waarde = STR("")};
    sql_bind_int(st, 1, respons);
    sql_bind_str(st, 2, vraag);
    sql_bind_str(st, 3, rij);
    sql_bind_int(st, 4, revisie);
    rc = sql_step(st, e);
    if (rc > 0) {
        ret->waarde = sql_str_dup(st, 0, a);
        ret->revisie = sql_int(st, 1);
        ret->toestand = toestand_van(sql_str(st, 2));
        ret->moment = sql_int(st, 3);
        ret->bron = bron_bij(sql_str(st, 4));
        ret->wie = sql_str_dup(st, 5, a);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

static int antwoord_nu(struct conn *c, struct arena *a, const struct respons *r, const struct antwoord *x,
                       struct antwoord *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_nu, &st, e);

    if (rc)
        return rc;
    *ret = (struct antwoord){.vraag = x->vraag, .rij = x->rij, .toestand = T_LEEG, .waarde = STR("")};
    sql_bind_int(st, 1, r->ronde_id);
    sql_bind_str(st, 2, x->vraag);
    sql_bind_int(st, 3, r->id);
    sql_bind_str(st, 4, x->rij);
    rc = sql_step(st, e);
    if (rc > 0) {
        ret->revisie = sql_int(st, 0);
        ret->toestand = toestand_van(sql_str(st, 1));
        ret->waarde = sql_str_dup(st, 2, a);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

int antwoord_zet_nu(struct conn *c, const struct respons *r, const struct antwoord *x, int64_t revisie,
                    struct err *e)
{
    return sql_run(c, sql_zet_nu, NULL, e, "isisiss", r->ronde_id, x->vraag, r->id, x->rij, revisie,
                   str_from(toestand_namen[x->toestand]),
                   x->toestand == T_BEANTWOORD && x->waarde.n ? x->waarde : STR(""));
}

int antwoord_schrijf(struct conn *c, const struct respons *r, const struct schrijver *wie,
                     const struct antwoord *x, int64_t revisie, int64_t moment, struct err *e)
{
    struct str waarde = x->toestand == T_BEANTWOORD && x->waarde.n ? x->waarde : STR(""),
               toestand = str_from(toestand_namen[x->toestand]);
    int rc = sql_run(c, sql_antwoord, NULL, e, "ississisii", r->id, x->vraag, x->rij, revisie, toestand,
                     waarde, moment, str_from(bron_namen[wie->bron]), wie->contact, wie->mens);

    return rc ? rc : antwoord_zet_nu(c, r, x, revisie, e);
}

int antwoord_bewaar(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
                    const struct antwoord *x, struct antwoord *ret_nu, bool *ret_botst, struct err *e)
{
    int64_t moment = time_ms();
    int rc = antwoord_nu(c, a, r, x, ret_nu, e);

    *ret_botst = false;
    if (rc)
        return rc;
    if (ret_nu->toestand == x->toestand &&
        (x->toestand != T_BEANTWOORD || str_eq(ret_nu->waarde, x->waarde)) &&
        (ret_nu->revisie || x->toestand == T_LEEG))
        return OK;
    if (ret_nu->revisie != x->revisie) {
        *ret_botst = true;
        return antwoord_wie(c, a, r->id, x->vraag, x->rij, ret_nu->revisie, ret_nu, e);
    }
    rc = antwoord_schrijf(c, r, wie, x, x->revisie + 1, moment, e);
    if (!rc)
        rc = sql_run(c, sql_begonnen, NULL, e, "ii", r->id, moment);
    *ret_nu = *x;
    ret_nu->revisie = x->revisie + 1;
    ret_nu->moment = moment;
    return rc;
}

/* ---- rows of repeats ---- */

struct str rij_ouder(struct str rij, struct str *ret_eigen)
{
    for (size_t i = rij.n; i > 0; i--)
        if (rij.p[i - 1] == '.') {
            *ret_eigen = str_sub(rij, i, rij.n);
            return str_sub(rij, 0, i - 1);
        }
    *ret_eigen = rij;
    return STR("");
}

/* Of a repeat within `in`: raises *hoogste to the highest number that a row ever had. ERR_LIMIT when there
 * are as many rows as there may be. */
static int rij_past(struct conn *c, const struct respons *r, struct str herhaling, struct str in,
                    int64_t *hoogste, struct err *e)
{
    int64_t er = 0;
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_rij_nummers, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, r->id);
    sql_bind_str(st, 2, herhaling);
    while ((rc = sql_step(st, e)) > 0) {
        struct str eigen;
        int64_t n;

        if (!str_eq(rij_ouder(sql_str(st, 0), &eigen), in) || !num_i64(eigen, &n))
            continue;
        *hoogste = n > *hoogste ? n : *hoogste;
        er += sql_int(st, 1) == 0;
    }
    sql_close(st);
    return !rc && er >= RIJEN_MAX
               ? err_set(e, ERR_LIMIT, "er kunnen niet meer dan %d rijen zijn; haal er eerst een weg",
                         RIJEN_MAX)
               : rc;
}

int rij_bij(struct conn *c, struct arena *a, const struct respons *r, struct str herhaling, struct str in,
            int64_t vanaf, struct str *ret_rij, struct err *e)
{
    int64_t hoogste = vanaf;
    int rc = rij_past(c, r, herhaling, in, &hoogste, e);

    *ret_rij = in.n ? str_fmt(a, "%.*s.%lld", STR_ARG(in), (long long)hoogste + 1)
                    : str_fmt(a, "%lld", (long long)hoogste + 1);
    if (!rc)
        rc = sql_run(c, sql_rij_bij, NULL, e, "issi", r->id, herhaling, *ret_rij, time_ms());
    return rc ? rc : sql_run(c, sql_begonnen, NULL, e, "ii", r->id, time_ms());
}

static const char sql_in_rij[] = "SELECT vraag, rij, revisie FROM antwoord_nu WHERE respons_id = ?1 AND "
                                 "(rij = ?2 OR (rij > ?2 || '.' AND rij < ?2 || '/'))";
static const char sql_nu_weg[] =
    "DELETE FROM antwoord_nu WHERE ronde_id = ?1 AND vraag = ?2 AND respons_id = ?3 AND rij = ?4";

int rij_weg(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
            struct str herhaling, struct str rij, const struct str *vragen, size_t n, struct err *e)
{
    VEC(struct antwoord) v = {0};
    struct stmt *st = NULL;
    int64_t weg = 0, moment = time_ms();
    int rc = sql_run(c, sql_rij_weg, &weg, e, "issi", r->id, herhaling, rij, moment);

    if (rc || !weg) /* another took it away just now: it is gone, as was asked */
        return rc;
    rc = sql_open(c, sql_in_rij, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, r->id);
    sql_bind_str(st, 2, rij);
    while ((rc = sql_step(st, e)) > 0)
        for (size_t i = 0; i < n; i++) /* another repeat may have a row of the same number */
            if (str_eq(sql_str(st, 0), vragen[i]))
                VEC_PUSH(a, &v,
                         (struct antwoord){.vraag = vragen[i],
                                           .rij = sql_str_dup(st, 1, a),
                                           .revisie = sql_int(st, 2),
                                           .toestand = T_LEEG,
                                           .waarde = STR("")});
    sql_close(st);
    for (size_t i = 0; !rc && i < v.n; i++) {
        rc = antwoord_schrijf(c, r, wie, &v.at[i], v.at[i].revisie + 1, moment, e);
        if (!rc)
            rc = sql_run(c, sql_nu_weg, NULL, e, "isis", r->ronde_id, v.at[i].vraag, r->id, v.at[i].rij);
    }
    return rc ? rc : sql_run(c, sql_begonnen, NULL, e, "ii", r->id, moment);
}

static const char sql_rij_stand[] =
    "SELECT weg FROM respons_rij WHERE respons_id = ?1 AND herhaling = ?2 AND rij = ?3";
static const char sql_rij_terug[] =
    "UPDATE respons_rij SET weg = 0, moment = ?4 WHERE respons_id = ?1 AND herhaling = ?2 AND rij = ?3";
static const char sql_rij_binnen_weg[] =
    "UPDATE respons_rij SET weg = 1, moment = ?4 WHERE respons_id = ?1 AND herhaling = ?2 AND "
    "rij > ?3 || '.' AND rij < ?3 || '/' AND weg = 0";
/* Of each answer that ever stood in the row, the last revision. */
static const char sql_rij_ooit[] = "SELECT vraag, rij, MAX(revisie) FROM antwoord WHERE respons_id = ?1 AND "
                                   "rij = ?2 GROUP BY vraag, rij";

/* 0: such a row never was, 1: it is there, 2: it was taken away. */
static int rij_stand(struct conn *c, const struct respons *r, struct str herhaling, struct str rij, int *ret,
                     struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_rij_stand, &st, e);

    *ret = 0;
    if (rc)
        return rc;
    sql_bind_int(st, 1, r->id);
    sql_bind_str(st, 2, herhaling);
    sql_bind_str(st, 3, rij);
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = sql_int(st, 0) ? 2 : 1;
    sql_close(st);
    return rc > 0 ? OK : rc;
}

static bool ooit_rij_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct antwoord *)rij = (struct antwoord){.vraag = sql_str_dup(st, 0, a),
                                                .rij = sql_str_dup(st, 1, a),
                                                .revisie = sql_int(st, 2),
                                                .toestand = T_LEEG,
                                                .waarde = STR("")};
    return true;
}

static bool vraag_in(const struct rij_opdracht *o, struct str vraag)
{
    for (size_t i = 0; i < o->n_vragen; i++)
        if (str_eq(o->vragen[i], vraag))
            return true;
    return false;
}

/* The answers themselves: those of the ronde before, and what stood in the row before it was taken away. Who
 * answers next goes on from the last revision, so that must be what counts. */
static int rij_vul(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
                   const struct rij_opdracht *o, int64_t moment, struct err *e)
{
    struct antwoord *ooit = NULL;
    size_t n_ooit = 0;
    int rc = SQL_LIST(c, a, sql_rij_ooit, ooit_rij_uit, NULL, &ooit, &n_ooit, e, "is", r->id, o->rij);

    for (size_t i = 0; !rc && i < o->n; i++) {
        int64_t revisie = 0;

        for (size_t k = 0; k < n_ooit; k++)
            if (str_eq(ooit[k].vraag, o->x[i].vraag)) {
                revisie = ooit[k].revisie;
                ooit[k].revisie = 0; /* it has its new one */
            }
        rc = antwoord_schrijf(c, r, wie, &o->x[i], revisie + 1, moment, e);
    }
    for (size_t i = 0; !rc && i < n_ooit; i++)
        if (ooit[i].revisie && vraag_in(o, ooit[i].vraag)) /* another repeat may have a row of this number */
            rc = antwoord_schrijf(c, r, wie, &ooit[i], ooit[i].revisie + 1, moment, e);
    return rc;
}

int rij_over(struct conn *c, struct arena *a, const struct respons *r, const struct schrijver *wie,
             const struct rij_opdracht *o, struct err *e)
{
    struct str eigen, in = rij_ouder(o->rij, &eigen);
    int64_t moment = time_ms(), hoogste = 0;
    int stand = 0, rc = rij_stand(c, r, o->herhaling, o->rij, &stand, e);

    if (rc || stand == 1) /* a colleague took it over just now */
        return rc;
    rc = rij_past(c, r, o->herhaling, in, &hoogste, e);
    if (rc)
        return rc;
    rc =
        sql_run(c, stand ? sql_rij_terug : sql_rij_bij, NULL, e, "issi", r->id, o->herhaling, o->rij, moment);
    for (size_t i = 0; !rc && stand && i < o->n_binnen; i++)
        rc = sql_run(c, sql_rij_binnen_weg, NULL, e, "issi", r->id, o->binnen[i], o->rij, moment);
    if (!rc)
        rc = rij_vul(c, a, r, wie, o, moment, e);
    return rc ? rc : sql_run(c, sql_begonnen, NULL, e, "ii", r->id, moment);
}

int rij_is_weg(struct conn *c, int64_t respons, struct str herhaling, struct str rij, bool *ret,
               struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_rij_er, &n, e, "iss", respons, herhaling, rij);

    *ret = n > 0;
    return rc;
}

/* ---- submitted, and opened again ---- */

int bewijs_lees(struct conn *c, struct arena *a, int64_t respons, struct bewijs *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_bewijs, &st, e);

    if (rc)
        return rc;
    *ret = (struct bewijs){0};
    sql_bind_int(st, 1, respons);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = (struct bewijs){.nummer = sql_int(st, 0),
                               .moment = sql_int(st, 1),
                               .antwoorden = sql_int(st, 2),
                               .heropend = sql_int(st, 3),
                               .som = sql_str_dup(st, 4, a),
                               .waarom = sql_str_dup(st, 5, a),
                               .wie = sql_str_dup(st, 6, a)};
        rc = OK;
    }
    sql_close(st);
    return rc;
}

int bewijs_schrijf(struct conn *c, const struct respons *r, const struct schrijver *wie,
                   const struct bewijs *b, struct err *e)
{
    int rc = sql_run(c, sql_bewijs_nieuw, NULL, e, "iiiisii", r->id, b->nummer, b->moment, b->antwoorden,
                     b->som, wie->contact, wie->mens);

    return rc ? rc : sql_run(c, sql_ingediend, NULL, e, "ii", r->id, b->moment);
}

int respons_heropen(struct conn *c, const struct dader *d, const struct respons *r, struct str waarom,
                    struct err *e)
{
    struct arena a;
    struct doc *voor, *na;
    int rc = sql_run(c, sql_heropen, NULL, e, "i", r->id);

    if (!rc)
        rc = sql_run(c, sql_heropen_bewijs, NULL, e, "iis", r->id, time_ms(), waarom);
    if (rc)
        return rc;
    arena_init(&a, 0);
    voor = doc_map(&a);
    na = doc_map(&a);
    DOC_SET_STR(&a, voor, "stand", r->stand);
    DOC_SET_STR(&a, na, "stand", STR("heropend"));
    DOC_SET_STR(&a, na, "waarom", waarom);
    rc = spoor_schrijf(c, d, &(struct daad){"respons.heropend", "respons", r->id, voor, na}, e);
    arena_done(&a);
    return rc;
}

/* ---- all of a ronde, for reading in ---- */

static const char sql_alle[] =
    "SELECT r.id, r.ronde_id, r.partij_id, r.stand, d.naam, p.kvk, p.cbs, p.naam, "
    "(SELECT COALESCE(MAX(w.nummer), 0) FROM respons_bewijs w WHERE w.respons_id = r.id) FROM respons r "
    "JOIN ronde_doel d ON d.ronde_id = r.ronde_id AND d.partij_id = r.partij_id "
    "JOIN partij p ON p.id = r.partij_id WHERE r.ronde_id = ?1 ORDER BY r.id";
static const char sql_ingelezen[] =
    "UPDATE respons SET stand = ?3, begonnen = COALESCE(begonnen, ?2), laatst = ?2, "
    "ingediend = CASE WHEN ?3 = 'ingediend' THEN ?2 ELSE ingediend END WHERE id = ?1";

int responsen_alle(struct conn *c, struct arena *a, int64_t ronde, struct respons_regel **ret, size_t *ret_n,
                   struct err *e)
{
    VEC(struct respons_regel) v = {0};
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_alle, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 (struct respons_regel){.respons = {.id = sql_int(st, 0),
                                                    .ronde_id = sql_int(st, 1),
                                                    .partij_id = sql_int(st, 2),
                                                    .stand = sql_str_dup(st, 3, a),
                                                    .partij_naam = sql_str_dup(st, 4, a)},
                                        .kvk = sql_str_dup(st, 5, a),
                                        .cbs = sql_str_dup(st, 6, a),
                                        .naam_nu = sql_str_dup(st, 7, a),
                                        .bewijzen = sql_int(st, 8)});
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

static const char sql_op_vraag[] =
    "SELECT r.id, r.partij_id, COALESCE(r.ingediend, 0), d.cbs, d.naam, n.waarde FROM antwoord_nu n"
    " JOIN respons r ON r.id = n.respons_id JOIN ronde_doel d ON d.ronde_id = r.ronde_id AND"
    " d.partij_id = r.partij_id WHERE n.ronde_id = ?1 AND n.vraag = ?2 AND n.rij = '' AND"
    " n.toestand = 'beantwoord' AND r.stand = 'ingediend' ORDER BY d.naam, r.id";

int ronde_antwoorden_lees(struct conn *c, struct arena *a, int64_t ronde, struct str vraag,
                          const struct ronde_antwoord **ret, size_t *ret_n, struct err *e)
{
    VEC(struct ronde_antwoord) v = {0};
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_op_vraag, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    sql_bind_str(st, 2, vraag);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct ronde_antwoord){.respons_id = sql_int(st, 0),
                                          .partij_id = sql_int(st, 1),
                                          .ingediend = sql_int(st, 2),
                                          .cbs = sql_str_dup(st, 3, a),
                                          .naam = sql_str_dup(st, 4, a),
                                          .waarde = sql_str_dup(st, 5, a)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int respons_ingelezen(struct conn *c, int64_t respons, int64_t moment, bool ingediend, struct err *e)
{
    return sql_run(c, sql_ingelezen, NULL, e, "iis", respons, moment,
                   ingediend ? STR("ingediend") : STR("bezig"));
}

int rij_zet(struct conn *c, int64_t respons, struct str herhaling, struct str rij, int64_t moment,
            struct err *e)
{
    static const char sql_rij_zet[] =
        "INSERT INTO respons_rij (respons_id, herhaling, rij, weg, moment) VALUES (?1, ?2, ?3, 0, ?4) "
        "ON CONFLICT (respons_id, herhaling, rij) DO UPDATE SET weg = 0, moment = excluded.moment";

    return sql_run(c, sql_rij_zet, NULL, e, "issi", respons, herhaling, rij, moment);
}
