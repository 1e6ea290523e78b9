/* SPDX-License-Identifier: EUPL-1.2
 * Keeping and giving documents. The kind follows from the name, of a short list; nothing of ours opens one.
 */
#include "stuk/stuk.h"

#include "base/date.h"
#include "base/num.h"

#include <sodium.h>

static const char sql_nieuw[] =
    "INSERT INTO stuk (naam, soort, sha256, bytes, inhoud, partij_id, wie, moment)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
static const char sql_een[] =
    "SELECT id, naam, soort, sha256, bytes, partij_id, wie, moment FROM stuk WHERE id = ?1";
static const char sql_inhoud[] = "SELECT inhoud, naam, soort FROM stuk WHERE id = ?1";

static const char sql_tekst_zet[] =
    "INSERT INTO stuk_tekst (stuk_id, tekst) VALUES (?1, ?2) ON CONFLICT (stuk_id) DO NOTHING";
static const char sql_tekst[] = "SELECT tekst FROM stuk_tekst WHERE stuk_id = ?1";

static const struct {
    const char *eind, *soort;
} soorten[] = {
    {".pdf", "application/pdf"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".csv", "text/csv; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
};

static const char *soort_van(struct str naam)
{
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++) {
        struct str eind = str_from(soorten[i].eind);

        if (naam.n > eind.n && str_ieq(str_sub(naam, naam.n - eind.n, naam.n), eind))
            return soorten[i].soort;
    }
    return NULL;
}

const struct http_upload *stuk_veld(const struct http_req *q, const char *veld)
{
    for (size_t i = 0; i < q->n_uploads; i++)
        if (str_is(q->uploads[i].field, veld) && q->uploads[i].bytes.n)
            return &q->uploads[i];
    return NULL;
}

struct str stuk_keur(const struct http_upload *u)
{
    if (!u || !u->bytes.n)
        return STR("Kies een bestand.");
    if (u->bytes.n > STUK_BYTES_MAX)
        return STR("Dit bestand is groter dan 20 MB. Maak het kleiner, of lever de kern ervan.");
    if (!soort_van(u->name) || u->name.n > STUK_NAAM_MAX || !utf8_valid(u->name))
        return STR("Lever een pdf, docx, odt, xlsx, ods, csv of txt, met een naam van hoogstens 150 tekens.");
    return STR("");
}

int stuk_bewaar(struct conn *c, const struct http_upload *u, int64_t partij, struct str wie, int64_t *ret,
                struct err *e)
{
    unsigned char som[crypto_hash_sha256_BYTES];
    char hex[sizeof som * 2 + 1];
    struct stmt *st;
    int rc = sql_open(c, sql_nieuw, &st, e);

    if (rc)
        return rc;
    crypto_hash_sha256(som, (const unsigned char *)u->bytes.p, u->bytes.n);
    sodium_bin2hex(hex, sizeof hex, som, sizeof som);
    sql_bind_str(st, 1, u->name);
    sql_bind_str(st, 2, str_from(soort_van(u->name)));
    sql_bind_str(st, 3, str_from(hex));
    sql_bind_int(st, 4, (int64_t)u->bytes.n);
    sql_bind_blob(st, 5, u->bytes.p, u->bytes.n);
    if (partij)
        sql_bind_int(st, 6, partij);
    sql_bind_str(st, 7, wie);
    sql_bind_int(st, 8, time_ms());
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = sql_int(st, 0);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

static bool stuk_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct stuk *)rij = (struct stuk){.id = sql_int(st, 0),
                                        .naam = sql_str_dup(st, 1, a),
                                        .soort = sql_str_dup(st, 2, a),
                                        .sha256 = sql_str_dup(st, 3, a),
                                        .bytes = sql_int(st, 4),
                                        .partij = sql_int(st, 5),
                                        .wie = sql_str_dup(st, 6, a),
                                        .moment = sql_int(st, 7)};
    return true;
}

int stuk_lees(struct conn *c, struct arena *a, int64_t id, struct stuk *ret, struct err *e)
{
    int rc = sql_one(c, a, sql_een, stuk_uit, NULL, ret, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "dit document is er niet") : rc;
}

int stuk_tekst_zet(struct conn *c, int64_t id, struct str tekst, struct err *e)
{
    return tekst.n ? sql_run(c, sql_tekst_zet, NULL, e, "is", id, tekst) : OK;
}

int stuk_tekst_lees(struct conn *c, struct arena *a, int64_t id, struct str *ret, struct err *e)
{
    struct str *s;
    size_t n;
    int rc = SQL_LIST(c, a, sql_tekst, sql_row_str, NULL, &s, &n, e, "i", id);

    if (!rc)
        *ret = n ? s[0] : STR("");
    return rc;
}

/* A name that a header may hold. */
static struct str naam_veilig(struct arena *a, struct str naam)
{
    struct buf b;

    buf_init(&b, a, STUK_NAAM_MAX + 1);
    for (size_t i = 0; i < naam.n; i++) {
        char x = naam.p[i];

        buf_char(&b, (x >= '0' && x <= '9') || (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || x == '.' ||
                             x == '-' || x == '_'
                         ? x
                         : '-');
    }
    return buf_str(&b);
}

static bool inhoud_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct http_resp *r = rij;
    struct str naam = sql_str_dup(st, 1, a);

    (void)ctx;
    r->body = str_dup(a, sql_blob(st, 0));
    r->filename = naam_veilig(a, naam);
    r->type = soort_van(naam);
    return true;
}

int stuk_geef(struct http_req *q, struct http_resp *r, int64_t id, struct err *e)
{
    int rc = sql_one(q->conn, q->a, sql_inhoud, inhoud_uit, NULL, r, e, "i", id);

    return rc == ERR_NOT_FOUND ? err_set(e, rc, "dit document is er niet") : rc;
}

struct str stuk_maat(struct arena *a, int64_t bytes)
{
    if (bytes < 1000)
        return str_fmt(a, "%lld bytes", (long long)bytes);
    if (bytes < 1000000)
        return str_fmt(a, "%.*s kB", STR_ARG(num_nl(a, num_div_half_up(bytes, 1000), 0)));
    return str_fmt(a, "%.*s MB", STR_ARG(num_nl(a, num_div_half_up(bytes, 100000), 1)));
}
