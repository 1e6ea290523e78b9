/* SPDX-License-Identifier: EUPL-1.2
 * /regie/stand: on one page, to be printed, what the inventory of 2023 answered in forty: the state of
 * everything, by region, with what changed since a day. */
#include "regie/regie.h"

#include "base/num.h"
#include "regie/stand.h"
#include "toegang/toegang.h"

static size_t mijlpalen(const struct stand *s, int wanneer, enum mijlpaal_staat staat)
{
    size_t n = 0;

    for (size_t i = 0; i < s->planning.n; i++)
        n += s->mijlpaal[i].staat[wanneer] == staat;
    return n;
}

static size_t te_laat(const struct stand *s, int wanneer)
{
    size_t n = 0;

    for (size_t i = 0; i < s->planning.n; i++)
        n += s->mijlpaal[i].laat[wanneer];
    return n;
}

/* ---- in short ---- */

/* toen SIZE_MAX: nothing was known of it then, which is not nought. */
static void kort_rij(struct stand *s, struct doc *t, struct str wat, struct str adres, size_t nu, size_t toen,
                     size_t van, const char *eenheid)
{
    struct pagina *p = &s->v.p;
    struct doc *rij = tabel_regel(p, t, false);

    cel_tekst(p, t, rij, wat, adres, STR(""));
    cel_getal(p, t, rij, (int64_t)nu, 0, STR(""));
    if (toen == SIZE_MAX) {
        cel_leeg(p, t, rij, STR("toen nog niet bekend"));
        cel_leeg(p, t, rij, STR("niet te zeggen"));
    } else {
        cel_getal(p, t, rij, (int64_t)toen, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)nu - (int64_t)toen, 0, STR(""));
    }
    if (van)
        cel_tekst(p, t, rij, str_fmt(p->a, "van %zu %s", van, eenheid), STR(""), STR(""));
    else
        cel_tekst(p, t, rij, str_from(eenheid), STR(""), STR(""));
}

static size_t opgaven_met(const struct stand *s, enum opgave_staat staat, int wanneer)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_opgave; i++) {
        bool er;

        n += stand_opgave_staat(s, &s->opgave[i].x, wanneer, &er) == staat && er;
    }
    return n;
}

static size_t oordelen(const struct stand *s, const char *code, int wanneer)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_opgave; i++)
        for (size_t k = 0; k < s->opgave[i].n_oordeel; k++)
            n += str_is(s->opgave[i].oordeel[k].oordeel, code) && s->opgave[i].oordeel[k].moment &&
                 s->opgave[i].oordeel[k].moment <= s->moment[wanneer];
    return n;
}

static size_t precies(const struct stand *s, enum visie_staat staat, int wanneer)
{
    return stand_visies(s, NULL, staat, wanneer) - stand_visies(s, NULL, staat + 1, wanneer);
}

/* Did the rules of signals look already, then? */
static bool gekeken(const struct stand *s)
{
    return s->gekeken && s->gekeken <= s->moment[TOEN];
}

static void beloften_rijen(struct stand *s, struct doc *t)
{
    static const struct {
        enum afspraak_klasse klasse;
        const char *wat;
    } rijen[] = {{KLASSE_GOED, "Beloften op schema of gedaan"},
                 {KLASSE_LET_OP, "Beloften die aandacht vragen"},
                 {KLASSE_ACHTER, "Beloften die achterlopen"},
                 {KLASSE_GEEN_CIJFER, "Beloften waarvan het niet te zeggen is"},
                 {KLASSE_NOG_NIET, "Beloften nog niet aan de orde"}};
    struct pagina *p = &s->v.p;
    size_t alle = 0, toen = 0, onbekend[2];

    for (int k = 0; k < KLASSE_N; k++) {
        alle += k == KLASSE_INGETROKKEN ? 0 : s->belofte[NU][k];
        toen += s->belofte[TOEN][k];
    }
    /* As the page of afspraken counts: no figure, or too little of it to judge. */
    for (int w = TOEN; w <= NU; w++)
        onbekend[w] = s->belofte[w][KLASSE_GEEN_CIJFER] + s->belofte[w][KLASSE_ONZEKER];
    for (size_t i = 0; alle && i < sizeof rijen / sizeof *rijen; i++)
        kort_rij(s, t, str_from(rijen[i].wat),
                 i ? STR("") : pagina_adres(p, STR("/regie/afspraken"), NULL, STR("")),
                 rijen[i].klasse == KLASSE_GEEN_CIJFER ? onbekend[NU] : s->belofte[NU][rijen[i].klasse],
                 !toen                                   ? SIZE_MAX
                 : rijen[i].klasse == KLASSE_GEEN_CIJFER ? onbekend[TOEN]
                                                         : s->belofte[TOEN][rijen[i].klasse],
                 alle, "beloften");
}

static void kort_blok(struct stand *s)
{
    struct pagina *p = &s->v.p;
    struct doc *t = tabel_maak(p, "kort", STR("Nu en toen"), STR(""));
    size_t van[2], gezien[2], gelijk[OMZET_NIET + 1] = {0};

    tabel_kolom(p, t, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "nu", STR("Nu"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "toen", str_fmt(p->a, "Op %.*s", STR_ARG(date_nl(p->a, s->sinds))), STR(""),
                KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "eenheid", STR("Van"), STR(""), KOLOM_TEKST, 0, false);
    kort_rij(s, t, STR("Woonzorgvisie te starten"), STR(""), precies(s, VISIE_TE_STARTEN, NU),
             precies(s, VISIE_TE_STARTEN, TOEN), s->leden.n, "gemeenten");
    kort_rij(s, t, STR("Woonzorgvisie in de maak"), STR(""), precies(s, VISIE_BEZIG, NU),
             precies(s, VISIE_BEZIG, TOEN), s->leden.n, "gemeenten");
    kort_rij(s, t, STR("Woonzorgvisie klaar"), pagina_adres(p, STR("/regie/woonzorgvisies"), NULL, STR("")),
             stand_visies(s, NULL, VISIE_GEREALISEERD, NU), stand_visies(s, NULL, VISIE_GEREALISEERD, TOEN),
             s->leden.n, "gemeenten");
    kort_rij(s, t, STR("Woonzorgvisie vastgesteld"), STR(""), stand_visies(s, NULL, VISIE_VASTGESTELD, NU),
             stand_visies(s, NULL, VISIE_VASTGESTELD, TOEN), s->leden.n, "gemeenten");
    if (s->binnen) {
        for (int w = TOEN; w <= NU; w++)
            stand_kennisname(s, SIZE_MAX, w, &van[w], &gezien[w]);
        kort_rij(s, t, STR("Opgaven in consultatie"), STR("/regie/opgaven"),
                 opgaven_met(s, OPGAVE_CONSULTATIE, NU), opgaven_met(s, OPGAVE_CONSULTATIE, TOEN), 0,
                 "opgaven");
        kort_rij(s, t, STR("Opgaven vastgesteld"), STR(""), opgaven_met(s, OPGAVE_VASTGESTELD, NU),
                 opgaven_met(s, OPGAVE_VASTGESTELD, TOEN), 0, "opgaven");
        kort_rij(s, t, STR("Oordeel: komt overeen"), STR(""), oordelen(s, "overeen", NU),
                 oordelen(s, "overeen", TOEN), 0, "oordelen van organisaties");
        kort_rij(s, t, STR("Oordeel: komt niet overeen"), STR(""), oordelen(s, "niet_overeen", NU),
                 oordelen(s, "niet_overeen", TOEN), 0, "oordelen van organisaties");
        kort_rij(s, t, STR("Gezien bevestigd"), STR("/regie/kennisname"), gezien[NU], gezien[TOEN], van[NU],
                 "te bevestigen");
    }
    if (s->binnen)
        kort_rij(s, t, STR("Signalen"), STR("/regie/signalen"), stand_signalen(s, NULL, NU),
                 gekeken(s) ? stand_signalen(s, NULL, TOEN) : SIZE_MAX, 0, "signalen die u kunt zien");
    kort_rij(s, t, STR("Mijlpalen klaar"), STR("/regie/planning"), mijlpalen(s, NU, MIJLPAAL_KLAAR),
             mijlpalen(s, TOEN, MIJLPAAL_KLAAR), s->planning.n, "mijlpalen");
    kort_rij(s, t, STR("Mijlpalen te laat"), STR(""), te_laat(s, NU), te_laat(s, TOEN), s->planning.n,
             "mijlpalen");
    beloften_rijen(s, t);
    for (size_t i = 0; i < s->definities->n_omzettingen; i++)
        gelijk[s->definities->omzetting[i].soort]++;
    tabel_noot(
        p, t,
        str_fmt(
            p->a,
            "Definities zijn niet gedateerd: van de %zu paren zijn er nu %zu gelijk, %zu omzetbaar met een "
            "regel en %zu niet omzetbaar.",
            s->definities->n_omzettingen, gelijk[OMZET_GELIJK], gelijk[OMZET_MET_REGEL], gelijk[OMZET_NIET]));
    if (!s->binnen)
        tabel_noot(p, t, STR("Opgaven, kennisname en signalen ziet u als u aangemeld bent."));
    tabel_klaar(p, t, "/regie/stand");
    blok_tabel(&s->v, blok_bij(&s->v, "kort-blok", STR("In het kort"), STR("")), t);
}

/* ---- by region ---- */

static const struct cijfer_uitkomst *dekking_van(const struct cijfer_tabel *d, const struct gebied *regio)
{
    for (size_t i = 0; regio && i < d->n; i++)
        if (d->rij[i].gebied == regio)
            return &d->rij[i];
    return regio ? NULL : &d->totaal;
}

/* Then: what was known then; where nothing was, what is now known of then, with a mark. */
static void dekking_cel(struct stand *s, struct doc *t, struct doc *rij, const struct gebied *regio,
                        int wanneer)
{
    struct pagina *p = &s->v.p;
    const struct cijfer_tabel *d = &s->dekking[wanneer];

    const struct cijfer_uitkomst *u = dekking_van(d, regio),
                                 *later = wanneer == TOEN ? dekking_van(&s->later, regio) : NULL;

    if (later && later->heeft && !(u && u->heeft)) {
        struct doc *cellen;

        cel_cijfer(p, t, rij, later, 0, true, STR(""));
        cellen = doc_get(rij, STR("cellen"));
        DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "status", STR("later geleverd"));
        s->heeft_later = true;
    } else if (u) {
        cel_cijfer(p, t, rij, u, 0, true, STR(""));
    } else {
        cel_leeg(p, t, rij, STR("niet geleverd"));
    }
}

static void twee_getallen(struct stand *s, struct doc *t, struct doc *rij, size_t nu, size_t toen)
{
    cel_getal(&s->v.p, t, rij, (int64_t)nu, 0, STR(""));
    cel_getal(&s->v.p, t, rij, (int64_t)nu - (int64_t)toen, 0, STR(""));
}

/* regio: its index; SIZE_MAX: the whole area. */
static void regio_rij(struct stand *s, struct doc *t, size_t regio)
{
    struct pagina *p = &s->v.p;
    const struct gebied *g = regio == SIZE_MAX ? NULL : s->regios.at[regio];
    struct doc *rij = tabel_regel(p, t, !g);

    cel_tekst(p, t, rij, g ? g->naam : p->gebied->naam,
              pagina_adres(p, STR("/regie/woonzorgvisies"), "gebied", g ? g->code : p->gebied->code),
              STR(""));
    cel_getal(p, t, rij, (int64_t)stand_gemeenten(s, g), 0, STR(""));
    twee_getallen(s, t, rij, stand_visies(s, g, VISIE_GEREALISEERD, NU),
                  stand_visies(s, g, VISIE_GEREALISEERD, TOEN));
    twee_getallen(s, t, rij, stand_visies(s, g, VISIE_VASTGESTELD, NU),
                  stand_visies(s, g, VISIE_VASTGESTELD, TOEN));
    dekking_cel(s, t, rij, g, NU);
    dekking_cel(s, t, rij, g, TOEN);
}

/* What is seen by who is signed in: a table of its own, so that both fit on paper. */
static void binnen_rij(struct stand *s, struct doc *t, size_t regio)
{
    struct pagina *p = &s->v.p;
    const struct gebied *g = regio == SIZE_MAX ? NULL : s->regios.at[regio];
    struct doc *rij = tabel_regel(p, t, !g);
    size_t van, gezien, toen_van, toen;

    stand_kennisname(s, regio, NU, &van, &gezien);
    stand_kennisname(s, regio, TOEN, &toen_van, &toen);
    cel_tekst(p, t, rij, g ? g->naam : p->gebied->naam, STR(""), STR(""));
    cel_getal(p, t, rij, (int64_t)van, 0, STR(""));
    twee_getallen(s, t, rij, gezien, toen);
    if (gekeken(s)) {
        twee_getallen(s, t, rij, stand_signalen(s, g, NU), stand_signalen(s, g, TOEN));
    } else {
        cel_getal(p, t, rij, (int64_t)stand_signalen(s, g, NU), 0, STR(""));
        cel_leeg(p, t, rij, STR("niet te zeggen: toen werd er nog niet gekeken"));
    }
}

static void binnen_tabel(struct stand *s, struct doc *blok)
{
    struct pagina *p = &s->v.p;
    struct doc *t = tabel_maak(
        p, "regios-binnen", STR("Kennisname en signalen"),
        str_fmt(p->a, "Achter elk aantal het verschil met %.*s.", STR_ARG(date_nl(p->a, s->sinds))));

    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "stukken", STR("Te bevestigen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gezien", STR("Bevestigd"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "gezien-verschil", STR("verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "signalen", STR("Signalen"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "signalen-verschil", STR("verschil"), STR(""), KOLOM_GETAL, 0, false);
    binnen_rij(s, t, SIZE_MAX);
    for (size_t i = 0; i < s->regios.n; i++)
        binnen_rij(s, t, i);
    tabel_noot(p, t,
               STR("Een organisatie telt in elke regio waarin zij werkt, en het geheel telt haar eens. Een "
                   "signaal zonder gebied telt alleen in het geheel."));
    tabel_klaar(p, t, "/regie/stand");
    blok_tabel(&s->v, blok, t);
}

static void regio_blok(struct stand *s)
{
    struct pagina *p = &s->v.p;
    struct doc *blok, *t = tabel_maak(p, "regios", STR("Woonzorgvisies en plannen"),
                                      str_fmt(p->a, "Achter elk aantal het verschil met %.*s.",
                                              STR_ARG(date_nl(p->a, s->sinds))));

    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gemeenten", STR("Gemeenten"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "klaar", STR("Visie klaar"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "klaar-verschil", STR("verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "vastgesteld", STR("Vastgesteld"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "vastgesteld-verschil", STR("verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "dekking", STR("Plannen zorggeschikt"), STR("van de opgave"), KOLOM_PERCENT, 0, true);
    tabel_kolom(p, t, "dekking-toen", STR("Toen"), STR(""), KOLOM_PERCENT, 0, false);
    regio_rij(s, t, SIZE_MAX);
    for (size_t i = 0; i < s->regios.n; i++)
        regio_rij(s, t, i);
    if (s->heeft_later)
        tabel_noot(
            p, t,
            str_fmt(p->a,
                    "“Later geleverd”: op %.*s was dit cijfer hier nog niet bekend. Er staat wat er nu "
                    "over die dag bekend is.",
                    STR_ARG(date_nl(p->a, s->sinds))));
    tabel_klaar(p, t, "/regie/stand");
    blok = blok_bij(&s->v, "regio-blok", STR("De regio's"), STR(""));
    blok_tabel(&s->v, blok, t);
    if (s->binnen)
        binnen_tabel(s, blok);
}

/* ---- opgaven ---- */

static int landelijk_zin(struct stand *s, struct str *ret, struct err *e)
{
    struct pagina *p = &s->v.p;
    const struct gebied *nl = gebied_bij_code(p->g, STR("NL01"));
    struct cijfer_vraag v = pagina_vraag(p, "opgave", "");
    struct cijfer_uitkomst opgave = {0}, woondeals = {0};
    int rc = OK;

    v.bron = STR("programma-wozo");
    if (nl)
        rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &opgave, e);
    v.bron = STR("woondealafspraken");
    if (!rc && nl)
        rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, nl, &woondeals, e);
    *ret = !opgave.heeft || !woondeals.heeft
               ? STR("De landelijke opgave is hier niet geleverd.")
               : str_fmt(p->a,
                         "Landelijk is de opgave %.*s woningen tot en met 2030, en tellen de "
                         "woondealafspraken op tot "
                         "%.*s: %.*s minder.",
                         STR_ARG(num_nl(p->a, opgave.waarde, 0)), STR_ARG(num_nl(p->a, woondeals.waarde, 0)),
                         STR_ARG(num_nl(p->a, opgave.waarde - woondeals.waarde, 0)));
    return rc;
}

static void opgave_rij(struct stand *s, struct doc *t, const struct stand_opgave *o)
{
    static const char *const codes[] = {"overeen", "niet_overeen", "geen_antwoord", "geen_kennis"};
    struct pagina *p = &s->v.p;
    const struct opgave_dossier *x = &o->x;
    struct doc *rij = tabel_regel(p, t, false);
    bool er;
    enum opgave_staat toen = stand_opgave_staat(s, x, TOEN, &er);

    cel_tekst(p, t, rij, x->o.titel, str_fmt(p->a, "/regie/opgaven/%lld", (long long)x->o.id),
              x->o.verzonnen ? STR("verzonnen") : STR(""));
    cel_tekst(p, t, rij, str_from(opgave_staten[x->o.staat].naam), STR(""), STR(""));
    if (er)
        cel_tekst(p, t, rij, str_from(opgave_staten[toen].naam), STR(""), STR(""));
    else
        cel_leeg(p, t, rij, STR("was er nog niet"));
    cel_tekst(p, t, rij, opgave_per_type(p->a, x), STR(""), STR(""));
    cel_tekst(p, t, rij, str_from(opgave_doel_woorden[opgave_bij_doel(x)]), STR(""), STR(""));
    cel_getal(p, t, rij, (int64_t)x->n_open, 0, STR(""));
    for (size_t k = 0; k < 4; k++) {
        size_t n = 0;

        for (size_t i = 0; i < o->n_oordeel; i++)
            n += str_is(o->oordeel[i].oordeel, codes[k]);
        cel_getal(p, t, rij, (int64_t)n, 0, STR(""));
    }
}

static int opgaven_blok(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    struct doc *t;
    struct str zin;
    int rc = landelijk_zin(s, &zin, e);

    if (rc || !s->binnen)
        return rc;
    t = tabel_maak(p, "opgaven", STR("Per opgave"), STR("Woningen; oordelen in organisaties."));
    tabel_kolom(p, t, "titel", STR("Opgave"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "toen", STR("Stand toen"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "som", STR("Som per woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "afstand", STR("Doel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "open", STR("Zienswijzen open"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "overeen", STR("Komt overeen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "niet", STR("Komt niet overeen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "geen", STR("Geen antwoord"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "kennis", STR("Nog niet gezien"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < s->n_opgave; i++)
        opgave_rij(s, t, &s->opgave[i]);
    if (!s->n_opgave)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog geen opgave", STR("Er is nog geen opgave in consultatie gebracht."),
                          NULL, STR("")));
    tabel_klaar(p, t, "/regie/stand");
    blok_tabel(&s->v, blok_bij(&s->v, "opgaven-blok", STR("Opgaven, en wat organisaties ervan vinden"), zin),
               t);
    return OK;
}

/* ---- planning ---- */

static void planning_blok(struct stand *s)
{
    struct pagina *p = &s->v.p;
    struct doc *t = tabel_maak(p, "planning", STR("Mijlpalen die veranderden of te laat zijn"), STR(""));
    size_t n = 0;

    tabel_kolom(p, t, "mijlpaal", STR("Mijlpaal"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Wie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "tot", STR("Uiterlijk"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "toen", STR("Stand toen"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "houdt-op", STR("Houdt op"), STR("andere"), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < s->planning.n; i++) {
        const struct mijlpaal *m = &s->planning.at[i];
        const struct stand_mijlpaal *x = &s->mijlpaal[i];
        struct doc *rij;

        if (x->staat[NU] == x->staat[TOEN] && !x->laat[NU])
            continue;
        n++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, m->titel, str_fmt(p->a, "/regie/planning/%.*s", STR_ARG(m->code)),
                  m->verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, m->wie_doet, STR(""), STR(""));
        cel_datum(p, t, rij, m->tot);
        cel_tekst(p, t, rij, str_from(mijlpaal_staten[x->staat[NU]]), STR(""),
                  x->laat[NU] ? m->verzonnen ? STR("te laat (verzonnen)") : STR("te laat") : STR(""));
        cel_tekst(p, t, rij, str_from(mijlpaal_staten[x->staat[TOEN]]), STR(""),
                  x->laat[TOEN] ? m->verzonnen ? STR("te laat (verzonnen)") : STR("te laat") : STR(""));
        cel_getal(p, t, rij, (int64_t)m->houdt_op, 0, STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Niets", STR("Geen mijlpaal is te laat of veranderde."), NULL, STR("")));
    tabel_klaar(p, t, "/regie/stand");
    blok_tabel(&s->v, blok_bij(&s->v, "planning-blok", STR("Planning"), STR("")), t);
}

/* ---- the page ---- */

static struct str zin(const struct stand *s)
{
    struct pagina *p = (struct pagina *)&s->v.p;
    size_t nu = stand_visies(s, NULL, VISIE_VASTGESTELD, NU),
           toen = stand_visies(s, NULL, VISIE_VASTGESTELD, TOEN);

    struct str verschil = nu == toen ? STR("evenveel als")
                                     : str_fmt(p->a, "%zu %s dan", nu > toen ? nu - toen : toen - nu,
                                               nu > toen ? "meer" : "minder");

    return str_fmt(
        p->a,
        "In %.*s stelden %zu van de %zu raden hun woonzorgvisie vast, %.*s op %.*s bekend was. %zu "
        "van de %zu mijlpalen zijn te laat.",
        STR_ARG(p->gebied->naam), nu, s->leden.n, STR_ARG(verschil), STR_ARG(date_nl(p->a, s->sinds)),
        te_laat(s, NU), s->planning.n);
}

/* With which day is compared. */
static void keuze_blok(struct stand *s)
{
    struct doc *f =
        form_bij(&s->v,
                 blok_bij(&s->v, "sinds-blok", STR("Vergelijk met een andere dag"),
                          STR("Bijvoorbeeld de dag waarop u dit voor het laatst bekeek. Toen is: zoals het "
                              "op die dag bekend was.")),
                 STR("/regie/stand"), "Vergelijk");

    DOC_SET_BOOL(s->v.p.a, f, "is_post", false);
    DOC_SET(s->v.p.a, f, "verborgen", pagina_verborgen(&s->v.p));
    form_veld(&s->v, f, "sinds", "Vergelijk met", NULL, "is_datum", date_iso(s->v.p.a, s->sinds));
}

static int sinds_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    struct str tekst = doc_get_str(p->q->query, STR("sinds"));

    s->sinds = visie_dag(p) - 10000;
    if (!date_valid(s->sinds))
        s->sinds -= 1; /* 29 February */
    if (!tekst.n)
        return OK;
    if (!date_parse(tekst, &s->sinds) || s->sinds > date_today())
        return err_set(e, ERR_DATA, "sinds: verwacht een dag die geweest is, als 2025-11-01");
    pagina_eigen(p, "sinds", date_iso(p->a, s->sinds));
    return OK;
}

static int stand_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct stand s = {0};
    int rc = vel_open(q, &s.v, e);

    if (!rc)
        rc = sinds_lees(&s, e);
    if (!rc)
        rc = stand_lees(&s, e);
    if (!rc) {
        vel_titel(&s.v, str_fmt(q->a, "De stand van %.*s", STR_ARG(s.v.p.gebied->naam)), zin(&s));
        if (visies_verzonnen(&s.visies))
            label_bij(q->a, DOC_SET(q->a, s.v.p.boom, "statussen", doc_list(q->a)), STR("deels verzonnen"));
        pagina_kruimel(&s.v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&s.v.p, STR("De stand"), STR(""));
        kort_blok(&s);
        regio_blok(&s);
        rc = opgaven_blok(&s, e);
    }
    if (!rc) {
        planning_blok(&s);
        keuze_blok(&s);
        pagina_klaar(&s.v.p, r);
        rc = vel_klaar(&s.v, r, e);
    }
    vel_sluit(&s.v);
    return rc;
}

static const struct http_param params[] = {{"sinds",
                                            "met welke dag vergeleken wordt; standaard een jaar eerder",
                                            PARAM_QUERY, false, false, NULL, "2023-11-01"},
                                           CONTEXT_PARAMS,
                                           {0}};

const struct http_route stand_routes[] = {
    {"GET", "/regie/stand", stand_get, "regie", "De stand van alles op een bladzijde, met wat veranderde",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, params, .recht = RECHT_PUBLIEK},
    {0},
};
