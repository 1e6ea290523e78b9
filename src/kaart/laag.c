/* SPDX-License-Identifier: EUPL-1.2
 * Makes layers and keeps the ones that were used last. A layer is made while others wait: they would only
 * make the same one. */
#include "kaart/laag_intern.h"

#include "gebied/grens.h"
#include "gebied/wijk.h"
#include "tabel/rd.h"

#include <math.h>
#include <stdlib.h>

enum {
    LAGEN = 12, /* kept at once */
};
#define ROOSTER 0.01 /* metres: places of neighbours that are nearer than this are one */

struct kaart_cache {
    pthread_mutex_t slot;
    struct kaart_laag *laag[LAGEN];
    uint64_t teller;
};

void mercator(double lengte, double breedte, double *ret_x, double *ret_y)
{
    static const double r = 6378137, graad = M_PI / 180;

    *ret_x = r * lengte * graad;
    *ret_y = r * log(tan(M_PI / 4 + breedte * graad / 2));
}

struct kaart_cache *kaart_cache_new(void)
{
    struct kaart_cache *k = calloc(1, sizeof *k);

    if (!k)
        abort();
    pthread_mutex_init(&k->slot, NULL);
    return k;
}

static void laag_free(struct kaart_laag *l)
{
    struct arena a;

    if (!l)
        return;
    arena_done(&l->in->zooms);
    arena_done(&l->in->tegels);
    pthread_mutex_destroy(&l->in->slot);
    a = l->in->arena; /* the layer lies on it */
    arena_done(&a);
}

void kaart_cache_free(struct kaart_cache *k)
{
    if (!k)
        return;
    for (int i = 0; i < LAGEN; i++)
        laag_free(k->laag[i]);
    pthread_mutex_destroy(&k->slot);
    free(k);
}

const struct laag_soort *laag_soorten(const struct gebieden *g, struct arena *a, size_t *ret_n)
{
    struct laag_soort *s = ARENA_ARRAY(a, struct laag_soort, g->n_indelingen + 4);
    size_t n = 0;

    s[n++] = (struct laag_soort){STR("gemeente"), STR("Gemeenten"), STR("De gemeenten met hun grenzen.")};
    s[n++] = (struct laag_soort){STR("wijk"), STR("Wijken"),
                                 STR("De wijken van gemeenten met hun grenzen, waar die geleverd zijn.")};
    for (size_t i = 0; i < g->n_indelingen; i++) {
        const struct indeling *x = &g->indeling[i];

        s[n++] = (struct laag_soort){
            x->code, x->naam,
            str_fmt(a,
                    "De gebieden van de indeling %.*s (%.*s), samengesteld uit de grenzen van hun gemeenten.",
                    STR_ARG(x->naam), STR_ARG(x->bron))};
    }
    s[n++] = (struct laag_soort){
        STR("plannen"), STR("Openbare plannen"),
        STR("Woningbouwplannen die openbaar zijn, als punt of vlak waar de ligging geleverd is. Bronnen "
            "overlappen en worden niet opgeteld.")};
    s[n++] =
        (struct laag_soort){STR("vakken"), STR("Tegelkaart"),
                            STR("Elke gemeente als een vak van gelijke grootte; geen werkelijke ligging.")};
    *ret_n = n;
    return s;
}

/* ---- making ---- */

/* What follows from the outline in RD: the same in degrees, the boxes, and where a label may stand. */
static void vorm_reken(struct maker *m, struct kaart_vorm *v)
{
    double x, y;

    v->graden = ARENA_ARRAY(m->a, double, 2 * v->vlak.n + 1);
    for (int s = 0; s < STELSELS; s++)
        v->kader[s] = KADER_LEEG;
    for (size_t i = 0; i < v->vlak.n; i++) {
        double *graden = v->graden + 2 * i, *xy = v->vlak.xy + 2 * i;

        rd_naar_graden(m->rd, xy[0], xy[1], &graden[0], &graden[1]);
        mercator(graden[0], graden[1], &x, &y);
        kader_bij(&v->kader[STELSEL_RD], xy[0], xy[1]);
        kader_bij(&v->kader[STELSEL_GRADEN], graden[0], graden[1]);
        kader_bij(&v->kader[STELSEL_MERCATOR], x, y);
    }
    if (!v->vlak.n)
        return;
    if (!vlak_plek(m->w, &v->vlak, &x, &y)) {
        x = v->vlak.xy[0];
        y = v->vlak.xy[1];
    }
    v->plek_rd[0] = x;
    v->plek_rd[1] = y;
    rd_naar_graden(m->rd, x, y, &v->plek[0], &v->plek[1]);
}

static struct kaart_vorm vorm_van(struct maker *m, const struct gebied *g)
{
    return (struct kaart_vorm){.id = g->id,
                               .code = str_dup(m->a, g->code),
                               .naam = str_dup(m->a, g->naam),
                               .van = g->van,
                               .tot = g->tot};
}

/* The gemeenten with their outlines; an area without one has no rings. */
static int gemeenten_maak(struct maker *m, struct gebied_lijst l, struct kaart_vorm *v, struct err *e)
{
    struct grens *g = ARENA_ARRAY(&m->t, struct grens, l.n + 1);
    int rc;

    for (size_t i = 0; i < l.n; i++)
        g[i].gebied_id = l.at[i]->id;
    rc = grenzen_op(m->c, &m->t, m->d, g, l.n, e);
    for (size_t i = 0; !rc && i < l.n; i++) {
        v[i] = vorm_van(m, l.at[i]);
        v[i].peildatum = g[i].peildatum;
        if (!g[i].xy || !vlak_van_ringen(m->w, m->a, g[i].xy, g[i].n, &v[i].vlak))
            v[i].vlak = (struct vlak){0};
    }
    return rc;
}

/* The areas of a kind that are valid on one of the days. */
static struct gebied_lijst geldig_in(struct maker *m, struct str soort)
{
    struct gebied_lijst l = {ARENA_ARRAY(&m->t, const struct gebied *, m->g->n + 1), 0};

    for (size_t i = 0; i < m->g->n; i++) {
        const struct gebied *g = &m->g->gebied[i];

        if (str_eq(g->soort, soort) && g->van <= m->d && m->van < g->tot)
            l.at[l.n++] = g;
    }
    return l;
}

static void regio_samen(struct maker *m, const struct gebied *regio, const struct kaart_vorm *gemeente,
                        const size_t *nummer, struct kaart_vorm *v)
{
    date_t laatst = gebied_geldig(regio, m->d) ? m->d : date_add(regio->tot, -1);
    struct gebied_lijst leden = gebied_leden(m->g, &m->t, regio, laatst);
    struct vlak *deel = ARENA_ARRAY(&m->t, struct vlak, leden.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < leden.n; i++) {
        const struct kaart_vorm *lid =
            nummer[leden.at[i]->index] ? &gemeente[nummer[leden.at[i]->index] - 1] : NULL;

        if (!lid || !lid->vlak.n_ringen)
            continue;
        deel[n++] = lid->vlak;
        v->peildatum = lid->peildatum > v->peildatum ? lid->peildatum : v->peildatum;
    }
    v->leden = (int)leden.n;
    v->leden_met_grens = (int)n;
    if (!n || !vlak_samen(m->w, m->a, deel, n, ROOSTER, &v->vlak))
        v->vlak = (struct vlak){0};
}

static int lagen_maak(struct maker *m, struct kaart_laag *l, struct err *e)
{
    struct gebied_lijst gemeenten = geldig_in(m, STR("gemeente")), regios = {0};
    struct kaart_vorm *gemeente = ARENA_ARRAY(m->a, struct kaart_vorm, gemeenten.n + 1), *v = gemeente;
    size_t *nummer, n = gemeenten.n, over = 0;
    int rc = gemeenten_maak(m, gemeenten, gemeente, e);

    if (rc)
        return rc;
    if (!str_is(l->code, "gemeente")) {
        nummer = ARENA_ARRAY(&m->t, size_t, m->g->n + 1);
        for (size_t i = 0; i < gemeenten.n; i++)
            nummer[gemeenten.at[i]->index] = i + 1;
        regios = geldig_in(m, l->code);
        v = ARENA_ARRAY(m->a, struct kaart_vorm, regios.n + 1);
        n = regios.n;
        for (size_t i = 0; i < n; i++) {
            v[i] = vorm_van(m, regios.at[i]);
            regio_samen(m, regios.at[i], gemeente, nummer, &v[i]);
        }
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].vlak.n_ringen)
            v[over++] = v[i];
    l->vorm = v;
    l->n = over;
    return OK;
}

static int vakken_maak(struct maker *m, struct kaart_laag *l, struct err *e)
{
    struct kaart_vak *vak;
    struct kaart_vorm *v;
    size_t n;
    int rc = vakken_lees(m->c, &m->t, &vak, &n, e);

    if (rc)
        return rc;
    v = ARENA_ARRAY(m->a, struct kaart_vorm, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct gebied *g = gebied_bij_id(m->g, vak[i].gebied_id);
        double x = KAART_VAK_X + KAART_VAK * vak[i].kolom, y = KAART_VAK_Y - KAART_VAK * vak[i].rij;
        double hoek[] = {x, y,   x,  y - KAART_VAK, x + KAART_VAK, y - KAART_VAK, x + KAART_VAK, y, x,
                         y, NAN, NAN};

        if (!g || g->van > m->d || g->tot <= m->van)
            continue;
        v[l->n] = vorm_van(m, g);
        v[l->n].kort = str_dup(m->a, vak[i].kort);
        l->n += vlak_van_ringen(m->w, m->a, hoek, 12, &v[l->n].vlak);
    }
    l->vorm = v;
    return OK;
}

/* Those of the last day: what a gemeente is divided into does not change piece by piece. */
static int wijken_maak(struct maker *m, struct kaart_laag *l, struct err *e)
{
    struct wijk *w = NULL;
    struct kaart_vorm *v;
    size_t n = 0;
    int rc = wijken_op(m->c, m->g, &m->t, m->d, &w, &n, e);

    v = ARENA_ARRAY(m->a, struct kaart_vorm, n + 1);
    for (size_t i = 0; !rc && i < n; i++) {
        v[l->n] = (struct kaart_vorm){.id = wijk_nummer(w[i].code),
                                      .code = str_dup(m->a, w[i].code),
                                      .naam = str_dup(m->a, w[i].naam),
                                      .gemeente = w[i].gemeente->id,
                                      .peildatum = w[i].peildatum};
        l->n += vlak_van_ringen(m->w, m->a, w[i].xy, w[i].n, &v[l->n].vlak);
    }
    l->vorm = v;
    return rc;
}

static int op_code(const void *x, const void *y)
{
    return str_cmp(((const struct kaart_vorm *)x)->code, ((const struct kaart_vorm *)y)->code);
}

static int laag_vul(struct maker *m, struct kaart_laag *l, struct err *e)
{
    struct kaart_vorm *v;
    int rc = rd_open(&m->rd, e);

    if (rc)
        return rc;
    rc = str_is(l->code, "vakken")    ? vakken_maak(m, l, e)
         : str_is(l->code, "plannen") ? plannen_maak(m, l, e)
         : str_is(l->code, "wijk")    ? wijken_maak(m, l, e)
                                      : lagen_maak(m, l, e);
    v = (struct kaart_vorm *)(uintptr_t)l->vorm;
    for (int s = 0; s < STELSELS; s++)
        l->kader[s] = KADER_LEEG;
    for (size_t i = 0; !rc && i < l->n; i++) {
        vorm_reken(m, &v[i]);
        for (int s = 0; s < STELSELS; s++)
            kader_samen(&l->kader[s], &v[i].kader[s]);
    }
    if (l->n && !l->plan)
        qsort(v, l->n, sizeof *v, op_code);
    rd_close(m->rd);
    return rc;
}

/* What was asked: two that are alike get the same layer. */
struct sleutel {
    struct str code;
    date_t van, d;
    int64_t stand;
};

static int laag_maak(struct conn *c, const struct gebieden *g, const struct laag_soort *soort,
                     const struct sleutel *s, uint64_t versie, struct kaart_laag **ret, struct err *e)
{
    struct arena a;
    struct kaart_laag *l;
    struct maker m = {.w = werk_new(), .g = g, .c = c, .van = s->van, .d = s->d};
    int rc;

    arena_init(&a, 0);
    arena_init(&m.t, 0);
    l = ARENA_NEW(&a, struct kaart_laag);
    l->in = ARENA_NEW(&a, struct laag_intern);
    *l = (struct kaart_laag){.code = str_dup(&a, soort->code),
                             .naam = str_dup(&a, soort->naam),
                             .vanaf = s->van,
                             .datum = s->d,
                             .stand = s->stand,
                             .versie = versie,
                             .in = l->in};
    m.a = &l->in->arena;
    l->in->arena = a; /* from here on it grows there */
    arena_init(&l->in->zooms, 0);
    arena_init(&l->in->tegels, 0);
    map_init(&l->in->tegel, &l->in->tegels);
    pthread_mutex_init(&l->in->slot, NULL);
    rc = laag_vul(&m, l, e);
    werk_free(m.w);
    arena_done(&m.t);
    if (rc)
        laag_free(l);
    else
        *ret = l;
    return rc;
}

/* ---- keeping ---- */

static const struct laag_soort *soort_bij(const struct gebieden *g, struct arena *a, struct str code)
{
    size_t n;
    const struct laag_soort *s = laag_soorten(g, a, &n);

    for (size_t i = 0; i < n; i++)
        if (str_eq(s[i].code, code))
            return &s[i];
    return NULL;
}

/* The place in the cache for another layer: an empty one, else that of the layer that was used longest ago
 * and that nobody uses now; LAGEN when all are in use. */
static size_t plaats_vrij(const struct kaart_cache *k)
{
    size_t plaats = LAGEN;

    for (size_t i = 0; i < LAGEN; i++) {
        if (!k->laag[i])
            return i;
        if (!k->laag[i]->in->gebruikers &&
            (plaats == LAGEN || k->laag[i]->in->gebruikt < k->laag[plaats]->in->gebruikt))
            plaats = i;
    }
    return plaats;
}

static struct kaart_laag *laag_zoek(const struct kaart_cache *k, const struct sleutel *s, uint64_t versie)
{
    for (size_t i = 0; i < LAGEN; i++) {
        const struct kaart_laag *l = k->laag[i];

        if (l && l->versie == versie && l->datum == s->d && l->vanaf == s->van && l->stand == s->stand &&
            str_eq(l->code, s->code))
            return k->laag[i];
    }
    return NULL;
}

/* A number that is another one as soon as the layer would be another. */
static int versie_van(struct conn *c, const struct gebieden *g, const struct sleutel *s, uint64_t *ret,
                      struct err *e)
{
    struct plan_keuze k = {.peildatum = s->d, .stand = s->stand};
    int rc = str_is(s->code, "plannen") ? plannen_versie(c, &k, ret, e)
             : str_is(s->code, "wijk")  ? wijken_versie(c, ret, e)
                                        : grenzen_versie(c, ret, e);

    *ret = (*ret ^ (uint64_t)g->versie) * 0x100000001b3u;
    if (str_is(s->code, "plannen") && s->d > date_today())
        *ret ^= (uint64_t)date_today(); /* its gemeenten are those of today */
    return rc;
}

static int neem(struct kaart_cache *k, struct conn *c, const struct gebieden *g, const struct sleutel *s,
                const struct kaart_laag **ret, struct err *e)
{
    const struct laag_soort *soort;
    struct kaart_laag *l;
    struct arena t;
    uint64_t versie = 0;
    size_t plaats;
    int rc = versie_van(c, g, s, &versie, e);

    if (rc)
        return rc;
    arena_init(&t, 0);
    pthread_mutex_lock(&k->slot);
    l = laag_zoek(k, s, versie);
    if (!l) {
        soort = soort_bij(g, &t, s->code);
        plaats = plaats_vrij(k);
        if (!soort)
            rc = err_set(e, ERR_NOT_FOUND, "Er is geen kaartlaag “%.*s”.", STR_ARG(s->code));
        else if (plaats == LAGEN)
            rc = err_set(e, ERR_ENV, "er worden te veel kaartlagen tegelijk gevraagd");
        else
            rc = laag_maak(c, g, soort, s, versie, &l, e);
        if (!rc) {
            laag_free(k->laag[plaats]);
            k->laag[plaats] = l;
        }
    }
    if (!rc) {
        l->in->gebruikers++;
        l->in->gebruikt = ++k->teller;
        *ret = l;
    }
    pthread_mutex_unlock(&k->slot);
    arena_done(&t);
    return rc;
}

int laag_neem(struct kaart_cache *k, struct conn *c, const struct gebieden *g, struct str code, date_t van,
              date_t d, const struct kaart_laag **ret, struct err *e)
{
    return str_is(code, "plannen") ? laag_neem_plannen(k, c, g, d, 0, ret, e)
                                   : neem(k, c, g, &(struct sleutel){code, van, d, 0}, ret, e);
}

int laag_neem_plannen(struct kaart_cache *k, struct conn *c, const struct gebieden *g, date_t peildatum,
                      int64_t stand, const struct kaart_laag **ret, struct err *e)
{
    date_t d = peildatum ? peildatum : DATE_OPEN;

    return neem(k, c, g, &(struct sleutel){STR("plannen"), d, d, stand}, ret, e);
}

date_t laag_dag(const struct kaart_laag *l)
{
    return l->plan && l->datum > date_today() ? date_today() : l->datum;
}

void laag_geef(struct kaart_cache *k, const struct kaart_laag *l)
{
    if (!l)
        return;
    pthread_mutex_lock(&k->slot);
    l->in->gebruikers--;
    pthread_mutex_unlock(&k->slot);
}

const struct kaart_vorm *laag_vorm(const struct kaart_laag *l, struct str code)
{
    const struct kaart_vorm sleutel = {.code = code};

    return l->n ? bsearch(&sleutel, l->vorm, l->n, sizeof *l->vorm, op_code) : NULL;
}

static int op_id(const void *x, const void *y)
{
    int64_t a = ((const struct kaart_plan *)x)->p.id, b = ((const struct kaart_plan *)y)->p.id;

    return (a > b) - (a < b);
}

const struct kaart_plan *laag_plan(const struct kaart_laag *l, int64_t id, size_t *ret_i)
{
    const struct kaart_plan sleutel = {.p.id = id},
                            *p = l->plan && l->n ? bsearch(&sleutel, l->plan, l->n, sizeof *l->plan, op_id)
                                                 : NULL;

    if (p)
        *ret_i = (size_t)(p - l->plan);
    return p;
}
