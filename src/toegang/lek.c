/* SPDX-License-Identifier: EUPL-1.2
 * Passwords that are known to have leaked, from a file that the installation brings (a list is too large, and
 * too quickly old, to be built in). Of each the first 64 bits of SHA-1 are kept, sorted, since the public
 * lists come as SHA-1. Read once before threads start, and immutable then. */
#include "toegang/mens.h"

#include <errno.h>
#include <nettle/sha1.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REGEL_MAX = 1024, MEER = 1 << 16 };
#define LEK_MAX ((size_t)50 * 1000 * 1000) /* 400 MB */

static uint64_t *lek;
static size_t n_lek;

static uint64_t som(struct str s)
{
    unsigned char uit[SHA1_DIGEST_SIZE];
    struct sha1_ctx h;
    uint64_t ret = 0;

    sha1_init(&h);
    sha1_update(&h, s.n, (const uint8_t *)(s.p ? s.p : ""));
    sha1_digest(&h, sizeof uit, uit);
    for (int i = 0; i < 8; i++)
        ret = ret << 8 | uit[i];
    return ret;
}

/* "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:123", as Have I Been Pwned gives them. */
static bool is_som(struct str s, uint64_t *ret)
{
    struct str hex = s, tel;

    hex = str_cut(s, ':', &tel);
    *ret = 0;
    if (hex.n != 2 * SHA1_DIGEST_SIZE)
        return false;
    for (size_t i = 0; i < hex.n; i++) {
        char c = hex.p[i];
        int v = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                       : -1;

        if (v < 0)
            return false;
        if (i < 16)
            *ret = *ret << 4 | (uint64_t)v;
    }
    return true;
}

static int vergelijk(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return a < b ? -1 : a > b;
}

int lek_lees(const char *pad, struct err *e)
{
    char regel[REGEL_MAX];
    size_t room = 0;
    FILE *f = fopen(pad, "re");

    if (!f)
        return err_set(e, ERR_ENV, "wachtwoordenlijst: %s is niet te lezen: %s", pad, err_oorzaak(errno));
    while (fgets(regel, sizeof regel, f) && n_lek < LEK_MAX) {
        struct str s = str_trim(str_from(regel));
        uint64_t v, *meer;

        if (!s.n)
            continue;
        if (n_lek == room) {
            room = room ? room * 2 : MEER;
            meer = realloc(lek, room * sizeof *lek);
            if (!meer)
                break;
            lek = meer;
        }
        lek[n_lek++] = is_som(s, &v) ? v : som(s);
    }
    if (ferror(f) || !feof(f) || !n_lek) {
        fclose(f);
        lek_los();
        return err_set(e, ERR_ENV, "wachtwoordenlijst: %s is leeg, te groot of niet te lezen", pad);
    }
    fclose(f);
    qsort(lek, n_lek, sizeof *lek, vergelijk);
    return OK;
}

void lek_los(void)
{
    free(lek);
    lek = NULL;
    n_lek = 0;
}

bool lek_bekend(struct arena *a, struct str wachtwoord)
{
    uint64_t zo = som(wachtwoord), klein = som(str_lower(a, wachtwoord));

    return n_lek && (bsearch(&zo, lek, n_lek, sizeof *lek, vergelijk) ||
                     bsearch(&klein, lek, n_lek, sizeof *lek, vergelijk));
}
