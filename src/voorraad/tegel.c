/* SPDX-License-Identifier: EUPL-1.2
 * See tegel.h. Within one tile the way from RD to the plane of web maps is so nearly flat that a polynomial
 * of the second degree through nine places is exact to a millimetre; so a dwelling costs a few
 * multiplications. */
#include "voorraad/tegel.h"

#include "tabel/rd.h"
#include "toegang/toegang.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAAT = 4096,
    CEL_BITS_VER = 8, /* z 13 and 14: those within 256 units (32 px on the screen) are one point */
    CEL_BITS = 7,     /* z 15 */
    CEL_BITS_DICHT = 3,
    VAKKEN = 3, /* before that the classes of a cell stand side by side in it, 3 × 3 */
    OUDER_ZOOM = 11,
    OUDERS = 512,
    N_TABEL = 4096, /* numbers below this have their place among the values at hand */
};
#define AARDE 6378137.0

/* A tile of zoom 11, and the way from RD to its units and back: what those under it have in common. The tile
 * is some twelve kilometres wide, and the polynomial is off by less than a centimetre. */
struct ouder {
    int kolom, rij;
    bool bekend, er;               /* looked at; within the country */
    double mx, my, sx, sy;         /* u = (x - mx) · sx, between -1 and 1; metres */
    double px[6], py[6];           /* 1, u, v, u·u, u·v, v·v → units of the tile */
    double terug_x[6], terug_y[6]; /* place in the tile from -1 to 1 → metres RD */
};

/* Room for one tile, used again for the next: what is not cleared or allocated costs nothing. */
struct werkbank {
    struct punt *at;
    size_t n, plaats; /* used; room */
    uint64_t *plek;   /* sleutel + 1 << 32 | index in at; all 0 between tiles */
    size_t ruimte;    /* a power of two */
    uint32_t
        *n_waarde; /* a number of dwellings below N_TABEL → its place among the values; 0 between tiles */
    uint16_t nieuw[N_TABEL]; /* those that have one */
    size_t n_nieuw;
    char *uit; /* the tile in the making */
    size_t uit_ruimte;
    bool op; /* no memory for it */
};

struct tegelaar {
    struct rd *rd;
    struct werkbank bank;
    struct ouder ouder[OUDERS];
};

struct ligging {
    uint32_t x0, y0, x1, y1; /* millimetres RD in which all of the tile lies */
    uint32_t cx, cy;         /* millimetres RD from which u and v count */
    float sx, sy;
    const uint32_t *kx, *ky; /* the columns */
    float px[6], py[6];      /* to units from the corner of the tile of zoom 11 */
    float weg_x, weg_y;      /* its own corner */
};

int tegelaar_open(struct tegelaar **ret, struct err *e)
{
    struct tegelaar *t = calloc(1, sizeof *t);
    int rc = t ? rd_open(&t->rd, e) : err_set(e, ERR_ENV, "het geheugen is op");

    if (!rc && !(t->bank.n_waarde = calloc(N_TABEL, sizeof(uint32_t))))
        rc = err_set(e, ERR_ENV, "het geheugen is op");
    if (rc)
        tegelaar_close(t);
    else
        *ret = t;
    return rc;
}

void tegelaar_close(struct tegelaar *t)
{
    if (!t)
        return;
    rd_close(t->rd);
    free(t->bank.at);
    free(t->bank.plek);
    free(t->bank.n_waarde);
    free(t->bank.uit);
    free(t);
}

bool woning_plek(const struct tegelaar *t, const struct wzv *w, uint64_t rij, double *ret_lengte,
                 double *ret_breedte)
{
    const struct wzv_kolom *kx = wzv_kolom(w, STR("x")), *ky = wzv_kolom(w, STR("y"));
    uint64_t x, y;

    if (!kx || !ky || rij >= w->rijen)
        return false;
    x = wzv_waarde(kx, rij);
    y = wzv_waarde(ky, rij);
    if (x == wzv_onbekend(kx->breedte) || y == wzv_onbekend(ky->breedte))
        return false;
    rd_naar_graden(t->rd, (double)x / 1000, (double)y / 1000, ret_lengte, ret_breedte);
    return true;
}

/* ---- the place of a tile ---- */

static double begrens(double v, double laag, double hoog)
{
    return !(v >= laag) ? laag : v > hoog ? hoog : v;
}

/* Through nine places f[0 … 8], row by row at -1, 0 and 1. */
static void veelterm(const double *f, double *p)
{
    p[0] = f[4];
    p[1] = (f[5] - f[3]) / 2;
    p[2] = (f[7] - f[1]) / 2;
    p[3] = (f[5] + f[3]) / 2 - f[4];
    p[4] = (f[8] - f[6] - f[2] + f[0]) / 4;
    p[5] = (f[7] + f[1]) / 2 - f[4];
}

static inline double waarde_op(const double *p, double u, double v)
{
    return p[0] + u * (p[1] + u * p[3] + v * p[4]) + v * (p[2] + v * p[5]);
}

/* False when the tile lies outside the country. */
static bool ouder_maak(const struct tegelaar *t, int kolom, int rij, struct ouder *ret)
{
    double n = (double)(1 << OUDER_ZOOM), x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300, fx[9], fy[9];

    *ret = (struct ouder){.kolom = kolom, .rij = rij, .bekend = true};
    for (int i = 0; i < 9; i++) { /* corners, middles of sides, middle */
        double mx = ((kolom + (i % 3) / 2.0) / n - 0.5) * 2 * M_PI,
               my = (0.5 - (rij + (i / 3) / 2.0) / n) * 2 * M_PI;
        double lengte = mx * 180 / M_PI, breedte = atan(sinh(my)) * 180 / M_PI;

        if (lengte < 2 || lengte > 9 || breedte < 49.5 || breedte > 55) /* with the edge of its tile map */
            return false;
        rd_van_graden(t->rd, lengte, breedte, &fx[i], &fy[i]);
        x0 = fmin(x0, fx[i]), x1 = fmax(x1, fx[i]), y0 = fmin(y0, fy[i]), y1 = fmax(y1, fy[i]);
    }
    veelterm(fx, ret->terug_x);
    veelterm(fy, ret->terug_y);
    ret->mx = floor((x0 + x1) / 2), ret->my = floor((y0 + y1) / 2);
    ret->sx = 2 / (x1 - x0), ret->sy = 2 / (y1 - y0);
    for (int i = 0; i < 9; i++) {
        double lengte, breedte, mx, my, wereld = 2 * M_PI * AARDE;

        rd_naar_graden(t->rd, ret->mx + (i % 3 - 1) / ret->sx, ret->my + (i / 3 - 1) / ret->sy, &lengte,
                       &breedte);
        mercator(lengte, breedte, &mx, &my);
        fx[i] = ((mx / wereld + 0.5) * n - kolom) * MAAT;
        fy[i] = ((0.5 - my / wereld) * n - rij) * MAAT;
    }
    veelterm(fx, ret->px);
    veelterm(fy, ret->py);
    ret->er = true;
    return true;
}

static const struct ouder *ouder_van(struct tegelaar *t, int kolom, int rij)
{
    struct ouder *o = &t->ouder[((unsigned)kolom * 31 + (unsigned)rij) % OUDERS];

    if (!o->bekend || o->kolom != kolom || o->rij != rij)
        ouder_maak(t, kolom, rij, o);
    return o->er ? o : NULL;
}

/* False when the tile lies outside the country. */
static bool ligging_maak(struct tegelaar *t, int z, int kolom, int rij, struct ligging *ret)
{
    int diep = z - OUDER_ZOOM;
    const struct ouder *o = ouder_van(t, kolom >> diep, rij >> diep);
    double deel = 1.0 / (1 << diep), x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300;
    double weg_x = (kolom & ((1 << diep) - 1)) * (double)MAAT,
           weg_y = (rij & ((1 << diep) - 1)) * (double)MAAT;

    if (!o)
        return false;
    for (int i = 0; i < 9; i++) { /* where it lies in RD, for what may lie in it */
        double u = ((kolom & ((1 << diep) - 1)) + (i % 3) / 2.0) * deel * 2 - 1,
               v = ((rij & ((1 << diep) - 1)) + (i / 3) / 2.0) * deel * 2 - 1;
        double x = waarde_op(o->terug_x, u, v), y = waarde_op(o->terug_y, u, v);

        x0 = fmin(x0, x), x1 = fmax(x1, x), y0 = fmin(y0, y), y1 = fmax(y1, y);
    }
    if (x1 <= 0 || y1 <= 0)
        return false;
    ret->x0 = (uint32_t)begrens((x0 - 1) * 1000, 0, 4e9),
    ret->x1 = (uint32_t)begrens((x1 + 1) * 1000, 0, 4e9);
    ret->y0 = (uint32_t)begrens((y0 - 1) * 1000, 0, 4e9),
    ret->y1 = (uint32_t)begrens((y1 + 1) * 1000, 0, 4e9);
    ret->cx = (uint32_t)(int64_t)llrint(o->mx * 1000), ret->cy = (uint32_t)(int64_t)llrint(o->my * 1000);
    ret->sx = (float)(o->sx / 1000), ret->sy = (float)(o->sy / 1000);
    ret->weg_x = (float)weg_x, ret->weg_y = (float)weg_y;
    for (int i = 0; i < 6; i++) {
        ret->px[i] = (float)(o->px[i] / deel);
        ret->py[i] = (float)(o->py[i] / deel);
    }
    return true;
}

static bool raakt(const struct ligging *l, const uint32_t *k)
{
    return k[0] <= l->x1 && k[2] >= l->x0 && k[1] <= l->y1 && k[3] >= l->y0;
}

/* ---- points ---- */

struct punt {
    uint64_t rij; /* of the first dwelling */
    uint32_t n;
    uint16_t x, y;
    uint8_t klasse;
};

static inline uint32_t sleutel_van(const struct punt *x, unsigned bits) /* cell and class */
{
    return ((uint32_t)(x->y >> bits) << (12 - bits) | (uint32_t)x->x >> bits) * KAST_KLASSEN_MAX + x->klasse;
}

static inline size_t begin_plek(uint32_t sleutel, size_t ruimte)
{
    return (sleutel * 2654435761u >> 7) & (ruimte - 1);
}

static bool verruim(struct werkbank *b, unsigned bits)
{
    size_t plaats = b->plaats ? b->plaats * 4 : 2048;
    struct punt *at = realloc(b->at, plaats * sizeof *at);
    uint64_t *plek = calloc(plaats * 2, sizeof *plek);

    if (at)
        b->at = at;
    if (!at || !plek) {
        free(plek);
        b->op = true;
        return false;
    }
    free(b->plek);
    b->plek = plek;
    b->plaats = plaats;
    b->ruimte = plaats * 2;
    for (size_t i = 0; i < b->n; i++) {
        uint32_t sleutel = sleutel_van(&at[i], bits);
        size_t h = begin_plek(sleutel, b->ruimte);

        while (plek[h])
            h = (h + 1) & (b->ruimte - 1);
        plek[h] = (uint64_t)(sleutel + 1) << 32 | i;
    }
    return true;
}

/* There is room for one more. */
static inline void punt_bij(struct werkbank *b, uint32_t x, uint32_t y, uint8_t klasse, unsigned bits,
                            uint64_t rij)
{
    struct punt p = {rij, 1, (uint16_t)x, (uint16_t)y, klasse};
    uint32_t sleutel = sleutel_van(&p, bits);
    size_t h = begin_plek(sleutel, b->ruimte);

    for (; b->plek[h]; h = (h + 1) & (b->ruimte - 1))
        if (b->plek[h] >> 32 == sleutel + 1) {
            b->at[(uint32_t)b->plek[h]].n++;
            return;
        }
    b->plek[h] = (uint64_t)(sleutel + 1) << 32 | b->n;
    b->at[b->n++] = p;
}

static void bank_leeg(struct werkbank *b)
{
    if (b->n)
        memset(b->plek, 0, b->ruimte * sizeof *b->plek);
    while (b->n_nieuw)
        b->n_waarde[b->nieuw[--b->n_nieuw]] = 0;
    b->n = 0;
    b->op = false;
}

/* Places of n rows in units of the tile, x in the low half and y in the high; what lies outside or is no
 * dwelling is UINT32_MAX. In single precision, from a whole number
 * of millimetres: all tiles under one of zoom 11 compute the same number and subtract their corner from it,
 * which is exact, so a dwelling lies in one of them. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
__attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#endif
static void
plaats(const struct ligging *l, const uint32_t *kx, const uint32_t *ky, const uint8_t *klasse, size_t n,
       uint32_t *ret)
{
    const uint32_t cx = l->cx, cy = l->cy, x0 = l->x0, y0 = l->y0, x_breed = l->x1 - l->x0,
                   y_breed = l->y1 - l->y0;
    const float sx = l->sx, sy = l->sy, wx = l->weg_x, wy = l->weg_y;
    const float *p = l->px, *q = l->py;

    for (size_t i = 0; i < n; i++) {
        float u = (float)(int32_t)(kx[i] - cx) * sx, v = (float)(int32_t)(ky[i] - cy) * sy;
        float x = p[0] + u * (p[1] + u * p[3] + v * p[4]) + v * (p[2] + v * p[5]) - wx;
        float y = q[0] + u * (q[1] + u * q[3] + v * q[4]) + v * (q[2] + v * q[5]) - wy;
        int in = (kx[i] - x0 <= x_breed) & (ky[i] - y0 <= y_breed) & (x >= 0) & (x < MAAT) & (y >= 0) &
                 (y < MAAT) & (klasse[i] != KAST_NIET);

        ret[i] = in ? (uint32_t)(int32_t)x | (uint32_t)(int32_t)y << 16 : UINT32_MAX;
    }
}

/* A bit for each of n that lies within. */
static void binnen_welke(const uint32_t *plek, size_t n, uint64_t *ret)
{
    size_t i = 0;

    memset(ret, 0, WZV_BLOK / 64 * sizeof *ret);
#ifdef __SSE2__
    for (; i + 16 <= n; i += 16) {
        const __m128i buiten = _mm_set1_epi32(-1), *p = (const __m128i *)(plek + i);
        __m128i x = _mm_packs_epi32(_mm_cmpeq_epi32(_mm_loadu_si128(p), buiten),
                                    _mm_cmpeq_epi32(_mm_loadu_si128(p + 1), buiten)),
                y = _mm_packs_epi32(_mm_cmpeq_epi32(_mm_loadu_si128(p + 2), buiten),
                                    _mm_cmpeq_epi32(_mm_loadu_si128(p + 3), buiten));

        ret[i / 64] |= (uint64_t)(~(unsigned)_mm_movemask_epi8(_mm_packs_epi16(x, y)) & 0xFFFF) << i % 64;
    }
#endif
    for (; i < n; i++)
        ret[i / 64] |= (uint64_t)(plek[i] != UINT32_MAX) << i % 64;
}

static void blok_neem(struct werkbank *p, const struct geteld *g, const struct ligging *l, size_t blok,
                      unsigned bits)
{
    uint64_t rijen = g->v->w->rijen, van = blok * WZV_BLOK,
             tot = van + WZV_BLOK < rijen ? van + WZV_BLOK : rijen;
    uint32_t plek[WZV_BLOK];
    uint64_t binnen[WZV_BLOK / 64];

    if (p->plaats - p->n < WZV_BLOK && !verruim(p, bits))
        return;
    plaats(l, l->kx + van, l->ky + van, g->rij + van, (size_t)(tot - van), plek);
    binnen_welke(plek, (size_t)(tot - van), binnen);
    for (uint32_t k = 0; k < WZV_BLOK / 64; k++)
        for (uint64_t m = binnen[k]; m; m &= m - 1) {
            uint32_t i = k * 64 + (uint32_t)__builtin_ctzll(m);

            punt_bij(p, plek[i] & 0xFFFF, plek[i] >> 16, g->rij[van + i], bits, van + i);
        }
}

/* ---- the wire form ---- */

static inline char *varint(char *p, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        *p++ = (char)(v | 0x80);
    *p++ = (char)v;
    return p;
}

static size_t varint_maat(uint64_t v)
{
    size_t n = 1;

    for (; v >= 0x80; v >>= 7)
        n++;
    return n;
}

static char *veld_tekst(char *p, unsigned nummer, struct str s)
{
    p = varint(p, nummer << 3 | 2);
    p = varint(p, s.n);
    memcpy(p, s.p, s.n);
    return p + s.n;
}

static char *veld_getal(char *p, unsigned nummer, uint64_t v)
{
    p = varint(p, nummer << 3);
    return varint(p, v);
}

static char *waarde_schrijf(char *p, uint64_t v)
{
    p = varint(p, 4 << 3 | 2);
    p = varint(p, 1 + varint_maat(v));
    p = varint(p, 5 << 3); /* uint_value */
    return varint(p, v);
}

/* A feature: id, tags, type point, one MoveTo. At most 60 bytes, so every length is one byte, put in
 * afterwards. */
static inline char *punt_schrijf(char *p, const struct punt *x, uint64_t n_waarde)
{
    char *begin, *deel;

    *p++ = 2 << 3 | 2;
    begin = p++;
    *p++ = 1 << 3;
    p = varint(p, x->rij);
    *p++ = 2 << 3 | 2;
    deel = p++;
    *p++ = 0;
    *p++ = (char)x->klasse; /* below 128 */
    if (x->n > 1) {
        *p++ = 1;
        p = varint(p, n_waarde);
    }
    *deel = (char)(p - deel - 1);
    *p++ = 3 << 3;
    *p++ = 1;
    *p++ = 4 << 3 | 2;
    deel = p++;
    *p++ = 9; /* MoveTo, once */
    p = varint(p, (uint64_t)x->x << 1);
    p = varint(p, (uint64_t)x->y << 1);
    *deel = (char)(p - deel - 1);
    *begin = (char)(p - begin - 1);
    return p;
}

/* So that the points of a cell do not lie on each other: each class has its own place in it. */
static void in_vakken(struct werkbank *b, unsigned bits)
{
    unsigned vak = (1u << bits) / VAKKEN;

    for (size_t i = 0; i < b->n; i++) {
        struct punt *x = &b->at[i];

        x->x = (uint16_t)((x->x >> bits << bits) + x->klasse % VAKKEN * vak + vak / 2);
        x->y = (uint16_t)((x->y >> bits << bits) + x->klasse / VAKKEN % VAKKEN * vak + vak / 2);
    }
}

enum { KOP = 64, WAARDE_MAX = 16, PUNT_MAX = 64, STAART = 128 }; /* bytes */

static bool uit_ruim(struct werkbank *b, size_t n)
{
    char *p;

    if (n <= b->uit_ruimte)
        return true;
    n += n / 2;
    p = realloc(b->uit, n);
    if (!p)
        return false;
    b->uit = p;
    b->uit_ruimte = n;
    return true;
}

/* Features, keys, values, and in front of them what needs their length. On the bench; NULL without memory. */
static struct str tegel_schrijf(struct werkbank *b, size_t n_klassen)
{
    size_t punten = KOP + b->n * PUNT_MAX, n_waarden = n_klassen;
    char *begin, *eind, *w, *w0, kop[2 * KOP], *k = kop;

    if (b->op || !uit_ruim(b, punten + STAART + 2 * (b->n + n_klassen) * WAARDE_MAX))
        return (struct str){NULL, 0};
    begin = eind = b->uit + KOP;
    w = w0 = b->uit + punten + STAART + (b->n + n_klassen) * WAARDE_MAX; /* past all that comes before them */
    for (size_t i = 0; i < n_klassen; i++)
        w = waarde_schrijf(w, i);
    for (size_t i = 0; i < b->n; i++) {
        const struct punt *x = &b->at[i];
        size_t waarde = 0;

        if (x->n > 1) {
            waarde = x->n < N_TABEL ? b->n_waarde[x->n] : 0;
            if (!waarde) {
                waarde = n_waarden++;
                w = waarde_schrijf(w, x->n);
                if (x->n < N_TABEL) {
                    b->n_waarde[x->n] = (uint32_t)waarde;
                    b->nieuw[b->n_nieuw++] = (uint16_t)x->n;
                }
            }
        }
        eind = punt_schrijf(eind, x, waarde);
    }
    eind = veld_tekst(eind, 3, STR("klasse"));
    eind = veld_tekst(eind, 3, STR("n"));
    memmove(eind, w0, (size_t)(w - w0));
    eind = veld_getal(eind + (w - w0), 5, MAAT);
    k = veld_getal(k, 15, 2);
    k = veld_tekst(k, 1, STR(WONING_LAAG));
    memcpy(begin -= k - kop, kop, (size_t)(k - kop));
    k = varint(kop, 3 << 3 | 2);
    k = varint(k, (uint64_t)(eind - begin));
    memcpy(begin -= k - kop, kop, (size_t)(k - kop));
    return (struct str){begin, (size_t)(eind - begin)};
}

static bool kolom4(const struct wzv *w, struct str naam, const uint32_t **ret)
{
    const struct wzv_kolom *k = wzv_kolom(w, naam);

    *ret = k && k->breedte == 4 ? k->at : NULL;
    return *ret != NULL;
}

int woning_tegel(struct tegelaar *t, const struct geteld *g, struct arena *a, int z, int x, int y,
                 struct str *ret, struct err *e)
{
    const struct wzv *w = g->v->w;
    struct werkbank *p = &t->bank;
    struct ligging l;
    unsigned bits = z <= 14 ? CEL_BITS_VER : z == 15 ? CEL_BITS : CEL_BITS_DICHT;
    struct str s;

    if (z < WONING_ZOOM_MIN || z > WONING_ZOOM_MAX || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
        return err_set(e, ERR_NOT_FOUND, "Tegels van woningen zijn er van zoom %d tot en met %d.",
                       WONING_ZOOM_MIN, WONING_ZOOM_MAX);
    *ret = STR("");
    if (!g->rij || !ligging_maak(t, z, x, y, &l) || !kolom4(w, STR("x"), &l.kx) ||
        !kolom4(w, STR("y"), &l.ky))
        return OK;
    for (size_t i = 0; i < g->v->n_groepen; i++) {
        if (!raakt(&l, g->v->groep + i * 4))
            continue;
        for (size_t b = i * KAST_GROEP; b < (i + 1) * KAST_GROEP && b < w->n_blokken; b++)
            if (raakt(&l, w->blok + b * 4))
                blok_neem(p, g, &l, b, bits);
    }
    if (z < WONING_ZOOM_PRECIES)
        in_vakken(p, bits);
    s = p->n || p->op ? tegel_schrijf(p, g->n_klassen) : STR("");
    bank_leeg(p);
    if (!s.p)
        return err_set(e, ERR_ENV, "het geheugen is op");
    *ret = s.n ? str_dup(a, s) : s;
    return OK;
}

/* ---- over HTTP ---- */

static bool naam_past(struct str laag)
{
    if (laag.n != 29 || laag.p[12] != '-')
        return false;
    for (size_t i = 0; i < laag.n; i++)
        if (i != 12 && !((laag.p[i] >= '0' && laag.p[i] <= '9') || (laag.p[i] >= 'a' && laag.p[i] <= 'f')))
            return false;
    return true;
}

/* What was counted and forgotten is counted again when its rules are kept; a try of the workshop is not. */
static int geteld_zoek(struct http_req *q, struct str laag, const struct geteld **ret, struct err *e)
{
    struct omgeving *o = q->app;
    const struct voorraad *const *v;
    struct regelset set;
    size_t n;
    int rc;

    *ret = o->voorraden ? geteld_bij_tegels(o->voorraden, laag) : NULL;
    if (*ret)
        return OK;
    rc = voorraad_kast_lees(o->voorraden, q->conn, q->a, &v, &n, e);
    if (!rc)
        rc = regelset_zoek(q->conn, q->a, str_sub(laag, 13, laag.n), &set, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (str_starts(v[i]->r.sha256, str_sub(laag, 0, 12)))
            return geteld_neem(o->voorraden, v[i], set.inhoud, true, ret, e);
    return rc ? rc : err_set(e, ERR_NOT_FOUND, "deze voorraad is niet meer in gebruik");
}

bool woning_mag_precies(const struct http_req *q)
{
    int64_t partij;

    return wie_bereik(wie_van(q), RECHT_ADRESSEN, &partij) != BEREIK_GEEN;
}

int woning_tegel_http(struct http_req *q, struct http_resp *r, struct str laag, int z, int x, int y,
                      struct err *e)
{
    struct omgeving *o = q->app;
    const struct geteld *g = NULL;
    struct tegelaar *t = NULL;
    bool precies = z >= WONING_ZOOM_PRECIES;
    int rc = naam_past(laag)
                 ? geteld_zoek(q, laag, &g, e)
                 : err_set(e, ERR_NOT_FOUND, "de kaartlaag “%.*s” is er niet", STR_ARG(utf8_clip(laag, 40)));

    if (!rc && precies && z <= WONING_ZOOM_MAX && !woning_mag_precies(q))
        rc = err_set(e, wie_van(q)->soort == WIE_BEZOEKER ? ERR_SIGN_IN : ERR_DENIED,
                     "Waar elke woning precies ligt, is te zien voor wie adressen mag zien.");
    if (!rc)
        rc = kast_tegelaar_neem(o->voorraden, &t, e);
    if (!rc)
        rc = woning_tegel(t, g, q->a, z, x, y, &r->body, e);
    kast_tegelaar_geef(o->voorraden, t);
    geteld_geef(o->voorraden, g);
    if (rc)
        return rc;
    r->type = "application/vnd.mapbox-vector-tile";
    r->for_ever = !precies;
    return OK;
}
