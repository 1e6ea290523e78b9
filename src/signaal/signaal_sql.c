/* SPDX-License-Identifier: EUPL-1.2
 * Signals kept: read, acted on, and brought up to date with what the rules find. Finding reads; only what
 * differs from what is kept is written. */
#include "signaal/signaal.h"

#include "visie/visie.h"

enum { BIJWERKEN_KEER = 6 };

#define KOLOMMEN                                                                                             \
    "s.id, s.regel, s.titel, s.tekst, s.ernst, s.gebied_id, s.partij_id, s.doen, s.adres, s.feiten,"         \
    " s.voorwaarde, s.waarom, s.bron, s.vorige_id, s.moment, s.einde, s.einde_tekst, COALESCE(p.naam, ''),"  \
    " COALESCE((SELECT d.daad FROM signaal_daad d WHERE d.signaal_id = s.id ORDER BY d.id DESC LIMIT 1), "   \
    "'')"
#define VAN " FROM signaal s LEFT JOIN partij p ON p.id = s.partij_id"
static const char sql_open_lijst[] =
    "SELECT " KOLOMMEN VAN " WHERE s.einde IS NULL ORDER BY s.ernst DESC, s.moment, s.id";
static const char sql_einde_lijst[] =
    "SELECT " KOLOMMEN VAN " WHERE s.einde IS NOT NULL ORDER BY s.einde DESC, s.id DESC LIMIT 200";
static const char sql_op_lijst[] = "SELECT " KOLOMMEN VAN " WHERE s.moment <= ?1 AND (s.einde IS NULL OR "
                                   "s.einde > ?1) ORDER BY s.ernst DESC, s.moment, s.id";
static const char sql_een[] = "SELECT " KOLOMMEN VAN " WHERE s.id = ?1";
static const char sql_daden[] =
    "SELECT daad, reden, wie, moment FROM signaal_daad WHERE signaal_id = ?1 ORDER BY id";
static const char sql_daad[] =
    "INSERT INTO signaal_daad (signaal_id, daad, reden, wie, moment) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_sleutels[] =
    "SELECT id, sleutel, tekst, feiten, adres FROM signaal WHERE einde IS NULL ORDER BY id";
static const char sql_nieuw[] =
    "INSERT INTO signaal (sleutel, regel, titel, tekst, ernst, gebied_id, partij_id, doen, adres, feiten, "
    "voorwaarde,"
    " waarom, bron, vorige_id, moment, einde, einde_tekst) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, ?12,"
    " ?13, (SELECT MAX(x.id) FROM signaal x WHERE x.sleutel = ?1), ?14, NULL, '') RETURNING id";
static const char sql_bij[] = "UPDATE signaal SET tekst = ?2, feiten = ?3, adres = ?4 WHERE id = ?1";
static const char sql_eindig[] =
    "UPDATE signaal SET einde = ?2, einde_tekst = ?3 WHERE id = ?1 AND einde IS NULL";
static const char sql_ronde[] =
    "INSERT INTO signaal_ronde (moment, milliseconden, getoetst, gevonden) VALUES (?1, ?2, ?3, ?4)";
static const char sql_ronde_nu[] = "SELECT COALESCE(MAX(id), 0) FROM signaal_ronde";
static const char sql_eerst[] = "SELECT COALESCE(MIN(moment), 0) FROM signaal_ronde";
static const char sql_laatst[] = "SELECT COALESCE(MAX(moment), 0) FROM signaal_ronde";

/* ---- reading ---- */

static void uit(struct stmt *st, const struct gebieden *g, struct arena *a, struct signaal *s)
{
    *s = (struct signaal){.id = sql_int(st, 0),
                          .regel = sql_str_dup(st, 1, a),
                          .titel = sql_str_dup(st, 2, a),
                          .tekst = sql_str_dup(st, 3, a),
                          .ernst = (int)sql_int(st, 4),
                          .gebied = sql_is_null(st, 5) ? NULL : gebied_bij_id(g, sql_int(st, 5)),
                          .partij = sql_int(st, 6),
                          .doen = sql_str_dup(st, 7, a),
                          .adres = sql_str_dup(st, 8, a),
                          .feiten = sql_str_dup(st, 9, a),
                          .voorwaarde = sql_str_dup(st, 10, a),
                          .waarom = sql_str_dup(st, 11, a),
                          .bron = sql_str_dup(st, 12, a),
                          .vorige = sql_int(st, 13),
                          .moment = sql_int(st, 14),
                          .einde = sql_int(st, 15),
                          .einde_tekst = sql_str_dup(st, 16, a),
                          .partij_naam = sql_str_dup(st, 17, a),
                          .stand = sql_str_dup(st, 18, a)};
}

static int lijst(struct conn *c, const struct gebieden *g, struct arena *a, const char *sql, int64_t moment,
                 const struct signaal **ret, size_t *ret_n, struct err *e)
{
    VEC(struct signaal) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    if (moment)
        sql_bind_int(st, 1, moment);
    while ((rc = sql_step(st, e)) > 0) {
        VEC_PUSH(a, &v, (struct signaal){0});
        uit(st, g, a, &v.at[v.n - 1]);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int signalen_lees(struct conn *c, const struct gebieden *g, struct arena *a, bool einde,
                  const struct signaal **ret, size_t *ret_n, struct err *e)
{
    return lijst(c, g, a, einde ? sql_einde_lijst : sql_open_lijst, 0, ret, ret_n, e);
}

int signalen_op(struct conn *c, const struct gebieden *g, struct arena *a, int64_t moment,
                const struct signaal **ret, size_t *ret_n, struct err *e)
{
    return lijst(c, g, a, sql_op_lijst, moment, ret, ret_n, e);
}

int signalen_sinds(struct conn *c, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_eerst, ret, e, "");
}

int signaal_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, struct signaal *ret,
                 struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0) {
        uit(st, g, a, ret);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "signaal %lld is er niet", (long long)id);
    }
    sql_close(st);
    return rc;
}

int signaal_daden_lees(struct conn *c, struct arena *a, int64_t id, const struct signaal_daad **ret,
                       size_t *ret_n, struct err *e)
{
    VEC(struct signaal_daad) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_daden, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct signaal_daad){.daad = sql_str_dup(st, 0, a),
                                        .reden = sql_str_dup(st, 1, a),
                                        .wie = sql_str_dup(st, 2, a),
                                        .moment = sql_int(st, 3)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int signaal_laatst(struct conn *c, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_laatst, ret, e, "");
}

bool signaal_vraagt(const struct signaal *s)
{
    return !s->einde && !str_is(s->stand, "gesloten");
}

int signaal_daad_zet(struct conn *c, const struct dader *d, int64_t id, struct str daad, struct str reden,
                     struct str wie, struct err *e)
{
    struct arena a;
    struct stmt *st;
    struct doc *na;
    struct str nu = {0};
    bool er = false, einde = false;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0) {
        er = true;
        einde = !sql_is_null(st, 15);
        nu = sql_str_dup(st, 18, &a);
        rc = OK;
    }
    sql_close(st);
    if (!rc && !er)
        rc = err_set(e, ERR_NOT_FOUND, "signaal %lld is er niet", (long long)id);
    if (!rc && einde)
        rc = err_set(e, ERR_CONFLICT, "dit signaal is al voorbij");
    if (!rc && (str_eq(nu, daad) || (str_is(daad, "heropend") && !str_is(nu, "gesloten"))))
        rc = err_set(e, ERR_CONFLICT, "dit signaal is al zo");
    if (!rc)
        rc = sql_run(c, sql_daad, NULL, e, "isssi", id, daad, reden, wie, time_ms());
    if (!rc) {
        na = doc_map(&a);
        DOC_SET_STR(&a, na, "daad", daad);
        DOC_SET_STR(&a, na, "reden", reden);
        rc = spoor_schrijf(c, d, &(struct daad){"signaal.daad", "signaal", id, NULL, na}, e);
    }
    arena_done(&a);
    return rc;
}

/* ---- finding: reads only ---- */

struct treffer {
    const struct signaal_regel *regel;
    const struct signaal_ding *ding;
    struct str sleutel, tekst, feiten;
    int64_t partij;
    bool raak;
};

struct ronde {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    date_t vandaag;
    struct map bij_sleutel; /* → index in treffer */
    VEC(struct treffer) treffer;
    struct map partij_van; /* code of a gebied → partij */
    struct signaal_uitslag *uit;
    int64_t begin, vorige; /* vorige: the last round when this one looked */
    bool ingehaald;        /* another ended meanwhile, which may have seen more */
};

static struct str invullen(struct arena *a, struct str tekst, const struct signaal_ding *d)
{
    struct buf b;

    buf_init(&b, a, 8000);
    for (size_t i = 0; i < tekst.n; i++) {
        if (i + 1 < tekst.n && tekst.p[i] == '$' && tekst.p[i + 1] == '{') {
            struct str rest, naam = str_cut(str_sub(tekst, i + 2, tekst.n), '}', &rest),
                             w = signaal_feit(d, naam);

            buf_add(&b, w.n ? w : STR("(niet bekend)"));
            i += 2 + naam.n;
        } else {
            buf_char(&b, tekst.p[i]);
        }
    }
    if (d->verzonnen)
        buf_lit(&b, " (Met verzonnen cijfers.)");
    return buf_str(&b);
}

/* "de stand van de woonzorgvisie: bezig; maanden tot …: 4" */
static struct str feiten_zeg(struct arena *a, const struct signaal_regel *r, const struct signaal_ding *d)
{
    struct buf b;

    buf_init(&b, a, 8000);
    for (size_t i = 0; i < r->namen.n; i++) {
        const struct signaal_veld *v = signaal_soorten[r->over].velden;
        struct str w = signaal_feit(d, r->namen.at[i]);

        while (v->naam && !str_is(r->namen.at[i], v->naam))
            v++;
        if (b.n)
            buf_lit(&b, "; ");
        if (v->naam)
            buf_lit(&b, v->uitleg);
        else
            buf_fmt(&b, "%.*s", STR_ARG(r->namen.at[i]));
        buf_fmt(&b, ": %.*s", STR_ARG(w.n ? w : STR("niet bekend")));
    }
    return buf_str(&b);
}

static int partij_voor(struct ronde *x, const struct signaal_regel *r, const struct signaal_ding *d,
                       int64_t *ret, struct err *e)
{
    struct map_entry *m;
    bool nieuw;
    int rc = OK;

    *ret = r->wie == WIE_REGIE ? d->regie : r->wie == WIE_LEVERAAR ? d->leveraar : 0;
    if (r->wie == WIE_REGIE || r->wie == WIE_LEVERAAR || !d->gebied)
        return OK;
    m = map_put(&x->partij_van, d->gebied->code, &nieuw);
    if (nieuw) {
        rc = visie_partij(x->c, x->g, x->a, d->gebied, ret, e);
        m = map_get(&x->partij_van, d->gebied->code);
        m->value.i = *ret;
    }
    *ret = m->value.i;
    return rc;
}

static int regel_toets(struct ronde *x, const struct signaal_regel *r, struct err *e)
{
    struct signaal_ding *d;
    size_t n = 0;
    int rc = signaal_dingen(x->c, x->g, x->a, r, x->vandaag, &d, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct expr_omgeving o = {.a = x->a, .knoop = d[i].wortel, .nu = time_ms(), .nederlands = true};
        struct treffer t = {.regel = r,
                            .ding = &d[i],
                            .sleutel = str_fmt(x->a, "%.*s|%.*s", STR_ARG(r->code), STR_ARG(d[i].sleutel))};
        struct expr_waarde w;
        struct map_entry *m;
        bool nieuw;

        rc = expr_reken(r->expr, &o, &w, e);
        if (rc) {
            err_prefix(e, "regel %.*s, %.*s: ", STR_ARG(r->code), STR_ARG(utf8_clip(d[i].sleutel, 60)));
            break;
        }
        x->uit->getoetst++;
        t.raak = expr_als_waar(&o, w);
        if (t.raak) {
            x->uit->gevonden++;
            t.tekst = invullen(x->a, r->tekst, &d[i]);
            t.feiten = feiten_zeg(x->a, r, &d[i]);
            rc = partij_voor(x, r, &d[i], &t.partij, e);
        }
        m = map_put(&x->bij_sleutel, t.sleutel, &nieuw);
        if (nieuw) {
            m->value.i = (int64_t)x->treffer.n;
            VEC_PUSH(x->a, &x->treffer, t);
        }
    }
    return rc;
}

/* ---- writing what differs ---- */

static int nieuw_schrijf(struct conn *c, const struct treffer *t, struct err *e)
{
    const struct signaal_regel *r = t->regel;
    struct stmt *st;
    int rc = sql_open(c, sql_nieuw, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, t->sleutel);
    sql_bind_str(st, 2, r->code);
    sql_bind_str(st, 3, r->titel);
    sql_bind_str(st, 4, t->tekst);
    sql_bind_int(st, 5, r->ernst);
    if (t->ding->gebied)
        sql_bind_int(st, 6, t->ding->gebied->id);
    if (t->partij)
        sql_bind_int(st, 7, t->partij);
    sql_bind_str(st, 8, r->doen);
    sql_bind_str(st, 9, t->ding->adres);
    sql_bind_str(st, 10, t->feiten);
    sql_bind_str(st, 11, r->zin);
    sql_bind_str(st, 12, r->waarom);
    sql_bind_str(st, 13, r->bron);
    sql_bind_int(st, 14, time_ms());
    rc = sql_step(st, e);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

struct bestaand {
    int64_t id;
    struct str sleutel, tekst, feiten, adres;
};

static int bestaande_lees(struct conn *c, struct arena *a, struct bestaand **ret, size_t *ret_n,
                          struct err *e)
{
    VEC(struct bestaand) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_sleutels, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct bestaand){sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a),
                                    sql_str_dup(st, 3, a), sql_str_dup(st, 4, a)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* Why it is over: with the values of now when the thing is still there. */
static struct str einde_zeg(struct arena *a, const struct treffer *t)
{
    if (!t)
        return STR("Dit is niet meer aan de orde: wat de regel bekeek is er niet meer, of het is afgerond.");
    return str_fmt(a, "De regel vindt dit niet meer. Nu is %.*s.", STR_ARG(feiten_zeg(a, t->regel, t->ding)));
}

static int schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct ronde *x = ctx;
    struct arena a;
    struct bestaand *b = NULL;
    bool *er;
    size_t n = 0;
    int64_t nu;
    int rc = sql_get_int(c, sql_ronde_nu, &nu, e, "");

    x->ingehaald = !rc && nu != x->vorige;
    if (rc || x->ingehaald)
        return rc;
    arena_init(&a, 0);
    er = ARENA_ARRAY(&a, bool, x->treffer.n + 1);
    x->uit->nieuw = x->uit->geeindigd = 0;
    rc = bestaande_lees(c, &a, &b, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct map_entry *m = map_get(&x->bij_sleutel, b[i].sleutel);
        const struct treffer *t = m ? &x->treffer.at[m->value.i] : NULL;

        if (t && t->raak) {
            er[m->value.i] = true;
            if (!str_eq(t->tekst, b[i].tekst) || !str_eq(t->feiten, b[i].feiten) ||
                !str_eq(t->ding->adres, b[i].adres))
                rc = sql_run(c, sql_bij, NULL, e, "isss", b[i].id, t->tekst, t->feiten, t->ding->adres);
            continue;
        }
        x->uit->geeindigd++;
        rc = sql_run(c, sql_eindig, NULL, e, "iis", b[i].id, time_ms(), einde_zeg(&a, t));
    }
    for (size_t i = 0; !rc && i < x->treffer.n; i++)
        if (x->treffer.at[i].raak && !er[i]) {
            x->uit->nieuw++;
            rc = nieuw_schrijf(c, &x->treffer.at[i], e);
        }
    x->uit->milliseconden = time_ms() - x->begin;
    if (!rc)
        rc = sql_run(c, sql_ronde, NULL, e, "iiii", time_ms(), x->uit->milliseconden, x->uit->getoetst,
                     x->uit->gevonden);
    arena_done(&a);
    return rc;
}

/* One look at everything: reads only. */
static int kijk(struct store *s, struct ronde *x, struct err *e)
{
    struct signaal_regels r;
    int rc = store_read(s, &x->c, e);

    if (rc)
        return rc;
    rc = conn_snapshot_begin(x->c, e);
    if (!rc)
        rc = sql_get_int(x->c, sql_ronde_nu, &x->vorige, e, "");
    if (!rc)
        rc = signaal_regels_nu(x->c, x->a, &r, e);
    for (size_t i = 0; !rc && i < r.n; i++)
        rc = regel_toets(x, &r.at[i], e);
    conn_snapshot_end(x->c);
    store_return(s, x->c);
    x->c = NULL;
    return rc;
}

int signalen_bijwerken(struct store *s, const struct gebieden *g, struct arena *a, date_t vandaag,
                       struct signaal_uitslag *ret, struct err *e)
{
    struct ronde x;
    int rc = OK;

    /* What was seen must not be written over what another saw later: then it is looked at again. */
    for (int keer = 0; !rc && keer < BIJWERKEN_KEER; keer++) {
        *ret = (struct signaal_uitslag){0};
        x = (struct ronde){.g = g, .a = a, .vandaag = vandaag, .uit = ret, .begin = time_ms()};
        map_init(&x.bij_sleutel, a);
        map_init(&x.partij_van, a);
        rc = kijk(s, &x, e);
        if (!rc)
            rc = store_write(s, schrijf, &x, e);
        if (!rc && !x.ingehaald)
            return OK;
    }
    return rc ? rc : err_set(e, ERR_CONFLICT, "de signalen worden al door anderen bijgewerkt");
}
