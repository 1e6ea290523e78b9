/* SPDX-License-Identifier: EUPL-1.2
 * See overzetten.h. Reading takes short statements by key, so that a long export keeps nothing between its
 * pieces. */
#include "cijfer/overzetten.h"

#include "cijfer/levering_intern.h"
#include "cijfer/waarneming_intern.h"

#include <stdlib.h>
#include <zlib.h>

#define RIJ_KOLOMMEN PUNT_KOLOMMEN ", kolom, reeks_id, levering_id, periode_van, periode_tot"

static const char sql_rijen[] = "SELECT " RIJ_KOLOMMEN " FROM cijfer WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
#define BLOK " FROM cijfer WHERE reeks_id = ?1 AND periode_tot = ?2 AND levering_id = ?3 AND periode_van = ?4"
static const char sql_blok_rijen[] =
    "SELECT " RIJ_KOLOMMEN BLOK " AND gebied_id >= ?5 AND (gebied_id > ?5 OR id > ?6) ORDER BY gebied_id, id";
static const char sql_geheim[] =
    "SELECT COUNT(*) FROM (SELECT 1 FROM cijfer WHERE id BETWEEN ?1 AND ?2 AND (vlag & "
    "?3) <> 0 LIMIT 1) x";

static const char sql_levering_over[] =
    "INSERT INTO levering (soort, leveraar, peildatum, bestand, sha256, bytes, wie, ontvangen, status, "
    "einde, "
    "reden, eerste_cijfer, cijfers, verslag)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id";
static const char sql_opvolger[] = "UPDATE levering SET vervangen_door = ?2 WHERE id = ?1";
static const char sql_zelfde[] =
    "SELECT id FROM levering WHERE soort = ?1 AND leveraar = ?2 AND peildatum = ?3 AND status = 'actief'";
static const char sql_moment[] =
    "SELECT MAX(CASE WHEN einde IS NULL OR einde < ontvangen THEN ontvangen ELSE einde END) FROM levering";
static const char sql_aantal[] = "SELECT COUNT(*) FROM levering WHERE soort NOT LIKE 'referentie-%'";

/* ---- reading ---- */

static struct cijfer_rij rij_uit(struct stmt *st, const struct gebieden *g, const struct reeks *reeks)
{
    return (struct cijfer_rij){.reeks = reeks,
                               .gebied = gebied_bij_id(g, sql_int(st, 1)),
                               .id = sql_int(st, 0),
                               .levering = sql_int(st, 10),
                               .waarde = sql_int(st, 2),
                               .opgeteld = 1,
                               .van = (date_t)sql_int(st, 11),
                               .tot = (date_t)sql_int(st, 12),
                               .ontbreekt = (enum cijfer_ontbreekt)sql_int(st, 3),
                               .status = (enum cijfer_status)sql_int(st, 4),
                               .vlag = (unsigned)sql_int(st, 5),
                               .blad = sql_int(st, 6),
                               .rij = sql_int(st, 7),
                               .kolom = (int)sql_int(st, 8)};
}

static int reeks_orde(const void *x, const void *y)
{
    const struct reeks *a = *(const struct reeks *const *)x, *b = *(const struct reeks *const *)y;

    return (a->id > b->id) - (a->id < b->id);
}

int cijfer_rijen_lees(struct conn *c, const struct gebieden *g, const struct reeks *const *reeks,
                      size_t n_reeksen, int64_t eerste, int64_t laatste, cijfer_rij_fn *fn, void *ctx,
                      struct err *e)
{
    const struct reeks *nu = NULL;
    struct stmt *st;
    int rc = sql_open(c, sql_rijen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, eerste);
    sql_bind_int(st, 2, laatste);
    while ((rc = sql_step(st, e)) > 0) {
        struct reeks zoek = {.id = sql_int(st, 9)};
        const struct reeks *p = &zoek, *const * m;
        struct cijfer_rij r;

        if (!nu || nu->id != zoek.id) {
            m = bsearch(&p, reeks, n_reeksen, sizeof *reeks, reeks_orde);
            nu = m ? *m : NULL;
        }
        r = rij_uit(st, g, nu);
        if (!nu || !r.gebied) {
            rc = err_set(e, ERR_ENV, "cijfer %lld hoort bij geen bekende reeks of geen bekend gebied",
                         (long long)r.id);
            break;
        }
        rc = fn(ctx, &r, e);
        if (rc)
            break;
    }
    sql_close(st);
    return rc;
}

int cijfers_geheim(struct conn *c, int64_t eerste, int64_t laatste, bool *ret, struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_geheim, &n, e, "iii", eerste, laatste, (int64_t)VLAG_VERTROUWELIJK);

    *ret = n > 0;
    return rc;
}

static void blok_bind(struct stmt *st, const struct waarneming_blok *b)
{
    sql_bind_int(st, 1, b->reeks->id);
    sql_bind_int(st, 2, b->tot);
    sql_bind_int(st, 3, b->levering);
    sql_bind_int(st, 4, b->van);
}

/* The rows of a gebied that may not be seen alone as one, without their marks; nothing when there are none.
 */
static int som_geef(struct cijfer_lezer *l, const struct gebieden *g, struct punt *p, cijfer_rij_fn *fn,
                    void *ctx, struct err *e)
{
    const struct waarneming_blok *b = &l->blok[l->at];
    struct cijfer_rij r;

    if (!p->uit.cijfers)
        return OK;
    punt_klaar(p, b->reeks);
    r = (struct cijfer_rij){.reeks = b->reeks,
                            .gebied = gebied_bij_id(g, p->gebied_id),
                            .id = p->uit.eerste_id,
                            .levering = b->levering,
                            .waarde = p->uit.waarde,
                            .opgeteld = p->uit.cijfers,
                            .van = b->van,
                            .tot = b->tot,
                            .ontbreekt = p->uit.heeft ? ONTBREEKT_NIET : p->uit.ontbreekt,
                            .status = p->uit.status,
                            .vlag = p->uit.vlag & ~(unsigned)VLAG_VERTROUWELIJK,
                            .kolom = -1,
                            .geheim = true};
    p->uit.cijfers = 0;
    return r.gebied ? fn(ctx, &r, e) : OK;
}

/* 1: enough for now, 0: the block is done. */
static int blok_lees(struct cijfer_lezer *l, struct conn *c, const struct gebieden *g, size_t *over,
                     cijfer_rij_fn *fn, void *ctx, struct err *e)
{
    struct punt p = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_blok_rijen, &st, e), eind = 0;

    if (rc)
        return rc;
    blok_bind(st, &l->blok[l->at]);
    sql_bind_int(st, 5, l->gebied);
    sql_bind_int(st, 6, l->id);
    while ((rc = sql_step(st, e)) > 0) {
        struct cijfer_rij r = rij_uit(st, g, l->blok[l->at].reeks);
        int64_t gebied = sql_int(st, 1);

        if (gebied != p.gebied_id) {
            rc = som_geef(l, g, &p, fn, ctx, e);
            if (rc)
                break;
            p = (struct punt){.gebied_id = gebied};
        }
        if (!*over && !p.uit.cijfers) { /* never with a part of a sum in hand */
            eind = 1;
            break;
        }
        *over -= *over > 0;
        l->gebied = gebied;
        l->id = r.id;
        if (!l->alles && (r.vlag & VLAG_VERTROUWELIJK))
            punt_bij(&p, st);
        else if (r.gebied)
            rc = fn(ctx, &r, e);
        if (rc < 0)
            break;
    }
    if (!rc)
        rc = som_geef(l, g, &p, fn, ctx, e);
    sql_close(st);
    return rc < 0 ? rc : eind;
}

int cijfer_lezer_lees(struct cijfer_lezer *l, struct conn *c, const struct gebieden *g, size_t hoogstens,
                      cijfer_rij_fn *fn, void *ctx, struct err *e)
{
    size_t over = hoogstens;

    while (l->at < l->n) {
        int rc = blok_lees(l, c, g, &over, fn, ctx, e);

        if (rc)
            return rc;
        l->at++;
        l->gebied = l->id = 0;
    }
    return 0;
}

/* ---- writing ---- */

int levering_over_zet(struct conn *c, const struct levering *l, struct str verslag, int64_t *ret_id,
                      int64_t *ret_eerste, struct err *e)
{
    struct stmt *st;
    int64_t laatste = 0;
    int rc = sql_get_int(c, sql_teller_op, &laatste, e, "i", l->cijfers);

    *ret_eerste = laatste - l->cijfers + 1;
    if (!rc)
        rc = sql_open(c, sql_levering_over, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, l->soort);
    sql_bind_str(st, 2, l->leveraar.n ? l->leveraar : STR(""));
    sql_bind_int(st, 3, l->peildatum);
    sql_bind_str(st, 4, l->bestand);
    sql_bind_str(st, 5, l->sha256);
    sql_bind_int(st, 6, l->bytes);
    sql_bind_str(st, 7, l->wie.n ? l->wie : STR(""));
    sql_bind_int(st, 8, l->ontvangen);
    sql_bind_str(st, 9, l->status);
    if (l->einde)
        sql_bind_int(st, 10, l->einde);
    sql_bind_str(st, 11, l->reden.n ? l->reden : STR(""));
    sql_bind_int(st, 12, *ret_eerste);
    sql_bind_int(st, 13, l->cijfers);
    sql_bind_str(st, 14, verslag);
    rc = sql_step(st, e);
    if (rc > 0)
        *ret_id = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

int levering_over_opvolger(struct conn *c, int64_t levering, int64_t opvolger, struct err *e)
{
    return sql_run(c, sql_opvolger, NULL, e, "ii", levering, opvolger);
}

int levering_over_vervang(struct conn *c, int64_t levering, int64_t moment, int64_t opvolger, struct err *e)
{
    return sql_run(c, sql_levering_vervang, NULL, e, "iii", levering, moment, opvolger);
}

int levering_over_bestand(struct conn *c, int64_t levering, struct str inhoud, struct err *e)
{
    struct arena a;
    struct str ingepakt;
    int rc;

    arena_init(&a, 0);
    rc = levering_inpak(&a, inhoud, &ingepakt, e);
    if (!rc)
        rc = levering_bestand_maak(c, levering, ingepakt, e);
    arena_done(&a);
    return rc;
}

int levering_over_zelfde(struct conn *c, const struct levering *l, int64_t *ret, struct err *e)
{
    int rc = sql_get_int(c, sql_zelfde, ret, e, "ssi", l->soort, l->leveraar.n ? l->leveraar : STR(""),
                         (int64_t)l->peildatum);

    if (rc == ERR_NOT_FOUND) {
        *ret = 0;
        rc = OK;
    }
    return rc;
}

int levering_over_dubbel(struct conn *c, struct str soort, struct str sha256, struct err *e)
{
    return levering_dubbel(c, soort, sha256, e);
}

int leveringen_over_stand(struct conn *c, int64_t *ret_moment, int64_t *ret_n, struct err *e)
{
    int64_t laatste = 0, nu = time_ms();
    int rc = sql_get_int(c, sql_moment, &laatste, e, "");

    if (!rc)
        rc = sql_get_int(c, sql_aantal, ret_n, e, "");
    *ret_moment = nu > laatste ? nu : laatste + 1;
    return rc;
}

int reeks_over(struct conn *c, const struct reeks_nieuw *r, int64_t *ret_id, struct err *e)
{
    return reeks_id_maak(c, r, ret_id, e);
}

int stam_over(struct conn *c, const struct onderwerp *o, size_t n, const struct bron *b, size_t n_b,
              struct err *e)
{
    struct levering_nieuw l = {0};

    l.onderwerp.at = (struct onderwerp *)(uintptr_t)o; /* only read */
    l.onderwerp.n = n;
    l.bron.at = (struct bron *)(uintptr_t)b;
    l.bron.n = n_b;
    return levering_stamgegevens(c, &l, e);
}

int inhoud_over(struct conn *c, int64_t levering, int64_t reeks, date_t van, date_t tot, int64_t cijfers,
                struct err *e)
{
    return sql_run(c, sql_inhoud_nieuw, NULL, e, "iiiii", levering, reeks, (int64_t)van, (int64_t)tot,
                   cijfers);
}

int cijfers_over_open(struct conn *c, struct bulk **ret, struct err *e)
{
    return bulk_open(c, "cijfer", CIJFER_KOLOMMEN, ret, e);
}

int cijfer_over(struct bulk *b, int64_t id, int64_t levering, int64_t reeks, const struct cijfer_rij *r,
                struct err *e)
{
    const int64_t voor[] = {id, levering, reeks, r->gebied->id, r->van, r->tot};
    const int64_t na[] = {r->ontbreekt, r->status, (int64_t)r->vlag, r->blad, r->rij, r->kolom};

    for (size_t k = 0; k < 6; k++)
        bulk_int(b, voor[k]);
    if (r->ontbreekt)
        bulk_null(b);
    else
        bulk_int(b, r->waarde);
    for (size_t k = 0; k < 6; k++)
        bulk_int(b, na[k]);
    return bulk_row(b, e);
}
