/* SPDX-License-Identifier: EUPL-1.2
 * See som.h. */
#include "base/som.h"

#include <sodium.h>

void sha256_hex(struct str s, char ret[SHA256_HEX + 1])
{
    unsigned char som[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(som, (const unsigned char *)(s.p ? s.p : ""), s.n);
    sodium_bin2hex(ret, SHA256_HEX + 1, som, sizeof som);
}

struct str sha256_tekst(struct arena *a, struct str s)
{
    char hex[SHA256_HEX + 1];

    sha256_hex(s, hex);
    return str_dup(a, str_from(hex));
}
