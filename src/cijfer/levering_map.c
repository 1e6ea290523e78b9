/* SPDX-License-Identifier: EUPL-1.2
 * A delivery of several files kept as one text: each file behind a line with its name and length. What was
 * delivered as a zip is kept as that zip. Either way the file of a figure is found again, for its herkomst.
 */
#include "cijfer/levering.h"

#include "base/num.h"
#include "tabel/tabel.h"

static const char voor[] = "== ", tussen[] = " (", na[] = " bytes) ==\n";

struct str levering_map_pak(struct arena *a, const struct zip_deel *deel, size_t n)
{
    struct buf b;

    buf_init(&b, a, SIZE_MAX);
    for (size_t i = 0; i < n; i++) {
        buf_fmt(&b, "%s%.*s%s%zu%s", voor, STR_ARG(deel[i].naam), tussen, deel[i].bytes.n, na);
        buf_add(&b, deel[i].bytes);
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

/* One file off the front of *rest; false when it does not have the form. */
static bool pak_neem(struct str *rest, struct str *naam, struct str *bytes)
{
    size_t regel = str_index(*rest, '\n') + 1, haak;
    struct str kop = str_sub(*rest, 0, regel);
    int64_t n;

    if (!str_starts(kop, str_from(voor)) || !str_ends(kop, str_from(na)))
        return false;
    kop = str_sub(kop, sizeof voor - 1, kop.n - (sizeof na - 1));
    for (haak = kop.n; haak && kop.p[haak - 1] != '(';)
        haak--;
    if (haak < 2 || !num_i64(str_sub(kop, haak, kop.n), &n) || n < 0 || (uint64_t)n >= rest->n - regel)
        return false;
    *naam = str_sub(kop, 0, haak - (sizeof tussen - 1));
    *bytes = str_sub(*rest, regel, regel + (size_t)n);
    *rest = str_sub(*rest, regel + (size_t)n + 1, rest->n);
    return true;
}

static bool zip_deel_neem(struct arena *a, struct str inhoud, size_t i, struct str *naam, struct str *bytes)
{
    struct zip_deel *deel;
    struct err e;
    size_t n;

    if (zip_lees(a, inhoud, (struct tabel_grens){0}, &deel, &n, &e))
        return false;
    for (size_t k = 0; k < n; k++)
        if (str_is(deel[k].naam, "[Content_Types].xml"))
            return false; /* a workbook: one file that happens to be a zip */
    if (i >= n)
        return false;
    *naam = deel[i].naam;
    *bytes = deel[i].bytes;
    return true;
}

bool levering_map_deel(struct arena *a, struct str inhoud, size_t i, struct str *naam, struct str *bytes)
{
    if (str_starts(inhoud, STR("PK\x03\x04")))
        return zip_deel_neem(a, inhoud, i, naam, bytes);
    while (pak_neem(&inhoud, naam, bytes))
        if (!i--)
            return true;
    return false;
}
