/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of questions: onderwerpen, bronnen, the catalogue and the cijfers. */
#include "cijfer/cijfer_intern.h"

#include <stdlib.h>

#define ONDERWERP_KOLOMMEN                                                                                   \
    "o.id, o.code, o.naam, o.eenheid, o.schaal, o.aard, o.route, o.omschrijving, d.code, d.naam, "           \
    "o.venster, "                                                                                            \
    "o.standaardbron"
static const char sql_onderwerpen[] =
    "SELECT " ONDERWERP_KOLOMMEN
    " FROM onderwerp o JOIN definitieset d ON d.id = o.definitieset_id ORDER BY o.id";
static const char sql_onderwerp[] =
    "SELECT " ONDERWERP_KOLOMMEN
    " FROM onderwerp o JOIN definitieset d ON d.id = o.definitieset_id WHERE o.code = ?1";
#define BRON_KOLOMMEN "b.id, b.code, b.naam, b.route, b.houder, b.licentie"
static const char sql_bronnen[] = "SELECT " BRON_KOLOMMEN " FROM bron b ORDER BY b.id";
static const char sql_woningtypen[] =
    "SELECT r.woningtype FROM onderwerp o JOIN reeks r ON r.onderwerp_id = o.id WHERE o.code = ?1"
    " GROUP BY r.woningtype ORDER BY CASE r.woningtype WHEN '' THEN 0 WHEN 'nultreden' THEN 1"
    " WHEN 'geclusterd' THEN 2 WHEN 'zorggeschikt' THEN 3 ELSE 4 END, r.woningtype";
static const char sql_definitiesets[] =
    "SELECT id, code, naam, organisatie, bron, geldig_van FROM definitieset ORDER BY id";
static const char sql_jaren[] =
    "SELECT r.onderwerp_id, MIN(i.periode_tot), MAX(i.periode_tot)"
    " FROM reeks r JOIN levering_inhoud i ON i.reeks_id = r.id JOIN levering l ON l.id = i.levering_id"
    " WHERE l.ontvangen <= ?1 AND (l.einde IS NULL OR l.einde > ?1) GROUP BY r.onderwerp_id";
static const char sql_splitsingen[] =
    "SELECT DISTINCT b.code, r.woningtype, r.segment, r.kenmerk"
    " FROM onderwerp o JOIN reeks r ON r.onderwerp_id = o.id JOIN bron b ON b.id = r.bron_id"
    " JOIN levering_inhoud i ON i.reeks_id = r.id JOIN levering l ON l.id = i.levering_id"
    " WHERE o.code = ?1 AND l.ontvangen <= ?2 AND (l.einde IS NULL OR l.einde > ?2)"
    " ORDER BY b.code, r.segment, r.woningtype, r.kenmerk LIMIT ?3";
static const char sql_aanbod[] =
    "SELECT i.levering_id, i.reeks_id, i.periode_van, i.periode_tot, r.horizon_van, r.horizon_tot,"
    " l.leveraar, l.peildatum, r.definitieset_id, i.merken, " BRON_KOLOMMEN
    " FROM reeks r JOIN levering_inhoud i ON i.reeks_id = r.id JOIN levering l ON l.id = i.levering_id"
    " JOIN bron b ON b.id = r.bron_id"
    " WHERE r.onderwerp_id = ?1 AND r.woningtype = ?2 AND r.segment = ?3 AND r.kenmerk = ?4"
    " AND l.ontvangen <= ?5 AND (l.einde IS NULL OR l.einde > ?5)"
    " ORDER BY r.bron_id, l.id, i.periode_tot, i.reeks_id";
/* From the catalogue to the figures, in this order and by the whole key of the index, so that superseded
 * leveringen are skipped before a figure of theirs is read. CROSS JOIN and the plus signs are for SQLite,
 * which would else read every figure of the period. */
static const char sql_cijfers[] =
    "SELECT c.id, c.levering_id, c.reeks_id, c.gebied_id, c.periode_van, c.periode_tot, c.waarde,"
    " c.ontbreekt, c.status, c.vlag, c.blad, c.rij, c.kolom"
    " FROM reeks r CROSS JOIN levering_inhoud i CROSS JOIN levering l CROSS JOIN cijfer c"
    " WHERE r.onderwerp_id = ?1 AND r.woningtype = ?2 AND r.segment = ?3 AND r.kenmerk = ?4"
    " AND i.reeks_id = r.id AND i.periode_tot BETWEEN ?6 AND ?7 AND i.levering_id BETWEEN ?8 AND ?9"
    " AND l.id = i.levering_id AND l.ontvangen <= ?5 AND (l.einde IS NULL OR l.einde > ?5)"
    " AND c.reeks_id = i.reeks_id AND c.periode_tot = +i.periode_tot AND c.levering_id = +i.levering_id"
    " AND c.periode_van = i.periode_van";

static bool onderwerp_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct str aard = sql_str(st, 5);

    (void)ctx;
    *(struct onderwerp *)rij = (struct onderwerp){
        .id = sql_int(st, 0),
        .code = sql_str_dup(st, 1, a),
        .naam = sql_str_dup(st, 2, a),
        .eenheid = sql_str_dup(st, 3, a),
        .schaal = (int)sql_int(st, 4),
        .aard = str_is(aard, "stand")    ? AARD_STAND
                : str_is(aard, "stroom") ? AARD_STROOM
                                         : AARD_VERHOUDING,
        .route = (int)sql_int(st, 6),
        .omschrijving = sql_str_dup(st, 7, a),
        .definitieset = sql_str_dup(st, 8, a),
        .definitieset_naam = sql_str_dup(st, 9, a),
        .venster = sql_int(st, 10) != 0,
        .standaardbron = sql_str_dup(st, 11, a),
    };
    return true;
}

int onderwerpen_lees(struct conn *c, struct arena *a, const struct onderwerp **ret, size_t *ret_n,
                     struct err *e)
{
    return SQL_LIST(c, a, sql_onderwerpen, onderwerp_rij, NULL, ret, ret_n, e, "");
}

int onderwerpen_jaren_lees(struct conn *c, struct arena *a, int64_t stand, const struct onderwerp *o,
                           size_t n, struct onderwerp_jaren **ret, struct err *e)
{
    struct onderwerp_jaren *j = ARENA_ARRAY(a, struct onderwerp_jaren, n + 1);
    struct stmt *st;
    int rc = sql_open(c, sql_jaren, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, stand ? stand : INT64_MAX);
    while ((rc = sql_step(st, e)) > 0)
        for (size_t i = 0; i < n; i++)
            if (o[i].id == sql_int(st, 0))
                j[i] = (struct onderwerp_jaren){(int)(sql_int(st, 1) / 10000), (int)(sql_int(st, 2) / 10000)};
    sql_close(st);
    *ret = j;
    return rc;
}

int onderwerp_lees(struct conn *c, struct arena *a, struct str code, struct onderwerp *ret, struct err *e)
{
    const struct onderwerp *o;
    struct buf b;
    size_t n;
    int rc = sql_one(c, a, sql_onderwerp, onderwerp_rij, NULL, ret, e, "s",
                     code.n && utf8_valid(code) ? code : STR(""));

    if (rc != ERR_NOT_FOUND)
        return rc;
    rc = onderwerpen_lees(c, a, &o, &n, e);
    if (rc)
        return rc;
    buf_init(&b, a, 700);
    for (size_t i = 0; i < n && i < 30; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(o[i].code));
    return err_set(e, ERR_NOT_FOUND, "het onderwerp “%.*s” is er niet; wel zijn er: %.*s%s",
                   STR_ARG(str_sub(code, 0, 60)), STR_ARG(buf_str(&b)), n > 30 ? " …" : "");
}

int woningtypen_lees(struct conn *c, struct arena *a, struct str code, struct str **ret, size_t *ret_n,
                     struct err *e)
{
    const struct indicator *in = indicator_bij_code(code);
    VEC(struct str) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_woningtypen, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, in ? str_from(in->noemers[0]) : utf8_valid(code) ? code : STR(""));
    while ((rc = sql_step(st, e)) > 0) {
        struct str type = sql_str_dup(st, 0, a);

        /* A share of all woningtypen together does not exist: a plan may count one home under several. */
        if (!in || in->per_woningtype == (type.n > 0))
            VEC_PUSH(a, &v, type);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

static bool definitiesets_lees_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct definitieset *)rij = (struct definitieset){.id = sql_int(st, 0),
                                                        .code = sql_str_dup(st, 1, a),
                                                        .naam = sql_str_dup(st, 2, a),
                                                        .organisatie = sql_str_dup(st, 3, a),
                                                        .bron = sql_str_dup(st, 4, a),
                                                        .geldig_van = (date_t)sql_int(st, 5)};
    return true;
}

int definitiesets_lees(struct conn *c, struct arena *a, const struct definitieset **ret, size_t *ret_n,
                       struct err *e)
{
    return SQL_LIST(c, a, sql_definitiesets, definitiesets_lees_rij, NULL, ret, ret_n, e, "");
}

static bool splitsing_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct cijfer_splitsing *)rij = (struct cijfer_splitsing){sql_str_dup(st, 0, a), sql_str_dup(st, 1, a),
                                                                sql_str_dup(st, 2, a), sql_str_dup(st, 3, a)};
    return true;
}

int cijfer_splitsingen_lees(struct conn *c, struct arena *a, struct str onderwerp, int64_t stand,
                            const struct cijfer_splitsing **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_splitsingen, splitsing_rij, NULL, ret, ret_n, e, "sii", onderwerp,
                    stand ? stand : INT64_MAX, (int64_t)CIJFER_SPLITSINGEN_MAX);
}

static void bind_vraag(struct stmt *st, const struct onderwerp *o, const struct cijfer_vraag *v)
{
    sql_bind_int(st, 1, o->id);
    sql_bind_str(st, 2, v->woningtype.n ? v->woningtype : STR(""));
    sql_bind_str(st, 3, v->segment.n ? v->segment : STR(""));
    sql_bind_str(st, 4, v->kenmerk.n ? v->kenmerk : STR(""));
    sql_bind_int(st, 5, v->stand ? v->stand : INT64_MAX);
}

enum { BRON_KOLOM = 10 }; /* where BRON_KOLOMMEN begin in the catalogue */

static struct bron bron_uit(struct stmt *st, int k, struct arena *a)
{
    return (struct bron){.id = sql_int(st, k),
                         .code = sql_str_dup(st, k + 1, a),
                         .naam = sql_str_dup(st, k + 2, a),
                         .route = (int)sql_int(st, k + 3),
                         .houder = sql_str_dup(st, k + 4, a),
                         .licentie = sql_str_dup(st, k + 5, a)};
}

static bool bronnen_lees_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct bron *)rij = bron_uit(st, 0, a);
    return true;
}

int bronnen_lees(struct conn *c, struct arena *a, const struct bron **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_bronnen, bronnen_lees_rij, NULL, ret, ret_n, e, "");
}

/* The bron of this row: that of the row before it when it is the same one, since the rows come bron by bron.
 */
static const struct bron *bron_van_regel(struct stmt *st, struct arena *a, const struct bron *vorige)
{
    struct bron *b;

    if (vorige && vorige->id == sql_int(st, BRON_KOLOM))
        return vorige;
    b = ARENA_ARRAY(a, struct bron, 1);
    *b = bron_uit(st, BRON_KOLOM, a);
    return b;
}

int aanbod_lees(struct conn *c, struct arena *a, const struct onderwerp *o, const struct cijfer_vraag *v,
                struct aanbod_lijst *ret, struct err *e)
{
    const struct bron *bron = NULL;
    struct stmt *st;
    int rc = sql_open(c, sql_aanbod, &st, e);

    if (rc)
        return rc;
    bind_vraag(st, o, v);
    *ret = (struct aanbod_lijst){0};
    while ((rc = sql_step(st, e)) > 0) {
        bron = bron_van_regel(st, a, bron);
        VEC_PUSH(a, ret,
                 ((struct aanbod){.levering = sql_int(st, 0),
                                  .reeks = sql_int(st, 1),
                                  .periode_van = (date_t)sql_int(st, 2),
                                  .periode_tot = (date_t)sql_int(st, 3),
                                  .horizon_van = (int)sql_int(st, 4),
                                  .horizon_tot = (int)sql_int(st, 5),
                                  .bron = bron,
                                  .leveraar = sql_str_dup(st, 6, a),
                                  .peildatum = (date_t)sql_int(st, 7),
                                  .definitieset = sql_int(st, 8),
                                  .gemerkt = sql_int(st, 9) > 0}));
    }
    sql_close(st);
    return rc;
}

static int op_regel(const void *x, const void *y)
{
    const struct aanbod *a = *(const struct aanbod *const *)x, *b = *(const struct aanbod *const *)y;

    if (a->levering != b->levering)
        return a->levering < b->levering ? -1 : 1;
    if (a->reeks != b->reeks)
        return a->reeks < b->reeks ? -1 : 1;
    if (a->periode_tot != b->periode_tot)
        return a->periode_tot < b->periode_tot ? -1 : 1;
    return (a->periode_van > b->periode_van) - (a->periode_van < b->periode_van);
}

/* The lines that were chosen, in order, and what they span: the bounds of the query. */
struct gekozen {
    const struct aanbod **at;
    size_t n;
    date_t van, tot; /* of periode_tot */
    int64_t eerste, laatste;
    bool gemerkt;
};

static void gekozen_maak(struct arena *a, const struct aanbod_lijst *l, struct gekozen *k)
{
    *k = (struct gekozen){.at = ARENA_ARRAY(a, const struct aanbod *, l->n + 1)};
    for (size_t i = 0; i < l->n; i++) {
        const struct aanbod *x = &l->at[i];

        if (x->deel == DEEL_GEEN)
            continue;
        k->van = !k->n || x->periode_tot < k->van ? x->periode_tot : k->van;
        k->tot = x->periode_tot > k->tot ? x->periode_tot : k->tot;
        k->eerste = !k->n || x->levering < k->eerste ? x->levering : k->eerste;
        k->laatste = x->levering > k->laatste ? x->levering : k->laatste;
        k->gemerkt = k->gemerkt || x->gemerkt;
        k->at[k->n++] = x;
    }
    if (k->n)
        qsort(k->at, k->n, sizeof *k->at, op_regel);
}

/* The chosen line that a row belongs to, NULL when it was not chosen. */
static const struct aanbod *gekozen_van(const struct gekozen *k, struct stmt *st)
{
    struct aanbod zoek = {.levering = sql_int(st, 1),
                          .reeks = sql_int(st, 2),
                          .periode_van = (date_t)sql_int(st, 4),
                          .periode_tot = (date_t)sql_int(st, 5)};
    const struct aanbod *sleutel = &zoek, **x = bsearch(&sleutel, k->at, k->n, sizeof *k->at, op_regel);

    return x ? *x : NULL;
}

static int op_bron(const void *x, const void *y)
{
    const struct waarneming *a = x, *b = y;

    if (a->bron->id != b->bron->id)
        return a->bron->id < b->bron->id ? -1 : 1;
    if (a->definitieset != b->definitieset)
        return a->definitieset < b->definitieset ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* The marks on what was chosen; none is looked for when no chosen line bears one. */
static int gekozen_merken(struct conn *c, struct arena *a, const struct onderwerp *o,
                          const struct cijfer_vraag *v, const struct gekozen *k, struct merk_lijst *ret,
                          struct err *e)
{
    const struct merk_grenzen grens = {.onderwerp = o->id,
                                       .stand = v->stand,
                                       .woningtype = v->woningtype.n ? v->woningtype : STR(""),
                                       .segment = v->segment.n ? v->segment : STR(""),
                                       .kenmerk = v->kenmerk.n ? v->kenmerk : STR(""),
                                       .van = k->van,
                                       .tot = k->tot,
                                       .eerste = k->eerste,
                                       .laatste = k->laatste};

    *ret = (struct merk_lijst){0};
    return k->gemerkt ? merken_lees(c, a, &grens, ret, e) : OK;
}

int waarnemingen_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct onderwerp *o,
                      const struct cijfer_vraag *v, const struct aanbod_lijst *l, bool per_periode,
                      struct waarneming_lijst *ret, struct err *e)
{
    struct gekozen k;
    struct merk_lijst merken;
    struct stmt *st;
    int rc;

    *ret = (struct waarneming_lijst){0};
    gekozen_maak(a, l, &k);
    if (!k.n)
        return OK;
    rc = gekozen_merken(c, a, o, v, &k, &merken, e);
    if (!rc)
        rc = sql_open(c, sql_cijfers, &st, e);
    if (rc)
        return rc;
    bind_vraag(st, o, v);
    sql_bind_int(st, 6, k.van);
    sql_bind_int(st, 7, k.tot);
    sql_bind_int(st, 8, k.eerste);
    sql_bind_int(st, 9, k.laatste);
    while ((rc = sql_step(st, e)) > 0) {
        const struct aanbod *x = gekozen_van(&k, st);
        const struct gebied *gebied = x ? gebied_bij_id(g, sql_int(st, 3)) : NULL;

        if (!gebied)
            continue;
        VEC_PUSH(a, ret,
                 ((struct waarneming){.id = sql_int(st, 0),
                                      .levering = x->levering,
                                      .reeks = x->reeks,
                                      .definitieset = x->definitieset,
                                      .gebied = gebied,
                                      .periode_van = x->periode_van,
                                      .periode_tot = x->periode_tot,
                                      .geleverd = x->peildatum,
                                      .leveraar = x->leveraar,
                                      .waarde = sql_int(st, 6),
                                      .ontbreekt = (unsigned char)sql_int(st, 7),
                                      .status = (unsigned char)sql_int(st, 8),
                                      .vlag = (unsigned char)sql_int(st, 9),
                                      .blad = (int16_t)sql_int(st, 10),
                                      .rij = (int32_t)sql_int(st, 11),
                                      .kolom = (int16_t)sql_int(st, 12),
                                      .bron = x->bron,
                                      .gesplitst = v->segment.n || v->kenmerk.n,
                                      .grens = x->deel == DEEL_GRENS,
                                      .horizon = x->horizon_tot != 0}));
        if (x->gemerkt && is_gemerkt(&merken, &(struct merk_plek){x->levering, x->reeks, gebied->id,
                                                                  x->periode_van, x->periode_tot}))
            ret->at[ret->n - 1].vlag |= VLAG_TWIJFEL;
    }
    sql_close(st);
    waarnemingen_schift(ret, per_periode);
    if (ret->n)
        qsort(ret->at, ret->n, sizeof *ret->at, op_bron);
    return rc;
}
