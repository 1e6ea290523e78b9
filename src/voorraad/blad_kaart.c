/* SPDX-License-Identifier: EUPL-1.2
 * The choropleth of the pages of the stock. */
#include "voorraad/blad.h"

#include "base/num.h"

static void figuur_bij(struct blad *b, const struct kaart_beeld *beeld, struct str klasse,
                       const struct gebied *kaart, const char *svg_pad)
{
    struct arena *a = b->p.a;
    struct doc *f = DOC_SET(a, b->p.boom, "kaart", doc_map(a)), *noten, *mee;

    DOC_SET_STR(a, f, "id", STR("kaart"));
    DOC_SET_STR(a, f, "titel",
                kaart == b->p.gebied
                    ? str_fmt(a, "Deel “%.*s” per gemeente, %.*s", STR_ARG(klasse), STR_ARG(kaart->naam))
                    : str_fmt(a, "Deel “%.*s” in %.*s, tussen de gemeenten van %.*s", STR_ARG(klasse),
                              STR_ARG(b->p.gebied->naam), STR_ARG(kaart->naam)));
    DOC_SET_STR(
        a, f, "toelichting",
        str_fmt(a, "In procent van de woningen; peildatum %.*s.", STR_ARG(date_nl(a, b->v->r.peildatum))));
    DOC_SET_BOOL(a, f, "is_kaart", true);
    if (beeld->svg.n)
        DOC_SET_STR(a, f, "svg", beeld->svg);
    else
        DOC_SET(a, f, "leeg",
                leeg_maak(a, "Geen kaart", STR("Van deze gemeenten is geen plaats op de kaart bekend."), "",
                          STR("")));
    noten = DOC_SET(a, f, "noten", doc_list(a));
    if (beeld->grens_van)
        doc_add(a, noten, doc_str(a, kaart_grens_noot(a, beeld)));
    if (!svg_pad)
        return;
    mee = DOC_SET(a, f, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", doc_get_str(f, STR("titel")));
    DOC_SET_STR(a, mee, "als_svg", pagina_zelf(&b->p, str_from(svg_pad), NULL, STR("")));
    DOC_SET_STR(a, mee, "als_tabel", STR("#gebieden"));
}

struct grafiek_klassen blad_klassen(const struct blad *b, const struct geteld *g, int klasse,
                                    size_t *ret_aantal)
{
    struct arena *a = b->p.a;
    struct gebied_lijst l = gebied_leden(b->p.g, a, kaart_gebied(&b->p, b->p.gebied), b->v->w->peildatum);
    int64_t *w = ARENA_ARRAY(a, int64_t, l.n + 1);
    struct grafiek_klassen k;
    size_t n = 0;

    for (size_t i = 0; i < l.n; i++) {
        struct gebied_telling t = blad_tel(b, g, l.at[i]);

        n += num_percent((int64_t)t.n[klasse], (int64_t)t.alles, &w[n]);
    }
    k = grafiek_klassen_maak(a, w, n, KAART_KLASSEN, 0, STR("%"));
    for (size_t i = 0; i <= k.n_grenzen; i++)
        ret_aantal[i] = 0;
    for (size_t i = 0; i < n; i++)
        ret_aantal[grafiek_klasse_van(&k, w[i])]++;
    return k;
}

int blad_kaart(struct blad *b, const struct geteld *g, int klasse, const char *svg_pad,
               struct kaart_beeld *ret, struct err *e)
{
    struct arena *a = b->p.a;
    const struct gebied *kaart = kaart_gebied(&b->p, b->p.gebied);
    struct gebied_lijst l = gebied_leden(b->p.g, a, kaart, b->v->w->peildatum);
    struct kaart_waarde *w = ARENA_ARRAY(a, struct kaart_waarde, l.n + 1);
    struct str naam = g->klasse[klasse];
    int met = 0, rc;

    for (size_t i = 0; i < l.n; i++) {
        struct gebied_telling t = blad_tel(b, g, l.at[i]);

        w[i] = (struct kaart_waarde){.gebied = l.at[i],
                                     .tekst = deel_tekst(a, t.n[klasse], t.alles),
                                     .href = pagina_zelf(&b->p, STR("/voorraad"), "gebied", l.at[i]->code)};
        w[i].uitkomst.gebied = l.at[i];
        w[i].uitkomst.heeft = num_percent((int64_t)t.n[klasse], (int64_t)t.alles, &w[i].uitkomst.waarde);
        met += w[i].uitkomst.heeft;
    }
    rc = kaart_maak(
        &b->p, kaart, str_fmt(a, "“%.*s” in %.*s", STR_ARG(naam), STR_ARG(kaart->naam)),
        str_fmt(a, "Deel van de woningen, in procenten; van %d van de %zu gemeenten is de voorraad bekend.",
                met, l.n),
        w, l.n, 0, STR("%"), kaart_heeft_grenzen(&b->p), NULL, ret, e);
    if (!rc && b->p.q->format == HTTP_HTML)
        figuur_bij(b, ret, naam, kaart, svg_pad);
    return rc;
}
