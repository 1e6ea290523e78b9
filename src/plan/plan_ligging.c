/* SPDX-License-Identifier: EUPL-1.2
 * Where a plan lies: a small picture on its page, and the address of the map where it can be seen closer by.
 */
#include "plan/plan_http.h"

#include "gebied/grens.h"
#include "tabel/rd.h"

#include <math.h>

/* The middle of its box: it may lie outside a hollow area, which at this size cannot be seen. */
static void midden(const struct plan *x, double *ret_x, double *ret_y)
{
    *ret_x = (double)(x->kader.x_min + x->kader.x_max) / 2;
    *ret_y = (double)(x->kader.y_min + x->kader.y_max) / 2;
    if (x->vorm == VORM_PUNT && x->n_xy >= 2) {
        *ret_x = x->xy[0];
        *ret_y = x->xy[1];
    }
}

/* The gemeenten of its COROP-gebied, or its own alone: what a reader needs to know the place by. */
static struct gebied_lijst omgeving(struct pagina *p, const struct gebied *gemeente)
{
    const struct gebied *regio = gebied_regio(p->g, gemeente, STR("corop"), p->gebiedsdatum);

    return gebied_leden(p->g, p->a, regio ? regio : gemeente, p->gebiedsdatum);
}

/* The outlines round it into v (room for n), the gemeente itself marked; how many have one. */
static int vlakken_lees(struct pagina *p, struct gebied_lijst l, const struct gebied *gemeente,
                        struct grafiek_vlak *v, size_t *ret_n, struct err *e)
{
    struct grens *g = ARENA_ARRAY(p->a, struct grens, l.n + 1);
    int rc;

    *ret_n = 0;
    for (size_t i = 0; i < l.n; i++)
        g[i].gebied_id = l.at[i]->id;
    rc = grenzen_op(p->c, p->a, p->gebiedsdatum, g, l.n, e);
    for (size_t i = 0; !rc && i < l.n; i++)
        if (g[i].xy)
            v[(*ret_n)++] = (struct grafiek_vlak){
                .naam = l.at[i]->naam, .ringen = g[i].xy, .n_ringen = g[i].n, .omlijnd = l.at[i] == gemeente};
    return rc;
}

/* The moving map at this plan; empty when its place has no degrees. */
static int kaart_adres(struct pagina *p, const struct plan *x, const struct gebied *gemeente, struct str *ret,
                       struct err *e)
{
    double px, py, lengte, breedte;
    struct rd *rd;
    struct str adres = pagina_adres(p, STR("/kaart"), "gebied", gemeente->code);
    int rc;

    *ret = STR("");
    midden(x, &px, &py);
    if (!rd_past(px, py))
        return OK;
    rc = rd_open(&rd, e);
    if (rc)
        return rc;
    rd_naar_graden(rd, px, py, &lengte, &breedte);
    rd_close(rd);
    *ret = str_fmt(p->a, "%.*s%splannen=alle&planbron=%.*s#kaart=13.00/%.4f/%.4f/plan-%lld", STR_ARG(adres),
                   str_index(adres, '?') < adres.n ? "&" : "?", STR_ARG(x->levering_soort), breedte, lengte,
                   (long long)x->id);
    return OK;
}

int plan_kaart(struct pagina *p, const struct plan *x, bool telt, struct str *ret_adres, struct err *e)
{
    struct arena *a = p->a;
    const struct gebied *gemeente = x->gebied ? plan_gemeente(p->g, a, x->gebied, p->gebiedsdatum) : NULL;
    struct grafiek_kaart k = {.breedte = 320};
    struct grafiek_plek plek;
    struct gebied_lijst l = {0};
    struct grafiek_vlak *v;
    struct doc *f;
    size_t n = 0;
    int rc = OK;

    *ret_adres = STR("");
    if (x->vorm == VORM_GEEN || !gemeente)
        return OK;
    l = omgeving(p, gemeente);
    v = ARENA_ARRAY(a, struct grafiek_vlak, l.n + 2);
    rc = vlakken_lees(p, l, gemeente, v, &n, e);
    if (!rc && n && telt)
        rc = kaart_adres(p, x, gemeente, ret_adres, e);
    if (rc || p->q->format != HTTP_HTML || (!n && x->vorm != VORM_VLAK))
        return rc;
    k.titel = str_fmt(a, "Waar %.*s ligt", STR_ARG(plan_naam(x)));
    if (n) {
        plek.teken = str_is(x->hardheid, "hard")    ? TEKEN_VOL
                     : str_is(x->hardheid, "zacht") ? TEKEN_OPEN
                                                    : TEKEN_KRUIS;
        midden(x, &plek.x, &plek.y);
        k.plekken = &plek;
        k.n_plekken = 1;
    } else { /* no boundaries: its own outline */
        v[n++] = (struct grafiek_vlak){
            .naam = plan_naam(x), .ringen = x->xy, .n_ringen = x->n_xy, .omlijnd = true};
        k.breedte = 240;
    }
    k.vlakken = v;
    k.n = n;
    k.beschrijving = str_fmt(a,
                             k.n_plekken ? "Een punt in %.*s, met de grenzen van de gemeenten eromheen."
                                         : "De omtrek van het plan in %.*s.",
                             STR_ARG(gemeente->naam));
    f = DOC_SET(a, p->boom, "kaart", doc_map(a));
    DOC_SET_STR(a, f, "id", STR("waar"));
    DOC_SET_STR(a, f, "titel", str_fmt(a, "Waar het ligt: %.*s", STR_ARG(gemeente->naam)));
    DOC_SET_STR(a, f, "svg", grafiek_ligging_svg(a, &k));
    DOC_SET_BOOL(a, f, "is_kaart", true);
    DOC_SET(a, f, "noten", doc_list(a));
    return OK;
}
