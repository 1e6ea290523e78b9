/* SPDX-License-Identifier: EUPL-1.2
 * The sums against brute force: thousands of made-up worlds, every area, several dates; and the same rule by
 * rule in small. The brute force asks for each area and each observation how much of it counts, without any
 * of the shortcuts of optellen.c. */
#include "wereld.h"

#include "cijfer/cijfer_intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OBS = 90, PERIODEN = 4, WERELDEN = 4000 };

static const struct bron bron = {.id = 1, .code = STR_INIT("bron-a")};

struct proef {
    struct wereld w;
    struct waarneming obs[OBS];
    size_t n;
    date_t d;
    bool elke;
    int64_t aandeel[W_GEMEENTEN][W_GEMEENTEN];
    bool telt[OBS]; /* not vervallen, not a derived nought beside a figure */
};

static size_t index_van(const struct waarneming *o)
{
    return o->gebied->index;
}

static bool zelfde_periode(const struct proef *p, size_t i, size_t k)
{
    return !p->elke || p->obs[i].periode_tot == p->obs[k].periode_tot;
}

/* Is what is known of the area in this period nothing but noughts beside what was withheld? */
static bool alleen_nul(const struct proef *p, size_t i)
{
    bool dicht = false;

    for (size_t k = 0; k < p->n; k++) {
        const struct waarneming *y = &p->obs[k];

        if (y->gebied != p->obs[i].gebied || !zelfde_periode(p, i, k) || y->status == STATUS_VERVALLEN)
            continue;
        if (!y->ontbreekt && y->waarde)
            return false;
        dicht = dicht || y->ontbreekt == ONTBREEKT_ONDERDRUKT;
    }
    return dicht;
}

static void telt_bepaal(struct proef *p)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct waarneming *x = &p->obs[i];

        p->telt[i] = x->status != STATUS_VERVALLEN && (x->ontbreekt || !alleen_nul(p, i));
        for (size_t k = 0; (x->vlag & VLAG_AFGELEID_NUL) && k < p->n; k++) {
            const struct waarneming *y = &p->obs[k];

            if (y->gebied == x->gebied && zelfde_periode(p, i, k) && y->status != STATUS_VERVALLEN &&
                !y->ontbreekt && !(y->vlag & VLAG_AFGELEID_NUL))
                p->telt[i] = false;
        }
    }
}

/* How much of an observation counts for an area, in parts per million; -1 when it has nothing to do with it.
 */
static int64_t gewicht_voor(const struct proef *p, size_t i, size_t gebied, bool rechtstreeks)
{
    size_t g = index_van(&p->obs[i]);
    int64_t som = -1;

    if (!p->telt[i])
        return -1;
    if (rechtstreeks)
        return g == gebied && g >= p->w.n_gemeenten ? GEWICHT_HEEL : -1;
    if (g >= p->w.n_gemeenten || (p->obs[i].ontbreekt && !w_geldig(&p->w, g, p->obs[i].periode_tot)))
        return -1;
    for (size_t m = 0; m < p->w.n_gemeenten; m++)
        if (p->aandeel[g][m] && w_ligt_in(&p->w, m, gebied, p->d))
            som = (som < 0 ? 0 : som) + p->aandeel[g][m];
    return som;
}

static int64_t half_op(__int128 som)
{
    __int128 boven = 2 * som + GEWICHT_HEEL, q = boven / (2 * GEWICHT_HEEL);

    return (int64_t)(q * (2 * GEWICHT_HEEL) > boven ? q - 1 : q);
}

static bool heeft_cijfer(const struct proef *p, size_t g, date_t periode)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->telt[i] && index_van(&p->obs[i]) == g && !p->obs[i].ontbreekt &&
            (!p->elke || p->obs[i].periode_tot == periode))
            return true;
    return false;
}

/* An area that existed at the end of a period should have a figure of it, unless an area that came after it
 * has it in its place. */
static bool mist(const struct proef *p, size_t g, date_t periode)
{
    if (heeft_cijfer(p, g, periode) || !w_geldig(&p->w, g, periode))
        return false;
    for (size_t m = 0; m < p->w.n_gemeenten; m++)
        if (m != g && p->aandeel[g][m] && heeft_cijfer(p, m, periode) && !w_geldig(&p->w, m, periode))
            return false;
    return true;
}

static void tel_verwacht(const struct proef *p, size_t gebied, int *aanwezig, int *verwacht)
{
    date_t nieuwste = 0;

    for (size_t i = 0; i < p->n; i++)
        if (p->obs[i].status != STATUS_VERVALLEN && p->obs[i].periode_tot > nieuwste)
            nieuwste = p->obs[i].periode_tot;
    if (!nieuwste)
        nieuwste = p->d;
    *aanwezig = *verwacht = 0;
    for (size_t g = 0; g < p->w.n_gemeenten; g++) {
        bool hier = false, heel = heeft_cijfer(p, g, nieuwste);

        for (size_t m = 0; m < p->w.n_gemeenten; m++)
            hier = hier || (p->aandeel[g][m] && w_ligt_in(&p->w, m, gebied, p->d));
        if (!hier || (!heel && !mist(p, g, nieuwste)))
            continue;
        for (size_t i = 0; p->elke && i < p->n;
             i++) /* every other period, every gemeente that came to lie where g lies now */
            for (size_t v = 0; p->obs[i].status != STATUS_VERVALLEN && p->obs[i].periode_tot != nieuwste &&
                               v < p->w.n_gemeenten;
                 v++)
                for (size_t m = 0; m < p->w.n_gemeenten; m++)
                    if (p->aandeel[g][m] && p->aandeel[v][m] && mist(p, v, p->obs[i].periode_tot))
                        heel = false;
        *verwacht += 1;
        *aanwezig += heel;
    }
}

static struct cijfer_uitkomst bruut(const struct proef *p, const struct doel *doel)
{
    struct cijfer_uitkomst u = {.gebied = doel->gebied};
    size_t gebied = doel->gebied->index, n = 0;
    __int128 som[2] = {0, 0};
    unsigned redenen = 0;
    bool heel = doel->leden.n == doel->leden_heel, echt = false;

    for (size_t i = 0; heel && i < p->n; i++)
        u.rechtstreeks = u.rechtstreeks || (gewicht_voor(p, i, gebied, true) > 0 && !p->obs[i].ontbreekt);
    for (size_t i = 0; i < p->n; i++) {
        const struct waarneming *o = &p->obs[i];
        int64_t direct = heel ? gewicht_voor(p, i, gebied, true) : -1,
                deel = gewicht_voor(p, i, gebied, false);
        int64_t x = u.rechtstreeks ? direct : deel;

        if ((direct > 0 || deel > 0) && o->ontbreekt)
            redenen |= 1u << o->ontbreekt;
        if (x > 0 && o->ontbreekt == ONTBREEKT_ONDERDRUKT)
            u.vlag |= VLAG_DEEL_ONDERDRUKT;
        if (x < 0 || o->ontbreekt)
            continue;
        som[o->grens] += (__int128)o->waarde * x;
        u.heeft = true;
        echt = echt || !(o->vlag & VLAG_AFGELEID_NUL);
        u.vlag |= o->vlag;
        if (!u.rechtstreeks)
            for (size_t m = 0; m < p->w.n_gemeenten; m++) {
                int64_t aandeel = p->aandeel[index_van(o)][m];

                if (aandeel && aandeel != GEWICHT_HEEL && w_ligt_in(&p->w, m, gebied, p->d))
                    u.vlag |= VLAG_OMGEREKEND;
            }
        if (o->status > u.status)
            u.status = o->status;
        if (!n || o->periode_van < u.periode_van)
            u.periode_van = o->periode_van;
        if (o->periode_tot > u.periode_tot)
            u.periode_tot = o->periode_tot;
        n++;
    }
    if (echt && !u.rechtstreeks)
        u.vlag &= ~(unsigned)VLAG_AFGELEID_NUL;
    tel_verwacht(p, gebied, &u.aanwezig, &u.verwacht);
    if (u.rechtstreeks)
        u.aanwezig = u.verwacht = 1;
    if (!u.heeft) {
        u.ontbreekt = redenen == 1u << ONTBREEKT_NVT          ? ONTBREEKT_NVT
                      : redenen == 1u << ONTBREEKT_ONDERDRUKT ? ONTBREEKT_ONDERDRUKT
                                                              : ONTBREEKT_NIET_GELEVERD;
        return u;
    }
    u.waarde = half_op(som[0]);
    u.buiten_deels = half_op(som[1]);
    return u;
}

static date_t dag(struct wereld *w)
{
    return (date_t)(20170601 + 10000 * (int)w_getal(w, 11));
}

static void waarneming_verzin(struct proef *p, struct waarneming *o, int64_t id)
{
    struct wereld *w = &p->w;
    int jaar = 2017 + (int)w_getal(w, p->elke ? PERIODEN : 10);
    bool regio = w_kans(w, 8);

    *o = (struct waarneming){.id = id,
                             .levering = 1 + (int64_t)w_getal(w, 2),
                             .definitieset = 1,
                             .bron = &bron,
                             .blad = (int16_t)w_getal(w, 2),
                             .rij = (int32_t)w_getal(w, 12) + 1,
                             .kolom = 2,
                             .periode_van = jaar * 10000 + 101,
                             .periode_tot = jaar * 10000 + 1231};
    o->gebied = &w->g->gebied[regio ? w->n_gemeenten + w_getal(w, W_REGIOS + 1) : w_getal(w, w->n_gemeenten)];
    o->status = (unsigned char)(w_kans(w, 5)    ? STATUS_VERVALLEN
                                : w_kans(w, 50) ? STATUS_GEEN
                                                : w_getal(w, STATUS_VERVALLEN));
    o->grens = w_kans(w, 20);
    o->waarde = (int64_t)w_getal(w, 1200) - 150;
    if (w_kans(w, 12))
        o->ontbreekt = (unsigned char)(1 + w_getal(w, 3));
    else if (w_kans(w, 10))
        o->vlag |= VLAG_AFGELEID_NUL;
    if (o->ontbreekt || (o->vlag & VLAG_AFGELEID_NUL))
        o->waarde = 0;
    if (w_kans(w, 25))
        o->vlag |= VLAG_VERTROUWELIJK;
    if (w_kans(w, 5))
        o->vlag |= VLAG_ONGEVEER;
}

/* A division that people have is one of a bron, of several periods and most gemeenten; and some rows of
 * anything. */
static void waarnemingen_verzin(struct proef *p)
{
    struct wereld *w = &p->w;
    unsigned dekking = 40 + (unsigned)w_getal(w, 61);

    p->n = 0;
    if (w_kans(w, 3))
        return;
    for (int jaar = 2018; jaar < 2018 + (p->elke ? 2 : 1); jaar++)
        for (size_t g = 0; g < w->n_gemeenten && p->n < OBS; g++)
            if (w_geldig(w, g, jaar * 10000 + 1231) && w_kans(w, dekking)) {
                waarneming_verzin(p, &p->obs[p->n], (int64_t)p->n + 1);
                p->obs[p->n].gebied = &w->g->gebied[g];
                p->obs[p->n].periode_van = jaar * 10000 + 101;
                p->obs[p->n++].periode_tot = jaar * 10000 + 1231;
            }
    for (size_t meer = w_getal(w, 25); meer && p->n < OBS; meer--, p->n++)
        waarneming_verzin(p, &p->obs[p->n], (int64_t)p->n + 1);
}

static void proef_maak(struct proef *p, uint64_t nummer, bool elke)
{
    memset(p, 0, sizeof *p);
    p->elke = elke;
    wereld_maak(&p->w, nummer);
    p->d = dag(&p->w);
    waarnemingen_verzin(p);
    for (size_t g = 0; g < p->w.n_gemeenten; g++)
        for (size_t m = 0; m < p->w.n_gemeenten; m++)
            p->aandeel[g][m] = w_aandeel(&p->w, g, m, p->d);
    telt_bepaal(p);
}

/* All areas there are on d, and now and then only a part of one. */
static size_t doelen_verzin(struct proef *p, struct arena *a, struct doel *doelen)
{
    size_t n = 0;

    for (size_t i = p->w.g->n; i-- > 0;) { /* NL01 first: it is the one that bijdragen are gathered for */
        struct gebied_lijst leden = gebied_leden(p->w.g, a, &p->w.g->gebied[i], p->d);

        doelen[n++] = (struct doel){&p->w.g->gebied[i], leden, leden.n};
    }
    return n;
}

static void vergelijk(const struct proef *p, const struct cijfer_uitkomst *u, const struct doel *doel,
                      uint64_t nummer)
{
    struct cijfer_uitkomst b = bruut(p, doel);

    if (u->heeft != b.heeft || u->waarde != b.waarde || u->buiten_deels != b.buiten_deels ||
        u->aanwezig != b.aanwezig || u->verwacht != b.verwacht || u->rechtstreeks != b.rechtstreeks ||
        (!b.heeft && u->ontbreekt != b.ontbreekt) ||
        (b.heeft && (u->status != b.status || u->vlag != b.vlag)) ||
        (b.heeft && (u->periode_van != b.periode_van || u->periode_tot != b.periode_tot)))
        fail_msg("wereld %llu%s, %.*s op %d: heeft %d/%d, waarde %lld/%lld, buiten %lld/%lld, aanwezig "
                 "%d/%d, verwacht %d/%d, ontbreekt %d/%d, status %d/%d, "
                 "vlag %x/%x, rechtstreeks %d/%d, periode %d/%d",
                 (unsigned long long)nummer, p->elke ? " (elke periode)" : "", STR_ARG(u->gebied->code), p->d,
                 u->heeft, b.heeft, (long long)u->waarde, (long long)b.waarde, (long long)u->buiten_deels,
                 (long long)b.buiten_deels, u->aanwezig, b.aanwezig, u->verwacht, b.verwacht, u->ontbreekt,
                 b.ontbreekt, u->status, b.status, u->vlag, b.vlag, u->rechtstreeks, b.rechtstreeks,
                 u->periode_tot, b.periode_tot);
    if (u->cijfer_id &&
        (u->waarde != p->obs[u->cijfer_id - 1].waarde || p->obs[u->cijfer_id - 1].gebied != u->gebied))
        fail_msg("wereld %llu: cijfer %lld is niet dit cijfer", (unsigned long long)nummer,
                 (long long)u->cijfer_id);
}

static void bijdragen_kloppen(const struct cijfer_uitkomst *u, const struct bijdrage_lijst *b,
                              uint64_t nummer)
{
    __int128 som[2] = {0, 0};

    for (size_t i = 0; i < b->n; i++)
        som[b->at[i].waarneming->grens] += (__int128)b->at[i].waarneming->waarde * b->at[i].gewicht;
    if (u->heeft && (half_op(som[0]) != u->waarde || half_op(som[1]) != u->buiten_deels))
        fail_msg("wereld %llu: de onderdelen tellen niet op tot het cijfer", (unsigned long long)nummer);
}

static void beproef(uint64_t nummer, bool elke)
{
    static struct proef p;
    static struct doel doelen[W_GEBIEDEN];
    static struct cijfer_uitkomst uit[W_GEBIEDEN];
    struct bijdrage_lijst bijdragen = {0};
    size_t n, verloren, kwijt = 0;
    struct arena a;

    arena_init(&a, 0);
    proef_maak(&p, nummer, elke);
    n = doelen_verzin(&p, &a, doelen);
    verloren = waarnemingen_tel_op(p.w.g, &a, p.obs, p.n, p.d, elke, doelen, n, uit, &bijdragen);
    for (size_t i = 0; i < n; i++)
        vergelijk(&p, &uit[i], &doelen[i], nummer);
    bijdragen_kloppen(&uit[0], &bijdragen, nummer);
    for (size_t i = 0; i < p.n; i++) {
        size_t g = index_van(&p.obs[i]), m = 0;

        while (m < p.w.n_gemeenten && g < p.w.n_gemeenten && !p.aandeel[g][m])
            m++;
        kwijt += p.telt[i] && !p.obs[i].ontbreekt && g < p.w.n_gemeenten && m == p.w.n_gemeenten;
    }
    assert_int_equal(verloren, kwijt);
    wereld_klaar(&p.w);
    arena_done(&a);
}

static void sums_over_any_world_equal_brute_force(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < WERELDEN; i++)
        beproef(i, false);
}

static void flows_over_any_world_equal_brute_force(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < WERELDEN; i++)
        beproef(i, true);
}

/* What every figure of a world adds up to is the same however the land is cut, when nothing lies outside the
 * indeling. */
static void regions_of_an_indeling_add_up_to_the_whole(void **state)
{
    (void)state;
    for (uint64_t nummer = 0; nummer < 500; nummer++) {
        static struct proef p;
        struct cijfer_uitkomst uit[W_GEBIEDEN];
        struct doel doelen[W_GEBIEDEN];
        struct arena a;
        int64_t regios = 0, gemeenten = 0;
        size_t n;

        arena_init(&a, 0);
        proef_maak(&p, nummer, false);
        for (size_t i = 0; i < p.n; i++) { /* whole homes: no rounding, nothing hidden, nothing for regions */
            p.obs[i].waarde *= 1000000;
            p.obs[i].vlag = 0;
            if (index_van(&p.obs[i]) >= p.w.n_gemeenten)
                p.obs[i].status = STATUS_VERVALLEN;
        }
        n = doelen_verzin(&p, &a, doelen);
        (void)!waarnemingen_tel_op(p.w.g, &a, p.obs, p.n, p.d, false, doelen, n, uit, NULL);
        for (size_t i = 1; i < n; i++) {
            if (str_is(uit[i].gebied->soort, "een"))
                regios += uit[i].waarde + uit[i].buiten_deels;
            else if (gebied_is_gemeente(uit[i].gebied) && gebied_geldig(uit[i].gebied, p.d))
                gemeenten += uit[i].waarde + uit[i].buiten_deels;
        }
        assert_int_equal(gemeenten, uit[0].waarde + uit[0].buiten_deels);
        assert_int_equal(regios, uit[0].waarde + uit[0].buiten_deels);
        wereld_klaar(&p.w);
        arena_done(&a);
    }
}

/* A part of a region takes nothing from a figure of the whole. */
static void a_figure_of_a_whole_region_says_nothing_of_a_part(void **state)
{
    struct wereld w;
    struct arena a;
    struct cijfer_uitkomst u;
    struct waarneming o = {
        .id = 7, .bron = &bron, .waarde = 500, .periode_van = 20230101, .periode_tot = 20231231, .rij = 3};
    struct doel doel = {0};

    (void)state;
    arena_init(&a, 0);
    wereld_maak(&w, 1);
    o.gebied = &w.g->gebied[w.n_gemeenten + W_REGIOS];
    doel.gebied = o.gebied;
    doel.leden = gebied_leden(w.g, &a, o.gebied, 20231231);
    doel.leden_heel = doel.leden.n;
    (void)!waarnemingen_tel_op(w.g, &a, &o, 1, 20231231, false, &doel, 1, &u, NULL);
    assert_true(u.heeft && u.rechtstreeks && u.waarde == 500 && u.cijfer_id == 7);
    doel.leden.n--;
    (void)!waarnemingen_tel_op(w.g, &a, &o, 1, 20231231, false, &doel, 1, &u, NULL);
    assert_false(u.heeft);
    assert_int_equal(u.ontbreekt, ONTBREEKT_NIET_GELEVERD);
    wereld_klaar(&w);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_over_any_world_equal_brute_force),
        cmocka_unit_test(flows_over_any_world_equal_brute_force),
        cmocka_unit_test(regions_of_an_indeling_add_up_to_the_whole),
        cmocka_unit_test(a_figure_of_a_whole_region_says_nothing_of_a_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
