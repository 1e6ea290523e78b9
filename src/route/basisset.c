/* SPDX-License-Identifier: EUPL-1.2
 * Plans in the form of Basisset 2.0 of the national monitor, one plan a row. A plan gives its homes per
 * opleverjaar, per type for older people (a home may count under several, so these are never added to each
 * other) and per price class, hard or zacht by its planologische status. The sums that the form promises (c1
 * … c4) are checked and told, never mended. Every plan is kept as a plan too. */
#include "route/basisset.h"

enum { HARD, ZACHT, N_SOORTEN };

static const char *const onderwerpen[N_SOORTEN] = {"plannen-hard", "plannen-zacht"};

struct getal {
    int64_t waarde;
    uint8_t ontbreekt, vlag;
};

struct planrij {
    const struct gebied *g;
    int64_t nummer;
    int soort, van, tot; /* hard or zacht; first and last year with homes */
    unsigned vlag;
    struct getal bruto, jaar[JAREN_MAX], type[N_TYPEN], controle[N_CONTROLES];
    int64_t som_jaren, som_woningtypen, som_prijzen, som_typen;
    bool jaren, woningtypen, prijzen; /* is any of them filled in */
    struct getal segment[N_SEGMENTEN];
    int segment_kolom[N_SEGMENTEN]; /* the column that holds it; -1: it adds up several */
    struct plan_nieuw kept;
};

static struct reeks_nieuw reeks_van(int soort)
{
    return (struct reeks_nieuw){.onderwerp = str_from(onderwerpen[soort]),
                                .bron = STR("basisset"),
                                .definitieset = STR("basisset-2.0")};
}

/* ---- a row ---- */

static bool getal_lees(struct import *im, const struct tabel_rij *r, int kolom, struct getal *ret)
{
    bool goed;

    *ret = (struct getal){0};
    goed = import_getal(im, r, kolom, 0, &ret->waarde, &ret->ontbreekt, &ret->vlag);
    if (goed && ret->waarde < 0)
        import_meld(im, MELDING_LET_OP, r->nummer, kolom, import_tekst(r, kolom),
                    "een negatief aantal; het staat er zoals geleverd");
    return goed;
}

/* As delivered, among the numbers of the plan; a column that is not there gives none. */
static void bewaar(const struct basisset *b, const char *soort, const char *kolom, int van, int tot, int at,
                   const struct getal *x)
{
    struct str code = str_from(kolom), rest;

    if (at >= 0)
        planlijst_getal(b->lijst, soort, str_cut(code, '|', &rest), van, tot, x->waarde, x->ontbreekt, at);
}

/* What is no sum of the form: kept with the plan, and may well be negative. */
static bool bijzaak_lees(struct import *im, const struct tabel_rij *r, const struct basisset *b, int kolom,
                         const char *code)
{
    struct getal x = {0};
    bool goed = kolom < 0 || import_getal(im, r, kolom, 0, &x.waarde, &x.ontbreekt, &x.vlag);

    bewaar(b, "totaal", code, 0, 0, kolom, &x);
    return goed;
}

static bool segment_lees(struct import *im, const struct tabel_rij *r, const struct basisset *b, int i,
                         struct planrij *p)
{
    struct getal deel, *som = &p->segment[i];
    bool goed = true;
    int n = 0;

    *som = (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
    p->segment_kolom[i] = basisset_prijs_kolom(b, i);
    for (int k = 0; k < PRIJS_DELEN; k++) {
        if (b->prijs[i][k] < 0)
            continue;
        goed = getal_lees(im, r, b->prijs[i][k], &deel) && goed;
        bewaar(b, "prijs", basisset_kolommen[BASISSET_EERSTE_PRIJS + basisset_segmenten[i].eerste + k].namen,
               0, 0, b->prijs[i][k], &deel);
        p->kept.bevinding |= deel.waarde < 0 ? BEVINDING_NEGATIEF : 0;
        som->vlag |= deel.vlag;
        if (deel.ontbreekt)
            continue;
        som->ontbreekt = ONTBREEKT_NIET;
        som->waarde += deel.waarde;
        if (deel.waarde)
            p->segment_kolom[i] = n++ ? -1 : b->prijs[i][k];
        p->som_prijzen += deel.waarde;
        p->prijzen = true;
    }
    return goed;
}

static bool aantallen_lees(struct import *im, const struct tabel_rij *r, const struct basisset *b,
                           struct planrij *p)
{
    static const char *const woningtypen[] = {"eengezins", "meergezins", "onbekend"},
                             *const controles[N_CONTROLES] = {"c1", "c2", "c3", "c4"};
    bool goed = getal_lees(im, r, b->bruto, &p->bruto), negatief = p->bruto.waarde < 0;
    struct getal x;

    bewaar(b, "totaal", "bruto", 0, 0, b->bruto, &p->bruto);
    goed = bijzaak_lees(im, r, b, b->netto, "netto") && goed;
    goed = bijzaak_lees(im, r, b, b->sloop, "sloop") && goed;
    goed = bijzaak_lees(im, r, b, b->tijdelijk, "tijdelijk") && goed;

    for (int i = 0; i < b->n_jaren; i++) {
        goed = getal_lees(im, r, b->jaar[i].kolom, &p->jaar[i]) && goed;
        bewaar(b, "jaar", "", b->jaar[i].van, b->jaar[i].tot, b->jaar[i].kolom, &p->jaar[i]);
        negatief = negatief || p->jaar[i].waarde < 0;
        p->som_jaren += p->jaar[i].waarde;
        p->jaren = p->jaren || !p->jaar[i].ontbreekt;
        if (!p->jaar[i].waarde)
            continue;
        p->van = !p->van || b->jaar[i].van < p->van ? b->jaar[i].van : p->van;
        p->tot = b->jaar[i].tot > p->tot ? b->jaar[i].tot : p->tot;
    }
    for (int i = 0; i < 3; i++) {
        goed = getal_lees(im, r, b->woningtype[i], &x) && goed;
        bewaar(b, "woningtype", woningtypen[i], 0, 0, b->woningtype[i], &x);
        negatief = negatief || x.waarde < 0;
        p->som_woningtypen += x.waarde;
        p->woningtypen = p->woningtypen || !x.ontbreekt;
    }
    for (int i = 0; i < N_TYPEN; i++) {
        goed = getal_lees(im, r, b->type[i], &p->type[i]) && goed;
        bewaar(b, "ouderen", basisset_typen[i], 0, 0, b->type[i], &p->type[i]);
        negatief = negatief || p->type[i].waarde < 0;
        p->som_typen += p->type[i].waarde;
    }
    for (int i = 0; i < N_SEGMENTEN; i++)
        goed = segment_lees(im, r, b, i, p) && goed;
    for (int i = 0; i < N_CONTROLES; i++) {
        goed = getal_lees(im, r, b->controle[i], &p->controle[i]) && goed;
        bewaar(b, "controle", controles[i], 0, 0, b->controle[i], &p->controle[i]);
    }
    p->kept.bevinding |= negatief ? BEVINDING_NEGATIEF : 0;
    return goed;
}

/* c1 … c4 as computed again and as delivered. */
static void controles_doe(struct import *im, const struct tabel_rij *r, const struct basisset *b,
                          struct planrij *p)
{
    static const char *const wat[N_CONTROLES] = {
        "de opleverjaren (c1)", "eengezins, meergezins en onbekend (c2)", NULL, "de prijsklassen (c4)"};
    const int64_t som[N_CONTROLES] = {p->bruto.waarde - p->som_jaren, p->bruto.waarde - p->som_woningtypen,
                                      p->som_typen, p->bruto.waarde - p->som_prijzen};
    const bool er[N_CONTROLES] = {p->jaren, p->woningtypen, true, p->prijzen};
    static const unsigned bit[N_CONTROLES] = {BEVINDING_C1, BEVINDING_C2, 0, BEVINDING_C4};
    struct str naam = import_tekst(r, b->naam);

    for (int i = 0; i < N_CONTROLES; i++) {
        if (wat[i] && er[i] && !p->bruto.ontbreekt && som[i]) {
            p->kept.bevinding |= bit[i];
            import_meld(
                im, MELDING_LET_OP, r->nummer, b->bruto, naam,
                "bruto_aantalwoningen is niet gelijk aan de som van %s; de aantallen staan er zoals geleverd",
                wat[i]);
        }
        if (er[i] && b->controle[i] >= 0 && !p->controle[i].ontbreekt && p->controle[i].waarde != som[i]) {
            p->kept.bevinding |= BEVINDING_C_ANDERS;
            import_meld(im, MELDING_LET_OP, r->nummer, b->controle[i], naam,
                        "c%d zoals geleverd is anders dan nagerekend", i + 1);
        }
    }
    for (int i = 0; i < N_TYPEN; i++)
        if (!p->bruto.ontbreekt && p->type[i].waarde > p->bruto.waarde) {
            p->kept.bevinding |= BEVINDING_TYPE;
            import_meld(im, MELDING_LET_OP, r->nummer, b->type[i], naam,
                        "meer woningen van dit type (%s) dan het plan bruto telt", basisset_typen[i]);
        }
    if (!p->bruto.ontbreekt && p->som_typen > p->bruto.waarde) {
        p->kept.bevinding |= BEVINDING_OUDEREN;
        import_meld(im, MELDING_INFO, r->nummer, -1, naam,
                    "de typen voor ouderen zijn samen meer dan bruto: een woning telt hier onder meer dan "
                    "één type; ze worden nooit bij elkaar opgeteld");
    }
}

static void cijfers_maak(struct import *im, const struct basisset *b, const struct planrij *p)
{
    struct reeks_nieuw x = reeks_van(p->soort);
    date_t d = im->l->peildatum;

    for (int i = 0; i < b->n_jaren && p->jaren; i++) {
        x.horizon_van = b->jaar[i].van;
        x.horizon_tot = b->jaar[i].tot;
        import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->jaar[i].waarde, p->jaar[i].ontbreekt,
                      STATUS_GEEN, p->vlag | p->jaar[i].vlag, p->nummer, b->jaar[i].kolom);
    }
    x.horizon_van = p->van;
    x.horizon_tot = p->tot;
    if (!p->jaren) { /* no year at all is filled in: the plan counts, in no year */
        import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->bruto.waarde, p->bruto.ontbreekt,
                      STATUS_GEEN, p->vlag | p->bruto.vlag, p->nummer, b->bruto);
        import_meld(im, MELDING_INFO, p->nummer, -1, STR(""),
                    "plan zonder opleverjaren: bruto_aantalwoningen telt mee, zonder jaar");
    }
    for (int i = 0; i < N_TYPEN; i++) {
        x.woningtype = str_from(basisset_typen[i]);
        if (b->type[i] >= 0)
            import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->type[i].waarde, p->type[i].ontbreekt,
                          STATUS_GEEN, p->vlag | p->type[i].vlag, p->nummer, b->type[i]);
    }
    x.woningtype = STR("");
    for (int i = 0; i < N_SEGMENTEN; i++) {
        x.segment = str_from(basisset_segmenten[i].segment);
        if (basisset_prijs_kolom(b, i) >= 0)
            import_cijfer(im, levering_reeks(im->l, &x), p->g, d, d, p->segment[i].waarde,
                          p->segment[i].ontbreekt, STATUS_GEEN, p->vlag | p->segment[i].vlag, p->nummer,
                          p->segment_kolom[i]);
    }
}

/* The plan itself, beside its cijfers. */
static void plan_bewaar(struct import *im, const struct tabel_rij *r, struct basisset *b, struct planrij *p)
{
    struct plan_nieuw *k = &p->kept;
    struct str aanwezig = import_tekst(r, b->aanwezig);

    k->gebied = p->g;
    k->naam = str_dup(im->a, import_tekst(r, b->naam));
    k->plancode = str_dup(im->a, import_tekst(r, b->plancode));
    k->plantype = str_dup(im->a, import_tekst(r, b->plantype));
    k->fase = str_dup(im->a, import_tekst(r, b->fase));
    k->vertrouwelijk = p->vlag & VLAG_VERTROUWELIJK;
    k->verzonnen = import_verzonnen(im->a, k->naam);
    k->woningen = p->bruto.waarde;
    k->ontbreekt = p->bruto.ontbreekt;
    if (k->vorm == VORM_GEEN && str_ieq(aanwezig, STR("ja")))
        import_meld(im, MELDING_INFO, r->nummer, b->aanwezig, STR(""),
                    "geometrie_aanwezig zegt ja, maar de ligging is niet meegeleverd");
    planlijst_bij(b->lijst, r, b->naam, b->plancode, k);
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct basisset *b)
{
    struct planrij p = {.nummer = r->nummer};
    bool geheim, goed = planlijst_vertrouwelijk(im, r, b->vertrouwelijk, &geheim);

    im->geheim = geheim;
    p.vlag = geheim ? VLAG_VERTROUWELIJK : 0;
    p.g = import_gebied(im, r, b->gemeente, "gemeente", im->l->peildatum);
    goed = p.g != NULL && goed;
    goed = planlijst_status(b->lijst, r, b->status, false, &p.kept) && goed;
    b->lijst->getal.n = 0;
    goed = aantallen_lees(im, r, b, &p) && goed;
    goed = planlijst_ligging(b->lijst, r, &b->ligging, &p.kept) && goed;
    if (goed) {
        p.soort = p.kept.status->hardheid == PLAN_HARD ? HARD : ZACHT;
        b->plannen++;
        b->verzonnen += import_verzonnen(im->a, import_tekst(r, b->naam));
        map_put(&b->leveraars, p.g->code, NULL)->value.p = (void *)p.g;
        controles_doe(im, r, b, &p);
        cijfers_maak(im, b, &p);
        plan_bewaar(im, r, b, &p);
    }
    im->geheim = false;
}

/* ---- the file as a whole ---- */

static void nul_maak(struct import *im, const struct basisset *b, struct reeks_nieuw *x)
{
    uint32_t reeks = levering_reeks(im->l, x);
    date_t d = im->l->peildatum;

    for (size_t i = 0; i < b->leveraars.n; i++)
        import_cijfer(im, reeks, b->leveraars.at[i].value.p, d, d, 0, 0, STATUS_GEEN, VLAG_AFGELEID_NUL, 0,
                      -1);
}

/* A gemeente that delivered and has no plans of a kind has nought of it, in any year; a sum leaves these out
 * where there is a figure. */
static void nullen_maak(struct import *im, const struct basisset *b)
{
    for (int s = 0; s < N_SOORTEN; s++) {
        struct reeks_nieuw x = reeks_van(s);

        nul_maak(im, b, &x);
        for (int i = 0; i < N_TYPEN; i++) {
            x.woningtype = str_from(basisset_typen[i]);
            if (b->type[i] >= 0)
                nul_maak(im, b, &x);
        }
        x.woningtype = STR("");
        for (int i = 0; i < N_SEGMENTEN; i++) {
            x.segment = str_from(basisset_segmenten[i].segment);
            if (basisset_prijs_kolom(b, i) >= 0)
                nul_maak(im, b, &x);
        }
    }
}

int basisset_lees(struct import *im, struct err *e)
{
    struct basisset b = {0};
    struct tabel_rij r;
    int rc = basisset_kop_lees(im, &b, e);

    if (rc)
        return rc;
    map_init(&b.leveraars, im->a);
    b.lijst = planlijst_maak(im);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &b);
    if (rc)
        return rc;
    nullen_maak(im, &b);
    if (import_merk_verzonnen(im, b.plannen && b.verzonnen == b.plannen))
        for (size_t i = 0; i < b.lijst->plannen.plan.n; i++)
            b.lijst->plannen.plan.at[i].verzonnen = true;
    if (b.plannen)
        planlijst_klaar(b.lijst);
    return OK;
}
