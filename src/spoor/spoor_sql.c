/* SPDX-License-Identifier: EUPL-1.2
 * Adding to the trail, reading it, and proving it whole. What goes into a hash is written with its length
 * before it, so that no two rows can be read alike. */
#include "spoor/spoor.h"

#include "base/date.h"
#include "doc/json.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { SOM = crypto_generichash_BYTES, HEX = SOM * 2 + 1, INHOUD_MAX = 64 << 10, LIJST = 100 };

static const char sql_tel[] = "UPDATE teller SET waarde = waarde + 1 WHERE naam = 'spoor' RETURNING waarde";
static const char sql_geteld[] = "SELECT waarde FROM teller WHERE naam = 'spoor'";
static const char sql_vorige[] = "SELECT som, moment FROM spoor WHERE id = ?1";
static const char sql_nieuw[] =
    "INSERT INTO spoor (id, moment, daad, object, object_id, wie, wie_id, namens, inhoud, som) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char sql_inhoud_nieuw[] =
    "INSERT INTO spoor_inhoud (spoor_id, zout, waar, voor, na) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_alles[] =
    "SELECT s.id, s.moment, s.daad, s.object, s.object_id, s.wie, s.wie_id, s.namens, s.inhoud, s.som, "
    "i.zout, i.waar, i.voor, i.na FROM spoor s LEFT JOIN spoor_inhoud i ON i.spoor_id = s.id ORDER BY s.id";
static const char sql_gewist[] = "SELECT object_id FROM spoor WHERE daad = 'spoor.gewist' ORDER BY object_id";
static const char sql_lijst[] =
    "SELECT s.id, s.moment, s.daad, s.object, s.object_id, s.wie, s.wie_id, s.namens, s.inhoud, s.som, "
    "i.zout, i.waar, i.voor, i.na FROM spoor s LEFT JOIN spoor_inhoud i ON i.spoor_id = s.id"
    " WHERE (?1 = '' OR s.object = ?1) AND (?2 = 0 OR s.object_id = ?2)"
    " AND (?3 = 0 OR (s.wie = 'mens' AND s.wie_id = ?3))"
    " AND (?4 = 0 OR s.namens = ?4 OR (s.object = 'partij' AND s.object_id = ?4))"
    " AND (?5 = 0 OR s.id < ?5) AND s.id > ?6 ORDER BY s.id DESC LIMIT ?7";
/* Acts of which the content says only from where, and is kept for a while alone. */
#define KORT "('aanmelden.gelukt', 'aanmelden.mislukt', 'afmelden', 'toegang.geweigerd', 'gelezen')"
static const char sql_van_mens[] = "SELECT s.id FROM spoor s JOIN spoor_inhoud i ON i.spoor_id = s.id WHERE "
                                   "(s.wie = 'mens' AND s.wie_id = ?1 AND s.daad IN " KORT ")"
                                   " OR (s.object = 'mens' AND s.object_id = ?1) ORDER BY s.id";
static const char sql_kort_tot[] =
    "SELECT CAST(COALESCE(MAX(id), 0) AS INTEGER) FROM spoor WHERE moment < ?1";
static const char sql_kort_weg[] = "DELETE FROM spoor_inhoud WHERE spoor_id <= ?1 AND spoor_id IN "
                                   "(SELECT id FROM spoor WHERE id <= ?1 AND daad IN " KORT ")";
static const char sql_bewaard[] =
    "SELECT CAST(COALESCE(MAX(object_id), 0) AS INTEGER) FROM spoor WHERE daad = "
    "'spoor.bewaartermijn'";
static const char sql_inhoud_weg[] = "DELETE FROM spoor_inhoud WHERE spoor_id = ?1";

static const char *const soorten[] = {"programma", "opdrachtregel", "bezoeker", "mens", "sleutel"};

struct str dader_woord(enum dader_soort s)
{
    return str_from(soorten[s]);
}

struct dader dader_opdrachtregel(void)
{
    const char *wie = getenv("SUDO_USER");

    if (!wie || !*wie)
        wie = getenv("USER");
    return (struct dader){.soort = DADER_OPDRACHTREGEL, .waar = str_from(wie)};
}

static void som_getal(crypto_generichash_state *h, int64_t v)
{
    unsigned char b[8];

    for (int i = 0; i < 8; i++)
        b[i] = (unsigned char)((uint64_t)v >> (8 * i));
    crypto_generichash_update(h, b, sizeof b);
}

static void som_tekst(crypto_generichash_state *h, struct str s)
{
    som_getal(h, (int64_t)s.n);
    crypto_generichash_update(h, (const unsigned char *)(s.p ? s.p : ""), s.n);
}

static void som_klaar(crypto_generichash_state *h, char ret[HEX])
{
    unsigned char som[SOM];

    crypto_generichash_final(h, som, sizeof som);
    sodium_bin2hex(ret, HEX, som, sizeof som);
}

static void som_inhoud(struct str zout, struct str waar, struct str voor, struct str na, char ret[HEX])
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, NULL, 0, SOM);
    som_tekst(&h, zout);
    som_tekst(&h, waar);
    som_tekst(&h, voor);
    som_tekst(&h, na);
    som_klaar(&h, ret);
}

/* What is chained of a row. */
struct schakel {
    int64_t id, moment, object_id, wie_id, namens;
    struct str daad, object, wie, inhoud;
};

static void som_schakel(const struct schakel *s, struct str vorige, char ret[HEX])
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, NULL, 0, SOM);
    som_tekst(&h, vorige);
    som_getal(&h, s->id);
    som_getal(&h, s->moment);
    som_tekst(&h, s->daad);
    som_tekst(&h, s->object);
    som_getal(&h, s->object_id);
    som_tekst(&h, s->wie);
    som_getal(&h, s->wie_id);
    som_getal(&h, s->namens);
    som_tekst(&h, s->inhoud);
    som_klaar(&h, ret);
}

static struct str json_tekst(struct arena *a, const struct doc *d)
{
    struct buf b;

    if (!d)
        return STR("");
    buf_init(&b, a, INHOUD_MAX);
    json_write(&b, d, 0);
    return b.over ? STR("{\"te_lang\":true}") : buf_str(&b);
}

struct vorige {
    struct str som;
    int64_t moment;
};

static bool vorige_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct vorige *)rij = (struct vorige){sql_str_dup(st, 0, a), sql_int(st, 1)};
    return true;
}

/* The row before: no row is older than that one. There is none before the first: then it is empty. */
static int vorige_lees(struct conn *c, struct arena *a, int64_t id, struct vorige *ret, struct err *e)
{
    int rc = OK;

    *ret = (struct vorige){.som = STR("")};
    if (id >= 1)
        rc = sql_one(c, a, sql_vorige, vorige_uit, NULL, ret, e, "i", id);
    return rc == ERR_NOT_FOUND
               ? err_set(e, ERR_ENV, "het spoor is niet heel: rij %lld ontbreekt (woonzorg spoor controleer)",
                         (long long)id)
               : rc;
}

int spoor_schrijf(struct conn *c, const struct dader *d, const struct daad *x, struct err *e)
{
    static const struct dader programma = {0};
    struct arena a;
    struct schakel s = {.moment = time_ms(),
                        .daad = str_from(x->wat),
                        .object = str_from(x->object),
                        .object_id = x->object_id};
    char zout[33], inhoud[HEX], som[HEX];
    unsigned char toeval[16];
    struct str voor, na, waar;
    struct vorige vorige;
    int rc;

    if (!d)
        d = &programma;
    arena_init(&a, 0);
    randombytes_buf(toeval, sizeof toeval);
    sodium_bin2hex(zout, sizeof zout, toeval, sizeof toeval);
    voor = json_tekst(&a, x->voor);
    na = json_tekst(&a, x->na);
    waar = d->waar.n ? utf8_clip(d->waar, 200) : STR("");
    som_inhoud(str_from(zout), waar, voor, na, inhoud);
    s.wie = dader_woord(d->soort);
    s.wie_id = d->id;
    s.namens = d->namens;
    s.inhoud = str_from(inhoud);
    rc = sql_get_int(c, sql_tel, &s.id, e, "");
    if (!rc)
        rc = vorige_lees(c, &a, s.id - 1, &vorige, e);
    if (!rc) {
        s.moment = s.moment > vorige.moment ? s.moment : vorige.moment;
        som_schakel(&s, vorige.som, som);
        rc = sql_run(c, sql_nieuw, NULL, e, "iissisiiss", s.id, s.moment, s.daad, s.object, s.object_id,
                     s.wie, s.wie_id, s.namens, s.inhoud, str_from(som));
    }
    if (!rc)
        rc = sql_run(c, sql_inhoud_nieuw, NULL, e, "issss", s.id, str_from(zout), waar, voor, na);
    arena_done(&a);
    return rc;
}

static enum dader_soort soort_van(struct str woord)
{
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++)
        if (str_is(woord, soorten[i]))
            return (enum dader_soort)i;
    return DADER_PROGRAMMA;
}

static void rij_uit(struct stmt *st, struct arena *a, struct spoor_rij *r)
{
    *r = (struct spoor_rij){.id = sql_int(st, 0),
                            .moment = sql_int(st, 1),
                            .daad = sql_str_dup(st, 2, a),
                            .object = sql_str_dup(st, 3, a),
                            .object_id = sql_int(st, 4),
                            .wie = soort_van(sql_str(st, 5)),
                            .wie_id = sql_int(st, 6),
                            .namens = sql_int(st, 7),
                            .som = sql_str_dup(st, 9, a),
                            .gewist = sql_is_null(st, 10),
                            .waar = sql_str_dup(st, 11, a),
                            .voor = sql_str_dup(st, 12, a),
                            .na = sql_str_dup(st, 13, a)};
}

int spoor_lees(struct conn *c, struct arena *a, const struct spoor_vraag *v, const struct spoor_rij **ret,
               size_t *ret_n, struct err *e)
{
    VEC(struct spoor_rij) rijen = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, v->object.n ? v->object : STR(""));
    sql_bind_int(st, 2, v->object_id);
    sql_bind_int(st, 3, v->mens);
    sql_bind_int(st, 4, v->namens);
    sql_bind_int(st, 5, v->voor);
    sql_bind_int(st, 6, v->na);
    sql_bind_int(st, 7, v->most ? v->most : LIJST);
    while ((rc = sql_step(st, e)) > 0) {
        VEC_PUSH(a, &rijen, (struct spoor_rij){0});
        rij_uit(st, a, &rijen.at[rijen.n - 1]);
    }
    sql_close(st);
    *ret = rijen.at;
    *ret_n = rijen.n;
    return rc;
}

static int nummers_lees(struct conn *c, struct arena *a, const char *sql, int64_t mens, const int64_t **ret,
                        size_t *ret_n, struct err *e)
{
    VEC(int64_t) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    if (mens)
        sql_bind_int(st, 1, mens);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v, sql_int(st, 0));
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

int spoor_wis(struct conn *c, const struct dader *d, int64_t mens, int64_t *ret_n, struct err *e)
{
    const int64_t *ids;
    struct arena a;
    size_t n = 0;
    int rc;

    arena_init(&a, 0);
    rc = nummers_lees(c, &a, sql_van_mens, mens, &ids, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = sql_run(c, sql_inhoud_weg, NULL, e, "i", ids[i]);
        if (!rc)
            rc = spoor_schrijf(c, d, &(struct daad){"spoor.gewist", "spoor", ids[i], NULL, NULL}, e);
    }
    arena_done(&a);
    if (!rc)
        *ret_n = (int64_t)n;
    return rc;
}

int spoor_bewaar(struct conn *c, const struct dader *d, int64_t moment, int64_t *ret_n, struct err *e)
{
    int64_t tot = 0;
    int rc = sql_get_int(c, sql_kort_tot, &tot, e, "i", moment);

    *ret_n = 0;
    if (!rc && tot)
        rc = sql_run(c, sql_kort_weg, ret_n, e, "i", tot);
    if (!rc && *ret_n)
        rc = spoor_schrijf(c, d, &(struct daad){"spoor.bewaartermijn", "spoor", tot, NULL, NULL}, e);
    return rc;
}

/* ---- proving it whole ---- */

struct controle {
    struct spoor_uitslag *uit;
    struct arena *a;
    struct str ooit;
    bool ooit_gezien;
    const int64_t *gewist;
    size_t n_gewist, g; /* g: how far in gewist */
    int64_t bewaard;    /* up to this row sign-ins and the like may have lost their content */
    char vorige[HEX];
    int64_t moment;
};

static void fout_is(struct controle *k, int64_t id, const char *waarom)
{
    if (k->uit->fout)
        return;
    k->uit->fout = id;
    k->uit->waarom = str_from(waarom);
}

static bool mag_gewist(struct controle *k, int64_t id)
{
    while (k->g < k->n_gewist && k->gewist[k->g] < id)
        k->g++;
    return k->g < k->n_gewist && k->gewist[k->g] == id;
}

static bool is_kort(struct str daad)
{
    static const char *const kort[] = {"aanmelden.gelukt", "aanmelden.mislukt", "afmelden",
                                       "toegang.geweigerd", "gelezen"};

    for (size_t i = 0; i < sizeof kort / sizeof *kort; i++)
        if (str_is(daad, kort[i]))
            return true;
    return false;
}

static void rij_keur(struct controle *k, struct stmt *st)
{
    struct schakel s = {.id = sql_int(st, 0),
                        .moment = sql_int(st, 1),
                        .daad = sql_str(st, 2),
                        .object = sql_str(st, 3),
                        .object_id = sql_int(st, 4),
                        .wie = sql_str(st, 5),
                        .wie_id = sql_int(st, 6),
                        .namens = sql_int(st, 7),
                        .inhoud = sql_str(st, 8)};
    char som[HEX], inhoud[HEX];

    k->uit->rijen++;
    if (s.id != k->uit->rijen)
        fout_is(k, k->uit->rijen, "deze rij ontbreekt");
    som_schakel(&s, str_from(k->vorige), som);
    if (!str_is(sql_str(st, 9), som))
        fout_is(k, s.id, "deze rij, of haar plaats in het spoor, is veranderd");
    if (s.moment < k->moment)
        fout_is(k, s.id, "deze rij is ouder dan de rij ervoor");
    if (sql_is_null(st, 10)) {
        k->uit->gewist++;
        if (!mag_gewist(k, s.id) && !(s.id <= k->bewaard && is_kort(s.daad)))
            fout_is(k, s.id, "de inhoud van deze rij is weg, en nergens staat dat zij gewist is");
    } else {
        som_inhoud(sql_str(st, 10), sql_str(st, 11), sql_str(st, 12), sql_str(st, 13), inhoud);
        if (!str_is(s.inhoud, inhoud))
            fout_is(k, s.id, "de inhoud van deze rij (waar vandaan, voor, na) is veranderd");
    }
    memcpy(k->vorige, som, HEX);
    k->moment = s.moment;
    k->ooit_gezien = k->ooit_gezien || str_is(k->ooit, som);
}

int spoor_controleer(struct conn *c, struct arena *a, struct str ooit, struct spoor_uitslag *ret,
                     struct err *e)
{
    struct controle k = {.uit = ret, .a = a, .ooit = ooit};
    struct stmt *st;
    int64_t geteld;
    int rc;

    *ret = (struct spoor_uitslag){0};
    rc = conn_snapshot_begin(c, e);
    if (!rc)
        rc = nummers_lees(c, a, sql_gewist, 0, &k.gewist, &k.n_gewist, e);
    if (!rc)
        rc = sql_get_int(c, sql_bewaard, &k.bewaard, e, "");
    if (!rc)
        rc = sql_get_int(c, sql_geteld, &geteld, e, "");
    if (!rc)
        rc = sql_open(c, sql_alles, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        rij_keur(&k, st);
    sql_close(st);
    conn_snapshot_end(c);
    if (rc)
        return rc;
    if (geteld != ret->rijen)
        fout_is(&k, ret->rijen + 1, "het spoor is korter of langer dan het was");
    if (ooit.n && !k.ooit_gezien)
        fout_is(&k, ret->rijen,
                "de som die u bewaarde komt er niet meer in voor: het spoor is vervangen of ingekort");
    ret->som = str_dup(a, str_from(k.vorige));
    return OK;
}
