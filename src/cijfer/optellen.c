/* SPDX-License-Identifier: EUPL-1.2
 * The sums: from observations on whatever areas they were measured to figures for the areas that were asked. Pure logic on the
 * model of gebieden; held against brute force in tests/cijfer. */
#include "cijfer/cijfer_intern.h"

#include "base/num.h"

/* Running sum of one asked area. */
struct som {
    __int128 binnen, grens; /* value × weight */
    bool iets, echt;        /* a value was added; one that is not a derived nought */
    int aanwezig, verwacht;
    unsigned redenen;       /* bit set of enum cijfer_ontbreekt seen */
    const struct waarneming *rechtstreeks;
    int64_t direct_binnen, direct_grens;
    size_t n_direct, n_delen;
    const struct waarneming *enige;
};

struct teller {
    const struct gebieden *g;
    struct arena *a;
    date_t d, gemeten; /* asked division; last day of the newest period */
    const struct doel *doelen;
    size_t n_doelen;
    struct som *som;
    struct cijfer_uitkomst *uit;
    uint32_t *doelen_van; /* by index of a gemeente: 1 + first entry in `in`, a list of the doelen it counts under */
    struct {
        uint32_t doel, volgende;
    } *in;
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
}

static void tel_deel(struct teller *t, uint32_t doel, const struct waarneming *w, int64_t gewicht, struct bijdrage_lijst *bijdragen)
{
    struct som *s = &t->som[doel];

    if (w->ontbreekt) {
        s->redenen |= 1u << w->ontbreekt;
        return;
    }
    status_bij(&t->uit[doel], w);
    if (w->grens)
        s->grens += (__int128)w->waarde * gewicht;
    else
        s->binnen += (__int128)w->waarde * gewicht;
    s->iets = true;
    s->echt = s->echt || !(w->vlag & VLAG_AFGELEID_NUL);
    s->n_delen++;
    s->enige = w;
    if (gewicht != GEWICHT_HEEL)
        t->uit[doel].vlag |= VLAG_OMGEREKEND;
    if (bijdragen && doel == 0)
        VEC_PUSH(t->a, bijdragen, ((struct bijdrage){w, gewicht}));
}

static void tel_rechtstreeks(struct teller *t, const struct waarneming *w, struct bijdrage_lijst *bijdragen)
{
    for (size_t k = 0; k < t->n_doelen; k++) {
        const struct doel *doel = &t->doelen[k];
        struct som *s = &t->som[k];

        if (doel->gebied != w->gebied || doel->leden.n != doel->leden_heel)
            continue; /* a figure of a whole region says nothing of a part of it */
        if (w->ontbreekt) {
            s->redenen |= 1u << w->ontbreekt;
            continue;
        }
        s->rechtstreeks = w;
        s->n_direct++;
        if (w->grens)
            s->direct_grens += w->waarde;
        else
            s->direct_binnen += w->waarde;
        if (bijdragen && k == 0)
            VEC_PUSH(t->a, bijdragen, ((struct bijdrage){w, GEWICHT_HEEL}));
    }
}

/* One observation on a gemeente goes, whole or in parts, to the doelen of the gemeenten that it became. */
static bool tel_gemeente(struct teller *t, const struct waarneming *w, struct bijdrage_lijst *bijdragen)
{
    const struct omzet_deel *delen;
    size_t n = delen_van(t, w->gebied, &delen);

    for (size_t i = 0; i < n; i++)
        for (uint32_t k = t->doelen_van[delen[i].gebied->index]; k; k = t->in[k - 1].volgende)
            tel_deel(t, t->in[k - 1].doel, w, delen[i].gewicht, bijdragen);
    return n > 0;
}

/* Counts which measured areas there should be and which have a figure, for each doel. An area counts once for a doel, also
 * when it was split and several parts lie in it. */
static void tel_aanwezig(struct teller *t, const bool *heeft)
{
    uint32_t *gezien = ARENA_ARRAY(t->a, uint32_t, t->n_doelen);

    for (size_t i = 0; i < t->g->n; i++) {
        const struct gebied *bron = &t->g->gebied[i];
        const struct omzet_deel *delen;
        size_t n;
        bool gedekt = false;

        if (!gebied_is_gemeente(bron) || (!gebied_geldig(bron, t->gemeten) && !heeft[i]))
            continue;
        n = delen_van(t, bron, &delen);
        for (size_t k = 0; !heeft[i] && k < n; k++) /* a later division was used to report an earlier period */
            gedekt = gedekt || (delen[k].gebied != bron && heeft[delen[k].gebied->index] &&
                                !gebied_geldig(delen[k].gebied, t->gemeten));
        for (size_t k = 0; !gedekt && k < n; k++)
            for (uint32_t m = t->doelen_van[delen[k].gebied->index]; m; m = t->in[m - 1].volgende) {
                uint32_t doel = t->in[m - 1].doel;

                if (gezien[doel] == i + 1)
                    continue;
                gezien[doel] = (uint32_t)i + 1;
                t->som[doel].verwacht++;
                t->som[doel].aanwezig += heeft[i];
            }
    }
}

static void uitkomst_maak(const struct som *s, struct cijfer_uitkomst *u)
{
    u->aanwezig = s->aanwezig;
    u->verwacht = s->verwacht;
    u->heeft = s->iets;
    if (s->echt)
        u->vlag &= ~(unsigned)VLAG_AFGELEID_NUL; /* one derived nought among figures does not make the sum one */
    u->waarde = num_div_half_up(s->binnen, GEWICHT_HEEL);
    u->buiten_deels = num_div_half_up(s->grens, GEWICHT_HEEL);
    u->cijfer_id = s->n_delen == 1 && s->enige->gebied == u->gebied ? s->enige->id : 0;
    if (s->rechtstreeks) { /* what was delivered for the area itself goes before a sum over its parts */
        u->rechtstreeks = u->heeft = true;
        u->status = STATUS_GEEN;
        u->vlag = 0;
        u->periode_van = u->periode_tot = 0;
        status_bij(u, s->rechtstreeks);
        u->waarde = s->direct_binnen;
        u->buiten_deels = s->direct_grens;
        u->aanwezig = u->verwacht = 1;
        u->cijfer_id = s->n_direct == 1 ? s->rechtstreeks->id : 0;
    }
    if (!u->heeft)
        u->ontbreekt = s->redenen == 1u << ONTBREEKT_NVT          ? ONTBREEKT_NVT
                       : s->redenen == 1u << ONTBREEKT_ONDERDRUKT ? ONTBREEKT_ONDERDRUKT
                                                                  : ONTBREEKT_NIET_GELEVERD;
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

/* A derived nought says that an area delivered and had nothing: it stands in only where there is no figure of the area itself. */
static bool *echte_cijfers(const struct gebieden *g, struct arena *a, const struct waarneming *w, size_t n)
{
    bool *echt = ARENA_ARRAY(a, bool, g->n + 1);

    for (size_t i = 0; i < n; i++)
        if (!w[i].ontbreekt && w[i].status != STATUS_VERVALLEN && !(w[i].vlag & VLAG_AFGELEID_NUL))
            echt[w[i].gebied->index] = true;
    return echt;
}

size_t waarnemingen_tel_op(const struct gebieden *g, struct arena *a, const struct waarneming *w, size_t n, date_t d,
                           const struct doel *doelen, size_t n_doelen, struct cijfer_uitkomst *ret, struct bijdrage_lijst *bijdragen)
{
    bool *heeft = ARENA_ARRAY(a, bool, g->n + 1), *echt = echte_cijfers(g, a, w, n);
    size_t verloren = 0;
    struct teller t = {.g = g, .a = a, .d = d, .doelen = doelen, .n_doelen = n_doelen, .uit = ret};

    t.som = ARENA_ARRAY(a, struct som, n_doelen + 1);
    t.doelen_van = ARENA_ARRAY(a, uint32_t, g->n + 1);
    t.deel = ARENA_ARRAY(a, const struct omzet_deel *, g->n + 1);
    t.n_deel = ARENA_ARRAY(a, size_t, g->n + 1);
    t.omgezet = ARENA_ARRAY(a, bool, g->n + 1);
    doelen_zet(&t);
    for (size_t k = 0; k < n_doelen; k++)
        ret[k] = (struct cijfer_uitkomst){.gebied = doelen[k].gebied, .leden = doelen[k].leden.n, .leden_heel = doelen[k].leden_heel, .lid = doelen[k].leden.at};
    for (size_t i = 0; i < n; i++) {
        if (w[i].status == STATUS_VERVALLEN || ((w[i].vlag & VLAG_AFGELEID_NUL) && echt[w[i].gebied->index]))
            continue;
        if (w[i].periode_tot > t.gemeten)
            t.gemeten = w[i].periode_tot;
        if (!gebied_is_gemeente(w[i].gebied)) {
            tel_rechtstreeks(&t, &w[i], bijdragen);
            continue;
        }
        if (w[i].ontbreekt && !gebied_geldig(w[i].gebied, w[i].periode_tot))
            continue; /* an empty row for a year in which the gemeente did not exist says nothing */
        heeft[w[i].gebied->index] = heeft[w[i].gebied->index] || !w[i].ontbreekt;
        verloren += !tel_gemeente(&t, &w[i], bijdragen) && !w[i].ontbreekt;
    }
    if (!t.gemeten)
        t.gemeten = d;
    tel_aanwezig(&t, heeft);
    for (size_t k = 0; k < n_doelen; k++)
        uitkomst_maak(&t.som[k], &ret[k]);
    return verloren;
}
