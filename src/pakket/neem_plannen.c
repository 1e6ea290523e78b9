/* SPDX-License-Identifier: EUPL-1.2
 * Rows of a package that are no figures: words for a planstatus, plans with their numbers and where they lie,
 * outlines of gebieden. Read twice, as in neem_rijen.c. */
#include "pakket/neem_cel.h"

#include "gebied/grens.h"

int neem_woord_rij(struct neem *n, struct err *e)
{
    const struct planstatus *s;
    struct neem_levering *l;
    struct planwoord w = {0};
    int rc = neem_levering_cel(n, 0, &l, e);

    if (!rc)
        rc = neem_tekst(n, 1, NEEM_CODE_MAX, false, &w.woord, e);
    if (!rc)
        rc = neem_status_cel(n, 2, &s, e);
    if (!rc)
        rc = neem_tekst(n, 3, 500, true, &w.lijst, e);
    if (!rc)
        rc = neem_tekst(n, 4, NEEM_CODE_MAX, true, &w.versie, e);
    if (!rc)
        rc = neem_tekst(n, 5, NEEM_TEKST_MAX, true, &w.toelichting, e);
    if (rc)
        return rc;
    w.status = s->code;
    if (n->c)
        return l->nieuw ? planwoord_over_zet(n->c, l->nieuw, &w, e) : OK;
    return neem_eerste_keer(n, &n->woorden,
                            str_fmt(&n->rij, "%lld %.*s", (long long)l->l.id, STR_ARG(w.woord)))
               ? OK
               : neem_cel_fout(n, 1, "een woord dat maar één keer voorkomt", e);
}

static int bevindingen_lees(struct neem *n, size_t k, unsigned *ret, struct err *e)
{
    struct str s = neem_cel(n, k);

    for (*ret = 0; s.n;) {
        unsigned b = plan_bevinding_bij_code(str_cut(s, ';', &s));

        if (!b)
            return neem_cel_fout(n, k, "wat een controle vindt, met ; ertussen", e);
        *ret |= b;
    }
    return OK;
}

static int ligging_lees(struct neem *n, size_t k, struct plan_nieuw *p, struct err *e)
{
    bool vlak;

    if (!neem_cel(n, k).n)
        return OK;
    if (!vorm_terug(&n->rij, neem_cel(n, k), true, &vlak, &p->xy, &p->n_xy))
        return neem_cel_fout(n, k,
                             "een MULTIPOINT of MULTIPOLYGON in meters van het Rijksdriehoeksstelsel, met "
                             "buitenranden tegen de "
                             "klok in",
                             e);
    p->vorm = vlak ? VORM_VLAK : VORM_PUNT;
    return OK;
}

static int plan_teksten(struct neem *n, struct plan_nieuw *p, struct err *e)
{
    struct str *const doel[] = {&p->naam, &p->plancode, &p->plantype, &p->fase, &p->status_geleverd};
    int rc = OK;

    for (size_t i = 0; !rc && i < sizeof doel / sizeof *doel; i++)
        rc = neem_tekst(n, 4 + i, 64 << 10, true, doel[i], e);
    return rc;
}

static int plan_lees_rij(struct neem *n, struct plan_over *o, struct neem_levering **l, struct err *e)
{
    struct plan_nieuw *p = &o->p;
    int64_t blad = 0;
    int openbaar = 0, maat = 0, ontbreekt = 0, rc = neem_getal(n, 0, 1, INT64_MAX, &o->id, e);

    if (!rc)
        rc = neem_levering_cel(n, 1, l, e);
    if (!rc)
        rc = neem_gebied_cel(n, 2, &p->gebied, e);
    if (!rc)
        rc = plan_teksten(n, p, e);
    if (!rc)
        rc = neem_status_cel(n, 9, &p->status, e);
    if (!rc && !str_eq(neem_cel(n, 10), plan_hardheid_naam(p->status->hardheid)))
        rc = neem_cel_fout(n, 10, "de hardheid van de status", e);
    if (!rc)
        rc = neem_keuze(n, 11, "open|dekking|vertrouwelijk|alleen", &openbaar, e);
    if (!rc && openbaar > 1 && !n->volledig)
        rc = neem_cel_fout(n, 11, "open, in een open pakket", e);
    if (!rc)
        rc = neem_janee(n, 12, &p->verzonnen, e);
    if (!rc)
        rc = bevindingen_lees(n, 13, &p->bevinding, e);
    if (!rc)
        rc = neem_keuze(n, 14, "bruto|rest", &maat, e);
    if (!rc)
        rc = neem_waarde_cel(n, 15, 16, 0, &p->woningen, &ontbreekt, e);
    if (!rc)
        rc = ligging_lees(n, 17, p, e);
    if (!rc)
        rc = neem_getal(n, 18, 1, 100000000, &blad, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 19, 1, NEEM_RIJ_MAX, &p->rij, e);
    o->openbaar = openbaar > 1 ? PLAN_VERTROUWELIJK : PLAN_OPEN; /* the others are words of older packages */
    p->rest = maat == 1;
    p->ontbreekt = (uint8_t)ontbreekt;
    p->blad = blad - 1;
    return rc;
}

int neem_plan_rij(struct neem *n, struct err *e)
{
    struct plan_over o = {0};
    struct neem_levering *l = NULL;
    int64_t plek;
    int rc = plan_lees_rij(n, &o, &l, e);

    if (rc)
        return rc;
    if (!n->c) {
        if (n->plan.n && n->plan.at[n->plan.n - 1] >= o.id)
            return neem_cel_fout(n, 0, "nummers in oplopende volgorde", e);
        if (n->plan.n == NEEM_PLANNEN_MAX)
            return err_set(e, ERR_LIMIT, "meer dan %d plannen", NEEM_PLANNEN_MAX);
        if (l->plannen && n->plan_levering.at[n->plan.n - 1] != (uint32_t)(l - n->levering.at))
            return neem_cel_fout(n, 1, "de plannen van een levering bij elkaar", e);
        VEC_PUSH(&n->a, &n->plan, o.id);
        VEC_PUSH(&n->a, &n->plan_levering, (uint32_t)(l - n->levering.at));
        l->plannen++;
        return OK;
    }
    plek = neem_plan_plek(n, o.id);
    if (!l->nieuw || plek < 0)
        return OK;
    return n->plan_wat == PLAN_RIJ ? plan_over_zet(n->bulk, n->plan_eerste + plek, l->nieuw, &o, e)
                                   : plan_vorm_over_zet(n->c, n->plan_eerste + plek, &o, e);
}

/* Each number of a plan once; the numbers of a plan stand together. */
static bool getal_nieuw(struct neem *n, int64_t plan, const struct plan_getal *g)
{
    struct str sleutel =
        str_fmt(&n->rij, "%.*s\n%.*s\n%d\n%d", STR_ARG(g->soort), STR_ARG(g->code), g->van, g->tot);
    bool nieuw;

    if (plan != n->getal_plan) {
        arena_reset(&n->getal_a);
        map_init(&n->getal, &n->getal_a);
        if (plan < n->getal_plan)
            return false;
        n->getal_plan = plan;
    }
    map_put(&n->getal, str_dup(&n->getal_a, sleutel), &nieuw);
    return nieuw;
}

int neem_plangetal_rij(struct neem *n, struct err *e)
{
    struct plan_getal g = {0};
    int64_t plan, plek, van, tot;
    int ontbreekt = 0, soort, rc = neem_getal(n, 0, 1, INT64_MAX, &plan, e);

    if (!rc)
        rc = neem_keuze(n, 1, "totaal|jaar|woningtype|ouderen|prijs|eigendom|controle", &soort, e);
    if (!rc)
        rc = neem_tekst(n, 2, NEEM_CODE_MAX, true, &g.code, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 3, 1000, HORIZON_OPEN, &van, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 4, 1000, HORIZON_OPEN, &tot, e);
    if (!rc)
        rc = neem_waarde_cel(n, 5, 6, 0, &g.waarde, &ontbreekt, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 7, 1, NEEM_RIJ_MAX, &g.rij, e);
    if (!rc)
        rc = neem_kolom(n, 8, &g.kolom, e);
    if (rc)
        return rc;
    plek = neem_plan_plek(n, plan);
    if (plek < 0)
        return neem_cel_fout(n, 0, "het nummer van een plan in gegevens/plannen.csv", e);
    g.soort = neem_cel(n, 1);
    g.van = (int)van;
    g.tot = (int)tot;
    g.ontbreekt = (uint8_t)ontbreekt;
    if (!n->c)
        return getal_nieuw(n, plan, &g)
                   ? OK
                   : neem_cel_fout(n, 0, "elk getal van een plan één keer, en in de volgorde van de plannen",
                                   e);
    return n->levering.at[n->plan_levering.at[plek]].nieuw
               ? plan_getal_over_zet(n->bulk, n->plan_eerste + plek, &g, e)
               : OK;
}

int neem_grens_rij(struct neem *n, struct err *e)
{
    struct neem_levering *l;
    const struct gebied *g;
    const double *xy;
    struct buf b;
    date_t peil;
    size_t aantal;
    bool vlak;
    int rc = neem_levering_cel(n, 0, &l, e);

    if (!rc)
        rc = neem_gebied_cel(n, 1, &g, e);
    if (!rc)
        rc = neem_datum(n, 3, false, &peil, e);
    if (!rc && (!vorm_terug(&n->rij, neem_cel(n, 4), false, &vlak, &xy, &aantal) || !vlak))
        rc = neem_cel_fout(n, 4, "een MULTIPOLYGON in meters van het Rijksdriehoeksstelsel", e);
    if (rc)
        return rc;
    if (!n->c) {
        n->grenzen++;
        return neem_eerste_keer(n, &n->grenzen_gezien,
                                str_fmt(&n->rij, "%lld %lld", (long long)l->l.id, (long long)g->id))
                   ? OK
                   : neem_cel_fout(n, 1, "een gebied dat maar één keer voorkomt bij een levering", e);
    }
    if (!l->nieuw)
        return OK;
    buf_init(&b, &n->rij, SIZE_MAX);
    grens_pak(&b, xy, aantal);
    return grens_bewaar(n->c, l->nieuw, g->id, peil, buf_str(&b), e);
}
