/* SPDX-License-Identifier: EUPL-1.2
 * The conversation with the provider. Its addresses and keys are fetched when they are first needed and kept
 * for an hour; a proof signed with a key that is not among them makes the keys be fetched once more, at most
 * once in ten seconds. State, nonce and PKCE's verifier are derived from one secret that only the browser
 * holds, so that none of them is kept here. */
#include "toegang/oidc.h"

#include "base/date.h"
#include "doc/json.h"
#include "net/net.h"
#include "toegang/jwt.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define HOUDBAAR ((int64_t)3600 * 1000)
#define RUST     ((int64_t)10 * 1000)

struct oidc {
    struct arena vast; /* settings */
    struct oidc_config c;
    struct str terug; /* our redirect_uri */
    pthread_mutex_t lock;
    struct arena a; /* what was fetched; replaced as a whole */
    struct str heen, token, jwks_adres, jwks;
    int64_t gehaald, jwks_gehaald;
};

/* A copy of what was fetched, on the arena of one request. */
struct stand {
    struct str heen, token, jwks_adres, jwks;
};

int oidc_start(const struct oidc_config *c, struct oidc **ret, struct err *e)
{
    struct oidc *o;
    struct arena proef;
    int rc = OK;

    *ret = NULL;
    if (!c->uitgever.n)
        return OK;
    if (!c->client.n || !c->site.n || (!c->sleutel.n && !c->geheim.n))
        return err_set(e, ERR_USAGE,
                       "bij oidc-uitgever horen adres, oidc-client, en oidc-sleutel of oidc-geheim");
    if (!net_url_goed(c->uitgever))
        return err_set(e, ERR_USAGE, "oidc-uitgever is het adres van de aanmelddienst, met https");
    arena_init(&proef, 0);
    if (c->sleutel.n)
        rc = jwt_sleutel_keur(&proef, c->sleutel, e);
    arena_done(&proef);
    if (rc)
        return rc;
    o = calloc(1, sizeof *o);
    if (!o)
        return err_set(e, ERR_ENV, "er is geen geheugen voor de aanmelddienst");
    arena_init(&o->vast, 0);
    arena_init(&o->a, 0);
    pthread_mutex_init(&o->lock, NULL);
    o->c = *c;
    for (struct str *const *s =
             (struct str *const[]){&o->c.uitgever, &o->c.client, &o->c.sleutel, &o->c.geheim, &o->c.acr,
                                   &o->c.naam, &o->c.ca, &o->c.site, NULL};
         *s; s++)
        **s = str_dup(&o->vast, (*s)->p ? **s : STR(""));
    if (str_ends(o->c.site, STR("/")))
        o->c.site.n--;
    o->terug = str_cat(&o->vast, o->c.site, STR("/aanmelden/terug"));
    *ret = o;
    return OK;
}

void oidc_stop(struct oidc *o)
{
    if (!o)
        return;
    sodium_memzero((char *)o->c.sleutel.p, o->c.sleutel.n);
    sodium_memzero((char *)o->c.geheim.p, o->c.geheim.n);
    arena_done(&o->a);
    arena_done(&o->vast);
    pthread_mutex_destroy(&o->lock);
    free(o);
}

bool oidc_niveau(const struct oidc *o)
{
    return o->c.acr.n > 0;
}

struct str oidc_naam(const struct oidc *o)
{
    return o->c.naam.n ? o->c.naam : STR("uw organisatieaccount");
}

struct str oidc_uitgever(const struct oidc *o)
{
    return o->c.uitgever;
}

int oidc_openbaar(const struct oidc *o, struct arena *a, struct str *ret, struct err *e)
{
    if (!o || !o->c.sleutel.n)
        return err_set(e, ERR_NOT_FOUND, "deze installatie heeft geen sleutel voor een aanmelddienst");
    return jwt_openbaar(a, o->c.sleutel, ret, e);
}

/* ---- what the provider says about itself ---- */

static int haal(const struct oidc *o, struct arena *a, struct str url, struct str *ret, struct err *e)
{
    struct net_antwoord w;
    int rc = net_vraag(a, &(struct net_vraag){.url = url, .ca = o->c.ca}, &w, e);

    if (!rc && w.status != 200)
        rc = err_set(e, ERR_ENV, "%.*s antwoordt met %d", STR_ARG(url), w.status);
    if (!rc)
        *ret = w.body;
    return rc;
}

static int beschrijving_haal(const struct oidc *o, struct arena *a, struct stand *s, struct err *e)
{
    struct str tekst,
        url = str_cat(a,
                      str_ends(o->c.uitgever, STR("/")) ? str_sub(o->c.uitgever, 0, o->c.uitgever.n - 1)
                                                        : o->c.uitgever,
                      STR("/.well-known/openid-configuration"));
    struct doc *d;
    int rc = haal(o, a, url, &tekst, e);

    if (!rc)
        rc = json_read(a, tekst, (struct json_limits){.depth = 16, .bytes = NET_BYTES}, &d, e);
    if (rc)
        return err_set(e, ERR_ENV, "de aanmelddienst antwoordt niet zoals het hoort: %s",
                       str_cstr(a, str_from(e->text)));
    if (!str_eq(doc_get_str(d, STR("issuer")), o->c.uitgever))
        return err_set(e, ERR_ENV, "de aanmelddienst noemt zich anders dan oidc-uitgever");
    s->heen = doc_get_str(d, STR("authorization_endpoint"));
    s->token = doc_get_str(d, STR("token_endpoint"));
    s->jwks_adres = doc_get_str(d, STR("jwks_uri"));
    if (!net_url_goed(s->heen) || !net_url_goed(s->token) || !net_url_goed(s->jwks_adres))
        return err_set(e, ERR_ENV, "de aanmelddienst noemt een adres dat geen https is");
    return haal(o, a, s->jwks_adres, &s->jwks, e);
}

static void stand_bewaar(struct oidc *o, const struct stand *s)
{
    pthread_mutex_lock(&o->lock);
    arena_done(&o->a);
    arena_init(&o->a, 0);
    o->heen = str_dup(&o->a, s->heen);
    o->token = str_dup(&o->a, s->token);
    o->jwks_adres = str_dup(&o->a, s->jwks_adres);
    o->jwks = str_dup(&o->a, s->jwks);
    o->gehaald = o->jwks_gehaald = time_ms();
    pthread_mutex_unlock(&o->lock);
}

/* As it was fetched within the hour, else anew. Holds no lock while it waits for the provider. */
static int stand_lees(struct oidc *o, struct arena *a, struct stand *s, struct err *e)
{
    bool vers;
    int rc;

    pthread_mutex_lock(&o->lock);
    vers = o->jwks.n && time_ms() - o->gehaald < HOUDBAAR;
    if (vers)
        *s = (struct stand){str_dup(a, o->heen), str_dup(a, o->token), str_dup(a, o->jwks_adres),
                            str_dup(a, o->jwks)};
    pthread_mutex_unlock(&o->lock);
    if (vers)
        return OK;
    rc = beschrijving_haal(o, a, s, e);
    if (!rc)
        stand_bewaar(o, s);
    return rc;
}

/* The keys once more: they were changed, or somebody made a key up. */
static int sleutels_opnieuw(struct oidc *o, struct arena *a, struct stand *s, struct err *e)
{
    bool mag;
    int rc;

    pthread_mutex_lock(&o->lock);
    mag = time_ms() - o->jwks_gehaald >= RUST || !str_eq(o->jwks, s->jwks);
    if (mag && str_eq(o->jwks, s->jwks))
        o->jwks_gehaald = time_ms();
    pthread_mutex_unlock(&o->lock);
    if (!mag)
        return ERR_NOT_FOUND;
    rc = haal(o, a, s->jwks_adres, &s->jwks, e);
    if (!rc)
        stand_bewaar(o, s);
    return rc;
}

/* ---- there ---- */

/* 256 bits for one use, from what the browser holds. */
static struct str afgeleid(struct arena *a, struct str cookie, const char *waarvoor)
{
    unsigned char sleutel[32], som[32];
    char *hex = arena_alloc(a, GEHEIM_HEX + 1);

    crypto_generichash(sleutel, sizeof sleutel, (const unsigned char *)cookie.p, cookie.n, NULL, 0);
    crypto_generichash(som, sizeof som, (const unsigned char *)waarvoor, strlen(waarvoor), sleutel,
                       sizeof sleutel);
    sodium_bin2hex(hex, GEHEIM_HEX + 1, som, sizeof som);
    return (struct str){hex, GEHEIM_HEX};
}

static void veld(struct buf *b, const char *naam, struct str waarde)
{
    static const char vrij[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    buf_fmt(b, "%s%s=", b->n ? "&" : "", naam);
    for (size_t i = 0; i < waarde.n; i++)
        if (memchr(vrij, waarde.p[i], sizeof vrij - 1))
            buf_char(b, waarde.p[i]);
        else
            buf_fmt(b, "%%%02X", (unsigned char)waarde.p[i]);
}

static struct str uitdaging(struct arena *a, struct str bewijs)
{
    unsigned char som[crypto_hash_sha256_BYTES];
    char b64[sodium_base64_ENCODED_LEN(sizeof som, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

    crypto_hash_sha256(som, (const unsigned char *)bewijs.p, bewijs.n);
    sodium_bin2base64(b64, sizeof b64, som, sizeof som, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_dup(a, str_from(b64));
}

int oidc_heen(struct oidc *o, struct arena *a, struct str cookie, struct str *ret_adres, struct err *e)
{
    struct stand s;
    struct buf b;
    int rc = stand_lees(o, a, &s, e);

    if (rc)
        return rc;
    buf_init(&b, a, 8000);
    veld(&b, "response_type", STR("code"));
    veld(&b, "client_id", o->c.client);
    veld(&b, "redirect_uri", o->terug);
    veld(&b, "scope", STR("openid"));
    veld(&b, "state", afgeleid(a, cookie, "state"));
    veld(&b, "nonce", afgeleid(a, cookie, "nonce"));
    veld(&b, "code_challenge", uitdaging(a, afgeleid(a, cookie, "pkce")));
    veld(&b, "code_challenge_method", STR("S256"));
    if (o->c.acr.n)
        veld(&b, "acr_values", o->c.acr);
    if (b.over)
        return err_set(e, ERR_ENV, "het adres van de aanmelddienst wordt te lang");
    *ret_adres = str_fmt(a, "%.*s%s%.*s", STR_ARG(s.heen), str_index(s.heen, '?') < s.heen.n ? "&" : "?",
                         STR_ARG(buf_str(&b)));
    return OK;
}

/* ---- and back ---- */

bool oidc_van_hier(struct arena *a, struct str cookie, struct str state)
{
    struct str eigen = afgeleid(a, cookie, "state");

    return cookie.n && state.n == eigen.n && !sodium_memcmp(state.p, eigen.p, eigen.n);
}

static int bewijs_vraag(struct oidc *o, struct arena *a, const struct stand *s, const struct oidc_terug *t,
                        struct str *ret_token, struct err *e)
{
    struct net_vraag v = {.url = s->token, .type = "application/x-www-form-urlencoded", .ca = o->c.ca};
    struct net_antwoord w;
    struct str bewijs;
    struct doc *d;
    struct buf b;
    int rc = OK;

    buf_init(&b, a, 32000);
    veld(&b, "grant_type", STR("authorization_code"));
    veld(&b, "code", t->code);
    veld(&b, "redirect_uri", o->terug);
    veld(&b, "code_verifier", afgeleid(a, t->cookie, "pkce"));
    if (o->c.sleutel.n) {
        rc = jwt_bewijs(a, o->c.sleutel, o->c.client, s->token, time_ms() / 1000, &bewijs, e);
        veld(&b, "client_id", o->c.client);
        veld(&b, "client_assertion_type", STR("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        if (!rc)
            veld(&b, "client_assertion", bewijs);
    } else {
        v.gebruiker = o->c.client;
        v.wachtwoord = o->c.geheim;
    }
    v.body = buf_str(&b);
    if (!rc)
        rc = net_vraag(a, &v, &w, e);
    if (rc)
        return rc;
    if (w.status != 200)
        return err_set(e, ERR_DENIED, "de aanmelddienst neemt de code niet aan (%d)", w.status);
    rc = json_read(a, w.body, (struct json_limits){.depth = 16, .bytes = NET_BYTES}, &d, e);
    *ret_token = rc ? STR("") : doc_get_str(d, STR("id_token"));
    return rc || !ret_token->n ? err_set(e, ERR_DENIED, "de aanmelddienst geeft geen bewijs van wie u bent")
                               : OK;
}

int oidc_terug(struct oidc *o, struct arena *a, const struct oidc_terug *t, struct str *ret_sub,
               struct err *e)
{
    struct jwt_eis eis = {.uitgever = o->c.uitgever, .client = o->c.client, .acr = o->c.acr};
    struct doc *claims;
    struct str token;
    struct stand s;
    int rc;

    if (!oidc_van_hier(a, t->cookie, t->state))
        return err_set(e, ERR_DENIED, "dit antwoord hoort niet bij een poging van deze browser");
    if (t->iss.n && !str_eq(t->iss, o->c.uitgever))
        return err_set(e, ERR_DENIED, "dit antwoord komt van een andere aanmelddienst");
    if (!t->code.n || t->code.n > 4000)
        return err_set(e, ERR_DENIED, "de aanmelddienst gaf geen code");
    rc = stand_lees(o, a, &s, e);
    if (!rc)
        rc = bewijs_vraag(o, a, &s, t, &token, e);
    if (rc)
        return rc;
    rc = jwt_lees(a, token, s.jwks, &claims, e);
    if (rc == ERR_NOT_FOUND) {
        struct err waarom = *e;

        rc = sleutels_opnieuw(o, a, &s, e);
        if (!rc)
            rc = jwt_lees(a, token, s.jwks, &claims, e);
        else if (rc == ERR_NOT_FOUND)
            *e = waarom;
    }
    if (rc == ERR_NOT_FOUND)
        rc = e->code = ERR_DENIED;
    if (rc)
        return rc;
    eis.nonce = afgeleid(a, t->cookie, "nonce");
    eis.nu = time_ms() / 1000;
    rc = jwt_eisen(claims, &eis, e);
    if (!rc)
        *ret_sub = doc_get_str(claims, STR("sub"));
    return rc;
}
