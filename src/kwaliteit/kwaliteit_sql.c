/* SPDX-License-Identifier: EUPL-1.2
 * SQL that reads: findings with their answers, what was tested, who delivered last, what waits for a check.
 */
#include "kwaliteit/intern.h"

static const char sql_bevindingen[] =
    "SELECT b.id, b.levering_id, b.gemaakt, b.einde, b.links, b.rechts, b.sleutel, b.regel, b.dimensie, "
    "o.code, o.naam, "
    "o.eenheid, b.tekst, b.status, l.soort, l.leveraar, l.bestand, b.gebied_id, b.periode_van, "
    "b.periode_tot, b.ernst, "
    "o.schaal, l.status, l.partij_id"
    " FROM bevinding b JOIN levering l ON l.id = b.levering_id LEFT JOIN onderwerp o ON o.id = b.onderwerp_id"
    " WHERE (?1 = 0 OR b.levering_id = ?1) AND (?2 = 0 OR b.id = ?2)"
    " AND (?3 = 1 OR (b.einde IS NULL AND l.status = 'actief')) AND (?4 = 0 OR b.status = 'open') AND "
    "b.ernst >= ?5"
    " ORDER BY b.ernst DESC, b.periode_tot DESC, b.id";
static const char sql_antwoorden[] = "SELECT antwoord, reden, wie, moment, levering_id, van_id FROM "
                                     "bevinding_antwoord WHERE bevinding_id = ?1 ORDER BY id";
static const char sql_partijen[] =
    "SELECT l.soort, l.leveraar, b.ernst, b.status, COUNT(*) FROM bevinding b JOIN levering l ON l.id = "
    "b.levering_id"
    " WHERE b.einde IS NULL AND l.status = 'actief' GROUP BY l.soort, l.leveraar, b.ernst, b.status"
    " ORDER BY l.soort, l.leveraar, b.ernst, b.status";
static const char sql_nieuwste[] =
    "SELECT l.id, l.soort, l.leveraar, l.peildatum, l.ontvangen, l.bestand FROM levering l"
    " WHERE l.status = 'actief' AND l.soort NOT LIKE 'referentie-%'"
    " ORDER BY l.soort, l.leveraar, l.peildatum DESC, l.id DESC";
static const char sql_toetsen[] =
    "SELECT t.regel, SUM(t.getoetst), SUM(t.bevonden), SUM(t.overgeslagen)"
    " FROM levering l JOIN kwaliteit_controle k ON k.levering_id = l.id JOIN kwaliteit_toets t ON "
    "t.controle_id = k.id"
    " WHERE (?1 = l.id OR (?1 = 0 AND l.status = 'actief'))"
    " AND k.id = (SELECT MAX(y.id) FROM kwaliteit_controle y WHERE y.levering_id = l.id)"
    " GROUP BY t.regel ORDER BY t.regel";
static const char sql_gecontroleerd[] =
    "SELECT COALESCE(MAX(moment), 0) FROM kwaliteit_controle WHERE levering_id = ?1 OR ?1 = 0";
static const char sql_wachtend[] =
    "SELECT l.id FROM levering l WHERE l.status = 'actief' AND l.soort NOT LIKE 'referentie-%'"
    " AND (?2 = 1 OR NOT EXISTS (SELECT 1 FROM kwaliteit_controle k WHERE k.levering_id = l.id AND "
    "k.regels_id = ?1))"
    " ORDER BY l.id";
static const char sql_onderwerpen[] = "SELECT DISTINCT o.code FROM levering_inhoud i JOIN reeks r ON r.id = "
                                      "i.reeks_id JOIN onderwerp o ON o.id = "
                                      "r.onderwerp_id WHERE i.levering_id IN (?1, ?2) ORDER BY o.code";
static const char sql_vervangen[] = "SELECT COALESCE(MAX(id), 0) FROM levering WHERE vervangen_door = ?1";

struct bevinding_lezing {
    const struct gebieden *g;
    const struct bevinding_keuze *k;
};

static bool bevinding_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    const struct bevinding_lezing *x = ctx;
    struct bevinding *b = rij;

    *b = (struct bevinding){.id = sql_int(st, 0),
                            .levering = sql_int(st, 1),
                            .gemaakt = sql_int(st, 2),
                            .einde = sql_int(st, 3),
                            .geheim = sql_is_null(st, 4),
                            .links = sql_int(st, 4),
                            .rechts = sql_int(st, 5),
                            .sleutel = sql_str_dup(st, 6, a),
                            .regel = sql_str_dup(st, 7, a),
                            .dimensie = sql_str_dup(st, 8, a),
                            .onderwerp = sql_str_dup(st, 9, a),
                            .onderwerp_naam = sql_str_dup(st, 10, a),
                            .eenheid = sql_str_dup(st, 11, a),
                            .tekst = sql_str_dup(st, 12, a),
                            .status = sql_str_dup(st, 13, a),
                            .soort = sql_str_dup(st, 14, a),
                            .leveraar = sql_str_dup(st, 15, a),
                            .bestand = sql_str_dup(st, 16, a),
                            .gebied = gebied_bij_id(x->g, sql_int(st, 17)),
                            .van = (date_t)sql_int(st, 18),
                            .tot = (date_t)sql_int(st, 19),
                            .ernst = (int)sql_int(st, 20),
                            .schaal = (int)sql_int(st, 21),
                            .partij = sql_int(st, 23)};
    b->telt = !b->einde && str_is(sql_str(st, 22), "actief");
    return b->gebied &&
           (!x->k->partij.n || str_eq(leveraar_code(a, leveraar_naam(b->soort, b->leveraar)), x->k->partij));
}

int bevindingen_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                     const struct bevinding_keuze *k, struct bevinding **ret, size_t *ret_n, struct err *e)
{
    struct bevinding_lezing x = {g, k};

    return SQL_LIST(c, a, sql_bevindingen, bevinding_rij, &x, ret, ret_n, e, "iiiii", k->levering, k->id,
                    (int64_t)(k->alles || k->id), (int64_t)k->open, (int64_t)k->ernst);
}

static bool antwoorden_lees_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct antwoord *)rij = (struct antwoord){.antwoord = sql_str_dup(st, 0, a),
                                                .reden = sql_str_dup(st, 1, a),
                                                .wie = sql_str_dup(st, 2, a),
                                                .moment = sql_int(st, 3),
                                                .levering = sql_int(st, 4),
                                                .overgenomen = !sql_is_null(st, 5)};
    return true;
}

int antwoorden_lees(struct conn *c, struct arena *a, int64_t bevinding, const struct antwoord **ret,
                    size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_antwoorden, antwoorden_lees_rij, NULL, ret, ret_n, e, "i",
                    (int64_t)(bevinding));
}

int leveraars_lees(struct conn *c, struct arena *a, struct leveraar_stand **ret, size_t *ret_n, struct err *e)
{
    VEC(struct leveraar_stand) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_partijen, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct str naam = leveraar_naam(sql_str_dup(st, 0, a), sql_str_dup(st, 1, a)),
                   code = leveraar_code(a, naam);
        int64_t ernst = sql_int(st, 2), n = sql_int(st, 4);
        size_t i = 0;

        while (i < v.n && !str_eq(v.at[i].code, code))
            i++;
        if (i == v.n)
            VEC_PUSH(a, &v, ((struct leveraar_stand){.naam = naam, .code = code}));
        if (str_is(sql_str(st, 3), "open") && ernst > 0 && ernst < 4)
            v.at[i].open[ernst] += n;
        else
            v.at[i].beantwoord += n;
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int nieuwste_leveringen_lees(struct conn *c, struct arena *a, const struct levering **ret, size_t *ret_n,
                             struct err *e)
{
    VEC(struct levering) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_nieuwste, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        const struct levering *vorige = v.n ? &v.at[v.n - 1] : NULL;

        if (vorige && str_eq(vorige->soort, sql_str(st, 1)) && str_eq(vorige->leveraar, sql_str(st, 2)))
            continue;
        VEC_PUSH(a, &v,
                 ((struct levering){.id = sql_int(st, 0),
                                    .soort = sql_str_dup(st, 1, a),
                                    .leveraar = sql_str_dup(st, 2, a),
                                    .peildatum = (date_t)sql_int(st, 3),
                                    .ontvangen = sql_int(st, 4),
                                    .bestand = sql_str_dup(st, 5, a)}));
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

static bool toets_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct toets_stand *)rij =
        (struct toets_stand){sql_str_dup(st, 0, a), sql_int(st, 1), sql_int(st, 2), sql_int(st, 3)};
    return true;
}

int toetsen_lees(struct conn *c, struct arena *a, int64_t levering, const struct toets_stand **ret,
                 size_t *ret_n, int64_t *ret_moment, struct err *e)
{
    int rc = sql_get_int(c, sql_gecontroleerd, ret_moment, e, "i", levering);

    return rc ? rc : SQL_LIST(c, a, sql_toetsen, toets_rij, NULL, ret, ret_n, e, "i", levering);
}

int wachtend_lees(struct conn *c, struct arena *a, int64_t regels, bool alles, const int64_t **ret,
                  size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_wachtend, sql_row_int, NULL, ret, ret_n, e, "ii", (int64_t)(regels),
                    (int64_t)(alles));
}

int levering_onderwerpen(struct conn *c, struct arena *a, int64_t levering, int64_t oud,
                         const struct str **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_onderwerpen, sql_row_str, NULL, ret, ret_n, e, "ii", (int64_t)(levering),
                    (int64_t)(oud));
}

int levering_vervangen(struct conn *c, int64_t levering, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_vervangen, ret, e, "i", levering);
}
