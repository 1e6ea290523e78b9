/* SPDX-License-Identifier: EUPL-1.2
 * Writing zip files (APPNOTE 6.3.9) as a stream: sizes and sum follow each part in its data descriptor, so
 * nothing that was written needs to be touched again. */
#include "doc/zip.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    DEEL_MAX = 65000,    /* parts; the count is 16 bits wide */
    VLAGGEN = 0x0808,    /* sizes follow the part; names are UTF-8 */
    VERSIE = 20,         /* of a reader that knows deflate */
    VERSIE_GROOT = 45,   /* … and zip64 */
    GROOT_VELD = 0x0001, /* the extra field of zip64 */
};
#define VOL UINT32_MAX

struct deel {
    char *naam;
    size_t n_naam;
    uint32_t som;
    uint64_t ingepakt, uitgepakt, plek;
    bool groot, los; /* los: as it is, not packed */
};

struct zip_uit {
    struct buf *naar;
    z_stream z;
    bool bezig, mislukt, te_groot;
    uint64_t geschreven;
    uint32_t tijd; /* as MS-DOS wrote it */
    struct deel *deel;
    size_t n, ruimte;
};

static void bytes(struct zip_uit *z, const void *p, size_t n)
{
    buf_bytes(z->naar, p, n);
    z->geschreven += n;
}

/* A whole number of n bytes, least first. */
static void getal(struct zip_uit *z, uint64_t v, size_t n)
{
    unsigned char b[8];

    for (size_t i = 0; i < n; i++)
        b[i] = (unsigned char)(v >> (8 * i));
    bytes(z, b, n);
}

static uint32_t dos_tijd(int64_t moment)
{
    date_t d = time_date(moment);
    int64_t s = moment / 1000 % 86400; /* UTC: the day is Dutch, the clock need not be exact */
    uint32_t jaar = (uint32_t)(d / 10000), dag;

    jaar = jaar < 1980 ? 1980 : jaar > 2107 ? 2107 : jaar;
    dag = (jaar - 1980) << 9 | (uint32_t)(d / 100 % 100) << 5 | (uint32_t)(d % 100);
    return dag << 16 | (uint32_t)(s / 3600) << 11 | (uint32_t)(s / 60 % 60) << 5 | (uint32_t)(s % 60 / 2);
}

struct zip_uit *zip_uit_new(int64_t moment, int level)
{
    struct zip_uit *z = calloc(1, sizeof *z);

    if (!z)
        return NULL;
    z->tijd = dos_tijd(moment);
    if (deflateInit2(&z->z, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(z);
        return NULL;
    }
    return z;
}

void zip_uit_free(struct zip_uit *z)
{
    if (!z)
        return;
    deflateEnd(&z->z);
    for (size_t i = 0; i < z->n; i++)
        free(z->deel[i].naam);
    free(z->deel);
    free(z);
}

void zip_uit_naar(struct zip_uit *z, struct buf *b)
{
    z->naar = b;
}

static struct deel *deel_nieuw(struct zip_uit *z, struct str name)
{
    struct deel *d;

    if (z->n == z->ruimte) {
        size_t ruimte = z->ruimte ? z->ruimte * 2 : 32;
        struct deel *meer = ruimte > DEEL_MAX ? NULL : realloc(z->deel, ruimte * sizeof *meer);

        if (!meer)
            return NULL;
        z->deel = meer;
        z->ruimte = ruimte;
    }
    d = &z->deel[z->n];
    *d = (struct deel){.naam = malloc(name.n + 1), .n_naam = name.n, .plek = z->geschreven};
    if (!d->naam || name.n > UINT16_MAX) {
        free(d->naam);
        return NULL;
    }
    memcpy(d->naam, name.p, name.n);
    z->n++;
    return d;
}

void zip_uit_deel(struct zip_uit *z, struct str name, bool large)
{
    struct deel *d = z->mislukt ? NULL : deel_nieuw(z, name);

    if (!d || deflateReset(&z->z) != Z_OK) {
        z->mislukt = true;
        return;
    }
    d->groot = large;
    d->som = (uint32_t)crc32(0, NULL, 0);
    z->bezig = true;
    getal(z, 0x04034b50, 4);
    getal(z, large ? VERSIE_GROOT : VERSIE, 2);
    getal(z, VLAGGEN, 2);
    getal(z, Z_DEFLATED, 2);
    getal(z, z->tijd, 4);
    getal(z, 0, 4); /* the sum, and the sizes: after the part */
    getal(z, large ? VOL : 0, 4);
    getal(z, large ? VOL : 0, 4);
    getal(z, d->n_naam, 2);
    getal(z, large ? 20 : 0, 2);
    bytes(z, d->naam, d->n_naam);
    if (large) {
        getal(z, GROOT_VELD, 2);
        getal(z, 16, 2);
        getal(z, 0, 8);
        getal(z, 0, 8);
    }
}

void zip_uit_los(struct zip_uit *z, struct str name, struct str bytes_)
{
    struct deel *d = z->mislukt ? NULL : deel_nieuw(z, name);

    if (!d || bytes_.n > INT32_MAX) {
        z->mislukt = true;
        return;
    }
    d->los = true;
    d->som = (uint32_t)crc32(crc32(0, NULL, 0), (const unsigned char *)bytes_.p, (unsigned)bytes_.n);
    d->ingepakt = d->uitgepakt = bytes_.n;
    getal(z, 0x04034b50, 4);
    getal(z, VERSIE, 2);
    getal(z, 0, 4); /* sizes stand here, and nothing is packed */
    getal(z, z->tijd, 4);
    getal(z, d->som, 4);
    getal(z, d->ingepakt, 4);
    getal(z, d->uitgepakt, 4);
    getal(z, d->n_naam, 2);
    getal(z, 0, 2);
    bytes(z, d->naam, d->n_naam);
    bytes(z, bytes_.p, bytes_.n);
}

static void pak_in(struct zip_uit *z, struct str s, int hoe)
{
    struct deel *d = &z->deel[z->n - 1];
    unsigned char uit[16384];
    int rc;

    do {
        unsigned stuk = s.n > 1 << 20 ? 1 << 20 : (unsigned)s.n;
        int nu = stuk == s.n ? hoe : Z_NO_FLUSH;

        z->z.next_in = (unsigned char *)(uintptr_t)s.p;
        z->z.avail_in = stuk;
        do {
            z->z.next_out = uit;
            z->z.avail_out = sizeof uit;
            rc = deflate(&z->z, nu);
            z->mislukt = z->mislukt || rc == Z_STREAM_ERROR;
            bytes(z, uit, sizeof uit - z->z.avail_out);
            d->ingepakt += sizeof uit - z->z.avail_out;
        } while (!z->z.avail_out && rc != Z_STREAM_END && !z->mislukt);
        s = str_sub(s, stuk, s.n);
    } while (s.n && !z->mislukt);
}

void zip_uit_bytes(struct zip_uit *z, struct str s)
{
    struct deel *d;

    if (z->mislukt || !z->bezig || !s.n)
        return;
    d = &z->deel[z->n - 1];
    for (size_t van = 0; van < s.n; van += 1 << 30)
        d->som = (uint32_t)crc32(d->som, (const unsigned char *)s.p + van,
                                 s.n - van > 1 << 30 ? 1 << 30 : (unsigned)(s.n - van));
    d->uitgepakt += s.n;
    pak_in(z, s, Z_NO_FLUSH);
}

void zip_uit_deel_eind(struct zip_uit *z)
{
    struct deel *d;

    if (z->mislukt || !z->bezig)
        return;
    d = &z->deel[z->n - 1];
    pak_in(z, (struct str){"", 0}, Z_FINISH);
    z->bezig = false;
    z->te_groot = z->te_groot || (!d->groot && (d->ingepakt >= VOL || d->uitgepakt >= VOL));
    getal(z, 0x08074b50, 4);
    getal(z, d->som, 4);
    getal(z, d->ingepakt, d->groot ? 8 : 4);
    getal(z, d->uitgepakt, d->groot ? 8 : 4);
}

/* A number of 32 bits, or the sign that the extra field has it. */
static uint64_t kort(uint64_t v, bool groot)
{
    return groot || v >= VOL ? VOL : v;
}

static void deel_in_lijst(struct zip_uit *z, const struct deel *d)
{
    bool ver = d->plek >= VOL;
    size_t extra = (d->groot ? 16 : 0) + (ver ? 8 : 0);

    getal(z, 0x02014b50, 4);
    getal(z, extra ? VERSIE_GROOT : VERSIE, 2);
    getal(z, extra ? VERSIE_GROOT : VERSIE, 2);
    getal(z, d->los ? 0 : VLAGGEN, 2);
    getal(z, d->los ? 0 : Z_DEFLATED, 2);
    getal(z, z->tijd, 4);
    getal(z, d->som, 4);
    getal(z, kort(d->ingepakt, d->groot), 4);
    getal(z, kort(d->uitgepakt, d->groot), 4);
    getal(z, d->n_naam, 2);
    getal(z, extra ? extra + 4 : 0, 2);
    getal(z, 0, 2); /* no comment, first disk, no attributes */
    getal(z, 0, 2);
    getal(z, 0, 2);
    getal(z, 0, 4);
    getal(z, kort(d->plek, false), 4);
    bytes(z, d->naam, d->n_naam);
    if (!extra)
        return;
    getal(z, GROOT_VELD, 2);
    getal(z, extra, 2);
    if (d->groot) {
        getal(z, d->uitgepakt, 8);
        getal(z, d->ingepakt, 8);
    }
    if (ver)
        getal(z, d->plek, 8);
}

void zip_uit_eind(struct zip_uit *z)
{
    uint64_t lijst = z->geschreven, n;

    if (z->mislukt)
        return;
    for (size_t i = 0; i < z->n; i++)
        deel_in_lijst(z, &z->deel[i]);
    n = z->geschreven - lijst;
    if (lijst >= VOL) {
        uint64_t hier = z->geschreven;

        getal(z, 0x06064b50, 4);
        getal(z, 44, 8);
        getal(z, VERSIE_GROOT, 2);
        getal(z, VERSIE_GROOT, 2);
        getal(z, 0, 8); /* both disks */
        getal(z, z->n, 8);
        getal(z, z->n, 8);
        getal(z, n, 8);
        getal(z, lijst, 8);
        getal(z, 0x07064b50, 4);
        getal(z, 0, 4);
        getal(z, hier, 8);
        getal(z, 1, 4);
    }
    getal(z, 0x06054b50, 4);
    getal(z, 0, 4);
    getal(z, z->n, 2);
    getal(z, z->n, 2);
    getal(z, n, 4);
    getal(z, kort(lijst, false), 4);
    getal(z, 0, 2);
}

int zip_uit_fout(const struct zip_uit *z, struct err *e)
{
    if (z->te_groot)
        return err_set(e, ERR_LIMIT, "een deel van het zip-bestand is groter dan 4 GB");
    if (z->mislukt)
        return err_set(e, ERR_ENV, "het zip-bestand kon niet worden gemaakt");
    return OK;
}
