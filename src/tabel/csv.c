/* SPDX-License-Identifier: EUPL-1.2
 * The CSV reader: rows out of bytes in memory, at the speed that ten million rows need. Cells point into the
 * file wherever they can; only escaped quotes and Windows-1252 are copied, to memory that the next row
 * reuses.
 *
 * Separators and line ends are looked for 64 bytes at a time and kept as a mask of bits. A quote counts only
 * as the first byte of a cell (as RFC 4180 has it), so the mask need not know of quotes: a quoted cell is
 * walked over by itself and the search starts anew behind it. */
#include "tabel/intern.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct csv_lezer {
    struct arena *a;
    struct arena rij; /* copied cells of the present row */
    struct tabel_grens grens;
    struct csv_bron bron;
    const char *at, *eind;
    int64_t regel; /* the line that `at` stands on */
    int64_t rijen; /* handed out */
    struct cel *cellen;
    size_t room;
    /* the search: bits for blok[0..63], those before `at` cleared */
    const char *blok;
    uint64_t masker;
};

/* ---- the search ---- */

static uint64_t masker_64(const char *p, char scheiding)
{
    uint64_t m = 0;

#ifdef __SSE2__
    const __m128i sep = _mm_set1_epi8(scheiding), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');

    for (int i = 0; i < 4; i++) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        __m128i hit =
            _mm_or_si128(_mm_cmpeq_epi8(x, sep), _mm_or_si128(_mm_cmpeq_epi8(x, lf), _mm_cmpeq_epi8(x, cr)));

        m |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << (16 * i);
    }
#else
    for (int i = 0; i < 64; i++)
        m |= (uint64_t)(p[i] == scheiding || p[i] == '\n' || p[i] == '\r') << i;
#endif
    return m;
}

static void blok_zet(struct csv_lezer *c, const char *p)
{
    size_t rest = (size_t)(c->eind - p);
    char staart[64] = {0};

    c->blok = p;
    if (rest >= 64) {
        c->masker = masker_64(p, c->bron.dialect.scheiding);
    } else {
        memcpy(staart, p, rest);
        c->masker = masker_64(staart, c->bron.dialect.scheiding);
    }
}

/* The next separator or line end, or the end of the text. */
static inline const char *teken_zoek(struct csv_lezer *c)
{
    while (!c->masker) {
        if (c->eind - c->blok <= 64)
            return c->eind;
        blok_zet(c, c->blok + 64);
    }
    return c->blok + __builtin_ctzll(c->masker);
}

/* Past the one that was found. */
static inline void teken_voorbij(struct csv_lezer *c)
{
    c->masker &= c->masker - 1;
}

/* ---- cells ---- */

static int fout_cel(int64_t regel, size_t kolom, const char *wat, struct err *e)
{
    return err_set(e, ERR_DATA, "regel %lld, kolom %s: %s", (long long)regel, kolom_naam(kolom).t, wat);
}

static int fout_te_lang(const struct csv_lezer *c, size_t kolom, bool quote, struct err *e)
{
    return err_set(e, ERR_DATA, "regel %lld, kolom %s: deze cel is langer dan %zu bytes%s",
                   (long long)c->regel, kolom_naam(kolom).t, c->grens.cel,
                   quote ? "; ontbreekt het sluitende aanhalingsteken?" : "");
}

static int64_t regels_in(struct str s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return n;
}

/* "" inside quotes is one quote. */
static struct str quotes_enkel(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        i += s.p[i] == '"';
    }
    return (struct str){p, n};
}

/* The cell whose opening quote stands at c->at; leaves c->at on the separator, line end or end of text behind
 * it. */
static int cel_met_quotes(struct csv_lezer *c, size_t kolom, struct str *ret, struct err *e)
{
    const char *begin = c->at + 1, *p = begin;
    int64_t regel = c->regel;
    bool dubbel = false;
    struct str s;

    for (;;) {
        const char *q = memchr(p, '"', (size_t)(c->eind - p));

        if (!q)
            return fout_cel(regel, kolom, "hier begint een tekst met een aanhalingsteken dat nergens sluit",
                            e);
        if ((size_t)(q - begin) / 2 > c->grens.cel)
            return fout_te_lang(c, kolom, true, e);
        if (q + 1 == c->eind || q[1] != '"') {
            s = (struct str){begin, (size_t)(q - begin)};
            p = q + 1;
            break;
        }
        dubbel = true;
        p = q + 2;
    }
    c->regel += regels_in(s);
    if (dubbel)
        s = quotes_enkel(&c->rij, s);
    if (s.n > c->grens.cel)
        return fout_te_lang(c, kolom, true, e);
    while (p < c->eind && (*p == ' ' || *p == '\t') && *p != c->bron.dialect.scheiding)
        p++;
    if (p < c->eind && *p != c->bron.dialect.scheiding && *p != '\n' && *p != '\r')
        return fout_cel(
            c->regel, kolom,
            "na het sluitende aanhalingsteken staat nog tekst; schrijf een aanhalingsteken binnen een "
            "tekst dubbel (\"\")",
            e);
    c->at = p;
    blok_zet(c, p);
    *ret = s;
    return OK;
}

static struct cel *cel_plaats(struct csv_lezer *c, size_t i)
{
    if (i == c->room) {
        size_t room = c->room ? c->room * 2 : 64;

        c->cellen = arena_grow(c->a, c->cellen, c->room * sizeof *c->cellen, room * sizeof *c->cellen);
        c->room = room;
    }
    return &c->cellen[i];
}

static bool heeft_hoog(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] & 0x80)
            return true;
    return false;
}

/* One cell from c->at on, which moves to what ends it. */
static inline int cel_lees(struct csv_lezer *c, size_t kolom, struct cel *ret, struct err *e)
{
    struct str s;

    if (c->at < c->eind && *c->at == '"') {
        int rc = cel_met_quotes(c, kolom, &s, e);

        if (rc)
            return rc;
    } else {
        const char *tot = teken_zoek(c);

        s = (struct str){c->at, (size_t)(tot - c->at)};
        c->at = tot;
        if (s.n > c->grens.cel)
            return fout_te_lang(c, kolom, false, e);
    }
    if (c->bron.cp1252 && heeft_hoog(s))
        s = cp1252_utf8(&c->rij, s);
    cel_van_tekst(ret, s);
    return OK;
}

/* Over the line end at c->at: LF, CR or CRLF. */
static void regel_einde(struct csv_lezer *c)
{
    bool cr = *c->at++ == '\r';

    teken_voorbij(c);
    if (cr && c->at < c->eind && *c->at == '\n') {
        (void)teken_zoek(c); /* the LF may stand in the next block */
        teken_voorbij(c);
        c->at++;
    }
    c->regel++;
}

/* A row as it stands; *ret_n cells, of which *ret_gevuld say something. */
static int rij_lees(struct csv_lezer *c, size_t *ret_n, size_t *ret_gevuld, struct err *e)
{
    size_t n = 0, gevuld = 0;
    struct cel over;
    int rc;

    for (;;) {
        /* Columns past the limit may be there as long as they are empty: some programs write a row of
         * separators. */
        struct cel *cel = n < c->grens.kolommen ? cel_plaats(c, n) : &over;

        rc = cel_lees(c, n, cel, e);
        if (rc)
            return rc;
        gevuld += cel->soort != CEL_LEEG;
        if (cel == &over && cel->soort != CEL_LEEG)
            return err_set(e, ERR_DATA, "regel %lld heeft meer dan %zu kolommen", (long long)c->regel,
                           c->grens.kolommen);
        n++;
        if (c->at == c->eind)
            break;
        if (*c->at != c->bron.dialect.scheiding) {
            regel_einde(c);
            break;
        }
        c->at++;
        teken_voorbij(c);
    }
    *ret_n = n < c->grens.kolommen ? n : c->grens.kolommen;
    *ret_gevuld = gevuld;
    return OK;
}

/* ---- the reader ---- */

int csv_open(struct arena *a, struct str naam, struct str bytes, const struct tabel_grens *grens,
             struct csv_lezer **ret, struct err *e)
{
    struct csv_lezer *c = ARENA_NEW(a, struct csv_lezer);
    int rc = csv_dialect_zoek(a, naam, bytes, &c->bron, e);

    if (rc)
        return rc;
    c->a = a;
    c->grens = *grens;
    arena_init(&c->rij, 0);
    csv_begin(c);
    *ret = c;
    return OK;
}

void csv_close(struct csv_lezer *c)
{
    if (c)
        arena_done(&c->rij);
}

void csv_begin(struct csv_lezer *c)
{
    c->at = c->bron.tekst.p;
    c->eind = c->at + c->bron.tekst.n;
    c->regel = c->bron.eerste_regel;
    c->rijen = 0;
    blok_zet(c, c->at);
}

struct csv_dialect_read csv_dialect(const struct csv_lezer *c)
{
    return c->bron.dialect;
}

int csv_volgende(struct csv_lezer *c, struct tabel_rij *ret, struct err *e)
{
    size_t n, gevuld;

    while (c->at < c->eind) {
        int64_t regel = c->regel;
        int rc;

        if (c->rij.used)
            arena_reset(&c->rij);
        rc = rij_lees(c, &n, &gevuld, e);
        if (rc)
            return rc;
        if (!gevuld)
            continue;
        if (++c->rijen > c->grens.rijen)
            return err_set(e, ERR_DATA, "er zijn meer dan %lld rijen; meer nemen wij niet aan",
                           (long long)c->grens.rijen);
        *ret = (struct tabel_rij){.nummer = regel, .n = n, .cellen = c->cellen};
        return 1;
    }
    return 0;
}
