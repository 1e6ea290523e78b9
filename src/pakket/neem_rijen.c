/* SPDX-License-Identifier: EUPL-1.2
 * The rows of a package: leveringen, code lists and figures (of plans: neem_plannen.c). Each is read by the
 * same function twice: while checking (n->c is NULL) it is counted, and in the transaction it is stored. */
#include "pakket/neem_cel.h"

#include "base/num.h"

#include <string.h>

/* ---- leveringen ---- */

static int sha_cel(struct neem *n, size_t k, struct str *ret, struct err *e)
{
    bool goed = neem_cel(n, k).n == 64;

    for (size_t i = 0; goed && i < 64; i++)
        goed = strchr("0123456789abcdef", neem_cel(n, k).p[i]) && neem_cel(n, k).p[i];
    *ret = neem_dup(n, neem_cel(n, k));
    return goed ? OK : neem_cel_fout(n, k, "een SHA-256 van 64 tekens", e);
}

static int levering_samenhang(struct neem *n, struct neem_levering *x, struct err *e)
{
    struct levering *l = &x->l;
    bool actief = str_is(l->status, "actief");
    struct str plek = str_fmt(&n->a, "%.*s\n%.*s\n%d", STR_ARG(l->soort), STR_ARG(l->leveraar), l->peildatum);

    if (str_starts(l->soort, STR("referentie-")))
        return neem_cel_fout(n, 1, "geen referentietabel: die komt met het programma mee", e);
    if (actief != !l->einde || (l->einde && l->einde < l->ontvangen))
        return neem_cel_fout(n, 10, "een einde na het ontvangen, en alleen bij wat niet meer actief is", e);
    if (!actief && !n->volledig)
        return neem_cel_fout(n, 9, "actief, in een open pakket", e);
    if (actief && !neem_eerste_keer(n, &n->actief, plek))
        return neem_cel_fout(n, 9, "van één soort, leveraar en peildatum maar één actieve levering", e);
    return OK;
}

static int levering_rij(struct neem *n, struct err *e)
{
    struct neem_levering x = {0};
    struct levering *l = &x.l;
    struct str t[5] = {0};
    bool nieuw;
    int status = 0, rc = neem_getal(n, 0, 1, INT64_MAX, &l->id, e);

    if (!rc)
        rc = neem_tekst(n, 1, 60, false, &t[0], e);
    if (!rc)
        rc = neem_tekst(n, 2, NEEM_CODE_MAX, true, &t[1], e);
    if (!rc)
        rc = neem_datum(n, 3, false, &l->peildatum, e);
    if (!rc)
        rc = neem_tekst(n, 4, 500, false, &t[2], e);
    if (!rc)
        rc = sha_cel(n, 5, &l->sha256, e);
    if (!rc)
        rc = neem_getal(n, 6, 0, INT64_MAX, &l->bytes, e);
    if (!rc)
        rc = neem_moment(n, 7, false, &l->ontvangen, e);
    if (!rc)
        rc = neem_tekst(n, 8, 500, true, &t[3], e);
    if (!rc)
        rc = neem_keuze(n, 9, "actief|vervangen|ingetrokken", &status, e);
    if (!rc)
        rc = neem_moment(n, 10, true, &l->einde, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 11, 1, INT64_MAX, &l->vervangen_door, e);
    if (!rc)
        rc = neem_tekst(n, 12, NEEM_TEKST_MAX, true, &t[4], e);
    if (!rc)
        rc = neem_getal(n, 13, 0, LEVERING_CIJFERS_MAX, &l->cijfers, e);
    if (!rc)
        rc = neem_janee(n, 14, &x.geheel, e);
    if (!rc)
        rc = neem_tekst(n, 15, 4 << 20, false, &x.verslag, e);
    if (rc)
        return rc;
    l->soort = neem_dup(n, t[0]);
    l->leveraar = neem_dup(n, t[1]);
    l->bestand = neem_dup(n, t[2]);
    l->wie = neem_dup(n, t[3]);
    l->status = str_from(status == 0 ? "actief" : status == 1 ? "vervangen" : "ingetrokken");
    l->reden = neem_dup(n, t[4]);
    x.verslag = neem_dup(n, x.verslag);
    rc = levering_samenhang(n, &x, e);
    if (rc)
        return rc;
    if (n->levering.n == NEEM_LEVERINGEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d leveringen; splits het pakket", NEEM_LEVERINGEN_MAX);
    map_put(&n->levering_index, str_dup(&n->a, (struct str){(const char *)&l->id, sizeof l->id}), &nieuw)
        ->value.i = (int64_t)n->levering.n + 1;
    VEC_PUSH(&n->a, &n->levering, x);
    return nieuw ? OK : neem_cel_fout(n, 0, "een nummer dat maar één keer voorkomt", e);
}

/* ---- code lists ---- */

static int definitie_rij(struct neem *n, struct err *e)
{
    struct definitieset d = {0}, *x;
    int rc = neem_tekst(n, 0, NEEM_CODE_MAX, false, &d.code, e);

    if (!rc)
        rc = neem_tekst(n, 1, NEEM_TEKST_MAX, false, &d.naam, e);
    if (!rc)
        rc = neem_tekst(n, 2, NEEM_TEKST_MAX, true, &d.organisatie, e);
    if (!rc)
        rc = neem_datum(n, 3, false, &d.geldig_van, e);
    if (!rc)
        rc = neem_tekst(n, 4, NEEM_TEKST_MAX, true, &d.bron, e);
    if (!rc && !neem_eerste_keer(n, &n->definities, d.code))
        rc = neem_cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    x = ARENA_NEW(&n->a, struct definitieset);
    *x = (struct definitieset){.code = neem_dup(n, d.code),
                               .naam = neem_dup(n, d.naam),
                               .organisatie = neem_dup(n, d.organisatie),
                               .geldig_van = d.geldig_van,
                               .bron = neem_dup(n, d.bron)};
    map_get(&n->definities, d.code)->value.p = x;
    return OK;
}

static int onderwerp_rij(struct neem *n, struct err *e)
{
    struct onderwerp o = {0};
    int64_t schaal, route;
    int aard = 0, rc = neem_tekst(n, 0, NEEM_CODE_MAX, false, &o.code, e);

    if (!rc)
        rc = neem_tekst(n, 1, NEEM_TEKST_MAX, false, &o.naam, e);
    if (!rc)
        rc = neem_tekst(n, 2, NEEM_CODE_MAX, false, &o.eenheid, e);
    if (!rc)
        rc = neem_getal(n, 3, 0, NUM_SCALE_MAX, &schaal, e);
    if (!rc)
        rc = neem_keuze(n, 4, "stand|stroom|verhouding", &aard, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 5, 1, 5, &route, e);
    if (!rc)
        rc = neem_tekst(n, 6, NEEM_CODE_MAX, false, &o.definitieset, e);
    if (!rc)
        rc = neem_tekst(n, 7, 100000, true, &o.omschrijving, e);
    if (!rc && map_get(&n->onderwerp_index, o.code))
        rc = neem_cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    o = (struct onderwerp){.code = neem_dup(n, o.code),
                           .naam = neem_dup(n, o.naam),
                           .eenheid = neem_dup(n, o.eenheid),
                           .omschrijving = neem_dup(n, o.omschrijving),
                           .definitieset = neem_dup(n, o.definitieset),
                           .schaal = (int)schaal,
                           .route = (int)route,
                           .aard = (enum cijfer_aard)aard};
    map_put(&n->onderwerp_index, o.code, NULL)->value.i = (int64_t)n->onderwerp.n;
    VEC_PUSH(&n->a, &n->onderwerp, o);
    return OK;
}

static int bron_rij(struct neem *n, struct err *e)
{
    struct bron b = {0};
    int64_t route;
    int rc = neem_tekst(n, 0, NEEM_CODE_MAX, false, &b.code, e);

    if (!rc)
        rc = neem_tekst(n, 1, NEEM_TEKST_MAX, false, &b.naam, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, 2, 1, 5, &route, e);
    if (!rc)
        rc = neem_tekst(n, 3, NEEM_TEKST_MAX, true, &b.houder, e);
    if (!rc)
        rc = neem_tekst(n, 4, NEEM_TEKST_MAX, true, &b.licentie, e);
    if (!rc && !neem_eerste_keer(n, &n->bron_index, b.code))
        rc = neem_cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    b = (struct bron){.code = neem_dup(n, b.code),
                      .naam = neem_dup(n, b.naam),
                      .houder = neem_dup(n, b.houder),
                      .licentie = neem_dup(n, b.licentie),
                      .route = (int)route};
    VEC_PUSH(&n->a, &n->bron, b);
    return OK;
}

static int gebied_rij(struct neem *n, struct err *e)
{
    const struct gebied *g;

    return neem_gebied_cel(n, 0, &g, e);
}

static int status_rij(struct neem *n, struct err *e)
{
    const struct planstatus *s;
    int rc = neem_status_cel(n, 0, &s, e);

    if (!rc && !str_eq(neem_cel(n, 2), plan_hardheid_naam(s->hardheid)))
        rc = neem_cel_fout(n, 2, "dezelfde hardheid als deze installatie die status geeft", e);
    return rc;
}

/* ---- figures ---- */

/* The reeks of a row by its number; while checking it is made when new. */
static int reeks_neem(struct neem *n, const struct reeks_nieuw *r, uint32_t *ret, struct err *e)
{
    struct str sleutel = str_fmt(&n->rij, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%d\n%d", STR_ARG(r->onderwerp),
                                 STR_ARG(r->bron), STR_ARG(r->definitieset), STR_ARG(r->woningtype),
                                 STR_ARG(r->segment), STR_ARG(r->kenmerk), r->horizon_van, r->horizon_tot);
    struct map_entry *m = map_get(&n->reeks_index, sleutel);

    if (!m && n->c)
        return err_set(e, ERR_DATA, "regel %lld: het bestand is intussen veranderd", (long long)n->csv.regel);
    if (!m) {
        struct reeks_nieuw x = *r;
        struct str *const teksten[] = {&x.onderwerp,  &x.bron,    &x.definitieset,
                                       &x.woningtype, &x.segment, &x.kenmerk};

        if (n->reeks.n == NEEM_REEKSEN_MAX)
            return err_set(e, ERR_LIMIT, "meer dan %d verschillende uitsplitsingen", NEEM_REEKSEN_MAX);
        for (size_t i = 0; i < sizeof teksten / sizeof *teksten; i++)
            *teksten[i] = neem_dup(n, *teksten[i]);
        m = map_put(&n->reeks_index, neem_dup(n, sleutel), NULL);
        m->value.i = (int64_t)n->reeks.n;
        VEC_PUSH(&n->a, &n->reeks, x);
    }
    *ret = (uint32_t)m->value.i;
    return OK;
}

/* Which reeks: the codes, all known, and the years. */
static int reeks_lees(struct neem *n, struct reeks_nieuw *r, const struct onderwerp **o, struct err *e)
{
    const struct map_entry *m = map_get(&n->onderwerp_index, neem_cel(n, C_ONDERWERP));
    int64_t van, tot;
    int rc;

    if (!m)
        return neem_cel_fout(n, C_ONDERWERP, "een code uit codelijsten/onderwerpen.csv", e);
    if (!map_get(&n->bron_index, neem_cel(n, C_BRON)))
        return neem_cel_fout(n, C_BRON, "een code uit codelijsten/bronnen.csv", e);
    if (!map_get(&n->definities, neem_cel(n, C_DEFINITIESET)))
        return neem_cel_fout(n, C_DEFINITIESET, "een code uit codelijsten/definitiesets.csv", e);
    *o = &n->onderwerp.at[m->value.i];
    *r = (struct reeks_nieuw){
        .onderwerp = (*o)->code, .bron = neem_cel(n, C_BRON), .definitieset = neem_cel(n, C_DEFINITIESET)};
    rc = neem_tekst(n, C_WONINGTYPE, NEEM_CODE_MAX, true, &r->woningtype, e);
    if (!rc)
        rc = neem_tekst(n, C_SEGMENT, NEEM_CODE_MAX, true, &r->segment, e);
    if (!rc)
        rc = neem_tekst(n, C_KENMERK, NEEM_CODE_MAX, true, &r->kenmerk, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, C_JAREN_VAN, 1000, HORIZON_OPEN, &van, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, C_JAREN_TOT, van ? van : 1000, HORIZON_OPEN, &tot, e);
    if (rc)
        return rc;
    if (van && !tot)
        return neem_cel_fout(n, C_JAREN_TOT, "een jaar, omdat jarenVan er een heeft", e);
    r->horizon_van = (int)van;
    r->horizon_tot = (int)tot;
    if (!str_eq(neem_cel(n, C_EENHEID), (*o)->eenheid))
        return neem_cel_fout(n, C_EENHEID, "de eenheid van het onderwerp", e);
    return OK;
}

/* Where the figure stood: nowhere when it is a sum. */
static int plaats_lees(struct neem *n, struct cijfer_rij *r, struct err *e)
{
    int64_t blad;
    int rc = neem_getal(n, C_OPGETELD, 1, LEVERING_CIJFERS_MAX, &r->opgeteld, e);

    if (!rc)
        rc = neem_getal_of_leeg(n, C_BLAD, 1, 32768, &blad, e);
    if (!rc)
        rc = neem_getal_of_leeg(n, C_RIJ, 1, NEEM_RIJ_MAX, &r->rij, e);
    if (!rc)
        rc = neem_kolom(n, C_KOLOM, &r->kolom, e);
    if (!rc && r->opgeteld > 1 && (blad || r->rij || r->kolom >= 0))
        rc = neem_cel_fout(n, C_OPGETELD, "1, omdat er een plaats bij staat", e);
    r->blad = !rc && blad ? blad - 1 : 0;
    return rc;
}

static int cijfer_tel(struct neem *n, struct neem_levering *l, uint32_t reeks, const struct cijfer_rij *r,
                      struct err *e)
{
    struct neem_inhoud k;
    struct map_entry *m;
    struct str sleutel = {(const char *)&k, sizeof k};

    memset(&k, 0, sizeof k);
    k.levering = (uint32_t)(l - n->levering.at);
    k.reeks = reeks;
    k.van = r->van;
    k.tot = r->tot;
    m = map_get(&n->inhoud, sleutel);
    if (!m)
        m = map_put(&n->inhoud, neem_dup(n, sleutel), NULL);
    m->value.i++;
    n->cijfers++;
    if (++l->cijfers > LEVERING_CIJFERS_MAX)
        return err_set(e, ERR_LIMIT, "regel %lld: levering %lld heeft meer dan %d cijfers",
                       (long long)n->csv.regel, (long long)l->l.id, LEVERING_CIJFERS_MAX);
    return OK;
}

static int cijfer_neem(struct neem *n, struct err *e)
{
    struct cijfer_rij r = {0};
    struct neem_levering *l;
    const struct onderwerp *o = NULL;
    struct reeks_nieuw reeks;
    uint32_t nr = 0;
    int ontbreekt = 0, rc = neem_getal(n, C_NUMMER, 1, INT64_MAX, &r.id, e);

    if (!rc)
        rc = neem_levering_cel(n, C_LEVERING, &l, e);
    if (!rc)
        rc = reeks_lees(n, &reeks, &o, e);
    if (!rc)
        rc = neem_gebied_cel(n, C_GEBIED, &r.gebied, e);
    if (!rc)
        rc = neem_datum(n, C_VAN, false, &r.van, e);
    if (!rc)
        rc = neem_datum(n, C_TOT, false, &r.tot, e);
    if (!rc && r.tot < r.van)
        rc = neem_cel_fout(n, C_TOT, "een dag op of na periodeVan", e);
    if (!rc)
        rc = neem_waarde_cel(n, C_WAARDE, C_ONTBREEKT, o->schaal, &r.waarde, &ontbreekt, e);
    if (!rc && !neem_cel(n, C_STATUS).n)
        r.status = STATUS_GEEN;
    else if (!rc && !cijfer_status_lees(neem_cel(n, C_STATUS), &r.status))
        rc = neem_cel_fout(n, C_STATUS, "een status als definitief of voorlopig", e);
    if (!rc && !labels_lees(neem_cel(n, C_LABELS), &r.vlag))
        rc = neem_cel_fout(n, C_LABELS, "labels als verzonnen;ongeveer", e);
    if (!rc && !n->volledig && (r.vlag & VLAG_VERTROUWELIJK))
        rc = neem_cel_fout(n, C_LABELS, "niets vertrouwelijks in een open pakket", e);
    if (!rc)
        rc = plaats_lees(n, &r, e);
    if (!rc)
        rc = reeks_neem(n, &reeks, &nr, e);
    if (rc)
        return rc;
    r.ontbreekt = (enum cijfer_ontbreekt)ontbreekt;
    if (!n->c)
        return cijfer_tel(n, l, nr, &r, e);
    return l->nieuw ? cijfer_over(n->bulk, l->volgende++, l->nieuw, n->reeks_id[nr], &r, e) : OK;
}

neem_rij_fn *const neem_rijen[DEEL_AANTAL] = {
    [DEEL_LEVERINGEN] = levering_rij,    [DEEL_ONDERWERPEN] = onderwerp_rij,
    [DEEL_BRONNEN] = bron_rij,           [DEEL_DEFINITIES] = definitie_rij,
    [DEEL_GEBIEDEN] = gebied_rij,        [DEEL_PLANSTATUSSEN] = status_rij,
    [DEEL_PLANWOORDEN] = neem_woord_rij, [DEEL_CIJFERS] = cijfer_neem,
    [DEEL_PLANNEN] = neem_plan_rij,      [DEEL_PLANGETALLEN] = neem_plangetal_rij,
    [DEEL_GRENZEN] = neem_grens_rij,
};
