/* SPDX-License-Identifier: EUPL-1.2
 * Reading opgaven. */
#include "opgave/opgave.h"

#include "kennisname/kennisname.h"

#define KOLOMMEN                                                                                             \
    "o.id, o.titel, o.gebied_id, o.jaar, o.methode, o.herkomst, o.definitieset, o.partij_id, o.verzonnen,"   \
    " o.wie, o.moment, COALESCE(q.naam, ''), s.stap, s.van, s.tot,"                                          \
    " COALESCE((SELECT MAX(l.levering_id) FROM opgave_stap l WHERE l.opgave_id = o.id), 0)"
#define VAN                                                                                                  \
    " FROM opgave o JOIN opgave_stap s ON s.id = (SELECT MAX(x.id) FROM opgave_stap x WHERE x.opgave_id ="   \
    " o.id) LEFT JOIN partij q ON q.id = o.partij_id"
static const char sql_lijst[] = "SELECT " KOLOMMEN VAN " ORDER BY o.id DESC";
static const char sql_een[] = "SELECT " KOLOMMEN VAN " WHERE o.id = ?1";

/* Each of one opgave, and of all: newest opgave first, as in sql_lijst. */
#define EEN_ALLE(vraag, van, orde)                                                                           \
    {                                                                                                        \
        vraag " WHERE " van ".opgave_id = ?1 ORDER BY " orde,                                                \
            vraag " ORDER BY " van ".opgave_id DESC, " orde                                                  \
    }
static const char *const sql_delen[] =
    EEN_ALLE("SELECT d.opgave_id, d.gebied_id, d.woningtype, d.aantal FROM opgave_deel d JOIN gebied g ON"
             " g.id = d.gebied_id",
             "d", "g.naam, g.code");
static const char *const sql_doelen[] =
    EEN_ALLE("SELECT d.opgave_id, d.woningtype, d.aantal, d.bron FROM opgave_doel d", "d", "d.woningtype");
static const char *const sql_verschuivingen[] =
    EEN_ALLE("SELECT v.opgave_id, v.id, v.zienswijze_id, v.woningtype, v.van_id, v.naar_id, v.aantal,"
             " v.reden, v.wie, v.moment FROM opgave_verschuiving v",
             "v", "v.id");
static const char *const sql_zienswijzen[] = EEN_ALLE(
    "SELECT z.opgave_id, z.id, z.partij_id, p.naam, z.gebied_id, z.woningtype, z.eigen_aantal, z.gronden, "
    "z.bewijs,"
    " z.stuk_id, z.wie, z.moment, COALESCE(w.besluit, ''), COALESCE(w.tekst, ''), COALESCE(w.wie, ''),"
    " COALESCE(w.moment, 0) FROM zienswijze z JOIN partij p ON p.id = z.partij_id"
    " LEFT JOIN zienswijze_antwoord w ON w.id = (SELECT MAX(x.id) FROM zienswijze_antwoord x WHERE"
    " x.zienswijze_id = z.id)",
    "z", "z.id");
static const char *const sql_toetsen[] =
    EEN_ALLE("SELECT t.opgave_id, t.soort, t.partij_id, p.naam, t.uitkomst, t.naam, t.datum, t.toelichting,"
             " t.moment FROM opgave_toets t JOIN partij p ON p.id = t.partij_id",
             "t", "t.id");
static const char *const sql_stappen[] =
    EEN_ALLE("SELECT s.opgave_id, s.stap, s.van, s.tot, s.levering_id, s.toelichting, s.wie, s.moment FROM"
             " opgave_stap s",
             "s", "s.id");
static const char *const sql_oordelen[] =
    EEN_ALLE("SELECT o.opgave_id, o.partij_id, o.oordeel, o.gronden, o.moment FROM oordeel o", "o", "o.id");

static enum opgave_staat staat_van(struct str s)
{
    for (int k = 0; k < OPGAVE_STATEN; k++)
        if (str_is(s, opgave_staten[k].code))
            return (enum opgave_staat)k;
    return OPGAVE_CONCEPT;
}

static void uit(struct stmt *st, const struct gebieden *g, struct arena *a, struct opgave *o)
{
    *o = (struct opgave){.id = sql_int(st, 0),
                         .titel = sql_str_dup(st, 1, a),
                         .gebied = gebied_bij_id(g, sql_int(st, 2)),
                         .jaar = (int)sql_int(st, 3),
                         .methode = sql_str_dup(st, 4, a),
                         .herkomst = sql_str_dup(st, 5, a),
                         .definitieset = sql_str_dup(st, 6, a),
                         .partij = sql_int(st, 7),
                         .verzonnen = sql_int(st, 8) != 0,
                         .wie = sql_str_dup(st, 9, a),
                         .moment = sql_int(st, 10),
                         .partij_naam = sql_str_dup(st, 11, a),
                         .staat = staat_van(sql_str(st, 12)),
                         .van = (date_t)sql_int(st, 13),
                         .tot = (date_t)sql_int(st, 14),
                         .levering = sql_int(st, 15)};
}

int opgaven_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct opgave **ret,
                 size_t *ret_n, struct err *e)
{
    VEC(struct opgave) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        VEC_PUSH(a, &v, (struct opgave){0});
        uit(st, g, a, &v.at[v.n - 1]);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* Dossiers being filled: of one opgave, or of all. */
struct vullen {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    struct opgave_dossier *at; /* newest opgave first */
    size_t n, op;              /* op: the one of the row that is read */
    bool alle;
};

static int vraag(struct vullen *v, const char *const *sql, struct stmt **st, struct err *e)
{
    int rc = sql_open(v->c, sql[v->alle], st, e);

    v->op = 0;
    if (!rc && !v->alle)
        sql_bind_int(*st, 1, v->at[0].o.id);
    return rc;
}

/* The next row, and of which dossier it is; rows and dossiers are in the same order. */
static int volgende(struct vullen *v, struct stmt *st, struct opgave_dossier **ret, struct err *e)
{
    int rc;

    while ((rc = sql_step(st, e)) > 0) {
        while (v->op < v->n && v->at[v->op].o.id > sql_int(st, 0))
            v->op++;
        if (v->op < v->n && v->at[v->op].o.id == sql_int(st, 0)) {
            *ret = &v->at[v->op];
            return 1;
        }
    }
    return rc;
}

static int delen_lees(struct vullen *v, struct err *e)
{
    VEC(struct opgave_deel) *x = ARENA_ARRAY(v->a, __typeof__(*x), v->n + 1);
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_delen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0) {
        const struct gebied *g = gebied_bij_id(v->g, sql_int(st, 1));
        int k = opgave_type_bij(sql_str(st, 2));
        __typeof__(x) deel = &x[v->op];

        if (!g || k < 0)
            continue;
        if (!deel->n || deel->at[deel->n - 1].gebied != g)
            VEC_PUSH(v->a, deel, ((struct opgave_deel){.gebied = g}));
        deel->at[deel->n - 1].er[k] = true;
        deel->at[deel->n - 1].concept[k] = sql_int(st, 3);
    }
    sql_close(st);
    for (size_t i = 0; i < v->n; i++) {
        v->at[i].deel = x[i].at;
        v->at[i].n = x[i].n;
    }
    return rc;
}

static int doelen_lees(struct vullen *v, struct err *e)
{
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_doelen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0) {
        int k = opgave_type_bij(sql_str(st, 1));

        if (k >= 0)
            d->doel[k] = (struct opgave_doel){true, sql_int(st, 2), sql_str_dup(st, 3, v->a)};
    }
    sql_close(st);
    return rc;
}

static int verschuivingen_lees(struct vullen *v, struct err *e)
{
    VEC(struct opgave_verschuiving) *x = ARENA_ARRAY(v->a, __typeof__(*x), v->n + 1);
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_verschuivingen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0)
        VEC_PUSH(v->a, &x[v->op],
                 ((struct opgave_verschuiving){.id = sql_int(st, 1),
                                               .zienswijze = sql_int(st, 2),
                                               .type = opgave_type_bij(sql_str(st, 3)),
                                               .van = gebied_bij_id(v->g, sql_int(st, 4)),
                                               .naar = gebied_bij_id(v->g, sql_int(st, 5)),
                                               .aantal = sql_int(st, 6),
                                               .reden = sql_str_dup(st, 7, v->a),
                                               .wie = sql_str_dup(st, 8, v->a),
                                               .moment = sql_int(st, 9)}));
    sql_close(st);
    for (size_t i = 0; i < v->n; i++) {
        v->at[i].verschuiving = x[i].at;
        v->at[i].n_verschuiving = x[i].n;
    }
    return rc;
}

static int zienswijzen_lees(struct vullen *v, struct err *e)
{
    VEC(struct opgave_zienswijze) *x = ARENA_ARRAY(v->a, __typeof__(*x), v->n + 1);
    struct opgave_dossier *d;
    struct arena *a = v->a;
    struct stmt *st;
    int rc = vraag(v, sql_zienswijzen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0) {
        struct opgave_zienswijze z = {.id = sql_int(st, 1),
                                      .partij = sql_int(st, 2),
                                      .partij_naam = sql_str_dup(st, 3, a),
                                      .gebied = gebied_bij_id(v->g, sql_int(st, 4)),
                                      .type = opgave_type_bij(sql_str(st, 5)),
                                      .eigen = sql_int(st, 6),
                                      .heeft_eigen = !sql_is_null(st, 6),
                                      .gronden = sql_str_dup(st, 7, a),
                                      .bewijs = sql_str_dup(st, 8, a),
                                      .stuk = sql_int(st, 9),
                                      .wie = sql_str_dup(st, 10, a),
                                      .moment = sql_int(st, 11),
                                      .besluit = sql_str_dup(st, 12, a),
                                      .antwoord = sql_str_dup(st, 13, a),
                                      .antwoord_wie = sql_str_dup(st, 14, a),
                                      .antwoord_moment = sql_int(st, 15)};

        d->n_open += !z.besluit.n;
        VEC_PUSH(a, &x[v->op], z);
    }
    sql_close(st);
    for (size_t i = 0; i < v->n; i++) {
        v->at[i].zienswijze = x[i].at;
        v->at[i].n_zienswijze = x[i].n;
    }
    return rc;
}

static int toetsen_lees(struct vullen *v, struct err *e)
{
    VEC(struct opgave_toets) *x = ARENA_ARRAY(v->a, __typeof__(*x), v->n + 1);
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_toetsen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0)
        VEC_PUSH(v->a, &x[v->op],
                 ((struct opgave_toets){.soort = sql_str_dup(st, 1, v->a),
                                        .partij = sql_int(st, 2),
                                        .partij_naam = sql_str_dup(st, 3, v->a),
                                        .uitkomst = sql_str_dup(st, 4, v->a),
                                        .naam = sql_str_dup(st, 5, v->a),
                                        .datum = (date_t)sql_int(st, 6),
                                        .toelichting = sql_str_dup(st, 7, v->a),
                                        .moment = sql_int(st, 8)}));
    sql_close(st);
    for (size_t i = 0; i < v->n; i++) {
        v->at[i].toets = x[i].at;
        v->at[i].n_toets = x[i].n;
    }
    return rc;
}

static int stappen_lees(struct vullen *v, struct err *e)
{
    VEC(struct opgave_stap) *x = ARENA_ARRAY(v->a, __typeof__(*x), v->n + 1);
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_stappen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0)
        VEC_PUSH(v->a, &x[v->op],
                 ((struct opgave_stap){.stap = staat_van(sql_str(st, 1)),
                                       .van = (date_t)sql_int(st, 2),
                                       .tot = (date_t)sql_int(st, 3),
                                       .levering = sql_int(st, 4),
                                       .toelichting = sql_str_dup(st, 5, v->a),
                                       .wie = sql_str_dup(st, 6, v->a),
                                       .moment = sql_int(st, 7)}));
    sql_close(st);
    for (size_t i = 0; i < v->n; i++) {
        v->at[i].stap = x[i].at;
        v->at[i].n_stap = x[i].n;
    }
    return rc;
}

static int vul(struct vullen *v, struct err *e)
{
    int64_t *id = ARENA_ARRAY(v->a, int64_t, v->n + 1), *publicatie;
    int rc = delen_lees(v, e);

    for (size_t i = 0; i < v->n; i++)
        id[i] = v->at[i].o.id;
    if (!rc)
        rc = doelen_lees(v, e);
    if (!rc)
        rc = verschuivingen_lees(v, e);
    if (!rc)
        rc = zienswijzen_lees(v, e);
    if (!rc)
        rc = toetsen_lees(v, e);
    if (!rc)
        rc = stappen_lees(v, e);
    if (!rc)
        rc = publicaties_van(v->c, v->a, "opgave", id, v->n, &publicatie, e);
    for (size_t i = 0; !rc && i < v->n; i++) {
        v->at[i].publicatie = publicatie[i];
        opgave_reken(&v->at[i]);
    }
    return rc;
}

int opgave_dossiers_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                         struct opgave_dossier **ret, size_t *ret_n, struct err *e)
{
    struct vullen v = {.c = c, .g = g, .a = a, .alle = true};
    const struct opgave *o;
    int rc = opgaven_lees(c, g, a, &o, &v.n, e);

    if (rc)
        return rc;
    v.at = ARENA_ARRAY(a, struct opgave_dossier, v.n + 1);
    for (size_t i = 0; i < v.n; i++)
        v.at[i].o = o[i];
    *ret = v.at;
    *ret_n = v.n;
    return v.n ? vul(&v, e) : OK;
}

int opgave_dossier_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct opgave_dossier *ret, struct err *e)
{
    struct opgave_dossier d = {0};
    struct vullen v = {.c = c, .g = g, .a = a, .at = &d, .n = 1};
    struct stmt *st;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0)
        uit(st, g, a, &d.o);
    sql_close(st);
    if (!rc)
        return err_set(e, ERR_NOT_FOUND, "opgave %lld is er niet", (long long)id);
    rc = rc < 0 ? rc : vul(&v, e);
    *ret = d;
    return rc;
}

/* ---- what partijen think ---- */

/* By its list, as nobody has said a word yet. */
static void lijst_oordelen(struct arena *a, const struct publicatie_lijst *k, struct opgave_oordelen *ret)
{
    struct opgave_oordeel *v = ARENA_ARRAY(a, struct opgave_oordeel, k->n + 1);

    for (size_t i = 0; i < k->n; i++)
        v[i] = (struct opgave_oordeel){.partij = k->partij[i].partij,
                                       .partij_naam = k->partij[i].naam,
                                       .soort = k->partij[i].soort,
                                       .oordeel =
                                           k->partij[i].gezien ? STR("geen_antwoord") : STR("geen_kennis"),
                                       .gronden = STR("")};
    *ret = (struct opgave_oordelen){v, k->n};
}

static int gezegd_lees(struct vullen *v, struct opgave_oordelen *uit_l, struct err *e)
{
    struct opgave_dossier *d;
    struct stmt *st;
    int rc = vraag(v, sql_oordelen, &st, e);

    if (rc)
        return rc;
    while ((rc = volgende(v, st, &d, e)) > 0)
        for (size_t i = 0; i < uit_l[v->op].n; i++) {
            struct opgave_oordeel *x = &uit_l[v->op].at[i];

            if (x->partij != sql_int(st, 1))
                continue;
            x->oordeel = sql_str_dup(st, 2, v->a);
            x->gronden = sql_str_dup(st, 3, v->a);
            x->moment = sql_int(st, 4);
        }
    sql_close(st);
    return rc;
}

int opgaven_oordelen_lees(struct conn *c, struct arena *a, struct opgave_dossier *d, size_t n,
                          struct opgave_oordelen **ret, struct err *e)
{
    struct vullen v = {.c = c, .a = a, .at = d, .n = n, .alle = true};
    int64_t *id = ARENA_ARRAY(a, int64_t, n + 1);
    struct publicatie_lijst *k;
    int rc;

    *ret = ARENA_ARRAY(a, struct opgave_oordelen, n + 1);
    for (size_t i = 0; i < n; i++)
        id[i] = d[i].publicatie;
    rc = publicaties_partijen_lees(c, a, id, n, &k, e);
    for (size_t i = 0; !rc && i < n; i++)
        lijst_oordelen(a, &k[i], &(*ret)[i]);
    return rc ? rc : gezegd_lees(&v, *ret, e);
}

int opgave_oordelen_lees(struct conn *c, struct arena *a, const struct opgave_dossier *d,
                         const struct opgave_oordeel **ret, size_t *ret_n, struct err *e)
{
    struct opgave_dossier een = *d;
    struct vullen v = {.c = c, .a = a, .at = &een, .n = 1};
    struct publicatie_lijst k = {0};
    struct opgave_oordelen uit_l = {0};
    int rc = d->publicatie ? publicatie_partijen_lees(c, a, d->publicatie, &k.partij, &k.n, e) : OK;

    if (rc)
        return rc;
    lijst_oordelen(a, &k, &uit_l);
    rc = gezegd_lees(&v, &uit_l, e);
    *ret = uit_l.at;
    *ret_n = uit_l.n;
    return rc;
}
