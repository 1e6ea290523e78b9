/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of who fills a questionnaire in: contacts, their links and the mails that they got. */
#include "base/som.h"
#include "ronde/contact.h"

#include <sodium.h>

#define CONTACT_KOLOMMEN                                                                                     \
    "k.id, k.ronde_id, k.partij_id, k.naam, k.email, k.mag, k.deel, k.door_id, k.gemaakt, k.ingetrokken, "   \
    "d.naam"
#define CONTACT_VAN                                                                                          \
    " FROM ronde_contact k JOIN ronde_doel d ON d.ronde_id = k.ronde_id AND d.partij_id = k.partij_id"

static const char sql_nieuw[] =
    "INSERT INTO ronde_contact (ronde_id, partij_id, naam, email, mag, deel, door_id, gemaakt) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?7 = 0 THEN NULL ELSE ?7 END, ?8) RETURNING id";
static const char sql_trek_in[] =
    "UPDATE ronde_contact SET ingetrokken = ?3 WHERE id = ?2 AND ronde_id = ?1 AND ingetrokken IS NULL";
static const char sql_lijst[] =
    "SELECT " CONTACT_KOLOMMEN ", (SELECT COUNT(*) FROM ronde_bericht b WHERE b.contact_id = k.id), "
    "(SELECT MAX(b.moment) FROM ronde_bericht b WHERE b.contact_id = k.id), "
    "(SELECT MAX(b.moment) FROM ronde_bericht b WHERE b.contact_id = k.id AND b.soort = "
    "'herinnering')" CONTACT_VAN
    " WHERE k.ronde_id = ?1 AND (?2 = 0 OR k.partij_id = ?2) ORDER BY d.naam, k.id";
static const char sql_link[] = "INSERT INTO ronde_link (som, contact_id, gemaakt) VALUES (?1, ?2, ?3)";
static const char sql_van_link[] =
    "SELECT " CONTACT_KOLOMMEN ", 0, 0, 0 FROM ronde_link x JOIN ronde_contact k ON k.id = x.contact_id "
    "JOIN ronde_doel d ON d.ronde_id = k.ronde_id AND d.partij_id = k.partij_id "
    "WHERE x.som = ?1 AND k.ingetrokken IS NULL";
static const char sql_bericht[] =
    "INSERT INTO ronde_bericht (contact_id, soort, moment, aan, onderwerp, hoe) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char sql_berichten[] =
    "SELECT b.moment, b.soort, b.aan, b.onderwerp, b.hoe, k.naam, d.naam FROM ronde_bericht b "
    "JOIN ronde_contact k ON k.id = b.contact_id JOIN ronde_doel d ON d.ronde_id = k.ronde_id AND "
    "d.partij_id = k.partij_id WHERE k.ronde_id = ?1 ORDER BY b.moment DESC, b.id DESC LIMIT 200";

static enum contact_mag mag_bij(struct str s)
{
    return str_is(s, "indienen") ? MAG_INDIENEN : str_is(s, "invullen") ? MAG_INVULLEN : MAG_INZIEN;
}

static void contact_uit(struct stmt *st, struct arena *a, struct ronde_contact *k)
{
    *k = (struct ronde_contact){.id = sql_int(st, 0),
                                .ronde_id = sql_int(st, 1),
                                .partij_id = sql_int(st, 2),
                                .naam = sql_str_dup(st, 3, a),
                                .email = sql_str_dup(st, 4, a),
                                .mag = mag_bij(sql_str(st, 5)),
                                .deel = sql_str_dup(st, 6, a),
                                .door_id = sql_int(st, 7),
                                .gemaakt = sql_int(st, 8),
                                .ingetrokken = sql_int(st, 9),
                                .partij_naam = sql_str_dup(st, 10, a),
                                .berichten = sql_int(st, 11),
                                .laatste_bericht = sql_int(st, 12),
                                .herinnerd = sql_int(st, 13)};
}

int contact_maak(struct conn *c, const struct dader *d, struct ronde_contact *k, struct err *e)
{
    struct arena a;
    struct doc *na;
    int rc = sql_get_int(c, sql_nieuw, &k->id, e, "iissssii", k->ronde_id, k->partij_id, k->naam, k->email,
                         str_from(contact_mag_namen[k->mag]), k->deel, k->door_id, time_ms());

    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "ronde", k->ronde_id);
    DOC_SET_INT(&a, na, "partij", k->partij_id);
    DOC_SET_STR(&a, na, "naam", k->naam);
    DOC_SET_STR(&a, na, "email", k->email);
    DOC_SET_STR(&a, na, "mag", str_from(contact_mag_namen[k->mag]));
    DOC_SET_STR(&a, na, "deel", k->deel);
    if (k->door_id)
        DOC_SET_INT(&a, na, "gevraagd_door", k->door_id);
    rc = spoor_schrijf(c, d, &(struct daad){"ronde.contact", "ronde_contact", k->id, NULL, na}, e);
    arena_done(&a);
    return rc;
}

int contact_trek_in(struct conn *c, const struct dader *d, int64_t ronde, int64_t contact, struct err *e)
{
    int64_t n = 0;
    int rc = sql_run(c, sql_trek_in, &n, e, "iii", ronde, contact, time_ms());

    if (!rc && !n)
        return err_set(e, ERR_NOT_FOUND, "dit contact is er niet, of zijn links werkten al niet meer");
    return rc ? rc
              : spoor_schrijf(
                    c, d, &(struct daad){"ronde.contact_ingetrokken", "ronde_contact", contact, NULL, NULL},
                    e);
}

static bool contact_rij_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    contact_uit(st, a, rij);
    return true;
}

int contacten_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t partij, struct ronde_contact **ret,
                   size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_lijst, contact_rij_uit, NULL, ret, ret_n, e, "ii", ronde, partij);
}

int link_maak(struct conn *c, int64_t contact, char ret[LINK_HEX + 1], struct err *e)
{
    char som[LINK_HEX + 1];
    unsigned char geheim[LINK_HEX / 2];
    int rc;

    randombytes_buf(geheim, sizeof geheim);
    sodium_bin2hex(ret, LINK_HEX + 1, geheim, sizeof geheim);
    sodium_memzero(geheim, sizeof geheim);
    sha256_hex(str_from(ret), som);
    rc = sql_run(c, sql_link, NULL, e, "sii", str_from(som), contact, time_ms());
    return rc;
}

int link_lees(struct conn *c, struct arena *a, struct str token, struct ronde_contact *ret, struct err *e)
{
    char som[LINK_HEX + 1];
    struct stmt *st = NULL;
    int rc;

    if (token.n != LINK_HEX)
        return err_set(e, ERR_NOT_FOUND, "deze link werkt niet");
    sha256_hex(token, som);
    rc = sql_open(c, sql_van_link, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, str_from(som));
    rc = sql_step(st, e);
    if (rc > 0) {
        contact_uit(st, a, ret);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND,
                     "deze link werkt niet (meer). Kijk of u hem heel hebt overgenomen, of vraag om een "
                     "nieuwe bij wie u de link gaf");
    }
    sql_close(st);
    return rc;
}

int bericht_noteer(struct conn *c, int64_t contact, const char *soort, struct str aan, struct str onderwerp,
                   bool verstuurd, struct err *e)
{
    return sql_run(c, sql_bericht, NULL, e, "isisss", contact, str_from(soort), time_ms(), aan, onderwerp,
                   verstuurd ? STR("verstuurd") : STR("getoond"));
}

static bool bericht_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct ronde_bericht *)rij = (struct ronde_bericht){
        sql_int(st, 0),        sql_str_dup(st, 1, a), sql_str_dup(st, 2, a), sql_str_dup(st, 3, a),
        sql_str_dup(st, 4, a), sql_str_dup(st, 5, a), sql_str_dup(st, 6, a)};
    return true;
}

int berichten_lees(struct conn *c, struct arena *a, int64_t ronde, struct ronde_bericht **ret, size_t *ret_n,
                   struct err *e)
{
    return SQL_LIST(c, a, sql_berichten, bericht_uit, NULL, ret, ret_n, e, "i", ronde);
}

int contact_schrijfbaar(struct conn *c, int64_t contact, struct err *e)
{
    static const char sql_schrijfbaar[] =
        "SELECT COUNT(*) FROM ronde_contact k JOIN respons r ON r.ronde_id = k.ronde_id AND r.partij_id = "
        "k.partij_id WHERE k.id = ?1 AND k.ingetrokken IS NULL AND r.stand <> 'ingediend'";
    int64_t n = 0;
    int rc = sql_get_int(c, sql_schrijfbaar, &n, e, "i", contact);

    return rc || n ? rc
                   : err_set(e, ERR_CONFLICT, "de vragenlijst is al ingediend, of de links zijn ingetrokken");
}
