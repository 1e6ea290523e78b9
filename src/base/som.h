/* SPDX-License-Identifier: EUPL-1.2
 * SHA-256 as people and files write it: 64 small hexadecimal digits. */
#ifndef WZ_BASE_SOM_H
#define WZ_BASE_SOM_H

#include "base/str.h"

enum { SHA256_HEX = 64 };

void sha256_hex(struct str s, char ret[SHA256_HEX + 1]);
struct str sha256_tekst(struct arena *a, struct str s); /* the same, on the arena */

#endif
