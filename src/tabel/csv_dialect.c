/* SPDX-License-Identifier: EUPL-1.2
 * How a CSV is written: its encoding, separator and decimal sign, found by looking at the first rows the way
 * a person would: which separator cuts every row in the same number of cells? Called once, at opening. */
#include "tabel/intern.h"

#include <string.h>

enum { PROEF_BYTES = 64 << 10, PROEF_RIJEN = 200, DECIMAAL_BYTES = 256 << 10, KOLOMMEN_TEL = 64 };

/* In order of preference where two do equally well. */
static const char scheidingen[] = {';', '\t', ',', '|'};

/* Windows-1252 0x80–0x9F; what it leaves open is not a character. */
static const uint16_t cp1252_hoog[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

struct str cp1252_utf8(struct arena *a, struct str s)
{
    size_t hoog = 0, n = 0;
    char *p;

    for (size_t i = 0; i < s.n; i++)
        hoog += (unsigned char)s.p[i] >> 7;
    if (!hoog)
        return s;
    p = arena_alloc(a, s.n + 2 * hoog);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < 0x80)
            p[n++] = (char)c;
        else
            n += utf8_put(p + n, c < 0xA0 ? cp1252_hoog[c - 0x80] : c);
    }
    return (struct str){p, n};
}

/* ---- encoding ---- */

static int64_t regel_van(struct str s, size_t at)
{
    int64_t regel = 1;

    for (size_t i = 0; i < at; i++)
        regel += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return regel;
}

static int utf16_utf8(struct arena *a, struct str s, bool groot, struct str *ret, struct err *e)
{
    const unsigned char *u = (const unsigned char *)s.p;
    char *p = arena_alloc(a, s.n / 2 * 3 + 1);
    size_t n = 0;

    if (s.n % 2)
        return err_set(e, ERR_DATA, "het bestand is UTF-16 maar breekt af midden in een teken");
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        uint32_t c = groot ? (uint32_t)u[i] << 8 | u[i + 1] : (uint32_t)u[i + 1] << 8 | u[i];

        if (c >= 0xD800 && c <= 0xDBFF && i + 3 < s.n) {
            uint32_t laag = groot ? (uint32_t)u[i + 2] << 8 | u[i + 3] : (uint32_t)u[i + 3] << 8 | u[i + 2];

            if (laag >= 0xDC00 && laag <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (laag - 0xDC00);
                i += 2;
            }
        }
        n += utf8_put(p + n, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : (int32_t)c);
    }
    *ret = (struct str){p, n};
    return OK;
}

/* Index of the first byte that is no UTF-8, or s.n. */
static size_t utf8_tot(struct str s)
{
    size_t at = 0, before;
    int32_t c;

    for (;;) {
        uint64_t acht;

        while (at + 8 <= s.n && (memcpy(&acht, s.p + at, 8), !(acht & 0x8080808080808080u)))
            at += 8;
        before = at;
        c = utf8_next(s, &at);
        if (c < 0)
            return s.n;
        if (c == 0xFFFD && at - before == 1)
            return before;
    }
}

static int codering_zoek(struct arena *a, struct str bytes, struct csv_bron *b, struct err *e)
{
    bool bom = str_starts(bytes, STR("\xEF\xBB\xBF")), klein = str_starts(bytes, STR("\xFF\xFE")),
         groot = str_starts(bytes, STR("\xFE\xFF"));
    const char *nul;
    size_t fout;
    int rc;

    b->tekst = str_sub(bytes, bom ? 3 : klein || groot ? 2 : 0, bytes.n);
    b->dialect.codering = bom ? "UTF-8 met BOM" : klein ? "UTF-16LE" : groot ? "UTF-16BE" : "UTF-8";
    if (klein || groot) {
        rc = utf16_utf8(a, b->tekst, groot, &b->tekst, e);
        if (rc)
            return rc;
    }
    nul = b->tekst.n ? memchr(b->tekst.p, 0, b->tekst.n) : NULL;
    if (nul)
        return err_set(
            e, ERR_DATA,
            "regel %lld bevat een NUL-teken: dit is geen tekst, of tekst in een codering die wij niet "
            "herkennen; sla de tabel op als CSV UTF-8 of als .xlsx",
            (long long)regel_van(b->tekst, (size_t)(nul - b->tekst.p)));
    fout = utf8_tot(b->tekst);
    if (fout == b->tekst.n)
        return OK;
    if (bom)
        return err_set(
            e, ERR_DATA,
            "het bestand begint als UTF-8 (met BOM), maar regel %lld bevat een teken dat dat niet is; sla "
            "het opnieuw op als CSV UTF-8",
            (long long)regel_van(b->tekst, fout));
    b->dialect.codering = "Windows-1252";
    b->cp1252 = true;
    return OK;
}

int tekst_utf8(struct arena *a, struct str bytes, struct str *ret, struct err *e)
{
    struct csv_bron b = {0};
    int rc = codering_zoek(a, bytes, &b, e);

    if (!rc)
        *ret = b.cp1252 ? cp1252_utf8(a, b.tekst) : b.tekst;
    return rc;
}

/* ---- separator ---- */

/* Walks over one cell as leniently as can be; *at ends on the next cell. */
struct proef {
    const char *at, *eind;
    char scheiding;
};

static struct str proef_cel(struct proef *p, bool *ret_rij_eind)
{
    const char *begin = p->at, *tot;

    if (p->at < p->eind && *p->at == '"') {
        begin = ++p->at;
        for (;;) {
            const char *q = memchr(p->at, '"', (size_t)(p->eind - p->at));

            p->at = q ? q + 1 : p->eind;
            if (!q || p->at == p->eind || *p->at != '"')
                break;
            p->at++;
        }
        tot = p->at > begin ? p->at - 1 : begin;
        while (p->at < p->eind && *p->at != p->scheiding && *p->at != '\n' && *p->at != '\r')
            p->at++;
    } else {
        while (p->at < p->eind && *p->at != p->scheiding && *p->at != '\n' && *p->at != '\r')
            p->at++;
        tot = p->at;
    }
    *ret_rij_eind = p->at == p->eind || *p->at != p->scheiding;
    if (p->at < p->eind)
        p->at += *p->at == '\r' && p->at + 1 < p->eind && p->at[1] == '\n' ? 2 : 1;
    return (struct str){begin, (size_t)(tot - begin)};
}

/* What one candidate makes of the first rows. */
struct uitslag {
    int rijen, gelijk; /* filled rows; those with the most frequent number of cells */
    size_t kolommen;   /* that number */
};

static struct uitslag scheiding_proef(struct str s, char scheiding)
{
    struct proef p = {s.p, s.p + s.n, scheiding};
    int tel[KOLOMMEN_TEL + 1] = {0};
    struct uitslag u = {0};

    while (p.at < p.eind && u.rijen < PROEF_RIJEN) {
        size_t n = 0;
        bool gevuld = false, rij_eind = false;

        while (!rij_eind) {
            gevuld |= str_trim(proef_cel(&p, &rij_eind)).n > 0;
            n++;
        }
        if (!gevuld && n == 1)
            continue;
        u.rijen++;
        tel[n < KOLOMMEN_TEL ? n : KOLOMMEN_TEL]++;
    }
    for (size_t k = 1; k <= KOLOMMEN_TEL; k++) {
        if (tel[k] && tel[k] >= u.gelijk) {
            u.gelijk = tel[k];
            u.kolommen = k;
        }
    }
    return u;
}

/* "waarde\n1,5\n2,25": one column of figures, not two. */
static bool komma_is_decimaal(struct str s)
{
    struct str kop = str_sub(s, 0, str_index(s, '\n'));

    kop = str_sub(kop, 0, str_index(kop, '\r'));
    if (str_index(kop, ',') < kop.n)
        return false;
    for (size_t i = kop.n; i < s.n; i++)
        if (s.p[i] == ',' && !(i && i + 1 < s.n && s.p[i - 1] >= '0' && s.p[i - 1] <= '9' &&
                               s.p[i + 1] >= '0' && s.p[i + 1] <= '9'))
            return false;
    return true;
}

static bool is_tsv(struct str naam)
{
    return naam.n > 4 && (str_ieq(str_sub(naam, naam.n - 4, naam.n), STR(".tsv")) ||
                          str_ieq(str_sub(naam, naam.n - 4, naam.n), STR(".tab")));
}

/* The candidate under which the largest share of the rows is alike; then the one that makes most columns. */
static char scheiding_zoek(struct str naam, struct str s)
{
    char beste = is_tsv(naam) ? '\t' : ';';
    struct uitslag top = {.kolommen = 1};

    for (size_t i = 0; i < sizeof scheidingen; i++) {
        struct uitslag u = scheiding_proef(s, scheidingen[i]);
        int64_t dit = (int64_t)u.gelijk * top.rijen, toen = (int64_t)top.gelijk * u.rijen;

        if (u.kolommen < 2 || (scheidingen[i] == ',' && komma_is_decimaal(s)))
            continue;
        if (top.kolommen < 2 || dit > toen || (dit == toen && u.kolommen > top.kolommen)) {
            top = u;
            beste = scheidingen[i];
        }
    }
    return beste;
}

/* The first rows, whole ones where the text is longer. */
static struct str proef_tekst(struct str s, size_t max)
{
    if (s.n <= max)
        return s;
    s.n = max;
    while (s.n && s.p[s.n - 1] != '\n' && s.p[s.n - 1] != '\r')
        s.n--;
    if (!s.n)
        s.n = max;
    return s;
}

/* Excel's first line "sep=;". */
static int sep_regel(struct csv_bron *b, struct err *e)
{
    struct str s = b->tekst;
    bool quote = str_starts(s, STR("\""));
    size_t at = quote ? 5 : 4;

    b->eerste_regel = 1;
    if (!str_ieq(str_sub(s, at - 4, at), STR("sep=")) || s.n <= at || s.p[at] == '\r' || s.p[at] == '\n')
        return OK;
    b->dialect.scheiding = s.p[at++];
    if (quote && at < s.n && s.p[at] == '"')
        at++;
    if (at < s.n && s.p[at] != '\r' && s.p[at] != '\n') { /* a heading that happens to start so */
        b->dialect.scheiding = 0;
        return OK;
    }
    if (!memchr(scheidingen, b->dialect.scheiding, sizeof scheidingen))
        return err_set(
            e, ERR_DATA,
            "regel 1 noemt een scheidingsteken dat wij niet kennen; gebruik een puntkomma, komma, tab of |");
    if (at < s.n)
        at += s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n' ? 2 : 1;
    b->tekst = str_sub(s, at, s.n);
    b->eerste_regel = 2;
    return OK;
}

/* ---- decimal sign ---- */

/* What one cell says of the decimal sign: ',' or '.', or 0 when it says nothing ("12", "1.234" which may be
 * thousands). */
static char cel_decimaal(struct str s)
{
    size_t laatste = 0, voor = 0, na = 0, groepen = 0;

    s = str_trim(s);
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s = str_sub(s, 1, s.n);
    if (s.n > 24)
        return 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ',' || s.p[i] == '.')
            laatste = i + 1;
    if (!laatste)
        return 0;
    laatste--;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            *(i < laatste ? &voor : &na) += 1;
        else if (i != laatste &&
                 s.p[i] == s.p[laatste]) /* twice the same sign: thousands, a date, a version */
            return 0;
        else if (i != laatste && s.p[i] != ',' && s.p[i] != '.')
            return 0;
        else
            groepen += i != laatste;
    }
    if (!na)
        return 0;
    return groepen || na != 3 || voor > 3 || !voor || s.p[0] == '0' ? s.p[laatste] : 0;
}

static char decimaal_zoek(struct str s, char scheiding)
{
    struct proef p = {s.p, s.p + s.n, scheiding};
    size_t komma = 0, punt = 0;
    bool rij_eind;

    while (p.at < p.eind) {
        char c = cel_decimaal(proef_cel(&p, &rij_eind));

        komma += c == ',';
        punt += c == '.';
    }
    return komma > punt ? ',' : punt > komma ? '.' : 0;
}

int csv_dialect_zoek(struct arena *a, struct str naam, struct str bytes, struct csv_bron *ret, struct err *e)
{
    struct csv_bron b = {0};
    int rc = codering_zoek(a, bytes, &b, e);

    if (rc || (rc = sep_regel(&b, e)))
        return rc;
    if (!b.dialect.scheiding)
        b.dialect.scheiding = scheiding_zoek(naam, proef_tekst(b.tekst, PROEF_BYTES));
    b.dialect.decimaal = decimaal_zoek(proef_tekst(b.tekst, DECIMAAL_BYTES), b.dialect.scheiding);
    *ret = b;
    return OK;
}
