/* SPDX-License-Identifier: EUPL-1.2
 * See rooster.h. */
#include "leeswijzer/rooster.h"
#include "leeswijzer/leeswijzer.h"

#include <string.h>

static const struct cel leeg = {.soort = CEL_LEEG};

int rooster_neem(struct arena *a, struct tabel *t, struct rooster **ret, struct err *e)
{
    struct rooster *r = ARENA_NEW(a, struct rooster);
    struct tabel_rij rij;
    int rc = OK;

    while (r->n < ROOSTER_RIJEN && (rc = tabel_volgende(t, &rij, e)) > 0) {
        size_t n = rij.n < LEESWIJZER_KOLOMMEN_MAX ? rij.n : LEESWIJZER_KOLOMMEN_MAX;
        struct cel *cel = ARENA_ARRAY(a, struct cel, n ? n : 1);

        for (size_t k = 0; k < n; k++) {
            cel[k] = rij.cellen[k];
            cel[k].tekst = str_dup(a, utf8_clip(str_trim(cel[k].tekst), ROOSTER_CEL));
            if (cel[k].soort != CEL_LEEG && k >= r->kolommen)
                r->kolommen = k + 1;
        }
        r->rij[r->n++] = (struct rooster_rij){rij.nummer, n, cel};
        if (arena_over(a))
            return err_set(e, ERR_LIMIT, "de eerste rijen van het bestand zijn te groot om te bekijken");
    }
    *ret = r;
    return rc < 0 ? rc : OK;
}

const struct cel *rooster_cel(const struct rooster *r, size_t rij, size_t kolom)
{
    return rij < r->n && kolom < r->rij[rij].n ? &r->rij[rij].cel[kolom] : &leeg;
}

size_t rooster_bij_nummer(const struct rooster *r, int64_t nummer)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->rij[i].nummer == nummer)
            return i;
    return r->n;
}

struct str *rooster_koppen(struct arena *a, const struct rooster *r, size_t van, int rijen)
{
    struct str *naam = ARENA_ARRAY(a, struct str, r->kolommen ? r->kolommen : 1), boven[3] = {0};

    for (size_t k = 0; k < r->kolommen; k++) {
        struct buf b;

        buf_init(&b, a, ROOSTER_CEL);
        for (int i = 0; i < rijen && i < 3; i++) {
            struct str s = rooster_cel(r, van + (size_t)i, k)->tekst;

            if (i + 1 < rijen && s.n)
                boven[i] = s;
            else if (i + 1 < rijen)
                s = boven[i];
            if (s.n)
                buf_fmt(&b, "%s%.*s", b.n ? " " : "", STR_ARG(s));
        }
        for (size_t i = 0; i < b.n; i++) /* a header is one line of text, whatever stands in the cell */
            b.p[i] = (unsigned char)b.p[i] < 0x20 ? ' ' : b.p[i];
        naam[k] = str_trim(utf8_clip(buf_str(&b), LEESWIJZER_TEKST_MAX));
    }
    return naam;
}

struct str kop_vouw(struct arena *a, struct str cel)
{
    struct str vouw = str_fold(a, cel);
    char *p = (char *)vouw.p;

    for (size_t i = 0; i < vouw.n; i++)
        if (p[i] == '_')
            p[i] = ' ';
    return vouw;
}

static bool cijfer(struct str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* A run of exactly four digits that is a year, at i. */
static bool jaar_op(struct str s, size_t i, int *ret)
{
    if ((i && cijfer(s, i - 1)) || cijfer(s, i + 4))
        return false;
    *ret = 0;
    for (size_t k = i; k < i + 4; k++) {
        if (!cijfer(s, k))
            return false;
        *ret = *ret * 10 + (s.p[k] - '0');
    }
    return *ret >= 1990 && *ret <= 2100;
}

bool kop_jaren(struct str kop, int *van, int *tot)
{
    int n = 0, jaar, einde[2] = {0};
    bool later = false;

    for (size_t i = 0; i < kop.n && n < 3; i++)
        if (jaar_op(kop, i, &jaar)) {
            if (n < 2)
                einde[n] = jaar;
            n++;
            later = i + 4 < kop.n && kop.p[i + 4] == '+';
        }
    if (!n || n > 2 || (n == 2 && einde[1] < einde[0]))
        return false;
    *van = einde[0];
    *tot = n == 2 ? einde[1] : later ? KOLOM_JAAR_OPEN : einde[0];
    return true;
}

struct str kop_zonder_jaren(struct arena *a, struct str kop)
{
    struct buf b;
    int jaar;

    buf_init(&b, a, kop.n + 1);
    for (size_t i = 0; i < kop.n; i++)
        if (jaar_op(kop, i, &jaar))
            i += 3;
        else
            buf_char(&b, kop.p[i]);
    return str_fold(a, buf_str(&b));
}
