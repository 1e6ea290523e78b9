/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of people and their roles. What changes is written in the trail: never a secret, and of people only
 * what stands in spoor_inhoud, which can be erased. */
#include "toegang/mens.h"

#include "base/date.h"
#include "partij/partij.h"

#include <string.h>

#define MENS "m.id, m.email, m.naam, m.wachtwoord, m.geheim, m.stap, m.actief, m.gemaakt"

static const char sql_mens[] = "SELECT " MENS " FROM mens m WHERE m.id = ?1";
static const char sql_mens_email[] = "SELECT " MENS " FROM mens m WHERE m.email = ?1";
static const char sql_mens_nieuw[] = "INSERT INTO mens (email, naam, wachtwoord, geheim, stap, actief, "
                                     "gemaakt) VALUES (?1, ?2, '', '', 0, 1, ?3)"
                                     " ON CONFLICT (email) DO NOTHING RETURNING id";
static const char sql_rollen[] =
    "SELECT r.mens_id, COALESCE(p.opgegaan_in, p.id), r.rol, q.naam, m.naam, m.email, m.actief, m.wachtwoord,"
    " CASE WHEN m.geheim = '' THEN 0 ELSE 1 END"
    " FROM mens_rol r JOIN mens m ON m.id = r.mens_id JOIN partij p ON p.id = r.partij_id"
    " JOIN partij q ON q.id = COALESCE(p.opgegaan_in, p.id)"
    " WHERE (?1 = 0 OR r.mens_id = ?1) AND (?2 = 0 OR q.id = ?2) ORDER BY m.naam, m.id, q.naam, q.id";
static const char sql_rol[] = "SELECT rol FROM mens_rol WHERE mens_id = ?1 AND partij_id = ?2";
static const char sql_rol_zet[] = "INSERT INTO mens_rol (mens_id, partij_id, rol) VALUES (?1, ?2, ?3)"
                                  " ON CONFLICT (mens_id, partij_id) DO UPDATE SET rol = excluded.rol";
static const char sql_rol_weg[] = "DELETE FROM mens_rol WHERE mens_id = ?1 AND partij_id IN (SELECT id FROM "
                                  "partij WHERE id = ?2 OR opgegaan_in = ?2)";
static const char sql_beheerders[] = "SELECT COUNT(DISTINCT m.id) FROM mens_rol r JOIN mens m ON m.id = "
                                     "r.mens_id WHERE r.rol = 'beheerder' AND m.actief = 1";
static const char sql_wie_beheert[] = "SELECT DISTINCT m.id FROM mens_rol r JOIN mens m ON m.id = r.mens_id"
                                      " WHERE r.rol = 'beheerder' AND m.actief = 1 ORDER BY m.id";
static const char sql_actief[] = "UPDATE mens SET actief = ?2 WHERE id = ?1";
static const char sql_wachtwoord[] = "UPDATE mens SET wachtwoord = ?2 WHERE id = ?1";
static const char sql_geheim[] = "UPDATE mens SET geheim = ?2, stap = 0 WHERE id = ?1";
static const char sql_stap[] = "UPDATE mens SET stap = ?2 WHERE id = ?1 AND stap < ?2";
static const char sql_codes_weg[] = "DELETE FROM mens_herstelcode WHERE mens_id = ?1";
static const char sql_code_bij[] = "INSERT INTO mens_herstelcode (som, mens_id) VALUES (?1, ?2)";
static const char sql_code_lijst[] = "SELECT som FROM mens_herstelcode WHERE mens_id = ?1";
static const char sql_code_op[] = "DELETE FROM mens_herstelcode WHERE som = ?1 AND mens_id = ?2";
static const char sql_codes_n[] = "SELECT COUNT(*) FROM mens_herstelcode WHERE mens_id = ?1";
static const char sql_links_weg[] = "DELETE FROM eenmalig WHERE mens_id = ?1";
static const char sql_link_bij[] =
    "INSERT INTO eenmalig (som, mens_id, soort, vervalt) VALUES (?1, ?2, ?3, ?4)";
static const char sql_link[] = "SELECT e.mens_id FROM eenmalig e JOIN mens m ON m.id = e.mens_id"
                               " WHERE e.som = ?1 AND e.vervalt > ?2 AND m.actief = 1";
static const char sql_link_op[] = "DELETE FROM eenmalig WHERE som = ?1 AND vervalt > ?2 RETURNING mens_id";

static bool mens_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct mens *)rij = (struct mens){.id = sql_int(st, 0),
                                        .email = sql_str_dup(st, 1, a),
                                        .naam = sql_str_dup(st, 2, a),
                                        .wachtwoord = sql_str_dup(st, 3, a),
                                        .geheim = kluis_open(a, sql_int(st, 0), sql_str_dup(st, 4, a)),
                                        .stap = sql_int(st, 5),
                                        .actief = sql_int(st, 6) != 0,
                                        .gemaakt = sql_int(st, 7)};
    return true;
}

int mens_lees(struct conn *c, struct arena *a, int64_t id, struct mens *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_mens, mens_uit, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "deze gebruiker is er niet") : rc;
}

int mens_bij_email(struct conn *c, struct arena *a, struct str email, struct mens *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_mens_email, mens_uit, NULL, ret, e, "s", email.n ? email : STR(""));

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "er is geen gebruiker met dit e-mailadres") : rc;
}

int mensen_beheerders(struct conn *c, struct arena *a, const int64_t **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_wie_beheert, sql_row_int, NULL, ret, ret_n, e, "");
}

struct str email_net(struct arena *a, struct str s)
{
    return str_lower(a, str_trim(s));
}

bool email_goed(struct str s)
{
    size_t at = str_index(s, '@');

    if (s.n > 200 || at == 0 || at + 1 >= s.n)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= 0x20 || (unsigned char)s.p[i] >= 0x7f || strchr("<>\"',;\\", s.p[i]) ||
            (s.p[i] == '@' && i != at))
            return false;
    return memchr(s.p + at, '.', s.n - at) && s.p[s.n - 1] != '.';
}

static bool rol_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct mens_rol *r = rij;

    (void)ctx;
    *r = (struct mens_rol){.mens = sql_int(st, 0),
                           .partij = sql_int(st, 1),
                           .partij_naam = sql_str_dup(st, 3, a),
                           .mens_naam = sql_str_dup(st, 4, a),
                           .mens_email = sql_str_dup(st, 5, a),
                           .actief = sql_int(st, 6) != 0,
                           .uitgenodigd = !sql_str(st, 7).n,
                           .tweede_stap = sql_int(st, 8) != 0};
    return rol_bij(sql_str(st, 2), &r->rol);
}

int rollen_lees(struct conn *c, struct arena *a, int64_t mens, int64_t partij, const struct mens_rol **ret,
                size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_rollen, rol_uit, NULL, ret, ret_n, e, "ii", mens, partij);
}

/* {"rol": …, "partij": …} for the trail; NULL for none. */
static struct doc *rol_doc(struct arena *a, struct str rol, int64_t partij)
{
    struct doc *d = doc_map(a);

    if (!rol.n)
        return NULL;
    DOC_SET_STR(a, d, "rol", rol);
    DOC_SET_INT(a, d, "partij", partij);
    return d;
}

int mens_maak(struct conn *c, const struct dader *d, struct str email, struct str naam, int64_t *ret,
              struct err *e)
{
    struct arena a;
    struct doc *na;
    int rc = sql_get_int(c, sql_mens_nieuw, ret, e, "ssi", email, naam, time_ms());

    if (rc == ERR_NOT_FOUND)
        return err_set(e, ERR_CONFLICT, "Er is al een gebruiker met dit e-mailadres.");
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "email", email);
    DOC_SET_STR(&a, na, "naam", naam);
    rc = spoor_schrijf(c, d, &(struct daad){"mens.gemaakt", "mens", *ret, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* The last one who can manage the installation must stay able to. */
static int beheerder_blijft(struct conn *c, struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_beheerders, &n, e, "");

    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.");
    return rc;
}

static int rol_was(struct conn *c, struct arena *a, int64_t mens, int64_t partij, struct str *ret,
                   struct err *e)
{
    int rc;

    *ret = STR("");
    rc = sql_one(c, a, sql_rol, sql_row_str, NULL, ret, e, "ii", mens, partij);
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int mens_rol_zet(struct conn *c, const struct dader *d, int64_t mens, int64_t partij, enum rol rol,
                 struct err *e)
{
    struct arena a;
    struct str was;
    int rc;

    arena_init(&a, 0);
    rc = rol_was(c, &a, mens, partij, &was, e);
    if (!rc && rol == ROL_PUBLIEK)
        rc = sql_run(c, sql_rol_weg, NULL, e, "ii", mens, partij);
    else if (!rc)
        rc = sql_run(c, sql_rol_zet, NULL, e, "iis", mens, partij, str_from(rollen[rol].code));
    if (!rc && str_is(was, "beheerder") && rol != ROL_BEHEERDER)
        rc = beheerder_blijft(c, e);
    if (!rc)
        rc = spoor_schrijf(
            c, d,
            &(struct daad){"mens.rol", "mens", mens, rol_doc(&a, was, partij),
                           rol_doc(&a, rol == ROL_PUBLIEK ? STR("") : str_from(rollen[rol].code), partij)},
            e);
    arena_done(&a);
    return rc;
}

int mens_actief_zet(struct conn *c, const struct dader *d, int64_t mens, bool actief, struct err *e)
{
    int rc = sql_run(c, sql_actief, NULL, e, "ii", mens, (int64_t)actief);

    if (!rc && !actief)
        rc = beheerder_blijft(c, e);
    if (!rc)
        rc = sessie_weg(c, mens, 0, 0, e);
    if (!rc)
        rc = sql_run(c, sql_links_weg, NULL, e, "i", mens);
    if (!rc)
        rc = spoor_schrijf(
            c, d,
            &(struct daad){actief ? "mens.toegelaten" : "mens.buitengesloten", "mens", mens, NULL, NULL}, e);
    return rc;
}

int mens_wachtwoord_zet(struct conn *c, const struct dader *d, int64_t mens, struct str som, int64_t behalve,
                        struct err *e)
{
    int rc = sql_run(c, sql_wachtwoord, NULL, e, "is", mens, som);

    if (!rc)
        rc = sessie_weg(c, mens, 0, behalve, e);
    if (!rc)
        rc = sql_run(c, sql_links_weg, NULL, e, "i", mens);
    if (!rc)
        rc = spoor_schrijf(c, d, &(struct daad){"mens.wachtwoord", "mens", mens, NULL, NULL}, e);
    return rc;
}

/* What is kept of a recovery code: 64 random bits of salt, a dot and the hash of both. A code is shorter than
 * other secrets, so that people can type it over. */
enum { ZOUT = 16 };

static struct str code_som(struct arena *a, struct str zout, struct str code)
{
    char som[GEHEIM_HEX + 1];

    geheim_som(str_cat(a, zout, code), som);
    return str_fmt(a, "%.*s.%s", STR_ARG(zout), som);
}

int mens_geheim_zet(struct conn *c, const struct dader *d, int64_t mens, struct str geheim,
                    const struct str *codes, size_t n_codes, struct err *e)
{
    char zout[GEHEIM_HEX + 1];
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sql_run(c, sql_geheim, NULL, e, "is", mens, geheim.n ? kluis_dicht(&a, mens, geheim) : STR(""));
    if (!rc) /* what was proved with the former secret holds no longer */
        rc = sessie_sterk_zet(c, mens, 0, false, e);
    if (!rc)
        rc = sql_run(c, sql_codes_weg, NULL, e, "i", mens);
    for (size_t i = 0; !rc && i < n_codes; i++) {
        geheim_maak(zout);
        rc = sql_run(c, sql_code_bij, NULL, e, "si", code_som(&a, str_sub(str_from(zout), 0, ZOUT), codes[i]),
                     mens);
    }
    arena_done(&a);
    if (!rc)
        rc = spoor_schrijf(c, d,
                           &(struct daad){geheim.n ? "mens.tweede_stap_aan" : "mens.tweede_stap_uit", "mens",
                                          mens, NULL, NULL},
                           e);
    return rc;
}

int mens_tweede_uit(struct conn *c, const struct dader *d, int64_t mens, struct err *e)
{
    struct arena a;
    struct mens m;
    int rc;

    arena_init(&a, 0);
    rc = mens_lees(c, &a, mens, &m, e);
    if (!rc && !m.geheim.n)
        rc = err_set(e, ERR_CONFLICT, "De tweede stap van deze gebruiker staat al uit.");
    if (!rc)
        rc = mens_geheim_zet(c, d, mens, STR(""), NULL, 0, e);
    if (!rc)
        rc = sessie_weg(c, mens, 0, 0, e);
    arena_done(&a);
    return rc;
}

int mens_stap_zet(struct conn *c, int64_t mens, int64_t stap, bool *ret, struct err *e)
{
    int64_t n = 0;
    int rc = sql_run(c, sql_stap, &n, e, "ii", mens, stap);

    *ret = n == 1;
    return rc;
}

/* The row of this code among those of the mens; one of before there was a salt has none. */
static struct str code_rij(struct arena *a, const struct str *rijen, size_t n, struct str code)
{
    char los[GEHEIM_HEX + 1];

    geheim_som(code, los);
    for (size_t i = 0; i < n; i++)
        if (str_is(rijen[i], los) ||
            (rijen[i].n > ZOUT && str_eq(rijen[i], code_som(a, str_sub(rijen[i], 0, ZOUT), code))))
            return rijen[i];
    return STR("");
}

int mens_herstelcode_gebruik(struct conn *c, const struct dader *d, int64_t mens, struct str code, bool *ret,
                             struct err *e)
{
    struct str *rijen;
    struct arena a;
    int64_t n = 0;
    size_t n_rijen;
    int rc;

    arena_init(&a, 0);
    rc = SQL_LIST(c, &a, sql_code_lijst, sql_row_str, NULL, &rijen, &n_rijen, e, "i", mens);
    if (!rc)
        rc = sql_run(c, sql_code_op, &n, e, "si", code_rij(&a, rijen, n_rijen, code), mens);
    arena_done(&a);
    *ret = n == 1;
    if (!rc && n)
        rc = spoor_schrijf(c, d, &(struct daad){"mens.herstelcode", "mens", mens, NULL, NULL}, e);
    return rc;
}

int mens_herstelcodes_n(struct conn *c, int64_t mens, int64_t *ret, struct err *e)
{
    return sql_get_int(c, sql_codes_n, ret, e, "i", mens);
}

/* ---- links ---- */

int eenmalig_maak(struct conn *c, const struct dader *d, int64_t mens, bool uitnodiging, int64_t duur,
                  char ret[GEHEIM_HEX + 1], struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int rc = sql_run(c, sql_links_weg, NULL, e, "i", mens);

    geheim_maak(ret);
    geheim_som(str_from(ret), som);
    if (!rc)
        rc = sql_run(c, sql_link_bij, NULL, e, "sisi", str_from(som), mens,
                     uitnodiging ? STR("uitnodiging") : STR("wachtwoord"), time_ms() + duur);
    if (!rc)
        rc = spoor_schrijf(
            c, d,
            &(struct daad){uitnodiging ? "mens.uitgenodigd" : "mens.herstellink", "mens", mens, NULL, NULL},
            e);
    return rc;
}

int eenmalig_lees(struct conn *c, struct str geheim, int64_t *ret_mens, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int rc;

    geheim_som(geheim, som);
    rc = sql_get_int(c, sql_link, ret_mens, e, "si", str_from(som), time_ms());
    return rc == ERR_NOT_FOUND
               ? err_set(
                     e, rc,
                     "Deze link werkt niet (meer): hij is al gebruikt of te oud. Vraag een nieuwe aan wie u "
                     "de link gaf.")
               : rc;
}

int eenmalig_gebruik(struct conn *c, struct str geheim, int64_t *ret_mens, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int rc = eenmalig_lees(c, geheim, ret_mens, e);

    geheim_som(geheim, som);
    return rc ? rc : sql_get_int(c, sql_link_op, ret_mens, e, "si", str_from(som), time_ms());
}
