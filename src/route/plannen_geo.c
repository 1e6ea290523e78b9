/* SPDX-License-Identifier: EUPL-1.2
 * Plan lists as map files: a shapefile or file geodatabase in a zip, or GeoJSON. Publishers each have their
 * own fields; the ones that occur are known by name, and years stand in their names (OP202024 is 2020 to
 * 2024). Every shape is kept as a plan; its cijfers are its homes a period, and its homes for older people.
 */
#include "route/importeurs.h"
#include "route/planlijst.h"
#include "route/plannen_jaren.h"

#include "base/num.h"

enum { PERIODEN_MAX = PLANNEN_JAREN_MAX, N_DELEN = 10 };

/* What a field counts. The first three groups must each add up to the total. */
static const struct {
    const char *soort, *code, *kolom;
} delen[N_DELEN] = {
    {"woningtype", "eengezins", "wtypggb|eengezins|woningtype eengezins|totaal eengezins resterend"},
    {"woningtype", "meergezins", "wtypapp|meergezins|woningtype meergezins|totaal meergezins resterend"},
    {"woningtype", "onbekend", "wtyponb|woningtype onbekend|totaal type onbekend resterend"},
    {"eigendom", "huur", "huur|totaal huur resterend"},
    {"eigendom", "koop", "koop|totaal koop resterend"},
    {"eigendom", "onbekend", "hrkponb|huur of koop onbekend|totaal koop huur onbekend resterend"},
    {"ouderen", "nultreden", "nultreden|nultredenwoning|nultredenwoningen|aantal nultreden woningen"},
    {"ouderen", "geclusterd", "geclusterd|geclusterde woonvorm|aantal geclusterde woningen"},
    {"ouderen", "zorggeschikt", "zorggeschikt|zorggeschikte woning|aantal zorggeschikte woningen"},
    {"totaal", "sloop", "sloop|sloop aantalwoningen|totaal sloop"},
};

struct getal {
    int64_t waarde;
    uint8_t ontbreekt, vlag;
    int64_t rij; /* of the table of years; 0: the plan's own row */
};

struct periode {
    int kolom, van, tot; /* years; 0 and 0: none stated. kolom -1: told by the table of years */
};

struct geo {
    int gemeente, provincie, id, naam, plancode, status, plantype, fase, vertrouwelijk, bruto, rest,
        deel[N_DELEN];
    struct periode periode[PERIODEN_MAX];
    int n_perioden;
    struct plannen_jaren jaren;
    struct planlijst *lijst;
    int64_t negatief, verzonnen;
    struct map leveraars;
};

struct rij {
    const struct gebied *g;
    struct getal totaal, periode[PERIODEN_MAX], deel[N_DELEN];
    struct plan_nieuw plan;
    unsigned vlag;
};

/* ---- the fields ---- */

/* "op2019", "op202024", "op20302050", "opleverjaar 2027", "opleverjaar 2035 2039"; "oplonb": no year. */
static bool periode_lees(struct str s, int *van, int *tot)
{
    int64_t jaar[2] = {0, 0};
    size_t n = 0, cijfers = 0;

    *van = *tot = 0;
    if (str_is(s, "oplonb") || str_is(s, "opleverjaar onbekend"))
        return true;
    if (str_starts(s, STR("opleverjaar ")))
        s = str_sub(s, 12, s.n);
    else if (str_starts(s, STR("op")))
        s = str_sub(s, 2, s.n);
    else
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || s.p[i] == '-')
            continue;
        if (s.p[i] < '0' || s.p[i] > '9' || cijfers == 8)
            return false;
        n = cijfers < 4 ? 0 : 1;
        jaar[n] = jaar[n] * 10 + (s.p[i] - '0');
        cijfers++;
    }
    if (cijfers == 6)
        jaar[1] += jaar[0] / 100 * 100;
    else if (cijfers == 4)
        jaar[1] = jaar[0];
    else if (cijfers != 8)
        return false;
    *van = (int)jaar[0];
    *tot = (int)jaar[1];
    return jaar[0] >= 1990 && jaar[1] <= 2100 && jaar[1] >= jaar[0];
}

static int perioden_zoek(struct import *im, const struct tabel_rij *kop, struct geo *g, struct err *e)
{
    for (size_t k = 0; k < kop->n; k++) {
        struct periode p = {.kolom = (int)k};

        if (!periode_lees(import_kop_naam(im->a, kop->cellen[k].tekst), &p.van, &p.tot))
            continue;
        if (g->n_perioden == PERIODEN_MAX)
            return err_set(e, ERR_DATA, "er zijn meer dan %d velden met een opleverjaar", PERIODEN_MAX);
        for (int i = 0; i < g->n_perioden; i++)
            if (p.van <= g->periode[i].tot && p.tot >= g->periode[i].van)
                return err_set(e, ERR_DATA,
                               "veld %.*s overlapt met een ander veld met een opleverjaar; woningen zouden "
                               "dubbel tellen",
                               STR_ARG(str_sub(kop->cellen[k].tekst, 0, 60)));
        g->periode[g->n_perioden++] = p;
    }
    return OK;
}

/* What stands in a template: layers and lists of values, and no plan. */
static int leeg_fout(const struct import *im, struct err *e)
{
    size_t lijsten, velden;

    tabel_domeinen(im->t, &lijsten, &velden);
    if (!lijsten)
        return err_set(e, ERR_DATA, "dit kaartbestand is herkend (%zu %s), maar er staan geen plannen in",
                       tabel_n_bladen(im->t), tabel_n_bladen(im->t) == 1 ? "laag" : "lagen");
    return err_set(e, ERR_DATA,
                   "dit kaartbestand is herkend (%zu lagen; %zu lijsten met waarden, die %zu velden "
                   "gebruiken), maar er staan geen plannen in: het "
                   "is een leeg sjabloon",
                   tabel_n_bladen(im->t), lijsten, velden);
}

/* Does the layer of the plans hold nothing? Afterwards its first shape is the next row. */
static int leeg_zoek(struct import *im, bool *ret, struct err *e)
{
    struct tabel_rij r;
    int rc = tabel_volgende(im->t, &r, e);

    *ret = rc == 0;
    if (rc < 0)
        return rc;
    rc = tabel_blad_kies(im->t, (size_t)im->blad, e);
    if (!rc)
        rc = tabel_volgende(im->t, &r, e);
    return rc < 0 ? rc : OK;
}

static int kop_lees(struct import *im, struct geo *g, struct err *e)
{
    struct kolom_wens w[13 + N_DELEN];
    struct tabel_rij kop;
    size_t n = 0;
    bool leeg;
    int rc;

    w[n++] =
        (struct kolom_wens){"gemeente|gem naam|naam gemeente|gemeentenaam|gemeentecode", true, &g->gemeente};
    w[n++] = (struct kolom_wens){
        "planologische status|planstatus|status planologisch|planologische planstatus|status", true,
        &g->status};
    w[n++] = (struct kolom_wens){"provincie", false, &g->provincie};
    w[n++] = (struct kolom_wens){"globalid", false, &g->id};
    w[n++] = (struct kolom_wens){"plannaam|naam plan|naam|projectnaam|naam project", false, &g->naam};
    w[n++] = (struct kolom_wens){"plancode|code plan|planid|plan id|projectcode", false, &g->plancode};
    w[n++] = (struct kolom_wens){"plantype|soort plan", false, &g->plantype};
    w[n++] = (struct kolom_wens){"projectfase|projectstatus|status project|fase", false, &g->fase};
    w[n++] = (struct kolom_wens){"vertrouwelijk|vertrouwelijkheid", false, &g->vertrouwelijk};
    w[n++] = (struct kolom_wens){"bruto aantalwoningen|bruto aantal woningen|aantal woningen|woningen|totaal "
                                 "aantal woningen|totaal bouw",
                                 false, &g->bruto};
    w[n++] = (struct kolom_wens){"aantalrest|restcapaciteit|aantal rest|totaal resterend", false, &g->rest};
    for (int i = 0; i < N_DELEN; i++)
        w[n++] = (struct kolom_wens){delen[i].kolom, false, &g->deel[i]};
    plannen_jaren_zoek(im, &g->jaren);
    rc = import_kop(im, w, n, &kop, e);
    if (!rc)
        rc = perioden_zoek(im, &kop, g, e);
    if (!rc)
        rc = leeg_zoek(im, &leeg, e);
    if (!rc && leeg)
        rc = leeg_fout(im, e);
    if (!rc && g->bruto < 0 && g->rest < 0)
        rc = err_set(e, ERR_DATA,
                     "er is geen veld met het aantal woningen; verwacht aantal_woningen, "
                     "bruto_aantalwoningen of aantalrest");
    return rc;
}

/* The years from the table beside the plans, when there is one and no field tells them. Afterwards the first
 * shape is the next row. */
static int jaren_lees(struct import *im, struct geo *g, struct err *e)
{
    struct tabel_rij kop;
    int rc;

    if (g->jaren.blad < 0 || g->id < 0 || g->n_perioden)
        return OK;
    rc = plannen_jaren_lees(im, &g->jaren, e);
    if (!rc)
        rc = tabel_blad_kies(im->t, (size_t)im->blad, e);
    if (!rc)
        rc = tabel_volgende(im->t, &kop, e);
    for (int i = 0; rc >= 0 && i < g->jaren.n; i++)
        g->periode[g->n_perioden++] = (struct periode){-1, g->jaren.jaar[i], g->jaren.jaar[i]};
    return rc < 0 ? rc : OK;
}

/* ---- a shape ---- */

static bool getal_lees(struct import *im, const struct tabel_rij *r, int kolom, struct getal *ret)
{
    *ret = (struct getal){0};
    return import_getal(im, r, kolom, 0, &ret->waarde, &ret->ontbreekt, &ret->vlag);
}

/* Of a year that the table of years does not name a plan that it does name has nought. */
static struct getal jaar_neem(const struct plan_jaar *jaren, int jaar)
{
    for (const struct plan_jaar *x = jaren; x; x = x->volgende)
        if (x->jaar == jaar)
            return (struct getal){.waarde = x->bouw, .rij = x->rij};
    return jaren ? (struct getal){.vlag = VLAG_AFGELEID_NUL}
                 : (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
}

static bool aantallen_lees(struct import *im, const struct tabel_rij *r, struct geo *g, struct rij *x)
{
    int kolom = g->rest >= 0 ? g->rest : g->bruto;
    const struct plan_jaar *jaren = plannen_jaren_van(&g->jaren, im->a, import_tekst(r, g->id));
    bool goed = getal_lees(im, r, kolom, &x->totaal), negatief = x->totaal.waarde < 0;

    x->plan.rest = g->rest >= 0;
    x->plan.woningen = x->totaal.waarde;
    x->plan.ontbreekt = x->totaal.ontbreekt;
    planlijst_getal(g->lijst, "totaal", x->plan.rest ? STR("rest") : STR("bruto"), 0, 0, x->totaal.waarde,
                    x->totaal.ontbreekt, kolom);
    for (int i = 0; i < g->n_perioden; i++) {
        const struct periode *p = &g->periode[i];

        if (p->kolom < 0)
            x->periode[i] = jaar_neem(jaren, p->van);
        else
            goed = getal_lees(im, r, p->kolom, &x->periode[i]) && goed;
        if (p->kolom < 0 && !x->periode[i].rij)
            continue;
        g->lijst->rij = x->periode[i].rij;
        planlijst_getal(g->lijst, "jaar", STR(""), p->van, p->tot, x->periode[i].waarde,
                        x->periode[i].ontbreekt, p->kolom);
        g->lijst->rij = 0;
        negatief = negatief || x->periode[i].waarde < 0;
    }
    for (int i = 0; i < N_DELEN; i++) {
        if (g->deel[i] < 0) {
            x->deel[i] = (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
            continue;
        }
        goed = getal_lees(im, r, g->deel[i], &x->deel[i]) && goed;
        planlijst_getal(g->lijst, delen[i].soort, str_from(delen[i].code), 0, 0, x->deel[i].waarde,
                        x->deel[i].ontbreekt, g->deel[i]);
        negatief = negatief || (x->deel[i].waarde < 0 &&
                                !str_is(str_from(delen[i].soort), "totaal")); /* sloop is often written so */
    }
    if (negatief) {
        x->plan.bevinding |= BEVINDING_NEGATIEF;
        g->negatief++;
    }
    return goed;
}

/* Do the parts that are there add up to the total? */
static void som_keur(struct import *im, const struct tabel_rij *r, struct rij *x, const char *wat,
                     int64_t som, bool er, unsigned bit)
{
    if (!er || x->totaal.ontbreekt || som == x->totaal.waarde)
        return;
    x->plan.bevinding |= bit;
    import_meld(im, MELDING_LET_OP, r->nummer, -1, x->plan.naam,
                "het aantal woningen is niet gelijk aan de som van %s; de aantallen staan er zoals geleverd",
                wat);
}

static void keur(struct import *im, const struct tabel_rij *r, const struct geo *g, struct rij *x)
{
    int64_t som_jaar = 0, som[3] = {0};
    bool er_jaar = false, er[3] = {false};

    for (int i = 0; i < g->n_perioden; i++) {
        som_jaar += x->periode[i].waarde;
        er_jaar = er_jaar || !x->periode[i].ontbreekt;
    }
    for (int i = 0; i < 9; i++) {
        som[i / 3] += x->deel[i].waarde;
        er[i / 3] = er[i / 3] || !x->deel[i].ontbreekt;
    }
    som_keur(im, r, x, "de opleverjaren (c1)", som_jaar, er_jaar, BEVINDING_C1);
    som_keur(im, r, x, "eengezins, meergezins en onbekend (c2)", som[0], er[0], BEVINDING_C2);
    som_keur(im, r, x, "huur, koop en onbekend (c4)", som[1], er[1], BEVINDING_C4);
    if (!x->totaal.ontbreekt && som[2] > x->totaal.waarde && er[2]) {
        x->plan.bevinding |= BEVINDING_OUDEREN;
        import_meld(im, MELDING_INFO, r->nummer, -1, x->plan.naam,
                    "de typen voor ouderen zijn samen meer dan het totaal: een woning telt hier onder meer "
                    "dan één type; ze worden nooit bij "
                    "elkaar opgeteld");
    }
}

static void cijfers_maak(struct import *im, const struct geo *g, const struct rij *x, int64_t nummer)
{
    static const char *const onderwerpen[PLAN_HARDHEDEN] = {"plannen-hard", "plannen-zacht",
                                                            "plannen-onbekend"};
    struct reeks_nieuw reeks = {.onderwerp = str_from(onderwerpen[x->plan.status->hardheid]),
                                .bron = STR("plannen-geo"),
                                .definitieset = STR("geen")};
    date_t d = im->l->peildatum;
    bool jaren = false;
    int van = 0, tot = 0, blad = im->blad;

    for (int i = 0; i < g->n_perioden; i++) {
        const struct getal *p = &x->periode[i];

        jaren = jaren || !p->ontbreekt;
        if (!p->waarde || !g->periode[i].tot)
            continue;
        van = !van || g->periode[i].van < van ? g->periode[i].van : van;
        tot = g->periode[i].tot > tot ? g->periode[i].tot : tot;
    }
    for (int i = 0; jaren && i < g->n_perioden; i++) {
        reeks.horizon_van = g->periode[i].van;
        reeks.horizon_tot = g->periode[i].tot;
        im->blad = x->periode[i].rij ? g->jaren.blad : blad;
        import_cijfer(im, levering_reeks(im->l, &reeks), x->g, d, d, x->periode[i].waarde,
                      x->periode[i].ontbreekt, STATUS_GEEN, x->vlag | x->periode[i].vlag,
                      x->periode[i].rij ? x->periode[i].rij : nummer, g->periode[i].kolom);
    }
    im->blad = blad;
    reeks.horizon_van = van;
    reeks.horizon_tot = tot;
    if (!jaren)
        import_cijfer(im, levering_reeks(im->l, &reeks), x->g, d, d, x->totaal.waarde, x->totaal.ontbreekt,
                      STATUS_GEEN, x->vlag | x->totaal.vlag, nummer, g->rest >= 0 ? g->rest : g->bruto);
    for (int i = 6; i < 9; i++) {
        reeks.woningtype = str_from(delen[i].code);
        if (g->deel[i] >= 0)
            import_cijfer(im, levering_reeks(im->l, &reeks), x->g, d, d, x->deel[i].waarde,
                          x->deel[i].ontbreekt, STATUS_GEEN, x->vlag | x->deel[i].vlag, nummer, g->deel[i]);
    }
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct geo *g)
{
    static const struct ligging_kolommen geen = {-1, -1, -1};
    struct rij x = {0};
    struct plan_nieuw *p = &x.plan;
    bool goed = planlijst_vertrouwelijk(im, r, g->vertrouwelijk, &p->vertrouwelijk);

    im->geheim = p->vertrouwelijk;
    x.g = p->gebied = g->provincie >= 0 ? import_gemeente(im, r, g->gemeente, g->provincie)
                                        : import_gebied(im, r, g->gemeente, "gemeente", im->l->peildatum);
    p->naam = str_dup(im->a, import_tekst(r, g->naam));
    p->plancode = str_dup(im->a, import_tekst(r, g->plancode));
    p->plantype = str_dup(im->a, import_tekst(r, g->plantype));
    p->fase = str_dup(im->a, import_tekst(r, g->fase));
    p->verzonnen = import_verzonnen(im->a, p->naam);
    x.vlag = (p->vertrouwelijk ? VLAG_VERTROUWELIJK : 0) | (p->verzonnen ? VLAG_VERZONNEN : 0);
    g->lijst->getal.n = 0;
    goed = x.g != NULL && goed;
    goed = planlijst_status(g->lijst, r, g->status, true, p) && goed;
    goed = aantallen_lees(im, r, g, &x) && goed;
    goed = planlijst_ligging(g->lijst, r, &geen, p) && goed;
    if (goed) {
        keur(im, r, g, &x);
        cijfers_maak(im, g, &x, r->nummer);
        planlijst_bij(g->lijst, r, g->naam, g->plancode, p);
        map_put(&g->leveraars, x.g->code, NULL)->value.p = (void *)x.g;
    }
    im->geheim = false;
}

/* ---- the file as a whole ---- */

/* A gemeente that delivered and has no plans of a hardheid has nought of it. */
static void nullen_maak(struct import *im, const struct geo *g)
{
    static const char *const onderwerpen[] = {"plannen-hard", "plannen-zacht"};

    for (size_t s = 0; s < 2; s++) {
        struct reeks_nieuw reeks = {
            .onderwerp = str_from(onderwerpen[s]), .bron = STR("plannen-geo"), .definitieset = STR("geen")};
        uint32_t nummer = levering_reeks(im->l, &reeks);

        for (size_t i = 0; i < g->leveraars.n; i++)
            import_cijfer(im, nummer, g->leveraars.at[i].value.p, im->l->peildatum, im->l->peildatum, 0, 0,
                          STATUS_GEEN, VLAG_AFGELEID_NUL, 0, -1);
    }
}

int plannen_geo_lees(struct import *im, struct err *e)
{
    struct geo g = {0};
    struct tabel_rij r;
    int rc;

    im->rij_woord = "vorm";
    if (!tabel_is_geobestand(im->t))
        return err_set(e, ERR_DATA,
                       "dit is geen kaartbestand; verwacht een shapefile of file geodatabase in een zip, een "
                       "GeoPackage, of GeoJSON. Een planlijst zonder kaart "
                       "levert u als Basisset");
    rc = kop_lees(im, &g, e);
    if (!rc)
        rc = jaren_lees(im, &g, e);
    if (rc)
        return rc;
    map_init(&g.leveraars, im->a);
    g.lijst = planlijst_maak(im);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &g);
    if (rc)
        return rc;
    nullen_maak(im, &g);
    if (g.negatief)
        import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                    "in %lld plannen staat een negatief aantal; het staat er zoals geleverd en de lijst van "
                    "plannen noemt ze",
                    (long long)g.negatief);
    if (im->plannen)
        planlijst_klaar(g.lijst);
    return OK;
}
