/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of plannen: writing them with their levering, and reading what may be seen. The numbers of the
 * plans of one levering are one run, so that going through the leveringen in order of their first plan gives
 * all plans in order. */
#include "gebied/grens.h"
#include "plan/plan_intern.h"

#include <math.h>

const char sql_plan_teller_op[] =
    "UPDATE teller SET waarde = waarde + ?1 WHERE naam = 'plan' RETURNING waarde";
static const char sql_vorm_nieuw[] = "INSERT INTO plan_vorm (plan_id, punten) VALUES (?1, ?2)";

/* ?1 the moment, ?2 the peildatum, ?3 one levering or 0, ?4 a soort or ''. Of one soort and leveraar the
 * newest peildatum speaks. */
#define LEVERINGEN                                                                                           \
    " FROM levering l"                                                                                       \
    " WHERE (?4 = '' OR l.soort = ?4) AND EXISTS (SELECT 1 FROM plan p WHERE p.levering_id = l.id)"          \
    " AND (l.id = ?3 OR (?3 = 0 AND l.ontvangen <= ?1 AND (l.einde IS NULL OR l.einde > ?1) AND "            \
    "l.peildatum <= ?2"                                                                                      \
    " AND NOT EXISTS (SELECT 1 FROM levering n WHERE n.soort = l.soort AND n.leveraar = l.leveraar AND "     \
    "n.peildatum > l.peildatum"                                                                              \
    " AND n.peildatum <= ?2 AND n.ontvangen <= ?1 AND (n.einde IS NULL OR n.einde > ?1))))"
static const char sql_leveringen[] =
    "SELECT l.id, l.soort, l.leveraar, l.peildatum, (SELECT MIN(p.id) FROM plan p WHERE p.levering_id = "
    "l.id) AS eerste" LEVERINGEN " ORDER BY eerste";
static const char sql_versie[] = "SELECT l.id" LEVERINGEN " ORDER BY l.id";

#define KOLOMMEN                                                                                             \
    "p.id, p.blad, p.rij, p.gebied_id, p.naam, p.plancode, p.plantype, p.fase, p.status_geleverd, "          \
    "p.status, "                                                                                             \
    "p.hardheid, p.openbaar, p.verzonnen, p.bevinding, p.maat, p.woningen, p.ontbreekt, p.vorm, p.x_min, "   \
    "p.y_min, "                                                                                              \
    "p.x_max, p.y_max, p.levering_id"
#define HOMES_VAN_TYPE                                                                                       \
    ", (SELECT x.waarde FROM plan_getal x WHERE x.plan_id = p.id AND x.soort = 'ouderen' AND x.code = ?6 "   \
    "AND x.van = 0 AND x.tot = 0)"
#define MET_VORM ", v.punten FROM plan p LEFT JOIN plan_vorm v ON v.plan_id = p.id"
#define ZONDER   " FROM plan p"
/* ?1 levering, ?2 after this number, ?3 gemeenten as ",12,15," or '', ?4 status or hardheid or '', ?5 at most
 */
#define WAAR                                                                                                 \
    " WHERE p.levering_id = ?1 AND p.openbaar = 0 AND p.id > ?2 AND (?3 = '' OR ?3 LIKE '%,' || "            \
    "p.gebied_id || ',%')"                                                                                   \
    " AND (?4 = '' OR p.status = ?4 OR p.hardheid = ?4)"
#define TOT " ORDER BY p.id LIMIT ?5"
#define WAAR_TYPE                                                                                            \
    " AND (?6 = '' OR EXISTS (SELECT 1 FROM plan_getal x WHERE x.plan_id = p.id AND x.soort = 'ouderen'"     \
    " AND x.code = ?6 AND x.van = 0 AND x.tot = 0 AND x.waarde > 0)) AND (?7 = 0 OR (p.bevinding & ?7) <> "  \
    "0)"
#define WAAR_KADER " AND p.x_max >= ?6 AND p.x_min <= ?7 AND p.y_max >= ?8 AND p.y_min <= ?9"

static const char sql_type[] = "SELECT " KOLOMMEN HOMES_VAN_TYPE ZONDER WAAR WAAR_TYPE TOT;
static const char sql_type_vorm[] = "SELECT " KOLOMMEN HOMES_VAN_TYPE MET_VORM WAAR WAAR_TYPE TOT;
static const char sql_kader[] = "SELECT " KOLOMMEN ", NULL" ZONDER WAAR WAAR_KADER TOT;
static const char sql_kader_vorm[] = "SELECT " KOLOMMEN ", NULL" MET_VORM WAAR WAAR_KADER TOT;
static const char sql_een[] = "SELECT " KOLOMMEN ", NULL" MET_VORM " WHERE p.id = ?1 AND p.openbaar = 0";
static const char sql_typen[] =
    "SELECT x.plan_id, x.code, x.waarde FROM plan p JOIN plan_getal x ON x.plan_id = p.id WHERE "
    "p.levering_id = "
    "?1 AND p.openbaar = 0"
    " AND x.soort = 'ouderen' AND x.van = 0 AND x.tot = 0 AND x.waarde IS NOT NULL ORDER BY x.plan_id";
static const char sql_getallen[] =
    "SELECT soort, code, van, tot, waarde, ontbreekt, rij, kolom FROM plan_getal WHERE plan_id = ?1"
    " ORDER BY soort, kolom, code, van, tot";
static const char sql_som[] =
    "SELECT p.openbaar, p.hardheid, COUNT(*), COUNT(p.woningen),"
    " CAST(SUM(CASE WHEN p.woningen IS NULL THEN 0 ELSE p.woningen END) AS INTEGER),"
    " COUNT(p.x_min), MAX(CASE WHEN p.maat = 'rest' THEN 1 ELSE 0 END) FROM plan p"
    " WHERE p.levering_id = ?1 AND (?2 = '' OR ?2 LIKE '%,' || p.gebied_id || ',%') GROUP BY p.openbaar, "
    "p.hardheid";

/* ---- writing ---- */

/* The box in whole metres, outwards; false without places. */
static bool kader_van(const struct plan_nieuw *p, struct plan_kader *ret)
{
    bool iets = false;

    for (size_t i = 0; i + 1 < p->n_xy; i += 2) {
        double x = p->xy[i], y = p->xy[i + 1];

        if (isnan(x))
            continue;
        if (!iets)
            *ret =
                (struct plan_kader){(int64_t)floor(x), (int64_t)floor(y), (int64_t)ceil(x), (int64_t)ceil(y)};
        iets = true;
        ret->x_min = fmin((double)ret->x_min, floor(x));
        ret->y_min = fmin((double)ret->y_min, floor(y));
        ret->x_max = fmax((double)ret->x_max, ceil(x));
        ret->y_max = fmax((double)ret->y_max, ceil(y));
    }
    return iets;
}

void plan_rij(struct bulk *b, int64_t id, int64_t levering, const struct plan_nieuw *p, uint8_t openbaar)
{
    struct plan_kader k;
    bool met_vorm = kader_van(p, &k);
    const struct str teksten[] = {p->naam,
                                  p->plancode,
                                  p->plantype,
                                  p->fase,
                                  p->status_geleverd,
                                  p->status->code,
                                  plan_hardheid_naam(p->status->hardheid)};

    bulk_int(b, id);
    bulk_int(b, levering);
    bulk_int(b, p->blad);
    bulk_int(b, p->rij);
    bulk_int(b, p->gebied->id);
    for (size_t i = 0; i < sizeof teksten / sizeof *teksten; i++)
        bulk_str(b, teksten[i].n ? teksten[i] : STR(""));
    bulk_int(b, openbaar);
    bulk_int(b, p->verzonnen);
    bulk_int(b, p->bevinding);
    bulk_str(b, p->rest ? STR("rest") : STR("bruto"));
    if (p->ontbreekt)
        bulk_null(b);
    else
        bulk_int(b, p->woningen);
    bulk_int(b, p->ontbreekt);
    bulk_str(b, plan_vorm_naam(met_vorm ? p->vorm : VORM_GEEN));
    if (met_vorm) {
        bulk_int(b, k.x_min);
        bulk_int(b, k.y_min);
        bulk_int(b, k.x_max);
        bulk_int(b, k.y_max);
    } else {
        for (int i = 0; i < 4; i++)
            bulk_null(b);
    }
}

static int plannen_rijen(struct conn *c, const struct plannen_nieuw *l, int64_t eerste, int64_t levering,
                         struct err *e)
{
    struct bulk *b;
    int rc = bulk_open(c, "plan", PLAN_KOLOMMEN, &b, e);

    for (size_t i = 0; !rc && i < l->plan.n; i++) {
        plan_rij(b, eerste + (int64_t)i, levering, &l->plan.at[i],
                 l->plan.at[i].vertrouwelijk ? PLAN_VERTROUWELIJK : PLAN_OPEN);
        rc = bulk_row(b, e);
        if (rc) {
            bulk_abort(b);
            return rc;
        }
    }
    return rc ? rc : bulk_close(b, e);
}

void plan_getal_rij(struct bulk *b, int64_t plan, const struct plan_getal *x)
{
    bulk_int(b, plan);
    bulk_str(b, x->soort);
    bulk_str(b, x->code.n ? x->code : STR(""));
    bulk_int(b, x->van);
    bulk_int(b, x->tot);
    if (x->ontbreekt)
        bulk_null(b);
    else
        bulk_int(b, x->waarde);
    bulk_int(b, x->ontbreekt);
    bulk_int(b, x->rij);
    bulk_int(b, x->kolom);
}

static int getallen_rijen(struct conn *c, const struct plannen_nieuw *l, int64_t eerste, struct err *e)
{
    struct bulk *b;
    int rc = bulk_open(c, "plan_getal", PLAN_GETAL_KOLOMMEN, &b, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < l->plan.n; i++)
        for (size_t k = 0; k < l->plan.at[i].n_getal; k++) {
            plan_getal_rij(b, eerste + (int64_t)i, &l->plan.at[i].getal[k]);
            rc = bulk_row(b, e);
            if (rc) {
                bulk_abort(b);
                return rc;
            }
        }
    return bulk_close(b, e);
}

int plan_vorm_schrijf(struct conn *c, int64_t id, const struct plan_nieuw *p, struct err *e)
{
    struct plan_kader k;
    struct arena a;
    struct buf b;
    int rc;

    if (!kader_van(p, &k))
        return OK;
    arena_init(&a, 0);
    buf_init(&b, &a, SIZE_MAX);
    grens_pak(&b, p->xy, p->n_xy);
    rc = sql_run(c, sql_vorm_nieuw, NULL, e, "ib", id, buf_str(&b));
    arena_done(&a);
    return rc;
}

int plannen_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct plannen_nieuw *l = ctx;
    int64_t laatste = 0, eerste;
    int rc;

    if (!l->plan.n)
        return OK;
    rc = sql_get_int(c, sql_plan_teller_op, &laatste, e, "i", (int64_t)l->plan.n);
    eerste = laatste - (int64_t)l->plan.n + 1;
    if (!rc)
        rc = plannen_rijen(c, l, eerste, levering, e);
    if (!rc)
        rc = getallen_rijen(c, l, eerste, e);
    for (size_t i = 0; !rc && i < l->plan.n; i++)
        rc = plan_vorm_schrijf(c, eerste + (int64_t)i, &l->plan.at[i], e);
    return rc;
}

/* ---- choosing ---- */

struct bron_levering {
    int64_t id;
    struct str soort, leveraar;
    date_t peildatum;
};

struct selectie {
    struct arena a;
    const struct bron_levering *levering;
    size_t n;
    struct str gebieden; /* ",12,15,", or empty for everywhere */
};

const struct gebied *plan_gemeente(const struct gebieden *g, struct arena *scratch,
                                   const struct gebied *geleverd, date_t d)
{
    const struct omzet_deel *deel;
    const struct gebied *naar = geleverd;
    int64_t meest = 0;
    size_t n = gebied_omzetten(g, scratch, geleverd, d, &deel);

    for (size_t k = 0; k < n; k++)
        if (deel[k].gewicht > meest) {
            meest = deel[k].gewicht;
            naar = deel[k].gebied;
        }
    return naar;
}

/* The gemeenten of which the plans belong to an area on a date: those of which it takes the greatest part. */
static struct str gebieden_lijst(struct arena *a, const struct gebieden *g, const struct gebied *in, date_t d)
{
    struct gebied_lijst leden = gebied_leden(g, a, in, d);
    bool *lid = ARENA_ARRAY(a, bool, g->n + 1);
    struct buf b;

    if (str_is(in->soort, "land"))
        return STR("");
    for (size_t i = 0; i < leden.n; i++)
        lid[leden.at[i]->index] = true;
    if (gebied_is_gemeente(in))
        lid[in->index] = true; /* also when it is no more, or not yet */
    buf_init(&b, a, 64 << 10);
    buf_char(&b, ',');
    for (size_t i = 0; i < g->n; i++) {
        const struct gebied *x = &g->gebied[i];

        if (gebied_is_gemeente(x) && (lid[i] || lid[plan_gemeente(g, a, x, d)->index]))
            buf_fmt(&b, "%lld,", (long long)x->id);
    }
    return buf_str(&b);
}

/* What LEVERINGEN asks for. */
#define KEUZE_BIND(k)                                                                                        \
    "iiis", (k)->stand ? (k)->stand : INT64_MAX, (int64_t)((k)->peildatum ? (k)->peildatum : DATE_OPEN),     \
        (k)->levering, (k)->soort.n ? (k)->soort : STR("")

static bool levering_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct bron_levering *)rij = (struct bron_levering){sql_int(st, 0), sql_str_dup(st, 1, a),
                                                          sql_str_dup(st, 2, a), (date_t)sql_int(st, 3)};
    return true;
}

int plannen_versie(struct conn *c, const struct plan_keuze *k, uint64_t *ret, struct err *e)
{
    uint64_t v = 0xcbf29ce484222325u; /* as grenzen_versie */
    const int64_t *levering;
    struct arena a;
    size_t n = 0;
    int rc;

    arena_init(&a, 0);
    rc = SQL_LIST(c, &a, sql_versie, sql_row_int, NULL, &levering, &n, e, KEUZE_BIND(k));
    for (size_t i = 0; i < n; i++)
        v = (v ^ (uint64_t)levering[i]) * 0x100000001b3u;
    arena_done(&a);
    if (!rc)
        *ret = v;
    return rc;
}

static int selectie_maak(struct conn *c, const struct gebieden *g, const struct plan_keuze *k,
                         struct selectie *s, struct err *e)
{
    *s = (struct selectie){0};
    arena_init(&s->a, 0);
    s->gebieden = k->gebied
                      ? gebieden_lijst(&s->a, g, k->gebied, k->gebiedsdatum ? k->gebiedsdatum : date_today())
                      : STR("");
    return SQL_LIST(c, &s->a, sql_leveringen, levering_rij, NULL, &s->levering, &s->n, e, KEUZE_BIND(k));
}

/* ---- reading ---- */

static void plan_uit(struct stmt *st, const struct gebieden *g, struct arena *a, bool met_vorm,
                     struct plan *p)
{
    struct str vorm = sql_str(st, 17);

    *p = (struct plan){.id = sql_int(st, 0),
                       .blad = sql_int(st, 1),
                       .rij = sql_int(st, 2),
                       .gebied = gebied_bij_id(g, sql_int(st, 3)),
                       .naam = sql_str_dup(st, 4, a),
                       .plancode = sql_str_dup(st, 5, a),
                       .plantype = sql_str_dup(st, 6, a),
                       .fase = sql_str_dup(st, 7, a),
                       .status_geleverd = sql_str_dup(st, 8, a),
                       .status = sql_str_dup(st, 9, a),
                       .hardheid = sql_str_dup(st, 10, a),
                       .openbaar = (enum plan_openbaar)sql_int(st, 11),
                       .verzonnen = sql_int(st, 12) != 0,
                       .bevinding = (unsigned)sql_int(st, 13),
                       .rest = str_is(sql_str(st, 14), "rest"),
                       .woningen = sql_int(st, 15),
                       .ontbreekt = (uint8_t)sql_int(st, 16),
                       .vorm = str_is(vorm, "vlak")   ? VORM_VLAK
                               : str_is(vorm, "punt") ? VORM_PUNT
                                                      : VORM_GEEN,
                       .kader = {sql_int(st, 18), sql_int(st, 19), sql_int(st, 20), sql_int(st, 21)},
                       .levering = sql_int(st, 22),
                       .heeft_type = !sql_is_null(st, 23)};
    if (p->heeft_type)
        p->van_type = sql_int(st, 23);
    if (met_vorm && p->vorm != VORM_GEEN)
        p->xy = grens_uitpak(a, sql_blob(st, 24), &p->n_xy);
}

static bool kader_raakt(const struct plan *p, const struct plan_kader *k)
{
    return p->vorm != VORM_GEEN && p->kader.x_max >= k->x_min && p->kader.x_min <= k->x_max &&
           p->kader.y_max >= k->y_min && p->kader.y_min <= k->y_max;
}

struct lezing {
    const struct gebieden *g;
    const struct plan_keuze *k;
    bool met_vorm;
    plan_fn *fn;
    void *ctx;
    int64_t over; /* how many may follow */
};

/* The plans of one levering. A box is asked by its index, or, beside a woningtype or finding, looked at row
 * by row. */
static int levering_lees_plannen(struct conn *c, struct lezing *z, const struct bron_levering *l,
                                 struct str gebieden, struct err *e)
{
    const struct plan_keuze *k = z->k;
    bool kader = k->kader && !k->woningtype.n && !k->bevinding, zeef = k->bevinding || (k->kader && !kader);
    struct arena a;
    struct stmt *st;
    int rc = sql_open(c,
                      kader         ? z->met_vorm ? sql_kader_vorm : sql_kader
                      : z->met_vorm ? sql_type_vorm
                                    : sql_type,
                      &st, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    sql_bind_int(st, 1, l->id);
    sql_bind_int(st, 2, k->na);
    sql_bind_str(st, 3, gebieden);
    sql_bind_str(st, 4, k->status.n ? k->status : STR(""));
    sql_bind_int(st, 5, zeef ? INT32_MAX : z->over);
    if (kader) {
        sql_bind_int(st, 6, k->kader->x_min);
        sql_bind_int(st, 7, k->kader->x_max);
        sql_bind_int(st, 8, k->kader->y_min);
        sql_bind_int(st, 9, k->kader->y_max);
    } else {
        sql_bind_str(st, 6, k->woningtype.n ? k->woningtype : STR(""));
        sql_bind_int(st, 7, k->bevinding);
    }
    while (z->over > 0 && (rc = sql_step(st, e)) > 0) {
        struct plan p;

        arena_reset(&a);
        plan_uit(st, z->g, &a, z->met_vorm, &p);
        if ((!kader && k->kader && !kader_raakt(&p, k->kader)) ||
            (k->bevinding && !(p.bevinding & k->bevinding)))
            continue;
        p.levering_soort = l->soort;
        p.leveraar = l->leveraar;
        p.peildatum = l->peildatum;
        z->over--;
        rc = z->fn(z->ctx, &p, e);
        if (rc)
            break;
    }
    sql_close(st);
    arena_done(&a);
    return rc > 0 ? OK : rc;
}

int plannen_openbaar(struct conn *c, const struct gebieden *g, const struct plan_keuze *k, bool met_vorm,
                     plan_fn *fn, void *ctx, struct err *e)
{
    struct selectie s;
    struct lezing z = {g, k, met_vorm, fn, ctx, k->hoogstens > 0 ? k->hoogstens : INT32_MAX};
    int rc = selectie_maak(c, g, k, &s, e);

    for (size_t i = 0; !rc && z.over > 0 && i < s.n; i++)
        rc = levering_lees_plannen(c, &z, &s.levering[i], s.gebieden, e);
    arena_done(&s.a);
    return rc;
}

static int levering_typen(struct conn *c, int64_t levering, plan_type_fn *fn, void *ctx, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_typen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, levering);
    while ((rc = sql_step(st, e)) > 0)
        for (size_t i = 0; i < PLAN_TYPEN; i++)
            if (str_is(sql_str(st, 1), plan_typen[i]))
                fn(ctx, sql_int(st, 0), i, sql_int(st, 2));
    sql_close(st);
    return rc;
}

int plannen_typen(struct conn *c, const struct plan_keuze *k, plan_type_fn *fn, void *ctx, struct err *e)
{
    struct plan_keuze overal = *k;
    struct selectie s;
    int rc;

    overal.gebied = NULL;
    rc = selectie_maak(c, NULL, &overal, &s, e);
    for (size_t i = 0; !rc && i < s.n; i++)
        rc = levering_typen(c, s.levering[i].id, fn, ctx, e);
    arena_done(&s.a);
    return rc;
}

static bool getallen_lees_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct plan_getal *)rij = (struct plan_getal){.soort = sql_str_dup(st, 0, a),
                                                    .code = sql_str_dup(st, 1, a),
                                                    .van = (int)sql_int(st, 2),
                                                    .tot = (int)sql_int(st, 3),
                                                    .waarde = sql_int(st, 4),
                                                    .ontbreekt = (uint8_t)sql_int(st, 5),
                                                    .rij = sql_int(st, 6),
                                                    .kolom = (int)sql_int(st, 7)};
    return true;
}

static int getallen_lees(struct conn *c, struct arena *a, int64_t id, const struct plan_getal **ret,
                         size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_getallen, getallen_lees_rij, NULL, ret, ret_n, e, "i", (int64_t)(id));
}

int plan_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, struct plan *ret,
              const struct plan_getal **ret_getal, size_t *ret_n, struct err *e)
{
    struct levering l;
    struct stmt *st;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0)
        plan_uit(st, g, a, true, ret);
    sql_close(st);
    if (!rc)
        return err_set(e, ERR_NOT_FOUND, "plan %lld is er niet, of het is niet openbaar", (long long)id);
    if (rc > 0)
        rc = levering_lees(c, a, ret->levering, &l, NULL, e);
    if (rc)
        return rc;
    ret->levering_soort = l.soort;
    ret->leveraar = l.leveraar;
    ret->peildatum = l.peildatum;
    return getallen_lees(c, a, id, ret_getal, ret_n, e);
}

/* ---- sums ---- */

static void som_bij(struct plan_som *s, struct stmt *st)
{
    struct str hardheid = sql_str(st, 1);

    if (sql_int(st, 0) != PLAN_OPEN) {
        s->vertrouwelijk = true;
        return;
    }
    s->open += sql_int(st, 2);
    s->open_met += sql_int(st, 3);
    s->vormen += sql_int(st, 5);
    s->rest = s->rest || sql_int(st, 6);
    for (int h = 0; h < PLAN_HARDHEDEN; h++)
        if (str_eq(hardheid, plan_hardheid_naam((enum plan_hardheid)h)))
            s->woningen[h] += sql_int(st, 4);
}

static struct plan_som *som_van(struct plan_som *at, size_t *n, struct arena *a, struct str soort)
{
    for (size_t i = 0; i < *n; i++)
        if (str_eq(at[i].soort, soort))
            return &at[i];
    at[*n] = (struct plan_som){.soort = str_dup(a, soort)};
    return &at[(*n)++];
}

int plannen_som(struct conn *c, const struct gebieden *g, struct arena *a, const struct plan_keuze *k,
                struct plan_som **ret, size_t *ret_n, struct err *e)
{
    struct selectie s;
    int rc = selectie_maak(c, g, k, &s, e);

    *ret = ARENA_ARRAY(a, struct plan_som, s.n + 1);
    *ret_n = 0;
    for (size_t i = 0; !rc && i < s.n; i++) {
        struct plan_som *som;
        struct stmt *st;
        bool iets = false;

        rc = sql_open(c, sql_som, &st, e);
        if (rc)
            break;
        som = som_van(*ret, ret_n, a, s.levering[i].soort);
        sql_bind_int(st, 1, s.levering[i].id);
        sql_bind_str(st, 2, s.gebieden);
        while ((rc = sql_step(st, e)) > 0) {
            som_bij(som, st);
            iets = true;
        }
        sql_close(st);
        som->leveringen += iets;
    }
    arena_done(&s.a);
    return rc;
}
