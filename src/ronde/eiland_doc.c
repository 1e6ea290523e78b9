/* SPDX-License-Identifier: EUPL-1.2
 * The questionnaire and its answers for the browser, so that routing, calculations and checks follow while
 * somebody types, also without a connection. The same parsed expressions as here. */
#include "expressie/boom.h"
#include "ronde/gast.h"

#include <string.h>

static void uitdrukking(struct arena *a, struct doc *d, const char *naam, const struct vl_uitdrukking *u)
{
    if (u->x)
        doc_set(a, d, str_from(naam), expr_boom(a, u->x));
}

/* As veld_keuzes has it: the choices for which the condition holds. */
static void filter(struct arena *a, struct doc *d, const struct vl_element *el)
{
    const struct expr *x;
    struct err e;

    if (!el->choice_filter.x || memchr(el->lijst->naam.p, '\'', el->lijst->naam.n))
        return;
    if (!expr_lees(a,
                   str_fmt(a, "instance('%.*s')/*/item[%.*s]", STR_ARG(el->lijst->naam),
                           STR_ARG(el->choice_filter.bron)),
                   &x, &e))
        DOC_SET(a, d, "filter", expr_boom(a, x));
}

static struct doc *element_doc(struct arena *a, const struct vragenlijst *v, const struct vl_element *el)
{
    struct doc *d = doc_map(a);
    struct str bericht = vl_tekst_nl(v, el->constraint_message);

    DOC_SET_STR(a, d, "naam", el->naam);
    DOC_SET_STR(a, d, "soort", str_from(vl_soort_namen[el->soort]));
    uitdrukking(a, d, "relevant", &el->relevant);
    if (el->vul == VL_VUL_NIET) /* else the ronde gave it */
        uitdrukking(a, d, "berekening", &el->calculation);
    uitdrukking(a, d, "voorwaarde", &el->constraint);
    if (!el->altijd_verplicht)
        uitdrukking(a, d, "verplicht", &el->required);
    if (bericht.n)
        DOC_SET_STR(a, d, "bericht", bericht);
    if (el->lijst) {
        DOC_SET_STR(a, d, "lijst", el->lijst->naam);
        filter(a, d, el);
    }
    return d;
}

static struct doc *veld_doc(struct arena *a, const struct invul *in, const struct invul_veld *x)
{
    struct doc *d = doc_map(a);
    struct str nu = !x->getoond && x->antwoord.toestand == T_BEANTWOORD ? x->antwoord.waarde : x->waarde;

    DOC_SET_STR(a, d, "adres", veld_adres(a, in->v, x));
    DOC_SET_INT(a, d, "el", (int64_t)x->el);
    DOC_SET_INT(a, d, "ouder", x->ouder == SIZE_MAX ? -1 : (int64_t)x->ouder);
    DOC_SET_BOOL(a, d, "knoop", x->knoop != NULL);
    DOC_SET_STR(a, d, "waarde", nu);
    return d;
}

struct doc *eiland_doc(const struct gast *g)
{
    struct arena *a = g->in->a;
    const struct vragenlijst *v = g->v;
    struct doc *d = doc_map(a), *l;

    l = DOC_SET(a, d, "elementen", doc_list(a));
    for (size_t i = 0; i < v->el.n; i++)
        doc_add(a, l, element_doc(a, v, &v->el.at[i]));
    l = DOC_SET(a, d, "volgorde", doc_list(a));
    for (size_t i = 0; i < v->el.n; i++)
        doc_add(a, l, doc_int(a, v->volgorde[i]));
    l = DOC_SET(a, d, "lijsten", doc_map(a));
    for (size_t i = 0; i < v->lijst.n; i++)
        doc_set(a, l, v->lijst.at[i]->naam, expr_knoop_boom(a, v->lijst.at[i]->instantie));
    l = DOC_SET(a, d, "velden", doc_list(a));
    for (size_t i = 0; i < g->in->veld.n; i++)
        doc_add(a, l, veld_doc(a, g->in, &g->in->veld.at[i]));
    return d;
}
