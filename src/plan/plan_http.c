/* SPDX-License-Identifier: EUPL-1.2
 * The pages of plannen: the list for the chosen gebied, and one plan. */
#include "plan/plan_http.h"

#include "base/num.h"
#include "cijfer/pagina.h"
#include "grafiek/grafiek.h"
#include "tabel/tabel.h"

#include <stdlib.h>
#include <string.h>

enum { PER_BLAD = 50 };

struct str plan_soort_naam(struct str soort)
{
    static const char *const namen[][2] = {
        {"basisset", "Basisset 2.0"}, {"plannen-geo", "Kaartbestand"}, {"planmonitor", "Planmonitor Wonen"}};

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++)
        if (str_is(soort, namen[i][0]))
            return str_from(namen[i][1]);
    return soort;
}

/* ---- what there is, in words ---- */

static void som_zin(struct arena *a, struct buf *b, const struct plan_som *s, bool met_bron)
{
    int64_t samen = s->woningen[PLAN_HARD] + s->woningen[PLAN_ZACHT] + s->woningen[PLAN_STATUS_ONBEKEND];

    if (met_bron)
        buf_fmt(b, "%.*s: ", STR_ARG(plan_soort_naam(s->soort)));
    buf_fmt(b, "%.*s openbare %s met samen %.*s %s%s: %.*s hard en %.*s zacht",
            STR_ARG(num_nl(a, s->open, 0)), s->open == 1 ? "plan" : "plannen", STR_ARG(num_nl(a, samen, 0)),
            samen == 1 ? "woning" : "woningen",
            !s->rest     ? ""
            : samen == 1 ? " die nog gebouwd moet worden"
                         : " die nog gebouwd moeten worden",
            STR_ARG(num_nl(a, s->woningen[PLAN_HARD], 0)), STR_ARG(num_nl(a, s->woningen[PLAN_ZACHT], 0)));
    if (s->woningen[PLAN_STATUS_ONBEKEND])
        buf_fmt(b, ", en van %.*s is de status onbekend",
                STR_ARG(num_nl(a, s->woningen[PLAN_STATUS_ONBEKEND], 0)));
    buf_char(b, '.');
    if (s->open_met < s->open)
        buf_fmt(b, " Van %.*s is geen aantal geleverd.", STR_ARG(num_nl(a, s->open - s->open_met, 0)));
    if (s->vertrouwelijk)
        buf_lit(b,
                " Er zijn ook vertrouwelijke plannen; die staan hier niet. In de cijfers tellen zij mee waar "
                "er twee of meer samenvallen.");
}

struct str plan_som_tekst(struct arena *a, const struct plan_som *s, size_t n)
{
    struct buf b;
    size_t met = 0;

    buf_init(&b, a, 4000);
    for (size_t i = 0; i < n; i++)
        met += s[i].leveringen > 0;
    for (size_t i = 0; i < n; i++)
        if (s[i].leveringen) {
            if (b.n)
                buf_char(&b, ' ');
            som_zin(a, &b, &s[i], met > 1);
        }
    if (met > 1)
        buf_lit(&b, " Deze bronnen overlappen en worden niet opgeteld.");
    return b.n ? buf_str(&b) : STR("Er zijn geen plannen geleverd.");
}

/* ---- the list ---- */

struct lijst {
    struct arena *a;
    VEC(struct plan) plan;
};

static int lijst_bij(void *ctx, const struct plan *p, struct err *e)
{
    struct lijst *l = ctx;
    struct plan x = *p;
    struct str *const teksten[] = {&x.naam,   &x.plancode, &x.plantype,       &x.fase,    &x.status_geleverd,
                                   &x.status, &x.hardheid, &x.levering_soort, &x.leveraar};

    for (size_t i = 0; i < sizeof teksten / sizeof *teksten; i++)
        *teksten[i] = str_dup(l->a, *teksten[i]);
    VEC_PUSH(l->a, &l->plan, x);
    return arena_over(l->a) ? err_set(e, ERR_LIMIT, "dit zijn te veel plannen; kies een kleiner gebied") : OK;
}

struct orde {
    struct str kolom;
    bool omlaag;
};

static int tekst_orde(struct str x, struct str y)
{
    return x.n && y.n ? str_cmp(x, y) : (y.n > 0) - (x.n > 0);
}

/* As the table sorts its rows, over all pages; equal ones stay in order of their number. */
static int plan_orde(const void *vx, const void *vy, void *ctx)
{
    const struct plan *x = vx, *y = vy;
    const struct orde *o = ctx;
    int c = 0;

    if (str_is(o->kolom, "woningen")) {
        if (!x->ontbreekt != !y->ontbreekt)
            return x->ontbreekt ? 1 : -1;
        c = (x->woningen > y->woningen) - (x->woningen < y->woningen);
    } else if (str_is(o->kolom, "type")) {
        c = (x->van_type > y->van_type) - (x->van_type < y->van_type);
    } else if (str_is(o->kolom, "naam")) {
        c = tekst_orde(x->naam, y->naam);
    } else if (str_is(o->kolom, "gemeente")) {
        c = tekst_orde(x->gebied ? x->gebied->naam : STR(""), y->gebied ? y->gebied->naam : STR(""));
    } else if (str_is(o->kolom, "planstatus")) {
        c = tekst_orde(x->status, y->status);
    } else if (str_is(o->kolom, "plantype")) {
        c = tekst_orde(x->plantype, y->plantype);
    }
    if (c)
        return o->omlaag ? -c : c;
    return (x->id > y->id) - (x->id < y->id);
}

/* Only the name of a column goes into an address as it is. */
static bool sorteer_past(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < 'a' || s.p[i] > 'z') && (i || s.p[i] != '-'))
            return false;
    return true;
}

static void lijst_sorteer(const struct pagina *p, struct lijst *l)
{
    struct orde o = {p->sorteer, p->sorteer.n && p->sorteer.p[0] == '-'};

    if (o.omlaag)
        o.kolom = str_sub(o.kolom, 1, o.kolom.n);
    if (o.kolom.n && l->plan.n)
        qsort_r(l->plan.at, l->plan.n, sizeof *l->plan.at, plan_orde, &o);
}

struct str plan_naam(const struct plan *x)
{
    return x->naam.n ? x->naam : x->plancode.n ? x->plancode : STR("plan zonder naam");
}

static void woningen_cel(struct pagina *p, struct doc *t, struct doc *rij, const struct plan *x)
{
    if (x->ontbreekt)
        cel_leeg(p, t, rij, cijfer_ontbreekt_naam((enum cijfer_ontbreekt)x->ontbreekt));
    else
        cel_getal(p, t, rij, x->woningen, 0, STR(""));
}

static void lijst_rij(struct pagina *p, struct doc *t, const struct plan *x, struct str woningtype)
{
    struct arena *a = p->a;
    struct doc *rij = tabel_regel(p, t, false);
    struct str adres = str_fmt(a, "/plannen/%lld", (long long)x->id);

    cel_tekst(p, t, rij, plan_naam(x), pagina_adres(p, adres, NULL, STR("")),
              x->verzonnen ? STR("verzonnen") : STR(""));
    cel_tekst(p, t, rij, x->gebied ? x->gebied->naam : STR(""),
              x->gebied
                  ? pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(x->gebied->code)), NULL, STR(""))
                  : STR(""),
              STR(""));
    cel_tekst(p, t, rij, x->status, STR(""), STR(""));
    cel_tekst(p, t, rij, x->hardheid, STR(""), STR(""));
    woningen_cel(p, t, rij, x);
    if (woningtype.n)
        cel_getal(p, t, rij, x->van_type, 0, STR(""));
    cel_tekst(p, t, rij, x->plantype, STR(""), STR(""));
    cel_tekst(p, t, rij, x->vorm == VORM_GEEN ? STR("niet geleverd") : plan_vorm_naam(x->vorm), STR(""),
              STR(""));
    cel_tekst(p, t, rij, plan_soort_naam(x->levering_soort),
              str_fmt(a, "/leveringen/%lld", (long long)x->levering), STR(""));
    if (p->q->format != HTTP_HTML) { /* what a spreadsheet wants more than a page */
        cel_getal(p, t, rij, x->id, 0, STR(""));
        cel_tekst(p, t, rij, x->plancode, STR(""), STR(""));
        cel_tekst(p, t, rij, x->status_geleverd, STR(""), STR(""));
        cel_tekst(p, t, rij, x->gebied ? x->gebied->code : STR(""), STR(""), STR(""));
        cel_getal(p, t, rij, x->rij, 0, STR(""));
    }
}

static struct doc *lijst_tabel(struct pagina *p, const struct lijst *l, const struct plan_keuze *k,
                               size_t van, size_t tot)
{
    struct doc *t = tabel_maak(p, "plannen", STR("Plannen"), STR(""));
    bool rest = false, bruto = false;

    for (size_t i = 0; i < l->plan.n; i++) {
        rest = rest || l->plan.at[i].rest;
        bruto = bruto || !l->plan.at[i].rest;
    }
    tabel_kolom(p, t, "naam", STR("Plan"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "planstatus", STR("Status"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "hardheid", STR("Hard of zacht"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningen", STR("Woningen"),
                rest && !bruto ? STR("nog te bouwen")
                : rest         ? STR("bruto, of nog te bouwen")
                               : STR("bruto"),
                KOLOM_GETAL, 0, true);
    if (k->woningtype.n)
        tabel_kolom(p, t, "type", str_fmt(p->a, "Waarvan %.*s", STR_ARG(k->woningtype)), STR("woningen"),
                    KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "plantype", STR("Soort plan"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "vorm", STR("Ligging"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    if (p->q->format != HTTP_HTML) {
        tabel_kolom(p, t, "plan", STR("Nummer"), STR(""), KOLOM_GETAL, 0, false);
        tabel_kolom(p, t, "plancode", STR("Plancode"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "statusGeleverd", STR("Status zoals geleverd"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "gebied", STR("Code gemeente"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(p, t, "rij", STR("Rij in het bestand"), STR(""), KOLOM_GETAL, 0, false);
    }
    for (size_t i = van; i < tot; i++)
        lijst_rij(p, t, &l->plan.at[i], k->woningtype);
    if (!l->plan.n)
        DOC_SET(
            p->a, t, "leeg",
            leeg_maak(
                p->a, "Geen plannen gevonden",
                k->status.n || k->woningtype.n || k->bevinding
                    ? STR("Geen openbaar plan past bij deze keuze. Kies iets anders, of toon alle plannen.")
                    : STR("Voor dit gebied zijn geen openbare plannen geleverd."),
                k->status.n || k->woningtype.n || k->bevinding ? "Toon alle plannen" : "Lever plannen aan",
                k->status.n || k->woningtype.n || k->bevinding
                    ? pagina_adres(p, STR("/plannen"), NULL, STR(""))
                    : pagina_leveren(p)));
    tabel_noot(p, t, STR("– is geen aantal. Dat is iets anders dan 0."));
    tabel_noot(p, t,
               STR("Een woning kan onder meer dan één woningtype voor ouderen tellen; die worden nooit bij "
                   "elkaar opgeteld."));
    tabel_klaar(p, t, "/plannen");
    return t;
}

static void keuze_doc(struct pagina *p, const struct plan_keuze *k, const struct planstatussen *st,
                      const struct plan_som *som, size_t n_som, struct str bevinding)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "keuze", doc_map(a)), *velden, *keuzes, *verborgen;
    size_t bronnen = 0;

    DOC_SET_STR(a, f, "actie", STR("/plannen"));
    DOC_SET_STR(a, f, "knop", STR("Toon"));
    verborgen = DOC_SET(a, f, "verborgen", pagina_verborgen(p));
    if (k->levering) {
        struct doc *v = doc_add(a, verborgen, doc_map(a));

        DOC_SET_STR(a, v, "veld", STR("levering"));
        DOC_SET_STR(a, v, "inhoud", str_fmt(a, "%lld", (long long)k->levering));
    }
    velden = DOC_SET(a, f, "velden", doc_list(a));
    keuzes = veld_keuze(a, velden, "status", "Planologische status");
    optie_bij(a, keuzes, STR(""), STR("alle"), k->status);
    optie_bij(a, keuzes, STR("hard"), STR("hard (1A tot en met 2C)"), k->status);
    optie_bij(a, keuzes, STR("zacht"), STR("zacht (3 tot en met 5B)"), k->status);
    for (size_t i = 0; i < st->n; i++)
        optie_bij(a, keuzes, st->at[i].code,
                  st->at[i].hardheid == PLAN_STATUS_ONBEKEND
                      ? STR("onbekend")
                      : str_fmt(a, "%.*s %.*s", STR_ARG(st->at[i].code), STR_ARG(st->at[i].naam)),
                  k->status);
    keuzes = veld_keuze(a, velden, "woningtype", "Met woningen van dit type");
    optie_bij(a, keuzes, STR(""), STR("alle plannen"), k->woningtype);
    for (size_t i = 0; i < PLAN_TYPEN; i++)
        optie_bij(a, keuzes, str_from(plan_typen[i]),
                  i == 3 ? STR("overig geschikt") : str_from(plan_typen[i]), k->woningtype);
    keuzes = veld_keuze(a, velden, "bevinding", "Wat de controle vond");
    optie_bij(a, keuzes, STR(""), STR("alle plannen"), bevinding);
    for (unsigned i = 0; i < BEVINDING_AANTAL; i++)
        optie_bij(a, keuzes, plan_bevinding_code((enum plan_bevinding)(1u << i)),
                  plan_bevinding_tekst((enum plan_bevinding)(1u << i)), bevinding);
    for (size_t i = 0; i < n_som; i++)
        bronnen += som[i].leveringen > 0;
    if (bronnen < 2 && !k->soort.n)
        return;
    keuzes = veld_keuze(a, velden, "bron", "Bron");
    optie_bij(a, keuzes, STR(""), STR("alle bronnen, naast elkaar"), k->soort);
    for (size_t i = 0; i < n_som; i++)
        if (som[i].leveringen)
            optie_bij(a, keuzes, som[i].soort, plan_soort_naam(som[i].soort), k->soort);
}

static int keuze_lees(struct pagina *p, struct plan_keuze *k, struct str *bevinding, size_t *blad,
                      struct err *e)
{
    const struct doc *q = p->q->query;
    struct str levering = doc_get_str(q, STR("levering")), s = doc_get_str(q, STR("blad"));
    int64_t nummer = 1;

    *k = (struct plan_keuze){.gebied = p->gebied,
                             .gebiedsdatum = p->gebiedsdatum,
                             .peildatum = p->peildatum,
                             .stand = p->stand,
                             .soort = doc_get_str(q, STR("bron")),
                             .status = doc_get_str(q, STR("status")),
                             .woningtype = doc_get_str(q, STR("woningtype"))};
    if (s.n && (!num_i64(s, &nummer) || nummer < 1 || nummer > 1000000))
        return err_set(e, ERR_DATA, "blad: “%.*s” is geen nummer van een bladzijde",
                       STR_ARG(str_sub(s, 0, 40)));
    *blad = (size_t)nummer;
    if (levering.n && (!num_i64(levering, &k->levering) || k->levering < 1))
        return err_set(e, ERR_DATA, "levering: “%.*s” is geen nummer van een levering",
                       STR_ARG(str_sub(levering, 0, 40)));
    if (levering.n && !doc_get(q, STR("gebied")))
        k->gebied = NULL; /* all of it */
    *bevinding = doc_get_str(q, STR("bevinding"));
    k->bevinding = plan_bevinding_bij_code(*bevinding);
    if (bevinding->n && !k->bevinding)
        return err_set(e, ERR_DATA, "bevinding: “%.*s” kennen wij niet", STR_ARG(str_sub(*bevinding, 0, 40)));
    if (k->woningtype.n) {
        bool bekend = false;

        for (size_t i = 0; i < PLAN_TYPEN; i++)
            bekend = bekend || str_is(k->woningtype, plan_typen[i]);
        if (!bekend)
            return err_set(e, ERR_DATA,
                           "woningtype: “%.*s” kennen wij niet; verwacht nultreden, geclusterd, zorggeschikt "
                           "of overig-geschikt",
                           STR_ARG(str_sub(k->woningtype, 0, 40)));
    }
    pagina_eigen(p, "status", k->status);
    pagina_eigen(p, "woningtype", k->woningtype);
    pagina_eigen(p, "bevinding", *bevinding);
    pagina_eigen(p, "bron", k->soort);
    pagina_eigen(p, "levering", levering);
    return OK;
}

static void bladen_doc(struct pagina *p, size_t blad, size_t bladen, size_t n)
{
    struct arena *a = p->a;
    struct doc *b = DOC_SET(a, p->boom, "bladeren", doc_map(a)), *x;
    bool gesorteerd = p->sorteer.n && sorteer_past(p->sorteer);
    struct str pad = gesorteerd ? str_fmt(a, "/plannen?sorteer=%.*s", STR_ARG(p->sorteer)) : STR("/plannen");
    const char *teken = gesorteerd ? "&" : "?";

    DOC_SET_STR(a, b, "waar",
                str_fmt(a, "Bladzijde %zu van %zu (%.*s %s)", blad, bladen, STR_ARG(num_nl(a, (int64_t)n, 0)),
                        n == 1 ? "plan" : "plannen"));
    if (blad > 1) {
        x = DOC_SET(a, b, "vorige", doc_map(a));
        DOC_SET_STR(
            a, x, "adres",
            pagina_zelf(p, str_fmt(a, "%.*s%sblad=%zu", STR_ARG(pad), teken, blad - 1), NULL, STR("")));
    }
    if (blad < bladen) {
        x = DOC_SET(a, b, "volgende", doc_map(a));
        DOC_SET_STR(
            a, x, "adres",
            pagina_zelf(p, str_fmt(a, "%.*s%sblad=%zu", STR_ARG(pad), teken, blad + 1), NULL, STR("")));
    }
}

static struct str lijst_antwoord(struct pagina *p, const struct plan_keuze *k, const struct plan_som *som,
                                 size_t n_som, size_t n)
{
    struct arena *a = p->a;
    struct str waar = k->levering ? str_fmt(a, "Levering %lld", (long long)k->levering) : p->gebied->naam;
    struct str alles = plan_som_tekst(a, som, n_som);

    if (!k->status.n && !k->woningtype.n && !k->bevinding)
        return str_fmt(a, "%.*s. %.*s", STR_ARG(waar), STR_ARG(alles));
    return str_fmt(a, "%.*s. %.*s openbare %s bij deze keuze.", STR_ARG(waar),
                   STR_ARG(num_nl(a, (int64_t)n, 0)), n == 1 ? "plan past" : "plannen passen");
}

static int plannen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct plan_keuze k;
    struct planstatussen st;
    struct plan_som *som = NULL;
    struct lijst l = {a};
    struct str bevinding;
    size_t n_som = 0, blad = 1, bladen, van, tot;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = keuze_lees(&p, &k, &bevinding, &blad, e);
    if (!rc)
        rc = planstatussen_lees(p.c, a, &st, e);
    if (!rc && k.status.n && !planstatus_bij_code(&st, k.status) && !str_is(k.status, "hard") &&
        !str_is(k.status, "zacht"))
        rc = err_set(e, ERR_DATA,
                     "status: “%.*s” staat niet in de landelijke lijst (1A … 5B, onbekend, hard of zacht)",
                     STR_ARG(str_sub(k.status, 0, 40)));
    if (!rc)
        rc = plannen_openbaar(p.c, p.g, &k, false, lijst_bij, &l, e);
    if (!rc)
        rc = plannen_som(p.c, p.g, a, &k, &som, &n_som, e);
    if (!rc) {
        lijst_sorteer(&p, &l);
        bladen = l.plan.n ? (l.plan.n + PER_BLAD - 1) / PER_BLAD : 1;
        if (blad > bladen)
            blad = bladen;
        van = (blad - 1) * PER_BLAD;
        tot = van + PER_BLAD < l.plan.n ? van + PER_BLAD : l.plan.n;
        if (q->format == HTTP_CSV || q->format == HTTP_XLSX) { /* a file is whole */
            van = 0;
            tot = l.plan.n;
        }
        DOC_SET_STR(a, p.boom, "titel",
                    k.levering ? str_fmt(a, "Plannen van levering %lld", (long long)k.levering)
                               : STR("Plannen"));
        DOC_SET_STR(a, p.boom, "antwoord", lijst_antwoord(&p, &k, som, n_som, l.plan.n));
        DOC_SET_INT(a, p.boom, "aantal", (int64_t)l.plan.n);
        DOC_SET_INT(a, p.boom, "blad", (int64_t)blad);
        DOC_SET_INT(a, p.boom, "bladen", (int64_t)bladen);
        pagina_kruimel(&p, p.gebied->naam,
                       pagina_adres(&p,
                                    gebied_is_gemeente(p.gebied)
                                        ? str_fmt(a, "/gebieden/%.*s", STR_ARG(p.gebied->code))
                                        : STR("/"),
                                    NULL, STR("")));
        pagina_kruimel(&p, STR("Plannen"), STR(""));
        keuze_doc(&p, &k, &st, som, n_som, bevinding);
        DOC_SET(a, p.boom, "tabel", lijst_tabel(&p, &l, &k, van, tot));
        if (bladen > 1)
            bladen_doc(&p, blad, bladen, l.plan.n);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param lijst_params[] = {
    {"status", "planologische status: 1A tot en met 5B, onbekend, hard of zacht", PARAM_QUERY, false, false},
    {"woningtype",
     "alleen plannen met woningen van dit type: nultreden, geclusterd, zorggeschikt of overig-geschikt",
     PARAM_QUERY, false, false},
    {"bevinding",
     "alleen plannen waarbij de controle dit vond: c1, c2, c4, controle, negatief, naam, plancode, ouderen, "
     "type, status of status-mist",
     PARAM_QUERY, false, false},
    {"bron", "alleen plannen uit deze soort levering: basisset, plannen-geo of planmonitor", PARAM_QUERY,
     false, false},
    {"levering", "alle plannen van deze levering, ook als die niet meer telt", PARAM_QUERY, false, false},
    {"blad", "bladzijde van de lijst, vanaf 1", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param plan_params[] = {
    {"id", "nummer van het plan", PARAM_PATH, true, false}, CONTEXT_PARAMS, {0}};

const struct http_route plan_routes[] = {
    {"GET", "/plannen", plannen_get, "plannen", "De openbare plannen in een gebied", ROUTE_STORE,
     lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/plannen/{id}", plan_een_get, "plan", "Eén plan: wat er geleverd is en hoe dat gelezen is",
     ROUTE_STORE, plan_params, .recht = RECHT_PUBLIEK},
    {0},
};
