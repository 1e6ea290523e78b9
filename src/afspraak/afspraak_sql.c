/* SPDX-License-Identifier: EUPL-1.2
 * Reading afspraken: all of them in one question a table, however many there are; as known at a moment. */
#include "afspraak/afspraak.h"

/* ?1: the moment; ?2: one afspraak, 0 for all. */
static const char sql_afspraken[] =
    "SELECT a.id, a.code, a.partij_id, a.moment, v.nummer, v.soort, v.titel, v.gebied_id, v.gesloten, v.boek,"
    " v.bron, v.toelichting, v.verzonnen, v.reden, v.wie, e.reden, e.moment"
    " FROM afspraak a JOIN afspraak_versie v ON v.afspraak_id = a.id AND v.nummer = (SELECT MAX(x.nummer)"
    " FROM afspraak_versie x WHERE x.afspraak_id = a.id AND x.moment <= ?1)"
    " LEFT JOIN afspraak_einde e ON e.afspraak_id = a.id AND e.moment <= ?1"
    " WHERE ?2 = 0 OR a.id = ?2 ORDER BY v.titel, a.id";
static const char sql_beloften[] =
    "SELECT b.id, b.afspraak_id, b.nummer, v.id, v.nummer, v.soort, v.toezegging, v.door, v.gebied_id,"
    " v.onderwerp, v.woningtype, v.segment, v.kenmerk, v.cijferbron, v.definitieset, v.venster_van,"
    " v.venster_tot, v.aantal, v.van, v.tot, v.eigen_pad, v.nul, v.nul_bron, v.uiterlijk, v.reden, v.wie,"
    " v.moment, e.reden"
    " FROM belofte b JOIN belofte_versie v ON v.belofte_id = b.id AND v.nummer = (SELECT MAX(x.nummer)"
    " FROM belofte_versie x WHERE x.belofte_id = b.id AND x.moment <= ?1)"
    " LEFT JOIN belofte_einde e ON e.belofte_id = b.id AND e.moment <= ?1"
    " WHERE ?2 = 0 OR b.afspraak_id = ?2 ORDER BY b.afspraak_id, b.nummer";
static const char sql_partijen[] =
    "SELECT p.versie_id, p.partij_id FROM belofte b JOIN belofte_versie v ON v.belofte_id = b.id"
    " JOIN belofte_partij p ON p.versie_id = v.id WHERE v.moment <= ?1 AND (?2 = 0 OR b.afspraak_id = ?2)"
    " ORDER BY p.versie_id, p.partij_id";
static const char sql_paden[] =
    "SELECT j.versie_id, j.jaar, j.aantal FROM belofte b JOIN belofte_versie v ON v.belofte_id = b.id"
    " JOIN belofte_jaar j ON j.versie_id = v.id WHERE v.moment <= ?1 AND (?2 = 0 OR b.afspraak_id = ?2)"
    " ORDER BY j.versie_id, j.jaar";
static const char sql_oordelen[] =
    "SELECT o.versie_id, o.partij_id, o.oordeel, o.toelichting, o.wie, o.moment FROM belofte b"
    " JOIN belofte_versie v ON v.belofte_id = b.id JOIN belofte_oordeel o ON o.versie_id = v.id"
    " WHERE o.moment <= ?1 AND (?2 = 0 OR b.afspraak_id = ?2) ORDER BY o.id";
static const char sql_standen[] =
    "SELECT s.belofte_id, s.gedaan, s.datum, s.bewijs, s.stuk_id, s.wie FROM belofte b"
    " JOIN belofte_stand s ON s.belofte_id = b.id WHERE s.moment <= ?1 AND (?2 = 0 OR b.afspraak_id = ?2)"
    " ORDER BY s.id";
static const char sql_documenten[] =
    "SELECT d.nummer, d.stuk_id, s.naam, s.bytes, s.sha256, d.toelichting, s.wie, s.moment"
    " FROM afspraak_document d JOIN stuk s ON s.id = d.stuk_id WHERE d.afspraak_id = ?1"
    " ORDER BY d.nummer DESC";

struct lees {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    int64_t stand, id;
    VEC(struct afspraak) afspraak;
    VEC(struct belofte) belofte;
    VEC(int64_t) van;            /* of each promise: its afspraak */
    struct map versies, nummers; /* of a version, a promise: its place */
    struct map partijen;         /* by number: its place */
    const struct partij *partij;
    size_t n_partij;
};

static struct str sleutel(const int64_t *id)
{
    return (struct str){(const char *)id, sizeof *id};
}

static void plek_zet(struct lees *l, struct map *m, int64_t id, size_t plek)
{
    map_put(m, str_dup(l->a, sleutel(&id)), NULL)->value.i = (int64_t)plek;
}

static struct belofte *belofte_van(const struct lees *l, const struct map *m, int64_t id)
{
    const struct map_entry *x = map_get(m, sleutel(&id));

    return x ? &l->belofte.at[x->value.i] : NULL;
}

/* As whom a partij acts now. */
static const struct partij *partij_van(const struct lees *l, int64_t id)
{
    const struct partij *p = NULL;

    for (int i = 0; i < 20; i++) {
        const struct map_entry *x = map_get(&l->partijen, sleutel(&id));

        p = x ? &l->partij[x->value.i] : NULL;
        if (!p || !p->opgegaan_in || p->opgegaan_op > date_today())
            break;
        id = p->opgegaan_in;
    }
    return p;
}

static int vraag(struct lees *l, const char *sql, struct stmt **ret, struct err *e)
{
    int rc = sql_open(l->c, sql, ret, e);

    if (!rc) {
        sql_bind_int(*ret, 1, l->stand ? l->stand : INT64_MAX);
        sql_bind_int(*ret, 2, l->id);
    }
    return rc;
}

static int koppen_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_afspraken, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct afspraak x = {.id = sql_int(st, 0),
                             .code = sql_str_dup(st, 1, l->a),
                             .partij = sql_int(st, 2),
                             .moment = sql_int(st, 3),
                             .versie = sql_int(st, 4),
                             .soort = sql_str_dup(st, 5, l->a),
                             .titel = sql_str_dup(st, 6, l->a),
                             .gebied = gebied_bij_id(l->g, sql_int(st, 7)),
                             .gesloten = (date_t)sql_int(st, 8),
                             .boek = sql_str_dup(st, 9, l->a),
                             .bron = sql_str_dup(st, 10, l->a),
                             .toelichting = sql_str_dup(st, 11, l->a),
                             .verzonnen = sql_int(st, 12) != 0,
                             .reden = sql_str_dup(st, 13, l->a),
                             .wie = sql_str_dup(st, 14, l->a),
                             .ingetrokken = !sql_is_null(st, 16),
                             .einde_reden = sql_str_dup(st, 15, l->a),
                             .einde_moment = sql_int(st, 16)};

        if (x.gebied)
            VEC_PUSH(l->a, &l->afspraak, x);
    }
    sql_close(st);
    return rc;
}

static int beloften_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_beloften, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct belofte b = {.id = sql_int(st, 0),
                            .nummer = sql_int(st, 2),
                            .versie_id = sql_int(st, 3),
                            .versie = sql_int(st, 4),
                            .cijfer = str_is(sql_str(st, 5), "cijfer"),
                            .toezegging = sql_str_dup(st, 6, l->a),
                            .door = sql_str_dup(st, 7, l->a),
                            .gebied = gebied_bij_id(l->g, sql_int(st, 8)),
                            .onderwerp = sql_str_dup(st, 9, l->a),
                            .woningtype = sql_str_dup(st, 10, l->a),
                            .segment = sql_str_dup(st, 11, l->a),
                            .kenmerk = sql_str_dup(st, 12, l->a),
                            .cijferbron = sql_str_dup(st, 13, l->a),
                            .definitieset = sql_str_dup(st, 14, l->a),
                            .venster_van = (int)sql_int(st, 15),
                            .venster_tot = (int)sql_int(st, 16),
                            .aantal = sql_int(st, 17),
                            .van = (int)sql_int(st, 18),
                            .tot = (int)sql_int(st, 19),
                            .eigen_pad = sql_int(st, 20) != 0,
                            .heeft_nul = !sql_is_null(st, 21),
                            .nul = sql_int(st, 21),
                            .nul_bron = sql_str_dup(st, 22, l->a),
                            .uiterlijk = (date_t)sql_int(st, 23),
                            .reden = sql_str_dup(st, 24, l->a),
                            .wie = sql_str_dup(st, 25, l->a),
                            .moment = sql_int(st, 26),
                            .ingetrokken = !sql_is_null(st, 27),
                            .einde_reden = sql_str_dup(st, 27, l->a)};

        if (!b.gebied)
            continue;
        plek_zet(l, &l->versies, b.versie_id, l->belofte.n);
        plek_zet(l, &l->nummers, b.id, l->belofte.n);
        VEC_PUSH(l->a, &l->van, sql_int(st, 1));
        VEC_PUSH(l->a, &l->belofte, b);
    }
    sql_close(st);
    return rc;
}

static int partijen_van_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_partijen, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct belofte *b = belofte_van(l, &l->versies, sql_int(st, 0));
        const struct partij *p = partij_van(l, sql_int(st, 1));

        if (!b || !p || b->n_partij == BELOFTE_PARTIJEN_MAX)
            continue;
        if (!b->partij)
            b->partij = ARENA_ARRAY(l->a, struct belofte_partij, BELOFTE_PARTIJEN_MAX);
        for (size_t i = 0; p && i < b->n_partij; i++)
            p = b->partij[i].partij == p->id ? NULL : p; /* two that became one */
        if (p)
            b->partij[b->n_partij++] = (struct belofte_partij){.partij = p->id, .naam = p->naam};
    }
    sql_close(st);
    return rc;
}

static int paden_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_paden, &st, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < l->belofte.n; i++)
        if (l->belofte.at[i].cijfer)
            l->belofte.at[i].pad =
                ARENA_ARRAY(l->a, int64_t, l->belofte.at[i].tot - l->belofte.at[i].van + 1);
    while ((rc = sql_step(st, e)) > 0) {
        struct belofte *b = belofte_van(l, &l->versies, sql_int(st, 0));
        int64_t jaar = sql_int(st, 1);

        if (b && b->pad && jaar >= b->van && jaar <= b->tot)
            ((int64_t *)b->pad)[jaar - b->van] = sql_int(st, 2);
    }
    sql_close(st);
    return rc;
}

static int oordelen_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_oordelen, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct belofte *b = belofte_van(l, &l->versies, sql_int(st, 0));
        const struct partij *p = partij_van(l, sql_int(st, 1));

        for (size_t i = 0; b && p && i < b->n_partij; i++)
            if (b->partij[i].partij == p->id) {
                b->partij[i].oordeel = sql_str_dup(st, 2, l->a);
                b->partij[i].toelichting = sql_str_dup(st, 3, l->a);
                b->partij[i].wie = sql_str_dup(st, 4, l->a);
                b->partij[i].moment = sql_int(st, 5);
            }
    }
    sql_close(st);
    return rc;
}

static int standen_lees(struct lees *l, struct err *e)
{
    struct stmt *st;
    int rc = vraag(l, sql_standen, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct belofte *b = belofte_van(l, &l->nummers, sql_int(st, 0));

        if (!b)
            continue;
        b->gedaan = sql_int(st, 1) != 0;
        b->gedaan_op = (date_t)sql_int(st, 2);
        b->bewijs = sql_str_dup(st, 3, l->a);
        b->bewijs_stuk = sql_int(st, 4);
        b->bewijs_wie = sql_str_dup(st, 5, l->a);
    }
    sql_close(st);
    return rc;
}

/* Gives each afspraak its promises, which come by afspraak. */
static void verdeel(struct lees *l)
{
    struct map plekken;

    map_init(&plekken, l->a);
    for (size_t i = 0; i < l->afspraak.n; i++)
        plek_zet(l, &plekken, l->afspraak.at[i].id, i);
    for (size_t i = 0; i < l->belofte.n; i++) {
        const struct map_entry *x = map_get(&plekken, sleutel(&l->van.at[i]));
        struct afspraak *f = x ? &l->afspraak.at[x->value.i] : NULL;

        if (!f)
            continue;
        if (!f->n)
            f->belofte = &l->belofte.at[i];
        f->n++;
    }
}

int afspraken_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t stand, int64_t id,
                   struct afspraak **ret, size_t *ret_n, struct err *e)
{
    static int (*const delen[])(struct lees *, struct err *) = {koppen_lees, beloften_lees, partijen_van_lees,
                                                                paden_lees,  oordelen_lees, standen_lees};
    struct lees l = {.c = c, .g = g, .a = a, .stand = stand, .id = id};
    int rc = partijen_lees(c, a, STR(""), true, &l.partij, &l.n_partij, e);

    map_init(&l.versies, a);
    map_init(&l.nummers, a);
    map_init(&l.partijen, a);
    for (size_t i = 0; !rc && i < l.n_partij; i++)
        plek_zet(&l, &l.partijen, l.partij[i].id, i);
    for (size_t i = 0; !rc && i < sizeof delen / sizeof *delen; i++)
        rc = delen[i](&l, e);
    if (rc)
        return rc;
    verdeel(&l);
    *ret = l.afspraak.at;
    *ret_n = l.afspraak.n;
    return OK;
}

int afspraak_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t stand, int64_t id,
                  struct afspraak **ret, struct err *e)
{
    size_t n;
    int rc = afspraken_lees(c, g, a, stand, id, ret, &n, e);

    return rc ? rc : n ? OK : err_set(e, ERR_NOT_FOUND, "de afspraak %lld is er niet", (long long)id);
}

static bool document_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct afspraak_document *)rij = (struct afspraak_document){.nummer = sql_int(st, 0),
                                                                  .stuk = sql_int(st, 1),
                                                                  .naam = sql_str_dup(st, 2, a),
                                                                  .bytes = sql_int(st, 3),
                                                                  .sha256 = sql_str_dup(st, 4, a),
                                                                  .toelichting = sql_str_dup(st, 5, a),
                                                                  .wie = sql_str_dup(st, 6, a),
                                                                  .moment = sql_int(st, 7)};
    return true;
}

int afspraak_documenten_lees(struct conn *c, struct arena *a, int64_t id,
                             const struct afspraak_document **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_documenten, document_rij, NULL, ret, ret_n, e, "i", id);
}
