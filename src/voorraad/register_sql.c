/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of stocks and rule sets. */
#include "base/som.h"
#include "http/http.h"
#include "voorraad/register.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define VOORRAAD_KOLOMMEN "id, naam, bron, bestand, sha256, wie, peildatum, rijen, gemaakt, verzonnen"
static const char sql_voorraden[] =
    "SELECT " VOORRAAD_KOLOMMEN
    " FROM voorraad WHERE einde IS NULL ORDER BY peildatum DESC, id DESC LIMIT 100";
static const char sql_voorraad_som[] =
    "SELECT " VOORRAAD_KOLOMMEN " FROM voorraad WHERE einde IS NULL AND sha256 = ?1";
static const char sql_voorraad_nieuw[] =
    "INSERT INTO voorraad (naam, bron, bestand, sha256, wie, peildatum, rijen, gemaakt, verzonnen)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";
static const char sql_voorraad_pad[] = "UPDATE voorraad SET bestand = ?1 WHERE id = ?2";
static const char sql_voorraad_uit[] = "UPDATE voorraad SET einde = ?1 WHERE id = ?2 AND einde IS NULL";

#define REGELSET_KOLOMMEN                                                                                    \
    "id, partij_id, code, naam, sha256, uit, reden, wie, versie, gemaakt, einde, inhoud FROM regelset"
static const char sql_regelsets[] =
    "SELECT " REGELSET_KOLOMMEN " WHERE einde IS NULL ORDER BY naam, code, versie DESC LIMIT 1000";
static const char sql_regelset_code[] =
    "SELECT " REGELSET_KOLOMMEN " WHERE code = ?1 AND einde IS NULL ORDER BY versie DESC LIMIT 1";
static const char sql_regelset_som[] =
    "SELECT " REGELSET_KOLOMMEN
    " WHERE sha256 >= ?1 AND sha256 < ?2 ORDER BY einde IS NOT NULL, id DESC LIMIT 1";
static const char sql_regelset_versies[] =
    "SELECT " REGELSET_KOLOMMEN " WHERE code = ?1 ORDER BY versie DESC LIMIT 200";
static const char sql_regelset_nieuw[] = "INSERT INTO regelset (code, versie, naam, sha256, inhoud, uit, "
                                         "reden, partij_id, wie, gemaakt, einde_wie)"
                                         " SELECT ?1, 1 + COALESCE(MAX(versie), 0), ?2, ?3, ?4, ?5, ?6, ?7, "
                                         "?8, ?9, '' FROM regelset WHERE code = ?1"
                                         " RETURNING id";
static const char sql_regelset_intrekken[] =
    "UPDATE regelset SET einde = ?1, einde_wie = ?2 WHERE id = ?3 AND einde IS NULL";
static const char sql_regelset_id[] = "SELECT " REGELSET_KOLOMMEN " WHERE id = ?1";

enum { NAAM_MAX = 120, REDEN_MAX = 2000, SOM_MIN = 12 };

struct str hex_van(struct arena *a, const uint8_t *p, size_t n)
{
    char *uit = arena_alloc(a, n * 2 + 1);

    sodium_bin2hex(uit, n * 2 + 1, p, n);
    return (struct str){uit, n * 2};
}

/* ---- stocks ---- */

static void voorraad_neem(struct stmt *st, struct arena *a, struct voorraad_rij *r)
{
    *r = (struct voorraad_rij){.id = sql_int(st, 0),
                               .naam = sql_str_dup(st, 1, a),
                               .bron = sql_str_dup(st, 2, a),
                               .bestand = sql_str_dup(st, 3, a),
                               .sha256 = sql_str_dup(st, 4, a),
                               .wie = sql_str_dup(st, 5, a),
                               .peildatum = (date_t)sql_int(st, 6),
                               .rijen = sql_int(st, 7),
                               .gemaakt = sql_int(st, 8),
                               .verzonnen = sql_int(st, 9) != 0};
}

int voorraden_lees(struct conn *c, struct arena *a, const struct voorraad_rij **ret, size_t *ret_n,
                   struct err *e)
{
    VEC(struct voorraad_rij) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_voorraden, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct voorraad_rij r;

        voorraad_neem(st, a, &r);
        VEC_PUSH(a, &v, r);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

struct registratie {
    const struct dader *d;
    const struct wzv *w;
    struct str pad, naam, bron, wie;
    int64_t id;
};

static struct doc *voorraad_spoor(struct arena *a, const struct registratie *x, struct str som)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "naam", x->naam);
    DOC_SET_STR(a, d, "peildatum", date_iso(a, x->w->peildatum));
    DOC_SET_STR(a, d, "sha256", som);
    DOC_SET_STR(a, d, "bestand", x->pad);
    return d;
}

static int registreer(struct conn *c, void *ctx, struct err *e)
{
    struct registratie *x = ctx;
    struct voorraad_rij er;
    struct stmt *st;
    struct arena a;
    struct str som;
    int rc = sql_open(c, sql_voorraad_som, &st, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    som = hex_van(&a, x->w->sha256, sizeof x->w->sha256);
    sql_bind_str(st, 1, som);
    rc = sql_step(st, e);
    if (rc > 0)
        voorraad_neem(st, &a, &er);
    sql_close(st);
    if (rc > 0) {
        x->id = er.id;
        rc = OK;
        if (!str_eq(er.bestand, x->pad)) {
            rc = sql_run(c, sql_voorraad_pad, NULL, e, "si", x->pad, x->id);
            if (!rc)
                rc = spoor_schrijf(c, x->d,
                                   &(struct daad){"voorraad.verplaatst", "voorraad", x->id, NULL,
                                                  voorraad_spoor(&a, x, som)},
                                   e);
        }
    } else if (!rc) {
        rc = sql_get_int(c, sql_voorraad_nieuw, &x->id, e, "sssssiiii", x->naam, x->bron, x->pad, som, x->wie,
                         (int64_t)x->w->peildatum, (int64_t)x->w->rijen, time_ms(), (int64_t)x->w->verzonnen);
        if (!rc)
            rc = spoor_schrijf(
                c, x->d,
                &(struct daad){"voorraad.geregistreerd", "voorraad", x->id, NULL, voorraad_spoor(&a, x, som)},
                e);
    }
    arena_done(&a);
    return rc;
}

int voorraad_registreer(struct store *s, const struct dader *d, const struct wzv *w, const char *pad,
                        struct str naam, struct str bron, struct str wie, int64_t *ret_id, struct err *e)
{
    struct registratie x = {d, w, str_from(pad), naam, bron, wie, 0};
    int rc;

    if (!utf8_valid(x.pad) || !naam.n || naam.n > NAAM_MAX || bron.n > REDEN_MAX)
        return err_set(e, ERR_DATA, "een voorraad heeft een naam van hoogstens %d tekens en een leesbaar pad",
                       NAAM_MAX);
    rc = store_write(s, registreer, &x, e);
    *ret_id = x.id;
    return rc;
}

struct einde {
    const struct dader *d;
    int64_t id;
    struct str wie;
};

static int voorraad_einde(struct conn *c, void *ctx, struct err *e)
{
    const struct einde *x = ctx;
    int64_t n = 0;
    int rc = sql_run(c, sql_voorraad_uit, &n, e, "ii", time_ms(), x->id);

    if (!rc && !n)
        rc = err_set(e, ERR_NOT_FOUND, "voorraad %lld is er niet, of al uit gebruik", (long long)x->id);
    if (!rc)
        rc = spoor_schrijf(c, x->d, &(struct daad){"voorraad.uit-gebruik", "voorraad", x->id, NULL, NULL}, e);
    return rc;
}

int voorraad_uit(struct store *s, const struct dader *d, int64_t id, struct err *e)
{
    struct einde x = {.d = d, .id = id};

    return store_write(s, voorraad_einde, &x, e);
}

/* ---- rule sets ---- */

static void regelset_neem(struct stmt *st, struct arena *a, struct regelset *r)
{
    *r = (struct regelset){.id = sql_int(st, 0),
                           .partij = sql_int(st, 1),
                           .code = sql_str_dup(st, 2, a),
                           .naam = sql_str_dup(st, 3, a),
                           .sha256 = sql_str_dup(st, 4, a),
                           .uit = sql_str_dup(st, 5, a),
                           .reden = sql_str_dup(st, 6, a),
                           .wie = sql_str_dup(st, 7, a),
                           .versie = (int)sql_int(st, 8),
                           .gemaakt = sql_int(st, 9),
                           .einde = sql_is_null(st, 10) ? 0 : sql_int(st, 10),
                           .inhoud = sql_str_dup(st, 11, a)};
    r->versie_naam = str_fmt(a, "%d", r->versie);
}

int regelset_tabel(struct arena *a, const struct regelset *x, struct regeltabel **ret, struct err *e)
{
    return regeltabel_lees(a, x->inhoud, ret, e);
}

/* The sets that are built in, in order of their files. */
static int ingebouwd(struct arena *a, const struct embed_file *f, struct regelset *ret, bool *ret_is,
                     struct err *e)
{
    struct str naam = str_from(f->name);
    struct regeltabel *t;
    int rc;

    *ret_is = str_starts(naam, STR("referentie/regels/")) && str_ends(naam, STR(".csv"));
    if (!*ret_is)
        return OK;
    *ret = (struct regelset){.inhoud = {(const char *)f->bytes, f->n}};
    rc = regeltabel_lees(a, ret->inhoud, &t, e);
    if (rc)
        return err_prefix(e, "%s: ", f->name);
    ret->code = t->id;
    ret->naam = t->naam.n ? t->naam : t->id;
    ret->versie_naam = t->versie;
    ret->sha256 = sha256_tekst(a, ret->inhoud);
    return OK;
}

int regelsets_lees(struct conn *c, struct arena *a, const struct regelset **ret, size_t *ret_n, struct err *e)
{
    VEC(struct regelset) v = {0};
    struct stmt *st;
    int rc = OK;

    for (const struct embed_file *f = embed_files; !rc && f->name; f++) {
        struct regelset r;
        bool is;

        rc = ingebouwd(a, f, &r, &is, e);
        if (!rc && is)
            VEC_PUSH(a, &v, r);
    }
    if (!rc)
        rc = sql_open(c, sql_regelsets, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct regelset r;

        regelset_neem(st, a, &r);
        if (v.n && v.at[v.n - 1].id && str_eq(v.at[v.n - 1].code, r.code))
            continue; /* an older version */
        VEC_PUSH(a, &v, r);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

static bool is_som(struct str s)
{
    bool hex = s.n >= SOM_MIN && s.n <= 64;

    for (size_t i = 0; hex && i < s.n; i++)
        hex = (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f');
    return hex;
}

static int een_lees(struct stmt *st, struct arena *a, struct regelset *ret, struct err *e)
{
    int rc = sql_step(st, e);

    if (rc > 0)
        regelset_neem(st, a, ret);
    sql_close(st);
    return rc;
}

int regelset_zoek(struct conn *c, struct arena *a, struct str wat, struct regelset *ret, struct err *e)
{
    struct stmt *st;
    int rc = OK;

    for (const struct embed_file *f = embed_files; !rc && f->name; f++) {
        struct regelset r;
        bool is;

        rc = ingebouwd(a, f, &r, &is, e);
        if (!rc && is && (str_eq(r.code, wat) || (is_som(wat) && str_starts(r.sha256, wat)))) {
            *ret = r;
            return OK;
        }
    }
    if (!rc)
        rc = sql_open(c, sql_regelset_code, &st, e);
    if (rc)
        return rc;
    sql_bind_str(st, 1, wat);
    rc = een_lees(st, a, ret, e);
    if (!rc && is_som(wat)) {
        rc = sql_open(c, sql_regelset_som, &st, e);
        if (rc)
            return rc;
        sql_bind_str(st, 1, wat);
        sql_bind_str(st, 2, str_cat(a, wat, STR("g")));
        rc = een_lees(st, a, ret, e);
    }
    if (!rc)
        return err_set(e, ERR_NOT_FOUND, "er is geen regelset “%.*s”", STR_ARG(utf8_clip(wat, 70)));
    return rc < 0 ? rc : OK;
}

int regelset_versies(struct conn *c, struct arena *a, struct str code, const struct regelset **ret,
                     size_t *ret_n, struct err *e)
{
    VEC(struct regelset) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_regelset_versies, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, code);
    while ((rc = sql_step(st, e)) > 0) {
        struct regelset r;

        regelset_neem(st, a, &r);
        VEC_PUSH(a, &v, r);
    }
    sql_close(st);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* "Kleine kernen, clusters vanaf 8" → "kleine-kernen-clusters-vanaf-8" */
struct str regelset_code(struct arena *a, struct str naam)
{
    struct str s = str_fold(a, naam);
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < s.n; i++) {
        bool goed = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9');

        if (goed)
            buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return buf_str(&b);
}

struct bewaren {
    const struct dader *d;
    struct regelset x;
};

static int bewaar(struct conn *c, void *ctx, struct err *e)
{
    const struct bewaren *b = ctx;
    const struct regelset *x = &b->x, *er;
    struct arena a;
    struct doc *na;
    int64_t id = 0;
    size_t n;
    int rc;

    arena_init(&a, 0);
    rc = regelset_versies(c, &a, x->code, &er, &n, e);
    if (!rc && n && er[0].partij != x->partij)
        rc = err_set(e, ERR_CONFLICT,
                     "een andere organisatie heeft al een regelset “%.*s”; kies een andere naam",
                     STR_ARG(er[0].naam));
    if (!rc && n && !er[0].einde && str_eq(er[0].sha256, x->sha256))
        rc = err_set(e, ERR_CONFLICT, "versie %d van “%.*s” is al precies zo", er[0].versie,
                     STR_ARG(er[0].naam));
    if (!rc)
        rc = sql_get_int(c, sql_regelset_nieuw, &id, e, "ssssssisi", x->code, x->naam, x->sha256, x->inhoud,
                         x->uit, x->reden, x->partij, x->wie, time_ms());
    if (!rc) {
        na = doc_map(&a);
        DOC_SET_STR(&a, na, "code", x->code);
        DOC_SET_STR(&a, na, "naam", x->naam);
        DOC_SET_STR(&a, na, "sha256", x->sha256);
        DOC_SET_STR(&a, na, "uit", x->uit);
        DOC_SET_STR(&a, na, "reden", x->reden);
        rc = spoor_schrijf(c, b->d, &(struct daad){"regelset.bewaard", "regelset", id, NULL, na}, e);
    }
    arena_done(&a);
    return rc;
}

/* Would a spreadsheet take it for a formula? */
static bool formule(struct str s)
{
    return s.n && memchr("=+-@\t\r", s.p[0], 6);
}

int regelset_bewaar(struct store *s, const struct dader *d, const struct regelset *x, struct str *ret_code,
                    struct arena *a, struct err *e)
{
    struct bewaren b = {d, *x};
    bool van_programma = false;

    b.x.naam = str_trim(x->naam);
    b.x.reden = str_trim(x->reden);
    b.x.code = regelset_code(a, b.x.naam);
    b.x.sha256 = sha256_tekst(a, x->inhoud);
    if (!b.x.uit.p)
        b.x.uit = STR("");
    if (!b.x.code.n || b.x.naam.n > NAAM_MAX)
        return err_set(e, ERR_DATA, "geef de regelset een naam van hoogstens %d tekens", NAAM_MAX);
    if (!b.x.reden.n || b.x.reden.n > REDEN_MAX)
        return err_set(e, ERR_DATA, "zeg in een zin waarom deze regels anders zijn");
    if (formule(b.x.naam) ||
        formule(
            b.x.reden)) /* the file of a set is as it was typed, and a colleague opens it in a spreadsheet */
        return err_set(e, ERR_DATA, "begin de naam en de reden met een letter of cijfer, niet met een teken");
    for (const struct embed_file *f = embed_files; f->name; f++) {
        struct regelset r;
        bool is = false;

        if (!ingebouwd(a, f, &r, &is, NULL) && is)
            van_programma = van_programma || str_eq(r.code, b.x.code);
    }
    if (van_programma || is_som(b.x.code))
        return err_set(e, ERR_DATA,
                       "“%.*s” is de naam van een set die bij het programma hoort; kies een andere naam",
                       STR_ARG(b.x.naam));
    *ret_code = b.x.code;
    return store_write(s, bewaar, &b, e);
}

static int intrekken(struct conn *c, void *ctx, struct err *e)
{
    const struct einde *x = ctx;
    int64_t n = 0;
    int rc = sql_run(c, sql_regelset_intrekken, &n, e, "isi", time_ms(), x->wie.n ? x->wie : STR("onbekend"),
                     x->id);

    if (!rc && !n)
        rc = err_set(e, ERR_NOT_FOUND, "deze versie is er niet, of is al ingetrokken");
    if (!rc)
        rc = spoor_schrijf(c, x->d, &(struct daad){"regelset.ingetrokken", "regelset", x->id, NULL, NULL}, e);
    return rc;
}

int regelset_intrekken(struct store *s, const struct dader *d, int64_t id, struct str wie, struct err *e)
{
    struct einde x = {d, id, wie};

    return store_write(s, intrekken, &x, e);
}

int regelset_bij_id(struct conn *c, struct arena *a, int64_t id, struct regelset *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_regelset_id, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = een_lees(st, a, ret, e);
    return rc > 0 ? OK : rc ? rc : err_set(e, ERR_NOT_FOUND, "deze regelset is er niet");
}
