/* SPDX-License-Identifier: EUPL-1.2
 * The gemeente of a row that also names its provincie, which tells two of one name apart. */
#include "route/import.h"

static struct str zonder_haakjes(struct str s)
{
    size_t haak = str_index(s, '(');

    return str_trim(str_sub(s, 0, haak));
}

/* A name that two provincies have ("Bergen") is told apart by the provincie of the row. */
static const struct gebied *gemeente_in(struct import *im, struct str naam, const struct gebied *provincie,
                                        date_t d)
{
    const struct gebied *gevonden = NULL;
    struct arena scratch;
    struct str kaal;

    arena_init(&scratch, 0);
    kaal = str_fold(&scratch, zonder_haakjes(naam));
    for (size_t i = 0; i < im->g->n; i++) {
        const struct gebied *g = &im->g->gebied[i];

        if (gebied_is_gemeente(g) && gebied_geldig(g, d) &&
            gebied_regio(im->g, g, STR("provincie"), d) == provincie &&
            str_eq(str_fold(&scratch, zonder_haakjes(g->naam)), kaal)) {
            gevonden = gevonden ? NULL : g;
            if (!gevonden)
                break;
        }
    }
    arena_done(&scratch);
    return gevonden;
}

const struct gebied *import_gemeente(struct import *im, const struct tabel_rij *r, int kolom,
                                     int in_provincie)
{
    const struct gebied *g, *provincie = import_gebied(im, r, in_provincie, "provincie", im->l->peildatum);
    struct str naam = import_tekst(r, kolom);
    struct gebied_vondst v;
    struct arena scratch;
    date_t d = im->l->peildatum;

    if (!provincie)
        return NULL;
    arena_init(&scratch, 0);
    v = gebied_zoek(im->g, &scratch, naam, STR("gemeente"), d);
    arena_done(&scratch);
    if (v.meerduidig || (v.gebied && gebied_regio(im->g, v.gebied, STR("provincie"), d) != provincie)) {
        g = gemeente_in(im, naam, provincie, d);
        if (g) {
            import_meld(im, MELDING_INFO, r->nummer, kolom, naam,
                        "deze naam komt in meer provincies voor; door de provincie gelezen als %.*s (%.*s)",
                        STR_ARG(g->naam), STR_ARG(g->code));
            return g;
        }
    }
    g = import_gebied(im, r, kolom, "gemeente", d);
    if (g && gebied_geldig(g, d) && gebied_regio(im->g, g, STR("provincie"), d) != provincie)
        import_meld(im, MELDING_LET_OP, r->nummer, in_provincie, naam,
                    "deze gemeente ligt niet in de provincie van de rij");
    if (g && g->tot <= d)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, naam,
                    "cijfers van een gemeente die al was opgegaan in andere; ze worden naar die andere "
                    "omgerekend, en kunnen daar dubbel tellen als die ze zelf ook noemen");
    return g;
}
