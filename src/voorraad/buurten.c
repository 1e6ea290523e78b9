/* SPDX-License-Identifier: EUPL-1.2
 * Wijk and buurt of each verblijfsobject, by the boundaries of a map file (the Wijk- en buurtkaart of CBS and
 * Kadaster): the area in which its place lies, by the even-odd rule, so that holes and pieces count as they
 * are drawn. Areas are found through squares of half a kilometre. */
#include "voorraad/bronnen.h"

#include "base/ploeg.h"
#include "tabel/geobestand.h"

#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum {
    VAKJE = 500,
    BREED = 700,
    HOOG = 800,
    NEGATIEF = 20000,
    STUK = 1 << 15
}; /* metres; squares; rows at a time */

struct vlak_buurt {
    struct str code, naam; /* BU09350001 */
    const double *xy;
    size_t n;
    double x0, y0, x1, y1;
    uint32_t buurt; /* in the stand */
};

struct buurten {
    struct stand *s;
    struct arena a;
    VEC(struct vlak_buurt) vlak;
    uint32_t *lijst, *vanaf; /* per square: its areas, lijst[vanaf[i] … vanaf[i + 1]) */
    struct tel {
        uint64_t gevonden, nergens, andere_gemeente;
    } tel[PLOEG_MAX];
};

/* ---- reading ---- */

static int kolom_vind(const struct tabel_rij *r, const char *const *namen)
{
    for (size_t k = 0; k < r->n; k++)
        for (size_t i = 0; namen[i]; i++)
            if (str_ieq(tabel_cel(r, k)->tekst, str_from(namen[i])))
                return (int)k;
    return -1;
}

static bool buurtcode(struct str s)
{
    bool goed = s.n == 10 && str_starts(s, STR("BU"));

    for (size_t i = 2; goed && i < s.n; i++)
        goed = s.p[i] >= '0' && s.p[i] <= '9';
    return goed;
}

static void vlak_bij(struct buurten *b, struct str code, struct str naam, const struct vorm *v)
{
    struct vlak_buurt x = {.code = str_dup(&b->a, code),
                           .naam = str_dup(&b->a, naam),
                           .n = v->n,
                           .x0 = 1e300,
                           .y0 = 1e300,
                           .x1 = -1e300,
                           .y1 = -1e300};
    double *xy = ARENA_ARRAY(&b->a, double, v->n + 1);

    memcpy(xy, v->xy, v->n * sizeof *xy);
    for (size_t i = 0; i + 1 < v->n; i += 2) {
        if (isnan(xy[i]))
            continue;
        x.x0 = fmin(x.x0, xy[i]), x.x1 = fmax(x.x1, xy[i]);
        x.y0 = fmin(x.y0, xy[i + 1]), x.y1 = fmax(x.y1, xy[i + 1]);
    }
    x.xy = xy;
    VEC_PUSH(&b->a, &b->vlak, x);
}

static int lees(struct buurten *b, struct str naam, struct str bytes, struct err *e)
{
    static const char *const codes[] = {"buurtcode", "BU_CODE", "statcode", "code", NULL}, *const namen[] = {
                                                                                               "buurtnaam",
                                                                                               "BU_NAAM",
                                                                                               "statnaam",
                                                                                               "naam", NULL};
    struct tabel_grens grens = {.geobestand = true, .bytes = (size_t)2 << 30, .punten = 40000000};
    struct tabel *t = NULL;
    struct tabel_rij r;
    int kolom = -1, naamkolom = -1, rc = tabel_open(&b->a, naam, bytes, grens, &t, e);

    if (!rc && !tabel_is_geobestand(t))
        rc = err_set(e, ERR_DATA,
                     "verwacht een kaartbestand met buurten (GeoPackage, shapefile in een zip, of GeoJSON)");
    for (size_t i = 0; !rc && kolom < 0 && i < tabel_n_bladen(t); i++) {
        rc = tabel_blad_kies(t, i, e);
        if (!rc && (rc = tabel_volgende(t, &r, e)) == 1) {
            kolom = kolom_vind(&r, codes);
            naamkolom = kolom_vind(&r, namen);
            rc = OK;
        }
        if (!rc && kolom >= 0 &&
            (rc = tabel_volgende(t, &r, e)) == 1) { /* a layer of gemeenten has such a column too */
            struct vorm v;

            rc = OK;
            tabel_vorm(t, &v);
            if (!buurtcode(tabel_cel(&r, (size_t)kolom)->tekst))
                kolom = -1;
            else if (v.soort == VORM_VLAK)
                vlak_bij(b, tabel_cel(&r, (size_t)kolom)->tekst,
                         naamkolom < 0 ? STR("") : tabel_cel(&r, (size_t)naamkolom)->tekst, &v);
        }
    }
    if (!rc && kolom < 0)
        rc = err_set(e, ERR_DATA, "geen laag heeft een kolom buurtcode met codes als BU09350001");
    while (!rc && (rc = tabel_volgende(t, &r, e)) == 1) {
        struct str code = tabel_cel(&r, (size_t)kolom)->tekst;
        struct vorm v;

        rc = OK;
        tabel_vorm(t, &v);
        if (v.fout)
            rc = err_set(e, ERR_DATA, "vorm %lld: %s", (long long)r.nummer, v.fout);
        else if (v.soort == VORM_VLAK && buurtcode(code))
            vlak_bij(b, code, naamkolom < 0 ? STR("") : tabel_cel(&r, (size_t)naamkolom)->tekst, &v);
    }
    tabel_close(t);
    if (!rc && !b->vlak.n)
        rc = err_set(e, ERR_DATA, "er staat geen enkele buurt met een vlak in");
    return rc;
}

/* ---- the squares ---- */

static int vakje(double v, int most)
{
    int i = (int)floor(v / VAKJE);

    return i < 0 ? 0 : i >= most ? most - 1 : i;
}

static void vakjes_maak(struct buurten *b)
{
    uint32_t *n = ARENA_ARRAY(&b->a, uint32_t, BREED * HOOG + 2), som = 0;

    for (int keer = 0; keer < 2; keer++) {
        for (size_t i = 0; i < b->vlak.n; i++) {
            const struct vlak_buurt *v = &b->vlak.at[i];

            for (int y = vakje(v->y0, HOOG); y <= vakje(v->y1, HOOG); y++)
                for (int x = vakje(v->x0 + NEGATIEF, BREED); x <= vakje(v->x1 + NEGATIEF, BREED); x++) {
                    size_t k = (size_t)y * BREED + (size_t)x;

                    if (keer)
                        b->lijst[n[k]++] = (uint32_t)i;
                    else
                        n[k]++;
                }
        }
        if (keer)
            break;
        b->vanaf = ARENA_ARRAY(&b->a, uint32_t, BREED * HOOG + 2);
        for (size_t k = 0; k < (size_t)BREED * HOOG; k++) {
            b->vanaf[k] = som;
            som += n[k];
            n[k] = b->vanaf[k];
        }
        b->vanaf[(size_t)BREED * HOOG] = som;
        b->lijst = ARENA_ARRAY(&b->a, uint32_t, som + 1);
    }
}

bool ringen_binnen(const double *xy, size_t n, double x, double y)
{
    bool binnen = false;

    for (size_t i = 0; i + 3 < n; i += 2) {
        double x1 = xy[i], y1 = xy[i + 1], x2 = xy[i + 2], y2 = xy[i + 3];

        if (isnan(x1) || isnan(x2))
            continue;
        if ((y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
            binnen = !binnen;
    }
    return binnen;
}

static const struct vlak_buurt *zoek(const struct buurten *b, const struct vlak_buurt *vorig, double x,
                                     double y)
{
    size_t k = (size_t)vakje(y, HOOG) * BREED + (size_t)vakje(x + NEGATIEF, BREED);

    if (vorig && x >= vorig->x0 && x <= vorig->x1 && y >= vorig->y0 && y <= vorig->y1 &&
        ringen_binnen(vorig->xy, vorig->n, x, y))
        return vorig; /* neighbours of a street come after each other */
    for (uint32_t i = b->vanaf[k]; i < b->vanaf[k + 1]; i++) {
        const struct vlak_buurt *v = &b->vlak.at[b->lijst[i]];

        if (v != vorig && x >= v->x0 && x <= v->x1 && y >= v->y0 && y <= v->y1 &&
            ringen_binnen(v->xy, v->n, x, y))
            return v;
    }
    return NULL;
}

static void stuk_doe(void *ctx, size_t i, int lid)
{
    struct buurten *b = ctx;
    struct stand *s = b->s;
    const struct vlak_buurt *v = NULL;

    for (uint64_t r = i * STUK; r < s->n && r < (i + 1) * STUK; r++) {
        struct stand_rij *x = &s->rij[r];

        if (x->x == UINT32_MAX) {
            b->tel[lid].nergens++;
            continue;
        }
        v = zoek(b, v, x->x / 1000.0, x->y / 1000.0);
        if (!v)
            b->tel[lid].nergens++;
        else if (memcmp(s->buurt.at[x->buurt].code[WZV_GEMEENTE].p + 2, v->code.p + 2, 4) != 0)
            b->tel[lid].andere_gemeente++;
        else {
            x->buurt = v->buurt;
            b->tel[lid].gevonden++;
        }
    }
}

/* The areas above a buurt: gemeente and provincie by the reference table, the wijk by its code. */
static void buurten_leg(struct buurten *b)
{
    struct stand *s = b->s;

    for (size_t i = 0; i < b->vlak.n; i++) {
        struct vlak_buurt *v = &b->vlak.at[i];
        struct str nr = str_sub(v->code, 2, 6);
        struct stand_buurt x = s->buurt.at[stand_gemeente(s, str_fmt(&b->a, "GM%.*s", STR_ARG(nr)))];

        x.code[WZV_WIJK] = str_fmt(&b->a, "WK%.*s", STR_ARG(str_sub(v->code, 2, 8)));
        x.naam[WZV_WIJK] = str_fmt(&b->a, "wijk %.*s", STR_ARG(str_sub(v->code, 6, 8)));
        x.code[WZV_BUURT] = v->code;
        x.naam[WZV_BUURT] = v->naam.n ? v->naam : v->code;
        v->buurt = stand_buurt(s, &x);
    }
}

int voorraad_buurten(struct stand *s, struct str naam, struct str bytes, int draden,
                     struct buurten_uitslag *ret, struct err *e)
{
    struct buurten *b = calloc(1, sizeof *b);
    unsigned char sha[crypto_hash_sha256_BYTES];
    char hex[sizeof sha * 2 + 1];
    int rc;

    if (!b)
        return err_set(e, ERR_ENV, "het geheugen is op");
    b->s = s;
    arena_init(&b->a, 0);
    rc = lees(b, naam, bytes, e);
    if (!rc) {
        vakjes_maak(b);
        buurten_leg(b);
        ploeg_doe(draden, (s->n + STUK - 1) / STUK, stuk_doe, b);
        *ret = (struct buurten_uitslag){.vlakken = b->vlak.n};
        for (int i = 0; i < PLOEG_MAX; i++) {
            ret->gevonden += b->tel[i].gevonden;
            ret->nergens += b->tel[i].nergens;
            ret->andere_gemeente += b->tel[i].andere_gemeente;
        }
        crypto_hash_sha256(sha, (const unsigned char *)bytes.p, bytes.n);
        sodium_bin2hex(hex, sizeof hex, sha, sizeof sha);
        buf_fmt(&s->herkomst,
                "buurten %.*s (SHA-256 %s): %zu vlakken; %llu verblijfsobjecten erin, %llu in geen, %llu in "
                "een buurt van een "
                "andere gemeente dan hun adres (buurt onbekend)\n",
                STR_ARG(naam), hex, ret->vlakken, (unsigned long long)ret->gevonden,
                (unsigned long long)ret->nergens, (unsigned long long)ret->andere_gemeente);
    }
    arena_done(&b->a);
    free(b);
    return rc ? err_prefix(e, "%.*s: ", STR_ARG(naam)) : OK;
}
