/* SPDX-License-Identifier: EUPL-1.2
 * Acting on opgaven: every act is a row and a line in the trail. */
#include "opgave/intern.h"

#include "kennisname/kennisname.h"
#include "stuk/stuk.h"

static const char sql_opgave[] = "INSERT INTO opgave (titel, gebied_id, jaar, methode, herkomst, "
                                 "definitieset, partij_id, verzonnen, wie, moment)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";
static const char sql_laatste[] = "SELECT COALESCE(MAX(id), 0) FROM opgave";
static const char sql_gemaakt_na[] = "SELECT id, jaar, methode, herkomst, definitieset, wie FROM opgave"
                                     " WHERE id > ?1 AND gebied_id = ?2 AND titel = ?3 ORDER BY id";
static const char sql_aantallen[] = "SELECT gebied_id, woningtype, aantal, '' FROM opgave_deel WHERE "
                                    "opgave_id = ?1 UNION ALL SELECT 0, woningtype, aantal, bron FROM"
                                    " opgave_doel WHERE opgave_id = ?1";
static const char sql_deel[] =
    "INSERT INTO opgave_deel (opgave_id, gebied_id, woningtype, aantal) VALUES (?1, ?2, ?3, ?4)";
static const char sql_doel[] =
    "INSERT INTO opgave_doel (opgave_id, woningtype, aantal, bron) VALUES (?1, ?2, ?3, ?4)";
static const char sql_stap[] =
    "INSERT INTO opgave_stap (opgave_id, stap, van, tot, levering_id, toelichting, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
static const char sql_staat[] = "SELECT CAST(CASE s.stap WHEN 'concept' THEN 0 WHEN 'consultatie' THEN 1 "
                                "WHEN 'vastgesteld' THEN 2 ELSE 3 END AS INTEGER)"
                                " FROM opgave_stap s WHERE s.opgave_id = ?1 ORDER BY s.id DESC LIMIT 1";
static const char sql_laatste_dag[] =
    "SELECT CAST(COALESCE(MAX(van), 0) AS INTEGER) FROM opgave_stap WHERE opgave_id = ?1";
static const char sql_verschoven_na[] =
    "SELECT woningtype, COALESCE(van_id, 0), COALESCE(naar_id, 0), aantal, reden, wie FROM"
    " opgave_verschuiving WHERE opgave_id = ?1 AND id > ?2";
static const char sql_zelfde_zienswijze[] =
    "SELECT z.id FROM zienswijze z WHERE z.opgave_id = ?1 AND z.partij_id = ?2 AND z.gebied_id = ?3 AND"
    " z.woningtype = ?4 AND COALESCE(z.eigen_aantal, -1) = ?5 AND z.gronden = ?6 AND z.bewijs = ?7 AND"
    " z.wie = ?8 AND NOT EXISTS (SELECT 1 FROM zienswijze_antwoord a WHERE a.zienswijze_id = z.id)"
    " ORDER BY z.id LIMIT 1";
static const char sql_zienswijze[] = "INSERT INTO zienswijze (opgave_id, partij_id, gebied_id, woningtype, "
                                     "eigen_aantal, gronden, bewijs, stuk_id, wie,"
                                     " moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";
static const char sql_antwoord[] = "INSERT INTO zienswijze_antwoord (zienswijze_id, besluit, tekst, wie, "
                                   "moment) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_onbeantwoord[] =
    "SELECT z.id FROM zienswijze z WHERE z.id = ?1 AND z.opgave_id = ?2 AND NOT EXISTS"
    " (SELECT 1 FROM zienswijze_antwoord w WHERE w.zienswijze_id = z.id)";
static const char sql_verschuif[] = "INSERT INTO opgave_verschuiving (opgave_id, zienswijze_id, woningtype, "
                                    "van_id, naar_id, aantal, reden, wie, moment)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";
static const char sql_stand[] =
    "SELECT d.aantal + COALESCE((SELECT CAST(SUM(v.aantal) AS INTEGER) FROM opgave_verschuiving v WHERE "
    "v.opgave_id = ?1 AND"
    " v.woningtype = ?3 AND v.naar_id = ?2), 0) - COALESCE((SELECT CAST(SUM(v.aantal) AS INTEGER) FROM "
    "opgave_verschuiving v WHERE"
    " v.opgave_id = ?1 AND v.woningtype = ?3 AND v.van_id = ?2), 0)"
    " FROM opgave_deel d WHERE d.opgave_id = ?1 AND d.gebied_id = ?2 AND d.woningtype = ?3";
static const char sql_toets[] =
    "INSERT INTO opgave_toets (opgave_id, soort, partij_id, uitkomst, naam, datum, toelichting, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char sql_oordeel[] = "INSERT INTO oordeel (opgave_id, partij_id, oordeel, gronden, wie, moment) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static void sleutel_bind(struct stmt *st, int at, int64_t id)
{
    if (id)
        sql_bind_int(st, at, id);
    else
        sql_bind_null(st, at);
}

static int id_uit(struct stmt *st, int64_t *ret, struct err *e)
{
    int rc = sql_step(st, e);

    if (rc > 0) {
        *ret = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

/* For the trail: what was done, in pairs. Ends the arena. */
static int spoor(struct conn *c, const struct dader *d, const char *daad, int64_t id, struct arena *a,
                 const struct doc *na, struct err *e)
{
    int rc = spoor_schrijf(c, d, &(struct daad){daad, "opgave", id, NULL, na}, e);

    arena_done(a);
    return rc;
}

/* ERR_CONFLICT unless it is in this state, asked anew within the transaction. */
static int moet_zijn(struct conn *c, int64_t id, enum opgave_staat wat, struct err *e)
{
    int64_t nu;
    int rc = sql_get_int(c, sql_staat, &nu, e, "i", id);

    if (!rc && nu != (int64_t)wat)
        rc = err_set(e, ERR_CONFLICT, "deze opgave is %s, en dit kan alleen als zij %s is",
                     opgave_staten[nu].naam, opgave_staten[wat].naam);
    return rc;
}

/* A step does not come before one that was taken: a consultation not before the concept, a decision not
 * before the consultation. */
static int niet_eerder(struct conn *c, int64_t id, date_t van, struct err *e)
{
    int64_t laatste;
    struct arena a;
    int rc = sql_get_int(c, sql_laatste_dag, &laatste, e, "i", id);

    if (rc || van >= laatste)
        return rc;
    arena_init(&a, 0);
    rc = err_set(e, ERR_DATA, "dit kan niet eerder dan de stap ervoor, op %.*s",
                 STR_ARG(date_nl(&a, (date_t)laatste)));
    arena_done(&a);
    return rc;
}

/* Who says something of it has seen it: a mens of a partij on the list that did not say so yet. */
static int ook_gezien(struct conn *c, const struct dader *d, const struct opgave_dossier *x, int64_t partij,
                      struct str wie, struct err *e)
{
    bool al;
    int rc = x->publicatie && d->soort == DADER_MENS
                 ? kennisname_bevestig(c, d, x->publicatie, partij, d->id, wie, &al, e)
                 : OK;

    return rc == ERR_CONFLICT ? OK : rc; /* not published to them */
}

static int stap_zet(struct conn *c, int64_t id, enum opgave_staat stap, date_t van, date_t tot,
                    int64_t levering, struct str toelichting, struct str wie, struct err *e)
{
    struct stmt *st;
    int64_t nieuw;
    int rc = sql_open(c, sql_stap, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    sql_bind_str(st, 2, str_from(opgave_staten[stap].code));
    sql_bind_int(st, 3, van);
    sql_bind_int(st, 4, tot);
    sleutel_bind(st, 5, levering);
    sql_bind_str(st, 6, toelichting);
    sql_bind_str(st, 7, wie);
    sql_bind_int(st, 8, time_ms());
    return id_uit(st, &nieuw, e);
}

int opgave_laatste(struct conn *c, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_laatste, ret, e, "");
}

/* Does a row of an opgave (gebied 0: of its goal) stand in this concept too? */
static bool staat_in(const struct opgave_nieuw *n, int64_t gebied, int type, int64_t aantal, struct str bron)
{
    size_t i = 0;

    if (type < 0)
        return false;
    if (!gebied)
        return n->doel[type].er && n->doel[type].aantal == aantal && str_eq(n->doel[type].bron, bron);
    while (i < n->deel.n && n->deel.at[i].gebied->id != gebied)
        i++;
    return i < n->deel.n && n->deel.at[i].er[type] && n->deel.at[i].concept[type] == aantal;
}

/* The same numbers: each of the one is in the other, and there are as many. */
static int zelfde_aantallen(struct conn *c, const struct opgave_nieuw *n, int64_t id, bool *ret,
                            struct err *e)
{
    size_t over = 0;
    struct stmt *st;
    int rc = sql_open(c, sql_aantallen, &st, e);

    if (rc)
        return rc;
    *ret = true;
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        over += n->doel[k].er;
        for (size_t i = 0; i < n->deel.n; i++)
            over += n->deel.at[i].er[k];
    }
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0) {
        *ret = *ret && over &&
               staat_in(n, sql_int(st, 0), opgave_type_bij(sql_str(st, 1)), sql_int(st, 2), sql_str(st, 3));
        over -= over > 0;
    }
    sql_close(st);
    *ret = *ret && !over;
    return rc;
}

int opgave_al_gemaakt(struct conn *c, const struct opgave_nieuw *n, int64_t na, int64_t *ret, struct err *e)
{
    const struct opgave *o = &n->o;
    int64_t kan[16]; /* of one title in one area since: more are no double click */
    size_t n_kan = 0;
    struct stmt *st;
    int rc = sql_open(c, sql_gemaakt_na, &st, e);

    *ret = 0;
    if (rc)
        return rc;
    sql_bind_int(st, 1, na);
    sql_bind_int(st, 2, o->gebied->id);
    sql_bind_str(st, 3, o->titel);
    while ((rc = sql_step(st, e)) > 0)
        if (n_kan < sizeof kan / sizeof *kan && sql_int(st, 1) == o->jaar &&
            str_eq(sql_str(st, 2), o->methode) && str_eq(sql_str(st, 3), o->herkomst) &&
            str_eq(sql_str(st, 4), o->definitieset) && str_eq(sql_str(st, 5), o->wie))
            kan[n_kan++] = sql_int(st, 0);
    sql_close(st);
    for (size_t i = 0; !rc && !*ret && i < n_kan; i++) {
        bool zelfde = false;

        rc = zelfde_aantallen(c, n, kan[i], &zelfde, e);
        if (zelfde)
            *ret = kan[i];
    }
    return rc;
}

int opgave_maak(struct conn *c, const struct dader *d, const struct opgave_nieuw *n, int64_t *ret,
                struct err *e)
{
    const struct opgave *o = &n->o;
    struct arena a;
    struct doc *na;
    struct stmt *st;
    date_t dag = o->van ? o->van : date_today();
    int rc = sql_open(c, sql_opgave, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, o->titel);
    sql_bind_int(st, 2, o->gebied->id);
    sql_bind_int(st, 3, o->jaar);
    sql_bind_str(st, 4, o->methode);
    sql_bind_str(st, 5, o->herkomst);
    sql_bind_str(st, 6, o->definitieset);
    sleutel_bind(st, 7, o->partij);
    sql_bind_int(st, 8, o->verzonnen);
    sql_bind_str(st, 9, o->wie);
    sql_bind_int(st, 10, time_ms());
    rc = id_uit(st, ret, e);
    for (size_t i = 0; !rc && i < n->deel.n; i++)
        for (int k = 0; !rc && k < OPGAVE_TYPEN; k++)
            if (n->deel.at[i].er[k])
                rc = sql_run(c, sql_deel, NULL, e, "iisi", *ret, n->deel.at[i].gebied->id,
                             str_from(opgave_typen[k]), n->deel.at[i].concept[k]);
    for (int k = 0; !rc && k < OPGAVE_TYPEN; k++)
        if (n->doel[k].er)
            rc = sql_run(c, sql_doel, NULL, e, "isis", *ret, str_from(opgave_typen[k]), n->doel[k].aantal,
                         n->doel[k].bron);
    if (!rc)
        rc = stap_zet(c, *ret, OPGAVE_CONCEPT, dag, dag, 0, STR(""), o->wie, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "titel", o->titel);
    DOC_SET_STR(&a, na, "gebied", o->gebied->code);
    DOC_SET_INT(&a, na, "gemeenten", (int64_t)n->deel.n);
    return spoor(c, d, "opgave.concept", *ret, &a, na, e);
}

int opgave_consulteer(struct conn *c, const struct dader *d, const struct opgave_dossier *x, date_t van,
                      date_t tot, const struct partij *partijen, size_t n, struct str wie, struct err *e)
{
    struct arena a;
    struct publicatie p;
    struct doc *na;
    int64_t publicatie;
    int rc = moet_zijn(c, x->o.id, OPGAVE_CONCEPT, e);

    if (!rc && tot < van)
        rc = err_set(e, ERR_DATA, "de consultatie eindigt voor zij begint");
    if (!rc)
        rc = niet_eerder(c, x->o.id, van, e);
    if (!rc)
        rc = stap_zet(c, x->o.id, OPGAVE_CONSULTATIE, van, tot, 0, STR(""), wie, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    p = (struct publicatie){
        .soort = STR("opgave"),
        .object = x->o.id,
        .adres = str_fmt(&a, "/regie/opgaven/%lld", (long long)x->o.id),
        .titel = utf8_clip(str_fmt(&a, "Concept-opgave: %.*s", STR_ARG(x->o.titel)), PUBLICATIE_TITEL_MAX),
        .tekst = str_fmt(&a,
                         "Een concept, in consultatie van %.*s tot en met %.*s. Bekijk de "
                         "aantallen, bevestig dat u ze zag, en dien zo nodig een zienswijze in.",
                         STR_ARG(date_nl(&a, van)), STR_ARG(date_nl(&a, tot))),
        .gebied = x->o.gebied,
        .partij = x->o.partij,
        .reactie_voor = tot,
        .wie = wie};
    rc = publicatie_maak(c, d, &p, partijen, n, &publicatie, e);
    if (rc) {
        arena_done(&a);
        return rc;
    }
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "van", date_iso(&a, van));
    DOC_SET_STR(&a, na, "tot", date_iso(&a, tot));
    DOC_SET_INT(&a, na, "publicatie", publicatie);
    return spoor(c, d, "opgave.consultatie", x->o.id, &a, na, e);
}

/* Was just this move made since the one that who asks had seen? */
static int al_verschoven(struct conn *c, int64_t opgave, const struct opgave_verschuiving *v, bool *ret,
                         struct err *e)
{
    struct stmt *st;
    bool anders = false;
    int rc = sql_open(c, sql_verschoven_na, &st, e);

    *ret = false;
    if (rc)
        return rc;
    sql_bind_int(st, 1, opgave);
    sql_bind_int(st, 2, *v->na);
    while ((rc = sql_step(st, e)) > 0) {
        bool gelijk = opgave_type_bij(sql_str(st, 0)) == v->type &&
                      sql_int(st, 1) == (v->van ? v->van->id : 0) &&
                      sql_int(st, 2) == (v->naar ? v->naar->id : 0) && sql_int(st, 3) == v->aantal &&
                      str_eq(sql_str(st, 4), v->reden) && str_eq(sql_str(st, 5), v->wie);

        *ret = *ret || gelijk;
        anders = anders || !gelijk;
    }
    sql_close(st);
    if (!rc && anders && !*ret)
        return err_set(e, ERR_CONFLICT,
                       "intussen is er iets anders verschoven; kijk wat er nu staat, en verschuif dan");
    return rc;
}

int zienswijze_maak(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                    const struct opgave_zienswijze *z, const struct http_upload *stuk, int64_t *ret,
                    struct err *e)
{
    struct arena a;
    struct doc *na;
    struct stmt *st;
    date_t dag = date_today();
    int64_t stuk_id = 0;
    int rc = moet_zijn(c, x->o.id, OPGAVE_CONSULTATIE, e);

    if (!rc && (dag < x->o.van || dag > x->o.tot))
        rc = err_set(e, ERR_CONFLICT, "een zienswijze kan alleen tijdens de consultatie");
    if (!rc && z->partij == x->o.partij)
        rc = err_set(e, ERR_DATA,
                     "wie een opgave stuurt maakt er geen bezwaar tegen; verschuif, of laat haar vervallen");
    if (!rc) { /* pressed twice: the same objection is one */
        rc = sql_get_int(c, sql_zelfde_zienswijze, ret, e, "iiisisss", x->o.id, z->partij, z->gebied->id,
                         str_from(opgave_typen[z->type]), z->heeft_eigen ? z->eigen : -1, z->gronden,
                         z->bewijs, z->wie);
        if (!rc)
            return OK;
        rc = rc == ERR_NOT_FOUND ? OK : rc;
    }
    if (!rc)
        rc = ook_gezien(c, d, x, z->partij, z->wie, e);
    if (!rc && stuk)
        rc = stuk_bewaar(c, stuk, z->partij, z->wie, &stuk_id, e);
    if (!rc)
        rc = sql_open(c, sql_zienswijze, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, x->o.id);
    sql_bind_int(st, 2, z->partij);
    sql_bind_int(st, 3, z->gebied->id);
    sql_bind_str(st, 4, str_from(opgave_typen[z->type]));
    if (z->heeft_eigen)
        sql_bind_int(st, 5, z->eigen);
    sql_bind_str(st, 6, z->gronden);
    sql_bind_str(st, 7, z->bewijs);
    sleutel_bind(st, 8, stuk_id);
    sql_bind_str(st, 9, z->wie);
    sql_bind_int(st, 10, time_ms());
    rc = id_uit(st, ret, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "zienswijze", *ret);
    DOC_SET_INT(&a, na, "organisatie", z->partij);
    DOC_SET_STR(&a, na, "gebied", z->gebied->code);
    DOC_SET_STR(&a, na, "woningtype", str_from(opgave_typen[z->type]));
    return spoor(c, d, "opgave.zienswijze", x->o.id, &a, na, e);
}

int opgave_verschuif(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                     const struct opgave_verschuiving *v, struct err *e)
{
    struct arena a;
    struct doc *na;
    struct stmt *st;
    int64_t id, nu = 0;
    bool al = false;
    int rc = moet_zijn(c, x->o.id, x->o.staat, e);

    if (!rc && x->o.staat >= OPGAVE_VASTGESTELD)
        rc = err_set(e, ERR_CONFLICT, "een opgave die %s is verandert niet meer",
                     opgave_staten[x->o.staat].naam);
    if (!rc && (v->aantal < 1 || v->van == v->naar))
        rc = err_set(e, ERR_DATA, "noem een aantal, en twee verschillende gemeenten");
    if (!rc && v->na)
        rc = al_verschoven(c, x->o.id, v, &al, e);
    if (rc || al)
        return rc;
    for (int k = 0; !rc && k < 2; k++) {
        const struct gebied *g = k ? v->naar : v->van;

        if (!g)
            continue;
        rc = sql_get_int(c, sql_stand, &nu, e, "iis", x->o.id, g->id, str_from(opgave_typen[v->type]));
        if (rc == ERR_NOT_FOUND)
            rc = err_set(e, ERR_DATA, "%.*s heeft geen aantal voor %s in deze opgave", STR_ARG(g->naam),
                         opgave_typen[v->type]);
        if (!rc && !k && nu < v->aantal)
            rc = err_set(e, ERR_DATA, "%.*s heeft er %lld; %lld kunnen er niet af", STR_ARG(g->naam),
                         (long long)nu, (long long)v->aantal);
    }
    if (!rc)
        rc = sql_open(c, sql_verschuif, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, x->o.id);
    sleutel_bind(st, 2, v->zienswijze);
    sql_bind_str(st, 3, str_from(opgave_typen[v->type]));
    sleutel_bind(st, 4, v->van ? v->van->id : 0);
    sleutel_bind(st, 5, v->naar ? v->naar->id : 0);
    sql_bind_int(st, 6, v->aantal);
    sql_bind_str(st, 7, v->reden);
    sql_bind_str(st, 8, v->wie);
    sql_bind_int(st, 9, time_ms());
    rc = id_uit(st, &id, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "woningtype", str_from(opgave_typen[v->type]));
    DOC_SET_STR(&a, na, "van", v->van ? v->van->code : STR(""));
    DOC_SET_STR(&a, na, "naar", v->naar ? v->naar->code : STR(""));
    DOC_SET_INT(&a, na, "aantal", v->aantal);
    DOC_SET_STR(&a, na, "reden", v->reden);
    return spoor(c, d, "opgave.verschoven", x->o.id, &a, na, e);
}

int zienswijze_antwoord(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                        int64_t zienswijze, struct str besluit, struct str tekst,
                        const struct opgave_verschuiving *v, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t open;
    int rc = moet_zijn(c, x->o.id, OPGAVE_CONSULTATIE, e);

    if (!rc) { /* asked anew: who pressed twice must not move homes twice */
        rc = sql_get_int(c, sql_onbeantwoord, &open, e, "ii", zienswijze, x->o.id);
        if (rc == ERR_NOT_FOUND)
            rc = err_set(e, ERR_CONFLICT, "deze zienswijze is al beantwoord");
    }
    if (!rc)
        rc = sql_run(c, sql_antwoord, NULL, e, "isssi", zienswijze, besluit, tekst, wie, time_ms());
    if (!rc && v->aantal)
        rc = opgave_verschuif(c, d, x, v, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "zienswijze", zienswijze);
    DOC_SET_STR(&a, na, "besluit", besluit);
    return spoor(c, d, "opgave.antwoord", x->o.id, &a, na, e);
}

int opgave_toets_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                     const struct opgave_toets *t, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int rc = x->o.staat >= OPGAVE_VASTGESTELD
                 ? err_set(e, ERR_CONFLICT, "deze opgave is al %s", opgave_staten[x->o.staat].naam)
                 : moet_zijn(c, x->o.id, x->o.staat, e);

    if (!rc)
        rc = ook_gezien(c, d, x, t->partij, wie, e);
    if (!rc)
        rc = sql_run(c, sql_toets, NULL, e,
                     "isissi"
                     "ssi",
                     x->o.id, t->soort, t->partij, t->uitkomst, t->naam, (int64_t)t->datum, t->toelichting,
                     wie, time_ms());
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "toets", t->soort);
    DOC_SET_INT(&a, na, "organisatie", t->partij);
    DOC_SET_STR(&a, na, "uitkomst", t->uitkomst);
    return spoor(c, d, "opgave.toets", x->o.id, &a, na, e);
}

int oordeel_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x, int64_t partij,
                struct str oordeel, struct str gronden, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int rc =
        x->o.staat == OPGAVE_CONCEPT || x->o.staat == OPGAVE_VERVALLEN
            ? err_set(e, ERR_CONFLICT, "een oordeel kan vanaf de consultatie")
            : sql_run(c, sql_oordeel, NULL, e, "iisssi", x->o.id, partij, oordeel, gronden, wie, time_ms());

    if (!rc)
        rc = ook_gezien(c, d, x, partij, wie, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "organisatie", partij);
    DOC_SET_STR(&a, na, "oordeel", oordeel);
    return spoor(c, d, "opgave.oordeel", x->o.id, &a, na, e);
}

int opgave_verval(struct conn *c, const struct dader *d, const struct opgave_dossier *x, struct str reden,
                  struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    date_t dag = date_today();
    int rc = x->o.staat >= OPGAVE_VASTGESTELD
                 ? err_set(e, ERR_CONFLICT, "trek van een vastgestelde opgave de levering in")
                 : moet_zijn(c, x->o.id, x->o.staat, e);

    if (!rc)
        rc = stap_zet(c, x->o.id, OPGAVE_VERVALLEN, dag, dag, 0, reden, wie, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "reden", reden);
    return spoor(c, d, "opgave.vervallen", x->o.id, &a, na, e);
}

/* ---- within the transaction of the levering that it becomes, see vaststellen.c ---- */

int opgave_vastgesteld_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                           int64_t levering, struct str toelichting, struct str wie,
                           const struct partij *partijen, size_t n, struct err *e)
{
    struct arena a;
    struct doc *na;
    struct publicatie p;
    date_t dag = date_today();
    int64_t publicatie;
    int rc = moet_zijn(c, x->o.id, OPGAVE_CONSULTATIE, e);

    if (!rc)
        rc = niet_eerder(c, x->o.id, dag, e);
    if (!rc)
        rc = stap_zet(c, x->o.id, OPGAVE_VASTGESTELD, dag, dag, levering, toelichting, wie, e);
    if (rc)
        return rc;
    arena_init(&a, 0);
    p = (struct publicatie){
        .soort = STR("besluit"),
        .object = x->o.id,
        .adres = str_fmt(&a, "/regie/opgaven/%lld", (long long)x->o.id),
        .titel = utf8_clip(str_fmt(&a, "Vastgesteld: %.*s", STR_ARG(x->o.titel)), PUBLICATIE_TITEL_MAX),
        .tekst = str_fmt(&a, "De opgave is vastgesteld. %.*s", STR_ARG(toelichting)),
        .gebied = x->o.gebied,
        .partij = x->o.partij,
        .wie = wie};
    if (n)
        rc = publicatie_maak(c, d, &p, partijen, n, &publicatie, e);
    if (rc) {
        arena_done(&a);
        return rc;
    }
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "levering", levering);
    DOC_SET_STR(&a, na, "toelichting", toelichting);
    return spoor(c, d, "opgave.vastgesteld", x->o.id, &a, na, e);
}
