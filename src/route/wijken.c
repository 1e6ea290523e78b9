/* SPDX-License-Identifier: EUPL-1.2
 * Boundaries of wijken: a shapefile or file geodatabase in a zip, or GeoJSON. The code of a wijk names its
 * gemeente, so nothing else is needed; several shapes of one code are taken together. */
#include "route/importeurs.h"

#include "gebied/grens.h"
#include "gebied/wijk.h"
#include "tabel/geobestand.h"

struct vorm_van {
    struct wijk_nieuw w;
    struct buf ringen;
    int64_t rij;
};

struct wijken {
    struct import *im;
    int code, naam, water;
    VEC(struct vorm_van *) wijk;
    struct map op_code;
    bool *gemeente; /* by index of the gebied: has a wijk */
};

/* CBS gives the water of a gemeente, and the land across the border, as shapes of their own. */
static bool is_water(struct str s)
{
    return str_ieq(s, STR("JA")) || str_ieq(s, STR("B"));
}

/* The gemeente of a code on the peildatum; NULL with a remark when it is none, or was not there. */
static const struct gebied *gemeente_van(struct import *im, const struct tabel_rij *r, int kolom,
                                         const char *code)
{
    char gm[] = "GM0000";
    const struct gebied *g;

    for (int i = 0; i < 4; i++)
        gm[2 + i] = code[2 + i];
    g = gebied_bij_code(im->g, str_from(gm));
    if (!g)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, str_from(code),
                    "de gemeente van deze wijk is niet bekend; de vorm is overgeslagen");
    else if (!gebied_geldig(g, im->l->peildatum)) {
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, str_from(code),
                    "de gemeente van deze wijk bestond niet op %.*s; de vorm is overgeslagen",
                    STR_ARG(date_nl(im->a, im->l->peildatum)));
        g = NULL;
    }
    return g;
}

/* The rings of the row that was read last; false with a remark when it has none. */
static bool vorm_keur(struct import *im, const struct tabel_rij *r, int kolom, const char *code,
                      struct vorm *ret)
{
    tabel_vorm(im->t, ret);
    if (ret->fout)
        import_meld(im, MELDING_FOUT, r->nummer, -1, ret->fout_waarde, "%s", ret->fout);
    else if (ret->soort != VORM_VLAK)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, str_from(code),
                    "deze wijk heeft geen vlak en is overgeslagen");
    else if (ret->weggelaten)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, str_from(code),
                    "een ring van minder dan vier punten of zonder oppervlakte is weggelaten");
    return !ret->fout && ret->soort == VORM_VLAK;
}

static void rij_lees(struct wijken *w, const struct tabel_rij *r)
{
    struct import *im = w->im;
    struct str s = import_tekst(r, w->code);
    const struct gebied *g;
    struct map_entry *m;
    struct vorm_van *x;
    struct vorm vorm;
    char code[9];
    bool nieuw;

    if (w->water >= 0 && is_water(import_tekst(r, w->water))) {
        import_meld(im, MELDING_INFO, r->nummer, -1, s, "water en buitenland overgeslagen");
        return;
    }
    if (!wijk_code(s, code)) {
        import_meld(im, MELDING_FOUT, r->nummer, w->code, s, "dit is geen code van een wijk als WK093500");
        return;
    }
    g = gemeente_van(im, r, w->code, code);
    if (!g || !vorm_keur(im, r, w->code, code, &vorm))
        return;
    import_raakt(im, g, r->nummer);
    m = map_put(&w->op_code, str_dup(im->a, str_from(code)), &nieuw);
    if (nieuw) {
        x = ARENA_NEW(im->a, struct vorm_van);
        *x =
            (struct vorm_van){{m->key, str_dup(im->a, import_tekst(r, w->naam)), STR(""), g}, {0}, r->nummer};
        buf_init(&x->ringen, im->a, SIZE_MAX);
        m->value.p = x;
        VEC_PUSH(im->a, &w->wijk, x);
        w->gemeente[g->index] = true;
    } else {
        import_meld(im, MELDING_INFO, r->nummer, w->code, str_from(code),
                    "deze wijk staat er in meer vormen; ze zijn samengenomen");
    }
    x = m->value.p;
    grens_pak(&x->ringen, vorm.xy, vorm.n);
}

static void klaar(struct wijken *w)
{
    struct import *im = w->im;
    struct wijken_nieuw *n = ARENA_NEW(im->a, struct wijken_nieuw);
    struct wijk_nieuw *at = ARENA_ARRAY(im->a, struct wijk_nieuw, w->wijk.n + 1);
    struct gebied_lijst alle = gebied_gemeenten(im->g, im->a, im->l->peildatum);
    size_t gemeenten = 0, zonder = 0;

    for (size_t i = 0; i < w->wijk.n; i++) {
        at[i] = w->wijk.at[i]->w;
        at[i].ringen = buf_str(&w->wijk.at[i]->ringen);
        zonder += !at[i].naam.n;
    }
    for (size_t i = 0; i < im->g->n; i++)
        gemeenten += w->gemeente[i];
    *n = (struct wijken_nieuw){im->l->peildatum, at, w->wijk.n};
    import_meld(im, MELDING_INFO, 0, -1, STR(""), "%zu wijken, in %zu van de %zu gemeenten op %.*s", n->n,
                gemeenten, alle.n, STR_ARG(date_nl(im->a, im->l->peildatum)));
    if (zonder)
        import_meld(im, MELDING_LET_OP, 0, -1, STR(""), "van %zu wijken is geen naam geleverd", zonder);
    if (tabel_stelsel(im->t))
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "coördinaten: %s", tabel_stelsel(im->t));
    im->l->schrijf = wijken_schrijf;
    im->l->schrijf_ctx = n;
}

int wijken_lees(struct import *im, struct err *e)
{
    struct wijken w = {.im = im};
    const struct kolom_wens wensen[] = {
        {"wijkcode|wk code|wk_code|statcode|code", true, &w.code},
        {"wijknaam|wk naam|wk_naam|statnaam|naam", false, &w.naam},
        {"water|h2o", false, &w.water},
    };
    struct tabel_rij r;
    int rc;

    im->rij_woord = "vorm";
    if (!tabel_is_geobestand(im->t))
        return err_set(e, ERR_DATA,
                       "dit is geen kaartbestand; verwacht een shapefile of file geodatabase in een zip, een "
                       "GeoPackage, of GeoJSON");
    rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);
    if (rc)
        return rc;
    map_init(&w.op_code, im->a);
    w.gemeente = ARENA_ARRAY(im->a, bool, im->g->n + 1);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(&w, &r);
    if (rc)
        return rc;
    if (!w.wijk.n && !im->fouten)
        return err_set(e, ERR_DATA, "geen enkele vorm is een wijk van een gemeente die op %.*s bestond",
                       STR_ARG(date_nl(im->a, im->l->peildatum)));
    klaar(&w);
    return OK;
}
