/* SPDX-License-Identifier: EUPL-1.2
 * The page of one plan: what was delivered, how it was read, its numbers, what checking found, and the
 * levering and row it came from. */
#include "plan/plan_http.h"

#include "base/num.h"
#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"
#include "tabel/tabel.h"

static struct str jaren_tekst(struct arena *a, const struct plan_getal *x)
{
    return !x->tot            ? STR("")
           : x->van == x->tot ? str_fmt(a, "%d", x->van)
                              : str_fmt(a, "%d–%d", x->van, x->tot);
}

/* The tables of a plan: one for each soort of numbers, in this order. */
static const struct {
    const char *soort, *titel, *kop;
} getallen[] = {{"jaar", "Woningen per opleverjaar", "Jaar"},
                {"ouderen", "Woningen voor ouderen", "Woningtype"},
                {"prijs", "Woningen per prijsklasse", "Prijsklasse"},
                {"woningtype", "Eengezins en meergezins", "Woningtype"},
                {"totaal", "Totalen", "Wat"},
                {"controle", "Controles zoals geleverd", "Controle"}};

static void getallen_tabel(struct pagina *p, size_t welk, const struct plan_getal *g, size_t n,
                           struct doc *secties)
{
    struct arena *a = p->a;
    bool jaar = str_is(str_from(getallen[welk].soort), "jaar"), jaren = false, iets = false;
    struct doc *t;

    for (size_t i = 0; i < n; i++)
        if (str_is(g[i].soort, getallen[welk].soort)) {
            iets = true;
            jaren = jaren || (!jaar && g[i].tot);
        }
    if (!iets)
        return;
    t = tabel_maak(p, getallen[welk].soort, str_from(getallen[welk].titel), STR(""));
    tabel_kolom(p, t, "wat", str_from(getallen[welk].kop), STR(""), KOLOM_TEKST, 0, false);
    if (jaren)
        tabel_kolom(p, t, "jaren", STR("Jaar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningen", STR("Woningen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "kolom", STR("Kolom in het bestand"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij;

        if (!str_is(g[i].soort, getallen[welk].soort))
            continue;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, jaar ? g[i].tot ? jaren_tekst(a, &g[i]) : STR("zonder jaar") : g[i].code,
                  STR(""), STR(""));
        if (jaren)
            cel_tekst(p, t, rij, g[i].tot ? jaren_tekst(a, &g[i]) : STR("alle jaren"), STR(""), STR(""));
        if (g[i].ontbreekt)
            cel_leeg(p, t, rij, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)g[i].ontbreekt));
        else
            cel_getal(p, t, rij, g[i].waarde, 0, STR(""));
        cel_tekst(p, t, rij,
                  g[i].kolom < 0 ? str_fmt(a, "rij %lld van de laag met jaren", (long long)g[i].rij)
                  : g[i].rij
                      ? str_fmt(a, "%.*s, rij %lld", STR_ARG(tabel_kolom_letter(a, (size_t)g[i].kolom)),
                                (long long)g[i].rij)
                      : tabel_kolom_letter(a, (size_t)g[i].kolom),
                  STR(""), STR(""));
    }
    if (str_is(str_from(getallen[welk].soort), "ouderen"))
        tabel_noot(p, t,
                   STR("Een woning kan onder meer dan één type tellen; deze aantallen worden nooit bij "
                       "elkaar opgeteld."));
    p->sorteer = STR("");
    tabel_klaar(p, t, p->q->path.p ? str_cstr(a, p->q->path) : NULL);
    doc_add(a, secties, t);
}

/* What the picture says: the year with most homes, where there is one. */
static struct str jaren_titel(struct arena *a, const struct grafiek_staaf *s, size_t n)
{
    size_t meest = n, gelijk = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i].ontbreekt || s[i].waarde <= 0 || (meest < n && s[i].waarde < s[meest].waarde))
            continue;
        gelijk = meest < n && s[i].waarde == s[meest].waarde ? gelijk + 1 : 0;
        meest = i;
    }
    return meest == n || gelijk
               ? STR("Wanneer de woningen klaar komen")
               : str_fmt(a, "De meeste woningen komen klaar in %.*s", STR_ARG(s[meest].label));
}

static void jaren_figuur(struct pagina *p, const struct plan_getal *g, size_t n)
{
    struct arena *a = p->a;
    struct grafiek_staaf *staaf = ARENA_ARRAY(a, struct grafiek_staaf, n + 1);
    size_t k = 0, met = 0;

    for (size_t i = 0; i < n; i++)
        if (str_is(g[i].soort, "jaar") && g[i].tot) {
            staaf[k++] =
                (struct grafiek_staaf){.label = jaren_tekst(a, &g[i]),
                                       .ontbreekt = g[i].ontbreekt != 0,
                                       .waarde = g[i].waarde,
                                       .tint = TINT_NEUTRAAL,
                                       .tekst = g[i].ontbreekt ? STR("–") : num_nl(a, g[i].waarde, 0)};
            met += !g[i].ontbreekt;
        }
    if (met < 2 || p->q->format != HTTP_HTML)
        return;
    pagina_staven(
        p, "jaren", STR("In woningen."),
        &(struct grafiek_staven){.titel = jaren_titel(a, staaf, k), .staven = staaf, .n = k, .breedte = 400});
}

static void bevindingen_bij(struct pagina *p, const struct plan *x)
{
    struct arena *a = p->a;
    struct doc *d, *regels, *codes = DOC_SET(a, p->boom, "controle", doc_list(a));

    if (!x->bevinding)
        return;
    d = DOC_SET(a, p->boom, "bevindingen", doc_map(a));
    DOC_SET_STR(a, d, "titel", STR("Wat de controle vond"));
    DOC_SET_STR(a, d, "toelichting", STR("Er is niets verbeterd: alle aantallen staan er zoals geleverd."));
    regels = DOC_SET(a, d, "regels", doc_list(a));
    for (unsigned i = 0; i < BEVINDING_AANTAL; i++)
        if (x->bevinding & (1u << i)) {
            struct doc *regel = doc_add(a, regels, doc_map(a));

            doc_add(a, codes, doc_str(a, plan_bevinding_code((enum plan_bevinding)(1u << i))));
            doc_set(a, regel, (1u << i) == BEVINDING_OUDEREN ? STR("is_info") : STR("is_letop"),
                    doc_bool(a, true));
            DOC_SET_STR(a, regel, "plaats", str_fmt(a, "rij %lld", (long long)x->rij));
            DOC_SET_STR(a, regel, "tekst", plan_bevinding_tekst((enum plan_bevinding)(1u << i)));
        }
}

static void plan_feiten(struct pagina *p, const struct plan *x, const struct planstatus *s,
                        const struct levering *l)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "feiten", doc_list(a));

    if (x->gebied)
        feit_bij(a, f, "Gemeente", x->gebied->naam,
                 pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(x->gebied->code)), NULL, STR("")),
                 STR(""), STR(""));
    if (x->plancode.n)
        feit_bij(a, f, "Plancode", x->plancode, STR(""), STR(""), STR(""));
    feit_bij(a, f, "Status zoals geleverd", x->status_geleverd.n ? x->status_geleverd : STR("niet geleverd"),
             STR(""), STR(""), STR(""));
    feit_bij(a, f, "Gelezen als",
             str_fmt(a, "%.*s%s%.*s", STR_ARG(x->status), s ? ", " : "",
                     STR_ARG(s ? str_lower(a, s->naam) : STR(""))),
             STR(""),
             str_fmt(a, "%s volgens de landelijke lijst",
                     str_is(x->hardheid, "onbekend") ? "niet hard en niet zacht" : x->hardheid.p),
             STR(""));
    if (x->plantype.n)
        feit_bij(a, f, "Soort plan", x->plantype, STR(""), STR(""), STR(""));
    if (x->fase.n)
        feit_bij(a, f, "Fase", x->fase, STR(""), STR(""), STR(""));
    feit_bij(a, f, x->rest ? "Nog te bouwen" : "Woningen, bruto",
             x->ontbreekt ? cijfer_ontbreekt_naam((enum cijfer_ontbreekt)x->ontbreekt)
                          : num_nl(a, x->woningen, 0),
             STR(""), STR(""), STR(""));
    if (x->vorm == VORM_GEEN)
        feit_bij(a, f, "Ligging", STR("niet geleverd"), STR(""), STR(""), STR(""));
    else
        feit_bij(a, f, "Ligging",
                 x->vorm == VORM_PUNT ? str_fmt(a, "punt op x %.0f, y %.0f", x->xy[0], x->xy[1])
                                      : str_fmt(a, "vlak tussen x %lld–%lld en y %lld–%lld",
                                                (long long)x->kader.x_min, (long long)x->kader.x_max,
                                                (long long)x->kader.y_min, (long long)x->kader.y_max),
                 STR(""), STR("in meters van het Rijksdriehoeksstelsel"), STR(""));
    feit_bij(a, f, "Levering",
             str_fmt(a, "%lld: %.*s, rij %lld", (long long)l->id, STR_ARG(l->bestand), (long long)x->rij),
             str_fmt(a, "/leveringen/%lld", (long long)l->id),
             str_fmt(a, "peildatum %.*s", STR_ARG(date_nl(a, l->peildatum))),
             str_is(l->status, "actief") ? STR("") : l->status);
}

static struct doc *ligging_doc(struct arena *a, const struct plan *x)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "vorm", plan_vorm_naam(x->vorm));
    if (x->vorm == VORM_GEEN)
        return d;
    DOC_SET_STR(a, d, "stelsel", STR("EPSG:28992"));
    DOC_SET_INT(a, d, "xMin", x->kader.x_min);
    DOC_SET_INT(a, d, "yMin", x->kader.y_min);
    DOC_SET_INT(a, d, "xMax", x->kader.x_max);
    DOC_SET_INT(a, d, "yMax", x->kader.y_max);
    return d;
}

static struct str plan_antwoord(struct arena *a, const struct plan *x, const struct planstatus *s,
                                const struct levering *l)
{
    struct str aantal = x->ontbreekt ? STR("een aantal woningen dat niet te tonen is")
                                     : str_fmt(a, "%.*s %s%s", STR_ARG(num_nl(a, x->woningen, 0)),
                                               x->woningen == 1 ? "woning" : "woningen",
                                               !x->rest           ? ""
                                               : x->woningen == 1 ? " die nog gebouwd moet worden"
                                                                  : " die nog gebouwd moeten worden");

    return str_fmt(a, "Een plan in %.*s met %.*s. Planologische status: %.*s%s%.*s.%s",
                   STR_ARG(x->gebied ? x->gebied->naam : STR("een onbekende gemeente")), STR_ARG(aantal),
                   STR_ARG(x->status), s ? ", " : "", STR_ARG(s ? str_lower(a, s->naam) : STR("")),
                   str_is(l->status, "actief") ? "" : " De levering waar dit uit komt, telt niet meer mee.");
}

int plan_een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    const struct plan_getal *g = NULL;
    const struct planstatus *status;
    struct planstatussen st;
    struct levering l;
    struct pagina p;
    struct plan x;
    struct doc *secties, *statussen;
    struct str kaart = STR("");
    size_t n = 0;
    int64_t id;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = pagina_nummer(q, "een plan", &id, e);
    if (!rc)
        rc = plan_lees(p.c, p.g, a, id, &x, &g, &n, e);
    if (!rc)
        rc = levering_lees(p.c, a, x.levering, &l, NULL, e);
    if (!rc)
        rc = planstatussen_lees(p.c, a, &st, e);
    if (!rc)
        rc = plan_kaart(&p, &x, str_is(l.status, "actief"), &kaart, e);
    if (!rc) {
        status = planstatus_bij_code(&st, x.status);
        DOC_SET_STR(a, p.boom, "titel", plan_naam(&x));
        DOC_SET_STR(a, p.boom, "antwoord", plan_antwoord(a, &x, status, &l));
        statussen = DOC_SET(a, p.boom, "statussen", doc_list(a));
        if (x.verzonnen)
            label_bij(a, statussen, STR("verzonnen"));
        if (!str_is(l.status, "actief"))
            label_bij(a, statussen, l.status);
        pagina_kruimel(&p, STR("Plannen"),
                       x.gebied ? pagina_adres(&p, STR("/plannen"), "gebied", x.gebied->code)
                                : STR("/plannen"));
        pagina_kruimel(&p, plan_naam(&x), STR(""));
        DOC_SET_BOOL(a, p.boom, "heeft_feiten", true);
        plan_feiten(&p, &x, status, &l);
        if (kaart.n)
            DOC_SET_STR(a, p.boom, "kaart_adres", kaart);
        DOC_SET(a, p.boom, "ligging", ligging_doc(a, &x));
        DOC_SET_STR(a, p.boom, "planologischeStatus", x.status);
        DOC_SET_STR(a, p.boom, "statusGeleverd", x.status_geleverd);
        bevindingen_bij(&p, &x);
        jaren_figuur(&p, g, n);
        secties = DOC_SET(a, p.boom, "secties", doc_list(a));
        for (size_t i = 0; i < sizeof getallen / sizeof *getallen; i++)
            getallen_tabel(&p, i, g, n, secties);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}
