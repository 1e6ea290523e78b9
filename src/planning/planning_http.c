/* SPDX-License-Identifier: EUPL-1.2
 * /regie/planning: all milestones as picture and table, what is late and what that holds up; one milestone
 * with its states and evidence; and the calendar. */
#include "planning/planning.h"

#include "cijfer/vel.h"
#include "grafiek/grafiek.h"
#include "toegang/toegang.h"

static struct str adres_van(struct arena *a, const struct mijlpaal *m)
{
    return str_fmt(a, "/regie/planning/%.*s", STR_ARG(m->code));
}

static double jaar_van(date_t d)
{
    int j = d / 10000;

    return j + (double)(date_days(d) - date_days(j * 10000 + 101)) / 365.25;
}

static int begin(struct http_req *q, struct vel *v, struct planning *p, struct err *e)
{
    int rc = vel_open(q, v, e);

    if (!rc)
        rc = planning_lees(v->p.c, q->a, p, e);
    if (!rc)
        rc = planning_reken(q->a, p, date_today(), e);
    if (!rc)
        pagina_kruimel(&v->p, STR("Regie"), STR("/regie"));
    return rc;
}

/* Late by its own dates; where those are made up, so is that. */
static struct str laat_woord(const struct mijlpaal *m)
{
    return !m->laat ? STR("") : m->verzonnen ? STR("te laat (verzonnen)") : STR("te laat");
}

/* "4 van de 8 mijlpalen zijn te laat, alle verzonnen" */
static struct str laat_zin(struct arena *a, size_t laat, size_t verzonnen, size_t n)
{
    return str_fmt(a, "%zu van de %zu mijlpalen %s te laat%.*s", laat, n, laat == 1 ? "is" : "zijn",
                   STR_ARG(!verzonnen          ? STR("")
                           : verzonnen == laat ? STR(" (verzonnen)")
                                               : str_fmt(a, ", waarvan %zu verzonnen", verzonnen)));
}

static void beeld_blok(struct vel *v, const struct planning *p, const char *plan, struct str kop)
{
    struct arena *a = v->p.a;
    struct grafiek_werkrij *r = ARENA_ARRAY(a, struct grafiek_werkrij, p->n + 1);
    struct str lijn = STR("");
    size_t n = 0, laat = 0, verzonnen = 0;

    for (size_t i = 0; i < p->n; i++) {
        const struct mijlpaal *m = &p->at[i];

        if (!str_is(m->plan, plan))
            continue;
        r[n++] = (struct grafiek_werkrij){.label = m->titel,
                                          .kop = str_eq(lijn, m->lijn) ? STR("") : m->lijn,
                                          .van = jaar_van(m->van),
                                          .tot = jaar_van(date_add(m->tot, 1)),
                                          .verwacht = m->uitloop ? jaar_van(m->verwacht) : 0,
                                          .staat = (enum grafiek_werk)m->staat,
                                          .laat = m->laat};
        laat += m->laat;
        verzonnen += m->laat && m->verzonnen;
        lijn = m->lijn;
    }
    if (!n)
        return;
    blok_figuur(
        v, blok_bij(v, str_cstr(a, str_fmt(a, "%s-blok", plan)), kop, STR("")),
        str_cstr(a, str_fmt(a, "%s-figuur", plan)),
        laat ? laat_zin(a, laat, verzonnen, n) : STR("Geen mijlpaal is te laat"),
        grafiek_werkplan_svg(
            a, &(struct grafiek_werkplan){
                   .titel = kop,
                   .beschrijving = str_fmt(
                       a, "%zu mijlpalen; de staande lijn is vandaag. De tabel eronder zegt hetzelfde.", n),
                   .rij = r,
                   .n = n,
                   .breedte = BLOK_FIGUUR_BREEDTE,
                   .nu = jaar_van(date_today())}));
}

static void tabel_blok(struct vel *v, const struct planning *p)
{
    struct pagina *x = &v->p;
    struct doc *t = tabel_maak(x, "mijlpalen", STR("Mijlpalen"), STR(""));

    tabel_kolom(x, t, "titel", STR("Mijlpaal"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(x, t, "lijn", STR("Actielijn"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(x, t, "wie", STR("Wie"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(x, t, "tot", STR("Uiterlijk"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(x, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(x, t, "verwacht", STR("Op zijn vroegst"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(x, t, "houdtop", STR("Houdt op"), STR("mijlpalen"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < p->n; i++) {
        const struct mijlpaal *m = &p->at[i];
        struct doc *rij = tabel_regel(x, t, false);

        cel_tekst(x, t, rij, m->titel, adres_van(x->a, m), m->verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(x, t, rij, m->lijn, STR(""), STR(""));
        cel_tekst(x, t, rij, m->wie_doet, STR(""), STR(""));
        cel_datum(x, t, rij, m->tot);
        cel_tekst(x, t, rij, str_from(mijlpaal_staten[m->staat]), STR(""), laat_woord(m));
        if (m->staat == MIJLPAAL_OPEN || m->staat == MIJLPAAL_BEZIG)
            cel_datum(x, t, rij, m->verwacht);
        else
            cel_leeg(x, t, rij, STR("niet meer nodig"));
        cel_getal(x, t, rij, (int64_t)m->houdt_op, 0, STR(""));
    }
    if (!p->n)
        DOC_SET(x->a, t, "leeg",
                leeg_maak(x->a, "Nog geen planning",
                          STR("De beheerder leest de landelijke planning in met: woonzorg planning landelijk "
                              "--db URL, en een eigen plan "
                              "met planning importeer."),
                          NULL, STR("")));
    tabel_noot(
        x, t,
        STR("Houdt op: hoeveel mijlpalen die niet klaar zijn op deze wachten, ook langs andere en ook als "
            "zij zelf al te laat zijn. Wat op meer mijlpalen wacht, telt bij elk daarvan mee."));
    tabel_noot(x, t, STR("Op zijn vroegst: niet voor vandaag, en niet voor wat eerst klaar moet zijn."));
    tabel_klaar(x, t, "/regie/planning");
    blok_tabel(v, blok_bij(v, "alle", STR("Alle mijlpalen"), STR("")), t);
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct planning p;
    struct vel v;
    size_t laat = 0, houdt = 0, verzonnen = 0;
    int rc = begin(q, &v, &p, e);

    if (!rc) {
        for (size_t i = 0; i < p.n; i++) {
            bool wacht = false;

            laat += p.at[i].laat;
            verzonnen += p.at[i].laat && p.at[i].verzonnen;
            for (size_t k = 0; k < p.n && p.at[i].staat < MIJLPAAL_KLAAR && !p.at[i].laat; k++)
                wacht = wacht || (p.at[k].laat && planning_wacht_op(&p, i, k));
            houdt += wacht;
        }
        vel_titel(&v, STR("Planning"),
                  !p.n    ? STR("Er is nog geen planning ingelezen.")
                  : !laat ? str_fmt(q->a, "Van de %zu mijlpalen is er geen te laat.", p.n)
                          : str_fmt(q->a, "%.*s; zij houden %zu andere op die zelf nog niet te laat zijn.",
                                    STR_ARG(laat_zin(q->a, laat, verzonnen, p.n)), houdt));
        for (size_t i = 0; i < p.n; i++)
            if (p.at[i].verzonnen) {
                label_bij(q->a, DOC_SET(q->a, v.p.boom, "statussen", doc_list(q->a)), STR("deels verzonnen"));
                break;
            }
        pagina_kruimel(&v.p, STR("Planning"), STR(""));
        beeld_blok(&v, &p, "provincie", STR("Het plan van de provincie"));
        beeld_blok(&v, &p, "landelijk", STR("De landelijke planning"));
        tabel_blok(&v, &p);
        feit_bij(q->a, blok_feiten(&v, blok_bij(&v, "mee", STR("In uw agenda"), STR(""))), "Agenda",
                 STR("iCalendar"), STR("/regie/planning/agenda"),
                 STR("abonneer u op dit adres, of haal het op"), STR(""));
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

static int agenda_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct planning p;
    struct vel v;
    int rc = begin(q, &v, &p, e);

    if (!rc) {
        r->body = planning_agenda(q->a, &p, q->origin);
        r->type = "text/calendar; charset=utf-8";
        r->filename = STR("planning.ics");
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

static int mijlpaal_van(struct http_req *q, const struct planning *p, size_t *ret, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code"));

    for (*ret = 0; *ret < p->n; ++*ret)
        if (str_eq(p->at[*ret].code, code))
            return OK;
    return err_set(e, ERR_NOT_FOUND, "de mijlpaal “%.*s” is er niet", STR_ARG(utf8_clip(code, 60)));
}

static int mag_zeggen(struct vel *v, const struct mijlpaal *m, bool *ret, struct err *e)
{
    int64_t bij;

    if (m->partij)
        return toegang_mag(v->p.c, wie_van(v->p.q), RECHT_REDACTIE, m->partij, ret, e);
    *ret = wie_bereik(wie_van(v->p.q), RECHT_REDACTIE, &bij) !=
           BEREIK_GEEN; /* the national time line, as seen here */
    return OK;
}

static int toon(struct vel *v, const struct planning *p, size_t i, struct http_resp *r, struct err *e)
{
    const struct mijlpaal *m = &p->at[i];
    const struct mijlpaal_stand *s;
    struct pagina *x = &v->p;
    struct str nu = form_tekst(x->q, "staat");
    struct doc *f, *k, *t;
    size_t n;
    bool mag;
    int rc = mijlpaal_standen_lees(x->c, x->a, m->id, &s, &n, e);

    if (!rc)
        rc = mag_zeggen(v, m, &mag, e);
    if (rc)
        return rc;
    vel_titel(
        v, m->titel,
        m->laat ? str_fmt(x->a,
                          "Te laat%s: dit had op %.*s klaar moeten zijn. %zu andere mijlpalen wachten erop.",
                          m->verzonnen ? " (verzonnen)" : "", STR_ARG(date_nl(x->a, m->tot)), m->houdt_op)
                : str_fmt(x->a, "%s; uiterlijk op %.*s.", mijlpaal_staten[m->staat],
                          STR_ARG(date_nl(x->a, m->tot))));
    pagina_kruimel(x, STR("Planning"), STR("/regie/planning"));
    pagina_kruimel(x, m->titel, STR(""));
    f = blok_feiten(v, blok_bij(v, "wat", STR("De mijlpaal"), STR("")));
    feit_bij(x->a, f, "Actielijn", m->lijn, STR(""), STR(""), STR(""));
    feit_bij(x->a, f, "Wie", m->wie_doet, STR(""), STR(""), STR(""));
    feit_bij(x->a, f, "Van", date_nl(x->a, m->van), STR(""),
             str_fmt(x->a, "tot en met %.*s", STR_ARG(date_nl(x->a, m->tot))), STR(""));
    feit_bij(x->a, f, "Stand", str_from(mijlpaal_staten[m->staat]), STR(""),
             str_fmt(x->a, "sinds %.*s", STR_ARG(date_nl(x->a, m->staat_datum))), laat_woord(m));
    feit_bij(x->a, f, "Bron", m->bron, STR(""), STR(""), m->verzonnen ? STR("verzonnen") : STR(""));
    for (size_t j = 0; j < m->n_na; j++)
        feit_bij(x->a, f, "Wacht op", p->at[m->na[j]].titel, adres_van(x->a, &p->at[m->na[j]]),
                 str_from(mijlpaal_staten[p->at[m->na[j]].staat]), laat_woord(&p->at[m->na[j]]));
    for (size_t j = 0; j < p->n; j++)
        for (size_t l = 0; l < p->at[j].n_na; l++)
            if (p->at[j].na[l] == i)
                feit_bij(x->a, f, "Hierop wacht", p->at[j].titel, adres_van(x->a, &p->at[j]), STR(""),
                         STR(""));
    t = tabel_maak(x, "standen", STR("Standen"), STR("Nieuwste bovenaan."));
    tabel_kolom(x, t, "sinds", STR("Sinds"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(x, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(x, t, "bewijs", STR("Bewijs"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(x, t, "wie", STR("Ingevoerd door"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t j = 0; j < n; j++) {
        struct doc *rij = tabel_regel(x, t, false);

        cel_datum(x, t, rij, s[j].datum);
        cel_tekst(x, t, rij, str_from(mijlpaal_staten[s[j].staat]), STR(""),
                  s[j].verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(x, t, rij, s[j].bewijs.n ? s[j].bewijs : STR("–"), STR(""), STR(""));
        cel_tekst(x, t, rij, toegang_naam(x->q, s[j].wie), STR(""), STR(""));
    }
    tabel_klaar(x, t, NULL);
    blok_tabel(v, blok_bij(v, "verloop", STR("Hoe het liep"), STR("")), t);
    if (mag) {
        f = form_bij(v, blok_bij(v, "zeg", STR("Zeg hoe het ervoor staat"), STR("")), adres_van(x->a, m),
                     "Bewaar");
        k = form_veld(v, f, "staat", "Stand", NULL, "is_keuze", STR(""));
        for (int j = 0; j < MIJLPAAL_STATEN; j++)
            optie_bij(x->a, k, str_from(mijlpaal_staten[j]), str_from(mijlpaal_staten[j]),
                      nu.n ? nu : str_from(mijlpaal_staten[m->staat]));
        form_veld(v, f, "datum", "Sinds wanneer?", NULL, "is_datum", date_iso(x->a, date_today()));
        form_veld(v, f, "bewijs", "Waaruit blijkt dat?",
                  "Een besluit, een verslag, een document. Nodig als het klaar is.", "is_lang", STR(""));
        form_vrij(v, f);
    }
    return vel_klaar(v, r, e);
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct planning p;
    struct vel v;
    size_t i;
    int rc = begin(q, &v, &p, e);

    if (!rc)
        rc = mijlpaal_van(q, &p, &i, e);
    if (!rc && str_is(doc_get_str(q->query, STR("gedaan")), "stand"))
        vel_gelukt(&v, STR("de stand is bewaard"), STR(""));
    if (!rc)
        rc = toon(&v, &p, i, r, e);
    vel_sluit(&v);
    return rc;
}

struct werk {
    struct http_req *q;
    const struct mijlpaal *m;
    struct mijlpaal_stand s;
};

static int stand_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->m->partij);

    return mijlpaal_stand_zet(c, &d, w->m->id, &w->s, e);
}

static void stand_lees(struct vel *v, struct werk *w)
{
    struct str staat = form_tekst(w->q, "staat");
    int k = 0;

    while (k < MIJLPAAL_STATEN && !str_is(staat, mijlpaal_staten[k]))
        k++;
    if (k == MIJLPAAL_STATEN)
        vel_fout(v, "staat", STR("Kies een stand."));
    w->s = (struct mijlpaal_stand){.staat = (enum mijlpaal_staat)(k % MIJLPAAL_STATEN),
                                   .bewijs = form_tekst(w->q, "bewijs"),
                                   .wie = wie_van(w->q)->naam};
    if (!date_parse(form_tekst(w->q, "datum"), &w->s.datum) || w->s.datum > date_today())
        vel_fout(v, "datum", STR("Vul een datum in die er al geweest is, bijvoorbeeld 1-6-2026."));
    if ((w->s.staat == MIJLPAAL_KLAAR && !w->s.bewijs.n) || w->s.bewijs.n > MIJLPAAL_TEKST_MAX)
        vel_fout(v, "bewijs", STR("Zeg waaruit blijkt dat het klaar is, in hoogstens 1.000 tekens."));
}

static int een_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct planning p;
    struct vel v;
    size_t i;
    int rc = begin(q, &v, &p, e);

    if (!rc)
        rc = mijlpaal_van(q, &p, &i, e);
    if (!rc && p.at[i].partij)
        rc = toegang_object(q, q->conn, RECHT_REDACTIE, p.at[i].partij, e);
    if (!rc) {
        w.m = &p.at[i];
        stand_lees(&v, &w);
        if (!v.fout.n)
            rc = vel_schrijf(&v, q, stand_doe, &w, e);
    }
    if (!rc && v.fout.n)
        rc = toon(&v, &p, i, r, e);
    else if (!rc)
        r->location = str_cat(q->a, adres_van(q->a, w.m), STR("?gedaan=stand"));
    vel_sluit(&v);
    return rc;
}

#define CODE_PARAM                                                                                           \
    {                                                                                                        \
        "code", "code van de mijlpaal", PARAM_PATH, true, false, NULL, "l-2026-programma"                    \
    }
static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    CODE_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param post_params[] = {
    CODE_PARAM,
    {"staat", "open, bezig, klaar of vervallen", PARAM_FORM, false, false},
    {"datum", "sinds wanneer", PARAM_FORM, false, false},
    {"bewijs", "waaruit dat blijkt", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route planning_routes[] = {
    {"GET", "/regie/planning", lijst_get, "regie", "De planning, met wat te laat is", LEEST, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/regie/planning/agenda", agenda_get, NULL, "De planning als agenda (iCalendar)", LEEST,
     lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/regie/planning/{code}", een_get, "regie", "Een mijlpaal", LEEST, een_params,
     .recht = RECHT_PUBLIEK},
    {"POST", "/regie/planning/{code}", een_post, "regie", "Zeg hoe een mijlpaal ervoor staat",
     LEEST | ROUTE_SLOW, post_params, .recht = RECHT_REDACTIE},
    {0},
};
