/* SPDX-License-Identifier: EUPL-1.2
 * The guess as a leeswijzer: what each column is, and what holds for all rows. */
#include "leeswijzer/herken_intern.h"

bool herken_in_titel(struct arena *a, struct str titel, struct str woord)
{
    struct str t = kop_vouw(a, titel);

    for (size_t i = 0; woord.n && i + woord.n <= t.n; i++)
        if (str_eq(str_sub(t, i, i + woord.n), woord))
            return true;
    return false;
}

/* What must be there and is in no column: from what stands above the table and the names of sheet and file.
 */
static void vast_raad(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                      struct herkenning *h)
{
    const struct kolommen *s = h->soort;
    bool per_kolom;

    for (int k = 0; k < s->n; k++) {
        const struct kolom *x = &s->at[k];
        struct str naam = kolom_kopnaam(a, x, 0, 0), tekst = {0}, rest;
        int van, tot;

        per_kolom = false;
        for (size_t i = 0; i < h->wijzer.kolom.n; i++)
            per_kolom = per_kolom || leeswijzer_vast_bij(&h->wijzer.kolom.at[i].vast, naam).p;
        if (herken_gebruikt(h, k) || per_kolom || x->jaren || x->meet)
            continue;
        if (x->type == KOLOM_IS_JAAR && x->verplicht && kop_jaren(h->titel, &van, &tot) &&
            tot != KOLOM_JAAR_OPEN)
            tekst = str_fmt(a, "%d", tot);
        else if (x->type == KOLOM_IS_WONINGTYPE && x->verplicht)
            tekst = woningtype_in(a, kop_vouw(a, h->titel));
        else if (x->type == KOLOM_IS_ONDERWERP) {
            const struct onderwerp *o = herken_onderwerp(a, kennis, kop_vouw(a, h->titel));

            tekst = o ? o->code : tekst;
        } else if (x->type == KOLOM_IS_KEUZE && x->verplicht) {
            for (int w = 0; w < x->n_woorden && !tekst.p; w++) {
                struct str woord = str_cut(str_from(x->woorden[w]), '|', &rest);

                if (herken_in_titel(a, h->titel, woord))
                    tekst = woord;
            }
        } else if (x->type == KOLOM_IS_TEKST && x->verplicht && kolom_heet(x, STR("bron"))) {
            tekst = v->leveraar.n ? v->leveraar : v->bestand;
        } else if (kolom_heet(x, STR("vindplaats"))) {
            tekst = v->bestand;
        }
        if (tekst.n)
            herken_vast(a, &h->wijzer.vast, s, k, utf8_clip(tekst, LEESWIJZER_TEKST_MAX));
    }
}

/* Cells that are empty under a filled one, time and again: written once for several rows. */
static bool doorvullen_raad(const struct herkenning *h, size_t kolom)
{
    size_t van = h->kop + h->n_koprijen, leeg = 0, gevuld = 0;

    for (size_t i = van; i < h->rooster->n; i++) {
        bool ander = false;

        for (size_t k = 0; k < h->n; k++)
            ander = ander || (k != kolom && rooster_cel(h->rooster, i, k)->soort != CEL_LEEG);
        if (rooster_cel(h->rooster, i, kolom)->soort != CEL_LEEG)
            gevuld++;
        else if (ander && gevuld)
            leeg++;
    }
    return gevuld && leeg >= gevuld && leeg >= 2;
}

void herken_wijzer(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                   struct herkenning *h)
{
    const struct kolommen *s = h->soort;
    struct leeswijzer *w = &h->wijzer;

    *w = (struct leeswijzer){.soort = str_from(s->soort),
                             .blad = h->blad_naam,
                             .koprij = (int)h->rooster->rij[h->kop].nummer,
                             .koprijen = (int)h->n_koprijen};
    for (size_t i = 0; i < h->n; i++) {
        const struct herken_kolom *c = &h->kolom[i];
        struct leeswijzer_kolom k = {.naam = c->naam, .plaats = (int)i};
        const struct kolom *doel = c->doel >= 0 ? &s->at[c->doel] : NULL;

        if (!c->naam.n && !doel && !c->gevuld)
            continue;
        if (doel) {
            k.doel = kolom_kopnaam(a, doel, 0, 0);
            if (doel->jaren) {
                k.van = c->van;
                k.tot = c->tot;
            }
            if (doel->meet)
                herken_kop_zegt(a, kennis, s, h, c, &k.vast);
            k.doorvullen = !doel->meet && doel->type != KOLOM_IS_GETAL && doorvullen_raad(h, i);
        }
        VEC_PUSH(a, &w->kolom, k);
    }
    vast_raad(a, kennis, v, h);
}
