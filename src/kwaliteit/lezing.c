/* SPDX-License-Identifier: EUPL-1.2
 * What a check reads: for each rule the figures that it speaks of, a part at a time. Within one levering a
 * rule is one part; over leveringen each uitsplitsing is one, and of outliers each reeks that the levering
 * has, with its past, its peers and their noemers. */
#include "kwaliteit/intern.h"

/* The onderwerpen that plans give: a check of plans marks their figures. */
static const char *const van_plannen[] = {"plannen-hard", "plannen-zacht", "plannen-onbekend"};

bool regel_noemt(const struct regel *r, struct str onderwerp)
{
    if (r->soort == REGEL_PLAN) {
        for (size_t i = 0; i < sizeof van_plannen / sizeof *van_plannen; i++)
            if (str_is(onderwerp, van_plannen[i]))
                return true;
        return false;
    }
    for (size_t i = 0; i < r->n; i++)
        if (r->term[i].onderwerp.n && str_eq(onderwerp, r->term[i].onderwerp))
            return true;
    return false;
}

static struct str nummer_bytes(const int64_t *id)
{
    return (struct str){(const char *)id, sizeof *id};
}

int lezing_open(struct lezing *z, struct conn *c, const struct gebieden *g, struct arena *a, int64_t levering,
                struct err *e)
{
    struct waarneming_vraag v = {.stand = INT64_MAX}; /* what is active, also what is not committed yet */
    const struct levering *l;
    size_t n;
    int rc = leveringen_lees(c, a, false, &l, &n, e);

    *z = (struct lezing){.c = c, .g = g, .a = a, .levering = levering};
    map_init(&z->peildatum, a);
    map_init(&z->nieuwste, a);
    for (size_t i = 0; !rc && i < n; i++)
        map_put(&z->peildatum, nummer_bytes(&l[i].id), NULL)->value.i = l[i].peildatum;
    return rc ? rc : waarneming_blokken(c, a, &v, &z->blok, &z->n, e);
}

/* ---- which blocks ---- */

/* Most rules look within the levering; outliers have a past and peers elsewhere. */
static bool leest(const struct lezing *z, const struct regel *r, const struct waarneming_blok *b)
{
    return regel_noemt(r, b->reeks->onderwerp) &&
           (r->alle || r->soort == REGEL_UITSCHIETER || b->levering == z->levering);
}

static struct str rest_van(struct arena *a, const struct reeks *s)
{
    return str_fmt(a, "%.*s|%.*s|%d-%d", STR_ARG(s->segment), STR_ARG(s->kenmerk), s->horizon_van,
                   s->horizon_tot);
}

/* What all that is compared has in common: a rule sets only figures of one `rest` side by side
 * (waarden_zoek), and of an outlier only those of its reeks and the noemer of the same bron and woningtype.
 */
static struct str deel_sleutel(struct arena *a, const struct regel *r, const struct reeks *s)
{
    if (r->soort == REGEL_UITSCHIETER)
        return str_fmt(a, "%.*s|%.*s|%.*s", STR_ARG(s->bron), STR_ARG(s->woningtype),
                       STR_ARG(rest_van(a, s)));
    return r->soort == REGEL_VERBAND && r->alle ? rest_van(a, s) : STR("");
}

struct delen {
    struct arena *a;
    struct map index; /* sleutel → 1 + index in at */
    VEC(struct lezing_deel) deel;
};

static struct lezing_deel *deel_bij(struct delen *d, struct str sleutel, date_t tot)
{
    struct map_entry *m = map_put(&d->index, sleutel, NULL);

    if (!m->value.i) {
        VEC_PUSH(d->a, &d->deel, ((struct lezing_deel){.sleutel = sleutel, .tot = tot}));
        m->value.i = (int64_t)d->deel.n;
    }
    return &d->deel.at[m->value.i - 1];
}

/* The reeksen of which the levering has something, each up to its newest period there: who comes later is
 * neither past nor peer. */
static void delen_uitschieter(const struct lezing *z, struct delen *d, const struct regel *r)
{
    for (size_t i = 0; i < z->n; i++) {
        const struct waarneming_blok *b = &z->blok[i];
        struct lezing_deel *deel;

        if (b->levering != z->levering || !str_eq(b->reeks->onderwerp, r->term[0].onderwerp))
            continue;
        deel = deel_bij(d, deel_sleutel(d->a, r, b->reeks), b->tot);
        if (b->tot > deel->tot)
            deel->tot = b->tot;
    }
}

void lezing_delen(const struct lezing *z, struct arena *a, const struct regel *r,
                  const struct lezing_deel **ret, size_t *ret_n)
{
    struct delen d = {.a = a};

    map_init(&d.index, a);
    if (r->soort == REGEL_UITSCHIETER)
        delen_uitschieter(z, &d, r);
    else if (r->soort != REGEL_VERBAND || !r->alle)
        deel_bij(&d, STR(""), DATE_OPEN);
    for (size_t i = 0; i < z->n; i++) {
        const struct waarneming_blok *b = &z->blok[i];
        struct lezing_deel *deel;
        struct str sleutel;

        if (!leest(z, r, b))
            continue;
        sleutel = deel_sleutel(a, r, b->reeks);
        if (r->soort == REGEL_UITSCHIETER && !map_get(&d.index, sleutel))
            continue;
        deel = deel_bij(&d, sleutel, DATE_OPEN);
        if (b->tot <= deel->tot)
            VEC_PUSH(a, &deel->blok, *b);
    }
    *ret = d.deel.at;
    *ret_n = d.deel.n;
}

/* ---- reading them ---- */

/* Reads blocks one after another, and what the observations of the last of them have in common. */
struct greep {
    struct lezing *z;
    struct waarden *x;       /* gets all of them, or … */
    struct waarde *nieuwste; /* … by index of a gebied the newest */
    struct waarde blok;
};

static void blok_neem(struct greep *p, const struct waarneming_blok *b)
{
    const struct reeks *s = b->reeks;
    const struct map_entry *geleverd = map_get(&p->z->peildatum, nummer_bytes(&b->levering));

    p->blok = (struct waarde){.blok = b, .geleverd = geleverd ? (date_t)geleverd->value.i : 0};
    if (!p->x)
        return;
    p->blok.onderwerp = woord_nummer(p->x, s->onderwerp);
    p->blok.woningtype = woord_nummer(p->x, s->woningtype);
    p->blok.rest = woord_nummer(p->x, rest_van(p->x->a, s));
    p->blok.bron = woord_nummer(p->x, s->bron);
}

static int waarde_neem(void *ctx, const struct waarneming_rij *w, struct err *e)
{
    struct greep *p = ctx;
    struct waarde v, *was;

    (void)e;
    if (w->status == STATUS_VERVALLEN)
        return 1;
    if (p->blok.blok != w->blok)
        blok_neem(p, w->blok);
    v = p->blok;
    v.gebied = w->gebied;
    v.waarde = w->waarde;
    v.heeft = w->heeft;
    v.nvt = !w->heeft && w->ontbreekt == ONTBREEKT_NVT;
    v.geheim = (w->vlag & VLAG_VERTROUWELIJK) || (!w->heeft && w->ontbreekt == ONTBREEKT_ONDERDRUKT);
    if (p->x) {
        waarden_bij(p->x, &v);
        return 1;
    }
    was = &p->nieuwste[w->gebied->index];
    if (v.heeft && (!was->blok || v.blok->tot > was->blok->tot))
        *was = v;
    return 1;
}

static int blokken_lees(struct lezing *z, const struct waarneming_blok *b, size_t n, struct greep *p,
                        struct err *e)
{
    struct waarneming_lezer lezer = {.blok = b, .n = n};

    p->z = z;
    return waarneming_lees(z->c, z->g, &lezer, waarde_neem, p, e);
}

/* Of every gebied the newest figure of an onderwerp that is not split; kept for the rules after it. */
static int nieuwste_lees(struct lezing *z, struct str onderwerp, const struct waarde **ret, struct err *e)
{
    struct map_entry *m = map_put(&z->nieuwste, onderwerp, NULL);
    VEC(struct waarneming_blok) heel = {0};
    struct greep p = {.nieuwste = m->value.p};
    int rc = OK;

    if (!p.nieuwste) {
        p.nieuwste = ARENA_ARRAY(z->a, struct waarde, z->g->n + 1);
        for (size_t i = 0; i < z->n; i++) {
            const struct reeks *s = z->blok[i].reeks;

            if (str_eq(s->onderwerp, onderwerp) && !s->woningtype.n && !s->segment.n && !s->kenmerk.n &&
                !s->horizon_van && !s->horizon_tot)
                VEC_PUSH(z->a, &heel, z->blok[i]);
        }
        rc = blokken_lees(z, heel.at, heel.n, &p, e);
        m->value.p = p.nieuwste;
    }
    *ret = p.nieuwste;
    return rc;
}

int lezing_lees(struct lezing *z, struct arena *a, const struct regel *r, const struct lezing_deel *deel,
                struct waarden *ret, struct err *e)
{
    struct greep p = {.x = ret};
    int rc = OK;

    waarden_open(ret, a, z->g);
    ret->met_alle = r->alle;
    if (r->soort == REGEL_UITSCHIETER && r->n > 1)
        rc = nieuwste_lees(z, r->term[1].onderwerp, &ret->nieuwste, e);
    return rc ? rc : blokken_lees(z, deel->blok.at, deel->blok.n, &p, e);
}
