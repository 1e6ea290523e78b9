/* SPDX-License-Identifier: EUPL-1.2
 * The page of the subsidy schemes: per regeling and tranche what was asked and granted in a gebied, how much
 * of the national budget that uses, and whether what is in adds up to the totals that the progress letter
 * names. */
#include "overzicht/pages.h"
#include "overzicht/regelingen.h"

#include "base/num.h"

static struct str maat_herkomst(struct pagina *p, const struct tranche *t, enum regeling_maat m,
                                bool uit_document, const struct cijfer_uitkomst *u)
{
    struct cijfer_vraag v = maat_vraag(p, t, m, uit_document);

    return u->heeft ? herkomst_adres(p, cijfer_adres(p->a, &v, u)) : STR("");
}

/* ---- what was asked and granted here ---- */

static bool iets_hier(const struct tranche *t)
{
    return t->hier[MAAT_AANVRAGEN].heeft;
}

static struct doc *aanvragen_tabel(struct pagina *p, const struct tranches *t)
{
    static const struct {
        const char *code, *titel, *eenheid;
        enum regeling_maat maat;
    } kolommen[] = {{"aanvragen", "Aanvragen", "", MAAT_AANVRAGEN},
                    {"woningen", "Woningen", "", MAAT_WONINGEN},
                    {"wlz", "Waarvan Wlz", "woningen", MAAT_WLZ},
                    {"woningen-toegekend", "Toegekend", "woningen", MAAT_WONINGEN_TOEGEKEND},
                    {"gevraagd", "Gevraagd", "euro", MAAT_GEVRAAGD},
                    {"toegekend", "Toegekend", "euro", MAAT_TOEGEKEND}};
    enum { N = sizeof kolommen / sizeof *kolommen };
    struct doc *d = tabel_maak(
        p, "aanvragen", str_fmt(p->a, "Aangevraagd en toegekend in %.*s", STR_ARG(p->gebied->naam)),
        STR("Uit de aanvragen die per project zijn geleverd. Wat is ingetrokken, telt niet mee."));

    tabel_kolom(p, d, "tranche", STR("Regeling en tranche"), STR(""), KOLOM_TEKST, 0, false);
    for (int k = 0; k < N; k++)
        tabel_kolom(p, d, kolommen[k].code, str_from(kolommen[k].titel), str_from(kolommen[k].eenheid),
                    KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "stand", STR("Laatste aanvraag"), STR(""), KOLOM_DATUM, 0, false);
    for (size_t i = 0; i < t->n; i++) {
        const struct tranche *x = &t->at[i];
        struct doc *rij;

        if (!iets_hier(x))
            continue;
        rij = tabel_regel(p, d, false);
        cel_tekst(p, d, rij, x->naam, STR(""), labels_tekst(p->a, &x->hier[MAAT_AANVRAGEN]));
        for (int k = 0; k < N; k++) {
            enum regeling_maat m = kolommen[k].maat;

            if (m == MAAT_WLZ && !x->regeling->wlz)
                cel_leeg(p, d, rij, cijfer_ontbreekt_naam(ONTBREEKT_NVT));
            else
                cel_cijfer(p, d, rij, &x->hier[m], 0, false, maat_herkomst(p, x, m, false, &x->hier[m]));
        }
        cel_datum(p, d, rij, x->hier[MAAT_AANVRAGEN].periode_tot);
    }
    tabel_klaar(p, d, "/regelingen");
    return d;
}

/* ---- the budget ---- */

static void aandeel_cel(struct pagina *p, struct doc *d, struct doc *rij, const struct cijfer_uitkomst *deel,
                        const struct cijfer_uitkomst *geheel)
{
    struct cijfer_uitkomst u = {.heeft = true};

    if (!deel->heeft || !geheel->heeft || !num_percent(deel->waarde, geheel->waarde, &u.waarde))
        u = (struct cijfer_uitkomst){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
    cel_cijfer(p, d, rij, &u, 0, true, STR(""));
}

static struct doc *budget_tabel(struct pagina *p, const struct tranches *t)
{
    struct doc *d = tabel_maak(p, "budget", STR("Budget en gebruik, in heel Nederland"),
                               STR("Een budget geldt voor heel Nederland. Het aandeel is 100 × bedrag ÷ "
                                   "budget, afgerond op hele procenten; "
                                   "N is het budget."));

    tabel_kolom(p, d, "tranche", STR("Regeling en tranche"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, d, "budget", STR("Budget (N)"), STR("euro"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "gevraagd", STR("Gevraagd"), STR("euro"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "aandeel-gevraagd", STR("Gevraagd"), STR("% van N"), KOLOM_PERCENT, 0, false);
    tabel_kolom(p, d, "toegekend", STR("Toegekend"), STR("euro"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "aandeel-toegekend", STR("Gebruikt"), STR("% van N"), KOLOM_PERCENT, 0, false);
    for (size_t i = 0; i < t->n; i++) {
        const struct tranche *x = &t->at[i];
        const struct cijfer_uitkomst *gevraagd = &x->land[MAAT_GEVRAAGD],
                                     *toegekend = &x->land[MAAT_TOEGEKEND];
        struct cijfer_vraag v = maat_vraag(p, x, MAAT_AANVRAGEN, true);
        struct doc *rij;

        if (!x->budget.heeft && !gevraagd->heeft)
            continue;
        v.onderwerp = STR("subsidie-beschikbaar");
        rij = tabel_regel(p, d, false);
        cel_tekst(p, d, rij, x->naam, STR(""), labels_tekst(p->a, gevraagd));
        cel_cijfer(p, d, rij, &x->budget, 0, false,
                   x->budget.heeft ? herkomst_adres(p, cijfer_adres(p->a, &v, &x->budget)) : STR(""));
        cel_cijfer(p, d, rij, gevraagd, 0, false, maat_herkomst(p, x, MAAT_GEVRAAGD, false, gevraagd));
        aandeel_cel(p, d, rij, gevraagd, &x->budget);
        cel_cijfer(p, d, rij, toegekend, 0, false, maat_herkomst(p, x, MAAT_TOEGEKEND, false, toegekend));
        aandeel_cel(p, d, rij, toegekend, &x->budget);
    }
    tabel_noot(
        p, d,
        STR("Gevraagd en toegekend zijn de som van de aanvragen die hier binnen zijn. Zolang niet alle "
            "aanvragen binnen zijn, is het echte aandeel groter."));
    tabel_klaar(p, d, "/regelingen");
    return d;
}

/* ---- the control ---- */

/* A total out of a document beside the sum of what is in; *anders counts those that differ. */
static int controle_regel(struct pagina *p, const struct gebied *land, const struct tranches *t,
                          const struct tranche *x, enum regeling_maat m, struct doc *d, int *anders,
                          struct err *e)
{
    struct cijfer_vraag v = maat_vraag(p, x, m, true);
    struct cijfer_uitkomst u;
    struct doc *rij;
    int64_t som;
    bool iets;
    int rc = cijfer_gebied_lees(p->c, p->g, p->a, &v, land, &u, e);

    if (rc || !u.heeft)
        return rc;
    iets = tranches_som(t, x->regeling, x->code, m, &som);
    rij = tabel_regel(p, d, false);
    cel_tekst(p, d, rij, str_fmt(p->a, "%.*s: %s", STR_ARG(x->naam), maat_naam(m)), STR(""),
              labels_tekst(p->a, &u));
    cel_cijfer(p, d, rij, &u, 0, false, herkomst_adres(p, cijfer_adres(p->a, &v, &u)));
    if (iets) {
        cel_getal(p, d, rij, som, 0, STR(""));
        cel_getal(p, d, rij, som - u.waarde, 0, STR(""));
    } else {
        cel_leeg(p, d, rij, cijfer_ontbreekt_naam(ONTBREEKT_NIET_GELEVERD));
        cel_leeg(p, d, rij, cijfer_ontbreekt_naam(ONTBREEKT_NIET_GELEVERD));
    }
    cel_tekst(p, d, rij,
              !iets             ? STR("niet te vergelijken")
              : som == u.waarde ? STR("gelijk")
                                : STR("wijkt af"),
              STR(""), STR(""));
    *anders += !iets || som != u.waarde;
    return OK;
}

static int controle_tabel(struct pagina *p, const struct gebied *land, const struct tranches *t,
                          struct doc **ret, int *anders, struct err *e)
{
    static const enum regeling_maat toets[] = {MAAT_AANVRAGEN, MAAT_WONINGEN, MAAT_WLZ, MAAT_GEVRAAGD};
    struct doc *d =
        tabel_maak(p, "controle", STR("Controle: de totalen van de voortgangsbrief"),
                   STR("Het totaal dat de brief noemt naast de som van de aanvragen die hier binnen "
                       "zijn, in heel Nederland."));
    int rc = OK;

    tabel_kolom(p, d, "wat", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, d, "brief", STR("Volgens de brief"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "binnen", STR("Hier binnen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, d, "uitkomst", STR("Uitkomst"), STR(""), KOLOM_TEKST, 0, false);
    *anders = 0;
    for (size_t i = 0; !rc && i < t->n; i++)
        for (size_t k = 0; !rc && k < sizeof toets / sizeof *toets; k++)
            if (t->at[i].code.n)
                rc = controle_regel(p, land, t, &t->at[i], toets[k], d, anders, e);
    if (!rc && *anders)
        tabel_noot(
            p, d,
            str_fmt(
                p->a,
                "%d %s niet gelijk aan de brief: niet alle aanvragen zijn hier binnen, of zij zijn anders "
                "geteld. Er wordt niets bijgesteld.",
                *anders, *anders == 1 ? "totaal is" : "totalen zijn"));
    if (!rc)
        tabel_klaar(p, d, "/regelingen");
    *ret = d;
    return rc;
}

/* ---- the picture and the sentence ---- */

static void figuur_bij(struct pagina *p, const struct tranches *t)
{
    struct arena *a = p->a;
    struct grafiek_staaf staaf[2 * TRANCHES_MAX];
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++) {
        const struct tranche *x = &t->at[i];

        if (!iets_hier(x) || !x->code.n)
            continue;
        for (int k = 0; k < 2; k++) {
            const struct cijfer_uitkomst *u = &x->hier[k ? MAAT_WONINGEN_TOEGEKEND : MAAT_WONINGEN];

            staaf[n++] = (struct grafiek_staaf){
                .label = str_fmt(a, "%.*s, %s", STR_ARG(x->naam), k ? "toegekend" : "gevraagd"),
                .ontbreekt = !u->heeft,
                .waarde = u->waarde,
                .tekst = u->heeft ? cijfer_tekst(a, u, 0) : STR("–"),
                .tint = x->regeling->tint,
                .vulling = k ? VULLING_VOL : VULLING_STREEP};
        }
    }
    if (!n || p->q->format != HTTP_HTML)
        return;
    pagina_staven(p, "staven", STR("In woningen. Gestreept is gevraagd, vol is toegekend."),
                  &(struct grafiek_staven){
                      .titel = str_fmt(a, "Woningen met subsidie in %.*s: aangevraagd en toegekend",
                                       STR_ARG(p->gebied->naam)),
                      .staven = staaf,
                      .n = n,
                      .breedte = 460});
}

static struct str antwoord(struct pagina *p, const struct tranches *t, int anders)
{
    struct arena *a = p->a;
    struct buf b;

    buf_init(&b, a, 900);
    for (size_t i = 0; i < t->n; i++) {
        const struct tranche *x = &t->at[i];
        int64_t wlz;

        if (x->code.n || !iets_hier(x))
            continue;
        buf_fmt(&b, "%s%s: %.*s aanvragen voor %.*s woningen, waarvan %.*s toegekend.", b.n ? " " : "",
                x->regeling->naam, STR_ARG(cijfer_tekst(a, &x->hier[MAAT_AANVRAGEN], 0)),
                STR_ARG(cijfer_tekst(a, &x->hier[MAAT_WONINGEN], 0)),
                STR_ARG(cijfer_tekst(a, &x->hier[MAAT_WONINGEN_TOEGEKEND], 0)));
        if (x->regeling->wlz && x->hier[MAAT_WLZ].heeft && x->hier[MAAT_WONINGEN].heeft &&
            num_percent(x->hier[MAAT_WLZ].waarde, x->hier[MAAT_WONINGEN].waarde, &wlz))
            buf_fmt(&b, " Van de gevraagde woningen is %lld%% voor mensen met een Wlz-indicatie (N = %.*s).",
                    (long long)wlz, STR_ARG(num_nl(a, x->hier[MAAT_WONINGEN].waarde, 0)));
    }
    if (!b.n)
        buf_fmt(&b, "Van %.*s zijn nog geen aanvragen geleverd.", STR_ARG(p->gebied->naam));
    if (anders)
        buf_lit(&b, " Wat hier binnen is, is niet gelijk aan de totalen van de voortgangsbrief.");
    return buf_str(&b);
}

static int regelingen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct tranches *t = ARENA_NEW(a, struct tranches);
    struct doc *secties, *controle, *feiten;
    const struct gebied *land = NULL;
    int anders = 0, rc = pagina_open(q, &p, e);

    if (!rc) {
        land = gebied_bij_code(p.g, STR("NL01"));
        rc = tranches_lees(&p, land, t, e);
    }
    if (!rc) {
        secties = DOC_SET(a, p.boom, "secties", doc_list(a));
        figuur_bij(&p, t);
        doc_add(a, secties, aanvragen_tabel(&p, t));
        doc_add(a, secties, budget_tabel(&p, t));
        rc = controle_tabel(&p, land, t, &controle, &anders, e);
    }
    if (!rc) {
        doc_add(a, secties, controle);
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Subsidieregelingen in %.*s", STR_ARG(p.gebied->naam)));
        DOC_SET_STR(a, p.boom, "antwoord", antwoord(&p, t, anders));
        pagina_kruimel(&p, STR("Regelingen"), STR(""));
        if (!t->n && q->format == HTTP_HTML) {
            DOC_SET(a, p.boom, "secties", doc_list(a));
            DOC_SET(a, p.boom, "niets",
                    leeg_maak(a, "Nog geen aanvragen",
                              STR("Er zijn nog geen aanvragen of budgetten geleverd."), "Lever aanvragen aan",
                              STR("/leveringen/nieuw?soort=subsidie")));
        }
        feiten = DOC_SET(a, DOC_SET(a, p.boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));
        for (int i = 0; i < N_REGELINGEN; i++)
            feit_bij(a, feiten, regelingen[i].naam, str_from(regelingen[i].lang), STR(""), STR(""), STR(""));
        feit_bij(a, feiten, "Optellen",
                 STR("Een woning met subsidie kan ook in een plan of bij een corporatie staan."), STR(""),
                 STR("Daarom wordt dit nergens bij opgeteld."), STR(""));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param regelingen_params[] = {CONTEXT_PARAMS, {0}};

const struct http_route regelingen_routes[] = {
    {"GET", "/regelingen", regelingen_get, "regelingen",
     "Subsidieregelingen: aangevraagd, toegekend, budget en controle", ROUTE_STORE, regelingen_params,
     .recht = RECHT_PUBLIEK},
    {0},
};
