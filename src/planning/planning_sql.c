/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of the planning, and the file that milestones come in. */
#include "planning/planning.h"

#include "partij/partij.h"
#include "tabel/rijen.h"

#include <string.h>

static const char sql_lijst[] =
    "SELECT m.id, m.code, m.plan, m.lijn, m.titel, m.van, m.tot, m.wie_doet, m.partij_id, m.bron, "
    "m.verzonnen,"
    " COALESCE(s.staat, 'open'), COALESCE(s.datum, m.van), COALESCE(s.bewijs, '')"
    " FROM mijlpaal m LEFT JOIN mijlpaal_stand s ON s.id = (SELECT MAX(x.id) FROM mijlpaal_stand x WHERE"
    " x.mijlpaal_id = m.id) ORDER BY m.plan, m.lijn, m.tot, m.van, m.code";
static const char sql_na[] = "SELECT mijlpaal_id, na_id FROM mijlpaal_na ORDER BY mijlpaal_id, na_id";
static const char sql_standen[] = "SELECT staat, datum, bewijs, verzonnen, wie, moment FROM mijlpaal_stand "
                                  "WHERE mijlpaal_id = ?1 ORDER BY id DESC";
/* The last that was said of each that held on a day. */
static const char sql_standen_op[] =
    "SELECT s.mijlpaal_id, s.staat FROM mijlpaal_stand s JOIN (SELECT mijlpaal_id, MAX(id) AS laatst FROM"
    " mijlpaal_stand WHERE datum <= ?1 GROUP BY mijlpaal_id) x ON x.laatst = s.id ORDER BY s.mijlpaal_id";
static const char sql_nieuw[] =
    "INSERT INTO mijlpaal (code, plan, lijn, titel, van, tot, wie_doet, partij_id, bron, verzonnen, wie, "
    "moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (code) DO NOTHING RETURNING id";
static const char sql_na_bij[] =
    "INSERT INTO mijlpaal_na (mijlpaal_id, na_id) SELECT m.id, n.id FROM mijlpaal m, mijlpaal n"
    " WHERE m.code = ?1 AND n.code = ?2 ON CONFLICT (mijlpaal_id, na_id) DO NOTHING";
static const char sql_stand[] =
    "INSERT INTO mijlpaal_stand (mijlpaal_id, staat, datum, bewijs, verzonnen, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

static enum mijlpaal_staat staat_van(struct str s)
{
    for (int k = 0; k < MIJLPAAL_STATEN; k++)
        if (str_is(s, mijlpaal_staten[k]))
            return (enum mijlpaal_staat)k;
    return MIJLPAAL_STATEN;
}

/* ---- asking ---- */

static int na_lees(struct conn *c, struct arena *a, struct planning *p, struct err *e)
{
    VEC(size_t) *na = ARENA_ARRAY(a, __typeof__(*na), p->n + 1);
    struct stmt *st;
    int rc = sql_open(c, sql_na, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        size_t x = p->n, y = p->n;

        for (size_t i = 0; i < p->n; i++) {
            x = p->at[i].id == sql_int(st, 0) ? i : x;
            y = p->at[i].id == sql_int(st, 1) ? i : y;
        }
        if (x < p->n && y < p->n)
            VEC_PUSH(a, &na[x], y);
    }
    sql_close(st);
    for (size_t i = 0; i < p->n; i++) {
        p->at[i].na = na[i].at;
        p->at[i].n_na = na[i].n;
    }
    return rc;
}

int planning_lees(struct conn *c, struct arena *a, struct planning *ret, struct err *e)
{
    VEC(struct mijlpaal) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0 && v.n < MIJLPALEN_MAX)
        VEC_PUSH(a, &v,
                 ((struct mijlpaal){.id = sql_int(st, 0),
                                    .code = sql_str_dup(st, 1, a),
                                    .plan = sql_str_dup(st, 2, a),
                                    .lijn = sql_str_dup(st, 3, a),
                                    .titel = sql_str_dup(st, 4, a),
                                    .van = (date_t)sql_int(st, 5),
                                    .tot = (date_t)sql_int(st, 6),
                                    .wie_doet = sql_str_dup(st, 7, a),
                                    .partij = sql_int(st, 8),
                                    .bron = sql_str_dup(st, 9, a),
                                    .verzonnen = sql_int(st, 10) != 0,
                                    .staat = staat_van(sql_str(st, 11)),
                                    .staat_datum = (date_t)sql_int(st, 12),
                                    .bewijs = sql_str_dup(st, 13, a)}));
    sql_close(st);
    ret->at = v.at;
    ret->n = v.n;
    return rc < 0 ? rc : na_lees(c, a, ret, e);
}

int mijlpaal_standen_lees(struct conn *c, struct arena *a, int64_t id, const struct mijlpaal_stand **ret,
                          size_t *ret_n, struct err *e)
{
    VEC(struct mijlpaal_stand) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_standen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct mijlpaal_stand){.staat = staat_van(sql_str(st, 0)),
                                          .datum = (date_t)sql_int(st, 1),
                                          .bewijs = sql_str_dup(st, 2, a),
                                          .verzonnen = sql_int(st, 3) != 0,
                                          .wie = sql_str_dup(st, 4, a),
                                          .moment = sql_int(st, 5)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int planning_standen_op(struct conn *c, struct arena *a, const struct planning *p, date_t dag,
                        enum mijlpaal_staat **ret, struct err *e)
{
    enum mijlpaal_staat *staat = ARENA_ARRAY(a, enum mijlpaal_staat, p->n + 1);
    struct map bij;
    struct stmt *st;
    bool nieuw;
    int rc = sql_open(c, sql_standen_op, &st, e);

    if (rc)
        return rc;
    map_init(&bij, a);
    for (size_t i = 0; i < p->n; i++) {
        staat[i] = MIJLPAAL_OPEN;
        map_put(&bij, str_fmt(a, "%lld", (long long)p->at[i].id), &nieuw)->value.i = (int64_t)i;
    }
    sql_bind_int(st, 1, dag);
    while ((rc = sql_step(st, e)) > 0) {
        const struct map_entry *m = map_get(&bij, str_fmt(a, "%lld", (long long)sql_int(st, 0)));

        if (m)
            staat[m->value.i] = staat_van(sql_str(st, 1));
    }
    sql_close(st);
    *ret = staat;
    return rc;
}

/* ---- acting ---- */

int mijlpaal_stand_zet(struct conn *c, const struct dader *d, int64_t id, const struct mijlpaal_stand *s,
                       struct err *e)
{
    struct arena a;
    struct doc *na;
    int rc = sql_run(c, sql_stand, NULL, e, "isisisi", id, str_from(mijlpaal_staten[s->staat]),
                     (int64_t)s->datum, s->bewijs, (int64_t)s->verzonnen, s->wie, time_ms());

    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "staat", str_from(mijlpaal_staten[s->staat]));
    DOC_SET_STR(&a, na, "datum", date_iso(&a, s->datum));
    DOC_SET_STR(&a, na, "bewijs", s->bewijs);
    rc = spoor_schrijf(c, d, &(struct daad){"mijlpaal.stand", "mijlpaal", id, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* ---- a file ---- */

enum { CODE, PLAN, LIJN, TITEL, VAN, TOT, WIE, PARTIJ, NA, STAAT, STAAT_DATUM, BEWIJS, BRON, VERZONNEN };
static const char *const kolommen[] = {"*code",       "*plan",     "*lijn",  "*titel",    "*van",
                                       "*tot",        "*wie_doet", "partij", "na",        "staat",
                                       "staat_datum", "bewijs",    "*bron",  "verzonnen", NULL};

struct neem {
    struct arena *a;
    const struct dader *d;
    VEC(struct mijlpaal) v;
    VEC(struct str) partij;
    int64_t n;
};

static int rij_neem(struct neem *n, const struct rijen *r, struct err *e)
{
    struct str staat = rijen_tekst(r, STAAT);
    struct mijlpaal m = {.code = rijen_tekst(r, CODE),
                         .plan = rijen_tekst(r, PLAN),
                         .lijn = rijen_tekst(r, LIJN),
                         .titel = rijen_tekst(r, TITEL),
                         .wie_doet = rijen_tekst(r, WIE),
                         .na_codes = rijen_tekst(r, NA),
                         .bewijs = rijen_tekst(r, BEWIJS),
                         .bron = rijen_tekst(r, BRON),
                         .staat = staat.n ? staat_van(staat) : MIJLPAAL_OPEN};
    int rc = OK;

    for (size_t k = 0; k <= WIE; k++)
        if (!rijen_tekst(r, k).n)
            return rijen_fout(r, k, e, "deze cel mag niet leeg zijn");
    if (!str_is(m.plan, "landelijk") && !str_is(m.plan, "provincie"))
        return rijen_fout(r, PLAN, e, "verwacht landelijk of provincie, niet “%.*s”",
                          STR_ARG(utf8_clip(m.plan, 40)));
    if (m.staat == MIJLPAAL_STATEN)
        return rijen_fout(r, STAAT, e, "verwacht open, bezig, klaar of vervallen, niet “%.*s”",
                          STR_ARG(utf8_clip(staat, 40)));
    rc = rijen_datum(r, VAN, &m.van, e);
    if (!rc)
        rc = rijen_datum(r, TOT, &m.tot, e);
    if (!rc && m.tot < m.van)
        rc = rijen_fout(r, TOT, e, "de mijlpaal eindigt voor zij begint");
    if (!rc)
        rc = rijen_datum(r, STAAT_DATUM, &m.staat_datum, e);
    if (!rc)
        rc = rijen_janee(r, VERZONNEN, &m.verzonnen, e);
    if (!m.staat_datum)
        m.staat_datum = m.van;
    VEC_PUSH(n->a, &n->v, m);
    VEC_PUSH(n->a, &n->partij, rijen_tekst(r, PARTIJ));
    return rc;
}

/* Adds one that is not there yet; *ret false when it is. */
static int mijlpaal_bij(struct conn *c, struct neem *n, size_t i, bool *ret, struct err *e)
{
    const struct mijlpaal *m = &n->v.at[i];
    struct mijlpaal_stand s = {m->staat, m->staat_datum, 0, m->bewijs, STR("bestand"), m->verzonnen};
    struct partij p = {0};
    struct stmt *st;
    int64_t id = 0;
    int rc = n->partij.at[i].n ? partij_zoek(c, n->a, n->partij.at[i], &p, e) : OK;

    *ret = false;
    if (rc == ERR_NOT_FOUND)
        rc = OK; /* the words in wie_doet stay */
    if (!rc)
        rc = sql_open(c, sql_nieuw, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, m->code);
    sql_bind_str(st, 2, m->plan);
    sql_bind_str(st, 3, m->lijn);
    sql_bind_str(st, 4, m->titel);
    sql_bind_int(st, 5, m->van);
    sql_bind_int(st, 6, m->tot);
    sql_bind_str(st, 7, m->wie_doet);
    if (p.id)
        sql_bind_int(st, 8, p.id);
    sql_bind_str(st, 9, m->bron);
    sql_bind_int(st, 10, m->verzonnen);
    sql_bind_str(st, 11, STR("bestand"));
    sql_bind_int(st, 12, time_ms());
    rc = sql_step(st, e);
    if (rc > 0)
        id = sql_int(st, 0);
    sql_close(st);
    if (rc <= 0)
        return rc;
    *ret = true;
    return mijlpaal_stand_zet(c, n->d, id, &s, e);
}

static int neem_doe(struct conn *c, void *ctx, struct err *e)
{
    struct neem *n = ctx;
    struct planning p;
    bool *nieuw = ARENA_ARRAY(n->a, bool, n->v.n + 1);
    int rc = OK;

    n->n = 0;
    for (size_t i = 0; !rc && i < n->v.n; i++) {
        rc = mijlpaal_bij(c, n, i, &nieuw[i], e);
        n->n += !rc && nieuw[i];
    }
    for (size_t i = 0; !rc && i < n->v.n; i++) {
        struct str rest = n->v.at[i].na_codes;

        while (!rc && nieuw[i] && rest.n) {
            struct str een = str_cut(rest, ' ', &rest);
            int64_t bij = 0;

            if (!een.n)
                continue;
            rc = sql_run(c, sql_na_bij, &bij, e, "ss", n->v.at[i].code, een);
            if (!rc && !bij)
                rc = err_set(e, ERR_DATA, "mijlpaal %.*s wacht op %.*s, en die is er niet",
                             STR_ARG(n->v.at[i].code), STR_ARG(utf8_clip(een, 60)));
        }
    }
    if (!rc)
        rc = planning_lees(c, n->a, &p, e);
    return rc ? rc : planning_reken(n->a, &p, date_today(), e); /* a circle is refused */
}

int planning_bestand_neem(struct store *s, struct arena *a, const struct dader *d, struct str naam,
                          struct str bytes, int64_t *ret_n, struct err *e)
{
    struct neem n = {.a = a, .d = d};
    struct rijen r;
    int rc = rijen_open(a, naam, bytes, kolommen, &r, e);

    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = rij_neem(&n, &r, e);
    rijen_close(&r);
    if (rc >= 0 && n.v.n > MIJLPALEN_MAX)
        rc = err_set(e, ERR_LIMIT, "meer dan %d mijlpalen", MIJLPALEN_MAX);
    if (rc >= 0)
        rc = store_write(s, neem_doe, &n, e);
    *ret_n = rc ? 0 : n.n;
    return rc;
}

int planning_landelijk_neem(struct store *s, struct arena *a, struct err *e)
{
    const struct embed_file *f = embed_files;
    int64_t n;

    while (f->name && strcmp(f->name, "referentie/planning.csv") != 0)
        f++;
    if (!f->name)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt de landelijke planning");
    return planning_bestand_neem(s, a, NULL, STR("planning.csv"), (struct str){(const char *)f->bytes, f->n},
                                 &n, e);
}
