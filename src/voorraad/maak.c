/* SPDX-License-Identifier: EUPL-1.2
 * A made-up country: real gemeenten, made-up wijken, buurten, buildings and homes in proportions that look
 * like the Netherlands (docs/methoden/voorraad.md gives them with their sources). Every buurt has a stream of
 * random numbers of its own, so that threads and machines all make the same. */
#include "voorraad/stand.h"

#include "base/philox.h"
#include "base/ploeg.h"
#include "kaart/kaart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUURT_WONINGEN = 690,
    WIJK_BUURTEN = 4,
    VAK_RAND = 1000,     /* metres between the edge of a square of the tile map and its gemeente */
    VAK_SPEEL = 1500000, /* millimetres within which its corner lies; 32 buurten beside each other fit */
};

struct buurt { /* what its homes have in common */
    uint32_t nummer, gemeente, n;
    uint64_t eerste;
    uint32_t x, y;
};

struct maak {
    struct stand *s;
    struct stand_rij *rij;
    const struct buurt *buurt;
    uint64_t zaad;
};

static bool kans(struct philox *p, double deel)
{
    return philox_deel(p) < deel;
}

/* About normal: the sum of four. */
static double klok(struct philox *p, double midden, double spreiding)
{
    return midden +
           (philox_deel(p) + philox_deel(p) + philox_deel(p) + philox_deel(p) - 2) * 1.732 * spreiding;
}

static uint16_t geheel(double v, double laag, double hoog)
{
    return (uint16_t)(v < laag ? laag : v > hoog ? hoog : v);
}

struct pand { /* a building being filled */
    uint64_t id;
    uint32_t x, y, postcode, huisnummer;
    unsigned eenheden, lagen;
    uint16_t bouwjaar;
    bool lift, corporatie, cluster, ontmoeting, wlz;
    uint8_t aandeel;
    bool in_register; /* does the owner deliver what the BAG does not know? */
};

static struct pand pand_maak(struct philox *p, const struct buurt *b, double hoogbouw, double corporatie,
                             double jaar, uint32_t volg)
{
    struct pand x = {.eenheden = 1, .lagen = 1};

    x.bouwjaar = geheel(klok(p, jaar, 12), 1650, 2025);
    if (kans(p, hoogbouw)) { /* per building, not per home */
        x.lagen = 2 + philox_tot(p, kans(p, 0.15) ? 14 : 4);
        x.eenheden = x.lagen * (2 + philox_tot(p, 8));
    }
    x.lift = x.lagen > 4 || (x.lagen > 2 && x.bouwjaar > 1985 && kans(p, 0.7));
    x.corporatie = kans(p, x.eenheden > 1 ? corporatie * 1.6 : corporatie * 0.8);
    x.in_register = x.corporatie ? kans(p, 0.9) : kans(p, 0.05);
    x.cluster = x.eenheden >= 8 && kans(p, 0.08);
    x.ontmoeting = x.cluster && kans(p, 0.75);
    x.wlz = x.ontmoeting && kans(p, 0.35);
    x.aandeel = (uint8_t)(x.cluster ? 30 + philox_tot(p, 71) : 0);
    x.x = b->x + philox_tot(p, 800000);
    x.y = b->y + philox_tot(p, 800000);
    x.postcode = (1000 + b->nummer % 9000) * 676 + philox_tot(p, 676);
    x.huisnummer = 1 + philox_tot(p, 250);
    x.id = ((uint64_t)b->gemeente * 100 + 10) * 10000000000ULL + (uint64_t)b->nummer % 100000 * 100000 + volg;
    return x;
}

/* What only registers of owners know: unknown for most homes. */
static void register_vul(struct philox *p, struct stand_rij *r, const struct pand *x, unsigned laag)
{
    static const uint8_t labels_trap[] = {0, 2}, labels_vlak[] = {4, 4, 5, 5, 6, 7};
    bool bereikbaar = laag == 0 || x->lift;
    bool vlak = x->eenheden > 1 || kans(p, 0.12);

    *stand_smal(r, K_EIGENAAR) = x->corporatie ? 0 : kans(p, x->eenheden > 1 ? 0.6 : 0.93) ? 1 : 2;
    if (!x->in_register)
        return;
    *stand_smal(r, K_VERDIEPING) = (uint8_t)laag;
    *stand_smal(r, K_LIFT) = x->lift;
    *stand_smal(r, K_ZELFSTANDIG) = !kans(p, 0.02);
    *stand_smal(r, K_BEREIKBAAR) = bereikbaar;
    *stand_smal(r, K_GELIJKVLOERS) = vlak;
    if (kans(p, 0.7))
        *stand_smal(r, K_TOEGANKELIJKHEID) =
            bereikbaar && vlak ? labels_vlak[philox_tot(p, 6)] : labels_trap[vlak];
    if (kans(p, 0.4))
        *stand_smal(r, K_BAT) = (uint8_t)(bereikbaar && vlak ? 1 + philox_tot(p, 5) : 0);
    *stand_smal(r, K_ONTMOETINGSRUIMTE) = x->ontmoeting;
    *stand_smal(r, K_WLZ) = x->wlz;
    *stand_smal(r, K_AANDEEL_55PLUS) = x->aandeel;
    *stand_breed(r, K_CLUSTERWONINGEN) = (uint16_t)(x->cluster ? x->eenheden : 0);
}

static void rij_vul(struct maak *m, struct philox *p, const struct buurt *b, const struct pand *x,
                    unsigned eenheid, uint32_t volg, struct stand_rij *r)
{
    bool woon = !kans(p, x->eenheden > 1 ? 0.06 : 0.14);
    unsigned laag = eenheid * x->lagen / x->eenheden;

    r->id = ((uint64_t)b->gemeente * 100 + 1) * 10000000000ULL + (uint64_t)b->nummer % 100000 * 100000 + volg;
    r->pand = x->id;
    r->x = x->x;
    r->y = x->y;
    r->postcode = x->postcode;
    r->huisnummer = x->huisnummer + eenheid * 2;
    r->buurt = b->nummer;
    *stand_breed(r, K_BOUWJAAR) = kans(p, 0.0004) ? 1005 : x->bouwjaar;
    *stand_breed(r, K_OPPERVLAKTE) = kans(p, 0.001)    ? 1
                                     : x->eenheden > 1 ? geheel(klok(p, 78, 22), 18, 400)
                                                       : geheel(klok(p, 128, 38), 35, 900);
    *stand_breed(r, K_OBJECTEN) = (uint16_t)x->eenheden;
    *stand_smal(r, K_STATUS) = (uint8_t)(kans(p, 0.97)  ? STATUS_IN_GEBRUIK
                                         : kans(p, 0.3) ? STATUS_NIET_INGEMETEN
                                         : kans(p, 0.4) ? STATUS_VERBOUWING
                                         : kans(p, 0.2) ? STATUS_BUITEN_GEBRUIK
                                                        : STATUS_GEVORMD);
    *stand_smal(r, K_WONING) = woon && *stand_smal(r, K_STATUS) <= STATUS_BUITEN_GEBRUIK;
    *stand_smal(r, K_ANDERE_FUNCTIE) = !woon || kans(p, 0.02);
    *stand_smal(r, K_PANDSTATUS) = 3;
    *stand_smal(r, K_MEERGEZINS) = x->eenheden > 1;
    if (woon)
        register_vul(p, r, x, laag);
    stand_merk(m->s, r);
}

static void buurt_maak(void *ctx, size_t i, int lid)
{
    struct maak *m = ctx;
    const struct buurt *b = &m->buurt[i];
    struct philox p;
    double hoogbouw, corporatie, jaar;
    uint32_t panden = 0;

    (void)lid;
    philox_init(&p, m->zaad, i + 1);
    hoogbouw = kans(&p, 0.3) ? 0.05 + philox_deel(&p) * 0.35 : philox_deel(&p) * 0.03;
    corporatie = kans(&p, 0.2) ? 0.5 : 0.05 + philox_deel(&p) * 0.4;
    jaar = kans(&p, 0.15) ? 1890 + philox_tot(&p, 55) : 1950 + philox_tot(&p, 72);
    for (uint32_t k = 0; k < b->n;) {
        struct pand x = pand_maak(&p, b, hoogbouw, corporatie, jaar, ++panden);

        if (x.eenheden > b->n - k) { /* what is left of the buurt is one building */
            x.eenheden = b->n - k;
            x.lagen = x.lagen < x.eenheden ? x.lagen : x.eenheden;
            x.cluster = x.cluster && x.eenheden >= 8;
        }
        for (unsigned u = 0; u < x.eenheden; u++, k++)
            rij_vul(m, &p, b, &x, u, k + 1, &m->rij[b->eerste + k]);
    }
}

/* Dwellings of a gemeente of middling size: 8.0 million in 342 (CBS, 2022). */
#define GEMIDDELD 23400.0

/* How many homes each gemeente has: as many as it really has where that is known, else a few large ones and
 * many small, by its place in the list; all in proportion to how many are asked. */
static void verdeel(const struct gemeente_ref *const *g, size_t n, uint64_t woningen, uint64_t zaad,
                    uint64_t *ret)
{
    double som = 0, *deel = calloc(n, sizeof *deel);
    uint64_t gegeven = 0;

    for (size_t i = 0; i < n && deel; i++) {
        struct philox p;
        double u;

        philox_init(&p, zaad, 1ULL << 40 | (uint64_t)str_sub(g[i]->code, 2, 6).p[0] << 24 | i);
        u = philox_deel(&p);
        deel[i] = 0.35 + 1.3 * u * u + (u > 0.97 ? 12 * (u - 0.97) / 0.03 : 0);
        if (g[i]->woningen > 0)
            deel[i] = (double)g[i]->woningen / GEMIDDELD;
        som += deel[i];
    }
    for (size_t i = 0; i < n; i++) {
        ret[i] = i + 1 == n ? woningen - gegeven
                 : deel     ? (uint64_t)((double)woningen * deel[i] / som)
                            : woningen / n;
        gegeven += ret[i];
    }
    free(deel);
}

static void buurten_leg(struct stand *s, const struct gemeente_ref *const *g, size_t n,
                        const uint64_t *woningen, uint64_t zaad, struct buurt *ret, size_t *ret_n)
{
    uint64_t eerste = 0;
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t buurten = (uint32_t)(woningen[i] / BUURT_WONINGEN) + 1, over = (uint32_t)woningen[i];
        struct philox p;
        uint32_t gx, gy, per_wijk;

        philox_init(&p, zaad, 1ULL << 41 | i);
        per_wijk =
            WIJK_BUURTEN > buurten / 95 + 1 ? WIJK_BUURTEN : buurten / 95 + 1; /* wijken have two digits */
        gx = 30000000 + philox_tot(&p, 220000000); /* anywhere in the square of the country … */
        gy = 320000000 + philox_tot(&p, 280000000);
        if (g[i]->heeft_vak) { /* … or where the tile map has it, so that a map of what is made up makes sense
                                */
            gx = (uint32_t)(KAART_VAK_X + KAART_VAK * g[i]->kolom + VAK_RAND) * 1000 + gx % VAK_SPEEL;
            gy = (uint32_t)(KAART_VAK_Y - KAART_VAK * (g[i]->rij + 1) + VAK_RAND) * 1000 + gy % VAK_SPEEL;
        }
        for (uint32_t b = 0; b < buurten && over; b++) {
            struct str nr = str_sub(g[i]->code, 2, 6);
            uint32_t m =
                b + 1 == buurten ? over : over / (buurten - b) / 2 + philox_tot(&p, over / (buurten - b) + 1);
            struct stand_buurt naam = {
                .code = {STR("NL01"), g[i]->provincie, g[i]->code,
                         str_fmt(&s->a, "WK%.*s%02u", STR_ARG(nr), b / per_wijk),
                         str_fmt(&s->a, "BU%.*s%02u%02u", STR_ARG(nr), b / per_wijk, b % per_wijk)},
                .naam = {STR("Nederland"), provincie_naam(g[i]->provincie), g[i]->naam,
                         str_fmt(&s->a, "Verzonnen wijk %02u", b / per_wijk),
                         str_fmt(&s->a, "Verzonnen buurt %u", b + 1)}};

            m = m < 1 ? 1 : m > over ? over : m;
            ret[k] = (struct buurt){.nummer = (uint32_t)k,
                                    .gemeente = (uint32_t)strtoul(str_cstr(&s->a, nr), NULL, 10),
                                    .n = m,
                                    .eerste = eerste,
                                    .x = gx + b % 32 * 900000 / 4,
                                    .y = gy + b / 32 * 900000 / 4};
            ret[k].nummer = stand_buurt(s, &naam);
            k++;
            eerste += m;
            over -= m;
        }
    }
    *ret_n = k;
}

int stand_maak(struct stand *s, uint64_t n, uint64_t zaad, struct str provincie, int draden, struct err *e)
{
    const struct gemeente_ref *ref;
    VEC(const struct gemeente_ref *) g = {0};
    struct maak m = {.s = s, .zaad = zaad};
    struct buurt *buurt;
    uint64_t *woningen;
    size_t n_ref, n_buurten;
    int rc = gemeenten_ref(&s->a, &ref, &n_ref, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < n_ref; i++)
        if (ref[i].van <= s->peildatum && s->peildatum < ref[i].tot &&
            (!provincie.n || str_eq(provincie, ref[i].provincie)))
            VEC_PUSH(&s->a, &g, &ref[i]);
    if (!g.n)
        return err_set(e, ERR_DATA, "er zijn geen gemeenten in “%.*s” op deze peildatum", STR_ARG(provincie));
    woningen = ARENA_ARRAY(&s->a, uint64_t, g.n);
    verdeel(g.at, g.n, n, zaad, woningen);
    buurt = ARENA_ARRAY(&s->a, struct buurt, n / BUURT_WONINGEN + g.n + 1);
    buurten_leg(s, g.at, g.n, woningen, zaad, buurt, &n_buurten);
    rc = stand_rijen(s, n, &m.rij, e);
    if (rc)
        return rc;
    s->verzonnen = true;
    m.buurt = buurt;
    ploeg_doe(draden, n_buurten, buurt_maak, &m);
    buf_fmt(
        &s->herkomst,
        "VERZONNEN: %llu verblijfsobjecten, gemaakt met zaad %llu; gemeenten zijn echt, al het andere niet\n",
        (unsigned long long)n, (unsigned long long)zaad);
    return OK;
}
