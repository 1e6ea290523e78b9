/* SPDX-License-Identifier: EUPL-1.2
 * Gzip of an answer. zlib's state is a quarter of a megabyte, so it is kept and reset instead of made for
 * each request. */
#include "http/intern.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { PACK_LEAST = 1024, GZIP_HEADER = 16, WINDOW_BITS = 15, KEEP_LEVEL = 6 };

struct packer {
    z_stream z;
};

bool type_packs(const char *type)
{
    return !strncmp(type, "text/", 5) || strstr(type, "json") || strstr(type, "javascript") ||
           strstr(type, "xml");
}

void packer_free(struct packer *p)
{
    if (p)
        deflateEnd(&p->z);
    free(p);
}

static struct packer *packer_new(int level)
{
    struct packer *p = calloc(1, sizeof *p);

    if (p &&
        deflateInit2(&p->z, level, Z_DEFLATED, WINDOW_BITS + GZIP_HEADER, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(p);
        return NULL;
    }
    return p;
}

struct str http_gzip(struct arena *a, struct str s)
{
    struct packer *p = NULL;
    struct str packed = packer_gzip(a, &p, s, KEEP_LEVEL);

    packer_free(p);
    return packed;
}

struct str packer_gzip(struct arena *a, struct packer **p, struct str s, int level)
{
    static const struct str none = {NULL, 0};
    size_t room = s.n - s.n / 8; /* less than an eighth won does not pay */
    char *out;

    if (s.n < PACK_LEAST || s.n > UINT32_MAX)
        return none;
    if (!*p)
        *p = packer_new(level);
    if (!*p || deflateReset(&(*p)->z) != Z_OK)
        return none;
    out = arena_alloc(a, room);
    (*p)->z.next_in = (Bytef *)(uintptr_t)s.p;
    (*p)->z.avail_in = (uInt)s.n;
    (*p)->z.next_out = (Bytef *)out;
    (*p)->z.avail_out = (uInt)room;
    if (deflate(&(*p)->z, Z_FINISH) != Z_STREAM_END)
        return none; /* it did not fit: it does not pay */
    return (struct str){out, room - (*p)->z.avail_out};
}
