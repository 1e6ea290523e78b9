/* SPDX-License-Identifier: EUPL-1.2
 * Makes the layer of plans: what is public of every plan that counts, with its place. Read by the room plan,
 * so that a confidential one never gets here. */
#include "kaart/laag_intern.h"

#include <math.h>

enum { PLANNEN_MAX = 200000 }; /* the whole country has a tenth of it */

struct lezing {
    struct maker *m;
    VEC(struct kaart_plan) plan;
    VEC(struct kaart_vorm) vorm;
};

/* Its place: an area made valid, else the points that were delivered. */
static void plek_zet(struct maker *m, const struct plan *p, struct kaart_vorm *v)
{
    size_t n = 0;

    if (p->vorm == VORM_GEEN || !p->n_xy ||
        (p->vorm == VORM_VLAK && vlak_van_ringen(m->w, m->a, p->xy, p->n_xy, &v->vlak)))
        return;
    v->vlak = (struct vlak){.xy = ARENA_ARRAY(m->a, double, p->n_xy)};
    for (size_t i = 0; i + 1 < p->n_xy && (p->vorm == VORM_PUNT || !n); i += 2) {
        if (isnan(p->xy[i]))
            continue;
        v->vlak.xy[2 * n] = p->xy[i];
        v->vlak.xy[2 * n++ + 1] = p->xy[i + 1];
    }
    v->vlak.n = n;
}

static int plan_neem(void *ctx, const struct plan *p, struct err *e)
{
    struct lezing *z = ctx;
    struct arena *a = z->m->a;
    struct kaart_plan k = {.p = *p, .geleverd = p->gebied ? p->gebied->id : 0};
    struct kaart_vorm v = {.id = p->id};
    struct str *const teksten[] = {&k.p.naam,           &k.p.plancode, &k.p.plantype,
                                   &k.p.fase,           &k.p.status,   &k.p.hardheid,
                                   &k.p.levering_soort, &k.p.leveraar, &k.p.status_geleverd};

    if (z->plan.n == PLANNEN_MAX)
        return err_set(e, ERR_LIMIT, "er zijn meer dan %d plannen; dat is te veel voor één kaart",
                       PLANNEN_MAX);
    for (size_t i = 0; i < sizeof teksten / sizeof *teksten; i++)
        *teksten[i] = str_dup(a, *teksten[i]);
    if (p->gebied) {
        date_t vandaag = date_today(), d = z->m->d < vandaag ? z->m->d : vandaag;
        const struct gebied *nu = plan_gemeente(z->m->g, &z->m->t, p->gebied, d);

        v.gemeente = nu->id;
        k.gemeente_code = str_dup(a, nu->code);
    }
    v.code = str_fmt(a, "%lld", (long long)p->id);
    v.naam = k.p.naam.n ? k.p.naam : k.p.plancode;
    v.peildatum = p->peildatum;
    plek_zet(z->m, p, &v);
    k.p.gebied = NULL; /* of a model that this layer may outlive */
    k.p.xy = NULL;
    k.p.n_xy = 0;
    VEC_PUSH(a, &z->plan, k);
    VEC_PUSH(a, &z->vorm, v);
    return OK;
}

struct type_lezing {
    struct lezing *z;
    size_t i;
};

/* Both come in order of the plans. */
static void type_neem(void *ctx, int64_t plan, size_t type, int64_t woningen)
{
    struct type_lezing *t = ctx;

    while (t->i < t->z->plan.n && t->z->plan.at[t->i].p.id < plan)
        t->i++;
    if (t->i < t->z->plan.n && t->z->plan.at[t->i].p.id == plan) {
        t->z->plan.at[t->i].heeft_type[type] = true;
        t->z->plan.at[t->i].type[type] = woningen;
    }
}

int plannen_maak(struct maker *m, struct kaart_laag *l, struct err *e)
{
    struct lezing z = {.m = m};
    struct plan_keuze k = {.peildatum = l->datum, .stand = l->stand};
    int rc = plannen_openbaar(m->c, m->g, &k, true, plan_neem, &z, e);

    if (!rc)
        rc = plannen_typen(m->c, &k, type_neem, &(struct type_lezing){&z, 0}, e);
    if (!rc && arena_over(m->a))
        rc = err_set(e, ERR_LIMIT, "de plannen zijn samen te groot voor één kaart");
    l->plan = z.plan.at ? z.plan.at : ARENA_NEW(m->a, struct kaart_plan);
    l->vorm = z.vorm.at;
    l->n = z.plan.n;
    return rc;
}
