/* SPDX-License-Identifier: EUPL-1.2
 * Signed tokens. A token is taken apart by our own strict readers; which key and which algorithm count is
 * decided here, from a list; only then libjose works the signature out. Nothing that a token says about keys
 * (jwk, jku, x5u, x5c) is ever used. */
#include "toegang/jwt.h"

#include "doc/json.h"

#include <jose/jose.h>
#include <sodium.h>
#include <string.h>

enum {
    SPELING_S = 60, /* clocks differ */
    DUUR_S = 60,    /* of what we sign */
    OUD_S = 600,    /* an id_token is fresh: it was just asked for */
    RSA_MIN = 342   /* characters of a modulus of 2048 bits */
};

static const struct alg {
    const char *naam, *kty;
} algoritmen[] = {{"RS256", "RSA"}, {"RS384", "RSA"}, {"RS512", "RSA"}, {"PS256", "RSA"}, {"PS384", "RSA"},
                  {"PS512", "RSA"}, {"ES256", "EC"},  {"ES384", "EC"},  {"ES512", "EC"},  {0}};

static const struct alg *alg_bij(struct str naam)
{
    for (const struct alg *x = algoritmen; x->naam; x++)
        if (str_is(naam, x->naam))
            return x;
    return NULL;
}

static void jose_stil(void *ctx, const char *bestand, int regel, uint64_t fout, const char *woorden,
                      va_list ap)
{
    (void)ctx, (void)bestand, (void)regel, (void)fout, (void)woorden, (void)ap;
}

/* libjose tells its troubles on standard error unless it is told otherwise. */
static jose_cfg_t *jose_maak(void)
{
    jose_cfg_t *cfg = jose_cfg();

    if (cfg)
        jose_cfg_set_err_func(cfg, jose_stil, NULL);
    return cfg;
}

static json_t *naar_jansson(struct arena *a, const struct doc *d)
{
    struct buf b;

    buf_init(&b, a, JWT_MAX * 4);
    json_write(&b, d, 0);
    return json_loadb(b.p ? b.p : "", b.n, JSON_REJECT_DUPLICATES, NULL);
}

/* One part of a token as a map. */
static int deel_lees(struct arena *a, struct str deel, struct doc **ret, struct err *e)
{
    char *p = arena_alloc(a, deel.n + 1);
    struct err geen;
    size_t n;

    if (sodium_base642bin((unsigned char *)p, deel.n + 1, deel.p, deel.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) ||
        json_read(a, (struct str){p, n}, (struct json_limits){.depth = 16, .bytes = JWT_MAX}, ret, &geen) ||
        (*ret)->type != DOC_MAP)
        return err_set(e, ERR_DENIED, "het bewijs van de aanmelddienst is niet te lezen");
    return OK;
}

/* ---- choosing the key ---- */

static bool past(const struct doc *jwk, const struct alg *alg)
{
    struct str use = doc_get_str(jwk, STR("use")), zelf = doc_get_str(jwk, STR("alg"));

    return str_is(doc_get_str(jwk, STR("kty")), alg->kty) && (!use.n || str_is(use, "sig")) &&
           (!zelf.n || str_is(zelf, alg->naam)) &&
           (strcmp(alg->kty, "RSA") != 0 || doc_get_str(jwk, STR("n")).n >= RSA_MIN);
}

/* By its kid; without one only when there is no choice. */
static int sleutel_kies(struct arena *a, struct str jwks, struct str kid, const struct alg *alg,
                        const struct doc **ret, struct err *e)
{
    struct doc *d, *keys;
    struct err geen;
    size_t n = 0;

    if (json_read(a, jwks, (struct json_limits){.depth = 16, .bytes = 256 << 10}, &d, &geen))
        return err_set(e, ERR_ENV, "de sleutels van de aanmelddienst zijn niet te lezen");
    keys = doc_get(d, STR("keys"));
    *ret = NULL;
    for (size_t i = 0; keys && keys->type == DOC_LIST && i < keys->list.n; i++) {
        const struct doc *k = keys->list.at[i];

        if (k->type != DOC_MAP || !past(k, alg) || (kid.n && !str_eq(kid, doc_get_str(k, STR("kid")))))
            continue;
        *ret = k;
        n++;
    }
    if (n != 1)
        *ret = NULL;
    return n == 1 ? OK
                  : err_set(e, ERR_NOT_FOUND,
                            "het bewijs is getekend met een sleutel die de aanmelddienst niet noemt");
}

static bool handtekening_klopt(struct arena *a, const struct str deel[3], const struct doc *jwk)
{
    json_t *sleutel = naar_jansson(a, jwk);
    json_t *jws = json_pack("{s:s%,s:s%,s:s%}", "protected", deel[0].p, deel[0].n, "payload", deel[1].p,
                            deel[1].n, "signature", deel[2].p, deel[2].n);
    jose_cfg_t *cfg = jose_maak();
    bool ret = sleutel && jws && cfg && jose_jws_ver(cfg, jws, NULL, sleutel, false);

    json_decref(sleutel);
    json_decref(jws);
    if (cfg)
        jose_cfg_decref(cfg);
    return ret;
}

int jwt_lees(struct arena *a, struct str token, struct str jwks, struct doc **ret, struct err *e)
{
    struct str deel[3], rest;
    const struct doc *jwk;
    const struct alg *alg;
    struct doc *kop;
    int rc;

    deel[0] = str_cut(token, '.', &rest);
    deel[1] = str_cut(rest, '.', &rest);
    deel[2] = str_cut(rest, '.', &rest);
    if (token.n > JWT_MAX || rest.p || !deel[0].n || !deel[1].n || !deel[2].n)
        return err_set(e, ERR_DENIED, "het bewijs van de aanmelddienst is geen getekend bewijs");
    rc = deel_lees(a, deel[0], &kop, e);
    if (rc)
        return rc;
    alg = alg_bij(doc_get_str(kop, STR("alg")));
    if (!alg || doc_get(kop, STR("crit")))
        return err_set(e, ERR_DENIED, "het bewijs is getekend op een manier die wij niet vertrouwen (%.*s)",
                       STR_ARG(utf8_clip(doc_get_str(kop, STR("alg")), 20)));
    rc = sleutel_kies(a, jwks, doc_get_str(kop, STR("kid")), alg, &jwk, e);
    if (rc)
        return rc;
    if (!handtekening_klopt(a, deel, jwk))
        return err_set(e, ERR_DENIED, "de handtekening onder het bewijs klopt niet");
    return deel_lees(a, deel[1], ret, e);
}

/* ---- what it must say ---- */

static bool getal_van(const struct doc *claims, struct str naam, int64_t *ret)
{
    const struct doc *d = doc_get(claims, naam);

    if (d && d->type == DOC_INT)
        *ret = d->i;
    else if (d && d->type == DOC_NUM && d->d > 0 && d->d < 1e12)
        *ret = (int64_t)d->d;
    else
        return false;
    return true;
}

static bool aan_ons(const struct doc *claims, struct str client)
{
    const struct doc *aud = doc_get(claims, STR("aud"));
    struct str azp = doc_get_str(claims, STR("azp"));
    bool ret = aud && aud->type == DOC_STR && str_eq(aud->s, client);

    for (size_t i = 0; aud && aud->type == DOC_LIST && i < aud->list.n; i++)
        ret = ret || (aud->list.at[i]->type == DOC_STR && str_eq(aud->list.at[i]->s, client));
    if (aud && aud->type == DOC_LIST && aud->list.n > 1 && !azp.n)
        return false; /* for others too: then it must say for whom it was made */
    return ret && (!doc_get(claims, STR("azp")) || str_eq(azp, client));
}

static bool niveau_goed(struct str acr, struct str lijst)
{
    bool ret = !lijst.n;

    while (lijst.n && acr.n) {
        struct str een = str_cut(lijst, ' ', &lijst);

        ret = ret || (een.n && str_eq(een, acr));
    }
    return ret;
}

int jwt_eisen(const struct doc *claims, const struct jwt_eis *x, struct err *e)
{
    int64_t tot, gemaakt, niet_voor = 0;
    struct str sub = doc_get_str(claims, STR("sub"));

    if (!str_eq(doc_get_str(claims, STR("iss")), x->uitgever))
        return err_set(e, ERR_DENIED, "het bewijs komt van een andere aanmelddienst");
    if (!aan_ons(claims, x->client))
        return err_set(e, ERR_DENIED, "het bewijs is voor een ander programma gemaakt");
    if (!getal_van(claims, STR("exp"), &tot) || tot <= x->nu - SPELING_S)
        return err_set(e, ERR_DENIED, "het bewijs is verlopen");
    if (!getal_van(claims, STR("iat"), &gemaakt) || gemaakt > x->nu + SPELING_S || gemaakt < x->nu - OUD_S)
        return err_set(e, ERR_DENIED, "het bewijs is niet van nu");
    if (doc_get(claims, STR("nbf")) &&
        (!getal_van(claims, STR("nbf"), &niet_voor) || niet_voor > x->nu + SPELING_S))
        return err_set(e, ERR_DENIED, "het bewijs geldt nog niet");
    if (!x->nonce.n || !str_eq(doc_get_str(claims, STR("nonce")), x->nonce))
        return err_set(e, ERR_DENIED, "het bewijs hoort niet bij deze poging om aan te melden");
    if (!niveau_goed(doc_get_str(claims, STR("acr")), x->acr))
        return err_set(e, ERR_DENIED, "de aanmelddienst controleerde niet op het niveau dat hier nodig is");
    if (!sub.n || sub.n > 255)
        return err_set(e, ERR_DENIED, "het bewijs zegt niet wie u bent");
    return OK;
}

/* ---- our own ---- */

static int sleutel_lees(struct arena *a, struct str jwk, struct doc **ret, const struct alg **ret_alg,
                        struct err *e)
{
    struct err geen;
    struct str alg;
    bool rsa;

    if (json_read(a, jwk, (struct json_limits){.depth = 4, .bytes = JWT_MAX}, ret, &geen) ||
        !doc_get_str(*ret, STR("d")).n)
        return err_set(e, ERR_ENV, "de sleutel voor de aanmelddienst is geen JWK met een geheim deel");
    rsa = str_is(doc_get_str(*ret, STR("kty")), "RSA");
    alg = doc_get_str(*ret, STR("alg"));
    *ret_alg = alg_bij(alg.n ? alg : rsa ? STR("PS256") : STR("ES256"));
    if (!*ret_alg || !str_is(doc_get_str(*ret, STR("kty")), (*ret_alg)->kty))
        return err_set(e, ERR_ENV,
                       "de sleutel voor de aanmelddienst is geen RSA- of EC-sleutel om te tekenen");
    return OK;
}

int jwt_sleutel_keur(struct arena *a, struct str jwk, struct err *e)
{
    struct str proef;

    return jwt_bewijs(a, jwk, STR("proef"), STR("proef"), 0, &proef, e);
}

static struct doc *bewijs_doc(struct arena *a, struct str client, struct str aan, int64_t nu)
{
    struct doc *d = doc_map(a);
    unsigned char toeval[16];
    char jti[33];

    randombytes_buf(toeval, sizeof toeval);
    sodium_bin2hex(jti, sizeof jti, toeval, sizeof toeval);
    DOC_SET_STR(a, d, "iss", client);
    DOC_SET_STR(a, d, "sub", client);
    DOC_SET_STR(a, d, "aud", aan);
    DOC_SET_STR(a, d, "jti", str_dup(a, str_from(jti)));
    DOC_SET_INT(a, d, "iat", nu);
    DOC_SET_INT(a, d, "exp", nu + DUUR_S);
    return d;
}

int jwt_bewijs(struct arena *a, struct str jwk, struct str client, struct str aan, int64_t nu,
               struct str *ret, struct err *e)
{
    const struct alg *alg;
    struct doc *sleutel;
    struct buf b;
    json_t *jws, *sig, *k, *payload;
    jose_cfg_t *cfg;
    bool goed;
    int rc = sleutel_lees(a, jwk, &sleutel, &alg, e);

    if (rc)
        return rc;
    buf_init(&b, a, JWT_MAX);
    json_write(&b, bewijs_doc(a, client, aan, nu), 0);
    cfg = jose_maak();
    k = naar_jansson(a, sleutel);
    payload = jose_b64_enc(b.p, b.n);
    jws = json_pack("{s:O?}", "payload", payload);
    sig = json_pack("{s:{s:s,s:s}}", "protected", "alg", alg->naam, "typ", "JWT");
    if (sig && doc_get_str(sleutel, STR("kid")).n)
        json_object_set_new(json_object_get(sig, "protected"), "kid",
                            json_string(str_cstr(a, doc_get_str(sleutel, STR("kid")))));
    goed = cfg && k && jws && sig && jose_jws_sig(cfg, jws, sig, k);
    if (goed)
        *ret = str_fmt(a, "%s.%s.%s", json_string_value(json_object_get(jws, "protected")),
                       json_string_value(json_object_get(jws, "payload")),
                       json_string_value(json_object_get(jws, "signature")));
    json_decref(k);
    json_decref(payload);
    json_decref(jws);
    json_decref(sig);
    if (cfg)
        jose_cfg_decref(cfg);
    sodium_memzero(b.p, b.n);
    return goed ? OK : err_set(e, ERR_ENV, "met de sleutel voor de aanmelddienst is niet te tekenen");
}

int jwt_openbaar(struct arena *a, struct str jwk, struct str *ret, struct err *e)
{
    static const char *const openbaar[] = {"kty", "kid", "n", "e", "crv", "x", "y", NULL};
    const struct alg *alg;
    struct doc *sleutel, *uit = doc_map(a), *jwks = doc_map(a);
    struct buf b;
    int rc = sleutel_lees(a, jwk, &sleutel, &alg, e);

    if (rc)
        return rc;
    for (size_t i = 0; openbaar[i]; i++)
        if (doc_get(sleutel, str_from(openbaar[i])))
            doc_set(a, uit, str_from(openbaar[i]), doc_get(sleutel, str_from(openbaar[i])));
    DOC_SET_STR(a, uit, "use", STR("sig"));
    DOC_SET_STR(a, uit, "alg", str_from(alg->naam));
    doc_add(a, DOC_SET(a, jwks, "keys", doc_list(a)), uit);
    buf_init(&b, a, JWT_MAX);
    json_write(&b, jwks, 0);
    *ret = buf_str(&b);
    return OK;
}
