/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of leveringen. */
#include "cijfer/levering_intern.h"

#include "base/num.h"
#include "doc/json.h"

#include <stdlib.h>
#include <zlib.h>

const char sql_levering_standen[] = "SELECT reeks_id, gebied_id, periode_tot, waarde, ontbreekt, periode_van "
                                    "FROM cijfer WHERE id BETWEEN ?1 AND ?2";
const char sql_inhoud_nieuw[] = "INSERT INTO levering_inhoud (levering_id, reeks_id, periode_van, "
                                "periode_tot, cijfers) VALUES (?1, ?2, ?3, ?4, ?5)";
const char sql_teller_op[] = "UPDATE teller SET waarde = waarde + ?1 WHERE naam = 'cijfer' RETURNING waarde";
const char sql_levering_vervang[] =
    "UPDATE levering SET status = 'vervangen', einde = ?2, vervangen_door = ?3 WHERE id = ?1";

#define LEVERING_KOLOMMEN                                                                                    \
    "id, soort, leveraar, peildatum, bestand, sha256, bytes, wie, ontvangen, status, einde, "                \
    "vervangen_door, reden, eerste_cijfer, cijfers, partij_id"

const char sql_levering_dubbel[] =
    "SELECT id, bestand, wie, ontvangen, peildatum FROM levering WHERE sha256 = "
    "?1 AND soort = ?2 AND status = 'actief'";
static const char sql_actieve[] =
    "SELECT " LEVERING_KOLOMMEN
    " FROM levering WHERE soort = ?1 AND leveraar = ?2 AND peildatum = ?3 AND status = 'actief'";
static const char sql_laatste_moment[] =
    "SELECT MAX(CASE WHEN einde IS NULL OR einde < ontvangen THEN ontvangen ELSE einde END) FROM levering";
static const char sql_definitieset_id[] = "SELECT id FROM definitieset WHERE code = ?1";
static const char sql_definitieset_nieuw[] =
    "INSERT INTO definitieset (code, naam, organisatie, geldig_van, bron) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (code) DO NOTHING";
static const char sql_onderwerp_nieuw[] =
    "INSERT INTO onderwerp (code, naam, eenheid, schaal, aard, route, definitieset_id, omschrijving)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (code) DO NOTHING";
static const char sql_bron_nieuw[] =
    "INSERT INTO bron (code, naam, route, houder, licentie, toelichting) VALUES (?1, ?2, ?3, ?4, ?5, '')"
    " ON CONFLICT (code) DO NOTHING";
static const char sql_onderwerp_id[] = "SELECT id FROM onderwerp WHERE code = ?1";
static const char sql_bron_id[] = "SELECT id FROM bron WHERE code = ?1";
static const char sql_reeks_id[] = "INSERT INTO reeks (onderwerp_id, bron_id, definitieset_id, woningtype, "
                                   "segment, kenmerk, horizon_van, horizon_tot)"
                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                                   " ON CONFLICT (onderwerp_id, bron_id, definitieset_id, woningtype, "
                                   "segment, kenmerk, horizon_van, horizon_tot)"
                                   " DO UPDATE SET woningtype = excluded.woningtype RETURNING id";
static const char sql_reeksen[] =
    "SELECT DISTINCT r.id, o.code, r.woningtype FROM levering_inhoud i JOIN reeks r ON r.id = i.reeks_id"
    " JOIN onderwerp o ON o.id = r.onderwerp_id WHERE i.levering_id IN (?1, ?2)";
static const char sql_levering_nieuw[] =
    "INSERT INTO levering (soort, leveraar, peildatum, bestand, sha256, bytes, wie, ontvangen, status, "
    "reden, eerste_cijfer, cijfers, verslag, partij_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'actief', '', ?9, ?10, ?11,"
    " CASE WHEN CAST(?12 AS INTEGER) = 0 THEN NULL ELSE CAST(?12 AS INTEGER) END) RETURNING id";
static const char sql_bestand_nieuw[] = "INSERT INTO levering_bestand (levering_id, inhoud) VALUES (?1, ?2)";
static const char sql_bestand[] = "SELECT b.inhoud, l.bytes FROM levering_bestand b JOIN levering l ON l.id "
                                  "= b.levering_id WHERE b.levering_id = ?1";
static const char sql_lijst[] =
    "SELECT " LEVERING_KOLOMMEN
    " FROM levering WHERE ?1 = 1 OR soort NOT LIKE 'referentie-%' ORDER BY id DESC";
static const char sql_van[] =
    "SELECT " LEVERING_KOLOMMEN " FROM levering WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
static const char sql_een[] = "SELECT " LEVERING_KOLOMMEN ", verslag FROM levering WHERE id = ?1";
static const char sql_intrekken[] =
    "UPDATE levering SET status = 'ingetrokken', einde = ?2, reden = ?3 WHERE id = ?1 AND status = 'actief'";

/* ctx: where the report goes, a struct str; NULL: it is not read. */
static bool levering_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    *(struct levering *)rij = (struct levering){
        .id = sql_int(st, 0),
        .soort = sql_str_dup(st, 1, a),
        .leveraar = sql_str_dup(st, 2, a),
        .peildatum = (date_t)sql_int(st, 3),
        .bestand = sql_str_dup(st, 4, a),
        .sha256 = sql_str_dup(st, 5, a),
        .bytes = sql_int(st, 6),
        .wie = sql_str_dup(st, 7, a),
        .ontvangen = sql_int(st, 8),
        .status = sql_str_dup(st, 9, a),
        .einde = sql_int(st, 10),
        .vervangen_door = sql_int(st, 11),
        .reden = sql_str_dup(st, 12, a),
        .eerste_cijfer = sql_int(st, 13),
        .cijfers = sql_int(st, 14),
        .partij = sql_int(st, 15),
    };
    if (ctx)
        *(struct str *)ctx = sql_str_dup(st, 16, a);
    return true;
}

int levering_dubbel(struct conn *c, struct str soort, struct str sha256, struct err *e)
{
    struct arena a;
    struct stmt *st;
    int rc = sql_open(c, sql_levering_dubbel, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, sha256);
    sql_bind_str(st, 2, soort);
    arena_init(&a, 0);
    rc = sql_step(st, e);
    if (rc > 0)
        rc = err_set(e, ERR_CONFLICT,
                     "dit bestand is al geleverd: levering %lld (%.*s, peildatum %.*s), ontvangen %.*s van "
                     "%.*s; trek die eerst in als er iets "
                     "mis mee was",
                     (long long)sql_int(st, 0), STR_ARG(sql_str_dup(st, 1, &a)),
                     STR_ARG(date_iso(&a, (date_t)sql_int(st, 4))), STR_ARG(time_nl(&a, sql_int(st, 3))),
                     STR_ARG(sql_str_dup(st, 2, &a)));
    sql_close(st);
    arena_done(&a);
    return rc;
}

int levering_actieve(struct conn *c, struct arena *a, const struct levering_nieuw *l, struct levering *ret,
                     int64_t *nu, struct err *e)
{
    int64_t laatste;
    int rc;

    *ret = (struct levering){0};
    rc = sql_one(c, a, sql_actieve, levering_rij, NULL, ret, e, "ssi", l->soort, l->leveraar,
                 (int64_t)l->peildatum);
    if (rc == ERR_NOT_FOUND)
        rc = OK; /* none to supersede */
    if (!rc)
        rc = sql_get_int(c, sql_laatste_moment, &laatste, e, "");
    if (!rc && *nu <= laatste)
        *nu = laatste + 1;
    return rc;
}

int levering_stamgegevens(struct conn *c, const struct levering_nieuw *l, struct err *e)
{
    static const char *const aarden[] = {"stand", "stroom", "verhouding"};
    int rc = OK;

    for (size_t i = 0; !rc && i < l->onderwerp.n; i++) {
        const struct onderwerp *o = &l->onderwerp.at[i];
        int64_t set;

        rc = sql_get_int(c, sql_definitieset_id, &set, e, "s", o->definitieset);
        if (!rc && o->route)
            rc = sql_run(c, sql_onderwerp_nieuw, NULL, e, "sssisiis", o->code, o->naam, o->eenheid,
                         (int64_t)o->schaal, str_from(aarden[o->aard]), (int64_t)o->route, set,
                         o->omschrijving);
        else if (!rc)
            rc = sql_run(c, sql_onderwerp_nieuw, NULL, e, "sssisnis", o->code, o->naam, o->eenheid,
                         (int64_t)o->schaal, str_from(aarden[o->aard]), set, o->omschrijving);
    }
    for (size_t i = 0; !rc && i < l->bron.n; i++) {
        const struct bron *b = &l->bron.at[i];

        if (b->route)
            rc = sql_run(c, sql_bron_nieuw, NULL, e, "ssiss", b->code, b->naam, (int64_t)b->route, b->houder,
                         b->licentie);
        else
            rc = sql_run(c, sql_bron_nieuw, NULL, e, "ssnss", b->code, b->naam, b->houder, b->licentie);
    }
    return rc;
}

int definitieset_bij(struct conn *c, const struct definitieset *d, struct err *e)
{
    return sql_run(c, sql_definitieset_nieuw, NULL, e, "sssis", d->code, d->naam, d->organisatie,
                   (int64_t)d->geldig_van, d->bron);
}

static int definitieset_zet(struct conn *c, void *ctx, struct err *e)
{
    return definitieset_bij(c, ctx, e);
}

int definitieset_maak(struct store *s, const struct definitieset *d, struct err *e)
{
    struct definitieset kopie = *d;

    return store_write(s, definitieset_zet, &kopie, e);
}

int reeks_id_maak(struct conn *c, const struct reeks_nieuw *r, int64_t *ret, struct err *e)
{
    int64_t onderwerp, bron, set;
    int rc = sql_get_int(c, sql_onderwerp_id, &onderwerp, e, "s", r->onderwerp);

    if (rc == ERR_NOT_FOUND)
        return err_set(e, ERR_DATA, "het onderwerp “%.*s” is er niet", STR_ARG(r->onderwerp));
    if (!rc) {
        rc = sql_get_int(c, sql_bron_id, &bron, e, "s", r->bron);
        if (rc == ERR_NOT_FOUND)
            return err_set(e, ERR_DATA, "de bron “%.*s” is er niet", STR_ARG(r->bron));
    }
    if (!rc) {
        rc = sql_get_int(c, sql_definitieset_id, &set, e, "s", r->definitieset);
        if (rc == ERR_NOT_FOUND)
            return err_set(e, ERR_DATA, "de definitieset “%.*s” is er niet", STR_ARG(r->definitieset));
    }
    if (!rc)
        rc = sql_get_int(c, sql_reeks_id, ret, e, "iiisssii", onderwerp, bron, set,
                         r->woningtype.n ? r->woningtype : STR(""), r->segment.n ? r->segment : STR(""),
                         r->kenmerk.n ? r->kenmerk : STR(""), (int64_t)r->horizon_van,
                         (int64_t)r->horizon_tot);
    return rc;
}

static bool levering_reeksen_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct reeks_naam *)rij =
        (struct reeks_naam){sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a)};
    return true;
}

int levering_reeksen(struct conn *c, struct arena *a, int64_t een, int64_t ander,
                     const struct reeks_naam **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_reeksen, levering_reeksen_rij, NULL, ret, ret_n, e, "ii", (int64_t)(een),
                    (int64_t)(ander));
}

int levering_rij_maak(struct conn *c, const struct levering_nieuw *l, struct str sha256, int64_t eerste,
                      int64_t nu, int64_t *ret, struct err *e)
{
    struct arena a;
    struct buf verslag;
    int rc;

    arena_init(&a, 0);
    buf_init(&verslag, &a, 4 << 20);
    if (l->verslag)
        json_write(&verslag, l->verslag, 0);
    else
        buf_lit(&verslag, "{}");
    rc = sql_get_int(c, sql_levering_nieuw, ret, e, "ssissisiiisi", l->soort,
                     l->leveraar.n ? l->leveraar : STR(""), (int64_t)l->peildatum, l->bestand, sha256,
                     (int64_t)l->inhoud.n, l->wie, nu, eerste, (int64_t)l->cijfer.n, buf_str(&verslag),
                     l->partij);
    arena_done(&a);
    return rc;
}

int levering_bestand_maak(struct conn *c, int64_t id, struct str ingepakt, struct err *e)
{
    return sql_run(c, sql_bestand_nieuw, NULL, e, "ib", id, ingepakt);
}

/* ?1 bron, ?2 onderwerp, ?3 the leveraar that asks */
static const char sql_anderen[] =
    "SELECT DISTINCT l.leveraar, c.gebied_id, l.peildatum FROM bron b JOIN reeks r ON r.bron_id = b.id"
    " JOIN onderwerp o ON o.id = r.onderwerp_id JOIN levering_inhoud i ON i.reeks_id = r.id"
    " JOIN levering l ON l.id = i.levering_id JOIN cijfer c ON c.reeks_id = i.reeks_id AND c.periode_tot = "
    "i.periode_tot AND c.levering_id = i.levering_id"
    " WHERE b.code = ?1 AND o.code = ?2 AND l.leveraar <> ?3 AND l.status = 'actief' AND c.ontbreekt = 0"
    " AND (b.route IS NULL OR b.route NOT IN (3, 4)) ORDER BY l.leveraar, c.gebied_id, l.peildatum DESC "
    "LIMIT 20000";

/* ?1 onderwerp, ?2 woningtype, ?3 the bron that is delivered, ?4 soort, ?5 leveraar, ?6 peildatum of that */
static const char sql_bronnen[] =
    "SELECT DISTINCT b.naam, c.gebied_id, l.peildatum FROM onderwerp o JOIN reeks r ON r.onderwerp_id = o.id"
    " JOIN bron b ON b.id = r.bron_id JOIN levering_inhoud i ON i.reeks_id = r.id"
    " JOIN levering l ON l.id = i.levering_id JOIN cijfer c ON c.reeks_id = i.reeks_id AND c.periode_tot = "
    "i.periode_tot AND c.levering_id = i.levering_id"
    " WHERE o.code = ?1 AND r.woningtype = ?2 AND b.code <> ?3 AND l.status = 'actief' AND c.ontbreekt = 0"
    " AND NOT (l.soort = ?4 AND l.leveraar = ?5 AND l.peildatum = ?6)"
    " ORDER BY b.naam, c.gebied_id, l.peildatum DESC LIMIT 20000";

static bool ander_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct levering_ander *)rij =
        (struct levering_ander){sql_str_dup(st, 0, a), sql_int(st, 1), (date_t)sql_int(st, 2)};
    return true;
}

int levering_anderen_lees(struct conn *c, struct arena *a, struct str bron, struct str onderwerp,
                          struct str leveraar, const struct levering_ander **ret, size_t *ret_n,
                          struct err *e)
{
    return SQL_LIST(c, a, sql_anderen, ander_rij, NULL, ret, ret_n, e, "sss", bron, onderwerp,
                    leveraar.p ? leveraar : STR(""));
}

int levering_bronnen_lees(struct conn *c, struct arena *a, const struct reeks_nieuw *r,
                          const struct levering_nieuw *l, const struct levering_ander **ret, size_t *ret_n,
                          struct err *e)
{
    return SQL_LIST(c, a, sql_bronnen, ander_rij, NULL, ret, ret_n, e, "sssssi", r->onderwerp,
                    r->woningtype.n ? r->woningtype : STR(""), r->bron, l->soort,
                    l->leveraar.n ? l->leveraar : STR(""), (int64_t)l->peildatum);
}

static const char sql_leveraars[] =
    "SELECT DISTINCT leveraar FROM levering WHERE leveraar <> '' AND soort NOT "
    "LIKE 'referentie-%' ORDER BY leveraar LIMIT 500";

int leveraar_namen_lees(struct conn *c, struct arena *a, const struct str **ret, size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_leveraars, sql_row_str, NULL, ret, ret_n, e, "");
}

int leveringen_lees(struct conn *c, struct arena *a, bool with_reference, const struct levering **ret,
                    size_t *ret_n, struct err *e)
{
    return SQL_LIST(c, a, sql_lijst, levering_rij, NULL, ret, ret_n, e, "i", (int64_t)with_reference);
}

struct nummers {
    const int64_t *at;
    size_t n;
};

static bool levering_van_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    const struct nummers *v = ctx;
    int64_t id = sql_int(st, 0);

    return bsearch(&id, v->at, v->n, sizeof *v->at, num_order) && levering_rij(st, a, rij, NULL);
}

int leveringen_van(struct conn *c, struct arena *a, int64_t *id, size_t n, const struct levering **ret,
                   size_t *ret_n, struct err *e)
{
    struct nummers v = {id, n};

    if (n)
        qsort(id, n, sizeof *id, num_order);
    return SQL_LIST(c, a, sql_van, levering_van_rij, &v, ret, ret_n, e, "ii", n ? id[0] : (int64_t)0,
                    n ? id[n - 1] : (int64_t)0);
}

int levering_lees(struct conn *c, struct arena *a, int64_t id, struct levering *ret, struct str *ret_verslag,
                  struct err *e)
{
    int rc = sql_one(c, a, sql_een, levering_rij, ret_verslag, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "levering %lld is er niet", (long long)id) : rc;
}

int levering_bestand_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_bestand, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0) {
        struct str z = sql_blob(st, 0);
        uLongf n = (uLongf)sql_int(st, 1);
        unsigned char *p = arena_alloc(a, n + 1);

        rc = OK;
        if (uncompress(p, &n, (const unsigned char *)z.p, z.n) != Z_OK)
            rc = err_set(e, ERR_ENV, "het bestand van levering %lld is beschadigd", (long long)id);
        *ret = (struct str){(const char *)p, n};
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "van levering %lld is geen bestand bewaard", (long long)id);
    }
    sql_close(st);
    return rc;
}

struct intrekking {
    const struct dader *door;
    int64_t id;
    struct str reden;
};

static int intrekken_doe(struct conn *c, void *ctx, struct err *e)
{
    struct intrekking *x = ctx;
    struct arena a;
    struct levering l;
    int64_t nu = time_ms(), laatste, n = 0;
    int rc;

    arena_init(&a, 0);
    rc = levering_lees(c, &a, x->id, &l, NULL, e);
    if (!rc && str_starts(l.soort, STR("referentie-")))
        rc = err_set(e, ERR_CONFLICT,
                     "levering %lld is een referentietabel; die wordt vervangen, niet ingetrokken",
                     (long long)x->id);
    if (!rc && !str_is(l.status, "actief"))
        rc = err_set(e, ERR_CONFLICT, "levering %lld is al %.*s", (long long)x->id, STR_ARG(l.status));
    if (!rc)
        rc = sql_get_int(c, sql_laatste_moment, &laatste, e, "");
    if (!rc)
        rc = sql_run(c, sql_intrekken, &n, e, "iis", x->id, nu > laatste ? nu : laatste + 1, x->reden);
    if (!rc && !n)
        rc = err_set(e, ERR_CONFLICT, "levering %lld is intussen vervangen of ingetrokken", (long long)x->id);
    if (!rc) {
        struct doc *na = doc_map(&a);

        DOC_SET_STR(&a, na, "status", STR("ingetrokken"));
        DOC_SET_STR(&a, na, "reden", x->reden);
        rc = spoor_schrijf(
            c, x->door,
            &(struct daad){"levering.ingetrokken", "levering", x->id, levering_spoor_doc(&a, &l), na}, e);
    }
    arena_done(&a);
    return rc;
}

int levering_trek_in(struct conn *c, const struct dader *d, int64_t id, struct str reden, struct err *e)
{
    struct intrekking x = {d, id, reden.n ? reden : STR("")};

    return intrekken_doe(c, &x, e);
}

int levering_intrekken(struct store *s, const struct dader *d, int64_t id, struct str reden, struct err *e)
{
    struct intrekking x = {d, id, reden.n ? reden : STR("")};

    return store_write(s, intrekken_doe, &x, e);
}
