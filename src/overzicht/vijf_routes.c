/* SPDX-License-Identifier: EUPL-1.2
 * The five monitoring routes of one gebied beside its opgave. One home may be in several of them, so they
 * stand side by side and are never added up. A zorgkantoorregio's figure is shown on its gemeenten as what it
 * is, the figure of the region, and is never divided. */
#include "overzicht/beeld.h"

enum { N_ROUTES = 5, REGIOS_MAX = 4 };

#define TELLING     "voorraad-telling" /* counted over the stock by rules: src/voorraad/telling.c */
#define TELLING_BZK "voorraad-bzk-vws-2023"

enum soort { DAG, JAREN, VENSTER }; /* what the column of years says: none, the period, the window */

struct route_regel {
    int route;
    const char *naam, *onderwerp, *woningtype, *segment, *kenmerk, *bron;
    enum soort soort;
};

static const char *const route_namen[N_ROUTES + 1] = {
    "Opgave",
    "1. Registers van het CBS",
    "2. Plancapaciteit",
    "3. Woningcorporaties",
    "4. Subsidieregelingen",
    "5. Zorgkantoren",
};

/* Route 2 and the opgave come out of the picture that the page has read already. */
static const struct route_regel regels[] = {
    {1, "Nieuwbouw, alle woningen", "nieuwbouw", "", "", "", "", JAREN},
    {1, "Netto groei van meergezinswoningen van 50 tot en met 150 m²: een indicatie voor nultreden",
     "meergezins-groei", "", "50-150-m2", "", "", JAREN},
    {1, "Voorraad geteld volgens BZK/VWS 2023, nultreden", TELLING, "nultreden", "", "", TELLING_BZK, DAG},
    {1, "Voorraad geteld volgens BZK/VWS 2023, geclusterd", TELLING, "geclusterd", "", "", TELLING_BZK, DAG},
    {1, "Voorraad geteld volgens BZK/VWS 2023, zorggeschikt", TELLING, "zorggeschikt", "", "", TELLING_BZK,
     DAG},
    {1, "Voorraad geteld volgens de indicatie van CBS, nultreden", TELLING, "", "nultreden-indicatie", "",
     "voorraad-cbs-indicatie", DAG},
    {3, "Corporaties gaan toevoegen (dPi), geclusterd", "dpi-plannen", "geclusterd", "", "", "", VENSTER},
    {3, "Corporaties gaan toevoegen (dPi), zorggeschikt", "dpi-plannen", "zorggeschikt", "", "", "", VENSTER},
    {3, "Corporaties gaan toevoegen (dPi), geclusterd en zorggeschikt samen", "dpi-plannen",
     "geclusterd-zorggeschikt", "", "", "", VENSTER},
    {3, "Door corporaties toegevoegd (dVi), geclusterd", "dvi-toevoegingen", "geclusterd", "", "", "", JAREN},
    {3, "Door corporaties toegevoegd (dVi), zorggeschikt", "dvi-toevoegingen", "zorggeschikt", "", "", "",
     JAREN},
    {3, "Woningen van corporaties", "corporatie-woningen", "", "", "", "", DAG},
    {4, "Woningen met SOO aangevraagd", "subsidie-woningen", "geclusterd", "", "", "aanvragen-soo", JAREN},
    {4, "Woningen met SOO toegekend", "subsidie-woningen", "geclusterd", "", "toegekend", "aanvragen-soo",
     JAREN},
    {4, "Woningen met SZGW aangevraagd", "subsidie-woningen", "zorggeschikt", "", "", "aanvragen-szgw",
     JAREN},
    {4, "Woningen met SZGW toegekend", "subsidie-woningen", "zorggeschikt", "", "toegekend", "aanvragen-szgw",
     JAREN},
    {5, "Cliënten met verblijf", "wlz-clienten", "", "", "verblijf", "", DAG},
    {5, "Cliënten met een volledig pakket thuis", "wlz-clienten", "", "", "vpt", "", DAG},
    {5, "Cliënten met een modulair pakket thuis", "wlz-clienten", "", "", "mpt", "", DAG},
    {5, "Cliënten met een persoonsgebonden budget", "wlz-clienten", "", "", "pgb", "", DAG},
    {5, "Verwachte cliënten met verblijf", "wlz-clienten-prognose", "", "", "verblijf", "", VENSTER},
    {5, "Verwachte cliënten met een volledig pakket thuis", "wlz-clienten-prognose", "", "", "vpt", "",
     VENSTER},
    {5, "Verwachte cliënten met een modulair pakket thuis", "wlz-clienten-prognose", "", "", "mpt", "",
     VENSTER},
    {5, "Verwachte cliënten met een persoonsgebonden budget", "wlz-clienten-prognose", "", "", "pgb", "",
     VENSTER},
};

struct routes {
    struct pagina *p;
    const struct beeld *b;
    struct doc *tabel;
    const struct onderwerp *onderwerp;
    const struct definitieset *set;
    size_t n_onderwerpen, n_sets;
    const struct gebied *regio[REGIOS_MAX]; /* of the zorgkantoren */
    size_t n_regios;                        /* may be more than are kept */
};

static struct str set_naam(const struct routes *r, int64_t id)
{
    for (size_t i = 0; i < r->n_sets; i++)
        if (r->set[i].id == id)
            return r->set[i].naam;
    return STR("");
}

static const struct onderwerp *onderwerp_van(const struct routes *r, const char *code)
{
    for (size_t i = 0; i < r->n_onderwerpen; i++)
        if (str_is(r->onderwerp[i].code, code))
            return &r->onderwerp[i];
    return NULL;
}

static struct str jaren_tekst(const struct routes *r, const struct cijfer_uitkomst *u, enum soort soort)
{
    struct pagina *p = r->p;

    if (soort == DAG || !u->heeft)
        return STR("");
    if (soort == VENSTER)
        return venster_tekst(p->a, p->venster_van, p->venster_tot);
    return venster_tekst(p->a, u->periode_van / 10000, u->periode_tot / 10000);
}

static struct str status_tekst(struct pagina *p, const struct cijfer_uitkomst *u)
{
    struct str labels = labels_tekst(p->a, u);

    if (!u->heeft || u->verwacht <= 1 || u->aanwezig >= u->verwacht)
        return labels;
    return str_fmt(p->a, "%.*s%s%d van %d gemeenten", STR_ARG(labels), labels.n ? "; " : "", u->aanwezig,
                   u->verwacht);
}

static void regel_bij(const struct routes *r, int route, struct str wat, const struct onderwerp *o,
                      const struct cijfer_uitkomst *u, enum soort soort, struct str herkomst)
{
    struct pagina *p = r->p;
    struct doc *t = r->tabel, *rij = tabel_regel(p, t, false);

    cel_tekst(p, t, rij, wat, STR(""), STR(""));
    cel_tekst(p, t, rij, str_from(route_namen[route]), STR(""), STR(""));
    cel_cijfer(p, t, rij, u, o ? o->schaal : 0, false, herkomst);
    cel_tekst(p, t, rij, o && u->heeft ? o->eenheid : STR(""), STR(""), STR(""));
    cel_tekst(p, t, rij, jaren_tekst(r, u, soort), STR(""), STR(""));
    cel_datum(p, t, rij, u->heeft ? u->periode_tot : 0);
    cel_tekst(p, t, rij, u->heeft ? set_naam(r, u->definitieset) : STR(""), STR(""), STR(""));
    cel_tekst(p, t, rij, status_tekst(p, u), STR(""), STR(""));
}

/* Is there anything to say of it: a figure, or why there is none. */
static bool spreekt(const struct cijfer_uitkomst *u)
{
    return u->heeft || u->ontbreekt != ONTBREEKT_NIET_GELEVERD;
}

/* A part of the picture for each woningtype; how many rows it gave. */
static int beeld_regels(struct routes *r, int route, int soort, const char *onderwerp, const char *wat)
{
    struct pagina *p = r->p;
    int n = 0;

    for (int t = 0; t < WONINGTYPEN; t++) {
        const struct cijfer_uitkomst *u = &r->b->totaal[t].soort[soort];

        if (!spreekt(u))
            continue;
        regel_bij(r, route, str_fmt(p->a, "%s, %s", wat, woningtypen[t].code), onderwerp_van(r, onderwerp), u,
                  VENSTER, beeld_herkomst(p, onderwerp, &woningtypen[t], u));
        n++;
    }
    return n;
}

/* One figure of one area; *n counts the rows that came of it. */
static int regel_lees(struct routes *r, const struct route_regel *x, const struct gebied *g, int *n,
                      struct err *e)
{
    struct pagina *p = r->p;
    struct cijfer_vraag v = pagina_vraag(p, x->onderwerp, x->woningtype);
    struct cijfer_uitkomst u;
    struct str wat = str_from(x->naam);
    int rc;

    v.segment = str_from(x->segment);
    v.kenmerk = str_from(x->kenmerk);
    v.bron = str_from(x->bron);
    if (x->soort != VENSTER)
        v.venster_van = v.venster_tot = 0;
    rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, g, &u, e);
    if (rc || !spreekt(&u))
        return rc;
    if (g != p->gebied)
        wat = str_fmt(p->a, "%.*s: cijfer van de regio %.*s", STR_ARG(wat), STR_ARG(g->naam));
    regel_bij(r, x->route, wat, onderwerp_van(r, x->onderwerp), &u, x->soort,
              u.heeft ? herkomst_adres(p, cijfer_adres(p->a, &v, &u)) : STR(""));
    ++*n;
    return OK;
}

/* The zorgkantoorregio's that touch the gebied; itself when it is one. */
static void regios_zoek(struct routes *r)
{
    struct pagina *p = r->p;
    struct gebied_lijst leden = gebied_leden(p->g, p->a, p->gebied, p->gebiedsdatum);

    if (str_is(p->gebied->soort, "zorgkantoorregio")) {
        r->regio[r->n_regios++] = p->gebied;
        return;
    }
    for (size_t i = 0; i < leden.n && r->n_regios <= REGIOS_MAX; i++) {
        const struct gebied *g = gebied_regio(p->g, leden.at[i], STR("zorgkantoorregio"), p->gebiedsdatum);
        size_t k = 0;

        while (g && k < r->n_regios && r->regio[k] != g)
            k++;
        if (!g || k < r->n_regios)
            continue;
        if (r->n_regios < REGIOS_MAX)
            r->regio[r->n_regios] = g;
        r->n_regios++;
    }
}

static int route_lees(struct routes *r, int route, struct err *e)
{
    struct pagina *p = r->p;
    size_t regios = route == 5 && r->n_regios <= REGIOS_MAX ? r->n_regios : 0;
    int n = 0, rc = OK;

    if (route == 2) {
        n += beeld_regels(r, 2, BEELD_HARD, "plannen-hard", "Harde plannen");
        n += beeld_regels(r, 2, BEELD_ZACHT, "plannen-zacht", "Zachte plannen");
    }
    for (size_t i = 0; !rc && i < sizeof regels / sizeof *regels; i++) {
        if (regels[i].route != route)
            continue;
        if (!regios) /* a land: only what was delivered for it as such */
            rc = regel_lees(r, &regels[i], p->gebied, &n, e);
        for (size_t k = 0; !rc && k < regios; k++)
            rc = regel_lees(r, &regels[i], r->regio[k], &n, e);
    }
    if (!rc && !n)
        regel_bij(r, route,
                  route == 5 && r->n_regios > REGIOS_MAX ? STR("Staat per zorgkantoorregio: kies een regio")
                                                         : STR("Niets geleverd"),
                  NULL, &(struct cijfer_uitkomst){.ontbreekt = ONTBREEKT_NIET_GELEVERD}, DAG, STR(""));
    return rc;
}

static void tabel_begin(struct routes *r)
{
    struct pagina *p = r->p;
    struct doc *t = r->tabel = tabel_maak(p, "vijf-routes", STR("De vijf routes naast de opgave"),
                                          STR("Wat elke bron leverde. Eén woning kan in meer dan één route "
                                              "staan: de routes worden daarom nooit "
                                              "bij elkaar opgeteld."));

    tabel_kolom(p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "route", STR("Route"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarde", STR("Aantal"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "eenheid", STR("Eenheid"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "jaren", STR("Jaren"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "definitie", STR("Definitie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "zekerheid", STR("Status"), STR(""), KOLOM_TEKST, 0, false);
}

int vijf_routes(struct pagina *p, const struct beeld *b, struct doc **ret, struct err *e)
{
    struct routes r = {.p = p, .b = b};
    int rc = onderwerpen_lees(p->c, p->a, &r.onderwerp, &r.n_onderwerpen, e);

    if (!rc)
        rc = definitiesets_lees(p->c, p->a, &r.set, &r.n_sets, e);
    if (rc)
        return rc;
    tabel_begin(&r);
    regios_zoek(&r);
    if (!beeld_regels(&r, 0, BEELD_OPGAVE, "opgave", "Opgave"))
        regel_bij(&r, 0, STR("Niets geleverd"), NULL,
                  &(struct cijfer_uitkomst){.ontbreekt = ONTBREEKT_NIET_GELEVERD}, DAG, STR(""));
    for (int route = 1; !rc && route <= N_ROUTES; route++)
        rc = route_lees(&r, route, e);
    if (rc)
        return rc;
    if (!str_is(p->gebied->soort, "zorgkantoorregio") && r.n_regios && r.n_regios <= REGIOS_MAX)
        tabel_noot(
            p, r.tabel,
            STR("Een cijfer van een zorgkantoorregio gaat over de hele regio. Het wordt niet over gemeenten "
                "verdeeld."));
    tabel_klaar(p, r.tabel, str_fmt(p->a, "/gebieden/%.*s", STR_ARG(p->gebied->code)).p);
    *ret = r.tabel;
    return OK;
}
