/* SPDX-License-Identifier: EUPL-1.2
 * Understands a row of bag-light.gpkg, called millions of times by baglicht.c: words, numbers and a point. */
#include "voorraad/baglicht_intern.h"

#include <string.h>

static double f64(const unsigned char *p, bool klein)
{
    uint64_t v;
    double d;

    memcpy(&v, p, 8);
    if (!klein)
        v = __builtin_bswap64(v);
    memcpy(&d, &v, 8);
    return d;
}

bool gpkg_punt(struct str b, uint32_t *ret_x, uint32_t *ret_y)
{
    static const int omhullende[] = {0, 32, 48, 48, 64};
    const unsigned char *p = (const unsigned char *)b.p;
    int soort;
    size_t at;
    double x, y;
    bool klein;

    if (b.n < 8 || p[0] != 'G' || p[1] != 'P' || p[2] != 0 || (p[3] >> 1 & 7) > 4 ||
        p[3] & 0x10) /* 0x10: empty */
        return false;
    at = 8 + (size_t)omhullende[p[3] >> 1 & 7];
    if (b.n < at + 21)
        return false;
    klein = p[at] == 1;
    soort = klein ? p[at + 1] | p[at + 2] << 8 : p[at + 4] | p[at + 3] << 8;
    if (p[at] > 1 || soort % 1000 != 1)
        return false;
    x = f64(p + at + 5, klein);
    y = f64(p + at + 13, klein);
    if (!(x > 0 && x < 4000000 && y > 0 && y < 4000000))
        return false;
    *ret_x = (uint32_t)(x * 1000 + 0.5);
    *ret_y = (uint32_t)(y * 1000 + 0.5);
    return true;
}

static const struct bl_woord vbo_status[] =
    {{{"Verblijfsobject in gebruik", sizeof "Verblijfsobject in gebruik" - 1}, STATUS_IN_GEBRUIK},
     {{"Verblijfsobject in gebruik (niet ingemeten)",
       sizeof "Verblijfsobject in gebruik (niet ingemeten)" - 1},
      STATUS_NIET_INGEMETEN},
     {{"Verblijfsobject buiten gebruik", sizeof "Verblijfsobject buiten gebruik" - 1}, STATUS_BUITEN_GEBRUIK},
     {{"Verbouwing verblijfsobject", sizeof "Verbouwing verblijfsobject" - 1}, STATUS_VERBOUWING},
     {{"Verblijfsobject gevormd", sizeof "Verblijfsobject gevormd" - 1}, STATUS_GEVORMD},
     {{"Verblijfsobject ingetrokken", sizeof "Verblijfsobject ingetrokken" - 1}, -1},
     {{"Niet gerealiseerd verblijfsobject", sizeof "Niet gerealiseerd verblijfsobject" - 1}, -1},
     {{"Verblijfsobject ten onrechte opgevoerd", sizeof "Verblijfsobject ten onrechte opgevoerd" - 1}, -1},
     {{0}, UINT8_MAX}},
                             pand_status[] = {
                                 {{"Bouwvergunning verleend", sizeof "Bouwvergunning verleend" - 1}, 0},
                                 {{"Bouw gestart", sizeof "Bouw gestart" - 1}, 1},
                                 {{"Pand in gebruik (niet ingemeten)",
                                   sizeof "Pand in gebruik (niet ingemeten)" - 1},
                                  2},
                                 {{"Pand in gebruik", sizeof "Pand in gebruik" - 1}, 3},
                                 {{"Verbouwing pand", sizeof "Verbouwing pand" - 1}, 4},
                                 {{"Sloopvergunning verleend", sizeof "Sloopvergunning verleend" - 1}, 5},
                                 {{"Pand buiten gebruik", sizeof "Pand buiten gebruik" - 1}, 6},
                                 {{"Pand gesloopt", sizeof "Pand gesloopt" - 1}, 7},
                                 {{"Niet gerealiseerd pand", sizeof "Niet gerealiseerd pand" - 1}, 8},
                                 {{"Pand ten onrechte opgevoerd", sizeof "Pand ten onrechte opgevoerd" - 1},
                                  9},
                                 {{0}, UINT8_MAX}};

enum { DOEL_WONEN = 1, DOEL_ANDERS = 2 };

/* Are n bytes the same? Word for word, the last one over the one before it. */
static inline bool gelijk(const char *p, const char *q, size_t n)
{
    uint64_t x, y, anders = 0;

    if (n < 8)
        return !memcmp(p, q, n);
    for (size_t i = 0; i + 8 < n; i += 8) {
        memcpy(&x, p + i, 8);
        memcpy(&y, q + i, 8);
        anders |= x ^ y;
    }
    memcpy(&x, p + n - 8, 8);
    memcpy(&y, q + n - 8, 8);
    return !(anders | (x ^ y));
}

static inline int woord(const struct bl_woord *at, const struct bl_woord **vorig, struct str s)
{
    if (*vorig && s.n == (*vorig)->naam.n && s.n && gelijk(s.p, (*vorig)->naam.p, s.n))
        return (*vorig)->code;
    while (at->naam.n && !str_eq(s, at->naam))
        at++;
    *vorig = at;
    return at->code;
}

/* Eight digits as a number, all at once; false when one is none. */
static inline bool acht(const char *p, uint64_t *ret)
{
    uint64_t v;

    memcpy(&v, p, 8);
    if ((v & 0xF0F0F0F0F0F0F0F0ULL) != 0x3030303030303030ULL ||
        ((v + 0x0606060606060606ULL) & 0xF0F0F0F0F0F0F0F0ULL) != 0x3030303030303030ULL)
        return false;
    v &= 0x0F0F0F0F0F0F0F0FULL;
    v = v * 10 + (v >> 8); /* pairs at the even bytes, then fours, then all */
    *ret = ((v & 0x000000FF000000FFULL) * 0x000F424000000064ULL +
            (v >> 16 & 0x000000FF000000FFULL) * 0x0000271000000001ULL) >>
           32;
    return true;
}

static inline uint64_t bag_id(struct str s)
{
    uint64_t hoog, laag;

    return s.n == 16 && acht(s.p, &hoog) && acht(s.p + 8, &laag) ? hoog * 100000000 + laag : UINT64_MAX;
}

static uint8_t doelen(struct bl_onthouden *o, struct str s)
{
    uint8_t uit = 0;

    if (s.n && s.n == o->doel_n && gelijk(s.p, o->doel, s.n))
        return o->doelen;
    o->doel_n = s.n <= sizeof o->doel ? s.n : 0;
    memcpy(o->doel, s.n ? s.p : "", o->doel_n);
    while (s.p) {
        struct str d = str_trim(str_cut(s, ',', &s));

        if (d.n)
            uit |= str_is(d, "woonfunctie") ? DOEL_WONEN : DOEL_ANDERS;
    }
    o->doelen = uit;
    return uit;
}

static uint32_t postcode(struct str s)
{
    uint32_t v = 0;

    if (s.n != 6 || s.p[4] < 'A' || s.p[4] > 'Z' || s.p[5] < 'A' || s.p[5] > 'Z')
        return UINT32_MAX;
    for (int i = 0; i < 4; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return UINT32_MAX;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    return v * 676 + (uint32_t)(s.p[4] - 'A') * 26 + (uint32_t)(s.p[5] - 'A');
}

static uint32_t gemeente(struct str s)
{
    uint32_t v = 0;

    if (s.n != 4)
        return BL_GEMEENTEN;
    for (int i = 0; i < 4; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return BL_GEMEENTEN;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    return v;
}

static uint16_t klem(int64_t v)
{
    return (uint16_t)(v < 0 ? 0 : v > 65534 ? 65534 : v);
}

static struct str bytes(const struct sv_cel *c)
{
    return c->soort == SV_BYTES ? c->bytes : (struct str){0};
}

bool baglicht_rij(const struct stand *s, struct bl_onthouden *o, const struct sv_cel *c, bool verbouwing,
                  struct stand_rij *r)
{
    int status = woord(vbo_status, &o->vbo, bytes(&c[BL_STATUS]));
    uint8_t doel;

    if (status < 0)
        return false;
    stand_rij_leeg(r);
    r->id = bag_id(bytes(&c[BL_ID]));
    r->pand = bag_id(str_sub(bytes(&c[BL_PAND]), 0, 16));
    if (c[BL_M2].soort == SV_GETAL)
        *stand_breed(r, K_OPPERVLAKTE) = klem(c[BL_M2].getal);
    if (c[BL_JAAR].soort == SV_GETAL)
        *stand_breed(r, K_BOUWJAAR) = klem(c[BL_JAAR].getal);
    *stand_smal(r, K_STATUS) = (uint8_t)status;
    *stand_smal(r, K_PANDSTATUS) = (uint8_t)woord(pand_status, &o->pand, bytes(&c[BL_PANDSTATUS]));
    doel = doelen(o, bytes(&c[BL_DOEL]));
    *stand_smal(r, K_WONING) = (doel & DOEL_WONEN) && (status <= STATUS_BUITEN_GEBRUIK ||
                                                       (verbouwing && status == STATUS_VERBOUWING));
    *stand_smal(r, K_ANDERE_FUNCTIE) = (doel & DOEL_ANDERS) != 0;
    r->postcode = postcode(bytes(&c[BL_POSTCODE]));
    if (c[BL_NUMMER].soort == SV_GETAL)
        r->huisnummer = (uint32_t)c[BL_NUMMER].getal;
    (void)gpkg_punt(bytes(&c[BL_GEOM]), &r->x, &r->y);
    r->buurt = gemeente(bytes(&c[BL_BRON]));
    if (r->buurt == BL_GEMEENTEN)
        *stand_smal(r, K_MERK) |= MERK_GEBIED;
    stand_merk(s, r);
    return true;
}
