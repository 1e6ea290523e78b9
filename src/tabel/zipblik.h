/* SPDX-License-Identifier: EUPL-1.2
 * A zip archive in memory, looked into without copying: for archives in archives of many gigabytes, of which
 * threads each unpack a part (zip.c opens a package through libzip, which copies an archive within an archive
 * and serves one thread). Trusts nothing that the archive states: places and sizes are checked, what is
 * unpacked is counted and held to its CRC. */
#ifndef WZ_TABEL_ZIPBLIK_H
#define WZ_TABEL_ZIPBLIK_H

#include "base/err.h"
#include "base/str.h"

struct zip_lid {
    struct str naam;
    struct str ingepakt; /* its bytes in the archive */
    int methode;         /* 0 stored, 8 deflated; others cannot be unpacked */
    uint64_t bytes;      /* unpacked, as stated */
    uint32_t crc;
};

bool zipblik_is_zip(struct str bytes);
/* The members, folders left out; at most 100,000. Zip64 too. ERR_DATA for what is cut off, encrypted or
 * contradicts itself. */
int zipblik_lees(struct arena *a, struct str bytes, struct zip_lid **ret, size_t *ret_n,
                 struct err *e) MUST_CHECK;
/* Unpacks into `uit`, which has room for lid->bytes; may run on several threads at once. */
int zipblik_pak_uit(const struct zip_lid *lid, char *uit, struct err *e) MUST_CHECK;

#endif
