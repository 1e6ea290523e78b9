/* SPDX-License-Identifier: EUPL-1.2
 * PDOK's bag-light.gpkg: verblijfsobjecten with address and pand in one row, read through SQLite directly. */
#include "store/los.h"
#include "voorraad/bronnen.h"

#include <stdlib.h>
#include <string.h>

bool baglicht_is(struct str s)
{
    return s.n >= 16 && !memcmp(s.p, "SQLite format 3", 16);
}

static double f64(const unsigned char *p, bool klein)
{
    uint64_t v = 0;
    double d;

    for (int i = 0; i < 8; i++)
        v |= (uint64_t)p[klein ? i : 7 - i] << i * 8;
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

static const struct woord {
    const char *naam;
    int code; /* -1: no longer there */
} vbo_status[] = {{"Verblijfsobject in gebruik", STATUS_IN_GEBRUIK},
                  {"Verblijfsobject in gebruik (niet ingemeten)", STATUS_NIET_INGEMETEN},
                  {"Verblijfsobject buiten gebruik", STATUS_BUITEN_GEBRUIK},
                  {"Verbouwing verblijfsobject", STATUS_VERBOUWING},
                  {"Verblijfsobject gevormd", STATUS_GEVORMD},
                  {"Verblijfsobject ingetrokken", -1},
                  {"Niet gerealiseerd verblijfsobject", -1},
                  {"Verblijfsobject ten onrechte opgevoerd", -1},
                  {NULL, UINT8_MAX}},
  pand_status[] = {{"Bouwvergunning verleend", 0},
                   {"Bouw gestart", 1},
                   {"Pand in gebruik (niet ingemeten)", 2},
                   {"Pand in gebruik", 3},
                   {"Verbouwing pand", 4},
                   {"Sloopvergunning verleend", 5},
                   {"Pand buiten gebruik", 6},
                   {"Pand gesloopt", 7},
                   {"Niet gerealiseerd pand", 8},
                   {"Pand ten onrechte opgevoerd", 9},
                   {NULL, UINT8_MAX}};

static int woord(const struct woord *at, struct str s)
{
    while (at->naam && !str_is(s, at->naam))
        at++;
    return at->naam ? at->code : UINT8_MAX;
}

static uint64_t bag_id(struct str s)
{
    int64_t v;

    return s.n == 16 && num_i64(s, &v) && v >= 0 ? (uint64_t)v : UINT64_MAX;
}

enum { ID, M2, STATUS, DOEL, NUMMER, POSTCODE, JAAR, PAND, PANDSTATUS, BRON, GEOM };

static const char sql_vbo[] = "SELECT identificatie, oppervlakte, status, gebruiksdoel, huisnummer, "
                              "postcode, bouwjaar, pand_identificatie, pandstatus, "
                              "bronhouder_identificatie, geom FROM verblijfsobject";

static void doelen(struct str s, struct stand_rij *r, bool telt)
{
    bool woon = false, ander = false;

    while (s.p) {
        struct str d = str_trim(str_cut(s, ',', &s));

        woon = woon || str_is(d, "woonfunctie");
        ander = ander || (d.n && !str_is(d, "woonfunctie"));
    }
    *stand_smal(r, K_WONING) = woon && telt;
    *stand_smal(r, K_ANDERE_FUNCTIE) = ander;
}

static void rij(struct stand *s, struct los_vraag *v, int status, bool verbouwing, struct stand_rij *r,
                struct baglicht_uitslag *u)
{
    struct str pc = los_str(v, POSTCODE), bron = los_str(v, BRON);
    int64_t m2 = los_int(v, M2), jaar = los_int(v, JAAR);
    char code[16] = "GM0000";

    r->id = bag_id(los_str(v, ID));
    r->pand = bag_id(str_sub(los_str(v, PAND), 0, 16));
    if (!los_is_null(v, M2))
        *stand_breed(r, K_OPPERVLAKTE) = (uint16_t)(m2 < 0 ? 0 : m2 > 65534 ? 65534 : m2);
    if (!los_is_null(v, JAAR))
        *stand_breed(r, K_BOUWJAAR) = (uint16_t)(jaar < 0 ? 0 : jaar > 65534 ? 65534 : jaar);
    *stand_smal(r, K_STATUS) = (uint8_t)status;
    *stand_smal(r, K_PANDSTATUS) = (uint8_t)woord(pand_status, los_str(v, PANDSTATUS));
    doelen(los_str(v, DOEL), r,
           status <= STATUS_BUITEN_GEBRUIK || (verbouwing && status == STATUS_VERBOUWING));
    if (pc.n == 6 && pc.p[4] >= 'A' && pc.p[4] <= 'Z' && pc.p[5] >= 'A' && pc.p[5] <= 'Z')
        r->postcode = (uint32_t)((pc.p[0] - '0') * 1000 + (pc.p[1] - '0') * 100 + (pc.p[2] - '0') * 10 +
                                 pc.p[3] - '0') *
                          676 +
                      (uint32_t)(pc.p[4] - 'A') * 26 + (uint32_t)(pc.p[5] - 'A');
    if (!los_is_null(v, NUMMER))
        r->huisnummer = (uint32_t)los_int(v, NUMMER);
    (void)gpkg_punt(los_blob(v, GEOM), &r->x, &r->y);
    if (bron.n == 4)
        memcpy(code + 2, bron.p, 4);
    else
        *stand_smal(r, K_MERK) |= MERK_GEBIED;
    r->buurt = stand_gemeente(s, str_from(code));
    stand_merk(s, r);
    u->zonder_pand += r->pand == UINT64_MAX;
    for (int m = 0; m < MERKEN; m++)
        u->merk[m] += *stand_smal(r, K_MERK) >> m & 1;
}

/* How many existing objects a pand has is in its own table; plans and what is gone are counted there too, so
 * it is counted again here, over the rows themselves. */
static int op_pand(const void *x, const void *y)
{
    const struct stand_rij *const *p = x, *const *q = y;

    return (*p)->pand < (*q)->pand ? -1 : (*p)->pand > (*q)->pand;
}

static int panden(struct stand *s, struct err *e)
{
    struct stand_rij **orde = malloc((s->n + 1) * sizeof *orde);

    if (!orde)
        return err_set(e, ERR_ENV, "het geheugen is op");
    for (uint64_t i = 0; i < s->n; i++)
        orde[i] = &s->rij[i];
    qsort(orde, s->n, sizeof *orde, op_pand);
    for (uint64_t i = 0, j; i < s->n; i = j) {
        uint64_t n = 0;

        for (j = i; j < s->n && orde[j]->pand == orde[i]->pand; j++)
            n += *stand_smal(orde[j], K_STATUS) <= STATUS_VERBOUWING;
        for (uint64_t k = i; k < j && orde[i]->pand != UINT64_MAX; k++) {
            *stand_breed(orde[k], K_OBJECTEN) = (uint16_t)(n > 65534 ? 65534 : n);
            *stand_smal(orde[k], K_MEERGEZINS) = n >= 2;
        }
    }
    free(orde);
    return OK;
}

int baglicht_lees(struct stand *s, const char *pad, bool verbouwing, struct baglicht_uitslag *ret,
                  struct err *e)
{
    struct los_vraag *v = NULL;
    struct los *l = NULL;
    int rc = los_open(&l, pad, e);

    *ret = (struct baglicht_uitslag){0};
    if (!rc && (rc = los_vraag(l, sql_vbo, &v, e)))
        err_prefix(e, "verwacht de tabel verblijfsobject van bag-light.gpkg (PDOK); ");
    while (!rc && (rc = los_stap(v, e)) == 1) {
        int status = woord(vbo_status, los_str(v, STATUS));
        struct stand_rij *r;

        rc = OK;
        ret->gelezen++;
        if (status < 0) {
            ret->beeindigd++;
            continue;
        }
        rc = stand_rijen(s, 1, &r, e);
        if (!rc)
            rij(s, v, status, verbouwing, r, ret);
    }
    los_vraag_close(v);
    los_close(l);
    if (!rc && !ret->gelezen)
        rc = err_set(e, ERR_DATA, "er staan geen verblijfsobjecten in");
    if (!rc)
        rc = panden(s, e);
    if (rc)
        return rc;
    buf_fmt(&s->herkomst,
            "bag-light %s: %llu verblijfsobjecten gelezen, %llu niet meer in gebruik (weggelaten), zonder "
            "pand %llu\n",
            pad, (unsigned long long)ret->gelezen, (unsigned long long)ret->beeindigd,
            (unsigned long long)ret->zonder_pand);
    for (int m = 0; m < MERKEN; m++)
        buf_fmt(&s->herkomst, "%s: %llu\n", stand_merken[m], (unsigned long long)ret->merk[m]);
    return OK;
}
