/* SPDX-License-Identifier: EUPL-1.2
 * The parsers of data packages: rows of CSV as a stream, the zip, and shapes. The first byte chooses. A
 * stream must read the same in pieces of any size; a shape that is read must come back to the last bit when
 * it is written. */
#include "pakket/delen.h"
#include "tabel/stroom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

struct invoer {
    struct str rest;
    size_t stuk;
};

static int64_t invoer_lees(void *ctx, void *to, size_t n, struct err *e)
{
    struct invoer *b = ctx;

    (void)e;
    n = n < b->stuk ? n : b->stuk;
    n = n < b->rest.n ? n : b->rest.n;
    if (n)
        memcpy(to, b->rest.p, n);
    b->rest = str_sub(b->rest, n, b->rest.n);
    return (int64_t)n;
}

static uint64_t rijen(struct str s, size_t stuk, int *ret_rc)
{
    struct invoer b = {s, stuk};
    struct csv_in c;
    struct err e = {0};
    uint64_t som = 0;
    int64_t vorige = 0;

    csv_in_init(&c, invoer_lees, &b);
    while ((*ret_rc = csv_in_rij(&c, &e)) > 0) {
        eis(c.n_cel > 0 && c.n_cel <= CSV_IN_KOLOMMEN_MAX && c.regel > vorige);
        vorige = c.regel;
        for (size_t i = 0; i < c.n_cel; i++) {
            eis(utf8_valid(c.cel[i]));
            for (size_t k = 0; k < c.cel[i].n; k++)
                som = som * 31 + (unsigned char)c.cel[i].p[k];
            som = som * 31 + 7;
        }
        som = som * 31 + (uint64_t)c.regel;
    }
    eis(*ret_rc == 0 || (*ret_rc == ERR_DATA && e.code == *ret_rc && e.text[0]));
    csv_in_done(&c);
    return som;
}

static void csv(struct str s)
{
    int een, twee;
    uint64_t x = rijen(s, SIZE_MAX, &een), y = rijen(s, 3, &twee);

    eis(een == twee && x == y);
}

static void zip(struct str s)
{
    struct zip_in *z = NULL;
    struct arena a;
    struct err e = {0};

    arena_init(&a, 0);
    if (!zip_in_open(&a, s, 1 << 20, &z, &e)) {
        for (size_t i = 0; i < zip_in_n(z); i++) {
            struct zip_in_deel *d = NULL;
            char weg[4096];
            size_t k;

            eis(zip_in_vind(z, zip_in_naam(z, i), &k) && k == i);
            if (zip_in_deel_open(z, i, &d, &e))
                continue;
            while (zip_in_deel_lees(d, weg, sizeof weg, &e) > 0)
                ;
            zip_in_deel_close(d);
        }
        zip_in_close(z);
    }
    arena_done(&a);
}

static void vorm(struct str s)
{
    const double *xy, *terug;
    size_t n, m;
    bool vlak, ook;
    struct arena a;
    struct buf b;

    arena_init(&a, 0);
    if (vorm_terug(&a, s, true, &vlak, &xy, &n)) {
        buf_init(&b, &a, SIZE_MAX);
        vorm_uit(&b, vlak, xy, n);
        eis(vorm_terug(&a, buf_str(&b), true, &ook, &terug, &m) && ook == vlak && m == n);
        for (size_t i = 0; i < n; i++)
            eis(xy[i] == terug[i] || (isnan(xy[i]) && isnan(terug[i])));
    }
    arena_done(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str s = {(const char *)data + 1, n ? n - 1 : 0};

    if (!n)
        return 0;
    if (data[0] == 'c')
        csv(s);
    else if (data[0] == 'z')
        zip(s);
    else
        vorm(s);
    return 0;
}
