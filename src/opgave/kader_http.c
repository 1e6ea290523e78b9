/* SPDX-License-Identifier: EUPL-1.2
 * The national frame of an opgave, always in view: what the country needs, and what the woondeals add up to.
 */
#include "opgave/intern.h"

#include "base/num.h"

#include <stdlib.h>

int opgave_kader_lees(struct pagina *p, struct opgave_kader *ret, struct err *e)
{
    const struct gebied *nl = gebied_bij_code(p->g, STR("NL01"));
    struct cijfer_vraag v = pagina_vraag(p, "opgave", "");
    int rc = OK;

    *ret = (struct opgave_kader){0};
    if (!nl)
        return OK;
    v.venster_van = 0; /* what is said below, whatever window was chosen for the figures */
    v.venster_tot = OPGAVE_KADER_JAAR;
    v.bron = STR("programma-wozo");
    rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &ret->opgave, e);
    v.bron = STR("woondealafspraken");
    if (!rc)
        rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &ret->afspraken, e);
    return rc;
}

int64_t opgave_kader_som(const struct opgave_dossier *x)
{
    int64_t som = 0;

    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        if (!opgave_heeft_type(x, k))
            return -1;
        som += x->nu[k];
    }
    return x->o.jaar == OPGAVE_KADER_JAAR ? som : -1;
}

void opgave_kader_feiten(struct vel *v, struct doc *f, const struct opgave_kader *l,
                         const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    int64_t hier = x ? opgave_kader_som(x) : -1;

    if (!l->opgave.heeft) {
        feit_bij(p->a, f, "Landelijke opgave", STR("niet geleverd"), STR(""), STR(""), STR(""));
        return;
    }
    feit_bij(p->a, f, "Landelijke opgave", num_nl(p->a, l->opgave.waarde, 0),
             STR("/cijfers/opgave?gebied=NL01"),
             STR("woningen tot en met 2030; programma Wonen en zorg voor ouderen"), STR(""));
    if (l->afspraken.heeft)
        feit_bij(
            p->a, f, "Woondealafspraken samen", num_nl(p->a, l->afspraken.waarde, 0),
            STR("/cijfers/opgave?gebied=NL01"),
            str_fmt(p->a,
                    "%.*s %s dan de landelijke opgave; Kamerbrief Voortgang ouderenhuisvesting, 25 april "
                    "2025",
                    STR_ARG(num_nl(p->a, llabs(l->opgave.waarde - l->afspraken.waarde), 0)),
                    l->afspraken.waarde > l->opgave.waarde ? "meer" : "minder"),
            STR(""));
    if (hier >= 0 && l->opgave.waarde > 0)
        feit_bij(p->a, f, "Deel van de landelijke opgave",
                 str_fmt(p->a, "%.*s%%",
                         STR_ARG(num_nl(p->a, num_div_half_up((__int128)hier * 1000, l->opgave.waarde), 1))),
                 STR(""), STR("van deze opgave over alle typen, zoals de landelijke telt"), STR(""));
}
