/* SPDX-License-Identifier: EUPL-1.2
 * The central directory of a zip (APPNOTE 6.3.10, 4.3.12 to 4.3.16) and its members, through zlib. */
#include "tabel/zipblik.h"

#include <string.h>
#include <zlib.h>

enum { LEDEN_MAX = 100000, KOP = 30, MAP = 46, EIND = 22, EIND64 = 56, WIJZER64 = 20 };

static uint16_t u16(const char *p)
{
    const unsigned char *q = (const unsigned char *)p;

    return (uint16_t)(q[0] | q[1] << 8);
}
static uint32_t u32(const char *p)
{
    return u16(p) | (uint32_t)u16(p + 2) << 16;
}
static uint64_t u64(const char *p)
{
    return u32(p) | (uint64_t)u32(p + 4) << 32;
}

static int stuk(struct err *e)
{
    return err_set(e, ERR_DATA, "het zip-bestand is afgebroken of beschadigd; haal het opnieuw op");
}

bool zipblik_is_zip(struct str s)
{
    return s.n >= 4 && (!memcmp(s.p, "PK\3\4", 4) || !memcmp(s.p, "PK\5\6", 4));
}

/* Where the central directory stands and how many members it has. */
static int eind_lees(struct str s, uint64_t *plaats, uint64_t *n, struct err *e)
{
    size_t i, minst = s.n > EIND + 65535 ? s.n - EIND - 65535 : 0;

    if (s.n < EIND)
        return stuk(e);
    for (i = s.n - EIND; memcmp(s.p + i, "PK\5\6", 4) != 0 || i + EIND + u16(s.p + i + 20) != s.n; i--)
        if (i == minst)
            return stuk(e);
    *n = u16(s.p + i + 10);
    *plaats = u32(s.p + i + 16);
    if (i >= WIJZER64 && !memcmp(s.p + i - WIJZER64, "PK\6\7", 4)) {
        uint64_t p = u64(s.p + i - WIJZER64 + 8);

        if (p > s.n || s.n - p < EIND64 || memcmp(s.p + p, "PK\6\6", 4) != 0)
            return stuk(e);
        *n = u64(s.p + p + 32);
        *plaats = u64(s.p + p + 48);
    }
    return *plaats <= s.n ? OK : stuk(e);
}

/* Sizes that do not fit 32 bits stand in an extra field. */
static bool extra64(struct str extra, uint64_t *bytes, uint64_t *ingepakt, uint64_t *plaats)
{
    uint64_t *veld[] = {bytes, ingepakt, plaats};

    while (extra.n >= 4) {
        size_t n = u16(extra.p + 2), at = 0;
        struct str s = str_sub(extra, 4, 4 + n);

        if (n > extra.n - 4)
            return false;
        for (int i = 0; u16(extra.p) == 1 && i < 3; i++) {
            if (*veld[i] != UINT32_MAX)
                continue;
            if (s.n < at + 8)
                return false;
            *veld[i] = u64(s.p + at);
            at += 8;
        }
        extra = str_sub(extra, 4 + n, extra.n);
    }
    return true;
}

static int lid_lees(struct str s, const char *map, size_t rest, struct zip_lid *ret, size_t *ret_stap,
                    struct err *e)
{
    uint64_t bytes = u32(map + 24), ingepakt = u32(map + 20), plaats = u32(map + 42), begin;
    size_t naam = u16(map + 28), extra = u16(map + 30), uitleg = u16(map + 32);

    *ret_stap = MAP + naam + extra + uitleg;
    if (*ret_stap > rest || !extra64((struct str){map + MAP + naam, extra}, &bytes, &ingepakt, &plaats))
        return stuk(e);
    if (u16(map + 8) & 1)
        return err_set(e, ERR_DATA, "het zip-bestand heeft een wachtwoord; lever het zonder aan");
    if (plaats > s.n || s.n - plaats < KOP || memcmp(s.p + plaats, "PK\3\4", 4) != 0)
        return stuk(e);
    begin = plaats + KOP + u16(s.p + plaats + 26) + u16(s.p + plaats + 28);
    if (begin > s.n || ingepakt > s.n - begin)
        return stuk(e);
    *ret = (struct zip_lid){.naam = {map + MAP, naam},
                            .ingepakt = {s.p + begin, ingepakt},
                            .methode = u16(map + 10),
                            .bytes = bytes,
                            .crc = u32(map + 16)};
    return OK;
}

int zipblik_lees(struct arena *a, struct str s, struct zip_lid **ret, size_t *ret_n, struct err *e)
{
    VEC(struct zip_lid) v = {0};
    uint64_t at = 0, n = 0;
    int rc = eind_lees(s, &at, &n, e);

    if (!rc && n > LEDEN_MAX)
        rc = err_set(e, ERR_LIMIT, "het zip-bestand heeft meer dan %d delen", LEDEN_MAX);
    for (uint64_t i = 0; !rc && i < n; i++) {
        struct zip_lid lid;
        size_t stap = 0;

        if (s.n - at < MAP || memcmp(s.p + at, "PK\1\2", 4) != 0)
            rc = stuk(e);
        else
            rc = lid_lees(s, s.p + at, s.n - at, &lid, &stap, e);
        if (!rc && lid.naam.n && lid.naam.p[lid.naam.n - 1] != '/')
            VEC_PUSH(a, &v, lid);
        if (!rc)
            at += stap;
    }
    if (rc)
        return rc;
    *ret = v.at;
    *ret_n = v.n;
    return OK;
}

int zipblik_pak_uit(const struct zip_lid *lid, char *uit, struct err *e)
{
    z_stream z = {0};
    uint64_t in = 0, klaar = 0;
    int code = Z_OK;

    if (lid->methode == 0) {
        if (lid->bytes != lid->ingepakt.n)
            return stuk(e);
        memcpy(uit, lid->ingepakt.p, lid->bytes);
    } else if (lid->methode == 8) {
        if (inflateInit2(&z, -15) != Z_OK)
            return err_set(e, ERR_ENV, "het geheugen is op");
        while (code == Z_OK) { /* zlib counts in 32 bits */
            uint64_t nog_in = lid->ingepakt.n - in, nog = lid->bytes - klaar;

            z.next_in = (unsigned char *)lid->ingepakt.p + in;
            z.avail_in = nog_in > 1 << 30 ? 1 << 30 : (unsigned)nog_in;
            z.next_out = (unsigned char *)uit + klaar;
            z.avail_out = nog > 1 << 30 ? 1 << 30 : (unsigned)nog;
            in += z.avail_in;
            klaar += z.avail_out;
            code = inflate(&z, Z_NO_FLUSH);
            in -= z.avail_in;
            klaar -= z.avail_out;
        }
        inflateEnd(&z);
        if (code != Z_STREAM_END || klaar != lid->bytes)
            return stuk(e);
    } else {
        return err_set(e, ERR_DATA,
                       "een deel van het zip-bestand is ingepakt op een manier die wij niet kennen (%d)",
                       lid->methode);
    }
    return crc32_z(0, (const unsigned char *)uit, lid->bytes) == lid->crc ? OK : stuk(e);
}
