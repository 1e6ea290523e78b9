/* SPDX-License-Identifier: EUPL-1.2
 * See wereld.h. */
#include "wereld.h"

#include "gebied/gebied_intern.h"

#include <stdlib.h>
#include <string.h>

uint64_t w_getal(struct wereld *w, uint64_t minder_dan)
{
    uint64_t x = (w->dobbel += 0x9E3779B97F4A7C15u);

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return (x ^ (x >> 31)) % minder_dan;
}

bool w_kans(struct wereld *w, unsigned procent)
{
    return w_getal(w, 100) < procent;
}

bool w_geldig(const struct wereld *w, size_t gemeente, date_t d)
{
    return w->van[gemeente] <= d && d < w->tot[gemeente];
}

int64_t w_aandeel(const struct wereld *w, size_t van, size_t naar, date_t d)
{
    int64_t som = 0;

    if (d < w->van[van])
        return 0;
    if (w_geldig(w, van, d))
        return van == naar ? GEWICHT_HEEL : 0;
    for (size_t i = 0; i < w->n_stappen; i++)
        if (w->stap[i].van == van)
            som += w->stap[i].gewicht * w_aandeel(w, w->stap[i].naar, naar, d) / GEWICHT_HEEL;
    return som;
}

bool w_ligt_in(const struct wereld *w, size_t gemeente, size_t gebied, date_t d)
{
    if (gebied == gemeente)
        return true;
    if (gebied < w->n_gemeenten || !w_geldig(w, gemeente, d))
        return false;
    if (gebied == w->n_gemeenten + W_REGIOS)
        return true;
    for (size_t i = 0; i < w->n_leden; i++)
        if (w->lid[i].gemeente == gemeente && w->lid[i].regio == (int)(gebied - w->n_gemeenten) &&
            w->lid[i].van <= d && d < w->lid[i].tot)
            return true;
    return false;
}

static size_t gemeente_nieuw(struct wereld *w, date_t van)
{
    w->van[w->n_gemeenten] = van;
    w->tot[w->n_gemeenten] = DATE_OPEN;
    return w->n_gemeenten++;
}

static size_t levende(const struct wereld *w, date_t d, size_t ret[W_GEMEENTEN])
{
    size_t n = 0;

    for (size_t i = 0; i < w->n_gemeenten; i++)
        if (w_geldig(w, i, d))
            ret[n++] = i;
    return n;
}

static void stap_bij(struct wereld *w, date_t d, size_t van, size_t naar, int64_t gewicht)
{
    w->tot[van] = d;
    w->stap[w->n_stappen++] = (struct w_stap){d, van, naar, gewicht};
}

/* Two or three gemeenten go on as one: a new one, or one of them. */
static void voeg_samen(struct wereld *w, date_t d)
{
    size_t al[W_GEMEENTEN], n = levende(w, d, al), eerste = w_getal(w, n), hoeveel = 2 + w_getal(w, 2);
    bool nieuw = w_kans(w, 60);
    size_t naar = nieuw ? gemeente_nieuw(w, d) : al[eerste];

    for (size_t i = 0; i < hoeveel && i < n; i++)
        if (nieuw || i)
            stap_bij(w, d, al[(eerste + i) % n], naar, GEWICHT_HEEL);
}

/* One gemeente is divided over two or three others, new or there already, in tenths. */
static void splits(struct wereld *w, date_t d)
{
    size_t al[W_GEMEENTEN], n = levende(w, d, al), k = w_getal(w, n), delen = 2 + w_getal(w, 2), van = al[k];
    int64_t over = 10;

    for (size_t i = 0; i < delen; i++) {
        bool laatste = i + 1 == delen;
        int64_t tienden =
            laatste ? over : 1 + (int64_t)w_getal(w, (uint64_t)(over - (int64_t)(delen - i - 1)));
        size_t naar = w_kans(w, 50) || i + 1 >= n ? gemeente_nieuw(w, d) : al[(k + 1 + i) % n];

        stap_bij(w, d, van, naar, tienden * (GEWICHT_HEEL / 10));
        over -= tienden;
    }
}

static void lid_bij(struct wereld *w, size_t gemeente, int regio, date_t van, date_t tot)
{
    if (van < tot)
        w->lid[w->n_leden++] = (struct w_lid){gemeente, regio, van, tot};
}

/* Every gemeente lies in a region of "een", and may move once; in "twee" some lie in none. */
static void leden_maak(struct wereld *w)
{
    for (size_t i = 0; i < w->n_gemeenten; i++) {
        date_t wissel = (date_t)(20170101 + 10000 * (int)w_getal(w, 12));

        if (wissel <= w->van[i] || wissel >= w->tot[i])
            wissel = w->tot[i];
        lid_bij(w, i, (int)w_getal(w, 4), w->van[i], wissel);
        lid_bij(w, i, (int)w_getal(w, 4), wissel, w->tot[i]);
        if (w_kans(w, 80))
            lid_bij(w, i, 4 + (int)w_getal(w, 3), w->van[i], w->tot[i]);
    }
}

static void model_maak(struct wereld *w)
{
    static const struct indeling indelingen[] = {
        {1, STR_INIT("land"), STR_INIT("Land"), STR_INIT(""), 18000101},
        {2, STR_INIT("een"), STR_INIT("Eerste"), STR_INIT(""), 18000101},
        {3, STR_INIT("twee"), STR_INIT("Tweede"), STR_INIT(""), 18000101}};
    struct gebieden *g = calloc(1, sizeof *g);
    struct arena *a = &g->arena;
    struct gebied *al;
    struct lid_in *lid;
    struct herindeling_in *stap;

    arena_init(a, 0);
    g->in = ARENA_NEW(a, struct gebieden_intern);
    map_init(&g->in->op_code, a);
    map_init(&g->in->op_naam, a);
    g->n = w->n_gemeenten + W_REGIOS + 1;
    al = ARENA_ARRAY(a, struct gebied, g->n);
    for (size_t i = 0; i < g->n; i++) {
        size_t r = i - w->n_gemeenten;
        bool gemeente = i < w->n_gemeenten, land = !gemeente && r == W_REGIOS;

        al[i] = (struct gebied){.id = (int64_t)i + 1,
                                .index = i,
                                .van = gemeente ? w->van[i] : 18000101,
                                .tot = gemeente ? w->tot[i] : DATE_OPEN,
                                .code = gemeente ? str_fmt(a, "GM%04zu", i)
                                        : land   ? STR("NL01")
                                                 : str_fmt(a, "RG%02zu", r),
                                .soort = gemeente ? STR("gemeente")
                                         : land   ? STR("land")
                                         : r < 4  ? STR("een")
                                                  : STR("twee")};
        al[i].naam = str_cat(a, STR("Naam "), al[i].code);
        map_put(&g->in->op_code, al[i].code, NULL)->value.p = &al[i];
    }
    g->gebied = al;
    g->indeling = indelingen;
    g->n_indelingen = 3;
    lid = ARENA_ARRAY(a, struct lid_in, w->n_leden + 1);
    g->in->leden_van = ARENA_ARRAY(a, uint32_t, g->n + 1);
    for (size_t i = 0; i < g->n; i++)
        g->in->leden_van[i] = (uint32_t)w->n_leden;
    for (size_t i = w->n_leden; i-- > 0;) { /* leden_maak() goes by gemeente already */
        lid[i] = (struct lid_in){&al[w->lid[i].gemeente], &al[w->n_gemeenten + (size_t)w->lid[i].regio],
                                 w->lid[i].van, w->lid[i].tot};
        g->in->leden_van[w->lid[i].gemeente] = (uint32_t)i;
    }
    g->in->lid = lid;
    g->in->n_leden = w->n_leden;
    stap = ARENA_ARRAY(a, struct herindeling_in, w->n_stappen + 1);
    for (size_t i = 0; i < w->n_stappen; i++)
        stap[i] = (struct herindeling_in){w->stap[i].datum, &al[w->stap[i].van], &al[w->stap[i].naar],
                                          w->stap[i].gewicht, STR("verzonnen")};
    g->in->herindeling = stap;
    g->in->n_herindelingen = w->n_stappen;
    gebieden_orden(g);
    w->g = g;
}

void wereld_maak(struct wereld *w, uint64_t nummer)
{
    size_t eerste, splitsingen = 0;

    memset(w, 0, sizeof *w);
    w->dobbel = nummer * 7919 + 13;
    eerste = 3 + w_getal(w, 8);
    for (size_t i = 0; i < eerste; i++)
        gemeente_nieuw(w, 18000101);
    for (int jaar = 2019; jaar <= 2026; jaar++) {
        size_t al[W_GEMEENTEN];

        if (w_kans(w, 45) && levende(w, jaar * 10000 + 101, al) > 2) {
            if (splitsingen < 4 && w_kans(w, 40)) {
                splits(w, jaar * 10000 + 101);
                splitsingen++;
            } else {
                voeg_samen(w, jaar * 10000 + 101);
            }
        }
    }
    leden_maak(w);
    model_maak(w);
}

void wereld_klaar(struct wereld *w)
{
    gebieden_free(w->g);
    w->g = NULL;
}

static const char sql_levering[] = "INSERT INTO levering (soort, leveraar, peildatum, bestand, sha256, "
                                   "bytes, wie, ontvangen, status, reden, eerste_cijfer,"
                                   " cijfers, verslag) VALUES ('referentie-proef', '', 20180101, "
                                   "'wereld', 'x', 0, 'proef', 1, 'actief', '', 0, 0, '{}')";
static const char sql_set[] =
    "INSERT INTO definitieset (code, naam, organisatie, geldig_van, bron) VALUES (?1, ?1, '', 18000101, '')";
static const char sql_bron[] =
    "INSERT INTO bron (code, naam, route, houder, licentie, toelichting) VALUES (?1, ?1, NULL, '', '', '')";
static const char sql_onderwerp[] =
    "INSERT INTO onderwerp (code, naam, eenheid, schaal, aard, route, definitieset_id, omschrijving, venster)"
    " SELECT ?1, ?1, 'stuks', 0, ?2, NULL, MIN(id), '', ?3 FROM definitieset";
static const char sql_gebied[] =
    "INSERT INTO gebied (id, code, soort, naam, van, tot, levering_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)";
static const char sql_indeling[] = "INSERT INTO indeling (id, code, naam, bron, geldig_van, levering_id) "
                                   "VALUES (?1, ?2, ?3, '', 18000101, 1)";
static const char sql_lid[] = "INSERT INTO indeling_lid (indeling_id, regio_id, gemeente_id, van, tot, "
                              "levering_id) VALUES (?1, ?2, ?3, ?4, ?5, 1)";
static const char sql_stap[] =
    "INSERT INTO herindeling (datum, van_id, naar_id, gewicht, grondslag, bron, levering_id) VALUES (?1, ?2, "
    "?3, ?4, 'verzonnen', '', 1)"
    " ON CONFLICT (datum, van_id, naar_id) DO UPDATE SET gewicht = herindeling.gewicht + excluded.gewicht";
static const char sql_ids[] = "UPDATE teller SET waarde = waarde + 1 WHERE naam = 'gebied-versie'";

int wereld_schrijf(struct conn *c, void *ctx, struct err *e)
{
    static const struct {
        const char *code, *aard;
        bool venster;
    } onderwerpen[] = {{"inwoners", "stand", false},     {"woningen", "stand", false},
                       {"opgave", "stand", true},        {"plannen-hard", "stand", true},
                       {"plannen-zacht", "stand", true}, {"realisatie", "stroom", false},
                       {"aandeel", "verhouding", false}};
    const struct wereld *w = ctx;
    int rc = sql_run(c, sql_levering, NULL, e, "");

    for (int i = 0; !rc && i < 2; i++)
        rc = sql_run(c, sql_set, NULL, e, "s", str_from(i ? "set-b" : "set-a"));
    for (int i = 0; !rc && i < 2; i++)
        rc = sql_run(c, sql_bron, NULL, e, "s", str_from(i ? "bron-b" : "bron-a"));
    for (size_t i = 0; !rc && i < sizeof onderwerpen / sizeof *onderwerpen; i++)
        rc = sql_run(c, sql_onderwerp, NULL, e, "ssi", str_from(onderwerpen[i].code),
                     str_from(onderwerpen[i].aard), (int64_t)onderwerpen[i].venster);
    for (size_t i = 0; !rc && i < w->g->n_indelingen; i++)
        rc = sql_run(c, sql_indeling, NULL, e, "iss", w->g->indeling[i].id, w->g->indeling[i].code,
                     w->g->indeling[i].naam);
    for (size_t i = 0; !rc && i < w->g->n; i++) {
        const struct gebied *g = &w->g->gebied[i];

        rc = sql_run(c, sql_gebied, NULL, e, "isssii", g->id, g->code, g->soort, g->naam, (int64_t)g->van,
                     (int64_t)g->tot);
    }
    for (size_t i = 0; !rc && i < w->n_leden; i++)
        rc = sql_run(c, sql_lid, NULL, e, "iiiii", (int64_t)(w->lid[i].regio < 4 ? 2 : 3),
                     (int64_t)w->n_gemeenten + w->lid[i].regio + 1, (int64_t)w->lid[i].gemeente + 1,
                     (int64_t)w->lid[i].van, (int64_t)w->lid[i].tot);
    for (size_t i = 0; !rc && i < w->n_stappen; i++)
        rc = sql_run(c, sql_stap, NULL, e, "iiii", (int64_t)w->stap[i].datum, (int64_t)w->stap[i].van + 1,
                     (int64_t)w->stap[i].naar + 1, w->stap[i].gewicht);
    return rc ? rc : sql_run(c, sql_ids, NULL, e, "");
}
