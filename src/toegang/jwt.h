/* SPDX-License-Identifier: EUPL-1.2
 * Signed tokens (RFC 7515, 7519): checking one of a provider, and making the one by which we prove who we
 * are. The signatures are libjose's; what may be signed with what is held here first. */
#ifndef WZ_TOEGANG_JWT_H
#define WZ_TOEGANG_JWT_H

#include "doc/doc.h"

enum { JWT_MAX = 16 << 10 };

/* The claims of a token that one of these keys (a JWKS as text) signed, by an algorithm with a public key.
 * ERR_NOT_FOUND: signed by a key that is not among them (they may have been changed since). ERR_DENIED: not
 * to be trusted, with the reason. Claims are only read: jwt_eisen says whether they hold. */
int jwt_lees(struct arena *a, struct str token, struct str jwks, struct doc **ret, struct err *e) MUST_CHECK;

struct jwt_eis {
    struct str uitgever, client, nonce;
    int64_t nu;     /* s */
    struct str acr; /* levels of which it must have one, parted by spaces; empty: any */
};
/* An id_token (OpenID Connect Core 3.1.3.7): issuer, audience, time, nonce, level. ERR_DENIED. */
int jwt_eisen(const struct doc *claims, const struct jwt_eis *x, struct err *e) MUST_CHECK;

/* Our own key: a private JWK as text (RSA or EC). */
int jwt_sleutel_keur(struct arena *a, struct str jwk, struct err *e) MUST_CHECK;
/* private_key_jwt (RFC 7523) for this endpoint. */
int jwt_bewijs(struct arena *a, struct str jwk, struct str client, struct str aan, int64_t nu,
               struct str *ret, struct err *e) MUST_CHECK;
/* The public half as a JWKS. */
int jwt_openbaar(struct arena *a, struct str jwk, struct str *ret, struct err *e) MUST_CHECK;

#endif
