/* SPDX-License-Identifier: EUPL-1.2
 * See tegel.h. Within one tile the way from RD to the plane of web maps is so nearly flat that a polynomial
 * of the second degree through nine places is exact to a millimetre; so a dwelling costs a few
 * multiplications. */
#include "voorraad/tegel.h"

#include "tabel/rd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAAT = 4096,
    CEL_BITS_VER = 5, /* z 13 and 14: points within 32 units (4 px on the screen) are one */
    CEL_BITS = 4,     /* z 15 */
    CEL_BITS_DICHT = 2,
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

struct tegelaar {
    struct rd *rd;
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

    if (rc)
        free(t);
    else
        *ret = t;
    return rc;
}

void tegelaar_close(struct tegelaar *t)
{
    if (!t)
        return;
    rd_close(t->rd);
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
    uint32_t sleutel; /* cell and class */
    uint32_t n;
    uint64_t rij; /* of the first dwelling */
    uint16_t x, y;
    uint8_t klasse;
};

struct punten {
    struct arena *a;
    struct punt *at;
    size_t n, plaats; /* used; room */
    uint64_t *plek;   /* sleutel + 1 << 32 | index in at */
    size_t ruimte;    /* a power of two */
};

static void verruim(struct punten *p)
{
    size_t plaats = p->plaats ? p->plaats * 4 : 2048;

    p->at = arena_grow(p->a, p->at, p->plaats * sizeof *p->at, plaats * sizeof *p->at);
    p->plaats = plaats;
    p->ruimte = plaats * 2;
    p->plek = ARENA_ARRAY(p->a, uint64_t, p->ruimte);
    for (size_t i = 0; i < p->n; i++) {
        size_t h = (p->at[i].sleutel * 2654435761u >> 7) & (p->ruimte - 1);

        while (p->plek[h])
            h = (h + 1) & (p->ruimte - 1);
        p->plek[h] = (uint64_t)(p->at[i].sleutel + 1) << 32 | i;
    }
}

static inline void punt_bij(struct punten *p, uint32_t x, uint32_t y, uint8_t klasse, unsigned bits,
                            uint64_t rij)
{
    uint32_t sleutel = ((y >> bits) << (12 - bits) | x >> bits) * KAST_KLASSEN_MAX + klasse;
    size_t h;

    if (p->n == p->plaats)
        verruim(p);
    h = (sleutel * 2654435761u >> 7) & (p->ruimte - 1);
    for (; p->plek[h]; h = (h + 1) & (p->ruimte - 1))
        if (p->plek[h] >> 32 == sleutel + 1) {
            p->at[(uint32_t)p->plek[h]].n++;
            return;
        }
    p->plek[h] = (uint64_t)(sleutel + 1) << 32 | p->n;
    p->at[p->n++] = (struct punt){sleutel, 1, rij, (uint16_t)x, (uint16_t)y, klasse};
}

/* Places of n rows in units of the tile; what lies outside is at -1. In single precision, from a whole number
 * of millimetres: all tiles under one of zoom 11 compute the same number and subtract their corner from it,
 * which is exact, so a dwelling lies in one of them. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
__attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#endif
static void
plaats(const struct ligging *l, const uint32_t *kx, const uint32_t *ky, size_t n, int32_t *ret_x,
       int32_t *ret_y)
{
    const uint32_t cx = l->cx, cy = l->cy, x0 = l->x0, y0 = l->y0, x_breed = l->x1 - l->x0,
                   y_breed = l->y1 - l->y0;
    const float sx = l->sx, sy = l->sy, wx = l->weg_x, wy = l->weg_y;
    const float *p = l->px, *q = l->py;

    for (size_t i = 0; i < n; i++) {
        float u = (float)(int32_t)(kx[i] - cx) * sx, v = (float)(int32_t)(ky[i] - cy) * sy;
        float x = p[0] + u * (p[1] + u * p[3] + v * p[4]) + v * (p[2] + v * p[5]) - wx;
        float y = q[0] + u * (q[1] + u * q[3] + v * q[4]) + v * (q[2] + v * q[5]) - wy;
        int in =
            (kx[i] - x0 <= x_breed) & (ky[i] - y0 <= y_breed) & (x >= 0) & (x < MAAT) & (y >= 0) & (y < MAAT);

        ret_x[i] = in ? (int32_t)x : -1;
        ret_y[i] = in ? (int32_t)y : -1;
    }
}

static void blok_neem(struct punten *p, const struct geteld *g, const struct ligging *l, size_t blok,
                      unsigned bits)
{
    uint64_t rijen = g->v->w->rijen, van = blok * WZV_BLOK,
             tot = van + WZV_BLOK < rijen ? van + WZV_BLOK : rijen;
    int32_t x[WZV_BLOK], y[WZV_BLOK];

    plaats(l, l->kx + van, l->ky + van, (size_t)(tot - van), x, y);
    for (size_t i = 0; i < tot - van; i++)
        if (x[i] >= 0 && g->rij[van + i] != KAST_NIET)
            punt_bij(p, (uint32_t)x[i], (uint32_t)y[i], g->rij[van + i], bits, van + i);
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

static void veld_tekst(struct buf *b, unsigned nummer, struct str s)
{
    char k[16], *p = varint(k, nummer << 3 | 2);

    p = varint(p, s.n);
    buf_bytes(b, k, (size_t)(p - k));
    buf_add(b, s);
}

static void veld_getal(struct buf *b, unsigned nummer, uint64_t v)
{
    char k[24], *p = varint(k, nummer << 3);

    p = varint(p, v);
    buf_bytes(b, k, (size_t)(p - k));
}

static void waarde_bij(struct buf *b, uint64_t v)
{
    char k[24], *p = varint(k, 4 << 3 | 2);

    p = varint(p, 1 + varint_maat(v));
    p = varint(p, 5 << 3); /* uint_value */
    p = varint(p, v);
    buf_bytes(b, k, (size_t)(p - k));
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

static struct str tegel_schrijf(struct arena *a, const struct punten *p, size_t n_klassen)
{
    uint32_t *plek = ARENA_ARRAY(a, uint32_t, N_TABEL);
    char *ruimte = arena_alloc(a, p->n * 64 + 1), *eind = ruimte, kop[16], *k = kop;
    size_t n_waarden = n_klassen;
    struct buf laag, waarden, uit;

    buf_init(&laag, a, 64 << 20);
    buf_init(&waarden, a, 64 << 20);
    buf_init(&uit, a, 64 << 20);
    for (size_t i = 0; i < n_klassen; i++)
        waarde_bij(&waarden, i);
    for (size_t i = 0; i < p->n; i++) {
        const struct punt *x = &p->at[i];
        size_t waarde = 0;

        if (x->n > 1 && x->n < N_TABEL) {
            if (!plek[x->n]) {
                plek[x->n] = (uint32_t)n_waarden++;
                waarde_bij(&waarden, x->n);
            }
            waarde = plek[x->n];
        } else if (x->n > 1) {
            waarde = n_waarden++;
            waarde_bij(&waarden, x->n);
        }
        eind = punt_schrijf(eind, x, waarde);
    }
    veld_getal(&laag, 15, 2);
    veld_tekst(&laag, 1, STR(WONING_LAAG));
    buf_bytes(&laag, ruimte, (size_t)(eind - ruimte));
    veld_tekst(&laag, 3, STR("klasse"));
    veld_tekst(&laag, 3, STR("n"));
    buf_add(&laag, buf_str(&waarden));
    veld_getal(&laag, 5, MAAT);
    k = varint(kop, 3 << 3 | 2);
    k = varint(k, laag.n);
    buf_bytes(&uit, kop, (size_t)(k - kop));
    buf_add(&uit, buf_str(&laag));
    return uit.over || laag.over ? (struct str){NULL, 0} : buf_str(&uit);
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
    struct punten p = {.a = a};
    struct ligging l;
    unsigned bits = z <= 14 ? CEL_BITS_VER : z == 15 ? CEL_BITS : CEL_BITS_DICHT;

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
                blok_neem(&p, g, &l, b, bits);
    }
    if (p.n)
        *ret = tegel_schrijf(a, &p, g->n_klassen);
    return ret->p ? OK : err_set(e, ERR_LIMIT, "op deze tegel liggen te veel woningen");
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

int woning_tegel_http(struct http_req *q, struct http_resp *r, struct str laag, int z, int x, int y,
                      struct err *e)
{
    struct omgeving *o = q->app;
    const struct geteld *g = NULL;
    struct tegelaar *t = NULL;
    int rc = naam_past(laag)
                 ? geteld_zoek(q, laag, &g, e)
                 : err_set(e, ERR_NOT_FOUND, "de kaartlaag “%.*s” is er niet", STR_ARG(utf8_clip(laag, 40)));

    if (!rc)
        rc = kast_tegelaar_neem(o->voorraden, &t, e);
    if (!rc)
        rc = woning_tegel(t, g, q->a, z, x, y, &r->body, e);
    kast_tegelaar_geef(o->voorraden, t);
    geteld_geef(o->voorraden, g);
    if (rc)
        return rc;
    r->type = "application/vnd.mapbox-vector-tile";
    r->for_ever = true;
    return OK;
}
