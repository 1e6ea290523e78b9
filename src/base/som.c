/* SPDX-License-Identifier: EUPL-1.2
 * See som.h. */
#include "base/som.h"

#include <nettle/sha2.h>
#include <sodium.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct sha256_loop), "sha256_loop is too small");

void sha256_begin(struct sha256_loop *l)
{
    sha256_init((struct sha256_ctx *)l->in);
}

void sha256_bij(struct sha256_loop *l, const void *p, size_t n)
{
    sha256_update((struct sha256_ctx *)l->in, n, p);
}

void sha256_klaar(struct sha256_loop *l, uint8_t ret[32])
{
    sha256_digest((struct sha256_ctx *)l->in, 32, ret);
}

void sha256_klaar_hex(struct sha256_loop *l, char ret[SHA256_HEX + 1])
{
    uint8_t som[32];

    sha256_klaar(l, som);
    sodium_bin2hex(ret, SHA256_HEX + 1, som, sizeof som);
}

void sha256_bytes(const void *p, size_t n, uint8_t ret[32])
{
    struct sha256_loop l;

    sha256_begin(&l);
    sha256_bij(&l, p, n);
    sha256_klaar(&l, ret);
}

void sha256_hex(struct str s, char ret[SHA256_HEX + 1])
{
    struct sha256_loop l;

    sha256_begin(&l);
    sha256_bij(&l, s.p ? s.p : "", s.n);
    sha256_klaar_hex(&l, ret);
}

struct str sha256_tekst(struct arena *a, struct str s)
{
    char hex[SHA256_HEX + 1];

    sha256_hex(s, hex);
    return str_dup(a, str_from(hex));
}
