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
static const char sql_delen[] =
    "SELECT d.gebied_id, d.woningtype, d.aantal FROM opgave_deel d JOIN gebied g ON g.id = d.gebied_id"
    " WHERE d.opgave_id = ?1 ORDER BY g.naam, g.code";
static const char sql_doelen[] = "SELECT woningtype, aantal, bron FROM opgave_doel WHERE opgave_id = ?1";
static const char sql_verschuivingen[] =
    "SELECT id, zienswijze_id, woningtype, van_id, naar_id, aantal, reden, wie, moment"
    " FROM opgave_verschuiving WHERE opgave_id = ?1 ORDER BY id";
static const char sql_zienswijzen[] =
    "SELECT z.id, z.partij_id, p.naam, z.gebied_id, z.woningtype, z.eigen_aantal, z.gronden, z.bewijs,"
    " z.stuk_id, z.wie, z.moment, COALESCE(w.besluit, ''), COALESCE(w.tekst, ''), COALESCE(w.wie, ''),"
    " COALESCE(w.moment, 0) FROM zienswijze z JOIN partij p ON p.id = z.partij_id"
    " LEFT JOIN zienswijze_antwoord w ON w.id = (SELECT MAX(x.id) FROM zienswijze_antwoord x WHERE"
    " x.zienswijze_id = z.id) WHERE z.opgave_id = ?1 ORDER BY z.id";
static const char sql_toetsen[] =
    "SELECT t.soort, t.partij_id, p.naam, t.uitkomst, t.naam, t.datum, t.toelichting, t.moment"
    " FROM opgave_toets t JOIN partij p ON p.id = t.partij_id WHERE t.opgave_id = ?1 ORDER BY t.id";
static const char sql_stappen[] = "SELECT stap, van, tot, levering_id, toelichting, wie, moment FROM "
                                  "opgave_stap WHERE opgave_id = ?1 ORDER BY id";
static const char sql_oordelen[] =
    "SELECT o.partij_id, o.oordeel, o.gronden, o.moment FROM oordeel o WHERE o.opgave_id = ?1 ORDER BY o.id";

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

/* Opens a question about one opgave. */
static int vraag(struct conn *c, const char *sql, int64_t id, struct stmt **st, struct err *e)
{
    int rc = sql_open(c, sql, st, e);

    if (!rc)
        sql_bind_int(*st, 1, id);
    return rc;
}

static int delen_lees(struct conn *c, const struct gebieden *g, struct arena *a, struct opgave_dossier *d,
                      struct err *e)
{
    VEC(struct opgave_deel) v = {0};
    struct stmt *st;
    int rc = vraag(c, sql_delen, d->o.id, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        const struct gebied *x = gebied_bij_id(g, sql_int(st, 0));
        int k = opgave_type_bij(sql_str(st, 1));

        if (!x || k < 0)
            continue;
        if (!v.n || v.at[v.n - 1].gebied != x)
            VEC_PUSH(a, &v, ((struct opgave_deel){.gebied = x}));
        v.at[v.n - 1].er[k] = true;
        v.at[v.n - 1].concept[k] = sql_int(st, 2);
    }
    sql_close(st);
    d->deel = v.at;
    d->n = v.n;
    if (!rc)
        rc = vraag(c, sql_doelen, d->o.id, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        int k = opgave_type_bij(sql_str(st, 0));

        if (k >= 0)
            d->doel[k] = (struct opgave_doel){true, sql_int(st, 1), sql_str_dup(st, 2, a)};
    }
    sql_close(st);
    return rc;
}

static int verschuivingen_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                               struct opgave_dossier *d, struct err *e)
{
    VEC(struct opgave_verschuiving) v = {0};
    struct stmt *st;
    int rc = vraag(c, sql_verschuivingen, d->o.id, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct opgave_verschuiving){.id = sql_int(st, 0),
                                               .zienswijze = sql_int(st, 1),
                                               .type = opgave_type_bij(sql_str(st, 2)),
                                               .van = gebied_bij_id(g, sql_int(st, 3)),
                                               .naar = gebied_bij_id(g, sql_int(st, 4)),
                                               .aantal = sql_int(st, 5),
                                               .reden = sql_str_dup(st, 6, a),
                                               .wie = sql_str_dup(st, 7, a),
                                               .moment = sql_int(st, 8)}));
    sql_close(st);
    d->verschuiving = v.at;
    d->n_verschuiving = v.n;
    return rc;
}

static int zienswijzen_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                            struct opgave_dossier *d, struct err *e)
{
    VEC(struct opgave_zienswijze) v = {0};
    struct stmt *st;
    int rc = vraag(c, sql_zienswijzen, d->o.id, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct opgave_zienswijze z = {.id = sql_int(st, 0),
                                      .partij = sql_int(st, 1),
                                      .partij_naam = sql_str_dup(st, 2, a),
                                      .gebied = gebied_bij_id(g, sql_int(st, 3)),
                                      .type = opgave_type_bij(sql_str(st, 4)),
                                      .eigen = sql_int(st, 5),
                                      .heeft_eigen = !sql_is_null(st, 5),
                                      .gronden = sql_str_dup(st, 6, a),
                                      .bewijs = sql_str_dup(st, 7, a),
                                      .stuk = sql_int(st, 8),
                                      .wie = sql_str_dup(st, 9, a),
                                      .moment = sql_int(st, 10),
                                      .besluit = sql_str_dup(st, 11, a),
                                      .antwoord = sql_str_dup(st, 12, a),
                                      .antwoord_wie = sql_str_dup(st, 13, a),
                                      .antwoord_moment = sql_int(st, 14)};

        d->n_open += !z.besluit.n;
        VEC_PUSH(a, &v, z);
    }
    sql_close(st);
    d->zienswijze = v.at;
    d->n_zienswijze = v.n;
    return rc;
}

static int toetsen_lees(struct conn *c, struct arena *a, struct opgave_dossier *d, struct err *e)
{
    VEC(struct opgave_toets) v = {0};
    struct stmt *st;
    int rc = vraag(c, sql_toetsen, d->o.id, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct opgave_toets){.soort = sql_str_dup(st, 0, a),
                                        .partij = sql_int(st, 1),
                                        .partij_naam = sql_str_dup(st, 2, a),
                                        .uitkomst = sql_str_dup(st, 3, a),
                                        .naam = sql_str_dup(st, 4, a),
                                        .datum = (date_t)sql_int(st, 5),
                                        .toelichting = sql_str_dup(st, 6, a),
                                        .moment = sql_int(st, 7)}));
    sql_close(st);
    d->toets = v.at;
    d->n_toets = v.n;
    return rc;
}

static int stappen_lees(struct conn *c, struct arena *a, struct opgave_dossier *d, struct err *e)
{
    VEC(struct opgave_stap) v = {0};
    struct stmt *st;
    int rc = vraag(c, sql_stappen, d->o.id, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct opgave_stap){.stap = staat_van(sql_str(st, 0)),
                                       .van = (date_t)sql_int(st, 1),
                                       .tot = (date_t)sql_int(st, 2),
                                       .levering = sql_int(st, 3),
                                       .toelichting = sql_str_dup(st, 4, a),
                                       .wie = sql_str_dup(st, 5, a),
                                       .moment = sql_int(st, 6)}));
    sql_close(st);
    d->stap = v.at;
    d->n_stap = v.n;
    return rc;
}

int opgave_dossier_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct opgave_dossier *ret, struct err *e)
{
    struct opgave_dossier d = {0};
    struct stmt *st;
    int rc = vraag(c, sql_een, id, &st, e);

    if (rc)
        return rc;
    rc = sql_step(st, e);
    if (rc > 0)
        uit(st, g, a, &d.o);
    sql_close(st);
    if (!rc)
        return err_set(e, ERR_NOT_FOUND, "opgave %lld is er niet", (long long)id);
    rc = rc < 0 ? rc : delen_lees(c, g, a, &d, e);
    if (!rc)
        rc = verschuivingen_lees(c, g, a, &d, e);
    if (!rc)
        rc = zienswijzen_lees(c, g, a, &d, e);
    if (!rc)
        rc = toetsen_lees(c, a, &d, e);
    if (!rc)
        rc = stappen_lees(c, a, &d, e);
    if (!rc)
        rc = publicatie_van(c, "opgave", id, &d.publicatie, e);
    opgave_reken(&d);
    *ret = d;
    return rc;
}

int opgave_oordelen_lees(struct conn *c, struct arena *a, const struct opgave_dossier *d,
                         const struct opgave_oordeel **ret, size_t *ret_n, struct err *e)
{
    const struct publicatie_partij *k = NULL;
    struct opgave_oordeel *v;
    struct stmt *st;
    size_t n = 0;
    int rc = d->publicatie ? publicatie_partijen_lees(c, a, d->publicatie, &k, &n, e) : OK;

    if (rc)
        return rc;
    v = ARENA_ARRAY(a, struct opgave_oordeel, n + 1);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct opgave_oordeel){.partij = k[i].partij,
                                       .partij_naam = k[i].naam,
                                       .soort = k[i].soort,
                                       .oordeel = k[i].gezien ? STR("geen_antwoord") : STR("geen_kennis"),
                                       .gronden = STR("")};
    rc = vraag(c, sql_oordelen, d->o.id, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        for (size_t i = 0; i < n; i++)
            if (v[i].partij == sql_int(st, 0)) {
                v[i].oordeel = sql_str_dup(st, 1, a);
                v[i].gronden = sql_str_dup(st, 2, a);
                v[i].moment = sql_int(st, 3);
            }
    sql_close(st);
    *ret = v;
    *ret_n = n;
    return rc;
}
