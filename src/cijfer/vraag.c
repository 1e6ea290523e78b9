/* SPDX-License-Identifier: EUPL-1.2
 * A question answered: choose, read, add up per bron, and take for each area the bron that says most about
 * it. */
#include "cijfer/cijfer_intern.h"

#include <stdlib.h>

/* The areas that a question asks for, with the gemeenten under each; the last one is the total. */
struct doelen {
    struct doel *at;
    size_t n; /* without the total */
};

static struct gebied_lijst leden_die_ook(struct gebied_lijst l, struct gebied_lijst ook)
{
    size_t n = 0;

    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < ook.n; k++)
            if (l.at[i] == ook.at[k]) {
                l.at[n++] = l.at[i];
                break;
            }
    l.n = n;
    return l;
}

static int doelen_maak(const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v, date_t d,
                       struct doelen *ret, struct err *e)
{
    const struct gebied *binnen = gebied_bij_code(g, v->binnen.n ? v->binnen : STR("NL01"));
    const struct gebied *ook = v->ook_binnen.n ? gebied_bij_code(g, v->ook_binnen) : NULL;
    struct gebied_lijst regios, alle;
    bool *erin = ARENA_ARRAY(a, bool, g->n + 1);
    size_t heel;

    if (!binnen && !v->binnen.n)
        return err_set(e, ERR_ENV, "de gebieden ontbreken; draai eerst: woonzorg db migreer --db URL");
    if (!binnen)
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(str_sub(v->binnen, 0, 40)));
    if (!ook && v->ook_binnen.n)
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet",
                       STR_ARG(str_sub(v->ook_binnen, 0, 40)));
    if (!str_is(v->indeling, "gemeente") && !indeling_bij_code(g, v->indeling)) {
        struct buf b;

        buf_init(&b, a, 400);
        for (size_t i = 0; i < g->n_indelingen; i++)
            buf_fmt(&b, ", %.*s", STR_ARG(g->indeling[i].code));
        return err_set(e, ERR_NOT_FOUND, "de indeling “%.*s” is er niet; wel zijn er: gemeente%.*s",
                       STR_ARG(str_sub(v->indeling, 0, 40)), STR_ARG(buf_str(&b)));
    }
    alle = gebied_leden(g, a, binnen, d);
    heel = alle.n;
    if (ook)
        alle = leden_die_ook(alle, gebied_leden(g, a, ook, d));
    for (size_t i = 0; i < alle.n; i++)
        erin[alle.at[i]->index] = true;
    if (str_is(v->indeling, "gemeente"))
        regios = alle;
    else
        regios = indeling_regios(g, a, v->indeling, d);
    ret->at = ARENA_ARRAY(a, struct doel, regios.n + 1);
    ret->n = 0;
    for (size_t i = 0; i < regios.n; i++) {
        struct gebied_lijst leden = gebied_leden(g, a, regios.at[i], d);
        size_t leden_heel = leden.n, n = 0;

        for (size_t k = 0; k < leden.n; k++)
            if (erin[leden.at[k]->index])
                leden.at[n++] = leden.at[k];
        leden.n = n;
        if (n || (!leden_heel && !v->binnen.n))
            ret->at[ret->n++] = (struct doel){regios.at[i], leden, leden_heel};
    }
    ret->at[ret->n] = (struct doel){binnen, alle, heel};
    return OK;
}

/* Does x say more about the area than y: delivered for it as such, more of its parts, a newer period. */
static bool zegt_meer(const struct cijfer_uitkomst *x, const struct cijfer_uitkomst *y)
{
    if (x->heeft != y->heeft)
        return x->heeft;
    if (x->rechtstreeks != y->rechtstreeks)
        return x->rechtstreeks;
    if (x->aanwezig != y->aanwezig)
        return x->aanwezig > y->aanwezig;
    return x->periode_tot > y->periode_tot;
}

/* A ratio (a percentage, a mean) is never added up: it stands only where one figure was delivered for the
 * area as it is. */
static void verhouding_houd(struct cijfer_uitkomst *u)
{
    if (!u->heeft || (u->cijfer_id && u->aanwezig == 1 && u->verwacht == 1))
        return;
    u->heeft = u->rechtstreeks = false;
    u->waarde = u->buiten_deels = u->cijfer_id = 0;
    u->ontbreekt = ONTBREEKT_NVT;
}

/* Sums per bron and definitieset and picks, for each area, the one that says most about it. w must be in that
 * order. */
static size_t tel_per_bron(const struct gebieden *g, struct arena *a, const struct onderwerp *o,
                           const struct cijfer_vraag *v, const struct waarneming_lijst *w, date_t d,
                           const struct doel *doelen, size_t n, struct cijfer_uitkomst *uit)
{
    struct cijfer_uitkomst *een = ARENA_ARRAY(a, struct cijfer_uitkomst, n);
    size_t verloren = 0, tot;
    bool eerste = true;

    for (size_t van = 0; van < w->n || eerste; van = tot) {
        for (tot = van; tot < w->n && w->at[tot].bron == w->at[van].bron &&
                        w->at[tot].definitieset == w->at[van].definitieset;)
            tot++;
        verloren += waarnemingen_tel_op(g, a, w->n ? &w->at[van] : NULL, tot - van, d,
                                        vraag_elke_periode(v, o->aard), doelen, n, een, NULL);
        for (size_t i = 0; o->aard == AARD_VERHOUDING && i < n; i++)
            verhouding_houd(&een[i]);
        for (size_t i = 0; i < n; i++)
            if (eerste || zegt_meer(&een[i], &uit[i]))
                uit[i] = een[i];
        eerste = false;
    }
    return verloren;
}

static void bronnen_noteer(struct arena *a, const struct aanbod_lijst *l, struct cijfer_tabel *t)
{
    t->bronnen = ARENA_ARRAY(a, struct str, l->n + 1);
    for (size_t i = 0; i < l->n; i++) {
        size_t k = 0;

        while (k < t->n_bronnen && !str_eq(t->bronnen[k], l->at[i].bron->code))
            k++;
        if (k == t->n_bronnen)
            t->bronnen[t->n_bronnen++] = l->at[i].bron->code;
    }
}

/* Only the bron that was asked for. */
static void aanbod_van_bron(struct aanbod_lijst *l, struct str bron)
{
    size_t n = 0;

    for (size_t i = 0; bron.n && i < l->n; i++)
        if (str_eq(l->at[i].bron->code, bron))
            l->at[n++] = l->at[i];
    if (bron.n)
        l->n = n;
}

static date_t nieuwste(const struct aanbod_lijst *l)
{
    date_t d = 0;

    for (size_t i = 0; i < l->n; i++)
        d = l->at[i].deel && l->at[i].periode_tot > d ? l->at[i].periode_tot : d;
    return d;
}

static int onderwerp_van(struct conn *c, struct arena *a, const struct cijfer_vraag *v, struct onderwerp *ret,
                         struct err *e)
{
    for (size_t i = 0; i < v->n_bekend; i++)
        if (str_eq(v->bekend[i].code, v->onderwerp)) {
            *ret = v->bekend[i];
            return OK;
        }
    return onderwerp_lees(c, a, v->onderwerp, ret, e);
}

/* A window is one on the years in which homes come about. What was counted on a day (inhabitants, the stock)
 * speaks of no years, and would else be nought at the least. */
static void venster_houd(struct cijfer_vraag *v, const struct onderwerp *o, const struct aanbod_lijst *l)
{
    bool jaren = o->aard == AARD_STROOM || o->venster;

    for (size_t i = 0; !jaren && i < l->n; i++)
        jaren = l->at[i].horizon_tot != 0;
    if (!jaren)
        v->venster_van = v->venster_tot = 0;
}

/* Of some onderwerpen each definition has a bron of its own, as counts over the stock have by rule set. Who
 * names none gets the one that the onderwerp names, or nothing: when that is withdrawn, the figure of another
 * definition does not take its place. */
static struct str bron_die_spreekt(const struct onderwerp *o, const struct cijfer_vraag *v)
{
    return v->bron.n ? v->bron : o->standaardbron;
}

/* What a question chooses: all of a table but its rows. */
static int keuze_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                      struct cijfer_tabel *ret, struct waarneming_lijst *w, struct err *e)
{
    struct cijfer_tabel t = {.vraag = *v};
    struct aanbod_lijst aanbod;
    date_t d;
    int rc = onderwerp_van(c, a, v, &t.onderwerp, e);

    if (!rc)
        rc = aanbod_lees(c, a, &t.onderwerp, v, &aanbod, e);
    if (rc)
        return rc;
    venster_houd(&t.vraag, &t.onderwerp, &aanbod);
    v = &t.vraag;
    bronnen_noteer(a, &aanbod, &t);
    t.vraag.bron = bron_die_spreekt(&t.onderwerp, v);
    aanbod_van_bron(&aanbod, t.vraag.bron);
    aanbod_kies(&aanbod, v, t.onderwerp.aard, v->peildatum);
    d = v->gebiedsdatum ? v->gebiedsdatum : v->peildatum ? v->peildatum : nieuwste(&aanbod);
    if (!d)
        d = date_today();
    t.vraag.peildatum = v->peildatum ? v->peildatum : nieuwste(&aanbod);
    t.vraag.gebiedsdatum = d;
    *ret = t;
    return waarnemingen_lees(c, g, a, &t.onderwerp, v, &aanbod, vraag_elke_periode(v, t.onderwerp.aard), w,
                             e);
}

int cijfer_tabel_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                      struct cijfer_tabel *ret, struct err *e)
{
    struct cijfer_tabel t;
    struct waarneming_lijst w;
    struct doelen doelen = {0};
    int rc = keuze_lees(c, g, a, v, &t, &w, e);

    if (!rc)
        rc = doelen_maak(g, a, v, t.vraag.gebiedsdatum, &doelen, e);
    if (rc)
        return rc;
    t.rij = ARENA_ARRAY(a, struct cijfer_uitkomst, doelen.n + 1);
    t.n = doelen.n;
    t.niet_omgerekend =
        tel_per_bron(g, a, &t.onderwerp, &t.vraag, &w, t.vraag.gebiedsdatum, doelen.at, doelen.n + 1, t.rij);
    t.totaal = t.rij[doelen.n];
    *ret = t;
    return OK;
}

int cijfer_gebieden_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                         const struct cijfer_vraag *v, const struct gebied *const *gebied, size_t n,
                         struct cijfer_uitkomst *ret, struct err *e)
{
    const struct gebied *ook = v->ook_binnen.n ? gebied_bij_code(g, v->ook_binnen) : NULL;
    struct doel *doel = ARENA_ARRAY(a, struct doel, n + 1);
    struct cijfer_vraag een = *v;
    struct waarneming_lijst w;
    struct cijfer_tabel t;
    int rc;

    een.indeling = STR("gemeente");
    rc = keuze_lees(c, g, a, &een, &t, &w, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++) {
        doel[i] = (struct doel){gebied[i], gebied_leden(g, a, gebied[i], t.vraag.gebiedsdatum), 0};
        doel[i].leden_heel = doel[i].leden.n;
        if (ook)
            doel[i].leden = leden_die_ook(doel[i].leden, gebied_leden(g, a, ook, t.vraag.gebiedsdatum));
    }
    tel_per_bron(g, a, &t.onderwerp, &t.vraag, &w, t.vraag.gebiedsdatum, doel, n, ret);
    return OK;
}

int cijfer_gebied_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                       const struct cijfer_vraag *v, const struct gebied *gebied, struct cijfer_uitkomst *ret,
                       struct err *e)
{
    return cijfer_gebieden_lees(c, g, a, v, &gebied, 1, ret, e);
}

static int op_periode(const void *x, const void *y)
{
    const struct cijfer_uitkomst *a = x, *b = y;

    return (a->periode_tot > b->periode_tot) - (a->periode_tot < b->periode_tot);
}

/* Chooses for the period that ends on `tot` as a question of its own, of its own lines only. */
static void aanbod_kies_periode(struct arena *a, struct aanbod_lijst *l, const struct cijfer_vraag *v,
                                enum cijfer_aard aard, date_t tot)
{
    struct aanbod_lijst eigen = {ARENA_ARRAY(a, struct aanbod, l->n), 0, l->n};
    size_t k = 0;

    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].periode_tot == tot)
            eigen.at[eigen.n++] = l->at[i];
    aanbod_kies(&eigen, v, aard, tot);
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].periode_tot == tot)
            l->at[i].deel = eigen.at[k++].deel;
}

static struct waarneming_lijst waarnemingen_tot(struct arena *a, const struct waarneming_lijst *w, date_t tot)
{
    struct waarneming_lijst uit = {ARENA_ARRAY(a, struct waarneming, w->n + 1), 0, w->n + 1};

    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].periode_tot == tot)
            uit.at[uit.n++] = w->at[i];
    return uit;
}

/* The days on which the periods of a series end, up to the peildatum; the lines of each are chosen. */
struct perioden {
    date_t *at;
    size_t n, cap;
};

static struct perioden perioden_kies(struct arena *a, struct aanbod_lijst *l, const struct cijfer_vraag *v,
                                     enum cijfer_aard aard)
{
    struct perioden p = {0};

    for (size_t i = 0; i < l->n; i++) {
        date_t tot = l->at[i].periode_tot;
        size_t k = 0;

        if (v->peildatum && tot > v->peildatum)
            l->at[i].deel = DEEL_GEEN;
        while (k < p.n && p.at[k] != tot)
            k++;
        if (k == p.n && (!v->peildatum || tot <= v->peildatum)) {
            VEC_PUSH(a, &p, tot);
            aanbod_kies_periode(a, l, v, aard, tot);
        }
    }
    return p;
}

int cijfer_tijdreeks_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                          const struct cijfer_vraag *v, const struct gebied *gebied,
                          struct cijfer_uitkomst **ret, size_t *ret_n, struct err *e)
{
    struct cijfer_vraag vraag = *v;
    struct aanbod_lijst aanbod;
    struct waarneming_lijst w;
    struct onderwerp o;
    struct perioden perioden;
    struct cijfer_uitkomst *uit;
    date_t d = v->gebiedsdatum ? v->gebiedsdatum : date_today();
    struct doel doel = {gebied, gebied_leden(g, a, gebied, d), 0};
    int rc = onderwerp_van(c, a, v, &o, e);

    doel.leden_heel = doel.leden.n;
    if (!rc)
        rc = aanbod_lees(c, a, &o, v, &aanbod, e);
    if (rc)
        return rc;
    aanbod_van_bron(&aanbod, bron_die_spreekt(&o, v));
    venster_houd(&vraag, &o, &aanbod);
    if (o.aard == AARD_STROOM) /* what was counted in each period: a window would join them */
        vraag.venster_van = vraag.venster_tot = 0;
    perioden = perioden_kies(a, &aanbod, &vraag, o.aard);
    rc = waarnemingen_lees(c, g, a, &o, v, &aanbod, true, &w, e);
    if (rc)
        return rc;
    uit = ARENA_ARRAY(a, struct cijfer_uitkomst, perioden.n + 1);
    for (size_t k = 0; k < perioden.n; k++) {
        struct waarneming_lijst van = waarnemingen_tot(a, &w, perioden.at[k]);

        tel_per_bron(g, a, &o, &vraag, &van, d, &doel, 1, &uit[k]);
        if (!uit[k].periode_tot)
            uit[k].periode_van = uit[k].periode_tot = perioden.at[k];
    }
    if (perioden.n)
        qsort(uit, perioden.n, sizeof *uit, op_periode);
    *ret = uit;
    *ret_n = perioden.n;
    return OK;
}
