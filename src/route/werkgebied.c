/* SPDX-License-Identifier: EUPL-1.2
 * See werkgebied.h. Called once for a file that was read whole; it changes nothing but the report. */
#include "route/werkgebied.h"

#include "partij/partij.h"

enum {
    BIJ_NAAM = 10, /* so many gebieden are named, each with its rows; the others stand together */
    VEEL = 20      /* outside so many it is rather a file of the whole country */
};

enum oordeel { ONBEOORDEELD, BINNEN, BUITEN, BUITEN_GENOEMD, BUITEN_GETELD };

struct toets {
    struct import *im;
    struct partij p;
    bool *eigen;            /* by index of a gebied: in the werkgebied itself */
    unsigned char *oordeel; /* by index, enum oordeel */
    size_t buiten;
};

static bool gemeente_binnen(struct toets *t, const struct gebied *g)
{
    const struct omzet_deel *deel;
    size_t n;

    if (t->eigen[g->index])
        return true;
    n = gebied_omzetten(t->im->g, t->im->a, g, date_today(), &deel);
    for (size_t i = 0; i < n; i++) /* what it became, whole: Beekdaelen tells of Nuth */
        if (!t->eigen[deel[i].gebied->index])
            return false;
    return n > 0;
}

/* A region lies within when all its gemeenten do. */
static bool binnen(struct toets *t, const struct gebied *g)
{
    const date_t dagen[] = {t->im->l->peildatum, date_today()};
    struct gebied_lijst leden = {0};

    if (t->oordeel[g->index] == ONBEOORDEELD) {
        bool in = t->eigen[g->index] || (gebied_is_gemeente(g) && gemeente_binnen(t, g));

        for (size_t k = 0; !in && !leden.n && !gebied_is_gemeente(g) && k < 2; k++) {
            leden = gebied_leden(t->im->g, t->im->a, g, dagen[k]);
            in = leden.n > 0;
            for (size_t i = 0; in && i < leden.n; i++)
                in = gemeente_binnen(t, leden.at[i]);
        }
        t->oordeel[g->index] = in ? BINNEN : BUITEN;
    }
    return t->oordeel[g->index] == BINNEN;
}

static void meld(struct toets *t, const struct gebied *g, int blad, int64_t rij)
{
    struct import *im = t->im;
    int was = im->blad;

    if (t->oordeel[g->index] == BUITEN)
        t->oordeel[g->index] = t->buiten++ < BIJ_NAAM ? BUITEN_GENOEMD : BUITEN_GETELD;
    im->blad = blad;
    if (t->oordeel[g->index] == BUITEN_GENOEMD)
        import_meld(im, MELDING_FOUT, rij, -1, STR(""),
                    "%.*s (%.*s) ligt niet in het werkgebied van %.*s. Haal deze rij weg, of vraag de "
                    "beheerder het werkgebied aan te vullen",
                    STR_ARG(g->naam), STR_ARG(g->code), STR_ARG(utf8_clip(t->p.naam, 80)));
    else
        import_meld(im, MELDING_FOUT, rij, -1, g->naam, "ook dit gebied ligt niet in het werkgebied van %.*s",
                    STR_ARG(utf8_clip(t->p.naam, 80)));
    im->blad = was;
}

/* The figures with a row, each row once; then what stands nowhere or gave no figure, of gebieden not told
 * yet.
 */
static void rijen_toets(struct toets *t)
{
    const struct levering_nieuw *l = t->im->l;
    const struct cijfer_nieuw *vorige = NULL;
    struct map gemeld; /* gebieden */

    map_init(&gemeld, t->im->a);
    for (size_t i = 0; i < l->cijfer.n; i++) {
        const struct cijfer_nieuw *c = &l->cijfer.at[i];

        if (!c->rij || binnen(t, c->gebied))
            continue;
        if (!vorige || vorige->rij != c->rij || vorige->blad != c->blad || vorige->gebied != c->gebied)
            meld(t, c->gebied, c->blad, c->rij);
        map_put(&gemeld, c->gebied->code, NULL);
        vorige = c;
    }
    for (size_t i = 0; i < t->im->plek.n; i++) {
        const struct import_plek *x = &t->im->plek.at[i];

        if (!binnen(t, x->gebied) && !map_get(&gemeld, x->gebied->code)) {
            meld(t, x->gebied, x->blad, x->rij);
            map_put(&gemeld, x->gebied->code, NULL);
        }
    }
    for (size_t i = 0; i < l->cijfer.n; i++) {
        const struct cijfer_nieuw *c = &l->cijfer.at[i];

        if (!c->rij && !binnen(t, c->gebied) && !map_get(&gemeld, c->gebied->code)) {
            meld(t, c->gebied, c->blad, 0);
            map_put(&gemeld, c->gebied->code, NULL);
        }
    }
}

/* Where the partij works on the peildatum or today, and the gebied that it governs. */
static int eigen_lees(struct conn *c, struct toets *t, int64_t partij, size_t *ret_n, struct err *e)
{
    const struct gebied *g;
    const int64_t *id;
    int64_t nu;
    size_t n = 0;
    int rc = partij_nu(c, partij, &nu, e);

    if (!rc)
        rc = partij_lees(c, t->im->a, nu, &t->p, e);
    if (!rc)
        rc = partij_werkgebied_op(c, t->im->a, nu, t->im->l->peildatum, date_today(), &id, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        g = gebied_bij_id(t->im->g, id[i]);
        if (g)
            t->eigen[g->index] = true;
    }
    g = rc || !t->p.cbs.n ? NULL : gebied_bij_code(t->im->g, t->p.cbs);
    if (g)
        t->eigen[g->index] = true;
    *ret_n = n + (g != NULL);
    return rc;
}

int werkgebied_toets(struct store *s, struct import *im, int64_t partij, struct str *ret_naam, struct err *e)
{
    struct toets t = {.im = im,
                      .eigen = ARENA_ARRAY(im->a, bool, im->g->n + 1),
                      .oordeel = ARENA_ARRAY(im->a, unsigned char, im->g->n + 1)};
    struct conn *c;
    size_t n = 0;
    int rc;

    *ret_naam = STR("");
    if (!partij || (!im->l->cijfer.n && !im->plek.n))
        return OK;
    rc = store_read(s, &c, e);
    if (rc)
        return rc;
    rc = eigen_lees(c, &t, partij, &n, e);
    store_return(s, c);
    if (rc || str_is(t.p.soort, "rijk")) /* works in the whole country */
        return rc;
    if (!n) {
        t.buiten = 1;
        import_meld(
            im, MELDING_FOUT, 0, -1, STR(""),
            "van %.*s is niet bekend in welke gemeenten zij werkt. Vraag de beheerder het werkgebied in "
            "te vullen; daarna kunt u dit bestand aanleveren",
            STR_ARG(utf8_clip(t.p.naam, 80)));
    } else {
        rijen_toets(&t);
    }
    if (t.buiten > VEEL)
        import_meld(
            im, MELDING_LET_OP, 0, -1, STR(""),
            "gaat dit bestand over heel Nederland, zoals dat van CBS, dan voert de beheerder het in: één "
            "keer, voor iedereen");
    if (t.buiten)
        *ret_naam = t.p.naam;
    return OK;
}
