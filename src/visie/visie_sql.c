/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of woonzorgvisies. */
#include "visie/visie.h"

#include "partij/partij.h"
#include "stuk/stuk.h"

#include <stdlib.h>

static const char sql_standen[] =
    "SELECT s.id, s.visie_id, v.gebied_id, s.verwacht, s.staat, s.datum, s.gezegd_op, s.route, s.herkomst,"
    " s.partij_id, s.verzonnen, s.toelichting, s.wie, s.moment,"
    " (SELECT COUNT(*) FROM visie_keuze k WHERE k.stand_id = s.id)"
    " FROM visie v JOIN visie_stand s ON s.visie_id = v.id WHERE s.gezegd_op <= ?1"
    " ORDER BY v.gebied_id, s.gezegd_op, s.id";
static const char sql_antwoorden[] =
    "SELECT a.visie_id, v.gebied_id, a.vraag, a.antwoord, a.gezegd_op, a.route, a.herkomst, a.partij_id,"
    " a.verzonnen, a.wie FROM visie v JOIN visie_antwoord a ON a.visie_id = v.id WHERE a.gezegd_op <= ?1"
    " ORDER BY v.gebied_id, a.vraag, a.gezegd_op, a.id";
static const char sql_tellingen[] =
    "SELECT verwacht, staat, datum, gezegd_op, aantal, bron FROM visie_telling WHERE gebied_id = ?1"
    " ORDER BY gezegd_op, datum, verwacht, staat";
static const char sql_documenten[] =
    "SELECT d.nummer, d.stuk_id, s.naam, s.bytes, s.sha256, d.toelichting, s.wie, s.moment FROM visie v"
    " JOIN visie_document d ON d.visie_id = v.id JOIN stuk s ON s.id = d.stuk_id WHERE v.gebied_id = ?1"
    " ORDER BY d.nummer DESC";
static const char sql_visie[] = "INSERT INTO visie (gebied_id) VALUES (?1) ON CONFLICT (gebied_id) DO UPDATE"
                                " SET gebied_id = excluded.gebied_id RETURNING id";
static const char sql_laatste[] =
    "SELECT COUNT(*) FROM visie_stand x WHERE x.id = (SELECT MAX(s.id) FROM visie_stand s WHERE s.visie_id ="
    " ?1 AND s.verwacht = ?2 AND (?2 = 0 OR s.staat = ?3)) AND x.staat = ?3 AND x.datum = ?4 AND"
    " x.gezegd_op = ?5 AND x.route = ?6 AND x.herkomst = ?7 AND x.toelichting = ?8";
static const char sql_stand[] =
    "INSERT INTO visie_stand (visie_id, verwacht, staat, datum, gezegd_op, route, herkomst, partij_id,"
    " verzonnen, toelichting, wie, moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    " RETURNING id";
static const char sql_zelfde_antwoord[] =
    "SELECT COUNT(*) FROM visie_antwoord x WHERE x.visie_id = ?1 AND x.vraag = ?2 AND x.antwoord = ?3 AND"
    " x.verzonnen = ?4 AND x.id = (SELECT y.id FROM visie_antwoord y WHERE y.visie_id = ?1 AND y.vraag = ?2"
    " ORDER BY y.gezegd_op DESC, y.id DESC LIMIT 1)";
static const char sql_antwoord[] =
    "INSERT INTO visie_antwoord (visie_id, vraag, antwoord, gezegd_op, route, herkomst, partij_id, verzonnen,"
    " wie, moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char sql_nummer[] =
    "SELECT COALESCE(MAX(nummer), 0) + 1 FROM visie_document WHERE visie_id = ?1";
static const char sql_document[] =
    "INSERT INTO visie_document (visie_id, nummer, stuk_id, toelichting) VALUES (?1, ?2, ?3, ?4)";

/* ---- asking ---- */

static int standen_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t bekend,
                        struct visies *ret, struct err *e)
{
    VEC(struct visie_stand) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_standen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, bekend);
    while ((rc = sql_step(st, e)) > 0) {
        struct visie_stand s = {.id = sql_int(st, 0),
                                .visie = sql_int(st, 1),
                                .gebied = gebied_bij_id(g, sql_int(st, 2)),
                                .verwacht = sql_int(st, 3) != 0,
                                .datum = (date_t)sql_int(st, 5),
                                .gezegd_op = (date_t)sql_int(st, 6),
                                .route = sql_str_dup(st, 7, a),
                                .herkomst = sql_str_dup(st, 8, a),
                                .partij = sql_int(st, 9),
                                .verzonnen = sql_int(st, 10) != 0,
                                .toelichting = sql_str_dup(st, 11, a),
                                .wie = sql_str_dup(st, 12, a),
                                .moment = sql_int(st, 13),
                                .gekozen = sql_int(st, 14) != 0};

        if (s.gebied && visie_staat_lees(sql_str(st, 4), &s.staat))
            VEC_PUSH(a, &v, s);
    }
    sql_close(st);
    ret->stand = v.at;
    ret->n = v.n;
    return rc;
}

static int antwoorden_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t bekend,
                           struct visies *ret, struct err *e)
{
    VEC(struct visie_antwoord) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_antwoorden, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, bekend);
    while ((rc = sql_step(st, e)) > 0) {
        struct visie_antwoord x = {.visie = sql_int(st, 0),
                                   .gebied = gebied_bij_id(g, sql_int(st, 1)),
                                   .vraag = visie_vraag_bij(sql_str(st, 2)),
                                   .antwoord = sql_str_dup(st, 3, a),
                                   .gezegd_op = (date_t)sql_int(st, 4),
                                   .route = sql_str_dup(st, 5, a),
                                   .herkomst = sql_str_dup(st, 6, a),
                                   .partij = sql_int(st, 7),
                                   .verzonnen = sql_int(st, 8) != 0,
                                   .wie = sql_str_dup(st, 9, a)};

        if (!x.gebied || !x.vraag)
            continue;
        if (v.n && v.at[v.n - 1].gebied == x.gebied && v.at[v.n - 1].vraag == x.vraag)
            v.at[v.n - 1] = x; /* a later answer to the same question */
        else
            VEC_PUSH(a, &v, x);
    }
    sql_close(st);
    ret->antwoord = v.at;
    ret->n_antwoord = v.n;
    return rc;
}

int visies_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t bekend, struct visies *ret,
                struct err *e)
{
    int rc = standen_lees(c, g, a, bekend, ret, e);

    return rc ? rc : antwoorden_lees(c, g, a, bekend, ret, e);
}

int visie_tellingen_lees(struct conn *c, struct arena *a, const struct gebied *g,
                         const struct visie_telling **ret, size_t *ret_n, struct err *e)
{
    VEC(struct visie_telling) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_tellingen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, g->id);
    while ((rc = sql_step(st, e)) > 0) {
        struct visie_telling t = {.verwacht = sql_int(st, 0) != 0,
                                  .datum = (date_t)sql_int(st, 2),
                                  .gezegd_op = (date_t)sql_int(st, 3),
                                  .aantal = sql_int(st, 4),
                                  .bron = sql_str_dup(st, 5, a)};

        if (visie_staat_lees(sql_str(st, 1), &t.staat))
            VEC_PUSH(a, &v, t);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int visie_documenten_lees(struct conn *c, struct arena *a, const struct gebied *g,
                          const struct visie_document **ret, size_t *ret_n, struct err *e)
{
    VEC(struct visie_document) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_documenten, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, g->id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct visie_document){.nummer = sql_int(st, 0),
                                          .stuk = sql_int(st, 1),
                                          .naam = sql_str_dup(st, 2, a),
                                          .bytes = sql_int(st, 3),
                                          .sha256 = sql_str_dup(st, 4, a),
                                          .toelichting = sql_str_dup(st, 5, a),
                                          .wie = sql_str_dup(st, 6, a),
                                          .moment = sql_int(st, 7)}));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int visie_partij(struct conn *c, const struct gebieden *g, struct arena *a, const struct gebied *gebied,
                 int64_t *ret, struct err *e)
{
    const struct gebied *van = gebied;
    struct partij p;
    int rc;

    if (!gebied_is_gemeente(gebied) && !str_is(gebied->soort, "provincie")) {
        struct gebied_lijst l = gebied_leden(g, a, gebied, date_today());

        van = l.n ? gebied_regio(g, l.at[0], STR("provincie"), date_today()) : NULL;
    }
    *ret = 0;
    if (!van)
        return OK;
    rc = partij_zoek(c, a, van->code, &p, e);
    if (!rc)
        *ret = p.id;
    return rc == ERR_NOT_FOUND ? OK : rc;
}

/* ---- adding ---- */

static int visie_voor(struct conn *c, const struct gebied *g, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_visie, ret, e, "i", g->id);
}

static void partij_bind(struct stmt *st, int at, int64_t partij)
{
    if (partij)
        sql_bind_int(st, at, partij);
    else
        sql_bind_null(st, at);
}

static int stand_schrijf(struct conn *c, int64_t visie, const struct visie_stand *s, int64_t *ret_id,
                         struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_stand, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, visie);
    sql_bind_int(st, 2, s->verwacht);
    sql_bind_str(st, 3, str_from(visie_staten[s->staat].code));
    sql_bind_int(st, 4, s->datum);
    sql_bind_int(st, 5, s->gezegd_op);
    sql_bind_str(st, 6, s->route);
    sql_bind_str(st, 7, s->herkomst);
    partij_bind(st, 8, s->partij);
    sql_bind_int(st, 9, s->verzonnen);
    sql_bind_str(st, 10, s->toelichting.p ? s->toelichting : STR(""));
    sql_bind_str(st, 11, s->wie);
    sql_bind_int(st, 12, time_ms());
    rc = sql_step(st, e);
    if (rc > 0 && ret_id)
        *ret_id = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

int visie_stand_zet(struct conn *c, const struct dader *d, const struct visie_stand *s, int64_t *ret_id,
                    struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t visie, zelfde = 0;
    int rc;

    if (s->staat <= VISIE_ONBEKEND || s->staat >= VISIE_STATEN)
        return err_set(e, ERR_DATA, "kies een stand");
    if (s->gezegd_op > date_today())
        return err_set(e, ERR_DATA, "de dag waarop dit gezegd is, moet nog komen");
    if (s->verwacht ? !s->datum || s->datum < s->gezegd_op : s->datum > s->gezegd_op)
        return err_set(e, ERR_DATA,
                       s->verwacht ? "een verwachting gaat over een dag die nog moet komen"
                                   : "wat al zo is, kan niet pas later zo worden; kies dan een verwachting");
    rc = visie_voor(c, s->gebied, &visie, e);
    if (!rc)
        rc = sql_get_int(c, sql_laatste, &zelfde, e, "iisiisss", visie, (int64_t)s->verwacht,
                         str_from(visie_staten[s->staat].code), (int64_t)s->datum, (int64_t)s->gezegd_op,
                         s->route, s->herkomst, s->toelichting.p ? s->toelichting : STR(""));
    if (!rc && zelfde)
        rc = err_set(e, ERR_CONFLICT, "dit stond er al");
    if (!rc)
        rc = stand_schrijf(c, visie, s, ret_id, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "gebied", s->gebied->code);
    doc_set(&a, na, s->verwacht ? STR("verwacht") : STR("staat"),
            doc_str(&a, str_from(visie_staten[s->staat].code)));
    DOC_SET_STR(&a, na, "datum", date_iso(&a, s->datum));
    DOC_SET_STR(&a, na, "gezegdOp", date_iso(&a, s->gezegd_op));
    DOC_SET_STR(&a, na, "herkomst", s->herkomst);
    rc = spoor_schrijf(c, d, &(struct daad){"visie.stand", "visie", visie, NULL, na}, e);
    arena_done(&a);
    return rc;
}

int visie_antwoorden_zet(struct conn *c, const struct dader *d, const struct visie_antwoord *v, size_t n,
                         size_t *ret_n, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t visie = 0, zelfde;
    size_t anders = 0;
    int rc = n ? visie_voor(c, v->gebied, &visie, e) : OK;

    arena_init(&a, 0);
    na = doc_map(&a);
    if (n)
        DOC_SET_STR(&a, na, "gebied", v->gebied->code);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = sql_get_int(c, sql_zelfde_antwoord, &zelfde, e, "issi", visie, str_from(v[i].vraag->code),
                         v[i].antwoord, (int64_t)v[i].verzonnen);
        if (rc || zelfde)
            continue;
        if (v[i].partij)
            rc = sql_run(c, sql_antwoord, NULL, e, "ississiisi", visie, str_from(v[i].vraag->code),
                         v[i].antwoord, (int64_t)v[i].gezegd_op, v[i].route, v[i].herkomst, v[i].partij,
                         (int64_t)v[i].verzonnen, v[i].wie, time_ms());
        else
            rc = sql_run(c, sql_antwoord, NULL, e, "ississnisi", visie, str_from(v[i].vraag->code),
                         v[i].antwoord, (int64_t)v[i].gezegd_op, v[i].route, v[i].herkomst,
                         (int64_t)v[i].verzonnen, v[i].wie, time_ms());
        anders++;
        doc_set(&a, na, str_from(v[i].vraag->code), doc_str(&a, v[i].antwoord));
    }
    if (!rc && anders)
        rc = spoor_schrijf(c, d, &(struct daad){"visie.inhoud", "visie", visie, NULL, na}, e);
    arena_done(&a);
    if (!rc && ret_n)
        *ret_n = anders;
    return rc;
}

int visie_document_zet(struct conn *c, const struct dader *d, const struct gebied *g,
                       const struct http_upload *u, struct str toelichting, int64_t partij, struct str wie,
                       struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t visie, nummer, stuk;
    int rc = visie_voor(c, g, &visie, e);

    if (!rc)
        rc = sql_get_int(c, sql_nummer, &nummer, e, "i", visie);
    if (!rc)
        rc = stuk_bewaar(c, u, partij, wie, &stuk, e);
    if (!rc)
        rc = sql_run(c, sql_document, NULL, e, "iiis", visie, nummer, stuk, toelichting);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "gebied", g->code);
    DOC_SET_STR(&a, na, "bestand", u->name);
    DOC_SET_INT(&a, na, "versie", nummer);
    rc = spoor_schrijf(c, d, &(struct daad){"visie.document", "visie", visie, NULL, na}, e);
    arena_done(&a);
    return rc;
}
