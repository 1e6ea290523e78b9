/* SPDX-License-Identifier: EUPL-1.2
 * SHA-256, as people and files write it (64 small hexadecimal digits) and as bytes. By the processor's own
 * instructions where it has them: some files are gigabytes. */
#ifndef WZ_BASE_SOM_H
#define WZ_BASE_SOM_H

#include "base/str.h"

enum { SHA256_HEX = 64 };

/* Of what comes in pieces. */
struct sha256_loop {
    _Alignas(8) unsigned char in[160]; /* private */
};
void sha256_begin(struct sha256_loop *l);
void sha256_bij(struct sha256_loop *l, const void *p, size_t n);
void sha256_klaar(struct sha256_loop *l, uint8_t ret[32]);
void sha256_klaar_hex(struct sha256_loop *l, char ret[SHA256_HEX + 1]);
void sha256_bytes(const void *p, size_t n, uint8_t ret[32]);
void sha256_hex(struct str s, char ret[SHA256_HEX + 1]);
struct str sha256_tekst(struct arena *a, struct str s); /* the same, on the arena */

#endif
