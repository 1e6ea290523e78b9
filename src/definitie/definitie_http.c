/* SPDX-License-Identifier: EUPL-1.2
 * /regie/definities: who calls what nultreden, geclusterd or zorggeschikt, which of them can be told in each
 * other, and two of them side by side with what differs and a dwelling that shows it. */
#include "definitie/definitie.h"

#include "cijfer/vel.h"
#include "regels/regels.h"

static const char *const soort_naam[] = {"gelijk", "omzetbaar met een regel", "niet omzetbaar"};

static struct str vergelijk_adres(struct arena *a, const struct omzetting *o)
{
    return str_fmt(a, "/regie/definities/vergelijk?eerste=%.*s&tweede=%.*s&woningtype=%.*s",
                   STR_ARG(o->van->set), STR_ARG(o->naar->set), STR_ARG(o->van->woningtype));
}

struct werk {
    struct vel v;
    const struct definities *d;
    const struct definitieset *set;
    size_t n_set;
};

/* With who sets it: the names of two sets may be alike. */
static struct str set_naam(const struct werk *w, struct str code)
{
    for (size_t i = 0; i < w->n_set; i++)
        if (str_eq(w->set[i].code, code))
            return w->set[i].organisatie.n ? str_fmt(w->v.p.a, "%.*s (%.*s)", STR_ARG(w->set[i].naam),
                                                     STR_ARG(w->set[i].organisatie))
                                           : w->set[i].naam;
    return code;
}

static int begin(struct http_req *q, struct werk *w, struct err *e)
{
    int rc = vel_open(q, &w->v, e);

    if (!rc)
        rc = definities_lees(&w->d, e);
    if (!rc)
        rc = definitiesets_lees(w->v.p.c, q->a, &w->set, &w->n_set, e);
    if (!rc)
        pagina_kruimel(&w->v.p, STR("Regie"), STR("/regie"));
    return rc;
}

static void sets_blok(struct werk *w)
{
    struct pagina *p = &w->v.p;
    struct doc *t = tabel_maak(p, "definities", STR("Definities"), STR(""));

    tabel_kolom(p, t, "set", STR("Definitieset"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "klassen", STR("Telt als"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "regels", STR("Regels in de tabel"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < w->d->n; i++) {
        const struct definitie *d = &w->d->at[i];
        struct doc *rij = tabel_regel(p, t, false);
        struct buf b;

        buf_init(&b, p->a, 1000);
        for (size_t k = 0; k < d->n_klassen; k++)
            buf_fmt(&b, "%s%.*s", k ? " of " : "", STR_ARG(d->klasse[k]));
        cel_tekst(p, t, rij, set_naam(w, d->set), STR(""),
                  str_starts(d->tabel->bron, STR("verzonnen")) ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, d->woningtype, STR(""), STR(""));
        cel_tekst(p, t, rij, buf_str(&b), STR(""), STR(""));
        cel_getal(p, t, rij, (int64_t)d->tabel->n, 0, STR(""));
        cel_tekst(p, t, rij, d->tabel->bron, STR(""), STR(""));
    }
    tabel_noot(p, t, STR("Samen is: elk type voor ouderen dat de set kent, bij elkaar."));
    tabel_klaar(p, t, "/regie/definities");
    blok_tabel(&w->v, blok_bij(&w->v, "sets", STR("Wie noemt wat zo?"), STR("")), t);
}

static void paren_blok(struct werk *w)
{
    struct pagina *p = &w->v.p;
    struct doc *t = tabel_maak(p, "omzettingen", STR("Omzettingen"),
                               STR("Kan een cijfer van de ene set als cijfer van de andere gelezen worden?"));

    tabel_kolom(p, t, "van", STR("Van"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "naar", STR("Naar"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Uitkomst"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "combinaties", STR("Bekeken"), STR("combinaties"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < w->d->n_omzettingen; i++) {
        const struct omzetting *o = &w->d->omzetting[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, set_naam(w, o->van->set), vergelijk_adres(p->a, o), STR(""));
        cel_tekst(p, t, rij, set_naam(w, o->naar->set), STR(""), STR(""));
        cel_tekst(p, t, rij, o->van->woningtype, STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(soort_naam[o->soort]), STR(""), STR(""));
        cel_tekst(p, t, rij,
                  o->regel.n ? str_fmt(p->a, "%.*s (%.*s)", STR_ARG(o->reden), STR_ARG(o->regel)) : o->reden,
                  STR(""), STR(""));
        cel_getal(p, t, rij, o->combinaties, 0, STR(""));
    }
    tabel_klaar(p, t, "/regie/definities");
    blok_tabel(&w->v,
               blok_bij(&w->v, "paren", STR("Kan de een als de ander gelezen worden?"),
                        STR("Elke uitkomst is bewezen door alle combinaties van voorwaarden langs te gaan. "
                            "Bij “niet omzetbaar” staat een "
                            "woning die het laat zien; open daarvoor het paar. Cijfers van verschillende "
                            "sets staan hier nooit in één som.")),
               t);
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {0};
    size_t tel[3] = {0};
    int rc = begin(q, &w, e);

    if (!rc) {
        for (size_t i = 0; i < w.d->n_omzettingen; i++)
            tel[w.d->omzetting[i].soort]++;
        vel_titel(&w.v, STR("Definities"),
                  str_fmt(q->a,
                          "Van de %zu paren van definities zijn er %zu gelijk, %zu omzetbaar met een regel "
                          "en %zu niet omzetbaar.",
                          w.d->n_omzettingen, tel[OMZET_GELIJK], tel[OMZET_MET_REGEL], tel[OMZET_NIET]));
        pagina_kruimel(&w.v.p, STR("Definities"), STR(""));
        sets_blok(&w);
        paren_blok(&w);
        rc = vel_klaar(&w.v, r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

/* ---- two side by side ---- */

static void eis_rij(struct werk *w, struct doc *t, const struct omzetting *o, struct str naam)
{
    struct pagina *p = &w->v.p;
    struct str van = definitie_eis(p->a, o->van, naam), naar = definitie_eis(p->a, o->naar, naam);
    struct doc *rij = tabel_regel(p, t, false);

    cel_tekst(p, t, rij, naam, STR(""), str_eq(van, naar) ? STR("") : STR("verschilt"));
    cel_tekst(p, t, rij, van, STR(""), STR(""));
    cel_tekst(p, t, rij, naar, STR(""), STR(""));
}

static void naast_blok(struct werk *w, const struct omzetting *o)
{
    struct pagina *p = &w->v.p;
    const struct regeltabel *a = o->van->tabel, *b = o->naar->tabel;
    struct doc *t = tabel_maak(p, "voorwaarden", STR("Voorwaarden"),
                               STR("Een streep is: de definitie vraagt er niet naar. Een staand streepje "
                                   "scheidt regels van de tabel."));

    tabel_kolom(p, t, "eigenschap", STR("Eigenschap"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "van", set_naam(w, o->van->set), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "naar", set_naam(w, o->naar->set), STR(""), KOLOM_TEKST, 0, false);
    for (size_t k = 0; k < a->n_in; k++)
        eis_rij(w, t, o, a->in[k].naam);
    for (size_t k = 0; k < b->n_in; k++) {
        bool er = false;

        for (size_t j = 0; j < a->n_in; j++)
            er = er || str_eq(a->in[j].naam, b->in[k].naam);
        if (!er)
            eis_rij(w, t, o, b->in[k].naam);
    }
    tabel_klaar(p, t, NULL);
    blok_tabel(&w->v, blok_bij(&w->v, "naast", STR("Naast elkaar"), STR("")), t);
}

static int vergelijk_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str van = doc_get_str(q->query, STR("eerste")), naar = doc_get_str(q->query, STR("tweede")),
               type = doc_get_str(q->query, STR("woningtype"));
    const struct omzetting *o = NULL;
    struct werk w = {0};
    int rc = begin(q, &w, e);

    for (size_t i = 0; !rc && i < w.d->n_omzettingen; i++) {
        const struct omzetting *x = &w.d->omzetting[i];

        if (str_eq(x->van->set, van) && str_eq(x->naar->set, naar) && str_eq(x->van->woningtype, type))
            o = x;
    }
    if (!rc && !o)
        rc = err_set(e, ERR_NOT_FOUND, "dit paar van definities is er niet");
    if (!rc) {
        struct arena *a = q->a;
        struct doc *f;

        vel_titel(&w.v,
                  str_fmt(a, "Wat heet %.*s: %.*s en %.*s", STR_ARG(type), STR_ARG(set_naam(&w, van)),
                          STR_ARG(set_naam(&w, naar))),
                  str_fmt(a, "Een cijfer van de eerste is als cijfer van de tweede %s. %.*s",
                          soort_naam[o->soort], STR_ARG(o->reden)));
        pagina_kruimel(&w.v.p, STR("Definities"), STR("/regie/definities"));
        pagina_kruimel(&w.v.p, type, STR(""));
        f = blok_feiten(&w.v, blok_bij(&w.v, "bewijs", STR("Het bewijs"), STR("")));
        if (o->regel.n)
            feit_bij(a, f, "Regel", o->regel, STR(""),
                     STR("dit moet van elke woning bekend zijn; wat niet voldoet telt niet mee"), STR(""));
        feit_bij(a, f, "Bekeken", str_fmt(a, "%lld combinaties van voorwaarden", (long long)o->combinaties),
                 STR(""),
                 str_fmt(a, "%lld tellen bij beide, %lld alleen bij de eerste, %lld alleen bij de tweede%s",
                         (long long)o->beide, (long long)o->alleen_van, (long long)o->alleen_naar,
                         o->regel.n ? ", met de regel" : ""),
                 STR(""));
        if (o->voorbeeld_van.n)
            feit_bij(a, f, "Telt alleen bij de eerste", o->voorbeeld_van, STR(""), STR(""),
                     STR("tegenvoorbeeld"));
        if (o->voorbeeld_naar.n)
            feit_bij(a, f, "Telt alleen bij de tweede", o->voorbeeld_naar, STR(""), STR(""),
                     STR("tegenvoorbeeld"));
        if (o->bron.n)
            feit_bij(a, f, "Bron", o->bron, STR(""), STR(""), STR(""));
        feit_bij(a, f, "Andersom", STR("Bekijk de omgekeerde richting"),
                 str_fmt(a, "/regie/definities/vergelijk?eerste=%.*s&tweede=%.*s&woningtype=%.*s",
                         STR_ARG(naar), STR_ARG(van), STR_ARG(type)),
                 STR(""), STR(""));
        naast_blok(&w, o);
        rc = vel_klaar(&w.v, r, e);
    }
    vel_sluit(&w.v);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param vergelijk_params[] = {
    {"woningtype", "nultreden, geclusterd, zorggeschikt of samen", PARAM_QUERY, false, false, NULL,
     "zorggeschikt"},
    {"tweede", "code van de tweede definitieset", PARAM_QUERY, false, false, NULL, "sbr-wonen-2.9"},
    {"gebied", "code van het gebied, als PV31", PARAM_QUERY, false, false},
    {"eerste", "code van de eerste definitieset", PARAM_QUERY, false, false, NULL, "bzk-2023"},
    {0}};

const struct http_route definitie_routes[] = {
    {"GET", "/regie/definities", lijst_get, "regie", "Definities, en welke in elkaar zijn om te zetten",
     ROUTE_STORE, lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/regie/definities/vergelijk", vergelijk_get, "regie", "Twee definities naast elkaar",
     ROUTE_STORE, vergelijk_params, .recht = RECHT_PUBLIEK},
    {0},
};
