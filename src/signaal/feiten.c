/* SPDX-License-Identifier: EUPL-1.2
 * The facts that rules look at, asked of the rooms that own them, as nodes for an expression. What is not
 * known is an empty text: a comparison with it is false, so a rule finds nothing where nothing is known. */
#include "signaal/signaal.h"

#include "afspraak/afspraak.h"
#include "base/num.h"
#include "cijfer/levering.h"
#include "kennisname/kennisname.h"
#include "kwaliteit/kwaliteit.h"
#include "opgave/opgave.h"
#include "planning/planning.h"
#include "visie/overname.h"

struct bouw {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    const struct signaal_regel *r;
    date_t vandaag;
    VEC(struct signaal_ding) ding;
};

static struct signaal_ding *ding_bij(struct bouw *b, struct str sleutel, struct str adres,
                                     const struct gebied *g)
{
    struct signaal_ding *d;

    VEC_PUSH(b->a, &b->ding, ((struct signaal_ding){.sleutel = sleutel, .adres = adres, .gebied = g}));
    d = &b->ding.at[b->ding.n - 1];
    d->wortel = expr_knoop_nieuw(b->a, NULL, KNOOP_WORTEL, STR(""), STR(""));
    d->wortel = expr_knoop_nieuw(b->a, d->wortel, KNOOP_ELEMENT, STR("ding"), STR(""));
    return d;
}

static void feit(struct bouw *b, struct signaal_ding *d, struct str naam, struct str waarde)
{
    expr_knoop_nieuw(b->a, d->wortel, KNOOP_ELEMENT, naam, waarde.p ? waarde : STR(""));
}

static void feit_getal(struct bouw *b, struct signaal_ding *d, const char *naam, int64_t v)
{
    feit(b, d, str_from(naam), str_fmt(b->a, "%lld", (long long)v));
}

struct str signaal_feit(const struct signaal_ding *d, struct str naam)
{
    for (const struct expr_knoop *k = d->wortel->eerste; k; k = k->volgende)
        if (str_eq(k->naam, naam))
            return k->tekst;
    return STR("");
}

static int64_t maanden(date_t van, date_t tot)
{
    int64_t m = (int64_t)(tot / 10000 - van / 10000) * 12 + (tot / 100 % 100 - van / 100 % 100);

    return m - (m >= 0 && tot % 100 < van % 100); /* whole ones: yesterday is before nought months from now */
}

/* Months from today, as text: below nought once the day is past. */
static void tot_feiten(struct bouw *b, struct signaal_ding *d, const char *dag, const char *tot,
                       const struct visie_stand *s)
{
    int64_t m = s ? maanden(b->vandaag, s->datum) : 0;

    feit(b, d, str_from(dag), s ? date_nl(b->a, s->datum) : STR(""));
    if (s && s->datum < b->vandaag && m >= 0)
        m = -1;
    feit(b, d, str_from(tot), s ? str_fmt(b->a, "%lld", (long long)m) : STR(""));
}

/* ---- each kind ---- */

static int visie_dingen(struct bouw *b, struct err *e)
{
    struct gebied_lijst l = gebied_gemeenten(b->g, b->a, b->vandaag);
    const struct visie_tegenspraak *t;
    const struct partij *p;
    struct visies v;
    size_t n, n_t = 0;
    int rc = visies_lees(b->c, b->g, b->a, DATE_OPEN, &v, e);

    if (!rc)
        rc = visie_tegenspraken_lees(b->c, b->g, b->a, NULL, &t, &n_t, e);
    if (!rc)
        rc = partijen_lees(b->c, b->a, STR("gemeente"), false, &p, &n, e);
    for (size_t i = 0; !rc && i < l.n; i++) {
        const struct visie_stand *s, *klaar;
        struct visie_beeld x;
        struct signaal_ding *d;
        bool doet_mee = false, strijd = false;
        size_t m;

        visie_standen_van(&v, l.at[i], &s, &m);
        for (size_t k = 0; k < n && !doet_mee; k++)
            doet_mee = str_eq(p[k].cbs, l.at[i]->code);
        if (!m && !doet_mee)
            continue;
        for (size_t k = 0; k < n_t && !strijd; k++)
            strijd = t[k].gebied == l.at[i] && !t[k].keuze.n;
        visie_op(s, m, b->vandaag, DATE_OPEN, &x);
        klaar = x.verwacht[VISIE_GEREALISEERD];
        d = ding_bij(b, l.at[i]->code, str_fmt(b->a, "/regie/woonzorgvisies/%.*s", STR_ARG(l.at[i]->code)),
                     l.at[i]);
        feit(b, d, STR("gebied"), l.at[i]->code);
        feit(b, d, STR("naam"), l.at[i]->naam);
        feit(b, d, STR("staat"), str_from(visie_staten[x.staat].naam));
        feit_getal(b, d, "staat_nummer", x.staat);
        tot_feiten(b, d, "verwacht_klaar", "maanden_tot_klaar", klaar);
        tot_feiten(b, d, "verwacht_vastgesteld", "maanden_tot_vastgesteld", x.verwacht[VISIE_VASTGESTELD]);
        feit(b, d, STR("maanden_sinds_gezegd"),
             x.nu ? str_fmt(b->a, "%lld", (long long)maanden(x.nu->gezegd_op, b->vandaag)) : STR(""));
        feit_getal(b, d, "tegenspraak", strijd || x.anders != NULL);
    }
    return rc;
}

static int opgave_dingen(struct bouw *b, struct err *e)
{
    struct opgave_dossier *o;
    size_t n = 0;
    int rc = opgave_dossiers_lees(b->c, b->g, b->a, &o, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        const struct opgave_dossier x = o[i];
        struct signaal_ding *d;
        int64_t verschil, toets[2] = {0};
        struct str afwijking = opgave_afwijking(b->a, &x, &verschil);

        for (size_t k = 0; k < x.n_toets; k++)
            toets[str_is(x.toets[k].soort, "corporatie")]++;
        d = ding_bij(b, str_fmt(b->a, "%lld", (long long)x.o.id),
                     str_fmt(b->a, "/regie/opgaven/%lld", (long long)x.o.id), x.o.gebied);
        d->regie = x.o.partij;
        feit(b, d, STR("titel"), x.o.titel);
        feit(b, d, STR("staat"), str_from(opgave_staten[x.o.staat].code));
        feit_getal(b, d, "verschil", verschil);
        feit(b, d, STR("afwijking"), afwijking);
        feit_getal(b, d, "zienswijzen", (int64_t)x.n_zienswijze);
        feit_getal(b, d, "zienswijzen_open", (int64_t)x.n_open);
        feit(b, d, STR("einde"), date_nl(b->a, x.o.tot));
        feit_getal(b, d, "dagen_tot_einde", date_days(x.o.tot) - date_days(b->vandaag));
        feit_getal(b, d, "toetsen_zorgkantoor", toets[0]);
        feit_getal(b, d, "toetsen_corporatie", toets[1]);
    }
    return rc;
}

/* The regions of the division by which an area is steered: the first that there is. */
static struct gebied_lijst regios_van(const struct bouw *b, const struct gebied *g)
{
    static const char *const voorkeur[] = {"vijfdeling", "woondealregio", "provincie"};
    struct gebied_lijst leden = gebied_leden(b->g, b->a, g, b->vandaag), uit = {0};

    for (size_t k = 0; k < 3 && !uit.n && leden.n; k++) {
        struct gebied_lijst l = indeling_regios(b->g, b->a, str_from(voorkeur[k]), b->vandaag);

        uit.at = ARENA_ARRAY(b->a, const struct gebied *, l.n + 1);
        for (size_t i = 0; i < l.n; i++)
            for (size_t j = 0; j < leden.n; j++)
                if (gebied_regio(b->g, leden.at[j], str_from(voorkeur[k]), b->vandaag) == l.at[i]) {
                    uit.at[uit.n++] = l.at[i];
                    break;
                }
    }
    return uit;
}

static void kennisname_een(struct bouw *b, const struct publicatie *p, const struct werkgebieden *werk,
                           const struct publicatie_partij *k, size_t n)
{
    struct gebied_lijst regios = regios_van(b, p->gebied);

    for (size_t i = 0; i < regios.n; i++) {
        const struct partij *in;
        struct signaal_ding *d;
        int64_t tel[3] = {0}, gezien[3] = {0};
        size_t m;

        partijen_hier(werk, b->g, b->a, regios.at[i], NULL, 0, &in, &m);
        for (size_t j = 0; j < n; j++)
            for (size_t l = 0; l < m; l++)
                if (in[l].id == k[j].partij) {
                    int soort = str_is(k[j].soort, "gemeente")     ? 0
                                : str_is(k[j].soort, "corporatie") ? 1
                                                                   : -1;

                    if (soort >= 0) {
                        tel[soort]++;
                        gezien[soort] += k[j].gezien != 0;
                    }
                    tel[2]++;
                    gezien[2] += k[j].gezien != 0;
                }
        if (!tel[2])
            continue;
        d = ding_bij(b, str_fmt(b->a, "%lld:%.*s", (long long)p->id, STR_ARG(regios.at[i]->code)),
                     str_fmt(b->a, "/regie/kennisname/%lld", (long long)p->id), regios.at[i]);
        d->regie = p->partij;
        feit(b, d, STR("titel"), p->titel);
        feit(b, d, STR("soort"), p->soort);
        feit(b, d, STR("regio"), regios.at[i]->naam);
        feit_getal(b, d, "dagen_sinds", date_days(b->vandaag) - date_days(time_date(p->moment)));
        feit_getal(b, d, "gemeenten", tel[0]);
        feit_getal(b, d, "gemeenten_gezien", gezien[0]);
        feit_getal(b, d, "corporaties", tel[1]);
        feit_getal(b, d, "corporaties_gezien", gezien[1]);
        feit_getal(b, d, "organisaties", tel[2]);
        feit_getal(b, d, "organisaties_gezien", gezien[2]);
    }
}

static int kennisname_dingen(struct bouw *b, struct err *e)
{
    const struct publicatie *p;
    struct publicatie_lijst *k;
    struct werkgebieden werk;
    size_t n = 0;
    int rc = publicaties_lees(b->c, b->g, b->a, 0, &p, &n, e);

    if (!rc)
        rc = publicaties_lijsten_lees(b->c, b->a, p, n, &k, e);
    if (!rc)
        rc = werkgebieden_lees(b->c, b->g, b->a, &werk, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (!p[i].voorbij)
            kennisname_een(b, &p[i], &werk, k[i].partij, k[i].n);
    return rc;
}

/* One figure of every gemeente, in one question. */
static int cijfer_kolom(struct bouw *b, struct str naam, int jaar, struct cijfer_tabel *ret, struct err *e)
{
    struct str type, code = str_cut(naam, '.', &type);
    struct cijfer_vraag v = {.onderwerp = code,
                             .woningtype = type.p ? type : STR(""),
                             .segment = STR(""),
                             .kenmerk = STR(""),
                             .bron = STR(""),
                             .indeling = STR("gemeente"),
                             .binnen = STR(""),
                             .ook_binnen = STR(""),
                             .venster_van = jaar ? jaar : 2024,
                             .venster_tot = jaar ? jaar : 2030,
                             .gebiedsdatum = b->vandaag,
                             .peildatum = jaar ? jaar * 10000 + 1231 : 0};
    int rc = cijfer_antwoord(b->c, b->g, b->a, &v, ret, e);

    if (rc == ERR_NOT_FOUND)
        rc = err_set(e, ERR_DATA, "regel %.*s: “%.*s” is geen onderwerp of indicator die wij kennen",
                     STR_ARG(b->r->code), STR_ARG(utf8_clip(naam, 60)));
    return rc;
}

/* Known exactly: of one that is "minstens" no rule can say whether it is below something. */
static bool precies(const struct cijfer_uitkomst *u)
{
    return u->heeft && u->aanwezig >= u->verwacht && u->buiten_deels <= 0 &&
           !(u->vlag & VLAG_DEEL_ONDERDRUKT);
}

static bool eigen_veld(struct str naam)
{
    return str_is(naam, "gebied") || str_is(naam, "naam") || str_is(naam, "jaar");
}

static int cijfer_jaar(struct bouw *b, int jaar, struct err *e)
{
    const struct signaal_regel *r = b->r;
    struct cijfer_tabel *t = ARENA_ARRAY(b->a, struct cijfer_tabel, r->namen.n + 1);
    size_t eerste = SIZE_MAX;
    int rc = OK;

    for (size_t k = 0; !rc && k < r->namen.n; k++) {
        if (eigen_veld(r->namen.at[k]))
            continue;
        rc = cijfer_kolom(b, r->namen.at[k], jaar, &t[k], e);
        eerste = eerste == SIZE_MAX ? k : eerste;
    }
    for (size_t i = 0; !rc && eerste != SIZE_MAX && i < t[eerste].n; i++) {
        const struct gebied *g = t[eerste].rij[i].gebied;
        struct signaal_ding *d =
            ding_bij(b, jaar ? str_fmt(b->a, "%.*s:%d", STR_ARG(g->code), jaar) : g->code,
                     str_fmt(b->a, "/gebieden/%.*s", STR_ARG(g->code)), g);

        feit(b, d, STR("gebied"), g->code);
        feit(b, d, STR("naam"), g->naam);
        feit(b, d, STR("jaar"), jaar ? str_fmt(b->a, "%d", jaar) : STR(""));
        for (size_t k = 0; k < r->namen.n; k++) {
            const struct cijfer_uitkomst *u = eigen_veld(r->namen.at[k]) || i >= t[k].n ? NULL : &t[k].rij[i];

            d->verzonnen = d->verzonnen || (u && u->heeft && u->vlag & VLAG_VERZONNEN);
            if (u)
                feit(b, d, r->namen.at[k],
                     precies(u) ? num_plain(b->a, u->waarde, t[k].onderwerp.schaal) : STR(""));
        }
    }
    return rc;
}

static int cijfer_dingen(struct bouw *b, struct err *e)
{
    int rc = b->r->jaar_van ? OK : cijfer_jaar(b, 0, e);

    for (int j = b->r->jaar_van; !rc && j && j <= b->r->jaar_tot; j++)
        rc = cijfer_jaar(b, j, e);
    return rc;
}

static int levering_dingen(struct bouw *b, struct err *e)
{
    const struct levering *l;
    struct map gezien;
    size_t n = 0;
    int rc = leveringen_lees(b->c, b->a, false, &l, &n, e);

    map_init(&gezien, b->a);
    for (size_t i = 0; !rc && i < n; i++) {
        struct str sleutel = str_fmt(b->a, "%.*s:%.*s", STR_ARG(l[i].soort), STR_ARG(l[i].leveraar));
        struct map_entry *m;
        struct signaal_ding *d;
        bool nieuw;

        if (!str_is(l[i].status, "actief"))
            continue;
        m = map_put(&gezien, sleutel, &nieuw);
        if (!nieuw && l[m->value.i].peildatum >= l[i].peildatum)
            continue;
        if (!nieuw) /* a later peildatum that was delivered earlier */
            for (size_t k = 0; k < b->ding.n; k++)
                if (str_eq(b->ding.at[k].sleutel, sleutel))
                    b->ding.at[k--] = b->ding.at[--b->ding.n];
        m->value.i = (int64_t)i;
        d = ding_bij(b, sleutel, str_fmt(b->a, "/leveringen/%lld", (long long)l[i].id), NULL);
        d->leveraar = l[i].partij;
        feit(b, d, STR("soort"), l[i].soort);
        feit(b, d, STR("leveraar"), leveraar_naam(l[i].soort, l[i].leveraar));
        feit(b, d, STR("peildatum"), date_nl(b->a, l[i].peildatum));
        feit_getal(b, d, "dagen_oud", date_days(b->vandaag) - date_days(l[i].peildatum));
        feit_getal(b, d, "cijfers", l[i].cijfers);
    }
    return rc;
}

static int bevinding_dingen(struct bouw *b, struct err *e)
{
    struct bevinding *v;
    size_t n = 0;
    int rc = bevindingen_lees(b->c, b->g, b->a, &(struct bevinding_keuze){.open = true}, &v, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct signaal_ding *d = ding_bij(
            b, v[i].sleutel, str_fmt(b->a, "/kwaliteit/bevindingen/%lld", (long long)v[i].id), v[i].gebied);

        feit(b, d, STR("regel"), v[i].regel);
        feit(b, d, STR("dimensie"), v[i].dimensie);
        feit_getal(b, d, "ernst", v[i].ernst);
        feit(b, d, STR("naam"), v[i].gebied ? v[i].gebied->naam : STR(""));
        feit(b, d, STR("tekst"), v[i].tekst);
    }
    return rc;
}

static int mijlpaal_dingen(struct bouw *b, struct err *e)
{
    struct planning p;
    int rc = planning_lees(b->c, b->a, &p, e);

    if (!rc)
        rc = planning_reken(b->a, &p, b->vandaag, e);
    for (size_t i = 0; !rc && i < p.n; i++) {
        const struct mijlpaal *m = &p.at[i];
        struct signaal_ding *d =
            ding_bij(b, m->code, str_fmt(b->a, "/regie/planning/%.*s", STR_ARG(m->code)), NULL);

        d->regie = m->partij;
        feit(b, d, STR("titel"),
             m->verzonnen ? str_fmt(b->a, "%.*s (verzonnen)", STR_ARG(m->titel)) : m->titel);
        feit(b, d, STR("lijn"), m->lijn);
        feit(b, d, STR("wie"), m->wie_doet);
        feit(b, d, STR("staat"), str_from(mijlpaal_staten[m->staat]));
        feit(b, d, STR("uiterlijk"), date_nl(b->a, m->tot));
        feit_getal(b, d, "dagen_te_laat", m->laat ? date_days(b->vandaag) - date_days(m->tot) : 0);
        feit_getal(b, d, "houdt_op", (int64_t)m->houdt_op);
    }
    return rc;
}

static void afspraak_ding(struct bouw *b, const struct afspraak *x, const struct belofte *y)
{
    struct signaal_ding *d =
        ding_bij(b, str_fmt(b->a, "%lld:%lld", (long long)x->id, (long long)y->nummer),
                 str_fmt(b->a, "/regie/afspraken/%lld/beloften/%lld", (long long)x->id, (long long)y->nummer),
                 y->gebied);
    bool klaar = y->cijfer || y->gedaan || y->uiterlijk >= b->vandaag;
    int64_t tel[2] = {0};

    for (size_t i = 0; i < y->n_partij; i++) {
        tel[0] += str_is(y->partij[i].oordeel, "bevestigd");
        tel[1] += str_is(y->partij[i].oordeel, "betwist");
    }
    d->regie = x->partij;
    feit(b, d, STR("titel"), x->titel);
    feit(b, d, STR("soort"), x->soort);
    feit_getal(b, d, "belofte", y->nummer);
    feit(b, d, STR("toezegging"), utf8_clip(y->toezegging, 200));
    feit(b, d, STR("gebied"), y->gebied->code);
    feit(b, d, STR("naam"), y->gebied->naam);
    feit(b, d, STR("klasse"), str_from(afspraak_klassen[y->klasse].code));
    feit(b, d, STR("oordeel"), belofte_stand_tekst(b->a, y));
    feit(b, d, STR("waarom"), belofte_zin(b->a, y, b->vandaag));
    /* Of "minstens" no rule can say whether it is below something. */
    feit(b, d, STR("percentage"),
         y->cijfer && y->oordeel.stand == STAND_OORDEEL ? str_fmt(b->a, "%lld", (long long)y->oordeel.percent)
                                                        : STR(""));
    feit_getal(b, d, "jaren_zonder_cijfer", y->cijfer ? (int64_t)(y->oordeel.mist + y->oordeel.wacht) : 0);
    feit_getal(b, d, "organisaties", (int64_t)y->n_partij);
    feit_getal(b, d, "bevestigd", tel[0]);
    feit_getal(b, d, "betwist", tel[1]);
    feit_getal(b, d, "dagen_te_laat", klaar ? 0 : date_days(b->vandaag) - date_days(y->uiterlijk));
    feit_getal(b, d, "dagen_sinds", date_days(b->vandaag) - date_days(time_date(y->moment)));
}

static int afspraak_dingen(struct bouw *b, struct err *e)
{
    struct afspraak_blik blik = {.dag = b->vandaag, .gebiedsdatum = b->vandaag, .boek = STR("")};
    struct afspraak_regels regels;
    struct afspraak *x;
    size_t n = 0;
    int rc = afspraak_regels_nu(b->c, b->a, &regels, e);

    if (!rc)
        rc = afspraken_lees(b->c, b->g, b->a, 0, 0, &x, &n, e);
    if (!rc)
        rc = afspraken_meet(b->c, b->g, b->a, &regels, &blik, x, n, e);
    for (size_t i = 0; !rc && i < n; i++)
        for (size_t k = 0; k < x[i].n; k++)
            if (x[i].belofte[k].klasse != KLASSE_INGETROKKEN)
                afspraak_ding(b, &x[i], &x[i].belofte[k]);
    return rc;
}

int signaal_dingen(struct conn *c, const struct gebieden *g, struct arena *a, const struct signaal_regel *r,
                   date_t vandaag, struct signaal_ding **ret, size_t *ret_n, struct err *e)
{
    static int (*const maak[OVER_N])(struct bouw *, struct err *) = {
        visie_dingen,    opgave_dingen,    kennisname_dingen, cijfer_dingen,
        levering_dingen, bevinding_dingen, mijlpaal_dingen,   afspraak_dingen};
    struct bouw b = {.c = c, .g = g, .a = a, .r = r, .vandaag = vandaag};
    int rc = maak[r->over](&b, e);

    *ret = b.ding.at;
    *ret_n = b.ding.n;
    return rc;
}
