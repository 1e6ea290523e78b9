/* SPDX-License-Identifier: EUPL-1.2
 * Secrets: random ones and what is kept of them, passwords (argon2id), and the codes of a second factor. All
 * by libsodium, but HMAC-SHA-1, which authenticator apps ask for (RFC 6238) and libsodium does not have: that
 * is nettle's. How easily a password is guessed, zxcvbn says (Wheeler, USENIX Security 2016). */
#include "toegang/mens.h"

#include "base/date.h"

#include <nettle/hmac.h>
#include <sodium.h>
#include <string.h>
#include <zxcvbn.h>

enum { GEHEIM = GEHEIM_HEX / 2, CODE_GEHEIM = 20, STAP_MS = 30000 };
#define RAAD_BITS 33.2 /* 10^10 guesses: the highest of its five scores */

void geheim_maak(char ret[GEHEIM_HEX + 1])
{
    unsigned char b[GEHEIM];

    randombytes_buf(b, sizeof b);
    sodium_bin2hex(ret, GEHEIM_HEX + 1, b, sizeof b);
    sodium_memzero(b, sizeof b);
}

void geheim_som(struct str geheim, char ret[GEHEIM_HEX + 1])
{
    unsigned char som[GEHEIM];

    crypto_generichash(som, sizeof som, (const unsigned char *)(geheim.p ? geheim.p : ""), geheim.n, NULL, 0);
    sodium_bin2hex(ret, GEHEIM_HEX + 1, som, sizeof som);
}

struct str geheim_formulier(struct arena *a, struct str cookie)
{
    static const unsigned char waarvoor[] = "woonzorg formulier";
    unsigned char som[GEHEIM], sleutel[GEHEIM];
    char *hex = arena_alloc(a, GEHEIM_HEX + 1);

    /* Two steps, so that a cookie of any length makes a whole key. */
    crypto_generichash(sleutel, sizeof sleutel, (const unsigned char *)cookie.p, cookie.n, NULL, 0);
    crypto_generichash(som, sizeof som, waarvoor, sizeof waarvoor - 1, sleutel, sizeof sleutel);
    sodium_bin2hex(hex, GEHEIM_HEX + 1, som, sizeof som);
    return (struct str){hex, GEHEIM_HEX};
}

/* ---- passwords ---- */

static size_t letters(struct str s)
{
    size_t at = 0, n = 0;

    while (utf8_next(s, &at) >= 0)
        n++;
    return n;
}

static bool bevat(struct arena *a, struct str in, struct str wat)
{
    struct str hooi = str_lower(a, in), naald = str_lower(a, wat);

    for (size_t i = 0; naald.n >= 4 && i + naald.n <= hooi.n; i++)
        if (!memcmp(hooi.p + i, naald.p, naald.n))
            return true;
    return false;
}

/* What people here begin with; zxcvbn's own words are English. */
static const char *const hier[] = {
    "wachtwoord", "welkom",   "geheim",   "nederland", "provincie", "gemeente",  "limburg",   "maastricht",
    "woning",     "wonen",    "ouderen",  "lente",     "zomer",     "herfst",    "winter",    "januari",
    "februari",   "maart",    "april",    "mei",       "juni",      "juli",      "augustus",  "september",
    "oktober",    "november", "december", "maandag",   "dinsdag",   "woensdag",  "donderdag", "vrijdag",
    "zaterdag",   "zondag",   "voetbal",  "qwerty",    "inloggen",  "beheerder", "hallo",     NULL,
};

/* By common passwords, words, names, dates, keys side by side and repetition. Takes milliseconds, also of the
 * longest. */
static bool makkelijk(struct arena *a, struct str w)
{
    return ZxcvbnMatch(str_cstr(a, w), (const char **)hier, NULL) < RAAD_BITS;
}

struct str wachtwoord_keur(struct arena *a, struct str w, struct str email, struct str naam)
{
    struct str rest;

    if (letters(w) < WACHTWOORD_MIN)
        return STR(
            "Kies een wachtwoord van minstens 12 tekens. Een paar losse woorden is goed en makkelijk te "
            "onthouden.");
    if (letters(w) > WACHTWOORD_LETTERS || w.n > WACHTWOORD_MAX)
        return STR("Dit wachtwoord is te lang; houd het bij 128 tekens.");
    if (bevat(a, w, str_cut(email, '@', &rest)) || bevat(a, w, naam) || bevat(a, w, STR("woonzorg")))
        return STR("Dit wachtwoord bevat uw naam, uw e-mailadres of de naam van deze website, en is daardoor "
                   "makkelijk te raden.");
    if (makkelijk(a, w))
        return STR(
            "Dit wachtwoord is makkelijk te raden: het bestaat uit bekende woorden, een jaartal, een reeks "
            "of een herhaling. Een paar losse woorden is goed en makkelijk te onthouden.");
    if (lek_bekend(a, w))
        return STR(
            "Dit wachtwoord staat op een lijst van wachtwoorden die ooit zijn uitgelekt. Kies een ander.");
    return STR("");
}

int wachtwoord_maak(struct str w, char ret[WACHTWOORD_SOM], struct err *e)
{
    _Static_assert(WACHTWOORD_SOM >= crypto_pwhash_STRBYTES, "room for libsodium's text");

    if (crypto_pwhash_str(ret, w.p ? w.p : "", w.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE))
        return err_set(e, ERR_ENV, "er is te weinig geheugen om een wachtwoord te bewaren");
    return OK;
}

bool wachtwoord_klopt(struct str w, struct str som)
{
    char tekst[WACHTWOORD_SOM] = {0};
    unsigned char uit[32], zout[crypto_pwhash_SALTBYTES] = {0};

    if (w.n > WACHTWOORD_MAX)
        w.n = WACHTWOORD_MAX + 1; /* no password that was kept is so long */
    if (som.n && som.n < sizeof tekst) {
        memcpy(tekst, som.p, som.n);
        return crypto_pwhash_str_verify(tekst, w.p ? w.p : "", w.n) == 0;
    }
    /* The same work for nobody, so that the time does not tell which accounts there are. */
    if (crypto_pwhash(uit, sizeof uit, w.p ? w.p : "", w.n, zout, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13))
        return false;
    return false;
}

/* ---- codes that change with time (RFC 6238) ---- */

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void code_geheim(char ret[33])
{
    unsigned char b[CODE_GEHEIM];

    randombytes_buf(b, sizeof b);
    for (size_t i = 0; i < 32; i++) {
        size_t bit = i * 5, at = bit / 8, op = bit % 8;
        unsigned twee = (unsigned)b[at] << 8 | (at + 1 < sizeof b ? b[at + 1] : 0);

        ret[i] = base32[twee >> (11 - op) & 31];
    }
    ret[32] = 0;
    sodium_memzero(b, sizeof b);
}

static bool base32_lees(struct str s, unsigned char ret[CODE_GEHEIM])
{
    unsigned op = 0;
    size_t bits = 0, n = 0;

    for (size_t i = 0; i < s.n; i++) {
        const char *p = memchr(base32, s.p[i], 32);

        if (!p)
            return false;
        op = op << 5 | (unsigned)(p - base32);
        bits += 5;
        if (bits >= 8) {
            if (n == CODE_GEHEIM)
                return false;
            bits -= 8;
            ret[n++] = (unsigned char)(op >> bits);
        }
    }
    return n == CODE_GEHEIM;
}

bool code_voor(struct str geheim, int64_t stap, char ret[7])
{
    unsigned char sleutel[CODE_GEHEIM], teller[8], som[SHA1_DIGEST_SIZE];
    struct hmac_sha1_ctx h;
    uint32_t v;
    size_t op;

    if (!base32_lees(geheim, sleutel))
        return false;
    for (int i = 0; i < 8; i++)
        teller[i] = (unsigned char)((uint64_t)stap >> (8 * (7 - i)));
    hmac_sha1_set_key(&h, sizeof sleutel, sleutel);
    hmac_sha1_update(&h, sizeof teller, teller);
    hmac_sha1_digest(&h, sizeof som, som);
    op = som[SHA1_DIGEST_SIZE - 1] & 15;
    v = ((uint32_t)som[op] & 127) << 24 | (uint32_t)som[op + 1] << 16 | (uint32_t)som[op + 2] << 8 |
        som[op + 3];
    v %= 1000000;
    for (int i = 5; i >= 0; i--, v /= 10)
        ret[i] = (char)('0' + v % 10);
    ret[6] = 0;
    sodium_memzero(sleutel, sizeof sleutel);
    sodium_memzero(&h, sizeof h);
    return true;
}

int64_t code_klopt(struct str geheim, struct str code, int64_t na, int64_t nu_ms)
{
    int64_t nu = nu_ms / STAP_MS, ret = 0;
    char zes[7], gegeven[7] = {0};
    size_t n = 0;

    for (size_t i = 0; i < code.n; i++) { /* people write "123 456" */
        if (code.p[i] == ' ')
            continue;
        if (n == 6)
            return 0;
        gegeven[n++] = code.p[i];
    }
    if (n != 6)
        return 0;
    for (int64_t stap = nu - 1; stap <= nu + 1; stap++)
        if (code_voor(geheim, stap, zes) && !sodium_memcmp(zes, gegeven, 6) && stap > na)
            ret = stap;
    return ret;
}

struct str code_adres(struct arena *a, struct str geheim, struct str email, struct str dienst)
{
    struct buf b;
    struct str delen[] = {dienst, STR(":"), email};

    buf_init(&b, a, 2000);
    buf_lit(&b, "otpauth://totp/");
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < delen[k].n; i++) {
            unsigned char c = (unsigned char)delen[k].p[i];

            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c && strchr("-._~@:", c)))
                buf_char(&b, (char)c);
            else
                buf_fmt(&b, "%%%02X", c);
        }
    buf_fmt(&b, "?secret=%.*s&issuer=Woonzorg", STR_ARG(geheim));
    return buf_str(&b);
}
