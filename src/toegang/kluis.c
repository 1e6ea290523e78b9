/* SPDX-License-Identifier: EUPL-1.2
 * The secrets of second steps as they stand in the database: sealed with a key that does not
 * (XChaCha20-Poly1305, libsodium), each for its own mens, so that whoever reads or copies the database has
 * none of them. Without a key they stand as they are. A former key still opens, so that keys can be replaced:
 * what it sealed is sealed anew at the start. */
#include "toegang/mens.h"

#include <assert.h>
#include <sodium.h>

enum {
    SLEUTEL = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    MERK = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    OPEN_MAX = 100,
    DICHT_MAX = NONCE + OPEN_MAX + MERK,
    SLEUTELS_MAX = 8,
    SLEUTEL_MIN = 32 /* characters */
};
static const struct str dicht_begin = STR_INIT("k1:"); /* no base32 */

/* The first seals; all of them open. Set before threads start, and immutable then. */
static unsigned char sleutel[SLEUTELS_MAX][SLEUTEL];
static size_t n_sleutels;

static const char sql_geheimen[] = "SELECT id, geheim FROM mens WHERE geheim <> '' ORDER BY id";
static const char sql_geheim_dicht[] = "UPDATE mens SET geheim = ?2 WHERE id = ?1";

static int sleutels_zet(struct str tekst, struct err *e)
{
    n_sleutels = 0;
    for (struct str rest = tekst, regel; rest.n;) {
        regel = str_trim(str_cut(rest, '\n', &rest));
        if (!regel.n)
            continue;
        if (regel.n < SLEUTEL_MIN)
            return err_set(e, ERR_USAGE,
                           "geheim-sleutel: een sleutel heeft minstens %d tekens; maak hem met openssl rand "
                           "-hex 32",
                           SLEUTEL_MIN);
        if (n_sleutels == SLEUTELS_MAX)
            return err_set(e, ERR_USAGE, "geheim-sleutel: hoogstens %d regels; haal de oudste weg",
                           SLEUTELS_MAX);
        crypto_generichash(sleutel[n_sleutels++], SLEUTEL, (const unsigned char *)regel.p, regel.n, NULL, 0);
    }
    return OK;
}

/* What the seal also says: of whom it is, so that it opens for nobody else. */
static struct str voor_wie(struct arena *a, int64_t mens)
{
    return str_fmt(a, "mens %lld", (long long)mens);
}

struct str kluis_dicht(struct arena *a, int64_t mens, struct str geheim)
{
    struct str wie = voor_wie(a, mens);
    unsigned char b[DICHT_MAX];
    unsigned long long n;
    char hex[2 * DICHT_MAX + 1];

    if (!n_sleutels || !geheim.n)
        return geheim;
    assert(geheim.n <= OPEN_MAX); /* the program makes them: code_geheim */
    randombytes_buf(b, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(b + NONCE, &n, (const unsigned char *)geheim.p, geheim.n,
                                               (const unsigned char *)wie.p, wie.n, NULL, b, sleutel[0]);
    sodium_bin2hex(hex, sizeof hex, b, NONCE + (size_t)n);
    return str_fmt(a, "%.*s%s", STR_ARG(dicht_begin), hex);
}

/* The secret, and which key opened it; false: none does. */
static bool open_met(struct arena *a, int64_t mens, struct str bewaard, struct str *ret, size_t *ret_sleutel)
{
    struct str wie = voor_wie(a, mens), hex = str_sub(bewaard, dicht_begin.n, bewaard.n);
    unsigned char b[DICHT_MAX], *uit = arena_alloc(a, OPEN_MAX);
    unsigned long long n = 0;
    size_t lang = 0;

    if (sodium_hex2bin(b, sizeof b, hex.p, hex.n, NULL, &lang, NULL) || lang < NONCE + MERK)
        return false;
    for (size_t i = 0; i < n_sleutels; i++)
        if (!crypto_aead_xchacha20poly1305_ietf_decrypt(uit, &n, NULL, b + NONCE, lang - NONCE,
                                                        (const unsigned char *)wie.p, wie.n, b, sleutel[i])) {
            *ret = (struct str){(const char *)uit, (size_t)n};
            *ret_sleutel = i;
            return true;
        }
    return false;
}

struct str kluis_open(struct arena *a, int64_t mens, struct str bewaard)
{
    struct str geheim;
    size_t met;

    if (!str_starts(bewaard, dicht_begin))
        return bewaard;
    return open_met(a, mens, bewaard, &geheim, &met) ? geheim : STR("?"); /* on, and no code fits it */
}

/* ---- at the start ---- */

struct bewaard {
    int64_t mens;
    struct str geheim;
};

static bool bewaard_uit(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    (void)ctx;
    *(struct bewaard *)rij = (struct bewaard){sql_int(st, 0), sql_str_dup(st, 1, a)};
    return true;
}

struct telling {
    int64_t te_doen;    /* stands open or under a former key, and there is a key */
    int64_t gesloten;   /* no key opens it */
    struct str *geheim; /* of each of `at`, in plain; empty: it stays as it is */
    struct bewaard *at;
    size_t n;
};

static int tel(struct conn *c, struct arena *a, struct telling *ret, struct err *e)
{
    struct telling t = {0};
    size_t met;
    int rc = SQL_LIST(c, a, sql_geheimen, bewaard_uit, NULL, &t.at, &t.n, e, "");

    if (rc)
        return rc;
    t.geheim = ARENA_ARRAY(a, struct str, t.n + 1);
    for (size_t i = 0; i < t.n; i++) {
        struct str geheim = t.at[i].geheim;

        met = n_sleutels ? 1 : 0; /* what stands open wants the key, when there is one */
        if (str_starts(geheim, dicht_begin) && !open_met(a, t.at[i].mens, t.at[i].geheim, &geheim, &met))
            t.gesloten++;
        else if (met > 0)
            t.geheim[i] = geheim;
        t.te_doen += t.geheim[i].n > 0;
    }
    *ret = t;
    return OK;
}

static int verzegel_doe(struct conn *c, void *ctx, struct err *e)
{
    struct telling t;
    struct arena a;
    int rc;

    (void)ctx;
    arena_init(&a, 0);
    rc = tel(c, &a, &t, e);
    for (size_t i = 0; !rc && i < t.n; i++)
        if (t.geheim[i].n)
            rc = sql_run(c, sql_geheim_dicht, NULL, e, "is", t.at[i].mens,
                         kluis_dicht(&a, t.at[i].mens, t.geheim[i]));
    if (!rc && t.te_doen) { /* another process may have done it */
        struct doc *na = doc_map(&a);

        DOC_SET_INT(&a, na, "aantal", t.te_doen);
        rc = spoor_schrijf(c, NULL, &(struct daad){"mens.geheimen_verzegeld", "mens", 0, NULL, na}, e);
    }
    arena_done(&a);
    return rc;
}

int kluis_start(struct store *s, struct str sleutels, struct err *e)
{
    struct telling t = {0};
    struct conn *c = NULL;
    struct arena a;
    int rc = sleutels_zet(sleutels, e);

    if (rc)
        return rc;
    arena_init(&a, 0);
    rc = store_read(s, &c, e);
    if (!rc)
        rc = tel(c, &a, &t, e);
    store_return(s, c);
    arena_done(&a);
    if (!rc && t.gesloten)
        rc = err_set(e, ERR_ENV,
                     "geheim-sleutel: %lld %s in de database met een andere sleutel versleuteld. Zet die als "
                     "extra regel in het bestand met de sleutel; is hij kwijt, zet dan met woonzorg mens "
                     "tweede-stap-uit de tweede stap uit van wie er een heeft (woonzorg mens lijst)",
                     (long long)t.gesloten,
                     t.gesloten == 1 ? "geheim van een tweede stap is" : "geheimen van tweede stappen zijn");
    if (!rc && t.te_doen)
        rc = store_write(s, verzegel_doe, NULL, e);
    return rc;
}
