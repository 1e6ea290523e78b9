/* SPDX-License-Identifier: EUPL-1.2
 * Two rondes beside each other: each whole and for the partijen that took part in both, every column with its
 * own N; and what became of each answer. */
#include "uitkomst/tel.h"

#include "base/map.h"

#include <string.h>

/* The options of both, in the order of the newer, what only the older had behind. */
static struct ui_optie *opties_samen(struct arena *a, const struct ui_vraag *oud,
                                     const struct ui_vraag *nieuw, size_t *ret_n)
{
    struct ui_optie *uit = ARENA_ARRAY(a, struct ui_optie, oud->n_optie + nieuw->n_optie + 1);
    size_t n = nieuw->n_optie;

    memcpy(uit, nieuw->optie, n * sizeof *uit);
    for (size_t i = 0; i < oud->n_optie; i++) {
        size_t k = 0;

        while (k < n && !str_eq(uit[k].code, oud->optie[i].code))
            k++;
        if (k == n)
            uit[n++] = oud->optie[i];
    }
    *ret_n = n;
    return uit;
}

static size_t optie_vind(const struct ui_vraag *v, struct str code)
{
    for (size_t i = 0; i < v->n_optie; i++)
        if (str_eq(v->optie[i].code, code))
            return i;
    return SIZE_MAX;
}

/* A question may read otherwise than it did: then both texts are said. */
static void teksten_noem(struct ui_tabel *t, const struct ui_set *oud, const struct ui_vraag *vo,
                         const struct ui_vraag *vn)
{
    t->oud = oud;
    t->oude_vraag = str_eq(vo->label, vn->label) ? NULL : vo;
}

/* One column: group g of these groups of a set, put in the rows of the table by code. */
static void kolom_uit(struct arena *a, struct ui_set *s, const struct ui_vraag *v,
                      const struct ui_groepen *groepen, size_t g, const struct ui_vraagstelling *w,
                      struct ui_tabel *t, size_t kolom)
{
    const struct ui_scherm *x = w->kijker == UI_PUBLIEK ? ui_scherm(s, a, v) : NULL;
    struct telling n;

    telling_doe(a, s, v, t->basis, groepen, &n);
    t->kolom[kolom] = n.kolom[g];
    for (size_t r = 0; r < t->n_regel; r++) {
        size_t o = optie_vind(v, t->regel[r].code);
        struct ui_cel *c = &t->cel[r * t->n_kolom + kolom];

        if (t->regel[r].geen_antwoord)
            c->n = n.kolom[g].N - n.kolom[g].beantwoord;
        else if (o != SIZE_MAX)
            c->n = n.n[g * (v->n_optie + 1) + o];
        if (x && !t->regel[r].geen_antwoord && (o == SIZE_MAX || !ui_scherm_mag(x, groepen->sleutel, g, o)))
            tabel_verberg(t, r, kolom);
    }
    t->beschermd = t->beschermd || x;
}

static bool anders_geteld(const struct ui_vraag *v, const struct ui_vraagstelling *w)
{
    return v->basis == UI_FILTER && v->openbaarheid != VL_OPENBAAR && w->kijker == UI_PUBLIEK;
}

static int vraag_in_beide(struct ui_set *oud, struct ui_set *nieuw, const struct ui_vraagstelling *w,
                          const struct ui_vraag **ret_oud, const struct ui_vraag **ret_nieuw, struct err *e)
{
    struct str code = w->vraag;

    *ret_nieuw = ui_vraag_vind(nieuw, code);
    *ret_oud = ui_vraag_vind(oud, code);
    if (!*ret_nieuw || !*ret_oud)
        return err_set(e, ERR_NOT_FOUND, "de vraag “%.*s” stond niet in beide rondes",
                       STR_ARG(utf8_clip(code, 60)));
    if (((*ret_nieuw)->soort != UI_EEN && (*ret_nieuw)->soort != UI_MEER) ||
        (*ret_nieuw)->soort != (*ret_oud)->soort)
        return err_set(e, ERR_DATA,
                       "de vraag %.*s heeft geen keuzes en kan niet over rondes vergeleken worden",
                       STR_ARG(utf8_clip(code, 60)));
    if (anders_geteld(*ret_nieuw, w) || anders_geteld(*ret_oud, w))
        return err_set(e, ERR_DATA,
                       "de vraag %.*s is alleen geaggregeerd openbaar over een deel van de partijen, en "
                       "wordt daarom niet over rondes vergeleken",
                       STR_ARG(utf8_clip(code, 60)));
    return OK;
}

int ui_rondes_tabel(struct arena *a, struct ui_set *oud, struct ui_set *nieuw,
                    const struct ui_vraagstelling *w, struct ui_tabel *ret, struct err *e)
{
    const struct ui_vraag *vo = NULL, *vn = NULL;
    struct ui_groepen alles[2], beide[2];
    struct ui_vraag *samen;
    bool zelfde;
    int rc = vraag_in_beide(oud, nieuw, w, &vo, &vn, e);

    if (!rc)
        rc = tabel_begin(oud, vo, w, ret, e);
    if (!rc)
        rc = tabel_begin(nieuw, vn, w, ret, e);
    if (rc)
        return rc;
    samen = ARENA_NEW(a, struct ui_vraag);
    *samen = *vn;
    samen->optie = opties_samen(a, vo, vn, &samen->n_optie);
    if (vo->openbaarheid > samen->openbaarheid) /* what was protected then is, though it is open by now */
        samen->openbaarheid = vo->openbaarheid;
    teksten_noem(ret, oud, vo, vn);
    ret->vraag = samen;
    ret->per_code = STR("ronde");
    ret->per_naam = STR("ronde");
    zelfde = !vn->laag && !vo->laag; /* rows of a repeat are not the same rows in an other ronde */
    ret->n_kolom = zelfde ? 4 : 2;
    ret->kolom = ARENA_ARRAY(a, struct ui_kolom, ret->n_kolom);
    tabel_regels(a, ret);
    for (size_t i = 0; i < ret->n_kolom; i++) {
        struct ui_set *s = i % 2 ? nieuw : oud;
        const struct ui_vraag *v = i % 2 ? vn : vo;

        if (i < 2)
            ui_groepen_alles(a, s, v->laag, &alles[i]);
        else
            ui_groepen_ronde(a, s, i % 2 ? oud : nieuw, &beide[i - 2]);
        kolom_uit(a, s, v, i < 2 ? &alles[i] : &beide[i - 2], 0, w, ret, i);
        ret->kolom[i].code = i < 2 ? s->code : str_cat(a, s->code, STR(":beide"));
        ret->kolom[i].naam = i < 2 ? s->titel : str_fmt(a, "%.*s, dezelfde partijen", STR_ARG(s->titel));
        ret->kolom[i].is_totaal = i < 2;
    }
    return OK;
}

int ui_overgang_tabel(struct arena *a, struct ui_set *oud, struct ui_set *nieuw,
                      const struct ui_vraagstelling *w, struct ui_tabel *ret, struct err *e)
{
    const struct ui_vraag *vo = NULL, *vn = NULL;
    const struct ui_scherm *xo = NULL;
    struct ui_groepen g;
    struct str terug = str_cat(a, STR("overgang:"), nieuw->code);
    size_t k;
    int rc = vraag_in_beide(oud, nieuw, w, &vo, &vn, e);

    if (!rc)
        rc = tabel_begin(oud, vo, w, ret, e);
    if (!rc)
        rc = tabel_begin(nieuw, vn, w, ret, e);
    if (!rc && (vn->laag || !ui_groepen_overgang(a, nieuw, oud, vo->code, &g)))
        rc = err_set(e, ERR_DATA,
                     "van de vraag %.*s kan geen overgang gemaakt worden: zij vraagt meer dan één keuze, of "
                     "staat in een herhaling",
                     STR_ARG(utf8_clip(vo->code, 60)));
    if (!rc && ui_opties_verraden(vo, w->kijker))
        rc = err_set(e, ERR_DATA,
                     "van de vraag %.*s is geen overgang te tonen: de kolommen zouden zeggen welke "
                     "antwoorden er toen waren",
                     STR_ARG(utf8_clip(vo->code, 60)));
    if (rc)
        return rc;
    k = vo->n_optie;
    if (w->kijker == UI_PUBLIEK)
        xo = ui_scherm(oud, a, vo);
    ret->basis = UI_DEELNEMEND; /* of who took part in both, with a row for who did not answer now */
    ret->is_overgang = true;
    teksten_noem(ret, oud, vo, vn);
    ret->per_code = STR("overgang");
    ret->per_naam = oud->titel;
    ret->n_kolom = k + 1; /* the last group, who is not in both, is not a column */
    ret->kolom = ARENA_ARRAY(a, struct ui_kolom, ret->n_kolom);
    tabel_regels(a, ret);
    for (size_t i = 0; i <= k; i++) {
        kolom_uit(a, nieuw, vn, &g, i, w, ret, i);
        if (xo && i < k) {
            /* N of the column is a figure of the older question. */
            if (!ui_scherm_mag(xo, str_cat(a, STR("ronde:"), nieuw->code), 0, i))
                n_verberg(ret, i);
            for (size_t r = 0; r < ret->n_regel; r++)
                if (!ui_scherm_mag(xo, terug, r,
                                   i)) /* the row "geen antwoord" is the group after the options */
                    tabel_verberg(ret, r, i);
        }
    }
    ret->beschermd = ret->beschermd || xo;
    return OK;
}
