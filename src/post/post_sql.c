/* SPDX-License-Identifier: EUPL-1.2
 * The queue of mail in the store, and its log. */
#include "post/intern.h"

#include "base/date.h"
#include "doc/json.h"
#include "post/mime.h"

#include <string.h>

enum { LIJST = 200 };

/* Between attempts, in minutes: a server that is being mended, a mailbox that asks for patience. */
static const int wachttijden[POST_POGINGEN] = {1, 5, 15, 60, 180, 360, 720, 0};

#define BERICHT                                                                                              \
    "id, aan, sjabloon, onderwerp, object, object_id, status, pogingen, volgende, gemaakt, geeindigd, "      \
    "fout, "                                                                                                 \
    "tekst, html"

static const char sql_nieuw[] =
    "INSERT INTO bericht (aan, sjabloon, waarden, onderwerp, object, object_id, status, pogingen, volgende, "
    "gemaakt, geeindigd, fout, tekst, html)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'wacht', 0, ?7, ?8, 0, '', '', '') RETURNING id";
static const char sql_terug[] = "DELETE FROM bericht WHERE object = ?1 AND object_id = ?2 AND (?3 = '' OR "
                                "sjabloon = ?3) AND status = 'wacht'";
static const char sql_te_doen[] =
    "SELECT COUNT(*) FROM (SELECT id FROM bericht WHERE status = 'wacht' AND volgende <= ?1 LIMIT 1) x";
static const char sql_eerste[] =
    "SELECT id, aan, sjabloon, waarden, object_id, pogingen, gemaakt FROM bericht"
    " WHERE status = 'wacht' AND volgende <= ?1 ORDER BY volgende, id LIMIT 1";
static const char sql_grijp[] = "UPDATE bericht SET pogingen = pogingen + 1, volgende = ?3 WHERE id = ?1 AND "
                                "pogingen = ?2 AND status = 'wacht'";
static const char sql_einde[] =
    "UPDATE bericht SET status = ?2, fout = ?3, geeindigd = ?4, onderwerp = CASE WHEN ?5 = '' THEN onderwerp "
    "ELSE ?5 END, tekst = ?6, html = ?7,"
    " waarden = CASE WHEN ?2 IN ('verstuurd', 'getoond') THEN '{}' ELSE waarden END"
    " WHERE id = ?1 AND status = 'wacht'";
static const char sql_fout[] = "UPDATE bericht SET fout = ?2 WHERE id = ?1 AND status = 'wacht'";
static const char sql_lijst[] =
    "SELECT " BERICHT " FROM bericht WHERE (?1 = 0 OR id < ?1) ORDER BY id DESC LIMIT ?2";
static const char sql_aan[] = "SELECT " BERICHT " FROM bericht WHERE aan = ?1 ORDER BY id DESC LIMIT ?2";
static const char sql_een[] = "SELECT " BERICHT " FROM bericht WHERE id = ?1";
static const char sql_opnieuw[] =
    "UPDATE bericht SET status = 'wacht', pogingen = 0, volgende = ?2, geeindigd = 0, fout = ''"
    " WHERE id = ?1 AND status = 'mislukt'";
static const char sql_vergeet[] = "DELETE FROM bericht WHERE status <> 'wacht' AND geeindigd < ?1";
static const char sql_vergeet_adres[] = "DELETE FROM bericht WHERE aan = ?1";

static const char *const status_namen[] = {"wacht", "verstuurd", "getoond", "mislukt"};

bool post_adres_goed(struct str s)
{
    size_t at = str_index(s, '@');

    if (s.n > POST_ADRES_MAX || at == 0 || at + 1 >= s.n || s.p[0] == '-')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= 0x20 || (unsigned char)s.p[i] >= 0x7f ||
            strchr("<>\"',;:()[]\\", s.p[i]) || (s.p[i] == '@' && i != at))
            return false;
    return memchr(s.p + at, '.', s.n - at) && s.p[s.n - 1] != '.' && s.p[at + 1] != '.';
}

/* Text of people goes into a mail as letters: nothing that could end a line of its headers, or hide. */
static int waarden_keur(const struct doc *d, struct err *e)
{
    int rc = OK;

    if (d->type == DOC_STR) {
        for (size_t i = 0; i < d->s.n; i++)
            if (((unsigned char)d->s.p[i] < 0x20 && d->s.p[i] != '\n') || d->s.p[i] == 0x7f)
                return err_set(e, ERR_DATA, "in een tekst voor een mail staat een teken dat daar niet mag");
        return utf8_valid(d->s) ? OK : err_set(e, ERR_DATA, "een tekst voor een mail is geen UTF-8");
    }
    for (size_t i = 0; !rc && d->type == DOC_LIST && i < d->list.n; i++)
        rc = waarden_keur(d->list.at[i], e);
    for (size_t i = 0; !rc && d->type == DOC_MAP && i < d->map.n; i++)
        rc = waarden_keur(d->map.at[i].value, e);
    return rc;
}

int post_zet(struct conn *c, const struct post_brief *b, int64_t *ret_id, struct err *e)
{
    struct str sjabloon = str_from(b->sjabloon);
    struct post_inhoud proef;
    struct arena a;
    struct buf json;
    int64_t id;
    int rc = OK;

    if (!post_adres_goed(b->aan))
        return err_set(e, ERR_DATA, "“%.*s” is geen e-mailadres", STR_ARG(utf8_clip(b->aan, 80)));
    if (!post_sjabloon_er(sjabloon))
        return err_set(e, ERR_DATA, "het sjabloon post/%s is er niet", b->sjabloon);
    arena_init(&a, 0);
    buf_init(&json, &a, POST_WAARDEN_MAX);
    if (b->waarden)
        rc = waarden_keur(b->waarden, e);
    if (!rc)
        rc = post_maak(&a, sjabloon, b->waarden ? b->waarden : doc_map(&a), &proef, e);
    if (!rc && b->waarden)
        json_write(&json, b->waarden, 0);
    else if (!rc)
        buf_lit(&json, "{}");
    if (!rc && json.over)
        rc = err_set(e, ERR_DATA, "een mail mag hoogstens %d kB aan waarden hebben", POST_WAARDEN_MAX >> 10);
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, &id, e, "sssssiii", b->aan, sjabloon, buf_str(&json), proef.onderwerp,
                         str_from(b->object ? b->object : ""), b->object_id, b->niet_voor, time_ms());
    if (!rc && ret_id)
        *ret_id = id;
    arena_done(&a);
    return rc;
}

int post_trek_terug(struct conn *c, const char *sjabloon, const char *object, int64_t object_id,
                    struct err *e)
{
    return sql_run(c, sql_terug, NULL, e, "sis", str_from(object), object_id,
                   str_from(sjabloon ? sjabloon : ""));
}

/* ---- sending ---- */

int post_te_doen(struct conn *c, int64_t nu, bool *ret, struct err *e)
{
    int64_t n = 0;
    int rc = sql_get_int(c, sql_te_doen, &n, e, "i", nu);

    *ret = n > 0;
    return rc;
}

int post_grijp(struct conn *c, struct arena *a, int64_t nu, struct post_greep *ret, struct err *e)
{
    struct post_greep g = {0};
    struct stmt *st;
    int64_t n = 0, later;
    int rc = sql_open(c, sql_eerste, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, nu);
    rc = sql_step(st, e);
    if (rc > 0)
        g = (struct post_greep){.id = sql_int(st, 0),
                                .aan = sql_str_dup(st, 1, a),
                                .sjabloon = sql_str_dup(st, 2, a),
                                .waarden = sql_str_dup(st, 3, a),
                                .object_id = sql_int(st, 4),
                                .poging = (int)sql_int(st, 5) + 1,
                                .gemaakt = sql_int(st, 6)};
    sql_close(st);
    if (rc <= 0)
        return rc;
    later = g.poging <= POST_POGINGEN ? wachttijden[g.poging - 1] : 0;
    rc = sql_run(c, sql_grijp, &n, e, "iii", g.id, (int64_t)(g.poging - 1), nu + later * 60000 + 60000);
    if (rc)
        return rc;
    *ret = g;
    return n == 1;
}

int post_einde(struct conn *c, const struct post_einde *x, struct err *e)
{
    struct str leeg = STR("");

    if (x->status == BERICHT_WACHT)
        return sql_run(c, sql_fout, NULL, e, "is", x->id, x->fout);
    return sql_run(c, sql_einde, NULL, e, "ississs", x->id, str_from(status_namen[x->status]),
                   x->fout.n ? x->fout : leeg, time_ms(), x->onderwerp.n ? x->onderwerp : leeg,
                   x->tekst.n ? x->tekst : leeg, x->html.n ? x->html : leeg);
}

/* ---- looking back ---- */

static bool bericht_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct post_bericht *b = rij;
    struct str status = sql_str(st, 6);

    (void)ctx;
    *b = (struct post_bericht){.id = sql_int(st, 0),
                               .aan = sql_str_dup(st, 1, a),
                               .sjabloon = sql_str_dup(st, 2, a),
                               .onderwerp = sql_str_dup(st, 3, a),
                               .object = sql_str_dup(st, 4, a),
                               .object_id = sql_int(st, 5),
                               .pogingen = (int)sql_int(st, 7),
                               .volgende = sql_int(st, 8),
                               .gemaakt = sql_int(st, 9),
                               .verstuurd = sql_int(st, 10),
                               .fout = sql_str_dup(st, 11, a),
                               .tekst = sql_str_dup(st, 12, a),
                               .html = sql_str_dup(st, 13, a)};
    for (int i = 0; i < 4; i++)
        if (str_is(status, status_namen[i]))
            b->status = (enum bericht_status)i;
    return true;
}

int post_lijst(struct conn *c, struct arena *a, int64_t voor, const struct post_bericht **ret, size_t *ret_n,
               struct err *e)
{
    return SQL_LIST(c, a, sql_lijst, bericht_uit, NULL, ret, ret_n, e, "ii", voor, (int64_t)LIJST);
}

int post_aan(struct conn *c, struct arena *a, struct str aan, const struct post_bericht **ret, size_t *ret_n,
             struct err *e)
{
    return SQL_LIST(c, a, sql_aan, bericht_uit, NULL, ret, ret_n, e, "si", aan, (int64_t)LIJST);
}

int post_lees(struct conn *c, struct arena *a, int64_t id, struct post_bericht *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_een, bericht_uit, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "dit bericht is er niet (meer)") : rc;
}

int post_opnieuw(struct conn *c, int64_t id, struct err *e)
{
    int64_t n = 0;
    int rc = sql_run(c, sql_opnieuw, &n, e, "ii", id, time_ms());

    return rc || n ? rc : err_set(e, ERR_CONFLICT, "Dit bericht is niet mislukt, of er niet meer.");
}

int post_vergeet(struct conn *c, int64_t moment, struct err *e)
{
    return sql_run(c, sql_vergeet, NULL, e, "i", moment);
}

int post_vergeet_adres(struct conn *c, struct str aan, struct err *e)
{
    return sql_run(c, sql_vergeet_adres, NULL, e, "s", aan);
}
