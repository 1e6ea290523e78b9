/* SPDX-License-Identifier: EUPL-1.2
 * The map of one value per gemeente: tiles from the reference table, or boundaries when they were imported. */
#include "overzicht/beeld.h"

#include <math.h>
#include <string.h>

static const char sql_tegels[] = "SELECT gebied_id, kort, kolom, rij FROM tegel WHERE kaart = ?1";
static const char sql_grenzen[] = "SELECT g.gebied_id, g.ringen FROM grens g WHERE g.peildatum ="
                                  " (SELECT MAX(x.peildatum) FROM grens x WHERE x.gebied_id = g.gebied_id AND x.peildatum <= ?1)";
static const char sql_heeft_grenzen[] = "SELECT COUNT(*) FROM (SELECT 1 FROM grens LIMIT 1) x";

bool kaart_heeft_grenzen(struct pagina *p)
{
    int64_t n = 0;
    struct err e;

    return !sql_get_int(p->c, sql_heeft_grenzen, &n, &e, "") && n > 0;
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

static struct grafiek_vlak *vlak_van(struct grafiek_vlak *v, const struct kaart_waarde *w, size_t n, int64_t gebied_id)
{
    for (size_t i = 0; i < n; i++)
        if (w[i].gebied->id == gebied_id)
            return &v[i];
    return NULL;
}

static int tegels_zet(struct pagina *p, const struct gebied *kaart, struct grafiek_vlak *v, const struct kaart_waarde *w, size_t n, bool *gezet,
                      struct err *e)
{
    struct stmt *st;
    bool eigen = false;
    int rc;

    for (int keer = 0; keer < 2 && !eigen; keer++) { /* a province without a map of its own is cut out of the country's */
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

static int grenzen_zet(struct pagina *p, struct grafiek_vlak *v, const struct kaart_waarde *w, size_t n, bool *gezet, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(p->c, sql_grenzen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, p->gebiedsdatum);
    while ((rc = sql_step(st, e)) > 0) {
        struct grafiek_vlak *x = vlak_van(v, w, n, sql_int(st, 0));
        struct str b = sql_blob(st, 1);
        double *ringen;

        if (!x)
            continue;
        ringen = ARENA_ARRAY(p->a, double, b.n / sizeof(double) + 1);
        memcpy(ringen, b.p, b.n - b.n % sizeof(double));
        x->ringen = ringen;
        x->n_ringen = b.n / sizeof(double);
        gezet[x - v] = true;
    }
    sql_close(st);
    return rc;
}

int kaart_maak(struct pagina *p, const struct gebied *kaart, struct str titel, struct str beschrijving, const struct kaart_waarde *w, size_t n, int schaal,
               struct str eenheid, bool grenzen, struct str *ret_svg, struct err *e)
{
    struct arena *a = p->a;
    struct grafiek_vlak *v = ARENA_ARRAY(a, struct grafiek_vlak, n + 1);
    bool *gezet = ARENA_ARRAY(a, bool, n + 1), *omlijnd = ARENA_ARRAY(a, bool, p->g->n + 1);
    int64_t *waarden = ARENA_ARRAY(a, int64_t, n + 1);
    struct gebied_lijst leden = gebied_leden(p->g, a, p->gebied, p->gebiedsdatum);
    struct grafiek_kaart k = {.titel = titel, .beschrijving = beschrijving, .breedte = str_is(kaart->soort, "land") ? 640 : 460};
    size_t n_waarden = 0, n_vlakken = 0;
    int rc;

    for (size_t i = 0; p->gebied != kaart && i < leden.n; i++)
        omlijnd[leden.at[i]->index] = true;
    for (size_t i = 0; i < n; i++) {
        v[i] = (struct grafiek_vlak){.code = w[i].gebied->code, .naam = w[i].gebied->naam, .tekst = w[i].tekst, .href = w[i].href,
                                     .ontbreekt = !w[i].uitkomst.heeft, .waarde = w[i].uitkomst.waarde, .omlijnd = omlijnd[w[i].gebied->index]};
        if (w[i].uitkomst.heeft)
            waarden[n_waarden++] = w[i].uitkomst.waarde;
    }
    rc = grenzen ? grenzen_zet(p, v, w, n, gezet, e) : tegels_zet(p, kaart, v, w, n, gezet, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++)
        if (gezet[i])
            v[n_vlakken++] = v[i];
    k.vlakken = v;
    k.n = n_vlakken;
    k.klassen = grafiek_klassen_maak(a, waarden, n_waarden, 5, schaal, eenheid);
    *ret_svg = !n_vlakken ? STR("") : grenzen ? grafiek_grenzen_svg(a, &k) : grafiek_tegels_svg(a, &k);
    return OK;
}
