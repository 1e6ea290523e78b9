/* SPDX-License-Identifier: EUPL-1.2
 * Reading waarnemingen and definitiesets from the store. Each call of waarneming_lees is a few short
 * statements by key, so that a long export keeps no statement and no connection between its pieces. */
#include "cijfer/waarneming_intern.h"

static const char sql_blokken[] =
    "SELECT i.reeks_id, i.levering_id, i.periode_van, i.periode_tot, i.cijfers, o.code, o.eenheid, b.code, "
    "d.code, r.woningtype, r.segment, r.kenmerk, o.schaal, o.aard, r.horizon_van, r.horizon_tot, o.id, "
    "i.merken"
    " FROM levering_inhoud i JOIN levering l ON l.id = i.levering_id JOIN reeks r ON r.id = i.reeks_id"
    " JOIN onderwerp o ON o.id = r.onderwerp_id JOIN bron b ON b.id = r.bron_id"
    " JOIN definitieset d ON d.id = r.definitieset_id"
    " WHERE ?2 = 1 OR (l.ontvangen <= ?1 AND (l.einde IS NULL OR l.einde > ?1))"
    " ORDER BY i.reeks_id, i.periode_tot, i.levering_id, i.periode_van";
static const char sql_blok[] =
    "SELECT " PUNT_KOLOMMEN " FROM cijfer"
    " WHERE reeks_id = ?1 AND periode_tot = ?2 AND levering_id = ?3 AND periode_van = ?4 AND gebied_id > ?5"
    " ORDER BY gebied_id, id";

static bool past(struct str gevraagd, struct str is)
{
    return !gevraagd.n || str_eq(gevraagd, is) || (str_is(gevraagd, "totaal") && !is.n);
}

static bool reeks_past(const struct waarneming_vraag *v, const struct reeks *r)
{
    return (!v->onderwerp.n || str_eq(v->onderwerp, r->onderwerp)) &&
           (!v->bron.n || str_eq(v->bron, r->bron)) && past(v->woningtype, r->woningtype) &&
           past(v->segment, r->segment) && past(v->kenmerk, r->kenmerk);
}

static struct reeks *reeks_uit(struct stmt *st, struct arena *a)
{
    struct reeks *r = ARENA_NEW(a, struct reeks);
    struct str aard = sql_str(st, 13);

    *r = (struct reeks){.id = sql_int(st, 0),
                        .onderwerp_id = sql_int(st, 16),
                        .onderwerp = sql_str_dup(st, 5, a),
                        .eenheid = sql_str_dup(st, 6, a),
                        .bron = sql_str_dup(st, 7, a),
                        .definitieset = sql_str_dup(st, 8, a),
                        .woningtype = sql_str_dup(st, 9, a),
                        .segment = sql_str_dup(st, 10, a),
                        .kenmerk = sql_str_dup(st, 11, a),
                        .schaal = (int)sql_int(st, 12),
                        .aard = str_is(aard, "stand")    ? AARD_STAND
                                : str_is(aard, "stroom") ? AARD_STROOM
                                                         : AARD_VERHOUDING,
                        .horizon_van = (int)sql_int(st, 14),
                        .horizon_tot = (int)sql_int(st, 15)};
    return r;
}

struct blokken {
    const struct waarneming_vraag *v;
    const struct reeks *reeks; /* of the row before: blocks of one reeks share it */
};

static bool blok_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct blokken *x = ctx;

    if (!x->reeks || x->reeks->id != sql_int(st, 0))
        x->reeks = reeks_uit(st, a);
    *(struct waarneming_blok *)rij = (struct waarneming_blok){.reeks = x->reeks,
                                                              .levering = sql_int(st, 1),
                                                              .van = (date_t)sql_int(st, 2),
                                                              .tot = (date_t)sql_int(st, 3),
                                                              .cijfers = sql_int(st, 4),
                                                              .gemerkt = sql_int(st, 17) > 0};
    return reeks_past(x->v, x->reeks) && (!x->v->levering || x->v->levering == sql_int(st, 1));
}

int waarneming_blokken(struct conn *c, struct arena *a, struct waarneming_vraag *v,
                       const struct waarneming_blok **ret, size_t *ret_n, struct err *e)
{
    struct blokken x = {.v = v};

    if (!v->stand)
        v->stand = time_ms();
    return SQL_LIST(c, a, sql_blokken, blok_rij, &x, ret, ret_n, e, "ii", v->stand,
                    (int64_t)v->ook_vervangen);
}

void punt_bij(struct punt *p, struct stmt *st)
{
    unsigned ontbreekt = (unsigned)sql_int(st, 3), vlag = (unsigned)sql_int(st, 5);
    int64_t waarde = sql_int(st, 2), blad = sql_int(st, 6), rij = sql_int(st, 7);
    enum cijfer_status status = (enum cijfer_status)sql_int(st, 4);

    if (!p->uit.cijfers++)
        p->uit.eerste_id = sql_int(st, 0);
    p->uit.cijfer_id = sql_int(st, 0);
    p->uit.vlag |= vlag;
    if (status > p->uit.status)
        p->uit.status = status;
    if (ontbreekt) {
        p->redenen |= 1u << ontbreekt;
        return;
    }
    p->uit.heeft = true;
    p->uit.waarde += waarde; /* LEVERING_WAARDE_MAX and LEVERING_CIJFERS_MAX keep it within bounds */
    p->echt = p->echt || !(vlag & VLAG_AFGELEID_NUL);
    if (waarde && (vlag & VLAG_VERTROUWELIJK) && status != STATUS_VERVALLEN)
        cel_geheim_bij(&p->geheim, blad, rij); /* an open row hides nothing: it can be read by itself */
}

void punt_klaar(struct punt *p, const struct reeks *r)
{
    struct waarneming_rij *u = &p->uit;

    if (p->echt)
        u->vlag &= ~(unsigned)VLAG_AFGELEID_NUL;
    if (u->cijfers > 1 || (u->vlag & VLAG_VERTROUWELIJK))
        u->cijfer_id = 0;
    if (!cel_geheim_telt(&p->geheim,
                         r->segment.n || r->kenmerk.n)) { /* the whole: less would be no waarneming */
        u->heeft = false;
        u->waarde = 0;
        u->ontbreekt = ONTBREEKT_ONDERDRUKT;
    } else if (!u->heeft) {
        u->ontbreekt = p->redenen == 1u << ONTBREEKT_NVT          ? ONTBREEKT_NVT
                       : p->redenen == 1u << ONTBREEKT_ONDERDRUKT ? ONTBREEKT_ONDERDRUKT
                                                                  : ONTBREEKT_NIET_GELEVERD;
    }
}

/* Gives what was added up, if anything; a gebied that is not in the model is passed over. */
static int punt_geef(struct punt *p, struct waarneming_lezer *l, waarneming_fn *fn, void *ctx, struct err *e)
{
    int rc = 1;

    if (!p->uit.cijfers)
        return 1;
    l->gebied = p->gebied_id;
    punt_klaar(p, p->uit.blok->reeks);
    if (p->uit.gebied)
        rc = fn(ctx, &p->uit, e);
    return rc;
}

/* The marks of a block, read before its figures, since only one statement walks at a time. */
struct merken {
    int64_t *at;
    size_t n;
};

static bool gemerkt(const struct merken *m, int64_t gebied)
{
    size_t van = 0, tot = m->n;

    while (van < tot) {
        size_t midden = (van + tot) / 2;

        if (m->at[midden] < gebied)
            van = midden + 1;
        else
            tot = midden;
    }
    return van < m->n && m->at[van] == gebied;
}

static int blok_lees(struct conn *c, const struct gebieden *g, struct waarneming_lezer *l, waarneming_fn *fn,
                     void *ctx, struct err *e)
{
    const struct waarneming_blok *b = &l->blok[l->at];
    struct punt p = {0};
    struct merken merken = {0};
    struct arena a;
    struct stmt *st;
    int rc = OK;

    arena_init(&a, 0);
    if (b->gemerkt)
        rc = waarneming_blok_merken(c, &a, b, &merken.at, &merken.n, e);
    if (!rc)
        rc = sql_open(c, sql_blok, &st, e);
    if (rc) {
        arena_done(&a);
        return rc;
    }
    sql_bind_int(st, 1, b->reeks->id);
    sql_bind_int(st, 2, b->tot);
    sql_bind_int(st, 3, b->levering);
    sql_bind_int(st, 4, b->van);
    sql_bind_int(st, 5, l->gebied);
    while ((rc = sql_step(st, e)) > 0) {
        int64_t gebied = sql_int(st, 1);

        if (gebied != p.gebied_id) {
            rc = punt_geef(&p, l, fn, ctx, e);
            if (rc <= 0)
                break;
            p = (struct punt){.gebied_id = gebied, .uit = {.blok = b, .gebied = gebied_bij_id(g, gebied)}};
        }
        punt_bij(&p, st);
        if (merken.n && gemerkt(&merken, gebied))
            p.uit.vlag |= VLAG_TWIJFEL;
    }
    if (!rc && p.uit.cijfers && p.gebied_id != l->gebied)
        rc = punt_geef(&p, l, fn, ctx, e);
    else if (!rc && p.uit.cijfers)
        rc = 0; /* fn had enough */
    else if (!rc)
        rc = 1;
    sql_close(st);
    arena_done(&a);
    return rc;
}

int waarneming_lees(struct conn *c, const struct gebieden *g, struct waarneming_lezer *l, waarneming_fn *fn,
                    void *ctx, struct err *e)
{
    while (l->at < l->n) {
        int rc = blok_lees(c, g, l, fn, ctx, e);

        if (rc < 0)
            return rc;
        if (!rc)
            return 1;
        l->at++;
        l->gebied = 0;
    }
    return 0;
}
