/* SPDX-License-Identifier: EUPL-1.2
 * The map of one value per gemeente: tiles from the reference table, or boundaries when they were imported.
 */
#include "kaart/beeld_svg.h"

#include "gebied/grens.h"

static const char sql_tegels[] = "SELECT gebied_id, kort, kolom, rij FROM tegel WHERE kaart = ?1";
bool kaart_heeft_grenzen(struct pagina *p)
{
    struct err e;
    bool er;

    return !grenzen_bekend(p->c, &er, &e) && er;
}

const struct gebied *kaart_gebied(const struct pagina *p, const struct gebied *g)
{
    const struct gebied *land = gebied_bij_code(p->g, STR("NL01")), *provincie = NULL;
    struct gebied_lijst leden = gebied_leden(p->g, p->a, g, p->gebiedsdatum);

    for (size_t i = 0; i < leden.n; i++) {
        const struct gebied *deze = gebied_regio(p->g, leden.at[i], STR("provincie"), p->gebiedsdatum);

        if (i && deze != provincie)
            return land;
        provincie = deze;
    }
    return provincie ? provincie : land;
}

static struct grafiek_vlak *vlak_van(struct grafiek_vlak *v, const struct kaart_waarde *w, size_t n,
                                     int64_t gebied_id)
{
    for (size_t i = 0; i < n; i++)
        if (w[i].gebied->id == gebied_id)
            return &v[i];
    return NULL;
}

static int tegels_zet(struct pagina *p, const struct gebied *kaart, struct grafiek_vlak *v,
                      const struct kaart_waarde *w, size_t n, bool *gezet, struct err *e)
{
    struct stmt *st;
    bool eigen = false;
    int rc;

    for (int keer = 0; keer < 2 && !eigen;
         keer++) { /* a province without a map of its own is cut out of the country's */
        rc = sql_open(p->c, sql_tegels, &st, e);
        if (rc)
            return rc;
        sql_bind_str(st, 1, keer ? STR("NL01") : kaart->code);
        while ((rc = sql_step(st, e)) > 0) {
            struct grafiek_vlak *x = vlak_van(v, w, n, sql_int(st, 0));

            eigen = true;
            if (!x)
                continue;
            x->kort = sql_str_dup(st, 1, p->a);
            x->kolom = (int)sql_int(st, 2);
            x->rij = (int)sql_int(st, 3);
            gezet[x - v] = true;
        }
        sql_close(st);
        if (rc)
            return rc;
    }
    return OK;
}

static int grenzen_zet(struct pagina *p, struct grafiek_vlak *v, const struct kaart_waarde *w, size_t n,
                       bool *gezet, struct kaart_beeld *beeld, struct err *e)
{
    struct grens *g = ARENA_ARRAY(p->a, struct grens, n + 1);
    int rc;

    for (size_t i = 0; i < n; i++)
        g[i].gebied_id = w[i].gebied->id;
    rc = grenzen_op(p->c, p->a, p->gebiedsdatum, g, n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        v[i].ringen = g[i].xy;
        v[i].n_ringen = g[i].n;
        gezet[i] = true; /* what has no boundary is counted under the map */
        if (!g[i].xy)
            continue;
        beeld->grens_van =
            !beeld->grens_van || g[i].peildatum < beeld->grens_van ? g[i].peildatum : beeld->grens_van;
        beeld->grens_tot = g[i].peildatum > beeld->grens_tot ? g[i].peildatum : beeld->grens_tot;
    }
    return rc;
}

struct str kaart_tekst(const struct kaart_waarde *w)
{
    if (w->uitkomst.heeft)
        return w->tekst;
    return w->uitkomst.ontbreekt == ONTBREEKT_ONDERDRUKT ? STR("niet openbaar")
                                                         : cijfer_ontbreekt_naam(w->uitkomst.ontbreekt);
}

int kaart_maak(struct pagina *p, const struct gebied *kaart, struct str titel, struct str beschrijving,
               const struct kaart_waarde *w, size_t n, int schaal, struct str eenheid, bool grenzen,
               const struct kaart_plekken *plekken, struct kaart_beeld *ret, struct err *e)
{
    struct arena *a = p->a;
    struct grafiek_vlak *v = ARENA_ARRAY(a, struct grafiek_vlak, n + 1);
    bool *gezet = ARENA_ARRAY(a, bool, n + 1), *omlijnd = ARENA_ARRAY(a, bool, p->g->n + 1);
    int64_t *waarden = ARENA_ARRAY(a, int64_t, n + 1);
    struct gebied_lijst leden = gebied_leden(p->g, a, p->gebied, p->gebiedsdatum);
    /* Shapes stay sharp when they are drawn larger; letters do not stay readable when they are drawn smaller.
     */
    struct grafiek_kaart k = {.titel = titel,
                              .beschrijving = beschrijving,
                              .breedte = str_is(kaart->soort, "land") && grenzen ? 380 : 460};
    size_t n_waarden = 0, n_vlakken = 0;
    int rc;

    *ret = (struct kaart_beeld){.svg = STR("")};
    for (size_t i = 0; p->gebied != kaart && i < leden.n; i++)
        omlijnd[leden.at[i]->index] = true;
    for (size_t i = 0; i < n; i++) {
        v[i] = (struct grafiek_vlak){.code = w[i].gebied->code,
                                     .naam = w[i].gebied->naam,
                                     .tekst = kaart_tekst(&w[i]),
                                     .href = w[i].href,
                                     .ontbreekt = !w[i].uitkomst.heeft || cijfer_zegt_niets(&w[i].uitkomst),
                                     .waarde = w[i].uitkomst.waarde,
                                     .omlijnd = omlijnd[w[i].gebied->index]};
        if (!v[i].ontbreekt)
            waarden[n_waarden++] = w[i].uitkomst.waarde;
    }
    rc = grenzen ? grenzen_zet(p, v, w, n, gezet, ret, e) : tegels_zet(p, kaart, v, w, n, gezet, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++)
        if (gezet[i])
            v[n_vlakken++] = v[i];
    k.vlakken = v;
    k.n = n_vlakken;
    for (int t = 0; plekken && t < TEKENS; t++)
        k.teken_naam[t] = str_from(plekken->naam[t]);
    k.plekken = plekken ? plekken->plek : NULL;
    k.n_plekken = plekken ? plekken->n : 0;
    k.klassen = grafiek_klassen_maak(a, waarden, n_waarden, KAART_KLASSEN, schaal, eenheid);
    ret->klassen = k.klassen;
    if (n_vlakken)
        ret->svg = grenzen ? grafiek_grenzen_svg(a, &k) : grafiek_tegels_svg(a, &k);
    return OK;
}

struct str kaart_grens_noot(struct arena *a, const struct kaart_beeld *b)
{
    if (b->grens_van == b->grens_tot)
        return str_fmt(a, "Grenzen van %.*s.", STR_ARG(date_nl(a, b->grens_van)));
    return str_fmt(a, "Grenzen van %.*s tot en met %.*s.", STR_ARG(date_nl(a, b->grens_van)),
                   STR_ARG(date_nl(a, b->grens_tot)));
}
