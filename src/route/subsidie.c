/* SPDX-License-Identifier: EUPL-1.2
 * Route 4: applications for a grant (SOO, SZGW), our own table, one project a row. Each counts in its tranche
 * and in its regeling; what was granted is counted beside what was asked. The budget of a tranche is not in
 * this file: it is a figure out of a document. */
#include "route/importeurs.h"

enum { AANGEVRAAGD, TOEGEKEND, AFGEWEZEN, INGETROKKEN, N_STATUSSEN };
enum { AANVRAGEN, GEVRAAGD, TOEGEKEND_BEDRAG, WONINGEN, WLZ, N_MATEN };

enum { N_REGELINGEN = 2 };
static const char *const regeling_woorden[N_REGELINGEN] = {
    "soo|stimuleringsregeling ontmoetingsruimten in ouderenhuisvesting",
    "szgw|stimuleringsregeling zorggeschikte woningen"};

static const struct {
    const char *naam, *bron, *woningtype, *ronde;
} regelingen[N_REGELINGEN] = {
    {"SOO", "aanvragen-soo", "geclusterd", "tranche"},
    {"SZGW", "aanvragen-szgw", "zorggeschikt", "ronde"},
};

static const char *const statussen[N_STATUSSEN] = {"aangevraagd|in behandeling|ingediend",
                                                   "toegekend|verleend|vastgesteld", "afgewezen|geweigerd",
                                                   "ingetrokken"};

/* Per measure: the onderwerp, whether it is of a woningtype, and whether there is one of what was granted. */
static const struct {
    const char *onderwerp;
    bool woningtype, ook_toegekend;
} maten[N_MATEN] = {
    [AANVRAGEN] = {"subsidie-aanvragen", false, true},
    [GEVRAAGD] = {"subsidie-gevraagd", false, false},
    [TOEGEKEND_BEDRAG] = {"subsidie-toegekend", false, false},
    [WONINGEN] = {"subsidie-woningen", true, true},
    [WLZ] = {"subsidie-wlz", true, true},
};

struct tijdvak {
    date_t van, tot;
};

struct aanvraag {
    const struct gebied *g;
    struct str tranche; /* code: "tranche-3", "ronde-1" */
    int64_t nummer, maat[N_MATEN];
    uint8_t ontbreekt[N_MATEN], vlag[N_MATEN];
    int regeling, status;
    date_t datum;
    struct tijdvak *van_tranche, *van_regeling;
};

struct subsidie {
    int regeling, tranche, aanvrager, project, gemeente, adres, bag, kolom[N_MATEN], status, datum;
    VEC(struct aanvraag) rij;
    struct map gezien, tijdvakken;
    int64_t verzonnen;
};

const struct kolom subsidie_kolommen[SUBSIDIE_KOLOM_N] = {
    {.namen = "regeling",
     .ook = "subsidieregeling",
     .type = KOLOM_IS_KEUZE,
     .woorden = regeling_woorden,
     .n_woorden = sizeof regeling_woorden / sizeof *regeling_woorden,
     .plaats = offsetof(struct subsidie, regeling),
     .verplicht = true,
     .voorbeeld = "SZGW",
     .uitleg = "Welke regeling"},
    {.namen = "tranche|ronde",
     .ook = "openstelling",
     .plaats = offsetof(struct subsidie, tranche),
     .verplicht = true,
     .voorbeeld = "ronde 1",
     .uitleg = "tranche 3, ronde 1, of alleen het nummer"},
    {.namen = "aanvrager",
     .ook = "organisatie|naam aanvrager|corporatie",
     .plaats = offsetof(struct subsidie, aanvrager),
     .voorbeeld = "Stichting Voorbeeld",
     .uitleg = "Wie vraagt"},
    {.namen = "project|naam project",
     .ook = "projectnaam|plan|naam",
     .plaats = offsetof(struct subsidie, project),
     .verplicht = true,
     .voorbeeld = "Verzonnen hof",
     .uitleg = "Hoe het project heet"},
    {.namen = "gemeente",
     .ook = "gemeentenaam|plaats|gemeentecode",
     .type = KOLOM_IS_GEBIED,
     .gebied = "gemeente",
     .plaats = offsetof(struct subsidie, gemeente),
     .voorbeeld = "Vaals",
     .uitleg = "Naam of code; mag leeg zijn als er een BAG-id staat"},
    {.namen = "adres",
     .ook = "locatie|straat",
     .plaats = offsetof(struct subsidie, adres),
     .voorbeeld = "Voorbeeldstraat 1",
     .uitleg = "Straat en huisnummer"},
    {.namen = "bag id|bag|bag verblijfsobject id",
     .ook = "verblijfsobject|vbo id",
     .plaats = offsetof(struct subsidie, bag),
     .uitleg = "Id van het verblijfsobject, 16 cijfers"},
    {.namen = "woningen|aantal woningen",
     .ook = "aantal wooneenheden|wooneenheden",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct subsidie, kolom[WONINGEN]),
     .verplicht = true,
     .voorbeeld = "24",
     .uitleg = "Hoeveel woningen"},
    {.namen = "waarvan wlz|wlz|woningen wlz",
     .ook = "aantal wlz|wlz woningen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct subsidie, kolom[WLZ]),
     .voorbeeld = "12",
     .uitleg = "Hoeveel daarvan voor mensen met een Wlz-indicatie"},
    {.namen = "bedrag|gevraagd bedrag",
     .ook = "aangevraagd bedrag|subsidiebedrag|gevraagde subsidie",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct subsidie, kolom[GEVRAAGD]),
     .verplicht = true,
     .voorbeeld = "240000",
     .uitleg = "Gevraagd bedrag in hele euro's"},
    {.namen = "toegekend bedrag|bedrag toegekend",
     .ook = "verleend bedrag|toekenning",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct subsidie, kolom[TOEGEKEND_BEDRAG]),
     .voorbeeld = "240000",
     .uitleg = "Toegekend bedrag in hele euro's; leeg is zoals gevraagd"},
    {.namen = "status",
     .ook = "stand|besluit",
     .type = KOLOM_IS_KEUZE,
     .woorden = statussen,
     .n_woorden = sizeof statussen / sizeof *statussen,
     .plaats = offsetof(struct subsidie, status),
     .verplicht = true,
     .voorbeeld = "toegekend",
     .uitleg = "Hoe het met de aanvraag staat"},
    {.namen = "datum|datum aanvraag",
     .ook = "aanvraagdatum|ingediend op|datum indiening",
     .type = KOLOM_IS_DATUM,
     .plaats = offsetof(struct subsidie, datum),
     .verplicht = true,
     .voorbeeld = "2024-05-01",
     .uitleg = "De dag van de aanvraag"},
};

/* "tranche 3", "Ronde 1", or only its number. */
static bool tranche_lees(struct import *im, const struct tabel_rij *r, const struct subsidie *s,
                         struct aanvraag *v)
{
    struct str code = import_code(im->a, import_tekst(r, s->tranche));
    bool cijfers = code.n > 0;

    for (size_t i = 0; i < code.n; i++)
        cijfers = cijfers && code.p[i] >= '0' && code.p[i] <= '9';
    if (!code.n || code.n > 40) {
        import_meld(im, MELDING_FOUT, r->nummer, s->tranche, code,
                    "hier hoort de tranche of ronde te staan, als tranche 3 of ronde 1");
        return false;
    }
    v->tranche = cijfers ? str_fmt(im->a, "%s-%.*s", regelingen[v->regeling].ronde, STR_ARG(code)) : code;
    return true;
}

/* By name or code, else by the BAG id; that both agree is checked where both are there. */
static const struct gebied *plaats_lees(struct import *im, const struct tabel_rij *r,
                                        const struct subsidie *s)
{
    struct str bag = import_tekst(r, s->bag), id;
    const struct gebied *uit_bag = NULL, *g = NULL;

    if (bag.n && !bag_vbo_id(im->a, bag, &id)) {
        import_meld(im, MELDING_FOUT, r->nummer, s->bag, STR(""),
                    "verwacht een BAG-id van 16 cijfers van een verblijfsobject");
        return NULL;
    }
    if (bag.n)
        uit_bag = bag_gemeente(im, id);
    if (import_tekst(r, s->gemeente).n || !uit_bag)
        g = import_gebied(im, r, s->gemeente, "gemeente", im->l->peildatum);
    if (g && uit_bag && g != uit_bag)
        import_meld(im, MELDING_LET_OP, r->nummer, s->bag, g->naam,
                    "het BAG-id hoort bij een andere gemeente; de genoemde gemeente is gebruikt");
    if (!bag.n && !import_tekst(r, s->adres).n)
        import_meld(im, MELDING_LET_OP, r->nummer, s->adres, STR(""),
                    "zonder adres of BAG-id is dit project later niet aan een plan te koppelen");
    return g ? g : uit_bag;
}

static bool maten_lees(struct import *im, const struct tabel_rij *r, const struct subsidie *s,
                       struct aanvraag *v)
{
    bool goed = true;

    v->maat[AANVRAGEN] = 1;
    for (int i = GEVRAAGD; i < N_MATEN; i++) {
        goed = import_getal(im, r, s->kolom[i], 0, &v->maat[i], &v->ontbreekt[i], &v->vlag[i]) && goed;
        if (v->maat[i] < 0) {
            import_meld(im, MELDING_FOUT, r->nummer, s->kolom[i], import_tekst(r, s->kolom[i]),
                        "een aantal of bedrag kan hier niet onder nul zijn");
            goed = false;
        }
    }
    if (goed && !v->ontbreekt[WONINGEN] && !v->ontbreekt[WLZ] && v->maat[WLZ] > v->maat[WONINGEN]) {
        import_meld(im, MELDING_FOUT, r->nummer, s->kolom[WLZ], import_tekst(r, s->kolom[WLZ]),
                    "meer woningen voor Wlz-cliënten dan er woningen zijn");
        goed = false;
    }
    if (v->status != TOEGEKEND) {
        v->maat[TOEGEKEND_BEDRAG] = 0;
        v->ontbreekt[TOEGEKEND_BEDRAG] = ONTBREEKT_NVT;
    } else if (s->kolom[TOEGEKEND_BEDRAG] < 0 || !import_tekst(r, s->kolom[TOEGEKEND_BEDRAG]).n) {
        v->maat[TOEGEKEND_BEDRAG] = v->maat[GEVRAAGD]; /* granted as asked, when nothing else is said */
        v->ontbreekt[TOEGEKEND_BEDRAG] = v->ontbreekt[GEVRAAGD];
    } else if (goed && v->maat[TOEGEKEND_BEDRAG] > v->maat[GEVRAAGD] && !v->ontbreekt[GEVRAAGD]) {
        import_meld(im, MELDING_LET_OP, r->nummer, s->kolom[TOEGEKEND_BEDRAG],
                    import_tekst(r, s->kolom[TOEGEKEND_BEDRAG]), "er is meer toegekend dan gevraagd");
    }
    return goed;
}

/* The days between which the applications of a tranche (of a whole regeling: with an empty name) lie: one
 * period for all of them, so that they count together. */
static struct tijdvak *tijdvak_van(struct subsidie *s, int regeling, struct str tranche)
{
    struct arena *a = s->tijdvakken.a;
    struct str sleutel = str_fmt(a, "%d %.*s", regeling, STR_ARG(tranche));
    struct map_entry *m = map_put(&s->tijdvakken, sleutel, NULL);

    if (!m->value.p)
        m->value.p = ARENA_NEW(a, struct tijdvak);
    return m->value.p;
}

static void tijdvak_rek(struct tijdvak *t, date_t d)
{
    t->van = !t->van || d < t->van ? d : t->van;
    t->tot = d > t->tot ? d : t->tot;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct subsidie *s)
{
    struct aanvraag v = {.nummer = r->nummer, .g = plaats_lees(im, r, s)};
    bool nieuw, goed = v.g != NULL;

    v.regeling =
        import_keuze(im, r, s->regeling, regeling_woorden, N_REGELINGEN, "een regeling: SOO of SZGW");
    v.status = import_keuze(im, r, s->status, statussen, N_STATUSSEN,
                            "een status: aangevraagd, toegekend, afgewezen of ingetrokken");
    goed = v.status >= 0 && goed;
    goed = v.regeling >= 0 && tranche_lees(im, r, s, &v) && goed;
    goed = maten_lees(im, r, s, &v) && goed;
    goed = import_datum(im, r, s->datum, 0, &v.datum) && goed;
    if (!v.datum || v.datum > im->l->peildatum) {
        import_meld(im, MELDING_FOUT, r->nummer, s->datum, import_tekst(r, s->datum),
                    "verwacht de dag van de aanvraag, op of voor de peildatum");
        goed = false;
    }
    if (!goed)
        return;
    s->verzonnen += import_verzonnen(im->a, import_tekst(r, s->project));
    map_put(&s->gezien,
            str_fmt(im->a, "%d %.*s %lld %.*s %.*s", v.regeling, STR_ARG(v.tranche), (long long)v.g->id,
                    STR_ARG(str_fold(im->a, import_tekst(r, s->project))),
                    STR_ARG(str_fold(im->a, import_tekst(r, s->aanvrager)))),
            &nieuw);
    if (!nieuw)
        import_meld(im, MELDING_LET_OP, r->nummer, s->project, import_tekst(r, s->project),
                    "dit project van deze aanvrager staat al in deze tranche; elke aanvraag telt mee");
    v.van_tranche = tijdvak_van(s, v.regeling, v.tranche);
    v.van_regeling = tijdvak_van(s, v.regeling, STR(""));
    if (v.status != INGETROKKEN) {
        tijdvak_rek(v.van_tranche, v.datum);
        tijdvak_rek(v.van_regeling, v.datum);
    }
    VEC_PUSH(im->a, &s->rij, v);
}

/* One measure of one application; granted: what it adds to what was granted, a derived nought when it was
 * not. */
static void cijfer_maak(struct import *im, const struct subsidie *s, const struct aanvraag *v, int maat,
                        bool toegekend, struct str tranche, const struct tijdvak *t)
{
    struct reeks_nieuw x = {.onderwerp = str_from(maten[maat].onderwerp),
                            .bron = str_from(regelingen[v->regeling].bron),
                            .definitieset = STR("geen"),
                            .segment = tranche,
                            .woningtype =
                                str_from(maten[maat].woningtype ? regelingen[v->regeling].woningtype : ""),
                            .kenmerk = str_from(toegekend ? "toegekend" : "")};
    bool niets = (toegekend || maat == TOEGEKEND_BEDRAG) && v->status != TOEGEKEND;

    import_cijfer(im, levering_reeks(im->l, &x), v->g, t->van, t->tot, niets ? 0 : v->maat[maat],
                  niets ? ONTBREEKT_NIET : v->ontbreekt[maat], STATUS_GEEN,
                  niets ? VLAG_AFGELEID_NUL : v->vlag[maat], niets ? 0 : v->nummer,
                  niets ? -1 : s->kolom[maat]);
}

static void cijfers_maak(struct import *im, const struct subsidie *s)
{
    for (size_t i = 0; i < s->rij.n; i++) {
        const struct aanvraag *v = &s->rij.at[i];

        if (v->status == INGETROKKEN)
            continue;
        for (int heel = 0; heel < 2; heel++) {
            struct str tranche = heel ? STR("") : v->tranche;
            const struct tijdvak *t = heel ? v->van_regeling : v->van_tranche;

            for (int m = 0; m < N_MATEN; m++) {
                cijfer_maak(im, s, v, m, false, tranche, t);
                if (maten[m].ook_toegekend)
                    cijfer_maak(im, s, v, m, true, tranche, t);
            }
        }
    }
}

static void ingetrokken_meld(struct import *im, const struct subsidie *s)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->rij.n; i++)
        n += s->rij.at[i].status == INGETROKKEN;
    if (n)
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "%lld ingetrokken aanvragen tellen niet mee",
                    (long long)n);
}

int subsidie_lees(struct import *im, struct err *e)
{
    struct subsidie s = {0};
    struct tabel_rij r;
    int rc = import_kolommen(im, subsidie_kolommen, SUBSIDIE_KOLOM_N, &s, &r, e);

    if (rc)
        return rc;
    s.kolom[AANVRAGEN] = -1;
    map_init(&s.gezien, im->a);
    map_init(&s.tijdvakken, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &s);
    if (rc)
        return rc;
    cijfers_maak(im, &s);
    ingetrokken_meld(im, &s);
    import_merk_verzonnen(im, s.rij.n && s.verzonnen == (int64_t)s.rij.n);
    return OK;
}
