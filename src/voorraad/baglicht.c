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

/* What the rows before this one had is likely what this one has. */
struct onthouden {
    char gemeente[4];
    uint32_t buurt;
    bool er;
    const struct woord *vbo, *pand;
};

static int woord(const struct woord *at, const struct woord **vorig, struct str s)
{
    if (*vorig && (*vorig)->naam && str_is(s, (*vorig)->naam))
        return (*vorig)->code;
    while (at->naam && !str_is(s, at->naam))
        at++;
    *vorig = at;
    return at->naam ? at->code : UINT8_MAX;
}

static uint64_t bag_id(struct str s)
{
    uint64_t v = 0;

    if (s.n != 16)
        return UINT64_MAX;
    for (int i = 0; i < 16; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return UINT64_MAX;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return v;
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

/* Texts are taken as the bytes that they are in the file, which saves a copy of each. */
static int utf8_eis(struct los *l, struct err *e)
{
    struct los_vraag *v = NULL;
    int rc = los_vraag(l, "PRAGMA encoding", &v, e);

    if (!rc && los_stap(v, e) == 1 && !str_is(los_str(v, 0), "UTF-8"))
        rc = err_set(e, ERR_DATA, "de teksten in het bestand zijn geen UTF-8, zoals die van PDOK wel");
    los_vraag_close(v);
    return rc;
}

static uint32_t gemeente(struct stand *s, struct onthouden *o, struct str bron, struct stand_rij *r)
{
    char code[16] = "GM0000";

    if (bron.n != 4) {
        *stand_smal(r, K_MERK) |= MERK_GEBIED;
        return stand_gemeente(s, str_from(code));
    }
    if (!o->er || memcmp(o->gemeente, bron.p, 4) != 0) {
        memcpy(code + 2, bron.p, 4);
        memcpy(o->gemeente, bron.p, 4);
        o->buurt = stand_gemeente(s, str_from(code));
        o->er = true;
    }
    return o->buurt;
}

static void rij(struct stand *s, struct onthouden *o, struct los_vraag *v, int status, bool verbouwing,
                struct stand_rij *r, struct baglicht_uitslag *u)
{
    struct str pc = los_blob(v, POSTCODE);
    int64_t m2 = los_int(v, M2), jaar = los_int(v, JAAR);

    r->id = bag_id(los_blob(v, ID));
    r->pand = bag_id(str_sub(los_blob(v, PAND), 0, 16));
    if (!los_is_null(v, M2))
        *stand_breed(r, K_OPPERVLAKTE) = (uint16_t)(m2 < 0 ? 0 : m2 > 65534 ? 65534 : m2);
    if (!los_is_null(v, JAAR))
        *stand_breed(r, K_BOUWJAAR) = (uint16_t)(jaar < 0 ? 0 : jaar > 65534 ? 65534 : jaar);
    *stand_smal(r, K_STATUS) = (uint8_t)status;
    *stand_smal(r, K_PANDSTATUS) = (uint8_t)woord(pand_status, &o->pand, los_blob(v, PANDSTATUS));
    doelen(los_blob(v, DOEL), r,
           status <= STATUS_BUITEN_GEBRUIK || (verbouwing && status == STATUS_VERBOUWING));
    if (pc.n == 6 && pc.p[4] >= 'A' && pc.p[4] <= 'Z' && pc.p[5] >= 'A' && pc.p[5] <= 'Z')
        r->postcode = (uint32_t)((pc.p[0] - '0') * 1000 + (pc.p[1] - '0') * 100 + (pc.p[2] - '0') * 10 +
                                 pc.p[3] - '0') *
                          676 +
                      (uint32_t)(pc.p[4] - 'A') * 26 + (uint32_t)(pc.p[5] - 'A');
    if (!los_is_null(v, NUMMER))
        r->huisnummer = (uint32_t)los_int(v, NUMMER);
    (void)gpkg_punt(los_blob(v, GEOM), &r->x, &r->y);
    r->buurt = gemeente(s, o, los_blob(v, BRON), r);
    stand_merk(s, r);
    u->zonder_pand += r->pand == UINT64_MAX;
    for (int m = 0; m < MERKEN; m++)
        u->merk[m] += *stand_smal(r, K_MERK) >> m & 1;
}

/* How many existing objects a pand has is in its own table; plans and what is gone are counted there too, so
 * it is counted again here, over the rows themselves. A pand's place: open addressing, by its first row. */
static size_t pand_plek(const struct stand *s, const uint32_t *eerste, size_t maat, uint64_t pand)
{
    size_t i = (size_t)(pand * 0x9E3779B97F4A7C15ULL >> 20) & (maat - 1);

    while (eerste[i] && s->rij[eerste[i] - 1].pand != pand)
        i = (i + 1) & (maat - 1);
    return i;
}

static int panden(struct stand *s, struct err *e)
{
    size_t maat = 64;
    uint32_t *eerste, *n;
    bool er;

    while (maat < s->n * 2)
        maat *= 2;
    eerste = calloc(maat, sizeof *eerste);
    n = calloc(maat, sizeof *n);
    for (uint64_t i = 0; eerste && n && i < s->n; i++) {
        size_t k;

        if (s->rij[i].pand == UINT64_MAX)
            continue;
        k = pand_plek(s, eerste, maat, s->rij[i].pand);
        eerste[k] = eerste[k] ? eerste[k] : (uint32_t)i + 1;
        n[k] += *stand_smal(&s->rij[i], K_STATUS) <= STATUS_VERBOUWING;
    }
    for (uint64_t i = 0; eerste && n && i < s->n; i++) {
        uint32_t tel;

        if (s->rij[i].pand == UINT64_MAX)
            continue;
        tel = n[pand_plek(s, eerste, maat, s->rij[i].pand)];
        *stand_breed(&s->rij[i], K_OBJECTEN) = (uint16_t)(tel > 65534 ? 65534 : tel);
        *stand_smal(&s->rij[i], K_MEERGEZINS) = tel >= 2;
    }
    er = eerste && n;
    free(n);
    free(eerste);
    return er ? OK : err_set(e, ERR_ENV, "het geheugen is op");
}

int baglicht_lees(struct stand *s, const char *pad, bool verbouwing, struct baglicht_uitslag *ret,
                  struct err *e)
{
    struct los_vraag *v = NULL;
    struct onthouden o = {0};
    struct los *l = NULL;
    int rc = los_open(&l, pad, e);

    *ret = (struct baglicht_uitslag){0};
    if (!rc)
        rc = utf8_eis(l, e);
    if (!rc && (rc = los_vraag(l, sql_vbo, &v, e)))
        err_prefix(e, "verwacht de tabel verblijfsobject van bag-light.gpkg (PDOK); ");
    while (!rc && (rc = los_stap(v, e)) == 1) {
        int status = woord(vbo_status, &o.vbo, los_blob(v, STATUS));
        struct stand_rij *r;

        rc = OK;
        ret->gelezen++;
        if (status < 0) {
            ret->beeindigd++;
            continue;
        }
        rc = stand_rijen(s, 1, &r, e);
        if (!rc)
            rij(s, &o, v, status, verbouwing, r, ret);
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
