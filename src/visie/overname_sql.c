/* SPDX-License-Identifier: EUPL-1.2
 * Taking over what a ronde told, and settling where it says something else: all SQL of it. */
#include "visie/overname.h"

static const char sql_lijst[] =
    "SELECT t.id, t.visie_id, v.gebied_id, t.veld, t.ronde_id, t.zegt, t.datum, t.gezegd_op, t.herkomst,"
    " t.partij_id, t.verzonnen, t.moment, COALESCE(s.staat, a.antwoord), COALESCE(s.herkomst, a.herkomst),"
    " COALESCE(s.wie, a.wie), COALESCE(s.datum, 0), COALESCE(s.gezegd_op, a.gezegd_op),"
    " COALESCE(s.verzonnen, a.verzonnen), COALESCE(k.keuze, ''), COALESCE(k.reden, ''), COALESCE(k.wie, ''),"
    " COALESCE(k.moment, 0) FROM visie_tegenspraak t JOIN visie v ON v.id = t.visie_id"
    " LEFT JOIN visie_stand s ON s.id = t.stand_id LEFT JOIN visie_antwoord a ON a.id = t.antwoord_id"
    " LEFT JOIN visie_keuze k ON k.tegenspraak_id = t.id WHERE ?1 = 0 OR v.gebied_id = ?1"
    " ORDER BY CASE WHEN k.keuze IS NULL THEN 0 ELSE 1 END, v.gebied_id, t.id";
static const char sql_visie[] = "SELECT id FROM visie WHERE gebied_id = ?1";
static const char sql_antwoord_nu[] =
    "SELECT id FROM visie_antwoord WHERE visie_id = ?1 AND vraag = ?2 ORDER BY gezegd_op DESC, id DESC"
    " LIMIT 1";
static const char sql_tegenspraak[] =
    "INSERT INTO visie_tegenspraak (visie_id, veld, ronde_id, respons_id, zegt, datum, gezegd_op, herkomst,"
    " partij_id, verzonnen, stand_id, antwoord_id, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id";
static const char sql_keuze[] =
    "INSERT INTO visie_keuze (tegenspraak_id, keuze, reden, stand_id, partij_id, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (tegenspraak_id) DO NOTHING";

int visie_tegenspraken_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                            const struct gebied *gebied, const struct visie_tegenspraak **ret, size_t *ret_n,
                            struct err *e)
{
    VEC(struct visie_tegenspraak) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, gebied ? gebied->id : 0);
    while ((rc = sql_step(st, e)) > 0) {
        struct str veld = sql_str_dup(st, 3, a);

        VEC_PUSH(a, &v,
                 ((struct visie_tegenspraak){.id = sql_int(st, 0),
                                             .visie = sql_int(st, 1),
                                             .gebied = gebied_bij_id(g, sql_int(st, 2)),
                                             .vraag = visie_vraag_bij(veld),
                                             .veld = veld,
                                             .ronde = sql_int(st, 4),
                                             .zegt = sql_str_dup(st, 5, a),
                                             .datum = (date_t)sql_int(st, 6),
                                             .gezegd_op = (date_t)sql_int(st, 7),
                                             .herkomst = sql_str_dup(st, 8, a),
                                             .partij = sql_int(st, 9),
                                             .verzonnen = sql_int(st, 10) != 0,
                                             .moment = sql_int(st, 11),
                                             .bekend = sql_str_dup(st, 12, a),
                                             .bekend_herkomst = sql_str_dup(st, 13, a),
                                             .bekend_wie = sql_str_dup(st, 14, a),
                                             .bekend_datum = (date_t)sql_int(st, 15),
                                             .bekend_op = (date_t)sql_int(st, 16),
                                             .bekend_verzonnen = sql_int(st, 17) != 0,
                                             .keuze = sql_str_dup(st, 18, a),
                                             .reden = sql_str_dup(st, 19, a),
                                             .wie = sql_str_dup(st, 20, a),
                                             .gekozen = sql_int(st, 21)}));
        if (!v.at[v.n - 1].gebied)
            v.n--;
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* ---- adding ---- */

static int stand_zet(struct conn *c, const struct dader *d, const struct visie_gezegd *x, struct str wie,
                     int64_t *ret_stand, struct err *e)
{
    return visie_stand_zet(c, d,
                           &(struct visie_stand){.gebied = x->gebied,
                                                 .partij = x->partij,
                                                 .staat = x->staat,
                                                 .verwacht = x->verwacht,
                                                 .verzonnen = x->verzonnen,
                                                 .datum = x->datum,
                                                 .gezegd_op = x->gezegd_op,
                                                 .route = STR("ronde"),
                                                 .herkomst = x->herkomst,
                                                 .toelichting = STR(""),
                                                 .wie = wie},
                           ret_stand, e);
}

static void sleutel_bind(struct stmt *st, int at, int64_t id)
{
    if (id)
        sql_bind_int(st, at, id);
    else
        sql_bind_null(st, at);
}

static int tegenspraak_zet(struct conn *c, const struct dader *d, const struct visie_gezegd *x,
                           const struct visie_vergeleken *v, struct str wie, struct err *e)
{
    struct str veld = x->vraag      ? str_from(x->vraag->code)
                      : x->verwacht ? STR("verwacht")
                                    : STR("staat"),
               zegt = x->vraag ? x->antwoord : str_from(visie_staten[x->staat].code);
    int64_t visie, antwoord = 0;
    struct arena a;
    struct stmt *st;
    struct doc *na;
    int rc = sql_get_int(c, sql_visie, &visie, e, "i", x->gebied->id);

    if (!rc && x->vraag)
        rc = sql_get_int(c, sql_antwoord_nu, &antwoord, e, "is", visie, veld);
    if (!rc)
        rc = sql_open(c, sql_tegenspraak, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, visie);
    sql_bind_str(st, 2, veld);
    sql_bind_int(st, 3, x->ronde);
    sql_bind_int(st, 4, x->respons);
    sql_bind_str(st, 5, zegt);
    sql_bind_int(st, 6, x->datum);
    sql_bind_int(st, 7, x->gezegd_op);
    sql_bind_str(st, 8, x->herkomst);
    sleutel_bind(st, 9, x->partij);
    sql_bind_int(st, 10, x->verzonnen);
    sleutel_bind(st, 11, x->vraag ? 0 : v->stand->id);
    sleutel_bind(st, 12, antwoord);
    sql_bind_str(st, 13, wie);
    sql_bind_int(st, 14, time_ms());
    rc = sql_step(st, e);
    sql_close(st);
    if (rc < 0)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "gebied", x->gebied->code);
    DOC_SET_STR(&a, na, "veld", veld);
    DOC_SET_STR(&a, na, "rondeZegt", zegt);
    DOC_SET_STR(&a, na, "herkomst", x->herkomst);
    rc = spoor_schrijf(c, d, &(struct daad){"visie.tegenspraak", "visie", visie, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* The answers of one gemeente that are new, in one act. */
static int antwoorden_bij(struct conn *c, const struct dader *d, struct arena *a,
                          const struct visie_gezegd *const *x, size_t n, struct str wie, struct err *e)
{
    struct visie_antwoord *v = ARENA_ARRAY(a, struct visie_antwoord, n + 1);

    for (size_t i = 0; i < n; i++)
        v[i] = (struct visie_antwoord){.gebied = x[i]->gebied,
                                       .vraag = x[i]->vraag,
                                       .partij = x[i]->partij,
                                       .antwoord = x[i]->antwoord,
                                       .route = STR("ronde"),
                                       .herkomst = x[i]->herkomst,
                                       .wie = wie,
                                       .gezegd_op = x[i]->gezegd_op,
                                       .verzonnen = x[i]->verzonnen};
    return n ? visie_antwoorden_zet(c, d, v, n, NULL, e) : OK;
}

int visie_overneem(struct conn *c, const struct gebieden *g, const struct dader *d,
                   const struct visie_gezegd *x, size_t n, struct str wie, struct visie_overgenomen *ret,
                   struct err *e)
{
    VEC(const struct visie_gezegd *) antwoord = {0};
    const struct visie_tegenspraak *t;
    struct visies v;
    struct arena a;
    size_t n_t;
    int rc;

    *ret = (struct visie_overgenomen){0};
    arena_init(&a, 0);
    /* As it is within the transaction: what somebody filled in meanwhile counts. */
    rc = visies_lees(c, g, &a, DATE_OPEN, &v, e);
    if (!rc)
        rc = visie_tegenspraken_lees(c, g, &a, NULL, &t, &n_t, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct visie_vergeleken r;

        visie_vergelijk(&v, t, n_t, &x[i], &r);
        ret->tel[r.wat]++;
        if (r.wat == OVERNAME_STRIJDT)
            rc = tegenspraak_zet(c, d, &x[i], &r, wie, e);
        else if (r.wat == OVERNAME_NIEUW && !x[i].vraag)
            rc = stand_zet(c, d, &x[i], wie, NULL, e);
        else if (r.wat == OVERNAME_NIEUW)
            VEC_PUSH(&a, &antwoord, &x[i]);
        if (!rc && (i + 1 == n || x[i + 1].gebied != x[i].gebied)) {
            rc = antwoorden_bij(c, d, &a, antwoord.at, antwoord.n, wie, e);
            antwoord.n = 0;
        }
    }
    arena_done(&a);
    return rc;
}

/* ---- settling ---- */

static int keuze_zet(struct conn *c, const struct dader *d, const struct visie_tegenspraak *t, bool ronde,
                     struct str reden, int64_t stand, int64_t partij, struct str wie, struct err *e)
{
    struct arena a;
    struct stmt *st;
    struct doc *na;
    int rc = sql_open(c, sql_keuze, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, t->id);
    sql_bind_str(st, 2, ronde ? STR("ronde") : STR("bekend"));
    sql_bind_str(st, 3, reden);
    sleutel_bind(st, 4, stand);
    sleutel_bind(st, 5, partij);
    sql_bind_str(st, 6, wie);
    sql_bind_int(st, 7, time_ms());
    rc = sql_step(st, e);
    sql_close(st);
    if (rc < 0)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "gebied", t->gebied->code);
    DOC_SET_STR(&a, na, "veld", t->veld);
    DOC_SET_STR(&a, na, "keuze", ronde ? t->zegt : t->bekend);
    DOC_SET_STR(&a, na, "reden", reden);
    rc = spoor_schrijf(c, d, &(struct daad){"visie.keuze", "visie", t->visie, NULL, na}, e);
    arena_done(&a);
    return rc;
}

static struct visie_gezegd gezegd_van(const struct visie_tegenspraak *t)
{
    struct visie_gezegd x = {.gebied = t->gebied,
                             .vraag = t->vraag,
                             .verwacht = str_is(t->veld, "verwacht"),
                             .verzonnen = t->verzonnen,
                             .datum = t->datum,
                             .gezegd_op = t->gezegd_op,
                             .antwoord = t->zegt,
                             .herkomst = t->herkomst,
                             .partij = t->partij};

    if (!x.vraag && !visie_staat_lees(t->zegt, &x.staat))
        x.staat = VISIE_ONBEKEND;
    return x;
}

int visie_kies(struct conn *c, const struct gebieden *g, const struct dader *d, const struct gebied *gebied,
               int64_t tegenspraak, bool ronde, struct str reden, int64_t partij, struct str wie,
               struct err *e)
{
    const struct visie_tegenspraak *t = NULL, *van;
    int64_t stand = 0;
    struct arena a;
    size_t n;
    int rc;

    arena_init(&a, 0);
    rc = visie_tegenspraken_lees(c, g, &a, gebied, &van, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (van[i].id == tegenspraak)
            t = &van[i];
    if (!rc && !t)
        rc = err_set(e, ERR_NOT_FOUND, "deze tegenspraak is er niet");
    if (!rc && t->keuze.n)
        rc = err_set(e, ERR_CONFLICT, "hierover is al gekozen: %s",
                     str_is(t->keuze, "ronde") ? "de vragenlijst klopt" : "wat bekend was blijft");
    if (!rc && ronde) {
        struct visie_gezegd x = gezegd_van(t);
        const struct visie_gezegd *een = &x;

        if (x.vraag)
            x.gezegd_op = date_today(); /* an answer counts from the day on which somebody chose it */
        rc = x.vraag ? antwoorden_bij(c, d, &a, &een, 1, wie, e) : stand_zet(c, d, &x, wie, &stand, e);
    }
    if (!rc)
        rc = keuze_zet(c, d, t, ronde, reden, stand, partij, wie, e);
    arena_done(&a);
    return rc;
}
