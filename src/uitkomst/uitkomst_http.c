/* SPDX-License-Identifier: EUPL-1.2
 * /uitkomsten: the rondes, all questions of one, and one question with its picture, table and choices. */
#include "uitkomst/bladen.h"

#include "base/num.h"
#include "toegang/toegang.h"
#include "uitkomst/thema.h"

#include <string.h>

int blad_ronde(struct http_req *q, struct conn *c, struct ronde *ret, bool *ret_beheer, struct err *e)
{
    int rc = ronde_bij_code(c, q->a, doc_get_str(q->params, STR("ronde")), ret, e);

    if (!rc)
        rc = toegang_mag(c, wie_van(q), RECHT_RONDE, 0, ret_beheer, e);
    if (!rc && !*ret_beheer && ronde_nu(ret, time_ms()) != RONDE_GESLOTEN)
        rc = err_set(e, ERR_DENIED,
                     "de uitkomsten van de ronde “%.*s” zijn te zien als zij gesloten is, na %.*s. Wie de "
                     "ronde beheert "
                     "ziet ze eerder: meld u aan",
                     STR_ARG(ret->titel), STR_ARG(date_nl(q->a, time_date(ret->sluit))));
    if (!rc && *ret_beheer) /* sees what is protected for others */
        toegang_gelezen(q, RECHT_RONDE);
    return rc;
}

/* ---- all rondes ---- */

/* The other pages of the inventory, for who comes in here. */
static void wegwijzer(struct pagina *p, bool beheer)
{
    struct doc *f = DOC_SET(p->a, p->boom, "feiten", doc_list(p->a));

    DOC_SET_BOOL(p->a, p->boom, "heeft_feiten", true);
    feit_bij(p->a, f, "De vragen", STR("Vragenlijsten"), STR("/vragenlijsten"),
             STR("alle vragen, ook op papier en als werkboek"), STR(""));
    feit_bij(p->a, f, "Meedoen", STR("Een vragenlijst invullen"), STR("/invullen"),
             STR("met de link uit uw uitnodiging"), STR(""));
    if (beheer)
        feit_bij(p->a, f, "Beheren", STR("Rondes"), STR("/rondes"),
                 STR("een vragenlijst uitzetten en volgen"), STR(""));
}

/* Only who runs rondes sees those that are not closed. */
static struct str rondes_zin(struct arena *a, size_t dicht, size_t open, date_t nieuwste)
{
    struct str nog =
        open ? str_fmt(a, " %zu %s nog.", open, open == 1 ? "ronde loopt" : "rondes lopen") : STR("");

    return dicht ? str_fmt(a, "Van %zu %s zijn de uitkomsten te zien; de nieuwste gaat over %.*s.%.*s", dicht,
                           dicht == 1 ? "ronde" : "rondes", STR_ARG(date_nl(a, nieuwste)), STR_ARG(nog))
                 : str_cat(a, STR("Er zijn nog geen uitkomsten."), nog);
}

int uitkomsten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct ronde *rondes = NULL;
    struct pagina p;
    struct doc *t;
    size_t n = 0, getoond = 0, open = 0;
    date_t nieuwste = 0;
    bool beheer = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = rondes_lees(p.c, a, &rondes, &n, e);
    if (!rc)
        rc = toegang_mag(p.c, wie_van(q), RECHT_RONDE, 0, &beheer, e);
    if (!rc) {
        t = tabel_maak(&p, "rondes", STR("Rondes"), STR(""));
        tabel_kolom(&p, t, "ronde", STR("Ronde"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "stand", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, false);
        tabel_kolom(&p, t, "vragenlijst", STR("Vragenlijst"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "rapporten", STR("Rapporten"), STR(""), KOLOM_TEKST, 0, false);
        for (size_t i = 0; i < n; i++) {
            bool dicht = ronde_nu(&rondes[i], time_ms()) == RONDE_GESLOTEN;
            struct doc *rij;

            if (!dicht && !beheer)
                continue;
            getoond++;
            open += !dicht;
            nieuwste = dicht && rondes[i].peildatum > nieuwste ? rondes[i].peildatum : nieuwste;
            rij = tabel_regel(&p, t, false);
            cel_tekst(&p, t, rij, rondes[i].titel, str_cat(a, STR("/uitkomsten/"), rondes[i].code),
                      rondes[i].verzonnen ? STR("verzonnen") : STR(""));
            cel_tekst(&p, t, rij, dicht ? STR("gesloten") : STR("loopt nog"), STR(""), STR(""));
            cel_datum(&p, t, rij, rondes[i].peildatum);
            cel_tekst(&p, t, rij, rondes[i].lijst_titel,
                      str_cat(a, STR("/vragenlijsten/"), rondes[i].lijst_code), STR(""));
            cel_tekst(&p, t, rij, str_fmt(a, "rapporten %.*s", STR_ARG(rondes[i].code)),
                      str_fmt(a, "/uitkomsten/%.*s/rapporten", STR_ARG(rondes[i].code)), STR(""));
        }
        wegwijzer(&p, beheer);
        DOC_SET_STR(a, p.boom, "titel", STR("Uitkomsten van de inventarisatie"));
        DOC_SET_STR(a, p.boom, "antwoord", rondes_zin(a, getoond - open, open, nieuwste));
        pagina_kruimel(&p, STR("Uitkomsten"), STR(""));
        tabel_klaar(&p, t, getoond ? "/uitkomsten" : NULL);
        if (getoond)
            DOC_SET(a, p.boom, "overzicht", t);
        else
            DOC_SET(a, p.boom, "niets",
                    leeg_maak(
                        a, "Nog geen uitkomsten",
                        STR("Zodra een ronde gesloten is, staan haar uitkomsten hier. Bekijk intussen welke "
                            "vragenlijsten er zijn."),
                        "Naar de vragenlijsten", STR("/vragenlijsten")));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* ---- one ronde ---- */

/* A code as it stands in an address, and back. */
static struct str vraag_in_adres(struct arena *a, struct str code)
{
    return str_ends(code, STR(THEMA_ACHTER))
               ? str_cat(a, str_sub(code, 0, code.n - strlen(THEMA_ACHTER)), STR(THEMA_ADRES))
               : code;
}

static struct str vraag_uit_adres(struct arena *a, struct str s)
{
    return str_ends(s, STR(THEMA_ADRES))
               ? str_cat(a, str_sub(s, 0, s.n - strlen(THEMA_ADRES)), STR(THEMA_ACHTER))
               : s;
}

static void feiten_ronde(struct pagina *p, const struct ui_set *s)
{
    struct doc *f = DOC_SET(p->a, p->boom, "feiten", doc_list(p->a));
    struct arena *a = p->a;
    int64_t mee = 0;

    for (size_t i = 0; i < s->n; i++)
        mee += s->partij[i].deelnemend;
    DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
    feit_bij(a, f, "Uitgenodigd", num_nl(a, (int64_t)s->n, 0), STR(""), STR("partijen"), STR(""));
    feit_bij(a, f, "Meegedaan", num_nl(a, mee, 0), STR(""), STR("die hebben ingediend"),
             s->verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(a, f, "Peildatum", date_nl(a, s->peildatum), STR(""), STR("ook van de indeling in regio’s"),
             STR(""));
    feit_bij(a, f, "Vragenlijst", s->lijst_titel, str_cat(a, STR("/vragenlijsten/"), s->lijst), STR(""),
             STR(""));
    if (s->vorige)
        feit_bij(a, f, "Vorige ronde", s->vorige->titel, str_cat(a, STR("/uitkomsten/"), s->vorige->code),
                 STR(""), STR(""));
    feit_bij(a, f, "Rapporten", STR("van deze ronde"),
             str_fmt(a, "/uitkomsten/%.*s/rapporten", STR_ARG(s->code)), STR(""), STR(""));
}

static void vragen_tabel(struct pagina *p, struct ui_set *s, enum ui_kijker kijker)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, "vragen", STR("De vragen"), STR("Kies een vraag voor haar figuur en tabel."));

    tabel_kolom(p, t, "vraag", STR("Vraag"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "N", STR("N"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "uitkomst", STR("Uitkomst"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < s->vraag.n; i++) {
        const struct ui_vraag *v = s->vraag.at[i];
        struct ui_vraagstelling w = {.vraag = v->code, .per = STR(""), .kijker = kijker};
        struct ui_tabel x;
        struct doc *rij;

        if (ui_tabel_maak(a, s, &w, &x, NULL))
            continue; /* only for the beheerder */
        rij = tabel_regel(p, t, false);
        cel_tekst(
            p, t, rij, str_fmt(a, "%u. %.*s", (unsigned)v->nummer, STR_ARG(v->label)),
            str_fmt(a, "/uitkomsten/%.*s/vragen/%.*s", STR_ARG(s->code), STR_ARG(vraag_in_adres(a, v->code))),
            v->openbaarheid == VL_GEAGGREGEERD ? STR("alleen geaggregeerd") : STR(""));
        cel_getal(p, t, rij, x.kolom[0].N, 0, STR(""));
        cel_tekst(p, t, rij, ui_zin(a, &x), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_fmt(a, "/uitkomsten/%.*s", STR_ARG(s->code)).p);
    DOC_SET(a, p->boom, "overzicht", t);
}

static void meenemen_tabel(struct pagina *p, const struct ui_set *s)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(
        p, "meenemen", STR("De hele ronde meenemen"),
        STR("Eén rij per partij. Wat ontbreekt heeft een eigen code en is nooit 0. Vragen die niet "
            "voor iedereen openbaar zijn, zitten er alleen voor de beheerder in."));

    tabel_kolom(p, t, "vorm", STR("Vorm"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "waarvoor", STR("Waarvoor"), STR(""), KOLOM_TEKST, 0, false);
    for (const struct uitvoer_vorm *v = uitvoer_vormen; v->code; v++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, str_from(v->naam),
                  str_fmt(a, "/uitkomsten/%.*s/meenemen/%s", STR_ARG(s->code), v->code), STR(""));
        cel_tekst(p, t, rij, str_from(v->waarvoor), STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    doc_add(a, DOC_SET(a, p->boom, "secties", doc_list(a)), t);
}

int uitkomst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct laad_wens alles = {0};
    struct ui_set *s = NULL;
    struct ronde ronde;
    struct pagina p;
    bool beheer = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = blad_ronde(q, p.c, &ronde, &beheer, e);
    if (!rc)
        rc = uitkomst_laad(p.c, q->a, p.g, ronde.code, &alles, &s, e);
    if (!rc) {
        int64_t mee = 0;

        for (size_t i = 0; i < s->n; i++)
            mee += s->partij[i].deelnemend;
        DOC_SET_STR(q->a, p.boom, "titel", s->titel);
        DOC_SET_STR(q->a, p.boom, "antwoord",
                    s->n == 1 ? str_fmt(q->a, "De ene uitgenodigde partij deed %s.", mee ? "mee" : "niet mee")
                              : str_fmt(q->a, "Van de %zu uitgenodigde partijen %s er %lld mee.", s->n,
                                        mee == 1 ? "deed" : "deden", (long long)mee));
        pagina_kruimel(&p, STR("Uitkomsten"), STR("/uitkomsten"));
        pagina_kruimel(&p, s->titel, STR(""));
        feiten_ronde(&p, s);
        vragen_tabel(&p, s, beheer ? UI_BEHEER : UI_PUBLIEK);
        meenemen_tabel(&p, s);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* ---- one question ---- */

static struct str zelf(struct pagina *p, const char *achter)
{
    struct str adres = pagina_zelf(p, str_cat(p->a, p->q->path, str_from(achter)), NULL, STR(""));

    return adres;
}

static void cel_uit(struct pagina *p, struct doc *rij, const struct ui_tabel *t, size_t r, size_t k)
{
    const struct ui_cel *c = ui_cel(t, r, k);
    struct doc *cel = doc_add(p->a, doc_get(rij, STR("cellen")), doc_map(p->a));

    DOC_SET_BOOL(p->a, cel, "getal", true);
    if (c->weg) {
        DOC_SET_STR(p->a, cel, "tekst", STR("–"));
        DOC_SET_STR(p->a, cel, "ontbreekt", STR("niet getoond of geen"));
        return;
    }
    DOC_SET_STR(
        p->a, cel, "tekst",
        str_fmt(p->a, "%.*s (%.*s)", STR_ARG(num_nl(p->a, c->n, 0)), STR_ARG(ui_procent(p->a, t, r, k))));
}

static struct doc *regel_uit(struct pagina *p, struct doc *t, struct str label)
{
    struct doc *rij = doc_add(p->a, doc_get(t, STR("rijen")), doc_map(p->a)), *cel;

    cel = doc_add(p->a, DOC_SET(p->a, rij, "cellen", doc_list(p->a)), doc_map(p->a));
    DOC_SET_STR(p->a, cel, "tekst", label);
    DOC_SET_BOOL(p->a, cel, "kop", true);
    return rij;
}

static void getallen_uit(struct pagina *p, struct doc *d, const struct ui_tabel *t)
{
    static const char *const wat[] = {"Som", "Gemiddelde", "Mediaan"};

    for (int i = 0; t->vraag->getal && i < 3; i++) {
        struct doc *rij = regel_uit(p, d, str_from(wat[i]));

        for (size_t k = 0; k < t->n_kolom; k++) {
            const struct ui_getallen *g = &t->kolom[k].getal;
            int64_t v = i == 0 ? g->som : i == 1 ? g->gemiddelde : g->mediaan;
            struct doc *cel = doc_add(p->a, doc_get(rij, STR("cellen")), doc_map(p->a));

            DOC_SET_BOOL(p->a, cel, "getal", true);
            DOC_SET_STR(p->a, cel, "tekst",
                        g->weg || !g->n ? STR("–") : num_nl(p->a, v, t->vraag->schaal + (i > 0)));
            if (g->weg || !g->n)
                DOC_SET_STR(p->a, cel, "ontbreekt", STR("niet getoond of geen"));
        }
    }
}

/* What was asked of the page of one question, and the rondes that may be seen beside it. */
struct blad {
    struct ui_vraagstelling w;
    struct ronde *rondes;
    size_t n_rondes;
};

/* The table as people read it: a column a group with its N in the head. */
static struct doc *leestabel(struct pagina *p, const struct ui_tabel *t)
{
    struct arena *a = p->a;
    struct doc *d = tabel_maak(p, "tabel", STR("De cijfers"),
                               STR("Aantal, met het percentage tussen haakjes.")),
               *mee;

    tabel_kolom(p, d, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t k = 0; k < t->n_kolom; k++)
        tabel_kolom(p, d, "kolom", t->kolom[k].naam,
                    t->kolom[k].weg ? STR("N = –")
                                    : str_fmt(a, "N = %.*s", STR_ARG(num_nl(a, t->kolom[k].N, 0))),
                    KOLOM_GETAL, 0, false);
    for (size_t r = 0; r < t->n_regel; r++) {
        struct doc *rij = regel_uit(p, d, t->regel[r].label);

        for (size_t k = 0; k < t->n_kolom; k++)
            cel_uit(p, rij, t, r, k);
    }
    getallen_uit(p, d, t);
    DOC_SET_BOOL(a, d, "heeft_rijen", t->n_regel > 0 || t->vraag->getal);
    if (!t->n_regel && !t->vraag->getal)
        DOC_SET(a, d, "leeg",
                leeg_maak(a, "Geen antwoorden om te tellen",
                          STR("Dit is een open vraag. Zijn de antwoorden in thema’s ingedeeld, dan staan die "
                              "als een eigen "
                              "vraag in de lijst."),
                          NULL, STR("")));
    DOC_SET(a, d, "voet", ui_noten(a, t));
    mee = DOC_SET(a, d, "mee", doc_map(a));
    DOC_SET_STR(a, mee, "van", t->titel);
    DOC_SET_STR(a, mee, "als_csv", zelf(p, ".csv"));
    DOC_SET_STR(a, mee, "als_xlsx", zelf(p, ".xlsx"));
    DOC_SET_STR(a, mee, "als_svg", zelf(p, ".svg"));
    return d;
}

/* Which rondes of the same questionnaire it can be laid beside: those that who looks may see. */
static void met_keuze(struct pagina *p, const struct ui_set *s, struct doc *velden, const struct blad *x)
{
    struct doc *k;
    struct str met = doc_get_str(p->q->query, STR("met"));
    size_t n = 0;

    for (size_t i = 0; i < x->n_rondes; i++)
        n += str_eq(x->rondes[i].lijst_code, s->lijst) && !str_eq(x->rondes[i].code, s->code);
    if (!n)
        return;
    k = veld_keuze(p->a, velden, "met", "Welke andere ronde?");
    optie_bij(p->a, k, STR(""),
              s->vorige && (s->vorige->gesloten || x->w.kijker == UI_BEHEER) ? STR("de vorige ronde")
                                                                             : STR("kies een ronde"),
              met);
    for (size_t i = 0; i < x->n_rondes; i++)
        if (str_eq(x->rondes[i].lijst_code, s->lijst) && !str_eq(x->rondes[i].code, s->code))
            optie_bij(p->a, k, x->rondes[i].code,
                      str_fmt(p->a, "%.*s (%.*s)", STR_ARG(x->rondes[i].titel),
                              STR_ARG(date_nl(p->a, x->rondes[i].peildatum))),
                      met);
}

static void keuze_form(struct pagina *p, const struct ui_set *s, const struct ui_tabel *t,
                       const struct blad *x)
{
    struct str per = x->w.per, basis = x->w.heeft_basis ? str_from(ui_basis_namen[x->w.basis]) : STR("");
    enum ui_kijker kijker = x->w.kijker;
    bool rondes = s->naast || (s->vorige && (s->vorige->gesloten || kijker == UI_BEHEER));
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "keuze", doc_map(a)), *velden = doc_list(a), *k;

    DOC_SET_STR(a, f, "actie", p->q->path);
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    DOC_SET(a, f, "verborgen", pagina_verborgen(p));
    k = veld_keuze(a, velden, "per", "Uitgesplitst naar");
    optie_bij(a, k, STR(""), STR("niet: alle partijen samen"), per);
    for (size_t i = 0; i < x->n_rondes && !rondes; i++)
        rondes = str_eq(x->rondes[i].lijst_code, s->lijst) && !str_eq(x->rondes[i].code, s->code);
    rondes = rondes && !t->is_matrix && !t->vraag->is_afgeleid &&
             (t->vraag->soort == UI_EEN || t->vraag->soort == UI_MEER);
    if (rondes) {
        optie_bij(a, k, STR("ronde"), STR("een andere ronde en deze"), per);
        if (t->vraag->soort == UI_EEN && !ui_opties_verraden(t->vraag, kijker))
            optie_bij(a, k, STR("overgang"), STR("het antwoord in een andere ronde"), per);
    }
    for (size_t i = 0; !t->is_matrix && i < s->indeling.n; i++)
        optie_bij(a, k, s->indeling.at[i].code, str_cat(a, STR("regio: "), s->indeling.at[i].naam), per);
    for (size_t i = 0; !t->is_matrix && i < s->vraag.n; i++) {
        const struct ui_vraag *v = s->vraag.at[i];

        if ((v->soort == UI_EEN || v->soort == UI_MEER) && !str_eq(v->code, t->vraag->code) &&
            !ui_opties_verraden(v, kijker) && (v->openbaarheid != VL_BEHEERDER || kijker == UI_BEHEER))
            optie_bij(a, k, v->code,
                      str_fmt(a, "vraag %u: %.*s", (unsigned)v->nummer, STR_ARG(utf8_clip(v->label, 80))),
                      per);
    }
    if (rondes)
        met_keuze(p, s, velden, x);
    k = veld_keuze(a, velden, "basis", "Percentage van");
    optie_bij(a, k, STR(""), STR("zoals bij de vraag hoort"), basis);
    optie_bij(a, k, STR("uitgenodigd"), STR("alle uitgenodigde partijen"), basis);
    optie_bij(a, k, STR("deelnemend"), STR("alle partijen die meededen"), basis);
    optie_bij(a, k, STR("beantwoord"), STR("wie de vraag beantwoordde"), basis);
    DOC_SET(a, f, "velden", velden);
}

static void figuur(struct pagina *p, const struct ui_tabel *t)
{
    struct arena *a = p->a;
    struct doc *f, *noten;

    if (!t->n_regel)
        return;
    f = DOC_SET(a, p->boom, "figuur", doc_map(a));
    noten = DOC_SET(a, f, "noten", doc_list(a));
    DOC_SET_STR(a, f, "id", STR("figuur"));
    DOC_SET_STR(a, f, "titel",
                t->per_naam.n && !t->is_matrix && !ui_beeld_totaal(t)
                    ? str_fmt(a, "In beeld, per %.*s", STR_ARG(utf8_clip(t->per_naam, 100)))
                    : STR("In beeld"));
    DOC_SET_STR(a, f, "svg", ui_beeld(a, t, 460));
    DOC_SET_BOOL(a, f, "is_smal", true);
    if (ui_beeld_totaal(t))
        doc_add(a, noten, doc_str(a, STR("De figuur is van alle partijen samen; de tabel splitst uit.")));
    if (t->n_kolom == 1)
        doc_add(a, noten, doc_str(a, str_fmt(a, "N = %.*s", STR_ARG(num_nl(a, t->kolom[0].N, 0)))));
}

static int stelling(struct http_req *q, bool beheer, struct ui_vraagstelling *w, struct err *e)
{
    struct str basis = doc_get_str(q->query, STR("basis"));

    *w = (struct ui_vraagstelling){.vraag = vraag_uit_adres(q->a, doc_get_str(q->params, STR("vraag"))),
                                   .per = doc_get_str(q->query, STR("per")),
                                   .kijker = beheer ? UI_BEHEER : UI_PUBLIEK};
    w->heeft_basis = basis.n > 0;
    if (basis.n && !ui_basis_bij(basis, &w->basis))
        return err_set(e, ERR_DATA, "basis: verwacht uitgenodigd, deelnemend of beantwoord");
    return OK;
}

static void vraag_blad(struct pagina *p, struct ui_set *s, const struct ui_tabel *t, const struct blad *x,
                       struct http_resp *r)
{
    const struct ui_vraagstelling *w = &x->w;
    struct arena *a = p->a;
    struct doc *st, *tabellen = DOC_SET(a, p->boom, "tabellen", doc_map(a));

    DOC_SET_STR(a, p->boom, "titel", t->titel);
    DOC_SET_STR(a, p->boom, "antwoord", ui_zin(a, t));
    st = DOC_SET(a, p->boom, "statussen", doc_list(a));
    if (s->verzonnen)
        label_bij(a, st, STR("verzonnen"));
    if (!s->gesloten)
        label_bij(a, st, STR("voorlopig: de ronde is nog open"));
    if (w->kijker == UI_BEHEER && t->vraag->openbaarheid != VL_OPENBAAR)
        label_bij(a, st, STR("u ziet alles: niet om te publiceren"));
    pagina_kruimel(p, STR("Uitkomsten"), STR("/uitkomsten"));
    pagina_kruimel(p, s->titel, str_cat(a, STR("/uitkomsten/"), s->code));
    pagina_kruimel(p, t->titel, STR(""));
    if (w->kijker == UI_BEHEER && t->vraag->soort == UI_TEKST) {
        struct doc *f = DOC_SET(a, p->boom, "feiten", doc_list(a));

        DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
        feit_bij(a, f, "Open antwoorden", STR("Thema’s indelen"),
                 str_fmt(a, "/uitkomsten/%.*s/vragen/%.*s/themas", STR_ARG(s->code), STR_ARG(t->vraag->code)),
                 STR(""), STR(""));
    }
    keuze_form(p, s, t, x);
    figuur(p, t);
    DOC_SET(a, p->boom, "overzicht", leestabel(p, t));
    DOC_SET(a, tabellen, "cellen", ui_tabel_doc(a, t));
    if (p->q->format == HTTP_SVG)
        r->svg = ui_beeld(a, t, 640);
}

/* The ronde to compare with, which who looks must be allowed to see too. */
static int naast_laad(struct pagina *p, struct ui_set *s, bool beheer, struct blad *x, struct err *e)
{
    struct laad_wens alles = {0};
    struct str met = doc_get_str(p->q->query, STR("met"));
    size_t n = 0;
    int rc = rondes_lees(p->c, p->a, &x->rondes, &x->n_rondes, e);

    for (size_t i = 0; !rc && i < x->n_rondes; i++)
        if (beheer || ronde_nu(&x->rondes[i], time_ms()) == RONDE_GESLOTEN)
            x->rondes[n++] = x->rondes[i];
    x->n_rondes = n;
    if (rc || !met.n)
        return rc;
    for (size_t i = 0; i < n; i++)
        if (str_eq(x->rondes[i].code, met))
            return uitkomst_naast(p->c, p->a, p->g, s, met, &alles, e);
    return err_set(e, ERR_NOT_FOUND, "er is geen ronde “%.*s” om mee te vergelijken",
                   STR_ARG(utf8_clip(met, 60)));
}

int vraag_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct laad_wens alles = {0};
    struct blad x = {0};
    struct ui_set *s = NULL;
    struct ui_tabel t;
    struct ronde ronde;
    struct pagina p;
    bool beheer = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = blad_ronde(q, p.c, &ronde, &beheer, e);
    if (!rc)
        rc = stelling(q, beheer && !str_is(doc_get_str(q->query, STR("zoals")), "publiek"), &x.w, e);
    if (!rc)
        rc = uitkomst_laad(p.c, q->a, p.g, ronde.code, &alles, &s, e);
    if (!rc)
        rc = naast_laad(&p, s, beheer, &x, e);
    if (!rc)
        rc = ui_tabel_maak(q->a, s, &x.w, &t, e);
    if (!rc) {
        pagina_eigen(&p, "per", x.w.per);
        pagina_eigen(&p, "met", doc_get_str(q->query, STR("met")));
        pagina_eigen(&p, "basis", doc_get_str(q->query, STR("basis")));
        vraag_blad(&p, s, &t, &x, r);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param ronde_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"}, CONTEXT_PARAMS, {0}};
static const struct http_param vraag_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"},
    {"vraag", "de code van een vraag, of van een groep vragen met dezelfde keuzes", PARAM_PATH, true, false,
     NULL, "stand_woonzorgvisie"},
    {"per", "splits uit: een indeling, een vraag, ronde of overgang", PARAM_QUERY, false, false, NULL,
     "vijfdeling"},
    {"met", "bij per=ronde of per=overgang: de code van de andere ronde; standaard de vorige", PARAM_QUERY,
     false, false, NULL, NULL},
    {"basis", "waarvan het percentage is", PARAM_QUERY, false, false, "uitgenodigd|deelnemend|beantwoord",
     NULL},
    {"zoals", "publiek: voor de beheerder, zoals iedereen het ziet", PARAM_QUERY, false, false, "publiek",
     NULL},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param meenemen_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"},
    {"vorm", "csv, xlsx, spss, triple-s of ddi", PARAM_PATH, true, false, NULL, "spss"},
    {0}};

static const struct http_param themas_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"},
    {"vraag", "de code van een open vraag", PARAM_PATH, true, false, NULL, "ervaring_aandacht"},
    {"vanaf", "vanaf welk antwoord", PARAM_QUERY, false, false, "getal", NULL},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param thema_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"},
    {"vraag", "de code van een open vraag", PARAM_PATH, true, false, NULL, "ervaring_aandacht"},
    {"label", "de naam van het thema", PARAM_FORM, true, false, NULL, NULL},
    {0}};
static const struct http_param codeer_params[] = {
    {"ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"},
    {"vraag", "de code van een open vraag", PARAM_PATH, true, false, NULL, "ervaring_aandacht"},
    {"respons", "de respons", PARAM_FORM, true, false, "getal", NULL},
    {"rij", "de rij van een herhaling", PARAM_FORM, false, false, NULL, NULL},
    {"revisie", "welke versie van het antwoord gelezen is", PARAM_FORM, true, false, "getal", NULL},
    {0}};

enum { OOK_SVG = 1 << HTTP_HTML | 1 << HTTP_JSON | 1 << HTTP_CSV | 1 << HTTP_XLSX | 1 << HTTP_SVG };

const struct http_route uitkomst_routes[] = {
    {"GET", "/uitkomsten", uitkomsten_get, "uitkomst", "De uitkomsten van de rondes", ROUTE_STORE,
     lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}", uitkomst_get, "uitkomst", "De uitkomsten van een ronde: alle vragen",
     ROUTE_STORE | ROUTE_SLOW, ronde_params, .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}/vragen/{vraag}", vraag_get, "uitkomst", "De uitkomsten van een vraag",
     ROUTE_STORE | ROUTE_SLOW, vraag_params, OOK_SVG, .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}/meenemen/{vorm}", meenemen_get, NULL, "De hele ronde als bestand",
     ROUTE_STORE | ROUTE_SLOW, meenemen_params, .recht = RECHT_PUBLIEK},
    {"GET", "/uitkomsten/{ronde}/vragen/{vraag}/themas", themas_get, "uitkomst",
     "Open antwoorden in thema’s indelen", ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, themas_params,
     .recht = RECHT_RONDE},
    {"POST", "/uitkomsten/{ronde}/vragen/{vraag}/themas", themas_post, NULL, "Voegt een thema toe",
     ROUTE_STORE | ROUTE_SLOW, thema_params, .recht = RECHT_RONDE},
    {"POST", "/uitkomsten/{ronde}/vragen/{vraag}/themas/antwoord", codeer_post, NULL,
     "Zegt bij welke thema’s een antwoord hoort", ROUTE_STORE | ROUTE_SLOW, codeer_params,
     .recht = RECHT_RONDE},
    {0},
};
