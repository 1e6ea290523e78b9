/* SPDX-License-Identifier: EUPL-1.2
 * Files of mutations (BAG 2.0 mutatiebestanden) on top of an extract: whether they follow on each other, what
 * they leave of each voorkomen, and whether the extract holds what they change. Called by lvbag.c; reads no
 * file itself. */
#include "voorraad/lvbag_intern.h"

#include <stdlib.h>
#include <string.h>

/* One voorkomen that mutations touch. */
struct sleutel {
    uint32_t voorkomen;
    bool eerst_nieuw, gezien; /* its first mutation adds it; the extract has it */
    const struct lv_mut *laatste;
    const struct lv_deel *deel; /* of `laatste` */
    struct sleutel *volgende;   /* of the same object */
};

struct object { /* an object that mutations touch */
    enum lvbag_soort soort;
    uint64_t id;
    bool er; /* the extract has some voorkomen of it */
    struct sleutel *eerste;
};

struct lv_mutaties {
    struct arena a;
    struct object **plek; /* open addressing; NULL is empty */
    size_t maat;
    VEC(struct object *) object; /* in the order in which they came */
    uint64_t nieuw, gewijzigd;
};

static const char *const soort_naam[] = {"verblijfsobject", "pand", "nummeraanduiding", "openbare ruimte"};

/* ---- do they follow on each other? ---- */

static struct str bestand_van(struct str naam)
{
    size_t i = naam.n;

    while (i && naam.p[i - 1] != '/')
        i--;
    return str_sub(naam, i, naam.n);
}

static int op_tijd(const void *x, const void *y)
{
    const struct lv_deel *p = *(struct lv_deel *const *)x, *q = *(struct lv_deel *const *)y;

    if (p->vanaf != q->vanaf)
        return p->vanaf < q->vanaf ? -1 : 1;
    if (p->tot != q->tot)
        return p->tot < q->tot ? -1 : 1;
    return str_cmp(bestand_van(p->naam), bestand_van(q->naam));
}

static int dag_fout(const struct lv_deel *d, date_t stand, struct err *e)
{
    struct arena a;
    struct str van, tot, nu;
    int rc;

    arena_init(&a, 0);
    van = date_nl(&a, d->vanaf);
    tot = date_nl(&a, d->tot);
    nu = date_nl(&a, stand);
    if (d->vanaf > stand)
        rc = err_set(
            e, ERR_DATA,
            "er ontbreken mutaties: de stand is die van %.*s, en de volgende mutaties (%.*s) gaan pas "
            "in op %.*s; geef ook de mutaties daartussen",
            STR_ARG(nu), STR_ARG(bestand_van(d->naam)), STR_ARG(van));
    else if (d->tot <= stand)
        rc = err_set(e, ERR_DATA,
                     "de mutaties van %.*s tot %.*s (%.*s) zitten al in de stand van %.*s; laat ze weg",
                     STR_ARG(van), STR_ARG(tot), STR_ARG(bestand_van(d->naam)), STR_ARG(nu));
    else
        rc =
            err_set(e, ERR_DATA,
                    "de mutaties van %.*s tot %.*s (%.*s) beginnen vóór de stand van %.*s; verwacht mutaties "
                    "die op die dag ingaan",
                    STR_ARG(van), STR_ARG(tot), STR_ARG(bestand_van(d->naam)), STR_ARG(nu));
    arena_done(&a);
    return rc;
}

int lvbag_mutaties_orden(struct lv_deel **deel, size_t n, date_t stand, date_t *ret_tot, struct err *e)
{
    qsort(deel, n, sizeof *deel, op_tijd);
    for (size_t i = 0; i < n; i++) {
        const struct lv_deel *d = deel[i], *vorig = i ? deel[i - 1] : NULL;

        if (!date_valid(d->vanaf) || !date_valid(d->tot) || d->tot <= d->vanaf)
            return err_set(e, ERR_DATA, "%.*s: de periode van de mutaties staat er niet (goed) in",
                           STR_ARG(d->naam));
        if (vorig && d->vanaf == vorig->vanaf && d->tot == vorig->tot) {
            if (str_eq(bestand_van(d->naam), bestand_van(vorig->naam)))
                return err_set(e, ERR_DATA, "%.*s is twee keer gegeven", STR_ARG(bestand_van(d->naam)));
            continue;
        }
        if (d->vanaf != stand)
            return dag_fout(d, stand, e);
        stand = d->tot;
    }
    *ret_tot = stand;
    return OK;
}

/* ---- what is left of them ---- */

static struct object **plek(const struct lv_mutaties *m, enum lvbag_soort soort, uint64_t id)
{
    size_t i = (size_t)((id * 4 + (uint64_t)soort) * 0x9E3779B97F4A7C15ULL >> 20) & (m->maat - 1);

    while (m->plek[i] && (m->plek[i]->id != id || m->plek[i]->soort != soort))
        i = (i + 1) & (m->maat - 1);
    return &m->plek[i];
}

static struct sleutel *sleutel_zoek(const struct object *o, uint32_t voorkomen)
{
    struct sleutel *s = o->eerste;

    while (s && s->voorkomen != voorkomen)
        s = s->volgende;
    return s;
}

static void mutatie_bij(struct lv_mutaties *m, const struct lv_deel *d, const struct lv_mut *x)
{
    struct object **o = plek(m, x->soort, x->id);
    struct sleutel *s;

    if (!*o) {
        *o = ARENA_NEW(&m->a, struct object);
        **o = (struct object){.soort = x->soort, .id = x->id};
        VEC_PUSH(&m->a, &m->object, *o);
    }
    s = sleutel_zoek(*o, x->voorkomen);
    if (!s) {
        s = ARENA_NEW(&m->a, struct sleutel);
        *s = (struct sleutel){.voorkomen = x->voorkomen, .eerst_nieuw = x->nieuw, .volgende = (*o)->eerste};
        (*o)->eerste = s;
    }
    s->laatste = x;
    s->deel = d;
    m->nieuw += x->nieuw;
    m->gewijzigd += !x->nieuw;
}

int lvbag_mutaties_maak(struct lv_mutaties **ret, struct lv_deel *const *deel, size_t n, struct err *e)
{
    struct lv_mutaties *m = calloc(1, sizeof *m);
    size_t tel = 0;

    for (size_t i = 0; i < n; i++)
        tel += deel[i]->mut.n;
    if (m) {
        arena_init(&m->a, 0);
        for (m->maat = 64; m->maat < tel * 2; m->maat *= 2)
            ;
        m->plek = calloc(m->maat, sizeof(struct object *));
    }
    if (!m || !m->plek) {
        lvbag_mutaties_free(m);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < deel[i]->mut.n; k++)
            mutatie_bij(m, deel[i], &deel[i]->mut.at[k]);
    *ret = m;
    return OK;
}

void lvbag_mutaties_free(struct lv_mutaties *m)
{
    if (!m)
        return;
    arena_done(&m->a);
    free((void *)m->plek);
    free(m);
}

bool lvbag_mutatie_raakt(struct lv_mutaties *m, enum lvbag_soort soort, uint64_t id, uint32_t voorkomen)
{
    struct object *o = *plek(m, soort, id);
    struct sleutel *s = o ? sleutel_zoek(o, voorkomen) : NULL;

    if (o)
        __atomic_store_n(&o->er, true, __ATOMIC_RELAXED);
    if (s)
        __atomic_store_n(&s->gezien, true, __ATOMIC_RELAXED);
    return s != NULL;
}

/* ---- with the extract ---- */

static int voorganger_eis(const struct object *o, const struct sleutel *s, struct err *e)
{
    return err_set(e, ERR_DATA,
                   "volgens de mutaties is voorkomen %u van %s %016llu gewijzigd, maar dat staat niet in het "
                   "extract en is ook niet eerder toegevoegd: horen extract en mutaties bij elkaar?",
                   s->voorkomen, soort_naam[o->soort], (unsigned long long)o->id);
}

static void leg(const struct object *o, const struct sleutel *s, struct lv_deel *d)
{
    const struct lv_mut *x = s->laatste;
    struct lv_vbo v;

    switch (o->soort) {
    case LV_VBO:
        v = x->vbo;
        v.pand = (uint32_t)d->pandref.n;
        for (uint32_t k = 0; k < v.n_panden; k++)
            VEC_PUSH(&d->a, &d->pandref, s->deel->pandref.at[x->vbo.pand + k]);
        if (!o->er)
            v.doel |= LV_VBO_VREEMD;
        VEC_PUSH(&d->a, &d->vbo, v);
        break;
    case LV_PND:
        VEC_PUSH(&d->a, &d->pnd, x->pnd);
        break;
    case LV_NUM:
        VEC_PUSH(&d->a, &d->num, x->num);
        break;
    default:
        VEC_PUSH(&d->a, &d->opr, x->opr);
    }
}

int lvbag_mutaties_leg(struct lv_mutaties *m, bool landelijk, struct lv_deel *d, struct lvbag_uitslag *uit,
                       struct err *e)
{
    uit->toegevoegd = m->nieuw;
    uit->gewijzigd = m->gewijzigd;
    for (size_t i = 0; i < m->object.n; i++) {
        const struct object *o = m->object.at[i];

        for (const struct sleutel *s = o->eerste; s; s = s->volgende) {
            bool vreemd = !s->eerst_nieuw && !s->gezien;

            if (vreemd && (o->er || landelijk))
                return voorganger_eis(o, s, e);
            uit->al_toegevoegd += s->eerst_nieuw && s->gezien;
            uit->buiten += vreemd;
            if (s->laatste->geldt && !vreemd)
                leg(o, s, d);
        }
    }
    return OK;
}
