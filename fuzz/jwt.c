/* SPDX-License-Identifier: EUPL-1.2
 * Proofs of a provider: no bytes are a proof by a key that signed nothing of the corpus (the public half of
 * RFC 7515's example), and none break the reader. The first line is the token, what follows it, if anything,
 * the provider's keys. */
#include "toegang/jwt.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char sleutels[] = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"een\","
                               "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_"
                               "tue659LNpXW6pCyStikYjKIWI5a0\"}]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str rest, token = str_cut((struct str){(const char *)data, n}, '\n', &rest);
    struct jwt_eis eis = {.uitgever = STR("https://a.example"),
                          .client = STR("w"),
                          .nonce = STR("n"),
                          .nu = 1000,
                          .acr = STR("hoog")};
    struct doc *claims;
    struct arena a;
    struct err e;

    arena_init(&a, 64 << 20);
    if (jwt_lees(&a, token, str_from(sleutels), &claims, &e) == OK)
        abort();
    if (rest.n && jwt_lees(&a, token, rest, &claims, &e) == OK && jwt_eisen(claims, &eis, &e) == OK &&
        !str_is(doc_get_str(claims, STR("iss")), "https://a.example"))
        abort();
    arena_done(&a);
    return 0;
}
