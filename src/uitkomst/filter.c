/* SPDX-License-Identifier: EUPL-1.2
 * A basis that is an expression (wz::basis): for whom it holds, by the answers that it names. */
#include "uitkomst/kolom.h"

#include <string.h>

struct antwoordboek {
    struct lading *l;
    struct expr_knoop **wortel; /* of each partij: its answers as a tree */
    struct str naam;
    int rc;
};

static void antwoord_bij(void *ctx, const struct antwoord_rij *x)
{
    struct antwoordboek *b = ctx;
    struct arena *a = b->l->a;

    if (x->rij.n || x->toestand != UI_BEANTWOORD)
        return; /* an expression over rows of a repeat is not offered as a basis */
    expr_knoop_nieuw(a, b->wortel[x->partij], KNOOP_ELEMENT, b->naam, str_dup(a, x->waarde));
}

static int verwijzing(void *wie, struct str naam, struct err *e)
{
    struct antwoordboek *b = wie;
    size_t i = vl_vind(b->l->v, naam);

    if (i == SIZE_MAX)
        return OK;
    b->naam = b->l->v->el.at[i].naam;
    return antwoorden_kolom(b->l, b->l->v->el.at[i].code, antwoord_bij, b, e);
}

int filter_reken(struct lading *l, const struct vl_element *el, struct ui_vraag *v, struct err *e)
{
    struct antwoordboek b = {.l = l, .wortel = ARENA_ARRAY(l->a, struct expr_knoop *, l->s->n + 1)};
    const struct ui_laag *laag = &l->s->laag.at[v->laag];
    size_t n = laag->n;
    uint8_t *geldt = ARENA_ARRAY(l->a, uint8_t, l->s->n + 1);
    int rc;

    for (size_t p = 0; p < l->s->n; p++)
        b.wortel[p] = expr_knoop_nieuw(l->a, NULL, KNOOP_WORTEL, STR(""), STR(""));
    rc = expr_verwijzingen(el->basis_filter.x, verwijzing, &b, e);
    for (size_t p = 0; !rc && p < l->s->n; p++) {
        struct expr_knoop *hier = expr_knoop_nieuw(l->a, b.wortel[p], KNOOP_ELEMENT, STR("_"), STR(""));
        struct expr_omgeving o = {.a = l->a, .knoop = hier, .nu = time_ms(), .nederlands = true};
        struct expr_waarde w;

        if (!l->s->partij[p].deelnemend)
            continue;
        rc = expr_reken(el->basis_filter.x, &o, &w, e);
        if (!rc)
            geldt[p] = expr_als_waar(&o, w);
    }
    if (rc)
        return err_prefix(e, "de basis van de vraag %.*s: ", STR_ARG(utf8_clip(v->code, 60)));
    v->in_filter = ARENA_ARRAY(l->a, uint8_t, n + 1);
    for (size_t r = 0; r < n; r++)
        v->in_filter[r] = geldt[ui_partij_van(laag, r)];
    return OK;
}
