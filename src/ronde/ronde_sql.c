/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of rondes and their doelgroep. Contacts and links: contact_sql.c; answers: respons_sql.c. */
#include "ronde/volg.h"

#include "base/map.h"

#define RONDE_KOLOMMEN                                                                                       \
    "r.id, r.code, r.titel, r.versie_id, v.nummer, l.code, v.titel, r.peildatum, r.opent, r.sluit, "         \
    "r.stand, r.vorige_id, r.contact, r.verzonnen, r.gemaakt"
#define RONDE_VAN                                                                                            \
    " FROM ronde r JOIN vragenlijst_versie v ON v.id = r.versie_id JOIN vragenlijst l ON l.id = "            \
    "v.vragenlijst_id"

static const char sql_bij_code[] = "SELECT " RONDE_KOLOMMEN RONDE_VAN " WHERE r.code = ?1";
static const char sql_bij_id[] = "SELECT " RONDE_KOLOMMEN RONDE_VAN " WHERE r.id = ?1";
static const char sql_alle[] = "SELECT " RONDE_KOLOMMEN RONDE_VAN " ORDER BY r.gemaakt DESC, r.id DESC";
static const char sql_nieuw[] =
    "INSERT INTO ronde (code, titel, versie_id, peildatum, opent, sluit, stand, vorige_id, contact, "
    "verzonnen, "
    "gemaakt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'concept', CASE WHEN ?7 = 0 THEN NULL ELSE ?7 END, ?8, ?9, "
    "?10) RETURNING id";
static const char sql_er_is[] = "SELECT COUNT(*) FROM ronde WHERE code = ?1";
static const char sql_zet[] = "UPDATE ronde SET stand = ?2, sluit = ?3 WHERE id = ?1";
static const char sql_doel[] = "INSERT INTO ronde_doel (ronde_id, partij_id, naam, soort, cbs) "
                               "SELECT ?1, p.id, p.naam, p.soort, p.cbs FROM partij p WHERE p.id = ?2";
static const char sql_doel_gemeenten[] =
    "INSERT INTO ronde_doel_gebied (ronde_id, indeling, gebied, partij_id, naam) "
    "SELECT ?1, 'gemeente', g.code, ?2, g.naam FROM partij p "
    "JOIN partij_werkgebied w ON w.partij_id = p.id JOIN gebied g ON g.id = w.gebied_id "
    "WHERE (p.id = ?2 OR (p.opgegaan_in = ?2 AND p.opgegaan_op <= ?3)) AND w.van <= ?3 AND ?3 < w.tot "
    "AND g.soort = 'gemeente' ON CONFLICT DO NOTHING";
static const char sql_doel_gebied[] =
    "INSERT INTO ronde_doel_gebied (ronde_id, indeling, gebied, partij_id, naam) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
static const char sql_doel_codes[] =
    "SELECT gebied FROM ronde_doel_gebied WHERE ronde_id = ?1 AND indeling = 'gemeente' AND partij_id = ?2";
static const char sql_respons[] =
    "INSERT INTO respons (ronde_id, partij_id, stand) VALUES (?1, ?2, 'open') RETURNING id";
static const char sql_stappen[] =
    "SELECT d.partij_id, d.naam, d.soort, d.cbs, r.id, r.begonnen, r.laatst, r.ingediend, r.stand "
    "FROM ronde_doel d JOIN respons r ON r.ronde_id = d.ronde_id AND r.partij_id = d.partij_id "
    "WHERE d.ronde_id = ?1 ORDER BY d.naam, d.partij_id";
static const char sql_stappen_contacten[] =
    "SELECT k.partij_id, COUNT(DISTINCT k.id), COUNT(b.id), MAX(b.moment) FROM ronde_contact k "
    "LEFT JOIN ronde_bericht b ON b.contact_id = k.id "
    "WHERE k.ronde_id = ?1 AND k.ingetrokken IS NULL GROUP BY k.partij_id";
/* An answer is what people gave to a question that is put to them, as the receipt counts it (indienen.c): not
 * what was computed, nor the text beside "other". */
#define GESTELD    "JOIN vragenlijst_vraag v ON v.versie_id = r.versie_id AND v.code = w.vraag"
#define BEANTWOORD "w.toestand NOT IN ('leeg', 'niet_getoond')"
static const char sql_stappen_antwoorden[] =
    "SELECT w.respons_id, COUNT(*) FROM antwoord_nu w JOIN ronde r ON r.id = w.ronde_id " GESTELD
    " WHERE w.ronde_id = ?1 AND " BEANTWOORD " GROUP BY w.respons_id";
static const char sql_liggingen[] =
    "SELECT partij_id, gebied, naam FROM ronde_doel_gebied WHERE ronde_id = ?1 AND indeling = ?2 "
    "ORDER BY naam, gebied, partij_id";

static const char sql_eigen[] =
    "SELECT r.code, r.titel, r.opent, r.sluit, r.stand, r.contact, r.verzonnen, d.partij_id, d.naam, d.cbs, "
    "s.stand, s.begonnen, (SELECT COUNT(*) FROM antwoord_nu w " GESTELD
    " WHERE w.respons_id = s.id AND " BEANTWOORD
    "), (SELECT COUNT(*) FROM ronde_contact k WHERE k.ronde_id = r.id AND "
    "k.partij_id = d.partij_id AND k.ingetrokken IS NULL AND k.mag <> 'inzien'), "
    "(SELECT MIN(k.naam) FROM ronde_contact k WHERE k.ronde_id = r.id AND k.partij_id = d.partij_id AND "
    "k.ingetrokken IS NULL AND k.mag <> 'inzien') "
    "FROM mens_rol m JOIN ronde_doel d ON d.partij_id = m.partij_id JOIN ronde r ON r.id = d.ronde_id "
    "JOIN respons s ON s.ronde_id = d.ronde_id AND s.partij_id = d.partij_id "
    "WHERE m.mens_id = ?1 AND r.stand <> 'concept' AND r.opent <= ?2 "
    "ORDER BY r.sluit DESC, r.id DESC, d.partij_id LIMIT 200";

static enum ronde_stand stand_bij(struct str s)
{
    return str_is(s, "open") ? RONDE_OPEN : str_is(s, "gesloten") ? RONDE_GESLOTEN : RONDE_CONCEPT;
}

static const char *const stand_woord[] = {"concept", "open", "gesloten"};

static void ronde_uit(struct stmt *st, struct arena *a, struct ronde *r)
{
    *r = (struct ronde){.id = sql_int(st, 0),
                        .code = sql_str_dup(st, 1, a),
                        .titel = sql_str_dup(st, 2, a),
                        .versie_id = sql_int(st, 3),
                        .versie_nummer = sql_int(st, 4),
                        .lijst_code = sql_str_dup(st, 5, a),
                        .lijst_titel = sql_str_dup(st, 6, a),
                        .peildatum = (date_t)sql_int(st, 7),
                        .opent = sql_int(st, 8),
                        .sluit = sql_int(st, 9),
                        .stand = stand_bij(sql_str(st, 10)),
                        .vorige_id = sql_int(st, 11),
                        .contact = sql_str_dup(st, 12, a),
                        .verzonnen = sql_int(st, 13) != 0,
                        .gemaakt = sql_int(st, 14)};
}

static int een(struct stmt *st, struct arena *a, struct ronde *ret, struct str wat, struct err *e)
{
    int rc = sql_step(st, e);

    if (rc > 0) {
        ronde_uit(st, a, ret);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "er is geen ronde “%.*s”", STR_ARG(utf8_clip(wat, 60)));
    }
    sql_close(st);
    return rc;
}

static bool eigen_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct ronde_eigen *)rij = (struct ronde_eigen){.ronde = {.code = sql_str_dup(st, 0, a),
                                                                .titel = sql_str_dup(st, 1, a),
                                                                .opent = sql_int(st, 2),
                                                                .sluit = sql_int(st, 3),
                                                                .stand = stand_bij(sql_str(st, 4)),
                                                                .contact = sql_str_dup(st, 5, a),
                                                                .verzonnen = sql_int(st, 6) != 0},
                                                      .partij_id = sql_int(st, 7),
                                                      .naam = sql_str_dup(st, 8, a),
                                                      .cbs = sql_str_dup(st, 9, a),
                                                      .stand = sql_str_dup(st, 10, a),
                                                      .begonnen = sql_int(st, 11),
                                                      .beantwoord = sql_int(st, 12),
                                                      .contacten = sql_int(st, 13),
                                                      .contact = sql_str_dup(st, 14, a)};
    return true;
}

int rondes_van_mens(struct conn *c, struct arena *a, int64_t mens, struct ronde_eigen **ret, size_t *ret_n,
                    struct err *e)
{
    return SQL_LIST(c, a, sql_eigen, eigen_uit, NULL, ret, ret_n, e, "ii", mens, time_ms());
}

int ronde_bij_code(struct conn *c, struct arena *a, struct str code, struct ronde *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_bij_code, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, code.p ? code : STR(""));
    return een(st, a, ret, code, e);
}

int ronde_bij_id(struct conn *c, struct arena *a, int64_t id, struct ronde *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_bij_id, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    return een(st, a, ret, str_fmt(a, "%lld", (long long)id), e);
}

static bool ronde_rij_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    ronde_uit(st, a, rij);
    return true;
}

int rondes_lees(struct conn *c, struct arena *a, struct ronde **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_alle, ronde_rij_uit, NULL, ret, ret_n, e, "");
}

/* ---- making ---- */

/* The gemeenten in which it works, and of each the region of every indeling on that day. A gemeente works in
 * itself, also where nobody wrote that down. */
static int doel_gebieden(struct conn *c, struct arena *a, const struct gebieden *g, const struct ronde *r,
                         int64_t partij, struct err *e)
{
    struct partij p;
    struct str *code = NULL;
    size_t n = 0;
    int rc = sql_run(c, sql_doel_gemeenten, NULL, e, "iii", r->id, partij, (int64_t)r->peildatum);

    if (!rc)
        rc = partij_lees(c, a, partij, &p, e);
    if (!rc && str_is(p.soort, "gemeente")) {
        const struct gebied *x = gebied_bij_code(g, p.cbs);

        if (x)
            rc = sql_run(c, sql_doel_gebied, NULL, e, "issis", r->id, STR("gemeente"), x->code, partij,
                         x->naam);
    }
    if (!rc)
        rc = SQL_LIST(c, a, sql_doel_codes, sql_row_str, NULL, &code, &n, e, "ii", r->id, partij);
    for (size_t i = 0; !rc && i < n; i++) {
        const struct gebied *gemeente = gebied_bij_code(g, code[i]);

        for (size_t k = 0; !rc && gemeente && k < g->n_indelingen; k++) {
            const struct gebied *regio = gebied_regio(g, gemeente, g->indeling[k].code, r->peildatum);

            if (regio)
                rc = sql_run(c, sql_doel_gebied, NULL, e, "issis", r->id, g->indeling[k].code, regio->code,
                             partij, regio->naam);
        }
    }
    return rc;
}

static struct doc *ronde_spoor(struct arena *a, const struct ronde *r, size_t doelen)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "code", r->code);
    DOC_SET_STR(a, d, "titel", r->titel);
    DOC_SET_INT(a, d, "vragenlijst_versie", r->versie_id);
    DOC_SET_STR(a, d, "peildatum", date_iso(a, r->peildatum));
    DOC_SET_STR(a, d, "opent", time_iso(a, r->opent));
    DOC_SET_STR(a, d, "sluit", time_iso(a, r->sluit));
    DOC_SET_INT(a, d, "doelgroep", (int64_t)doelen);
    return d;
}

int ronde_maak(struct conn *c, struct arena *a, const struct dader *d, const struct gebieden *g,
               struct ronde *r, const int64_t *partijen, size_t n, struct err *e)
{
    int64_t er = 0, id;
    int rc = sql_get_int(c, sql_er_is, &er, e, "s", r->code);

    if (!rc && er)
        return err_set(e, ERR_CONFLICT, "er is al een ronde met de code “%.*s”; kies een andere code",
                       STR_ARG(r->code));
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, &r->id, e, "ssiiiiisii", r->code, r->titel, r->versie_id,
                         (int64_t)r->peildatum, r->opent, r->sluit, r->vorige_id, r->contact,
                         (int64_t)r->verzonnen, time_ms());
    for (size_t i = 0; !rc && i < n; i++) {
        rc = sql_run(c, sql_doel, NULL, e, "ii", r->id, partijen[i]);
        if (!rc)
            rc = doel_gebieden(c, a, g, r, partijen[i], e);
        if (!rc)
            rc = sql_get_int(c, sql_respons, &id, e, "ii", r->id, partijen[i]);
    }
    if (rc)
        return rc;
    return spoor_schrijf(c, d, &(struct daad){"ronde.gemaakt", "ronde", r->id, NULL, ronde_spoor(a, r, n)},
                         e);
}

int ronde_zet(struct conn *c, const struct dader *d, int64_t ronde, enum ronde_stand stand, int64_t sluit,
              struct err *e)
{
    static const char *const daad[] = {"ronde.concept", "ronde.geopend", "ronde.gesloten"};
    struct arena a;
    struct ronde r;
    struct doc *voor, *na;
    int rc;

    arena_init(&a, 0);
    rc = ronde_bij_id(c, &a, ronde, &r, e);
    if (!rc)
        rc =
            sql_run(c, sql_zet, NULL, e, "isi", ronde, str_from(stand_woord[stand]), sluit ? sluit : r.sluit);
    voor = doc_map(&a);
    na = doc_map(&a);
    if (!rc) {
        DOC_SET_STR(&a, voor, "stand", str_from(stand_woord[r.stand]));
        DOC_SET_STR(&a, voor, "sluit", time_iso(&a, r.sluit));
        DOC_SET_STR(&a, na, "stand", str_from(stand_woord[stand]));
        DOC_SET_STR(&a, na, "sluit", time_iso(&a, sluit ? sluit : r.sluit));
        rc = spoor_schrijf(c, d, &(struct daad){daad[stand], "ronde", ronde, voor, na}, e);
    }
    arena_done(&a);
    return rc;
}

/* ---- how far they are ---- */

static int stappen_tel(struct conn *c, struct arena *a, int64_t ronde, struct ronde_stap *s, size_t n,
                       struct err *e)
{
    struct map partij, respons;
    struct stmt *st = NULL;
    int rc;

    map_init(&partij, a);
    map_init(&respons, a);
    for (size_t i = 0; i < n; i++) {
        map_put(&partij, str_fmt(a, "%lld", (long long)s[i].doel.partij_id), NULL)->value.p = &s[i];
        map_put(&respons, str_fmt(a, "%lld", (long long)s[i].respons_id), NULL)->value.p = &s[i];
    }
    rc = sql_open(c, sql_stappen_contacten, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    while ((rc = sql_step(st, e)) > 0) {
        const struct map_entry *m = map_get(&partij, str_fmt(a, "%lld", (long long)sql_int(st, 0)));
        struct ronde_stap *x = m ? m->value.p : NULL;

        if (x) {
            x->contacten = sql_int(st, 1);
            x->berichten = sql_int(st, 2);
            x->laatste_bericht = sql_int(st, 3);
        }
    }
    sql_close(st);
    if (!rc)
        rc = sql_open(c, sql_stappen_antwoorden, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    while ((rc = sql_step(st, e)) > 0) {
        const struct map_entry *m = map_get(&respons, str_fmt(a, "%lld", (long long)sql_int(st, 0)));

        if (m)
            ((struct ronde_stap *)m->value.p)->beantwoord = sql_int(st, 1);
    }
    sql_close(st);
    return rc;
}

static bool stap_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct ronde_stap *)rij = (struct ronde_stap){
        .doel = {sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a), sql_str_dup(st, 3, a)},
        .respons_id = sql_int(st, 4),
        .begonnen = sql_int(st, 5),
        .laatst = sql_int(st, 6),
        .ingediend = sql_int(st, 7),
        .stand = sql_str_dup(st, 8, a)};
    return true;
}

int ronde_stappen(struct conn *c, struct arena *a, int64_t ronde, struct ronde_stap **ret, size_t *ret_n,
                  struct err *e)
{
    int rc = SQL_LIST(c, a, sql_stappen, stap_uit, NULL, ret, ret_n, e, "i", ronde);

    return rc ? rc : stappen_tel(c, a, ronde, *ret, *ret_n, e);
}

static bool ligging_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct ronde_ligging *)rij =
        (struct ronde_ligging){sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a)};
    return true;
}

int ronde_liggingen(struct conn *c, struct arena *a, int64_t ronde, struct str indeling,
                    struct ronde_ligging **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_liggingen, ligging_uit, NULL, ret, ret_n, e, "is", ronde, indeling);
}

/* question code → number of its section */
static void delen_van(const struct invul *in, struct map *ret)
{
    for (size_t d = 0; d < in->deel.n; d++)
        for (size_t i = in->deel.at[d].van; i < in->deel.at[d].tot; i++)
            if (in->v->el.at[i].nummer)
                map_put(ret, in->v->el.at[i].code, NULL)->value.i = (int64_t)d;
}

int ronde_delen_begonnen(struct conn *c, struct arena *a, int64_t ronde, const struct invul *in,
                         const struct ronde_stap *s, size_t n, bool **ret, struct err *e)
{
    static const char sql_begonnen[] =
        "SELECT DISTINCT w.vraag, w.respons_id FROM respons r JOIN antwoord_nu w ON w.respons_id = r.id "
        "WHERE r.ronde_id = ?1 AND r.stand <> 'ingediend' AND r.begonnen IS NOT NULL AND w.toestand IN "
        "('beantwoord', 'weet_niet', 'nvt')";
    struct map deel, respons;
    struct stmt *st = NULL;
    bool *er = ARENA_ARRAY(a, bool, n * in->deel.n + 1);
    int rc = sql_open(c, sql_begonnen, &st, e);

    if (rc)
        return rc;
    map_init(&deel, a);
    map_init(&respons, a);
    delen_van(in, &deel);
    for (size_t i = 0; i < n; i++)
        map_put(&respons, str_fmt(a, "%lld", (long long)s[i].respons_id), NULL)->value.i = (int64_t)i;
    sql_bind_int(st, 1, ronde);
    while ((rc = sql_step(st, e)) > 0) {
        const struct map_entry *d = map_get(&deel, sql_str(st, 0)),
                               *r = map_get(&respons, str_fmt(a, "%lld", (long long)sql_int(st, 1)));

        if (d && r)
            er[(size_t)r->value.i * in->deel.n + (size_t)d->value.i] = true;
    }
    sql_close(st);
    *ret = er;
    return rc;
}
