/* SPDX-License-Identifier: EUPL-1.2
 * Pages of a SQLite file, walked in place. */
#include "tabel/sqlitevlug.h"

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

static bool haal(int fd, uint8_t *uit, size_t n, uint64_t plaats)
{
    for (size_t at = 0; at < n;) {
        ssize_t k = pread(fd, uit + at, n - at, (off_t)(plaats + at));

        if (!k)
            errno = EIO; /* the file is shorter than it was */
        if (k <= 0 && errno != EINTR)
            return false;
        at += k > 0 ? (size_t)k : 0;
    }
    return true;
}

bool sqlitevlug_init(struct sqlitevlug *v, int fd)
{
    uint8_t p[KOP];
    struct stat st;
    uint64_t n;

    *v = (struct sqlitevlug){.fd = -1};
    memset(v->plek, -1, sizeof v->plek);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || !haal(fd, p, KOP, 0) ||
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
    return haal(v->fd, ruimte, k * v->blad, (uint64_t)(at[0].nummer - 1) * v->blad) ? k : 0;
}

/* ---- the tree ---- */

struct boom {
    const struct sqlitevlug *v;
    uint8_t *geweest; /* a bit a page */
    struct sv_blad *at;
    size_t n, ruimte;
};

static int stuk(struct err *e, const char *wat)
{
    return err_set(e, ERR_DATA, "het SQLite-bestand is beschadigd: %s", wat);
}

static int kort(struct err *e)
{
    return err_set(e, ERR_ENV, "het SQLite-bestand is niet verder te lezen: %s", err_oorzaak(errno));
}

static int loof_bij(struct boom *b, uint32_t nummer, uint32_t n, struct err *e)
{
    if (n > (b->v->nuttig - 8) / (2 + CEL_MIN))
        return stuk(e, "op een bladzijde zouden meer rijen staan dan erop passen");
    if (b->n == b->ruimte) {
        size_t ruimte = b->ruimte ? b->ruimte * 2 : 1024;
        struct sv_blad *meer = realloc(b->at, ruimte * sizeof *meer);

        if (!meer)
            return err_set(e, ERR_ENV, "het geheugen is op");
        b->at = meer;
        b->ruimte = ruimte;
    }
    b->at[b->n++] = (struct sv_blad){nummer, n};
    return OK;
}

static int tak(struct boom *b, uint32_t nummer, int diepte, struct err *e)
{
    const struct sqlitevlug *v = b->v;
    uint64_t plaats = (uint64_t)(nummer - 1) * v->blad;
    uint8_t begin[BEGIN], *p;
    uint32_t n;
    int rc = OK;

    /* The first page has the table of tables. */
    if (nummer < 2 || nummer > v->n_bladen)
        return stuk(e, "een bladzijde ligt buiten het bestand; is het helemaal binnengekomen?");
    if (diepte > DIEPTE || b->geweest[nummer / 8] >> nummer % 8 & 1)
        return stuk(e, "de bladzijden van een tabel verwijzen naar elkaar");
    b->geweest[nummer / 8] |= (uint8_t)(1 << nummer % 8);
    if (!haal(v->fd, begin, BEGIN, plaats))
        return kort(e);
    n = b16(begin + 3);
    if (begin[0] == LOOF)
        return loof_bij(b, nummer, n, e);
    if (begin[0] != TAK || 12 + n * 2 > v->nuttig)
        return stuk(e, "een bladzijde is van een andere soort dan zij hoort te zijn");
    p = malloc(v->blad);
    if (!p)
        return err_set(e, ERR_ENV, "het geheugen is op");
    rc = haal(v->fd, p, v->blad, plaats) ? OK : kort(e);
    for (uint32_t i = 0; !rc && i < n; i++) {
        uint32_t at = b16(p + 12 + i * 2);

        rc = at < 12 + n * 2 || at + CEL_MIN > v->nuttig ? stuk(e, "een rij ligt buiten haar bladzijde")
                                                         : tak(b, b32(p + at), diepte + 1, e);
    }
    if (!rc)
        rc = tak(b, b32(p + 8), diepte + 1, e);
    free(p);
    return rc;
}

int sqlitevlug_bladen(const struct sqlitevlug *v, uint32_t wortel, struct sv_blad **ret, size_t *ret_n,
                      struct err *e)
{
    struct boom b = {.v = v};
    uint8_t soort = 0;
    int rc;

    *ret = NULL;
    *ret_n = 0;
    if (wortel > 1 && wortel <= v->n_bladen && !haal(v->fd, &soort, 1, (uint64_t)(wortel - 1) * v->blad))
        return kort(e);
    if (soort != TAK && soort != LOOF)
        return OK;
    b.geweest = calloc(v->n_bladen / 8 + 1, 1);
    rc = b.geweest ? tak(&b, wortel, 0, e) : err_set(e, ERR_ENV, "het geheugen is op");
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
    bool goed = p[0] == LOOF && b16(p + 3) == n && n <= (v->nuttig - 8) / (2 + CEL_MIN);

    *l = (struct sv_loop){.v = v, .p = p, .n = n, .stuk = !goed, .bytes = goed ? v->nuttig - 8 - n * 2 : 0};
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

/* A whole number of n bytes, with its sign. */
static inline int64_t getal(const uint8_t *p, uint32_t n)
{
    uint64_t x = n && p[0] & 0x80 ? UINT64_MAX : 0;

    for (uint32_t i = 0; i < n; i++)
        x = x << 8 | p[i];
    return (int64_t)x;
}

static inline bool cel_zet(struct sv_cel *cel, uint64_t soort, const uint8_t *p, uint32_t n)
{
    if (soort >= 12) {
        cel->soort = SV_BYTES;
        cel->bytes = (struct str){n ? (const char *)p : NULL, n};
    } else if (soort == 8 || soort == 9) {
        cel->soort = SV_GETAL;
        cel->getal = soort == 9;
    } else if (soort && soort < 7) {
        cel->soort = SV_GETAL;
        cel->getal = getal(p, n);
    } else {
        cel->soort = SV_NIETS;
        return soort == 0;
    }
    return true;
}

static enum sv_wat cellen(const struct sqlitevlug *v, const uint8_t *p, const uint8_t *eind,
                          struct sv_cel *cel)
{
    static const uint8_t maat[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    const uint8_t *kop_eind, *inhoud;
    uint64_t kop, soort;
    bool alle = true;

    inhoud = p;
    p = varint(p, eind, &kop);
    if (!p || kop > (uint64_t)(eind - inhoud))
        return SV_STUK;
    kop_eind = inhoud + kop;
    inhoud = kop_eind;
    for (int k = 0; k < v->kolommen; k++) {
        uint64_t n;

        if (p >= kop_eind)
            return SV_ANDERS; /* the column was added to the table later */
        p = varint(p, kop_eind, &soort);
        if (!p || soort == 10 || soort == 11)
            return SV_STUK;
        n = soort >= 12 ? (soort - 12) / 2 : maat[soort];
        if (n > (uint64_t)(eind - inhoud))
            return SV_STUK;
        if (v->plek[k] >= 0)
            alle = cel_zet(&cel[v->plek[k]], soort, inhoud, (uint32_t)n) && alle;
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
    return lang ? SV_ANDERS : cellen(l->v, p, begin + n, cel);
}
