/* SPDX-License-Identifier: EUPL-1.2
 * SQL by which findings are kept: made and ended by checks, answered by people. Nothing is overwritten but
 * the status that follows from the last answer. */
#include "kwaliteit/intern.h"

#include <stdlib.h>

#define BEWAARD_KOLOMMEN "id, levering_id, sleutel, links, rechts, status, ernst, versie"
static const char sql_bewaard[] =
    "SELECT " BEWAARD_KOLOMMEN " FROM bevinding WHERE einde IS NULL AND levering_id IN (?1, ?2)";
static const char sql_bewaard_regel[] =
    "SELECT " BEWAARD_KOLOMMEN " FROM bevinding WHERE einde IS NULL AND regel = ?1";
static const char sql_bewaard_een[] =
    "SELECT " BEWAARD_KOLOMMEN " FROM bevinding WHERE einde IS NULL AND id = ?1";
static const char sql_maak[] =
    "INSERT INTO bevinding (sleutel, levering_id, regel, versie, dimensie, ernst, onderwerp_id, gebied_id, "
    "periode_van, "
    "periode_tot, links, rechts, tekst, status, gemaakt)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING id";
static const char sql_neem_over[] =
    "INSERT INTO bevinding_antwoord (bevinding_id, antwoord, reden, wie, moment, van_id)"
    " SELECT ?2, antwoord, reden, wie, moment, id FROM bevinding_antwoord WHERE bevinding_id = ?1"
    " AND antwoord IN ('verklaard', 'geaccepteerd', 'heropend') ORDER BY id";
static const char sql_laatste_reden[] =
    "SELECT antwoord, reden FROM bevinding_antwoord WHERE bevinding_id = ?1 ORDER BY id DESC";
static const char sql_eindig[] =
    "UPDATE bevinding SET status = ?2, einde = ?3 WHERE id = ?1 AND einde IS NULL";
static const char sql_eind_antwoord[] =
    "INSERT INTO bevinding_antwoord (bevinding_id, antwoord, reden, wie, moment, levering_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char sql_controle[] =
    "INSERT INTO kwaliteit_controle (levering_id, regels_id, moment) VALUES (?1, ?2, ?3) RETURNING id";
static const char sql_toets[] =
    "INSERT INTO kwaliteit_toets (controle_id, regel, getoetst, bevonden, overgeslagen)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_stand[] = "SELECT status, tekst FROM bevinding WHERE id = ?1";
static const char sql_antwoord[] =
    "INSERT INTO bevinding_antwoord (bevinding_id, antwoord, reden, wie, moment) VALUES "
    "(?1, ?2, ?3, ?4, ?5)";
static const char sql_status[] = "UPDATE bevinding SET status = ?2 WHERE id = ?1 AND einde IS NULL";

/* ---- what is kept ---- */

struct bewaarden {
    struct bewaard *at;
    size_t n, cap;
};

static int bewaard_uit(struct stmt *st, struct arena *a, struct bewaarden *v, struct err *e)
{
    int rc;

    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, v,
                 ((struct bewaard){.id = sql_int(st, 0),
                                   .levering = sql_int(st, 1),
                                   .sleutel = sql_str_dup(st, 2, a),
                                   .geheim = sql_is_null(st, 3),
                                   .links = sql_int(st, 3),
                                   .rechts = sql_int(st, 4),
                                   .status = sql_str_dup(st, 5, a),
                                   .ernst = (int)sql_int(st, 6),
                                   .versie = sql_str_dup(st, 7, a)}));
    sql_close(st);
    return rc;
}

static int op_sleutel(const void *x, const void *y)
{
    const struct bewaard *a = x, *b = y;
    int c = str_cmp(a->sleutel, b->sleutel);

    return c ? c : (a->id > b->id) - (a->id < b->id);
}

/* By the marks on figures of one levering. */
static int bewaard_bij_merk(struct conn *c, struct arena *a, int64_t levering, struct bewaarden *v,
                            struct err *e)
{
    const int64_t *groep = NULL;
    size_t n = 0;
    int rc = levering ? cijfer_merken_in_levering(c, a, levering, &groep, &n, e) : OK;

    for (size_t i = 0; !rc && i < n; i++) {
        struct stmt *st;

        rc = sql_open(c, sql_bewaard_een, &st, e);
        if (rc)
            break;
        sql_bind_int(st, 1, groep[i]);
        rc = bewaard_uit(st, a, v, e);
    }
    return rc;
}

int bewaard_lees(struct conn *c, struct arena *a, int64_t levering, int64_t oud, const struct str *regels,
                 size_t n_regels, struct bewaard **ret, size_t *ret_n, struct err *e)
{
    struct bewaarden v = {0};
    struct stmt *st;
    size_t n = 0;
    int rc = sql_open(c, sql_bewaard, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, levering);
    sql_bind_int(st, 2, oud);
    rc = bewaard_uit(st, a, &v, e);
    for (size_t i = 0; !rc && i < n_regels; i++) {
        rc = sql_open(c, sql_bewaard_regel, &st, e);
        if (rc)
            return rc;
        sql_bind_str(st, 1, regels[i]);
        rc = bewaard_uit(st, a, &v, e);
    }
    if (!rc)
        rc = bewaard_bij_merk(c, a, levering, &v, e);
    if (!rc)
        rc = bewaard_bij_merk(c, a, oud, &v, e);
    if (v.n)
        qsort(v.at, v.n, sizeof *v.at, op_sleutel);
    for (size_t i = 0; i < v.n; i++)
        if (!n || v.at[n - 1].id != v.at[i].id)
            v.at[n++] = v.at[i];
    *ret = v.at;
    *ret_n = n;
    return rc;
}

/* ---- making and ending ---- */

/* The words on the herkomst of its figures: what was found, and what people said of it. */
static struct str merk_tekst(struct arena *a, struct str tekst, struct str status, struct str reden)
{
    if (str_is(status, "open"))
        return tekst;
    return str_fmt(a, "%.*s. %s: %.*s", STR_ARG(tekst),
                   str_is(status, "verklaard") ? "Verklaard" : "Geaccepteerd", STR_ARG(reden));
}

static bool reden_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct str *)rij = sql_str_dup(st, 1, a);
    return true;
}

static int laatste_reden(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e)
{
    int rc;

    *ret = STR("");
    rc = sql_one(c, a, sql_laatste_reden, reden_uit, NULL, ret, e, "i", id);
    return rc == ERR_NOT_FOUND ? OK : rc;
}

static struct str bevinding_adres(struct arena *a, int64_t id)
{
    return str_fmt(a, "/kwaliteit/bevindingen/%lld", (long long)id);
}

static int rij_maak(struct conn *c, const struct vondst *v, struct str status, const struct onderwerp *o,
                    int64_t nu, int64_t *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_maak, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, v->sleutel);
    sql_bind_int(st, 2, v->levering);
    sql_bind_str(st, 3, v->regel->code);
    sql_bind_str(st, 4, v->regel->versie);
    sql_bind_str(st, 5, str_from(regel_dimensie(v->regel)));
    sql_bind_int(st, 6, v->ernst);
    if (o)
        sql_bind_int(st, 7, o->id);
    else
        sql_bind_null(st, 7);
    sql_bind_int(st, 8, v->gebied->id);
    sql_bind_int(st, 9, v->van);
    sql_bind_int(st, 10, v->tot);
    if (!v->geheim) {
        sql_bind_int(st, 11, v->links);
        sql_bind_int(st, 12, v->rechts);
    } else {
        sql_bind_null(st, 11);
        sql_bind_null(st, 12);
    }
    sql_bind_str(st, 13, v->tekst);
    sql_bind_str(st, 14, status);
    sql_bind_int(st, 15, nu);
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

int bevinding_maak(struct conn *c, struct arena *a, const struct vondst *v, const struct bewaard *van,
                   const struct onderwerp *o, int64_t nu, struct err *e)
{
    struct str status = van ? van->status : STR("open"), reden = STR("");
    int64_t id = 0;
    int rc = rij_maak(c, v, status, o, nu, &id, e);

    if (!rc && van)
        rc = sql_run(c, sql_neem_over, NULL, e, "ii", van->id, id);
    if (!rc && van)
        rc = laatste_reden(c, a, id, &reden, e);
    for (size_t i = 0; !rc && i < v->n; i++) {
        const struct waarde *w = v->cijfer[i];

        rc = cijfer_merk_zet(
            c,
            &(struct cijfer_merk){.groep = id,
                                  .levering = w->blok->levering,
                                  .reeks = w->blok->reeks->id,
                                  .gebied = w->gebied,
                                  .van = w->blok->van,
                                  .tot = w->blok->tot,
                                  .twijfel = v->ernst >= ERNST_LET_OP && !str_is(status, "verklaard"),
                                  .tekst = merk_tekst(a, v->tekst, status, reden),
                                  .adres = bevinding_adres(a, id)},
            nu, e);
    }
    return rc;
}

int bevinding_eindig(struct conn *c, const struct bewaard *b, const char *status, struct str reden,
                     const struct levering *door, int64_t nu, struct err *e)
{
    int rc = sql_run(c, sql_eindig, NULL, e, "isi", b->id, str_from(status), nu);

    if (!rc)
        rc = sql_run(c, sql_eind_antwoord, NULL, e, "isssii", b->id, str_from(status), reden, door->wie, nu,
                     door->id);
    return rc ? rc : cijfer_merken_eindig(c, b->id, nu, e);
}

int controle_noteer(struct conn *c, int64_t levering, int64_t regels, const struct vondsten *v, int64_t nu,
                    struct err *e)
{
    int64_t id = 0;
    int rc = sql_get_int(c, sql_controle, &id, e, "iii", levering, regels, nu);

    for (size_t i = 0; !rc && i < v->toets.n; i++)
        rc = sql_run(c, sql_toets, NULL, e, "isiii", id, v->toets.at[i].regel->code, v->toets.at[i].getoetst,
                     v->toets.at[i].bevonden, v->toets.at[i].overgeslagen);
    return rc;
}

/* ---- answers ---- */

struct beantwoording {
    const struct gebieden *g;
    struct antwoord_nieuw x;
};

static struct doc *antwoord_doc(struct arena *a, struct str status, struct str reden)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "status", status);
    if (reden.n)
        DOC_SET_STR(a, d, "reden", reden);
    return d;
}

static int merken_opnieuw(struct conn *c, struct arena *a, const struct beantwoording *x, struct str tekst,
                          struct str status, int64_t nu, struct err *e)
{
    const struct cijfer_merk *m;
    size_t n;
    int rc = cijfer_merken_van_groep(c, x->g, a, x->x.bevinding, &m, &n, e);

    if (!rc)
        rc = cijfer_merken_eindig(c, x->x.bevinding, nu, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct cijfer_merk nieuw = m[i];

        nieuw.twijfel = m[i].twijfel && !str_is(status, "verklaard");
        nieuw.tekst = merk_tekst(a, tekst, status, x->x.reden);
        rc = cijfer_merk_zet(c, &nieuw, nu, e);
    }
    return rc;
}

struct stand {
    struct str status, tekst;
};

static bool stand_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct stand *)rij = (struct stand){sql_str_dup(st, 0, a), sql_str_dup(st, 1, a)};
    return true;
}

static int beantwoord(struct conn *c, void *ctx, struct err *e)
{
    const struct beantwoording *b = ctx;
    const struct antwoord_nieuw *x = &b->x;
    struct str status = str_is(x->antwoord, "heropend") ? STR("open") : x->antwoord;
    struct stand was = {{0}, {0}};
    int64_t nu = time_ms();
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sql_one(c, &a, sql_stand, stand_uit, NULL, &was, e, "i", x->bevinding);
    if (rc == ERR_NOT_FOUND)
        rc = err_set(e, rc, "bevinding %lld is er niet", (long long)x->bevinding);
    if (!rc && (str_is(was.status, "hersteld") || str_is(was.status, "vervallen")))
        rc = err_set(e, ERR_CONFLICT, "bevinding %lld is al %.*s; een antwoord is niet meer nodig",
                     (long long)x->bevinding, STR_ARG(was.status));
    if (!rc && str_eq(was.status, status))
        rc = err_set(e, ERR_CONFLICT, "bevinding %lld is al %.*s", (long long)x->bevinding,
                     STR_ARG(was.status));
    if (!rc)
        rc = sql_run(c, sql_antwoord, NULL, e, "isssi", x->bevinding, x->antwoord, x->reden, x->wie, nu);
    if (!rc)
        rc = sql_run(c, sql_status, NULL, e, "is", x->bevinding, status);
    if (!rc)
        rc = merken_opnieuw(c, &a, b, was.tekst, status, nu, e);
    if (!rc)
        rc = spoor_schrijf(c, &x->door,
                           &(struct daad){"bevinding.beantwoord", "bevinding", x->bevinding,
                                          antwoord_doc(&a, was.status, STR("")),
                                          antwoord_doc(&a, status, x->reden)},
                           e);
    arena_done(&a);
    return rc;
}

int bevinding_antwoord(struct store *s, const struct gebieden *g, const struct antwoord_nieuw *x,
                       struct err *e)
{
    struct beantwoording b = {g, *x};

    b.x.reden = utf8_clip(str_trim(x->reden), 1000);
    b.x.wie = utf8_clip(str_trim(x->wie), 120);
    if (!str_is(x->antwoord, "verklaard") && !str_is(x->antwoord, "geaccepteerd") &&
        !str_is(x->antwoord, "heropend"))
        return err_set(e, ERR_DATA, "kies een antwoord: verklaard, geaccepteerd of heropend");
    if (!b.x.reden.n)
        return err_set(e, ERR_DATA, "schrijf op wat de verklaring of de reden is");
    return store_write(s, beantwoord, &b, e);
}
