/* SPDX-License-Identifier: EUPL-1.2
 * Measuring promises by figures: one question a figure and year over all gebieden that ask it, however many
 * promises there are. Missing is not nought; years of another bron or definitieset are never put in one sum.
 */
#include "afspraak/afspraak.h"

#include <string.h>

struct groep {
    const struct belofte *eerste; /* which figure */
    VEC(struct belofte *) lid;
};

struct meet {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    const struct afspraak_blik *b;
    const struct onderwerp *onderwerp;
    const struct definitieset *set;
    size_t n_onderwerp, n_set;
    VEC(struct groep) groep;
};

static struct str indicator_eenheid(const struct indicator *in)
{
    return !strcmp(in->eenheid, "%") ? STR("procentpunten") : str_from(in->eenheid);
}

/* An indicator is a level, whatever it is computed from: what came to it since the first year counts. */
static const struct onderwerp *indicator_als_onderwerp(const struct meet *m, struct str code)
{
    const struct indicator *in = indicator_bij_code(code);
    struct onderwerp *o;

    if (!in)
        return NULL;
    o = ARENA_ARRAY(m->a, struct onderwerp, 1);
    *o = (struct onderwerp){.code = str_from(in->code),
                            .naam = str_from(in->naam),
                            .eenheid = indicator_eenheid(in),
                            .aard = AARD_VERHOUDING};
    return o;
}

static const struct onderwerp *onderwerp_van(const struct meet *m, struct str code)
{
    for (size_t i = 0; i < m->n_onderwerp; i++)
        if (str_eq(m->onderwerp[i].code, code))
            return &m->onderwerp[i];
    return indicator_als_onderwerp(m, code);
}

static int64_t set_van(const struct meet *m, struct str code)
{
    for (size_t i = 0; code.n && i < m->n_set; i++)
        if (str_eq(m->set[i].code, code))
            return m->set[i].id;
    return 0;
}

/* ---- one figure ---- */

/* Of a flow: does the figure speak of the whole year? One of a single day speaks of the year that it names.
 */
static bool heel_jaar(const struct cijfer_uitkomst *u, int jaar)
{
    return u->periode_van == u->periode_tot ||
           (u->periode_van <= jaar * 10000 + 101 && u->periode_tot >= jaar * 10000 + 1231);
}

static struct meting meting_van(const struct cijfer_uitkomst *u, bool stand, int jaar,
                                enum meting_reden *reden)
{
    bool minst = cijfer_minstens(u);
    struct meting m = {true, true, u->waarde, u->waarde};

    *reden = METING_GEEN;
    /* A level of an earlier year is not one of this year. */
    if (!u->heeft || (stand && u->periode_tot / 10000 != jaar)) {
        if (!u->heeft && u->ontbreekt == ONTBREEKT_ONDERDRUKT)
            *reden = METING_NIET_OPENBAAR;
        return (struct meting){0};
    }
    *reden = METING_ZEGT_NIETS;
    if (cijfer_zegt_niets(u))
        return (struct meting){0};
    *reden = METING_ER;
    if (u->aanwezig < u->verwacht || u->vlag & VLAG_DEEL_ONDERDRUKT || (!stand && !heel_jaar(u, jaar)))
        m.max_er = false;
    m.max = m.max_er ? u->waarde + (minst ? u->buiten_deels : 0) : 0;
    return m;
}

static struct cijfer_vraag vraag_van(const struct meet *m, const struct belofte *b, bool stand, int jaar)
{
    return (struct cijfer_vraag){.onderwerp = b->onderwerp,
                                 .woningtype = b->woningtype,
                                 .segment = b->segment,
                                 .kenmerk = b->kenmerk,
                                 .bron = b->cijferbron,
                                 .indeling = STR("gemeente"),
                                 .binnen = STR(""),
                                 .ook_binnen = STR(""),
                                 .peildatum = jaar * 10000 + 1231,
                                 .gebiedsdatum = m->b->gebiedsdatum,
                                 .stand = m->b->stand,
                                 .venster_van = stand ? b->venster_van : jaar,
                                 .venster_tot = stand ? b->venster_tot : jaar,
                                 .bekend = m->onderwerp,
                                 .n_bekend = m->n_onderwerp};
}

static void cijfer_zet(const struct meet *m, struct belofte *b, const struct cijfer_vraag *v, int jaar,
                       struct cijfer_uitkomst *u)
{
    struct voortgang *g = &b->voortgang;
    enum meting_reden reden;
    struct meting x = meting_van(u, g->stand, jaar, &reden);
    struct str adres = u->heeft ? cijfer_adres(m->a, v, u) : STR("");

    if (jaar < b->van) {
        g->nul = x;
        g->nul_cijfer = u;
        g->nul_adres = adres;
        return;
    }
    g->jaar[jaar - b->van].gemeten = x;
    g->jaar[jaar - b->van].reden = reden;
    g->jaar[jaar - b->van].cijfer = u;
    g->jaar[jaar - b->van].adres = adres;
}

/* Does this promise ask the figure of this year? */
static bool vraagt(const struct meet *m, const struct belofte *b, int jaar)
{
    if (jaar * 10000 + 1231 > m->b->dag)
        return false;
    return (jaar >= b->van && jaar <= b->tot) || (b->voortgang.stand && !b->heeft_nul && jaar == b->van - 1);
}

static int groep_meet(struct meet *m, struct groep *gr, struct err *e)
{
    bool stand = gr->eerste->voortgang.stand;
    const struct gebied **gebied = ARENA_ARRAY(m->a, const struct gebied *, gr->lid.n);
    int van = 9999, tot = 0, rc = OK;

    for (size_t i = 0; i < gr->lid.n; i++) {
        van = gr->lid.at[i]->van < van ? gr->lid.at[i]->van : van;
        tot = gr->lid.at[i]->tot > tot ? gr->lid.at[i]->tot : tot;
    }
    for (int jaar = van - 1; !rc && jaar <= tot; jaar++) {
        struct cijfer_vraag v = vraag_van(m, gr->eerste, stand, jaar);
        struct cijfer_uitkomst *u;
        size_t n = 0, k = 0;

        for (size_t i = 0; i < gr->lid.n; i++)
            if (vraagt(m, gr->lid.at[i], jaar))
                gebied[n++] = gr->lid.at[i]->gebied;
        if (!n)
            continue;
        u = ARENA_ARRAY(m->a, struct cijfer_uitkomst, n);
        rc = cijfer_antwoord_gebieden(m->c, m->g, m->a, &v, gebied, n, u, e);
        for (size_t i = 0; !rc && i < gr->lid.n; i++)
            if (vraagt(m, gr->lid.at[i], jaar))
                cijfer_zet(m, gr->lid.at[i], &v, jaar, &u[k++]);
    }
    return rc;
}

/* ---- all ---- */

static void voortgang_maak(struct meet *m, struct belofte *b)
{
    const struct onderwerp *o = onderwerp_van(m, b->onderwerp);
    struct voortgang *v = &b->voortgang;

    *v = (struct voortgang){.stand = o && o->aard != AARD_STROOM,
                            .eenheid = o ? o->eenheid : STR("woningen"),
                            .onderwerp_naam = o ? o->naam : b->onderwerp,
                            .n = (size_t)(b->tot - b->van + 1)};
    if (b->heeft_nul)
        v->nul = (struct meting){true, true, b->nul, b->nul};
    v->jaar = ARENA_ARRAY(m->a, struct voortgang_jaar, v->n);
    for (size_t i = 0; i < v->n; i++)
        v->jaar[i] = (struct voortgang_jaar){
            .jaar = b->van + (int)i,
            .pad = b->pad[i],
            .reden = (b->van + (int)i) * 10000 + 1231 > m->b->dag ? METING_LOOPT : METING_GEEN};
}

static void groep_bij(struct meet *m, struct map *groepen, struct belofte *b)
{
    const struct str delen[] = {b->onderwerp, b->woningtype, b->segment, b->kenmerk, b->cijferbron};
    struct map_entry *x;
    struct buf s;
    bool nieuw;

    buf_init(&s, m->a, 4000);
    for (size_t i = 0; i < sizeof delen / sizeof *delen; i++) {
        buf_add(&s, delen[i]);
        buf_char(&s, '\n');
    }
    buf_fmt(&s, "%d %d", b->venster_van, b->venster_tot);
    x = map_put(groepen, buf_str(&s), &nieuw);
    if (nieuw) {
        x->value.i = (int64_t)m->groep.n;
        VEC_PUSH(m->a, &m->groep, ((struct groep){.eerste = b}));
    }
    VEC_PUSH(m->a, &m->groep.at[x->value.i].lid, b);
}

/* Drops years that another bron or definitieset made than was asked, or than the first year that has a
 * figure: they may not be added up. */
static void een_bron(const struct meet *m, struct belofte *b)
{
    struct voortgang *v = &b->voortgang;
    int64_t set = set_van(m, b->definitieset);
    const struct bron *bron = NULL;

    if (v->nul_cijfer && v->nul.er) {
        bron = v->nul_cijfer->bron;
        set = set ? set : v->nul_cijfer->definitieset;
        if (v->nul_cijfer->definitieset != set)
            v->nul = (struct meting){0};
    }
    for (size_t i = 0; i < v->n; i++) {
        struct voortgang_jaar *j = &v->jaar[i];

        if (!j->gemeten.er)
            continue;
        set = set ? set : j->cijfer->definitieset;
        if (!bron && j->cijfer->definitieset == set)
            bron = j->cijfer->bron;
        if (j->cijfer->definitieset == set && j->cijfer->bron && bron && j->cijfer->bron->id == bron->id)
            continue;
        j->gemeten = (struct meting){0};
        j->reden = METING_ANDERE_BRON;
    }
}

static enum afspraak_klasse klasse_van(const struct afspraak_oordeel *o)
{
    switch (o->stand) {
    case STAND_OORDEEL:
        return o->trede->ernst == 0 ? KLASSE_GOED : o->trede->ernst == 1 ? KLASSE_LET_OP : KLASSE_ACHTER;
    case STAND_ONZEKER:
        return KLASSE_ONZEKER;
    case STAND_GEEN_CIJFER:
        return KLASSE_GEEN_CIJFER;
    case STAND_GEDAAN:
        return KLASSE_GOED;
    case STAND_TE_LAAT:
        return KLASSE_ACHTER;
    case STAND_INGETROKKEN:
        return KLASSE_INGETROKKEN;
    default:
        return KLASSE_NOG_NIET;
    }
}

static void oordeel_zet(const struct afspraak_regels *r, const struct afspraak_blik *blik, struct afspraak *x)
{
    x->klasse = x->ingetrokken ? KLASSE_INGETROKKEN : KLASSE_NOG_NIET;
    for (size_t i = 0; i < x->n; i++) {
        struct belofte *b = &x->belofte[i];

        if (x->ingetrokken || b->ingetrokken)
            b->oordeel = (struct afspraak_oordeel){.stand = STAND_INGETROKKEN};
        else if (b->cijfer)
            voortgang_oordeel(&b->voortgang, afspraak_boek_bij(r, blik->boek.n ? blik->boek : x->boek),
                              blik->dag, &b->oordeel);
        else
            b->oordeel = (struct afspraak_oordeel){.stand = b->gedaan                  ? STAND_GEDAAN
                                                            : b->uiterlijk < blik->dag ? STAND_TE_LAAT
                                                                                       : STAND_OPEN};
        b->klasse = klasse_van(&b->oordeel);
        if (!x->ingetrokken && b->klasse > x->klasse)
            x->klasse = b->klasse;
    }
}

int afspraken_meet(struct conn *c, const struct gebieden *g, struct arena *a, const struct afspraak_regels *r,
                   const struct afspraak_blik *b, struct afspraak *x, size_t n, struct err *e)
{
    struct meet m = {.c = c, .g = g, .a = a, .b = b};
    struct map groepen;
    int rc = onderwerpen_lees(c, a, &m.onderwerp, &m.n_onderwerp, e);

    if (!rc)
        rc = definitiesets_lees(c, a, &m.set, &m.n_set, e);
    if (rc)
        return rc;
    map_init(&groepen, a);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < x[i].n; k++)
            if (x[i].belofte[k].cijfer) {
                voortgang_maak(&m, &x[i].belofte[k]);
                if (onderwerp_van(&m, x[i].belofte[k].onderwerp))
                    groep_bij(&m, &groepen, &x[i].belofte[k]);
            }
    for (size_t i = 0; !rc && i < m.groep.n; i++)
        rc = groep_meet(&m, &m.groep.at[i], e);
    for (size_t i = 0; !rc && i < n; i++) {
        for (size_t k = 0; k < x[i].n; k++)
            if (x[i].belofte[k].cijfer) {
                een_bron(&m, &x[i].belofte[k]);
                voortgang_reken(&x[i].belofte[k].voortgang);
            }
        oordeel_zet(r, b, &x[i]);
    }
    return rc;
}
