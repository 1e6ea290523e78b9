/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of sessions and of the keys of programs. Of both only a hash is kept, so that who reads the
 * database cannot use them. */
#include "toegang/mens.h"

#include "base/date.h"

#include <string.h>

#define SESSIE "s.id, s.mens_id, s.begin, s.gezien, s.einde, s.adres, s.programma, s.half, s.sterk"

static const char sql_nieuw[] =
    "INSERT INTO sessie (som, mens_id, half, begin, gezien, einde, adres, programma, sterk)"
    " VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8) RETURNING id";
static const char sql_oud_weg[] = "DELETE FROM sessie WHERE einde < ?1 OR gezien < ?2";
static const char sql_een[] = "SELECT " SESSIE " FROM sessie s JOIN mens m ON m.id = s.mens_id"
                              " WHERE s.som = ?1 AND s.einde > ?2 AND s.gezien > ?3 AND m.actief = 1";
static const char sql_lijst[] =
    "SELECT " SESSIE " FROM sessie s WHERE s.mens_id = ?1 AND s.einde > ?2 AND s.gezien > ?3 AND s.half = 0"
    " ORDER BY s.gezien DESC, s.id DESC";
static const char sql_sterk[] = "UPDATE sessie SET sterk = ?3 WHERE mens_id = ?1 AND (?2 = 0 OR id = ?2)";
static const char sql_gezien[] = "UPDATE sessie SET gezien = ?2 WHERE id = ?1 AND gezien < ?2";
static const char sql_weg[] = "DELETE FROM sessie WHERE mens_id = ?1 AND (?2 = 0 OR id = ?2) AND id <> ?3";

#define SLEUTEL                                                                                              \
    "s.id, COALESCE(p.opgegaan_in, p.id), s.naam, s.rol, s.vervalt, s.ingetrokken, s.gemaakt, q.naam"
#define SLEUTEL_UIT                                                                                          \
    " FROM sleutel s JOIN partij p ON p.id = s.partij_id JOIN partij q ON q.id = COALESCE(p.opgegaan_in, "   \
    "p.id)"

static const char sql_sleutel_nieuw[] =
    "INSERT INTO sleutel (partij_id, naam, som, rol, vervalt, gemaakt, mens_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN CAST(?7 AS INTEGER) = 0 THEN NULL ELSE CAST(?7 AS INTEGER) "
    "END) "
    "RETURNING id";
static const char sql_sleutel_som[] =
    "SELECT " SLEUTEL SLEUTEL_UIT " WHERE s.som = ?1 AND s.ingetrokken IS NULL AND s.vervalt > ?2";
static const char sql_sleutel[] = "SELECT " SLEUTEL SLEUTEL_UIT " WHERE s.id = ?1";
static const char sql_sleutels[] = "SELECT " SLEUTEL SLEUTEL_UIT " WHERE q.id = ?1 ORDER BY s.id DESC";
static const char sql_sleutel_weg[] =
    "UPDATE sleutel SET ingetrokken = ?2 WHERE id = ?1 AND ingetrokken IS NULL";

int sessie_maak(struct conn *c, int64_t mens, bool half, bool sterk, struct str adres, struct str programma,
                char ret[GEHEIM_HEX + 1], int64_t *ret_id, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int64_t nu = time_ms();
    int rc = sql_run(c, sql_oud_weg, NULL, e, "ii", nu, nu - SESSIE_STIL);

    geheim_maak(ret);
    geheim_som(str_from(ret), som);
    if (rc)
        return rc;
    return sql_get_int(c, sql_nieuw, ret_id, e, "siiiissi", str_from(som), mens, (int64_t)half, nu,
                       nu + (half ? SESSIE_HALF : SESSIE_LANGST), adres.n ? utf8_clip(adres, 100) : STR(""),
                       programma.n ? utf8_clip(programma, 200) : STR(""), (int64_t)sterk);
}

static bool sessie_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct sessie *)rij = (struct sessie){.id = sql_int(st, 0),
                                            .mens = sql_int(st, 1),
                                            .begin = sql_int(st, 2),
                                            .gezien = sql_int(st, 3),
                                            .einde = sql_int(st, 4),
                                            .adres = sql_str_dup(st, 5, a),
                                            .programma = sql_str_dup(st, 6, a),
                                            .half = sql_int(st, 7) != 0,
                                            .sterk = sql_int(st, 8) != 0};
    return true;
}

int sessie_lees(struct conn *c, struct arena *a, struct str geheim, struct sessie *ret, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int64_t nu = time_ms();
    int rc;

    geheim_som(geheim, som);
    rc = sql_one(c, a, sql_een, sessie_uit, NULL, ret, e, "sii", str_from(som), nu, nu - SESSIE_STIL);
    return rc == ERR_NOT_FOUND ? err_set(e, rc, "deze sessie is er niet meer") : rc;
}

int sessies_lees(struct conn *c, struct arena *a, int64_t mens, const struct sessie **ret, size_t *ret_n,
                 struct err *e)
{
    int64_t nu = time_ms();

    return SQL_LIST(c, a, sql_lijst, sessie_uit, NULL, ret, ret_n, e, "iii", mens, nu, nu - SESSIE_STIL);
}

int sessie_sterk_zet(struct conn *c, int64_t mens, int64_t id, bool sterk, struct err *e)
{
    return sql_run(c, sql_sterk, NULL, e, "iii", mens, id, (int64_t)sterk);
}

int sessie_gezien(struct conn *c, int64_t id, int64_t moment, struct err *e)
{
    return sql_run(c, sql_gezien, NULL, e, "ii", id, moment);
}

int sessie_weg(struct conn *c, int64_t mens, int64_t id, int64_t behalve, struct err *e)
{
    return sql_run(c, sql_weg, NULL, e, "iii", mens, id, behalve);
}

/* ---- keys ---- */

static struct doc *sleutel_doc(struct arena *a, const struct sleutel *s)
{
    struct doc *d = doc_map(a);

    DOC_SET_INT(a, d, "partij", s->partij);
    DOC_SET_STR(a, d, "naam", s->naam);
    DOC_SET_STR(a, d, "rol", str_from(rollen[s->rol].code));
    DOC_SET_STR(a, d, "vervalt", time_iso(a, s->vervalt));
    return d;
}

int sleutel_maak(struct conn *c, const struct dader *d, int64_t partij, struct str naam, enum rol rol,
                 int64_t vervalt, char ret[GEHEIM_HEX + 4], int64_t *ret_id, struct err *e)
{
    struct sleutel s = {.partij = partij, .naam = naam, .rol = rol, .vervalt = vervalt};
    char geheim[GEHEIM_HEX + 1], som[GEHEIM_HEX + 1];
    struct arena a;
    int rc;

    geheim_maak(geheim);
    memcpy(ret, "wz_", 3); /* so that one that leaked is known for what it is */
    memcpy(ret + 3, geheim, sizeof geheim);
    geheim_som(str_from(ret), som);
    rc = sql_get_int(c, sql_sleutel_nieuw, ret_id, e, "isssiii", partij, naam, str_from(som),
                     str_from(rollen[rol].code), vervalt, time_ms(), d && d->soort == DADER_MENS ? d->id : 0);
    arena_init(&a, 0);
    if (!rc)
        rc = spoor_schrijf(
            c, d, &(struct daad){"sleutel.gemaakt", "sleutel", *ret_id, NULL, sleutel_doc(&a, &s)}, e);
    arena_done(&a);
    return rc;
}

static bool sleutel_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct sleutel *s = rij;

    (void)ctx;
    *s = (struct sleutel){.id = sql_int(st, 0),
                          .partij = sql_int(st, 1),
                          .naam = sql_str_dup(st, 2, a),
                          .rol = ROL_LEZER,
                          .vervalt = sql_int(st, 4),
                          .ingetrokken = sql_int(st, 5),
                          .gemaakt = sql_int(st, 6),
                          .partij_naam = sql_str_dup(st, 7, a)};
    rol_bij(sql_str(st, 3), &s->rol);
    return true;
}

int sleutel_bij(struct conn *c, struct arena *a, struct str geheim, struct sleutel *ret, struct err *e)
{
    char som[GEHEIM_HEX + 1];
    int rc;

    geheim_som(geheim, som);
    rc = sql_one(c, a, sql_sleutel_som, sleutel_uit, NULL, ret, e, "si", str_from(som), time_ms());
    return rc == ERR_NOT_FOUND ? err_set(e, rc, "deze sleutel is er niet, of hij is ingetrokken of verlopen")
                               : rc;
}

int sleutel_lees(struct conn *c, struct arena *a, int64_t id, struct sleutel *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_sleutel, sleutel_uit, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "deze sleutel is er niet") : rc;
}

int sleutels_lees(struct conn *c, struct arena *a, int64_t partij, const struct sleutel **ret, size_t *ret_n,
                  struct err *e)
{
    return SQL_LIST(c, a, sql_sleutels, sleutel_uit, NULL, ret, ret_n, e, "i", partij);
}

int sleutel_intrekken(struct conn *c, const struct dader *d, int64_t id, struct err *e)
{
    struct sleutel was;
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sleutel_lees(c, &a, id, &was, e);
    if (!rc && was.ingetrokken)
        rc = err_set(e, ERR_CONFLICT, "Deze sleutel is al ingetrokken.");
    if (!rc)
        rc = sql_run(c, sql_sleutel_weg, NULL, e, "ii", id, time_ms());
    if (!rc)
        rc = spoor_schrijf(
            c, d, &(struct daad){"sleutel.ingetrokken", "sleutel", id, sleutel_doc(&a, &was), NULL}, e);
    arena_done(&a);
    return rc;
}
