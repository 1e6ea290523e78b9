/* SPDX-License-Identifier: EUPL-1.2
 * Making a concept-opgave: the form, reading it with its table, and keeping it. */
#include "opgave/intern.h"

#include "base/num.h"
#include "kennisname/kennisname.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

struct werk {
    struct http_req *q;
    struct vel v;
    struct opgave_nieuw nieuw;
    const struct http_upload *stuk;
    int64_t id;
};

struct str opgave_moet_tekst(struct vel *v, const char *veld, const char *anders)
{
    struct str s = form_tekst(v->p.q, veld);

    if (!s.n)
        vel_fout(v, veld, str_from(anders));
    else if (s.n > OPGAVE_TEKST_MAX)
        vel_fout(v, veld, STR("Houd dit antwoord bij 5.000 tekens."));
    return s;
}

static int nieuw_boom(struct vel *v, struct err *e)
{
    struct pagina *p = &v->p;
    const struct definitieset *set;
    struct doc *f, *k;
    int64_t laatste;
    size_t n;
    int rc = opgave_laatste(p->c, &laatste, e);

    if (!rc)
        rc = definitiesets_lees(p->c, p->a, &set, &n, e);
    if (rc)
        return rc;
    vel_titel(v, STR("Maak een concept-opgave"),
              STR("Alleen u ziet het concept, tot u het in consultatie brengt."));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Opgaven"), STR("/regie/opgaven"));
    pagina_kruimel(p, STR("Concept"), STR(""));
    f = form_bij(v,
                 blok_bij(v, "concept", STR("Het concept"),
                          STR("Lever een tabel met de kolommen gebied, woningtype en aantal. Een rij met het "
                              "gebied zelf zegt wat "
                              "de som moet zijn; de kolom bron zegt waar dat staat.")),
                 STR("/regie/opgaven/nieuw"), "Bewaar het concept");
    form_verborgen(v, f, "na", str_fmt(p->a, "%lld", (long long)laatste));
    DOC_SET_BOOL(p->a, f, "is_upload", true);
    form_veld(v, f, "titel", "Hoe heet de opgave?", NULL, "is_tekst", STR(""));
    form_gebied(v, f, "gebied", "Voor welk gebied?", NULL, p->gebied, NULL);
    form_veld(v, f, "jaar", "Tot en met welk jaar?", NULL, "is_tekst", STR("2030"));
    DOC_SET_STR(p->a, form_veld(v, f, "bestand", "De aantallen", "CSV of Excel.", "is_bestand", STR("")),
                "soorten", STR(".csv,.xlsx"));
    form_veld(v, f, "methode", "Hoe is zij berekend en verdeeld?", NULL, "is_lang", STR(""));
    form_veld(v, f, "herkomst", "Waar komt zij vandaan?", "Een model, een woondeal, een onderzoek.",
              "is_tekst", STR(""));
    k = form_veld(v, f, "definitieset", "Volgens welke definities?",
                  "Cijfers van definities die niet om te zetten zijn, komen nooit in één som.", "is_keuze",
                  STR(""));
    for (size_t i = 0; i < n; i++)
        optie_bij(p->a, k, set[i].code, set[i].naam,
                  doc_get(p->q->form, STR("definitieset")) ? form_tekst(p->q, "definitieset")
                                                           : STR("bzk-2023"));
    return OK;
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return vel_toon(q, nieuw_boom, r, e);
}

static int nieuw_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->nieuw.o.partij);
    int64_t na;
    int rc = OK;

    w->id = 0;
    if (num_i64(form_tekst(w->q, "na"), &na) && na >= 0)
        rc = opgave_al_gemaakt(c, &w->nieuw, na, &w->id, e);
    return rc || w->id ? rc : opgave_maak(c, &d, &w->nieuw, &w->id, e);
}

/* One mistake stands beside the field; of more, a page has a list and a program one text. */
static void bestand_fout(struct werk *w, struct str een)
{
    const struct opgave_nieuw *n = &w->nieuw;
    struct doc *blok;

    if (n->n_fouten < 2 || w->q->format != HTTP_HTML) {
        vel_fout(&w->v, "bestand", n->n_fouten ? opgave_fouten_tekst(w->q->a, n) : een);
        return;
    }
    vel_fout(&w->v, "bestand",
             str_fmt(w->q->a,
                     "In het bestand kloppen %zu cellen niet; elke staat bovenaan. Er is niets bewaard.",
                     n->n_fouten));
    blok = blok_bij(&w->v, "bestand-fouten", STR("Wat er in het bestand niet klopt"), STR(""));
    for (size_t i = 0; i < n->fouten.n; i++)
        blok_punt(&w->v, blok, n->fouten.at[i]);
    if (n->n_fouten > n->fouten.n)
        blok_punt(&w->v, blok, str_fmt(w->q->a, "en nog %zu", n->n_fouten - n->fouten.n));
}

static int nieuw_lees(struct werk *w, struct err *e)
{
    struct pagina *p = &w->v.p;
    struct gebied_vondst g = gebied_zoek(p->g, p->a, form_tekst(w->q, "gebied"), STR(""), date_today());
    const struct definitieset *set;
    struct opgave *o = &w->nieuw.o;
    int64_t jaar = 0;
    size_t n;
    bool bekend = false;
    int rc = definitiesets_lees(p->c, p->a, &set, &n, e);

    if (rc)
        return rc;
    *o = (struct opgave){.titel = opgave_moet_tekst(&w->v, "titel", "Geef de opgave een naam."),
                         .gebied = g.gebied,
                         .methode =
                             opgave_moet_tekst(&w->v, "methode", "Zeg hoe zij berekend en verdeeld is."),
                         .herkomst = opgave_moet_tekst(&w->v, "herkomst", "Zeg waar zij vandaan komt."),
                         .definitieset = form_tekst(w->q, "definitieset"),
                         .wie = wie_van(w->q)->naam};
    o->verzonnen = str_starts(str_lower(p->a, o->herkomst), STR("verzonnen"));
    if (o->titel.n > PUBLICATIE_TITEL_MAX)
        vel_fout(&w->v, "titel", STR("Houd de naam bij 200 tekens."));
    if (!g.gebied)
        vel_fout(&w->v, "gebied", STR("Kies een gebied uit de lijst."));
    if (!num_i64(form_tekst(w->q, "jaar"), &jaar) || jaar < 2020 || jaar > 2100)
        vel_fout(&w->v, "jaar", STR("Noem een jaar, bijvoorbeeld 2030."));
    o->jaar = (int)jaar;
    for (size_t i = 0; i < n; i++)
        bekend = bekend || str_eq(set[i].code, o->definitieset);
    if (!bekend)
        vel_fout(&w->v, "definitieset", STR("Kies definities uit de lijst."));
    w->stuk = stuk_veld(w->q, "bestand");
    if (!w->stuk)
        vel_fout(&w->v, "bestand", STR("Kies een bestand met de aantallen."));
    if (w->v.fout.n)
        return OK;
    rc = toegang_gebied(w->q, p->c, p->g, RECHT_REDACTIE, g.gebied, &o->partij, e);
    if (rc)
        return rc;
    rc = opgave_bestand_lees(p->g, p->a, w->stuk->name, w->stuk->bytes, &w->nieuw, e);
    if (rc == ERR_DATA || rc == ERR_LIMIT) {
        bestand_fout(w, str_dup(p->a, str_from(e->text)));
        rc = OK;
    }
    return rc;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    int rc = vel_open(q, &w.v, e);

    if (!rc)
        rc = nieuw_lees(&w, e);
    if (!rc && !w.v.fout.n)
        rc = vel_schrijf(&w.v, q, nieuw_doe, &w, e);
    if (!rc && w.v.fout.n) {
        rc = nieuw_boom(&w.v, e);
        if (!rc)
            rc = vel_klaar(&w.v, r, e);
    } else if (!rc) {
        r->location = str_cat(q->a, opgave_adres(q->a, w.id, ""), STR("?gedaan=gemaakt"));
    }
    vel_sluit(&w.v);
    return rc;
}

#define VELD(naam, tekst)                                                                                    \
    {                                                                                                        \
        naam, tekst, PARAM_FORM, false, false                                                                \
    }
static const struct http_param context_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param nieuw_params[] = {VELD("titel", "naam van de opgave"),
                                                 VELD("gebied", "code of naam van het gebied"),
                                                 VELD("jaar", "tot en met welk jaar"),
                                                 {"bestand", "de aantallen", PARAM_FILE, false, false},
                                                 VELD("methode", "hoe berekend en verdeeld"),
                                                 VELD("herkomst", "waar zij vandaan komt"),
                                                 VELD("definitieset", "code van de definities"),
                                                 VELD("na", "de laatste opgave die er was"),
                                                 {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route opgave_nieuw_routes[] = {
    {"GET", "/regie/opgaven/nieuw", nieuw_get, "regie", "Maak een concept-opgave", LEEST, context_params,
     .recht = RECHT_REDACTIE},
    {"POST", "/regie/opgaven/nieuw", nieuw_post, "regie", "Maak een concept-opgave", SCHRIJFT, nieuw_params,
     .recht = RECHT_REDACTIE},
    {0},
};
