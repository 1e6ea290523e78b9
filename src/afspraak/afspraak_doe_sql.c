/* SPDX-License-Identifier: EUPL-1.2
 * Every act on an afspraak, written in the trail under the afspraak, so that its history is one question. */
#include "afspraak/afspraak.h"

#include "stuk/stuk.h"

static const char sql_nieuw[] =
    "INSERT INTO afspraak (code, partij_id, wie, moment) VALUES (?1, ?2, ?3, ?4) RETURNING id";
static const char sql_versie[] =
    "INSERT INTO afspraak_versie (afspraak_id, nummer, soort, titel, gebied_id, gesloten, boek, bron,"
    " toelichting, verzonnen, reden, wie, moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13)";
static const char sql_versie_nu[] =
    "SELECT COALESCE(MAX(nummer), 0) FROM afspraak_versie WHERE afspraak_id = ?1";
static const char sql_over[] = "SELECT COUNT(*) FROM afspraak_einde WHERE afspraak_id = ?1";
static const char sql_einde[] =
    "INSERT INTO afspraak_einde (afspraak_id, reden, wie, moment) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (afspraak_id) DO NOTHING";
static const char sql_volgende[] = "SELECT COALESCE(MAX(nummer), 0) + 1 FROM belofte WHERE afspraak_id = ?1";
static const char sql_belofte[] = "INSERT INTO belofte (afspraak_id, nummer) VALUES (?1, ?2) RETURNING id";
static const char sql_nummer[] = "SELECT nummer FROM belofte WHERE id = ?1";
static const char sql_belofte_nu[] =
    "SELECT COALESCE(MAX(nummer), 0) FROM belofte_versie WHERE belofte_id = ?1";
static const char sql_belofte_over[] = "SELECT COUNT(*) FROM belofte_einde WHERE belofte_id = ?1";
static const char sql_belofte_versie[] =
    "INSERT INTO belofte_versie (belofte_id, nummer, soort, toezegging, door, gebied_id, onderwerp, "
    "woningtype,"
    " segment, kenmerk, cijferbron, definitieset, venster_van, venster_tot, aantal, van, tot, eigen_pad, nul,"
    " nul_bron, uiterlijk, reden, wie, moment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13,"
    " ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24) RETURNING id";
static const char sql_partij[] = "INSERT INTO belofte_partij (versie_id, partij_id) VALUES (?1, ?2)"
                                 " ON CONFLICT (versie_id, partij_id) DO NOTHING";
static const char sql_jaar[] = "INSERT INTO belofte_jaar (versie_id, jaar, aantal) VALUES (?1, ?2, ?3)";
static const char sql_belofte_einde[] =
    "INSERT INTO belofte_einde (belofte_id, reden, wie, moment) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (belofte_id) DO NOTHING";
static const char sql_versie_id[] =
    "SELECT v.id FROM belofte_versie v WHERE v.belofte_id = ?1 ORDER BY v.nummer DESC LIMIT 1";
static const char sql_oordeel[] =
    "INSERT INTO belofte_oordeel (versie_id, partij_id, oordeel, toelichting, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char sql_stand[] =
    "INSERT INTO belofte_stand (belofte_id, gedaan, datum, bewijs, stuk_id, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char sql_document_nr[] =
    "SELECT COALESCE(MAX(nummer), 0) + 1 FROM afspraak_document WHERE afspraak_id = ?1";
static const char sql_document[] =
    "INSERT INTO afspraak_document (afspraak_id, nummer, stuk_id, toelichting) VALUES (?1, ?2, ?3, ?4)";

static struct str of_leeg(struct str s)
{
    return s.p ? s : STR("");
}

static void bind_of_null(struct stmt *st, int at, bool er, int64_t v)
{
    if (er)
        sql_bind_int(st, at, v);
    else
        sql_bind_null(st, at);
}

/* Nothing is changed in what was withdrawn. */
static int nog_geldig(struct conn *c, int64_t afspraak, int64_t belofte, struct err *e)
{
    int64_t over = 0;
    int rc = sql_get_int(c, sql_over, &over, e, "i", afspraak);

    if (!rc && over)
        return err_set(e, ERR_CONFLICT, "deze afspraak is ingetrokken en verandert niet meer");
    if (!rc && belofte)
        rc = sql_get_int(c, sql_belofte_over, &over, e, "i", belofte);
    if (!rc && over)
        return err_set(e, ERR_CONFLICT, "deze belofte is ingetrokken en verandert niet meer");
    return rc;
}

static int noteer(struct conn *c, const struct dader *d, const char *wat, int64_t afspraak, struct doc *na,
                  struct err *e)
{
    return spoor_schrijf(c, d, &(struct daad){wat, "afspraak", afspraak, NULL, na}, e);
}

/* ---- the afspraak ---- */

static int nieuw(struct conn *c, const struct afspraak *x, int64_t *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_nieuw, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, of_leeg(x->code));
    bind_of_null(st, 2, x->partij != 0, x->partij);
    sql_bind_str(st, 3, x->wie);
    sql_bind_int(st, 4, time_ms());
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

int afspraak_zet(struct conn *c, const struct dader *d, const struct afspraak *x, int64_t *ret_id,
                 struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t id = x->id, nummer = 0;
    int rc = id ? nog_geldig(c, id, 0, e) : nieuw(c, x, &id, e);

    if (!rc)
        rc = sql_get_int(c, sql_versie_nu, &nummer, e, "i", id);
    if (!rc && x->id && nummer != x->versie)
        rc = err_set(e, ERR_CONFLICT, "iemand anders veranderde deze afspraak net; kijk wat er nu staat");
    if (!rc)
        rc = sql_run(c, sql_versie, NULL, e, "iissiisssissi", id, nummer + 1, x->soort, x->titel,
                     x->gebied->id, (int64_t)x->gesloten, of_leeg(x->boek), x->bron, of_leeg(x->toelichting),
                     (int64_t)x->verzonnen, of_leeg(x->reden), x->wie, time_ms());
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "soort", x->soort);
    DOC_SET_STR(&a, na, "titel", x->titel);
    DOC_SET_STR(&a, na, "gebied", x->gebied->code);
    DOC_SET_STR(&a, na, "bron", x->bron);
    DOC_SET_INT(&a, na, "versie", nummer + 1);
    if (x->reden.n)
        DOC_SET_STR(&a, na, "reden", x->reden);
    rc = noteer(c, d, x->id ? "afspraak.gewijzigd" : "afspraak.gemaakt", id, na, e);
    arena_done(&a);
    if (!rc && ret_id)
        *ret_id = id;
    return rc;
}

int afspraak_trek_in(struct conn *c, const struct dader *d, int64_t id, struct str reden, struct str wie,
                     struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t n = 0;
    int rc = sql_run(c, sql_einde, &n, e, "issi", id, reden, wie, time_ms());

    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "deze afspraak was al ingetrokken");
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "reden", reden);
    rc = noteer(c, d, "afspraak.ingetrokken", id, na, e);
    arena_done(&a);
    return rc;
}

int afspraak_document_zet(struct conn *c, const struct dader *d, int64_t id, const struct http_upload *u,
                          struct str toelichting, int64_t partij, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t nummer, stuk;
    int rc = nog_geldig(c, id, 0, e);

    if (!rc)
        rc = sql_get_int(c, sql_document_nr, &nummer, e, "i", id);
    if (!rc)
        rc = stuk_bewaar(c, u, partij, wie, &stuk, e);
    if (!rc)
        rc = sql_run(c, sql_document, NULL, e, "iiis", id, nummer, stuk, of_leeg(toelichting));
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "bestand", u->name);
    DOC_SET_INT(&a, na, "nummer", nummer);
    rc = noteer(c, d, "afspraak.document", id, na, e);
    arena_done(&a);
    return rc;
}

/* ---- a promise ---- */

static int versie_schrijf(struct conn *c, const struct belofte *b, int64_t id, int64_t nummer, int64_t *ret,
                          struct err *e)
{
    const struct str tekst[] = {b->onderwerp, b->woningtype, b->segment,
                                b->kenmerk,   b->cijferbron, b->definitieset};
    struct stmt *st;
    int rc = sql_open(c, sql_belofte_versie, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    sql_bind_int(st, 2, nummer);
    sql_bind_str(st, 3, b->cijfer ? STR("cijfer") : STR("daad"));
    sql_bind_str(st, 4, b->toezegging);
    sql_bind_str(st, 5, of_leeg(b->door));
    sql_bind_int(st, 6, b->gebied->id);
    for (int i = 0; i < 6; i++)
        sql_bind_str(st, 7 + i, of_leeg(tekst[i]));
    sql_bind_int(st, 13, b->venster_van);
    sql_bind_int(st, 14, b->venster_tot);
    sql_bind_int(st, 15, b->aantal);
    sql_bind_int(st, 16, b->van);
    sql_bind_int(st, 17, b->tot);
    sql_bind_int(st, 18, b->eigen_pad);
    bind_of_null(st, 19, b->heeft_nul, b->nul);
    sql_bind_str(st, 20, of_leeg(b->nul_bron));
    sql_bind_int(st, 21, b->uiterlijk);
    sql_bind_str(st, 22, of_leeg(b->reden));
    sql_bind_str(st, 23, b->wie);
    sql_bind_int(st, 24, time_ms());
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

static void belofte_doc(struct arena *a, struct doc *na, const struct belofte *b, int64_t nummer,
                        int64_t versie)
{
    struct doc *l;

    DOC_SET_INT(a, na, "belofte", nummer);
    DOC_SET_INT(a, na, "versie", versie);
    DOC_SET_STR(a, na, "toezegging", b->toezegging);
    if (b->cijfer) {
        DOC_SET_STR(a, na, "onderwerp", b->onderwerp);
        DOC_SET_INT(a, na, "aantal", b->aantal);
        DOC_SET_INT(a, na, "van", b->van);
        DOC_SET_INT(a, na, "tot", b->tot);
        l = DOC_SET(a, na, "pad", doc_list(a));
        for (int i = 0; i <= b->tot - b->van; i++)
            doc_add(a, l, doc_int(a, b->pad[i]));
    } else {
        DOC_SET_STR(a, na, "uiterlijk", date_iso(a, b->uiterlijk));
    }
    l = DOC_SET(a, na, "partijen", doc_list(a));
    for (size_t i = 0; i < b->n_partij; i++)
        doc_add(a, l, doc_int(a, b->partij[i].partij));
    if (b->reden.n)
        DOC_SET_STR(a, na, "reden", b->reden);
}

int belofte_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                int64_t *ret_nummer, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t id = b->id, versie = 0, versie_id = 0, nummer = 0;
    int rc = nog_geldig(c, afspraak, b->id, e);

    if (!rc)
        rc = sql_get_int(c, id ? sql_nummer : sql_volgende, &nummer, e, "i", id ? id : afspraak);
    if (!rc && nummer > AFSPRAAK_BELOFTEN_MAX)
        rc = err_set(e, ERR_LIMIT, "een afspraak heeft hoogstens %d beloften", AFSPRAAK_BELOFTEN_MAX);
    if (!rc && !id)
        rc = sql_get_int(c, sql_belofte, &id, e, "ii", afspraak, nummer);
    if (!rc)
        rc = sql_get_int(c, sql_belofte_nu, &versie, e, "i", id);
    if (!rc && b->id && versie != b->versie)
        rc = err_set(e, ERR_CONFLICT, "iemand anders veranderde deze belofte net; kijk wat er nu staat");
    if (!rc)
        rc = versie_schrijf(c, b, id, versie + 1, &versie_id, e);
    for (size_t i = 0; !rc && i < b->n_partij; i++)
        rc = sql_run(c, sql_partij, NULL, e, "ii", versie_id, b->partij[i].partij);
    for (int i = 0; !rc && b->cijfer && i <= b->tot - b->van; i++)
        rc = sql_run(c, sql_jaar, NULL, e, "iii", versie_id, (int64_t)(b->van + i), b->pad[i]);
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    belofte_doc(&a, na, b, nummer, versie + 1);
    rc = noteer(c, d, b->id ? "belofte.gewijzigd" : "belofte.gemaakt", afspraak, na, e);
    arena_done(&a);
    if (!rc && ret_nummer)
        *ret_nummer = nummer;
    return rc;
}

int belofte_trek_in(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                    struct str reden, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t n = 0;
    int rc = nog_geldig(c, afspraak, b->id, e);

    if (!rc)
        rc = sql_run(c, sql_belofte_einde, &n, e, "issi", b->id, reden, wie, time_ms());
    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "deze belofte was al ingetrokken");
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "belofte", b->nummer);
    DOC_SET_STR(&a, na, "reden", reden);
    rc = noteer(c, d, "belofte.ingetrokken", afspraak, na, e);
    arena_done(&a);
    return rc;
}

int belofte_oordeel_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                        int64_t partij, struct str oordeel, struct str toelichting, struct str wie,
                        struct err *e)
{
    struct arena a;
    struct doc *na;
    int64_t nu = 0;
    bool erbij = false;
    int rc = nog_geldig(c, afspraak, b->id, e);

    for (size_t i = 0; i < b->n_partij; i++)
        erbij = erbij || b->partij[i].partij == partij;
    if (!rc && !erbij)
        rc = err_set(e, ERR_CONFLICT, "deze organisatie belooft hier niets");
    if (!rc)
        rc = sql_get_int(c, sql_versie_id, &nu, e, "i", b->id);
    if (!rc && nu != b->versie_id)
        rc = err_set(e, ERR_CONFLICT, "deze belofte is net veranderd; lees eerst wat er nu staat");
    if (!rc)
        rc = sql_run(c, sql_oordeel, NULL, e, "iisssi", b->versie_id, partij, oordeel, of_leeg(toelichting),
                     wie, time_ms());
    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "belofte", b->nummer);
    DOC_SET_INT(&a, na, "versie", b->versie);
    DOC_SET_INT(&a, na, "partij", partij);
    if (toelichting.n)
        DOC_SET_STR(&a, na, "reden", toelichting);
    rc =
        noteer(c, d, str_is(oordeel, "bevestigd") ? "belofte.bevestigd" : "belofte.betwist", afspraak, na, e);
    arena_done(&a);
    return rc;
}

int belofte_stand_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                      bool gedaan, date_t datum, struct str bewijs, const struct http_upload *stuk,
                      int64_t partij, struct str wie, struct err *e)
{
    struct arena a;
    struct doc *na;
    struct stmt *st;
    int64_t id = 0;
    int rc = nog_geldig(c, afspraak, b->id, e);

    if (!rc && stuk)
        rc = stuk_bewaar(c, stuk, partij, wie, &id, e);
    if (!rc)
        rc = sql_open(c, sql_stand, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, b->id);
    sql_bind_int(st, 2, gedaan);
    sql_bind_int(st, 3, datum);
    sql_bind_str(st, 4, of_leeg(bewijs));
    bind_of_null(st, 5, id != 0, id);
    sql_bind_str(st, 6, wie);
    sql_bind_int(st, 7, time_ms());
    rc = sql_step(st, e);
    sql_close(st);
    if (rc < 0)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_INT(&a, na, "belofte", b->nummer);
    DOC_SET_STR(&a, na, "datum", date_iso(&a, datum));
    DOC_SET_STR(&a, na, "reden", bewijs);
    if (stuk)
        DOC_SET_STR(&a, na, "bestand", stuk->name);
    rc = noteer(c, d, gedaan ? "belofte.gedaan" : "belofte.heropend", afspraak, na, e);
    arena_done(&a);
    return rc;
}
