/* SPDX-License-Identifier: EUPL-1.2
 * The choice of an area in a form: by name, for who fills it in knows no codes. A few hundred at most. */
#include "cijfer/vel.h"

#include <string.h>

/* Which gemeenten are to be chosen from, by index. */
static bool *hier_lees(const struct pagina *p, const struct gebied_lijst *gemeenten)
{
    const struct gebied *thuis = gebied_bij_code(p->g, p->o->thuis), *van[] = {thuis, p->gebied};
    bool *hier = ARENA_ARRAY(p->a, bool, p->g->n + 1);

    for (size_t i = 0; i < 2; i++) {
        struct gebied_lijst l = {0};

        if (van[i])
            l = gebied_leden(p->g, p->a, van[i], date_today());
        for (size_t k = 0; k < l.n; k++)
            hier[l.at[k]->index] = true;
    }
    for (size_t k = 0; !thuis && k < gemeenten->n; k++)
        hier[gemeenten->at[k]->index] = true;
    return hier;
}

static bool raakt(const struct pagina *p, const struct gebied_lijst *gemeenten, const bool *hier,
                  const struct gebied *regio)
{
    for (size_t k = 0; k < gemeenten->n; k++)
        if (hier[gemeenten->at[k]->index] &&
            gebied_regio(p->g, gemeenten->at[k], regio->soort, date_today()) == regio)
            return true;
    return false;
}

static void keuze_bij(struct pagina *p, struct doc *k, const struct gebied *g, struct str nu)
{
    const struct indeling *soort = indeling_bij_code(p->g, g->soort);

    optie_bij(p->a, k, g->code,
              !soort || str_is(g->soort, "land")
                  ? g->naam
                  : str_fmt(p->a, "%.*s (%.*s)", STR_ARG(g->naam), STR_ARG(soort->naam)),
              nu);
}

/* Land and provincies first, then the regions, each kind together, then the gemeenten. */
static bool alle_bij(struct pagina *p, struct doc *k, struct str nu)
{
    struct gebied_lijst gemeenten = gebied_gemeenten(p->g, p->a, date_today());
    const bool *hier = hier_lees(p, &gemeenten);
    bool er = false;

    for (int groot = 1; groot >= 0; groot--)
        for (size_t i = 0; i < p->g->n_indelingen; i++) {
            struct str soort = p->g->indeling[i].code;
            struct gebied_lijst l;

            if ((str_is(soort, "land") || str_is(soort, "provincie")) != groot)
                continue;
            l = indeling_regios(p->g, p->a, soort, date_today());
            for (size_t m = 0; m < l.n; m++) {
                if (!str_is(soort, "land") && !raakt(p, &gemeenten, hier, l.at[m]))
                    continue;
                keuze_bij(p, k, l.at[m], nu);
                er = er || str_eq(l.at[m]->code, nu);
            }
        }
    for (size_t i = 0; i < gemeenten.n; i++)
        if (hier[gemeenten.at[i]->index]) {
            keuze_bij(p, k, gemeenten.at[i], nu);
            er = er || str_eq(gemeenten.at[i]->code, nu);
        }
    return er;
}

void form_gebied(struct vel *b, struct doc *form, const char *id, const char *label, const char *uitleg,
                 const struct gebied *nu, const char *geen)
{
    struct pagina *p = &b->p;
    struct doc *k = form_veld(b, form, id, label, uitleg, "is_keuze", STR(""));
    struct str gestuurd = form_tekst(p->q, id), code = nu ? nu->code : STR("");

    if (doc_get(p->q->form, str_from(id))) {
        const struct gebied *g =
            gestuurd.n ? gebied_zoek(p->g, p->a, utf8_clip(gestuurd, 80), STR(""), date_today()).gebied
                       : NULL;

        code = g ? g->code : gestuurd;
        nu = g;
    }
    if (geen)
        optie_bij(p->a, k, STR(""), str_from(geen), code);
    if (!alle_bij(p, k, code) && code.n) { /* what was sent stays, also when it is nothing that we know */
        if (nu)
            keuze_bij(p, k, nu, code);
        else
            optie_bij(p->a, k, code, utf8_clip(code, 80), code);
    }
}
