/* SPDX-License-Identifier: EUPL-1.2
 * The model's questions: look-up by code and name, members of regions, conversion along herindelingen. No SQL
 * here. */
#include "gebied/gebied_intern.h"

#include "base/num.h"

#include <pthread.h>
#include <stdlib.h>

const struct gebied *gebied_bij_code(const struct gebieden *g, struct str code)
{
    struct map_entry *m = map_get(&g->in->op_code, code);

    return m ? m->value.p : NULL;
}

const struct gebied *gebied_bij_id(const struct gebieden *g, int64_t id)
{
    size_t lo = 0, hi = g->n; /* gebied[] is in order of id */

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (g->gebied[mid].id < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < g->n && g->gebied[lo].id == id ? &g->gebied[lo] : NULL;
}

const struct indeling *indeling_bij_code(const struct gebieden *g, struct str code)
{
    for (size_t i = 0; i < g->n_indelingen; i++)
        if (str_eq(g->indeling[i].code, code))
            return &g->indeling[i];
    return NULL;
}

/* How far the validity of an area lies from a date, in days; 0 when valid. */
static int64_t afstand(const struct gebied *g, date_t d)
{
    if (d < g->van)
        return date_days(g->van) - date_days(d);
    return d < g->tot ? 0 : date_days(d) - date_days(g->tot) + 1;
}

/* "0935", "935", "gm0935" and "GM935" mean GM0935; other prefixes must be written as they are, but for case.
 */
static const struct gebied *op_kale_code(const struct gebieden *g, struct arena *scratch, struct str tekst)
{
    struct str cijfers = tekst;
    int64_t nummer;

    if (tekst.n > 2 && str_ieq(str_sub(tekst, 0, 2), STR("GM")))
        cijfers = str_sub(tekst, 2, tekst.n);
    else if (tekst.n > 2 && str_ieq(str_sub(tekst, 0, 2), STR("PV")))
        return gebied_bij_code(g, str_cat(scratch, STR("PV"), str_sub(tekst, 2, tekst.n)));
    if (cijfers.n > 4 || !num_i64(cijfers, &nummer) || nummer <= 0 || cijfers.p[0] == '+')
        return NULL;
    return gebied_bij_code(g, str_fmt(scratch, "GM%04d", (int)nummer));
}

static bool soort_past(const struct gebied *g, struct str soort)
{
    return !soort.n || str_eq(g->soort, soort);
}

/* Without a stated soort a gemeente goes before land and provincie, and those before other regions. */
static int rang(const struct gebied *g)
{
    return gebied_is_gemeente(g) ? 0 : str_is(g->soort, "land") ? 1 : str_is(g->soort, "provincie") ? 2 : 3;
}

struct gebied_vondst gebied_zoek(const struct gebieden *g, struct arena *scratch, struct str tekst,
                                 struct str soort, date_t datum)
{
    struct gebied_vondst v = {0};
    struct map_entry *m;
    bool gelijk = false;

    tekst = str_trim(tekst);
    if (!tekst.n)
        return v;
    v.gebied = gebied_bij_code(g, tekst);
    v.hoe = VONDST_CODE;
    if (!v.gebied) {
        v.gebied = op_kale_code(g, scratch, tekst);
        v.hoe = VONDST_CODE_HERSTELD;
    }
    if (v.gebied) {
        if (!soort_past(v.gebied, soort))
            v.gebied = NULL;
        v.buiten_geldigheid = v.gebied && !gebied_geldig(v.gebied, datum);
        return v;
    }
    m = map_get(&g->in->op_naam, str_fold(scratch, tekst));
    for (const struct naam_in *k = m ? m->value.p : NULL; k; k = k->volgende) {
        int64_t nieuw, oud;

        if (!soort_past(k->gebied, soort))
            continue;
        if (!v.gebied) {
            v.gebied = k->gebied;
            v.hoe = str_eq(k->naam, tekst) && k->officieel ? VONDST_NAAM : VONDST_ANDERE_NAAM;
            continue;
        }
        if (k->gebied == v.gebied) {
            if (str_eq(k->naam, tekst) && k->officieel)
                v.hoe = VONDST_NAAM;
            continue;
        }
        nieuw = afstand(k->gebied, datum) * 4 + rang(k->gebied);
        oud = afstand(v.gebied, datum) * 4 + rang(v.gebied);
        if (nieuw < oud) {
            v.gebied = k->gebied;
            v.hoe = str_eq(k->naam, tekst) && k->officieel ? VONDST_NAAM : VONDST_ANDERE_NAAM;
            gelijk = false;
        } else if (nieuw == oud) {
            gelijk = true;
        }
    }
    if (gelijk) {
        v.gebied = NULL;
        v.meerduidig = true;
    }
    v.buiten_geldigheid = v.gebied && !gebied_geldig(v.gebied, datum);
    return v;
}

static int op_code(const void *x, const void *y)
{
    const struct gebied *const *a = x, *const *b = y;

    return str_cmp((*a)->code, (*b)->code);
}

struct gebied_lijst gebied_gemeenten(const struct gebieden *g, struct arena *a, date_t d)
{
    struct gebied_lijst l = {ARENA_ARRAY(a, const struct gebied *, g->in->n_gemeenten), 0};

    for (size_t i = 0; i < g->in->n_gemeenten; i++)
        if (gebied_geldig(g->in->gemeente[i], d))
            l.at[l.n++] = g->in->gemeente[i];
    return l;
}

struct gebied_lijst indeling_regios(const struct gebieden *g, struct arena *a, struct str indeling, date_t d)
{
    struct gebied_lijst l = {ARENA_ARRAY(a, const struct gebied *, g->n), 0};

    for (size_t i = 0; i < g->n; i++)
        if (str_eq(g->gebied[i].soort, indeling) && gebied_geldig(&g->gebied[i], d))
            l.at[l.n++] = &g->gebied[i];
    if (l.n)
        qsort(l.at, l.n, sizeof *l.at, op_code);
    return l;
}

struct gebied_lijst gebied_leden(const struct gebieden *g, struct arena *a, const struct gebied *van,
                                 date_t d)
{
    const struct lid_in *lid = g->in->regio_lid + g->in->regio_van[van->index], *eind = lid;
    struct gebied_lijst l = {0};

    if (str_is(van->soort, "land"))
        return gebied_gemeenten(g, a, d);
    while (eind < g->in->regio_lid + g->in->n_leden && eind->regio == van)
        eind++;
    l.at = ARENA_ARRAY(a, const struct gebied *, eind - lid + 1);
    if (gebied_is_gemeente(van))
        l.at[l.n++] = van;
    for (; lid < eind; lid++)
        if (lid->van <= d && d < lid->tot && gebied_geldig(lid->gemeente, d))
            l.at[l.n++] = lid->gemeente;
    return l;
}

const struct gebied *gebied_regio(const struct gebieden *g, const struct gebied *gemeente,
                                  struct str indeling, date_t d)
{
    if (str_is(indeling, "gemeente"))
        return gemeente;
    if (str_is(indeling, "land"))
        return gebied_bij_code(g, STR("NL01"));
    for (uint32_t i = g->in->leden_van[gemeente->index];
         i < g->in->n_leden && g->in->lid[i].gemeente == gemeente; i++) {
        const struct lid_in *lid = &g->in->lid[i];

        if (str_eq(lid->regio->soort, indeling) && lid->van <= d && d < lid->tot)
            return lid->regio;
    }
    return NULL;
}

/* Adds `gewicht` parts of `van` to the targets on d. Steps are followed in time only, so this ends. */
static void omzet_stap(const struct gebieden *g, struct arena *a, const struct gebied *van, date_t d,
                       int64_t gewicht, date_t na, struct omzet_lijst *doel)
{
    if (gebied_geldig(van, d)) {
        for (size_t i = 0; i < doel->n; i++)
            if (doel->at[i].gebied == van) {
                doel->at[i].gewicht += gewicht;
                return;
            }
        VEC_PUSH(a, doel, ((struct omzet_deel){van, gewicht}));
        return;
    }
    for (size_t i = 0; i < g->in->n_herindelingen; i++) {
        const struct herindeling_in *h = &g->in->herindeling[i];

        if (h->van == van && h->datum > na && h->datum <= d && h->datum >= van->tot)
            omzet_stap(g, a, h->naar, d, num_div_half_up((__int128)gewicht * h->gewicht, GEWICHT_HEEL),
                       h->datum - 1, doel);
    }
}

enum {
    AFRONDING = 100
}; /* most that rounding the weights of splits in a row may amount to, in parts per million */

size_t gebied_omzetten(const struct gebieden *g, struct arena *a, const struct gebied *van, date_t d,
                       const struct omzet_deel **ret)
{
    struct omzet_lijst doel = {0};
    int64_t som = 0;
    size_t grootste = 0;

    if (gebied_geldig(van, d)) { /* mostly so */
        *ret = &g->in->zelf[van->index];
        return 1;
    }
    if (d >= van->van)
        omzet_stap(g, a, van, d, GEWICHT_HEEL, 0, &doel);
    for (size_t i = 0; i < doel.n; i++) {
        som += doel.at[i].gewicht;
        if (doel.at[i].gewicht > doel.at[grootste].gewicht)
            grootste = i;
    }
    if (som < GEWICHT_HEEL - AFRONDING || som > GEWICHT_HEEL + AFRONDING)
        doel.n = 0; /* a part has nowhere to go: what is left is not the whole */
    if (doel.n)     /* several splits may round a millionth away each: nothing may be lost */
        doel.at[grootste].gewicht += GEWICHT_HEEL - som;
    *ret = doel.at;
    return doel.n;
}

struct str gebied_geschiedenis(const struct gebieden *g, struct arena *a, const struct gebied *van)
{
    struct buf b;

    buf_init(&b, a, 4096);
    for (size_t i = 0; i < g->in->n_herindelingen; i++) {
        const struct herindeling_in *h = &g->in->herindeling[i];

        if (h->van != van && h->naar != van)
            continue;
        if (b.n)
            buf_lit(&b, "; ");
        if (h->van == van)
            buf_fmt(&b, "per %.*s opgegaan in %.*s", STR_ARG(date_nl(a, h->datum)), STR_ARG(h->naar->naam));
        else
            buf_fmt(&b, "per %.*s met %.*s", STR_ARG(date_nl(a, h->datum)), STR_ARG(h->van->naam));
        if (h->gewicht != GEWICHT_HEEL)
            buf_fmt(&b, " (%d,%d%%, %.*s)", (int)(h->gewicht / 10000), (int)(h->gewicht / 1000 % 10),
                    STR_ARG(h->grondslag));
    }
    return buf_str(&b);
}

struct gebied_cache {
    pthread_mutex_t slot;
    struct gebieden *nu;
};

struct gebied_cache *gebied_cache_new(void)
{
    struct gebied_cache *k = calloc(1, sizeof *k);

    if (!k)
        abort();
    pthread_mutex_init(&k->slot, NULL);
    return k;
}

void gebied_cache_free(struct gebied_cache *k)
{
    if (!k)
        return;
    gebieden_free(k->nu);
    pthread_mutex_destroy(&k->slot);
    free(k);
}

int gebied_cache_neem(struct gebied_cache *k, struct conn *c, const struct gebieden **ret, struct err *e)
{
    struct gebieden *nieuw = NULL, *oud = NULL;
    int64_t versie;
    int rc = gebieden_versie(c, &versie, e);

    if (rc)
        return rc;
    pthread_mutex_lock(&k->slot);
    if (!k->nu || k->nu->versie != versie) { /* loading under the lock: others would only load the same */
        rc = gebieden_laad(c, &nieuw, e);
        if (!rc) {
            oud = k->nu && !k->nu->gebruikers ? k->nu : NULL; /* else its last user frees it */
            k->nu = nieuw;
        }
    }
    if (!rc) {
        k->nu->gebruikers++;
        *ret = k->nu;
    }
    pthread_mutex_unlock(&k->slot);
    gebieden_free(oud);
    return rc;
}

void gebied_cache_geef(struct gebied_cache *k, const struct gebieden *g)
{
    struct gebieden *dood = NULL;

    if (!g)
        return;
    pthread_mutex_lock(&k->slot);
    if (!--((struct gebieden *)g)->gebruikers && g != k->nu)
        dood = (struct gebieden *)g;
    pthread_mutex_unlock(&k->slot);
    gebieden_free(dood);
}
