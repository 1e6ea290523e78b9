/* SPDX-License-Identifier: EUPL-1.2
 * Storing a package that was checked, in one transaction. Into an installation without leveringen it is a
 * move: what was known when, stays. Into one that has some it is a delivery of today: only what counts is
 * taken, its moment is now, and what it supersedes is said. */
#include "pakket/neem.h"

#include "doc/json.h"

/* Onderwerpen that are here already must count the same, or the figures would mean something else. */
static int onderwerpen_keur(struct neem *n, struct arena *a, struct err *e)
{
    static const char *const aarden[] = {"stand", "stroom", "verhouding"};
    const struct onderwerp *hier;
    size_t aantal;
    int rc = onderwerpen_lees(n->c, a, &hier, &aantal, e);

    for (size_t i = 0; !rc && i < aantal; i++) {
        const struct map_entry *m = map_get(&n->onderwerp_index, hier[i].code);
        const struct onderwerp *daar = m ? &n->onderwerp.at[m->value.i] : NULL;

        if (daar && (daar->schaal != hier[i].schaal || daar->aard != hier[i].aard ||
                     !str_eq(daar->eenheid, hier[i].eenheid)))
            rc = err_set(e, ERR_DATA,
                         "het onderwerp “%.*s” is in deze installatie een %s in %.*s met %d decimalen, en in "
                         "het pakket een "
                         "%s in %.*s met %d decimalen",
                         STR_ARG(daar->code), aarden[hier[i].aard], STR_ARG(hier[i].eenheid), hier[i].schaal,
                         aarden[daar->aard], STR_ARG(daar->eenheid), daar->schaal);
    }
    return rc;
}

/* What this installation does not know comes along: a set of its own, such as one of rules that counted. */
static int definities_neem(struct neem *n, struct arena *a, struct err *e)
{
    const struct definitieset *hier;
    size_t aantal;
    int rc = definitiesets_lees(n->c, a, &hier, &aantal, e);

    for (size_t i = 0; !rc && i < n->definities.n; i++) {
        size_t k = 0;

        while (k < aantal && !str_eq(hier[k].code, n->definities.at[i].key))
            k++;
        if (k == aantal)
            rc = definitieset_bij(n->c, n->definities.at[i].value.p, e);
    }
    return rc;
}

/* The report of the levering, with through which package it came. */
static int verslag_maak(struct neem *n, struct arena *a, const struct neem_levering *x, struct str *ret,
                        struct err *e)
{
    struct doc *d, *p;
    struct buf b;
    int rc = json_read(a, x->verslag, (struct json_limits){0}, &d, e);

    if (!rc && d->type != DOC_MAP)
        rc = err_set(e, ERR_DATA, "verwacht een object");
    if (rc)
        return err_prefix(e, "herkomst/leveringen.csv, levering %lld, kolom verslag: ", (long long)x->l.id);
    p = DOC_SET(a, d, "pakket", doc_map(a));
    DOC_SET_STR(a, p, "bestand", n->x->naam);
    DOC_SET_STR(a, p, "stand", time_iso(a, n->stand));
    DOC_SET_STR(a, p, "soort", n->volledig ? STR("volledig") : STR("open"));
    DOC_SET_INT(a, p, "levering", x->l.id);
    DOC_SET_STR(a, p, "ontvangen", time_iso(a, x->l.ontvangen));
    DOC_SET_BOOL(a, p, "geheel", x->geheel);
    buf_init(&b, a, 8 << 20);
    json_write(&b, d, 0);
    *ret = buf_str(&b);
    return b.over ? err_set(e, ERR_LIMIT, "het verslag van levering %lld is te groot", (long long)x->l.id)
                  : OK;
}

/* What this one would take the place of; only a whole levering may. */
static int plaats_keur(struct neem *n, const struct neem_levering *x, int64_t *ret_oud, struct err *e)
{
    int rc = levering_over_dubbel(n->c, x->l.soort, x->l.sha256, e);

    if (!rc)
        rc = levering_over_zelfde(n->c, &x->l, ret_oud, e);
    if (!rc && *ret_oud && !(n->volledig && x->geheel))
        rc = err_set(e, ERR_CONFLICT,
                     "er is al een levering van deze soort, leveraar en peildatum (levering %lld), en in het "
                     "pakket zit er maar "
                     "een deel van; een deel kan een geheel niet vervangen",
                     (long long)*ret_oud);
    return rc ? err_prefix(e, "%.*s (levering %lld van het pakket): ", STR_ARG(utf8_clip(x->l.bestand, 120)),
                           (long long)x->l.id)
              : OK;
}

static int levering_schrijf(struct neem *n, struct neem_levering *x, struct err *e)
{
    struct levering l = x->l;
    struct str verslag;
    struct arena a;
    int64_t oud = 0;
    bool actief = str_is(l.status, "actief");
    int rc = OK;

    x->nieuw = 0;
    if (!actief && !n->verhuizing)
        return OK; /* what no longer counted there is no news here */
    arena_init(&a, 0);
    if (actief)
        rc = plaats_keur(n, x, &oud, e);
    if (!rc)
        rc = verslag_maak(n, &a, x, &verslag, e);
    l.cijfers = x->cijfers;
    if (!n->verhuizing) {
        l.ontvangen = n->nu++;
        l.wie = n->x->wie;
    }
    l.wie = l.wie.n ? l.wie : n->x->wie;
    if (!rc)
        rc = levering_over_zet(n->c, &l, verslag, &x->nieuw, &x->volgende, e);
    if (!rc && oud) {
        n->vervangen++;
        rc = levering_over_vervang(n->c, oud, l.ontvangen, x->nieuw, e);
    }
    arena_done(&a);
    return rc;
}

static int leveringen_schrijf(struct neem *n, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < n->levering.n; i++)
        rc = levering_schrijf(n, &n->levering.at[i], e);
    for (size_t i = 0; !rc && i < n->levering.n; i++) {
        const struct neem_levering *x = &n->levering.at[i];
        const struct neem_levering *door =
            x->nieuw && x->l.vervangen_door ? neem_levering_bij(n, x->l.vervangen_door) : NULL;

        if (door && door->nieuw && door != x)
            rc = levering_over_opvolger(n->c, x->nieuw, door->nieuw, e);
    }
    return rc;
}

static int reeksen_schrijf(struct neem *n, struct arena *a, struct err *e)
{
    int64_t *id = ARENA_ARRAY(a, int64_t, n->reeks.n + 1);
    int rc = OK;

    for (size_t i = 0; !rc && i < n->reeks.n; i++)
        rc = reeks_over(n->c, &n->reeks.at[i], &id[i], e);
    n->reeks_id = id;
    for (size_t i = 0; !rc && i < n->inhoud.n; i++) {
        struct neem_inhoud k;

        __builtin_memcpy(&k, n->inhoud.at[i].key.p, sizeof k);
        if (n->levering.at[k.levering].nieuw)
            rc = inhoud_over(n->c, n->levering.at[k.levering].nieuw, id[k.reeks], k.van, k.tot,
                             n->inhoud.at[i].value.i, e);
    }
    return rc;
}

/* A table whose rows go through one bulk. */
static int deel_in_bulk(struct neem *n, enum deel_id id,
                        int (*open)(struct conn *c, struct bulk **ret, struct err *e), struct err *e)
{
    int rc = open(n->c, &n->bulk, e);

    if (rc)
        return rc;
    rc = neem_deel(n, id, NULL, e);
    if (rc)
        bulk_abort(n->bulk);
    else
        rc = bulk_close(n->bulk, e);
    n->bulk = NULL;
    return rc;
}

static int rijen_schrijf(struct neem *n, struct err *e)
{
    int rc = OK;

    if (n->cijfers)
        rc = deel_in_bulk(n, DEEL_CIJFERS, cijfers_over_open, e);
    if (!rc && n->plan.n) {
        rc = plannen_over_ruimte(n->c, (int64_t)n->plan.n, &n->plan_eerste, e);
        n->plan_wat = PLAN_RIJ;
        if (!rc)
            rc = deel_in_bulk(n, DEEL_PLANNEN, plannen_over_open, e);
        if (!rc)
            rc = deel_in_bulk(n, DEEL_PLANGETALLEN, plan_getallen_over_open, e);
        n->plan_wat = PLAN_VORM;
        if (!rc)
            rc = neem_deel(n, DEEL_PLANNEN, NULL, e);
    }
    if (!rc)
        rc = neem_deel(n, DEEL_PLANWOORDEN, NULL, e);
    if (!rc)
        rc = neem_deel(n, DEEL_GRENZEN, NULL, e);
    return rc;
}

static int bestanden_schrijf(struct neem *n, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < n->levering.n; i++) {
        const struct neem_levering *x = &n->levering.at[i];
        struct str inhoud;
        struct arena a;

        if (!x->nieuw || !x->bestand)
            continue;
        arena_init(&a, 0);
        rc = neem_geheel(n, &a, x->bestand - 1, NEEM_BESTAND_MAX, &inhoud, e);
        if (!rc)
            rc = levering_over_bestand(n->c, x->nieuw, inhoud, e);
        arena_done(&a);
    }
    return rc;
}

static int alles_schrijf(struct neem *n, struct arena *a, struct err *e)
{
    int64_t aantal = 0;
    int rc = leveringen_over_stand(n->c, &n->nu, &aantal, e);

    n->verhuizing = !aantal;
    n->vervangen = 0;
    if (!rc)
        rc = onderwerpen_keur(n, a, e);
    if (!rc)
        rc = definities_neem(n, a, e);
    if (!rc)
        rc = stam_over(n->c, n->onderwerp.at, n->onderwerp.n, n->bron.at, n->bron.n, e);
    if (!rc)
        rc = leveringen_schrijf(n, e);
    if (!rc)
        rc = reeksen_schrijf(n, a, e);
    if (!rc)
        rc = rijen_schrijf(n, e);
    if (!rc && !n->x->proef)
        rc = bestanden_schrijf(n, e);
    return rc;
}

int neem_schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct neem *n = ctx;
    struct arena a;
    int rc;

    arena_init(&a, 0);
    n->c = c;
    rc = neem_zip_open(n, &a, e);
    if (!rc) {
        rc = alles_schrijf(n, &a, e);
        zip_in_close(n->zip);
    }
    n->c = NULL;
    arena_done(&a);
    return rc;
}
