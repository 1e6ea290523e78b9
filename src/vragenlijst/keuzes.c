/* SPDX-License-Identifier: EUPL-1.2
 * The sheet choices: lists with their choices, and as nodes for choice_filter. */
#include "vragenlijst/intern.h"

static struct vl_lijst *lijst_van(struct lezing *l, struct str naam)
{
    bool nieuw;
    struct map_entry *m = map_put(&l->lijsten, naam, &nieuw);

    if (nieuw) {
        struct vl_lijst *x = ARENA_NEW(l->a, struct vl_lijst);
        struct expr_knoop *top = expr_knoop_nieuw(l->a, NULL, KNOOP_WORTEL, STR(""), STR(""));

        x->naam = naam;
        x->instantie = top;
        expr_knoop_nieuw(l->a, top, KNOOP_ELEMENT, STR("root"), STR(""));
        m->value.i = (int64_t)l->v->lijst.n;
        VEC_PUSH(l->a, &l->v->lijst, x);
    }
    return l->v->lijst.at[m->value.i];
}

/* A choice as <item> with all its columns, so that a filter may use those that are not ours. */
static void als_knoop(struct lezing *l, const struct vl_rij *r, struct vl_lijst *lijst, struct vl_keuze *k)
{
    struct expr_knoop *item =
        expr_knoop_nieuw(l->a, lijst->instantie->eerste, KNOOP_ELEMENT, STR("item"), STR(""));

    expr_knoop_nieuw(l->a, item, KNOOP_ELEMENT, STR("name"), k->naam);
    expr_knoop_nieuw(l->a, item, KNOOP_ELEMENT, STR("label"), vl_tekst_nl(l->v, k->label));
    for (size_t i = 0; i < l->n_kop && i < r->n; i++)
        if (!l->kop[i].kolom && l->kop[i].naam.n)
            expr_knoop_nieuw(l->a, item, KNOOP_ELEMENT, l->kop[i].naam, r->cel[i]);
}

static bool dubbel_mag(const struct lezing *l)
{
    const struct vl_blad *b = l->settings;

    for (size_t i = 0; b && b->rij.n > 1 && i < b->rij.at[0].n && i < b->rij.at[1].n; i++)
        if (str_ieq(b->rij.at[0].cel[i], STR("allow_choice_duplicates")))
            return str_ieq(b->rij.at[1].cel[i], STR("yes")) || str_ieq(b->rij.at[1].cel[i], STR("true"));
    return false;
}

static void keuze_bij(struct lezing *l, const struct vl_rij *r, struct map *gezien)
{
    struct str naam = vl_cel(l, r, K_LIST_NAME);
    struct vl_keuze k = {
        .naam = vl_cel(l, r, K_NAME), .label = vl_cel_talen(l, r, K_LABEL), .rij = r->nummer};
    struct vl_lijst *lijst;
    struct map_entry *m;
    bool nieuw;

    if (!naam.n) {
        if (k.naam.n)
            vl_meld(l, 'w', r->nummer, K_LIST_NAME, "de keuze hoort bij geen lijst en telt niet mee");
        return;
    }
    lijst = lijst_van(l, naam);
    if (!k.naam.n) {
        vl_meld(l, 'f', r->nummer, K_NAME, "de keuze heeft geen naam; vul een korte naam in");
        return;
    }
    if (!vl_tekst_nl(l->v, k.label).n)
        vl_meld(l, 'w', r->nummer, K_LABEL, "de keuze heeft geen tekst; er komt te staan: %.*s",
                STR_ARG(utf8_clip(k.naam, 60)));
    m = map_put(gezien, str_fmt(l->a, "%.*s\n%.*s", STR_ARG(naam), STR_ARG(k.naam)), &nieuw);
    if (nieuw)
        m->value.i = r->nummer;
    else if (!dubbel_mag(l))
        vl_meld(l, 'f', r->nummer, K_NAME,
                "\"%.*s\" staat al op rij %lld in lijst %.*s; geef elke keuze een eigen naam",
                STR_ARG(utf8_clip(k.naam, 60)), (long long)m->value.i, STR_ARG(utf8_clip(naam, 60)));
    VEC_PUSH(l->a, &lijst->keuze, k);
    als_knoop(l, r, lijst, &k);
}

void vl_keuzes_lees(struct lezing *l)
{
    struct map gezien;
    bool lijst = false;

    vl_kop_lees(l, l->choices, true);
    map_init(&gezien, l->a);
    for (size_t i = 0; i < l->n_kop; i++)
        lijst = lijst || l->kop[i].kolom == K_LIST_NAME;
    if (!lijst && l->choices->rij.n > 1) {
        vl_meld(l, 'f', 0, K_GEEN,
                "de eerste rij heeft geen kolom list_name; verwacht de koppen list_name, name en label");
        return;
    }
    for (size_t i = 1; i < l->choices->rij.n; i++)
        keuze_bij(l, &l->choices->rij.at[i], &gezien);
}
