/* SPDX-License-Identifier: EUPL-1.2
 * One promise: its path beside what was reached, the verdict of every rulebook, who confirmed it, and what
 * the reader may do. The path also stands on the page of its afspraak. */
#include "afspraak/intern.h"

#include "base/num.h"
#include "grafiek/grafiek.h"
#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

/* ---- path beside what was reached ---- */

static struct str reden_tekst(enum meting_reden r)
{
    static const char *const woord[] = {
        [METING_ER] = "",
        [METING_GEEN] = "nog geen cijfer",
        [METING_LOOPT] = "jaar nog niet om",
        [METING_NIET_OPENBAAR] = "niet openbaar",
        [METING_ZEGT_NIETS] = "minstens 0: zegt niets",
        [METING_ANDERE_BRON] = "andere bron of definitie: telt niet mee",
    };

    return str_from(woord[r]);
}

static enum grafiek_tint tint_van(struct str woningtype)
{
    return str_is(woningtype, "nultreden")      ? TINT_NULTREDEN
           : str_is(woningtype, "geclusterd")   ? TINT_GECLUSTERD
           : str_is(woningtype, "zorggeschikt") ? TINT_ZORGGESCHIKT
                                                : TINT_GEBOUWD;
}

static void lijn_figuur(struct akte *b, struct doc *blok, const struct belofte *y)
{
    struct arena *a = b->v.p.a;
    const struct voortgang *v = &y->voortgang;
    struct grafiek_punt *pad = ARENA_ARRAY(a, struct grafiek_punt, v->n + 1),
                        *uit = ARENA_ARRAY(a, struct grafiek_punt, v->n + 1);
    struct grafiek_lijn lijn[2];
    size_t om = 0;

    for (size_t i = 0; i < v->n; i++) {
        const struct voortgang_jaar *j = &v->jaar[i];

        pad[i] = (struct grafiek_punt){.x = j->jaar, .waarde = j->pad_som};
        if (j->reden == METING_LOOPT)
            continue;
        uit[om++] = (struct grafiek_punt){
            .x = j->jaar, .ontbreekt = !j->som.er, .waarde = j->som.min, .voorlopig = !j->som.max_er};
    }
    lijn[0] = (struct grafiek_lijn){STR("beloofd"), TINT_OPGAVE, pad, v->n};
    lijn[1] = (struct grafiek_lijn){STR("gehaald"), tint_van(y->woningtype), uit, om};
    blok_figuur(
        &b->v, blok, str_cstr(a, str_fmt(a, "pad-%lld", (long long)y->nummer)),
        y->oordeel.trede
            ? str_fmt(a, "%.*s: tot en met %d is %s%lld%% gehaald", STR_ARG(y->gebied->naam), y->oordeel.tot,
                      y->oordeel.uit.max_er ? "" : "minstens ", (long long)y->oordeel.percent)
            : str_fmt(a, "%.*s: er is nog niets te vergelijken", STR_ARG(y->gebied->naam)),
        grafiek_lijnen_svg(
            a, &(struct grafiek_lijnen){
                   .titel = STR("Beloofd en gehaald, opgeteld vanaf het begin"),
                   .beschrijving = str_fmt(
                       a,
                       "Van %d tot en met %d zijn %.*s %.*s beloofd. Een open punt is minstens zoveel; een "
                       "gat in de lijn is nog geen cijfer. De tabel eronder zegt hetzelfde.",
                       y->van, y->tot, STR_ARG(num_nl(a, y->aantal, 0)), STR_ARG(v->eenheid)),
                   .eenheid = v->eenheid,
                   .lijnen = lijn,
                   .breedte = BLOK_FIGUUR_BREEDTE,
                   .hoogte = 240,
                   .n = om ? 2 : 1,
                   .vanaf_nul = true}));
}

static void meting_cel(struct pagina *p, struct doc *t, struct doc *rij, struct meting m,
                       enum meting_reden reden)
{
    const struct doc *cellen;

    if (!m.er) {
        cel_leeg(p, t, rij, reden == METING_ER ? STR("niet te zeggen") : reden_tekst(reden));
        return;
    }
    cel_getal(p, t, rij, m.min, 0, STR(""));
    cellen = doc_get(rij, STR("cellen"));
    if (!m.max_er || m.max != m.min)
        DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst",
                    str_fmt(p->a, "≥ %.*s", STR_ARG(num_nl(p->a, m.min, 0))));
}

static void jaar_rij(struct akte *b, struct doc *t, const struct belofte *y, const struct voortgang_jaar *j)
{
    struct pagina *p = &b->v.p;
    struct doc *rij = tabel_regel(p, t, false);
    int64_t percent;

    cel_tekst(p, t, rij, str_fmt(p->a, "%d", j->jaar), STR(""), STR(""));
    cel_getal(p, t, rij, j->pad, 0, STR(""));
    if (j->gemeten.er && !y->voortgang.stand)
        cel_cijfer(p, t, rij, j->cijfer, 0, false, j->adres.n ? herkomst_adres(p, j->adres) : STR(""));
    else
        meting_cel(p, t, rij, j->deel, j->reden);
    if (y->voortgang.stand) {
        if (j->gemeten.er)
            cel_cijfer(p, t, rij, j->cijfer, 0, false, j->adres.n ? herkomst_adres(p, j->adres) : STR(""));
        else
            cel_leeg(p, t, rij, reden_tekst(j->reden));
    }
    cel_getal(p, t, rij, j->pad_som, 0, STR(""));
    meting_cel(p, t, rij, j->som, j->reden);
    if (j->som.er && num_percent(j->som.min, j->pad_som, &percent)) {
        const struct doc *cellen;

        cel_getal(p, t, rij, percent, 0, STR(""));
        cellen = doc_get(rij, STR("cellen"));
        DOC_SET_STR(p->a, cellen->list.at[cellen->list.n - 1], "tekst",
                    str_fmt(p->a, "%s%lld%%", j->som.max_er && j->som.max == j->som.min ? "" : "≥ ",
                            (long long)percent));
    } else {
        cel_leeg(p, t, rij, reden_tekst(j->reden));
    }
}

static struct doc *jaren_tabel(struct akte *b, const struct belofte *y)
{
    struct pagina *p = &b->v.p;
    struct doc *t =
        tabel_maak(p, str_cstr(p->a, str_fmt(p->a, "jaren-%lld", (long long)y->nummer)),
                   str_fmt(p->a, "Belofte %lld per jaar", (long long)y->nummer),
                   y->eigen_pad ? STR("De verdeling over de jaren staat in de afspraak.")
                                : STR("De afspraak noemt geen verdeling over de jaren: hier is zij gelijk."));

    tabel_kolom(p, t, "jaar", STR("Jaar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "beloofd", STR("Beloofd"), y->voortgang.eenheid, KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gehaald", STR("Gehaald"), y->voortgang.eenheid, KOLOM_GETAL, 0, false);
    if (y->voortgang.stand)
        tabel_kolom(p, t, "stand", STR("Stand"), STR("einde van het jaar"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "beloofdSom", STR("Beloofd"), STR("opgeteld"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gehaaldSom", STR("Gehaald"), STR("opgeteld"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "percentage", STR("Deel"), STR("%"), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < y->voortgang.n; i++)
        jaar_rij(b, t, y, &y->voortgang.jaar[i]);
    tabel_noot(
        p, t,
        STR("≥: minstens, want niet alle cijfers zijn er of zijn openbaar. –: geen cijfer; dat is geen "
            "nul. Klik op een getal voor de herkomst."));
    tabel_klaar(p, t, str_cstr(p->a, belofte_adres(p->a, b->x->id, y->nummer, "")));
    return t;
}

void belofte_pad_blok(struct akte *b, const struct belofte *y)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    struct doc *blok = blok_bij(
        v, str_cstr(a, str_fmt(a, "belofte-%lld", (long long)y->nummer)),
        b->b ? STR("Beloofd en gehaald")
             : str_fmt(a, "%lld. %.*s", (long long)y->nummer, STR_ARG(utf8_clip(y->toezegging, 120))),
        b->b ? STR("") : belofte_zin(a, y, b->blik.dag)); /* of one the head of the page says it */

    if (y->ingetrokken)
        return;
    lijn_figuur(b, blok, y);
    blok_tabel(v, blok, jaren_tabel(b, y));
}

/* ---- one promise ---- */

static void belofte_feiten(struct akte *b)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    const struct belofte *y = b->b;
    const struct voortgang *g = &y->voortgang;
    struct doc *f = blok_feiten(v, blok_bij(v, "wat", STR("De belofte"), STR("")));
    struct str bron = y->cijferbron.n ? y->cijferbron : STR("elke bron, maar nooit twee in één som");

    feit_bij(a, f, "Toezegging", y->toezegging, STR(""), str_fmt(a, "versie %lld", (long long)y->versie),
             STR(""));
    feit_bij(a, f, "Wie belooft", belofte_door(a, y), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Waar", y->gebied->naam, STR(""), STR(""), STR(""));
    if (!y->cijfer) {
        feit_bij(a, f, "Uiterlijk", date_nl(a, y->uiterlijk), STR(""), STR(""), STR(""));
        if (y->bewijs.n)
            feit_bij(a, f, y->gedaan ? "Bewijs" : "Toch niet gedaan", y->bewijs,
                     y->bewijs_stuk ? belofte_adres(a, b->x->id, y->nummer, "/bewijs") : STR(""),
                     str_fmt(a, "%.*s %.*s", STR_ARG(date_nl(a, y->gedaan_op)),
                             STR_ARG(toegang_naam(v->p.q, y->bewijs_wie))),
                     b->x->verzonnen ? STR("verzonnen") : STR(""));
        return;
    }
    feit_bij(a, f, "Aantal", str_fmt(a, "%.*s %.*s", STR_ARG(num_nl(a, y->aantal, 0)), STR_ARG(g->eenheid)),
             STR(""), str_fmt(a, "van %d tot en met %d", y->van, y->tot),
             b->x->verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(a, f, "Gemeten met", belofte_meet_naam(a, y),
             str_fmt(a, "/cijfers/%.*s%s%.*s", STR_ARG(y->onderwerp), y->woningtype.n ? "?woningtype=" : "",
                     STR_ARG(y->woningtype)),
             str_fmt(a, "bron: %.*s%s%.*s", STR_ARG(bron), y->definitieset.n ? "; definities: " : "",
                     STR_ARG(y->definitieset)),
             STR(""));
    if (!g->stand)
        return;
    feit_bij(a, f, "Beginstand",
             y->heeft_nul ? num_nl(a, y->nul, 0)
             : g->nul.er ? str_fmt(a, "%s%.*s", g->nul.max_er ? "" : "≥ ", STR_ARG(num_nl(a, g->nul.min, 0)))
                         : STR("–"),
             g->nul_adres.n ? herkomst_adres(&v->p, g->nul_adres) : STR(""),
             y->heeft_nul ? (y->nul_bron.n ? y->nul_bron : STR("zoals opgegeven"))
                          : str_fmt(a, "het cijfer van eind %d", y->van - 1),
             STR(""));
    if (y->venster_van)
        feit_bij(a, f, "Alleen woningen van", str_fmt(a, "%d tot en met %d", y->venster_van, y->venster_tot),
                 STR(""), STR(""), STR(""));
}

/* Every rulebook beside each other. */
static void oordelen_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "oordelen", STR("Volgens elk regelboek"), STR(""));
    const struct afspraak_boek *eigen = afspraak_boek_bij(&b->regels, b->x->boek);

    tabel_kolom(p, t, "boek", STR("Regelboek"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "stand", STR("Oordeel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarom", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gevolg", STR("Gevolg"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < b->regels.n_boek; i++) {
        struct belofte y = *b->b;
        struct doc *rij = tabel_regel(p, t, false);

        voortgang_oordeel(&y.voortgang, &b->regels.boek[i], b->blik.dag, &y.oordeel);
        cel_tekst(p, t, rij, b->regels.boek[i].naam, STR(""),
                  &b->regels.boek[i] == eigen   ? STR("van deze afspraak")
                  : b->regels.boek[i].verzonnen ? STR("verzonnen")
                                                : STR(""));
        cel_tekst(p, t, rij, belofte_stand_tekst(p->a, &y), STR(""), STR(""));
        cel_tekst(p, t, rij, oordeel_zin(p->a, &y.voortgang, &y.oordeel), STR(""), STR(""));
        if (y.oordeel.stand == STAND_OORDEEL)
            cel_tekst(p, t, rij, y.oordeel.trede->gevolg, STR(""), STR(""));
        else
            cel_leeg(p, t, rij, STR("nog niet te zeggen"));
    }
    tabel_klaar(p, t, str_cstr(p->a, belofte_adres(p->a, b->x->id, b->b->nummer, "")));
    blok_tabel(v, blok_bij(v, "oordelen-blok", STR("Het oordeel"), STR("")), t);
}

static void bevestiging_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    const struct wie *w = wie_van(p->q);
    const struct belofte *y = b->b;
    struct doc *t = tabel_maak(p, "bevestigingen", STR("Bevestigd door"), STR("")), *blok, *f, *k;
    int64_t bij;

    tabel_kolom(p, t, "wie", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "oordeel", STR("Wat zij zegt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < y->n_partij; i++) {
        const struct belofte_partij *x = &y->partij[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, x->naam, STR(""), STR(""));
        cel_tekst(p, t, rij, x->oordeel.n ? x->oordeel : STR("nog niets"), STR(""), STR(""));
        if (x->moment)
            cel_datum(p, t, rij, time_date(x->moment));
        else
            cel_leeg(p, t, rij, STR("nog niet"));
        cel_tekst(p, t, rij, x->toelichting, STR(""), STR(""));
    }
    if (!y->n_partij)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Niemand kan dit hier bevestigen",
                          STR("Wie dit belooft staat alleen in woorden, en is hier geen organisatie."), NULL,
                          STR("")));
    tabel_klaar(p, t, NULL);
    blok = blok_bij(v, "bevestig", STR("Wie belooft dit, en bevestigt het?"),
                    STR("Een organisatie bevestigt of betwist alleen wat zij zelf belooft; wie de afspraak "
                        "bijhoudt kan het "
                        "niet voor haar doen. Verandert de belofte, dan is opnieuw bevestigen nodig."));
    blok_tabel(v, blok, t);
    if (!akte_geldt(b) || w->soort != WIE_MENS || wie_bereik(w, RECHT_LEVEREN, &bij) == BEREIK_GEEN)
        return;
    for (size_t i = 0, n = 0; i < y->n_partij; i++) {
        if (!wie_hoort_bij(w, y->partij[i].partij) || n++)
            continue; /* of several own ones each in turn: the ids of a form's fields stand once on a page */
        f = form_bij(v, blok, belofte_adres(p->a, b->x->id, y->nummer, "/bevestig"),
                     str_cstr(p->a, str_fmt(p->a, "Zeg dit namens %.*s", STR_ARG(y->partij[i].naam))));
        form_verborgen(v, f, "versie", str_fmt(p->a, "%lld", (long long)y->versie_id));
        k = form_veld(v, f, "namens", "Namens", NULL, "is_keuze", STR(""));
        for (size_t j = i; j < y->n_partij; j++)
            if (wie_hoort_bij(w, y->partij[j].partij))
                optie_bij(p->a, k, str_fmt(p->a, "%lld", (long long)y->partij[j].partij), y->partij[j].naam,
                          form_tekst(p->q, "namens"));
        k = form_veld(v, f, "oordeel", "Belooft uw organisatie dit?", NULL, "is_keuze", STR(""));
        optie_bij(p->a, k, STR("bevestigd"), STR("Ja, dit hebben wij beloofd"), form_tekst(p->q, "oordeel"));
        optie_bij(p->a, k, STR("betwist"), STR("Nee, dit klopt niet"), form_tekst(p->q, "oordeel"));
        form_veld(v, f, "toelichting", "Toelichting", "Nodig als het niet klopt.", "is_lang", STR(""));
        form_vrij(v, f);
    }
}

/* May who looks say that a deed is done: who keeps the afspraak, or who promises it. */
static bool mag_melden(const struct akte *b)
{
    const struct wie *w = wie_van(b->v.p.q);
    int64_t bij;
    bool mag = b->mag;

    for (size_t i = 0; i < b->b->n_partij; i++)
        mag = mag ||
              (wie_bereik(w, RECHT_LEVEREN, &bij) != BEREIK_GEEN && wie_hoort_bij(w, b->b->partij[i].partij));
    return mag && akte_geldt(b);
}

static void daad_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    struct doc *f, *k;

    if (b->b->cijfer || !mag_melden(b))
        return;
    f = form_bij(v, blok_bij(v, "meld", STR("Zeg hoe het ervoor staat"), STR("")),
                 belofte_adres(a, b->x->id, b->b->nummer, "/stand"), "Bewaar");
    DOC_SET_BOOL(a, f, "is_upload", true);
    k = form_veld(v, f, "gedaan", "Is het gedaan?", NULL, "is_keuze", STR(""));
    optie_bij(a, k, STR("ja"), STR("ja"), form_tekst(v->p.q, "gedaan"));
    optie_bij(a, k, STR("nee"), STR("nee, toch niet"), form_tekst(v->p.q, "gedaan"));
    form_veld(v, f, "datum", "Op welke dag?", NULL, "is_datum", date_iso(a, date_today()));
    form_veld(v, f, "bewijs", "Waaruit blijkt dat?",
              "Een besluit, een verslag, een brief: met datum of nummer.", "is_lang", STR(""));
    DOC_SET_STR(a, form_veld(v, f, "stuk", "Het stuk zelf", "Hoogstens 20 MB.", "is_bestand", STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_vrij(v, f);
}

static void belofte_beheer(struct akte *b)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    struct doc *f;

    if (!b->mag || !akte_geldt(b))
        return;
    f = blok_feiten(v, blok_bij(v, "bijhouden", STR("Bijhouden"), STR("")));
    feit_bij(a, f, "Wijzigen", STR("Deze belofte"), belofte_adres(a, b->x->id, b->b->nummer, "/wijzig"),
             STR("wie haar doet, bevestigt dan opnieuw"), STR(""));
    f = form_bij(v,
                 blok_bij(v, "intrekken", STR("Trek de belofte in"),
                          STR("Zij blijft met haar reden te lezen, en telt niet meer mee.")),
                 belofte_adres(a, b->x->id, b->b->nummer, "/intrekken"), "Trek in");
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    form_veld(v, f, "reden", "Waarom?", NULL, "is_tekst", STR(""));
}

int belofte_toon(struct akte *b, struct http_resp *r, struct err *e)
{
    struct pagina *p = &b->v.p;
    int rc;

    vel_titel(&b->v,
              str_fmt(p->a, "Belofte %lld: %.*s", (long long)b->b->nummer,
                      STR_ARG(utf8_clip(b->b->toezegging, 150))),
              belofte_zin(p->a, b->b, b->blik.dag));
    if (b->x->verzonnen)
        label_bij(p->a, DOC_SET(p->a, p->boom, "statussen", doc_list(p->a)), STR("verzonnen"));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Afspraken"), pagina_adres(p, STR("/regie/afspraken"), NULL, STR("")));
    pagina_kruimel(p, b->x->titel, pagina_adres(p, afspraak_adres(p->a, b->x->id, ""), NULL, STR("")));
    pagina_kruimel(p, str_fmt(p->a, "Belofte %lld", (long long)b->b->nummer), STR(""));
    if (b->b->cijfer)
        belofte_pad_blok(b, b->b);
    if (b->b->cijfer && akte_geldt(b))
        oordelen_blok(b);
    belofte_feiten(b);
    bevestiging_blok(b);
    daad_blok(b);
    rc = akte_spoor(b, e);
    if (!rc)
        belofte_beheer(b);
    return rc ? rc : vel_klaar(&b->v, r, e);
}
