/* SPDX-License-Identifier: EUPL-1.2
 * Signing in through a provider: OpenID Connect, code flow with PKCE, state and nonce, and private_key_jwt,
 * as the NLGov profile has it. An account is known by issuer and subject, never by an e-mail address. */
#ifndef WZ_TOEGANG_OIDC_H
#define WZ_TOEGANG_OIDC_H

#include "toegang/mens.h"

#define OIDC_DUUR ((int64_t)10 * 60 * 1000) /* ms that a browser may stay away */

struct oidc; /* settings, and the provider's addresses and keys as they were fetched; shared by all threads */
struct oidc_config {
    struct str uitgever; /* the issuer, exactly as its document and tokens name it */
    struct str client;
    struct str sleutel; /* private JWK (private_key_jwt); else: */
    struct str geheim;  /* a client secret (client_secret_basic) */
    struct str acr;     /* levels that will do, parted by spaces; empty: any */
    struct str naam;    /* of the button: "Entra van de provincie" */
    struct str ca;      /* file with certificates; empty: the system's */
    struct str site;    /* ours */
};
/* *ret NULL when no issuer is given. Fetches nothing yet. */
int oidc_start(const struct oidc_config *c, struct oidc **ret, struct err *e) MUST_CHECK;
void oidc_stop(struct oidc *o); /* takes NULL */
/* Does the configuration demand a level (acr), which a proof then has? */
bool oidc_niveau(const struct oidc *o);
struct str oidc_naam(const struct oidc *o);
/* Our public keys, for the provider. ERR_NOT_FOUND when we have none. */
int oidc_openbaar(const struct oidc *o, struct arena *a, struct str *ret, struct err *e) MUST_CHECK;

/* Where to send a browser whose cookie holds `cookie` (with 256 random bits in it), from which all that goes
 * along is derived. */
int oidc_heen(struct oidc *o, struct arena *a, struct str cookie, struct str *ret_adres,
              struct err *e) MUST_CHECK;
/* Does what came back belong to this browser? */
bool oidc_van_hier(struct arena *a, struct str cookie, struct str state);
/* What came back: exchanges the code and checks the proof. ERR_DENIED with the reason, ERR_ENV when the
 * provider does not answer. */
struct oidc_terug {
    struct str cookie, state, code, iss; /* iss: RFC 9207, may be empty */
};
int oidc_terug(struct oidc *o, struct arena *a, const struct oidc_terug *t, struct str *ret_sub,
               struct err *e) MUST_CHECK;
struct str oidc_uitgever(const struct oidc *o);

/* ---- in the store (oidc_sql.c) ---- */

/* Uses a state up. ERR_CONFLICT when it was used before. */
int oidc_gebruik(struct conn *c, struct str state, struct err *e) MUST_CHECK;

struct koppeling {
    int64_t mens, gemaakt, gebruikt;
    struct str uitgever, onderwerp;
};
/* ERR_CONFLICT when this subject belongs to somebody else. */
int koppeling_maak(struct conn *c, const struct dader *d, int64_t mens, struct str uitgever,
                   struct str onderwerp, struct err *e) MUST_CHECK;
/* The mens of a subject, and notes that it was used. ERR_NOT_FOUND. */
int koppeling_mens(struct conn *c, struct str uitgever, struct str onderwerp, int64_t *ret,
                   struct err *e) MUST_CHECK;
int koppelingen_lees(struct conn *c, struct arena *a, int64_t mens, const struct koppeling **ret,
                     size_t *ret_n, struct err *e) MUST_CHECK;
int koppeling_weg(struct conn *c, const struct dader *d, int64_t mens, struct err *e) MUST_CHECK;

#endif
