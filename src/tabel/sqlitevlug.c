/* SPDX-License-Identifier: EUPL-1.2
 * Pages of a SQLite file, walked in place. */
#include "tabel/sqlitevlug.h"

#include "base/fd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KOP = 100, BEGIN = 8, TAK = 0x05, LOOF = 0x0D, DIEPTE = 20, CEL_MIN = 4 };

static uint32_t b16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t b32(const uint8_t *p)
{
    return b16(p) << 16 | b16(p + 2);
}

/* A number of 1 to 9 bytes; NULL when it runs past the end. */
static inline const uint8_t *varint(const uint8_t *p, const uint8_t *eind, uint64_t *ret)
{
    uint64_t x = 0;

    if (p < eind && *p < 0x80) {
        *ret = *p;
        return p + 1;
    }
    if (p + 1 < eind && p[1] < 0x80) {
        *ret = (uint64_t)(p[0] & 0x7F) << 7 | p[1];
        return p + 2;
    }
    for (int i = 0; i < 9 && p < eind; i++, p++) {
        if (i == 8) {
            *ret = x << 8 | *p;
            return p + 1;
        }
        x = x << 7 | (*p & 0x7F);
        if (*p < 0x80) {
            *ret = x;
            return p + 1;
        }
    }
    return NULL;
}

bool sqlitevlug_init(struct sqlitevlug *v, int fd)
{
    uint8_t p[KOP];
    struct stat st;
    uint64_t n;

    *v = (struct sqlitevlug){.fd = -1};
    memset(v->plek, -1, sizeof v->plek);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || !lees_alles(fd, p, KOP, 0) ||
        memcmp(p, "SQLite format 3", 16) != 0 || p[18] != 1 || p[19] != 1 || b32(p + 56) != 1)
        return false;
    v->blad = b16(p + 16) == 1 ? 65536 : b16(p + 16);
    if (v->blad < 512 || (v->blad & (v->blad - 1)) || v->blad - p[20] < 480)
        return false;
    v->nuttig = v->blad - p[20];
    n = (uint64_t)st.st_size / v->blad;
    v->n_bladen = n > UINT32_MAX - 1 ? UINT32_MAX - 1 : (uint32_t)n;
    v->fd = fd;
    return true;
}

size_t sqlitevlug_haal(const struct sqlitevlug *v, const struct sv_blad *at, size_t n, uint8_t *ruimte,
                       size_t vakken)
{
    size_t k = 1;

    while (k < n && k < vakken && at[k].nummer == at[0].nummer + k)
        k++;
    return lees_alles(v->fd, ruimte, k * v->blad, (uint64_t)(at[0].nummer - 1) * v->blad) ? k : 0;
}

/* ---- the tree ---- */

struct boom {
    const struct sqlitevlug *v;
    uint8_t *geweest; /* a bit a page */
    struct sv_blad *at;
    size_t n, ruimte;
    int64_t vorige; /* rows up to this number are on the pages so far */
};

static int stuk(struct err *e, const char *wat)
{
    return err_set(e, ERR_DATA, "het SQLite-bestand is beschadigd: %s", wat);
}

static int kort(struct err *e)
{
    return err_set(e, ERR_ENV, "het SQLite-bestand is niet verder te lezen: %s", err_oorzaak(errno));
}

static uint32_t rijen_max(const struct sqlitevlug *v)
{
    return (v->nuttig - 8) / (2 + CEL_MIN);
}

/* Is a page of this tree, and for the first time? */
static int neem(struct boom *b, uint32_t nummer, struct err *e)
{
    /* The first page has the table of tables. */
    if (nummer < 2 || nummer > b->v->n_bladen)
        return stuk(e, "een bladzijde ligt buiten het bestand; is het helemaal binnengekomen?");
    if (b->geweest[nummer / 8] >> nummer % 8 & 1)
        return stuk(e, "de bladzijden van een tabel verwijzen naar elkaar");
    b->geweest[nummer / 8] |= (uint8_t)(1 << nummer % 8);
    return OK;
}

static int kop_haal(const struct sqlitevlug *v, uint32_t nummer, uint8_t begin[BEGIN], struct err *e)
{
    return lees_alles(v->fd, begin, BEGIN, (uint64_t)(nummer - 1) * v->blad) ? OK : kort(e);
}

/* Asks a page how many rows it has. */
static int loof_tel(const struct sqlitevlug *v, struct sv_blad *at, struct err *e)
{
    uint8_t begin[BEGIN];
    int rc = kop_haal(v, at->nummer, begin, e);

    if (rc)
        return rc;
    at->n = b16(begin + 3);
    if (begin[0] != LOOF)
        return stuk(e, "een bladzijde is van een andere soort dan zij hoort te zijn");
    return at->n > rijen_max(v) ? stuk(e, "op een bladzijde zouden meer rijen staan dan erop passen") : OK;
}

/* A page with rows, of numbers after the one before and up to `tot`: so it has no more than lie between, and
 * in a table without gaps that is how many. */
static int loof_bij(struct boom *b, uint32_t nummer, int64_t tot, struct err *e)
{
    uint64_t n = tot > b->vorige ? (uint64_t)tot - (uint64_t)b->vorige : UINT64_MAX;
    bool bekend = n <= rijen_max(b->v);

    if (b->n == b->ruimte) {
        size_t ruimte = b->ruimte ? b->ruimte * 2 : 1024;
        struct sv_blad *meer = realloc(b->at, ruimte * sizeof *meer);

        if (!meer)
            return err_set(e, ERR_ENV, "het geheugen is op");
        b->at = meer;
        b->ruimte = ruimte;
    }
    b->vorige = tot;
    b->at[b->n++] = (struct sv_blad){nummer, bekend ? (uint32_t)n : 0};
    return bekend ? OK : loof_tel(b->v, &b->at[b->n - 1], e);
}

static int tak(struct boom *b, uint32_t nummer, int64_t tot, int diepte, struct err *e);

/* Page `p` above others; they are all of one kind, of which the first tells. */
static int takken(struct boom *b, const uint8_t *p, int64_t tot, int diepte, struct err *e)
{
    const struct sqlitevlug *v = b->v;
    uint32_t n = b16(p + 3), eerste = 0;
    bool loof = false;
    int rc = OK;

    if (p[0] != TAK || 12 + n * 2 > v->nuttig)
        return stuk(e, "een bladzijde is van een andere soort dan zij hoort te zijn");
    for (uint32_t i = 0; !rc && i <= n; i++) {
        uint32_t at = i < n ? b16(p + 12 + i * 2) : 8, onder;
        uint8_t begin[BEGIN];
        uint64_t eind = (uint64_t)tot;

        if (i < n &&
            (at < 12 + n * 2 || at + CEL_MIN > v->nuttig || !varint(p + at + CEL_MIN, p + v->nuttig, &eind)))
            return stuk(e, "een rij ligt buiten haar bladzijde");
        onder = b32(p + at);
        rc = neem(b, onder, e);
        if (!rc && !eerste)
            rc = kop_haal(v, onder, begin, e);
        loof = !rc && !eerste ? begin[0] == LOOF : loof;
        eerste = onder;
        if (!rc)
            rc = loof ? loof_bij(b, onder, (int64_t)eind, e) : tak(b, onder, (int64_t)eind, diepte + 1, e);
    }
    return rc;
}

static int tak(struct boom *b, uint32_t nummer, int64_t tot, int diepte, struct err *e)
{
    const struct sqlitevlug *v = b->v;
    uint8_t *p;
    int rc;

    if (diepte > DIEPTE)
        return stuk(e, "de bladzijden van een tabel verwijzen naar elkaar");
    p = malloc(v->blad);
    if (!p)
        return err_set(e, ERR_ENV, "het geheugen is op");
    rc = lees_alles(v->fd, p, v->blad, (uint64_t)(nummer - 1) * v->blad) ? takken(b, p, tot, diepte, e)
                                                                         : kort(e);
    free(p);
    return rc;
}

/* In a table with gaps in its numbers far fewer rows may be there than lie between: some pages are asked, and
 * when that is so all are, for room is made for each row. */
static int gaten(struct boom *b, struct err *e)
{
    const size_t proef = 64;
    uint64_t hoogstens = 0, echt = 0;
    int rc = OK;

    for (size_t k = 0; !rc && k < proef && b->n; k++) {
        struct sv_blad x = b->at[k * b->n / proef];

        hoogstens += x.n;
        rc = loof_tel(b->v, &x, e);
        echt += x.n;
    }
    if (hoogstens <= echt + echt / 8)
        return rc;
    for (size_t i = 0; !rc && i < b->n; i++)
        rc = loof_tel(b->v, &b->at[i], e);
    return rc;
}

int sqlitevlug_bladen(const struct sqlitevlug *v, uint32_t wortel, struct sv_blad **ret, size_t *ret_n,
                      struct err *e)
{
    struct boom b = {.v = v, .vorige = INT64_MIN};
    uint8_t soort = 0;
    int rc;

    *ret = NULL;
    *ret_n = 0;
    if (wortel > 1 && wortel <= v->n_bladen &&
        !lees_alles(v->fd, &soort, 1, (uint64_t)(wortel - 1) * v->blad))
        return kort(e);
    if (soort != TAK && soort != LOOF)
        return OK;
    b.geweest = calloc(v->n_bladen / 8 + 1, 1);
    rc = b.geweest ? neem(&b, wortel, e) : err_set(e, ERR_ENV, "het geheugen is op");
    if (!rc)
        rc = soort == LOOF ? loof_bij(&b, wortel, INT64_MAX, e) : tak(&b, wortel, INT64_MAX, 0, e);
    if (!rc)
        rc = gaten(&b, e);
    free(b.geweest);
    if (rc) {
        free(b.at);
        return rc;
    }
    *ret = b.at;
    *ret_n = b.n;
    return OK;
}

/* ---- the rows of a page ---- */

void sqlitevlug_blad(struct sv_loop *l, const struct sqlitevlug *v, const uint8_t *p, uint32_t n)
{
    uint32_t er = b16(p + 3);
    bool goed = p[0] == LOOF && er <= n && er <= rijen_max(v);

    n = er;
    *l = (struct sv_loop){.v = v, .p = p, .n = n, .stuk = !goed, .bytes = goed ? v->nuttig - 8 - n * 2 : 0};
}

/* A whole number of n bytes, with its sign. Within the page more is read at once and shifted off: how long it
 * is differs from row to row, and cannot be foreseen. */
static inline int64_t getal(const uint8_t *p, uint32_t n, const uint8_t *blad_eind)
{
    uint64_t x = 0;

    if (blad_eind - p >= 8) {
        memcpy(&x, p, 8);
        return (int64_t)__builtin_bswap64(x) >> (64 - 8 * n);
    }
    x = p[0] & 0x80 ? UINT64_MAX : 0;
    for (uint32_t i = 0; i < n; i++)
        x = x << 8 | p[i];
    return (int64_t)x;
}

static inline bool cel_zet(struct sv_cel *cel, uint64_t soort, const uint8_t *p, uint32_t n,
                           const uint8_t *blad_eind)
{
    if (soort >= 12) {
        cel->soort = SV_BYTES;
        cel->bytes = (struct str){n ? (const char *)p : NULL, n};
    } else if (n && soort != 7) {
        cel->soort = SV_GETAL;
        cel->getal = getal(p, n, blad_eind);
    } else if (soort == 8 || soort == 9) {
        cel->soort = SV_GETAL;
        cel->getal = soort == 9;
    } else {
        cel->soort = SV_NIETS;
        return soort == 0;
    }
    return true;
}

/* Bytes of a value whose kind is told in one byte; GEEN: there is no such kind. */
enum { GEEN = 255 };
static const uint8_t maat[128] = {
    0,  1,  2,  3,  4,  6,  8,  8,  0,  0,  GEEN, GEEN, 0,  0,  1,  1,  2,  2,  3,  3,  4,  4,
    5,  5,  6,  6,  7,  7,  8,  8,  9,  9,  10,   10,   11, 11, 12, 12, 13, 13, 14, 14, 15, 15,
    16, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21,   21,   22, 22, 23, 23, 24, 24, 25, 25, 26, 26,
    27, 27, 28, 28, 29, 29, 30, 30, 31, 31, 32,   32,   33, 33, 34, 34, 35, 35, 36, 36, 37, 37,
    38, 38, 39, 39, 40, 40, 41, 41, 42, 42, 43,   43,   44, 44, 45, 45, 46, 46, 47, 47, 48, 48,
    49, 49, 50, 50, 51, 51, 52, 52, 53, 53, 54,   54,   55, 55, 56, 56, 57, 57};

static enum sv_wat cellen(const struct sqlitevlug *v, const uint8_t *p, const uint8_t *eind,
                          const uint8_t *blad_eind, struct sv_cel *cel)
{
    const uint8_t *kop_eind, *inhoud = p;
    uint64_t kop, soort;
    bool alle = true;

    p = varint(p, eind, &kop);
    if (!p || kop > (uint64_t)(eind - inhoud))
        return SV_STUK;
    kop_eind = inhoud + kop;
    inhoud = kop_eind;
    for (int k = 0; k < v->kolommen; k++) {
        uint64_t n;

        if (p >= kop_eind)
            return SV_ANDERS; /* the column was added to the table later */
        soort = *p;
        if (soort < sizeof maat) {
            p++;
            n = maat[soort];
            if (n == GEEN)
                return SV_STUK;
        } else {
            p = varint(p, kop_eind, &soort);
            if (!p)
                return SV_STUK;
            if (soort < sizeof maat)
                return SV_ANDERS; /* written longer than needed */
            n = (soort - 12) / 2;
        }
        if (n > (uint64_t)(eind - inhoud))
            return SV_STUK;
        if (v->plek[k] >= 0)
            alle = cel_zet(&cel[v->plek[k]], soort, inhoud, (uint32_t)n, blad_eind) && alle;
        inhoud += n;
    }
    return alle ? SV_RIJ : SV_ANDERS;
}

enum sv_wat sqlitevlug_rij(struct sv_loop *l, struct sv_cel *cel)
{
    const uint8_t *eind = l->p + l->v->nuttig, *p, *begin;
    uint64_t n, rij;
    uint32_t at, lang;

    if (l->stuk)
        return SV_STUK;
    if (l->i == l->n)
        return SV_EINDE;
    at = b16(l->p + 8 + l->i++ * 2);
    if (at < 8 + l->n * 2 || at + CEL_MIN > l->v->nuttig)
        return SV_STUK;
    begin = l->p + at;
    p = varint(begin, eind, &n);
    p = p ? varint(p, eind, &rij) : NULL;
    if (!p)
        return SV_STUK;
    l->rijnummer = (int64_t)rij;
    lang = n > l->v->nuttig - 35; /* the rest stands on pages of its own */
    if (!lang && n > (uint64_t)(eind - p))
        return SV_STUK;
    n = (uint64_t)(p - begin) + (lang ? 0 : n);
    if (n > l->bytes)
        return SV_STUK;
    l->bytes -= (uint32_t)n;
    return lang ? SV_ANDERS : cellen(l->v, p, begin + n, eind, cel);
}
