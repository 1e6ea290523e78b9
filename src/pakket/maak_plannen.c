/* SPDX-License-Identifier: EUPL-1.2
 * The pieces of a package that are no figures: words for a planstatus, plans with their numbers and where
 * they lie, outlines of gebieden. */
#include "pakket/maak.h"

#include "base/num.h"
#include "gebied/grens.h"

#include <stdlib.h>

enum { STUK_PLANNEN = 200, STUK_BYTES = 256 << 10 };

static int woord_schrijf(void *ctx, const struct planwoord *w, struct err *e)
{
    struct pakket_maker *m = ctx;

    (void)e;
    maak_rij_schrijf(m, DEEL_PLANWOORDEN, "isssss", m->levering[m->at].l.id, w->woord, w->status, w->lijst,
                     w->versie, w->toelichting);
    return OK;
}

int maak_stap_woorden(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++) {
        int rc = str_is(m->levering[m->at].l.soort, "planstatus")
                     ? planwoorden_over_lees(c, m->levering[m->at].l.id, woord_schrijf, m, e)
                     : OK;

        if (rc)
            return rc;
    }
    maak_bestand_sluit(m);
    return 0;
}

static int plan_schrijf(void *ctx, const struct plan_over *o, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct plan_nieuw *p = &o->p;

    (void)e;
    m->na = o->id;
    if (m->in_gebied && !m->in_gebied[p->gebied->index])
        return OK;
    if (m->in_gebied)
        VEC_PUSH(&m->a, &m->plan, o->id);
    maak_deel_begin(m, DEEL_PLANNEN);
    maak_cel_i(m, o->id);
    maak_cel_i(m, m->levering[m->at].l.id);
    maak_gebied_cel(m, p->gebied);
    maak_cel(m, p->gebied->naam);
    maak_cel(m, p->naam);
    maak_cel(m, p->plancode);
    maak_cel(m, p->plantype);
    maak_cel(m, p->fase);
    maak_cel(m, p->status_geleverd);
    maak_cel(m, p->status->code);
    maak_cel(m, plan_hardheid_naam(p->status->hardheid));
    maak_cel(m, o->openbaar == PLAN_OPEN ? STR("open") : STR("vertrouwelijk"));
    maak_cel_janee(m, p->verzonnen);
    maak_scheiding(m);
    for (unsigned i = 0, eerder = 0; i < BEVINDING_AANTAL; i++)
        if (p->bevinding & 1u << i) {
            if (eerder++)
                buf_char(&m->b, ';');
            buf_add(&m->b, plan_bevinding_code((enum plan_bevinding)(1u << i)));
        }
    maak_cel(m, p->rest ? STR("rest") : STR("bruto"));
    if (p->ontbreekt)
        maak_cel(m, STR(""));
    else
        maak_cel_i(m, p->woningen);
    maak_cel(m, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)p->ontbreekt));
    maak_scheiding(m);
    if (p->n_xy) {
        buf_char(&m->b, '"'); /* WKT has commas */
        vorm_uit(&m->b, p->vorm == VORM_VLAK, p->xy, p->n_xy);
        buf_char(&m->b, '"');
    }
    maak_cel_i(m, p->blad + 1);
    maak_cel_of_leeg(m, p->rij);
    maak_rij_eind(m);
    m->verzonnen = m->verzonnen || p->verzonnen;
    return m->b.n > STUK_BYTES; /* shapes can be large */
}

int maak_stap_plannen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        int64_t n = 0;
        int rc = m->levering[m->at].plan_laatste
                     ? plannen_over_lees(c, m->g, &m->statussen, m->levering[m->at].l.id, m->k.volledig,
                                         m->na, STUK_PLANNEN, plan_schrijf, m, &n, e)
                     : OK;

        if (rc || n == STUK_PLANNEN)
            return rc ? rc : 1;
    }
    maak_bestand_sluit(m);
    return 0;
}

static int plangetal_schrijf(void *ctx, const struct plan_getal_over *o, struct err *e)
{
    struct pakket_maker *m = ctx;

    (void)e;
    if (m->in_gebied &&
        (!m->plan.n || !bsearch(&o->plan, m->plan.at, m->plan.n, sizeof *m->plan.at, num_order)))
        return OK;
    maak_deel_begin(m, DEEL_PLANGETALLEN);
    maak_cel_i(m, o->plan);
    maak_cel(m, o->g.soort);
    maak_cel(m, o->g.code);
    maak_cel_of_leeg(m, o->g.van);
    maak_cel_of_leeg(m, o->g.tot);
    if (o->g.ontbreekt)
        maak_cel(m, STR(""));
    else
        maak_cel_i(m, o->g.waarde);
    maak_cel(m, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)o->g.ontbreekt));
    maak_cel_of_leeg(m, o->g.rij);
    maak_cel_kolom(m, o->g.kolom);
    maak_rij_eind(m);
    return OK;
}

int maak_stap_plangetallen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        const struct maak_levering *x = &m->levering[m->at];
        int64_t na = m->na ? m->na : x->plan_eerste - 1;
        int rc;

        if (!x->plan_laatste)
            continue;
        rc = plan_getallen_over_lees(c, x->l.id, m->k.volledig, na, na + STUK_PLANNEN, plangetal_schrijf, m,
                                     e);
        m->na = na + STUK_PLANNEN;
        if (rc || m->na < x->plan_laatste)
            return rc ? rc : 1;
    }
    maak_bestand_sluit(m);
    return 0;
}

static int grens_schrijf(void *ctx, const struct grens *gr, struct err *e)
{
    struct pakket_maker *m = ctx;
    const struct gebied *g = gebied_bij_id(m->g, gr->gebied_id);

    m->na = gr->gebied_id;
    if (!g)
        return err_set(e, ERR_ENV, "een grens hoort bij geen bekend gebied");
    if (!m->in_gebied || m->in_gebied[g->index]) {
        maak_deel_begin(m, DEEL_GRENZEN);
        maak_cel_i(m, m->levering[m->at].l.id);
        maak_gebied_cel(m, g);
        maak_cel(m, g->naam);
        maak_cel_datum(m, gr->peildatum);
        maak_scheiding(m);
        buf_char(&m->b, '"');
        vorm_uit(&m->b, true, gr->xy, gr->n);
        buf_char(&m->b, '"');
        maak_rij_eind(m);
    }
    return m->b.n > STUK_BYTES;
}

int maak_stap_grenzen(struct pakket_maker *m, struct conn *c, struct err *e)
{
    for (; m->at < m->n_leveringen; m->at++, m->na = 0) {
        int rc = grenzen_van(c, m->levering[m->at].l.id, m->na, grens_schrijf, m, e);

        if (rc)
            return rc;
    }
    maak_bestand_sluit(m);
    return 0;
}
