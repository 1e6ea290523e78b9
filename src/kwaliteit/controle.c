/* SPDX-License-Identifier: EUPL-1.2
 * A check of one levering: which rules it touches, what they find in what is read for them (lezing.c), and
 * what of that is new, the same or gone since the last check. */
#include "kwaliteit/intern.h"

/* Everything one check needs; dies with it. */
struct controle {
    struct arena a;
    struct conn *c;
    const struct gebieden *g;
    struct levering l;
    int64_t oud; /* the levering that it supersedes, 0: none */
    struct regels regels;
    const struct onderwerp *onderwerp;
    size_t n_onderwerpen;
    const struct str *heeft; /* codes of the onderwerpen in it or in the one that it supersedes */
    size_t n_heeft;
    VEC(struct str) over;         /* codes of the touched rules that go over leveringen */
    struct lezing lezing;         /* opened for the first rule that is touched */
    struct arena regel_a, deel_a; /* of the rule being checked; of the part of it: what was read of that */
    struct vondsten uit;
};

/* Does the levering hold what the rule speaks of, or did the one that it supersedes? */
static bool raakt(const struct controle *k, const struct regel *r)
{
    for (size_t i = 0; i < k->n_heeft; i++)
        if (regel_noemt(r, k->heeft[i]))
            return true;
    return false;
}

/* What was found outlives what was read for it. */
static void vondsten_houd(struct controle *k, size_t vanaf)
{
    for (size_t i = vanaf; i < k->uit.v.n; i++) {
        struct vondst *v = &k->uit.v.at[i];

        for (size_t n = 0; n < v->n; n++) {
            struct waarde *w = ARENA_NEW(&k->a, struct waarde);
            struct waarneming_blok *b = ARENA_NEW(&k->a, struct waarneming_blok);

            *b = *v->cijfer[n]->blok;
            *w = *v->cijfer[n];
            w->blok = b;
            v->cijfer[n] = w;
        }
    }
}

static int deel_toets(struct controle *k, const struct regel *r, const struct lezing_deel *deel,
                      struct err *e)
{
    const struct onderwerp *o = k->onderwerp;
    size_t vanaf = k->uit.v.n, n = k->n_onderwerpen;
    struct waarden x;
    int rc = lezing_lees(&k->lezing, &k->deel_a, r, deel, &x, e);

    if (rc)
        return rc;
    switch (r->soort) {
    case REGEL_VERBAND:
        /* Over leveringen another may have become the newest, so all of it is looked at again. */
        verband_toets(&x, r, o, n, r->alle ? 0 : k->l.id, &k->uit);
        break;
    case REGEL_UITSCHIETER:
        uitschieter_toets(&x, r, o, n, k->l.id, &k->uit);
        break;
    case REGEL_VOLLEDIG:
        volledig_toets(&x, r, o, n, k->l.id, &k->uit);
        break;
    default:
        rc = plan_toets(k->c, &x, r, k->l.id, &k->uit, e);
    }
    if (!rc)
        vondsten_houd(k, vanaf);
    return rc;
}

static int regel_toets(struct controle *k, const struct regel *r, struct err *e)
{
    const struct lezing_deel *deel;
    size_t n;
    int rc = OK;

    lezing_delen(&k->lezing, &k->regel_a, r, &deel, &n);
    for (size_t i = 0; !rc && i < n; i++) {
        rc = deel_toets(k, r, &deel[i], e);
        arena_reset(&k->deel_a);
    }
    arena_reset(&k->regel_a);
    return rc;
}

/* ---- what is new, and what is gone ---- */

static bool zelfde_getallen(const struct bewaard *b, const struct vondst *v)
{
    return b->geheim == v->geheim && (v->geheim || (b->links == v->links && b->rechts == v->rechts));
}

/* The finding as it is kept: of the same levering when there is one, else of the one that was superseded. */
static struct bewaard *bewaard_zoek(const struct controle *k, const struct map *index, struct bewaard *b,
                                    const struct vondst *v)
{
    const struct map_entry *m = map_get(index, v->sleutel);
    struct bewaard *uit = NULL;

    for (struct bewaard *x = m ? &b[m->value.i] : NULL; x && str_eq(x->sleutel, v->sleutel); x++) {
        if (x->levering == v->levering)
            return x;
        if (x->levering == k->oud)
            uit = x;
    }
    return uit;
}

static int eindig(struct controle *k, const struct bewaard *b, bool opnieuw, int64_t nu, struct err *e)
{
    bool hersteld = k->oud && b->levering == k->oud && !opnieuw;

    return bevinding_eindig(
        k->c, b, hersteld ? "hersteld" : "vervallen",
        hersteld  ? STR("De nieuwe levering heeft dit niet meer")
        : opnieuw ? STR("Gaat verder als bevinding bij de levering die nu telt")
                  : STR("De regel of een ander cijfer is veranderd; de controle vindt dit niet meer"),
        &k->l, nu, e);
}

/* bewaard_lees gives them in order of sleutel. */
static int bijwerk(struct controle *k, int64_t nu, struct err *e)
{
    struct bewaard *b;
    struct map index, nieuw;
    size_t n;
    int rc = bewaard_lees(k->c, &k->a, k->l.id, k->oud, k->over.at, k->over.n, &b, &n, e);

    map_init(&index, &k->a);
    map_init(&nieuw, &k->a);
    for (size_t i = n; !rc && i-- > 0;)
        map_put(&index, b[i].sleutel, NULL)->value.i = (int64_t)i;
    for (size_t i = 0; !rc && i < k->uit.v.n; i++) {
        const struct vondst *v = &k->uit.v.at[i];
        struct bewaard *was = bewaard_zoek(k, &index, b, v);

        map_put(&nieuw, v->sleutel, NULL);
        if (was && was->levering == v->levering && zelfde_getallen(was, v) && was->ernst == (int)v->ernst &&
            str_eq(was->versie, v->regel->versie))
            was->blijft = true;
        else
            rc = bevinding_maak(k->c, &k->a, v, was && zelfde_getallen(was, v) ? was : NULL,
                                onderwerp_van(k->onderwerp, k->n_onderwerpen, v->onderwerp), nu, e);
    }
    for (size_t i = 0; !rc && i < n; i++)
        if (!b[i].blijft)
            rc = eindig(k, &b[i], map_get(&nieuw, b[i].sleutel) != NULL, nu, e);
    return rc;
}

static int controle_doe(struct controle *k, struct err *e)
{
    int64_t nu = time_ms();
    int rc = levering_vervangen(k->c, k->l.id, &k->oud, e);

    if (!rc)
        rc = onderwerpen_lees(k->c, &k->a, &k->onderwerp, &k->n_onderwerpen, e);
    if (!rc)
        rc = levering_onderwerpen(k->c, &k->a, k->l.id, k->oud, &k->heeft, &k->n_heeft, e);
    k->uit.a = &k->a;
    for (size_t i = 0; !rc && i < k->regels.n; i++) {
        if (!raakt(k, &k->regels.at[i]))
            continue;
        if (k->regels.at[i].alle)
            VEC_PUSH(&k->a, &k->over, k->regels.at[i].code);
        if (!k->lezing.c)
            rc = lezing_open(&k->lezing, k->c, k->g, &k->a, k->l.id, e);
        if (!rc)
            rc = regel_toets(k, &k->regels.at[i], e);
    }
    if (!rc)
        rc = bijwerk(k, nu, e);
    if (!rc)
        rc = controle_noteer(k->c, k->l.id, k->regels.levering, &k->uit, nu, e);
    return rc;
}

int kwaliteit_controleer(struct conn *c, const struct gebieden *g, int64_t levering, struct err *e)
{
    struct controle k = {.c = c, .g = g};
    int rc;

    arena_init(&k.a, 0);
    arena_init(&k.regel_a, 0);
    arena_init(&k.deel_a, 0);
    rc = levering_lees(c, &k.a, levering, &k.l, NULL, e);
    if (!rc)
        rc = regels_lees(c, &k.a, &k.regels, e);
    if (!rc && k.regels.n && str_is(k.l.status, "actief") && !str_starts(k.l.soort, STR("referentie-")))
        rc = controle_doe(&k, e);
    arena_done(&k.deel_a);
    arena_done(&k.regel_a);
    arena_done(&k.a);
    return rc;
}

/* ---- all that waits ---- */

struct opdracht {
    const struct gebieden *g;
    int64_t levering;
};

static int opdracht_doe(struct conn *c, void *ctx, struct err *e)
{
    const struct opdracht *o = ctx;

    return kwaliteit_controleer(c, o->g, o->levering, e);
}

int kwaliteit_bijwerken(struct store *s, const struct gebieden *g, bool alles,
                        const struct kwaliteit_stop *stop, int64_t *ret_n, struct err *e)
{
    struct arena a;
    struct regels regels;
    const int64_t *id = NULL;
    size_t n = 0;
    struct conn *c;
    int rc = store_read(s, &c, e);

    *ret_n = 0;
    if (rc)
        return rc;
    arena_init(&a, 0);
    rc = regels_lees(c, &a, &regels, e);
    if (!rc)
        rc = wachtend_lees(c, &a, regels.levering, alles, &id, &n, e);
    store_return(s, c);
    for (size_t i = 0; !rc && i < n; i++) {
        struct opdracht o = {g, id[i]};

        if (stop && stop->stop(stop->ctx, (int64_t)i, (int64_t)n))
            rc = err_set(e, ERR_CANCELLED, "gestopt op verzoek; %zu van de %zu leveringen zijn nagekeken", i,
                         n);
        else
            rc = store_write(s, opdracht_doe, &o, e);
        *ret_n += !rc;
    }
    arena_done(&a);
    return rc;
}

int kwaliteit_achterstand(struct conn *c, int64_t *ret, struct err *e)
{
    struct arena a;
    struct regels regels;
    const int64_t *id;
    size_t n = 0;
    int rc;

    arena_init(&a, 0);
    rc = regels_lees(c, &a, &regels, e);
    if (!rc && regels.n)
        rc = wachtend_lees(c, &a, regels.levering, false, &id, &n, e);
    arena_done(&a);
    *ret = (int64_t)n;
    return rc;
}
