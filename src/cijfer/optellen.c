/* SPDX-License-Identifier: EUPL-1.2
 * The sums: from observations on whatever areas they were measured to figures for the areas that were asked.
 * Pure logic on the model of gebieden; held against brute force in tests/cijfer. */
#include "cijfer/cijfer_intern.h"

#include "base/num.h"

/* Running sum of one asked area, over its gemeenten and of what was delivered for the area itself. */
struct som {
    __int128 delen[2], recht[2];      /* value × weight, by waarneming.grens */
    struct cijfer_uitkomst uit_recht; /* status, flags and period of the latter */
    bool iets, echt;                  /* a value was added; one that is not a derived nought */
    bool recht_iets;
    bool onderdrukt, recht_onderdrukt; /* a figure was withheld */
    int verwacht;
    VEC(const struct gebied *) zonder; /* of those, which have none */
    unsigned redenen;                  /* bit set of enum cijfer_ontbreekt seen */
    size_t n_delen, n_recht;
    const struct waarneming *enig_deel, *enig_recht; /* the last one that counted */
};

/* Observations that an area should have one of: of one period, or of all when only the newest of each counts.
 */
struct periode {
    date_t van, tot;   /* 0 – last day for figures that speak of stated years */
    bool *heeft;       /* by index of a gemeente */
    bool *echt;        /* by index of any area: a figure of its own, not a derived nought */
    bool *vol, *dicht; /* by index of any area: a figure other than nought; one that was withheld */
};

struct teller {
    const struct gebieden *g;
    struct arena *a;
    date_t d; /* asked division */
    const struct doel *doelen;
    size_t n_doelen;
    struct som *som;
    struct cijfer_uitkomst *uit;
    struct bijdrage_lijst *bijdragen;
    VEC(struct periode) periode;
    uint32_t *doelen_van; /* by index of a gemeente: 1 + first entry in `in`, a list of the doelen it counts
                             under */
    struct {
        uint32_t doel, volgende;
    } * in;
    const struct omzet_deel **deel; /* by index: cached conversion */
    size_t *n_deel;
    bool *omgezet;
};

static size_t delen_van(struct teller *t, const struct gebied *g, const struct omzet_deel **ret)
{
    if (!t->omgezet[g->index]) {
        t->n_deel[g->index] = gebied_omzetten(t->g, t->a, g, t->d, &t->deel[g->index]);
        t->omgezet[g->index] = true;
    }
    *ret = t->deel[g->index];
    return t->n_deel[g->index];
}

static void status_bij(struct cijfer_uitkomst *u, const struct waarneming *w)
{
    if (w->status > u->status)
        u->status = w->status;
    u->vlag |= w->vlag;
    if (!u->periode_tot || w->periode_van < u->periode_van)
        u->periode_van = w->periode_van;
    if (w->periode_tot > u->periode_tot)
        u->periode_tot = w->periode_tot;
    u->bron = w->bron;
    u->definitieset = w->definitieset;
}

static void tel_deel(struct teller *t, uint32_t doel, const struct waarneming *w, int64_t gewicht)
{
    struct som *s = &t->som[doel];

    if (w->ontbreekt) {
        s->redenen |= 1u << w->ontbreekt;
        s->onderdrukt = s->onderdrukt || w->ontbreekt == ONTBREEKT_ONDERDRUKT;
        return;
    }
    status_bij(&t->uit[doel], w);
    t->uit[doel].twijfels += (w->vlag & VLAG_TWIJFEL) != 0;
    s->delen[w->grens] += (__int128)w->waarde * gewicht;
    s->iets = true;
    s->echt = s->echt || !(w->vlag & VLAG_AFGELEID_NUL);
    s->n_delen++;
    s->enig_deel = w;
    if (gewicht != GEWICHT_HEEL)
        t->uit[doel].vlag |= VLAG_OMGEREKEND;
    if (t->bijdragen && doel == 0)
        VEC_PUSH(t->a, t->bijdragen, ((struct bijdrage){w, gewicht}));
}

static void tel_rechtstreeks(struct teller *t, const struct waarneming *w)
{
    for (size_t k = 0; k < t->n_doelen; k++) {
        const struct doel *doel = &t->doelen[k];
        struct som *s = &t->som[k];

        if (doel->gebied != w->gebied || doel->leden.n != doel->leden_heel)
            continue; /* a figure of a whole region says nothing of a part of it */
        if (w->ontbreekt) {
            s->redenen |= 1u << w->ontbreekt;
            s->recht_onderdrukt = s->recht_onderdrukt || w->ontbreekt == ONTBREEKT_ONDERDRUKT;
            continue;
        }
        status_bij(&s->uit_recht, w);
        s->uit_recht.twijfels += (w->vlag & VLAG_TWIJFEL) != 0;
        s->recht[w->grens] += (__int128)w->waarde * GEWICHT_HEEL;
        s->recht_iets = true;
        s->n_recht++;
        s->enig_recht = w;
        if (t->bijdragen && k == 0)
            VEC_PUSH(t->a, t->bijdragen, ((struct bijdrage){w, GEWICHT_HEEL}));
    }
}

/* One observation on a gemeente goes, whole or in parts, to the doelen of the gemeenten that it became. */
static bool tel_gemeente(struct teller *t, const struct waarneming *w)
{
    const struct omzet_deel *delen;
    size_t n = delen_van(t, w->gebied, &delen);

    for (size_t i = 0; i < n; i++)
        for (uint32_t k = t->doelen_van[delen[i].gebied->index]; k; k = t->in[k - 1].volgende)
            tel_deel(t, t->in[k - 1].doel, w, delen[i].gewicht);
    return n > 0;
}

/* Should a gemeente have a figure of a period, and has it none? Not when a later division was used to report
 * it. */
static bool ontbreekt_in(struct teller *t, const struct periode *p, const struct gebied *g)
{
    const struct omzet_deel *delen;
    size_t n;

    if (p->heeft[g->index] || !gebied_geldig(g, p->tot))
        return false;
    n = delen_van(t, g, &delen);
    for (size_t k = 0; k < n; k++)
        if (delen[k].gebied != g && p->heeft[delen[k].gebied->index] &&
            !gebied_geldig(delen[k].gebied, p->tot))
            return false;
    return true;
}

/* The gemeenten of the asked division that lack something in a period before the newest. */
static bool *gaten(struct teller *t, const struct periode *nieuwste)
{
    bool *gat = ARENA_ARRAY(t->a, bool, t->g->n + 1);

    for (size_t p = 0; p < t->periode.n; p++)
        for (size_t i = 0; i < t->g->n; i++) {
            const struct gebied *g = &t->g->gebied[i];
            const struct omzet_deel *delen;
            size_t n;

            if (&t->periode.at[p] == nieuwste || !gebied_is_gemeente(g) ||
                !ontbreekt_in(t, &t->periode.at[p], g))
                continue;
            n = delen_van(t, g, &delen);
            for (size_t k = 0; k < n; k++)
                gat[delen[k].gebied->index] = true;
        }
    return gat;
}

/* Counts which measured areas there should be and which have a figure, for each doel: the areas of the newest
 * period, which have one when they have it for every other period as well. An area counts once for a doel,
 * also when it was split and several parts lie in it. */
static void tel_aanwezig(struct teller *t)
{
    struct periode alleen = {0, t->d, ARENA_ARRAY(t->a, bool, t->g->n + 1), NULL, NULL, NULL};
    const struct periode *p = t->periode.n ? &t->periode.at[0] : &alleen;
    uint32_t *gezien = ARENA_ARRAY(t->a, uint32_t, t->n_doelen + 1);
    bool *gat;

    for (size_t i = 1; i < t->periode.n; i++)
        if (t->periode.at[i].tot > p->tot)
            p = &t->periode.at[i];
    gat = gaten(t, p);
    for (size_t i = 0; i < t->g->n; i++) {
        const struct gebied *g = &t->g->gebied[i];
        const struct omzet_deel *delen;
        bool heel = p->heeft[i];
        size_t n;

        if (!gebied_is_gemeente(g) || (!p->heeft[i] && !ontbreekt_in(t, p, g)))
            continue;
        n = delen_van(t, g, &delen);
        for (size_t k = 0; k < n; k++)
            heel = heel && !gat[delen[k].gebied->index];
        for (size_t k = 0; k < n; k++)
            for (uint32_t m = t->doelen_van[delen[k].gebied->index]; m; m = t->in[m - 1].volgende) {
                uint32_t doel = t->in[m - 1].doel;

                if (gezien[doel] == i + 1)
                    continue;
                gezien[doel] = (uint32_t)i + 1;
                t->som[doel].verwacht++;
                if (!heel)
                    VEC_PUSH(t->a, &t->som[doel].zonder, g);
            }
    }
}

static void uitkomst_maak(const struct som *s, struct cijfer_uitkomst *u)
{
    const struct waarneming *enige = s->recht_iets ? s->enig_recht : s->enig_deel;
    const __int128 *som = s->recht_iets ? s->recht : s->delen;
    bool onderdrukt = s->recht_iets ? s->recht_onderdrukt : s->onderdrukt;

    u->verwacht = s->verwacht;
    u->zonder = s->zonder.at;
    u->n_zonder = s->zonder.n;
    u->aanwezig = u->verwacht - (int)u->n_zonder;
    u->heeft = s->iets;
    if (s->echt)
        u->vlag &=
            ~(unsigned)VLAG_AFGELEID_NUL; /* one derived nought among figures does not make the sum one */
    if (s->recht_iets) { /* what was delivered for the area itself goes before a sum over its parts */
        u->rechtstreeks = u->heeft = true;
        u->status = s->uit_recht.status;
        u->vlag = s->uit_recht.vlag;
        u->twijfels = s->uit_recht.twijfels;
        u->periode_van = s->uit_recht.periode_van;
        u->periode_tot = s->uit_recht.periode_tot;
        u->bron = s->uit_recht.bron;
        u->definitieset = s->uit_recht.definitieset;
        u->aanwezig = u->verwacht = 1;
        u->n_zonder = 0;
    }
    if (!u->heeft) {
        u->ontbreekt = s->redenen == 1u << ONTBREEKT_NVT          ? ONTBREEKT_NVT
                       : s->redenen == 1u << ONTBREEKT_ONDERDRUKT ? ONTBREEKT_ONDERDRUKT
                                                                  : ONTBREEKT_NIET_GELEVERD;
        return;
    }
    if (onderdrukt)
        u->vlag |= VLAG_DEEL_ONDERDRUKT;
    u->waarde = num_div_half_up(som[0], GEWICHT_HEEL);
    u->buiten_deels = num_div_half_up(som[1], GEWICHT_HEEL);
    if ((s->recht_iets ? s->n_recht : s->n_delen) == 1 && enige->gebied == u->gebied && !enige->grens &&
        !onderdrukt && !(enige->vlag & VLAG_VERTROUWELIJK))
        u->cijfer_id = enige->id;
}

static void doelen_zet(struct teller *t)
{
    size_t n_in = 0, at = 0;

    for (size_t k = 0; k < t->n_doelen; k++)
        n_in += t->doelen[k].leden.n;
    t->in = arena_alloc(t->a, sizeof *t->in * (n_in + 1));
    for (size_t k = 0; k < t->n_doelen; k++)
        for (size_t i = 0; i < t->doelen[k].leden.n; i++) {
            size_t gemeente = t->doelen[k].leden.at[i]->index;

            t->in[at].doel = (uint32_t)k;
            t->in[at].volgende = t->doelen_van[gemeente];
            t->doelen_van[gemeente] = (uint32_t)++at;
        }
}

/* The period that an observation belongs to; made when new. Not elke_periode: the one and only, which ends
 * with the newest. */
static struct periode *periode_van(struct teller *t, const struct waarneming *w, bool elke_periode)
{
    date_t van = w->horizon ? 0 : w->periode_van;
    struct periode *p = NULL;

    for (size_t i = 0; !p && i < t->periode.n; i++)
        if (!elke_periode ||
            (t->periode.at[i].van == van && (w->horizon || t->periode.at[i].tot == w->periode_tot)))
            p = &t->periode.at[i];
    if (!p) {
        VEC_PUSH(t->a, &t->periode,
                 ((struct periode){van, w->periode_tot, ARENA_ARRAY(t->a, bool, t->g->n + 1),
                                   ARENA_ARRAY(t->a, bool, t->g->n + 1), ARENA_ARRAY(t->a, bool, t->g->n + 1),
                                   ARENA_ARRAY(t->a, bool, t->g->n + 1)}));
        p = &t->periode.at[t->periode.n - 1];
    }
    if (w->periode_tot > p->tot)
        p->tot = w->periode_tot;
    return p;
}

/* What was gathered of the first doel, without the parts when a figure of the area itself goes before them.
 */
static void bijdragen_houd(struct bijdrage_lijst *b, bool rechtstreeks)
{
    size_t n = 0;

    for (size_t i = 0; b && i < b->n; i++)
        if (rechtstreeks == !gebied_is_gemeente(b->at[i].waarneming->gebied))
            b->at[n++] = b->at[i];
    if (b)
        b->n = n;
}

size_t waarnemingen_tel_op(const struct gebieden *g, struct arena *a, const struct waarneming *w, size_t n,
                           date_t d, bool elke_periode, const struct doel *doelen, size_t n_doelen,
                           struct cijfer_uitkomst *ret, struct bijdrage_lijst *bijdragen)
{
    struct teller t = {
        .g = g, .a = a, .d = d, .doelen = doelen, .n_doelen = n_doelen, .uit = ret, .bijdragen = bijdragen};
    size_t verloren = 0;

    t.som = ARENA_ARRAY(a, struct som, n_doelen + 1);
    t.doelen_van = ARENA_ARRAY(a, uint32_t, g->n + 1);
    t.deel = ARENA_ARRAY(a, const struct omzet_deel *, g->n + 1);
    t.n_deel = ARENA_ARRAY(a, size_t, g->n + 1);
    t.omgezet = ARENA_ARRAY(a, bool, g->n + 1);
    doelen_zet(&t);
    for (size_t k = 0; k < n_doelen; k++)
        ret[k] = (struct cijfer_uitkomst){.gebied = doelen[k].gebied,
                                          .leden = doelen[k].leden.n,
                                          .leden_heel = doelen[k].leden_heel,
                                          .lid = doelen[k].leden.at};
    for (size_t i = 0; i < n; i++)
        if (w[i].status != STATUS_VERVALLEN) {
            struct periode *p = periode_van(&t, &w[i], elke_periode);

            p->echt[w[i].gebied->index] |= !w[i].ontbreekt && !(w[i].vlag & VLAG_AFGELEID_NUL);
            p->vol[w[i].gebied->index] |= !w[i].ontbreekt && w[i].waarde;
            p->dicht[w[i].gebied->index] |= w[i].ontbreekt == ONTBREEKT_ONDERDRUKT;
        }
    for (size_t i = 0; i < n; i++) {
        struct periode *p;

        if (w[i].status == STATUS_VERVALLEN)
            continue;
        p = periode_van(&t, &w[i], elke_periode);
        if ((w[i].vlag & VLAG_AFGELEID_NUL) && p->echt[w[i].gebied->index])
            continue; /* a derived nought stands in only where there is no figure of the area itself */
        if (!w[i].ontbreekt && p->dicht[w[i].gebied->index] && !p->vol[w[i].gebied->index])
            continue; /* nor do noughts for what was withheld: "at least 0" tells nothing */
        if (!gebied_is_gemeente(w[i].gebied)) {
            tel_rechtstreeks(&t, &w[i]);
            continue;
        }
        if (w[i].ontbreekt && !gebied_geldig(w[i].gebied, w[i].periode_tot))
            continue; /* an empty row for a year in which the gemeente did not exist says nothing */
        p->heeft[w[i].gebied->index] |= !w[i].ontbreekt;
        verloren += !tel_gemeente(&t, &w[i]) && !w[i].ontbreekt;
    }
    tel_aanwezig(&t);
    for (size_t k = 0; k < n_doelen; k++)
        uitkomst_maak(&t.som[k], &ret[k]);
    bijdragen_houd(bijdragen, n_doelen && t.som[0].recht_iets);
    return verloren;
}
